//! Refunds to buyers: one row per intent, from the request to the money, every move a method with its own name.
//!
//! `requested → authorised → held → submitting → refunded | refused | unknown | manual`, or `voided` before anything was
//! sent. [`ask`] comes before any money is held, [`hold`] holds it within the limits, [`settle`] says what each outcome of
//! the effect means, [`facts`] books every refund once, whether our vendor or the marketplace's feed tells of it first.

mod ask;
#[cfg(test)]
mod defects;
mod facts;
mod hold;
mod settle;
#[cfg(test)]
mod tests;

use anyhow::Result;
use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, Row, params};

pub use ask::{NewRefund, Requested};
pub(super) use ask::{approved_with, rejected_with, wait_in};
pub(super) use facts::{Told, booked, told};
pub use hold::RefundHeld;
pub(super) use hold::make_room;
pub(super) use settle::{absent, began, done, given_up, manual, not_sent, refused, unknown};

use super::{
    Store,
    values::{Ccy, Us, to_json},
};
use crate::{
    domain::{
        effect::RefundAsk,
        money::{Currency, Money, Rounding},
        refund::{Line, Reason, RefundState},
    },
    error,
};

/// A refund as it stands.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
pub struct Refund {
    /// The row.
    pub id: i64,
    /// The natural key of the intent.
    pub intent_key: String,
    /// The hash of what is authorised: changes when anything that matters does.
    pub intent_hash: String,
    /// Where it stands.
    pub state: RefundState,
    /// The channel that sold it.
    pub channel: String,
    /// The channel's order.
    pub order: String,
    /// The line in it.
    pub line: String,
    /// The how-manieth refund of the line, from 1.
    pub slot: u32,
    /// What the buyer shall get.
    pub amount: Money,
    /// What the policy gave when it was asked for.
    pub allowed: Money,
    /// The policy's version.
    pub policy: String,
    /// Why.
    pub code: Reason,
    /// Who makes it.
    pub vendor: String,
    /// Our reference at the vendor.
    pub reference: String,
    /// The vendor's id of it.
    pub vendor_refund: Option<String>,
    /// What the buyer got.
    pub actual: Option<Money>,
    /// Whether more was given than was asked for.
    pub overrun: bool,
    /// Whether a person with a name allowed it beyond policy and limits.
    pub beyond: bool,
    /// The plan that it waits in, or waited in.
    pub approval_id: Option<i64>,
    /// Who agreed to it.
    pub authorised_by: Option<String>,
    /// Until when that holds.
    pub authorised_until: Option<Timestamp>,
    /// Why it stands where it stands.
    pub reason: Option<String>,
    /// When it was asked for.
    pub requested_at: Timestamp,
    /// When it was first sent.
    pub first_sent_at: Option<Timestamp>,
    /// When the buyer got the money.
    pub refunded_at: Option<Timestamp>,
}

impl Refund {
    /// What a vendor is asked for.
    pub fn ask(&self) -> RefundAsk {
        RefundAsk {
            reference: self.reference.clone(),
            channel: self.channel.clone(),
            order: self.order.clone(),
            line: self.line.clone(),
            amount: self.amount,
            reason: self.code.name().to_owned(),
        }
    }

    fn minor(&self) -> Result<i64> {
        Ok(self.amount.to_minor(Rounding::Down)?)
    }

    fn line(&self) -> super::sales::back::Line<'_> {
        super::sales::back::Line { channel: &self.channel, order: &self.order, line: &self.line }
    }
}

/// A sold line that a refund may be asked for.
#[derive(Clone, Debug, PartialEq)]
pub struct SoldLine {
    /// The channel that sold it.
    pub channel: String,
    /// The channel's order.
    pub order: String,
    /// The line in it.
    pub line: String,
    /// Our SKU.
    pub sku: String,
    /// The title.
    pub title: Option<String>,
    /// Units sold.
    pub units: i64,
    /// Units that came back.
    pub restocked: i64,
    /// The buyer, by the channel's id, where one is known.
    pub buyer: Option<String>,
    /// Its money.
    pub money: Line,
}

/// A refund that was made, whoever began it.
#[derive(Clone, Debug, PartialEq)]
pub struct RefundFact {
    /// When.
    pub at: Timestamp,
    /// What the buyer got.
    pub amount: Money,
    /// Whether it was one of ours; else the marketplace's own.
    pub ours: bool,
}

