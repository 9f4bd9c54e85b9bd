//! Words held against the facts, before anyone sees them: a text is taken whole or not at all.
//!
//! A text may hold three things: *fixed* phrases, which must stand in it word for word and once (every number, date, amount
//! and promise is in one of these); words of the *facts*, which may stand anywhere unless they claim something; and words of
//! a vocabulary that says nothing. Everything else is refused: another number, a link, an address, a handle, a foreign
//! letter, a word that nobody knows. So a text can be friendlier than its template, and never say more or less.
//!
//! Who haggles uses the same: the price of the chosen rung as the one number, the phrases it may promise as fixed ones.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

pub use super::vocabulary::Vocabulary;
use super::vocabulary::is_claim;

/// What a text may hold.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Frame {
    /// Phrases that stand in it, each exactly so and once: what it must say, and what it may promise.
    pub fixed: Vec<String>,
    /// Words that stand in it in this order, others between them: nothing of a title is left out or turned round.
    pub in_order: Vec<String>,
    /// Words and numbers that may stand anywhere, in lower case.
    pub facts: BTreeSet<String>,
    /// Words that say nothing.
    pub vocabulary: Vocabulary,
    /// Its longest length, in characters.
    pub longest: usize,
}

/// Why a text is refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// There is none.
    #[error("it is empty")]
    Empty,
    /// It is too long.
    #[error("it is longer than {0} characters")]
    TooLong(usize),
    /// It holds a character that a reader does not see, or a blank that is none.
    #[error("it holds a hidden character")]
    Hidden,
    /// Something that it must say is not there, or not just once.
    #[error("what it must say is not in it word for word and once")]
    Missing,
    /// A number that is no fact.
    #[error("it holds a number that is no fact")]
    Number,
    /// An amount, a currency, a percentage.
    #[error("it holds an amount that is no fact")]
    Amount,
    /// A link.
    #[error("it holds a link")]
    Link,
    /// An e-mail address or a handle.
    #[error("it holds an address")]
    Address,
    /// A letter or sign that is not plain.
    #[error("it holds a foreign letter or sign")]
    Foreign,
    /// A word that claims or promises something.
    #[error("it claims something by the word `{0}`")]
    Claim(String),
    /// A word that is neither a fact nor harmless.
    #[error("it holds a word that is no fact")]
    Word,
}

impl Frame {
    /// One that holds these facts and no fixed phrase.
    pub fn of(facts: &[&str], vocabulary: Vocabulary, longest: usize) -> Self {
        let facts = facts.iter().flat_map(|fact| tokens(fact)).filter(|word| !is_claim(word)).collect();
        Self { fixed: Vec::new(), in_order: Vec::new(), facts, vocabulary, longest }
    }

    /// With phrases that must stand in it.
    #[must_use]
    pub fn saying(mut self, fixed: impl IntoIterator<Item = String>) -> Self {
        self.fixed.extend(fixed.into_iter().map(|phrase| phrase.trim().to_owned()).filter(|phrase| !phrase.is_empty()));
        self
    }

    /// With the words of a text that must stand in it in their order.
    #[must_use]
    pub fn keeping(mut self, text: &str) -> Self {
        self.in_order = tokens(text).collect();
        self
    }

    /// Whether a text is within it.
    pub fn check(&self, text: &str) -> Result<(), Fault> {
        if text.trim().is_empty() {
            return Err(Fault::Empty);
        }
        if text.chars().count() > self.longest {
            return Err(Fault::TooLong(self.longest));
        }
        let is_plain = |c: char| matches!(c, ' ' | '\n') || !c.is_whitespace() && !crate::ui::is_harmful(c);
        if !text.chars().all(is_plain) {
            return Err(Fault::Hidden);
        }
        let rest = self.without_the_fixed(text)?;
        let mut next = self.in_order.iter().peekable();
        for word in tokens(&rest) {
            if next.next_if(|expected| **expected == word).is_none() {
                self.allows(&word)?;
            }
        }
        if next.peek().is_some() { Err(Fault::Missing) } else { Ok(()) }
    }

    /// What is left of a text when each fixed phrase is taken out of it, the longest first.
    fn without_the_fixed(&self, text: &str) -> Result<String, Fault> {
        let mut phrases: Vec<&String> = self.fixed.iter().collect();
        phrases.sort_by_key(|phrase| std::cmp::Reverse(phrase.len()));
        let mut rest = text.to_owned();
        for phrase in phrases {
            let at = the_one_place(&rest, phrase).ok_or(Fault::Missing)?;
            rest = format!("{}\n{}", &rest[..at], &rest[at + phrase.len()..]);
        }
        Ok(rest)
    }

    fn allows(&self, word: &str) -> Result<(), Fault> {
        let fits = |word: &str| self.facts.contains(word) || self.vocabulary.has(word);
        if fits(word) {
            return Ok(());
        }
        if word.contains('@') {
            return Err(Fault::Address);
        }
        if word.contains("://") || word.contains("www") || word.contains('/') || has_a_dot_inside(word) {
            return Err(Fault::Link);
        }
        if word.chars().any(is_money) {
            return Err(Fault::Amount);
        }
        if word.chars().any(char::is_numeric) {
            return Err(Fault::Number);
        }
        if !word.is_ascii() {
            return Err(Fault::Foreign);
        }
        if is_claim(word) {
            return Err(Fault::Claim(word.to_owned()));
        }
        let whole = word.chars().all(|c| c.is_ascii_alphabetic() || matches!(c, '-' | '\''));
        let parts: Vec<&str> = word.split('-').collect();
        if whole && parts.len() > 1 && parts.iter().all(|part| fits(part)) { Ok(()) } else { Err(Fault::Word) }
    }
}

