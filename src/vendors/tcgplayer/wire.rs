//! TCGplayer's replies in TCGplayer's own names (API 1.39), and the offers and prices in them.
//!
//! Every reply is an envelope that says whether it worked. Prices are dollars for one copy, without shipping; a price is
//! written as a number that may carry the dust of a float, so it is read as text and rounded to the cent.

pub mod orders;
pub mod store;

use jiff::Timestamp;
use rust_decimal::Decimal;
use serde::Deserialize;
use serde_json::value::RawValue;

use crate::{
    domain::{
        evidence::Evidence,
        ids::Gtin,
        money::{Currency, Money, Rounding},
        offer::{Offer, ProductIds},
    },
    vendors::reader,
};

/// The fee channel.
const CHANNEL: &str = "tcgplayer";

/// The envelope.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Reply<T> {
    #[serde(default)]
    success: Option<bool>,
    #[serde(default)]
    errors: Option<Vec<String>>,
    #[serde(default)]
    total_items: Option<u64>,
    #[serde(default = "Option::default")]
    results: Option<Vec<T>>,
}

impl<T> Reply<T> {
    /// Why it failed; `None` where it did not.
    pub fn failure(&self) -> Option<String> {
        let errors = self.errors.as_deref().unwrap_or_default();
        match (self.success, errors) {
            (Some(true), _) => None,
            (Some(false), []) => Some("it gives no reason".into()),
            (Some(false), errors) => Some(errors.join("; ")),
            (None, _) if self.results.is_some() => None,
            (None, _) => Some("it does not say that it worked".into()),
        }
    }

    /// Whether it holds a list of what was asked for, an empty one too.
    pub fn has_rows(&self) -> bool {
        self.results.is_some()
    }

    /// How many there are on all pages.
    pub fn total(&self) -> Option<u64> {
        self.total_items
    }

    /// What was asked for.
    pub fn into_rows(self) -> Vec<T> {
        self.results.unwrap_or_default()
    }
}

/// What TCGplayer says about an error.
pub fn said(body: &[u8]) -> Option<String> {
    let errors = serde_json::from_slice::<Reply<serde::de::IgnoredAny>>(body).ok()?.errors?;
    (!errors.is_empty()).then(|| errors.join("; "))
}

/// Why a reply says that it failed; `None` where it does not, or is no envelope.
pub fn failed(body: &[u8]) -> Option<String> {
    let reply = serde_json::from_slice::<Reply<serde::de::IgnoredAny>>(body).ok()?;
    (reply.success == Some(false)).then(|| reply.failure()).flatten()
}

/// A category.
#[derive(Debug, Deserialize)]
pub struct Category {
    /// Its name.
    #[serde(default)]
    pub name: Option<String>,
}

/// A product.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Product {
    /// TCGplayer's number of it.
    pub product_id: u64,
    #[serde(default)]
    name: Option<String>,
    #[serde(default)]
    url: Option<String>,
}

/// The prices of one printing of a product.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Price {
    /// The product.
    pub product_id: u64,
    #[serde(default)]
    low_price: Option<Box<RawValue>>,
    #[serde(default)]
    market_price: Option<Box<RawValue>>,
    #[serde(default)]
    direct_low_price: Option<Box<RawValue>>,
    #[serde(default)]
    sub_type_name: Option<String>,
}

/// A price that is one, in whole cents.
fn price(raw: Option<&RawValue>) -> Option<Decimal> {
    let cents = Rounding::HalfEven.apply(reader::amount(raw?)?, Currency::USD.exponent());
    (cents > Decimal::ZERO).then_some(cents)
}

impl Price {
    fn low(&self) -> Option<Decimal> {
        price(self.low_price.as_deref())
    }

    fn market(&self) -> Option<Decimal> {
        price(self.market_price.as_deref())
    }
}

fn ids(number: u64, searched: Option<Gtin>) -> ProductIds {
    let own = format!("tcgplayer:product:{number}");
    match searched {
        Some(gtin) => ProductIds {
            key: Some(format!("gtin:{gtin}")),
            gtin: Some(gtin.to_string()),
            other: vec![own],
            ..ProductIds::default()
        },
        None => ProductIds { key: Some(own), ..ProductIds::default() },
    }
}

/// What a product goes for, by the printing that goes for the least; `None` where no printing has a price.
///
/// The market price is what recent sales came to, over a time that TCGplayer does not say: it stands as the average of 30
/// days. The lowest offer may be of any condition.
pub fn evidence(number: u64, prices: &[&Price], searched: Option<Gtin>, at: Timestamp) -> Option<Evidence> {
    let sold = prices.iter().filter(|row| row.market().is_some()).min_by_key(|row| row.market());
    let row = sold.or_else(|| prices.iter().filter(|row| row.low().is_some()).min_by_key(|row| row.low()))?;
    let mut evidence = Evidence::of(ids(number, searched), CHANNEL, Currency::USD, "tcgplayer");
    evidence.as_of = Some(at);
    evidence.avg30 = row.market();
    evidence.lowest_fbm = row.low();
    evidence.lowest_fba = price(row.direct_low_price.as_deref());
    Some(evidence)
}

