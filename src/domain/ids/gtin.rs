//! GTIN: the number under a barcode, kept as 14 digits.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::{
    check::{is_placeholder, mod10, mod11},
    digits::Digits,
    reason::Reason,
};

/// A Global Trade Item Number: 14 digits whose check digit is right and which are no placeholder.
///
/// UPC-A, EAN-8, EAN-13 and ISBN-13 are the same number with fewer zeros in front. In JSON it is text.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Gtin([u8; 14]);

/// What the prefix says about a number (GS1 prefix list).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Prefix {
    /// A company's own products.
    Company,
    /// 978, and 979 except 979-0.
    Book,
    /// 979-0.
    PrintedMusic,
    /// 977.
    Periodical,
    /// 020-029, 040-049, 200-299, and in eight-digit numbers 000-099 and 200-299.
    Restricted,
    /// 050-059, 980-984, 990-999.
    Coupon,
}

impl Gtin {
    /// Reads 8, 12, 13 or 14 digits, with hyphens or spaces between them.
    pub fn parse(text: &str) -> Result<Self, Reason> {
        let digits = Digits::read(text)?;
        Self::from_digits(digits.plain().ok_or(Reason::MisplacedX)?)
    }

    /// Checks 8, 12, 13 or 14 ASCII digits.
    pub(super) fn from_digits(digits: &[u8]) -> Result<Self, Reason> {
        if !matches!(digits.len(), 8 | 12 | 13 | 14) {
            return Err(Reason::Length(digits.len()));
        }
        let mut all = [b'0'; 14];
        all[14 - digits.len()..].copy_from_slice(digits);
        if mod10(&all[..13]) != all[13] {
            return Err(Reason::CheckDigit);
        }
        let gtin = Self(all);
        let body = match gtin.prefix_policy() {
            Prefix::Book => &all[4..13],
            _ => significant(&all[..13]),
        };
        if is_placeholder(body) { Err(Reason::Placeholder) } else { Ok(gtin) }
    }

    /// The number of a book from the nine digits before an ISBN-10's check character.
    pub(super) fn from_isbn10_body(body: &[u8]) -> Result<Self, Reason> {
        let mut digits = *b"9780000000000";
        digits[3..12].copy_from_slice(body);
        digits[12] = mod10(&digits[..12]);
        Self::from_digits(&digits)
    }

    /// All 14 digits: the canonical form.
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).expect("a GTIN is ASCII digits by construction")
    }

    /// The first of the 14 digits: 0 is the item itself, 1 to 8 a case of it, 9 an item of variable measure.
    pub fn indicator(&self) -> u8 {
        self.0[0] - b'0'
    }

    /// Whether it names the single item.
    pub fn is_each(&self) -> bool {
        self.indicator() == 0
    }

    /// The single item inside a case; itself when it is no case. `None` for variable measure.
    pub fn each(&self) -> Option<Self> {
        match self.indicator() {
            0 => Some(*self),
            9 => None,
            _ => {
                let mut digits = self.0;
                digits[0] = b'0';
                digits[13] = mod10(&digits[..13]);
                Self::from_digits(&digits).ok()
            }
        }
    }

    /// Whether it was given out as an eight-digit number: GS1 keeps numbers with six leading zeros for those.
    pub fn is_eight(&self) -> bool {
        self.0[..6] == *b"000000"
    }

    /// The ISBN-13, when it is a single book.
    pub fn isbn13(&self) -> Option<&str> {
        (self.is_each() && self.prefix_policy() == Prefix::Book).then(|| &self.as_str()[1..])
    }

    /// The ISBN-10, which only books under 978 have.
    pub fn isbn10(&self) -> Option<String> {
        let body = self.isbn13()?.strip_prefix("978")?.get(..9)?;
        let mut number = String::with_capacity(10);
        number.push_str(body);
        number.push(char::from(mod11(body.as_bytes())));
        Some(number)
    }

    /// The shortest usual form: 12 digits as UPC-A, 13 as EAN-13, 8 as EAN-8, 14 for a case.
    pub fn short(&self) -> &str {
        let zeros = match self.0 {
            [b'0', b'0', ..] if self.is_eight() => 6,
            [b'0', b'0', ..] => 2,
            [b'0', ..] => 1,
            _ => 0,
        };
        &self.as_str()[zeros..]
    }

    /// What the prefix says about it.
    pub fn prefix_policy(&self) -> Prefix {
        let place = if self.is_eight() { 6 } else { 1 };
        let prefix = self.0[place..place + 3].iter().fold(0_u16, |sum, digit| sum * 10 + u16::from(digit - b'0'));
        match prefix {
            0..=99 | 200..=299 if self.is_eight() => Prefix::Restricted,
            _ if self.is_eight() => Prefix::Company,
            20..=29 | 40..=49 | 200..=299 => Prefix::Restricted,
            50..=59 | 980..=984 | 990..=999 => Prefix::Coupon,
            977 => Prefix::Periodical,
            979 if self.0[4] == b'0' => Prefix::PrintedMusic,
            978 | 979 => Prefix::Book,
            _ => Prefix::Company,
        }
    }

    /// Whether no GS1 organisation gives out numbers with this prefix, as far as is known: a reason to doubt a number
    /// found without context. Clock times in milliseconds fall here (GS1 prefix list; the gaps change slowly).
    pub(super) fn prefix_is_unassigned(&self) -> bool {
        let prefix = self.0[1..4].iter().fold(0_u16, |sum, digit| sum * 10 + u16::from(digit - b'0'));
        matches!(prefix, 140..=199 | 391..=399 | 441..=449 | 510..=519 | 550..=559 | 580..=589 | 650..=679 | 710..=728
            | 791..=799 | 920..=929 | 970..=976 | 985..=989)
    }
}

