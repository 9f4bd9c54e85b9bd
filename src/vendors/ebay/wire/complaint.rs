//! eBay's complaints: errors and warnings, in the shapes that its different interfaces give them.

use serde_json::Value;

/// Where a body may hold errors: REST, post-order twice, and what is left of the Trading API.
const PLACES: [&str; 4] = ["/errors", "/error", "/errorMessage/error", "/Errors"];

/// What eBay says about an error, in one sentence or several; `None` where the body is none of eBay's.
pub fn said(body: &[u8]) -> Option<String> {
    let value: Value = serde_json::from_slice(body).ok()?;
    if let Some(text) = value.as_str().filter(|text| !text.is_empty()) {
        return Some(text.to_owned());
    }
    let words: Vec<String> = entries(&value).into_iter().filter_map(words).collect();
    if !words.is_empty() {
        return Some(words.join("; "));
    }
    // A refusal of the login, as RFC 6749 has it.
    let text = |name: &str| value.get(name)?.as_str().filter(|text| !text.is_empty());
    let code = text("error")?;
    Some(text("error_description").map_or_else(|| code.to_owned(), |about| format!("{about} ({code})")))
}

/// What the replies of an effect are told apart by: the category that all its errors have; `None` where they have none or
/// several.
pub fn category(body: &[u8]) -> Option<String> {
    let value: Value = serde_json::from_slice(body).ok()?;
    let categories: Vec<Option<&str>> =
        entries(&value).into_iter().map(|entry| entry.get("category")?.as_str()).collect();
    let first = (*categories.first()?)?;
    categories.iter().all(|other| *other == Some(first)).then(|| first.to_owned())
}

/// Whether an error of this number is among them.
pub fn has(body: &[u8], number: i64) -> bool {
    let value: Value = serde_json::from_slice(body).unwrap_or_default();
    entries(&value).into_iter().any(|entry| id(entry) == Some(number))
}

/// What eBay warns of in a reply that it took.
pub fn warnings(body: &[u8]) -> Vec<String> {
    let value: Value = serde_json::from_slice(body).unwrap_or_default();
    value.get("warnings").map(one_or_many).unwrap_or_default().into_iter().filter_map(words).collect()
}

fn entries(value: &Value) -> Vec<&Value> {
    PLACES.iter().filter_map(|place| value.pointer(place)).flat_map(one_or_many).collect()
}

fn one_or_many(value: &Value) -> Vec<&Value> {
    match value {
        Value::Array(many) => many.iter().collect(),
        Value::Object(_) => vec![value],
        _ => Vec::new(),
    }
}

fn id(entry: &Value) -> Option<i64> {
    entry.get("errorId").or_else(|| entry.get("ErrorCode"))?.as_i64()
}

fn words(entry: &Value) -> Option<String> {
    let text = |name: &str| entry.get(name)?.as_str().map(str::trim).filter(|text| !text.is_empty());
    let text = ["longMessage", "message", "LongMessage", "ShortMessage"].into_iter().find_map(text)?;
    Some(id(entry).map_or_else(|| text.to_owned(), |id| format!("{text} ({id})")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_shape_of_an_error_is_told_in_ebays_words() {
        let check = |body: &str, expected: Option<&str>| assert_eq!(said(body.as_bytes()).as_deref(), expected);
        check(
            r#"{"errors":[{"errorId":12001,"message":"Short","longMessage":"It needs a word"},{"message":"b"}]}"#,
            Some("It needs a word (12001); b"),
        );
        check(r#"{"error":[{"errorId":7,"message":"No such parcel"}]}"#, Some("No such parcel (7)"));
        check(r#"{"errorMessage":{"error":{"errorId":1,"message":"No"}}}"#, Some("No (1)"));
        check(r#"{"Errors":{"ShortMessage":"a","LongMessage":"b","ErrorCode":930}}"#, Some("b (930)"));
        check(
            r#"{"error":"invalid_grant","error_description":"the token has ended"}"#,
            Some("the token has ended (invalid_grant)"),
        );
        check(r#""Not today""#, Some("Not today"));
        check("<html>", None);
        check(r#"{"errors":[]}"#, None);
        check(r#"{"errors":[{"errorId":null,"message":null}]}"#, None);
    }

    #[test]
    fn errors_of_one_category_have_it_and_others_have_none() {
        let check = |body: &str, expected: Option<&str>| assert_eq!(category(body.as_bytes()).as_deref(), expected);
        check(r#"{"errors":[{"category":"REQUEST"},{"category":"REQUEST"}]}"#, Some("REQUEST"));
        check(r#"{"errors":[{"category":"REQUEST"},{"category":"APPLICATION"}]}"#, None);
        check(r#"{"errors":[{"category":"REQUEST"},{"message":"a"}]}"#, None);
        check(r#"{"errors":[]}"#, None);
        check("", None);
    }

    #[test]
    fn a_number_and_a_warning_are_found() {
        assert!(has(br#"{"errors":[{"errorId":1},{"errorId":25002}]}"#, 25002));
        assert!(!has(br#"{"errors":[{"errorId":1}]}"#, 25002) && !has(b"", 25002));
        let body = br#"{"offerId":"1","warnings":[{"errorId":25401,"message":"Removed"},{}]}"#;
        assert_eq!(warnings(body), ["Removed (25401)"]);
        assert!(warnings(b"{}").is_empty() && warnings(b"").is_empty());
    }
}
