//! Objects as the lines that will be written of them: made on any thread, put away as bytes, written as they are.

use std::{borrow::Cow, cell::Cell, io, sync::Arc};

use serde::Serialize;
use serde_json::{Map, Value};

use super::{
    delimited, dotted,
    picks::{MARK, Picks},
};
use crate::ui;

/// What a line of one place looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// JSON: all of the object, or the part that the columns name.
    Json,
    /// The cells of the columns.
    Csv,
}

/// Makes the lines of objects, each for every place it goes to.
#[derive(Clone, Debug)]
pub struct Renderer {
    forms: Arc<[Form]>,
    columns: Arc<Columns>,
}

/// The columns that are asked for; none is the whole object.
#[derive(Debug)]
struct Columns {
    names: Vec<String>,
    picks: Option<Picks>,
}

/// An object as it will be written, a line for each place: the lines, then their lengths, four bytes each.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lines(Vec<u8>);

impl Renderer {
    /// For places that look like this; `None` where a line depends on more than its object: CSV whose columns nobody named.
    pub fn new(forms: Vec<Form>, columns: &[String]) -> Option<Self> {
        if columns.is_empty() && forms.contains(&Form::Csv) {
            return None;
        }
        let columns = Columns { names: columns.to_vec(), picks: Picks::of(columns) };
        Some(Self { forms: forms.into(), columns: columns.into() })
    }

    /// The columns that are asked for; none is all.
    pub fn columns(&self) -> &[String] {
        &self.columns.names
    }

    /// What is needed of an object to make its lines later: smaller than they are.
    pub fn pack(&self, object: &impl Serialize) -> String {
        let Columns { names, picks } = &*self.columns;
        if let Some(packed) = picks.as_ref().and_then(|picks| picks.pick(object).ok()) {
            return packed;
        }
        let whole = || match serde_json::to_value(object) {
            Ok(Value::Object(whole)) => Some(whole),
            _ => None,
        };
        match if names.is_empty() { None } else { whole() } {
            Some(whole) => json(&part(&whole, names)),
            None => json(object),
        }
    }

    /// The lines of what was packed.
    pub fn lines(&self, packed: &str) -> Lines {
        let Columns { names, picks } = &*self.columns;
        // What went the long way is an object.
        let picked = picks.as_ref().filter(|_| packed.ends_with(MARK)).map(|picks| picks.unpack(packed));
        let mut lines = Lines(Vec::with_capacity(1024 * self.forms.len()));
        let mut lengths = Vec::with_capacity(4 * self.forms.len());
        for form in &*self.forms {
            let mut text = String::with_capacity(1024);
            match (form, &picked) {
                (Form::Json, Some(picked)) => picked.object(&mut text),
                (Form::Json, None) => text.push_str(packed),
                (Form::Csv, Some(picked)) => row(&mut text, |each| picked.cells(each)),
                (Form::Csv, None) => {
                    let part: Map<String, Value> = serde_json::from_str(packed).expect("it was written as JSON");
                    row(&mut text, |each| cells(&part, names).for_each(|cell| each(&cell)));
                }
            }
            if *form == Form::Json {
                text = ui::json_line(text);
                text.push('\n');
            }
            lengths.extend_from_slice(&length(text.as_bytes()));
            lines.0.extend_from_slice(text.as_bytes());
        }
        lines.0.extend_from_slice(&lengths);
        lines
    }

    /// The lines of an object at once.
    pub fn lines_of(&self, object: &impl Serialize) -> Lines {
        if !self.is_of_json() {
            return self.lines(&self.pack(object));
        }
        with_json(object, |text| {
            let line = ui::json_in_a_line(text);
            let mut lines = Vec::with_capacity(line.len() + 5);
            add_line(&mut lines, &line);
            let length = length(&lines);
            lines.extend_from_slice(&length);
            Lines(lines)
        })
    }

