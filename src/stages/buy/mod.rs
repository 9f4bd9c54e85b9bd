//! Buy: plan → approve → reserve → place, each step on disk before the next; the limits decide, the vendor answers.

mod plan;
mod receipt;

use std::{collections::HashMap, path::PathBuf};

use anyhow::Result;
use jiff::{SignedDuration, Timestamp};

pub use plan::{Planned, plan, plan_record};

use crate::{
    domain::{
        limits::{Breaker, Limit},
        money::{Currency, Money},
        offer::Offer,
        order::{Order, Quote},
        purchase::{Plan, PlanItem, Purchase as Part, PurchaseState as PartState},
        record::{Record, Stage},
    },
    effects,
    store::{Budget, NewPurchase, Proposed, Purchase, PurchaseState, Reserved, Store},
    vendors::desk::Desk,
};

/// How often a process waits for its turn on a simulated market.
const TURNS: u32 = 20;

/// What bounds this run.
pub struct Terms {
    /// The limits, the zone of their days, the run.
    pub budget: Budget,
    /// Where receipts go.
    pub receipts: PathBuf,
}

/// Records sorted by what can be done with them.
#[derive(Default)]
pub struct Draft {
    /// In the plan: the item and its proposed purchase, beside its record.
    pub wanted: Vec<Wanted>,
    /// Bought before; nothing is to be done.
    pub replayed: Vec<(Record, Purchase)>,
    /// Not a buy.
    pub passed: Vec<Record>,
    /// A buy that can't be planned, and why.
    pub unfit: Vec<(Record, String)>,
    /// The version of the rules that judged them.
    pub rules: String,
}

/// One purchase of the plan.
pub struct Wanted {
    /// The record.
    pub record: Record,
    /// What is planned.
    pub item: PlanItem,
    /// The purchase as proposed; `None` in a dry run.
    pub purchase: Option<Purchase>,
}

/// Sorts records into what can be planned and what can't, and proposes the purchases. In a dry run nothing is proposed.
///
/// `account` is the currency of the limits: what can't be held against them is not planned.
pub fn draft(
    store: &mut Store,
    desk: &Desk,
    records: Vec<Record>,
    account: Currency,
    dry_run: bool,
    now: Timestamp,
) -> Result<Draft> {
    let mut draft = Draft::default();
    // The same offer twice in one run is bought as it was seen last.
    let last: HashMap<String, usize> =
        records.iter().enumerate().filter_map(|(place, record)| Some((record.id()?.to_owned(), place))).collect();
    for (place, record) in records.into_iter().enumerate() {
        let comes_again = record.id().is_some_and(|id| last.get(id) != Some(&place));
        // One record that makes no sense stops no other.
        match plan_record(&record, now).unwrap_or_else(|why| Planned::Unfit(format!("{why:#}"))) {
            Planned::NotABuy => draft.passed.push(record),
            Planned::Unfit(why) => draft.unfit.push((record, why)),
            Planned::Item(_) if comes_again => {
                draft.unfit.push((record, "the same offer comes again after it".to_owned()));
            }
            Planned::Item(item) => {
                if let Some(version) = record.0.get("analysis").and_then(|part| part["rules"]["version"].as_str()) {
                    version.clone_into(&mut draft.rules);
                }
                let currency = item.estimate.currency();
                if currency != account {
                    draft.unfit.push((record, format!("it costs {currency}, the limits are in {account}")));
                    continue;
                }
                let Some(vendor) = desk.vendor_of(&item.source) else {
                    draft.unfit.push((record, format!("nobody takes orders for `{}`: buy it by hand", item.source)));
                    continue;
                };
                if dry_run {
                    draft.wanted.push(Wanted { record, item: *item, purchase: None });
                    continue;
                }
                match store.propose(&proposal(&record, &item, vendor)?, now)? {
                    Proposed::Existing(bought) if is_decided(bought.state) => draft.replayed.push((record, bought)),
                    Proposed::New(purchase) | Proposed::Existing(purchase) => {
                        draft.wanted.push(Wanted { record, item: *item, purchase: Some(purchase) });
                    }
                }
            }
        }
    }
    // When limits bind, the best use of a locked dollar goes first.
    draft.wanted.sort_by_key(|wanted| std::cmp::Reverse(plan::worth(&wanted.record, &wanted.item)));
    Ok(draft)
}

/// Neither waiting for an answer nor free to be sent.
pub fn is_decided(state: PurchaseState) -> bool {
    !matches!(state, PurchaseState::Proposed | PurchaseState::Approved | PurchaseState::Reserved)
}

fn proposal(record: &Record, item: &PlanItem, vendor: &str) -> Result<NewPurchase> {
    let offer: Option<Offer> = record.get(Stage::Offer)?;
    Ok(NewPurchase {
        record_id: item.id.clone(),
        source: item.source.clone(),
        item: item.item.clone(),
        seller: item.seller.clone().unwrap_or_default(),
        product: Some(item.product.clone()),
        sku: None,
        title: Some(item.title.clone()),
        condition: offer.and_then(|offer| offer.condition),
        quantity: item.quantity,
        units: item.units,
        est: item.estimate,
        cap: item.cap,
        vendor: vendor.to_owned(),
        rebuy_slot: 0,
        evidence: Some(serde_json::Value::Object(record.0.clone())),
    })
}

