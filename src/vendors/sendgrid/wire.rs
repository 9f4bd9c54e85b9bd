//! SendGrid's own words.

use anyhow::Result;
use serde::Deserialize;
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

use crate::{
    domain::effect::Writing,
    pipe::letter::{is_address, is_id},
};

/// The body of a letter, or of a refusal to make one.
pub fn letter(writing: &Writing, from: &str, name: Option<&str>) -> Result<Vec<u8>> {
    if !is_address(&writing.to) {
        let refused = format!("`{:.80}` is no mail address", writing.to);
        return Ok(serde_json::to_vec(&json!({ "refused": refused }))?);
    }
    let mut sender = json!({ "email": from });
    if let Some(name) = name.filter(|name| !name.trim().is_empty()) {
        sender["name"] = name.into();
    }
    let mut headers = json!({ "X-Auto-Response-Suppress": "OOF, AutoReply" });
    // What has no id of its own can't be answered by one.
    if let Some(id) = writing.answers.as_deref().filter(|id| is_id(id)) {
        headers["In-Reply-To"] = format!("<{id}>").into();
        headers["References"] = format!("<{id}>").into();
    }
    let mut letter = json!({
        "personalizations": [{ "to": [{ "email": writing.to }] }],
        "from": sender,
        "subject": writing.subject.as_deref().map_or("Your message", str::trim),
        "content": [{ "type": "text/plain", "value": writing.body }],
        "headers": headers,
        "tracking_settings": { "click_tracking": { "enable": false }, "open_tracking": { "enable": false } },
    });
    // SendGrid hands this back with every event of the letter.
    letter["personalizations"][0]["custom_args"] = json!({ LETTER: name_of(&writing.name, &letter) });
    Ok(serde_json::to_vec(&letter)?)
}

/// What our name of a letter stands under, in the letter and in its events.
const LETTER: &str = "arb_letter";

/// Our name of a letter: of its effect's key, so that the same words at another time are another letter, and of what it says.
fn name_of(key: &str, letter: &Value) -> String {
    Sha256::digest(format!("{key}\n{letter}").as_bytes()).iter().take(16).map(|byte| format!("{byte:02x}")).collect()
}

/// Our name of a letter that was sealed.
pub fn letter_name(request: &[u8]) -> Option<String> {
    let letter: Value = serde_json::from_slice(request).ok()?;
    letter["personalizations"][0]["custom_args"][LETTER].as_str().map(str::to_owned)
}

/// Why there is no letter, where there is none.
pub fn refusal(request: &[u8]) -> Option<String> {
    let request: Value = serde_json::from_slice(request).ok()?;
    request["refused"].as_str().map(str::to_owned)
}

/// What a key may do.
#[derive(Debug, Deserialize)]
pub struct Scopes {
    /// The names.
    pub scopes: Vec<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Errors {
    errors: Vec<Wrong>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Wrong {
    message: Option<String>,
    field: Option<String>,
}

fn errors(body: &[u8]) -> Vec<Wrong> {
    serde_json::from_slice::<Errors>(body).map(|found| found.errors).unwrap_or_default()
}

/// Whether an error names what is wrong with the letter: SendGrid has no codes.
pub fn is_validation(body: &[u8]) -> bool {
    errors(body).iter().any(|wrong| wrong.message.is_some())
}

/// What an error says.
pub fn said(body: &[u8]) -> Option<String> {
    let said = errors(body).into_iter().filter_map(|wrong| {
        let message = wrong.message?;
        Some(wrong.field.map_or_else(|| message.clone(), |field| format!("{field}: {message}")))
    });
    let said: Vec<String> = said.take(3).collect();
    (!said.is_empty()).then(|| said.join("; "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_letter_answers_only_what_has_an_id() {
        let writing = |to: &str, answers: Option<&str>| Writing {
            to: to.into(),
            subject: Some("Re: x".into()),
            answers: answers.map(str::to_owned),
            body: "Hello".into(),
            ..Writing::default()
        };
        let read = |writing: &Writing| -> Value {
            serde_json::from_slice(&letter(writing, "shop@example.com", Some("Shop")).unwrap()).unwrap()
        };
        let found = read(&writing("a@example.com", Some("m1@example.com")));
        assert_eq!(found["headers"]["In-Reply-To"], "<m1@example.com>");
        assert_eq!(found["personalizations"][0]["to"][0]["email"], "a@example.com");
        let odd = read(&writing("a@example.com", Some("x>\r\nBcc: b@example.com")));
        assert!(odd["headers"].get("In-Reply-To").is_none(), "{odd}");
        let bytes = letter(&writing("a@example.com\r\nBcc: x", None), "shop@example.com", None).unwrap();
        assert!(refusal(&bytes).unwrap().contains("is no mail address"));
    }

    #[test]
    fn the_same_words_at_another_time_are_another_letter() {
        let name = |key: &str, body: &str| {
            let (name, to, body) = (key.into(), "a@example.com".into(), body.into());
            let bytes = letter(&Writing { name, to, body, ..Writing::default() }, "shop@example.com", None).unwrap();
            assert!(!String::from_utf8_lossy(&bytes).contains("reply:"), "the key itself is nobody's business");
            letter_name(&bytes).unwrap()
        };
        assert_eq!(name("reply:mail:m1:1", "Hello"), name("reply:mail:m1:1", "Hello"));
        assert_ne!(name("reply:mail:m1:1", "Hello"), name("reply:mail:m2:1", "Hello"));
        assert_ne!(name("reply:mail:m1:1", "Hello"), name("reply:mail:m1:1", "Hallo"));
    }

    #[test]
    fn errors_say_what_is_wrong() {
        let body = br#"{"errors":[{"message":"The from address is missing.","field":"from","help":"x"}]}"#;
        assert_eq!(said(body).as_deref(), Some("from: The from address is missing."));
        assert!(is_validation(body) && !is_validation(b"<html>") && !is_validation(b"{\"errors\":[]}"));
    }
}
