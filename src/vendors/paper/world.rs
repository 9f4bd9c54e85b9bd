//! The world outside: shops, marketplaces, customers. Pure: it is told what we do and how far time moves.
//!
//! Every collection is ordered and every draw is stateless, so the same seed and the same calls give the same
//! document, byte for byte.

use std::collections::BTreeMap;

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use super::{
    catalogue,
    customers::Topic,
    day::Due,
    deeds::Deed,
    draw::Dice,
    haggle,
    listings::{OwnListing, Sale, listing_id, objection, price_objection},
    market::{Page, Rivals, Who},
    orders::BuyOrder,
    product::{Product, market_key},
    refunds::Issued,
};
use crate::{
    domain::{
        evidence::Evidence,
        money::{Money, MoneyError, Rounding},
        negotiation::Ours,
    },
    vendors::{Answer, Competition, Draft, Heard, Message, Order, Outcome, Placed, Published, Rival, SaleEvent, Talk},
};

/// The number of the document's shape; a later shape is a new number.
const SHAPE: u32 = 1;

/// Everything there is outside.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct World {
    shape: u32,
    /// Same seed, same world.
    pub seed: u64,
    /// When day 0 began.
    pub start: Timestamp,
    /// Days since the start.
    pub day: u32,
    /// What is sold on which channel, by `channel|product key`.
    pub products: BTreeMap<String, Product>,
    /// Other keys of a product: `asin:…` → `gtin:…`.
    pub aliases: BTreeMap<String, String>,
    /// The competitors on each page that we have been on, by `channel|product key`.
    pub rivals: BTreeMap<String, Rivals>,
    /// Our orders at suppliers, by our reference; a second one under the same reference has `#2` behind it.
    pub orders: BTreeMap<String, BuyOrder>,
    /// Unit prices that sellers have agreed to, by `source|item`.
    pub agreed: BTreeMap<String, Money>,
    /// What was said to sellers, and what they answered.
    #[serde(default)]
    pub talks: BTreeMap<String, Option<Answer>>,
    /// Our listings, by the channel's id.
    pub listings: BTreeMap<String, OwnListing>,
    /// What we sold, by the channel's order id.
    pub sales: BTreeMap<String, Sale>,
    /// What buyers got back, by the channel's order id.
    #[serde(default)]
    pub refunds: BTreeMap<String, Vec<Issued>>,
    /// What will happen, by day.
    pub agenda: BTreeMap<u32, Vec<Due>>,
    /// What happened on the channels, in order.
    pub events: Vec<SaleEvent>,
    /// What customers wrote, in order.
    pub messages: Vec<Message>,
    /// What we answered, by message id; a second answer to the same message has `#2` behind it.
    pub replies: BTreeMap<String, Reply>,
    /// What each channel owes us, by `channel|currency`, in minor units; below zero we owe it.
    pub owed: BTreeMap<String, i64>,
    /// What became of each request, by `kind|key`.
    #[serde(default)]
    pub deeds: BTreeMap<String, Deed>,
}

/// An answer we sent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reply {
    /// When.
    pub at: Timestamp,
    /// The text.
    pub body: String,
}

impl World {
    /// A new world that knows its own suppliers' goods and what a price book tells about others.
    pub fn create(seed: u64, start: Timestamp, evidence: &[Evidence]) -> Self {
        let mut world = Self {
            shape: SHAPE,
            seed,
            start,
            day: 0,
            products: BTreeMap::new(),
            aliases: BTreeMap::new(),
            rivals: BTreeMap::new(),
            orders: BTreeMap::new(),
            agreed: BTreeMap::new(),
            talks: BTreeMap::new(),
            listings: BTreeMap::new(),
            sales: BTreeMap::new(),
            refunds: BTreeMap::new(),
            agenda: BTreeMap::new(),
            events: Vec::new(),
            messages: Vec::new(),
            replies: BTreeMap::new(),
            owed: BTreeMap::new(),
            deeds: BTreeMap::new(),
        };
        world.learn(&catalogue::evidence(seed));
        world.learn(evidence);
        world
    }

    /// Reads a document; `None` where it has another shape than this binary writes.
    pub fn read(document: &str) -> Option<Self> {
        serde_json::from_str(document).ok().filter(|world: &Self| world.shape == SHAPE)
    }

