//! The price book of a run: what is known of products, in memory, found by any of their keys.

use std::{
    borrow::Cow,
    collections::hash_map::Entry,
    sync::{
        Arc,
        atomic::{AtomicU32, Ordering},
    },
};

use foldhash::HashMap;

use crate::{
    domain::{evidence::Evidence, ids::Key, offer::ProductIds},
    pipe::{
        book_rows::{BookRow, BookTable},
        book_texts::{BookText, Known},
        bytes,
    },
};

/// Price evidence in memory. Rows of tables are kept as text and made into evidence each time they are asked for.
#[derive(Default)]
pub struct PriceBook {
    rows: Vec<Kept>,
    text: Vec<u8>,
    whole: Vec<Evidence>,
    tables: Vec<Arc<BookTable>>,
    by_key: HashMap<Key, Place>,
    /// All rows of a key that has several; most have one.
    several: HashMap<Key, Vec<u32>>,
    /// Rows whose keys are none of ours.
    by_name: HashMap<String, Vec<u32>>,
}

/// What a key leads to.
#[derive(Debug)]
struct Place {
    /// Its row; [`SEVERAL`] where there is more than one.
    row: u32,
    /// What a unit may cost at most to be more than a skip; worked out when it is first asked for.
    bound: AtomicU32,
}

/// Stands for a row where a key has several.
const SEVERAL: u32 = u32::MAX;

/// Where a row is kept.
#[derive(Clone, Copy, Debug)]
enum Kept {
    /// In `text`, with the line it stands on in its file.
    Text { from: u64, length: u32, line: u32, table: u16, plain: bool },
    /// In `whole`.
    Whole(u32),
}

/// A row of the book, found by a key of its product.
#[derive(Clone, Copy, Debug)]
pub struct Row<'b> {
    number: u32,
    bound: &'b AtomicU32,
}

impl PriceBook {
    /// Adds a row.
    pub fn add(&mut self, row: Evidence) {
        let place = self.next();
        for key in row.product.keys() {
            match Key::parse(&key) {
                Some(key) => self.index(key, place, Bound::Unknown),
                None => self.by_name.entry(key).or_default().push(place),
            }
        }
        self.rows.push(Kept::Whole(u32::try_from(self.whole.len()).expect("no more rows than places")));
        self.whole.push(row);
    }

    /// Adds rows as they were read.
    pub fn add_rows(&mut self, rows: BookRow) {
        let texts = match rows {
            BookRow::Whole(evidence) => return self.add(*evidence),
            BookRow::Texts(texts) => texts,
        };
        let table = u16::try_from(self.number(texts.table()));
        for BookText { known: Known { line, plain, ceiling }, keys, text } in texts.iter() {
            let places = (u32::try_from(text.len()), u32::try_from(line), table);
            let (Ok(length), Ok(line), Ok(table)) = places else {
                // Beyond what a place can hold: kept as evidence, so that nothing is lost.
                let text = bytes::utf8(text).unwrap_or_default();
                if let Some(evidence) = texts.table().evidence(text, line, plain) {
                    self.add(evidence);
                }
                continue;
            };
            let place = self.next();
            let bound = ceiling.map_or(Bound::Unknown, |ceiling| Bound::Ceiling(ceiling.into()));
            for key in keys {
                self.index(*key, place, bound);
            }
            self.rows.push(Kept::Text { from: self.text.len() as u64, length, line, table, plain });
            self.text.extend_from_slice(text);
        }
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

    fn index(&mut self, key: Key, place: u32, bound: Bound) {
        match self.by_key.entry(key) {
            Entry::Vacant(entry) => {
                entry.insert(Place { row: place, bound: AtomicU32::new(bound.packed()) });
            }
            Entry::Occupied(mut entry) if entry.get().row != place => {
                let first = std::mem::replace(&mut entry.get_mut().row, SEVERAL);
                let all = self.several.entry(key).or_insert_with(|| vec![first]);
                if all.last() != Some(&place) {
                    all.push(place);
                }
            }
            // A row that names its key twice.
            Entry::Occupied(_) => {}
        }
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
        let rows = places.into_iter().filter_map(|place| self.evidence(place));
        rows.filter(|row| row.channel == channel).map(Cow::into_owned).collect()
    }

    fn newest(&self, places: Vec<u32>, channel: &str) -> Option<Cow<'_, Evidence>> {
        let rows = places.into_iter().filter_map(|place| self.evidence(place));
        rows.filter(|row| row.channel == channel).max_by_key(|row| row.as_of)
    }

    /// The rows of a key.
    fn places(&self, key: Key) -> &[u32] {
        match self.by_key.get(&key) {
            None => &[],
            Some(Place { row: SEVERAL, .. }) => self.several.get(&key).map_or(&[], Vec::as_slice),
            Some(Place { row, .. }) => std::slice::from_ref(row),
        }
    }

