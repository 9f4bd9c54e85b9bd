//! Balances that somebody else states: the bank, the card, a marketplace. The books must agree at the end of that day.

use anyhow::Result;
use jiff::Timestamp;
use rusqlite::{Connection, params};

use super::{
    Store,
    values::{Ccy, Us},
};
use crate::{
    domain::{
        ledger::{Account, AccountType, events::Minor},
        money::Money,
    },
    error,
};

/// A balance to assert.
#[derive(Clone, Debug)]
pub struct Assertion {
    /// The account's code: `A:Cash:bank`.
    pub account: String,
    /// The local day at whose end it holds: `2026-06-01`.
    pub day: String,
    /// The moment at which that day ends.
    pub until: Timestamp,
    /// The balance, plus on the account's normal side.
    pub amount: Minor,
    /// Whose statement it is.
    pub source: String,
}

/// A balance that was asserted, beside that of the books.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
pub struct Stated {
    /// The account.
    pub account: String,
    /// The day.
    pub day: String,
    /// What was stated.
    pub stated: Money,
    /// What the books say.
    pub booked: Money,
    /// By how much the books are above the statement.
    pub off: Money,
    /// Whose statement it is.
    pub source: String,
}

impl Store {
    /// Keeps what was stated, all of it or nothing, and says how the books compare. Of several statements of one account
    /// and day the last one counts; the same one again is kept once.
    pub fn assert_balances(&mut self, assertions: &[Assertion], now: Timestamp) -> Result<Vec<Stated>> {
        self.write(|tx| assertions.iter().map(|assertion| keep(tx, assertion, now)).collect())
    }
}

fn keep(tx: &Connection, assertion: &Assertion, now: Timestamp) -> Result<Stated> {
    let Assertion { account, day, until, amount, source } = assertion;
    let used = tx.prepare_cached("SELECT 1 FROM account WHERE code=?1")?.exists([account])?;
    let kind = AccountType::of_code(account).filter(|_| used || Account::parse(account).is_some());
    let Some(kind) = kind else {
        return Err(error::usage(format!("the books have no account `{account}`"))
            .code("no_such_account")
            .hint("`arb ledger balances` lists them")
            .into());
    };
    let newest: Option<(i64, String)> = rusqlite::OptionalExtension::optional(tx.query_row(
        "SELECT amount,source FROM balance_assertion WHERE account=?1 AND ccy=?2 AND day=?3 ORDER BY id DESC LIMIT 1",
        params![account, Ccy(amount.currency), day],
        |row| Ok((row.get(0)?, row.get(1)?)),
    ))?;
    if newest != Some((amount.minor, source.clone())) {
        tx.execute(
            "INSERT INTO balance_assertion(account,ccy,day,until_us,amount,source,at_us) VALUES(?1,?2,?3,?4,?5,?6,?7)",
            params![account, Ccy(amount.currency), day, Us(*until), amount.minor, source, Us(now)],
        )?;
    }
    let raw: i64 = tx.query_row(
        "SELECT coalesce(sum(e.amt),0) FROM entry e JOIN account a ON a.id=e.account_id JOIN txn t ON t.id=e.txn_id
         WHERE a.code=?1 AND e.ccy=?2 AND t.at_us<?3",
        params![account, Ccy(amount.currency), Us(*until)],
        |row| row.get(0),
    )?;
    let booked = raw * kind.normal_sign();
    let money = |minor| Money::from_minor(minor, amount.currency);
    Ok(Stated {
        account: account.clone(),
        day: day.clone(),
        stated: money(amount.minor),
        booked: money(booked),
        off: money(booked.saturating_sub(amount.minor)),
        source: source.clone(),
    })
}
