//! The Message API: conversations with members, and what is sent in one.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{inventory::is_id, leads_on};

/// The most characters of one message, by eBay's contract.
pub const MOST: usize = 2000;

/// What is sent: the exact body.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Answer {
    /// The conversation.
    pub conversation_id: String,
    /// The text.
    pub message_text: String,
}

/// A page of conversations.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Conversations {
    conversations: Option<Vec<Conversation>>,
    next: Option<String>,
}

/// One conversation, as the list shows it.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Conversation {
    conversation_id: Option<String>,
    latest_message: Option<Message>,
}

impl Conversations {
    /// The conversations, and whether there are more.
    pub fn into_parts(self) -> (Vec<Conversation>, bool) {
        (self.conversations.unwrap_or_default(), leads_on(self.next.as_deref()))
    }
}

impl Conversation {
    /// Its number.
    pub fn id(&self) -> Option<&str> {
        self.conversation_id.as_deref().filter(|id| is_id(id) && !id.contains('/'))
    }

    /// When it was last written in; `None` where that is not said.
    pub fn latest(&self) -> Option<Timestamp> {
        self.latest_message.as_ref()?.at()
    }
}

/// A page of the messages of a conversation.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Messages {
    messages: Option<Vec<Message>>,
    next: Option<String>,
}

impl Messages {
    /// The messages, and whether there are more; `None` where there is no list of them.
    pub fn into_parts(self) -> Option<(Vec<Message>, bool)> {
        Some((self.messages?, leads_on(self.next.as_deref())))
    }
}

/// One message.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Message {
    message_id: Option<String>,
    created_date: Option<String>,
    message_body: Option<String>,
    sender_username: Option<String>,
}

impl Message {
    /// Its number.
    pub fn id(&self) -> Option<&str> {
        self.message_id.as_deref().filter(|id| is_id(id))
    }

    /// When it was written.
    pub fn at(&self) -> Option<Timestamp> {
        self.created_date.as_deref()?.parse().ok()
    }

    /// The text.
    pub fn body(&self) -> &str {
        self.message_body.as_deref().unwrap_or_default()
    }

    /// Who wrote it.
    pub fn sender(&self) -> &str {
        self.sender_username.as_deref().unwrap_or_default()
    }

    /// Whether it can be told from another one: it says which it is, when, by whom and what.
    pub fn is_whole(&self) -> bool {
        self.id().is_some() && self.at().is_some() && self.sender_username.is_some() && self.message_body.is_some()
    }

    /// Whether it says the same, however its spaces are set.
    pub fn says(&self, text: &str) -> bool {
        self.body().split_whitespace().eq(text.split_whitespace())
    }
}
