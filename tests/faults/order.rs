//! The order of the system calls: an intent is on disk before the vendor hears of it.

use super::{
    books,
    place::Snapshot,
    scene::{self, Class, Scene},
    trace, vendor,
};

/// What reaches a disk or a socket.
const CALLS: [&str; 9] =
    ["pwrite64", "fdatasync", "fsync", "connect", "sendto", "sendmsg", "writev", "write", "ftruncate"];

/// What a call means here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Event {
    /// Bytes for our journal.
    Journal,
    /// Our journal is on disk.
    Synced,
    /// The vendor hears something.
    Vendor,
}

/// The events of a trace, one for each call that is one.
fn events(lines: &[String]) -> Vec<Event> {
    let event = |line: &String| {
        let call = line.split('(').next().unwrap_or_default();
        let file = line.split(['<', '>']).nth(1).unwrap_or_default();
        match call {
            "pwrite64" if file.ends_with("/arb.db-wal") => Some(Event::Journal),
            "fsync" | "fdatasync" if file.ends_with("/arb.db-wal") => Some(Event::Synced),
            "pwrite64" if file.ends_with("/paper.db-wal") => Some(Event::Vendor),
            "sendto" | "sendmsg" | "writev" | "write" if line.contains("\"POST ") || line.contains("\"PUT ") => {
                Some(Event::Vendor)
            }
            _ => None,
        }
    };
    lines.iter().filter_map(event).collect()
}

/// Checks that the vendor never hears anything while bytes of the journal are not on disk, and that something was
/// written and synced just before each of the last `deeds` times. Returns how often the vendor heard something.
fn check(events: &[Event], deeds: usize) -> Result<usize, String> {
    let mut heard = Vec::new();
    let (mut unsynced, mut intent) = (false, false);
    for (at, event) in events.iter().enumerate() {
        match event {
            Event::Journal => unsynced = true,
            Event::Synced => {
                intent |= unsynced;
                unsynced = false;
            }
            Event::Vendor if at > 0 && events[at - 1] == Event::Vendor => {}
            Event::Vendor => {
                if unsynced {
                    return Err(format!("the vendor hears something at event {at}, and the journal is not on disk"));
                }
                heard.push(intent);
                intent = false;
            }
        }
    }
    if heard.len() < deeds {
        return Err(format!("{deeds} things were done, the vendor heard {} times", heard.len()));
    }
    match heard[heard.len() - deeds..].iter().position(|intent| !intent) {
        Some(at) => Err(format!("no intent was written before deed {} of {deeds}", at + 1)),
        None => Ok(heard.len()),
    }
}

/// How many things a scene does, and its events.
fn traced(scene: Scene, state: &Snapshot) -> (usize, Vec<Event>) {
    let place = state.place();
    let before = vendor::deeds(&place);
    let (ended, lines) = trace::record(scene.step(&place), &CALLS);
    assert!([0, 4].contains(&ended.code), "{ended}");
    let deeds = vendor::deeds(&place).into_iter().filter(|deed| !before.contains(deed)).count();
    assert!(deeds > 0, "{} did nothing", scene.name());
    assert_eq!(books::judge(&place, &books::expected(&place), false), books::Verdict::Once);
    (deeds, events(&lines))
}

#[test]
fn an_intent_is_on_disk_before_the_vendor_hears_of_it() {
    if !trace::is_possible() {
        return;
    }
    for (&scene, state) in scene::states(Class::Idempotent) {
        let (deeds, events) = traced(scene, state);
        if let Err(why) = check(&events, deeds) {
            panic!("{}: {why}: {events:?}", scene.name());
        }
        // The check itself: without the syncs, or with each of them after the vendor, it must fail.
        let unsynced: Vec<Event> = events.iter().copied().filter(|event| *event != Event::Synced).collect();
        assert!(check(&unsynced, deeds).is_err(), "a journal that is never synced passes");
        let mut late = events.clone();
        for at in 1..late.len() {
            if (late[at - 1], late[at]) == (Event::Synced, Event::Vendor) {
                late.swap(at - 1, at);
            }
        }
        assert!(check(&late, deeds).is_err(), "a journal that is synced too late passes");
    }
}
