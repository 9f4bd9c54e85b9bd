//! Sync: what happened outside since last time, booked once: deliveries, sales, refunds, payouts, messages.

use anyhow::Result;
use jiff::Timestamp;
use serde::Serialize;

use crate::{
    config::Mode,
    domain::effect::EffectState,
    effects,
    stages::{ship, stock},
    store::{PurchaseState, Store},
    vendors::desk::Desk,
};

/// What a sync brought.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Synced {
    /// Orders that arrived.
    pub received: u64,
    /// Orders that were sent to us.
    pub shipped: u64,
    /// Orders that will never come; their money is returned.
    pub cancelled: u64,
    /// Changes nobody is sure of yet.
    pub unknown: u64,
    /// Sale lines.
    pub sold: u64,
    /// Refunds.
    pub refunded: u64,
    /// Payouts.
    pub paid_out: u64,
    /// Fees that came later, and money taken or given beyond sales.
    pub charged: u64,
    /// Listings that show less, because something was sold elsewhere.
    pub lowered: u64,
    /// SKUs whose stock in a marketplace's warehouses was told.
    pub warehoused: u64,
    /// Messages.
    pub messages: u64,
    /// What needs a person.
    pub remarks: Vec<String>,
}

/// Pulls and books everything new. Doing it twice books nothing twice. `ticking` is the time as it goes on.
pub async fn sync(store: &mut Store, desk: &Desk, ticking: &dyn Fn() -> Timestamp) -> Result<Synced> {
    let now = ticking();
    let mut done = Synced::default();
    let checkout = |vendor: &str| desk.checkout(vendor);
    let followed = effects::follow(store, &checkout, now).await?;
    done.remarks.extend(followed.silent);
    for moved in followed.moved {
        match moved.state {
            PurchaseState::Received => done.received += 1,
            PurchaseState::Shipped => done.shipped += 1,
            PurchaseState::Cancelled => done.cancelled += 1,
            _ => {}
        }
    }
    for (name, feed) in desk.feeds() {
        // A vendor that does not answer stops no other.
        let events = match feed.events(store.sales_cursor(name)?).await {
            Ok(events) => events,
            Err(why) => {
                done.remarks.push(format!("{name} does not say what was sold: {why:#}"));
                continue;
            }
        };
        let applied = store.apply_sale_events(name, &events, now)?;
        // What was told before is told again and counts no more.
        let new = |kind| applied.new.get(kind).copied().unwrap_or(0);
        done.sold += new("sold");
        done.refunded += new("refunded");
        done.paid_out += new("paid_out");
        done.charged += new("fees_taken") + new("charged");
        done.remarks.extend(applied.remarks);
    }
    let told = stock::tell(store, desk, ticking).await?;
    done.lowered = told.lowered;
    done.remarks.extend(told.remarks);
    done.warehoused = ship::look_in(store, desk, now, &mut done.remarks).await?;
    // The simulated bank pays its card by itself; of a real one only its statement says so.
    if store.mode() == Mode::Paper {
        store.pay_cards(now)?;
    }
    for (name, inbox) in desk.inboxes() {
        match inbox.messages(store.inbox_cursor(name)?).await {
            Ok(messages) => done.messages += u64::try_from(store.store_messages(name, &messages, now)?)?,
            Err(why) => done.remarks.push(format!("{name} does not show its messages: {why:#}")),
        }
    }
    use EffectState::{Manual, Submitting, Unknown};
    for effect in store.effects(&[Submitting, Unknown, Manual])? {
        // What a living process is at is no question.
        done.unknown += u64::from(!store.is_at_work(effect.id)?);
    }
    Ok(done)
}

impl Synced {
    /// One line for people; `None` where nothing happened.
    pub fn sentence(&self) -> Option<String> {
        let parts: Vec<String> = [
            (self.shipped, "shipped"),
            (self.received, "arrived"),
            (self.cancelled, "will never come (refunded)"),
            (self.sold, "sold"),
            (self.refunded, "refunded to buyers"),
            (self.paid_out, "paid out"),
            (self.charged, "fees and charges"),
            (self.lowered, "lowered on other channels"),
            (self.messages, "new messages"),
            (self.unknown, "unknown"),
        ]
        .into_iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, what)| format!("{count} {what}"))
        .collect();
        (!parts.is_empty()).then(|| parts.join(" · "))
    }
}
