//! The schema: numbered files, only ever added; the number of the last one is the file's `user_version`.

use std::path::Path;

use anyhow::Result;
use rusqlite::{Connection, Transaction, TransactionBehavior};

use crate::error;

/// Says "this file is arb's" in the header of the file: `arb1`.
const APPLICATION_ID: i32 = i32::from_be_bytes(*b"arb1");

/// Every migration, oldest first. A released one is never edited.
const MIGRATIONS: &[&str] = &[
    include_str!("migrations/0001_house.sql"),
    include_str!("migrations/0002_effects.sql"),
    include_str!("migrations/0003_limits.sql"),
    include_str!("migrations/0004_chain.sql"),
    include_str!("migrations/0005_refunds.sql"),
    include_str!("migrations/0006_halt.sql"),
];

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
    // One moment for all three answers: another process may be migrating between them.
    let _moment = conn.is_autocommit().then(|| conn.unchecked_transaction()).transpose()?;
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
    // A table that others refer to can only be rebuilt without these checks; all of them are made before the commit.
    conn.pragma_update(None, "foreign_keys", 0)?;
    let done = migrate_unchecked(conn, path, stamp);
    conn.pragma_update(None, "foreign_keys", 1)?;
    done
}

fn migrate_unchecked(
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
        let dangling: i64 = tx.query_row("SELECT count(*) FROM pragma_foreign_key_check", [], |row| row.get(0))?;
        anyhow::ensure!(dangling == 0, "{dangling} rows of the old schema refer to rows that are not there");
        tx.pragma_update(None, "user_version", head())?;
    }
    if before == Standing::Empty {
        tx.pragma_update(None, "application_id", APPLICATION_ID)?;
        stamp(&tx)?;
    }
    tx.commit()?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every table, index, view and trigger.
    fn shape(conn: &Connection) -> Vec<String> {
        let mut query = conn.prepare("SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY type,name").unwrap();
        query.query_map([], |row| row.get(0)).unwrap().collect::<rusqlite::Result<_>>().unwrap()
    }

    fn migrated(conn: &mut Connection) -> Vec<String> {
        migrate(conn, Path::new("x.db"), |_| Ok(())).unwrap();
        shape(conn)
    }

    #[test]
    fn a_database_of_every_schema_comes_to_the_newest_and_stays() {
        let newest = migrated(&mut Connection::open_in_memory().unwrap());
        for released in 1..=MIGRATIONS.len() {
            let mut conn = Connection::open_in_memory().unwrap();
            for migration in &MIGRATIONS[..released] {
                conn.execute_batch(migration).unwrap();
            }
            conn.pragma_update(None, "application_id", APPLICATION_ID).unwrap();
            conn.pragma_update(None, "user_version", i32::try_from(released).unwrap()).unwrap();
            for _ in 0..2 {
                assert_eq!(migrated(&mut conn), newest, "from schema {released}");
                assert_eq!(standing(&conn, Path::new("x.db")).unwrap(), Standing::Ours(head()));
            }
        }
    }

    #[test]
    fn a_migration_that_fails_leaves_nothing_behind() {
        let mut conn = Connection::open_in_memory().unwrap();
        migrate(&mut conn, Path::new("x.db"), |_| anyhow::bail!("no stamp")).unwrap_err();
        assert_eq!(standing(&conn, Path::new("x.db")).unwrap(), Standing::Empty);
    }

    #[test]
    fn every_table_is_strict() {
        let conn = Connection::open_in_memory().unwrap();
        MIGRATIONS.iter().for_each(|migration| conn.execute_batch(migration).unwrap());
        let lax: Vec<String> = shape(&conn)
            .into_iter()
            .filter(|sql| sql.starts_with("CREATE TABLE") && !sql.to_uppercase().contains("STRICT"))
            .collect();
        assert_eq!(lax, [""; 0]);
    }
}
