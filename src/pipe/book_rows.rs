//! A price book of millions of rows, kept small: each row is checked as it comes, kept as text, and made into evidence
//! when it is asked for. Most rows of a book are never asked for.

use std::{borrow::Cow, sync::Arc};

use anyhow::Result;
use serde_json::{Map, Value};

use super::{
    book_figures::{FIGURES, Figure, Figures},
    book_texts::{BookTexts, Found, Known},
    cells::{is_one_text, plain_minor},
    evidence_rows::EvidenceRows,
    header::Columns,
    parted,
    reader::{At, Fault, Glimpse, Head, Target},
    row::Cells,
    spans::{Spans, WIDEST},
};
use crate::domain::{
    card_number,
    evidence::Evidence,
    ids::{self, Key},
};

/// Makes rows of a price book.
#[derive(Debug)]
pub struct BookRows {
    rows: EvidenceRows,
}

/// Rows of a price book.
#[derive(Debug)]
pub enum BookRow {
    /// Checked, and kept as text.
    Texts(BookTexts),
    /// Evidence that is not a row of a table.
    Whole(Box<Evidence>),
}

/// A table of a price book: all that is needed to make evidence of its rows.
#[derive(Debug)]
pub struct BookTable {
    rows: EvidenceRows,
    columns: Columns,
    file: Arc<str>,
    stem: Arc<str>,
    checks: Vec<(usize, Check)>,
    buy_box: Option<usize>,
    /// How plain rows are read, where the table lets them be.
    figures: Option<Figures>,
    /// What parts the cells of a row that is looked at as it stands.
    delimiter: Option<u8>,
}

/// What makes a cell unmistakable, so that the full reader need not look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Check {
    Id {
        isbn: bool,
    },
    Price,
    Count,
    Percent,
    Flag,
    Day,
    Currency,
    Channel,
    /// Whatever is in it, only the full reader knows.
    Care,
}

impl BookRows {
    /// Rows that this makes into evidence.
    pub fn new(rows: EvidenceRows) -> Self {
        Self { rows }
    }
}

impl Target for BookRows {
    type Out = BookRow;
    type Plan = Arc<BookTable>;

    fn plan(&self, head: &Head) -> Result<Arc<BookTable>> {
        Ok(Arc::new(BookTable::new(self.rows.clone(), self.rows.plan(head)?, head)))
    }

    fn together(&self) -> usize {
        8 << 10
    }

    fn row(&self, table: &Arc<BookTable>, at: &At<'_>, cells: &[Cow<'_, str>]) -> Result<Option<BookRow>, Fault> {
        let whole = |evidence| Ok(Some(BookRow::Whole(Box::new(evidence))));
        let Some(text) = parted::join(cells) else { return whole(self.rows.evidence(&table.columns, at, cells)?) };
        let cell = |place: usize| &*cells[place];
        let mut texts = BookTexts::new(table);
        let known = |plain: bool| Known { line: at.line, plain, ceiling: table.ceiling(cell) };
        let plain = texts.add(known(true), |keys| table.glance(cell, keys), |to| to.extend(text.bytes()));
        if plain.is_none() {
            let evidence = self.rows.evidence(&table.columns, at, cells)?;
            // Rows of other channels are kept as they are: their keys are not those of ours.
            let ours = evidence.channel == self.rows.channel;
            let keys: Option<Vec<Key>> = evidence.product.keys().iter().map(|key| Key::parse(key)).collect();
            let Some(all) = keys.filter(|_| ours) else { return whole(evidence) };
            let each = |keys: &mut Found<'_>| {
                all.iter().for_each(|key| keys.add(*key));
                Some(())
            };
            texts.add(known(false), each, |to| to.extend(text.bytes()));
        }
        Ok(Some(BookRow::Texts(texts)))
    }

    fn at_a_glance(
        &self,
        table: &Arc<BookTable>,
        at: &At<'_>,
        row: &str,
        _: bool,
        last: Option<&mut BookRow>,
    ) -> Option<Glimpse<BookRow>> {
        let (mut spans, names) = (Spans::new(), &table.columns.names);
        spans.split(row.as_bytes(), table.delimiter?)?;
        if spans.count != names.len() || spans.odd != 0 || memchr::memchr(parted::MARK as u8, row.as_bytes()).is_some()
        {
            return None;
        }
        let cell = |place: usize| spans.untrimmed(row, place);
        // The full reader refuses such a row.
        if names.iter().enumerate().any(|(place, name)| card_number::is_in(name, cell(place))) {
            return None;
        }
        let known = Known { line: at.line, plain: true, ceiling: table.ceiling(cell) };
        let add = |texts: &mut BookTexts| {
            texts.add(known, |keys| table.glance(cell, keys), |text| spans.join(row, parted::MARK as u8, text))
        };
        match last {
            Some(BookRow::Texts(texts)) if texts.are_of(table) => {
                add(texts)?;
                Some(Glimpse::Added)
            }
            _ => {
                let mut texts = BookTexts::new(table);
                add(&mut texts)?;
                Some(Glimpse::Made(BookRow::Texts(texts)))
            }
        }
    }

    fn joined(&self, last: &mut BookRow, next: BookRow) -> Option<BookRow> {
        match (last, next) {
            (BookRow::Texts(last), BookRow::Texts(next)) => last.join(next).map(BookRow::Texts),
            (_, next) => Some(next),
        }
    }

    fn object(&self, at: &At<'_>, object: Map<String, Value>) -> Result<Option<BookRow>, Fault> {
        Ok(self.rows.object(at, object)?.map(|evidence| BookRow::Whole(Box::new(evidence))))
    }
}

