//! The schema: numbered files, only ever added; the number of the last one is the file's `user_version`.

use std::path::Path;

use anyhow::Result;
use rusqlite::{Connection, Transaction, TransactionBehavior};

use crate::error;

/// Says "this file is arb's" in the header of the file: `arb1`.
const APPLICATION_ID: i32 = i32::from_be_bytes(*b"arb1");

/// Every migration, oldest first. A released one is never edited.
const MIGRATIONS: &[&str] = &[include_str!("migrations/0001_house.sql")];

/// The schema number of this binary.
pub(super) fn head() -> i32 {
    i32::try_from(MIGRATIONS.len()).expect("there are fewer than two thousand million migrations")
}

/// Where a file stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Standing {
    /// Nothing in it yet.
    Empty,
    /// Ours, at this schema number.
    Ours(i32),
}

/// Looks without changing anything; refuses what is not ours or newer than we are.
pub(super) fn standing(conn: &Connection, path: &Path) -> Result<Standing> {
    let id: i32 = conn.query_row("PRAGMA application_id", [], |row| row.get(0))?;
    let version: i32 = conn.query_row("PRAGMA user_version", [], |row| row.get(0))?;
    let tables: i64 = conn.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
    if id == 0 && version == 0 && tables == 0 {
        return Ok(Standing::Empty);
    }
    if id != APPLICATION_ID {
        return Err(error::refused(format!("{} is a database of another program", path.display()))
            .code("database_foreign")
            .hint("name another file with `--db`")
            .into());
    }
    if version > head() {
        return Err(error::refused(format!(
            "the database {} has schema {version}, this arb knows up to {}",
            path.display(),
            head()
        ))
        .code("schema_newer")
        .hint("use the newer arb that wrote it")
        .into());
    }
    Ok(Standing::Ours(version))
}

/// Brings the file to the newest schema. Looking and changing are one transaction, so that of several processes one
/// migrates and the others find it done. `stamp` is what a new file is told about itself.
pub(super) fn migrate(
    conn: &mut Connection,
    path: &Path,
    stamp: impl FnOnce(&Transaction<'_>) -> Result<()>,
) -> Result<()> {
    let tx = Transaction::new(conn, TransactionBehavior::Immediate)?;
    let before = standing(&tx, path)?;
    let from = match before {
        Standing::Empty => 0,
        Standing::Ours(version) => version,
    };
    if from < head() {
        for migration in &MIGRATIONS[usize::try_from(from).expect("a schema number is not negative")..] {
            tx.execute_batch(migration)?;
        }
        tx.pragma_update(None, "user_version", head())?;
    }
    if before == Standing::Empty {
        tx.pragma_update(None, "application_id", APPLICATION_ID)?;
        stamp(&tx)?;
    }
    tx.commit()?;
    Ok(())
}
