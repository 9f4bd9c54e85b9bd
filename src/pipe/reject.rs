//! What could not be used: said in one sentence, and kept in a file that can be corrected and fed in again.

use std::{
    fmt,
    fs::File,
    io::{BufWriter, Write},
    path::{Path, PathBuf},
    sync::Arc,
};

use anyhow::{Context as _, Result};
use serde_json::{Map, Value};

use super::{bytes, delimited, reader::Fault};
use crate::{error, ui};

/// The column or key that a rejects file adds; readers leave it out.
pub const REASON_COLUMN: &str = "arb_reason";

/// One row or object that could not be used.
#[derive(Clone, Debug)]
pub struct Reject {
    /// The input, as named on the command line; `-` is stdin.
    pub file: Arc<str>,
    /// The line, from 1; 0 where `file` is the id of a record whose line is not known any more.
    pub line: u64,
    /// What is wrong.
    pub fault: Fault,
    /// The bytes as they stood, cut where they were too long to read.
    pub raw: Vec<u8>,
    /// The table it stood in.
    pub table: Option<Arc<TableHead>>,
}

/// The first row of a table.
#[derive(Debug)]
pub struct TableHead {
    /// The row as it stood.
    pub raw: Vec<u8>,
    /// Between two fields.
    pub delimiter: u8,
    /// The names of the columns.
    pub columns: Vec<String>,
    /// Whether `raw` holds them.
    pub named: bool,
}

impl Reject {
    /// A reject for a record that was read well and turned out unusable later.
    pub fn of_record(file: &str, line: u64, fault: Fault, record: &Map<String, Value>) -> Self {
        let raw = serde_json::to_vec(record).expect("a JSON object serializes");
        Self { file: file.into(), line, fault, raw, table: None }
    }

    /// The reject as JSON, for `--errors json`.
    pub fn to_json(&self) -> Value {
        serde_json::json!({
            "error": self.to_string(), "code": "bad_record", "file": &*self.file, "line": self.line,
            "column": self.fault.column, "field": self.fault.field, "reason": self.fault.reason, "hint": self.fault.hint,
        })
    }
}

/// `row 37 of supplier.csv: …` for tables, `line 37 of records.jsonl: …` for JSON.
impl fmt::Display for Reject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let word = if self.table.is_some() { "row" } else { "line" };
        let file = if &*self.file == "-" { "stdin" } else { &self.file };
        match self.line {
            0 => f.write_str(&ui::sanitize(file))?,
            line => write!(f, "{word} {line} of {}", ui::sanitize(file))?,
        }
        if let Some(column) = self.fault.column {
            write!(f, " column {column}")?;
        }
        write!(f, ": {}", ui::sanitize(&self.fault.reason))
    }
}

/// A value as it is quoted in a reason: harmless, at most 60 characters.
pub fn quote(value: &str) -> String {
    let clean = ui::sanitize(value.trim());
    let mut shown: String = clean.chars().take(60).collect();
    if shown.len() < clean.len() {
        shown.push('…');
    }
    format!("\"{shown}\"")
}

/// `--rejects FILE`.
///
/// A `.jsonl` file gets one object for each reject: its columns or keys, and `arb_reason`; what can't be read is kept
/// under `arb_raw`. Any other file gets the rows as they stood, header first, with a last column `arb_reason`;
/// JSON input is kept line by line as it stood. Rows of a table with another header go to `FILE` with `-2` in its name.
pub struct RejectsFile {
    path: PathBuf,
    json: bool,
    parts: Vec<Part>,
}

struct Part {
    header: Option<Vec<u8>>,
    out: BufWriter<File>,
}

impl RejectsFile {
    /// Makes the file; one that is there is replaced.
    pub fn create(path: &Path) -> Result<Self> {
        let json = path.extension().is_some_and(|ext| ext == "jsonl" || ext == "json" || ext == "ndjson");
        let mut file = Self { path: path.to_owned(), json, parts: Vec::new() };
        // An empty file says that nothing was rejected; a file of yesterday would lie.
        file.first(None)?;
        file.parts.clear();
        Ok(file)
    }

    /// Keeps one reject.
    pub fn keep(&mut self, reject: &Reject) -> Result<()> {
        let header = if self.json { None } else { reject.table.as_ref().map(|table| table.raw.clone()) };
        let line = if self.json { json_line(reject) } else { text_line(reject) };
        let path = self.path.clone();
        let part = match self.parts.iter().position(|part| part.header == header) {
            Some(place) => &mut self.parts[place],
            None => self.first(reject.table.as_deref().filter(|_| header.is_some()))?,
        };
        part.out.write_all(&line).with_context(|| format!("can't write {}", path.display()))
    }

    /// Writes what is left.
    pub fn finish(mut self) -> Result<()> {
        for part in &mut self.parts {
            part.out.flush().with_context(|| format!("can't write {}", self.path.display()))?;
        }
        Ok(())
    }

    fn first(&mut self, table: Option<&TableHead>) -> Result<&mut Part> {
        let path = match self.parts.len() {
            0 => self.path.clone(),
            count => {
                let stem = self.path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
                let name = format!("{stem}-{}", count + 1);
                let named = self.path.with_file_name(name);
                self.path.extension().map_or_else(|| named.clone(), |ext| named.with_extension(ext))
            }
        };
        let file =
            File::create(&path).map_err(|why| error::failed(format!("can't write {}", path.display())).because(why))?;
        let mut out = BufWriter::new(file);
        if let Some(table) = table {
            out.write_all(&head_line(table)).with_context(|| format!("can't write {}", path.display()))?;
        }
        self.parts.push(Part { header: table.map(|table| table.raw.clone()), out });
        Ok(self.parts.last_mut().expect("it was pushed above"))
    }
}

fn head_line(table: &TableHead) -> Vec<u8> {
    if !table.named {
        return Vec::new();
    }
    let mut line = table.raw.clone();
    if !table.columns.iter().any(|name| name == REASON_COLUMN) {
        line.push(table.delimiter);
        line.extend_from_slice(REASON_COLUMN.as_bytes());
    }
    line.push(b'\n');
    line
}

fn text_line(reject: &Reject) -> Vec<u8> {
    let mut line = reject.raw.clone();
    if let Some(table) = &reject.table
        && table.named
        && !table.columns.iter().any(|name| name == REASON_COLUMN)
    {
        let cells = delimited::fields(&bytes::text(&reject.raw), table.delimiter).len();
        line.extend(std::iter::repeat_n(table.delimiter, table.columns.len().saturating_sub(cells) + 1));
        line.extend(delimited::quoted(&reject.fault.reason, table.delimiter).bytes());
    }
    line.push(b'\n');
    line
}

fn json_line(reject: &Reject) -> Vec<u8> {
    let text = bytes::text(&reject.raw);
    let mut object = match &reject.table {
        Some(table) => {
            let cells = delimited::fields(&text, table.delimiter);
            let fits = cells.len() <= table.columns.len();
            fits.then(|| table.columns.iter().cloned().zip(cells.into_iter().map(|cell| Value::from(&*cell))).collect())
        }
        None => serde_json::from_str::<Map<String, Value>>(&text).ok(),
    }
    .unwrap_or_else(|| Map::from_iter([("arb_raw".to_owned(), Value::from(&*text))]));
    object.insert(REASON_COLUMN.into(), Value::from(reject.fault.reason.as_str()));
    let mut line = serde_json::to_vec(&object).expect("a JSON object serializes");
    line.push(b'\n');
    line
}
