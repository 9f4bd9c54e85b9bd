//! What a person asks a text to be read as: a kind, or a family of kinds.

use std::str::FromStr;

use super::{
    extract::{Findings, identify},
    identifier::Identifier,
    kind::IdKind,
    read::parse_as,
    reason::Reason,
};

/// What a whole text is to be read as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ask {
    /// Whatever is in it: free text.
    Any,
    /// ISBN-10 or ISBN-13.
    Isbn,
    /// EAN-8 or EAN-13.
    Ean,
    /// EAN-8, UPC-A, EAN-13 or GTIN-14.
    Gtin,
    /// One kind.
    Kind(IdKind),
    /// One kind, and it must name a product: `product_ean13`.
    Product(IdKind),
}

impl Ask {
    /// Reads the whole text so.
    pub fn read(self, text: &str) -> Findings {
        match self {
            Self::Any => identify(text),
            Self::Isbn => first(text, &[IdKind::Isbn13, IdKind::Isbn10]),
            Self::Ean => first(text, &[IdKind::Ean13, IdKind::Ean8]),
            Self::Gtin => first(text, &[IdKind::Ean13, IdKind::UpcA, IdKind::Gtin14, IdKind::Ean8]),
            Self::Kind(kind) => Findings::one(parse_as(text, kind)),
            Self::Product(kind) => Findings::one(parse_as(text, kind).and_then(product)),
        }
    }
}

fn product(id: Identifier) -> Result<Identifier, Reason> {
    match id.reason {
        Some(reason) => Err(reason),
        None => Ok(id),
    }
}

/// The first kind that fits, else the reason that tells most.
fn first(text: &str, kinds: &[IdKind]) -> Findings {
    let mut why = Reason::NoneFound;
    for kind in kinds {
        match parse_as(text, *kind) {
            Ok(id) => return Findings::one(Ok(id)),
            Err(reason) if reason.weight() > why.weight() => why = reason,
            Err(_) => {}
        }
    }
    Findings::one(Err(why))
}

/// The word is nothing a text can be read as.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[error(
    "`{0}` is nothing a text can be read as; use any, isbn, ean, gtin, isbn10, isbn13, sbn, upca, upce, ean8, ean13, gtin14, asin, ebay_epid, ebay_item, tcgplayer_product, tcgplayer_sku, reverb_csp, reverb_guide, issn, ismn, or product_ and a kind"
)]
pub struct UnknownAsk(pub String);

impl FromStr for Ask {
    type Err = UnknownAsk;

    fn from_str(text: &str) -> Result<Self, UnknownAsk> {
        let name = text.trim().to_ascii_lowercase().replace('-', "_");
        let unknown = |_| UnknownAsk(text.to_owned());
        match name.as_str() {
            "any" => Ok(Self::Any),
            "isbn" => Ok(Self::Isbn),
            "ean" => Ok(Self::Ean),
            "gtin" => Ok(Self::Gtin),
            "asin_url" | "asin_isbn10" => Ok(Self::Kind(IdKind::Asin)),
            "upc" => Ok(Self::Kind(IdKind::UpcA)),
            _ => match name.strip_prefix("product_") {
                Some(kind) => kind.parse().map(Self::Product).map_err(unknown),
                None => name.parse().map(Self::Kind).map_err(unknown),
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_become_questions() {
        let check = |name: &str, expected| assert_eq!(name.parse::<Ask>(), expected, "{name}");
        check("isbn", Ok(Ask::Isbn));
        check("ISBN-10", Err(UnknownAsk("ISBN-10".into())));
        check("ebay-item", Ok(Ask::Kind(IdKind::EbayItem)));
        check("product_upca", Ok(Ask::Product(IdKind::UpcA)));
        check("shoe_size", Err(UnknownAsk("shoe_size".into())));
    }

    #[test]
    fn a_product_is_asked_for_and_a_coupon_is_none() {
        let found = Ask::Product(IdKind::Ean13).read("0501234560013");
        assert_eq!((found.ids.len(), found.reason), (0, Some(Reason::Coupon)));
        assert_eq!(Ask::Product(IdKind::Ean13).read("4006381333931").ids.len(), 1);
        assert_eq!(Ask::Isbn.read("0439023483").ids.len(), 1);
    }
}
