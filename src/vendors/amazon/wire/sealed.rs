//! A change of a listing in Amazon's words: what is stored, sent as it is, and held against what is shown afterwards.
//!
//! An offer on a product of the catalog (`LISTING_OFFER_ONLY`) is put whole; a price replaces the one attribute it stands in;
//! what is not to be sold any more is not deleted: its quantity becomes zero, or, where Amazon ships it, its offer goes.

use std::collections::BTreeMap;

use anyhow::Result;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use serde_json::value::{RawValue, to_raw_value};

use super::Marketplace;
use crate::{
    domain::{
        ids::Asin,
        matching::condition::Condition,
        money::{Money, Rounding, amount_text},
    },
    vendors::Draft,
};

/// The fulfilment channel of goods that we send ourselves.
pub const OURS: &str = "DEFAULT";

/// What a listing says beside what the draft says.
#[derive(Clone, Debug, Default)]
pub struct Manner {
    /// Amazon's product type; `PRODUCT` fits every offer.
    pub product_type: String,
    /// The days until we send, where that is said.
    pub handling_days: Option<u32>,
    /// Amazon's id of the shipping template, where there is one.
    pub shipping_group: Option<String>,
}

/// What is done to a listing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Deed {
    /// The offer is put whole.
    Put,
    /// It is taken off sale.
    Stop,
    /// Its price is set.
    Price,
}

/// The stored bytes.
#[derive(Debug, Serialize, Deserialize)]
pub struct Sealing {
    /// Our SKU: the listing's id at Amazon.
    pub sku: String,
    /// What is done.
    pub deed: Deed,
    /// What must be shown afterwards.
    pub wanted: Wanted,
    /// Why it is not sent at all.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub objection: Option<String>,
    /// What is sent, byte for byte.
    pub body: Box<RawValue>,
}

/// What must be shown afterwards.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Wanted {
    /// The price.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub price: Option<Money>,
    /// Units for sale, where we say how many.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quantity: Option<u32>,
    /// Who ships it: [`OURS`] or one of Amazon's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub channel: Option<String>,
    /// The product.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub asin: Option<String>,
    /// The condition, in Amazon's word.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub condition: Option<String>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Put<'a> {
    product_type: &'a str,
    requirements: &'static str,
    attributes: BTreeMap<String, Box<RawValue>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Patch<'a> {
    product_type: &'a str,
    patches: [Operation; 1],
}

#[derive(Serialize)]
struct Operation {
    op: &'static str,
    path: &'static str,
    value: Box<RawValue>,
}

#[derive(Serialize)]
struct Purchasable<'a> {
    marketplace_id: &'a str,
    currency: &'a str,
    audience: &'static str,
    our_price: [Schedules; 1],
    #[serde(skip_serializing_if = "Option::is_none")]
    minimum_seller_allowed_price: Option<[Schedules; 1]>,
    #[serde(skip_serializing_if = "Option::is_none")]
    maximum_seller_allowed_price: Option<[Schedules; 1]>,
}

#[derive(Serialize)]
struct Schedules {
    schedule: [Scheduled; 1],
}

#[derive(Serialize)]
struct Scheduled {
    value_with_tax: Box<RawValue>,
}

#[derive(Serialize)]
struct Selector<'a> {
    marketplace_id: &'a str,
    currency: &'a str,
    audience: &'static str,
}

#[derive(Serialize)]
struct Availability<'a> {
    fulfillment_channel_code: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    quantity: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    lead_time_to_ship_max_days: Option<u32>,
}

#[derive(Serialize)]
struct Valued<'a, T> {
    value: T,
    marketplace_id: &'a str,
}

impl Sealing {
    /// A draft as it is sent.
    pub fn of_draft(draft: &Draft, place: &Marketplace, manner: &Manner) -> Result<Self> {
        let fba = draft.program == "fba";
        let channel = if fba { place.fulfilment() } else { OURS };
        let asin = draft.details.asin.as_deref().or_else(|| draft.product.strip_prefix("asin:"));
        let asin = asin.and_then(|asin| Asin::parse(asin).ok()).map(|asin| asin.as_str().to_owned());
        let condition = condition_type(&draft.condition);
        let objection = objection(draft, place, asin.as_deref(), condition);
        let mut wanted = Wanted {
            price: Some(draft.price),
            quantity: (!fba).then_some(draft.quantity),
            channel: Some(channel.to_owned()),
            asin,
            condition: condition.map(str::to_owned),
        };
        if draft.quantity == 0 {
            wanted.price = None;
            return Ok(Self {
                sku: draft.sku.clone(),
                deed: Deed::Stop,
                wanted,
                objection: draft.sku.trim().is_empty().then(|| "a listing needs a SKU".to_owned()),
                body: to_raw_value(&Patch {
                    product_type: &manner.product_type,
                    patches: [if fba { no_offer(place)? } else { none_left()? }],
                })?,
            });
        }
        let body = if objection.is_some() {
            RawValue::NULL.to_owned()
        } else {
            to_raw_value(&Put {
                product_type: &manner.product_type,
                requirements: "LISTING_OFFER_ONLY",
                attributes: attributes(draft, &wanted, place, manner)?,
            })?
        };
        Ok(Self { sku: draft.sku.clone(), deed: Deed::Put, wanted, objection, body })
    }

