//! How far `arb` goes by itself: off, assist, approve, auto; and what a person's yes is bound to.

use serde_json::Value;

use super::{
    kit::{Ran, Sandbox, deal},
    round::with_examples,
};

/// A sandbox with this setting, whose `analyzed.jsonl` holds judged toys, eight of them a buy.
fn judged(setting: &str) -> Sandbox {
    let sandbox = with_examples();
    sandbox.write("arb.toml", setting);
    let line = "arb scan examples/suppliers/toys.csv | arb analyze --prices examples/pricebook.csv > analyzed.jsonl";
    sandbox.sh(line).run().code(0).any_stderr();
    sandbox
}

fn by_rule(sandbox: &Sandbox) -> Ran {
    let ran = sandbox.arb(["buy", "analyzed.jsonl", "--yes"]).run();
    ran.code(0).any_stderr().any_stdout();
    ran
}

fn rows(sandbox: &Sandbox, args: &[&str]) -> Vec<Value> {
    let ran = sandbox.arb([args, &["--format", "jsonl"]].concat()).run();
    ran.code(0).any_stderr().json_lines()
}

fn in_state(sandbox: &Sandbox, state: &str) -> Vec<Value> {
    let all = rows(sandbox, &["report", "purchases"]);
    all.into_iter().filter(|row| row["state"] == state).collect()
}

fn verified(sandbox: &Sandbox) {
    sandbox.arb(["verify"]).run().code(0).any_stdout().stderr_contains(" 0 problems");
}

#[test]
fn what_is_off_is_never_planned_and_says_so() {
    let sandbox = judged("[autonomy]\ndefault = \"off\"\n");
    by_rule(&sandbox).stderr_contains("is not planned: `[autonomy]` is `off` for `toys`");
    assert!(rows(&sandbox, &["report", "purchases"]).is_empty());
}

#[test]
fn yes_from_cron_is_no_persons_yes() {
    let sandbox = judged("[autonomy]\ndefault = \"approve\"\n");
    by_rule(&sandbox).stderr_contains("for a person's yes");
    // Again, as cron does: the same plan waits, no second one.
    by_rule(&sandbox);
    assert!(in_state(&sandbox, "placed").is_empty());
    let plans = rows(&sandbox, &["approvals"]);
    assert_eq!(plans.len(), 1, "{plans:?}");
    let hash = plans[0]["plan"].as_str().unwrap().to_owned();
    let items = rows(&sandbox, &["approvals", "show", &hash]);
    assert!(items.iter().all(|item| item["intent"].is_string() && item["vendor"] == "paper"), "{items:?}");

    let yes = sandbox.arb(["approvals", "approve", &hash, "--format", "jsonl"]).run();
    let decided = yes.code(0).stderr_contains("PLAN").json();
    assert!(decided["decided_by"].as_str().unwrap().ends_with(" at `arb approvals`"), "{decided}");
    assert!(decided["decided_at"].is_string() && decided["expires_at"].is_string() && decided["total"].is_object());
    sandbox.arb(["buy", "--approve", &hash]).run().code(0).any_stdout().any_stderr();
    assert!(!in_state(&sandbox, "placed").is_empty());
    verified(&sandbox);
}

