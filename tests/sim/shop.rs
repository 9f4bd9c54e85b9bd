//! Books in which there is something to do: goods to list and reprice, offers to buy, answers to send, money to give back.

use std::path::Path;

use arb::{
    config::{Limits, Mode},
    domain::{
        clock::{Sighting, Uptime},
        effect::{Kind, Receipt},
        ledger::events::Minor,
        limits::Caps,
        message::Message,
        money::{Currency, Money},
        order::OrderStatus,
        refund::{Reason, RefundCaps},
        sale::{Happened, SaleEvent},
    },
    store::{Budget, Create, End, NewEffect, NewListing, NewPurchase, NewRefund, NewTicket, Store},
};
use jiff::{Timestamp, tz::TimeZone};
use rust_decimal::Decimal;
use serde_json::{Value, json};

/// The local day of everything.
pub const DAY: &str = "2026-06-01";
/// The channel that goods are sold on.
pub const CHANNEL: &str = "ebay_us";
/// What the goods in stock cost, in cents.
pub const BEFORE: i64 = 2000;
/// Offers to buy.
pub const OFFERS: usize = 4;

pub fn start() -> Timestamp {
    "2026-06-01T06:00:00Z".parse().unwrap()
}

pub fn usd(minor: i64) -> Money {
    Money::from_minor(minor, Currency::USD)
}

/// Limits on money alone: what the dice do to times, outcomes and sales is for the engine to survive.
pub fn budget(run: &str) -> Budget {
    let much = Decimal::from(9_000);
    let limits = Limits {
        per_day: Decimal::from(400),
        per_run: Decimal::from(400),
        unknown_amount: much,
        unknown_effects: 999,
        category_pct: Decimal::ONE_HUNDRED,
        brand_pct: Decimal::ONE_HUNDRED,
        open_pct: Decimal::ONE_HUNDRED,
        min_profit: Decimal::ZERO,
        min_roi_pct: Decimal::ZERO,
        anomaly_price_pct: Decimal::ZERO,
        orders_per_day: 999,
        orders_per_hour: 999,
        order_gap_seconds: 0,
        price_age_minutes: u32::MAX,
        comps_age_hours: u32::MAX,
        fees_age_days: u32::MAX,
        loss_7_days: much,
        losing_closes: 999,
        return_rate_pct: Decimal::ONE_HUNDRED,
        ..Limits::default()
    };
    Budget::new(Caps::new(&limits, Currency::USD).unwrap(), TimeZone::UTC, run)
}

/// What is known of an offer: it sells for about twice of what it costs.
fn record(item: usize) -> Value {
    let money = |minor| usd(minor);
    let long_ago = "1970-01-01T00:00:00Z";
    json!({
        "schema": 1, "id": format!("acme:{item}"),
        "offer": { "source": "acme", "item": item.to_string(), "observed_at": long_ago, "price": money(2000) },
        "analysis": {
            "verdict": "buy", "reason": "cleared", "reasons": [], "flags": [], "channel": CHANNEL, "program": "fbm",
            "match": { "outcome": "same", "method": "identifier", "confidence": "1", "pack_source": 1, "pack_target": 1 },
            "sell": { "price": money(4000), "p10": money(3800), "p90": money(4200), "basis": "dice", "source": "dice" },
            "landed": { "lines": [], "total": money(2000) },
            "net": money(1600), "net_p10": money(1400), "net_p50": money(1600), "net_p90": money(1800),
            "risk": { "score": "20", "parts": [] }, "restriction": "allowed",
            "rules": { "name": "dice", "version": "1" }, "analyzed_at": long_ago, "expires_at": "2100-01-01T00:00:00Z",
        },
    })
}

pub fn refund_caps() -> RefundCaps {
    RefundCaps { currency: Currency::USD, per_day: 10_000, per_buyer: 2 }
}

/// An offer to buy.
pub fn offer(item: usize) -> NewPurchase {
    NewPurchase {
        record_id: format!("acme:{item}"),
        source: "acme".into(),
        item: item.to_string(),
        seller: String::new(),
        product: Some(format!("gtin:{item}")),
        sku: None,
        title: None,
        condition: None,
        quantity: 1,
        units: 1,
        est: usd(2000 + i64::try_from(item).unwrap()),
        cap: usd(2100),
        vendor: "paper".into(),
        rebuy_slot: 0,
        evidence: Some(record(item)),
    }
}

