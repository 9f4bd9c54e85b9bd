//! Buy: plan → approve → reserve → place, each step on disk before the next; the limits decide, the vendor answers.
//!
//! How far that goes without a person is [`HowFar`]: what is `off` is not planned, `assist` ends with a person placing
//! the order, `approve` waits for a yes to exactly this plan, `auto` goes on within the limits.

mod carry;
mod hand;
mod plan;
mod quote;
pub mod receipt;
mod stands;

use std::{collections::HashMap, path::PathBuf};

use anyhow::Result;
use jiff::Timestamp;
use rust_decimal::Decimal;

pub use carry::carry_out;
pub use hand::card;
pub use plan::{Planned, plan, plan_record};
pub use quote::{Asked, ask};
pub use stands::Ground;

use crate::{
    config::{AutonomyOf, Mode},
    domain::{
        autonomy::{self, Autonomy},
        money::{Currency, Money},
        offer::Offer,
        purchase::{Plan, PlanItem, Purchase as Part, PurchaseState as PartState},
        record::{Record, Stage},
    },
    store::{Budget, NewPurchase, Proposed, Purchase, PurchaseState, Store},
    vendors::desk::Desk,
};

/// What bounds this run.
pub struct Terms {
    /// The limits, the zone of their days, the run.
    pub budget: Budget,
    /// Where receipts go.
    pub receipts: PathBuf,
    /// Where the orders that a person places are described.
    pub by_hand: PathBuf,
    /// How far it may go without a person.
    pub how_far: HowFar,
}

/// How far `arb` may go by itself, by source.
#[derive(Clone, Debug)]
pub struct HowFar {
    /// The setting.
    pub setting: AutonomyOf,
    /// Of the database.
    pub mode: Mode,
}

impl HowFar {
    /// With purchases from this source: never further than its vendor or its own terms allow.
    pub fn of(&self, desk: &Desk, source: &str) -> Autonomy {
        autonomy::effective(source, self.setting.of(source, self.mode), desk.autonomy_max(source))
    }

    /// With offers to sellers of this source: an offer that is taken is owed, so it goes no further than a purchase there,
    /// but for who carries it.
    pub fn bargaining(&self, desk: &Desk, source: &str) -> Autonomy {
        autonomy::effective(source, self.setting.of(source, self.mode), desk.bargaining_max(source))
    }
}

/// What planning goes by.
#[derive(Clone, Debug)]
pub struct Planning {
    /// The currency of the limits: what can't be held against them is not planned.
    pub account: Currency,
    /// Sales tax that vendors add to a price, in percent.
    pub tax_pct: Decimal,
    /// How far it may go without a person.
    pub how_far: HowFar,
    /// Nothing is proposed.
    pub dry_run: bool,
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
    /// A buy whose judgement is too old, since when.
    pub expired: Vec<(Record, Timestamp)>,
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
    /// How far it may go without a person.
    pub autonomy: Autonomy,
}

/// Sorts records into what can be planned and what can't, and proposes the purchases.
pub fn draft(
    store: &mut Store,
    desk: &Desk,
    records: Vec<Record>,
    planning: &Planning,
    now: Timestamp,
) -> Result<Draft> {
    let mut draft = Draft::default();
    // The same offer twice in one run is bought as it was seen last.
    let last: HashMap<String, usize> =
        records.iter().enumerate().filter_map(|(place, record)| Some((record.id()?.to_owned(), place))).collect();
    for (place, record) in records.into_iter().enumerate() {
        let comes_again = record.id().is_some_and(|id| last.get(id) != Some(&place));
        // One record that makes no sense stops no other.
        match plan_record(&record, planning.tax_pct, now).unwrap_or_else(|why| Planned::Unfit(format!("{why:#}"))) {
            Planned::NotABuy => draft.passed.push(record),
            Planned::Unfit(why) => draft.unfit.push((record, why)),
            Planned::Expired(at) => draft.expired.push((record, at)),
            Planned::Item(_) if comes_again => {
                draft.unfit.push((record, "the same offer comes again after it".to_owned()));
            }
            Planned::Item(item) => want(store, desk, &mut draft, planning, record, *item, now)?,
        }
    }
    draft.rules = rules_of(&draft.wanted);
    // When limits bind, the best use of a locked dollar goes first.
    draft.wanted.sort_by_key(|wanted| std::cmp::Reverse(plan::worth(&wanted.record, &wanted.item)));
    Ok(draft)
}

/// Adds a purchase to the draft, where the settings let it be made.
fn want(
    store: &mut Store,
    desk: &Desk,
    draft: &mut Draft,
    planning: &Planning,
    record: Record,
    mut item: PlanItem,
    now: Timestamp,
) -> Result<()> {
    let (account, currency) = (planning.account, item.estimate.currency());
    if currency != account {
        draft.unfit.push((record, format!("it costs {currency}, the limits are in {account}")));
        return Ok(());
    }
    let autonomy = planning.how_far.of(desk, &item.source);
    if autonomy == Autonomy::Off {
        draft.unfit.push((record, format!("`[autonomy]` is `off` for `{}`", item.source)));
        return Ok(());
    }
    item.by_hand = autonomy == Autonomy::Assist;
    item.vendor = match desk.vendor_of(&item.source) {
        Some(vendor) if !item.by_hand => vendor.to_owned(),
        _ => desk.vendor_by_hand(&item.source),
    };
    if planning.dry_run {
        draft.wanted.push(Wanted { record, item, purchase: None, autonomy });
        return Ok(());
    }
    match store.propose(&proposal(&record, &item)?, now)? {
        Proposed::Existing(bought) if is_decided(bought.state) => draft.replayed.push((record, bought)),
        Proposed::New(purchase) | Proposed::Existing(purchase) => {
            draft.wanted.push(Wanted { record, item, purchase: Some(purchase), autonomy });
        }
    }
    Ok(())
}

/// The versions of the rules that judged them; one, unless lists judged under different rules came together.
fn rules_of(wanted: &[Wanted]) -> String {
    let version = |wanted: &Wanted| wanted.record.0.get("analysis")?["rules"]["version"].as_str().map(str::to_owned);
    let mut versions: Vec<String> = wanted.iter().filter_map(version).collect();
    versions.sort();
    versions.dedup();
    versions.join(" + ")
}

/// Neither waiting for an answer nor free to be sent.
pub fn is_decided(state: PurchaseState) -> bool {
    !matches!(state, PurchaseState::Proposed | PurchaseState::Approved | PurchaseState::Reserved)
}

pub(super) fn proposal(record: &Record, item: &PlanItem) -> Result<NewPurchase> {
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
        vendor: item.vendor.clone(),
        rebuy_slot: 0,
        evidence: Some(serde_json::Value::Object(record.0.clone())),
    })
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
        by_hand: None,
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
        S::Submitting | S::Unknown => PartState::Unknown,
        S::Manual => PartState::Manual,
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

/// What goes on without a person, and what waits for one.
pub fn split(draft: Draft) -> (Draft, Draft) {
    let (waits, goes): (Vec<_>, Vec<_>) =
        draft.wanted.into_iter().partition(|wanted| wanted.autonomy == Autonomy::Approve);
    let of = |wanted: Vec<Wanted>| Draft { rules: rules_of(&wanted), wanted, ..Draft::default() };
    (of(goes), of(waits))
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
