//! Orders as eBay shows them, and what they say.

use serde_json::{Value, json};

use super::*;

fn amount(value: &str) -> Value {
    json!({ "value": value, "currency": "USD" })
}

fn line(id: &str, total: &str) -> Value {
    json!({
        "lineItemId": id, "sku": format!("SKU-{id}"), "quantity": 1, "listingMarketplaceId": "EBAY_US",
        "lineItemCost": amount(total), "total": amount(total), "refunds": [], "brandNewKey": {},
    })
}

fn order(lines: &[Value]) -> Value {
    json!({
        "orderId": "12-00001-00001", "creationDate": "2026-06-01T10:00:00.000Z",
        "lastModifiedDate": "2026-06-01T11:00:00.000Z", "orderPaymentStatus": "PAID",
        "buyer": { "username": "buyer-example" }, "cancelStatus": { "cancelState": "NONE_REQUESTED" },
        "paymentSummary": { "refunds": [] }, "lineItems": lines,
    })
}

fn refund(id: &str, value: &str, status: Option<&str>) -> Value {
    json!({ "refundId": id, "amount": amount(value), "refundDate": "2026-06-02T10:00:00.000Z", "refundStatus": status })
}

fn read(value: Value) -> Order {
    serde_json::from_value(value).unwrap()
}

/// `sold L1 20.00`, `back R1 5.00 restocked 0`, `fee L1 3.12`.
fn told(value: Value, with_fees: bool) -> Vec<String> {
    let events = read(value).events("ebay_us", "EBAY_US", Currency::USD, with_fees);
    let shown = events.into_iter().map(|(_, happened)| match happened {
        Happened::Sold { line, gross, .. } => format!("sold {line} {}", gross.amount()),
        Happened::Refunded { refund, amount, restocked, .. } => {
            format!("back {} {} restocked {restocked}", refund.unwrap(), amount.amount())
        }
        Happened::FeesTaken { line, fees, .. } => format!("fee {line} {}", fees[0].1.amount()),
        other => panic!("{other:?}"),
    });
    shown.collect()
}

#[test]
fn a_paid_order_is_sold_line_by_line_and_others_are_not() {
    let whole = order(&[line("L1", "20.00"), line("L2", "5.50")]);
    assert_eq!(told(whole.clone(), false), ["sold L1 20.00", "sold L2 5.50"]);
    let check = |change: fn(&mut Value), expected: usize| {
        let mut value = whole.clone();
        change(&mut value);
        assert_eq!(told(value.clone(), false).len(), expected, "{value}");
    };
    check(|order| order["orderPaymentStatus"] = "PENDING".into(), 0);
    check(|order| order["orderPaymentStatus"] = "string".into(), 0);
    check(|order| order["creationDate"] = "string".into(), 0);
    check(|order| order["lineItems"][0]["quantity"] = json!(-2_147_483_648_i64), 1);
    check(|order| order["lineItems"][0]["listingMarketplaceId"] = "EBAY_DE".into(), 1);
    check(|order| order["lineItems"][0]["total"] = json!({ "value": "20.00", "currency": "EUR" }), 1);
    check(|order| order["lineItems"] = Value::Null, 0);
}

#[test]
fn without_a_total_item_and_shipping_are_added_up() {
    let mut value = order(&[line("L1", "20.00")]);
    let line = &mut value["lineItems"][0];
    line["total"] = Value::Null;
    line["discountedLineItemCost"] = amount("18.00");
    line["deliveryCost"] = json!({ "shippingCost": amount("4.00"), "discountAmount": amount("1.50") });
    assert_eq!(told(value, false), ["sold L1 20.50"]);
}

#[test]
fn a_refund_is_told_once_it_is_made() {
    let check = |status: Option<&str>, expected: &[&str]| {
        let mut value = order(&[line("L1", "20.00")]);
        value["lineItems"][0]["refunds"] = json!([refund("R1", "5.00", None)]);
        value["paymentSummary"]["refunds"] = json!([refund("R1", "5.00", status)]);
        assert_eq!(told(value, false)[1..], *expected, "{status:?}");
    };
    check(Some("REFUNDED"), &["back R1 5.00 restocked 0"]);
    check(Some("PENDING"), &[]);
    check(Some("FAILED"), &[]);
    check(Some("LOST_IN_SPACE"), &[]);
    check(None, &[]);
}

