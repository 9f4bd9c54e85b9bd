//! A price: set as a state, read back from the offer.

use anyhow::{Result, anyhow, ensure};
use futures_util::future::join_all;
use jiff::Timestamp;

use super::{
    Selling, complaint,
    listing::live_of,
    listing_name, offer_of,
    wire::bulk::{Answers, Prices},
};
use crate::{
    domain::money::Money,
    vendors::{Kind, Look, Outcome, Permit, Receipt, Sealed},
};

impl Selling {
    /// The exact body that sets a price.
    pub(super) fn price_bytes(&self, listing: &str, price: &Money) -> Result<Vec<u8>> {
        let (ours, site) = (price.currency(), self.site.currency);
        ensure!(ours == site, "{price} is no price on {}: its prices are in {site}", self.site.name);
        ensure!(!price.is_zero() && !price.is_negative(), "{price} is no price");
        Ok(serde_json::to_vec(&Prices::of(offer_of(listing)?, price))?)
    }

    /// Sends prices in one call, and reads each offer: an accepted price is not a changed one. The answer to each offer
    /// decides about its price alone.
    pub(super) async fn set_prices(&self, all: &[Sealed], permit: &Permit<'_>) -> Result<Vec<Outcome>> {
        let asked: Vec<Prices> =
            all.iter().map(|sealed| Ok(serde_json::from_slice(&sealed.request)?)).collect::<Result<_>>()?;
        let offers: Vec<String> = asked
            .iter()
            .map(|one| one.only().map(|(offer, _)| offer.to_owned()).map_err(|why| anyhow!(why)))
            .collect::<Result<_>>()?;
        // The bytes of one price are sent as they were sealed; those of several stand unchanged in the list of a common body.
        let body = match all {
            [sealed] => sealed.request.clone(),
            _ => serde_json::to_vec(&Prices::together(asked))?,
        };
        let set = match self.send_bulk(Kind::Price, &body, all.len(), permit).await {
            Ok(set) => set,
            Err(outcome) => return Ok(vec![outcome; all.len()]),
        };
        let outcomes = all.iter().zip(&offers).map(|(sealed, offer)| self.price_set(sealed, offer, &set, all.len()));
        Ok(join_all(outcomes).await)
    }

    /// What became of one price of a call that eBay took.
    async fn price_set(&self, sealed: &Sealed, offer: &str, set: &Answers, count: usize) -> Outcome {
        match set.of(offer) {
            Some((status, part)) => {
                let body = part.to_string().into_bytes();
                if !(200..300).contains(&status) {
                    return self.refused(Kind::Price, status, None, &body);
                }
                self.warned.borrow_mut().extend(complaint::warnings(&body));
            }
            None => self.missed(count, set),
        }
        match self.priced(sealed).await {
            Ok(Look::Ours(receipt)) => Outcome::Done(receipt),
            Ok(_) => Outcome::unknown("eBay took the price and does not show it yet"),
            Err(why) => Outcome::unknown(format!("eBay took the price, and it can't be read back: {why:#}")),
        }
    }

    /// Looks whether the offer shows the price.
    pub(super) async fn priced(&self, sealed: &Sealed) -> Result<Look> {
        let asked: Prices = serde_json::from_slice(&sealed.request)?;
        let (id, price) = asked.only().map_err(|why| anyhow!(why))?;
        let Some(offer) = self.offer(id).await? else { return Ok(Look::Absent) };
        let item = match live_of(&offer) {
            Ok(item) => item,
            Err(look) => return Ok(look),
        };
        let Some(shown) = offer.price(self.site.currency) else {
            return Ok(Look::Unclear(format!("eBay shows offer {id} without a price in {}", self.site.currency)));
        };
        let receipt = Receipt { id: listing_name(item, id), amount: Some(shown), at: Timestamp::now() };
        Ok(if shown == price { Look::Ours(receipt) } else { Look::Absent })
    }
}
