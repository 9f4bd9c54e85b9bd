//! The last guard looks at a whole run: a feed gone wrong moves many prices at once, or says what can't be.

use rust_decimal::{Decimal, dec};

use crate::domain::money::Currency;

/// One price change of a run.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Step {
    /// Before.
    pub old: Decimal,
    /// After, before a guard of the single price slowed it.
    pub new: Decimal,
    /// The floor it may not pass.
    pub floor: Decimal,
}

/// A change counts as large above this share of the old price.
const LARGE: Decimal = dec!(0.20);

/// Why the whole run must stop: more than `large_pct` percent of the listings would move by more than 20 %, or more than
/// `floor_pct` percent (`None` does not look) would land on their floor. A single listing never stops a run.
pub fn batch_stop(steps: &[Step], listings: usize, large_pct: Decimal, floor_pct: Option<Decimal>) -> Option<String> {
    let over = |count: usize, pct: Decimal| is_over(count, listings.max(steps.len()), pct);
    let large = steps.iter().filter(|step| (step.new - step.old).abs() > step.old * LARGE).count();
    if over(large, large_pct) {
        return Some(format!("{large} of {listings} prices would move by more than 20 %"));
    }
    let landed = steps.iter().filter(|step| step.new != step.old && step.new <= step.floor).count();
    match floor_pct {
        Some(pct) if over(landed, pct) => Some(format!("{landed} of {listings} prices would land on their floor")),
        _ => None,
    }
}

fn is_over(count: usize, of: usize, pct: Decimal) -> bool {
    count > 1 && Decimal::from(count) * Decimal::ONE_HUNDRED > pct * Decimal::from(of)
}

/// What a run was told about one listing, before anything is decided.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Feed {
    /// Our price.
    pub price: Decimal,
    /// Its currency.
    pub currency: Currency,
    /// The lowest price that others ask, with its currency; `None` where nobody does.
    pub lowest: Option<(Decimal, Currency)>,
    /// The floor; `None` where it has none.
    pub floor: Option<Decimal>,
    /// What a unit cost us; `None` where that is not known.
    pub cost: Option<Decimal>,
}

/// What it is called, and how it is known.
type Oddity = (&'static str, fn(&Feed) -> bool);

/// What can't be, of which a run may have a few and not many.
const ODDITIES: [Oddity; 5] = [
    // 1 cent, ÷100: the disasters of 2012 and 2014 were both prices of a penny.
    ("rival prices are less than a tenth of ours", |feed| is_far(feed, |lowest, price| lowest * dec!(10) < price)),
    ("rival prices are more than ten times ours", |feed| is_far(feed, |lowest, price| lowest > price * dec!(10))),
    ("rival prices are in another currency", |feed| feed.lowest.is_some_and(|(_, currency)| currency != feed.currency)),
    ("listings have no floor", |feed| feed.floor.is_none_or(|floor| floor <= Decimal::ZERO)),
    ("costs are less than a tenth of the floor, or above ten times our price", |feed| {
        feed.cost.is_some_and(|cost| {
            cost <= Decimal::ZERO
                || feed.floor.is_some_and(|floor| cost * dec!(10) < floor)
                || cost > feed.price * dec!(10)
        })
    }),
];

fn is_far(feed: &Feed, far: fn(Decimal, Decimal) -> bool) -> bool {
    feed.lowest.is_some_and(|(lowest, currency)| currency == feed.currency && far(lowest, feed.price))
}

/// Why a run must stop before it begins: more than `pct` percent of what it was told can't be. One listing alone never stops a
/// run: the guards of a single price are there for it.
pub fn corrupt(feeds: &[Feed], pct: Decimal) -> Option<String> {
    ODDITIES.iter().find_map(|(what, is_odd)| {
        let count = feeds.iter().filter(|feed| is_odd(feed)).count();
        is_over(count, feeds.len(), pct).then(|| format!("{count} of {} {what}", feeds.len()))
    })
}
