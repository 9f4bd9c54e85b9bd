//! Ship: goods go to a marketplace's warehouses by a plan that is moved on step by step, as far as nothing costs and nobody
//! has to choose. Each step goes through `effects`; what became of it is asked.

use std::{
    hash::{BuildHasher as _, RandomState},
    rc::Rc,
    time::Duration,
};

use anyhow::Result;
use jiff::{SignedDuration, Timestamp};

use crate::{
    domain::effect::{InboundBox, InboundCarrier, InboundItem, InboundStep, Kind},
    domain::money::Money,
    effects, error,
    store::{InWarehouse, Inbound, Store},
    vendors::{
        Gateway,
        desk::Desk,
        warehouse::{Offered, Operation, Warehouse},
    },
};

/// The most steps that one run takes of a plan.
const STEPS: usize = 8;
/// How often a run asks what became of an operation, and how long it waits in between.
const ASKS: u32 = 5;
const PAUSE: Duration = Duration::from_millis(400);

/// What a person asks of a plan.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Wish {
    /// As far as it goes by itself.
    #[default]
    On,
    /// Pack it so.
    Pack(String),
    /// Pack it later: on to the warehouses.
    PackLater,
    /// Send it there, for that fee.
    Place(String),
    /// Say who may carry it to the warehouses of that placement.
    Carry(String),
    /// These are its boxes.
    Describe(Vec<InboundBox>),
    /// Say when that shipment may arrive.
    Windows(String),
    /// Let that shipment arrive in that window.
    Arrive(InboundCarrier),
    /// Let these carry it, for what they quote.
    Hire(Vec<InboundCarrier>),
    /// Give it up.
    Cancel,
}

/// Where a plan stands after a run.
#[derive(Clone, Debug)]
pub struct Stands {
    /// The plan.
    pub plan: Inbound,
    /// What may be chosen.
    pub options: Vec<Offered>,
    /// What comes next, in words.
    pub next: String,
}

/// The two sides of a channel's warehouses: who changes things, and who says how they are.
pub struct Dock {
    gateway: Rc<dyn Gateway>,
    warehouse: Rc<dyn Warehouse>,
}

/// The dock of a channel; an error where it has none.
pub fn dock(desk: &Desk, channel: &str) -> Result<Dock> {
    let warehouse = desk.warehouses().into_iter().find(|(name, _)| *name == channel).map(|(_, warehouse)| warehouse);
    let gateway = desk.seller_on(channel).and_then(|vendor| desk.gateway(vendor));
    let gateway = gateway.filter(|gateway| gateway.terms(Kind::Inbound).is_some());
    match (gateway, warehouse) {
        (Some(gateway), Some(warehouse)) => Ok(Dock { gateway, warehouse }),
        _ => Err(error::usage(format!("nobody takes goods into warehouses for `{channel}`"))
            .code("no_warehouse")
            .hint("Amazon does, live, with `sell = true` under `[vendors.amazon]`")
            .into()),
    }
}

/// Writes a new plan down. Nothing is sent yet.
pub fn draft(store: &mut Store, channel: &str, items: &[InboundItem], now: Timestamp) -> Result<Inbound> {
    // A name of its own: the plan is found by it where the reply to its creation is lost.
    let unique = u32::try_from(RandomState::new().hash_one(now) >> 32).unwrap_or(0);
    let name = format!("arb {} {unique:08x}", now.strftime("%Y-%m-%d"));
    store.draft_inbound(&name, channel, items, now)
}

