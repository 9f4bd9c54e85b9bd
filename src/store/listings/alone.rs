//! Listings whose SKU no further channel took, with a print of what that rested on. It stands in what is kept with the listing.

use std::collections::BTreeMap;

use anyhow::Result;

use crate::store::Store;

impl Store {
    /// The prints, by listing.
    pub fn alone(&self) -> Result<BTreeMap<i64, String>> {
        self.read(|tx| {
            let mut query = tx.prepare_cached(
                "SELECT id, json_extract(payload,'$.alone') FROM listing
                 WHERE state='live' AND json_extract(payload,'$.alone') IS NOT NULL",
            )?;
            let rows = query.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
            Ok(rows.collect::<rusqlite::Result<_>>()?)
        })
    }

    /// Keeps prints; one that is there already is replaced.
    pub fn remember_alone(&mut self, found: &[(i64, String)]) -> Result<()> {
        if found.is_empty() {
            return Ok(());
        }
        self.write(|tx| {
            let mut keep = tx.prepare_cached(
                "UPDATE listing SET payload=json_set(coalesce(payload,'{}'),'$.alone',?2) WHERE id=?1",
            )?;
            for one in found {
                keep.execute((one.0, &one.1))?;
            }
            Ok(())
        })
    }
}
