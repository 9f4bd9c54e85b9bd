//! The writer: records or other JSON objects as JSON Lines, JSON, CSV or a table, to stdout or a file.
//!
//! CSV columns are those the command documents and those of the first record, in a fixed order that does not depend on
//! timing; keys that turn up later go into a last column `more`, as a JSON object. `--columns` takes the place of all.

use std::{
    borrow::Cow,
    path::{Path, PathBuf},
};

use anyhow::Result;
use foldhash::HashMap;
use serde_json::{Map, Value};

use super::{
    Format, dotted, leaves,
    reader::map_in_order,
    render::{self, Block, Form, Lines, Renderer},
    sink::Sink,
    table::{Table, TableShape},
};
use crate::{domain::record::Record, ui};

/// What to write, how and where.
#[derive(Clone, Debug)]
pub struct OutputSpec {
    /// The format; `auto` goes by the file's name, or is a table on a terminal and JSON Lines elsewhere.
    pub format: Format,
    /// `--columns`: dotted names; the last part of a documented column is enough (`verdict` for `analysis.verdict`).
    pub columns: Vec<String>,
    /// `--output FILE`; `None` and `-` are stdout.
    pub path: Option<PathBuf>,
    /// Whether stdout is coloured.
    pub color: bool,
    /// How many characters fit in a line; `None` is as wide as it gets.
    pub width: Option<usize>,
    /// The table for eyes.
    pub table: &'static TableShape,
    /// The documented CSV columns, in order.
    pub csv: &'static [&'static str],
}

/// Writes objects one by one.
pub struct Output {
    sink: Sink,
    look: Look,
    written: u64,
    /// Other places that the same goes to.
    also: Vec<Output>,
}

/// What objects look like when they are written; any number of threads may ask.
pub struct Look {
    columns: Vec<String>,
    csv: &'static [&'static str],
    shape: Shape,
}

enum Shape {
    Jsonl,
    Json,
    Csv(Header),
    Table(Table),
    Nothing,
}

/// The columns of a CSV file.
#[derive(Default)]
struct Header {
    columns: Vec<String>,
    /// Where the cell of a name stands, where what has no column goes into a last one.
    places: Option<HashMap<String, usize>>,
}

impl Header {
    fn new(columns: Vec<String>, more: bool) -> Self {
        let places = || columns.iter().enumerate().rev().map(|(place, name)| (name.clone(), place)).collect();
        let places = more.then(places);
        Self { columns, places }
    }

    /// The row of an object.
    fn row(&self, object: &Map<String, Value>) -> String {
        let mut text = String::new();
        match &self.places {
            Some(places) => self.flat_row(object, places, &mut text),
            None => render::row(&mut text, |each| {
                render::cells(object, &self.columns).for_each(|cell| each(&cell));
            }),
        }
        text
    }

    /// The row of an object that stands as JSON; `None` where it has to be read for that.
    fn row_of_text(&self, json: &str) -> Option<String> {
        let places = self.places.as_ref()?;
        let mut found: Vec<Option<&str>> = vec![None; self.columns.len()];
        let mut others = Map::new();
        leaves::each(json, |name, value| match places.get(name) {
            Some(place) => found[*place] = Some(value),
            None => _ = others.insert(name.to_owned(), serde_json::from_str(value).unwrap_or_default()),
        })?;
        let mut text = String::with_capacity(json.len());
        render::row(&mut text, |each| {
            found.into_iter().for_each(|value| each(&value.map(leaves::cell).unwrap_or_default()));
            each(&rest(others));
        });
        Some(text)
    }

    /// The cells of every column, and last what has none.
    fn flat_row(&self, object: &Map<String, Value>, places: &HashMap<String, usize>, text: &mut String) {
        let mut found: Vec<Option<&Value>> = vec![None; self.columns.len()];
        let mut others = Map::new();
        dotted::each_leaf(object, |name, value| match places.get(name) {
            Some(place) => found[*place] = Some(value),
            None => _ = others.insert(name.to_owned(), value.clone()),
        });
        render::row(text, |each| {
            found.into_iter().for_each(|value| each(&value.map(dotted::cell).unwrap_or_default()));
            each(&rest(others));
        });
    }
}

/// The cell of what has no column.
fn rest(others: Map<String, Value>) -> String {
    if others.is_empty() { String::new() } else { Value::Object(others).to_string() }
}

