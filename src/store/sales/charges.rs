//! Fees that a channel names after the sale, and what it takes or gives beyond sales.

use anyhow::{Result, ensure};
use rusqlite::{Connection, params};

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
        ledger,
        values::{Ccy, from_json},
    },
};

/// A fee, by its code, in minor units.
type Fee = (String, i64);

/// What fees add up to. Of several currencies it is the sum in the first: such fees can't be booked, and their fact stays.
pub(super) fn sum(fees: &[(String, Money)]) -> Money {
    let currency = fees.first().map_or(Currency::USD, |(_, fee)| fee.currency());
    fees.iter().fold(Money::zero(currency), |sum, (_, fee)| sum.plus(fee).unwrap_or(sum))
}

/// Books fees of a sale line that came after it, and adds them to the line where it is known by now; where it is not, it
/// takes them when it comes.
pub(super) fn later(tx: &Connection, name: &str, event: &SaleEvent) -> Result<Option<i64>> {
    let Happened::FeesTaken { channel, order, line, fees, .. } = &event.what else { return Ok(None) };
    let (currency, minor) = in_minor(fees)?;
    if minor.iter().all(|(_, fee)| *fee == 0) {
        return Ok(None);
    }
    let (id, _) = ledger::post(tx, &events::fees_taken(name, channel, order, currency, &minor, event.at)?)?;
    add(tx, channel, order, line, currency, &minor)?;
    Ok(Some(id))
}

/// Adds to a sale line that has just been booked the fees that were told before it.
pub(super) fn told_before(tx: &Connection, channel: &str, order: &str, line: &str) -> Result<()> {
    let mut query = tx.prepare_cached(
        "SELECT payload FROM ext_fact WHERE kind='fees_taken' AND txn_id IS NOT NULL AND json_extract(payload,'$.channel')=?1
           AND json_extract(payload,'$.order')=?2 AND json_extract(payload,'$.line')=?3 ORDER BY at_us, ext_id",
    )?;
    let told = query.query_map(params![channel, order, line], |row| row.get::<_, String>(0))?;
    for payload in told.collect::<rusqlite::Result<Vec<_>>>()? {
        if let Happened::FeesTaken { fees, .. } = from_json::<SaleEvent>(&payload, "a fact")?.what {
            let (currency, minor) = in_minor(&fees)?;
            add(tx, channel, order, line, currency, &minor)?;
        }
    }
    Ok(())
}

/// Books what a channel took or gave beyond sales.
pub(super) fn beyond(tx: &Connection, event: &SaleEvent) -> Result<Option<i64>> {
    let Happened::Charged { channel, charge, code, amount } = &event.what else { return Ok(None) };
    let amount = Minor { minor: amount.to_minor(Rounding::HalfEven)?, currency: amount.currency() };
    if amount.minor == 0 {
        return Ok(None);
    }
    Ok(Some(ledger::post(tx, &events::charged(channel, charge, code, amount, event.at)?)?.0))
}

fn in_minor(fees: &[(String, Money)]) -> Result<(Currency, Vec<Fee>)> {
    let currency = sum(fees).currency();
    let minor = fees.iter().map(|(code, fee)| {
        ensure!(fee.currency() == currency, "the fees are in {currency} and {}", fee.currency());
        Ok((code.clone(), fee.to_minor(Rounding::HalfEven)?))
    });
    Ok((currency, minor.collect::<Result<_>>()?))
}

/// Adds fees to the rows of a line, by units.
fn add(tx: &Connection, channel: &str, order: &str, line: &str, currency: Currency, fees: &[Fee]) -> Result<()> {
    let mut query = tx.prepare_cached(
        "SELECT id, qty, (SELECT coalesce(max(f.line),0) FROM sale_fee f WHERE f.sale_id=s.id) FROM listing_sale s
         WHERE source=?1 AND ext_order=?2 AND ext_line=?3 AND ccy=?4 ORDER BY part",
    )?;
    let rows = query.query_map(params![channel, order, line, Ccy(currency)], |row| {
        Ok((row.get::<_, i64>(0)?, row.get::<_, i64>(1)?, row.get::<_, i64>(2)?))
    })?;
    let rows = rows.collect::<rusqlite::Result<Vec<_>>>()?;
    if rows.is_empty() {
        return Ok(());
    }
    let weights: Vec<u64> = rows.iter().map(|(_, units, _)| units.unsigned_abs()).collect();
    for (nth, (code, fee)) in (1_i64..).zip(fees) {
        for ((sale, _, last), share) in rows.iter().zip(split::by_weight(*fee, &weights)) {
            tx.prepare_cached("INSERT INTO sale_fee(sale_id,line,code,amt) VALUES(?1,?2,?3,?4)")?.execute(params![
                sale,
                last + nth,
                code,
                share
            ])?;
            tx.prepare_cached("UPDATE listing_sale SET fees=fees+?2 WHERE id=?1")?.execute(params![sale, share])?;
        }
    }
    Ok(())
}
