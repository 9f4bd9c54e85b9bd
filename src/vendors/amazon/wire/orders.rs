//! Orders 2026-01-01: what was sold. No name, no address and no tax number of a buyer is asked for or read.
//!
//! A sale is booked when it is sure: an order that we send ourselves once its payment is through, one that Amazon sends once a
//! part of it has left; one that is cancelled never. The line of an order is our SKU: finances name nothing else of a line.

use std::collections::BTreeMap;

use jiff::Timestamp;
use rust_decimal::Decimal;
use serde::Deserialize;

use super::{Marketplace, amounts::Amount, or_empty};
use crate::{domain::money::Money, vendors::Happened};

/// A page of orders.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Page {
    #[serde(deserialize_with = "or_empty")]
    orders: Vec<Order>,
    pagination: Option<Pagination>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct Pagination {
    next_token: Option<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct Order {
    order_id: Option<String>,
    created_time: Option<String>,
    last_updated_time: Option<String>,
    sales_channel: Option<SalesChannel>,
    #[serde(deserialize_with = "or_empty")]
    associated_orders: Vec<Associated>,
    fulfillment: Option<Fulfillment>,
    #[serde(deserialize_with = "or_empty")]
    order_items: Vec<Item>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct SalesChannel {
    channel_name: Option<String>,
    marketplace_id: Option<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct Associated {
    association_type: Option<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct Fulfillment {
    fulfillment_status: Option<String>,
    fulfilled_by: Option<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct Item {
    quantity_ordered: Option<u32>,
    product: Option<Product>,
    proceeds: Option<Proceeds>,
    cancellation: Option<Cancellation>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct Product {
    seller_sku: Option<String>,
    price: Option<ItemPrice>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct ItemPrice {
    unit_price: Option<Amount>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct Proceeds {
    #[serde(deserialize_with = "or_empty")]
    breakdowns: Vec<Breakdown>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Breakdown {
    #[serde(rename = "type")]
    kind: Option<String>,
    subtotal: Option<Amount>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct Cancellation {
    cancellation_execution: Option<Executed>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct Executed {
    cancelled_by: Option<String>,
}

/// A sale, and when Amazon last changed its order.
#[derive(Clone, Debug, PartialEq)]
pub struct Sale {
    /// When it was placed.
    pub at: Timestamp,
    /// When its order was last changed.
    pub updated: Timestamp,
    /// [`Happened::Sold`].
    pub what: Happened,
}

impl Page {
    /// The token of the next page.
    pub fn next(&self) -> Option<String> {
        self.pagination.as_ref()?.next_token.clone().filter(|token| !token.is_empty())
    }

    /// What was sold; an error where an order that was sold can't be read, so that nothing is passed over unseen.
    pub fn sales(&self, place: &Marketplace) -> Result<Vec<Sale>, String> {
        let mut found = Vec::new();
        for order in &self.orders {
            found.extend(order.sales(place)?);
        }
        Ok(found)
    }
}

impl Order {
    fn sales(&self, place: &Marketplace) -> Result<Vec<Sale>, String> {
        if !self.is_sold() || !self.is_of(place) {
            return Ok(Vec::new());
        }
        let id = self.order_id.as_deref().filter(|id| !id.is_empty()).ok_or("an order has no id")?;
        let time = |text: &Option<String>, what: &str| {
            let time = text.as_deref().and_then(|text| text.parse::<Timestamp>().ok());
            time.ok_or_else(|| format!("the order {id:.40} does not say when it was {what}"))
        };
        let (at, updated) = (time(&self.created_time, "placed")?, time(&self.last_updated_time, "changed")?);
        let mut lines: BTreeMap<&str, (u32, Decimal)> = BTreeMap::new();
        for item in self.order_items.iter().filter(|item| !item.is_cancelled()) {
            let units = item.quantity_ordered.unwrap_or(0);
            if units == 0 {
                continue;
            }
            let sku = item.product.as_ref().and_then(|product| product.seller_sku.as_deref());
            let sku = sku
                .filter(|sku| !sku.is_empty())
                .ok_or_else(|| format!("a line of the order {id:.40} names no SKU"))?;
            let gross = match item.gross(place) {
                Some(gross) => gross,
                // One that replaces another was paid for with that one.
                None if self.is_replacement() => Decimal::ZERO,
                None => return Err(format!("the order {id:.40} does not say what {sku:.40} was sold for")),
            };
            let line = lines.entry(sku).or_default();
            line.0 = line.0.checked_add(units).ok_or_else(|| format!("the order {id:.40} has too many units"))?;
            line.1 = line.1.checked_add(gross).ok_or_else(|| format!("the order {id:.40} is too dear"))?;
        }
        let sold = lines.into_iter().map(|(sku, (quantity, gross))| Sale {
            at,
            updated,
            what: Happened::Sold {
                channel: place.channel.to_owned(),
                order: id.to_owned(),
                line: sku.to_owned(),
                sku: sku.to_owned(),
                buyer: None,
                quantity,
                gross: Money::new(gross, place.currency),
                fees: Vec::new(),
                postage: Money::zero(place.currency),
            },
        });
        Ok(sold.collect())
    }

    /// Whether it is sure to be sold. A status or a sender that is not known is neither.
    fn is_sold(&self) -> bool {
        let Some(fulfillment) = &self.fulfillment else { return false };
        matches!(
            (fulfillment.fulfilled_by.as_deref(), fulfillment.fulfillment_status.as_deref()),
            (Some("MERCHANT"), Some("UNSHIPPED" | "PARTIALLY_SHIPPED" | "SHIPPED"))
                | (Some("AMAZON"), Some("PARTIALLY_SHIPPED" | "SHIPPED"))
        )
    }

    /// Whether it was placed on this marketplace: what we send for sales elsewhere is no sale of its.
    fn is_of(&self, place: &Marketplace) -> bool {
        self.sales_channel.as_ref().is_some_and(|channel| {
            channel.channel_name.as_deref() != Some("NON_AMAZON")
                && channel.marketplace_id.as_deref().is_none_or(|id| id == place.id)
        })
    }

    fn is_replacement(&self) -> bool {
        let kinds = ["REPLACEMENT_ORIGINAL_ID", "EXCHANGE_ORIGINAL_ID"];
        self.associated_orders
            .iter()
            .filter_map(|one| one.association_type.as_deref())
            .any(|kind| kinds.contains(&kind))
    }
}

impl Item {
    fn is_cancelled(&self) -> bool {
        let executed = self.cancellation.as_ref().and_then(|cancelled| cancelled.cancellation_execution.as_ref());
        executed.is_some_and(|executed| executed.cancelled_by.is_some())
    }

    /// What the buyer paid for it with its shipping, discounts taken off; sales tax where it comes to us. `None` where that is
    /// not said.
    fn gross(&self, place: &Marketplace) -> Option<Decimal> {
        let parts = self.proceeds.as_ref().map(|proceeds| proceeds.breakdowns.as_slice()).unwrap_or_default();
        let mut sum: Option<Decimal> = None;
        for part in parts {
            let kind = part.kind.as_deref()?;
            if kind == "TAX" && place.remits_tax() {
                continue;
            }
            let amount = part.subtotal.as_ref()?.in_place(place)?;
            let amount = if kind == "DISCOUNT" { -amount.abs() } else { amount };
            sum = Some(sum.unwrap_or_default().checked_add(amount)?);
        }
        let listed = || {
            let unit = self.product.as_ref()?.price.as_ref()?.unit_price.as_ref()?.in_place(place)?;
            unit.checked_mul(Decimal::from(self.quantity_ordered?))
        };
        sum.or_else(listed).filter(|gross| *gross >= Decimal::ZERO)
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::vendors::amazon::wire::marketplace;

    fn usd(amount: &str) -> Value {
        json!({ "amount": amount, "currencyCode": "USD" })
    }

    fn order(change: &dyn Fn(&mut Value)) -> Value {
        let mut order = json!({
            "orderId": "114-1", "createdTime": "2026-06-01T10:00:00Z", "lastUpdatedTime": "2026-06-01T12:00:00Z",
            "salesChannel": { "channelName": "AMAZON", "marketplaceId": "ATVPDKIKX0DER" },
            "fulfillment": { "fulfillmentStatus": "SHIPPED", "fulfilledBy": "AMAZON" },
            "orderItems": [{ "orderItemId": "1", "quantityOrdered": 2, "product": { "sellerSku": "A" },
                "proceeds": { "breakdowns": [{ "type": "ITEM", "subtotal": usd("40.00") },
                    { "type": "SHIPPING", "subtotal": usd("4.99") }, { "type": "TAX", "subtotal": usd("3.60") },
                    { "type": "DISCOUNT", "subtotal": usd("2.00") }] } }],
        });
        change(&mut order);
        order
    }

    fn told(change: &dyn Fn(&mut Value)) -> Result<Vec<String>, String> {
        let page: Page = serde_json::from_str(&json!({ "orders": [order(change)] }).to_string()).unwrap();
        let sales = page.sales(&marketplace("US").unwrap())?;
        let words = sales.into_iter().map(|sale| match sale.what {
            Happened::Sold { order, line, quantity, gross, .. } => format!("{order} {line} {quantity} × {gross}"),
            other => panic!("{other:?}"),
        });
        Ok(words.collect())
    }

    #[test]
    fn a_sale_is_what_the_buyer_paid_without_the_tax_that_amazon_remits() {
        assert_eq!(told(&|_| {}).unwrap(), ["114-1 A 2 × $42.99"]);
        let listed = |order: &mut Value| {
            let product = json!({ "sellerSku": "A", "price": { "unitPrice": usd("9.95") } });
            (order["orderItems"][0]["product"], order["orderItems"][0]["proceeds"]) = (product, json!(null));
        };
        assert_eq!(told(&listed).unwrap(), ["114-1 A 2 × $19.90"]);
        let twice = |order: &mut Value| {
            let item = order["orderItems"][0].clone();
            order["orderItems"] = json!([item.clone(), item]);
        };
        assert_eq!(told(&twice).unwrap(), ["114-1 A 4 × $85.98"], "lines of one SKU are one line");
    }

    #[test]
    fn only_what_is_sure_is_a_sale_and_a_cancelled_one_never() {
        let check = |by: &str, status: &str, expected: usize| {
            let change = |order: &mut Value| {
                order["fulfillment"] = json!({ "fulfillmentStatus": status, "fulfilledBy": by });
            };
            assert_eq!(told(&change).unwrap().len(), expected, "{by} {status}");
        };
        for by in ["MERCHANT", "AMAZON"] {
            check(by, "SHIPPED", 1);
            check(by, "PARTIALLY_SHIPPED", 1);
            for never in ["PENDING", "PENDING_AVAILABILITY", "CANCELLED", "UNFULFILLABLE", "SOMETHING"] {
                check(by, never, 0);
            }
        }
        check("MERCHANT", "UNSHIPPED", 1);
        check("AMAZON", "UNSHIPPED", 0);
        check("SOMEBODY", "SHIPPED", 0);
        let line = |order: &mut Value| {
            order["orderItems"][0]["cancellation"] = json!({ "cancellationExecution": { "cancelledBy": "BUYER" } });
        };
        assert!(told(&line).unwrap().is_empty());
        assert!(told(&|order| order["orderItems"][0]["quantityOrdered"] = json!(0)).unwrap().is_empty());
        assert!(told(&|order| order["salesChannel"]["channelName"] = json!("NON_AMAZON")).unwrap().is_empty());
        assert!(told(&|order| order["salesChannel"]["marketplaceId"] = json!("A2EUQ1WTGCTBG2")).unwrap().is_empty());
    }

    #[test]
    fn what_was_sold_and_can_not_be_read_is_said() {
        let check = |change: &dyn Fn(&mut Value), part: &str| {
            let why = told(change).unwrap_err();
            assert!(why.contains(part), "{why}");
        };
        check(&|order| order["orderItems"][0]["proceeds"] = json!(null), "does not say what A was sold for");
        check(&|order| order["orderItems"][0]["product"]["sellerSku"] = json!(""), "names no SKU");
        check(&|order| order["lastUpdatedTime"] = json!("soon"), "when it was changed");
        check(&|order| order["orderId"] = json!(null), "has no id");
        let euros = json!({ "breakdowns": [{ "type": "ITEM", "subtotal": { "amount": "1", "currencyCode": "EUR" } }] });
        check(&|order| order["orderItems"][0]["proceeds"] = euros.clone(), "does not say what");
        let replaced = |order: &mut Value| {
            order["associatedOrders"] = json!([{ "orderId": "114-0", "associationType": "REPLACEMENT_ORIGINAL_ID" }]);
            order["orderItems"][0]["proceeds"] = json!(null);
        };
        assert_eq!(told(&replaced).unwrap(), ["114-1 A 2 × $0.00"]);
    }
}
