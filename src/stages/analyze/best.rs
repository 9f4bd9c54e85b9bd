//! Of offers alike, the cheapest: one row for each product in each condition, whatever its list says how often.

use std::cmp::Ordering;

use anyhow::Result;
use foldhash::HashMap;
use rayon::slice::ParallelSliceMut as _;
use rust_decimal::Decimal;

use crate::{
    domain::{
        ids::Key,
        matching::pack::{can_state_a_pack, pack_of},
        money::{Currency, Money},
        offer::Offer,
        rules::{Policy, Rules},
    },
    pipe::{
        cells,
        offer_glance::{Further, Seen},
        offer_rows::item_number,
        spool::{Spool, Spot},
    },
};

/// What makes two offers alike: the product, the condition as written (in any case), and the currency.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct Kind {
    product: Product,
    condition: Box<str>,
    currency: Currency,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Product {
    Key(Key),
    Name(Box<str>),
}

/// The order among offers alike, the one that is kept first.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Worth {
    sold_out: bool,
    /// Price and shipping of a sellable unit.
    cost: Decimal,
    /// Of two that cost the same, the one with the lesser number of its own is kept.
    item: Box<str>,
}

/// An offer that may be the cheapest of its kind: what it is compared by, and the row it can be made of again.
#[derive(Debug, PartialEq, Eq)]
pub struct Candidate {
    /// `None` where it names no product: it is like no other.
    kind: Option<Kind>,
    worth: Worth,
    /// The table it stands in, as its reader numbers them.
    pub table: usize,
    /// Its line, from 1.
    pub line: u64,
    /// Its row.
    pub text: Box<str>,
}

impl Candidate {
    /// An offer and the row it was made of. As the rules have it, what is sold out gives way to what is not, and packs are
    /// read in titles.
    pub fn new(offer: &Offer, rules: &Rules, (table, line, text): (usize, u64, Box<str>)) -> Self {
        let kind = offer.product.key.as_deref().map(|name| Kind {
            product: Key::parse(name).map_or_else(|| Product::Name(name.into()), Product::Key),
            condition: offer.condition.as_deref().unwrap_or_default().trim().to_lowercase().into(),
            currency: offer.price.currency(),
        });
        let shipping = offer.shipping.map(|shipping| shipping.amount()).unwrap_or_default();
        let title = offer.title.as_deref().filter(|_| rules.matching.titles).unwrap_or_default();
        let units = pack_of(title, offer.pack).count().unwrap_or(1).max(1);
        let cost = (offer.price.amount() + shipping) / Decimal::from(units);
        let sold_out = rules.facts.sold_out != Policy::Ignore && offer.quantity == Some(0);
        let worth = Worth { sold_out, cost, item: offer.item.as_str().into() };
        Self { kind, worth, table, line, text }
    }
}

impl Candidate {
    /// The candidate that [`Candidate::new`] would make of the offer, from what is seen of its row; `None` where that does
    /// not tell.
    pub fn seen(seen: &Seen<'_>, further: Further<'_>, rules: &Rules, row: (usize, u64, Box<str>)) -> Option<Self> {
        let (product, item) = (Product::Key(seen.key?), item_number(seen.sku?));
        let stock = further.quantity.and_then(cells::count);
        let sold_out = rules.facts.sold_out != Policy::Ignore && stock == Some(0);
        if seen.ships || !seen.exact {
            return None;
        }
        let price = Money::from_minor(seen.price, seen.currency).amount();
        let title = seen.title.as_deref().unwrap_or_default();
        let pack = seen.pack.and_then(cells::pack);
        let units = if pack.is_none() && !can_state_a_pack(title) { None } else { pack_of(title, pack).count() };
        let worth = Worth { sold_out, cost: price / Decimal::from(units.unwrap_or(1).max(1)), item: (&*item).into() };
        let condition = further.condition.unwrap_or_default().trim().to_lowercase().into();
        let (table, line, text) = row;
        Some(Self { kind: Some(Kind { product, condition, currency: seen.currency }), worth, table, line, text })
    }
}

/// The cheapest so far of every kind.
#[derive(Default)]
pub struct Best {
    kept: Vec<Row>,
    of_kind: HashMap<Small, u32>,
    /// A number for every word that kinds are told apart by: there are few conditions, and few products without a key.
    words: HashMap<Box<str>, u32>,
    texts: Spool,
    /// Offers that a cheaper one of their kind took the place of.
    pub dearer: u64,
}

/// A kind, its words numbered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
struct Small {
    product: Result<Key, u32>,
    condition: u32,
    currency: Currency,
}

/// A row that is kept. Its item stands before its text.
#[derive(Debug)]
struct Row {
    sold_out: bool,
    cost: Decimal,
    table: usize,
    line: u64,
    item: u32,
    spot: Spot,
}

