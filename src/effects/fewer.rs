//! Fewer units: what was sold elsewhere is taken off the listings of a channel, as many in a call as it takes.
//!
//! A listing of which nothing is left is ended, and a channel that can't be told of units alone is sent the whole listing
//! again: each of these by itself, through [`publish`].

use std::collections::VecDeque;

use anyhow::Result;
use jiff::Timestamp;

use super::{
    kernel::{Intent, send_all},
    listing::publish,
};
use crate::{
    domain::effect::{Change, EffectState, Kind},
    store::{Listing, NewListing, Store},
    vendors::{Draft, Gateway},
};

/// Makes live listings of one vendor show fewer units. How each stands after it, in their order. Where the vendor took none
/// of a call because there were too many in it, the same go alone.
///
/// `ticking` is the time as it goes on: a listing is told when its vendor has answered, and what it sold until then is taken
/// off once more.
pub async fn lower(
    store: &mut Store,
    gateway: &dyn Gateway,
    fewer: &[(NewListing, Draft)],
    ticking: &dyn Fn() -> Timestamp,
) -> Vec<Result<Listing>> {
    let mut ends: Vec<Option<Result<Listing>>> = fewer.iter().map(|_| None).collect();
    let mut waiting = VecDeque::new();
    for (place, (new, draft)) in fewer.iter().enumerate() {
        if gateway.lowers() && new.quantity > 0 {
            waiting.push_back(place);
        } else {
            ends[place] = Some(publish(store, gateway, new, draft, ticking()).await);
        }
    }
    while !waiting.is_empty() {
        let most = gateway.at_once(Kind::Listing).clamp(1, waiting.len());
        let places: Vec<usize> = waiting.drain(..most).collect();
        let batch: Vec<&(NewListing, Draft)> = places.iter().map(|place| &fewer[*place]).collect();
        let sent = send_batch(store, gateway, &batch, ticking).await;
        let too_many = places.len() > gateway.at_once(Kind::Listing).max(1);
        for (place, one) in places.into_iter().zip(sent).rev() {
            match one {
                Ok((_, EffectState::Unsent)) if too_many => waiting.push_front(place),
                other => ends[place] = Some(other.map(|(listing, _)| listing)),
            }
        }
    }
    // Each has its end by now: it was published, or it left the queue.
    ends.into_iter().flatten().collect()
}

/// How each stands, and the state of its effect.
async fn send_batch(
    store: &mut Store,
    gateway: &dyn Gateway,
    fewer: &[&(NewListing, Draft)],
    ticking: &dyn Fn() -> Timestamp,
) -> Vec<Result<(Listing, EffectState)>> {
    let drafted: Vec<Result<Listing>> = fewer.iter().map(|(new, _)| store.draft_listing(new, ticking())).collect();
    let pairs = drafted.iter().zip(fewer).filter_map(|(drafted, (_, draft))| Some((drafted.as_ref().ok()?, draft)));
    let intents: Vec<Intent> = pairs.map(|(drafted, draft)| intent(drafted, draft)).collect();
    let mut effects = send_all(store, gateway, &intents, ticking).await.into_iter();
    let ends = drafted.into_iter().map(|drafted| {
        let drafted = drafted?;
        let state = effects.next().transpose()?.map_or(EffectState::Unknown, |effect| effect.state);
        Ok((store.listing(drafted.id)?, state))
    });
    ends.collect()
}

/// The change that lowers it; one that has no listing at its channel yet is published.
fn intent(drafted: &Listing, draft: &Draft) -> Intent {
    let change = match &drafted.ext_id {
        Some(listing) => Change::Fewer { listing: listing.clone(), draft: draft.clone() },
        None => Change::Listing(draft.clone()),
    };
    Intent { subject: drafted.id, version: None, key: super::listing::key_of(drafted), change }
}
