//! Reverb's listings: pages, complaints, and what is not known.

use std::sync::atomic::{AtomicUsize, Ordering};

use serde_json::{Value, json};

use super::super::kit::{
    Ran, Sandbox,
    stub::{Answer, Stub},
};

fn sandbox(stub: &Stub) -> Sandbox {
    let sandbox = Sandbox::new().env("ARB_REVERB_TOKEN", "hunter2");
    sandbox.write("arb.toml", format!("[vendors.reverb]\nenabled = true\nbase_url = \"{}/api\"\n", stub.url()));
    sandbox
}

fn scan(sandbox: &Sandbox, flags: &str) -> Ran {
    sandbox.arb(format!("scan --source reverb --format jsonl {flags}").split_whitespace()).run()
}

fn listing(number: usize) -> Value {
    json!({
        "id": number, "title": format!("Jazz bass, number {number}"), "make": "Maker",
        "price": { "amount": "450.00", "amount_cents": 45000, "currency": "USD" },
        "condition": { "uuid": "u-1", "display_name": "Very Good" }, "shop_name": "Gear Example",
        "_links": { "web": { "href": format!("https://shop.example/{number}") } },
    })
}

fn page(listings: &[Value], next: Option<&str>) -> Answer {
    let links = next.map_or(json!({}), |href| json!({ "next": { "href": href } }));
    Answer::json(json!({ "total": 101, "listings": listings, "_links": links }).to_string())
}

#[test]
fn a_scan_finds_offers_on_every_page_and_goes_nowhere_else() {
    let stub = Stub::start(|asked| match asked.query("page") {
        "1" => page(&(1..=50).map(listing).collect::<Vec<_>>(), Some("https://evil.example/steal?token=x&page=2")),
        "2" => {
            let mut odd = listing(99);
            odd["price"] = Value::Null;
            page(&[listing(51), odd], None)
        }
        _ => Answer::of(500, ""),
    });
    let sandbox = sandbox(&stub);
    let ran = scan(&sandbox, "--keyword jazz --keyword bass --brand Maker --max-price 900 --condition used");
    ran.code(4).stderr_contains("99: it names no price");
    let records = ran.json_lines();
    assert_eq!(records.len(), 51);
    let offer = &records[0]["offer"];
    assert_eq!((&records[0]["id"], &offer["price"]["amount"]), (&json!("reverb:1"), &json!("450.00")));
    assert_eq!((&offer["condition"], &offer["seller"]), (&json!("Very Good"), &json!("Gear Example")));
    assert_eq!((&offer["shipping"], &offer["quantity"], &offer["product"]), (&Value::Null, &Value::Null, &Value::Null));
    let asked = stub.asked();
    assert_eq!(asked.len(), 2);
    assert_eq!(asked[0].path, "/api/listings/all");
    let said: Vec<String> = asked[0].query.iter().map(|(name, value)| format!("{name}={value}")).collect();
    assert_eq!(said.join("&"), "query=jazz bass&make=Maker&conditions=used&price_max=900&page=1&per_page=50");
    assert_eq!(asked[1].header("authorization"), "Bearer hunter2");
    assert_eq!((asked[1].header("accept-version"), asked[1].header("accept")), ("3.0", "application/hal+json"));
}

#[test]
fn a_models_page_names_the_product() {
    let stub = Stub::start(|asked| match asked.path.as_str() {
        "/api/comparison_shopping_pages/8127/listings" => page(&[listing(1)], None),
        _ => Answer::of(404, r#"{"message":"Not found"}"#),
    });
    let ran = scan(&sandbox(&stub), "--code reverb:csp:8127 --code reverb:csp:1");
    let records = ran.code(0).any_stderr().json_lines();
    assert_eq!(records[0]["offer"]["product"]["key"], "reverb:csp:8127");
    assert_eq!((records.len(), stub.asked()[0].query("condition")), (1, "used"));
}

#[test]
fn a_token_that_is_not_taken_is_not_tried_twice() {
    let stub = Stub::start(|_| Answer::of(401, r#"{"message":"Invalid token"}"#));
    let ran = scan(&sandbox(&stub), "--keyword bass");
    ran.code(3).any_stdout().stderr_contains("does not take the credentials (calls): Invalid token");
    ran.stderr_lacks("hunter2");
    assert_eq!(stub.asked().len(), 1);
}

#[test]
fn complaints_are_waited_out_and_failures_tried_again() {
    let calls = AtomicUsize::new(0);
    let stub = Stub::start(move |_| match calls.fetch_add(1, Ordering::SeqCst) {
        0 => Answer::of(429, "{}").with("retry-after", "1"),
        1 => Answer::of(500, "{}"),
        _ => page(&[listing(1)], None),
    });
    let begin = std::time::Instant::now();
    assert_eq!(scan(&sandbox(&stub), "--keyword bass").code(0).any_stderr().json_lines().len(), 1);
    assert!(begin.elapsed() >= std::time::Duration::from_secs(1));
    assert_eq!(stub.asked().len(), 3);
}

#[test]
fn a_web_page_is_no_answer_and_a_refusal_is_told() {
    let stub = Stub::start(|_| Answer::html("<!DOCTYPE html><title>Sign in</title>"));
    let ran = scan(&sandbox(&stub), "--keyword bass");
    ran.code(1).any_stdout().stderr_contains("the reply of reverb (calls) can't be read: it is a web page, not JSON");
    let stub = Stub::start(|_| Answer::of(412, r#"{"message":"Wrong","errors":{"year_min":["is no year"]}}"#));
    let ran = scan(&sandbox(&stub), "--keyword bass");
    ran.code(1).any_stdout().stderr_contains("with 412: Wrong; year_min: is no year");
    scan(&sandbox(&stub), "").code(2).stderr_contains("reverb can't show everything there is");
}

#[test]
fn a_check_counts_listings() {
    let stub = Stub::start(|_| page(&[listing(1)], None));
    let ran = sandbox(&stub).arb("vendors check reverb --format jsonl".split(' ')).run();
    assert_eq!(ran.code(0).any_stderr().json_lines()[0]["says"], "101 listings");
}
