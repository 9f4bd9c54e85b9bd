//! Offers that were not bought: the price at which each would have been, and how far it is from there.

use anyhow::Result;
use rusqlite::OptionalExtension as _;
use rust_decimal::Decimal;

use super::{Store, values::Ccy};
use crate::domain::money::Money;

/// An offer that was judged and was no buy.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
pub struct NearMiss {
    /// The record.
    pub id: String,
    /// Its last verdict.
    pub verdict: String,
    /// The title.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// What it costs now.
    pub price: Money,
    /// The highest price of a purchase unit at which it would be a buy.
    pub max_cost: Money,
    /// By how much the price must fall for that, in percent of it; zero or less where it has.
    pub gap_pct: Decimal,
}

impl Store {
    /// The price at which the last judgement of a record would have bought it; `None` where it was a buy, would be at no
    /// price, or was not judged.
    pub fn bar(&self, record: &str) -> Result<Option<Money>> {
        self.read(|tx| {
            let found: Option<(Option<String>, Option<Ccy>)> = tx
                .prepare_cached(
                    "SELECT json_extract(a.record,'$.analysis.max_cost.amount'), json_extract(a.record,'$.analysis.max_cost.currency')
                     FROM analysis_latest l JOIN analysis a ON a.id=l.analysis_id WHERE l.record_id=?1 AND l.verdict<>'buy'",
                )?
                .query_row([record], |row| Ok((row.get(0)?, row.get(1)?)))
                .optional()?;
            let Some((Some(amount), Some(Ccy(currency)))) = found else { return Ok(None) };
            Ok(amount.parse::<Decimal>().ok().map(|amount| Money::new(amount, currency)))
        })
    }

    /// Offers that are there, were no buy and would be one at a price no more than `within_pct` below theirs; the nearest
    /// first.
    pub fn near_misses(&self, within_pct: Decimal) -> Result<Vec<NearMiss>> {
        self.read(|tx| {
            let mut query = tx.prepare_cached(
                "SELECT o.id, l.verdict, json_extract(o.record,'$.offer.title') AS title, o.price, o.ccy,
                   json_extract(a.record,'$.analysis.max_cost.amount') AS bar
                 FROM analysis_latest l JOIN analysis a ON a.id=l.analysis_id JOIN offer o ON o.id=l.record_id
                 WHERE l.verdict<>'buy' AND o.gone_us IS NULL AND json_extract(a.record,'$.analysis.max_cost.currency')=o.ccy",
            )?;
            let rows = query.query_map([], |row| {
                let texts: (String, String, Option<String>) = (row.get(0)?, row.get(1)?, row.get(2)?);
                Ok((texts, row.get::<_, String>(3)?, row.get::<_, Ccy>(4)?.0, row.get::<_, String>(5)?))
            })?;
            let mut found = Vec::new();
            for row in rows {
                let ((id, verdict, title), price, currency, bar) = row?;
                let (Ok(price), Ok(bar)) = (price.parse::<Decimal>(), bar.parse::<Decimal>()) else { continue };
                let gap = (price - bar).checked_div(price).map(|gap| (gap * Decimal::ONE_HUNDRED).round_dp(1).normalize());
                let Some(gap_pct) = gap.filter(|gap| bar > Decimal::ZERO && *gap <= within_pct) else { continue };
                let (price, max_cost) = (Money::new(price, currency), Money::new(bar, currency));
                found.push(NearMiss { id, verdict, title, price, max_cost, gap_pct });
            }
            found.sort_by(|one, other| one.gap_pct.cmp(&other.gap_pct).then_with(|| one.id.cmp(&other.id)));
            Ok(found)
        })
    }
}
