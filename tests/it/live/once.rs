//! One order per item: killed, stopped, answered by nobody, asked twice at once.

use std::{
    thread::sleep,
    time::{Duration, Instant},
};

use crate::it::kit::{
    Ran,
    live::{Live, Wish},
    vendor::{Fault, How, Plan},
};

/// The classes of vendors, and the settings that trust each as far as it may be trusted.
pub(super) const CLASSES: [(&str, &str); 4] = [
    ("idempotent", ""),
    ("lookup", "idem = \"none\"\n"),
    ("lagged", "idem = \"none\"\n"),
    ("none", "idem = \"none\"\nlookup = \"none\"\n"),
];

/// What cron does after a bad night: the same line again, early, and when "not found" means something.
pub(super) const LATER: [&str; 4] = ["12:00:20", "12:16:00", "12:17:00", "12:18:00"];

fn at(clock: &str) -> String {
    format!("2026-06-01T{clock}Z")
}

pub(super) fn again(live: &Live, count: usize, clock: &str) -> Ran {
    live.buy(count).now(&at(clock)).run()
}

#[test]
fn what_was_judged_a_buy_is_ordered_once_and_booked() {
    let live = Live::new(Plan::default());
    live.buy(3).run().code(0).any_stdout().stderr_contains("3 placed");
    assert_eq!(live.orders().len(), 3);
    live.agrees();
    let again = live.buy(3).run();
    again.code(0).any_stderr();
    assert!(again.json_lines().iter().all(|record| record["purchase"]["replayed"] == true), "{again}");
    assert_eq!(live.orders().len(), 3);
}

#[test]
fn killed_at_any_moment_and_run_again_it_has_ordered_each_item_once() {
    const ITEMS: usize = 2;
    const KILLS: u32 = 8;
    for (class, trust) in CLASSES {
        let place = || {
            let plan = Plan { lag_ms: u64::from(class == "lagged") * 100, ..Plan::class(class).unwrap() };
            Live::with(plan, Wish { vendor: trust, ..Wish::default() })
        };
        let calm = place();
        let begin = Instant::now();
        calm.buy(ITEMS).run().code(0).any_stdout().any_stderr();
        let whole = begin.elapsed();
        for kill in 0..KILLS {
            let live = place();
            let going = live.buy(ITEMS).start();
            sleep(whole * kill / KILLS);
            going.signal("KILL");
            let first = going.wait();
            first.any_stdout().any_stderr().exit();
            let mut last = None;
            for clock in LATER {
                let ran = again(&live, ITEMS, clock);
                ran.any_stdout().any_stderr();
                assert!([0, 4].contains(&ran.exit()), "{class}: {ran}");
                last = Some(ran.exit());
                sleep(Duration::from_millis(30));
            }
            live.agrees();
            let (orders, parked) = (live.orders().len(), live.count("manual"));
            let shown = format!("{class}, killed after {kill} of {KILLS}");
            assert_eq!(live.count("placed") + parked, ITEMS, "{shown}: {first}");
            assert!(parked == 0 || class == "none", "{shown}: {parked} wait for a person");
            assert!(orders == ITEMS || parked == ITEMS - orders, "{shown}: {orders} orders");
            assert_eq!(last, Some(if parked > 0 { 4 } else { 0 }), "{shown}");
        }
    }
}

#[test]
fn a_lost_reply_is_unknown_then_found_and_its_money_is_held_between() {
    for (class, trust) in &CLASSES[..2] {
        let plan = Plan::class(class).unwrap().with(Fault::reply(How::Reset).times(1));
        let live = Live::with(plan, Wish { vendor: trust, ..Wish::default() });
        let lost = live.buy(1).run();
        lost.code(4).stderr_contains("1 unknown (1 purchase): the money stays reserved");
        assert_eq!(lost.json_lines()[0]["purchase"]["state"], "unknown");
        assert_eq!(spent_today(&live), "14.28", "the cap is held");
        // Told not to look: it stays so.
        live.vendor.plan(|plan| plan.faults = vec![Fault::on(crate::it::kit::vendor::Endpoint::Any, How::status(503))]);
        again(&live, 1, "12:00:05").code(4).any_stdout().any_stderr();
        assert_eq!((live.count("unknown"), spent_today(&live)), (1, "14.28".to_owned()));
        live.vendor.plan(|plan| plan.faults.clear());
        for clock in &LATER[1..] {
            again(&live, 1, clock).code(0).any_stdout().any_stderr();
        }
        assert_eq!((live.orders().len(), live.count("placed")), (1, 1), "{class}");
        assert_eq!(spent_today(&live), "14.00", "{class}: what was charged counts");
        live.agrees();
    }
}

fn spent_today(live: &Live) -> String {
    let limits = live.arb("limits").run();
    limits.any_stderr();
    let rows = limits.json_lines();
    let row = rows.iter().find(|row| row["limit"] == "per_day").expect("the limit of a day");
    row["used"]["amount"].as_str().expect("an amount").to_owned()
}

