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

/// A run as it is decided, listing by listing: what was odd about it, and how far it would move.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Watch {
    listings: usize,
    costed: usize,
    odd: [usize; ODDITIES.len()],
    large: usize,
    landed: usize,
}

/// How much of a run may be odd, in percent of its listings.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Tolerance {
    /// What can't be.
    pub odd_pct: Decimal,
    /// Moves by more than 20 %.
    pub large_pct: Decimal,
    /// Prices that would land on their floor; `None` does not look.
    pub floor_pct: Option<Decimal>,
}

impl Watch {
    /// One listing: what was told about it, and its move, where there is one.
    pub fn see(&mut self, feed: &Feed, step: Option<&Step>) {
        self.listings += 1;
        self.costed += usize::from(feed.cost.is_some());
        for (count, (_, is_odd)) in self.odd.iter_mut().zip(&ODDITIES) {
            *count += usize::from(is_odd(feed));
        }
        if let Some(step) = step {
            self.large += usize::from((step.new - step.old).abs() > step.old * LARGE);
            self.landed += usize::from(step.new != step.old && step.new <= step.floor);
        }
    }

    /// Why the whole run must stop: too much of what it was told can't be, or too many of its listings would move by more than
    /// 20 % or land on their floor. A single listing never stops a run: the guards of a single price are there for it.
    pub fn stop(&self, within: &Tolerance) -> Option<String> {
        let over = |count: usize, pct: Decimal| {
            count > 1 && Decimal::from(count) * Decimal::ONE_HUNDRED > pct * Decimal::from(self.listings)
        };
        let odd = self.odd.iter().zip(&ODDITIES).find(|(count, _)| over(**count, within.odd_pct));
        if let Some((count, (what, _))) = odd {
            return Some(format!("{count} of {} {what}", self.listings));
        }
        // Where no listing says what it cost, costs are no part of what the run was told.
        let blank = self.listings - self.costed;
        if self.costed > 0 && over(blank, within.odd_pct) {
            return Some(format!("{blank} of {} listings have no cost, and the others have one", self.listings));
        }
        if over(self.large, within.large_pct) {
            return Some(format!("{} of {} prices would move by more than 20 %", self.large, self.listings));
        }
        let landed = within.floor_pct.is_some_and(|pct| over(self.landed, pct));
        landed.then(|| format!("{} of {} prices would land on their floor", self.landed, self.listings))
    }
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
    /// What a unit cost us, with its currency; `None` where that is not said.
    pub cost: Option<(Decimal, Currency)>,
    /// What a unit was known to cost from elsewhere, before; `None` where nothing is remembered.
    pub known: Option<(Decimal, Currency)>,
}

/// What it is called, and how it is known.
type Oddity = (&'static str, fn(&Feed) -> bool);

/// What can't be, of which a run may have a few and not many.
const ODDITIES: [Oddity; 8] = [
    // 1 cent, ÷100: the disasters of 2012 and 2014 were both prices of a penny.
    ("rival prices are less than a tenth of ours", |feed| is_far(feed, |lowest, price| lowest * dec!(10) < price)),
    ("rival prices are more than ten times ours", |feed| is_far(feed, |lowest, price| lowest > price * dec!(10))),
    ("rival prices are in another currency", |feed| feed.lowest.is_some_and(|(_, currency)| currency != feed.currency)),
    ("listings have no floor", |feed| feed.floor.is_none_or(|floor| floor <= Decimal::ZERO)),
    ("costs are in another currency", |feed| {
        [feed.cost, feed.known].iter().flatten().any(|(_, currency)| *currency != feed.currency)
    }),
    ("costs are less than a tenth of the floor, or above ten times our price", |feed| {
        feed.cost.filter(|(_, currency)| *currency == feed.currency).is_some_and(|(cost, _)| {
            cost <= Decimal::ZERO
                || feed.floor.is_some_and(|floor| cost * dec!(10) < floor)
                || cost > feed.price * dec!(10)
        })
    }),
    ("costs are missing that were known", |feed| feed.cost.is_none() && feed.known.is_some()),
    ("costs are less than a tenth, or above ten times, of what was known", |feed| match (feed.cost, feed.known) {
        (Some((cost, _)), Some((known, _))) => cost * dec!(10) < known || cost > known * dec!(10),
        _ => false,
    }),
];

fn is_far(feed: &Feed, far: fn(Decimal, Decimal) -> bool) -> bool {
    feed.lowest.is_some_and(|(lowest, currency)| currency == feed.currency && far(lowest, feed.price))
}
