//! What moves between the plan and the order: the price, the charge, the plan itself, the vendor's health.

use std::time::{Duration, Instant};

use crate::it::kit::{
    live::{DEADLINE, Live, Wish},
    vendor::{Endpoint, Fault, How, Plan},
};

#[test]
fn a_price_that_moved_is_not_bought() {
    // Asked again before the order it is dearer: the limit on drift refuses, whatever the vendor would do.
    for price_pct in [103, 1000] {
        let live = Live::new(Plan { price_pct, guard: false, ..Plan::default() });
        let ran = live.buy(1).run();
        ran.code(0).any_stderr();
        let part = &ran.json_lines()[0]["purchase"];
        assert_eq!((part["state"].as_str(), part["denied"]["limit"].as_str()), (Some("denied"), Some("drift_pct")));
        assert_eq!((live.orders().len(), live.vendor.stats().attempts), (0, 0), "{price_pct}");
        live.agrees();
    }
    // It moves after that question: the vendor holds the expectation against it.
    for order_pct in [103, 1000] {
        let live = Live::new(Plan { order_pct, ..Plan::default() });
        let ran = live.buy(1).run();
        ran.code(0).any_stderr();
        assert_eq!(ran.json_lines()[0]["purchase"]["state"], "rejected", "{order_pct}");
        assert_eq!((live.orders().len(), live.vendor.stats().attempts), (0, 1), "{order_pct}");
        live.agrees();
    }
}

#[test]
fn an_order_that_can_leave_only_when_its_price_is_too_old_does_not_leave() {
    // The price is read, and any time that passes is more than it may be old.
    let live = Live::with(Plan::default(), Wish { limits: "price_age_minutes = 0\n", ..Wish::default() });
    let ran = live.buy(2).run();
    ran.any_stderr();
    let parts: Vec<_> = ran.json_lines().iter().map(|one| one["purchase"].clone()).collect();
    for part in &parts {
        assert_eq!((part["state"].as_str(), live.count("reserved")), (Some("proposed"), 2), "{part}");
        assert!(part["why"].as_str().is_some_and(|why| why.contains("read too long ago")), "{part}");
    }
    let trials = live.vendor.stats().requests.len();
    assert_eq!((live.orders().len(), live.vendor.stats().attempts), (0, 0));
    live.agrees();
    // The next run asks for the price again before it sends.
    let settings = live.sandbox.read("arb.toml").replace("price_age_minutes = 0", "price_age_minutes = 5");
    live.sandbox.write("arb.toml", settings);
    live.buy(2).run().code(0).any_stdout().any_stderr();
    assert_eq!((live.orders().len(), live.vendor.stats().attempts), (2, 2));
    assert!(live.vendor.stats().requests.len() >= trials + 4, "{:?}", live.vendor.stats().requests);
    live.agrees();
}

#[test]
fn a_charge_above_the_cap_is_booked_and_ends_all_buying() {
    let live = Live::new(Plan { charge_pct: 150, ..Plan::default() });
    let ran = live.buy(3).run();
    ran.code(5).any_stdout().stderr_contains("above its cap");
    assert_eq!(live.orders().len(), 1, "nothing is bought after it");
    let placed = live.purchases().into_iter().find(|one| one.state.name() == "placed").expect("it is a fact");
    assert!(placed.overrun && placed.actual.expect("an amount").amount().to_string() == "21.00");
    live.buy(3).run().code(5).any_stdout().stderr_contains("is halted by").stderr_contains("above its cap");
    assert_eq!(live.orders().len(), 1);
    live.agrees();
    live.vendor.plan(|plan| plan.charge_pct = 100);
    live.arb("resume --reason known").run().code(0).any_stdout().any_stderr();
    live.buy(3).run().code(0).any_stdout().any_stderr();
    assert_eq!(live.orders().len(), 3);
    live.agrees();
}

#[test]
fn without_a_persons_yes_to_exactly_this_nothing_is_ordered() {
    let live = Live::with(Plan::default(), Wish { autonomy: Some("approve"), ..Wish::default() });
    let waits = live.buy(1).run();
    waits.code(0).any_stdout().stderr_contains("`--yes` is no such yes");
    let plan = waits.json_lines()[0]["purchase"]["plan"].as_str().expect("a plan").to_owned();
    live.arb(&format!("buy --approve {}", "0".repeat(12))).run().any_stdout().any_stderr().exit();
    assert_eq!(live.orders().len(), 0);
    live.arb(&format!("approvals approve {plan}")).run().code(0).any_stdout().any_stderr();
    // The same item at another price is another plan: the yes to the first is none to it.
    let first = crate::it::kit::live::records().lines().next().expect("a record");
    live.sandbox.write("dearer.jsonl", first.replace("\"14.00\"", "\"14.10\"") + "\n");
    live.arb("buy dearer.jsonl --yes").run().code(0).any_stdout().any_stderr();
    let changed = live.arb(&format!("buy --approve {plan}")).run();
    changed.code(5).any_stdout().any_stderr();
    assert_eq!(live.orders().len(), 0);
    live.buy(1).run().code(0).any_stdout().any_stderr();
    live.agrees();
}

