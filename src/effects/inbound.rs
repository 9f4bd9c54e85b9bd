//! Goods on their way to a marketplace's warehouses: each step of a plan is sent once and looked for by what it leaves behind.

use anyhow::Result;
use jiff::Timestamp;

use super::kernel::{Intent, send};
use crate::{
    domain::effect::{Change, InboundAsk, InboundStep, Kind},
    store::{Inbound, Store},
    vendors::Gateway,
};

/// Takes a step of a plan. Refused where an earlier one is not settled, or another command wants another one since; a halt
/// leaves the plan as it stands.
pub async fn inbound(
    store: &mut Store,
    gateway: &dyn Gateway,
    plan: &Inbound,
    step: InboundStep,
    now: Timestamp,
) -> Result<Inbound> {
    store.permit_check(Kind::Inbound)?;
    let wanted = store.want_inbound(plan.id, &step, now)?;
    let ask = InboundAsk { name: wanted.name.clone(), plan: wanted.plan.clone(), step };
    let key = format!("inbound:{}:{}", wanted.name, ask.step.name());
    let intent = Intent { subject: wanted.id, version: Some(wanted.version), key, change: Change::Inbound(ask) };
    send(store, gateway, &intent, now).await?;
    store.inbound(plan.id)
}