    /// The lines of many objects, one after the other.
    pub fn block(&self, objects: &[impl Serialize]) -> Block {
        let mut block = Block { places: vec![Vec::new(); self.forms.len()], count: objects.len() as u64 };
        if !self.is_of_json() {
            for object in objects {
                let lines = self.lines(&self.pack(object));
                block
                    .places
                    .iter_mut()
                    .zip(lines.each(self.forms.len()))
                    .for_each(|(to, line)| to.extend_from_slice(line));
            }
            return block;
        }
        block.places[0].reserve(512 * objects.len());
        for object in objects {
            with_json(object, |text| add_line(&mut block.places[0], &ui::json_in_a_line(text)));
        }
        block
    }

    /// Whether each object is one line of JSON with all that is in it.
    fn is_of_json(&self) -> bool {
        *self.forms == [Form::Json] && self.columns.names.is_empty()
    }
}

/// The lines of many objects.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// What is written to each place.
    places: Vec<Vec<u8>>,
    /// How many objects they are.
    count: u64,
}

impl Block {
    /// What is written to each place.
    pub fn places(&self) -> impl Iterator<Item = &[u8]> {
        self.places.iter().map(Vec::as_slice)
    }

    /// How many objects they are.
    pub fn count(&self) -> u64 {
        self.count
    }
}

fn add_line(to: &mut Vec<u8>, line: &str) {
    to.extend_from_slice(line.as_bytes());
    to.push(b'\n');
}

fn length(text: &[u8]) -> [u8; 4] {
    u32::try_from(text.len()).expect("a record is smaller than 4 GiB").to_le_bytes()
}

impl Lines {
    /// The line for each of so many places.
    pub fn each(&self, places: usize) -> impl Iterator<Item = &[u8]> {
        let (mut lines, lengths) = self.0.split_at(self.0.len() - 4 * places);
        lengths.chunks_exact(4).map(move |length| {
            let length: [u8; 4] = length.try_into().expect("chunks are of four bytes");
            let (line, rest) = lines.split_at(u32::from_le_bytes(length) as usize);
            lines = rest;
            line
        })
    }
}

/// An object as JSON.
pub fn json(object: &impl Serialize) -> String {
    with_json(object, str::to_owned)
}

/// The most room that a thread keeps for the next object.
const KEPT: usize = 64 << 10;

/// Shows an object as JSON, written where the one before it was: what is kept of it is as long as it has to be.
fn with_json<T>(object: &impl Serialize, take: impl FnOnce(&str) -> T) -> T {
    thread_local!(static ROOM: Cell<Vec<u8>> = const { Cell::new(Vec::new()) });
    let mut text = Pieces(ROOM.take());
    text.0.clear();
    serde_json::to_writer(&mut text, object).expect("parts of a record serialize");
    let taken = take(std::str::from_utf8(&text.0).expect("JSON is text"));
    if text.0.capacity() <= KEPT {
        ROOM.set(text.0);
    }
    taken
}

/// Bytes that come in pieces: half of them are a quote, a colon or a comma, each of which is added without a call.
struct Pieces(Vec<u8>);

impl io::Write for Pieces {
    #[inline]
    fn write(&mut self, piece: &[u8]) -> io::Result<usize> {
        self.write_all(piece).map(|()| piece.len())
    }

