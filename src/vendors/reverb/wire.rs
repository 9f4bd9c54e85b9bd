//! Reverb's replies in Reverb's own names (API version 3.0), and the offers in them.
//!
//! An amount is text in most replies and was a number in some: both are read as they are written.

pub mod guide;
pub mod offers;
pub mod orders;
pub mod own;
pub mod payouts;
pub mod refunds;
mod rival;
pub mod talk;

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::{Deserialize, de::DeserializeOwned};
use serde_json::{Value, value::RawValue};

use crate::{
    domain::{
        ids::{self, Identifier},
        money::{Currency, Money},
        offer::{Offer, ProductIds},
    },
    vendors::reader,
};

/// What Reverb says about an error: `{"message", "errors": {"field": ["why"]}}`.
pub fn said(body: &[u8]) -> Option<String> {
    #[derive(Deserialize)]
    struct Failed {
        #[serde(default)]
        message: Option<String>,
        #[serde(default)]
        errors: Option<BTreeMap<String, Vec<String>>>,
    }
    let failed: Failed = serde_json::from_slice(body).ok()?;
    let fields = failed.errors.unwrap_or_default();
    let fields = fields.into_iter().map(|(field, why)| format!("{field}: {}", why.join(", ")));
    let words: Vec<String> = failed.message.into_iter().filter(|text| !text.is_empty()).chain(fields).collect();
    (!words.is_empty()).then(|| words.join("; "))
}

/// Whether it is a refusal that names the fields that are wrong.
pub fn is_validation(body: &[u8]) -> bool {
    #[derive(Deserialize)]
    struct Failed {
        errors: BTreeMap<String, Value>,
    }
    serde_json::from_slice::<Failed>(body).is_ok_and(|failed| !failed.errors.is_empty())
}

/// A page of a list. Its rows must be there: a reply without them is no empty list.
pub trait Rows: DeserializeOwned {
    /// A row.
    type Row;
    /// The rows, and the number of the next page where there is one.
    fn into_page(self) -> (Vec<Self::Row>, Option<u64>);
}

/// A page whose rows stand under one name.
macro_rules! rows {
    ($(#[$about:meta])* $page:ident, $field:ident: $row:ty) => {
        $(#[$about])*
        #[derive(Debug, serde::Deserialize)]
        pub struct $page {
            $field: Vec<$row>,
            #[serde(default, rename = "_links")]
            links: Option<$crate::vendors::reverb::wire::Links>,
        }

        impl $crate::vendors::reverb::wire::Rows for $page {
            type Row = $row;

            fn into_page(self) -> (Vec<$row>, Option<u64>) {
                let next = self.links.as_ref().and_then($crate::vendors::reverb::wire::Links::next_page);
                (self.$field, next)
            }
        }
    };
}
pub(super) use rows;

/// An id, which is a number in some replies and text in others; `None` where it is neither, or empty.
pub fn id_text(value: Option<&Value>) -> Option<String> {
    match value? {
        Value::Number(number) => Some(number.to_string()),
        Value::String(text) if !text.trim().is_empty() => Some(text.trim().to_owned()),
        _ => None,
    }
}

/// A time as Reverb writes it: `2017-11-08T18:38:29-05:00`.
pub fn time(text: Option<&str>) -> Option<Timestamp> {
    text?.parse().ok()
}

/// A page of listings.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Found {
    /// How many match, on all pages.
    pub total: Option<u64>,
    listings: Option<Vec<Listing>>,
    #[serde(rename = "_links")]
    links: Option<Links>,
}

/// A listing.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Listing {
    id: Option<Value>,
    title: Option<String>,
    make: Option<String>,
    model: Option<String>,
    condition: Option<Condition>,
    price: Option<Amount>,
    shop_name: Option<String>,
    inventory: Option<u32>,
    has_inventory: Option<bool>,
    auction: Option<bool>,
    upc: Option<String>,
    categories: Option<Vec<Category>>,
    shipping: Option<Shipping>,
    state: Option<State>,
    #[serde(rename = "_links")]
    links: Option<Links>,
}

/// Where else there is something.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Links {
    next: Option<Link>,
    web: Option<Link>,
    line_items: Option<Link>,
    listing: Option<Link>,
}

impl Links {
    /// The number of the next page: from the address that leads there, which is not gone to.
    pub fn next_page(&self) -> Option<u64> {
        let (_, query) = self.next.as_ref()?.href.as_deref()?.split_once('?')?;
        let query = query.split('#').next().unwrap_or_default();
        query.split('&').find_map(|pair| pair.strip_prefix("page=")?.parse().ok())
    }
}

/// An address.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Link {
    href: Option<String>,
}

