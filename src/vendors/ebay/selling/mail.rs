//! Messages of buyers, and answers to them in their conversation. A message goes by `CONVERSATION/MESSAGE`.

use anyhow::{Context as _, Result, anyhow, bail, ensure};
use jiff::{SignedDuration, Timestamp};

use super::{
    Selling, Step, refusal,
    wire::{
        inventory::is_id,
        mail::{self, Answer, Conversations, Messages},
    },
};
use crate::{
    domain::message::Message,
    net::{Trouble, Verb},
    vendors::{Call, Inbox, Kind, Look, Outcome, Permit, Receipt, Sealed},
};

/// Conversations, and messages of one, on a page.
const PAGE: usize = 50;
/// The most pages of either that are read.
const PAGES: usize = 40;
/// Asked again from this long before the last message that was seen: some are shown late.
const AGAIN: SignedDuration = SignedDuration::from_mins(30);

/// The conversation of a message of ours.
fn conversation_of(message: &str) -> Result<&str> {
    let (conversation, _) =
        message.split_once('/').with_context(|| format!("`{message:.80}` is no message of eBay"))?;
    ensure!(is_id(conversation), "`{message:.80}` is no message of eBay");
    Ok(conversation)
}

impl Selling {
    /// The exact body of an answer.
    pub(super) fn answer_bytes(&self, message: &str, body: &str) -> Result<Vec<u8>> {
        let (conversation, length) = (conversation_of(message)?, body.chars().count());
        if length == 0 || length > mail::MOST {
            return refusal(format!("the answer has {length} characters, eBay takes 1 to {}", mail::MOST));
        }
        let answer = Answer { conversation_id: conversation.to_owned(), message_text: body.to_owned() };
        Ok(serde_json::to_vec(&answer)?)
    }

    /// The ids of what stands in the conversation of a message.
    pub(super) async fn messages_there(&self, message: &str) -> Result<Vec<String>> {
        let conversation = conversation_of(message)?;
        let all = self.told_apart(conversation).await?;
        Ok(all.iter().filter_map(mail::Message::id).map(|id| format!("{conversation}/{id}")).collect())
    }

    /// Sends an answer, once.
    pub(super) async fn answer(&self, sealed: &Sealed, permit: &Permit<'_>) -> Result<Outcome> {
        let asked: Answer = serde_json::from_slice(&sealed.request)?;
        let path = ["commerce", "message", "v1", "send_message"];
        let call = Step { what: "message", verb: Verb::Usual, path: &path, body: Some(&sealed.request) };
        let reply = match self.step(Kind::Message, call, permit).await {
            Ok(reply) => reply,
            Err(outcome) => return Ok(outcome),
        };
        let sent: mail::Message = serde_json::from_slice(&reply.body).unwrap_or_default();
        Ok(match (sent.id(), sent.says(&asked.message_text)) {
            (Some(id), true) => {
                let id = format!("{}/{id}", asked.conversation_id);
                Outcome::Done(Receipt { id, amount: None, at: sent.at().unwrap_or_else(Timestamp::now) })
            }
            _ => Outcome::unknown("the reply to the message does not show it"),
        })
    }

    /// What stands in the conversation and says the same.
    pub(super) async fn answered(&self, sealed: &Sealed) -> Result<Look> {
        let asked: Answer = serde_json::from_slice(&sealed.request)?;
        let ours = self.settings.seller_name.as_deref().unwrap_or_default();
        let all = self.told_apart(&asked.conversation_id).await?;
        let alike = all.iter().filter(|one| one.sender() == ours && one.says(&asked.message_text)).filter_map(|one| {
            Some(Receipt { id: format!("{}/{}", asked.conversation_id, one.id()?), amount: None, at: one.at()? })
        });
        Ok(Look::Alike(alike.collect()))
    }

