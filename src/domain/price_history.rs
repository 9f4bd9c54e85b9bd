//! A value over time, written where it changes: what a price or a rank was, for how long, and what that comes to.
//!
//! Everything is weighted by time: a price that stood for a month counts for more than one that stood for an hour.

/// Minutes of a day.
pub const DAY: i64 = 1_440;

/// The value where there was none.
const NONE: i32 = -1;

/// A step-shaped history: at each point the value changes and stays until the next.
///
/// Values are whole minor units, ranks or counts; −1 is "there was none", and what lies below it "nobody looked". Points stand
/// in order of time.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct History {
    points: Vec<Point>,
}

/// From this minute on, this value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Point {
    /// Minutes since any fixed moment.
    pub minute: i32,
    /// The value; below zero is none.
    pub value: i32,
}

/// A value and from when to when it stood.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stretch {
    /// The value.
    pub value: i32,
    from: i64,
    minutes: i64,
}

impl Stretch {
    /// The minute from which it stood, within the window that was asked for.
    pub fn from(&self) -> i64 {
        self.from
    }

    /// The minute before which it ended.
    pub fn to(&self) -> i64 {
        self.from + self.minutes
    }
}

impl History {
    /// Takes points; one that goes back in time is left out.
    pub fn new(points: impl IntoIterator<Item = Point>) -> Self {
        let mut history = Self::default();
        points.into_iter().for_each(|point| history.push(point));
        history
    }

    /// Adds a point; one that goes back in time is left out.
    pub fn push(&mut self, point: Point) {
        if self.points.last().is_none_or(|last| last.minute <= point.minute) {
            self.points.push(point);
        }
    }

    /// Every point, the oldest first.
    pub fn points(&self) -> &[Point] {
        &self.points
    }

    /// The value at the end; `None` where there is none now.
    pub fn now(&self) -> Option<i32> {
        self.points.last().map(|point| point.value).filter(|value| *value >= 0)
    }

    /// Points within the last `days` before a minute.
    pub fn points_within(&self, until: i32, days: i64) -> u32 {
        let within = self.window(until, days).filter(|(_, from)| *from > i64::from(until) - days * DAY);
        u32::try_from(within.count()).unwrap_or(u32::MAX)
    }

    /// How often the value fell within the last `days`: for a rank, likely sales.
    pub fn falls_within(&self, until: i32, days: i64) -> u32 {
        let start = i64::from(until) - days * DAY;
        let fell = |pair: &&[Point]| {
            let (before, after) = (pair[0], pair[1]);
            i64::from(after.minute) > start && after.minute <= until && (0..before.value).contains(&after.value)
        };
        u32::try_from(
            self.points.windows(2).rev().take_while(|pair| i64::from(pair[1].minute) > start).filter(fell).count(),
        )
        .unwrap_or(u32::MAX)
    }

    /// The mean of the last `days`, rounded half up; `None` where there was no value.
    pub fn mean(&self, until: i32, days: i64) -> Option<i64> {
        let (mut sum, mut minutes) = (0_i128, 0_i128);
        for stretch in self.stretches(until, days).filter(|stretch| stretch.value >= 0) {
            sum += i128::from(stretch.value) * i128::from(stretch.minutes);
            minutes += i128::from(stretch.minutes);
        }
        (minutes > 0).then(|| i64::try_from((2 * sum + minutes).div_euclid(2 * minutes)).ok())?
    }

    /// The lowest values that were not passed for 10, 50 and 90 percent of the last `days`; `None` where there was no value.
    pub fn percentiles(&self, until: i32, days: i64) -> Option<[i64; 3]> {
        let mut stretches: Vec<Stretch> = self.stretches(until, days).filter(|stretch| stretch.value >= 0).collect();
        stretches.sort_unstable_by_key(|stretch| stretch.value);
        let total: i64 = stretches.iter().map(|stretch| stretch.minutes).sum();
        let at = |percent: i64| {
            let mut passed = 0;
            stretches.iter().find_map(|stretch| {
                passed += stretch.minutes;
                (passed * 100 >= total * percent).then_some(i64::from(stretch.value))
            })
        };
        if total > 0 { Some([at(10)?, at(50)?, at(90)?]) } else { None }
    }

    /// In how many of 1,000 parts of the last `days` there was a value; `None` where nothing was recorded. Time in which nobody
    /// looked says neither yes nor no.
    pub fn presence(&self, until: i32, days: i64) -> Option<i64> {
        let (mut with, mut all) = (0, 0);
        for stretch in self.stretches(until, days).filter(|stretch| stretch.value >= NONE) {
            all += stretch.minutes;
            with += if stretch.value >= 0 { stretch.minutes } else { 0 };
        }
        (all > 0).then(|| (2_000 * with + all) / (2 * all))
    }

    /// How much the value rises in a month of 30 days, in tenths: the slope of the straight line that lies nearest to the
    /// last `days` (least squares over time). `None` where less than a tenth of them is known.
    pub fn slope(&self, until: i32, days: i64) -> Option<i64> {
        let start = i64::from(until) - days * DAY;
        // Sums over the known time: of 1, 2t, 3t², the value, and twice the value times t.
        let (mut ones, mut twos, mut threes, mut values, mut mixed) = (0_i128, 0_i128, 0_i128, 0_i128, 0_i128);
        for stretch in self.stretches(until, days).filter(|stretch| stretch.value >= 0) {
            let (from, to) = (i128::from(stretch.from() - start), i128::from(stretch.to() - start));
            let (value, square) = (i128::from(stretch.value), to * to - from * from);
            ones += to - from;
            twos += square;
            threes += to * to * to - from * from * from;
            values += value * (to - from);
            mixed += value * square;
        }
        if ones * 10 < i128::from(days * DAY) {
            return None;
        }
        let (rise, run) = (6 * (ones * mixed - twos * values), 4 * ones * threes - 3 * twos * twos);
        let tenths = 2 * rise * i128::from(30 * DAY) * 10 + run;
        (run > 0).then(|| i64::try_from(tenths.div_euclid(2 * run)).ok())?
    }

