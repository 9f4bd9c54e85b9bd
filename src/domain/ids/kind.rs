//! The kinds of identifier and their names.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

/// What an identifier was written as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum IdKind {
    /// Ten characters, modulo 11, the last may be `X`.
    Isbn10,
    /// An EAN-13 that starts with 978, or with 979 and not 979-0.
    Isbn13,
    /// Nine characters: an ISBN-10 of group 0 from before 1970, without the 0.
    Sbn,
    /// Twelve digits.
    #[serde(rename = "upca")]
    UpcA,
    /// Eight digits that stand for a UPC-A with zeros taken out.
    #[serde(rename = "upce")]
    UpcE,
    /// Eight digits.
    Ean8,
    /// Thirteen digits.
    Ean13,
    /// Fourteen digits; the first says which pack.
    Gtin14,
    /// Amazon's ten characters: `B0…`, or a book's ISBN-10.
    Asin,
    /// eBay's catalogue product.
    EbayEpid,
    /// One eBay listing.
    EbayItem,
    /// TCGplayer's product.
    TcgplayerProduct,
    /// TCGplayer's product in one condition, printing and language.
    TcgplayerSku,
    /// Reverb's comparison-shopping page: one model.
    ReverbCsp,
    /// Reverb's price guide of one model.
    ReverbGuide,
    /// A periodical: eight characters, modulo 11.
    Issn,
    /// Printed music: 979-0, or `M` and nine digits.
    Ismn,
}

impl IdKind {
    /// Every kind, in the order of the help.
    pub const ALL: [Self; 17] = [
        Self::Isbn10,
        Self::Isbn13,
        Self::Sbn,
        Self::UpcA,
        Self::UpcE,
        Self::Ean8,
        Self::Ean13,
        Self::Gtin14,
        Self::Asin,
        Self::EbayEpid,
        Self::EbayItem,
        Self::TcgplayerProduct,
        Self::TcgplayerSku,
        Self::ReverbCsp,
        Self::ReverbGuide,
        Self::Issn,
        Self::Ismn,
    ];

    /// The name in JSON and on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Isbn10 => "isbn10",
            Self::Isbn13 => "isbn13",
            Self::Sbn => "sbn",
            Self::UpcA => "upca",
            Self::UpcE => "upce",
            Self::Ean8 => "ean8",
            Self::Ean13 => "ean13",
            Self::Gtin14 => "gtin14",
            Self::Asin => "asin",
            Self::EbayEpid => "ebay_epid",
            Self::EbayItem => "ebay_item",
            Self::TcgplayerProduct => "tcgplayer_product",
            Self::TcgplayerSku => "tcgplayer_sku",
            Self::ReverbCsp => "reverb_csp",
            Self::ReverbGuide => "reverb_guide",
            Self::Issn => "issn",
            Self::Ismn => "ismn",
        }
    }

    /// The prefix of a marketplace's own number: `tcgplayer:product:`, and `None` for all other kinds.
    pub fn namespace(self) -> Option<&'static str> {
        match self {
            Self::EbayEpid => Some("ebay:epid:"),
            Self::EbayItem => Some("ebay:item:"),
            Self::TcgplayerProduct => Some("tcgplayer:product:"),
            Self::TcgplayerSku => Some("tcgplayer:sku:"),
            Self::ReverbCsp => Some("reverb:csp:"),
            Self::ReverbGuide => Some("reverb:guide:"),
            _ => None,
        }
    }
}

impl fmt::Display for IdKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// The name is none of the kinds.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[error(
    "`{0}` is no kind of identifier; the kinds are isbn10, isbn13, sbn, upca, upce, ean8, ean13, gtin14, asin, ebay_epid, ebay_item, tcgplayer_product, tcgplayer_sku, reverb_csp, reverb_guide, issn and ismn"
)]
pub struct UnknownKind(pub String);

impl FromStr for IdKind {
    type Err = UnknownKind;

    fn from_str(text: &str) -> Result<Self, UnknownKind> {
        let name = text.trim().to_ascii_lowercase().replace('-', "_");
        Self::ALL.into_iter().find(|kind| kind.name() == name).ok_or(UnknownKind(text.to_owned()))
    }
}
