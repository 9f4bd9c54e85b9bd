//! The key of a barcode that stands alone and has nothing unusual about it: most cells of most lists.

use super::{cell::Reading, key::Key};

/// The key of a UPC, an EAN, an ISBN or an ASIN, plainly written and with the right check digit, as [`read_cell`](super::read_cell) finds it in a column
/// that is not of ISBNs alone; `None` for any other text, and for numbers that take a closer look.
pub fn plain_key(text: &str, how: Reading) -> Option<Key> {
    let digits = text.as_bytes();
    if let [b'B', b'0', .., before, last] = digits {
        // Two characters that neither follow each other nor repeat make it no placeholder.
        let step = last.wrapping_sub(*before);
        let counts = matches!(step, 0 | 1 | 0xFF) || matches!((before, last), (b'9', b'0') | (b'0', b'9'));
        let plain = digits.len() == 10 && digits.iter().all(|byte| byte.is_ascii_digit() || byte.is_ascii_uppercase());
        return (plain && !counts).then(|| Key::of_asin_text(digits));
    }
    match digits.first()? {
        b'0'..=b'9' => of_number(digits, how),
        b'E' | b'I' | b'U' => labelled(text, how),
        _ => None,
    }
}

/// The key of a number behind the label of its kind: `UPC: 673419340557`.
fn labelled(text: &str, how: Reading) -> Option<Key> {
    let (label, rest) = text.split_at(text.bytes().position(|byte| matches!(byte, b':' | b' '))?);
    let number = rest.trim_start_matches([':', ' ']);
    // With hyphens it may look like something else, which takes a closer look.
    let fits = match label {
        "UPC" => matches!(number.len(), 11 | 12),
        "EAN" => number.len() == 13,
        "ISBN" => number.len() == 10 || (number.len() == 13 && number.starts_with("978")),
        "ISBN-10" => number.len() == 10,
        "ISBN-13" => number.len() == 13 && number.starts_with("978"),
        _ => false,
    };
    if fits && !number.contains('-') { of_number(number.as_bytes(), how) } else { None }
}

/// The key of a number alone.
fn of_number(digits: &[u8], how: Reading) -> Option<Key> {
    let mut bare = [0; 13];
    let digits = match digits.len() {
        12 | 13 if digits[1] != b'-' && !digits.contains(&b'-') => digits,
        13 | 17 => without_hyphens(digits, &mut bare)?,
        10 | 11 => digits,
        9 if how.lost_zeros => digits,
        _ => return None,
    };
    if let Ok(ten) = <&[u8; 10]>::try_from(digits) {
        match isbn10_key(ten) {
            Isbn10::Key(key) => return Some(key),
            // A UPC that lost its zeros.
            Isbn10::None if how.lost_zeros => {}
            Isbn10::None | Isbn10::Unclear => return None,
        }
    }
    let (number, sum) = read(digits)?;
    // Three digits before the last that do not count up, count down or repeat make it no placeholder.
    let [.., a, b, c, _] = digits else { return None };
    let steps = ((10 + b - a) % 10, (10 + c - b) % 10);
    let counts = steps.0 == steps.1 && matches!(steps.0, 0 | 1 | 9);
    // Numbers below this were given out with eight digits, and have prefixes of their own.
    if sum % 10 != 0 || counts || number < 100_000_000 {
        return None;
    }
    let usual = match number / 10_000_000_000 {
        20..=29 | 40..=49 | 200..=299 | 50..=59 | 980..=984 | 990..=999 => how.internal,
        977 | 979 => false,
        _ => true,
    };
    usual.then(|| Key::of_gtin_number(number))
}