    /// The points that say something of the window, the last first, with the minute from which each counts.
    fn window(&self, until: i32, days: i64) -> impl Iterator<Item = (Point, i64)> {
        let start = i64::from(until) - days * DAY;
        let mut before = false;
        self.points.iter().rev().skip_while(move |point| point.minute > until).map_while(move |point| {
            if before {
                return None;
            }
            before = i64::from(point.minute) <= start;
            Some((*point, i64::from(point.minute).max(start)))
        })
    }

    /// Which values stood in the last `days`, the last first.
    pub fn stretches(&self, until: i32, days: i64) -> impl Iterator<Item = Stretch> {
        let mut to = i64::from(until);
        self.window(until, days).map(move |(point, from)| {
            let minutes = (to - from).max(0);
            to = from;
            Stretch { value: point.value, from, minutes }
        })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn history(points: &[(i32, i32)]) -> History {
        History::new(points.iter().map(|(minute, value)| Point { minute: *minute, value: *value }))
    }

    #[test]
    fn what_stood_longer_counts_for_more() {
        let day = 1_440;
        // Ten days ago 20.00, gone for a day, then 10.00 for the last day.
        let prices = history(&[(0, 3_000), (90 * day, 2_000), (98 * day, -1), (99 * day, 1_000)]);
        let now = 100 * day;
        assert_eq!(prices.now(), Some(1_000));
        assert_eq!(prices.mean(now, 10), Some((8 * 2_000 + 1_000 + 4) / 9));
        assert_eq!(prices.percentiles(now, 10), Some([1_000, 2_000, 2_000]));
        assert_eq!(prices.percentiles(now, 50), Some([2_000, 3_000, 3_000]));
        assert_eq!(prices.presence(now, 10), Some(900));
        assert_eq!((prices.points_within(now, 10), prices.points_within(now, 1)), (2, 0));
        // Before anything was recorded there is nothing to say.
        assert_eq!(history(&[(now, 5)]).mean(now, 30), None);
        assert_eq!(history(&[]).presence(now, 30), None);
    }

    #[test]
    fn time_in_which_nobody_looked_is_neither_in_stock_nor_out() {
        let day = 1_440;
        let prices = history(&[(0, 1_000), (10 * day, -2), (20 * day, -1)]);
        assert_eq!(prices.presence(30 * day, 30), Some(500));
        assert_eq!(history(&[(0, -2)]).presence(30 * day, 30), None);
        assert_eq!(prices.now(), None);
    }

    #[test]
    fn a_line_through_steps_rises_as_they_do() {
        let day = 1_440;
        // One more every ten days: three a month.
        let steps: Vec<(i32, i32)> = (0..9).map(|step| (step * 10 * day, 5 + step)).collect();
        assert_eq!(history(&steps).slope(90 * day, 90), Some(30));
        let falling: Vec<(i32, i32)> = (0..9).map(|step| (step * 10 * day, 50 - step)).collect();
        assert_eq!(history(&falling).slope(90 * day, 90), Some(-30));
        assert_eq!(history(&[(0, 7)]).slope(90 * day, 90), Some(0));
        assert_eq!(history(&[(0, -1), (85 * day, 7)]).slope(90 * day, 90), None);
        assert_eq!(history(&[]).slope(90 * day, 90), None);
    }

    #[test]
    fn a_rank_that_falls_is_a_sale() {
        let ranks = history(&[(0, 900), (10, 400), (20, 500), (30, 450), (40, -1), (50, 300), (60, 200)]);
        assert_eq!(ranks.falls_within(60, 1), 3);
        assert_eq!(ranks.falls_within(45, 1), 2);
    }

    proptest! {
        #[test]
        fn figures_lie_between_the_least_and_the_most(
            steps in prop::collection::vec((1_i32..5_000, -2_i32..10_000), 1..60), days in 1_i64..200,
        ) {
            let mut minute = 0;
            let points: Vec<(i32, i32)> = steps.iter().map(|(step, value)| { minute += step; (minute, *value) }).collect();
            let history = history(&points);
            let until = minute + 100;
            let known = || points.iter().map(|(_, value)| i64::from(*value)).filter(|value| *value >= 0);
            if let Some([low, middle, high]) = history.percentiles(until, days) {
                prop_assert!(known().min() <= Some(low) && low <= middle && middle <= high && Some(high) <= known().max());
                let mean = history.mean(until, days).unwrap();
                prop_assert!(known().min() <= Some(mean) && Some(mean) <= known().max());
            }
            let presence = history.presence(until, days).unwrap();
            prop_assert!((0..=1_000).contains(&presence));
            let total: i64 = history.stretches(until, days).map(|stretch| stretch.minutes).sum();
            prop_assert_eq!(total, (days * DAY).min(i64::from(until) - i64::from(points[0].0)));
        }
    }
}
