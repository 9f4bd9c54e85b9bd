//! The system calls of a real order: what is on disk when its first byte leaves, and what a death or a stop at any of
//! them comes to.
//!
//! Every run of the tests tries a seeded sample of the places; `ARB_SWEEP=full` tries all of them.

use std::{
    collections::BTreeMap,
    fs,
    thread::sleep,
    time::{Duration, Instant},
};

use super::once::{CLASSES, LATER, again};
use crate::it::kit::{
    live::{Live, Wish},
    tool,
    vendor::{Fault, How, Plan},
};

/// Between which a death could matter: what reaches a disk or the vendor, and what comes back.
const CALLS: [&str; 8] = ["connect", "sendto", "writev", "recvfrom", "fsync", "fdatasync", "pwrite64", "fcntl"];
/// How many places of a class are tried where not all are.
const SAMPLE: usize = 14;
const ITEMS: usize = 2;

/// `arb buy` of two things under `strace` with these rules.
fn traced(live: &Live, rules: &str) -> String {
    live.write_records(0, ITEMS, "buys.jsonl");
    format!("strace -f -qq -o calls.trace {rules} arb --live buy buys.jsonl --yes")
}

/// The calls of a run, one a line, without the process.
fn calls(live: &Live, shape: &str) -> Vec<String> {
    let line = traced(live, &format!("{shape} -e trace={}", CALLS.join(",")));
    live.sandbox.sh(&line).run().code(0).any_stdout().any_stderr();
    let text = fs::read(live.sandbox.path("calls.trace")).unwrap();
    let bare = |line: &str| line.trim_start_matches(|c: char| c.is_ascii_digit() || c == ' ').to_owned();
    String::from_utf8_lossy(&text).lines().map(bare).collect()
}

/// What a call means for an order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Event {
    Journal,
    Synced,
    /// A request for an order or for the trial of one.
    Post,
}

fn events(lines: &[String]) -> Vec<Event> {
    let event = |line: &String| {
        let call = line.split('(').next().unwrap_or_default();
        match call {
            "pwrite64" if line.contains("/arb.db-wal>") => Some(Event::Journal),
            "fsync" | "fdatasync" if line.contains("/arb.db-wal>") => Some(Event::Synced),
            "sendto" | "writev" if line.contains("\"POST /ordering") => Some(Event::Post),
            _ => None,
        }
    };
    lines.iter().filter_map(event).collect()
}

/// Whether an order leaves only when its intent was written and is on disk. Requests come in pairs: the trial, then the
/// order, whose intent is written between the two.
fn written_ahead(events: &[Event]) -> Result<(), String> {
    let posts: Vec<usize> = (0..events.len()).filter(|at| events[*at] == Event::Post).collect();
    if posts.len() != 2 * ITEMS {
        return Err(format!("{} requests", posts.len()));
    }
    for pair in posts.chunks(2) {
        let between = &events[pair[0]..pair[1]];
        let wrote = between.iter().rposition(|event| *event == Event::Journal).ok_or("no intent was written")?;
        if !between[wrote..].contains(&Event::Synced) {
            return Err("the intent was not on disk".into());
        }
    }
    Ok(())
}

#[test]
fn the_intent_is_on_disk_before_the_first_byte_of_the_order() {
    if !tool("strace") {
        return;
    }
    let live = Live::new(Plan::default());
    let events = events(&calls(&live, "-y -s 32"));
    written_ahead(&events).unwrap_or_else(|why| panic!("{why}: {events:?}"));
    // The check itself: a journal that is never synced, or synced after the request, must not pass.
    let unsynced: Vec<Event> = events.iter().copied().filter(|event| *event != Event::Synced).collect();
    assert!(written_ahead(&unsynced).is_err());
    let mut late = events;
    for at in 1..late.len() {
        if (late[at - 1], late[at]) == (Event::Synced, Event::Post) {
            late.swap(at - 1, at);
        }
    }
    assert!(written_ahead(&late).is_err());
    assert_eq!(live.orders().len(), ITEMS);
}

/// A place with a vendor of this class.
fn place(class: &str, trust: &str) -> Live {
    let plan = Plan { lag_ms: u64::from(class == "lagged") * 60, ..Plan::class(class).unwrap() };
    Live::with(plan, Wish { vendor: trust, ..Wish::default() })
}

