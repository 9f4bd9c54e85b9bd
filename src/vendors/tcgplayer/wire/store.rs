//! Our store, as TCGplayer shows it: what of a SKU is for sale there, and what others ask for it.

use rust_decimal::{Decimal, prelude::ToPrimitive as _};
use serde::Deserialize;
use serde_json::{Value, value::RawValue};

use super::price;
use crate::vendors::reader;

/// Our store.
#[derive(Debug, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct Store {
    store_key: Option<String>,
}

impl Store {
    /// Its key.
    pub fn key(self) -> Option<String> {
        self.store_key.filter(|key| !key.trim().is_empty())
    }
}

/// A SKU in the catalog.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Sku {
    /// Its number.
    pub sku_id: u64,
    /// The product that it is one of.
    pub product_id: u64,
}

/// A SKU in our store.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Listed {
    sku_id: u64,
    #[serde(default)]
    price: Option<Box<RawValue>>,
    #[serde(default)]
    quantity: Option<Box<RawValue>>,
    #[serde(default)]
    is_custom: Option<bool>,
}

impl Listed {
    /// Whether it is this SKU, and no single copy with pictures of its own.
    pub fn is(&self, number: u64) -> bool {
        self.sku_id == number && self.is_custom != Some(true)
    }

    /// The price.
    pub fn price(&self) -> Option<Decimal> {
        price(self.price.as_deref())
    }

    /// Units for sale.
    pub fn quantity(&self) -> Option<u32> {
        reader::decimal(self.quantity.as_deref()?).and_then(|units| units.to_u32())
    }
}

/// What a SKU is offered for.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Asking {
    /// The SKU.
    pub sku_id: u64,
    #[serde(default)]
    low_price: Option<Box<RawValue>>,
    #[serde(default)]
    lowest_shipping: Option<Box<RawValue>>,
    #[serde(default)]
    lowest_listing_price: Option<Box<RawValue>>,
}

impl Asking {
    /// The lowest offer: the card, and the card with its shipping. `None` where nobody offers it, or what it costs to get is
    /// not said.
    pub fn lowest(&self) -> Option<(Decimal, Decimal)> {
        let listed = price(self.lowest_listing_price.as_deref());
        let shipping =
            self.lowest_shipping.as_deref().and_then(reader::amount).filter(|amount| !amount.is_sign_negative());
        match (listed, shipping) {
            (Some(listed), Some(shipping)) => Some((listed, listed + shipping.round_dp(2))),
            // The low price is one with its shipping.
            _ => price(self.low_price.as_deref()).map(|low| (listed.unwrap_or(low), low)),
        }
    }
}

/// An id that is a number or text.
pub fn id_text(value: Option<&Value>) -> Option<String> {
    match value? {
        Value::Number(number) => Some(number.to_string()),
        Value::String(text) if !text.trim().is_empty() => Some(text.trim().to_owned()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use rust_decimal::dec;

    use super::*;

    #[test]
    fn what_is_for_sale_is_read_digit_by_digit() {
        let check = |text: &str, expected: (Option<Decimal>, Option<u32>)| {
            let listed: Listed = serde_json::from_str(text).unwrap();
            assert_eq!((listed.price(), listed.quantity()), expected, "{text}");
        };
        check(r#"{"skuId":7,"price":12.9,"quantity":4}"#, (Some(dec!(12.90)), Some(4)));
        check(r#"{"skuId":7,"price":12.899999618530273,"quantity":4.0}"#, (Some(dec!(12.90)), Some(4)));
        check(r#"{"skuId":7,"price":null,"quantity":-1}"#, (None, None));
        check(r#"{"skuId":7}"#, (None, None));
        let custom: Listed = serde_json::from_str(r#"{"skuId":7,"isCustom":true}"#).unwrap();
        assert!(!custom.is(7));
    }

    #[test]
    fn the_lowest_offer_is_one_with_its_shipping() {
        let check = |text: &str, expected: Option<(Decimal, Decimal)>| {
            let asking: Asking = serde_json::from_str(&format!(r#"{{"skuId":7{text}}}"#)).unwrap();
            assert_eq!(asking.lowest(), expected, "{text}");
        };
        check(r#","lowestListingPrice":1.5,"lowestShipping":0.99,"lowPrice":2.49"#, Some((dec!(1.5), dec!(2.49))));
        check(r#","lowestListingPrice":1.5,"lowestShipping":0"#, Some((dec!(1.5), dec!(1.5))));
        check(r#","lowPrice":2.49"#, Some((dec!(2.49), dec!(2.49))));
        check(r#","lowPrice":0,"lowestListingPrice":null"#, None);
        check("", None);
    }
}
