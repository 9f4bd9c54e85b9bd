//! `arb report`: what was found, bought, sold and earned, as tables for eyes, spreadsheets and programs.
//!
//! Reads the database; writes nothing to it.

use std::path::PathBuf;

use anyhow::Result;
use jiff::{Span, Timestamp, civil::Date};
use serde::Serialize;
use serde_json::{Value, json};

use super::{show, ticket_shapes};
use crate::{
    context::Context,
    error::{self, Exit},
    pipe::table::TableShape,
    stages::{report, service, support},
};

mod shapes;

/// Report opportunities, purchases, inventory and aging, listings, sales, P&L, payouts, tickets, support
#[derive(clap::Args, Debug)]
#[command(after_help = "Examples:
  arb report pnl --since 30d
  arb report opportunities --since 1d --format csv --output today.csv
  arb report inventory --format jsonl | jq 'select(.days > 90)'")]
pub struct Args {
    #[command(subcommand)]
    what: What,
}

#[derive(clap::Subcommand, Debug)]
enum What {
    /// What is worth buying now, the most profitable first
    #[command(after_help = shapes::OPPORTUNITY_COLUMNS)]
    Opportunities(Period),
    /// What was ordered and where it stands
    #[command(after_help = shapes::PURCHASE_COLUMNS)]
    Purchases(Period),
    /// What is in stock, at cost, by age
    #[command(after_help = shapes::INVENTORY_COLUMNS)]
    Inventory(Period),
    /// What is listed, at which price, between which bounds
    #[command(after_help = shapes::LISTING_COLUMNS)]
    Listings(Period),
    /// What was sold and what was left of it
    #[command(after_help = shapes::SALE_COLUMNS)]
    Sales(Period),
    /// Profit and loss from the books, and how good the estimates were
    #[command(after_help = shapes::PNL_COLUMNS)]
    Pnl(Period),
    /// From what buyers paid to what reached the bank, channel by channel: gross as a 1099-K counts it, fees, refunds, payouts
    #[command(after_help = shapes::PAYOUT_COLUMNS)]
    Payouts(Period),
    /// Customers' messages and what became of them
    #[command(after_help = shapes::TICKET_COLUMNS)]
    Tickets(Period),
    /// How well customers are served: volume, first answers, promises kept, by kind of message
    #[command(after_help = shapes::SERVICE_COLUMNS)]
    Support(Period),
}

/// Which time, and where the report goes.
#[derive(clap::Args, Debug)]
struct Period {
    /// From here: days ago like `30d`, weeks `4w`, or a date like `2026-06-01`; unset is from the beginning
    #[arg(long, value_name = "WHEN", value_parser = when)]
    since: Option<When>,
    /// Up to the end of this day, written alike; unset is now
    #[arg(long, value_name = "WHEN", value_parser = when)]
    until: Option<When>,
    /// Write to this file instead of stdout; `.csv`, `.json` and `.txt` say the format
    #[arg(long, value_name = "FILE")]
    output: Option<PathBuf>,
}

/// A day, as written.
#[derive(Clone, Copy, Debug)]
enum When {
    Ago(i32),
    On(Date),
}

fn when(text: &str) -> Result<When, String> {
    let ago = |digits: &str, days: i32| {
        let count: i32 = digits.parse().ok()?;
        count.checked_mul(days).filter(|days| (0..=36_500).contains(days)).map(When::Ago)
    };
    let ago = match text.strip_suffix('d').map(|digits| (digits, 1)).or_else(|| text.strip_suffix('w').map(|d| (d, 7)))
    {
        Some((digits, days)) => ago(digits, days),
        None => None,
    };
    ago.or_else(|| text.parse().ok().map(When::On))
        .ok_or_else(|| "write it like `30d`, `4w` or `2026-06-01`".to_owned())
}

