//! The reader: inputs become units, units become values in parallel, the order stays.
//!
//! A batch is what has been read already: from a file, thousands of rows, mapped on every core; from a slow pipe, one
//! row, handed on at once.

use std::{
    collections::{HashSet, VecDeque},
    fmt, io,
    sync::Arc,
};

use anyhow::{Context as _, Result};
use rayon::prelude::*;
use serde_json::{Map, Value};

use super::{
    InputFormat, MAX_RECORD,
    bytes::{self, Bytes},
    delimited::{self, Delimited},
    json_values::JsonValues,
    lines::Lines,
    reject::{REASON_COLUMN, Reject, TableHead},
    sniff::{self, Kind},
    source::{Place, open_file},
    xlsx::{self, XlsxRows},
};
use crate::error;

/// The most units of one batch, and the most bytes.
const BATCH: usize = 4096;
const BATCH_BYTES: usize = 4 << 20;

/// From how many units on a batch is worth the other cores.
const WORTH_SHARING: usize = 128;

/// The largest workbook read from a pipe.
const MAX_WORKBOOK: usize = 512 << 20;

/// What to read, and how tables in it are laid out.
#[derive(Clone, Debug)]
pub struct InputSpec {
    /// The inputs, in order.
    pub places: Vec<Place>,
    /// The format of all of them.
    pub format: InputFormat,
    /// The sheet of a workbook; `None` is the first.
    pub sheet: Option<String>,
    /// Whether tables start with a header; without one the columns are called `1`, `2`, ….
    pub header: bool,
    /// Rows above the header that are no data.
    pub skip_rows: usize,
    /// The largest record, in bytes.
    pub max_record: usize,
}

impl InputSpec {
    /// Reads these inputs, whatever they are.
    pub fn new(places: Vec<Place>) -> Self {
        Self { places, format: InputFormat::Auto, sheet: None, header: true, skip_rows: 0, max_record: MAX_RECORD }
    }
}

/// What is made of a row or an object.
pub trait Target: Sync {
    /// A value.
    type Out: Send;
    /// What is worked out once for a table.
    type Plan: Send + Sync;

    /// Looks at a table's columns before its rows come; an error ends the reading.
    fn plan(&self, head: &Head) -> Result<Self::Plan>;

    /// Makes a value of a table's row; `None` leaves the row out.
    fn row(&self, plan: &Self::Plan, at: &At, cells: Vec<String>) -> Result<Option<Self::Out>, Fault>;

    /// Makes a value of a JSON object; `None` leaves it out.
    fn object(&self, at: &At, object: Map<String, Value>) -> Result<Option<Self::Out>, Fault>;
}

/// The columns of a table.
#[derive(Clone, Debug)]
pub struct Head {
    /// The input, as named on the command line; `-` is stdin.
    pub file: Arc<str>,
    /// The input's name, fit for an id.
    pub stem: Arc<str>,
    /// The names; a repeated name carries a number (`Price (2)`), an empty one is `column 3`.
    pub columns: Vec<String>,
    /// Whether they come from the file.
    pub named: bool,
}

/// Where a value stood.
#[derive(Clone, Debug)]
pub struct At {
    /// The input, as named on the command line; `-` is stdin.
    pub file: Arc<str>,
    /// The input's name, fit for an id.
    pub stem: Arc<str>,
    /// The line, from 1.
    pub line: u64,
}

/// What is wrong with a value; the reader adds the place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The column in the line, from 1, where a reader of JSON knows it.
    pub column: Option<u64>,
    /// The field, as the file calls it.
    pub field: Option<String>,
    /// One clause, no full stop.
    pub reason: String,
    /// What to do.
    pub hint: Option<String>,
}

impl Fault {
    /// A fault with a reason alone.
    pub fn new(reason: impl Into<String>) -> Self {
        Self { column: None, field: None, reason: reason.into(), hint: None }
    }

    /// Names the field.
    #[must_use]
    pub fn field(mut self, field: &str) -> Self {
        self.field = Some(field.to_owned());
        self
    }

    /// Says what to do.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }
}

