//! The axes along which two listings of one product family differ: size, colour, capacity, edition and so on.
//!
//! A different variation is a different product with another price. So an axis that both titles name must agree, and
//! one that only one of them names is unconfirmed, not agreed.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::words::{Token, tokens};

/// An axis of variation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Axis {
    /// Clothing and shoe size.
    Size,
    /// Colour.
    Colour,
    /// Storage: `64GB`.
    Capacity,
    /// Amount in one unit: `16 oz`, `330 ml`.
    Amount,
    /// Binding: hardcover, paperback, audiobook.
    Binding,
    /// Edition: `2nd edition`.
    Edition,
    /// Gaming platform.
    Platform,
    /// Grade by a grading company: `PSA 10`.
    Grade,
    /// Number in a series.
    Volume,
}

/// What two titles say about their variation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "verdict", rename_all = "snake_case")]
pub enum AxisVerdict {
    /// Every axis that is named is named by both, with the same value.
    Agree,
    /// Both name it, differently.
    Conflict {
        /// The axis.
        axis: Axis,
        /// What the first title says.
        a: String,
        /// What the second says.
        b: String,
    },
    /// One names it, the other does not, or only in part.
    Unconfirmed {
        /// The axis.
        axis: Axis,
    },
}

/// Compares the variation two titles name; a conflict counts before what is unconfirmed.
pub fn compare(a: &str, b: &str) -> AxisVerdict {
    let (a, b) = (axes(a), axes(b));
    let empty = BTreeSet::new();
    let mut unconfirmed = None;
    let named: BTreeSet<Axis> = a.keys().chain(b.keys()).copied().collect();
    for axis in named {
        let (left, right) = (a.get(&axis).unwrap_or(&empty), b.get(&axis).unwrap_or(&empty));
        if left == right {
            continue;
        }
        if left.is_subset(right) || right.is_subset(left) {
            unconfirmed = unconfirmed.or(Some(axis));
        } else {
            let said = |values: &BTreeSet<String>| values.iter().cloned().collect::<Vec<_>>().join(", ");
            return AxisVerdict::Conflict { axis, a: said(left), b: said(right) };
        }
    }
    unconfirmed.map_or(AxisVerdict::Agree, |axis| AxisVerdict::Unconfirmed { axis })
}

/// The axes a title names, with their values in one spelling.
pub fn axes(title: &str) -> BTreeMap<Axis, BTreeSet<String>> {
    let tokens = tokens(title);
    let mut found: BTreeMap<Axis, BTreeSet<String>> = BTreeMap::new();
    for place in 0..tokens.len() {
        if let Some((axis, value)) = at(&tokens, place) {
            found.entry(axis).or_default().insert(value);
        }
    }
    found
}