    /// A price as it is sent, with floor and ceiling.
    pub fn of_price(
        sku: &str,
        price: Money,
        bounds: Option<(Money, Money)>,
        place: &Marketplace,
        manner: &Manner,
    ) -> Result<Self> {
        let objection = price_objection(&price, place);
        let value = offer(&price, bounds, place)?;
        let operation = Operation { op: "replace", path: "/attributes/purchasable_offer", value };
        Ok(Self {
            sku: sku.to_owned(),
            deed: Deed::Price,
            wanted: Wanted { price: Some(price), ..Wanted::default() },
            objection,
            body: to_raw_value(&Patch { product_type: &manner.product_type, patches: [operation] })?,
        })
    }
}

fn none_left() -> Result<Operation> {
    let none = [Availability { fulfillment_channel_code: OURS, quantity: Some(0), lead_time_to_ship_max_days: None }];
    Ok(Operation { op: "replace", path: "/attributes/fulfillment_availability", value: to_raw_value(&none)? })
}

fn no_offer(place: &Marketplace) -> Result<Operation> {
    let which = [Selector { marketplace_id: place.id, currency: place.currency.code(), audience: "ALL" }];
    Ok(Operation { op: "delete", path: "/attributes/purchasable_offer", value: to_raw_value(&which)? })
}

/// The price, and the bounds within which Amazon lets it be: a price beyond them takes the offer off sale. A sale below the floor
/// that a person agreed to has its own price for a floor. Each is a JSON number of exactly these digits.
fn offer(price: &Money, bounds: Option<(Money, Money)>, place: &Marketplace) -> Result<Box<RawValue>> {
    let scheduled = |money: &Money| {
        let digits = RawValue::from_string(amount_text(money.amount(), money.currency()))?;
        Ok::<_, serde_json::Error>([Schedules { schedule: [Scheduled { value_with_tax: digits }] }])
    };
    let bounds = bounds.filter(|(floor, ceiling)| {
        [floor, ceiling].iter().all(|bound| bound.currency() == price.currency()) && floor.amount() > Decimal::ZERO
    });
    let floor = bounds.map(|(floor, _)| if floor.amount() < price.amount() { floor } else { *price });
    let ceiling = bounds.map(|(_, ceiling)| if ceiling.amount() > price.amount() { ceiling } else { *price });
    Ok(to_raw_value(&[Purchasable {
        marketplace_id: place.id,
        currency: price.currency().code(),
        audience: "ALL",
        our_price: scheduled(price)?,
        minimum_seller_allowed_price: floor.as_ref().map(scheduled).transpose()?,
        maximum_seller_allowed_price: ceiling.as_ref().map(scheduled).transpose()?,
    }])?)
}

fn attributes(
    draft: &Draft,
    wanted: &Wanted,
    place: &Marketplace,
    manner: &Manner,
) -> Result<BTreeMap<String, Box<RawValue>>> {
    let one = |value: &str| to_raw_value(&[Valued { value, marketplace_id: place.id }]);
    let mut found = BTreeMap::new();
    // What the product's own page asks of an offer, such as whether there are batteries in it.
    for (name, values) in &draft.details.aspects {
        let is_attribute = !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_');
        if is_attribute && !values.is_empty() {
            let values: Vec<Box<RawValue>> =
                values.iter().map(|value| aspect(value, place)).collect::<Result<_, serde_json::Error>>()?;
            found.insert(name.clone(), to_raw_value(&values)?);
        }
    }
    if let Some(condition) = &wanted.condition {
        found.insert("condition_type".to_owned(), one(condition)?);
    }
    if let Some(note) =
        draft.details.condition_note.as_deref().filter(|_| wanted.condition.as_deref() != Some("new_new"))
    {
        found.insert("condition_note".to_owned(), one(note)?);
    }
    if let Some(asin) = &wanted.asin {
        found.insert("merchant_suggested_asin".to_owned(), one(asin)?);
    }
    found.insert("purchasable_offer".to_owned(), offer(&draft.price, draft.floor.zip(draft.ceiling), place)?);
    let ours = wanted.quantity.is_some();
    let availability = [Availability {
        fulfillment_channel_code: wanted.channel.as_deref().unwrap_or(OURS),
        quantity: wanted.quantity,
        lead_time_to_ship_max_days: manner.handling_days.filter(|_| ours),
    }];
    found.insert("fulfillment_availability".to_owned(), to_raw_value(&availability)?);
    if let Some(group) = manner.shipping_group.as_deref().filter(|_| ours) {
        found.insert("merchant_shipping_group".to_owned(), one(group)?);
    }
    Ok(found)
}

