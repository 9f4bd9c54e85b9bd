//! A letter of internet mail (RFC 5322, MIME) as a message: who wrote, what about, what they say. All of it is text from
//! outside; whatever is broken in it is read as far as it goes.

use jiff::Timestamp;
use mail_parser::{Address, HeaderValue, MessageParser, MimeHeaders as _, PartType};

use crate::domain::message::Message;

/// The longest text that is kept of a letter, in bytes. What is longer is no question of a customer.
const LONGEST_TEXT: usize = 64 << 10;
/// The longest subject that is kept, in bytes.
const LONGEST_SUBJECT: usize = 500;
/// The longest id that is kept; a longer one is replaced by what the caller names the letter by.
const LONGEST_ID: usize = 250;

/// Reads a letter. `name` is what it goes by where it names itself by nothing: the digest of its bytes, say. `now` stands in
/// for a date that is missing, broken or yet to come.
///
/// # Errors
/// A sentence, where nobody can be answered: there is no address that it came from.
pub fn read(raw: &[u8], name: &str, now: Timestamp) -> Result<Message, String> {
    let parsed = MessageParser::default().parse(raw).ok_or("it is no letter: it has no header")?;
    let buyer = [parsed.reply_to(), parsed.from(), parsed.sender()]
        .into_iter()
        .flatten()
        .find_map(one_address)
        .ok_or("it names no address that an answer could go to")?;
    let id = parsed.message_id().map(|id| clean(id, LONGEST_ID + 1)).filter(|id| is_id(id));
    let at = parsed.date().and_then(|date| Timestamp::from_second(date.to_timestamp()).ok()).filter(|at| *at <= now);
    let subject = parsed.subject().map(|subject| clean(subject, LONGEST_SUBJECT)).filter(|text| !text.is_empty());
    Ok(Message {
        cursor: 0,
        id: id.unwrap_or_else(|| name.to_owned()),
        at: at.unwrap_or(now),
        automatic: automatic(&parsed, &buyer),
        body: text(&parsed),
        subject,
        buyer,
        ..Message::default()
    })
}

/// The text of a letter: what is written as text, else what is written as a page, without its marks. What is attached is
/// named and not read.
fn text(parsed: &mail_parser::Message<'_>) -> String {
    let mut text = String::new();
    for part in 0..parsed.text_body_count().min(20) {
        let Some(body) = parsed.body_text(part) else { continue };
        if !text.is_empty() {
            text.push_str("\n\n");
        }
        text.push_str(&body);
        if text.len() > LONGEST_TEXT {
            break;
        }
    }
    let mut text = cut(&text.replace("\r\n", "\n"), LONGEST_TEXT).trim().to_owned();
    for attached in parsed.attachments().take(20).filter(|part| !matches!(part.body, PartType::Multipart(_))) {
        let name = attached.attachment_name().map_or_else(|| "a file".to_owned(), |name| clean(name, 100));
        text.push_str(&format!("\n[attached: {name}]"));
    }
    if text.is_empty() { "(the letter has no text)".to_owned() } else { text }
}

/// What says that a machine wrote it (RFC 3834, and what older programs write).
fn automatic(parsed: &mail_parser::Message<'_>, from: &str) -> Option<String> {
    let says = |name: &'static str| header(parsed, name).map(|value| value.to_lowercase());
    let mark = |name: &str, value: &str| Some(format!("{name}: {}", clean(value, 60)));
    if let Some(value) = says("Auto-Submitted").filter(|value| !value.is_empty() && value != "no") {
        return mark("Auto-Submitted", &value);
    }
    let precedences = ["bulk", "junk", "list", "auto_reply"];
    if let Some(value) = says("Precedence").filter(|value| precedences.contains(&value.as_str())) {
        return mark("Precedence", &value);
    }
    let names =
        ["List-Id", "List-Unsubscribe", "X-Auto-Response-Suppress", "X-Autoreply", "X-Autorespond", "Feedback-ID"];
    if let Some(name) = names.into_iter().find(|name| says(name).is_some()) {
        return Some(name.to_owned());
    }
    if header(parsed, "Return-Path").is_some_and(|path| path.trim() == "<>") {
        return Some("Return-Path".to_owned());
    }
    let local = from.split('@').next().unwrap_or_default().to_lowercase();
    let robots =
        ["mailer-daemon", "postmaster", "noreply", "no-reply", "donotreply", "do-not-reply", "bounce", "bounces"];
    robots.contains(&local.as_str()).then_some(local)
}

