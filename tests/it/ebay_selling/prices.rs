//! Prices of many listings: 25 in a call, each with an outcome of its own, whatever becomes of the call.

use std::{
    sync::atomic::Ordering,
    thread::sleep,
    time::{Duration, Instant},
};

use arb::{
    domain::money::Money,
    store::{Create, Store},
};

use super::*;

/// Barcodes of so many products.
pub fn gtins(count: u32) -> Vec<String> {
    let check = |text: &str| {
        let digits = text.bytes().rev().map(|digit| u32::from(digit - b'0'));
        let sum: u32 = digits.zip([3, 1].into_iter().cycle()).map(|(digit, by)| digit * by).sum();
        (10 - sum % 10) % 10
    };
    let bodies = (100..100 + count).map(|n| format!("000123456{n:04}"));
    bodies.map(|body| format!("{body}{}", check(&body))).collect()
}

/// A seller of so many products, each listed; a rival is a little cheaper.
fn listed(count: u32) -> (Seller, String) {
    let seller = Seller::with(|shelf| {
        for gtin in gtins(count) {
            shelf.price(&gtin, "ebay_us", "39.90", |_| {}).buy(&gtin, 1, "10.00", true);
        }
    });
    let price = seller.list()["price"]["amount"].as_str().unwrap().to_owned();
    let live = seller.ebay.live();
    assert_eq!(live.len(), usize::try_from(count).unwrap());
    assert!(live.iter().all(|(_, shown, _)| *shown == price), "{live:?}");
    let lower = (cents(&price) * cents("0.95")).round_dp(2).to_string();
    seller.ebay.rivals(&[("rival-example", lower.as_str())]);
    (seller, lower)
}

const REPRICE: &str = "reprice --strategy match --apply --format jsonl";

/// How many changes of a run ended like this.
fn ended(ran: &Ran, state: &str) -> usize {
    ran.json_lines().iter().filter(|record| record["price_change"]["state"] == state).count()
}

/// How many listings eBay shows at this price.
fn shown_at(seller: &Seller, price: &str) -> usize {
    seller.ebay.live().iter().filter(|(_, shown, _)| shown == price).count()
}

pub fn is_sound(seller: &Seller) {
    seller.arb("verify").code(0).any_stdout().stderr_contains(" 0 problems");
}

#[test]
fn twenty_seven_prices_take_two_calls() {
    let (seller, lower) = listed(27);
    let ran = seller.arb(REPRICE);
    assert_eq!(ended(ran.code(0).any_stderr(), "applied"), 27, "{ran}");
    assert_eq!((seller.ebay.price_calls(), shown_at(&seller, &lower)), (vec![25, 2], 27));
    // What is shown already is not sent again.
    let again = seller.arb(REPRICE);
    assert_eq!(ended(again.code(0).any_stderr(), "applied"), 0, "{again}");
    assert_eq!(seller.ebay.price_calls().len(), 2);
    is_sound(&seller);
}

#[test]
fn each_line_counts_as_a_revision_and_one_too_many_is_not_in_the_call() {
    let (seller, lower) = listed(3);
    let text = fs::read_to_string(seller.sandbox.path("arb.toml")).unwrap();
    let text: Vec<&str> = text.lines().filter(|line| !line.starts_with("revisions_per_day")).collect();
    seller.sandbox.write("arb.toml", text.join("\n").replace("[limits]", "[limits]\nrevisions_per_day = 1"));
    assert_eq!(ended(seller.arb(REPRICE).any_stderr(), "applied"), 3);
    let lower_yet = (cents(&lower) * cents("0.97")).round_dp(2).to_string();
    seller.ebay.rivals(&[("rival-example", lower_yet.as_str())]);
    let ran = seller.arb(REPRICE);
    assert_eq!(ended(ran.code(4).any_stderr(), "refused"), 3, "{ran}");
    assert_eq!((seller.ebay.price_calls(), shown_at(&seller, &lower)), (vec![3], 3));
    is_sound(&seller);
}

#[test]
fn a_line_that_is_refused_refuses_no_other() {
    let (seller, lower) = listed(4);
    let skus: Vec<String> = seller.ebay.live().into_iter().map(|(sku, ..)| sku).collect();
    seller.ebay.refuse_prices(&[&skus[1]]);
    let ran = seller.arb(REPRICE);
    ran.code(4).any_stderr();
    assert_eq!((ended(&ran, "applied"), ended(&ran, "refused")), (3, 1), "{ran}");
    let records = ran.json_lines();
    let refused = records.iter().find(|record| record["price_change"]["state"] == "refused").unwrap();
    assert_eq!(refused["price_change"]["sku"], skus[1].as_str());
    let why = refused["price_change"]["why"].to_string();
    assert!(why.contains("The price is not one that we like (25003)"), "{why}");
    assert_eq!((seller.ebay.price_calls(), shown_at(&seller, &lower)), (vec![4], 3));
    // It is not wanted any more: nothing is sent again.
    seller.later(1);
    assert_eq!(seller.ebay.price_calls(), [4]);
    is_sound(&seller);
}

