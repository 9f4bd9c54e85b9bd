//! Approvals: a plan, its hash, and who said yes or no to exactly that.

use anyhow::Result;
use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, Row, params};

use super::{
    Store, limits,
    purchases::{self, Purchase, PurchaseState},
    refunds,
    values::{Ccy, Us, from_json, to_json},
};
use crate::{
    domain::money::{Money, Rounding},
    error,
};

/// Who decided where nobody did: `--yes`, given before anything was shown. It is no person's approval.
pub const BY_RULE: &str = "--yes";

/// A plan that waits, or waited, for a person.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
pub struct Approval {
    /// The row.
    pub id: i64,
    /// The hash of the plan; any beginning of it that is unique names it.
    pub plan_hash: String,
    /// `waiting`, `approved`, `rejected`, `expired`.
    pub state: String,
    /// The total that was shown.
    pub total: Money,
    /// When it was made.
    pub created_at: Timestamp,
    /// Until when it may be approved, and then carried out.
    pub expires_at: Timestamp,
    /// When it was decided.
    pub decided_at: Option<Timestamp>,
    /// Who decided.
    pub decided_by: Option<String>,
    /// What was shown.
    pub payload: serde_json::Value,
    /// The purchases in it, in order.
    pub purchases: Vec<i64>,
    /// The refunds in it, in order.
    pub refunds: Vec<i64>,
}

impl Approval {
    /// Whether a person said yes to exactly this.
    pub fn is_from_person(&self) -> bool {
        self.state == "approved" && self.decided_by.as_deref().is_some_and(|who| who != BY_RULE)
    }
}

/// Whether a person, and no flag or rule, approved exactly this purchase.
pub(super) fn approved_by_person(tx: &Connection, purchase: &Purchase) -> Result<bool> {
    let Some(id) = purchase.approval_id else { return Ok(false) };
    let bound = tx
        .query_row(
            "SELECT 1 FROM approval_item WHERE approval_id=?1 AND purchase_id=?2 AND intent_hash=?3",
            params![id, purchase.id, purchase.intent_hash],
            |_| Ok(()),
        )
        .optional()?;
    Ok(bound.is_some() && load(tx, id)?.is_from_person())
}

impl Store {
    /// Whether a person said yes to exactly this purchase.
    pub fn approved_by_person(&self, purchase: &Purchase) -> Result<bool> {
        self.read(|tx| approved_by_person(tx, purchase))
    }

    /// The waiting plan of exactly these purchases as they stand, if there is one: it need not be made again.
    pub fn waiting_plan(&mut self, purchases: &[&Purchase], now: Timestamp) -> Result<Option<Approval>> {
        let mut wanted: Vec<(i64, &str)> =
            purchases.iter().map(|purchase| (purchase.id, purchase.intent_hash.as_str())).collect();
        wanted.sort_unstable();
        for plan in self.approvals(true, now)? {
            let mut items = self.approval_items(plan.id)?;
            items.sort_unstable();
            if items.iter().map(|(id, hash)| (*id, hash.as_str())).eq(wanted.iter().copied()) {
                return Ok(Some(plan));
            }
        }
        Ok(None)
    }

    /// The purchases of a plan, in order, each with the hash of what was shown of it.
    pub fn approval_items(&self, approval: i64) -> Result<Vec<(i64, String)>> {
        self.read(|tx| items(tx, approval))
    }

    /// Writes a plan down so that it can be approved. The same plan that still waits is returned as it is.
    pub fn open_plan(
        &mut self,
        hash: &str,
        ids: &[i64],
        total: &Money,
        payload: &serde_json::Value,
        expires: Timestamp,
        now: Timestamp,
    ) -> Result<Approval> {
        self.write(|tx| {
            expire(tx, now)?;
            let waiting = tx
                .query_row("SELECT id FROM approval WHERE plan_hash=?1 AND state='waiting'", [hash], |row| row.get(0))
                .optional()?;
            if let Some(id) = waiting {
                return load(tx, id);
            }
            tx.execute(
                "INSERT INTO approval(plan_hash,state,total,ccy,created_us,expires_us,payload) VALUES(?1,'waiting',?2,?3,?4,?5,?6)",
                params![
                    hash,
                    total.to_minor(Rounding::Up)?,
                    Ccy(total.currency()),
                    Us(now),
                    Us(expires),
                    to_json(payload)
                ],
            )?;
            let approval = tx.last_insert_rowid();
            for (line, id) in ids.iter().enumerate() {
                let purchase = purchases::load(tx, *id)?;
                tx.execute(
                    "INSERT INTO approval_item(approval_id,line,purchase_id,intent_hash) VALUES(?1,?2,?3,?4)",
                    params![approval, i64::try_from(line)? + 1, id, purchase.intent_hash],
                )?;
            }
            load(tx, approval)
        })
    }

