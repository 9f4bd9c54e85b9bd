//! The dead man's switch: with real money nothing is bought that nobody watches. A vendor must have been reconciled
//! within 26 hours, and a person must have seen the digest within 7 days.

use anyhow::Result;
use jiff::{SignedDuration, Timestamp};
use rusqlite::{Connection, OptionalExtension, params};

use super::Store;
use crate::{config::Mode, error};

/// How old the last reconcile may be: a day, and two hours for a late cron.
const RECONCILE: SignedDuration = SignedDuration::from_hours(26);

/// How long ago a person may have seen the digest.
const SEEN: SignedDuration = SignedDuration::from_hours(7 * 24);

const RECONCILED: &str = "watch.reconciled_us";
const ACKNOWLEDGED: &str = "watch.acknowledged_us";

/// Who watched last, and when.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub struct Watch {
    /// The last reconcile that asked every vendor.
    pub reconciled_at: Option<Timestamp>,
    /// The last time that a person saw the digest.
    pub acknowledged_at: Option<Timestamp>,
}

/// Nobody watches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unwatched {
    /// The vendors were not asked for too long, or never.
    Reconcile(Option<Timestamp>),
    /// No person looked for too long, or ever.
    Person(Option<Timestamp>),
}

impl Unwatched {
    /// The refusal: exit 5, code `dead_man`.
    pub fn refusal(self) -> error::Failure {
        let since = |at: Option<Timestamp>| at.map_or("never".to_owned(), |at| format!("last at {at}"));
        let (message, hint) = match self {
            Self::Reconcile(at) => (
                format!("nothing is bought: the books were not compared with the vendors for 26 hours ({})", since(at)),
                "run `arb reconcile`, and keep it in cron",
            ),
            Self::Person(at) => (
                format!("nothing is bought: no person saw the digest for 7 days ({})", since(at)),
                "read it with `arb digest --ack`",
            ),
        };
        error::refused(message).code("dead_man").hint(hint)
    }
}

impl Store {
    /// Every vendor was asked, and what it said is on record.
    pub fn mark_reconciled(&mut self, now: Timestamp) -> Result<()> {
        self.write(|tx| mark(tx, RECONCILED, now))
    }

    /// A person saw the digest.
    pub fn mark_acknowledged(&mut self, now: Timestamp, who: &str) -> Result<()> {
        self.write(|tx| {
            mark(tx, ACKNOWLEDGED, now)?;
            tx.execute(
                "INSERT INTO meta(key,value) VALUES('watch.acknowledged_by',?1) ON CONFLICT DO UPDATE SET value=excluded.value",
                [who],
            )?;
            Ok(())
        })
    }

    /// Who watched last.
    pub fn watch(&self) -> Result<Watch> {
        self.read(|tx| Ok(Watch { reconciled_at: marked(tx, RECONCILED)?, acknowledged_at: marked(tx, ACKNOWLEDGED)? }))
    }

    /// What keeps purchases from leaving because nobody watches. On paper nobody has to.
    pub fn unwatched(&self, now: Timestamp) -> Result<Option<Unwatched>> {
        if self.mode != Mode::Live {
            return Ok(None);
        }
        let watch = self.watch()?;
        // A time in the future is no proof of anything.
        let fresh = |at: Option<Timestamp>, age: SignedDuration| {
            at.is_some_and(|at| (SignedDuration::from_mins(-1)..=age).contains(&now.duration_since(at)))
        };
        Ok(if !fresh(watch.reconciled_at, RECONCILE) {
            Some(Unwatched::Reconcile(watch.reconciled_at))
        } else if !fresh(watch.acknowledged_at, SEEN) {
            Some(Unwatched::Person(watch.acknowledged_at))
        } else {
            None
        })
    }
}

fn mark(tx: &Connection, key: &str, now: Timestamp) -> Result<()> {
    tx.execute(
        "INSERT INTO meta(key,value) VALUES(?1,?2) ON CONFLICT DO UPDATE SET value=excluded.value",
        params![key, now.as_microsecond().to_string()],
    )?;
    Ok(())
}

fn marked(tx: &Connection, key: &str) -> Result<Option<Timestamp>> {
    let text: Option<String> =
        tx.query_row("SELECT value FROM meta WHERE key=?1", [key], |row| row.get(0)).optional()?;
    Ok(text.and_then(|text| Timestamp::from_microsecond(text.parse().ok()?).ok()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::tests::now;

    #[test]
    fn real_money_is_not_spent_while_nobody_watches() {
        let mut store = Store::in_memory(Mode::Live).unwrap();
        let hours = |count| now() + SignedDuration::from_hours(count);
        assert_eq!(store.unwatched(now()).unwrap(), Some(Unwatched::Reconcile(None)));
        store.mark_reconciled(now()).unwrap();
        assert_eq!(store.unwatched(now()).unwrap(), Some(Unwatched::Person(None)));
        store.mark_acknowledged(now(), "ann").unwrap();
        for (count, stopped) in [(0, false), (26, false), (27, true), (-1, true)] {
            assert_eq!(store.unwatched(hours(count)).unwrap().is_some(), stopped, "after {count} hours");
        }
        store.mark_reconciled(hours(170)).unwrap();
        assert_eq!(store.unwatched(hours(170)).unwrap(), Some(Unwatched::Person(Some(now()))));
        assert_eq!(store.unwatched(hours(170)).unwrap().unwrap().refusal().code, "dead_man");
    }

    #[test]
    fn on_paper_nobody_has_to_watch() {
        assert_eq!(Store::in_memory(Mode::Paper).unwrap().unwatched(now()).unwrap(), None);
    }
}
