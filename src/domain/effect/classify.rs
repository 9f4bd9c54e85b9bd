//! What a reply proves: the table that turns a signal into an outcome.
//!
//! The table is the same for every vendor; what a vendor documents ([`Replies`]) may move a signal towards "no", and
//! only for the signals named there. Everything that is not listed is unknown.

use jiff::{SignedDuration, Timestamp, fmt::rfc2822};
use serde::{Deserialize, Serialize};

use super::outcome::{Outcome, Receipt};

/// The longest wait a vendor may ask for.
const LONGEST_WAIT: SignedDuration = SignedDuration::from_hours(1);

/// What a vendor documents about its replies to one kind of effect. Every key must be there.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Replies {
    /// Error codes of a 400, 412 or 422 that say that the request was turned away unread.
    pub validation: Vec<String>,
    /// Error codes of a 400, 409, 412 or 422 that say that our reference is in use already.
    pub duplicate: Vec<String>,
    /// A 401 or 403 comes before anything is done.
    pub auth_precedes_execution: bool,
    /// A 429 comes before anything is done.
    pub limiter_precedes_execution: bool,
}

/// What came of a request, as far as the wire shows it.
#[derive(Clone, Debug, PartialEq)]
pub enum Signal {
    /// Not one byte of it was written, and this is the proof.
    NotSent(String),
    /// It was, or may have been, written in part; then this happened.
    Broke(String),
    /// A whole reply.
    Reply(Answer),
}

/// A whole reply.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    /// The HTTP status.
    pub status: u16,
    /// The header `Retry-After`, as it was written.
    pub retry_after: Option<String>,
    /// The vendor's error code, where the body holds one.
    pub code: Option<String>,
    /// What the body says of the effect.
    pub body: Said,
}

/// What a body says.
#[derive(Clone, Debug, PartialEq)]
pub enum Said {
    /// It was done: id and amount are there.
    Done(Receipt),
    /// It was not done, said in the vendor's documented way.
    Refused(String),
    /// It can't be read as either, and why.
    Unclear(String),
}

/// The outcome that a signal proves. `now` is for a `Retry-After` that names a date.
pub fn classify(signal: Signal, replies: &Replies, now: Timestamp) -> Outcome {
    let answer = match signal {
        Signal::NotSent(why) => return Outcome::NotSent(why),
        Signal::Broke(why) => return Outcome::unknown(why),
        Signal::Reply(answer) => answer,
    };
    let status = answer.status;
    let wait = answer.retry_after.as_deref().and_then(|text| retry_after(text, now));
    let listed = |codes: &[String]| answer.code.as_ref().is_some_and(|code| codes.contains(code));
    let named = answer.code.as_deref().map_or_else(String::new, |code| format!(" `{code}`"));
    let unknown = |what: &str| Outcome::Unknown { why: format!("{status}{named}: {what}"), wait };
    match status {
        200..=299 => match answer.body {
            Said::Done(receipt) => Outcome::Done(receipt),
            Said::Refused(why) => Outcome::Refused(why),
            Said::Unclear(why) => unknown(&why),
        },
        300..=399 => unknown("it points elsewhere, which is never followed"),
        400 | 409 | 412 | 422 if listed(&replies.duplicate) => {
            unknown("the vendor has one under our reference already")
        }
        400 | 412 | 422 if listed(&replies.validation) => {
            Outcome::Refused(format!("{status}{named}: the vendor turned the request away unread"))
        }
        401 | 403 if replies.auth_precedes_execution => {
            Outcome::Refused(format!("{status}{named}: the vendor refused the credentials"))
        }
        401 | 403 => unknown("the vendor refused the credentials, maybe after acting"),
        409 => unknown("the vendor is at it, or has it"),
        429 if replies.limiter_precedes_execution => {
            Outcome::NotSent(format!("429{named}: too many requests, turned away before anything was done"))
        }
        429 => unknown("too many requests"),
        500..=599 => unknown("the vendor failed, maybe after acting"),
        _ => unknown("nothing is promised about this reply"),
    }
}

