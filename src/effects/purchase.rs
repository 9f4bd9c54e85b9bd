//! Orders: place one, find out about those nobody is sure of, follow those on their way.

use anyhow::Result;
use jiff::{Span, Timestamp};

use crate::{
    domain::order::{Order, OrderStatus},
    store::{Purchase, PurchaseState, Store},
    ui,
    vendors::{Checkout, Outcome},
};

/// How long "not found" proves nothing after sending: the vendor may show an order late.
const SETTLE_MINUTES: i64 = 15;
/// The most purchases that one recovery looks at.
const RECOVER_AT_MOST: usize = 50;

/// Sends a reserved purchase. Its request is on disk before the vendor hears of it, and what the vendor says is on disk
/// before this returns; a call that fails after it may have been sent leaves the purchase `unknown`.
pub async fn place(
    store: &mut Store,
    checkout: &dyn Checkout,
    purchase: &Purchase,
    now: Timestamp,
) -> Result<Purchase> {
    let order = order_of(purchase);
    let request = serde_json::to_vec(&order)?;
    store.begin_submit(purchase.id, &request, None, now)?;
    match checkout.place(&order).await {
        Ok(Outcome::Done(placed)) => store.record_placed(purchase.id, &placed, now),
        Ok(Outcome::Refused(proof)) => store.record_rejected(purchase.id, &proof, now),
        Ok(Outcome::Unknown { why, .. } | Outcome::NotSent(why)) => {
            store.record_unknown(purchase.id, &why, next_check(now), now)
        }
        Err(why) => store.record_unknown(purchase.id, &format!("{why:#}"), next_check(now), now),
    }
}

/// Finds out about purchases that were sent and never answered. Returns those that are still unknown, and those that wait
/// for a person.
///
/// Found under our reference: it is ours. Not found after the settle time: it was never taken, and its budget is free.
pub async fn recover(
    store: &mut Store,
    checkout_of: &dyn Fn(&str) -> Option<std::rc::Rc<dyn Checkout>>,
    now: Timestamp,
) -> Result<Vec<Purchase>> {
    let mut open = Vec::new();
    let waiting = store.purchases(&[PurchaseState::Submitting, PurchaseState::Unknown])?;
    for purchase in waiting.into_iter().take(RECOVER_AT_MOST) {
        let Some(checkout) = checkout_of(&purchase.vendor) else {
            open.push(purchase);
            continue;
        };
        let found = match checkout.find(&purchase.reference).await {
            Ok(Some(placed)) => store.record_placed(purchase.id, &placed, now),
            Ok(None) if is_settled(&purchase, now) => {
                store.record_rejected(purchase.id, "the vendor has no order under our reference", now)
            }
            Ok(None) => store.record_unknown(purchase.id, "not found yet", next_check(now), now),
            Err(why) => store.record_unknown(purchase.id, &format!("{why:#}"), next_check(now), now),
        };
        let found = match found {
            // Whoever sent it has its answer meanwhile.
            Err(why) if is_overtaken(&why) => store.purchase(purchase.id)?,
            found => found?,
        };
        if is_unsure(found.state) {
            open.push(found);
        }
    }
    // What a person must find out stays in sight until it is.
    open.extend(store.purchases(&[PurchaseState::Manual])?);
    Ok(open)
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

fn is_unsure(state: PurchaseState) -> bool {
    matches!(state, PurchaseState::Submitting | PurchaseState::Unknown)
}

/// Whether the store refused a move because another process had moved the purchase first.
pub fn is_overtaken(why: &anyhow::Error) -> bool {
    ui::failure_in(why).is_some_and(|failure| failure.code == "illegal_move")
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

fn is_settled(purchase: &Purchase, now: Timestamp) -> bool {
    purchase.first_sent_at.is_some_and(|sent| now.duration_since(sent).as_mins() >= SETTLE_MINUTES)
}

fn next_check(now: Timestamp) -> Timestamp {
    now.checked_add(Span::new().minutes(SETTLE_MINUTES)).unwrap_or(now)
}
