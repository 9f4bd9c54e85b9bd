//! A letter as it goes over the wire (RFC 5322).

use std::time::SystemTime;

use anyhow::{Context as _, Result};
use jiff::Timestamp;
use lettre::{
    Address, Message,
    message::{Mailbox, header::ContentType},
};
use sha2::{Digest as _, Sha256};

use crate::pipe::letter::is_id;

/// A letter.
pub struct Outgoing<'a> {
    /// Our address.
    pub from: &'a str,
    /// Our name.
    pub name: Option<&'a str>,
    /// Theirs.
    pub to: &'a str,
    /// The subject line.
    pub subject: &'a str,
    /// The id of the letter that it answers.
    pub answers: Option<&'a str>,
    /// The text.
    pub body: &'a str,
    /// Its own id.
    pub id: &'a str,
    /// Its date.
    pub at: Timestamp,
}

impl Outgoing<'_> {
    /// The same bytes for the same letter.
    pub fn bytes(&self) -> Result<Vec<u8>> {
        let mailbox = |name: Option<&str>, address: &str| -> Result<Mailbox> {
            let address = address.parse::<Address>().with_context(|| format!("`{address:.80}` is no mail address"))?;
            Ok(Mailbox::new(name.map(str::to_owned).filter(|name| !name.trim().is_empty()), address))
        };
        let mut letter = Message::builder()
            .from(mailbox(self.name, self.from)?)
            .to(mailbox(None, self.to)?)
            .subject(self.subject.replace(['\r', '\n'], " "))
            .message_id(Some(format!("<{}>", self.id)))
            .date(SystemTime::from(self.at))
            .header(Quiet);
        if let Some(id) = self.answers.filter(|id| is_id(id)) {
            letter = letter.in_reply_to(format!("<{id}>")).references(format!("<{id}>"));
        }
        Ok(letter.header(ContentType::TEXT_PLAIN).body(self.body.to_owned())?.formatted())
    }
}

/// The id of a letter of ours, by the key of its effect: a repeat has the same.
pub fn id_of(key: &str, from: &str) -> String {
    let digest: String = Sha256::digest(key).iter().take(16).map(|byte| format!("{byte:02x}")).collect();
    format!("arb.{digest}@{}", from.rsplit('@').next().unwrap_or("localhost"))
}

/// Asks other programs to send no answer of their own.
#[derive(Clone)]
struct Quiet;

impl lettre::message::header::Header for Quiet {
    fn name() -> lettre::message::header::HeaderName {
        lettre::message::header::HeaderName::new_from_ascii_str("X-Auto-Response-Suppress")
    }

    fn parse(_: &str) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        Ok(Self)
    }

    fn display(&self) -> lettre::message::header::HeaderValue {
        lettre::message::header::HeaderValue::new(Self::name(), "OOF, AutoReply".to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn letter(subject: &str, answers: Option<&str>, body: &str) -> String {
        let outgoing = Outgoing {
            from: "shop@example.com",
            name: Some("Müller & Söhne"),
            to: "ann@example.com",
            subject,
            answers,
            body,
            id: &id_of("reply:mail:x:1", "shop@example.com"),
            at: "2026-06-01T12:00:00Z".parse().unwrap(),
        };
        String::from_utf8(outgoing.bytes().unwrap()).unwrap()
    }

    #[test]
    fn a_letter_is_the_same_each_time_and_reads_back() {
        let first = letter("Re: Grüße", Some("m1@example.com"), "It is on its way.\n.\nBye ü");
        assert_eq!(first, letter("Re: Grüße", Some("m1@example.com"), "It is on its way.\n.\nBye ü"));
        assert!(first.contains("In-Reply-To: <m1@example.com>\r\n"), "{first}");
        let read =
            crate::pipe::letter::read(first.as_bytes(), "none", "2026-06-02T12:00:00Z".parse().unwrap()).unwrap();
        assert_eq!((read.subject.as_deref(), read.buyer.as_str()), (Some("Re: Grüße"), "shop@example.com"));
        assert_eq!(read.body, "It is on its way.\n.\nBye ü");
        assert_eq!(read.at.to_string(), "2026-06-01T12:00:00Z");
        assert!(read.id.starts_with("arb.") && read.id.ends_with("@example.com"));
    }

    #[test]
    fn no_text_becomes_a_header() {
        let head = |text: &str| text.split("\r\n\r\n").next().unwrap().to_lowercase();
        let found = head(&letter("Hi\r\nBcc: evil@example.com", Some("x>\r\nBcc: evil@example.com"), "b"));
        assert!(!found.lines().any(|line| line.starts_with("bcc:") || line.starts_with("in-reply-to")), "{found}");
        let body = head(&letter("Hi", None, "\r\n\r\nBcc: evil@example.com"));
        assert!(!body.contains("bcc"), "{body}");
    }
}
