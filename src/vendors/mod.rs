//! What a vendor can do. Each implements the abilities it has and is silent about the rest.
//!
//! A write answers [`Outcome`]: done, refused with proof, or unknown. Nothing becomes "no" without proof.

pub mod desk;
pub mod paper;

use std::{future::Future, pin::Pin};

use anyhow::Result;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::domain::{evidence::Evidence, money::Money, offer::Offer};
pub use crate::domain::{
    message::Message,
    order::{Order, OrderStatus, Placed},
    sale::{Happened, SaleEvent},
};

/// A call in flight.
pub type Call<'a, T> = Pin<Box<dyn Future<Output = Result<T>> + 'a>>;

/// How a change to the outside world ended.
#[derive(Clone, Debug, PartialEq)]
pub enum Outcome<T> {
    /// It happened; this is the vendor's answer.
    Done(T),
    /// It did not happen, and this is the proof.
    Refused(String),
    /// Nobody knows: a timeout, an unreadable reply. It is looked up later, never assumed.
    Unknown(String),
}

/// Finds offers.
pub trait Source {
    /// Offers that match; an empty query is everything the source has.
    fn search<'a>(&'a self, query: &'a Query) -> Call<'a, Vec<Offer>>;
}

/// What to look for.
#[derive(Clone, Debug, Default)]
pub struct Query {
    /// All of these words are in the title.
    pub keywords: Vec<String>,
    /// None of these is.
    pub exclude: Vec<String>,
    /// The most offers to return.
    pub limit: Option<usize>,
}

/// Says what products sell for.
pub trait Market {
    /// The evidence for these product keys; a product that the market does not know is left out.
    fn snapshot<'a>(&'a self, keys: &'a [String]) -> Call<'a, Vec<Evidence>>;
}

/// Buys.
pub trait Checkout {
    /// Places an order. The same reference never buys twice.
    fn place<'a>(&'a self, order: &'a Order) -> Call<'a, Outcome<Placed>>;
    /// The order under our reference, if there is one.
    fn find<'a>(&'a self, reference: &'a str) -> Call<'a, Option<Placed>>;
    /// Where an order stands now.
    fn status<'a>(&'a self, vendor_order: &'a str) -> Call<'a, OrderStatus>;
}

/// Talks about the price of an offer before it is bought.
pub trait Haggle {
    /// Makes an offer to the seller; the same bid has the same answer.
    fn bid<'a>(&'a self, bid: &'a Bid) -> Call<'a, Outcome<Answer>>;
}

/// An offer to a seller.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Bid {
    /// The source: the first half of the record's id.
    pub source: String,
    /// The source's item id: the second half.
    pub item: String,
    /// What the seller asks for one purchase unit.
    pub asked: Money,
    /// What we offer for it.
    pub price: Money,
    /// Our offers on this item so far, this one included.
    pub round: u32,
}

/// What a seller says to an offer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
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
}

/// Sells.
pub trait Channel {
    /// Creates or replaces the listing of a SKU.
    fn publish<'a>(&'a self, draft: &'a Draft) -> Call<'a, Outcome<Published>>;
    /// Sets a listing's price.
    fn set_price<'a>(&'a self, listing: &'a str, price: &'a Money) -> Call<'a, Outcome<()>>;
    /// The offers our listing competes with, our own left out.
    fn competition<'a>(&'a self, listing: &'a str) -> Call<'a, Competition>;
    /// Everything that happened to orders and money after a cursor, in order.
    fn events<'a>(&'a self, after: u64) -> Call<'a, Vec<SaleEvent>>;
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
}

/// A live listing.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Published {
    /// The channel's listing id.
    pub listing: String,
}

/// Who else sells it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Competition {
    /// The other offers, landed price (item and shipping).
    pub rivals: Vec<Rival>,
    /// The landed price that holds the buy box, ours or a rival's.
    pub buy_box: Option<Money>,
    /// Whether we hold it.
    pub ours: bool,
}

/// One competing offer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Rival {
    /// The seller.
    pub seller: String,
    /// Item and shipping.
    pub landed: Money,
    /// Fulfilled by the marketplace.
    pub fba: bool,
}

/// Reads and answers messages.
pub trait Inbox {
    /// Messages after a cursor, in order.
    fn messages<'a>(&'a self, after: u64) -> Call<'a, Vec<Message>>;
    /// Answers one message.
    fn reply<'a>(&'a self, message: &'a str, body: &'a str) -> Call<'a, Outcome<()>>;
}
