//! A refusal by a limit: a decision, not an error.

use serde::{Deserialize, Serialize};

use super::Limit;
use crate::domain::money::{Currency, Money};

/// How much of a limit: money, whole things, or a plain number as text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Measure {
    /// An amount.
    Money(Money),
    /// Units, orders, minutes.
    Units(i64),
    /// A percentage, a score; or `unknown`.
    Text(String),
}

impl Measure {
    /// A decimal number, without zeros at its end.
    pub fn number(value: rust_decimal::Decimal) -> Self {
        Self::Text(value.normalize().to_string())
    }

    /// What nobody knows.
    pub fn unknown() -> Self {
        Self::Text(super::UNKNOWN.to_owned())
    }
}

impl std::fmt::Display for Measure {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Money(money) => money.fmt(f),
            Self::Units(units) => units.fmt(f),
            Self::Text(text) => text.fmt(f),
        }
    }
}

/// A refusal by a limit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Denial {
    /// The first limit that refuses.
    pub limit: Limit,
    /// Of what, where the limit is one of many of its kind: a seller, a category.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub key: Option<String>,
    /// What is used of it; for the cash floor, the cash that is free now.
    pub used: Measure,
    /// What it allows; for a floor, what must stay.
    pub cap: Measure,
    /// What was asked for.
    pub ask: Measure,
}

impl Denial {
    /// A refusal about money, from minor units.
    pub fn money(limit: Limit, currency: Currency, used: i64, cap: i64, ask: i64) -> Self {
        let money = |minor| Measure::Money(Money::from_minor(minor, currency));
        Self { limit, key: None, used: money(used), cap: money(cap), ask: money(ask) }
    }

    /// A refusal about whole things.
    pub fn units(limit: Limit, used: i64, cap: i64, ask: i64) -> Self {
        Self { limit, key: None, used: Measure::Units(used), cap: Measure::Units(cap), ask: Measure::Units(ask) }
    }

    /// A refusal about something that is not added up: `ask` against `cap`.
    pub fn number(limit: Limit, cap: rust_decimal::Decimal, ask: Measure) -> Self {
        Self { limit, key: None, used: Measure::Units(0), cap: Measure::number(cap), ask }
    }

    /// Names which one of many it is.
    #[must_use]
    pub fn of(mut self, key: impl Into<String>) -> Self {
        self.key = Some(key.into());
        self
    }

    /// Whether this limit stops buying as such, not just this purchase (L10, L19).
    pub fn halts(&self) -> bool {
        matches!(
            self.limit,
            Limit::UnknownAmount
                | Limit::UnknownEffects
                | Limit::Loss7Days
                | Limit::LosingCloses
                | Limit::ReturnRatePct
        )
    }

    /// Whether a person may allow it (L17, L21).
    pub fn needs_person(&self) -> bool {
        matches!(
            self.limit,
            Limit::AnomalyPricePct
                | Limit::AnomalyQuantity
                | Limit::AnomalySpreadPct
                | Limit::RefundsPerDay
                | Limit::RefundsPerBuyer
        )
    }
}

