//! The course of a deal: what was said so far, and the one move that follows.

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use super::Ladder;

/// What we did.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Ours {
    /// Offered this.
    Offer(i64),
    /// Said the same offer again.
    Nudge(i64),
    /// Took what the seller asks.
    Accept(i64),
    /// Said no and went.
    Walk,
}

impl Ours {
    /// The price that it names.
    pub fn price(self) -> Option<i64> {
        match self {
            Self::Offer(price) | Self::Nudge(price) | Self::Accept(price) => Some(price),
            Self::Walk => None,
        }
    }

    /// Its name in the database and in records.
    pub fn name(self) -> &'static str {
        match self {
            Self::Offer(_) => "offer",
            Self::Nudge(_) => "nudge",
            Self::Accept(_) => "accept",
            Self::Walk => "walk",
        }
    }
}

/// What the seller said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Said {
    /// Yes to our offer.
    Agreed,
    /// Not at that, but at this.
    Counter(i64),
    /// The price stands.
    Firm,
    /// No, and no other price either.
    Declined,
    /// It is sold, or not to be had any more.
    Gone,
    /// Something that a person must read.
    Unclear,
}

impl Said {
    /// Its name in the database and in records.
    pub fn name(self) -> &'static str {
        match self {
            Self::Agreed => "agreed",
            Self::Counter(_) => "counter",
            Self::Firm => "firm",
            Self::Declined => "declined",
            Self::Gone => "gone",
            Self::Unclear => "unclear",
        }
    }

    /// The price that it names.
    pub fn price(self) -> Option<i64> {
        if let Self::Counter(price) = self { Some(price) } else { None }
    }
}

/// A move of either side.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Move {
    /// Ours.
    Ours(Ours),
    /// The seller's.
    Seller(Said),
}

/// A move and when it was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Event {
    /// When.
    pub at: Timestamp,
    /// What.
    pub what: Move,
}

/// How a deal ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum End {
    /// It can be bought at this price.
    Agreed(i64),
    /// We went.
    Walked,
    /// The seller will not.
    Declined,
    /// It is not there any more.
    Gone,
    /// Nobody answered in time.
    Lapsed,
}

/// What follows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Next {
    /// This is said.
    Say(Ours),
    /// Nothing before this moment.
    Wait(Timestamp),
    /// It is over.
    Over(End),
    /// A person must look, for this reason.
    Person(&'static str),
}

/// Our offers so far; repeating one is none.
pub fn offers(history: &[Event]) -> Vec<i64> {
    let ours = |event: &Event| if let Move::Ours(Ours::Offer(price)) = event.what { Some(price) } else { None };
    history.iter().filter_map(ours).collect()
}

/// What we offer now.
pub fn last_offer(history: &[Event]) -> Option<i64> {
    offers(history).last().copied()
}

/// What it can be bought for, where both sides said yes to one price.
pub fn agreed_price(history: &[Event]) -> Option<i64> {
    match history.last()?.what {
        Move::Ours(Ours::Accept(price)) => Some(price),
        Move::Seller(Said::Agreed) => last_offer(history),
        _ => None,
    }
}

/// The one move that follows from what was said so far.
pub fn next(ladder: &Ladder, history: &[Event], now: Timestamp) -> Next {
    let late = now >= ladder.deadline;
    let Some(last) = history.last() else {
        return if late { Next::Over(End::Lapsed) } else { Next::Say(Ours::Offer(ladder.opening())) };
    };
    match last.what {
        Move::Ours(Ours::Walk) => Next::Over(End::Walked),
        Move::Ours(Ours::Accept(price)) => Next::Over(End::Agreed(price)),
        // Whoever offers again before the other side spoke bids against himself.
        Move::Ours(Ours::Offer(price)) => silent(ladder, last.at, Some(price), now),
        Move::Ours(Ours::Nudge(_)) => silent(ladder, last.at, None, now),
        Move::Seller(Said::Agreed) => last_offer(history)
            .map_or(Next::Person("the seller says yes and nothing was offered"), |price| {
                Next::Over(End::Agreed(price))
            }),
        Move::Seller(Said::Counter(price)) if price < 1 => Next::Person("the seller names no price"),
        Move::Seller(Said::Counter(price)) => respond(ladder, history, price, false, late),
        Move::Seller(Said::Firm) => respond(ladder, history, standing(ladder, history), true, late),
        Move::Seller(Said::Declined) => Next::Over(End::Declined),
        Move::Seller(Said::Gone) => Next::Over(End::Gone),
        Move::Seller(Said::Unclear) => Next::Person("what the seller wrote is not understood"),
    }
}

/// Nobody has answered yet. `again` is the offer that may be repeated.
fn silent(ladder: &Ladder, since: Timestamp, again: Option<i64>, now: Timestamp) -> Next {
    if now >= ladder.deadline {
        return Next::Over(End::Lapsed);
    }
    let hours = SignedDuration::from_hours(i64::from(ladder.nudge_hours));
    let due = since.checked_add(hours).unwrap_or(ladder.deadline);
    match again.filter(|_| ladder.nudge_hours > 0 && due < ladder.deadline) {
        Some(price) if now >= due => Next::Say(Ours::Nudge(price)),
        Some(_) => Next::Wait(due),
        None => Next::Wait(ladder.deadline),
    }
}

/// What the seller asks now.
fn standing(ladder: &Ladder, history: &[Event]) -> i64 {
    let asked = |event: &Event| if let Move::Seller(Said::Counter(price)) = event.what { Some(price) } else { None };
    history.iter().rev().find_map(asked).unwrap_or(ladder.asked)
}

/// The seller asks this. `firm`: and says that it stands.
fn respond(ladder: &Ladder, history: &[Event], ask: i64, firm: bool, late: bool) -> Next {
    let affordable = ask <= ladder.top;
    let take = || Next::Say(if affordable { Ours::Accept(ask) } else { Ours::Walk });
    let made = offers(history);
    let Some(&rung) = ladder.rungs.get(made.len()).filter(|_| !late) else { return take() };
    if affordable && ask <= rung {
        return take();
    }
    let stood_before = history.iter().filter(|event| event.what == Move::Seller(Said::Firm)).count() > 1;
    if firm && (affordable || stood_before) {
        return take();
    }
    let Some(&last) = made.last() else { return Next::Say(Ours::Offer(rung.min(ask))) };
    // Never more than half way to the seller, and never by more than the time before.
    let gave = made.len().checked_sub(2).map_or(i64::MAX, |before| last - made[before]);
    let price = rung.min(last.saturating_add(gave)).min(last + (ask - last) / 2).min(ladder.top);
    if price <= last { take() } else { Next::Say(Ours::Offer(price)) }
}
