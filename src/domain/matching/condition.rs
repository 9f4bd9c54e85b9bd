//! Conditions and what may be sold as what: never as better than it is.
//!
//! The grades of the marketplaces are laid on one partial order. Two grades share a rung only where neither is better;
//! where one shop knows a grade that another does not, the order gets a rung of its own.

use serde::{Deserialize, Serialize};

/// The condition of an item, from the best to the least, by family.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Condition {
    /// New, sealed, complete (eBay 1000).
    New,
    /// New, opened or without tags or box (eBay 1500; Reverb B-stock).
    OpenBox,
    /// New with a flaw (eBay 1750).
    NewWithDefects,
    /// Refurbished by the maker or for it (eBay 2000; Amazon Renewed Premium).
    CertifiedRefurbished,
    /// Refurbished, graded excellent (eBay 2010).
    RefurbishedExcellent,
    /// Refurbished, graded very good (eBay 2020).
    RefurbishedVeryGood,
    /// Refurbished, graded good (eBay 2030).
    RefurbishedGood,
    /// Refurbished, no grade said (eBay 2500; Amazon Renewed).
    Refurbished,
    /// Used, as if new (eBay 2750; Reverb and TCG mint).
    UsedLikeNew,
    /// Used, excellent (eBay 2990; Reverb excellent; TCG near mint).
    UsedExcellent,
    /// Used, very good (eBay 4000; TCG lightly played).
    UsedVeryGood,
    /// Used, good (eBay 5000; TCG moderately played).
    UsedGood,
    /// Used, acceptable or fair (eBay 6000 and 3010; TCG heavily played).
    UsedAcceptable,
    /// Used, working, no grade said (eBay 3000).
    Used,
    /// Poor or damaged (TCG damaged).
    UsedPoor,
    /// For parts or not working (eBay 7000).
    ForParts,
    /// Not said, or not understood.
    #[default]
    Unknown,
}

impl Condition {
    /// The rungs right below: what it may also be sold as.
    fn below(self) -> &'static [Self] {
        match self {
            Self::New => &[Self::OpenBox],
            Self::OpenBox => &[Self::UsedLikeNew, Self::NewWithDefects],
            Self::NewWithDefects => &[Self::UsedGood],
            Self::CertifiedRefurbished => &[Self::RefurbishedExcellent],
            Self::RefurbishedExcellent => &[Self::RefurbishedVeryGood],
            Self::RefurbishedVeryGood => &[Self::RefurbishedGood],
            Self::RefurbishedGood => &[Self::Refurbished, Self::UsedGood],
            Self::Refurbished => &[Self::Used],
            Self::UsedLikeNew => &[Self::UsedExcellent],
            Self::UsedExcellent => &[Self::UsedVeryGood],
            Self::UsedVeryGood => &[Self::UsedGood],
            Self::UsedGood => &[Self::UsedAcceptable],
            Self::UsedAcceptable => &[Self::Used],
            Self::Used => &[Self::UsedPoor],
            Self::UsedPoor => &[Self::ForParts],
            Self::ForParts | Self::Unknown => &[],
        }
    }

    /// Reads the words or the eBay condition id of a listing.
    ///
    /// Knows the terms of eBay, Amazon, Reverb and TCGplayer in any case and with any punctuation.
    pub fn parse(text: &str) -> Self {
        let words: String = text
            .split(|c: char| !c.is_alphanumeric())
            .filter(|word| !word.is_empty())
            .map(str::to_lowercase)
            .collect::<Vec<_>>()
            .join(" ");
        let spaced = spaced_camel(text);
        TERMS.iter().find(|(term, _)| *term == words || *term == spaced).map_or(Self::Unknown, |(_, found)| *found)
    }
}

/// Whether an item in condition `source` may be sold on a listing for condition `target`.
///
/// Never up-grades: only the same condition or one below it on the order is allowed, and an unknown one never.
pub fn can_sell_as(source: Condition, target: Condition) -> bool {
    if source == Condition::Unknown || target == Condition::Unknown {
        return false;
    }
    source == target || source.below().iter().any(|next| can_sell_as(*next, target))
}

/// Whether a buyer of `ours` would take `theirs` instead: new beside new, else in no worse a condition. What is not understood
/// counts, so that nobody is overlooked.
pub fn rivals(theirs: &str, ours: &str) -> bool {
    let (theirs, ours) = (Condition::parse(theirs), Condition::parse(ours));
    if theirs == Condition::Unknown || ours == Condition::Unknown {
        return true;
    }
    (theirs == Condition::New) == (ours == Condition::New) && can_sell_as(theirs, ours)
}

/// `UsedVeryGood` → `used very good`.
fn spaced_camel(text: &str) -> String {
    let mut spaced = String::with_capacity(text.len() + 4);
    for c in text.trim().chars() {
        if c.is_uppercase() && spaced.ends_with(char::is_lowercase) {
            spaced.push(' ');
        }
        spaced.extend(c.to_lowercase());
    }
    spaced
}

