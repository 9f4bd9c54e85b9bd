//! What may be spent: buckets that are taken and given back in the transaction of the purchase itself.

use anyhow::Result;
use rusqlite::{Connection, OptionalExtension, params};

use super::{Store, ledger, purchases::Purchase, values::Ccy};
use crate::{
    domain::{
        ledger::Account,
        limits::{Caps, Denial, Limit, Measure},
        money::{Currency, Money, Rounding},
    },
    error,
};

/// A counter that a reservation takes from.
struct Bucket<'a> {
    limit: Limit,
    scope: &'static str,
    key: &'a str,
    period: &'a str,
    cap: i64,
}

/// The counters of a purchase, in the order in which refusals are reported.
fn buckets<'a>(purchase: &'a Purchase, caps: &Caps, day: &'a str, run: &'a str) -> [Bucket<'a>; 3] {
    [
        Bucket { limit: Limit::PerDay, scope: "day", key: "all", period: day, cap: caps.per_day },
        Bucket { limit: Limit::PerRun, scope: "run", key: run, period: "run", cap: caps.per_run },
        Bucket { limit: Limit::PerSource, scope: "source", key: &purchase.source, period: day, cap: caps.per_source },
    ]
}

/// The first limit that refuses, all of them seen at one moment.
pub(super) fn refusal(
    tx: &Connection,
    purchase: &Purchase,
    caps: &Caps,
    day: &str,
    run: &str,
) -> Result<Option<Denial>> {
    let currency = caps.currency;
    if purchase.cap.currency() != currency {
        return Err(error::refused(format!(
            "purchase {} is in {}, the limits are in {currency}",
            purchase.id,
            purchase.cap.currency()
        ))
        .code("limit_currency")
        .hint("set `currency` to the currency you buy in")
        .into());
    }
    let ask = purchase.cap.to_minor(Rounding::Up)?;
    if ask > caps.per_item {
        return Ok(Some(Denial::money(Limit::PerItem, currency, 0, caps.per_item, ask)));
    }
    for bucket in buckets(purchase, caps, day, run) {
        let used = used(tx, &bucket)?;
        if used.saturating_add(ask) > bucket.cap {
            return Ok(Some(Denial::money(bucket.limit, currency, used, bucket.cap, ask)));
        }
    }
    if let Some(denial) = product_refusal(tx, purchase, caps, ask)? {
        return Ok(Some(denial));
    }
    let free = free_cash(tx, currency)?;
    Ok((free - ask < caps.cash_floor).then(|| Denial::money(Limit::CashFloor, currency, free, caps.cash_floor, ask)))
}

/// Units and cost of the product that are held, on their way, or in stock.
fn product_refusal(tx: &Connection, purchase: &Purchase, caps: &Caps, ask: i64) -> Result<Option<Denial>> {
    let product = purchase.product.as_deref().unwrap_or(&purchase.sku);
    let (units, cost): (i64, i64) = tx
        .prepare_cached(
            "SELECT coalesce(sum(units),0), coalesce(sum(cost),0) FROM (
               SELECT p.units, coalesce(p.actual,p.cap) cost FROM purchase p WHERE coalesce(p.product,p.sku)=?1 AND p.ccy=?2
                 AND p.state IN('reserved','submitting','unknown','manual','placed','confirmed','shipped','cancelling','cancel_refused')
               UNION ALL
               SELECT s.qty, s.value FROM lot_stock s WHERE coalesce(s.product,s.sku)=?1 AND s.ccy=?2)",
        )?
        .query_row(params![product, Ccy(caps.currency)], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let more = i64::from(purchase.units);
    if units + more > caps.units_per_product {
        return Ok(Some(Denial {
            limit: Limit::UnitsPerProduct,
            used: Measure::Units(units),
            cap: Measure::Units(caps.units_per_product),
            ask: Measure::Units(more),
        }));
    }
    let over = cost.saturating_add(ask) > caps.per_product;
    Ok(over.then(|| Denial::money(Limit::PerProduct, caps.currency, cost, caps.per_product, ask)))
}

