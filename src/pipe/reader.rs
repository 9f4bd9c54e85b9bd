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
    input::{Gathered, Input},
    made::{Made, make},
    reject::Reject,
    source::{Place, open_file},
};

/// From how many units on a batch is worth the other cores.
const WORTH_SHARING: usize = 32;

/// The most units that one core makes at a time, and the fewest.
const AT_A_TIME: usize = 256;
const FEWEST: usize = 8;

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
    /// How many rejects are put into words; those beyond may only be counted ([`Progress::unsaid`]). `None` is every one.
    pub said: Option<u64>,
}

impl InputSpec {
    /// Reads these inputs, whatever they are.
    pub fn new(places: Vec<Place>) -> Self {
        Self {
            places,
            format: InputFormat::Auto,
            sheet: None,
            header: true,
            skip_rows: 0,
            max_record: MAX_RECORD,
            said: None,
        }
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

    /// How many rows make a batch: more where little comes of each.
    fn together(&self) -> usize {
        4096
    }

    /// Makes a value of a table's row as it stands, where that takes no closer look: it is what [`Target::row`] would
    /// make. Most rows of long lists come to nothing and are told apart here. Where `terse`, a reject needs no words;
    /// where the row can be told as one with the value before it, it may be added to that `last` one.
    fn at_a_glance(
        &self,
        plan: &Self::Plan,
        at: &At<'_>,
        row: &str,
        terse: bool,
        last: Option<&mut Self::Out>,
    ) -> Option<Glimpse<Self::Out>> {
        let _ = (plan, at, row, terse, last);
        None
    }

    /// Makes a value of an object from its bytes alone, where that takes no closer look: it is what [`Target::object`] would
    /// make.
    fn object_at_a_glance(&self, line: &[u8]) -> Option<Self::Out> {
        let _ = line;
        None
    }

    /// Adds a value to the one before it where the two can be told as one; hands it back where not.
    fn joined(&self, last: &mut Self::Out, next: Self::Out) -> Option<Self::Out> {
        let _ = last;
        Some(next)
    }

    /// Makes a value of a table's row; `None` leaves the row out.
    fn row(&self, plan: &Self::Plan, at: &At<'_>, cells: &[Cow<'_, str>]) -> Result<Option<Self::Out>, Fault>;

    /// Makes a value of a JSON object; `None` leaves it out.
    fn object(&self, at: &At<'_>, object: Map<String, Value>) -> Result<Option<Self::Out>, Fault>;
}

/// What a row comes to at a glance.
#[derive(Debug)]
pub enum Glimpse<T> {
    /// A value.
    Made(T),
    /// A part of the value before it.
    Added,
    /// A reject.
    Rejected,
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
        fault: Box<Fault>,
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

impl Counts {
    fn add(&mut self, more: Self) {
        self.read += more.read;
        self.kept += more.kept;
        self.rejected += more.rejected;
        self.left_out += more.left_out;
    }
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
    unsaid: u64,
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
            unsaid: 0,
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
        while let Some(gathered) = self.gather()? {
            let made = self.make(gathered, || ()).0;
            let batch = self.settled(made);
            if !batch.is_empty() {
                return Ok(Some(batch));
            }
        }
        Ok(None)
    }

    /// Hands every batch on, and what has been read with it. While one is taken the next is made, unless that means
    /// waiting for somebody to write.
    pub fn each_batch(&mut self, mut take: impl FnMut(Batch<T::Out>, Progress) -> Result<()>) -> Result<()> {
        let mut waiting: Option<(Batch<T::Out>, Progress)> = None;
        while let Some(gathered) = self.gather()? {
            let mut before = waiting.take();
            let mut hand_on = || before.take().map_or(Ok(()), |(batch, progress)| take(batch, progress));
            let (made, taken) = self.make(gathered, &mut hand_on);
            taken?;
            let batch = self.settled(made);
            waiting = Some((batch, Progress { counts: self.counts, unsaid: self.unsaid }));
            if self.current.as_ref().is_none_or(|input| !input.pieces.never_waits())
                && let Some((batch, progress)) = waiting.take()
            {
                take(batch, progress)?;
            }
        }
        waiting.map_or(Ok(()), |(batch, progress)| take(batch, progress))
    }

    /// The next pieces; `None` at the end of the last input.
    fn gather(&mut self) -> Result<Option<Gathered>> {
        loop {
            let Some(input) = &mut self.current else {
                let Some(place) = self.waiting.pop_front() else { return Ok(None) };
                self.current = Some(Input::open(&place, &self.spec, &self.target)?);
                continue;
            };
            let gathered = self.ahead.take().unwrap_or_else(|| input.pieces.gather());
            let gathered = gathered.with_context(|| format!("can't go on reading {}", input.name()))?;
            if !gathered.units.is_empty() {
                return Ok(Some(gathered));
            }
            self.current = None;
        }
    }

    /// Makes values of pieces on every core, while this thread does something else.
    fn make<R>(&mut self, gathered: Gathered, meanwhile: impl FnOnce() -> R) -> (Vec<Made<T::Out>>, R) {
        let Gathered { mut units, text } = gathered;
        let terse = self.spec.said.is_some_and(|said| self.counts.rejected >= said);
        let input = self.current.as_mut().expect("the pieces are of an input");
        let (shape, pieces, target) = (&input.shape, &mut input.pieces, &self.target);
        let make = |units: &mut [Unit]| make(shape, target, &text, units, terse);
        if units.len() < WORTH_SHARING {
            let done = meanwhile();
            let made = vec![make(&mut units)];
            pieces.reuse(Gathered { units, text });
            return (made, done);
        }
        // A few for each core, so that none of them waits long for the last.
        let together = (units.len() / (4 * rayon::current_num_threads())).clamp(FEWEST, AT_A_TIME);
        let mut made = Vec::new();
        let (into, ahead, all) = (&mut made, &mut self.ahead, &mut *units);
        let done = rayon::in_place_scope(|scope| {
            scope.spawn(move |_| {
                let all = || all.par_chunks_mut(together).map(make).collect();
                (*into, *ahead) = rayon::join(all, || pieces.ahead());
            });
            meanwhile()
        });
        if let Some(input) = &mut self.current {
            input.pieces.reuse(Gathered { units, text });
        }
        (made, done)
    }

    /// The values of a batch, and what they add to the counts.
    fn settled(&mut self, made: Vec<Made<T::Out>>) -> Batch<T::Out> {
        let mut batch: Batch<T::Out> = Vec::with_capacity(made.iter().map(|made| made.values.len()).sum());
        for Made { values, counts, unsaid } in made {
            self.counts.add(counts);
            self.unsaid += unsaid;
            for value in values {
                let value = match (batch.last_mut(), value) {
                    (Some(Ok(last)), Ok(next)) => self.target.joined(last, next).map(Ok),
                    (_, value) => Some(value.map_err(|reject| *reject)),
                };
                batch.extend(value);
            }
        }
        batch
    }
}

/// What had been read when a batch was made.
#[derive(Clone, Copy, Debug)]
pub struct Progress {
    /// How many values went which way.
    pub counts: Counts,
    /// How many rejects were counted without a word ([`InputSpec::said`]).
    pub unsaid: u64,
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
