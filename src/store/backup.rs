//! Copies of the database: made while others use it, brought back only where that can't hurt.

use std::path::{Path, PathBuf};

use anyhow::Result;
use jiff::Timestamp;
use rusqlite::{Connection, OpenFlags, backup::Backup};

use super::{
    Create, Store, failure, health,
    migrate::{self, Standing},
    open,
};
use crate::{config::Mode, error};

/// Pages copied in one step: all of them, so that the copy is of one moment.
const ALL_PAGES: i32 = i32::MAX;

/// What is in a database.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
pub struct Info {
    /// The file.
    pub path: PathBuf,
    /// Its size, in bytes.
    pub size_bytes: u64,
    /// The schema number.
    pub schema: i32,
    /// `paper` or `live`.
    pub mode: Mode,
    /// The version of SQLite in this binary.
    pub sqlite: String,
    /// Whether SQLite finds the file sound.
    pub sound: bool,
    /// `(table, rows)` of every table.
    pub rows: Vec<(String, u64)>,
}

/// Refuses a damaged file.
pub(super) fn sound(tx: &Connection, path: &Path) -> Result<()> {
    let answer: String = tx.query_row("PRAGMA quick_check(1)", [], |row| row.get(0))?;
    if answer == "ok" {
        return Ok(());
    }
    Err(damaged(path, &answer))
}

/// What SQLite found wrong, as the failure that ends a command.
pub(super) fn damaged(path: &Path, answer: &str) -> anyhow::Error {
    error::refused(format!("the database {} is damaged: {answer}", path.display()))
        .code("database_damaged")
        .hint("bring back a backup with `arb db restore`")
        .into()
}

impl Store {
    /// What is in the database, and whether the file is sound (every page and index is read).
    pub fn info(&self) -> Result<Info> {
        self.read(|tx| {
            let answer: String = tx.query_row("PRAGMA integrity_check(1)", [], |row| row.get(0))?;
            let mut query = tx.prepare(
                "SELECT name FROM sqlite_schema WHERE type='table' AND name NOT LIKE 'sqlite_%' ORDER BY name",
            )?;
            let tables = query.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<Vec<String>>>()?;
            let rows = tables
                .into_iter()
                .map(|table| {
                    let count: i64 =
                        tx.query_row(&format!("SELECT count(*) FROM \"{table}\""), [], |row| row.get(0))?;
                    Ok((table, u64::try_from(count)?))
                })
                .collect::<Result<Vec<_>>>()?;
            Ok(Info {
                path: self.path.clone(),
                size_bytes: std::fs::metadata(&self.path).map_or(0, |file| file.len()),
                schema: migrate::head(),
                mode: self.mode,
                sqlite: rusqlite::version().to_owned(),
                sound: answer == "ok",
                rows,
            })
        })
    }

    /// Copies the database to a file, or into a folder under a name with the time; returns the file. Other processes may
    /// go on meanwhile. A file that exists is not overwritten, and a copy counts only once it was found sound.
    pub fn backup(&mut self, to: &Path, now: Timestamp) -> Result<PathBuf> {
        let file = if to.is_dir() || to.as_os_str().to_string_lossy().ends_with('/') {
            to.join(format!("arb-{}.db", now.strftime("%Y%m%dT%H%M%S%3fZ")))
        } else {
            to.to_owned()
        };
        if file.exists() {
            return Err(error::refused(format!("{} exists", file.display()))
                .code("file_exists")
                .hint("name another file, or a folder")
                .into());
        }
        let mut name = file.clone().into_os_string();
        name.push(".partial");
        let partial = PathBuf::from(name);
        let _ = std::fs::remove_file(&partial);
        open::make(&partial)?;
        let copied = copy(&self.conn, &partial).and_then(|()| {
            // A name that another process took meanwhile is not overwritten.
            std::fs::hard_link(&partial, &file)
                .or_else(|_| {
                    if file.exists() {
                        Err(std::io::ErrorKind::AlreadyExists.into())
                    } else {
                        std::fs::rename(&partial, &file)
                    }
                })
                .map_err(|why| error::failed(format!("can't name the backup {}", file.display())).because(why))?;
            Ok(())
        });
        let _ = std::fs::remove_file(&partial);
        copied.map_err(|why| failure::explain(&file, why))?;
        self.write(|tx| health::remember(tx, health::LAST_BACKUP, &now.as_microsecond().to_string()))?;
        Ok(file)
    }
}

