//! A line of JSON as `scan` writes them, walked along without a reader of all JSON: what is written in any other way is left
//! to [`offer_line`](super::offer_line), which reads every line. Whatever is found here is what is found there.

use std::borrow::Cow;

use jiff::{civil, tz::TimeZone};
use rust_decimal::Decimal;

use super::{
    eight::{each_word, may_be, may_be_below},
    offer_line::Offered,
};
use crate::domain::{
    money::{Currency, Money},
    record::SCHEMA,
};

/// The most digits of an amount that is read here: they fit in an `i64`.
const DIGITS: usize = 15;

/// The id and the offer of a record that holds nothing else.
pub(super) fn offer_in(line: &[u8]) -> Option<(&str, Offered<'_>)> {
    let mut walk = Walk { text: std::str::from_utf8(line).ok()?, at: 0 };
    walk.over("{\"schema\":")?;
    let schema = walk.whole()?;
    walk.over(",\"id\":")?;
    let id = walk.string()?;
    walk.over(",\"offer\":{")?;
    let offer = walk.offer()?;
    walk.over("}")?;
    (walk.at == line.len() && u64::from(schema) <= SCHEMA && !id.trim().is_empty()).then_some((id, offer))
}

/// Where we are in a line.
struct Walk<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Walk<'a> {
    #[inline]
    fn rest(&self) -> &'a [u8] {
        self.text.as_bytes().get(self.at..).unwrap_or_default()
    }

    /// Goes over what has to stand here.
    #[inline]
    fn over(&mut self, what: &str) -> Option<()> {
        let stands = self.rest().starts_with(what.as_bytes());
        self.at += if stands { what.len() } else { 0 };
        stands.then_some(())
    }

    /// A text in which nothing is escaped.
    fn string(&mut self) -> Option<&'a str> {
        match self.text()? {
            Cow::Borrowed(text) => Some(text),
            Cow::Owned(_) => None,
        }
    }

    /// A text.
    fn text(&mut self) -> Option<Cow<'a, str>> {
        let quote = self.at;
        self.over("\"")?;
        let mut is_plain = true;
        loop {
            self.at += end_of(self.rest())?;
            match self.rest().first()? {
                b'"' => break,
                b'\\' => (is_plain, self.at) = (false, self.at + 2),
                _ => return None,
            }
        }
        self.at += 1;
        if is_plain {
            return Some(self.text[quote + 1..self.at - 1].into());
        }
        serde_json::from_str(&self.text[quote..self.at]).ok().map(Cow::Owned)
    }

    fn digits(&mut self) -> &'a [u8] {
        let rest = self.rest();
        let digits = &rest[..rest.iter().take_while(|byte| byte.is_ascii_digit()).count()];
        self.at += digits.len();
        digits
    }

    /// A whole number of up to nine digits.
    fn whole(&mut self) -> Option<u32> {
        let digits = self.digits();
        let plain = matches!(digits, [b'0'] | [b'1'..=b'9', ..]) && digits.len() <= 9;
        let ends = matches!(self.rest().first(), Some(b',' | b'}'));
        (plain && ends).then(|| digits.iter().fold(0, |sum, digit| sum * 10 + u32::from(digit - b'0')))
    }

    /// Money, the amount first.
    fn money(&mut self) -> Option<Money> {
        self.over("{\"amount\":\"")?;
        let whole = self.digits();
        let tail = if self.over(".").is_some() { Some(self.digits()) } else { None };
        let tail = match tail {
            Some([]) => return None,
            tail => tail.unwrap_or_default(),
        };
        if whole.is_empty() || whole.len() + tail.len() > DIGITS {
            return None;
        }
        let number = whole.iter().chain(tail).fold(0_i64, |sum, digit| sum * 10 + i64::from(digit - b'0'));
        self.over("\",\"currency\":")?;
        let currency = Currency::parse(self.string()?)?;
        self.over("}")?;
        Some(Money::new(Decimal::new(number, u32::try_from(tail.len()).ok()?), currency))
    }

    /// Goes to the next key of an object that is open: `None` where it ends.
    fn next(&mut self, first: &mut bool) -> Option<Option<&'a str>> {
        if self.over("}").is_some() {
            return Some(None);
        }
        if !std::mem::replace(first, false) {
            self.over(",")?;
        }
        let key = self.string()?;
        self.over(":")?;
        Some(Some(key))
    }

    fn offer(&mut self) -> Option<Offered<'a>> {
        let mut offer = Offered::default();
        let (mut first, mut seen) = (true, 0_u32);
        let mut price = None;
        while let Some(key) = self.next(&mut first)? {
            let place = match key {
                "source" => 0,
                "item" => 1,
                "observed_at" => 2,
                "price" => 3,
                "shipping" => 4,
                "url" => 5,
                "title" => 6,
                "brand" => 7,
                "category" => 8,
                "condition" => 9,
                "seller" => 10,
                "quantity" => 11,
                "pack" => 12,
                "product" => 13,
                "change" => 14,
                "row" => 15,
                "notes" => 16,
                "extra" => 17,
                // What is rare takes the long way.
                _ => return None,
            };
            if seen & 1 << place != 0 {
                return None;
            }
            seen |= 1 << place;
            match key {
                "title" => offer.title = Some(self.text()?),
                "observed_at" => self.time()?,
                "price" => price = Some(self.money()?),
                "shipping" => offer.shipping = Some(self.money()?),
                "quantity" => _ = self.whole()?,
                "pack" => offer.pack = Some(self.whole()?),
                "product" => self.product(&mut offer)?,
                "change" => matches!(self.string()?, "new" | "changed" | "same" | "gone").then_some(())?,
                "row" => self.row()?,
                "notes" => self.notes()?,
                "extra" => self.extra()?,
                _ => _ = self.text()?,
            }
        }
        offer.price = price?;
        // A record without a source, an item or a time is at fault.
        (seen & 0b111 == 0b111).then_some(offer)
    }

    fn product(&mut self, offer: &mut Offered<'a>) -> Option<()> {
        self.over("{")?;
        let mut first = true;
        while let Some(key) = self.next(&mut first)? {
            let field = match key {
                "key" => &mut offer.key,
                "gtin" => &mut offer.gtin,
                "asin" => &mut offer.asin,
                _ => return None,
            };
            if field.is_some() {
                return None;
            }
            *field = Some(self.string()?.into());
        }
        Some(())
    }

    /// A time as we write it.
    fn time(&mut self) -> Option<()> {
        let [date @ .., b'Z'] = self.string()?.as_bytes() else { return None };
        let (date, part) = date.split_at_checked(19)?;
        let shape = [(4, b'-'), (7, b'-'), (10, b'T'), (13, b':'), (16, b':')];
        let shaped = shape.into_iter().all(|(at, byte)| date[at] == byte);
        let two = |at: usize| {
            let (tens, ones) = (date[at].wrapping_sub(b'0'), date[at + 1].wrapping_sub(b'0'));
            (tens <= 9 && ones <= 9).then(|| (tens * 10 + ones) as i8)
        };
        let year = i16::from(two(0)?) * 100 + i16::from(two(2)?);
        let time = civil::DateTime::new(year, two(5)?, two(8)?, two(11)?, two(14)?, two(17)?, 0).ok()?;
        TimeZone::UTC.to_timestamp(time).ok()?;
        let fraction = match part {
            [] => true,
            [b'.', digits @ ..] => (1..=9).contains(&digits.len()) && digits.iter().all(u8::is_ascii_digit),
            _ => false,
        };
        (shaped && fraction).then_some(())
    }

    fn row(&mut self) -> Option<()> {
        self.over("{\"file\":")?;
        self.text()?;
        self.over(",\"line\":")?;
        self.whole()?;
        self.over("}")
    }

    fn notes(&mut self) -> Option<()> {
        self.over("[")?;
        let mut first = true;
        while self.over("]").is_none() {
            if !std::mem::replace(&mut first, false) {
                self.over(",")?;
            }
            self.text()?;
        }
        Some(())
    }

    fn extra(&mut self) -> Option<()> {
        self.over("{")?;
        let mut first = true;
        while self.next(&mut first)?.is_some() {
            self.text()?;
        }
        Some(())
    }
}