fn from_row(row: &Row<'_>) -> rusqlite::Result<Refund> {
    let (state, code): (String, String) = (row.get("state")?, row.get("code")?);
    let currency = row.get::<_, Ccy>("ccy")?.0;
    let money = |column: &str| Ok::<_, rusqlite::Error>(Money::from_minor(row.get(column)?, currency));
    let time = |column: &str| Ok::<_, rusqlite::Error>(row.get::<_, Option<Us>>(column)?.map(|us| us.0));
    Ok(Refund {
        id: row.get("id")?,
        intent_key: row.get("intent_key")?,
        intent_hash: row.get("intent_hash")?,
        state: RefundState::parse(&state).expect("the column's CHECK lists exactly these states"),
        channel: row.get("channel")?,
        order: row.get("ext_order")?,
        line: row.get("ext_line")?,
        slot: row.get("slot")?,
        amount: money("amount")?,
        allowed: money("allowed")?,
        policy: row.get("policy")?,
        code: Reason::parse(&code).unwrap_or(Reason::Goodwill),
        vendor: row.get("vendor")?,
        reference: row.get("reference")?,
        vendor_refund: row.get("vendor_refund")?,
        actual: row.get::<_, Option<i64>>("actual")?.map(|minor| Money::from_minor(minor, currency)),
        overrun: row.get("overrun")?,
        beyond: row.get("beyond")?,
        approval_id: row.get("approval_id")?,
        authorised_by: row.get("authorised_by")?,
        authorised_until: time("authorised_until_us")?,
        reason: row.get("reason")?,
        requested_at: row.get::<_, Us>("requested_us")?.0,
        first_sent_at: time("first_sent_us")?,
        refunded_at: time("refunded_us")?,
    })
}

pub(super) fn load(tx: &Connection, id: i64) -> Result<Refund> {
    let row = tx.prepare_cached("SELECT * FROM refund WHERE id=?1")?.query_row([id], from_row).optional()?;
    row.ok_or_else(|| error::usage(format!("there is no refund {id}")).code("no_such_refund").into())
}

/// Moves a refund and keeps the move for good. A move that its state does not allow is refused.
fn step(tx: &Connection, refund: &Refund, to: RefundState, reason: Option<&str>, now: Timestamp) -> Result<()> {
    let (id, state) = (refund.id, refund.state);
    if !state.may_become(to) {
        return Err(error::refused(format!("refund {id} is {state}: it can't become {to}"))
            .code("illegal_move")
            .into());
    }
    let moved = tx
        .prepare_cached("UPDATE refund SET state=?3, reason=?4, updated_us=?5 WHERE id=?1 AND state=?2")?
        .execute(params![id, state.name(), to.name(), reason, Us(now)])?;
    anyhow::ensure!(moved == 1, "refund {id} was moved by another process");
    note(tx, id, to.name(), reason, now)
}

fn note(tx: &Connection, id: i64, state: &str, detail: Option<&str>, now: Timestamp) -> Result<()> {
    tx.prepare_cached("INSERT INTO refund_event(refund_id,at_us,state,detail) VALUES(?1,?2,?3,?4)")?
        .execute(params![id, Us(now), state, detail])?;
    Ok(())
}

impl Store {
    /// A refund by its row.
    pub fn refund(&self, id: i64) -> Result<Refund> {
        self.read(|tx| load(tx, id))
    }

    /// The refunds in one of these states, oldest first; all of them where none is named.
    pub fn refunds(&self, states: &[RefundState]) -> Result<Vec<Refund>> {
        let names: Vec<&str> = states.iter().map(|state| state.name()).collect();
        self.refund_rows("WHERE ?1='[]' OR state IN (SELECT value FROM json_each(?1)) ORDER BY id", &to_json(&names))
    }

    /// The refunds that wait, or waited, in a plan.
    pub fn refunds_in_plan(&self, approval: i64) -> Result<Vec<Refund>> {
        self.refund_rows(
            "WHERE id IN (SELECT refund_id FROM approval_refund WHERE approval_id=?1) ORDER BY id",
            &approval,
        )
    }

    /// The moves of a refund, oldest first: when, to which state, why.
    pub fn refund_moves(&self, id: i64) -> Result<Vec<(Timestamp, String, Option<String>)>> {
        self.read(|tx| {
            let mut query = tx.prepare("SELECT at_us,state,detail FROM refund_event WHERE refund_id=?1 ORDER BY id")?;
            let rows = query.query_map([id], |row| Ok((row.get::<_, Us>(0)?.0, row.get(1)?, row.get(2)?)))?;
            Ok(rows.collect::<rusqlite::Result<Vec<_>>>()?)
        })
    }

