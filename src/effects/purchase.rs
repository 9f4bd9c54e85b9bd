//! Orders: place one, cancel one, follow those on their way.

use std::time::Duration;

use anyhow::Result;
use jiff::Timestamp;

use super::kernel::{Intent, send, send_until};
use crate::{
    domain::{
        effect::Change,
        order::{Order, OrderStatus},
    },
    store::{Effect, Purchase, PurchaseState, Store},
    ui,
    vendors::{Checkout, Gateway},
};

/// Sends a reserved purchase under its own reference. `until` is how long the price that it rests on counts, in the time since
/// the machine started: an order whose first byte can't leave before is not sent.
pub async fn place(
    store: &mut Store,
    gateway: &dyn Gateway,
    purchase: &Purchase,
    until: Option<Duration>,
    now: Timestamp,
) -> Result<Purchase> {
    let change = Change::Order(order_of(purchase));
    let intent = Intent { subject: purchase.id, version: None, key: purchase.reference.clone(), change };
    send_until(store, gateway, &intent, until, now).await?;
    store.purchase(purchase.id)
}

/// Asks the vendor to cancel an order that it has. An order whose fate is unknown is never cancelled: it could be
/// another one.
pub async fn cancel(store: &mut Store, gateway: &dyn Gateway, purchase: &Purchase, now: Timestamp) -> Result<Effect> {
    let Some(vendor_order) = purchase.vendor_order.clone() else {
        anyhow::bail!("purchase {} has no order at the vendor: there is nothing to cancel", purchase.id)
    };
    let key = format!("cancel:{}:{vendor_order}", gateway.name());
    let intent = Intent { subject: purchase.id, version: None, key, change: Change::Cancel { vendor_order } };
    send(store, gateway, &intent, now).await
}

/// Orders on their way, asked about.
#[derive(Debug, Default)]
pub struct Followed {
    /// The purchases that moved.
    pub moved: Vec<Purchase>,
    /// One sentence for each order that the vendor said nothing about.
    pub silent: Vec<String>,
}

/// Asks where the orders on their way are and books what changed. An order that can't be asked about stops no other.
pub async fn follow(
    store: &mut Store,
    checkout_of: &dyn Fn(&str) -> Option<std::rc::Rc<dyn Checkout>>,
    now: Timestamp,
) -> Result<Followed> {
    use PurchaseState::{CancelRefused, Cancelling, Confirmed, Placed, Shipped};
    let mut followed = Followed::default();
    for purchase in store.purchases(&[Placed, Confirmed, Shipped, Cancelling, CancelRefused])? {
        let (Some(checkout), Some(order)) = (checkout_of(&purchase.vendor), &purchase.vendor_order) else { continue };
        let status = match checkout.status(order).await {
            Ok(status) => status,
            Err(why) => {
                let (vendor, id) = (&purchase.vendor, purchase.id);
                followed.silent.push(format!("{vendor} does not say where order {order} (purchase {id}) is: {why:#}"));
                continue;
            }
        };
        if status == OrderStatus::Placed {
            continue;
        }
        let after = store.record_status(purchase.id, status, now)?;
        if after.state != purchase.state {
            followed.moved.push(after);
        }
    }
    Ok(followed)
}

/// Whether the store refused a move because another process had moved first, or is at it.
pub fn is_overtaken(why: &anyhow::Error) -> bool {
    ui::failure_in(why).is_some_and(|failure| matches!(failure.code, "illegal_move" | "effect_open"))
}

fn order_of(purchase: &Purchase) -> Order {
    Order {
        reference: purchase.reference.clone(),
        source: purchase.source.clone(),
        item: purchase.item.clone(),
        product: purchase.product.clone(),
        quantity: purchase.quantity,
        expected: purchase.est,
        cap: purchase.cap,
    }
}
