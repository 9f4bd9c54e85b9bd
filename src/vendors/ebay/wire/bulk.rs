//! `bulk_update_price_quantity`: prices and units of several offers in one call, and `bulk_get_inventory_item`, which
//! reads as many items.

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::inventory::{Before, amount};
use crate::domain::money::{Currency, Money, amount_text};

/// Fewer units of a live offer, as they are sealed: the element of the call, and what stood there before.
#[derive(Debug, Serialize, Deserialize)]
pub struct Fewer {
    /// Our SKU.
    pub sku: String,
    /// The offer.
    pub offer: String,
    /// The listing that it is live as.
    pub listing: String,
    /// Units for sale; never none.
    pub quantity: u32,
    /// The price a unit.
    pub price: Money,
    /// Units that the listing had sold by then: what was sold since is not for sale again.
    pub sold: u32,
    /// The element of the call.
    pub request: Value,
}

impl Fewer {
    /// So many units at this price. They are the total of the item and what is available of the offer, both: eBay sells
    /// no more than either, and an offer that has a number of its own takes no notice of a lower total.
    pub fn of(sku: &str, (listing, offer): (&str, &str), quantity: u32, price: Money, sold: u32) -> Self {
        let request = json!({
            "sku": sku,
            "shipToLocationAvailability": { "quantity": quantity },
            "offers": [{ "offerId": offer, "availableQuantity": quantity, "price": amount(&price) }],
        });
        let (sku, listing, offer) = (sku.to_owned(), listing.to_owned(), offer.to_owned());
        Self { sku, offer, listing, quantity, price, sold, request }
    }

    /// What stood there before.
    pub fn before(&self) -> Before<'_> {
        Before { listing: Some(&self.listing), sold: self.sold }
    }

    /// Several as one body.
    pub fn together(all: &[&Self]) -> Value {
        let requests: Vec<&Value> = all.iter().map(|one| &one.request).collect();
        json!({ "requests": requests })
    }
}

/// The body that asks for items.
pub fn items_of(skus: &[&str]) -> Value {
    let requests: Vec<Value> = skus.iter().map(|sku| json!({ "sku": sku })).collect();
    json!({ "requests": requests })
}

/// Items that were asked for together.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Items {
    responses: Option<Vec<Value>>,
}

impl Items {
    /// The items by SKU; one that is not there, can't be read, or comes twice is left out.
    pub fn by_sku(self) -> BTreeMap<String, Value> {
        let mut all: BTreeMap<String, Option<Value>> = BTreeMap::new();
        for mut one in self.responses.unwrap_or_default() {
            let Some(sku) = one["sku"].as_str().map(str::to_owned) else { continue };
            let item = one["inventoryItem"].take();
            let is_there = one["statusCode"].as_i64() == Some(200) && item.is_object();
            let twice = all.contains_key(&sku);
            all.insert(sku, (is_there && !twice).then_some(item));
        }
        all.into_iter().filter_map(|(sku, item)| Some((sku, item?))).collect()
    }
}

/// A price, as it is set: the body of `bulk_update_price_quantity` for one offer, or for several.
#[derive(Debug, Serialize, Deserialize)]
pub struct Prices {
    requests: Vec<PriceOf>,
}

#[derive(Debug, Serialize, Deserialize)]
struct PriceOf {
    offers: Vec<OfferPrice>,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
struct OfferPrice {
    offer_id: String,
    price: PlainAmount,
}

#[derive(Debug, Serialize, Deserialize)]
struct PlainAmount {
    value: String,
    currency: String,
}

impl Prices {
    /// This price for this offer.
    pub fn of(offer: &str, price: &Money) -> Self {
        let value = amount_text(price.amount(), price.currency());
        let price = PlainAmount { value, currency: price.currency().code().to_owned() };
        Self { requests: vec![PriceOf { offers: vec![OfferPrice { offer_id: offer.to_owned(), price }] }] }
    }

    /// Several prices as one body.
    pub fn together(all: Vec<Self>) -> Self {
        Self { requests: all.into_iter().flat_map(|one| one.requests).collect() }
    }

    /// The offer and its price; an error where they are not what we write.
    pub fn only(&self) -> Result<(&str, Money), String> {
        let [PriceOf { offers }] = &self.requests[..] else { return Err("it is no price of one offer".into()) };
        let [OfferPrice { offer_id, price }] = &offers[..] else { return Err("it is no price of one offer".into()) };
        let value: Decimal = price.value.parse().map_err(|_| format!("`{:.40}` is no amount", price.value))?;
        let currency = Currency::parse(&price.currency).ok_or("its currency is none")?;
        Ok((offer_id, Money::new(value, currency)))
    }
}

/// The reply to a call: an answer for each offer, and for each item.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Answers {
    responses: Option<Vec<Value>>,
}

impl Answers {
    /// Whether nothing is said of any offer.
    pub fn is_empty(&self) -> bool {
        self.responses.iter().flatten().next().is_none()
    }

