//! Reconcile: the books held against what the vendors, the bank and the card say.
//!
//! A vendor's list beats the books: an order that is not in them is taken in, an amount that differs is adjusted. An
//! order that the vendor does not show is a person's matter: absence in a list undoes nothing.

use anyhow::Result;
use jiff::{SignedDuration, Timestamp};

use crate::{
    domain::{
        effect::{ClockTrust, EffectState, Kind},
        money::Money,
        order::{OrderSeen, OrderStatus},
        reconcile::{Finding, Line, What, unmatched},
    },
    effects::{self, Reach},
    store::{Purchase, PurchaseState, Store},
    vendors::desk::Desk,
};

/// A vendor's list is read this far back, or to the oldest order that is open.
const DAYS_BACK: i64 = 35;
/// How long an order may be missing from a list where its vendor declares no longer time.
const SETTLE: SignedDuration = SignedDuration::from_mins(15);

/// Looks what became of every open effect, due or not, and follows the orders on their way.
pub async fn recover(
    store: &mut Store,
    desk: &Desk,
    clock: ClockTrust,
    ticking: &dyn Fn() -> Timestamp,
) -> Result<Vec<Finding>> {
    let mut found = Vec::new();
    let now = ticking();
    let reach = Reach { clock, ..Reach::ALL };
    let recovered = effects::recover(store, &|vendor| desk.gateway(vendor), reach, ticking).await?;
    for (effect, why) in &recovered.stuck {
        let why = format!("{} {}: what became of it can't be booked: {why}", effect.kind, effect.subject);
        found.push(Finding {
            vendor: Some(effect.vendor.clone()),
            effect_id: Some(effect.id),
            ..Finding::new(What::Manual, why)
        });
    }
    for effect in recovered.settled.iter().chain(&recovered.open).chain(&recovered.busy) {
        let (kind, subject) = (effect.kind, effect.subject);
        let reason = effect.reason.as_deref().unwrap_or("nobody knows yet what became of it");
        let (what, why) = match effect.state {
            EffectState::Manual => {
                (What::Manual, format!("{kind} {subject}: {reason}; `arb resolve {kind}:{subject}` settles it"))
            }
            state if state.is_open() => (What::Unknown, format!("{kind} {subject}: {reason}")),
            state => (What::Settled, format!("{kind} {subject} is {state}")),
        };
        found.push(Finding {
            vendor: Some(effect.vendor.clone()),
            order: effect.result.clone().filter(|_| kind == Kind::Purchase),
            purchase: (kind == Kind::Purchase).then_some(subject),
            effect_id: Some(effect.id),
            done: (what == What::Settled).then(|| "booked".to_owned()),
            ..Finding::new(what, why)
        });
    }
    store.expire_reservations(now)?;
    for silent in effects::follow(store, &|vendor| desk.checkout(vendor), now).await?.silent {
        found.push(Finding::new(What::Silent, silent));
    }
    for purchase in store.purchases(&[PurchaseState::Manual])? {
        if purchase.is_by_hand() {
            let why = format!("purchase {} waits for you to place it: `arb resolve {0}`", purchase.id);
            found.push(Finding {
                purchase: Some(purchase.id),
                vendor: Some(purchase.vendor),
                ours: Some(purchase.cap),
                ..Finding::new(What::Manual, why)
            });
        }
    }
    Ok(found)
}

