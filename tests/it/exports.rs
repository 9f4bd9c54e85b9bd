//! Exports of other tools through mapping presets: their offers are offers, what they found is evidence, and what nobody says
//! may be sold is no buy.

use serde_json::Value;

use super::kit::{Sandbox, checkout};

fn sandbox(file: &str) -> Sandbox {
    let sandbox = Sandbox::new().env("ARB_DB", "arb.db");
    sandbox.write(file, std::fs::read(checkout(&format!("tests/payloads/exports/{file}"))).unwrap());
    // What it earns is not what is asked here: a sale of a single number is enough of a market.
    sandbox.write("rules.toml", "[too_good]\nroi_pct = \"900\"\n");
    sandbox
}

/// Each record as `ASIN verdict restriction: codes of what speaks against it`.
fn verdicts(records: &[Value]) -> Vec<String> {
    let said = |record: &Value| {
        let analysis = &record["analysis"];
        let against = analysis["reasons"].as_array().unwrap().iter().filter(|reason| reason["ok"] == false);
        let codes: Vec<&str> = against.filter_map(|reason| reason["code"].as_str()).collect();
        let text = |value: &Value| value.as_str().unwrap_or("-").to_owned();
        let heavy = |code: &&&str| {
            ["unknown_restriction", "gated", "ip_alert", "tool_doubts", "no_market", "no_product_id"].contains(*code)
        };
        let codes: Vec<&str> = codes.iter().filter(heavy).copied().collect();
        format!(
            "{} {} {}: {}",
            text(&record["offer"]["product"]["asin"]),
            text(&analysis["verdict"]),
            text(&analysis["restriction"]),
            codes.join(" ")
        )
    };
    records.iter().map(said).collect()
}

#[test]
fn an_export_of_tactical_arbitrage_is_offers_and_evidence() {
    const FILE: &str = "tacticalarbitrage_1780300800.csv";
    let sandbox = sandbox(FILE);
    let scan = sandbox.arb(["scan", FILE, "--preset", "tactical-arbitrage", "--rejects", "bad.csv"]).run();
    let offers = scan.code(4).stderr_contains("`Restricted` is \"perhaps on Tuesdays\"").json_lines();
    assert_eq!(offers.len(), 7, "an offer with a remark that can't be read is an offer all the same");
    let first = &offers[0]["offer"];
    assert_eq!((&first["source"], &first["price"]["amount"]), (&"tactical-arbitrage".into(), &"12.00".into()));
    assert_eq!((&first["title"], &first["seller"]), (&"Blocks, 120 pieces".into(), &"brickshop.example".into()));
    assert_eq!(offers[2]["offer"]["title"], "Puzzle \"Sea\", 500");
    assert!(sandbox.read("bad.csv").contains("perhaps on Tuesdays"));
    let judged = sandbox.arb(["analyze", "--pending", "--rules", "rules.toml", "--format", "jsonl"]).run();
    let records = judged.any_stderr().code(0).json_lines();
    assert_eq!(
        verdicts(&records),
        [
            "B0D8W1YVBX buy allowed: ",
            "B0CCCCCCC1 skip needs_approval: gated",
            "B0CCCCCCC2 review unknown: unknown_restriction",
            "B0CCCCCCC3 review unknown: unknown_restriction",
            "B0CCCCCCC4 skip allowed: ip_alert",
            "- skip unknown: no_product_id",
            "B0CCCCCCC5 skip unknown: no_market",
        ]
    );
    let sell = &records[0]["analysis"]["sell"];
    assert_eq!((&sell["price"]["amount"], &sell["source"]), (&"34.99".into(), &"tactical-arbitrage".into()));
    // The file's name says when it was written.
    assert_eq!(sell["as_of"], "2026-06-01T08:00:00Z");
    // An old export is stale, whatever day it is read on.
    let late = sandbox.arb(["analyze", FILE, "--preset", "tactical-arbitrage", "--format", "jsonl"]);
    let late = late.env("ARB_NOW", "2026-07-01T00:00:00Z").run();
    let record = late.any_stderr().code(4).json_lines().remove(0);
    assert_eq!(record["analysis"]["verdict"], "review", "{record}");
}

#[test]
fn a_verdict_of_buybotpro_against_it_is_heard_and_one_for_it_decides_nothing() {
    let sandbox = sandbox("buybotpro.csv");
    let line = ["analyze", "buybotpro.csv", "--preset", "buybotpro", "--rules", "rules.toml", "--format", "jsonl"];
    let ran = sandbox.arb(line).run();
    let records = ran.any_stderr().code(0).json_lines();
    assert_eq!(
        verdicts(&records),
        [
            "B0D8W1YVBX buy allowed: ",
            "B0CCCCCCC1 review allowed: tool_doubts",
            "B0CCCCCCC2 buy allowed: tool_doubts",
            "B0CCCCCCC3 skip needs_approval: gated",
            "B0CCCCCCC4 review unknown: unknown_restriction",
            "B0CCCCCCC5 skip allowed: ip_alert",
        ]
    );
    let agrees = records[0]["analysis"]["reasons"].as_array().unwrap().iter().find(|one| one["code"] == "tool_agrees");
    assert_eq!(agrees.unwrap()["text"], "buybotpro would buy it");
    // A rehearsal comes to the same and keeps nothing.
    let dry = sandbox.arb(["--dry-run"].iter().chain(&line)).run();
    assert_eq!(verdicts(&dry.any_stderr().code(0).json_lines()), verdicts(&records));
    // No column says whether it may be sold: then a person looks.
    let text = sandbox.read("buybotpro.csv").replacen("Restricted", "Remark", 1);
    sandbox.write("buybotpro.csv", text);
    sandbox.arb(["db", "backup", "copy.db"]).run().any_stdout().any_stderr().exit();
    let ran = sandbox.arb(line).env("ARB_DB", "other.db").run();
    let records = ran.any_stderr().code(0).json_lines();
    assert!(verdicts(&records).iter().all(|said| !said.contains(" buy ")), "{:?}", verdicts(&records));
}
