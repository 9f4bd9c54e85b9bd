//! Replies of vendors, as they came. The oldest go when there are too many.

use anyhow::Result;
use jiff::Timestamp;
use rusqlite::{OptionalExtension, params};

use super::Cache;
use crate::store::values::Us;

/// The most that stored replies take, in bytes.
const MOST: i64 = 1 << 30;

/// A reply and what its headers allow.
#[derive(Clone, Debug, PartialEq)]
pub struct Stored {
    /// When it came.
    pub at: Timestamp,
    /// What RFC 9111 says of it, as written by the one who asked.
    pub policy: String,
    /// Its headers as JSON.
    pub headers: String,
    /// Its status.
    pub status: u16,
    /// Its body, unpacked.
    pub body: Vec<u8>,
}

impl Cache {
    /// The reply stored under this key.
    pub fn reply(&self, key: &str) -> Result<Option<Stored>> {
        self.read(|conn| {
            Ok(conn
                .prepare_cached("SELECT at_us,policy,headers,status,body FROM reply WHERE key=?1")?
                .query_row([key], |row| {
                    Ok(Stored {
                        at: row.get::<_, Us>(0)?.0,
                        policy: row.get(1)?,
                        headers: row.get(2)?,
                        status: row.get(3)?,
                        body: row.get(4)?,
                    })
                })
                .optional()?)
        })
    }

    /// Stores a reply in the place of an older one.
    pub fn keep_reply(&mut self, key: &str, vendor: &str, stored: &Stored) -> Result<()> {
        self.write(|conn| {
            let room: i64 = conn.query_row(
                "SELECT page_count*page_size FROM pragma_page_count(), pragma_page_size()",
                [],
                |row| row.get(0),
            )?;
            if room > MOST {
                conn.execute(
                    "DELETE FROM reply WHERE key IN (SELECT key FROM reply ORDER BY at_us LIMIT 1+(SELECT count(*)/10 FROM reply))",
                    [],
                )?;
            }
            conn.prepare_cached(
                "INSERT OR REPLACE INTO reply(key,vendor,at_us,policy,headers,status,body) VALUES(?1,?2,?3,?4,?5,?6,?7)",
            )?
            .execute(params![
                key,
                vendor,
                Us(stored.at),
                stored.policy,
                stored.headers,
                stored.status,
                stored.body
            ])?;
            Ok(())
        })
    }

    /// Forgets a vendor's replies and says how many there were.
    pub fn forget_replies(&mut self, vendor: &str) -> Result<usize> {
        self.write(|conn| Ok(conn.execute("DELETE FROM reply WHERE vendor=?1", [vendor])?))
    }
}
