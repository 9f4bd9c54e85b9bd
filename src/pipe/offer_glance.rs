//! A supplier's row at a glance: product and price, where both are beyond doubt. Most rows of a long list are told apart
//! by these alone; what is not plain at a glance goes to the full reader, which also words the faults.

use memchr::{memchr, memchr2};

use super::{
    cells::{self, PriceContext, is_nothing, is_one_text, plain_minor},
    header::Columns,
    mapping::Mapping,
};
use crate::domain::{
    ids::{self, Key, Reading},
    money::{Currency, Rounding},
};

/// Prices above this, in the minor unit, need a closer look.
const MOST: i64 = 100_000_000_000;

/// Where to look in the rows of a table.
#[derive(Clone, Debug)]
pub struct Glance {
    ids: Vec<(usize, bool)>,
    cost: usize,
    cost_name: String,
    currency: Option<usize>,
    /// What prices are read with.
    context: PriceContext,
    /// How identifiers are read.
    reading: Reading,
    /// What the cost column's name says.
    named: Option<Currency>,
    shipping: Option<usize>,
    sku: Option<usize>,
    title: Option<usize>,
    pack: Option<usize>,
    delimiter: u8,
    width: usize,
}

/// What a row offers, beyond doubt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Seen<'a> {
    /// The product; `None` where the row names none.
    pub key: Option<Key>,
    /// The price of a purchase unit in the minor unit.
    pub price: i64,
    /// Its currency.
    pub currency: Currency,
    /// The source's own number for it.
    pub sku: Option<&'a str>,
    /// Whether the row says what shipping costs.
    pub ships: bool,
    /// The title.
    pub title: Option<&'a str>,
    /// The cell that says how many are in a pack.
    pub pack: Option<&'a str>,
}

impl Glance {
    /// Where to look in a table; `None` where the mapping does more than name columns.
    pub fn of(columns: &Columns, mapping: &Mapping, currency: Option<Currency>, delimiter: Option<u8>) -> Option<Self> {
        let more = !mapping.constants.is_empty() || !mapping.skip.is_empty();
        let odd = ["ebay_epid", "tcgplayer_product"].iter().any(|field| columns.one(field).is_some());
        let cost = columns.one("cost").filter(|place| !more && !odd && !columns.read[*place].cents)?;
        let shipping = columns.one("shipping");
        if shipping.is_some_and(|place| columns.read[place].cents || columns.read[place].currency.is_some()) {
            return None;
        }
        let fields =
            [("gtin", false), ("isbn", true), ("ean", false), ("upc", false), ("barcode", false), ("asin", false)];
        Some(Self {
            ids: fields
                .iter()
                .flat_map(|(field, isbn)| columns.all(field).iter().map(move |place| (*place, *isbn)))
                .collect(),
            cost,
            cost_name: columns.names[cost].clone(),
            currency: columns.one("currency"),
            context: PriceContext {
                assumed: mapping.currency.or(currency),
                decimal: mapping.decimal,
                ignores_signs: mapping.ignores_signs,
                decimals: mapping.decimals,
                ..PriceContext::default()
            },
            reading: mapping.reading,
            named: columns.read[cost].currency,
            shipping,
            sku: columns.one("sku"),
            title: columns.one("title"),
            pack: columns.one("pack"),
            delimiter: delimiter?,
            width: Some(columns.names.len()).filter(|width| *width <= WIDEST)?,
        })
    }

