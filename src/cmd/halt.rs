//! `arb halt`: stops every change to the outside world, at once.
//!
//! Writes the file `HALT` beside the database, durably, and the same into the database where it answers within a moment.
//! A program that is running stops before its next effect. Works without a database, and twice.

use anyhow::Result;
use serde_json::json;

use super::{ask::Person, show};
use crate::{
    context::Context,
    error::Exit,
    pipe::table::{TableColumn, TableShape},
    store::halt::{self, By, Halted},
};

/// Stop every change to the outside world, at once
#[derive(clap::Args, Debug)]
#[command(after_help = "Examples:
  arb halt                                 nothing is bought, listed, repriced, answered or refunded any more
  arb halt the supplier sends fakes        with the reason; `arb resume --reason TEXT` lets it go on
  touch ~/.local/share/arb/HALT            the same without arb: the file stands beside the database")]
pub struct Args {
    /// Why; shown to whoever is stopped by it
    #[arg(value_name = "REASON", trailing_var_arg = true)]
    reason: Vec<String>,
}

/// How stops are shown.
pub(super) static SHAPE: TableShape = TableShape {
    columns: &[
        TableColumn::text("halted", "scope"),
        TableColumn::text("by", "by"),
        TableColumn::text("since", "since").drop(1),
        TableColumn::text("reason", "reason").flex(),
    ],
};

/// Their columns in CSV.
pub(super) static CSV: &[&str] = &["scope", "by", "file", "since", "reason"];

/// A stop as a row.
pub(super) fn row(halted: &Halted) -> serde_json::Value {
    let (by, file) = match &halted.by {
        By::File(path) => ("file", Some(path)),
        By::Environment => ("environment", None),
        By::Row => ("database", None),
        By::Blind => ("folder", None),
    };
    json!({ "scope": halted.scope, "by": by, "file": file, "since": halted.since, "reason": halted.reason })
}

/// Runs `arb halt`.
pub async fn run(ctx: &mut Context, args: Args) -> Result<Exit> {
    let path = ctx.db_path()?;
    let given = args.reason.join(" ");
    let reason = if given.trim().is_empty() { "`arb halt` was run".to_owned() } else { given };
    if ctx.global.dry_run {
        ctx.ui.note(&format!("would halt every change to the outside world: {reason}"));
        return Ok(Exit::Done);
    }
    let raised = halt::raise(&path, &reason, &Person::at("arb halt").name(), ctx.now())?;
    if raised.file.is_none() {
        ctx.ui.warn("the file `HALT` could not be written: only the database holds this stop");
    } else if path.exists() && !raised.row {
        ctx.ui.warn("the database did not answer: the file `HALT` alone holds this stop, which is enough");
    }
    if raised.file.is_some() {
        let rows: Vec<_> = halt::file_halt(&path).iter().map(row).collect();
        show::rows(ctx, None, &SHAPE, CSV, &rows)?;
    }
    let before = if raised.known { " (it was before)" } else { "" };
    ctx.ui.note(&format!("every change to the outside world is halted{before} · `arb resume --reason TEXT` ends it"));
    Ok(Exit::Done)
}
