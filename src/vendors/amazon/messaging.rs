//! Messages to the buyer of an order, through Amazon: of the kinds that Amazon allows for that order, each at most once. Amazon
//! shows neither what a buyer writes nor what was sent, so one whose reply was lost waits for a person.

use anyhow::{Result, bail};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::{
    Selling,
    wire::{self, messaging},
};
use crate::{
    domain::effect::{Answer, Outcome, Receipt, Said, Signal, classify},
    net::{Ask, Content, Failed, Request, Trouble},
    vendors::{Permit, Sealed},
};

/// A message as it is sealed.
#[derive(Debug, Serialize, Deserialize)]
struct Message {
    order: String,
    action: String,
    text: String,
    /// Why it can't be sent at all.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    refused: Option<String>,
}

/// The bytes of a message; `name` is `ORDER/KIND`.
pub(super) fn sealing(name: &str, text: &str) -> Result<Vec<u8>> {
    let (order, kind) = name.split_once('/').unwrap_or((name, ""));
    let refused = if !messaging::is_order(order) {
        Some(format!("`{order:.40}` is no order of Amazon"))
    } else if !messaging::KINDS.contains(&kind) {
        Some(format!("`{kind:.40}` is no kind of message; there are {}", messaging::KINDS.join(", ")))
    } else {
        messaging::objection(text)
    };
    Ok(serde_json::to_vec(&Message { order: order.into(), action: kind.into(), text: text.into(), refused })?)
}

impl Selling {
    /// The kinds that Amazon allows for an order now.
    async fn allowed(&self, order: &str) -> Result<Vec<String>, Trouble> {
        let path = ["messaging", "v1", "orders", order];
        let query = [("marketplaceIds", self.market.id)];
        let request = Request { path: &path, query: &query, ..Request::default() };
        let ask = Ask { what: "messages", request, ..Ask::default() };
        let (found, _) = self.host.json::<messaging::Allowed>(ask).await?;
        Ok(found.kinds())
    }

    /// Sends a message, where Amazon allows it.
    pub(super) async fn write(&self, sealed: &Sealed, permit: &Permit<'_>) -> Result<Outcome> {
        let Message { order, action, text, refused } = serde_json::from_slice(&sealed.request)?;
        if let Some(refused) = refused {
            return Ok(Outcome::Refused(refused));
        }
        let Some(replies) = self.declared.replies.get(&sealed.kind) else {
            bail!("`amazon` can't do a {}", sealed.kind)
        };
        match self.allowed(&order).await {
            Ok(kinds) if kinds.contains(&action) => {}
            Ok(kinds) => {
                let list = if kinds.is_empty() { "nothing".to_owned() } else { kinds.join(", ") };
                return Ok(Outcome::Refused(format!("Amazon allows no {action} for this order now, but {list}")));
            }
            Err(why) => return Ok(Outcome::NotSent(why.to_string())),
        }
        let path = ["messaging", "v1", "orders", &order, "messages", &action];
        let query = [("marketplaceIds", self.market.id)];
        let body = serde_json::to_vec(&json!({ "text": text }))?;
        let request = Request { path: &path, query: &query, body: Some(Content::Json(&body)), ..Request::default() };
        let signal = match self.host.send("messages", request, &|| permit.check()).await {
            Err(Failed::NotSent(why)) => Signal::NotSent(why),
            Err(Failed::Broke(why)) => Signal::Broke(why),
            Ok(reply) => {
                // A message has no id: 201 is all that Amazon says of one.
                let id = format!("{order}/{action}");
                let body = match reply.status {
                    201 => Said::Done(Receipt { id, amount: None, at: Timestamp::now() }),
                    _ => Said::Unclear("it was not taken".into()),
                };
                let code = wire::code(&reply.body);
                Signal::Reply(Answer { status: reply.status, retry_after: reply.retry_after, code, body })
            }
        };
        Ok(classify(signal, replies, Timestamp::now()))
    }
}
