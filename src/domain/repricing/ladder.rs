//! The aging ladder: what is old and sells below plan is sold harder, one rung at a time.

use jiff::{SignedDuration, Timestamp};
use rust_decimal::Decimal;

use super::strategy::Strategy;

/// One rung: a posture from an age on.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rung {
    /// From this age, in days.
    pub from_day: u32,
    /// The strategy.
    pub strategy: Strategy,
    /// The least return on landed cost, in percent; it makes the floor where the costs are known.
    pub roi_pct: Decimal,
}

/// How something sells, against how it was planned to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Pace {
    /// Units sold since it is for sale.
    pub sold: u32,
    /// Units that were to be sold by now; `None` where there was no plan.
    pub planned: Option<u32>,
}

impl Pace {
    /// Whether it sells worse than planned. Age alone is not enough: without a plan it is not known, and nothing moves.
    pub fn is_below_plan(self) -> bool {
        self.planned.is_some_and(|planned| self.sold < planned)
    }
}

/// Days that a rung is stayed on at least.
const STAY: SignedDuration = SignedDuration::from_hours(24 * 7);

/// The rung that something stands on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    /// Its place on the ladder.
    pub rung: usize,
    /// Since when.
    pub since: Timestamp,
}

/// The next standing. A step down is made only where it sells below plan and has stood for a week; one rung at a time. What
/// sells as planned goes back up a rung after a week.
pub fn next(
    ladder: &[Rung],
    standing: Option<Standing>,
    age_days: u32,
    pace: Pace,
    now: Timestamp,
) -> Option<Standing> {
    if ladder.is_empty() {
        return None;
    }
    let Some(before) = standing else { return Some(Standing { rung: 0, since: now }) };
    let rung = before.rung.min(ladder.len() - 1);
    if now.duration_since(before.since) < STAY {
        return Some(Standing { rung, ..before });
    }
    let aged = ladder.iter().rposition(|one| age_days >= one.from_day).unwrap_or(0);
    let next = match (pace.is_below_plan(), pace.planned) {
        (true, _) if rung < aged => rung + 1,
        (false, Some(_)) if rung > 0 => rung - 1,
        _ => rung,
    };
    Some(if next == rung { Standing { rung, ..before } } else { Standing { rung: next, since: now } })
}

#[cfg(test)]
mod tests {
    use jiff::ToSpan as _;
    use rust_decimal::dec;

    use super::*;

    fn ladder() -> Vec<Rung> {
        let rung = |from_day, strategy, roi_pct| Rung { from_day, strategy, roi_pct };
        vec![
            rung(0, Strategy::Cooperative, dec!(30)),
            rung(31, Strategy::MatchBuyBox, dec!(20)),
            rung(61, Strategy::UndercutBuyBox, dec!(10)),
        ]
    }

    #[test]
    fn a_rung_is_left_by_the_old_that_sell_below_plan_and_not_within_a_week() {
        let now: Timestamp = "2026-11-22T00:00:00Z".parse().unwrap();
        let check = |rung: usize, days: i32, age, sold, planned, expected: usize| {
            let standing = Standing { rung, since: now - (days * 24).hours() };
            let pace = Pace { sold, planned };
            let found = next(&ladder(), Some(standing), age, pace, now).unwrap();
            assert_eq!(found.rung, expected, "{rung} for {days} days, {age} days old, {sold} of {planned:?}");
            assert_eq!(found.since == now, expected != rung, "since when");
        };
        check(0, 40, 40, 1, Some(5), 1);
        check(0, 40, 100, 1, Some(5), 1);
        check(1, 6, 100, 1, Some(5), 1);
        check(1, 7, 100, 1, Some(5), 2);
        check(2, 30, 300, 0, Some(5), 2);
        let short = Standing { rung: 9, since: now };
        assert_eq!(next(&ladder(), Some(short), 100, Pace::default(), now).unwrap().rung, 2, "the ladder got shorter");
        check(0, 40, 40, 5, Some(5), 0);
        check(1, 40, 40, 5, Some(5), 0);
        check(0, 40, 100, 0, None, 0);
        check(0, 40, 30, 0, Some(5), 0);
        assert_eq!(next(&ladder(), None, 100, Pace::default(), now), Some(Standing { rung: 0, since: now }));
        assert_eq!(next(&[], None, 100, Pace::default(), now), None);
    }
}
