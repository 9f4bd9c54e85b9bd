//! Price wars and circles, read from the moves on a page.

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

/// The median of our prices when they went in a circle: at least 3 turns of direction, each by two steps or more, in 24 hours.
pub(super) fn frozen(moves: &[Move], now: Timestamp, step: Decimal, currency: Currency) -> Option<Decimal> {
    let own: Vec<&Move> = within(moves, now).filter(|step| step.own()).collect();
    let wide: Vec<&Move> = own.iter().copied().filter(|one| (one.to - one.from).abs() >= step * dec!(2)).collect();
    let turns = wide.windows(2).filter(|pair| pair[0].cut() != pair[1].cut()).count();
    if turns < TURNS {
        return None;
    }
    // The prices of the circle, without a last move that already went to its median.
    let mut prices: Vec<Decimal> = wide.iter().map(|one| one.to).collect();
    prices.sort();
    let middle = prices.len() / 2;
    let median = if prices.len() % 2 == 1 { prices[middle] } else { (prices[middle - 1] + prices[middle]) / dec!(2) };
    Some(Rounding::HalfUp.apply(median, currency.exponent()))
}