impl Output {
    /// Opens the output. A file is written under another name and takes its own name with [`Output::finish`].
    pub fn new(spec: OutputSpec) -> Result<Self> {
        let OutputSpec { format, columns, path, color, width, table, csv } = spec;
        let sink = Sink::open(path.as_deref())?;
        let known: Vec<&str> = table.columns.iter().map(|column| column.path).chain(csv.iter().copied()).collect();
        let columns: Vec<String> = columns.iter().map(|name| resolved(name.trim(), &known)).collect();
        let shape = match effective(format, &sink, path.as_deref()) {
            Format::Jsonl | Format::Auto => Shape::Jsonl,
            Format::Json => Shape::Json,
            Format::Csv => Shape::Csv(Header::default()),
            Format::Table => {
                let width = width.filter(|_| path.is_none());
                Shape::Table(Table::new(table, &columns, width, color && path.is_none()))
            }
        };
        Ok(Self { sink, look: Look { columns, csv, shape }, written: 0, also: Vec::new() })
    }

    /// An output that keeps nothing: for a step whose records stay in the database.
    pub fn nowhere() -> Self {
        let look = Look { columns: Vec::new(), csv: &[], shape: Shape::Nothing };
        Self { sink: Sink::nowhere(), look, written: 0, also: Vec::new() }
    }

    /// What objects look like here.
    pub fn look(&self) -> &Look {
        &self.look
    }

    /// Writes everything there, too.
    #[must_use]
    pub fn and(mut self, other: Self) -> Self {
        self.also.push(other);
        self
    }

    /// Writes a record.
    pub fn write(&mut self, record: &Record) -> Result<()> {
        self.write_object(&record.0)
    }

    /// Writes any JSON object.
    pub fn write_object(&mut self, object: &Map<String, Value>) -> Result<()> {
        for other in &mut self.also {
            other.write_object(object)?;
        }
        let first = self.written == 0;
        self.written += 1;
        match &mut self.look.shape {
            Shape::Nothing => Ok(()),
            Shape::Jsonl => {
                let line = self.look.line(object);
                self.sink.write(&line)
            }
            Shape::Json => {
                let mut item = if first { b"[\n".to_vec() } else { b",\n".to_vec() };
                item.extend(self.look.picked(object));
                self.sink.write(&item)
            }
            Shape::Csv(_) => {
                if first {
                    self.settle_columns(csv_columns(&self.look.columns, self.look.csv, object))?;
                }
                let line = self.look.line(object);
                self.sink.write(&line)
            }
            Shape::Table(table) => {
                if let Some(block) = table.add(object) {
                    self.sink.write(block.as_bytes())?;
                }
                Ok(())
            }
        }
    }

    /// Writes many objects: what they look like is worked out on every core, the order stays.
    pub fn write_objects(&mut self, objects: &[Map<String, Value>]) -> Result<()> {
        let lines = |looks: &[&Look], object: &Map<String, Value>| {
            Ok(looks.iter().map(|look| look.line(object)).collect::<Vec<_>>())
        };
        self.write_all(objects.iter().collect(), |object| Ok(Cow::Borrowed(object)), lines)
    }

    /// The same of objects as JSON, each the part that [`Look::part`] is: what is written as it stands need not be read.
    pub fn write_texts(&mut self, texts: Vec<String>) -> Result<()> {
        let lines = |looks: &[&Look], text: String| {
            let line_of = |look: &&Look| match &look.shape {
                Shape::Jsonl => Ok((ui::json_in_a_line(&text) + "\n").into_owned().into_bytes()),
                Shape::Csv(header) if let Some(row) = header.row_of_text(&text) => Ok(row.into_bytes()),
                _ => Ok(look.line(&serde_json::from_str(&text)?)),
            };
            looks.iter().map(line_of).collect()
        };
        self.write_all(texts, |text| Ok(Cow::Owned(serde_json::from_str(text)?)), lines)
    }

    fn write_all<T: Send>(
        &mut self,
        mut items: Vec<T>,
        object: impl Fn(&T) -> Result<Cow<'_, Map<String, Value>>>,
        lines: impl Fn(&[&Look], T) -> Result<Vec<Vec<u8>>> + Sync + Send,
    ) -> Result<()> {
        let is_by_line = self.is_by_line() && self.also.iter().all(Self::is_by_line);
        // The first one settles the columns.
        let rest = if is_by_line { items.split_off(items.len().min(1)) } else { Vec::new() };
        items.iter().try_for_each(|item| self.write_object(&*object(item)?))?;
        let looks: Vec<&Look> = std::iter::once(&self.look).chain(self.also.iter().map(|other| &other.look)).collect();
        let count = rest.len() as u64;
        for of_each in map_in_order(rest, |item| lines(&looks, item)) {
            let places = std::iter::once(&mut self.sink).chain(self.also.iter_mut().map(|other| &mut other.sink));
            for (line, place) in of_each?.into_iter().zip(places) {
                place.write(&line)?;
            }
        }
        self.written += count;
        self.also.iter_mut().for_each(|other| other.written += count);
        Ok(())
    }

