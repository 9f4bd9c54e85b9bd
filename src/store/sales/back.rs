//! Money and goods that go back: booked against the sale's rows; what fits none waits in suspense.

use anyhow::Result;
use jiff::Timestamp;
use rusqlite::{Connection, params};

use super::Applied;
use crate::{
    domain::{
        ledger::{
            events::{self, Minor},
            split,
        },
        money::{Currency, Money, Rounding},
        sale::{Happened, SaleEvent},
    },
    store::{
        ledger, refunds,
        values::{Ccy, from_json},
    },
};

/// A line of a buyer's order.
#[derive(Clone, Copy, Debug)]
pub(in crate::store) struct Line<'a> {
    /// The channel that sold it.
    pub channel: &'a str,
    /// The channel's order.
    pub order: &'a str,
    /// The line in it.
    pub line: &'a str,
}

/// Books what the channel tells of a refund. One that is on the books already, because our vendor said so first, brings
/// only what is new: fees and goods. Returns the transaction that the fact stands for.
pub(super) fn told(
    tx: &Connection,
    source: &str,
    name: &str,
    event: &SaleEvent,
    now: Timestamp,
    out: &mut Applied,
) -> Result<Option<i64>> {
    let Happened::Refunded { channel, order, line, refund, amount, restocked, fees_returned } = &event.what else {
        return Ok(None);
    };
    let (line, currency) = (Line { channel, order, line }, amount.currency());
    let minor = amount.to_minor(Rounding::HalfEven)?;
    let fees = Minor { minor: fees_returned.to_minor(Rounding::HalfEven)?, currency: fees_returned.currency() };
    let told = refunds::Told { feed: source, feed_id: name, vendor_refund: refund.as_deref(), minor, currency };
    let known = if minor > 0 { refunds::told(tx, line, &told, event.at, now)? } else { None };
    let (new, before) = known.map_or((minor, None), |known| (known.new, known.txn));
    let name = format!("{source}:{}", event.cursor);
    let booked = give_back(tx, line, &name, Minor { minor: new, currency }, fees, event.at, &mut out.remarks)?;
    let goods = restock(tx, line, &name, (*restocked, currency), event.at, &mut out.remarks)?;
    let first = before.or(booked);
    refunds::booked(tx, source, told.feed_id, first)?;
    Ok(first.or(goods))
}

/// Places refunds of a line that were told before its sale: what waits of them in suspense is taken back and booked to the
/// sale.
pub(super) fn told_before(tx: &Connection, line: Line<'_>, out: &mut Applied) -> Result<()> {
    let mut query = tx.prepare_cached(
        "SELECT f.source, f.ext_id, f.payload, t.idem_key FROM ext_fact f JOIN txn t ON t.id=f.txn_id
         WHERE f.kind='refunded' AND t.kind='suspense' AND NOT EXISTS(SELECT 1 FROM txn r WHERE r.reverses=t.id)
           AND json_extract(f.payload,'$.channel')=?1 AND json_extract(f.payload,'$.order')=?2
           AND json_extract(f.payload,'$.line')=?3 ORDER BY f.at_us, f.ext_id",
    )?;
    let told = query.query_map(params![line.channel, line.order, line.line], |row| {
        Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?, row.get::<_, String>(2)?, row.get::<_, String>(3)?))
    })?;
    for (source, fact, payload, key) in told.collect::<rusqlite::Result<Vec<_>>>()? {
        let event: SaleEvent = from_json(&payload, "a fact")?;
        let Happened::Refunded { amount, restocked, fees_returned, .. } = &event.what else { continue };
        let minor = |money: &Money| {
            Ok::<_, anyhow::Error>(Minor { minor: money.to_minor(Rounding::HalfEven)?, currency: money.currency() })
        };
        ledger::reverse(tx, &key, event.at)?;
        let name = format!("{source}:{}:placed", event.cursor);
        let booked = give_back(tx, line, &name, minor(amount)?, minor(fees_returned)?, event.at, &mut out.remarks)?;
        restock(tx, line, &name, (*restocked, amount.currency()), event.at, &mut out.remarks)?;
        tx.prepare_cached("UPDATE ext_fact SET txn_id=?3 WHERE source=?1 AND ext_id=?2")?
            .execute(params![source, fact, booked])?;
    }
    Ok(())
}

