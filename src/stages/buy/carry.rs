//! Carries out one approved purchase: asks for the price again, takes its budget from every limit, sends it or hands it
//! to a person, books what came of it.

use anyhow::Result;
use jiff::Timestamp;

use super::{Terms, hand, part, quote, receipt};
use crate::{
    domain::{
        autonomy::Autonomy,
        limits::Denial,
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
    let checkout = desk.checkout(&purchase.vendor).filter(|_| autonomy != Autonomy::Assist);
    if let Some(checkout) = &checkout {
        match quote::check(checkout.as_ref(), purchase, now).await {
            quote::Answer::Stands => {}
            quote::Answer::Denied(denial, why) => {
                return Ok(Part { why: Some(why.unwrap_or_else(|| denial.to_string())), ..denied(purchase, denial) });
            }
            quote::Answer::SoldOut => {
                return Ok(part(&store.void(purchase.id, "the vendor has too few of it now", now)?, None));
            }
        }
    }
    let held = match purchase.state {
        PurchaseState::Reserved => purchase.clone(),
        _ => match store.reserve(purchase.id, &terms.caps, &terms.day, &terms.run, now)? {
            Reserved::Held(held) => held,
            Reserved::Denied(denial) => return Ok(denied(purchase, denial)),
        },
    };
    match checkout {
        Some(_) => send(store, desk, terms, &held, now).await,
        None => hand::over(store, &terms.by_hand, &held, now),
    }
}

async fn send(store: &mut Store, desk: &Desk, terms: &Terms, held: &Purchase, now: Timestamp) -> Result<Part> {
    let gateway =
        desk.gateway(&held.vendor).ok_or_else(|| anyhow::anyhow!("nobody answers for the vendor `{}`", held.vendor))?;
    let sent = effects::place(store, gateway.as_ref(), held, now).await?;
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
