//! What a listing's text is made of: the facts by the names that templates call them by.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::{contacts::Contact, outside};
use crate::domain::offer::ProductIds;

/// What is known about the goods.
#[derive(Clone, Copy, Debug)]
pub struct Facts<'a> {
    /// The product's title, as the market or the supplier writes it.
    pub title: &'a str,
    /// The brand.
    pub brand: Option<&'a str>,
    /// The condition; absent is new.
    pub condition: Option<&'a str>,
    /// The channel's category.
    pub category: Option<&'a str>,
    /// Sellable units in what is sold.
    pub pack: Option<u32>,
    /// The identifiers.
    pub product: &'a ProductIds,
    /// Columns of the supplier's list that no mapping took, as written.
    pub extra: Option<&'a Map<String, Value>>,
}

/// Facts that come from columns of a supplier's list, and the columns they are found in, by their words in lower case.
const COLUMNS: [(&str, &[&str]); 22] = [
    ("author", &["author", "authors", "by"]),
    ("publisher", &["publisher"]),
    ("binding", &["binding", "format", "cover"]),
    ("edition", &["edition"]),
    ("year", &["year", "publication year", "model year", "release year", "year made"]),
    ("language", &["language"]),
    ("pages", &["pages", "page count"]),
    ("set", &["set", "set name", "expansion"]),
    ("number", &["card number", "collector number", "card no"]),
    ("rarity", &["rarity"]),
    ("printing", &["printing", "foil", "variant"]),
    ("grade", &["grade"]),
    ("grader", &["grader", "grading company", "professional grader"]),
    ("model", &["model", "model name"]),
    ("mpn", &["mpn", "manufacturer part number", "part number", "model number"]),
    ("finish", &["finish"]),
    ("color", &["color", "colour"]),
    ("size", &["size"]),
    ("material", &["material"]),
    ("features", &["features"]),
    ("includes", &["includes", "included", "included accessories"]),
    ("note", &["condition note", "condition notes", "condition description", "item note", "note", "notes", "comments"]),
];

/// Facts that are not taken from columns.
const OWN: [&str; 10] = ["title", "brand", "condition", "used", "gtin", "upc", "isbn", "asin", "pack", "category"];

/// Every name that a template may use.
pub(super) fn names() -> impl Iterator<Item = &'static str> {
    OWN.into_iter().chain(COLUMNS.iter().map(|(name, _)| *name))
}

/// The facts that are known, clean, by name.
pub(super) struct Known {
    by_name: BTreeMap<&'static str, String>,
    /// The ways to reach somebody that were taken out, by the name of the fact.
    pub removed: Vec<(&'static str, Contact)>,
}

impl Known {
    pub(super) fn of(facts: &Facts) -> Self {
        let mut known = Self { by_name: BTreeMap::new(), removed: Vec::new() };
        known.put("title", facts.title);
        known.put("brand", facts.brand.unwrap_or_default());
        known.put("category", facts.category.unwrap_or_default());
        let used = used(facts.condition);
        known.put("condition", used.as_deref().unwrap_or("New"));
        known.put("used", used.as_deref().unwrap_or_default());
        known.identifiers(facts.product);
        if let Some(pack) = facts.pack.filter(|pack| *pack > 1) {
            known.put("pack", &pack.to_string());
        }
        for (column, value) in facts.extra.into_iter().flatten() {
            let words = column_words(column);
            let Some((name, _)) = COLUMNS.iter().find(|(_, columns)| columns.contains(&words.as_str())) else {
                continue;
            };
            match value {
                Value::String(text) => known.put(name, text),
                Value::Number(number) => known.put(name, &number.to_string()),
                _ => {}
            }
        }
        known
    }

    /// The fact of a name.
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        self.by_name.get(name).map(String::as_str)
    }

    /// The first that says something stays.
    fn put(&mut self, name: &'static str, text: &str) {
        let (clean, contacts) = outside::clean(text);
        self.removed.extend(contacts.into_iter().map(|contact| (name, contact)));
        if says_something(&clean) {
            self.by_name.entry(name).or_insert(clean);
        }
    }

    fn identifiers(&mut self, product: &ProductIds) {
        self.put("asin", product.asin.as_deref().unwrap_or_default());
        let Some(gtin) = &product.gtin else { return };
        self.put("gtin", gtin);
        let printed = product.printed_code().unwrap_or_default();
        match printed.len() {
            12 => self.put("upc", &printed),
            13 if printed.starts_with("978") || printed.starts_with("979") => self.put("isbn", &printed),
            _ => {}
        }
    }
}

/// Suppliers fill empty cells with words.
fn says_something(text: &str) -> bool {
    !matches!(text.to_lowercase().as_str(), "" | "-" | "n/a" | "na" | "none" | "null" | "unknown" | "tbd" | "?")
}

fn column_words(column: &str) -> String {
    let words = column.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join(" ").to_lowercase()
}

/// The condition, where it is not new: `Very Good`.
pub(super) fn used(condition: Option<&str>) -> Option<String> {
    let (condition, _) = outside::clean(condition.unwrap_or_default());
    if condition.is_empty() || condition.eq_ignore_ascii_case("new") {
        return None;
    }
    let words = condition.split(['_', '-', ' ']).filter(|word| !word.is_empty()).map(|word| {
        let mut letters = word.chars();
        letters.next().map(|first| first.to_uppercase().chain(letters).collect::<String>()).unwrap_or_default()
    });
    Some(words.collect::<Vec<_>>().join(" "))
}
