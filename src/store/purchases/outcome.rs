//! What an order, or its cancel, came to: each a move in the transaction of its effect.

use anyhow::Result;
use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension as _, params};

use super::{
    PurchaseState::{
        CancelRefused, Cancelled, Cancelling, Confirmed, Manual, Placed, Rejected, Reserved, Submitting, Unknown,
        Voided,
    },
    decide, load, must_be,
    reserve::release,
    step,
};
use crate::{
    domain::{
        effect::Receipt,
        ledger::events::{self, Minor},
        money::{Money, Rounding},
    },
    store::{Scope, halt, ledger, limits, values::Us},
};

/// It is about to be sent.
pub(in crate::store) fn submitting(tx: &Connection, id: i64, now: Timestamp) -> Result<()> {
    let purchase = load(tx, id)?;
    must_be(&purchase, &[Reserved], "sent")?;
    step(tx, &purchase, Submitting, None, now)
}

/// The vendor has it. The reservation becomes what was charged, the rest goes back to the limits, the ledger owes the
/// card. A charge above the cap is a fact: it is booked, and everything halts. A charge that can't be booked, in another
/// currency or of nothing, waits for a person with its budget held: why is returned.
pub(in crate::store) fn placed(tx: &Connection, id: i64, receipt: &Receipt, now: Timestamp) -> Result<Option<String>> {
    let purchase = load(tx, id)?;
    must_be(&purchase, &[Submitting, Unknown, Manual], "placed")?;
    let currency = purchase.cap.currency();
    let charged = match &receipt.amount {
        Some(amount) if amount.currency() == currency => amount.to_minor(Rounding::HalfEven)?,
        _ => 0,
    };
    if charged < 1 {
        let amount = receipt.amount.map_or_else(|| "an unknown amount".to_owned(), |amount| amount.to_string());
        let order = &receipt.id;
        let why = format!("order {order} was charged {amount}, which can't be booked on a purchase in {currency}");
        tx.execute("UPDATE purchase SET vendor_order=?2 WHERE id=?1", params![id, order])?;
        if purchase.state != Manual {
            step(tx, &purchase, Manual, Some(&why), now)?;
        }
        return Ok(Some(why));
    }
    let other: Option<i64> = tx
        .query_row(
            "SELECT id FROM purchase WHERE vendor=?1 AND vendor_order=?2 AND id<>?3",
            params![purchase.vendor, receipt.id, id],
            |row| row.get(0),
        )
        .optional()?;
    if let Some(other) = other {
        let why = format!("order {} is the one of purchase {other} in the books", receipt.id);
        if purchase.state != Manual {
            step(tx, &purchase, Manual, Some(&why), now)?;
        }
        return Ok(Some(why));
    }
    let overrun = charged > purchase.cap.to_minor(Rounding::Down)?;
    tx.execute(
        "UPDATE purchase SET vendor_order=?2, actual=?3, overrun=?4, placed_us=?5 WHERE id=?1",
        params![id, receipt.id, charged, overrun, Us(receipt.at)],
    )?;
    limits::settle(tx, id, charged)?;
    if overrun {
        let charged = Money::from_minor(charged, currency);
        let reason = format!("purchase {id} was charged {charged}, above its cap of {}", purchase.cap);
        halt::set(tx, Scope::All, &reason, None, now)?;
    }
    ledger::post(tx, &events::purchase_placed(id, Minor { minor: charged, currency }, receipt.at)?)?;
    step(tx, &purchase, Placed, Some(&receipt.id), now)?;
    Ok(None)
}

/// The vendor refused, with proof, or has proven not to have it. The budget is free again.
pub(in crate::store) fn rejected(tx: &Connection, id: i64, proof: &str, now: Timestamp) -> Result<()> {
    let purchase = load(tx, id)?;
    must_be(&purchase, &[Submitting, Unknown], "rejected")?;
    release(tx, &purchase)?;
    step(tx, &purchase, Rejected, Some(proof), now)
}

/// A person says that it was never placed. The budget is free again.
pub(in crate::store) fn voided(tx: &Connection, id: i64, why: &str, now: Timestamp) -> Result<()> {
    let purchase = load(tx, id)?;
    must_be(&purchase, &[Submitting, Unknown, Manual], "given up")?;
    release(tx, &purchase)?;
    step(tx, &purchase, Voided, Some(why), now)
}

/// Nobody knows what came of it. The budget stays held.
pub(in crate::store) fn unknown(tx: &Connection, id: i64, why: &str, now: Timestamp) -> Result<()> {
    let purchase = load(tx, id)?;
    must_be(&purchase, &[Submitting, Unknown], "unknown")?;
    step(tx, &purchase, Unknown, Some(why), now)
}

/// A person must find out. The budget stays held.
pub(in crate::store) fn manual(tx: &Connection, id: i64, why: &str, now: Timestamp) -> Result<()> {
    let purchase = load(tx, id)?;
    must_be(&purchase, &[Submitting, Unknown], "handed to a person")?;
    step(tx, &purchase, Manual, Some(why), now)
}

/// Not a byte was sent: the budget stays held and the same reference may be sent again.
pub(in crate::store) fn back_to_reserved(tx: &Connection, id: i64, proof: &str, now: Timestamp) -> Result<()> {
    let purchase = load(tx, id)?;
    must_be(&purchase, &[Submitting, Unknown], "sent again")?;
    step(tx, &purchase, Reserved, Some(proof), now)
}

/// It is proven that nothing was bought under the reference it had: the next try has another one.
pub(in crate::store) fn next_generation(tx: &Connection, id: i64, proof: &str, now: Timestamp) -> Result<()> {
    back_to_reserved(tx, id, proof, now)?;
    let (key, generation): (String, u32) =
        tx.query_row("SELECT intent_key,generation+1 FROM purchase WHERE id=?1", [id], |row| {
            Ok((row.get(0)?, row.get(1)?))
        })?;
    tx.execute(
        "UPDATE purchase SET generation=?2, reference=?3 WHERE id=?1",
        params![id, generation, decide::reference(&key, generation)],
    )?;
    Ok(())
}

/// We are about to ask the vendor to cancel. Only an order that the vendor has can be cancelled.
pub(in crate::store) fn cancelling(tx: &Connection, id: i64, now: Timestamp) -> Result<()> {
    let purchase = load(tx, id)?;
    must_be(&purchase, &[Placed, Confirmed, CancelRefused], "cancelled")?;
    step(tx, &purchase, Cancelling, None, now)
}

/// The vendor cancelled it.
pub(in crate::store) fn was_cancelled(tx: &Connection, id: i64, now: Timestamp) -> Result<()> {
    let purchase = load(tx, id)?;
    if purchase.state == Cancelled {
        return Ok(());
    }
    must_be(&purchase, &[Cancelling], "cancelled")?;
    super::goods::cancelled(tx, &purchase, now)
}

/// The vendor would not cancel; the order goes on.
pub(in crate::store) fn cancel_refused(tx: &Connection, id: i64, why: &str, now: Timestamp) -> Result<()> {
    let purchase = load(tx, id)?;
    if purchase.state == Cancelling {
        step(tx, &purchase, CancelRefused, Some(why), now)?;
    }
    Ok(())
}
