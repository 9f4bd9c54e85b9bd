//! The values of an object that stands as JSON, by dotted name: found in the text as it is, and nothing made of the rest.
//!
//! A front of [`dotted::each_leaf`] and [`dotted::cell`] for the JSON that this program writes: no blanks between the marks,
//! plain keys. `None` says that a text is not such, and goes the long way.

use std::borrow::Cow;

use memchr::memchr2;

use super::dotted;

/// Hands on the values of an object, each as the JSON that stands there; what is null is no value.
pub(super) fn each<'t>(text: &'t str, mut take: impl FnMut(&str, &'t str)) -> Option<()> {
    let mut reader = Reader { text, at: 0 };
    reader.object(&mut String::new(), &mut take)?;
    (reader.at == text.len()).then_some(())
}

/// The text of a cell that holds a value.
pub(super) fn cell(json: &str) -> Cow<'_, str> {
    let Some(inner) = json.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')) else { return json.into() };
    let text = match memchr::memchr(b'\\', inner.as_bytes()) {
        None => Cow::Borrowed(inner),
        Some(_) => match serde_json::from_str::<String>(json) {
            Ok(text) => Cow::Owned(text),
            Err(_) => return json.into(),
        },
    };
    if dotted::reads_as_json(&text) { json.into() } else { text }
}

/// Reads JSON from the front.
struct Reader<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> Reader<'t> {
    fn next(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn pass(&mut self, byte: u8) -> Option<()> {
        (self.next()? == byte).then(|| self.at += 1)
    }

    fn object(&mut self, name: &mut String, take: &mut impl FnMut(&str, &'t str)) -> Option<()> {
        self.pass(b'{')?;
        if self.next()? == b'}' {
            self.at += 1;
            return Some(());
        }
        let outer = name.len();
        loop {
            let key = self.string()?;
            if outer > 0 {
                name.push('.');
            }
            dotted::push_escaped(name, key.get(1..key.len() - 1).filter(|key| !key.contains('\\'))?);
            self.pass(b':')?;
            let from = self.at;
            match self.next()? {
                b'{' if self.text.as_bytes().get(from + 1) != Some(&b'}') => self.object(name, take)?,
                b'n' => self.value()?,
                _ => {
                    self.value()?;
                    take(name, &self.text[from..self.at]);
                }
            }
            name.truncate(outer);
            match self.next()? {
                b',' => self.at += 1,
                b'}' => {
                    self.at += 1;
                    return Some(());
                }
                _ => return None,
            }
        }
    }

    /// A text, its quotes included.
    fn string(&mut self) -> Option<&'t str> {
        let from = self.at;
        self.pass(b'"')?;
        loop {
            let found = self.at + memchr2(b'"', b'\\', self.text.as_bytes().get(self.at..)?)?;
            match self.text.as_bytes()[found] {
                b'"' => {
                    self.at = found + 1;
                    return Some(&self.text[from..self.at]);
                }
                _ => self.at = found + 2,
            }
        }
    }

    /// Goes past a value.
    fn value(&mut self) -> Option<()> {
        let mut depth = 0_usize;
        loop {
            match self.next()? {
                b'"' => _ = self.string()?,
                b'{' | b'[' => {
                    depth += 1;
                    self.at += 1;
                    continue;
                }
                b'}' | b']' => {
                    depth = depth.checked_sub(1)?;
                    self.at += 1;
                }
                b',' | b':' if depth > 0 => {
                    self.at += 1;
                    continue;
                }
                b'0'..=b'9' | b'a'..=b'z' | b'-' => {
                    let rest = &self.text.as_bytes()[self.at..];
                    self.at += rest.iter().take_while(|byte| !matches!(byte, b',' | b'}' | b']' | b':' | b'"')).count();
                }
                _ => return None,
            }
            if depth == 0 {
                return Some(());
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::{Map, Value, json};

    use super::*;

    fn value() -> impl Strategy<Value = Value> {
        let text = prop::sample::select(vec![
            "",
            "plain",
            "a \"quote\"",
            "[1]",
            "{}",
            "\"x\"",
            "é\n\\",
            "null",
            "{\"a\":1}",
            "]",
        ]);
        let leaf = prop_oneof![
            Just(Value::Null),
            any::<bool>().prop_map(Value::from),
            any::<i64>().prop_map(Value::from),
            (-9_999_i64..9_999).prop_map(|number| Value::from(number as f64 / 100.0)),
            text.prop_map(Value::from),
        ];
        leaf.prop_recursive(4, 40, 5, |inner| {
            let key = prop::sample::select(vec!["a", "b.c", "back\\slash", "quo\"te", "", "é", "lines"]);
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
                prop::collection::vec((key, inner), 0..5).prop_map(|pairs| pairs
                    .into_iter()
                    .map(|(key, value)| (key.to_owned(), value))
                    .collect::<Map<_, _>>()
                    .into()),
            ]
        })
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(1_000))]
        #[test]
        fn what_is_found_in_the_text_is_what_is_found_in_the_object(inner in value()) {
            let object = json!({"id": "a:1", "inner": inner});
            let mut expected = Vec::new();
            dotted::each_leaf(object.as_object().unwrap(), |name, value| {
                expected.push((name.to_owned(), dotted::cell(value).into_owned()));
            });
            let mut found = Vec::new();
            let text = object.to_string();
            if each(&text, |name, json| found.push((name.to_owned(), cell(json).into_owned()))).is_some() {
                prop_assert_eq!(found, expected);
            } else {
                prop_assert!(text.contains('\\'), "{}", text);
            }
        }

        #[test]
        fn no_text_is_too_odd(text in "[\\[\\]{}:,\"\\\\ae0-]{0,24}") {
            let _ = each(&text, |_, json| drop(cell(json).into_owned()));
        }
    }
}
