//! `arb reprice --explain SKU`: every step on the way to the price of one listing. Changes nothing.

use std::io::Write as _;

use anyhow::Result;
use serde_json::json;

use crate::{
    cmd::list,
    context::Context,
    domain::repricing::{Decision, Strategy},
    error::{self, Exit},
    stages::reprice,
    store::Listing,
    ui::sanitize,
};

/// Explains the price of each live listing of a SKU.
pub(super) async fn run(ctx: &mut Context, sku: &str, strategy: Option<Strategy>) -> Result<Exit> {
    let rule = reprice::rule(&ctx.config.reprice, strategy)?;
    let shop = list::shop(ctx)?;
    let live: Vec<Listing> = named(ctx.store()?.live_listings()?, sku)?;
    let for_eyes = ctx.global.for_eyes();
    let mut out = std::io::stdout().lock();
    for one in reprice::look(ctx.store()?, &shop, &rule, &live).await? {
        let part = one.part();
        if !for_eyes {
            let line = json!({ "sku": sku, "price_change": part, "steps": one.notes });
            writeln!(out, "{line}")?;
            continue;
        }
        writeln!(out, "{} on {}: {}", sanitize(sku), part.channel, one.listing.price)?;
        writeln!(out, "  {:<12} {}", "strategy", one.strategy)?;
        for note in &one.notes {
            writeln!(out, "  {:<12} {}", note.what, sanitize(&note.said))?;
        }
        let (word, why) = match &one.decision {
            Decision::Set { price, why, .. } => (price.to_string(), why),
            Decision::Keep { why } => ("kept".to_owned(), why),
            Decision::Refuse { code, why } => (format!("refused ({code})"), why),
        };
        writeln!(out, "  {:<12} {word}: {}", "decision", sanitize(why))?;
    }
    Ok(Exit::Done)
}

/// The live listings of a SKU; an error where there is none.
pub(super) fn named(live: Vec<Listing>, sku: &str) -> Result<Vec<Listing>> {
    let found: Vec<Listing> = live.into_iter().filter(|listing| listing.sku == sku).collect();
    if found.is_empty() {
        return Err(error::usage(format!("no live listing has the SKU `{sku}`"))
            .code("no_such_listing")
            .hint("`arb reprice --format csv` names them all")
            .into());
    }
    Ok(found)
}
