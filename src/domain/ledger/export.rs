//! The journal as text that other programs accept: hledger, beancount, CSV. A second opinion on the balances.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Write as _,
};

use jiff::{Timestamp, tz::TimeZone};

use super::AccountType;
use crate::domain::money::{Currency, Money, amount_text};

/// A transaction as it stands in the journal.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
pub struct JournalTxn {
    /// Its number.
    pub id: i64,
    /// When the event happened.
    pub at: Timestamp,
    /// What kind of event: `purchase`, `sale`, …
    pub kind: String,
    /// What it is about: `purchase:12`.
    pub reference: String,
    /// The number of the transaction that it undoes.
    pub reverses: Option<i64>,
    /// Its lines.
    pub entries: Vec<JournalEntry>,
}

/// A line of a transaction in the journal.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
pub struct JournalEntry {
    /// The account's code: `A:Cash:bank`.
    pub account: String,
    /// Plus is a debit, minus a credit.
    pub amount: Money,
    /// The lot whose goods move.
    pub lot: Option<i64>,
    /// Units that move.
    pub quantity: Option<i64>,
}

/// A file format of other bookkeeping programs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// A hledger journal, with its accounts and commodities declared.
    Hledger,
    /// A beancount ledger, with its accounts opened.
    Beancount,
    /// One line per entry.
    Csv,
}

/// Writes the journal in a format. Days are those of `zone`.
pub fn write(journal: &[JournalTxn], format: Format, zone: &TimeZone) -> String {
    match format {
        Format::Hledger => hledger(journal, zone),
        Format::Beancount => beancount(journal, zone),
        Format::Csv => csv(journal, zone),
    }
}

fn day(at: Timestamp, zone: &TimeZone) -> String {
    zone.to_datetime(at).date().to_string()
}

/// The journal in the order of days, which both programs read best; within a day in the order of posting.
fn by_day<'a>(journal: &'a [JournalTxn], zone: &TimeZone) -> Vec<(String, &'a JournalTxn)> {
    let mut rows: Vec<_> = journal.iter().map(|txn| (day(txn.at, zone), txn)).collect();
    rows.sort_by(|one, other| (&one.0, one.1.id).cmp(&(&other.0, other.1.id)));
    rows
}

fn accounts(journal: &[JournalTxn]) -> BTreeMap<&str, BTreeSet<Currency>> {
    let mut accounts: BTreeMap<&str, BTreeSet<Currency>> = BTreeMap::new();
    for entry in journal.iter().flat_map(|txn| &txn.entries) {
        accounts.entry(&entry.account).or_default().insert(entry.amount.currency());
    }
    accounts
}

fn plain(amount: &Money) -> String {
    amount_text(amount.amount(), amount.currency())
}

/// `lot 3, 2 units`, where goods move.
fn goods(entry: &JournalEntry) -> Option<String> {
    let lot = entry.lot?;
    Some(format!("lot {lot}, {} units", entry.quantity.unwrap_or(0)))
}

fn hledger(journal: &[JournalTxn], zone: &TimeZone) -> String {
    let name = |code: &str| {
        let (_, rest) = code.split_once(':').unwrap_or(("", code));
        let top = match AccountType::of_code(code) {
            Some(AccountType::Asset) => "assets",
            Some(AccountType::Liability) => "liabilities",
            Some(AccountType::Equity) => "equity",
            Some(AccountType::Income) => "income",
            Some(AccountType::Expense) | None => "expenses",
        };
        format!("{top}:{rest}")
    };
    let mut out = String::from("; the journal of arb, for hledger\ndecimal-mark .\n\n");
    let accounts = accounts(journal);
    for currency in accounts.values().flatten().collect::<BTreeSet<_>>() {
        let decimals = currency.exponent() as usize;
        line(&mut out, format_args!("commodity 1000.{:0<decimals$} {currency}", ""));
    }
    out.push('\n');
    for code in accounts.keys() {
        let letter = AccountType::of_code(code).map_or("X", |kind| {
            if kind == AccountType::Equity {
                "E"
            } else if kind == AccountType::Income {
                "R"
            } else {
                kind.letter()
            }
        });
        line(&mut out, format_args!("account {}  ; type: {letter}", name(code)));
    }
    for (day, txn) in by_day(journal, zone) {
        let time = txn.at.strftime("%H:%M:%SZ");
        line(&mut out, format_args!("\n{day} ({}) {} {}  ; time: {time}", txn.id, txn.kind, words(&txn.reference)));
        for entry in &txn.entries {
            let amount = plain(&entry.amount);
            let note = goods(entry).map(|goods| format!("  ; {goods}")).unwrap_or_default();
            line(
                &mut out,
                format_args!("    {:<38}  {amount:>12} {}{note}", name(&entry.account), entry.amount.currency()),
            );
        }
    }
    out
}

