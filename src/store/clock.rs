//! The clock against what the database remembers of it: nothing that rests on elapsed time is decided by one that jumped.

use std::time::Duration;

use anyhow::{Context as _, Result};
use jiff::{SignedDuration, Timestamp};
use rusqlite::{Connection, OptionalExtension};

use super::{
    Scope, Store, halt,
    values::{Us, from_json, to_json},
};
use crate::domain::clock::{self, Memory, Reading, Sighting, Uptime};

/// The row of `meta` that remembers.
const KEY: &str = "clock";
/// How the reason of a halt begins that is about the clock.
pub(super) const SUSPECT: &str = "clock_suspect";

impl Store {
    /// Looks at the clock and remembers it. `now` is the wall's; `machine` says that it is the machine's own, not a fixed
    /// or a simulated one, and may be held against the machine's count. A clock that jumped halts every effect.
    pub fn clock(&mut self, now: Timestamp, machine: bool) -> Result<Reading> {
        self.sight(&sighting(now, machine))
    }

    /// The same, for whoever has looked at the clocks already.
    pub fn sight(&mut self, seen: &Sighting) -> Result<Reading> {
        let now = seen.wall;
        self.write(|tx| {
            let reading = clock::read(seen, memory(tx)?.as_ref());
            match &reading.suspect {
                Some(why) => halt::set(tx, Scope::All, &format!("{SUSPECT}: the clock jumped: {why}"), None, now)?,
                None => remember(tx, &reading.memory)?,
            }
            Ok(reading)
        })
    }
}

fn memory(tx: &Connection) -> Result<Option<Memory>> {
    let text: Option<String> =
        tx.query_row("SELECT value FROM meta WHERE key=?1", [KEY], |row| row.get(0)).optional()?;
    text.map(|text| from_json(&text, "the clock").context("`arb resume` forgets it")).transpose()
}

fn remember(tx: &Connection, memory: &Memory) -> Result<()> {
    tx.execute(
        "INSERT INTO meta(key,value) VALUES(?1,?2) ON CONFLICT DO UPDATE SET value=excluded.value",
        [KEY, &to_json(memory)],
    )?;
    Ok(())
}

/// A person says that the clock is right now: what was remembered of it no longer counts, and later looks are measured
/// from this one. Without one the next look would be the first, of which nothing can be told. What was sent before may be
/// dated by a wrong clock: its age counts from now, and no key of it is used again.
pub(super) fn believe(tx: &Connection, seen: &Sighting) -> Result<()> {
    tx.execute(
        "UPDATE effect SET undated_us=?1, absent_us=NULL, next_check_us=min(next_check_us,?1)
         WHERE state IN('submitting','unknown','manual')",
        [Us(seen.wall)],
    )?;
    remember(tx, &clock::read(seen, None).memory)
}

/// A look at the clocks; see [`Store::clock`].
pub fn sighting(now: Timestamp, machine: bool) -> Sighting {
    Sighting { wall: now, uptime: if machine { uptime() } else { None } }
}

/// The machine's count since its start, sleep included, from the kernel's own files: what pretends another time to this
/// program does not reach them. None where they can't be read.
fn uptime() -> Option<Uptime> {
    let boot = std::fs::read_to_string("/proc/sys/kernel/random/boot_id").ok()?;
    let text = std::fs::read_to_string("/proc/uptime").ok()?;
    let (whole, part) = text.split_whitespace().next()?.split_once('.')?;
    let count = SignedDuration::from_secs(whole.parse().ok()?)
        + SignedDuration::from_millis(10 * part.get(..2)?.parse::<i64>().ok()?);
    Some(Uptime { boot: boot.trim().to_owned(), count })
}

/// The time since the machine started, as the kernel counts it.
#[cfg(target_os = "linux")]
pub(super) fn since_boot() -> Duration {
    use nix::time::{ClockId, clock_gettime};
    clock_gettime(ClockId::CLOCK_BOOTTIME).map_or(Duration::ZERO, Duration::from)
}

/// The time since the machine started, as far as it can be told.
#[cfg(not(target_os = "linux"))]
pub(super) fn since_boot() -> Duration {
    std::time::UNIX_EPOCH.elapsed().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        config::Mode,
        domain::effect::{ClockTrust, Kind},
        store::tests::now,
    };

    #[test]
    fn the_machine_counts_without_the_wall_clock() {
        let (first, second) = (uptime().unwrap(), uptime().unwrap());
        assert_eq!(first.boot, second.boot);
        assert!(second.count >= first.count && first.count > SignedDuration::ZERO);
    }

    #[test]
    fn a_clock_that_jumped_halts_until_a_person_says_it_is_right() {
        for (jump, machine) in [(-3600, false), (-3600, true), (30 * 3600, true)] {
            let mut store = Store::in_memory(Mode::Paper).unwrap();
            assert_eq!(store.clock(now(), machine).unwrap().trust(), ClockTrust::Sound);
            let later = now() + SignedDuration::from_secs(jump);
            let reading = store.clock(later, machine).unwrap();
            assert_eq!((reading.trust(), reading.now), (ClockTrust::Suspect, later.max(now())));
            let why = store.permit_check(Kind::Message).unwrap_err().to_string();
            assert!(why.contains("clock_suspect"), "{why}");
            store.resume("me", "the battery was changed", sighting(later, machine)).unwrap();
            assert_eq!(store.clock(later, machine).unwrap().trust(), ClockTrust::Sound);
            store.permit_check(Kind::Message).unwrap();
            // And it is measured from there on.
            let again = later + SignedDuration::from_hours(9);
            let trust = if machine { ClockTrust::Suspect } else { ClockTrust::Sound };
            assert_eq!(store.clock(again, machine).unwrap().trust(), trust);
        }
    }

    #[test]
    fn resuming_for_another_reason_says_nothing_of_the_clock() {
        let mut store = Store::in_memory(Mode::Paper).unwrap();
        store.clock(now(), false).unwrap();
        store.halt(Scope::All, "a drill", now()).unwrap();
        let wrong = now() - SignedDuration::from_hours(5);
        store.resume("me", "it is over", wrong).unwrap();
        assert_eq!(store.clock(wrong, false).unwrap().trust(), ClockTrust::Suspect);
    }

    #[test]
    fn a_fixed_clock_may_jump_ahead() {
        let mut store = Store::in_memory(Mode::Paper).unwrap();
        for days in [0, 1, 400] {
            let at = now() + SignedDuration::from_hours(24 * days);
            assert_eq!(store.clock(at, false).unwrap().trust(), ClockTrust::Sound);
        }
    }
}
