//! Answers to customers: sent at most once.

use anyhow::Result;
use jiff::Timestamp;

use super::kernel::{Intent, send};
use crate::{
    domain::effect::Change,
    store::{Store, Ticket},
    vendors::Gateway,
};

/// Sends the answer of a ticket that is `ready`. What nobody knows the fate of is looked for on the thread later; an
/// answer that promises something is never sent a second time by itself.
pub async fn reply(store: &mut Store, gateway: &dyn Gateway, ticket: i64, now: Timestamp) -> Result<Ticket> {
    let ready = store.ticket(ticket)?;
    let key = format!("reply:{}:{}:1", ready.source, ready.message.id);
    let change = Change::Reply { message: ready.message.id, body: ready.body };
    send(store, gateway, &Intent { subject: ticket, version: None, key, change }, now).await?;
    store.ticket(ticket)
}
