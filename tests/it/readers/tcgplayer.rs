//! TCGplayer's catalogue and prices: pages, tokens, complaints, and what is not known.

use std::sync::atomic::{AtomicUsize, Ordering};

use serde_json::{Value, json};

use super::super::kit::{
    Ran, Sandbox,
    stub::{Answer, Asked, Stub},
};

/// A vendor that grants tokens and answers all else like this.
fn tcgplayer(answer: impl Fn(&Asked) -> Answer + Send + 'static) -> Stub {
    let granted = AtomicUsize::new(0);
    Stub::start(move |asked| {
        if asked.path == "/token" {
            let number = granted.fetch_add(1, Ordering::SeqCst) + 1;
            let token =
                json!({ "access_token": format!("t-{number}"), "token_type": "bearer", "expires_in": 1_209_599 });
            return Answer::json(token.to_string());
        }
        answer(asked)
    })
}

fn sandbox(stub: &Stub) -> Sandbox {
    let sandbox = Sandbox::new().env("ARB_TCGPLAYER_PUBLIC_KEY", "pub").env("ARB_TCGPLAYER_PRIVATE_KEY", "hunter2");
    let text = format!("[vendors.tcgplayer]\nenabled = true\nbase_url = \"{}\"\ncategory = 3\n", stub.url());
    sandbox.write("arb.toml", text);
    sandbox
}

fn scan(sandbox: &Sandbox, flags: &str) -> Ran {
    sandbox.arb(format!("scan --source tcgplayer --format jsonl {flags}").split_whitespace()).run()
}

fn good(results: &Value, total: Option<usize>) -> Answer {
    let mut reply = json!({ "success": true, "errors": [], "results": results });
    if let Some(total) = total {
        reply["totalItems"] = total.into();
    }
    Answer::json(reply.to_string())
}

/// A shop of this many cards: search, names, prices.
fn shop(asked: &Asked, cards: u64) -> Answer {
    let ids = || asked.path.rsplit('/').next().unwrap().split(',').map(|id| id.parse::<u64>().unwrap());
    if asked.path == "/catalog/categories/3/search" {
        let body: Value = serde_json::from_str(&asked.body).unwrap();
        let (from, limit) = (body["offset"].as_u64().unwrap(), body["limit"].as_u64().unwrap());
        let found: Vec<u64> = (from..cards.min(from + limit)).map(|number| 500 + number).collect();
        return good(&json!(found), Some(cards.try_into().unwrap()));
    }
    if asked.path.starts_with("/catalog/products/") {
        let rows = ids().map(
            |id| json!({ "productId": id, "name": format!("Card {id}"), "url": format!("https://shop.example/{id}") }),
        );
        return good(&rows.collect(), None);
    }
    let rows = ids().flat_map(|id| {
        let low = if id == 501 { Value::Null } else { json!(2.25) };
        let plain = json!({ "productId": id, "lowPrice": low, "midPrice": 3.0, "marketPrice": 3.1900016784668, "subTypeName": "Normal" });
        let foil = json!({ "productId": id, "lowPrice": null, "marketPrice": 30.0, "subTypeName": "Holofoil" });
        [plain, foil]
    });
    good(&rows.collect(), None)
}

#[test]
fn a_scan_finds_cards_on_every_page() {
    let stub = tcgplayer(|asked| shop(asked, 130));
    let sandbox = sandbox(&stub);
    let ran = scan(&sandbox, "--keyword card");
    ran.code(4).stderr_contains("501: nobody offers it now").stderr_contains("tcgplayer: 6 calls");
    let records = ran.json_lines();
    assert_eq!(records.len(), 129);
    let offer = &records[0]["offer"];
    assert_eq!(
        (&records[0]["id"], &offer["price"]),
        (&json!("tcgplayer:500"), &json!({ "amount": "2.25", "currency": "USD" }))
    );
    assert_eq!(
        (&offer["product"]["key"], &offer["extra"]["printing"]),
        (&json!("tcgplayer:product:500"), &json!("Normal"))
    );
    assert_eq!((&offer["shipping"], &offer["condition"]), (&Value::Null, &Value::Null));
    let searches = stub.asked_at("/search");
    let bodies: Vec<Value> = searches.iter().map(|asked| serde_json::from_str(&asked.body).unwrap()).collect();
    assert_eq!((&bodies[0]["offset"], &bodies[1]["offset"], bodies.len()), (&json!(0), &json!(100), 2));
    assert_eq!(bodies[0]["filters"], json!([{ "name": "ProductName", "values": ["card"] }]));
    assert_eq!(searches[0].header("authorization"), "Bearer t-1");
    assert_eq!(stub.asked_at("/token")[0].body, "grant_type=client_credentials&client_id=pub&client_secret=hunter2");
}