/// Where a phrase stands in a text, where it does just once and not as part of longer words.
fn the_one_place(text: &str, phrase: &str) -> Option<usize> {
    let mut places = text.match_indices(phrase).filter(|(at, found)| {
        let before = text[..*at].chars().next_back();
        let after = text[at + found.len()..].chars().next();
        before.is_none_or(|c| !is_glued(c)) && after.is_none_or(|c| !is_glued(c))
    });
    match (places.next(), places.next()) {
        (Some((at, _)), None) => Some(at),
        _ => None,
    }
}

/// What would make a phrase part of a longer word.
fn is_glued(character: char) -> bool {
    character.is_alphanumeric() || matches!(character, '-' | '_' | '@' | '$' | '€' | '£')
}

fn has_a_dot_inside(word: &str) -> bool {
    word.chars().any(char::is_alphabetic) && word.contains('.')
}

fn is_money(character: char) -> bool {
    matches!(character, '$' | '¢' | '£' | '¤' | '¥' | '€' | '₿' | '%' | '\u{20A0}'..='\u{20CF}' | '\u{FF04}' | '\u{FFE0}'..='\u{FFE6}')
}

/// The words of a text in lower case, without the signs around them.
pub fn tokens(text: &str) -> impl Iterator<Item = String> {
    let sign = |c: char| c.is_whitespace() || matches!(c, '—' | '–' | '…');
    text.split(sign).filter_map(|word| {
        let word = word.trim_matches(|c: char| ".,;:!?()[]\"'’‘“”-*".contains(c));
        (!word.is_empty()).then(|| word.replace(['’', '‘'], "'").to_lowercase())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(frame: &Frame, text: &str, expected: &Result<(), Fault>) {
        assert_eq!(frame.check(text), *expected, "{text}");
    }

    #[test]
    fn a_letter_says_what_it_must_and_no_more() {
        let placed = "Your order 12-3 (LEGO 10281) was placed on 2026-05-01.";
        let frame = Frame::of(&[], Vocabulary::Letter, 400).saying([placed.to_owned()]);
        let check = |text: &str, expected: Result<(), Fault>| check(&frame, &text.replace("{}", placed), &expected);
        check("Thank you for writing to us! {} Please let us know if you have any other question.", Ok(()));
        check("{}", Ok(()));
        check("Thank you so much — {}\n\nWarm regards", Ok(()));
        check("Thank you for writing to us!", Err(Fault::Missing));
        check("{} {}", Err(Fault::Missing));
        check("Your order 12-3 (LEGO 10281) was placed on 2026-05-02.", Err(Fault::Missing));
        check("{} It arrives tomorrow.", Err(Fault::Word));
        check("It is not so that {}", Err(Fault::Claim("not".into())));
        check("{} We give you a refund.", Err(Fault::Word));
        check("{} You have 2 of these.", Err(Fault::Number));
        check("{} You have ２ of these.", Err(Fault::Number));
        check("{} You have ٣ of these.", Err(Fault::Number));
        check("{} Please write to help@example.com.", Err(Fault::Address));
        check("{} Please write to @helpdesk.", Err(Fault::Address));
        check("{} Please see https://example.com", Err(Fault::Link));
        check("{} Please see example.com", Err(Fault::Link));
        check("{} Here is $", Err(Fault::Amount));
        check("{} Thаnk you", Err(Fault::Foreign));
        check("{} Thank\u{200b} you", Err(Fault::Hidden));
        check("{} Thank\u{2028}you", Err(Fault::Hidden));
        check("{} Thank\u{b}you", Err(Fault::Hidden));
        check("{} Thank\u{a0}you", Err(Fault::Hidden));
        check("please{}", Err(Fault::Missing));
        check("{} w w w e v i l", Err(Fault::Word));
        check("{} Merci beaucoup", Err(Fault::Word));
        check(" \n", Err(Fault::Empty));
        check(&"very ".repeat(100), Err(Fault::TooLong(400)));
    }

    #[test]
    fn a_title_leaves_nothing_out_and_turns_nothing_round() {
        let title = "Empty box for Rolex 116610";
        let frame = Frame::of(&[title, "Rolex", "Watches"], Vocabulary::Listing, 80).keeping(title);
        let check = |text: &str, expected: Result<(), Fault>| check(&frame, text, &expected);
        check("Empty box for Rolex 116610", Ok(()));
        check("Empty Box for Rolex 116610, Watches", Ok(()));
        check("Rolex: Empty box for Rolex 116610", Ok(()));
        check("Rolex 116610", Err(Fault::Missing));
        check("Rolex 116610 for Empty box", Err(Fault::Missing));
        check("Empty box for genuine Rolex 116610", Err(Fault::Claim("genuine".into())));
        check("Empty box for Rolex 116611", Err(Fault::Number));
        check("Empty box for Rolex 116610 gold-plated", Err(Fault::Word));
    }

    #[test]
    fn a_claim_stands_only_where_the_facts_have_it() {
        let facts = "New York Travel Guide";
        let frame =
            Frame::of(&[facts, "Very Good"], Vocabulary::Listing, 200).saying(["Condition: Very Good".to_owned()]);
        check(&frame, "Condition: Very Good\nThis is a York Travel Guide.", &Ok(()));
        check(&frame, "Condition: Very Good\nThis item is new.", &Err(Fault::Claim("new".into())));
    }

    #[test]
    fn the_one_price_of_a_rung_is_the_one_number_of_a_message() {
        let frame =
            Frame::of(&["$12.50"], Vocabulary::Letter, 300).saying(["Would you take $12.50 for it?".to_owned()]);
        check(&frame, "Hello! Would you take $12.50 for it? Thank you", &Ok(()));
        check(&frame, "Hello! Would you take $12.50 for it? Or $15.00?", &Err(Fault::Amount));
    }
}
