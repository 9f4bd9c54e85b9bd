//! What is shown against what was sent.

use jiff::Timestamp;
use rust_decimal::{Decimal, dec};

use super::*;
use crate::{domain::money::Currency, vendors::amazon::wire::marketplace};

fn us() -> Marketplace {
    marketplace("US").unwrap()
}

fn usd(amount: Decimal) -> Money {
    Money::new(amount, Currency::USD)
}

fn receipt() -> Receipt {
    Receipt { id: "A".into(), amount: None, at: Timestamp::UNIX_EPOCH }
}

#[test]
fn a_submission_is_taken_only_in_its_own_words() {
    let check = |text: &str, expected: &str| {
        let said = serde_json::from_str::<Submission>(text).unwrap().said("A", receipt(), &us());
        let shown = match said {
            Said::Done(_) => "done".to_owned(),
            Said::Refused(why) => format!("refused: {why}"),
            Said::Unclear(why) => format!("unclear: {why}"),
        };
        assert_eq!(shown, expected, "{text}");
    };
    check(r#"{"sku":"A","status":"ACCEPTED","submissionId":"f1","issues":[]}"#, "done");
    check(
        r#"{"sku":"A","status":"INVALID","issues":[{"severity":"ERROR","code":"8"}]}"#,
        "refused: Amazon objects (8)",
    );
    check(r#"{"sku":"A","status":"INVALID"}"#, "refused: Amazon does not take it and does not say why");
    check(r#"{"sku":"A","status":"VALID"}"#, "unclear: the status `VALID` says nothing");
    check(r#"{"sku":"A","status":"LATER"}"#, "unclear: the status `LATER` says nothing");
    check(r#"{"sku":"B","status":"ACCEPTED"}"#, "unclear: the reply is about `B`");
    check("{}", "unclear: the reply is about ``");
}

const ITEM: &str = r#"{"sku":"A",
    "summaries":[{"marketplaceId":"A2EUQ1WTGCTBG2","asin":"B000000002","status":[]},
        {"marketplaceId":"ATVPDKIKX0DER","asin":"B071VG5N9D","conditionType":"new_new","status":["BUYABLE","DISCOVERABLE"]}],
    "offers":[{"marketplaceId":"ATVPDKIKX0DER","offerType":"B2B","price":{"currencyCode":"USD","amount":"90.00"}},
        {"marketplaceId":"A2EUQ1WTGCTBG2","offerType":"B2C","price":{"currencyCode":"CAD","amount":"130.00"}},
        {"marketplaceId":"ATVPDKIKX0DER","offerType":"B2C","price":{"currencyCode":"USD","amount":"100.00"},"audience":{"value":"ALL"}}],
    "fulfillmentAvailability":[{"fulfillmentChannelCode":"DEFAULT","quantity":5}],
    "attributes":{"purchasable_offer":[{"marketplace_id":"ATVPDKIKX0DER","currency":"USD","audience":"ALL",
        "our_price":[{"schedule":[{"value_with_tax":101.5}]}]}]},
    "issues":[{"code":"1","message":"m","severity":"WARNING","categories":[]}]}"#;

fn shown() -> Shown {
    serde_json::from_str::<Item>(ITEM).unwrap().shown("A", &us()).unwrap()
}

#[test]
fn an_item_is_read_for_one_marketplace_and_everybodys_price() {
    assert_eq!(
        shown(),
        Shown {
            asin: Some("B071VG5N9D".into()),
            condition: Some("new_new".into()),
            buyable: true,
            price: Some(usd(dec!(100.00))),
            submitted: Some(usd(dec!(101.5))),
            channel: Some("DEFAULT".into()),
            quantity: Some(5),
            errors: None,
        }
    );
    assert_eq!(serde_json::from_str::<Item>(ITEM).unwrap().shown("B", &us()), None);
    let odd = r#"{"sku":"A","summaries":null,"offers":[{"marketplaceId":"ATVPDKIKX0DER","price":{"amount":{}}}],
        "fulfillmentAvailability":[{"quantity":-3}],"attributes":{"purchasable_offer":{"currency":"USD","our_price":null}}}"#;
    assert_eq!(serde_json::from_str::<Item>(odd).unwrap().shown("A", &us()), Some(Shown::default()));
}

fn wanted() -> Wanted {
    Wanted {
        price: Some(usd(dec!(100))),
        quantity: Some(5),
        channel: Some("DEFAULT".into()),
        asin: Some("B071VG5N9D".into()),
        condition: Some("new_new".into()),
    }
}

#[test]
fn what_was_put_is_there_only_when_all_of_it_is_shown() {
    let check = |change: &dyn Fn(&mut Shown), expected: &str| {
        let mut shown = shown();
        change(&mut shown);
        let held = match shown.against(Deed::Put, &wanted()) {
            Held::Shown => "shown".to_owned(),
            Held::NotYet(why) => format!("not yet: {why}"),
            Held::Odd(why) => format!("odd: {why}"),
        };
        assert!(held.starts_with(expected), "{shown:?}: {held}");
    };
    check(&|_| {}, "shown");
    check(&|shown| shown.price = Some(usd(dec!(99))), "not yet: it shows $99.00, not $100.00");
    check(&|shown| shown.price = None, "not yet: it shows no price");
    check(&|shown| shown.quantity = Some(6), "not yet: it shows 6 for sale, not 5");
    check(&|shown| shown.quantity = None, "not yet: it shows no quantity");
    check(&|shown| shown.quantity = Some(4), "odd: it shows 4 of 5");
    // A sale and an old price at once: to send it again could sell the unit twice.
    check(&|shown| (shown.quantity, shown.price) = (Some(4), Some(usd(dec!(99)))), "odd: it shows 4 of 5");
    check(&|shown| shown.buyable = false, "odd: it is there and can't be bought");
    check(&|shown| shown.asin = Some("B000000009".into()), "odd: it is on the page of B000000009");
    check(&|shown| shown.condition = Some("used_good".into()), "odd: it is sold as `used_good`");
    check(&|shown| shown.channel = Some("AMAZON_NA".into()), "odd: it is shipped by `AMAZON_NA`");
    check(&|shown| shown.errors = Some("the price is not taken".into()), "odd: the price is not taken");
}

#[test]
fn goods_that_amazon_ships_are_listed_before_they_can_be_bought() {
    let check = |change: &dyn Fn(&mut Shown), expected: Held| {
        let fba = Wanted { quantity: None, channel: Some("AMAZON_NA".into()), ..wanted() };
        let mut shown = Shown { channel: Some("AMAZON_NA".into()), quantity: None, buyable: false, ..shown() };
        change(&mut shown);
        assert_eq!(shown.against(Deed::Put, &fba), expected, "{shown:?}");
    };
    check(&|_| {}, Held::Shown);
    check(&|shown| (shown.price, shown.submitted) = (None, Some(usd(dec!(100)))), Held::Shown);
    check(&|shown| (shown.price, shown.submitted) = (None, None), Held::NotYet("it shows no price".into()));
    let on_sale =
        |shown: &mut Shown| (shown.price, shown.submitted, shown.buyable) = (None, Some(usd(dec!(100))), true);
    check(&on_sale, Held::NotYet("it shows no price".into()));
}

#[test]
fn a_price_is_set_when_it_is_shown_and_a_stop_when_nothing_can_be_bought() {
    let price = Wanted { price: Some(usd(dec!(100))), ..Wanted::default() };
    assert_eq!(shown().against(Deed::Price, &price), Held::Shown);
    let other = Wanted { price: Some(usd(dec!(101.50))), ..Wanted::default() };
    assert_eq!(shown().against(Deed::Price, &other), Held::NotYet("it shows $100.00, not $101.50".into()));
    let stop = Wanted { quantity: Some(0), channel: Some("DEFAULT".into()), ..Wanted::default() };
    assert_eq!(shown().against(Deed::Stop, &stop), Held::NotYet("it shows 5 for sale".into()));
    let empty = Shown { quantity: Some(0), ..shown() };
    assert_eq!(empty.against(Deed::Stop, &stop), Held::Shown);
    let fba = Wanted { channel: Some("AMAZON_NA".into()), ..Wanted::default() };
    assert_eq!(shown().against(Deed::Stop, &fba), Held::NotYet("it can still be bought".into()));
    assert_eq!(Shown { buyable: false, ..shown() }.against(Deed::Stop, &fba), Held::Shown);
}