/// Runs `arb report`.
#[expect(clippy::unused_async, reason = "every command is called the same way")]
pub async fn run(ctx: &mut Context, args: Args) -> Result<Exit> {
    // The database first: a paper one brings its own time.
    ctx.books()?;
    let now = ctx.now();
    match &args.what {
        What::Opportunities(period) => {
            let (from, until) = bounds(ctx, period)?;
            let mut rows = report::opportunities(ctx.books()?, from)?;
            rows.retain(|row| row.analyzed_at < until);
            print(ctx, period, &shapes::OPPORTUNITIES, shapes::OPPORTUNITIES_CSV, &rows)
        }
        What::Purchases(period) => {
            let (from, until) = bounds(ctx, period)?;
            let mut rows = ctx.books()?.purchases(&[])?;
            rows.retain(|row| (from..until).contains(&row.proposed_at));
            print(ctx, period, &shapes::PURCHASES, shapes::PURCHASES_CSV, &rows)
        }
        What::Inventory(period) => {
            let (from, until) = bounds(ctx, period)?;
            let mut rows = ctx.books()?.inventory(now)?;
            rows.retain(|row| (from..until).contains(&row.received_at));
            print(ctx, period, &shapes::INVENTORY, shapes::INVENTORY_CSV, &rows)?;
            let units: i64 = rows.iter().map(|row| row.units).sum();
            let old = rows.iter().filter(|row| row.days > 90).count();
            let some = |count: usize, one: &str| format!("{count} {one}{}", if count == 1 { "" } else { "s" });
            let (lots, units) = (some(rows.len(), "lot"), some(usize::try_from(units)?, "unit"));
            ctx.ui.note(&format!("inventory: {lots}, {units}, {old} older than 90 days"));
            Ok(Exit::Done)
        }
        What::Listings(period) => {
            let (from, until) = bounds(ctx, period)?;
            let mut rows = ctx.books()?.listings(&[])?;
            rows.retain(|row| (from..until).contains(&row.created_at));
            print(ctx, period, &shapes::LISTINGS, shapes::LISTINGS_CSV, &rows)
        }
        What::Sales(period) => {
            let (from, until) = bounds(ctx, period)?;
            let rows = ctx.books()?.sales(from, until)?;
            print(ctx, period, &shapes::SALES, shapes::SALES_CSV, &rows)
        }
        What::Pnl(period) => {
            let (from, until) = bounds(ctx, period)?;
            let lines = report::pnl(ctx.books()?, from, until, now)?;
            let eyes = ctx.global.for_eyes() && period.output.is_none();
            let rows: Vec<Value> = lines
                .iter()
                .map(|line| {
                    let mut row = json!(line);
                    if eyes && line.part {
                        row["line"] = format!("· {}", line.line).into();
                    }
                    row
                })
                .collect();
            print(ctx, period, &shapes::PNL, shapes::PNL_CSV, &rows)
        }
        What::Payouts(period) => {
            let (from, until) = bounds(ctx, period)?;
            let rows = ctx.books()?.payouts(from, until)?;
            print(ctx, period, &shapes::PAYOUTS, shapes::PAYOUTS_CSV, &rows)
        }
        What::Support(period) => {
            let (from, until) = bounds(ctx, period)?;
            let mut tickets = ctx.books()?.tickets(&[])?;
            tickets.retain(|ticket| (from..until).contains(&ticket.created_at));
            let promises = ctx.books()?.promises(true)?;
            let rows = service::report(&tickets, &promises, &ctx.config.support, now);
            print(ctx, period, &shapes::SERVICE, shapes::SERVICE_CSV, &rows)
        }
        What::Tickets(period) => {
            let (from, until) = bounds(ctx, period)?;
            let mut tickets = ctx.books()?.tickets(&[])?;
            tickets.retain(|ticket| (from..until).contains(&ticket.created_at));
            let rows: Vec<Value> = tickets
                .iter()
                .map(|ticket| {
                    let mut row = support::record_of(ticket).0;
                    row.insert("created_at".into(), json!(ticket.created_at));
                    row.insert("sent_at".into(), json!(ticket.sent_at));
                    Value::Object(row)
                })
                .collect();
            print(ctx, period, &ticket_shapes::SHAPE, ticket_shapes::CSV, &rows)
        }
    }
}

/// The moments that a period begins and ends: days begin at midnight where the user is.
fn bounds(ctx: &Context, period: &Period) -> Result<(Timestamp, Timestamp)> {
    let zone = ctx.zone()?;
    let today = ctx.now().to_zoned(zone.clone()).date();
    let day = |when: When| match when {
        When::On(date) => Ok(date),
        When::Ago(days) => today.checked_sub(Span::new().days(days)),
    };
    let start = |date: Date| date.to_zoned(zone.clone()).map(|zoned| zoned.timestamp());
    let from = period.since.map(|when| day(when).and_then(start)).transpose()?.unwrap_or(Timestamp::MIN);
    let until = period.until.map(|when| day(when).and_then(Date::tomorrow).and_then(start)).transpose()?;
    let until = until.unwrap_or(Timestamp::MAX);
    if until <= from {
        return Err(error::usage("`--until` is before `--since`").into());
    }
    Ok((from, until))
}

fn print<T: Serialize>(
    ctx: &Context,
    period: &Period,
    table: &'static TableShape,
    csv: &'static [&'static str],
    rows: &[T],
) -> Result<Exit> {
    let empty_table = show::rows(ctx, period.output.as_deref(), table, csv, rows)?;
    if empty_table {
        ctx.ui.note("nothing to report for this time");
    }
    Ok(Exit::Done)
}