    /// What makes the lines of objects for all places, where those do not depend on the object that comes first.
    pub fn renderer(&self) -> Option<Renderer> {
        let places = || std::iter::once(self).chain(&self.also);
        let form = |place: &Self| match place.look.shape {
            Shape::Jsonl => Some(Form::Json),
            Shape::Csv(_) => Some(Form::Csv),
            Shape::Json | Shape::Table(_) | Shape::Nothing => None,
        };
        let alike = places().all(|place| place.look.columns == self.look.columns) && self.is_by_line();
        Renderer::new(places().map(form).collect::<Option<_>>().filter(|_| alike)?, &self.look.columns)
    }

    /// Writes an object of which [`Output::renderer`] made lines.
    pub fn write_lines(&mut self, lines: &Lines) -> Result<()> {
        self.write_made(lines.each(1 + self.also.len()), 1)
    }

    /// Writes the objects of which it made a block.
    pub fn write_block(&mut self, block: &Block) -> Result<()> {
        if block.count() == 0 { Ok(()) } else { self.write_made(block.places(), block.count()) }
    }

    fn write_made<'a>(&mut self, mut made: impl Iterator<Item = &'a [u8]>, objects: u64) -> Result<()> {
        let mut write = |place: &mut Self| {
            if place.written == 0 && matches!(place.look.shape, Shape::Csv(_)) {
                place.settle_columns((place.look.columns.clone(), false))?;
            }
            place.written += objects;
            place.sink.write(made.next().unwrap_or_default())
        };
        write(self)?;
        self.also.iter_mut().try_for_each(write)
    }

    /// Writes the header of a CSV file.
    fn settle_columns(&mut self, (columns, more): (Vec<String>, bool)) -> Result<()> {
        let mut text = String::new();
        let names = columns.iter().map(String::as_str).chain(more.then_some(dotted::MORE));
        render::row(&mut text, |each| names.for_each(each));
        self.look.shape = Shape::Csv(Header::new(columns, more));
        self.sink.write(text.as_bytes())
    }

    /// Whether an object is a line of its own, whatever came before.
    fn is_by_line(&self) -> bool {
        matches!(self.look.shape, Shape::Jsonl | Shape::Csv(_)) && self.also.iter().all(|other| other.also.is_empty())
    }

    /// To be called when no more input is ready: what has been written is handed on, so the next tool can start.
    pub fn idle(&mut self) -> Result<()> {
        self.also.iter_mut().try_for_each(Self::idle)?;
        if self.sink.is_watched() { self.sink.flush() } else { Ok(()) }
    }

    /// How many objects have been written.
    pub fn written(&self) -> u64 {
        self.written
    }

    /// Whether this is a table for eyes: then a summary line for people makes sense.
    pub fn is_table(&self) -> bool {
        matches!(self.look.shape, Shape::Table(_))
    }

    /// Writes what is left and closes; every error is told, none is swallowed.
    pub fn finish(mut self) -> Result<()> {
        for other in std::mem::take(&mut self.also) {
            other.finish()?;
        }
        match &mut self.look.shape {
            Shape::Jsonl | Shape::Nothing => {}
            Shape::Json => self.sink.write(if self.written == 0 { b"[]\n" } else { b"\n]\n" })?,
            Shape::Csv(_) if self.written == 0 => {
                let columns = if self.look.columns.is_empty() {
                    self.look.csv.iter().map(|c| (*c).to_owned()).collect()
                } else {
                    self.look.columns.clone()
                };
                if !columns.is_empty() {
                    self.settle_columns((columns, false))?;
                }
            }
            Shape::Csv(_) => {}
            Shape::Table(table) => {
                let block = table.rest() + &table.footer();
                self.sink.write(block.as_bytes())?;
            }
        }
        self.sink.finish()
    }
}

impl Look {
    /// Whether all of an object is written, whatever its columns.
    pub fn is_whole(&self) -> bool {
        self.columns.is_empty()
    }

