//! The stop: what halts effects, who is asked before one, and how a person lets them go on.
//!
//! A file `HALT` beside the database, `ARB_HALT` in the environment or a row in the database each stop every change to
//! the outside world. Reads, finding out what became of an effect, and `reconcile` go on.

mod file;
#[cfg(test)]
mod tests;

use std::{
    fmt,
    path::{Path, PathBuf},
    time::Duration,
};

use anyhow::Result;
use jiff::{Timestamp, Unit};
use rusqlite::{Connection, OpenFlags, OptionalExtension, params};

use super::{
    Store, chain, clock,
    migrate::{self, Standing},
    values::Us,
};
use crate::{
    domain::{clock::Sighting, effect::Kind},
    error,
};

/// How long `arb halt` waits for the database: the file has stopped everything already.
const PATIENCE: Duration = Duration::from_millis(300);

/// What is stopped.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Scope {
    /// Every change to the outside world.
    All,
    /// Purchases alone.
    Buys,
}

impl Scope {
    /// The name in the database and in records.
    pub fn name(self) -> &'static str {
        match self {
            Self::All => "all",
            Self::Buys => "buys",
        }
    }

    fn covers(self, kind: Kind) -> bool {
        self == Self::All || kind == Kind::Purchase
    }
}

impl fmt::Display for Scope {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::All => "every change to the outside world",
            Self::Buys => "buying",
        })
    }
}

/// What holds a stop.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum By {
    /// This file.
    File(PathBuf),
    /// `ARB_HALT`.
    Environment,
    /// A row in the database.
    Row,
    /// The folder of the database can't be read.
    Blind,
}

/// One stop.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Halted {
    /// What is stopped.
    pub scope: Scope,
    /// Why.
    pub reason: String,
    /// Since when, where that is known.
    pub since: Option<Timestamp>,
    /// What holds it.
    pub by: By,
}

impl Halted {
    /// The refusal: exit 5, code `halted`.
    pub fn refusal(&self) -> error::Failure {
        let hint = match &self.by {
            By::Environment => "unset `ARB_HALT` when the reason is gone".to_owned(),
            By::Blind => "make the folder of the database readable for you".to_owned(),
            By::File(_) | By::Row => "`arb resume --reason TEXT` lets it go on".to_owned(),
        };
        error::refused(self.to_string()).code("halted").hint(hint)
    }
}

impl fmt::Display for Halted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} is halted", self.scope)?;
        match &self.by {
            By::File(path) => write!(f, " by the file {}", path.display())?,
            By::Environment => return f.write_str(" by `ARB_HALT` in the environment"),
            By::Row => f.write_str(" by the database")?,
            By::Blind => {}
        }
        if let Some(since) = self.since {
            let second = since.round(Unit::Second).unwrap_or(since);
            write!(f, " since {second}")?;
        }
        write!(f, ": {}", self.reason)
    }
}

/// Where a stop is looked for beside the database's own rows. Cheap to clone into a transaction.
#[derive(Clone, Debug)]
pub(super) struct Switch {
    path: PathBuf,
    environment: bool,
}

impl Switch {
    /// Refuses where this kind of effect is stopped. To be asked in the transaction that lets it begin.
    pub(super) fn refuse(&self, tx: &Connection, kind: Kind) -> Result<()> {
        match self.all(tx)?.into_iter().find(|halted| halted.scope.covers(kind)) {
            Some(halted) => Err(halted.refusal().into()),
            None => Ok(()),
        }
    }

    /// Every stop there is, the widest first.
    fn all(&self, tx: &Connection) -> Result<Vec<Halted>> {
        let environment = self.environment.then(|| Halted {
            scope: Scope::All,
            reason: "`ARB_HALT` is set".to_owned(),
            since: None,
            by: By::Environment,
        });
        let mut found: Vec<Halted> = file::look(&self.path).into_iter().chain(environment).collect();
        for (scope, query) in
            [(Scope::All, "SELECT reason,since_us FROM halt"), (Scope::Buys, "SELECT reason,since_us FROM halt_buys")]
        {
            let row = tx.prepare_cached(query)?.query_row([], |row| Ok((row.get(0)?, row.get::<_, Us>(1)?.0)));
            found.extend(row.optional()?.map(|(reason, since)| Halted {
                scope,
                reason,
                since: Some(since),
                by: By::Row,
            }));
        }
        Ok(found)
    }
}

/// Stops in the transaction that found the reason; the first reason stays.
pub(super) fn set(tx: &Connection, scope: Scope, reason: &str, who: Option<&str>, now: Timestamp) -> Result<()> {
    let insert = match scope {
        Scope::All => "INSERT INTO halt(id,reason,since_us) VALUES(1,?1,?2) ON CONFLICT DO NOTHING",
        Scope::Buys => "INSERT INTO halt_buys(id,reason,since_us) VALUES(1,?1,?2) ON CONFLICT DO NOTHING",
    };
    if tx.execute(insert, params![reason, Us(now)])? == 1 {
        note(tx, "halted", scope, who, reason, now)?;
    }
    Ok(())
}

fn note(tx: &Connection, what: &str, scope: Scope, who: Option<&str>, reason: &str, now: Timestamp) -> Result<()> {
    tx.execute(
        "INSERT INTO halt_event(at_us,what,scope,who,reason) VALUES(?1,?2,?3,?4,?5)",
        params![Us(now), what, scope.name(), who, reason],
    )?;
    Ok(())
}

/// What `arb halt` has done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Raised {
    /// The file, unless it could not be written.
    pub file: Option<PathBuf>,
    /// Whether the database holds the stop too.
    pub row: bool,
    /// Whether it was stopped already.
    pub known: bool,
}

