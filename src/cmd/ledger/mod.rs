//! `arb ledger`: what the books say.
//!
//! Reads the database. `balances` and `journal` write rows, `export` writes the journal for another program; `capital`
//! books money that the owner puts in or takes out, `identify` names the lot of a sale.

mod assert;
mod identify;
mod settle;

use std::{io::Write, path::PathBuf};

use anyhow::{Context as _, Result};
use jiff::Timestamp;
use rust_decimal::Decimal;

use super::show;
use crate::{
    context::Context,
    domain::{
        ledger::{
            events::Minor,
            export::{self, Format},
        },
        money::{Money, Rounding},
    },
    error::Exit,
    pipe::table::{TableColumn, TableShape},
};

/// Show the books, or export them to hledger, beancount or CSV
#[derive(clap::Args, Debug)]
pub struct Args {
    #[command(subcommand)]
    what: What,
}

#[derive(clap::Subcommand, Debug)]
enum What {
    /// Print the balance of every account, plus on its normal side
    Balances,
    /// Print every line of every transaction, oldest first
    Journal,
    /// Write the journal for another program: `arb ledger export --to hledger | hledger -f - bal`
    Export {
        /// The program
        #[arg(long, value_enum)]
        to: To,
        /// Write to this file instead of stdout
        #[arg(long, value_name = "FILE")]
        output: Option<PathBuf>,
    },
    /// Book money that you put into the business, or with a minus took out: `arb ledger capital 5000 --name opening`
    Capital {
        /// The amount in the account currency
        #[arg(allow_negative_numbers = true)]
        amount: Decimal,
        /// Tells one payment from the next; the same name is booked once
        #[arg(long)]
        name: String,
    },
    /// Assert what a statement says: `arb ledger assert A:Cash:bank 2026-05-31 4210.55 --source may.pdf`
    ///
    /// The balance is that at the end of the local day, plus on the account's normal side. It is kept, and `arb verify`
    /// compares it from then on (I18). Books that say something else are exit 6.
    Assert(assert::Args),
    /// Say which lot a sale took its units from: it has the cost of that lot instead of the oldest one's
    ///
    /// Costs are first in, first out. Where units are told apart (a serial number, a grade), the one that was sold is named, and
    /// the cost of goods sold follows, dated now. Example: `arb ledger identify 12-00001-00001 --lot 7 --reason "serial 4711"`
    Identify(identify::Args),
    /// Book where an amount belongs: out of suspense, or a fact that could not be booked
    ///
    /// Example: `arb ledger settle 20.00 --debit X:Suspense --credit I:Sales --name o-17 --reason "found in box 4"`
    Settle(settle::Args),
}

/// A program that reads a journal.
#[derive(Clone, Copy, Debug, clap::ValueEnum)]
enum To {
    /// A hledger journal
    Hledger,
    /// A beancount ledger
    Beancount,
    /// One line per entry
    Csv,
}

static BALANCES: TableShape =
    TableShape { columns: &[TableColumn::text("account", "account").flex(), TableColumn::number("amount", "amount")] };
static BALANCES_CSV: &[&str] = &["account", "amount.amount", "amount.currency"];

static JOURNAL: TableShape = TableShape {
    columns: &[
        TableColumn::number("txn", "txn"),
        TableColumn::text("at", "at").drop(2),
        TableColumn::text("kind", "kind"),
        TableColumn::text("ref", "ref").drop(1).flex(),
        TableColumn::text("account", "account").flex(),
        TableColumn::number("amount", "amount"),
        TableColumn::text("lot", "lot").drop(4).flex(),
        TableColumn::number("qty", "quantity").drop(3),
    ],
};
static JOURNAL_CSV: &[&str] =
    &["txn", "at", "kind", "ref", "account", "amount.amount", "amount.currency", "lot", "quantity", "reverses"];

/// Runs `arb ledger`.
pub async fn run(ctx: &mut Context, args: Args) -> Result<Exit> {
    match args.what {
        What::Balances => {
            let balances = ctx.books()?.balances()?;
            show::rows(ctx, None, &BALANCES, BALANCES_CSV, &balances)?;
        }
        What::Journal => journal(ctx)?,
        What::Export { to, output } => {
            let format = match to {
                To::Hledger => Format::Hledger,
                To::Beancount => Format::Beancount,
                To::Csv => Format::Csv,
            };
            let zone = ctx.zone()?;
            let text = export::write(&ctx.books()?.journal(Timestamp::MIN)?, format, &zone);
            match output {
                Some(file) if file.as_os_str() != "-" => {
                    std::fs::write(&file, text).with_context(|| format!("can't write {}", file.display()))?;
                }
                _ => std::io::stdout().lock().write_all(text.as_bytes())?,
            }
        }
        What::Assert(args) => return assert::run(ctx, args),
        What::Identify(args) => identify::run(ctx, &args)?,
        What::Settle(args) => settle::run(ctx, args)?,
        What::Capital { amount, name } => {
            ctx.books()?;
            let (amount, now) = (Money::new(amount, ctx.currency()?), ctx.now());
            let minor = amount.to_minor(Rounding::HalfEven)?;
            if ctx.global.dry_run {
                ctx.ui.note(&format!("would book {amount} as capital `{name}`"));
            } else if ctx.store()?.capital(&name, Minor { minor, currency: amount.currency() }, now)? {
                ctx.ui.note(&format!("booked {amount} as capital `{name}`"));
            } else {
                ctx.ui.note(&format!("capital `{name}` was booked before, nothing changed"));
            }
        }
    }
    Ok(Exit::Done)
}

/// A row for each line of each transaction.
fn journal(ctx: &mut Context) -> Result<()> {
    let journal = ctx.books()?.journal(Timestamp::MIN)?;
    let lines: Vec<_> = journal
        .iter()
        .flat_map(|txn| {
            txn.entries.iter().map(move |entry| {
                serde_json::json!({
                    "txn": txn.id, "at": txn.at, "kind": txn.kind, "ref": txn.reference, "account": entry.account,
                    "amount": entry.amount, "lot": entry.lot, "quantity": entry.quantity, "reverses": txn.reverses,
                })
            })
        })
        .collect();
    show::rows(ctx, None, &JOURNAL, JOURNAL_CSV, &lines)?;
    Ok(())
}
