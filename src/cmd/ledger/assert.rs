//! `arb ledger assert`: what a bank, a card or a marketplace states, beside what the books say.

use std::path::PathBuf;

use anyhow::Result;
use jiff::{ToSpan as _, civil::Date, tz::TimeZone};
use rust_decimal::Decimal;

use crate::{
    cmd::show,
    context::Context,
    domain::{
        ledger::events::Minor,
        money::{Currency, Money, Rounding},
    },
    error::{self, Exit},
    pipe::table::{TableColumn, TableShape},
    store::Assertion,
};

#[derive(clap::Args, Debug)]
pub struct Args {
    /// The account's code: `A:Cash:bank`
    #[arg(required_unless_present = "from")]
    account: Option<String>,
    /// The local day: `2026-05-31`
    #[arg(requires = "amount", required_unless_present = "from")]
    date: Option<Date>,
    /// The balance
    #[arg(allow_negative_numbers = true, required_unless_present = "from")]
    amount: Option<Decimal>,
    /// The currency of the balance; the account currency if not given
    #[arg(long, value_name = "CODE")]
    currency: Option<String>,
    /// The statement that says so
    #[arg(long, value_name = "FILE", default_value = "statement")]
    source: String,
    /// Read assertions from a CSV file with the columns `account,date,amount` and, if you like, `currency,source`
    #[arg(long, value_name = "CSV", conflicts_with_all = ["account", "date", "amount"])]
    from: Option<PathBuf>,
}

/// A row of the file.
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    account: String,
    date: Date,
    amount: Decimal,
    currency: Option<String>,
    source: Option<String>,
}

static STATED: TableShape = TableShape {
    columns: &[
        TableColumn::text("account", "account").flex(),
        TableColumn::text("day", "day"),
        TableColumn::number("stated", "stated"),
        TableColumn::number("booked", "booked"),
        TableColumn::number("off", "off"),
        TableColumn::text("source", "source").drop(1).flex(),
    ],
};
static STATED_CSV: &[&str] =
    &["account", "day", "stated.amount", "booked.amount", "off.amount", "off.currency", "source"];

/// Runs `arb ledger assert`.
pub fn run(ctx: &mut Context, args: Args) -> Result<Exit> {
    let rows = match (&args.from, args.account, args.date, args.amount) {
        (Some(file), ..) => read(file)?,
        (None, Some(account), Some(date), Some(amount)) => {
            vec![(String::new(), Row { account, date, amount, currency: None, source: None })]
        }
        _ => return Err(error::usage("an account, a date and a balance are needed").into()),
    };
    let (zone, today) = (ctx.zone()?, ctx.now().to_zoned(ctx.zone()?).date());
    let currency = args.currency.unwrap_or_else(|| ctx.config.currency.clone());
    let mut assertions = Vec::new();
    for (place, row) in rows {
        let checked = assertion(row, &currency, &args.source, today, &zone);
        assertions.push(checked.map_err(|why| if place.is_empty() { why } else { why.context(place) })?);
    }
    let now = ctx.now();
    if ctx.global.dry_run {
        ctx.books()?;
        ctx.ui.note(&format!("would keep {} balances", assertions.len()));
        return Ok(Exit::Done);
    }
    ctx.books()?;
    let stated = ctx.store()?.assert_balances(&assertions, now)?;
    show::rows(ctx, None, &STATED, STATED_CSV, &stated)?;
    let wrong = stated.iter().filter(|stated| !stated.off.is_zero()).count();
    ctx.ui.note(&format!("{} balances asserted, {wrong} differ from the books", stated.len()));
    Ok(if wrong == 0 { Exit::Done } else { Exit::Books })
}

fn assertion(row: Row, currency: &str, source: &str, today: Date, zone: &TimeZone) -> Result<Assertion> {
    let currency = row.currency.filter(|code| !code.trim().is_empty()).unwrap_or_else(|| currency.to_owned());
    let currency: Currency = currency
        .trim()
        .parse()
        .map_err(|why| error::usage(format!("`{currency}` is no currency")).because(why).hint("write it like `EUR`"))?;
    if row.date > today {
        return Err(error::usage(format!("{} is not over: nobody can state its balance", row.date)).into());
    }
    let until = row.date.checked_add(1.day())?.to_zoned(zone.clone())?.timestamp();
    let amount = Money::new(row.amount, currency);
    let minor = amount.to_minor(Rounding::HalfEven)?;
    if Money::from_minor(minor, currency) != amount {
        return Err(error::usage(format!("{} {currency} has more decimals than the currency", row.amount)).into());
    }
    Ok(Assertion {
        account: row.account.trim().to_owned(),
        day: row.date.to_string(),
        until,
        amount: Minor { minor, currency },
        source: row.source.filter(|name| !name.is_empty()).unwrap_or_else(|| source.to_owned()),
    })
}

/// The rows of a file, each with its place for an error.
fn read(file: &PathBuf) -> Result<Vec<(String, Row)>> {
    let unreadable = |why: csv::Error| {
        error::usage(format!("can't read {}", file.display()))
            .hint("its first line is `account,date,amount`, with `currency` and `source` if you like")
            .because(why)
    };
    let mut reader = csv::ReaderBuilder::new().trim(csv::Trim::All).from_path(file).map_err(unreadable)?;
    let mut rows = Vec::new();
    for (place, row) in reader.deserialize().enumerate() {
        rows.push((format!("{}: line {}", file.display(), place + 2), row.map_err(unreadable)?));
    }
    Ok(rows)
}