    /// All messages of a conversation, where each can be told from the others.
    async fn told_apart(&self, id: &str) -> Result<Vec<mail::Message>> {
        let all = self.conversation(id).await?;
        ensure!(all.iter().all(mail::Message::is_whole), "eBay shows a message of conversation {id} without all of it");
        Ok(all)
    }

    /// All messages of a conversation; an error rather than a part of them.
    async fn conversation(&self, id: &str) -> Result<Vec<mail::Message>> {
        let mut all = Vec::new();
        for page in 0..PAGES {
            let (offset, limit) = ((page * PAGE).to_string(), PAGE.to_string());
            let path = ["commerce", "message", "v1", "conversation", id];
            let query = [("conversation_type", "FROM_MEMBERS"), ("limit", limit.as_str()), ("offset", offset.as_str())];
            let found: Option<Messages> =
                self.ask(&self.host, "message", &path, &query).await.map_err(Trouble::failure)?;
            let found = found.ok_or_else(|| anyhow!("eBay knows no conversation {id}"))?;
            let parts = found.into_parts();
            let (messages, more) = parts.ok_or_else(|| anyhow!("eBay shows conversation {id} without messages"))?;
            all.extend(messages);
            if !more {
                return Ok(all);
            }
        }
        bail!("the conversation {id} has more than {} messages", PAGE * PAGES)
    }

    /// The conversations that were written in since then.
    async fn conversations(&self, since: Option<Timestamp>) -> Result<Vec<String>> {
        let mut all = Vec::new();
        for page in 0..PAGES {
            let (offset, limit) = ((page * PAGE).to_string(), PAGE.to_string());
            let since_text = since.map(|at| format!("{at:.3}"));
            let mut query =
                vec![("conversation_type", "FROM_MEMBERS"), ("limit", limit.as_str()), ("offset", offset.as_str())];
            query.extend(since_text.as_deref().map(|at| ("start_time", at)));
            let path = ["commerce", "message", "v1", "conversation"];
            let found: Option<Conversations> =
                self.ask(&self.host, "message", &path, &query).await.map_err(Trouble::failure)?;
            let (conversations, more) = found.unwrap_or_default().into_parts();
            let is_new = |one: &&mail::Conversation| match (since, one.latest()) {
                (Some(since), Some(latest)) => latest >= since,
                _ => true,
            };
            all.extend(conversations.iter().filter(is_new).filter_map(|one| one.id().map(str::to_owned)));
            if !more {
                return Ok(all);
            }
        }
        bail!("more than {} conversations are new", PAGE * PAGES)
    }
}

impl Inbox for Selling {
    fn messages<'a>(&'a self, after: u64) -> Call<'a, Vec<Message>> {
        Box::pin(async move {
            let since = super::feed::before(after, AGAIN)?;
            let ours = self.settings.seller_name.as_deref().unwrap_or_default();
            let mut found = Vec::new();
            for conversation in self.conversations(since).await? {
                for one in self.conversation(&conversation).await? {
                    let (Some(id), Some(at)) = (one.id(), one.at()) else { continue };
                    let id = format!("{conversation}/{id}");
                    // Who asks again in one run wants what is new, not what overlaps.
                    if one.sender() == ours || since.is_some_and(|since| at < since) || self.told.borrow().contains(&id)
                    {
                        continue;
                    }
                    let cursor = u64::try_from(at.as_microsecond()).unwrap_or(0);
                    let (buyer, body) = (one.sender().to_owned(), one.body().to_owned());
                    found.push(Message { cursor, id, at, buyer, body, ..Message::default() });
                }
            }
            found.sort_by_key(|message| message.cursor);
            self.told.borrow_mut().extend(found.iter().map(|message| message.id.clone()));
            Ok(found)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_names_its_conversation() {
        assert_eq!(conversation_of("c1/m2").unwrap(), "c1");
        for broken in ["m2", "/m2", "a b/m"] {
            assert!(conversation_of(broken).is_err(), "{broken}");
        }
    }
}
