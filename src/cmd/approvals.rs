//! `arb approvals`: what waits for a person, shown as it will be done, and the answer.
//!
//! Reads and writes plans in the database; buys nothing itself. Refuses what expired, was decided, or changed since.
//! A hash names exactly what was shown: giving it is the answer where there is no terminal to ask at. What a person is
//! to place, or to find out about, is listed too; `arb resolve` answers that.

mod by_message;

use anyhow::Result;
use serde_json::{Value, json};

use super::{
    ask::{self, Person},
    card, refund_card, show,
};
use crate::{
    context::Context,
    domain::{
        money::{Money, Rounding},
        purchase::Plan,
        record::Record,
    },
    error::Exit,
    pipe::table::{TableColumn, TableShape, terminal_width},
    store::{Approval, Purchase, PurchaseState},
    ui::Tone,
};

/// List, show, approve or reject what waits for a person
#[derive(clap::Args, Debug)]
#[command(after_help = "Examples:
  arb buy --plan && arb approvals        plan now, decide later
  arb approvals show 7f3a                the card of one plan; the beginning of the hash is enough
  arb approvals approve 7f3a && arb buy --approve 7f3a
  arb approvals send --live              show them in Telegram; `pull` takes the answers, or `arb serve` does")]
pub struct Args {
    #[command(subcommand)]
    what: Option<What>,
}

#[derive(clap::Subcommand, Debug)]
enum What {
    /// List the plans that wait
    List {
        /// Decided and expired ones too
        #[arg(long)]
        all: bool,
    },
    /// Show what a plan would buy
    Show {
        /// The plan's hash, or the beginning of it
        hash: String,
    },
    /// Say yes to exactly this plan
    Approve {
        /// The plan's hash, or the beginning of it
        hash: String,
    },
    /// Show the plans that wait in the one Telegram chat, each once, with a button for yes and one for no
    Send,
    /// Take the answers that came in that chat
    Pull,
    /// Say no; what was not sent is given up
    Reject {
        /// The plan's hash, or the beginning of it
        hash: String,
    },
}

fn tone(state: &str) -> Option<Tone> {
    match state {
        "waiting" | "to place" | "to find out" => Some(Tone::Care),
        "approved" => Some(Tone::Good),
        _ => Some(Tone::Dim),
    }
}

static LIST: TableShape = TableShape {
    columns: &[
        TableColumn::text("what", "what"),
        TableColumn::text("state", "state").tone(tone),
        TableColumn::number("purchases", "purchases"),
        TableColumn::number("refunds", "refunds").drop(4),
        TableColumn::number("total", "total"),
        TableColumn::text("made", "created_at").drop(3),
        TableColumn::text("expires", "expires_at").drop(1),
        TableColumn::text("decided by", "decided_by").drop(2).flex(),
        TableColumn::text("why", "why").drop(1).flex(),
    ],
};
static LIST_CSV: &[&str] = &[
    "what",
    "plan",
    "purchase",
    "state",
    "purchases",
    "refunds",
    "total.amount",
    "total.currency",
    "created_at",
    "expires_at",
    "decided_at",
    "decided_by",
    "why",
];

static ITEMS: TableShape = TableShape {
    columns: &[
        TableColumn::text("id", "id").flex(),
        TableColumn::text("title", "title").flex(),
        TableColumn::number("qty", "quantity"),
        TableColumn::number("estimate", "estimate"),
        TableColumn::number("cap", "cap"),
        TableColumn::number("net", "net").drop(1),
    ],
};
static ITEMS_CSV: &[&str] = &[
    "plan",
    "purchase",
    "id",
    "title",
    "quantity",
    "units",
    "estimate.amount",
    "estimate.currency",
    "cap.amount",
    "vendor",
    "intent",
];

/// Runs `arb approvals`.
pub async fn run(ctx: &mut Context, args: Args) -> Result<Exit> {
    // The database first: a paper one brings its own time.
    ctx.books()?;
    let now = ctx.now();
    match args.what.unwrap_or(What::List { all: false }) {
        What::List { all } => {
            let mut rows: Vec<Value> = ctx.books()?.approvals(!all, now)?.iter().map(listed).collect();
            let waiting = ctx.books()?.purchases(&[PurchaseState::Manual])?;
            rows.extend(waiting.iter().map(to_resolve));
            show::rows(ctx, None, &LIST, LIST_CSV, &rows)?;
            if rows.is_empty() {
                ctx.ui.note(if all { "no plan was ever made" } else { "nothing waits for you" });
            }
            if let Some(first) = waiting.first() {
                ctx.ui.hint(&format!("`arb resolve {}` says what is to be done about it", first.id));
            }
        }
        What::Show { hash } => {
            let approval = ctx.books()?.approval(&hash)?;
            show(ctx, &approval)?;
        }
        What::Approve { hash } => return approve(ctx, &hash),
        What::Send => return by_message::send(ctx).await,
        What::Pull => return by_message::pull(ctx).await,
        What::Reject { hash } => {
            let approval = ctx.store()?.approval(&hash)?;
            if ctx.global.dry_run {
                ctx.ui.note(&format!("would reject plan {}", approval.plan_hash));
                return Ok(Exit::Done);
            }
            let who = Person::at("`arb approvals`").name();
            let rejected = ctx.store()?.reject_plan(&approval.plan_hash, &who, now)?;
            show::rows(ctx, None, &LIST, LIST_CSV, &[listed(&rejected)])?;
        }
    }
    Ok(Exit::Done)
}

