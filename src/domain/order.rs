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

/// What a vendor would charge for an order now: read again just before money is put aside.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Quote {
    /// The total for all units, shipping and tax included.
    pub landed: Money,
    /// Whether that many can be had.
    pub in_stock: bool,
    /// When we were told, by our clock.
    pub at: Timestamp,
}

/// One line of a vendor's own list of orders: what the books are compared with.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct OrderSeen {
    /// The vendor's order id.
    pub vendor_order: String,
    /// The reference that it was placed under, where the vendor shows one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reference: Option<String>,
    /// The source that it was bought from, where one vendor takes orders for several; unset is the vendor itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// The source's item id.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub item: Option<String>,
    /// The title.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// Purchase units; 0 where the vendor does not say.
    pub quantity: u32,
    /// What was charged in total.
    pub charged: Money,
    /// When it was placed.
    pub at: Timestamp,
    /// Where it stands.
    pub status: OrderStatus,
}
