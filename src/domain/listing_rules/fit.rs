//! Making a text fit the rules where that changes nothing of what is said: cutting between words, characters and symbols
//! that may not be there, a word too often. The checker tells the rest.

use super::{Demand, Field, RuleBook};

/// The rules of a channel for goods of one category.
#[derive(Clone, Copy, Debug)]
pub(in crate::domain) struct Fit<'a> {
    /// The channel's rules.
    pub book: &'static RuleBook,
    /// The channel's category.
    pub category: Option<&'a str>,
}

impl Fit<'_> {
    fn demands(&self, field: Field) -> impl Iterator<Item = &Demand> {
        self.book.on(field, self.category).map(|rule| &rule.demand)
    }

    /// Whether a field leaves out a fact that has a field of its own.
    pub fn leaves_out(&self, field: Field, fact: &str) -> bool {
        self.demands(field)
            .any(|demand| matches!(demand, Demand::NoFacts { text } if text.iter().any(|name| name == fact)))
    }

    /// Whether the channel says anything about a field.
    pub fn knows(&self, field: Field) -> bool {
        self.demands(field).next().is_some()
    }

    /// The most characters of a field.
    pub fn longest(&self, field: Field) -> Option<usize> {
        let number = |demand: &Demand| if let Demand::MaxChars { number } = demand { Some(*number) } else { None };
        self.demands(field).filter_map(number).min()
    }

    /// The fewest characters of a field.
    pub fn shortest(&self, field: Field) -> usize {
        let number = |demand: &Demand| if let Demand::MinChars { number } = demand { Some(*number) } else { None };
        self.demands(field).filter_map(number).max().unwrap_or_default()
    }

    /// How many of a field there may be.
    pub fn most(&self, field: Field) -> usize {
        let number = |demand: &Demand| if let Demand::MaxCount { number } = demand { Some(*number) } else { None };
        self.demands(field).filter_map(number).min().unwrap_or(usize::MAX)
    }

    /// A line of a field without characters and symbols that may not be there.
    pub fn clean(&self, field: Field, line: &str) -> String {
        let mut text = line.to_owned();
        for demand in self.demands(field) {
            match demand {
                Demand::NoCharacters { text: forbidden } => {
                    for character in forbidden {
                        text = text.replace(character, " ");
                    }
                }
                Demand::NoSymbols => text = text.replace(is_symbol, " "),
                _ => {}
            }
        }
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// A line of a field, clean, without words said too often, and cut to its length.
    pub fn line(&self, field: Field, line: &str) -> String {
        let mut text = self.clean(field, line);
        for demand in self.demands(field) {
            if let Demand::MaxRepeats { number } = demand {
                text = without_repeats(&text, *number);
            }
        }
        self.cut(field, &text)
    }

    /// A text cut to the length of its field, in characters and in bytes.
    pub fn cut(&self, field: Field, text: &str) -> String {
        let mut text = text.to_owned();
        for demand in self.demands(field) {
            match demand {
                Demand::MaxChars { number } => text = cut(&text, *number),
                Demand::MaxBytes { number } => text = cut_bytes(&text, *number),
                _ => {}
            }
        }
        text
    }
}

/// Words that a rule on repeats does not count.
const SMALL: [&str; 21] = [
    "a", "an", "the", "and", "or", "but", "nor", "for", "of", "in", "on", "at", "to", "by", "with", "from", "as",
    "into", "over", "per", "x",
];

/// A word as a rule on repeats sees it; `None` for one it does not count.
pub(super) fn counted(word: &str) -> Option<String> {
    let bare = word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    let is_number = bare.chars().all(|c| c.is_ascii_digit());
    (!bare.is_empty() && !is_number && !SMALL.contains(&bare.as_str())).then_some(bare)
}

fn without_repeats(text: &str, most: usize) -> String {
    let mut seen: Vec<String> = Vec::new();
    let kept = text.split(' ').filter(|word| {
        let Some(bare) = counted(word) else { return true };
        let before = seen.iter().filter(|other| **other == bare).count();
        seen.push(bare);
        before < most
    });
    kept.collect::<Vec<_>>().join(" ")
}

/// At most `limit` characters, cut between words where a word ends in the second half.
pub(in crate::domain) fn cut(text: &str, limit: usize) -> String {
    match text.char_indices().nth(limit) {
        None => text.to_owned(),
        Some((end, _)) => between_words(text, end, limit),
    }
}

/// At most `limit` bytes, cut likewise.
fn cut_bytes(text: &str, limit: usize) -> String {
    if text.len() <= limit {
        return text.to_owned();
    }
    let end = (0..=limit).rev().find(|at| text.is_char_boundary(*at)).unwrap_or_default();
    between_words(text, end, text[..end].chars().count())
}

/// The text up to a byte, back to the last blank where that leaves at least half of its characters.
fn between_words(text: &str, end: usize, limit: usize) -> String {
    let head = &text[..end];
    // Whole when the cut falls on a blank.
    if text[end..].starts_with(char::is_whitespace) {
        return head.trim_end().to_owned();
    }
    match head.rfind(char::is_whitespace) {
        Some(at) if head[..at].chars().count() * 2 >= limit => head[..at].trim_end().to_owned(),
        _ => head.to_owned(),
    }
}

/// Emoji, pictographs, dingbats and arrows.
pub(super) fn is_symbol(character: char) -> bool {
    matches!(character,
        '\u{2190}'..='\u{21FF}' | '\u{2300}'..='\u{23FF}' | '\u{25A0}'..='\u{27BF}' | '\u{2B00}'..='\u{2BFF}'
        | '\u{FE0F}' | '\u{1F000}'..='\u{1FAFF}')
}
