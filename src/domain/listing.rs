//! A listing: what `list` writes under `listing`, and what `reprice` writes under `price_change`.

use serde::{Deserialize, Serialize};

use super::money::Money;

/// What `list` writes under `listing`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Listing {
    /// Where it stands.
    pub state: ListingState,
    /// Our SKU.
    pub sku: String,
    /// The channel: `amazon_us`, `ebay_us`, …
    pub channel: String,
    /// The channel's listing id, once it is live.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub listing: Option<String>,
    /// The price a unit.
    pub price: Money,
    /// No price below this is ever set.
    pub floor: Money,
    /// No price above this is ever set.
    pub ceiling: Money,
    /// Units for sale.
    pub quantity: u32,
    /// The condition.
    pub condition: String,
    /// The title, within the channel's limit.
    pub title: String,
    /// The description, within the channel's limit.
    pub description: String,
    /// Expected profit a unit at this price.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub net: Option<Money>,
    /// Why this channel and this price.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub why: Vec<String>,
    /// It was live before this run.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub replayed: bool,
}

/// Where a listing stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ListingState {
    /// Written, waiting for the goods or for a person.
    Draft,
    /// For sale.
    Live,
    /// The channel refused it.
    Rejected,
    /// Nobody knows yet.
    Unknown,
    /// No longer for sale.
    Ended,
}

/// What `reprice` writes under `price_change`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PriceChange {
    /// What became of it.
    pub state: PriceChangeState,
    /// Our SKU.
    pub sku: String,
    /// The channel.
    pub channel: String,
    /// The price before.
    pub from: Money,
    /// The price now, or suggested; the same as `from` where it is kept.
    pub to: Money,
    /// No lower.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub floor: Option<Money>,
    /// No higher.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ceiling: Option<Money>,
    /// The buy box, as seen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub buy_box: Option<Money>,
    /// The strategy.
    pub strategy: String,
    /// Why this price.
    pub why: Vec<String>,
}

/// What became of a price decision.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PriceChangeState {
    /// A suggestion; nothing was changed.
    Suggested,
    /// Set at the channel.
    Applied,
    /// Left as it is.
    Kept,
    /// A guard refused it.
    Refused,
    /// Nobody knows yet.
    Unknown,
}
