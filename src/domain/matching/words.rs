//! Titles as words and numbers, with what stands between them.

use std::borrow::Cow;

/// A run of letters or a run of digits of a title.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Token<'t> {
    /// In lower case.
    pub text: Cow<'t, str>,
    /// What stands between the token before and this one.
    pub gap: &'t str,
    /// Where it starts in the title, in bytes.
    pub start: usize,
    /// Where it ends.
    pub end: usize,
}

/// Cuts a title into runs of letters and runs of digits; `1.5` is one token, `6pk` are two.
pub(super) fn tokens(title: &str) -> Vec<Token<'_>> {
    let mut found = Vec::new();
    let mut ended = 0;
    let mut chars = title.char_indices().peekable();
    while let Some((start, first)) = chars.next() {
        if !first.is_alphanumeric() {
            continue;
        }
        let mut end = start + first.len_utf8();
        while let Some(&(at, c)) = chars.peek() {
            let decimal = first.is_ascii_digit()
                && (c == '.' || c == ',')
                && title[at + 1..].starts_with(|next: char| next.is_ascii_digit());
            if !decimal && (!c.is_alphanumeric() || c.is_ascii_digit() != first.is_ascii_digit()) {
                break;
            }
            end = at + c.len_utf8();
            chars.next();
        }
        found.push(Token { text: lower(&title[start..end]), gap: &title[ended..start], start, end });
        ended = end;
    }
    found
}

fn lower(word: &str) -> Cow<'_, str> {
    let is_lower = word.bytes().fold(true, |lower, byte| lower & byte.is_ascii() & !byte.is_ascii_uppercase());
    if is_lower { word.into() } else { word.to_lowercase().into() }
}

/// A whole number in digits or in English up to twelve.
pub(super) fn number(word: &str) -> Option<u32> {
    const WORDS: [&str; 12] =
        ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];
    let spelled = || WORDS.iter().position(|spelled| *spelled == word).and_then(|at| u32::try_from(at + 1).ok());
    word.parse().ok().or_else(spelled)
}
