//! One identifier: what it was written as, its normal form, and whether it names a product.

use serde::{Deserialize, Deserializer, Serialize, Serializer, ser::SerializeMap};

use super::{
    asin::Asin,
    gtin::{Gtin, Prefix},
    key::Key,
    kind::IdKind,
    marketplace,
    note::Note,
    reason::Reason,
};

/// How many items one number stands for, where it is not one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Pack {
    /// GTIN-14 indicator 1 to 8: a case of several.
    Case,
    /// GTIN-14 indicator 9: weight or length differs from piece to piece.
    Variable,
}

/// What the number itself is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Body {
    Gtin(Gtin),
    Asin(Asin),
    Issn([u8; 8]),
    Number(u64),
}

/// A valid identifier.
///
/// In JSON: `{"kind":"isbn10","value":"9780439023481","gtin14":"09780439023481","isbn13":…,"isbn10":…,"product":true,"key":"gtin:…"}`,
/// with `pack`, `note`, `reason` and `reason_code` where they apply.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Identifier {
    /// What it was written as.
    pub kind: IdKind,
    /// Whether it names one product that can be bought and sold.
    pub product: bool,
    /// The pack, where it is not the single item.
    pub pack: Option<Pack>,
    /// Why it is no product.
    pub reason: Option<Reason>,
    /// What was done to read it.
    pub note: Note,
    body: Body,
}

impl Identifier {
    pub(super) fn from_gtin(kind: IdKind, gtin: Gtin) -> Self {
        let pack = match gtin.indicator() {
            0 => None,
            9 => Some(Pack::Variable),
            _ => Some(Pack::Case),
        };
        let reason = match gtin.prefix_policy() {
            Prefix::Restricted => Some(Reason::Restricted),
            Prefix::Coupon => Some(Reason::Coupon),
            Prefix::Periodical => Some(Reason::Periodical),
            Prefix::PrintedMusic => Some(Reason::PrintedMusic),
            Prefix::Company | Prefix::Book => (pack == Some(Pack::Case)).then_some(Reason::Case),
        };
        Self::new(kind, Body::Gtin(gtin), pack, reason)
    }

    pub(super) fn from_asin(asin: Asin) -> Self {
        Self::new(IdKind::Asin, Body::Asin(asin), None, None)
    }

    pub(super) fn from_issn(digits: [u8; 8]) -> Self {
        Self::new(IdKind::Issn, Body::Issn(digits), None, Some(Reason::Periodical))
    }

    pub(super) fn from_number(kind: IdKind, number: u64) -> Self {
        Self::new(kind, Body::Number(number), None, (kind == IdKind::EbayItem).then_some(Reason::Listing))
    }

    fn new(kind: IdKind, body: Body, pack: Option<Pack>, reason: Option<Reason>) -> Self {
        Self { kind, product: reason.is_none(), pack, reason, note: Note::default(), body }
    }

    pub(super) fn noted(mut self, note: Note) -> Self {
        self.note = note;
        self
    }

    /// The same number as a product, where it is one of those that shops and coupons use among themselves.
    pub(super) fn as_product(mut self) -> Self {
        if matches!(self.reason, Some(Reason::Restricted | Reason::Coupon)) {
            (self.product, self.reason) = (true, None);
        }
        self
    }

    /// The normal form: an ISBN as its ISBN-13, a UPC-E as its UPC-A, an ISSN with its hyphen, a number of a marketplace as is.
    pub fn value(&self) -> String {
        match &self.body {
            Body::Gtin(gtin) if self.kind == IdKind::Gtin14 => gtin.as_str().to_owned(),
            Body::Gtin(gtin) => gtin.short().to_owned(),
            Body::Asin(asin) => asin.as_str().to_owned(),
            Body::Issn(digits) => {
                let (left, right) = digits.split_at(4);
                format!("{}-{}", String::from_utf8_lossy(left), String::from_utf8_lossy(right))
            }
            Body::Number(number) => number.to_string(),
        }
    }

    /// The GTIN; a book's ASIN has one too.
    pub fn gtin14(&self) -> Option<Gtin> {
        match &self.body {
            Body::Gtin(gtin) => Some(*gtin),
            Body::Asin(asin) => asin.book(),
            Body::Issn(_) | Body::Number(_) => None,
        }
    }

    /// The ISBN-13, when it is a book.
    pub fn isbn13(&self) -> Option<String> {
        Some(self.gtin14()?.isbn13()?.to_owned())
    }

    /// The ISBN-10, when it is a book under 978.
    pub fn isbn10(&self) -> Option<String> {
        self.gtin14()?.isbn10()
    }

    /// The ASIN it is, or that Amazon uses for it: a book's ISBN-10.
    pub fn asin(&self) -> Option<Asin> {
        match &self.body {
            Body::Asin(asin) => Some(*asin),
            _ => Asin::parse(&self.isbn10()?).ok(),
        }
    }

    /// The one key records are joined by: `gtin:09780439023481`, `asin:B0088PUEPK`, `tcgplayer:product:516980`.
    /// A book's ASIN has the key of its ISBN-13. What names no product has none, except a case and a listing:
    /// their keys never equal that of a single item.
    pub fn product_key(&self) -> Option<String> {
        if !self.product && !matches!(self.reason, Some(Reason::Case | Reason::Listing)) {
            return None;
        }
        if let Some(gtin) = self.gtin14() {
            return Some(["gtin:", gtin.as_str()].concat());
        }
        match &self.body {
            Body::Asin(asin) => Some(["asin:", asin.as_str()].concat()),
            Body::Number(number) => Some(format!("{}{number}", self.kind.namespace()?)),
            Body::Gtin(_) | Body::Issn(_) => None,
        }
    }

