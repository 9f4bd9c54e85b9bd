//! Asking for a refund and agreeing to it: before any money is held.

use anyhow::Result;
use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, params};

use super::{Refund, SoldLine, hold, load, step};
use crate::{
    domain::{
        money::{Money, Rounding},
        refund::{Reason, RefundState, is_person},
    },
    error,
    store::{
        Store, purchases,
        values::{Ccy, Us},
    },
};

/// A refund to ask for.
#[derive(Clone, Debug)]
pub struct NewRefund {
    /// The line that was sold.
    pub sold: SoldLine,
    /// What the buyer shall get.
    pub amount: Money,
    /// What the policy gives.
    pub allowed: Money,
    /// The policy's version.
    pub policy: String,
    /// Why.
    pub code: Reason,
    /// Who makes it.
    pub vendor: String,
    /// Whether another refund of the line is meant, where there is one already.
    pub again: bool,
}

/// What asking came to.
#[derive(Clone, Debug, PartialEq)]
pub enum Requested {
    /// It is asked for now.
    New(Refund),
    /// It was asked for before, and stands like this.
    Existing(Refund),
}

impl Requested {
    /// The refund, new or not.
    pub fn refund(&self) -> &Refund {
        match self {
            Self::New(refund) | Self::Existing(refund) => refund,
        }
    }
}

impl Store {
    /// Asks for a refund of a line. The same line has one refund, however often and from wherever it is asked for, until
    /// that one was refused or given up, or another one is meant (`again`). One that was not sent yet makes room for
    /// another amount or reason: nobody who is shown one amount says yes to another.
    pub fn request_refund(&mut self, new: &NewRefund, now: Timestamp) -> Result<Requested> {
        let amount = new.amount.to_minor(Rounding::Down)?;
        anyhow::ensure!(amount > 0, "a refund is more than nothing");
        anyhow::ensure!(new.amount.currency() == new.allowed.currency(), "a refund has one currency");
        self.write(|tx| {
            let sold = &new.sold;
            let newest: Option<i64> = tx
                .query_row(
                    "SELECT id FROM refund WHERE channel=?1 AND ext_order=?2 AND ext_line=?3 ORDER BY slot DESC LIMIT 1",
                    [&sold.channel, &sold.order, &sold.line],
                    |row| row.get(0),
                )
                .optional()?;
            let newest = newest.map(|id| load(tx, id)).transpose()?;
            match &newest {
                Some(old) if old.state == RefundState::Requested || !new.again && old.state.is_unsent() => {
                    // What was agreed to stays as it was agreed to, though less may be left by now.
                    let agreed = old.state != RefundState::Requested;
                    let same = old.amount == new.amount && old.code == new.code && (agreed || old.allowed == new.allowed);
                    let ended = old.state == RefundState::Authorised
                        && old.authorised_until.is_some_and(|until| until <= now);
                    if same && !ended {
                        return Ok(Requested::Existing(old.clone()));
                    }
                    hold::release(tx, old)?;
                    let why = if same { "the yes to it has ended" } else { "another amount or reason takes its place" };
                    step(tx, old, RefundState::Voided, Some(why), now)?;
                }
                Some(old) if !new.again && !matches!(old.state, RefundState::Refused | RefundState::Voided) => {
                    return Ok(Requested::Existing(old.clone()));
                }
                _ => {}
            }
            let slot = newest.map_or(1, |old| old.slot + 1);
            Ok(Requested::New(insert(tx, new, amount, slot, now)?))
        })
    }

    /// Somebody agrees to exactly this refund, until a time. A person with a name may allow it beyond the policy and the
    /// limits (`beyond`); a flag or a rule may not.
    pub fn authorise_refund(
        &mut self,
        id: i64,
        intent_hash: &str,
        who: &str,
        beyond: bool,
        until: Timestamp,
        now: Timestamp,
    ) -> Result<Refund> {
        self.write(|tx| authorise(tx, id, intent_hash, (who, beyond), until, None, now))
    }

    /// Gives a refund up that was not sent; what it held is free again.
    pub fn void_refund(&mut self, id: i64, why: &str, now: Timestamp) -> Result<Refund> {
        self.write(|tx| {
            let refund = load(tx, id)?;
            if refund.state.is_in_flight() {
                let state = refund.state;
                return Err(error::refused(format!("refund {id} is {state}: it may have been made"))
                    .code("illegal_move")
                    .hint("`arb resolve` settles it with what you saw at the vendor")
                    .into());
            }
            hold::release(tx, &refund)?;
            step(tx, &refund, RefundState::Voided, Some(why), now)?;
            load(tx, id)
        })
    }
}

