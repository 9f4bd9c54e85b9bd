//! What earlier moves and looks say: price wars, circles, how a rival answers, at which price the buy box was held.

use jiff::{SignedDuration, Timestamp};
use rust_decimal::{Decimal, dec};
use serde::{Deserialize, Serialize};

use crate::domain::money::{Currency, Rounding};

/// Cuts a day that a war still allows.
pub(super) const CUTS_IN_WAR: usize = 2;
/// The window in which a war or a circle shows, and after which a war without a rival's cut is over.
const WINDOW: SignedDuration = SignedDuration::from_hours(24);
/// A rival's cut within this time answers ours.
const ANSWER: SignedDuration = SignedDuration::from_hours(2);
/// Own cuts that make a war, with the share of them answered and the fall they add up to.
const WAR_CUTS: usize = 4;
const WAR_ANSWERED: Decimal = dec!(0.6);
const WAR_FALL: Decimal = dec!(0.05);
/// Turns of direction that make a circle.
const TURNS: usize = 3;
/// How long a circle is remembered.
const REMEMBERED: SignedDuration = SignedDuration::from_hours(24 * 7);
/// How often the same pair of prices, ours and a rival's, makes a circle.
const SAME_PAIR: usize = 3;
/// The wait after a cut in a war: a quarter of an hour, doubled with each cut, four hours at most.
const WAIT: SignedDuration = SignedDuration::from_mins(15);
const LONGEST_WAIT: SignedDuration = SignedDuration::from_hours(4);
/// Looks at one price before they are a share of the buy box.
const LOOKS: usize = 3;

/// One price move on a page.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Move {
    /// When.
    pub at: Timestamp,
    /// Whose price.
    pub who: Who,
    /// Before.
    pub from: Decimal,
    /// After.
    pub to: Decimal,
}

/// Whose price moved.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Who {
    /// Ours.
    Own,
    /// This seller's.
    Rival(String),
}

/// One look at a page.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Seen {
    /// When.
    pub at: Timestamp,
    /// Our price.
    pub price: Decimal,
    /// Whether we held the buy box.
    pub ours: bool,
    /// Whether the channel showed none.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub suppressed: bool,
}

/// How a rival answers our cuts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Temper {
    /// We never cut beside it.
    Unknown,
    /// Not at all.
    Still,
    /// With our price, or one above it.
    Matches,
    /// With a lower one.
    Undercuts,
}

impl Move {
    fn own(&self) -> bool {
        self.who == Who::Own
    }

    fn cut(&self) -> bool {
        self.to < self.from
    }
}

fn within(moves: &[Move], end: Timestamp) -> impl Iterator<Item = &Move> + Clone {
    moves.iter().filter(move |step| step.at <= end && end.duration_since(step.at) <= WINDOW)
}

/// Our cuts in the last 24 hours.
pub(super) fn own_cuts(moves: &[Move], now: Timestamp) -> usize {
    within(moves, now).filter(|step| step.own() && step.cut()).count()
}

/// Our highest price in the last 24 hours, where it moved.
pub(super) fn highest_own(moves: &[Move], now: Timestamp) -> Option<Decimal> {
    within(moves, now).filter(|step| step.own()).flat_map(|step| [step.from, step.to]).max()
}

/// Whether a price war is on: in some 24 hours at least 4 own cuts, 60 % of them answered by one rival's cut within 2 hours,
/// together a fall of 5 %; and no 24 hours without a rival's cut since.
pub(super) fn war(moves: &[Move], now: Timestamp) -> bool {
    let Some(last) = moves.iter().rev().find(|step| step.own() && step.cut() && war_at(moves, step.at)) else {
        return false;
    };
    let mut quiet_since = last.at;
    for step in moves.iter().filter(|step| !step.own() && step.cut() && step.at > last.at && step.at <= now) {
        if step.at.duration_since(quiet_since) > WINDOW {
            return false;
        }
        quiet_since = step.at;
    }
    now.duration_since(quiet_since) <= WINDOW
}

