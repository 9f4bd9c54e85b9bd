//! Which field of a price book is which figure of price evidence, and how the plain rows of a table are read by it, column by
//! column: a front of [`EvidenceRows`], which asks for every field there is, with care.
//!
//! A row is plain where [`book_rows`](super::book_rows) found every cell unmistakable. Then each column has one meaning and
//! nothing in it can be at fault, so the cells are taken as they come.

use jiff::Timestamp;
use rust_decimal::Decimal;

use super::{
    cells::{self, is_nothing, plain_minor, trimmed},
    evidence_rows::{EvidenceRows, moment_of, opinion},
    header::{Columns, Name},
    parted,
};
use crate::domain::{evidence::Evidence, money::Currency, offer::ProductIds};

/// How to read the figures in the plain rows of a table.
#[derive(Debug)]
pub(super) struct Figures {
    channel: String,
    currency: Currency,
    as_of: Option<Timestamp>,
    /// What each column is, and what its name says.
    columns: Vec<Option<(Figure, Name)>>,
}

/// Where a value of some kind goes.
pub(super) type Place<T> = fn(&mut Evidence) -> &mut Option<T>;

/// What a field is.
#[derive(Clone, Copy, Debug)]
pub(super) enum Figure {
    Text(Place<String>),
    Price(Place<Decimal>),
    Count(Place<u32>),
    /// A count of which 0 is none.
    Rank(Place<u32>),
    Flag(Place<bool>),
    Pack,
    Opinion,
    Restriction,
    Day,
    Weight,
    Dims,
    /// A side of the package: length, width, height.
    Side(usize),
    /// Amazon's own price: there is one while it sells itself.
    AmazonPrice,
    /// The percentage of time in which Amazon sells itself, or in which it does not.
    InStock,
    OutOfStock,
}

/// The fields that are figures, in the order in which what is wrong with them is said. Identifiers, title and brand say what the product is; channel and currency of a plain row
/// are those of the book.
pub(super) const FIGURES: &[(&str, Figure)] = &[
    ("category", Figure::Text(|evidence| &mut evidence.category)),
    ("condition", Figure::Text(|evidence| &mut evidence.condition)),
    ("pack", Figure::Pack),
    ("opinion", Figure::Opinion),
    ("as_of", Figure::Day),
    ("buy_box", Figure::Price(|evidence| &mut evidence.buy_box)),
    ("lowest_fba", Figure::Price(|evidence| &mut evidence.lowest_fba)),
    ("lowest_fbm", Figure::Price(|evidence| &mut evidence.lowest_fbm)),
    ("avg30", Figure::Price(|evidence| &mut evidence.avg30)),
    ("avg90", Figure::Price(|evidence| &mut evidence.avg90)),
    ("avg180", Figure::Price(|evidence| &mut evidence.avg180)),
    ("p10", Figure::Price(|evidence| &mut evidence.p10)),
    ("p50", Figure::Price(|evidence| &mut evidence.p50)),
    ("p90", Figure::Price(|evidence| &mut evidence.p90)),
    ("points", Figure::Count(|evidence| &mut evidence.points)),
    ("rank", Figure::Rank(|evidence| &mut evidence.rank)),
    ("rank_avg90", Figure::Rank(|evidence| &mut evidence.rank_avg90)),
    ("monthly_sold", Figure::Count(|evidence| &mut evidence.monthly_sold)),
    ("rank_drops30", Figure::Count(|evidence| &mut evidence.rank_drops30)),
    ("offers", Figure::Count(|evidence| &mut evidence.offers)),
    ("offers_avg90", Figure::Count(|evidence| &mut evidence.offers_avg90)),
    ("amazon_in_stock", Figure::Flag(|evidence| &mut evidence.amazon_in_stock)),
    ("amazon_price", Figure::AmazonPrice),
    ("amazon_in_stock_pct", Figure::InStock),
    ("amazon_oos_pct", Figure::OutOfStock),
    ("weight", Figure::Weight),
    ("dims", Figure::Dims),
    ("length", Figure::Side(0)),
    ("width", Figure::Side(1)),
    ("height", Figure::Side(2)),
    ("restriction", Figure::Restriction),
    ("hazmat", Figure::Flag(|evidence| &mut evidence.hazmat)),
    ("meltable", Figure::Flag(|evidence| &mut evidence.meltable)),
    ("ip_alert", Figure::Flag(|evidence| &mut evidence.ip_alert)),
    ("private_label", Figure::Flag(|evidence| &mut evidence.private_label)),
    ("recalled", Figure::Flag(|evidence| &mut evidence.recalled)),
];

