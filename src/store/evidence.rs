//! Price evidence: every snapshot is kept, the newest of each source is found by any key of its product.

use anyhow::Result;
use jiff::Timestamp;
use rusqlite::params;

use super::{
    Store,
    values::{Us, from_json, sha256_hex, to_json},
};
use crate::domain::evidence::Evidence;

/// Snapshots in one transaction.
const BATCH: usize = 1_000;

impl Store {
    /// Stores snapshots; one that says what the newest of its source said is not stored again. Returns how many are new.
    /// A snapshot without any product key can't be found again and is left out.
    pub fn save_evidence(&mut self, snapshots: &[Evidence], now: Timestamp) -> Result<usize> {
        let mut stored = 0;
        for batch in snapshots.chunks(BATCH) {
            stored += self.write(|tx| {
                let mut new = 0;
                for snapshot in batch {
                    new += usize::from(save(tx, snapshot, now)?);
                }
                Ok(new)
            })?;
        }
        Ok(stored)
    }

    /// The newest snapshot of each source, channel and condition for a product key; the newest first.
    pub fn evidence(&self, key: &str) -> Result<Vec<Evidence>> {
        self.read(|tx| {
            let mut query = tx.prepare_cached(
                "SELECT e.payload FROM evidence_key k JOIN evidence e ON e.id=k.evidence_id WHERE k.key=?1
                 ORDER BY coalesce(e.as_of_us,e.stored_us) DESC, e.id DESC",
            )?;
            let rows = query.query_map([key], |row| row.get::<_, String>(0))?;
            rows.map(|payload| from_json(&payload?, "price evidence")).collect()
        })
    }
}

/// Stores a snapshot; whether it is new.
pub(super) fn save(tx: &rusqlite::Transaction<'_>, snapshot: &Evidence, now: Timestamp) -> Result<bool> {
    let Some(product) = snapshot.product.keys().into_iter().next() else { return Ok(false) };
    let payload = to_json(snapshot);
    let sha = sha256_hex(payload.as_bytes());
    let condition = snapshot.condition.as_deref().unwrap_or_default();
    let place = params![product, snapshot.channel, condition, snapshot.source];
    let newest: Option<(String, Option<Us>)> = rusqlite::OptionalExtension::optional(
        tx.prepare_cached(
            "SELECT e.sha256,e.as_of_us FROM evidence_key k JOIN evidence e ON e.id=k.evidence_id
             WHERE k.key=?1 AND k.channel=?2 AND k.condition=?3 AND k.source=?4",
        )?
        .query_row(place, |row| Ok((row.get(0)?, row.get(1)?))),
    )?;
    let older = |known: Option<Us>| matches!((known, snapshot.as_of), (Some(known), Some(as_of)) if as_of < known.0);
    let (same, late) = newest.map_or((false, false), |(known, as_of)| (known == sha, older(as_of)));
    if same {
        return Ok(false);
    }
    tx.prepare_cached(
        "INSERT INTO evidence(product,channel,condition,source,as_of_us,stored_us,payload,sha256) VALUES(?1,?2,?3,?4,?5,?6,?7,?8)",
    )?
    .execute(params![product, snapshot.channel, condition, snapshot.source, snapshot.as_of.map(Us), Us(now), payload, sha])?;
    let id = tx.last_insert_rowid();
    super::histories::keep(tx, snapshot, now)?;
    // What arrives late is history: it does not hide what is newer.
    if !late {
        for key in snapshot.product.keys() {
            tx.prepare_cached(
                "INSERT INTO evidence_key(key,channel,condition,source,evidence_id) VALUES(?1,?2,?3,?4,?5)
                 ON CONFLICT DO UPDATE SET evidence_id=excluded.evidence_id",
            )?
            .execute(params![key, snapshot.channel, condition, snapshot.source, id])?;
        }
    }
    Ok(true)
}
