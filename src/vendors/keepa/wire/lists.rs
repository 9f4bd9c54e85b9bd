//! Keepa's other replies: tokens, errors, lists of ASINs, deals.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::domain::money::{Currency, Money};

/// What every reply says of the tokens.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Tokens {
    /// Left; may be below zero.
    pub tokens_left: Option<i64>,
    /// Gained in a minute.
    pub refill_rate: Option<i64>,
    /// What the question cost.
    pub tokens_consumed: Option<i64>,
}

/// What Keepa says about an error: `{"error": {"type", "message"}}`.
pub fn said(body: &[u8]) -> Option<String> {
    #[derive(Deserialize)]
    struct Failed {
        error: Said,
    }
    #[derive(Deserialize)]
    struct Said {
        #[serde(default, rename = "type")]
        kind: Option<String>,
        #[serde(default)]
        message: Option<String>,
    }
    let Said { kind, message } = serde_json::from_slice::<Failed>(body).ok()?.error;
    let parts: Vec<String> = [kind, message].into_iter().flatten().filter(|part| !part.is_empty()).collect();
    (!parts.is_empty()).then(|| parts.join(": "))
}

/// Lists of ASINs: the product finder's, a category's best sellers, sellers with their storefronts.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Found {
    /// The finder's.
    #[serde(default)]
    pub asin_list: Option<Vec<String>>,
    /// A category's.
    #[serde(default)]
    pub best_sellers_list: Option<AsinList>,
    /// Sellers, by their ids.
    #[serde(default)]
    pub sellers: Option<BTreeMap<String, AsinList>>,
}

/// Something that has a list of ASINs.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct AsinList {
    /// The list.
    #[serde(default)]
    pub asin_list: Option<Vec<String>>,
}

/// A reply to `/deal`: `{"deals": {"dr": [...]}}`, or the rows right there.
#[derive(Debug, Deserialize)]
pub struct Deals {
    #[serde(default)]
    deals: DealRows,
}

#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum DealRows {
    Wrapped { dr: Vec<Deal> },
    Bare(Vec<Deal>),
}

impl Default for DealRows {
    fn default() -> Self {
        Self::Bare(Vec::new())
    }
}

impl Deals {
    /// The deals.
    pub fn into_rows(self) -> Vec<Deal> {
        match self.deals {
            DealRows::Wrapped { dr } => dr,
            DealRows::Bare(rows) => rows,
        }
    }
}

/// One deal.
#[derive(Debug, Deserialize)]
pub struct Deal {
    /// The product.
    pub asin: String,
    /// Its title.
    #[serde(default)]
    pub title: Option<String>,
    /// Prices now, one for each kind of history, or one alone.
    #[serde(default)]
    current: Option<Current>,
}

#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum Current {
    Each(Vec<i64>),
    One(i64),
}

impl Deal {
    /// What it costs now: the lowest of Amazon, new and buy box; `None` where none of them is offered.
    pub fn price(&self, currency: Currency) -> Option<Money> {
        let prices: Vec<i64> = match self.current.as_ref()? {
            Current::One(price) => vec![*price],
            Current::Each(each) => [0, 1, 18].into_iter().filter_map(|kind| each.get(kind).copied()).collect(),
        };
        let minor = prices.into_iter().filter(|price| *price > 0).min()?;
        Some(Money::from_minor(minor, currency))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn deals_come_wrapped_or_bare_and_a_price_is_one_that_is_offered() {
        let check = |text: &str, expected: Option<&str>| {
            let deal = serde_json::from_str::<Deals>(text).unwrap().into_rows().remove(0);
            assert_eq!(deal.price(Currency::USD).map(|price| price.to_string()).as_deref(), expected, "{text}");
        };
        check(r#"{"deals":{"dr":[{"asin":"B0D8W1YVBX","current":[-1,1299,-1]}],"categoryIds":[1]}}"#, Some("$12.99"));
        check(r#"{"deals":[{"asin":"B001GZ6QEC","current":1099}]}"#, Some("$10.99"));
        check(r#"{"deals":{"dr":[{"asin":"B0D8W1YVBX","current":[-1,-1]}]}}"#, None);
        check(r#"{"deals":{"dr":[{"asin":"B0D8W1YVBX"}]}}"#, None);
        assert_eq!(serde_json::from_str::<Deals>("{}").unwrap().into_rows().len(), 0);
    }

    #[test]
    fn an_error_is_told_in_keepas_words() {
        let body =
            br#"{"timestamp":1,"error":{"type":"paymentRequired","message":"Your subscription ended","details":""}}"#;
        assert_eq!(said(body).as_deref(), Some("paymentRequired: Your subscription ended"));
        assert_eq!(said(b"<html>"), None);
    }
}
