//! How well customers are served: the clock of each ticket, and the report over all of them.

use std::collections::BTreeMap;

use jiff::Timestamp;
use rust_decimal::Decimal;
use serde::Serialize;

use crate::{
    config,
    domain::{
        record::{Record, Stage},
        support::Clock,
        ticket::Ticket as Part,
    },
    store::{PromiseRow, Ticket},
};

/// The clock of an inbox.
pub fn clock_of(settings: &config::Support, inbox: &str) -> Clock {
    let own = settings.inboxes.get(inbox).cloned().unwrap_or_default();
    Clock {
        first_answer_hours: own.first_answer_hours.unwrap_or(settings.first_answer_hours),
        resolve_hours: own.resolve_hours.unwrap_or(settings.resolve_hours),
    }
    .of(inbox)
}

/// When a message reached us: as its channel says, for that is what its clock goes by.
fn came(ticket: &Ticket) -> Timestamp {
    ticket.message.at.min(ticket.received_at)
}

/// Whether a ticket is late: not answered when it should have been, or not done with.
pub fn is_late(ticket: &Ticket, clock: Clock, now: Timestamp) -> bool {
    match ticket.state.as_str() {
        "closed" => false,
        "sent" => now > clock.resolve_due(came(ticket)) && ticket.commitment,
        _ => now > clock.answer_due(came(ticket)),
    }
}

/// The record of a ticket with its clock and what it owes.
pub fn clocked(mut record: Record, ticket: &Ticket, clock: Clock, owed: &[PromiseRow], now: Timestamp) -> Record {
    let Ok(Some(mut part)) = record.get::<Part>(Stage::Ticket) else { return record };
    part.assignee.clone_from(&ticket.assignee);
    part.answer_due = Some(clock.answer_due(came(ticket))).filter(|_| ticket.sent_at.is_none());
    part.late = is_late(ticket, clock, now);
    let owed = owed.iter().filter(|one| one.ticket == ticket.id && one.state == "open");
    part.promises = owed
        .map(|one| {
            let overdue = if one.is_overdue(now) { ", overdue" } else { "" };
            format!("{} by {}{overdue}", one.what.noun(), one.due_at)
        })
        .collect();
    record.set(Stage::Ticket, &part);
    record
}

/// One row of `report support`: a kind of message, or all of them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct ServiceRow {
    /// What the messages are about; `all` is every one.
    pub category: String,
    /// Messages.
    pub tickets: u64,
    /// Answered.
    pub answered: u64,
    /// That a person had to see.
    pub escalated: u64,
    /// That wait for an answer.
    pub waiting: u64,
    /// The middle time to the first answer, in minutes.
    pub first_answer_median_min: Option<i64>,
    /// The time within which nine in ten were answered, in minutes.
    pub first_answer_p90_min: Option<i64>,
    /// Answered in time, of those that were answered or should have been, in percent.
    pub within_pct: Option<Decimal>,
    /// Promises made.
    pub promises: u64,
    /// Promises kept.
    pub kept: u64,
    /// Promises that should have been kept by now.
    pub overdue: u64,
    /// Answers in a template's words.
    pub by_template: u64,
    /// Answers in a model's words.
    pub by_model: u64,
    /// Answers in a person's words.
    pub by_person: u64,
}

/// The rows: all, then each kind, the most frequent first. A message that has several answers counts once, by its first.
pub fn report(
    tickets: &[Ticket],
    promises: &[PromiseRow],
    settings: &config::Support,
    now: Timestamp,
) -> Vec<ServiceRow> {
    let mut by_category: BTreeMap<&str, Vec<&Ticket>> = BTreeMap::new();
    let talks = |ticket: &&Ticket| ticket.category != "negotiation";
    for ticket in tickets.iter().filter(talks) {
        by_category.entry(&ticket.category).or_default().push(ticket);
    }
    let all: Vec<&Ticket> = tickets.iter().filter(talks).collect();
    let mut rows = vec![row("all", &all, promises, settings, now)];
    let mut each: Vec<ServiceRow> =
        by_category.iter().map(|(category, tickets)| row(category, tickets, promises, settings, now)).collect();
    each.sort_by(|a, b| b.tickets.cmp(&a.tickets).then(a.category.cmp(&b.category)));
    rows.extend(each);
    rows
}

fn row(
    category: &str,
    tickets: &[&Ticket],
    promises: &[PromiseRow],
    settings: &config::Support,
    now: Timestamp,
) -> ServiceRow {
    let mut row = ServiceRow { category: category.to_owned(), ..ServiceRow::default() };
    let (mut times, mut in_time, mut judged) = (Vec::new(), 0_u64, 0_u64);
    for ticket in tickets {
        if let Some(sent) = ticket.sent_at {
            match ticket.worded.as_str() {
                "model" => row.by_model += 1,
                "person" => row.by_person += 1,
                _ => row.by_template += 1,
            }
            if ticket.slot == 1 {
                row.answered += 1;
                times.push(sent.duration_since(came(ticket)).as_mins().max(0));
            }
        }
        let of_it: Vec<&PromiseRow> = promises.iter().filter(|one| one.ticket == ticket.id).collect();
        row.promises += of_it.len() as u64;
        row.kept += of_it.iter().filter(|one| one.state == "kept").count() as u64;
        row.overdue += of_it.iter().filter(|one| one.is_overdue(now)).count() as u64;
        if ticket.slot > 1 {
            continue;
        }
        row.tickets += 1;
        row.escalated += u64::from(was_escalated(ticket));
        row.waiting += u64::from(ticket.sent_at.is_none() && ticket.state != "closed");
        let due = clock_of(settings, &ticket.source).answer_due(came(ticket));
        match ticket.sent_at {
            Some(sent) => {
                judged += 1;
                in_time += u64::from(sent <= due);
            }
            None if ticket.state != "closed" && now > due => judged += 1,
            None => {}
        }
    }
    times.sort_unstable();
    row.first_answer_median_min = quantile(&times, 50);
    row.first_answer_p90_min = quantile(&times, 90);
    row.within_pct = (judged > 0)
        .then(|| (Decimal::from(in_time) * Decimal::ONE_HUNDRED / Decimal::from(judged)).round_dp(1).normalize());
    row
}

/// Whether a person had to see it: the words that brought one in stay with the ticket.
fn was_escalated(ticket: &Ticket) -> bool {
    let named = ticket.reason.as_deref().and_then(|reason| reason.split_once(": \""));
    ticket.state == "escalated"
        || named.is_some_and(|(what, _)| what.chars().all(|c| c.is_ascii_lowercase() || c == ' '))
}

/// The smallest value that so many percent do not pass.
fn quantile(sorted: &[i64], percent: usize) -> Option<i64> {
    let place = (sorted.len() * percent).div_ceil(100).max(1) - 1;
    sorted.get(place).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_middle_and_the_ninth_in_ten() {
        let check = |sorted: &[i64], percent: usize, expected: Option<i64>| {
            assert_eq!(quantile(sorted, percent), expected, "{sorted:?} {percent}");
        };
        check(&[], 50, None);
        check(&[7], 50, Some(7));
        check(&[1, 2, 3, 4], 50, Some(2));
        check(&(1..=10).collect::<Vec<_>>(), 90, Some(9));
        check(&(1..=11).collect::<Vec<_>>(), 90, Some(10));
    }
}
