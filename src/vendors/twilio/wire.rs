//! Twilio's own words.

use jiff::{Timestamp, fmt::rfc2822};
use serde::Deserialize;
use serde_json::Value;
use url::Url;

/// A message.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Message {
    /// Its id.
    pub sid: Option<String>,
    body: Option<String>,
    direction: Option<String>,
    date_created: Option<String>,
}

impl Message {
    /// Whether it went out and says this. Twilio puts a note before the texts of a trial account.
    pub fn is_ours(&self, body: &str) -> bool {
        let out = self.direction.as_deref().is_none_or(|direction| direction.starts_with("outbound"));
        out && self.body.as_deref().is_some_and(|said| {
            let said = normal(said);
            said == normal(body) || said.strip_prefix("Sent from your Twilio trial account - ") == Some(&normal(body))
        })
    }

    /// When it was made.
    pub fn at(&self) -> Option<Timestamp> {
        rfc2822::parse(self.date_created.as_deref()?).ok().map(|at| at.timestamp())
    }
}

/// The same words with the same spaces.
fn normal(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A page of messages. One without its list, or with a message that has no id or no text, is no page: nothing can be concluded
/// from what is not on it.
#[derive(Debug, Deserialize)]
pub struct Messages {
    /// The messages.
    messages: Vec<Message>,
    #[serde(default)]
    next_page_uri: Option<String>,
}

impl Messages {
    /// The messages, each with its id; an error where one can't be told from another.
    pub fn all(self) -> Result<Vec<Message>, &'static str> {
        let whole = |one: &Message| one.sid.as_deref().is_some_and(is_sid) && one.body.is_some();
        if self.messages.iter().all(whole) { Ok(self.messages) } else { Err("it shows a message without id or text") }
    }

    /// The number and the token of the next page, which is all that is taken of the address that Twilio gives.
    pub fn next(&self) -> Option<(String, String)> {
        let base = Url::parse("https://page.invalid").ok()?;
        let url = base.join(self.next_page_uri.as_deref()?).ok()?;
        let part = |name: &str| url.query_pairs().find(|(known, _)| known == name).map(|(_, value)| value.into_owned());
        Some((part("Page")?, part("PageToken")?))
    }
}

/// What an account holds.
#[derive(Debug, Deserialize)]
pub struct Balance {
    /// The amount, as text.
    #[serde(default)]
    pub balance: String,
    /// Its currency.
    #[serde(default)]
    pub currency: String,
}

/// Whether a text is the id of a message.
pub fn is_sid(text: &str) -> bool {
    text.len() == 34 && matches!(&text[..2], "SM" | "MM") && text[2..].bytes().all(|byte| byte.is_ascii_hexdigit())
}

/// The code of an error.
pub fn code(body: &[u8]) -> Option<String> {
    let error: Value = serde_json::from_slice(body).ok()?;
    error["code"].as_i64().map(|code| code.to_string())
}

/// What an error says.
pub fn said(body: &[u8]) -> Option<String> {
    let error: Value = serde_json::from_slice(body).ok()?;
    let message = error["message"].as_str()?;
    Some(code(body).map_or_else(|| message.to_owned(), |code| format!("{code}: {message}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_is_ours_by_what_it_says() {
        let read = |text: &str| serde_json::from_str::<Message>(text).unwrap();
        assert!(read(r#"{"sid":"SM1","body":"Hello  there","direction":"outbound-api"}"#).is_ours("Hello there\n"));
        assert!(read(r#"{"body":"Sent from your Twilio trial account - Hello"}"#).is_ours("Hello"));
        assert!(!read(r#"{"body":"Hello","direction":"inbound"}"#).is_ours("Hello"));
        assert!(!read(r#"{"body":null}"#).is_ours("Hello"));
        let at = read(r#"{"date_created":"Mon, 01 Jun 2026 12:00:00 +0000"}"#).at();
        assert_eq!(at, Some("2026-06-01T12:00:00Z".parse().unwrap()));
    }

    #[test]
    fn a_next_page_goes_by_number_and_token() {
        let page = |uri: &str| Messages { next_page_uri: Some(uri.to_owned()), messages: Vec::new() };
        let next = page("/2010-04-01/Accounts/AC1/Messages.json?PageSize=200&Page=1&PageToken=PASM1").next();
        assert_eq!(next, Some(("1".into(), "PASM1".into())));
        assert_eq!(page("https://evil.example/?Page=1").next(), None);
        assert_eq!(Messages { next_page_uri: None, messages: Vec::new() }.next(), None);
    }

    #[test]
    fn ids_and_errors() {
        assert!(is_sid(&format!("SM{}", "a1".repeat(16))));
        assert!(!is_sid("SM1") && !is_sid(&format!("XX{}", "a1".repeat(16))));
        let error = br#"{"code":21610,"message":"unsubscribed recipient","status":400}"#;
        assert_eq!(code(error).as_deref(), Some("21610"));
        assert_eq!(said(error).as_deref(), Some("21610: unsubscribed recipient"));
        assert_eq!((code(b"x"), said(b"{}")), (None, None));
    }
}
