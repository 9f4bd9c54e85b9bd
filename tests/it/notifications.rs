//! `arb reprice --notifications`: only what has changed is looked at, from what the queue delivers.

use serde_json::{Value, json};

use super::kit::{
    Sandbox,
    stock::{NOW, Shelf},
};

const OURS: &str = "A1OURS";

fn notification(id: &str, asin: &str, minute: u32, lowest: f64) -> Value {
    let at = format!("2026-06-01T12:{minute:02}:00Z");
    let money = |amount: f64| json!({ "Amount": amount, "CurrencyCode": "USD" });
    let offer = |seller: &str, amount: f64| {
        json!({
            "SellerId": seller, "SubCondition": "new", "ListingPrice": money(amount), "Shipping": money(0.0),
            "IsFulfilledByAmazon": true, "IsBuyBoxWinner": seller != OURS,
            "ShippingTime": { "MinimumHours": 0, "MaximumHours": 24, "AvailabilityType": "NOW" } })
    };
    json!({
        "NotificationVersion": "1.0", "NotificationType": "ANY_OFFER_CHANGED", "PayloadVersion": "1.0", "EventTime": at,
        "NotificationMetadata": { "ApplicationId": "a", "SubscriptionId": "s", "PublishTime": at, "NotificationId": id },
        "Payload": { "AnyOfferChangedNotification": {
            "SellerId": OURS,
            "OfferChangeTrigger": { "MarketplaceId": "ATVPDKIKX0DER", "ASIN": asin, "ItemCondition": "new",
                                    "TimeOfOfferChange": at, "OfferChangeType": "External" },
            "Summary": { "NumberOfOffers": [{ "Condition": "new", "FulfillmentChannel": "Amazon", "OfferCount": 2 }],
                         "BuyBoxPrices": [{ "Condition": "new", "LandedPrice": money(lowest) }] },
            "Offers": [offer(OURS, 39.9), offer("A2", lowest)] } },
    })
}

#[test]
fn the_newest_word_on_a_page_decides_and_other_pages_are_left_alone() {
    let sandbox = Sandbox::new().now(NOW);
    sandbox.write("arb.toml", format!("[vendors.amazon]\nseller_id = \"{OURS}\"\n"));
    let mut shelf = Shelf::new(&sandbox);
    for asin in ["B0D8W1YVBX", "B07XJ8C8F5"] {
        let key = format!("asin:{asin}");
        shelf
            .price_of(&key, "amazon_us", "39.90", |row| row.monthly_sold = Some(1))
            .buy_of("acme", &key, "", 2, "20.00", true);
    }
    drop(shelf);
    sandbox.arb(["--db", "arb.db", "list", "--yes"]).stdin_null().run().any_stdout().stderr_contains("2 live");

    // Late, twice, and in an envelope: the change of 12:09 is the last one.
    let first = notification("n1", "B0D8W1YVBX", 3, 30.0);
    let last = json!({ "MessageId": "m", "Body": notification("n2", "B0D8W1YVBX", 9, 38.5).to_string() });
    sandbox.write("queue.json", format!("{last}\n{first}\n{last}\n"));
    let run =
        sandbox.arb(["--db", "arb.db", "reprice", "--notifications", "queue.json", "--strategy", "match-bb"]).run();
    let rows = run.any_stderr().json_lines();
    assert_eq!(rows.len(), 1, "one page changed: {rows:?}");
    assert_eq!(rows[0]["price_change"]["to"]["amount"], "38.50");
    assert_eq!(rows[0]["price_change"]["state"], "suggested");

    sandbox.write("queue.json", "{\"half\":");
    let run = sandbox.arb(["--db", "arb.db", "reprice", "--notifications", "queue.json"]).run();
    run.any_stdout().stderr_contains("a notification is no JSON").code(1);
    sandbox.write("arb.toml", "");
    let run = sandbox.arb(["--db", "arb.db", "reprice", "--notifications", "queue.json"]).run();
    run.any_stdout().stderr_contains("`seller_id`").code(3);
}