    #[inline]
    fn write_all(&mut self, piece: &[u8]) -> io::Result<()> {
        match piece {
            [byte] => self.0.push(*byte),
            _ => self.0.extend_from_slice(piece),
        }
        Ok(())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// The part of an object that columns name.
pub(super) fn part(object: &Map<String, Value>, columns: &[String]) -> Map<String, Value> {
    let mut part = Map::new();
    for name in columns {
        if let Some(value) = dotted::get(object, name) {
            dotted::put(&mut part, name, value.clone());
        }
    }
    part
}

/// The cells of columns that were asked for.
pub(super) fn cells<'a>(object: &'a Map<String, Value>, columns: &'a [String]) -> impl Iterator<Item = Cow<'a, str>> {
    columns.iter().map(|name| dotted::get(object, name).map(dotted::shown).unwrap_or_default())
}

/// Adds a row of CSV: cells that are harmless in a spreadsheet, in quotes where they have to be.
pub(super) fn row(text: &mut String, cells: impl FnOnce(&mut dyn FnMut(&str))) {
    let mut first = true;
    cells(&mut |cell| {
        if !std::mem::take(&mut first) {
            text.push(',');
        }
        if is_plain(cell) {
            text.push_str(cell);
        } else {
            delimited::add_quoted(text, &dotted::formula_safe(cell), b',');
        }
    });
    text.push('\n');
}

/// Whether a cell is harmless and needs no quotes: most are.
fn is_plain(cell: &str) -> bool {
    let plain = |plain, byte| plain & matches!(byte, b' ' | b'!' | b'#'..=b'+' | b'-'..=b'~');
    match cell.as_bytes() {
        [] => true,
        [first, .., last] if first.is_ascii_alphanumeric() && *last != b' ' => cell.bytes().fold(true, plain),
        [one] => one.is_ascii_alphanumeric(),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;

    fn check(object: &Value, columns: &[&str], expected: [&str; 2]) {
        let columns: Vec<String> = columns.iter().map(|name| (*name).to_owned()).collect();
        let renderer = Renderer::new(vec![Form::Csv, Form::Json], &columns).unwrap();
        let packed = renderer.lines(&renderer.pack(object));
        assert_eq!(renderer.lines_of(object), packed, "{columns:?}");
        let block = renderer.block(&[object, object]);
        assert_eq!(block.count(), 2);
        assert!(block.places().zip(packed.each(2)).all(|(place, line)| place == [line, line].concat()), "{columns:?}");
        let lines: Vec<_> = packed.each(2).map(|line| std::str::from_utf8(line).unwrap()).collect();
        assert_eq!(lines, expected, "{columns:?}");
    }

    #[test]
    fn an_object_becomes_a_line_for_each_place() {
        let object =
            json!({"id": "a:1", "offer": {"title": "=1, \"x\"", "price": {"amount": "12.90", "currency": "USD"}}});
        check(
            &object,
            &["id", "offer.title"],
            ["a:1,\"'=1, \"\"x\"\"\"\n", "{\"id\":\"a:1\",\"offer\":{\"title\":\"=1, \\\"x\\\"\"}}\n"],
        );
        check(
            &object,
            &["offer.price", "nothing"],
            ["12.90,\n", "{\"offer\":{\"price\":{\"amount\":\"12.90\",\"currency\":\"USD\"}}}\n"],
        );
        // One column within another goes the long way, to the same end.
        check(
            &object,
            &["offer.price", "offer.price.amount"],
            ["12.90,12.90\n", "{\"offer\":{\"price\":{\"amount\":\"12.90\",\"currency\":\"USD\"}}}\n"],
        );
        check(&object, &["nothing"], ["\n", "{}\n"]);
    }

    #[test]
    fn columns_that_nobody_named_are_settled_by_the_first_object() {
        assert!(Renderer::new(vec![Form::Json, Form::Csv], &[]).is_none());
        let renderer = Renderer::new(vec![Form::Json], &[]).unwrap();
        let lines = renderer.lines(&renderer.pack(&json!({"a": "\u{200B}"})));
        assert_eq!(lines.each(1).next(), Some(&b"{\"a\":\"\\u200b\"}\n"[..]));
        assert_eq!(renderer.lines_of(&json!({"a": "\u{200B}"})), lines);
        let block = renderer.block(&[json!({"a": "\u{200B}"}), json!({"a": 1})]);
        assert_eq!(block.places().collect::<Vec<_>>(), [b"{\"a\":\"\\u200b\"}\n{\"a\":1}\n"]);
    }

    proptest! {
        #[test]
        fn a_plain_cell_is_written_as_it_stands(cell in "[ -~]{0,4}|[a,\"= \n\r'é-]{0,4}") {
            let careful = delimited::quoted(&dotted::formula_safe(&cell), b',').into_owned();
            prop_assert!(!is_plain(&cell) || careful == cell, "{:?}", cell);
        }
    }
}
