//! The part of a judgement that depends on what the unit costs, as one function of the price: everything that asks
//! "and at another price?" (`max_cost`, `turns`) asks exactly what the verdict asked.

use std::cell::OnceCell;

use rust_decimal::Decimal;

use super::{Effect, Side, Turn, Verdict};
use crate::domain::{
    distribution::{Curve, Prices},
    feebook::FeeBook,
    landed::Recipe,
    money::{Currency, Money, Rounding},
    rules::Rules,
};

/// The highest price that is looked at, in minor units: a trillion, and no price of anything that is resold.
const MOST: i64 = 1 << 40;

/// What is fixed while the price of a purchase unit varies.
pub(super) struct Economics<'a> {
    pub recipe: &'a Recipe,
    pub prices: &'a Prices,
    pub fees: &'a dyn FeeBook,
    /// Middle sale price − fees.
    pub after_fees: Decimal,
    pub rules: &'a Rules,
    /// The most that one purchase may cost, landed; `None` is no limit.
    pub per_item: Option<Decimal>,
    pub currency: Currency,
    /// What is left of the price along its distribution: only worked out where the chance of a loss decides.
    pub curve: OnceCell<Curve>,
}

/// The figures of one unit at one price.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Figures {
    pub landed: Decimal,
    pub net: Decimal,
    /// Net ÷ landed; `None` where landed is nothing.
    pub roi: Option<Decimal>,
}

impl Economics<'_> {
    pub fn at(&self, price: Decimal) -> Figures {
        let landed = self.recipe.total(price);
        let net = self.after_fees - landed;
        let roi = if landed > Decimal::ZERO { net.checked_div(landed) } else { None };
        Figures { landed, net, roi }
    }

    /// Return, profit and chance of a loss are within the rules. Once false, false for every higher price.
    pub fn earns(&self, price: Decimal) -> bool {
        let landed = self.recipe.total(price);
        let (net, rules) = (self.after_fees - landed, &self.rules.profit);
        // The chance last: it is the dear one to work out, and it is never above one.
        net >= rules.min_profit
            && net * Decimal::ONE_HUNDRED >= rules.min_roi_pct * landed
            && (rules.max_loss_chance_pct >= Decimal::ONE_HUNDRED
                || self.chance_of_loss(landed) * Decimal::ONE_HUNDRED <= rules.max_loss_chance_pct)
    }

    /// The chance that a unit of this landed cost is sold at a loss, 0 … 1.
    pub fn chance_of_loss(&self, landed: Decimal) -> Decimal {
        self.curve.get_or_init(|| Curve::new(self.prices, self.fees, self.currency)).chance_of_loss(landed)
    }

    /// The return is too good. Once false, false for every higher price.
    pub fn too_good(&self, price: Decimal) -> bool {
        let landed = self.recipe.total(price);
        (self.after_fees - landed) * Decimal::ONE_HUNDRED > self.rules.too_good.roi_pct * landed
    }

    /// The landed cost of the smallest purchase, a whole purchase unit or as many as make one sellable unit.
    pub fn purchase(&self, price: Decimal) -> Decimal {
        let (source, target) = self.recipe.packs;
        let units = if source > target { Decimal::from(source) / Decimal::from(target) } else { Decimal::ONE };
        self.recipe.total(price) * units
    }

    /// The smallest purchase fits the limit. Once false, false for every higher price.
    pub fn within_limit(&self, price: Decimal) -> bool {
        self.per_item.is_none_or(|most| self.purchase(price) <= most)
    }

    /// The highest price, in whole minor units, at which all that depends on the price says buy.
    pub fn max_cost(&self) -> Option<Decimal> {
        let guess = self.price_of(self.most_landed(self.rules.profit.min_roi_pct, self.rules.profit.min_profit));
        let places = self.currency.exponent();
        let best = last(places, guess, |price| self.earns(price) && self.within_limit(price))?;
        (!self.too_good(best)).then_some(best)
    }

    /// The verdict at a price, given what everything else allows at best. `max_cost` is only asked where it decides.
    pub fn verdict(&self, price: Decimal, others: Effect, max_cost: impl Fn() -> Option<Decimal>) -> Verdict {
        let near = |pct: Decimal| max_cost().is_some_and(|most| price <= self.above(most, pct));
        let rules = &self.rules.verdict;
        match others {
            Effect::Veto | Effect::Skip => return Verdict::Skip,
            _ if self.earns(price) => {}
            Effect::Pass | Effect::Flag if near(rules.negotiate_within_pct) => {
                return Verdict::Negotiate;
            }
            _ if near(rules.watch_within_pct) => return Verdict::Watch,
            _ => return Verdict::Skip,
        }
        match others {
            _ if self.too_good(price) => Verdict::Review,
            Effect::Review => Verdict::Review,
            Effect::Watch => Verdict::Watch,
            _ if !self.within_limit(price) => Verdict::Watch,
            _ => Verdict::Buy,
        }
    }

    /// The prices at which the verdict differs from the one at `price`, nearest on each side first found.
    pub fn turns(&self, price: Decimal, others: Effect, max_cost: Option<Decimal>) -> Vec<Turn> {
        let rules = &self.rules.verdict;
        let (cent, places) = (self.cent(), self.currency.exponent());
        let too_good = self.price_of(self.most_landed(self.rules.too_good.roi_pct, Decimal::ZERO));
        let earns = self.price_of(self.most_landed(self.rules.profit.min_roi_pct, self.rules.profit.min_profit));
        let mut edges: Vec<Decimal> = max_cost
            .into_iter()
            .flat_map(|most| {
                [most, self.above(most, rules.negotiate_within_pct), self.above(most, rules.watch_within_pct)]
            })
            .chain(last(places, too_good, |price| self.too_good(price)))
            .chain(last(places, earns, |price| self.earns(price)))
            .collect();
        edges.sort();
        edges.dedup();
        let money = |amount| Money::new(amount, self.currency);
        let at = |price| self.verdict(price, others, || max_cost);
        let here = at(price);
        edges
            .into_iter()
            .filter_map(|edge| {
                let (under, over) = (at(edge), at(edge + cent));
                if under == over {
                    return None;
                }
                Some(if price <= edge {
                    Turn { to: over, when: Side::Above, at_cost: money(edge) }
                } else {
                    Turn { to: under, when: Side::Below, at_cost: money(edge + cent) }
                })
            })
            .filter(|turn| turn.to != here)
            .collect()
    }

    /// `pct` percent above a price, rounded down to the minor unit.
    fn above(&self, price: Decimal, pct: Decimal) -> Decimal {
        let factor = Decimal::ONE + pct / Decimal::ONE_HUNDRED;
        Rounding::Down.apply(price * factor, self.currency.exponent())
    }

    fn cent(&self) -> Decimal {
        Decimal::new(1, self.currency.exponent())
    }

    /// The highest landed cost with this return in percent and this profit.
    fn most_landed(&self, roi_pct: Decimal, profit: Decimal) -> Decimal {
        let whole = Decimal::ONE_HUNDRED + roi_pct;
        let by_roi = (self.after_fees * Decimal::ONE_HUNDRED).checked_div(whole).unwrap_or(self.after_fees);
        by_roi.min(self.after_fees - profit)
    }

    /// About the price of a purchase unit with this landed cost, in minor units: where to start looking.
    fn price_of(&self, landed: Decimal) -> i64 {
        let (at_none, at_some) = (self.recipe.total(Decimal::ZERO), self.recipe.total(Decimal::ONE_HUNDRED));
        let share = (landed - at_none).checked_div(at_some - at_none).unwrap_or_default();
        let scale = Decimal::from(10_i64.pow(self.currency.exponent())) * Decimal::ONE_HUNDRED;
        share.checked_mul(scale).and_then(|minor| minor.floor().try_into().ok()).unwrap_or(1_i64).clamp(1, MOST)
    }
}

