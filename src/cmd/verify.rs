//! `arb verify`: are the books right?
//!
//! Reads the database and writes one record per problem to stdout. Any problem is exit 6 and halts every effect until a
//! person resumes; sound books are not touched.

use anyhow::Result;

use super::show;
use crate::{
    context::Context,
    error::Exit,
    pipe::table::{TableColumn, TableShape},
    store::{Problem, Scope, halt},
};

/// Check the books: every invariant of ledger, limits, stock and listings
///
/// Prints one row per problem, exits 6 when there is one, and halts every effect until `arb resume`. Example: `arb verify --quiet && arb db backup ~/backup/`
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
    let verified = match ctx.books().and_then(|store| store.verify()) {
        Err(why) if crate::ui::failure_in(&why).is_some_and(|failure| failure.code == "database_damaged") => {
            // The row may not hold in a damaged file; the file beside it does.
            if !ctx.global.dry_run {
                halt::raise(&ctx.db_path()?, "the database is damaged", "arb verify", ctx.now())?;
            }
            return Err(why);
        }
        verified => verified?,
    };
    let problems = verified.problems.len();
    show::rows(ctx, None, &PROBLEMS, PROBLEMS_CSV, &verified.problems)?;
    ctx.ui.note(&format!("books verified: {} postings, {problems} problems", verified.postings));
    let Some(first) = verified.problems.first() else { return Ok(Exit::Done) };
    if !ctx.global.dry_run {
        halt_for(ctx, first)?;
    }
    Ok(Exit::Books)
}

/// Halts everything because the books are wrong.
pub(super) fn halt_for(ctx: &mut Context, first: &Problem) -> Result<()> {
    let (reason, now) = (format!("the books are wrong ({}: {})", first.check, first.rule), ctx.now());
    ctx.books()?.halt(Scope::All, &reason, now)?;
    ctx.ui.warn("every change to the outside world is halted: find the fault, then `arb resume --reason TEXT`");
    Ok(())
}
