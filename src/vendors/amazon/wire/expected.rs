//! The prices that Amazon itself expects: the one at which our offer would be featured, and the one above which none is.

use serde::Deserialize;

use super::{Marketplace, amounts::Amount, batch::Response, or_empty};
use crate::domain::money::Money;

/// A reply to either batch.
pub type Batch = super::batch::Batch<Asked>;

/// The SKU that was asked about.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    sku: Option<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct Expected {
    #[serde(deserialize_with = "or_empty")]
    featured_offer_expected_price_results: Vec<Outlook>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct Outlook {
    result_status: Option<String>,
    featured_offer_expected_price: Option<Price>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct Price {
    listing_price: Option<Amount>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct Summary {
    asin: Option<String>,
    marketplace_id: Option<String>,
    #[serde(deserialize_with = "or_empty")]
    reference_prices: Vec<Reference>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Reference {
    name: Option<String>,
    price: Option<Amount>,
}

impl Batch {
    /// The price at or below which the offer of a SKU would be featured, where Amazon has one.
    pub fn expected(&self, place: &Marketplace) -> Vec<(String, Money)> {
        let found = self.answered::<Expected>().filter_map(|(asked, body)| {
            let valid = |result: &&Outlook| result.result_status.as_deref() == Some("VALID_FOEP");
            let price = body.featured_offer_expected_price_results.iter().find(valid)?;
            let price = price.featured_offer_expected_price.as_ref()?.listing_price.as_ref()?;
            Some((asked?, positive(price, place)?))
        });
        found.collect()
    }

    /// The price above which no offer of an ASIN is featured, where Amazon names one.
    pub fn thresholds(&self, place: &Marketplace) -> Vec<(String, Money)> {
        let found = self.answered::<Summary>().filter_map(|(_, body)| {
            let here = body.marketplace_id.as_deref() == Some(place.id);
            let named = |price: &&Reference| price.name.as_deref() == Some("CompetitivePriceThreshold");
            let price = body.reference_prices.iter().find(named).filter(|_| here)?;
            Some((body.asin.clone()?, positive(price.price.as_ref()?, place)?))
        });
        found.collect()
    }

    /// The bodies of the items that were answered, with the SKU that was asked about.
    fn answered<'a, T: serde::de::DeserializeOwned + 'a>(&'a self) -> impl Iterator<Item = (Option<String>, T)> + 'a {
        let good = |response: &&Response<Asked>| response.code().is_some_and(|code| (200..300).contains(&code));
        self.responses.iter().filter(good).filter_map(|response| {
            let body = serde_json::from_str(response.body.as_ref()?.get()).ok()?;
            Some((response.request.as_ref().and_then(|asked| asked.sku.clone()), body))
        })
    }
}

fn positive(price: &Amount, place: &Marketplace) -> Option<Money> {
    let amount = price.in_place(place).filter(|amount| *amount > rust_decimal::Decimal::ZERO)?;
    Some(Money::new(amount, place.currency))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vendors::amazon::wire::marketplace;

    #[test]
    fn only_a_valid_price_is_expected() {
        let one = |sku: &str, code: u16, status: &str, amount: &str| {
            format!(
                r#"{{"request":{{"sku":"{sku}"}},"status":{{"statusCode":{code}}},"body":{{"featuredOfferExpectedPriceResults":[
                {{"resultStatus":"{status}","featuredOfferExpectedPrice":{{"listingPrice":{{"amount":{amount},"currencyCode":"USD"}}}}}}]}}}}"#
            )
        };
        let responses = [
            one("A", 200, "VALID_FOEP", "10.0"),
            one("B", 200, "NO_COMPETING_OFFERS", "10.0"),
            one("C", 400, "VALID_FOEP", "10.0"),
            one("D", 200, "VALID_FOEP", "0"),
            r#"{"status":{"statusCode":200},"body":{"errors":[{"code":"X"}]}}"#.to_owned(),
            r#"{"status":{"statusCode":200},"body":null}"#.to_owned(),
        ];
        let batch: Batch = serde_json::from_str(&format!(r#"{{"responses":[{}]}}"#, responses.join(","))).unwrap();
        let found = batch.expected(&marketplace("US").unwrap());
        let shown: Vec<String> = found.iter().map(|(sku, price)| format!("{sku} {price}")).collect();
        assert_eq!(shown, ["A $10.00"]);
    }

    #[test]
    fn the_threshold_is_one_of_the_reference_prices() {
        let one = |asin: &str, place: &str, name: &str| {
            format!(
                r#"{{"status":{{"statusCode":200}},"body":{{"asin":"{asin}","marketplaceId":"{place}","referencePrices":[
                {{"name":"WasPrice","price":{{"amount":9,"currencyCode":"USD"}}}},
                {{"name":"{name}","price":{{"amount":18.11,"currencyCode":"USD"}}}}]}}}}"#
            )
        };
        let us = "ATVPDKIKX0DER";
        let responses = [
            one("B1", us, "CompetitivePriceThreshold"),
            one("B2", us, "CompetitivePrice"),
            one("B3", "X", "CompetitivePriceThreshold"),
        ];
        let batch: Batch = serde_json::from_str(&format!(r#"{{"responses":[{}]}}"#, responses.join(","))).unwrap();
        let found = batch.thresholds(&marketplace("US").unwrap());
        let shown: Vec<String> = found.iter().map(|(asin, price)| format!("{asin} {price}")).collect();
        assert_eq!(shown, ["B1 $18.11"]);
    }
}
