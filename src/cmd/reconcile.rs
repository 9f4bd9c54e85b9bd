//! `arb reconcile`: the books held against the vendors' own lists, a statement, and themselves.
//!
//! Looks what became of every open change, follows orders, takes in what the vendors have and the books have not, adjusts
//! amounts, sends wanted prices again, checks the books. Writes one record a finding. While halted it goes on, and sends
//! nothing.

use std::path::PathBuf;

use anyhow::Result;
use jiff::Timestamp;

use super::{recovery, show, verify};
use crate::{
    context::Context,
    domain::{
        effect::Kind,
        ledger::Account,
        money::Money,
        reconcile::{Finding, What},
    },
    effects,
    error::{self, Exit},
    pipe::{
        statement_rows,
        table::{TableColumn, TableShape},
    },
    stages::{
        buy::receipt,
        reconcile::{self, Stated},
    },
    ui::Tone,
};

/// Hold the books against the vendors' lists, a statement, and themselves
#[derive(clap::Args, Debug)]
#[command(after_help = "Examples:
  arb reconcile && arb verify && arb db backup ~/arb/backup       every night
  arb reconcile --statement card.csv --account card               a month's card statement
  arb reconcile --dry-run --format table                          look, book nothing

Exit 0: all agree. 4: something needs a person. 6: the books are wrong.")]
pub struct Args {
    /// Hold this statement against the books too: CSV with a date, an amount (plus is money in) and words
    #[arg(long, value_name = "FILE", requires = "account")]
    statement: Option<PathBuf>,
    /// Whose statement it is: `cash`, `card`, a channel like `ebay_us`, or an account's code
    #[arg(long, value_name = "ACCOUNT")]
    account: Option<String>,
    /// The statement writes money out as plus, as some cards do
    #[arg(long, requires = "statement")]
    flip: bool,
}

fn tone(word: &str) -> Option<Tone> {
    match word {
        "settled" => Some(Tone::Good),
        "stray" | "books_wrong" => Some(Tone::Bad),
        _ => Some(Tone::Care),
    }
}

static SHAPE: TableShape = TableShape {
    columns: &[
        TableColumn::text("finding", "finding").tone(tone),
        TableColumn::text("vendor", "vendor").drop(3),
        TableColumn::text("order", "order").drop(4),
        TableColumn::number("purchase", "purchase").drop(5),
        TableColumn::number("theirs", "theirs").drop(1),
        TableColumn::number("ours", "ours").drop(1),
        TableColumn::text("why", "why").flex(),
        TableColumn::text("done", "done").drop(2).flex(),
    ],
};
static CSV: &[&str] = &[
    "finding",
    "vendor",
    "order",
    "purchase",
    "effect_id",
    "theirs.amount",
    "theirs.currency",
    "ours.amount",
    "ours.currency",
    "why",
    "done",
];

/// Runs `arb reconcile`.
pub async fn run(ctx: &mut Context, args: Args) -> Result<Exit> {
    let lines = args.statement.as_deref().map(|file| stated(ctx, file, args.flip)).transpose()?;
    let account = args.account.as_deref().map(account_code);
    let desk = ctx.desk()?;
    let ((now, clock), book) = (ctx.clock()?, !ctx.global.dry_run);
    let mut found = Vec::new();
    if book {
        let ticking = ctx.ticking(now);
        found.extend(reconcile::recover(ctx.store()?, &desk, clock, &ticking).await?);
    }
    found.extend(reconcile::vendors(ctx.store()?, &desk, book, now).await?);
    if let (Some(lines), Some(account)) = (&lines, &account) {
        found.extend(reconcile::statement(ctx.store()?, account, lines)?);
    }
    if book {
        resend_prices(ctx, &mut found, now).await?;
        let receipts = ctx.db_path()?.with_file_name("receipts");
        for failed in receipt::catch_up(ctx.store()?, &receipts, Timestamp::MIN)?.1 {
            ctx.ui.warn(&failed);
        }
    }
    let verified = ctx.store()?.verify()?;
    for problem in &verified.problems {
        let details = serde_json::to_string(&problem.details)?;
        found.push(Finding::new(What::BooksWrong, format!("{}: {}: {details}", problem.check, problem.rule)));
    }
    show::rows(ctx, None, &SHAPE, CSV, &found)?;
    let silent = found.iter().any(|finding| finding.finding == What::Silent);
    let wrong = !verified.problems.is_empty();
    if book && !silent && !wrong {
        ctx.store()?.mark_reconciled(now)?;
    }
    if let Some(first) = verified.problems.first().filter(|_| book) {
        verify::halt_for(ctx, first)?;
    }
    say(ctx, &found, verified.postings);
    let open = found.iter().any(|finding| finding.finding != What::Settled);
    let exit = if wrong {
        Exit::Books
    } else if open {
        Exit::Partial
    } else {
        Exit::Done
    };
    recovery::last(ctx, exit, &[])
}

fn say(ctx: &Context, found: &[Finding], postings: u64) {
    for finding in found.iter().filter(|finding| finding.finding != What::Settled) {
        let done = finding.done.as_deref().map(|done| format!(" ({done})")).unwrap_or_default();
        ctx.ui.warn(&format!("{}{done}", finding.why));
    }
    let settled = found.iter().filter(|finding| finding.finding == What::Settled).count();
    let open = found.len() - settled;
    ctx.ui.note(&format!("reconcile: {settled} settled · {open} for you to look at · {postings} postings checked"));
}

/// Prices that are wanted and not known to be shown are sent again; halted, they wait.
async fn resend_prices(ctx: &mut Context, found: &mut Vec<Finding>, now: Timestamp) -> Result<()> {
    if ctx.store()?.permit_check(Kind::Price).is_err() {
        ctx.ui.note("halted: wanted prices are not sent again");
        return Ok(());
    }
    let desk = ctx.desk()?;
    let (gateway, seller) = (|vendor: &str| desk.gateway(vendor), |channel: &str| desk.seller_on(channel));
    for listing in effects::resend_prices(ctx.store()?, &gateway, &seller, now).await? {
        let why = format!("the price of listing {} on {} is not known to be shown", listing.id, listing.channel);
        found.push(Finding {
            vendor: Some(listing.channel),
            ours: Some(listing.wanted),
            ..Finding::new(What::Unknown, why)
        });
    }
    Ok(())
}

fn stated(ctx: &Context, file: &std::path::Path, flip: bool) -> Result<Vec<Stated>> {
    let rows = statement_rows::read(file, ctx.currency()?)
        .map_err(|why| error::usage(format!("the statement can't be read: {why}")).code("bad_statement"))?;
    let signed = |amount: Money| if flip { amount.negated() } else { amount };
    Ok(rows
        .into_iter()
        .map(|row| Stated { line: row.line, at: row.at, amount: signed(row.amount), text: row.text })
        .collect())
}

/// `card` → `L:Payable:card`; what is no short name is a code, or a channel.
fn account_code(name: &str) -> String {
    match name {
        "cash" | "bank" => Account::Cash.code().into_owned(),
        "card" => Account::PayableCard.code().into_owned(),
        code if code.contains(':') => code.to_owned(),
        channel => Account::Marketplace(channel.to_owned()).code().into_owned(),
    }
}
