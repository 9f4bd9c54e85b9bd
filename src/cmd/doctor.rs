//! `arb doctor`: is everything around the books as it should be?
//!
//! Looks at SQLite, the database file, its folder and disk, the clock, the halt, the age of reconcile and backup, and
//! the settings files; writes one row each and changes nothing. Care is exit 4, bad is exit 5.

use std::{
    os::unix::fs::MetadataExt,
    path::{Path, PathBuf},
};

use anyhow::Result;
use jiff::{SignedDuration, Timestamp};
use serde::Serialize;

use super::show;
use crate::{
    config::{Mode, Origin},
    context::Context,
    error::Exit,
    pipe::table::{TableColumn, TableShape},
    store::{self, Create, Store},
};

/// Look at everything around the books: file, disk, clock, halt, backup, settings; says what to do
#[derive(clap::Args, Debug)]
pub struct Args {}

/// How a thing is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
enum State {
    Ok,
    Care,
    Bad,
}

/// One line.
#[derive(Clone, Debug, Serialize)]
struct Line {
    check: &'static str,
    state: State,
    says: String,
    todo: Option<&'static str>,
}

fn line(check: &'static str, state: State, says: impl Into<String>, todo: &'static str) -> Line {
    Line { check, state, says: says.into(), todo: (state != State::Ok).then_some(todo) }
}

static LINES: TableShape = TableShape {
    columns: &[
        TableColumn::text("check", "check"),
        TableColumn::text("state", "state"),
        TableColumn::text("says", "says").flex(),
        TableColumn::text("what to do", "todo").flex(),
    ],
};
static LINES_CSV: &[&str] = &["check", "state", "says", "todo"];

/// A write-ahead log beyond this is not being written back.
const LARGE_WAL_BYTES: u64 = 64 << 20;
/// Room below which the next backup or migration may not fit.
const LITTLE_ROOM_BYTES: u64 = 256 << 20;
/// Room below which the next order may not be written down.
const NO_ROOM_BYTES: u64 = 16 << 20;
/// Purchases stop when the books were not reconciled for so long.
const RECONCILE_HOURS: i64 = 26;
/// A backup is made every night.
const BACKUP_HOURS: i64 = 50;
/// A clock that is so far behind the newest row was set back.
const CLOCK_SECONDS: i64 = 60;

/// Runs `arb doctor`.
pub async fn run(ctx: &mut Context, _args: Args) -> Result<Exit> {
    let path = ctx.db_path()?;
    // On paper the time is the simulated market's; a file that can't be opened is told of below.
    if path.exists() {
        drop(ctx.books());
    }
    let now = ctx.now();
    let mut lines = vec![sqlite()];
    lines.extend(folder(ctx, &path));
    lines.extend(settings(ctx));
    lines.extend(database(ctx, &path, now));
    show::rows(ctx, None, &LINES, LINES_CSV, &lines)?;
    let worst = lines.iter().map(|line| line.state).max().unwrap_or(State::Ok);
    let count = |state| lines.iter().filter(|line| line.state == state).count();
    ctx.ui.note(&format!(
        "{} checks: {} ok, {} need care, {} bad",
        lines.len(),
        count(State::Ok),
        count(State::Care),
        count(State::Bad)
    ));
    Ok(match worst {
        State::Ok => Exit::Done,
        State::Care => Exit::Partial,
        State::Bad => Exit::Refused,
    })
}

fn sqlite() -> Line {
    let sound = store::sqlite_is_sound();
    let state = if sound { State::Ok } else { State::Bad };
    line("sqlite", state, store::sqlite_version(), "build arb with its bundled SQLite, 3.51.3 or newer")
}

/// The folder and the disk of the database.
fn folder(ctx: &Context, db: &Path) -> Vec<Line> {
    let place = match store::place(db) {
        Ok(place) => place,
        Err(why) => return vec![line("folder", State::Care, format!("{why:#}"), "`arb db init` makes it")],
    };
    let name = place.folder.display();
    let (state, todo) = match (place.ours, place.permissions & 0o022, place.permissions & 0o055) {
        (false, ..) => (State::Bad, "keep the database in a folder that you own"),
        (_, 1.., _) => (State::Bad, "others can replace the database: `chmod 700` the folder"),
        (.., 1..) => (State::Care, "others can look into it: `chmod 700` the folder"),
        _ => (State::Ok, ""),
    };
    let mut lines = vec![line("folder", state, format!("{name} ({:o})", place.permissions), todo)];
    let live = ctx.config.mode == Mode::Live;
    lines.push(match place.network {
        None => line("disk", State::Ok, "a local file system", ""),
        Some(kind) if ctx.config.allow_network_state => {
            line("disk", State::Care, format!("{kind}, allowed by the settings"), "let one machine alone write")
        }
        Some(kind) => {
            let state = if live { State::Bad } else { State::Care };
            line("disk", state, format!("{kind}: a network file system"), "keep the database on a local disk")
        }
    });
    let state = match place.free_bytes {
        ..NO_ROOM_BYTES => State::Bad,
        NO_ROOM_BYTES..LITTLE_ROOM_BYTES => State::Care,
        _ => State::Ok,
    };
    lines.push(line("room", state, format!("{} MiB free", place.free_bytes >> 20), "make room on the disk"));
    lines
}

