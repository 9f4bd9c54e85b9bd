//! What is sealed for Reverb: the bytes that will be sent, and what is looked for afterwards.

use anyhow::{Result, bail};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

use super::{grades, offers::Offered};
use crate::{
    config,
    domain::{
        ids,
        money::{Money, amount_text},
        refund::Reason,
    },
    vendors::{Change, Draft, RefundAsk},
};

/// The currencies that a listing may have (the enumeration of the API contract).
const CURRENCIES: [&str; 8] = ["USD", "CAD", "EUR", "GBP", "AUD", "JPY", "NZD", "MXN"];

/// A change, in Reverb's words.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "ask", rename_all = "snake_case")]
pub enum Asked {
    /// Publish or revise the listing of a SKU; with no units, end it.
    Listing(Box<Published>),
    /// Set the price of a listing.
    Price {
        /// The listing.
        listing: String,
        /// The price.
        price: Money,
        /// What is sent.
        body: Map<String, Value>,
    },
    /// Say something in a conversation.
    Reply {
        /// The conversation.
        conversation: String,
        /// What is said.
        text: String,
    },
    /// Say something about a price to the seller of a listing.
    Offer(Box<Offered>),
    /// Give money back.
    Refund {
        /// The order.
        order: String,
        /// How much.
        amount: Money,
        /// What is sent.
        body: Map<String, Value>,
    },
}

/// A listing as it is to be shown.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Published {
    /// Our SKU.
    pub sku: String,
    /// Units.
    pub quantity: u32,
    /// The price.
    pub price: Money,
    /// Whether it may be relisted when it is sold.
    pub stock: bool,
    /// Categories by name or UUID, the first that Reverb knows counts: its UUID is looked up before it is sent.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub categories: Vec<String>,
    /// Why nothing is sent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub objection: Option<String>,
    /// What is sent.
    pub body: Map<String, Value>,
}

impl Asked {
    /// What is sealed for a change.
    pub fn of(change: &Change, config: &config::Reverb) -> Result<Self> {
        Ok(match change {
            Change::Listing(draft) => Self::Listing(Box::new(published(draft, config))),
            Change::Price { listing, price, .. } => {
                Self::Price { listing: listing.clone(), price: *price, body: map(json!({ "price": amount(price) })) }
            }
            Change::Reply { message, body } => match message.split_once(':') {
                Some((conversation, _)) => Self::Reply { conversation: conversation.to_owned(), text: body.clone() },
                None => bail!("`{message}` is no message of Reverb"),
            },
            Change::Bid(talk) => Self::Offer(Box::new(Offered::of(talk))),
            Change::Refund(ask) => refund(ask),
            other => bail!("`reverb` can't do a {}", other.kind()),
        })
    }
}

pub(super) fn map(value: Value) -> Map<String, Value> {
    match value {
        Value::Object(map) => map,
        _ => Map::new(),
    }
}

pub(super) fn amount(money: &Money) -> Value {
    json!({ "amount": amount_text(money.amount(), money.currency()), "currency": money.currency().code() })
}

fn published(draft: &Draft, config: &config::Reverb) -> Published {
    let Draft { sku, quantity, price, details, .. } = draft;
    let grade = grades::of(&draft.condition, *quantity);
    let categories: Vec<String> = draft.category.iter().chain(&config.category).cloned().collect();
    let upc = ids::parse_cell(&draft.product).ok().filter(|id| id.product).and_then(|id| id.gtin14());
    let mut body = map(json!({
        "sku": sku,
        "title": draft.title,
        "description": described(draft),
        "price": amount(price),
        "publish": true,
        "upc_does_not_apply": upc.is_none(),
    }));
    let mut put = |name: &str, value: Option<Value>| body.extend(value.map(|value| (name.to_owned(), value)));
    put("upc", upc.map(|upc| trimmed(upc.as_str()).into()));
    put("make", details.brand.as_deref().map(Value::from));
    for (name, aspect) in [("model", "Model"), ("finish", "Finish"), ("year", "Year")] {
        put(name, details.aspects.get(aspect).and_then(|values| values.first()).map(|value| value.as_str().into()));
    }
    put("photos", (!details.images.is_empty()).then(|| details.images.clone().into()));
    put("shipping_profile_id", config.shipping_profile_id.as_deref().map(Value::from));
    let mut objection = grade.as_ref().err().cloned();
    let mut stock = false;
    if let Ok(grade) = grade {
        stock = grade.stock;
        put("condition", Some(json!({ "uuid": grade.uuid })));
        put("has_inventory", Some(stock.into()));
        put("inventory", stock.then(|| (*quantity).into()));
    }
    let currency = price.currency();
    if !CURRENCIES.contains(&currency.code()) {
        objection = Some(format!("Reverb takes no price in {currency}"));
    }
    Published { sku: sku.clone(), quantity: *quantity, price: *price, stock, categories, objection, body }
}

fn described(draft: &Draft) -> String {
    match draft.details.condition_note.as_deref() {
        Some(note) if !draft.description.contains(note) => format!("{}\n\n{note}", draft.description),
        _ => draft.description.clone(),
    }
}

/// Fourteen digits as they are printed: twelve, or thirteen.
fn trimmed(gtin: &str) -> &str {
    gtin.strip_prefix("00").or_else(|| gtin.strip_prefix('0')).unwrap_or(gtin)
}

/// Whether it is written like a UUID.
pub fn is_uuid(text: &str) -> bool {
    let parts: Vec<&str> = text.split('-').collect();
    let lengths: Vec<usize> = parts.iter().map(|part| part.len()).collect();
    lengths == [8, 4, 4, 4, 12] && parts.concat().bytes().all(|byte| byte.is_ascii_hexdigit())
}