impl BookTable {
    fn new(rows: EvidenceRows, columns: Columns, head: &Head) -> Self {
        let mut checks = Vec::new();
        let figures = FIGURES.iter().filter_map(|(field, figure)| Some((*field, check_of(*figure)?)));
        for (field, check) in CHECKS.iter().copied().chain(figures) {
            for &place in columns.all(field) {
                let odd = check == Check::Price && columns.read[place].cents;
                checks.push((place, if odd { Check::Care } else { check }));
            }
        }
        let buy_box = columns.one("buy_box").filter(|place| !columns.read[*place].cents);
        let figures = Figures::of(&rows, &columns);
        let delimiter = head.delimiter.filter(|_| columns.names.len() <= WIDEST);
        let (file, stem) = (Arc::clone(&head.file), Arc::clone(&head.stem));
        Self { rows, columns, file, stem, checks, buy_box, figures, delimiter }
    }

    /// Finds the keys of a row whose every cell is unmistakable; `None` sends it to the full reader.
    fn glance<'c>(&self, cell: impl Fn(usize) -> &'c str, keys: &mut Found<'_>) -> Option<()> {
        for (place, check) in &self.checks {
            let cell = cell(*place);
            if cell.is_empty() {
                continue;
            }
            let digits = |most: usize| cell.len() <= most && cell.bytes().all(|byte| byte.is_ascii_digit());
            let plain = match check {
                Check::Id { isbn } => {
                    let how = self.rows.mapping.reading;
                    let key = match ids::plain_key(cell, how).filter(|_| !isbn) {
                        Some(key) => key,
                        None => ids::read_cell(cell, *isbn, how).ok().filter(|_| is_one_text(cell))?.key()?,
                    };
                    // Two numbers of one kind that differ are for the full reader to weigh.
                    if keys.so_far().iter().any(|known| *known != key && known.is_gtin() == key.is_gtin()) {
                        return None;
                    }
                    keys.add(key);
                    true
                }
                Check::Price => plain_minor(cell).is_some(),
                Check::Count => digits(9),
                Check::Percent => digits(2),
                Check::Flag => matches!(cell, "0" | "1" | "true" | "false" | "yes" | "no"),
                Check::Day => is_day(cell),
                Check::Currency => self.rows.currency.is(cell),
                Check::Channel => cell == self.rows.channel,
                Check::Care => false,
            };
            if !plain {
                return None;
            }
        }
        (!keys.so_far().is_empty()).then_some(())
    }

    /// What sells for no more than its buy box: the middle price is the lower of that and the usual one.
    fn ceiling<'c>(&self, cell: impl Fn(usize) -> &'c str) -> Option<u32> {
        let minor = plain_minor(cell(self.buy_box?)).filter(|minor| *minor > 0)?;
        u32::try_from(minor).ok().filter(|_| self.rows.currency.exponent() == 2)
    }

    /// The evidence in a kept row. It was read once without a fault, so it is again.
    pub fn evidence(&self, text: &str, line: u64, plain: bool) -> Option<Evidence> {
        let cells = parted::split(text);
        let at = At { file: &self.file, stem: &self.stem, line };
        match &self.figures {
            Some(figures) if plain => {
                let row = Cells::new(&self.columns, &cells, &self.rows.mapping);
                self.rows.about(&row, &at, |_| Ok(figures.read(text))).ok()
            }
            _ => self.rows.evidence(&self.columns, &at, &cells).ok(),
        }
    }

    /// What a kept row says, without which product it is about, by whom and where.
    pub fn figures(&self, text: &str, plain: bool) -> Option<Evidence> {
        if let Some(figures) = self.figures.as_ref().filter(|_| plain) {
            return Some(figures.read(text));
        }
        let cells = parted::split(text);
        self.rows.figures(&Cells::new(&self.columns, &cells, &self.rows.mapping)).ok()
    }
}

