//! What may be refunded without a person, and how a refusal reads.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::domain::{
    limits::Measure,
    money::{Currency, Money},
};

/// The limits of refunds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RefundCaps {
    /// The account currency; the day's limit is in it.
    pub currency: Currency,
    /// All refunds of ours of a local day, in minor units.
    pub per_day: i64,
    /// Refunds that one buyer gets in 90 days.
    pub per_buyer: i64,
}

/// A limit of refunds, in the order in which they are reported.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RefundLimit {
    /// What was paid, less what was given back and what is held. Nobody goes beyond it.
    RefundOrder,
    /// What the policy gives for the reason.
    RefundPolicy,
    /// A day.
    RefundDay,
    /// A buyer, in 90 days.
    RefundBuyer,
}

impl RefundLimit {
    /// The name in records.
    pub fn name(self) -> &'static str {
        match self {
            Self::RefundOrder => "refund_order",
            Self::RefundPolicy => "refund_policy",
            Self::RefundDay => "refund_day",
            Self::RefundBuyer => "refund_buyer",
        }
    }

    /// Whether a person may go beyond it.
    pub fn yields_to_a_person(self) -> bool {
        self != Self::RefundOrder
    }
}

/// A refusal by a limit: a decision, not an error.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stop {
    /// The limit that refuses.
    pub limit: RefundLimit,
    /// What is used of it.
    pub used: Measure,
    /// What it allows.
    pub cap: Measure,
    /// What was asked for.
    pub ask: Measure,
}

impl Stop {
    /// A refusal about money, from minor units.
    pub fn money(limit: RefundLimit, currency: Currency, used: i64, cap: i64, ask: i64) -> Self {
        let money = |minor| Measure::Money(Money::from_minor(minor, currency));
        Self { limit, used: money(used), cap: money(cap), ask: money(ask) }
    }

    /// A refusal about a number of refunds.
    pub fn count(used: i64, cap: i64) -> Self {
        let (used, cap) = (Measure::Units(used), Measure::Units(cap));
        Self { limit: RefundLimit::RefundBuyer, used, cap, ask: Measure::Units(1) }
    }
}

/// `the day has $95.00 of $100.00, this asks for $12.00 (refund_day)`.
impl fmt::Display for Stop {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { limit, used, cap, ask } = self;
        let name = limit.name();
        match limit {
            RefundLimit::RefundOrder => {
                write!(f, "{used} of the {cap} paid is refunded or held, this asks for {ask} ({name})")
            }
            RefundLimit::RefundPolicy => {
                write!(f, "the policy gives {cap}, {used} of it is given or held, this asks for {ask} ({name})")
            }
            RefundLimit::RefundDay => write!(f, "the day has {used} of {cap}, this asks for {ask} ({name})"),
            RefundLimit::RefundBuyer => {
                write!(f, "the buyer had {used} refunds in 90 days, the limit is {cap} ({name})")
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refusal_names_the_limit_and_the_sums() {
        let check = |stop: Stop, text: &str| assert_eq!(stop.to_string(), text);
        let money = |limit| Stop::money(limit, Currency::USD, 9500, 10_000, 1200);
        check(money(RefundLimit::RefundDay), "the day has $95.00 of $100.00, this asks for $12.00 (refund_day)");
        check(
            money(RefundLimit::RefundOrder),
            "$95.00 of the $100.00 paid is refunded or held, this asks for $12.00 (refund_order)",
        );
        check(Stop::count(2, 2), "the buyer had 2 refunds in 90 days, the limit is 2 (refund_buyer)");
    }
}
