//! Goods to measure with: one product as a supplier, a price book and the database have it.

use arb::domain::{evidence::Evidence, money::Currency, offer::Offer};
use jiff::Timestamp;
use rust_decimal::{Decimal, dec};

pub fn now() -> Timestamp {
    "2026-11-22T12:00:00Z".parse().expect("it is a time")
}

/// A barcode with a right check digit.
fn gtin13(number: u32) -> String {
    let body = format!("067{:09}", u64::from(number) * 7_919 % 1_000_000_000);
    let sum: u32 =
        body.bytes().enumerate().map(|(at, digit)| u32::from(digit - b'0') * if at % 2 == 0 { 1 } else { 3 }).sum();
    format!("{body}{}", (10 - sum % 10) % 10)
}

/// A supplier's list as CSV: 11 columns, a quoted title in every fifth row.
pub fn list(rows: u32) -> String {
    let mut text = String::from("sku,upc,title,brand,condition,price,currency,stock,pack,weight_lb,url\n");
    for row in 0..rows {
        let title = if row % 5 == 0 { format!("\"Brick set {row}, large\"") } else { format!("Brick set {row}") };
        let (barcode, price) = (gtin13(row), 500 + row % 4_000);
        text.push_str(&format!(
            "S{row:07},{barcode},{title},Brickworks,New,{}.{:02},USD,{},1,1.25,https://shop.example/{row}\n",
            price / 100,
            price % 100,
            row % 40
        ));
    }
    text
}

pub fn offer(number: u32) -> Offer {
    let barcode = gtin13(number);
    serde_json::from_value(serde_json::json!({
        "source": "supplier", "item": format!("S{number:07}"), "observed_at": now(), "title": format!("Brick set {number}"),
        "price": {"amount": "31.20", "currency": "USD"}, "quantity": 5, "condition": "New",
        "product": {"key": format!("gtin:0{barcode}"), "gtin": format!("0{barcode}")},
        "row": {"file": "supplier.csv", "line": number + 2}
    }))
    .expect("it is an offer")
}

pub fn evidence() -> Evidence {
    let mut evidence = Evidence::of(offer(1).product, "amazon_us", Currency::USD, "book.csv");
    evidence.as_of = Some(now());
    evidence.category = Some("Toys & Games".into());
    evidence.buy_box = Some(dec!(66.99));
    evidence.avg90 = Some(dec!(64.90));
    (evidence.monthly_sold, evidence.offers, evidence.rank) = (Some(60), Some(5), Some(4_000));
    (evidence.amazon_in_stock_pct, evidence.points) = (Some(dec!(12)), Some(41));
    (evidence.weight_g, evidence.dims) = (Some(Decimal::from(900)), Some("12x9x3 in".into()));
    evidence
}
