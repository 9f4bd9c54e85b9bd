//! `arb backtest reprice FILE`: every repricing strategy over recorded prices, against holding and naive undercutting;
//! `arb backtest negotiate FILE`: the haggling engine against sellers fitted to recorded talks.
//!
//! Reads price histories (CSV, XLSX, JSON Lines), those that vendors recorded and the database keeps, or what `reprice` saw on
//! the user's own pages; writes rows; changes nothing.

mod history;
mod negotiate;
mod stored;

use std::path::PathBuf;

use anyhow::Result;

use super::{
    arena::{CSV, SHAPE},
    show,
};
use crate::{
    context::Context,
    domain::{past::Kind, repricing::Strategy},
    error::{self, Exit},
    stages::arena::{Test, backtest},
};

/// Try repricing strategies on recorded prices, and haggling on recorded talks
#[derive(clap::Args, Debug)]
pub struct Args {
    #[command(subcommand)]
    what: What,
}

#[derive(clap::Subcommand, Debug)]
enum What {
    Reprice(Reprice),
    Negotiate(negotiate::Args),
}

/// Run every strategy over price histories and compare its profit with holding and with naive undercutting
///
/// A history has a product, a time and a price in each row; the columns are found by their usual names (asin, sku, item, name;
/// ts, date, time; price) or named. The recorded price is what a rival asks; who asks less sells to the buyers that come.
/// Decisions see the past of their window alone. Without a file it is what `arb reprice` saw on your own pages, or with
/// `--stored` what Keepa recorded of a product that `scan` or `analyze` asked about.
#[derive(clap::Args, Debug)]
#[command(after_help = "Examples:
  arb backtest reprice camel.csv
  arb backtest reprice --stored B0D8W1YVBX --strategy lowest --days 90
  arb backtest reprice tcg.csv --price holofoil_price --time period_start_date --product name --strategy lowest")]
struct Reprice {
    /// The histories
    #[arg(value_name = "FILE")]
    files: Vec<PathBuf>,
    /// The recorded history of this product, by its ASIN, barcode or key; may be given again. `all` is every one that is kept
    #[arg(long, value_name = "PRODUCT", conflicts_with = "files")]
    stored: Vec<String>,
    /// Which recorded history, like `new_fba` or `used_very_good`. Unset: the buy box, else the lowest new offer
    #[arg(long, value_name = "HISTORY", requires = "stored", value_parser = stored::kind)]
    series: Option<Kind>,
    /// The column of the product
    #[arg(long, value_name = "COLUMN")]
    product: Option<String>,
    /// The column of the time
    #[arg(long, value_name = "COLUMN")]
    time: Option<String>,
    /// The column of the price
    #[arg(long, value_name = "COLUMN")]
    price: Option<String>,
    /// Only this strategy; may be given again
    #[arg(long, value_name = "NAME", value_parser = Strategy::read)]
    strategy: Vec<Strategy>,
    /// Days of one window
    #[arg(long, value_name = "N", default_value = "60", value_parser = clap::value_parser!(u32).range(7..=730))]
    days: u32,
    /// The most windows of one product
    #[arg(long, value_name = "N", default_value = "4")]
    windows: usize,
    /// What a unit cost, in percent of the first price of its window
    #[arg(long, value_name = "PERCENT", default_value = "60", value_parser = clap::value_parser!(u32).range(1..=200))]
    cost_pct: u32,
    /// What the channel takes, in percent of the price
    #[arg(long, value_name = "PERCENT", default_value = "15", value_parser = clap::value_parser!(u32).range(0..=60))]
    fee_pct: u32,
    /// Units to sell in a window
    #[arg(long, value_name = "N", default_value = "20", value_parser = clap::value_parser!(u32).range(1..=10_000))]
    units: u32,
    /// Buyers in a hundred days who look at the page
    #[arg(long, value_name = "N", default_value = "50", value_parser = clap::value_parser!(u32).range(1..=100_000))]
    buyers: u32,
    /// The seed of the buyers
    #[arg(long, value_name = "N", default_value = "1")]
    seed: u64,
}

/// Runs `arb backtest`.
#[expect(clippy::unused_async, reason = "every command is called the same way")]
pub async fn run(ctx: &mut Context, args: Args) -> Result<Exit> {
    let args = match args.what {
        What::Reprice(args) => args,
        What::Negotiate(args) => return negotiate::run(ctx, &args),
    };
    let columns = history::Columns { product: args.product, time: args.time, price: args.price };
    let read = match (&args.stored[..], &args.files[..]) {
        ([], []) => history::own(ctx)?,
        ([], files) => history::read(ctx, files, &columns)?,
        (products, _) => stored::read(ctx, products, args.series)?,
    };
    let test = Test {
        days: args.days,
        windows: args.windows,
        cost_pct: args.cost_pct,
        fee_pct: args.fee_pct,
        units: args.units,
        buyers_milli: u64::from(args.buyers) * 10,
        seed: args.seed,
    };
    let strategies = if args.strategy.is_empty() { Strategy::ALL.to_vec() } else { args.strategy };
    let (rows, windows) = backtest(&ctx.config.reprice, &strategies, &read.series, test)?;
    if windows == 0 {
        return Err(error::usage("there is no window with enough prices")
            .code("no_history")
            .hint("a window needs four prices; `--days` makes it longer")
            .into());
    }
    show::rows(ctx, None, &SHAPE, CSV, &rows)?;
    let of = |name: &str| rows.iter().find(|row| row.strategy == name).map(|row| row.total.profit);
    let (hold, naive) = (of("hold").unwrap_or_default(), of("naive undercut").unwrap_or_default());
    let best = rows.iter().max_by_key(|row| row.total.profit);
    let best = best.map(|row| format!("; best: {} with {}", row.strategy, row.total.profit)).unwrap_or_default();
    ctx.ui.note(&format!(
        "backtest: {} prices of {} products, {windows} windows of {} days; a window leaves {hold} by holding, {naive} by naive \
         undercutting{best}",
        read.rows,
        read.series.len(),
        args.days
    ));
    let below: u64 = rows.iter().map(|row| row.total.below_floor + row.total.above_ceiling).sum();
    if below > 0 {
        return Err(error::failed(format!("{below} prices beyond their bounds")).code("out_of_bounds").into());
    }
    Ok(if read.rejected > 0 { Exit::Partial } else { Exit::Done })
}