fn war_at(moves: &[Move], end: Timestamp) -> bool {
    let cuts: Vec<&Move> = within(moves, end).filter(|step| step.own() && step.cut()).collect();
    if cuts.len() < WAR_CUTS {
        return false;
    }
    let (first, last) = (cuts[0], cuts[cuts.len() - 1]);
    let fall = (first.from - last.to).checked_div(first.from).unwrap_or_default();
    let mut rivals: Vec<&Who> = moves.iter().filter(|step| !step.own()).map(|step| &step.who).collect();
    rivals.sort_by_key(|who| match who {
        Who::Own => "",
        Who::Rival(name) => name,
    });
    rivals.dedup();
    let answered_by = |who: &Who| {
        let answers = |cut: &Move| {
            moves.iter().any(|step| {
                step.who == *who && step.cut() && step.at >= cut.at && step.at.duration_since(cut.at) <= ANSWER
            })
        };
        cuts.iter().filter(|cut| answers(cut)).count()
    };
    let enough = |count: usize| Decimal::from(count) >= WAR_ANSWERED * Decimal::from(cuts.len());
    fall >= WAR_FALL && rivals.into_iter().any(|who| enough(answered_by(who)))
}

/// Whether the next cut of a war must wait: each one waits twice as long as the one before it.
pub(super) fn must_wait(moves: &[Move], now: Timestamp) -> bool {
    let cuts = own_cuts(moves, now);
    let Some(last) = moves.iter().rev().find(|step| step.own() && step.cut()) else { return false };
    let doubled = u32::try_from(cuts.saturating_sub(WAR_CUTS)).unwrap_or(u32::MAX).min(8);
    let wait = (WAIT * 2_i32.pow(doubled)).min(LONGEST_WAIT);
    now.duration_since(last.at) < wait
}

/// Our moves in the last hour.
pub(super) fn own_moves_in_hour(moves: &[Move], now: Timestamp) -> usize {
    within(moves, now).filter(|step| step.own() && now.duration_since(step.at) < SignedDuration::from_hours(1)).count()
}

/// Whether we moved within this time.
pub(super) fn moved_within(moves: &[Move], now: Timestamp, time: SignedDuration) -> bool {
    moves.iter().any(|step| step.own() && step.at <= now && now.duration_since(step.at) < time)
}

/// The answers of a rival to our cuts, the newest first: the price it went to, `None` where it did not answer in time.
fn answers<'a>(moves: &'a [Move], who: &'a str) -> impl Iterator<Item = (&'a Move, Option<Decimal>)> {
    let cuts = moves.iter().rev().filter(|step| step.own() && step.cut());
    cuts.map(move |cut| {
        let answer = moves.iter().find(|step| {
            matches!(&step.who, Who::Rival(name) if name == who)
                && step.at > cut.at
                && step.at.duration_since(cut.at) <= ANSWER
        });
        (cut, answer.map(|step| step.to))
    })
}

/// How a rival answered the last of our cuts that it answered.
pub(super) fn temper(moves: &[Move], who: &str) -> Temper {
    let mut cut_at_all = false;
    for (cut, answer) in answers(moves, who) {
        match answer {
            Some(to) if to < cut.to => return Temper::Undercuts,
            Some(_) => return Temper::Matches,
            None => cut_at_all = true,
        }
    }
    if cut_at_all { Temper::Still } else { Temper::Unknown }
}

/// The price at which a rival stopped answering, where the last of our cuts went unanswered.
pub(super) fn floor_of(moves: &[Move], who: &str) -> Option<Decimal> {
    let (cut, answer) = answers(moves, who).next()?;
    let of_rival = |step: &&Move| matches!(&step.who, Who::Rival(name) if name == who) && step.at <= cut.at;
    if answer.is_some() { None } else { Some(moves.iter().rev().find(of_rival)?.to) }
}

/// Our share of the buy box since our price is what it is; `None` after too few looks.
pub(super) fn share(seen: &[Seen], price: Decimal) -> Option<Decimal> {
    let since: Vec<&Seen> = seen.iter().rev().take_while(|look| look.price == price).collect();
    let held = since.iter().filter(|look| look.ours).count();
    if since.len() < LOOKS { None } else { Decimal::from(held).checked_div(Decimal::from(since.len())) }
}

fn lately(seen: &[Seen], now: Timestamp) -> impl Iterator<Item = &Seen> {
    seen.iter().filter(move |look| look.at <= now && now.duration_since(look.at) <= WINDOW)
}

/// The lowest price above this one at which we did not hold the buy box in the last 24 hours.
pub(super) fn lost_above(seen: &[Seen], price: Decimal, now: Timestamp) -> Option<Decimal> {
    lately(seen, now).filter(|look| !look.ours && look.price > price).map(|look| look.price).min()
}

