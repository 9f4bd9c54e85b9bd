//! Rounding: how exact decimals become amounts that can be paid, and the whole parts in them.

use rust_decimal::{Decimal, RoundingStrategy};
use serde::{Deserialize, Serialize};

/// How an exact product becomes an amount that can be paid.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Rounding {
    /// 0.005 → 0.01: the default of the fee cards (fees are rounded away from zero at the half).
    #[default]
    HalfUp,
    /// 0.005 → 0.00, 0.015 → 0.02: banker's rounding.
    HalfEven,
    /// Towards plus infinity: a floor price is never rounded below itself.
    Up,
    /// Towards minus infinity: a ceiling on what we pay is never rounded above itself.
    Down,
}

/// A percentage as a share of one: `12.5` is 0.125. No division, where the decimals allow it.
pub fn percent(pct: Decimal) -> Decimal {
    let mut share = pct;
    match share.set_scale(pct.scale() + 2) {
        Ok(()) => share,
        Err(_) => pct / Decimal::ONE_HUNDRED,
    }
}

/// An amount in minor units of a currency with so many decimals, where it is a whole number of them.
pub fn whole_minor(amount: Decimal, places: u32) -> Option<i64> {
    // Most amounts are written with just those decimals.
    if amount.scale() == places {
        return i64::try_from(amount.mantissa()).ok();
    }
    let minor = amount.checked_mul(Decimal::from(10_i64.checked_pow(places)?))?;
    minor.is_integer().then(|| i64::try_from(minor).ok()).flatten()
}

impl Rounding {
    fn strategy(self) -> RoundingStrategy {
        match self {
            Self::HalfUp => RoundingStrategy::MidpointAwayFromZero,
            Self::HalfEven => RoundingStrategy::MidpointNearestEven,
            Self::Up => RoundingStrategy::ToPositiveInfinity,
            Self::Down => RoundingStrategy::ToNegativeInfinity,
        }
    }

    /// Rounds a count of parts to the whole ones that are in it: `(1_500, 1_000)` is 2, half up.
    pub fn apply_parts(self, value: i64, whole: i64) -> i64 {
        let (down, rest) = (value.div_euclid(whole), value.rem_euclid(whole));
        // What is left to the next whole one: twice the rest may be more than a word holds.
        let left = whole - rest;
        let up = match self {
            Self::Down => false,
            Self::Up => rest > 0,
            // Away from zero at the half: below zero the lower one is.
            Self::HalfUp => rest > left || rest == left && value > 0,
            Self::HalfEven => rest > left || rest == left && down % 2 != 0,
        };
        down + i64::from(up)
    }

    /// Rounds `value` to `decimals` places.
    pub fn apply(self, value: Decimal, decimals: u32) -> Decimal {
        let drops = value.scale().saturating_sub(decimals);
        if drops == 0 {
            return value;
        }
        // Nearly every amount fits in a machine's word.
        match (i64::try_from(value.mantissa()), 10_i64.checked_pow(drops)) {
            (Ok(mantissa), Some(whole)) => Decimal::new(self.apply_parts(mantissa, whole), decimals),
            _ => value.round_dp_with_strategy(decimals, self.strategy()),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use rust_decimal::dec;

    use super::*;

    proptest! {
        #[test]
        fn rounding_in_a_word_is_rounding(
            mantissa in prop_oneof![any::<i64>(), -99_999_i64..99_999, Just(5), Just(-5), Just(15), Just(25)],
            scale in 0_u32..20, decimals in 0_u32..6,
        ) {
            let amount = Decimal::new(mantissa, scale);
            for rounding in [Rounding::HalfUp, Rounding::HalfEven, Rounding::Up, Rounding::Down] {
                let expected = amount.round_dp_with_strategy(decimals, rounding.strategy());
                let found = rounding.apply(amount, decimals);
                prop_assert_eq!((found, found.scale()), (expected, expected.scale()), "{:?}", rounding);
            }
        }

        #[test]
        fn a_percentage_is_a_hundredth(mantissa in any::<i64>(), scale in 0_u32..28) {
            let pct = Decimal::new(mantissa, scale);
            prop_assert_eq!(percent(pct), pct / Decimal::ONE_HUNDRED);
        }
    }

    #[test]
    fn parts_are_rounded_like_decimals() {
        for rounding in [Rounding::HalfUp, Rounding::HalfEven, Rounding::Up, Rounding::Down] {
            for parts in -45..=45 {
                let expected = Decimal::new(parts, 1).round_dp_with_strategy(0, rounding.strategy());
                assert_eq!(Decimal::from(rounding.apply_parts(parts, 10)), expected, "{parts} {rounding:?}");
            }
        }
    }

    #[test]
    fn rounding_does_what_its_name_says() {
        let check = |mode: Rounding, value, expected| assert_eq!(mode.apply(value, 2), expected, "{mode:?} {value}");
        check(Rounding::HalfUp, dec!(0.005), dec!(0.01));
        check(Rounding::HalfUp, dec!(-0.005), dec!(-0.01));
        check(Rounding::HalfEven, dec!(0.005), dec!(0.00));
        check(Rounding::HalfEven, dec!(0.015), dec!(0.02));
        check(Rounding::Up, dec!(1.001), dec!(1.01));
        check(Rounding::Down, dec!(1.009), dec!(1.00));
    }

    #[test]
    fn what_is_no_whole_number_of_minor_units_is_none() {
        let check = |amount: Decimal, expected: Option<i64>| assert_eq!(whole_minor(amount, 2), expected, "{amount}");
        check(dec!(12.34), Some(1234));
        check(dec!(-0.5), Some(-50));
        check(dec!(7), Some(700));
        check(dec!(1.2300), Some(123));
        check(dec!(0.005), None);
        check(Decimal::MAX, None);
        check(Decimal::new(i64::MAX, 1), None);
    }
}
