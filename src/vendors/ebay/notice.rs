//! Notices that an account at eBay was closed, which every keyset must take or be excused from: the answer to eBay's
//! challenge, and whom a notice is about.
//!
//! A notice is signed: the header `X-EBAY-SIGNATURE` names a public key at eBay and holds an ECDSA signature over a SHA-1
//! digest of the body. No crate in the house checks one of that kind, so a notice proves nothing by itself: whoever
//! receives one may only erase what is kept of that person, which is harmless where it is false and owed where it is true.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

/// The topic of these notices.
pub const TOPIC: &str = "MARKETPLACE_ACCOUNT_DELETION";

/// The answer to a challenge, as the body of a JSON reply: SHA-256 of the code, our token and the address of our endpoint,
/// in this order (eBay, "Marketplace account deletion"; the same in the Notification API).
///
/// `endpoint` is the whole address as it is registered at eBay, character by character.
pub fn challenge_response(code: &str, token: &str, endpoint: &str) -> Challenge {
    let digest = Sha256::new().chain_update(code).chain_update(token).chain_update(endpoint).finalize();
    Challenge { challenge_response: digest.iter().map(|byte| format!("{byte:02x}")).collect() }
}

/// The body of the reply to a challenge.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Challenge {
    /// The digest, in lower-case hexadecimal.
    pub challenge_response: String,
}

/// A notice that an account was closed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// eBay's id of the notice: each is worked off once.
    pub id: String,
    /// When the person asked for it.
    pub at: Timestamp,
    /// The name they had, where it is still told.
    pub username: Option<String>,
    /// Their id, which never changes.
    pub user_id: Option<String>,
}

#[derive(Deserialize)]
struct Envelope {
    metadata: Metadata,
    notification: Notification,
}

#[derive(Deserialize)]
struct Metadata {
    topic: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Notification {
    notification_id: String,
    event_date: Timestamp,
    data: Person,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Person {
    #[serde(default)]
    username: Option<String>,
    #[serde(default)]
    user_id: Option<String>,
}

/// Reads a notice; the error is one sentence and holds nothing of the body.
pub fn read(body: &[u8]) -> Result<Notice, String> {
    let envelope: Envelope = serde_json::from_slice(body).map_err(|_| "it is no notice of eBay".to_owned())?;
    if envelope.metadata.topic != TOPIC {
        return Err("it is a notice about something else".into());
    }
    let Notification { notification_id: id, event_date: at, data } = envelope.notification;
    let filled = |text: Option<String>| text.filter(|text| !text.is_empty() && text.len() <= 256);
    let (username, user_id) = (filled(data.username), filled(data.user_id));
    if id.is_empty() || id.len() > 256 {
        return Err("it has no id".into());
    }
    if username.is_none() && user_id.is_none() {
        return Err("it names nobody".into());
    }
    Ok(Notice { id, at, username, user_id })
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    #[test]
    fn a_challenge_is_answered_by_the_digest_of_all_three() {
        // printf '%s' a123b456https://shop.example/notices | sha256sum
        let found = challenge_response("a123", "b456", "https://shop.example/notices");
        assert_eq!(found, challenge_response("a123b", "456", "https://shop.example/notices"));
        assert_eq!(found.challenge_response, "9412be24f16440b2d78e4af5d42139a5d2dc20aefa6f6300995e44aa29e3d5c8");
        let body = serde_json::to_value(&found).unwrap();
        assert_eq!(body["challengeResponse"].as_str().map(str::len), Some(64));
    }

    fn notice(change: impl FnOnce(&mut Value)) -> Result<Notice, String> {
        let mut body = json!({
            "metadata": { "topic": TOPIC, "schemaVersion": "1.0", "deprecated": false },
            "notification": {
                "notificationId": "n-1", "eventDate": "2026-06-01T12:00:00.000Z", "publishDate": "2026-06-01T12:00:01.000Z",
                "publishAttemptCount": 1, "data": { "username": "buyer-example", "userId": "u-1", "eiasToken": "t" },
            },
        });
        change(&mut body);
        read(body.to_string().as_bytes())
    }

    #[test]
    fn a_notice_says_who_is_to_be_forgotten() {
        let found = notice(|_| {}).unwrap();
        assert_eq!((found.id.as_str(), found.user_id.as_deref()), ("n-1", Some("u-1")));
        assert_eq!(found.username.as_deref(), Some("buyer-example"));
        let check = |change: fn(&mut Value), part: &str| {
            let why = notice(change).unwrap_err();
            assert!(why.contains(part) && !why.contains("buyer-example"), "{why}");
        };
        check(|body| body["metadata"]["topic"] = "ITEM_SOLD".into(), "something else");
        check(|body| body["notification"]["data"] = json!({ "username": "" }), "names nobody");
        check(|body| body["notification"]["notificationId"] = "".into(), "no id");
        check(|body| body["notification"]["eventDate"] = "buyer-example".into(), "no notice");
        assert!(notice(|body| body["notification"]["data"]["username"] = Value::Null).is_ok());
    }
}
