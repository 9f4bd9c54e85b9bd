//! Sending, and settling what came of it. No transaction is open while the order is on its way.

use anyhow::Result;
use jiff::{Timestamp, ToSpan};
use rusqlite::{Connection, OptionalExtension, params};

use super::{Purchase, PurchaseState, load, must_be, step};
use crate::{
    domain::{
        ledger::events::{self, Minor},
        money::Rounding,
        order::Placed,
    },
    store::{
        Store, ledger, limits,
        values::{Us, sha256_hex},
    },
};

/// A reservation that was not sent within this time is given up.
const RESERVED_MINUTES: i64 = 15;

impl Store {
    /// Writes down the exact bytes that are about to be sent. Only after this returns may the order leave.
    pub fn begin_submit(
        &mut self,
        id: i64,
        request: &[u8],
        pre_image: Option<&str>,
        now: Timestamp,
    ) -> Result<Purchase> {
        self.write(|tx| {
            limits::refuse_when_halted(tx)?;
            let purchase = load(tx, id)?;
            must_be(&purchase, &[PurchaseState::Reserved], "sent")?;
            tx.execute(
                "UPDATE purchase SET request=?2, request_sha256=?3, pre_image=?4, attempts=attempts+1, fence=fence+1,
                   first_sent_us=coalesce(first_sent_us,?5) WHERE id=?1",
                params![id, request, sha256_hex(request), pre_image, Us(now)],
            )?;
            step(tx, &purchase, PurchaseState::Submitting, None, now)?;
            load(tx, id)
        })
    }

    /// The bytes that were written down by [`Store::begin_submit`]: a retry sends these and no others.
    pub fn request_bytes(&self, id: i64) -> Result<Option<Vec<u8>>> {
        self.read(|tx| {
            Ok(tx.query_row("SELECT request FROM purchase WHERE id=?1", [id], |row| row.get(0)).optional()?.flatten())
        })
    }

    /// The vendor has it. The reservation becomes what was charged, the rest goes back to the limits, the ledger owes the
    /// card. A charge above the cap is a fact: it is booked, and buying halts. A charge that can't be booked, in another
    /// currency or of nothing, waits for a person with its budget held. Saying it twice changes nothing.
    pub fn record_placed(&mut self, id: i64, placed: &Placed, now: Timestamp) -> Result<Purchase> {
        use PurchaseState::{Manual, Submitting, Unknown};
        self.write(|tx| {
            let purchase = load(tx, id)?;
            if purchase.state.is_placed() && purchase.vendor_order.as_deref() == Some(placed.vendor_order.as_str()) {
                return Ok(purchase);
            }
            must_be(&purchase, &[Submitting, Unknown, Manual], "placed")?;
            let currency = purchase.cap.currency();
            let charged = placed.charged.to_minor(Rounding::HalfEven)?;
            if placed.charged.currency() != currency || charged < 1 {
                if purchase.state == Manual {
                    return Ok(purchase);
                }
                let (order, amount) = (&placed.vendor_order, &placed.charged);
                let why =
                    format!("order {order} was charged {amount}, which can't be booked on a purchase in {currency}");
                tx.execute("UPDATE purchase SET vendor_order=?2 WHERE id=?1", params![id, order])?;
                step(tx, &purchase, Manual, Some(&why), now)?;
                return load(tx, id);
            }
            let overrun = charged > purchase.cap.to_minor(Rounding::Down)?;
            tx.execute(
                "UPDATE purchase SET vendor_order=?2, actual=?3, overrun=?4, placed_us=?5 WHERE id=?1",
                params![id, placed.vendor_order, charged, overrun, Us(placed.at)],
            )?;
            limits::settle(tx, id, charged)?;
            if overrun {
                let reason = format!("purchase {id} was charged {} above its cap of {}", placed.charged, purchase.cap);
                limits::halt(tx, &reason, now)?;
            }
            ledger::post(tx, &events::purchase_placed(id, Minor { minor: charged, currency }, placed.at)?)?;
            step(tx, &purchase, PurchaseState::Placed, Some(&placed.vendor_order), now)?;
            load(tx, id)
        })
    }

    /// The vendor refused, with proof. The budget is free again.
    pub fn record_rejected(&mut self, id: i64, proof: &str, now: Timestamp) -> Result<Purchase> {
        use PurchaseState::{Submitting, Unknown};
        self.write(|tx| {
            let purchase = load(tx, id)?;
            must_be(&purchase, &[Submitting, Unknown], "rejected")?;
            release(tx, &purchase)?;
            step(tx, &purchase, PurchaseState::Rejected, Some(proof), now)?;
            load(tx, id)
        })
    }

    /// Nobody knows what came of it. The budget stays held; it is looked up from `next_check` on.
    pub fn record_unknown(&mut self, id: i64, why: &str, next_check: Timestamp, now: Timestamp) -> Result<Purchase> {
        self.write(|tx| {
            let purchase = load(tx, id)?;
            must_be(&purchase, &[PurchaseState::Submitting, PurchaseState::Unknown], "unknown")?;
            tx.execute("UPDATE purchase SET next_check_us=?2 WHERE id=?1", params![id, Us(next_check)])?;
            step(tx, &purchase, PurchaseState::Unknown, Some(why), now)?;
            load(tx, id)
        })
    }

    /// A person must find out. The budget stays held.
    pub fn record_manual(&mut self, id: i64, why: &str, now: Timestamp) -> Result<Purchase> {
        self.write(|tx| {
            let purchase = load(tx, id)?;
            must_be(&purchase, &[PurchaseState::Submitting, PurchaseState::Unknown], "handed to a person")?;
            step(tx, &purchase, PurchaseState::Manual, Some(why), now)?;
            load(tx, id)
        })
    }

    /// Proven: not a byte was sent, or the vendor has nothing. The budget stays held and the same bytes may be sent again.
    pub fn record_not_sent(&mut self, id: i64, proof: &str, now: Timestamp) -> Result<Purchase> {
        self.write(|tx| {
            let purchase = load(tx, id)?;
            must_be(&purchase, &[PurchaseState::Submitting, PurchaseState::Unknown], "sent again")?;
            step(tx, &purchase, PurchaseState::Reserved, Some(proof), now)?;
            load(tx, id)
        })
    }

    /// Gives up the reservations that were not sent within 15 minutes; returns them.
    pub fn expire_reservations(&mut self, now: Timestamp) -> Result<Vec<Purchase>> {
        let before = now - RESERVED_MINUTES.minutes();
        self.write(|tx| {
            let mut query =
                tx.prepare("SELECT id FROM purchase WHERE state='reserved' AND updated_us<?1 ORDER BY id")?;
            let old = query.query_map([Us(before)], |row| row.get(0))?.collect::<rusqlite::Result<Vec<i64>>>()?;
            old.into_iter()
                .map(|id| {
                    let purchase = load(tx, id)?;
                    release(tx, &purchase)?;
                    step(tx, &purchase, PurchaseState::Voided, Some("the reservation expired"), now)?;
                    load(tx, id)
                })
                .collect()
        })
    }
}

/// Gives the budget of a purchase back, if it holds any.
pub(super) fn release(tx: &Connection, purchase: &Purchase) -> Result<()> {
    limits::release(tx, purchase.id)
}
