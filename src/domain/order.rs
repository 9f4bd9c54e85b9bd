//! An order at a vendor: what is asked for, what was placed, where it stands.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::money::Money;

/// An order to place.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Order {
    /// Our reference: the idempotency key.
    pub reference: String,
    /// The source: the first half of the record's id.
    pub source: String,
    /// The source's item id: the second half.
    pub item: String,
    /// The product key, where one is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub product: Option<String>,
    /// Purchase units.
    pub quantity: u32,
    /// What the offer said it costs in total, shipping included.
    pub expected: Money,
    /// The most that may be charged in total.
    pub cap: Money,
}

/// An order that the vendor has.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Placed {
    /// The vendor's order id.
    pub vendor_order: String,
    /// What was charged in total.
    pub charged: Money,
    /// When.
    pub at: Timestamp,
}

/// Where an order stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OrderStatus {
    /// Accepted.
    Placed,
    /// On its way.
    Shipped,
    /// In hand.
    Received,
    /// It will never come; the money is returned.
    Cancelled,
}
