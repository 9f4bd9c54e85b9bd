//! `arb buy`: limits that name themselves, plans that are approved once, answers that are lost.

use std::{cell::Cell, rc::Rc};

use arb::{
    config::Mode,
    domain::{
        effect::Kind,
        money::{Currency, Money},
    },
    effects::{self, Reach},
    store::{Create, NewPurchase, Purchase, PurchaseState, Reserved, Store},
    vendors::{Gateway, Look, Outcome, Receipt, Sealed},
};
use jiff::{SignedDuration, Timestamp};
use rust_decimal::Decimal;
use serde_json::Value;

use super::{
    kit::{
        Ran, Sandbox, deal,
        shop::{Shop, begin},
        stock::NOW,
        work::wait,
    },
    round::with_examples,
};

/// A sandbox whose `analyzed.jsonl` holds judged toys, eight of them a buy.
fn judged() -> Sandbox {
    let sandbox = with_examples();
    deal::practice(&sandbox);
    let line = "arb scan examples/suppliers/toys.csv | arb analyze --prices examples/pricebook.csv > analyzed.jsonl";
    sandbox.sh(line).run().code(0).any_stderr();
    sandbox
}

fn buy(sandbox: &Sandbox, args: &[&str]) -> Ran {
    sandbox.arb([&["buy"], args].concat()).run()
}

fn purchases(sandbox: &Sandbox) -> Vec<Value> {
    let ran = sandbox.arb(["report", "purchases", "--format", "jsonl"]).run();
    ran.any_stderr().json_lines()
}

fn states(rows: &[Value]) -> Vec<&str> {
    rows.iter().map(|row| row["state"].as_str().unwrap()).collect()
}

fn placed(sandbox: &Sandbox) -> usize {
    let rows = purchases(sandbox);
    states(&rows).into_iter().filter(|state| ["placed", "shipped", "received"].contains(state)).count()
}

fn verified(sandbox: &Sandbox) {
    sandbox.arb(["verify"]).run().code(0).any_stdout().stderr_contains(" 0 problems");
}

/// The short hash in `PLAN 1a2b3c…`.
fn hash(ran: &Ran) -> String {
    let said = ran.stderr();
    let (_, rest) = said.split_once("PLAN ").unwrap_or_else(|| panic!("{ran}"));
    rest.split_whitespace().next().unwrap().to_owned()
}

#[test]
fn a_limit_denies_and_says_its_name() {
    let check = |limit: &str, value: &str| {
        let sandbox = judged();
        sandbox.write("arb.toml", format!("[limits]\n{limit} = {value}\n"));
        let ran = buy(&sandbox, &["analyzed.jsonl", "--yes"]);
        ran.code(0).stderr_contains(&format!("({limit})"));
        let records = ran.json_lines();
        let denied: Vec<&Value> = records.iter().filter(|record| record["purchase"]["state"] == "denied").collect();
        assert!(!denied.is_empty(), "{limit}");
        for record in &denied {
            let purchase = &record["purchase"];
            assert_eq!(purchase["denied"]["limit"], limit, "{purchase}");
            assert!(purchase.get("charged").is_none() && purchase.get("vendor_order").is_none(), "{purchase}");
        }
        verified(&sandbox);
    };
    check("per_item", "\"10\"");
    check("per_day", "\"40\"");
    check("per_run", "\"40\"");
    check("per_source", "\"40\"");
    check("per_product", "\"10\"");
    check("cash_floor", "\"4950\"");
}

#[test]
fn what_a_day_has_spent_stays_spent_in_the_next_run() {
    let sandbox = judged();
    sandbox.write("arb.toml", "[limits]\nper_day = \"40\"\n");
    let spent = |ran: &Ran| -> Decimal {
        let records = ran.json_lines();
        let bought = records.iter().filter(|record| record["purchase"]["state"] == "placed");
        let fresh = bought.filter(|record| record["purchase"]["replayed"] != true);
        fresh.map(|record| record["purchase"]["charged"]["amount"].as_str().unwrap().parse::<Decimal>().unwrap()).sum()
    };
    let mut sum = Decimal::ZERO;
    for _ in 0..3 {
        let ran = buy(&sandbox, &["analyzed.jsonl", "--yes"]);
        ran.code(0).any_stderr();
        sum += spent(&ran);
    }
    assert!(sum > Decimal::ZERO && sum <= Decimal::from(40), "{sum}");
    verified(&sandbox);
}

