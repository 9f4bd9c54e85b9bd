//! What a product's histories say beside the price: how long nobody had it, who comes and goes, how often it sold, its used
//! grades, its seasons.
//!
//! Worked out of decoded histories, whoever recorded them. Minutes count from 2011-01-01, as Keepa's do.

mod histories;
mod kind;
pub mod season;

use std::sync::Arc;

use jiff::Timestamp;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

pub use self::{
    histories::{Damaged, Encoded, Histories},
    kind::{KINDS, Kind, Unit},
    season::Season,
};
use super::price_history::{DAY, History};

/// Minutes from 1970-01-01 to 2011-01-01.
pub const EPOCH: i64 = 21_564_000;

/// 2026-02-16: since then the history of new offers holds shipping, and before it did not.
pub const NEW_WITH_SHIPPING: i32 = 7_956_000;

/// How many days of a history are kept where nobody says otherwise: three years, for its seasons.
pub const KEPT_DAYS: u32 = 1_096;

/// What histories say of the time until the evidence was true. Everything is optional: unknown is a value, never zero.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Past {
    /// Average price over 365 days.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub avg365: Option<Decimal>,
    /// Share of 90 days in which nobody offered a new one, in percent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub out_of_stock_pct: Option<Decimal>,
    /// Share of 365 days in which the marketplace itself sold it, in percent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub amazon_in_stock_pct365: Option<Decimal>,
    /// New offers that join in a month (below zero: that leave), by the line through 90 days.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub offers_trend: Option<Decimal>,
    /// Average sales rank over 30, 180 and 365 days.
    #[serde(default, skip_serializing_if = "nothing")]
    pub rank_avg: [Option<u32>; 3],
    /// Rank drops (likely sales) in 90, 180 and 365 days.
    #[serde(default, skip_serializing_if = "nothing")]
    pub rank_drops: [Option<u32>; 3],
    /// Reviews that came in 30 days.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reviews30: Option<u32>,
    /// Each history in which something was recorded, but the rank.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub series: Vec<Seen>,
    /// The price in each month of the year.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub season: Option<Season>,
}

/// One history: what it is now, and what it was on average. A price in the currency of the evidence, stars of five, or a count.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Seen {
    /// What of.
    pub kind: Kind,
    /// Now.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub now: Option<Decimal>,
    /// Over 90 days.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub avg90: Option<Decimal>,
}

/// The histories behind an evidence, in bytes: kept beside it, and no part of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recorded {
    /// The bytes.
    pub encoded: Encoded,
    /// How many days of them are kept.
    pub days: u32,
}

fn nothing(all: &[Option<u32>; 3]) -> bool {
    all.iter().all(Option::is_none)
}

/// The time of a minute.
pub fn moment(minute: i32) -> Option<Timestamp> {
    Timestamp::from_second((i64::from(minute) + EPOCH) * 60).ok()
}

/// The history that the usual price is read from, as far back as its prices can be compared.
#[derive(Clone, Copy, Debug)]
pub struct Usual<'a> {
    history: &'a History,
    until: i32,
    /// The most days that can be compared.
    reach: i64,
}

impl<'a> Usual<'a> {
    /// The buy box; where none was recorded in 90 days, what new ones were offered for.
    pub fn of(histories: &'a Histories, until: i32) -> Self {
        let buy_box = histories.of(Kind::BuyBox);
        if buy_box.mean(until, 90).is_some() {
            return Self { history: buy_box, until, reach: i64::MAX / DAY };
        }
        let since = (i64::from(until) - i64::from(NEW_WITH_SHIPPING)).div_euclid(DAY);
        let reach = if since > 0 { since } else { i64::MAX / DAY };
        Self { history: histories.of(Kind::New), until, reach }
    }

    /// The mean of the last days, in minor units.
    pub fn mean(&self, days: i64) -> Option<i64> {
        self.history.mean(self.until, days.min(self.reach))
    }

    /// The prices that were not passed for 10, 50 and 90 percent of the last days, in minor units.
    pub fn percentiles(&self, days: i64) -> Option<[i64; 3]> {
        self.history.percentiles(self.until, days.min(self.reach))
    }

    /// The prices that stood in the last days: one at their beginning, and each that came.
    pub fn points(&self, days: i64) -> u32 {
        self.history.points_within(self.until, days.min(self.reach)).saturating_add(1)
    }
}

impl Past {
    /// What the histories say until a minute; prices have so many decimals.
    pub fn of(histories: &Histories, until: i32, exponent: u32) -> Self {
        let usual = Usual::of(histories, until);
        let amazon = histories.of(Kind::Amazon);
        let rank = histories.of(Kind::Rank);
        let reviews = histories.of(Kind::Reviews);
        let whole = |value: i64| u32::try_from(value).ok();
        let rank_avg = |days| rank.mean(until, days).and_then(whole).filter(|rank| *rank > 0);
        let drops = |days| rank.now().map(|_| rank.falls_within(until, days));
        Self {
            avg365: usual.mean(365).map(|price| Decimal::new(price, exponent)),
            out_of_stock_pct: histories.of(Kind::New).presence(until, 90).map(|share| percent(1_000 - share)),
            amazon_in_stock_pct365: amazon.presence(until, 365).map(percent),
            offers_trend: histories
                .of(Kind::NewCount)
                .slope(until, 90)
                .map(|tenths| Decimal::new(tenths, 1).normalize()),
            rank_avg: [30, 180, 365].map(rank_avg),
            rank_drops: [90, 180, 365].map(drops),
            reviews30: added(reviews, until, 30),
            series: histories.recorded().filter_map(|(kind, history)| seen(kind, history, until, exponent)).collect(),
            season: Season::of(usual.history, until),
        }
    }

