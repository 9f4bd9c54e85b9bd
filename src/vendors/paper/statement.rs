//! The supplier's own side of our orders: what it would charge now, and the list of what it took.

use jiff::Timestamp;

use super::{Paper, ready, world::World};
use crate::{
    domain::money::MoneyError,
    vendors::{Call, Order, OrderSeen, Quote, Statement},
};

impl World {
    /// What an order would be charged now. That a supplier is out of stock, or dearer by the time the order arrives,
    /// only the order itself finds out.
    pub fn quote(&self, order: &Order) -> Result<Quote, MoneyError> {
        let landed = self.asked_today(order)?.unwrap_or(order.expected);
        Ok(Quote { landed, in_stock: true, at: self.now() })
    }

    /// The orders that were taken since then, oldest reference first.
    fn orders_since(&self, since: Timestamp) -> Vec<OrderSeen> {
        let taken = self.orders.values().filter(|order| order.at >= since);
        taken
            .filter_map(|order| {
                let status = order.status(self.day)?;
                Some(OrderSeen {
                    vendor_order: order.vendor_order.clone(),
                    reference: Some(order.order.reference.clone()),
                    source: Some(order.order.source.clone()),
                    item: Some(order.order.item.clone()),
                    title: None,
                    quantity: order.order.quantity,
                    charged: order.charged,
                    at: order.at,
                    status,
                })
            })
            .collect()
    }
}

impl Statement for Paper {
    fn orders_since(&self, since: Timestamp) -> Call<'_, Vec<Result<OrderSeen, String>>> {
        ready(self.read(|world| world.orders_since(since).into_iter().map(Ok).collect()))
    }
}
