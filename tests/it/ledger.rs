//! `arb ledger`: other bookkeeping programs accept the journal and find the same balances.

use std::collections::BTreeMap;

use super::kit::{Sandbox, books, tool};

fn sandbox() -> Sandbox {
    let sandbox = Sandbox::new().env("ARB_DB", "arb.db");
    books::eventful(&sandbox.path("arb.db"));
    sandbox
}

#[test]
fn hledger_accepts_the_journal_strictly_and_agrees() {
    if !tool("hledger") {
        return;
    }
    let sandbox = sandbox();
    sandbox.sh("arb ledger export --to hledger --output books.journal").run().ok();
    sandbox.sh("hledger -f books.journal check --strict ordereddates").run().ok();
    let line = "hledger -f books.journal balance --flat --no-total --layout bare -O csv 2>/dev/null \
                || hledger -f books.journal balance --flat --no-total -O csv";
    let theirs = sandbox.sh(line).run().stdout();
    for (account, amount) in [
        ("assets:Cash:bank", "4999.99 USD"),
        ("liabilities:Payable:card", "0"),
        ("assets:Inventory", "0"),
        ("income:Sales", "-3000 JPY"),
    ] {
        if amount == "0" {
            assert!(!theirs.contains(account), "{account} should be empty in\n{theirs}");
        } else {
            let row =
                theirs.lines().find(|line| line.contains(account)).unwrap_or_else(|| panic!("{account} in {theirs}"));
            let (number, currency) = amount.split_once(' ').expect("a number and a currency");
            let all = theirs.lines().filter(|line| line.contains(account)).collect::<String>();
            assert!(all.contains(number) && all.contains(currency), "{account} is not {amount}: {row}\n{theirs}");
        }
    }
}

#[test]
fn beancount_accepts_the_journal() {
    if !tool("bean-check") {
        return;
    }
    let sandbox = sandbox();
    sandbox.sh("arb ledger export --to beancount --output books.beancount && bean-check books.beancount").run().ok();
}

#[test]
fn the_balances_and_the_exported_lines_are_the_same() {
    let sandbox = sandbox();
    let balances = sandbox.arb(["ledger", "balances"]).run();
    let mut ours: BTreeMap<(String, String), i64> = BTreeMap::new();
    for row in balances.ok().json_lines() {
        let (account, amount) = (row["account"].as_str().unwrap(), &row["amount"]);
        let sign = if account.starts_with(['A', 'X']) { 1 } else { -1 };
        let minor = sign * minor(amount["amount"].as_str().unwrap());
        ours.insert((account.to_owned(), amount["currency"].as_str().unwrap().to_owned()), minor);
    }
    let mut exported: BTreeMap<(String, String), i64> = BTreeMap::new();
    let csv = sandbox.arb(["ledger", "export", "--to", "csv"]).run().stdout();
    for line in csv.lines().skip(1) {
        let cells: Vec<_> = line.split(',').collect();
        *exported.entry((cells[6].to_owned(), cells[7].to_owned())).or_default() += minor(cells[8]);
    }
    assert_eq!(exported, ours);
    assert_eq!(exported.values().sum::<i64>(), 0);
}

/// Digits without their point: enough to compare amounts of the same currency.
fn minor(amount: &str) -> i64 {
    amount.replace('.', "").parse().expect("an amount in digits")
}

#[test]
fn capital_is_booked_once_under_a_name() {
    let sandbox = Sandbox::new().env("ARB_DB", "arb.db");
    let capital = || sandbox.arb(["ledger", "capital", "250", "--name", "june"]).run();
    capital().stderr_is("booked $250.00 as capital `june`\n");
    capital().stderr_is("capital `june` was booked before, nothing changed\n");
    let cash = sandbox.arb(["ledger", "balances"]).run().json_lines();
    assert_eq!(cash[0]["amount"]["amount"], "5250.00");
}
