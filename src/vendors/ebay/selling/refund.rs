//! A refund: taken by eBay at once, made later, found among the refunds of its order. Never sent a second time on a guess.

use anyhow::{Result, anyhow, bail, ensure};
use serde::{Deserialize, Serialize};

use super::{
    Selling, Step,
    wire::{inventory::is_id, order::Order},
};
use crate::{
    domain::money::{Money, amount_text},
    net::{Trouble, Verb},
    vendors::{Kind, Look, Outcome, Permit, Receipt, RefundAsk, Sealed},
};

/// What is sealed of a refund: where it goes, and the exact body.
#[derive(Serialize, Deserialize)]
struct Asked {
    order: String,
    line: String,
    amount: Money,
    body: Body,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Body {
    reason_for_refund: String,
    refund_items: [Item; 1],
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Item {
    line_item_id: String,
    refund_amount: Amount,
}

#[derive(Serialize, Deserialize)]
struct Amount {
    value: String,
    currency: String,
}

/// Our reasons in eBay's words.
fn reason(code: &str) -> &'static str {
    match code {
        "not_received" => "ITEM_NOT_RECEIVED",
        "damaged" | "not_as_described" | "wrong_item" | "missing_part" => "ITEM_NOT_AS_DESCRIBED",
        "changed_mind" => "BUYER_RETURN",
        "cancelled" => "BUYER_CANCEL",
        _ => "OTHER_ADJUSTMENT",
    }
}

impl Selling {
    /// The bytes of a refund of one line.
    pub(super) fn refund_bytes(&self, ask: &RefundAsk) -> Result<Vec<u8>> {
        let (ours, site) = (ask.amount.currency(), self.site.currency);
        ensure!(ours == site, "order {} was paid in {site}, {} can't be given back", ask.order, ask.amount);
        ensure!(!ask.amount.is_zero() && !ask.amount.is_negative(), "{} is nothing to refund", ask.amount);
        ensure!(is_id(&ask.order) && is_id(&ask.line), "`{:.40}` is no order of eBay", ask.order);
        let amount = Amount { value: amount_text(ask.amount.amount(), ours), currency: ours.code().to_owned() };
        let item = Item { line_item_id: ask.line.clone(), refund_amount: amount };
        let body = Body { reason_for_refund: reason(&ask.reason).to_owned(), refund_items: [item] };
        let (order, line) = (ask.order.clone(), ask.line.clone());
        Ok(serde_json::to_vec(&Asked { order, line, amount: ask.amount, body })?)
    }

    /// The ids of the refunds that an order has.
    pub(super) async fn refunds_there(&self, order: &str) -> Result<Vec<String>> {
        let Some(found) = self.order(order).await? else { return Ok(Vec::new()) };
        found.shows_refunds(order, None, self.site.currency).map_err(|why| anyhow!(why))?;
        Ok(found.refund_ids())
    }

    async fn order(&self, id: &str) -> Result<Option<Order>> {
        let path = ["sell", "fulfillment", "v1", "order", id];
        Ok(self.ask(&self.host, "fulfillment", &path, &[]).await.map_err(Trouble::failure)?)
    }

    /// Sends it. "Pending" is no refund yet: the order is looked at at once, and later by whoever looks for it.
    pub(super) async fn give_back(&self, sealed: &Sealed, permit: &Permit<'_>) -> Result<Outcome> {
        #[derive(Deserialize)]
        #[serde(rename_all = "camelCase")]
        struct Reply {
            refund_id: Option<String>,
            refund_status: Option<String>,
        }
        let asked: Asked = serde_json::from_slice(&sealed.request)?;
        let body = serde_json::to_vec(&asked.body)?;
        let path = ["sell", "fulfillment", "v1", "order", &asked.order, "issue_refund"];
        let call = Step { what: "fulfillment", verb: Verb::Usual, path: &path, body: Some(&body) };
        let reply = match self.step(Kind::Refund, call, permit).await {
            Ok(reply) => reply,
            Err(outcome) => return Ok(outcome),
        };
        let Ok(Reply { refund_id: Some(id), refund_status: Some(status) }) = serde_json::from_slice(&reply.body) else {
            return Ok(Outcome::unknown("the reply to the refund can't be read"));
        };
        if !is_id(&id) || !matches!(status.as_str(), "PENDING" | "REFUNDED") {
            return Ok(Outcome::unknown(format!("eBay answers that the refund is `{status:.40}`")));
        }
        let pending = Outcome::unknown(format!("eBay took the refund as {id}, and makes it later"));
        let Ok(Some(order)) = self.order(&asked.order).await else { return Ok(pending) };
        let refunds = order.refunds_of(&asked.line, self.site.currency);
        let made = refunds.into_iter().find(|refund| refund.id == id && refund.made && refund.amount == asked.amount);
        Ok(made.map_or(pending, |refund| {
            Outcome::Done(Receipt { id: refund.id, amount: Some(refund.amount), at: refund.at })
        }))
    }

    /// The refunds of the line with this amount. While eBay is at one of them nothing is decided.
    pub(super) async fn given_back(&self, sealed: &Sealed) -> Result<Look> {
        let asked: Asked = serde_json::from_slice(&sealed.request)?;
        let Some(order) = self.order(&asked.order).await? else { return Ok(Look::Absent) };
        order.shows_refunds(&asked.order, Some(&asked.line), self.site.currency).map_err(|why| anyhow!(why))?;
        let mut alike = order.refunds_of(&asked.line, self.site.currency);
        alike.retain(|refund| refund.amount == asked.amount);
        if let Some(pending) = alike.iter().find(|refund| !refund.made) {
            bail!("eBay is still at the refund {}", pending.id);
        }
        let receipt = |refund: super::wire::order::Refunded| Receipt {
            id: refund.id,
            amount: Some(refund.amount),
            at: refund.at,
        };
        Ok(Look::Alike(alike.into_iter().map(receipt).collect()))
    }
}
