//! What SendGrid hands to us: letters that it parsed, and events of those it sent. Both signed where the account says so.

use base64::{Engine as _, prelude::BASE64_STANDARD};
use futures_util::stream;
use jiff::Timestamp;
use p256::{
    ecdsa::{DerSignature, VerifyingKey, signature::Verifier as _},
    pkcs8::DecodePublicKey as _,
};
use serde::Deserialize;
use sha2::{Digest as _, Sha256};

use crate::{domain::message::Message, pipe::letter};

/// How old a signed call may be, and how far ahead of our clock.
const FRESH_S: i64 = 600;

/// The public key as SendGrid shows it: Base64 of its DER form, with or without the lines of PEM.
pub fn key(text: &str) -> Option<VerifyingKey> {
    let bare: String = text.lines().filter(|line| !line.starts_with("-----")).collect();
    VerifyingKey::from_public_key_der(&BASE64_STANDARD.decode(bare.trim()).ok()?).ok()
}

/// Whether SendGrid signed this body: ECDSA on P-256 with SHA-256, over the time in `X-Twilio-Email-Event-Webhook-Timestamp`
/// and the body as it came.
pub fn is_signed(key: &VerifyingKey, body: &[u8], time: &str, signature: &str, now: Timestamp) -> bool {
    let fresh = time.parse::<i64>().is_ok_and(|at| at.abs_diff(now.as_second()) <= FRESH_S.unsigned_abs());
    let Some(signature) = BASE64_STANDARD.decode(signature.trim()).ok() else { return false };
    let Ok(signature) = DerSignature::from_bytes(&signature) else { return false };
    fresh && key.verify(&[time.as_bytes(), body].concat(), &signature).is_ok()
}

/// The letter in a call of Inbound Parse; it is found in `email` where the raw letter is sent along, else put together from
/// its parts.
pub async fn parsed(content_type: &str, body: &[u8], now: Timestamp) -> Result<Message, String> {
    let boundary = multer::parse_boundary(content_type).map_err(|_| "it is no form".to_owned())?;
    let whole = body.to_vec();
    let once = stream::once(async move { Ok::<_, std::convert::Infallible>(whole) });
    let mut form = multer::Multipart::new(once, boundary);
    let (mut fields, mut raw) = (Vec::new(), None);
    while let Some(field) = form.next_field().await.map_err(|_| "the form is broken".to_owned())? {
        let Some(name) = field.name().map(str::to_owned) else { continue };
        let bytes = field.bytes().await.map_err(|_| "the form is broken".to_owned())?;
        match name.as_str() {
            "email" => raw = Some(bytes),
            "from" | "subject" | "text" | "html" | "headers" => {
                fields.push((name, String::from_utf8_lossy(&bytes).into_owned()));
            }
            // What is attached is not kept.
            _ => {}
        }
    }
    let raw = match raw {
        Some(raw) => raw.to_vec(),
        None => put_together(&fields),
    };
    let name: String = Sha256::digest(&raw).iter().take(16).map(|byte| format!("{byte:02x}")).collect();
    letter::read(&raw, &name, now)
}

/// The letter of its parts: the head as it came, and the text in the place of the body.
fn put_together(fields: &[(String, String)]) -> Vec<u8> {
    let field = |name: &str| fields.iter().find(|(known, _)| known == name).map_or("", |(_, value)| value.as_str());
    let wrapped = ["content-type:", "content-transfer-encoding:", "content-disposition:", "mime-version:"];
    let mut kept = true;
    let mut head = String::new();
    for line in field("headers").lines().map(str::trim_end) {
        // A line that goes on belongs to the one before.
        if !line.starts_with([' ', '\t']) {
            kept = !line.is_empty() && !wrapped.iter().any(|start| line.to_ascii_lowercase().starts_with(start));
        }
        if kept {
            head.push_str(line);
            head.push_str("\r\n");
        }
    }
    let (kind, body) = match field("text") {
        "" => ("text/html", field("html")),
        text => ("text/plain", text),
    };
    format!("{head}Content-Type: {kind}; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n{body}").into_bytes()
}

/// What became of a letter of ours.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Event {
    /// SendGrid's id of the event: each counts once.
    pub sg_event_id: String,
    /// `processed`, `delivered`, `bounce`, `dropped`, `unsubscribe`, `spamreport`, …
    pub event: String,
    /// Whom the letter went to.
    #[serde(default)]
    pub email: String,
    /// When, in seconds.
    #[serde(default)]
    pub timestamp: i64,
    /// Our name of the letter, where it is one that we named.
    #[serde(default)]
    pub arb_letter: Option<String>,
    /// SendGrid's id of it.
    #[serde(default)]
    pub sg_message_id: Option<String>,
    /// Why it came to nothing, where it did.
    #[serde(default)]
    pub reason: Option<String>,
}

