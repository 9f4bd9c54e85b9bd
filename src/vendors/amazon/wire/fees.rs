//! Fee estimates: what is posted, and what Amazon would charge.

use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use super::{Amount, Marketplace};
use crate::{
    domain::money::{Money, amount_text},
    vendors::FeeAsk,
};

/// What is posted: a list of these.
#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct Posted<'a> {
    fees_estimate_request: Wanted<'a>,
    id_type: &'static str,
    id_value: &'a str,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct Wanted<'a> {
    marketplace_id: &'a str,
    is_amazon_fulfilled: bool,
    price_to_estimate_fees: Price<'a>,
    identifier: String,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct Price<'a> {
    listing_price: Number<'a>,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct Number<'a> {
    currency_code: &'a str,
    amount: Box<RawValue>,
}

/// The bytes that ask for these; each goes by its place in the list.
pub fn request(asks: &[&FeeAsk], place: &Marketplace) -> Vec<u8> {
    let currencies: Vec<String> = asks.iter().map(|ask| ask.price.currency().code().to_owned()).collect();
    let posted: Vec<Posted<'_>> = asks
        .iter()
        .zip(&currencies)
        .enumerate()
        .map(|(at, (ask, currency))| {
            let text = amount_text(ask.price.amount(), ask.price.currency());
            let amount = RawValue::from_string(text).expect("a decimal number is JSON");
            Posted {
                fees_estimate_request: Wanted {
                    marketplace_id: place.id,
                    is_amazon_fulfilled: ask.fba,
                    price_to_estimate_fees: Price { listing_price: Number { currency_code: currency, amount } },
                    identifier: at.to_string(),
                },
                id_type: "ASIN",
                id_value: &ask.asin,
            }
        })
        .collect();
    serde_json::to_vec(&posted).expect("text and numbers are JSON")
}

/// One answer of the list.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Estimated {
    #[serde(default)]
    status: Option<String>,
    #[serde(default)]
    fees_estimate_identifier: Option<Identifier>,
    #[serde(default)]
    fees_estimate: Option<Estimate>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Identifier {
    #[serde(default)]
    seller_input_identifier: Option<String>,
    #[serde(default)]
    id_value: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Estimate {
    #[serde(default)]
    total_fees_estimate: Option<Amount>,
}

impl Estimated {
    /// The place in the list that was posted, and what all fees come to; `None` for an answer that is none, or for another
    /// product than the one at that place.
    pub fn total(&self, asks: &[&FeeAsk]) -> Option<(usize, Money)> {
        if self.status.as_deref() != Some("Success") {
            return None;
        }
        let named = self.fees_estimate_identifier.as_ref()?;
        let at: usize = named.seller_input_identifier.as_deref()?.parse().ok()?;
        let ask = asks.get(at)?;
        if named.id_value.as_deref() != Some(&ask.asin) {
            return None;
        }
        let total = self.fees_estimate.as_ref()?.total_fees_estimate.as_ref()?.money()?;
        (total.currency() == ask.price.currency() && !total.is_negative()).then_some((at, total))
    }
}

#[cfg(test)]
mod tests {
    use rust_decimal::dec;

    use super::*;
    use crate::{domain::money::Currency, vendors::amazon::wire::marketplace};

    fn ask(asin: &str) -> FeeAsk {
        FeeAsk { asin: asin.into(), price: Money::new(dec!(24.9), Currency::USD), fba: true }
    }

    #[test]
    fn a_price_is_posted_to_the_cent() {
        let (one, us) = (ask("B0D8W1YVBX"), marketplace("US").unwrap());
        let text = String::from_utf8(request(&[&one], &us)).unwrap();
        assert_eq!(
            text,
            r#"[{"FeesEstimateRequest":{"MarketplaceId":"ATVPDKIKX0DER","IsAmazonFulfilled":true,"PriceToEstimateFees":{"ListingPrice":{"CurrencyCode":"USD","Amount":24.90}},"Identifier":"0"},"IdType":"ASIN","IdValue":"B0D8W1YVBX"}]"#
        );
    }

    #[test]
    fn only_an_estimate_that_is_whole_and_ours_counts() {
        let asks = [ask("B0D8W1YVBX"), ask("B001GZ6QEC")];
        let asks: Vec<&FeeAsk> = asks.iter().collect();
        let check = |status: &str, at: &str, asin: &str, total: &str, expected: Option<(usize, &str)>| {
            let text = format!(
                r#"{{"Status":{status},"FeesEstimateIdentifier":{{"SellerInputIdentifier":"{at}","IdValue":"{asin}"}},
                "FeesEstimate":{total},"Error":{{"Code":"","Message":"","Detail":[]}}}}"#
            );
            let found = serde_json::from_str::<Estimated>(&text).unwrap().total(&asks);
            let found = found.map(|(at, total)| (at, total.to_string()));
            assert_eq!(found, expected.map(|(at, total)| (at, total.to_owned())), "{text}");
        };
        let good = r#"{"TotalFeesEstimate":{"CurrencyCode":"USD","Amount":7.31}}"#;
        check("\"Success\"", "1", "B001GZ6QEC", good, Some((1, "$7.31")));
        check("\"ClientError\"", "1", "B001GZ6QEC", good, None);
        check("\"ServiceError\"", "1", "B001GZ6QEC", "null", None);
        check("null", "1", "B001GZ6QEC", good, None);
        check("\"Success\"", "0", "B001GZ6QEC", good, None);
        check("\"Success\"", "7", "B001GZ6QEC", good, None);
        check("\"Success\"", "x", "B001GZ6QEC", good, None);
        check("\"Success\"", "1", "B001GZ6QEC", "{}", None);
        check("\"Success\"", "1", "B001GZ6QEC", r#"{"TotalFeesEstimate":{"CurrencyCode":"EUR","Amount":7}}"#, None);
    }
}
