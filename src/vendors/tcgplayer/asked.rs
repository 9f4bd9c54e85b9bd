//! What is sealed for TCGplayer: the bytes that will be sent, and what is looked for afterwards.

use anyhow::{Result, bail};
use serde::{Deserialize, Serialize};

use crate::{
    domain::money::{Currency, Money, amount_text},
    vendors::Change,
};

/// A change, in TCGplayer's words.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "ask", rename_all = "snake_case")]
pub enum Asked {
    /// Price and quantity of a SKU in the store.
    Listing {
        /// TCGplayer's SKU; `None` where the product key names none.
        number: Option<u64>,
        /// Units.
        quantity: u32,
        /// The price.
        price: Money,
        /// What is sent.
        body: String,
    },
    /// The price of a SKU in the store.
    Price {
        /// TCGplayer's SKU.
        number: u64,
        /// The price.
        price: Money,
        /// What is sent.
        body: String,
    },
}

impl Asked {
    /// What is sealed for a change on a channel of the store.
    pub fn of(change: &Change, channel: u32) -> Result<Self> {
        Ok(match change {
            Change::Listing(draft) => {
                let (price, quantity) = (draft.price, draft.quantity);
                let amount = amount_text(price.amount(), price.currency());
                // The amount is written digit by digit: a number of JSON that never was a float.
                let body = format!("{{\"price\":{amount},\"quantity\":{quantity},\"channelId\":{channel}}}");
                Self::Listing { number: sku_of(&draft.product), quantity, price, body }
            }
            Change::Price { listing, price, .. } => {
                let Ok(number) = listing.parse() else { bail!("`{listing}` is no SKU of TCGplayer") };
                let amount = amount_text(price.amount(), price.currency());
                Self::Price { number, price: *price, body: format!("{{\"price\":{amount},\"channelId\":{channel}}}") }
            }
            other => bail!("`tcgplayer` can't do a {}", other.kind()),
        })
    }

    /// Why it is not sent; `None` where nothing is against it.
    pub fn objection(&self) -> Option<String> {
        let (Self::Listing { price, .. } | Self::Price { price, .. }) = self;
        if let Self::Listing { number: None, .. } = self {
            return Some(
                "a card is sold by its SKU (printing, language and condition): a key `tcgplayer:sku:N`".into(),
            );
        }
        (price.currency() != Currency::USD).then(|| format!("TCGplayer takes no price in {}", price.currency()))
    }
}

/// The SKU that a product key names: a product alone has many.
pub fn sku_of(key: &str) -> Option<u64> {
    key.strip_prefix("tcgplayer:sku:")?.parse().ok()
}

#[cfg(test)]
mod tests {
    use rust_decimal::dec;

    use super::*;
    use crate::vendors::Draft;

    fn draft(product: &str, currency: Currency) -> Change {
        Change::Listing(Draft {
            sku: "S".into(),
            channel: "tcgplayer".into(),
            product: product.into(),
            program: "fbm".into(),
            quantity: 4,
            price: Money::new(dec!(12.9), currency),
            floor: None,
            ceiling: None,
            condition: "Near Mint".into(),
            title: "A card".into(),
            description: String::new(),
            category: None,
            weight_g: None,
            dims: None,
            details: crate::domain::effect::Details::default(),
        })
    }

    #[test]
    fn a_price_and_a_quantity_are_states_and_exact() {
        let Asked::Listing { number, body, .. } = Asked::of(&draft("tcgplayer:sku:77", Currency::USD), 0).unwrap()
        else {
            panic!()
        };
        assert_eq!((number, body.as_str()), (Some(77), r#"{"price":12.90,"quantity":4,"channelId":0}"#));
        let price = Change::Price { listing: "77".into(), price: Money::new(dec!(0.07), Currency::USD), bounds: None };
        let Asked::Price { number, body, .. } = Asked::of(&price, 1).unwrap() else { panic!() };
        assert_eq!((number, body.as_str()), (77, r#"{"price":0.07,"channelId":1}"#));
        assert!(
            Asked::of(&Change::Price { listing: "x".into(), price: Money::zero(Currency::USD), bounds: None }, 0)
                .is_err()
        );
        assert!(Asked::of(&Change::Reply { message: "1".into(), body: "x".into() }, 0).is_err());
    }

    #[test]
    fn a_product_alone_is_never_sold() {
        let check = |product: &str, currency: Currency, part: Option<&str>| {
            let why = Asked::of(&draft(product, currency), 0).unwrap().objection();
            assert_eq!(
                why.as_deref().map(|why| part.is_some_and(|part| why.contains(part))),
                part.map(|_| true),
                "{product}"
            );
        };
        check("tcgplayer:sku:77", Currency::USD, None);
        check("tcgplayer:product:77", Currency::USD, Some("by its SKU"));
        check("gtin:00036000291452", Currency::USD, Some("by its SKU"));
        check("tcgplayer:sku:77", Currency::EUR, Some("no price in EUR"));
    }
}
