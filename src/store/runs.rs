//! Runs: one pass of all stages at a time, and what each came to.

use std::{fs::File, path::PathBuf};

use anyhow::{Context as _, Result};
use jiff::Timestamp;
use rusqlite::params;

use super::{Store, values::Us};
use crate::error;

/// Held while a run goes on; the kernel lets go when the process ends, however it ends.
#[derive(Debug)]
pub struct RunLock {
    _file: File,
}

impl Store {
    /// The right to run, or exit 75 when another run goes on. The lock is a file beside the database that is never deleted.
    pub fn lock_run(&self) -> Result<RunLock> {
        let path = self.lock_path();
        let mut options = File::options();
        options.create(true).truncate(false).write(true);
        #[cfg(unix)]
        {
            use std::os::unix::fs::OpenOptionsExt as _;
            options.mode(0o600).custom_flags(nix::fcntl::OFlag::O_NOFOLLOW.bits());
        }
        let file = options.open(&path).with_context(|| format!("can't open the lock {}", path.display()))?;
        match file.try_lock() {
            Ok(()) => Ok(RunLock { _file: file }),
            Err(std::fs::TryLockError::WouldBlock) => {
                Err(error::try_again("another `arb run` is going on").code("run_locked").into())
            }
            Err(std::fs::TryLockError::Error(why)) => {
                Err(why).with_context(|| format!("can't lock {}", path.display()))
            }
        }
    }

    fn lock_path(&self) -> PathBuf {
        let mut name = self.path.clone().into_os_string();
        name.push(".run.lock");
        name.into()
    }

    /// A run begins; the same name goes on with the run of that name.
    pub fn begin_run(&mut self, name: &str, now: Timestamp) -> Result<i64> {
        self.write(|tx| {
            tx.execute(
                "INSERT INTO run(name,started_us) VALUES(?1,?2) ON CONFLICT DO NOTHING",
                params![name, Us(now)],
            )?;
            Ok(tx.query_row("SELECT id FROM run WHERE name=?1", [name], |row| row.get(0))?)
        })
    }

    /// A run ended; `summary` is JSON.
    pub fn end_run(&mut self, id: i64, outcome: &str, summary: &serde_json::Value, now: Timestamp) -> Result<()> {
        self.write(|tx| {
            tx.execute(
                "UPDATE run SET ended_us=?2, outcome=?3, summary=?4 WHERE id=?1",
                params![id, Us(now), outcome, summary.to_string()],
            )?;
            Ok(())
        })
    }
}
