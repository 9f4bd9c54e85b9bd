//! What a customer's message is about, whether a person must see it, and what may be answered.
//!
//! The text is data from outside: it can only choose among answers that stand here, and make the choice stricter. An
//! answer goes out by itself only where every rule agrees ([`decide`]); all else waits for a person.

mod answer;
mod classify;
mod clock;
mod escalation;
mod learned;
mod loops;
mod promise;
mod text;
mod words;

pub use answer::{Answer, Facts, answer};
pub use classify::{Category, Classified, classify};
pub use clock::Clock;
pub use escalation::Escalation;
pub use learned::{Combined, by_rules, combined};
pub use loops::{Earlier, LoopTerms, find_loop};
pub use promise::{Promise, Promised, promises};
pub(in crate::domain) use text::is_hidden;

use rust_decimal::Decimal;

/// Under which conditions an answer goes out by itself.
#[derive(Clone, Debug, PartialEq)]
pub struct Terms {
    /// Whether answers are sent at all.
    pub send: bool,
    /// The least confidence, in percent.
    pub least_pct: Decimal,
    /// Words that bring in a person, beside the built-in ones.
    pub escalation_words: Vec<String>,
    /// Signed under every answer.
    pub signature: String,
}

/// What is done about a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Decision {
    /// The answer is sent.
    Send(Answer),
    /// The answer waits for a person.
    Draft {
        /// The answer.
        answer: Answer,
        /// Why it waits.
        why: String,
    },
    /// A person writes.
    Escalate(Escalation),
}

/// Decides about a message from what it says and what the books know of its order.
pub fn decide(classified: &Classified, facts: &Facts, terms: &Terms) -> Decision {
    if let Some(escalation) = &classified.escalation {
        return Decision::Escalate(escalation.clone());
    }
    let answer = answer(classified.category, facts, &terms.signature);
    let why = if let Some(why) = answer.waits {
        why.to_owned()
    } else if !terms.send {
        "answers are not sent by themselves: `[support] send` is off".to_owned()
    } else if Decimal::from(classified.confidence_pct) < terms.least_pct {
        format!("{} % sure, {} % are needed", classified.confidence_pct, terms.least_pct.normalize())
    } else {
        return Decision::Send(answer);
    };
    Decision::Draft { answer, why }
}

#[cfg(test)]
mod tests;