    /// The row of a key, where it can be told without looking at the rows themselves: `Ok(None)` where there is none, an
    /// error where there are several, or the book holds rows that are found by other keys, too.
    pub fn only(&self, key: Key) -> Result<Option<Row<'_>>, Several> {
        match self.by_key.get(&key) {
            _ if !self.whole.is_empty() => Err(Several),
            Some(Place { row: SEVERAL, .. }) => Err(Several),
            found => Ok(found.map(|place| Row { number: place.row, bound: &place.bound })),
        }
    }

    /// The evidence in a row.
    fn evidence(&self, row: u32) -> Option<Cow<'_, Evidence>> {
        match *self.rows.get(row as usize)? {
            Kept::Whole(place) => self.whole.get(place as usize).map(Cow::Borrowed),
            Kept::Text { from, length, line, table, plain } => {
                let text = self.text_at(from, length)?;
                self.tables[table as usize].evidence(text, u64::from(line), plain).map(Cow::Owned)
            }
        }
    }

    /// What a row says, of whatever product: enough to work out what it may cost.
    pub fn figures(&self, row: Row<'_>) -> Option<Cow<'_, Evidence>> {
        match *self.rows.get(row.number as usize)? {
            Kept::Whole(place) => self.whole.get(place as usize).map(Cow::Borrowed),
            Kept::Text { from, length, table, plain, .. } => {
                self.tables[table as usize].figures(self.text_at(from, length)?, plain).map(Cow::Owned)
            }
        }
    }

    fn text_at(&self, from: u64, length: u32) -> Option<&str> {
        let from = usize::try_from(from).ok()?;
        bytes::utf8(self.text.get(from..from + length as usize)?)
    }
}

impl Row<'_> {
    /// What is known of its bound.
    pub fn bound(self) -> Bound {
        Bound::unpacked(self.bound.load(Ordering::Relaxed))
    }

    /// Keeps a bound that was worked out.
    pub fn keep_bound(self, bound: Bound) {
        self.bound.store(bound.packed(), Ordering::Relaxed);
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

/// Amounts from here on are more than is kept of a bound.
const TOO_MUCH: i64 = 1 << 30;

impl Bound {
    /// The kind in the last two bits, the amount before them; nothing below zero. Of what does not fit, nothing is known.
    fn packed(self) -> u32 {
        let (kind, amount) = match self {
            Self::Unknown => (0, 0),
            Self::Unpriced => (0, 1),
            Self::Ceiling(amount) => (1, amount),
            Self::Loose(amount) => (2, amount),
            Self::Most(amount) => (3, amount),
        };
        match u32::try_from(amount.max(0)) {
            Ok(amount) if i64::from(amount) < TOO_MUCH => amount << 2 | kind,
            _ => 0,
        }
    }

    fn unpacked(packed: u32) -> Self {
        let amount = i64::from(packed >> 2);
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
    use rust_decimal::Decimal;

    use super::*;
    use crate::domain::money::Currency;

    #[test]
    fn all_rows_of_a_key_are_found_and_the_last_of_equals_counts() {
        let mut book = PriceBook::default();
        let product = ProductIds { key: Some("gtin:00673419340557".to_owned()), ..ProductIds::default() };
        let found = |book: &PriceBook| book.find(&product, "amazon_us").and_then(|row| row.buy_box);
        for price in 1..=3 {
            let mut row = Evidence::of(product.clone(), "amazon_us", Currency::USD, "book.csv");
            row.buy_box = Some(price.into());
            book.add(row);
            assert_eq!(found(&book), Some(price.into()));
            let all: Vec<_> = book.all(&product, "amazon_us").into_iter().filter_map(|row| row.buy_box).collect();
            assert_eq!(all, (1..=price).map(Decimal::from).collect::<Vec<_>>());
        }
        assert!(found(&PriceBook::default()).is_none());
    }

    #[test]
    fn a_bound_is_kept_in_four_bytes() {
        let check = |bound: Bound, expected: Bound| assert_eq!(Bound::unpacked(bound.packed()), expected);
        check(Bound::Unknown, Bound::Unknown);
        check(Bound::Unpriced, Bound::Unpriced);
        check(Bound::Ceiling(6_490), Bound::Ceiling(6_490));
        check(Bound::Loose(0), Bound::Loose(0));
        check(Bound::Most(-5), Bound::Most(0));
        check(Bound::Most(TOO_MUCH - 1), Bound::Most(TOO_MUCH - 1));
        for amount in [TOO_MUCH, i64::from(u32::MAX), i64::MAX] {
            check(Bound::Most(amount), Bound::Unknown);
            check(Bound::Ceiling(amount), Bound::Unknown);
        }
    }
}
