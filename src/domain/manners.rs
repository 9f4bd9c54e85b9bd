//! Manners: whom nothing is written to any more, when people are left alone, how often one person is written to.

use std::collections::BTreeMap;

use jiff::{Timestamp, ToSpan as _, civil::Time, tz::TimeZone};

use super::message::Message;

/// Words that end all messages of a channel, alone in a message. The list of CTIA's messaging principles, which carriers in
/// the US act on themselves.
const STOP: &[&str] = &["stop", "stopall", "unsubscribe", "optout", "revoke"];
/// Words that mean the same in a text message alone: in a letter they are about an order.
const STOP_BY_PHONE: &[&str] = &["cancel", "end", "quit"];
/// Words that undo it.
const START: &[&str] = &["start", "unstop", "subscribe"];

/// What somebody wishes of a channel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wish {
    /// No more messages.
    Stop,
    /// Messages again.
    Start,
}

impl Wish {
    /// The name in the database.
    pub fn name(self) -> &'static str {
        match self {
            Self::Stop => "stop",
            Self::Start => "start",
        }
    }

    /// The wish in a message that says nothing else; in the subject, where it has one, as well.
    pub fn in_message(message: &Message) -> Option<Self> {
        let by_phone = is_phone(&message.buyer);
        let subject = message.subject.as_deref().unwrap_or_default();
        Self::in_text(&message.body, by_phone).or_else(|| Self::in_text(subject, by_phone))
    }

    fn in_text(text: &str, by_phone: bool) -> Option<Self> {
        // The rest of a letter may be a signature; only its first line that says something counts.
        let first = text.lines().find(|line| !line.trim().is_empty())?;
        // More than a word is a sentence, and a sentence is for a person to understand.
        if first.len() > 40 {
            return None;
        }
        let word: String = first.chars().filter(|c| c.is_alphanumeric()).collect::<String>().to_lowercase();
        let stops = STOP.contains(&word.as_str()) || (by_phone && STOP_BY_PHONE.contains(&word.as_str()));
        if stops { Some(Self::Stop) } else { START.contains(&word.as_str()).then_some(Self::Start) }
    }
}

/// Whether an address is a telephone number: a plus and digits.
pub fn is_phone(address: &str) -> bool {
    let digits = address.strip_prefix('+').unwrap_or_default();
    (6..=15).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit())
}

/// One person, always written the same.
pub fn person(address: &str) -> String {
    address.trim().to_lowercase()
}

/// How people are written to.
#[derive(Clone, Debug)]
pub struct Manners {
    /// The hours in which nobody is written to, local to the recipient; `None` is none.
    pub quiet: Option<(Time, Time)>,
    /// The inboxes whose people are left alone in these hours.
    pub quiet_channels: Vec<String>,
    /// Zones by how an address begins (`+44`) or, for a letter, ends (`.uk`).
    pub zones: BTreeMap<String, TimeZone>,
    /// The user's own zone: for an address of which no zone is known.
    pub own_zone: TimeZone,
    /// The most messages to one person in 24 hours.
    pub per_person_per_day: u32,
}

impl Default for Manners {
    fn default() -> Self {
        Self {
            quiet: None,
            quiet_channels: Vec::new(),
            zones: BTreeMap::new(),
            own_zone: TimeZone::UTC,
            per_person_per_day: u32::MAX,
        }
    }
}

impl Manners {
    /// Until when a person is left alone, where it is quiet where they are; the zone is the one that was taken.
    pub fn quiet_until(&self, channel: &str, address: &str, now: Timestamp) -> Option<(Timestamp, &TimeZone)> {
        let (from, to) = self.quiet?;
        if !self.quiet_channels.iter().any(|known| known == channel) {
            return None;
        }
        let zone = self.zone_of(address);
        let local = now.to_zoned(zone.clone());
        let time = local.time();
        // The hours may run over midnight.
        let is_quiet = if from <= to { (from..to).contains(&time) } else { time >= from || time < to };
        if !is_quiet {
            return None;
        }
        let date = if time < to { local.date() } else { local.date().checked_add(1.day()).ok()? };
        let ends = date.to_datetime(to).to_zoned(zone.clone()).ok()?;
        Some((ends.timestamp(), zone))
    }

