//! What saved searches show: what one no longer finds is gone, once all that it finds was read.

use anyhow::Result;
use jiff::{SignedDuration, Timestamp};
use rusqlite::{OptionalExtension as _, params};

use super::{
    Store,
    offers::gone,
    values::{Us, from_json},
};
use crate::domain::{
    offer::Offer,
    record::{Record, Stage},
};

/// Offers in one transaction.
const BATCH: usize = 2_000;

/// A search that was not run for so long is forgotten with what it showed.
const REMEMBERED: SignedDuration = SignedDuration::from_hours(24 * 180);

/// One run of a saved search at one source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SearchRun(i64);

impl Store {
    /// Begins a run of a search. `scope` names the search, its source and what it asks for.
    pub fn begin_search(&mut self, scope: &str, source: &str, now: Timestamp) -> Result<SearchRun> {
        self.write(|tx| {
            tx.execute(
                "INSERT INTO search_run(scope,source,after_scan,started_us)
                 SELECT ?1,?2,coalesce(max(id),0),?3 FROM scan",
                params![scope, source, Us(now)],
            )?;
            Ok(SearchRun(tx.last_insert_rowid()))
        })
    }

    /// A run saw these offers; those that are not in the database are passed over.
    pub fn search_saw(&mut self, run: SearchRun, ids: &[String]) -> Result<()> {
        for batch in ids.chunks(BATCH) {
            self.write(|tx| {
                let mut put = tx.prepare_cached(
                    "INSERT INTO search_seen(scope,offer_id,run_id)
                     SELECT r.scope,o.id,r.id FROM search_run r JOIN offer o ON o.id=?2 WHERE r.id=?1
                     ON CONFLICT(scope,offer_id) DO UPDATE SET run_id=max(run_id,excluded.run_id)",
                )?;
                batch.iter().try_for_each(|id| put.execute(params![run.0, id]).map(drop))?;
                Ok(())
            })?;
        }
        Ok(())
    }

