//! `arb arena`: every repricing strategy against every rival, in a market that is made up from a seed.
//!
//! Reads the settings of `[reprice]` alone; writes rows; changes nothing. A price beyond its bounds fails the run.

use std::time::Instant;

use anyhow::Result;

use super::show;
use crate::{
    context::Context,
    domain::repricing::Strategy,
    error::{self, Exit},
    pipe::table::{TableColumn, TableShape},
    stages::arena::{Play, arena, by_strategy},
};

/// Let the repricing strategies play against each other and against bots, and measure them
///
/// The same code decides as on real listings, under your own `[reprice]` settings. Rivals: an undercutter, a matcher, an
/// oscillator, a sleeper that resets at night, the marketplace itself, one that sells out, and each of our own strategies.
/// Columns: decisions, prices beyond floor or ceiling (must be 0), matches that ended going round and round (must be 0), our moves
/// a day, how deep the lowest price fell, our share of the buy box, what was sold of the stock, and what was left.
#[derive(clap::Args, Debug)]
#[command(after_help = "Examples:
  arb arena                              all strategies, a quarter of a million decisions
  arb arena --strategy equilibrium --pairs
  arb arena --decisions 1000000 --seed 7 --format csv > arena.csv")]
pub struct Args {
    /// Only this strategy; may be given again
    #[arg(long, value_name = "NAME", value_parser = Strategy::read)]
    strategy: Vec<Strategy>,
    /// A row for each pair instead of one for each strategy
    #[arg(long)]
    pairs: bool,
    /// Decide at least this often
    #[arg(long, value_name = "N", default_value = "250000")]
    decisions: u64,
    /// Days of a match
    #[arg(long, value_name = "N", default_value = "28", value_parser = clap::value_parser!(u32).range(4..=365))]
    days: u32,
    /// The seed; the same one plays the same matches
    #[arg(long, value_name = "N", default_value = "1")]
    seed: u64,
}

pub(super) static SHAPE: TableShape = TableShape {
    columns: &[
        TableColumn::text("strategy", "strategy").required(),
        TableColumn::text("against", "against"),
        TableColumn::number("decisions", "decisions").drop(5),
        TableColumn::number("below floor", "below_floor"),
        TableColumn::number("above ceiling", "above_ceiling").drop(4),
        TableColumn::number("loops", "loops"),
        TableColumn::number("moves a day", "moves_a_day").drop(3),
        TableColumn::number("war depth %", "depth_pct").drop(2),
        TableColumn::number("buy box %", "share_pct"),
        TableColumn::number("sold %", "sold_pct").drop(1),
        TableColumn::number("profit", "profit"),
    ],
};
pub(super) static CSV: &[&str] = &[
    "strategy",
    "against",
    "matches",
    "decisions",
    "below_floor",
    "above_ceiling",
    "loops",
    "moves_a_day",
    "depth_pct",
    "share_pct",
    "sold_pct",
    "profit",
];

/// Runs `arb arena`.
#[expect(clippy::unused_async, reason = "every command is called the same way")]
pub async fn run(ctx: &mut Context, args: Args) -> Result<Exit> {
    let strategies = if args.strategy.is_empty() { Strategy::ALL.to_vec() } else { args.strategy };
    let begun = Instant::now();
    let play = Play { days: args.days, seed: args.seed, decisions: args.decisions };
    let pairs = arena(&ctx.config.reprice, &strategies, play)?;
    let decisions: u64 = pairs.iter().map(|row| row.total.decisions).sum();
    let below: u64 = pairs.iter().map(|row| row.total.below_floor).sum();
    let above: u64 = pairs.iter().map(|row| row.total.above_ceiling).sum();
    let loops: u64 = pairs.iter().map(|row| row.total.loops).sum();
    let rows = if args.pairs { pairs } else { by_strategy(&pairs) };
    show::rows(ctx, None, &SHAPE, CSV, &rows)?;
    let a_second = (u128::from(decisions) * 1000).checked_div(begun.elapsed().as_millis()).unwrap_or(0);
    ctx.ui.note(&format!(
        "arena: {decisions} decisions ({a_second} a second), {below} below a floor, {above} above a ceiling, {loops} endless loops"
    ));
    if below + above > 0 {
        return Err(error::failed(format!("{below} prices below a floor, {above} above a ceiling"))
            .code("out_of_bounds")
            .hint("do not use `reprice --apply` with these settings; `--pairs` shows where it happens")
            .into());
    }
    Ok(if loops > 0 { Exit::Partial } else { Exit::Done })
}
