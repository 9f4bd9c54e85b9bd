//! The whole round on paper, as a pipe and as cron: nothing happens twice, the books balance after every command.

use std::{collections::BTreeMap, path::Path};

use rust_decimal::Decimal;
use serde_json::Value;

use super::kit::{Ran, Sandbox, checkout, deal, tool};

const PIPE: &str = "arb scan examples/suppliers/*.csv | arb analyze --prices examples/pricebook.csv \
                    | arb buy --yes | arb list --yes";

/// A sandbox with the example files in it.
pub fn with_examples() -> Sandbox {
    let sandbox = Sandbox::new();
    copy(&checkout("examples"), &sandbox.path("examples"));
    sandbox
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        if entry.file_type().unwrap().is_dir() {
            copy(&entry.path(), &to.join(entry.file_name()));
        } else {
            std::fs::copy(entry.path(), to.join(entry.file_name())).unwrap();
        }
    }
}

/// Runs a shell line; its exit code is one of these, and afterwards the books are in order.
fn step(sandbox: &Sandbox, line: &str, codes: &[i32]) -> Ran {
    let ran = sandbox.sh(line).patience(180).run();
    assert!(codes.contains(&ran.exit()), "{codes:?}: {ran}");
    assert!(!ran.stderr().contains("panicked"), "{ran}");
    let _ = ran.stdout();
    let verified = sandbox.arb(["verify"]).run();
    assert_eq!(verified.exit(), 0, "after `{line}`: {verified}");
    verified.stderr_contains(" 0 problems").any_stdout();
    ran
}

/// How many purchases and listings there are in each state.
fn counted(sandbox: &Sandbox) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    for (report, key) in [("purchases", "state"), ("listings", "state")] {
        let ran = sandbox.arb(["report", report, "--format", "jsonl"]).run();
        for row in ran.any_stderr().json_lines() {
            *counts.entry(format!("{report} {}", row[key].as_str().unwrap())).or_default() += 1;
        }
    }
    counts
}

/// The balances of the ledger, by account.
fn balances(sandbox: &Sandbox) -> BTreeMap<String, Decimal> {
    let ran = sandbox.arb(["ledger", "balances", "--format", "jsonl"]).run();
    let rows = ran.any_stderr().json_lines();
    rows.iter().map(|row| (row["account"].as_str().unwrap().to_owned(), amount(&row["amount"]))).collect()
}

fn amount(money: &Value) -> Decimal {
    assert_eq!(money["currency"], "USD", "{money}");
    money["amount"].as_str().unwrap().parse().unwrap()
}

/// What these records say was paid for goods that are bought now.
fn charged(records: &[Value]) -> Decimal {
    let paid = |record: &&Value| record["purchase"]["state"] == "placed" && record["purchase"]["replayed"] != true;
    records.iter().filter(paid).map(|record| amount(&record["purchase"]["charged"])).sum()
}

#[test]
fn the_round_in_one_pipe_keeps_its_books_and_happens_once() {
    let sandbox = with_examples();
    // The lists hold broken rows: `scan` says so with 4, and the pipe goes on.
    let first = step(&sandbox, PIPE, &[4]);
    let records = first.json_lines();
    assert!(records.len() > 300, "{first}");
    for record in &records {
        assert!(record["offer"].is_object() && record["analysis"].is_object(), "{record}");
        let verdict = record["analysis"]["verdict"].as_str().unwrap();
        assert_eq!(record["purchase"].is_object(), verdict == "buy", "{record}");
        assert_eq!(record["listing"].is_object(), record["purchase"]["state"] == "placed", "{record}");
    }
    let paid = charged(&records);
    assert!(paid > Decimal::ZERO);
    let after = balances(&sandbox);
    let goods = |balances: &BTreeMap<String, Decimal>| {
        ["A:In-transit", "A:Inventory"].iter().filter_map(|name| balances.get(*name)).sum::<Decimal>()
    };
    assert_eq!(goods(&after), paid, "{after:?}");
    let bought = counted(&sandbox);

    let again = step(&sandbox, PIPE, &[4]);
    assert_eq!(again.json_lines(), Vec::<Value>::new(), "nothing is new in the same lists");
    assert_eq!((counted(&sandbox), balances(&sandbox)), (bought, after));

    // Even when every row is pushed through once more, what is bought stays bought once.
    let pushed = step(&sandbox, &PIPE.replace("scan", "scan --all"), &[4]);
    let more = charged(&pushed.json_lines());
    let held = balances(&sandbox);
    assert_eq!(goods(&held), paid + more, "{pushed}");
    let once = sandbox.arb(["report", "purchases", "--format", "jsonl"]).run();
    let rows = once.any_stderr().json_lines();
    let mut bought_ids: Vec<&str> = rows.iter().filter_map(|row| row["record_id"].as_str()).collect();
    let count = bought_ids.len();
    bought_ids.sort_unstable();
    bought_ids.dedup();
    assert_eq!(bought_ids.len(), count, "a record is bought once");
    step(&sandbox, &PIPE.replace("scan", "scan --all"), &[4]);
    assert_eq!(balances(&sandbox), held);
}