fn approve(ctx: &mut Context, hash: &str) -> Result<Exit> {
    let approval = ctx.store()?.approval(hash)?;
    let full = approval.plan_hash.clone();
    if ctx.global.dry_run {
        ctx.ui.note(&format!("would approve plan {full}"));
        return Ok(Exit::Done);
    }
    if approval.state == "waiting" {
        super::buy::refuse_what_moved(ctx, &approval)?;
        let card = card_of(ctx, &approval, ctx.ui.color)?;
        ctx.ui.note(card.trim_end());
        let count = approval.purchases.len();
        let orders = match count {
            _ if !approval.refunds.is_empty() => "this refund".to_owned(),
            1 => "this 1 order".to_owned(),
            _ => format!("these {count} orders"),
        };
        let ask = !ctx.global.no_input && ask::can_ask();
        if ask && !ask::confirm(ctx, &format!("Approve {orders} for {}?", approval.total))? {
            ctx.ui.note("nothing was approved, the plan still waits");
            return Ok(Exit::Done);
        }
    }
    let (who, now) = (Person::at("`arb approvals`").name(), ctx.now());
    ctx.store()?.approve_plan(&full, &who, now)?;
    let decided = ctx.store()?.approval(&full)?;
    show::rows(ctx, None, &LIST, LIST_CSV, &[listed(&decided)])?;
    let next = if decided.refunds.is_empty() { "arb buy" } else { "arb support refund" };
    ctx.ui.hint(&format!("next: `{next} --approve {full}` carries it out"));
    Ok(Exit::Done)
}

/// A purchase that a person places, or must find out about.
fn to_resolve(purchase: &Purchase) -> Value {
    let sent = purchase.first_sent_at;
    json!({
        "what": format!("purchase {}", purchase.id), "purchase": purchase.id,
        "state": if purchase.is_by_hand() { "to place" } else { "to find out" },
        "purchases": 1, "total": purchase.est, "cap": purchase.cap, "created_at": sent.or(purchase.reserved_at),
        "id": purchase.record_id, "why": purchase.reason,
    })
}

fn listed(approval: &Approval) -> Value {
    json!({
        "what": approval.plan_hash, "plan": approval.plan_hash, "state": approval.state,
        "purchases": approval.purchases.len(), "refunds": approval.refunds.len(), "total": approval.total,
        "created_at": approval.created_at, "expires_at": approval.expires_at, "decided_at": approval.decided_at,
        "decided_by": approval.decided_by,
    })
}

/// The card for eyes, a line a purchase for programs.
fn show(ctx: &mut Context, approval: &Approval) -> Result<()> {
    use std::io::Write as _;
    if ctx.global.for_eyes() {
        let text = card_of(ctx, approval, ctx.global.color_stdout())?;
        let mut out = std::io::stdout().lock();
        write!(out, "{text}")?;
        match approval.state.as_str() {
            "waiting" => writeln!(out, "approve: arb approvals approve {}", approval.plan_hash)?,
            state => writeln!(out, "{state} by {}", approval.decided_by.as_deref().unwrap_or("nobody"))?,
        }
        return Ok(());
    }
    if !approval.refunds.is_empty() {
        return refund_card::rows_of_plan(ctx, approval);
    }
    let mut items = approval.payload["items"].as_array().cloned().unwrap_or_default();
    let bound = ctx.books()?.approval_items(approval.id)?;
    for (item, (purchase, intent)) in items.iter_mut().zip(bound) {
        if let Some(item) = item.as_object_mut() {
            item.insert("plan".into(), approval.plan_hash.clone().into());
            item.insert("purchase".into(), purchase.into());
            item.insert("intent".into(), intent.into());
        }
    }
    show::rows(ctx, None, &ITEMS, ITEMS_CSV, &items)?;
    Ok(())
}

pub(super) fn card_of(ctx: &mut Context, approval: &Approval, color: bool) -> Result<String> {
    let width = terminal_width().unwrap_or(100);
    let now = ctx.now();
    let (day, currency) = (ctx.day(now)?, approval.total.currency());
    let cap = Money::new(ctx.limits()?.per_day, ctx.currency()?);
    if let Some(card) = refund_card::of_plan(approval) {
        return Ok(card);
    }
    let Ok(plan) = serde_json::from_value::<Plan>(approval.payload.clone()) else {
        return Ok(format!(
            "PLAN {}  {} purchases, {}\n",
            approval.plan_hash,
            approval.purchases.len(),
            approval.total
        ));
    };
    let books = ctx.books()?;
    let spent = books.spent_on(&day, currency)?.round(Rounding::HalfEven);
    let mut records: Vec<Record> = Vec::new();
    for item in &plan.items {
        records.extend(books.analysis(&item.id)?);
    }
    Ok(card::render(&plan, &records, (cap.currency() == currency).then_some((spent, cap)), width, color))
}
