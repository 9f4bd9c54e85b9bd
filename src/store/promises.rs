//! Promises: what an answer that left said would be done, by when, and what kept it.
//!
//! A promise is written down in the transaction in which its answer counts as sent, whoever finds out about that. It is kept
//! by what the books know (a refund made, a later answer sent) or by what a person says with evidence, and never by time.

use anyhow::Result;
use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension as _, Row, params};
use serde::{Deserialize, Serialize};

use super::{
    Store,
    forgotten::ERASED,
    tickets,
    values::{Us, to_json},
};
use crate::{
    domain::{
        manners::person,
        support::{Promise, Promised},
    },
    error,
};

/// A promise as it stands.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
pub struct PromiseRow {
    /// The row.
    pub id: i64,
    /// The ticket whose answer made it.
    pub ticket: i64,
    /// The inbox.
    pub channel: String,
    /// The order.
    pub order: Option<String>,
    /// The buyer, as the channel names them.
    pub buyer: String,
    /// What.
    pub what: Promised,
    /// The sentence.
    pub words: String,
    /// `open`, `kept`, `waived`.
    pub state: String,
    /// When the answer left.
    pub made_at: Timestamp,
    /// By when it is to be kept.
    pub due_at: Timestamp,
    /// What kept it, or why it need not be kept.
    pub evidence: Option<String>,
    /// When that was.
    pub settled_at: Option<Timestamp>,
    /// By whom.
    pub settled_by: Option<String>,
}

impl PromiseRow {
    /// Whether it should have been kept by now.
    pub fn is_overdue(&self, now: Timestamp) -> bool {
        self.state == "open" && self.due_at < now
    }

    /// What a person does to keep it.
    pub fn how(&self) -> String {
        let order = self.order.as_deref().unwrap_or("ORDER");
        match self.what {
            Promised::Refund | Promised::Cancel => format!("`arb support refund {order} --reason CODE`"),
            Promised::Reply => format!("`arb support send {} --body FILE`", self.ticket),
            Promised::Ship | Promised::Replacement => {
                format!("send it, then `arb support promises keep {} --evidence \"tracking …\"`", self.id)
            }
        }
    }
}

/// A promise on its way out, with its ticket.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Going {
    /// What, in which words.
    #[serde(flatten)]
    pub promise: Promise,
    /// Hours to keep it in.
    pub within: u32,
}

const PROMISE: &str = "SELECT p.*, i.source, i.ext_order, i.buyer FROM promise p JOIN ticket t ON t.id=p.ticket_id JOIN inbox i ON i.id=t.inbox_id";

fn from_row(row: &Row<'_>) -> rusqlite::Result<PromiseRow> {
    let what: String = row.get("what")?;
    Ok(PromiseRow {
        id: row.get("id")?,
        ticket: row.get("ticket_id")?,
        channel: row.get("source")?,
        order: row.get("ext_order")?,
        buyer: row.get("buyer")?,
        what: Promised::named(&what)
            .ok_or_else(|| rusqlite::Error::InvalidColumnType(0, what, rusqlite::types::Type::Text))?,
        words: row.get("words")?,
        state: row.get("state")?,
        made_at: row.get::<_, Us>("made_us")?.0,
        due_at: row.get::<_, Us>("due_us")?.0,
        evidence: row.get("evidence")?,
        settled_at: row.get::<_, Option<Us>>("settled_us")?.map(|us| us.0),
        settled_by: row.get("settled_by")?,
    })
}

