//! One input: opened, its format found, its header read, its pieces gathered and made into values.

use std::{
    borrow::Cow,
    collections::HashSet,
    io::{self, Read},
    ops::Range,
    sync::Arc,
};

use anyhow::{Context as _, Result};
use serde_json::{Map, Value};

use super::{
    bytes::{self, Bytes},
    delimited::{self, Delimited},
    json_values::JsonValues,
    lines::Lines,
    reader::{At, Counts, Fault, Glimpse, Head, InputSpec, Step, Target, Unit},
    reject::{REASON_COLUMN, Reject, TableHead},
    sniff::{self, Kind},
    source::{Place, open_file},
    xlsx::{self, XlsxRows},
};
use crate::{domain::card_number, error};

/// The most units of one batch, and the most bytes.
const BATCH: usize = 4096;
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
}

/// What is known of an input before its values come.
pub(super) struct Shape<P> {
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
            pieces: Pieces { splitter, never_waits: false, first, failed: None },
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
        let mut found = Gathered { units: self.first.take().into_iter().collect(), text: Vec::new() };
        let mut size = 0;
        while found.units.len() < BATCH && size + found.text.len() < BATCH_BYTES {
            self.splitter.plain(BATCH, &mut found);
            if found.units.len() >= BATCH {
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

fn join<T: AsRef<str>>(cells: &[T], delimiter: u8) -> Vec<u8> {
    let mut row = Vec::new();
    for (place, cell) in cells.iter().enumerate() {
        if place > 0 {
            row.push(delimiter);
        }
        row.extend(delimited::quoted(cell.as_ref(), delimiter).bytes());
    }
    row
}

/// What became of some units.
pub(super) struct Made<O> {
    /// Values and rejects, in order.
    pub(super) values: Vec<Result<O, Box<Reject>>>,
    pub(super) counts: Counts,
    /// Rejects without words, which are no values.
    pub(super) unsaid: u64,
}

/// Makes values of units; where `terse`, rejects need no words.
pub(super) fn make<T: Target>(
    shape: &Shape<T::Plan>,
    target: &T,
    text: &[u8],
    units: &mut [Unit],
    terse: bool,
) -> Made<T::Out> {
    let mut made = Made { values: Vec::new(), counts: Counts::default(), unsaid: 0 };
    let stretch = Stretch::of(text, units);
    for unit in units {
        let one = match glimpse(shape, target, &stretch, unit, terse) {
            Some(Glimpse::Made(value)) => Some(Ok(Some(value))),
            Some(Glimpse::Rejected) => {
                made.counts.read += 1;
                made.counts.rejected += 1;
                made.unsaid += 1;
                continue;
            }
            None => make_one(shape, target, text, std::mem::replace(unit, Unit::Text { line: 0, bytes: 0..0 })),
        };
        let Some(one) = one else { continue };
        made.counts.read += 1;
        match one {
            Ok(None) => made.counts.left_out += 1,
            Ok(Some(value)) => {
                made.counts.kept += 1;
                let value = match made.values.last_mut() {
                    Some(Ok(last)) => target.joined(last, value),
                    _ => Some(value),
                };
                made.values.extend(value.map(Ok));
            }
            Err(reject) => {
                made.counts.rejected += 1;
                made.values.push(Err(reject));
            }
        }
    }
    made
}

/// What a row or an object comes to at a glance.
fn glimpse<T: Target>(
    shape: &Shape<T::Plan>,
    target: &T,
    stretch: &Stretch<'_>,
    unit: &Unit,
    terse: bool,
) -> Option<Glimpse<T::Out>> {
    let Unit::Text { line, bytes } = unit else { return None };
    let Some(table) = &shape.table else {
        return target.object_at_a_glance(&stretch.bytes[bytes.clone()]).map(Glimpse::Made);
    };
    let at = At { file: &shape.file, stem: &shape.stem, line: *line };
    target.at_a_glance(&table.plan, &at, stretch.row(bytes)?, terse)
}

/// The text that some rows stand in, looked at once for all of them.
struct Stretch<'t> {
    bytes: &'t [u8],
    /// Where they begin, and what stands from there on, where all of it is UTF-8.
    text: Option<(usize, &'t str)>,
}

impl<'t> Stretch<'t> {
    fn of(bytes: &'t [u8], units: &[Unit]) -> Self {
        let place = |unit: &Unit| match unit {
            Unit::Text { bytes, .. } => Some(bytes.clone()),
            Unit::Cells { .. } | Unit::Bad { .. } => None,
        };
        let (first, last) = (units.iter().find_map(place), units.iter().rev().find_map(place));
        let text = first.zip(last).and_then(|(first, last)| {
            Some((first.start, std::str::from_utf8(bytes.get(first.start..last.end)?).ok()?))
        });
        Self { bytes, text }
    }

    /// A row of them; `None` where it is not UTF-8.
    fn row(&self, place: &Range<usize>) -> Option<&'t str> {
        match self.text {
            Some((from, text)) => text.get(place.start - from..place.end - from),
            None => std::str::from_utf8(&self.bytes[place.clone()]).ok(),
        }
    }
}

/// What becomes of a unit; `None` for a blank line.
type One<O> = Option<Result<Option<O>, Box<Reject>>>;

/// Makes a value of a unit.
fn make_one<T: Target>(shape: &Shape<T::Plan>, target: &T, text: &[u8], unit: Unit) -> One<T::Out> {
    let (line, raw, cells) = match unit {
        Unit::Bad { line, fault, raw } => return Some(Err(Box::new(reject(shape, line, *fault, raw)))),
        Unit::Cells { line, cells } => (line, None, cells),
        Unit::Text { line, bytes } => (line, Some(&text[bytes]), Vec::new()),
    };
    let at = At { file: &shape.file, stem: &shape.stem, line };
    let Some(table) = &shape.table else {
        let raw = raw.unwrap_or_default();
        if raw.trim_ascii().is_empty() {
            return None;
        }
        let made = object(raw).and_then(|it| no_card(&it).map(|()| it)).and_then(|it| target.object(&at, it));
        return Some(made.map_err(|why| Box::new(reject(shape, line, why, raw.to_vec()))));
    };
    let row = bytes::text(raw.unwrap_or_default());
    let cells = match raw {
        Some(_) => delimited::fields(&row, table.head.delimiter),
        None => cells.into_iter().map(Cow::Owned).collect(),
    };
    if cells.iter().all(|cell| cell.trim().is_empty()) {
        return None;
    }
    let carded = cells.iter().enumerate().find_map(|(place, cell)| {
        let column = table.head.columns.get(place).map_or("", String::as_str);
        card_number::is_in(column, cell).then(|| card(column))
    });
    let as_read = || raw.map_or_else(|| join(&cells, table.head.delimiter), <[u8]>::to_vec);
    let made = match carded {
        Some(fault) => Err(fault),
        None => fitted(&cells, table).and_then(|fitted| target.row(&table.plan, &at, &fitted)),
    };
    Some(made.map_err(|why| Box::new(reject(shape, line, why, as_read()))))
}

/// Refuses an object in which a card number stands: nothing of it may be kept, not even among the rejects.
fn no_card(object: &Map<String, Value>) -> Result<(), Fault> {
    let mut open: Vec<(&str, &Value)> = object.iter().map(|(key, value)| (key.as_str(), value)).collect();
    while let Some((key, value)) = open.pop() {
        match value {
            Value::String(text) if card_number::is_in(key, text) => return Err(card(key)),
            Value::Number(number) if card_number::is_in(key, &number.to_string()) => return Err(card(key)),
            Value::Array(items) => open.extend(items.iter().map(|item| (key, item))),
            Value::Object(inner) => open.extend(inner.iter().map(|(key, value)| (key.as_str(), value))),
            _ => {}
        }
    }
    Ok(())
}

fn card(field: &str) -> Fault {
    Fault::new("it holds what looks like a payment card number, which is never kept")
        .field(field)
        .hint("take the number out; arb pays with what the vendor holds")
}

fn reject<P>(shape: &Shape<P>, line: u64, fault: Fault, raw: Vec<u8>) -> Reject {
    // Neither the rejects file nor a log may hold it.
    let raw = match std::str::from_utf8(&raw) {
        Ok(text) if card_number::is_in("", text) => card_number::masked("", text).into_bytes(),
        _ => raw,
    };
    Reject { file: shape.file.clone(), line, fault, raw, table: shape.table.as_ref().map(|table| table.head.clone()) }
}

/// A row as wide as the header: missing cells are unknown, cells beyond it may only be empty.
fn fitted<'a, 'b, P>(cells: &'b [Cow<'a, str>], table: &Table<P>) -> Result<Cow<'b, [Cow<'a, str>]>, Fault> {
    if cells.iter().any(|cell| memchr::memchr(0, cell.as_bytes()).is_some()) {
        return Err(Fault::new("it holds a NUL byte, which no text has"));
    }
    if let Some(extra) = cells.get(table.width..)
        && extra.iter().any(|cell| !cell.trim().is_empty())
    {
        let reason = format!("it has {} cells, the header has {}", cells.len(), table.width);
        return Err(Fault::new(reason).hint("a cell with a delimiter in it needs quotes"));
    }
    if cells.len() == table.width && table.reason_column.is_none() {
        return Ok(Cow::Borrowed(cells));
    }
    let mut fitted = cells.to_vec();
    fitted.resize(table.width, Cow::Borrowed(""));
    if let Some(place) = table.reason_column {
        fitted[place] = Cow::Borrowed("");
    }
    Ok(Cow::Owned(fitted))
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
