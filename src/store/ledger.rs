//! Posting to the ledger, and reading it.

use anyhow::Result;
use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, params};

use super::{
    Store, chain,
    values::{Ccy, Us},
    verify,
};
use crate::domain::{
    ledger::{
        Account, AccountType, Txn, events,
        events::Minor,
        export::{JournalEntry, JournalTxn},
    },
    money::{Currency, Money},
};
use crate::error;

/// What an account holds of one currency.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Balance {
    /// The account's code: `A:Cash:bank`.
    pub account: String,
    /// The balance, plus on the account's normal side.
    pub amount: Money,
}

/// Posts a transaction and seals it; one that was posted before under the same key is left as it is. Returns its id and
/// whether it is new.
pub(super) fn post(tx: &Connection, txn: &Txn) -> Result<(i64, bool)> {
    let known = tx
        .prepare_cached("SELECT id FROM txn WHERE idem_key=?1")?
        .query_row([txn.key()], |row| row.get(0))
        .optional()?;
    if let Some(id) = known {
        return Ok((id, false));
    }
    tx.prepare_cached("INSERT INTO txn(idem_key,kind,ref,at_us,reverses) VALUES(?1,?2,?3,?4,?5)")?.execute(params![
        txn.key(),
        txn.kind().name(),
        txn.reference(),
        Us(txn.at()),
        txn.reverses()
    ])?;
    let id = tx.last_insert_rowid();
    for (line, entry) in txn.entries().iter().enumerate() {
        let account = account_id(tx, &entry.account)?;
        let line = i64::try_from(line).expect("a transaction has few lines") + 1;
        tx.prepare_cached("INSERT INTO entry(txn_id,line,account_id,ccy,amt,lot_id,qty) VALUES(?1,?2,?3,?4,?5,?6,?7)")?
            .execute(params![id, line, account, Ccy(entry.currency), entry.minor, entry.lot, entry.quantity])?;
    }
    tx.prepare_cached("UPDATE txn SET sealed=1 WHERE id=?1")?.execute([id])?;
    Ok((id, true))
}

fn account_id(tx: &Connection, account: &Account) -> Result<i64> {
    let code = account.code();
    let known =
        tx.prepare_cached("SELECT id FROM account WHERE code=?1")?.query_row([&code], |row| row.get(0)).optional()?;
    if let Some(id) = known {
        return Ok(id);
    }
    tx.prepare_cached("INSERT INTO account(code,type,floor) VALUES(?1,?2,?3)")?.execute(params![
        code,
        account.kind().letter(),
        account.floor()
    ])?;
    Ok(tx.last_insert_rowid())
}

/// Posts the exact negation of the transaction under `key`, and returns the id of the reversal.
pub(super) fn reverse(tx: &Connection, key: &str, at: Timestamp) -> Result<Option<i64>> {
    let Some((id, reference)) = tx
        .query_row("SELECT id,ref FROM txn WHERE idem_key=?1", [key], |row| {
            Ok((row.get::<_, i64>(0)?, row.get::<_, String>(1)?))
        })
        .optional()?
    else {
        return Ok(None);
    };
    let reversal_key = format!("reversal:{id}");
    tx.execute(
        "INSERT INTO txn(idem_key,kind,ref,at_us,reverses) VALUES(?1,'reversal',?2,?3,?4)",
        params![reversal_key, reference, Us(at), id],
    )?;
    let reversal = tx.last_insert_rowid();
    tx.execute(
        "INSERT INTO entry(txn_id,line,account_id,ccy,amt,lot_id,qty)
         SELECT ?1,line,account_id,ccy,-amt,lot_id,-qty FROM entry WHERE txn_id=?2",
        params![reversal, id],
    )?;
    tx.execute("UPDATE txn SET sealed=1 WHERE id=?1", [reversal])?;
    Ok(Some(reversal))
}

/// Pays the card in one currency from the cash of that currency.
fn pay(tx: &Connection, currency: Currency, now: Timestamp) -> Result<Money> {
    let owed = balance_of(tx, &Account::PayableCard, currency)?;
    let paid = owed.min(balance_of(tx, &Account::Cash, currency)?).max(0);
    if paid > 0 {
        let number: i64 = tx.query_row("SELECT count(*)+1 FROM txn WHERE kind='card_paid'", [], |row| row.get(0))?;
        post(tx, &events::card_paid(&number.to_string(), Minor { minor: paid, currency }, now)?)?;
    }
    Ok(Money::from_minor(paid, currency))
}

/// The normal balance of an account in minor units.
pub(super) fn balance_of(tx: &Connection, account: &Account, currency: Currency) -> Result<i64> {
    let raw: i64 = tx
        .prepare_cached(
            "SELECT coalesce(sum(e.amt),0) FROM entry e JOIN account a ON a.id=e.account_id WHERE a.code=?1 AND e.ccy=?2",
        )?
        .query_row(params![account.code(), Ccy(currency)], |row| row.get(0))?;
    Ok(raw * account.kind().normal_sign())
}

impl Store {
    /// Posts a transaction. Posting it again changes nothing; the answer says whether it was new.
    pub fn post(&mut self, txn: &Txn) -> Result<bool> {
        self.write(|tx| Ok(post(tx, txn)?.1))
    }

    /// Books money that the owner put in (or, negative, took out). The same `name` is booked once.
    pub fn capital(&mut self, name: &str, amount: Minor, now: Timestamp) -> Result<bool> {
        self.post(&events::capital(name, amount, now)?)
    }

