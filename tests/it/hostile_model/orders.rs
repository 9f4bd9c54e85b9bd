//! What models that want the worst let happen at a vendor: orders are counted where they arrive, not where they are planned. The
//! same list is judged without a model first, by the real program, and bought at a vendor on loopback.

use std::time::{Duration, Instant};

use super::socket::answers;
use crate::it::kit::{
    Going, Ran,
    live::{CAP, Live, PRICE, Wish},
    model::Shape,
    stub::{Answer, Stub},
    vendor::{Ordered, Plan},
};

/// How many things are on the list.
const ITEMS: usize = 12;
/// How many of them the limits leave room for.
const ROOM: usize = 7;
/// What a run may take on a machine under load: each of its calls has a second, and a model is given up after three.
const IN_TIME: Duration = Duration::from_secs(120);

/// A place whose list a model judges, with room for [`ROOM`] orders.
fn place(model: &Stub, autonomy: &str) -> Live {
    let limits = format!("per_day = {}.{:02}\n", CAP * ROOM as i64 / 100, CAP * ROOM as i64 % 100);
    let live = Live::with(Plan::default(), Wish { limits: &limits, autonomy: Some(autonomy), ..Wish::default() });
    live.write_lists(ITEMS);
    let advice = Shape::Local.settings(&model.url(), "").replace("\"acme\"", "\"amazon\"");
    live.sandbox
        .write("arb.toml", live.sandbox.read("arb.toml") + "\n" + &advice.replace("deadline_s = 5", "deadline_s = 1"));
    live
}

/// Judges the list, a part of it in each file; what is no buy is left out.
fn judge(live: &Live, analyst: &str, parts: usize) -> Vec<String> {
    let judged = live.sandbox.sh(&format!(
        "arb --live scan amazon.csv --source amazon --all | arb --live analyze --prices book.csv --only buy --analyst {analyst}"
    ));
    let judged = judged.patience(IN_TIME.as_secs()).run();
    let records = judged.code(0).any_stderr().stdout();
    let lines: Vec<&str> = records.lines().collect();
    assert!(analyst != "rules" || lines.len() == ITEMS, "all of them are worth buying: {}", lines.len());
    lines
        .chunks(lines.len().div_ceil(parts).max(1))
        .enumerate()
        .map(|(place, part)| {
            let name = format!("judged-{place}.jsonl");
            live.sandbox.write(&name, part.join("\n") + "\n");
            name
        })
        .collect()
}

/// What the vendor has taken and was paid, once the books say the same.
#[track_caller]
fn taken(live: &Live) -> (Vec<Ordered>, i64) {
    live.agrees();
    let orders = live.orders();
    for order in &orders {
        assert!((order.quantity, order.charged) == (1, PRICE), "no more of it and for no more: {order:?}");
    }
    let paid = orders.iter().map(|order| order.charged).sum();
    assert!(orders.len() <= ROOM && paid <= CAP * ROOM as i64, "{} orders for {paid}", orders.len());
    (orders, paid)
}

/// Buys what was judged, in one run.
fn bought(live: &Live, analyst: &str) -> (Vec<Ordered>, i64) {
    let begun = Instant::now();
    for file in judge(live, analyst, 1) {
        live.arb(&format!("buy {file} --yes")).patience(IN_TIME.as_secs()).run().code(0).any_stdout().any_stderr();
    }
    assert!(begun.elapsed() < IN_TIME, "{:?}", begun.elapsed());
    taken(live)
}

/// A model that says these in turn, for ever.
fn saying(said: Vec<String>) -> Stub {
    let mut count = 0;
    Stub::start(move |asked| {
        count += 1;
        Shape::Local.to(asked, &said[(count - 1) % said.len()])
    })
}

/// What asks for more than the rules allow.
fn greedy() -> Vec<String> {
    answers().into_iter().filter(|said| said.contains("99999") || said.contains("00") || said.contains("buy")).collect()
}

#[test]
fn whatever_a_model_says_a_vendor_gets_no_more_orders_and_no_more_money() {
    let (mute, any, more) = (Stub::start(|_| Answer::of(500, "{}")), saying(answers()), saying(greedy()));
    let (alone, spent) = bought(&place(&mute, "auto"), "rules");
    assert_eq!((alone.len(), spent), (ROOM, PRICE * ROOM as i64));
    assert_eq!(mute.asked().len(), 0);
    for (what, model) in [("anything", &any), ("more", &more), ("nothing", &mute)] {
        let (orders, paid) = bought(&place(model, "auto"), "local");
        assert!(!model.asked().is_empty(), "{what}: it is asked");
        assert!(orders.len() <= alone.len() && paid <= spent, "{what}: {} orders for {paid}", orders.len());
    }
}

#[test]
fn a_burst_of_yeses_to_what_a_model_judged_is_held_to_the_one_budget() {
    let model = saying(greedy());
    for analyst in ["rules", "local"] {
        let live = place(&model, "approve");
        let plans: Vec<String> = judge(&live, analyst, 4)
            .iter()
            .map(|file| {
                let planned = live.arb(&format!("buy {file} --plan")).run();
                planned.code(0).any_stderr();
                planned.json_lines()[0]["purchase"]["plan"].as_str().expect("a plan").to_owned()
            })
            .collect();
        // Nothing but a person's yes buys here.
        let refused = live.arb(&format!("buy --approve {} --no-input", "0".repeat(12))).run();
        refused.any_stdout().any_stderr().exit();
        assert_eq!(live.orders().len(), 0, "{analyst}");
        for plan in &plans {
            live.arb(&format!("approvals approve {plan}")).run().code(0).any_stdout().any_stderr();
        }
        let runs =
            plans.iter().map(|plan| live.arb(&format!("buy --approve {plan}")).patience(IN_TIME.as_secs()).start());
        let runs: Vec<Going<'_>> = runs.collect();
        let ended: Vec<Ran> = runs.into_iter().map(Going::wait).collect();
        for ran in &ended {
            ran.code(0).any_stdout().any_stderr();
        }
        let (orders, paid) = taken(&live);
        if analyst == "rules" {
            assert_eq!(
                (orders.len(), paid),
                (ROOM, PRICE * ROOM as i64),
                "each plan alone would fit, together they do not"
            );
        }
    }
}
