//! `arb limits`: what is used, what waits to be accepted, and many processes that race for one limit.

use std::time::Instant;

use arb::domain::money::{Currency, Money};
use rust_decimal::dec;
use serde_json::{Value, json};

use super::kit::{Ran, Sandbox, deal, stock::NOW};

/// The row of one limit.
fn row(sandbox: &Sandbox, limit: &str) -> Value {
    let ran = sandbox.arb(["limits", "--format", "jsonl"]).run();
    ran.code(0).any_stderr();
    ran.json_lines().into_iter().find(|row| row["limit"] == limit).unwrap_or_else(|| panic!("{limit}: {ran}"))
}

/// `(cap, where it comes from)`
fn cap(sandbox: &Sandbox, limit: &str) -> (String, String) {
    let row = row(sandbox, limit);
    (row["cap"]["amount"].as_str().unwrap().to_owned(), row["source"].as_str().unwrap().to_owned())
}

fn pair(cap: &str, source: &str) -> (String, String) {
    (cap.to_owned(), source.to_owned())
}

#[test]
fn a_lower_limit_counts_at_once_and_a_higher_one_only_when_accepted() {
    let sandbox = Sandbox::new();
    sandbox.write("arb.toml", "[limits]\nper_day = 900\nper_item = 20\ncash_floor = 10\n");
    assert_eq!(cap(&sandbox, "per_day"), pair("500.00", "waits for accept"));
    assert_eq!(cap(&sandbox, "cash_floor"), pair("500.00", "waits for accept"));
    assert_eq!(cap(&sandbox, "per_item"), pair("20.00", "arb.toml"));
    assert_eq!(cap(&sandbox, "per_run"), pair("250.00", "built-in"));

    let nobody = sandbox.arb(["limits", "accept"]).run();
    nobody.code(5).stderr_contains("per_day: 500 → 900").stderr_contains("--yes").stdout_is("");
    assert_eq!(cap(&sandbox, "per_day").0, "500.00");

    let one = sandbox.arb(["limits", "accept", "per_day", "--yes", "--format", "jsonl"]).run();
    one.code(0).any_stderr();
    let change = one.json();
    assert_eq!((&change["limit"], &change["old"], &change["new"]), (&json!("per_day"), &json!("500"), &json!("900")));
    assert_eq!(cap(&sandbox, "per_day"), pair("900.00", "accepted"));
    assert_eq!(cap(&sandbox, "cash_floor"), pair("500.00", "waits for accept"));

    sandbox.write("arb.toml", "[limits]\nper_day = 100\n");
    assert_eq!(cap(&sandbox, "per_day"), pair("100.00", "arb.toml"));
    // What the first opening had as a lower value is a raise to leave, too.
    assert_eq!(cap(&sandbox, "per_item"), pair("20.00", "waits for accept"));
    sandbox.arb(["limits", "history", "--format", "csv"]).run().code(0).any_stderr().stdout_contains("per_day,500,900");
}

#[test]
fn the_environment_only_tightens() {
    let sandbox = Sandbox::new();
    let looser = sandbox.arb(["limits"]).env("ARB_LIMITS__PER_DAY", "501").run();
    looser.code(3).stdout_is("").stderr_contains("ARB_LIMITS__PER_DAY").stderr_contains("arb limits accept");
    let floor = sandbox.arb(["limits"]).env("ARB_LIMITS__CASH_FLOOR", "499").run();
    floor.code(3).stdout_is("").stderr_contains("limits.cash_floor");
    let tighter = sandbox.arb(["limits", "--format", "jsonl"]).env("ARB_LIMITS__PER_DAY", "80").run();
    tighter.code(0).any_stderr();
    let rows = tighter.json_lines();
    let day = rows.iter().find(|row| row["limit"] == "per_day").unwrap();
    assert_eq!((&day["cap"]["amount"], &day["source"]), (&json!("80.00"), &json!("ARB_LIMITS__PER_DAY")));
    assert_eq!(
        cap(&sandbox, "per_day"),
        pair("500.00", "built-in"),
        "a first opening under it accepted what the files say"
    );
}

#[test]
fn a_value_out_of_range_is_an_error_and_bends_nothing() {
    for (text, said) in [
        ("per_day = -1", "`limits.per_day` can't be -1"),
        ("category_pct = 101", "`limits.category_pct` can't be 101"),
        ("units_per_product = -3", "limits.units_per_product"),
        ("per_day = \"lots\"", "limits.per_day"),
        ("per_dya = 1", "did you mean `limits.per_day`?"),
    ] {
        let sandbox = Sandbox::new();
        sandbox.write("arb.toml", format!("[limits]\n{text}\n"));
        for command in [&["limits"][..], &["limits", "accept", "--yes"], &["buy", "--yes"]] {
            sandbox.arb(command).run().code(3).stdout_is("").stderr_contains(said);
        }
    }
}

/// The record of an item that costs exactly 10.00 and may not cost a cent more.
fn item(number: usize) -> String {
    let ten = Money::new(dec!(10), Currency::USD);
    let mut record = deal::record(&format!("acme:{number:03}"), ten, 1, NOW.parse().unwrap());
    record["analysis"]["max_cost"] = json!(ten);
    record["analysis"]["product"] = json!({ "key": format!("mug:{number:03}") });
    record["offer"]["title"] = format!("Mug {number:03}").into();
    record.to_string()
}

