//! Purchases that the limits have nothing against, for tests that are about something else.

use arb::{
    config::Limits,
    domain::{
        limits::Caps,
        money::{Currency, Money},
    },
    store::Budget,
};
use jiff::{Timestamp, tz::TimeZone};
use rust_decimal::{Decimal, dec};
use serde_json::{Value, json};

/// Limits that are wide enough for whatever a test buys.
pub fn roomy() -> Limits {
    let much = Decimal::from(9_000);
    Limits {
        per_item: much,
        per_day: much,
        per_7_days: much,
        per_30_days: much,
        per_run: much,
        per_seller: much,
        per_new_seller: much,
        per_source: much,
        per_product: much,
        units_per_product: 999,
        category_pct: dec!(100),
        brand_pct: dec!(100),
        open_pct: dec!(100),
        cash_floor: Decimal::ZERO,
        min_profit: Decimal::ZERO,
        min_roi_pct: Decimal::ZERO,
        orders_per_day: 999,
        orders_per_hour: 999,
        order_gap_seconds: 0,
        anomaly_quantity: 999,
        unknown_amount: much,
        unknown_effects: 999,
        loss_7_days: much,
        losing_closes: 999,
        return_rate_pct: dec!(100),
        ..Limits::default()
    }
}

/// A budget of these limits in dollars, its days in UTC.
pub fn budget(limits: &Limits, run: &str) -> Budget {
    Budget::new(Caps::new(limits, Currency::USD).expect("limits that make sense"), TimeZone::UTC, run)
}

/// `[limits]` of a settings file: wide enough for whatever a test buys, but for what `change` says.
pub fn settings(change: &str) -> String {
    let named: Vec<&str> = change.lines().filter_map(|line| line.split_once(" =")).map(|(name, _)| name).collect();
    let text = toml::to_string(&roomy()).expect("limits can be written");
    let rest = text.lines().filter(|line| !named.contains(&line.split_once(" =").map_or("", |(name, _)| name)));
    format!("[limits]\n{}\n{change}\n", rest.collect::<Vec<_>>().join("\n"))
}

/// The record of a purchase that costs `est` in all and sells for about twice of it: fresh, safe, and not too good.
pub fn record(id: &str, est: Money, units: u32, at: Timestamp) -> Value {
    let (source, item) = id.split_once(':').expect("an id is `source:item`");
    let each = est.amount() / Decimal::from(units);
    let money = |factor: Decimal| Money::new((each * factor).round_dp(2), est.currency());
    json!({
        "schema": 1, "id": id,
        "offer": { "source": source, "item": item, "observed_at": at, "price": money(dec!(1)) },
        "analysis": {
            "verdict": "buy", "reason": "cleared", "reasons": [], "flags": [], "channel": "amazon_us", "program": "fba",
            "match": { "outcome": "same", "method": "identifier", "confidence": "1", "pack_source": 1, "pack_target": 1 },
            "sell": { "price": money(dec!(2)), "p10": money(dec!(1.9)), "p90": money(dec!(2.1)), "basis": "test", "source": "test" },
            "landed": { "lines": [], "total": money(dec!(1)) },
            "net": money(dec!(0.8)), "net_p10": money(dec!(0.7)), "net_p50": money(dec!(0.8)), "net_p90": money(dec!(0.9)),
            "risk": { "score": "20", "parts": [] }, "restriction": "allowed",
            "rules": { "name": "test", "version": "1" },
            "analyzed_at": at, "expires_at": at + jiff::SignedDuration::from_hours(24),
        },
    })
}

/// Gives a sandbox settings under which every sensible deal may be bought at once, and accepts them; the limits on money
/// keep their built-in values.
pub fn practice(sandbox: &super::Sandbox) {
    let text = "[limits]\nmin_roi_pct = 0\nmin_profit = 0\norders_per_hour = 999\norders_per_day = 999\norder_gap_seconds = 0\nanomaly_price_pct = 0\n";
    sandbox.write_home(".config/arb/arb.toml", text);
    sandbox.arb(["limits", "accept", "--yes", "--quiet"]).run().code(0).any_stdout().any_stderr();
}
