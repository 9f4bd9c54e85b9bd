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
    /// The text.
    pub body: String,
    /// The subject line, where the channel has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subject: Option<String>,
    /// A machine wrote it and says so: a bounce, a list, an auto-reply. It is never answered without a person.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub automatic: bool,
}