impl Link {
    /// What stands in its path right after this word: `54` of `/api/my/payouts/54/line_items` after `payouts`.
    pub fn after(&self, word: &str) -> Option<String> {
        let path = self.href.as_deref()?.split(['?', '#']).next()?;
        let mut parts = path.split('/').skip_while(|part| *part != word);
        parts.nth(1).filter(|part| !part.is_empty()).map(str::to_owned)
    }
}

/// `{"display_name": "Excellent"}`, or the name alone.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum Condition {
    Named { display_name: String },
    Bare(String),
    Other(serde::de::IgnoredAny),
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Category {
    full_name: Option<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Shipping {
    user_region_rate: Option<RegionRate>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct RegionRate {
    rate: Option<Amount>,
}

/// Where a listing stands.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct State {
    slug: Option<String>,
}

/// `{"amount": "95.00", "currency": "USD"}`.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Amount {
    amount: Option<Box<RawValue>>,
    currency: Option<String>,
}

impl Amount {
    /// The money; `None` where it is no amount of a currency, or below zero.
    pub fn money(&self) -> Option<Money> {
        self.signed().filter(|money| !money.is_negative())
    }

    /// The money, which may be below zero; `None` where it is no amount of a currency.
    pub fn signed(&self) -> Option<Money> {
        let amount = reader::amount(self.amount.as_ref()?)?;
        Some(Money::new(amount, Currency::parse(self.currency.as_deref()?)?))
    }
}

impl Found {
    /// The number of the next page, where there is one.
    pub fn next_page(&self) -> Option<u64> {
        self.links.as_ref()?.next_page()
    }

    /// The listings.
    pub fn into_listings(self) -> Vec<Listing> {
        self.listings.unwrap_or_default()
    }
}

impl Listing {
    /// Its number.
    pub fn id(&self) -> Option<String> {
        match &self.id {
            Some(Value::Number(number)) => Some(number.to_string()),
            Some(Value::String(text)) if !text.is_empty() => Some(text.clone()),
            _ => None,
        }
    }

    /// The offer; an error says what is missing. `key` is the model whose page it stands on.
    pub fn offer(self, key: Option<&str>, at: Timestamp) -> Result<Offer, String> {
        let Some(id) = self.id() else { return Err("a listing without an id".into()) };
        if self.auction == Some(true) {
            return Err(format!("{id}: an auction has no price to buy at"));
        }
        if let Some(slug) = self.state.as_ref().and_then(|state| state.slug.as_deref()).filter(|slug| *slug != "live") {
            return Err(format!("{id}: it is not for sale ({slug})"));
        }
        let price = self.price.as_ref().and_then(Amount::money).filter(|price| !price.is_zero());
        let price = price.ok_or_else(|| format!("{id}: it names no price"))?;
        let rate = self.shipping.and_then(|shipping| shipping.user_region_rate?.rate?.money());
        let web = self.links.and_then(|links| links.web?.href);
        let category = self.categories.into_iter().flatten().find_map(|category| category.full_name);
        Ok(Offer {
            shipping: rate.filter(|rate| rate.currency() == price.currency()),
            url: web.filter(|url| url.starts_with("https://")),
            title: self.title,
            brand: self.make.filter(|make| !make.is_empty()),
            category: category.map(|name| name.replace(" / ", " > ")),
            condition: self.condition.and_then(|condition| match condition {
                Condition::Named { display_name: name } | Condition::Bare(name) => Some(name),
                Condition::Other(_) => None,
            }),
            seller: self.shop_name, // Without a stock of its own a listing says 1 whatever there is.
            // A listing without a stock of its own is one thing, whatever number stands beside it.
            quantity: match self.has_inventory {
                Some(false) => Some(1),
                Some(true) => self.inventory,
                None => None,
            },
            product: product(self.upc.as_deref(), key),
            ..Offer::of("reverb", id, at, price)
        })
    }
}

