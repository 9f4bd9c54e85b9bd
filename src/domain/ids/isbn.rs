//! ISBN-10, SBN and ISSN: the numbers with a modulo-11 check character.

use super::{
    check::{is_fictional_phone, is_placeholder, mod11},
    gtin::Gtin,
    reason::Reason,
};

/// The book an ISBN-10 names, where nothing says that it is one: a telephone number of fiction is none.
pub(super) fn isbn10(bytes: &[u8]) -> Result<Gtin, Reason> {
    let book = stated(bytes)?;
    if is_fictional_phone(bytes) { Err(Reason::Phone) } else { Ok(book) }
}

/// The book an ISBN-10 names in a place for ISBNs: 3-415-55014-1 is one, whatever a telephone would make of it.
pub(super) fn stated(bytes: &[u8]) -> Result<Gtin, Reason> {
    if bytes.len() != 10 {
        return Err(Reason::Length(bytes.len()));
    }
    let (body, check) = bytes.split_at(9);
    if body.contains(&b'X') {
        return Err(Reason::MisplacedX);
    }
    if mod11(body) != check[0] {
        return Err(Reason::CheckDigit);
    }
    if is_placeholder(body) {
        return Err(Reason::Placeholder);
    }
    Gtin::from_isbn10_body(body)
}

/// The book an SBN names: an ISBN-10 without its leading 0.
pub(super) fn sbn(bytes: &[u8]) -> Result<Gtin, Reason> {
    if bytes.len() != 9 {
        return Err(Reason::Length(bytes.len()));
    }
    let mut ten = [b'0'; 10];
    ten[1..].copy_from_slice(bytes);
    isbn10(&ten)
}

/// Eight characters as an ISSN.
pub(super) fn issn(bytes: &[u8]) -> Result<[u8; 8], Reason> {
    let eight: [u8; 8] = bytes.try_into().map_err(|_| Reason::Length(bytes.len()))?;
    let body = &eight[..7];
    if body.contains(&b'X') {
        return Err(Reason::MisplacedX);
    }
    if mod11(body) != eight[7] {
        return Err(Reason::CheckDigit);
    }
    if is_placeholder(body) { Err(Reason::Placeholder) } else { Ok(eight) }
}

/// Whether an ISBN-10 begins with a group that large publishing countries hold, and that no US telephone number has:
/// 0 and 1 (English). Times in seconds since 1970 begin with 1 too and are told apart by their first three digits.
pub(super) fn is_english_group(bytes: &[u8]) -> bool {
    matches!(bytes, [b'0', ..]) || (matches!(bytes, [b'1', ..]) && !matches!(bytes, [b'1', b'5'..=b'9', ..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_isbn10_gives_its_isbn13() {
        let check = |text: &str, expected: &str| assert_eq!(isbn10(text.as_bytes()).unwrap().isbn13(), Some(expected));
        check("0439023483", "9780439023481");
        check("043965548X", "9780439655484");
    }

    #[test]
    fn what_is_no_isbn10_says_why() {
        let check = |text: &str, expected| assert_eq!(isbn10(text.as_bytes()), Err(expected), "{text}");
        check("0439023484", Reason::CheckDigit);
        check("0123456789", Reason::Placeholder);
        check("1111111111", Reason::Placeholder);
        check("439023483", Reason::Length(9));
        check("04396X5484", Reason::MisplacedX);
    }

    #[test]
    fn an_issn_has_eight_characters() {
        assert_eq!(issn(b"15626865"), Ok(*b"15626865"));
        assert_eq!(issn(b"10637711"), Err(Reason::CheckDigit));
    }
}
