//! What may be spent, in the units that the store counts, and how a refusal reads.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::money::{Currency, Money, MoneyError, Rounding};
use crate::config::Limits;

/// The limits of one run, in minor units of the account currency.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Caps {
    /// The account currency.
    pub currency: Currency,
    /// One purchase.
    pub per_item: i64,
    /// All purchases of a day.
    pub per_day: i64,
    /// All purchases of a run.
    pub per_run: i64,
    /// All purchases of a day from one source.
    pub per_source: i64,
    /// Units of one product, bought or in stock.
    pub units_per_product: i64,
    /// Cost of one product, bought or in stock.
    pub per_product: i64,
    /// Cash that is never spent.
    pub cash_floor: i64,
}

impl Caps {
    /// The limits as configured. Caps are rounded down and the cash floor up: rounding never spends more.
    pub fn new(limits: &Limits, currency: Currency) -> Result<Self, MoneyError> {
        let down = |amount: Decimal| Money::new(amount, currency).to_minor(Rounding::Down);
        Ok(Self {
            currency,
            per_item: down(limits.per_item)?,
            per_day: down(limits.per_day)?,
            per_run: down(limits.per_run)?,
            per_source: down(limits.per_source)?,
            units_per_product: limits.units_per_product.into(),
            per_product: down(limits.per_product)?,
            cash_floor: Money::new(limits.cash_floor, currency).to_minor(Rounding::Up)?,
        })
    }
}

/// A limit, in the order in which refusals are reported.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Limit {
    /// One purchase.
    PerItem,
    /// A day.
    PerDay,
    /// A run.
    PerRun,
    /// A day from one source.
    PerSource,
    /// Units of one product.
    UnitsPerProduct,
    /// Cost of one product.
    PerProduct,
    /// Cash that is never spent.
    CashFloor,
    /// What the vendor asks now against what was agreed to (L16).
    PriceDrift,
    /// A price that could not be read just now (L15).
    PriceStale,
}

impl Limit {
    /// The key under `[limits]`.
    pub fn name(self) -> &'static str {
        match self {
            Self::PerItem => "per_item",
            Self::PerDay => "per_day",
            Self::PerRun => "per_run",
            Self::PerSource => "per_source",
            Self::UnitsPerProduct => "units_per_product",
            Self::PerProduct => "per_product",
            Self::CashFloor => "cash_floor",
            Self::PriceDrift => "price_drift",
            Self::PriceStale => "price_stale",
        }
    }
}

/// How much of a limit: money, or units.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Measure {
    /// An amount.
    Money(Money),
    /// Units of a product.
    Units(i64),
}

impl std::fmt::Display for Measure {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Money(money) => money.fmt(f),
            Self::Units(units) => units.fmt(f),
        }
    }
}

/// A refusal by a limit: a decision, not an error.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Denial {
    /// The first limit that refuses.
    pub limit: Limit,
    /// What is used of it; for the cash floor, the cash that is free now.
    pub used: Measure,
    /// What it allows; for the cash floor, what must stay.
    pub cap: Measure,
    /// What was asked for.
    pub ask: Measure,
}

impl Denial {
    /// A refusal about money, from minor units.
    pub fn money(limit: Limit, currency: Currency, used: i64, cap: i64, ask: i64) -> Self {
        let money = |minor| Measure::Money(Money::from_minor(minor, currency));
        Self { limit, used: money(used), cap: money(cap), ask: money(ask) }
    }
}

/// `would bring the day to $591.20, the limit is $500.00 (per_day)`.
impl std::fmt::Display for Denial {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { limit, used, cap, ask } = self;
        let name = limit.name();
        let sum = match (used, ask) {
            (Measure::Money(used), Measure::Money(ask)) => Measure::Money(used.plus(ask).unwrap_or(*ask)),
            (Measure::Units(used), Measure::Units(ask)) => Measure::Units(used.saturating_add(*ask)),
            (_, ask) => *ask,
        };
        match limit {
            Limit::PerItem => write!(f, "costs up to {ask}, the limit is {cap} ({name})"),
            Limit::PerDay => write!(f, "would bring the day to {sum}, the limit is {cap} ({name})"),
            Limit::PerRun => write!(f, "would bring this run to {sum}, the limit is {cap} ({name})"),
            Limit::PerSource => write!(f, "would bring this source to {sum} today, the limit is {cap} ({name})"),
            Limit::UnitsPerProduct => write!(f, "would make {sum} units of this product, the limit is {cap} ({name})"),
            Limit::PerProduct => write!(f, "would tie up {sum} in this product, the limit is {cap} ({name})"),
            Limit::CashFloor => write!(f, "asks for {ask} of {used} free cash, {cap} must stay ({name})"),
            Limit::PriceDrift => write!(f, "costs {ask} now, {used} was agreed to and {cap} is the most ({name})"),
            Limit::PriceStale => write!(f, "its price can't be read now, and {used} is no longer known ({name})"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refusal_names_the_limit_and_the_sums() {
        let check = |limit, text: &str| {
            assert_eq!(Denial::money(limit, Currency::USD, 46_920, 50_000, 12_200).to_string(), text);
        };
        check(Limit::PerDay, "would bring the day to $591.20, the limit is $500.00 (per_day)");
        check(Limit::CashFloor, "asks for $122.00 of $469.20 free cash, $500.00 must stay (cash_floor)");
    }

    #[test]
    fn rounding_never_spends_more() {
        let limits =
            Limits { per_day: rust_decimal::dec!(10.009), cash_floor: rust_decimal::dec!(1.001), ..Limits::default() };
        let caps = Caps::new(&limits, Currency::USD).unwrap();
        assert_eq!((caps.per_day, caps.cash_floor), (1000, 101));
    }
}