/// `2026-05-30`: days that every month has.
fn is_day(cell: &str) -> bool {
    let bytes = cell.as_bytes();
    let number = |from: usize, to: usize| cell.get(from..to).and_then(|part| part.parse::<u32>().ok());
    bytes.len() == 10
        && bytes[4] == b'-'
        && bytes[7] == b'-'
        && bytes.iter().filter(|byte| byte.is_ascii_digit()).count() == 8
        && number(0, 4).is_some_and(|year| year >= 1900)
        && number(5, 7).is_some_and(|month| (1..=12).contains(&month))
        && number(8, 10).is_some_and(|day| (1..=28).contains(&day))
}

/// What makes a figure unmistakable; `None` where it is text, or is left out where it can't be read.
fn check_of(figure: Figure) -> Option<Check> {
    match figure {
        Figure::Price(_) | Figure::AmazonPrice => Some(Check::Price),
        Figure::Count(_) | Figure::Rank(_) => Some(Check::Count),
        Figure::Flag(_) => Some(Check::Flag),
        Figure::InStock | Figure::OutOfStock => Some(Check::Percent),
        Figure::Day => Some(Check::Day),
        Figure::Restriction => Some(Check::Care),
        Figure::Text(_) | Figure::Pack | Figure::Opinion | Figure::Weight | Figure::Dims | Figure::Side(_) => None,
    }
}