fn at(tokens: &[Token<'_>], place: usize) -> Option<(Axis, String)> {
    let word = tokens[place].text.as_ref();
    let next = tokens.get(place + 1).map(|token| token.text.as_ref()).unwrap_or_default();
    let before = place.checked_sub(1).map(|at| tokens[at].text.as_ref()).unwrap_or_default();
    if word.starts_with(|c: char| c.is_ascii_digit()) {
        return numbered(
            word,
            next,
            before,
            tokens.get(place + 2).map(|token| token.text.as_ref()).unwrap_or_default(),
        );
    }
    if let Some(value) = canonical(COLOURS, word) {
        // `Red Dead Redemption`, `Black & Decker`: a name, not the colour of the thing.
        let name = matches!((word, next), ("red", "dead" | "bull" | "hot") | ("black", "decker" | "ops" | "panther"));
        return (!name).then(|| (Axis::Colour, value.to_owned()));
    }
    if let Some(value) = canonical(BINDINGS, word) {
        return Some((Axis::Binding, value.to_owned()));
    }
    if let Some(value) =
        platform(word, next, tokens.get(place + 2).map(|token| token.text.as_ref()).unwrap_or_default())
    {
        return Some((Axis::Platform, value));
    }
    match word {
        "first" | "second" | "third" | "fourth" | "fifth" if matches!(next, "edition" | "ed") => {
            let ordinal = ["first", "second", "third", "fourth", "fifth"].iter().position(|name| *name == word)? + 1;
            Some((Axis::Edition, ordinal.to_string()))
        }
        "small" | "medium" | "large" if before != "pack" => Some((Axis::Size, word[..1].to_owned())),
        "xs" | "xl" | "xxl" | "xxxl" => Some((Axis::Size, word.to_owned())),
        "size" if next.len() <= 3 && !next.is_empty() => Some((Axis::Size, next.to_owned())),
        _ => None,
    }
}

fn numbered(word: &str, next: &str, before: &str, after: &str) -> Option<(Axis, String)> {
    let plain = word.replace(',', ".");
    match (before, next) {
        (_, "gb" | "tb") => Some((Axis::Capacity, format!("{plain}{next}"))),
        (_, "oz" | "ml" | "cl" | "kg" | "lb" | "lbs") => {
            Some((Axis::Amount, format!("{plain} {}", next.trim_end_matches('s'))))
        }
        (_, "fl") if after == "oz" => Some((Axis::Amount, format!("{plain} oz"))),
        (_, "st" | "nd" | "rd" | "th") if matches!(after, "edition" | "ed") => Some((Axis::Edition, plain)),
        ("psa" | "bgs" | "cgc" | "sgc", _) => Some((Axis::Grade, format!("{before} {plain}"))),
        ("vol" | "volume" | "book", _) => Some((Axis::Volume, plain)),
        _ => None,
    }
}

fn platform(word: &str, next: &str, after: &str) -> Option<String> {
    let name = match (word, next) {
        ("ps" | "playstation", "1" | "2" | "3" | "4" | "5") => format!("ps{next}"),
        ("xbox", "360" | "one") => format!("xbox {next}"),
        ("xbox", "series") if matches!(after, "x" | "s") => "xbox series".to_owned(),
        ("nintendo", "switch") => "switch".to_owned(),
        ("wii", "u") => "wii u".to_owned(),
        ("wii", _) => "wii".to_owned(),
        _ => return None,
    };
    Some(name)
}

fn canonical(list: &[(&str, &'static str)], word: &str) -> Option<&'static str> {
    list.iter().find(|(name, _)| *name == word).map(|(_, value)| *value)
}

const COLOURS: &[(&str, &str)] = &[
    ("black", "black"),
    ("blk", "black"),
    ("white", "white"),
    ("red", "red"),
    ("blue", "blue"),
    ("navy", "navy"),
    ("green", "green"),
    ("yellow", "yellow"),
    ("orange", "orange"),
    ("purple", "purple"),
    ("pink", "pink"),
    ("brown", "brown"),
    ("beige", "beige"),
    ("grey", "grey"),
    ("gray", "grey"),
    ("silver", "silver"),
    ("gold", "gold"),
    ("teal", "teal"),
    ("turquoise", "turquoise"),
    ("burgundy", "burgundy"),
];

const BINDINGS: &[(&str, &str)] = &[
    ("hardcover", "hardcover"),
    ("hardback", "hardcover"),
    ("paperback", "paperback"),
    ("softcover", "paperback"),
    ("kindle", "ebook"),
    ("ebook", "ebook"),
    ("audiobook", "audiobook"),
    ("audible", "audiobook"),
    ("spiral", "spiral"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn axes_named_by_both_must_agree() {
        let check = |a: &str, b: &str, expected: &str| {
            let said = match compare(a, b) {
                AxisVerdict::Agree => "agree".to_owned(),
                AxisVerdict::Conflict { axis, a, b } => format!("{axis:?} {a} / {b}"),
                AxisVerdict::Unconfirmed { axis } => format!("{axis:?}?"),
            };
            assert_eq!(said, expected, "{a} / {b}");
        };
        check("iPhone 12 64GB Black", "Apple iPhone 12, 64 GB, black", "agree");
        check("iPhone 12 64GB", "iPhone 12 128GB", "Capacity 64gb / 128gb");
        check("iPhone 12 64GB", "iPhone 12", "Capacity?");
        check("T-Shirt Gray XL", "T-shirt grey xl", "agree");
        check("T-Shirt Gray XL", "T-shirt grey Medium", "Size xl / m");
        check("Dune Hardcover", "Dune (Paperback)", "Binding hardcover / paperback");
        check("Calculus 2nd Edition", "Calculus, Third Edition", "Edition 2 / 3");
        check("FIFA 23 PS5", "FIFA 23 PlayStation 4", "Platform ps5 / ps4");
        check("Charizard PSA 10", "Charizard PSA 9", "Grade psa 10 / psa 9");
        check("Naruto Vol. 3", "Naruto Volume 4", "Volume 3 / 4");
        check("Shampoo 16 oz", "Shampoo 16 fl oz", "agree");
        check("Red Dead Redemption", "Red Dead Redemption", "agree");
        check("Lamp black", "Lamp black white", "Colour?");
        check("Soap", "Soap bar", "agree");
    }
}
