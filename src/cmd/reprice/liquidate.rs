//! `arb reprice --liquidate SKU`: a person agrees to a sale below the floor, down to another one, until a day.

use anyhow::Result;
use jiff::{ToSpan as _, civil::Date, tz::TimeZone};
use rust_decimal::Decimal;

use super::explain::named;
use crate::{
    cmd::ask::confirm,
    context::Context,
    domain::money::Money,
    error::{self, Exit},
    store::Liquidation,
};

/// Asks, and writes the agreement down for every live listing of the SKU. It ends by itself after the day.
pub(super) fn run(ctx: &mut Context, sku: &str, floor: Decimal, until: Date, reason: &str) -> Result<Exit> {
    if reason.trim().is_empty() {
        return Err(error::usage("`--reason` says nothing").hint("say why it is sold below its floor").into());
    }
    let now = ctx.now();
    let end = until.checked_add(1.day())?.to_zoned(TimeZone::UTC)?.timestamp();
    if end <= now {
        return Err(error::usage(format!("{until} is over")).hint("`--until` is the last day of the sale").into());
    }
    let listings = named(ctx.store()?.live_listings()?, sku)?;
    for listing in &listings {
        let floor = Money::new(floor, listing.floor.currency());
        let channel = &listing.channel;
        ctx.ui.note(&format!("{sku} on {channel}: floor {} → {floor} until {until}", listing.floor));
    }
    if ctx.global.dry_run {
        return Ok(Exit::Done);
    }
    if !confirm(ctx, "Sell it below its floor?")? {
        return Err(error::refused("nothing was agreed to").into());
    }
    for listing in listings {
        let floor = Money::new(floor, listing.floor.currency());
        let agreed = Liquidation { floor, until: end, reason: reason.to_owned() };
        ctx.store()?.agree_liquidation(listing.id, &agreed, now)?;
    }
    ctx.ui.hint("`arb reprice --strategy liquidate` goes down to it");
    Ok(Exit::Done)
}
