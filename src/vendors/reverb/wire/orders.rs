//! Orders of our shop: what was sold, for what, and what Reverb took of it.
//!
//! An order is one listing; a buyer of several has several orders in one bundle.

use jiff::Timestamp;
use rust_decimal::prelude::ToPrimitive as _;
use serde::Deserialize;
use serde_json::{Value, value::RawValue};

use super::{Amount, Link, Links, id_text, rows, time};
use crate::{domain::money::Money, vendors::reader};

rows!(
    /// A page of orders.
    Orders, orders: Order
);

/// Statuses of an order that nobody has paid for yet.
const UNPAID: [&str; 4] = ["unpaid", "payment_pending", "pending_review", "blocked"];

/// An order.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Order {
    order_number: Option<Value>,
    sku: Option<String>,
    quantity: Option<Box<RawValue>>,
    status: Option<String>,
    buyer_id: Option<Value>,
    product_id: Option<Value>,
    created_at: Option<String>,
    paid_at: Option<String>,
    updated_at: Option<String>,
    amount_product: Option<Amount>,
    amount_product_subtotal: Option<Amount>,
    shipping: Option<Amount>,
    amount_tax: Option<Amount>,
    total: Option<Amount>,
    tax_responsible_party: Option<String>,
    selling_fee: Option<Amount>,
    direct_checkout_fee: Option<Amount>,
    bump_fee: Option<Amount>,
    tax_on_fees: Option<Amount>,
    #[serde(rename = "_links")]
    links: Option<Links>,
}

/// An order that was paid.
#[derive(Clone, Debug, PartialEq)]
pub struct Sale {
    /// The order.
    pub order: String,
    /// Our SKU; the listing's id where the listing has none.
    pub sku: String,
    /// The buyer.
    pub buyer: Option<String>,
    /// Units.
    pub quantity: u32,
    /// What the buyer paid for the things and their shipping; with the tax where we owe it.
    pub gross: Money,
    /// `(code, amount)` of each fee.
    pub fees: Vec<(String, Money)>,
    /// When it was paid.
    pub at: Timestamp,
}

impl Order {
    /// Its number.
    pub fn number(&self) -> Option<String> {
        id_text(self.order_number.as_ref())
    }

    /// When it changed last.
    pub fn updated(&self) -> Option<Timestamp> {
        time(self.updated_at.as_deref()).or_else(|| time(self.created_at.as_deref()))
    }

    /// The sale; `None` while nobody has paid, and where it was given up before. An error says what can't be read: money
    /// that came in is not left out.
    pub fn sale(&self) -> Result<Option<Sale>, String> {
        let order = self.number().ok_or("an order without a number")?;
        let status = self.status.as_deref().unwrap_or_default();
        let paid = time(self.paid_at.as_deref());
        if UNPAID.contains(&status) || (status == "cancelled" && paid.is_none()) {
            return Ok(None);
        }
        let missing = |what: &str| format!("order {order} names no {what}");
        let known = ["paid", "shipped", "picked_up", "received", "refunded"].contains(&status);
        let at = match paid {
            Some(paid) => paid,
            None if known => time(self.created_at.as_deref()).ok_or_else(|| missing("time"))?,
            None => return Ok(None),
        };
        let quantity = match &self.quantity {
            None => 1,
            Some(raw) => reader::decimal(raw).and_then(|units| units.to_u32()).ok_or_else(|| missing("quantity"))?,
        };
        let money = |amount: &Option<Amount>| amount.as_ref().and_then(Amount::money);
        let one = || money(&self.amount_product).filter(|_| quantity == 1);
        let item = money(&self.amount_product_subtotal).or_else(one).ok_or_else(|| missing("price"))?;
        let wrong = |why: crate::domain::money::MoneyError| format!("order {order}: {why}");
        let zero = Money::zero(item.currency());
        let tax = money(&self.amount_tax).unwrap_or(zero);
        let shipping = match (money(&self.shipping), money(&self.total)) {
            (Some(shipping), _) => shipping,
            (None, Some(total)) => total.minus(&item).and_then(|rest| rest.minus(&tax)).map_err(wrong)?,
            (None, None) => return Err(missing("shipping")),
        };
        let mut gross = item.plus(&shipping).map_err(wrong)?;
        // Where Reverb does not pay the tax itself, it comes to us with the rest and we do.
        if self.tax_responsible_party.as_deref().is_some_and(|party| party != "reverb") {
            gross = gross.plus(&tax).map_err(wrong)?;
        }
        let taken = [
            ("selling_fee", &self.selling_fee),
            ("processing", &self.direct_checkout_fee),
            ("bump", &self.bump_fee),
            ("tax_on_fees", &self.tax_on_fees),
        ];
        let mut fees = Vec::new();
        for (code, amount) in taken {
            let Some(amount) = amount else { continue };
            let fee = amount.signed().ok_or_else(|| format!("order {order}: its {code} can't be read"))?;
            if !fee.is_zero() {
                fees.push((code.to_owned(), fee));
            }
        }
        let listing = || self.links.as_ref()?.listing.as_ref().and_then(|link: &Link| link.after("listings"));
        let sku = self.sku.clone().filter(|sku| !sku.trim().is_empty());
        let sku = sku.or_else(|| id_text(self.product_id.as_ref())).or_else(listing).ok_or_else(|| missing("SKU"))?;
        Ok(Some(Sale { order, sku, buyer: id_text(self.buyer_id.as_ref()), quantity, gross, fees, at }))
    }
}

