//! A whole text read as one kind, strictly: nothing is padded or repaired.

use super::{
    asin::Asin,
    digits::{self, Digits},
    gtin::{Gtin, Prefix, expand_upce},
    identifier::Identifier,
    isbn,
    kind::IdKind,
    label, links, look_alike, marketplace,
    reason::Reason,
};

/// Reads the whole text as that kind: the number itself, with a label before it (`ISBN: …`), or an address of the shop.
///
/// Lost zeros are not restored here; [`super::parse_cell`] does that.
pub fn parse_as(text: &str, kind: IdKind) -> Result<Identifier, Reason> {
    let text = text.trim();
    if text.is_empty() {
        return Err(Reason::Empty);
    }
    if let Some(found) = marketplace::namespaced(text).or_else(|| links::read(text)) {
        return found.and_then(|id| if id.kind == kind { Ok(id) } else { Err(Reason::NotThisKind(kind)) });
    }
    if let Some(reason) = look_alike::of(text).filter(|_| kind.namespace().is_none()) {
        return Err(reason);
    }
    let text = label::without(text);
    match kind {
        IdKind::Asin => Asin::parse(digits::trim(text)).map(Identifier::from_asin),
        IdKind::Ismn => ismn(text),
        _ if kind.namespace().is_some() => {
            marketplace::number(text).map(|number| Identifier::from_number(kind, number))
        }
        _ => from_digits(&Digits::read(text)?, kind),
    }
}

/// Digits read as a kind that consists of digits.
pub(super) fn from_digits(digits: &Digits, kind: IdKind) -> Result<Identifier, Reason> {
    let bytes = digits.bytes();
    match kind {
        IdKind::Isbn10 => isbn::isbn10(bytes).map(|gtin| Identifier::from_gtin(kind, gtin)),
        IdKind::Sbn => isbn::sbn(bytes).map(|gtin| Identifier::from_gtin(kind, gtin)),
        IdKind::Issn => isbn::issn(bytes).map(Identifier::from_issn),
        IdKind::Isbn13 => gtin_of(digits, 13)
            .and_then(|gtin| if gtin.isbn13().is_some() { Ok(gtin) } else { Err(Reason::NotBookland) })
            .map(|gtin| Identifier::from_gtin(kind, gtin)),
        IdKind::UpcE => {
            let eight = digits.plain().ok_or(Reason::MisplacedX)?;
            let eight = eight.try_into().map_err(|_| Reason::Length(eight.len()))?;
            expand_upce(eight).map(|gtin| Identifier::from_gtin(kind, gtin))
        }
        IdKind::UpcA => gtin_of(digits, 12).map(|gtin| Identifier::from_gtin(kind, gtin)),
        IdKind::Ean8 => gtin_of(digits, 8).map(|gtin| Identifier::from_gtin(kind, gtin)),
        IdKind::Ean13 => gtin_of(digits, 13).map(|gtin| Identifier::from_gtin(kind, gtin)),
        IdKind::Gtin14 => gtin_of(digits, 14).map(|gtin| Identifier::from_gtin(kind, gtin)),
        _ => Err(Reason::NotThisKind(kind)),
    }
}

/// Digits read by their number alone: 10, 12, 13 or 14. Eight are ambiguous and not read here.
pub(super) fn by_length(digits: &Digits) -> Result<Identifier, Reason> {
    let kind = match digits.bytes().len() {
        10 => IdKind::Isbn10,
        12 => IdKind::UpcA,
        13 => {
            let gtin = gtin_of(digits, 13)?;
            let kind = match gtin.prefix_policy() {
                Prefix::Book => IdKind::Isbn13,
                Prefix::PrintedMusic => IdKind::Ismn,
                _ => IdKind::Ean13,
            };
            return Ok(Identifier::from_gtin(kind, gtin));
        }
        14 => IdKind::Gtin14,
        other => return Err(Reason::Length(other)),
    };
    from_digits(digits, kind)
}

fn gtin_of(digits: &Digits, len: usize) -> Result<Gtin, Reason> {
    let plain = digits.plain().ok_or(Reason::MisplacedX)?;
    if plain.len() == len { Gtin::from_digits(plain) } else { Err(Reason::Length(plain.len())) }
}

/// `979-0-…`, or the old form `M-2306-7118-7`, whose M stands for 979-0.
fn ismn(text: &str) -> Result<Identifier, Reason> {
    let gtin = match text.strip_prefix(['M', 'm']) {
        Some(rest) => {
            let tail = Digits::read(rest.trim_start_matches(digits::is_separator))?;
            let tail = tail.plain().ok_or(Reason::MisplacedX)?;
            if tail.len() != 9 {
                return Err(Reason::Length(tail.len() + 1));
            }
            let mut all = *b"9790000000000";
            all[4..].copy_from_slice(tail);
            Gtin::from_digits(&all)?
        }
        None => gtin_of(&Digits::read(text)?, 13)?,
    };
    if gtin.prefix_policy() == Prefix::PrintedMusic {
        Ok(Identifier::from_gtin(IdKind::Ismn, gtin))
    } else {
        Err(Reason::NotThisKind(IdKind::Ismn))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_whole_text_is_read_as_the_kind() {
        let check = |text, kind, expected: &str| assert_eq!(parse_as(text, kind).unwrap().value(), expected, "{text}");
        check("ISBN-13: 978-0-439-02348-1", IdKind::Isbn13, "9780439023481");
        check("0 439 02348 3", IdKind::Isbn10, "9780439023481");
        check("330 28498 3", IdKind::Sbn, "9780330284981");
        check("0036000291452", IdKind::Ean13, "036000291452");
        check("M-2306-7118-7", IdKind::Ismn, "9790230671187");
        check("15626865", IdKind::Issn, "1562-6865");
        check("asin: B0088PUEPK", IdKind::Asin, "B0088PUEPK");
        check("https://www.tcgplayer.com/product/516980", IdKind::TcgplayerProduct, "516980");
        check("ebay:epid:55", IdKind::EbayEpid, "55");
    }

    #[test]
    fn nothing_is_repaired() {
        let check = |text, kind, code: &str| assert_eq!(parse_as(text, kind).unwrap_err().code(), code, "{text}");
        check("439023483", IdKind::Isbn10, "length");
        check("36000291452", IdKind::UpcA, "length");
        check("9.78043902348e+12", IdKind::Isbn13, "scientific_notation");
        check("9790230671187", IdKind::Isbn13, "not_bookland");
        check("M-2306-7118-7", IdKind::Isbn13, "character");
        check("9780439023482", IdKind::Isbn13, "check_digit");
        check("9780439023481 and more", IdKind::Isbn13, "character");
        check("https://www.ebay.com/p/1", IdKind::TcgplayerProduct, "not_this_kind");
    }
}
