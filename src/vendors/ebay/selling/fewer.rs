//! Fewer units of live listings: up to 25 in one call, and never a sold unit for sale again.
//!
//! eBay takes no condition with a quantity ("only if so many were sold"), so what a listing had sold is sealed with it and is
//! read again just before the call; a listing where that moved is not in the call. No question reads this of several listings:
//! what a listing sold stands in its offer, and offers are read by SKU or one by one (`getOffers`, `getOffer`). Orders would
//! be one question for all and are no proof: nothing says how soon after a sale its order is among them. So each listing
//! takes three reads of its offer (what is sealed, the last look, what came of it), as it does alone; what can be read
//! together is: the items, 25 in a question (`bulkGetInventoryItem`).
//!
//! The units of an item are its total over all places (`shipToLocationAvailability.quantity`), those of an offer what is for
//! sale of it (`availableQuantity`), and eBay sells by the offer where that has a number of its own. Both are set. An item
//! whose units are counted by place is published again as a whole: a total alone would leave the places as they were.

use anyhow::{Result, anyhow};
use futures_util::future::join_all;
use jiff::Timestamp;
use serde_json::Value;

use super::{
    Selling, complaint,
    listing::{for_sale, is_left, item_of, live_of, moved, shown, unsaid},
    listing_name, refusal,
    wire::{
        bulk::{Answers, Fewer},
        inventory::{Item, Offer},
    },
};
use crate::{
    domain::money::Currency,
    vendors::{Draft, Kind, Look, Outcome, Permit, Receipt, Sealed},
};

/// The bytes of fewer units; `None` where they are those of something else.
pub(super) fn fewer_in(sealed: &Sealed) -> Option<Fewer> {
    serde_json::from_slice(&sealed.request).ok()
}

impl Selling {
    /// The bytes for each listing, by the name that it has in the books. One that does not stand as the books have it, or whose
    /// units can't be set alone, is published again.
    pub(super) async fn fewer_bytes(&self, asked: &[(&str, &Draft)]) -> Vec<Result<Vec<u8>>> {
        let skus: Vec<&str> = asked.iter().map(|(_, draft)| draft.sku.as_str()).collect();
        let items = match self.items(&skus).await {
            Ok(items) => items,
            Err(why) => return asked.iter().map(|_| Err(why.clone().failure().into())).collect(),
        };
        let each = asked.iter().map(|(listing, draft)| self.one_fewer(listing, draft, items.get(&draft.sku)));
        join_all(each).await
    }

    async fn one_fewer(&self, listing: &str, draft: &Draft, item: Option<&Value>) -> Result<Vec<u8>> {
        if let Some(why) = self.objection(draft) {
            return refusal(why);
        }
        let there = self.offers(&draft.sku).await?;
        if let ([offer], Some(item)) = (&there[..], item) {
            let offer: Offer = serde_json::from_value(offer.clone())?;
            let item = item_of(&draft.sku, item.clone())?;
            match fewer(listing, draft, &offer, &item) {
                Ok(Some(fewer)) => return Ok(serde_json::to_vec(&fewer)?),
                Ok(None) => {}
                Err(why) => return refusal(why),
            }
        }
        self.bytes_over(draft, &there).await
    }

    /// Sends fewer units of several listings in one call, and reads each back: accepted is not shown.
    pub(super) async fn set_fewer(&self, all: &[Sealed], permit: &Permit<'_>) -> Result<Vec<Outcome>> {
        let asked: Vec<Fewer> =
            all.iter().map(|sealed| Ok(serde_json::from_slice(&sealed.request)?)).collect::<Result<_>>()?;
        let mut outcomes = join_all(asked.iter().map(|one| self.held_back(one))).await;
        let going: Vec<&Fewer> =
            asked.iter().zip(&outcomes).filter(|(_, held)| held.is_none()).map(|(one, _)| one).collect();
        let mut ends = self.send_fewer(&going, permit).await?.into_iter();
        for outcome in &mut outcomes {
            if outcome.is_none() {
                *outcome = ends.next();
            }
        }
        let unsaid = || Outcome::unknown("nothing is said of it");
        Ok(outcomes.into_iter().map(|outcome| outcome.unwrap_or_else(unsaid)).collect())
    }

    /// The last look before the call: why one is not in it.
    async fn held_back(&self, asked: &Fewer) -> Option<Outcome> {
        match self.offer(&asked.offer).await {
            Ok(standing) => stale(asked, standing.as_ref()).map(Outcome::Refused),
            Err(why) => Some(Outcome::NotSent(format!("{why:#}"))),
        }
    }

    async fn send_fewer(&self, going: &[&Fewer], permit: &Permit<'_>) -> Result<Vec<Outcome>> {
        if going.is_empty() {
            return Ok(Vec::new());
        }
        let body = serde_json::to_vec(&Fewer::together(going))?;
        let said = match self.send_bulk(Kind::Listing, &body, going.len(), permit).await {
            Ok(said) => said,
            Err(outcome) => return Ok(vec![outcome; going.len()]),
        };
        let verdicts: Vec<Verdict> = going.iter().map(|one| self.verdict(one, &said, going.len())).collect();
        let unsure = going.iter().zip(&verdicts).filter(|(_, verdict)| !matches!(verdict, Verdict::Ended(_)));
        let skus: Vec<&str> = unsure.map(|(one, _)| one.sku.as_str()).collect();
        let items = self.items(&skus).await.map_err(|why| why.to_string());
        let ends = going.iter().zip(verdicts).map(|(one, verdict)| async {
            let took = match verdict {
                Verdict::Ended(outcome) => return outcome,
                Verdict::Took => "eBay took the quantity".to_owned(),
                Verdict::TookAPart(why) => format!("a part of it was taken, and then: {why}"),
            };
            let items = items.as_ref().map_err(|why| anyhow!("{why}"));
            match async { self.shown_as(one, items?.get(&one.sku)).await }.await {
                Ok(Look::Ours(receipt)) => Outcome::Done(receipt),
                Ok(_) => Outcome::unknown(format!("{took}, and it is not shown yet")),
                Err(why) => Outcome::unknown(format!("{took}, and it can't be read back: {why:#}")),
            }
        });
        Ok(join_all(ends).await)
    }