const TERMS: &[(&str, Condition)] = &[
    ("new", Condition::New),
    ("brand new", Condition::New),
    ("new with tags", Condition::New),
    ("new with box", Condition::New),
    ("new sealed", Condition::New),
    ("factory sealed", Condition::New),
    ("1000", Condition::New),
    ("open box", Condition::OpenBox),
    ("opened never used", Condition::OpenBox),
    ("new other", Condition::OpenBox),
    ("new other see details", Condition::OpenBox),
    ("new open box", Condition::OpenBox),
    ("new without tags", Condition::OpenBox),
    ("new without box", Condition::OpenBox),
    ("b stock", Condition::OpenBox),
    ("1500", Condition::OpenBox),
    ("new with defects", Condition::NewWithDefects),
    ("new with imperfections", Condition::NewWithDefects),
    ("1750", Condition::NewWithDefects),
    ("certified refurbished", Condition::CertifiedRefurbished),
    ("manufacturer refurbished", Condition::CertifiedRefurbished),
    ("renewed premium", Condition::CertifiedRefurbished),
    ("2000", Condition::CertifiedRefurbished),
    ("excellent refurbished", Condition::RefurbishedExcellent),
    ("2010", Condition::RefurbishedExcellent),
    ("very good refurbished", Condition::RefurbishedVeryGood),
    ("2020", Condition::RefurbishedVeryGood),
    ("good refurbished", Condition::RefurbishedGood),
    ("2030", Condition::RefurbishedGood),
    ("refurbished", Condition::Refurbished),
    ("seller refurbished", Condition::Refurbished),
    ("renewed", Condition::Refurbished),
    ("2500", Condition::Refurbished),
    ("like new", Condition::UsedLikeNew),
    ("used like new", Condition::UsedLikeNew),
    ("mint", Condition::UsedLikeNew),
    ("2750", Condition::UsedLikeNew),
    ("excellent", Condition::UsedExcellent),
    ("used excellent", Condition::UsedExcellent),
    ("pre owned excellent", Condition::UsedExcellent),
    ("near mint", Condition::UsedExcellent),
    ("nm", Condition::UsedExcellent),
    ("nm m", Condition::UsedExcellent),
    ("2990", Condition::UsedExcellent),
    ("very good", Condition::UsedVeryGood),
    ("used very good", Condition::UsedVeryGood),
    ("lightly played", Condition::UsedVeryGood),
    ("lp", Condition::UsedVeryGood),
    ("4000", Condition::UsedVeryGood),
    ("good", Condition::UsedGood),
    ("used good", Condition::UsedGood),
    ("moderately played", Condition::UsedGood),
    ("mp", Condition::UsedGood),
    ("5000", Condition::UsedGood),
    ("acceptable", Condition::UsedAcceptable),
    ("used acceptable", Condition::UsedAcceptable),
    ("fair", Condition::UsedAcceptable),
    ("pre owned fair", Condition::UsedAcceptable),
    ("heavily played", Condition::UsedAcceptable),
    ("hp", Condition::UsedAcceptable),
    ("6000", Condition::UsedAcceptable),
    ("3010", Condition::UsedAcceptable),
    ("used", Condition::Used),
    ("pre owned", Condition::Used),
    ("3000", Condition::Used),
    ("poor", Condition::UsedPoor),
    ("used poor", Condition::UsedPoor),
    ("damaged", Condition::UsedPoor),
    ("dmg", Condition::UsedPoor),
    ("for parts or not working", Condition::ForParts),
    ("for parts", Condition::ForParts),
    ("parts only", Condition::ForParts),
    ("not working", Condition::ForParts),
    ("non functioning", Condition::ForParts),
    ("7000", Condition::ForParts),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_terms_of_the_marketplaces_are_known() {
        let check = |text: &str, expected: Condition| assert_eq!(Condition::parse(text), expected, "{text}");
        check("Brand New", Condition::New);
        check("Used - Very Good", Condition::UsedVeryGood);
        check("UsedVeryGood", Condition::UsedVeryGood);
        check("used_like_new", Condition::UsedLikeNew);
        check("Near Mint", Condition::UsedExcellent);
        check("LP", Condition::UsedVeryGood);
        check("3000", Condition::Used);
        check("B-Stock", Condition::OpenBox);
        check("Very Good - Refurbished", Condition::RefurbishedVeryGood);
        check("For parts or not working", Condition::ForParts);
        check("Pre-Owned", Condition::Used);
        check("shiny", Condition::Unknown);
        check("", Condition::Unknown);
    }

    #[test]
    fn nothing_is_sold_as_better_than_it_is() {
        let check = |source: Condition, target: Condition, allowed: bool| {
            assert_eq!(can_sell_as(source, target), allowed, "{source:?} as {target:?}");
        };
        check(Condition::New, Condition::New, true);
        check(Condition::New, Condition::UsedLikeNew, true);
        check(Condition::OpenBox, Condition::New, false);
        check(Condition::UsedLikeNew, Condition::OpenBox, false);
        check(Condition::UsedVeryGood, Condition::UsedExcellent, false);
        check(Condition::UsedGood, Condition::Used, true);
        check(Condition::Used, Condition::UsedGood, false);
        check(Condition::New, Condition::Refurbished, false);
        check(Condition::Refurbished, Condition::UsedGood, false);
        check(Condition::RefurbishedGood, Condition::RefurbishedExcellent, false);
        check(Condition::ForParts, Condition::UsedPoor, false);
        check(Condition::Unknown, Condition::Unknown, false);
        check(Condition::New, Condition::Unknown, false);
    }

    #[test]
    fn two_conditions_never_stand_for_each_other() {
        let mut all: Vec<Condition> = TERMS.iter().map(|(_, condition)| *condition).collect();
        all.dedup();
        for a in &all {
            for b in all.iter().filter(|b| *b != a) {
                assert!(!(can_sell_as(*a, *b) && can_sell_as(*b, *a)), "{a:?} and {b:?}");
            }
        }
    }

    #[test]
    fn json_names_are_snake_case() {
        assert_eq!(serde_json::to_string(&Condition::UsedLikeNew).unwrap(), "\"used_like_new\"");
    }
}