#[test]
fn a_refused_repeat_says_nothing_of_the_first_request() {
    let lost = Fault::reply(How::Reset).times(1);
    let live = Live::new(Plan { lag_ms: 3_600_000, ..Plan::class("idempotent").unwrap() }.with(lost));
    live.buy(1).run().code(4).any_stdout().any_stderr();
    for refusal in [How::error(403, "Unauthorized", "denied"), How::error(400, "InvalidInput", "no such thing")] {
        live.vendor.plan(|plan| plan.faults = vec![Fault::order(refusal)]);
        again(&live, 1, "12:00:03").code(4).any_stdout().any_stderr();
        assert_eq!((live.count("unknown"), spent_today(&live)), (1, "14.28".to_owned()));
    }
    live.vendor.plan(|plan| (plan.faults, plan.lag_ms) = (Vec::new(), 0));
    again(&live, 1, "12:01:00").code(0).any_stdout().any_stderr();
    assert_eq!((live.orders().len(), live.count("placed")), (1, 1));
    live.agrees();
}

#[test]
fn an_order_id_that_is_taken_stops_no_other_purchase() {
    let live = Live::new(Plan::class("idempotent").unwrap().with(Fault::reply(How::Reset).times(2)));
    live.buy(2).run().code(4).any_stdout().any_stderr();
    // A person mixes the two up.
    let other = live.orders()[1].id.clone();
    let words = format!("resolve 1 --placed {other} --charged 14.00 --evidence mail --yes");
    live.arb(&words).run().code(0).any_stdout().any_stderr();
    let ran = again(&live, 3, "12:16:00");
    ran.code(4).any_stdout().stderr_contains("is the one of purchase 1 in the books");
    assert_eq!((live.orders().len(), live.count("placed"), live.count("manual")), (3, 2, 1));
}

#[test]
fn an_order_that_the_books_have_as_cancelled_and_the_vendor_does_not_is_told() {
    let live = Live::new(Plan::default());
    live.buy(1).run().code(0).any_stdout().any_stderr();
    live.arb("resolve 1 --cancelled --evidence slip --yes").run().code(0).any_stdout().any_stderr();
    let ran = live.arb("reconcile").now(&at("12:30:00")).run();
    ran.code(4).stderr_contains("the books have purchase 1 as cancelled");
    assert_eq!(ran.json_lines()[0]["finding"], "stray");
}

#[test]
fn nothing_is_taken_to_be_paid_that_no_bank_has_paid() {
    let live = Live::new(Plan::default());
    live.buy(1).run().code(0).any_stdout().any_stderr();
    let owed = |live: &Live| live.arb("ledger balances --format jsonl").run().json_lines();
    let before = owed(&live);
    live.arb("sync").run().code(0).any_stdout().any_stderr();
    assert_eq!(owed(&live), before);
}

#[test]
fn an_order_that_shows_late_is_waited_for() {
    let plan = Plan { lag_ms: 700, ..Plan::class("lagged").unwrap() }.with(Fault::reply(How::Reset).times(1));
    let live = Live::with(plan, Wish { vendor: "idem = \"none\"\nsettle = \"2s\"\n", ..Wish::default() });
    live.buy(1).run().code(4).any_stdout().any_stderr();
    // Hidden, and within the settle time nothing is concluded from that, however often it is asked.
    for clock in ["12:00:01", "12:00:01.5"] {
        again(&live, 1, clock).code(4).any_stdout().any_stderr();
    }
    sleep(Duration::from_millis(750));
    again(&live, 1, "12:00:40").code(0).any_stdout().any_stderr();
    assert_eq!((live.orders().len(), live.vendor.stats().attempts), (1, 1));
    live.agrees();
}

#[test]
fn what_the_vendor_can_not_be_asked_about_waits_for_a_person() {
    let plan = Plan::class("none").unwrap().with(Fault::reply(How::Reset).times(1));
    let live = Live::with(plan, Wish { vendor: CLASSES[3].1, ..Wish::default() });
    live.buy(1).run().code(4).any_stdout().any_stderr();
    for clock in ["12:00:20", "12:16:00", "12:17:00", "12:40:00", "13:00:00"] {
        let ran = again(&live, 1, clock);
        ran.code(4).any_stdout().stderr_contains("purchase 1 needs you").stderr_contains("arb resolve");
        assert_eq!((live.orders().len(), live.vendor.stats().attempts), (1, 1));
    }
    let listed = live.arb("report purchases --format jsonl").run();
    assert_eq!(listed.any_stderr().json_lines()[0]["state"], "manual");
    let digest = live.arb("digest").run();
    digest.code(4).any_stderr().stdout_contains("purchase 1").stdout_contains("arb resolve");
    let order = live.orders()[0].id.clone();
    let words = format!("resolve 1 --placed {order} --charged 14.00 --evidence mail --yes");
    live.arb(&words).run().code(0).any_stdout().any_stderr();
    again(&live, 1, "13:01:00").code(0).any_stdout().any_stderr();
    assert_eq!(live.orders().len(), 1);
    live.agrees();
}

#[test]
fn one_list_in_two_runs_at_once_is_ordered_once() {
    const ITEMS: usize = 50;
    let live = Live::new(Plan::default());
    let (one, other) = (live.buy(ITEMS).start(), live.buy(ITEMS).start());
    for ran in [one.wait(), other.wait()] {
        ran.any_stdout().any_stderr();
        assert!([0, 75].contains(&ran.exit()), "{ran}");
    }
    assert_eq!((live.orders().len(), live.count("placed")), (ITEMS, ITEMS));
    live.agrees();
}
