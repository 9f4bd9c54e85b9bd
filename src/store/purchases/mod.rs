//! Purchases: one row per intent, from the proposal to the goods, every move a method with its own name.
//!
//! `proposed → approved → reserved → submitting → placed | rejected | unknown`; then `confirmed → shipped → received`
//! or `cancelled`. A move that the state does not allow is an error. [`decide`] comes before any budget is held,
//! [`reserve`] holds the budget, [`outcome`] says what the order came to, [`goods`] follows the parcel.

mod by_hand;
mod decide;
mod goods;
mod outcome;
mod reserve;
#[cfg(test)]
mod tests;

use std::fmt;

use anyhow::Result;
use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, Row, params};

pub(super) use by_hand::void;
pub use decide::{NewPurchase, Proposed};
pub(super) use decide::{approve, hashed, no_from, reference};
pub(super) use outcome::{
    back_to_reserved, cancel_refused, cancelling, manual, next_generation, placed, rejected, submitting, unknown,
    voided, was_cancelled,
};
pub use reserve::Reserved;

use super::{
    Store, chain,
    values::{Ccy, Us},
};
use crate::{
    domain::{money::Money, moves},
    error,
};

/// Where a purchase stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PurchaseState {
    /// Wanted.
    Proposed,
    /// A person or a standing rule agreed to exactly this.
    Approved,
    /// Budget is held.
    Reserved,
    /// The order may have been sent.
    Submitting,
    /// Nobody knows whether it was placed; the budget stays held.
    Unknown,
    /// A person must find out; the budget stays held.
    Manual,
    /// The vendor has it.
    Placed,
    /// The vendor confirmed it.
    Confirmed,
    /// On its way.
    Shipped,
    /// In stock.
    Received,
    /// Going back.
    Returning,
    /// Gone back.
    Returned,
    /// We asked to cancel.
    Cancelling,
    /// The vendor would not cancel.
    CancelRefused,
    /// It will never come; the money is returned.
    Cancelled,
    /// The vendor refused, with proof.
    Rejected,
    /// Given up before anything was bought.
    Voided,
}

impl PurchaseState {
    const ALL: [Self; 17] = [
        Self::Proposed,
        Self::Approved,
        Self::Reserved,
        Self::Submitting,
        Self::Unknown,
        Self::Manual,
        Self::Placed,
        Self::Confirmed,
        Self::Shipped,
        Self::Received,
        Self::Returning,
        Self::Returned,
        Self::Cancelling,
        Self::CancelRefused,
        Self::Cancelled,
        Self::Rejected,
        Self::Voided,
    ];

    /// The name in the database and in records.
    pub fn name(self) -> &'static str {
        match self {
            Self::Proposed => "proposed",
            Self::Approved => "approved",
            Self::Reserved => "reserved",
            Self::Submitting => "submitting",
            Self::Unknown => "unknown",
            Self::Manual => "manual",
            Self::Placed => "placed",
            Self::Confirmed => "confirmed",
            Self::Shipped => "shipped",
            Self::Received => "received",
            Self::Returning => "returning",
            Self::Returned => "returned",
            Self::Cancelling => "cancelling",
            Self::CancelRefused => "cancel_refused",
            Self::Cancelled => "cancelled",
            Self::Rejected => "rejected",
            Self::Voided => "voided",
        }
    }

    fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.name() == name)
    }

    /// Whether the vendor has the order, or had it.
    pub fn is_placed(self) -> bool {
        matches!(
            self,
            Self::Placed
                | Self::Confirmed
                | Self::Shipped
                | Self::Received
                | Self::Returning
                | Self::Returned
                | Self::Cancelling
                | Self::CancelRefused
        )
    }
}

impl fmt::Display for PurchaseState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