    /// The zone of an address: the longest beginning or end that is known, else the user's own.
    fn zone_of(&self, address: &str) -> &TimeZone {
        let address = person(address);
        let fits = |part: &str| if part.starts_with('+') { address.starts_with(part) } else { address.ends_with(part) };
        let known = self.zones.iter().filter(|(part, _)| fits(&part.to_lowercase()));
        known.max_by_key(|(part, _)| part.len()).map_or(&self.own_zone, |(_, zone)| zone)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wish_stands_alone_in_a_message() {
        let check = |buyer: &str, body: &str, expected: Option<Wish>| {
            let message = Message { buyer: buyer.into(), body: body.into(), ..Message::default() };
            assert_eq!(Wish::in_message(&message), expected, "{body}");
        };
        let (phone, mail) = ("+14155550100", "ann@example.com");
        for word in ["STOP", " stop. ", "Stop!", "STOP ALL", "Unsubscribe", "opt-out", "\n\nstop\nSent from my phone"] {
            check(phone, word, Some(Wish::Stop));
            check(mail, word, Some(Wish::Stop));
        }
        for word in ["cancel", "QUIT", "End"] {
            check(phone, word, Some(Wish::Stop));
            check(mail, word, None);
        }
        for word in ["START", "unstop"] {
            check(phone, word, Some(Wish::Start));
        }
        for text in ["", "please stop by on Monday", "stop it", "don't stop", "Where is my order?", "nonstop", "."] {
            check(phone, text, None);
        }
        let about = Message { buyer: mail.into(), subject: Some("UNSUBSCRIBE".into()), ..Message::default() };
        assert_eq!(Wish::in_message(&about), Some(Wish::Stop));
    }

    #[test]
    fn night_is_where_the_recipient_is() {
        let zones = [("+44", "Europe/London"), ("+49", "Europe/Berlin"), (".jp", "Asia/Tokyo")];
        let manners = Manners {
            quiet: Some((Time::constant(21, 0, 0, 0), Time::constant(8, 0, 0, 0))),
            quiet_channels: vec!["twilio".into(), "mail".into()],
            zones: zones.into_iter().map(|(part, zone)| (part.to_owned(), TimeZone::get(zone).unwrap())).collect(),
            own_zone: TimeZone::get("America/New_York").unwrap(),
            ..Manners::default()
        };
        let check = |channel: &str, address: &str, now: &str, expected: Option<&str>| {
            let until = manners.quiet_until(channel, address, now.parse().unwrap());
            assert_eq!(until.map(|(at, _)| at.to_string()).as_deref(), expected, "{address} at {now}");
        };
        check("twilio", "+447700900000", "2026-06-01T12:00:00Z", None);
        check("twilio", "+447700900000", "2026-06-01T20:00:00Z", Some("2026-06-02T07:00:00Z"));
        check("twilio", "+447700900000", "2026-06-01T06:59:59Z", Some("2026-06-01T07:00:00Z"));
        check("twilio", "+447700900000", "2026-06-01T07:00:00Z", None);
        check("mail", "a@example.jp", "2026-06-01T12:00:00Z", Some("2026-06-01T23:00:00Z"));
        check("ebay", "a@example.jp", "2026-06-01T12:00:00Z", None);
        // Not known: as late as it is for the user.
        check("twilio", "+14155550100", "2026-06-01T03:00:00Z", Some("2026-06-01T12:00:00Z"));
        // The night in which the clock goes forward is an hour shorter, and ends at eight all the same.
        check("twilio", "+4915112345678", "2026-03-28T23:00:00Z", Some("2026-03-29T06:00:00Z"));
    }

    #[test]
    fn hours_within_one_day_and_none_at_all() {
        let at_noon = Manners {
            quiet: Some((Time::constant(12, 0, 0, 0), Time::constant(13, 0, 0, 0))),
            quiet_channels: vec!["mail".into()],
            ..Manners::default()
        };
        let now = "2026-06-01T12:30:00Z".parse().unwrap();
        assert_eq!(at_noon.quiet_until("mail", "a", now).unwrap().0.to_string(), "2026-06-01T13:00:00Z");
        assert!(Manners::default().quiet_until("mail", "a", now).is_none());
        assert!(is_phone("+14155550100") && !is_phone("14155550100") && !is_phone("+1 415") && !is_phone("+12345"));
    }
}
