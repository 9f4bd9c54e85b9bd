//! What a unit will sell for: a middle price and a spread, from the price evidence. Exact decimals throughout.
//!
//! The middle is the lower of the price now and the usual price (median, else the 90, 30 or 180 day average): asks are not
//! sales and spikes pass. While the marketplace itself sells, it is at most a percent of its price. Given percentiles are
//! scaled to that middle; without them p10 and p90 lie a documented spread away, widened to the prices that are known.

use std::fmt;

use rust_decimal::{Decimal, dec};

use super::{
    evidence::Evidence,
    feebook::FeeBook,
    money::{Currency, Rounding, percent},
    rules::{Basis, Rules},
};

/// Prices above this are taken for garbage: they are no price of anything that is resold.
pub const MOST: Decimal = dec!(1_000_000_000);

/// The distribution of the sale price of one unit.
#[derive(Clone, Debug, PartialEq)]
pub struct Prices {
    /// One in ten sells for less.
    pub p10: Decimal,
    /// The middle.
    pub p50: Decimal,
    /// One in ten sells for more.
    pub p90: Decimal,
    /// How the middle was found; left out by [`bare_prices`].
    pub basis: String,
    /// Prices that spoke.
    pub signals: u32,
    /// Whether the evidence gave percentiles.
    pub percentiles: bool,
    /// The price now ÷ the usual price, where both are known.
    pub now_to_usual: Option<Decimal>,
    /// What was odd about the evidence.
    pub notes: Vec<String>,
}

/// A price and what it is called.
type Named = (&'static str, Decimal);

/// How the middle of a distribution was found.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Found {
    /// It is the only price.
    One(Named),
    /// It is the lower of two, the first.
    Lower(Named, Named),
    /// So many percent of a price that the marketplace itself asks.
    Capped(Decimal, Named),
}

/// For people: `90 day average 63.10, the lower of it and buy box 64.90`.
impl fmt::Display for Found {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::One((name, price)) => write!(f, "{name} {price}"),
            Self::Lower((a, x), (b, y)) => write!(f, "{a} {x}, the lower of it and {b} {y}"),
            Self::Capped(pct, (name, price)) => {
                write!(f, "{pct} % of the {name} {price}: the marketplace itself has stock")
            }
        }
    }
}

/// What the evidence says about the price; `None` when it names none.
pub fn prices(evidence: &Evidence, rules: &Rules, fba: bool) -> Option<Prices> {
    let (prices, found) = found(evidence, rules, fba)?;
    Some(Prices { basis: found.to_string(), ..prices })
}

/// The same without words on how the middle was found.
pub fn bare_prices(evidence: &Evidence, rules: &Rules, fba: bool) -> Option<Prices> {
    found(evidence, rules, fba).map(|(prices, _)| prices)
}