/// Cash that is neither owed nor held: ledger cash − payables − reservations not yet placed.
fn free_cash(tx: &Connection, currency: Currency) -> Result<i64> {
    let held: i64 = tx.query_row(
        "SELECT coalesce(sum(r.amt),0) FROM reservation r JOIN purchase p ON p.id=r.purchase_id WHERE r.state='held' AND p.ccy=?1",
        [Ccy(currency)],
        |row| row.get(0),
    )?;
    let cash = ledger::balance_of(tx, &Account::Cash, currency)?;
    let owed = ledger::balance_of(tx, &Account::PayableCard, currency)?
        + ledger::balance_of(tx, &Account::PayableVendor, currency)?;
    Ok(cash - owed - held)
}

fn used(tx: &Connection, bucket: &Bucket<'_>) -> Result<i64> {
    Ok(tx
        .prepare_cached("SELECT used FROM limit_bucket WHERE scope=?1 AND key=?2 AND period=?3")?
        .query_row(params![bucket.scope, bucket.key, bucket.period], |row| row.get(0))
        .optional()?
        .unwrap_or(0))
}

/// Takes the budget of a reservation from every counter and remembers where it was taken.
pub(super) fn take(
    tx: &Connection,
    reservation: i64,
    purchase: &Purchase,
    caps: &Caps,
    day: &str,
    run: &str,
) -> Result<()> {
    let ask = purchase.cap.to_minor(Rounding::Up)?;
    for Bucket { limit, scope, key, period, cap } in buckets(purchase, caps, day, run) {
        tx.prepare_cached(
            "INSERT INTO limit_bucket(scope,key,period,cap) VALUES(?1,?2,?3,?4)
             ON CONFLICT DO UPDATE SET cap=max(excluded.cap, used-forced)",
        )?
        .execute(params![scope, key, period, cap])?;
        let taken = tx
            .prepare_cached(
                "UPDATE limit_bucket SET used=used+?4 WHERE scope=?1 AND key=?2 AND period=?3 AND used+?4<=cap",
            )?
            .execute(params![scope, key, period, ask])?;
        anyhow::ensure!(taken == 1, "the limit `{}` refused after it had agreed", limit.name());
        tx.prepare_cached(
            "INSERT INTO reservation_bucket(reservation_id,scope,key,period,amt,releases) VALUES(?1,?2,?3,?4,?5,1)",
        )?
        .execute(params![reservation, scope, key, period, ask])?;
    }
    Ok(())
}

/// A reservation becomes what was charged: the rest goes back; what is above is taken by force, since it is a fact.
pub(super) fn settle(tx: &Connection, purchase: i64, charged: i64) -> Result<()> {
    let (reservation, held): (i64, i64) =
        tx.query_row("SELECT id,amt FROM reservation WHERE purchase_id=?1", [purchase], |row| {
            Ok((row.get(0)?, row.get(1)?))
        })?;
    let more = charged - held;
    tx.execute(
        "UPDATE limit_bucket SET forced=max(forced, used+?2-cap), used=used+?2
         WHERE (scope,key,period) IN (SELECT scope,key,period FROM reservation_bucket WHERE reservation_id=?1)",
        params![reservation, more],
    )?;
    tx.execute("UPDATE reservation_bucket SET amt=?2 WHERE reservation_id=?1", params![reservation, charged])?;
    tx.execute("UPDATE reservation SET amt=?2, state='posted' WHERE id=?1", params![reservation, charged])?;
    Ok(())
}

/// Gives the budget of a purchase back, if it holds any.
pub(super) fn release(tx: &Connection, purchase: i64) -> Result<()> {
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

impl Store {
    /// Cash that is neither owed nor held.
    pub fn free_cash(&self, currency: Currency) -> Result<Money> {
        self.read(|tx| Ok(Money::from_minor(free_cash(tx, currency)?, currency)))
    }

    /// What was spent, or is held, on a local day.
    pub fn spent_on(&self, day: &str, currency: Currency) -> Result<Money> {
        self.read(|tx| {
            let used: Option<i64> = tx
                .query_row(
                    "SELECT used FROM limit_bucket WHERE scope='day' AND key='all' AND period=?1",
                    [day],
                    |row| row.get(0),
                )
                .optional()?;
            Ok(Money::from_minor(used.unwrap_or(0), currency))
        })
    }
}
