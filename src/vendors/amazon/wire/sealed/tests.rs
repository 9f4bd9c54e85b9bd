//! What is sent, byte for byte.

use rust_decimal::{Decimal, dec};
use serde_json::{Value, json};

use super::*;
use crate::{domain::money::Currency, vendors::amazon::wire::marketplace};

fn us() -> Marketplace {
    marketplace("US").unwrap()
}

fn draft(change: &dyn Fn(&mut Draft)) -> Draft {
    let mut draft: Draft = serde_json::from_value(json!({
        "sku": "GTIN-1-NEW", "channel": "amazon_us", "product": "gtin:08809875456477", "program": "fbm", "quantity": 3,
        "price": { "amount": "24.90", "currency": "USD" }, "condition": "new", "title": "Thing", "description": "",
        "details": { "asin": "B0D8W1YVBX" },
    }))
    .unwrap();
    change(&mut draft);
    draft
}

fn manner() -> Manner {
    Manner { product_type: "PRODUCT".into(), handling_days: Some(2), shipping_group: None }
}

fn sealed(change: &dyn Fn(&mut Draft)) -> Sealing {
    Sealing::of_draft(&draft(change), &us(), &manner()).unwrap()
}

fn body(sealing: &Sealing) -> Value {
    serde_json::from_str(sealing.body.get()).unwrap()
}