#[test]
fn a_run_places_what_it_may_and_leaves_the_rest_in_a_plan() {
    let sandbox = judged("[autonomy.sources]\nslow = \"approve\"\nshut = \"off\"\n");
    let text = sandbox.read("analyzed.jsonl");
    let buys: Vec<&str> = text.lines().filter(|line| line.contains(r#""verdict":"buy""#)).collect();
    let moved = |line: &str, to: &str| {
        line.replace("\"toys:", &format!("\"{to}:")).replace("\"source\":\"toys\"", &format!("\"source\":\"{to}\""))
    };
    let mixed = [buys[0].to_owned(), moved(buys[1], "slow"), moved(buys[2], "shut"), moved(buys[3], "ebay_us")];
    sandbox.write("analyzed.jsonl", mixed.join("\n") + "\n");
    let ran = by_rule(&sandbox);
    ran.stderr_contains("2 purchases wait for a person's yes").stderr_contains("`off` for `shut`");
    let states: Vec<(String, String)> = rows(&sandbox, &["report", "purchases"])
        .iter()
        .map(|row| (row["source"].as_str().unwrap().to_owned(), row["state"].as_str().unwrap().to_owned()))
        .collect();
    let waits: Vec<&str> =
        states.iter().filter(|(_, state)| state == "proposed").map(|(source, _)| source.as_str()).collect();
    assert_eq!(waits.len(), 2, "{states:?}");
    // eBay waits whatever the setting says: on paper it would be `auto`.
    assert!(waits.contains(&"slow") && waits.contains(&"ebay_us"), "{states:?}");
    assert!(states.iter().any(|(source, state)| source == "toys" && state != "proposed"), "{states:?}");
    verified(&sandbox);
}

#[test]
fn a_yes_is_to_exactly_what_was_shown() {
    let change = |sandbox: &Sandbox, what: &str| match what {
        "price" => {
            let list = sandbox.read("examples/suppliers/toys.csv").replace(
                "TY-1014,9527394862270,Little Lathe Oak Dominoes,Little Lathe,Toys and Games,4.99",
                "TY-1014,9527394862270,Little Lathe Oak Dominoes,Little Lathe,Toys and Games,4.50",
            );
            sandbox.write("examples/suppliers/toys.csv", list);
            let line = "arb scan examples/suppliers/toys.csv | arb analyze --prices examples/pricebook.csv";
            sandbox.sh(line).run().code(0).any_stdout().any_stderr();
        }
        _ => {
            let rules = sandbox.arb(["config", "rules"]).run();
            let version = rules.stdout().lines().find(|line| line.starts_with("version")).unwrap().to_owned();
            sandbox.write("rules.toml", rules.stdout().replace(&version, "version = \"mine\""));
            sandbox.write("arb.toml", "[autonomy]\ndefault = \"approve\"\n[rules]\nfile = \"rules.toml\"\n");
        }
    };
    for what in ["price", "rules"] {
        for approved_before in [false, true] {
            let sandbox = judged("[autonomy]\ndefault = \"approve\"\n");
            by_rule(&sandbox);
            let hash = rows(&sandbox, &["approvals"])[0]["plan"].as_str().unwrap().to_owned();
            if approved_before {
                sandbox.arb(["approvals", "approve", &hash]).run().code(0).any_stdout().any_stderr();
            }
            change(&sandbox, what);
            let late = sandbox.arb(["buy", "--approve", &hash, "--errors", "json"]).run();
            late.code(5).stdout_is("").stderr_contains("intent_changed");
            if !approved_before {
                sandbox.arb(["approvals", "approve", &hash]).run().code(5).stdout_is("").stderr_contains("voided");
            }
            assert!(in_state(&sandbox, "placed").is_empty(), "{what} {approved_before}");
            verified(&sandbox);
        }
    }
}

#[test]
fn what_a_person_places_is_prepared_held_and_booked_by_what_the_person_saw() {
    let sandbox = judged("[autonomy]\ndefault = \"assist\"\n");
    deal::practice(&sandbox);
    let ran = by_rule(&sandbox);
    ran.stderr_contains("TO PLACE BY HAND").stderr_contains("for you to place");
    let waiting = in_state(&sandbox, "manual");
    assert!(waiting.len() >= 3, "{ran}");
    assert!(waiting.iter().all(|row| row["attempts"] == 0 && row["vendor"] == "toys"), "nothing was sent");
    verified(&sandbox);
    // Nothing is in doubt: no command asks for attention because of it.
    sandbox.arb(["sync"]).run().code(0).any_stdout().any_stderr();
    let listed = rows(&sandbox, &["approvals"]);
    assert_eq!(listed.iter().filter(|row| row["state"] == "to place").count(), waiting.len());
    // It never lapses by itself.
    sandbox.arb(["paper", "advance", "--days", "3"]).run().code(0).any_stdout().any_stderr();
    sandbox.arb(["sync"]).run().code(0).any_stdout().any_stderr();
    assert_eq!(in_state(&sandbox, "manual").len(), waiting.len());

    let id = |place: usize| waiting[place]["id"].to_string();
    let resolve = |args: &[&str]| sandbox.arb([&["resolve"], args, &["--format", "jsonl"]].concat()).run();
    let card = resolve(&[&id(0)]);
    card.code(0).stderr_contains("at most").any_stdout();
    resolve(&[&id(0), "--placed", "X-1", "--charged", "5.00"]).code(2).stdout_is("").stderr_contains("--evidence");
    resolve(&[&id(0), "--placed", "X-1", "--charged", "5.00", "--evidence", " "])
        .code(2)
        .stdout_is("")
        .stderr_contains("evidence");
    resolve(&[&id(0), "--placed", "X-1", "--evidence", "page"]).code(2).stdout_is("").stderr_contains("--charged");
    let amount = waiting[0]["est"]["amount"].as_str().unwrap();
    let booked = resolve(&[&id(0), "--placed", "X-1", "--charged", amount, "--evidence", "order page"]);
    let row = booked.code(0).any_stderr().json();
    assert_eq!(
        (&row["state"], &row["order"], &row["charged"]["amount"]),
        (&"placed".into(), &"X-1".into(), &amount.into())
    );
    let again = resolve(&[&id(0), "--placed", "X-1", "--charged", amount, "--evidence", "order page"]);
    assert_eq!(again.code(0).any_stderr().json()["replayed"], true);
    resolve(&[&id(0), "--placed", "X-2", "--charged", amount, "--evidence", "page"]).code(5).stdout_is("").any_stderr();
    resolve(&[&id(1), "--placed", "X-1", "--charged", "5", "--evidence", "page"])
        .code(5)
        .stdout_is("")
        .stderr_contains("booked as purchase");
    let void = resolve(&[&id(1), "--void", "--evidence", "sold out"]);
    assert_eq!(void.code(0).any_stderr().json()["state"], "voided");
    // Far above its cap is asked about, since it halts everything; once booked it is a fact.
    resolve(&[&id(2), "--placed", "X-3", "--charged", "999", "--evidence", "page"]).code(5).stdout_is("").any_stderr();
    let receipts =
        sandbox.sh("ls ../home/.local/share/arb/receipts | wc -l; ls ../home/.local/share/arb/by-hand | wc -l").run();
    assert_eq!(receipts.lines(), ["1".to_owned(), waiting.len().to_string()], "{receipts}");
    let here = resolve(&[&id(0), "--received", "--evidence", "parcel"]);
    assert_eq!(here.code(0).any_stderr().json()["state"], "received");
    verified(&sandbox);
    resolve(&[&id(2), "--placed", "X-3", "--charged", "999", "--evidence", "page", "--yes"])
        .code(0)
        .any_stdout()
        .any_stderr();
    sandbox.arb(["buy", "analyzed.jsonl", "--yes"]).run().code(5).any_stdout().stderr_contains("halted");
    verified(&sandbox);
}

#[test]
fn sales_tax_is_in_what_is_held_and_nothing_is_planned_above_the_highest_cost() {
    let sandbox = judged("[costs]\ntax_pct = \"10\"\n");
    let plan = sandbox.arb(["buy", "analyzed.jsonl", "--plan"]).run();
    plan.code(0).any_stderr();
    let decimal = |value: &Value| value["amount"].as_str().unwrap().parse::<rust_decimal::Decimal>().unwrap();
    let mut seen = 0;
    for record in plan.json_lines().iter().filter(|record| record["purchase"]["state"] == "proposed") {
        let (offer, part) = (&record["offer"], &record["purchase"]);
        let quantity = rust_decimal::Decimal::from(part["quantity"].as_u64().unwrap());
        let shipping = offer.get("shipping").map(&decimal).unwrap_or_default();
        let taxed = rust_decimal::dec!(1.1);
        let total = |price: rust_decimal::Decimal| {
            ((price * taxed + shipping) * quantity)
                .round_dp_with_strategy(2, rust_decimal::RoundingStrategy::MidpointAwayFromZero)
        };
        assert_eq!(decimal(&part["estimate"]), total(decimal(&offer["price"])), "{record}");
        assert!(decimal(&part["cap"]) <= total(decimal(&record["analysis"]["max_cost"])), "{record}");
        seen += 1;
    }
    assert!(seen > 0);
}

#[test]
fn the_environment_may_hold_it_back_and_never_let_it_go_further() {
    let sandbox = Sandbox::new();
    let check = |file: &str, env: (&str, &str), code: i32, said: &str| {
        sandbox.write("arb.toml", file);
        let ran = sandbox.arb(["limits"]).env(env.0, env.1).run();
        ran.code(code).any_stdout().stderr_contains(said);
    };
    let (default, books) = ("ARB_AUTONOMY__DEFAULT", "ARB_AUTONOMY__SOURCES__BOOKS");
    check("[autonomy]\ndefault = \"approve\"\n", (default, "assist"), 0, "");
    check("[autonomy]\ndefault = \"approve\"\n", (default, "auto"), 3, "the environment lets arb go further alone");
    check("[autonomy.sources]\nbooks = \"off\"\n", (books, "assist"), 3, "with `books` than the files do");
    check("[autonomy.sources]\nbooks = \"assist\"\n", (books, "off"), 0, "");
}
