//! Is the file sound? Looked at before anything is done with it, and told to `arb doctor`.

use std::{
    path::{Path, PathBuf},
    sync::OnceLock,
};

use anyhow::Result;
use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension};

use super::{Store, chain, migrate, values::Us};
use crate::error;

/// Up to this size the file is read in full before every command that acts; above it once a day.
const SMALL_BYTES: u64 = 16 << 20;

/// Up to this many links the whole chain is recomputed before every command that acts.
const SHORT_CHAIN: i64 = 5_000;

/// What [`Store::health`] tells.
#[derive(Clone, Debug)]
pub struct Health {
    /// The schema number.
    pub schema: i32,
    /// What SQLite finds wrong with the file.
    pub damage: Option<String>,
    /// How the schema differs from the one that this arb makes.
    pub schema_differs: Vec<String>,
    /// The size of the write-ahead log, in bytes.
    pub wal_bytes: u64,
    /// When the newest row was written.
    pub last_row: Option<Timestamp>,
    /// When the last backup was made with `arb db backup`.
    pub last_backup: Option<Timestamp>,
}

/// The name under which the time of the last backup is remembered.
pub(super) const LAST_BACKUP: &str = "last_backup_us";
const CHECKED_DAY: &str = "checked_day";

impl Store {
    /// Refuses a damaged file: every page is read at the first use on a local day, and that is remembered. What acts looks
    /// again ([`Self::check_before_acting`]); what only adds to the database or reads it does not read all of it each time.
    pub fn check_today(&mut self, day: &str) -> Result<()> {
        let checked = self.read(|tx| remembered(tx, CHECKED_DAY))?;
        if checked.as_deref() == Some(day) {
            return Ok(());
        }
        self.read(|tx| super::backup::sound(tx, &self.path))?;
        self.write(|tx| remember(tx, CHECKED_DAY, day))
    }

    /// [`Self::check_before_acting`], once in the life of a process.
    pub fn fit_to_act(&self) -> Result<()> {
        if !self.fit.get() {
            self.check_before_acting()?;
            self.fit.set(true);
        }
        Ok(())
    }

    /// Refuses, before anything is done to the outside world, a file that is damaged, whose schema somebody changed, or
    /// whose rows are not as arb wrote them down. A large file is read once a day, by [`Self::check_today`].
    pub fn check_before_acting(&self) -> Result<()> {
        let size = self.size();
        self.read(|tx| {
            let differs = schema_differs(tx)?;
            if let Some(first) = differs.first() {
                return Err(error::refused(format!("the schema of {} was changed: {first}", self.path.display()))
                    .code("database_damaged")
                    .hint("bring back a backup with `arb db restore`")
                    .into());
            }
            if size <= SMALL_BYTES
                && let Some(damage) = damage(tx)?
            {
                return Err(super::backup::damaged(&self.path, &damage));
            }
            let links: i64 = tx.query_row("SELECT coalesce(max(n),0) FROM chain", [], |row| row.get(0))?;
            if links <= SHORT_CHAIN
                && let Some(finding) = chain::check(tx)?.findings.into_iter().next()
            {
                let text = format!(
                    "the database {} is not as arb wrote it: {} {}: {}",
                    self.path.display(),
                    finding.kind,
                    finding.reference,
                    finding.what
                );
                return Err(error::refused(text)
                    .code("chain_broken")
                    .hint("`arb audit verify` lists what differs; `arb db restore` brings back a backup")
                    .into());
            }
            if !super::verify::counters_are_right(tx)? {
                return Err(error::refused("the limits do not count what was reserved")
                    .code("limits_wrong")
                    .hint("`arb verify` names the limit (I08)")
                    .into());
            }
            Ok(())
        })
    }

    fn size(&self) -> u64 {
        std::fs::metadata(&self.path).map_or(0, |file| file.len())
    }

    /// How the file is.
    pub fn health(&self) -> Result<Health> {
        let mut wal = self.path.clone().into_os_string();
        wal.push("-wal");
        self.read(|tx| {
            let time = |name: &str| -> Result<Option<Timestamp>> {
                let text = remembered(tx, name)?;
                Ok(text.and_then(|us| us.parse().ok()).and_then(|us| Timestamp::from_microsecond(us).ok()))
            };
            let last_row: Option<Us> =
                tx.query_row("SELECT max(at_us) FROM (SELECT max(at_us) AS at_us FROM purchase_event UNION ALL SELECT max(at_us) FROM listing_price UNION ALL SELECT max(started_us) FROM run)", [], |row| row.get(0))?;
            Ok(Health {
                schema: tx.query_row("PRAGMA user_version", [], |row| row.get(0))?,
                damage: damage(tx)?,
                schema_differs: schema_differs(tx)?,
                wal_bytes: std::fs::metadata(PathBuf::from(&wal)).map_or(0, |file| file.len()),
                last_row: last_row.map(|us| us.0),
                last_backup: time(LAST_BACKUP)?,
            })
        })
    }
}

