//! Purchases that a person places, or must find out about: handed over, and resolved with what the person saw.

use anyhow::Result;
use jiff::Timestamp;
use rusqlite::{OptionalExtension, params};

use super::{Purchase, PurchaseState, load, must_be, note, send::release, step};
use crate::{
    domain::order::Placed,
    error,
    store::{Store, values::Us},
};

impl Purchase {
    /// Whether it waits for a person to place it: nothing was ever sent by us.
    pub fn is_by_hand(&self) -> bool {
        self.state == PurchaseState::Manual && self.first_sent_at.is_none()
    }
}

impl Store {
    /// A person places it. Its budget stays held until that person says what came of it; there is no effect, since
    /// nothing is sent by us. Halted, nothing is handed over.
    pub fn hand_over(&mut self, id: i64, why: &str, now: Timestamp) -> Result<Purchase> {
        self.write(|tx| {
            crate::store::limits::refuse_when_halted(tx)?;
            let purchase = load(tx, id)?;
            must_be(&purchase, &[PurchaseState::Reserved], "handed to a person")?;
            step(tx, &purchase, PurchaseState::Manual, Some(why), now)?;
            load(tx, id)
        })
    }

    /// A person found that it was placed: booked as what the vendor charged, with what the person saw. Saying the same
    /// again changes nothing; another order for it is refused.
    pub fn resolve_placed(
        &mut self,
        id: i64,
        placed: &Placed,
        evidence: &str,
        who: &str,
        now: Timestamp,
    ) -> Result<Purchase> {
        let known = self.write(|tx| {
            let purchase = load(tx, id)?;
            if purchase.state.is_placed() && purchase.vendor_order.as_deref() == Some(placed.vendor_order.as_str()) {
                return Ok(Some(purchase));
            }
            must_be(&purchase, &[PurchaseState::Unknown, PurchaseState::Manual], "resolved")?;
            let taken: Option<i64> = tx
                .query_row(
                    "SELECT id FROM purchase WHERE vendor=?1 AND vendor_order=?2 AND id<>?3",
                    params![purchase.vendor, placed.vendor_order, id],
                    |row| row.get(0),
                )
                .optional()?;
            if let Some(other) = taken {
                return Err(error::refused(format!("order `{}` is booked as purchase {other}", placed.vendor_order))
                    .code("order_taken")
                    .hint("one order is one purchase: look at `arb report purchases`")
                    .into());
            }
            note(tx, id, "evidence", Some(&format!("{who}: {evidence}")), now)?;
            Ok(None)
        })?;
        known.map_or_else(|| self.record_placed(id, placed, now), Ok)
    }

    /// A person found that it was not placed, and never will be: its budget is free again.
    pub fn resolve_void(&mut self, id: i64, evidence: &str, who: &str, now: Timestamp) -> Result<Purchase> {
        self.write(|tx| {
            let purchase = load(tx, id)?;
            must_be(&purchase, &[PurchaseState::Unknown, PurchaseState::Manual], "resolved")?;
            release(tx, &purchase)?;
            note(tx, id, "evidence", Some(&format!("{who}: {evidence}")), now)?;
            step(tx, &purchase, PurchaseState::Voided, Some(&format!("resolved by {who}: {evidence}")), now)?;
            load(tx, id)
        })
    }

    /// Keeps what a person saw about a purchase.
    pub fn note_evidence(&mut self, id: i64, evidence: &str, who: &str, now: Timestamp) -> Result<()> {
        self.write(|tx| {
            load(tx, id)?;
            note(tx, id, "evidence", Some(&format!("{who}: {evidence}")), now)
        })
    }

    /// The purchases that the vendor took since then, oldest first.
    pub fn placed_since(&self, since: Timestamp) -> Result<Vec<Purchase>> {
        let rows = self.purchase_rows("WHERE placed_us>=?1 ORDER BY id", &Us(since))?;
        Ok(rows.into_iter().filter(|purchase| purchase.vendor_order.is_some()).collect())
    }
}