fn header<'a>(parsed: &'a mail_parser::Message<'_>, name: &'static str) -> Option<String> {
    let raw: Option<&'a str> = parsed.header_raw(name);
    raw.map(|text| text.trim().to_owned()).or_else(|| match parsed.header(name)? {
        HeaderValue::Text(text) => Some(text.trim().to_owned()),
        _ => Some(String::new()),
    })
}

/// The one address that a header names; none where it names several or none that can be written to.
fn one_address(header: &Address<'_>) -> Option<String> {
    let mut addresses = header.iter().filter_map(|one| one.address.as_deref());
    let address = addresses.next()?.trim().to_lowercase();
    (addresses.next().is_none() && is_address(&address)).then_some(address)
}

/// Whether a text is a plain mail address: nothing that a header, a command or a list could be made of.
pub fn is_address(text: &str) -> bool {
    let Some((local, domain)) = text.rsplit_once('@') else { return false };
    let plain = |c: char| c.is_ascii_graphic() && !"()<>[]:;,\\\"@ ".contains(c);
    let labels = domain.split('.').all(|label| {
        !label.is_empty() && label.len() <= 63 && label.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
    });
    text.len() <= 254 && (1..=64).contains(&local.len()) && local.chars().all(plain) && labels && domain.contains('.')
}

/// Whether a text may stand in `In-Reply-To` of an answer.
pub fn is_id(text: &str) -> bool {
    let plain = text.chars().all(|c| c.is_ascii_graphic() && !"<>()\\\"".contains(c));
    (3..=LONGEST_ID).contains(&text.len()) && plain && text.contains('@')
}

/// One line without anything that a line can't hold.
fn clean(text: &str, longest: usize) -> String {
    let kept: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    cut(kept.trim(), longest).trim_end().to_owned()
}

