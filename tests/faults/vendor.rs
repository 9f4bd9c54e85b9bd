//! What the vendor did, whatever anybody was told about it.

use std::fmt;

use arb::store::world::{Seen, WorldFile};
use serde_json::Value;

use super::place::Place;

/// One change of the outside world that stands, or one that was refused.
#[derive(Clone, Debug, PartialEq)]
pub struct Deed {
    /// What it is about: `order toys:TY-1`, `listing amazon_us S-1`, `reply m-7`. More than one of it is one too many.
    pub what: String,
    /// The vendor's own number.
    pub id: String,
    /// The money in it, as text; for a message its words.
    pub worth: String,
}

impl fmt::Display for Deed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let worth: String = self.worth.chars().take(24).collect();
        write!(f, "{} ({} {worth:?})", self.what, self.id)
    }
}

/// All that stands at the simulated vendor.
pub fn deeds(place: &Place) -> Vec<Deed> {
    let Some(world) = world(place) else { return Vec::new() };
    let mut deeds = Vec::new();
    for (_, order) in entries(&world["orders"]) {
        if order["fate"]["fate"] != "refused" {
            let what = format!("order {}:{}", text_of(&order["order"]["source"]), text_of(&order["order"]["item"]));
            deeds.push(Deed { what, id: text_of(&order["vendor_order"]), worth: money(&order["charged"]) });
        }
    }
    for (id, listing) in entries(&world["listings"]) {
        let draft = &listing["draft"];
        let what = format!("listing {} {}", text_of(&draft["channel"]), text_of(&draft["sku"]));
        deeds.push(Deed { what, id, worth: money(&draft["price"]) });
    }
    for (slot, reply) in entries(&world["replies"]) {
        // A second answer to the same message has `#2` behind it.
        let message = slot.split('#').next().unwrap_or_default();
        deeds.push(Deed { what: format!("reply {message}"), id: String::new(), worth: text_of(&reply["body"]) });
    }
    for (order, refunds) in entries(&world["refunds"]) {
        // What the channel gave back by itself has no reference of ours.
        for (_, refund) in entries(refunds).into_iter().filter(|(_, refund)| refund["reference"].is_string()) {
            let (id, worth) = (text_of(&refund["id"]), money(&refund["amount"]));
            deeds.push(Deed { what: format!("refund {order}"), id, worth });
        }
    }
    deeds
}

/// An order that came in and of which nothing was given back.
pub fn sold(place: &Place) -> String {
    let world = world(place).expect("a market");
    let sales = entries(&world["sales"]);
    let whole = sales.into_iter().find(|(order, _)| world["refunds"][order.as_str()].is_null());
    whole.expect("something was sold").0
}

fn world(place: &Place) -> Option<Value> {
    let path = place.path("paper.db");
    if !path.exists() {
        return None;
    }
    let (seen, _) = WorldFile::open(&path).unwrap().load(0).unwrap();
    let Seen::Other(text) = seen else { return None };
    Some(serde_json::from_str(&text).unwrap())
}

/// An amount as everything here writes it.
pub fn money(value: &Value) -> String {
    format!("{} {}", text_of(&value["amount"]), text_of(&value["currency"]))
}

fn text_of(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

/// The entries of a map, or of a list under their places.
fn entries(value: &Value) -> Vec<(String, &Value)> {
    match value {
        Value::Object(map) => map.iter().map(|(key, value)| (key.clone(), value)).collect(),
        Value::Array(list) => list.iter().enumerate().map(|(at, value)| (at.to_string(), value)).collect(),
        _ => Vec::new(),
    }
}