pub(super) fn remembered(tx: &Connection, name: &str) -> Result<Option<String>> {
    Ok(tx.prepare_cached("SELECT value FROM meta WHERE key=?1")?.query_row([name], |row| row.get(0)).optional()?)
}

pub(super) fn remember(tx: &Connection, name: &str, value: &str) -> Result<()> {
    tx.prepare_cached("INSERT INTO meta(key,value) VALUES(?1,?2) ON CONFLICT(key) DO UPDATE SET value=excluded.value")?
        .execute([name, value])?;
    Ok(())
}

/// What SQLite finds wrong when it reads every page, row and index.
fn damage(tx: &Connection) -> Result<Option<String>> {
    let answer: String = tx.query_row("PRAGMA integrity_check(1)", [], |row| row.get(0))?;
    Ok((answer != "ok").then_some(answer))
}

/// Tables, indexes, views and triggers that are missing or not as arb makes them. What somebody added is left alone,
/// unless it is a trigger: one of those can change what arb writes.
pub(super) fn schema_differs(tx: &Connection) -> Result<Vec<String>> {
    static OURS: OnceLock<Vec<(String, String)>> = OnceLock::new();
    let ours = match OURS.get() {
        Some(ours) => ours,
        None => {
            let mut fresh = Connection::open_in_memory()?;
            migrate::migrate(&mut fresh, Path::new(":memory:"), |_| Ok(()))?;
            let ours = objects(&fresh)?;
            OURS.get_or_init(|| ours)
        }
    };
    let there = objects(tx)?;
    let mut differs = Vec::new();
    for (name, sql) in ours {
        match there.iter().find(|(known, _)| known == name) {
            None => differs.push(format!("`{name}` is missing")),
            Some((_, now)) if now != sql => differs.push(format!("`{name}` is another one")),
            Some(_) => {}
        }
    }
    let known = |name: &String| ours.iter().any(|(known, _)| known == name);
    differs.extend(
        there
            .iter()
            .filter(|(name, sql)| !known(name) && sql.starts_with("CREATE TRIGGER"))
            .map(|(name, _)| format!("the trigger `{name}` is not ours")),
    );
    Ok(differs)
}

fn objects(conn: &Connection) -> Result<Vec<(String, String)>> {
    let mut query = conn.prepare("SELECT name,sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY name")?;
    let rows = query.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// The schema check as rows of `arb verify`.
pub(super) fn schema_rows(tx: &Connection) -> Result<Vec<serde_json::Map<String, serde_json::Value>>> {
    let differs = schema_differs(tx)?;
    Ok(differs.into_iter().map(|what| serde_json::Map::from_iter([("what".to_owned(), what.into())])).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        config::Mode,
        store::{Create, tests as testing},
    };

    fn refused(outcome: Result<()>, code: &str) {
        let why = outcome.expect_err("it should have been refused");
        assert_eq!(crate::ui::failure_in(&why).map(|failure| failure.code), Some(code), "{why:#}");
    }

    #[test]
    fn a_sound_file_is_read_once_a_day_and_may_act() {
        let dir = tempfile::tempdir().unwrap();
        let mut store = Store::open(&dir.path().join("arb.db"), Create::IfMissing(Mode::Paper)).unwrap();
        store.check_today("2026-06-01").unwrap();
        assert_eq!(store.read(|tx| remembered(tx, CHECKED_DAY)).unwrap().as_deref(), Some("2026-06-01"));
        store.check_before_acting().unwrap();
        let health = store.health().unwrap();
        assert_eq!((health.damage, health.schema_differs), (None, vec![]));
    }

    #[test]
    fn nothing_is_done_with_a_file_that_somebody_changed() {
        let check = |sql: &str, code: &str| {
            let mut store = testing::funded();
            testing::submitting(&mut store, &testing::wanted("1", 1, 500));
            store.check_before_acting().unwrap();
            store.conn.execute_batch(sql).unwrap();
            refused(store.check_before_acting(), code);
        };
        check("DROP TRIGGER entry_no_upd", "database_damaged");
        check("DROP INDEX purchase_open", "database_damaged");
        check(
            "CREATE TRIGGER x AFTER INSERT ON purchase BEGIN UPDATE purchase SET cap=cap*2 WHERE id=NEW.id; END",
            "database_damaged",
        );
        check("UPDATE purchase SET reference='arb1-x'", "chain_broken");
        check("UPDATE limit_bucket SET used=0", "limits_wrong");
    }

    #[test]
    fn what_a_person_adds_beside_our_tables_is_left_alone() {
        let store = testing::funded();
        store.conn.execute_batch("CREATE VIEW mine AS SELECT 1; CREATE INDEX mine_2 ON lot(cost)").unwrap();
        store.check_before_acting().unwrap();
    }

    #[test]
    fn a_schema_says_what_differs() {
        let store = testing::funded();
        store.conn.execute_batch("DROP TRIGGER entry_no_upd").unwrap();
        let rows = serde_json::to_string(&store.read(schema_rows).unwrap()).unwrap();
        assert_eq!(rows, r#"[{"what":"`entry_no_upd` is missing"}]"#);
    }
}
