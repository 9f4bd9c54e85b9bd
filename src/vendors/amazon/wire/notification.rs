//! ANY_OFFER_CHANGED: what Amazon puts into a queue when the offers of a product of ours have changed.
//!
//! A delivery may come twice, late and out of order, and several changes may have become one: it says that something is to be
//! looked at, and what it looked like then. It is read as it lies in the queue: the notification itself, or the envelope of
//! SQS, of an event bus or of a topic around it, one or many, one a line too.

use anyhow::{Context as _, Result};
use jiff::Timestamp;
use serde::Deserialize;
use serde_json::value::RawValue;

use super::{marketplace_of, or_empty, rivals::Contest};
use crate::{error, vendors::Competition};

/// How many envelopes may lie in one another.
const DEEPEST: usize = 5;
/// The most notifications that one delivery holds.
const MOST: usize = 10_000;

/// What a notification tells.
#[derive(Clone, Debug, PartialEq)]
pub struct Noticed {
    /// Amazon's id of the notification: the same one is the same news.
    pub id: String,
    /// The product.
    pub asin: String,
    /// The account that it is for: ours.
    pub seller: String,
    /// Amazon's id of the marketplace.
    pub marketplace: String,
    /// The fee channel of the marketplace, where it is one that we know: `amazon_us`.
    pub channel: Option<&'static str>,
    /// The family of conditions whose offers these are: `New`, `Used`, …
    pub condition: String,
    /// When the offers changed.
    pub at: Timestamp,
    /// The offers after the change, ours left out; a sentence where they prove nothing.
    pub competition: Result<Competition, String>,
}

/// What these bytes tell about offers that ours compete with, each notification once, in the order of the changes. Other kinds
/// of notification, and those for another account, are passed over; what is no JSON or no notification is an error.
pub fn competitions_from_notification(bytes: &[u8], our_seller_id: &str) -> Result<Vec<Noticed>> {
    let mut found = Vec::new();
    for message in serde_json::Deserializer::from_slice(bytes).into_iter::<Box<RawValue>>() {
        let message = message.map_err(|why| {
            error::failed("a notification is no JSON")
                .code("bad_notification")
                .hint("it is read as it lies in the queue")
                .because(why)
        })?;
        unpack(message.get(), our_seller_id, 0, &mut found)?;
    }
    found.sort_by(|one, other| one.at.cmp(&other.at).then_with(|| one.id.cmp(&other.id)));
    let mut seen = std::collections::BTreeSet::new();
    found.retain(|one| seen.insert(one.id.clone()));
    Ok(found)
}

/// One layer: a list, an envelope, or the notification itself.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Layer {
    #[serde(rename = "Messages", alias = "Records", deserialize_with = "or_empty")]
    messages: Vec<Box<RawValue>>,
    /// A message of the queue: the notification as a text of its own.
    #[serde(rename = "Body", alias = "body", alias = "Message")]
    body: Option<Box<RawValue>>,
    /// A message of an event bus.
    detail: Option<Box<RawValue>>,
    #[serde(rename = "NotificationType", alias = "notificationType")]
    kind: Option<String>,
    #[serde(rename = "EventTime", alias = "eventTime")]
    event_time: Option<String>,
    #[serde(rename = "NotificationMetadata", alias = "notificationMetadata")]
    metadata: Option<Metadata>,
    #[serde(rename = "Payload", alias = "payload")]
    payload: Option<Box<RawValue>>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Metadata {
    #[serde(rename = "NotificationId", alias = "notificationId")]
    id: Option<String>,
}

#[derive(Deserialize)]
struct Payload {
    #[serde(rename = "AnyOfferChangedNotification", alias = "anyOfferChangedNotification")]
    changed: Changed,
}