/// The places to die at: each call as likely as any other, the same ones every time.
fn places(counts: &BTreeMap<&'static str, usize>, seed: usize) -> Vec<(&'static str, usize)> {
    let all: Vec<(&str, usize)> =
        counts.iter().flat_map(|(call, count)| (1..=*count).map(move |n| (*call, n))).collect();
    if std::env::var("ARB_SWEEP").is_ok_and(|size| size == "full") {
        return all;
    }
    let calls: Vec<(&str, usize)> = counts.iter().map(|(call, count)| (*call, *count)).collect();
    let mut found: Vec<(&str, usize)> = Vec::new();
    let mut dice = seed;
    while found.len() < SAMPLE.min(all.len()) {
        dice = dice.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let (call, count) = calls[(dice >> 33) % calls.len()];
        let point = (call, 1 + (dice >> 11) % count);
        if !found.contains(&point) {
            found.push(point);
        }
    }
    found
}

#[test]
fn killed_at_a_system_call_and_run_again_it_has_ordered_each_item_once() {
    if !tool("strace") {
        return;
    }
    let (mut tried, mut waiting) = (0, 0);
    for (seed, (class, trust)) in CLASSES.into_iter().enumerate() {
        let lines = calls(&place(class, trust), "");
        let mut counts: BTreeMap<&'static str, usize> = BTreeMap::new();
        for line in &lines {
            let name = line.split('(').next().unwrap_or_default();
            if let Some(call) = CALLS.iter().find(|call| **call == name) {
                *counts.entry(call).or_default() += 1;
            }
        }
        for (call, n) in places(&counts, seed + 1) {
            let live = place(class, trust);
            let rule = format!("-e trace={call} -e inject={call}:signal=KILL:when={n}");
            live.sandbox.sh(&traced(&live, &rule)).run().any_stdout().any_stderr().exit();
            let mut last = 0;
            for clock in LATER {
                let ran = again(&live, ITEMS, clock);
                ran.any_stdout().any_stderr();
                last = ran.exit();
                assert!([0, 4].contains(&last), "{class} {call} {n}: {ran}");
                sleep(Duration::from_millis(20));
            }
            live.agrees();
            let (orders, parked) = (live.orders().len(), live.count("manual"));
            let shown = format!("{class}, killed at {call} {n}");
            assert!(parked == 0 || class == "none", "{shown}: {parked} wait for a person");
            assert!(orders == ITEMS || parked > 0, "{shown}: {orders} orders");
            assert_eq!(last, if parked > 0 { 4 } else { 0 }, "{shown}");
            tried += 1;
            waiting += parked;
        }
    }
    eprintln!(
        "orders over a socket: {tried} kill points, 0 double, {waiting} left to a person by a vendor that can't be asked"
    );
}

#[test]
fn while_the_first_is_stopped_the_second_sends_nothing_for_it() {
    for (class, trust) in [CLASSES[0], CLASSES[1]] {
        let live = place(class, trust);
        live.vendor.plan(|plan| plan.faults = vec![Fault::order(How::Late(300))]);
        let first = live.buy(1).start();
        let begin = Instant::now();
        while live.orders().is_empty() {
            assert!(begin.elapsed() < Duration::from_secs(30), "no order came");
            sleep(Duration::from_millis(2));
        }
        first.signal("STOP");
        live.vendor.plan(|plan| plan.faults.clear());
        for clock in ["12:00:10", "12:30:00", "13:00:00"] {
            let second = again(&live, 1, clock);
            second.any_stdout().any_stderr();
            assert!([4, 75].contains(&second.exit()), "{class}: {second}");
            assert_eq!((live.orders().len(), live.vendor.stats().attempts), (1, 1), "{class}");
        }
        first.signal("CONT");
        first.wait().any_stdout().any_stderr().exit();
        for clock in ["13:01:00", "13:20:00", "13:21:00"] {
            again(&live, 1, clock).any_stdout().any_stderr().exit();
        }
        assert_eq!((live.orders().len(), live.count("placed")), (1, 1), "{class}");
        live.agrees();
    }
}