fn beancount(journal: &[JournalTxn], zone: &TimeZone) -> String {
    let name = |code: &str| {
        let (_, rest) = code.split_once(':').unwrap_or(("", code));
        let top = match AccountType::of_code(code) {
            Some(AccountType::Asset) => "Assets",
            Some(AccountType::Liability) => "Liabilities",
            Some(AccountType::Equity) => "Equity",
            Some(AccountType::Income) => "Income",
            Some(AccountType::Expense) | None => "Expenses",
        };
        rest.split(':').fold(top.to_owned(), |name, part| format!("{name}:{}", component(part)))
    };
    let rows = by_day(journal, zone);
    let mut out = String::from("; the journal of arb, for beancount\n");
    let accounts = accounts(journal);
    if let Some(currency) = accounts.values().flatten().next() {
        line(&mut out, format_args!("option \"operating_currency\" \"{currency}\""));
    }
    if let Some((first, _)) = rows.first() {
        out.push('\n');
        for (code, currencies) in &accounts {
            let list = currencies.iter().map(Currency::to_string).collect::<Vec<_>>().join(",");
            line(&mut out, format_args!("{first} open {} {list}", name(code)));
        }
    }
    for (day, txn) in rows {
        line(&mut out, format_args!("\n{day} * \"{}\" \"{}\"", txn.kind, words(&txn.reference)));
        line(&mut out, format_args!("  txn: \"{}\"\n  at: \"{}\"", txn.id, txn.at));
        for entry in &txn.entries {
            line(
                &mut out,
                format_args!(
                    "  {:<40}  {:>12} {}",
                    name(&entry.account),
                    plain(&entry.amount),
                    entry.amount.currency()
                ),
            );
            if let Some(goods) = goods(entry) {
                line(&mut out, format_args!("    goods: \"{goods}\""));
            }
        }
    }
    out
}

fn csv(journal: &[JournalTxn], zone: &TimeZone) -> String {
    let mut out = String::from("txn,date,at,kind,ref,reverses,account,currency,amount,lot,quantity\n");
    let text = |number: Option<i64>| number.map(|number| number.to_string()).unwrap_or_default();
    for txn in journal {
        for entry in &txn.entries {
            let (id, day, at, kind, reference) = (txn.id, day(txn.at, zone), txn.at, &txn.kind, words(&txn.reference));
            let (reverses, lot, quantity) = (text(txn.reverses), text(entry.lot), text(entry.quantity));
            let (account, currency, amount) = (&entry.account, entry.amount.currency(), plain(&entry.amount));
            line(
                &mut out,
                format_args!(
                    "{id},{day},{at},{kind},{reference},{reverses},{account},{currency},{amount},{lot},{quantity}"
                ),
            );
        }
    }
    out
}

/// A component of a beancount account: a capital letter or a digit first, then letters, digits and dashes.
fn component(part: &str) -> String {
    let mut name: String =
        part.chars().map(|character| if character.is_ascii_alphanumeric() { character } else { '-' }).collect();
    match name.chars().next() {
        Some(first) if first.is_ascii_lowercase() => name[..1].make_ascii_uppercase(),
        Some(first) if first.is_ascii_alphanumeric() => {}
        _ => name.insert(0, 'X'),
    }
    name
}

/// A reference may hold a channel's own order number: characters that mean something in a format become `_`, and so
/// does a first one that a spreadsheet would take for a formula.
fn words(reference: &str) -> String {
    let keep = |character: char| character.is_alphanumeric() || matches!(character, ':' | '-' | '.' | '/' | '#');
    let mut text: String = reference.chars().map(|character| if keep(character) { character } else { '_' }).collect();
    if text.starts_with('-') {
        text.insert(0, '_');
    }
    text
}

fn line(out: &mut String, text: std::fmt::Arguments<'_>) {
    out.write_fmt(text).expect("writing to text does not fail");
    out.push('\n');
}

#[cfg(test)]
mod tests {
    use super::*;

    fn journal() -> Vec<JournalTxn> {
        let entry = |account: &str, minor, currency, lot| JournalEntry {
            account: account.into(),
            amount: Money::from_minor(minor, currency),
            lot,
            quantity: lot.map(|_| -1),
        };
        vec![JournalTxn {
            id: 3,
            at: "2026-06-01T23:30:00Z".parse().unwrap(),
            kind: "sale".into(),
            reference: "sale:1;\"x\"".into(),
            reverses: None,
            entries: vec![
                entry("A:Marketplace:amazon_us", 1290, Currency::USD, None),
                entry("A:Inventory", -1290, Currency::USD, Some(7)),
                entry("A:Cash:bank", 500, Currency::JPY, None),
                entry("I:Sales", -500, Currency::JPY, None),
            ],
        }]
    }

    fn check(format: Format, zone: &TimeZone, expected: &[&str]) {
        let text = write(&journal(), format, zone);
        for line in expected {
            assert!(text.contains(line), "no `{line}` in\n{text}");
        }
    }

    #[test]
    fn every_format_writes_every_line() {
        let utc = TimeZone::UTC;
        check(
            Format::Hledger,
            &utc,
            &[
                "commodity 1000.00 USD",
                "commodity 1000. JPY",
                "account assets:Marketplace:amazon_us  ; type: A",
                "2026-06-01 (3) sale sale:1__x_",
                "-12.90 USD  ; lot 7, -1 units",
            ],
        );
        check(
            Format::Beancount,
            &utc,
            &[
                "2026-06-01 open Assets:Marketplace:Amazon-us USD",
                "Assets:Cash:Bank",
                "500 JPY",
                "* \"sale\" \"sale:1__x_\"",
            ],
        );
        check(Format::Csv, &utc, &["3,2026-06-01,2026-06-01T23:30:00Z,sale,sale:1__x_,,A:Inventory,USD,-12.90,7,-1"]);
    }

    #[test]
    fn a_day_begins_at_the_local_midnight() {
        check(Format::Csv, &TimeZone::fixed(jiff::tz::offset(2)), &["3,2026-06-02,"]);
    }
}