/// Items that the simulated supplier delivers without a word: some are sold out or dearer, the same ones every time.
fn delivered(count: usize) -> Vec<String> {
    let sandbox = Sandbox::new();
    sandbox.write("arb.toml", deal::settings(""));
    sandbox.arb(["limits", "accept", "--yes"]).run().code(0).any_stdout().any_stderr();
    let items: Vec<String> = (0..count * 5 / 4 + 4).map(item).collect();
    sandbox.write("all.jsonl", items.join("\n"));
    let ran = sandbox.arb(["buy", "all.jsonl", "--yes", "--format", "jsonl"]).patience(300).run();
    ran.code(0).any_stderr();
    let placed: Vec<String> = ran
        .json_lines()
        .iter()
        .filter(|record| record["purchase"]["state"] == "placed")
        .map(|record| record["id"].as_str().unwrap().trim_start_matches("acme:").parse().map(item).unwrap())
        .collect();
    assert!(placed.len() >= count, "{} of {} were delivered", placed.len(), items.len());
    placed.into_iter().take(count).collect()
}

#[test]
fn a_crowd_of_processes_together_spends_exactly_the_limit() {
    let crowd = delivered(64);
    for (count, limit) in [(32, "per_day"), (64, "per_source")] {
        let sandbox = Sandbox::new();
        sandbox.write("arb.toml", deal::settings(&format!("{limit} = \"100\"")));
        sandbox.arb(["limits", "accept", "--yes"]).run().code(0).any_stdout().any_stderr();
        sandbox.arb(["buy", "--yes"]).run().code(0).any_stdout().any_stderr();
        for (place, line) in crowd.iter().take(count).enumerate() {
            sandbox.write(&format!("{place}.jsonl"), line);
        }
        let (one, begun) = (|place: usize| sandbox.arb(["buy", &format!("{place}.jsonl"), "--yes"]), Instant::now());
        let mut ran: Vec<(Ran, std::time::Duration)> = std::thread::scope(|scope| {
            let threads: Vec<_> = (0..count)
                .map(|place| {
                    let one = &one;
                    scope.spawn(move || {
                        let begun = Instant::now();
                        (one(place).patience(600).run(), begun.elapsed())
                    })
                })
                .collect();
            threads.into_iter().map(|thread| thread.join().unwrap()).collect()
        });
        let (mut placed, mut denied) = (0, 0);
        for (ran, _) in &ran {
            // 75 and 4: a neighbour's order was on its way just then; its own was decided all the same.
            assert!([0, 4, 75].contains(&ran.exit()), "{ran}");
            let said = ran.stderr().to_lowercase();
            assert!(!said.contains("lock") && !said.contains("busy") && !said.contains("error"), "{ran}");
            let purchase = &ran.json()["purchase"];
            match purchase["state"].as_str().unwrap() {
                "placed" => placed += 1,
                "denied" => {
                    denied += 1;
                    assert_eq!(purchase["denied"]["limit"], limit, "{purchase}");
                    assert_eq!(purchase["denied"]["cap"]["amount"], "100.00", "{purchase}");
                    assert_eq!(purchase["denied"]["used"]["amount"], "100.00", "{purchase}");
                }
                other => panic!("{other}: {ran}"),
            }
        }
        assert_eq!((placed, denied), (10, count - 10), "{limit}");
        let row = row(&sandbox, limit);
        assert_eq!(
            (&row["used"]["amount"], &row["used_pct"], &row["next"]),
            (&json!("100.00"), &json!("100"), &json!(true))
        );
        sandbox.arb(["verify"]).run().code(0).any_stdout().stderr_contains(" 0 problems");
        ran.sort_by_key(|(_, took)| *took);
        let (slow, all) = (ran[ran.len() * 99 / 100].1, begun.elapsed());
        eprintln!("{count} processes for {limit}: 99 of 100 were done within {slow:.1?}, all after {all:.1?}");
    }
}

#[test]
fn what_would_refuse_one_purchase_is_said_with_every_figure() {
    let sandbox = Sandbox::new();
    sandbox.write("arb.toml", "[limits]\nper_item = 9\nmin_roi_pct = 500\n");
    sandbox.write("one.jsonl", item(1));
    sandbox.arb(["buy", "one.jsonl", "--plan"]).run().code(0).any_stdout().any_stderr();
    for of in ["acme:001", "1"] {
        let ran = sandbox.arb(["limits", "--for", of, "--format", "jsonl"]).run();
        ran.code(0).stderr_is("");
        let rows = ran.json_lines();
        let limits: Vec<&str> = rows.iter().map(|row| row["limit"].as_str().unwrap()).collect();
        assert_eq!(limits, ["per_item", "min_roi_pct"]);
        assert_eq!((&rows[0]["ask"]["amount"], &rows[0]["cap"]["amount"]), (&json!("10.00"), &json!("9.00")));
    }
    sandbox.arb(["limits", "--for", "acme:002"]).run().code(2).stdout_is("").stderr_contains("acme:002");
}

#[test]
fn reading_limits_works_in_every_format() {
    let sandbox = Sandbox::new();
    let table = sandbox.arb(["limits", "--format", "table"]).run();
    table.code(0).any_stderr().stdout_contains("per_day").stdout_contains("$500.00");
    let csv = sandbox.arb(["limits", "--format", "csv"]).run();
    csv.code(0).any_stderr().stdout_contains("code,limit,key,used,cap,left");
    assert_eq!(csv.stdout().lines().count(), arb::domain::limits::Limit::ALL.len() + 1);
}
