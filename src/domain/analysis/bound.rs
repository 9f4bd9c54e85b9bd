//! How dear a unit may be at most to be worth a judgement: what a million rows are told apart by before any is judged.

use rust_decimal::Decimal;

use crate::domain::{money::Rounding, rules::Rules};

/// The landed cost of a unit above which the verdict is `skip`, whatever else is known of the offer, in whole minor units:
/// never below the exact one, and at most a few units above.
///
/// It follows from what is left of the middle price after fees, or anything above that. Profit and return on landed cost must
/// hold; what is near counts as far as the rules say (`verdict.*_within_pct`). A price within so many percent of the highest
/// buy has a landed cost within as many percent, since the parts that do not grow with the price only bring the two closer.
/// A few units more are for rounding.
#[derive(Clone, Copy, Debug)]
pub struct Worth {
    min_profit: i64,
    /// 100 % and the least return on landed cost, in parts of [`PARTS`]; `None` where that is nothing.
    whole: Option<i64>,
    /// How near is near, in the same parts.
    near: i64,
}

/// Parts that shares are counted in.
const PARTS: i64 = 1_000_000;
/// Amounts above this, in minor units, are beyond every bound.
const FAR: i64 = 1_000_000_000_000;

impl Worth {
    /// By these rules, in a currency with so many decimals; `None` where the rules ask for what is beyond counting.
    pub fn new(rules: &Rules, places: u32) -> Option<Self> {
        let parts = |pct: Decimal, rounding: Rounding| {
            let exact = pct.checked_mul(Decimal::from(PARTS / 100))?;
            i64::try_from(rounding.apply(exact, 0)).ok().filter(|parts| parts.abs() <= FAR)
        };
        let scale = Decimal::from(10_i64.checked_pow(places)?);
        let profit = rules.profit.min_profit.checked_mul(scale)?;
        let whole = parts(Decimal::ONE_HUNDRED.checked_add(rules.profit.min_roi_pct)?, Rounding::Down)?;
        let near = rules.verdict.negotiate_within_pct.max(rules.verdict.watch_within_pct);
        Some(Self {
            min_profit: i64::try_from(profit.floor()).ok().filter(|profit| profit.abs() <= FAR)?,
            whole: Some(whole).filter(|whole| *whole > 0),
            near: parts(near, Rounding::Up)?,
        })
    }

    /// The bound for what is left of a price after fees, both in minor units.
    pub fn of(&self, after_fees: i64) -> i64 {
        let after = after_fees.clamp(-FAR, FAR);
        let by_profit = after - self.min_profit;
        let by_roi = self.whole.map_or(by_profit, |whole| after * PARTS / whole + 1);
        let most = by_profit.min(by_roi).max(0);
        let near = i128::from(most) * i128::from(self.near) / i128::from(PARTS);
        most.saturating_add(i64::try_from(near).unwrap_or(i64::MAX)).saturating_add(3)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The same exactly.
    fn worth_a_look(after_fees: Decimal, rules: &Rules, cent: Decimal) -> Decimal {
        let by_profit = after_fees - rules.profit.min_profit;
        let whole = Decimal::ONE_HUNDRED + rules.profit.min_roi_pct;
        let by_roi = if whole > Decimal::ZERO { after_fees * Decimal::ONE_HUNDRED / whole } else { by_profit };
        let most = by_profit.min(by_roi).max(Decimal::ZERO);
        let near = rules.verdict.negotiate_within_pct.max(rules.verdict.watch_within_pct);
        most + most * near / Decimal::ONE_HUNDRED + cent
    }

    proptest! {
        #[test]
        fn whole_units_bound_what_exact_amounts_bound(
            after in -500_000_i64..2_000_000, profit in -2_000_i64..9_000, roi in -12_000_i64..90_000, near in 0_i64..9_000,
        ) {
            let mut rules = Rules::built_in();
            (rules.profit.min_profit, rules.profit.min_roi_pct) = (Decimal::new(profit, 3), Decimal::new(roi, 2));
            rules.verdict.watch_within_pct = Decimal::new(near, 3);
            let exact = worth_a_look(Decimal::new(after, 2), &rules, Decimal::new(1, 2)) * Decimal::ONE_HUNDRED;
            let whole = Decimal::from(Worth::new(&rules, 2).unwrap().of(after));
            let above = whole - exact;
            prop_assert!(above >= Decimal::ZERO, "{whole} for {exact}");
            // A share of a millionth part, at most, and the units that rounding may take.
            prop_assert!(above <= Decimal::from(5) + exact / Decimal::from(1_000), "{whole} for {exact}");
        }
    }
}
