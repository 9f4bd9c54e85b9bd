//! Following the market with a price: a strategy proposes, the guards decide.
//!
//! Guarantees: the price lies in [floor, ceiling], the floor wins when they cross; no floor or no ceiling ⇒ no reprice; our
//! own offers are never competitors; the clamp comes again after every rule; equal input gives an equal answer.
//! Prices are landed: item and shipping.

mod batch;
mod history;
pub mod ladder;
pub mod looks;
mod rivals;
mod rule;
mod scenario;
mod sleep;
mod strategy;
#[cfg(test)]
mod tests;

use jiff::Timestamp;
use rust_decimal::{Decimal, dec};
use serde::{Deserialize, Serialize};

pub use batch::{Feed, Step, Tolerance, Watch};
pub use history::{Move, Seen, Who};
pub use rule::{Action, Alone, Boundary, Fitness, Handicap, Marketplace, Rule, Scenarios, Target};
pub use sleep::Sleep;
pub use strategy::Strategy;

use self::{
    rivals::Field,
    strategy::{View, Wish},
};
use super::money::{Money, Rounding};

/// Everything a decision is made from.
#[derive(Clone, Debug)]
pub struct RepriceInput<'a> {
    /// How to follow.
    pub rule: &'a Rule,
    /// Our price.
    pub price: Money,
    /// Whether the marketplace ships ours.
    pub fba: bool,
    /// Never below; `None` is no reprice.
    pub floor: Option<Money>,
    /// Never above; `None` is no reprice.
    pub ceiling: Option<Money>,
    /// The floor of a sale below cost that a person agreed to; `liquidate` alone goes down to it.
    pub liquidation: Option<Money>,
    /// The other offers; those of `own_sellers` are left out.
    pub rivals: &'a [Competitor],
    /// Our seller names on the channel, siblings included.
    pub own_sellers: &'a [String],
    /// The price that holds the buy box.
    pub buy_box: Option<Money>,
    /// Whether we hold it.
    pub ours: bool,
    /// The channel shows no buy box.
    pub suppressed: bool,
    /// The price above which it shows none.
    pub threshold: Option<Money>,
    /// Units for sale; 0 is no reprice.
    pub quantity: u32,
    /// Days since the listing began.
    pub age_days: u32,
    /// Units of ours sold in the window of `sales-rule`; `None` where that is not known.
    pub sold: Option<u32>,
    /// Days until the stock is sold; `None` where that is not known.
    pub cover_days: Option<Decimal>,
    /// Price moves on the page, ours and rivals', the oldest first.
    pub history: &'a [Move],
    /// Earlier looks at the page, the oldest first.
    pub seen: &'a [Seen],
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
    /// It is the marketplace's own.
    pub marketplace: bool,
    /// Whether a buyer would take it for the same: its condition is ours or better.
    pub comparable: bool,
    /// The share of good ratings, in percent.
    pub rating_pct: Option<Decimal>,
    /// How many ratings there are.
    pub ratings: Option<u32>,
    /// The longest time until it is sent, in hours.
    pub handling_h: Option<u32>,
}

impl Competitor {
    /// Of whom no more is known.
    pub fn of(seller: &str, landed: Money, fba: bool) -> Self {
        let (rating_pct, ratings, handling_h) = (None, None, None);
        let seller = seller.to_owned();
        Self { seller, landed, fba, marketplace: false, comparable: true, rating_pct, ratings, handling_h }
    }
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
    /// The most a price may rise at once, in percent.
    pub max_rise_pct: Decimal,
    /// No price below this share of the mean of our last three days, in percent.
    pub mean_pct: Decimal,
    /// A change by more than this factor, up or down, is refused.
    pub max_factor: Decimal,
    /// The most changes of one listing in an hour.
    pub per_hour: usize,
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
            max_rise_pct: settings.max_rise_pct,
            mean_pct: settings.mean_pct,
            max_factor: dec!(2),
            per_hour: settings.per_hour as usize,
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
        /// Where it is going, before the guards of a single price slowed it: the guard of a whole run looks at this.
        aim: Money,
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

/// One step on the way to a decision, for people: what was looked at, and what it said.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Note {
    /// What was looked at.
    pub what: &'static str,
    /// What it said.
    pub said: String,
}

/// Decides on one price.
pub fn decide(input: &RepriceInput) -> Decision {
    decide_with(input, &mut |_, _| {})
}

/// Decides on one price, and writes down every step on the way.
pub fn explained(input: &RepriceInput) -> (Decision, Vec<Note>) {
    let mut notes = Vec::new();
    let decision = decide_with(input, &mut |what, said| notes.push(Note { what, said: said() }));
    (decision, notes)
}

/// Where notes go; the words are made only where somebody reads them.
type Noting<'n> = dyn FnMut(&'static str, &dyn Fn() -> String) + 'n;

