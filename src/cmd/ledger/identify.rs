//! `arb ledger identify`: a person says which lot a sale took its units from.

use anyhow::Result;

use crate::{
    cmd::show,
    context::Context,
    error,
    pipe::table::{TableColumn, TableShape},
    store::SaleLine,
};

#[derive(clap::Args, Debug)]
pub struct Args {
    /// The channel's order
    order: String,
    /// The lot, by its number in `arb report inventory`
    #[arg(long, value_name = "LOT")]
    lot: i64,
    /// The channel, where several have an order of this name
    #[arg(long, value_name = "CHANNEL")]
    channel: Option<String>,
    /// The line, where the order has several
    #[arg(long, value_name = "LINE")]
    line: Option<String>,
    /// The order whose sale was booked from that lot by mistake: it is booked from the other lot instead
    #[arg(long, value_name = "ORDER")]
    swap_with: Option<String>,
    /// The line of that order, where it has several
    #[arg(long, value_name = "LINE", requires = "swap_with")]
    swap_line: Option<String>,
    /// How it is known: kept in the chain
    #[arg(long, value_name = "TEXT")]
    reason: String,
}

static SHAPE: TableShape = TableShape {
    columns: &[
        TableColumn::number("sale", "sale"),
        TableColumn::number("units", "units"),
        TableColumn::number("from lot", "from_lot"),
        TableColumn::number("cost", "from_cost"),
        TableColumn::number("to lot", "lot"),
        TableColumn::number("cost", "cost"),
    ],
};
static CSV: &[&str] = &["sale", "units", "from_lot", "from_cost.amount", "lot", "cost.amount", "cost.currency"];

/// Runs `arb ledger identify`.
pub fn run(ctx: &mut Context, args: &Args) -> Result<()> {
    ctx.books()?;
    let reason = args.reason.trim();
    if reason.is_empty() {
        return Err(error::usage("a reason is needed").into());
    }
    if ctx.global.dry_run {
        let swap = args.swap_with.as_ref().map(|order| format!(", and swap it with the sale {order}"));
        ctx.ui.note(&format!("would book the sale {} from lot {}{}", args.order, args.lot, swap.unwrap_or_default()));
        return Ok(());
    }
    let now = ctx.now();
    let line = SaleLine { order: &args.order, channel: args.channel.as_deref(), line: args.line.as_deref() };
    let moved = match &args.swap_with {
        Some(order) => {
            let other = SaleLine { order, channel: None, line: args.swap_line.as_deref() };
            ctx.store()?.swap_lots(line, args.lot, other, reason, now)?
        }
        None => ctx.store()?.identify_lot(line, args.lot, reason, now)?,
    };
    show::rows(ctx, None, &SHAPE, CSV, &moved)?;
    let units: i64 = moved.iter().filter(|one| one.lot == args.lot).map(|one| one.units).sum();
    ctx.ui.note(&match units {
        0 => format!("the sale {} is booked from lot {} already, nothing changed", args.order, args.lot),
        units => format!("{units} of the sale {} have the cost of lot {}", args.order, args.lot),
    });
    Ok(())
}
