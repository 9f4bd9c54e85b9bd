//! A price: set as a state, read back from the offer.

use anyhow::{Result, anyhow, ensure};
use jiff::Timestamp;

use super::{
    Selling, Step, listing_name, offer_of,
    wire::inventory::{Prices, PricesSet},
};
use crate::{
    domain::money::Money,
    net::Verb,
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

    /// Sends it, and reads the offer: an accepted price is not a changed one.
    pub(super) async fn set_price(&self, sealed: &Sealed, permit: &Permit<'_>) -> Result<Outcome> {
        let asked: Prices = serde_json::from_slice(&sealed.request)?;
        let (offer, _) = asked.only().map_err(|why| anyhow!(why))?;
        let path = ["sell", "inventory", "v1", "bulk_update_price_quantity"];
        let call = Step { what: "inventory", verb: Verb::Usual, path: &path, body: Some(&sealed.request) };
        let reply = match self.step(Kind::Price, call, permit).await {
            Ok(reply) => reply,
            Err(outcome) => return Ok(outcome),
        };
        let set: PricesSet = serde_json::from_slice(&reply.body).unwrap_or_default();
        if let Some((status, part)) = set.of(offer) {
            let body = serde_json::to_vec(part)?;
            if !(200..300).contains(&status) {
                return Ok(self.refused(Kind::Price, status, None, &body));
            }
            self.warned.borrow_mut().extend(super::complaint::warnings(&body));
        }
        Ok(match self.priced(sealed).await {
            Ok(Look::Ours(receipt)) => Outcome::Done(receipt),
            Ok(_) => Outcome::unknown("eBay took the price and does not show it yet"),
            Err(why) => Outcome::unknown(format!("eBay took the price, and it can't be read back: {why:#}")),
        })
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