#[test]
fn a_lost_reply_leaves_every_line_unknown_and_each_is_read_back() {
    for fault in [Fault::Lost, Fault::Failed, Fault::Down] {
        let (seller, lower) = listed(3);
        seller.ebay.fault("POST", "/bulk_update_price_quantity", fault, 1);
        let ran = seller.arb(REPRICE);
        assert_eq!(ended(ran.code(4).any_stderr(), "unknown"), 3, "{fault:?}: {ran}");
        seller.later(1);
        seller.later(1);
        assert_eq!(shown_at(&seller, &lower), 3, "{fault:?}");
        let again = if fault == Fault::Down { 3 } else { 0 };
        let sent: usize = seller.ebay.price_calls().iter().sum();
        assert_eq!(sent, 3 + again, "{fault:?}: what was done is found, what was not is sent again");
        is_sound(&seller);
    }
}

#[test]
fn where_a_call_takes_one_sku_alone_each_price_goes_alone() {
    let (seller, lower) = listed(3);
    seller.ebay.one_sku_a_call();
    let ran = seller.arb(REPRICE);
    assert_eq!(ended(ran.code(0).any_stderr(), "applied"), 3, "{ran}");
    assert_eq!((seller.ebay.price_calls(), shown_at(&seller, &lower)), (vec![3, 1, 1, 1], 3));
    is_sound(&seller);
}

#[test]
fn killed_before_the_reply_every_line_is_read_back_and_none_sent_twice() {
    let (seller, lower) = listed(3);
    let free = seller.ebay.hold_prices();
    let going = seller.start(REPRICE);
    let begin = Instant::now();
    while seller.ebay.stub.asked_at("/bulk_update_price_quantity").is_empty() {
        assert!(begin.elapsed() < Duration::from_secs(60), "no price was sent");
        sleep(Duration::from_millis(5));
    }
    going.signal("KILL");
    going.wait().any_stdout().any_stderr().exit();
    free.store(true, Ordering::SeqCst);
    seller.later(1);
    seller.later(1);
    assert_eq!((seller.ebay.price_calls(), shown_at(&seller, &lower)), (vec![3], 3));
    let again = seller.arb(REPRICE);
    assert_eq!(ended(again.code(0).any_stderr(), "kept"), 3, "{again}");
    is_sound(&seller);
}

#[test]
fn listings_whose_competition_cannot_be_seen_stop_no_run() {
    let (seller, lower) = listed(4);
    // eBay can't be searched for an ASIN: nothing is seen of these two, whatever they cost.
    let conn = rusqlite::Connection::open(seller.sandbox.path("arb.db")).unwrap();
    let changed =
        conn.execute("UPDATE listing SET product='asin:B0D8W1YVBX' WHERE id IN(SELECT id FROM listing LIMIT 2)", []);
    assert_eq!(changed, Ok(2));
    drop(conn);
    let ran = seller.arb(REPRICE);
    assert_eq!((ended(ran.any_stderr(), "applied"), ended(&ran, "kept")), (2, 2), "{ran}");
    assert_eq!(shown_at(&seller, &lower), 2);
}

#[test]
fn a_price_that_was_wanted_and_never_sent_is_forgotten_after_an_hour() {
    let (seller, _) = listed(2);
    let shown = seller.ebay.live()[0].1.clone();
    let want = |cents: i64| {
        let mut store = Store::open(&seller.sandbox.path("arb.db"), Create::No).unwrap();
        let one = store.listings(&["live"]).unwrap().remove(0);
        let price = Money::from_minor(cents, one.price.currency());
        store.want_price(one.id, one.version, &price, "killed before it was sent", seller.now.get()).unwrap().unwrap();
    };
    let minor = |price: &str| i64::try_from(cents(price) * Decimal::ONE_HUNDRED).unwrap();
    want(minor(&shown) - 100);
    seller.now.set(seller.now.get() + SignedDuration::from_mins(61));
    seller.arb("reconcile").any_stdout().any_stderr().exit();
    assert_eq!((seller.ebay.price_calls(), shown_at(&seller, &shown)), (vec![], 2), "it is not sent any more");
    is_sound(&seller);
    // What is young is sent.
    want(minor(&shown) - 100);
    seller.now.set(seller.now.get() + SignedDuration::from_mins(30));
    seller.arb("reconcile").any_stdout().any_stderr().exit();
    assert_eq!((seller.ebay.price_calls(), shown_at(&seller, &shown)), (vec![1], 1));
    is_sound(&seller);
}
