//! After the order: shipped, received, cancelled.

use anyhow::Result;
use jiff::Timestamp;
use rusqlite::{Connection, params};

use super::{Purchase, PurchaseState, load, must_be, reserve::release, step};
use crate::{
    domain::{
        ledger::{
            Account,
            events::{self, Minor},
        },
        money::Rounding,
        order::OrderStatus,
    },
    store::{
        Store, ledger,
        values::{Ccy, Us},
    },
};

impl Store {
    /// What the vendor says of an order. It only moves forward: an older status changes nothing.
    pub fn record_status(&mut self, id: i64, status: OrderStatus, now: Timestamp) -> Result<Purchase> {
        use PurchaseState::{
            CancelRefused, Cancelled, Cancelling, Confirmed, Placed, Received, Returned, Returning, Shipped,
        };
        self.write(|tx| {
            let purchase = load(tx, id)?;
            must_be(
                &purchase,
                &[Placed, Confirmed, Shipped, Received, Returning, Returned, Cancelling, CancelRefused, Cancelled],
                "followed",
            )?;
            let open = matches!(purchase.state, Placed | Confirmed | Shipped | Cancelling | CancelRefused);
            match status {
                OrderStatus::Shipped if matches!(purchase.state, Placed | Confirmed | CancelRefused) => {
                    tx.execute("UPDATE purchase SET shipped_us=?2 WHERE id=?1", params![id, Us(now)])?;
                    step(tx, &purchase, Shipped, None, now)?;
                }
                OrderStatus::Received if open => receive(tx, &purchase, now)?,
                OrderStatus::Cancelled if open => cancelled(tx, &purchase, now)?,
                _ => return Ok(purchase),
            }
            load(tx, id)
        })
    }

    /// The vendor confirmed the order.
    pub fn record_confirmed(&mut self, id: i64, now: Timestamp) -> Result<Purchase> {
        self.advance(id, &[PurchaseState::Placed], PurchaseState::Confirmed, "confirmed", None, now)
    }

    /// The goods go back to their vendor: what is left of the lot leaves the stock, the vendor owes us for it.
    pub fn begin_return(&mut self, id: i64, why: &str, now: Timestamp) -> Result<Purchase> {
        self.write(|tx| {
            let purchase = load(tx, id)?;
            must_be(&purchase, &[PurchaseState::Received], "sent back")?;
            let (lot, units, value): (i64, i64, i64) = tx.query_row(
                "SELECT s.lot_id,s.qty,s.value FROM lot_stock s JOIN lot l ON l.id=s.lot_id WHERE l.purchase_id=?1",
                [id],
                |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)),
            )?;
            anyhow::ensure!(units > 0, "purchase {id} is sold: nothing is left to send back");
            let cost = Minor { minor: value, currency: purchase.cap.currency() };
            ledger::post(tx, &events::return_to_vendor(id, lot, units, cost, now)?)?;
            step(tx, &purchase, PurchaseState::Returning, Some(why), now)?;
            load(tx, id)
        })
    }

    /// The vendor returned the money for goods sent back.
    pub fn record_returned(&mut self, id: i64, amount: Minor, now: Timestamp) -> Result<Purchase> {
        self.write(|tx| {
            let purchase = load(tx, id)?;
            must_be(&purchase, &[PurchaseState::Returning], "returned")?;
            let name = format!("purchase:{id}");
            ledger::post(tx, &events::vendor_refund(&name, Account::RefundDue, amount, now)?)?;
            step(tx, &purchase, PurchaseState::Returned, None, now)?;
            load(tx, id)
        })
    }

    /// Marks or unmarks an order as disputed; it may stand beside any state from placed on.
    pub fn set_disputed(&mut self, id: i64, disputed: bool, now: Timestamp) -> Result<()> {
        self.write(|tx| {
            let purchase = load(tx, id)?;
            anyhow::ensure!(
                purchase.state.is_placed(),
                "purchase {id} is {}: there is nothing to dispute",
                purchase.state
            );
            tx.execute("UPDATE purchase SET disputed=?2, updated_us=?3 WHERE id=?1", params![id, disputed, Us(now)])?;
            Ok(())
        })
    }

    fn advance(
        &mut self,
        id: i64,
        from: &[PurchaseState],
        to: PurchaseState,
        verb: &str,
        why: Option<&str>,
        now: Timestamp,
    ) -> Result<Purchase> {
        self.write(|tx| {
            let purchase = load(tx, id)?;
            must_be(&purchase, from, verb)?;
            step(tx, &purchase, to, why, now)?;
            load(tx, id)
        })
    }
}

/// What was on its way is a lot in stock, at what was charged for it.
fn receive(tx: &Connection, purchase: &Purchase, now: Timestamp) -> Result<()> {
    let actual =
        purchase.actual.as_ref().ok_or_else(|| anyhow::anyhow!("purchase {} was placed at no price", purchase.id))?;
    let cost = Minor { minor: actual.to_minor(Rounding::HalfEven)?, currency: actual.currency() };
    tx.execute(
        "INSERT INTO lot(sku,purchase_id,qty,cost,ccy,product,title,condition,record_id,received_us)
         VALUES(?1,?2,?3,?4,?5,?6,?7,?8,?9,?10)",
        params![
            purchase.sku,
            purchase.id,
            purchase.units,
            cost.minor,
            Ccy(cost.currency),
            purchase.product,
            purchase.title,
            purchase.condition,
            purchase.record_id,
            Us(now)
        ],
    )?;
    let lot = tx.last_insert_rowid();
    ledger::post(tx, &events::received(purchase.id, lot, purchase.units.into(), cost, now)?)?;
    tx.execute("UPDATE purchase SET received_us=?2 WHERE id=?1", params![purchase.id, Us(now)])?;
    step(tx, purchase, PurchaseState::Received, None, now)
}

/// The booking is reversed and the budget is free again. Where the card was paid already, the money comes back to the bank.
pub(super) fn cancelled(tx: &Connection, purchase: &Purchase, now: Timestamp) -> Result<()> {
    ledger::reverse(tx, &format!("purchase:{}", purchase.id), now)?;
    let currency = purchase.cap.currency();
    let owed = ledger::balance_of(tx, &Account::PayableCard, currency)?;
    if owed < 0 {
        let name = format!("purchase:{}", purchase.id);
        let refund = Minor { minor: -owed, currency };
        ledger::post(tx, &events::vendor_refund(&name, Account::PayableCard, refund, now)?)?;
    }
    release(tx, purchase)?;
    step(tx, purchase, PurchaseState::Cancelled, None, now)
}