/// A value of a specific: yes and no are truth values in Amazon's schemas.
fn aspect(value: &str, place: &Marketplace) -> Result<Box<RawValue>, serde_json::Error> {
    match value.trim().to_ascii_lowercase().as_str() {
        "true" | "yes" => to_raw_value(&Valued { value: true, marketplace_id: place.id }),
        "false" | "no" => to_raw_value(&Valued { value: false, marketplace_id: place.id }),
        _ => to_raw_value(&Valued { value: value.trim(), marketplace_id: place.id }),
    }
}

/// Why a draft can't be offered on Amazon, before Amazon is asked.
fn objection(draft: &Draft, place: &Marketplace, asin: Option<&str>, condition: Option<&str>) -> Option<String> {
    if draft.sku.trim().is_empty() {
        return Some("a listing needs a SKU".to_owned());
    }
    if draft.channel != place.channel {
        return Some(format!("it is for {}, and this account sells on {}", draft.channel, place.channel));
    }
    if asin.is_none() {
        return Some(format!(
            "Amazon lists by ASIN, and none is known for `{}`: analyze it with a market that knows Amazon's catalog",
            draft.product
        ));
    }
    if condition.is_none() {
        return Some(format!("Amazon has no condition that `{}` may be sold as", draft.condition));
    }
    price_objection(&draft.price, place)
}

fn price_objection(price: &Money, place: &Marketplace) -> Option<String> {
    if price.currency() != place.currency {
        return Some(format!(
            "the price is in {}, Amazon {} sells in {}",
            price.currency(),
            place.region,
            place.currency
        ));
    }
    let positive = price.to_minor(Rounding::Down).is_ok_and(|minor| minor > 0);
    let whole = price.round(Rounding::HalfEven) == *price;
    (!(positive && whole)).then(|| format!("{price} is no price"))
}

/// Amazon's word for a condition: the same or the next one below, never a better one; `None` where there is none.
pub fn condition_type(text: &str) -> Option<&'static str> {
    // Amazon's own words come back as they are.
    const KNOWN: [&str; 9] = [
        "new_new",
        "new_open_box",
        "new_oem",
        "refurbished_refurbished",
        "used_like_new",
        "used_very_good",
        "used_good",
        "used_acceptable",
        "club_club",
    ];
    let word = text.trim().to_ascii_lowercase();
    if let Some(known) = KNOWN.into_iter().find(|known| *known == word) {
        return Some(known);
    }
    use Condition as C;
    match if word.is_empty() { C::New } else { C::parse(text) } {
        C::New => Some("new_new"),
        // Amazon sells what was opened as used.
        C::OpenBox | C::UsedLikeNew => Some("used_like_new"),
        C::NewWithDefects | C::UsedGood => Some("used_good"),
        C::CertifiedRefurbished
        | C::RefurbishedExcellent
        | C::RefurbishedVeryGood
        | C::RefurbishedGood
        | C::Refurbished => Some("refurbished_refurbished"),
        C::UsedExcellent | C::UsedVeryGood => Some("used_very_good"),
        C::UsedAcceptable => Some("used_acceptable"),
        C::Used | C::UsedPoor | C::ForParts | C::Unknown => None,
    }
}

/// Amazon's family of a condition, as its offers are asked for.
pub fn family(text: &str) -> Option<&'static str> {
    Some(match condition_type(text)?.split('_').next()? {
        "new" => "New",
        "used" => "Used",
        "refurbished" => "Refurbished",
        "club" => "Club",
        _ => return None,
    })
}

#[cfg(test)]
mod tests;
