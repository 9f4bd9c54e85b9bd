//! What channels report: sales, refunds, payouts. Each fact is booked exactly once, however often it is read.

pub(super) mod back;
mod charges;
mod identified;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use anyhow::Result;
use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, Transaction, params};

pub use identified::{Identified, SaleLine};

use super::{
    Store, failure, ledger, listings,
    lots::{self, Taken},
    values::{Ccy, Us, from_json, to_json},
};
use crate::domain::{
    ledger::{
        events::{self, Minor, Sale},
        split,
    },
    money::{Currency, Money, Rounding},
    sale::{Happened, SaleEvent},
};

/// Facts in one transaction.
const BATCH: usize = 200;

/// What came of a feed of events.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Applied {
    /// Facts booked now.
    pub booked: usize,
    /// Facts that were booked before.
    pub known: usize,
    /// Facts that are new, by kind: `sold`, `refunded`, `paid_out`, `fees_taken`, `charged`.
    pub new: BTreeMap<&'static str, u64>,
    /// What a person should look at: goods sold that are not on the books, refunds that fit no sale.
    pub remarks: Vec<String>,
}

impl Store {
    /// Books what a vendor reports of its channels. Events that were booked before, in this or another process, are left as they
    /// are. A fact that fits nothing we know is booked to suspense and remarked on; one that can't be booked at all is
    /// kept as it came, tried again with the next events, and stops no other.
    pub fn apply_sale_events(&mut self, source: &str, events: &[SaleEvent], now: Timestamp) -> Result<Applied> {
        let mut all = self.write(|tx| {
            let mut again = Applied::default();
            for (name, payload) in unbooked(tx, source)? {
                match from_json::<SaleEvent>(&payload, "a fact") {
                    Ok(event) => settle_fact(tx, source, &event, now, &mut again)?,
                    Err(_) => again
                        .remarks
                        .push(format!("the fact `{source}/{name}` can't be read: settle it with `arb ledger settle`")),
                }
            }
            Ok(again)
        })?;
        for batch in events.chunks(BATCH) {
            let part = self.write(|tx| {
                let mut part = Applied::default();
                for event in batch {
                    apply(tx, source, event, now, &mut part)?;
                    advance(tx, &feed(source), event.cursor, now)?;
                }
                Ok(part)
            })?;
            all.booked += part.booked;
            all.known += part.known;
            part.new.into_iter().for_each(|(kind, count)| *all.new.entry(kind).or_default() += count);
            all.remarks.extend(part.remarks);
        }
        Ok(all)
    }

    /// How far a vendor's events were read: the cursor to ask after.
    pub fn sales_cursor(&self, source: &str) -> Result<u64> {
        self.read(|tx| cursor(tx, &feed(source)))
    }
}

fn feed(source: &str) -> String {
    format!("sales:{source}")
}

pub(super) fn cursor(tx: &Connection, name: &str) -> Result<u64> {
    let cursor: Option<i64> =
        tx.query_row("SELECT cursor FROM feed WHERE name=?1", [name], |row| row.get(0)).optional()?;
    Ok(cursor.and_then(|cursor| u64::try_from(cursor).ok()).unwrap_or(0))
}

pub(super) fn advance(tx: &Connection, name: &str, cursor: u64, now: Timestamp) -> Result<()> {
    tx.prepare_cached(
        "INSERT INTO feed(name,cursor,updated_us) VALUES(?1,?2,?3)
         ON CONFLICT DO UPDATE SET cursor=max(cursor,excluded.cursor), updated_us=excluded.updated_us",
    )?
    .execute(params![name, i64::try_from(cursor)?, Us(now)])?;
    Ok(())
}

/// The name of a fact, its kind and its amount.
fn fact(event: &SaleEvent) -> (String, &'static str, Money) {
    // The length of the order keeps `a:b` + `c` and `a` + `b:c` apart.
    match &event.what {
        Happened::Sold { channel, order, line, gross, .. } => {
            (format!("sold:{channel}:{}:{order}:{line}", order.len()), "sold", *gross)
        }
        Happened::Refunded { channel, refund: Some(id), amount, .. } => {
            (format!("refunded:{channel}:{id}"), "refunded", *amount)
        }
        Happened::Refunded { amount, .. } => (format!("refunded:{}", event.cursor), "refunded", *amount),
        Happened::PaidOut { channel, payout, amount } => (format!("paid_out:{channel}:{payout}"), "paid_out", *amount),
        Happened::FeesTaken { channel, id, fees, .. } => {
            (format!("fees_taken:{channel}:{id}"), "fees_taken", charges::sum(fees))
        }
        Happened::Charged { channel, charge, amount, .. } => {
            (format!("charged:{channel}:{charge}"), "charged", *amount)
        }
    }
}

