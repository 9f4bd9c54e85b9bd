//! Opening: the right SQLite, the right file, every safety switch on and read back.

use std::{
    fs::{DirBuilder, OpenOptions},
    io::ErrorKind,
    path::Path,
    time::Duration,
};

use anyhow::{Context as _, Result};
use rusqlite::{Connection, OpenFlags};

use super::{
    Store, failure, folder,
    migrate::{self, Standing},
};
use crate::{config::Mode, error};

/// SQLite 3.7.0 to 3.51.2 can corrupt a WAL database that two processes write and checkpoint at once
/// (sqlite.org, release notes of 3.51.3).
const OLDEST_SQLITE: i32 = 3_051_003;

/// How long a process waits for another one's transaction.
const BUSY: Duration = Duration::from_secs(10);

/// How many statements a connection keeps ready: all that one command uses.
const STATEMENTS: usize = 256;

/// How often the switch to WAL is tried: every try waits a little longer.
const WAL_TRIES: u32 = 60;

/// What to do where there is no file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Create {
    /// Make one with this stamp, and its folder.
    IfMissing(Mode),
    /// Refuse.
    No,
}

impl Store {
    /// Opens a database, makes it where `create` says so, and brings its schema up to date.
    ///
    /// Refuses (exit 5) a file that is damaged, not ours, or newer than this binary; another process in the way for too
    /// long is exit 75. Any number of processes may open a fresh file at once.
    pub fn open(path: &Path, create: Create) -> Result<Self> {
        check_sqlite(rusqlite::version_number())?;
        folder::refuse_link(path)?;
        if let Create::IfMissing(mode) = create
            && !path.exists()
        {
            make_whole(path, mode)?;
        } else if !path.exists() {
            return Err(error::refused(format!("there is no database {}", path.display()))
                .code("database_missing")
                .hint("`arb db init` makes one")
                .into());
        }
        let mut attempt = 0;
        let (conn, mode) = loop {
            match prepare(path) {
                Err(why) if failure::is_busy(&why) && attempt < 3 => {
                    attempt += 1;
                    failure::pause(attempt);
                }
                done => break done.map_err(|why| failure::explain(path, why))?,
            }
        };
        folder::refuse_shared(path, mode)?;
        Ok(Self { machine: None, conn, path: path.to_owned(), mode, env_halt: false, fit: std::cell::Cell::new(false) })
    }

    /// A database in memory, for tests and for trying things out.
    pub fn in_memory(mode: Mode) -> Result<Self> {
        let path = Path::new(":memory:");
        let mut conn = Connection::open_in_memory()?;
        switches(&conn)?;
        migrate::migrate(&mut conn, path, |tx| stamp(tx, mode))?;
        Ok(Self { machine: None, conn, path: path.to_owned(), mode, env_halt: false, fit: std::cell::Cell::new(false) })
    }
}

/// The version of SQLite in this binary.
pub fn sqlite_version() -> &'static str {
    rusqlite::version()
}

/// Whether it is one that can't damage the file.
pub fn sqlite_is_sound() -> bool {
    rusqlite::version_number() >= OLDEST_SQLITE
}

/// Refuses a SQLite that may corrupt the file.
fn check_sqlite(version: i32) -> Result<()> {
    if version >= OLDEST_SQLITE {
        return Ok(());
    }
    let text = format!("{}.{}.{}", version / 1_000_000, version / 1000 % 1000, version % 1000);
    Err(error::refused(format!("SQLite {text} can damage a database that several processes write"))
        .code("sqlite_too_old")
        .hint("build arb with its bundled SQLite, 3.51.3 or newer")
        .into())
}

/// Makes the folder (0700) and an empty file (0600) where they are missing.
pub(super) fn make(path: &Path) -> Result<()> {
    let failed = |why: std::io::Error| {
        error::failed(format!("can't make the database {}", path.display()))
            .code("database_unreadable")
            .hint("name a file in a folder of yours with `--db`")
            .because(why)
    };
    if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty() && !folder.exists()) {
        let mut builder = DirBuilder::new();
        builder.recursive(true);
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        builder.create(folder).map_err(failed)?;
    }
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    match options.open(path) {
        Ok(_) => Ok(()),
        Err(why) if why.kind() == ErrorKind::AlreadyExists => Ok(()),
        Err(why) => Err(failed(why).into()),
    }
}

