//! Payment card numbers in text: found so that they are never kept. What stores a card number falls under PCI DSS; `arb`
//! pays with what a vendor holds.
//!
//! A number counts when it passes the check of ISO/IEC 7812 (Luhn), has a length that its issuer's range has, and stands
//! alone: in groups as on a card (`4-4-4-4`, `4-6-5`) anywhere, without groups only where the field is not one for ids.
//! The trade-off: one in about fifty bare 16-digit ids of a shop would pass in free text, while a bare card number in a
//! field like `item_id` passes unseen. ISBN, EAN, UPC and GTIN have at most 14 digits and are never taken for one: bare
//! numbers of 14 digits (Diners) count only where a card is spoken of.

/// Words of a field's name that hold ids: a bare long number is what belongs there.
const ID_WORDS: [&str; 24] = [
    "id",
    "ids",
    "item",
    "sku",
    "gtin",
    "ean",
    "upc",
    "isbn",
    "asin",
    "epid",
    "barcode",
    "mpn",
    "model",
    "order",
    "tracking",
    "reference",
    "ref",
    "listing",
    "serial",
    "imei",
    "url",
    "link",
    "image",
    "key",
];

/// Words that speak of a card.
const CARD_WORDS: [&str; 12] =
    ["card", "cc", "pan", "visa", "mastercard", "amex", "discover", "diners", "credit", "debit", "cvv", "cvc"];

/// Whether the text of a field holds a card number.
#[inline]
pub fn is_in(field: &str, text: &str) -> bool {
    text.len() >= FEWEST && !found(field, text).is_empty()
}

/// The text with every card number in it masked but for its last four digits.
pub fn masked(field: &str, text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut from = 0;
    for (start, end) in found(field, text) {
        let last: Vec<char> = text[start..end].chars().filter_map(digit).map(|(c, _)| c).collect();
        out.push_str(&text[from..start]);
        out.push_str("[card number ending ");
        out.extend(&last[last.len() - 4..]);
        out.push(']');
        from = end;
    }
    out.push_str(&text[from..]);
    out
}

/// A run of digits: where it stands, and the digits.
struct Group {
    start: usize,
    end: usize,
    digits: Vec<u8>,
}

/// Where the card numbers stand, in bytes.
fn found(field: &str, text: &str) -> Vec<(usize, usize)> {
    // Nearly no text has so many digits: this is all that most texts cost.
    if !has_digits_enough(text) {
        return Vec::new();
    }
    let groups = groups(text);
    // What the words around say is only asked where the digits alone could be a card.
    let speaks = || has_word(field, &CARD_WORDS) || has_word(text, &CARD_WORDS);
    let bare = || has_word(field, &CARD_WORDS) || !has_word(field, &ID_WORDS);
    let mut hits = Vec::new();
    let mut at = 0;
    while at < groups.len() {
        let taken = [5, 4, 3, 1].into_iter().find(|&many| {
            let Some(window) = groups.get(at..at + many) else { return false };
            is_card(text, window, &bare, &speaks)
        });
        if let Some(many) = taken {
            hits.push((groups[at].start, groups[at + many - 1].end));
        }
        at += taken.unwrap_or(1);
    }
    hits
}

/// The fewest digits of a card number.
const FEWEST: usize = 14;

/// Whether there are so many digits at all.
fn has_digits_enough(text: &str) -> bool {
    match text.len() {
        0..FEWEST => false,
        _ if text.is_ascii() => {
            // In single bytes, so that many are added at once.
            let in_part = |part: &[u8]| part.iter().map(|byte| u8::from(byte.is_ascii_digit())).sum::<u8>();
            text.as_bytes().chunks(usize::from(u8::MAX)).map(|part| usize::from(in_part(part))).sum::<usize>() >= FEWEST
        }
        _ => text.chars().filter(|&c| digit(c).is_some()).count() >= FEWEST,
    }
}

fn is_card(text: &str, window: &[Group], bare: &dyn Fn() -> bool, speaks: &dyn Fn() -> bool) -> bool {
    let (Some(first), Some(last)) = (window.first(), window.last()) else { return false };
    let mut lengths = [0; 5];
    for (length, group) in lengths.iter_mut().zip(window) {
        *length = group.digits.len();
    }
    let shape = match lengths[..window.len()] {
        [14] => bare() && speaks(),
        [15..=19] => bare(),
        [4, 4, 4, 4] | [4, 6, 5] | [4, 6, 4] | [4, 4, 4, 4, 1..=3] => true,
        _ => false,
    };
    if !shape {
        return false;
    }
    let digits: Vec<u8> = window.iter().flat_map(|group| group.digits.iter().copied()).collect();
    let parted = window.windows(2).all(|pair| is_gap(&text[pair[0].end..pair[1].start]));
    parted && stands_alone(text, first.start, last.end) && is_issued(&digits) && passes(&digits)
}