/// Stops everything at once: the file first, durably, then the row where the database answers within a moment. Works
/// where the database is missing, damaged or busy; fails only where neither can be written.
pub fn raise(db: &Path, reason: &str, who: &str, now: Timestamp) -> Result<Raised> {
    let file = file::raise(db, reason);
    let row = row_at_once(db, reason, who, now);
    match (file, row) {
        (Ok((path, made)), row) => Ok(Raised { file: Some(path), row: row.is_ok(), known: !made }),
        (Err(_), Ok(made)) => Ok(Raised { file: None, row: true, known: !made }),
        (Err(why), Err(_)) => {
            Err(error::failed("nothing could be halted: neither the file nor the database is writable")
                .code("halt_failed")
                .hint("set `ARB_HALT=1` for what starts from now on, and stop the programs that run")
                .because(why)
                .into())
        }
    }
}

/// The row, in a database that is there and ours; returns whether it is new. Waits for nobody and migrates nothing.
fn row_at_once(db: &Path, reason: &str, who: &str, now: Timestamp) -> Result<bool> {
    let conn = Connection::open_with_flags(db, OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
    conn.busy_timeout(PATIENCE)?;
    let standing = migrate::standing(&conn, db)?;
    conn.pragma_update(None, "synchronous", "FULL")?;
    conn.execute_batch("BEGIN IMMEDIATE")?;
    let before = conn.query_row("SELECT 1 FROM halt", [], |_| Ok(())).optional()?;
    if standing == Standing::Ours(migrate::head()) {
        chain::outside(&conn)?;
        set(&conn, Scope::All, reason, Some(who), now)?;
        chain::seal(&conn)?;
    } else {
        conn.execute(
            "INSERT INTO halt(id,reason,since_us) VALUES(1,?1,?2) ON CONFLICT DO NOTHING",
            params![reason, Us(now)],
        )?;
    }
    conn.execute_batch("COMMIT")?;
    Ok(before.is_none())
}

/// Takes the file away where there is no database to open. Returns whether there was one.
pub fn lift_file(db: &Path) -> Result<bool> {
    file::lift(db)
}

/// The file's stop, where there is no database to ask.
pub fn file_halt(db: &Path) -> Option<Halted> {
    file::look(db)
}

impl Store {
    /// Says what the environment said: with `true` no effect leaves.
    #[must_use]
    pub fn with_env_halt(mut self, halted: bool) -> Self {
        self.env_halt = halted;
        self
    }

    /// Where a stop is looked for; to be taken along into a transaction.
    pub(super) fn switch(&self) -> Switch {
        Switch { path: self.path.clone(), environment: self.env_halt }
    }

    /// The stop that counts first, if there is one.
    pub fn halted(&self) -> Result<Option<Halted>> {
        Ok(self.halts()?.into_iter().next())
    }

    /// The stop that an effect of this kind would meet, if there is one.
    pub fn halted_for(&self, kind: Kind) -> Result<Option<Halted>> {
        Ok(self.halts()?.into_iter().find(|halted| halted.scope.covers(kind)))
    }

    /// Every stop there is, the widest first.
    pub fn halts(&self) -> Result<Vec<Halted>> {
        let switch = self.switch();
        self.read(|tx| switch.all(tx))
    }

    /// Refuses (exit 5) where this kind of effect is stopped: file, environment and row. Cheap; to be asked before an
    /// effect is prepared and again immediately before its first byte.
    pub fn permit_check(&self, kind: Kind) -> Result<()> {
        let switch = self.switch();
        self.read(|tx| switch.refuse(tx, kind))
    }

    /// Stops effects until a person resumes; the first reason stays.
    pub fn halt(&mut self, scope: Scope, reason: &str, now: Timestamp) -> Result<()> {
        self.write(|tx| set(tx, scope, reason, None, now))
    }

    /// Lets effects go on: what halted them is known to a person now. Returns what was lifted. `ARB_HALT` and a folder that
    /// can't be read are not the database's to lift.
    ///
    /// The rows go first: where the file can't be removed, effects stay stopped. `seen` is the clock that the person says
    /// is right, where a clock that jumped is what halted.
    pub fn resume(&mut self, who: &str, reason: &str, seen: impl Into<Sighting>) -> Result<Vec<Halted>> {
        let seen = seen.into();
        let now = seen.wall;
        let lifted: Vec<Halted> =
            self.halts()?.into_iter().filter(|halted| matches!(halted.by, By::File(_) | By::Row)).collect();
        self.write(|tx| {
            // Only what this halt was about is acknowledged: the same breach again halts again.
            tx.execute(
                "INSERT INTO meta(key,value) SELECT 'resumed_over:'||id,'' FROM purchase WHERE overrun=1 ON CONFLICT DO NOTHING",
                [],
            )?;
            tx.execute(
                "INSERT INTO meta(key,value) SELECT 'resumed_bucket:'||scope||':'||key||':'||period,'' FROM limit_bucket
                 WHERE forced>0 ON CONFLICT DO NOTHING",
                [],
            )?;
            tx.execute(
                "INSERT INTO meta(key,value) SELECT 'resumed_refund:'||id,'' FROM refund WHERE overrun=1 ON CONFLICT DO NOTHING",
                [],
            )?;
            if lifted.iter().any(|halted| halted.reason.starts_with(clock::SUSPECT)) {
                clock::believe(tx, &seen)?;
            }
            tx.execute("DELETE FROM halt", [])?;
            tx.execute("DELETE FROM halt_buys", [])?;
            for halted in &lifted {
                note(tx, "resumed", halted.scope, Some(who), reason, now)?;
            }
            Ok(())
        })?;
        file::lift(&self.path)?;
        Ok(lifted)
    }
}