fn rows(tx: &Connection, condition: &str, argument: &dyn rusqlite::ToSql) -> Result<Vec<PromiseRow>> {
    let mut query = tx.prepare(&format!("{PROMISE} {condition} ORDER BY p.due_us, p.id"))?;
    let rows = query.query_map([argument], from_row)?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// The answer of a ticket was sent: what it promises is owed from now on.
pub(super) fn made(tx: &Connection, ticket: i64, now: Timestamp) -> Result<()> {
    let ticket = tickets::load(tx, ticket)?;
    let going = ticket.payload.as_ref().and_then(|payload| payload.get("promises")).cloned();
    let going: Vec<Going> = going.and_then(|going| serde_json::from_value(going).ok()).unwrap_or_default();
    for one in going {
        tx.execute(
            "INSERT INTO promise(ticket_id,what,words,made_us,due_us) VALUES(?1,?2,?3,?4,?5) ON CONFLICT DO NOTHING",
            params![
                ticket.id,
                one.promise.what.name(),
                one.promise.words,
                Us(now),
                Us(one.promise.due(now, one.within))
            ],
        )?;
    }
    Ok(())
}

/// Refuses to call a ticket done whose promises are not kept: names each, and what to do.
pub(super) fn refuse_unkept(tx: &Connection, ticket: i64) -> Result<()> {
    let open = rows(tx, "WHERE p.state='open' AND p.ticket_id=?1", &ticket)?;
    let Some(first) = open.first() else { return Ok(()) };
    let named: Vec<String> =
        open.iter().map(|one| format!("{} by {} (promise {})", one.what.noun(), one.due_at, one.id)).collect();
    let mut failure = error::refused(format!("ticket {ticket} is not resolved: it promised {}", named.join(" and ")))
        .code("promises_open");
    for one in &open {
        failure = failure.hint(format!("promise {}: {}", one.id, one.how()));
    }
    let waive =
        format!("where it is not needed any more: `arb support promises waive {} --evidence \"why\"`", first.id);
    Err(failure.hint(waive).into())
}

impl Store {
    /// What an answer promises, noted with its ticket before it may leave. One that promises more than another answer is never
    /// sent a second time by itself.
    pub fn note_promises(&mut self, ticket: i64, going: &[Going], now: Timestamp) -> Result<()> {
        let binding = going.iter().any(|one| one.promise.what != Promised::Reply);
        self.write(|tx| {
            tx.execute(
                "UPDATE ticket SET payload=json_set(coalesce(payload,'{}'),'$.promises',json(?2)),
                   class=CASE WHEN ?3 THEN 'commitment' ELSE class END, updated_us=?4
                 WHERE id=?1 AND state IN('drafted','escalated','ready')",
                params![ticket, to_json(&going), binding, Us(now)],
            )?;
            Ok(())
        })
    }

    /// Whether giving money back for an order is intended or done: a refund that was neither refused nor given up.
    pub fn refund_intended(&self, order: &str) -> Result<bool> {
        self.read(|tx| {
            Ok(tx.query_row(
                "SELECT EXISTS(SELECT 1 FROM refund WHERE ext_order=?1 AND state NOT IN('refused','voided'))
                   OR EXISTS(SELECT 1 FROM refund_fact WHERE ext_order=?1)",
                [order],
                |row| row.get(0),
            )?)
        })
    }

    /// Finds out which promises the books know to be kept: money that went back, an answer that was sent later. Returns them.
    pub fn settle_promises(&mut self, now: Timestamp) -> Result<Vec<PromiseRow>> {
        self.write(|tx| settle_known(tx, now))
    }

    /// A person says what kept a promise (`kept`), or why it need not be kept (`waived`).
    pub fn settle_promise(
        &mut self,
        id: i64,
        kept: bool,
        evidence: &str,
        who: &str,
        now: Timestamp,
    ) -> Result<PromiseRow> {
        self.write(|tx| {
            let found = rows(tx, "WHERE p.id=?1", &id)?.pop();
            let promise = found.ok_or_else(|| {
                error::usage(format!("there is no promise {id}"))
                    .code("no_such_promise")
                    .hint("`arb support promises --all` lists them")
            })?;
            if promise.state != "open" {
                return Ok(promise);
            }
            settle(tx, id, if kept { "kept" } else { "waived" }, evidence, who, now)?;
            Ok(rows(tx, "WHERE p.id=?1", &id)?.remove(0))
        })
    }

    /// Promises, the next that is due first; only those that are not kept yet, or all.
    pub fn promises(&self, all: bool) -> Result<Vec<PromiseRow>> {
        self.read(|tx| rows(tx, "WHERE ?1 OR p.state='open'", &all))
    }
}

/// Settles the promises that the books know to be kept.
pub(super) fn settle_known(tx: &Connection, now: Timestamp) -> Result<Vec<PromiseRow>> {
    let mut kept = Vec::new();
    for promise in rows(tx, "WHERE p.state='open' AND ?1", &true)? {
        let Some(evidence) = evidence(tx, &promise)? else { continue };
        settle(tx, promise.id, "kept", &evidence, "arb", now)?;
        kept.extend(rows(tx, "WHERE p.id=?1", &promise.id)?);
    }
    Ok(kept)
}

fn settle(tx: &Connection, id: i64, state: &str, evidence: &str, who: &str, now: Timestamp) -> Result<()> {
    tx.execute(
        "UPDATE promise SET state=?2, evidence=?3, settled_us=?4, settled_by=?5 WHERE id=?1",
        params![id, state, evidence, Us(now), who],
    )?;
    Ok(())
}

/// What the books know that keeps a promise.
fn evidence(tx: &Connection, promise: &PromiseRow) -> Result<Option<String>> {
    match promise.what {
        Promised::Refund | Promised::Cancel => {
            let mut query = tx.prepare_cached(
                "SELECT 'refunded: '||coalesce(vendor_refund,feed_id,'line '||ext_line) FROM refund_fact WHERE ext_order=?1
                 ORDER BY id DESC LIMIT 1",
            )?;
            Ok(query.query_row([&promise.order], |row| row.get(0)).optional()?)
        }
        Promised::Reply => Ok(answered(tx, promise)?.map(|ticket| format!("answered: ticket {ticket}"))),
        Promised::Ship | Promised::Replacement => Ok(None),
    }
}

/// The first answer that was sent later in the conversation of a promise. A conversation is somebody's, about one order or
/// none; of people who are forgotten nothing says who is who, so theirs is the message alone that the promise answered.
fn answered(tx: &Connection, promise: &PromiseRow) -> Result<Option<i64>> {
    let mut query = tx.prepare_cached(
        "SELECT t.id, i.buyer, t.inbox_id=(SELECT inbox_id FROM ticket WHERE id=?1) FROM ticket t JOIN inbox i ON i.id=t.inbox_id
         WHERE t.id<>?1 AND t.sent_us>?2 AND i.source=?3 AND i.ext_order IS ?4 ORDER BY t.sent_us",
    )?;
    let mut rows = query.query(params![promise.ticket, Us(promise.made_at), promise.channel, promise.order])?;
    while let Some(row) = rows.next()? {
        let same_person = promise.buyer != ERASED && person(row.get_ref(1)?.as_str()?) == person(&promise.buyer);
        if same_person || row.get(2)? {
            return Ok(Some(row.get(0)?));
        }
    }
    Ok(None)
}

#[cfg(test)]
mod tests {
    use rust_decimal::Decimal;

    use super::*;
    use crate::{
        domain::{
            effect::{Kind, Receipt},
            message::Message,
            support::promises,
        },
        store::{
            End, NewTicket, Ticket,
            tests::{begin, funded, now},
        },
    };

    fn asked(store: &mut Store, id: &str, at: Timestamp) -> i64 {
        asked_by(store, id, "Kim", Some("S-1"), at)
    }

    fn asked_by(store: &mut Store, id: &str, buyer: &str, order: Option<&str>, at: Timestamp) -> i64 {
        let message = Message {
            id: id.into(),
            at,
            buyer: buyer.into(),
            order: order.map(str::to_owned),
            body: "Where is it?".into(),
            ..Message::default()
        };
        store.store_messages("paper", &[message], at).unwrap();
        store.open_messages().unwrap().pop().unwrap().id
    }

    fn answered(store: &mut Store, id: &str, body: &str, at: Timestamp) -> Ticket {
        let inbox_id = asked(store, id, at);
        answer(store, id, inbox_id, body, at)
    }

    fn answer(store: &mut Store, id: &str, inbox_id: i64, body: &str, at: Timestamp) -> Ticket {
        let new = NewTicket {
            inbox_id,
            state: "drafted",
            category: "shipping".into(),
            commitment: false,
            confidence: Decimal::ONE_HUNDRED,
            body: body.into(),
            reason: None,
            payload: None,
        };
        let ticket = store.open_ticket(&new, at).unwrap();
        let going: Vec<Going> = promises(body).into_iter().map(|promise| Going { promise, within: 24 }).collect();
        store.note_promises(ticket.id, &going, at).unwrap();
        store.approve_ticket(ticket.id, at).unwrap();
        begin(store, Kind::Message, ticket.id);
        let effect = store.effect_of(Kind::Message, ticket.id).unwrap().unwrap();
        let receipt = Receipt { id: format!("R-{id}"), amount: None, at };
        store.finish_effect(&effect, &End::Done(receipt), at).unwrap();
        store.ticket(ticket.id).unwrap()
    }

    fn code(why: &anyhow::Error) -> &'static str {
        crate::ui::failure_in(why).unwrap().code
    }

    #[test]
    fn a_promise_counts_once_its_answer_is_sent_and_blocks_until_it_is_kept() {
        let mut store = funded();
        let (start, hour) = (now(), jiff::SignedDuration::from_hours(1));
        let first = answered(&mut store, "m1", "Thank you. We get back to you here.", start);
        let owed = store.promises(false).unwrap();
        assert_eq!((owed.len(), owed[0].what, owed[0].due_at), (1, Promised::Reply, start + hour * 24));
        assert!(!owed[0].is_overdue(start + hour * 24) && owed[0].is_overdue(start + hour * 25));
        let refused = store.close_ticket(first.id, start).unwrap_err();
        assert_eq!(code(&refused), "promises_open");
        assert!(refused.to_string().contains("it promised another answer by 2026-06-02T12:00:00Z"), "{refused}");
        assert!(store.waiting_tickets(start).unwrap().is_empty());
        assert_eq!(
            store.waiting_tickets(start + hour * 25).unwrap().len(),
            1,
            "it stands in the inbox when it is overdue"
        );
        // Nothing keeps it but a later answer in its conversation.
        assert!(store.settle_promises(start + hour).unwrap().is_empty());
        answered(&mut store, "m2", "It is there now.", start + hour);
        let kept = store.settle_promises(start + hour * 2).unwrap();
        assert_eq!(kept[0].evidence.as_deref(), Some("answered: ticket 2"));
        assert_eq!(store.close_ticket(first.id, start + hour * 2).unwrap().state, "closed");
    }

    #[test]
    fn a_draft_owes_nothing_and_a_refund_is_kept_by_the_refund_alone() {
        let mut store = funded();
        let inbox_id = asked(&mut store, "m1", now());
        let draft = NewTicket {
            inbox_id,
            state: "drafted",
            category: "refund".into(),
            commitment: false,
            confidence: Decimal::ONE_HUNDRED,
            body: "We will refund you.".into(),
            reason: None,
            payload: None,
        };
        let draft = store.open_ticket(&draft, now()).unwrap();
        assert!(store.promises(true).unwrap().is_empty());
        assert_eq!(store.close_ticket(draft.id, now()).unwrap().state, "closed");
        let sent = answered(&mut store, "m2", "We will refund you.", now());
        assert!(sent.commitment, "it is never sent a second time by itself");
        assert!(!store.refund_intended("S-1").unwrap());
        answered(&mut store, "m3", "It is there now.", now() + jiff::SignedDuration::from_hours(1));
        assert!(store.settle_promises(now()).unwrap().is_empty(), "words keep no refund");
        store
            .conn
            .execute(
                "INSERT INTO refund_fact(channel,ext_order,ext_line,ccy,amt,feed,feed_id,at_us)
                 VALUES('ebay_us','S-1','1','USD',500,'f','e-1',0)",
                [],
            )
            .unwrap();
        let kept = store.settle_promises(now()).unwrap();
        assert_eq!(
            (kept.len(), kept[0].what, kept[0].evidence.as_deref()),
            (1, Promised::Refund, Some("refunded: e-1"))
        );
        assert!(store.refund_intended("S-1").unwrap());
        // What is settled stays settled, and what was promised never changes.
        assert_eq!(store.settle_promise(kept[0].id, false, "no", "me", now()).unwrap().state, "kept");
        assert!(store.conn.execute("UPDATE promise SET words='x'", []).is_err());
        assert!(store.conn.execute("DELETE FROM promise", []).is_err());
    }

    #[test]
    fn an_answer_to_one_who_is_forgotten_keeps_no_promise_to_another() {
        let (mut store, hour) = (funded(), jiff::SignedDuration::from_hours(1));
        let promised = "Thank you. We get back to you here.";
        let (kim, lee) =
            (asked_by(&mut store, "m1", "Kim", None, now()), asked_by(&mut store, "m2", "Lee", None, now()));
        for (id, inbox) in [("m1", kim), ("m2", lee)] {
            answer(&mut store, id, inbox, promised, now());
        }
        // Kim's name is written in two ways, and is Kim's all the same.
        let later = asked_by(&mut store, "m3", " KIM", None, now() + hour);
        store.forget("paper", &["Lee"], "me", now() + hour).unwrap();
        answer(&mut store, "m3", later, "It is there now.", now() + hour);
        // What is known when somebody is forgotten is settled before who they are is lost.
        store.forget("paper", &["Kim"], "me", now() + hour * 2).unwrap();
        let state = |store: &Store| -> Vec<String> {
            store.promises(true).unwrap().into_iter().map(|promise| promise.state).collect()
        };
        assert_eq!(state(&store), ["kept", "open"]);
        assert!(store.settle_promises(now() + hour * 3).unwrap().is_empty());
        assert_eq!(state(&store), ["kept", "open"], "Lee was promised an answer and had none");
    }
}
