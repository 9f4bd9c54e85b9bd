//! A product key in eight bytes: what millions of rows are joined by.

use std::fmt;

use super::{asin::Asin, gtin::Gtin, kind::IdKind, quick};

/// The key of a product, as [`Identifier::product_key`](super::Identifier::product_key) writes it, as a number.
///
/// The namespace stands in the top four bits; two keys are equal exactly where their texts are.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key(u64);

const GTIN: u64 = 0;
const ASIN: u64 = 1;

/// Namespaces of marketplaces' own numbers; the place is the number of the namespace, less two. Only ever added to.
const MARKETS: [IdKind; 6] = [
    IdKind::EbayEpid,
    IdKind::EbayItem,
    IdKind::TcgplayerProduct,
    IdKind::TcgplayerSku,
    IdKind::ReverbCsp,
    IdKind::ReverbGuide,
];

const BITS: u32 = 60;

impl Key {
    pub(super) fn of_gtin(gtin: Gtin) -> Self {
        Self::of_gtin_number(gtin.as_str().bytes().fold(0, |sum, digit| sum * 10 + u64::from(digit - b'0')))
    }

    pub(super) fn of_gtin_number(number: u64) -> Self {
        Self::new(GTIN, number)
    }

    pub(super) fn of_asin(asin: Asin) -> Self {
        Self::of_asin_text(asin.as_str().as_bytes())
    }

    pub(super) fn of_asin_text(asin: &[u8]) -> Self {
        Self::new(ASIN, asin.iter().fold(0, |sum, c| sum * 36 + base36(*c)))
    }

    pub(super) fn of_number(kind: IdKind, number: u64) -> Option<Self> {
        let place = MARKETS.iter().position(|market| *market == kind)?;
        (number < 1 << BITS).then(|| Self::new(place as u64 + 2, number))
    }

    /// Reads a key as it stands in a record; `None` where it is none of ours.
    pub fn parse(text: &str) -> Option<Self> {
        if let Some(number) = text.strip_prefix("gtin:") {
            return Self::parse_gtin(number);
        }
        if let Some(asin) = text.strip_prefix("asin:") {
            return Self::parse_asin(asin);
        }
        let (kind, number) = MARKETS.iter().find_map(|kind| Some((*kind, text.strip_prefix(kind.namespace()?)?)))?;
        let written = number.bytes().all(|b| b.is_ascii_digit()) && (number == "0" || !number.starts_with('0'));
        Self::of_number(kind, number.parse().ok().filter(|_| written)?)
    }

    /// The key of a GTIN-14; `None` where it is none.
    pub fn parse_gtin(gtin: &str) -> Option<Self> {
        let digits = gtin.len() == 14 && gtin.bytes().all(|b| b.is_ascii_digit());
        digits.then(|| Self::of_gtin_number(gtin.bytes().fold(0, |sum, digit| sum * 10 + u64::from(digit - b'0'))))
    }

    /// The key of an ASIN; `None` where it is none.
    pub fn parse_asin(asin: &str) -> Option<Self> {
        let clean = asin.len() == 10 && asin.bytes().all(|b| b.is_ascii_digit() || b.is_ascii_uppercase());
        clean.then(|| Self::of_asin_text(asin.as_bytes()))
    }

    /// Whether it is a GTIN.
    pub fn is_gtin(self) -> bool {
        self.0 >> BITS == GTIN
    }

    /// The same product's GTIN, where this is the ASIN of a book.
    pub fn as_gtin(self) -> Option<Self> {
        // The ASIN of a book begins with a digit.
        let may_be = self.0 >> BITS == ASIN && (self.0 & ((1 << BITS) - 1)) / 36_u64.pow(9) < 10;
        let text = may_be.then(|| self.asin_text())?;
        if let Some(key) = quick::book_key(&text) {
            return Some(key);
        }
        Asin::parse(std::str::from_utf8(&text).ok()?).ok()?.book().map(Self::of_gtin)
    }

    /// The ten characters of an ASIN.
    fn asin_text(self) -> [u8; 10] {
        let mut number = self.0 & ((1 << BITS) - 1);
        let mut text = *b"0000000000";
        for place in text.iter_mut().rev() {
            let digit = u8::try_from(number % 36).unwrap_or_default();
            *place = if digit < 10 { b'0' + digit } else { b'A' + digit - 10 };
            number /= 36;
        }
        text
    }

    fn new(namespace: u64, number: u64) -> Self {
        Self(namespace << BITS | number)
    }
}

fn base36(c: u8) -> u64 {
    u64::from(if c.is_ascii_digit() { c - b'0' } else { c - b'A' + 10 })
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let number = self.0 & ((1 << BITS) - 1);
        match self.0 >> BITS {
            GTIN => write!(f, "gtin:{number:014}"),
            ASIN => {
                write!(f, "asin:{}", std::str::from_utf8(&self.asin_text()).expect("letters and digits are ASCII"))
            }
            market => {
                let kind = usize::try_from(market - 2).ok().and_then(|place| MARKETS.get(place));
                write!(f, "{}{number}", kind.and_then(|kind| kind.namespace()).unwrap_or_default())
            }
        }
    }
}

impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::domain::ids::{identify, parse_cell};

    proptest! {
        #[test]
        fn the_asin_of_a_book_is_its_gtin(text in "[0-9]{9}[0-9X]|55550155501|[0-9]{3}55501[0-9]X") {
            let Some(key) = Key::parse_asin(&text) else { return Ok(()) };
            let careful = Asin::parse(&text).ok().and_then(|asin| asin.book()).map(Key::of_gtin);
            prop_assert_eq!(key.as_gtin(), careful);
        }

        #[test]
        fn so_it_is_where_the_check_is_right(body in "[0-9]{9}") {
            let text = format!("{body}{}", char::from(crate::domain::ids::check::mod11(body.as_bytes())));
            let careful = Asin::parse(&text).ok().and_then(|asin| asin.book()).map(Key::of_gtin);
            prop_assert_eq!(Key::parse_asin(&text).unwrap().as_gtin(), careful);
        }

        #[test]
        fn a_key_in_eight_bytes_is_the_key_of_the_record(
            text in "97[89][0-9]{10}|[0-9]{12}|[0-9]{9}[0-9X]|B0[0-9A-Z]{8}|(ebay:(epid|item)|tcgplayer:(product|sku)|reverb:(csp|guide)):[1-9][0-9]{0,13}"
        ) {
            let read = parse_cell(&text).ok().or_else(|| identify(&text).ids.first().copied());
            let Some(id) = read else { return Ok(()) };
            let written = id.product_key();
            prop_assert_eq!(&id.key().map(|key| key.to_string()), &written);
            prop_assert_eq!(written.as_deref().and_then(Key::parse), id.key());
        }

        #[test]
        fn only_what_is_written_as_a_key_is_read_as_one(text in "(gtin|asin|ebay:epid|tcgplayer:sku|x)?:?[0-9A-Za-z]{0,16}") {
            if let Some(key) = Key::parse(&text) {
                prop_assert_eq!(key.to_string(), text);
            }
        }
    }
}