/// Keeps a copy of the file as it is before its schema is brought up to date: `arb.db.before-1`. The caller holds the
/// file's write lock and has written nothing yet, so the copy is of exactly that moment. A copy that is there and is
/// another one stays; the new one is numbered.
pub(super) fn keep(path: &Path, schema: i32) -> Result<PathBuf> {
    let name = |end: &str| {
        let mut name = path.to_owned().into_os_string();
        name.push(format!(".before-{schema}{end}"));
        PathBuf::from(name)
    };
    let partial = name(&format!(".{}.partial", std::process::id()));
    let _ = std::fs::remove_file(&partial);
    open::make(&partial)?;
    let kept = (|| {
        let source = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
        copy(&source, &partial)?;
        let bytes = std::fs::read(&partial)?;
        for number in 1..100 {
            let file = name(&if number == 1 { String::new() } else { format!(".{number}") });
            if std::fs::read(&file).is_ok_and(|there| there == bytes) {
                return Ok(file);
            }
            if std::fs::hard_link(&partial, &file).is_ok()
                || (!file.exists() && std::fs::rename(&partial, &file).is_ok())
            {
                return Ok(file);
            }
        }
        Err(error::failed(format!("can't keep a copy of {} before its schema changes", path.display()))
            .code("backup_failed")
            .hint("make room in its folder, or move old `.before-` files away")
            .into())
    })();
    let _ = std::fs::remove_file(&partial);
    kept
}

/// Copies to a file in one step, makes it a single file (no WAL beside it), and reads it back.
fn copy(from: &Connection, to: &Path) -> Result<()> {
    let mut target = Connection::open_with_flags(to, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    Backup::new(from, &mut target)?.run_to_completion(ALL_PAGES, std::time::Duration::from_millis(5), None)?;
    let _: String = target.query_row("PRAGMA journal_mode=DELETE", [], |row| row.get(0))?;
    sound(&target, to)?;
    target.close().map_err(|(_, why)| why)?;
    std::fs::File::open(to)?.sync_all()?;
    Ok(())
}

/// Brings a backup back to `to`. The backup must be sound, ours and of a schema that we know. A database that is there is
/// only replaced with `replace`, and never by one of the other mode: paper is not made live, nor live paper.
pub fn restore(from: &Path, to: &Path, replace: bool) -> Result<Mode> {
    let explained = |why| failure::explain(from, why);
    if !from.is_file() {
        return Err(error::usage(format!("there is no backup {}", from.display())).into());
    }
    let source = (|| {
        let conn = Connection::open_with_flags(from, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
        if migrate::standing(&conn, from)? == Standing::Empty {
            return Err(error::refused(format!("{} is empty", from.display())).code("database_damaged").into());
        }
        sound(&conn, from)?;
        Ok(conn)
    })()
    .map_err(explained)?;
    let mode = open::stamped(&source).map_err(explained)?;
    let there = std::fs::metadata(to).is_ok_and(|file| file.len() > 0);
    if there {
        if !replace {
            return Err(error::refused(format!("{} exists", to.display()))
                .code("file_exists")
                .hint("add `--yes` to replace it; `arb db backup` keeps what is in it")
                .into());
        }
        same_mode(to, mode)?;
        move_aside(to)?;
    }
    open::make(to)?;
    let into = (|| {
        let mut target = Connection::open_with_flags(to, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
        target.busy_timeout(std::time::Duration::from_secs(10))?;
        Backup::new(&source, &mut target)?.run_to_completion(ALL_PAGES, std::time::Duration::from_millis(50), None)?;
        sound(&target, to)
    })();
    into.map_err(|why| failure::explain(to, why))?;
    // Opening brings an older schema up to date and turns the safety switches on.
    Store::open(to, Create::No)?;
    Ok(mode)
}

/// A file that is no database, or one of another program, is kept under another name, with its log: a backup can't be
/// written into it. One that can be opened is replaced in place, where others may have it open.
fn move_aside(file: &Path) -> Result<()> {
    let readable = Connection::open_with_flags(file, OpenFlags::SQLITE_OPEN_READ_WRITE)
        .map_err(anyhow::Error::from)
        .and_then(|conn| migrate::standing(&conn, file));
    match readable {
        Ok(_) => return Ok(()),
        Err(why) if failure::is_busy(&why) => return Err(failure::explain(file, why)),
        Err(_) => {}
    }
    let named = |ends: &str| {
        let mut name = file.to_owned().into_os_string();
        name.push(ends);
        PathBuf::from(name)
    };
    let number = (1..1000).find(|number| !named(&format!(".damaged-{number}")).exists()).unwrap_or(1000);
    for end in ["", "-wal", "-shm"] {
        let (from, to) = (named(end), named(&format!(".damaged-{number}{end}")));
        if from.exists() {
            std::fs::rename(&from, &to).map_err(|why| {
                error::failed(format!("can't move the damaged {} out of the way", from.display())).because(why)
            })?;
        }
    }
    Ok(())
}

/// Refuses to replace a database by one of the other mode. One that is too damaged to say what it is may be replaced.
fn same_mode(to: &Path, mode: Mode) -> Result<()> {
    let now = Connection::open_with_flags(to, OpenFlags::SQLITE_OPEN_READ_WRITE)
        .map_err(anyhow::Error::from)
        .and_then(|conn| open::stamped(&conn));
    match now {
        Ok(now) if now != mode => {
            let name = |mode| if mode == Mode::Live { "live" } else { "paper" };
            Err(error::refused(format!("{} is {}, the backup is {}", to.display(), name(now), name(mode)))
                .code("mode_mismatch")
                .hint("name another file with `--db`")
                .into())
        }
        _ => Ok(()),
    }
}
