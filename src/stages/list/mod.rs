//! List: what is in stock and not for sale yet gets a channel, a price, a text, and is published.
//!
//! Planning changes nothing; publishing goes through `effects`. A SKU has one listing a channel, so a repeat finds it live. Where
//! it is for sale on several channels, its units are shared out: none of them is promised twice.

mod alone;
mod offer;
mod spread;

use std::collections::{BTreeMap, BTreeSet};

use anyhow::Result;
use jiff::Timestamp;
use serde_json::Value;

pub use offer::{Plan, Shop, floor_at};

use crate::{
    domain::{
        listing::{Listing, ListingState},
        offer::Offer,
        purchase::{Purchase, PurchaseState},
        record::{Record, Stage},
        sku,
    },
    effects,
    store::{self, Stock, Store},
};

/// What is to be done about a record.
#[derive(Debug)]
pub enum Step {
    /// Nothing was bought: it passes through untouched.
    Pass,
    /// It is for sale already.
    Live(Box<Listing>),
    /// It is bought and not here yet: prepared, not published.
    Waiting(Box<Plan>),
    /// It goes out.
    Publish(Box<Plan>),
    /// Another record of this run has the same SKU and does the work.
    Same(String),
    /// It can't be listed, and why.
    Refused(String),
}

/// Goods to list.
#[derive(Clone, Debug)]
pub struct Goods {
    /// Our SKU.
    pub sku: String,
    /// The product key.
    pub product: Option<String>,
    /// The title.
    pub title: Option<String>,
    /// The condition; absent is new.
    pub condition: Option<String>,
    /// What one unit cost, as charged.
    pub unit_cost: crate::domain::money::Money,
    /// Units on hand that no other listing promises.
    pub units: u32,
}

/// One run of `list`: stock and listings as they stood at its start, and what became of each SKU since.
pub struct Lister {
    stock: BTreeMap<String, Stock>,
    listings: BTreeMap<String, Vec<store::Listing>>,
    planned: BTreeSet<String>,
    done: BTreeMap<String, Listing>,
    /// How many channels a SKU may be for sale on at once.
    at_once: usize,
    /// Whether goods go to each of the channels, rather than to the best of them.
    each: bool,
    /// SKUs of which a channel still shows units that another one was to get.
    owing: BTreeSet<String>,
    /// What an earlier run looked at when no further channel would take a SKU, by the listing that it has.
    alone: BTreeMap<i64, String>,
    /// The same of this run.
    found_alone: Vec<(i64, String)>,
}

impl Lister {
    /// Reads stock and listings. A SKU may be for sale on so many channels at once; with `each`, on all that are named.
    pub fn open(store: &Store, at_once: usize, each: bool) -> Result<Self> {
        let mut listings: BTreeMap<String, Vec<store::Listing>> = BTreeMap::new();
        for listing in store.listings(&["draft", "publishing", "unknown", "live", "manual"])? {
            listings.entry(listing.sku.clone()).or_default().push(listing);
        }
        let stock = store.stock()?.into_iter().map(|stock| (stock.sku.clone(), stock)).collect();
        Ok(Self {
            stock,
            listings,
            planned: BTreeSet::new(),
            done: BTreeMap::new(),
            at_once: at_once.max(1),
            each,
            owing: BTreeSet::new(),
            alone: store.alone()?,
            found_alone: Vec::new(),
        })
    }

    /// Records of the pending work: stock that is not for sale in full, listings that nobody is sure of, purchases on
    /// their way. With `all`, everything in stock. What could be on more channels and was taken by none of them is not looked at
    /// again as long as nothing that decides about it has changed.
    pub fn pending(&self, store: &Store, shop: &Shop, all: bool) -> Result<Vec<Record>> {
        let mut records = Vec::new();
        let mut seen = BTreeSet::new();
        for stock in self.stock.values() {
            let standing = self.listings.get(&stock.sku).map_or(&[][..], Vec::as_slice);
            let unsure = standing.iter().any(|one| one.state != "live");
            let due = all || stock.units > stock.listed || unsure;
            if !due && !self.is_narrow(stock) {
                continue;
            }
            let id = stock.record_id.clone().unwrap_or_else(|| format!("stock:{}", stock.sku));
            let record = store.record(&id)?.unwrap_or_else(|| Record::new(&id));
            if due || !self.was_alone(store, shop, &record, stock)? {
                records.push(record);
                seen.insert(id);
            }
        }
        use store::PurchaseState as At;
        for purchase in store.purchases(&[At::Placed, At::Confirmed, At::Shipped])? {
            if seen.insert(purchase.record_id.clone()) {
                let id = &purchase.record_id;
                records.push(store.record(id)?.unwrap_or_else(|| Record::new(id)));
            }
        }
        Ok(records)
    }

