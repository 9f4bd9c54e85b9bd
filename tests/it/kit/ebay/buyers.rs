//! Buyers: they buy, they call off, and some come in the very moment of a call.

use rust_decimal::Decimal;
use serde_json::json;

use super::{AT, Asked, Ebay, State, amount};

/// A sale that comes just before a call is answered.
pub struct Coming {
    method: &'static str,
    part: String,
    /// How many such calls are answered before it.
    after: usize,
    sku: String,
    units: i64,
}

impl Ebay {
    /// A buyer buys units of a SKU; eBay's fees come with it. Returns the order and its line.
    pub fn sell(&self, sku: &str, units: i64, fee: &str) -> (String, String) {
        self.state().sell(sku, units, fee)
    }

    /// A buyer buys units of a SKU just before the call of this method with this in its path that comes after so many others.
    pub fn sell_at(&self, (method, part, after): (&'static str, &str, usize), sku: &str, units: i64) {
        let (part, sku) = (part.to_owned(), sku.to_owned());
        self.state().sales.push(Coming { method, part, after, sku, units });
    }

    /// The buyer calls a whole order off, and eBay gives the money back; the units are ours again.
    pub fn call_off(&self, order: &str) {
        let mut state = self.state();
        let refund = format!("R{}", state.next());
        let found = state.orders.iter_mut().find(|one| one["orderId"] == order).expect("an order");
        let line = &mut found["lineItems"][0];
        let one = json!({
            "refundId": refund, "amount": line["total"], "refundDate": AT, "refundStatus": "REFUNDED",
        });
        line["refunds"].as_array_mut().expect("a list").push(one.clone());
        found["paymentSummary"]["refunds"].as_array_mut().expect("a list").push(one);
        found["cancelStatus"]["cancelState"] = "CANCELED".into();
    }
}

impl State {
    /// Those come that come with this call.
    pub(super) fn buyers_come(&mut self, asked: &Asked) {
        let mut here = Vec::new();
        for coming in &mut self.sales {
            if coming.method == asked.method && asked.path.contains(&coming.part) {
                match coming.after.checked_sub(1) {
                    Some(left) => coming.after = left,
                    None => here.push((coming.sku.clone(), std::mem::take(&mut coming.units))),
                }
            }
        }
        self.sales.retain(|coming| coming.units > 0);
        for (sku, units) in here {
            self.sell(&sku, units, "1.00");
        }
    }

    fn sell(&mut self, sku: &str, units: i64, fee: &str) -> (String, String) {
        let number = self.next();
        let offer = self.offers.values_mut().find(|offer| offer["sku"] == sku).expect("an offer of this SKU");
        let left = offer["availableQuantity"].as_i64().unwrap_or(0) - units;
        assert!(left >= 0, "eBay sells no more than it shows");
        offer["availableQuantity"] = left.into();
        let sold = offer["listing"]["soldQuantity"].as_i64().unwrap_or(0) + units;
        offer["listing"]["soldQuantity"] = sold.into();
        let price: Decimal =
            offer["pricingSummary"]["price"]["value"].as_str().unwrap_or_default().parse().expect("a price");
        let total = amount(&(price * Decimal::from(units)).to_string());
        let item = self.items.get_mut(sku).expect("an item");
        item["availability"]["shipToLocationAvailability"]["quantity"] = left.into();
        let (order, line) = (format!("12-{number:05}-00001"), format!("{}", 10_000 + number));
        let listing = json!({
            "lineItemId": line, "sku": sku, "quantity": units, "listingMarketplaceId": "EBAY_US",
            "lineItemCost": total, "total": total, "refunds": [],
        });
        self.orders.push(json!({
            "orderId": order, "creationDate": AT, "lastModifiedDate": AT, "orderPaymentStatus": "PAID",
            "buyer": { "username": "buyer-example" }, "cancelStatus": { "cancelState": "NONE_REQUESTED" },
            "paymentSummary": { "refunds": [] }, "lineItems": [listing],
        }));
        self.transactions.push(json!({
            "transactionId": format!("T{number}"), "transactionType": "SALE", "transactionStatus": "FUNDS_PROCESSING",
            "bookingEntry": "CREDIT", "transactionDate": AT, "orderId": order, "amount": total,
            "orderLineItems": [{ "lineItemId": line, "marketplaceFees": [{ "feeType": "FINAL_VALUE_FEE", "amount": amount(fee) }] }],
        }));
        (order, line)
    }
}