/// The number that at most sixteen digits are, and the sum of them that a GTIN is checked by, the last digit in it: each counts
/// once or three times in turn, the last once. Eight digits are read at once.
fn read(digits: &[u8]) -> Option<(u64, u64)> {
    const ONES: u64 = 0x0101_0101_0101_0101;
    const PAIRS: u64 = 0x00FF_00FF_00FF_00FF;
    let mut text = [b'0'; 16];
    text.get_mut(16_usize.checked_sub(digits.len())?..)?.copy_from_slice(digits);
    let (mut number, mut sum) = (0, 0);
    for eight in text.as_chunks::<8>().0 {
        // A digit becomes its value; whatever is above nine gets its top bit set.
        let values = u64::from_le_bytes(*eight) ^ (ONES * u64::from(b'0'));
        if (values.wrapping_add(ONES * 0x76) | values) & (ONES * 0x80) != 0 {
            return None;
        }
        let pairs = (values.wrapping_mul(10) + (values >> 8)) & PAIRS;
        let fours = (pairs.wrapping_mul(100) + (pairs >> 16)) & 0x0000_FFFF_0000_FFFF;
        number = number * 100_000_000 + u64::from((fours.wrapping_mul(10_000) + (fours >> 32)) as u32);
        // Four values of sixteen bits each are added up in the highest of them.
        let added = |quarters: u64| quarters.wrapping_mul(0x0001_0001_0001_0001) >> 48;
        sum += 3 * added(values & PAIRS) + added((values >> 8) & PAIRS);
    }
    Some((number, sum))
}

/// The digits of a number in groups, `978-0-439-02348-1` or `0-439-02348-3`: with a hyphen between two groups, as many as
/// books have.
fn without_hyphens<'b>(text: &[u8], bare: &'b mut [u8; 13]) -> Option<&'b [u8]> {
    let (mut length, mut before) = (0, b'-');
    for byte in text {
        match (byte, before) {
            (b'-', b'-') => return None,
            (b'-', _) => {}
            _ => {
                *bare.get_mut(length)? = *byte;
                length += 1;
            }
        }
        before = *byte;
    }
    let groups = text.len() - length + 1;
    let is_book = (groups == 5 && length == 13 && bare.starts_with(b"978")) || (groups == 4 && length == 10);
    (is_book && before != b'-').then_some(&bare[..length])
}

/// The key of the book that an ISBN-10 names, where nothing about it is unclear.
pub(super) fn book_key(ten: &[u8; 10]) -> Option<Key> {
    match isbn10_key(ten) {
        Isbn10::Key(key) => Some(key),
        Isbn10::None | Isbn10::Unclear => None,
    }
}

/// What ten characters are.
enum Isbn10 {
    /// An ISBN-10, and this the key of its book.
    Key(Key),
    /// No ISBN-10.
    None,
    /// What takes a closer look: telephone numbers of fiction among them.
    Unclear,
}

