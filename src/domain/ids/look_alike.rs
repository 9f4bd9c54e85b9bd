//! Numbers of shops, parcels, people and orders that could be taken for products.

use super::reason::Reason;

/// What a whole text looks like when it is no product for certain.
pub(super) fn of(text: &str) -> Option<Reason> {
    let text = text.trim();
    let bytes = text.as_bytes();
    let upper = |from: usize| bytes[from..].iter().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit());
    if is_scientific(bytes) {
        return Some(Reason::ScientificNotation);
    }
    if is_not_given(text) {
        return Some(Reason::Placeholder);
    }
    let what = match bytes {
        [b'X', b'0', b'0', ..] if bytes.len() == 10 && upper(0) => "an FNSKU, Amazon's label for one seller's stock",
        [b'L', b'P', b'N', ..] if bytes.len() >= 8 && upper(0) => "a licence plate number of a returned item",
        [b'T', b'B', b'A', rest @ ..] if rest.len() >= 9 && rest.iter().all(u8::is_ascii_digit) => "a parcel number",
        [b'1', b'Z', ..] if bytes.len() == 18 && upper(0) => "a parcel number",
        [b'A', ..] if (13..=15).contains(&bytes.len()) && upper(0) && bytes[1..].iter().any(u8::is_ascii_digit) => {
            "a seller or marketplace id"
        }
        _ if is_order(bytes) => "an Amazon order number",
        _ if is_phone(text) => return Some(Reason::Phone),
        _ if is_old_date(bytes) => "a date",
        _ => return None,
    };
    Some(Reason::LookAlike(what))
}

/// `9.78043902348e+12`, with a point or a comma.
pub(super) fn is_scientific(bytes: &[u8]) -> bool {
    let Some(place) = bytes.iter().position(|b| matches!(b, b'e' | b'E')) else { return false };
    let (mantissa, exponent) = (&bytes[..place], &bytes[place + 1..]);
    let exponent = exponent.strip_prefix(b"+").or_else(|| exponent.strip_prefix(b"-")).unwrap_or(exponent);
    mantissa.first().is_some_and(u8::is_ascii_digit)
        && mantissa.iter().all(|b| b.is_ascii_digit() || matches!(b, b'.' | b','))
        && !exponent.is_empty()
        && exponent.len() <= 3
        && exponent.iter().all(u8::is_ascii_digit)
}

/// What people write in a field they must fill.
fn is_not_given(text: &str) -> bool {
    const WORDS: [&str; 12] = [
        "does not apply",
        "doesn't apply",
        "not applicable",
        "n/a",
        "na",
        "none",
        "null",
        "nan",
        "unknown",
        "no isbn",
        "no upc",
        "tbd",
    ];
    WORDS.iter().any(|word| text.eq_ignore_ascii_case(word))
}

/// Three, seven and seven digits.
fn is_order(bytes: &[u8]) -> bool {
    bytes.len() == 19
        && bytes
            .iter()
            .enumerate()
            .all(|(place, b)| if matches!(place, 3 | 11) { *b == b'-' } else { b.is_ascii_digit() })
}

/// `(415) 555-0132`, `415-555-0132`, `+44 …`: three, three and four digits, or a plus sign.
fn is_phone(text: &str) -> bool {
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    let shaped = text.chars().all(|c| c.is_ascii_digit() || matches!(c, '+' | '(' | ')' | '-' | ' ' | '.' | '/'));
    if !shaped || !(7..=15).contains(&digits) {
        return false;
    }
    if text.starts_with('+') {
        return true;
    }
    let mut groups = [0_usize; 4];
    let mut count = 0;
    for group in text.split(|c: char| !c.is_ascii_digit()).filter(|group| !group.is_empty()) {
        if count == groups.len() {
            return false;
        }
        groups[count] = group.len();
        count += 1;
    }
    matches!(groups[..count], [3, 3, 4] | [1, 3, 3, 4])
}

/// Eight digits that are a day of the 1900s: 199 and below are no prefix of an EAN-8 in use. Days of the 2000s have a
/// restricted prefix anyway.
fn is_old_date(bytes: &[u8]) -> bool {
    bytes.len() == 8
        && bytes.iter().all(u8::is_ascii_digit)
        && bytes.starts_with(b"19")
        && matches!(&bytes[4..6], [b'0', b'1'..=b'9'] | [b'1', b'0'..=b'2'])
        && matches!(&bytes[6..8], [b'0', b'1'..=b'9'] | [b'1' | b'2', _] | [b'3', b'0' | b'1'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn look_alikes_are_named() {
        let check = |text: &str, expected: Option<&str>| assert_eq!(of(text).map(Reason::code), expected, "{text}");
        check("9.78043902348e+12", Some("scientific_notation"));
        check("9,78E+12", Some("scientific_notation"));
        check("X001ABCDEF", Some("look_alike"));
        check("LPNRR123456789", Some("look_alike"));
        check("A2L77EE7U53NWQ", Some("look_alike"));
        check("TBA303123456789", Some("look_alike"));
        check("1Z999AA10123456784", Some("look_alike"));
        check("113-1234567-1234567", Some("look_alike"));
        check("(415) 555-0132", Some("phone"));
        check("+1 202 555 0143", Some("phone"));
        check("Does not apply", Some("placeholder"));
        check("19991231", Some("look_alike"));
        check("0-439-02348-3", None);
        check("9780439023481", None);
    }
}
