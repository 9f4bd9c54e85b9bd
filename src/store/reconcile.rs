//! What the vendors' own lists say, held against the books: orders that are not in them are taken in, amounts that differ
//! are adjusted. What a vendor did is a fact, and never refused.

use anyhow::Result;
use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, params};

use super::{
    Scope, Store, halt, ledger,
    purchases::{self, Purchase},
    values::{Ccy, Us},
};
use crate::domain::{
    ledger::{
        Account,
        events::{self, Minor},
    },
    money::{Money, Rounding},
    order::OrderSeen,
    purchase::digest,
    sku,
};

/// An entry of one account.
#[derive(Clone, Debug, PartialEq)]
pub struct AccountLine {
    /// The transaction.
    pub txn: i64,
    /// What it booked.
    pub kind: String,
    /// What it is about.
    pub reference: String,
    /// When.
    pub at: Timestamp,
    /// Plus is a debit.
    pub amount: Money,
}

impl Store {
    /// The purchase that a vendor's order is booked as.
    pub fn purchase_of_order(&self, vendor: &str, order: &str) -> Result<Option<Purchase>> {
        self.read(|tx| {
            let id = tx
                .query_row("SELECT id FROM purchase WHERE vendor=?1 AND vendor_order=?2", [vendor, order], |row| {
                    row.get(0)
                })
                .optional()?;
            id.map(|id| purchases::load(tx, id)).transpose()
        })
    }

    /// The purchase that was ever sent under a reference.
    pub fn purchase_of_reference(&self, vendor: &str, reference: &str) -> Result<Option<Purchase>> {
        self.read(|tx| {
            let id = tx
                .query_row(
                    "SELECT id FROM purchase WHERE vendor=?1 AND reference=?2
                     UNION SELECT subject FROM effect WHERE kind='purchase' AND vendor=?1 AND key=?2 LIMIT 1",
                    [vendor, reference],
                    |row| row.get(0),
                )
                .optional()?;
            id.map(|id| purchases::load(tx, id)).transpose()
        })
    }

    /// Takes in an order that the vendor has and the books have not, as a placed purchase from `external`. It takes from
    /// no limit, since nobody asked; it is owed all the same. `alarm` halts everything: it should not have been possible.
    pub fn adopt_external(
        &mut self,
        vendor: &str,
        seen: &OrderSeen,
        alarm: Option<&str>,
        now: Timestamp,
    ) -> Result<Purchase> {
        self.write(|tx| {
            let known = tx
                .query_row(
                    "SELECT id FROM purchase WHERE vendor=?1 AND vendor_order=?2",
                    [vendor, &seen.vendor_order],
                    |row| row.get(0),
                )
                .optional()?;
            if let Some(id) = known {
                return purchases::load(tx, id);
            }
            let id = insert(tx, vendor, seen, now)?;
            if let Some(alarm) = alarm {
                halt::set(tx, Scope::All, alarm, None, now)?;
            }
            purchases::load(tx, id)
        })
    }

    /// What a purchase was charged by the books: the booking and what was adjusted since.
    pub fn charged_by_books(&self, purchase: &Purchase) -> Result<Option<Money>> {
        self.read(|tx| charged(tx, purchase))
    }

    /// Books that the vendor charged another total than the books have. Returns by how much more it is; the same total
    /// again changes nothing. More than the cap halts everything.
    pub fn adjust_purchase(&mut self, id: i64, total: &Money, now: Timestamp) -> Result<Option<Money>> {
        self.write(|tx| {
            let purchase = purchases::load(tx, id)?;
            let Some(booked) = charged(tx, &purchase)? else { return Ok(None) };
            let more = total.minus(&booked)?;
            if more.is_zero() {
                return Ok(None);
            }
            let currency = total.currency();
            let diff = Minor { minor: more.to_minor(Rounding::HalfEven)?, currency };
            let nth: i64 = tx.query_row(
                "SELECT count(*)+1 FROM txn WHERE kind='adjustment' AND ref='purchase:'||?1",
                [id],
                |row| row.get(0),
            )?;
            ledger::post(tx, &events::purchase_adjusted(id, nth, diff, now)?)?;
            let owed = ledger::balance_of(tx, &Account::PayableCard, currency)?;
            if owed < 0 {
                // The card was paid already: what it was charged too little or given back is money in the bank.
                let name = format!("purchase:{id}:adjusted:{nth}");
                let back = Minor { minor: -owed, currency };
                ledger::post(tx, &events::vendor_refund(&name, Account::PayableCard, back, now)?)?;
            }
            if total.minus(&purchase.cap)?.amount() > rust_decimal::Decimal::ZERO && !purchase.overrun {
                tx.execute("UPDATE purchase SET overrun=1 WHERE id=?1", [id])?;
                let why = format!(
                    "purchase {id} was charged {total} by the vendor's list, above its cap of {}",
                    purchase.cap
                );
                halt::set(tx, Scope::All, &why, None, now)?;
            }
            let detail = format!("the vendor charged {total}, the books had {booked}");
            purchases::note(tx, id, "adjusted", Some(&detail), now)?;
            Ok(Some(more))
        })
    }

