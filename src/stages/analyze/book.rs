//! The price book of a run: what is known of products, in memory, found by any of their keys.

use std::{
    borrow::Cow,
    sync::{
        Arc,
        atomic::{AtomicI64, Ordering},
    },
};

use foldhash::HashMap;
use rust_decimal::Decimal;

use crate::{
    domain::{evidence::Evidence, ids::Key, offer::ProductIds},
    pipe::book_rows::{BookRow, BookTable},
};

/// Price evidence in memory. Rows of tables are kept as text and made into evidence each time they are asked for.
#[derive(Default)]
pub struct PriceBook {
    rows: Vec<Kept>,
    text: Vec<u8>,
    whole: Vec<Evidence>,
    tables: Vec<Arc<BookTable>>,
    /// The first row of a key.
    by_key: HashMap<Key, u32>,
    /// Further rows of a key; most have none.
    further: HashMap<Key, Vec<u32>>,
    /// Rows whose keys are none of ours.
    by_name: HashMap<String, Vec<u32>>,
    /// What a unit may cost at most to be more than a skip, per row; worked out when it is first asked for.
    most: Vec<AtomicI64>,
}

/// Where a row is kept.
#[derive(Clone, Copy, Debug)]
enum Kept {
    /// In `text`, with the line it stands on in its file.
    Text { from: u64, length: u32, line: u32, table: u16 },
    /// In `whole`.
    Whole(u32),
}

/// A row of the book.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RowNumber(u32);

/// Nothing is known about a row's bound.
const UNKNOWN: i64 = i64::MAX;

impl PriceBook {
    /// Adds a row.
    pub fn add(&mut self, row: Evidence) {
        let place = self.next();
        for key in row.product.keys() {
            match Key::parse(&key) {
                Some(key) => self.index(key, place),
                None => self.by_name.entry(key).or_default().push(place),
            }
        }
        self.rows.push(Kept::Whole(u32::try_from(self.whole.len()).expect("no more rows than places")));
        self.whole.push(row);
        self.most.push(AtomicI64::new(UNKNOWN));
    }

    /// Adds a row as it was read.
    pub fn add_row(&mut self, row: BookRow) {
        let (table, line, keys, ceiling, text) = match row {
            BookRow::Whole(evidence) => return self.add(*evidence),
            BookRow::Text { table, line, keys, ceiling, text } => (table, line, keys, ceiling, text),
        };
        let places = (u32::try_from(text.len()), u32::try_from(line), u16::try_from(self.number(&table)));
        let (Ok(length), Ok(line), Ok(table)) = places else {
            // Beyond what a place can hold: kept as evidence, so that nothing is lost.
            return table.evidence(&text, line).map_or((), |evidence| self.add(evidence));
        };
        let place = self.next();
        for key in keys {
            self.index(key, place);
        }
        self.rows.push(Kept::Text { from: self.text.len() as u64, length, line, table });
        self.text.extend_from_slice(text.as_bytes());
        // The ceiling is told by its sign from what was worked out.
        self.most.push(AtomicI64::new(ceiling.map_or(UNKNOWN, |ceiling| -1 - i64::from(ceiling))));
    }

    fn number(&mut self, table: &Arc<BookTable>) -> usize {
        self.tables.iter().rposition(|known| Arc::ptr_eq(known, table)).unwrap_or_else(|| {
            self.tables.push(Arc::clone(table));
            self.tables.len() - 1
        })
    }

    fn next(&self) -> u32 {
        u32::try_from(self.rows.len()).expect("a price book has fewer rows than u32 counts")
    }

    fn index(&mut self, key: Key, place: u32) {
        if let Some(first) = self.by_key.get(&key) {
            if *first != place {
                let further = self.further.entry(key).or_default();
                if further.last() != Some(&place) {
                    further.push(place);
                }
            }
            return;
        }
        self.by_key.insert(key, place);
    }

