//! Prices and units of up to 25 listings in one call, each with an answer of its own.

use std::{collections::BTreeMap, time::Duration};

use serde_json::Value;

use super::{
    Selling, Step, complaint,
    wire::bulk::{Answers, Items, items_of},
};
use crate::{
    net::{Ask, Content, Failed, Request, Trouble, Verb},
    vendors::{Kind, Outcome, Permit},
};

/// The most offers in one call. eBay's documentation says in one place that a call takes up to 25 items ("Bulk updates",
/// `BulkPriceQuantity.requests`) and in another that it takes the offers of one SKU (`bulkUpdatePriceQuantity`): it is tried,
/// and where eBay refuses several at once each goes alone. The most items in one question is the same number.
const AT_ONCE: usize = 25;

impl Selling {
    /// How many offers go in one call.
    pub(super) fn offers_at_once(&self) -> usize {
        if self.one_sku.get() { 1 } else { AT_ONCE }
    }

    /// Sends a call of so many offers: what eBay says of each, or how it ends for every one of them.
    ///
    /// Where eBay takes none of several because of what they are together, not one was changed: they may go alone.
    pub(super) async fn send_bulk(
        &self,
        kind: Kind,
        body: &[u8],
        count: usize,
        permit: &Permit<'_>,
    ) -> Result<Answers, Outcome> {
        let path = ["sell", "inventory", "v1", "bulk_update_price_quantity"];
        let call = Step { what: "inventory", verb: Verb::Usual, path: &path, body: Some(body) };
        match self.change(&call, permit).await {
            Ok(reply) if (200..300).contains(&reply.status) => {
                self.warned.borrow_mut().extend(complaint::warnings(&reply.body));
                Ok(serde_json::from_slice(&reply.body).unwrap_or_default())
            }
            Ok(reply) => {
                let outcome = self.refused(kind, reply.status, reply.retry_after.clone(), &reply.body);
                Err(self.apart(outcome, reply.status, count))
            }
            Err(Failed::NotSent(why)) => Err(Outcome::NotSent(why)),
            Err(Failed::Broke(why)) => Err(Outcome::unknown(why)),
        }
    }

    /// A call of several that breaks a rule says of none that it does: nothing was changed, and each may go alone.
    fn apart(&self, outcome: Outcome, status: u16, count: usize) -> Outcome {
        match outcome {
            Outcome::Refused(why) if count > 1 && status == 400 => {
                self.one_sku.set(true);
                Outcome::NotSent(format!("eBay took none of {count} listings at once: {why}"))
            }
            other => other,
        }
    }

    /// Nothing is said of one offer of a call. Where something is said of others, it is better asked alone the next time.
    pub(super) fn missed(&self, count: usize, said: &Answers) {
        if count > 1 && !said.is_empty() {
            self.one_sku.set(true);
        }
    }

    /// Items by SKU, in one question; one that is not there or can't be read is left out.
    pub(super) async fn items(&self, skus: &[&str]) -> Result<BTreeMap<String, Value>, Trouble> {
        let inventory = ["sell", "inventory", "v1"];
        if let [sku] = skus {
            let path = [&inventory[..], &["inventory_item", sku]].concat();
            let item: Option<Value> = self.ask(&self.host, "inventory", &path, &[]).await?;
            return Ok(item.map(|item| ((*sku).to_owned(), item)).into_iter().collect());
        }
        if skus.is_empty() {
            return Ok(BTreeMap::new());
        }
        let path = [&inventory[..], &["bulk_get_inventory_item"]].concat();
        let (body, headers) = (items_of(skus).to_string(), self.headers());
        let body = Some(Content::Json(body.as_bytes()));
        let request = Request { path: &path, headers: &headers, body, ..Request::default() };
        let ask = Ask { what: "inventory", request, fresh: Duration::ZERO, ..Ask::default() };
        let (found, _): (Items, _) = self.host.json(ask).await?;
        Ok(found.by_sku())
    }
}
