//! How many to buy: the smallest of what sells, what is there, and what may be spent.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::domain::{rules::Rules, velocity::Velocity};

/// A suggested quantity and its reason.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quantity {
    /// Purchase units; 0 where a limit leaves room for none.
    pub suggested: u32,
    /// Sellable units in them.
    pub units: u32,
    /// The bound that decided.
    pub why: String,
    /// Every bound, in purchase units.
    pub bounds: Vec<Bound>,
}

/// One bound on a quantity.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bound {
    /// `demand`, `test`, `stock`, `units_per_product`, `money`.
    pub code: String,
    /// Purchase units.
    pub most: u32,
}

/// What bounds a quantity.
pub(super) struct Room<'a> {
    /// Units in a purchase unit, units in what the page sells.
    pub packs: (u32, u32),
    pub velocity: Option<&'a Velocity>,
    pub offers: u32,
    /// Purchase units at the source.
    pub stock: Option<u32>,
    /// Sellable units that may still be held.
    pub units_left: Option<u32>,
    /// Money that may be spent on it, and the landed cost of the smallest purchase.
    pub money: Option<(Decimal, Decimal)>,
    /// A single test purchase, and why.
    pub test: Option<&'static str>,
}

impl Room<'_> {
    /// The smallest purchase: one purchase unit, or as many as make one sellable unit.
    fn step(&self) -> u32 {
        self.packs.1.max(1).div_ceil(self.packs.0.max(1))
    }

    /// Sellable units in purchase units.
    fn in_purchases(&self, units: u32) -> u32 {
        let purchases = u64::from(units) * u64::from(self.packs.1.max(1)) / u64::from(self.packs.0.max(1));
        u32::try_from(purchases).unwrap_or(u32::MAX)
    }

    /// The bound that the limit on units sets, in purchase units.
    pub fn most_by_units(&self) -> Option<u32> {
        self.units_left.map(|left| self.in_purchases(left) / self.step() * self.step())
    }

    /// The smallest bound decides. What sells (and a test) never rounds down to nothing; limits and stock do.
    pub fn quantity(&self, rules: &Rules) -> Quantity {
        let (source, target) = (self.packs.0.max(1), self.packs.1.max(1));
        let step = self.step();
        let mut bounds = Vec::new();
        let mut bound = |code: &str, most: u32, why: String| {
            bounds.push((Bound { code: code.to_owned(), most: most / step * step }, why));
        };
        if let Some(velocity) = self.velocity {
            let cover = rules.demand.cover_days;
            let units = (velocity.own(self.offers) * Decimal::from(cover) / Decimal::from(30)).floor();
            let units = u32::try_from(units).unwrap_or(u32::MAX);
            let why = format!(
                "{} in 30 days ÷ {} sellers, stock for {cover} days",
                velocity.mid.normalize(),
                u64::from(self.offers) + 1
            );
            bound("demand", self.in_purchases(units).max(step), why);
        }
        if let Some(why) = self.test {
            bound("test", step, format!("{why}: a test first"));
        }
        if let Some(stock) = self.stock {
            bound("stock", stock, "what the source has".to_owned());
        }
        if let Some(most) = self.most_by_units() {
            bound("units_per_product", most, "`limits.units_per_product`, less what is held".to_owned());
        }
        if let Some((money, purchase)) = self.money {
            let lots = money
                .max(Decimal::ZERO)
                .checked_div(purchase)
                .map_or(u32::MAX, |lots| u32::try_from(lots.floor()).unwrap_or(u32::MAX));
            bound("money", lots.saturating_mul(step), "the limits on money".to_owned());
        }
        let smallest = bounds.iter().min_by_key(|(bound, _)| bound.most);
        let (suggested, why) = smallest
            .map_or((step, "nothing is known that bounds it: a test first".to_owned()), |(bound, why)| {
                (bound.most, why.clone())
            });
        let units = u64::from(suggested) * u64::from(source) / u64::from(target);
        Quantity {
            suggested,
            units: u32::try_from(units).unwrap_or(u32::MAX),
            why,
            bounds: bounds.into_iter().map(|(bound, _)| bound).collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use rust_decimal::dec;

    use super::*;
    use crate::domain::velocity::Basis;

    fn selling(mid: Decimal) -> Velocity {
        Velocity { low: mid, mid, high: mid, basis: Basis::Sold(0), counted: true }
    }

    #[test]
    fn the_smallest_bound_decides() {
        let fast = selling(dec!(60));
        let slow = selling(dec!(1));
        let room = Room {
            packs: (1, 1),
            velocity: Some(&fast),
            offers: 5,
            stock: Some(40),
            units_left: Some(30),
            money: Some((dec!(100), dec!(20))),
            test: None,
        };
        let check = |room: Room, expected: (u32, u32)| {
            let found = room.quantity(&Rules::built_in());
            assert_eq!((found.suggested, found.units), expected, "{found:?}");
        };
        check(Room { ..room }, (5, 5));
        check(Room { money: None, ..room }, (10, 10));
        check(Room { units_left: Some(0), ..room }, (0, 0));
        check(Room { velocity: Some(&slow), ..room }, (1, 1));
        check(Room { test: Some("risk"), ..room }, (1, 1));
        check(Room { packs: (12, 1), money: None, ..room }, (1, 12));
        check(Room { packs: (1, 2), money: None, ..room }, (20, 10));
    }
}
