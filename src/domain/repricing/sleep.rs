//! Hours in which no price moves: opt-in, by the clock of one zone.

use jiff::{Timestamp, civil::Time, tz::TimeZone};

/// Hours of sleep, from one time of day to another, over midnight where the second is earlier.
#[derive(Clone, Debug, PartialEq)]
pub struct Sleep {
    from: Time,
    until: Time,
    zone: TimeZone,
}

impl Sleep {
    /// Reads `22:00-06:00 America/Los_Angeles`; without a zone it is UTC.
    pub fn parse(text: &str) -> Result<Self, String> {
        let shape = || format!("`{text}` is no time of sleep: write it like `22:00-06:00 America/New_York`");
        let (hours, zone) = text.trim().split_once(' ').unwrap_or((text.trim(), "UTC"));
        let (from, until) = hours.split_once('-').ok_or_else(shape)?;
        let time = |text: &str| Time::strptime("%H:%M", text.trim()).map_err(|_| shape());
        let (from, until) = (time(from)?, time(until)?);
        if from == until {
            return Err(format!("`{text}` begins and ends at one time: that is no sleep, or all day"));
        }
        let zone = TimeZone::get(zone.trim()).map_err(|_| format!("`{}` is no time zone", zone.trim()))?;
        Ok(Self { from, until, zone })
    }

    /// Whether it is time to sleep.
    pub fn holds(&self, now: Timestamp) -> bool {
        let time = now.to_zoned(self.zone.clone()).time();
        match self.from < self.until {
            true => time >= self.from && time < self.until,
            false => time >= self.from || time < self.until,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sleep_ends_where_it_says_over_midnight_and_in_its_zone() {
        let check = |text: &str, at: &str, expected: bool| {
            assert_eq!(Sleep::parse(text).unwrap().holds(at.parse().unwrap()), expected, "{text} {at}");
        };
        check("22:00-06:00", "2026-11-22T21:59:59Z", false);
        check("22:00-06:00", "2026-11-22T22:00:00Z", true);
        check("22:00-06:00", "2026-11-23T05:59:59Z", true);
        check("22:00-06:00", "2026-11-23T06:00:00Z", false);
        check("01:00-02:00", "2026-11-23T01:30:00Z", true);
        check("22:00-06:00 America/Los_Angeles", "2026-11-23T07:00:00Z", true);
        check("22:00-06:00 America/Los_Angeles", "2026-11-23T05:00:00Z", false);
    }

    #[test]
    fn what_is_no_time_of_sleep_is_refused() {
        for text in ["", "22-6", "25:00-06:00", "22:00-22:00", "22:00-06:00 Nowhere/Land", "22:00"] {
            Sleep::parse(text).expect_err(text);
        }
    }
}