/// Whoever writes the settings can raise the limits.
fn settings(ctx: &Context) -> Vec<Line> {
    let mut files: Vec<PathBuf> = Vec::new();
    for origin in ctx.origins.values() {
        if let Origin::File(path) = origin
            && !files.contains(path)
        {
            files.push(path.clone());
        }
    }
    if files.is_empty() {
        return vec![line("settings", State::Ok, "no file: every setting is built in", "")];
    }
    files.iter().map(|path| settings_file(path)).collect()
}

fn settings_file(path: &Path) -> Line {
    let name = path.display();
    let Ok(seen) = std::fs::metadata(path) else {
        return line("settings", State::Care, format!("{name} can't be looked at"), "check who owns it");
    };
    let mode = seen.mode() & 0o7777;
    let state = if mode & 0o022 != 0 { State::Bad } else { State::Ok };
    line("settings", state, format!("{name} ({mode:o})"), "others can raise your limits: `chmod go-w` the file")
}

/// The file itself, and what it knows about the world.
fn database(ctx: &Context, path: &Path, now: Timestamp) -> Vec<Line> {
    if !path.exists() {
        let says = format!("there is none at {}", path.display());
        return vec![line("database", State::Care, says, "`arb db init` makes one")];
    }
    let store = match Store::open(path, Create::No) {
        Ok(store) => store.with_env_halt(ctx.env_halt()),
        Err(why) => {
            let todo = "bring back a backup with `arb db restore`, or name another file with `--db`";
            return vec![line("database", State::Bad, format!("{why:#}"), todo)];
        }
    };
    let health = match store.health() {
        Ok(health) => health,
        Err(why) => {
            return vec![line("database", State::Bad, format!("{why:#}"), "bring back a backup with `arb db restore`")];
        }
    };
    let kind = if store.mode() == Mode::Live { "live" } else { "paper" };
    let fits = store.mode() == ctx.config.mode;
    let mut lines = vec![
        line(
            "database",
            if fits { State::Ok } else { State::Care },
            format!("{} is {kind}, schema {}", path.display(), health.schema),
            "the settings say the other `mode`: name the database that you mean with `--db`",
        ),
        permissions(path),
    ];
    let damage = health.damage.as_deref();
    let state = if damage.is_some() { State::Bad } else { State::Ok };
    lines.push(line("pages", state, damage.unwrap_or("sound"), "bring back a backup with `arb db restore`"));
    let differs = health.schema_differs.join(", ");
    let state = if differs.is_empty() { State::Ok } else { State::Bad };
    let says = if differs.is_empty() { "as arb makes it" } else { &differs };
    lines.push(line("schema", state, says, "bring back a backup with `arb db restore`"));
    let state = if health.wal_bytes > LARGE_WAL_BYTES { State::Care } else { State::Ok };
    let says = format!("{} KiB", health.wal_bytes >> 10);
    lines.push(line("log", state, says, "end programs that keep the database open for long"));
    lines.push(clock(health.last_row, now));
    lines.push(match store.halted() {
        Ok(None) => line("halt", State::Ok, "not halted", ""),
        Ok(Some(halted)) => {
            let since = halted.since.map_or_else(String::new, |since| format!(" since {since}"));
            let says = format!("{} is halted{since}: {}", halted.scope, halted.reason);
            line("halt", State::Bad, says, "find out why; `arb resume` lets effects go on")
        }
        Err(why) => line("halt", State::Bad, format!("{why:#}"), "bring back a backup with `arb db restore`"),
    });
    let reconciled = store.watch().ok().and_then(|watch| watch.reconciled_at);
    let live = store.mode() == Mode::Live;
    let todo = "run `arb reconcile` every night";
    lines.push(age("reconcile", reconciled, now, RECONCILE_HOURS, live, todo));
    lines.push(age("backup", health.last_backup, now, BACKUP_HOURS, live, "run `arb db backup` every night"));
    lines
}

fn permissions(path: &Path) -> Line {
    let todo = "`chmod 600` the database: it is for you alone";
    let Ok(seen) = std::fs::symlink_metadata(path) else {
        return line("file", State::Bad, "it can't be looked at", "check who owns the file and its folder");
    };
    if seen.file_type().is_symlink() {
        return line("file", State::Care, "it is a link", "name the file itself with `--db`");
    }
    let mode = seen.mode() & 0o7777;
    let state = match (mode & 0o022, mode & 0o044) {
        (1.., _) => State::Bad,
        (_, 1..) => State::Care,
        _ => State::Ok,
    };
    line("file", state, format!("{mode:o}"), todo)
}

fn clock(last_row: Option<Timestamp>, now: Timestamp) -> Line {
    let todo = "set the clock right; effects are not repeated while it is behind";
    match last_row {
        Some(last) if now < last - SignedDuration::from_secs(CLOCK_SECONDS) => {
            line("clock", State::Bad, format!("{now} is before the newest row ({last})"), todo)
        }
        _ => line("clock", State::Ok, now.to_string(), ""),
    }
}

/// How old the last of something is; a paper database needs none.
fn age(
    check: &'static str,
    last: Option<Timestamp>,
    now: Timestamp,
    hours: i64,
    live: bool,
    todo: &'static str,
) -> Line {
    let late = last.is_none_or(|last| now.duration_since(last) > SignedDuration::from_hours(hours));
    let says = last.map_or_else(|| "never".to_owned(), |last| format!("{last}"));
    line(check, if late && live { State::Care } else { State::Ok }, says, todo)
}
