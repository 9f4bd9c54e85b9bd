//! What we want changed: an order, a cancel, a listing, a price, an answer, a refund, goods on their way to a warehouse.

use std::{collections::BTreeMap, fmt};

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::InboundAsk;
use crate::domain::{money::Money, negotiation::Talk, order::Order};

/// What an effect changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// An order is placed.
    Purchase,
    /// An order is cancelled.
    Cancel,
    /// A listing is published or revised.
    Listing,
    /// A listing's price is set.
    Price,
    /// A customer is answered, or a seller.
    Message,
    /// A buyer gets money back.
    Refund,
    /// A step of sending goods to a marketplace's warehouses.
    Inbound,
}

impl Kind {
    /// Every kind.
    pub const ALL: [Self; 7] =
        [Self::Purchase, Self::Cancel, Self::Listing, Self::Price, Self::Message, Self::Refund, Self::Inbound];

    /// The name in the database and in records.
    pub fn name(self) -> &'static str {
        match self {
            Self::Purchase => "purchase",
            Self::Cancel => "cancel",
            Self::Listing => "listing",
            Self::Price => "price",
            Self::Message => "message",
            Self::Refund => "refund",
            Self::Inbound => "inbound",
        }
    }

    /// The kind of this name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

/// One change, before a vendor's own words for it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "change", rename_all = "snake_case")]
pub enum Change {
    /// Place this order.
    Order(Order),
    /// Cancel an order that the vendor has.
    Cancel {
        /// The vendor's order id.
        vendor_order: String,
    },
    /// Create or replace the listing of a SKU.
    Listing(Draft),
    /// Show fewer units of a live listing, and nothing else about it that is new; never more than it shows by then.
    Fewer {
        /// The channel's listing id.
        listing: String,
        /// The listing as it was published last, with what is left of it.
        draft: Draft,
    },
    /// Set a listing's price: a state, never a step.
    Price {
        /// The channel's listing id.
        listing: String,
        /// The price a unit.
        price: Money,
        /// The bounds that the channel may keep, too: floor and ceiling.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        bounds: Option<(Money, Money)>,
    },
    /// Answer a message.
    Reply {
        /// The vendor's message id.
        message: String,
        /// The text.
        body: String,
    },
    /// Write to somebody at an address of theirs: a number, a mail address, a chat.
    Write(Writing),
    /// Say something to a seller about the price.
    Bid(Talk),
    /// Give a buyer money back.
    Refund(RefundAsk),
    /// Take a step in sending goods to a marketplace's warehouses.
    Inbound(InboundAsk),
}

impl Change {
    /// What it changes.
    pub fn kind(&self) -> Kind {
        match self {
            Self::Order(_) => Kind::Purchase,
            Self::Cancel { .. } => Kind::Cancel,
            Self::Listing(_) | Self::Fewer { .. } => Kind::Listing,
            Self::Price { .. } => Kind::Price,
            Self::Reply { .. } | Self::Write(_) | Self::Bid(_) => Kind::Message,
            Self::Refund(_) => Kind::Refund,
            Self::Inbound(_) => Kind::Inbound,
        }
    }
}

/// A message to an address.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Writing {
    /// The address, as the channel writes it.
    pub to: String,
    /// The subject line, where the channel has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subject: Option<String>,
    /// The channel's id of the message that it answers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answers: Option<String>,
    /// The text.
    pub body: String,
    /// Its name among ours, the key of its effect: two messages of the same words have two. It is not part of the message.
    #[serde(skip)]
    pub name: String,
    /// Buttons under it, where the channel has them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub buttons: Vec<Button>,
}

/// A button under a message.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Button {
    /// What stands on it.
    pub label: String,
    /// What comes back when it is pressed.
    pub data: String,
}

/// What is published.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Draft {
    /// Our SKU: the natural, idempotent key.
    pub sku: String,
    /// The fee channel: `amazon_us`, `ebay_us`, …
    pub channel: String,
    /// The product key.
    pub product: String,
    /// `fba` where the marketplace ships, `fbm` where we do.
    pub program: String,
    /// Units for sale.
    pub quantity: u32,
    /// The price a unit.
    pub price: Money,
    /// No price goes below it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub floor: Option<Money>,
    /// No price goes above it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ceiling: Option<Money>,
    /// The condition.
    pub condition: String,
    /// The title.
    pub title: String,
    /// The description.
    pub description: String,
    /// The channel's category.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub category: Option<String>,
    /// Weight of one unit with its packaging, in grams.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub weight_g: Option<Decimal>,
    /// Packaged size as written: `6x4x0.5 in`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dims: Option<String>,
    /// What channels with a catalog of their own ask for beside it.
    #[serde(default, skip_serializing_if = "Details::is_empty")]
    pub details: Details,
}

/// What a listing says beside title and description.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Details {
    /// The ASIN, where it is known beside the product key.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub asin: Option<String>,
    /// The brand.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub brand: Option<String>,
    /// Short lines, the most important first.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub bullets: Vec<String>,
    /// Item specifics by their name on the channel.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub aspects: BTreeMap<String, Vec<String>>,
    /// Addresses of pictures, the main one first.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub images: Vec<String>,
    /// What a buyer should know about a used one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub condition_note: Option<String>,
}

impl Details {
    /// Whether nothing is said.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// Money to give back to a buyer. The amount comes from a policy or a person, never from a text.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RefundAsk {
    /// Our reference.
    pub reference: String,
    /// The channel that sold it.
    pub channel: String,
    /// The channel's order.
    pub order: String,
    /// The line in it.
    pub line: String,
    /// What the buyer gets back.
    pub amount: Money,
    /// Why, as a code: `not_received`, `damaged`, `goodwill`, …
    pub reason: String,
}
