//! Goods sent to a marketplace's warehouses: plans, the step each is at, and what the marketplace says lies there.

use anyhow::Result;
use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, Row, params};

use super::{
    Store,
    effects::refuse_unsettled,
    lots,
    values::{Us, from_json, to_json},
};
use crate::{
    domain::{
        effect::{InboundItem, InboundStep, Kind},
        warehouse::Kept,
    },
    error,
};

/// A plan as it stands.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
pub struct Inbound {
    /// The row.
    pub id: i64,
    /// Our name of it.
    pub name: String,
    /// The channel whose warehouses it goes to.
    pub channel: String,
    /// `draft`, `submitting`, `unknown`, `manual`, `working`, `ready`, `failed`, `rejected` or `cancelled`.
    pub state: String,
    /// The step that was taken or wanted last: `create`, `offer_packing`, …
    pub step: String,
    /// The marketplace's id of it.
    pub plan: Option<String>,
    /// What the marketplace is working on.
    pub operation: Option<String>,
    /// The packing that was chosen.
    pub packing: Option<String>,
    /// The placement that was chosen, or that transport was asked for.
    pub placement: Option<String>,
    /// What is sent.
    pub items: Vec<InboundItem>,
    /// Why it stands where it stands.
    pub reason: Option<String>,
    /// When it was begun.
    pub created_at: Timestamp,
    /// Of what is wanted of it: a step is sent only while nothing else is wanted since.
    #[serde(skip)]
    pub version: i64,
}

/// What a marketplace says lies in its warehouses of one SKU; absent is unknown.
#[derive(Clone, Debug, Default, PartialEq, serde::Serialize)]
pub struct InWarehouse {
    /// The channel.
    pub channel: String,
    /// Of which SKU, and how many.
    #[serde(flatten)]
    pub kept: Kept,
    /// When it was asked.
    pub seen_at: Timestamp,
}

/// States in which nothing happens any more.
const ENDED: &str = "('rejected','cancelled')";

fn from_row(row: &Row<'_>) -> rusqlite::Result<(Inbound, String)> {
    let items: String = row.get("items")?;
    let plan = Inbound {
        id: row.get("id")?,
        name: row.get("name")?,
        channel: row.get("channel")?,
        state: row.get("state")?,
        step: row.get("step")?,
        plan: row.get("plan")?,
        operation: row.get("operation")?,
        packing: row.get("packing")?,
        placement: row.get("placement")?,
        items: Vec::new(),
        reason: row.get("reason")?,
        created_at: row.get::<_, Us>("created_us")?.0,
        version: row.get("updated_us")?,
    };
    Ok((plan, items))
}

fn whole((plan, items): (Inbound, String)) -> Result<Inbound> {
    Ok(Inbound { items: from_json(&items, "the goods of a plan")?, ..plan })
}

fn load(tx: &Connection, id: i64) -> Result<Inbound> {
    let row = tx.prepare_cached("SELECT * FROM inbound WHERE id=?1")?.query_row([id], from_row).optional()?;
    whole(row.ok_or_else(|| error::usage(format!("there is no plan {id}")).code("no_such_plan"))?)
}

/// Moves a plan, and keeps why.
pub(super) fn step(tx: &Connection, id: i64, to: &str, why: Option<&str>, now: Timestamp) -> Result<()> {
    tx.prepare_cached("UPDATE inbound SET state=?2, reason=?3, updated_us=max(?4,updated_us+1) WHERE id=?1")?
        .execute(params![id, to, why, Us(now)])?;
    Ok(())
}

/// Refuses a plan that stands where no step can be wanted or sent.
fn refuse_busy(plan: &Inbound) -> Result<()> {
    if matches!(plan.state.as_str(), "draft" | "ready" | "failed") {
        return Ok(());
    }
    Err(error::refused(format!("the plan {} is {}: no step can be taken now", plan.name, plan.state))
        .code("illegal_move")
        .hint("`arb ship` moves it on and shows where it stands")
        .into())
}

/// The step that was wanted last is about to be sent: it is the one of this version, or nothing is sent.
pub(super) fn began(tx: &Connection, id: i64, version: Option<i64>, now: Timestamp) -> Result<()> {
    let plan = load(tx, id)?;
    refuse_busy(&plan)?;
    if version != Some(plan.version) {
        let (name, step) = (&plan.name, &plan.step);
        return Err(error::refused(format!("the plan {name}: `{step}` is wanted of it by now, by another command"))
            .code("illegal_move")
            .hint("`arb ship` shows where it stands")
            .into());
    }
    step(tx, id, "submitting", None, now)
}

