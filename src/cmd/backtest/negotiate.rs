//! `arb backtest negotiate FILE`: the haggling engine against sellers fitted to talks between people.
//!
//! Reads talks as JSON Lines; writes a row for each buyer; changes nothing. An offer above the reservation price fails the run.

use std::{collections::BTreeMap, path::PathBuf};

use anyhow::Result;
use rust_decimal::Decimal;
use serde_json::{Map, Value};

use crate::{
    cmd::show,
    context::Context,
    domain::{
        money::Currency,
        negotiation::{
            Terms,
            proving::{Buyer, Listing, Row, prove},
            read::read as read_message,
            seller::{Habits, Outcome},
        },
    },
    error::{self, Exit},
    pipe::{
        plain_rows::{Plain, PlainRows},
        reader::{InputSpec, Reader},
        source::Place,
        table::{TableColumn, TableShape},
    },
};

/// Haggle with sellers fitted to recorded talks, and compare with a fixed discount
///
/// A talk has `uuid`, `category`, `list_price`, `buyer_target`, `result`, `final_price` and `turns`; `orig_split` tells the halves
/// apart. The sellers of one half are drawn from how the sellers of the other half did: how low they went, how often they
/// named a price, and that some never moved. What a thing is worth to us lies somewhere between the human buyer's target and
/// the asking price. The engine is the one of `arb negotiate`, under your own `[negotiation]`.
#[derive(clap::Args, Debug)]
#[command(
    after_help = "Columns: listings; feasible: the seller's lowest price is within ours; deals; beyond: offers or deals above the
reservation price, which must be 0; deal rate: deals of the feasible; surplus: what we kept of the room between the
seller's lowest price and ours, over the feasible and over the deals; price of asked; offers for a listing.

Example:
  arb backtest negotiate craigslist_bargain_outcomes.jsonl --times 10"
)]
pub struct Args {
    /// The talks
    #[arg(value_name = "FILE", required = true)]
    files: Vec<PathBuf>,
    /// Sellers for each listing
    #[arg(long, value_name = "N", default_value = "10", value_parser = clap::value_parser!(u32).range(1..=1000))]
    times: u32,
    /// The seed; the same one draws the same sellers
    #[arg(long, value_name = "N", default_value = "1")]
    seed: u64,
}

static SHAPE: TableShape = TableShape {
    columns: &[
        TableColumn::text("buyer", "buyer").required(),
        TableColumn::number("listings", "listings").drop(4),
        TableColumn::number("feasible", "feasible").drop(3),
        TableColumn::number("deals", "deals"),
        TableColumn::number("beyond", "beyond"),
        TableColumn::number("deal rate %", "deal_rate_pct"),
        TableColumn::number("surplus %", "surplus_pct"),
        TableColumn::number("of deals %", "surplus_of_deals_pct").drop(2),
        TableColumn::number("price of asked %", "price_of_asked_pct").drop(1),
        TableColumn::number("offers", "offers").drop(1),
    ],
};
static CSV: &[&str] = &[
    "buyer",
    "listings",
    "feasible",
    "deals",
    "beyond",
    "deal_rate_pct",
    "surplus_pct",
    "surplus_of_deals_pct",
    "price_of_asked_pct",
    "offers",
];

/// The fixed discounts that the engine is held against, in percent.
const DISCOUNTS: [u32; 5] = [5, 10, 15, 20, 25];

/// A recorded talk.
struct Talk {
    half: String,
    asked: i64,
    target: i64,
    outcome: Outcome,
}

pub(super) fn run(ctx: &Context, args: &Args) -> Result<Exit> {
    let (talks, rejected) = talks(ctx, &args.files)?;
    if talks.is_empty() {
        return Err(error::usage("no row is a talk about a price")
            .code("no_history")
            .hint("a talk has `list_price`, `buyer_target`, `result`, `final_price` and `turns`")
            .into());
    }
    let listings = listings(&talks, args.times, args.seed);
    let terms = Terms::of(&ctx.config.negotiation);
    let buyers = std::iter::once(Buyer::Engine(terms)).chain(DISCOUNTS.map(Buyer::Discount));
    let rows: Vec<Row> = buyers.map(|buyer| prove(&buyer, &listings)).collect();
    show::rows(ctx, None, &SHAPE, CSV, &rows)?;
    let [engine, fixed @ ..] = rows.as_slice() else { return Ok(Exit::Done) };
    let best = fixed.iter().max_by_key(|row| row.surplus_pct);
    let best = best.map(|row| {
        format!("; the best fixed discount ({}) {} % and {} %", row.buyer, row.deal_rate_pct, row.surplus_pct)
    });
    ctx.ui.note(&format!(
        "backtest: {} talks, {} sellers, {} above the reservation price; the engine makes {} % of the deals that can be and keeps \
         {} % of the room{}",
        talks.len(),
        listings.len(),
        engine.beyond,
        engine.deal_rate_pct,
        engine.surplus_pct,
        best.unwrap_or_default()
    ));
    if rows.iter().any(|row| row.beyond > 0) {
        return Err(error::failed("an offer was above the reservation price").code("out_of_bounds").into());
    }
    Ok(if rejected > 0 { Exit::Partial } else { Exit::Done })
}

