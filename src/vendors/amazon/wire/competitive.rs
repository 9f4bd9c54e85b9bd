//! The competitive prices: the buy box and how many offer it, without who ships.

use rust_decimal::Decimal;
use serde::Deserialize;

use super::{
    Marketplace, or_empty,
    prices::{Count, Price, Rank, Standing, is_new},
};

/// A reply to the competitive prices.
#[derive(Debug, Deserialize)]
pub struct Competitive {
    #[serde(default, deserialize_with = "or_empty")]
    payload: Vec<Priced>,
}

#[derive(Debug, Deserialize)]
struct Priced {
    #[serde(default)]
    status: Option<String>,
    #[serde(default, rename = "ASIN")]
    asin: Option<String>,
    #[serde(default, rename = "Product")]
    product: Option<Product>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "PascalCase", default)]
struct Product {
    competitive_pricing: Option<Pricing>,
    #[serde(deserialize_with = "or_empty")]
    sales_rankings: Vec<Rank>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "PascalCase", default)]
struct Pricing {
    #[serde(deserialize_with = "or_empty")]
    competitive_prices: Vec<Rivalled>,
    #[serde(deserialize_with = "or_empty")]
    number_of_offer_listings: Vec<Count>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct Rivalled {
    #[serde(rename = "CompetitivePriceId")]
    id: Option<String>,
    #[serde(rename = "Price")]
    price: Option<Price>,
    condition: Option<String>,
    offer_type: Option<String>,
    quantity_tier: Option<i64>,
}

impl Competitive {
    /// What is known of each ASIN; one that Amazon could not answer is left out.
    pub fn into_standings(self, place: &Marketplace) -> Vec<(String, Standing)> {
        let answered =
            self.payload.into_iter().filter(|one| one.status.as_deref().is_none_or(|word| word == "Success"));
        answered.filter_map(|one| Some((one.asin?, one.product.unwrap_or_default().standing(place)))).collect()
    }
}

impl Product {
    fn standing(self, place: &Marketplace) -> Standing {
        let pricing = self.competitive_pricing.unwrap_or_default();
        let offers = Count::of_new(&pricing.number_of_offer_listings);
        let prices = pricing.competitive_prices.into_iter();
        Standing {
            buy_box: prices.filter_map(|price| price.of_new(place)).min(),
            offers,
            rank: Rank::top(&self.sales_rankings),
            ..Standing::default()
        }
    }
}

impl Rivalled {
    /// The buy box of new ones; Amazon's number 2 is that of used ones.
    fn of_new(self, place: &Marketplace) -> Option<Decimal> {
        let is_new = match self.condition.as_deref() {
            Some(condition) => is_new(condition) && self.id.as_deref() != Some("2"),
            None => self.id.as_deref() == Some("1"),
        };
        let mut price = self.price?;
        price.condition = is_new.then(|| "new".to_owned());
        price.customer = self.offer_type;
        price.tier = self.quantity_tier;
        price.of_new(place)
    }
}

#[cfg(test)]
mod tests {
    use rust_decimal::dec;

    use super::*;
    use crate::vendors::amazon::wire::marketplace;

    #[test]
    fn competitive_prices_are_the_buy_box_of_new_ones() {
        let rival = |id: &str, more: &str, amount: &str| {
            format!(
                r#"{{"CompetitivePriceId":"{id}"{more},"Price":{{"LandedPrice":{{"CurrencyCode":"USD","Amount":{amount}}},"Points":{{"PointsNumber":1}}}}}}"#
            )
        };
        let text = format!(
            r#"{{"payload":[{{"status":"Success","ASIN":"B0D8W1YVBX","Product":{{"CompetitivePricing":{{
            "CompetitivePrices":[{}],"NumberOfOfferListings":[{{"Count":7,"condition":"New"}},{{"Count":9,"condition":"Any"}}]}},
            "SalesRankings":[{{"ProductCategoryId":"beauty_on_website","Rank":12}}]}}}},
            {{"status":"ClientError","ASIN":"B000000002"}},{{"status":"Success","ASIN":"B000000003","Product":null}}]}}"#,
            [
                rival("1", r#","condition":"New""#, "19.99"),
                rival("2", r#","condition":"Used""#, "5"),
                rival("1", r#","condition":"New","offerType":"B2B""#, "4"),
                rival("1", r#","condition":"New","offerType":"B2C","quantityTier":3"#, "3"),
                rival("2", "", "2"),
            ]
            .join(",")
        );
        let seen = serde_json::from_str::<Competitive>(&text).unwrap().into_standings(&marketplace("US").unwrap());
        let first = Standing { buy_box: Some(dec!(19.99)), offers: Some(7), rank: Some(12), ..Standing::default() };
        assert_eq!(seen, [("B0D8W1YVBX".to_owned(), first), ("B000000003".to_owned(), Standing::default())]);
    }
}
