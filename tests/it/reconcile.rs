//! `arb reconcile`: orders that the books lost, orders that the vendor lost, amounts, statements, wrong books.

use arb::{
    config::Mode,
    domain::money::{Currency, Money},
    store::{Create, Store},
};
use jiff::Timestamp;
use serde_json::Value;

use super::{
    kit::{Ran, Sandbox, books, stock::NOW},
    round::with_examples,
};

const DATA: &str = "../home/.local/share/arb";

/// A sandbox in which toys were bought; `keep` are the files put aside before.
fn bought(keep: &str) -> Sandbox {
    let sandbox = with_examples();
    let line = format!(
        "arb scan examples/suppliers/toys.csv | arb analyze --prices examples/pricebook.csv > analyzed.jsonl; arb sync; \
         cd {DATA}; for file in {keep}; do cp $file $file.kept; done"
    );
    sandbox.sh(&line).run().code(0).any_stdout().any_stderr();
    sandbox.arb(["buy", "analyzed.jsonl", "--yes"]).run().code(0).any_stdout().any_stderr();
    sandbox
}

fn findings(ran: &Ran, kind: &str) -> Vec<Value> {
    ran.json_lines().into_iter().filter(|row| row["finding"] == kind).collect()
}

fn placed(sandbox: &Sandbox) -> Vec<Value> {
    let ran = sandbox.arb(["report", "purchases", "--format", "jsonl"]).run();
    ran.any_stderr().json_lines().into_iter().filter(|row| row["vendor_order"].is_string()).collect()
}

fn verified(sandbox: &Sandbox) {
    sandbox.arb(["verify"]).run().code(0).any_stdout().stderr_contains(" 0 problems");
}

#[test]
fn books_that_agree_have_no_findings() {
    let sandbox = bought("");
    sandbox.arb(["reconcile"]).run().code(0).stdout_is("").stderr_contains("0 for you to look at");
    // A halt stops what is sent, and nothing of this.
    sandbox.arb(["reconcile"]).env("ARB_HALT", "1").run().code(0).stdout_is("").stderr_contains("reconcile:");
}

#[test]
fn orders_that_a_restored_backup_missed_are_taken_in_and_not_bought_again() {
    let sandbox = bought("arb.db");
    let before = placed(&sandbox);
    assert!(before.len() > 2);
    sandbox.sh(&format!("cd {DATA}; rm -f arb.db-wal arb.db-shm; cp arb.db.kept arb.db")).run().ok();
    assert!(placed(&sandbox).is_empty());
    // A look first: it books nothing.
    let look = sandbox.arb(["reconcile", "--dry-run"]).run();
    look.code(4).any_stderr();
    assert_eq!(findings(&look, "orphan").len(), before.len());
    assert!(placed(&sandbox).is_empty());

    let ran = sandbox.arb(["reconcile"]).run();
    ran.code(4).stderr_contains("the books have not");
    assert_eq!(findings(&ran, "orphan").len(), before.len(), "{ran}");
    let orders = |rows: &[Value]| {
        let mut orders: Vec<String> =
            rows.iter().map(|row| format!("{} {}", row["vendor_order"], row["actual"])).collect();
        orders.sort();
        orders
    };
    assert_eq!(orders(&placed(&sandbox)), orders(&before));
    verified(&sandbox);
    sandbox.arb(["reconcile"]).run().code(0).stdout_is("").any_stderr();
    sandbox.arb(["buy", "analyzed.jsonl", "--yes"]).run().code(0).any_stdout().any_stderr();
    sandbox.arb(["reconcile"]).run().code(0).stdout_is("").any_stderr();
    let after = placed(&sandbox);
    for order in &before {
        let same = after.iter().filter(|row| row["record_id"] == order["record_id"]).count();
        assert_eq!(same, 1, "{} was bought again", order["record_id"]);
    }
    let receipts = sandbox.sh(&format!("ls {DATA}/receipts | wc -l")).run();
    assert!(receipts.stdout().trim().parse::<usize>().unwrap() >= after.len(), "every order has its receipt");
    verified(&sandbox);
}

#[test]
fn an_order_that_the_vendor_does_not_show_is_a_persons_matter() {
    let sandbox = bought("paper.db");
    let before = placed(&sandbox);
    sandbox.sh(&format!("cd {DATA}; rm -f paper.db-wal paper.db-shm; cp paper.db.kept paper.db")).run().ok();
    sandbox.arb(["reconcile"]).run().code(4).stdout_lacks("ghost").any_stderr();
    sandbox.arb(["paper", "advance", "--days", "1"]).run().code(0).any_stdout().any_stderr();
    let ran = sandbox.arb(["reconcile"]).run();
    ran.code(4).any_stderr();
    assert_eq!(findings(&ran, "ghost").len(), before.len(), "{ran}");
    assert_eq!(placed(&sandbox), before, "nothing is undone on the word of a list");
    verified(&sandbox);
}

#[test]
fn an_amount_that_differs_is_adjusted_once_and_above_the_cap_it_halts() {
    let sandbox = Sandbox::new();
    let path = sandbox.path("arb.db");
    books::eventful(&path);
    let mut store = Store::open(&path, Create::IfMissing(Mode::Paper)).unwrap();
    let now: Timestamp = NOW.parse().unwrap();
    let usd = |minor| Money::from_minor(minor, Currency::USD);
    let mut check = |total: i64, more: Option<i64>, halted: bool| {
        assert_eq!(store.adjust_purchase(1, &usd(total), now).unwrap(), more.map(usd));
        let purchase = store.purchase(1).unwrap();
        assert_eq!(store.charged_by_books(&purchase).unwrap(), Some(usd(total)));
        assert_eq!(store.verify().unwrap().problems, []);
        assert_eq!(store.halted().unwrap().is_some(), halted);
    };
    check(1001, None, false);
    check(1050, Some(49), false);
    check(1050, None, false);
    check(1001, Some(-49), false);
    check(900, Some(-101), false);
    check(1050, Some(150), false);
    check(1200, Some(150), true);
}

#[test]
fn a_statement_is_held_against_the_books_line_by_line() {
    let sandbox = Sandbox::new();
    std::fs::create_dir_all(sandbox.home(".local/share/arb")).unwrap();
    books::eventful(&sandbox.home(".local/share/arb/arb.db"));
    let reconcile = |text: &str, more: &[&str]| {
        sandbox.write("card.csv", text);
        sandbox.arb([&["reconcile", "--statement", "card.csv", "--account", "card"], more].concat()).run()
    };
    let ran = reconcile("date,description,amount\n2026-06-02,SHOP,-10.01\n2026-06-03,=CAFE,-4.50\n", &[]);
    ran.code(4).any_stderr();
    let strange = findings(&ran, "not_in_books");
    assert_eq!(strange.len(), 1, "{ran}");
    assert!(strange[0]["why"].as_str().unwrap().contains("line 3"), "{strange:?}");
    let flipped = reconcile("date,amount\n2026-06-02,10.01\n", &["--flip"]);
    flipped.any_stderr().exit();
    assert!(findings(&flipped, "not_in_books").is_empty(), "{flipped}");
    reconcile("date,amount\n2026-06-02,call us\n", &[]).code(2).stdout_is("").stderr_contains("line 2: `call us`");
    sandbox.arb(["reconcile", "--statement", "card.csv"]).run().code(2).stdout_is("").any_stderr();
}