#[test]
fn an_offer_of_ours_says_no_more_than_it_must() {
    let sealing = sealed(&|_| {});
    let us = "ATVPDKIKX0DER";
    assert_eq!(
        body(&sealing),
        json!({ "productType": "PRODUCT", "requirements": "LISTING_OFFER_ONLY", "attributes": {
            "condition_type": [{ "value": "new_new", "marketplace_id": us }],
            "merchant_suggested_asin": [{ "value": "B0D8W1YVBX", "marketplace_id": us }],
            "purchasable_offer": [{ "marketplace_id": us, "currency": "USD", "audience": "ALL",
                "our_price": [{ "schedule": [{ "value_with_tax": 24.9 }] }] }],
            "fulfillment_availability": [{ "fulfillment_channel_code": "DEFAULT", "quantity": 3,
                "lead_time_to_ship_max_days": 2 }] } })
    );
    // The price keeps its digits.
    assert!(sealing.body.get().contains(r#""value_with_tax":24.90"#), "{}", sealing.body);
    assert_eq!((sealing.deed, sealing.wanted.quantity, &sealing.objection), (Deed::Put, Some(3), &None));
    let again: Sealing = serde_json::from_slice(&serde_json::to_vec(&sealing).unwrap()).unwrap();
    assert_eq!((again.body.get(), again.wanted), (sealing.body.get(), sealing.wanted));
}

#[test]
fn what_amazon_ships_names_its_warehouses_and_no_quantity() {
    let check = |region: &str, code: &str| {
        let place = marketplace(region).unwrap();
        let change = |draft: &mut Draft| {
            draft.program = "fba".into();
            draft.channel = place.channel.into();
            draft.price = Money::new(dec!(25), place.currency);
        };
        let sealing = Sealing::of_draft(&draft(&change), &place, &manner()).unwrap();
        let expected = json!([{ "fulfillment_channel_code": code }]);
        assert_eq!(body(&sealing)["attributes"]["fulfillment_availability"], expected, "{region}");
        assert_eq!((sealing.wanted.quantity, sealing.wanted.channel.as_deref()), (None, Some(code)));
    };
    check("US", "AMAZON_NA");
    check("DE", "AMAZON_EU");
    check("JP", "AMAZON_JP");
}

#[test]
fn used_goods_carry_their_note_and_specifics_become_attributes() {
    let sealing = sealed(&|draft| {
        draft.condition = "very good".into();
        draft.details.condition_note = Some("small scratch".into());
        let specifics = [("batteries_required", "No"), ("Brand Name", "Acme"), ("item_weight_note", " 3 ")];
        draft.details.aspects = specifics.map(|(name, value)| (name.to_owned(), vec![value.to_owned()])).into();
    });
    let attributes = &body(&sealing)["attributes"];
    assert_eq!(attributes["condition_type"][0]["value"], "used_very_good");
    assert_eq!(attributes["condition_note"][0]["value"], "small scratch");
    assert_eq!(attributes["batteries_required"][0]["value"], false);
    assert_eq!(attributes["item_weight_note"][0]["value"], "3");
    assert_eq!(attributes.as_object().unwrap().len(), 7, "{attributes}");
}

#[test]
fn what_is_not_to_be_sold_any_more_is_not_deleted() {
    let ours = sealed(&|draft| draft.quantity = 0);
    let patches = json!([{ "op": "replace", "path": "/attributes/fulfillment_availability",
        "value": [{ "fulfillment_channel_code": "DEFAULT", "quantity": 0 }] }]);
    assert_eq!((ours.deed, &body(&ours)["patches"]), (Deed::Stop, &patches));
    let amazons = sealed(&|draft| (draft.quantity, draft.program) = (0, "fba".into()));
    let patches = json!([{ "op": "delete", "path": "/attributes/purchasable_offer",
        "value": [{ "marketplace_id": "ATVPDKIKX0DER", "currency": "USD", "audience": "ALL" }] }]);
    assert_eq!((amazons.deed, &body(&amazons)["patches"]), (Deed::Stop, &patches));
}

#[test]
fn what_can_not_be_offered_is_never_sent() {
    let check = |change: &dyn Fn(&mut Draft), part: &str| {
        let sealing = sealed(change);
        assert!(sealing.objection.as_deref().is_some_and(|why| why.contains(part)), "{:?}", sealing.objection);
        assert_eq!(sealing.body.get(), "null");
    };
    check(&|draft| draft.details.asin = None, "none is known for `gtin:08809875456477`");
    check(&|draft| draft.condition = "used".into(), "no condition that `used` may be sold as");
    check(&|draft| draft.channel = "ebay_us".into(), "it is for ebay_us");
    check(&|draft| draft.price = Money::new(dec!(1), Currency::EUR), "the price is in EUR");
    check(&|draft| draft.price = Money::new(Decimal::ZERO, Currency::USD), "is no price");
    check(&|draft| draft.price = Money::new(dec!(9.999), Currency::USD), "is no price");
    check(&|draft| draft.sku = " ".into(), "needs a SKU");
    let key = sealed(&|draft| (draft.details.asin, draft.product) = (None, "asin:B0D8W1YVBX".into()));
    assert_eq!((key.objection, key.wanted.asin.as_deref()), (None, Some("B0D8W1YVBX")));
}

#[test]
fn a_condition_is_never_sold_as_a_better_one() {
    let check = |text: &str, expected: Option<&str>| assert_eq!(condition_type(text), expected, "{text}");
    check("New", Some("new_new"));
    check("", Some("new_new"));
    check("used_very_good", Some("used_very_good"));
    check("UsedLikeNew", Some("used_like_new"));
    check("open box", Some("used_like_new"));
    check("excellent", Some("used_very_good"));
    check("new with defects", Some("used_good"));
    check("renewed", Some("refurbished_refurbished"));
    for nothing in ["used", "poor", "for parts", "strange"] {
        check(nothing, None);
    }
    assert_eq!((family("renewed"), family("good"), family("new")), (Some("Refurbished"), Some("Used"), Some("New")));
}

#[test]
fn a_price_replaces_the_offer_and_nothing_else() {
    let sealing = Sealing::of_price("A", Money::new(dec!(19.90), Currency::USD), None, &us(), &manner()).unwrap();
    let patches = json!([{ "op": "replace", "path": "/attributes/purchasable_offer", "value": [{
        "marketplace_id": "ATVPDKIKX0DER", "currency": "USD", "audience": "ALL",
        "our_price": [{ "schedule": [{ "value_with_tax": 19.9 }] }] }] }]);
    assert_eq!(body(&sealing), json!({ "productType": "PRODUCT", "patches": patches }));
    let euros = Sealing::of_price("A", Money::new(dec!(1), Currency::EUR), None, &us(), &manner()).unwrap();
    assert!(euros.objection.is_some());
}

#[test]
fn floor_and_ceiling_go_along_and_never_shut_the_price_out() {
    let usd = |amount: Decimal| Money::new(amount, Currency::USD);
    let check = |bounds: Option<(Decimal, Decimal)>, expected: [Option<&str>; 2]| {
        let bounds = bounds.map(|(floor, ceiling)| (usd(floor), usd(ceiling)));
        let sealing = Sealing::of_price("A", usd(dec!(19.90)), bounds, &us(), &manner()).unwrap();
        let offer = &body(&sealing)["patches"][0]["value"][0];
        let found = ["minimum", "maximum"].map(|name| {
            let price = &offer[format!("{name}_seller_allowed_price")][0]["schedule"][0]["value_with_tax"];
            price.as_f64().map(|price| price.to_string())
        });
        assert_eq!(found.each_ref().map(Option::as_deref), expected, "{bounds:?}");
    };
    check(Some((dec!(15.25), dec!(30))), [Some("15.25"), Some("30")]);
    // A sale below the floor that a person agreed to.
    check(Some((dec!(25), dec!(30))), [Some("19.9"), Some("30")]);
    check(Some((dec!(5), dec!(10))), [Some("5"), Some("19.9")]);
    check(Some((dec!(0), dec!(30))), [None, None]);
    check(None, [None, None]);
    let put = sealed(&|draft| (draft.floor, draft.ceiling) = (Some(usd(dec!(20))), Some(usd(dec!(30)))));
    assert!(
        put.body.get().contains("\"minimum_seller_allowed_price\":[{\"schedule\":[{\"value_with_tax\":20.00}]}]"),
        "{}",
        put.body
    );
}