/// The marketplace took a step on: `PLAN/OPERATION` for a new plan, else the operation; `-` where it is not known, and
/// then the step was found to be done.
pub(super) fn taken_on(tx: &Connection, id: i64, receipt: &str, now: Timestamp) -> Result<()> {
    let (plan, operation) = match receipt.split_once('/') {
        Some((plan, operation)) => (Some(plan), operation),
        None => (None, receipt),
    };
    let operation = (operation != "-").then_some(operation);
    tx.execute("UPDATE inbound SET plan=coalesce(?2,plan), operation=?3 WHERE id=?1", params![id, plan, operation])?;
    match operation {
        Some(_) => step(tx, id, "working", None, now),
        None => ended(tx, id, now),
    }
}

/// The step that was taken last is done.
fn ended(tx: &Connection, id: i64, now: Timestamp) -> Result<()> {
    let to = if load(tx, id)?.step == "cancel" { "cancelled" } else { "ready" };
    step(tx, id, to, None, now)
}

/// The marketplace refused a step: a plan that does not exist is given up, another one stands where it stood.
pub(super) fn refused(tx: &Connection, id: i64, proof: &str, now: Timestamp) -> Result<()> {
    let to = if load(tx, id)?.plan.is_some() { "failed" } else { "rejected" };
    step(tx, id, to, Some(proof), now)
}

/// A step was not sent, or is proven not to have happened: it may be taken again.
pub(super) fn not_sent(tx: &Connection, id: i64, proof: &str, now: Timestamp) -> Result<()> {
    let to = if load(tx, id)?.plan.is_some() { "failed" } else { "draft" };
    step(tx, id, to, Some(proof), now)
}

impl Store {
    /// Writes a plan down before the marketplace hears of it. Refused (`not_in_stock`) where more of a SKU would be sent than is
    /// on hand and not for sale on another channel.
    pub fn draft_inbound(
        &mut self,
        name: &str,
        channel: &str,
        items: &[InboundItem],
        now: Timestamp,
    ) -> Result<Inbound> {
        self.write(|tx| {
            for item in items {
                let elsewhere: i64 = tx.query_row(
                    "SELECT coalesce(sum(quantity),0) FROM listing WHERE sku=?1 AND channel<>?2 AND state NOT IN('ended','rejected')",
                    [&item.sku, channel],
                    |row| row.get(0),
                )?;
                let free = lots::on_hand(tx, &item.sku)? - elsewhere;
                if i64::from(item.units) > free {
                    return Err(error::refused(format!(
                        "{}: {} units can't be sent, {} are on hand and not for sale on another channel",
                        item.sku,
                        item.units,
                        free.max(0)
                    ))
                    .code("not_in_stock")
                    .into());
                }
            }
            tx.execute(
                "INSERT INTO inbound(name,channel,state,step,items,created_us,updated_us) VALUES(?1,?2,'draft','create',?3,?4,?4)",
                params![name, channel, to_json(&items), Us(now)],
            )?;
            load(tx, tx.last_insert_rowid())
        })
    }

    /// Gives a plan up that the marketplace never heard of.
    pub fn drop_inbound(&mut self, id: i64, now: Timestamp) -> Result<Inbound> {
        self.write(|tx| {
            refuse_unsettled(tx, Kind::Inbound, id)?;
            if load(tx, id)?.state == "draft" {
                step(tx, id, "rejected", Some("given up before it was made"), now)?;
            }
            load(tx, id)
        })
    }

    /// Says which step is taken next; it is sent afterwards. Until then a plan that the marketplace knows is `failed`: one that is
    /// wanted and never sent isn't taken for done. Refused (`illegal_move`) where no step can be taken now.
    pub fn want_inbound(&mut self, id: i64, wanted: &InboundStep, now: Timestamp) -> Result<Inbound> {
        let (packing, placement) = match wanted {
            InboundStep::ConfirmPacking { option } => (Some(option), None),
            InboundStep::ConfirmPlacement { option } => (None, Some(option)),
            InboundStep::OfferTransport { placement, .. } => (None, Some(placement)),
            _ => (None, None),
        };
        self.write(|tx| {
            refuse_unsettled(tx, Kind::Inbound, id)?;
            let plan = load(tx, id)?;
            refuse_busy(&plan)?;
            tx.execute(
                "UPDATE inbound SET step=?2, packing=coalesce(?3,packing), placement=coalesce(?4,placement) WHERE id=?1",
                params![id, wanted.name(), packing, placement],
            )?;
            let why = format!("`{}` was wanted and is not sent", wanted.name());
            not_sent(tx, id, &why, now)?;
            load(tx, id)
        })
    }

