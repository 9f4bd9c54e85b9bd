//! An upload file as rows, made safe for a spreadsheet, and written whole or not at all.

use std::path::PathBuf;

use anyhow::Result;

use crate::pipe::{delimited::quoted, dotted::formula_safe, sink::Sink};

/// The rows of one upload file, and what a person must know before the upload.
#[derive(Clone, Debug)]
pub struct Sheet {
    delimiter: u8,
    header: &'static [&'static str],
    rows: Vec<Vec<String>>,
    /// What is to be filled in first, what was left out and why.
    pub remarks: Vec<String>,
}

impl Sheet {
    pub(super) fn new(delimiter: u8, header: &'static [&'static str], rows: Vec<Vec<String>>) -> Self {
        Self { delimiter, header, rows, remarks: Vec::new() }
    }

    /// A remark on some of the rows, where there are some.
    pub(super) fn remark(mut self, count: usize, what: &str) -> Self {
        if count > 0 {
            self.remarks.push(format!("{count} {what}"));
        }
        self
    }

    /// How many rows there are beside the header.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there is only the header.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The whole file.
    pub fn text(&self) -> String {
        let mut text = self.line(self.header.iter().map(|name| (*name).to_owned()));
        for row in &self.rows {
            // Only text from outside can look like a formula; a tab or line break would end the cell.
            let safe = |cell: &String| formula_safe(&cell.replace(['\t', '\r', '\n'], " ")).into_owned();
            text.push_str(&self.line(row.iter().map(safe)));
        }
        text
    }

    fn line(&self, cells: impl Iterator<Item = String>) -> String {
        let cells: Vec<String> = cells.map(|cell| quoted(&cell, self.delimiter).into_owned()).collect();
        cells.join(if self.delimiter == b'\t' { "\t" } else { "," }) + "\n"
    }
}

/// Writes files, each whole or not at all; none takes its name before all are written.
pub fn save(files: &[(PathBuf, String)]) -> Result<()> {
    let mut sinks = Vec::with_capacity(files.len());
    for (path, text) in files {
        let mut sink = Sink::open(Some(path))?;
        sink.write(text.as_bytes())?;
        sink.flush()?;
        sinks.push(sink);
    }
    sinks.into_iter().try_for_each(Sink::finish)
}