/// The highest price below this one at which we held it in the last 24 hours.
pub(super) fn held_below(seen: &[Seen], price: Decimal, now: Timestamp) -> Option<Decimal> {
    lately(seen, now).filter(|look| look.ours && look.price < price).map(|look| look.price).max()
}

/// Our last price at which the channel showed a buy box.
pub(super) fn last_unsuppressed(seen: &[Seen]) -> Option<Decimal> {
    seen.iter().rev().find(|look| !look.suppressed).map(|look| look.price)
}

/// The mean of our prices over three days, by looks; `None` without one.
pub(super) fn mean_of_days(seen: &[Seen], now: Timestamp) -> Option<Decimal> {
    let window = SignedDuration::from_hours(72);
    let looks = seen.iter().filter(|look| look.at <= now && now.duration_since(look.at) <= window);
    let (sum, count) = looks.fold((Decimal::ZERO, 0_u32), |(sum, count), look| (sum + look.price, count + 1));
    sum.checked_div(Decimal::from(count))
}

/// Whether the same pair of prices, ours and one rival's answer to it, came back again and again.
fn goes_round(steps: &[&Move]) -> bool {
    let mut pairs: Vec<(Decimal, &Who, Decimal)> = steps
        .windows(2)
        .filter(|pair| pair[0].own() && !pair[1].own())
        .map(|pair| (pair[0].to, &pair[1].who, pair[1].to))
        .collect();
    pairs.sort_by_key(|pair| (pair.0, pair.2));
    pairs.chunk_by(|a, b| a == b).any(|same| same.len() >= SAME_PAIR)
}

/// Prices that went in a circle.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Circle {
    /// The median of ours.
    pub median: Decimal,
    /// The lowest price in it, ours or a rival's.
    low: Decimal,
    /// The highest.
    high: Decimal,
}

impl Circle {
    /// Whether the market has left it: then it is no circle any more.
    pub fn is_left_by(&self, market: Option<Decimal>, step: Decimal) -> bool {
        market.is_some_and(|price| price < self.low - step || price > self.high + step)
    }
}

/// The circle that is on: in some 24 hours of the last seven days at least 3 turns of direction, each by two steps or more; or the
/// same pair of prices, ours and a rival's, three times. The move to its median freezes it and makes no other one. Any other
/// move after it says that the market had left it: from there on turns are counted anew. `bounded` takes a price into its bounds.
pub(super) fn circle(
    moves: &[Move],
    now: Timestamp,
    (step, currency): (Decimal, Currency),
    bounded: impl Fn(Decimal) -> Decimal,
) -> Option<Circle> {
    let week = |one: &&Move| one.own() && one.at <= now && now.duration_since(one.at) <= REMEMBERED;
    let (mut on, mut since): (Option<Circle>, Option<Timestamp>) = (None, None);
    if moves.iter().filter(week).count() <= TURNS {
        return None;
    }
    for one in moves.iter().filter(week) {
        match on {
            Some(circle) if one.to == bounded(circle.median) => {}
            Some(_) => (on, since) = (None, Some(one.at)),
            None => on = circle_at(moves, since, one.at, step, currency),
        }
    }
    on
}

fn circle_at(
    moves: &[Move],
    since: Option<Timestamp>,
    end: Timestamp,
    step: Decimal,
    currency: Currency,
) -> Option<Circle> {
    let steps: Vec<&Move> = within(moves, end).filter(|one| since.is_none_or(|since| one.at >= since)).collect();
    let wide: Vec<&Move> =
        steps.iter().copied().filter(|one| one.own() && (one.to - one.from).abs() >= step * dec!(2)).collect();
    let turns = wide.windows(2).filter(|pair| pair[0].cut() != pair[1].cut()).count();
    if turns < TURNS && !goes_round(&steps) {
        return None;
    }
    let mut prices: Vec<Decimal> = wide.iter().map(|one| one.to).collect();
    if prices.is_empty() {
        prices = steps.iter().filter(|one| one.own()).map(|one| one.to).collect();
    }
    prices.sort();
    let middle = prices.len() / 2;
    let median = match prices.len() % 2 {
        1 => prices[middle],
        _ => (prices.get(middle.checked_sub(1)?)? + prices[middle]) / dec!(2),
    };
    let low = steps.iter().map(|one| one.from.min(one.to)).min()?;
    let high = steps.iter().map(|one| one.from.max(one.to)).max()?;
    Some(Circle { median: Rounding::HalfUp.apply(median, currency.exponent()), low, high })
}