#[derive(Deserialize)]
struct Changed {
    #[serde(rename = "SellerId", alias = "sellerId")]
    seller: String,
    #[serde(rename = "OfferChangeTrigger", alias = "offerChangeTrigger")]
    trigger: Trigger,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Trigger {
    marketplace_id: String,
    #[serde(rename = "ASIN")]
    asin: String,
    item_condition: String,
    #[serde(default)]
    time_of_offer_change: Option<String>,
}

fn unpack(text: &str, ours: &str, depth: usize, found: &mut Vec<Noticed>) -> Result<()> {
    let bad = |why: &str| error::failed(format!("a notification can't be read: {why}")).code("bad_notification");
    if depth > DEEPEST || found.len() >= MOST {
        return Err(bad("there is too much in it").into());
    }
    let text = text.trim();
    if text.starts_with('[') {
        for one in serde_json::from_str::<Vec<Box<RawValue>>>(text)? {
            unpack(one.get(), ours, depth + 1, found)?;
        }
        return Ok(());
    }
    if text.starts_with('"') {
        return unpack(&serde_json::from_str::<String>(text)?, ours, depth + 1, found);
    }
    let layer: Layer = serde_json::from_str(text).map_err(|why| bad("it is not what Amazon documents").because(why))?;
    if let Some(kind) = &layer.kind {
        if kind != "ANY_OFFER_CHANGED" {
            return Ok(());
        }
        if let Some(one) = noticed(&layer, ours).with_context(|| format!("the notification {:?}", layer.id()))? {
            found.push(one);
        }
        return Ok(());
    }
    let inside: Vec<&RawValue> =
        layer.messages.iter().chain(&layer.body).chain(&layer.detail).map(|raw| &**raw).collect();
    if inside.is_empty() && !text.contains("\"Messages\"") {
        return Err(bad("it names no `NotificationType` and holds no message").into());
    }
    for one in inside {
        unpack(one.get(), ours, depth + 1, found)?;
    }
    Ok(())
}

impl Layer {
    fn id(&self) -> &str {
        self.metadata.as_ref().and_then(|metadata| metadata.id.as_deref()).unwrap_or_default()
    }
}

/// What one notification tells; `None` where it is for another account.
fn noticed(layer: &Layer, ours: &str) -> Result<Option<Noticed>> {
    let bad = |why: String| error::failed(why).code("bad_notification");
    let payload = layer.payload.as_ref().map_or("null", |payload| payload.get());
    let Changed { seller, trigger } = serde_json::from_str::<Payload>(payload)
        .map_err(|why| bad("its payload is not what Amazon documents".into()).because(why))?
        .changed;
    if seller != ours {
        return Ok(None);
    }
    let id = layer.id().to_owned();
    if id.is_empty() {
        return Err(bad("it has no `NotificationId`".into()).into());
    }
    let at = [trigger.time_of_offer_change.as_deref(), layer.event_time.as_deref()].into_iter().flatten();
    let at = at.filter_map(|text| text.parse::<Timestamp>().ok()).next();
    let at = at.ok_or_else(|| bad("it does not say when the offers changed".into()))?;
    let place = marketplace_of(&trigger.marketplace_id);
    let family = family_of(&trigger.item_condition);
    let competition = match &place {
        Some(place) => inner(payload)?.competition(ours, &family, place),
        None => Err(format!("the marketplace `{:.20}` is not one that we know", trigger.marketplace_id)),
    };
    Ok(Some(Noticed {
        id,
        asin: trigger.asin,
        seller,
        marketplace: trigger.marketplace_id,
        channel: place.map(|place| place.channel),
        condition: family,
        at,
        competition,
    }))
}

/// The offers themselves.
fn inner(payload: &str) -> Result<Contest> {
    #[derive(Deserialize)]
    struct Outer {
        #[serde(rename = "AnyOfferChangedNotification", alias = "anyOfferChangedNotification")]
        changed: Contest,
    }
    Ok(serde_json::from_str::<Outer>(payload)?.changed)
}

/// `New` for `new`.
fn family_of(text: &str) -> String {
    let mut letters = text.trim().chars();
    letters
        .next()
        .map_or_else(String::new, |first| first.to_uppercase().chain(letters.flat_map(char::to_lowercase)).collect())
}

#[cfg(test)]
mod tests;
