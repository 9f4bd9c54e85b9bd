//! What is sent of a draft, and what is left of it once units were sold.

use rust_decimal::dec;

use super::*;
use crate::domain::{
    effect::Details,
    money::{Currency, Money},
};

fn draft() -> Draft {
    Draft {
        sku: "GTIN-00036000291452-NEW".into(),
        channel: "ebay_us".into(),
        product: "gtin:00036000291452".into(),
        program: "fbm".into(),
        quantity: 3,
        price: Money::new(dec!(24.99), Currency::USD),
        floor: None,
        ceiling: None,
        condition: "used_very_good".into(),
        title: "A kettle".into(),
        description: "Holds water.".into(),
        category: None,
        weight_g: Some(dec!(450.2)),
        dims: Some("10x4x2.5 in".into()),
        details: Details {
            brand: Some("Maker".into()),
            images: vec!["https://shop.example/1.jpg".into(), "http://shop.example/2.jpg".into()],
            ..Details::default()
        },
    }
}

#[test]
fn an_item_says_what_the_draft_says() {
    let item = new_item(&draft(), None);
    assert_eq!(item["availability"]["shipToLocationAvailability"]["quantity"], 3);
    assert_eq!(item["condition"], "USED_VERY_GOOD");
    let product = &item["product"];
    assert_eq!(
        (&product["upc"], &product["imageUrls"]),
        (&json!(["036000291452"]), &json!(["https://shop.example/1.jpg"]))
    );
    assert_eq!(product["aspects"], json!({ "Brand": ["Maker"] }));
    let package = &item["packageWeightAndSize"];
    assert_eq!(package["weight"], json!({ "value": 451, "unit": "GRAM" }));
    assert_eq!(package["dimensions"], json!({ "length": 26, "width": 11, "height": 7, "unit": "CENTIMETER" }));
}

#[test]
fn what_a_person_added_to_an_item_stays() {
    let shown = json!({
        "sku": "S", "locale": "en_US",
        "product": { "title": "Old", "subtitle": "Kept", "aspects": { "Colour": ["Red"], "Brand": ["Other"] }, "imageUrls": ["https://a.example/x"] },
    });
    let draft = Draft { details: Details { brand: Some("Maker".into()), ..Details::default() }, ..draft() };
    let item = new_item(&draft, Some(&shown));
    let product = &item["product"];
    assert_eq!((&product["title"], &product["subtitle"]), (&json!("A kettle"), &json!("Kept")));
    assert_eq!(product["aspects"], json!({ "Colour": ["Red"], "Brand": ["Maker"] }));
    assert_eq!(product["imageUrls"], json!(["https://a.example/x"]));
    assert!(item["sku"].is_null() && item["locale"].is_null());
}

#[test]
fn a_product_has_the_number_that_ebay_calls_it_by() {
    let check = |product: &str, expected: Option<(&str, Value)>| assert_eq!(number(product), expected, "{product}");
    check("gtin:00036000291452", Some(("upc", json!(["036000291452"]))));
    check("gtin:04006381333931", Some(("ean", json!(["4006381333931"]))));
    check("gtin:09780439023481", Some(("isbn", json!(["9780439023481"]))));
    check("ebay:epid:77001", Some(("epid", json!("77001"))));
    check("gtin:10036000291459", None);
    check("asin:B0D8W1YVBX", None);
}

fn asked(listing: Option<&str>, sold: u32) -> Asked {
    Asked {
        sku: "S".into(),
        quantity: 3,
        price: Money::new(dec!(24.99), Currency::USD),
        title: "A kettle".into(),
        listing: listing.map(str::to_owned),
        sold,
        item: Value::Null,
        offer: Value::Null,
    }
}

fn offer(listing: &str, sold: i64, quantity: i64) -> Offer {
    serde_json::from_value(json!({
        "offerId": "8001", "status": "PUBLISHED", "availableQuantity": quantity,
        "listing": { "listingId": listing, "listingStatus": "ACTIVE", "soldQuantity": sold },
    }))
    .unwrap()
}

#[test]
fn units_sold_since_are_not_for_sale_again() {
    assert_eq!(left(asked(None, 0).before(), 3, &offer("110", 1, 2)), Some(2));
    assert_eq!(left(asked(Some("110"), 4).before(), 3, &offer("110", 6, 1)), Some(1));
    // Another listing counts from nothing.
    assert_eq!(left(asked(Some("109"), 4).before(), 3, &offer("110", 1, 2)), Some(2));
    assert_eq!(left(asked(Some("110"), 4).before(), 3, &offer("110", 3, 2)), None);
    assert_eq!(left(asked(None, 0).before(), 3, &offer("110", 4, 0)), None);
    let check = |asked: &Asked, standing: Option<&Offer>, sends: bool| {
        assert_eq!(moved(asked.before(), standing).is_none(), sends, "{asked:?} {standing:?}");
    };
    check(&asked(None, 0), None, true);
    check(&asked(None, 0), Some(&offer("110", 0, 3)), true);
    check(&asked(None, 0), Some(&offer("110", 1, 2)), false);
    check(&asked(Some("110"), 1), Some(&offer("110", 1, 2)), true);
    check(&asked(Some("110"), 1), Some(&offer("110", 2, 1)), false);
}

#[test]
fn a_refusal_in_the_middle_of_a_live_listing_is_unknown() {
    let refused = || Outcome::Refused("no".into());
    assert!(matches!(after(refused(), false, true), Outcome::Refused(_)));
    assert!(matches!(after(refused(), true, false), Outcome::Refused(_)));
    assert!(matches!(after(refused(), true, true), Outcome::Unknown { .. }));
    assert!(matches!(after(Outcome::NotSent("halt".into()), true, false), Outcome::Unknown { .. }));
    assert!(matches!(after(Outcome::NotSent("halt".into()), false, true), Outcome::NotSent(_)));
}
