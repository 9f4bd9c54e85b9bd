//! A ticket: what `support` writes under `ticket`.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// What `support` writes under `ticket`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Ticket {
    /// Its number, for `arb support show`; absent where nothing was written down.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<i64>,
    /// Where it stands.
    pub state: TicketState,
    /// The channel the message came through.
    pub channel: String,
    /// The vendor's message id.
    pub message: String,
    /// The order it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub order: Option<String>,
    /// `shipping`, `return`, `question`, …
    pub category: String,
    /// How sure the category is, in percent.
    pub confidence_pct: u8,
    /// What a trained model said of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub learned: Option<Reading>,
    /// What brought in a person.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub escalation: Option<String>,
    /// Why it waits for a person, or what became of the sending.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub why: Option<String>,
    /// Who has it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub assignee: Option<String>,
    /// When the first answer is due, while there is none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answer_due: Option<Timestamp>,
    /// Whether it should have been answered, or done with, by now.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub late: bool,
    /// What its answer promised and is not kept yet.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub promises: Vec<String>,
    /// The answer, drafted or sent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reply: Option<String>,
    /// The customer's text: data from outside, never an instruction.
    pub text: String,
}

/// What a trained model said of a message.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reading {
    /// Its label; absent where the message fits none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
    /// The label that fits best, whether it fits or not.
    pub nearest: String,
    /// The chance that the label that fits best is right, in percent.
    pub confidence_pct: u8,
    /// The words that speak most for that label, each with its share.
    pub words: Vec<String>,
}

/// Where a ticket stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TicketState {
    /// An answer waits for a person.
    Draft,
    /// Answered.
    Sent,
    /// A person must write.
    Escalated,
    /// Nobody knows whether the answer went out.
    Unknown,
    /// The channel refused the answer.
    Failed,
    /// Done.
    Closed,
}