    /// The lines of an order, with what was paid, given back and held.
    pub fn sold_lines(&self, order: &str) -> Result<Vec<SoldLine>> {
        self.read(|tx| sold_lines(tx, order))
    }

    /// The newest refund of a line, where it has one.
    pub fn refund_of_line(&self, sold: &SoldLine) -> Result<Option<Refund>> {
        let key = to_json(&[&sold.channel, &sold.order, &sold.line]);
        let rows = self.refund_rows(
            "WHERE channel=json_extract(?1,'$[0]') AND ext_order=json_extract(?1,'$[1]') AND ext_line=json_extract(?1,'$[2]')
             ORDER BY slot DESC LIMIT 1",
            &key,
        )?;
        Ok(rows.into_iter().next())
    }

    /// Every refund of a line that was made, oldest first.
    pub fn refunds_told(&self, channel: &str, order: &str, line: &str) -> Result<Vec<RefundFact>> {
        self.read(|tx| {
            let mut query = tx.prepare(
                "SELECT at_us,amt,ccy,refund_id IS NOT NULL FROM refund_fact WHERE channel=?1 AND ext_order=?2 AND ext_line=?3
                 ORDER BY at_us,id",
            )?;
            let rows = query.query_map([channel, order, line], |row| {
                Ok(RefundFact {
                    at: row.get::<_, Us>(0)?.0,
                    amount: Money::from_minor(row.get(1)?, row.get::<_, Ccy>(2)?.0),
                    ours: row.get(3)?,
                })
            })?;
            Ok(rows.collect::<rusqlite::Result<Vec<_>>>()?)
        })
    }

    /// The hash of the plan in this row.
    pub fn plan_hash(&self, approval: i64) -> Result<Option<String>> {
        self.read(|tx| {
            let hash = tx.query_row("SELECT plan_hash FROM approval WHERE id=?1", [approval], |row| row.get(0));
            Ok(hash.optional()?)
        })
    }

    /// What refunds of ours have taken of a day's limit.
    pub fn refunded_on(&self, day: &str, currency: Currency) -> Result<Money> {
        self.read(|tx| Ok(Money::from_minor(hold::day_used(tx, hold::ALL, day)?, currency)))
    }

    fn refund_rows(&self, condition: &str, argument: &dyn rusqlite::ToSql) -> Result<Vec<Refund>> {
        self.read(|tx| {
            let mut query = tx.prepare(&format!("SELECT * FROM refund {condition}"))?;
            let rows = query.query_map([argument], from_row)?;
            Ok(rows.collect::<rusqlite::Result<Vec<_>>>()?)
        })
    }
}

fn sold_lines(tx: &Connection, order: &str) -> Result<Vec<SoldLine>> {
    let mut query = tx.prepare(
        "SELECT s.source, s.ext_line, s.ccy, s.sku, max(l.title) AS title, sum(s.qty) AS qty, sum(s.restocked) AS restocked,
           max(s.buyer) AS buyer, sum(s.gross) AS gross, sum(s.postage) AS postage, sum(s.refunded) AS refunded,
           sum(s.held) AS held, min(s.at_us) AS at_us
         FROM listing_sale s JOIN lot l ON l.id=s.lot_id WHERE s.ext_order=?1
         GROUP BY s.source,s.ext_line,s.ccy ORDER BY s.source,s.ext_line,s.ccy",
    )?;
    let rows = query.query_map([order], |row| {
        let currency = row.get::<_, Ccy>("ccy")?.0;
        let money = |column: &str| Ok::<_, rusqlite::Error>(Money::from_minor(row.get(column)?, currency));
        Ok(SoldLine {
            channel: row.get("source")?,
            order: order.to_owned(),
            line: row.get("ext_line")?,
            sku: row.get("sku")?,
            title: row.get("title")?,
            units: row.get("qty")?,
            restocked: row.get("restocked")?,
            buyer: row.get("buyer")?,
            money: Line {
                gross: money("gross")?,
                postage: money("postage")?,
                refunded: money("refunded")?,
                held: money("held")?,
                sold_at: row.get::<_, Us>("at_us")?.0,
            },
        })
    })?;
    Ok(rows.collect::<rusqlite::Result<Vec<_>>>()?)
}