#[test]
fn a_cancelled_orders_goods_are_for_sale_again_and_an_undecided_one_waits() {
    let check = |state: &str, expected: &[&str]| {
        let mut value = order(&[line("L1", "20.00")]);
        value["cancelStatus"]["cancelState"] = state.into();
        value["orderPaymentStatus"] = "FULLY_REFUNDED".into();
        value["paymentSummary"]["refunds"] = json!([refund("R1", "20.00", Some("REFUNDED"))]);
        assert_eq!(told(value, false)[1..], *expected, "{state}");
    };
    check("CANCELED", &["back R1 20.00 restocked 1"]);
    check("IN_PROGRESS", &[]);
    check("NONE_REQUESTED", &["back R1 20.00 restocked 0"]);
}

#[test]
fn a_refund_of_the_whole_order_is_split_and_one_of_several_lines_keeps_its_parts_apart() {
    let mut value = order(&[line("L1", "20.00"), line("L2", "10.00")]);
    value["paymentSummary"]["refunds"] = json!([refund("R1", "3.00", Some("REFUNDED"))]);
    let back: Vec<String> = told(value.clone(), false).into_iter().filter(|one| one.starts_with("back")).collect();
    assert_eq!(back, ["back R1:L1 2.00 restocked 0", "back R1:L2 1.00 restocked 0"]);
    known_before(&read(value.clone()));
    for place in 0..2 {
        value["lineItems"][place]["refunds"] = json!([refund("R1", "1.50", None)]);
    }
    let back: Vec<String> = told(value.clone(), false).into_iter().filter(|one| one.starts_with("back")).collect();
    assert_eq!(back, ["back R1:L1 1.50 restocked 0", "back R1:L2 1.50 restocked 0"]);
    known_before(&read(value));
    // One that has no id goes by its moment.
    let mut value = order(&[line("L1", "20.00"), line("L2", "10.00")]);
    value["paymentSummary"]["refunds"] = json!([refund("", "3.00", Some("REFUNDED"))]);
    known_before(&read(value));
}

/// What an order shows is known as what was there before, by every name that it goes by later: it is never taken for ours.
fn known_before(order: &Order) {
    let before = order.refund_ids();
    for line in ["L1", "L2"] {
        let found = order.refunds_of(line, Currency::USD);
        assert!(!found.is_empty() && found.iter().all(|refund| before.contains(&refund.id)), "{found:?}: {before:?}");
    }
}

#[test]
fn nothing_is_concluded_from_an_order_that_does_not_show_its_refunds() {
    let whole = || {
        let mut value = order(&[line("L1", "20.00"), line("L2", "10.00")]);
        for place in 0..2 {
            value["lineItems"][place]["refunds"] = json!([]);
        }
        value["paymentSummary"]["refunds"] = json!([]);
        value
    };
    let id = read(whole()).order_id.unwrap();
    let check = |value: Value, part: Option<&str>| {
        let shown = read(value).shows_refunds(&id, Some("L1"), Currency::USD);
        match part {
            None => assert_eq!(shown, Ok(())),
            Some(part) => assert!(shown.as_ref().is_err_and(|why| why.contains(part)), "{shown:?}"),
        }
    };
    check(whole(), None);
    let changed = |change: fn(&mut Value)| {
        let mut value = whole();
        change(&mut value);
        value
    };
    check(changed(|value| value["orderId"] = "another".into()), Some("another order"));
    check(changed(|value| value["lineItems"][1]["refunds"] = json!(null)), Some("the refunds of its lines"));
    check(changed(|value| value["lineItems"] = json!([])), Some("the refunds of its lines"));
    check(changed(|value| value["lineItems"][0]["lineItemId"] = "L9".into()), Some("the line"));
    check(changed(|value| value["paymentSummary"] = json!(null)), Some("the refunds of its payments"));
    check(
        changed(|value| value["paymentSummary"]["refunds"] = json!([{ "refundId": "R1", "refundStatus": "REFUNDED" }])),
        Some("the amount or the time"),
    );
}

#[test]
fn an_orders_own_sum_of_fees_is_told_where_nobody_else_names_them() {
    let mut value = order(&[line("L1", "20.00"), line("L2", "10.00")]);
    value["totalMarketplaceFee"] = amount("3.00");
    let fees: Vec<String> = told(value.clone(), true).into_iter().filter(|one| one.starts_with("fee")).collect();
    assert_eq!(fees, ["fee L1 2.00", "fee L2 1.00"]);
    assert_eq!(told(value, false).len(), 2);
}
