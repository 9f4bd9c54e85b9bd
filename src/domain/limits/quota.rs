//! A vendor's request quota as a bucket of tokens that fills by itself (money-safety L24).

use jiff::Timestamp;
use rust_decimal::Decimal;

/// A vendor's quota.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quota {
    /// The most tokens the bucket holds, in thousandths.
    pub most: i64,
    /// Tokens that it gains in a second, in thousandths.
    pub per_second: i64,
}

/// What a request is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// Finding out what became of something: may use all.
    Reconcile,
    /// Anything else: leaves the kept share.
    Other,
}

impl Purpose {
    /// How much of a whole it may use, when `keep_pct` of it stay for finding out.
    pub fn share(self, whole: i64, keep_pct: Decimal) -> i64 {
        match self {
            Self::Reconcile => whole,
            Self::Other => {
                let kept = Decimal::from(whole) * keep_pct / Decimal::ONE_HUNDRED;
                whole - i64::try_from(kept.ceil()).unwrap_or(whole).min(whole)
            }
        }
    }
}

/// Whether there are tokens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum QuotaAnswer {
    /// They are taken.
    Taken,
    /// There will be enough then.
    Wait(Timestamp),
    /// The request is larger than the bucket will ever be.
    Never,
}

impl Quota {
    /// What the bucket holds `now`, when it held `tokens` at a moment, below zero where a call cost more than there was; a
    /// clock that goes back adds nothing.
    pub fn filled(&self, tokens: i64, at: Timestamp, now: Timestamp) -> i64 {
        let micros = now.duration_since(at).as_micros().max(0);
        let gained = micros.saturating_mul(i128::from(self.per_second)) / 1_000_000;
        let held = i128::from(tokens).saturating_add(gained).min(i128::from(self.most.max(0)));
        i64::try_from(held).unwrap_or(self.most)
    }

    /// Whether `cost` thousandths may be taken from `held`, of which `keep_pct` of the whole stay for reconciling.
    pub fn ask(&self, held: i64, cost: i64, purpose: Purpose, keep_pct: Decimal, now: Timestamp) -> QuotaAnswer {
        // Whole tokens: a bucket that holds one call can't keep a part of it.
        let kept = (self.most - purpose.share(self.most, keep_pct)) / 1000 * 1000;
        let Some(need) = cost.max(0).checked_add(kept).filter(|need| *need <= self.most) else {
            return QuotaAnswer::Never;
        };
        if held >= need {
            return QuotaAnswer::Taken;
        }
        let Some(speed) = u128::try_from(self.per_second).ok().filter(|speed| *speed > 0) else {
            return QuotaAnswer::Never;
        };
        let missing = u128::try_from(need - held).unwrap_or(0);
        let wait = i64::try_from((missing * 1_000_000).div_ceil(speed)).map(jiff::SignedDuration::from_micros);
        QuotaAnswer::Wait(wait.ok().and_then(|wait| now.checked_add(wait).ok()).unwrap_or(Timestamp::MAX))
    }
}

#[cfg(test)]
mod tests {
    use jiff::ToSpan;
    use rust_decimal::dec;

    use super::*;

    #[test]
    fn a_fifth_is_kept_for_finding_out() {
        let quota = Quota { most: 10_000, per_second: 500 };
        let now = Timestamp::UNIX_EPOCH;
        let check = |held, cost, purpose, answer| {
            assert_eq!(quota.ask(held, cost, purpose, dec!(20), now), answer, "{held} {cost} {purpose:?}");
        };
        check(10_000, 8_000, Purpose::Other, QuotaAnswer::Taken);
        check(10_000, 8_001, Purpose::Other, QuotaAnswer::Never);
        check(2_500, 1_000, Purpose::Other, QuotaAnswer::Wait(now + 1.second()));
        check(2_500, 1_000, Purpose::Reconcile, QuotaAnswer::Taken);
        check(0, 1_000, Purpose::Reconcile, QuotaAnswer::Wait(now + 2.seconds()));
    }

    #[test]
    fn the_bucket_fills_with_time_and_never_over() {
        let quota = Quota { most: 10_000, per_second: 500 };
        let now = Timestamp::UNIX_EPOCH;
        assert_eq!(quota.filled(1_000, now, now + 4.seconds()), 3_000);
        assert_eq!(quota.filled(1_000, now, now + 1.hour()), 10_000);
        assert_eq!(quota.filled(1_000, now, now - 1.hour()), 1_000);
    }
}