fn product(upc: Option<&str>, key: Option<&str>) -> ProductIds {
    let gtin = upc.and_then(|upc| ids::parse_cell(upc).ok()).filter(|id| id.product);
    let gtin = gtin.as_ref().and_then(Identifier::gtin14);
    let mut keys: Vec<String> = gtin.iter().map(|gtin| format!("gtin:{gtin}")).chain(key.map(str::to_owned)).collect();
    ProductIds {
        gtin: gtin.map(|gtin| gtin.to_string()),
        key: (!keys.is_empty()).then(|| keys.remove(0)),
        other: keys,
        ..ProductIds::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn offer(more: &str) -> Result<Offer, String> {
        let text = format!(r#"{{"id":4410,"title":"A bass","somethingNew":{{"a":1}}{more}}}"#);
        let listing: Listing = serde_json::from_str(&text).unwrap();
        listing.offer(None, "2026-06-01T12:00:00Z".parse().unwrap())
    }

    #[test]
    fn a_price_is_read_as_it_is_written_or_there_is_none() {
        let check = |price: &str, expected: Result<&str, &str>| match (offer(&format!(r#","price":{price}"#)), expected)
        {
            (Ok(offer), Ok(expected)) => assert_eq!(offer.price.to_string(), expected, "{price}"),
            (Err(why), Err(part)) => assert!(why.contains(part), "{price}: {why}"),
            (found, _) => panic!("{price}: {found:?}"),
        };
        check(r#"{"amount":"120.00","currency":"USD"}"#, Ok("$120.00"));
        check(r#"{"amount":120.10,"currency":"USD"}"#, Ok("$120.10"));
        check(r#"{"amount":"0.00","currency":"USD"}"#, Err("no price"));
        check(r#"{"amount":"-5","currency":"USD"}"#, Err("no price"));
        check(r#"{"amount":null,"currency":"USD"}"#, Err("no price"));
        check(r#"{"amount":"on request","currency":"USD"}"#, Err("no price"));
        check(r#"{"amount":"5.00","currency":"bones"}"#, Err("no price"));
        check("null", Err("no price"));
    }

    #[test]
    fn what_is_not_known_stays_unknown() {
        let price = r#","price":{"amount":"120.00","currency":"EUR"}"#;
        let bare = offer(price).unwrap();
        assert!(bare.product.is_empty());
        assert_eq!((bare.shipping, bare.quantity, bare.condition, bare.url), (None, None, None, None));
        let full = offer(&format!(
            r#"{price},"condition":{{"uuid":"u","display_name":"Nearly Fine"}},"inventory":3,"has_inventory":true,
               "shop_name":"Gear Example","make":"Maker","upc":"036000291452","auction":false,"state":{{"slug":"live"}},
               "categories":[{{"full_name":"Bass Guitars / 4-String"}}],"_links":{{"web":{{"href":"https://shop.example/4410"}}}},
               "shipping":{{"user_region_rate":{{"rate":{{"amount":"15.00","currency":"EUR"}}}}}}"#
        ))
        .unwrap();
        assert_eq!(full.condition.as_deref(), Some("Nearly Fine"));
        assert_eq!((full.quantity, full.shipping.unwrap().to_string().as_str()), (Some(3), "€15.00"));
        assert_eq!(full.category.as_deref(), Some("Bass Guitars > 4-String"));
        assert_eq!(full.product.key.as_deref(), Some("gtin:00036000291452"));
        let other = r#","shipping":{"user_region_rate":{"rate":{"amount":"15.00","currency":"USD"}}},"condition":7,"inventory":1"#;
        let other = offer(&format!("{price}{other}")).unwrap();
        assert_eq!((other.shipping, other.condition, other.quantity), (None, None, None));
    }

    #[test]
    fn what_can_not_be_bought_is_left_out() {
        let price = r#","price":{"amount":"120.00","currency":"USD"}"#;
        assert!(offer(&format!(r#"{price},"auction":true"#)).unwrap_err().contains("auction"));
        assert!(offer(&format!(r#"{price},"state":{{"slug":"ended"}}"#)).unwrap_err().contains("not for sale (ended)"));
        let nameless: Listing = serde_json::from_str("{}").unwrap();
        assert!(nameless.offer(None, "2026-06-01T12:00:00Z".parse().unwrap()).is_err());
    }

    #[test]
    fn of_the_address_of_the_next_page_only_its_number_is_taken() {
        let check = |href: &str, expected: Option<u64>| {
            let text = format!(r#"{{"_links":{{"next":{{"href":"{href}"}}}}}}"#);
            assert_eq!(serde_json::from_str::<Found>(&text).unwrap().next_page(), expected, "{href}");
        };
        check("https://api.example/api/listings/all?query=a&page=2&per_page=50", Some(2));
        check("https://evil.example/?per_page=50&page=3#x", Some(3));
        check("https://api.example/api/listings/all?per_page=50", None);
        check("https://api.example/page=2", None);
        assert_eq!(serde_json::from_str::<Found>(r#"{"_links":{}}"#).unwrap().next_page(), None);
    }

    #[test]
    fn an_error_is_told_in_reverbs_words() {
        let body = br#"{"message":"Validation failed","errors":{"price_min":["is not a number"]}}"#;
        assert_eq!(said(body).as_deref(), Some("Validation failed; price_min: is not a number"));
        assert_eq!(said(b"<html>"), None);
    }
}
