//! List: what is in stock and not for sale yet gets a channel, a price, a text, and is published.
//!
//! Planning changes nothing; publishing goes through `effects`. One SKU has one listing, so a repeat finds it live.

mod offer;

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
}

impl Lister {
    /// Reads stock and listings.
    pub fn open(store: &Store) -> Result<Self> {
        let mut listings: BTreeMap<String, Vec<store::Listing>> = BTreeMap::new();
        for listing in store.listings(&["draft", "publishing", "unknown", "live", "manual"])? {
            listings.entry(listing.sku.clone()).or_default().push(listing);
        }
        let stock = store.stock()?.into_iter().map(|stock| (stock.sku.clone(), stock)).collect();
        Ok(Self { stock, listings, planned: BTreeSet::new(), done: BTreeMap::new() })
    }

    /// Records of the pending work: stock that is not for sale in full, listings that nobody is sure of, purchases on
    /// their way. With `all`, everything in stock.
    pub fn pending(&self, store: &Store, all: bool) -> Result<Vec<Record>> {
        let mut records = Vec::new();
        let mut seen = BTreeSet::new();
        for stock in self.stock.values() {
            let unsure = self.listings.get(&stock.sku).is_some_and(|of| of.iter().any(|one| one.state != "live"));
            if all || stock.units > stock.listed || unsure {
                let id = stock.record_id.clone().unwrap_or_else(|| format!("stock:{}", stock.sku));
                records.push(store.record(&id)?.unwrap_or_else(|| Record::new(&id)));
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

    /// Decides about a record and changes nothing.
    pub async fn plan(&mut self, store: &Store, shop: &Shop, record: &Record) -> Result<Step> {
        let Some(id) = record.id() else { return Ok(Step::Pass) };
        let bought: Option<Purchase> = record.get(Stage::Purchase)?;
        if bought.as_ref().is_some_and(|purchase| !is_ours(purchase.state)) {
            return Ok(Step::Pass);
        }
        let purchases: Vec<store::Purchase> =
            store.purchases_of(id)?.into_iter().filter(|purchase| purchase.state.is_placed()).collect();
        let Some(sku) = self.sku_of(id, &purchases) else {
            return Ok(match bought {
                Some(_) => Step::Refused("this database knows no such purchase".to_owned()),
                None => Step::Pass,
            });
        };
        if self.planned.contains(&sku) {
            return Ok(Step::Same(sku));
        }
        let standing = self.listings.get(&sku).and_then(|of| of.last());
        let Some(stock) = self.stock.get(&sku) else {
            if let Some(live) = standing.filter(|listing| listing.state == "live") {
                return Ok(Step::Live(Box::new(replayed(live))));
            }
            return match purchases.iter().rev().find(|purchase| is_on_its_way(purchase.state)) {
                Some(purchase) => {
                    self.planned(offer::plan(store, shop, record, &coming(purchase, &sku)?, None).await?, true)
                }
                None => Ok(Step::Pass),
            };
        };
        let free = stock.units - stock.listed;
        if let Some(live) = standing.filter(|listing| listing.state == "live" && free <= 0) {
            return Ok(Step::Live(Box::new(replayed(live))));
        }
        let others: i64 = stock.listed - standing.map_or(0, |listing| i64::from(listing.quantity));
        let goods = Goods {
            sku: sku.clone(),
            product: stock.product.clone(),
            title: stock.title.clone(),
            condition: stock.condition.clone(),
            unit_cost: stock.unit_cost(),
            units: u32::try_from(stock.units - others).unwrap_or(0),
        };
        self.planned(offer::plan(store, shop, record, &goods, standing).await?, false)
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
                return Ok(plan.listing(ListingState::Unknown, None, Some(&format!("{why:#}"))));
            }
            done => done?,
        };
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

    fn planned(&mut self, plan: Result<Plan, String>, waiting: bool) -> Result<Step> {
        Ok(match plan {
            Ok(plan) => {
                self.planned.insert(plan.new.sku.clone());
                if waiting { Step::Waiting(Box::new(plan)) } else { Step::Publish(Box::new(plan)) }
            }
            Err(why) => Step::Refused(why),
        })
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
