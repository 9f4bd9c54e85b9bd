//! The price is read again just before money is put aside (T3). What a moved price means is for the limits to say.

use anyhow::Result;
use jiff::{SignedDuration, Timestamp};

use crate::{
    domain::{
        limits::{Breaker, Denial, Limit, Measure},
        order::{Order, Quote},
    },
    store::{Budget, Purchase, Store},
    vendors::desk::Desk,
};

/// What came of asking again.
#[derive(Clone, Debug, PartialEq)]
pub enum Asked {
    /// The vendor names a price.
    Price(Quote),
    /// Nobody can be asked; the price in the purchase's record must be fresh.
    Nobody,
    /// The vendor can't say; why.
    Unreadable(String),
    /// There are too few of it.
    SoldOut,
}

impl Asked {
    /// The price, where there is one.
    pub fn quote(&self) -> Option<&Quote> {
        match self {
            Self::Price(quote) => Some(quote),
            _ => None,
        }
    }

    /// The refusal that an unreadable price is (L15).
    pub fn denial(&self, budget: &Budget) -> Option<Denial> {
        let most = budget.caps.value(Limit::PriceAgeMinutes);
        matches!(self, Self::Unreadable(_)).then(|| Denial::number(Limit::PriceAgeMinutes, most, Measure::unknown()))
    }
}

/// When a purchase can be made, and what the vendor asks for it then.
///
/// The time of the simulated market stands still while we buy: waiting there until another order may go to the same
/// source takes no time. A vendor that is shut off is asked nothing; once its time is over this is the one question that
/// finds out whether it answers again.
pub async fn ask(
    store: &mut Store,
    desk: &Desk,
    budget: &Budget,
    purchase: &Purchase,
    now: Timestamp,
) -> Result<(Timestamp, Asked)> {
    let Some(checkout) = desk.checkout(&purchase.vendor) else { return Ok((now, Asked::Nobody)) };
    match store.breaker(&purchase.vendor, now)? {
        Breaker::Closed => {}
        Breaker::HalfOpen if store.take_probe(&purchase.vendor, now)? => {}
        Breaker::HalfOpen | Breaker::Open { .. } => return Ok((now, Asked::Nobody)),
    }
    let answer = checkout.quote(&order(purchase)).await;
    store.vendor_call(&purchase.vendor, answer.is_ok(), &budget.caps, now)?;
    let asked = match answer {
        Err(why) => Asked::Unreadable(format!("{why:#}")),
        Ok(quote) if !quote.in_stock => Asked::SoldOut,
        Ok(quote) => Asked::Price(quote),
    };
    let at = if desk.paper().is_some() { turn(store, budget, purchase, now)? } else { now };
    Ok((at, asked))
}

/// When the simulated market takes another order of this source.
fn turn(store: &Store, budget: &Budget, purchase: &Purchase, now: Timestamp) -> Result<Timestamp> {
    let gap = SignedDuration::from_secs(budget.caps.count(Limit::OrderGapSeconds));
    let last = store.last_order(&purchase.source)?;
    let ready = last.and_then(|last| last.checked_add(gap).ok()).unwrap_or(now);
    let wait = ready.duration_since(now);
    // Further off than that it is no wait but another clock.
    Ok(if wait > SignedDuration::ZERO && wait <= SignedDuration::from_mins(30) { ready } else { now })
}

fn order(purchase: &Purchase) -> Order {
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
