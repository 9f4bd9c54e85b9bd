//! Units of an input made into values and rejects, each at a glance where that is enough.

use std::{borrow::Cow, ops::Range};

use serde_json::{Map, Value};

use super::{
    bytes, delimited,
    input::{Shape, Table, join},
    reader::{At, Counts, Fault, Glimpse, Target, Unit},
    reject::{REASON_COLUMN, Reject},
};
use crate::domain::card_number;

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
        let last = made.values.last_mut().and_then(|last| last.as_mut().ok());
        let one = match glimpse(shape, target, (&stretch, unit), terse, last) {
            Some(Glimpse::Made(value)) => Some(Ok(Some(value))),
            Some(Glimpse::Added) => {
                made.counts.read += 1;
                made.counts.kept += 1;
                continue;
            }
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
    (stretch, unit): (&Stretch<'_>, &Unit),
    terse: bool,
    last: Option<&mut T::Out>,
) -> Option<Glimpse<T::Out>> {
    let Unit::Text { line, bytes } = unit else { return None };
    let Some(table) = &shape.table else {
        return target.object_at_a_glance(&stretch.bytes[bytes.clone()]).map(Glimpse::Made);
    };
    let at = At { file: &shape.file, stem: &shape.stem, line: *line };
    target.at_a_glance(&table.plan, &at, stretch.row(bytes)?, terse, last)
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
        let text = first
            .zip(last)
            .and_then(|(first, last)| Some((first.start, bytes::utf8(bytes.get(first.start..last.end)?)?)));
        Self { bytes, text }
    }

    /// A row of them; `None` where it is not UTF-8.
    fn row(&self, place: &Range<usize>) -> Option<&'t str> {
        match self.text {
            Some((from, text)) => text.get(place.start - from..place.end - from),
            None => bytes::utf8(&self.bytes[place.clone()]),
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
