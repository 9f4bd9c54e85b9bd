//! Hands an order to a person: the money is put aside, the card says what to order and for how much at most.
//!
//! Nothing was sent by us, so there is no effect; what the person did is booked by `arb resolve`, or found by
//! `arb reconcile`. It never lapses by itself: the person may have ordered.

use std::path::Path;

use anyhow::Result;
use jiff::Timestamp;

use super::{part, receipt};
use crate::{
    domain::{by_hand::ByHand, offer::Offer, purchase::Purchase as Part, record::Stage},
    store::{Purchase, Store},
    ui::sanitize,
};

/// Hands a reserved purchase over, and writes its card to a file.
pub(super) fn over(store: &mut Store, folder: &Path, held: &Purchase, now: Timestamp) -> Result<Part> {
    let card = card(store, held)?;
    let why = format!("place it by hand, then `arb resolve {}`", held.id);
    let handed = store.hand_over(held.id, &why, now)?;
    let mut done = part(&handed, None);
    let path = folder.join(format!("{}.txt", handed.reference));
    match receipt::once(&path, &card) {
        Ok(()) => done.by_hand = Some(path.display().to_string()),
        Err(reason) => done.why = Some(format!("{why} (the card {} can't be written: {reason:#})", path.display())),
    }
    Ok(done)
}

/// The card of a purchase that a person places.
pub fn card(store: &Store, purchase: &Purchase) -> Result<String> {
    let record = store.record(&purchase.record_id)?;
    let offer: Option<Offer> = record.as_ref().map(|record| record.get(Stage::Offer)).transpose()?.flatten();
    let title = sanitize(purchase.title.as_deref().unwrap_or(&purchase.record_id));
    Ok(ByHand {
        purchase: purchase.id,
        source: &sanitize(&purchase.source),
        item: &purchase.item,
        seller: &purchase.seller,
        title: &title,
        quantity: purchase.quantity,
        estimate: purchase.est,
        cap: purchase.cap,
        reference: &purchase.reference,
        offer: offer.as_ref(),
    }
    .card())
}
