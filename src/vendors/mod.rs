//! What a vendor can do. Each implements the abilities it has and is silent about the rest.
//!
//! A write answers [`Outcome`]: done, refused with proof, or unknown. Nothing becomes "no" without proof.

pub mod amazon;
pub mod amazon_business;
pub mod anthropic;
pub mod bargains;
pub mod bookscouter;
pub mod booksrun;
pub mod credentials;
pub mod declarations;
pub mod desk;
pub mod ebay;
pub mod files;
pub mod imap;
pub mod keepa;
pub mod messengers;
pub mod openai;
pub mod paper;
pub mod reader;
pub mod readers;
pub mod reverb;
pub mod sellers;
pub mod sendgrid;
pub mod smtp;
pub mod tcgplayer;
pub mod telegram;
pub mod twilio;
pub mod warehouse;
pub mod web;

use std::{cell::Cell, collections::BTreeMap, future::Future, pin::Pin};

use anyhow::Result;
use futures_util::future::LocalBoxFuture;
use jiff::{SignedDuration, Timestamp};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use tokio::sync::mpsc;

pub use crate::domain::{
    effect::{Button, Change, Details, Draft, Kind, Look, Outcome, Receipt, RefundAsk, Terms, Writing},
    message::Message,
    negotiation::{Answer, Heard, Talk},
    order::{Order, OrderSeen, OrderStatus, Placed, Quote},
    sale::{Happened, SaleEvent},
};
use crate::domain::{
    evidence::Evidence,
    ids,
    money::Money,
    offer::{Offer, ProductIds},
};

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
    /// The same where the vendor must be asked first: which policies an account has, what a category wants. Reads only.
    fn compose<'a>(&'a self, change: &'a Change) -> Call<'a, Vec<u8>> {
        Box::pin(std::future::ready(self.encode(change)))
    }
    /// The same for several changes of one kind, no more than [`Gateway::at_once`]; bytes for each, in their order.
    fn compose_all<'a>(&'a self, changes: &'a [Change]) -> LocalBoxFuture<'a, Vec<Result<Vec<u8>>>> {
        Box::pin(async move {
            let mut all = Vec::with_capacity(changes.len());
            for change in changes {
                all.push(self.compose(change).await);
            }
            all
        })
    }
    /// The ids of alike things that are there before we send: what is on this list is not ours. Only asked where the
    /// lookup is a list.
    fn before<'a>(&'a self, change: &'a Change) -> Call<'a, Vec<String>>;
    /// Sends. `permit` must be asked immediately before the first byte leaves; where it refuses, nothing was sent.
    fn send<'a>(&'a self, sealed: &'a Sealed, permit: &'a Permit<'a>) -> Call<'a, Outcome>;
    /// Whether it can be told of fewer units alone ([`Change::Fewer`]); where not, the listing is published again.
    fn lowers(&self) -> bool {
        false
    }
    /// How many effects of a kind one call takes (of listings: those of fewer units alone); it may come to be fewer once the
    /// vendor has answered.
    fn at_once(&self, _kind: Kind) -> usize {
        1
    }
    /// Sends several effects of one kind, no more than [`Gateway::at_once`]; an outcome for each, in their order. An error, or
    /// no outcome, leaves an effect unknown.
    fn send_all<'a>(&'a self, sealed: &'a [Sealed], permit: &'a Permit<'a>) -> Call<'a, Vec<Outcome>> {
        Box::pin(async move {
            let mut outcomes = Vec::with_capacity(sealed.len());
            for one in sealed {
                outcomes.push(self.send(one, permit).await.unwrap_or_else(|why| Outcome::unknown(format!("{why:#}"))));
            }
            Ok(outcomes)
        })
    }
    /// Looks for what was sent. Reads only.
    fn look<'a>(&'a self, sealed: &'a Sealed) -> Call<'a, Look>;
    /// Whether it writes to an address rather than into a conversation of its own: it is then told whom to write to
    /// ([`Change::Write`]), not which message to answer.
    fn by_address(&self) -> bool {
        false
    }
    /// What the vendor warned of in what it took since it was last asked; told once.
    fn remarks(&self) -> Vec<String> {
        Vec::new()
    }
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

/// Proves that a vendor can be spoken to.
pub trait Check {
    /// Asks for something that changes nothing and costs as little as there is; says in one sentence what answered.
    fn check(&self) -> Call<'_, String>;
    /// What is left of its quotas.
    fn quotas(&self) -> Result<Vec<Left>>;
}

/// What is left of one quota.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Left {
    /// The kind of question.
    pub what: String,
    /// Questions that may go out now.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub now: Option<Decimal>,
    /// Questions, or tokens, gained in a second.
    pub per_second: Decimal,
    /// The most on a day.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub per_day: Option<i64>,
    /// Questions that went out on the vendor's day.
    pub today: i64,
    /// Tokens that were charged on it, where the vendor charges in tokens.
    pub tokens_today: Decimal,
}

