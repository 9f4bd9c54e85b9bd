//! What the later stages wrote into a record, and the record put together again.

use anyhow::Result;
use jiff::Timestamp;
use rusqlite::{OptionalExtension, params};

use super::{
    Store,
    values::{Us, from_json, to_json},
};
use crate::domain::record::{Record, Stage};

impl Store {
    /// Remembers what a stage wrote into each of these records: `purchase`, `listing`, `price_change`, `ticket`.
    pub fn save_parts(&mut self, stage: Stage, records: &[Record], now: Timestamp) -> Result<()> {
        self.write(|tx| {
            let mut save = tx.prepare_cached(
                "INSERT INTO record_part(record_id,stage,value,at_us) VALUES(?1,?2,?3,?4)
                 ON CONFLICT DO UPDATE SET value=excluded.value, at_us=excluded.at_us",
            )?;
            for record in records {
                if let (Some(id), Some(part)) = (record.id(), record.0.get(stage.key())) {
                    save.execute(params![id, stage.key(), to_json(part), Us(now)])?;
                }
            }
            Ok(())
        })
    }

    /// The newest of everything known about a record: the offer as judged, the judgement, and what later stages wrote.
    pub fn record(&self, id: &str) -> Result<Option<Record>> {
        self.read(|tx| {
            let judged: Option<String> = tx
                .query_row(
                    "SELECT a.record FROM analysis_latest l JOIN analysis a ON a.id=l.analysis_id WHERE l.record_id=?1",
                    [id],
                    |row| row.get(0),
                )
                .optional()?;
            let text = match judged {
                Some(text) => Some(text),
                None => tx.query_row("SELECT record FROM offer WHERE id=?1", [id], |row| row.get(0)).optional()?,
            };
            let mut query =
                tx.prepare("SELECT stage,value FROM record_part WHERE record_id=?1 ORDER BY at_us,stage")?;
            let parts = query
                .query_map([id], |row| Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?)))?
                .collect::<rusqlite::Result<Vec<_>>>()?;
            if text.is_none() && parts.is_empty() {
                return Ok(None);
            }
            let mut record = match text {
                Some(text) => Record(from_json(&text, "a record")?),
                None => Record::new(id),
            };
            for (stage, value) in parts {
                record.0.insert(stage, from_json(&value, "a part of a record")?);
            }
            Ok(Some(record))
        })
    }
}