    /// Books the paper wallet's first money, once; an open wallet is left as it is.
    pub fn open_wallet(&mut self, amount: Minor, now: Timestamp) -> Result<()> {
        let open =
            self.read(|tx| Ok(tx.prepare("SELECT 1 FROM txn WHERE idem_key='capital:opening'")?.exists([])?))?;
        if !open && amount.minor > 0 {
            self.capital("opening", amount, now)?;
        }
        Ok(())
    }

    /// Pays what is owed to the card in this currency, as far as the cash of that currency goes; returns what was paid.
    pub fn pay_card(&mut self, currency: Currency, now: Timestamp) -> Result<Money> {
        self.write(|tx| pay(tx, currency, now))
    }

    /// Pays what is owed to the card in every currency, each as far as its own cash goes: no money is changed. Returns
    /// what was paid.
    pub fn pay_cards(&mut self, now: Timestamp) -> Result<Vec<Money>> {
        self.write(|tx| {
            let mut query = tx.prepare("SELECT ccy FROM balance WHERE code=?1 AND normal>0 ORDER BY ccy")?;
            let owed = query
                .query_map([Account::PayableCard.code()], |row| row.get(0))?
                .collect::<rusqlite::Result<Vec<Ccy>>>()?;
            let paid = owed.into_iter().map(|Ccy(currency)| pay(tx, currency, now)).collect::<Result<Vec<_>>>()?;
            Ok(paid.into_iter().filter(|paid| !paid.is_zero()).collect())
        })
    }

    /// Books where a person says that an amount belongs, with the reason, once under its name. `fact` is a fact from
    /// outside (`source/name`) that could not be booked and is settled by this.
    pub fn settle(&mut self, txn: &Txn, fact: Option<&str>, reason: &str, now: Timestamp) -> Result<bool> {
        self.write(|tx| {
            let before = verify::out_of_bounds(tx)?;
            let (id, new) = post(tx, txn)?;
            if !new {
                return Ok(false);
            }
            if let Some(account) = verify::out_of_bounds(tx)?.iter().find(|account| !before.contains(account)) {
                return Err(error::refused(format!("{account} can't hold that: it would be beyond its bounds"))
                    .code("books_would_break")
                    .hint("see what it holds with `arb ledger balances`; the sides may be the wrong way round")
                    .into());
            }
            if let Some(fact) = fact {
                let (source, name) = fact.split_once('/').unwrap_or((fact, ""));
                let settled = tx.execute(
                    "UPDATE ext_fact SET txn_id=?3 WHERE source=?1 AND ext_id=?2 AND txn_id IS NULL AND amt IS NOT NULL",
                    params![source, name, id],
                )?;
                if settled == 0 {
                    return Err(error::usage(format!("no fact `{fact}` waits to be booked"))
                        .hint("`arb verify` lists them under I14, as source and ext_id: write `source/ext_id`")
                        .into());
                }
            }
            let why = serde_json::Map::from_iter([
                ("reason".to_owned(), reason.into()),
                ("fact".to_owned(), fact.map_or(serde_json::Value::Null, Into::into)),
            ]);
            chain::append(tx, "settled", &id.to_string(), &why, now)?;
            Ok(true)
        })
    }

    /// What an account holds, plus on its normal side.
    pub fn balance(&self, account: &Account, currency: Currency) -> Result<Money> {
        self.read(|tx| Ok(Money::from_minor(balance_of(tx, account, currency)?, currency)))
    }

    /// Cash in the bank.
    pub fn cash(&self, currency: Currency) -> Result<Money> {
        self.balance(&Account::Cash, currency)
    }

    /// Every account that was ever used, by type and code.
    pub fn balances(&self) -> Result<Vec<Balance>> {
        self.read(|tx| {
            let mut query = tx.prepare("SELECT code,ccy,normal FROM balance")?;
            let rows = query.query_map([], |row| {
                Ok(Balance { account: row.get(0)?, amount: Money::from_minor(row.get(2)?, row.get::<_, Ccy>(1)?.0) })
            })?;
            let mut balances = rows.collect::<rusqlite::Result<Vec<_>>>()?;
            balances.sort_by_cached_key(|row| {
                (AccountType::of_code(&row.account), row.account.clone(), row.amount.currency())
            });
            Ok(balances)
        })
    }

    /// The journal in the order of posting, from `from` on.
    pub fn journal(&self, from: Timestamp) -> Result<Vec<JournalTxn>> {
        self.read(|tx| {
            let mut query = tx.prepare(
                "SELECT t.id,t.at_us,t.kind,t.ref,t.reverses,a.code,e.ccy,e.amt,e.lot_id,e.qty FROM txn t
                 JOIN entry e ON e.txn_id=t.id JOIN account a ON a.id=e.account_id WHERE t.at_us>=?1 ORDER BY t.id,e.line",
            )?;
            let mut rows = query.query([Us(from)])?;
            let mut journal: Vec<JournalTxn> = Vec::new();
            while let Some(row) = rows.next()? {
                let id: i64 = row.get(0)?;
                if journal.last().is_none_or(|last| last.id != id) {
                    journal.push(JournalTxn {
                        id,
                        at: row.get::<_, Us>(1)?.0,
                        kind: row.get(2)?,
                        reference: row.get(3)?,
                        reverses: row.get(4)?,
                        entries: Vec::new(),
                    });
                }
                let amount = Money::from_minor(row.get(7)?, row.get::<_, Ccy>(6)?.0);
                let entry = JournalEntry { account: row.get(5)?, amount, lot: row.get(8)?, quantity: row.get(9)? };
                journal.last_mut().expect("one was pushed").entries.push(entry);
            }
            Ok(journal)
        })
    }
}
