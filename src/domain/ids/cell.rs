//! A cell of a spreadsheet that should hold one barcode, ISBN or ASIN.

use super::{
    asin::Asin,
    digits::{self, Digits},
    identifier::Identifier,
    isbn,
    kind::IdKind,
    label, links, look_alike, marketplace,
    note::Note,
    read,
    reason::Reason,
};

/// Reads a cell that should hold one barcode, ISBN or ASIN.
///
/// Zeros that a spreadsheet dropped come back only where the check digit then agrees (9 characters to an ISBN-10, 11 digits
/// to a UPC-A), and `note` says so. A float's digits (`9.78E+12`) are lost and never guessed. Eight digits are an EAN-8
/// before they are a UPC-E, and never an ISBN: a column known to hold ISBNs is read by [`parse_isbn_cell`].
pub fn parse_cell(text: &str) -> Result<Identifier, Reason> {
    match prepare(text)? {
        Prepared::Done(id) => Ok(id),
        Prepared::Digits(digits, note) => barcode(&digits, note),
    }
}

fn barcode(digits: &Digits, note: Note) -> Result<Identifier, Reason> {
    match digits.bytes().len() {
        8 => eight(digits).map(|id| add(id, note)),
        9 => restored(digits, 10, IdKind::Isbn10, note),
        11 => restored(digits, 12, IdKind::UpcA, note),
        _ => read::by_length(digits).map(|id| add(id, note)),
    }
}

/// Reads a cell of a column that holds ISBNs: like [`parse_cell`], with up to three zeros restored, and books only.
/// Amazon's `B0…` numbers of books without an ISBN pass.
pub fn parse_isbn_cell(text: &str) -> Result<Identifier, Reason> {
    let id = match prepare(text)? {
        Prepared::Done(id) => id,
        Prepared::Digits(digits, note) => match digits.bytes().len() {
            7..=9 => restored(&digits, 10, IdKind::Isbn10, note)?,
            10 => add(Identifier::from_gtin(IdKind::Isbn10, isbn::stated(digits.bytes())?), note),
            _ => add(read::by_length(&digits)?, note),
        },
    };
    if id.isbn13().is_some() || id.kind == IdKind::Asin { Ok(id) } else { Err(Reason::NotBookland) }
}

/// How far a list's numbers are taken at its word, where its owner says so.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Reading {
    /// Any number of leading zeros may be lost: 8 to 12 digits are the barcode that they and zeros make, if its check digit
    /// agrees. One short number in ten agrees by accident.
    pub lost_zeros: bool,
    /// Numbers that shops and coupons use among themselves name products here, as both lists are of one shop.
    pub internal: bool,
}

/// Reads a cell as its list writes it: like [`parse_cell`], or [`parse_isbn_cell`] in a column of ISBNs.
pub fn read_cell(text: &str, isbn: bool, how: Reading) -> Result<Identifier, Reason> {
    let id = match if isbn { Prepared::Done(parse_isbn_cell(text)?) } else { prepare(text)? } {
        Prepared::Done(id) => id,
        Prepared::Digits(digits, note) => {
            let restored = if how.lost_zeros { with_zeros(&digits, note) } else { None };
            restored.map_or_else(|| barcode(&digits, note), Ok)?
        }
    };
    Ok(if how.internal { id.as_product() } else { id })
}

/// Eight to twelve digits as the barcode that they and leading zeros make; ten may be an ISBN before that.
fn with_zeros(digits: &Digits, note: Note) -> Option<Identifier> {
    let length = digits.bytes().len();
    if length == 10
        && let Ok(book) = isbn::stated(digits.bytes())
    {
        return Some(add(Identifier::from_gtin(IdKind::Isbn10, book), note));
    }
    if !(8..=12).contains(&length) {
        return None;
    }
    let kind = if length == 8 { IdKind::Ean8 } else { IdKind::UpcA };
    let padded = if length == 8 { *digits } else { digits.padded(12)? };
    let zeros = u8::try_from(padded.bytes().len() - length).ok()?;
    Some(read::from_digits(&padded, kind).ok()?.noted(Note { zeros, ..note }))
}

#[derive(Debug, PartialEq)]
enum Prepared {
    Done(Identifier),
    Digits(Digits, Note),
}

fn prepare(text: &str) -> Result<Prepared, Reason> {
    let text = text.trim();
    if text.is_empty() {
        return Err(Reason::Empty);
    }
    if let Some(plain) = plain(text) {
        return plain;
    }
    full(text)
}

/// Most cells are bare digits or a bare ASIN: no label, address or look-alike has that shape.
fn plain(text: &str) -> Option<Result<Prepared, Reason>> {
    if let Some(digits) = Digits::bare(text) {
        return Some(Ok(Prepared::Digits(digits, Note::default())));
    }
    let bytes = text.as_bytes();
    let asin = bytes.len() == 10
        && bytes.starts_with(b"B0")
        && bytes.iter().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit());
    asin.then(|| Asin::parse(text).map(|asin| Prepared::Done(Identifier::from_asin(asin))))
}

/// Any text.
fn full(text: &str) -> Result<Prepared, Reason> {
    // Spreadsheets keep a number as text by writing ="0439023483" or '0439023483.
    let text = digits::trim(text.strip_prefix('=').unwrap_or(text));
    if let Some(reason) = look_alike::of(text) {
        return Err(reason);
    }
    if let Some(found) = marketplace::namespaced(text).or_else(|| links::read(text)) {
        return found.map(Prepared::Done);
    }
    let text = label::without(text);
    if text.len() == 10 && text.starts_with(['B', 'b']) {
        return Asin::parse(text).map(|asin| Prepared::Done(Identifier::from_asin(asin)));
    }
    let (text, decimals) = without_decimals(text);
    Ok(Prepared::Digits(Digits::read(text)?, Note { decimals, ..Note::default() }))
}

