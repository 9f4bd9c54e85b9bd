//! Stock: lots at landed cost, first in, first out. What is left of a lot is what the ledger says.

use anyhow::Result;
use jiff::Timestamp;
use rusqlite::{Connection, ToSql};

use super::{
    Store, ledger,
    values::{Ccy, Us},
};
use crate::{
    domain::{
        ledger::{
            events::{self, Minor},
            split,
        },
        money::Money,
    },
    error,
};

/// One SKU in stock.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
pub struct Stock {
    /// Our SKU.
    pub sku: String,
    /// The product key.
    pub product: Option<String>,
    /// The title.
    pub title: Option<String>,
    /// The condition.
    pub condition: Option<String>,
    /// The record that the oldest lot came from.
    pub record_id: Option<String>,
    /// Units on hand.
    pub units: i64,
    /// What they cost, landed.
    pub value: Money,
    /// Units of them that are listed, on all channels.
    pub listed: i64,
    /// When the oldest lot arrived.
    pub oldest: Timestamp,
}

impl Stock {
    /// What one unit cost on average, landed, rounded up: a floor price covers every unit.
    pub fn unit_cost(&self) -> Money {
        let each = self.value.amount() / rust_decimal::Decimal::from(self.units.max(1));
        Money::new(each, self.value.currency()).round(crate::domain::money::Rounding::Up)
    }
}

/// Units taken from a lot.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Taken {
    pub lot: i64,
    pub units: i64,
    pub cost: Minor,
}

/// The view `lot_stock` for one SKU, by the index of lots: in the view SQLite adds up every lot before it looks at the SKU.
const LOTS_OF_SKU: &str =
    "(SELECT l.id AS lot_id, l.sku, l.ccy, l.received_us, l.product, l.title, l.condition, l.record_id,
      coalesce(sum(e.qty),0) AS qty, coalesce(sum(e.amt),0) AS value
    FROM lot l LEFT JOIN entry e ON e.lot_id=l.id WHERE l.sku=?1 GROUP BY l.id)";

/// Takes units of a SKU, oldest lot first; the second value is how many were not there. Changes nothing by itself.
pub(super) fn first_in(tx: &Connection, sku: &str, units: i64) -> Result<(Vec<Taken>, i64)> {
    let mut query = tx.prepare_cached(&format!(
        "SELECT lot_id,qty,value,ccy FROM {LOTS_OF_SKU} WHERE qty>0 ORDER BY received_us,lot_id"
    ))?;
    let lots = query.query_map([sku], |row| {
        Ok((row.get::<_, i64>(0)?, row.get::<_, i64>(1)?, row.get::<_, i64>(2)?, row.get::<_, Ccy>(3)?.0))
    })?;
    let (mut taken, mut wanted) = (Vec::new(), units);
    for lot in lots {
        let (lot, quantity, value, currency) = lot?;
        if wanted == 0 {
            break;
        }
        let units = wanted.min(quantity);
        let cost = Minor { minor: split::cost_of_units(value, quantity, units), currency };
        taken.push(Taken { lot, units, cost });
        wanted -= units;
    }
    Ok((taken, wanted))
}

/// Units of a SKU on hand.
pub(super) fn on_hand(tx: &Connection, sku: &str) -> Result<i64> {
    Ok(tx
        .prepare_cached(&format!("SELECT coalesce(sum(qty),0) FROM {LOTS_OF_SKU}"))?
        .query_row([sku], |row| row.get(0))?)
}

/// Stock by SKU, of these lots.
fn stock_of_lots(lots: &str) -> String {
    format!(
        "SELECT s.sku, s.product, s.title, s.condition, s.record_id, sum(s.qty) AS units, sum(s.value) AS value, s.ccy,
           coalesce((SELECT sum(l.quantity) FROM listing l WHERE l.sku=s.sku AND l.state NOT IN('ended','rejected')),0) AS listed,
           min(s.received_us) AS oldest
         FROM {lots} s WHERE s.qty>0 GROUP BY s.sku, s.ccy"
    )
}

impl Store {
    /// Everything on hand, by SKU, oldest first.
    pub fn stock(&self) -> Result<Vec<Stock>> {
        self.read(|tx| stock_rows(tx, &format!("{} ORDER BY oldest, s.sku", stock_of_lots("lot_stock")), &[]))
    }

    /// SKUs with units on hand that no channel lists, oldest first.
    pub fn lots_to_list(&self) -> Result<Vec<Stock>> {
        let those = format!("{} HAVING units>listed ORDER BY oldest, s.sku", stock_of_lots("lot_stock"));
        self.read(|tx| stock_rows(tx, &those, &[]))
    }

    /// The stock of one SKU.
    pub fn stock_of(&self, sku: &str) -> Result<Option<Stock>> {
        let its = format!("{} ORDER BY oldest", stock_of_lots(LOTS_OF_SKU));
        self.read(|tx| Ok(stock_rows(tx, &its, &[&sku])?.into_iter().next()))
    }

    /// Takes lost or broken units off the books, oldest first, and off the listings that now promise too much. The same
    /// `name` is written off once.
    pub fn write_off(&mut self, sku: &str, units: u32, name: &str, now: Timestamp) -> Result<()> {
        self.write(|tx| {
            let (taken, missing) = first_in(tx, sku, units.into())?;
            if missing > 0 {
                return Err(error::refused(format!(
                    "{sku}: {units} units can't be written off, {missing} are not there"
                ))
                .code("not_in_stock")
                .into());
            }
            for Taken { lot, units, cost } in taken {
                ledger::post(tx, &events::write_off(&format!("{name}:{lot}"), lot, units, cost, now)?)?;
            }
            super::listings::promise_no_more(tx, sku, now)
        })
    }
}

fn stock_rows(tx: &Connection, sql: &str, of: &[&dyn ToSql]) -> Result<Vec<Stock>> {
    let mut query = tx.prepare_cached(sql)?;
    let rows = query.query_map(of, |row| {
        Ok(Stock {
            sku: row.get("sku")?,
            product: row.get("product")?,
            title: row.get("title")?,
            condition: row.get("condition")?,
            record_id: row.get("record_id")?,
            units: row.get("units")?,
            value: Money::from_minor(row.get("value")?, row.get::<_, Ccy>("ccy")?.0),
            listed: row.get("listed")?,
            oldest: row.get::<_, Us>("oldest")?.0,
        })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}
