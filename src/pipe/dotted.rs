//! Dotted columns: a record as one row (`offer.price.amount`) and back.
//!
//! A dot inside a key is written `\.`. Text is written as it is; arrays, and text that would read as JSON, as JSON.
//! Money, ratios and identifiers are text in a record, so only counts and yes/no lose their type in a cell: reading
//! knows them by name ([`NUMBERS`], [`FLAGS`]).

use std::borrow::Cow;

use serde_json::{Map, Value};

use super::reader::Fault;
use crate::domain::record::Record;

/// The column that keys without a column of their own are kept in, as one JSON object.
pub const MORE: &str = "more";

/// The names whose values are whole numbers wherever they stand in a record.
const NUMBERS: &[&str] = &[
    "schema",
    "line",
    "quantity",
    "pack",
    "points",
    "rank",
    "rank_avg90",
    "monthly_sold",
    "rank_drops30",
    "offers",
    "offers_avg90",
    "qty",
    "days",
    "days_to_sell",
    "suggested_quantity",
    "units",
    "count",
    "attempts",
    "version",
    "age_days",
    "hours",
    "age_hours",
    "confidence_pct",
    "on_hand",
    "sold",
    "returned",
];

/// The names whose values are yes or no.
const FLAGS: &[&str] = &[
    "amazon_in_stock",
    "hazmat",
    "meltable",
    "ip_alert",
    "private_label",
    "recalled",
    "product_match",
    "taxable",
    "gated",
];

/// A record's values by dotted name, in its own order.
pub fn flatten(object: &Map<String, Value>) -> Vec<(String, Value)> {
    let mut out = Vec::new();
    each_leaf(object, |name, value| out.push((name.to_owned(), value.clone())));
    out
}

/// Hands on a record's values by dotted name, in its own order; what is null is no value.
pub(super) fn each_leaf<'a>(object: &'a Map<String, Value>, mut each: impl FnMut(&str, &'a Value)) {
    walk(object, &mut String::new(), &mut each);
}

fn walk<'a>(object: &'a Map<String, Value>, name: &mut String, each: &mut impl FnMut(&str, &'a Value)) {
    let outer = name.len();
    for (key, value) in object {
        if outer > 0 {
            name.push('.');
        }
        push_escaped(name, key);
        match value {
            Value::Object(inner) if !inner.is_empty() => walk(inner, name, each),
            Value::Null => {}
            other => each(name, other),
        }
        name.truncate(outer);
    }
}

pub(super) fn push_escaped(name: &mut String, key: &str) {
    if !key.bytes().any(|byte| matches!(byte, b'.' | b'\\')) {
        return name.push_str(key);
    }
    for character in key.chars() {
        if matches!(character, '.' | '\\') {
            name.push('\\');
        }
        name.push(character);
    }
}

/// The value at a dotted name.
pub fn get<'a>(object: &'a Map<String, Value>, name: &str) -> Option<&'a Value> {
    let mut path = segments(name);
    let mut value = object.get(&*path.next()?)?;
    for key in path {
        value = match value {
            Value::Object(inner) => inner.get(&*key)?,
            // An item by its place, or by its `code`: `fees.lines.referral`.
            Value::Array(items) => match key.parse::<usize>() {
                Ok(place) => items.get(place)?,
                Err(_) => items.iter().find(|item| item.get("code").and_then(Value::as_str) == Some(&*key))?,
            },
            _ => return None,
        };
    }
    Some(value)
}

/// Puts a value at a dotted name, making what is missing on the way.
pub fn put(object: &mut Map<String, Value>, name: &str, value: Value) {
    let mut path = segments(name).peekable();
    let mut here = object;
    while let Some(key) = path.next() {
        if path.peek().is_none() {
            here.insert(key.into_owned(), value);
            return;
        }
        // Most of the way is there already: nothing is copied to find it.
        if !here.contains_key(&*key) {
            here.insert(key.clone().into_owned(), Value::Null);
        }
        let inner = here.get_mut(&*key).expect("it was put there above");
        if !inner.is_object() {
            *inner = Value::Object(Map::new());
        }
        here = inner.as_object_mut().expect("it was made an object above");
    }
}

