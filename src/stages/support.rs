//! Support: messages in, each judged once, a ticket each; answers that may go out do, once.

use std::collections::HashMap;

use anyhow::Result;
use jiff::{Timestamp, tz::TimeZone};
use rust_decimal::{Decimal, prelude::ToPrimitive as _};

use super::promises;
use crate::{
    config,
    domain::{
        manners::Wish,
        message::Message,
        record::{Record, Stage},
        support::{
            Combined, Decision, Escalation, Facts, LoopTerms, Terms, by_rules, classify, combined, decide, find_loop,
        },
        ticket::{Reading, Ticket as Part, TicketState},
        triage::Model,
    },
    effects,
    store::{Budget, Held, NewTicket, SaleRow, Store, StoredMessage, Ticket},
    ui,
    vendors::desk::Desk,
};

/// The most messages that one call asks an inbox for after.
const ROUNDS: usize = 100;

/// Reads the inboxes and writes down what is new. Returns how many messages that is.
pub async fn pull(store: &mut Store, desk: &Desk, now: Timestamp) -> Result<usize> {
    let mut new = 0;
    for (name, inbox) in desk.inboxes() {
        for _ in 0..ROUNDS {
            let messages = inbox.messages(store.inbox_cursor(name)?).await?;
            if messages.is_empty() {
                break;
            }
            new += store.store_messages(name, &messages, now)?;
        }
    }
    Ok(new)
}

/// Reads the inboxes and writes nothing down: for a dry run.
pub async fn peek(store: &Store, desk: &Desk) -> Result<Vec<StoredMessage>> {
    let mut all = store.open_messages()?;
    for (name, inbox) in desk.inboxes() {
        let messages = inbox.messages(store.inbox_cursor(name)?).await?;
        all.extend(messages.into_iter().map(|message| StoredMessage { id: 0, source: name.to_owned(), message }));
    }
    Ok(all)
}

/// Judges messages by what they say and what the books know of their orders.
pub struct Judge {
    terms: Terms,
    sales: HashMap<String, SaleRow>,
    zone: TimeZone,
    model: Option<Model>,
    hours: config::Promises,
    loops: LoopTerms,
}

impl Judge {
    /// A judge who knows all sales.
    pub fn new(store: &Store, terms: Terms, zone: TimeZone) -> Result<Self> {
        let sales = store.sales(Timestamp::MIN, Timestamp::MAX)?;
        Ok(Self {
            terms,
            sales: sales.into_iter().map(|sale| (sale.order.clone(), sale)).collect(),
            zone,
            model: None,
            hours: config::Promises::default(),
            loops: LoopTerms { rounds: u32::MAX, hours: 0 },
        })
    }

    /// With what was learned from labelled messages, beside the rules.
    #[must_use]
    pub fn with_model(self, model: Option<Model>) -> Self {
        Self { model, ..self }
    }

    /// With how long promises may take, and when two machines are thought to talk.
    #[must_use]
    pub fn watching(self, hours: config::Promises, loops: LoopTerms) -> Self {
        Self { hours, loops, ..self }
    }

    /// Why no machine answers a message: a machine wrote it, or its conversation is parked for a person.
    fn looped(&self, store: &Store, stored: &StoredMessage) -> Result<Option<Escalation>> {
        let (source, message) = (&stored.source, &stored.message);
        let parked =
            store.parked(source, message)?.map(|ticket| format!("its conversation waits for you in ticket {ticket}"));
        let found = match parked {
            Some(parked) => Some(parked),
            None => find_loop(message, &store.earlier(source, message)?, self.loops),
        };
        Ok(found.map(|found| Escalation { reason: "loop", found }))
    }

    /// What a message is about and what is done about it. Without an inbox that sends, an answer waits.
    pub fn judge(&self, message: &Message, can_send: bool, now: Timestamp) -> (Combined, Decision) {
        let facts = self.facts(message, now);
        let known: Vec<&str> = [facts.order.as_deref(), facts.product.as_deref()].into_iter().flatten().collect();
        let classified = classify(&message.body, &known, &self.terms.escalation_words);
        let read = match &self.model {
            Some(model) => combined(&classified, &model.verdict(&message.body)),
            None => by_rules(classified),
        };
        let waits = read
            .waits
            .clone()
            .or_else(|| message.machine().map(|_| "a machine wrote it and says so".to_owned()))
            .or_else(|| (!can_send).then(|| "no inbox here can send it".to_owned()));
        let decision = match (decide(&read.classified, &facts, &self.terms), waits) {
            (Decision::Send(answer), waits) if waits.is_some() || promises::waits(&answer.body).is_some() => {
                let why = waits.or_else(|| promises::waits(&answer.body)).unwrap_or_default();
                Decision::Draft { answer, why }
            }
            (decision, _) => decision,
        };
        (read, decision)
    }

