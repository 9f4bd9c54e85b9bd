//! What came in by webhook: written down as it came, acknowledged, and worked off afterwards, once.

use anyhow::Result;
use jiff::Timestamp;
use rusqlite::params;

use super::{Store, values::Us};

/// A call that came in.
#[derive(Clone, Debug, PartialEq)]
pub struct Hook {
    /// The row.
    pub id: i64,
    /// Whose it is: `twilio`, `telegram`, …
    pub source: String,
    /// The vendor's id of it.
    pub event_id: String,
    /// What it said, as it came.
    pub raw: Vec<u8>,
    /// When.
    pub received_at: Timestamp,
}

impl Store {
    /// Writes calls down. One that is there already is left as it is. Returns how many are new; they are on disk then.
    pub fn keep_hooks(&mut self, source: &str, events: &[(String, Vec<u8>)], now: Timestamp) -> Result<usize> {
        self.write(|tx| {
            let mut new = 0;
            for (event_id, raw) in events {
                new += tx.execute(
                    "INSERT INTO hook(source,event_id,received_us,raw) VALUES(?1,?2,?3,?4) ON CONFLICT DO NOTHING",
                    params![source, event_id, Us(now), raw],
                )?;
            }
            Ok(new)
        })
    }

    /// Calls that are not worked off, oldest first.
    pub fn open_hooks(&self, most: usize) -> Result<Vec<Hook>> {
        self.read(|tx| {
            let mut query = tx.prepare_cached(
                "SELECT id,source,event_id,raw,received_us FROM hook WHERE handled_us IS NULL ORDER BY id LIMIT ?1",
            )?;
            let rows = query.query_map([i64::try_from(most).unwrap_or(i64::MAX)], |row| {
                Ok(Hook {
                    id: row.get(0)?,
                    source: row.get(1)?,
                    event_id: row.get(2)?,
                    raw: row.get(3)?,
                    received_at: row.get::<_, Us>(4)?.0,
                })
            })?;
            Ok(rows.collect::<rusqlite::Result<_>>()?)
        })
    }

    /// A call is worked off, and this is what came of it. What it said is kept no longer.
    pub fn hook_done(&mut self, id: i64, outcome: &str, now: Timestamp) -> Result<()> {
        self.write(|tx| {
            tx.execute(
                "UPDATE hook SET handled_us=?2, outcome=?3, raw=x'' WHERE id=?1 AND handled_us IS NULL",
                params![id, Us(now), outcome],
            )?;
            Ok(())
        })
    }

    /// How far a feed of a vendor was read.
    pub fn feed_cursor(&self, name: &str) -> Result<u64> {
        self.read(|tx| super::sales::cursor(tx, name))
    }

    /// A feed was read this far, and what was in it is written down.
    pub fn advance_feed(&mut self, name: &str, cursor: u64, now: Timestamp) -> Result<()> {
        self.write(|tx| super::sales::advance(tx, name, cursor, now))
    }
}
