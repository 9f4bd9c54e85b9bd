//! Who we play against.

use std::fmt;

use jiff::{Timestamp, tz::TimeZone};

use super::chance::Chance;
use crate::domain::repricing::Strategy;

/// Another seller.
#[derive(Clone, Debug, PartialEq)]
pub enum Rival {
    /// One of us.
    Ours(Strategy),
    /// A step below the lowest, down to its floor.
    Undercutter,
    /// The same as the lowest, down to its floor.
    Matcher,
    /// A step below the lowest; at its floor it begins again from the top.
    Oscillator,
    /// An undercutter that goes up to the top at night.
    Sleeper,
    /// The marketplace itself: matches, below anybody's cost, while it has stock.
    Marketplace,
    /// A matcher that is sold out every other day.
    SoldOut,
    /// Prices that were recorded, each from its time on, in cents.
    Recorded(Vec<(Timestamp, i64)>),
}

impl Rival {
    /// Every one that is made up and none of us.
    pub const BOTS: [Self; 6] =
        [Self::Undercutter, Self::Matcher, Self::Oscillator, Self::Sleeper, Self::Marketplace, Self::SoldOut];

    /// Its name in reports.
    pub fn name(&self) -> String {
        match self {
            Self::Ours(strategy) => format!("our {strategy}"),
            Self::Undercutter => "undercutter".into(),
            Self::Matcher => "matcher".into(),
            Self::Oscillator => "oscillator".into(),
            Self::Sleeper => "sleeper".into(),
            Self::Marketplace => "marketplace".into(),
            Self::SoldOut => "sold-out".into(),
            Self::Recorded(_) => "recorded".into(),
        }
    }
}

impl fmt::Display for Rival {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.name())
    }
}

/// What a bot sees.
#[derive(Clone, Copy, Debug)]
pub(super) struct Sight {
    /// The time.
    pub now: Timestamp,
    /// Its price, in cents.
    pub price: i64,
    /// Ours, while we have stock.
    pub ours: Option<i64>,
    /// Its floor.
    pub floor: i64,
    /// The most it asks.
    pub top: i64,
}

/// What a bot asks next, `None` while it has nothing to sell.
pub(super) fn next(rival: &Rival, sight: &Sight, chance: &mut Chance) -> Option<i64> {
    let Sight { now, price, ours, floor, top } = *sight;
    let step = 1 + i64::try_from(chance.below(25)).unwrap_or(0);
    let days = now.as_second().div_euclid(86_400);
    let hour = now.to_zoned(TimeZone::UTC).hour();
    // A bot looks every other time.
    let asleep = chance.below(2) == 0;
    let below = ours.map_or(top, |ours| (ours - step).max(floor));
    let matched = ours.map_or(top, |ours| ours.clamp(floor, top));
    match rival {
        Rival::Recorded(series) => series.iter().take_while(|(at, _)| *at <= now).last().map(|(_, price)| *price),
        Rival::Marketplace if days % 5 >= 3 => None,
        Rival::SoldOut if days % 2 == 1 => None,
        _ if asleep => Some(price),
        Rival::Undercutter if ours.is_some_and(|ours| ours <= price) => Some(below),
        Rival::Undercutter => Some(price),
        Rival::Oscillator if ours.is_some_and(|ours| ours <= floor) => Some(top),
        Rival::Oscillator if ours.is_some_and(|ours| ours <= price) => Some(below),
        Rival::Oscillator => Some(price),
        Rival::Sleeper if hour < 6 => Some(top),
        Rival::Sleeper if ours.is_some_and(|ours| ours <= price) => Some(below),
        Rival::Sleeper => Some(price),
        Rival::Matcher | Rival::Marketplace | Rival::SoldOut | Rival::Ours(_) => Some(matched),
    }
}
