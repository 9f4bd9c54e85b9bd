//! The cache: replies of vendors, access tokens that end soon, and what is left of each quota. A file of its own beside
//! the database, shared by every running `arb`; it may be deleted at any time.

mod asked;
mod buckets;
mod replies;
mod tokens;

use std::{
    path::{Path, PathBuf},
    time::Duration,
};

use anyhow::{Context as _, Result};
use rusqlite::{Connection, OpenFlags, TransactionBehavior};

pub use buckets::{Allowed, Bucket, Cost, Grant, Told, Window};
pub use replies::Stored;

use super::{failure, open};

/// The layout of this binary; a file of another one is begun anew.
const LAYOUT: i32 = 1;

/// How long a process waits for another one's transaction.
const BUSY: Duration = Duration::from_secs(10);

const SCHEMA: &str = "
CREATE TABLE reply(key TEXT PRIMARY KEY, vendor TEXT NOT NULL, at_us INTEGER NOT NULL, policy TEXT NOT NULL,
  headers TEXT NOT NULL, status INTEGER NOT NULL, body BLOB NOT NULL) STRICT, WITHOUT ROWID;
CREATE INDEX reply_at ON reply(at_us);
CREATE TABLE bucket(key TEXT PRIMARY KEY, tokens INTEGER NOT NULL, at_us INTEGER NOT NULL,
  slowed INTEGER NOT NULL DEFAULT 0, slowed_us INTEGER NOT NULL DEFAULT 0, shut_us INTEGER NOT NULL DEFAULT 0,
  most INTEGER, per_second INTEGER) STRICT, WITHOUT ROWID;
CREATE TABLE hold(id INTEGER PRIMARY KEY, key TEXT NOT NULL, cost INTEGER NOT NULL, until_us INTEGER NOT NULL) STRICT;
CREATE INDEX hold_key ON hold(key);
CREATE TABLE spent(key TEXT NOT NULL, day TEXT NOT NULL, calls INTEGER NOT NULL DEFAULT 0,
  tokens INTEGER NOT NULL DEFAULT 0, PRIMARY KEY(key, day)) STRICT, WITHOUT ROWID;
CREATE TABLE asked(vendor TEXT NOT NULL, key TEXT NOT NULL, at_us INTEGER NOT NULL, PRIMARY KEY(vendor, key))
  STRICT, WITHOUT ROWID;
CREATE TABLE token(key TEXT PRIMARY KEY, token TEXT NOT NULL, ends_us INTEGER NOT NULL) STRICT, WITHOUT ROWID;
";

/// The cache, opened.
pub struct Cache {
    conn: Connection,
    path: PathBuf,
}

impl Cache {
    /// Opens the file, making it where it is absent. One that is damaged or of another layout is begun anew: nothing in it
    /// is worth a question.
    pub fn open(path: &Path) -> Result<Self> {
        let mut attempt = 0;
        loop {
            match Self::prepare(path) {
                Ok(conn) => return Ok(Self { conn, path: path.to_owned() }),
                Err(why) if failure::is_busy(&why) && attempt < 8 => {
                    attempt += 1;
                    failure::pause(attempt);
                }
                Err(_) if attempt < 8 => {
                    attempt = 8;
                    remove(path);
                }
                Err(why) => return Err(failure::explain(path, why)),
            }
        }
    }

    /// One that is gone with the process.
    pub fn in_memory() -> Result<Self> {
        let conn = Connection::open_in_memory()?;
        conn.execute_batch(SCHEMA)?;
        Ok(Self { conn, path: PathBuf::from(":memory:") })
    }

    fn prepare(path: &Path) -> Result<Connection> {
        super::folder::refuse_link(path)?;
        open::make(path)?;
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let mut conn = Connection::open_with_flags(path, flags)?;
        conn.busy_timeout(BUSY)?;
        open::switch_to_wal(&conn)?;
        // A lost second of it costs a few calls, never money.
        conn.pragma_update(None, "synchronous", 1)?;
        let layout = |conn: &Connection| conn.query_row("PRAGMA user_version", [], |row| row.get::<_, i32>(0));
        if layout(&conn)? != LAYOUT {
            let tx = conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
            // Another process may have been faster.
            match layout(&tx)? {
                LAYOUT => {}
                0 => {
                    tx.execute_batch(SCHEMA)?;
                    tx.pragma_update(None, "user_version", LAYOUT)?;
                }
                other => anyhow::bail!("the layout {other} is not known"),
            }
            tx.commit()?;
        }
        Ok(conn)
    }

    fn write<T>(&mut self, change: impl FnOnce(&Connection) -> Result<T>) -> Result<T> {
        let tx = self.conn.transaction_with_behavior(TransactionBehavior::Immediate);
        let done = tx.map_err(Into::into).and_then(|tx| {
            let answer = change(&tx)?;
            tx.commit()?;
            Ok(answer)
        });
        done.map_err(|why| failure::explain(&self.path, why))
    }

    fn read<T>(&self, look: impl FnOnce(&Connection) -> Result<T>) -> Result<T> {
        look(&self.conn).with_context(|| format!("reading the cache {}", self.path.display()))
    }
}

fn remove(path: &Path) {
    for end in ["", "-wal", "-shm"] {
        let mut name = path.as_os_str().to_owned();
        name.push(end);
        // What can't be removed shows at the next try.
        drop(std::fs::remove_file(PathBuf::from(name)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_damaged_cache_is_begun_anew() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("cache.db");
        std::fs::write(&path, "not a database at all, but long enough to look like one".repeat(40)).unwrap();
        let mut cache = Cache::open(&path).unwrap();
        cache.keep_token("k", "t", "2030-01-01T00:00:00Z".parse().unwrap()).unwrap();
        drop(cache);
        let cache = Cache::open(&path).unwrap();
        assert!(cache.token("k", "2029-01-01T00:00:00Z".parse().unwrap()).unwrap().is_some());
    }
}
