//! Learning to tell messages apart, and measuring how well that goes.

use std::path::PathBuf;

use anyhow::Result;

use crate::{
    domain::{
        support::{Category, by_rules, classify, combined},
        triage::{
            Example, Model, Trained,
            metrics::{Figures, Outcome, figures},
            train,
        },
    },
    error,
    store::{self, Store},
};

/// The user's own closed tickets as labelled messages. What is about nothing in particular fits no label.
pub fn of_closed_tickets(store: &Store) -> Result<Vec<Example>> {
    let closed = store.tickets(&["closed"])?;
    let label = |category: String| Some(category).filter(|category| category != Category::Other.name());
    let example =
        |ticket: store::Ticket| Example { text: ticket.message.body, label: label(ticket.category), is_grave: false };
    Ok(closed.into_iter().map(example).collect())
}

/// Learns from labelled messages.
pub fn learn(examples: &[Example]) -> Result<Trained> {
    train(examples).map_err(|why| {
        error::failed("nothing was learned")
            .because(why)
            .code("untrainable")
            .hint("give at least two labels with three messages each; a few dozen each is where it becomes good")
            .into()
    })
}

/// Keeps what was learned beside the database. Returns the file.
pub fn keep(store: &Store, model: &Model) -> Result<PathBuf> {
    store::write_triage(store.path(), model)
}

/// How well messages are told apart: by the rules and the model, or by the rules alone. `own` are words of the seller's own
/// that bring in a person.
pub fn measure(examples: &[Example], model: Option<&Model>, own: &[String]) -> Figures {
    let outcomes: Vec<(Option<String>, f64, bool)> = examples.iter().map(|one| said(&one.text, model, own)).collect();
    // Where no message is marked, nobody said which of them a person must see.
    let marked = examples.iter().any(|one| one.is_grave);
    let outcomes: Vec<Outcome<'_>> = examples
        .iter()
        .zip(&outcomes)
        .map(|(one, (said, confidence, escalated))| Outcome {
            is: one.label.as_deref(),
            said: said.as_deref(),
            confidence: *confidence,
            is_grave: marked.then_some(one.is_grave),
            escalated: *escalated,
        })
        .collect();
    figures(&outcomes)
}

/// The label, how sure it is, and whether a person is brought in.
fn said(text: &str, model: Option<&Model>, own: &[String]) -> (Option<String>, f64, bool) {
    let rules = classify(text, &[], own);
    let Some(model) = model else {
        let read = by_rules(rules).classified;
        let label = Some(read.category.name().to_owned()).filter(|_| read.category != Category::Other);
        return (label, f64::from(read.confidence_pct) / 100.0, read.escalation.is_some());
    };
    let verdict = model.verdict(text);
    let escalated = combined(&rules, &verdict).classified.escalation.is_some();
    (verdict.label, f64::from(verdict.confidence), escalated)
}
