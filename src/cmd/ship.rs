//! `arb ship`: sends goods to a marketplace's own warehouses, by a plan that is moved on step by step.
//!
//! Reads stock and plans of the database; makes plans at the marketplace, shows how they may be packed, placed and carried,
//! and what that costs. Agrees to nothing that it was not told by name; a fee is shown and asked for. Live mode only.

use std::path::{Path, PathBuf};

use anyhow::Result;
use serde::Serialize;

use super::{ask::confirm, show};
use crate::{
    context::Context,
    domain::{
        effect::{InboundBox, InboundCarrier, InboundItem, Kind, units_in},
        money::Money,
    },
    error::{self, Exit},
    pipe::table::{TableColumn, TableShape},
    stages::ship::{self, Stands, Wish},
    store::Inbound,
    ui::Tone,
    vendors::warehouse::Offered,
};

/// Send goods to Amazon's warehouses: plan, packing, boxes, placement, carriers, with what each costs
#[derive(clap::Args, Debug)]
#[command(after_help = "Examples:
  arb ship GTIN-00012345600012-NEW=12          make a plan for 12 units and see how it may be packed
  arb ship                                     move every open plan on, as far as nothing is to be chosen
  arb ship --plan 'arb 2026-06-01 1a2b3c4d' --pack-later
  arb ship --plan 'arb 2026-06-01 1a2b3c4d' --placement pl1234…    agree to a placement and its fee
  arb ship --plan 'arb 2026-06-01 1a2b3c4d' --boxes boxes.toml    say what is in the boxes
  arb ship --plan 'arb 2026-06-01 1a2b3c4d' --carrier sh1234…=to1234…    agree to what a carrier quotes
  arb ship --stock                             what lay in the warehouses at the last `arb sync`")]
pub struct Args {
    /// What to send: our SKU and units
    #[arg(value_name = "SKU=UNITS", value_parser = item, conflicts_with_all = ["plan", "stock"])]
    items: Vec<InboundItem>,
    /// The channel whose warehouses they go to
    #[arg(long, value_name = "CHANNEL", default_value = "amazon_us")]
    channel: String,
    /// Only this plan, by its name
    #[arg(long, value_name = "NAME")]
    plan: Option<String>,
    /// Pack it by this option
    #[arg(long, value_name = "ID", requires = "plan", conflicts_with_all = ["pack_later", "placement", "transport", "cancel", "wish"])]
    packing: Option<String>,
    /// Go on to the warehouses before it is packed
    #[arg(long, requires = "plan", conflicts_with_all = ["placement", "transport", "cancel", "wish"])]
    pack_later: bool,
    /// Agree to this placement and its fee
    #[arg(long, value_name = "ID", requires = "plan", conflicts_with_all = ["transport", "cancel", "wish"])]
    placement: Option<String>,
    /// Ask who may carry it to the warehouses of this placement, and for how much
    #[arg(long, value_name = "ID", requires = "plan", conflicts_with_all = ["cancel", "wish"])]
    transport: Option<String>,
    /// Say what is in its boxes
    #[arg(
        long,
        value_name = "FILE",
        requires = "plan",
        group = "wish",
        long_help = "\
        Say what is in its boxes. The file has a `[[box]]` for boxes that are alike: `group` (the packing group) or `shipment`, \
        `count`, `length_cm`, `width_cm`, `height_cm`, `weight_kg`, and `items` with SKUs and the units of each in one box"
    )]
    boxes: Option<PathBuf>,
    /// Ask when a shipment may arrive; with `=ID`, choose that window
    #[arg(long, value_name = "SHIPMENT[=ID]", requires = "plan", group = "wish")]
    window: Option<String>,
    /// Agree to what this carrier quotes for a shipment; one for each shipment
    #[arg(long, value_name = "SHIPMENT=ID", value_parser = carrier, requires = "plan", group = "wish")]
    carrier: Vec<InboundCarrier>,
    /// Show where the labels of its goods can be fetched
    #[arg(long, requires = "plan", group = "wish")]
    labels: bool,
    /// Give the plan up
    #[arg(long, requires = "plan", conflicts_with = "wish")]
    cancel: bool,
    /// Show what lay in the warehouses at the last `arb sync`
    #[arg(long, conflicts_with = "plan")]
    stock: bool,
}