    /// What a row offers; `None` where a closer look is needed.
    pub fn look<'a>(&self, row: &'a [u8]) -> Option<Seen<'a>> {
        let cells = Spans::of(row, self.delimiter).filter(|spans| spans.count == self.width)?;
        let filled = |place: usize| cells.text(row, place).filter(|text| !is_nothing(text));
        if self.ids.iter().any(|(place, _)| cells.is_odd(*place)) || cells.is_odd(self.cost) {
            return None;
        }
        let mut key: Option<Key> = None;
        for &(place, isbn) in &self.ids {
            let Some(text) = filled(place) else { continue };
            let id = ids::read_cell(text, isbn, self.reading);
            // What is valid and names no product (a coupon) is no fault; what can't be read is.
            let Some(found) = id.ok().filter(|_| is_one_text(text))?.key() else { continue };
            if *key.get_or_insert(found) != found {
                return None;
            }
        }
        let sku = self.sku.and_then(filled);
        if key.is_none() && sku.is_none() {
            return None;
        }
        let stated = match self.currency.and_then(filled) {
            Some(code) => Some(Currency::parse(code)?),
            None => self.named,
        };
        let (price, currency) = self.price(filled(self.cost)?, stated)?;
        if let Some(text) = self.shipping.and_then(filled) {
            plain_minor(text)?;
        }
        Some(Seen {
            key,
            price,
            currency,
            sku,
            ships: self.shipping.and_then(filled).is_some(),
            title: self.title.and_then(filled),
            pack: self.pack.and_then(filled),
        })
    }

    /// A price above zero, whole in the minor unit.
    fn price(&self, text: &str, stated: Option<Currency>) -> Option<(i64, Currency)> {
        let plain = stated
            .or(self.context.assumed)
            .filter(|currency| currency.exponent() == 2 && self.context.decimal != Some(','));
        let (minor, currency) = match plain.and_then(|currency| Some((plain_minor(text)?, currency))) {
            Some(plain) => plain,
            None => {
                let context = PriceContext { stated, ..self.context };
                let money = cells::money(text, &self.cost_name, context, &mut Vec::new()).ok().flatten()?;
                let minor = money.to_minor(Rounding::Down).ok()?;
                (minor, money.currency())
            }
        };
        (1..=MOST).contains(&minor).then_some((minor, currency))
    }
}

/// The most cells of a row that is looked at.
const WIDEST: usize = 64;

/// Where the cells of a row stand.
struct Spans {
    count: usize,
    /// From and to, quotes not included.
    cells: [(u32, u32); WIDEST],
    /// A bit for each cell in which a quote is written twice.
    odd: u64,
}

impl Spans {
    /// Splits a row; `None` where it has too many cells, quotes that don't come out, or bytes that no text has.
    fn of(row: &[u8], delimiter: u8) -> Option<Self> {
        if row.len() > u32::MAX as usize || memchr(0, row).is_some() {
            return None;
        }
        let mut spans = Self { count: 0, cells: [(0, 0); WIDEST], odd: 0 };
        let mut at = 0;
        loop {
            let (from, to, next) = if row.get(at) == Some(&b'"') {
                let mut close = at + 1;
                loop {
                    close += memchr(b'"', row.get(close..)?)?;
                    if row.get(close + 1) != Some(&b'"') {
                        break;
                    }
                    spans.odd |= 1_u64.checked_shl(u32::try_from(spans.count).ok()?)?;
                    close += 2;
                }
                (at + 1, close, close + 1)
            } else {
                let to = memchr2(delimiter, b'"', &row[at..]).map_or(row.len(), |found| at + found);
                // A quote inside a cell that is not quoted is text; how much of it is for the full reader.
                (at, to, to)
            };
            *spans.cells.get_mut(spans.count)? = (u32::try_from(from).ok()?, u32::try_from(to).ok()?);
            spans.count += 1;
            match row.get(next) {
                None => return Some(spans),
                Some(byte) if *byte == delimiter => at = next + 1,
                Some(_) => return None,
            }
        }
    }

    /// The text of a cell without blanks around it; bytes that are no UTF-8 are no text.
    fn text<'a>(&self, row: &'a [u8], place: usize) -> Option<&'a str> {
        let (from, to) = self.cells.get(place)?;
        std::str::from_utf8(&row[*from as usize..*to as usize]).ok().map(str::trim)
    }

    fn is_odd(&self, place: usize) -> bool {
        self.odd & (1 << place.min(WIDEST - 1)) != 0
    }
}