/// Puts a refund into a plan that waits for a person.
pub(in crate::store) fn wait_in(tx: &Connection, id: i64, approval: i64) -> Result<()> {
    let refund = load(tx, id)?;
    tx.execute(
        "INSERT INTO approval_refund(approval_id,refund_id,intent_hash) VALUES(?1,?2,?3) ON CONFLICT DO NOTHING",
        params![approval, id, refund.intent_hash],
    )?;
    tx.execute("UPDATE refund SET approval_id=?2 WHERE id=?1", params![id, approval])?;
    Ok(())
}

fn insert(tx: &Connection, new: &NewRefund, amount: i64, slot: u32, now: Timestamp) -> Result<Refund> {
    let NewRefund { sold, policy, code, vendor, .. } = new;
    let allowed = new.allowed.to_minor(Rounding::Down)?;
    let currency = new.amount.currency();
    let key = purchases::hashed(&["refund/1", &sold.channel, &sold.order, &sold.line, &slot.to_string()]);
    let hash =
        purchases::hashed(&[&key, &amount.to_string(), currency.code(), &allowed.to_string(), code.name(), vendor]);
    let buyer = sold.buyer.as_ref().unwrap_or(&sold.order);
    tx.execute(
        "INSERT INTO refund(intent_key,intent_hash,state,channel,ext_order,ext_line,slot,buyer,ccy,amount,allowed,policy,code,
           vendor,reference,requested_us,updated_us) VALUES(?1,?2,'requested',?3,?4,?5,?6,?7,?8,?9,?10,?11,?12,?13,?14,?15,?15)",
        params![
            key,
            hash,
            sold.channel,
            sold.order,
            sold.line,
            slot,
            buyer,
            Ccy(currency),
            amount,
            allowed,
            policy,
            code.name(),
            vendor,
            purchases::reference(&key, 0),
            Us(now)
        ],
    )?;
    let refund = load(tx, tx.last_insert_rowid())?;
    super::note(tx, refund.id, refund.state.name(), None, now)?;
    Ok(refund)
}

fn authorise(
    tx: &Connection,
    id: i64,
    intent_hash: &str,
    (who, beyond): (&str, bool),
    until: Timestamp,
    approval: Option<i64>,
    now: Timestamp,
) -> Result<Refund> {
    let refund = load(tx, id)?;
    if refund.intent_hash != intent_hash {
        return Err(error::refused(format!("refund {id} changed since it was shown")).code("illegal_move").into());
    }
    if beyond && !is_person(who) {
        return Err(needs_person(&refund, who).into());
    }
    tx.execute(
        "UPDATE refund SET authorised_by=?2, beyond=?3, authorised_us=?4, authorised_until_us=?5, approval_id=coalesce(?6,approval_id)
         WHERE id=?1",
        params![id, who, beyond, Us(now), Us(until), approval],
    )?;
    step(tx, &refund, RefundState::Authorised, Some(&format!("by {who}")), now)?;
    load(tx, id)
}

fn needs_person(refund: &Refund, who: &str) -> error::Failure {
    let Refund { id, amount, allowed, .. } = refund;
    error::refused(format!("refund {id} of {amount} is more than the policy's {allowed}, and `{who}` is nobody's name"))
        .code("needs_person")
        .hint("say yes at a terminal, without `--yes`")
}

/// A plan was approved: so is every refund in it, or none is. A person's yes covers what they were shown; a flag's yes
/// covers what the policy gives.
pub(in crate::store) fn approved_with(
    tx: &Connection,
    approval: i64,
    who: &str,
    until: Timestamp,
    now: Timestamp,
) -> Result<()> {
    for (id, hash) in in_plan(tx, approval)? {
        let refund = load(tx, id)?;
        let beyond = is_person(who);
        if refund.minor()? > refund.allowed.to_minor(Rounding::Down)? && !beyond {
            return Err(needs_person(&refund, who).into());
        }
        authorise(tx, id, &hash, (who, beyond), until, Some(approval), now)?;
    }
    Ok(())
}

/// A plan was rejected: what was not sent is given up.
pub(in crate::store) fn rejected_with(tx: &Connection, approval: i64, who: &str, now: Timestamp) -> Result<()> {
    for (id, _) in in_plan(tx, approval)? {
        let refund = load(tx, id)?;
        if refund.state.may_become(RefundState::Voided) && !refund.state.is_in_flight() {
            hold::release(tx, &refund)?;
            step(tx, &refund, RefundState::Voided, Some(&purchases::no_from(who)), now)?;
        }
    }
    Ok(())
}

fn in_plan(tx: &Connection, approval: i64) -> Result<Vec<(i64, String)>> {
    let mut query =
        tx.prepare_cached("SELECT refund_id,intent_hash FROM approval_refund WHERE approval_id=?1 ORDER BY refund_id")?;
    let rows = query.query_map([approval], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(rows.collect::<rusqlite::Result<Vec<_>>>()?)
}