/// Moves a plan on. What costs something is agreed to only as a person was `shown` it: see [`as_shown`].
pub async fn advance(
    store: &mut Store,
    dock: &Dock,
    plan: Inbound,
    wish: &Wish,
    shown: &[Offered],
    now: Timestamp,
) -> Result<Stands> {
    let (mut plan, mut wish) = (plan, wish.clone());
    // A step that came to nothing is taken again once a run, not as often as it fails.
    let mut again = plan.state == "failed";
    for _ in 0..STEPS {
        let step = match plan.state.as_str() {
            "working" => {
                plan = match await_operation(store, dock, &plan, now).await? {
                    Some(after) => after,
                    None => {
                        return Ok(stands(plan, Vec::new(), "the marketplace is working on it: run it again later"));
                    }
                };
                continue;
            }
            "draft" if wish == Wish::Cancel => {
                plan = store.drop_inbound(plan.id, now)?;
                continue;
            }
            "draft" if wish == Wish::On => InboundStep::Create { items: plan.items.clone() },
            "ready" | "failed" => match next(dock, &plan, &mut wish, Told { shown, again }, now).await? {
                Next::Step(step) => step,
                Next::Choose(options, why) => return Ok(stands(plan, options, &why)),
            },
            "unknown" | "submitting" => {
                return Ok(stands(
                    plan,
                    Vec::new(),
                    "what became of its last step is not known yet: run it again later",
                ));
            }
            "manual" => {
                return Ok(stands(plan, Vec::new(), "a person must look what became of its last step: `arb resolve`"));
            }
            _ => return Ok(stands(plan, Vec::new(), "")),
        };
        again = false;
        plan = effects::inbound(store, dock.gateway.as_ref(), &plan, step, now).await?;
        if plan.state == "failed" || plan.state == "draft" {
            return Ok(stands(plan, Vec::new(), "it was not taken on: run it again when the reason is gone"));
        }
    }
    Ok(stands(plan, Vec::new(), "run it again"))
}

fn stands(plan: Inbound, options: Vec<Offered>, next: &str) -> Stands {
    Stands { plan, options, next: next.to_owned() }
}

/// Asks a few times what became of the operation; `None` while it runs.
async fn await_operation(store: &mut Store, dock: &Dock, plan: &Inbound, now: Timestamp) -> Result<Option<Inbound>> {
    let Some(id) = &plan.operation else { return Ok(None) };
    for ask in 0..ASKS {
        if ask > 0 {
            tokio::time::sleep(PAUSE * ask).await;
        }
        match dock.warehouse.operation(id).await? {
            Operation::Running => {}
            Operation::Done(_) => return Ok(Some(store.record_operation(plan.id, id, Ok(()), now)?)),
            Operation::Failed(why) => return Ok(Some(store.record_operation(plan.id, id, Err(&why), now)?)),
        }
    }
    Ok(None)
}

enum Next {
    Step(InboundStep),
    Choose(Vec<Offered>, String),
}

/// What was told before.
#[derive(Clone, Copy)]
struct Told<'a> {
    /// The options that a person was shown.
    shown: &'a [Offered],
    /// Whether the plan's last step came to nothing before this run.
    again: bool,
}

