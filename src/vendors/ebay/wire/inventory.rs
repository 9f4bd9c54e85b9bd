//! The Inventory API: what is listed, offers and their listings.
//!
//! An item says what a thing is, an offer what it costs on one site; the offer is published as a listing. Both are
//! replaced as a whole, so what a person added on eBay is taken over from what is there.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::{Amount, is_site, leads_on};
use crate::domain::money::{Currency, Money, amount_text};

/// A whole listing as it is sealed: every byte of the calls it takes, and what stood there before.
#[derive(Debug, Serialize, Deserialize)]
pub struct Sealed {
    /// Our SKU.
    pub sku: String,
    /// Units for sale; none ends the listing.
    pub quantity: u32,
    /// The price a unit.
    pub price: Money,
    /// The title.
    pub title: String,
    /// The listing that was live, where one was.
    pub listing: Option<String>,
    /// Units that it had sold by then: what was sold since is not for sale again.
    pub sold: u32,
    /// The body that replaces the item.
    pub item: Value,
    /// The body that makes the offer; without the keys in [`OFFER_KEYS`] it replaces one.
    pub offer: Value,
}

/// What names an offer, and is not among what can be replaced of it.
pub const OFFER_KEYS: [&str; 3] = ["sku", "marketplaceId", "format"];
/// What eBay shows of an offer beside what we wrote.
const SHOWN_OF_OFFER: [&str; 3] = ["offerId", "listing", "status"];
/// What eBay shows of an item beside what we wrote.
const SHOWN_OF_ITEM: [&str; 4] = ["sku", "locale", "groupIds", "inventoryItemGroupKeys"];

/// What a listing had sold when a change of it was decided on.
#[derive(Clone, Copy, Debug)]
pub struct Before<'a> {
    /// The listing that was live, where one was.
    pub listing: Option<&'a str>,
    /// Units that it had sold.
    pub sold: u32,
}

impl Sealed {
    /// What stood there before.
    pub fn before(&self) -> Before<'_> {
        Before { listing: self.listing.as_deref(), sold: self.sold }
    }

    /// The body that replaces the offer.
    pub fn revision(&self) -> Value {
        let mut body = self.offer.clone();
        if let Value::Object(keys) = &mut body {
            OFFER_KEYS.iter().for_each(|key| drop(keys.remove(*key)));
        }
        body
    }
}

/// What a person may have added to an offer.
pub fn kept_of_offer(shown: Option<&Value>) -> Map<String, Value> {
    kept(shown, &SHOWN_OF_OFFER)
}

/// What a person may have added to an item.
pub fn kept_of_item(shown: Option<&Value>) -> Map<String, Value> {
    kept(shown, &SHOWN_OF_ITEM)
}

fn kept(shown: Option<&Value>, without: &[&str]) -> Map<String, Value> {
    let mut keys = shown.and_then(Value::as_object).cloned().unwrap_or_default();
    without.iter().for_each(|key| drop(keys.remove(*key)));
    keys
}

/// An amount as eBay takes it.
pub fn amount(money: &Money) -> Value {
    serde_json::json!({ "value": amount_text(money.amount(), money.currency()), "currency": money.currency().code() })
}

/// A page of the offers of a SKU; there are few.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Offers {
    offers: Option<Vec<Value>>,
    next: Option<String>,
}

impl Offers {
    /// The offers as they came; an error where the page does not hold all.
    pub fn all(self) -> Result<Vec<Value>, String> {
        match leads_on(self.next.as_deref()) {
            true => Err("eBay has more than a page of offers of one SKU".into()),
            false => self.offers.ok_or_else(|| "eBay answers without a list of offers".into()),
        }
    }
}

/// An offer of ours.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Offer {
    offer_id: Option<String>,
    sku: Option<String>,
    marketplace_id: Option<String>,
    format: Option<String>,
    status: Option<String>,
    available_quantity: Option<i64>,
    listing_description: Option<String>,
    category_id: Option<String>,
    pricing_summary: Option<Pricing>,
    listing: Option<Listing>,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
