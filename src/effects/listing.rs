//! Listings and prices: publish one, set a price, send prices again that nobody knows the fate of.
//!
//! Both are states, not orders: our SKU names the listing and a price is set, never added to. So a price that is unknown
//! is read back, and what is sent after it is the price as it is wanted now.

use anyhow::Result;
use jiff::Timestamp;

use super::kernel::{Gateways, Intent, send};
use crate::{
    domain::{
        effect::{Change, EffectState},
        money::Money,
    },
    store::{Listing, NewListing, Store},
    vendors::{Draft, Gateway},
};

/// The most prices that one run sends again.
const RESEND_AT_MOST: usize = 500;

/// How a price change ended.
#[derive(Clone, Debug, PartialEq)]
pub enum PriceSet {
    /// The channel shows it.
    Shown(Box<Listing>),
    /// Another process wanted another price meanwhile; nothing was sent.
    Overtaken,
    /// The channel refused it, with proof; the old price stands.
    Refused(String),
    /// Nobody knows; the price stays wanted and is sent again by the next run.
    Unknown(String),
}

/// Publishes a listing, or revises the one of its SKU. The draft is on disk before the channel hears of it.
pub async fn publish(
    store: &mut Store,
    gateway: &dyn Gateway,
    listing: &NewListing,
    draft: &Draft,
    now: Timestamp,
) -> Result<Listing> {
    let drafted = store.draft_listing(listing, now)?;
    // A SKU may be listed anew after it was refused: that is another listing, and another key.
    let key = format!("list:{}:{}:{}:{}", drafted.channel, drafted.sku, drafted.id, drafted.version);
    let intent = Intent { subject: drafted.id, version: None, key, change: Change::Listing(draft.clone()) };
    send(store, gateway, &intent, now).await?;
    store.listing(drafted.id)
}

/// Wants a price for a live listing and sends it. Floor, ceiling and jumps are refused by the store before anything is sent.
pub async fn set_price(
    store: &mut Store,
    gateway: &dyn Gateway,
    listing: &Listing,
    price: &Money,
    reason: &str,
    now: Timestamp,
) -> Result<PriceSet> {
    match store.want_price(listing.id, listing.version, price, reason, now)? {
        Some(wanted) => send_price(store, gateway, &wanted, now).await,
        None => Ok(PriceSet::Overtaken),
    }
}

/// Sends again the prices that are wanted and not known to be shown. Returns those that are still unknown.
pub async fn resend_prices(
    store: &mut Store,
    gateways: &Gateways<'_>,
    vendor_of: &dyn Fn(&str) -> Option<&'static str>,
    now: Timestamp,
) -> Result<Vec<Listing>> {
    let mut open = Vec::new();
    for listing in store.prices_to_send()?.into_iter().take(RESEND_AT_MOST) {
        let Some(gateway) = vendor_of(&listing.channel).and_then(gateways) else {
            open.push(listing);
            continue;
        };
        if let PriceSet::Unknown(_) = send_price(store, gateway.as_ref(), &listing, now).await? {
            open.push(listing);
        }
    }
    Ok(open)
}

/// Sends the price that is wanted now.
async fn send_price(store: &mut Store, gateway: &dyn Gateway, wanted: &Listing, now: Timestamp) -> Result<PriceSet> {
    let Some(listing) = wanted.ext_id.clone() else {
        return Ok(PriceSet::Unknown("it has no listing id at the channel".to_owned()));
    };
    let key = format!("price:{}:{}", wanted.id, wanted.version);
    let bounds = Some((wanted.floor, wanted.ceiling));
    let change = Change::Price { listing, price: wanted.wanted, bounds };
    let intent = Intent { subject: wanted.id, version: Some(wanted.version), key, change };
    let effect = match send(store, gateway, &intent, now).await {
        Ok(effect) => effect,
        Err(why) if super::is_overtaken(&why) => return Ok(PriceSet::Unknown(format!("{why:#}"))),
        Err(why) => return Err(why),
    };
    let reason = effect.reason.unwrap_or_default();
    Ok(match effect.state {
        EffectState::Done => PriceSet::Shown(Box::new(store.listing(wanted.id)?)),
        EffectState::Refused => PriceSet::Refused(reason),
        _ => PriceSet::Unknown(reason),
    })
}