    /// What eBay's answer says of one listing.
    fn verdict(&self, asked: &Fewer, said: &Answers, count: usize) -> Verdict {
        let Some(parts) = said.about(&asked.offer, &asked.sku) else { return Verdict::Took };
        if parts.is_empty() {
            self.missed(count, said);
        }
        let (taken, refused): (Vec<_>, Vec<_>) = parts.iter().partition(|(status, _)| (200..300).contains(status));
        let warnings = taken.iter().flat_map(|(_, part)| complaint::warnings(part.to_string().as_bytes()));
        self.warned.borrow_mut().extend(warnings);
        let outcomes = refused
            .iter()
            .map(|(status, part)| self.refused(Kind::Listing, *status, None, part.to_string().as_bytes()));
        // Where one of two refusals is none, the whole is none.
        let worst = outcomes.reduce(|one, other| if matches!(one, Outcome::Refused(_)) { other } else { one });
        match worst {
            None => Verdict::Took,
            Some(outcome) if taken.is_empty() => Verdict::Ended(outcome),
            Some(Outcome::Refused(why) | Outcome::NotSent(why) | Outcome::Unknown { why, .. }) => {
                Verdict::TookAPart(why)
            }
            Some(Outcome::Done(_)) => Verdict::Took,
        }
    }

    /// Looks whether the listing shows so many units at this price.
    pub(super) async fn lowered(&self, asked: &Fewer) -> Result<Look> {
        let items = self.items(&[&asked.sku]).await.map_err(crate::net::Trouble::failure)?;
        self.shown_as(asked, items.get(&asked.sku)).await
    }

    async fn shown_as(&self, asked: &Fewer, item: Option<&Value>) -> Result<Look> {
        let item = item.map(|item| item_of(&asked.sku, item.clone())).transpose()?;
        let offer = self.offer(&asked.offer).await?;
        Ok(seen(asked, offer.as_ref(), item.as_ref(), self.site.currency))
    }
}

/// What the answer to a call says of one listing.
enum Verdict {
    /// How it ended.
    Ended(Outcome),
    /// It is taken, or nothing is said of it: what is shown decides.
    Took,
    /// A part is taken and a part refused, for this reason: what is shown decides.
    TookAPart(String),
}

/// Fewer units as they are sealed. `None` where the listing does not stand as the books have it or its units are counted by
/// place; an error where eBay has none for sale already.
///
/// Nothing is raised: where eBay shows fewer than are left by the books, it sold what they don't know of yet.
fn fewer(listing: &str, draft: &Draft, offer: &Offer, item: &Item) -> Result<Option<Fewer>, String> {
    let (Some(live), Some(id)) = (offer.live(), offer.id()) else { return Ok(None) };
    let Some(units) = shown(offer, item) else { return Ok(None) };
    if listing_name(live, id) != listing || item.is_spread() || draft.quantity == 0 {
        return Ok(None);
    }
    if units == 0 {
        return Err("eBay has none of it for sale any more: what it sold is booked by the next `arb sync`".into());
    }
    let quantity = draft.quantity.min(units);
    Ok(Some(Fewer::of(&draft.sku, (live, id), quantity, draft.price, offer.sold())))
}

/// Why fewer units are not sent as they were sealed: the listing sold something, was ended, or shows fewer already.
fn stale(asked: &Fewer, standing: Option<&Offer>) -> Option<String> {
    if standing.and_then(Offer::live) != Some(&asked.listing) {
        return Some("the listing is not live any more".into());
    }
    let units = standing.and_then(Offer::quantity).filter(|units| *units < asked.quantity);
    let fewer =
        units.map(|units| format!("eBay shows {units} by now, fewer than were to be shown: `arb sync` books why"));
    moved(asked.before(), standing).or(fewer)
}

/// Whether what eBay shows is what was sealed, less what was sold since.
fn seen(asked: &Fewer, offer: Option<&Offer>, item: Option<&Item>, currency: Currency) -> Look {
    let (Some(offer), Some(item)) = (offer, item) else { return Look::Absent };
    if offer.is_on_hold() {
        return Look::Unclear("eBay keeps the listing back".into());
    }
    let live = match live_of(offer) {
        Ok(live) => live,
        Err(look) => return look,
    };
    let (Some(price), Some(units)) = (offer.price(currency), for_sale(offer, item)) else {
        return Look::Unclear(format!("eBay shows {} without its price or quantity", asked.sku));
    };
    if live != asked.listing || price != asked.price {
        return Look::Absent;
    }
    match is_left(asked.before(), asked.quantity, offer, units) {
        Some(true) => {
            let id = listing_name(&asked.listing, &asked.offer);
            Look::Ours(Receipt { id, amount: Some(asked.price), at: Timestamp::now() })
        }
        Some(false) => Look::Absent,
        None => unsaid(&asked.sku),
    }
}
