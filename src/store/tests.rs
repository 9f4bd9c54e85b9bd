//! What the tests of the store share: a database in memory, a fixed time, a purchase to make.

use jiff::Timestamp;
use rust_decimal::Decimal;

use super::{NewPurchase, Purchase, Reserved, Store};
use crate::{
    config::{Limits, Mode},
    domain::{
        ledger::events::Minor,
        limits::Caps,
        money::{Currency, Money},
        order::{OrderStatus, Placed},
    },
};

pub(super) const DAY: &str = "2026-06-01";

pub(super) fn now() -> Timestamp {
    "2026-06-01T12:00:00Z".parse().unwrap()
}

pub(super) fn usd(minor: i64) -> Money {
    Money::from_minor(minor, Currency::USD)
}

pub(super) fn caps() -> Caps {
    Caps::new(
        &Limits { units_per_product: 100, per_product: Decimal::from(10_000), ..Limits::default() },
        Currency::USD,
    )
    .unwrap()
}

/// A paper database with 5,000 dollars.
pub(super) fn funded() -> Store {
    let mut store = Store::in_memory(Mode::Paper).unwrap();
    store.capital("opening", Minor { minor: 500_000, currency: Currency::USD }, now()).unwrap();
    store
}

pub(super) fn wanted(item: &str, units: u32, cost: i64) -> NewPurchase {
    NewPurchase {
        record_id: format!("books:{item}"),
        source: "books".into(),
        item: item.into(),
        seller: String::new(),
        product: Some(format!("gtin:{item}")),
        sku: None,
        title: Some("A book".into()),
        condition: None,
        quantity: units,
        units,
        est: usd(cost),
        cap: usd(cost + 100),
        vendor: "paper".into(),
        rebuy_slot: 0,
        evidence: None,
    }
}

pub(super) fn approved(store: &mut Store, new: &NewPurchase) -> Purchase {
    let proposed = store.propose(new, now()).unwrap().purchase().clone();
    let until = now() + jiff::SignedDuration::from_mins(30);
    store.approve(proposed.id, &proposed.intent_hash, "test", until, None, now()).unwrap()
}

pub(super) fn submitting(store: &mut Store, new: &NewPurchase) -> Purchase {
    let purchase = approved(store, new);
    match store.reserve(purchase.id, &caps(), DAY, "run", now()).unwrap() {
        Reserved::Held(held) => store.begin_submit(held.id, b"{}", None, now()).unwrap(),
        Reserved::Denied(denial) => panic!("{denial}"),
    }
}

pub(super) fn placed(store: &mut Store, new: &NewPurchase, charged: i64) -> Purchase {
    let purchase = submitting(store, new);
    let answer = Placed { vendor_order: format!("B-{}", purchase.id), charged: usd(charged), at: now() };
    store.record_placed(purchase.id, &answer, now()).unwrap()
}

/// A lot in stock: `units` of `item` for `cost` minor units; returns its SKU.
pub(super) fn stocked(store: &mut Store, item: &str, units: u32, cost: i64) -> String {
    let purchase = placed(store, &wanted(item, units, cost), cost);
    store.record_status(purchase.id, OrderStatus::Received, now()).unwrap().sku
}
