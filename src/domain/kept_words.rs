//! What a server said, as it is kept: short, without a mail address, a telephone number or a card number. The words of a refusal
//! name whom a message was for; they stay in the books when that person is forgotten.

use super::card_number;

/// The longest that is kept, in characters.
const LONGEST: usize = 500;
/// The digits of a telephone number.
const PHONE: std::ops::RangeInclusive<usize> = 7..=15;

/// The words without what names a person or a card.
pub fn masked(said: &str) -> String {
    without_phones(&without_addresses(&card_number::masked("reason", said)))
}

/// The words as they are kept.
pub fn kept(said: &str) -> String {
    let masked = masked(said);
    match masked.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", masked[..end].trim_end()),
        None => masked,
    }
}

/// Without mail addresses: what stands around an `@`, with its quotes, up to a blank or a sign that no address has.
fn without_addresses(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('@') {
        let start =
            rest[..at].char_indices().rev().find(|(_, c)| !in_local(*c)).map_or(0, |(place, c)| place + c.len_utf8());
        let end = rest[at + 1..].find(|c| !in_domain(c)).map_or(rest.len(), |length| at + 1 + length);
        let domain = rest[at + 1..end].trim_end_matches(['.', '-']);
        // An alphabet's sign alone, as in `3 @ 5.00`, is no address.
        if start == at || domain.is_empty() {
            out.push_str(&rest[..=at]);
            rest = &rest[at + 1..];
            continue;
        }
        out.push_str(&rest[..start]);
        out.push_str("[address]");
        rest = &rest[at + 1 + domain.len()..];
    }
    out.push_str(rest);
    out
}

fn in_local(c: char) -> bool {
    c.is_alphanumeric() || "!#$%&'*+/=?^_`{|}~.-".contains(c)
}

fn in_domain(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '.' | '-')
}

/// Without telephone numbers: a plus and the digits of one, in groups or not. A bare number is an id as often as not.
fn without_phones(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(plus) = rest.find('+') {
        let (mut digits, mut end) = (0, plus + 1);
        for (place, c) in rest[plus + 1..].char_indices() {
            match c {
                '0'..='9' => {
                    digits += 1;
                    end = plus + 1 + place + 1;
                }
                ' ' | '-' | '.' | '(' | ')' => {}
                _ => break,
            }
            if digits > *PHONE.end() {
                break;
            }
        }
        out.push_str(&rest[..plus]);
        if PHONE.contains(&digits) {
            out.push_str("[number]");
            rest = &rest[end..];
        } else {
            out.push('+');
            rest = &rest[plus + 1..];
        }
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_a_refusal_names_is_not_kept() {
        let check = |said: &str, expected: &str| assert_eq!(kept(said), expected);
        check("550 5.1.1 <ann@example.com>: no such user", "550 5.1.1 <[address]>: no such user");
        check("550 Änne.Müller+x@bücher.example rejected.", "550 [address] rejected.");
        check("to 'o'hara@example.co.uk', bea@example.com.", "to [address]', [address].");
        check("The 'To' number +1 (415) 555-0100 is not valid", "The 'To' number [number] is not valid");
        check("whatsapp:+4915112345678!", "whatsapp:[number]!");
        check("card 4242 4242 4242 4242 declined", "card [card number ending 4242] declined");
        // What says what happened stays.
        for same in [
            "order 112-0000001-0007919 is refused",
            "3 @ 5.00, 2+3=5, @ alone, me@, @you",
            "4294967295 of 100000000001, offset +02:00",
            "",
        ] {
            check(same, same);
        }
        let long = kept(&"ä".repeat(2_000));
        assert_eq!((long.chars().count(), long.ends_with('…')), (501, true));
    }
}