impl Product {
    /// What it goes for.
    pub fn evidence(&self, prices: &[&Price], searched: Option<Gtin>, at: Timestamp) -> Option<Evidence> {
        let mut evidence = evidence(self.product_id, prices, searched, at)?;
        evidence.title.clone_from(&self.name);
        Some(evidence)
    }

    /// The cheapest offer there is of it; an error says what is missing.
    pub fn offer(self, prices: &[&Price], searched: Option<Gtin>, at: Timestamp) -> Result<Offer, String> {
        let number = self.product_id;
        let priced = prices.iter().filter_map(|row| Some((row.low()?, row)));
        let (low, row) = priced.min_by_key(|(low, _)| *low).ok_or_else(|| format!("{number}: nobody offers it now"))?;
        let mut extra = serde_json::Map::new();
        if let Some(printing) = &row.sub_type_name {
            extra.insert("printing".into(), printing.clone().into());
        }
        Ok(Offer {
            url: self.url.filter(|url| url.starts_with("https://")),
            title: self.name,
            product: ids(number, searched),
            extra,
            ..Offer::of("tcgplayer", number.to_string(), at, Money::new(low, Currency::USD))
        })
    }
}

#[cfg(test)]
mod tests {
    use rust_decimal::dec;

    use super::*;

    fn at() -> Timestamp {
        "2026-06-01T12:00:00Z".parse().unwrap()
    }

    fn prices(rows: &str) -> Vec<Price> {
        let text = format!(r#"{{"success":true,"errors":[],"results":[{rows}],"somethingNew":1}}"#);
        serde_json::from_str::<Reply<Price>>(&text).unwrap().into_rows()
    }

    #[test]
    fn evidence_is_of_the_printing_that_goes_for_the_least() {
        let rows = prices(
            r#"{"productId":7,"lowPrice":9.5,"marketPrice":51.9900016784668,"directLowPrice":null,"subTypeName":"Foil"},
               {"productId":7,"lowPrice":12.00,"marketPrice":"11.25","directLowPrice":12.5,"subTypeName":"Stamped Sideways"}"#,
        );
        let rows: Vec<&Price> = rows.iter().collect();
        let seen = evidence(7, &rows, None, at()).unwrap();
        assert_eq!(
            (seen.avg30, seen.lowest_fbm, seen.lowest_fba),
            (Some(dec!(11.25)), Some(dec!(12.00)), Some(dec!(12.5)))
        );
        assert_eq!((seen.buy_box, seen.p50, seen.channel.as_str()), (None, None, "tcgplayer"));
        assert_eq!(seen.product.keys(), ["tcgplayer:product:7"]);
        assert_eq!(evidence(7, &rows[..1], None, at()).unwrap().avg30, Some(dec!(51.99)));
        // The cheapest offer is another printing's, and says so.
        let product: Product = serde_json::from_str(r#"{"productId":7,"name":"A card"}"#).unwrap();
        let offer = product.offer(&rows, Gtin::parse("00036000291452").ok(), at()).unwrap();
        assert_eq!((offer.price.to_string().as_str(), offer.extra["printing"].as_str()), ("$9.50", Some("Foil")));
        assert_eq!(offer.product.keys(), ["gtin:00036000291452", "tcgplayer:product:7"]);
        assert_eq!((offer.shipping, offer.condition, offer.seller), (None, None, None));
    }

    #[test]
    fn without_a_price_there_is_no_evidence_and_no_offer() {
        let rows = prices(
            r#"{"productId":7,"lowPrice":null,"marketPrice":null},{"productId":7,"lowPrice":0,"marketPrice":"n/a"},
               {"productId":7,"lowPrice":-1}"#,
        );
        let rows: Vec<&Price> = rows.iter().collect();
        assert_eq!(evidence(7, &rows, None, at()), None);
        let product: Product = serde_json::from_str(r#"{"productId":7,"name":null,"url":null}"#).unwrap();
        assert!(product.offer(&rows, None, at()).unwrap_err().contains("nobody offers it now"));
        let asked = prices(r#"{"productId":7,"lowPrice":0.25}"#);
        let seen = evidence(7, &[&asked[0]], None, at()).unwrap();
        assert_eq!((seen.avg30, seen.lowest_fbm), (None, Some(dec!(0.25))));
    }

    #[test]
    fn an_envelope_says_whether_it_worked() {
        let check = |text: &str, expected: Option<&str>| {
            let reply: Reply<u64> = serde_json::from_str(text).unwrap();
            assert_eq!(reply.failure().as_deref(), expected, "{text}");
        };
        check(r#"{"success":true,"errors":["a remark"],"results":[1]}"#, None);
        check(r#"{"success":false,"errors":["Bad filter","Bad sort"],"results":[]}"#, Some("Bad filter; Bad sort"));
        check(r#"{"success":false,"errors":null,"results":null}"#, Some("it gives no reason"));
        check(r#"{"results":[]}"#, None);
        check("{}", Some("it does not say that it worked"));
        assert_eq!(
            said(br#"{"success":false,"errors":["No such thing"],"results":[{}]}"#).as_deref(),
            Some("No such thing")
        );
        assert_eq!(said(b"<html>"), None);
    }
}