/// A purchase as it stands.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
pub struct Purchase {
    /// The row.
    pub id: i64,
    /// The record that it came from.
    pub record_id: String,
    /// Where it stands.
    pub state: PurchaseState,
    /// The offer's source.
    pub source: String,
    /// The source's item id.
    pub item: String,
    /// The seller at a marketplace, or empty.
    pub seller: String,
    /// The product key.
    pub product: Option<String>,
    /// Our SKU, once it is in stock.
    pub sku: String,
    /// The title.
    pub title: Option<String>,
    /// The condition.
    pub condition: Option<String>,
    /// Purchase units.
    pub quantity: u32,
    /// Sellable units in them.
    pub units: u32,
    /// What it should cost in total.
    pub est: Money,
    /// The most that it may cost in total.
    pub cap: Money,
    /// What was charged in total.
    pub actual: Option<Money>,
    /// Whether more than the cap was charged.
    pub overrun: bool,
    /// Who takes the order.
    pub vendor: String,
    /// The vendor's order.
    pub vendor_order: Option<String>,
    /// Our reference at the vendor: the idempotency key.
    pub reference: String,
    /// The hash of what was approved: changes when anything that matters does.
    pub intent_hash: String,
    /// How often an order of it was sent.
    pub attempts: u32,
    /// Why it stands where it stands.
    pub reason: Option<String>,
    /// Where the parcel is.
    pub tracking: Option<String>,
    /// The plan that approved it.
    pub approval_id: Option<i64>,
    /// When it was proposed.
    pub proposed_at: Timestamp,
    /// Until when the approval holds.
    pub approved_until: Option<Timestamp>,
    /// When its budget was held.
    pub reserved_at: Option<Timestamp>,
    /// When an order of it was first sent.
    pub first_sent_at: Option<Timestamp>,
    /// When the vendor took it.
    pub placed_at: Option<Timestamp>,
    /// When it arrived.
    pub received_at: Option<Timestamp>,
}

/// The columns of [`Purchase`], in the order that [`from_row`] reads.
const COLUMNS: &str = "id,record_id,state,source,item,seller,product,sku,title,condition,quantity,units,ccy,est,cap,actual,overrun,\
    vendor,vendor_order,reference,intent_hash,reason,tracking,approval_id,proposed_us,approved_until_us,reserved_us,\
    placed_us,received_us,\
    (SELECT coalesce(sum(attempts),0) FROM effect WHERE kind='purchase' AND subject=purchase.id AND state<>'unsent') attempts,\
    (SELECT min(first_sent_us) FROM effect WHERE kind='purchase' AND subject=purchase.id AND state<>'unsent') first_sent_us";

fn from_row(row: &Row<'_>) -> rusqlite::Result<Purchase> {
    let state: String = row.get("state")?;
    let currency = row.get::<_, Ccy>("ccy")?.0;
    let time = |column: &str| Ok::<_, rusqlite::Error>(row.get::<_, Option<Us>>(column)?.map(|us| us.0));
    Ok(Purchase {
        id: row.get("id")?,
        record_id: row.get("record_id")?,
        state: PurchaseState::parse(&state)
            .ok_or_else(|| rusqlite::Error::InvalidColumnType(0, state.clone(), rusqlite::types::Type::Text))?,
        source: row.get("source")?,
        item: row.get("item")?,
        seller: row.get("seller")?,
        product: row.get("product")?,
        sku: row.get("sku")?,
        title: row.get("title")?,
        condition: row.get("condition")?,
        quantity: row.get("quantity")?,
        units: row.get("units")?,
        est: Money::from_minor(row.get("est")?, currency),
        cap: Money::from_minor(row.get("cap")?, currency),
        actual: row.get::<_, Option<i64>>("actual")?.map(|minor| Money::from_minor(minor, currency)),
        overrun: row.get("overrun")?,
        vendor: row.get("vendor")?,
        vendor_order: row.get("vendor_order")?,
        reference: row.get("reference")?,
        intent_hash: row.get("intent_hash")?,
        attempts: row.get("attempts")?,
        reason: row.get("reason")?,
        tracking: row.get("tracking")?,
        approval_id: row.get("approval_id")?,
        proposed_at: row.get::<_, Us>("proposed_us")?.0,
        approved_until: time("approved_until_us")?,
        reserved_at: time("reserved_us")?,
        first_sent_at: time("first_sent_us")?,
        placed_at: time("placed_us")?,
        received_at: time("received_us")?,
    })
}