/// The keys of a dotted name.
pub(super) fn segments(name: &str) -> impl Iterator<Item = Cow<'_, str>> {
    let mut rest = Some(name);
    std::iter::from_fn(move || {
        let here = rest?;
        let end = here.find(['.', '\\']).unwrap_or(here.len());
        if !here[end..].starts_with('\\') {
            rest = here.get(end + 1..);
            return Some(Cow::Borrowed(&here[..end]));
        }
        let mut key = here[..end].to_owned();
        let mut characters = here[end..].char_indices();
        while let Some((at, character)) = characters.next() {
            match character {
                '\\' => key.extend(characters.next().map(|(_, escaped)| escaped)),
                '.' => {
                    rest = Some(&here[end + at + 1..]);
                    return Some(Cow::Owned(key));
                }
                other => key.push(other),
            }
        }
        rest = None;
        Some(Cow::Owned(key))
    })
}

/// A value as the text of a cell.
pub fn cell(value: &Value) -> Cow<'_, str> {
    match value {
        Value::Null => "".into(),
        Value::String(text) if reads_as_json(text) => value.to_string().into(),
        Value::String(text) => text.into(),
        other => other.to_string().into(),
    }
}

/// A value under a column that was asked for: money by its amount.
pub fn shown(value: &Value) -> Cow<'_, str> {
    match value.as_object().and_then(|object| object.get("amount")) {
        Some(Value::String(amount)) => amount.into(),
        _ => cell(value),
    }
}

/// Whether a text would be taken for an array, an object or quoted text when it is read back.
pub(super) fn reads_as_json(text: &str) -> bool {
    text.is_empty() || (text.starts_with(['[', '{', '"']) && serde_json::from_str::<Value>(text).is_ok())
}

fn value(name: &str, cell: &str) -> Value {
    if cell.starts_with(['[', '{', '"'])
        && let Ok(value) = serde_json::from_str(cell)
    {
        return value;
    }
    let last = name.rsplit('.').next().unwrap_or(name);
    let foreign = name.contains(".extra.");
    if NUMBERS.contains(&last)
        && !foreign
        && let Ok(number) = cell.parse::<i64>()
    {
        return number.into();
    }
    match cell {
        "true" if FLAGS.contains(&last) && !foreign => true.into(),
        "false" if FLAGS.contains(&last) && !foreign => false.into(),
        text => text.into(),
    }
}

/// A text cell that a spreadsheet would run as a formula gets a `'`, which reading takes off again;
/// plain numbers stay numbers. Control characters are made visible.
pub fn formula_safe(text: &str) -> Cow<'_, str> {
    // Most cells are plain: nothing in them may be a control character, nor starts a formula. Every byte is looked at, so
    // that many are looked at together.
    let plain = text.bytes().fold(true, |plain, byte| plain & (byte >= b' ') & !matches!(byte, 0x7F | 0xC2));
    if plain && !starts_formula(text) {
        return Cow::Borrowed(text);
    }
    let mut clean = String::with_capacity(text.len() + 1);
    if starts_formula(text) {
        clean.push('\'');
    }
    for (place, character) in text.chars().enumerate() {
        match character {
            '\n' | '\t' => clean.push(character),
            // At the start it is what the guard is for: it stays, visibly, so that reading takes the guard off again.
            '\r' if place > 0 => {}
            _ if character.is_control() => clean.extend(character.escape_unicode()),
            _ => clean.push(character),
        }
    }
    Cow::Owned(clean)
}

fn starts_formula(text: &str) -> bool {
    let bare = text.trim_start_matches('\'');
    let dangerous = bare
        .starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '\0', '＝', '＋', '－', '＠', '﹦', '﹢', '﹣', '﹫', '−'])
        || bare.starts_with("\\u{0}")
        || bare.starts_with("\\u{d}");
    dangerous && !(bare.len() == text.len() && is_number(text))
}

fn is_number(text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or(text);
    !digits.is_empty()
        && digits.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.')
        && digits.bytes().filter(|&byte| byte == b'.').count() <= 1
        && digits.bytes().any(|byte| byte.is_ascii_digit())
}

/// Takes off the `'` that [`formula_safe`] put before a cell.
fn without_guard(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(rest) if starts_formula(rest) || starts_formula(cell) => rest,
        _ => cell,
    }
}

/// The columns of a table that holds our own records.
#[derive(Clone, Debug)]
pub struct Header(Vec<String>);

