//! `arb ledger`: other bookkeeping programs accept the journal and find the same balances.

use std::collections::BTreeMap;

use arb::{
    domain::{
        money::{Currency, Money},
        sale::{Happened, SaleEvent},
    },
    store::{Create, Store},
};

use super::kit::{
    Sandbox, books, month,
    stock::{NOW, Shelf},
    tool,
};

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

/// Balances as `account currency` to minor units, debits plus; nothing where there is nothing.
fn ours(sandbox: &Sandbox) -> BTreeMap<(String, String), i64> {
    let mut ours = BTreeMap::new();
    for row in sandbox.arb(["ledger", "balances"]).run().ok().json_lines() {
        let (account, amount) = (row["account"].as_str().unwrap(), &row["amount"]);
        let sign = if account.starts_with(['A', 'X']) { 1 } else { -1 };
        let minor = sign * minor(amount["amount"].as_str().unwrap());
        if minor != 0 {
            ours.insert((account.to_owned(), amount["currency"].as_str().unwrap().to_owned()), minor);
        }
    }
    ours
}

fn a_month() -> Sandbox {
    let sandbox = Sandbox::new().env("ARB_DB", "arb.db").env("ARB_NOW", "2026-07-01T12:00:00Z");
    month::month(&sandbox.path("arb.db"));
    sandbox
}

#[test]
fn a_month_in_which_everything_happens_closes() {
    let sandbox = a_month();
    sandbox.arb(["verify"]).run().code(0).stderr_contains(" 0 problems").any_stdout();
    sandbox.arb(["audit", "verify"]).run().code(0).stdout_is("").any_stderr();
    let ours = ours(&sandbox);
    let of = |account: &str, currency: &str| ours.get(&(account.to_owned(), currency.to_owned())).copied();
    // 5,000.00 − 15.01 − 9.00 + 9.00 + 8.00 + 10.00 − 1.50, and the card: 12.50 + 8.00 + 3.50.
    assert_eq!(of("A:Cash:bank", "USD"), Some(497_749));
    assert_eq!(of("A:Cash:bank", "JPY"), Some(100));
    assert_eq!((of("L:Payable:card", "USD"), of("L:Payable:card", "JPY")), (None, None));
    assert_eq!(of("X:Fees:refund", "USD"), Some(-75));
    assert_eq!(of("X:Suspense", "USD"), None);
    assert_eq!(ours.values().sum::<i64>(), 0);
}

#[test]
fn hledger_closes_the_month_with_the_same_balances() {
    if !tool("hledger") {
        return;
    }
    agrees_with_hledger(&a_month());
}

/// hledger finds the same balances, account by account.
#[track_caller]
fn agrees_with_hledger(sandbox: &Sandbox) {
    sandbox.sh("arb ledger export --to hledger --output m.journal").run().ok();
    sandbox.sh("hledger -f m.journal check --strict ordereddates").run().ok();
    let line = "hledger -f m.journal balance --flat --no-total --layout bare -O csv";
    let text = sandbox.sh(line).run().stdout();
    let mut theirs = BTreeMap::new();
    for row in text.lines().skip(1) {
        let cells: Vec<_> = row.split(',').map(|cell| cell.trim_matches('"')).collect();
        let (kind, name) = cells[0].split_once(':').unwrap();
        let letter = match kind {
            "assets" => "A",
            "liabilities" => "L",
            "equity" => "Q",
            "income" => "I",
            _ => "X",
        };
        let minor = minor(cells[2]);
        if minor != 0 && ["USD", "JPY", "EUR"].contains(&cells[1]) {
            theirs.insert((format!("{letter}:{name}"), cells[1].to_owned()), minor);
        }
    }
    assert_eq!(theirs, ours(sandbox), "{text}");
}

#[test]
fn beancount_accepts_the_month() {
    if !tool("bean-check") {
        return;
    }
    a_month().sh("arb ledger export --to beancount --output m.beancount && bean-check m.beancount").run().ok();
}

