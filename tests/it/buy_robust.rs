//! `arb buy` when one thing goes wrong: the rest is bought, nothing is bought twice.

use std::rc::Rc;

use arb::{
    domain::{
        effect::Kind,
        money::{Currency, Money},
        order::{Order, OrderStatus, Quote},
    },
    effects::{self, Reach},
    store::{Create, End, NewPurchase, PurchaseState, Reserved, Store},
    vendors::{Call, Checkout, Gateway, Look, Outcome, Sealed},
};
use jiff::Timestamp;
use serde_json::Value;

use super::{
    kit::{
        Ran, Sandbox, deal,
        shop::{Shop, begin, placed},
        stock::NOW,
        work::wait,
    },
    round::with_examples,
};

const DB: &str = ".local/share/arb/arb.db";

/// A sandbox whose `buys.jsonl` holds the toys that are a buy.
fn judged() -> Sandbox {
    let sandbox = with_examples();
    deal::practice(&sandbox);
    let line = "arb scan examples/suppliers/toys.csv | arb analyze --prices examples/pricebook.csv > analyzed.jsonl";
    sandbox.sh(line).run().code(0).any_stderr();
    let all = sandbox.read("analyzed.jsonl");
    let buys: Vec<&str> = all.lines().filter(|line| line.contains(r#""verdict":"buy""#)).collect();
    assert!(buys.len() > 2);
    sandbox.write("buys.jsonl", buys.join("\n") + "\n");
    sandbox
}

fn buy(sandbox: &Sandbox, args: &[&str]) -> Ran {
    sandbox.arb([&["buy"], args].concat()).run()
}

fn states(sandbox: &Sandbox) -> Vec<String> {
    let ran = sandbox.arb(["report", "purchases", "--format", "jsonl"]).run();
    let rows = ran.any_stderr().json_lines();
    rows.iter().map(|row| row["state"].as_str().unwrap().to_owned()).collect()
}

fn count(states: &[String], state: &str) -> usize {
    states.iter().filter(|one| *one == state).count()
}

fn verified(sandbox: &Sandbox) {
    sandbox.arb(["verify"]).run().code(0).any_stdout().stderr_contains(" 0 problems");
}

fn store(sandbox: &Sandbox) -> Store {
    Store::open(&sandbox.home(DB), Create::No).unwrap()
}

/// A plan of everything, and its hash.
fn planned(sandbox: &Sandbox) -> String {
    let ran = buy(sandbox, &["buys.jsonl", "--plan"]);
    ran.code(0).any_stdout();
    let said = ran.stderr();
    said.split_once("PLAN ").unwrap().1.split_whitespace().next().unwrap().to_owned()
}

/// Approves a plan and puts the money of its first purchase aside, as a run does that dies then. Returns the purchase.
fn died_after_reserving(sandbox: &Sandbox, hash: &str) -> i64 {
    let mut store = store(sandbox);
    let now = store.approval(hash).unwrap().created_at;
    let first = store.approve_plan(hash, "test", now).unwrap().remove(0);
    let reserved = store.reserve(first.id, &deal::budget(&deal::roomy(), "died"), None, now).unwrap();
    assert!(matches!(reserved, Reserved::Held(_)), "{reserved:?}");
    first.id
}

#[test]
fn a_run_that_died_after_it_put_money_aside_is_gone_on_with() {
    for approve in [false, true] {
        let sandbox = judged();
        let hash = planned(&sandbox);
        died_after_reserving(&sandbox, &hash);
        let args = if approve { vec!["--approve", &hash] } else { vec!["buys.jsonl", "--yes"] };
        let ran = buy(&sandbox, &args);
        ran.code(0).any_stdout().any_stderr();
        let states = states(&sandbox);
        assert_eq!((count(&states, "reserved"), count(&states, "voided")), (0, 0), "{states:?}");
        assert!(count(&states, "placed") > 1, "{states:?}");
        verified(&sandbox);
    }
}

#[test]
fn one_that_the_vendor_refused_does_not_stop_the_rest_of_its_plan() {
    let sandbox = judged();
    let hash = planned(&sandbox);
    let id = died_after_reserving(&sandbox, &hash);
    let mut store = store(&sandbox);
    let now = store.approval(&hash).unwrap().created_at;
    let effect = begin(&mut store, Kind::Purchase, id, now);
    store.finish_effect(&effect, &End::Refused("sold out".into()), now).unwrap();
    drop(store);
    buy(&sandbox, &["--approve", &hash]).code(0).any_stdout().any_stderr();
    let states = states(&sandbox);
    assert!(count(&states, "placed") > 1, "{states:?}");
    verified(&sandbox);
}

#[test]
fn a_rehearsal_of_an_approval_places_nothing() {
    let sandbox = judged();
    let hash = planned(&sandbox);
    buy(&sandbox, &["--approve", &hash, "--dry-run"]).code(0).any_stdout().any_stderr();
    let states = states(&sandbox);
    assert_eq!(count(&states, "proposed"), states.len(), "{states:?}");
}

#[test]
fn a_receipt_that_cannot_be_written_stops_no_order() {
    let sandbox = judged();
    sandbox.write_home(".local/share/arb/receipts", "a file, not a folder");
    buy(&sandbox, &["buys.jsonl", "--yes"]).code(0).any_stdout().stderr_contains("can't write the receipt");
    let states = states(&sandbox);
    assert!(count(&states, "placed") > 1, "{states:?}");
    verified(&sandbox);
}

#[test]
fn the_same_offer_at_two_prices_is_planned_once() {
    let sandbox = judged();
    let text = sandbox.read("buys.jsonl");
    let mut other: Value = serde_json::from_str(text.lines().next().unwrap()).unwrap();
    other["offer"]["price"]["amount"] = "1.23".into();
    sandbox.write("twice.jsonl", format!("{text}{other}\n"));
    buy(&sandbox, &["twice.jsonl", "--yes"])
        .code(0)
        .any_stdout()
        .stderr_contains("the same offer comes again after it");
    let states = states(&sandbox);
    assert_eq!((states.len(), count(&states, "voided")), (text.lines().count(), 0), "{states:?}");
    verified(&sandbox);
}

#[test]
fn what_cannot_be_planned_stops_nothing_else() {
    let check = |change: fn(&mut Value), why: &str| {
        let sandbox = judged();
        let text = sandbox.read("buys.jsonl");
        let (first, rest) = text.split_once('\n').unwrap();
        let mut odd: Value = serde_json::from_str(first).unwrap();
        change(&mut odd);
        sandbox.write("odd.jsonl", format!("{odd}\n{rest}"));
        buy(&sandbox, &["odd.jsonl", "--yes"]).code(0).any_stdout().stderr_contains(why);
        let states = states(&sandbox);
        assert_eq!(states.len(), rest.lines().count(), "{why}: {states:?}");
        assert!(count(&states, "placed") > 1, "{why}: {states:?}");
        verified(&sandbox);
    };
    check(|odd| odd["offer"]["price"]["amount"] = "0.00".into(), "costs more than nothing");
    check(|odd| odd["offer"]["price"]["amount"] = "-5.00".into(), "costs more than nothing");
    check(|odd| odd["offer"]["shipping"] = serde_json::json!({"amount": "1.00", "currency": "JPY"}), "is not planned");
    let euros = |odd: &mut Value| {
        odd["offer"]["price"]["currency"] = "EUR".into();
        odd["analysis"]["max_cost"]["currency"] = "EUR".into();
        for part in ["net", "net_p50"] {
            odd["analysis"][part]["currency"] = "EUR".into();
        }
        odd["offer"].as_object_mut().unwrap().remove("shipping");
    };
    check(euros, "it costs EUR, the limits are in USD");
    // One unit, where two make what the page sells.
    let half = |odd: &mut Value| {
        odd["analysis"]["match"]["pack_source"] = 1.into();
        odd["analysis"]["match"]["pack_target"] = 2.into();
        odd["analysis"]["quantity"]["suggested"] = 1.into();
    };
    check(half, "make no pack of 2");
}

fn usd(minor: i64) -> Money {
    Money::from_minor(minor, Currency::USD)
}

fn now() -> Timestamp {
    NOW.parse().unwrap()
}

/// A shop that says of order `F-1` nothing, and of all others that they are sent.
struct Shipper;

impl Checkout for Shipper {
    fn status<'a>(&'a self, vendor_order: &'a str) -> Call<'a, OrderStatus> {
        let answer =
            if vendor_order == "F-1" { Err(anyhow::anyhow!("no such page")) } else { Ok(OrderStatus::Shipped) };
        Box::pin(std::future::ready(answer))
    }

    fn quote<'a>(&'a self, order: &'a Order) -> Call<'a, Quote> {
        Box::pin(std::future::ready(Ok(Quote { landed: order.expected, in_stock: true, at: now() })))
    }
}

/// Two purchases that were sent and never answered.
///
/// Before the shop answers a lookup, the process that placed the order books it: it is another machine's, whose lock
/// says nothing here.
fn sent(sandbox: &Sandbox) -> (Store, impl Fn(&str) -> Option<Rc<dyn Gateway>>) {
    let db = sandbox.home(DB);
    std::fs::create_dir_all(db.parent().unwrap()).unwrap();
    let mut store = Store::open(&db, Create::IfMissing(arb::config::Mode::Paper)).unwrap();
    let opening = arb::domain::ledger::events::Minor { minor: 500_000, currency: Currency::USD };
    store.open_wallet(opening, now()).unwrap();
    for item in ["1", "2"] {
        let new = NewPurchase {
            record_id: format!("acme:{item}"),
            source: "acme".into(),
            item: item.into(),
            seller: String::new(),
            product: Some(format!("mug:{item}")),
            sku: None,
            title: None,
            condition: None,
            quantity: 1,
            units: 1,
            est: usd(990),
            cap: usd(1000),
            vendor: "paper".into(),
            rebuy_slot: 0,
            evidence: Some(deal::record(&format!("acme:{item}"), usd(990), 1, now())),
        };
        let proposed = store.propose(&new, now()).unwrap().purchase().clone();
        store.approve(proposed.id, &proposed.intent_hash, "test", now(), None, now()).unwrap();
        store.reserve(proposed.id, &deal::budget(&deal::roomy(), "run"), None, now()).unwrap();
        begin(&mut store, Kind::Purchase, proposed.id, now());
    }
    let look = move |sealed: &Sealed| {
        let mut other = Store::open(&db, Create::No).unwrap();
        let same = |one: &arb::store::Effect| one.key == sealed.key;
        let mut effect = other.effects(&[]).unwrap().into_iter().find(same).unwrap();
        effect.fence -= 1;
        placed(&mut other, &effect, &format!("F-{}", effect.subject), usd(990), now());
        Ok(Look::Absent)
    };
    let shop = Rc::new(Shop::new(|_| Ok(Outcome::unknown("no answer in time")), look));
    (store, move |_: &str| Some(Rc::clone(&shop) as Rc<dyn Gateway>))
}

#[test]
fn an_answer_that_arrives_during_a_lookup_counts() {
    let sandbox = Sandbox::new();
    let (mut store, of) = sent(&sandbox);
    let mut look = || wait(effects::recover(&mut store, &of, Reach::EVERY_COMMAND, &now)).unwrap();
    assert!(look().open.is_empty());
    assert_eq!(store.purchases(&[PurchaseState::Placed]).unwrap().len(), 2);
    drop(store);
    verified(&sandbox);
}

#[test]
fn an_order_that_cannot_be_asked_about_stops_no_other() {
    let sandbox = Sandbox::new();
    let (mut store, of) = sent(&sandbox);
    wait(effects::recover(&mut store, &of, Reach::EVERY_COMMAND, &now)).unwrap();
    let of = |_: &str| Some(Rc::new(Shipper) as Rc<dyn Checkout>);
    let followed = wait(effects::follow(&mut store, &of, now())).unwrap();
    assert_eq!(followed.moved.iter().map(|one| one.id).collect::<Vec<_>>(), [2]);
    assert!(followed.silent.len() == 1 && followed.silent[0].contains("no such page"), "{:?}", followed.silent);
    drop(store);
    verified(&sandbox);
}