#[test]
fn a_market_price_is_evidence() {
    let stub = tcgplayer(|asked| shop(asked, 0));
    let sandbox = sandbox(&stub);
    sandbox.write("list.csv", "sku,tcgplayer id,cost,weight\n1,500,0.50,3 g\n2,501,0.50,3 g\n");
    let ran = sandbox.arb("analyze list.csv --market tcgplayer --format jsonl".split(' ')).run();
    let records = ran.any_stderr().json_lines();
    let price = |at: usize| records[at]["analysis"]["sell"]["price"]["amount"].clone();
    // The cheapest offer where it is below what cards went for; where there is none, what they went for.
    assert_eq!((price(0), price(1)), (json!("2.25"), json!("3.19")), "{records:?}");
    assert_eq!(records[0]["analysis"]["sell"]["source"], "tcgplayer");
    assert_eq!(stub.asked_at("/pricing/product/500,501").len(), 1);
}

#[test]
fn a_code_is_looked_up() {
    let stub = tcgplayer(|asked| match asked.path.as_str() {
        "/catalog/products/gtin/0036000291452" => good(&json!([{ "productId": 507, "name": "A box" }]), None),
        "/catalog/products/gtin/4006381333931" => {
            Answer::of(404, r#"{"success":false,"errors":["No products were found."]}"#)
        }
        _ => shop(asked, 0),
    });
    let ran = scan(&sandbox(&stub), "--code 036000291452 --code 4006381333931 --code tcgplayer:product:509");
    let records = ran.code(0).any_stderr().json_lines();
    let keys: Vec<&Value> = records.iter().map(|record| &record["offer"]["product"]["key"]).collect();
    assert_eq!(keys, ["tcgplayer:product:509", "gtin:00036000291452"]);
}

#[test]
fn a_reply_that_says_it_failed_is_a_failure() {
    let stub = tcgplayer(|_| Answer::json(r#"{"success":false,"errors":["Filter is unknown"],"results":[]}"#));
    let ran = scan(&sandbox(&stub), "--keyword card");
    ran.code(1).any_stdout().stderr_contains("refused the question (calls) with 200: Filter is unknown");
    let stub = tcgplayer(|_| Answer::html("<html>Maintenance</html>"));
    let ran = scan(&sandbox(&stub), "--keyword card");
    ran.code(1)
        .any_stdout()
        .stderr_contains("the reply of tcgplayer (calls) can't be read: it is a web page, not JSON");
}

#[test]
fn a_token_that_is_not_taken_is_renewed_once() {
    let stub = tcgplayer(|asked| match asked.header("authorization") {
        "Bearer t-2" => shop(asked, 1),
        _ => Answer::of(401, r#"{"success":false,"errors":["Expired"]}"#),
    });
    assert_eq!(scan(&sandbox(&stub), "--keyword card").code(0).any_stderr().json_lines().len(), 1);
    assert_eq!(stub.asked_at("/token").len(), 2);
}

#[test]
fn complaints_are_waited_out_and_failures_tried_again() {
    let calls = AtomicUsize::new(0);
    let stub = tcgplayer(move |asked| match calls.fetch_add(1, Ordering::SeqCst) {
        0 => Answer::of(429, "{}").with("retry-after", "1"),
        1 => Answer::of(500, "{}"),
        _ => shop(asked, 1),
    });
    let begin = std::time::Instant::now();
    assert_eq!(scan(&sandbox(&stub), "--keyword card").code(0).any_stderr().json_lines().len(), 1);
    assert!(begin.elapsed() >= std::time::Duration::from_secs(1));
    assert_eq!(stub.asked_at("/search").len(), 3);
}

#[test]
fn a_check_names_the_category() {
    let stub = tcgplayer(|asked| {
        assert_eq!(asked.path, "/catalog/categories/3");
        good(&json!([{ "categoryId": 3, "name": "Cards of Example" }]), None)
    });
    let ran = sandbox(&stub).arb("vendors check tcgplayer --format jsonl".split(' ')).run();
    assert_eq!(ran.code(0).any_stderr().json_lines()[0]["says"], "category Cards of Example");
}