/// Reads `Retry-After`: seconds, or an HTTP date. Nothing for a negative number, a date that is past or garbage; at
/// most an hour.
pub fn retry_after(text: &str, now: Timestamp) -> Option<SignedDuration> {
    let text = text.trim();
    if !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()) {
        return Some(text.parse().map_or(LONGEST_WAIT, SignedDuration::from_secs).min(LONGEST_WAIT));
    }
    let at = rfc2822::parse(text).ok()?.timestamp();
    let wait = at.duration_since(now);
    (wait > SignedDuration::ZERO).then(|| wait.min(LONGEST_WAIT))
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: &str = "2026-06-01T12:00:00Z";

    fn now() -> Timestamp {
        NOW.parse().unwrap()
    }

    fn receipt() -> Receipt {
        Receipt { id: "112-1".into(), amount: None, at: now() }
    }

    fn strict() -> Replies {
        Replies::default()
    }

    fn documented() -> Replies {
        Replies {
            validation: vec!["InvalidInput".into()],
            duplicate: vec!["Duplicate".into()],
            auth_precedes_execution: true,
            limiter_precedes_execution: true,
        }
    }

    fn reply(status: u16, code: Option<&str>, body: Said) -> Signal {
        Signal::Reply(Answer { status, retry_after: None, code: code.map(str::to_owned), body })
    }

    fn unclear() -> Said {
        Said::Unclear("no order id".into())
    }

    fn name(outcome: &Outcome) -> &'static str {
        match outcome {
            Outcome::Done(_) => "done",
            Outcome::Refused(_) => "refused",
            Outcome::NotSent(_) => "not sent",
            Outcome::Unknown { .. } => "unknown",
        }
    }

    #[test]
    fn every_row_of_the_table_says_what_is_proven() {
        let check = |signal: Signal, replies: Replies, expected: &str| {
            let shown = format!("{signal:?}");
            let outcome = classify(signal, &replies, now());
            assert_eq!(name(&outcome), expected, "{shown} gave {outcome:?}");
        };
        for replies in [strict(), documented()] {
            check(Signal::NotSent("no route".into()), replies.clone(), "not sent");
            check(Signal::Broke("reset".into()), replies.clone(), "unknown");
            check(reply(200, None, Said::Done(receipt())), replies.clone(), "done");
            check(reply(201, None, Said::Done(receipt())), replies.clone(), "done");
            check(reply(200, None, unclear()), replies.clone(), "unknown");
            check(reply(200, None, Said::Refused("out of stock".into())), replies.clone(), "refused");
            for status in [100, 300, 301, 302, 303, 307, 308, 402, 404, 405, 408, 410, 418, 500, 501, 502, 503, 504] {
                check(reply(status, None, unclear()), replies.clone(), "unknown");
                check(reply(status, Some("InvalidInput"), unclear()), replies.clone(), "unknown");
                // A body that claims success does not outweigh the status.
                check(reply(status, None, Said::Done(receipt())), replies.clone(), "unknown");
                check(reply(status, None, Said::Refused("no".into())), replies.clone(), "unknown");
            }
            check(reply(409, None, unclear()), replies.clone(), "unknown");
            check(reply(400, None, unclear()), replies.clone(), "unknown");
            check(reply(400, Some("Other"), unclear()), replies, "unknown");
        }
        check(reply(400, Some("InvalidInput"), unclear()), strict(), "unknown");
        check(reply(400, Some("InvalidInput"), unclear()), documented(), "refused");
        check(reply(422, Some("InvalidInput"), unclear()), documented(), "refused");
        check(reply(412, Some("InvalidInput"), unclear()), documented(), "refused");
        check(reply(412, Some("InvalidInput"), unclear()), strict(), "unknown");
        check(reply(409, Some("InvalidInput"), unclear()), documented(), "unknown");
        for status in [400, 409, 412, 422] {
            check(reply(status, Some("Duplicate"), unclear()), documented(), "unknown");
        }
        for (status, no) in [(401, "refused"), (403, "refused"), (429, "not sent")] {
            check(reply(status, None, unclear()), strict(), "unknown");
            check(reply(status, None, unclear()), documented(), no);
        }
    }

    #[test]
    fn a_code_that_is_listed_twice_is_a_duplicate() {
        let both = Replies { duplicate: vec!["InvalidInput".into()], ..documented() };
        let outcome = classify(reply(400, Some("InvalidInput"), unclear()), &both, now());
        assert_eq!(name(&outcome), "unknown");
    }

    #[test]
    fn a_wait_is_taken_from_seconds_or_a_date_and_is_an_hour_at_most() {
        let check = |text: &str, expected: Option<i64>| {
            assert_eq!(retry_after(text, now()).map(|wait| wait.as_secs()), expected, "{text}");
        };
        check("0", Some(0));
        check(" 30 ", Some(30));
        check("3600", Some(3600));
        check("1000000000", Some(3600));
        check("99999999999999999999999", Some(3600));
        check("-1", None);
        check("1.5", None);
        check("1e9", None);
        check("", None);
        check("soon", None);
        check("Mon, 01 Jun 2026 12:00:45 GMT", Some(45));
        check("Mon, 01 Jun 2026 11:59:00 GMT", None);
        check("Tue, 01 Jun 2027 12:00:00 GMT", Some(3600));
        check("Mon, 99 Jun 2026 12:00:45 GMT", None);
    }

    #[test]
    fn an_unknown_carries_the_wait() {
        let answer = Answer { status: 429, retry_after: Some("20".into()), code: None, body: unclear() };
        let Outcome::Unknown { wait, .. } = classify(Signal::Reply(answer), &strict(), now()) else {
            panic!("a 429 is unknown where nothing is documented");
        };
        assert_eq!(wait, Some(SignedDuration::from_secs(20)));
    }
}