    /// Takes in products that it does not know yet and says how many those were.
    pub fn learn(&mut self, evidence: &[Evidence]) -> usize {
        let before = self.products.len();
        for product in evidence.iter().filter_map(Product::from_evidence) {
            let main = self.main_key(product.key()).to_owned();
            let key = market_key(&product.evidence.channel, &main);
            if self.products.contains_key(&key) {
                continue;
            }
            for other in &product.evidence.product.other {
                self.aliases.entry(other.clone()).or_insert_with(|| main.clone());
            }
            self.products.insert(key, product);
        }
        self.products.len() - before
    }

    /// The time in the world.
    pub fn now(&self) -> Timestamp {
        self.start + SignedDuration::from_hours(24 * i64::from(self.day))
    }

    /// Today's dice.
    pub fn dice(&self) -> Dice {
        Dice::new(self.seed, self.day)
    }

    /// Places an order; the same reference is the same order.
    pub fn place(&mut self, order: &Order) -> Result<Outcome<Placed>, MoneyError> {
        if let Some(known) = self.orders.get(&order.reference) {
            if known.order != *order {
                return Ok(Outcome::Refused(format!("reference {} belongs to another order", order.reference)));
            }
            return Ok(known.answer());
        }
        self.place_another(order)
    }

    /// Places an order whatever has been placed under its reference before.
    pub fn place_another(&mut self, order: &Order) -> Result<Outcome<Placed>, MoneyError> {
        let asked = self.asked_today(order)?;
        let mut decided = BuyOrder::decide(order, asked, self.dice(), self.day, self.now())?;
        // A supplier gives no number twice.
        while !decided.vendor_order.is_empty()
            && self.orders.values().any(|one| one.vendor_order == decided.vendor_order)
        {
            decided.vendor_order.push('+');
        }
        let answer = decided.answer();
        let slot = free_slot(&self.orders, &order.reference);
        self.orders.insert(slot, decided);
        Ok(answer)
    }

    /// Hears what is said to a seller, and gives the id under which it stands. A message is answered once.
    pub(super) fn talk(&mut self, talk: &Talk) -> Result<String, MoneyError> {
        let answer = match (talk.ours, haggle::Bid::of(talk)) {
            (Ours::Offer(_) | Ours::Nudge(_), Some(bid)) => Some(self.haggle(&bid)?),
            // What was asked is taken: it holds for the next order.
            (Ours::Accept(_), Some(bid)) => {
                self.agreed.insert(format!("{}|{}", bid.source, bid.item), bid.price);
                None
            }
            _ => None,
        };
        let id = talk_id(talk);
        self.talks.insert(id.clone(), answer);
        Ok(id)
    }

    /// What a seller said to this.
    pub fn said(&self, talk: &Talk) -> Option<Heard> {
        let answer = self.talks.get(&talk_id(talk)).cloned().flatten()?;
        Some(Heard { name: None, answer, words: None })
    }

    /// Makes an offer to a seller; what is agreed holds for the next order.
    pub fn haggle(&mut self, bid: &haggle::Bid) -> Result<Answer, MoneyError> {
        let answer = haggle::answer(bid, self.dice())?;
        if let Answer::Agreed { price } = answer {
            self.agreed.insert(format!("{}|{}", bid.source, bid.item), price);
        }
        Ok(answer)
    }

    /// What is asked for an order today: what was agreed, or what the world's own suppliers want; else `None`.
    pub(super) fn asked_today(&self, order: &Order) -> Result<Option<Money>, MoneyError> {
        if let Some(agreed) = self.agreed.get(&format!("{}|{}", order.source, order.item)) {
            // What was expected may hold shipping on top of the agreed price, never less than it.
            let goods = agreed.times(order.quantity.into())?;
            return Ok(Some(if order.expected.minus(&goods)?.is_negative() { goods } else { order.expected }));
        }
        if order.source != "paper" {
            return Ok(None);
        }
        let offers = catalogue::offers(self.seed, self.day, self.now(), &crate::vendors::Query::default());
        let offer = offers.into_iter().find(|offer| offer.item == order.item);
        offer.map(|offer| offer.price.times(order.quantity.into())).transpose()
    }