/// What follows for a plan of which nothing is open. A wish is fulfilled once.
async fn next(dock: &Dock, plan: &Inbound, wish: &mut Wish, told: Told<'_>, now: Timestamp) -> Result<Next> {
    let Told { shown, again } = told;
    let Some(at) = plan.plan.as_deref() else { return Ok(Next::Choose(Vec::new(), "it was never made".into())) };
    let tomorrow = now + SignedDuration::from_hours(24);
    match std::mem::take(wish) {
        Wish::Cancel => return Ok(Next::Step(InboundStep::Cancel)),
        Wish::Pack(option) => {
            as_shown(&packing(dock, plan, &option).await?, shown, now)?;
            return Ok(Next::Step(InboundStep::ConfirmPacking { option }));
        }
        Wish::PackLater => return Ok(Next::Step(InboundStep::OfferPlacement)),
        Wish::Place(option) => {
            as_shown(&placement(dock, plan, &option).await?, shown, now)?;
            return Ok(Next::Step(InboundStep::ConfirmPlacement { option }));
        }
        Wish::Carry(placement) => {
            let chosen = offered(dock.warehouse.placements(at).await?, &placement)?;
            let known = ids(dock.warehouse.transports(at, &placement).await?);
            let ready = tomorrow.round(jiff::Unit::Minute).unwrap_or(tomorrow);
            let shipments = chosen.shipments;
            return Ok(Next::Step(InboundStep::OfferTransport { placement, shipments, ready, known }));
        }
        Wish::Describe(boxes) => return Ok(Next::Step(InboundStep::DescribeBoxes { boxes })),
        Wish::Windows(shipment) => {
            known_shipment(&shipments(dock, plan).await?, &shipment)?;
            let known = ids(dock.warehouse.windows(at, &shipment).await?);
            return Ok(Next::Step(InboundStep::OfferWindow { shipment, known }));
        }
        Wish::Arrive(one) => {
            as_shown(&window(dock, plan, &one).await?, shown, now)?;
            let InboundCarrier { shipment, option } = one;
            return Ok(Next::Step(InboundStep::ConfirmWindow { shipment, option }));
        }
        Wish::Hire(carriers) => {
            for quote in quotes(dock, plan, &carriers).await? {
                as_shown(&quote, shown, now)?;
            }
            return Ok(Next::Step(InboundStep::ConfirmTransport { carriers }));
        }
        Wish::On => {}
    }
    let failed = plan.state == "failed";
    Ok(match plan.step.as_str() {
        "create" if failed => Next::Choose(Vec::new(), "it can't go on: `--cancel` gives it up".into()),
        "create" => Next::Step(InboundStep::OfferPacking),
        "offer_packing" if again => Next::Step(InboundStep::OfferPacking),
        "offer_placement" if again => Next::Step(InboundStep::OfferPlacement),
        "offer_packing" => Next::Choose(
            dock.warehouse.packing(at).await?,
            "choose with `--packing ID`, or go on without packing with `--pack-later`".into(),
        ),
        "confirm_packing" if !failed => Next::Step(InboundStep::OfferPlacement),
        "confirm_packing" => Next::Choose(dock.warehouse.packing(at).await?, "choose with `--packing ID`".into()),
        "offer_placement" | "confirm_placement" => {
            let why = if plan.step == "confirm_placement" && !failed {
                "its warehouses are chosen: `--boxes FILE` says what is in the boxes, `--transport ID` asks who may carry it, \
                 `--window SHIPMENT` when it may arrive"
            } else {
                "`--transport ID` asks who may carry it there, `--placement ID` agrees to the fee"
            };
            Next::Choose(dock.warehouse.placements(at).await?, why.into())
        }
        "offer_transport" => {
            let placement = plan.placement.as_deref().unwrap_or_default();
            let why = "`--placement ID` agrees to the placement's fee, `--carrier SHIPMENT=ID` then to what a carrier quotes";
            Next::Choose(dock.warehouse.transports(at, placement).await?, why.into())
        }
        "describe_boxes" => {
            let why = "its boxes are told: `--pack-later` goes on to the warehouses, `--transport ID` asks who may carry it";
            Next::Choose(Vec::new(), if failed { "`--boxes FILE` says what is in its boxes" } else { why }.into())
        }
        "offer_window" | "confirm_window" => {
            let mut options = Vec::new();
            for shipment in shipments(dock, plan).await? {
                options.extend(dock.warehouse.windows(at, &shipment).await?);
            }
            Next::Choose(options, "`--window SHIPMENT=ID` chooses when a shipment arrives".into())
        }
        "confirm_transport" if !failed => Next::Choose(
            Vec::new(),
            "its carriers are agreed to: print the labels of its boxes in Seller Central, those of its goods by `--labels`".into(),
        ),
        "confirm_transport" => {
            let placement = accepted(dock, plan).await?.map(|one| one.id).or_else(|| plan.placement.clone());
            let placement = placement.as_deref().unwrap_or_default();
            let why = "`--carrier SHIPMENT=ID` agrees to what a carrier quotes".into();
            Next::Choose(dock.warehouse.transports(at, placement).await?, why)
        }
        "cancel" => Next::Choose(Vec::new(), "it stands: `--cancel` gives it up, any other wish moves it on".into()),
        _ => Next::Choose(Vec::new(), String::new()),
    })
}

/// The option of this id among those that are offered now; an error names what there is.
fn offered(options: Vec<Offered>, id: &str) -> Result<Offered> {
    if let Some(option) = options.iter().find(|option| option.id == id) {
        return Ok(option.clone());
    }
    let ids = ids(options);
    Err(error::usage(format!("`{id}` is not offered"))
        .code("no_such_option")
        .hint(if ids.is_empty() { "nothing is offered".to_owned() } else { format!("offered are {}", ids.join(", ")) })
        .into())
}

fn ids(options: Vec<Offered>) -> Vec<String> {
    options.into_iter().map(|option| option.id).collect()
}