/// Holds every vendor's own list against the books. With `book`, what it shows is booked; without, it is only said.
pub async fn vendors(store: &mut Store, desk: &Desk, book: bool, now: Timestamp) -> Result<Vec<Finding>> {
    let mut found = Vec::new();
    for (vendor, statement) in desk.statements() {
        let open: Vec<Purchase> = store
            .purchases(&[
                PurchaseState::Placed,
                PurchaseState::Confirmed,
                PurchaseState::Shipped,
                PurchaseState::Cancelling,
                PurchaseState::CancelRefused,
            ])?
            .into_iter()
            .filter(|purchase| purchase.vendor == vendor)
            .collect();
        let usual = now - SignedDuration::from_hours(24 * DAYS_BACK);
        let oldest = open.iter().filter_map(|purchase| purchase.placed_at).min();
        // A vendor's clock is not ours.
        let since = oldest.map_or(usual, |oldest| usual.min(oldest - SignedDuration::from_hours(24)));
        let orders = match statement.orders_since(since).await {
            Ok(listed) => {
                let (orders, unclear): (Vec<_>, Vec<_>) = listed.into_iter().partition(Result::is_ok);
                for why in unclear.into_iter().filter_map(Result::err) {
                    let why = format!("{vendor} lists an order that can't be understood: {why}");
                    found.push(Finding { vendor: Some(vendor.to_owned()), ..Finding::new(What::Manual, why) });
                }
                orders.into_iter().filter_map(Result::ok).collect::<Vec<OrderSeen>>()
            }
            Err(why) => {
                found.push(Finding {
                    vendor: Some(vendor.to_owned()),
                    ..Finding::new(What::Silent, format!("{vendor} does not show its list of orders: {why:#}"))
                });
                continue;
            }
        };
        for seen in &orders {
            found.extend(order(store, vendor, seen, book, now)?);
        }
        let settle = desk
            .gateway(vendor)
            .and_then(|gateway| gateway.terms(Kind::Purchase).map(|terms| terms.settle))
            .map_or(SETTLE, |settle| settle.max(SETTLE));
        for purchase in open {
            let placed = purchase.placed_at.unwrap_or(now);
            let shown = orders.iter().any(|seen| Some(&seen.vendor_order) == purchase.vendor_order.as_ref());
            if !shown && now.duration_since(placed) > settle {
                found.push(ghost(vendor, &purchase));
            }
        }
    }
    Ok(found)
}

fn ghost(vendor: &str, purchase: &Purchase) -> Finding {
    let order = purchase.vendor_order.clone().unwrap_or_default();
    let why = format!("purchase {} is order `{order}` in the books, and {vendor} does not show it", purchase.id);
    Finding {
        vendor: Some(vendor.to_owned()),
        order: purchase.vendor_order.clone(),
        purchase: Some(purchase.id),
        ours: purchase.actual,
        ..Finding::new(What::Ghost, why)
    }
}

/// One order of a vendor's list.
fn order(store: &mut Store, vendor: &str, seen: &OrderSeen, book: bool, now: Timestamp) -> Result<Option<Finding>> {
    let id = &seen.vendor_order;
    if let Some(purchase) = store.purchase_of_order(vendor, id)? {
        return amount(store, vendor, seen, &purchase, book, now);
    }
    let about = |what, why: String| Finding {
        vendor: Some(vendor.to_owned()),
        order: Some(id.clone()),
        theirs: Some(seen.charged),
        ..Finding::new(what, why)
    };
    let ours = match &seen.reference {
        Some(reference) => store.purchase_of_reference(vendor, reference)?,
        None => None,
    };
    let open = |purchase: &Purchase| {
        matches!(purchase.state, PurchaseState::Submitting | PurchaseState::Unknown | PurchaseState::Manual)
    };
    // Recovery has just looked for these, and is the one to book them.
    if ours.as_ref().is_some_and(open) {
        return Ok(None);
    }
    if seen.status == OrderStatus::Cancelled {
        return Ok(None);
    }
    // Books that were restored from a backup know of the plan and not of the order; that is no breach.
    let closed = match &ours {
        Some(purchase) => store.effect_of(Kind::Purchase, purchase.id)?.is_some(),
        None => false,
    };
    let (what, why, alarm) = match &ours {
        Some(purchase) if closed => {
            let (number, state) = (purchase.id, purchase.state);
            let why = format!("{vendor} has order `{id}` under the reference of purchase {number}, which is {state}");
            (What::Stray, why.clone(), Some(why))
        }
        _ => (What::Orphan, format!("{vendor} has order `{id}` for {}, and the books have not", seen.charged), None),
    };
    let mut finding = Finding { purchase: ours.map(|purchase| purchase.id), ..about(what, why) };
    if book && seen.charged.amount() > rust_decimal::Decimal::ZERO {
        let adopted = store.adopt_external(vendor, seen, alarm.as_deref(), now)?;
        if matches!(seen.status, OrderStatus::Shipped | OrderStatus::Received) {
            store.record_status(adopted.id, seen.status, now)?;
        }
        let halted = if alarm.is_some() { "; everything is halted" } else { "" };
        finding.done = Some(format!("booked as purchase {}{halted}", adopted.id));
        finding.purchase = Some(adopted.id);
    }
    Ok(Some(finding))
}

