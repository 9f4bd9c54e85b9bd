//! Tickets: one answer per message, sent at most once.

use anyhow::Result;
use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, Row, params};
use rust_decimal::Decimal;

use super::{
    Store,
    forgotten::ERASED,
    promises,
    values::{Us, from_json, to_json},
    wishes,
};
use crate::{
    domain::{message::Message, support::Earlier},
    error,
};

/// A ticket to open.
#[derive(Clone, Debug)]
pub struct NewTicket {
    /// The message's row.
    pub inbox_id: i64,
    /// `drafted`, `escalated`, or `ready` to be sent.
    pub state: &'static str,
    /// What the message is about.
    pub category: String,
    /// Whether the answer promises something: a price, a refund, an address. Such an answer is never sent again.
    pub commitment: bool,
    /// How sure we are, in percent.
    pub confidence: Decimal,
    /// The answer; empty where a person must write it.
    pub body: String,
    /// Why it needs a person, or why it does not.
    pub reason: Option<String>,
    /// What it was decided on.
    pub payload: Option<serde_json::Value>,
}

/// A ticket as it stands, with its message.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
pub struct Ticket {
    /// The row.
    pub id: i64,
    /// The message's row.
    pub inbox_id: i64,
    /// The how-manieth answer to its message.
    pub slot: i64,
    /// The vendor's inbox.
    pub source: String,
    /// `drafted`, `escalated`, `ready`, `sending`, `sent`, `unknown`, `manual`, `failed`, `closed`.
    pub state: String,
    /// What the message is about.
    pub category: String,
    /// Whether the answer promises something.
    pub commitment: bool,
    /// How sure we are, in percent.
    pub confidence: String,
    /// The answer.
    pub body: String,
    /// Why it needs a person, or why it does not.
    pub reason: Option<String>,
    /// What it was decided on.
    pub payload: Option<serde_json::Value>,
    /// Whose words the answer is in: `template`, `model`, `person`.
    pub worded: String,
    /// Who has it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub assignee: Option<String>,
    /// How often it was sent.
    pub attempts: u32,
    /// When it was opened.
    pub created_at: Timestamp,
    /// When it was sent.
    pub sent_at: Option<Timestamp>,
    /// When it was closed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub closed_at: Option<Timestamp>,
    /// When its message reached us.
    pub received_at: Timestamp,
    /// The message.
    pub message: Message,
}

const TICKET: &str = "SELECT t.*, i.source, i.raw, i.received_us FROM ticket t JOIN inbox i ON i.id=t.inbox_id";

fn from_row(row: &Row<'_>) -> rusqlite::Result<(Ticket, String)> {
    let raw: String = row.get("raw")?;
    let ticket = Ticket {
        id: row.get("id")?,
        inbox_id: row.get("inbox_id")?,
        slot: row.get("slot")?,
        source: row.get("source")?,
        state: row.get("state")?,
        category: row.get("category")?,
        commitment: row.get::<_, String>("class")? == "commitment",
        confidence: row.get("confidence")?,
        body: row.get("body")?,
        reason: row.get("reason")?,
        payload: row.get::<_, Option<String>>("payload")?.and_then(|text| serde_json::from_str(&text).ok()),
        worded: row.get("worded")?,
        assignee: row.get("assignee")?,
        attempts: row.get("attempts")?,
        created_at: row.get::<_, Us>("created_us")?.0,
        sent_at: row.get::<_, Option<Us>>("sent_us")?.map(|us| us.0),
        closed_at: row.get::<_, Option<Us>>("closed_us")?.map(|us| us.0),
        received_at: row.get::<_, Us>("received_us")?.0,
        message: Message::default(),
    };
    Ok((ticket, raw))
}

fn whole((ticket, raw): (Ticket, String)) -> Result<Ticket> {
    Ok(Ticket { message: from_json(&raw, "a message")?, ..ticket })
}

pub(super) fn load(tx: &Connection, id: i64) -> Result<Ticket> {
    let row = tx.prepare_cached(&format!("{TICKET} WHERE t.id=?1"))?.query_row([id], from_row).optional()?;
    row.map(whole)
        .transpose()?
        .ok_or_else(|| error::usage(format!("there is no ticket {id}")).code("no_such_ticket").into())
}

/// The answer is about to be sent.
pub(super) fn sending(tx: &Connection, id: i64, now: Timestamp) -> Result<()> {
    let ticket = load(tx, id)?;
    refuse_erased(&ticket)?;
    wishes::refuse_unwanted(tx, &ticket.source, &ticket.message.buyer)?;
    step(tx, id, &["ready"], "sending", None, now)?;
    tx.execute(
        "UPDATE ticket SET attempts=attempts+1, first_sent_us=coalesce(first_sent_us,?2) WHERE id=?1",
        params![id, Us(now)],
    )?;
    Ok(())
}