fn found(evidence: &Evidence, rules: &Rules, fba: bool) -> Option<(Prices, Found)> {
    let mut notes = Vec::new();
    let mut usable = |name: &str, price: Option<Decimal>| match price {
        Some(price) if price.is_zero() || price.is_sign_negative() || price > MOST => {
            notes.push(format!("`{name}` is {price}: not taken for a price"));
            None
        }
        other => other,
    };
    let buy_box = usable("buy_box", evidence.buy_box);
    let lowest_fba = usable("lowest_fba", evidence.lowest_fba);
    let lowest_fbm = usable("lowest_fbm", evidence.lowest_fbm);
    let (avg30, avg90, avg180) =
        (usable("avg30", evidence.avg30), usable("avg90", evidence.avg90), usable("avg180", evidence.avg180));
    let (mut p10, p50, mut p90) =
        (usable("p10", evidence.p10), usable("p50", evidence.p50), usable("p90", evidence.p90));
    let in_order = |low: Option<Decimal>, high: Option<Decimal>| !matches!((low, high), (Some(a), Some(b)) if a > b);
    if !(in_order(p10, p50) && in_order(p50, p90) && in_order(p10, p90)) {
        notes.push("percentiles are out of order and left aside".to_owned());
        (p10, p90) = (None, None);
    }

    let asked = if fba { lowest_fba.or(lowest_fbm) } else { [lowest_fba, lowest_fbm].into_iter().flatten().min() };
    let now = buy_box.map(|price| ("buy box", price)).or(asked.map(|price| ("lowest offer", price)));
    let usual = [("median", p50), ("90 day average", avg90), ("30 day average", avg30), ("180 day average", avg180)]
        .into_iter()
        .find_map(|(name, price)| Some((name, price?)));
    let (mut basis, mut middle) = match (now, usual.filter(|_| rules.price.basis == Basis::Lower)) {
        (Some(now), Some(usual)) if usual.1 <= now.1 => (Found::Lower(usual, now), usual.1),
        (Some(now), Some(usual)) => (Found::Lower(now, usual), now.1),
        (Some(one), None) | (None, Some(one)) => (Found::One(one), one.1),
        (None, None) => return None,
    };
    if evidence.amazon_in_stock == Some(true)
        && let Some((name, price)) = now
    {
        let cap = price * percent(rules.price.amazon_cap_pct);
        if cap < middle {
            basis = Found::Capped(rules.price.amazon_cap_pct.normalize(), (name, price));
            middle = cap;
        }
    }

    let all = [now.map(|(_, price)| price), p50, avg30, avg90, avg180];
    let known = || all.iter().flatten().copied();
    let signals = u32::try_from(known().count()).unwrap_or(u32::MAX);
    let spread_pct = if signals > 1 { rules.price.spread_pct } else { rules.price.single_spread_pct };
    let spread = percent(spread_pct);
    let anchor = usual.map_or(middle, |(_, price)| price);
    let scaled = |given: Option<Decimal>| given.map(|price| price * middle / anchor);
    let low = scaled(p10)
        .unwrap_or_else(|| (middle * (Decimal::ONE - spread)).max(Decimal::ZERO).min(known().min().unwrap_or(middle)));
    let high = scaled(p90).unwrap_or_else(|| (middle * (Decimal::ONE + spread)).max(known().max().unwrap_or(middle)));
    let cents = |price: Decimal| Rounding::HalfUp.apply(price, evidence.currency.exponent());
    let middle = cents(middle);
    let prices = Prices {
        p10: cents(low).min(middle),
        p50: middle,
        p90: cents(high).max(middle),
        basis: String::new(),
        signals,
        percentiles: p10.is_some() && p90.is_some(),
        now_to_usual: match (now, usual) {
            (Some((_, now)), Some((_, usual))) => now.checked_div(usual),
            _ => None,
        },
        notes,
    };
    Some((prices, basis))
}

impl Prices {
    /// The price that is not passed with a chance of `quantile`: straight lines through p10, p50 and p90, carried on to
    /// both ends and never below zero.
    pub fn quantile(&self, quantile: Decimal) -> Decimal {
        let lower = (self.p50 - self.p10) / dec!(0.4);
        let upper = (self.p90 - self.p50) / dec!(0.4);
        let slope = if quantile < dec!(0.5) { lower } else { upper };
        (self.p50 + (quantile - dec!(0.5)) * slope).max(Decimal::ZERO)
    }

    /// The other way round: the chance that the price stays below `price`, for a price strictly between the ends.
    fn chance_below(&self, price: Decimal) -> Option<Decimal> {
        let half = if price < self.p50 { self.p50 - self.p10 } else { self.p90 - self.p50 };
        let chance = dec!(0.5) + ((price - self.p50) * dec!(0.4)).checked_div(half)?;
        (chance > Decimal::ZERO && chance < Decimal::ONE).then_some(chance)
    }
}

/// What is left of the price after fees, along the distribution.
#[derive(Clone, Debug, PartialEq)]
pub struct Curve {
    /// `(chance, price − fees)`, by rising chance from 0 to 1. A jump is two points at one chance.
    points: Vec<(Decimal, Decimal)>,
}

impl Curve {
    /// Asks for the fees at the ends, the percentiles, and on both sides of every place where fees jump.
    pub fn new(prices: &Prices, fees: &dyn FeeBook, currency: Currency) -> Self {
        let cent = Decimal::new(1, currency.exponent());
        let cents = |price: Decimal| Rounding::HalfUp.apply(price, currency.exponent());
        let after_fees = |price: Decimal| price - fees.total_at(price);
        let mut points: Vec<(Decimal, Decimal)> = [Decimal::ZERO, dec!(0.1), dec!(0.5), dec!(0.9), Decimal::ONE]
            .into_iter()
            .map(|chance| (chance, after_fees(cents(prices.quantile(chance)))))
            .collect();
        let (low, high) = (cents(prices.quantile(Decimal::ZERO)), cents(prices.quantile(Decimal::ONE)));
        for price in fees.breakpoints(low, high).into_iter().take(64) {
            let price = Rounding::Up.apply(price, currency.exponent());
            if let Some(chance) = prices.chance_below(price) {
                // Two points at one chance keep the jump upright.
                points.push((chance, after_fees(price - cent)));
                points.push((chance, after_fees(price)));
            }
        }
        // Stable: the point before a jump stays before the one after it.
        points.sort_by_key(|(chance, _)| *chance);
        Self { points }
    }

