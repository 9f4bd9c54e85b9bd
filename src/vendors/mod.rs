//! What a vendor can do. Each implements the abilities it has and is silent about the rest.
//!
//! A write answers [`Outcome`]: done, refused with proof, or unknown. Nothing becomes "no" without proof.

pub mod amazon_business;
pub mod declarations;
pub mod desk;
pub mod keepa;
pub mod paper;

use std::{future::Future, pin::Pin};

use anyhow::Result;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

pub use crate::domain::{
    effect::{Change, Draft, Kind, Look, Outcome, Receipt, RefundAsk, Terms},
    message::Message,
    order::{Order, OrderSeen, OrderStatus, Placed, Quote},
    sale::{Happened, SaleEvent},
};
use crate::domain::{evidence::Evidence, money::Money, offer::Offer};

/// A call in flight.
pub type Call<'a, T> = Pin<Box<dyn Future<Output = Result<T>> + 'a>>;

/// Changes something at a vendor, and finds out what became of it. `effects` calls these and nobody else does.
pub trait Gateway {
    /// The vendor's name, as in the settings and in the books.
    fn name(&self) -> &'static str;
    /// What the vendor promises about a kind of effect; `None` where it does not do it at all.
    fn terms(&self, kind: Kind) -> Option<&Terms>;
    /// The exact bytes that will be sent for a change, our reference among them. They are stored before they leave, and
    /// a repeat sends these and no others.
    fn encode(&self, change: &Change) -> Result<Vec<u8>>;
    /// The ids of alike things that are there before we send: what is on this list is not ours. Only asked where the
    /// lookup is a list.
    fn before<'a>(&'a self, change: &'a Change) -> Call<'a, Vec<String>>;
    /// Sends. `permit` must be asked immediately before the first byte leaves; where it refuses, nothing was sent.
    fn send<'a>(&'a self, sealed: &'a Sealed, permit: &'a Permit<'a>) -> Call<'a, Outcome>;
    /// Looks for what was sent. Reads only.
    fn look<'a>(&'a self, sealed: &'a Sealed) -> Call<'a, Look>;
}

/// An effect as it was written down: what is sent, and what is looked for.
#[derive(Clone, Debug, PartialEq)]
pub struct Sealed {
    /// What it changes.
    pub kind: Kind,
    /// Our reference: the idempotency key.
    pub key: String,
    /// The exact bytes.
    pub request: Vec<u8>,
    /// When it was first sent.
    pub first_sent: Timestamp,
}

/// The right to send, asked for again at the last moment.
pub struct Permit<'a> {
    check: Box<dyn Fn() -> Result<()> + 'a>,
}

impl<'a> Permit<'a> {
    /// A permit that holds as long as `check` says so.
    pub fn new(check: impl Fn() -> Result<()> + 'a) -> Self {
        Self { check: Box::new(check) }
    }

    /// An error where nothing may be sent any more: halted, or the time to send has run out.
    pub fn check(&self) -> Result<()> {
        (self.check)()
    }
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

/// Says what an order would cost, and where one stands. Placing one is a [`Gateway`]'s.
pub trait Checkout {
    /// Where an order stands now.
    fn status<'a>(&'a self, vendor_order: &'a str) -> Call<'a, OrderStatus>;
    /// What the order would be charged now. Orders nothing.
    fn quote<'a>(&'a self, order: &'a Order) -> Call<'a, Quote>;
}

/// Shows the vendor's own list of our orders, whoever placed them. Reads only.
pub trait Statement {
    /// Every order placed since then and not refused, in any order; an error rather than a part of the list. An order that
    /// is there and can't be understood is a sentence about it.
    fn orders_since(&self, since: Timestamp) -> Call<'_, Vec<Result<OrderSeen, String>>>;
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

/// Says who else sells, and what was sold. Publishing is a [`Gateway`]'s.
pub trait Channel {
    /// The offers our listing competes with, our own left out.
    fn competition<'a>(&'a self, listing: &'a str) -> Call<'a, Competition>;
    /// Everything that happened to orders and money after a cursor, in order.
    fn events<'a>(&'a self, after: u64) -> Call<'a, Vec<SaleEvent>>;
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

/// Shows messages. Answering one is a [`Gateway`]'s.
pub trait Inbox {
    /// Messages after a cursor, in order.
    fn messages<'a>(&'a self, after: u64) -> Call<'a, Vec<Message>>;
}