    /// How many rows it has.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether it has none.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// What is known of a product on a channel; where several rows fit, the newest, and of equals the last.
    pub fn find(&self, product: &ProductIds, channel: &str) -> Option<Cow<'_, Evidence>> {
        self.newest(self.of_product(product), channel)
    }

    fn of_product(&self, product: &ProductIds) -> Vec<u32> {
        let mut places: Vec<u32> = Vec::new();
        for name in product.keys() {
            match Key::parse(&name) {
                Some(key) => {
                    places.extend(self.places(key));
                    places.extend(key.as_gtin().into_iter().flat_map(|gtin| self.places(gtin)));
                }
                None => places.extend(self.by_name.get(&name).into_iter().flatten()),
            }
        }
        places
    }

    /// Every row of a product on a channel.
    pub fn all(&self, product: &ProductIds, channel: &str) -> Vec<Evidence> {
        let mut places = self.of_product(product);
        places.sort_unstable();
        places.dedup();
        let rows = places.into_iter().filter_map(|place| self.evidence(RowNumber(place)));
        rows.filter(|row| row.channel == channel).map(Cow::into_owned).collect()
    }

    fn newest(&self, places: Vec<u32>, channel: &str) -> Option<Cow<'_, Evidence>> {
        let rows = places.into_iter().filter_map(|place| self.evidence(RowNumber(place)));
        rows.filter(|row| row.channel == channel).max_by_key(|row| row.as_of)
    }

    /// The rows of a key.
    fn places(&self, key: Key) -> impl Iterator<Item = u32> {
        let further = if self.further.is_empty() { None } else { self.further.get(&key) };
        self.by_key.get(&key).copied().into_iter().chain(further.into_iter().flatten().copied())
    }

    /// The row of a key, where it can be told without looking at the rows themselves: `Ok(None)` where there is none, an
    /// error where there are several, or the book holds rows that are found by other keys, too.
    pub fn only(&self, key: Key) -> Result<Option<RowNumber>, Several> {
        let mut places = self.places(key);
        match (places.next(), places.next()) {
            (first, None) if self.whole.is_empty() => Ok(first.map(RowNumber)),
            _ => Err(Several),
        }
    }

    /// The evidence in a row.
    pub fn evidence(&self, row: RowNumber) -> Option<Cow<'_, Evidence>> {
        match *self.rows.get(row.0 as usize)? {
            Kept::Whole(place) => self.whole.get(place as usize).map(Cow::Borrowed),
            Kept::Text { from, length, line, table } => {
                let from = usize::try_from(from).ok()?;
                let text = std::str::from_utf8(self.text.get(from..from + length as usize)?).ok()?;
                self.tables[table as usize].evidence(text, u64::from(line)).map(Cow::Owned)
            }
        }
    }

    /// What is known of a row's bound.
    pub fn bound(&self, row: RowNumber) -> Bound {
        match self.most[row.0 as usize].load(Ordering::Relaxed) {
            UNKNOWN => Bound::Unknown,
            ceiling @ ..=-1 => Bound::Ceiling(-1 - ceiling),
            most => Bound::Most(most),
        }
    }

    /// Keeps a bound that was worked out: minor units, nothing below zero.
    pub fn keep_bound(&self, row: RowNumber, most: i64) {
        self.most[row.0 as usize].store(most.clamp(0, UNKNOWN - 1), Ordering::Relaxed);
    }
}

/// A key has several rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Several;

/// What bounds the cost of a unit that is worth a look, in minor units.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bound {
    /// Nothing is known.
    Unknown,
    /// It sells for no more than this.
    Ceiling(i64),
    /// Above this landed cost it is a skip.
    Most(i64),
}

impl Bound {
    /// An amount in minor units, down to a whole one.
    pub fn minor(amount: Decimal, exponent: u32) -> i64 {
        let scaled = amount.checked_mul(Decimal::from(10_i64.pow(exponent))).unwrap_or(Decimal::MAX);
        i64::try_from(scaled.floor()).unwrap_or(if scaled.is_sign_negative() { 0 } else { UNKNOWN - 1 })
    }
}
