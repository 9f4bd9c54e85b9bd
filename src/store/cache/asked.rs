//! Which products a market was asked about, and when: what it knew stands in the database, what it did not know is not
//! asked again at once.

use anyhow::Result;
use jiff::Timestamp;
use rusqlite::{OptionalExtension as _, params};

use super::Cache;
use crate::store::values::Us;

impl Cache {
    /// Of these product keys, those that the vendor was not asked about since then.
    pub fn not_asked_since(&self, vendor: &str, keys: &[String], since: Timestamp) -> Result<Vec<String>> {
        self.read(|conn| {
            let mut query = conn.prepare_cached("SELECT at_us FROM asked WHERE vendor=?1 AND key=?2")?;
            let mut left = Vec::new();
            for key in keys {
                let at: Option<Us> = query.query_row([vendor, key], |row| row.get(0)).optional()?;
                if at.is_none_or(|at| at.0 < since) {
                    left.push(key.clone());
                }
            }
            Ok(left)
        })
    }

    /// The vendor was asked about these now.
    pub fn note_asked(&mut self, vendor: &str, keys: &[String], now: Timestamp) -> Result<()> {
        self.write(|conn| {
            let mut put = conn.prepare_cached("INSERT OR REPLACE INTO asked(vendor,key,at_us) VALUES(?1,?2,?3)")?;
            for key in keys {
                put.execute(params![vendor, key, Us(now)])?;
            }
            Ok(())
        })
    }
}