/// Finds offers.
pub trait Source {
    /// Sends the offers that match, page by page, as they come; an empty query is everything the source has, where it can
    /// show that.
    fn search<'a>(&'a self, query: &'a Query, pages: &'a Pages) -> Call<'a, ()>;
    /// What the search would take, without asking.
    fn estimate(&self, query: &Query) -> Estimate;
}

/// What to look for. A source narrows by what it understands; the scan filters by all of it again.
#[derive(Clone, Debug, Default)]
pub struct Query {
    /// All of these words are in the title.
    pub keywords: Vec<String>,
    /// None of these is.
    pub exclude: Vec<String>,
    /// The category contains this.
    pub category: Option<String>,
    /// The brand is this.
    pub brand: Option<String>,
    /// At least this price, in the account currency.
    pub min_price: Option<Decimal>,
    /// At most this price.
    pub max_price: Option<Decimal>,
    /// The condition: `new`, `used`.
    pub condition: Option<String>,
    /// Only offers of this seller.
    pub seller: Option<String>,
    /// Barcodes, ISBNs or ASINs that are looked up.
    pub codes: Vec<String>,
    /// The most offers to return.
    pub limit: Option<usize>,
    /// What the source alone understands, as the vendor writes it.
    pub own: BTreeMap<String, Value>,
}

impl Query {
    /// The keys of the products that its codes name; a code that is none names nothing.
    pub fn product_keys(&self) -> Vec<String> {
        let read = self.codes.iter().filter_map(|code| ids::parse_cell(code).ok());
        read.flat_map(|id| {
            let asin = id.asin().map(|asin| format!("asin:{asin}"));
            id.product_key().into_iter().chain(asin).collect::<Vec<_>>()
        })
        .collect()
    }
}

/// Some offers, as they came.
#[derive(Clone, Debug, Default)]
pub struct Page {
    /// The offers.
    pub offers: Vec<Offer>,
    /// What was learnt about the market on the way: it is kept, so that it need not be asked for again.
    pub evidence: Vec<Evidence>,
    /// What is there and can't be taken as an offer, and why.
    pub left_out: Vec<String>,
    /// The numbers of those among them that have one: an offer that can't be read today is not gone.
    pub present: Vec<String>,
}

/// Where the pages of one search go.
pub struct Pages {
    search: usize,
    to: mpsc::Sender<(usize, Page)>,
    left: Cell<usize>,
    whole: Cell<bool>,
}

impl Pages {
    /// The pages of a search, by its number, with at most this many offers in all.
    pub fn of(search: usize, most: Option<usize>, to: mpsc::Sender<(usize, Page)>) -> Self {
        Self { search, to, left: Cell::new(most.unwrap_or(usize::MAX)), whole: Cell::new(true) }
    }

    /// Sends a page. False where no more is wanted.
    pub async fn put(&self, mut page: Page) -> bool {
        page.offers.truncate(self.left());
        self.left.set(self.left() - page.offers.len());
        // Whether there are more than were wanted is not asked.
        if self.left() == 0 {
            self.missed();
        }
        self.to.send((self.search, page)).await.is_ok() && self.left() > 0
    }

    /// Something was there and could not be read: what is missing is not gone.
    pub fn missed(&self) {
        self.whole.set(false);
    }

    /// Whether all was read.
    pub fn is_whole(&self) -> bool {
        self.whole.get()
    }

    /// How many more offers are wanted.
    pub fn left(&self) -> usize {
        self.left.get()
    }
}

/// What a run would take of a vendor.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Estimate {
    /// Calls, at least.
    pub calls: u64,
    /// Calls, at most; absent where that is not known before.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub calls_at_most: Option<u64>,
    /// Tokens, at most; absent where the vendor charges none or it is not known before.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tokens_at_most: Option<u64>,
    /// What the figures rest on.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<String>,
}

/// Says what products sell for.
pub trait Market {
    /// The evidence for these product keys; a product that the market does not know is left out.
    fn snapshot<'a>(&'a self, keys: &'a [String]) -> Call<'a, Vec<Evidence>>;
    /// The products that the last snapshot asked about and got no answer for, each with the reason; told once. They may be
    /// asked about again at once.
    fn unanswered(&self) -> Vec<(ProductIds, String)> {
        Vec::new()
    }
    /// What it would charge for these sales, in their order, `None` where it does not say; an empty list where it never does.
    fn fees<'a>(&'a self, _sales: &'a [FeeAsk]) -> Call<'a, Vec<Option<Money>>> {
        Box::pin(async { Ok(Vec::new()) })
    }
    /// How old its evidence may be before it is asked again; `None` is always.
    fn max_age(&self) -> Option<SignedDuration> {
        None
    }
    /// What asking about this many products would take, without asking.
    fn estimate(&self, products: usize) -> Estimate {
        let calls = products as u64;
        Estimate { calls: calls.min(1), calls_at_most: Some(calls), ..Estimate::default() }
    }
}