pub(super) fn load(tx: &Connection, id: i64) -> Result<Purchase> {
    let row = tx
        .prepare_cached(&format!("SELECT {COLUMNS} FROM purchase WHERE id=?1"))?
        .query_row([id], from_row)
        .optional()?;
    row.ok_or_else(|| error::usage(format!("there is no purchase {id}")).code("no_such_purchase").into())
}

/// Refuses a move that the state does not allow.
fn must_be(purchase: &Purchase, allowed: &[PurchaseState], verb: &str) -> Result<()> {
    if allowed.contains(&purchase.state) {
        return Ok(());
    }
    let (id, state) = (purchase.id, purchase.state);
    Err(error::refused(format!("purchase {id} is {state}: it can't be {verb}")).code("illegal_move").into())
}

/// Moves a purchase and keeps the move for good. The move is lost when another process moved it first.
pub(super) fn step(
    tx: &Connection,
    purchase: &Purchase,
    to: PurchaseState,
    reason: Option<&str>,
    now: Timestamp,
) -> Result<()> {
    let (id, state) = (purchase.id, purchase.state);
    if !moves::PURCHASE.allows(state.name(), to.name()) {
        let why = format!("purchase {id} is {state}: it can't become {to}");
        return Err(error::refused(why).code("illegal_move").into());
    }
    chain::proven(tx, "purchase", purchase.id)?;
    let moved = tx
        .prepare_cached("UPDATE purchase SET state=?3, reason=?4, updated_us=?5 WHERE id=?1 AND state=?2")?
        .execute(params![purchase.id, purchase.state.name(), to.name(), reason, Us(now)])?;
    anyhow::ensure!(moved == 1, "purchase {} was moved by another process", purchase.id);
    note(tx, purchase.id, to.name(), reason, now)
}

pub(super) fn note(tx: &Connection, id: i64, state: &str, detail: Option<&str>, now: Timestamp) -> Result<()> {
    tx.prepare_cached("INSERT INTO purchase_event(purchase_id,at_us,state,detail) VALUES(?1,?2,?3,?4)")?
        .execute(params![id, Us(now), state, detail])?;
    Ok(())
}

impl Store {
    /// A purchase by its row.
    pub fn purchase(&self, id: i64) -> Result<Purchase> {
        self.read(|tx| load(tx, id))
    }

    /// The purchases of a record, oldest first.
    pub fn purchases_of(&self, record_id: &str) -> Result<Vec<Purchase>> {
        self.purchase_rows("WHERE record_id=?1 ORDER BY id", &record_id)
    }

    /// The purchases in one of these states, oldest first; all of them where none is named.
    pub fn purchases(&self, states: &[PurchaseState]) -> Result<Vec<Purchase>> {
        let names: Vec<&str> = states.iter().map(|state| state.name()).collect();
        let wanted = super::values::to_json(&names);
        self.purchase_rows("WHERE ?1='[]' OR state IN (SELECT value FROM json_each(?1)) ORDER BY id", &wanted)
    }

    /// The moves of a purchase, oldest first: when, to which state, why.
    pub fn purchase_moves(&self, id: i64) -> Result<Vec<(Timestamp, String, Option<String>)>> {
        self.read(|tx| {
            let mut query =
                tx.prepare("SELECT at_us,state,detail FROM purchase_event WHERE purchase_id=?1 ORDER BY id")?;
            let rows = query.query_map([id], |row| Ok((row.get::<_, Us>(0)?.0, row.get(1)?, row.get(2)?)))?;
            Ok(rows.collect::<rusqlite::Result<Vec<_>>>()?)
        })
    }

    fn purchase_rows(&self, condition: &str, argument: &dyn rusqlite::ToSql) -> Result<Vec<Purchase>> {
        self.read(|tx| {
            let mut query = tx.prepare(&format!("SELECT {COLUMNS} FROM purchase {condition}"))?;
            let rows = query.query_map([argument], from_row)?;
            Ok(rows.collect::<rusqlite::Result<Vec<_>>>()?)
        })
    }
}