    /// What became of the operation that a plan waits for: done, or why it came to nothing.
    pub fn record_operation(
        &mut self,
        id: i64,
        operation: &str,
        end: Result<(), &str>,
        now: Timestamp,
    ) -> Result<Inbound> {
        self.write(|tx| {
            let plan = load(tx, id)?;
            if plan.state == "working" && plan.operation.as_deref() == Some(operation) {
                match end {
                    Ok(()) => ended(tx, id, now)?,
                    Err(why) => step(tx, id, "failed", Some(why), now)?,
                }
            }
            load(tx, id)
        })
    }

    /// A plan by its row.
    pub fn inbound(&self, id: i64) -> Result<Inbound> {
        self.read(|tx| load(tx, id))
    }

    /// Plans, the newest last: those that go on, or with `all` every one.
    pub fn inbounds(&self, all: bool) -> Result<Vec<Inbound>> {
        self.read(|tx| {
            let which = if all { String::new() } else { format!("WHERE state NOT IN{ENDED}") };
            let mut query = tx.prepare(&format!("SELECT * FROM inbound {which} ORDER BY id"))?;
            let rows = query.query_map([], from_row)?;
            rows.map(|row| whole(row?)).collect()
        })
    }

    /// Keeps what a marketplace says lies in its warehouses.
    pub fn see_warehouse(&mut self, seen: &[InWarehouse]) -> Result<()> {
        self.write(|tx| {
            let mut insert = tx.prepare_cached(
                "INSERT OR REPLACE INTO warehouse(channel,sku,label,on_hand,inbound,reserved,unfulfillable,researching,seen_us)
                 VALUES(?1,?2,?3,?4,?5,?6,?7,?8,?9)",
            )?;
            for one in seen {
                insert.execute(params![
                    one.channel, one.kept.sku, one.kept.label, one.kept.on_hand, one.kept.inbound, one.kept.reserved,
                    one.kept.unfulfillable, one.kept.researching, Us(one.seen_at)
                ])?;
            }
            Ok(())
        })
    }

    /// What lay in the warehouses when they were asked last.
    pub fn in_warehouses(&self) -> Result<Vec<InWarehouse>> {
        self.read(|tx| {
            let mut query = tx.prepare("SELECT * FROM warehouse ORDER BY channel,sku")?;
            let rows = query.query_map([], |row| {
                Ok(InWarehouse {
                    channel: row.get("channel")?,
                    kept: Kept {
                        sku: row.get("sku")?,
                        label: row.get("label")?,
                        on_hand: row.get("on_hand")?,
                        inbound: row.get("inbound")?,
                        reserved: row.get("reserved")?,
                        unfulfillable: row.get("unfulfillable")?,
                        researching: row.get("researching")?,
                    },
                    seen_at: row.get::<_, Us>("seen_us")?.0,
                })
            })?;
            Ok(rows.collect::<rusqlite::Result<_>>()?)
        })
    }

