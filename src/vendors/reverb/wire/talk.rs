//! Conversations with buyers. Their text is data from outside.

use jiff::Timestamp;
use serde::Deserialize;
use serde_json::Value;

use super::{id_text, rows, time};

rows!(
    /// A page of conversations.
    Conversations, conversations: Conversation
);

/// A conversation, with its messages where it was asked for alone.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Conversation {
    id: Option<Value>,
    last_message_at: Option<String>,
    updated_at: Option<String>,
    order_number: Option<Value>,
    listing_id: Option<Value>,
    listing: Option<Named>,
    messages: Option<Vec<Said>>,
}

/// One message.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Said {
    id: Option<Value>,
    body: Option<String>,
    created_at: Option<String>,
    sender_id: Option<Value>,
    sender: Option<Named>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Named {
    id: Option<Value>,
}

/// Our account.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Account {
    id: Option<Value>,
    user_id: Option<Value>,
}

impl Account {
    /// Its id.
    pub fn id(&self) -> Option<String> {
        id_text(self.user_id.as_ref()).or_else(|| id_text(self.id.as_ref()))
    }
}

/// A message, understood.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// Reverb's id of it.
    pub id: String,
    /// Who wrote it.
    pub sender: String,
    /// When.
    pub at: Timestamp,
    /// The text.
    pub body: String,
}

impl Conversation {
    /// Its id.
    pub fn id(&self) -> Option<String> {
        id_text(self.id.as_ref())
    }

    /// When something was said last, where that is told.
    pub fn latest(&self) -> Option<Timestamp> {
        time(self.last_message_at.as_deref()).or_else(|| time(self.updated_at.as_deref()))
    }

    /// The order that it is about.
    pub fn order(&self) -> Option<String> {
        id_text(self.order_number.as_ref())
    }

    /// The listing that it is about.
    pub fn listing(&self) -> Option<String> {
        id_text(self.listing_id.as_ref()).or_else(|| id_text(self.listing.as_ref()?.id.as_ref()))
    }

    /// Its messages, oldest first; an error where one of them can't be told from ours.
    pub fn lines(&self) -> Result<Vec<Line>, String> {
        let name = self.id().unwrap_or_default();
        let said = self.messages.as_deref().ok_or_else(|| format!("conversation {name} comes without messages"))?;
        let mut lines = said.iter().map(|said| said.line(&name)).collect::<Result<Vec<_>, _>>()?;
        lines.sort_by(|one, other| (one.at, &one.id).cmp(&(other.at, &other.id)));
        Ok(lines)
    }
}

impl Said {
    /// The message; an error says what it does not name.
    pub fn line(&self, conversation: &str) -> Result<Line, String> {
        let missing = |what: &str| format!("a message of conversation {conversation} names no {what}");
        let sender = id_text(self.sender_id.as_ref()).or_else(|| id_text(self.sender.as_ref()?.id.as_ref()));
        Ok(Line {
            id: id_text(self.id.as_ref()).ok_or_else(|| missing("id"))?,
            sender: sender.ok_or_else(|| missing("sender"))?,
            at: time(self.created_at.as_deref()).ok_or_else(|| missing("time"))?,
            body: self.body.clone().unwrap_or_default(),
        })
    }
}

/// The message in the reply to one, which stands alone or under `message`.
pub fn replied(body: &[u8]) -> Option<String> {
    #[derive(Deserialize)]
    struct Wrapped {
        message: Said,
    }
    let wrapped = serde_json::from_slice::<Wrapped>(body).ok().map(|wrapped| wrapped.message);
    let said = wrapped.or_else(|| serde_json::from_slice::<Said>(body).ok())?;
    id_text(said.id.as_ref())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_whose_writer_is_not_named_is_no_buyers() {
        let text = r#"{"id":3,"messages":[{"id":2,"body":"b","created_at":"2026-06-01T12:00:05Z","sender_id":9},
                       {"id":1,"body":"a","created_at":"2026-06-01T12:00:00Z","sender":{"id":"8"}}]}"#;
        let talk: Conversation = serde_json::from_str(text).unwrap();
        let lines = talk.lines().unwrap();
        assert_eq!(
            lines.iter().map(|line| (line.id.as_str(), line.sender.as_str())).collect::<Vec<_>>(),
            [("1", "8"), ("2", "9")]
        );
        let nameless = r#"{"id":3,"messages":[{"id":2,"body":"b","created_at":"2026-06-01T12:00:05Z"}]}"#;
        let talk: Conversation = serde_json::from_str(nameless).unwrap();
        assert!(talk.lines().unwrap_err().contains("no sender"));
        assert!(Conversation::default().lines().is_err());
        assert_eq!(replied(br#"{"message":{"id":5}}"#).as_deref(), Some("5"));
        assert_eq!(replied(br#"{"id":6,"body":"x"}"#).as_deref(), Some("6"));
        assert_eq!(replied(br#"{"message":"sent"}"#), None);
    }
}