/// Where a text ends, or takes a closer look: a quote, a backslash, or a character below a blank, which JSON has not there.
#[inline]
fn end_of(text: &[u8]) -> Option<usize> {
    let mut end = None;
    each_word(text, |at, word| {
        let marks = may_be(word, b'"') | may_be(word, b'\\') | may_be_below(word, b' ');
        end = (marks != 0).then(|| at + marks.trailing_zeros() as usize / 8);
        end.is_none().then_some(())
    });
    end
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{super::offer_line, *};

    const LINE: &str = concat!(
        r#"{"schema":1,"id":"list:1","offer":{"source":"list","item":"1","observed_at":"2026-11-28T08:05:53.140960924Z","#,
        r#""price":{"amount":"7.23","currency":"USD"},"shipping":{"amount":"1","currency":"USD"},"url":"https://x.example/p/1","#,
        r#""title":"Lämp \"4\\\"","condition":"New","seller":"s","quantity":92,"pack":2,"product":{"key":"gtin:04750041195888","#,
        r#""gtin":"04750041195888","asin":"B08HVXZW8K"},"change":"new","row":{"file":"a.csv","line":2},"notes":["a","b"],"#,
        r#""extra":{"x":"y"}}}"#
    );

    #[test]
    fn a_line_of_our_own_is_read_here() {
        let (id, offer) = offer_in(LINE.as_bytes()).unwrap();
        assert_eq!((id, offer.title(), offer.gtin()), ("list:1", Some("Lämp \"4\\\""), Some("04750041195888")));
    }

    #[test]
    fn a_key_that_stands_twice_takes_a_closer_look() {
        for (from, to) in [
            ("\"title\":", "\"item\":\"2\",\"title\":"),
            ("\"gtin\":", "\"key\":\"k\",\"gtin\":"),
            ("2026-11-28", "2026-02-30"),
        ] {
            assert!(offer_in(LINE.replacen(from, to, 1).as_bytes()).is_none(), "{to}");
        }
    }

    /// A line of which something was put in, taken out, or written differently.
    fn changed() -> impl Strategy<Value = Vec<u8>> {
        let pieces = prop::sample::select(vec![
            "",
            "\"",
            "\\",
            ",",
            "}",
            "{",
            "\\u0041",
            "0",
            "-",
            "1e9",
            ".",
            "null",
            " ",
            "\n",
            "\u{1}",
            "é",
            "\u{FF}",
            "99999999999",
            "\"title\":\"T\",",
            "\"analysis\":{},",
            ",\"mine\":1",
            "\"USD\"",
            "usd",
            "T24:",
            "-31",
        ]);
        (0..LINE.len(), 0_usize..12, pieces).prop_map(|(at, out, piece)| {
            let mut line = LINE.as_bytes().to_vec();
            line.splice(at..(at + out).min(LINE.len()), piece.bytes());
            line
        })
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(20_000))]
        #[test]
        fn whatever_is_found_here_is_found_by_the_reader_of_all_json(line in changed()) {
            if let Some((id, offer)) = offer_in(&line) {
                let (careful, read) = offer_line::carefully(&line).expect("the reader of all JSON takes it, too");
                prop_assert_eq!(id, &*careful);
                prop_assert_eq!(offer, read);
            }
        }
    }
}