impl Figures {
    /// How to read a table; `None` where its mapping or its names say more than which column is which field.
    pub(super) fn of(rows: &EvidenceRows, columns: &Columns) -> Option<Self> {
        let currency = rows.currency;
        let named = ["buy_box", "avg90"].iter().flat_map(|field| columns.all(field));
        let odd = |place: &usize| columns.read[*place].currency.is_some_and(|said| said != currency);
        if currency.exponent() != 2 || !rows.mapping.constants.is_empty() || named.into_iter().any(odd) {
            return None;
        }
        let mut places: Vec<Option<(Figure, Name)>> = columns.names.iter().map(|_| None).collect();
        for (field, figure) in FIGURES {
            match columns.all(field) {
                [] => {}
                [place] => places[*place] = Some((*figure, columns.read[*place].clone())),
                _ => return None,
            }
        }
        Some(Self { channel: rows.channel.clone(), currency, as_of: rows.as_of, columns: places })
    }

    /// What the cells of a plain row say, whatever product it is about.
    pub(super) fn read(&self, text: &str) -> Evidence {
        let mut evidence = Evidence::of(ProductIds::default(), &self.channel, self.currency, "");
        evidence.as_of = self.as_of;
        let (mut dims, mut sides) = (None, [None; 3]);
        let (mut sells_itself, mut out) = (false, None);
        parted::each_cell(text, |place, cell| {
            let Some(Some((figure, name))) = self.columns.get(place) else { return };
            if is_nothing(cell) {
                return;
            }
            let price = || plain_minor(cell).filter(|minor| *minor > 0).map(|minor| Decimal::new(minor, 2));
            let percent = || cells::count(cell).map(Decimal::from);
            match figure {
                Figure::Text(place) => *place(&mut evidence) = Some(trimmed(cell).to_owned()),
                Figure::Price(place) => *place(&mut evidence) = price(),
                Figure::Count(place) => *place(&mut evidence) = cells::count(cell),
                Figure::Rank(place) => *place(&mut evidence) = cells::count(cell).filter(|rank| *rank > 0),
                Figure::Flag(place) => *place(&mut evidence) = Some(matches!(cell, "1" | "true" | "yes")),
                Figure::Pack => evidence.pack = cells::pack(trimmed(cell)),
                Figure::Opinion => evidence.opinion = opinion(trimmed(cell)),
                // No filled one is plain.
                Figure::Restriction => {}
                Figure::Day => evidence.as_of = moment_of(cell).or(self.as_of),
                Figure::Weight => evidence.weight_g = cells::weight_g(cell, name),
                Figure::Dims => dims = Some((cell, name)),
                Figure::Side(side) => sides[*side] = Some((cell, name)),
                Figure::AmazonPrice => sells_itself = price().is_some(),
                Figure::InStock => evidence.amazon_in_stock_pct = percent(),
                Figure::OutOfStock => out = percent(),
            }
        });
        // A price of Amazon's own says that it sells; an empty one says nothing certain.
        evidence.amazon_in_stock = evidence.amazon_in_stock.or(sells_itself.then_some(true));
        evidence.amazon_in_stock_pct = evidence.amazon_in_stock_pct.or(out.map(|out| Decimal::ONE_HUNDRED - out));
        evidence.dims = cells::dims(dims, sides);
        evidence
    }
}
