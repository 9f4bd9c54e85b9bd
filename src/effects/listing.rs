//! Listings and prices: publish one, set a price, send prices again that nobody knows the fate of.
//!
//! Both are states, not orders: our SKU names the listing and a price is set, never added to. So what is unknown is
//! simply sent again, always as it is wanted now, and the channel ends up with one listing at one price.

use std::rc::Rc;

use anyhow::Result;
use jiff::Timestamp;

use crate::{
    domain::money::Money,
    store::{Listing, NewListing, Store},
    vendors::{Channel, Draft, Outcome},
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
    channel: &dyn Channel,
    listing: &NewListing,
    draft: &Draft,
    now: Timestamp,
) -> Result<Listing> {
    let drafted = store.draft_listing(listing, now)?;
    let id = store.begin_publish(drafted.id, now)?.id;
    match channel.publish(draft).await {
        Ok(Outcome::Done(published)) => store.record_live(id, &published.listing, now),
        Ok(Outcome::Refused(proof)) => store.record_listing_rejected(id, &proof, now),
        Ok(Outcome::Unknown { why, .. } | Outcome::NotSent(why)) => store.record_listing_unknown(id, &why, now),
        Err(why) => store.record_listing_unknown(id, &format!("{why:#}"), now),
    }
}

/// Wants a price for a live listing and sends it. Floor, ceiling and jumps are refused by the store before anything is sent.
pub async fn set_price(
    store: &mut Store,
    channel: &dyn Channel,
    listing: &Listing,
    price: &Money,
    reason: &str,
    now: Timestamp,
) -> Result<PriceSet> {
    match store.want_price(listing.id, listing.version, price, reason, now)? {
        Some(wanted) => send(store, channel, &wanted, now).await,
        None => Ok(PriceSet::Overtaken),
    }
}

/// Sends again the prices that are wanted and not known to be shown. Returns those that are still unknown.
pub async fn resend_prices(
    store: &mut Store,
    channel_of: &dyn Fn(&str) -> Option<Rc<dyn Channel>>,
    now: Timestamp,
) -> Result<Vec<Listing>> {
    let mut open = Vec::new();
    for listing in store.prices_to_send()?.into_iter().take(RESEND_AT_MOST) {
        let Some(channel) = channel_of(&listing.channel) else {
            open.push(listing);
            continue;
        };
        if let PriceSet::Unknown(_) = send(store, channel.as_ref(), &listing, now).await? {
            open.push(listing);
        }
    }
    Ok(open)
}

/// Sends the price that is wanted now.
async fn send(store: &mut Store, channel: &dyn Channel, wanted: &Listing, now: Timestamp) -> Result<PriceSet> {
    let Some(ext_id) = &wanted.ext_id else {
        return Ok(PriceSet::Unknown("it has no listing id at the channel".to_owned()));
    };
    match channel.set_price(ext_id, &wanted.wanted).await {
        Ok(Outcome::Done(())) => {
            Ok(PriceSet::Shown(Box::new(store.ack_price(wanted.id, wanted.version, &wanted.wanted, now)?)))
        }
        Ok(Outcome::Refused(proof)) => {
            // The old price stands, so it is what we want: else the refused one would be sent for ever.
            let reason = format!("refused: {proof}");
            if let Some(back) = store.want_price(wanted.id, wanted.version, &wanted.price, &reason, now)? {
                store.ack_price(back.id, back.version, &back.wanted, now)?;
            }
            Ok(PriceSet::Refused(proof))
        }
        Ok(Outcome::Unknown { why, .. } | Outcome::NotSent(why)) => Ok(PriceSet::Unknown(why)),
        Err(why) => Ok(PriceSet::Unknown(format!("{why:#}"))),
    }
}