/// Refuses (`not_as_shown`) an option that a person was not shown as it is now: a higher fee, a smaller discount, one that is not
/// known where it was or the other way round; and one whose time is over.
fn as_shown(option: &Offered, shown: &[Offered], now: Timestamp) -> Result<()> {
    let refuse = |why: String| {
        Err(error::refused(format!("`{}` is not agreed to: {why}", option.id))
            .code("not_as_shown")
            .hint("run it again: what is offered and what it costs is shown as it is then")
            .into())
    };
    let same = |one: &&Offered| one.id == option.id && one.shipments.iter().all(|of| option.shipments.contains(of));
    let Some(seen) = shown.iter().find(same) else { return refuse("nobody was shown it".to_owned()) };
    if let Some(end) = [option.expires, seen.expires].into_iter().flatten().min().filter(|end| *end <= now) {
        return refuse(format!("it was offered until {end}"));
    }
    if option.status == "EXPIRED" {
        return refuse("it is expired".to_owned());
    }
    let dearer = match (option.fee, seen.fee) {
        (None, None) => false,
        (Some(is), Some(was)) => is.currency() != was.currency() || is.amount() > was.amount(),
        _ => true,
    };
    let less = |one: Option<Money>| one.filter(|less| !less.is_zero());
    let less_off = match (less(option.discount), less(seen.discount)) {
        (_, None) => false,
        (None, Some(_)) => true,
        (Some(is), Some(was)) => is.currency() != was.currency() || is.amount() < was.amount(),
    };
    if dearer || less_off {
        return refuse(format!("it is offered for {} by now, and was shown for {}", option.cost(), seen.cost()));
    }
    Ok(())
}

/// The placement that is agreed to, by what the marketplace says.
async fn accepted(dock: &Dock, plan: &Inbound) -> Result<Option<Offered>> {
    let all = dock.warehouse.placements(plan.plan.as_deref().unwrap_or_default()).await?;
    Ok(all.into_iter().find(|one| one.status == "ACCEPTED"))
}

/// The same, where something is agreed to that follows from it: an error where there is none.
async fn placed(dock: &Dock, plan: &Inbound) -> Result<Offered> {
    accepted(dock, plan).await?.ok_or_else(|| {
        error::usage("no placement of it is agreed to, so its shipments are not settled yet")
            .code("no_placement")
            .hint("`--placement ID` agrees to one; `arb ship --plan NAME` shows where the plan stands")
            .into()
    })
}

/// The shipments of the placement that is agreed to; before one is, of the one that transport was asked for.
async fn shipments(dock: &Dock, plan: &Inbound) -> Result<Vec<String>> {
    if let Some(placement) = accepted(dock, plan).await? {
        return Ok(placement.shipments);
    }
    let Some(placement) = &plan.placement else {
        return Err(error::usage("no placement of it is chosen, so it has no shipments yet")
            .code("no_placement")
            .hint("`arb ship --plan NAME` shows where the plan stands")
            .into());
    };
    let at = plan.plan.as_deref().unwrap_or_default();
    Ok(offered(dock.warehouse.placements(at).await?, placement)?.shipments)
}

fn known_shipment(all: &[String], shipment: &str) -> Result<()> {
    if all.iter().any(|one| one == shipment) {
        return Ok(());
    }
    Err(error::usage(format!("`{shipment}` is no shipment of it"))
        .code("no_such_shipment")
        .hint(format!("it has {}", all.join(", ")))
        .into())
}

/// What the chosen carriers quote as it is offered now, one for each shipment of the placement that is agreed to: what a person is asked to agree
/// to. An error where a shipment has none or two.
pub async fn quotes(dock: &Dock, plan: &Inbound, carriers: &[InboundCarrier]) -> Result<Vec<Offered>> {
    let Offered { id: placement, shipments: all, .. } = placed(dock, plan).await?;
    for shipment in &all {
        let named = carriers.iter().filter(|one| one.shipment == *shipment).count();
        if named != 1 {
            return Err(error::usage(format!("{named} carriers are named for the shipment `{shipment}`"))
                .code("one_carrier")
                .hint(format!("each of {} has one `--carrier SHIPMENT=ID`", all.join(", ")))
                .into());
        }
    }
    let options = dock.warehouse.transports(plan.plan.as_deref().unwrap_or_default(), &placement).await?;
    let mut found = Vec::with_capacity(carriers.len());
    for one in carriers {
        known_shipment(&all, &one.shipment)?;
        let of: Vec<Offered> =
            options.iter().filter(|option| option.shipments.contains(&one.shipment)).cloned().collect();
        found.push(offered(of, &one.option)?);
    }
    Ok(found)
}

