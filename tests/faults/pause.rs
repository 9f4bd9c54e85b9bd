//! A run that is stopped in the middle of sending, while others come by: it is still the only one that sends.

use std::{
    thread,
    time::{Duration, Instant},
};

use super::{
    books::{self, Verdict},
    place::{Place, Running},
    scene::{self, Class, Scene},
    trace, vendor,
};

/// How long to wait for a run to come to where it is stopped.
const PATIENCE: Duration = Duration::from_secs(60);

/// The places in the calls of a run where it can be stopped without holding a lock on either database: after the intent
/// was synced and before the vendor heard of it, and after the vendor did it and before that was booked.
fn points(lines: &[String]) -> Vec<(&'static str, usize)> {
    let calls: Vec<(&str, &str)> = lines
        .iter()
        .map(|line| (line.split('(').next().unwrap_or_default(), line.split(['<', '>']).nth(1).unwrap_or_default()))
        .collect();
    let heard: Vec<usize> =
        (1..calls.len()).filter(|at| calls[*at].0 == "pwrite64" && calls[*at].1.ends_with("/paper.db-wal")).collect();
    let nth = |at: usize| calls[..=at].iter().filter(|call| call.0 == "fcntl").count();
    let mut points = Vec::new();
    // The last burst of writes at the vendor is the last thing that was done.
    let last = *heard.last().expect("the vendor heard something");
    let synced = (0..last).rev().find(|at| calls[*at].0.contains("sync") && calls[*at].1.ends_with("/arb.db-wal"));
    let first = *heard.iter().find(|at| synced.is_none_or(|synced| **at > synced)).expect("a burst has a beginning");
    let unlocks = |from: usize, to: usize| {
        (from..to).filter(|at| calls[*at].0 == "fcntl" && lines[*at].contains("F_UNLCK")).collect::<Vec<_>>()
    };
    if let Some(synced) = synced {
        points.extend(unlocks(synced, first).into_iter().take(3).map(|at| ("fcntl", nth(at))));
    }
    let booked = (last..calls.len()).find(|at| calls[*at].1.ends_with("/arb.db-wal")).unwrap_or(calls.len());
    points.extend(unlocks(last, booked).into_iter().rev().take(2).map(|at| ("fcntl", nth(at))));
    points
}

/// Starts a run that stops itself at a call; gives it once it stands still. `None` where it ended before.
fn stopped(scene: Scene, place: &Place, call: &str, n: usize) -> Option<Running> {
    let mut wrapper = trace::inject(call, "signal=STOP", &n.to_string());
    let log = wrapper.iter().position(|word| word == "/dev/null").unwrap();
    wrapper[log] = "stop.trace".into();
    let mut running = scene.step(place).within(&wrapper).start();
    let begin = Instant::now();
    loop {
        let said = std::fs::read_to_string(place.path("stop.trace")).unwrap_or_default();
        if said.contains("stopped by SIGSTOP") {
            return Some(running);
        }
        if !running.is_running() {
            return None;
        }
        assert!(begin.elapsed() < PATIENCE, "it neither stops nor ends");
        thread::sleep(Duration::from_millis(2));
    }
}

#[test]
fn while_the_sender_is_stopped_nobody_sends_for_it() {
    if !trace::is_possible() {
        return;
    }
    for class in Class::ALL {
        for (&scene, state) in scene::states(class) {
            // Every class of vendor for orders, which cost most; one class for answers.
            if scene != Scene::Buy && (scene, class) != (Scene::Support, Class::Idempotent) {
                continue;
            }
            let calm = state.place();
            let calls = ["fcntl", "pwrite64", "fsync", "fdatasync"];
            let (ended, lines) = trace::record(scene.step(&calm), &calls);
            let expected = books::expected(&calm);
            let points = points(&lines);
            assert!(points.len() > 2, "{} has no place to stop: {ended}", scene.name());
            for (call, n) in points {
                let place = state.place();
                let shown = format!("{} {} stopped at {call} {n}", scene.name(), class.name());
                let Some(running) = stopped(scene, &place, call, n) else { panic!("{shown}: it ended before") };
                let held = books::in_flight(&place);
                assert!(!held.is_empty(), "{shown}: nothing is being sent there");
                let sent = || vendor::deeds(&place).into_iter().filter(|deed| held.contains(&deed.what)).count();
                let before = sent();
                // It may do the other work. An hour later by their clocks: lease and settle time are over.
                let other = scene.step(&place).now("2026-06-01T13:00:00Z").run();
                assert!([4, 75].contains(&other.code), "{shown}: the other run says nothing: {other}");
                assert_eq!(sent(), before, "{shown}: the other run sent what the first one holds: {other}");
                running.signal("CONT");
                let first = running.wait();
                assert!([0, 4].contains(&first.code), "{shown}: {first}");
                scene.recover(&place).unwrap_or_else(|why| panic!("{shown}: {why}"));
                let verdict = books::judge(&place, &expected, class.may_park());
                assert!(matches!(verdict, Verdict::Once | Verdict::Parked), "{shown}: {verdict:?}\n{first}\n{other}");
            }
        }
    }
}