/// The highest price in minor units at which `holds`, which never comes back once it is gone; `None` when it never
/// holds, or has no end below a billion. `guess` is looked at first: the nearer it is, the fewer questions are asked.
fn last(places: u32, guess: i64, holds: impl Fn(Decimal) -> bool) -> Option<Decimal> {
    let price = |minor: i64| Decimal::new(minor, places);
    let (mut good, mut bad);
    let mut stride = 1;
    if holds(price(guess)) {
        (good, bad) = (guess, guess + stride);
        while holds(price(bad)) {
            good = bad;
            stride *= 2;
            bad += stride;
            if bad > MOST * 2 {
                return None;
            }
        }
    } else {
        (good, bad) = ((guess - stride).max(0), guess);
        while good > 0 && !holds(price(good)) {
            bad = good;
            stride *= 2;
            good = (good - stride).max(0);
        }
        if good == 0 && !(bad > 1 && holds(price(1))) {
            return None;
        }
        good = good.max(1);
    }
    while bad - good > 1 {
        let middle = good + (bad - good) / 2;
        if holds(price(middle)) {
            good = middle;
        } else {
            bad = middle;
        }
    }
    Some(price(good))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn the_last_price_is_found_from_wherever_the_search_starts(end in 0_i64..20_000_000, guess in 1_i64..30_000_000) {
            let end = Decimal::new(end, 2);
            let found = last(2, guess, |price| price <= end);
            prop_assert_eq!(found, (end > Decimal::ZERO).then_some(end));
        }
    }

    #[test]
    fn what_has_no_end_has_no_last_price() {
        assert_eq!(last(2, 1, |_| true), None);
        assert_eq!(last(2, 5_000, |_| false), None);
    }
}
