//! Links, e-mail addresses and phone numbers in a text: channels forbid them, and lists from outside hold them.

use std::{fmt, ops::Range};

/// A way to reach somebody beside the channel.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Contact {
    /// A web address.
    Link,
    /// An e-mail address.
    Email,
    /// A phone number.
    Phone,
}

impl fmt::Display for Contact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Link => "a link",
            Self::Email => "an e-mail address",
            Self::Phone => "a phone number",
        })
    }
}

/// Endings of names that are web addresses without `www` or a scheme before them. Fewer than there are: `Vol.io` is none.
const ENDINGS: [&str; 12] =
    ["com", "net", "org", "biz", "info", "shop", "store", "online", "site", "co.uk", "com.au", "de"];

/// Where contacts stand in a text, in order.
pub fn find(text: &str) -> Vec<(Range<usize>, Contact)> {
    let mut found: Vec<(Range<usize>, Contact)> = Vec::new();
    for word in text.split_whitespace() {
        let start = word.as_ptr() as usize - text.as_ptr() as usize;
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric() && c != '/');
        let kind = if is_email(bare) {
            Contact::Email
        } else if is_link(bare) {
            Contact::Link
        } else {
            continue;
        };
        let at = start + (bare.as_ptr() as usize - word.as_ptr() as usize);
        found.push((at..at + bare.len(), kind));
    }
    found.extend(phones(text).into_iter().map(|range| (range, Contact::Phone)));
    found.sort_by_key(|(range, _)| range.start);
    // A number inside an address is part of it.
    found.dedup_by(|next, before| next.0.start < before.0.end);
    found
}

/// The text without its contacts, and what was taken out.
pub fn without(text: &str) -> (String, Vec<Contact>) {
    let found = find(text);
    let (mut clean, mut from) = (String::with_capacity(text.len()), 0);
    for (range, _) in &found {
        clean.push_str(&text[from..range.start]);
        from = range.end;
    }
    clean.push_str(&text[from..]);
    (clean, found.into_iter().map(|(_, contact)| contact).collect())
}

/// Whether an address stands in a word, whatever stands around it: what a rule takes away there must not leave one.
fn is_email(word: &str) -> bool {
    word.match_indices('@').any(|(at, _)| {
        let named = word[..at].ends_with(|c: char| c.is_alphanumeric() || matches!(c, '.' | '_' | '-' | '+'));
        let host = begins(&word[at + 1..]).trim_end_matches('.');
        named && host.contains('.') && host.split('.').all(is_label)
    })
}

/// The part of a word that could be a host's name.
fn begins(word: &str) -> &str {
    let ends = |c: char| !(c.is_alphanumeric() || matches!(c, '.' | '-' | '_'));
    &word[..word.find(ends).unwrap_or(word.len())]
}

fn is_link(word: &str) -> bool {
    let lower = word.to_ascii_lowercase();
    if lower.contains("://") || lower.starts_with("www.") {
        return true;
    }
    let host = begins(word);
    let Some((name, ending)) = ENDINGS.iter().find_map(|ending| {
        let cut = host.len().checked_sub(ending.len() + 1)?;
        let (name, rest) = (host.get(..cut)?, host.get(cut..)?);
        let written = rest.strip_prefix('.')?;
        written.eq_ignore_ascii_case(ending).then_some((name, written))
    }) else {
        return false;
    };
    // `ASP.NET` is a name: an address in capitals is one where all of it is, and none of the well-known names are `.COM`.
    let written = ending.chars().all(|c| !c.is_uppercase()) || ending == "COM" || ending == "CO.UK";
    written && name.len() > 1 && name.split('.').all(is_label)
}

fn is_label(label: &str) -> bool {
    !label.is_empty() && label.chars().all(|c| c.is_alphanumeric() || c == '-' || c == '_')
}

/// Phone numbers: `(555) 123-4567`, `555-123-4567`, `1.555.123.4567`, `+49 30 1234567`. A bare row of digits is a barcode or a
/// model as often, so it is none.
fn phones(text: &str) -> Vec<Range<usize>> {
    let bytes = text.as_bytes();
    let mut found = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        let begins = matches!(bytes[at], b'+' | b'(' | b'0'..=b'9')
            && !text[..at].ends_with(|c: char| c.is_alphanumeric() || matches!(c, '-' | '.' | '+'));
        let end = if begins { international(&bytes[at..]).or_else(|| american(&bytes[at..])) } else { None };
        match end {
            Some(length) => {
                found.push(at..at + length);
                at += length;
            }
            None => at += text[at..].chars().next().map_or(1, char::len_utf8),
        }
    }
    found
}

