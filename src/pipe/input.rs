//! One input: opened, its format found, its header read, its pieces gathered.

use std::{
    borrow::Cow,
    collections::HashSet,
    io::{self, Read},
    sync::Arc,
};

use anyhow::{Context as _, Result};

use super::{
    bytes::{self, Bytes},
    delimited::{self, Delimited},
    json_values::JsonValues,
    lines::Lines,
    reader::{Head, InputSpec, Step, Target, Unit},
    reject::{REASON_COLUMN, TableHead},
    sniff::{self, Kind},
    source::{Place, open_file},
    xlsx::{self, XlsxRows},
};
use crate::error;

/// The most bytes of one batch.
const BATCH_BYTES: usize = 4 << 20;

/// The largest workbook read from a pipe.
const MAX_WORKBOOK: usize = 512 << 20;

/// Pieces of an input, and the text that they stand in.
#[derive(Default)]
pub(super) struct Gathered {
    pub(super) units: Vec<Unit>,
    pub(super) text: Vec<u8>,
}

/// An input that is being read.
pub(super) struct Input<P> {
    pub(super) pieces: Pieces,
    pub(super) shape: Shape<P>,
}

/// Where the pieces of an input come from.
pub(super) struct Pieces {
    splitter: Splitter,
    /// It is a file: what is not there now never comes.
    never_waits: bool,
    /// The first row of a table without a header, which is data.
    first: Option<Unit>,
    /// What stopped the reading, told after what had been read before.
    failed: Option<io::Error>,
    /// The most units of one batch.
    together: usize,
    /// Room of a batch that is done with.
    spare: Gathered,
}

/// What is known of an input before its values come.
pub(super) struct Shape<P> {
    pub(super) file: Arc<str>,
    pub(super) stem: Arc<str>,
    pub(super) table: Option<Table<P>>,
}

/// What is known of a table.
pub(super) struct Table<P> {
    pub(super) plan: P,
    pub(super) head: Arc<TableHead>,
    pub(super) width: usize,
    /// The column that an earlier `--rejects` file added, which is not data.
    pub(super) reason_column: Option<usize>,
}

enum Splitter {
    Lines(Lines),
    Values(JsonValues),
    Rows(Delimited),
    Sheet(XlsxRows),
}

impl Splitter {
    fn step(&mut self, block: bool, text: &mut Vec<u8>) -> io::Result<Step> {
        match self {
            Self::Lines(it) => it.step(block, text),
            Self::Values(it) => it.step(block, text),
            Self::Rows(it) => it.step(block, text),
            Self::Sheet(it) => it.step(block),
        }
    }

    /// Adds what needs no care and has been read already, until there are `most` units.
    fn plain(&mut self, most: usize, found: &mut Gathered) {
        match self {
            Self::Lines(it) => it.plain(most, &mut found.units, &mut found.text),
            Self::Rows(it) => it.plain(most, &mut found.units, &mut found.text),
            Self::Values(_) | Self::Sheet(_) => {}
        }
    }
}

impl<P> Input<P> {
    /// Opens one input and looks at its header.
    pub(super) fn open<T: Target<Plan = P>>(place: &Place, spec: &InputSpec, target: &T) -> Result<Self> {
        let mut input = Self::over(place.open()?, place, spec, target)?;
        input.pieces.never_waits = place.is_file();
        Ok(input)
    }

    /// Looks at the header of an input that is open; `place` is what it is called.
    pub(super) fn over<T: Target<Plan = P>>(
        stream: Box<dyn Read + Send>,
        place: &Place,
        spec: &InputSpec,
        target: &T,
    ) -> Result<Self> {
        let file: Arc<str> = place.name().into();
        let stem: Arc<str> = place.stem().into();
        let reading = || format!("can't read {place}");
        let mut bytes = Bytes::new(stream).without_mark().with_context(reading)?;
        while bytes.available().len() < 64 << 10 && memchr::memchr(b'\n', bytes.available()).is_none() {
            if !bytes.more().with_context(reading)? {
                break;
            }
        }
        let kind = sniff::sniff(bytes.available(), &file, spec.format)?;
        let mut splitter = match kind {
            Kind::JsonLines => Splitter::Lines(Lines::new(bytes, spec.max_record)),
            Kind::JsonValues => Splitter::Values(JsonValues::new(bytes, spec.max_record)),
            Kind::Table(dialect) => Splitter::Rows(Delimited::new(bytes, dialect, 0, spec.max_record)),
            Kind::Xlsx => {
                let input = match place {
                    Place::File(path) => xlsx::in_file(open_file(path)?),
                    Place::Stdin => xlsx::in_memory(bytes.to_end(MAX_WORKBOOK).with_context(reading)?),
                };
                Splitter::Sheet(XlsxRows::open(input, &file, spec.sheet.as_deref())?)
            }
        };
        let delimiter = match kind {
            Kind::JsonLines | Kind::JsonValues => None,
            Kind::Table(dialect) => Some(dialect.delimiter),
            Kind::Xlsx => Some(b','),
        };
        let mut table = None;
        let mut first = None;
        if let Some(delimiter) = delimiter
            && let Some((line, raw, cells)) = top_row(&mut splitter, spec, place, delimiter)?
        {
            first = (!spec.header).then(|| Unit::Cells { line, cells: cells.clone() });
            let columns = if spec.header { named(&cells) } else { (1..=cells.len()).map(|n| n.to_string()).collect() };
            let rows_are_text = matches!(kind, Kind::Table(_)) && !columns.iter().any(|name| name == REASON_COLUMN);
            let head = Head {
                file: file.clone(),
                stem: stem.clone(),
                columns,
                named: spec.header,
                delimiter: rows_are_text.then_some(delimiter),
            };
            let plan = target.plan(&head)?;
            let (width, reason_column) =
                (head.columns.len(), head.columns.iter().position(|name| name == REASON_COLUMN));
            let head = Arc::new(TableHead { raw, delimiter, columns: head.columns, named: spec.header });
            table = Some(Table { plan, head, width, reason_column });
        }
        Ok(Self {
            pieces: Pieces {
                splitter,
                never_waits: false,
                first,
                failed: None,
                together: target.together(),
                spare: Gathered::default(),
            },
            shape: Shape { file, stem, table },
        })
    }

