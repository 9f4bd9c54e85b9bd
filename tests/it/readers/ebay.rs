//! eBay's Browse API: pages, tokens, complaints, and what is not known.

use std::sync::atomic::{AtomicUsize, Ordering};

use serde_json::{Value, json};

use super::super::kit::{
    Ran, Sandbox, shared,
    stub::{Answer, Asked, Stub},
};

const TOKEN: &str = r#"{"access_token":"t-NUMBER","expires_in":7200,"token_type":"Application Access Token"}"#;

/// A vendor that grants tokens and answers all else like this.
fn ebay(answer: impl Fn(&Asked) -> Answer + Send + 'static) -> Stub {
    let granted = AtomicUsize::new(0);
    Stub::start(move |asked| {
        if asked.path == "/identity/v1/oauth2/token" {
            let number = granted.fetch_add(1, Ordering::SeqCst) + 1;
            return Answer::json(TOKEN.replace("NUMBER", &number.to_string()));
        }
        answer(asked)
    })
}

fn sandbox(stub: &Stub, more: &str) -> Sandbox {
    let sandbox = Sandbox::new().env("ARB_EBAY_CLIENT_ID", "app").env("ARB_EBAY_CLIENT_SECRET", "hunter2");
    sandbox.write("arb.toml", format!("[vendors.ebay]\nenabled = true\nbase_url = \"{}\"\n{more}", stub.url()));
    sandbox
}

fn scan(sandbox: &Sandbox, flags: &str) -> Ran {
    sandbox.arb(format!("scan --source ebay --format jsonl {flags}").split_whitespace()).run()
}

fn item(number: usize, price: &str, shipping: Option<&str>) -> Value {
    let way = match shipping {
        Some(cost) => json!({ "shippingCostType": "FIXED", "shippingCost": { "value": cost, "currency": "USD" } }),
        None => json!({ "shippingCostType": "CALCULATED" }),
    };
    json!({
        "itemId": format!("v1|{number}|0"), "title": format!("A kettle, number {number}"),
        "price": { "value": price, "currency": "USD" }, "condition": "New", "conditionId": "1000",
        "seller": { "username": "shop-example", "feedbackScore": 7 }, "buyingOptions": ["FIXED_PRICE"],
        "itemWebUrl": format!("https://shop.example/{number}"), "epid": "77001", "shippingOptions": [way],
    })
}

fn found(items: &[Value], total: usize, next: bool) -> Answer {
    let mut page = json!({ "total": total, "itemSummaries": items });
    if next {
        page["next"] = "https://elsewhere.example/buy/browse/v1/item_summary/search?offset=999".into();
    }
    Answer::json(page.to_string())
}

#[test]
fn a_scan_finds_offers_on_every_page() {
    let stub = ebay(|asked| {
        let from: usize = asked.query("offset").parse().unwrap();
        let items: Vec<Value> = (from..(from + 200).min(403))
            .map(|number| item(1000 + number, "12.50", (number > 0).then_some("4.00")))
            .collect();
        found(&items, 403, from + 200 < 403)
    });
    let sandbox = sandbox(&stub, "ship_to_country = \"US\"\nship_to_postal_code = \"98101\"\n");
    let ran = scan(&sandbox, "--keyword kettle --max-price 30 --condition new");
    let records = ran.code(0).stderr_contains("ebay: 3 calls").json_lines();
    assert_eq!(records.len(), 403);
    let offer = &records[1]["offer"];
    assert_eq!(records[1]["id"], "ebay:v1|1001|0");
    assert_eq!((&offer["price"]["amount"], &offer["shipping"]["amount"]), (&json!("12.50"), &json!("4.00")));
    assert_eq!((&offer["seller"], &offer["url"]), (&json!("shop-example"), &json!("https://shop.example/1001")));
    assert_eq!(offer["product"]["key"], "ebay:epid:77001");
    // What shipping costs is not said: it is not nothing.
    assert_eq!((&records[0]["offer"]["shipping"], &offer["quantity"]), (&Value::Null, &Value::Null));
    let asked = stub.asked_at("/search");
    let offsets: Vec<&str> = asked.iter().map(|asked| asked.query("offset")).collect();
    assert_eq!(offsets, ["0", "200", "400"]);
    assert_eq!((asked[0].query("q"), asked[0].query("limit")), ("kettle", "200"));
    assert_eq!(asked[0].query("filter"), "price:[..30],priceCurrency:USD,conditions:{NEW}");
    assert_eq!(asked[0].header("x-ebay-c-marketplace-id"), "EBAY_US");
    assert_eq!(asked[0].header("x-ebay-c-enduserctx"), "contextualLocation=country%3DUS%2Czip%3D98101");
    assert_eq!(asked[0].header("authorization"), "Bearer t-1");
    let login = &stub.asked_at("/token")[0];
    assert_eq!((login.method.as_str(), login.header("authorization")), ("POST", "Basic YXBwOmh1bnRlcjI="));
    assert_eq!(login.body, "grant_type=client_credentials&scope=https%3A%2F%2Fapi.ebay.com%2Foauth%2Fapi_scope");

    // The second run takes the token and the answers from the cache, but not those for another place.
    scan(&sandbox, "--keyword kettle --max-price 30 --condition new --all").code(0).any_stdout().any_stderr();
    assert_eq!((stub.asked_at("/token").len(), stub.asked_at("/search").len()), (1, 3));
    sandbox.write("arb.toml", sandbox.read("arb.toml").replace("98101", "10001"));
    scan(&sandbox, "--keyword kettle --max-price 30 --condition new --limit 200").code(0).any_stdout().any_stderr();
    assert_eq!((stub.asked_at("/token").len(), stub.asked_at("/search").len()), (1, 4));
}

