//! `arb sync`: pulls deliveries, sales, refunds, payouts and messages and books them.
//!
//! Reads the vendors; writes the ledger, the stock and the inbox. Doing it twice books nothing twice.

use std::io::Write;

use anyhow::Result;

use crate::{
    context::Context,
    error::Exit,
    stages::sync::{Synced, sync},
};

/// Pull deliveries, sales, refunds, payouts and messages into the books
#[derive(clap::Args, Debug)]
#[command(after_help = "Example:\n  arb paper advance --days 7 && arb sync && arb report sales")]
pub struct Args {}

/// Runs `arb sync`.
pub async fn run(ctx: &mut Context, _args: Args) -> Result<Exit> {
    if ctx.global.dry_run {
        ctx.ui.note("sync: a dry run pulls nothing");
        return Ok(Exit::Done);
    }
    let done = pull(ctx).await?;
    if !ctx.global.for_eyes() {
        writeln!(std::io::stdout().lock(), "{}", serde_json::to_string(&done)?)?;
    }
    let sentence = done.sentence().unwrap_or_else(|| "nothing new".into());
    ctx.ui.note(&format!("sync: {sentence}"));
    Ok(if done.unknown > 0 || !done.remarks.is_empty() { Exit::Partial } else { Exit::Done })
}

/// Syncs and says what needs a person.
pub async fn pull(ctx: &mut Context) -> Result<Synced> {
    let desk = ctx.desk()?;
    let ticking = ctx.ticking(ctx.now());
    let done = sync(ctx.store()?, &desk, &ticking).await?;
    for remark in &done.remarks {
        ctx.ui.warn(remark);
    }
    Ok(done)
}