impl Event {
    /// What it proves of a letter whose reply was lost: it was sent, whatever the mailbox made of it, or it never will be.
    pub fn fate(&self) -> Option<Result<String, String>> {
        let why = || self.reason.as_deref().map(|why| format!(": {why:.200}")).unwrap_or_default();
        match self.event.as_str() {
            "processed" | "deferred" | "delivered" | "bounce" | "blocked" => {
                let id = self.sg_message_id.as_deref().and_then(|id| id.split('.').next()).filter(|id| !id.is_empty());
                Some(Ok(id.unwrap_or(&self.sg_event_id).to_owned()))
            }
            "dropped" => Some(Err(format!("SendGrid dropped the letter{}", why()))),
            _ => None,
        }
    }
}

/// The events in a call, each with its bytes.
pub fn events(body: &[u8]) -> Result<Vec<(Event, Vec<u8>)>, String> {
    let values: Vec<serde_json::Value> =
        serde_json::from_slice(body).map_err(|_| "it is no list of events".to_owned())?;
    let read = values.into_iter().map(|value| {
        let event: Event = serde_json::from_value(value).map_err(|_| "an event has no id".to_owned())?;
        if event.sg_event_id.is_empty() || event.sg_event_id.len() > 200 {
            return Err("an event has no id".to_owned());
        }
        let kept = serde_json::json!({ "event": event.event, "email": event.email, "timestamp": event.timestamp,
            "sg_event_id": event.sg_event_id, "arb_letter": event.arb_letter, "sg_message_id": event.sg_message_id,
            "reason": event.reason });
        Ok((event, kept.to_string().into_bytes()))
    });
    read.collect()
}

#[cfg(test)]
mod tests {
    use p256::{
        ecdsa::{SigningKey, signature::Signer as _},
        pkcs8::EncodePublicKey as _,
    };

    use super::*;

    fn now() -> Timestamp {
        "2026-06-01T12:00:00Z".parse().unwrap()
    }

    #[test]
    fn a_signature_is_over_the_time_and_the_body() {
        let signing = SigningKey::from_slice(&[7; 32]).unwrap();
        let shown = BASE64_STANDARD.encode(signing.verifying_key().to_public_key_der().unwrap().as_bytes());
        let key = key(&shown).unwrap();
        let pem = format!("-----BEGIN PUBLIC KEY-----\n{shown}\n-----END PUBLIC KEY-----\n");
        assert_eq!(super::key(&pem), Some(key));
        let time = now().as_second().to_string();
        let signature: DerSignature = signing.sign(format!("{time}[]").as_bytes());
        let signature = BASE64_STANDARD.encode(signature.as_bytes());
        assert!(is_signed(&key, b"[]", &time, &signature, now()));
        assert!(!is_signed(&key, b"[1]", &time, &signature, now()));
        assert!(!is_signed(&key, b"[]", "1", &signature, now()));
        let later = now() + jiff::SignedDuration::from_mins(11);
        assert!(!is_signed(&key, b"[]", &time, &signature, later), "a call that is repeated later");
        for other in ["", "x", "AAAA"] {
            assert!(!is_signed(&key, b"[]", &time, other, now()));
        }
        assert!(super::key("x").is_none());
    }

    fn form(fields: &[(&str, &str)]) -> Vec<u8> {
        let parts: String = fields
            .iter()
            .map(|(name, value)| format!("--b\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n"))
            .collect();
        format!("{parts}--b--\r\n").into_bytes()
    }

    fn read(fields: &[(&str, &str)]) -> Result<Message, String> {
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        runtime.block_on(parsed("multipart/form-data; boundary=b", &form(fields), now()))
    }

    #[test]
    fn a_parsed_letter_is_the_letter_either_way() {
        let head = "From: Ann <a@example.com>\nMessage-ID: <m1@example.com>\nSubject: Where\nContent-Type: multipart/mixed;\n boundary=zz\n";
        let parts =
            read(&[("headers", head), ("text", "Where is it? ü"), ("html", "<p>x</p>"), ("attachment1", "x")]).unwrap();
        let raw = read(&[(
            "email",
            "From: Ann <a@example.com>\r\nMessage-ID: <m1@example.com>\r\nSubject: Where\r\n\r\nWhere is it?",
        )]);
        let raw = raw.unwrap();
        assert_eq!((parts.id.as_str(), parts.body.as_str()), ("m1@example.com", "Where is it? ü"));
        assert_eq!(
            (raw.id.as_str(), raw.buyer.as_str(), raw.subject.as_deref()),
            ("m1@example.com", "a@example.com", Some("Where"))
        );
        assert!(read(&[("text", "no head")]).is_err());
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        assert!(runtime.block_on(parsed("text/plain", b"x", now())).is_err());
        assert!(runtime.block_on(parsed("multipart/form-data; boundary=b", b"--b\r\nhalf", now())).is_err());
    }

    #[test]
    fn events_are_told_apart_by_their_ids() {
        let found =
            events(br#"[{"sg_event_id":"e1","event":"bounce","email":"a@example.com","timestamp":1,"x":2}]"#).unwrap();
        assert_eq!((found[0].0.sg_event_id.as_str(), found[0].0.event.as_str()), ("e1", "bounce"));
        for broken in [&b"{}"[..], b"[{}]", b"[{\"sg_event_id\":\"\",\"event\":\"x\"}]", b"x"] {
            assert!(events(broken).is_err());
        }
    }
}