impl Best {
    /// Takes an offer in, and leaves the dearer one of two out.
    pub fn add(&mut self, new: Candidate) -> Result<()> {
        let Candidate { kind, worth, table, line, text } = new;
        let kind = kind.map(|kind| self.small(kind));
        let known = kind.and_then(|kind| self.of_kind.get(&kind)).copied();
        if let Some(known) = known {
            self.dearer += 1;
            if self.is_no_dearer(known, &worth)? {
                return Ok(());
            }
        }
        let spot = self.texts.put_all(&[worth.item.as_bytes(), text.as_bytes()])?;
        let item = u32::try_from(worth.item.len())?;
        let row = Row { sold_out: worth.sold_out, cost: worth.cost, table, line, item, spot };
        match known {
            Some(known) => self.kept[known as usize] = row,
            None => {
                if let Some(kind) = kind {
                    self.of_kind.insert(kind, u32::try_from(self.kept.len())?);
                }
                self.kept.push(row);
            }
        }
        Ok(())
    }

    /// Whether a row that is kept is kept for good, beside a new one.
    fn is_no_dearer(&mut self, known: u32, new: &Worth) -> Result<bool> {
        let row = &self.kept[known as usize];
        match (row.sold_out, row.cost).cmp(&(new.sold_out, new.cost)) {
            // Hardly two cost the same: the item is looked up then.
            Ordering::Equal => {
                let text = self.texts.get(row.spot)?;
                Ok(&text[..row.item as usize] <= new.item.as_bytes())
            }
            order => Ok(order == Ordering::Less),
        }
    }

    fn small(&mut self, kind: Kind) -> Small {
        let mut number = |word: Box<str>| {
            let next = u32::try_from(self.words.len()).expect("there are fewer words than u32 counts");
            *self.words.entry(word).or_insert(next)
        };
        let Kind { product, condition, currency } = kind;
        let product = match product {
            Product::Key(key) => Ok(key),
            Product::Name(name) => Err(number(name)),
        };
        Small { product, condition: number(condition), currency }
    }

    /// Those that are left, in the order of the input.
    pub fn finish(self) -> Kept {
        let Self { mut kept, texts, .. } = self;
        kept.par_sort_by_key(|row| (row.table, row.line));
        Kept { rows: kept.into_iter(), texts }
    }
}

/// The rows that are left.
pub struct Kept {
    rows: std::vec::IntoIter<Row>,
    texts: Spool,
}

/// A row as it was read: its table, its line, its text.
pub type Read = (usize, u64, String);

impl Iterator for Kept {
    type Item = Result<Read>;

    fn next(&mut self) -> Option<Self::Item> {
        let row = self.rows.next()?;
        let text =
            self.texts.get(row.spot).and_then(|mut text| Ok(String::from_utf8(text.split_off(row.item as usize))?));
        Some(text.map(|text| (row.table, row.line, text)))
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use proptest::prelude::*;

    use super::*;
    use crate::pipe::{
        delimited,
        offer_glance::{Glance, Sight},
        offer_rows::{OfferRows, Plan},
        reader::{At, Head, Target as _},
    };

    fn of(cells: &'static [&'static str]) -> impl Strategy<Value = &'static str> {
        prop::sample::select(cells)
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2_000))]
        #[test]
        fn a_candidate_that_is_seen_is_the_one_of_the_offer(
            row in (
                of(&["S1", "S  2", ""]),
                of(&["673419340557", "B0088PUEPK", "0439023483", "036000291452"]),
                of(&["Lamp", "\"Lamp, 4 pack\"", "\"The \"\"Lamp\"\" 2x\"", "Case of lamps", "x", "Lampe 宝可梦 3er", "12x Lamp", ""]),
                of(&["New", " new", "Used - Good", "n/a", ""]),
                of(&["5.20", "$1.50", "12.345", "\"3,10\"", "£3"]),
                of(&["", "2.50", "free"]),
                of(&["0", "7", "", "many"]),
                of(&["", "3", "case of 2"]),
            ),
            titles in any::<bool>(), sold_out in any::<bool>(),
        ) {
            let columns = ["sku", "upc", "title", "condition", "price", "shipping", "stock", "pack"].map(str::to_owned).to_vec();
            let (file, stem): (Arc<str>, Arc<str>) = ("list.csv".into(), "list".into());
            let head = Head { file: file.clone(), stem: stem.clone(), columns, named: true, delimiter: Some(b',') };
            let mut rows = OfferRows::new("2026-06-01T12:00:00Z".parse().unwrap());
            rows.currency = Some(Currency::USD);
            let Plan::Offers(columns) = rows.plan(&head).unwrap() else { panic!("it is a list") };
            let glance = Glance::of(&columns, &rows.mapping, (rows.currency, titles), head.delimiter).unwrap();
            let mut rules = Rules::built_in();
            rules.matching.titles = titles;
            rules.facts.sold_out = if sold_out { Policy::Veto } else { Policy::Ignore };
            let (a, b, c, d, e, f, g, h) = row;
            let row = [a, b, c, d, e, f, g, h].join(",");
            let Some(Sight::Offer(seen)) = glance.look(&row) else { return Ok(()) };
            let Some(candidate) = Candidate::seen(&seen, glance.further(&row).unwrap(), &rules, (0, 2, "row".into())) else { return Ok(()) };
            let at = At { file: &file, stem: &stem, line: 2 };
            let offer = rows.offer(&columns, &at, &delimited::fields(&row, b',')).unwrap().unwrap();
            prop_assert_eq!(candidate, Candidate::new(&offer, &rules, (0, 2, "row".into())), "{}", row);
        }
    }
}
