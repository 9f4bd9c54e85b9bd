//! How a send ended and what a look showed. Nothing becomes "no" without proof.

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use crate::domain::money::Money;

/// How a change to the outside world ended.
#[derive(Clone, Debug, PartialEq)]
pub enum Outcome<T = Receipt> {
    /// It happened; this is the vendor's answer.
    Done(T),
    /// It did not happen and will not, and this is the proof.
    Refused(String),
    /// Not one byte of it left, and this is the proof: the same bytes may be sent later.
    NotSent(String),
    /// Nobody knows: a timeout, an unreadable reply. It is looked up later, never assumed.
    Unknown {
        /// What was seen.
        why: String,
        /// How long the vendor asked us to wait.
        wait: Option<SignedDuration>,
    },
}

impl<T> Outcome<T> {
    /// Nobody knows, and this is what was seen.
    pub fn unknown(why: impl Into<String>) -> Self {
        Self::Unknown { why: why.into(), wait: None }
    }
}

/// What a vendor says it did.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Receipt {
    /// The vendor's id: of the order, the listing, the message, the refund.
    pub id: String,
    /// What was charged or given back in total, or the price that is shown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub amount: Option<Money>,
    /// When.
    pub at: Timestamp,
}

/// What a look at the vendor showed. A look that failed is an error, not one of these.
#[derive(Clone, Debug, PartialEq)]
pub enum Look {
    /// It is there, under our own reference: ours without doubt.
    Ours(Receipt),
    /// There are some of the same item, quantity and amount since it was first sent; whose they are is not said.
    Alike(Vec<Receipt>),
    /// It is there, and is nothing that can be booked as it was asked for; this is what: a part of it was accepted, say.
    Unclear(String),
    /// Nothing like it is there.
    Absent,
}