#[test]
fn a_limit_is_not_overshot_and_what_has_no_price_is_named() {
    let stub = ebay(|asked| {
        let from: usize = asked.query("offset").parse().unwrap();
        let mut items = vec![item(1000 + from, "12.50", None), item(1001 + from, "13.50", None)];
        items[0].as_object_mut().unwrap().remove("price");
        found(&items, 900, true)
    });
    let ran = scan(&sandbox(&stub, ""), "--keyword kettle --limit 2");
    ran.code(4).stderr_contains("v1|1000|0: it names no price");
    assert_eq!(ran.json_lines().len(), 2);
    let offsets: Vec<String> = stub.asked_at("/search").iter().map(|asked| asked.query("offset").to_owned()).collect();
    assert_eq!(offsets, ["0", "2"]);
}

#[test]
fn what_words_found_is_the_product_only_where_its_page_says_so() {
    let stub = ebay(|asked| match asked.path.as_str() {
        "/buy/browse/v1/item/v1%7C1%7C0" => {
            let mut page = item(1, "5.00", Some("0.00"));
            page["gtin"] = "9780439023481".into();
            page["estimatedAvailabilities"] = json!([{ "estimatedAvailableQuantity": 3 }]);
            Answer::json(page.to_string())
        }
        "/buy/browse/v1/item/v1%7C2%7C0" => Answer::json(item(2, "4.00", None).to_string()),
        "/buy/browse/v1/item/v1%7C3%7C0" => Answer::of(404, r#"{"errors":[{"errorId":11001,"message":"gone"}]}"#),
        _ if asked.query("q") == "9780439023481" => {
            found(&[item(1, "5.00", None), item(2, "4.00", None), item(3, "3.00", None)], 3, false)
        }
        _ if asked.query("gtin") == "036000291452" => found(&[item(4, "7.00", None)], 1, false),
        _ => Answer::of(204, ""),
    });
    let sandbox = sandbox(&stub, "");
    let ran = scan(&sandbox, "--code 978-0-439-02348-1 --code 036000291452 --code 4006381333931");
    let records = ran.code(0).any_stderr().json_lines();
    let keys: Vec<&Value> = records.iter().map(|record| &record["offer"]["product"]["key"]).collect();
    assert_eq!(keys, ["gtin:09780439023481", "ebay:epid:77001", "gtin:00036000291452"]);
    assert_eq!(records[0]["offer"]["quantity"], 3);
}

#[test]
fn real_items_are_read() {
    let Some(file) = shared("data/02_catalogue/ebay_browse_item_summaries.jsonl") else { return };
    let text = std::fs::read_to_string(file).unwrap();
    let items: Vec<Value> = text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let total = items.len();
    let stub = ebay(move |_| found(&items, total, false));
    let sandbox = sandbox(&stub, "[searches.all]\nsources = [\"ebay\"]\nown.ebay = { category_ids = 9394 }\n");
    let ran = sandbox.arb("scan --saved all --all --format jsonl".split(' ')).run();
    let records = ran.code(0).any_stderr().json_lines();
    let with_shipping = records.iter().filter(|record| !record["offer"]["shipping"].is_null()).count();
    assert!(records.len() > 100 && with_shipping + 1 >= records.len(), "{} of {}", with_shipping, records.len());
    assert!(records.iter().all(|record| record["offer"]["seller"].is_string()));
}

#[test]
fn asks_are_evidence_and_no_sales() {
    let stub = ebay(|asked| {
        assert_eq!(asked.query("filter"), "conditions:{NEW},buyingOptions:{FIXED_PRICE}");
        let items: Vec<Value> = (0..10).map(|n| item(n, &format!("{}.00", 20 + n), Some("1.50"))).collect();
        found(&items, 10, false)
    });
    let sandbox = sandbox(&stub, "");
    sandbox.write("list.csv", "sku,upc,cost,weight\n1,036000291452,2.00,300 g\n");
    let ran = sandbox.arb("analyze list.csv --market ebay_us --format jsonl".split(' ')).run();
    let records = ran.code(0).any_stderr().json_lines();
    let analysis = &records[0]["analysis"];
    assert_eq!(analysis["sell"]["price"]["amount"], "21.50", "{analysis}");
    assert_eq!(
        (&analysis["demand"]["offers"], &analysis["sell"]["source"]),
        (&json!(10), &json!("ebay")),
        "{analysis}"
    );
    assert_eq!(stub.asked_at("/search")[0].query("gtin"), "036000291452");
}

#[test]
fn a_token_that_is_not_taken_is_renewed_once() {
    let stub = ebay(|asked| match asked.header("authorization") {
        "Bearer t-2" => found(&[item(1, "5.00", None)], 1, false),
        _ => Answer::of(401, r#"{"errors":[{"errorId":1001,"message":"Invalid access token"}]}"#),
    });
    let ran = scan(&sandbox(&stub, ""), "--keyword kettle");
    assert_eq!(ran.code(0).any_stderr().json_lines().len(), 1);
    assert_eq!((stub.asked_at("/token").len(), stub.asked_at("/search").len()), (2, 2));

    let stub = ebay(|_| Answer::of(401, r#"{"errors":[{"errorId":1001,"message":"Invalid access token"}]}"#));
    let ran = scan(&sandbox(&stub, ""), "--keyword kettle");
    ran.code(3).any_stdout().stderr_contains("does not take the credentials (browse): Invalid access token (1001)");
    ran.stderr_lacks("hunter2");
    assert_eq!(stub.asked_at("/search").len(), 2);
}

#[test]
fn complaints_are_waited_out_and_failures_tried_again() {
    let calls = AtomicUsize::new(0);
    let stub = ebay(move |_| match calls.fetch_add(1, Ordering::SeqCst) {
        0 => Answer::of(429, r#"{"errors":[{"errorId":2001,"message":"Too many requests"}]}"#).with("retry-after", "1"),
        1 => Answer::of(500, "{}"),
        _ => found(&[item(1, "5.00", None)], 1, false),
    });
    let begin = std::time::Instant::now();
    let ran = scan(&sandbox(&stub, ""), "--keyword kettle");
    assert_eq!(ran.code(0).any_stderr().json_lines().len(), 1);
    assert!(begin.elapsed() >= std::time::Duration::from_secs(1));
    assert_eq!(stub.asked_at("/search").len(), 3);
}

#[test]
fn ebays_own_errors_are_told_in_its_words() {
    let Some(file) = shared("specs/ebay/test-fixtures/errors.json") else { return };
    let bodies: Value = serde_json::from_str(&std::fs::read_to_string(file).unwrap()).unwrap();
    let expected = [
        ("restful", "with 400: description (1); Error Message (292024); "),
        ("postOrder", "with 400: Error Message (1)"),
        ("traditional", "with 400: description (930)"),
        ("oauth", "with 400: description (Error Message)"),
        ("plain", "with 400: Error Message"),
    ];
    for (shape, words) in expected {
        let body = bodies[shape].to_string();
        let stub = ebay(move |_| Answer::of(400, body.clone()));
        let ran = scan(&sandbox(&stub, ""), "--keyword kettle");
        ran.any_stdout().stderr_contains(words).exit();
    }
}

#[test]
fn a_web_page_is_no_answer() {
    let stub = ebay(|_| Answer::html("<html><body>Please sign in to the guest network</body></html>"));
    let ran = scan(&sandbox(&stub, ""), "--keyword kettle");
    ran.code(1).any_stdout().stderr_contains("the reply of ebay (browse) can't be read: it is a web page, not JSON");
}

#[test]
fn everything_there_is_and_what_is_not_known_are_refused_before_a_call() {
    let stub = ebay(|_| Answer::of(500, ""));
    let sandbox = sandbox(&stub, "");
    scan(&sandbox, "").code(2).stderr_contains("ebay can't show everything there is");
    scan(&sandbox, "--keyword a --condition mint").code(2).stderr_contains("can't be asked for the condition `mint`");
    let estimate = sandbox.arb("scan --source ebay --keyword a --limit 300 --estimate --format jsonl".split(' ')).run();
    let rows = estimate.code(0).any_stderr().json_lines();
    assert_eq!((&rows[0]["calls"], &rows[0]["calls_at_most"]), (&json!(1), &json!(2)));
    assert!(stub.asked().is_empty());
}

#[test]
fn a_saved_search_speaks_ebays_own_words() {
    let stub = ebay(|asked| match asked.path.as_str() {
        "/buy/browse/v1/item_summary/search" => found(&[item(1, "5.00", None)], 1, false),
        "/buy/browse/v1/item/v1%7C1%7C0" => {
            let mut page = item(1, "5.00", Some("2.00"));
            page["brand"] = "Maker".into();
            page["categoryPath"] = "Home|Kitchen|Kettles".into();
            Answer::json(page.to_string())
        }
        _ => Answer::of(404, r#"{"errors":[]}"#),
    });
    let search = "[searches.kettles]\nsources = [\"ebay\"]\nseller = \"shop-example\"\n\
                  own.ebay = { category_ids = 20625, filter = \"itemLocationCountry:US\", sort = \"price\", details = true }\n\
                  [searches.one]\nsources = [\"ebay\"]\nown.ebay = { item = 7 }\n\
                  [searches.odd]\nsources = [\"ebay\"]\nown.ebay = { colour = \"red\" }\n";
    let sandbox = sandbox(&stub, search);
    let saved = |name: &str| sandbox.arb(["scan", "--saved", name, "--format", "jsonl"]).run();
    let ran = saved("kettles");
    let records = ran.code(0).any_stderr().json_lines();
    let offer = &records[0]["offer"];
    assert_eq!((&offer["brand"], &offer["category"]), (&json!("Maker"), &json!("Home > Kitchen > Kettles")));
    assert_eq!(offer["shipping"]["amount"], "2.00");
    let asked = &stub.asked_at("/search")[0];
    assert_eq!((asked.query("category_ids"), asked.query("sort")), ("20625", "price"));
    assert_eq!(asked.query("filter"), "sellers:{shop-example},itemLocationCountry:US");
    saved("one").code(4).any_stdout().stderr_contains("v1|7|0: eBay has no such item");
    saved("odd").code(2).any_stdout().stderr_contains("ebay knows no search by `colour`");
}

#[test]
fn a_check_says_what_is_left() {
    let stub = ebay(|asked| {
        assert_eq!(
            (asked.path.as_str(), asked.query("api_name")),
            ("/developer/analytics/v1_beta/rate_limit/", "browse")
        );
        let rates = json!([{ "limit": 5000, "remaining": 4321, "timeWindow": 86400 }]);
        Answer::json(json!({ "rateLimits": [{ "resources": [{ "name": "buy.browse", "rates": rates }] }] }).to_string())
    });
    let ran = sandbox(&stub, "").arb("vendors check ebay --format jsonl".split(' ')).run();
    assert_eq!(ran.code(0).any_stderr().json_lines()[0]["says"], "buy.browse: 4321 of 5000 calls left");
}
