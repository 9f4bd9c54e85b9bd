//! Listing, selling, pricing, giving back, being paid: once each, whatever goes wrong in between.

use arb::{
    domain::{
        ledger::Account,
        money::{Currency, Money},
    },
    vendors::{Change, Draft, Gateway as _, Kind, Outcome, Permit, Sealed},
};
use jiff::Timestamp;
use serde_json::{Value, json};

use super::{
    super::kit::amazon::{self, Mood, US, ago},
    Place, SKU,
};

fn order(id: &str, status: &str, gross: &str, hours: i64) -> Value {
    amazon::order(SKU, id, status, (1, gross), &ago(hours + 1), hours)
}

fn transaction(id: &str, kind: &str, order: Option<&str>, parts: &[(&str, &str)], hours: i64) -> Value {
    amazon::transaction(SKU, id, kind, order, parts, hours)
}

fn owed(place: &Place) -> Money {
    place.store().balance(&Account::Marketplace("amazon_us".into()), Currency::USD).unwrap()
}

fn dollars(cents: i64) -> Money {
    Money::from_minor(cents, Currency::USD)
}

#[test]
fn from_the_shelf_to_the_bank_to_the_cent() {
    let place = Place::new("");
    let listed = place.arb("list --yes");
    listed.code(0).stderr_contains("list: 1 live on 1 channel");
    assert_eq!(listed.json_lines()[0]["listing"]["listing"], SKU);
    let live = place.is_one_listing("live");
    {
        let memory = place.amazon.memory();
        let item = &memory.items[SKU];
        assert_eq!((item.quantity, item.channel.as_str(), item.condition.as_str()), (Some(2), "DEFAULT", "new_new"));
        assert_eq!(item.price, live.price.amount().to_string());
    }
    // A buyer, and one whose payment is not through, and one who thought better of it.
    {
        let mut memory = place.amazon.memory();
        memory.sell(SKU, 1);
        memory.orders = vec![
            order("114-1", "UNSHIPPED", "39.90", 3),
            order("114-2", "PENDING", "39.90", 2),
            order("114-3", "CANCELLED", "39.90", 1),
        ];
    }
    place.arb("sync").any_stdout().code(0).stderr_contains("1 sold");
    assert_eq!(place.is_one_listing("live").quantity, 1);
    assert_eq!(owed(&place), dollars(3990));
    // The rival moves; the price follows and is shown.
    place.amazon.memory().rivals = vec![("A2".into(), "38.50".into())];
    let ran = place.arb("reprice --strategy match --apply");
    let change = ran.any_stderr().json_lines()[0]["price_change"].clone();
    assert_eq!((&change["state"], &change["to"]["amount"]), (&json!("applied"), &json!("38.50")), "{change}");
    assert_eq!(place.amazon.memory().items[SKU].price, "38.50");
    assert_eq!(place.amazon.memory().items[SKU].quantity, Some(1), "a price says nothing of the quantity");
    // Fees, a refund with its own, a subscription, a payout: 39.90 − 5.99 − (39.90 − 4.79) − 0.99 … to the cent.
    let sale =
        [("ProductCharges", "39.90"), ("Tax", "3.10"), ("MarketplaceFacilitatorTax", "-3.10"), ("Commission", "-5.99")];
    let back = [("ProductCharges", "-10.00"), ("Commission", "1.50"), ("RefundCommission", "-0.30")];
    place.amazon.memory().transactions = vec![
        transaction("T1", "Shipment", Some("114-1"), &sale, 5),
        transaction("T2", "Refund", Some("114-1"), &back, 4),
        transaction("T3", "ServiceFee", None, &[("Subscription", "-0.99")], 3),
        transaction("T4", "FBAInventoryReimbursement", None, &[("FBAInventoryReimbursement", "2.00")], 2),
        transaction("T5", "Transfer", None, &[("Transfer", "-20.00")], 1),
    ];
    place.arb("sync").any_stdout().code(0).any_stderr();
    // 39.90 − 5.99 − 10.00 + 1.20 − 0.99 + 2.00 − 20.00
    assert_eq!(owed(&place), dollars(612));
    // The same again books nothing, as does the same order once it is sent.
    place.amazon.memory().orders[0] = order("114-1", "SHIPPED", "39.90", 0);
    for _ in 0..2 {
        place.arb("sync").any_stdout().code(0).any_stderr();
        assert_eq!(owed(&place), dollars(612));
    }
    place.is_one_listing("live");
    // Nobody asked for a person.
    for asked in place.amazon.asked_for("/orders/") {
        assert_eq!(asked.query("includedData"), "PROCEEDS,FULFILLMENT,CANCELLATION");
    }
    assert!(place.amazon.memory().done.len() == 2, "{:?}", place.amazon.memory().done);
}