    /// The status of one offer, and its part of the reply; `None` where nothing is said of it alone.
    pub fn of(&self, offer: &str) -> Option<(u16, &Value)> {
        self.only(|one| one["offerId"].as_str() == Some(offer)).ok()?
    }

    /// What is said of an offer and of the item behind it, the parts of the reply with their status: none, one or two.
    /// `None` where it can't be told: a part that comes twice, without a status, or about this offer under another SKU.
    pub fn about(&self, offer: &str, sku: &str) -> Option<Vec<(u16, &Value)>> {
        let of_offer = self.only(|one| one["offerId"].as_str() == Some(offer)).ok()?;
        if of_offer.is_some_and(|(_, part)| part["sku"].as_str().is_some_and(|named| named != sku)) {
            return None;
        }
        let of_item = self.only(|one| one["offerId"].is_null() && one["sku"].as_str() == Some(sku)).ok()?;
        Some(of_offer.into_iter().chain(of_item).collect())
    }

    /// The one part that is meant; an error where there are several, or its status is none.
    fn only(&self, is_meant: impl Fn(&Value) -> bool) -> Result<Option<(u16, &Value)>, ()> {
        let mut found = self.responses.iter().flatten().filter(|one| is_meant(one));
        let Some(one) = found.next() else { return Ok(None) };
        let status = one["statusCode"].as_i64().and_then(|status| u16::try_from(status).ok());
        match (status, found.next()) {
            (Some(status), None) => Ok(Some((status, one))),
            _ => Err(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use rust_decimal::dec;

    use super::*;

    #[test]
    fn a_price_is_written_and_read_back() {
        let price = Money::new(dec!(19.9), Currency::USD);
        let prices = Prices::of("8001", &price);
        let text = serde_json::to_string(&prices).unwrap();
        assert_eq!(
            text,
            r#"{"requests":[{"offers":[{"offerId":"8001","price":{"value":"19.90","currency":"USD"}}]}]}"#
        );
        assert_eq!(serde_json::from_str::<Prices>(&text).unwrap().only().unwrap(), ("8001", price));
        let said: Answers = serde_json::from_str(r#"{"responses":[{"offerId":"8001","statusCode":200}]}"#).unwrap();
        assert_eq!(said.of("8001").map(|(status, _)| status), Some(200));
        assert!(said.of("8002").is_none());
    }

    #[test]
    fn units_are_those_of_the_item_and_of_the_offer() {
        let price = Money::new(dec!(19.9), Currency::USD);
        let one = Fewer::of("A", ("110", "8001"), 2, price, 1);
        let body = Fewer::together(&[&one, &one]);
        let element = json!({
            "sku": "A", "shipToLocationAvailability": { "quantity": 2 },
            "offers": [{ "offerId": "8001", "availableQuantity": 2, "price": { "value": "19.90", "currency": "USD" } }],
        });
        assert_eq!(body, json!({ "requests": [element, element] }));
        let text = serde_json::to_string(&one).unwrap();
        assert_eq!(serde_json::from_str::<Fewer>(&text).unwrap().request, element);
        assert!(serde_json::from_str::<super::super::inventory::Sealed>(&text).is_err(), "it is no whole listing");
    }

    #[test]
    fn what_is_said_of_an_offer_is_said_once_and_of_it_alone() {
        let check = |responses: &str, expected: Option<&[u16]>| {
            let said: Answers = serde_json::from_str(&format!("{{\"responses\":[{responses}]}}")).unwrap();
            let found = said.about("8001", "A").map(|parts| parts.iter().map(|part| part.0).collect::<Vec<_>>());
            assert_eq!(found.as_deref(), expected, "{responses}");
        };
        let (offer, item) = (r#"{"offerId":"8001","sku":"A","statusCode":200}"#, r#"{"sku":"A","statusCode":400}"#);
        check(offer, Some(&[200]));
        check(item, Some(&[400]));
        check(&format!("{item},{offer}"), Some(&[200, 400]));
        check(r#"{"offerId":"8001","statusCode":400}"#, Some(&[400]));
        check(r#"{"offerId":"8002","sku":"A","statusCode":200},{"sku":"B","statusCode":200}"#, Some(&[]));
        check("", Some(&[]));
        check(&format!("{offer},{offer}"), None);
        check(&format!("{item},{item},{offer}"), None);
        check(r#"{"offerId":"8001","sku":"B","statusCode":200}"#, None);
        check(r#"{"offerId":"8001","sku":"A"}"#, None);
    }

    #[test]
    fn an_item_that_comes_twice_or_not_at_all_is_none() {
        let text = r#"{"responses":[{"sku":"A","statusCode":200,"inventoryItem":{"sku":"A"}},
            {"sku":"B","statusCode":404,"errors":[]},{"sku":"C","statusCode":200,"inventoryItem":{}},
            {"sku":"C","statusCode":200,"inventoryItem":{}},{"statusCode":200,"inventoryItem":{}}]}"#;
        let items = serde_json::from_str::<Items>(text).unwrap().by_sku();
        assert_eq!(items.keys().collect::<Vec<_>>(), ["A"]);
    }
}