struct Pricing {
    price: Option<Amount>,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct Listing {
    listing_id: Option<String>,
    listing_status: Option<String>,
    listing_on_hold: Option<bool>,
    sold_quantity: Option<i64>,
}

/// Where an offer stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stands<'a> {
    /// It is live as this listing.
    Live(&'a str),
    /// It is not.
    Off,
    /// Nobody can say; this is why.
    Odd(String),
}

impl Offer {
    /// Its number.
    pub fn id(&self) -> Option<&str> {
        self.offer_id.as_deref().filter(|id| is_id(id))
    }

    /// Whether it is an offer of this SKU that can be told from another one: it says its number, a site, and a format that is known.
    pub fn is_of(&self, sku: &str) -> bool {
        self.sku.as_deref() == Some(sku)
            && self.id().is_some()
            && self.marketplace_id.as_deref().is_some_and(is_site)
            && matches!(self.format.as_deref(), Some("FIXED_PRICE" | "AUCTION"))
    }

    /// Whether it is on this site, at a fixed price.
    pub fn is_on(&self, site: &str) -> bool {
        self.marketplace_id.as_deref() == Some(site) && self.format.as_deref() == Some("FIXED_PRICE")
    }

    /// The number of the listing it is live as. One whose last unit was sold is out of stock, and still there.
    pub fn live(&self) -> Option<&str> {
        let listing = self.listing.as_ref()?;
        let id = listing.listing_id.as_deref().filter(|id| is_id(id))?;
        let is_there = matches!(listing.listing_status.as_deref(), Some("ACTIVE" | "OUT_OF_STOCK"));
        (self.status.as_deref() == Some("PUBLISHED") && is_there).then_some(id)
    }

    /// Where it stands. A word that is not known is neither live nor ended.
    pub fn stands(&self) -> Stands<'_> {
        let odd = |what: &str, word: Option<&str>| Stands::Odd(format!("{what} is `{:.40}`", word.unwrap_or_default()));
        let status = self.status.as_deref();
        match (status, &self.listing) {
            (Some("UNPUBLISHED"), _) => Stands::Off,
            (Some("PUBLISHED"), Some(listing)) => match (self.live(), listing.listing_status.as_deref()) {
                (Some(id), _) => Stands::Live(id),
                (None, Some("INACTIVE" | "ENDED" | "EBAY_ENDED" | "NOT_LISTED")) => Stands::Off,
                (None, other) => odd("its listing", other),
            },
            (Some("PUBLISHED"), None) => Stands::Odd("it is published and shows no listing".into()),
            _ => odd("the offer", status),
        }
    }

    /// Whether eBay keeps the listing back.
    pub fn is_on_hold(&self) -> bool {
        self.listing.as_ref().is_some_and(|listing| listing.listing_on_hold == Some(true))
    }

    /// The number of its last listing, live or not.
    pub fn last_listing(&self) -> Option<&str> {
        self.listing.as_ref()?.listing_id.as_deref().filter(|id| is_id(id))
    }

    /// Units that its last listing sold; none where it does not say.
    pub fn sold(&self) -> u32 {
        self.said_sold().unwrap_or(0)
    }

    /// The same; `None` where it does not say.
    pub fn said_sold(&self) -> Option<u32> {
        u32::try_from(self.listing.as_ref()?.sold_quantity?).ok()
    }

    /// Units that can be bought.
    pub fn quantity(&self) -> Option<u32> {
        u32::try_from(self.available_quantity?).ok()
    }

    /// The price a unit.
    pub fn price(&self, currency: Currency) -> Option<Money> {
        self.pricing_summary.as_ref()?.price.as_ref()?.signed(currency)
    }

    /// The category.
    pub fn category(&self) -> Option<&str> {
        self.category_id.as_deref().filter(|id| is_number(id))
    }

    /// The description of the listing.
    pub fn description(&self) -> Option<&str> {
        self.listing_description.as_deref().filter(|text| !text.trim().is_empty())
    }
}

