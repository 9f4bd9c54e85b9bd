//! `arb verify`: are the books right?
//!
//! Reads the database; writes one record per problem to stdout and changes nothing. Any problem is exit 6.

use anyhow::Result;

use super::show;
use crate::{
    context::Context,
    error::Exit,
    pipe::table::{TableColumn, TableShape},
};

/// Check the books: every invariant of ledger, limits, stock and listings
///
/// Prints one row per problem and exits 6 when there is one. Example: `arb verify --quiet && arb db backup ~/backup/`
#[derive(clap::Args, Debug)]
pub struct Args {}

static PROBLEMS: TableShape = TableShape {
    columns: &[
        TableColumn::text("check", "check"),
        TableColumn::text("rule", "rule").drop(1).flex(),
        TableColumn::number("off", "off"),
        TableColumn::text("details", "details").flex(),
        TableColumn::text("what to do", "todo").drop(2).flex(),
    ],
};
static PROBLEMS_CSV: &[&str] = &["check", "rule", "off.amount", "off.currency", "details", "todo"];

/// Runs `arb verify`.
pub async fn run(ctx: &mut Context, _args: Args) -> Result<Exit> {
    let verified = ctx.books()?.verify()?;
    let problems = verified.problems.len();
    show::rows(ctx, None, &PROBLEMS, PROBLEMS_CSV, &verified.problems)?;
    ctx.ui.note(&format!("books verified: {} postings, {problems} problems", verified.postings));
    Ok(if problems == 0 { Exit::Done } else { Exit::Books })
}