/// One piece of an input.
#[derive(Debug)]
pub enum Unit {
    /// A line, a row or a JSON value as text.
    Text {
        /// The line it starts on, from 1.
        line: u64,
        /// Its bytes, without the line ending.
        bytes: Vec<u8>,
    },
    /// A row in cells.
    Cells {
        /// The row, from 1.
        line: u64,
        /// The texts.
        cells: Vec<String>,
    },
    /// Something that can't be split or is too long.
    Bad {
        /// The line it starts on, from 1.
        line: u64,
        /// What is wrong.
        fault: Fault,
        /// Its bytes, cut where it is long.
        raw: Vec<u8>,
    },
}

/// What a splitter gives.
#[derive(Debug)]
pub enum Step {
    /// A piece.
    Unit(Unit),
    /// Nothing without waiting.
    NotReady,
    /// The end.
    End,
}

/// How many values went which way; `read = kept + rejected + left_out`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Rows and objects seen; blank lines and headers are not counted.
    pub read: u64,
    /// Values made.
    pub kept: u64,
    /// Rejects.
    pub rejected: u64,
    /// Rows that the mapping leaves out.
    pub left_out: u64,
}

/// Reads inputs one after another.
pub struct Reader<T: Target> {
    target: T,
    spec: InputSpec,
    waiting: VecDeque<Place>,
    current: Option<Open<T::Plan>>,
    ready: VecDeque<Result<T::Out, Reject>>,
    counts: Counts,
}

struct Open<P> {
    splitter: Splitter,
    shape: Shape<P>,
}

/// What is known of an input before its values come.
struct Shape<P> {
    file: Arc<str>,
    stem: Arc<str>,
    table: Option<Table<P>>,
}

struct Table<P> {
    plan: P,
    head: Arc<TableHead>,
    width: usize,
    /// The column that an earlier `--rejects` file added, which is not data.
    reason_column: Option<usize>,
}

enum Splitter {
    Lines(Lines),
    Values(JsonValues),
    Rows(Delimited),
    Sheet(XlsxRows),
}

impl Splitter {
    fn step(&mut self, block: bool) -> io::Result<Step> {
        match self {
            Self::Lines(it) => it.step(block),
            Self::Values(it) => it.step(block),
            Self::Rows(it) => it.step(block),
            Self::Sheet(it) => it.step(block),
        }
    }
}

impl<T: Target> Reader<T> {
    /// A reader over the inputs; a file that is missing is an error at once, not after an hour of others.
    pub fn open(spec: InputSpec, target: T) -> Result<Self> {
        for place in &spec.places {
            if let Place::File(path) = place {
                open_file(path)?;
            }
        }
        let waiting = spec.places.iter().cloned().collect();
        Ok(Self { target, spec, waiting, current: None, ready: VecDeque::new(), counts: Counts::default() })
    }

    /// What has been read so far.
    pub fn counts(&self) -> Counts {
        self.counts
    }

    /// Whether the next value is there without waiting: when not, what has been written should be flushed.
    pub fn has_ready(&self) -> bool {
        !self.ready.is_empty()
    }

    /// The values that are there, at least one, waiting for it if need be; `None` at the end.
    pub fn next_batch(&mut self) -> Result<Option<Vec<Result<T::Out, Reject>>>> {
        if !self.ready.is_empty() {
            return Ok(Some(self.ready.drain(..).collect()));
        }
        loop {
            let Some(open) = &mut self.current else {
                let Some(place) = self.waiting.pop_front() else { return Ok(None) };
                self.current = Some(start(&place, &self.spec, &self.target)?);
                continue;
            };
            let shape = &open.shape;
            let units =
                gather(&mut open.splitter).with_context(|| format!("can't go on reading {}", shown(&shape.file)))?;
            if units.is_empty() {
                self.current = None;
                continue;
            }
            let values = map_in_order(units, |unit| make(shape, &self.target, unit));
            let mut batch = Vec::with_capacity(values.len());
            for value in values {
                match value {
                    None => continue,
                    Some(Ok(None)) => self.counts.left_out += 1,
                    Some(Ok(Some(value))) => {
                        self.counts.kept += 1;
                        batch.push(Ok(value));
                    }
                    Some(Err(reject)) => {
                        self.counts.rejected += 1;
                        batch.push(Err(reject));
                    }
                }
                self.counts.read += 1;
            }
            if !batch.is_empty() {
                return Ok(Some(batch));
            }
        }
    }
}