/// Keeps a fact, whatever it is, and books it if that can be done.
fn apply(tx: &Transaction<'_>, source: &str, event: &SaleEvent, now: Timestamp, out: &mut Applied) -> Result<()> {
    let (name, kind, amount) = fact(event);
    // An amount beyond all bounds is kept in the payload alone.
    let minor = amount.to_minor(Rounding::HalfEven).unwrap_or(0);
    let new = tx
        .prepare_cached("INSERT INTO ext_fact(source,ext_id,kind,amt,ccy,at_us,payload) VALUES(?1,?2,?3,?4,?5,?6,?7) ON CONFLICT DO NOTHING")?
        .execute(params![source, name, kind, minor, Ccy(amount.currency()), Us(event.at), to_json(event)])?;
    if new == 0 {
        out.known += 1;
        return Ok(());
    }
    *out.new.entry(kind).or_default() += 1;
    settle_fact(tx, source, event, now, out)
}

/// Books a fact that is kept, or leaves it without a transaction and says why.
fn settle_fact(tx: &Transaction<'_>, source: &str, event: &SaleEvent, now: Timestamp, out: &mut Applied) -> Result<()> {
    let (name, ..) = fact(event);
    let remarks = out.remarks.len();
    tx.execute_batch("SAVEPOINT fact")?;
    let txn = match book(tx, source, event, now, out) {
        Ok(txn) => txn,
        Err(why) if failure::is_the_database(&why) => return Err(why),
        Err(why) => {
            tx.execute_batch("ROLLBACK TO fact; RELEASE fact")?;
            out.remarks.truncate(remarks);
            out.remarks.push(format!(
                "event {} of {source} can't be booked ({why:#}): it is kept as `{source}/{name}`, and tried again",
                event.cursor
            ));
            return Ok(());
        }
    };
    tx.execute_batch("RELEASE fact")?;
    // A fact that moves no money says so by having no amount.
    tx.prepare_cached(
        "UPDATE ext_fact SET txn_id=?3, amt=CASE WHEN ?3 IS NULL THEN NULL ELSE amt END WHERE source=?1 AND ext_id=?2",
    )?
    .execute(params![source, name, txn])?;
    out.booked += 1;
    Ok(())
}