/// An item of ours.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Item {
    sku: Option<String>,
    availability: Option<Availability>,
    product: Option<Product>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct Availability {
    ship_to_location_availability: Option<Stock>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct Stock {
    quantity: Option<i64>,
    availability_distributions: Option<Vec<Value>>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Product {
    title: Option<String>,
}

impl Item {
    /// Whether it may be the item of this SKU: it names no other one.
    pub fn may_be(&self, sku: &str) -> bool {
        self.sku.as_deref().is_none_or(|named| named == sku)
    }

    /// Units that can be bought.
    pub fn quantity(&self) -> Option<u32> {
        u32::try_from(self.availability.as_ref()?.ship_to_location_availability.as_ref()?.quantity?).ok()
    }

    /// Whether its units are counted by the place that they lie at.
    pub fn is_spread(&self) -> bool {
        let stock = self.availability.as_ref().and_then(|all| all.ship_to_location_availability.as_ref());
        stock.and_then(|stock| stock.availability_distributions.as_ref()).is_some_and(|places| !places.is_empty())
    }

    /// The title.
    pub fn title(&self) -> Option<&str> {
        self.product.as_ref()?.title.as_deref()
    }
}

/// The reply to a new offer.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Created {
    offer_id: Option<String>,
}

impl Created {
    /// Its number.
    pub fn id(&self) -> Option<&str> {
        self.offer_id.as_deref().filter(|id| is_id(id))
    }
}

/// Whether a text can be an id: short, printable, one word, and no separator of ours.
pub fn is_id(text: &str) -> bool {
    !text.is_empty() && text.len() <= 64 && text.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'@')
}

/// Whether a text is a number.
pub fn is_number(text: &str) -> bool {
    !text.is_empty() && text.len() <= 12 && text.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn offer(text: &str) -> Offer {
        serde_json::from_str(text).unwrap()
    }

    #[test]
    fn an_offer_is_live_only_where_its_listing_is() {
        let check = |status: &str, listing: &str, expected: Option<&str>| {
            let found = offer(&format!(r#"{{"offerId":"7","status":{status},"listing":{listing},"newKey":1}}"#));
            assert_eq!(found.live(), expected, "{status} {listing}");
        };
        check(r#""PUBLISHED""#, r#"{"listingId":"110","listingStatus":"ACTIVE"}"#, Some("110"));
        check(r#""PUBLISHED""#, r#"{"listingId":"110","listingStatus":"OUT_OF_STOCK"}"#, Some("110"));
        check(r#""PUBLISHED""#, r#"{"listingId":"110","listingStatus":"ENDED"}"#, None);
        check(r#""PUBLISHED""#, r#"{"listingId":"110","listingStatus":"PAUSED_BY_ELVES"}"#, None);
        check(r#""PUBLISHED""#, r#"{"listingStatus":"ACTIVE"}"#, None);
        check(r#""UNPUBLISHED""#, r#"{"listingId":"110","listingStatus":"ACTIVE"}"#, None);
        check("null", "null", None);
    }

    #[test]
    fn extreme_numbers_are_no_quantities() {
        let found = offer(r#"{"availableQuantity":-2147483648,"listing":{"soldQuantity":-1}}"#);
        assert_eq!((found.quantity(), found.sold(), found.id()), (None, 0, None));
        let item: Item =
            serde_json::from_str(r#"{"availability":{"shipToLocationAvailability":{"quantity":3}}}"#).unwrap();
        assert_eq!((item.quantity(), item.title()), (Some(3), None));
    }

    #[test]
    fn what_a_person_added_is_kept_and_what_ebay_shows_is_not_sent_back() {
        let shown = serde_json::json!({ "offerId": "7", "status": "PUBLISHED", "listing": {}, "storeCategoryNames": ["/Mugs"] });
        assert_eq!(Value::Object(kept_of_offer(Some(&shown))), serde_json::json!({ "storeCategoryNames": ["/Mugs"] }));
        assert!(kept_of_item(None).is_empty());
    }
}
