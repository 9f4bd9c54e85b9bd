//! Check digits and the numbers people type when they have none. All functions take ASCII digits.

/// The GS1 check digit of a body: from the right, weights 3, 1, 3, … and the difference to the next ten
/// (GS1 General Specifications, section 7.9).
pub fn mod10(body: &[u8]) -> u8 {
    let sum: u32 =
        body.iter().rev().zip([3, 1].iter().cycle()).map(|(digit, weight)| u32::from(digit - b'0') * weight).sum();
    b'0' + ((10 - sum % 10) % 10) as u8
}

/// The modulo-11 check character of an ISBN-10 body (nine digits) or an ISSN body (seven): weights rise from 2 at the
/// right, and 10 is written `X` (ISO 2108:1992, ISO 3297).
pub fn mod11(body: &[u8]) -> u8 {
    let sum: u32 = body.iter().rev().zip(2_u32..).map(|(digit, weight)| u32::from(digit - b'0') * weight).sum();
    match (11 - sum % 11) % 11 {
        10 => b'X',
        rest => b'0' + rest as u8,
    }
}

/// Whether the digits before a check digit are a placeholder: nothing, one digit over and over, or counting up or down.
pub fn is_placeholder(body: &[u8]) -> bool {
    let Some(first) = body.first() else { return true };
    let same = body.iter().all(|digit| digit == first);
    let up = body.windows(2).all(|pair| pair[1] == if pair[0] == b'9' { b'0' } else { pair[0] + 1 });
    let down = body.windows(2).all(|pair| pair[1] == if pair[0] == b'0' { b'9' } else { pair[0] - 1 });
    (same && body.len() >= 7) || ((up || down) && body.len() >= 9)
}

/// Whether ten digits are one of the numbers kept free for fiction, 555-01xx in any US area (NANPA).
pub fn is_fictional_phone(digits: &[u8]) -> bool {
    digits.len() == 10 && digits[0] >= b'2' && &digits[3..8] == b"55501"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn check_digits_agree_with_printed_ones() {
        let check = |body: &str, expected: u8| assert_eq!(mod10(body.as_bytes()), expected, "{body}");
        check("978043902348", b'1');
        check("03600029145", b'2');
        check("7351353", b'7');
        check("", b'0');
        let check = |body: &str, expected: u8| assert_eq!(mod11(body.as_bytes()), expected, "{body}");
        check("043902348", b'3');
        check("043965548", b'X');
        check("1562686", b'5');
    }

    #[test]
    fn placeholders_are_known_by_their_shape() {
        let check = |body: &str, expected| assert_eq!(is_placeholder(body.as_bytes()), expected, "{body}");
        check("", true);
        check("1111111", true);
        check("012345678", true);
        check("123456789012", true);
        check("987654321", true);
        check("1234567", false);
        check("1", false);
        check("111111112", false);
    }
}
