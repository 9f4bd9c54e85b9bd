//! The local day that spending belongs to. A day, once begun, keeps its bounds: another time zone never opens a second
//! budget for hours that have one, and never takes one from hours that have none.

use jiff::{Timestamp, ToSpan, tz::TimeZone};

/// A local day: its name and the moments that belong to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Day {
    /// `2026-06-01`.
    pub name: String,
    /// Its first moment.
    pub from: Timestamp,
    /// The first moment after it.
    pub until: Timestamp,
}

impl Day {
    /// The day of a moment in a zone: from midnight to midnight, 23 or 25 hours where the clocks change.
    pub fn local(at: Timestamp, zone: &TimeZone) -> Self {
        let date = at.to_zoned(zone.clone()).date();
        let midnight = |date: jiff::civil::Date| date.to_zoned(zone.clone()).map(|begin| begin.timestamp());
        let from = midnight(date).unwrap_or(at);
        let until = date.checked_add(1.day()).and_then(midnight).unwrap_or(Timestamp::MAX);
        Self { name: date.to_string(), from, until }
    }

    /// The day of a moment where `known` days were begun before, perhaps in another zone.
    ///
    /// A begun day that holds the moment is the answer. Else it is the local day, cut off where begun days stand. Where the
    /// zone calls the moment by the name of a day that is over, or an earlier one, the last day that is over goes on.
    pub fn of(at: Timestamp, zone: &TimeZone, known: &[Self]) -> Self {
        if let Some(day) = known.iter().find(|day| day.holds(at)) {
            return day.clone();
        }
        let mut local = Self::local(at, zone);
        let over = known.iter().filter(|day| day.until <= at).max_by_key(|day| day.until);
        let next = known.iter().filter(|day| day.from > at).min_by_key(|day| day.from);
        local.until = next.map_or(local.until, |next| local.until.min(next.from));
        match (over, next) {
            (Some(over), _) if local.name <= over.name => Self { until: local.until, ..over.clone() },
            (_, Some(next)) if local.name >= next.name => {
                Self { from: over.map_or(local.from, |over| local.from.max(over.until)).min(at), ..next.clone() }
            }
            (over, _) => Self { from: over.map_or(local.from, |over| local.from.max(over.until)), ..local },
        }
    }

    /// The name of the day `days` before this one.
    pub fn earlier(&self, days: i32) -> String {
        let date: Option<jiff::civil::Date> = self.name.parse().ok();
        date.and_then(|date| date.checked_sub(days.days()).ok())
            .map_or_else(|| self.name.clone(), |date| date.to_string())
    }

    /// Whether a moment belongs to it.
    pub fn holds(&self, at: Timestamp) -> bool {
        self.from <= at && at < self.until
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    fn zone(name: &str) -> TimeZone {
        TimeZone::get(name).unwrap()
    }

    #[test]
    fn a_day_runs_from_local_midnight_to_local_midnight() {
        let check = |zone_name: &str, moment: &str, name: &str, hours: i64| {
            let day = Day::local(at(moment), &zone(zone_name));
            assert_eq!(day.name, name, "{zone_name} {moment}");
            assert_eq!(day.until.duration_since(day.from).as_hours(), hours, "{zone_name} {moment}");
            assert!(day.holds(at(moment)));
        };
        check("UTC", "2026-06-01T23:59:59Z", "2026-06-01", 24);
        check("America/New_York", "2026-06-02T03:59:59Z", "2026-06-01", 24);
        check("America/New_York", "2026-03-08T12:00:00Z", "2026-03-08", 23);
        check("America/New_York", "2026-11-01T12:00:00Z", "2026-11-01", 25);
        check("Europe/Zurich", "2026-03-29T00:30:00Z", "2026-03-29", 23);
        check("Europe/Zurich", "2026-10-25T01:30:00Z", "2026-10-25", 25);
        check("UTC", "2028-02-29T12:00:00Z", "2028-02-29", 24);
        // Midnight itself is left out there when summer begins.
        check("Africa/Cairo", "2026-04-24T12:00:00Z", "2026-04-24", 23);
        check("UTC", "1970-01-01T00:00:00Z", "1970-01-01", 24);
    }

    /// Every hour of ten days has exactly one day, whatever zone each hour is asked in, and no name comes twice.
    #[test]
    fn changing_zones_neither_doubles_nor_skips_a_day() {
        let zones = ["UTC", "Asia/Tokyo", "America/New_York", "Pacific/Kiritimati", "Pacific/Pago_Pago"].map(zone);
        for start in 0..zones.len() {
            let mut known: Vec<Day> = Vec::new();
            let mut names = Vec::new();
            for hour in 0..240_i64 {
                let moment = at("2026-06-01T00:30:00Z") + hour.hours();
                let turn = usize::try_from(hour / 7).unwrap();
                let day = Day::of(moment, &zones[(start + turn) % zones.len()], &known);
                assert!(day.holds(moment), "{day:?} {moment}");
                known.retain(|other| other.name != day.name);
                for other in &known {
                    assert!(day.until <= other.from || other.until <= day.from, "{day:?} overlaps {other:?}");
                }
                known.push(day.clone());
                if names.last() != Some(&day.name) {
                    names.push(day.name);
                }
            }
            let mut sorted = names.clone();
            sorted.sort();
            sorted.dedup();
            assert_eq!(names, sorted, "days follow each other and none comes back");
        }
    }

    #[test]
    fn a_zone_further_east_opens_no_second_budget_and_one_further_west_repeats_none() {
        let morning = Day::local(at("2026-06-01T10:00:00Z"), &zone("UTC"));
        let known = [morning.clone()];
        assert_eq!(Day::of(at("2026-06-01T20:00:00Z"), &zone("Asia/Tokyo"), &known), morning);
        let next = Day::of(at("2026-06-02T01:00:00Z"), &zone("Asia/Tokyo"), &known);
        assert_eq!((next.name.as_str(), next.from), ("2026-06-02", morning.until));
        let same = Day::of(at("2026-06-02T01:00:00Z"), &zone("America/New_York"), &known);
        assert_eq!((same.name.as_str(), same.from), ("2026-06-01", morning.from));
        assert_eq!(same.until, at("2026-06-02T04:00:00Z"));
    }

    #[test]
    fn a_clock_that_goes_back_finds_the_day_it_left() {
        let yesterday = Day::local(at("2026-06-01T10:00:00Z"), &zone("UTC"));
        let today = Day::local(at("2026-06-02T10:00:00Z"), &zone("UTC"));
        let known = [yesterday.clone(), today];
        assert_eq!(Day::of(at("2026-06-01T23:00:00Z"), &zone("UTC"), &known), yesterday);
        assert_eq!(yesterday.earlier(6), "2026-05-26");
        assert_eq!(Day::local(at("2028-03-01T10:00:00Z"), &zone("UTC")).earlier(1), "2028-02-29");
    }
}
