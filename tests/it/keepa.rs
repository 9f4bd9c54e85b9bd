//! A reply of Keepa as a price book: the real one, and what is none.

use super::kit::{Sandbox, shared};

#[test]
fn a_saved_reply_is_a_price_book() {
    let Some(reply) = shared("keepa/keepa_samples/product_B0D8W1YVBX_full_20260510.json") else { return };
    let sandbox = Sandbox::new().now("2026-05-11T00:00:00Z");
    sandbox.write("reply.json", std::fs::read(reply).unwrap());
    sandbox.write("list.csv", "sku,ean,cost\n1,8809875456477,3.00\n2,673419340557,5.00\n");
    let line = "--dry-run analyze list.csv --prices reply.json --format jsonl";
    let ran = sandbox.arb(line.split(' ')).run();
    let records = ran.any_stderr().json_lines();
    let analysis = &records[0]["analysis"];
    let at = |path: &str| analysis.pointer(path).cloned().unwrap_or_default();
    assert_eq!(at("/product/asin"), "B0D8W1YVBX");
    assert_eq!(at("/category"), "Beauty & Personal Care");
    assert_eq!((at("/demand/rank"), at("/demand/offers")), (23.into(), 5.into()));
    assert_eq!((at("/demand/monthly_sold"), at("/demand/amazon_in_stock")), (100_000.into(), false.into()));
    // 14.99 now; the median of 90 days is above it.
    assert_eq!(at("/sell/price/amount"), "14.99");
    assert!(at("/sell/basis").to_string().contains("the lower of it and median"), "{analysis}");
    assert_eq!(at("/sell/source"), "reply.json");
    assert_eq!(at("/as_of"), "2026-05-10T04:02:00Z");
    assert_eq!(at("/fees/missing"), serde_json::Value::Null, "weight and sides are in the reply");
    assert_eq!(records[1]["analysis"]["reason"], "no_market");
}

#[test]
fn a_reply_that_is_broken_is_said_and_one_that_names_nothing_known_is_a_reject() {
    let sandbox = Sandbox::new();
    sandbox.write("list.csv", "sku,ean,cost\n1,8809875456477,3.00\n");
    let run = |reply: &str| {
        sandbox.write("reply.json", reply);
        sandbox.arb("--dry-run analyze list.csv --prices reply.json --format jsonl".split(' ')).run()
    };
    let cut = r#"{"tokensLeft":1,"products":[{"asin":"B0D8W1YVBX","domainId":1,"csv":[[1,2"#;
    run(cut).code(1).stderr_contains("can't read reply.json").stderr_contains("it is no reply of Keepa: EOF");
    let strange =
        r#"{"tokensLeft":1,"products":[{"asin":"B0D8W1YVBX","domainId":7},{"asin":"B0D8W1YVBX","domainId":1}]}"#;
    run(strange).code(4).any_stdout().stderr_contains("domain 7 is no marketplace that is known");
}

#[test]
fn the_past_of_a_real_reply_is_told_kept_and_tried_on() {
    let Some(reply) = shared("keepa/keepa_samples/product_B0D8W1YVBX_full_20260510.json") else { return };
    let sandbox = Sandbox::new().now("2026-05-11T00:00:00Z").env("ARB_DB", "arb.db");
    sandbox.write("reply.json", std::fs::read(reply).unwrap());
    sandbox.write("list.csv", "sku,ean,cost\n1,8809875456477,3.00\n");
    let ran = sandbox.arb("analyze list.csv --prices reply.json --format jsonl".split(' ')).run();
    let record = ran.any_stderr().json_lines().remove(0);
    let past = &record["analysis"]["past"];
    // The reply brings Keepa's own figures, `stats`: 19.11 over 365 days, ranks of 43, 63 and 655, 75, 165 and 424 drops. Keepa
    // counts to the minute of the reply, we to that of the last update: a drop or two lie between them.
    assert_eq!((&past["avg365"], &past["out_of_stock_pct"]), (&"19.11".into(), &"0".into()), "{past}");
    let near = |field: &str, theirs: [i64; 3]| {
        for (ours, theirs) in past[field].as_array().unwrap().iter().zip(theirs) {
            let ours = ours.as_i64().unwrap();
            assert!((ours - theirs).abs() <= 2, "{field}: {ours}, Keepa says {theirs}");
        }
    };
    near("rank_avg", [43, 63, 655]);
    near("rank_drops", [75, 165, 424]);
    let prices: Vec<(String, String)> = record["analysis"]["sell"]["prices"]
        .as_array()
        .unwrap()
        .iter()
        .map(|said| (said["field"].to_string(), said["price"]["amount"].to_string()))
        .collect();
    assert_eq!(prices[0], ("\"buy_box\"".into(), "\"14.99\"".into()));
    assert!(prices.contains(&("\"avg90\"".into(), "\"18.05\"".into())), "{prices:?}");
    let seen = |kind: &str| {
        let all = past["series"].as_array().unwrap();
        all.iter().find(|one| one["kind"] == kind).cloned().unwrap_or_else(|| panic!("no {kind}: {past}"))
    };
    assert_eq!(seen("new_count")["now"], "5");
    assert_eq!(seen("buy_box")["now"], "14.99");
    let explained = sandbox.arb(["explain", record["id"].as_str().unwrap()]).run();
    let explained = explained.code(0).any_stderr();
    for part in ["prices", "buy box 14.99", "2026-05-10T04:02:00Z, ", "nobody had a new one", "drops ", "4.3 of 5"] {
        explained.stdout_contains(part);
    }
    // What was recorded is kept, and a strategy can be tried on it.
    let tried = sandbox.arb("backtest reprice --stored B0D8W1YVBX --strategy lowest --days 60".split(' ')).run();
    tried.code(0).any_stdout().stderr_contains("prices of 1 products");
    let line = "backtest reprice --stored all --series new_fba --strategy lowest";
    sandbox.arb(line.split(' ')).run().any_stdout().any_stderr().exit();
    let none = sandbox.arb("backtest reprice --stored B000000000".split(' ')).run();
    none.code(2).stdout_is("").stderr_contains("no history is kept").stderr_contains("history_days");
}