    /// Plans, newest first; only those that wait, where `waiting`.
    pub fn approvals(&mut self, waiting: bool, now: Timestamp) -> Result<Vec<Approval>> {
        self.write(|tx| {
            expire(tx, now)?;
            let mut query = tx.prepare("SELECT id FROM approval WHERE NOT ?1 OR state='waiting' ORDER BY id DESC")?;
            let ids = query.query_map([waiting], |row| row.get(0))?.collect::<rusqlite::Result<Vec<i64>>>()?;
            ids.into_iter().map(|id| load(tx, id)).collect()
        })
    }

    /// The plan whose hash begins so; the newest, where it was made more than once.
    pub fn approval(&self, hash: &str) -> Result<Approval> {
        self.read(|tx| find(tx, hash))
    }

    /// A person says yes to exactly what was shown: every purchase in the plan is approved, or none is. Refused when it
    /// has expired, was decided, or when a purchase changed since.
    pub fn approve_plan(&mut self, hash: &str, who: &str, now: Timestamp) -> Result<Vec<Purchase>> {
        let approved = self.write(|tx| {
            expire(tx, now)?;
            let plan = find(tx, hash)?;
            if plan.state != "waiting" {
                // Said outside, so that the expiry is kept.
                return Ok(Err(plan.state));
            }
            let purchases = items(tx, plan.id)?
                .into_iter()
                .map(|(id, intent)| purchases::approve(tx, id, &intent, who, plan.expires_at, Some(plan.id), now))
                .collect::<Result<Vec<_>>>()?;
            refunds::approved_with(tx, plan.id, who, plan.expires_at, now)?;
            decide(tx, plan.id, "approved", who, now)?;
            Ok(Ok(purchases))
        })?;
        approved.map_err(|state| not_waiting(hash, &state))
    }

    /// A person says no: the purchases in the plan that were not sent are given up.
    pub fn reject_plan(&mut self, hash: &str, who: &str, now: Timestamp) -> Result<Approval> {
        let rejected = self.write(|tx| {
            expire(tx, now)?;
            let plan = find(tx, hash)?;
            if plan.state != "waiting" {
                return Ok(Err(plan.state));
            }
            for id in &plan.purchases {
                let purchase = purchases::load(tx, *id)?;
                if matches!(purchase.state, PurchaseState::Proposed | PurchaseState::Approved | PurchaseState::Reserved)
                {
                    limits::release(tx, purchase.id)?;
                    purchases::step(tx, &purchase, PurchaseState::Voided, Some(&purchases::no_from(who)), now)?;
                }
            }
            refunds::rejected_with(tx, plan.id, who, now)?;
            decide(tx, plan.id, "rejected", who, now)?;
            load(tx, plan.id).map(Ok)
        })?;
        rejected.map_err(|state| not_waiting(hash, &state))
    }
}

