//! What is open: held, on its way, in stock. Worked out from the books; a sale gives it back.

use anyhow::Result;
use rusqlite::{Connection, params};

use crate::{
    domain::{limits::Deal, money::Currency},
    store::{
        purchases::Purchase,
        values::{Ccy, Us, to_json},
    },
};

/// States in which money is held for a purchase or goods are on their way.
macro_rules! open_states {
    () => {
        "('reserved','submitting','unknown','manual','placed','confirmed','shipped','cancelling','cancel_refused')"
    };
}

/// What is open, in minor units of the account currency.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Open {
    /// All of it.
    pub all: i64,
    /// Of the purchase's category.
    pub category: i64,
    /// Of its brand.
    pub brand: i64,
    /// Of its product: cost.
    pub product: i64,
    /// Of its product: units.
    pub units: i64,
}

/// `(id or 0, cost, units, product key)` of every open position. Lots and purchases never hold the same goods: a purchase
/// that was received is its lot.
const POSITIONS: &str = concat!(
    "SELECT p.id AS purchase_id, coalesce(p.actual,p.cap) AS cost, p.units AS units, coalesce(p.product,p.sku) AS product
       FROM purchase p WHERE p.ccy=?1 AND p.state IN",
    open_states!(),
    " UNION ALL SELECT l.purchase_id, s.value, s.qty, coalesce(s.product,s.sku) FROM lot l JOIN lot_stock s ON s.lot_id=l.id
       WHERE l.ccy=?1 AND s.qty>0"
);

/// What is open beside this purchase.
pub(super) fn open(tx: &Connection, purchase: &Purchase, deal: &Deal, currency: Currency) -> Result<Open> {
    let sql = format!(
        "WITH position AS ({POSITIONS}), same AS (
           SELECT purchase_id FROM purchase_key WHERE key IN (SELECT value FROM json_each(?2)))
         SELECT coalesce(sum(o.cost),0),
           coalesce(sum(CASE WHEN coalesce(c.category,'unknown')=?3 THEN o.cost END),0),
           coalesce(sum(CASE WHEN coalesce(c.brand,'unknown')=?4 THEN o.cost END),0),
           coalesce(sum(CASE WHEN o.product IN (SELECT value FROM json_each(?2)) OR o.purchase_id IN same THEN o.cost END),0),
           coalesce(sum(CASE WHEN o.product IN (SELECT value FROM json_each(?2)) OR o.purchase_id IN same THEN o.units END),0)
         FROM position o LEFT JOIN purchase_class c ON c.purchase_id=o.purchase_id"
    );
    let keys = keys(purchase, deal);
    Ok(tx.prepare_cached(&sql)?.query_row(
        params![
            Ccy(currency),
            to_json(&keys),
            super::ask::class(deal.category.as_ref()),
            super::ask::class(deal.brand.as_ref())
        ],
        |row| {
            Ok(Open {
                all: row.get(0)?,
                category: row.get(1)?,
                brand: row.get(2)?,
                product: row.get(3)?,
                units: row.get(4)?,
            })
        },
    )?)
}

/// What is open in all.
pub(super) fn open_in_all(tx: &Connection, currency: Currency) -> Result<i64> {
    let sql = format!("SELECT coalesce(sum(cost),0) FROM ({POSITIONS})");
    Ok(tx.prepare_cached(&sql)?.query_row([Ccy(currency)], |row| row.get(0))?)
}

/// The class (`category` or `brand`) or product of which most is open: its name, its cost, its units.
pub(super) fn most_open(tx: &Connection, by: &str, currency: Currency) -> Result<Option<(String, i64, i64)>> {
    let name = match by {
        "category" => "coalesce(c.category,'unknown')",
        "brand" => "coalesce(c.brand,'unknown')",
        _ => "o.product",
    };
    let order = if by == "units" { "3" } else { "2" };
    let sql = format!(
        "WITH position AS ({POSITIONS}) SELECT {name}, sum(o.cost), sum(o.units) FROM position o
         LEFT JOIN purchase_class c ON c.purchase_id=o.purchase_id GROUP BY 1 ORDER BY {order} DESC, 1 LIMIT 1"
    );
    let mut query = tx.prepare_cached(&sql)?;
    let mut rows = query.query_map([Ccy(currency)], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
    Ok(rows.next().transpose()?)
}

/// Every key of the purchase's product.
pub(super) fn keys(purchase: &Purchase, deal: &Deal) -> Vec<String> {
    let mut keys = deal.keys.clone();
    let own = purchase.product.as_ref().unwrap_or(&purchase.sku);
    if !keys.contains(own) {
        keys.push(own.clone());
    }
    keys
}

/// What is open with a seller or was bought from them since, and whether anything of theirs ever arrived.
pub(super) fn with_seller(
    tx: &Connection,
    source: &str,
    seller: &str,
    currency: Currency,
    since: jiff::Timestamp,
) -> Result<(i64, bool)> {
    let sql = concat!(
        "SELECT coalesce(sum(CASE WHEN state IN",
        open_states!(),
        " OR (state IN('received','returning','returned') AND reserved_us>?4) THEN coalesce(actual,cap) END),0),
           coalesce(max(state='received'),0)
         FROM purchase WHERE source=?1 AND seller=?2 AND ccy=?3"
    );
    Ok(tx
        .prepare_cached(sql)?
        .query_row(params![source, seller, Ccy(currency), Us(since)], |row| Ok((row.get(0)?, row.get(1)?)))?)
}

/// The seller with whom most is open: source, seller, amount, whether something of theirs arrived.
pub(super) fn busiest_seller(
    tx: &Connection,
    currency: Currency,
    since: jiff::Timestamp,
    known: bool,
) -> Result<Option<(String, i64)>> {
    let sql = concat!(
        "SELECT seller, coalesce(sum(CASE WHEN state IN",
        open_states!(),
        " OR (state IN('received','returning','returned') AND reserved_us>?2) THEN coalesce(actual,cap) END),0) AS amount
         FROM purchase WHERE seller<>'' AND ccy=?1 GROUP BY source,seller HAVING max(state='received')=?3 AND amount>0
         ORDER BY amount DESC, seller LIMIT 1"
    );
    let mut query = tx.prepare_cached(sql)?;
    let mut rows = query.query_map(params![Ccy(currency), Us(since), known], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(rows.next().transpose()?)
}

/// Money held by purchases and refunds of unknown outcome, and how many of them there are. What is only prepared for a person to
/// place is no unknown: nothing was sent. A listing or a price that is not shown yet holds no money: it is read back.
pub(super) fn unknown(tx: &Connection, currency: Currency) -> Result<(i64, i64)> {
    Ok(tx
        .prepare_cached(
            "SELECT coalesce((SELECT sum(r.amt) FROM effect e JOIN purchase p ON p.id=e.subject JOIN reservation r ON r.purchase_id=p.id
                WHERE e.kind='purchase' AND e.state IN('unknown','manual') AND p.ccy=?1 AND r.state='held'),0)
              + coalesce((SELECT sum(r.amount) FROM effect e JOIN refund r ON r.id=e.subject
                WHERE e.kind='refund' AND e.state IN('unknown','manual') AND r.ccy=?1),0),
              (SELECT count(*) FROM effect WHERE kind IN('purchase','cancel','refund') AND state IN('unknown','manual'))",
        )?
        .query_row([Ccy(currency)], |row| Ok((row.get(0)?, row.get(1)?)))?)
}
