//! What our open offers to sellers may come to: each may be taken at any moment, so it counts as spent until it is over.

use anyhow::Result;
use rusqlite::{Connection, params};

use crate::{
    domain::{limits::Deal, money::Currency},
    store::{
        purchases::Purchase,
        values::{Ccy, to_json},
    },
};

/// What is offered beside this purchase, in minor units of the account currency.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Offers {
    /// All of it.
    pub all: i64,
    /// At the purchase's source.
    pub source: i64,
    /// To its seller.
    pub seller: i64,
    /// In its category.
    pub category: i64,
    /// Of its brand.
    pub brand: i64,
    /// For its product: cost.
    pub product: i64,
    /// For its product: units.
    pub units: i64,
}

/// The open offers, but for the one on these very goods.
pub(super) fn beside(tx: &Connection, purchase: &Purchase, deal: &Deal, currency: Currency) -> Result<Offers> {
    let keys = super::open_positions::keys(purchase, deal);
    let sum = |condition: &str| format!("coalesce(sum(CASE WHEN {condition} THEN held END),0)");
    let sql = format!(
        "SELECT coalesce(sum(held),0), {}, {}, {}, {}, {}, coalesce(sum(CASE WHEN product IN (SELECT value FROM json_each(?7)) THEN units END),0)
         FROM deal WHERE ccy=?1 AND held>0 AND NOT(source=?2 AND item=?3 AND seller=?4)",
        sum("source=?2"),
        sum("source=?2 AND seller=?4"),
        sum("category=?5"),
        sum("brand=?6"),
        sum("product IN (SELECT value FROM json_each(?7))"),
    );
    let class = super::ask::class;
    Ok(tx.prepare_cached(&sql)?.query_row(
        params![
            Ccy(currency),
            purchase.source,
            purchase.item,
            purchase.seller,
            class(deal.category.as_ref()),
            class(deal.brand.as_ref()),
            to_json(&keys)
        ],
        |row| {
            Ok(Offers {
                all: row.get(0)?,
                source: row.get(1)?,
                seller: row.get(2)?,
                category: row.get(3)?,
                brand: row.get(4)?,
                product: row.get(5)?,
                units: row.get(6)?,
            })
        },
    )?)
}

/// All that is offered.
pub(super) fn in_all(tx: &Connection, currency: Currency) -> Result<i64> {
    let sql = "SELECT coalesce(sum(held),0) FROM deal WHERE ccy=?1 AND held>0";
    Ok(tx.prepare_cached(sql)?.query_row([Ccy(currency)], |row| row.get(0))?)
}
