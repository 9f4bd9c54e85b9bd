//! The price book of a run: what is known of products, in memory, found by any of their keys.

use std::{
    borrow::Cow,
    sync::{
        Arc,
        atomic::{AtomicI64, Ordering},
    },
};

use foldhash::HashMap;

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
    Text { from: u64, length: u32, line: u32, table: u16, plain: bool },
    /// In `whole`.
    Whole(u32),
}

/// A row of the book.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RowNumber(u32);

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
        self.most.push(AtomicI64::new(Bound::Unknown.packed()));
    }

    /// Adds a row as it was read.
    pub fn add_row(&mut self, row: BookRow) {
        let (table, line, keys, plain, ceiling, text) = match row {
            BookRow::Whole(evidence) => return self.add(*evidence),
            BookRow::Text { table, line, keys, plain, ceiling, text } => (table, line, keys, plain, ceiling, text),
        };
        let places = (u32::try_from(text.len()), u32::try_from(line), u16::try_from(self.number(&table)));
        let (Ok(length), Ok(line), Ok(table)) = places else {
            // Beyond what a place can hold: kept as evidence, so that nothing is lost.
            return table.evidence(&text, line, plain).map_or((), |evidence| self.add(evidence));
        };
        let place = self.next();
        for key in keys.iter() {
            self.index(key, place);
        }
        self.rows.push(Kept::Text { from: self.text.len() as u64, length, line, table, plain });
        self.text.extend_from_slice(text.as_bytes());
        let bound = ceiling.map_or(Bound::Unknown, |ceiling| Bound::Ceiling(ceiling.into()));
        self.most.push(AtomicI64::new(bound.packed()));
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
        product.each_key(|key| match key {
            Ok(key) => {
                places.extend(self.places(key));
                places.extend(key.as_gtin().into_iter().flat_map(|gtin| self.places(gtin)));
            }
            Err(name) => places.extend(self.by_name.get(name).into_iter().flatten()),
        });
        // Two keys of a product mostly lead to one row.
        if let [first, rest @ ..] = &*places
            && rest.iter().all(|place| place == first)
        {
            places.truncate(1);
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
            Kept::Text { from, length, line, table, plain } => {
                let text = self.text_at(from, length)?;
                self.tables[table as usize].evidence(text, u64::from(line), plain).map(Cow::Owned)
            }
        }
    }

    /// What a row says, of whatever product: enough to work out what it may cost.
    pub fn figures(&self, row: RowNumber) -> Option<Cow<'_, Evidence>> {
        match *self.rows.get(row.0 as usize)? {
            Kept::Whole(place) => self.whole.get(place as usize).map(Cow::Borrowed),
            Kept::Text { from, length, table, plain, .. } => {
                self.tables[table as usize].figures(self.text_at(from, length)?, plain).map(Cow::Owned)
            }
        }
    }

    fn text_at(&self, from: u64, length: u32) -> Option<&str> {
        let from = usize::try_from(from).ok()?;
        std::str::from_utf8(self.text.get(from..from + length as usize)?).ok()
    }

    /// What is known of a row's bound.
    pub fn bound(&self, row: RowNumber) -> Bound {
        Bound::unpacked(self.most[row.0 as usize].load(Ordering::Relaxed))
    }

    /// Keeps a bound that was worked out.
    pub fn keep_bound(&self, row: RowNumber, bound: Bound) {
        self.most[row.0 as usize].store(bound.packed(), Ordering::Relaxed);
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
    /// The row names no price: there is nothing to bound.
    Unpriced,
    /// It sells for no more than this.
    Ceiling(i64),
    /// Above this landed cost it is a skip, and maybe below it.
    Loose(i64),
    /// Above this landed cost it is a skip.
    Most(i64),
}

/// The highest amount that a bound holds.
const HIGHEST: i64 = i64::MAX >> 2;

impl Bound {
    /// The kind in the last two bits, the amount before them; nothing below zero.
    fn packed(self) -> i64 {
        let (kind, amount) = match self {
            Self::Unknown => (0, 0),
            Self::Unpriced => (0, 1),
            Self::Ceiling(amount) => (1, amount),
            Self::Loose(amount) => (2, amount),
            Self::Most(amount) => (3, amount),
        };
        amount.clamp(0, HIGHEST) << 2 | kind
    }

    fn unpacked(packed: i64) -> Self {
        let amount = packed >> 2;
        match packed & 3 {
            0 if amount == 1 => Self::Unpriced,
            0 => Self::Unknown,
            1 => Self::Ceiling(amount),
            2 => Self::Loose(amount),
            _ => Self::Most(amount),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bound_is_kept_in_eight_bytes() {
        let check = |bound: Bound, expected: Bound| assert_eq!(Bound::unpacked(bound.packed()), expected);
        check(Bound::Unknown, Bound::Unknown);
        check(Bound::Unpriced, Bound::Unpriced);
        check(Bound::Ceiling(6_490), Bound::Ceiling(6_490));
        check(Bound::Loose(0), Bound::Loose(0));
        check(Bound::Most(-5), Bound::Most(0));
        check(Bound::Most(i64::MAX), Bound::Most(HIGHEST));
    }
}
