//! Following the market with a price: a strategy proposes, the guards decide.
//!
//! Guarantees: the price lies in [floor, ceiling], the floor wins when they cross; no floor or no ceiling ⇒ no reprice; our
//! own offers are never competitors; the clamp comes again after every rule; equal input gives an equal answer.
//! Prices are landed: item and shipping.

mod batch;
mod history;
mod strategy;
#[cfg(test)]
mod tests;

use jiff::Timestamp;
use rust_decimal::{Decimal, dec};
use serde::{Deserialize, Serialize};

pub use batch::{Step, batch_stop};
pub use history::{Move, Who};
pub use strategy::Strategy;

use super::money::{Money, Rounding};

/// Everything a decision is made from.
#[derive(Clone, Debug)]
pub struct RepriceInput<'a> {
    /// How to follow.
    pub strategy: Strategy,
    /// Our price.
    pub price: Money,
    /// Never below; `None` is no reprice.
    pub floor: Option<Money>,
    /// Never above; `None` is no reprice.
    pub ceiling: Option<Money>,
    /// The other offers; those of `own_sellers` are left out.
    pub rivals: &'a [Competitor],
    /// Our seller names on the channel, siblings included.
    pub own_sellers: &'a [String],
    /// The price that holds the buy box.
    pub buy_box: Option<Money>,
    /// Whether we hold it.
    pub ours: bool,
    /// Units for sale; 0 is no reprice.
    pub quantity: u32,
    /// Days since the listing began.
    pub age_days: u32,
    /// Price moves on the page, ours and rivals', the oldest first.
    pub history: &'a [Move],
    /// The guards.
    pub guards: Guards,
    /// The time.
    pub now: Timestamp,
}

/// A competing offer.
#[derive(Clone, Debug, PartialEq)]
pub struct Competitor {
    /// The seller.
    pub seller: String,
    /// Item and shipping.
    pub landed: Money,
    /// Fulfilled by the marketplace.
    pub fba: bool,
}

/// Bounds on a single change. All are data: the settings hold most of them.
#[derive(Clone, Debug, PartialEq)]
pub struct Guards {
    /// The step below a rival.
    pub step: Decimal,
    /// A smaller change is not worth making, in percent of the price.
    pub deadband_pct: Decimal,
    /// The most a price may fall in 24 hours, in percent.
    pub max_drop_pct: Decimal,
    /// A change by more than this factor, up or down, is refused.
    pub max_factor: Decimal,
    /// Days in which `time-ladder` goes from ceiling to floor.
    pub ladder_days: u32,
    /// Days of one rung of `time-ladder`.
    pub rung_days: u32,
}

impl Guards {
    /// The settings, and the usual values of what they do not name: factor 2, a ladder of 91 days in rungs of 7.
    pub fn of(settings: &crate::config::Reprice) -> Self {
        Self {
            step: settings.step,
            deadband_pct: settings.deadband_pct,
            max_drop_pct: settings.max_drop_pct,
            max_factor: dec!(2),
            ladder_days: 91,
            rung_days: 7,
        }
    }
}

/// What to do with a price.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "decision", rename_all = "snake_case")]
pub enum Decision {
    /// Change it.
    Set {
        /// The new price.
        price: Money,
        /// Why.
        why: String,
    },
    /// Leave it.
    Keep {
        /// Why.
        why: String,
    },
    /// Something is wrong: a person should look.
    Refuse {
        /// A stable name: `no_floor`, `no_ceiling`, `mixed_currencies`, `implausible`.
        code: String,
        /// Why.
        why: String,
    },
}

