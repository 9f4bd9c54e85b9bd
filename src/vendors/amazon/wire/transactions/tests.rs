//! Transactions become facts whose sums are Amazon's own.

use serde_json::{Value, json};

use super::*;
use crate::vendors::amazon::wire::marketplace;

fn usd(amount: f64) -> Value {
    json!({ "currencyAmount": amount, "currencyCode": "USD" })
}

fn part(name: &str, amount: f64, inner: &[Value]) -> Value {
    json!({ "breakdownType": name, "breakdownAmount": usd(amount), "breakdowns": inner })
}

fn related(pairs: &[(&str, &str)]) -> Value {
    let pairs =
        pairs.iter().map(|(name, value)| json!({ "relatedIdentifierName": name, "relatedIdentifierValue": value }));
    pairs.collect()
}

#[expect(clippy::needless_pass_by_value, reason = "an item is written where it is asked for")]
fn item(sku: &str, total: f64, parts: Value) -> Value {
    json!({ "totalAmount": usd(total), "breakdowns": parts,
            "contexts": [{ "contextType": "ProductContext", "sku": sku, "fulfillmentNetwork": "AFN" }] })
}

fn shipment(change: &dyn Fn(&mut Value)) -> Value {
    let fees = [
        part("Commission", -6.45, &[part("Base", -6.45, &[])]),
        part("FBAPerUnitFulfillmentFee", -5.0, &[part("Base", -4.0, &[]), part("Tax", -1.0, &[])]),
    ];
    let parts = json!([
        part("Tax", 3.6, &[]),
        part("ProductCharges", 40.0, &[part("OurPricePrincipal", 40.0, &[])]),
        part("Shipping", 4.99, &[]),
        part("PromotionalRebates", -2.0, &[]),
        part("AmazonFees", -11.45, &fees),
        part("MarketplaceFacilitatorTax-Principal", -3.6, &[]),
    ]);
    let mut one = json!({
        "transactionType": "Shipment", "transactionId": "T1", "transactionStatus": "RELEASED",
        "description": "Order Payment", "postedDate": "2026-06-02T10:00:00Z", "totalAmount": usd(31.54),
        "relatedIdentifiers": related(&[("ORDER_ID", "114-1"), ("SHIPMENT_ID", "S1")]),
        "marketplaceDetails": { "marketplaceId": "ATVPDKIKX0DER" }, "items": [item("A", 31.54, parts)],
    });
    change(&mut one);
    one
}

fn told(transactions: &[Value]) -> Vec<String> {
    let page: Page = serde_json::from_str(&json!({ "payload": { "transactions": transactions } }).to_string()).unwrap();
    let fees = |fees: &[(String, Money)]| {
        fees.iter().map(|(code, fee)| format!("{code} {fee}")).collect::<Vec<_>>().join(", ")
    };
    let words = page.facts(&marketplace("US").unwrap()).into_iter().map(|one| match one.what {
        Happened::FeesTaken { order, line, id, fees: taken, .. } => {
            format!("fees {order} {line} {id}: {}", fees(&taken))
        }
        Happened::Refunded { order, line, refund, amount, fees_returned, .. } => {
            format!("refund {order} {line} {}: {amount}, fees {fees_returned}", refund.unwrap())
        }
        Happened::Charged { charge, code, amount, .. } => format!("charged {charge} {code} {amount}"),
        Happened::PaidOut { payout, amount, .. } => format!("paid {payout} {amount}"),
        sold @ Happened::Sold { .. } => format!("{sold:?}"),
    });
    words.collect()
}

#[test]
fn the_fees_of_a_shipment_are_what_lies_between_the_price_and_amazons_total() {
    let expected = "fees 114-1 A T1:A: fba_base $5.00, referral $6.45";
    assert_eq!(told(&[shipment(&|_| {})]), [expected]);
    // What the parts do not explain is not lost.
    let more = |one: &mut Value| one["items"][0]["totalAmount"] = usd(31.04);
    assert_eq!(told(&[shipment(&more)]), [format!("{expected}, unexplained $0.50")]);
    let new = |one: &mut Value| {
        one["items"][0]["totalAmount"] = usd(31.04);
        one["items"][0]["breakdowns"].as_array_mut().unwrap().push(part("BrandNewThing", -0.5, &[]));
    };
    assert_eq!(told(&[shipment(&new)]), ["fees 114-1 A T1:A: brand_new_thing $0.50, fba_base $5.00, referral $6.45"]);
    // The parts of an item may stand at the transaction, opened as sales and expenses.
    let above = |one: &mut Value| {
        let parts = one["items"][0]["breakdowns"].as_array().unwrap().clone();
        let (expenses, sales): (Vec<Value>, Vec<Value>) =
            parts.into_iter().partition(|part| part["breakdownType"] == "AmazonFees");
        one["breakdowns"] =
            json!({ "breakdowns": [part("Sales", 42.99, &sales), part("Expenses", -11.45, &expenses)] });
        one["items"][0]["breakdowns"] = json!(null);
    };
    assert_eq!(told(&[shipment(&above)]), [expected]);
}

#[test]
fn tax_that_comes_to_us_is_a_part_of_the_price_where_amazon_does_not_remit_it() {
    let change = |one: &mut Value| {
        let eur = |amount: f64| json!({ "currencyAmount": amount, "currencyCode": "EUR" });
        let part = |name: &str, amount: f64| json!({ "breakdownType": name, "breakdownAmount": eur(amount) });
        one["totalAmount"] = eur(40.0);
        one["marketplaceDetails"] = json!({ "marketplaceId": "A1PA6795UKMFR9" });
        one["items"][0]["totalAmount"] = eur(40.0);
        one["items"][0]["breakdowns"] =
            json!([part("ProductCharges", 40.0), part("Tax", 7.6), part("AmazonFees", -7.6)]);
    };
    let page = json!({ "payload": { "transactions": [shipment(&change)] } }).to_string();
    let facts = serde_json::from_str::<Page>(&page).unwrap().facts(&marketplace("DE").unwrap());
    let Happened::FeesTaken { fees, .. } = &facts[0].what else { panic!("{facts:?}") };
    assert_eq!(
        fees.iter().map(|(code, fee)| format!("{code} {}", fee.amount())).collect::<Vec<_>>(),
        ["amazon_fees 7.6"]
    );
}

