//! The counters that reservations take from, and the day they belong to.

use anyhow::Result;
use jiff::{Timestamp, ToSpan, tz::TimeZone};
use rusqlite::{Connection, OptionalExtension, params};

use crate::{
    domain::limits::{Caps, Day, Limit},
    store::{purchases::Purchase, values::Us},
};

/// A counter that a reservation takes from.
pub(super) struct Bucket<'a> {
    pub limit: Limit,
    scope: &'static str,
    key: &'a str,
    period: &'a str,
    pub cap: i64,
    pub ask: i64,
    /// Whether it is given back when nothing was bought.
    releases: bool,
}

/// The counters of a purchase of `ask` minor units, in the order in which refusals are reported.
pub(super) fn buckets<'a>(
    purchase: &'a Purchase,
    caps: &Caps,
    ask: i64,
    day: &'a str,
    run: &'a str,
) -> [Bucket<'a>; 4] {
    let money =
        |limit, scope, key, period| Bucket { limit, scope, key, period, cap: caps.minor(limit), ask, releases: true };
    [
        money(Limit::PerDay, "day", "all", day),
        money(Limit::PerRun, "run", run, "run"),
        money(Limit::PerSource, "source", &purchase.source, day),
        Bucket {
            limit: Limit::OrdersPerDay,
            scope: "orders",
            key: "all",
            period: day,
            cap: caps.count(Limit::OrdersPerDay),
            ask: 1,
            releases: false,
        },
    ]
}

impl Bucket<'_> {
    /// What is used of it.
    pub(super) fn used(&self, tx: &Connection) -> Result<i64> {
        used(tx, self.scope, self.key, self.period)
    }

    /// Takes from it for a reservation, never beyond its cap, and remembers it.
    pub(super) fn take(&self, tx: &Connection, reservation: i64) -> Result<()> {
        tx.prepare_cached(
            "INSERT INTO limit_bucket(scope,key,period,cap) VALUES(?1,?2,?3,?4)
             ON CONFLICT DO UPDATE SET cap=max(excluded.cap, used-forced)",
        )?
        .execute(params![self.scope, self.key, self.period, self.cap])?;
        let taken = tx
            .prepare_cached(
                "UPDATE limit_bucket SET used=used+?4 WHERE scope=?1 AND key=?2 AND period=?3 AND used+?4<=?5",
            )?
            .execute(params![self.scope, self.key, self.period, self.ask, self.cap])?;
        anyhow::ensure!(taken == 1, "the limit `{}` refused after it had agreed", self.limit);
        tx.prepare_cached(
            "INSERT INTO reservation_bucket(reservation_id,scope,key,period,amt,releases) VALUES(?1,?2,?3,?4,?5,?6)",
        )?
        .execute(params![reservation, self.scope, self.key, self.period, self.ask, self.releases])?;
        Ok(())
    }
}

/// What is used of a counter.
pub(super) fn used(tx: &Connection, scope: &str, key: &str, period: &str) -> Result<i64> {
    Ok(tx
        .prepare_cached("SELECT used FROM limit_bucket WHERE scope=?1 AND key=?2 AND period=?3")?
        .query_row(params![scope, key, period], |row| row.get(0))
        .optional()?
        .unwrap_or(0))
}

/// What the last `days` days used, this one among them.
pub(super) fn used_in_days(tx: &Connection, day: &Day, days: i32) -> Result<i64> {
    Ok(tx
        .prepare_cached(
            "SELECT coalesce(sum(used),0) FROM limit_bucket WHERE scope='day' AND key='all' AND period>=?1 AND period<=?2",
        )?
        .query_row(params![day.earlier(days - 1), day.name], |row| row.get(0))?)
}

/// The day of a moment, as it stands in the books or as it would be begun.
pub(super) fn day_of(tx: &Connection, zone: &TimeZone, at: Timestamp) -> Result<Day> {
    let local = Day::local(at, zone);
    let mut query = tx.prepare_cached(
        "SELECT day,from_us,until_us FROM limit_day WHERE day=?1 OR (until_us>?2 AND from_us<?3) ORDER BY from_us",
    )?;
    let around = |hours: i64| at.checked_add(hours.hours()).unwrap_or(at);
    let known = query
        .query_map(params![local.name, Us(around(-72)), Us(around(72))], |row| {
            Ok(Day { name: row.get(0)?, from: row.get::<_, Us>(1)?.0, until: row.get::<_, Us>(2)?.0 })
        })?
        .collect::<rusqlite::Result<Vec<_>>>()?;
    Ok(Day::of(at, zone, &known))
}

/// Begins the day, so that it keeps its hours.
pub(super) fn begin_day(tx: &Connection, day: &Day) -> Result<()> {
    tx.prepare_cached(
        "INSERT INTO limit_day(day,from_us,until_us) VALUES(?1,?2,?3)
         ON CONFLICT DO UPDATE SET from_us=excluded.from_us, until_us=excluded.until_us",
    )?
    .execute(params![day.name, Us(day.from), Us(day.until)])?;
    Ok(())
}

/// A reservation becomes what was charged: the rest goes back; what is above is taken by force, since it is a fact.
/// Counters that are never given back count orders, not money, and stay.
pub(in crate::store) fn settle(tx: &Connection, purchase: i64, charged: i64) -> Result<()> {
    let (reservation, held): (i64, i64) =
        tx.query_row("SELECT id,amt FROM reservation WHERE purchase_id=?1", [purchase], |row| {
            Ok((row.get(0)?, row.get(1)?))
        })?;
    let more = charged - held;
    tx.execute(
        "UPDATE limit_bucket SET forced=max(forced, used+?2-cap), used=used+?2 WHERE (scope,key,period) IN
           (SELECT scope,key,period FROM reservation_bucket WHERE reservation_id=?1 AND releases=1)",
        params![reservation, more],
    )?;
    tx.execute(
        "UPDATE reservation_bucket SET amt=?2 WHERE reservation_id=?1 AND releases=1",
        params![reservation, charged],
    )?;
    tx.execute("UPDATE reservation SET amt=?2, state='posted' WHERE id=?1", params![reservation, charged])?;
    Ok(())
}

/// Gives the budget of a purchase back, if it holds any. The order stays counted.
pub(in crate::store) fn release(tx: &Connection, purchase: i64) -> Result<()> {
    let reservation: Option<i64> = tx
        .query_row("SELECT id FROM reservation WHERE purchase_id=?1 AND state<>'released'", [purchase], |row| {
            row.get(0)
        })
        .optional()?;
    let Some(reservation) = reservation else { return Ok(()) };
    tx.execute(
        "UPDATE limit_bucket SET used=used-(SELECT amt FROM reservation_bucket rb WHERE rb.reservation_id=?1
           AND rb.scope=limit_bucket.scope AND rb.key=limit_bucket.key AND rb.period=limit_bucket.period)
         WHERE (scope,key,period) IN (SELECT scope,key,period FROM reservation_bucket WHERE reservation_id=?1 AND releases=1)",
        [reservation],
    )?;
    tx.execute("UPDATE reservation SET state='released' WHERE id=?1", [reservation])?;
    Ok(())
}
