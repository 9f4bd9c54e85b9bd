//! Orders of our store. TCGplayer publishes no form of an order's details: what is known of it is read, by every name that
//! it is known to go by, and an order without its time or its lines is an error.

use jiff::{Timestamp, civil::DateTime, tz::TimeZone};
use rust_decimal::{Decimal, prelude::ToPrimitive as _};
use serde::Deserialize;
use serde_json::{Value, value::RawValue};

use super::{price, store::id_text};
use crate::{
    domain::{
        ledger::split,
        money::{Currency, Money, Rounding},
    },
    vendors::reader,
};

/// The details of an order.
#[derive(Debug, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct Details {
    order_number: Option<Value>,
    ordered_on: Option<String>,
    order_date: Option<String>,
    created_on: Option<String>,
    order_status: Option<Value>,
    order_status_type: Option<Value>,
    status: Option<Value>,
    customer: Option<Customer>,
    transaction: Option<Sums>,
    shipping_amount: Option<Box<RawValue>>,
    fee_amount: Option<Box<RawValue>>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Customer {
    token: Option<Value>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
struct Sums {
    shipping_amount: Option<Box<RawValue>>,
    fee_amount: Option<Box<RawValue>>,
}

/// One line of an order.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Item {
    sku_id: u64,
    price: Option<Box<RawValue>>,
    quantity: Option<Box<RawValue>>,
}

/// An order, understood.
#[derive(Clone, Debug, PartialEq)]
pub struct Order {
    /// Its number.
    pub number: String,
    /// When it was placed.
    pub at: Timestamp,
    /// Whether it was cancelled.
    pub cancelled: bool,
    /// The buyer, by the token that stands for them in our store.
    pub buyer: Option<String>,
    shipping: Option<Decimal>,
    fees: Option<Decimal>,
}

/// A line, with its share of what the order has once.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// Its place in the order, from 1.
    pub line: String,
    /// TCGplayer's SKU.
    pub sku: u64,
    /// Units.
    pub quantity: u32,
    /// What the buyer paid, with shipping where the order says what that was.
    pub gross: Money,
    /// `(code, amount)` of each fee, where the order says what it was.
    pub fees: Vec<(String, Money)>,
}

impl Details {
    /// Its number.
    pub fn number(&self) -> Option<String> {
        id_text(self.order_number.as_ref())
    }

    /// The order.
    pub fn read(&self) -> Result<Order, String> {
        let number = self.number().ok_or("an order without a number")?;
        let when =
            [&self.ordered_on, &self.order_date, &self.created_on].into_iter().flatten().find_map(|text| time(text));
        let at = when.ok_or_else(|| format!("order {number} names no time"))?;
        let statuses = [&self.order_status, &self.order_status_type, &self.status];
        let cancelled =
            statuses.into_iter().flatten().any(|status| status.to_string().to_lowercase().contains("cancel"));
        let buyer = self.customer.as_ref().and_then(|customer| id_text(customer.token.as_ref()));
        let sums = self.transaction.as_ref();
        let inside = sums.and_then(|sums| sums.shipping_amount.as_deref());
        let shipping = inside.or(self.shipping_amount.as_deref()).and_then(reader::amount);
        let inside = sums.and_then(|sums| sums.fee_amount.as_deref());
        let fees = inside.or(self.fee_amount.as_deref()).and_then(reader::amount);
        Ok(Order { number, at, cancelled, buyer, shipping, fees })
    }
}

/// A time with its zone, or one of TCGplayer's own (UTC) without.
fn time(text: &str) -> Option<Timestamp> {
    let plain = || text.parse::<DateTime>().ok()?.to_zoned(TimeZone::UTC).ok().map(|zoned| zoned.timestamp());
    text.parse::<Timestamp>().ok().or_else(plain)
}

