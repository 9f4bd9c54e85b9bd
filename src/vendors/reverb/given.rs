//! Refunds and answers on Reverb: neither carries our reference, so they are found among what came after it was sent.

use anyhow::{Result, anyhow, bail};
use jiff::{SignedDuration, Timestamp};
use serde_json::{Map, Value, json};

use super::{
    selling::Selling,
    wire::{refunds, talk},
};
use crate::{
    domain::{effect::Said, money::Money},
    net::{Trouble, Verb},
    vendors::{Kind, Look, Outcome, Receipt},
};

/// How far Reverb's clock and ours may be apart.
const SLACK: SignedDuration = SignedDuration::from_mins(5);

impl Selling {
    /// The refund requests that were granted, by what narrows them. Without a state Reverb shows those alone that wait for an
    /// answer, and how several are named in one question is not said: each state is asked for.
    pub(super) async fn granted(&self, narrow: (&str, &str)) -> Result<Vec<refunds::Request>> {
        let mut found = Vec::new();
        for state in refunds::DONE {
            let path = ["my", "refund_requests", "selling"];
            let rows = self.api.all::<refunds::Requests>(&path, &[narrow, ("state", state)]).await;
            found.extend(rows.map_err(Trouble::failure)?);
        }
        Ok(found)
    }

    pub(super) async fn give_back(
        &self,
        order: &str,
        amount: &Money,
        body: &Map<String, Value>,
        permit: &dyn Fn() -> Result<()>,
    ) -> Result<Outcome> {
        let body = serde_json::to_vec(body)?;
        let path = ["my", "orders", "selling", order, "refund_requests"];
        let reply = self.api.change(Verb::Post, &path, &body, permit).await;
        let outcome = self.outcome(Kind::Refund, reply, async |reply| {
            let request = refunds::replied(&reply.body).map(|request| request.refunded());
            match request {
                Some(Ok(Some(refund))) if refund.amount == *amount => Said::Done(receipt(&refund)),
                Some(Ok(Some(refund))) => Said::Unclear(format!("{} was given back, not {amount}", refund.amount)),
                Some(Ok(None)) => Said::Unclear("accepted, and not granted yet".into()),
                Some(Err(why)) => Said::Unclear(why),
                None => Said::Unclear("the reply names no refund".into()),
            }
        });
        Ok(outcome.await)
    }

    pub(super) async fn given_back(&self, order: &str, amount: &Money, sent: Timestamp) -> Result<Look> {
        let mut alike = Vec::new();
        for request in self.granted(("order_number", order)).await? {
            request.is_known().map_err(|why| anyhow!(why))?;
            let Some(refund) = request.refunded().map_err(|why| anyhow!(why))? else { continue };
            let ours = refund.order.as_deref().is_none_or(|named| named == order);
            if ours && refund.amount == *amount && is_since(refund.created, sent) {
                alike.push(receipt(&refund));
            }
        }
        Ok(some(alike))
    }

    pub(super) async fn say(&self, conversation: &str, text: &str, permit: &dyn Fn() -> Result<()>) -> Result<Outcome> {
        let body = serde_json::to_vec(&json!({ "body": text }))?;
        let path = ["my", "conversations", conversation, "messages"];
        let reply = self.api.change(Verb::Post, &path, &body, permit).await;
        let outcome = self.outcome(Kind::Message, reply, async |reply| match talk::replied(&reply.body) {
            Some(id) => Said::Done(Receipt { id, amount: None, at: Timestamp::now() }),
            None => Said::Unclear("the reply names no message".into()),
        });
        Ok(outcome.await)
    }

    pub(super) async fn said(&self, conversation: &str, text: &str, sent: Timestamp) -> Result<Look> {
        let us = self.us().await?;
        let lines = self.lines(conversation).await?.into_iter();
        let since: Vec<talk::Line> = lines.filter(|line| line.sender == us && is_since(line.at, sent)).collect();
        if let Some(silent) = since.iter().find(|line| line.body.trim().is_empty()) {
            bail!("Reverb shows message {} of ours without its text", silent.id);
        }
        let ours = since.into_iter().filter(|line| plain(&line.body) == plain(text));
        Ok(some(ours.map(|line| Receipt { id: line.id, amount: None, at: line.at }).collect()))
    }
}

fn receipt(refund: &refunds::Refunded) -> Receipt {
    Receipt { id: refund.id.clone(), amount: Some(refund.amount), at: refund.created }
}

pub(super) fn some(alike: Vec<Receipt>) -> Look {
    if alike.is_empty() { Look::Absent } else { Look::Alike(alike) }
}

pub(super) fn is_since(at: Timestamp, sent: Timestamp) -> bool {
    sent.checked_sub(SLACK).is_ok_and(|since| at >= since)
}

/// A text without the blanks that a page takes out or puts in.
fn plain(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
