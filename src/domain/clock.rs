//! Whether the wall clock can be trusted with a deadline: it may not run back, nor far ahead of the machine's own count.

use jiff::{SignedDuration, Timestamp, Unit};
use serde::{Deserialize, Serialize};

use super::effect::ClockTrust;

/// How far the clock may be set back: what a time server corrects.
const BACK: SignedDuration = SignedDuration::from_secs(60);

/// How far it may run ahead of the machine's count.
const AHEAD: SignedDuration = SignedDuration::from_hours(6);

/// How long one look is the measure for later ones: small steps add up within it, and the machine's own count, which is
/// never exact, is not held against the clock for longer.
const MEASURE: SignedDuration = SignedDuration::from_hours(24);

/// One look at the clocks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sighting {
    /// The time of day.
    pub wall: Timestamp,
    /// The machine's count; none where it can't be read, and where the time is a simulated or a fixed one.
    pub uptime: Option<Uptime>,
}

/// A time that nothing else is known of.
impl From<Timestamp> for Sighting {
    fn from(wall: Timestamp) -> Self {
        Self { wall, uptime: None }
    }
}

/// The machine's own count of time since it started, sleep included.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Uptime {
    /// Which start it counts from.
    pub boot: String,
    /// The count.
    pub count: SignedDuration,
}

/// What is remembered from look to look.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Memory {
    /// The latest time ever seen.
    pub latest: Timestamp,
    /// The look that the machine's count is measured from.
    pub measure: Sighting,
}

/// What a look says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    /// The time that deadlines are measured by: never earlier than any time seen before.
    pub now: Timestamp,
    /// Why nothing that rests on elapsed time may be decided; none where the clock is sound.
    pub suspect: Option<String>,
    /// What to remember for the next look.
    pub memory: Memory,
}

impl Reading {
    /// Whether the clock can be trusted.
    pub fn trust(&self) -> ClockTrust {
        if self.suspect.is_some() { ClockTrust::Suspect } else { ClockTrust::Sound }
    }
}

/// Compares a look with what is remembered.
///
/// A database that nobody used for a month is nothing strange, nor is a laptop that slept: a jump ahead is known as one
/// only by the machine's count, within one start of the machine. A clock behind the latest time on record always is.
pub fn read(seen: &Sighting, memory: Option<&Memory>) -> Reading {
    let Some(memory) = memory else {
        let memory = Memory { latest: seen.wall, measure: seen.clone() };
        return Reading { now: seen.wall, suspect: None, memory };
    };
    let now = seen.wall.max(memory.latest);
    if let Some(why) = jump(seen, memory) {
        return Reading { now, suspect: Some(why), memory: memory.clone() };
    }
    let measure = match &memory.measure {
        old if counted(old, seen).is_some_and(|count| count < MEASURE) => old.clone(),
        // Where the clock is a little behind, the time on record stays the measure, so that little steps back add up.
        _ => Sighting { wall: now, uptime: seen.uptime.clone() },
    };
    Reading { now, suspect: None, memory: Memory { latest: now, measure } }
}

/// How the clock moved as it may not, in words.
fn jump(seen: &Sighting, memory: &Memory) -> Option<String> {
    if seen.wall.duration_since(memory.latest) < -BACK {
        return Some(format!("it says {}, and said {} before", second(seen.wall), second(memory.latest)));
    }
    let drift = seen.wall.duration_since(memory.measure.wall) - counted(&memory.measure, seen)?;
    if drift < -BACK {
        Some(format!("it was set back by {} seconds", -drift.as_secs()))
    } else if drift > AHEAD {
        Some(format!("it jumped ahead by {} hours", drift.as_hours()))
    } else {
        None
    }
}

/// The machine's count between two looks of one start.
fn counted(then: &Sighting, now: &Sighting) -> Option<SignedDuration> {
    let (then, now) = (then.uptime.as_ref()?, now.uptime.as_ref()?);
    // A container may count from its own start: a count that ran back is of another one.
    (then.boot == now.boot && now.count >= then.count).then(|| now.count - then.count)
}

