//! The ladder: what is offered first, where it may end, and the steps between.

use jiff::{SignedDuration, Timestamp};
use rust_decimal::{Decimal, dec, prelude::ToPrimitive as _};
use serde::{Deserialize, Serialize};

use super::Terms;
use crate::domain::money::{Currency, Money, Rounding};

/// Each time the seller has lowered the price before, in points of the first offer.
const PER_DROP: Decimal = dec!(2);
/// The most drops that count.
const MOST_DROPS: u32 = 5;
/// Listed so many days, and what that is worth in points of the first offer; the first that fits.
const AGES: [(u32, Decimal); 2] = [(90, dec!(6)), (30, dec!(3))];
/// The first offer is never below this share of what is asked: less is no offer but an insult.
const LOWEST_OPENING: Decimal = dec!(0.5);
/// Where the top is low, the first offer leaves this share of it to give way in.
const ROOM: Decimal = dec!(0.92);

/// What a ladder is made of.
#[derive(Clone, Debug, PartialEq)]
pub struct Evidence {
    /// What the seller asks for a unit.
    pub asked: Money,
    /// The highest price of a unit at which it is a buy.
    pub max_cost: Money,
    /// What such a thing sells for, where that is known: who asks more than that is offered a share of it.
    pub market: Option<Money>,
    /// For how many days it has been offered.
    pub days_listed: Option<u32>,
    /// How often the seller has lowered the price.
    pub drops: u32,
}

/// Why there is nothing to haggle over.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NoLadder {
    /// The amounts are in several currencies.
    #[error("its amounts are in several currencies")]
    Currencies,
    /// A price is nothing or cannot be counted.
    #[error("a price of it is nothing, or no amount")]
    NoPrice,
}

/// The offers that may be made, lowest first, and what bounds them. Made once, never changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ladder {
    /// The currency of every price.
    pub currency: Currency,
    /// What the seller asked at first.
    pub asked: i64,
    /// The reservation price: no offer is higher, and nothing above it is agreed to.
    pub top: i64,
    /// The offers, each higher than the one before by less than that one was.
    pub rungs: Vec<i64>,
    /// When it is over.
    pub deadline: Timestamp,
    /// Hours of silence after which an offer is repeated once; 0 never.
    pub nudge_hours: u32,
}

impl Ladder {
    /// The ladder for these goods, begun now.
    pub fn new(evidence: &Evidence, terms: &Terms, now: Timestamp) -> Result<Self, NoLadder> {
        let currency = evidence.asked.currency();
        if evidence.max_cost.currency() != currency {
            return Err(NoLadder::Currencies);
        }
        let minor = |money: &Money| money.to_minor(Rounding::Down).ok().filter(|minor| *minor > 0);
        let asked = minor(&evidence.asked).ok_or(NoLadder::NoPrice)?;
        let top = minor(&evidence.max_cost).ok_or(NoLadder::NoPrice)?.min(asked);
        let market = evidence.market.filter(|market| market.currency() == currency).and_then(|market| minor(&market));
        let opening = opening(asked, market.unwrap_or(asked).min(asked), top, evidence, terms);
        let rungs = rungs(opening, top, terms.rounds.clamp(1, 12));
        let deadline = now.checked_add(SignedDuration::from_hours(i64::from(terms.days.max(1)) * 24)).unwrap_or(now);
        Ok(Self { currency, asked, top, rungs, deadline, nudge_hours: terms.nudge_hours })
    }

    /// A price of it as money.
    pub fn money(&self, minor: i64) -> Money {
        Money::from_minor(minor, self.currency)
    }

    /// The first offer.
    pub fn opening(&self) -> i64 {
        self.rungs.first().copied().unwrap_or(self.top)
    }
}

/// The first offer: a share of what is asked, or of what such a thing sells for where that is less; the longer it has
/// been there and the oftener its price was lowered, the smaller.
fn opening(asked: i64, base: i64, top: i64, evidence: &Evidence, terms: &Terms) -> i64 {
    let age = evidence.days_listed.and_then(|days| AGES.iter().find(|(from, _)| days >= *from));
    let points = terms.opening_pct
        - PER_DROP * Decimal::from(evidence.drops.min(MOST_DROPS))
        - age.map_or(Decimal::ZERO, |(_, points)| *points);
    let of = |amount: i64, share: Decimal| share_of(amount, share);
    let wanted = of(base, points.clamp(Decimal::ONE, Decimal::ONE_HUNDRED) / Decimal::ONE_HUNDRED);
    round(wanted.max(of(asked, LOWEST_OPENING))).min(of(top, ROOM)).clamp(1, top)
}

/// From the first offer to the top in so many offers: each step is half the one before.
fn rungs(opening: i64, top: i64, rounds: u32) -> Vec<i64> {
    let mut rungs = vec![opening];
    let whole = (1_i64 << (rounds - 1)) - 1;
    let (mut last, mut step) = (opening, i64::MAX);
    for round_no in 1..rounds {
        let done = whole - ((1_i64 << (rounds - 1 - round_no)) - 1);
        let ideal = opening + share_of(top - opening, Decimal::from(done) / Decimal::from(whole));
        let next = round(ideal).min(last.saturating_add(step.saturating_sub(1))).min(top);
        if next <= last {
            break;
        }
        (step, last) = (next - last, next);
        rungs.push(next);
    }
    rungs
}

/// A share of an amount, rounded down.
pub(super) fn share_of(amount: i64, share: Decimal) -> i64 {
    (Decimal::from(amount) * share).floor().to_i64().unwrap_or(0)
}

/// A price that a person would say: whole units from a hundred of them on, halves from twenty on, tenths from two on.
fn round(minor: i64) -> i64 {
    let step = match minor {
        10_000.. => 100,
        2_000.. => 50,
        200.. => 10,
        _ => 1,
    };
    minor - minor % step
}
