//! Holding the budget until the order leaves, and giving it back where it does not.

use anyhow::Result;
use jiff::{Timestamp, ToSpan};
use rusqlite::{Connection, params};

use super::{Purchase, PurchaseState, load, must_be, note, step};
use crate::{
    domain::{effect::Kind, limits::Denial, money::Rounding, order::Quote},
    error,
    store::{
        Store, deals,
        limits::{self, Budget},
        values::Us,
    },
};

/// A reservation that was not sent within this time is given up.
const RESERVED_MINUTES: i64 = 15;

/// What the limits said.
#[derive(Clone, Debug, PartialEq)]
#[expect(clippy::large_enum_variant, reason = "one at a time, never in a list")]
pub enum Reserved {
    /// The budget is held.
    Held(Purchase),
    /// A limit refuses; nothing changed.
    Denied(Denial),
}

impl Store {
    /// Holds the budget of an approved purchase: every limit is asked and taken from in one transaction, so that any number
    /// of processes together never pass one. The day that the spending belongs to is that of `now` in the budget's zone.
    /// `quote` is the price read again; without it, the one in the purchase's record must be fresh.
    ///
    /// Halted is an error (exit 5), and so are a limit that stops buying as such and an approval that has expired; any
    /// other limit that refuses is an answer.
    pub fn reserve(&mut self, id: i64, budget: &Budget, quote: Option<&Quote>, now: Timestamp) -> Result<Reserved> {
        let switch = self.switch();
        self.write(|tx| {
            switch.refuse(tx, Kind::Purchase)?;
            let purchase = load(tx, id)?;
            must_be(&purchase, &[PurchaseState::Approved], "reserved")?;
            if purchase.approved_until.is_some_and(|until| until < now) {
                return Err(error::refused(format!("the approval of purchase {id} has expired"))
                    .code("approval_expired")
                    .hint("approve it again")
                    .into());
            }
            let asking = limits::Asking::new(tx, &purchase, budget, quote, now)?;
            if let Some(denial) = limits::refusal(tx, &asking)? {
                if denial.halts() {
                    return Err(limits::stop(&denial));
                }
                note(tx, id, "denied", Some(&denial.to_string()), now)?;
                return Ok(Reserved::Denied(denial));
            }
            let amount = purchase.cap.to_minor(Rounding::Up)?;
            tx.execute("INSERT INTO reservation(purchase_id,amt,state) VALUES(?1,?2,'held')", params![id, amount])?;
            limits::hold(tx, tx.last_insert_rowid(), &asking)?;
            step(tx, &purchase, PurchaseState::Reserved, None, now)?;
            // What was put aside for an offer on these goods is put aside for the purchase now.
            deals::taken_over(tx, &purchase, now)?;
            tx.execute("UPDATE purchase SET reserved_us=?2, run_id=?3 WHERE id=?1", params![id, Us(now), budget.run])?;
            Ok(Reserved::Held(load(tx, id)?))
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
