//! Stock kept honest: what was sold on one channel is taken off the others, each told through `effects`.
//!
//! The books lower what a listing promises in the transaction of the sale; this tells the channels that show more. What a channel
//! was not told stays on the list and is told next time.

use std::collections::BTreeMap;

use anyhow::Result;
use jiff::Timestamp;

use crate::{
    domain::{
        effect::{Draft, Kind},
        money::Money,
    },
    effects,
    store::{Listing, NewListing, Store},
    vendors::desk::Desk,
};

/// What telling the channels came to.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Told {
    /// Listings that show less now.
    pub lowered: u64,
    /// What a person should know.
    pub remarks: Vec<String>,
}

/// Tells every channel that shows more than is promised, several of its listings in a call where it takes them. A listing of
/// which nothing is left shows nothing any more. `ticking` is the time as it goes on.
pub async fn tell(store: &mut Store, desk: &Desk, ticking: &dyn Fn() -> Timestamp) -> Result<Told> {
    let mut told = Told::default();
    let mut by_vendor: BTreeMap<&str, Vec<(NewListing, Draft)>> = BTreeMap::new();
    for (listing, draft) in store.overstated()? {
        let name = name_of(&listing.sku, &listing.channel);
        let Some(vendor) = desk.seller_on(&listing.channel).filter(|vendor| desk.gateway(vendor).is_some()) else {
            told.remarks.push(format!("{name} shows more than is left, and no vendor sells there: lower it by hand"));
            continue;
        };
        let Some(draft) = draft else {
            told.remarks.push(format!("{name} shows more than is left: `arb list` writes it anew"));
            continue;
        };
        by_vendor.entry(vendor).or_default().push(lowered(&listing, draft));
    }
    // One that can't be told stops no other.
    let mut failed = None;
    for (vendor, fewer) in by_vendor {
        let Some(gateway) = desk.gateway(vendor) else { continue };
        if let Err(halted) = store.permit_check(Kind::Listing) {
            let still = |new: &NewListing| {
                format!("{} still shows more than is left: {halted:#}", name_of(&new.sku, &new.channel))
            };
            told.remarks.extend(fewer.iter().map(|(new, _)| still(new)));
            continue;
        }
        let ends = effects::lower(store, gateway.as_ref(), &fewer, ticking).await;
        for ((new, _), end) in fewer.iter().zip(ends) {
            let name = name_of(&new.sku, &new.channel);
            match end {
                Ok(row) if row.state == "live" && row.reason.is_none() => told.lowered += 1,
                Ok(row) => {
                    let why = row.reason.unwrap_or_else(|| row.state.clone());
                    told.remarks
                        .push(format!("{name} still shows more than is left: {why}; it is told again next time"));
                }
                Err(why) if effects::is_overtaken(&why) || crate::store::is_refusal(&why) => {
                    told.remarks.push(format!("{name} still shows more than is left: {why:#}"));
                }
                Err(why) => failed = failed.or(Some(why)),
            }
        }
    }
    failed.map_or(Ok(told), Err)
}

fn name_of(sku: &str, channel: &str) -> String {
    format!("{sku} on {channel}")
}

/// The listing as it was published last, with what is left of it, at the price that is shown.
fn lowered(listing: &Listing, draft: Draft) -> (NewListing, Draft) {
    let clamped = listing.price.amount().min(listing.ceiling.amount()).max(listing.floor.amount());
    let price = Money::new(clamped, listing.price.currency());
    let (floor, ceiling) = (Some(listing.floor), Some(listing.ceiling));
    let draft = Draft { quantity: listing.quantity, price, floor, ceiling, ..draft };
    let new = NewListing {
        channel: listing.channel.clone(),
        sku: listing.sku.clone(),
        record_id: listing.record_id.clone(),
        product: listing.product.clone(),
        quantity: listing.quantity,
        price,
        floor: listing.floor,
        ceiling: listing.ceiling,
        condition: listing.condition.clone(),
        title: listing.title.clone(),
        description: listing.description.clone(),
        payload: Some(serde_json::json!({ "why": ["sold elsewhere"], "draft": draft })),
    };
    (new, draft)
}