    fn facts(&self, message: &Message, now: Timestamp) -> Facts {
        let sale = message.order.as_ref().and_then(|order| self.sales.get(order));
        Facts {
            buyer: message.buyer.clone(),
            order: sale.map(|sale| sale.order.clone()),
            product: sale.and_then(|sale| sale.title.as_deref()).map(ui::sanitize),
            sold: sale.map(|sale| sale.at.to_zoned(self.zone.clone()).date()),
            days: sale.map(|sale| now.duration_since(sale.at).as_hours() / 24),
            refunded: sale.is_some_and(|sale| !sale.refunded.is_zero()),
            ..Facts::default()
        }
    }
}

/// Opens the ticket of every message that has none. Returns the tickets in the order of the messages.
pub fn open(store: &mut Store, judge: &Judge, desk: &Desk, now: Timestamp) -> Result<Vec<Ticket>> {
    let waiting = store.open_messages()?;
    let mut tickets = Vec::with_capacity(waiting.len());
    for stored in waiting {
        // Who wishes for no more messages, or for some again, asks nothing.
        if Wish::in_message(&stored.message).is_some() {
            store.mark_handled(stored.id, now)?;
            continue;
        }
        let can_send = desk.answerer(&stored.source).is_some();
        let (read, decision) = judge.judge(&stored.message, can_send, now);
        let decision = match judge.looped(store, &stored)? {
            // What brings in a person by its words is said by them.
            Some(found) if !matches!(decision, Decision::Escalate(_)) => Decision::Escalate(found),
            _ => decision,
        };
        let ticket = store.open_ticket(&new_ticket(stored.id, &read, decision), now)?;
        let going = promises::going(&ticket.body, &judge.hours);
        if !going.is_empty() {
            store.note_promises(ticket.id, &going, now)?;
        }
        tickets.push(store.ticket(ticket.id)?);
    }
    Ok(tickets)
}

fn new_ticket(inbox_id: i64, read: &Combined, decision: Decision) -> NewTicket {
    let (state, body, commitment, reason) = match decision {
        Decision::Send(answer) => ("ready", answer.body, answer.commitment, None),
        Decision::Draft { answer, why } => ("drafted", answer.body, answer.commitment, Some(why)),
        Decision::Escalate(found) => ("escalated", String::new(), false, Some(escalated(found.reason, &found.found))),
    };
    NewTicket {
        inbox_id,
        state,
        category: read.label.clone(),
        commitment,
        confidence: Decimal::from(read.classified.confidence_pct),
        body,
        reason,
        payload: read.reading.as_ref().map(|reading| serde_json::json!({ "learned": reading })),
    }
}

fn escalated(reason: &str, found: &str) -> String {
    format!("{reason}: \"{found}\"")
}

/// Sends every answer that is ready; returns the tickets that moved. One answer too many, to a message or in a
/// conversation, is for a person to send: two machines could answer each other for ever.
pub async fn send_ready(store: &mut Store, desk: &Desk, budget: &Budget, now: Timestamp) -> Result<Vec<Ticket>> {
    let mut moved = Vec::new();
    for ticket in store.tickets(&["ready"])? {
        if ticket.category == "negotiation" {
            continue;
        }
        if let Some(parked) = store.parked(&ticket.source, &ticket.message)?.filter(|_| ticket.worded != "person") {
            let why = format!("loop: \"its conversation waits for you in ticket {parked}\"");
            moved.push(store.escalate_ticket(ticket.id, &why, now)?);
            continue;
        }
        if let Some(held) = hold(store, &ticket, budget, now)? {
            moved.extend((held.reason != ticket.reason).then_some(held));
            continue;
        }
        let message = format!("{}:{}", ticket.source, ticket.message.id);
        if let Some(denial) = store.take_reply(&message, &thread_of(&ticket), 1, budget, now)? {
            moved.push(store.escalate_ticket(ticket.id, &format!("loop: {denial}"), now)?);
        } else if let Some(sent) = send(store, desk, &ticket, now).await? {
            moved.push(sent);
        }
    }
    Ok(moved)
}