#[test]
fn a_deferred_transaction_and_its_release_are_one_fact() {
    let deferred = shipment(&|one| one["transactionStatus"] = json!("DEFERRED_RELEASED"));
    let released = shipment(&|one| {
        one["transactionId"] = json!("T9");
        one["relatedIdentifiers"] = related(&[("ORDER_ID", "114-1"), ("DEFERRED_TRANSACTION_ID", "T1")]);
    });
    let told = told(&[deferred, released]);
    assert_eq!(told[0], told[1]);
    assert!(told[0].contains(" T1:A:"), "{told:?}");
}

#[test]
fn a_refund_gives_back_the_price_and_some_of_the_fees() {
    let fees = [part("Commission", 6.45, &[]), part("RefundCommission", -1.29, &[])];
    let parts = json!([
        part("ProductCharges", -40.0, &[]),
        part("Tax", -3.6, &[]),
        part("MarketplaceFacilitatorTax-Principal", 3.6, &[]),
        part("AmazonFees", 5.16, &fees)
    ]);
    let refund = shipment(&|one| {
        one["transactionType"] = json!("Refund");
        one["transactionId"] = json!("T2");
        one["items"] = json!([item("A", -34.84, parts.clone())]);
    });
    assert_eq!(told(&[refund]), ["refund 114-1 A T2:A: $40.00, fees $5.16"]);
}

#[test]
fn what_belongs_to_no_order_is_charged_given_or_paid_out() {
    let check = |kind: &str, total: f64, ids: &[(&str, &str)], parts: Value, expected: &[&str]| {
        let one = shipment(&|one| {
            (one["transactionType"], one["totalAmount"]) = (json!(kind), usd(total));
            (one["relatedIdentifiers"], one["items"]) = (related(ids), json!([]));
            (one["breakdowns"], one["description"]) = (parts.clone(), json!(null));
            one["marketplaceDetails"] = json!(null);
        });
        assert_eq!(told(&[one]), expected, "{kind}");
    };
    let subscription = json!([part(
        "Expenses",
        -39.99,
        &[part("AmazonFees", -39.99, &[part("Subscription", -39.99, &[part("Base", -39.99, &[])])])]
    )]);
    check("ServiceFee", -39.99, &[], subscription, &["charged T1 subscription $39.99"]);
    let storage = json!([part("AmazonFees", -2.0, &[part("FBAStorageFee", -2.0, &[])])]);
    check("ServiceFee", -2.0, &[], storage, &["charged T1 storage $2.00"]);
    let lost = json!([part("FBAInventoryReimbursement", 6.22, &[])]);
    check(
        "FBAInventoryReimbursement",
        6.22,
        &[],
        lost,
        &["charged T1 reimbursement:fba_inventory_reimbursement −$6.22"],
    );
    check("ProductAdsPayment", -5.0, &[], json!(null), &["charged T1 ads $5.00"]);
    check(
        "SAFETReimbursement",
        9.0,
        &[("ORDER_ID", "114-1")],
        json!(null),
        &["charged T1 reimbursement:safet_reimbursement −$9.00"],
    );
    check("Transfer", -120.5, &[("TRANSFER_ID", "P7")], json!(null), &["paid P7 $120.50"]);
    check("Disbursement", -1.0, &[], json!(null), &["paid T1 $1.00"]);
    check("ReserveDebit", -50.0, &[], json!(null), &[]);
    check("Transfer", 0.0, &[], json!(null), &[]);
}

#[test]
fn what_is_not_known_or_not_of_this_marketplace_is_not_acted_upon() {
    let check = |change: &dyn Fn(&mut Value)| assert_eq!(told(&[shipment(change)]), [""; 0]);
    check(&|one| one["transactionStatus"] = json!("REVERSED"));
    check(&|one| one["marketplaceDetails"]["marketplaceId"] = json!("A2EUQ1WTGCTBG2"));
    check(&|one| one["postedDate"] = json!("yesterday"));
    check(&|one| one["totalAmount"] = json!({ "currencyAmount": 1, "currencyCode": "CAD" }));
    check(&|one| one["totalAmount"] = json!({ "currencyAmount": null, "currencyCode": "USD" }));
    let bare = json!({ "payload": { "nextToken": "next", "transactions": [{ "transactionType": "Shipment",
        "relatedIdentifiers": null, "items": null, "breakdowns": null, "postedDate": "2020-07-14T03:35:13.214Z" }] } });
    let page: Page = serde_json::from_str(&bare.to_string()).unwrap();
    assert_eq!((page.next().as_deref(), page.facts(&marketplace("US").unwrap()).len()), (Some("next"), 0));
    assert_eq!(serde_json::from_str::<Page>("{}").unwrap().next(), None);
}

#[test]
fn a_fee_goes_by_its_card_or_by_its_own_name() {
    let check = |name: &str, expected: &str| assert_eq!(fee_code(name), expected, "{name}");
    check("Commission", "referral");
    check("FBAInboundTransportationFee", "fba_inbound_transportation_fee");
    check("ShippingHB", "shipping_hb");
    check("Product Charges", "product_charges");
    check("WAREHOUSE_LOST", "warehouse_lost");
    check("§", "other");
}