    /// SKUs that a channel's own warehouses ship, by what was published last or sent there.
    pub fn warehoused(&self, channel: &str) -> Result<Vec<String>> {
        self.read(|tx| {
            let mut query = tx.prepare_cached(
                "SELECT sku FROM listing WHERE channel=?1 AND state NOT IN('ended','rejected')
                   AND json_extract(payload,'$.draft.program')='fba'
                 UNION SELECT json_extract(item.value,'$.sku') FROM inbound, json_each(inbound.items) AS item
                   WHERE channel=?1 AND plan IS NOT NULL ORDER BY 1",
            )?;
            let rows = query.query_map([channel], |row| row.get(0))?;
            Ok(rows.collect::<rusqlite::Result<_>>()?)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::{
        NewEffect,
        tests::{done, funded, now, stocked},
    };

    /// A plan that Amazon made, with nothing open.
    fn made() -> (Store, Inbound) {
        let mut store = funded();
        let sku = stocked(&mut store, "1", 2, 2000);
        let plan = store.draft_inbound("arb 1", "amazon_us", &[InboundItem { sku, units: 2 }], now()).unwrap();
        let wanted = store.want_inbound(plan.id, &InboundStep::Create { items: plan.items }, now()).unwrap();
        sent(&mut store, &wanted, "wf1/o1").unwrap();
        let plan = store.record_operation(plan.id, "o1", Ok(()), now()).unwrap();
        assert_eq!((plan.state.as_str(), plan.step.as_str()), ("ready", "create"));
        (store, plan)
    }

    /// Sends what is wanted of a plan; the marketplace takes it on.
    fn sent(store: &mut Store, wanted: &Inbound, receipt: &str) -> Result<()> {
        let new = NewEffect {
            kind: Kind::Inbound,
            subject: wanted.id,
            version: Some(wanted.version),
            vendor: "amazon".into(),
            key: format!("inbound:{}:{}", wanted.name, wanted.step),
            request: b"{}".to_vec(),
            pre_image: Vec::new(),
        };
        let (effect, _lock) = store.begin_effect(&new, now())?;
        store.finish_effect(&effect, &done(receipt, 0), now())?;
        Ok(())
    }

    fn code(why: &anyhow::Error) -> &'static str {
        crate::ui::failure_in(why).unwrap().code
    }

    #[test]
    fn a_step_that_comes_too_late_does_not_stand_for_the_one_that_was_taken() {
        let (mut store, plan) = made();
        let wanted = store.want_inbound(plan.id, &InboundStep::OfferPacking, now()).unwrap();
        sent(&mut store, &wanted, "o2").unwrap();
        let why = store.want_inbound(plan.id, &InboundStep::Cancel, now()).unwrap_err();
        assert_eq!(code(&why), "illegal_move");
        assert!(why.to_string().contains("is working"), "{why}");
        let after = store.record_operation(plan.id, "o2", Ok(()), now()).unwrap();
        assert_eq!((after.state.as_str(), after.step.as_str()), ("ready", "offer_packing"));
    }

    #[test]
    fn of_two_that_want_a_step_at_once_the_last_one_takes_it() {
        let (mut store, plan) = made();
        let first = store.want_inbound(plan.id, &InboundStep::OfferPacking, now()).unwrap();
        let last = store.want_inbound(plan.id, &InboundStep::Cancel, now()).unwrap();
        let why = sent(&mut store, &first, "o2").unwrap_err();
        assert_eq!(code(&why), "illegal_move");
        assert!(why.to_string().contains("`cancel` is wanted of it by now"), "{why}");
        sent(&mut store, &last, "o3").unwrap();
        assert_eq!(store.record_operation(plan.id, "o3", Ok(()), now()).unwrap().state, "cancelled");
    }

    #[test]
    fn a_step_that_was_wanted_and_never_sent_is_not_taken_for_done() {
        let (mut store, plan) = made();
        for step in [InboundStep::OfferPacking, InboundStep::ConfirmPacking { option: "po1".into() }] {
            let wanted = store.want_inbound(plan.id, &step, now()).unwrap();
            // Whoever wanted it ends here.
            assert_eq!(store.inbound(plan.id).unwrap(), wanted);
            assert_eq!((wanted.state.as_str(), wanted.step.as_str()), ("failed", step.name()));
            assert!(wanted.reason.unwrap().contains("not sent"));
        }
        let wanted = store.want_inbound(plan.id, &InboundStep::OfferPacking, now()).unwrap();
        sent(&mut store, &wanted, "o2").unwrap();
        let after = store.record_operation(plan.id, "o2", Ok(()), now()).unwrap();
        assert_eq!((after.state.as_str(), after.reason), ("ready", None));
    }

    #[test]
    fn nothing_is_wanted_of_a_plan_that_is_given_up() {
        let (mut store, plan) = made();
        let wanted = store.want_inbound(plan.id, &InboundStep::Cancel, now()).unwrap();
        sent(&mut store, &wanted, "-").unwrap();
        assert_eq!(store.inbound(plan.id).unwrap().state, "cancelled");
        assert!(store.want_inbound(plan.id, &InboundStep::OfferPacking, now()).is_err());
        assert!(
            store.want_inbound(99, &InboundStep::OfferPacking, now()).unwrap_err().to_string().contains("no plan 99")
        );
    }
}