/// The length of a number that begins with its country: `+` and 8 to 15 digits.
fn international(bytes: &[u8]) -> Option<usize> {
    let rest = bytes.strip_prefix(b"+")?;
    let (mut digits, mut end) = (0, 0);
    for (at, byte) in rest.iter().enumerate() {
        match byte {
            b'0'..=b'9' => {
                digits += 1;
                end = at + 1;
            }
            b' ' | b'-' | b'.' | b'(' | b')' | b'/' if digits > 0 && at - end < 2 => {}
            _ => break,
        }
    }
    let ends = !rest.get(end).is_some_and(u8::is_ascii_alphanumeric);
    ((8..=15).contains(&digits) && ends).then_some(end + 1)
}

/// The length of a number of ten digits in groups of three, three and four, with a `1` before it or not.
fn american(bytes: &[u8]) -> Option<usize> {
    let mut at = 0;
    let digits = |at: &mut usize, many: usize| {
        let there = bytes.get(*at..*at + many).is_some_and(|part| part.iter().all(u8::is_ascii_digit));
        *at += many;
        there.then_some(())
    };
    let mut marked = false;
    if bytes.first() == Some(&b'1') && matches!(bytes.get(1), Some(b'-' | b'.' | b' ')) {
        at = 2;
    }
    let open = bytes.get(at) == Some(&b'(');
    at += usize::from(open);
    digits(&mut at, 3)?;
    if open {
        (bytes.get(at) == Some(&b')')).then_some(())?;
        marked = true;
        at += 1;
        at += usize::from(bytes.get(at) == Some(&b' '));
    } else {
        marked |= separator(bytes, &mut at)?;
    }
    digits(&mut at, 3)?;
    marked |= separator(bytes, &mut at)?;
    digits(&mut at, 4)?;
    let ends = !bytes.get(at).is_some_and(|byte| byte.is_ascii_alphanumeric() || *byte == b'-');
    (marked && ends).then_some(at)
}

/// Steps over a separator; whether it is more than a blank.
fn separator(bytes: &[u8], at: &mut usize) -> Option<bool> {
    let mark = *bytes.get(*at)?;
    *at += 1;
    match mark {
        b'-' | b'.' => Some(true),
        b' ' => Some(false),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn contacts_go_and_everything_else_stays() {
        let check = |text: &str, expected: &str, kinds: &[Contact]| {
            let (clean, found) = without(text);
            assert_eq!(
                (clean.split_whitespace().collect::<Vec<_>>().join(" ").as_str(), found.as_slice()),
                (expected, kinds)
            );
        };
        use Contact::{Email, Link, Phone};
        check("Mug, see https://shop.example/x?y=1 now", "Mug, see now", &[Link]);
        check("Mug (www.example.org).", "Mug ().", &[Link]);
        check("Mug at example.com/shop", "Mug at", &[Link]);
        check("Write to me@example.com, thanks", "Write to , thanks", &[Email]);
        check("Write to me@example.com$x", "Write to", &[Email]);
        check("See example.com$x", "See", &[Link]);
        check("Call 555-123-4567 or (555) 123-4567", "Call or", &[Phone, Phone]);
        check("Call 1.555.123.4567 or +49 30 1234567", "Call or", &[Phone, Phone]);
        for kept in [
            "Node.js in Action",
            "ASP.NET Core",
            ".NET 8",
            "Dr. Seuss St.Ives",
            "Vol. 1 No.2",
            "ISBN 978-0-306-40615-7",
            "UPC 036000291452",
            "0673419340557",
            "Fits 100 200 3000",
            "RTX 4090 24GB",
            "Model 123-456-7890X",
            "3.5.2",
            "a@b",
            "5 + 3 = 8",
            "Size 10-12",
            "1/24 scale 1969",
            "@home",
            "AC/DC",
            "ISBN-10 0-306-40615-2",
        ] {
            check(kept, kept, &[]);
        }
    }

    proptest! {
        #[test]
        fn no_text_is_too_odd(text in "[ -~é日+@./()0-9]{0,60}") {
            let (clean, found) = without(&text);
            prop_assert!(clean.len() <= text.len());
            prop_assert_eq!(found.is_empty(), clean == text);
        }
    }
}
