//! `arb reprice`: the real binary over live listings in the simulated market.

use arb::domain::{
    money::{Currency, Money},
    record::{Record, Stage},
};
use rust_decimal::Decimal;
use serde_json::Value;

use super::kit::{
    Ran, Sandbox, deal,
    stock::{NOW, Shelf},
};

const GTINS: [&str; 3] = ["00012345600012", "00036000291452", "00049000006346"];

/// Three live listings, five days old.
fn listed() -> Sandbox {
    let sandbox = Sandbox::new().now(NOW);
    let mut shelf = Shelf::new(&sandbox);
    for gtin in GTINS {
        shelf.price(gtin, "amazon_us", "39.90", |row| row.monthly_sold = Some(1)).buy(gtin, 2, "20.00", true);
    }
    drop(shelf);
    arb(&sandbox, "list --yes").any_stdout().stderr_contains("3 live");
    arb(&sandbox, "paper advance --days 6").any_stdout().any_stderr();
    sandbox
}

fn arb(sandbox: &Sandbox, line: &str) -> Ran {
    sandbox.arb(["--db", "arb.db"].into_iter().chain(line.split(' '))).stdin_null().run()
}

fn changes(ran: &Ran) -> Vec<Value> {
    ran.any_stderr().json_lines().iter().map(|record| record["price_change"].clone()).collect()
}

fn amount(change: &Value, name: &str) -> Decimal {
    change[name]["amount"].as_str().unwrap().parse().unwrap()
}

fn prices(sandbox: &Sandbox) -> Vec<Decimal> {
    changes(&arb(sandbox, "reprice --suggest")).iter().map(|change| amount(change, "from")).collect()
}

#[test]
fn a_suggestion_changes_nothing() {
    let sandbox = listed();
    let before = prices(&sandbox);
    assert_eq!(before.len(), 3);
    for strategy in ["match", "undercut", "lowest", "time-ladder"] {
        let ran = arb(&sandbox, &format!("reprice --strategy {strategy}"));
        assert!(changes(&ran).iter().all(|change| change["state"] != "applied"), "{strategy}");
    }
    assert_eq!(prices(&sandbox), before);
}

#[test]
fn an_applied_price_is_shown_and_lies_within_its_bounds() {
    let sandbox = listed();
    let mut applied = 0;
    for _ in 0..4 {
        let ran = arb(&sandbox, "reprice --strategy lowest --apply");
        if ran.any_stdout().any_stderr().exit() == 0 {
            for change in changes(&ran) {
                let to = amount(&change, "to");
                assert!(amount(&change, "floor") <= to && to <= amount(&change, "ceiling"), "{change}");
                applied += usize::from(change["state"] == "applied");
            }
            let shown: Vec<Decimal> = changes(&ran).iter().map(|change| amount(change, "to")).collect();
            assert_eq!(prices(&sandbox).len(), shown.len());
            assert_eq!(prices(&sandbox), shown);
        }
        arb(&sandbox, "paper advance --days 1").any_stdout().any_stderr();
    }
    assert!(applied > 0, "the simulated rivals move every day");
    arb(&sandbox, "verify").any_stdout().any_stderr().code(0);
}

#[test]
fn suggest_wins_over_the_setting() {
    let sandbox = listed();
    let env = |line: &str| {
        let words = ["--db", "arb.db"].into_iter().chain(line.split(' '));
        sandbox.arb(words).env("ARB_REPRICE__APPLY", "true").stdin_null().run()
    };
    let ran = env("reprice --strategy lowest --suggest");
    assert!(changes(&ran).iter().all(|change| change["state"] != "applied"));
    env("reprice --apply --suggest").code(2).stdout_is("").any_stderr();
    env("reprice --strategy cheapest").code(2).stdout_is("").stderr_contains("time-ladder");
}

#[test]
fn records_without_a_listing_pass_through() {
    let sandbox = Sandbox::new().now(NOW);
    let line = "{\"schema\":1,\"id\":\"a:1\",\"x\":1}\n";
    let ran = sandbox.arb(["--db", "arb.db", "reprice", "-"]).stdin(line).run();
    ran.code(0).stdout_is(line).stderr_contains("nothing is for sale");
}

#[test]
fn costs_that_are_corrupted_in_the_books_or_in_records_stop_the_whole_run_and_nothing_is_sent() {
    let sandbox = listed();
    let shown = || -> Vec<Money> {
        Shelf::again(&sandbox).store().live_listings().unwrap().iter().map(|listing| listing.price).collect()
    };
    let before = shown();
    let cost = |amount: &str, currency| Money::new(amount.parse().unwrap(), currency);
    let check = |part: &str| {
        let ran = arb(&sandbox, "reprice --strategy lowest --apply");
        ran.any_stdout().stderr_contains("no price was changed").stderr_contains(part).code(5);
        assert!(ran.json_lines().iter().all(|record| record["price_change"]["state"] != "applied"), "{part}");
        assert_eq!(shown(), before, "{part}");
    };
    // What was analysed says otherwise than the books: 10.00 a unit.
    let analysed = |total: Money| {
        let records: Vec<Record> = GTINS
            .iter()
            .map(|gtin| {
                let at = NOW.parse().unwrap();
                let mut record = deal::record(&format!("acme:{gtin}"), cost("20.00", Currency::USD), 2, at);
                record["analysis"]["landed"]["total"] = serde_json::to_value(total).unwrap();
                Record(serde_json::from_value(record).unwrap())
            })
            .collect();
        Shelf::again(&sandbox).store().save_parts(Stage::Analysis, &records, NOW.parse().unwrap()).unwrap();
    };
    analysed(cost("0.01", Currency::USD));
    check("3 of 3 costs are less than a tenth, or above ten times, of what was known");
    analysed(cost("1000.00", Currency::USD));
    check("3 of 3 costs are less than a tenth, or above ten times, of what was known");
    analysed(cost("10.00", Currency::EUR));
    check("3 of 3 costs are in another currency");
    analysed(cost("10.00", Currency::USD));
    // A delivery at a hundred times of its cost.
    for gtin in &GTINS[..2] {
        Shelf::again(&sandbox).buy_from("bodega", gtin, 2, "2000.00", true);
    }
    check("2 of 3 costs are less than a tenth of the floor, or above ten times our price");
}