fn item(text: &str) -> Result<InboundItem, String> {
    let (sku, units) = text.rsplit_once('=').ok_or("write it like `SKU=12`")?;
    let units: u32 = units.parse().map_err(|_| format!("`{units}` is no number of units"))?;
    if sku.is_empty() || units == 0 {
        return Err("write it like `SKU=12`, with one unit at least".to_owned());
    }
    Ok(InboundItem { sku: sku.to_owned(), units })
}

fn carrier(text: &str) -> Result<InboundCarrier, String> {
    let (shipment, option) =
        text.split_once('=').filter(|(a, b)| !a.is_empty() && !b.is_empty()).ok_or("write it like `SHIPMENT=ID`")?;
    Ok(InboundCarrier { shipment: shipment.to_owned(), option: option.to_owned() })
}

/// The boxes in a file. Their units are those of the plan, no more and no less: what is in the boxes is what arrives.
fn boxes(file: &Path, plan: &Inbound) -> Result<Vec<InboundBox>> {
    #[derive(serde::Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Boxes {
        r#box: Vec<InboundBox>,
    }
    let bad = |why: String| {
        error::usage(format!("the boxes in `{}` are not read: {why}", file.display()))
            .code("bad_boxes")
            .hint("`arb help ship` shows what a `[[box]]` has")
    };
    let text = std::fs::read_to_string(file).map_err(|why| bad(why.to_string()))?;
    let found: Boxes = toml::from_str(&text).map_err(|why| bad(why.to_string()))?;
    for (place, one) in found.r#box.iter().enumerate() {
        if let Some(why) = one.objection() {
            return Err(bad(format!("box {}: {why}", place + 1)).into());
        }
    }
    let mut left = units_in(&found.r#box);
    for item in &plan.items {
        let units = left.remove(&item.sku).unwrap_or(0);
        if units != u64::from(item.units) {
            return Err(
                bad(format!("{} has {} units in the plan and {units} in the boxes", item.sku, item.units)).into()
            );
        }
    }
    match left.into_keys().next() {
        Some(sku) => Err(bad(format!("{sku} is not in the plan")).into()),
        None => Ok(found.r#box),
    }
}

fn state_tone(word: &str) -> Option<Tone> {
    match word {
        "ready" | "cancelled" => Some(Tone::Good),
        "working" | "unknown" | "manual" => Some(Tone::Care),
        "failed" | "rejected" => Some(Tone::Bad),
        _ => None,
    }
}

/// A plan, or one of the options that it has now.
#[derive(Debug, Default, Serialize)]
struct Row {
    plan: String,
    channel: String,
    state: String,
    step: String,
    units: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    option: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    what: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    status: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    fee: Option<Money>,
    #[serde(skip_serializing_if = "Option::is_none")]
    discount: Option<Money>,
    #[serde(skip_serializing_if = "Option::is_none")]
    expires: Option<jiff::Timestamp>,
    #[serde(skip_serializing_if = "Option::is_none")]
    why: Option<String>,
}

static SHAPE: TableShape = TableShape {
    columns: &[
        TableColumn::text("state", "state").required().tone(state_tone),
        TableColumn::text("plan", "plan").flex(),
        TableColumn::text("step", "step"),
        TableColumn::number("units", "units").drop(3),
        TableColumn::text("option", "option").flex(),
        TableColumn::text("what", "what").drop(2).flex(),
        TableColumn::number("fee", "fee"),
        TableColumn::number("discount", "discount").drop(4),
        TableColumn::text("why", "why").drop(1).flex(),
    ],
};

static CSV: &[&str] = &[
    "plan",
    "channel",
    "state",
    "step",
    "units",
    "option",
    "what",
    "status",
    "fee.amount",
    "fee.currency",
    "discount.amount",
    "expires",
    "why",
];

static STOCK: TableShape = TableShape {
    columns: &[
        TableColumn::text("sku", "sku").flex(),
        TableColumn::text("channel", "channel").drop(2),
        TableColumn::number("on hand", "on_hand"),
        TableColumn::number("inbound", "inbound"),
        TableColumn::number("reserved", "reserved"),
        TableColumn::number("not for sale", "unfulfillable"),
        TableColumn::number("searched for", "researching").drop(1),
        TableColumn::text("seen", "seen_at").drop(3),
    ],
};

static STOCK_CSV: &[&str] =
    &["sku", "channel", "label", "on_hand", "inbound", "reserved", "unfulfillable", "researching", "seen_at"];

/// Runs `arb ship`.
pub async fn run(ctx: &mut Context, args: Args) -> Result<Exit> {
    if args.stock {
        let rows = ctx.books()?.in_warehouses()?;
        if show::rows(ctx, None, &STOCK, STOCK_CSV, &rows)? {
            ctx.ui.note("ship: no warehouse was asked yet: `arb sync` asks");
        }
        return Ok(Exit::Done);
    }
    let open = ctx.store()?.inbounds(false)?;
    if args.items.is_empty() && args.plan.is_none() && open.is_empty() {
        ctx.ui.note("ship: no plan is open; `arb ship SKU=UNITS` makes one");
        return Ok(Exit::Done);
    }
    let desk = ctx.desk()?;
    let plans: Vec<Inbound> = if !args.items.is_empty() {
        let units: u32 = args.items.iter().map(|item| item.units).sum();
        ctx.ui.note(&format!("  {units} units of {} SKUs to the warehouses of {}", args.items.len(), args.channel));
        // Whether anybody takes them is asked before anything is written down.
        ship::dock(&desk, &args.channel)?;
        if ctx.global.dry_run {
            return Ok(Exit::Done);
        }
        ctx.permit(Kind::Inbound)?;
        if !confirm(ctx, "Make this plan?")? {
            return Err(error::refused("nothing was planned").into());
        }
        let now = ctx.now();
        vec![ship::draft(ctx.store()?, &args.channel, &merged(&args.items), now)?]
    } else if let Some(name) = &args.plan {
        let named = open.into_iter().find(|plan| plan.name == *name);
        vec![named.ok_or_else(|| {
            error::usage(format!("no open plan is called `{name}`")).code("no_such_plan").hint("`arb ship` names them")
        })?]
    } else {
        open
    };
    if ctx.global.dry_run {
        return show_all(
            ctx,
            plans.into_iter().map(|plan| Stands { plan, options: Vec::new(), next: String::new() }).collect(),
        );
    }
    if args.labels {
        let plan = &plans[0];
        let addresses = ship::labels(&ship::dock(&desk, &plan.channel)?, plan).await?;
        let rows: Vec<Row> =
            addresses.into_iter().map(|address| Row { what: Some(address), ..of_plan(plan) }).collect();
        show::rows(ctx, None, &SHAPE, CSV, &rows)?;
        return Ok(Exit::Done);
    }
    ctx.permit(Kind::Inbound)?;
    let wish = wish(&args, &plans)?;
    let mut all = Vec::with_capacity(plans.len());
    for plan in plans {
        let dock = ship::dock(&desk, &plan.channel)?;
        let shown = agree(ctx, &dock, &plan, &wish).await?;
        let now = ctx.now();
        all.push(ship::advance(ctx.store()?, &dock, plan, &wish, &shown, now).await?);
    }
    show_all(ctx, all)
}

fn wish(args: &Args, plans: &[Inbound]) -> Result<Wish> {
    if let (Some(file), Some(plan)) = (&args.boxes, plans.first()) {
        return Ok(Wish::Describe(boxes(file, plan)?));
    }
    if let Some(text) = &args.window {
        return Ok(match carrier(text) {
            Ok(one) => Wish::Arrive(one),
            Err(_) => Wish::Windows(text.trim_end_matches('=').to_owned()),
        });
    }
    if !args.carrier.is_empty() {
        return Ok(Wish::Hire(args.carrier.clone()));
    }
    Ok(match (&args.packing, &args.placement, &args.transport) {
        (Some(id), _, _) => Wish::Pack(id.clone()),
        (_, Some(id), _) => Wish::Place(id.clone()),
        (_, _, Some(id)) => Wish::Carry(id.clone()),
        _ if args.cancel => Wish::Cancel,
        _ if args.pack_later => Wish::PackLater,
        _ => Wish::On,
    })
}

/// A SKU that is named twice is sent once, with the units of both.
fn merged(items: &[InboundItem]) -> Vec<InboundItem> {
    let mut all: Vec<InboundItem> = Vec::new();
    for item in items {
        match all.iter_mut().find(|one| one.sku == item.sku) {
            Some(one) => one.units = one.units.saturating_add(item.units),
            None => all.push(item.clone()),
        }
    }
    all
}

/// Asks before something is agreed to, with what it costs as it is offered now: that is returned, and nothing dearer is agreed
/// to. Where nobody knows what it costs, that is said; then `--yes` is not enough (`fee_not_known`), a person must see it. A
/// window has no fee of its own.
async fn agree(ctx: &Context, dock: &ship::Dock, plan: &Inbound, wish: &Wish) -> Result<Vec<Offered>> {
    let (options, what) = match wish {
        Wish::Place(id) => (vec![ship::placement(dock, plan, id).await?], "placement"),
        Wish::Pack(id) => (vec![ship::packing(dock, plan, id).await?], "packing"),
        Wish::Arrive(one) => (vec![ship::window(dock, plan, one).await?], "window"),
        Wish::Hire(carriers) => (ship::quotes(dock, plan, carriers).await?, "carriage"),
        Wish::Cancel => {
            return match confirm(ctx, &format!("Give the plan {} up?", plan.name))? {
                true => Ok(Vec::new()),
                false => Err(error::refused("the plan stands").into()),
            };
        }
        Wish::On | Wish::PackLater | Wish::Carry(_) | Wish::Windows(_) | Wish::Describe(_) => {
            return Ok(Vec::new());
        }
    };
    for option in &options {
        ctx.ui.note(&format!("  {}: {what} {} ({}) for {}", plan.name, option.id, option.what, option.cost()));
    }
    let unknown = options.iter().find(|option| option.fee.is_none() && !matches!(wish, Wish::Arrive(_)));
    if let Some(option) = unknown.filter(|_| ctx.global.yes) {
        return Err(error::refused(format!(
            "what {} costs is not known, and `--yes` agrees to no such {what}",
            option.id
        ))
        .code("fee_not_known")
        .hint("run it at a terminal without `--yes`, and answer there")
        .into());
    }
    match confirm(ctx, &format!("Agree to this {what}?"))? {
        true => Ok(options),
        false => Err(error::refused("nothing was agreed to").into()),
    }
}

/// A row of a plan alone.
fn of_plan(plan: &Inbound) -> Row {
    Row {
        plan: plan.name.clone(),
        channel: plan.channel.clone(),
        state: plan.state.clone(),
        step: plan.step.clone(),
        units: plan.items.iter().map(|item| item.units).sum(),
        ..Row::default()
    }
}

fn show_all(ctx: &Context, all: Vec<Stands>) -> Result<Exit> {
    let (mut rows, mut attention) = (Vec::new(), false);
    for Stands { plan, options, next } in all {
        attention |= matches!(plan.state.as_str(), "failed" | "rejected" | "unknown" | "manual");
        let why = plan.reason.clone().or_else(|| (!next.is_empty()).then_some(next));
        let row = |option: Option<&Offered>| Row {
            option: option.map(|option| option.id.clone()),
            what: option.map(|option| option.what.clone()),
            status: option.map(|option| option.status.clone()).filter(|status| !status.is_empty()),
            fee: option.and_then(|option| option.fee),
            discount: option.and_then(|option| option.discount),
            expires: option.and_then(|option| option.expires),
            why: if option.is_none() { why.clone() } else { None },
            ..of_plan(&plan)
        };
        rows.push(row(None));
        rows.extend(options.iter().map(|option| row(Some(option))));
    }
    show::rows(ctx, None, &SHAPE, CSV, &rows)?;
    Ok(if attention { Exit::Partial } else { Exit::Done })
}
