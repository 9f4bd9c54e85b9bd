//! ASIN: Amazon's own number.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::{check::is_placeholder, gtin::Gtin, isbn, reason::Reason};

/// An Amazon Standard Identification Number: `B0` and eight of `0-9A-Z`, or the ISBN-10 of a book. Upper case.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Asin([u8; 10]);

impl Asin {
    /// Reads ten characters in either case, with space around them.
    pub fn parse(text: &str) -> Result<Self, Reason> {
        let text = text.trim();
        if text.is_empty() {
            return Err(Reason::Empty);
        }
        let bytes: [u8; 10] = text.as_bytes().try_into().map_err(|_| Reason::NotAnAsin)?;
        let bytes = bytes.map(|byte| byte.to_ascii_uppercase());
        if let Some(what) = look_alike(&bytes) {
            return Err(Reason::LookAlike(what));
        }
        if bytes.starts_with(b"B0") && bytes.iter().all(u8::is_ascii_alphanumeric) {
            let tail = &bytes[2..];
            let same = tail.iter().all(|byte| *byte == tail[0]);
            return if same || is_placeholder(&bytes[1..]) { Err(Reason::Placeholder) } else { Ok(Self(bytes)) };
        }
        if !bytes[..9].iter().all(u8::is_ascii_digit) || !matches!(bytes[9], b'0'..=b'9' | b'X') {
            return Err(Reason::NotAnAsin);
        }
        // Who says that it is an ASIN does not mean a telephone.
        isbn::stated(&bytes).map(|_| Self(bytes))
    }

    /// The ten characters.
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).expect("an ASIN is ASCII by construction")
    }

    /// The book, when it is an ISBN-10.
    pub fn book(&self) -> Option<Gtin> {
        (self.0[0] != b'B').then(|| isbn::stated(&self.0).expect("an ASIN that is no B0 was checked as ISBN-10"))
    }
}

fn look_alike(bytes: &[u8; 10]) -> Option<&'static str> {
    (bytes.starts_with(b"X00") && bytes.iter().all(u8::is_ascii_alphanumeric))
        .then_some("an FNSKU, Amazon's label for one seller's stock")
}

impl fmt::Display for Asin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Debug for Asin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl std::str::FromStr for Asin {
    type Err = Reason;

    fn from_str(text: &str) -> Result<Self, Reason> {
        Self::parse(text)
    }
}

impl Serialize for Asin {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl<'de> Deserialize<'de> for Asin {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::parse(&text).map_err(|why| serde::de::Error::custom(format!("`{text}` is no ASIN: {why}")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_asin_is_b0_or_a_book() {
        assert_eq!(Asin::parse("b0088puepk").unwrap().as_str(), "B0088PUEPK");
        assert_eq!(Asin::parse("0593440412").unwrap().book().unwrap().isbn13(), Some("9780593440414"));
        assert_eq!(Asin::parse("3415550141").unwrap().book().unwrap().isbn13(), Some("9783415550148"));
        assert_eq!(Asin::parse("B0088PUEPK").unwrap().book(), None);
    }

    #[test]
    fn look_alikes_are_no_asin() {
        let check = |text: &str, code: &str| assert_eq!(Asin::parse(text).unwrap_err().code(), code, "{text}");
        check("X001ABCDEF", "look_alike");
        check("C012345678", "not_an_asin");
        check("B0088PUEP!", "not_an_asin");
        check("B0088PUEP", "not_an_asin");
        check("B000000000", "placeholder");
        check("B0XXXXXXXX", "placeholder");
        check("0593440413", "check_digit");
    }
}
