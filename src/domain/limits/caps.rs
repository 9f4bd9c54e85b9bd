//! The limits of a run, checked for sense.

use std::collections::BTreeMap;

use rust_decimal::{Decimal, dec};

use super::{Limit, Unit};
use crate::{
    config::Limits,
    domain::money::{Currency, Money, Rounding},
};

/// The most that an amount may be, in major units.
const MOST: Decimal = dec!(1_000_000_000_000);

/// The limits of one run in the account currency. Every value has been checked: what makes no sense is an error, never
/// bent until it does.
#[derive(Clone, Debug, PartialEq)]
pub struct Caps {
    /// The account currency.
    pub currency: Currency,
    limits: Limits,
}

/// A limit that can't be what the settings say.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`limits.{limit}` can't be {value}: it lies between {low} and {high}")]
pub struct CapsError {
    /// The limit.
    pub limit: Limit,
    /// What the settings say.
    pub value: Decimal,
    /// The least that makes sense.
    pub low: Decimal,
    /// The most that makes sense.
    pub high: Decimal,
}

impl Caps {
    /// The limits as they are in force.
    pub fn new(limits: &Limits, currency: Currency) -> Result<Self, CapsError> {
        for limit in Limit::ALL.iter().copied() {
            let value = limit.of(limits);
            let (low, high) = range(limit);
            let fits = limit.unit() != Unit::Money || Money::new(value, currency).to_minor(Rounding::Up).is_ok();
            if value < low || value > high || !fits {
                return Err(CapsError { limit, value, low, high });
            }
        }
        Ok(Self { currency, limits: limits.clone() })
    }

    /// The same with one limit changed.
    pub fn with(mut self, limit: Limit, value: Decimal) -> Result<Self, CapsError> {
        let (low, high) = range(limit);
        limit.put(&mut self.limits, value).ok_or(CapsError { limit, value, low, high })?;
        Self::new(&self.limits, self.currency)
    }

    /// The settings behind the caps.
    pub fn limits(&self) -> &Limits {
        &self.limits
    }

    /// A limit as it is written: 30 is 30 %.
    pub fn value(&self, limit: Limit) -> Decimal {
        limit.of(&self.limits)
    }

    /// A limit on money in minor units. A cap is rounded down and a floor up: rounding never spends more.
    pub fn minor(&self, limit: Limit) -> i64 {
        let rounding = match limit.tighter() {
            super::Tighter::Lower => Rounding::Down,
            super::Tighter::Higher => Rounding::Up,
        };
        Money::new(self.value(limit), self.currency).to_minor(rounding).expect("checked when the caps were made")
    }

    /// A limit on whole things.
    pub fn count(&self, limit: Limit) -> i64 {
        i64::try_from(self.value(limit).trunc()).expect("checked when the caps were made")
    }

    /// A percentage of an amount in minor units, rounded down.
    pub fn share_of(&self, limit: Limit, whole: i64) -> i64 {
        let share = Decimal::from(whole).checked_mul(self.value(limit)).map(|share| share / Decimal::ONE_HUNDRED);
        share.and_then(|share| i64::try_from(share.floor()).ok()).unwrap_or(0).max(0)
    }

    /// What is in force when `configured` is wished and `accepted` was accepted: of each limit the tighter one. A limit
    /// that was never accepted is accepted at its built-in value.
    pub fn in_force(configured: &Limits, accepted: &BTreeMap<Limit, Decimal>) -> Limits {
        let (mut limits, built_in) = (configured.clone(), Limits::default());
        for limit in Limit::ALL.iter().copied() {
            let accepted = accepted.get(&limit).copied().unwrap_or_else(|| limit.of(&built_in));
            let tighter = limit.tighter_of(limit.of(configured), accepted);
            limit.put(&mut limits, tighter).expect("both are values of this limit");
        }
        limits
    }
}

/// The values that make sense.
fn range(limit: Limit) -> (Decimal, Decimal) {
    let high = match (limit, limit.unit()) {
        (_, Unit::Money) => MOST,
        (Limit::MinRoiPct | Limit::AnomalySpreadPct, _) => dec!(100_000),
        (_, Unit::Percent | Unit::Number) => Decimal::ONE_HUNDRED,
        (_, Unit::Count) => Decimal::from(u32::MAX),
    };
    (Decimal::ZERO, high)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rounding_never_spends_more() {
        let limits = Limits { per_day: dec!(10.009), cash_floor: dec!(1.001), ..Limits::default() };
        let caps = Caps::new(&limits, Currency::USD).unwrap();
        assert_eq!((caps.minor(Limit::PerDay), caps.minor(Limit::CashFloor)), (1000, 101));
        assert_eq!(caps.share_of(Limit::CategoryPct, 333), 99);
    }

    #[test]
    fn what_makes_no_sense_is_an_error_and_names_the_limit() {
        let check = |limit: Limit, value: Decimal| {
            let mut limits = Limits::default();
            limit.put(&mut limits, value).unwrap();
            let why = Caps::new(&limits, Currency::USD).unwrap_err();
            assert!(why.to_string().starts_with(&format!("`limits.{limit}` can't be {value}")), "{why}");
        };
        check(Limit::PerDay, dec!(-1));
        check(Limit::PerDay, dec!(1_000_000_000_001));
        check(Limit::CategoryPct, dec!(101));
        check(Limit::MaxRisk, dec!(100.5));
        check(Limit::DriftPct, dec!(-0.1));
    }

    #[test]
    fn lower_is_in_force_at_once_and_higher_only_when_accepted() {
        let limits = Limits { per_day: dec!(900), per_item: dec!(20), cash_floor: dec!(1), ..Limits::default() };
        let force = Caps::in_force(&limits, &BTreeMap::new());
        assert_eq!((force.per_day, force.per_item, force.cash_floor), (dec!(500), dec!(20), dec!(500)));
        let accepted = BTreeMap::from([(Limit::PerDay, dec!(900)), (Limit::CashFloor, dec!(1))]);
        let force = Caps::in_force(&limits, &accepted);
        assert_eq!((force.per_day, force.cash_floor), (dec!(900), dec!(1)));
    }
}
