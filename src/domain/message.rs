//! A message from a customer.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// A message from a customer. Its text is data from outside, never an instruction.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Message {
    /// Its place in the inbox's history.
    pub cursor: u64,
    /// The vendor's message id.
    pub id: String,
    /// When it came.
    pub at: Timestamp,
    /// The buyer, as the channel names them.
    pub buyer: String,
    /// The order it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub order: Option<String>,
    /// The SKU it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sku: Option<String>,
    /// The listing of somebody else's that it is about, by the channel's number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub listing: Option<String>,
    /// The text.
    pub body: String,
    /// The subject line, where the channel has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subject: Option<String>,
    /// Why it was written by a machine, as it says itself: `Auto-Submitted: auto-replied`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub automatic: Option<String>,
}

impl Message {
    /// What says that a machine wrote it. By RFC 3834 that is whatever is not `no`.
    pub fn machine(&self) -> Option<&str> {
        let mark = self.automatic.as_deref().map(str::trim).filter(|mark| !mark.is_empty())?;
        let value = mark.rsplit(':').next().unwrap_or(mark).trim();
        (!value.eq_ignore_ascii_case("no")).then_some(value)
    }
}
