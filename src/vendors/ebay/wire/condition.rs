//! Conditions in eBay's words: the enumeration of the Inventory API and the numbers of the Browse API.
//!
//! `USED_EXCELLENT` is eBay's 3000, which a buyer reads as "Used": a used thing without a grade is no more than that.

use crate::domain::matching::condition::Condition;

/// What a condition is called where something is listed, and its number where offers are searched.
///
/// `None` where eBay has no word that does not say too much.
pub fn of(condition: Condition) -> Option<(&'static str, &'static str)> {
    Some(match condition {
        Condition::New => ("NEW", "1000"),
        Condition::OpenBox => ("NEW_OTHER", "1500"),
        Condition::NewWithDefects => ("NEW_WITH_DEFECTS", "1750"),
        Condition::CertifiedRefurbished => ("CERTIFIED_REFURBISHED", "2000"),
        Condition::RefurbishedExcellent => ("EXCELLENT_REFURBISHED", "2010"),
        Condition::RefurbishedVeryGood => ("VERY_GOOD_REFURBISHED", "2020"),
        Condition::RefurbishedGood => ("GOOD_REFURBISHED", "2030"),
        Condition::Refurbished => ("SELLER_REFURBISHED", "2500"),
        Condition::UsedLikeNew => ("LIKE_NEW", "2750"),
        Condition::UsedExcellent | Condition::Used => ("USED_EXCELLENT", "3000"),
        Condition::UsedVeryGood => ("USED_VERY_GOOD", "4000"),
        Condition::UsedGood => ("USED_GOOD", "5000"),
        Condition::UsedAcceptable => ("USED_ACCEPTABLE", "6000"),
        Condition::ForParts => ("FOR_PARTS_OR_NOT_WORKING", "7000"),
        Condition::UsedPoor | Condition::Unknown => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_condition_is_never_called_better_than_it_is() {
        let check = |text: &str, expected: Option<&str>| {
            assert_eq!(of(Condition::parse(text)).map(|(name, _)| name), expected, "{text}");
        };
        check("new", Some("NEW"));
        check("used_like_new", Some("LIKE_NEW"));
        check("Used - Very Good", Some("USED_VERY_GOOD"));
        check("used", Some("USED_EXCELLENT"));
        check("for parts", Some("FOR_PARTS_OR_NOT_WORKING"));
        check("damaged", None);
        check("slightly haunted", None);
    }
}