    /// What will be written of an object: all of it, or what `--columns` names.
    pub fn part<'a>(&self, object: &'a Map<String, Value>) -> Cow<'a, Map<String, Value>> {
        if self.columns.is_empty() {
            return Cow::Borrowed(object);
        }
        Cow::Owned(render::part(object, &self.columns))
    }

    /// The line of an object that is not the first.
    fn line(&self, object: &Map<String, Value>) -> Vec<u8> {
        match &self.shape {
            Shape::Csv(header) => header.row(object).into_bytes(),
            _ => {
                let mut line = self.picked(object);
                line.push(b'\n');
                line
            }
        }
    }

    /// The object as JSON, or the part of it that `--columns` names.
    fn picked(&self, object: &Map<String, Value>) -> Vec<u8> {
        json(&self.part(object))
    }
}

/// The object as bytes that are harmless on a terminal, too.
fn json(object: &Map<String, Value>) -> Vec<u8> {
    ui::json_line(serde_json::to_string(object).expect("a JSON object serializes")).into_bytes()
}

fn effective(asked: Format, sink: &Sink, path: Option<&Path>) -> Format {
    if asked != Format::Auto {
        return asked;
    }
    if sink.is_terminal() {
        return Format::Table;
    }
    let extension = path.and_then(Path::extension).map(|ext| ext.to_string_lossy().to_lowercase());
    match extension.as_deref() {
        Some("csv") => Format::Csv,
        Some("json") => Format::Json,
        Some("txt") => Format::Table,
        _ => Format::Jsonl,
    }
}

/// A name as typed, or the documented column that ends in it.
fn resolved(name: &str, known: &[&str]) -> String {
    if known.contains(&name) {
        return name.to_owned();
    }
    let ending = format!(".{name}");
    known.iter().find(|path| path.ends_with(&ending)).map_or_else(|| name.to_owned(), |path| (*path).to_owned())
}

fn csv_columns(asked: &[String], documented: &[&str], first: &Map<String, Value>) -> (Vec<String>, bool) {
    if !asked.is_empty() {
        return (asked.to_vec(), false);
    }
    let mut columns: Vec<String> = documented.iter().map(|name| (*name).to_owned()).collect();
    for (name, _) in dotted::flatten(first) {
        if !columns.contains(&name) {
            columns.push(name);
        }
    }
    (columns, true)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::pipe::table::TableColumn;

    static SHAPE: TableShape = TableShape {
        columns: &[
            TableColumn::text("id", "id"),
            TableColumn::text("title", "offer.title").flex(),
            TableColumn::number("cost", "offer.price"),
        ],
    };

    fn check(format: Format, columns: &[&str], expected: &str) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("out");
        let spec = OutputSpec {
            format,
            columns: columns.iter().map(|c| (*c).to_owned()).collect(),
            path: Some(path.clone()),
            color: false,
            width: Some(80),
            table: &SHAPE,
            csv: &["id", "offer.title"],
        };
        let mut out = Output::new(spec).unwrap();
        for value in [
            json!({"id": "a:1", "offer": {"title": "=x", "price": {"amount": "12.90", "currency": "USD"}}}),
            json!({"id": "a:2", "offer": {"title": "Pokémon 宝可梦", "brand": "B, C"}}),
        ] {
            out.write_object(value.as_object().unwrap()).unwrap();
            assert!(!path.exists(), "a half-written file must not stand under its name");
        }
        out.finish().unwrap();
        assert_eq!(std::fs::read_to_string(&path).unwrap(), expected);
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn every_format_is_written() {
        check(
            Format::Jsonl,
            &["offer.title"],
            "{\"offer\":{\"title\":\"=x\"}}\n{\"offer\":{\"title\":\"Pokémon 宝可梦\"}}\n",
        );
        check(Format::Json, &["id"], "[\n{\"id\":\"a:1\"},\n{\"id\":\"a:2\"}\n]\n");
        check(
            Format::Csv,
            &[],
            "id,offer.title,offer.price.amount,offer.price.currency,more\na:1,'=x,12.90,USD,\n\
             a:2,Pokémon 宝可梦,,,\"{\"\"offer.brand\"\":\"\"B, C\"\"}\"\n",
        );
        check(Format::Csv, &["id", "price"], "id,offer.price\na:1,12.90\na:2,\n");
        check(
            Format::Table,
            &[],
            "id   title             cost\na:1  =x              $12.90\na:2  Pokémon 宝可梦       –\n",
        );
    }
}
