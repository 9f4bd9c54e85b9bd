//! A price: set as a state, read back from the offer.

use anyhow::{Result, anyhow, ensure};
use futures_util::future::join_all;
use jiff::Timestamp;

use super::{
    Selling, Step, complaint, listing_name, offer_of,
    wire::inventory::{Prices, PricesSet},
};
use crate::{
    domain::money::Money,
    net::{Failed, Verb},
    vendors::{Kind, Look, Outcome, Permit, Receipt, Sealed},
};

/// The most prices in one call. eBay's documentation says in one place that a call takes up to 25 items ("Bulk updates",
/// `BulkPriceQuantity.requests`) and in another that it takes the offers of one SKU (`bulkUpdatePriceQuantity`): it is tried,
/// and where eBay refuses several at once each goes alone.
const PRICES_AT_ONCE: usize = 25;

impl Selling {
    /// The exact body that sets a price.
    pub(super) fn price_bytes(&self, listing: &str, price: &Money) -> Result<Vec<u8>> {
        let (ours, site) = (price.currency(), self.site.currency);
        ensure!(ours == site, "{price} is no price on {}: its prices are in {site}", self.site.name);
        ensure!(!price.is_zero() && !price.is_negative(), "{price} is no price");
        Ok(serde_json::to_vec(&Prices::of(offer_of(listing)?, price))?)
    }

    /// How many prices go in one call.
    pub(super) fn prices_at_once(&self) -> usize {
        if self.one_price.get() { 1 } else { PRICES_AT_ONCE }
    }

    /// Sends prices in one call, and reads each offer: an accepted price is not a changed one. The answer to each offer
    /// decides about its price alone.
    ///
    /// Where eBay takes none of several because of what they are together, not one was set: they may go alone.
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
        let path = ["sell", "inventory", "v1", "bulk_update_price_quantity"];
        let call = Step { what: "inventory", verb: Verb::Usual, path: &path, body: Some(&body) };
        let reply = match self.change(&call, permit).await {
            Ok(reply) if (200..300).contains(&reply.status) => reply,
            Ok(reply) => {
                let outcome = self.refused(Kind::Price, reply.status, reply.retry_after.clone(), &reply.body);
                return Ok(vec![self.apart(outcome, reply.status, all.len()); all.len()]);
            }
            Err(Failed::NotSent(why)) => return Ok(vec![Outcome::NotSent(why); all.len()]),
            Err(Failed::Broke(why)) => return Ok(vec![Outcome::unknown(why); all.len()]),
        };
        self.warned.borrow_mut().extend(complaint::warnings(&reply.body));
        let set: PricesSet = serde_json::from_slice(&reply.body).unwrap_or_default();
        let outcomes =
            all.iter().zip(&offers).map(|(sealed, offer)| self.price_set(sealed, offer, &set, all.len() > 1));
        Ok(join_all(outcomes).await)
    }

    /// A call of several prices that breaks a rule says of no price that it does: nothing was set, and each may go alone.
    fn apart(&self, outcome: Outcome, status: u16, count: usize) -> Outcome {
        match outcome {
            Outcome::Refused(why) if count > 1 && status == 400 => {
                self.one_price.set(true);
                Outcome::NotSent(format!("eBay took none of {count} prices at once: {why}"))
            }
            other => other,
        }
    }

    /// What became of one price of a call that eBay took.
    async fn price_set(&self, sealed: &Sealed, offer: &str, set: &PricesSet, together: bool) -> Outcome {
        match set.of(offer) {
            Some((status, part)) => {
                let body = part.to_string().into_bytes();
                if !(200..300).contains(&status) {
                    return self.refused(Kind::Price, status, None, &body);
                }
                self.warned.borrow_mut().extend(complaint::warnings(&body));
            }
            // Where something is said of others and nothing of this one, it is better asked alone the next time.
            None if together && !set.is_empty() => self.one_price.set(true),
            None => {}
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
        let Some(item) = offer.live() else { return Ok(Look::Absent) };
        let shown = offer.price(self.site.currency);
        let receipt = Receipt { id: listing_name(item, id), amount: shown, at: Timestamp::now() };
        Ok(if shown == Some(price) { Look::Ours(receipt) } else { Look::Absent })
    }
}
