//! Vendors that do not answer.

use anyhow::Result;
use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, params};

use crate::{
    domain::limits::{Breaker, BreakerState, Caps},
    store::{Store, values::Us},
};

/// What is known of a vendor's answers.
pub(super) fn state(tx: &Connection, vendor: &str) -> Result<BreakerState> {
    let shut: Option<(u32, Us)> = tx
        .prepare_cached("SELECT trips,until_us FROM vendor_breaker WHERE vendor=?1")?
        .query_row([vendor], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    let mut query = tx.prepare_cached("SELECT ok FROM vendor_call WHERE vendor=?1 ORDER BY id DESC LIMIT 20")?;
    let calls = query.query_map([vendor], |row| row.get(0))?.collect::<rusqlite::Result<Vec<bool>>>()?;
    let (trips, until) = shut.map_or((0, None), |(trips, until)| (trips, Some(until.0)));
    Ok(BreakerState { trips, until, calls })
}

fn keep(
    tx: &Connection,
    vendor: &str,
    before: &BreakerState,
    after: &BreakerState,
    ok: bool,
    now: Timestamp,
) -> Result<()> {
    match after.until {
        // Shut off anew: the calls that led to it count no more.
        Some(until) if before.until != Some(until) => {
            tx.execute("DELETE FROM vendor_call WHERE vendor=?1", [vendor])?;
            tx.execute(
                "INSERT OR REPLACE INTO vendor_breaker(vendor,trips,until_us) VALUES(?1,?2,?3)",
                params![vendor, after.trips, Us(until)],
            )?;
        }
        Some(_) => {}
        None if before.until.is_some() => {
            tx.execute("DELETE FROM vendor_breaker WHERE vendor=?1", [vendor])?;
            tx.execute("DELETE FROM vendor_call WHERE vendor=?1", [vendor])?;
        }
        None => {
            tx.execute("INSERT INTO vendor_call(vendor,at_us,ok) VALUES(?1,?2,?3)", params![vendor, Us(now), ok])?;
            tx.execute(
                "DELETE FROM vendor_call WHERE vendor=?1 AND id NOT IN
                   (SELECT id FROM vendor_call WHERE vendor=?1 ORDER BY id DESC LIMIT 20)",
                [vendor],
            )?;
        }
    }
    Ok(())
}

impl Store {
    /// Remembers how a call of a vendor ended: `ok` is a clear answer, yes or no; a time-out, a 5xx or an unknown outcome
    /// is none. Returns where the vendor stands then.
    pub fn vendor_call(&mut self, vendor: &str, ok: bool, caps: &Caps, now: Timestamp) -> Result<Breaker> {
        self.write(|tx| {
            let before = state(tx, vendor)?;
            let after = before.clone().after(ok, now, caps);
            keep(tx, vendor, &before, &after, ok, now)?;
            Ok(after.breaker(now))
        })
    }

    /// Whether a vendor may be called.
    pub fn breaker(&self, vendor: &str, now: Timestamp) -> Result<Breaker> {
        self.read(|tx| Ok(state(tx, vendor)?.breaker(now)))
    }

    /// Takes the one call that may find out whether a vendor that was shut off answers again; it must change nothing at
    /// the vendor, and its end is told by [`Store::vendor_call`]. One process gets it in a minute.
    pub fn take_probe(&mut self, vendor: &str, now: Timestamp) -> Result<bool> {
        self.write(|tx| {
            let taken = tx.execute(
                "UPDATE vendor_breaker SET probe_us=?2 WHERE vendor=?1 AND until_us<=?2
                   AND (probe_us IS NULL OR probe_us<until_us OR probe_us<=?2-60000000)",
                params![vendor, Us(now)],
            )?;
            Ok(taken == 1)
        })
    }
}
