//! A supplier's row at a glance: product and price, where both are beyond doubt. Most rows of a long list are told apart
//! by these alone; what is not plain at a glance goes to the full reader, which also words the faults.

use std::borrow::Cow;

use super::{
    cells::{self, PriceContext, comma_minor, is_one_text, plain_minor},
    header::Columns,
    mapping::Mapping,
    reader::Fault,
    spans::{Spans, WIDEST},
};
use crate::domain::{
    ids::{self, Key, Reading, Reason},
    money::{Currency, Money, Rounding},
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
    condition: Option<usize>,
    quantity: Option<usize>,
    delimiter: u8,
    width: usize,
    /// A bit for each column that is read as it stands: a quote that is written twice is for the full reader.
    read: u64,
}

/// What is plain in a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Sight<'a> {
    /// An offer.
    Offer(Seen<'a>),
    /// A fault: what is wrong, the full reader says.
    Fault,
}

/// What a row offers, beyond doubt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seen<'a> {
    /// The product; `None` where the row names none.
    pub key: Option<Key>,
    /// The price of a purchase unit in the minor unit.
    pub price: i64,
    /// Whether that is all of it: no part of a minor unit was dropped.
    pub exact: bool,
    /// Its currency.
    pub currency: Currency,
    /// The source's own number for it.
    pub sku: Option<&'a str>,
    /// Whether the row says what shipping costs.
    pub ships: bool,
    /// The title, where it was asked for.
    pub title: Option<Cow<'a, str>>,
    /// The cell that says how many are in a pack.
    pub pack: Option<&'a str>,
}

/// What further tells alike offers apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Further<'a> {
    /// The condition.
    pub condition: Option<&'a str>,
    /// The cell that says how many there are.
    pub quantity: Option<&'a str>,
}

impl Glance {
    /// Where to look in a table; `None` where the mapping does more than name columns. `currency` is that of prices that
    /// name none; titles are looked at where they are asked for.
    pub fn of(
        columns: &Columns,
        mapping: &Mapping,
        (currency, titles): (Option<Currency>, bool),
        delimiter: Option<u8>,
    ) -> Option<Self> {
        let more = !mapping.constants.is_empty() || !mapping.skip.is_empty();
        let odd = ["ebay_epid", "tcgplayer_product"].iter().any(|field| columns.one(field).is_some());
        let cost = columns.one("cost").filter(|place| !more && !odd && !columns.read[*place].cents)?;
        let shipping = columns.one("shipping");
        if shipping.is_some_and(|place| columns.read[place].cents || columns.read[place].currency.is_some()) {
            return None;
        }
        // Where several columns hold one field, the full reader takes the first that is filled.
        let single = ["cost", "currency", "shipping", "sku", "title", "pack", "condition", "quantity"];
        if single.iter().any(|field| columns.all(field).len() > 1) {
            return None;
        }
        let fields =
            [("gtin", false), ("isbn", true), ("ean", false), ("upc", false), ("barcode", false), ("asin", false)];
        let ids: Vec<(usize, bool)> = fields
            .iter()
            .flat_map(|(field, isbn)| columns.all(field).iter().map(move |place| (*place, *isbn)))
            .collect();
        let width = Some(columns.names.len()).filter(|width| *width <= WIDEST)?;
        let singles = single.iter().filter(|field| **field != "title").filter_map(|field| columns.one(field));
        let read = ids.iter().map(|(place, _)| *place).chain(singles).fold(0, |bits, place| bits | 1_u64 << place);
        Some(Self {
            ids,
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
            title: columns.one("title").filter(|_| titles),
            pack: columns.one("pack"),
            condition: columns.one("condition"),
            quantity: columns.one("quantity"),
            delimiter: delimiter?,
            width,
            read,
        })
    }