impl<T: Target> Iterator for Reader<T> {
    type Item = Result<Result<T::Out, Reject>>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.ready.is_empty() {
            match self.next_batch() {
                Ok(Some(batch)) => self.ready.extend(batch),
                Ok(None) => return None,
                Err(why) => {
                    self.current = None;
                    self.waiting.clear();
                    return Some(Err(why));
                }
            }
        }
        self.ready.pop_front().map(Ok)
    }
}

/// Applies `f` to each, on every core where there are enough of them; the order stays.
pub fn map_in_order<A: Send, B: Send>(items: Vec<A>, f: impl Fn(A) -> B + Sync + Send) -> Vec<B> {
    if items.len() < WORTH_SHARING {
        return items.into_iter().map(f).collect();
    }
    items.into_par_iter().map(f).collect()
}

/// One unit, waiting for it, and all that have been read already.
fn gather(splitter: &mut Splitter) -> io::Result<Vec<Unit>> {
    let mut units = Vec::new();
    let mut size = 0;
    while units.len() < BATCH && size < BATCH_BYTES {
        match splitter.step(units.is_empty()) {
            Ok(Step::Unit(unit)) => {
                size += match &unit {
                    Unit::Text { bytes, .. } => bytes.len(),
                    Unit::Cells { cells, .. } => cells.iter().map(String::len).sum(),
                    Unit::Bad { raw, .. } => raw.len(),
                };
                units.push(unit);
            }
            Ok(Step::NotReady | Step::End) => break,
            Err(why) if units.is_empty() => return Err(why),
            // What was read before the failure is still good; the failure comes again with the next call.
            Err(_) => break,
        }
    }
    Ok(units)
}

fn shown(file: &str) -> &str {
    if file == "-" { "stdin" } else { file }
}

/// Opens one input and looks at its header.
fn start<T: Target>(place: &Place, spec: &InputSpec, target: &T) -> Result<Open<T::Plan>> {
    let file: Arc<str> = place.name().into();
    let stem: Arc<str> = place.stem().into();
    let reading = || format!("can't read {}", shown(&file));
    let mut bytes = Bytes::new(place.open()?).without_mark().with_context(reading)?;
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
    let table = match kind {
        Kind::JsonLines | Kind::JsonValues => None,
        Kind::Table(dialect) => header(&mut splitter, spec, target, &file, &stem, dialect.delimiter)?,
        Kind::Xlsx => header(&mut splitter, spec, target, &file, &stem, b',')?,
    };
    Ok(Open { splitter, shape: Shape { file, stem, table } })
}

