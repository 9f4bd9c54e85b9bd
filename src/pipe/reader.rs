//! The reader: inputs become units, units become values in parallel, the order stays.
//!
//! A batch is what has been read already: from a file, thousands of rows, mapped on every core; from a slow pipe, one
//! row, handed on at once.

use std::{
    borrow::Cow,
    collections::VecDeque,
    fmt,
    io::{self, Read},
    ops::Range,
    sync::Arc,
};

use anyhow::{Context as _, Result};
use rayon::prelude::*;
use serde_json::{Map, Value};

use super::{
    InputFormat, MAX_RECORD,
    input::{Gathered, Input, make},
    reject::Reject,
    source::{Place, open_file},
};

/// From how many units on a batch is worth the other cores.
const WORTH_SHARING: usize = 128;

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

    /// Makes a value of a table's row from its bytes alone, where that takes no closer look. Such a value keeps nothing of
    /// the row; most rows of long lists come to nothing and are told apart here.
    fn at_a_glance(&self, plan: &Self::Plan, row: &[u8]) -> Option<Self::Out> {
        let _ = (plan, row);
        None
    }

    /// Makes a value of a table's row; `None` leaves the row out.
    fn row(&self, plan: &Self::Plan, at: &At<'_>, cells: &[Cow<'_, str>]) -> Result<Option<Self::Out>, Fault>;

    /// Makes a value of a JSON object; `None` leaves it out.
    fn object(&self, at: &At<'_>, object: Map<String, Value>) -> Result<Option<Self::Out>, Fault>;
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
    /// What stands between two cells of a row, where rows are text.
    pub delimiter: Option<u8>,
}

/// Where a value stood.
#[derive(Clone, Copy, Debug)]
pub struct At<'a> {
    /// The input, as named on the command line; `-` is stdin.
    pub file: &'a Arc<str>,
    /// The input's name, fit for an id.
    pub stem: &'a Arc<str>,
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
        /// Where its bytes stand in the batch's text, the line ending not included.
        bytes: Range<usize>,
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

/// Values and rejects, in the order of the input.
pub type Batch<T> = Vec<Result<T, Reject>>;

/// Reads inputs one after another.
pub struct Reader<T: Target> {
    target: T,
    spec: InputSpec,
    waiting: VecDeque<Place>,
    current: Option<Input<T::Plan>>,
    /// What was gathered of it while the batch before was made.
    ahead: Option<io::Result<Gathered>>,
    ready: VecDeque<Result<T::Out, Reject>>,
    counts: Counts,
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
        Ok(Self {
            target,
            spec,
            waiting,
            current: None,
            ahead: None,
            ready: VecDeque::new(),
            counts: Counts::default(),
        })
    }

    /// A reader over a stream that is open already, called stdin in errors; the spec's inputs come after it.
    pub fn over(stream: Box<dyn Read + Send>, spec: InputSpec, target: T) -> Result<Self> {
        let mut reader = Self::open(spec, target)?;
        reader.current = Some(Input::over(stream, &Place::Stdin, &reader.spec, &reader.target)?);
        Ok(reader)
    }

    /// What makes the values, when nothing more is to be read.
    pub fn into_target(self) -> T {
        self.target
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
    pub fn next_batch(&mut self) -> Result<Option<Batch<T::Out>>> {
        if !self.ready.is_empty() {
            return Ok(Some(self.ready.drain(..).collect()));
        }
        loop {
            let Some(input) = &mut self.current else {
                let Some(place) = self.waiting.pop_front() else { return Ok(None) };
                self.current = Some(Input::open(&place, &self.spec, &self.target)?);
                continue;
            };
            let gathered = self.ahead.take().unwrap_or_else(|| input.pieces.gather());
            let Gathered { units, text } = gathered.with_context(|| format!("can't go on reading {}", input.name()))?;
            if units.is_empty() {
                self.current = None;
                continue;
            }
            let (shape, pieces, target) = (&input.shape, &mut input.pieces, &self.target);
            let values = if units.len() < WORTH_SHARING {
                units.into_iter().map(|unit| make(shape, target, &text, unit)).collect()
            } else {
                let made = || map_in_order(units, |unit| make(shape, target, &text, unit));
                let (values, ahead) = rayon::join(made, || pieces.ahead());
                self.ahead = ahead;
                values
            };
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
                        batch.push(Err(*reject));
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

impl fmt::Display for Counts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} read, {} kept, {} rejected", self.read, self.kept, self.rejected)?;
        if self.left_out > 0 { write!(f, ", {} left out", self.left_out) } else { Ok(()) }
    }
}