/// Makes a database under another name and gives it its own only when it is whole: an empty file under that name is one
/// that was lost, and never begun anew by itself. Of several processes one is the first, and the others use its file.
fn make_whole(path: &Path, mode: Mode) -> Result<()> {
    let mut name = path.to_owned().into_os_string();
    name.push(format!(".new-{}-{:?}", std::process::id(), std::thread::current().id()));
    let new = std::path::PathBuf::from(name);
    let _ = std::fs::remove_file(&new);
    make(&new)?;
    let made = (|| {
        let mut conn = Connection::open_with_flags(&new, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
        switches(&conn)?;
        migrate::migrate(&mut conn, &new, |tx| stamp(tx, mode))?;
        conn.close().map_err(|(_, why)| why)?;
        match std::fs::hard_link(&new, path) {
            Err(why) if !path.exists() => std::fs::rename(&new, path).map_err(|_| why.into()),
            // Another process was faster: its file is as good.
            _ => Ok(()),
        }
    })();
    let _ = std::fs::remove_file(&new);
    made.map_err(|why: anyhow::Error| failure::explain(path, why))
}

fn empty(path: &Path) -> anyhow::Error {
    error::refused(format!("{} is an empty file", path.display()))
        .code("database_missing")
        .hint("bring back a backup with `arb db restore`; where nothing was in it, delete it and `arb db init`")
        .into()
}

fn prepare(path: &Path) -> Result<(Connection, Mode)> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let mut conn = Connection::open_with_flags(path, flags)?;
    conn.busy_timeout(BUSY)?;
    // Look before touching: a file of another program stays as it is, even its journal mode.
    let standing = migrate::standing(&conn, path)?;
    if standing == Standing::Empty {
        return Err(empty(path));
    }
    switch_to_wal(&conn)?;
    switches(&conn)?;
    if standing != Standing::Ours(migrate::head()) {
        migrate::migrate(&mut conn, path, |_| Err(empty(path)))?;
    }
    let mode = stamped(&conn)?;
    Ok((conn, mode))
}

/// The switch takes an exclusive lock that ignores the busy timeout, so it is tried again. Its answer is read: an I/O
/// error during the switch shows only there.
pub(super) fn switch_to_wal(conn: &Connection) -> Result<()> {
    let mut attempt = 0;
    loop {
        let answer: rusqlite::Result<String> = conn.query_row("PRAGMA journal_mode=WAL", [], |row| row.get(0));
        match answer {
            Ok(mode) if mode == "wal" => return Ok(()),
            Ok(mode) => {
                return Err(error::failed(format!("the database stays in journal mode `{mode}`, it needs `wal`"))
                    .code("database_not_wal")
                    .hint("keep the database on a local disk")
                    .into());
            }
            Err(why) => {
                let why = why.into();
                attempt += 1;
                if !failure::is_busy(&why) || attempt >= WAL_TRIES {
                    return Err(why);
                }
                failure::pause(attempt.min(10));
            }
        }
    }
}

/// Sets the safety switches and reads each one back.
fn switches(conn: &Connection) -> Result<()> {
    conn.set_prepared_statement_cache_capacity(STATEMENTS);
    for (name, value) in [("synchronous", 2), ("foreign_keys", 1), ("trusted_schema", 0), ("mmap_size", 0)] {
        conn.pragma_update(None, name, value)?;
        let now: Option<i64> =
            rusqlite::OptionalExtension::optional(conn.query_row(&format!("PRAGMA {name}"), [], |row| row.get(0)))?;
        // A database in memory has no memory map and says nothing.
        if now.is_some_and(|now| now != value) {
            return Err(error::failed(format!("SQLite does not take `{name} = {value}`"))
                .code("database_switch")
                .into());
        }
    }
    let full: i64 = conn.query_row("PRAGMA synchronous", [], |row| row.get(0))?;
    anyhow::ensure!(full == 2, "SQLite does not take `synchronous = FULL`");
    Ok(())
}

fn stamp(tx: &Connection, mode: Mode) -> Result<()> {
    let name = match mode {
        Mode::Paper => "paper",
        Mode::Live => "live",
    };
    tx.execute("INSERT INTO meta(key,value) VALUES('mode',?1)", [name])?;
    Ok(())
}