fn significant(digits: &[u8]) -> &[u8] {
    let zeros = digits.iter().take_while(|digit| **digit == b'0').count();
    &digits[zeros..]
}

/// The UPC-A that an eight-digit UPC-E stands for, by its seventh digit (GS1 General Specifications, section 5.2).
pub(super) fn expand_upce(digits: &[u8; 8]) -> Result<Gtin, Reason> {
    let [system, a, b, c, d, e, last, check] = *digits;
    if !matches!(system, b'0' | b'1') {
        return Err(Reason::NotThisKind(super::IdKind::UpcE));
    }
    let zero = b'0';
    let upca = match last {
        b'0'..=b'2' => [system, a, b, last, zero, zero, zero, zero, c, d, e, check],
        b'3' => [system, a, b, c, zero, zero, zero, zero, zero, d, e, check],
        b'4' => [system, a, b, c, d, zero, zero, zero, zero, zero, e, check],
        _ => [system, a, b, c, d, e, zero, zero, zero, zero, last, check],
    };
    Gtin::from_digits(&upca)
}

impl fmt::Display for Gtin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Debug for Gtin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl std::str::FromStr for Gtin {
    type Err = Reason;

    fn from_str(text: &str) -> Result<Self, Reason> {
        Self::parse(text)
    }
}

impl Serialize for Gtin {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl<'de> Deserialize<'de> for Gtin {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::parse(&text).map_err(|why| serde::de::Error::custom(format!("`{text}` is no GTIN: {why}")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_barcode_is_fourteen_digits_in_the_end() {
        let check = |text: &str, expected: &str| assert_eq!(Gtin::parse(text).unwrap().as_str(), expected);
        check("73513537", "00000073513537");
        check("036000291452", "00036000291452");
        check("978-0-439-02348-1", "09780439023481");
        check("1 00 36000 29145 9", "10036000291459");
    }

    #[test]
    fn what_is_no_barcode_says_why() {
        let check = |text: &str, expected| assert_eq!(Gtin::parse(text), Err(expected), "{text}");
        check("036000291453", Reason::CheckDigit);
        check("03600029145", Reason::Length(11));
        check("0000000000000", Reason::Placeholder);
        check("9780123456786", Reason::Placeholder);
        check("03600029145X", Reason::MisplacedX);
        check("", Reason::Empty);
    }

    #[test]
    fn prefixes_tell_products_from_the_rest() {
        let check = |text: &str, expected| assert_eq!(Gtin::parse(text).unwrap().prefix_policy(), expected, "{text}");
        check("036000291452", Prefix::Company);
        check("434704791429", Prefix::Restricted);
        check("0501234560013", Prefix::Coupon);
        check("9770378595002", Prefix::Periodical);
        check("9790230671187", Prefix::PrintedMusic);
        check("9791034301522", Prefix::Book);
        check("20124656", Prefix::Restricted);
    }

    #[test]
    fn a_case_knows_its_item() {
        let case = Gtin::parse("10036000291459").unwrap();
        assert!(!case.is_each());
        assert_eq!(case.each().unwrap().short(), "036000291452");
    }

    #[test]
    fn upce_expands_by_its_seventh_digit() {
        let check = |text: &[u8; 8], expected: &str| assert_eq!(expand_upce(text).unwrap().short(), expected);
        check(b"04252614", "042100005264");
        check(b"01201303", "012000000133");
        check(b"01234565", "012345000065");
    }
}
