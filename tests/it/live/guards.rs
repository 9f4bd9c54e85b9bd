//! What keeps orders from leaving: limits that processes share, the stop, switches that are not set, a person who was
//! not asked.

use std::{
    thread::sleep,
    time::{Duration, Instant},
};

use crate::it::kit::{
    Going,
    live::{Live, Wish},
    vendor::{Fault, How, Plan},
};

/// Waits until the vendor has so many orders.
fn wait_for_orders(live: &Live, count: usize) {
    let begin = Instant::now();
    while live.orders().len() < count {
        assert!(begin.elapsed() < Duration::from_secs(30), "only {} orders came", live.orders().len());
        sleep(Duration::from_millis(2));
    }
}

/// A vendor that answers an order after so many milliseconds.
fn slow(milliseconds: u64) -> Plan {
    Plan::default().with(Fault::order(How::Late(milliseconds)))
}

#[test]
fn many_processes_at_one_limit_order_exactly_up_to_it() {
    const PROCESSES: usize = 32;
    // Ten of them: 10 × 14.28 is held at once, and 14.00 of each is kept.
    let live = Live::with(slow(20), Wish { limits: "per_day = 142.80\n", ..Wish::default() });
    let going: Vec<Going<'_>> = (0..PROCESSES).map(|place| live.buy_some(place * 3, 3).start()).collect();
    let mut denied = 0;
    for going in going {
        let ran = going.wait();
        let shown = ran.code(0).any_stderr().to_string();
        assert!(!shown.contains("locked") && !shown.contains("busy"), "{shown}");
        for record in ran.json_lines() {
            let part = &record["purchase"];
            match part["state"].as_str() {
                Some("placed") => {}
                Some("denied") => {
                    assert_eq!(part["denied"]["limit"], "per_day", "{part}");
                    assert!(["used", "cap", "ask"].iter().all(|name| !part["denied"][name].is_null()), "{part}");
                    denied += 1;
                }
                _ => panic!("{part}"),
            }
        }
    }
    assert_eq!((live.orders().len(), denied), (10, PROCESSES * 3 - 10));
    live.agrees();
}

#[test]
fn a_run_beside_one_that_is_sending_is_not_in_trouble() {
    let live = Live::new(slow(900));
    let sending = live.buy(1).start();
    wait_for_orders(&live, 1);
    // Its own work is done: what the other does is said and no more.
    live.vendor.plan(|plan| plan.faults.clear());
    live.buy_some(1, 1).run().code(0).any_stdout().stderr_contains("purchase 1 is in progress in ");
    live.arb("sync").run().code(0).any_stdout().stderr_contains("purchase 1 is in progress in ");
    // What it was asked for is what the other is at: come again.
    live.buy(1).run().code(75).any_stdout().stderr_contains("purchase 1 is in progress in ");
    sending.wait().code(0).any_stdout().any_stderr();
    live.buy(1).run().code(0).any_stdout().any_stderr();
    assert_eq!(live.orders().len(), 2);
    live.agrees();
}

#[test]
fn no_order_follows_a_stop() {
    const ITEMS: usize = 12;
    let check = |name: &str, stop: &dyn Fn(&Live)| {
        let live = Live::new(slow(120));
        let going = live.buy(ITEMS).start();
        wait_for_orders(&live, 3);
        stop(&live);
        let stopped = Instant::now();
        let ran = going.wait();
        ran.code(5).any_stdout().stderr_contains("is halted by");
        let late = live.orders().iter().filter(|order| order.at > stopped + Duration::from_secs(1)).count();
        let orders = live.orders().len();
        assert!(late == 0 && orders < ITEMS, "{name}: {orders} orders, {late} of them too late");
        // Reads go on, orders don't.
        live.arb("report purchases").run().code(0).any_stdout().any_stderr();
        live.arb("reconcile").run().any_stdout().any_stderr().exit();
        live.buy(ITEMS).run().code(5).any_stdout().stderr_contains("is halted by");
        assert_eq!(live.orders().len(), orders, "{name}");
        live.arb("resume --reason drill").run().code(0).any_stdout().any_stderr();
        live.vendor.plan(|plan| plan.faults.clear());
        live.buy(ITEMS).run().code(0).any_stdout().any_stderr();
        assert_eq!(live.orders().len(), ITEMS, "{name}");
        live.agrees();
    };
    check("the file", &|live| {
        live.sandbox.write("HALT", "");
    });
    check("the command", &|live| {
        live.arb("halt drill").run().code(0).any_stdout().any_stderr();
    });
    let live = Live::new(Plan::default());
    live.buy(1).env("ARB_HALT", "1").run().code(5).any_stdout().stderr_contains("ARB_HALT");
    assert_eq!(live.orders().len(), 0);
}

#[test]
fn a_stop_that_comes_when_the_connection_stands_stops_the_last_order_too() {
    // The price is answered late: the stop falls between the question and the order, of which there is only one.
    let live = Live::new(Plan::default().with(Fault::on(crate::it::kit::vendor::Endpoint::Trial, How::Late(400))));
    let going = live.buy(1).start();
    let begin = Instant::now();
    while live.vendor.stats().requests.len() < 2 {
        assert!(begin.elapsed() < Duration::from_secs(30));
        sleep(Duration::from_millis(2));
    }
    live.sandbox.write("HALT", "");
    going.wait().code(5).any_stdout().stderr_contains("is halted by");
    assert_eq!(live.orders().len(), 0);
}

#[test]
fn nothing_is_ordered_unless_every_switch_is_set() {
    let live = Live::new(Plan::default());
    let whole = live.sandbox.read("arb.toml");
    live.sandbox.write("buys.jsonl", crate::it::kit::live::records());
    let buy = "buy buys.jsonl --yes";
    let check = |from: &str, to: &str, words: &str, code: i32, said: &str| {
        assert!(whole.contains(from), "{from}");
        live.sandbox.write("arb.toml", whole.replace(from, to));
        live.sandbox.arb(words.split(' ')).run().code(code).any_stdout().stderr_contains(said);
        assert_eq!((live.orders().len(), live.vendor.stats().requests.len()), (0, 0), "{to} {words}");
    };
    let armed = format!("--live {buy}");
    check("mode = \"live\"", "mode = \"paper\"", &armed, 5, "`mode = \"live\"` is not in the settings");
    check("mode = \"live\"", "mode = \"live\"", buy, 5, "`--live` was not given");
    check("credentials = \"live\"", "credentials = \"sandbox\"", &armed, 5, "not of class `live`");
    check("enabled = true", "enabled = false", &armed, 0, "for you to place");
    live.sandbox.arb(["--db", "paper.db", "db", "init"]).run().code(0).any_stderr();
    check("mode", "mode", &format!("--db paper.db {armed}"), 5, "this database is paper");
    check("mode", "mode", &format!("--db none.db {armed}"), 5, "there is no live database");
}
