//! The checker: what of a listing breaks which rule of its channel, and what to do about it.

use std::fmt;

use super::{Demand, Field, Rule, RuleBook, fit, markup};
use crate::domain::listing_text::{Content, SEARCH_TERMS, contacts};

/// A rule that a listing breaks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Breach {
    /// Where: `title`, `bullet 2`, `item specific Brand`.
    pub place: String,
    /// What is wrong: `90 characters, at most 75`.
    pub what: String,
    /// What to do.
    pub say: String,
    /// Whether the channel refuses or hides the listing for it.
    pub hard: bool,
    /// Who says so.
    pub source: &'static str,
}

impl fmt::Display for Breach {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}: {}", self.place, self.what, self.say)
    }
}

/// Every rule of the channel that a content breaks, in the order of the rules.
///
/// An offer that joins a page of the channel's own brings a condition note and nothing else: only that is held to the rules.
pub fn check(channel: &str, content: &Content) -> Vec<Breach> {
    let book = RuleBook::of(channel);
    let mut breaches = Vec::new();
    let mut hold = |field: Field, place: &dyn Fn() -> String, found: &dyn Fn(&Demand) -> Option<String>| {
        let ours = !content.joined || field == Field::ConditionNote;
        for rule in book.on(field, content.category.as_deref()).filter(|_| ours) {
            if let Some(what) = found(&rule.demand) {
                breaches.push(breach(rule, place(), what));
            }
        }
    };
    hold(Field::Title, &|| "title".into(), &|demand| text(demand, &content.title));
    hold(Field::Bullets, &|| "bullets".into(), &|demand| count(demand, content.bullets.len()));
    for (index, bullet) in content.bullets.iter().enumerate() {
        hold(Field::Bullet, &|| format!("bullet {}", index + 1), &|demand| text(demand, bullet));
    }
    hold(Field::Description, &|| "description".into(), &|demand| text(demand, &content.description));
    let aspects = || content.aspects.iter().filter(|(name, _)| *name != SEARCH_TERMS);
    hold(Field::Aspects, &|| "item specifics".into(), &|demand| count(demand, aspects().count()));
    for (name, values) in aspects() {
        hold(Field::AspectName, &|| format!("item specific {name}"), &|demand| text(demand, name));
        for value in values {
            hold(Field::AspectValue, &|| format!("item specific {name}"), &|demand| text(demand, value));
        }
    }
    if let Some(terms) = content.aspects.get(SEARCH_TERMS) {
        let terms = terms.join(" ");
        hold(Field::SearchTerms, &|| "search terms".into(), &|demand| text(demand, &terms));
    }
    if let Some(note) = &content.condition_note {
        hold(Field::ConditionNote, &|| "condition note".into(), &|demand| text(demand, note));
    }
    breaches
}

fn breach(rule: &'static Rule, place: String, what: String) -> Breach {
    Breach { place, what, say: rule.say.clone(), hard: rule.hard, source: &rule.source }
}

fn count(demand: &Demand, there: usize) -> Option<String> {
    match demand {
        Demand::MaxCount { number } if there > *number => Some(format!("{there} of them, at most {number}")),
        Demand::MinCount { number } if there < *number => Some(format!("{there} of them, at least {number}")),
        _ => None,
    }
}

/// What is wrong with a text by one demand.
fn text(demand: &Demand, text: &str) -> Option<String> {
    let characters = || text.chars().count();
    match demand {
        Demand::MaxChars { number } => {
            (characters() > *number).then(|| format!("{} characters, at most {number}", characters()))
        }
        Demand::MaxBytes { number } => {
            (text.len() > *number).then(|| format!("{} bytes, at most {number}", text.len()))
        }
        Demand::MinChars { number } => {
            (characters() < *number).then(|| format!("{} characters, at least {number}", characters()))
        }
        Demand::MaxRepeats { number } => {
            repeated(text, *number).map(|word| format!("`{word}` more than {number} times"))
        }
        Demand::NoCharacters { text: forbidden } => {
            let found: Vec<&str> = forbidden.iter().map(String::as_str).filter(|one| text.contains(one)).collect();
            (!found.is_empty()).then(|| format!("holds {}", found.join(" ")))
        }
        Demand::NoWords { text: forbidden } => {
            forbidden.iter().find(|phrase| says(text, phrase)).map(|phrase| format!("says `{phrase}`"))
        }
        Demand::NoHtml => markup::tags(text).first().map(|tag| format!("holds the tag <{tag}>")),
        Demand::AllowHtml { text: allowed } => {
            let stray = markup::tags(text).into_iter().find(|tag| !allowed.contains(tag));
            stray.map(|tag| format!("holds the tag <{tag}>"))
        }
        Demand::NoSymbols => text.chars().find(|c| fit::is_symbol(*c)).map(|symbol| format!("holds {symbol}")),
        Demand::NoContacts => contacts::find(text).first().map(|(_, contact)| format!("holds {contact}")),
        Demand::NoCapitals => is_shouted(text).then(|| "is all in capitals".to_owned()),
        // Which fact a word came from can't be seen any more: it was left out when the text was made.
        Demand::NoFacts { .. } | Demand::MaxCount { .. } | Demand::MinCount { .. } => None,
    }
}

fn repeated(text: &str, most: usize) -> Option<String> {
    let words: Vec<String> = text.split_whitespace().filter_map(fit::counted).collect();
    words.iter().find(|word| words.iter().filter(|other| other == word).count() > most).cloned()
}

/// Whether a text says a phrase, whole and in any case.
fn says(text: &str, phrase: &str) -> bool {
    let text = text.to_lowercase();
    let bare = |c: Option<char>| !c.is_some_and(char::is_alphanumeric);
    text.match_indices(phrase)
        .any(|(at, _)| bare(text[..at].chars().next_back()) && bare(text[at + phrase.len()..].chars().next()))
}

/// Three words or more of letters, all in capitals.
fn is_shouted(text: &str) -> bool {
    let words = || text.split_whitespace().filter(|word| word.chars().filter(|c| c.is_alphabetic()).count() > 2);
    words().count() > 2 && words().all(|word| !word.chars().any(char::is_lowercase))
}
