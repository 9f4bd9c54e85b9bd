//! A text message that Twilio hands to us: its signature, and what it says.

use std::collections::BTreeMap;

use base64::{Engine as _, prelude::BASE64_STANDARD};
use hmac::{Hmac, KeyInit as _, Mac as _};
use jiff::Timestamp;
use sha1::Sha1;

use crate::{
    domain::{manners::is_phone, message::Message},
    secret::{ExposeSecret as _, SecretString},
};

/// Whether Twilio signed this call: `X-Twilio-Signature` is the Base64 of HMAC-SHA1, keyed by the account's token, over the
/// address as Twilio knows it and each parameter's name and value, sorted by name (Twilio, "Validating requests").
pub fn is_signed(token: &SecretString, url: &str, fields: &[(String, String)], signature: &str) -> bool {
    let Ok(given) = BASE64_STANDARD.decode(signature.trim()) else { return false };
    let Ok(mut mac) = Hmac::<Sha1>::new_from_slice(token.expose_secret().as_bytes()) else { return false };
    mac.update(url.as_bytes());
    let mut sorted: Vec<&(String, String)> = fields.iter().collect();
    sorted.sort();
    // The same pair twice counts once.
    sorted.dedup();
    for (name, value) in sorted {
        mac.update(name.as_bytes());
        mac.update(value.as_bytes());
    }
    mac.verify_slice(&given).is_ok()
}

/// The message in a call; the error is one sentence and holds nothing of it.
pub fn read(fields: &[(String, String)], now: Timestamp) -> Result<Message, String> {
    let fields: BTreeMap<&str, &str> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let sid = fields.get("MessageSid").or_else(|| fields.get("SmsMessageSid")).copied().unwrap_or_default();
    if !super::wire::is_sid(sid) {
        return Err("it names no message".into());
    }
    let from = fields.get("From").copied().unwrap_or_default();
    if !is_phone(from) {
        return Err("it names no number that an answer could go to".into());
    }
    let mut body = fields.get("Body").copied().unwrap_or_default().trim().to_owned();
    let media = fields.get("NumMedia").and_then(|count| count.parse::<u32>().ok()).unwrap_or(0);
    if media > 0 {
        body.push_str(&format!("\n[attached: {media} file{}]", if media == 1 { "" } else { "s" }));
    }
    let body = if body.trim().is_empty() { "(the message has no text)".to_owned() } else { body.trim().to_owned() };
    Ok(Message { id: sid.to_owned(), at: now, buyer: from.to_owned(), body, ..Message::default() })
}

/// The fields of a form.
pub fn fields(body: &[u8]) -> Vec<(String, String)> {
    url::form_urlencoded::parse(body).into_owned().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pairs(of: &[(&str, &str)]) -> Vec<(String, String)> {
        of.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
    }

    #[test]
    fn a_signature_is_over_the_address_and_every_parameter() {
        // The example of Twilio's documentation ("Validating requests").
        let url = "https://mycompany.com/myapp.php?foo=1&bar=2";
        let fields = pairs(&[
            ("CallSid", "CA1234567890ABCDE"),
            ("Caller", "+14158675309"),
            ("Digits", "1234"),
            ("From", "+14158675309"),
            ("To", "+18005551212"),
        ]);
        let (token, signature) = (SecretString::from("12345"), "RSOYDt4T1cUTdK1PDd93/VVr8B8=");
        assert!(is_signed(&token, url, &fields, signature));
        let reversed: Vec<_> = fields.iter().rev().cloned().collect();
        assert!(is_signed(&token, url, &reversed, signature));
        assert!(!is_signed(&token, "https://mycompany.com/myapp.php?foo=1", &fields, signature));
        assert!(!is_signed(&SecretString::from("12346"), url, &fields, signature));
        assert!(!is_signed(&token, url, &fields[1..], signature));
        for other in ["", "x", "RSOYDt4T1cUTdK1PDd93/VVr8B8", "AAAAAAAAAAAAAAAAAAAAAAAAAAA="] {
            assert!(!is_signed(&token, url, &fields, other), "{other}");
        }
    }

    #[test]
    fn a_message_is_read_from_a_form() {
        let now = "2026-06-01T12:00:00Z".parse().unwrap();
        let sid = format!("SM{}", "0f".repeat(16));
        let body = format!("MessageSid={sid}&From=%2B14155550100&Body=Where+is+it%3F&NumMedia=1");
        let found = read(&fields(body.as_bytes()), now).unwrap();
        assert_eq!((found.id, found.buyer.as_str()), (sid.clone(), "+14155550100"));
        assert_eq!(found.body, "Where is it?\n[attached: 1 file]");
        assert!(read(&pairs(&[("MessageSid", "x"), ("From", "+14155550100")]), now).is_err());
        assert!(read(&pairs(&[("MessageSid", &sid), ("From", "whatsapp:+1")]), now).is_err());
        assert_eq!(
            read(&pairs(&[("MessageSid", &sid), ("From", "+14155550100")]), now).unwrap().body,
            "(the message has no text)"
        );
    }
}
