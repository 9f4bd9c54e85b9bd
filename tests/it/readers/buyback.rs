//! BooksRun and BookScouter as places to sell books to, through the real binary, against hosts that play them.

use std::os::unix::fs::PermissionsExt as _;

use jiff::Timestamp;
use serde_json::{Value, json};

use super::super::kit::{
    Sandbox,
    stub::{Answer, Stub},
};

const BOOK: &str = "9780439023481";

fn sandbox(vendor: &str, server: &Stub) -> Sandbox {
    let sandbox = Sandbox::new().now(&Timestamp::now().to_string());
    let keys = sandbox.write_home(".config/arb/keys.toml", "key = \"hunter2\"\n");
    std::fs::set_permissions(&keys, std::fs::Permissions::from_mode(0o600)).unwrap();
    sandbox.write_home(
        ".config/arb/arb.toml",
        format!(
            "[vendors.{vendor}]\nenabled = true\nbase_url = \"{}/api\"\ncredentials_file = \"{}\"\n",
            server.url(),
            keys.display()
        ),
    );
    // Two books and a toy.
    sandbox.write(
        "list.csv",
        format!("sku,ean,title,cost\n1,{BOOK},A,1.00\n2,9780306406157,B,1.00\n3,8809875456477,C,1\n"),
    );
    sandbox
}

fn judged(sandbox: &Sandbox, channel: &str) -> Vec<Value> {
    let line = format!("analyze list.csv --market {channel} --format jsonl");
    let ran = sandbox.arb(line.split(' ')).run();
    ran.stderr_lacks("hunter2");
    ran.any_stderr().json_lines().iter().map(|record| record["analysis"].clone()).collect()
}

#[test]
fn booksrun_pays_for_books_and_is_asked_for_nothing_else() {
    let server = Stub::start(|asked| match asked.path.as_str() {
        "/api/price/sell/9780439023481" => {
            Answer::json(r#"{"result":{"status":"success","text":{"Average":1.5,"Good":"4.10","New":7.25}}}"#)
        }
        "/api/price/sell/9780306406157" => Answer::json(r#"{"result":{"status":"error","text":"Book is not found"}}"#),
        _ => Answer::of(500, ""),
    });
    let sandbox = sandbox("booksrun", &server);
    let rows = judged(&sandbox, "booksrun");
    assert_eq!(rows[0]["sell"]["price"]["amount"], "7.25", "{:#}", rows[0]);
    assert_eq!((&rows[0]["channel"], &rows[0]["sell"]["source"]), (&"booksrun".into(), &"booksrun".into()));
    assert_eq!(rows[0]["fees"]["total"]["amount"], "0.00", "the shop pays the label: {:#}", rows[0]);
    assert_eq!((&rows[1]["reason"], &rows[2]["reason"]), (&"no_market".into(), &"no_market".into()));
    let asked = server.asked();
    assert_eq!(asked.len(), 2);
    assert!(asked.iter().all(|asked| asked.method == "GET" && asked.query("key") == "hunter2"));
    let ran = sandbox.arb("vendors check booksrun".split(' ')).run();
    ran.any_stderr().stdout_contains("it pays 7.25 USD").stdout_lacks("hunter2");
}

#[test]
fn bookscouter_answers_for_fifty_books_with_the_best_of_its_shops() {
    let yesterday = Timestamp::now() - jiff::SignedDuration::from_hours(24);
    let written = yesterday.to_string().replace('T', " ");
    let written = written[..19].to_owned();
    let server = Stub::start(move |asked| match asked.path.as_str() {
        "/api/cachedPricesMultiple" => Answer::json(
            json!({ "status": "success", "isbns": { BOOK: { "status": "success", "cachedPrices": [
                { "VendorName": "A", "VendorId": 1, "Price": "3.20", "UpdatedOn": written },
                { "VendorName": "B", "VendorId": "2", "Price": 8.15, "UpdatedOn": written },
                { "VendorName": "C", "Price": null }] }, "9780306406157": null } })
            .to_string(),
        ),
        "/api/cachedPrices/9780439023481" => Answer::json(r#"{"status":"error"}"#),
        _ => Answer::of(500, ""),
    });
    let sandbox = sandbox("bookscouter", &server);
    let rows = judged(&sandbox, "bookscouter");
    assert_eq!(rows[0]["sell"]["price"]["amount"], "8.15", "{:#}", rows[0]);
    assert_eq!(rows[0]["as_of"].as_str().unwrap()[..10], yesterday.to_string()[..10], "as old as its shop says");
    assert_eq!((&rows[1]["reason"], &rows[2]["reason"]), (&"no_market".into(), &"no_market".into()));
    let asked = server.asked();
    assert_eq!(asked.len(), 1);
    let isbns: Vec<&str> =
        asked[0].query.iter().filter(|(name, _)| name == "isbns[]").map(|(_, isbn)| &**isbn).collect();
    assert_eq!((isbns, asked[0].query("apiKey")), (vec!["9780306406157", BOOK], "hunter2"));
    let ran = sandbox.arb("vendors check bookscouter".split(' ')).run();
    ran.stderr_contains("its status is `error`").stderr_lacks("hunter2");
    assert_ne!(ran.exit(), 0);
}

#[test]
fn a_shop_that_is_down_is_said_and_stops_nothing() {
    let server = Stub::start(|_| Answer::of(403, r#"{"status":"error","message":"Invalid API key"}"#));
    for vendor in ["booksrun", "bookscouter"] {
        let sandbox = sandbox(vendor, &server);
        let ran = sandbox.arb(format!("analyze list.csv --market {vendor} --format jsonl").split(' ')).run();
        ran.code(0).stderr_contains(&format!("{vendor} could not be asked")).stderr_lacks("hunter2");
        assert!(ran.json_lines().iter().all(|record| record["analysis"]["reason"] == "no_market"), "{ran}");
    }
}
