//! What the reports read: profit and loss, stock by age, sales, opportunities.

use anyhow::Result;
use jiff::Timestamp;
use rusqlite::params;

use super::{
    Store,
    values::{Ccy, Us, from_json},
};
use crate::domain::{
    ledger::{Account, FeeGroup},
    money::Money,
    record::Record,
};

/// The ages, in days, at which stock is older than its bucket.
const AGES: [(i64, &str); 6] =
    [(30, "0-30"), (60, "31-60"), (90, "61-90"), (180, "91-180"), (270, "181-270"), (365, "271-365")];

/// One line of a profit and loss statement.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
pub struct PnlRow {
    /// The account's code: `I:Sales`, `X:Fees:payment`.
    pub account: String,
    /// The amount: income is plus, cost is minus.
    pub amount: Money,
}

/// One lot in stock.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
pub struct LotRow {
    /// The lot.
    pub lot: i64,
    /// Our SKU.
    pub sku: String,
    /// The record that it came from.
    pub record_id: Option<String>,
    /// The product key.
    pub product: Option<String>,
    /// The title.
    pub title: Option<String>,
    /// Units left.
    pub units: i64,
    /// Units bought.
    pub bought: i64,
    /// What the units left cost, landed.
    pub value: Money,
    /// When it arrived.
    pub received_at: Timestamp,
    /// Whole days since.
    pub days: i64,
    /// `0-30`, `31-60`, `61-90`, `91-180`, `181-270`, `271-365`, `365+`.
    pub age: &'static str,
}

/// One sale.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
pub struct SaleRow {
    /// When.
    pub at: Timestamp,
    /// The channel.
    pub channel: String,
    /// The channel's order.
    pub order: String,
    /// The line in it.
    pub line: String,
    /// Our SKU.
    pub sku: String,
    /// The title.
    pub title: Option<String>,
    /// The record that the goods came from.
    pub record_id: Option<String>,
    /// Units sold.
    pub units: i64,
    /// Item price and shipping paid by the buyer.
    pub gross: Money,
    /// What the channel took.
    pub fees: Money,
    /// Postage.
    pub postage: Money,
    /// What the units cost, landed; units that came back to stock are taken off.
    pub cost: Money,
    /// What the buyer got back.
    pub refunded: Money,
    /// Units that came back to stock.
    pub restocked: i64,
    /// Gross − fees − postage − refunds − cost; absent when cost and sale are in two currencies.
    pub net: Option<Money>,
}

impl Store {
    /// Income and cost of a period (`from` ≤ time < `until`), by account and currency. The sum is the net.
    pub fn pnl(&self, from: Timestamp, until: Timestamp) -> Result<Vec<PnlRow>> {
        self.read(|tx| {
            let mut query = tx.prepare(
                "SELECT a.code,e.ccy,-sum(e.amt) FROM entry e JOIN account a ON a.id=e.account_id JOIN txn t ON t.id=e.txn_id
                 WHERE a.type IN('I','X') AND t.at_us>=?1 AND t.at_us<?2 GROUP BY a.id,e.ccy ORDER BY a.code,e.ccy",
            )?;
            let rows = query.query_map(params![Us(from), Us(until)], |row| {
                Ok(PnlRow {
                    account: row.get(0)?,
                    amount: Money::from_minor(row.get(2)?, row.get::<_, Ccy>(1)?.0),
                })
            })?;
            Ok(rows.collect::<rusqlite::Result<Vec<_>>>()?)
        })
    }

    /// Lots with units left, oldest first, with their age.
    pub fn inventory(&self, now: Timestamp) -> Result<Vec<LotRow>> {
        self.read(|tx| {
            let mut query = tx.prepare("SELECT * FROM lot_stock WHERE qty>0 ORDER BY received_us,lot_id")?;
            let rows = query.query_map([], |row| {
                let received_at = row.get::<_, Us>("received_us")?.0;
                let days = now.duration_since(received_at).as_hours() / 24;
                Ok(LotRow {
                    lot: row.get("lot_id")?,
                    sku: row.get("sku")?,
                    record_id: row.get("record_id")?,
                    product: row.get("product")?,
                    title: row.get("title")?,
                    units: row.get("qty")?,
                    bought: row.get("bought")?,
                    value: Money::from_minor(row.get("value")?, row.get::<_, Ccy>("ccy")?.0),
                    received_at,
                    days,
                    age: age(days),
                })
            })?;
            Ok(rows.collect::<rusqlite::Result<Vec<_>>>()?)
        })
    }