#[test]
fn a_submission_whose_fate_is_not_known_ends_as_one_live_listing() {
    let check = |mood: Mood, late: u32, sent: usize| {
        let place = Place::new("");
        {
            let mut memory = place.amazon.memory();
            (memory.moods, memory.late) = (vec![mood], late);
        }
        place.arb("list --yes").any_stdout().code(4).stderr_contains("1 unknown");
        place.is_one_listing("unknown");
        place.amazon.memory().late = 0;
        for later in ["2026-06-01T12:01:30Z", "2026-06-01T12:03:00Z", "2026-06-01T12:05:00Z"] {
            place.at(later, "sync").any_stdout().any_stderr().exit();
        }
        assert_eq!(place.is_one_listing("live").quantity, 2, "{mood:?}");
        let memory = place.amazon.memory();
        assert_eq!((memory.done.len(), memory.items[SKU].quantity), (sent, Some(2)), "{mood:?}: {:?}", memory.done);
    };
    check(Mood::Lost, 0, 1);
    check(Mood::FailedAfter, 0, 1);
    check(Mood::FailedBefore, 0, 1);
    check(Mood::Forgotten, 0, 1);
    // Accepted and shown late: it is put again, which changes nothing.
    check(Mood::Good, 2, 2);
}

#[test]
fn a_unit_that_was_sold_before_the_answer_came_is_not_for_sale_again() {
    let place = Place::new("");
    place.amazon.memory().moods = vec![Mood::Lost];
    place.arb("list --yes").any_stdout().code(4).any_stderr();
    place.amazon.memory().sell(SKU, 1);
    for later in ["2026-06-01T12:01:30Z", "2026-06-01T12:20:00Z", "2026-06-01T12:21:00Z"] {
        place.at(later, "sync").any_stdout().any_stderr().exit();
    }
    assert_eq!(place.amazon.memory().items[SKU].quantity, Some(1), "it was not put again");
    let listing = place.is_one_listing("manual");
    assert!(listing.reason.as_deref().is_some_and(|why| why.contains("it shows 1 of 2")), "{listing:?}");
}

#[test]
fn what_amazon_would_not_take_is_rejected_in_plain_words_before_anything_is_sent() {
    let check = |change: &dyn Fn(&Place), part: &str| {
        let place = Place::new("");
        change(&place);
        let ran = place.arb("list --yes");
        ran.any_stdout().code(4).stderr_contains("1 rejected by its channel");
        let why = ran.json_lines()[0]["listing"]["why"][0].as_str().unwrap().to_owned();
        assert!(why.contains(part), "{why}");
        place.is_one_listing("rejected");
        assert_eq!(place.amazon.memory().done, [""; 0]);
    };
    check(
        &|place| {
            place.amazon.memory().issues = json!([{ "code": "90220", "severity": "ERROR", "categories": ["MISSING_ATTRIBUTE"],
                "attributeNames": ["batteries_required"], "message": "'batteries_required' is required but not supplied." }]);
        },
        "something it must say is missing (90220, batteries_required)",
    );
    check(&|place| place.amazon.memory().moods = vec![Mood::Refused], "turned the request away unread");
}

#[test]
fn what_may_not_be_sold_is_not_listed() {
    let place = Place::new("");
    place.amazon.memory().restrictions = json!([{ "marketplaceId": US, "conditionType": "new_new", "reasons": [
        { "reasonCode": "APPROVAL_REQUIRED", "message": "You need approval.",
          "links": [{ "resource": "https://sellercentral.example/approve" }] }] }]);
    place.arb("list --yes").any_stdout().code(4).stderr_contains("needs an approval first");
    assert!(place.listings().is_empty() && place.amazon.memory().done.is_empty());
}