/// Reads the talks; what is none is said and left out.
fn talks(ctx: &Context, files: &[PathBuf]) -> Result<(Vec<Talk>, u64)> {
    let spec = InputSpec::new(files.iter().map(|file| Place::new(file)).collect());
    let (mut talks, mut rejected) = (Vec::new(), 0_u64);
    for item in Reader::open(spec, PlainRows)? {
        match item?.map_err(|reject| reject.to_string()).and_then(|plain| talk(&plain)) {
            Ok(talk) => talks.push(talk),
            Err(why) => {
                rejected += 1;
                // The first few are named; the rest is counted.
                if rejected <= 5 {
                    ctx.ui.warn(&why);
                }
            }
        }
    }
    if rejected > 5 {
        ctx.ui.warn(&format!("{rejected} rows in all are no talks about a price"));
    }
    Ok((talks, rejected))
}

fn talk(plain: &Plain) -> Result<Talk, String> {
    let Plain { file, line, cells } = plain;
    let wrong =
        |field: &str| format!("{file}:{line}: `{field}` is missing or no price above nothing: the row is left out");
    let asked = minor(cells, "list_price").ok_or_else(|| wrong("list_price"))?;
    let target = minor(cells, "buyer_target").ok_or_else(|| wrong("buyer_target"))?;
    let text = |name: &str| cells.get(name).and_then(Value::as_str).unwrap_or_default().to_owned();
    let sold = (text("result") == "accept").then(|| minor(cells, "final_price")).flatten();
    Ok(Talk {
        half: text("orig_split"),
        asked,
        target: target.min(asked),
        outcome: Outcome {
            category: text("category"),
            sold_share: sold.map(|price| Decimal::from(price) / Decimal::from(asked)),
            seller_prices: seller_prices(cells, asked),
        },
    })
}

/// How often the seller named a price: in an offer, or in words that hold one.
fn seller_prices(cells: &Map<String, Value>, asked: i64) -> u32 {
    let turns = cells.get("turns").and_then(Value::as_array).into_iter().flatten();
    let named = turns.filter(|turn| turn["role"] == "seller").filter(|turn| {
        let in_words = |text: &str| read_message(text, None, asked, Currency::USD).price().is_some();
        !turn["offer"].is_null() || turn["text"].as_str().is_some_and(in_words)
    });
    u32::try_from(named.count()).unwrap_or(u32::MAX)
}

fn minor(cells: &Map<String, Value>, name: &str) -> Option<i64> {
    let text = match cells.get(name)? {
        Value::String(text) => text.clone(),
        Value::Number(number) => number.to_string(),
        _ => return None,
    };
    let amount: Decimal = text.trim().parse().ok()?;
    let minor = (amount * Decimal::ONE_HUNDRED).round_dp(0);
    i64::try_from(minor).ok().filter(|minor| *minor > 0)
}

/// Listings with sellers drawn from the other half, and what each is worth to us.
fn listings(talks: &[Talk], times: u32, seed: u64) -> Vec<Listing> {
    let mut halves: BTreeMap<&str, Vec<&Talk>> = BTreeMap::new();
    for talk in talks {
        halves.entry(&talk.half).or_default().push(talk);
    }
    let habits: BTreeMap<&str, Habits> = halves
        .keys()
        .map(|half| {
            let others = talks.iter().filter(|talk| talk.half != *half || halves.len() == 1);
            (*half, Habits::of(others.map(|talk| &talk.outcome)))
        })
        .collect();
    let mut listings = Vec::new();
    for (place, talk) in talks.iter().enumerate() {
        for time in 0..u64::from(times) {
            let own = seed.wrapping_mul(1_000_003).wrapping_add(place as u64 * 1_009 + time);
            let seller = habits[talk.half.as_str()].seller(&talk.outcome.category, talk.asked, own);
            listings.push(Listing { seller, reservation: worth(talk, own) });
        }
    }
    listings
}

/// Somewhere between the human buyer's target and the asking price, by the seed.
fn worth(talk: &Talk, seed: u64) -> i64 {
    let share = Decimal::from(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 40) / Decimal::from(1_u64 << 24);
    let above = (Decimal::from(talk.asked - talk.target) * share).floor();
    (talk.target + i64::try_from(above).unwrap_or(0)).max(1)
}
