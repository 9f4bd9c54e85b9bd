//! Notices that an account at eBay was closed, which every keyset must take or be excused from: the answer to eBay's
//! challenge, and whom a notice is about.
//!
//! A notice is signed: the header `X-EBAY-SIGNATURE` names a public key at eBay and holds an ECDSA signature over the SHA-1
//! digest of the body.

use base64::{Engine as _, prelude::BASE64_STANDARD};
use jiff::Timestamp;
use p256::{
    ecdsa::{DerSignature, VerifyingKey, signature::hazmat::PrehashVerifier as _},
    pkcs8::DecodePublicKey as _,
};
use serde::{Deserialize, Serialize};
use sha1::Sha1;
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

/// A signature, as the header holds it: Base64 of JSON.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signature {
    /// eBay's id of the key.
    pub key: String,
    signature: Vec<u8>,
}

#[derive(Deserialize)]
struct Header {
    kid: String,
    signature: String,
}

impl Signature {
    /// Reads the header; `None` where it is none. The name of the key is one that can stand in a path.
    pub fn read(header: &str) -> Option<Self> {
        let header: Header = serde_json::from_slice(&BASE64_STANDARD.decode(header.trim()).ok()?).ok()?;
        let plain = header.kid.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
        let signature = BASE64_STANDARD.decode(header.signature).ok()?;
        ((1..=100).contains(&header.kid.len()) && plain).then_some(Self { key: header.kid, signature })
    }

    /// Whether it is over this body, by the key that eBay shows under its name: ECDSA on P-256 over the SHA-1 digest.
    pub fn is_over(&self, body: &[u8], key: &str) -> bool {
        let bare: String = key.replace("-----BEGIN PUBLIC KEY-----", "").replace("-----END PUBLIC KEY-----", "");
        let bare: String = bare.split_whitespace().collect();
        let key = BASE64_STANDARD.decode(bare).ok().and_then(|der| VerifyingKey::from_public_key_der(&der).ok());
        let (Some(key), Ok(signature)) = (key, DerSignature::from_bytes(&self.signature)) else { return false };
        key.verify_prehash(&Sha1::digest(body), &signature).is_ok()
    }
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

    #[test]
    fn a_signature_is_over_the_body_and_by_the_key_that_it_names() {
        use p256::{
            ecdsa::{SigningKey, signature::hazmat::PrehashSigner as _},
            pkcs8::EncodePublicKey as _,
        };
        let signing = SigningKey::from_slice(&[9; 32]).unwrap();
        let shown = |key: &SigningKey| {
            let der = key.verifying_key().to_public_key_der().unwrap();
            format!("-----BEGIN PUBLIC KEY-----{}-----END PUBLIC KEY-----", BASE64_STANDARD.encode(der.as_bytes()))
        };
        let signed: DerSignature = signing.sign_prehash(&Sha1::digest(b"{}")).unwrap();
        let header = |kid: &str| {
            let signature = BASE64_STANDARD.encode(signed.as_bytes());
            let text = json!({ "alg": "ecdsa", "kid": kid, "signature": signature, "digest": "SHA1" });
            BASE64_STANDARD.encode(text.to_string())
        };
        let read = Signature::read(&header("9936261a-7d7b")).unwrap();
        assert_eq!(read.key, "9936261a-7d7b");
        assert!(read.is_over(b"{}", &shown(&signing)));
        assert!(!read.is_over(b"{ }", &shown(&signing)));
        assert!(!read.is_over(b"{}", &shown(&SigningKey::from_slice(&[8; 32]).unwrap())));
        assert!(!read.is_over(b"{}", "no key"));
        for kid in ["", "../token", "a/b", &"k".repeat(101)] {
            assert_eq!(Signature::read(&header(kid)), None, "{kid}");
        }
        for broken in ["", "x", "e30="] {
            assert_eq!(Signature::read(broken), None);
        }
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
