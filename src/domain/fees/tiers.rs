//! Percentages by tier: flat, marginal (each part at its own rate) or total (the whole amount moves).
//!
//! Mixing the two up is the classic bug of fee calculators: 1,000.00 of jewelry at 20 % to 250 and 5 % above is 87.50
//! when marginal, 50.00 when taken for total.

use rust_decimal::Decimal;
use serde::Deserialize;

/// How tiers are read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mode {
    /// One rate.
    #[default]
    Flat,
    /// Each part of the amount at its own rate.
    Marginal,
    /// The whole amount at the rate of the tier it falls into.
    Total,
    /// Tiers marked `total` are tried first; above them the others count as marginal from zero.
    Mixed,
}

/// One tier: up to and with `to`, or strictly below `below`, or everything above the others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tier {
    /// Upper edge; none is open.
    pub to: Option<Decimal>,
    /// Whether an amount equal to the edge still belongs to the tier.
    pub inclusive: bool,
    /// Percent.
    pub rate: Decimal,
    /// Added to the percentage, in currency.
    pub fixed: Decimal,
    /// In a mixed list: the whole amount takes this rate.
    pub total: bool,
}

impl Tier {
    /// Whether `amount` is within the tier's upper edge.
    pub fn holds(&self, amount: Decimal) -> bool {
        self.to.is_none_or(|to| if self.inclusive { amount <= to } else { amount < to })
    }
}

/// One part of a charge: `rate` percent of `of`, plus `fixed`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Part {
    /// Percent.
    pub rate: Decimal,
    /// The amount the percentage is taken of.
    pub of: Decimal,
    /// Added in currency.
    pub fixed: Decimal,
}

impl Part {
    /// The exact charge; `None` when it does not fit.
    pub fn amount(&self) -> Option<Decimal> {
        percent(self.rate, self.of)?.checked_add(self.fixed)
    }
}

/// `rate` percent of `of`, exact; `None` when it does not fit.
pub fn percent(rate: Decimal, of: Decimal) -> Option<Decimal> {
    rate.checked_mul(of)?.checked_mul(Decimal::new(1, 2))
}

/// Calls `visit` with each part of the charge on `amount`, lowest tier first.
pub fn parts(mode: Mode, tiers: &[Tier], amount: Decimal, mut visit: impl FnMut(Part)) {
    let whole = |tier: &Tier| Part { rate: tier.rate, of: amount, fixed: tier.fixed };
    match mode {
        Mode::Flat | Mode::Total => {
            if let Some(tier) = tiers.iter().find(|tier| tier.holds(amount)) {
                visit(whole(tier));
            }
        }
        Mode::Mixed => match tiers.iter().find(|tier| tier.total && tier.holds(amount)) {
            Some(tier) => visit(whole(tier)),
            None => marginal(tiers.iter().filter(|tier| !tier.total), amount, visit),
        },
        Mode::Marginal => marginal(tiers.iter(), amount, visit),
    }
}

fn marginal<'a>(tiers: impl Iterator<Item = &'a Tier>, amount: Decimal, mut visit: impl FnMut(Part)) {
    let mut below = Decimal::ZERO;
    for tier in tiers {
        let top = tier.to.map_or(amount, |to| to.min(amount));
        visit(Part { rate: tier.rate, of: top - below, fixed: tier.fixed });
        if tier.to.is_none_or(|to| amount <= to) {
            return;
        }
        below = top;
    }
}

/// The exact charge on `amount`; `None` when it does not fit.
pub fn charge(mode: Mode, tiers: &[Tier], amount: Decimal) -> Option<Decimal> {
    let mut sum = Some(Decimal::ZERO);
    parts(mode, tiers, amount, |part| {
        sum = sum.and_then(|sum| sum.checked_add(part.amount()?));
    });
    sum
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use rust_decimal::dec;

    use super::*;

    fn tiers(list: &[(Option<i64>, Decimal)]) -> Vec<Tier> {
        let tier = |(to, rate): &(Option<i64>, Decimal)| Tier {
            to: to.map(Decimal::from),
            inclusive: true,
            rate: *rate,
            fixed: Decimal::ZERO,
            total: false,
        };
        list.iter().map(tier).collect()
    }

    #[test]
    fn marginal_and_total_differ() {
        let jewelry = tiers(&[(Some(250), dec!(20)), (None, dec!(5))]);
        assert_eq!(charge(Mode::Marginal, &jewelry, dec!(1000)), Some(dec!(87.5)));
        assert_eq!(charge(Mode::Total, &jewelry, dec!(1000)), Some(dec!(50)));
        assert_eq!(charge(Mode::Total, &jewelry, dec!(250)), Some(dec!(50)));
    }

    #[test]
    fn mixed_tiers_fall_back_to_marginal() {
        let mut clothing =
            tiers(&[(Some(750), dec!(5)), (Some(2500), dec!(8.4)), (Some(3000), dec!(12.4)), (None, dec!(8.4))]);
        clothing[0].total = true;
        clothing[1].total = true;
        let check = |amount, expected| assert_eq!(charge(Mode::Mixed, &clothing, amount), Some(expected));
        check(dec!(750), dec!(37.5));
        check(dec!(2500), dec!(210));
        check(dec!(3000), dec!(372));
        check(dec!(4000), dec!(456));
    }

    proptest! {
        #[test]
        fn marginal_charges_are_continuous_and_never_fall(
            edges in prop::collection::btree_set(1_i64..100_000, 1..5), rates in prop::collection::vec(0_i64..3000, 6), at in 0_i64..20_000_000,
        ) {
            let mut list: Vec<_> = edges.iter().zip(&rates).map(|(edge, rate)| (Some(*edge), Decimal::new(*rate, 2))).collect();
            list.push((None, Decimal::new(rates[5], 2)));
            let list = tiers(&list);
            let at = Decimal::new(at, 2);
            let cent = Decimal::new(1, 2);
            let here = charge(Mode::Marginal, &list, at).unwrap();
            let next = charge(Mode::Marginal, &list, at + cent).unwrap();
            prop_assert!(next >= here);
            prop_assert!(next - here <= cent * dec!(0.3));
        }

        #[test]
        fn a_total_charge_is_the_flat_rate_of_its_tier(
            edges in prop::collection::btree_set(1_i64..100_000, 1..5), rates in prop::collection::vec(0_i64..3000, 6), at in 0_i64..20_000_000,
        ) {
            let mut list: Vec<_> = edges.iter().zip(&rates).map(|(edge, rate)| (Some(*edge), Decimal::new(*rate, 2))).collect();
            list.push((None, Decimal::new(rates[5], 2)));
            let list = tiers(&list);
            let at = Decimal::new(at, 2);
            let tier = list.iter().find(|tier| tier.holds(at)).unwrap();
            prop_assert_eq!(charge(Mode::Total, &list, at), percent(tier.rate, at));
        }
    }
}