impl Sale {
    /// What is left of it after the fees.
    pub fn net(&self) -> Option<Money> {
        self.fees.iter().try_fold(self.gross, |left, (_, fee)| left.minus(fee)).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// An order as the guide shows it, with some of its fields otherwise.
    fn order(more: &str) -> Order {
        let whole = r#"{"order_number":"2","sku":"S-1","quantity":1,"buyer_id":1,"created_at":"2017-11-08T18:38:29-05:00",
            "paid_at":"2017-11-08T18:40:00-05:00","amount_product_subtotal":{"amount":"95.00","currency":"USD"},
            "shipping":{"amount":"8.00","currency":"USD"},"amount_tax":{"amount":"5.00","currency":"USD"},
            "total":{"amount":"108.00","currency":"USD"},"selling_fee":{"amount":"5.15","currency":"USD"},
            "direct_checkout_fee":{"amount":"3.78","currency":"USD"},"bump_fee":{"amount":"0.00","currency":"USD"}}"#;
        let mut whole: serde_json::Map<String, Value> = serde_json::from_str(whole).unwrap();
        let more: serde_json::Map<String, Value> = serde_json::from_str(more).unwrap();
        whole.extend(more);
        serde_json::from_str(&serde_json::to_string(&whole).unwrap()).unwrap()
    }

    fn sale(more: &str) -> Sale {
        order(more).sale().unwrap().unwrap()
    }

    #[test]
    fn a_sale_is_what_the_buyer_paid_us_less_what_reverb_took() {
        let sold = sale(r#"{"status":"shipped","tax_responsible_party":"reverb"}"#);
        assert_eq!((sold.gross.to_string().as_str(), sold.quantity, sold.sku.as_str()), ("$103.00", 1, "S-1"));
        let fees: Vec<String> = sold.fees.iter().map(|(code, fee)| format!("{code} {fee}")).collect();
        assert_eq!(fees, ["selling_fee $5.15", "processing $3.78"]);
        assert_eq!(sold.net().unwrap().to_string(), "$94.07");
        assert_eq!(sold.at.to_string(), "2017-11-08T23:40:00Z");
        // The tax that we owe comes to us first.
        assert_eq!(sale(r#"{"status":"paid","tax_responsible_party":"seller"}"#).gross.to_string(), "$108.00");
        // Shipping that is not named is what is left of the total.
        assert_eq!(sale(r#"{"status":"paid","shipping":null}"#).gross.to_string(), "$103.00");
        assert_eq!(sale(r#"{"status":"paid","sku":"","product_id":77}"#).sku, "77");
        let link =
            r#"{"status":"paid","sku":null,"_links":{"listing":{"href":"https://x.example/api/listings/78-a-bass"}}}"#;
        assert_eq!(sale(link).sku, "78-a-bass");
    }

    #[test]
    fn what_nobody_paid_is_not_sold() {
        let check = |more: &str, expected: bool| assert_eq!(order(more).sale().unwrap().is_some(), expected, "{more}");
        for status in UNPAID {
            check(&format!(r#"{{"status":"{status}","paid_at":null}}"#), false);
        }
        check(r#"{"status":"cancelled","paid_at":null}"#, false);
        check(r#"{"status":"something_new","paid_at":null}"#, false);
        check(r#"{"status":"something_new"}"#, true);
        check(r#"{"status":"refunded"}"#, true);
    }

    #[test]
    fn a_paid_order_that_can_not_be_read_is_an_error() {
        let check = |more: &str, part: &str| {
            let why = order(more).sale().unwrap_err();
            assert!(why.contains(part), "{more}: {why}");
        };
        check(r#"{"status":"paid","amount_product_subtotal":null}"#, "no price");
        check(
            r#"{"status":"paid","quantity":2,"amount_product_subtotal":null,"amount_product":{"amount":"1","currency":"USD"}}"#,
            "no price",
        );
        check(r#"{"status":"paid","shipping":null,"total":null}"#, "no shipping");
        check(r#"{"status":"paid","quantity":-3}"#, "no quantity");
        check(r#"{"status":"paid","selling_fee":{"amount":"much","currency":"USD"}}"#, "selling_fee");
        check(r#"{"status":"paid","sku":null}"#, "no SKU");
        check(r#"{"status":"paid","order_number":null}"#, "without a number");
        check(r#"{"status":"paid","shipping":{"amount":"8.00","currency":"EUR"}}"#, "order 2");
    }
}
