//! Of offers alike, the cheapest: one row for each product in each condition, whatever its list says how often.

use anyhow::Result;
use foldhash::HashMap;
use rust_decimal::Decimal;

use crate::{
    domain::{
        ids::Key,
        matching::pack::pack_of,
        money::Currency,
        offer::Offer,
        rules::{Policy, Rules},
    },
    pipe::spool::{Spool, Spot},
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
#[derive(Debug)]
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

/// The cheapest so far of every kind.
#[derive(Default)]
pub struct Best {
    kept: Vec<Row>,
    of_kind: HashMap<Kind, u32>,
    texts: Spool,
    /// Offers that a cheaper one of their kind took the place of.
    pub dearer: u64,
}

/// A row that is kept.
#[derive(Debug)]
struct Row {
    worth: Worth,
    table: usize,
    line: u64,
    spot: Spot,
}

impl Best {
    /// Takes an offer in, and leaves the dearer one of two out.
    pub fn add(&mut self, new: Candidate) -> Result<()> {
        let known = new.kind.as_ref().and_then(|kind| self.of_kind.get(kind)).copied();
        if let Some(known) = known {
            self.dearer += 1;
            let row = &self.kept[known as usize];
            if row.worth <= new.worth {
                return Ok(());
            }
        }
        let spot = self.texts.put(new.text.as_bytes())?;
        let row = Row { worth: new.worth, table: new.table, line: new.line, spot };
        match known {
            Some(known) => self.kept[known as usize] = row,
            None => {
                if let Some(kind) = new.kind {
                    self.of_kind.insert(kind, u32::try_from(self.kept.len())?);
                }
                self.kept.push(row);
            }
        }
        Ok(())
    }

    /// Those that are left, in the order of the input.
    pub fn finish(mut self) -> Kept {
        self.of_kind.clear();
        self.kept.sort_by_key(|row| (row.table, row.line));
        Kept { rows: self.kept.into_iter(), texts: self.texts }
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
        let text = self.texts.get(row.spot).and_then(|text| Ok(String::from_utf8(text)?));
        Some(text.map(|text| (row.table, row.line, text)))
    }
}