    /// Sales of a period (`from` ≤ time < `until`), oldest first.
    pub fn sales(&self, from: Timestamp, until: Timestamp) -> Result<Vec<SaleRow>> {
        self.read(|tx| {
            let mut query = tx.prepare(
                "SELECT s.*, l.title, l.record_id, l.ccy AS cost_ccy, (SELECT coalesce(sum(e.amt),0) FROM txn t
                   JOIN entry e ON e.txn_id=t.id JOIN account a ON a.id=e.account_id
                   WHERE t.ref='sale:'||s.id AND t.kind='refund' AND a.code=?3 AND e.ccy=s.ccy) AS refund_fees
                 FROM listing_sale s JOIN lot l ON l.id=s.lot_id WHERE s.at_us>=?1 AND s.at_us<?2 ORDER BY s.at_us,s.id",
            )?;
            let given_back = Account::Fees(FeeGroup::Refund).code();
            let rows = query.query_map(params![Us(from), Us(until), given_back], |row| {
                let currency = row.get::<_, Ccy>("ccy")?.0;
                let minor = |column: &str| row.get::<_, i64>(column);
                let money = |column: &str| Ok::<_, rusqlite::Error>(Money::from_minor(minor(column)?, currency));
                let cost_currency = row.get::<_, Ccy>("cost_ccy")?.0;
                let cost = minor("cost")? - minor("restocked_cost")?;
                let fees = minor("fees")? + minor("refund_fees")?;
                let kept = minor("gross")? - fees - minor("postage")? - minor("refunded")? - cost;
                Ok(SaleRow {
                    at: row.get::<_, Us>("at_us")?.0,
                    channel: row.get("source")?,
                    order: row.get("ext_order")?,
                    line: row.get("ext_line")?,
                    sku: row.get("sku")?,
                    title: row.get("title")?,
                    record_id: row.get("record_id")?,
                    units: row.get("qty")?,
                    gross: money("gross")?,
                    fees: Money::from_minor(fees, currency),
                    postage: money("postage")?,
                    cost: Money::from_minor(cost, cost_currency),
                    refunded: money("refunded")?,
                    restocked: row.get("restocked")?,
                    net: (cost_currency == currency).then(|| Money::from_minor(kept, currency)),
                })
            })?;
            Ok(rows.collect::<rusqlite::Result<Vec<_>>>()?)
        })
    }

    /// Judged `buy` or `negotiate`, still offered, judged or confirmed since `from`; the latest judgement of each.
    pub fn opportunities(&self, from: Timestamp) -> Result<Vec<Record>> {
        self.read(|tx| {
            let mut query = tx.prepare(
                "SELECT a.record FROM analysis_latest l JOIN analysis a ON a.id=l.analysis_id LEFT JOIN offer o ON o.id=l.record_id
                 WHERE l.verdict IN('buy','negotiate') AND o.gone_us IS NULL AND l.confirmed_us>=?1 ORDER BY a.id",
            )?;
            let rows = query.query_map([Us(from)], |row| row.get::<_, String>(0))?;
            rows.map(|text| Ok(Record(from_json(&text?, "an analysis")?))).collect()
        })
    }
}

fn age(days: i64) -> &'static str {
    AGES.into_iter().find(|(last, _)| days <= *last).map_or("365+", |(_, name)| name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_belongs_to_one_bucket() {
        let check = |days, name| assert_eq!(age(days), name, "{days} days");
        check(0, "0-30");
        check(30, "0-30");
        check(31, "31-60");
        check(365, "271-365");
        check(366, "365+");
    }
}