    /// The input as it is called in errors.
    pub(super) fn name(&self) -> &str {
        if &*self.shape.file == "-" { "stdin" } else { &self.shape.file }
    }
}

impl Pieces {
    /// Whether it is a file: reading on never waits for somebody to write.
    pub(super) fn never_waits(&self) -> bool {
        self.never_waits
    }

    /// The pieces of a batch while the one before is worked on, if that does not mean waiting for somebody.
    pub(super) fn ahead(&mut self) -> Option<io::Result<Gathered>> {
        self.never_waits.then(|| self.gather())
    }

    /// One unit, waiting for it, and all that have been read already, of a file as many as a batch holds; empty at the
    /// end.
    pub(super) fn gather(&mut self) -> io::Result<Gathered> {
        if let Some(why) = self.failed.take() {
            return Err(why);
        }
        let mut found = std::mem::take(&mut self.spare);
        found.units.extend(self.first.take());
        let mut size = 0;
        while found.units.len() < self.together && size + found.text.len() < BATCH_BYTES {
            self.splitter.plain(self.together, &mut found);
            if found.units.len() >= self.together {
                break;
            }
            match self.splitter.step(self.never_waits || found.units.is_empty(), &mut found.text) {
                Ok(Step::Unit(unit)) => {
                    size += match &unit {
                        Unit::Text { .. } => 0,
                        Unit::Cells { cells, .. } => cells.iter().map(String::len).sum(),
                        Unit::Bad { raw, .. } => raw.len(),
                    };
                    found.units.push(unit);
                }
                Ok(Step::NotReady | Step::End) => break,
                Err(why) if found.units.is_empty() => return Err(why),
                // What was read before the failure is still good and goes first.
                Err(why) => {
                    self.failed = Some(why);
                    break;
                }
            }
        }
        Ok(found)
    }

    /// Takes the room of a batch back that is done with: the next one need not ask for it anew.
    pub(super) fn reuse(&mut self, mut done: Gathered) {
        done.units.clear();
        done.text.clear();
        if done.text.capacity() <= 2 * BATCH_BYTES {
            self.spare = done;
        }
    }
}

/// A row: its line, its bytes, its cells.
type TopRow = (u64, Vec<u8>, Vec<String>);

/// The first row that counts; `None` where there is none.
fn top_row(splitter: &mut Splitter, spec: &InputSpec, place: &Place, delimiter: u8) -> Result<Option<TopRow>> {
    let mut left = spec.skip_rows;
    loop {
        let mut text = Vec::new();
        let unit = match splitter.step(true, &mut text).with_context(|| format!("can't read {place}"))? {
            Step::Unit(unit) => unit,
            Step::NotReady | Step::End => return Ok(None),
        };
        if left > 0 {
            left -= 1;
            continue;
        }
        match unit {
            Unit::Text { line, bytes } => {
                let raw = &text[bytes];
                let text = bytes::text(raw);
                // Excel's own way to name the delimiter.
                if text.to_ascii_lowercase().starts_with("sep=") && text.len() <= 5 {
                    continue;
                }
                let cells = delimited::fields(&text, delimiter).into_iter().map(Cow::into_owned).collect();
                return Ok(Some((line, raw.to_vec(), cells)));
            }
            Unit::Cells { line, cells } => return Ok(Some((line, join(&cells, delimiter), cells))),
            Unit::Bad { line, fault, .. } => {
                let message = format!("the header of {place} (line {line}) can't be read: {}", fault.reason);
                return Err(error::failed(message).into());
            }
        }
    }
}

/// Column names that differ from each other and are never empty.
fn named(cells: &[String]) -> Vec<String> {
    let mut seen = HashSet::new();
    let mut columns = Vec::with_capacity(cells.len());
    for (place, cell) in cells.iter().enumerate() {
        let clean = cell.split_whitespace().collect::<Vec<_>>().join(" ");
        let base = if clean.is_empty() { format!("column {}", place + 1) } else { clean };
        let mut name = base.clone();
        let mut count = 2;
        while !seen.insert(name.clone()) {
            name = format!("{base} ({count})");
            count += 1;
        }
        columns.push(name);
    }
    columns
}

/// The cells as a row of text.
pub(super) fn join<T: AsRef<str>>(cells: &[T], delimiter: u8) -> Vec<u8> {
    let mut row = Vec::new();
    for (place, cell) in cells.iter().enumerate() {
        if place > 0 {
            row.push(delimiter);
        }
        row.extend(delimited::quoted(cell.as_ref(), delimiter).bytes());
    }
    row
}