/// Decides on one price.
pub fn decide(input: &RepriceInput) -> Decision {
    let bounds = match bounds(input) {
        Ok(bounds) => bounds,
        Err(refusal) => return refusal,
    };
    let price = input.price.amount();
    if input.quantity == 0 {
        return keep("nothing is left to sell");
    }
    if price < bounds.floor || price > bounds.ceiling {
        let why =
            if price < bounds.floor { "our price was below its floor" } else { "our price was above its ceiling" };
        return settle(input, &bounds, bounds.clamp(price), why.to_owned(), true);
    }
    if bounds.floor == bounds.ceiling {
        return keep("floor and ceiling are one price");
    }
    if let Some(median) = history::frozen(input.history, input.now, input.guards.step, input.price.currency()) {
        let why = "prices go up and down in a circle: frozen at its median".to_owned();
        return settle(input, &bounds, bounds.clamp(median), why, false);
    }
    let war = history::war(input.history, input.now);
    let (wanted, why) = match strategy::propose(input, bounds.floor, bounds.ceiling, war) {
        Ok(proposal) => proposal,
        Err(why) => return Decision::Keep { why },
    };
    if war && wanted < price && history::own_cuts(input.history, input.now) >= history::CUTS_IN_WAR {
        return keep("price war: two cuts a day are enough");
    }
    let lowest = lowest_today(input);
    let damped = wanted.max(lowest).min(price.max(wanted));
    let why = if damped > wanted {
        format!("{why}; slowed to {} % a day", input.guards.max_drop_pct.normalize())
    } else {
        why
    };
    settle(input, &bounds, bounds.clamp(damped), why, false)
}

/// Floor and ceiling, the floor above everything.
struct Bounds {
    floor: Decimal,
    ceiling: Decimal,
}

impl Bounds {
    fn clamp(&self, price: Decimal) -> Decimal {
        price.min(self.ceiling).max(self.floor)
    }
}

fn bounds(input: &RepriceInput) -> Result<Bounds, Decision> {
    let refuse = |code: &str, why: &str| Err(Decision::Refuse { code: code.to_owned(), why: why.to_owned() });
    let Some(floor) = input.floor else { return refuse("no_floor", "it has no floor: cost or fees are unknown") };
    let Some(ceiling) = input.ceiling else { return refuse("no_ceiling", "it has no ceiling") };
    let currency = input.price.currency();
    if floor.currency() != currency || ceiling.currency() != currency {
        return refuse("mixed_currencies", "price, floor and ceiling are in several currencies");
    }
    if floor.amount() <= Decimal::ZERO || input.price.amount() <= Decimal::ZERO {
        return refuse("no_floor", "price and floor must be above zero");
    }
    // A floor between two minor units is rounded up, a ceiling down: neither gives way.
    let floor = floor.round(Rounding::Up).amount();
    Ok(Bounds { floor, ceiling: ceiling.round(Rounding::Down).amount().max(floor) })
}

/// The last checks every change goes through: plausible, worth making, inside the bounds.
fn settle(input: &RepriceInput, bounds: &Bounds, wanted: Decimal, why: String, forced: bool) -> Decision {
    let (old, new) = (input.price.amount(), bounds.clamp(wanted));
    if new == old {
        return Decision::Keep { why };
    }
    let factor = input.guards.max_factor;
    if new > old * factor || new * factor < old {
        let (old, new) = (input.price, Money::new(new, input.price.currency()));
        let why = format!("{old} → {new} is more than a factor of {}: {why}", factor.normalize());
        return Decision::Refuse { code: "implausible".to_owned(), why };
    }
    let cent = Decimal::new(1, input.price.currency().exponent());
    let deadband = (old * input.guards.deadband_pct / Decimal::ONE_HUNDRED).max(cent);
    if !forced && (new - old).abs() < deadband {
        return Decision::Keep { why: format!("{why}; too small a change") };
    }
    Decision::Set { price: Money::new(new, input.price.currency()), why }
}

/// The lowest price that the fall of the last 24 hours allows.
fn lowest_today(input: &RepriceInput) -> Decimal {
    let highest = history::highest_own(input.history, input.now).unwrap_or_default().max(input.price.amount());
    let share = (Decimal::ONE_HUNDRED - input.guards.max_drop_pct).max(Decimal::ZERO) / Decimal::ONE_HUNDRED;
    Rounding::Up.apply(highest * share, input.price.currency().exponent())
}

fn keep(why: &str) -> Decision {
    Decision::Keep { why: why.to_owned() }
}
