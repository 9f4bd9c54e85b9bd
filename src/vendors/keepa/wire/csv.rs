//! The histories of a product: a list of flat arrays of whole numbers, each time and value, or time, price and shipping for
//! the kinds that have it.
//!
//! They are nearly all of a reply. [`Csv`] is read by the reader of all JSON; [`plainly`] reads the same from bytes that hold
//! nothing but plain numbers, in a fraction of the time, and says nothing about any others.

use std::fmt;

use serde::{
    Deserialize, Deserializer,
    de::{DeserializeSeed, IgnoredAny, SeqAccess, Visitor},
};

use crate::{
    domain::{
        past::{Histories, Kind},
        price_history::{History, Point},
    },
    pipe::eight,
};

/// The histories of a product.
#[derive(Debug, Default)]
pub(super) struct Csv(pub(super) Histories);

/// Fills a history with the points that these numbers are. A last point that is cut off says nothing.
fn fill<E>(history: &mut History, kind: Kind, mut next: impl FnMut() -> Result<Option<i32>, E>) -> Result<(), E> {
    let shipped = kind.has_shipping();
    while let Some(minute) = next()? {
        let Some(value) = next()? else { break };
        let value = if shipped {
            let Some(shipping) = next()? else { break };
            // No offer is (−1, −1); shipping that is not known (−1) of an offer is not a cent off.
            if value < 0 { value } else { value.saturating_add(shipping.max(0)) }
        } else {
            value
        };
        history.push(Point { minute, value });
    }
    Ok(())
}

impl<'de> Deserialize<'de> for Csv {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Slots;

        impl<'de> Visitor<'de> for Slots {
            type Value = Csv;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an array of histories")
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut slots: A) -> Result<Csv, A::Error> {
                let mut csv = Csv::default();
                for place in 0.. {
                    let more = match Kind::at(place) {
                        Some(kind) => slots.next_element_seed(Filling { history: csv.0.of_mut(kind), kind })?,
                        None => slots.next_element::<IgnoredAny>()?.map(|_| ()),
                    };
                    if more.is_none() {
                        break;
                    }
                }
                Ok(csv)
            }
        }

        deserializer.deserialize_seq(Slots)
    }
}

/// Reads a flat array into a history; `null` is an empty one.
struct Filling<'h> {
    history: &'h mut History,
    kind: Kind,
}

impl<'de> DeserializeSeed<'de> for Filling<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Filling<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a history: an array of whole numbers, or null")
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut numbers: A) -> Result<(), A::Error> {
        fill(self.history, self.kind, || numbers.next_element::<i32>())
    }
}

/// The histories in `[[1,2],null,…]`; `None` where anything but plain numbers stands in it.
pub(super) fn plainly(bytes: &[u8]) -> Option<Histories> {
    let mut histories = Histories::default();
    let mut rest = bytes.strip_prefix(b"[")?;
    for place in 0.. {
        let kind = Kind::at(place)?;
        rest = match rest.strip_prefix(b"null") {
            Some(rest) => rest,
            None => {
                let mut numbers = Numbers { rest: rest.strip_prefix(b"[")?, first: true };
                fill(histories.of_mut(kind), kind, || numbers.next().ok_or(())).ok()?;
                numbers.rest.strip_prefix(b"]")?
            }
        };
        match rest.split_first()? {
            (b',', more) => rest = more,
            (b']', []) => return Some(histories),
            _ => return None,
        }
    }
    None
}

/// The numbers of a flat array whose bracket was taken off.
struct Numbers<'a> {
    rest: &'a [u8],
    first: bool,
}

impl Numbers<'_> {
    /// The next number, or the end, as the outer `Some` says; `None` is neither.
    fn next(&mut self) -> Option<Option<i32>> {
        match (self.rest, self.first) {
            ([b']', ..], _) => return Some(None),
            (_, true) => self.first = false,
            ([b',', rest @ ..], false) => self.rest = rest,
            _ => return None,
        }
        let (negative, text) = match self.rest {
            [b'-', text @ ..] => (true, text),
            text => (false, text),
        };
        let (front, mut length) = eight::digits(text);
        let mut number = i64::from(front);
        if length == 8 {
            for digit in text[8..].iter().take(3).take_while(|byte| byte.is_ascii_digit()) {
                number = number * 10 + i64::from(digit - b'0');
                length += 1;
            }
        }
        // JSON writes no number with zeros before it, and takes a zero with a sign for a fraction.
        if length == 0 || (text[0] == b'0' && (length > 1 || negative)) {
            return None;
        }
        self.rest = &text[length..];
        i32::try_from(if negative { -number } else { number }).ok().map(Some)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(8_000))]
        #[test]
        fn what_is_read_plainly_is_what_the_careful_reader_reads(
            text in r"\[(null|\[((-?(0|[1-9][0-9]{0,10}|00|x|1\.5|1e3)|),? ?){0,7}\]|,|\[\]){0,4}\]|\[null(,\[7000000,1[0-9]{2},-1,7000009,-1,-1\]){1,40}\]",
        ) {
            if let Some(histories) = plainly(text.as_bytes()) {
                let careful: Csv = serde_json::from_str(&text).expect("the careful reader takes it, too");
                prop_assert_eq!(histories, careful.0, "{}", text);
            }
        }
    }

    #[test]
    fn plain_histories_are_read_plainly() {
        let text = r#"[[7000000,-1,7956800,2500],null,[],[7000000,5000,7990000]]"#;
        let histories = plainly(text.as_bytes()).unwrap();
        assert_eq!(histories.of(Kind::Amazon).points().len(), 2);
        // The second point of the rank is cut off.
        assert_eq!(histories.of(Kind::Rank).points().len(), 1);
        for odd in [
            "[]",
            "[[1,2]",
            "[[1,2],]",
            "[[1 ,2]]",
            "[[1,2.0]]",
            "[[1,99999999999]]",
            "[[01,2]]",
            "[[-0,2]]",
            "[7]",
            "",
        ] {
            assert!(plainly(odd.as_bytes()).is_none(), "{odd}");
        }
    }
}
