//! Haggling over a price: a ladder of offers that is worked out before anything is said, and the one move that follows
//! from what the seller said.
//!
//! [`Ladder`] is made from what is known of the goods and ends at the price above which they are no buy. [`next`] answers
//! with one move: it offers only after the seller moved, gives way by less each time, never passes the ladder's top, takes
//! what the seller asks where that is within it, and ends when its rounds or its time are spent. Prices are in minor units
//! of one currency, of one purchase unit. What a seller wrote is read by [`read`]: it can name a price, say yes or no, and
//! nothing else.

mod advise;
mod at_price;
mod course;
mod ladder;
pub mod proving;
pub mod read;
pub mod seller;
mod talk;
#[cfg(test)]
mod tests;
pub mod words;

pub use advise::{Act, Effective, choices, meet, without};
pub use at_price::at_price;
pub use course::{End, Event, Move, Next, Ours, Said, agreed_price, last_offer, next, offers};
pub use ladder::{Evidence, Ladder, NoLadder};

pub use talk::{Answer, Heard, Talk};

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::config::Negotiation;

/// How it is haggled: the settings.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Terms {
    /// The first offer, in percent of what is asked.
    pub opening_pct: Decimal,
    /// The most offers.
    pub rounds: u32,
    /// Days after which it is over.
    pub days: u32,
    /// Hours of silence after which the same offer is repeated once; 0 repeats nothing.
    pub nudge_hours: u32,
}

impl Terms {
    /// Those of the settings.
    pub fn of(settings: &Negotiation) -> Self {
        let Negotiation { opening_pct, rounds, days, nudge_hours, .. } = *settings;
        Self { opening_pct, rounds, days, nudge_hours }
    }
}

impl Default for Terms {
    fn default() -> Self {
        Self::of(&Negotiation::default())
    }
}