#[test]
fn whatever_the_vendor_does_a_run_ends_in_time_and_nothing_is_lost() {
    let html = || How::Reply { status: 200, headers: Vec::new(), body: "<html>busy</html>".into() };
    let hour = |value: &str| How::header(429, "Retry-After", value);
    // Of each: whether the vendor has the order.
    let faults = [
        (Fault::order(How::Reset), false),
        (Fault::reply(How::Close), true),
        (Fault::reply(How::Silent), true),
        (Fault::reply(How::HangBody(20)), true),
        (Fault::reply(html()), true),
        (Fault::reply(How::TruncatedGzip), true),
        (Fault::reply(How::Endless), true),
        (Fault::reply(How::Slow(40)), true),
        (Fault::reply(How::WrongLength(7)), true),
        (Fault::order(hour("1000000000")), false),
        (Fault::order(hour("soon")), false),
        (Fault::order(How::status(500)), false),
        (Fault::order(How::status(503)), false),
        (Fault::order(How::header(302, "Location", "http://127.0.0.1:9/")), false),
    ];
    for (fault, has_it) in faults {
        let shown = format!("{fault:?}");
        let live = Live::new(Plan::default().with(fault));
        let begin = Instant::now();
        let ran = live.buy(1).run();
        // The price, the order, and what a machine under load adds.
        assert!(begin.elapsed() < Duration::from_secs(3 * DEADLINE + 10), "{shown} took {:?}", begin.elapsed());
        ran.code(4).any_stdout().stderr_contains("1 unknown");
        assert_eq!((live.orders().len(), live.count("unknown")), (usize::from(has_it), 1), "{shown}");
        live.agrees();
    }
}

#[test]
fn a_vendor_that_does_not_answer_is_left_alone_after_five_tries() {
    let live = Live::new(Plan::default().with(Fault::on(Endpoint::Trial, How::status(503))));
    let ran = live.buy(9).run();
    ran.any_stderr();
    let limits: Vec<_> = ran.json_lines().iter().map(|one| one["purchase"]["denied"]["limit"].clone()).collect();
    let shut = limits.iter().filter(|limit| **limit == "breaker_failures").count();
    assert!(shut >= 3, "{limits:?}");
    assert_eq!(live.orders().len(), 0);
    let asked = live.vendor.stats().requests.len();
    live.buy(9).run().code(0).any_stdout().any_stderr();
    assert!(live.vendor.stats().requests.len() <= asked + 1, "a vendor that is shut off is asked again");
    live.agrees();
}

#[test]
fn an_order_is_not_repeated_because_nobody_read_what_came_of_it() {
    let live = Live::new(Plan::default());
    live.sandbox.write("buys.jsonl", crate::it::kit::live::records().lines().take(4).collect::<Vec<_>>().join("\n"));
    live.sandbox.sh("arb --live buy buys.jsonl --yes --quiet | true").run().any_stdout().any_stderr().exit();
    live.sandbox.sh("arb --live buy buys.jsonl --yes --quiet > /dev/full").run().any_stdout().any_stderr().exit();
    let again = live.arb("buy buys.jsonl --yes --quiet").run();
    again.code(0).any_stderr();
    assert!(again.json_lines().iter().all(|one| one["purchase"]["state"] == "placed"), "{again}");
    assert_eq!(live.orders().len(), 4);
    live.agrees();
}

#[test]
fn a_run_that_nobody_watches_buys_nothing_and_does_the_rest() {
    let live = Live::new(Plan::default());
    let clock = "2026-06-03T00:00:00Z";
    let ran = live.arb("run").now(clock).run();
    ran.code(4).stderr_contains("not compared with the vendors for 26 hours").stderr_contains("arb reconcile");
    assert!(ran.json()["unwatched"].as_str().is_some_and(|why| why.contains("reconcile")), "{ran}");
    live.buy(1).now(clock).run().code(5).any_stdout().stderr_contains("not compared with the vendors");
    assert_eq!(live.orders().len(), 0);
}