    /// [`product_key`](Self::product_key) in eight bytes.
    pub fn key(&self) -> Option<Key> {
        if !self.product && !matches!(self.reason, Some(Reason::Case | Reason::Listing)) {
            return None;
        }
        if let Some(gtin) = self.gtin14() {
            return Some(Key::of_gtin(gtin));
        }
        match &self.body {
            Body::Asin(asin) => Some(Key::of_asin(*asin)),
            Body::Number(number) => Key::of_number(self.kind, *number),
            Body::Gtin(_) | Body::Issn(_) => None,
        }
    }

    pub(super) fn is_same_thing(&self, other: &Self) -> bool {
        match (self.gtin14(), other.gtin14()) {
            (Some(mine), Some(theirs)) => mine == theirs,
            _ => self.body == other.body && self.kind == other.kind,
        }
    }
}

impl Serialize for Identifier {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("kind", self.kind.name())?;
        map.serialize_entry("value", &self.value())?;
        if let Some(gtin) = self.gtin14() {
            map.serialize_entry("gtin14", &gtin)?;
        }
        if let Some(isbn) = self.isbn13() {
            map.serialize_entry("isbn13", &isbn)?;
        }
        if let Some(isbn) = self.isbn10() {
            map.serialize_entry("isbn10", &isbn)?;
        }
        map.serialize_entry("product", &self.product)?;
        if let Some(pack) = self.pack {
            map.serialize_entry("pack", &pack)?;
        }
        if let Some(key) = self.product_key() {
            map.serialize_entry("key", &key)?;
        }
        if let Some(reason) = self.reason {
            map.serialize_entry("reason", &reason)?;
            map.serialize_entry("reason_code", reason.code())?;
        }
        if !self.note.is_empty() {
            map.serialize_entry("note", &self.note)?;
        }
        map.end()
    }
}

#[derive(Deserialize)]
struct Wire {
    kind: IdKind,
    value: String,
    gtin14: Option<Gtin>,
}

/// Reads kind, value and GTIN back and works the rest out again; notes are not kept.
impl<'de> Deserialize<'de> for Identifier {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let wire = Wire::deserialize(deserializer)?;
        match (wire.kind, wire.gtin14) {
            (IdKind::Asin, _) => Asin::parse(&wire.value).map(Self::from_asin),
            (IdKind::Issn, _) => super::read::parse_as(&wire.value, IdKind::Issn),
            (kind, _) if kind.namespace().is_some() => {
                marketplace::number(&wire.value).map(|number| Self::from_number(kind, number))
            }
            (kind, Some(gtin)) => Ok(Self::from_gtin(kind, gtin)),
            (kind, None) => Gtin::parse(&wire.value).map(|gtin| Self::from_gtin(kind, gtin)),
        }
        .map_err(|why| serde::de::Error::custom(format!("`{}` as {}: {why}", wire.value, wire.kind)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(text: &str, kind: IdKind) -> Identifier {
        super::super::parse_as(text, kind).unwrap()
    }

    #[test]
    fn one_book_has_one_key_however_it_is_written() {
        let check = |text, kind| {
            assert_eq!(id(text, kind).product_key().as_deref(), Some("gtin:09780439023481"), "{text} {kind}");
        };
        check("0439023483", IdKind::Isbn10);
        check("0439023483", IdKind::Asin);
        check("439023483", IdKind::Sbn);
        check("978-0-439-02348-1", IdKind::Isbn13);
        check("9780439023481", IdKind::Ean13);
        check("09780439023481", IdKind::Gtin14);
    }

    #[test]
    fn what_is_no_product_has_no_key_that_could_join() {
        assert_eq!(id("9790230671187", IdKind::Ismn).product_key(), None);
        assert_eq!(id("434704791429", IdKind::UpcA).product_key(), None);
        let case = id("10036000291459", IdKind::Gtin14);
        assert!(!case.product);
        assert_eq!(case.product_key().as_deref(), Some("gtin:10036000291459"));
    }

    #[test]
    fn json_goes_out_and_comes_back() {
        let check = |text, kind| {
            let written = serde_json::to_string(&id(text, kind)).unwrap();
            assert_eq!(serde_json::from_str::<Identifier>(&written).unwrap(), id(text, kind), "{written}");
        };
        check("0439023483", IdKind::Isbn10);
        check("01234565", IdKind::UpcE);
        check("B0088PUEPK", IdKind::Asin);
        check("1562-6865", IdKind::Issn);
        check("516980", IdKind::TcgplayerProduct);
        check("10036000291459", IdKind::Gtin14);
    }

    #[test]
    fn json_says_everything_there_is_to_say() {
        insta::assert_snapshot!(serde_json::to_string(&id("0439023483", IdKind::Isbn10)).unwrap(), @r#"{"kind":"isbn10","value":"9780439023481","gtin14":"09780439023481","isbn13":"9780439023481","isbn10":"0439023483","product":true,"key":"gtin:09780439023481"}"#);
    }
}