impl Order {
    /// Its lines, to the cent: shipping and fees are split over them by what they cost.
    pub fn lines(&self, items: &[Item]) -> Result<Vec<Line>, String> {
        let number = &self.number;
        let minor = |amount: Decimal| {
            Money::new(amount, Currency::USD)
                .to_minor(Rounding::HalfEven)
                .map_err(|why| format!("order {number}: {why}"))
        };
        let mut read = Vec::new();
        for item in items {
            let units = item.quantity.as_deref().and_then(reader::decimal).and_then(|units| units.to_u32());
            let each = price(item.price.as_deref());
            let (Some(units), Some(each)) = (units.filter(|units| *units > 0), each) else {
                return Err(format!("order {number} has a line without a price or a quantity"));
            };
            read.push((item.sku_id, units, minor(each * Decimal::from(units))?));
        }
        if read.is_empty() {
            return Err(format!("order {number} has no lines"));
        }
        let weights: Vec<u64> = read.iter().map(|(_, _, cost)| cost.unsigned_abs()).collect();
        let share = |amount: Option<Decimal>| {
            let whole = amount.map_or(Ok(0), minor)?;
            Ok::<_, String>(split::by_weight(whole, &weights))
        };
        let (shipping, fees) = (share(self.shipping)?, share(self.fees)?);
        let money = |minor: i64| Money::from_minor(minor, Currency::USD);
        let rows = read.into_iter().zip(shipping).zip(fees).enumerate();
        Ok(rows
            .map(|(place, (((sku, quantity, cost), shipping), fee))| Line {
                line: (place + 1).to_string(),
                sku,
                quantity,
                gross: money(cost + shipping),
                fees: if fee == 0 { Vec::new() } else { vec![("fees".to_owned(), money(fee))] },
            })
            .collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn items(text: &str) -> Vec<Item> {
        serde_json::from_str(text).unwrap()
    }

    #[test]
    fn shipping_and_fees_are_split_to_the_cent() {
        let text = r#"{"orderNumber":"A-1","orderedOn":"2026-06-01T12:00:00","customer":{"token":"t"},
                       "transaction":{"shippingAmount":1.31,"feeAmount":"2.00"}}"#;
        let order = serde_json::from_str::<Details>(text).unwrap().read().unwrap();
        assert_eq!(
            (order.at.to_string().as_str(), order.buyer.as_deref(), order.cancelled),
            ("2026-06-01T12:00:00Z", Some("t"), false)
        );
        let lines = order
            .lines(&items(r#"[{"skuId":7,"price":2.5,"quantity":2},{"skuId":8,"price":5,"quantity":1}]"#))
            .unwrap();
        let shown: Vec<String> =
            lines.iter().map(|line| format!("{} {} {} {}", line.line, line.sku, line.quantity, line.gross)).collect();
        assert_eq!(
            lines.iter().map(|line| line.gross.to_minor(Rounding::Down).unwrap()).sum::<i64>(),
            1131,
            "{shown:?}"
        );
        assert_eq!(
            lines.iter().flat_map(|line| &line.fees).map(|(_, fee)| fee.to_minor(Rounding::Down).unwrap()).sum::<i64>(),
            200
        );
    }

    #[test]
    fn what_is_not_said_is_not_made_up() {
        let bare: Details = serde_json::from_str(r#"{"orderNumber":5,"orderDate":"2026-06-01T12:00:00Z"}"#).unwrap();
        let order = bare.read().unwrap();
        let lines = order.lines(&items(r#"[{"skuId":7,"price":2.5,"quantity":2}]"#)).unwrap();
        assert_eq!((lines[0].gross.to_string().as_str(), lines[0].fees.len()), ("$5.00", 0));
        assert!(order.lines(&[]).is_err());
        assert!(order.lines(&items(r#"[{"skuId":7,"price":null,"quantity":2}]"#)).is_err());
        assert!(order.lines(&items(r#"[{"skuId":7,"price":1,"quantity":0}]"#)).is_err());
        let timeless: Details = serde_json::from_str(r#"{"orderNumber":5}"#).unwrap();
        assert!(timeless.read().unwrap_err().contains("no time"));
        let cancelled = r#"{"orderNumber":5,"orderDate":"2026-06-01T12:00:00Z","orderStatus":{"name":"Cancelled"}}"#;
        assert!(serde_json::from_str::<Details>(cancelled).unwrap().read().unwrap().cancelled);
    }
}
