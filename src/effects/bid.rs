//! What is said to a seller about a price: sent at most once.

use anyhow::{Context as _, Result};
use jiff::Timestamp;

use super::kernel::{Intent, send};
use crate::{
    domain::{effect::Change, negotiation::Talk},
    store::{Store, Ticket},
    vendors::Gateway,
};

/// What the key of a word to a seller begins with.
const KEY: &str = "bid:";

/// Whether what is sent may come to be owed as a purchase is.
pub(super) fn owes(key: &str) -> bool {
    key.starts_with(KEY)
}

/// Sends what is written down in the ticket of a deal's move, where it is `ready`. It may cost money, so what nobody knows the
/// fate of is never sent a second time by itself.
pub async fn bid(store: &mut Store, gateway: &dyn Gateway, ticket: i64, now: Timestamp) -> Result<Ticket> {
    let ready = store.ticket(ticket)?;
    let talk = talk_of(&ready).with_context(|| format!("ticket {ticket} is no move in a deal"))?;
    let key = format!("{KEY}{ticket}");
    send(store, gateway, &Intent { subject: ticket, version: None, key, change: Change::Bid(talk) }, now).await?;
    store.ticket(ticket)
}

/// What is said by the ticket of a deal's move.
pub fn talk_of(ticket: &Ticket) -> Option<Talk> {
    serde_json::from_value(ticket.payload.as_ref()?.get("talk")?.clone()).ok()
}
