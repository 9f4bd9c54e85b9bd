//! How much of every limit is used now, for a person to look at.

use anyhow::Result;
use jiff::{SignedDuration, Timestamp};
use rusqlite::{Connection, OptionalExtension, params};
use rust_decimal::Decimal;

use super::{
    Budget, Denial,
    ask::{Asking, refusals},
    books::{self, ago},
    buckets, offers, open_positions,
};
use crate::{
    domain::{
        limits::{Limit, Measure, Unit},
        money::{Currency, Money, Rounding},
        order::Quote,
    },
    store::{Store, purchases, values::Us},
};

/// How much of a limit is used.
#[derive(Clone, Debug, PartialEq)]
pub struct Usage {
    /// The limit.
    pub limit: Limit,
    /// The seller, category, … that uses most of it, where it is one of many.
    pub key: Option<String>,
    /// What is used; `None` where the limit is asked of each purchase and adds nothing up.
    pub used: Option<Measure>,
    /// What it allows.
    pub cap: Measure,
    /// What is left; below nothing where a fact went over.
    pub left: Option<Measure>,
    /// Used ÷ allowed, in percent; 100 and more refuses.
    pub used_pct: Option<Decimal>,
}

/// A limit's figures before they have a measure.
struct Figure {
    key: Option<String>,
    used: i64,
    cap: i64,
}

impl Usage {
    fn of(limit: Limit, figure: Option<Figure>, budget: &Budget) -> Self {
        let (caps, currency) = (&budget.caps, budget.caps.currency);
        // A percentage of the capital is shown as the money that it is.
        let is_money =
            limit.unit() == Unit::Money || matches!(limit, Limit::CategoryPct | Limit::BrandPct | Limit::OpenPct);
        let measure = |amount: i64| match is_money {
            true => Measure::Money(Money::from_minor(amount, currency)),
            false => Measure::Units(amount),
        };
        let Some(Figure { key, used, cap }) = figure else {
            let cap = match limit.unit() {
                Unit::Money => Measure::Money(Money::new(caps.value(limit), currency)),
                Unit::Count => Measure::Units(caps.count(limit)),
                Unit::Percent | Unit::Number => Measure::number(caps.value(limit)),
            };
            return Self { limit, key: None, used: None, cap, left: None, used_pct: None };
        };
        let is_floor = limit == Limit::CashFloor;
        let left = if is_floor { used.saturating_sub(cap) } else { cap.saturating_sub(used) };
        let (part, whole) = if is_floor { (cap, used) } else { (used, cap) };
        let pct = match (part, whole) {
            (_, 1..) => Rounding::HalfEven.apply(Decimal::from(part) * Decimal::ONE_HUNDRED / Decimal::from(whole), 1),
            _ => Decimal::ONE_HUNDRED,
        };
        Self {
            limit,
            key,
            used: Some(measure(used)),
            cap: measure(cap),
            left: Some(measure(left)),
            used_pct: Some(pct.max(Decimal::ZERO)),
        }
    }
}

impl Store {
    /// Every limit with what is used of it, in the fixed order.
    pub fn limit_usage(&self, budget: &Budget, now: Timestamp) -> Result<Vec<Usage>> {
        self.read(|tx| {
            Limit::ALL.iter().map(|limit| Ok(Usage::of(*limit, figure(tx, *limit, budget, now)?, budget))).collect()
        })
    }

    /// Every limit that would refuse a purchase if it were to be reserved now, in the fixed order.
    pub fn would_refuse(&self, id: i64, budget: &Budget, quote: Option<&Quote>, now: Timestamp) -> Result<Vec<Denial>> {
        self.read(|tx| {
            let purchase = purchases::load(tx, id)?;
            refusals(tx, &Asking::new(tx, &purchase, budget, quote, now)?)
        })
    }

    /// The local day of a moment, as the books have it.
    pub fn day_of(&self, zone: &jiff::tz::TimeZone, at: Timestamp) -> Result<crate::domain::limits::Day> {
        self.read(|tx| buckets::day_of(tx, zone, at))
    }
}