/// The runs of digits of a text; full-width digits are digits.
fn groups(text: &str) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    for (at, character) in text.char_indices() {
        let Some((_, value)) = digit(character) else { continue };
        let end = at + character.len_utf8();
        match groups.last_mut().filter(|group| group.end == at) {
            Some(group) => {
                group.end = end;
                group.digits.push(value);
            }
            None => groups.push(Group { start: at, end, digits: vec![value] }),
        }
    }
    groups
}

/// The ASCII digit and its value.
fn digit(character: char) -> Option<(char, u8)> {
    let plain = match character {
        '0'..='9' => character,
        '０'..='９' => char::from_u32(u32::from(character) - 0xFF10 + 0x30)?,
        _ => return None,
    };
    Some((plain, u8::try_from(plain.to_digit(10)?).ok()?))
}

/// One mark between two groups.
fn is_gap(text: &str) -> bool {
    let mut marks = text.chars();
    matches!((marks.next(), marks.next()), (Some(' ' | '-' | '.' | '\u{a0}' | '\u{2010}'..='\u{2015}'), None))
}

/// Whether what is around does not make it part of something longer: a link, a code, another number.
fn stands_alone(text: &str, start: usize, end: usize) -> bool {
    let (before, after) = (&text[..start], &text[end..]);
    let joins = |c: char| c.is_alphanumeric() || matches!(c, '_' | '%' | '&');
    let linked =
        before.rsplit(char::is_whitespace).next().is_some_and(|token| token.contains("://") || token.contains("www."));
    let left = before.chars().next_back();
    !linked && !left.is_some_and(|c| joins(c) || matches!(c, '/' | '=')) && !after.chars().next().is_some_and(joins)
}

/// Whether an issuer has this beginning and this length (ISO/IEC 7812 ranges of the large schemes).
fn is_issued(digits: &[u8]) -> bool {
    let begin = |many: usize| digits.iter().take(many).fold(0_u32, |sum, digit| sum * 10 + u32::from(*digit));
    match digits.len() {
        14 => matches!(begin(3), 300..=305) || matches!(begin(2), 36 | 38 | 39),
        15 => matches!(begin(2), 34 | 37),
        16 => {
            digits[0] == 4
                || matches!(begin(2), 51..=55 | 62 | 65)
                || matches!(begin(4), 2221..=2720 | 3528..=3589 | 6011)
                || matches!(begin(3), 644..=649)
        }
        17 | 18 => begin(2) == 62,
        19 => digits[0] == 4 || begin(2) == 62,
        _ => false,
    }
}

/// The check digit of ISO/IEC 7812, annex B.
fn passes(digits: &[u8]) -> bool {
    let sum: u32 = digits
        .iter()
        .rev()
        .enumerate()
        .map(|(place, digit)| {
            let value = u32::from(*digit) << (place % 2);
            if value > 9 { value - 9 } else { value }
        })
        .sum();
    sum.is_multiple_of(10)
}

fn has_word(text: &str, words: &[&str]) -> bool {
    text.split(|c: char| !c.is_ascii_alphanumeric())
        .any(|part| words.iter().any(|word| part.eq_ignore_ascii_case(word)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn card_numbers_are_found_as_people_write_them() {
        let check =
            |field: &str, text: &str, expected: &str| assert_eq!(masked(field, text), expected, "{field}: {text}");
        let visa = "[card number ending 1111]";
        check("body", "my card is 4111 1111 1111 1111 thanks", &format!("my card is {visa} thanks"));
        check("body", "4111-1111-1111-1111, 12/27", &format!("{visa}, 12/27"));
        check("body", "4111111111111111", visa);
        check("title", "pay 4111111111111111/12", &format!("pay {visa}/12"));
        check("item", "4111 1111 1111 1111", visa);
        check("card_number", "4111111111111111", visa);
        check("body", "４１１１ １１１１ １１１１ １１１１", visa);
        check("note", "amex 3782 822463 10005", "amex [card number ending 0005]");
        check("note", "378282246310005", "[card number ending 0005]");
        check(
            "note",
            "5555555555554444 and 6011111111111117",
            "[card number ending 4444] and [card number ending 1117]",
        );
        check("note", "2223003122003222", "[card number ending 3222]");
        check("note", "Diners card 30569309025904", "Diners card [card number ending 5904]");
    }

    #[test]
    fn other_long_numbers_are_left_alone() {
        let check = |field: &str, text: &str| assert!(!is_in(field, text), "{field}: {text}");
        check("body", "4111 1111 1111 1112");
        check("body", "30569309025904");
        check("item", "4111111111111111");
        check("item_id", "4111111111111111");
        check("url", "https://shop.example/i/4111111111111111");
        check("body", "see https://shop.example/i?x=4111111111111111");
        check("body", "SN4111111111111111");
        check("body", "94001 0820 6334 4113 2222 99");
        check("body", "9400111899223197428490");
        check("body", "order 112-4111111-1111111");
        check("body", "978-0-19-963209-1, 9780199632091, 09780199632091");
        check("body", "1234 5678 9012 3456 and 0000000000000000");
        check("title", "IMEI 356938035643809");
        check("body", "");
    }
}
