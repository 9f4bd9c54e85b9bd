//! Answers to customers: sent at most once.

use anyhow::Result;
use jiff::Timestamp;

use crate::{
    store::{Store, Ticket},
    vendors::{Inbox, Outcome},
};

/// Sends the answer of a ticket that is `ready`. That it leaves is on disk before the inbox hears of it; a call that fails
/// after it may have been sent leaves the ticket `unknown`, and it is not sent again by itself.
pub async fn reply(store: &mut Store, inbox: &dyn Inbox, ticket: i64, now: Timestamp) -> Result<Ticket> {
    let ticket = store.begin_send(ticket, now)?;
    match inbox.reply(&ticket.message.id, &ticket.body).await {
        Ok(Outcome::Done(())) => store.record_sent(ticket.id, now),
        Ok(Outcome::Refused(proof)) => store.record_send_failed(ticket.id, &proof, now),
        Ok(Outcome::Unknown { why, .. } | Outcome::NotSent(why)) => store.record_send_unknown(ticket.id, &why, now),
        Err(why) => store.record_send_unknown(ticket.id, &format!("{why:#}"), now),
    }
}