    /// Decides about a record and changes nothing: a step for each listing, those that give units up first.
    pub async fn plan(&mut self, store: &Store, shop: &Shop, record: &Record) -> Result<Vec<Step>> {
        let one = |step| Ok(vec![step]);
        let Some(id) = record.id() else { return one(Step::Pass) };
        let bought: Option<Purchase> = record.get(Stage::Purchase)?;
        if bought.as_ref().is_some_and(|purchase| !is_ours(purchase.state)) {
            return one(Step::Pass);
        }
        let purchases: Vec<store::Purchase> =
            store.purchases_of(id)?.into_iter().filter(|purchase| purchase.state.is_placed()).collect();
        let Some(sku) = self.sku_of(id, &purchases) else {
            return one(match bought {
                Some(_) => Step::Refused("this database knows no such purchase".to_owned()),
                None => Step::Pass,
            });
        };
        if self.planned.contains(&sku) {
            return one(Step::Same(sku));
        }
        let steps = match self.stock.get(&sku) {
            Some(stock) => self.spread(store, shop, record, stock).await?,
            None => vec![self.unstocked(store, shop, record, &sku, &purchases).await?],
        };
        if steps.iter().any(|step| matches!(step, Step::Publish(_) | Step::Waiting(_))) {
            self.planned.insert(sku);
        } else if !self.each && steps.iter().all(|step| matches!(step, Step::Live(_))) {
            self.keeps_alone(store, shop, record, &sku)?;
        }
        Ok(steps)
    }

    /// A SKU of which nothing is on hand: for sale until it is ended, or on its way.
    async fn unstocked(
        &self,
        store: &Store,
        shop: &Shop,
        record: &Record,
        sku: &str,
        purchases: &[store::Purchase],
    ) -> Result<Step> {
        let standing = self.listings.get(sku).and_then(|of| of.last());
        if let Some(live) = standing.filter(|listing| listing.state == "live") {
            return Ok(Step::Live(Box::new(replayed(live))));
        }
        let Some(purchase) = purchases.iter().rev().find(|purchase| is_on_its_way(purchase.state)) else {
            return Ok(Step::Pass);
        };
        let goods = coming(purchase, sku)?;
        let plan = match offer::known(store, shop, record, &goods).await? {
            Ok(known) => offer::plan(shop, record, &goods, &known, None, &shop.config.list.channels),
            Err(why) => Err(why),
        };
        Ok(plan.map_or_else(Step::Refused, |plan| Step::Waiting(Box::new(plan))))
    }

    /// Publishes what was planned and says how it ended.
    pub async fn publish(&mut self, store: &mut Store, shop: &Shop, plan: &Plan, now: Timestamp) -> Result<Listing> {
        let seller = shop.desk.seller_on(&plan.new.channel);
        let Some(gateway) = seller.and_then(|vendor| shop.desk.gateway(vendor)) else {
            return Ok(plan.listing(
                ListingState::Draft,
                None,
                Some("no vendor publishes on this channel: use `--export`"),
            ));
        };
        let before = self.promised(&plan.new.sku, &plan.new.channel);
        if self.owing.contains(&plan.new.sku) && plan.new.quantity > before {
            let why = "units of it are still shown elsewhere: it is published when they are not";
            return Ok(plan.listing(ListingState::Draft, None, Some(why)));
        }
        if let Some(paper) = shop.desk.paper() {
            // The simulated buyers know a product from the evidence about it.
            paper.learn(&plan.evidence)?;
        }
        let draft = plan.draft();
        // What is published is kept with the listing: a sale elsewhere is told to this channel with the same words.
        let mut new = plan.new.clone();
        if let (Some(Value::Object(payload)), Ok(draft)) = (&mut new.payload, serde_json::to_value(&draft)) {
            payload.insert("draft".to_owned(), draft);
        }
        let row = match effects::publish(store, gateway.as_ref(), &new, &draft, now).await {
            // Its last change is not settled, or another process is at it: that stops no other listing.
            Err(why) if effects::is_overtaken(&why) => {
                self.owing.insert(plan.new.sku.clone());
                return Ok(plan.listing(ListingState::Unknown, None, Some(&format!("{why:#}"))));
            }
            // Another SKU of ours is that listing: this one stays as it is.
            Err(why) if crate::ui::failure_in(&why).is_some_and(|failure| failure.code == "same_listing") => {
                return Ok(plan.listing(ListingState::Rejected, None, Some(&format!("{why:#}"))));
            }
            done => done?,
        };
        if plan.new.quantity < before && (row.state != "live" || row.quantity != plan.new.quantity) {
            self.owing.insert(row.sku.clone());
        }
        let state = match row.state.as_str() {
            "live" => ListingState::Live,
            "rejected" => ListingState::Rejected,
            // Not a byte left: it may be published by the next run.
            "draft" => ListingState::Draft,
            _ => ListingState::Unknown,
        };
        let mut listing = plan.listing(state, row.ext_id.clone(), row.reason.as_deref());
        listing.why.extend(gateway.remarks());
        self.done.insert(row.sku, listing.clone());
        Ok(listing)
    }