/// The key of the book that an ISBN-10 names.
fn isbn10_key(ten: &[u8; 10]) -> Isbn10 {
    let (mut body, mut sum) = (0_u64, 0_u32);
    for (byte, weight) in ten[..9].iter().zip((2..=10).rev()) {
        let digit = byte.wrapping_sub(b'0');
        if digit > 9 {
            return Isbn10::None;
        }
        body = body * 10 + u64::from(digit);
        sum += u32::from(digit) * weight;
    }
    let check = match ten[9] {
        b'X' => 10,
        digit @ b'0'..=b'9' => u32::from(digit - b'0'),
        _ => return Isbn10::None,
    };
    let steps = ((10 + ten[7] - ten[6]) % 10, (10 + ten[8] - ten[7]) % 10);
    let counts = steps.0 == steps.1 && matches!(steps.0, 0 | 1 | 9);
    if (sum + check) % 11 != 0 {
        return Isbn10::None;
    }
    if counts || &ten[3..8] == b"55501" {
        return Isbn10::Unclear;
    }
    // The GTIN of a book: 978 and the body, with a check digit of its own.
    let mut weighted = 9 + 7 * 3 + 8;
    for (place, byte) in ten[..9].iter().enumerate() {
        weighted += u32::from(byte - b'0') * if place % 2 == 0 { 3 } else { 1 };
    }
    let last = (10 - weighted % 10) % 10;
    Isbn10::Key(Key::of_gtin_number(9_780_000_000_000 + body * 10 + u64::from(last)))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{
        super::{
            check::{mod10, mod11},
            read_cell,
        },
        *,
    };

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(20_000))]
        #[test]
        fn a_key_at_a_glance_is_the_key_of_the_careful_reader(
            body in prop_oneof![
                8 => "[0-9]{8,12}", 2 => "0{1,6}[0-9]{6,10}", 1 => "97[7-9][0-9]{8,9}", 1 => "(0?[245]|2|98|99)[0-9]{10}",
                1 => "(01234567890|12345678901|98765432109|09876543210|1111111111)[0-9]{1,2}",
            ],
            right in any::<bool>(), odd in "(X|x| |-|é)?",
            label in "|((UPC|EAN|ISBN|ISBN-10|ISBN-13|GTIN|ASIN|ITEM|Upc)(:|: |:  | | :))?", lost_zeros in any::<bool>(), internal in any::<bool>(),
        ) {
            let last = if right { mod10(body.as_bytes()) } else { b'5' };
            let text = format!("{label}{body}{}{odd}", char::from(last));
            let how = Reading { lost_zeros, internal };
            if let Some(key) = plain_key(&text, how) {
                prop_assert_eq!(read_cell(&text, false, how).ok().and_then(|id| id.key()), Some(key), "{}", text);
            }
        }
    }

    proptest! {
        #[test]
        fn so_is_that_of_an_asin(text in "B0[0-9A-Z]{7,9}|B0[0-9A-Z]{6}(00|98|01|XX|90|09)|B0[0-9a-z]{8}|B012345678|B[0-9A-Z]{9}", lost_zeros in any::<bool>()) {
            let how = Reading { lost_zeros, internal: lost_zeros };
            if let Some(key) = plain_key(&text, how) {
                prop_assert_eq!(read_cell(&text, false, how).ok().and_then(|id| id.key()), Some(key), "{}", text);
            }
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(20_000))]
        #[test]
        fn so_is_that_of_a_book(
            body in prop_oneof![8 => "[0-9]{9}", 1 => "[2-9][0-9]{2}55501[0-9]", 1 => "(012345678|123456789|987654321|111111111)"],
            thirteen in any::<bool>(), hyphens in prop::collection::vec(0_usize..13, 0..5), lost_zeros in any::<bool>(),
            label in "|((UPC|EAN|ISBN|ISBN-10|ISBN-13|ISBN13)(:|: |:  | | :))?",
        ) {
            let long = format!("978{body}");
            let mut text: Vec<u8> = if thirteen { long.into_bytes() } else { body.into_bytes() };
            text.push(if thirteen { mod10(&text) } else { mod11(&text) });
            for at in hyphens {
                text.insert(at.min(text.len()), b'-');
            }
            let text = format!("{label}{}", String::from_utf8(text).unwrap());
            let how = Reading { lost_zeros, internal: lost_zeros };
            if let Some(key) = plain_key(&text, how) {
                prop_assert_eq!(read_cell(&text, false, how).ok().and_then(|id| id.key()), Some(key), "{}", text);
            }
        }

        #[test]
        fn so_is_that_of_digits_in_groups(text in "[0-9]{1,5}-[0-9]{1,7}-[0-9]{1,7}-[0-9X]{1,4}|978-[0-9]{1,5}-[0-9]{1,7}-[0-9]{1,6}-[0-9]") {
            let how = Reading::default();
            if let Some(key) = plain_key(&text, how) {
                prop_assert_eq!(read_cell(&text, false, how).ok().and_then(|id| id.key()), Some(key), "{}", text);
            }
        }
    }

    #[test]
    fn usual_numbers_need_no_closer_look() {
        for text in [
            "9780439023481",
            "036000291452",
            "4006381333931",
            "0036000291452",
            "B08HVXZW8K",
            "978-0-439-02348-1",
            "0-439-02348-3",
            "043965548X",
        ] {
            assert!(plain_key(text, Reading::default()).is_some(), "{text}");
        }
        let internal = Reading { internal: true, ..Reading::default() };
        assert!(plain_key("434704791429", internal).is_some());
        let lost = Reading { lost_zeros: true, ..Reading::default() };
        for text in ["36000291452", "UPC: 673419340557", "EAN:4006381333931", "ISBN-10: 0439023483"] {
            assert!(plain_key(text, lost).is_some(), "{text}");
        }
        for text in ["9780439023482", "434704791429", "9790230671187", "73513537", "B000000000", ""] {
            assert!(plain_key(text, Reading::default()).is_none(), "{text}");
        }
    }
}