    /// Creates or replaces the listing of a SKU on a channel.
    pub fn publish(&mut self, draft: &Draft) -> Outcome<Published> {
        if let Some(why) = objection(draft) {
            return Outcome::Refused(why);
        }
        let dice = self.dice();
        let listing = listing_id(&draft.channel, &draft.sku, dice);
        // What is refused leaves no trace: neither a new page nor a change of the listing that is there.
        if self.listings.get(&listing).is_some_and(|known| known.draft.product != draft.product) {
            return Outcome::Refused(format!("SKU {} belongs to another product", draft.sku));
        }
        let page = self.products.get(&self.key_of(&draft.channel, &draft.product));
        if let Some(page) = page.filter(|page| page.currency() != draft.price.currency()) {
            return Outcome::Refused(format!("{} is sold in {} there", draft.title, page.currency()));
        }
        let Some(key) = self.wake(draft) else {
            return Outcome::Refused(format!("{} is no price", draft.price));
        };
        match self.listings.get_mut(&listing) {
            Some(known) => {
                known.draft = draft.clone();
                known.available = draft.quantity;
            }
            None => {
                let new = OwnListing::new(draft, &key, &listing, dice, self.day);
                self.listings.insert(listing.clone(), new);
            }
        }
        Outcome::Done(Published { listing })
    }

    /// Sets a listing's price.
    pub fn set_price(&mut self, listing: &str, price: &Money) -> Outcome<()> {
        if let Some(why) = price_objection(price) {
            return Outcome::Refused(why);
        }
        match self.listings.get_mut(listing) {
            None => Outcome::Refused(format!("there is no listing {listing}")),
            Some(known) if known.draft.price.currency() != price.currency() => {
                Outcome::Refused(format!("its price is in {}", known.draft.price.currency()))
            }
            Some(known) => {
                known.draft.price = *price;
                Outcome::Done(())
            }
        }
    }

    /// What a listing competes with; `None` where there is no such listing.
    pub fn competition(&self, listing: &str) -> Option<Competition> {
        let own = self.listings.get(listing)?;
        let currency = self.products.get(&own.market)?.currency();
        let page = self.page(&own.market, self.dice());
        let holder = page.holder(&own.market, self.dice());
        let rivals = page.asks.iter().filter_map(|ask| {
            let seller = match &ask.who {
                Who::Ours(_) => return None,
                Who::Rival(name) => name,
                Who::Marketplace => "marketplace",
            };
            let rival = Rival::of(seller, Money::from_minor(ask.landed, currency), ask.fba);
            Some(Rival { marketplace: ask.who == Who::Marketplace, ..rival })
        });
        Some(Competition {
            rivals: rivals.collect(),
            buy_box: holder.map(|ask| Money::from_minor(ask.landed, currency)),
            ours: holder.is_some_and(|ask| matches!(&ask.who, Who::Ours(_))),
            ..Competition::default()
        })
    }

    /// What the marketplace shows about products, with today's buy box.
    pub fn snapshot(&self, keys: &[String]) -> Vec<Evidence> {
        let mut found = Vec::new();
        for key in keys {
            let main = self.main_key(key);
            let known = self.products.values().filter(|product| product.key() == main);
            for product in known {
                let market = market_key(&product.evidence.channel, main);
                let shown = match self.rivals.contains_key(&market) {
                    true => {
                        let page = self.page(&market, self.dice());
                        page.holder(&market, self.dice()).map(|ask| ask.landed)
                    }
                    false => Some(product.level_on(self.dice(), self.day)),
                };
                let buy_box = shown.map(|minor| Money::from_minor(minor, product.currency()).amount());
                found.push(Evidence {
                    buy_box,
                    as_of: Some(self.now()),
                    source: "paper".into(),
                    ..product.evidence.clone()
                });
            }
        }
        found
    }

    /// Records an answer, once for a message.
    pub fn reply(&mut self, message: &str, body: &str) -> Outcome<()> {
        if !self.messages.iter().any(|known| known.id == message) {
            return Outcome::Refused(format!("there is no message {message}"));
        }
        match self.replies.get(message) {
            Some(known) if known.body == body => Outcome::Done(()),
            Some(_) => Outcome::Refused(format!("message {message} has been answered already")),
            None => {
                self.answer(message, body);
                Outcome::Done(())
            }
        }
    }