/// Sends one answer that is ready. `None`: there is no inbox to send it by, or another process is sending it.
pub async fn send(store: &mut Store, desk: &Desk, ticket: &Ticket, now: Timestamp) -> Result<Option<Ticket>> {
    let Some(gateway) = desk.answerer(&ticket.source) else { return Ok(None) };
    match effects::reply(store, gateway.as_ref(), ticket.id, now).await {
        Ok(sent) => Ok(Some(sent)),
        Err(why) if effects::is_overtaken(&why) => Ok(None),
        Err(why) => Err(why),
    }
}

/// Keeps back an answer to somebody who wants none, or not now. `None`: it may go. The ticket says why it waits and until
/// when; one that may never go is for a person to close.
pub fn hold(store: &mut Store, ticket: &Ticket, budget: &Budget, now: Timestamp) -> Result<Option<Ticket>> {
    match store.held(ticket, &budget.manners, now)? {
        None => Ok(None),
        Some(held @ Held::Until(..)) => store.hold_ticket(ticket.id, &held.sentence(), now).map(Some),
        Some(held @ Held::Unwanted(_)) => store.escalate_ticket(ticket.id, &held.sentence(), now).map(Some),
    }
}

/// The conversation a ticket belongs to: its order, or its buyer where no order is named.
fn thread_of(ticket: &Ticket) -> String {
    let (source, message) = (&ticket.source, &ticket.message);
    message
        .order
        .as_ref()
        .map_or_else(|| format!("{source}:buyer:{}", message.buyer), |order| format!("{source}:order:{order}"))
}

/// The record of a ticket: `inbox:message`, with the key `ticket`.
pub fn record_of(ticket: &Ticket) -> Record {
    let mut record = Record::new(&format!("{}:{}", ticket.source, ticket.message.id));
    let reason = ticket.reason.clone();
    let escalated = ticket.state == "escalated";
    let part = Part {
        number: Some(ticket.id),
        state: match ticket.state.as_str() {
            "sent" => TicketState::Sent,
            "escalated" => TicketState::Escalated,
            "sending" | "unknown" | "manual" => TicketState::Unknown,
            "failed" => TicketState::Failed,
            "closed" => TicketState::Closed,
            _ => TicketState::Draft,
        },
        channel: ticket.source.clone(),
        message: ticket.message.id.clone(),
        order: ticket.message.order.clone(),
        category: ticket.category.clone(),
        learned: learned_of(ticket),
        confidence_pct: ticket.confidence.parse::<Decimal>().ok().and_then(|pct| pct.to_u8()).unwrap_or(0),
        escalation: reason.clone().filter(|_| escalated),
        why: reason.filter(|_| !escalated),
        assignee: ticket.assignee.clone(),
        answer_due: None,
        late: false,
        promises: Vec::new(),
        reply: Some(ticket.body.clone()).filter(|body| !body.is_empty()),
        text: ticket.message.body.clone(),
    };
    record.set(Stage::Ticket, &part);
    record
}

/// What a trained model said of a ticket's message, as it was kept.
pub fn learned_of(ticket: &Ticket) -> Option<Reading> {
    let kept = ticket.payload.as_ref()?.get("learned")?;
    serde_json::from_value(kept.clone()).ok()
}

/// The record that a message would lead to, with nothing written down.
pub fn would_be(stored: &StoredMessage, read: &Combined, decision: &Decision) -> Record {
    let mut record = Record::new(&format!("{}:{}", stored.source, stored.message.id));
    let (state, escalation, why, reply) = match decision {
        Decision::Send(answer) => (TicketState::Draft, None, Some("would be sent".to_owned()), Some(&answer.body)),
        Decision::Draft { answer, why } => (TicketState::Draft, None, Some(why.clone()), Some(&answer.body)),
        Decision::Escalate(found) => (TicketState::Escalated, Some(escalated(found.reason, &found.found)), None, None),
    };
    let part = Part {
        number: None,
        state,
        channel: stored.source.clone(),
        message: stored.message.id.clone(),
        order: stored.message.order.clone(),
        category: read.label.clone(),
        confidence_pct: read.classified.confidence_pct,
        learned: read.reading.clone(),
        escalation,
        why,
        assignee: None,
        answer_due: None,
        late: false,
        promises: Vec::new(),
        reply: reply.cloned(),
        text: stored.message.body.clone(),
    };
    record.set(Stage::Ticket, &part);
    record
}
