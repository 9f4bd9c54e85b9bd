//! What an answer promises, sentence by sentence, and when it is due.
//!
//! Whoever words an answer, a template, a model or a person: what it promises is read from the words that leave, by one rule.
//! It finds rather too much than too little; a promise that was not meant costs a person a look.

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use super::text::Folded;

/// What is promised.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Promised {
    /// Money goes back.
    Refund,
    /// The goods go out.
    Ship,
    /// Other goods go out for them.
    Replacement,
    /// The order is stopped.
    Cancel,
    /// Another answer comes.
    Reply,
}

impl Promised {
    /// All of them, the heaviest first.
    pub const ALL: [Self; 5] = [Self::Refund, Self::Replacement, Self::Ship, Self::Cancel, Self::Reply];

    /// Its name in the database and in records.
    pub fn name(self) -> &'static str {
        match self {
            Self::Refund => "refund",
            Self::Ship => "ship",
            Self::Replacement => "replacement",
            Self::Cancel => "cancel",
            Self::Reply => "reply",
        }
    }

    /// The one of this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|promised| promised.name() == name)
    }

    /// What a person calls it.
    pub fn noun(self) -> &'static str {
        match self {
            Self::Refund => "a refund",
            Self::Ship => "that it is sent",
            Self::Replacement => "a replacement",
            Self::Cancel => "that the order is stopped",
            Self::Reply => "another answer",
        }
    }
}

/// A promise in an answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Promise {
    /// What.
    pub what: Promised,
    /// The sentence.
    pub words: String,
    /// Within how many hours, where the sentence says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hours: Option<u32>,
}

impl Promise {
    /// When it is due, made at that moment; `otherwise` is how many hours there are where the sentence names none.
    pub fn due(&self, made: Timestamp, otherwise: u32) -> Timestamp {
        let hours = self.hours.unwrap_or(otherwise).min(24 * 366);
        made.checked_add(SignedDuration::from_hours(i64::from(hours))).unwrap_or(made)
    }
}

/// Words that make a deed of ours out of what they stand beside.
const WILL: &[&str] = &[
    "will",
    "well",
    "ill",
    "shall",
    "going to",
    "have",
    "ive",
    "weve",
    "has been",
    "been",
    "is on its way",
    "am",
    "are",
    "you get",
    "you receive",
    "today",
    "tomorrow",
    "promise*",
    "guarantee*",
    "let me",
    "processed",
    "issued",
    "sent you",
    "right away",
    "immediately",
    "as soon as",
    "gets",
    "goes out",
    "within",
];
/// Words about what buyers, marketplaces and carriers do: no promise of ours by themselves.
const REFUND: &[&str] =
    &["refund*", "reimburs*", "money back", "store credit", "credit you", "credited", "compensat*", "voucher*"];
const REPLACEMENT: &[&str] =
    &["replacement*", "replace", "replaced", "replacing", "a new one", "another one", "exchange it for you"];
const SHIP: &[&str] = &[
    "ship",
    "ships",
    "shipped",
    "shipping it",
    "dispatch*",
    "send it",
    "send your",
    "send the",
    "goes out",
    "post it",
    "resend*",
];
const CANCEL: &[&str] = &["cancel", "cancelled", "canceled", "cancelling"];
const REPLY: &[&str] = &[
    "comes back to you",
    "come back to you",
    "coming back to you",
    "get back to you",
    "gets back to you",
    "tell you here",
    "let you know",
    "keep you posted",
    "keep you informed",
    "update you",
    "will reply",
    "will answer",
    "will write",
    "will contact you",
    "be in touch",
    "follow up with you",
];
/// A question of ours, or a way that the buyer may go, promises nothing.
const NOT_OURS: &[&str] =
    &["you can", "please", "if you would like", "could you", "whether", "follows the marketplace"];