#[test]
fn a_month_of_the_round_verifies_after_every_command() {
    let sandbox = with_examples();
    step(&sandbox, "arb scan examples/suppliers/*.csv > scanned.jsonl", &[4]);
    step(&sandbox, "arb analyze --prices examples/pricebook.csv < scanned.jsonl > analyzed.jsonl", &[0]);
    let bought = step(&sandbox, "arb buy --yes < analyzed.jsonl", &[0]).json_lines();
    step(&sandbox, "arb list --yes < /dev/null", &[0]);
    let paid = charged(&bought);
    for days in [3, 7, 10, 10] {
        step(&sandbox, &format!("arb paper advance --days {days}"), &[0]);
        for line in ["sync", "list --yes", "reprice --apply --yes", "support", "sync"] {
            step(&sandbox, &format!("arb {line} < /dev/null"), &[0]);
        }
    }
    for report in ["opportunities", "purchases", "inventory", "listings", "sales", "pnl", "tickets"] {
        for format in ["table", "csv", "jsonl"] {
            step(&sandbox, &format!("arb report {report} --format {format}"), &[0]);
        }
    }
    let after = balances(&sandbox);
    assert!(after.get("A:In-transit").is_none_or(|left| left.is_zero()), "everything came or fell through: {after:?}");
    let refunded: Decimal = {
        let ran = sandbox.arb(["report", "purchases", "--format", "jsonl"]).run();
        let rows = ran.any_stderr().json_lines();
        rows.iter().filter(|row| row["state"] == "cancelled").map(|row| amount(&row["actual"])).sum()
    };
    let sold: Decimal =
        after.iter().filter(|(name, _)| name.to_lowercase().contains("cogs")).map(|(_, value)| *value).sum();
    assert!(sold > Decimal::ZERO, "a month sells something: {after:?}");
    assert_eq!(after["A:Inventory"] + sold, paid - refunded, "{after:?}");
    accepted_by_others(&sandbox);
}

/// The programs that bookkeepers use read our journal and find nothing wrong.
fn accepted_by_others(sandbox: &Sandbox) {
    for (format, program, check) in [
        ("hledger", "hledger", "hledger -f books.hledger check -s"),
        ("beancount", "bean-check", "bean-check books.beancount"),
    ] {
        sandbox.sh(&format!("arb ledger export --to {format} > books.{format}")).run().any_stderr();
        if tool(program) {
            let ran = sandbox.sh(check).run();
            assert_eq!(ran.exit(), 0, "{ran}");
            ran.any_stdout().any_stderr();
        }
    }
}

#[test]
fn the_same_round_from_the_database_as_cron_gives_it() {
    let sandbox = with_examples();
    deal::practice(&sandbox);
    let round = |codes: [&[i32]; 4]| {
        let lines = [
            "arb scan examples/suppliers/*.csv < /dev/null > /dev/null",
            "arb analyze --prices examples/pricebook.csv < /dev/null > /dev/null",
            "arb buy --yes < /dev/null",
            "arb list --yes < /dev/null",
        ];
        lines.iter().zip(codes).map(|(line, codes)| step(&sandbox, line, codes).json_lines()).collect::<Vec<_>>()
    };
    let usual: [&[i32]; 4] = [&[4], &[0], &[0], &[0]];
    let first = round(usual);
    let mut paid = charged(&first[2]);
    assert!(paid > Decimal::ZERO && !first[3].is_empty());
    assert_eq!(balances(&sandbox)["A:In-transit"], paid);

    // What a limit of one run denied waits for the next run; then there is nothing left to do.
    for _ in 0..3 {
        paid += charged(&round(usual)[2]);
        assert_eq!(balances(&sandbox)["A:In-transit"], paid);
    }
    let (bought, held) = (counted(&sandbox), balances(&sandbox));
    let last = round(usual);
    assert!(last[2].iter().all(|record| record.get("purchase").is_none()), "nothing is left to buy");
    assert_eq!((counted(&sandbox), balances(&sandbox)), (bought, held));

    // Goods that arrived are listed once, however often it runs.
    step(&sandbox, "arb paper advance --days 14", &[0]);
    step(&sandbox, "arb sync < /dev/null", &[0]);
    let live = step(&sandbox, "arb list --yes < /dev/null", &[0]).json_lines();
    assert!(live.iter().any(|record| record["listing"]["state"] == "live"), "{live:?}");
    let shown = counted(&sandbox);
    let again = step(&sandbox, "arb list --yes < /dev/null", &[0]);
    assert!(!again.stdout().contains("\"state\":\"live\""), "{again}");
    assert_eq!(counted(&sandbox), shown);
}

#[test]
fn pipe_and_cron_buy_the_same() {
    let paid = |lines: &[&str]| {
        let sandbox = with_examples();
        for line in lines {
            step(&sandbox, line, &[0, 4]);
        }
        let ran = sandbox.arb(["report", "purchases", "--format", "jsonl"]).run();
        let rows = ran.any_stderr().json_lines();
        let mut bought: Vec<(String, String)> = rows
            .iter()
            .filter(|row| row["state"] == "placed")
            .map(|row| (row["record_id"].to_string(), row["actual"]["amount"].to_string()))
            .collect();
        bought.sort();
        bought
    };
    let in_a_pipe = paid(&[PIPE]);
    let from_the_database = paid(&[
        "arb scan examples/suppliers/*.csv < /dev/null",
        "arb analyze --prices examples/pricebook.csv < /dev/null",
        "arb buy --yes < /dev/null",
    ]);
    assert!(!in_a_pipe.is_empty());
    assert_eq!(in_a_pipe, from_the_database);
}

#[test]
fn goods_age_by_the_clock_of_their_world() {
    let sandbox = with_examples();
    step(&sandbox, PIPE, &[4]);
    step(&sandbox, "arb paper advance --days 10", &[0]);
    step(&sandbox, "arb sync", &[0]);
    step(&sandbox, "arb paper advance --days 20", &[0]);
    let rows = step(&sandbox, "arb report inventory --format jsonl", &[0]).json_lines();
    assert!(!rows.is_empty());
    let days: Vec<i64> = rows.iter().filter_map(|row| row["days"].as_i64()).collect();
    assert!(days.iter().all(|days| *days == 20), "{days:?}");
}
