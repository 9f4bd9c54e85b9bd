//! Listings and prices: publish one, set a price, send prices again that nobody knows the fate of.
//!
//! Both are states, not orders: our SKU names the listing and a price is set, never added to. So a price that is unknown
//! is read back, and what is sent after it is the price as it is wanted now.

use std::collections::{BTreeMap, VecDeque};

use anyhow::Result;
use jiff::{SignedDuration, Timestamp};

use super::kernel::{Gateways, Intent, send, send_all};
use crate::{
    domain::effect::{Change, EffectState, Kind},
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
    let intent =
        Intent { subject: drafted.id, version: None, key: key_of(&drafted), change: Change::Listing(draft.clone()) };
    send(store, gateway, &intent, now).await?;
    store.listing(drafted.id)
}

/// The key of a listing as it is drafted. A SKU may be listed anew after it was refused: that is another listing, and
/// another key.
pub(super) fn key_of(drafted: &Listing) -> String {
    format!("list:{}:{}:{}:{}", drafted.channel, drafted.sku, drafted.id, drafted.version)
}

/// How long a price that was never sent stays wanted: its rivals' prices are no longer known to be theirs (money-safety 3.3).
const WISH_LIVES: SignedDuration = SignedDuration::from_mins(60);

/// Sends again the prices that are wanted and not known to be shown. Returns those that are still unknown. What was wanted
/// long ago and never left is not wanted any more.
pub async fn resend_prices(
    store: &mut Store,
    gateways: &Gateways<'_>,
    vendor_of: &dyn Fn(&str) -> Option<&'static str>,
    now: Timestamp,
) -> Result<Vec<Listing>> {
    let (mut open, mut by_vendor) = (Vec::new(), BTreeMap::<&str, Vec<Listing>>::new());
    let oldest = now.checked_sub(WISH_LIVES).unwrap_or(Timestamp::MIN);
    store.forget_old_wishes(oldest, now)?;
    for listing in store.prices_to_send()?.into_iter().take(RESEND_AT_MOST) {
        match vendor_of(&listing.channel) {
            Some(vendor) if gateways(vendor).is_some() => by_vendor.entry(vendor).or_default().push(listing),
            _ => open.push(listing),
        }
    }
    for (vendor, wanted) in by_vendor {
        let Some(gateway) = gateways(vendor) else { continue };
        let sent = send_prices(store, gateway.as_ref(), &wanted, now).await;
        for (listing, set) in wanted.into_iter().zip(sent) {
            if let PriceSet::Unknown(_) = set? {
                open.push(listing);
            }
        }
    }
    Ok(open)
}

/// Sends the prices that are wanted now for listings of one vendor, as many in a call as it takes. How each ended, in their
/// order. Where the vendor took none of a call because there were too many in it, the same prices go alone.
pub async fn send_prices(
    store: &mut Store,
    gateway: &dyn Gateway,
    wanted: &[Listing],
    now: Timestamp,
) -> Vec<Result<PriceSet>> {
    let mut ends: Vec<Result<PriceSet>> = wanted.iter().map(|_| Ok(PriceSet::Overtaken)).collect();
    let mut waiting: VecDeque<usize> = (0..wanted.len()).collect();
    while !waiting.is_empty() {
        let most = gateway.at_once(Kind::Price).clamp(1, waiting.len());
        let places: Vec<usize> = waiting.drain(..most).collect();
        let batch: Vec<&Listing> = places.iter().map(|place| &wanted[*place]).collect();
        let sent = send_batch(store, gateway, &batch, now).await;
        let too_many = places.len() > gateway.at_once(Kind::Price).max(1);
        for (place, one) in places.into_iter().zip(sent).rev() {
            match one {
                Ok(Sent { state: EffectState::Unsent, .. }) if too_many => waiting.push_front(place),
                other => ends[place] = other.map(|sent| sent.end),
            }
        }
    }
    ends
}

/// A price that was sent: how that ended, and the state of its effect.
struct Sent {
    end: PriceSet,
    state: EffectState,
}

async fn send_batch(
    store: &mut Store,
    gateway: &dyn Gateway,
    wanted: &[&Listing],
    now: Timestamp,
) -> Vec<Result<Sent>> {
    let intents: Vec<Intent> = wanted.iter().filter_map(|wanted| intent(wanted)).collect();
    let mut effects = send_all(store, gateway, &intents, &|| now).await.into_iter();
    let ends = wanted.iter().map(|wanted| {
        let unknown = |why: String, state| Ok(Sent { end: PriceSet::Unknown(why), state });
        if wanted.ext_id.is_none() {
            return unknown("it has no listing id at the channel".to_owned(), EffectState::Unknown);
        }
        let effect = match effects.next() {
            Some(Ok(effect)) => effect,
            Some(Err(why)) if super::is_overtaken(&why) => return unknown(format!("{why:#}"), EffectState::Unknown),
            Some(Err(why)) => return Err(why),
            None => return unknown("it was not sent".to_owned(), EffectState::Unknown),
        };
        let reason = effect.reason.unwrap_or_default();
        let end = match effect.state {
            EffectState::Done => PriceSet::Shown(Box::new(store.listing(wanted.id)?)),
            EffectState::Refused => PriceSet::Refused(reason),
            _ => PriceSet::Unknown(reason),
        };
        Ok(Sent { end, state: effect.state })
    });
    ends.collect()
}

/// The change that sets the price that is wanted now; `None` where the listing has no id at its channel.
fn intent(wanted: &Listing) -> Option<Intent> {
    let listing = wanted.ext_id.clone()?;
    let key = format!("price:{}:{}", wanted.id, wanted.version);
    let bounds = Some((wanted.floor, wanted.ceiling));
    let change = Change::Price { listing, price: wanted.wanted, bounds };
    Some(Intent { subject: wanted.id, version: Some(wanted.version), key, change })
}
