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

    /// Takes in an order that the vendor has and the books have not, as a placed purchase. It takes from no limit,
    /// since nobody asked; it is owed all the same. What was only planned for the same offer is given up. `alarm` halts everything: it should not have been possible.
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

/// What an adopted order is in our books: the offer that it was placed for where the vendor says so, so that it is not
/// bought again; else a thing of its own.
struct Identity {
    source: String,
    item: String,
    seller: String,
    record: String,
    slot: i64,
    reference: String,
}

fn identity(tx: &Connection, vendor: &str, seen: &OrderSeen, key: &str, now: Timestamp) -> Result<Identity> {
    let (source, item, seller, record) = match (&seen.source, &seen.item) {
        (Some(source), Some(item)) => (source.clone(), item.clone(), String::new(), format!("{source}:{item}")),
        _ => {
            let record = format!("external:{vendor}:{}", seen.vendor_order);
            ("external".to_owned(), seen.vendor_order.clone(), vendor.to_owned(), record)
        }
    };
    // What was only planned for this offer is bought by now.
    let mut query = tx.prepare(
        "SELECT id FROM purchase WHERE source=?1 AND item=?2 AND state IN('proposed','approved','reserved')",
    )?;
    let planned = query.query_map([&source, &item], |row| row.get(0))?.collect::<rusqlite::Result<Vec<i64>>>()?;
    for id in planned {
        purchases::void(tx, id, &format!("{vendor} has it already as order {}", seen.vendor_order), now)?;
    }
    let slot = tx.query_row(
        "SELECT coalesce(max(rebuy_slot)+1,0) FROM purchase WHERE source=?1 AND item=?2 AND seller=?3",
        [&source, &item, &seller],
        |row| row.get(0),
    )?;
    let free = |reference: &&String| {
        tx.query_row("SELECT NOT EXISTS(SELECT 1 FROM purchase WHERE reference=?1)", [*reference], |row| row.get(0))
            .unwrap_or(false)
    };
    let reference = seen.reference.as_ref().filter(free).cloned().unwrap_or_else(|| format!("ext-{}", &key[..26]));
    Ok(Identity { source, item, seller, record, slot, reference })
}

fn insert(tx: &Connection, vendor: &str, seen: &OrderSeen, now: Timestamp) -> Result<i64> {
    let charged = seen.charged.to_minor(Rounding::HalfEven)?;
    let currency = seen.charged.currency();
    anyhow::ensure!(charged > 0, "order `{}` of {vendor} was charged {}", seen.vendor_order, seen.charged);
    let key = digest(format!("external/1|{}|{vendor}|{}", vendor.len(), seen.vendor_order).as_bytes());
    let own = identity(tx, vendor, seen, &key, now)?;
    let known: Option<(Option<String>, Option<String>)> = tx
        .query_row(
            "SELECT product, json_extract(record,'$.offer.title') FROM offer WHERE id=?1",
            [&own.record],
            |row| Ok((row.get(0)?, row.get(1)?)),
        )
        .optional()?;
    let (product, title) = known.unwrap_or_default();
    let title = seen.title.clone().or(title).unwrap_or_else(|| format!("order {} at {vendor}", seen.vendor_order));
    tx.execute(
        "INSERT INTO purchase(intent_key,intent_hash,state,record_id,source,item,seller,product,sku,title,quantity,units,
           rebuy_slot,ccy,est,cap,actual,vendor,vendor_order,reference,reason,proposed_us,placed_us,updated_us)
         VALUES(?1,?1,'placed',?2,?3,?4,?5,?6,?7,?8,?9,?9,?10,?11,?12,?12,?12,?13,?14,?15,?16,?17,?18,?17)",
        params![
            key,
            own.record,
            own.source,
            own.item,
            own.seller,
            product,
            sku::of(product.as_deref().unwrap_or(&own.record), None),
            title,
            seen.quantity.max(1),
            own.slot,
            Ccy(currency),
            charged,
            vendor,
            seen.vendor_order,
            own.reference,
            "external: found in the vendor's list",
            Us(now),
            Us(seen.at)
        ],
    )?;
    let id = tx.last_insert_rowid();
    tx.execute("INSERT INTO reservation(purchase_id,amt,state) VALUES(?1,?2,'posted')", params![id, charged])?;
    ledger::post(tx, &events::purchase_placed(id, Minor { minor: charged, currency }, seen.at)?)?;
    purchases::note(tx, id, "placed", Some("external: found in the vendor's list, not in the books"), now)?;
    Ok(id)
}
