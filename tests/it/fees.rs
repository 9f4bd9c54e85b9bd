//! `arb fees`: known answers, gaps, seasons, and a user's own cards, all through the real program.

#![allow(clippy::unwrap_used, reason = "a test stops at the first surprise")]

use std::{collections::BTreeMap, fs, process::Command};

use rust_decimal::Decimal;
use serde_json::Value;

use super::kit::{InTurn as _, shared};

struct Ran {
    rows: Vec<Value>,
    stderr: String,
    code: i32,
}

/// Runs `arb fees` in an empty environment on 2026-06-01, with `home` as the settings folder.
fn arb(home: &std::path::Path, args: &[&str]) -> Ran {
    let output = Command::new(env!("CARGO_BIN_EXE_arb"))
        .env_clear()
        .env("HOME", home)
        .env("XDG_CONFIG_HOME", home)
        .env("ARB_NOW", "2026-06-01T12:00:00Z")
        .current_dir(home)
        .arg("fees")
        .args(args)
        .output_in_turn()
        .unwrap();
    let stdout = String::from_utf8(output.stdout).unwrap();
    Ran {
        rows: stdout.lines().map(|line| serde_json::from_str(line).unwrap()).collect(),
        stderr: String::from_utf8(output.stderr).unwrap(),
        code: output.status.code().unwrap(),
    }
}

fn run(args: &[&str]) -> Ran {
    arb(tempfile::tempdir().unwrap().path(), args)
}

fn amount(money: &Value) -> Decimal {
    money["amount"].as_str().unwrap().parse().unwrap()
}

fn lines(row: &Value) -> BTreeMap<String, Decimal> {
    let line = |line: &Value| (line["code"].as_str().unwrap().to_owned(), amount(&line["amount"]));
    row["lines"].as_array().unwrap().iter().map(line).collect()
}

fn file(home: &std::path::Path, name: &str, text: &str) -> String {
    let path = home.join(name);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(&path, text).unwrap();
    path.to_str().unwrap().to_owned()
}

#[test]
fn every_known_answer_is_met_to_the_cent_line_by_line() {
    let Some(path) = shared("fees/fee_cases_dev.csv") else { return };
    let ran = run(&[path.to_str().unwrap()]);
    assert_eq!((ran.code, ran.stderr.as_str()), (0, ""));
    let mut reader = csv::Reader::from_path(&path).unwrap();
    let headers = reader.headers().unwrap().clone();
    let column = |name: &str| headers.iter().position(|header| header == name).unwrap();
    let mut wrong = Vec::new();
    let mut count = 0;
    for (record, row) in reader.records().map(Result::unwrap).zip(&ran.rows) {
        count += 1;
        let expected: BTreeMap<String, String> = serde_json::from_str(&record[column("expected_lines_json")]).unwrap();
        let expected: BTreeMap<String, Decimal> =
            expected.into_iter().map(|(code, amount)| (code, amount.parse().unwrap())).collect();
        let total: Decimal = record[column("expected_total")].parse().unwrap();
        let same_id = row["id"] == record[column("case_id")];
        if !same_id || lines(row) != expected || amount(&row["total"]) != total || row["complete"] != true {
            wrong.push(format!("{}: {row}", &record[column("case_id")]));
        }
    }
    assert_eq!(count, ran.rows.len());
    assert!(wrong.is_empty(), "{} of {count} differ:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn a_bad_row_is_named_and_the_rest_goes_on() {
    let home = tempfile::tempdir().unwrap();
    let path = file(
        home.path(),
        "sales.csv",
        "id,channel,on,category,price,program,weight\n\
         a,amazon_us,2026-06-01,Books,ten,fbm,\n\
         b,amazon_us,2026-06-01,Books,10.00,fbm,\n\
         c,amazon_us,2026-06-01,Books,10.00,fbm,5 stone\n",
    );
    let ran = arb(home.path(), &[&path]);
    assert_eq!(ran.code, 4);
    assert_eq!(ran.rows.len(), 1);
    assert_eq!(ran.rows[0]["id"], "b");
    assert!(ran.stderr.contains("line 2, column `price`: `ten` is no amount"), "{}", ran.stderr);
    assert!(ran.stderr.contains("line 4, column `weight`: `5 stone` is no weight"), "{}", ran.stderr);
}

#[test]
fn json_lines_are_read_too() {
    let home = tempfile::tempdir().unwrap();
    let path = file(
        home.path(),
        "sales.jsonl",
        "{\"id\":1,\"channel\":\"ebay_us\",\"on\":\"2026-09-30\",\"category\":\"Guitars\",\
         \"price\":{\"amount\":\"899.00\",\"currency\":\"USD\"},\"shipping\":60,\"tax\":\"76.72\",\"store\":\"none\"}\n\nnonsense\n",
    );
    let ran = arb(home.path(), &[&path]);
    assert_eq!(ran.code, 4);
    assert_eq!(amount(&ran.rows[0]["total"]).to_string(), "69.79");
    assert!(ran.stderr.contains("line 3"), "{}", ran.stderr);
}

#[test]
fn a_users_card_replaces_and_a_broken_one_is_named() {
    let home = tempfile::tempdir().unwrap();
    file(
        home.path(),
        "arb/fees/mine.toml",
        "channel = \"my_shop\"\ncurrency = \"EUR\"\n\n[[card]]\nid = \"my_shop/1\"\ntitle = \"t\"\nsource = \"me\"\n\
         confidence = \"high\"\n\n[[card.rule]]\ncode = \"cut\"\nbase = [\"item\"]\nrate = \"12.5\"\n",
    );
    let ran = arb(home.path(), &["--channel", "my_shop", "--price", "9.99"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    assert_eq!(ran.rows[0]["total"], serde_json::json!({"amount": "1.25", "currency": "EUR"}));
    file(home.path(), "arb/fees/broken.toml", "channel = \"my_shop\"\ncurrency = \"EUR\"\nfees = 3\n");
    let ran = arb(home.path(), &["--channel", "my_shop", "--price", "9.99"]);
    assert_eq!(ran.code, 3);
    assert!(ran.stderr.contains("broken.toml") && ran.stderr.contains("`fees`"), "{}", ran.stderr);
}

#[test]
fn cards_and_differences_can_be_read() {
    let cards = run(&["cards", "--channel", "whatnot"]);
    assert_eq!(cards.rows[0]["effective_from"], "2026-09-21");
    let changes = run(&["diff", "2026-02-09", "2026-02-10", "--channel", "tcgplayer"]);
    assert_eq!(changes.rows.len(), 1, "{:?}", changes.rows);
    assert_eq!(changes.rows[0]["old"], "10.25 %, at most 75.00");
    assert_eq!(changes.rows[0]["new"], "10.75 %, at most 75.00");
}

#[test]
fn an_unknown_channel_is_a_gap_with_a_hint() {
    let ran = run(&["--channel", "amazon_uss", "--price", "1"]);
    assert_eq!(ran.rows[0]["total"], Value::Null);
    assert!(ran.rows[0]["missing"][0]["what"].as_str().unwrap().contains("did you mean `amazon_us`"));
}