/// The answer was sent.
pub(super) fn sent(tx: &Connection, id: i64, now: Timestamp) -> Result<()> {
    step(tx, id, &["sending", "unknown", "manual"], "sent", None, now)?;
    tx.execute("UPDATE ticket SET sent_us=?2 WHERE id=?1", params![id, Us(now)])?;
    promises::made(tx, id, now)
}

/// Nobody knows whether the answer was sent.
pub(super) fn unknown(tx: &Connection, id: i64, why: &str, now: Timestamp) -> Result<()> {
    step(tx, id, &["sending", "unknown"], "unknown", Some(why), now)
}

/// A person must find out whether the answer was sent.
pub(super) fn manual(tx: &Connection, id: i64, why: &str, now: Timestamp) -> Result<()> {
    step(tx, id, &["sending", "unknown"], "manual", Some(why), now)
}

/// The answer was refused, with proof, or is known not to have been sent.
pub(super) fn failed(tx: &Connection, id: i64, proof: &str, now: Timestamp) -> Result<()> {
    step(tx, id, &["sending", "unknown", "manual"], "failed", Some(proof), now)
}

/// The answer never left, or is proven never to have arrived: it may be sent. One to somebody who is forgotten is given up.
pub(super) fn back_to_ready(tx: &Connection, id: i64, proof: &str, now: Timestamp) -> Result<()> {
    if is_erased(&load(tx, id)?) {
        failed(tx, id, proof, now)?;
        step(tx, id, &["failed"], "closed", None, now)?;
        tx.execute("UPDATE ticket SET closed_us=?2 WHERE id=?1", params![id, Us(now)])?;
        return Ok(());
    }
    step(tx, id, &["sending", "unknown"], "ready", Some(proof), now)
}

/// Why an answer that may have left is not to leave again, where it is not.
pub(super) fn kept_back(tx: &Connection, id: i64) -> Result<Option<String>> {
    let ticket = load(tx, id)?;
    // It is kept as a reason, which outlives the person: it does not name them.
    let who = format!("whoever wrote the message of ticket {id}");
    if is_erased(&ticket) {
        return Ok(Some(format!("{who} is forgotten")));
    }
    let since = wishes::stopped(tx, &ticket.source, &ticket.message.buyer)?;
    Ok(since.map(|since| format!("{who} wants no more messages since {since}")))
}

/// Whether its message was erased, for whoever wrote it is forgotten: nothing is left that could be said to them.
fn is_erased(ticket: &Ticket) -> bool {
    ticket.message.buyer == ERASED
}

fn refuse_erased(ticket: &Ticket) -> Result<()> {
    if is_erased(ticket) {
        let why = format!("whoever wrote the message of ticket {} is forgotten: nothing is sent to them", ticket.id);
        return Err(error::refused(why).code("person_forgotten").into());
    }
    Ok(())
}

/// Whether the answer promises something: a price, a refund, an address. Such an answer is never sent twice.
pub(super) fn is_commitment(tx: &Connection, id: i64) -> Result<bool> {
    Ok(load(tx, id)?.commitment)
}

fn step(tx: &Connection, id: i64, from: &[&str], to: &str, reason: Option<&str>, now: Timestamp) -> Result<()> {
    let ticket = load(tx, id)?;
    if !from.contains(&ticket.state.as_str()) {
        return Err(error::refused(format!("ticket {id} is {}: it can't become {to}", ticket.state))
            .code("illegal_move")
            .into());
    }
    if to == "ready" && ticket.body.is_empty() {
        return Err(error::refused(format!("ticket {id} has no answer yet")).code("no_answer").into());
    }
    tx.execute(
        "UPDATE ticket SET state=?2, reason=coalesce(?3,reason), updated_us=?4 WHERE id=?1",
        params![id, to, reason, Us(now)],
    )?;
    Ok(())
}

