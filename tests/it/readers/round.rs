//! The round over a socket: a saved search judged by two markets, what a kill leaves, what a fallen price is told by.

use std::{
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    thread::sleep,
    time::Duration,
};

use serde_json::{Value, json};

use super::super::kit::{
    Sandbox,
    stub::{Answer, Asked, Stub},
};

const ASIN: &str = "B0D8W1YVBX";
/// 2026-06-01T00:00:00Z in Keepa's minutes.
const TODAY: i64 = 8_107_200;

/// Keepa, eBay and Amazon at one host.
fn vendors(asked: &Asked) -> Answer {
    let path = asked.path.as_str();
    if path.ends_with("/token") {
        return Answer::json(r#"{"access_token":"t","expires_in":7200,"token_type":"bearer"}"#);
    }
    if path == "/product" {
        let past = TODAY - 400 * 1440;
        let mut csv = vec![Value::Null; 19];
        csv[0] = json!([past, -1]);
        csv[1] = json!([past, 3000]);
        csv[3] = json!([past, 900]);
        csv[10] = json!([past, 2999]);
        csv[11] = json!([past, 4]);
        let week = 7 * 1440;
        csv[18] = json!((0..10).flat_map(|n| [TODAY - (10 - n) * week, 2950 + 10 * n, 0]).collect::<Vec<i64>>());
        return Answer::json(
            json!({ "tokensLeft": 200, "refillRate": 60, "tokensConsumed": 1, "products": [{
                "asin": ASIN, "domainId": 1, "title": "A mug of the best", "brand": "Acme", "lastUpdate": TODAY - 60,
                "categoryTree": [{ "catId": 1, "name": "Home & Kitchen" }], "monthlySold": 300, "packageWeight": 400,
                "packageLength": 120, "packageWidth": 100, "packageHeight": 100, "csv": csv }] })
            .to_string(),
        );
    }
    if path == "/catalog/2022-04-01/items" {
        return Answer::json(
            json!({ "numberOfResults": 1, "items": [{ "asin": ASIN, "summaries": [{ "marketplaceId": "ATVPDKIKX0DER",
                "itemName": "A mug of the best", "brand": "Acme" }], "identifiers": [], "salesRanks": [] }] })
            .to_string(),
        );
    }
    if path == "/batches/products/pricing/v0/itemOffers" {
        let price = json!({ "CurrencyCode": "USD", "Amount": 28.5 });
        let lowest =
            json!({ "condition": "new", "fulfillmentChannel": "Amazon", "LandedPrice": price, "ListingPrice": price });
        return Answer::json(
            json!({ "responses": [{ "status": { "statusCode": 200, "reasonPhrase": "OK" },
                "request": { "Asin": ASIN, "ItemCondition": "New", "MarketplaceId": "ATVPDKIKX0DER" }, "headers": {},
                "body": { "payload": { "ASIN": ASIN, "ItemCondition": "New", "status": "Success",
                    "Identifier": { "MarketplaceId": "ATVPDKIKX0DER", "ASIN": ASIN, "ItemCondition": "New" },
                    "Summary": { "TotalOfferCount": 4, "NumberOfOffers": [{ "condition": "new", "fulfillmentChannel": "Amazon",
                        "OfferCount": 4 }], "LowestPrices": [lowest], "BuyBoxPrices": [{ "condition": "new",
                        "LandedPrice": price, "ListingPrice": price }] }, "Offers": [] } } }] })
            .to_string(),
        );
    }
    if path == "/products/fees/v0/feesEstimate" {
        let named = json!({ "IdType": "ASIN", "IdValue": ASIN, "SellerInputIdentifier": "0" });
        let total = json!({ "TotalFeesEstimate": { "CurrencyCode": "USD", "Amount": 9.99 } });
        let said = json!([{ "Status": "Success", "FeesEstimateIdentifier": named, "FeesEstimate": total }]);
        return Answer::json(said.to_string());
    }
    if path == "/listings/2021-08-01/restrictions" {
        return Answer::json(r#"{"restrictions":[]}"#);
    }
    Answer::of(404, "{}")
}

fn sandbox(stub: &Stub, more: &str) -> Sandbox {
    let sandbox = Sandbox::new()
        .env("ARB_DB", "arb.db")
        .env("ARB_KEEPA_KEY", "k")
        .env("ARB_EBAY_CLIENT_ID", "id")
        .env("ARB_EBAY_CLIENT_SECRET", "sec")
        .env("ARB_AMAZON_CLIENT_ID", "id")
        .env("ARB_AMAZON_CLIENT_SECRET", "sec")
        .env("ARB_AMAZON_REFRESH_TOKEN", "Atzr");
    let url = stub.url();
    sandbox.write(
        "arb.toml",
        format!(
            "[vendors.keepa]\nenabled = true\nbase_url = \"{url}\"\n[vendors.ebay]\nenabled = true\nbase_url = \"{url}\"\n\
             [vendors.amazon]\nenabled = true\nbase_url = \"{url}\"\ntoken_url = \"{url}/auth/o2/token\"\nseller_id = \"A1EXAMPLE\"\n{more}"
        ),
    );
    sandbox
}

fn listing(id: usize, price: &str) -> Value {
    json!({ "itemId": format!("v1|{id}|0"), "title": "A mug of the best", "price": { "value": price, "currency": "USD" },
        "condition": "New", "shippingOptions": [{ "shippingCostType": "FIXED",
        "shippingCost": { "value": "0.00", "currency": "USD" } }] })
}

#[test]
fn a_saved_search_is_judged_by_what_two_markets_say_and_each_price_has_its_source() {
    let stub = Stub::start(vendors);
    let search = format!("[searches.mugs]\nsources = [\"keepa\"]\ncodes = [\"{ASIN}\"]\n");
    let sandbox = sandbox(&stub, &search);
    let line = "arb scan --saved mugs | jq -c '.offer.price.amount = \"12.00\"' \
                | arb analyze --market keepa,amazon,amazon_us --format jsonl";
    let ran = sandbox.sh(line).run();
    let record = ran.any_stderr().code(0).json_lines().remove(0);
    let sell = &record["analysis"]["sell"];
    assert_eq!(record["analysis"]["verdict"], "buy", "{record}");
    // The buy box is Amazon's of now, the history is Keepa's, and both are named.
    let source = sell["source"].as_str().unwrap();
    assert!(
        source.starts_with("amazon; ") && source.contains("p50") && source.contains("from keepa of 2026-05-31T"),
        "{source}"
    );
    assert_eq!(stub.asked_at("/feesEstimate").len(), 0);
    // Asked to, it holds what Amazon would charge against our cards.
    let line = "jq -c '.' | arb analyze --market keepa,amazon,amazon_us --check-fees --format jsonl";
    let checked = sandbox.sh(line).stdin(ran.stdout()).run();
    let said = format!("amazon would charge $9.99 for {ASIN} at ");
    let record = checked.code(0).stderr_contains(&said).json_lines().remove(0);
    assert!(record["analysis"]["notes"][0].as_str().unwrap().starts_with(&said), "{record}");
    let explained = sandbox.arb(["explain", &format!("keepa:{ASIN}")]).run();
    explained.code(0).any_stderr().stdout_contains("amazon;");
    // Each price has its source and its time: Keepa's of yesterday, Amazon's of the moment.
    let explained = sandbox.arb(["explain", &format!("keepa:{ASIN}"), "--format", "json"]).run();
    let lines = explained.code(0).any_stderr().json()["lines"].clone();
    let prices: Vec<(&str, &str)> = lines
        .as_array()
        .unwrap()
        .iter()
        .filter(|line| line["label"] == "prices")
        .map(|line| (line["detail"].as_str().unwrap(), line["source"].as_str().unwrap()))
        .collect();
    assert!(
        prices.iter().any(|(what, who)| what.contains("buy box 28.50") && who.starts_with("amazon, 20")),
        "{prices:?}"
    );
    assert!(
        prices.iter().any(|(what, who)| what.contains("median") && who.starts_with("keepa, 2026-05-31T23:00:00Z")),
        "{prices:?}"
    );
    // What was asked of late is not asked again.
    let before = stub.asked().len();
    sandbox
        .sh("arb scan --saved mugs --all | arb analyze --market keepa,amazon,amazon_us")
        .run()
        .code(0)
        .any_stdout()
        .any_stderr();
    assert_eq!(stub.asked().len(), before);
}

#[test]
fn killed_in_the_middle_the_next_run_goes_on_from_the_cache() {
    const PAGES: usize = 8;
    let asked = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&asked);
    let stub = Stub::start(move |request| {
        if request.path.ends_with("/token") {
            return Answer::json(r#"{"access_token":"t","expires_in":7200}"#);
        }
        count.fetch_add(1, Ordering::SeqCst);
        sleep(Duration::from_millis(100));
        let from: usize = request.query("offset").parse().unwrap_or(0);
        let items: Vec<Value> = (from..from + 200).map(|id| listing(id, "9.99")).collect();
        Answer::json(json!({ "total": 9000, "itemSummaries": items, "next": "/more" }).to_string())
    });
    let sandbox = sandbox(&stub, "");
    let limit = (PAGES * 200).to_string();
    let words = ["scan", "--source", "ebay", "--keyword", "mug", "--limit", &limit, "--all", "--format", "csv"];
    let going = sandbox.arb(words).start();
    while asked.load(Ordering::SeqCst) < 4 {
        sleep(Duration::from_millis(10));
    }
    going.signal("KILL");
    going.wait().any_stdout().any_stderr().exit();
    let first = asked.load(Ordering::SeqCst);
    sandbox.arb(["verify", "--quiet"]).run().code(0).any_stderr();
    // A pipe that closes early is no failure, and costs no page again either.
    sandbox.sh(&format!("arb {} | head -n 3", words.join(" "))).run().any_stdout().any_stderr().exit();
    let second = asked.load(Ordering::SeqCst);
    let ran = sandbox.arb(words).run();
    ran.code(0).any_stderr();
    assert_eq!(ran.stdout().lines().count(), 1 + PAGES * 200);
    let all = asked.load(Ordering::SeqCst);
    assert!(first < PAGES && all - second <= PAGES - (first - 1), "{first}, {second}, {all} calls");
    assert!(all <= PAGES + 2, "{all} calls for {PAGES} pages");
}

#[test]
fn what_was_passed_over_is_watched_and_a_fallen_price_is_marked() {
    let stub = Stub::start(vendors);
    let sandbox = sandbox(&stub, "");
    let list = |cost: &str| sandbox.write("list.csv", format!("sku,asin,cost\n1,{ASIN},{cost}\n"));
    list("17.90");
    let judged = sandbox.sh("arb scan list.csv | arb analyze --market keepa,amazon,amazon_us --format jsonl").run();
    let record = judged.any_stderr().code(0).json_lines().remove(0);
    let bar = record["analysis"]["max_cost"]["amount"].as_str().unwrap().to_owned();
    assert_ne!(record["analysis"]["verdict"], "buy", "{record}");
    let near = sandbox.arb(["watch", "--within", "60"]).run().code(0).any_stderr().json_lines().remove(0);
    assert_eq!((&near["id"], &near["max_cost"]["amount"]), (&json!("list:1"), &json!(bar)));
    sandbox.arb(["watch", "--within", "0"]).run().code(0).stdout_is("").stderr_contains("nothing that was passed over");
    list("12.00");
    let ran = sandbox.arb(["scan", "list.csv"]).run();
    let offer = ran.code(0).stderr_contains("1 crossed the price").json_lines().remove(0)["offer"].clone();
    assert_eq!(offer["crossed"]["amount"], bar);
    list("11.00");
    let offer = sandbox.arb(["scan", "list.csv"]).run().code(0).any_stderr().json_lines().remove(0)["offer"].clone();
    assert!(offer["crossed"].is_null(), "it had crossed before: {offer}");
}
