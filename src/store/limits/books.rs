//! What the books say about money: capital, free cash, refunds to come, losses.

use anyhow::Result;
use jiff::{Timestamp, ToSpan};
use rusqlite::{Connection, params};
use rust_decimal::Decimal;

use crate::{
    domain::{ledger::Account, money::Currency},
    store::{
        ledger,
        values::{Ccy, Us},
    },
};

/// Fewer sales than this make no return rate.
const RATE_FROM: i64 = 10;

/// A moment so many days ago.
pub(super) fn ago(now: Timestamp, days: i64) -> Timestamp {
    now.checked_sub((days * 24).hours()).unwrap_or(Timestamp::MIN)
}

/// Cash that is neither owed nor held: ledger cash − payables − reservations not yet placed.
pub(in crate::store) fn free_cash(tx: &Connection, currency: Currency) -> Result<i64> {
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

/// The capital that percentages are taken of: what the owner put in and did not take out, less what was lost since. What
/// was earned does not raise it.
pub(super) fn capital(tx: &Connection, currency: Currency) -> Result<i64> {
    let (owner, earned): (i64, i64) = tx
        .prepare_cached(
            "SELECT coalesce(sum(CASE WHEN a.type='Q' THEN -e.amt END),0), coalesce(sum(CASE WHEN a.type IN('I','X') THEN -e.amt END),0)
             FROM entry e JOIN account a ON a.id=e.account_id WHERE e.ccy=?1 AND a.type IN('Q','I','X')",
        )?
        .query_row([Ccy(currency)], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok((owner + earned.min(0)).max(0))
}

/// What was sold since, and what of it was refunded: `(gross, refunded)`.
fn sold(tx: &Connection, currency: Currency, since: Timestamp) -> Result<(i64, i64)> {
    Ok(tx
        .prepare_cached(
            "SELECT coalesce(sum(gross),0), coalesce(sum(refunded),0) FROM listing_sale WHERE ccy=?1 AND at_us>?2",
        )?
        .query_row(params![Ccy(currency), Us(since)], |row| Ok((row.get(0)?, row.get(1)?)))?)
}

/// The share of 90 days' sales that was refunded, 0 … 1.
pub(super) fn refund_share(tx: &Connection, currency: Currency, now: Timestamp) -> Result<Decimal> {
    let (gross, refunded) = sold(tx, currency, ago(now, 90))?;
    Ok(Decimal::from(refunded).checked_div(Decimal::from(gross)).unwrap_or_default())
}

/// Refunds that may still come for the sales of 30 days, if they come as often as in 90 days; rounded up.
pub(super) fn refund_forecast(tx: &Connection, currency: Currency, now: Timestamp) -> Result<i64> {
    let (gross, refunded) = sold(tx, currency, ago(now, 30))?;
    let expected = (Decimal::from(gross) * refund_share(tx, currency, now)?).ceil();
    Ok((i64::try_from(expected)? - refunded).max(0))
}

/// What was lost in seven days; 0 where nothing was.
pub(super) fn lost_in_7_days(tx: &Connection, currency: Currency, now: Timestamp) -> Result<i64> {
    let net: i64 = tx
        .prepare_cached(
            "SELECT coalesce(-sum(e.amt),0) FROM entry e JOIN account a ON a.id=e.account_id JOIN txn t ON t.id=e.txn_id
             WHERE a.type IN('I','X') AND e.ccy=?1 AND t.at_us>?2",
        )?
        .query_row(params![Ccy(currency), Us(ago(now, 7))], |row| row.get(0))?;
    Ok((-net).max(0))
}

/// How many of the last ten sales lost money, refunds counted.
pub(super) fn losing_closes(tx: &Connection, currency: Currency) -> Result<i64> {
    Ok(tx
        .prepare_cached(
            "SELECT coalesce(sum(net<0),0) FROM (
               SELECT s.gross-s.fees-s.postage-s.refunded-(s.cost-s.restocked_cost) AS net FROM listing_sale s JOIN lot l ON l.id=s.lot_id
               WHERE s.ccy=?1 AND l.ccy=?1 ORDER BY s.at_us DESC, s.id DESC LIMIT 10)",
        )?
        .query_row([Ccy(currency)], |row| row.get(0))?)
}

/// The share of 30 days' sales that came back or were refunded, in percent; `None` for fewer than ten sales.
pub(super) fn return_rate_pct(tx: &Connection, now: Timestamp) -> Result<Option<Decimal>> {
    let (all, back): (i64, i64) = tx
        .prepare_cached("SELECT count(*), coalesce(sum(refunded>0 OR restocked>0),0) FROM listing_sale WHERE at_us>?1")?
        .query_row([Us(ago(now, 30))], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok((all >= RATE_FROM).then(|| Decimal::from(back) * Decimal::ONE_HUNDRED / Decimal::from(all)))
}
