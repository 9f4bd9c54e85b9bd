//! `arb paper`: makes the simulated market, moves its time, shows how it stands.
//!
//! Reads and writes the world's own file, `paper.db` beside the database; refuses in live mode.

use std::io::Write;

use anyhow::Result;
use jiff::{Timestamp, civil::Date, tz::TimeZone};
use serde::Serialize;

use crate::{
    config::Mode,
    context::Context,
    domain::money::Money,
    error::{self, Exit},
    ui,
    vendors::paper::{Paper, deeds::Deed, world::World},
};

/// The most days that one call moves.
const MOST_DAYS: u32 = 3660;

/// Make the simulated market, move its time, see how it stands
#[derive(clap::Args, Debug)]
#[command(
    after_help = "Examples:\n  arb paper init --seed 7\n  arb paper advance --days 7\n  arb paper status --format json\n  arb paper effects"
)]
pub struct Args {
    #[command(subcommand)]
    what: What,
}

#[derive(clap::Subcommand, Debug)]
enum What {
    /// Make a world; the same seed and start make the same one
    Init {
        /// Same seed, same world; unset is `paper.seed` of the settings
        #[arg(long, value_name = "N")]
        seed: Option<u64>,
        /// The world's first day; unset is today
        #[arg(long, value_name = "DATE")]
        start: Option<Date>,
    },
    /// Let days pass: goods arrive, competitors move, customers buy, send back and write
    Advance {
        /// How many days
        #[arg(long, value_name = "N", default_value_t = 1, value_parser = clap::value_parser!(u32).range(1..=i64::from(MOST_DAYS)))]
        days: u32,
    },
    /// Show the date and what is under way
    Status,
    /// Show what was really done at our request, and how often: a count above 1 is a double
    Effects,
}

/// How the world stands.
#[derive(Serialize)]
struct Status {
    now: Timestamp,
    day: u32,
    seed: u64,
    products: usize,
    orders: usize,
    listings: usize,
    sales: usize,
    events: usize,
    messages: usize,
    unanswered: usize,
}

/// Runs `arb paper`.
#[expect(clippy::unused_async, reason = "every command is called the same way")]
pub async fn run(ctx: &mut Context, args: Args) -> Result<Exit> {
    if ctx.config.mode == Mode::Live {
        return Err(error::refused("the simulated market has no place in live mode")
            .hint("set `mode = \"paper\"` to use it")
            .into());
    }
    ctx.store()?;
    let paper = ctx.paper()?;
    match args.what {
        What::Init { seed, start } => init(ctx, &paper, seed.unwrap_or(ctx.config.paper.seed), start)?,
        What::Advance { days } if ctx.global.dry_run => ctx.ui.note(&format!("would let {days} days pass")),
        What::Advance { days } => {
            let brought = paper.advance(days)?;
            print(ctx, &brought)?;
            ctx.ui.hint("next: `arb sync` books what happened");
        }
        What::Status => print(ctx, &paper.read(Status::of)?)?,
        What::Effects => effects(ctx, &paper.read(|world| world.deeds.iter().map(Effect::of).collect::<Vec<_>>())?)?,
    }
    Ok(Exit::Done)
}

fn init(ctx: &Context, paper: &Paper, seed: u64, start: Option<Date>) -> Result<()> {
    let date = start.unwrap_or_else(|| ctx.now().to_zoned(TimeZone::UTC).date());
    let start = date.at(8, 0, 0, 0).to_zoned(TimeZone::UTC)?.timestamp();
    if ctx.global.dry_run {
        ctx.ui.note(&format!("would make a world with seed {seed} that starts at {start}"));
        return Ok(());
    }
    if !paper.init(seed, start, &[])? {
        return Err(error::refused("there is a paper world already")
            .code("paper_world_exists")
            .hint("use another `--db`, or delete its `paper.db` together with the database")
            .into());
    }
    ctx.ui.note(&format!("made a world with seed {seed}; it is {start} there"));
    Ok(())
}

impl Status {
    fn of(world: &World) -> Self {
        Self {
            now: world.now(),
            day: world.day,
            seed: world.seed,
            products: world.products.len(),
            orders: world.orders.len(),
            listings: world.listings.len(),
            sales: world.sales.len(),
            events: world.events.len(),
            messages: world.messages.len(),
            unanswered: world.messages.iter().filter(|message| !world.replies.contains_key(&message.id)).count(),
        }
    }
}

/// What became of one key.
#[derive(Serialize)]
struct Effect {
    kind: String,
    key: String,
    /// How often it was done.
    count: usize,
    /// How often it was sent, as far as the market knows.
    attempts: u32,
    /// When it was last done, in the world's time.
    at: Option<Timestamp>,
    /// What the last one came to.
    amount: Option<Money>,
    /// The market's ids, oldest first.
    ids: Vec<String>,
    /// Why it was refused last.
    refused: Option<String>,
}

impl Effect {
    fn of((name, deed): (&String, &Deed)) -> Self {
        let (kind, key) = name.split_once('|').unwrap_or((name, ""));
        let last = deed.acts.last().map(|act| &act.receipt);
        Self {
            kind: kind.to_owned(),
            key: key.to_owned(),
            count: deed.acts.len(),
            attempts: deed.attempts,
            at: last.map(|receipt| receipt.at),
            amount: last.and_then(|receipt| receipt.amount),
            ids: deed.acts.iter().map(|act| act.receipt.id.clone()).collect(),
            refused: deed.refusals.last().cloned(),
        }
    }
}

/// One line of JSON an effect in a pipe, the figures alone on a terminal.
fn effects(ctx: &Context, effects: &[Effect]) -> Result<()> {
    let mut out = std::io::stdout().lock();
    for effect in effects {
        if ctx.global.for_eyes() {
            let amount = effect.amount.map_or_else(|| "-".to_owned(), |amount| amount.to_string());
            let Effect { kind, key, count, .. } = effect;
            writeln!(out, "{count:>3} × {kind:<8}  {amount:>14}  {}", ui::sanitize(key))?;
        } else {
            writeln!(out, "{}", serde_json::to_string(effect)?)?;
        }
    }
    Ok(())
}

/// One object: a line of JSON in a pipe, a line a value on a terminal.
fn print(ctx: &Context, what: &impl Serialize) -> Result<()> {
    let mut out = std::io::stdout().lock();
    let value = serde_json::to_value(what)?;
    match value.as_object().filter(|_| ctx.global.for_eyes()) {
        Some(fields) => {
            for (name, value) in fields {
                let shown = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
                writeln!(out, "{name:<10}  {shown:>20}")?;
            }
        }
        None => writeln!(out, "{value}")?,
    }
    Ok(())
}
