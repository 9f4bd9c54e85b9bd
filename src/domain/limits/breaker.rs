//! A vendor that does not answer is left alone for a while (money-safety L18).

use jiff::{SignedDuration, Timestamp};
use rust_decimal::Decimal;

use super::{Caps, Limit};

/// How many calls the share is taken of.
const WINDOW: usize = 20;
/// How long it is shut off the first time; every further time twice as long.
const FIRST: SignedDuration = SignedDuration::from_mins(15);
/// The longest.
const LONGEST: SignedDuration = SignedDuration::from_hours(24);

/// Whether a vendor may be called.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Breaker {
    /// It answers.
    Closed,
    /// It is left alone until then.
    Open {
        /// The end of it.
        until: Timestamp,
    },
    /// The time is over: one call that changes nothing may find out whether it answers again.
    HalfOpen,
}

/// What is known of a vendor's answers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BreakerState {
    /// How often it was shut off without a good answer since.
    pub trips: u32,
    /// Until when it is shut off; `None` where it is not.
    pub until: Option<Timestamp>,
    /// Its last calls since then, newest first: whether there was a clear answer.
    pub calls: Vec<bool>,
}

impl BreakerState {
    /// Whether the vendor may be called now.
    pub fn breaker(&self, now: Timestamp) -> Breaker {
        match self.until {
            None => Breaker::Closed,
            Some(until) if now < until => Breaker::Open { until },
            Some(_) => Breaker::HalfOpen,
        }
    }

    /// A call has ended. `ok` is a clear answer, yes or no; a time-out, a 5xx or an unknown outcome is none.
    #[must_use]
    pub fn after(mut self, ok: bool, now: Timestamp, caps: &Caps) -> Self {
        match (self.breaker(now), ok) {
            // It answers again: what was before counts no more.
            (Breaker::HalfOpen, true) => Self::default(),
            (Breaker::HalfOpen, false) => self.open(now),
            // A call that was on its way when it was shut off: one answer is no proof.
            (Breaker::Open { .. }, _) => self,
            (Breaker::Closed, _) => {
                self.calls.insert(0, ok);
                self.calls.truncate(WINDOW);
                if self.is_bad(caps) { self.open(now) } else { self }
            }
        }
    }

    fn is_bad(&self, caps: &Caps) -> bool {
        let in_a_row = self.calls.iter().take_while(|ok| !**ok).count();
        let bad = self.calls.iter().filter(|ok| !**ok).count();
        let most = usize::try_from(caps.count(Limit::BreakerFailures)).unwrap_or(usize::MAX).max(1);
        let share = Decimal::from(bad) * Decimal::ONE_HUNDRED;
        in_a_row >= most
            || self.calls.len() == WINDOW && bad > 0 && share >= caps.value(Limit::BreakerPct) * Decimal::from(WINDOW)
    }

    fn open(mut self, now: Timestamp) -> Self {
        let doubled = FIRST.checked_mul(1_i32.checked_shl(self.trips.min(20)).unwrap_or(i32::MAX));
        let pause = doubled.unwrap_or(LONGEST).min(LONGEST);
        self.until = Some(now.checked_add(pause).unwrap_or(Timestamp::MAX));
        self.trips = self.trips.saturating_add(1);
        self.calls.clear();
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{config::Limits, domain::money::Currency};

    fn caps() -> Caps {
        Caps::new(&Limits::default(), Currency::USD).unwrap()
    }

    fn after(calls: &[bool]) -> BreakerState {
        let start = BreakerState::default();
        calls.iter().fold(start, |state, ok| state.after(*ok, Timestamp::UNIX_EPOCH, &caps()))
    }

    #[test]
    fn five_failures_in_a_row_or_thirty_percent_of_twenty_shut_it_off() {
        let check = |calls: &[bool], open: bool| {
            let state = after(calls);
            assert_eq!(state.breaker(Timestamp::UNIX_EPOCH) != Breaker::Closed, open, "{calls:?}");
        };
        check(&[false; 4], false);
        check(&[false; 5], true);
        check(&[false, false, false, false, true, false], false);
        let every_third: Vec<bool> = (0..19).map(|place| place % 3 != 0).collect();
        check(&every_third, false);
        check(&[&every_third[..], &[true]].concat(), true);
        let every_fourth: Vec<bool> = (0..40).map(|place| place % 4 != 0).collect();
        check(&every_fourth, false);
    }

    #[test]
    fn each_time_it_stays_off_twice_as_long_up_to_a_day_and_one_answer_ends_it() {
        let mut state = after(&[false; 5]);
        for minutes in [15, 30, 60, 120, 240, 480, 960, 1440, 1440] {
            let until = state.until.unwrap();
            let begun = until - SignedDuration::from_mins(minutes);
            assert_eq!(state.breaker(begun), Breaker::Open { until }, "{minutes}");
            assert_eq!(state.breaker(until), Breaker::HalfOpen);
            state = state.after(true, until - SignedDuration::from_secs(1), &caps());
            assert_eq!(state.until, Some(until), "an answer while it is off proves nothing");
            state = state.after(false, until, &caps());
            let next = SignedDuration::from_mins((minutes * 2).min(1440));
            assert_eq!(state.until, Some(until + next));
        }
        let until = state.until.unwrap();
        assert_eq!(state.after(true, until, &caps()), BreakerState::default());
    }
}