fn decide_with(input: &RepriceInput, note: &mut Noting<'_>) -> Decision {
    let strategy = input.rule.strategy;
    let bounds = match bounds(input, strategy) {
        Ok(bounds) => bounds,
        Err(refusal) => return refusal,
    };
    note("bounds", &|| format!("floor {}, ceiling {}", bounds.floor, bounds.ceiling));
    let price = input.price.amount();
    if input.quantity == 0 {
        return keep("nothing is left to sell");
    }
    if price < bounds.floor || price > bounds.ceiling {
        let why =
            if price < bounds.floor { "our price was below its floor" } else { "our price was above its ceiling" };
        return settle(input, &bounds, (bounds.clamp(price), None), why.to_owned(), true);
    }
    if bounds.floor == bounds.ceiling {
        return keep("floor and ceiling are one price");
    }
    if input.rule.sleep.as_ref().is_some_and(|sleep| sleep.holds(input.now)) {
        return keep("asleep: no price moves at this hour");
    }
    if history::own_moves_in_hour(input.history, input.now) >= input.guards.per_hour {
        return keep("it moved often enough within the hour");
    }
    let field = Field::of(input);
    note("competition", &|| field_words(&field));
    let step = input.guards.step;
    let bounded = |price| bounds.clamp(price);
    if let Some(circle) = history::circle(input.history, input.now, (step, input.price.currency()), bounded)
        && !circle.is_left_by(field.target(), step)
    {
        let why = "prices go up and down in a circle: frozen at its median".to_owned();
        return settle(input, &bounds, (bounds.clamp(circle.median), None), why, false);
    }
    let war = history::war(input.history, input.now);
    note("war", &|| if war { "a price war is on: matching, never undercutting".into() } else { "none".into() });
    let view = View { input, floor: bounds.floor, ceiling: bounds.ceiling, field: &field, war };
    let Wish { price: wanted, why } = match scenario::answer(&view) {
        Ok(Some(wish)) => wish,
        Ok(None) => match strategy::propose(strategy, &view) {
            Ok(wish) => wish,
            Err(why) => return Decision::Keep { why },
        },
        Err(why) => return Decision::Keep { why },
    };
    note("wanted", &|| format!("{wanted}: {why}"));
    if war && wanted < price {
        if history::own_cuts(input.history, input.now) >= history::CUTS_IN_WAR {
            return keep("price war: two cuts a day are enough");
        }
        if history::must_wait(input.history, input.now) {
            return keep("price war: the next cut waits");
        }
    }
    let (inside, why) = match scenario::beyond(&view, wanted) {
        Some((price, rule)) => (bounds.clamp(price), format!("{why}; {rule}")),
        None => (wanted, why),
    };
    let (calmed, why) = calmed(input, inside, why);
    note("calmed", &|| calmed.to_string());
    settle(input, &bounds, (bounds.clamp(calmed), Some(bounds.clamp(inside))), why, false)
}

fn field_words(field: &Field) -> String {
    let prices = field.prices();
    let shown: Vec<String> = prices.iter().take(5).map(ToString::to_string).collect();
    let more = if prices.len() > 5 { format!(" and {} more", prices.len() - 5) } else { String::new() };
    match field.buy_box() {
        Some(buy_box) => format!("buy box {buy_box}; offers {}{more}", shown.join(", ")),
        None if prices.is_empty() => "nobody".to_owned(),
        None => format!("offers {}{more}", shown.join(", ")),
    }
}

/// What is wanted, no further down than a day allows and no further up than a step does.
fn calmed(input: &RepriceInput, wanted: Decimal, mut why: String) -> (Decimal, String) {
    let price = input.price.amount();
    let mut lowest = lowest_today(input);
    let exponent = input.price.currency().exponent();
    if let Some(mean) = history::mean_of_days(input.seen, input.now) {
        lowest = lowest.max(Rounding::Up.apply(mean * input.guards.mean_pct / Decimal::ONE_HUNDRED, exponent));
    }
    // A price that is under its lowest already is not lifted by a guard that is to slow falls.
    let slowed = wanted.max(lowest.min(price));
    if slowed > wanted {
        why.push_str(&format!("; slowed to {} % a day", input.guards.max_drop_pct.normalize()));
    }
    let rise = (Decimal::ONE_HUNDRED + input.guards.max_rise_pct) / Decimal::ONE_HUNDRED;
    let highest = Rounding::Down.apply(price * rise, exponent);
    if slowed > highest {
        why.push_str(&format!("; at most {} % up at once", input.guards.max_rise_pct.normalize()));
    }
    (slowed.min(highest), why)
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

fn bounds(input: &RepriceInput, strategy: Strategy) -> Result<Bounds, Decision> {
    let refuse = |code: &str, why: &str| Err(Decision::Refuse { code: code.to_owned(), why: why.to_owned() });
    let Some(floor) = input.floor else { return refuse("no_floor", "it has no floor: cost or fees are unknown") };
    let Some(ceiling) = input.ceiling else { return refuse("no_ceiling", "it has no ceiling") };
    let currency = input.price.currency();
    let sale = input.liquidation.filter(|_| strategy == Strategy::Liquidate);
    if [Some(floor), Some(ceiling), sale].into_iter().flatten().any(|bound| bound.currency() != currency) {
        return refuse("mixed_currencies", "price, floor and ceiling are in several currencies");
    }
    let floor = sale.map_or(floor, |sale| if sale.amount() < floor.amount() { sale } else { floor });
    if floor.amount() <= Decimal::ZERO || input.price.amount() <= Decimal::ZERO {
        return refuse("no_floor", "price and floor must be above zero");
    }
    // A floor between two minor units is rounded up, a ceiling down: neither gives way. Above its threshold the channel
    // shows no buy box.
    let floor = floor.round(Rounding::Up).amount();
    let threshold = input.threshold.filter(|price| price.currency() == currency && price.amount() > Decimal::ZERO);
    let ceiling = ceiling.round(Rounding::Down).amount();
    let ceiling = threshold.map_or(ceiling, |price| ceiling.min(price.round(Rounding::Down).amount()));
    Ok(Bounds { floor, ceiling: ceiling.max(floor) })
}

/// The last checks every change goes through: plausible, worth making, inside the bounds.
fn settle(
    input: &RepriceInput,
    bounds: &Bounds,
    (wanted, aim): (Decimal, Option<Decimal>),
    why: String,
    forced: bool,
) -> Decision {
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
    let money = |amount| Money::new(amount, input.price.currency());
    Decision::Set { price: money(new), aim: money(aim.unwrap_or(new)), why }
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