/// `would bring the day to $591.20, the limit is $500.00 (per_day)`.
impl std::fmt::Display for Denial {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { limit, key, used, cap, ask } = self;
        let key = key.as_deref().map(crate::domain::limits::deal::shown).unwrap_or_default();
        let sum = match (used, ask) {
            (Measure::Money(used), Measure::Money(ask)) => Measure::Money(used.plus(ask).unwrap_or(*ask)),
            (Measure::Units(used), Measure::Units(ask)) => Measure::Units(used.saturating_add(*ask)),
            (_, ask) => ask.clone(),
        };
        let over =
            |f: &mut std::fmt::Formatter<'_>, what: &str| write!(f, "would bring {what} to {sum}, the limit is {cap}");
        match limit {
            Limit::PerItem => write!(f, "costs up to {ask}, the limit is {cap}"),
            Limit::PerDay => over(f, "the day"),
            Limit::Per7Days => over(f, "seven days"),
            Limit::Per30Days => over(f, "thirty days"),
            Limit::PerRun => over(f, "this run"),
            Limit::PerSeller => over(f, &format!("the seller `{key}`")),
            Limit::PerNewSeller => over(f, &format!("the new seller `{key}`")),
            Limit::PerSource => write!(f, "would bring this source to {sum} today, the limit is {cap}"),
            Limit::CategoryPct => over(f, &format!("the category `{key}`")),
            Limit::BrandPct => over(f, &format!("the brand `{key}`")),
            Limit::UnitsPerProduct => write!(f, "would make {sum} units of this product, the limit is {cap}"),
            Limit::PerProduct => write!(f, "would tie up {sum} in this product, the limit is {cap}"),
            Limit::OpenPct => write!(f, "would tie up {sum} in goods, the limit is {cap}"),
            Limit::UnknownAmount => write!(f, "{used} are held by changes of unknown outcome, buying stops at {cap}"),
            Limit::UnknownEffects => write!(f, "{used} changes have an unknown outcome, buying stops at {cap}"),
            Limit::CashFloor => write!(f, "asks for {ask} of {used} free cash, {cap} must stay"),
            Limit::MinRoiPct => write!(f, "returns {ask} % in a bad case, at least {cap} % are wanted"),
            Limit::MinProfit => write!(f, "earns {ask} in a bad case, at least {cap} are wanted"),
            Limit::MaxRisk => write!(f, "has a risk of {ask} of 100, the limit is {cap}"),
            Limit::OrdersPerDay => write!(f, "would be order {sum} of the day, the limit is {cap}"),
            Limit::OrdersPerHour => write!(f, "would be order {sum} to this source in an hour, the limit is {cap}"),
            Limit::OrderGapSeconds => write!(f, "comes {ask} s after the last order to this source, {cap} s must pass"),
            Limit::PriceAgeMinutes => write!(f, "has a price read {ask} min ago, the limit is {cap}: scan it again"),
            Limit::CompsAgeHours => write!(f, "was judged {ask} h ago, the limit is {cap}: analyze it again"),
            Limit::FeesAgeDays => write!(f, "has fees worked out {ask} days ago, the limit is {cap}: analyze it again"),
            Limit::DriftPct => write!(f, "costs {ask} now, at most {cap} were agreed"),
            Limit::AnomalyPricePct => {
                write!(f, "costs {ask} % of the middle sale price, below {cap} % a person must agree")
            }
            Limit::AnomalyQuantity => write!(f, "is {ask} units at once, above {cap} a person must agree"),
            Limit::AnomalySpreadPct => write!(f, "has sale prices {ask} % apart, above {cap} % a person must agree"),
            Limit::BreakerFailures | Limit::BreakerPct => {
                write!(f, "goes to a vendor that is shut off until {ask} after calls without an answer")
            }
            Limit::Loss7Days => write!(f, "seven days lost {used}, buying stops above {cap}"),
            Limit::LosingCloses => write!(f, "{used} of the last ten sales lost money, buying stops at {cap}"),
            Limit::ReturnRatePct => write!(f, "{used} % of the sales of 30 days came back, buying stops above {cap} %"),
            Limit::RefundsPerDay => {
                write!(f, "would bring the refunds of the day to {sum}, above {cap} a person must agree")
            }
            Limit::RefundsPerBuyer => {
                write!(f, "would be refund {sum} to this buyer in 90 days, above {cap} a person must agree")
            }
            _ => write!(f, "asks for {ask} with {used} used, the limit is {cap}"),
        }?;
        write!(f, " ({limit})")
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
        check(Limit::LlmPerDay, "asks for $122.00 with $469.20 used, the limit is $500.00 (llm_per_day)");
    }

    #[test]
    fn a_refusal_survives_a_record() {
        for denial in [
            Denial::money(Limit::CategoryPct, Currency::USD, 1, 2, 3).of("toys"),
            Denial::units(Limit::OrdersPerDay, 20, 20, 1),
            Denial::number(Limit::MaxRisk, rust_decimal::dec!(60), Measure::unknown()),
        ] {
            let text = serde_json::to_string(&denial).unwrap();
            assert_eq!(serde_json::from_str::<Denial>(&text).unwrap(), denial, "{text}");
        }
    }
}
