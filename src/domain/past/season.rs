//! The seasons of a price: what it is in each month of the year, beside the whole year.

use jiff::{Timestamp, civil::Date, tz::TimeZone};
use serde::{Deserialize, Serialize};

use super::moment;
use crate::domain::price_history::{DAY, History};

/// Months that are looked back on: three years.
const MONTHS: usize = 36;

/// Days of a month of the year that must be known before it is spoken of: more than one year has, since in a single year a
/// price that fell looks like a season.
const LEAST_DAYS: i64 = 40;

/// A history in percent of the mean of its year, month by month, January first; `None` where too little is known of one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Season {
    /// Twelve months.
    pub months: [Option<u32>; 12],
}

impl Season {
    /// The seasons of a history until a minute, over at most three years; `None` where not every month of a year is known.
    ///
    /// Each month of the year is the mean of its minutes, and the year the mean of its months, so that a year that was
    /// recorded twice does not weigh twice.
    pub fn of(history: &History, until: i32) -> Option<Self> {
        let begins = month_starts(until)?;
        let mut sums = [(0_i128, 0_i64); 12];
        let mut place = 0;
        let days = (i64::from(until) - begins[MONTHS - 1].0).div_euclid(DAY) + 1;
        for stretch in history.stretches(until, days) {
            let (mut to, from) = (stretch.to(), stretch.from());
            while to > from && place < MONTHS {
                let (start, month) = begins[place];
                let part = to - from.max(start);
                if part > 0 && stretch.value >= 0 {
                    sums[month].0 += i128::from(stretch.value) * i128::from(part);
                    sums[month].1 += part;
                }
                to = to.min(start.max(from));
                // The month before is begun where this one's beginning was reached.
                if to <= start {
                    place += 1;
                }
            }
        }
        if sums.iter().any(|(_, minutes)| *minutes < LEAST_DAYS * DAY) {
            return None;
        }
        // In millionths of the unit: months differ by less than a unit where values are small.
        let means = sums.map(|(sum, minutes)| sum * 1_000_000 / i128::from(minutes));
        let year: i128 = means.iter().sum::<i128>() / 12;
        let percent = |mean: i128| u32::try_from((2 * mean * 100 + year) / (2 * year)).ok();
        (year > 0).then(|| Self { months: means.map(percent) })
    }

    /// The percent of the month that a day lies in.
    pub fn on(&self, day: Date) -> Option<u32> {
        self.months[usize::from(day.month().unsigned_abs()) - 1]
    }

    /// The best month for a seller, and its percent.
    pub fn best(&self) -> Option<(usize, u32)> {
        self.months
            .iter()
            .enumerate()
            .filter_map(|(month, percent)| Some((month, (*percent)?)))
            .max_by_key(|best| best.1)
    }
}

/// The names of the months.
pub const NAMES: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// The minute at which each of the last months begins, the newest first, and which month of the year it is.
fn month_starts(until: i32) -> Option<[(i64, usize); MONTHS]> {
    let utc = |at: Timestamp| at.to_zoned(TimeZone::UTC).date();
    let mut first = utc(moment(until)?).first_of_month();
    let mut starts = [(0, 0); MONTHS];
    for start in &mut starts {
        let at = first.to_zoned(TimeZone::UTC).ok()?.timestamp();
        *start = (at.as_second() / 60 - super::EPOCH, usize::from(first.month().unsigned_abs()) - 1);
        first = first.yesterday().ok()?.first_of_month();
    }
    Some(starts)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::price_history::Point;

    fn minute(day: &str) -> i32 {
        let at = format!("{day}T00:00:00Z").parse::<Timestamp>().unwrap();
        i32::try_from(at.as_second() / 60 - super::super::EPOCH).unwrap()
    }

    #[test]
    fn a_month_is_held_against_its_year() {
        let mut history = History::default();
        for year in [2024, 2025] {
            history.push(Point { minute: minute(&format!("{year}-01-01")), value: 1_000 });
            history.push(Point { minute: minute(&format!("{year}-12-01")), value: 2_200 });
        }
        history.push(Point { minute: minute("2026-01-01"), value: 1_000 });
        let season = Season::of(&history, minute("2026-03-15")).unwrap();
        // The year is (11 × 10.00 + 22.00) ÷ 12 = 11.00.
        assert_eq!((season.months[11], season.months[0], season.best()), (Some(200), Some(91), Some((11, 200))));
        assert_eq!(season.on("2026-12-24".parse().unwrap()), Some(200));
        // One year says nothing about the next.
        assert_eq!(Season::of(&history, minute("2025-01-01")), None);
        assert_eq!(Season::of(&History::default(), minute("2026-03-15")), None);
    }

    #[test]
    fn what_was_not_offered_does_not_count() {
        let points = [("2024-01-01", 1_000), ("2024-06-01", -1), ("2024-06-15", 1_000), ("2025-06-01", -2)];
        let history = |points: &[(&str, i32)]| {
            History::new(points.iter().map(|(day, value)| Point { minute: minute(day), value: *value }))
        };
        let season = |until: &str| Season::of(&history(&points), minute(until));
        // Half of one June is too little, and of the next there is none.
        assert_eq!(season("2025-12-31"), None);
        assert!(Season::of(&history(&points[..3]), minute("2025-12-31")).is_some());
    }
}
