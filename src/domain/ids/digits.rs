//! A whole text read as digits with separators, without allocating.

use super::reason::Reason;

/// The most characters an identifier made of digits has.
const LONGEST: usize = 14;

/// Up to 14 digits, the last perhaps `X`, and how they were grouped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Digits {
    all: [u8; LONGEST],
    len: usize,
    /// How many groups separators made.
    pub groups: usize,
    /// The length of the last group.
    pub last_group: usize,
}

impl Digits {
    /// Reads the whole text: quotes and brackets around it and separators after it fall away.
    pub fn read(text: &str) -> Result<Self, Reason> {
        let text = trim(text);
        if text.is_empty() {
            return Err(Reason::Empty);
        }
        if text.starts_with('+') && text.bytes().any(|byte| byte.is_ascii_digit()) {
            return Err(Reason::Phone);
        }
        let mut found = Self { all: [0; LONGEST], len: 0, groups: 0, last_group: 0 };
        let (mut count, mut in_group, mut dots) = (0_usize, false, 0_usize);
        for character in text.chars() {
            match character {
                '0'..='9' | 'x' | 'X' => {
                    if found.ends_with_x() && count <= LONGEST {
                        return Err(Reason::MisplacedX);
                    }
                    if count < LONGEST {
                        found.all[count] = character.to_ascii_uppercase() as u8;
                        found.len = count + 1;
                    }
                    count += 1;
                    if !in_group {
                        found.groups += 1;
                        found.last_group = 0;
                    }
                    found.last_group += 1;
                    in_group = true;
                }
                '.' if count > 0 => {
                    dots += 1;
                    in_group = false;
                }
                _ if is_separator(character) && count > 0 => in_group = false,
                _ if character.is_numeric() => return Err(Reason::NonAsciiDigit(character)),
                _ => return Err(Reason::Character(character)),
            }
        }
        if dots == 1 {
            return Err(Reason::Decimals);
        }
        if count > LONGEST {
            return Err(Reason::Length(count));
        }
        if found.ends_with_x() && !matches!(found.len, 7..=10) {
            return Err(Reason::MisplacedX);
        }
        Ok(found)
    }

    /// Reads ten to fourteen digits that stand alone, the last of ten perhaps `X`; any other text is not looked at.
    pub fn bare(text: &str) -> Option<Self> {
        let bytes = text.as_bytes();
        let (last, first) = bytes.split_last()?;
        let ends = last.is_ascii_digit() || (*last == b'X' && bytes.len() == 10);
        if !(10..=LONGEST).contains(&bytes.len()) || !ends || !first.iter().all(u8::is_ascii_digit) {
            return None;
        }
        let mut found = Self { all: [0; LONGEST], len: bytes.len(), groups: 1, last_group: bytes.len() };
        found.all[..bytes.len()].copy_from_slice(bytes);
        Some(found)
    }

    fn ends_with_x(&self) -> bool {
        self.len > 0 && self.all[self.len - 1] == b'X'
    }

    /// All characters, the last perhaps `X`.
    pub fn bytes(&self) -> &[u8] {
        &self.all[..self.len]
    }

    /// All characters when every one is a digit.
    pub fn plain(&self) -> Option<&[u8]> {
        (!self.ends_with_x()).then(|| self.bytes())
    }

    /// The same with zeros in front up to `len` characters.
    pub fn padded(&self, len: usize) -> Option<Self> {
        if len > LONGEST || len < self.len {
            return None;
        }
        let mut longer = Self { all: [b'0'; LONGEST], len, ..*self };
        longer.all[len - self.len..len].copy_from_slice(self.bytes());
        Some(longer)
    }
}

/// What people put between the groups of a number: spaces, hyphens and dashes.
pub(super) fn is_separator(character: char) -> bool {
    matches!(
        character,
        ' ' | '\t' | '-' | '\u{A0}' | '\u{AD}' | '\u{2009}'
            ..='\u{2015}' | '\u{202F}' | '\u{2212}' | '\u{FE63}' | '\u{FF0D}'
    )
}

/// The text without space, quotes and brackets around it, and without separators after it.
pub(super) fn trim(text: &str) -> &str {
    let around = |c: char| {
        c.is_whitespace()
            || matches!(c, '(' | ')' | '[' | ']' | '{' | '}' | '<' | '>' | '"' | '\'' | '“' | '”' | '\u{FEFF}')
    };
    text.trim_matches(around).trim_end_matches(|c: char| around(c) || is_separator(c) || matches!(c, '.' | ',' | ';'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_and_brackets_fall_away() {
        let check = |text: &str, expected: &str| assert_eq!(Digits::read(text).unwrap().bytes(), expected.as_bytes());
        check(" (978-0-439-02348-1) ", "9780439023481");
        check("978.0826.497529", "9780826497529");
        check("8423490261447 -", "8423490261447");
        check("0-8412-0473-x", "084120473X");
    }

    #[test]
    fn what_is_no_digit_is_named() {
        let check = |text: &str, expected| assert_eq!(Digits::read(text), Err(expected), "{text}");
        check("978-90245᭓8270", Reason::NonAsciiDigit('᭓'));
        check("0826497X27", Reason::MisplacedX);
        check("978082649752X", Reason::MisplacedX);
        check("750103AAAA309", Reason::Character('A'));
        check("12.50", Reason::Decimals);
        check("+1 202 555 0143", Reason::Phone);
        check("-5", Reason::Character('-'));
        check("12345678901234567890", Reason::Length(20));
    }
}
