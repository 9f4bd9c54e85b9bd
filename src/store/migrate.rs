//! The schema: numbered files, only ever added; the number of the last one is the file's `user_version`.

use std::path::Path;

use anyhow::Result;
use rusqlite::{Batch, Connection, Transaction, TransactionBehavior, fallible_iterator::FallibleIterator as _};

use super::{backup, chain};
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
    include_str!("migrations/0007_links.sql"),
    include_str!("migrations/0008_moves.sql"),
    include_str!("migrations/0009_undated.sql"),
    include_str!("migrations/0010_repricing.sql"),
    include_str!("migrations/0011_advice.sql"),
    include_str!("migrations/0012_histories.sql"),
    include_str!("migrations/0013_inbound.sql"),
    include_str!("migrations/0014_talk.sql"),
    include_str!("migrations/0015_haggle.sql"),
    include_str!("migrations/0016_inbound_steps.sql"),
    include_str!("migrations/0017_erase.sql"),
    include_str!("migrations/0018_marks.sql"),
];

/// The first schema that has the chain.
const CHAIN_SINCE: i32 = 4;

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
    if version < 1 {
        return Err(error::refused(format!("the database {} has no schema number", path.display()))
            .code("database_damaged")
            .hint("bring back a backup with `arb db restore`")
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
    migrate_by_steps(conn, path, stamp, || Ok(()))
}

/// As [`migrate`]; `step` is called after every statement and may stop it.
fn migrate_by_steps(
    conn: &mut Connection,
    path: &Path,
    stamp: impl FnOnce(&Transaction<'_>) -> Result<()>,
    step: impl FnMut() -> Result<()>,
) -> Result<()> {
    // A table that others refer to can only be rebuilt without these checks; all of them are made before the commit.
    conn.pragma_update(None, "foreign_keys", 0)?;
    let done = migrate_unchecked(conn, path, stamp, step);
    conn.pragma_update(None, "foreign_keys", 1)?;
    done
}

fn migrate_unchecked(
    conn: &mut Connection,
    path: &Path,
    stamp: impl FnOnce(&Transaction<'_>) -> Result<()>,
    mut step: impl FnMut() -> Result<()>,
) -> Result<()> {
    let tx = Transaction::new(conn, TransactionBehavior::Immediate)?;
    let before = standing(&tx, path)?;
    let from = match before {
        Standing::Empty => 0,
        Standing::Ours(version) => version,
    };
    if from < head() {
        if from > 0 && path.is_file() {
            backup::keep(path, from)?;
        }
        // What something else wrote before is told apart from what a migration links.
        let chained = from >= CHAIN_SINCE;
        if chained {
            chain::outside(&tx)?;
        }
        for migration in &MIGRATIONS[usize::try_from(from).expect("a schema number is not negative")..] {
            let mut statements = Batch::new(&tx, migration);
            while let Some(mut statement) = statements.next()? {
                statement.raw_execute()?;
                step()?;
            }
        }
        if chained {
            chain::seal(&tx)?;
        }
        let dangling: i64 = tx.query_row("SELECT count(*) FROM pragma_foreign_key_check", [], |row| row.get(0))?;
        anyhow::ensure!(dangling == 0, "{dangling} rows of the old schema refer to rows that are not there");
        tx.pragma_update(None, "user_version", head())?;
    }
    if before == Standing::Empty {
        tx.pragma_update(None, "application_id", APPLICATION_ID)?;
        stamp(&tx)?;
    }
    chain::begin(&tx, head())?;
    step()?;
    tx.commit()?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::moves::{self, Machine};

    /// Every table, index, view and trigger.
    fn shape(conn: &Connection) -> Vec<String> {
        let mut query = conn.prepare("SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY type,name").unwrap();
        query.query_map([], |row| row.get(0)).unwrap().collect::<rusqlite::Result<_>>().unwrap()
    }

    /// The triggers that hold a table to its state machine.
    fn triggers(machine: &Machine) -> String {
        let table = machine.table;
        let begins: Vec<String> = machine.begins.iter().map(|state| format!("'{state}'")).collect();
        let pairs = machine.moves.iter().map(|(from, next)| {
            let each: Vec<String> = next.iter().map(|to| format!("'{from}>{to}'")).collect();
            each.join(",")
        });
        format!(
            "CREATE TRIGGER {table}_begins BEFORE INSERT ON {table} WHEN NEW.state NOT IN({})\n  \
             BEGIN SELECT RAISE(ABORT,'illegal move: no {table} begins there'); END;\n\
             CREATE TRIGGER {table}_moves BEFORE UPDATE OF state ON {table}\n  \
             WHEN NEW.state<>OLD.state AND OLD.state||'>'||NEW.state NOT IN(\n    {})\n  \
             BEGIN SELECT RAISE(ABORT,'illegal move: the {table} can''t go there'); END;\n",
            begins.join(","),
            pairs.collect::<Vec<_>>().join(",\n    ")
        )
    }

    #[test]
    fn the_schema_holds_the_state_machines_of_the_domain() {
        for machine in moves::ALL {
            let stands = MIGRATIONS.iter().any(|migration| migration.contains(&triggers(&machine)));
            assert!(stands, "{} differs:\n{}", machine.table, triggers(&machine));
        }
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

    /// A file as the first release wrote it.
    fn first(path: &Path) {
        let conn = Connection::open(path).unwrap();
        conn.execute_batch(include_str!("../../tests/payloads/schema-1.sql")).unwrap();
        conn.pragma_update(None, "application_id", APPLICATION_ID).unwrap();
        conn.pragma_update(None, "user_version", 1).unwrap();
        let _: String = conn.query_row("PRAGMA journal_mode=WAL", [], |row| row.get(0)).unwrap();
    }

    fn totals(conn: &Connection) -> Vec<(String, String, i64)> {
        let mut query = conn.prepare("SELECT code,ccy,normal FROM balance ORDER BY code,ccy").unwrap();
        let rows = query.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?))).unwrap();
        rows.collect::<rusqlite::Result<_>>().unwrap()
    }

    #[test]
    fn a_migration_that_stops_after_any_statement_leaves_the_old_database() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("arb.db");
        first(&path);
        let mut conn = Connection::open(&path).unwrap();
        let before = (totals(&conn), shape(&conn));
        assert!(before.0.len() > 8);
        let mut stopped = 0;
        loop {
            let mut left = stopped;
            let step = || {
                anyhow::ensure!(left > 0, "stopped");
                left -= 1;
                Ok(())
            };
            if migrate_by_steps(&mut conn, &path, |_| Ok(()), step).is_ok() {
                break;
            }
            assert_eq!((totals(&conn), shape(&conn)), before, "after {stopped} statements");
            assert_eq!(standing(&conn, &path).unwrap(), Standing::Ours(1));
            stopped += 1;
        }
        assert!(stopped > 20, "{stopped}");
        assert_eq!(totals(&conn), before.0);
        assert_eq!(standing(&conn, &path).unwrap(), Standing::Ours(head()));
        // However often it was tried, one copy of the old database was kept, and it is the old one.
        let kept: Vec<_> = std::fs::read_dir(dir.path())
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .filter(|name| name.contains("before"))
            .collect();
        assert_eq!(kept, ["arb.db.before-1"]);
        let old = Connection::open(dir.path().join("arb.db.before-1")).unwrap();
        assert_eq!((totals(&old), shape(&old)), before);
    }

    #[test]
    fn a_schema_number_that_cannot_be_is_damage() {
        let mut conn = Connection::open_in_memory().unwrap();
        migrated(&mut conn);
        for version in [0, -1, i32::MIN] {
            conn.pragma_update(None, "user_version", version).unwrap();
            let why = standing(&conn, Path::new("x.db")).unwrap_err();
            assert_eq!(crate::ui::failure_in(&why).unwrap().code, "database_damaged");
        }
    }

    #[test]
    fn what_is_never_edited_is_not_replaced_either() {
        let conn = Connection::open_in_memory().unwrap();
        MIGRATIONS.iter().for_each(|migration| conn.execute_batch(migration).unwrap());
        let tables = |end: &str| -> Vec<String> {
            let sql = "SELECT tbl_name FROM sqlite_schema WHERE type='trigger' AND name=tbl_name||?1 ORDER BY 1";
            let mut query = conn.prepare(sql).unwrap();
            query.query_map([end], |row| row.get(0)).unwrap().collect::<rusqlite::Result<_>>().unwrap()
        };
        let kept = tables("_no_rep");
        let missing: Vec<String> = tables("_no_upd").into_iter().filter(|table| !kept.contains(table)).collect();
        assert_eq!(missing, [""; 0]);
        assert!(kept.len() > 15 && kept.contains(&"effect".to_owned()), "{kept:?}");
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
