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
    /// The step that was taken last: `create`, `offer_packing`, …
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
    tx.prepare_cached("UPDATE inbound SET state=?2, reason=?3, updated_us=?4 WHERE id=?1")?.execute(params![
        id,
        to,
        why,
        Us(now)
    ])?;
    Ok(())
}

/// A step is about to be sent.
pub(super) fn began(tx: &Connection, id: i64, now: Timestamp) -> Result<()> {
    let plan = load(tx, id)?;
    if !matches!(plan.state.as_str(), "draft" | "ready" | "failed") {
        return Err(error::refused(format!("the plan {} is {}: no step can be taken now", plan.name, plan.state))
            .code("illegal_move")
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

    /// Says which step is taken next; it is sent afterwards.
    pub fn want_inbound(&mut self, id: i64, wanted: &InboundStep, now: Timestamp) -> Result<Inbound> {
        let (packing, placement) = match wanted {
            InboundStep::ConfirmPacking { option } => (Some(option), None),
            InboundStep::ConfirmPlacement { option } => (None, Some(option)),
            InboundStep::OfferTransport { placement, .. } => (None, Some(placement)),
            _ => (None, None),
        };
        self.write(|tx| {
            refuse_unsettled(tx, Kind::Inbound, id)?;
            tx.execute(
                "UPDATE inbound SET step=?2, packing=coalesce(?3,packing), placement=coalesce(?4,placement), updated_us=?5 WHERE id=?1",
                params![id, wanted.name(), packing, placement, Us(now)],
            )?;
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
