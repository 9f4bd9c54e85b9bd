//! What lies in a marketplace's own warehouses.

use serde::Serialize;

/// What is in the warehouses of one SKU, in units. What is not said is unknown, never none.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Kept {
    /// Our SKU.
    pub sku: String,
    /// The marketplace's own number on the label.
    pub label: Option<String>,
    /// For sale.
    pub on_hand: Option<u32>,
    /// On its way there: planned, sent, being received.
    pub inbound: Option<u32>,
    /// Put aside: for orders, for moves between warehouses, for checks.
    pub reserved: Option<u32>,
    /// Not for sale: damaged, expired, defective.
    pub unfulfillable: Option<u32>,
    /// Being looked for.
    pub researching: Option<u32>,
}
