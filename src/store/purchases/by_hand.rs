//! Purchases that a person places: handed over, and resolved with what the person saw.

use anyhow::Result;
use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, params};

use super::{Purchase, PurchaseState, load, must_be, note, outcome, reserve::release, step};
use crate::{
    domain::effect::{Kind, Receipt},
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
        let switch = self.switch();
        self.write(|tx| {
            switch.refuse(tx, Kind::Purchase)?;
            let purchase = load(tx, id)?;
            must_be(&purchase, &[PurchaseState::Reserved], "handed to a person")?;
            step(tx, &purchase, PurchaseState::Manual, Some(why), now)?;
            load(tx, id)
        })
    }

    /// A person placed what was handed over: booked as what the vendor charged, with what the person saw. Saying the
    /// same again changes nothing; another order for it is refused.
    pub fn placed_by_hand(
        &mut self,
        id: i64,
        receipt: &Receipt,
        evidence: &str,
        who: &str,
        now: Timestamp,
    ) -> Result<Purchase> {
        self.write(|tx| {
            let purchase = load(tx, id)?;
            if purchase.state.is_placed() && purchase.vendor_order.as_deref() == Some(receipt.id.as_str()) {
                return Ok(purchase);
            }
            handed_over(&purchase)?;
            order_is_free(tx, &purchase, &receipt.id)?;
            note(tx, id, "evidence", Some(&format!("{who}: {evidence}")), now)?;
            if let Some(why) = outcome::placed(tx, id, receipt, now)? {
                return Err(error::usage(why).code("bad_charge").into());
            }
            load(tx, id)
        })
    }

    /// A person did not place what was handed over, and will not: its budget is free again.
    pub fn not_placed_by_hand(&mut self, id: i64, evidence: &str, who: &str, now: Timestamp) -> Result<Purchase> {
        self.write(|tx| {
            let purchase = load(tx, id)?;
            handed_over(&purchase)?;
            note(tx, id, "evidence", Some(&format!("{who}: {evidence}")), now)?;
            outcome::voided(tx, id, &format!("not placed, says {who}: {evidence}"), now)?;
            load(tx, id)
        })
    }

    /// Refuses (`order_taken`) an order of the vendor that another purchase is booked under.
    pub fn refuse_taken_order(&self, id: i64, order: &str) -> Result<()> {
        self.read(|tx| order_is_free(tx, &load(tx, id)?, order))
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

/// Gives up a purchase that was never sent.
pub(in crate::store) fn void(tx: &Connection, id: i64, why: &str, now: Timestamp) -> Result<()> {
    use PurchaseState::{Approved, Proposed, Reserved};
    let purchase = load(tx, id)?;
    must_be(&purchase, &[Proposed, Approved, Reserved], "given up")?;
    release(tx, &purchase)?;
    step(tx, &purchase, PurchaseState::Voided, Some(why), now)
}

fn handed_over(purchase: &Purchase) -> Result<()> {
    must_be(purchase, &[PurchaseState::Manual], "resolved")?;
    // What was sent by us is settled with its effect.
    anyhow::ensure!(
        purchase.is_by_hand(),
        "purchase {} was sent by `arb`: its effect is what is to be settled",
        purchase.id
    );
    Ok(())
}

fn order_is_free(tx: &Connection, purchase: &Purchase, order: &str) -> Result<()> {
    let taken: Option<i64> = tx
        .query_row(
            "SELECT id FROM purchase WHERE vendor=?1 AND vendor_order=?2 AND id<>?3",
            params![purchase.vendor, order, purchase.id],
            |row| row.get(0),
        )
        .optional()?;
    let Some(other) = taken else { return Ok(()) };
    Err(error::refused(format!("order `{order}` is booked as purchase {other}"))
        .code("order_taken")
        .hint("one order is one purchase: look at `arb report purchases`")
        .into())
}