fn second(at: Timestamp) -> Timestamp {
    at.round(Unit::Second).unwrap_or(at)
}

#[cfg(test)]
mod tests {
    use super::*;

    const START: i64 = 1_780_000_000;

    /// `(wall, count)` in seconds since the first look; the start of the machine by its name.
    fn look((boot, wall, count): (&str, i64, i64)) -> Sighting {
        let uptime = Uptime { boot: boot.into(), count: SignedDuration::from_secs(1000 + count) };
        Sighting { wall: Timestamp::from_second(START + wall).unwrap(), uptime: (!boot.is_empty()).then_some(uptime) }
    }

    /// The last of these looks is suspect, or is not; the ones before it are sound.
    fn check(name: &str, looks: &[(&str, i64, i64)], suspect: bool) {
        let mut memory: Option<Memory> = None;
        for (place, seen) in looks.iter().enumerate() {
            let reading = read(&look(*seen), memory.as_ref());
            let last = place + 1 == looks.len();
            assert_eq!(reading.trust() == ClockTrust::Suspect, last && suspect, "{name}: look {place}: {reading:?}");
            if let Some(memory) = &memory {
                assert!(reading.now >= memory.latest, "{name}: time ran back");
            }
            memory = Some(reading.memory);
        }
    }

    #[test]
    fn time_that_passes_is_sound() {
        const DAY: i64 = 86_400;
        check("the first look", &[("a", 0, 0)], false);
        check("a minute later", &[("a", 0, 0), ("a", 60, 60)], false);
        check("a laptop that slept", &[("a", 0, 0), ("a", 3 * DAY, 3 * DAY)], false);
        check("a month unused, another start", &[("a", 0, 0), ("b", 30 * DAY, 5)], false);
        check("a month unused, no count", &[("", 0, 0), ("", 30 * DAY, 0)], false);
        check("a time server's correction", &[("a", 0, 0), ("a", -50, 5), ("a", 10, 65)], false);
        check("a count that is lost", &[("a", 0, 0), ("", 30 * DAY, 0), ("a", 30 * DAY + 60, 30 * DAY + 60)], false);
        let slow: Vec<(&str, i64, i64)> = (0..90).map(|day| ("a", day * DAY - day * 4, day * DAY)).collect();
        check("a count that is four seconds a day too fast", &slow, false);
    }

    #[test]
    fn a_jump_is_suspect() {
        const HOUR: i64 = 3600;
        check("back an hour", &[("a", 0, 0), ("a", -HOUR, 5)], true);
        check("back an hour, after a restart", &[("a", 0, 0), ("b", -HOUR, 5)], true);
        check("back an hour, no count", &[("", 0, 0), ("", -HOUR, 0)], true);
        check("back behind the count", &[("a", 0, 0), ("a", HOUR, 2 * HOUR)], true);
        check("ahead a day", &[("a", 0, 0), ("a", 24 * HOUR, 5)], true);
        check("ahead ten years", &[("a", 0, 0), ("a", 10 * 8766 * HOUR, 5)], true);
        check("to 1970", &[("a", 0, 0), ("a", -START, 5)], true);
        check("back in small steps", &[("a", 0, 0), ("a", -35, 5), ("a", -69, 6)], true);
        check("ahead in small steps", &[("a", 0, 0), ("a", 5 * HOUR, 5), ("a", 10 * HOUR, 6)], true);
    }

    #[test]
    fn a_suspect_clock_is_not_believed_later_either() {
        let memory = read(&look(("a", 0, 0)), None).memory;
        let wrong = read(&look(("a", 90_000, 5)), Some(&memory));
        assert_eq!(wrong.memory, memory);
        assert_eq!(read(&look(("a", 90_060, 65)), Some(&wrong.memory)).trust(), ClockTrust::Suspect);
        assert_eq!(read(&look(("a", 65, 65)), Some(&wrong.memory)).trust(), ClockTrust::Sound);
    }
}
