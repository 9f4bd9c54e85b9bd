//! `arb advice`: what models were asked, what they said and what came of it; `replay` works it out again from the log.
//!
//! Reads the database, asks nobody, changes nothing. A difference is exit 6.

use anyhow::Result;
use serde::Serialize;

use super::show;
use crate::{
    advice::replay::replay,
    context::Context,
    error::Exit,
    pipe::{
        Format,
        table::{TableColumn, TableShape},
    },
    store::AdviceCall,
};

/// Show what models were asked and what came of it; `replay` works it out again from the log
///
/// Examples: `arb advice --about paper:17` · `arb advice replay`
#[derive(clap::Args, Debug)]
#[command(args_conflicts_with_subcommands = true)]
pub struct Args {
    #[command(subcommand)]
    what: Option<What>,
    /// Only about this record, SKU or ticket
    #[arg(long, value_name = "ID")]
    about: Option<String>,
}

#[derive(clap::Subcommand, Debug)]
enum What {
    /// Work out again, from each answer as it came, what was understood and what held; print what differs, exit 6
    Replay {
        /// Only about this record, SKU or ticket
        #[arg(long, value_name = "ID")]
        about: Option<String>,
    },
}

static CALLS: TableShape = TableShape {
    columns: &[
        TableColumn::number("call", "call"),
        TableColumn::text("at", "at").drop(3),
        TableColumn::text("role", "role"),
        TableColumn::text("about", "subject").flex(),
        TableColumn::text("asked", "provider"),
        TableColumn::text("model", "model").drop(4),
        TableColumn::text("act", "act").flex(),
        TableColumn::text("why", "why").drop(1).flex(),
        TableColumn::number("tokens", "tokens").drop(2),
    ],
};
static CALLS_CSV: &[&str] =
    &["call", "at", "role", "subject", "provider", "model", "act", "effective", "why", "tokens", "cost_millionths"];

static DIFFERENCES: TableShape = TableShape {
    columns: &[
        TableColumn::number("call", "call"),
        TableColumn::text("role", "role"),
        TableColumn::text("about", "subject"),
        TableColumn::text("what", "what"),
        TableColumn::text("logged", "logged").flex(),
        TableColumn::text("now", "now").flex(),
    ],
};
static DIFFERENCES_CSV: &[&str] = &["call", "role", "subject", "what", "logged", "now"];

#[derive(Serialize)]
struct Row<'a> {
    #[serde(flatten)]
    call: &'a AdviceCall,
    #[serde(skip_serializing_if = "Option::is_none")]
    tokens: Option<i64>,
}

/// Runs `arb advice`.
pub async fn run(ctx: &mut Context, args: Args) -> Result<Exit> {
    match args.what {
        None => list(ctx, args.about.as_deref()),
        Some(What::Replay { about }) => again(ctx, about.as_deref()),
    }
}

fn list(ctx: &mut Context, about: Option<&str>) -> Result<Exit> {
    let calls = ctx.books()?.advice_calls(about)?;
    let rows = calls.iter().map(|call| {
        let tokens = call.input_tokens.zip(call.output_tokens).map(|(input, output)| input.saturating_add(output));
        Row { call, tokens }
    });
    let mut out = show::output(ctx, None, &CALLS, CALLS_CSV)?;
    let flat = out.is_table() || ctx.global.format == Format::Csv;
    for row in rows {
        write(&mut out, &row, flat, &["act", "effective", "bounds"])?;
    }
    out.finish()?;
    let asked = calls.iter().filter(|call| call.kept.is_none()).count();
    let silent = calls.iter().filter(|call| call.act.is_none()).count();
    ctx.ui.note(&format!("advice: {} questions, {asked} of them asked, {silent} without advice", calls.len()));
    Ok(Exit::Done)
}

fn again(ctx: &mut Context, about: Option<&str>) -> Result<Exit> {
    let calls = ctx.books()?.advice_calls(about)?;
    let mut out = show::output(ctx, None, &DIFFERENCES, DIFFERENCES_CSV)?;
    let flat = out.is_table() || ctx.global.format == Format::Csv;
    let mut wrong = 0;
    for difference in calls.iter().flat_map(replay) {
        wrong += 1;
        write(&mut out, &difference, flat, &["logged", "now"])?;
    }
    out.finish()?;
    ctx.ui.note(&format!("advice replayed: {} calls, {wrong} differences", calls.len()));
    Ok(if wrong == 0 { Exit::Done } else { Exit::Books })
}

/// One row; what is no single value stands as text where there are columns.
fn write<T: Serialize>(out: &mut crate::pipe::output::Output, row: &T, flat: bool, nested: &[&str]) -> Result<()> {
    let mut row = serde_json::to_value(row)?;
    for name in nested.iter().filter(|_| flat) {
        if let Some(value) = row.get_mut(*name) {
            *value = value.to_string().into();
        }
    }
    row.as_object().map_or(Ok(()), |row| out.write_object(row))
}