fn amount(
    store: &mut Store,
    vendor: &str,
    seen: &OrderSeen,
    purchase: &Purchase,
    book: bool,
    now: Timestamp,
) -> Result<Option<Finding>> {
    if seen.status == OrderStatus::Cancelled {
        return Ok(None);
    }
    if purchase.state == PurchaseState::Cancelled {
        let (id, number) = (&seen.vendor_order, purchase.id);
        let why = format!(
            "the books have purchase {number} as cancelled and its money as returned, {vendor} still shows order `{id}` of {}",
            seen.charged
        );
        return Ok(Some(Finding {
            vendor: Some(vendor.to_owned()),
            order: Some(id.clone()),
            purchase: Some(number),
            theirs: Some(seen.charged),
            ..Finding::new(What::Stray, why)
        }));
    }
    let Some(booked) = store.charged_by_books(purchase)? else { return Ok(None) };
    if booked == seen.charged {
        return Ok(None);
    }
    let why = format!("{vendor} charged {} for purchase {}, the books have {booked}", seen.charged, purchase.id);
    let mut finding = Finding {
        vendor: Some(vendor.to_owned()),
        order: Some(seen.vendor_order.clone()),
        purchase: Some(purchase.id),
        theirs: Some(seen.charged),
        ours: Some(booked),
        ..Finding::new(What::AmountDiffers, why)
    };
    if book && booked.currency() == seen.charged.currency() {
        let more = store.adjust_purchase(purchase.id, &seen.charged, now)?;
        finding.done = more.map(|more| format!("adjusted by {more}"));
    }
    Ok(Some(finding))
}

/// One line of a statement, for matching and for telling.
#[derive(Clone, Debug)]
pub struct Stated {
    /// The line in its file.
    pub line: u64,
    /// When.
    pub at: Timestamp,
    /// Plus is money in.
    pub amount: Money,
    /// What the statement says.
    pub text: String,
}

/// Holds the lines of a statement against the entries of an account. Nothing is booked: what a line is only a person
/// can say.
pub fn statement(store: &Store, account: &str, lines: &[Stated]) -> Result<Vec<Finding>> {
    let (Some(first), Some(last)) = (lines.iter().map(|line| line.at).min(), lines.iter().map(|line| line.at).max())
    else {
        return Ok(Vec::new());
    };
    let week = SignedDuration::from_hours(24 * 7);
    let entries = store.account_lines(account, first - week, last + week)?;
    let theirs: Vec<Line> = lines.iter().map(|line| Line { at: line.at, amount: line.amount }).collect();
    let ours: Vec<Line> = entries.iter().map(|entry| Line { at: entry.at, amount: entry.amount }).collect();
    let (lines_left, entries_left) = unmatched(&theirs, &ours);
    let mut found = Vec::new();
    for line in lines_left.into_iter().map(|place| &lines[place]) {
        let (number, day, amount) = (line.line, line.at.strftime("%Y-%m-%d"), line.amount);
        let text = crate::ui::sanitize(&line.text);
        found.push(Finding {
            vendor: Some(account.to_owned()),
            theirs: Some(amount),
            ..Finding::new(
                What::NotInBooks,
                format!("line {number}, {day}, {amount} `{text}`: no entry of {account} is that"),
            )
        });
    }
    // What was booked near the edges may be on the statement before, or on the next.
    let inside =
        |at: Timestamp| at >= first && at <= last - SignedDuration::from_hours(24 * 6).min(last.duration_since(first));
    for entry in entries_left.into_iter().map(|place| &entries[place]).filter(|entry| inside(entry.at)) {
        let (kind, about, amount) = (&entry.kind, &entry.reference, entry.amount);
        let day = entry.at.strftime("%Y-%m-%d");
        found.push(Finding {
            vendor: Some(account.to_owned()),
            ours: Some(amount),
            ..Finding::new(
                What::NotOnStatement,
                format!("{day}, {kind} of {about}, {amount}: no line of the statement is that"),
            )
        });
    }
    Ok(found)
}