    /// What one history says.
    pub fn seen(&self, kind: Kind) -> Option<&Seen> {
        self.series.iter().find(|seen| seen.kind == kind)
    }

    /// Whether nothing is known.
    pub fn is_unknown(&self) -> bool {
        *self == Self::default()
    }
}

/// A part of 1,000 in percent.
fn percent(share: i64) -> Decimal {
    Decimal::new(share, 1).normalize()
}

fn seen(kind: Kind, history: &History, until: i32, exponent: u32) -> Option<Seen> {
    let scale = match kind.unit() {
        Unit::Price => exponent,
        Unit::Stars => 1,
        Unit::Count => 0,
        Unit::Rank | Unit::Mark => return None,
    };
    // Nobody is rated with nothing, and nothing is sold for it.
    let least = i64::from(kind.unit() != Unit::Count);
    let value = |value: i64| (value >= least).then(|| Decimal::new(value, scale));
    let now = history.now().and_then(|now| value(now.into()));
    let avg90 = history.mean(until, 90).and_then(value);
    (now.is_some() || avg90.is_some()).then_some(Seen { kind, now, avg90 })
}

/// How much a count rose in the last days; `None` where it is not known at both ends.
fn added(history: &History, until: i32, days: i64) -> Option<u32> {
    let then = i64::from(until) - days * DAY;
    let points = history.points();
    let before = points.partition_point(|point| i64::from(point.minute) <= then).checked_sub(1)?;
    let (before, now) = (points[before].value, history.now()?);
    if before < 0 { None } else { Some(u32::try_from(i64::from(now) - i64::from(before)).unwrap_or(0)) }
}

/// The histories of a product as they are kept, `days` of them; nothing where none are to be kept or nothing was recorded.
pub fn recorded(histories: &Histories, until: i32, days: u32) -> Option<Arc<Recorded>> {
    let since = i64::from(until) - i64::from(days) * DAY;
    let since = i32::try_from(since).unwrap_or(i32::MIN);
    let encoded = if days == 0 { None } else { Some(histories.encode(since)) };
    encoded.filter(|encoded| encoded.points > 0).map(|encoded| Arc::new(Recorded { encoded, days }))
}

#[cfg(test)]
mod tests {
    use rust_decimal::dec;

    use super::*;
    use crate::domain::price_history::Point;

    const UNTIL: i32 = 8_000_000;

    /// Histories with points so many days ago.
    fn histories(all: &[(Kind, &[(i64, i32)])]) -> Histories {
        let mut histories = Histories::default();
        for (kind, points) in all {
            for (days, value) in *points {
                let minute = i32::try_from(i64::from(UNTIL) - days * DAY).unwrap();
                histories.of_mut(*kind).push(Point { minute, value: *value });
            }
        }
        histories
    }

    #[test]
    fn histories_say_more_than_a_price() {
        let past = Past::of(
            &histories(&[
                (Kind::BuyBox, &[(400, 2_000), (73, 1_000)]),
                (Kind::New, &[(400, 2_000), (45, -1), (36, 1_900)]),
                (Kind::Amazon, &[(400, -1), (73, 2_100)]),
                (Kind::Rank, &[(400, 900), (300, 500), (100, 700), (60, 300), (20, 400), (10, 200)]),
                (Kind::NewCount, &[(400, 4), (60, 5), (30, 6)]),
                (Kind::UsedVeryGood, &[(200, 750), (9, -1)]),
                (Kind::Rating, &[(200, 45)]),
                (Kind::Reviews, &[(200, 100), (5, 130)]),
                (Kind::OfferUpdates, &[(5, 1)]),
            ]),
            UNTIL,
            2,
        );
        // 292 days at 20.00 and 73 at 10.00.
        assert_eq!(past.avg365, Some(dec!(18.00)));
        assert_eq!((past.out_of_stock_pct, past.amazon_in_stock_pct365), (Some(dec!(10)), Some(dec!(20))));
        assert_eq!(past.offers_trend, Some(dec!(0.9)));
        assert_eq!(past.rank_drops, [Some(2), Some(2), Some(3)]);
        assert_eq!(past.rank_avg[0], Some(300));
        assert_eq!(past.reviews30, Some(30));
        let used = past.seen(Kind::UsedVeryGood).unwrap();
        assert_eq!((used.now, used.avg90), (None, Some(dec!(7.50))));
        assert_eq!(past.seen(Kind::Rating).unwrap().now, Some(dec!(4.5)));
        assert_eq!(past.seen(Kind::OfferUpdates), None);
        assert_eq!(past.season, None);
    }

    #[test]
    fn without_histories_nothing_is_said() {
        assert!(Past::of(&Histories::default(), UNTIL, 2).is_unknown());
        assert_eq!(recorded(&Histories::default(), UNTIL, 30), None);
        let some = histories(&[(Kind::Rank, &[(40, 900), (35, 800), (10, 700)])]);
        assert_eq!(recorded(&some, UNTIL, 0), None);
        assert_eq!(recorded(&some, UNTIL, 30).unwrap().encoded.points, 2);
    }

    #[test]
    fn new_offers_are_compared_only_since_they_hold_shipping() {
        let change = (i64::from(UNTIL) - i64::from(NEW_WITH_SHIPPING)) / DAY;
        let points = [(400, 1_000), (change - 1, 1_500)];
        let new = histories(&[(Kind::New, &points)]);
        let usual = Usual::of(&new, UNTIL);
        assert!(usual.mean(365).unwrap() > 1_400, "{:?}", usual.mean(365));
        assert_eq!(usual.mean(10), Some(1_500));
    }
}
