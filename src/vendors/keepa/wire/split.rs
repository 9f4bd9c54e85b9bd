//! A reply taken apart into its products without reading them, so that every core can read some.
//!
//! Histories are most of a reply, and no quote or brace stands in them: they are passed over at the speed of the search for
//! one. What is not plain is left to the reader of the whole, which also words what is wrong.

use std::ops::Range;

use memchr::{memchr2, memchr3};

/// The reply with an empty list in place of its products, and each product as it stands; `None` where that can't be told.
pub(super) fn products(bytes: &[u8]) -> Option<(Vec<u8>, Vec<&[u8]>)> {
    let list = list_under(bytes, b"\"products\"")? + 1;
    let (mut products, mut at, mut wants_value) = (Vec::new(), list, true);
    loop {
        at = filled(bytes, at);
        match bytes.get(at)? {
            b']' if !wants_value || products.is_empty() => break,
            b',' if !wants_value => at += 1,
            b'{' if wants_value => {
                let end = object_end(bytes, at)?;
                products.push(&bytes[at..end]);
                at = end;
            }
            b'n' if wants_value && bytes[at..].starts_with(b"null") => {
                products.push(&bytes[at..at + 4]);
                at += 4;
            }
            _ => return None,
        }
        wants_value = !wants_value;
    }
    Some(([&bytes[..list], &bytes[at..]].concat(), products))
}

/// Where the list of a product's histories stands in it.
pub(super) fn histories(product: &[u8]) -> Option<Range<usize>> {
    let begin = list_under(product, b"\"csv\"")?;
    let (mut at, mut depth) = (begin, 0_u32);
    loop {
        at += memchr2(b'[', b']', product.get(at..)?)?;
        depth = if product[at] == b'[' { depth + 1 } else { depth - 1 };
        at += 1;
        if depth == 0 {
            return Some(begin..at);
        }
    }
}

/// Where the list under a key of the outermost object begins.
fn list_under(bytes: &[u8], key: &[u8]) -> Option<usize> {
    let (mut at, mut depth) = (0, 0_u32);
    loop {
        at += memchr3(b'"', b'{', b'}', bytes.get(at..)?)?;
        match bytes[at] {
            b'{' => depth += 1,
            b'}' => depth = depth.checked_sub(1)?,
            _ => {
                let end = text_end(bytes, at)?;
                if depth == 1 && &bytes[at..end] == key {
                    let colon = filled(bytes, end);
                    let list = filled(bytes, colon + 1);
                    return (bytes.get(colon) == Some(&b':') && bytes.get(list) == Some(&b'[')).then_some(list);
                }
                at = end - 1;
            }
        }
        at += 1;
    }
}

/// Where the object that begins here ends, its brace included.
fn object_end(bytes: &[u8], begin: usize) -> Option<usize> {
    let (mut at, mut depth) = (begin, 0_u32);
    loop {
        at += memchr3(b'"', b'{', b'}', bytes.get(at..)?)?;
        match bytes[at] {
            b'{' => depth += 1,
            b'}' if depth == 1 => return Some(at + 1),
            b'}' => depth -= 1,
            _ => at = text_end(bytes, at)? - 1,
        }
        at += 1;
    }
}

/// Where the text whose quote stands here ends, its other quote included.
fn text_end(bytes: &[u8], quote: usize) -> Option<usize> {
    let mut at = quote + 1;
    loop {
        at += memchr2(b'"', b'\\', bytes.get(at..)?)?;
        if bytes[at] == b'"' {
            return Some(at + 1);
        }
        at += 2;
    }
}

/// The first place from here that is not blank.
fn filled(bytes: &[u8], from: usize) -> usize {
    let rest = bytes.get(from..).unwrap_or_default();
    from + rest.iter().take_while(|byte| matches!(byte, b' ' | b'\t' | b'\n' | b'\r')).count()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::Value;

    use super::*;

    /// The reply put together again from its parts.
    fn together(text: &str) -> Option<Value> {
        let (rest, products) = products(text.as_bytes())?;
        let mut whole: Value = serde_json::from_slice(&rest).ok()?;
        let products: Result<Vec<Value>, _> = products.into_iter().map(serde_json::from_slice).collect();
        whole["products"] = products.ok()?.into();
        Some(whole)
    }

    #[test]
    fn a_reply_is_taken_apart() {
        let check = |text: &str, expected: Option<usize>| {
            assert_eq!(products(text.as_bytes()).map(|(_, products)| products.len()), expected, "{text}");
        };
        check(r#"{"a":{"products":[1]},"products" : [ {"t":"}\"{"} , null,{"csv":[[1,2],null]} ],"b":1}"#, Some(3));
        check(r#"{"products":[]}"#, Some(0));
        check(r#"{"products":[{},]}"#, None);
        check(r#"{"products":[{},,{}]}"#, None);
        check(r#"{"products":[{}{}]}"#, None);
        check(r#"{"products":[7]}"#, None);
        check(r#"{"products":null}"#, None);
        check(r#"{"a":"products"}"#, None);
        check(r#"{"products":[{"#, None);
        check("", None);
    }

    #[test]
    fn the_histories_of_a_product_are_found() {
        let check = |text: &str, expected: Option<&str>| {
            assert_eq!(histories(text.as_bytes()).map(|found| &text[found]), expected, "{text}");
        };
        check(r#"{"t":"\"csv\":[","x":{"csv":[9]},"csv":[[1,2],null],"u":[3]}"#, Some("[[1,2],null]"));
        check(r#"{"csv" : []}"#, Some("[]"));
        check(r#"{"csv":null}"#, None);
        check(r#"{"csv":[[1}"#, None);
        check("null", None);
    }

    proptest! {
        #[test]
        fn the_parts_are_those_of_the_whole(text in r#"\{("a":("x"|"\\\\"|"\\"[{}]"|\{\}),)?"products":\[(\{("t":("[{}]"|\[\{\}\]|"\\\\"))?\}|null|,| |1){0,5}\]\}"#) {
            if let Some(together) = together(&text) {
                let whole: Result<Value, _> = serde_json::from_str(&text);
                prop_assert_eq!(Some(together), whole.ok(), "{}", text);
            }
        }
    }
}
