//! `arb resume`: lets effects go on after a stop.
//!
//! Shows what halted, checks that the books are right, takes away the file and the rows, and writes down who said so and
//! why. Refuses while the cause is still there.

use anyhow::Result;

use super::{
    ask::Person,
    halt::{CSV, SHAPE, row},
    show,
};
use crate::{
    context::Context,
    error::{self, Exit},
    store::halt::{self, By, Halted},
};

/// Let effects go on after `arb halt` or a stop that arb made itself
#[derive(clap::Args, Debug)]
#[command(after_help = "Example:\n  arb resume --reason 'order 114-7 was charged twice, the seller paid it back'")]
pub struct Args {
    /// Why it may go on; kept in the database
    #[arg(long, value_name = "TEXT")]
    reason: String,
}

/// Runs `arb resume`.
pub async fn run(ctx: &mut Context, args: Args) -> Result<Exit> {
    if args.reason.trim().is_empty() {
        return Err(error::usage("`--reason` is empty").hint("say what was found and why it may go on").into());
    }
    let path = ctx.db_path()?;
    if !path.exists() {
        let found: Vec<Halted> = halt::file_halt(&path).into_iter().filter(|h| matches!(h.by, By::File(_))).collect();
        return report(ctx, &found, |_| halt::lift_file(&path).map(drop));
    }
    let seen = ctx.sighting()?;
    let found = ctx.books()?.halts()?;
    if !found.is_empty() {
        lasting(ctx, &found)?;
    }
    let name = Person::at("arb resume").name();
    report(ctx, &found, |ctx| ctx.books()?.resume(&name, &args.reason, seen.clone()).map(drop))
}

/// Shows what halted and lifts it.
fn report(ctx: &mut Context, found: &[Halted], lift: impl FnOnce(&mut Context) -> Result<()>) -> Result<Exit> {
    show::rows(ctx, None, &SHAPE, CSV, &found.iter().map(row).collect::<Vec<_>>())?;
    if found.is_empty() {
        ctx.ui.note("nothing is halted");
    } else if ctx.global.dry_run {
        ctx.ui.note("would let it go on");
    } else {
        lift(ctx)?;
        ctx.ui.note("effects go on");
    }
    Ok(Exit::Done)
}

/// Refuses where the cause is still there: it would only halt again.
fn lasting(ctx: &mut Context, found: &[Halted]) -> Result<()> {
    if let Some(outside) = found.iter().find(|halted| matches!(halted.by, By::Environment | By::Blind)) {
        return Err(outside.refusal().into());
    }
    let problems = ctx.books()?.verify()?.problems;
    if let Some(first) = problems.first() {
        let many = problems.len();
        return Err(error::refused(format!(
            "the books are wrong in {many} places, first {}: {}",
            first.check, first.rule
        ))
        .code("cause_persists")
        .hint("`arb verify` shows every one; effects stay halted until it finds none")
        .into());
    }
    Ok(())
}
