//! What the tests of the store share: a database in memory, a fixed time, a purchase to make.

use jiff::{Timestamp, tz::TimeZone};
use rust_decimal::Decimal;

use super::{Budget, Effect, End, NewEffect, NewPurchase, Purchase, Reserved, Store};
use crate::{
    config::{Limits, Mode},
    domain::{
        effect::{Kind, Receipt},
        ledger::events::Minor,
        limits::Caps,
        money::{Currency, Money},
        order::OrderStatus,
    },
};

pub(super) const DAY: &str = "2026-06-01";

pub(super) fn now() -> Timestamp {
    "2026-06-01T12:00:00Z".parse().unwrap()
}

pub(super) fn usd(minor: i64) -> Money {
    Money::from_minor(minor, Currency::USD)
}

/// Limits that leave room for what the tests of the store buy.
pub(super) fn caps() -> Caps {
    let limits = Limits {
        units_per_product: 100,
        per_product: Decimal::from(10_000),
        category_pct: Decimal::ONE_HUNDRED,
        brand_pct: Decimal::ONE_HUNDRED,
        open_pct: Decimal::ONE_HUNDRED,
        min_profit: Decimal::ZERO,
        min_roi_pct: Decimal::ZERO,
        anomaly_price_pct: Decimal::ZERO,
        orders_per_day: 999,
        orders_per_hour: 999,
        order_gap_seconds: 0,
        ..Limits::default()
    };
    Caps::new(&limits, Currency::USD).unwrap()
}

pub(super) fn budget() -> Budget {
    Budget::new(caps(), TimeZone::UTC, "run")
}

/// What a record says of a purchase that costs `cost` in all and sells for about twice of it.
pub(super) fn record(id: &str, units: u32, cost: i64) -> serde_json::Value {
    let each = Decimal::new(cost, 2) / Decimal::from(units);
    // What costs next to nothing still sells for a cent, and earns enough to be bought.
    let of = |base: Decimal, percent: i64| Money::new((base * Decimal::new(percent, 2)).round_dp(2), Currency::USD);
    let money = |percent| of(each.max(Decimal::new(1, 2)), percent);
    let earned = |percent| of(each.max(Decimal::TWO), percent);
    let (source, item) = id.split_once(':').unwrap();
    serde_json::json!({
        "schema": 1, "id": id,
        "offer": { "source": source, "item": item, "observed_at": now(), "price": money(100) },
        "analysis": {
            "verdict": "buy", "reason": "cleared", "reasons": [], "flags": [], "channel": "amazon_us", "program": "fba",
            "match": { "outcome": "same", "method": "identifier", "confidence": "1", "pack_source": 1, "pack_target": 1 },
            "sell": { "price": money(200), "p10": money(190), "p90": money(210), "basis": "test", "source": "test" },
            "landed": { "lines": [], "total": money(100) },
            "net": earned(80), "net_p10": earned(70), "net_p50": earned(80), "net_p90": earned(90),
            "risk": { "score": "20", "parts": [] }, "restriction": "allowed",
            "rules": { "name": "test", "version": "1" }, "analyzed_at": now(), "expires_at": "2026-06-02T12:00:00Z",
        },
    })
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
        evidence: Some(record(&format!("books:{item}"), units, cost)),
    }
}

pub(super) fn approved(store: &mut Store, new: &NewPurchase) -> Purchase {
    let proposed = store.propose(new, now()).unwrap().purchase().clone();
    let until = now() + jiff::SignedDuration::from_mins(30);
    store.approve(proposed.id, &proposed.intent_hash, "test", until, None, now()).unwrap()
}

pub(super) fn submitting(store: &mut Store, new: &NewPurchase) -> Purchase {
    let purchase = approved(store, new);
    match store.reserve(purchase.id, &budget(), None, now()).unwrap() {
        Reserved::Held(held) => {
            begin(store, Kind::Purchase, held.id);
            store.purchase(held.id).unwrap()
        }
        Reserved::Denied(denial) => panic!("{denial}"),
    }
}

pub(super) fn placed(store: &mut Store, new: &NewPurchase, charged: i64) -> Purchase {
    let purchase = submitting(store, new);
    let order = format!("B-{}", purchase.id);
    end(store, Kind::Purchase, purchase.id, &done(&order, charged));
    store.purchase(purchase.id).unwrap()
}

/// An intent whose writer is dead.
pub(super) fn begin(store: &mut Store, kind: Kind, subject: i64) -> Effect {
    let new = NewEffect {
        kind,
        subject,
        version: None,
        vendor: "paper".into(),
        key: format!("{kind}:{subject}"),
        request: b"{}".to_vec(),
        pre_image: Vec::new(),
    };
    store.begin_effect(&new, now()).unwrap().0
}

/// The newest effect of a subject ends so.
pub(super) fn end(store: &mut Store, kind: Kind, subject: i64, end: &End) -> Effect {
    let effect = store.effect_of(kind, subject).unwrap().unwrap();
    store.finish_effect(&effect, end, now()).unwrap()
}

pub(super) fn done(id: &str, minor: i64) -> End {
    End::Done(Receipt { id: id.into(), amount: Some(usd(minor)), at: now() })
}

/// A lot in stock: `units` of `item` for `cost` minor units; returns its SKU.
pub(super) fn stocked(store: &mut Store, item: &str, units: u32, cost: i64) -> String {
    let purchase = placed(store, &wanted(item, units, cost), cost);
    store.record_status(purchase.id, OrderStatus::Received, now()).unwrap().sku
}
