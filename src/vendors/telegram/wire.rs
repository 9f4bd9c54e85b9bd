//! Telegram's own words.

use serde::Deserialize;

/// A reply.
#[derive(Debug, Deserialize)]
pub struct Reply<T> {
    /// What was asked for, where it was done.
    #[serde(default = "Option::default")]
    pub result: Option<T>,
}

/// A bot.
#[derive(Debug, Deserialize)]
pub struct Me {
    /// Its name.
    pub first_name: String,
}

/// A message.
#[derive(Debug, Deserialize)]
pub struct Message {
    /// Its number in the chat.
    pub message_id: i64,
    /// The chat.
    pub chat: Chat,
}

/// A chat.
#[derive(Debug, Deserialize)]
pub struct Chat {
    /// Its number.
    pub id: i64,
}

/// What went wrong.
#[derive(Debug, PartialEq, Eq)]
pub struct Wrong {
    /// The status, in the body too.
    pub code: i64,
    /// What it says.
    pub description: String,
    /// The seconds to wait.
    pub retry_after: Option<u64>,
}

/// The error in a reply.
pub fn error(body: &[u8]) -> Option<Wrong> {
    let value: serde_json::Value = serde_json::from_slice(body).ok()?;
    let code = value["error_code"].as_i64()?;
    let description = value["description"].as_str().unwrap_or("no reason is given").chars().take(200).collect();
    Some(Wrong { code, description, retry_after: value["parameters"]["retry_after"].as_u64() })
}

/// What an error says.
pub fn said(body: &[u8]) -> Option<String> {
    error(body).map(|wrong| wrong.description)
}

/// Whether a text is the token of a bot: nothing that a path could lead elsewhere by.
pub fn is_token(text: &str) -> bool {
    let Some((id, secret)) = text.split_once(':') else { return false };
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-');
    !id.is_empty() && id.bytes().all(|byte| byte.is_ascii_digit()) && secret.len() >= 3 && secret.bytes().all(plain)
}

#[derive(Deserialize)]
struct Update {
    update_id: u64,
    callback_query: Option<Query>,
}

#[derive(Deserialize)]
struct Query {
    id: String,
    from: User,
    #[serde(default)]
    message: Option<Message>,
    #[serde(default)]
    data: Option<String>,
}

#[derive(Deserialize)]
struct User {
    id: i64,
}

/// A button that was pressed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Press {
    /// The number of the update.
    pub update: u64,
    /// Telegram's id of the press.
    pub query: String,
    /// Who pressed.
    pub user: i64,
    /// In which chat.
    pub chat: i64,
    /// Under which message.
    pub message: i64,
    /// What the button carries.
    pub data: String,
}

/// The number of an update.
pub fn number(update: &[u8]) -> Option<u64> {
    serde_json::from_slice::<Update>(update).ok().map(|update| update.update_id)
}

/// The press in an update; `None` where it is about something else.
pub fn press(update: &[u8]) -> Option<Press> {
    let update: Update = serde_json::from_slice(update).ok()?;
    let query = update.callback_query?;
    // A button in another chat's forwarded message comes without the message, or with one that is not ours.
    let message = query.message?;
    Some(Press {
        update: update.update_id,
        query: query.id,
        user: query.from.id,
        chat: message.chat.id,
        message: message.message_id,
        data: query.data?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_press_says_who_where_and_what() {
        let text = r#"{"update_id":7,"callback_query":{"id":"q1","from":{"id":11,"is_bot":false,"first_name":"A"},
            "message":{"message_id":5,"date":1,"chat":{"id":-100123,"type":"group"}},"chat_instance":"x","data":"yes:abc"}}"#;
        let found = press(text.as_bytes()).unwrap();
        assert_eq!((found.update, found.user, found.chat, found.message), (7, 11, -100_123, 5));
        assert_eq!((found.query.as_str(), found.data.as_str()), ("q1", "yes:abc"));
        for other in ["{}", "x", r#"{"update_id":7}"#, r#"{"update_id":7,"message":{"text":"yes"}}"#] {
            assert_eq!(press(other.as_bytes()), None, "{other}");
        }
        assert_eq!(number(br#"{"update_id":7,"message":{}}"#), Some(7));
    }

    #[test]
    fn tokens_and_errors() {
        assert!(is_token("123456:ABC-def_1"));
        for other in ["", "123", "123:", "x:abcdef", "1:a/../b", "1:a?b=c"] {
            assert!(!is_token(other), "{other}");
        }
        let body = br#"{"ok":false,"error_code":429,"description":"Too Many Requests","parameters":{"retry_after":5}}"#;
        let found = error(body).unwrap();
        assert_eq!((found.code, found.retry_after), (429, Some(5)));
        assert_eq!(said(br#"{"ok":true,"result":{}}"#), None);
    }
}
