//! `arb ledger settle`: a person says where an amount belongs.

use anyhow::Result;
use rust_decimal::Decimal;

use crate::{
    context::Context,
    domain::{
        ledger::{
            Account,
            events::{self, Minor},
        },
        money::{Currency, Money, Rounding},
    },
    error,
};

#[derive(clap::Args, Debug)]
pub struct Args {
    /// The amount
    amount: Decimal,
    /// The account that is debited: `X:Suspense`
    #[arg(long, value_name = "ACCOUNT")]
    debit: String,
    /// The account that is credited: `I:Sales`
    #[arg(long, value_name = "ACCOUNT")]
    credit: String,
    /// The currency of the amount; the account currency if not given
    #[arg(long, value_name = "CODE")]
    currency: Option<String>,
    /// Tells one settlement from the next; the same name is booked once
    #[arg(long)]
    name: String,
    /// Why it belongs there: kept in the chain
    #[arg(long)]
    reason: String,
    /// The fact that is settled by this, as `arb verify` names it under I14: `source/ext_id`
    #[arg(long)]
    fact: Option<String>,
}

/// Runs `arb ledger settle`.
pub fn run(ctx: &mut Context, args: Args) -> Result<()> {
    ctx.books()?;
    let code = args.currency.unwrap_or_else(|| ctx.config.currency.clone());
    let currency: Currency =
        code.parse().map_err(|why| error::usage(format!("`{code}` is no currency")).because(why))?;
    let amount = Money::new(args.amount, currency);
    let minor = amount.to_minor(Rounding::HalfEven)?;
    if minor < 1 {
        return Err(error::usage("the amount must be more than nothing")
            .hint("to book it the other way round, exchange `--debit` and `--credit`")
            .into());
    }
    if args.reason.trim().is_empty() {
        return Err(error::usage("a reason is needed").into());
    }
    let (debit, credit) = (account(&args.debit)?, account(&args.credit)?);
    let now = ctx.now();
    let txn = events::settle(&args.name, debit, credit, Minor { minor, currency }, now)?;
    if ctx.global.dry_run {
        ctx.ui.note(&format!("would book {amount} from {} to {}", args.credit, args.debit));
    } else if ctx.store()?.settle(&txn, args.fact.as_deref(), args.reason.trim(), now)? {
        ctx.ui.note(&format!("booked {amount}: debit {}, credit {}", args.debit, args.credit));
    } else {
        ctx.ui.note(&format!("`{}` was booked before, nothing changed", args.name));
    }
    Ok(())
}

/// The account of a code. Goods and orders on their way move with their purchase and their lot only.
fn account(code: &str) -> Result<Account> {
    let Some(account) = Account::parse(code) else {
        return Err(error::usage(format!("there is no account `{}`", crate::ui::sanitize(code)))
            .code("no_such_account")
            .hint("`arb ledger balances` lists those in use")
            .into());
    };
    if matches!(account, Account::Inventory | Account::InTransit) {
        return Err(error::usage(format!("`{code}` moves with its goods only")).code("account_of_goods").into());
    }
    Ok(account)
}
