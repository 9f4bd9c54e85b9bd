//! Answers to customers: sent at most once.

use anyhow::Result;
use jiff::Timestamp;

use super::kernel::{Intent, send};
use crate::{
    domain::{
        effect::{Change, Writing},
        message::Message,
    },
    store::{Store, Ticket},
    vendors::Gateway,
};

/// Sends the answer of a ticket that is `ready`. What nobody knows the fate of is looked for on the thread later; an
/// answer that promises something is never sent a second time by itself.
pub async fn reply(store: &mut Store, gateway: &dyn Gateway, ticket: i64, now: Timestamp) -> Result<Ticket> {
    let ready = store.ticket(ticket)?;
    let key = format!("reply:{}:{}:{}", ready.source, ready.message.id, ready.slot);
    let change = if gateway.by_address() {
        let Message { id, buyer, subject, .. } = ready.message;
        let subject = subject.map(|subject| answering(&subject));
        let (name, body) = (key.clone(), ready.body);
        Change::Write(Writing { to: buyer, subject, answers: Some(id), body, name, buttons: Vec::new() })
    } else {
        Change::Reply { message: ready.message.id, body: ready.body }
    };
    send(store, gateway, &Intent { subject: ticket, version: None, key, change }, now).await?;
    store.ticket(ticket)
}

/// The subject of an answer.
fn answering(subject: &str) -> String {
    let begins = |start: &str| subject.get(..start.len()).is_some_and(|head| head.eq_ignore_ascii_case(start));
    if ["re:", "aw:", "sv:"].iter().any(|start| begins(start)) { subject.to_owned() } else { format!("Re: {subject}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_says_once_that_it_is_one() {
        for (subject, expected) in
            [("Where?", "Re: Where?"), ("RE: Where?", "RE: Where?"), ("aw: x", "aw: x"), ("ré", "Re: ré")]
        {
            assert_eq!(answering(subject), expected);
        }
    }
}
