//! Pairs of listings as data.

use rust_decimal::dec;

use super::*;
use crate::domain::money::Currency;

fn side<'a>(keys: &'a [String], title: &'a str) -> Side<'a> {
    Side { keys, title: Some(title), ..Side::default() }
}

fn gtin() -> Vec<String> {
    vec!["gtin:00012345678905".to_owned()]
}

fn usd(amount: Decimal) -> Money {
    Money::new(amount, Currency::USD)
}

/// Checks two titles that share a key.
fn check(key: &str, source: &str, target: &str, outcome: Outcome, ratio: Option<(u32, u32)>, reason: Option<Reason>) {
    let keys = vec![key.to_owned()];
    let found = match_products(&side(&keys, source), &side(&keys, target));
    assert_eq!((found.outcome, found.cost_ratio), (outcome, ratio), "{source} / {target}: {found:?}");
    assert_eq!(found.reasons.first().copied(), reason, "{source} / {target}: {found:?}");
}

#[test]
fn packs_variations_and_contents_decide_between_listings_with_one_key() {
    use Outcome::{Abstain, Exact, Rejected};
    let number = "gtin:00012345678905";
    let asin = "asin:B000000001";
    check(number, "Soap, Pack of 12", "Soap 3-Pack", Exact, Some((1, 4)), None);
    check(number, "Soap", "Soap 3-Pack", Exact, Some((3, 1)), Some(Reason::PackAssumed));
    check(number, "Soap 64GB 1 pack", "Soap 128GB 1 pack", Rejected, None, Some(Reason::WrongVariation));
    check(number, "Phone black, 1 pack", "Phone, 1 pack", Exact, Some((1, 1)), None);
    check(asin, "Phone black, 1 pack", "Phone, 1 pack", Abstain, None, Some(Reason::VariationUnconfirmed));
    check(number, "Wipes 12 count", "Wipes 36 count", Rejected, None, Some(Reason::ContentDiffers));
    check(number, "Crisps multipack", "Crisps", Abstain, None, Some(Reason::PackUnknown));
}

#[test]
fn the_cost_of_a_unit_is_exact() {
    let keys = gtin();
    let found = match_products(&side(&keys, "Soap, Pack of 12"), &side(&keys, "Soap 3-Pack"));
    assert_eq!(found.unit_cost(&usd(dec!(10))), Some(usd(dec!(2.5))));
    let abstained = match_products(&side(&keys, "Soap multipack"), &side(&keys, "Soap"));
    assert_eq!(abstained.unit_cost(&usd(dec!(10))), None);
}

#[test]
fn an_unknown_pack_is_not_guessed_at_a_whole_multiple() {
    let keys = gtin();
    let check = |source: Decimal, target: Decimal, outcome: Outcome| {
        let mut left = side(&keys, "Crisps multipack");
        let mut right = side(&keys, "Crisps");
        left.price = Some(usd(source));
        right.price = Some(usd(target));
        assert_eq!(match_products(&left, &right).outcome, outcome, "{source} {target}");
    };
    check(dec!(10), dec!(29), Outcome::Abstain);
    check(dec!(30), dec!(10), Outcome::Abstain);
    check(dec!(10), dec!(14), Outcome::Exact);
    check(dec!(0), dec!(14), Outcome::Abstain);
}

#[test]
fn keys_decide_first() {
    let check = |a: &[&str], b: &[&str], outcome: Outcome, reason: Reason| {
        let owned = |keys: &[&str]| keys.iter().map(ToString::to_string).collect::<Vec<_>>();
        let (a, b) = (owned(a), owned(b));
        let found = match_products(&side(&a, "Soap, 1 pack"), &side(&b, "Soap, 1 pack"));
        assert_eq!((found.outcome, found.reasons[0]), (outcome, reason), "{a:?} {b:?}");
        assert_eq!(found.method, Method::None);
    };
    check(&["gtin:00012345678905"], &["gtin:00098765432105"], Outcome::Rejected, Reason::IdentifiersDiffer);
    check(&["gtin:00012345678905"], &["gtin:10012345678902"], Outcome::Abstain, Reason::PackIndicatorDiffers);
    check(&["gtin:00012345678905"], &["asin:B000000001"], Outcome::Abstain, Reason::NoCommonIdentifier);
    check(&[], &[], Outcome::Abstain, Reason::NoCommonIdentifier);
}

#[test]
fn conditions_and_brands_are_compared_where_both_are_said() {
    let keys = gtin();
    let check = |conditions: [Condition; 2], brands: [&'static str; 2], outcome: Outcome| {
        let mut left = side(&keys, "Soap, 1 pack");
        let mut right = left;
        (left.condition, right.condition) = (Some(conditions[0]), Some(conditions[1]));
        (left.brand, right.brand) = (Some(brands[0]), Some(brands[1]));
        assert_eq!(match_products(&left, &right).outcome, outcome, "{conditions:?} {brands:?}");
    };
    check([Condition::New, Condition::New], ["Sony", "SONY"], Outcome::Exact);
    check([Condition::OpenBox, Condition::New], ["Sony", "Sony"], Outcome::Rejected);
    check([Condition::Unknown, Condition::New], ["Sony", "Sony"], Outcome::Abstain);
    check([Condition::New, Condition::New], ["Sony", "Bose"], Outcome::Abstain);
}

#[test]
fn the_record_form_is_plain_json() {
    let keys = gtin();
    let json = serde_json::to_value(match_products(&side(&keys, "Soap, Pack of 12"), &side(&keys, "Soap"))).unwrap();
    assert_eq!(json["outcome"], "exact");
    assert_eq!(json["method"], "identifier");
    assert_eq!(json["confidence"], "0.9");
    assert_eq!(json["cost_ratio"], serde_json::json!([1, 12]));
    assert_eq!(
        json["pack_source"],
        serde_json::json!({"kind": "known", "count": 12, "evidence": {"from": "title", "text": "Pack of 12"}})
    );
    assert_eq!(json["reasons"], serde_json::json!(["pack_assumed"]));
}

proptest::proptest! {
    #[test]
    fn no_title_makes_it_panic(a in proptest::prelude::any::<String>(), b in "[0-9a-zA-Z x×/().,'-]{0,40}") {
        let keys = gtin();
        match_products(&side(&keys, &a), &side(&keys, &b));
        match_products(&side(&keys, &b), &side(&keys, &a));
    }
}

#[test]
fn codes_are_named_as_they_are_written() {
    let written = |value: serde_json::Value| value.as_str().unwrap().to_owned();
    for method in [Method::Identifier, Method::Title, Method::None] {
        assert_eq!(written(serde_json::to_value(method).unwrap()), method.name());
    }
    let reasons = [
        Reason::IdentifiersDiffer,
        Reason::NoCommonIdentifier,
        Reason::PackIndicatorDiffers,
        Reason::OffCondition,
        Reason::ConditionUnknown,
        Reason::WrongVariation,
        Reason::VariationUnconfirmed,
        Reason::ContentDiffers,
        Reason::BrandDiffers,
        Reason::PackUnknown,
        Reason::PackUnknownAtMultiple,
        Reason::PackAssumed,
    ];
    for reason in reasons {
        assert_eq!(written(serde_json::to_value(reason).unwrap()), reason.name());
    }
}
