//! What each outcome of the effect means for its refund. These run in the transaction that moves the effect.

use anyhow::Result;
use jiff::Timestamp;
use rusqlite::{Connection, params};

use super::{Refund, facts, hold, load, step};
use crate::{
    domain::{
        effect::Receipt,
        ledger::events::Minor,
        money::{Money, Rounding},
        refund::RefundState,
    },
    store::{
        Store,
        halt::{self, Scope},
        purchases,
        sales::back,
        values::Us,
    },
};

impl Store {
    /// The vendor took it, under this id, and says later whether it was made. The money stays held; the feed tells the end,
    /// or a look at the vendor does.
    pub fn record_refund_pending(&mut self, id: i64, vendor_refund: &str, now: Timestamp) -> Result<Refund> {
        self.write(|tx| {
            let refund = load(tx, id)?;
            tx.execute("UPDATE refund SET vendor_refund=?2 WHERE id=?1", params![id, vendor_refund])?;
            step(tx, &refund, RefundState::PendingVendor, Some(vendor_refund), now)?;
            load(tx, id)
        })
    }
}

/// It is about to be sent. Only what is held may be.
pub(in crate::store) fn began(tx: &Connection, id: i64, now: Timestamp) -> Result<()> {
    let refund = load(tx, id)?;
    step(tx, &refund, RefundState::Submitting, None, now)?;
    tx.execute("UPDATE refund SET first_sent_us=coalesce(first_sent_us,?2) WHERE id=?1", params![id, Us(now)])?;
    Ok(())
}

/// The buyer has the money: it is booked, unless the marketplace's feed has told of it before. More than was asked for
/// is a fact: it is booked, and everything halts. Returns why a person must look, where this can't be booked.
pub(in crate::store) fn done(tx: &Connection, id: i64, receipt: &Receipt, now: Timestamp) -> Result<Option<String>> {
    let refund = load(tx, id)?;
    let again = refund.vendor_refund.as_deref() == Some(receipt.id.as_str());
    if refund.state == RefundState::Refunded && again {
        return Ok(None);
    }
    let amount = receipt.amount.unwrap_or(refund.amount);
    let minor = amount.to_minor(Rounding::HalfEven)?;
    let wrong = if amount.currency() != refund.amount.currency() || minor < 1 {
        Some(format!("{} gave back {amount}, which can't be booked on a refund of {}", receipt.id, refund.amount))
    } else if facts::belongs_to_another(tx, &refund, &receipt.id)? {
        Some(format!("{} is the vendor's id of another refund", receipt.id))
    } else {
        None
    };
    if let Some(why) = wrong {
        if refund.state != RefundState::Manual {
            step(tx, &refund, RefundState::Manual, Some(&why), now)?;
        }
        return Ok(Some(why));
    }
    came_true(tx, &refund, &receipt.id, minor, receipt.at, now)?;
    if let Some(fact) = facts::ours(tx, &refund, &receipt.id, minor, receipt.at)? {
        let (name, amount) = (format!("arb/{id}"), Minor { minor, currency: amount.currency() });
        let fees = Minor { minor: 0, ..amount };
        let mut remarks = Vec::new();
        let txn = back::give_back(tx, refund.line(), &name, amount, fees, receipt.at, &mut remarks)?;
        facts::stands_for(tx, fact, txn)?;
        for remark in remarks {
            super::note(tx, id, "remark", Some(&remark), now)?;
        }
    }
    Ok(None)
}

/// It was refused, with proof: what it held is free again.
pub(in crate::store) fn refused(tx: &Connection, id: i64, proof: &str, now: Timestamp) -> Result<()> {
    let refund = load(tx, id)?;
    hold::release(tx, &refund)?;
    step(tx, &refund, RefundState::Refused, Some(proof), now)
}

/// Nobody knows: the money stays held.
pub(in crate::store) fn unknown(tx: &Connection, id: i64, why: &str, now: Timestamp) -> Result<()> {
    step(tx, &load(tx, id)?, RefundState::Unknown, Some(why), now)
}

/// A person must find out: the money stays held.
pub(in crate::store) fn manual(tx: &Connection, id: i64, why: &str, now: Timestamp) -> Result<()> {
    step(tx, &load(tx, id)?, RefundState::Manual, Some(why), now)
}

/// Not a byte left: it is held as before, and may be sent.
pub(in crate::store) fn not_sent(tx: &Connection, id: i64, proof: &str, now: Timestamp) -> Result<()> {
    let refund = load(tx, id)?;
    back_to_held(tx, &refund, proof, now)
}

/// It is proven that it was never made. Where it may be tried `again` it is held for one more try under a new reference;
/// else a person looks. So does one where the marketplace's feed shows an equal refund that nobody asked for: that may
/// be this one after all. Returns why a person must look.
pub(in crate::store) fn absent(
    tx: &Connection,
    id: i64,
    again: bool,
    proof: &str,
    now: Timestamp,
) -> Result<Option<String>> {
    let refund = load(tx, id)?;
    let why = if facts::may_be_this_one(tx, &refund)? {
        format!("{proof}, but the feed shows an equal refund since it was sent")
    } else if again {
        let key = &refund.intent_key;
        let generation: u32 = tx.query_row("SELECT generation+1 FROM refund WHERE id=?1", [id], |row| row.get(0))?;
        tx.execute(
            "UPDATE refund SET generation=?2, reference=?3 WHERE id=?1",
            params![id, generation, purchases::reference(key, generation)],
        )?;
        back_to_held(tx, &refund, proof, now)?;
        return Ok(None);
    } else {
        format!("{proof}, for the second time")
    };
    step(tx, &refund, RefundState::Manual, Some(&why), now)?;
    Ok(Some(why))
}

/// A person says that it was never made: what it held is free again.
pub(in crate::store) fn given_up(tx: &Connection, id: i64, why: &str, now: Timestamp) -> Result<()> {
    hold::void(tx, id, why, now).map(|_| ())
}

/// Held again, in full: what the marketplace gave back meanwhile took from the hold. Where too little is left, it is
/// given up.
fn back_to_held(tx: &Connection, refund: &Refund, proof: &str, now: Timestamp) -> Result<()> {
    let held: i64 =
        tx.query_row("SELECT coalesce(sum(amt),0) FROM refund_hold WHERE refund_id=?1", [refund.id], |row| row.get(0))?;
    let missing = refund.minor()? - held;
    if missing > 0 && !hold::take_from_sale(tx, refund, missing)? {
        return hold::void(tx, refund.id, "the marketplace gave the money back first", now).map(|_| ());
    }
    step(tx, refund, RefundState::Held, Some(proof), now)
}

/// It was made: what it held becomes what was given.
pub(super) fn came_true(
    tx: &Connection,
    refund: &Refund,
    vendor_refund: &str,
    minor: i64,
    at: Timestamp,
    now: Timestamp,
) -> Result<()> {
    let id = refund.id;
    let overrun = minor > refund.minor()?;
    hold::release_sale(tx, id)?;
    hold::change_day(tx, id, minor)?;
    tx.execute(
        "UPDATE refund SET vendor_refund=?2, actual=?3, overrun=?4, refunded_us=?5 WHERE id=?1",
        params![id, vendor_refund, minor, overrun, Us(at)],
    )?;
    if overrun {
        let given = Money::from_minor(minor, refund.amount.currency());
        let why = format!("refund {id} of {} was made as {given}", refund.amount);
        halt::set(tx, Scope::All, &why, None, now)?;
    }
    step(tx, refund, RefundState::Refunded, Some(vendor_refund), now)
}
