//! Several processes with one key stay together within the vendor's quota, and use it.

use std::{
    sync::{Arc, Mutex},
    time::Instant,
};

use serde_json::json;

use super::kit::{
    Sandbox,
    stub::{Answer, Stub},
};

const PROCESSES: usize = 3;
/// Pages that each of them reads.
const PAGES: usize = 14;
/// eBay's pages.
const PAGE: usize = 200;
/// What `data/vendors/ebay.toml` declares, in a second and at once.
const RATE: f64 = 5.0;
const BURST: f64 = 10.0;

/// The vendor's own bucket, which refuses what is too much.
struct Limiter {
    tokens: f64,
    at: Instant,
    first: Option<Instant>,
    last: Instant,
    taken: usize,
    refused: usize,
}

impl Limiter {
    fn take(&mut self) -> bool {
        let now = Instant::now();
        self.tokens = (self.tokens + now.duration_since(self.at).as_secs_f64() * RATE).min(BURST);
        self.at = now;
        self.first.get_or_insert(now);
        self.last = now;
        if self.tokens < 1.0 {
            self.refused += 1;
            return false;
        }
        self.tokens -= 1.0;
        self.taken += 1;
        true
    }
}

#[test]
fn three_processes_with_one_key_stay_within_its_quota_without_one_refusal() {
    let now = Instant::now();
    let limiter = Limiter { tokens: BURST, at: now, first: None, last: now, taken: 0, refused: 0 };
    let limiter = Arc::new(Mutex::new(limiter));
    let counted = Arc::clone(&limiter);
    let stub = Stub::start(move |asked| {
        if asked.path.ends_with("/token") {
            return Answer::json(r#"{"access_token":"t","expires_in":7200,"token_type":"Application Access Token"}"#);
        }
        if !counted.lock().unwrap().take() {
            return Answer::of(429, r#"{"errors":[{"errorId":2001,"message":"Too many requests"}]}"#);
        }
        let offset: usize = asked.query("offset").parse().unwrap_or(0);
        let items: Vec<_> = (0..PAGE)
            .map(|n| {
                let id = format!("v1|{}{:06}|0", asked.query("q").len(), offset + n);
                json!({ "itemId": id, "title": "a thing", "price": { "value": "9.99", "currency": "USD" } })
            })
            .collect();
        Answer::json(
            json!({ "total": 9000, "limit": PAGE, "offset": offset, "itemSummaries": items, "next": "/more" })
                .to_string(),
        )
    });
    let sandbox = Sandbox::new().env("ARB_EBAY_CLIENT_ID", "id").env("ARB_EBAY_CLIENT_SECRET", "sec");
    sandbox.write("arb.toml", format!("[vendors.ebay]\nenabled = true\nbase_url = \"{}\"\n", stub.url()));
    // The cache lies beside the database, so all of them share it; each has words of its own.
    let limit = (PAGES * PAGE).to_string();
    let going: Vec<_> = (0..PROCESSES)
        .map(|number| {
            let (word, db) = ("w".repeat(number + 1), format!("{number}.db"));
            sandbox
                .arb([
                    "--db",
                    &db,
                    "scan",
                    "--source",
                    "ebay",
                    "--keyword",
                    &word,
                    "--limit",
                    &limit,
                    "--all",
                    "--format",
                    "csv",
                ])
                .start()
        })
        .collect();
    for one in going {
        one.wait().code(0).any_stdout().any_stderr();
    }
    let limiter = limiter.lock().unwrap();
    assert_eq!((limiter.refused, limiter.taken), (0, PROCESSES * PAGES));
    let seconds = limiter.last.duration_since(limiter.first.unwrap()).as_secs_f64();
    let most = BURST + seconds * RATE;
    eprintln!(
        "{} calls in {seconds:.1} s, {:.0} % of what the quota allows",
        limiter.taken,
        limiter.taken as f64 / most * 100.0
    );
}
