//! Refunds to buyers: sent under our reference, and looked for afterwards among the refunds of the order.

use anyhow::Result;
use jiff::Timestamp;

use super::kernel::{Intent, send};
use crate::{
    domain::effect::Change,
    store::{Refund, Store},
    vendors::Gateway,
};

/// Sends a refund whose money is held.
pub async fn refund(store: &mut Store, gateway: &dyn Gateway, refund: &Refund, now: Timestamp) -> Result<Refund> {
    let change = Change::Refund(refund.ask());
    let intent = Intent { subject: refund.id, version: None, key: refund.reference.clone(), change };
    send(store, gateway, &intent, now).await?;
    store.refund(refund.id)
}