impl Store {
    /// Opens the ticket of a message; a message has one, and keeps the one it has.
    pub fn open_ticket(&mut self, new: &NewTicket, now: Timestamp) -> Result<Ticket> {
        self.write(|tx| {
            let (dedup, erased) =
                tx.query_row("SELECT source,msg_id,buyer=?2 FROM inbox WHERE id=?1", params![new.inbox_id, ERASED], |row| {
                    let dedup = format!("reply:{}:{}:1", row.get::<_, String>(0)?, row.get::<_, String>(1)?);
                    Ok((dedup, row.get::<_, bool>(2)?))
                })?;
            // Whoever wrote it was forgotten since it was read: nothing of it is written down again.
            let gone = NewTicket { state: "closed", body: ERASED.into(), reason: None, payload: None, ..new.clone() };
            let new = if erased { &gone } else { new };
            tx.execute(
                "INSERT INTO ticket(inbox_id,dedup,state,category,class,confidence,body,reason,payload,created_us,updated_us)
                 VALUES(?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?10) ON CONFLICT(dedup) DO NOTHING",
                params![
                    new.inbox_id,
                    dedup,
                    new.state,
                    new.category,
                    if new.commitment { "commitment" } else { "info" },
                    new.confidence.normalize().to_string(),
                    new.body,
                    new.reason,
                    new.payload.as_ref().map(to_json),
                    Us(now)
                ],
            )?;
            tx.execute("UPDATE inbox SET handled_us=?2 WHERE id=?1 AND handled_us IS NULL", params![new.inbox_id, Us(now)])?;
            load(tx, tx.query_row("SELECT id FROM ticket WHERE dedup=?1", [dedup], |row| row.get(0))?)
        })
    }

    /// A person wrote another answer.
    pub fn edit_ticket(&mut self, id: i64, body: &str, now: Timestamp) -> Result<Ticket> {
        self.ticket_step(id, &["drafted", "escalated"], "drafted", now, |tx| {
            tx.execute("UPDATE ticket SET body=?2, worded='person' WHERE id=?1", params![id, body])?;
            Ok(())
        })
    }

    /// The same answer in other words, where it waits and was never sent; `None` where it is past that.
    pub fn reword_ticket(&mut self, id: i64, body: &str, now: Timestamp) -> Result<Option<Ticket>> {
        self.write(|tx| {
            let reworded = tx.execute(
                "UPDATE ticket SET body=?2, worded='model', updated_us=?3 WHERE id=?1 AND state IN('drafted','ready') AND attempts=0",
                params![id, body, Us(now)],
            )?;
            if reworded == 0 { Ok(None) } else { load(tx, id).map(Some) }
        })
    }

    /// The answer may be sent.
    pub fn approve_ticket(&mut self, id: i64, now: Timestamp) -> Result<Ticket> {
        self.ticket_step(id, &["drafted", "escalated", "ready"], "ready", now, |_| Ok(()))
    }

    /// The answer waits, and this is why.
    pub fn hold_ticket(&mut self, id: i64, why: &str, now: Timestamp) -> Result<Ticket> {
        self.write(|tx| {
            tx.execute(
                "UPDATE ticket SET reason=?2, updated_us=?3 WHERE id=?1 AND state='ready'",
                params![id, why, Us(now)],
            )?;
            load(tx, id)
        })
    }

    /// A person must see to it.
    pub fn escalate_ticket(&mut self, id: i64, why: &str, now: Timestamp) -> Result<Ticket> {
        self.ticket_step(id, &["drafted", "escalated", "ready"], "escalated", now, |tx| {
            tx.execute("UPDATE ticket SET reason=?2 WHERE id=?1", params![id, why])?;
            Ok(())
        })
    }

    /// A person says what the message is about.
    pub fn label_ticket(&mut self, id: i64, label: &str, now: Timestamp) -> Result<Ticket> {
        self.write(|tx| {
            tx.execute(
                "UPDATE ticket SET category=?2, payload=json_set(coalesce(payload,'{}'),'$.labelled_by','person'),
                 updated_us=?3 WHERE id=?1",
                params![id, label, Us(now)],
            )?;
            load(tx, id)
        })
    }

    /// The ticket needs nothing more. One whose answer nobody knows the fate of is settled first (`arb resolve`).
    pub fn close_ticket(&mut self, id: i64, now: Timestamp) -> Result<Ticket> {
        let open = ["drafted", "escalated", "ready", "sent", "failed"];
        self.ticket_step(id, &open, "closed", now, |tx| {
            promises::refuse_unkept(tx, id)?;
            tx.execute("UPDATE ticket SET closed_us=?2 WHERE id=?1", params![id, Us(now)])?;
            Ok(())
        })
    }

    /// A person writes a further answer to a message that was answered already; it waits to be sent.
    pub fn follow_up(&mut self, id: i64, body: &str, now: Timestamp) -> Result<Ticket> {
        self.write(|tx| {
            let before = load(tx, id)?;
            refuse_erased(&before)?;
            if !matches!(before.state.as_str(), "sent" | "closed") {
                return Err(error::refused(format!("ticket {id} is {}: it has an answer to send first", before.state))
                    .code("illegal_move")
                    .into());
            }
            let slot: i64 = tx.query_row("SELECT max(slot)+1 FROM ticket WHERE inbox_id=?1", [before.inbox_id], |row| row.get(0))?;
            tx.execute(
                "INSERT INTO ticket(inbox_id,slot,dedup,state,category,class,confidence,body,reason,worded,assignee,created_us,updated_us)
                 VALUES(?1,?2,?3,'drafted',?4,'info','100',?5,?6,'person',?7,?8,?8)",
                params![
                    before.inbox_id,
                    slot,
                    format!("reply:{}:{}:{slot}", before.source, before.message.id),
                    before.category,
                    body,
                    format!("a further answer, after ticket {id}"),
                    before.assignee,
                    Us(now)
                ],
            )?;
            load(tx, tx.last_insert_rowid())
        })
    }

