//! An order in the vendor's words: the exact bytes that are stored and sent.

use anyhow::{Context as _, Result, bail, ensure};
use rust_decimal::Decimal;
use serde_json::{Value, json};

use super::{
    settings::Settings,
    wire::{Expectation, LINE, PlaceOrder, RequestLine},
};
use crate::domain::{
    ids::Asin,
    money::{Money, Rounding},
    order::Order,
};

/// The longest offer id that is passed on.
const LONGEST_OFFER: usize = 512;

/// The bytes that place an order, or with `trial` ask what it would cost.
///
/// The item is an ASIN, or an ASIN and the vendor's id of one offer: `B001W0QL2I@OFFER`. What it may cost stands in the
/// expectations: no unit above its share of the cap, the goods not above the cap.
pub fn order(order: &Order, settings: &Settings, trial: bool) -> Result<Vec<u8>> {
    ensure!(order.quantity > 0, "an order of nothing can't be placed");
    ensure!(!order.cap.is_zero() && !order.cap.is_negative(), "an order that may cost nothing can't be placed");
    let (ours, theirs) = (order.cap.currency(), settings.currency);
    ensure!(ours == theirs, "the cap is in {ours}, but Amazon Business in {} charges in {theirs}", settings.region);
    let share = order.cap.amount().checked_div(Decimal::from(order.quantity)).context("the cap has no share a unit")?;
    let unit = Money::new(share, order.cap.currency()).round(Rounding::Down);
    ensure!(!unit.is_zero(), "the cap {} leaves nothing a unit", order.cap);
    let line = RequestLine {
        external_id: LINE,
        quantity: order.quantity,
        attributes: product(&order.item)?,
        expectations: vec![Expectation::unit_price(&unit), Expectation::subtotal(&order.cap)],
    };
    let request = PlaceOrder {
        external_id: &order.reference,
        line_items: [line],
        attributes: attributes(&order.reference, settings, trial),
        expectations: [],
    };
    Ok(serde_json::to_vec(&request)?)
}

fn product(item: &str) -> Result<Vec<Value>> {
    let (asin, offer) = item.split_once('@').map_or((item, None), |(asin, offer)| (asin, Some(offer)));
    let Ok(asin) = Asin::parse(asin) else {
        bail!("`{item:.40}` is no ASIN, and Amazon Business orders by ASIN");
    };
    let mut attributes = vec![json!({
        "attributeType": "SelectedProductReference",
        "productReference": { "productReferenceType": "ProductIdentifier", "id": asin.as_str() },
    })];
    if let Some(offer) = offer {
        let fits =
            !offer.is_empty() && offer.len() <= LONGEST_OFFER && offer.bytes().all(|byte| byte.is_ascii_graphic());
        ensure!(fits, "the offer id in `{item:.40}` can't be one");
        attributes.push(json!({
            "attributeType": "SelectedBuyingOptionReference",
            "buyingOptionReference": { "buyingOptionReferenceType": "BuyingOptionIdentifier", "id": offer },
        }));
    }
    Ok(attributes)
}

fn attributes(reference: &str, settings: &Settings, trial: bool) -> Vec<Value> {
    // The reference is the purchase order number too: the list of orders shows that and not the external id.
    let mut found = vec![json!({ "attributeType": "PurchaseOrderNumber", "purchaseOrderNumber": reference })];
    if let Some(email) = &settings.user_email {
        found.push(json!({
            "attributeType": "BuyerReference",
            "userReference": { "userReferenceType": "UserEmail", "emailAddress": email },
        }));
    }
    if let Some(group) = &settings.buying_group {
        found.push(json!({
            "attributeType": "BuyingGroupReference",
            "groupReference": { "groupReferenceType": "GroupIdentity", "identifier": group },
        }));
    }
    found.push(json!({ "attributeType": "Region", "region": settings.region }));
    found.push(json!({
        "attributeType": "SelectedPaymentMethodReference",
        "paymentMethodReference": { "paymentMethodReferenceType": "StoredPaymentMethod" },
    }));
    found.extend(address(settings));
    if trial {
        found.push(json!({ "attributeType": "TrialMode" }));
    }
    found
}

fn address(settings: &Settings) -> Option<Value> {
    let to = &settings.ship_to;
    let parts = [
        ("fullName", &to.full_name),
        ("phoneNumber", &to.phone),
        ("addressLine1", &to.line1),
        ("addressLine2", &to.line2),
        ("city", &to.city),
        ("stateOrRegion", &to.state),
        ("postalCode", &to.postal_code),
        ("countryCode", &to.country),
    ];
    let mut address = json!({ "addressType": "PhysicalAddress" });
    for (name, value) in parts {
        if let Some(value) = value {
            address[name] = json!(value);
        }
    }
    let any = address.as_object().is_some_and(|parts| parts.len() > 1);
    any.then(|| json!({ "attributeType": "ShippingAddress", "address": address }))
}