/// Carries out one approved purchase: takes its budget from every limit, sends it, books what came of it.
pub async fn carry_out(
    store: &mut Store,
    desk: &Desk,
    terms: &Terms,
    purchase: &Purchase,
    now: Timestamp,
) -> Result<Part> {
    let (held, now) = match purchase.state {
        PurchaseState::Reserved => (purchase.clone(), now),
        _ => match hold(store, desk, terms, purchase, now).await? {
            (Reserved::Held(held), at) => (held, at),
            (Reserved::Denied(denial), _) => {
                let why = denial.to_string();
                return Ok(Part {
                    state: PartState::Denied,
                    denied: Some(denial),
                    why: Some(why),
                    ..part(purchase, None)
                });
            }
        },
    };
    let gateway =
        desk.gateway(&held.vendor).ok_or_else(|| anyhow::anyhow!("nobody answers for the vendor `{}`", held.vendor))?;
    let sent = effects::place(store, gateway.as_ref(), &held, now).await?;
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

/// Takes the budget. Of several processes on one simulated market, whose time stands still, each waits for its turn.
async fn hold(
    store: &mut Store,
    desk: &Desk,
    terms: &Terms,
    purchase: &Purchase,
    now: Timestamp,
) -> Result<(Reserved, Timestamp)> {
    let mut turns = if desk.paper().is_some() { TURNS } else { 1 };
    loop {
        let (at, quote) = moment(store, desk, &terms.budget, purchase, now).await?;
        let answer = store.reserve(purchase.id, &terms.budget, quote.as_ref(), at)?;
        turns -= 1;
        match answer {
            Reserved::Denied(denial) if denial.limit == Limit::OrderGapSeconds && turns > 0 => {}
            answer => return Ok((answer, at)),
        }
    }
}

/// When a purchase can be made, and the price read again then.
///
/// The time of the simulated market stands still while we buy: waiting there until another order may go to the same
/// source takes no time. A price that can't be read is none; the one in the record must be fresh then.
pub async fn moment(
    store: &mut Store,
    desk: &Desk,
    budget: &Budget,
    purchase: &Purchase,
    now: Timestamp,
) -> Result<(Timestamp, Option<Quote>)> {
    let mut at = now;
    if desk.paper().is_some() {
        let gap = SignedDuration::from_secs(budget.caps.count(Limit::OrderGapSeconds));
        let last = store.last_order(&purchase.source)?;
        let ready = last.and_then(|last| last.checked_add(gap).ok()).unwrap_or(now);
        // Further off than that it is no wait but another clock.
        let wait = ready.duration_since(now);
        if wait > SignedDuration::ZERO && wait <= SignedDuration::from_mins(30) {
            at = ready;
        }
    }
    let quote = quote(store, desk, budget, purchase, at).await?;
    Ok((at, quote.map(|quote| Quote { at, ..quote })))
}

/// Reads the price again. A vendor that is shut off is asked nothing; once its time is over this is the one question that
/// finds out whether it answers again.
async fn quote(
    store: &mut Store,
    desk: &Desk,
    budget: &Budget,
    purchase: &Purchase,
    now: Timestamp,
) -> Result<Option<Quote>> {
    let Some(checkout) = desk.checkout(&purchase.vendor) else { return Ok(None) };
    match store.breaker(&purchase.vendor, now)? {
        Breaker::Closed => {}
        Breaker::HalfOpen if store.take_probe(&purchase.vendor, now)? => {}
        Breaker::HalfOpen | Breaker::Open { .. } => return Ok(None),
    }
    let order = Order {
        reference: purchase.reference.clone(),
        source: purchase.source.clone(),
        item: purchase.item.clone(),
        product: purchase.product.clone(),
        quantity: purchase.quantity,
        expected: purchase.est,
        cap: purchase.cap,
    };
    let answer = checkout.quote(&order).await;
    store.vendor_call(&purchase.vendor, answer.is_ok(), &budget.caps, now)?;
    Ok(answer.ok())
}

/// What a purchase in the store looks like in a record.
pub fn part(purchase: &Purchase, plan: Option<&str>) -> Part {
    Part {
        state: state(purchase.state),
        plan: plan.map(str::to_owned),
        quantity: purchase.quantity,
        estimate: purchase.est,
        cap: purchase.cap,
        charged: purchase.actual,
        reference: Some(purchase.reference.clone()),
        vendor_order: purchase.vendor_order.clone(),
        receipt: None,
        denied: None,
        why: purchase.reason.clone(),
        replayed: false,
    }
}

fn state(state: PurchaseState) -> PartState {
    use PurchaseState as S;
    match state {
        S::Proposed | S::Approved | S::Reserved => PartState::Proposed,
        S::Submitting | S::Unknown | S::Manual => PartState::Unknown,
        S::Placed | S::Confirmed | S::Cancelling | S::CancelRefused => PartState::Placed,
        S::Shipped => PartState::Shipped,
        S::Received | S::Returning | S::Returned => PartState::Received,
        S::Cancelled => PartState::Cancelled,
        S::Rejected | S::Voided => PartState::Rejected,
    }
}

/// The plan over what is wanted.
pub fn plan_of(draft: &Draft, now: Timestamp) -> Plan {
    plan(draft.wanted.iter().map(|wanted| wanted.item.clone()).collect(), draft.rules.clone(), now)
}

/// The sum of what was charged.
pub fn charged<'a>(parts: impl Iterator<Item = &'a Part>, zero: Money) -> Result<Money> {
    let mut sum = zero;
    for part in parts {
        if let Some(charged) = &part.charged {
            sum = sum.plus(charged)?;
        }
    }
    Ok(sum)
}
