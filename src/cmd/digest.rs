//! `arb digest`: what a person should know of today, on one page; `--ack` says that a person has read it.
//!
//! Reads the database. With real money nothing is bought when nobody has acknowledged a digest for seven days.

use anyhow::Result;
use serde_json::json;

use super::{ask::Person, show};
use crate::{
    context::Context,
    domain::effect::EffectState,
    error::Exit,
    pipe::table::{TableColumn, TableShape},
    stages::service,
    store::{Effect, PromiseRow, Ticket},
};

/// Show what a person should know today: stops, money spent, what waits, when the books were last compared
#[derive(clap::Args, Debug)]
#[command(after_help = "Examples:
  arb digest                     from cron, by mail
  arb digest --ack               you have read it; with real money this is needed once in 7 days")]
pub struct Args {
    /// Say that a person has read it
    #[arg(long)]
    ack: bool,
}

static SHAPE: TableShape =
    TableShape { columns: &[TableColumn::text("what", "what"), TableColumn::text("now", "now").flex()] };
static CSV: &[&str] = &["what", "now"];

/// Runs `arb digest`.
pub async fn run(ctx: &mut Context, args: Args) -> Result<Exit> {
    // On paper the time is the simulated market's, once its file is open.
    ctx.books()?;
    let (now, currency) = (ctx.now(), ctx.currency()?);
    let day = ctx.day(now)?;
    let settings = ctx.config.support.clone();
    let clock = |ticket: &Ticket| service::clock_of(&settings, &ticket.source);
    let store = ctx.books()?;
    let halts = store.halts()?;
    let watch = store.watch()?;
    let waiting = store.approvals(true, now)?.len();
    let tickets = store.open_tickets()?;
    let late = tickets.iter().filter(|ticket| service::is_late(ticket, clock(ticket), now)).count();
    let owed = store.promises(false)?;
    let overdue: Vec<&PromiseRow> = owed.iter().filter(|promise| promise.is_overdue(now)).collect();
    let deals = store.deals(&["open", "person", "agreed"])?;
    let problems = store.verify()?.problems.len();
    let open = store.effects(&[EffectState::Manual, EffectState::Unknown])?;
    let parked = open.iter().any(|effect| effect.state == EffectState::Manual);
    let never = |at: Option<jiff::Timestamp>| at.map_or("never".to_owned(), |at| at.to_string());
    let mut rows: Vec<_> = halts.iter().map(|halted| json!({ "what": "halted", "now": halted.to_string() })).collect();
    rows.extend(open.iter().map(waiting_effect));
    rows.extend(overdue.iter().map(|promise| {
        let (ticket, what, due) = (promise.ticket, promise.what.noun(), promise.due_at);
        json!({ "what": "overdue", "now": format!("ticket {ticket} promised {what} by {due}: {}", promise.how()) })
    }));
    rows.extend([
        json!({ "what": "spent today", "now": store.spent_on(&day, currency)?.to_string() }),
        json!({ "what": "free cash", "now": store.free_cash(currency)?.to_string() }),
        json!({ "what": "plans that wait for you", "now": waiting.to_string() }),
        json!({ "what": "messages that wait for you", "now": counted(tickets.len(), late, "late") }),
        json!({ "what": "promises to keep", "now": counted(owed.len(), overdue.len(), "overdue") }),
        json!({ "what": "deals that are open", "now": deals.len().to_string() }),
        json!({ "what": "problems in the books", "now": problems.to_string() }),
        json!({ "what": "compared with the vendors", "now": never(watch.reconciled_at) }),
        json!({ "what": "read by a person", "now": never(watch.acknowledged_at) }),
    ]);
    let unkept = !overdue.is_empty();
    show::rows(ctx, None, &SHAPE, CSV, &rows)?;
    if args.ack && !ctx.global.dry_run {
        let name = Person::at("arb digest").name();
        ctx.books()?.mark_acknowledged(now, &name)?;
        ctx.ui.note("noted: you have read it");
    }
    Ok(if halts.is_empty() && problems == 0 && !parked && !unkept { Exit::Done } else { Exit::Partial })
}

/// `3 (1 late)`.
fn counted(all: usize, some: usize, what: &str) -> String {
    if some > 0 { format!("{all} ({some} {what})") } else { all.to_string() }
}

/// A change whose end nobody knows, and what a person can do about it.
fn waiting_effect(effect: &Effect) -> serde_json::Value {
    let Effect { kind, subject, vendor, .. } = effect;
    let reason = effect.reason.as_deref().unwrap_or("nobody knows what became of it");
    if effect.state == EffectState::Manual {
        json!({ "what": "needs you", "now": format!("{kind} {subject} at {vendor}: {reason}: `arb resolve {kind}:{subject}`") })
    } else {
        json!({ "what": "not known yet", "now": format!("{kind} {subject} at {vendor}: {reason}: a later run finds out") })
    }
}