/// Whether the file is paper or live.
pub(super) fn stamped(conn: &Connection) -> Result<Mode> {
    let name: String = conn
        .query_row("SELECT value FROM meta WHERE key='mode'", [], |row| row.get(0))
        .context("the database does not say whether it is paper or live")?;
    match name.as_str() {
        "paper" => Ok(Mode::Paper),
        "live" => Ok(Mode::Live),
        _ => {
            Err(error::refused("the database does not say whether it is paper or live").code("database_damaged").into())
        }
    }
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    fn code(outcome: Result<Store>) -> &'static str {
        let why = outcome.expect_err("it should have been refused");
        crate::ui::failure_in(&why).unwrap_or_else(|| panic!("no failure in {why:#}")).code
    }

    #[test]
    fn a_sqlite_that_can_damage_the_file_is_refused() {
        assert!(check_sqlite(rusqlite::version_number()).is_ok());
        assert!(check_sqlite(3_051_003).is_ok());
        let why = check_sqlite(3_051_002).unwrap_err();
        assert_eq!(why.to_string(), "SQLite 3.51.2 can damage a database that several processes write");
    }

    #[test]
    fn a_new_file_and_its_folder_are_for_their_owner_alone() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("a/b/arb.db");
        let store = Store::open(&path, Create::IfMissing(Mode::Paper)).unwrap();
        let mode = |path: &Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!((mode(&path), mode(path.parent().unwrap())), (0o600, 0o700));
        assert_eq!(store.mode(), Mode::Paper);
    }

    #[test]
    fn the_stamp_is_that_of_the_first_opening() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("arb.db");
        Store::open(&path, Create::IfMissing(Mode::Live)).unwrap();
        assert_eq!(Store::open(&path, Create::IfMissing(Mode::Paper)).unwrap().mode(), Mode::Live);
    }

    #[test]
    fn what_is_not_a_sound_database_of_ours_is_refused_and_left_as_it_is() {
        let dir = tempfile::tempdir().unwrap();
        let check = |name: &str, make: &dyn Fn(&Path), expected: &str| {
            let path = dir.path().join(name);
            make(&path);
            let before = std::fs::read(&path).ok();
            assert_eq!(code(Store::open(&path, Create::No)), expected, "{name}");
            assert_eq!(std::fs::read(&path).ok(), before, "{name} was changed");
        };
        check("missing.db", &|_| (), "database_missing");
        check("empty.db", &|path| std::fs::write(path, "").unwrap(), "database_missing");
        check(
            "text.db",
            &|path| std::fs::write(path, "not a database, but long enough to look at".repeat(50)).unwrap(),
            "database_damaged",
        );
        check(
            "foreign.db",
            &|path| Connection::open(path).unwrap().execute_batch("CREATE TABLE bookmarks(url TEXT)").unwrap(),
            "database_foreign",
        );
        check(
            "newer.db",
            &|path| {
                drop(Store::open(path, Create::IfMissing(Mode::Paper)).unwrap());
                let conn = Connection::open(path).unwrap();
                conn.execute_batch("PRAGMA user_version=999; PRAGMA wal_checkpoint(TRUNCATE)").unwrap();
            },
            "schema_newer",
        );
    }

    #[test]
    fn a_database_whose_pages_are_damaged_is_refused_by_verify() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("arb.db");
        drop(Store::open(&path, Create::IfMissing(Mode::Paper)).unwrap());
        let mut bytes = std::fs::read(&path).unwrap();
        let end = bytes.len().min(200_000);
        for byte in &mut bytes[8192..end] {
            *byte = 0xff;
        }
        std::fs::write(&path, bytes).unwrap();
        let outcome = Store::open(&path, Create::No).and_then(|store| store.verify().map(drop));
        let why = outcome.unwrap_err();
        assert_eq!(crate::ui::failure_in(&why).unwrap().code, "database_damaged", "{why:#}");
    }

    #[test]
    fn sixteen_threads_open_a_fresh_file_at_once() {
        for _ in 0..5 {
            let dir = tempfile::tempdir().unwrap();
            let path = dir.path().join("arb.db");
            std::thread::scope(|scope| {
                let open = || Store::open(&path, Create::IfMissing(Mode::Paper)).map(|store| store.mode());
                let threads: Vec<_> = (0..16).map(|_| scope.spawn(open)).collect();
                for thread in threads {
                    assert_eq!(thread.join().unwrap().unwrap(), Mode::Paper);
                }
            });
        }
    }

    #[test]
    fn sixteen_processes_worth_of_threads_together_spend_exactly_the_cap() {
        use crate::store::{Reserved, tests as testing};
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("arb.db");
        let mut store = Store::open(&path, Create::IfMissing(Mode::Paper)).unwrap();
        let cash =
            crate::domain::ledger::events::Minor { minor: 500_000, currency: crate::domain::money::Currency::USD };
        store.capital("opening", cash, testing::now()).unwrap();
        let ids: Vec<i64> = (0..64)
            .map(|place| testing::approved(&mut store, &testing::wanted(&place.to_string(), 1, 900)).id)
            .collect();
        // Each asks for 10.00 at most; 100.00 is what the day allows.
        let caps = testing::caps().with(crate::domain::limits::Limit::PerDay, rust_decimal::dec!(100)).unwrap();
        let held: usize = std::thread::scope(|scope| {
            let threads: Vec<_> = ids
                .chunks(4)
                .map(|mine| {
                    let (path, caps) = (&path, &caps);
                    scope.spawn(move || {
                        let mut store = Store::open(path, Create::No).unwrap();
                        let budget =
                            crate::store::Budget::new(caps.clone(), jiff::tz::TimeZone::UTC, format!("{mine:?}"));
                        mine.iter()
                            .filter(|id| {
                                let answer = store.reserve(**id, &budget, None, testing::now()).unwrap();
                                matches!(answer, Reserved::Held(_))
                            })
                            .count()
                    })
                })
                .collect();
            threads.into_iter().map(|thread| thread.join().unwrap()).sum()
        });
        assert_eq!(held, 10);
        assert_eq!(store.verify().unwrap().problems, []);
    }
}
