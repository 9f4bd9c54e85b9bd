//! Two machines that answer each other: found by what a message says of itself, by how it repeats, and by how often.

use jiff::{SignedDuration, Timestamp};

use super::text::Folded;
use crate::domain::message::Message;

/// Words of an answering machine.
const MARKS: &[&str] = &[
    "auto submitted",
    "automatic reply",
    "auto reply",
    "autoreply",
    "auto response",
    "automated response",
    "automated message",
    "automatically generated",
    "out of office",
    "out of the office",
    "vacation responder",
    "on vacation until",
    "unattended mailbox",
    "unmonitored mailbox",
    "do not reply to this",
    "please do not reply",
    "no reply",
    "noreply",
    "this mailbox is not monitored",
    "abwesenheitsnotiz",
    "automatische antwort",
    "reponse automatique",
    "réponse automatique",
    "respuesta automatica",
    "respuesta automática",
    "risposta automatica",
];
/// So many earlier messages that are nearly this one are a machine.
const SAME: usize = 2;
/// Words that are the same, of all of both, in percent, from which two messages are nearly one.
const ALIKE_PCT: usize = 90;

/// A message of the same conversation that came before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Earlier {
    /// When it came.
    pub at: Timestamp,
    /// What it said.
    pub text: String,
    /// Whether it was answered without a person.
    pub answered: bool,
}

/// From when on it is a loop.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LoopTerms {
    /// The most answers without a person in a conversation, within the window.
    pub rounds: u32,
    /// The window, in hours.
    pub hours: u32,
}

/// Why a message is thought to be a machine's; `None` where nothing speaks for it.
pub fn find_loop(message: &Message, earlier: &[Earlier], terms: LoopTerms) -> Option<String> {
    if let Some(mark) = message.machine() {
        return Some(format!("it says that a machine wrote it: {}", mark.chars().take(60).collect::<String>()));
    }
    let folded = Folded::new(&message.body);
    if let Some(mark) = MARKS.iter().find(|mark| folded.has(mark)) {
        return Some(format!("it reads like a machine: {mark}"));
    }
    let since = message.at.checked_sub(SignedDuration::from_hours(i64::from(terms.hours))).unwrap_or(Timestamp::MIN);
    let recent: Vec<&Earlier> = earlier.iter().filter(|one| one.at >= since).collect();
    let same = recent.iter().filter(|one| are_alike(&folded, &Folded::new(&one.text))).count();
    if same >= SAME {
        return Some(format!("the same message for the {} time in {} hours", ordinal(same + 1), terms.hours));
    }
    let answered = recent.iter().filter(|one| one.answered).count();
    (answered >= terms.rounds as usize).then(|| format!("{answered} answers without a person in {} hours", terms.hours))
}

fn ordinal(count: usize) -> String {
    match count {
        2 => "2nd".to_owned(),
        3 => "3rd".to_owned(),
        count => format!("{count}th"),
    }
}

/// Whether nearly all words are the same; numbers count for nothing, for a machine counts up.
fn are_alike(one: &Folded, other: &Folded) -> bool {
    let words = |text: &Folded| -> Vec<String> {
        let mut words: Vec<String> =
            text.words().filter(|word| !word.chars().any(char::is_numeric)).map(str::to_owned).collect();
        words.sort_unstable();
        words
    };
    let (one, other) = (words(one), words(other));
    let (mut left, mut right, mut shared) = (one.iter().peekable(), other.iter().peekable(), 0);
    while let (Some(a), Some(b)) = (left.peek(), right.peek()) {
        match a.cmp(b) {
            std::cmp::Ordering::Less => drop(left.next()),
            std::cmp::Ordering::Greater => drop(right.next()),
            std::cmp::Ordering::Equal => {
                shared += 1;
                left.next();
                right.next();
            }
        }
    }
    let all = one.len() + other.len() - shared;
    all > 0 && shared * 100 >= ALIKE_PCT * all
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(hour: i64) -> Timestamp {
        "2026-06-01T00:00:00Z".parse::<Timestamp>().unwrap() + SignedDuration::from_hours(hour)
    }

    fn message(body: &str, automatic: Option<&str>) -> Message {
        Message {
            cursor: 0,
            id: "m".into(),
            at: at(10),
            buyer: "Kim".into(),
            order: None,
            sku: None,
            listing: None,
            body: body.into(),
            subject: None,
            automatic: automatic.map(str::to_owned),
        }
    }

    fn check(body: &str, automatic: Option<&str>, earlier: &[(i64, &str, bool)], expected: Option<&str>) {
        let earlier: Vec<Earlier> = earlier
            .iter()
            .map(|(hour, text, answered)| Earlier { at: at(*hour), text: (*text).to_owned(), answered: *answered })
            .collect();
        let found = find_loop(&message(body, automatic), &earlier, LoopTerms { rounds: 3, hours: 6 });
        match (found.as_deref(), expected) {
            (Some(why), Some(part)) => assert!(why.contains(part), "{body}: {why}"),
            (found, expected) => assert_eq!(found, expected, "{body}"),
        }
    }

    #[test]
    fn a_machine_is_told_by_its_mark_by_repeating_and_by_never_stopping() {
        let ask = "Where is my order?";
        check(ask, None, &[], None);
        check(ask, Some("no"), &[], None);
        check(ask, Some("auto-replied"), &[], Some("a machine wrote it: auto-replied"));
        check(ask, Some("Auto-Submitted: auto-generated"), &[], Some("auto-generated"));
        check("I am out of the office until Monday.", None, &[], Some("out of the office"));
        check("Automatic reply: your ticket 4711 was opened", None, &[], Some("automatic reply"));
        let ticket = |number: u32| format!("Thank you for contacting us, your case {number} is important to us");
        let (one, two, three) = (ticket(1), ticket(2), ticket(3));
        check(&three, None, &[(9, &one, true)], None);
        check(&three, None, &[(9, &one, true), (9, &two, true)], Some("the same message for the 3rd time"));
        check(&three, None, &[(1, &one, true), (2, &two, true)], None);
        let talk = [(5, "a b", true), (7, "c d", true), (9, "e f", true)];
        check("g h", None, &talk, Some("3 answers without a person in 6 hours"));
        check("g h", None, &talk[1..], None);
        check("g h", None, &[(5, "a b", false), (7, "c d", true), (9, "e f", true)], None);
    }
}