    /// What an earlier record of this run did for a SKU.
    pub fn done(&self, sku: &str) -> Option<Listing> {
        self.done.get(sku).map(|listing| Listing { replayed: true, ..listing.clone() })
    }

    /// Units of a SKU that a channel promised at the start of the run.
    fn promised(&self, sku: &str, channel: &str) -> u32 {
        let standing = self.listings.get(sku).and_then(|of| of.iter().find(|listing| listing.channel == channel));
        standing.map_or(0, |listing| listing.quantity)
    }

    fn sku_of(&self, id: &str, purchases: &[store::Purchase]) -> Option<String> {
        let in_stock = || self.stock.values().find(|stock| stock.record_id.as_deref() == Some(id));
        match purchases.last() {
            Some(purchase) if !purchase.sku.is_empty() => Some(purchase.sku.clone()),
            Some(purchase) => {
                purchase.product.as_deref().map(|product| sku::of(product, purchase.condition.as_deref()))
            }
            None => in_stock().map(|stock| stock.sku.clone()).or_else(|| id.strip_prefix("stock:").map(str::to_owned)),
        }
    }
}

fn is_ours(state: PurchaseState) -> bool {
    matches!(state, PurchaseState::Placed | PurchaseState::Shipped | PurchaseState::Received)
}

fn is_on_its_way(state: store::PurchaseState) -> bool {
    use store::PurchaseState as At;
    matches!(state, At::Placed | At::Confirmed | At::Shipped)
}

/// Goods that were paid for and are not here yet, at what they were charged.
fn coming(purchase: &store::Purchase, sku: &str) -> Result<Goods> {
    let total = purchase.actual.unwrap_or(purchase.est);
    let each = total.amount() / rust_decimal::Decimal::from(purchase.units.max(1));
    Ok(Goods {
        sku: sku.to_owned(),
        product: purchase.product.clone(),
        title: purchase.title.clone(),
        condition: purchase.condition.clone(),
        unit_cost: crate::domain::money::Money::new(each, total.currency()).round(crate::domain::money::Rounding::Up),
        units: purchase.units,
    })
}

/// A live listing in the shape of the record.
pub fn replayed(row: &store::Listing) -> Listing {
    Listing { replayed: true, ..as_part(row, ListingState::Live) }
}

/// A listing of the database in the shape of the record.
pub fn as_part(row: &store::Listing, state: ListingState) -> Listing {
    Listing {
        state,
        sku: row.sku.clone(),
        channel: row.channel.clone(),
        listing: row.ext_id.clone(),
        price: row.price,
        floor: row.floor,
        ceiling: row.ceiling,
        quantity: row.quantity,
        condition: row.condition.clone(),
        title: row.title.clone(),
        description: row.description.clone(),
        net: None,
        why: row.reason.iter().cloned().collect(),
        replayed: false,
    }
}

/// The offer in a record, or one that says nothing: what was bought is known without it.
fn offer_of(record: &Record, goods: &Goods, now: Timestamp) -> Result<Offer> {
    if let Some(offer) = record.get::<Offer>(Stage::Offer)? {
        return Ok(offer);
    }
    let (source, item) = record.id().and_then(|id| id.split_once(':')).unwrap_or(("stock", &goods.sku));
    let blank = serde_json::json!({ "source": source, "item": item, "observed_at": now, "price": goods.unit_cost });
    Ok(serde_json::from_value(blank)?)
}