/// What an answer promises, each kind once, in the order of its sentences.
pub fn promises(text: &str) -> Vec<Promise> {
    let mut found: Vec<Promise> = Vec::new();
    for sentence in sentences(text) {
        let folded = Folded::new(sentence);
        let has = |words: &[&str]| words.iter().any(|word| folded.has(word));
        let asks = sentence.trim_end().ends_with('?');
        let ours = has(WILL) && !asks && !has(NOT_OURS);
        let what = match () {
            () if ours && has(REFUND) => Some(Promised::Refund),
            () if ours && has(REPLACEMENT) => Some(Promised::Replacement),
            () if ours && has(CANCEL) => Some(Promised::Cancel),
            () if ours && has(SHIP) && !folded.has("was sent") => Some(Promised::Ship),
            () if has(REPLY) && !asks => Some(Promised::Reply),
            () => None,
        };
        let Some(what) = what.filter(|what| !found.iter().any(|known| known.what == *what)) else { continue };
        found.push(Promise { what, words: sentence.trim().chars().take(300).collect(), hours: hours(&folded) });
    }
    found
}

/// Within how many hours a sentence says something happens.
fn hours(folded: &Folded) -> Option<u32> {
    let words: Vec<&str> = folded.words().collect();
    let counted = words.windows(3).find_map(|three| {
        let [before, count, unit] = three else { return None };
        let count: u32 = count.parse().ok().filter(|_| matches!(*before, "within" | "in" | "next" | "of"))?;
        let each = match *unit {
            "hour" | "hours" => 1,
            "day" | "days" => 24,
            "week" | "weeks" => 7 * 24,
            _ => return None,
        };
        count.checked_mul(each)
    });
    counted.or_else(|| {
        if folded.has("today") {
            Some(24)
        } else if folded.has("tomorrow") {
            Some(48)
        } else {
            None
        }
    })
}

/// The sentences of a text.
fn sentences(text: &str) -> impl Iterator<Item = &str> {
    text.split_inclusive(['.', '!', '?', '\n']).map(str::trim).filter(|sentence| !sentence.is_empty())
}

#[cfg(test)]
mod tests {
    use super::{
        super::{Category, Facts, answer},
        *,
    };

    fn check(text: &str, expected: &[Promised]) {
        let found: Vec<Promised> = promises(text).iter().map(|promise| promise.what).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn a_promise_is_found_whoever_words_it() {
        use Promised::{Cancel, Refund, Replacement, Reply, Ship};
        check("We will refund you the full amount.", &[Refund]);
        check("I've processed a refund for order A-1.", &[Refund]);
        check("You'll get your money back, we have issued it.", &[Refund]);
        check("We'll send you a replacement tomorrow.", &[Replacement]);
        check("It ships today! We get back to you with the number.", &[Ship, Reply]);
        check("We will send it within 2 days.", &[Ship]);
        check("We will cancel your order.", &[Cancel]);
        check("I let you know as soon as I hear more.", &[Reply]);
        check("Would you like a refund?", &[]);
        check("You can ask for a refund at the marketplace.", &[]);
        check("Your order was sent on 2026-05-01.", &[]);
        check("Thank you for your message.", &[]);
        assert_eq!(promises("We will send it within 2 days.")[0].hours, Some(48));
        assert_eq!(promises("It ships today.")[0].hours, Some(24));
        assert_eq!(promises("We will refund you.")[0].hours, None);
    }

    #[test]
    fn the_standing_answers_promise_an_answer_at_most() {
        let facts = Facts { order: Some("A-1".into()), return_days: Some(30), ..Facts::default() };
        for category in Category::ALL {
            let standing = answer(category, &facts, "Best regards");
            let found = promises(&standing.body);
            assert!(found.iter().all(|promise| promise.what == Promised::Reply), "{category:?}: {found:?}");
            // What promises something never goes out by itself.
            assert!(found.is_empty() || standing.waits.is_some(), "{category:?}");
        }
    }

    #[test]
    fn it_is_due_when_it_says_or_when_the_settings_say() {
        let made: Timestamp = "2026-06-01T12:00:00Z".parse().unwrap();
        let said = |hours| Promise { what: Promised::Refund, words: String::new(), hours };
        assert_eq!(said(None).due(made, 72).to_string(), "2026-06-04T12:00:00Z");
        assert_eq!(said(Some(5)).due(made, 72).to_string(), "2026-06-01T17:00:00Z");
    }
}
