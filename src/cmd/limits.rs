//! `arb limits`: what may be spent and done, how much of it is used, and what waits to be accepted.
//!
//! Reads the settings and the database. `accept` writes down that a person accepts the values of the files; nothing else
//! here writes. Refuses (exit 5) to accept where nobody can be asked and `--yes` was not given.

use std::collections::BTreeMap;

use anyhow::Result;
use rust_decimal::Decimal;
use serde_json::{Value, json};

use super::{ask, show};
use crate::{
    config::Limits,
    context::Context,
    domain::limits::{Caps, Denial, Limit},
    error::{self, Exit},
    pipe::table::{TableColumn, TableShape},
    stages::buy,
    store::{Accepted, Purchase, Usage},
    ui::Tone,
};

/// Show every limit, what is used of it, and what would refuse next
#[derive(clap::Args, Debug)]
#[command(after_help = "Examples:
  arb limits                       every limit: used, cap, left, and where the cap comes from
  arb limits --for toys:TY-1000    what would refuse this purchase now
  arb limits accept                raise the limits that arb.toml raises, after a question")]
pub struct Args {
    #[command(subcommand)]
    what: Option<What>,
    /// Show what would refuse this purchase: its number, or the id of its record
    #[arg(long = "for", value_name = "ID")]
    of: Option<String>,
}

#[derive(clap::Subcommand, Debug)]
enum What {
    /// Accept the values of arb.toml that allow more than is in force
    Accept {
        /// Only these limits: `per_day`
        #[arg(value_name = "LIMIT", value_parser = parse)]
        limits: Vec<Limit>,
    },
    /// Print what was accepted, when and by whom
    History,
}

fn parse(name: &str) -> Result<Limit, String> {
    Limit::parse(name).ok_or_else(|| format!("there is no limit `{name}`: `arb limits` lists them"))
}

fn tone(source: &str) -> Option<Tone> {
    match source {
        "built-in" => Some(Tone::Dim),
        "waits for accept" => Some(Tone::Care),
        _ => None,
    }
}

static SHAPE: TableShape = TableShape {
    columns: &[
        TableColumn::text("limit", "limit").required(),
        TableColumn::text("of", "key").drop(3).flex(),
        TableColumn::number("used", "used"),
        TableColumn::number("cap", "cap"),
        TableColumn::number("left", "left"),
        TableColumn::number("used %", "used_pct").drop(2),
        TableColumn::text("from", "source").drop(1).flex().tone(tone),
    ],
};
static CSV: &[&str] = &["code", "limit", "key", "used", "cap", "left", "used_pct", "source", "configured", "next"];

static DENIALS: TableShape = TableShape {
    columns: &[
        TableColumn::text("limit", "limit").required(),
        TableColumn::number("used", "used"),
        TableColumn::number("cap", "cap"),
        TableColumn::number("ask", "ask"),
        TableColumn::text("why", "why").drop(1).flex(),
    ],
};
static DENIALS_CSV: &[&str] = &["purchase", "limit", "key", "used", "cap", "ask", "why"];

static ACCEPTED: TableShape = TableShape {
    columns: &[
        TableColumn::text("limit", "limit").required(),
        TableColumn::number("old", "old"),
        TableColumn::number("new", "new"),
        TableColumn::text("by", "who"),
        TableColumn::text("at", "at").drop(1),
    ],
};
static ACCEPTED_CSV: &[&str] = &["limit", "old", "new", "who", "at"];

/// Runs `arb limits`.
pub async fn run(ctx: &mut Context, args: Args) -> Result<Exit> {
    // The database first: a paper one brings its own time.
    ctx.books()?;
    match (args.what, args.of) {
        (Some(_), Some(_)) => return Err(error::usage("`--for` goes with `arb limits` alone").into()),
        (Some(What::Accept { limits }), None) => accept(ctx, &limits)?,
        (Some(What::History), None) => {
            let history = ctx.books()?.limit_history()?;
            show::rows(ctx, None, &ACCEPTED, ACCEPTED_CSV, &history)?;
        }
        (None, Some(of)) => refusals(ctx, &of).await?,
        (None, None) => usage(ctx)?,
    }
    Ok(Exit::Done)
}

fn usage(ctx: &mut Context) -> Result<()> {
    let (budget, now) = (ctx.budget()?, ctx.now());
    let usage = ctx.books()?.limit_usage(&budget, now)?;
    let accepted = ctx.books()?.accepted_limits()?;
    let next = usage.iter().filter(|row| row.used_pct.is_some()).max_by(|one, other| {
        // The first of equals.
        one.used_pct.cmp(&other.used_pct).then(other.limit.cmp(&one.limit))
    });
    let next = next.filter(|row| row.used_pct > Some(Decimal::ZERO)).cloned();
    let rows: Vec<Value> = usage
        .iter()
        .map(|row| {
            let is_next = next.as_ref().is_some_and(|next| next.limit == row.limit);
            shown(row, &source(ctx, &accepted, row.limit), row.limit.of(&ctx.config.limits), is_next)
        })
        .collect();
    show::rows(ctx, None, &SHAPE, CSV, &rows)?;
    if let Some(Usage { limit, left: Some(left), .. }) = next {
        ctx.ui.note(&format!("next to refuse: {limit}, {left} left"));
    }
    let waiting = rows.iter().filter(|row| row["source"] == WAITS).count();
    if waiting > 0 {
        ctx.ui.hint(&format!("{waiting} wait for `arb limits accept`"));
    }
    Ok(())
}