    /// What is plain in a row; `None` where a closer look is needed.
    pub fn look<'a>(&self, row: &'a str) -> Option<Sight<'a>> {
        let mut cells = Spans::new();
        cells.split(row.as_bytes(), self.delimiter)?;
        let filled = |place: usize| cells.filled(row, place);
        if cells.count != self.width || cells.odd & self.read != 0 {
            return None;
        }
        let (mut key, mut read, mut broken): (Option<Key>, bool, bool) = (None, false, false);
        for &(place, isbn) in &self.ids {
            let Some(text) = filled(place) else { continue };
            let quick = if isbn { None } else { ids::plain_key(text, self.reading) };
            if let Some(found) = quick {
                read = true;
                if *key.get_or_insert(found) != found {
                    return None;
                }
                continue;
            }
            if !is_one_text(text) {
                return None;
            }
            match ids::read_cell(text, isbn, self.reading) {
                // What is valid and names no product (a coupon) is no fault; what can't be read is.
                Ok(id) => {
                    read = true;
                    let Some(found) = id.key() else { continue };
                    if *key.get_or_insert(found) != found {
                        return None;
                    }
                }
                Err(Reason::Placeholder | Reason::Empty) => return None,
                Err(_) => broken = true,
            }
        }
        if broken {
            return (!read).then_some(Sight::Fault);
        }
        let sku = self.sku.and_then(filled);
        if key.is_none() && sku.is_none() {
            return None;
        }
        let stated = match self.currency.and_then(filled) {
            Some(code) => match self.context.assumed.filter(|assumed| assumed.is(code)) {
                Some(assumed) => Some(assumed),
                None => Some(Currency::parse(code)?),
            },
            None => self.named,
        };
        let Some(text) = filled(self.cost) else { return Some(Sight::Fault) };
        let Priced { minor, exact, currency } = match self.price(text, stated) {
            Ok(priced) => priced?,
            Err(_) => return Some(Sight::Fault),
        };
        if let Some(text) = self.shipping.and_then(filled) {
            plain_minor(text)?;
        }
        Some(Sight::Offer(Seen {
            key,
            price: minor,
            exact,
            currency,
            sku,
            ships: self.shipping.and_then(filled).is_some(),
            title: self.title.and_then(|place| Some(cells.unquoted(place, filled(place)?))),
            pack: self.pack.and_then(filled),
        }))
    }

    /// What further stands in a row that was looked at.
    pub fn further<'a>(&self, row: &'a str) -> Option<Further<'a>> {
        let mut cells = Spans::new();
        cells.split(row.as_bytes(), self.delimiter)?;
        let filled = |place: usize| cells.filled(row, place);
        Some(Further { condition: self.condition.and_then(filled), quantity: self.quantity.and_then(filled) })
    }

    /// The text without its sign, where that says nothing new: signs are ignored, or dollars are expected and a number
    /// without zeros in front follows.
    fn without_sign<'a>(&self, text: &'a str, expected: Option<Currency>) -> &'a str {
        if self.context.ignores_signs {
            return match text.as_bytes() {
                [b'0'..=b'9', .., b'0'..=b'9'] => text,
                _ => text.trim_matches(['$', '€', '£', ' ']),
            };
        }
        let Some(bare) = text.strip_prefix('$').filter(|_| expected == Some(Currency::USD)) else { return text };
        let plain = matches!(bare.as_bytes(), [b'1'..=b'9', ..] | [b'0'] | [b'0', b'.', ..]);
        if plain { bare } else { text }
    }

    /// A price above zero; a fault where it is none for certain.
    fn price(&self, text: &str, stated: Option<Currency>) -> Result<Option<Priced>, Fault> {
        let plain = stated
            .or(self.context.assumed)
            .filter(|currency| currency.exponent() == 2 && self.context.decimal != Some(','));
        let bare = self.without_sign(text, stated.or(self.context.assumed));
        // Beside a sign that says something, a comma is for the full reader to weigh.
        let hundredths = self.context.decimals.is_none_or(|most| most >= 2);
        let comma = hundredths && (self.context.ignores_signs || bare.len() == text.len());
        let minor = || plain_minor(bare).or_else(|| comma_minor(bare).filter(|_| comma));
        let priced = match plain.and_then(|currency| Some((minor()?, currency))) {
            Some((minor, currency)) => Priced { minor, exact: true, currency },
            None => {
                let context = PriceContext { stated, ..self.context };
                let money = cells::money(text, &self.cost_name, context, &mut Vec::new())?;
                let Some((money, minor)) = money.and_then(|it| Some((it, it.to_minor(Rounding::Down).ok()?))) else {
                    return Ok(None);
                };
                let currency = money.currency();
                Priced { minor, exact: Money::from_minor(minor, currency) == money, currency }
            }
        };
        Ok(Some(priced).filter(|priced| (1..=MOST).contains(&priced.minor)))
    }
}