#[test]
fn units_of_a_product_are_counted_over_all_its_offers() {
    let sandbox = judged();
    // The same goods under another item number: what was suggested for one is not bought for both.
    let text = sandbox.read("analyzed.jsonl");
    let buys: Vec<&str> = text.lines().filter(|line| line.contains(r#""verdict":"buy""#)).collect();
    let twins: Vec<String> = buys.iter().map(|line| line.replace("TY-", "TWIN-")).collect();
    sandbox.write("both.jsonl", format!("{}\n{}\n", buys.join("\n"), twins.join("\n")));
    let ran = buy(&sandbox, &["both.jsonl", "--yes"]);
    ran.code(0).any_stderr().any_stdout();
    let mut units = std::collections::BTreeMap::<String, i64>::new();
    for row in purchases(&sandbox) {
        if row["state"] == "placed" {
            *units.entry(row["product"].as_str().unwrap().to_owned()).or_default() += row["units"].as_i64().unwrap();
        }
    }
    assert!(units.values().all(|units| *units <= 3), "{units:?}");
    verified(&sandbox);
}

#[test]
fn a_plan_buys_nothing_and_its_hash_buys_it_once() {
    let sandbox = judged();
    let plan = buy(&sandbox, &["analyzed.jsonl", "--plan"]);
    let hash = hash(&plan);
    plan.code(0).stderr_contains(&format!("arb buy --approve {hash}")).any_stdout();
    assert_eq!(placed(&sandbox), 0);
    verified(&sandbox);

    let first = buy(&sandbox, &["--approve", &hash]);
    first.code(0).any_stderr().any_stdout();
    let bought = placed(&sandbox);
    assert!(bought > 0, "{first}");
    let rows = purchases(&sandbox);
    let again = buy(&sandbox, &["--approve", &hash]);
    assert!([0, 5].contains(&again.exit()), "{again}");
    again.any_stderr().any_stdout();
    assert_eq!(placed(&sandbox), bought);
    let orders = |rows: &[Value]| rows.iter().map(|row| row["vendor_order"].clone()).collect::<Vec<_>>();
    assert_eq!(orders(&purchases(&sandbox)), orders(&rows));
    verified(&sandbox);
}

#[test]
fn an_approval_ends_after_half_an_hour_and_no_other_hash_will_do() {
    let sandbox = judged();
    let plan = buy(&sandbox, &["analyzed.jsonl", "--plan"]);
    let hash = hash(&plan);
    plan.any_stdout();
    let unknown = buy(&sandbox, &["--approve", "000000000000"]);
    assert_ne!(unknown.exit(), 0);
    unknown.stderr_contains("000000000000").stdout_is("");
    sandbox.arb(["paper", "advance", "--days", "1"]).run().code(0).any_stdout().any_stderr();
    let late = buy(&sandbox, &["--approve", &hash]);
    assert_eq!(late.exit(), 5, "{late}");
    late.stderr_contains("expired").stdout_is("");
    assert_eq!(placed(&sandbox), 0);
    verified(&sandbox);
}

#[test]
fn an_offer_that_changed_voids_the_plan_that_was_shown() {
    let sandbox = judged();
    let plan = buy(&sandbox, &["analyzed.jsonl", "--plan"]);
    let old = hash(&plan);
    plan.any_stdout();
    // Another price of the same row, judged again: the plan is another plan.
    let list = sandbox.read("examples/suppliers/toys.csv").replace(
        "TY-1014,9527394862270,Little Lathe Oak Dominoes,Little Lathe,Toys and Games,4.99",
        "TY-1014,9527394862270,Little Lathe Oak Dominoes,Little Lathe,Toys and Games,4.50",
    );
    sandbox.write("examples/suppliers/toys.csv", list);
    let line = "arb scan examples/suppliers/toys.csv | arb analyze --prices examples/pricebook.csv | arb buy --plan";
    let ran = sandbox.sh(line).run();
    ran.code(0).any_stdout();
    assert_ne!(hash(&ran), old, "{ran}");
    let void = buy(&sandbox, &["--approve", &old]);
    void.any_stdout();
    void.code(5).stderr_contains("voided");
    assert_eq!(placed(&sandbox), 0, "{void}");
    verified(&sandbox);
}

#[test]
fn without_anybody_to_ask_nothing_is_bought() {
    for flags in [&["analyzed.jsonl"][..], &["analyzed.jsonl", "--no-input"], &[]] {
        let sandbox = judged();
        let ran = buy(&sandbox, flags);
        ran.code(5).stdout_lacks("\"purchase\"").stderr_contains("there is nobody to ask").stderr_contains("--yes");
        assert_eq!(placed(&sandbox), 0);
        verified(&sandbox);
    }
}

#[test]
fn at_a_terminal_no_is_no_and_yes_is_yes() {
    let sandbox = judged();
    let answer = |word: &str| {
        let line = "arb buy analyzed.jsonl --output bought.jsonl";
        let run = sandbox.pty(100, line)?;
        Some(run.stdin(format!("{word}\n")).run())
    };
    let Some(no) = answer("n") else { return };
    no.code(0).stdout_contains("nothing was bought");
    assert_eq!(placed(&sandbox), 0);
    // A no holds at this price; another one is asked about again.
    let same = answer("y").unwrap();
    same.code(0).stdout_contains("8 declined before at this price").stdout_lacks("bought before");
    assert_eq!(placed(&sandbox), 0);
    let sandbox = judged();
    let line = "arb buy analyzed.jsonl --output bought.jsonl";
    let yes = sandbox.pty(100, line).unwrap().stdin("y\n").run();
    yes.code(0).stdout_contains("placed");
    assert!(placed(&sandbox) > 0, "{yes}");
    verified(&sandbox);
}

#[test]
fn a_rehearsal_changes_no_file() {
    let sandbox = judged();
    let line = "find . ../home -type f ! -name '*.db-shm' ! -name '*.db-wal' -exec sha256sum {} + | sort; \
                for table in purchase approval txn reservation; do \
                arb db info --format jsonl | grep -o \"\\\"$table\\\":[0-9]*\"; done";
    let look = || {
        let ran = sandbox.sh(line).run();
        ran.code(0).any_stderr();
        ran.stdout()
    };
    let before = look();
    for stdin in ["buy analyzed.jsonl --dry-run --yes", "buy --dry-run --yes", "buy --dry-run", "list --dry-run"] {
        let ran = sandbox.sh(&format!("arb {stdin} < /dev/null")).run();
        ran.code(0).any_stderr().any_stdout();
        assert_eq!(look(), before, "{ran}");
    }
}

#[test]
fn four_at_once_buy_nothing_twice() {
    for round in 0..2 {
        let sandbox = judged();
        let one = "arb buy --yes < /dev/null > out.$i 2> err.$i && echo 0 >> codes || echo $? >> codes";
        let from = if round == 0 { one.to_owned() } else { one.replace("< /dev/null", "analyzed.jsonl") };
        let line = format!("for i in 1 2 3 4; do ( {from} ) & done; wait; cat codes; cat err.*");
        let ran = sandbox.sh(&line).patience(180).run();
        let said = ran.stdout();
        assert!(!said.contains("panicked"), "{ran}");
        let codes: Vec<&str> = said.lines().take(4).collect();
        // Who comes late to a plan is asked to try again.
        assert!(codes.contains(&"0") && codes.iter().all(|code| ["0", "75"].contains(code)), "{ran}");
        let rows = purchases(&sandbox);
        let mut orders: Vec<&str> = rows.iter().filter_map(|row| row["vendor_order"].as_str()).collect();
        let count = orders.len();
        orders.sort_unstable();
        orders.dedup();
        assert!(count > 0 && orders.len() == count, "{orders:?}");
        let world = sandbox.arb(["paper", "status", "--format", "jsonl"]).run();
        let orders_there = world.any_stderr().json();
        if let Some(open) = orders_there.get("orders").and_then(Value::as_u64) {
            // The shop remembers what it refused, too.
            let sent = rows.iter().filter(|row| row["attempts"] == 1).count();
            assert_eq!(open, sent as u64, "{orders_there}");
        }
        assert!(rows.iter().all(|row| row["attempts"].as_i64().unwrap() <= 1), "each was sent once");
        verified(&sandbox);
    }
}

/// How the shop answers, and whether it has the order whatever it says.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Mood {
    /// Takes the order, and the answer is lost.
    Silent,
    /// Takes the order, then the connection breaks.
    Cut,
    /// Fails before it takes anything.
    Down,
}

/// What the shop has, whatever it says.
#[derive(Default)]
struct There {
    orders: Cell<u32>,
    findable: Cell<bool>,
}

fn shop(mood: Mood, there: &Rc<There>) -> Rc<Shop> {
    let (taken, found) = (Rc::clone(there), Rc::clone(there));
    let send = move |_: &Sealed| {
        if mood != Mood::Down {
            taken.orders.set(taken.orders.get() + 1);
        }
        match mood {
            Mood::Silent => Ok(Outcome::unknown("no answer in time")),
            Mood::Cut | Mood::Down => Err(anyhow::anyhow!("the connection broke")),
        }
    };
    let look = move |_: &Sealed| {
        let there = found.orders.get() > 0 && found.findable.get();
        let receipt = Receipt { id: "F-1".into(), amount: Some(usd(1990)), at: at(0) };
        Ok(if there { Look::Ours(receipt) } else { Look::Absent })
    };
    Rc::new(Shop::new(send, look))
}

fn usd(minor: i64) -> Money {
    Money::from_minor(minor, Currency::USD)
}

fn at(minutes: i64) -> Timestamp {
    NOW.parse::<Timestamp>().unwrap() + SignedDuration::from_mins(minutes)
}

/// A purchase of up to 20.00 whose money is put aside.
fn reserved(sandbox: &Sandbox) -> (Store, Purchase) {
    let path = sandbox.home(".local/share/arb/arb.db");
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    let mut store = Store::open(&path, Create::IfMissing(Mode::Paper)).unwrap();
    let opening = arb::domain::ledger::events::Minor { minor: 500_000, currency: Currency::USD };
    store.open_wallet(opening, at(0)).unwrap();
    let new = NewPurchase {
        record_id: "acme:1".into(),
        source: "acme".into(),
        item: "1".into(),
        seller: String::new(),
        product: Some("gtin:00012345600012".into()),
        sku: None,
        title: Some("Mug".into()),
        condition: None,
        quantity: 1,
        units: 1,
        est: usd(1990),
        cap: usd(2000),
        vendor: "paper".into(),
        rebuy_slot: 0,
        evidence: Some(deal::record("acme:1", usd(1990), 1, at(0))),
    };
    let budget = deal::budget(&deal::roomy(), "run");
    let id = store.propose(&new, at(0)).unwrap().purchase().clone();
    let id = store.approve(id.id, &id.intent_hash, "test", at(30), None, at(0)).unwrap().id;
    let Reserved::Held(held) = store.reserve(id, &budget, None, at(0)).unwrap() else {
        panic!("the limits of the test are too tight")
    };
    (store, held)
}

#[test]
fn an_answer_that_is_lost_holds_the_money_until_a_lookup_finds_out() {
    for (mood, there) in [(Mood::Silent, true), (Mood::Cut, true), (Mood::Down, false)] {
        let sandbox = Sandbox::new();
        let (mut store, held) = reserved(&sandbox);
        let has = Rc::new(There::default());
        let shop = shop(mood, &has);
        let sent = wait(effects::place(&mut store, &*shop, &held, None, at(0))).unwrap();
        assert_eq!(sent.state, PurchaseState::Unknown, "{mood:?}");
        assert_eq!(store.spent_on("2026-06-01", Currency::USD).unwrap(), usd(2000), "{mood:?}: the cap is put aside");
        assert!(wait(effects::place(&mut store, &*shop, &held, None, at(1))).is_err(), "{mood:?}: it is sent once");
        assert_eq!(has.orders.get(), u32::from(there));

        let same = Rc::clone(&shop);
        let of = move |_: &str| Some(Rc::clone(&same) as Rc<dyn Gateway>);
        // Too early to say that there is no order: still nobody knows, the money stays aside.
        let mut look =
            |minutes| wait(effects::recover(&mut store, &of, Reach::EVERY_COMMAND, &|| at(minutes))).unwrap();
        assert_eq!(look(5).open.len(), 1);
        has.findable.set(true);
        let open = look(20).open.len();
        // One look that finds nothing proves nothing yet.
        assert_eq!(open, usize::from(!there), "{mood:?}");
        assert!(look(21).open.is_empty(), "{mood:?}");
        let (state, spent) =
            if there { (PurchaseState::Placed, usd(1990)) } else { (PurchaseState::Reserved, usd(2000)) };
        assert_eq!(store.purchase(held.id).unwrap().state, state, "{mood:?}");
        assert_eq!(store.spent_on("2026-06-01", Currency::USD).unwrap(), spent, "{mood:?}");
        assert_eq!(has.orders.get(), u32::from(there));
        drop(store);
        verified(&sandbox);
    }
}

#[test]
fn a_run_that_died_after_the_intent_is_cleared_up_by_the_next_command() {
    // A shop that recognises a repeat is sent the same bytes again; of another one, absence must be proven first.
    for (class, state) in [("idempotent", "placed"), ("lookup", "reserved")] {
        for command in [&["buy", "--yes"][..], &["sync"]] {
            let sandbox = Sandbox::new();
            sandbox.write("arb.toml", format!("[paper]\nclass = \"{class}\"\n"));
            let (mut store, held) = reserved(&sandbox);
            // The request is on disk; the process dies before a byte of it leaves.
            let effect = begin(&mut store, Kind::Purchase, held.id, at(0));
            assert_eq!(effect.attempts, 1);
            drop(store);
            verified(&sandbox);
            let soon = sandbox.arb(command).run();
            if class == "lookup" {
                assert_eq!(soon.exit(), 4, "{soon}");
                soon.stderr_contains("unknown").any_stdout();
                assert_eq!(states(&purchases(&sandbox)), ["unknown"]);
                verified(&sandbox);
                sandbox.arb(["paper", "advance", "--days", "1"]).run().code(0).any_stdout().any_stderr();
            } else {
                soon.code(0).any_stdout().any_stderr();
            }
            let last = sandbox.arb(command).run();
            let rows = purchases(&sandbox);
            assert_eq!((last.exit(), states(&rows)), (0, vec![state]), "{class}: {last} {rows:?}");
            last.any_stderr().any_stdout();
            verified(&sandbox);
        }
    }
}