fn header<T: Target>(
    splitter: &mut Splitter,
    spec: &InputSpec,
    target: &T,
    file: &Arc<str>,
    stem: &Arc<str>,
    delimiter: u8,
) -> Result<Option<Table<T::Plan>>> {
    let mut left = spec.skip_rows;
    let (raw, cells) = loop {
        let unit = match splitter.step(true).with_context(|| format!("can't read {}", shown(file)))? {
            Step::Unit(unit) => unit,
            Step::NotReady | Step::End => return Ok(None),
        };
        if left > 0 {
            left -= 1;
            continue;
        }
        match unit {
            Unit::Text { bytes, .. } => {
                let text = bytes::text(&bytes).into_owned();
                if text.to_ascii_lowercase().starts_with("sep=") && text.len() <= 5 {
                    continue;
                }
                break (bytes, delimited::fields(&text, delimiter));
            }
            Unit::Cells { cells, .. } => break (join(&cells, delimiter), cells),
            Unit::Bad { line, fault, .. } => {
                let message = format!("the header of {} (line {line}) can't be read: {}", shown(file), fault.reason);
                return Err(error::failed(message).into());
            }
        }
    };
    let columns = if spec.header { named(&cells) } else { (1..=cells.len()).map(|n| n.to_string()).collect() };
    let reason_column = columns.iter().position(|name| name == REASON_COLUMN);
    let head = Head { file: file.clone(), stem: stem.clone(), columns, named: spec.header };
    let plan = target.plan(&head)?;
    let width = head.columns.len();
    let head = Arc::new(TableHead { raw, delimiter, columns: head.columns, named: spec.header });
    Ok(Some(Table { plan, head, width, reason_column }))
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

fn join(cells: &[String], delimiter: u8) -> Vec<u8> {
    let mut row = Vec::new();
    for (place, cell) in cells.iter().enumerate() {
        if place > 0 {
            row.push(delimiter);
        }
        row.extend(delimited::quoted(cell, delimiter).bytes());
    }
    row
}

type Made<O> = Option<Result<Option<O>, Reject>>;

/// Makes a value of a unit; `None` for a blank line.
fn make<T: Target>(shape: &Shape<T::Plan>, target: &T, unit: Unit) -> Made<T::Out> {
    let (line, raw, cells) = match unit {
        Unit::Bad { line, fault, raw } => return Some(Err(reject(shape, line, fault, raw))),
        Unit::Cells { line, cells } => (line, None, Some(cells)),
        Unit::Text { line, bytes } => (line, Some(bytes), None),
    };
    let at = At { file: shape.file.clone(), stem: shape.stem.clone(), line };
    let Some(table) = &shape.table else {
        let raw = raw.unwrap_or_default();
        if raw.trim_ascii().is_empty() {
            return None;
        }
        return Some(object(&raw).and_then(|it| target.object(&at, it)).map_err(|why| reject(shape, line, why, raw)));
    };
    let cells = cells
        .unwrap_or_else(|| delimited::fields(&bytes::text(raw.as_deref().unwrap_or_default()), table.head.delimiter));
    if cells.iter().all(|cell| cell.trim().is_empty()) {
        return None;
    }
    let kept = raw.unwrap_or_else(|| join(&cells, table.head.delimiter));
    let made = fitted(cells, table).and_then(|cells| target.row(&table.plan, &at, cells));
    Some(made.map_err(|why| reject(shape, line, why, kept)))
}

fn reject<P>(shape: &Shape<P>, line: u64, fault: Fault, raw: Vec<u8>) -> Reject {
    Reject { file: shape.file.clone(), line, fault, raw, table: shape.table.as_ref().map(|table| table.head.clone()) }
}

/// A row as wide as the header: missing cells are unknown, cells beyond it may only be empty.
fn fitted<P>(mut cells: Vec<String>, table: &Table<P>) -> Result<Vec<String>, Fault> {
    if cells.iter().any(|cell| cell.contains('\0')) {
        return Err(Fault::new("it holds a NUL byte, which no text has"));
    }
    if let Some(extra) = cells.get(table.width..)
        && extra.iter().any(|cell| !cell.trim().is_empty())
    {
        let reason = format!("it has {} cells, the header has {}", cells.len(), table.width);
        return Err(Fault::new(reason).hint("a cell with a delimiter in it needs quotes"));
    }
    cells.resize(table.width, String::new());
    if let Some(place) = table.reason_column {
        cells[place].clear();
    }
    Ok(cells)
}

fn object(raw: &[u8]) -> Result<Map<String, Value>, Fault> {
    match serde_json::from_slice::<Value>(raw) {
        Ok(Value::Object(mut object)) => {
            object.shift_remove(REASON_COLUMN);
            Ok(object)
        }
        Ok(_) => Err(Fault::new("it is JSON but not an object").hint("a record is written `{…}`")),
        Err(why) => {
            let column = (why.line() == 1).then_some(why.column() as u64);
            Err(Fault { column, ..Fault::new(format!("it is not JSON: {}", plain(&why))) })
        }
    }
}

/// What is wrong, without the place, which counts from the start of the value.
fn plain(why: &serde_json::Error) -> String {
    let text = why.to_string();
    text.split(" at line ").next().unwrap_or_default().to_owned()
}

impl fmt::Display for Counts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} read, {} kept, {} rejected", self.read, self.kept, self.rejected)?;
        if self.left_out > 0 { write!(f, ", {} left out", self.left_out) } else { Ok(()) }
    }
}