fn cut(text: &str, longest: usize) -> &str {
    let mut end = longest.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn now() -> Timestamp {
        "2026-06-01T12:00:00Z".parse().unwrap()
    }

    fn parse(raw: &str) -> Message {
        read(raw.replace('\n', "\r\n").as_bytes(), "none", now()).unwrap()
    }

    #[test]
    fn a_letter_is_read_whatever_it_is_wrapped_in() {
        let check = |head: &str, body: &str, expected: &str| {
            let found = parse(&format!("From: Ann <Ann@Example.com>\nMessage-ID: <a@b>\n{head}\n\n{body}"));
            assert_eq!(
                (found.body.as_str(), found.buyer.as_str(), found.id.as_str()),
                (expected, "ann@example.com", "a@b")
            );
        };
        check("Subject: s", "Where is it?\n", "Where is it?");
        check(
            "Content-Transfer-Encoding: quoted-printable\nContent-Type: text/plain; charset=iso-8859-1",
            "sch=F6n =\nda",
            "schön da",
        );
        check(
            "Content-Transfer-Encoding: base64\nContent-Type: text/plain; charset=utf-8",
            "V28gaXN0IGVzPw==",
            "Wo ist es?",
        );
        check("Content-Type: text/plain; charset=windows-1252", "plain", "plain");
        check("Content-Type: text/html", "<p>Hello <b>there</b></p><script>x</script>", "Hello there");
        let parts =
            "--x\nContent-Type: text/plain\n\nthe text\n--x\nContent-Type: text/html\n\n<p>the page</p>\n--x--\n";
        check("Content-Type: multipart/alternative; boundary=x", parts, "the text");
        let mixed = "--y\nContent-Type: text/plain\n\nsee\n--y\nContent-Type: image/png; name=\"a.png\"\nContent-Disposition: attachment; filename=\"a.png\"\nContent-Transfer-Encoding: base64\n\niVBORw0=\n--y--\n";
        check("Content-Type: multipart/mixed; boundary=y", mixed, "see\n[attached: a.png]");
        check("Subject: s", "", "(the letter has no text)");
    }

    #[test]
    fn subject_date_and_address_are_what_they_should_be() {
        let found = parse(
            "From: a@example.com\nReply-To: =?utf-8?q?J=C3=BC?= <b@example.com>\nSubject: =?utf-8?b?R3LDvMOfZQ==?=\n =?utf-8?q?_x?=\nDate: Sun, 31 May 2026 10:00:00 +0200\n\nx",
        );
        assert_eq!((found.buyer.as_str(), found.subject.as_deref()), ("b@example.com", Some("Grüße x")));
        assert_eq!((found.at.to_string().as_str(), found.id.as_str()), ("2026-05-31T08:00:00Z", "none"));
        // From the future, or none at all: it came when it came.
        for date in ["Date: Fri, 01 Jan 2100 00:00:00 +0000\n", "Date: soon\n", ""] {
            assert_eq!(parse(&format!("From: a@example.com\n{date}\nx")).at, now());
        }
    }

    #[test]
    fn nothing_in_a_letter_becomes_a_line_of_a_header() {
        for id in ["<a@b\r\nBcc: x@example.com>", "<a b@c>", "<>", "a", &format!("<{}@b>", "a".repeat(300))] {
            let found =
                read(format!("From: a@example.com\r\nMessage-ID: {id}\r\n\r\nx").as_bytes(), "n1", now()).unwrap();
            assert!(found.id == "n1" || is_id(&found.id), "{id}: {}", found.id);
        }
        let found = read(b"From: a@example.com\r\nSubject: =?utf-8?q?a=0D=0ABcc:_x@example.com?=\r\n\r\nx", "n", now())
            .unwrap();
        assert!(!found.subject.unwrap().contains(['\r', '\n']));
        for from in [
            "",
            "From: nobody\r\n",
            "From: a@example.com, b@example.com\r\n",
            "From: =?utf-8?q?a=0D=0A@example.com?=\r\n",
        ] {
            let why = read(format!("{from}Subject: s\r\n\r\nx").as_bytes(), "n", now());
            assert!(why.is_err(), "{from}: {why:?}");
        }
        for address in
            ["a@b", "a b@c.de", "a@c.de\r\nx", "a@-", "@c.de", "a\"b@c.de", "a,b@c.de", "a@c..de", "<a@c.de>"]
        {
            assert!(!is_address(address), "{address}");
        }
        assert!(is_address("first.last+tag@mail.example.com"));
    }

    #[test]
    fn a_machine_that_says_so_is_known() {
        for head in [
            "Auto-Submitted: auto-replied",
            "Precedence: bulk",
            "List-Unsubscribe: <mailto:x@example.com>",
            "Return-Path: <>",
            "List-Id: <x.example.com>",
            "X-Autoreply: yes",
        ] {
            assert!(parse(&format!("From: a@example.com\n{head}\n\nx")).machine().is_some(), "{head}");
        }
        assert!(parse("From: MAILER-DAEMON@example.com\n\nx").machine().is_some());
        for head in ["Auto-Submitted: no", "Precedence: first-class", "Return-Path: <a@example.com>"] {
            assert!(parse(&format!("From: a@example.com\n{head}\n\nx")).machine().is_none(), "{head}");
        }
    }

    #[test]
    fn a_hostile_letter_is_read_in_bounds() {
        let huge = format!("From: a@example.com\r\n\r\n{}", "x".repeat(4 << 20));
        assert_eq!(read(huge.as_bytes(), "n", now()).unwrap().body.len(), LONGEST_TEXT);
        let mut nested = String::from("From: a@example.com\r\n");
        for depth in 0..5_000 {
            nested += &format!("Content-Type: multipart/mixed; boundary=b{depth}\r\n\r\n--b{depth}\r\n");
        }
        read(nested.as_bytes(), "n", now()).unwrap();
        let many = format!("From: a@example.com\r\n{}\r\nx", "X-A: b\r\n".repeat(100_000));
        read(many.as_bytes(), "n", now()).unwrap();
        for broken in [
            "Content-Type: text/plain; charset=nothing",
            "Content-Transfer-Encoding: base64",
            "Content-Type: multipart/mixed",
        ] {
            read(format!("From: a@example.com\r\n{broken}\r\n\r\n\u{fffd}\u{0}==").as_bytes(), "n", now()).unwrap();
        }
        assert!(read(b"", "n", now()).is_err());
        assert!(read(&[0xff; 4096], "n", now()).is_err());
    }
}
