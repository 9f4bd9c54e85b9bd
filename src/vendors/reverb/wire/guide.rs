//! The price guide: what a model went for.

use jiff::Timestamp;
use rust_decimal::{Decimal, prelude::ToPrimitive as _};
use serde::Deserialize;

use super::Amount;
use crate::domain::{evidence::Evidence, money::Money, offer::ProductIds};

/// The months whose sales are asked for.
pub const MONTHS: u32 = 3;

/// A summary of transactions.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Summary {
    transactions: Option<Vec<Transaction>>,
    price_low: Option<Amount>,
    price_middle: Option<Amount>,
    price_high: Option<Amount>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Transaction {
    price: Option<Amount>,
    price_final: Option<Amount>,
}

impl Summary {
    /// What it says about a model; `None` where it names no price.
    ///
    /// The percentiles are those of the transactions, by the nearest rank; without any, they are the guide's own low,
    /// middle and high.
    pub fn evidence(&self, key: &str, at: Timestamp) -> Option<Evidence> {
        let rows = self.transactions.as_deref().unwrap_or_default();
        let amount = |row: &Transaction| row.price_final.as_ref().or(row.price.as_ref()).and_then(Amount::money);
        let mut prices: Vec<Money> = rows.iter().filter_map(amount).filter(|price| !price.is_zero()).collect();
        let money = |amount: &Option<Amount>| amount.as_ref().and_then(Amount::money).filter(|price| !price.is_zero());
        let guide = [money(&self.price_low), money(&self.price_middle), money(&self.price_high)];
        let currency = prices.first().or(guide.iter().flatten().next())?.currency();
        prices.retain(|price| price.currency() == currency);
        prices.sort_by_key(Money::amount);
        let rank = |percent: usize| {
            let place = (prices.len() * percent).div_ceil(100).max(1) - 1;
            prices.get(place).map(Money::amount)
        };
        let own = |place: usize| guide[place].filter(|price| price.currency() == currency).map(|price| price.amount());
        let product = ProductIds { key: Some(key.to_owned()), ..ProductIds::default() };
        let mut evidence = Evidence::of(product, "reverb", currency, "reverb");
        evidence.as_of = Some(at);
        evidence.condition = Some("used".into());
        evidence.p10 = rank(10).or(own(0));
        evidence.p50 = rank(50).or(own(1));
        evidence.p90 = rank(90).or(own(2));
        if !prices.is_empty() {
            evidence.points = prices.len().to_u32();
            evidence.monthly_sold = (prices.len() / MONTHS as usize).to_u32();
            let sum: Decimal = prices.iter().map(Money::amount).sum();
            evidence.avg90 = Some((sum / Decimal::from(prices.len())).round_dp(currency.exponent()));
        }
        Some(evidence)
    }
}

#[cfg(test)]
mod tests {
    use rust_decimal::dec;

    use super::*;

    fn at() -> Timestamp {
        "2026-06-01T12:00:00Z".parse().unwrap()
    }

    #[test]
    fn the_percentiles_are_those_of_what_was_paid() {
        let rows: Vec<String> =
            (1..=10).map(|n| format!(r#"{{"price_final":{{"amount":"{n}00.00","currency":"USD"}}}}"#)).collect();
        let text = format!(r#"{{"transactions":[{},{{"price":null}}]}}"#, rows.join(","));
        let seen = serde_json::from_str::<Summary>(&text).unwrap().evidence("reverb:guide:5", at()).unwrap();
        assert_eq!((seen.p10, seen.p50, seen.p90), (Some(dec!(100.00)), Some(dec!(500.00)), Some(dec!(900.00))));
        assert_eq!((seen.points, seen.monthly_sold, seen.avg90), (Some(10), Some(3), Some(dec!(550.00))));
        assert_eq!(seen.condition.as_deref(), Some("used"));
        assert_eq!(seen.product.keys(), ["reverb:guide:5"]);
    }

    #[test]
    fn without_transactions_the_guide_speaks_and_without_prices_nobody() {
        let text = r#"{"price_low":{"amount":"100","currency":"USD"},"price_high":{"amount":"300","currency":"USD"}}"#;
        let seen = serde_json::from_str::<Summary>(text).unwrap().evidence("reverb:guide:5", at()).unwrap();
        assert_eq!((seen.p10, seen.p50, seen.p90, seen.points), (Some(dec!(100)), None, Some(dec!(300)), None));
        assert_eq!(Summary::default().evidence("reverb:guide:5", at()), None);
    }
}