#[test]
fn a_price_that_is_not_shown_is_unknown_until_it_is() {
    let place = Place::new("");
    place.arb("list --yes").any_stdout().code(0).any_stderr();
    {
        let mut memory = place.amazon.memory();
        (memory.rivals, memory.late) = (vec![("A2".into(), "38.50".into())], 1);
    }
    let ran = place.arb("reprice --strategy match --apply");
    let change = ran.any_stderr().code(4).json_lines()[0]["price_change"].clone();
    assert_eq!(change["state"], "unknown", "{change}");
    assert!(change["why"].to_string().contains("does not show it yet"), "{change}");
    assert_ne!(place.is_one_listing("live").price, dollars(3850), "accepted is not shown");
    place.at("2026-06-01T12:02:00Z", "sync").any_stdout().any_stderr().exit();
    assert_eq!(place.is_one_listing("live").price, dollars(3850));
    // One that Amazon refuses leaves the old one.
    {
        let mut memory = place.amazon.memory();
        (memory.rivals, memory.moods) = (vec![("A2".into(), "37.90".into())], vec![Mood::Refused]);
    }
    let ran = place.at("2026-06-01T13:10:00Z", "reprice --strategy match --apply");
    let change = ran.any_stderr().code(4).json_lines()[0]["price_change"].clone();
    assert_eq!(change["state"], "refused", "{change}");
    assert_eq!(place.is_one_listing("live").price, dollars(3850));
}

#[test]
fn no_offers_are_no_reason_to_move() {
    let place = Place::new("");
    place.arb("list --yes").any_stdout().code(0).any_stderr();
    {
        let mut memory = place.amazon.memory();
        memory.rivals.clear();
        memory.items.get_mut(SKU).unwrap().quantity = Some(0);
    }
    let ran = place.arb("reprice --strategy match --apply");
    let change = ran.any_stderr().json_lines()[0]["price_change"].clone();
    assert_eq!(change["state"], "kept");
    assert!(change["why"].to_string().contains("which proves nothing"), "{change}");
}

#[test]
fn killed_at_any_moment_there_is_one_listing_and_nothing_is_sold_twice() {
    const KILLS: u32 = 5;
    let whole = {
        let place = Place::new("");
        let begin = std::time::Instant::now();
        place.arb("list --yes").any_stdout().any_stderr().exit();
        begin.elapsed()
    };
    for kill in 0..KILLS {
        let place = Place::new("");
        let going = place.sandbox.arb(["--live", "list", "--yes"]).now("2026-06-01T12:00:00Z").start();
        std::thread::sleep(whole * kill / KILLS);
        going.signal("KILL");
        going.wait().any_stdout().any_stderr().exit();
        for later in ["2026-06-01T12:01:30Z", "2026-06-01T12:03:00Z"] {
            place.at(later, "list --yes").any_stdout().any_stderr().exit();
        }
        let listing = place.is_one_listing("live");
        assert_eq!((listing.quantity, place.amazon.memory().items[SKU].quantity), (2, Some(2)), "kill {kill}");
    }
}

/// A withdrawal goes the way of a listing, with nothing left in it.
#[test]
fn nothing_left_ends_the_sale_and_deletes_nothing() {
    let place = Place::new("");
    place.arb("list --yes").any_stdout().code(0).any_stderr();
    let amazon = super::selling(&place.amazon.url(), &place.sandbox);
    let draft: Draft = serde_json::from_value(json!({ "sku": SKU, "channel": "amazon_us", "product": "asin:B0D8W1YVBX",
        "program": "fbm", "quantity": 0, "price": { "amount": "39.90", "currency": "USD" }, "condition": "new", "title": "",
        "description": "" }))
    .unwrap();
    let request = amazon.encode(&Change::Listing(draft)).unwrap();
    let sealed = Sealed { kind: Kind::Listing, key: "k".into(), request, first_sent: Timestamp::now() };
    let permit = Permit::new(|| Ok(()));
    let outcome = super::wait(amazon.send(&sealed, &permit)).unwrap();
    assert!(matches!(outcome, Outcome::Done(_)), "{outcome:?}");
    let memory = place.amazon.memory();
    assert_eq!((memory.items[SKU].quantity, memory.done.len()), (Some(0), 2));
}