const WAITS: &str = "waits for accept";

fn shown(row: &Usage, source: &str, configured: Decimal, next: bool) -> Value {
    json!({
        "code": row.limit.code(), "limit": row.limit, "key": row.key, "used": row.used, "cap": row.cap, "left": row.left,
        "used_pct": row.used_pct, "source": source, "configured": configured.normalize().to_string(), "next": next,
        "meaning": row.limit.meaning(),
    })
}

/// Where the value in force comes from.
fn source(ctx: &Context, accepted: &BTreeMap<Limit, Decimal>, limit: Limit) -> String {
    let built_in = limit.of(&Limits::default());
    let configured = limit.of(&ctx.config.limits);
    let in_force = accepted.get(&limit).copied().unwrap_or(built_in);
    if limit.is_looser(configured, in_force) {
        return WAITS.to_owned();
    }
    if limit.is_looser(configured, built_in) {
        return "accepted".to_owned();
    }
    ctx.origins.get(&format!("limits.{limit}")).map_or_else(|| "built-in".to_owned(), ToString::to_string)
}

/// What would refuse a purchase now.
async fn refusals(ctx: &mut Context, of: &str) -> Result<()> {
    let (budget, now) = (ctx.budget()?, ctx.now());
    let desk = ctx.desk()?;
    let store = ctx.books()?;
    let purchase = find(store, of)?;
    let (at, asked) = buy::ask(store, &desk, &budget, &purchase, now).await?;
    let denials = store.would_refuse(purchase.id, &budget, asked.quote(), at)?;
    let halted = store.halted()?;
    let row = |denial: &Denial| {
        let mut row = json!({ "purchase": purchase.id, "why": denial.to_string() });
        if let (Value::Object(row), Ok(Value::Object(fields))) = (&mut row, serde_json::to_value(denial)) {
            row.extend(fields);
        }
        row
    };
    let rows: Vec<Value> = denials.iter().map(row).collect();
    show::rows(ctx, None, &DENIALS, DENIALS_CSV, &rows)?;
    if let Some(halted) = halted {
        ctx.ui.warn(&format!("before any limit, everything is halted: {}", halted.reason));
    }
    if rows.is_empty() {
        ctx.ui.note(&format!("no limit refuses purchase {}", purchase.id));
    }
    Ok(())
}

/// The purchase of this number, or the newest of this record.
fn find(store: &crate::store::Store, of: &str) -> Result<Purchase> {
    if let Ok(id) = of.parse() {
        return store.purchase(id);
    }
    store.purchases_of(of)?.pop().ok_or_else(|| {
        error::usage(format!("nothing of `{of}` was ever proposed"))
            .code("no_such_purchase")
            .hint("`arb buy --plan` proposes without buying; `arb report purchases` lists what was")
            .into()
    })
}

fn accept(ctx: &mut Context, only: &[Limit]) -> Result<()> {
    let accepted = ctx.store()?.accepted_limits()?;
    let built_in = Limits::default();
    let wanted: Vec<(Limit, Decimal, Decimal)> = Limit::ALL
        .iter()
        .copied()
        .filter(|limit| only.is_empty() || only.contains(limit))
        .map(|limit| {
            let old = accepted.get(&limit).copied().unwrap_or_else(|| limit.of(&built_in));
            (limit, old, limit.of(&ctx.file_limits))
        })
        .filter(|(limit, old, new)| limit.is_looser(*new, *old))
        .collect();
    if wanted.is_empty() {
        ctx.ui.note("nothing waits: no file allows more than is in force");
        return Ok(());
    }
    for (limit, old, new) in &wanted {
        ctx.ui.note(&format!("{limit}: {} → {}  {}", old.normalize(), new.normalize(), limit.meaning()));
    }
    let (who, now) = (ask::who(ctx), ctx.now());
    let row = |(limit, old, new): &(Limit, Decimal, Decimal)| Accepted {
        limit: *limit,
        old: Some(*old),
        new: *new,
        at: now,
        who: who.clone(),
    };
    if ctx.global.dry_run {
        show::rows(ctx, None, &ACCEPTED, ACCEPTED_CSV, &wanted.iter().map(row).collect::<Vec<_>>())?;
        return Ok(());
    }
    let count = wanted.len();
    let limits = if count == 1 { "this limit".to_owned() } else { format!("these {count} limits") };
    if !ask::confirm(ctx, &format!("Raise {limits}?"))? {
        ctx.ui.note("nothing was raised");
        return Ok(());
    }
    // What makes no sense is not accepted either.
    let currency = ctx.currency()?;
    Caps::new(&ctx.file_limits, currency).map_err(|why| error::config(why.to_string()).code("bad_limit"))?;
    let values: Vec<(Limit, Decimal)> = wanted.iter().map(|(limit, _, new)| (*limit, *new)).collect();
    let changes = ctx.store()?.accept_limits(&values, &who, now)?;
    show::rows(ctx, None, &ACCEPTED, ACCEPTED_CSV, &changes)?;
    Ok(())
}
