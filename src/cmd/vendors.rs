//! `arb vendors`: who is configured, what each can do, what is left of its quotas; `check` proves a key works without
//! changing anything.

use anyhow::Result;
use serde::Serialize;

use super::show;
use crate::{
    context::Context,
    error::{self, Exit},
    pipe::table::{TableColumn, TableShape},
    ui::Tone,
    vendors::{Left, readers::Manner, sellers},
};

/// Show the vendors that are read from: what each can do, what is left of its quotas; `check` proves a key works
///
/// A vendor is switched on by `enabled = true` in its section of arb.toml. Example: `arb vendors check keepa`
#[derive(clap::Args, Debug)]
pub struct Args {
    #[command(subcommand)]
    action: Option<Action>,
}

#[derive(clap::Subcommand, Debug)]
enum Action {
    /// Ask a vendor for something that changes nothing and costs as little as there is
    Check {
        /// Vendors; all that are switched on where none is named
        names: Vec<String>,
    },
}

fn tone(word: &str) -> Option<Tone> {
    match word {
        "ok" | "on" => Some(Tone::Good),
        "off" => Some(Tone::Dim),
        _ => Some(Tone::Care),
    }
}

static SHAPE: TableShape = TableShape {
    columns: &[
        TableColumn::text("vendor", "vendor"),
        TableColumn::text("state", "state").tone(tone),
        TableColumn::text("can", "can"),
        TableColumn::text("quota", "quota").drop(1).flex(),
    ],
};
static CSV: &[&str] = &["vendor", "state", "can", "quota"];

static CHECKS: TableShape = TableShape {
    columns: &[
        TableColumn::text("vendor", "vendor"),
        TableColumn::text("state", "state").tone(tone),
        TableColumn::text("says", "says").flex(),
    ],
};
static CHECKS_CSV: &[&str] = &["vendor", "state", "says"];

#[derive(Serialize)]
struct Row {
    vendor: &'static str,
    state: &'static str,
    can: Vec<&'static str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    quotas: Vec<Left>,
    #[serde(skip_serializing_if = "Option::is_none")]
    quota: Option<String>,
}

#[derive(Serialize)]
struct Checked {
    vendor: String,
    state: &'static str,
    says: String,
}

/// Runs `arb vendors`.
pub async fn run(ctx: &mut Context, args: Args) -> Result<Exit> {
    match args.action {
        None => list(ctx),
        Some(Action::Check { names }) => check(ctx, names).await,
    }
}

fn list(ctx: &mut Context) -> Result<Exit> {
    let readers = ctx.readers()?;
    let mut rows = Vec::new();
    let sells = sellers::wanted(&ctx.config.vendors);
    for (vendor, on, mut can) in readers.all() {
        can.extend(sells.contains(&vendor).then_some("channel"));
        // What can't be opened is said by `check`; the list shows the others.
        let (state, quotas) = match on.then(|| readers.open(vendor)) {
            None => ("off", Vec::new()),
            Some(Ok(Some(reader))) => ("on", reader.check.quotas()?),
            Some(Ok(None)) => ("off", Vec::new()),
            Some(Err(why)) => {
                ctx.ui.warn(&format!("{vendor}: {why:#}"));
                ("unusable", Vec::new())
            }
        };
        let quota = (!quotas.is_empty()).then(|| quotas.iter().map(words).collect::<Vec<_>>().join(" · "));
        rows.push(Row { vendor, state, can, quotas, quota });
    }
    show::rows(ctx, None, &SHAPE, CSV, &rows)?;
    if rows.iter().all(|row| row.state == "off") {
        ctx.ui.hint("write `[vendors.keepa]` with `enabled = true` into arb.toml to switch one on; arb.toml.example has them all");
    }
    Ok(Exit::Done)
}

/// `tokens: 120 now, 0.083 a second, 3 calls today`.
fn words(left: &Left) -> String {
    let mut parts = Vec::new();
    if let Some(now) = left.now {
        parts.push(format!("{} now", now.round_dp(1).normalize()));
    }
    parts.push(format!("{} a second", left.per_second));
    match left.per_day {
        Some(most) => parts.push(format!("{} of {most} today", left.today)),
        None => parts.push(format!("{} calls today", left.today)),
    }
    if !left.tokens_today.is_zero() {
        parts.push(format!("{} tokens today", left.tokens_today));
    }
    format!("{}: {}", left.what, parts.join(", "))
}

async fn check(ctx: &mut Context, names: Vec<String>) -> Result<Exit> {
    ctx.manner = Manner { refresh: true, wait_s: Some(30), ..ctx.manner };
    let readers = ctx.readers()?;
    let names = if names.is_empty() { readers.enabled().map(str::to_owned).collect() } else { names };
    if names.is_empty() {
        return Err(error::config("no vendor is switched on")
            .hint("write `[vendors.keepa]` with `enabled = true` into arb.toml; arb.toml.example has them all")
            .into());
    }
    let mut rows = Vec::new();
    let mut first_failure = None;
    for vendor in names {
        let answer = match readers.open(&vendor) {
            Err(why) => Err(why),
            Ok(Some(reader)) => reader.check.check().await,
            Ok(None) if crate::vendors::readers::Readers::knows(&vendor) => {
                Err(error::config(format!("{vendor} is switched off"))
                    .hint(format!("write `enabled = true` into `[vendors.{vendor}]`"))
                    .into())
            }
            Ok(None) => {
                Err(error::usage(format!("there is no vendor `{vendor}`")).hint("`arb vendors` lists them").into())
            }
        };
        let (state, says) = match answer {
            Ok(says) => ("ok", says),
            Err(why) => {
                let text = format!("{why:#}");
                first_failure.get_or_insert(why);
                ("failed", text)
            }
        };
        rows.push(Checked { vendor, state, says });
    }
    let failed = rows.iter().filter(|row| row.state != "ok").count();
    if let (1, Some(why)) = (rows.len(), first_failure.take()) {
        return Err(why);
    }
    show::rows(ctx, None, &CHECKS, CHECKS_CSV, &rows)?;
    Ok(if failed > 0 { Exit::Partial } else { Exit::Done })
}
