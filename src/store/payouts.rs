//! The bridge from what buyers paid to what reached the bank: channel by channel, out of the ledger.

use std::collections::BTreeMap;

use anyhow::Result;
use jiff::Timestamp;
use rusqlite::params;

use super::{
    Store,
    values::{Ccy, Us},
};
use crate::domain::money::{Currency, Money};

/// What a channel owed, took and paid in a period. Opening + gross − fees − charges − refunds + other − payouts = closing.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
pub struct PayoutRow {
    /// The channel.
    pub channel: String,
    /// What it owed us before.
    pub opening: Money,
    /// What buyers paid, before fees and refunds: what a 1099-K counts (US; tax that the channel collects is in neither).
    pub gross: Money,
    /// Their orders: a 1099-K counts transactions, too.
    pub orders: i64,
    /// What it took of sales, at once or later.
    pub fees: Money,
    /// What it took beyond sales; below zero where it gave: a reimbursement.
    pub charges: Money,
    /// What buyers got back, less the fees that came back with it.
    pub refunds: Money,
    /// What waits in suspense, or a person settled.
    pub other: Money,
    /// What reached the bank.
    pub payouts: Money,
    /// What it owes us after.
    pub closing: Money,
}

/// The money of one channel in one currency, in minor units.
#[derive(Default)]
struct Flows {
    opening: i64,
    sales: i64,
    fees: i64,
    charges: i64,
    refunds: i64,
    payouts: i64,
    other: i64,
    gross: i64,
    orders: i64,
}

impl Store {
    /// The bridge of every channel and currency for a period (`from` ≤ time < `until`).
    pub fn payouts(&self, from: Timestamp, until: Timestamp) -> Result<Vec<PayoutRow>> {
        let mut all: BTreeMap<(String, Currency), Flows> = BTreeMap::new();
        self.read(|tx| {
            let mut query = tx.prepare(
                "SELECT substr(a.code,15), e.ccy, t.at_us>=?1, coalesce((SELECT o.kind FROM txn o WHERE o.id=t.reverses),t.kind), sum(e.amt)
                 FROM entry e JOIN account a ON a.id=e.account_id JOIN txn t ON t.id=e.txn_id
                 WHERE a.code LIKE 'A:Marketplace:%' AND t.at_us<?2 GROUP BY 1,2,3,4",
            )?;
            let mut rows = query.query(params![Us(from), Us(until)])?;
            while let Some(row) = rows.next()? {
                let flows = all.entry((row.get(0)?, row.get::<_, Ccy>(1)?.0)).or_default();
                let (now, kind, amount) = (row.get::<_, bool>(2)?, row.get::<_, String>(3)?, row.get::<_, i64>(4)?);
                let place = match (now, kind.as_str()) {
                    (false, _) => &mut flows.opening,
                    (_, "sale") => &mut flows.sales,
                    (_, "fees") => &mut flows.fees,
                    (_, "charge") => &mut flows.charges,
                    (_, "refund") => &mut flows.refunds,
                    (_, "payout") => &mut flows.payouts,
                    _ => &mut flows.other,
                };
                *place += amount;
            }
            let mut query = tx.prepare(
                "SELECT source,ccy,sum(gross),count(DISTINCT ext_order) FROM listing_sale WHERE at_us>=?1 AND at_us<?2 GROUP BY 1,2",
            )?;
            let mut rows = query.query(params![Us(from), Us(until)])?;
            while let Some(row) = rows.next()? {
                let flows = all.entry((row.get(0)?, row.get::<_, Ccy>(1)?.0)).or_default();
                (flows.gross, flows.orders) = (row.get(2)?, row.get(3)?);
            }
            Ok(())
        })?;
        Ok(all.into_iter().map(|((channel, currency), flows)| flows.row(channel, currency)).collect())
    }
}

impl Flows {
    fn row(&self, channel: String, currency: Currency) -> PayoutRow {
        let money = |minor| Money::from_minor(minor, currency);
        let closing = self.opening + self.sales + self.fees + self.charges + self.refunds + self.payouts + self.other;
        PayoutRow {
            channel,
            opening: money(self.opening),
            gross: money(self.gross),
            orders: self.orders,
            fees: money(self.gross - self.sales - self.fees),
            charges: money(-self.charges),
            refunds: money(-self.refunds),
            other: money(self.other),
            payouts: money(-self.payouts),
            closing: money(closing),
        }
    }
}