    /// The chance that price − fees is below `cost`: straight lines between the points.
    pub fn chance_of_loss(&self, cost: Decimal) -> Decimal {
        let mut chance = Decimal::ZERO;
        for pair in self.points.windows(2) {
            let ((from, a), (to, b)) = (pair[0], pair[1]);
            let (width, a, b) = (to - from, a - cost, b - cost);
            chance += match (a < Decimal::ZERO, b < Decimal::ZERO) {
                (true, true) => width,
                (false, false) => Decimal::ZERO,
                (true, false) => width * (-a) / (b - a),
                (false, true) => width * (-b) / (a - b),
            };
        }
        chance
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{super::feebook::SimpleFees, *};
    use crate::domain::offer::ProductIds;

    fn evidence() -> Evidence {
        Evidence::of(ProductIds::default(), "amazon_us", Currency::USD, "book.csv")
    }

    fn fees() -> SimpleFees {
        SimpleFees { rate: dec!(0.15), minimum: dec!(0.30), fixed: dec!(7.28) }
    }

    #[test]
    fn the_middle_is_the_lower_of_now_and_usual() {
        let check = |change: &dyn Fn(&mut Evidence), expected: (Decimal, Decimal, Decimal)| {
            let mut evidence = evidence();
            change(&mut evidence);
            let found = prices(&evidence, &Rules::built_in(), true).unwrap();
            assert_eq!((found.p10, found.p50, found.p90), expected, "{}", found.basis);
        };
        check(&|e| (e.buy_box, e.avg90) = (Some(dec!(20)), Some(dec!(18))), (dec!(15.30), dec!(18), dec!(20.70)));
        check(&|e| (e.buy_box, e.avg90) = (Some(dec!(14)), Some(dec!(20))), (dec!(11.90), dec!(14), dec!(20)));
        check(&|e| e.buy_box = Some(dec!(20)), (dec!(15), dec!(20), dec!(25)));
        check(
            &|e| {
                (e.buy_box, e.p10, e.p50, e.p90) =
                    (Some(dec!(66.99)), Some(dec!(56.10)), Some(dec!(64.90)), Some(dec!(70)));
            },
            (dec!(56.10), dec!(64.90), dec!(70)),
        );
        check(
            &|e| (e.buy_box, e.avg90, e.amazon_in_stock) = (Some(dec!(20)), Some(dec!(22)), Some(true)),
            (dec!(15.30), dec!(18), dec!(22)),
        );
    }

    #[test]
    fn no_price_is_none_and_a_zero_is_no_price() {
        let mut evidence = evidence();
        assert_eq!(prices(&evidence, &Rules::built_in(), true), None);
        evidence.buy_box = Some(Decimal::ZERO);
        assert_eq!(prices(&evidence, &Rules::built_in(), true), None);
        evidence.avg90 = Some(dec!(10));
        assert_eq!(prices(&evidence, &Rules::built_in(), true).unwrap().signals, 1);
    }

    #[test]
    fn the_chance_of_a_loss_follows_the_straight_lines() {
        let mut evidence = evidence();
        (evidence.p10, evidence.p50, evidence.p90) = (Some(dec!(10)), Some(dec!(20)), Some(dec!(30)));
        let found = prices(&evidence, &Rules::built_in(), true).unwrap();
        let free = SimpleFees { rate: Decimal::ZERO, minimum: Decimal::ZERO, fixed: Decimal::ZERO };
        let curve = Curve::new(&found, &free, Currency::USD);
        let check = |cost, expected| assert_eq!(curve.chance_of_loss(cost).normalize(), expected, "cost {cost}");
        check(dec!(1), dec!(0));
        check(dec!(10), dec!(0.1));
        check(dec!(20), dec!(0.5));
        check(dec!(25), dec!(0.7));
        check(dec!(99), dec!(1));
    }

    proptest! {
        #[test]
        fn a_dearer_unit_is_never_less_likely_to_lose(
            low in 100i64..5_000, up in 0i64..5_000, more in 0i64..5_000, cost in 0i64..20_000, step in 0i64..500,
        ) {
            let mut evidence = evidence();
            let cents = |c| Some(Decimal::new(c, 2));
            (evidence.p10, evidence.p50, evidence.p90) = (cents(low), cents(low + up), cents(low + up + more));
            let found = prices(&evidence, &Rules::built_in(), true).unwrap();
            let curve = Curve::new(&found, &fees(), Currency::USD);
            let less = curve.chance_of_loss(Decimal::new(cost, 2));
            let dear = curve.chance_of_loss(Decimal::new(cost + step, 2));
            prop_assert!(Decimal::ZERO <= less && less <= dear && dear <= Decimal::ONE);
        }
    }
}