fn items(tx: &Connection, approval: i64) -> Result<Vec<(i64, String)>> {
    let mut query =
        tx.prepare("SELECT purchase_id,intent_hash FROM approval_item WHERE approval_id=?1 ORDER BY line")?;
    let rows = query.query_map([approval], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

fn not_waiting(hash: &str, state: &str) -> anyhow::Error {
    let code = if state == "expired" { "approval_expired" } else { "approval_decided" };
    error::refused(format!("plan {hash} is {state}")).code(code).hint("`arb buy --plan` makes a new one").into()
}

fn expire(tx: &Connection, now: Timestamp) -> Result<()> {
    tx.execute("UPDATE approval SET state='expired' WHERE state='waiting' AND expires_us<?1", [Us(now)])?;
    Ok(())
}

fn decide(tx: &Connection, id: i64, state: &str, who: &str, now: Timestamp) -> Result<()> {
    tx.execute(
        "UPDATE approval SET state=?2, decided_us=?3, decided_by=?4 WHERE id=?1 AND state='waiting'",
        params![id, state, Us(now), who],
    )?;
    Ok(())
}

fn find(tx: &Connection, hash: &str) -> Result<Approval> {
    let mut query = tx.prepare(
        "SELECT plan_hash,max(id) FROM approval WHERE substr(plan_hash,1,length(?1))=?1 AND length(?1)>0 GROUP BY plan_hash",
    )?;
    let found = query.query_map([hash], |row| row.get(1))?.collect::<rusqlite::Result<Vec<i64>>>()?;
    match found[..] {
        [id] => load(tx, id),
        [] => Err(error::usage(format!("there is no plan `{hash}`"))
            .code("no_such_plan")
            .hint("`arb approvals` lists them")
            .into()),
        _ => Err(error::usage(format!("several plans begin with `{hash}`")).hint("write more of the hash").into()),
    }
}

fn load(tx: &Connection, id: i64) -> Result<Approval> {
    let (mut approval, payload) = tx.query_row("SELECT * FROM approval WHERE id=?1", [id], from_row)?;
    approval.payload = from_json(&payload, "a plan")?;
    let mut query = tx.prepare("SELECT purchase_id FROM approval_item WHERE approval_id=?1 ORDER BY line")?;
    approval.purchases = query.query_map([id], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
    let mut query = tx.prepare("SELECT refund_id FROM approval_refund WHERE approval_id=?1 ORDER BY refund_id")?;
    approval.refunds = query.query_map([id], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
    Ok(approval)
}

fn from_row(row: &Row<'_>) -> rusqlite::Result<(Approval, String)> {
    let approval = Approval {
        id: row.get("id")?,
        plan_hash: row.get("plan_hash")?,
        state: row.get("state")?,
        total: Money::from_minor(row.get("total")?, row.get::<_, Ccy>("ccy")?.0),
        created_at: row.get::<_, Us>("created_us")?.0,
        expires_at: row.get::<_, Us>("expires_us")?.0,
        decided_at: row.get::<_, Option<Us>>("decided_us")?.map(|us| us.0),
        decided_by: row.get("decided_by")?,
        payload: serde_json::Value::Null,
        purchases: Vec::new(),
        refunds: Vec::new(),
    };
    Ok((approval, row.get("payload")?))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::store::{
        NewPurchase, Proposed,
        tests::{funded, now, usd, wanted},
    };

    fn plan(store: &mut Store, new: &NewPurchase, hash: &str) -> i64 {
        let id = store.propose(new, now()).unwrap().purchase().id;
        let expires = now() + jiff::SignedDuration::from_mins(30);
        store.open_plan(hash, &[id], &usd(1000), &json!({}), expires, now()).unwrap();
        id
    }

    #[track_caller]
    fn code<T>(outcome: Result<T>, expected: &str) {
        let why = outcome.err().expect("it should have been refused");
        assert_eq!(crate::ui::failure_in(&why).unwrap().code, expected, "{why:#}");
    }

    #[test]
    fn a_yes_approves_every_purchase_of_the_plan_once() {
        let mut store = funded();
        let id = plan(&mut store, &wanted("1", 1, 1000), "7f3a9c");
        assert_eq!(store.approvals(true, now()).unwrap().len(), 1);
        assert_eq!(store.approve_plan("7f3", "me", now()).unwrap()[0].id, id);
        assert_eq!(store.purchase(id).unwrap().state, PurchaseState::Approved);
        code(store.approve_plan("7f3a9c", "me", now()), "approval_decided");
        code(store.approval("77"), "no_such_plan");
    }

    #[test]
    fn a_plan_that_changed_or_expired_is_not_approved() {
        let mut store = funded();
        plan(&mut store, &wanted("1", 1, 1000), "aa");
        plan(&mut store, &wanted("2", 1, 1000), "bb");
        store.propose(&wanted("1", 1, 1200), now()).unwrap();
        code(store.approve_plan("aa", "me", now()), "illegal_move");
        let later = now() + jiff::SignedDuration::from_mins(31);
        code(store.approve_plan("bb", "me", later), "approval_expired");
        assert_eq!(store.approval("bb").unwrap().state, "expired");
    }

    #[test]
    fn a_no_holds_until_the_price_is_another_one() {
        let mut store = funded();
        let id = plan(&mut store, &wanted("1", 1, 1000), "aa");
        store.reject_plan("aa", "me", now()).unwrap();
        assert!(
            matches!(store.propose(&wanted("1", 1, 1000), now()).unwrap(), Proposed::Existing(old) if old.id == id)
        );
        assert!(matches!(store.propose(&wanted("1", 1, 900), now()).unwrap(), Proposed::New(_)));
    }
}