    /// Puts an answer on the thread of a message, whatever is there already, and gives the id that it has there.
    pub(super) fn answer(&mut self, message: &str, body: &str) -> String {
        let slot = free_slot(&self.replies, message);
        self.replies.insert(slot.clone(), Reply { at: self.now(), body: body.to_owned() });
        reply_id(&slot)
    }

    /// The page of a market on a day: our offers, the competitors' and the marketplace's.
    pub fn page(&self, key: &str, dice: Dice) -> Page {
        let Some(product) = self.products.get(key) else { return Page::default() };
        let ours =
            self.listings.iter().filter(|(_, own)| own.market == key).filter_map(|(id, own)| own.ask(id, self.day));
        let rivals = self.rivals.get(key).into_iter().flat_map(Rivals::asks);
        let marketplace = product.marketplace_sells(dice, self.day).then(|| super::market::Ask {
            who: Who::Marketplace,
            landed: product.level_on(dice, self.day) * 99 / 100,
            fba: true,
        });
        Page::of(ours.chain(rivals).chain(marketplace).collect())
    }

    /// Makes sure that a draft's page exists, with competitors on it, and gives its key.
    fn wake(&mut self, draft: &Draft) -> Option<String> {
        let (dice, key) = (self.dice(), self.key_of(&draft.channel, &draft.product));
        if !self.products.contains_key(&key) {
            let main = self.main_key(&draft.product);
            let elsewhere = self.products.values().find(|known| known.key() == main);
            let product = match elsewhere.filter(|known| known.currency() == draft.price.currency()) {
                Some(known) => known.on_channel(&draft.channel, dice),
                None => Product::from_draft(draft, dice)?,
            };
            self.products.insert(key.clone(), product);
        }
        let product = &self.products[&key];
        let level = product.level_on(dice, self.day);
        self.rivals.entry(key.clone()).or_insert_with(|| Rivals::arrive(&key, dice, product, level));
        Some(key)
    }

    /// The key of a product's page on a channel.
    fn key_of(&self, channel: &str, product: &str) -> String {
        market_key(channel, self.main_key(product))
    }

    fn main_key<'a>(&'a self, key: &'a str) -> &'a str {
        self.aliases.get(key).map_or(key, String::as_str)
    }

    /// Adds to what a channel owes us.
    pub(super) fn owe(&mut self, channel: &str, amount: &Money) -> Result<(), MoneyError> {
        let minor = amount.to_minor(Rounding::HalfEven)?;
        let owed = self.owed.entry(format!("{channel}|{}", amount.currency())).or_default();
        *owed = owed.checked_add(minor).ok_or(MoneyError::Overflow)?;
        Ok(())
    }

    /// Puts something on the agenda, tomorrow at the earliest.
    pub(super) fn later(&mut self, day: u32, due: Due) {
        self.agenda.entry(day.max(self.day + 1)).or_default().push(due);
    }

    /// Adds a message to the inbox.
    pub(super) fn write(&mut self, topic: Topic, order: &str, at: Timestamp) {
        let Some(sale) = self.sales.get(order) else { return };
        let Some(listing) = self.listings.get(&sale.listing) else { return };
        let body = super::customers::text(topic, order, &listing.draft.title, self.dice());
        self.messages.push(Message {
            cursor: self.messages.len() as u64 + 1,
            id: format!("{order}-{}", topic.name()),
            at,
            buyer: sale.buyer.clone(),
            order: Some(order.to_owned()),
            sku: Some(listing.draft.sku.clone()),
            body,
            ..Message::default()
        });
    }
}

/// The id of something said to a seller.
fn talk_id(talk: &Talk) -> String {
    format!("talk:{}:{}:{}:{}", talk.source, talk.item, talk.message, talk.ours.name())
}

/// The id of an answer, by its place in [`World::replies`].
pub(super) fn reply_id(slot: &str) -> String {
    format!("A-{slot}")
}

/// The first of `name`, `name#2`, `name#3`, … that is not taken.
fn free_slot<T>(taken: &BTreeMap<String, T>, name: &str) -> String {
    let others = (2_u64..).map(|number| format!("{name}#{number}"));
    let mut slots = std::iter::once(name.to_owned()).chain(others);
    slots.find(|slot| !taken.contains_key(slot)).expect("a map is finite")
}
