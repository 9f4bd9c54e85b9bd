//! The outside world of paper mode: one JSON document with a version, in a file of its own.
//!
//! It is not part of the books: it plays the shops, the marketplaces and the customers, so it lives beside the
//! database and may be thrown away and made again from its seed.

use std::{
    path::{Path, PathBuf},
    time::Duration,
};

use anyhow::{Context, Result, ensure};
use rusqlite::{Connection, OptionalExtension, TransactionBehavior};

use crate::error;

/// How often opening and writing are tried again while another process holds the file.
const TRIES: u32 = 5;

/// The file of a paper world.
pub struct WorldFile {
    path: PathBuf,
    connection: Connection,
}

/// What the file holds, compared with the version that the caller has already read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Seen {
    /// No world yet.
    Nothing,
    /// The version the caller holds.
    Same,
    /// Another version: its document.
    Other(String),
}

impl WorldFile {
    /// Opens the file, making it where it is absent.
    pub fn open(path: &Path) -> Result<Self> {
        let mut tries = 0;
        let connection = loop {
            match Self::connect(path) {
                Err(why) if is_busy(&why) && tries < TRIES => tries += 1,
                outcome => break outcome.with_context(|| format!("opening the paper world {}", path.display()))?,
            }
            std::thread::sleep(Duration::from_millis(40 << tries));
        };
        Ok(Self { path: path.to_owned(), connection })
    }

    /// The document and its version; `held` is the version that the caller has, 0 for none.
    pub fn load(&self, held: i64) -> Result<(Seen, i64)> {
        seen(&self.connection, held).with_context(|| format!("reading the paper world {}", self.path.display()))
    }

    /// Changes the document in one transaction and gives the new version and what `change` answered.
    ///
    /// `change` is called once, with the file locked; when it fails, nothing is changed.
    pub fn update<T>(&mut self, held: i64, change: impl FnOnce(Seen) -> Result<(String, T)>) -> Result<(i64, T)> {
        let mut tries = 0;
        let transaction = loop {
            // `unchecked` so that a busy file can be tried again; this is the only transaction on the connection.
            match rusqlite::Transaction::new_unchecked(&self.connection, TransactionBehavior::Immediate) {
                Err(why) if busy(&why) && tries < TRIES => tries += 1,
                Err(why) if busy(&why) => {
                    return Err(error::try_again("another `arb` is busy with the paper world").because(why).into());
                }
                outcome => break outcome?,
            }
            std::thread::sleep(Duration::from_millis(40 << tries));
        };
        let (current, version) = seen(&transaction, held)?;
        let (document, answer) = change(current)?;
        transaction.execute(
            "INSERT INTO world (id, version, document) VALUES (1, ?1, ?2)
             ON CONFLICT (id) DO UPDATE SET version = ?1, document = ?2",
            (version + 1, document),
        )?;
        transaction.commit().with_context(|| format!("writing the paper world {}", self.path.display()))?;
        Ok((version + 1, answer))
    }

    fn connect(path: &Path) -> Result<Connection> {
        let connection = Connection::open(path)?;
        connection.busy_timeout(Duration::from_secs(10))?;
        let mode: String = connection.query_row("PRAGMA journal_mode = WAL", [], |row| row.get(0))?;
        // A rehearsal plays in a world in memory, which no other process sees.
        let alone = mode == "memory" && path == Path::new(":memory:");
        ensure!(mode == "wal" || alone, "its journal mode is `{mode}`, it must be `wal`: is it on a network drive?");
        // A killed process loses nothing; a power cut may set a simulated market back, which costs nobody money.
        connection.pragma_update(None, "synchronous", "NORMAL")?;
        connection.execute_batch(
            "CREATE TABLE IF NOT EXISTS world (
                 id INTEGER PRIMARY KEY CHECK (id = 1), version INTEGER NOT NULL, document TEXT NOT NULL) STRICT",
        )?;
        Ok(connection)
    }
}

fn seen(connection: &Connection, held: i64) -> Result<(Seen, i64)> {
    let version: Option<i64> = connection.query_row("SELECT version FROM world", [], |row| row.get(0)).optional()?;
    Ok(match version {
        None => (Seen::Nothing, 0),
        Some(version) if version == held => (Seen::Same, version),
        Some(_) => connection
            .query_row("SELECT document, version FROM world", [], |row| Ok((Seen::Other(row.get(0)?), row.get(1)?)))?,
    })
}

fn busy(why: &rusqlite::Error) -> bool {
    matches!(why.sqlite_error_code(), Some(rusqlite::ErrorCode::DatabaseBusy | rusqlite::ErrorCode::DatabaseLocked))
}

fn is_busy(why: &anyhow::Error) -> bool {
    why.downcast_ref::<rusqlite::Error>().is_some_and(busy)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_is_read_once_per_version() {
        let dir = tempfile::tempdir().unwrap();
        let mut file = WorldFile::open(&dir.path().join("paper.db")).unwrap();
        assert_eq!(file.load(0).unwrap(), (Seen::Nothing, 0));
        let (version, answer) = file.update(0, |seen| Ok(("{}".into(), seen))).unwrap();
        assert_eq!((version, answer), (1, Seen::Nothing));
        assert_eq!(file.load(1).unwrap(), (Seen::Same, 1));
        assert_eq!(file.load(0).unwrap(), (Seen::Other("{}".into()), 1));
    }

    #[test]
    fn a_change_that_fails_changes_nothing() {
        let dir = tempfile::tempdir().unwrap();
        let mut file = WorldFile::open(&dir.path().join("paper.db")).unwrap();
        let outcome = file.update(0, |_| -> Result<(String, ())> { anyhow::bail!("no") });
        assert!(outcome.is_err());
        assert_eq!(file.load(0).unwrap(), (Seen::Nothing, 0));
    }

    #[test]
    fn several_processes_lose_no_change() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("paper.db");
        let workers: Vec<_> = (0..4)
            .map(|_| {
                let path = path.clone();
                std::thread::spawn(move || {
                    let mut file = WorldFile::open(&path).unwrap();
                    for _ in 0..5 {
                        let add = |seen| match seen {
                            Seen::Other(text) => Ok((text + "x", ())),
                            _ => Ok(("x".to_owned(), ())),
                        };
                        file.update(0, add).unwrap();
                    }
                })
            })
            .collect();
        for worker in workers {
            worker.join().unwrap();
        }
        assert_eq!(WorldFile::open(&path).unwrap().load(0).unwrap(), (Seen::Other("x".repeat(20)), 20));
    }
}