    /// Gives a ticket to somebody, or to nobody.
    pub fn assign_ticket(&mut self, id: i64, who: Option<&str>, now: Timestamp) -> Result<Ticket> {
        self.write(|tx| {
            load(tx, id)?;
            tx.execute("UPDATE ticket SET assignee=?2, updated_us=?3 WHERE id=?1", params![id, who, Us(now)])?;
            load(tx, id)
        })
    }

    /// What came before a message in its conversation: its order, or its buyer where no order is named. Oldest first.
    pub fn earlier(&self, source: &str, message: &Message) -> Result<Vec<Earlier>> {
        self.read(|tx| {
            let mut query = tx.prepare_cached(
                "SELECT i.at_us, i.body, EXISTS(SELECT 1 FROM ticket t WHERE t.inbox_id=i.id AND t.sent_us IS NOT NULL AND t.worded<>'person')
                 FROM inbox i WHERE i.source=?1 AND i.msg_id<>?2 AND i.at_us<=?3
                   AND CASE WHEN ?4 IS NULL THEN i.buyer=?5 AND i.ext_order IS NULL ELSE i.ext_order=?4 END ORDER BY i.at_us DESC LIMIT 50",
            )?;
            let rows = query.query_map(params![source, message.id, Us(message.at), message.order, message.buyer], |row| {
                Ok(Earlier { at: row.get::<_, Us>(0)?.0, text: row.get(1)?, answered: row.get(2)? })
            })?;
            let mut earlier = rows.collect::<rusqlite::Result<Vec<_>>>()?;
            earlier.reverse();
            Ok(earlier)
        })
    }

    /// The ticket that parks a conversation in which two machines talk, while it is open.
    pub fn parked(&self, source: &str, message: &Message) -> Result<Option<i64>> {
        self.read(|tx| {
            let found = tx
                .prepare_cached(
                    "SELECT t.id FROM ticket t JOIN inbox i ON i.id=t.inbox_id WHERE t.state='escalated' AND t.reason LIKE 'loop:%'
                       AND i.source=?1 AND CASE WHEN ?2 IS NULL THEN i.buyer=?3 AND i.ext_order IS NULL ELSE i.ext_order=?2 END LIMIT 1",
                )?
                .query_row(params![source, message.order, message.buyer], |row| row.get(0))
                .optional()?;
            Ok(found)
        })
    }

    /// A ticket by its row.
    pub fn ticket(&self, id: i64) -> Result<Ticket> {
        self.read(|tx| load(tx, id))
    }

    /// Tickets that wait for a person or for being sent, oldest first.
    pub fn open_tickets(&self) -> Result<Vec<Ticket>> {
        self.tickets(&["drafted", "escalated", "ready", "sending", "unknown", "manual", "failed"])
    }

    /// Tickets that wait for a person or for being sent, and answered ones that owe what should have been kept by now.
    pub fn waiting_tickets(&self, now: Timestamp) -> Result<Vec<Ticket>> {
        let mut tickets = self.open_tickets()?;
        for promise in self.promises(false)?.into_iter().filter(|promise| promise.is_overdue(now)) {
            if !tickets.iter().any(|ticket| ticket.id == promise.ticket) {
                tickets.push(self.ticket(promise.ticket)?);
            }
        }
        tickets.sort_by_key(|ticket| ticket.id);
        Ok(tickets)
    }

    /// Tickets in one of these states, oldest first; all of them where none is named.
    pub fn tickets(&self, states: &[&str]) -> Result<Vec<Ticket>> {
        self.read(|tx| {
            let mut query = tx.prepare(&format!(
                "{TICKET} WHERE ?1='[]' OR t.state IN (SELECT value FROM json_each(?1)) ORDER BY t.id"
            ))?;
            let rows = query.query_map([to_json(&states)], from_row)?;
            rows.map(|row| whole(row?)).collect()
        })
    }

    fn ticket_step(
        &mut self,
        id: i64,
        from: &[&str],
        to: &str,
        now: Timestamp,
        more: impl Fn(&Connection) -> Result<()>,
    ) -> Result<Ticket> {
        self.write(|tx| {
            step(tx, id, from, to, None, now)?;
            more(tx)?;
            load(tx, id)
        })
    }
}
