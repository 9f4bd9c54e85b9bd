//! `arb watch`: what was passed over, and how far its price is from a buy.

use anyhow::Result;
use rust_decimal::Decimal;

use super::show;
use crate::{
    context::Context,
    error::Exit,
    pipe::table::{TableColumn, TableShape},
};

/// List what was passed over and how far its price is from a buy, the nearest first
///
/// Every judgement remembers the highest price at which it would have bought. A later scan that finds the price there marks
/// the offer with `crossed`. Example: `arb scan --saved lego | jq -c 'select(.offer.crossed)' | arb analyze | arb buy`
#[derive(clap::Args, Debug)]
pub struct Args {
    /// Only what must fall by no more than this, in percent of its price
    #[arg(long, value_name = "PERCENT", default_value = "25")]
    within: Decimal,
}

static SHAPE: TableShape = TableShape {
    columns: &[
        TableColumn::text("verdict", "verdict"),
        TableColumn::text("id", "id").flex(),
        TableColumn::text("title", "title").drop(1).flex(),
        TableColumn::number("price", "price"),
        TableColumn::number("buy at", "max_cost"),
        TableColumn::percent("must fall", "gap_pct"),
    ],
};
static CSV: &[&str] =
    &["verdict", "id", "title", "price.amount", "price.currency", "max_cost.amount", "max_cost.currency", "gap_pct"];

/// Runs `arb watch`.
#[expect(clippy::unused_async, reason = "every command is called the same way")]
pub async fn run(ctx: &mut Context, args: Args) -> Result<Exit> {
    let rows = ctx.books()?.near_misses(args.within)?;
    show::rows(ctx, None, &SHAPE, CSV, &rows)?;
    if rows.is_empty() {
        ctx.ui.note(&format!("nothing that was passed over is within {} % of a buy", args.within));
    }
    Ok(Exit::Done)
}
