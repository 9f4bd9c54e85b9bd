//! Who competes, as Amazon writes it.

use rust_decimal::dec;
use serde_json::{Value, json};

use super::*;
use crate::{domain::money::Currency, vendors::amazon::wire::marketplace};

fn usd(amount: Decimal) -> Money {
    Money::new(amount, Currency::USD)
}

fn money(amount: &str) -> Value {
    json!({ "CurrencyCode": "USD", "Amount": serde_json::from_str::<Value>(amount).unwrap() })
}

#[expect(clippy::needless_pass_by_value, reason = "an offer is written where it is asked for")]
fn offer(seller: &str, price: &str, shipping: &str, more: Value) -> Value {
    let mut offer = json!({ "SellerId": seller, "ListingPrice": money(price), "Shipping": money(shipping),
        "SubCondition": "new", "IsFulfilledByAmazon": false, "IsBuyBoxWinner": false, "MyOffer": false });
    offer.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    offer
}

fn read(contest: &Value, family: &str) -> Result<Competition, String> {
    let contest: Contest = serde_json::from_str(&contest.to_string()).unwrap();
    contest.competition("A1OURS", family, &marketplace("US").unwrap())
}

#[test]
fn rivals_are_everybody_but_us_with_what_is_known_of_them() {
    let fba = json!({ "IsFulfilledByAmazon": true, "IsBuyBoxWinner": true, "ShippingTime": { "maximumHours": 24 },
        "SellerFeedbackRating": { "FeedbackCount": 250, "SellerPositiveFeedbackRating": 97.0 } });
    let contest = json!({ "SKU": "A", "Summary": {
            "BuyBoxPrices": [{ "condition": "New", "LandedPrice": money("20.10") },
                { "condition": "New", "offerType": "B2B", "LandedPrice": money("2") },
                { "condition": "New", "quantityTier": 9, "LandedPrice": money("1") },
                { "condition": "Used", "LandedPrice": money("3") }],
            "CompetitivePriceThreshold": money("22.5") },
        "Offers": [offer("A1OURS", "21", "0", json!({})), offer("A2", "20.10", "0", fba),
            offer("ATVPDKIKX0DER", "20", "4.99", json!({ "ShippingTime": { "MaximumHours": -1 } })),
            offer("A3", "1", "0", json!({ "offerType": "B2B" })), offer("A4", "null", "0", json!({}))] });
    let seen = read(&contest, "New").unwrap();
    let first = Rival {
        rating_pct: Some(dec!(97)),
        ratings: Some(250),
        handling_h: Some(24),
        condition: Some("new".into()),
        ..Rival::of("A2", usd(dec!(20.10)), true)
    };
    let amazon = Rival {
        marketplace: true,
        condition: Some("new".into()),
        ..Rival::of("ATVPDKIKX0DER", usd(dec!(24.99)), false)
    };
    assert_eq!(
        seen,
        Competition {
            rivals: vec![first, amazon],
            buy_box: Some(usd(dec!(20.10))),
            threshold: Some(usd(dec!(22.5))),
            ..Competition::default()
        }
    );
}

#[test]
fn the_buy_box_is_ours_a_rivals_or_nobodys() {
    let check = |winner: &str, prices: Value, family: &str, expected: (Option<Money>, bool, bool)| {
        let won = |seller: &str| json!({ "IsBuyBoxWinner": seller == winner });
        let offers = [offer("A1OURS", "21", "0", won("A1OURS")), offer("A2", "20", "1", won("A2"))];
        let seen = read(&json!({ "Summary": { "BuyBoxPrices": prices }, "Offers": offers }), family).unwrap();
        assert_eq!((seen.buy_box, seen.ours, seen.suppressed), expected, "{winner} {family}");
    };
    let price = |more: Value| {
        let mut price = json!({ "condition": "new", "ListingPrice": money("20"), "Shipping": money("1.5") });
        price.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        json!([price])
    };
    check("A1OURS", price(json!({})), "New", (Some(usd(dec!(21.5))), true, false));
    check("A2", price(json!({})), "New", (Some(usd(dec!(21.5))), false, false));
    check("", price(json!({ "sellerId": "A1OURS" })), "New", (Some(usd(dec!(21.5))), true, false));
    // Without a list of prices the winner's own is the buy box.
    check("A2", json!([]), "New", (Some(usd(dec!(21))), false, false));
    check("", json!([]), "New", (None, false, true));
    check("", json!(null), "Used", (None, false, false));
}

#[test]
fn nothing_shown_is_never_no_competition() {
    let check = |contest: Value, part: &str| {
        let why = read(&contest, "New").unwrap_err();
        assert!(why.contains(part), "{why}");
    };
    check(json!({}), "no offers at all");
    check(json!({ "Offers": null, "Summary": { "TotalOfferCount": 0 } }), "no offers at all");
    let counted = json!([{ "condition": "new", "OfferCount": 7 }, { "condition": "used", "OfferCount": 9 }]);
    check(json!({ "Offers": [], "Summary": { "NumberOfOffers": counted } }), "counts 7 offers");
    check(json!({ "Offers": [offer("A2", "0", "0", json!({}))] }), "none of its 1 other offers can be read");
    // Ours alone is a list that is not empty.
    let alone = read(&json!({ "Offers": [offer("A1OURS", "21", "0", json!({}))] }), "New").unwrap();
    assert_eq!((alone.rivals.len(), alone.suppressed), (0, true));
}

#[test]
fn each_listing_of_a_batch_ends_in_its_own_way() {
    let text = json!({ "responses": [
        { "status": { "statusCode": 200 }, "request": { "SellerSKU": "A" }, "body": { "payload": { "SKU": "A" } } },
        { "status": { "statusCode": 200 }, "body": { "payload": { "SKU": "B" } } },
        { "status": { "statusCode": 200 }, "request": { "SellerSKU": "C" }, "body": { "payload": { "SKU": "X" } } },
        { "status": { "statusCode": 400 }, "request": { "SellerSKU": "D" },
          "body": { "errors": [{ "code": "InvalidInput", "message": "no such SKU" }] } },
        { "status": { "statusCode": 503 }, "request": { "SellerSKU": "E" } },
        { "request": { "SellerSKU": "F" }, "body": 7 },
        { "status": { "statusCode": 200 }, "body": { "payload": {} } },
    ] });
    let batch: Batch = serde_json::from_str(&text.to_string()).unwrap();
    let told: Vec<String> = batch
        .into_contests()
        .into_iter()
        .map(|(sku, contest)| format!("{sku}: {}", contest.map_or_else(|why| why, |_| "read".to_owned())))
        .collect();
    assert_eq!(
        told[..5],
        [
            "A: read",
            "B: read",
            "C: the offers are those of X",
            "D: InvalidInput: no such SKU",
            "E: Amazon answers 503 for it"
        ]
    );
    assert!(told[5].starts_with("F: its offers can't be read"), "{told:?}");
    assert_eq!(told.len(), 6);
}

#[test]
fn used_grades_are_told_apart() {
    let check = |grade: &str, family: &str, expected: Option<&str>| {
        let offers = [offer("A2", "5", "0", json!({ "SubCondition": grade }))];
        let seen = read(&json!({ "Offers": offers }), family).unwrap();
        assert_eq!(seen.rivals[0].condition.as_deref(), expected, "{grade}");
    };
    check("VeryGood", "Used", Some("used_very_good"));
    check("very_good", "Used", Some("used_very_good"));
    check("Mint", "Used", Some("used_like_new"));
    check("new", "New", Some("new"));
    check("", "New", None);
}