fn refund(ask: &RefundAsk) -> Asked {
    // The words of Reverb's guide; a reason that it has no word for is an adjustment.
    let reason = match Reason::parse(&ask.reason) {
        Some(Reason::NotReceived) => "lost_shipment",
        Some(Reason::Damaged) => "shipping_damage",
        Some(Reason::NotAsDescribed | Reason::WrongItem | Reason::MissingPart | Reason::ChangedMind) => "buyer_return",
        Some(Reason::Cancelled) => "accidental_order",
        Some(Reason::Late | Reason::Goodwill) | None => "shipping_adjustments",
    };
    let body = json!({ "state": "approved", "reason": reason, "refund_amount": amount(&ask.amount) });
    Asked::Refund { order: ask.order.clone(), amount: ask.amount, body: map(body) }
}

#[cfg(test)]
mod tests {
    use rust_decimal::dec;

    use super::*;
    use crate::domain::{effect::Details, money::Currency};

    fn usd(amount: rust_decimal::Decimal) -> Money {
        Money::new(amount, Currency::USD)
    }

    fn draft() -> Draft {
        Draft {
            sku: "GTIN-1-GOOD".into(),
            channel: "reverb".into(),
            product: "gtin:00036000291452".into(),
            program: "fbm".into(),
            quantity: 1,
            price: usd(dec!(450)),
            floor: None,
            ceiling: None,
            condition: "Very Good".into(),
            title: "Jazz bass".into(),
            description: "A bass.".into(),
            category: Some("Bass Guitars > 4-String".into()),
            weight_g: None,
            dims: None,
            details: Details {
                brand: Some("Maker".into()),
                aspects: [("Model".to_owned(), vec!["Jazz".to_owned()])].into(),
                condition_note: Some("A dent.".into()),
                ..Details::default()
            },
        }
    }

    fn sealed(draft: Draft, config: &config::Reverb) -> Published {
        let Asked::Listing(published) = Asked::of(&Change::Listing(draft), config).unwrap() else { panic!() };
        *published
    }

    #[test]
    fn a_draft_is_said_in_reverbs_words() {
        let one = sealed(draft(), &config::Reverb::default());
        let body = serde_json::to_value(&one.body).unwrap();
        let expected = json!({
            "sku": "GTIN-1-GOOD", "title": "Jazz bass", "description": "A bass.\n\nA dent.", "make": "Maker", "model": "Jazz",
            "price": { "amount": "450.00", "currency": "USD" }, "publish": true, "upc": "036000291452",
            "upc_does_not_apply": false, "condition": { "uuid": "ae4d9114-1bd7-4ec5-a4ba-6653af5ac84d" }, "has_inventory": false,
        });
        assert_eq!(body, expected);
        assert_eq!((one.categories, one.objection), (vec!["Bass Guitars > 4-String".to_owned()], None));
        let many = Draft { condition: "new".into(), quantity: 3, product: "reverb:csp:8".into(), ..draft() };
        let config = config::Reverb { shipping_profile_id: Some("12".into()), ..config::Reverb::default() };
        let many = sealed(many, &config);
        assert_eq!((&many.body["inventory"], &many.body["has_inventory"], many.stock), (&json!(3), &json!(true), true));
        assert_eq!((&many.body["shipping_profile_id"], &many.body["upc_does_not_apply"]), (&json!("12"), &json!(true)));
        assert_eq!(many.body.get("upc"), None);
        let config = config::Reverb { category: Some("Parts".into()), ..config };
        assert_eq!(sealed(draft(), &config).categories, ["Bass Guitars > 4-String", "Parts"]);
        assert!(is_uuid("62835d2e-ac92-41fc-9b8d-4aba8c1c25d5") && !is_uuid("Bass Guitars") && !is_uuid(""));
    }

    #[test]
    fn what_reverb_can_not_take_is_objected_to() {
        let check = |draft: Draft, part: &str| {
            let why = sealed(draft, &config::Reverb::default()).objection.unwrap_or_default();
            assert!(why.contains(part), "{why}");
        };
        check(Draft { quantity: 2, ..draft() }, "one of a kind");
        check(Draft { condition: "used".into(), ..draft() }, "no condition");
        check(Draft { price: Money::new(dec!(1), Currency::parse("CHF").unwrap()), ..draft() }, "no price in CHF");
    }

    #[test]
    fn a_refund_is_granted_in_reverbs_words() {
        let check = |reason: &str, expected: &str| {
            let ask = RefundAsk {
                reference: "r".into(),
                channel: "reverb".into(),
                order: "2".into(),
                line: "1".into(),
                amount: usd(dec!(5)),
                reason: reason.into(),
            };
            let Asked::Refund { body, .. } = refund(&ask) else { panic!() };
            assert_eq!(body["reason"], expected, "{reason}");
            assert_eq!(body["refund_amount"], json!({ "amount": "5.00", "currency": "USD" }));
        };
        check("not_received", "lost_shipment");
        check("damaged", "shipping_damage");
        check("changed_mind", "buyer_return");
        check("goodwill", "shipping_adjustments");
        check("by_hand", "shipping_adjustments");
    }

    #[test]
    fn a_message_is_answered_in_its_conversation() {
        let reply = Change::Reply { message: "31:7".into(), body: "Hello".into() };
        let expected = Asked::Reply { conversation: "31".into(), text: "Hello".into() };
        assert_eq!(Asked::of(&reply, &config::Reverb::default()).unwrap(), expected);
        let odd = Change::Reply { message: "31".into(), body: "Hello".into() };
        assert!(Asked::of(&odd, &config::Reverb::default()).is_err());
    }
}