/// `9780439023481.0` without its tail.
pub(super) fn without_decimals(text: &str) -> (&str, bool) {
    match text.split_once('.') {
        Some((whole, tail))
            if !tail.is_empty()
                && tail.bytes().all(|b| b == b'0')
                && !whole.is_empty()
                && whole.bytes().all(|b| b.is_ascii_digit()) =>
        {
            (whole, true)
        }
        _ => (text, false),
    }
}

/// The digits with zeros in front, if the check digit then agrees.
pub(super) fn restored(digits: &Digits, len: usize, kind: IdKind, note: Note) -> Result<Identifier, Reason> {
    let missing = len - digits.bytes().len();
    let padded = digits.padded(len).ok_or(Reason::Length(digits.bytes().len()))?;
    let id = read::from_digits(&padded, kind)?;
    Ok(id.noted(Note { zeros: u8::try_from(missing).unwrap_or(u8::MAX), ..note }))
}

/// Eight digits as the barcode they most likely are: an EAN-8 that is a product, a UPC-E, any other EAN-8.
fn eight(digits: &Digits) -> Result<Identifier, Reason> {
    let ean = read::from_digits(digits, IdKind::Ean8);
    let upc = read::from_digits(digits, IdKind::UpcE);
    match (ean, upc) {
        (Ok(ean), Ok(upc)) if ean.product => Ok(ean.noted(Note { also: Some(upc.kind), ..Note::default() })),
        (Ok(ean), Ok(upc)) => Ok(upc.noted(Note { also: Some(ean.kind), ..Note::default() })),
        // Number system 1 is hardly printed as UPC-E: alone it is more likely a mistyped EAN-8.
        (Err(_), Ok(upc)) if digits.bytes().starts_with(b"0") => Ok(upc),
        (ean, _) => ean,
    }
}

fn add(id: Identifier, note: Note) -> Identifier {
    id.noted(Note { also: id.note.also, ..note })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn what_is_read_at_a_glance_is_read_the_same_with_care(text in "[0-9]{8,15}X?|B0[0-9A-Z]{7,9}|[X1A][0-9A-Z]{9,13}") {
            if let Some(seen) = plain(&text) {
                prop_assert_eq!(seen, full(&text), "{}", text);
            }
        }
    }

    #[test]
    fn lost_zeros_come_back_and_it_is_said() {
        let check = |text: &str, value: &str, note: &str| {
            let id = parse_cell(text).unwrap();
            assert_eq!((id.value().as_str(), id.note.to_string().as_str()), (value, note), "{text}");
        };
        check("439023483", "9780439023481", "1 leading zero restored, the check digit agrees");
        check("36000291452", "036000291452", "1 leading zero restored, the check digit agrees");
        check("9780439023481.0", "9780439023481", "dropped the `.0` at the end");
        check("=\"0439023483\"", "9780439023481", "");
        check("'0439023483", "9780439023481", "");
        check("043965548X", "9780439655484", "");
        check("b0088puepk", "B0088PUEPK", "");
        check("12345670", "12345670", "the same digits are also valid as upce: the kind of barcode decides");
        check("01234565", "012345000065", "the same digits are also valid as ean8: the kind of barcode decides");
    }

    #[test]
    fn a_list_is_taken_at_its_word_where_its_owner_says_so() {
        let how = Reading { lost_zeros: true, internal: true };
        let check = |text: &str, key: Option<&str>| {
            let id = read_cell(text, false, how);
            assert_eq!(id.ok().and_then(|id| id.product_key()).as_deref(), key, "{text}");
        };
        // 000360002914-52 with two zeros gone; the same digits as an ISBN-10 stay one.
        check("6000291455", Some("gtin:00006000291455"));
        check("0439023483", Some("gtin:09780439023481"));
        check("6000291456", None);
        check("36000291452", Some("gtin:00036000291452"));
        check("3415550141", Some("gtin:09783415550148"));
        // A shop's own number, and a coupon.
        check("210000000003", Some("gtin:00210000000003"));
        check("510000000004", Some("gtin:00510000000004"));
        assert_eq!(parse_cell("210000000003").unwrap().product_key(), None);
    }

    #[test]
    fn what_is_lost_is_not_guessed() {
        let check = |text: &str, code: &str| assert_eq!(parse_cell(text).unwrap_err().code(), code, "{text}");
        check("9.78043902348e+12", "scientific_notation");
        check("439023484", "check_digit");
        check("61120081", "check_digit");
        check("9780439023481.5", "decimals");
        check("N/A", "placeholder");
        check("", "empty");
        check("(415) 555-0132", "phone");
    }

    #[test]
    fn a_column_of_isbns_restores_up_to_three_zeros() {
        let check = |text: &str, value: &str| assert_eq!(parse_isbn_cell(text).unwrap().value(), value, "{text}");
        check("61120081", "9780061120084");
        check("720311X", "9780007203116");
        check("439023483", "9780439023481");
        // Elsewhere it would be taken for a telephone number of fiction.
        check("3415550141", "9783415550148");
        assert_eq!(parse_cell("3415550141"), Err(Reason::Phone));
        assert_eq!(parse_isbn_cell("036000291452"), Err(Reason::NotBookland));
    }
}