/// The fields that are no figures and can be at fault.
const CHECKS: &[(&str, Check)] = &[
    ("gtin", Check::Id { isbn: false }),
    ("isbn", Check::Id { isbn: true }),
    ("ean", Check::Id { isbn: false }),
    ("upc", Check::Id { isbn: false }),
    ("barcode", Check::Id { isbn: false }),
    ("asin", Check::Id { isbn: false }),
    ("ebay_epid", Check::Care),
    ("tcgplayer_product", Check::Care),
    ("channel", Check::Channel),
    ("currency", Check::Currency),
];

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::{
        domain::{money::Currency, offer::ProductIds},
        pipe::{book_texts::BookText, delimited},
    };

    const COLUMNS: [&str; 27] = [
        "title",
        "category",
        "pack",
        "opinion",
        "lowest_fba",
        "amazon_price",
        "amazon_oos_pct",
        "hazmat",
        "length_in",
        "width_in",
        "height_in",
        "gtin",
        "upc",
        "isbn",
        "asin",
        "channel",
        "currency",
        "buy_box",
        "avg90",
        "rank",
        "monthly_sold",
        "amazon_in_stock",
        "amazon_in_stock_pct",
        "weight_lb",
        "dims",
        "restriction",
        "as_of",
    ];

    /// A cell of a column, mostly as it should be.
    fn cell(column: &'static str) -> BoxedStrategy<String> {
        let usual: &[&str] = match column {
            "gtin" | "upc" => {
                &["673419340557", "00673419340557", "036000291452", "0674-19340557", "n/a", "210000000003", "4"]
            }
            "isbn" => &["0439023483", "9780439023481", "439023483", "0439023484", "673419340557"],
            "asin" => &["B0088PUEPK", "0439023483", "b0088puepk", "B000000000"],
            "title" => &["Lamp", "Lamp, \"big\"", "é", "4111 1111 1111 1111", "a\u{1F}b"],
            "category" => &["Toys & Games", " Books ", "n/a"],
            "pack" => &["2", "case of 6", "x"],
            "opinion" => &["Buy", "avoid", "hm"],
            "length_in" | "width_in" | "height_in" => &["6.62", "8", "0", "x"],
            "channel" => &["amazon_us", "ebay_us"],
            "currency" => &["USD", "usd", "EUR", "dollars"],
            "buy_box" | "avg90" | "lowest_fba" | "amazon_price" => {
                &["64.90", "$64.90", "0", "-1", "soon", "64,90", "1234567890.5", "6.999"]
            }
            "rank" | "monthly_sold" => &["1234", "1,234", "50+", "first", "-1", "12.0"],
            "amazon_in_stock" | "hazmat" => &["yes", "no", "1", "true", "maybe"],
            "amazon_in_stock_pct" | "amazon_oos_pct" => &["40", "40 %", "101", "12.5"],
            "weight_lb" => &["1.25", "x"],
            "dims" => &["10x8x3 in", "10"],
            "restriction" => &["allowed", "gated", "perhaps"],
            _ => &["2026-05-30", "2026-02-30", "2026-13-01", "yesterday", "2026/05/30"],
        };
        prop_oneof![3 => Just(String::new()), 4 => prop::sample::select(usual).prop_map(str::to_owned)].boxed()
    }

    fn row() -> impl Strategy<Value = Vec<String>> {
        COLUMNS.map(cell).to_vec()
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(4_000))]
        #[test]
        fn a_row_that_passes_at_a_glance_is_one_that_the_full_reader_takes(cells in row()) {
            let (file, stem): (Arc<str>, Arc<str>) = ("book.csv".into(), "book".into());
            let columns = COLUMNS.map(str::to_owned).to_vec();
            let head = Head { file: file.clone(), stem: stem.clone(), columns, named: true, delimiter: Some(b',') };
            let rows = EvidenceRows::new("amazon_us", Currency::USD);
            let target = BookRows::new(rows.clone());
            let table = target.plan(&head).unwrap();
            let cells: Vec<Cow<'_, str>> = cells.iter().map(|cell| Cow::Borrowed(cell.as_str())).collect();
            let at = At { file: &file, stem: &stem, line: 2 };
            let read = rows.evidence(&table.columns, &at, &cells);
            let line: Vec<_> = cells.iter().map(|cell| delimited::quoted(cell, b',')).collect();
            if let Some(seen) = target.at_a_glance(&table, &at, &line.join(","), false, None) {
                let Glimpse::Made(mut seen) = seen else { panic!("nothing is refused at a glance") };
                let made = target.row(&table, &at, &cells).unwrap().unwrap();
                // So is one beside another.
                let mut both = target.row(&table, &at, &cells).unwrap().unwrap();
                let again = target.at_a_glance(&table, &at, &line.join(","), false, Some(&mut both));
                prop_assert!(matches!(again, Some(Glimpse::Added)));
                let of = |row: &BookRow| match row {
                    BookRow::Texts(texts) => texts.iter().map(|row| format!("{row:?}")).collect::<Vec<_>>(),
                    BookRow::Whole(_) => panic!("it is kept as text"),
                };
                prop_assert_eq!(of(&both), [of(&made), of(&seen)].concat());
                prop_assert!(target.joined(&mut seen, made).is_none());
                prop_assert_eq!(of(&both), of(&seen));
                let made = target.row(&table, &at, &cells).unwrap().unwrap();
                let Some(Glimpse::Made(seen)) = target.at_a_glance(&table, &at, &line.join(","), false, None) else { panic!() };
                prop_assert_eq!(format!("{seen:?}"), format!("{made:?}"));
                prop_assert!(!cells.iter().zip(COLUMNS).any(|(cell, column)| card_number::is_in(column, cell)));
            }
            match target.row(&table, &at, &cells) {
                Err(fault) => prop_assert_eq!(read.unwrap_err(), fault),
                Ok(made) => match made.unwrap() {
                    BookRow::Whole(evidence) => prop_assert_eq!(*evidence, read.unwrap()),
                    BookRow::Texts(texts) => {
                        let BookText { known: Known { line, plain, ceiling }, keys, text } = texts.iter().next().unwrap();
                        let (text, read) = (String::from_utf8(text.to_vec()).unwrap(), read.unwrap());
                        prop_assert_eq!(table.evidence(&text, line, plain), Some(read.clone()));
                        let nameless = Evidence {
                            product: ProductIds::default(), source: String::new(), row: None, title: None, brand: None, ..read.clone()
                        };
                        prop_assert_eq!(table.figures(&text, plain), Some(nameless));
                        // Every key is there; a book's ASIN is found by its GTIN.
                        for key in read.product.keys().iter().filter_map(|key| Key::parse(key)) {
                            let there = |key: Key| keys.contains(&key);
                            prop_assert!(there(key) || key.as_gtin().is_some_and(there), "{}", key);
                        }
                        let price = read.buy_box.map(|price| price * rust_decimal::Decimal::ONE_HUNDRED);
                        prop_assert!(ceiling.is_none() || price == ceiling.map(rust_decimal::Decimal::from));
                    }
                },
            }
        }
    }
}