/// The listing of the goods in stock.
pub fn listing(store: &Store, price: i64) -> NewListing {
    let stock = store.stock().unwrap().remove(0);
    NewListing {
        channel: CHANNEL.into(),
        sku: stock.sku,
        record_id: None,
        product: stock.product,
        quantity: 1,
        price: usd(price),
        floor: usd(1500),
        ceiling: usd(6000),
        condition: "new".into(),
        title: "Mug".into(),
        description: String::new(),
        payload: None,
    }
}

/// Writes the books.
pub fn furnish(path: &Path) {
    let now = start();
    let mut store = Store::open(path, Create::IfMissing(Mode::Paper)).unwrap();
    // A clock that was wrong from the first look on can't be told from a right one.
    let seen = Sighting { wall: now, uptime: Some(Uptime { boot: "sim".into(), count: jiff::SignedDuration::ZERO }) };
    store.sight(&seen).unwrap();
    store.open_wallet(Minor { minor: 500_000, currency: Currency::USD }, now).unwrap();
    let sku = stocked(&mut store, now);
    for (cursor, order) in [(1, "O-1"), (2, "O-2")] {
        let what = Happened::Sold {
            channel: CHANNEL.into(),
            order: order.into(),
            line: "1".into(),
            sku: sku.clone(),
            buyer: Some(format!("buyer-{cursor}")),
            quantity: 1,
            gross: usd(4000),
            fees: Vec::new(),
            postage: usd(0),
        };
        store.apply_sale_events("paper", &[SaleEvent { cursor, at: now, what }], now).unwrap();
        let refund = NewRefund {
            sold: store.sold_lines(order).unwrap().remove(0),
            amount: usd(1000),
            allowed: usd(1000),
            policy: "sim".into(),
            code: Reason::Damaged,
            vendor: "paper".into(),
            again: false,
        };
        let asked = store.request_refund(&refund, now).unwrap().refund().clone();
        let until = now + jiff::SignedDuration::from_hours(72);
        store.authorise_refund(asked.id, &asked.intent_hash, "kim", false, until, now).unwrap();
    }
    for (cursor, commitment) in [(1, false), (2, true)] {
        let message = Message {
            cursor,
            id: format!("M-{cursor}"),
            at: now,
            buyer: "buyer".into(),
            body: "Where is it?".into(),
            ..Message::default()
        };
        store.store_messages("paper", &[message], now).unwrap();
        let waiting = store.open_messages().unwrap().remove(0);
        let ticket = NewTicket {
            inbox_id: waiting.id,
            state: "ready",
            category: "shipping".into(),
            commitment,
            confidence: Decimal::from(95),
            body: "On its way.".into(),
            reason: None,
            payload: None,
        };
        store.open_ticket(&ticket, now).unwrap();
    }
    assert_eq!(store.verify().unwrap().problems, []);
}

/// Three mugs, bought and received.
fn stocked(store: &mut Store, now: Timestamp) -> String {
    let mugs = NewPurchase { item: "mugs".into(), units: 3, product: Some("gtin:mug".into()), ..offer(0) };
    let asked = store.propose(&mugs, now).unwrap().purchase().clone();
    store.approve(asked.id, &asked.intent_hash, "a person", now, None, now).unwrap();
    store.reserve(asked.id, &budget("before"), None, now).unwrap();
    let new = NewEffect {
        kind: Kind::Purchase,
        subject: asked.id,
        version: None,
        vendor: "paper".into(),
        key: asked.reference.clone(),
        request: b"{}".to_vec(),
        pre_image: Vec::new(),
    };
    let effect = store.begin_effect(&new, now).unwrap().0;
    let receipt = Receipt { id: "B-0".into(), amount: Some(usd(BEFORE)), at: now };
    store.finish_effect(&effect, &End::Done(receipt), now).unwrap();
    store.record_status(asked.id, OrderStatus::Received, now).unwrap().sku
}
