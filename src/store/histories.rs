//! Price histories as vendors recorded them: the newest of each product and source, in few bytes, for as many days as are kept.

use anyhow::{Context as _, Result};
use jiff::{SignedDuration, Timestamp};
use rusqlite::{Row, Transaction, params};

use super::{
    Store,
    values::{Ccy, Us},
};
use crate::domain::{evidence::Evidence, money::Currency, past::Histories};

/// The histories of one product.
#[derive(Clone, Debug, PartialEq)]
pub struct Kept {
    /// The product's key.
    pub product: String,
    /// The channel they are of.
    pub channel: String,
    /// Who recorded them.
    pub source: String,
    /// The currency of the prices.
    pub currency: Currency,
    /// Until when they reach.
    pub as_of: Timestamp,
    /// The histories.
    pub histories: Histories,
}

impl Store {
    /// The histories that are kept of a product, by any of its keys; of every product where no key is given.
    pub fn histories(&self, key: Option<&str>) -> Result<Vec<Kept>> {
        self.read(|tx| {
            let mut query = tx.prepare_cached(
                "SELECT product,channel,source,ccy,as_of_us,series FROM price_history
                 WHERE ?1 IS NULL OR product=?1 OR product IN(
                   SELECT e.product FROM evidence_key k JOIN evidence e ON e.id=k.evidence_id WHERE k.key=?1)
                 ORDER BY product,channel,source",
            )?;
            let rows = query.query_map([key], kept)?;
            let mut found = Vec::new();
            for row in rows {
                let (kept, series) = row?;
                let histories = Histories::decode(&series)
                    .with_context(|| format!("the stored history of {} can't be read", kept.product))?;
                found.push(Kept { histories, ..kept });
            }
            Ok(found)
        })
    }
}

fn kept(row: &Row<'_>) -> rusqlite::Result<(Kept, Vec<u8>)> {
    let kept = Kept {
        product: row.get(0)?,
        channel: row.get(1)?,
        source: row.get(2)?,
        currency: row.get::<_, Ccy>(3)?.0,
        as_of: row.get::<_, Us>(4)?.0,
        histories: Histories::default(),
    };
    Ok((kept, row.get(5)?))
}

/// Keeps the histories behind an evidence, and drops those whose time is over. An older one does not replace a newer one.
pub(super) fn keep(tx: &Transaction<'_>, evidence: &Evidence, now: Timestamp) -> Result<()> {
    let (Some(recorded), Some(as_of)) = (&evidence.recorded, evidence.as_of) else { return Ok(()) };
    let Some(product) = evidence.product.keys().into_iter().next() else { return Ok(()) };
    let days = SignedDuration::from_hours(24 * i64::from(recorded.days));
    let until = now.checked_add(days).unwrap_or(Timestamp::MAX);
    tx.prepare_cached("DELETE FROM price_history WHERE until_us<=?1")?.execute([Us(now)])?;
    tx.prepare_cached(
        "INSERT INTO price_history(product,channel,source,ccy,as_of_us,until_us,points,series) VALUES(?1,?2,?3,?4,?5,?6,?7,?8)
         ON CONFLICT(product,channel,source) DO UPDATE SET ccy=excluded.ccy, as_of_us=excluded.as_of_us,
           until_us=excluded.until_us, points=excluded.points, series=excluded.series
         WHERE excluded.as_of_us>=price_history.as_of_us",
    )?
    .execute(params![
        product,
        evidence.channel,
        evidence.source,
        Ccy(evidence.currency),
        Us(as_of),
        Us(until),
        i64::try_from(recorded.encoded.points)?,
        recorded.encoded.bytes
    ])?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        domain::{
            offer::ProductIds,
            past::{self, Kind},
            price_history::Point,
        },
        store::tests::{funded, now},
    };

    fn evidence(value: i32, as_of: Timestamp, days: u32) -> Evidence {
        let mut histories = Histories::default();
        histories.of_mut(Kind::BuyBox).push(Point { minute: 8_000_000, value });
        let product = ProductIds {
            key: Some("gtin:08809875456477".into()),
            asin: Some("B0D8W1YVBX".into()),
            ..ProductIds::default()
        };
        Evidence {
            as_of: Some(as_of),
            recorded: past::recorded(&histories, 8_000_000, days),
            ..Evidence::of(product, "amazon_us", Currency::USD, "keepa")
        }
    }

    fn value(store: &Store) -> Vec<i32> {
        let kept = store.histories(Some("asin:B0D8W1YVBX")).unwrap();
        kept.iter().map(|kept| kept.histories.of(Kind::BuyBox).points()[0].value).collect()
    }

    #[test]
    fn the_newest_history_of_a_product_is_found_by_any_key_until_its_time_is_over() {
        let mut store = funded();
        let later = now() + SignedDuration::from_hours(1);
        store.save_evidence(&[evidence(1_999, later, 30)], now()).unwrap();
        // What arrives late does not replace it.
        store.save_evidence(&[evidence(1_899, now(), 30)], now()).unwrap();
        assert_eq!(value(&store), [1_999]);
        assert_eq!(store.histories(None).unwrap().len(), 1);
        assert_eq!(store.histories(Some("asin:B000000000")).unwrap(), []);
        store.save_evidence(&[evidence(1_799, later + SignedDuration::from_hours(1), 30)], now()).unwrap();
        assert_eq!(value(&store), [1_799]);
        // Nothing is recorded of another product, and what is older than its days goes.
        let mut other = evidence(1, now() + SignedDuration::from_hours(24 * 40), 30);
        other.product = ProductIds { key: Some("asin:B000000000".into()), ..ProductIds::default() };
        store.save_evidence(&[other], now() + SignedDuration::from_hours(24 * 31)).unwrap();
        assert_eq!(value(&store), [0; 0]);
    }
}
