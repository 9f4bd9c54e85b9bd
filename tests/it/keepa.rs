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
