//! A message as the words that are compared: folded, without tricks.

use unicode_normalization::UnicodeNormalization as _;

/// Text beyond this is not looked at; so long a message is read by a person anyway.
const MOST_CHARACTERS: usize = 20_000;

/// A message, folded.
pub(super) struct Folded {
    /// Lower-case words with a blank before, between and after, so that ` word ` finds whole words only.
    pub spaced: String,
    /// How many characters were there.
    pub length: usize,
    /// Whether it holds characters that a reader does not see.
    pub hidden: bool,
}

impl Folded {
    /// Folds a text: compatibility forms, lower case, one blank between words, no apostrophes, nothing invisible.
    pub fn new(text: &str) -> Self {
        let hidden = text.chars().take(MOST_CHARACTERS).any(is_hidden);
        let mut spaced = String::from(" ");
        for character in text.chars().take(MOST_CHARACTERS).filter(|c| !is_hidden(*c)).nfkc() {
            match character {
                '\'' | '’' | '‘' | '`' => {}
                _ if character.is_alphanumeric() => spaced.extend(character.to_lowercase()),
                _ if spaced.ends_with(' ') => {}
                _ => spaced.push(' '),
            }
        }
        if !spaced.ends_with(' ') {
            spaced.push(' ');
        }
        Self { spaced, length: text.chars().count(), hidden }
    }

    /// The words.
    pub fn words(&self) -> impl Iterator<Item = &str> {
        self.spaced.split_whitespace()
    }

    /// Whether these words stand in it in this order, whole; `*` at the end stands for any ending.
    pub fn has(&self, phrase: &str) -> bool {
        match phrase.strip_suffix('*') {
            Some(start) => self.spaced.match_indices(start).any(|(at, _)| self.spaced[..at].ends_with(' ')),
            None => self
                .spaced
                .match_indices(phrase)
                .any(|(at, _)| self.spaced[..at].ends_with(' ') && self.spaced[at + phrase.len()..].starts_with(' ')),
        }
    }
}

/// Zero-width, bidirectional, tag and other control characters; line breaks and tabs are none.
pub(in crate::domain) fn is_hidden(character: char) -> bool {
    (character.is_control() && !matches!(character, '\n' | '\r' | '\t'))
        || matches!(character,
            '\u{00AD}' | '\u{061C}' | '\u{180E}' | '\u{200B}' | '\u{200C}' | '\u{200E}' | '\u{200F}'
            | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}'
            | '\u{E0000}'..='\u{E007F}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_words_are_found_whatever_they_are_dressed_in() {
        let folded = Folded::new("Where’s my ＰＡＲＣＥＬ?\nI'm waiting");
        assert_eq!(folded.spaced, " wheres my parcel im waiting ");
        assert!(folded.has("my parcel") && folded.has("wait*") && !folded.has("wait") && !folded.has("arcel"));
        assert!(Folded::new("re\u{200B}fund").hidden && Folded::new("re\u{200B}fund").has("refund"));
        assert!(!Folded::new("a\r\n\tb").hidden);
    }
}