/// A sale whose fees are asked for.
#[derive(Clone, Debug, PartialEq)]
pub struct FeeAsk {
    /// The product.
    pub asin: String,
    /// What the buyer would pay for it.
    pub price: Money,
    /// Whether Amazon would ship it.
    pub fba: bool,
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

/// Sellers who can be talked to about a price. What is said to them goes through a [`Gateway`].
pub trait Haggle {
    /// What the seller said to this; `None` where nothing was said yet. Reads only.
    fn said<'a>(&'a self, talk: &'a Talk) -> Call<'a, Option<Heard>>;
    /// Whether an offer of ours may be taken there at any moment. Reads only.
    fn stands<'a>(&'a self, _talk: &'a Talk) -> Call<'a, bool> {
        Box::pin(std::future::ready(Ok(false)))
    }
    /// Whether the same offer may be said again; where not, it stands until it is answered.
    fn repeats(&self) -> bool {
        true
    }
}

/// Says who else sells, and what was sold. Publishing is a [`Gateway`]'s.
pub trait Channel {
    /// The offers that these listings compete with, ours left out, in their order; a sentence where one can't be seen.
    /// Where nothing at all can be seen, an error.
    fn competition<'a>(&'a self, listings: &'a [Posted]) -> Call<'a, Vec<Result<Competition, String>>>;
    /// Everything that happened to orders and money after a cursor, in order. The cursor is the channel's own: a count, or
    /// the microsecond up to which it was asked. An event that was told before may be told again.
    fn events<'a>(&'a self, after: u64) -> Call<'a, Vec<SaleEvent>>;
}

/// A listing whose competition is asked for.
#[derive(Clone, Debug, PartialEq)]
pub struct Posted {
    /// The channel's listing id.
    pub listing: String,
    /// Our SKU.
    pub sku: String,
    /// The product key.
    pub product: Option<String>,
    /// The condition.
    pub condition: String,
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
    /// The channel shows no buy box: it takes the prices for too high.
    #[serde(default)]
    pub suppressed: bool,
    /// The price at which the channel expects us to hold the buy box, where it says so.
    #[serde(default)]
    pub expected: Option<Money>,
    /// The price above which the channel shows no buy box, where it says so.
    #[serde(default)]
    pub threshold: Option<Money>,
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
    /// It is the marketplace's own.
    #[serde(default)]
    pub marketplace: bool,
    /// Its condition; `None` where that is not said, and then it is taken to be ours.
    #[serde(default)]
    pub condition: Option<String>,
    /// The share of good ratings, in percent.
    #[serde(default)]
    pub rating_pct: Option<Decimal>,
    /// How many ratings there are.
    #[serde(default)]
    pub ratings: Option<u32>,
    /// The longest time until it is sent, in hours.
    #[serde(default)]
    pub handling_h: Option<u32>,
}

impl Rival {
    /// Of whom no more is said.
    pub fn of(seller: &str, landed: Money, fba: bool) -> Self {
        let (rating_pct, ratings, handling_h, condition) = (None, None, None, None);
        Self { seller: seller.to_owned(), landed, fba, marketplace: false, condition, rating_pct, ratings, handling_h }
    }
}

/// Shows messages. Answering one is a [`Gateway`]'s.
pub trait Inbox {
    /// Messages after a cursor, in order.
    fn messages<'a>(&'a self, after: u64) -> Call<'a, Vec<Message>>;
}

/// Answers a question in the shape of a schema. What it answers is text from outside, whatever the schema says.
pub trait Model {
    /// The vendor's name.
    fn name(&self) -> &'static str;
    /// The model, as the vendor names it.
    fn model(&self) -> &str;
    /// What its tokens cost; `None` where the settings don't say.
    fn price(&self) -> Option<TokenPrice>;
    /// The tokens that it may write beside the answer: some models think first.
    fn thinks(&self) -> u32 {
        0
    }
    /// Asks once: a second time would cost again. An answer that did not come to its normal end is an error.
    fn say<'a>(&'a self, prompt: &'a Prompt) -> Call<'a, Said>;
}

/// What a million tokens cost, in the account currency.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TokenPrice {
    /// Of what the model reads.
    pub input: Decimal,
    /// Of what it writes.
    pub output: Decimal,
}

/// A question to a model.
#[derive(Clone, Debug, PartialEq)]
pub struct Prompt {
    /// What it is asked to do; written by us alone.
    pub system: &'static str,
    /// What it is asked about, as one JSON object; text from outside stands in it as strings.
    pub user: String,
    /// The name of the answer's schema.
    pub name: &'static str,
    /// The answer's JSON Schema: objects with all keys required and no others.
    pub schema: Value,
    /// The most tokens of the answer.
    pub most_tokens: u32,
}

/// An answer of a model.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// The answer, as it came.
    pub text: String,
    /// The tokens it read, where the vendor says so.
    pub input: Option<u64>,
    /// The tokens it wrote.
    pub output: Option<u64>,
}