    /// Ends a run that read all that its search finds. What it found before and does not now is gone, unless another scan
    /// has seen it since this run began; the gone offers that `wanted` accepts are returned, with `offer.change` set.
    pub fn complete_search(
        &mut self,
        run: SearchRun,
        wanted: impl Fn(&Offer) -> bool,
        now: Timestamp,
    ) -> Result<Vec<Record>> {
        self.write(|tx| {
            let begun: Option<(String, i64)> = tx
                .query_row("SELECT scope,after_scan FROM search_run WHERE id=?1", [run.0], |row| {
                    Ok((row.get(0)?, row.get(1)?))
                })
                .optional()?;
            // A later run of the same search has ended already: it knows better.
            let Some((scope, after)) = begun else { return Ok(Vec::new()) };
            let rows = {
                let mut query = tx.prepare(
                    "SELECT s.offer_id,o.record FROM search_seen s JOIN offer o ON o.id=s.offer_id
                     WHERE s.scope=?1 AND s.run_id<?2 AND o.gone_us IS NULL AND coalesce(o.scan_id,0)<=?3 ORDER BY o.rowid",
                )?;
                query
                    .query_map(params![scope, run.0, after], |row| Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?)))?
                    .collect::<rusqlite::Result<Vec<_>>>()?
            };
            let mut left = Vec::new();
            for (id, text) in rows {
                let offer: Option<Offer> = Record(from_json(&text, "an offer")?).get(Stage::Offer)?;
                // One that the search would not show even if it were there says nothing by its absence.
                if !offer.is_some_and(|offer| wanted(&offer)) {
                    continue;
                }
                tx.prepare_cached(
                    "INSERT INTO observation(offer_id,at_us,change,price,ccy,shipping,quantity)
                     SELECT id,?2,'gone',price,ccy,shipping,quantity FROM offer WHERE id=?1",
                )?
                .execute(params![id, Us(now)])?;
                tx.prepare_cached("UPDATE offer SET gone_us=?2, changed_us=?2, revision=revision+1 WHERE id=?1")?
                    .execute(params![id, Us(now)])?;
                left.push(gone(&text)?);
            }
            tx.execute("DELETE FROM search_seen WHERE scope=?1 AND run_id<?2", params![scope, run.0])?;
            tx.execute("UPDATE search_run SET completed_us=?2 WHERE id=?1", params![run.0, Us(now)])?;
            tx.execute("DELETE FROM search_run WHERE scope=?1 AND id<?2", params![scope, run.0])?;
            let old = Us(now.checked_sub(REMEMBERED).unwrap_or(Timestamp::MIN));
            tx.execute(
                "DELETE FROM search_seen WHERE scope IN(
                   SELECT scope FROM search_run GROUP BY scope HAVING max(started_us)<?1)",
                [old],
            )?;
            tx.execute(
                "DELETE FROM search_run WHERE started_us<?1 AND NOT EXISTS(
                   SELECT 1 FROM search_seen s WHERE s.run_id=search_run.id)",
                [old],
            )?;
            Ok(left)
        })
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::domain::found::Found;
    use crate::store::tests::{funded, now};

    fn offer(item: &str) -> Found {
        let offer =
            json!({"source": "ebay", "item": item, "observed_at": now(), "price": {"amount": "3", "currency": "USD"}});
        Found::fresh(serde_json::from_value(offer).unwrap())
    }

    /// Runs a search that finds these; returns what is gone where it was read to its end.
    fn run(store: &mut Store, scope: &str, hour: i64, items: &[&str], whole: bool) -> Vec<String> {
        // The clock may stand still: what counts is the order.
        let at = now() + SignedDuration::from_hours(hour / 3);
        let run = store.begin_search(scope, "ebay", at).unwrap();
        let found: Vec<Found> = items.iter().map(|item| offer(item)).collect();
        let scan = store.begin_scan("ebay", at).unwrap();
        store.save_offers(&found, Some(scan), at).unwrap();
        let ids: Vec<String> = found.into_iter().map(|found| found.id).collect();
        store.search_saw(run, &ids).unwrap();
        if !whole {
            return Vec::new();
        }
        let gone = store.complete_search(run, |_| true, at).unwrap();
        gone.iter().filter_map(|record| record.id().map(str::to_owned)).collect()
    }

    #[test]
    fn what_a_search_no_longer_finds_is_gone_once_all_of_it_was_read() {
        let mut store = funded();
        assert_eq!(run(&mut store, "a", 0, &["1", "2", "3"], true), [""; 0]);
        // A run that broke off makes nothing gone, and forgets nothing.
        assert_eq!(run(&mut store, "a", 1, &["1"], false), [""; 0]);
        assert_eq!(run(&mut store, "a", 2, &["1"], true), ["ebay:2", "ebay:3"]);
        assert_eq!(run(&mut store, "a", 3, &["1"], true), [""; 0]);
        assert_eq!(store.pending_offers().unwrap().len(), 1);
        // It comes back as any offer that was gone.
        assert_eq!(run(&mut store, "a", 4, &["1", "2"], true), [""; 0]);
        assert_eq!(store.pending_offers().unwrap().len(), 2);
    }

    #[test]
    fn another_search_that_sees_it_keeps_it() {
        let mut store = funded();
        run(&mut store, "a", 0, &["1", "2"], true);
        run(&mut store, "b", 0, &["2", "9"], true);
        // While this run goes on, the other one sees it.
        let at = now() + SignedDuration::from_hours(1);
        let going = store.begin_search("a", "ebay", at).unwrap();
        run(&mut store, "b", 2, &["2", "9"], true);
        assert_eq!(store.complete_search(going, |_| true, at).unwrap().len(), 1);
        assert_eq!(run(&mut store, "b", 3, &["9"], true), ["ebay:2"]);
    }

    #[test]
    fn what_the_search_would_not_show_is_not_gone() {
        let mut store = funded();
        run(&mut store, "a", 0, &["1"], true);
        let going = store.begin_search("a", "ebay", now() + SignedDuration::from_hours(1)).unwrap();
        assert_eq!(store.complete_search(going, |_| false, now()).unwrap().len(), 0);
        assert_eq!(store.pending_offers().unwrap().len(), 1);
    }
}
