//! What an answer may promise, and what is owed for it once it has left.
//!
//! An answer that goes out by itself promises another answer at most. What a person writes may promise more, but nothing
//! that the books say will not happen: money that nobody means to give back, goods of an order that nobody knows.

use anyhow::Result;
use jiff::Timestamp;

use crate::{
    config,
    domain::support::{Promised, promises},
    error,
    store::{Going, Store, Ticket},
};

/// What a text promises, and how long there is for it.
pub fn going(text: &str, hours: &config::Promises) -> Vec<Going> {
    let within = |what| match what {
        Promised::Refund => hours.refund_hours,
        Promised::Ship => hours.ship_hours,
        Promised::Replacement => hours.replacement_hours,
        Promised::Cancel => hours.cancel_hours,
        Promised::Reply => hours.reply_hours,
    };
    promises(text).into_iter().map(|promise| Going { within: within(promise.what), promise }).collect()
}

/// Why an answer may not go out by itself: what it promises is for a person to promise.
pub fn waits(text: &str) -> Option<String> {
    let heavy = promises(text).into_iter().find(|promise| promise.what != Promised::Reply)?;
    Some(format!("it promises {}: \"{}\"", heavy.what.noun(), heavy.words))
}

/// Notes what an answer promises before a person lets it go; refuses a promise that can't be kept.
pub fn note(store: &mut Store, ticket: &Ticket, hours: &config::Promises, now: Timestamp) -> Result<()> {
    let going = going(&ticket.body, hours);
    for one in &going {
        let order = ticket.message.order.as_deref();
        let refuse = |why: &str, hint: String| -> Result<()> {
            let what = one.promise.what.noun();
            Err(error::refused(format!("the answer of ticket {} promises {what}: {why}", ticket.id))
                .code("promise_unbacked")
                .hint(format!("the sentence is: {}", one.promise.words))
                .hint(hint)
                .into())
        };
        match (one.promise.what, order) {
            (Promised::Refund, Some(order)) if !store.refund_intended(order)? => {
                let first =
                    format!("ask for it first: `arb support refund {order} --reason CODE`, or take the sentence out");
                refuse("no refund is intended for its order", first)?;
            }
            (Promised::Refund | Promised::Ship | Promised::Replacement | Promised::Cancel, None) => {
                refuse("its message names no order", "take the sentence out".to_owned())?;
            }
            _ => {}
        }
    }
    store.note_promises(ticket.id, &going, now)
}

#[cfg(test)]
mod tests {
    use rust_decimal::Decimal;

    use super::*;
    use crate::{config::Mode, domain::message::Message, store::NewTicket};

    #[test]
    fn a_promise_that_nothing_stands_behind_does_not_leave() {
        let now: Timestamp = "2026-06-01T12:00:00Z".parse().unwrap();
        let check = |order: Option<&str>, body: &str, expected: Option<&str>| {
            let mut store = Store::in_memory(Mode::Paper).unwrap();
            let message = Message {
                cursor: 0,
                id: "m1".into(),
                at: now,
                buyer: "Kim".into(),
                order: order.map(str::to_owned),
                sku: None,
                listing: None,
                body: "Where is it?".into(),
                subject: None,
                automatic: None,
            };
            store.store_messages("paper", &[message], now).unwrap();
            let new = NewTicket {
                inbox_id: store.open_messages().unwrap()[0].id,
                state: "drafted",
                category: "shipping".into(),
                commitment: false,
                confidence: Decimal::ONE_HUNDRED,
                body: body.into(),
                reason: None,
                payload: None,
            };
            let ticket = store.open_ticket(&new, now).unwrap();
            let noted = note(&mut store, &ticket, &config::Promises::default(), now);
            let code = noted.err().and_then(|why| crate::ui::failure_in(&why).map(|failure| failure.code));
            assert_eq!(code, expected, "{body}");
            let kept = store.ticket(ticket.id).unwrap().payload.is_some();
            assert_eq!(kept, expected.is_none(), "{body}: what is refused is not noted");
        };
        check(Some("S-1"), "We get back to you here.", None);
        check(None, "We get back to you here.", None);
        check(Some("S-1"), "We will refund you.", Some("promise_unbacked"));
        check(None, "We will send it tomorrow.", Some("promise_unbacked"));
        check(Some("S-1"), "We will send it tomorrow.", None);
        assert_eq!(waits("We get back to you here."), None);
        assert!(waits("We will refund you.").unwrap().contains("a refund"));
    }
}