fn figure(tx: &Connection, limit: Limit, budget: &Budget, now: Timestamp) -> Result<Option<Figure>> {
    let (caps, currency) = (&budget.caps, budget.caps.currency);
    let day = buckets::day_of(tx, &budget.zone, now)?;
    let cap = match limit.unit() {
        Unit::Money => caps.minor(limit),
        Unit::Count => caps.count(limit),
        Unit::Percent | Unit::Number => 0,
    };
    let plain = |used: i64| Some(Figure { key: None, used, cap });
    let keyed = |found: Option<(String, i64)>| {
        let (key, used) = found.map_or((None, 0), |(key, used)| (Some(key), used));
        Some(Figure { key, used, cap })
    };
    let share = |found: Option<(String, i64)>| -> Result<Option<Figure>> {
        let cap = caps.share_of(limit, books::capital(tx, currency)?);
        let (key, used) = found.map_or((None, 0), |(key, used)| (Some(key), used));
        Ok(Some(Figure { key, used, cap }))
    };
    let offered = offers::in_all(tx, currency)?;
    let most_open = |by| -> Result<_> { open_positions::most_open(tx, by, currency) };
    Ok(match limit {
        // What is offered to sellers counts as if they had said yes.
        Limit::PerDay => plain(buckets::used(tx, "day", "all", &day.name)? + offered),
        Limit::Per7Days => plain(buckets::used_in_days(tx, &day, 7)? + offered),
        Limit::Per30Days => plain(buckets::used_in_days(tx, &day, 30)? + offered),
        Limit::PerRun => plain(buckets::used(tx, "run", &budget.run, "run")?),
        Limit::PerSeller => keyed(open_positions::busiest_seller(tx, currency, ago(now, 30), true)?),
        Limit::PerNewSeller => keyed(open_positions::busiest_seller(tx, currency, ago(now, 30), false)?),
        Limit::PerSource => keyed(most(tx, "limit_bucket", "source", &day.name)?),
        Limit::CategoryPct => share(most_open("category")?.map(|(key, cost, _)| (key, cost)))?,
        Limit::BrandPct => share(most_open("brand")?.map(|(key, cost, _)| (key, cost)))?,
        Limit::UnitsPerProduct => keyed(most_open("units")?.map(|(key, _, units)| (key, units))),
        Limit::PerProduct => keyed(most_open("product")?.map(|(key, cost, _)| (key, cost))),
        Limit::OpenPct => share(Some((String::new(), open_positions::open_in_all(tx, currency)? + offered)))?
            .map(|figure| Figure { key: None, ..figure }),
        Limit::UnknownAmount => plain(open_positions::unknown(tx, currency)?.0),
        Limit::UnknownEffects => plain(open_positions::unknown(tx, currency)?.1),
        Limit::CashFloor => plain(free(tx, currency, now)? - offered),
        Limit::OrdersPerDay => plain(buckets::used(tx, "orders", "all", &day.name)?),
        Limit::OrdersPerHour => keyed(orders_of_hour(tx, now)?),
        Limit::Loss7Days => plain(books::lost_in_7_days(tx, currency, now)?),
        Limit::LosingCloses => plain(books::losing_closes(tx, currency)?),
        Limit::RefundsPerDay => plain(refunded_on(tx, &day.name)?),
        Limit::RefundsPerBuyer => keyed(busiest_buyer(tx, ago(now, 90))?),
        Limit::RevisionsPerDay => keyed(most(tx, "tally", "revision", &day.name)?),
        Limit::RepliesPerThread => keyed(most(tx, "tally", "thread", &day.name)?),
        Limit::LlmPerDay => plain(tallied(tx, "llm", "all", &day.name)?),
        Limit::LlmTokensPerDay => plain(tallied(tx, "llm_tokens", "all", &day.name)?),
        _ => None,
    })
}

fn free(tx: &Connection, currency: Currency, now: Timestamp) -> Result<i64> {
    Ok(books::free_cash(tx, currency)? - books::refund_forecast(tx, currency, now)?)
}

/// The key of a scope that used most in a period.
fn most(tx: &Connection, table: &str, scope: &str, period: &str) -> Result<Option<(String, i64)>> {
    let sql =
        format!("SELECT key,used FROM {table} WHERE scope=?1 AND period=?2 AND used>0 ORDER BY used DESC, key LIMIT 1");
    let row = tx.query_row(&sql, params![scope, period], |row| Ok((row.get(0)?, row.get(1)?)));
    Ok(row.optional()?)
}

/// The refunds of a day, held or made.
fn refunded_on(tx: &Connection, day: &str) -> Result<i64> {
    let used = tx.query_row(
        "SELECT coalesce(sum(used),0) FROM limit_bucket WHERE scope='refund_day' AND period=?1",
        [day],
        |row| row.get(0),
    );
    Ok(used?)
}

fn tallied(tx: &Connection, scope: &str, key: &str, period: &str) -> Result<i64> {
    let used = tx.query_row(
        "SELECT used FROM tally WHERE scope=?1 AND key=?2 AND period=?3",
        params![scope, key, period],
        |row| row.get(0),
    );
    Ok(used.optional()?.unwrap_or(0))
}

fn orders_of_hour(tx: &Connection, now: Timestamp) -> Result<Option<(String, i64)>> {
    let hour = now.checked_sub(SignedDuration::from_hours(1)).unwrap_or(Timestamp::MIN);
    let row = tx.query_row(
        "SELECT source,count(*) FROM purchase WHERE reserved_us>?1 GROUP BY source ORDER BY 2 DESC, 1 LIMIT 1",
        [Us(hour)],
        |row| Ok((row.get(0)?, row.get(1)?)),
    );
    Ok(row.optional()?)
}

fn busiest_buyer(tx: &Connection, since: Timestamp) -> Result<Option<(String, i64)>> {
    let row = tx.query_row(
        "SELECT buyer,count(*) FROM refund WHERE state NOT IN('requested','authorised','refused','voided') AND requested_us>?1
         GROUP BY channel,buyer ORDER BY 2 DESC, 1 LIMIT 1",
        [Us(since)],
        |row| Ok((row.get(0)?, row.get(1)?)),
    );
    Ok(row.optional()?)
}