/// A sale row that a refund may belong to.
struct Refundable {
    sale: i64,
    lot: i64,
    money_left: i64,
    units_left: i64,
    cost_left: i64,
    cost_currency: Currency,
}

/// Books money given back, and fees returned (plus) or charged (minus) with it, over the rows of a line; `name` tells it
/// from every other. It is a fact: it comes before what is held, and what is above the price waits in suspense.
pub(in crate::store) fn give_back(
    tx: &Connection,
    line: Line<'_>,
    name: &str,
    amount: Minor,
    mut fees: Minor,
    at: Timestamp,
    remarks: &mut Vec<String>,
) -> Result<Option<i64>> {
    let Minor { minor: mut left, currency } = amount;
    let mut first = None;
    for row in refundable(tx, line, currency)? {
        let share = left.min(row.money_left).max(0);
        if share == 0 && fees.minor == 0 {
            continue;
        }
        let key = format!("refund:{name}:{}", row.sale);
        let refund = Minor { minor: share, currency };
        let (id, _) = ledger::post(tx, &events::refund(&key, row.sale, line.channel, refund, fees, at)?)?;
        refunds::make_room(tx, row.sale, share, amount.minor, at)?;
        tx.execute("UPDATE listing_sale SET refunded=refunded+?2 WHERE id=?1", params![row.sale, share])?;
        first.get_or_insert(id);
        left -= share;
        fees.minor = 0;
    }
    if left != 0 || fees.minor != 0 {
        let (channel, order) = (line.channel, line.order);
        let rest = Minor { minor: left, currency };
        let shown = Money::from_minor(left, currency);
        remarks.push(format!("{channel} refunded {shown} that no sale of order {order} covers: booked to suspense"));
        let name = format!("suspense:refunded:{name}");
        let (id, _) = ledger::post(tx, &events::refund_in_suspense(&name, channel, rest, fees, at)?)?;
        first.get_or_insert(id);
    }
    Ok(first)
}

/// Books units that came back into their lots, at what they cost.
fn restock(
    tx: &Connection,
    line: Line<'_>,
    name: &str,
    (units, currency): (u32, Currency),
    at: Timestamp,
    remarks: &mut Vec<String>,
) -> Result<Option<i64>> {
    let mut units = i64::from(units);
    let mut first = None;
    for row in refundable(tx, line, currency)? {
        let back = units.min(row.units_left);
        if back <= 0 {
            continue;
        }
        let minor = split::cost_of_units(row.cost_left, row.units_left, back);
        let key = format!("restock:{name}:{}", row.sale);
        let cost = Minor { minor, currency: row.cost_currency };
        let (id, _) = ledger::post(tx, &events::restock(&key, row.sale, row.lot, back, cost, at)?)?;
        tx.execute(
            "UPDATE listing_sale SET restocked=restocked+?2, restocked_cost=restocked_cost+?3 WHERE id=?1",
            params![row.sale, back, minor],
        )?;
        first.get_or_insert(id);
        units -= back;
    }
    if units > 0 {
        let (channel, order) = (line.channel, line.order);
        remarks.push(format!("{channel} says that {units} more units of order {order} came back than it sold"));
    }
    Ok(first)
}

fn refundable(tx: &Connection, line: Line<'_>, currency: Currency) -> Result<Vec<Refundable>> {
    let mut query = tx.prepare_cached(
        "SELECT s.id,s.lot_id,s.gross-s.refunded,s.qty-s.restocked,s.cost-s.restocked_cost,l.ccy
         FROM listing_sale s JOIN lot l ON l.id=s.lot_id
         WHERE s.source=?1 AND s.ext_order=?2 AND s.ext_line=?3 AND s.ccy=?4 ORDER BY s.part",
    )?;
    let rows = query.query_map(params![line.channel, line.order, line.line, Ccy(currency)], |row| {
        Ok(Refundable {
            sale: row.get(0)?,
            lot: row.get(1)?,
            money_left: row.get(2)?,
            units_left: row.get(3)?,
            cost_left: row.get(4)?,
            cost_currency: row.get::<_, Ccy>(5)?.0,
        })
    })?;
    Ok(rows.collect::<rusqlite::Result<Vec<_>>>()?)
}