impl Header {
    /// The header, when the columns are those of records: an `id` and a part that a stage wrote.
    pub fn of(columns: &[String]) -> Option<Self> {
        let ours = ["offer.", "analysis.", "purchase.", "listing.", "price_change.", "ticket."];
        let dotted = columns.iter().any(|name| ours.iter().any(|prefix| name.starts_with(prefix)));
        (dotted && columns.iter().any(|name| name == "id")).then(|| Self(columns.to_vec()))
    }

    /// The record of a row; an empty cell is a key that is absent.
    pub fn record<T: AsRef<str>>(&self, cells: &[T]) -> Result<Record, Fault> {
        // As records are written: `schema` and `id` first, whatever the order of the columns.
        let mut object = Map::from_iter(["schema", "id"].map(|key| (key.to_owned(), Value::Null)));
        for (name, cell) in self.0.iter().zip(cells) {
            let text = without_guard(cell.as_ref());
            if text.is_empty() {
                continue;
            }
            if name != MORE {
                put(&mut object, name, value(name, text));
                continue;
            }
            let more: Map<String, Value> = serde_json::from_str(text)
                .map_err(|why| Fault::new(format!("`{MORE}` is not a JSON object: {why}")).field(MORE))?;
            for (name, value) in more {
                put(&mut object, &name, value);
            }
        }
        object.retain(|_, value| !value.is_null());
        Ok(Record(object))
    }
}

/// A foreign JSON object as columns and cells, nested keys dotted.
pub fn columns_of(object: &Map<String, Value>) -> (Vec<String>, Vec<Cow<'static, str>>) {
    let cells = flatten(object).into_iter().map(|(name, value)| {
        let text = match &value {
            Value::String(text) => text.clone(),
            // A float of this size has lost digits of an identifier; its exponent says so to whoever reads it.
            Value::Number(number) => number
                .as_f64()
                .filter(|float| !number.is_i64() && !number.is_u64() && float.abs() >= 1e9)
                .map_or_else(|| number.to_string(), |float| format!("{float:e}")),
            other => other.to_string(),
        };
        (name, Cow::Owned(text))
    });
    cells.unzip()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;

    fn round_trip(value: &Value) -> Value {
        let object = value.as_object().unwrap();
        let (names, cells): (Vec<String>, Vec<String>) =
            flatten(object).into_iter().map(|(name, value)| (name, formula_safe(&cell(&value)).into_owned())).unzip();
        Value::Object(Header(names).record(&cells).unwrap().0)
    }

    #[test]
    fn a_record_comes_back_from_its_columns() {
        let record = json!({
            "schema": 1, "id": "a:10281",
            "offer": {
                "item": "10281", "price": {"amount": "31.20", "currency": "USD"}, "quantity": 3, "title": "=1+1",
                "brand": "[1]", "seller": "'quoted", "condition": "-", "notes": ["a", "b"],
                "row": {"file": "x.csv", "line": 812},
                "extra": {"Buy Box: 90 days avg.": "12", "quantity": "007", "deep": "{}", "neg": "-3.50", "empty": ""},
            },
            "mine": ["kept", {"x": 1.5}],
        });
        assert_eq!(round_trip(&record), record);
    }

    #[test]
    fn cells_that_run_are_disarmed_and_numbers_stay() {
        let check = |text: &str, expected: &str| {
            assert_eq!(formula_safe(text), expected, "{text:?}");
            assert_eq!(without_guard(expected), text.replace('\r', ""), "{text:?}");
        };
        check("=HYPERLINK(\"x\")", "'=HYPERLINK(\"x\")");
        check("+1", "'+1");
        check("-3.50", "-3.50");
        check("-x", "'-x");
        check("@sum", "'@sum");
        check("＝1", "'＝1");
        check("'=1", "''=1");
        check("'quoted", "'quoted");
        check("plain", "plain");
        check("\tx", "'\tx");
        assert_eq!(formula_safe("a\x1b[31m"), "a\\u{1b}[31m");
    }

    proptest! {
        #[test]
        fn any_text_comes_back(text in "[ -~éß＝]{0,12}", key in "[a-z.\\\\ ]{1,6}") {
            let record = json!({"id": "a", "offer": {"extra": {key: text}}});
            prop_assert_eq!(round_trip(&record), record);
        }
    }
}