/// The facts of a source that wait to be booked, oldest first: name and payload.
fn unbooked(tx: &Connection, source: &str) -> Result<Vec<(String, String)>> {
    let mut query = tx.prepare_cached(
        "SELECT ext_id,payload FROM ext_fact WHERE source=?1 AND amt IS NOT NULL AND txn_id IS NULL AND kind IN('sold','refunded','paid_out','fees_taken','charged')
         ORDER BY at_us,ext_id LIMIT 1000",
    )?;
    let facts = query.query_map([source], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(facts.collect::<rusqlite::Result<_>>()?)
}

/// Posts what a fact means; gives the transaction, or nothing where no money moved.
fn book(
    tx: &Transaction<'_>,
    source: &str,
    event: &SaleEvent,
    now: Timestamp,
    out: &mut Applied,
) -> Result<Option<i64>> {
    match &event.what {
        Happened::Sold { .. } => sold(tx, event, now, out),
        Happened::Refunded { .. } => back::told(tx, source, &fact(event).0, event, now, out),
        Happened::PaidOut { channel, payout, amount } => {
            let amount = Minor { minor: amount.to_minor(Rounding::HalfEven)?, currency: amount.currency() };
            if amount.minor == 0 {
                return Ok(None);
            }
            Ok(Some(ledger::post(tx, &events::payout(channel, payout, amount, event.at)?)?.0))
        }
        Happened::FeesTaken { .. } => charges::later(tx, &fact(event).0, event),
        Happened::Charged { .. } => charges::beyond(tx, event),
    }
}

/// One part of a sale line that takes from several lots.
struct Part {
    gross: i64,
    fees: Vec<(String, i64)>,
    postage: i64,
}

fn sold(tx: &Transaction<'_>, event: &SaleEvent, now: Timestamp, out: &mut Applied) -> Result<Option<i64>> {
    let Happened::Sold { channel, order, line, sku, buyer, quantity, gross, fees, postage } = &event.what else {
        return Ok(None);
    };
    let sku = &listings::ours(tx, channel, sku)?;
    let currency = gross.currency();
    let units = i64::from(*quantity);
    let (taken, missing) = lots::first_in(tx, sku, units)?;
    let weights: Vec<u64> =
        taken.iter().map(|taken| taken.units).chain((missing > 0).then_some(missing)).map(i64::unsigned_abs).collect();
    let parts = split_line(&weights, currency, gross, fees, postage)?;
    let mut first = None;
    for (place, (Taken { lot, units, cost }, part)) in taken.iter().zip(&parts).enumerate() {
        tx.prepare_cached(
            "INSERT INTO listing_sale(source,ext_order,ext_line,part,lot_id,sku,qty,ccy,gross,fees,postage,cost,at_us,buyer)
             VALUES(?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11,?12,?13,?14)",
        )?
        .execute(params![
            channel,
            order,
            line,
            i64::try_from(place)? + 1,
            lot,
            sku,
            units,
            Ccy(currency),
            part.gross,
            part.fees.iter().map(|(_, fee)| fee).sum::<i64>(),
            part.postage,
            cost.minor,
            Us(event.at),
            buyer
        ])?;
        let sale = tx.last_insert_rowid();
        for (line, (code, fee)) in part.fees.iter().enumerate() {
            tx.prepare_cached("INSERT INTO sale_fee(sale_id,line,code,amt) VALUES(?1,?2,?3,?4)")?.execute(params![
                sale,
                i64::try_from(line)? + 1,
                code,
                fee
            ])?;
        }
        let txn = events::sale(&Sale {
            sale,
            channel,
            lot: *lot,
            units: *units,
            gross: part.gross,
            fees: &part.fees,
            postage: part.postage,
            currency,
            cost: *cost,
            at: event.at,
        })?;
        let (id, _) = ledger::post(tx, &txn)?;
        first.get_or_insert(id);
    }
    if let Some(part) = parts.get(taken.len()) {
        out.remarks.push(format!(
            "{channel} sold {missing} of {sku} that are not in stock (order {order}): booked to suspense"
        ));
        let name = format!("suspense:{channel}:sold:{}:{order}:{line}", order.len());
        if part.gross != 0 || part.postage != 0 || part.fees.iter().any(|(_, fee)| *fee != 0) {
            let figures = (part.gross, part.fees.as_slice(), part.postage);
            let (id, _) = ledger::post(tx, &events::sale_without_stock(&name, channel, currency, figures, event.at)?)?;
            first.get_or_insert(id);
        }
    }
    charges::told_before(tx, channel, order, line)?;
    back::told_before(tx, back::Line { channel, order, line }, out)?;
    listings::sold(tx, channel, sku, units, event.at, now)?;
    listings::promise_no_more(tx, sku, now)?;
    Ok(first)
}

/// Splits a line over the lots it takes from, by units; every amount sums to the whole.
fn split_line(
    weights: &[u64],
    currency: Currency,
    gross: &Money,
    fees: &[(String, Money)],
    postage: &Money,
) -> Result<Vec<Part>> {
    // A line of no units still has its money.
    let weights = if weights.is_empty() { &[1][..] } else { weights };
    let minor = |money: &Money, what: &str| {
        anyhow::ensure!(
            money.currency() == currency || money.is_zero(),
            "{what} is in {}, the sale in {currency}",
            money.currency()
        );
        Ok(money.to_minor(Rounding::HalfEven)?)
    };
    let gross = split::by_weight(minor(gross, "the price")?, weights);
    let postage = split::by_weight(minor(postage, "the postage")?, weights);
    let mut parts: Vec<Part> =
        gross.into_iter().zip(postage).map(|(gross, postage)| Part { gross, fees: Vec::new(), postage }).collect();
    for (code, fee) in fees {
        let shares = split::by_weight(minor(fee, "a fee")?, weights);
        for (part, share) in parts.iter_mut().zip(shares) {
            part.fees.push((code.clone(), share));
        }
    }
    Ok(parts)
}