/// A price in the minor unit, down to a whole one.
struct Priced {
    minor: i64,
    exact: bool,
    currency: Currency,
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use proptest::prelude::*;

    use super::*;
    use crate::pipe::{
        delimited,
        offer_rows::{OfferRows, Plan},
        reader::{At, Head, Target as _},
    };

    const COLUMNS: [&str; 8] = ["sku", "upc", "title", "condition", "price", "currency", "stock", "pack"];

    /// A cell of a column, mostly as it should be, quotes and all.
    fn cell(column: &'static str) -> BoxedStrategy<String> {
        let usual: &[&str] = match column {
            "sku" => &["S1", "S  2", ""],
            "upc" => &[
                "673419340557",
                "36000291452",
                "439023483",
                "UPC: 673419340557",
                "EAN:9780439023481",
                "ISBN 0-439-02348-3",
                "673419340558",
                "B0088PUEPK",
                "0439023483",
                "n/a",
                "",
                "call",
                "673419340557;036000291452",
                "210000000003",
                "0000000000000",
                "978043902348X",
                "9.78E+12",
            ],
            "title" => &["Lamp", "\"Lamp, 4 pack\"", "\"a \"\"b\"\"\"", "é", "", "4111 1111 1111 1111"],
            "condition" => &["New", " used - good", "n/a", ""],
            "price" => &[
                "5.20",
                "$1.5",
                "\"$1,204.50\"",
                "12.345",
                "0",
                "-2",
                "call",
                "",
                "£3",
                "85,51 €",
                "85,51",
                "1.2.3",
                "\"3,10\"",
                "\"$3,10\"",
                "\"€ 3,10\"",
                "\"1.204,50 €\"",
                "free",
                "99999999999999",
            ],
            "currency" => &["USD", "", "EUR", "euros", "usd"],
            "stock" => &["0", "5", "in stock", ""],
            _ => &["", "3", "case of 2", "x"],
        };
        prop::sample::select(usual).prop_map(str::to_owned).boxed()
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(6_000))]
        #[test]
        fn what_is_plain_at_a_glance_is_what_the_full_reader_finds(
            cells in COLUMNS.map(cell).to_vec(), signs in any::<bool>(), decimals in any::<bool>(), zeros in any::<bool>(), titles in any::<bool>(),
        ) {
            let (file, stem): (Arc<str>, Arc<str>) = ("list.csv".into(), "list".into());
            let columns = COLUMNS.map(str::to_owned).to_vec();
            let head = Head { file: file.clone(), stem: stem.clone(), columns, named: true, delimiter: Some(b',') };
            let mut rows = OfferRows::new("2026-06-01T12:00:00Z".parse().unwrap());
            rows.currency = Some(Currency::USD);
            rows.mapping.ignores_signs = signs;
            rows.mapping.decimals = decimals.then_some(2);
            rows.mapping.reading = Reading { lost_zeros: zeros, internal: zeros };
            let Plan::Offers(columns) = rows.plan(&head).unwrap() else { panic!("it is a list") };
            let glance = Glance::of(&columns, &rows.mapping, (rows.currency, titles), head.delimiter).unwrap();
            let row = cells.join(",");
            let at = At { file: &file, stem: &stem, line: 2 };
            let offer = rows.offer(&columns, &at, &delimited::fields(&row, b','));
            match glance.look(&row) {
                None => {}
                Some(Sight::Fault) => prop_assert!(offer.is_err(), "{}: {:?}", row, offer),
                Some(Sight::Offer(seen)) => {
                    let offer = offer.unwrap().unwrap();
                    prop_assert_eq!(seen.key, offer.product.key.as_deref().and_then(Key::parse));
                    prop_assert_eq!(seen.currency, offer.price.currency());
                    prop_assert_eq!(Ok(seen.price), offer.price.to_minor(Rounding::Down));
                    prop_assert_eq!(seen.exact, Money::from_minor(seen.price, seen.currency) == offer.price);
                    let further = glance.further(&row).unwrap();
                    prop_assert_eq!(further.quantity.and_then(cells::count), offer.quantity);
                    prop_assert_eq!(seen.pack.and_then(cells::pack), offer.pack);
                    prop_assert_eq!(seen.title.as_deref(), offer.title.as_deref().filter(|_| titles));
                    prop_assert_eq!(further.condition, offer.condition.as_deref());
                }
            }
        }
    }
}