/// The window of a shipment as it is offered now; an error where the shipment is none of the placement that is agreed to.
pub async fn window(dock: &Dock, plan: &Inbound, one: &InboundCarrier) -> Result<Offered> {
    known_shipment(&placed(dock, plan).await?.shipments, &one.shipment)?;
    offered(dock.warehouse.windows(plan.plan.as_deref().unwrap_or_default(), &one.shipment).await?, &one.option)
}

/// Addresses of sheets with the labels of a plan's goods.
pub async fn labels(dock: &Dock, plan: &Inbound) -> Result<Vec<String>> {
    dock.warehouse.labels(&plan.items).await
}

/// The placement of this id as it is offered now, with its fee: what a person is asked to agree to.
pub async fn placement(dock: &Dock, plan: &Inbound, id: &str) -> Result<Offered> {
    offered(dock.warehouse.placements(plan.plan.as_deref().unwrap_or_default()).await?, id)
}

/// The packing of this id as it is offered now.
pub async fn packing(dock: &Dock, plan: &Inbound, id: &str) -> Result<Offered> {
    offered(dock.warehouse.packing(plan.plan.as_deref().unwrap_or_default()).await?, id)
}

/// Asks what lies in the warehouses of every channel that has some, and keeps it. Returns how many SKUs were told of; what can't be
/// asked is remarked on.
pub async fn look_in(store: &mut Store, desk: &Desk, now: Timestamp, remarks: &mut Vec<String>) -> Result<u64> {
    let mut count = 0;
    for (channel, warehouse) in desk.warehouses() {
        let skus = store.warehoused(channel)?;
        if skus.is_empty() {
            continue;
        }
        match warehouse.stock(&skus).await {
            Ok(kept) => {
                let seen: Vec<InWarehouse> = kept
                    .into_iter()
                    .map(|kept| InWarehouse { channel: channel.to_owned(), kept, seen_at: now })
                    .collect();
                store.see_warehouse(&seen)?;
                count += seen.len() as u64;
            }
            Err(why) => remarks.push(format!("{channel} does not say what lies in its warehouses: {why:#}")),
        }
    }
    Ok(count)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::money::Currency;

    #[test]
    fn what_is_agreed_to_is_what_was_shown_or_cheaper() {
        let now: Timestamp = "2026-06-01T12:00:00Z".parse().unwrap();
        let usd = |cents: Option<i64>| cents.map(|cents| Money::from_minor(cents, Currency::USD));
        let option = |fee, discount| Offered {
            id: "pl1".into(),
            status: "OFFERED".into(),
            what: String::new(),
            fee: usd(fee),
            discount: usd(discount),
            shipments: vec!["sh1".into()],
            expires: None,
        };
        let check = |is: Offered, was: Offered, agreed: bool| {
            assert_eq!(as_shown(&is, std::slice::from_ref(&was), now).is_ok(), agreed, "{is:?}, shown {was:?}");
        };
        check(option(Some(5), None), option(Some(5), Some(0)), true);
        check(option(Some(4), Some(2)), option(Some(5), Some(1)), true);
        check(option(None, None), option(None, None), true);
        check(option(Some(6), None), option(Some(5), None), false);
        check(option(None, None), option(Some(5), None), false);
        check(option(Some(5), None), option(None, None), false);
        check(option(Some(5), Some(1)), option(Some(5), Some(2)), false);
        check(option(Some(5), None), option(Some(5), Some(2)), false);
        let one = || option(Some(5), None);
        check(Offered { status: "EXPIRED".into(), ..one() }, one(), false);
        check(Offered { expires: Some(now), ..one() }, one(), false);
        check(one(), Offered { expires: Some(now), ..one() }, false);
        check(Offered { expires: Some(now + SignedDuration::from_secs(1)), ..one() }, one(), true);
        check(Offered { shipments: vec!["sh2".into()], ..one() }, one(), false);
        check(Offered { id: "pl2".into(), ..one() }, one(), false);
        assert!(as_shown(&one(), &[], now).is_err());
    }
}
