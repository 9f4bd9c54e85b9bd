//! What passes between us and a seller.

use serde::{Deserialize, Serialize};

use super::Ours;
use crate::domain::money::Money;

/// Something said to a seller about a price.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Talk {
    /// The message that it answers, which is the listing's own page at first. One message has one answer.
    pub message: String,
    /// The source: the first half of the record's id.
    pub source: String,
    /// The source's item id: the second half.
    pub item: String,
    /// What the seller asked for one purchase unit at first.
    pub asked: Money,
    /// How many of it.
    #[serde(default = "one")]
    pub quantity: u32,
    /// What is said, prices in minor units of that currency.
    pub ours: Ours,
    /// Our offers on this item so far, this one included.
    pub round: u32,
    /// The words.
    pub body: String,
}

fn one() -> u32 {
    1
}

/// An answer of a seller's, with what tells it from every other one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heard {
    /// The vendor's name of it: heard again, it is the same. Without one there is one answer to a word of ours.
    pub name: Option<String>,
    /// What it says.
    pub answer: Answer,
    /// The words beside it, where there are some.
    pub words: Option<String>,
}

/// What a seller says to an offer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "answer", rename_all = "snake_case")]
pub enum Answer {
    /// It can be bought at this price now.
    Agreed {
        /// The price of one purchase unit.
        price: Money,
    },
    /// Not at ours, but at this one.
    Counter {
        /// The price of one purchase unit.
        price: Money,
    },
    /// No, and no other price either.
    Declined,
    /// Something that a person must look at.
    Unclear {
        /// What it is.
        why: String,
    },
}