#[test]
fn a_sale_whose_lot_is_named_has_its_cost_and_every_program_agrees() {
    let sandbox = Sandbox::new().env("ARB_DB", "arb.db").now(NOW);
    let mut shelf = Shelf::new(&sandbox);
    let gtin = "00012345600012";
    shelf.buy(gtin, 2, "20.00", true);
    shelf.buy_from("bodega", gtin, 1, "16.00", true);
    let sku = shelf.store().stock().unwrap().remove(0).sku;
    let what = Happened::Sold {
        channel: "ebay_us".into(),
        order: "12-00001-00001".into(),
        line: "1".into(),
        sku,
        buyer: None,
        quantity: 1,
        gross: Money::new(30.into(), Currency::USD),
        fees: Vec::new(),
        postage: Money::new(0.into(), Currency::USD),
    };
    let at = NOW.parse().unwrap();
    let mut other = what.clone();
    if let Happened::Sold { order, .. } = &mut other {
        *order = "12-00002-00002".into();
    }
    shelf.store().apply_sale_events("ebay", &[SaleEvent { cursor: 1, at, what }], at).unwrap();
    drop(shelf);
    let cogs = || ours(&sandbox).get(&("X:COGS".to_owned(), "USD".to_owned())).copied();
    assert_eq!(cogs(), Some(1_000), "first in, first out");
    let words = ["ledger", "identify", "12-00001-00001", "--reason", "serial 4711", "--lot"];
    let identify = |lot: &str| sandbox.arb(words.into_iter().chain([lot])).run();
    let moved =
        identify("2").code(0).stderr_contains("1 of the sale 12-00001-00001 have the cost of lot 2").json_lines();
    assert_eq!((&moved[0]["from_cost"]["amount"], &moved[0]["cost"]["amount"]), (&"10.00".into(), &"16.00".into()));
    assert_eq!(cogs(), Some(1_600));
    identify("2").code(0).stdout_is("").stderr_contains("nothing changed");
    let mut store = Store::open(&sandbox.path("arb.db"), Create::No).unwrap();
    store.apply_sale_events("ebay", &[SaleEvent { cursor: 2, at, what: other }], at).unwrap();
    drop(store);
    let swap = |with: &str| sandbox.arb(words.into_iter().chain(["1", "--swap-with", with])).run();
    let moved = swap("12-00002-00002").code(0).stderr_contains("have the cost of lot 1").json_lines();
    assert_eq!((&moved[0]["lot"], &moved[1]["lot"], moved.len()), (&1.into(), &2.into(), 2), "{moved:?}");
    swap("12-00002-00002").code(0).stdout_is("").stderr_contains("nothing changed");
    sandbox
        .arb(words.into_iter().chain(["2", "--swap-with", "12-00002-00002"]))
        .run()
        .code(0)
        .any_stdout()
        .any_stderr();
    identify("9").code(2).stdout_is("").stderr_contains("there is no lot 9");
    sandbox.arb(["verify"]).run().code(0).stderr_contains(" 0 problems").any_stdout();
    sandbox.arb(["audit", "verify"]).run().code(0).stdout_is("").any_stderr();
    let sales = sandbox.arb(["report", "sales"]).run().code(0).any_stderr().json_lines();
    assert_eq!(sales[0]["cost"]["amount"], "16.00", "{sales:?}");
    if tool("hledger") {
        agrees_with_hledger(&sandbox);
    }
    if tool("bean-check") {
        sandbox.sh("arb ledger export --to beancount --output m.beancount && bean-check m.beancount").run().ok();
    }
}

#[test]
fn a_statement_that_differs_is_exit_6_until_it_is_corrected() {
    let sandbox = sandbox();
    let assert = |amount: &str| {
        sandbox.arb(["ledger", "assert", "A:Cash:bank", "2026-06-01", amount, "--source", "june.pdf"]).run()
    };
    assert("4999.99").code(0).stderr_is("1 balances asserted, 0 differ from the books\n").any_stdout();
    let row = assert("4999.00").code(6).stderr_contains("1 differ").json_lines().remove(0);
    assert_eq!((&row["off"]["amount"], &row["source"]), (&"0.99".into(), &"june.pdf".into()));
    let problem = sandbox.arb(["verify"]).run().code(6).any_stderr().json_lines().remove(0);
    assert_eq!((&problem["check"], &problem["off"]["amount"]), (&"I18".into(), &"0.99".into()));
    assert!(problem["todo"].as_str().unwrap().contains("asserting it again"));
    sandbox.write(
        "may.csv",
        "account,date,amount,currency\nA:Cash:bank,2026-06-01,4999.99,USD\nI:Sales,2026-06-01,3000,JPY\n",
    );
    sandbox.arb(["ledger", "assert", "--from", "may.csv"]).run().code(0).stderr_contains("2 balances").any_stdout();
    sandbox.arb(["verify"]).run().code(0).any_stderr();
    let wrong = |words: &[&str], says: &str| {
        sandbox.arb([&["ledger", "assert"], words].concat()).run().code(2).stderr_contains(says);
    };
    wrong(&["A:Cash:bnk", "2026-06-01", "1"], "the books have no account `A:Cash:bnk`");
    wrong(&["A:Cash:bank", "2026-06-02", "1"], "2026-06-02 is not over");
    wrong(&["A:Cash:bank", "2026-06-01", "1.001"], "more decimals");
    sandbox.write("bad.csv", "account,date,amount\nA:Cash:bank,yesterday,1\n");
    wrong(&["--from", "bad.csv"], "can't read bad.csv");
}

#[test]
fn suspense_is_settled_with_a_reason_that_the_chain_keeps() {
    let sandbox = sandbox();
    let settle = |name: &str, debit: &str| {
        let words = ["ledger", "settle", "5", "--debit", debit, "--credit", "I:Other", "--name", name];
        sandbox.arb([&words[..], &["--reason", "a gift"]].concat()).run()
    };
    settle("a", "X:Suspense").stderr_is("booked $5.00: debit X:Suspense, credit I:Other\n");
    settle("a", "X:Suspense").stderr_contains("was booked before");
    sandbox.arb(["verify", "--quiet"]).run().code(6).stdout_contains("I20").any_stderr();
    // Nothing is owed to the card: paying it would make the books wrong, and that is said before.
    let card = ["ledger", "settle", "5", "--debit", "L:Payable:card", "--credit", "A:Cash:bank", "--name", "d"];
    let card = sandbox.arb([&card[..], &["--reason", "paid"]].concat()).run();
    card.code(5).stdout_is("").stderr_contains("L:Payable:card can't hold that");
    settle("b", "A:Inventory").code(2).stderr_contains("moves with its goods only");
    settle("c", "X:Nothing").code(2).stderr_contains("there is no account");
    let links = sandbox.arb(["audit", "log", "--kind", "settled"]).run().json_lines();
    assert_eq!((links.len(), &links[0]["body"]["reason"]), (1, &"a gift".into()));
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
