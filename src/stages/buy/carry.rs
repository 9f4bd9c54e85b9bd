//! Carries out one approved purchase: asks for the price again, takes its budget from every limit, sends it or hands it
//! to a person, books what came of it. However long a run takes, an order rests on a price that was read within the limit on
//! its age (L15), from the question to the first byte of the order; else it stops, and the next run asks anew.

use std::time::Duration;

use anyhow::Result;
use jiff::Timestamp;

use super::{
    Terms, hand, part,
    quote::{Asked, ask},
    receipt,
};
use crate::{
    domain::{
        autonomy::Autonomy,
        limits::{Denial, Limit, drift},
        purchase::{Purchase as Part, PurchaseState as PartState},
    },
    effects,
    store::{Purchase, PurchaseState, Reserved, Store},
    vendors::desk::Desk,
};

/// Carries out one approved purchase. What it may not do by itself is left as it is, and the part says why.
pub async fn carry_out(
    store: &mut Store,
    desk: &Desk,
    terms: &Terms,
    purchase: &Purchase,
    now: Timestamp,
) -> Result<Part> {
    let autonomy = terms.how_far.of(desk, &purchase.source);
    if let Some(why) = not_allowed(store, autonomy, purchase)? {
        return Ok(Part { state: PartState::Proposed, why: Some(why), ..part(purchase, None) });
    }
    let by_hand = autonomy == Autonomy::Assist || desk.checkout(&purchase.vendor).is_none();
    // From before the question: a price is no younger than that.
    let asked = store.since_boot();
    let (held, now) = match hold(store, desk, terms, purchase, by_hand, now).await? {
        Hold::Held(held, at) => (held, at),
        Hold::Denied(denial, why) => {
            return Ok(Part { why: Some(why.unwrap_or_else(|| denial.to_string())), ..denied(purchase, denial) });
        }
        Hold::SoldOut => return Ok(part(&store.void(purchase.id, "the vendor has too few of it now", now)?, None)),
    };
    if by_hand {
        hand::over(store, &terms.by_hand, &held, now)
    } else {
        let minutes = u64::try_from(terms.budget.caps.count(Limit::PriceAgeMinutes)).unwrap_or(0);
        let until = asked.saturating_add(Duration::from_secs(minutes.saturating_mul(60)));
        send(store, desk, terms, &held, until, now).await
    }
}

/// What came of putting the money aside.
#[expect(clippy::large_enum_variant, reason = "one at a time, never in a list")]
enum Hold {
    /// It is, since this moment.
    Held(Purchase, Timestamp),
    /// A limit refuses; the sentence stands in for the limit's own.
    Denied(Denial, Option<String>),
    /// There are too few of it.
    SoldOut,
}

/// How often a process waits for its turn on a simulated market.
const TURNS: u32 = 20;

/// Asks for the price again and takes the budget. Money that was put aside before is held against the price too. Of
/// several processes on one simulated market, whose time stands still, each waits for its turn.
async fn hold(
    store: &mut Store,
    desk: &Desk,
    terms: &Terms,
    purchase: &Purchase,
    by_hand: bool,
    now: Timestamp,
) -> Result<Hold> {
    let budget = &terms.budget;
    let mut turns = if desk.paper().is_some() { TURNS } else { 1 };
    loop {
        let (at, asked) = if by_hand { (now, Asked::Nobody) } else { ask(store, desk, budget, purchase, now).await? };
        if asked == Asked::SoldOut {
            return Ok(Hold::SoldOut);
        }
        if let Some(stale) = asked.denial(budget) {
            // What refuses before it in the fixed order is said instead.
            let first = match purchase.state {
                PurchaseState::Reserved => None,
                _ => store.would_refuse(purchase.id, budget, None, at)?.into_iter().find(|one| one.limit < stale.limit),
            };
            let Asked::Unreadable(why) = asked else { continue };
            let sentence = format!("its price can't be read now: {why} ({})", stale.limit);
            return Ok(first.map_or_else(|| Hold::Denied(stale, Some(sentence)), |first| Hold::Denied(first, None)));
        }
        if purchase.state == PurchaseState::Reserved {
            // Nobody named a price: what was reserved before is not sent on an old one through a vendor that is shut off.
            let unasked = !by_hand && asked == Asked::Nobody;
            if let Some(shut) = if unasked { store.shut_off(&purchase.vendor, budget, at)? } else { None } {
                return Ok(Hold::Denied(shut, None));
            }
            let moved = asked.quote().and_then(|quote| drift(&purchase.est, &purchase.cap, quote, &budget.caps));
            return Ok(moved.map_or_else(|| Hold::Held(purchase.clone(), now), |denial| Hold::Denied(denial, None)));
        }
        turns -= 1;
        match store.reserve(purchase.id, budget, asked.quote(), at)? {
            Reserved::Denied(denial) if denial.limit == Limit::OrderGapSeconds && turns > 0 => {}
            Reserved::Denied(denial) => return Ok(Hold::Denied(denial, None)),
            Reserved::Held(held) => return Ok(Hold::Held(held, at)),
        }
    }
}

async fn send(
    store: &mut Store,
    desk: &Desk,
    terms: &Terms,
    held: &Purchase,
    until: Duration,
    now: Timestamp,
) -> Result<Part> {
    let gateway =
        desk.gateway(&held.vendor).ok_or_else(|| anyhow::anyhow!("nobody answers for the vendor `{}`", held.vendor))?;
    let sent = effects::place(store, gateway.as_ref(), held, Some(until), now).await?;
    let unclear = matches!(sent.state, PurchaseState::Submitting | PurchaseState::Unknown | PurchaseState::Manual);
    store.vendor_call(&held.vendor, !unclear, &terms.budget.caps, now)?;
    let mut done = part(&sent, None);
    if sent.state.is_placed() {
        // The order is booked whether or not its receipt can be written.
        match receipt::write(&terms.receipts, &sent) {
            Ok(path) => done.receipt = Some(path),
            Err(why) => done.why = Some(format!("{why:#}")),
        }
    }
    Ok(done)
}

/// Why the settings don't let this go on, if they don't. They may have changed since it was approved.
fn not_allowed(store: &Store, autonomy: Autonomy, purchase: &Purchase) -> Result<Option<String>> {
    let source = &purchase.source;
    Ok(match autonomy {
        Autonomy::Off => Some(format!("`[autonomy]` is `off` for `{source}`")),
        Autonomy::Approve if !store.approved_by_person(purchase)? => {
            Some(format!("`[autonomy]` is `approve` for `{source}`: a person must say yes to exactly this"))
        }
        _ => None,
    })
}

fn denied(purchase: &Purchase, denial: Denial) -> Part {
    let why = denial.to_string();
    Part { state: PartState::Denied, denied: Some(denial), why: Some(why), ..part(purchase, None) }
}