    /// The entries of an account between two moments, oldest first.
    pub fn account_lines(&self, account: &str, from: Timestamp, until: Timestamp) -> Result<Vec<AccountLine>> {
        self.read(|tx| {
            let mut query = tx.prepare(
                "SELECT t.id, t.kind, t.ref, t.at_us, e.ccy, sum(e.amt) FROM entry e JOIN txn t ON t.id=e.txn_id
                   JOIN account a ON a.id=e.account_id WHERE a.code=?1 AND t.at_us>=?2 AND t.at_us<?3
                 GROUP BY t.id, e.ccy HAVING sum(e.amt)<>0 ORDER BY t.at_us, t.id",
            )?;
            let rows = query.query_map(params![account, Us(from), Us(until)], |row| {
                Ok(AccountLine {
                    txn: row.get(0)?,
                    kind: row.get(1)?,
                    reference: row.get(2)?,
                    at: row.get::<_, Us>(3)?.0,
                    amount: Money::from_minor(row.get(5)?, row.get::<_, Ccy>(4)?.0),
                })
            })?;
            Ok(rows.collect::<rusqlite::Result<_>>()?)
        })
    }
}

fn charged(tx: &Connection, purchase: &Purchase) -> Result<Option<Money>> {
    let Some(actual) = purchase.actual else { return Ok(None) };
    let more: i64 = tx.query_row(
        "SELECT coalesce(sum(-e.amt),0) FROM txn t JOIN entry e ON e.txn_id=t.id JOIN account a ON a.id=e.account_id
         WHERE t.kind='adjustment' AND t.ref='purchase:'||?1 AND a.code LIKE 'L:Payable%'",
        [purchase.id],
        |row| row.get(0),
    )?;
    Ok(Some(actual.plus(&Money::from_minor(more, actual.currency()))?))
}

fn insert(tx: &Connection, vendor: &str, seen: &OrderSeen, now: Timestamp) -> Result<i64> {
    let charged = seen.charged.to_minor(Rounding::HalfEven)?;
    let currency = seen.charged.currency();
    anyhow::ensure!(charged > 0, "order `{}` of {vendor} was charged {}", seen.vendor_order, seen.charged);
    let key = digest(format!("external/1|{}|{vendor}|{}", vendor.len(), seen.vendor_order).as_bytes());
    let record = format!("external:{vendor}:{}", seen.vendor_order);
    let from = [seen.source.as_deref(), seen.item.as_deref()].into_iter().flatten().collect::<Vec<_>>().join(":");
    let title = seen.title.clone().unwrap_or_else(|| format!("order {} at {vendor} {from}", seen.vendor_order));
    tx.execute(
        "INSERT INTO purchase(intent_key,intent_hash,state,record_id,source,item,seller,sku,title,quantity,units,ccy,est,cap,
           actual,vendor,vendor_order,reference,reason,proposed_us,placed_us,updated_us)
         VALUES(?1,?1,'placed',?2,'external',?3,?4,?5,?6,?7,?7,?8,?9,?9,?9,?4,?10,?11,?12,?13,?14,?13)",
        params![
            key,
            record,
            seen.vendor_order,
            vendor,
            sku::of(&record, None),
            title.trim(),
            seen.quantity.max(1),
            Ccy(currency),
            charged,
            seen.vendor_order,
            format!("ext-{}", &key[..26]),
            "found in the vendor's list",
            Us(now),
            Us(seen.at)
        ],
    )?;
    let id = tx.last_insert_rowid();
    tx.execute("INSERT INTO reservation(purchase_id,amt,state) VALUES(?1,?2,'posted')", params![id, charged])?;
    ledger::post(tx, &events::purchase_placed(id, Minor { minor: charged, currency }, seen.at)?)?;
    purchases::note(tx, id, "placed", Some("found in the vendor's list, not in the books"), now)?;
    Ok(id)
}
