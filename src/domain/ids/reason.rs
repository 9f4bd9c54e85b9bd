//! Why a text is no identifier, or why an identifier is no product.

use serde::{Serialize, Serializer};

use super::kind::IdKind;

/// Why a text is no identifier, or why an identifier is no product. [`Reason::code`] is stable, the sentence is for people.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Reason {
    /// Nothing was given.
    #[error("there is no text")]
    Empty,
    /// Nothing in the text looks like an identifier.
    #[error("nothing here looks like an identifier")]
    NoneFound,
    /// The number of digits fits no kind, or not the kind asked for.
    #[error("{0} digits are too few or too many here; a barcode has 8, 12, 13 or 14, an ISBN 10 or 13")]
    Length(usize),
    /// Eleven digits that are a valid UPC-A with a zero in front.
    #[error("a leading zero seems lost: with it these 11 digits are a valid UPC-A, so write all 12")]
    LostZero,
    /// The check digit does not agree with the others.
    #[error("the check digit is wrong: a digit was mistyped, lost or swapped; read it again from the item")]
    CheckDigit,
    /// A character that has no place in it.
    #[error("`{}` has no place in such an identifier", .0.escape_debug())]
    Character(char),
    /// A digit of another script, or a superscript.
    #[error("`{}` is no digit from 0 to 9; digits of other scripts are not accepted", .0.escape_debug())]
    NonAsciiDigit(char),
    /// `X` stands for 10 as the last character of an ISBN-10 or ISSN, nowhere else.
    #[error("`X` may only be the last character of an ISBN-10 or ISSN")]
    MisplacedX,
    /// Zeros, repeated or counted-up digits, `does not apply`.
    #[error("this is a placeholder, no real identifier")]
    Placeholder,
    /// A spreadsheet turned the number into a float: the last digits are gone.
    #[error(
        "a spreadsheet turned it into a rounded number and its last digits are lost; format the column as text and export it again"
    )]
    ScientificNotation,
    /// It has decimals.
    #[error("this is a number with decimals, no identifier")]
    Decimals,
    /// It is written like a telephone number.
    #[error("this looks like a telephone number")]
    Phone,
    /// Numbers of shops, parcels, people and orders.
    #[error("this looks like {0}, which names no product")]
    LookAlike(&'static str),
    /// A number in running text with nothing that says what it is.
    #[error("the number could be anything: write what it is before it, like `ISBN 0439023483`")]
    NoContext,
    /// Numbers a shop gives out itself: EAN 020-029, 040-049, 200-299; UPC number systems 2 and 4.
    #[error(
        "numbers with this prefix are given out inside one shop (restricted circulation) and name no product elsewhere"
    )]
    Restricted,
    /// EAN 050-059, 980-984, 990-999; UPC number system 5.
    #[error("this prefix is for coupons and refund receipts, not products")]
    Coupon,
    /// 977 or an ISSN: the series, not the issue on the shelf.
    #[error("an ISSN names a periodical as a whole, not one product")]
    Periodical,
    /// 979-0: printed music.
    #[error("an ISMN names printed music, not a book")]
    PrintedMusic,
    /// A GTIN-14 with indicator 1 to 8.
    #[error("this names a case of several, not the single item")]
    Case,
    /// An eBay item id: one seller's listing.
    #[error("this names one listing, not a product")]
    Listing,
    /// The prefix is neither 978 nor 979, or is 979-0.
    #[error("an ISBN-13 starts with 978 or with 979-1 to 979-9")]
    NotBookland,
    /// It is something else than what was asked for.
    #[error("this can't be read as {0}")]
    NotThisKind(IdKind),
    /// Amazon's numbers are ten characters: `B0` and eight more, or an ISBN-10.
    #[error("an ASIN is `B0` and eight letters or digits, or a book's ISBN-10")]
    NotAnAsin,
    /// The line is longer than is read at once.
    #[error("the line is longer than 1 MiB; give one item a line")]
    TooLong,
    /// The bytes are not UTF-8.
    #[error("the line is not UTF-8 text; convert the file first, like `iconv -f WINDOWS-1252 -t UTF-8`")]
    NotUtf8,
}

impl Reason {
    /// The stable name for scripts.
    pub fn code(self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::NoneFound => "none_found",
            Self::Length(_) => "length",
            Self::LostZero => "lost_zero",
            Self::CheckDigit => "check_digit",
            Self::Character(_) => "character",
            Self::NonAsciiDigit(_) => "non_ascii_digit",
            Self::MisplacedX => "misplaced_x",
            Self::Placeholder => "placeholder",
            Self::ScientificNotation => "scientific_notation",
            Self::Decimals => "decimals",
            Self::Phone => "phone",
            Self::LookAlike(_) => "look_alike",
            Self::NoContext => "no_context",
            Self::Restricted => "restricted",
            Self::Coupon => "coupon",
            Self::Periodical => "issn",
            Self::PrintedMusic => "ismn",
            Self::Case => "case",
            Self::Listing => "listing",
            Self::NotBookland => "not_bookland",
            Self::NotThisKind(_) => "not_this_kind",
            Self::NotAnAsin => "not_an_asin",
            Self::TooLong => "too_long",
            Self::NotUtf8 => "not_utf8",
        }
    }

    /// How much it tells: of several reasons the one with the most is shown.
    pub(super) fn weight(self) -> u8 {
        match self {
            Self::Empty | Self::NoneFound => 0,
            Self::Length(_) | Self::Character(_) => 1,
            Self::NoContext | Self::NotAnAsin | Self::Decimals => 2,
            Self::MisplacedX | Self::NotBookland | Self::NotThisKind(_) => 3,
            Self::CheckDigit => 4,
            _ => 5,
        }
    }
}

impl Serialize for Reason {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}
