//! People who are to be forgotten, as those whose account at a marketplace was closed: what they wrote, what was answered and
//! what a model was asked about it is erased, and not taken in again.
//!
//! An answer whose fate is open keeps its bytes until it is known, for they prove what was sent; it is not sent again, and
//! [`Store::tidy`] erases them then. Orders, refunds and the ledger stay: they hold numbers and amounts, and the law asks for
//! them. That somebody wants no messages stays, too, under a mark ([`mark`]) in the place of their name.

pub(super) mod mark;
#[cfg(test)]
mod tests;

use anyhow::Result;
use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, params};

use super::{
    Store,
    health::{remember, remembered},
    promises,
    values::{Us, from_json, to_json},
    wishes,
};
use crate::{
    domain::{manners::person, message::Message},
    error,
};

/// What stands in the place of what was erased.
pub(super) const ERASED: &str = "(erased)";
/// Why a ticket of theirs is closed.
const WHY: &str = "the person is forgotten";
/// The row of `meta` that says `1` while what was erased is still on the disk.
const SCRUB: &str = "scrub_due";
/// The messages that were to be erased, are settled, and are not erased yet.
const DUE: &str =
    "kind='message' AND state IN('done','refused','absent','unsent') AND request<>CAST('(erased)' AS BLOB)
       AND id IN (SELECT ref FROM erased WHERE kind='effect')";
/// The messages that were to be erased, and whose fate nobody knows.
const PENDING: &str = "SELECT count(*) FROM effect WHERE kind='message' AND state IN('submitting','unknown','manual')
       AND id IN (SELECT ref FROM erased WHERE kind='effect')";
/// Tickets of people who are forgotten; one whose fate is open is left until it is known.
const TICKETS: &str =
    "inbox_id IN (SELECT id FROM inbox WHERE buyer='(erased)') AND state NOT IN('sending','unknown','manual')";

/// What came of forgetting somebody.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Forgotten {
    /// Messages of theirs that were erased.
    pub messages: usize,
    /// Answers, to anybody who is forgotten, that keep their bytes until their fate is known.
    pub pending: usize,
}

/// Whether somebody is to stay forgotten.
pub(super) fn is_forgotten(tx: &Connection, source: &str, name: &str) -> Result<bool> {
    let known = tx
        .prepare_cached("SELECT 1 FROM forgotten WHERE source=?1 AND person_sha256 IN(?2,?3)")?
        .query_row(params![source, mark::of(tx, name)?, mark::bare(name)], |_| Ok(()))
        .optional()?;
    Ok(known.is_some())
}

impl Store {
    /// Erases the messages of somebody, and the answers to them, under any of these names. An answer that waited is given up,
    /// one whose fate is open is erased by [`Store::tidy`] once it is known.
    pub fn forget(&mut self, source: &str, names: &[&str], notice: &str, now: Timestamp) -> Result<Forgotten> {
        self.write(|tx| {
            let mut messages = 0;
            mark::renew(tx)?;
            // Whom an answer went to can't be told any more afterwards.
            promises::settle_known(tx, now)?;
            for name in names {
                tx.execute(
                    "INSERT INTO forgotten(source,person_sha256,at_us,notice) VALUES(?1,?2,?3,?4) ON CONFLICT DO NOTHING",
                    params![source, mark::of(tx, name)?, Us(now), notice],
                )?;
                for (id, raw) in written_by(tx, source, name)? {
                    erase(tx, source, id, &raw, notice, now)?;
                    messages += 1;
                }
                wishes::unname(tx, source, name)?;
            }
            sweep(tx)?;
            remember(tx, SCRUB, "1")?;
            Ok(Forgotten { messages, pending: pending(tx)? })
        })
    }

    /// Erases the answers to forgotten people whose fate is known by now, and takes what was erased off the disk where that
    /// is still to be done. Returns how many answers keep their bytes until their fate is known.
    pub fn tidy(&mut self) -> Result<usize> {
        let due = |tx: &Connection| Ok(tx.prepare_cached(&format!("SELECT 1 FROM effect WHERE {DUE}"))?.exists([])?);
        if self.read(due)? {
            self.write(|tx| {
                sweep(tx)?;
                remember(tx, SCRUB, "1")
            })?;
        }
        if self.read(|tx| remembered(tx, SCRUB))?.as_deref() == Some("1") {
            self.scrub()?;
            self.write(|tx| remember(tx, SCRUB, "0"))?;
        }
        self.read(pending)
    }

    /// Takes what was erased off the disk, too: out of free pages and out of the write-ahead log.
    ///
    /// # Errors
    ///
    /// Exit 75 where another process reads or writes meanwhile; [`Store::tidy`] does it the next time.
    fn scrub(&mut self) -> Result<()> {
        self.conn.execute_batch("PRAGMA secure_delete=ON; VACUUM")?;
        let busy: i64 = self.conn.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get(0))?;
        if busy != 0 {
            return Err(error::try_again("another process uses the database: what was erased is still in its log")
                .code("scrub_waits")
                .hint("any later `arb support` or `arb reconcile` takes it out")
                .into());
        }
        Ok(())
    }
}

/// The messages of one person that are not erased yet: rows and what they say. Names are compared as [`person`] writes them,
/// for the database folds ASCII alone.
fn written_by(tx: &Connection, source: &str, name: &str) -> Result<Vec<(i64, String)>> {
    let name = person(name);
    let mut query = tx.prepare_cached("SELECT id,buyer,raw FROM inbox WHERE source=?1 AND buyer<>?2 ORDER BY id")?;
    let mut rows = query.query(params![source, ERASED])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        if person(row.get_ref(1)?.as_str()?) == name {
            found.push((row.get(0)?, row.get(2)?));
        }
    }
    Ok(found)
}

fn erase(tx: &Connection, source: &str, id: i64, raw: &str, notice: &str, now: Timestamp) -> Result<()> {
    let message: Message = from_json(raw, "a message")?;
    let name = format!("{source}:{}", message.id);
    let empty = Message { buyer: ERASED.into(), body: ERASED.into(), subject: None, ..message };
    tx.execute(
        "UPDATE inbox SET buyer=?2, body=?2, raw=?3, handled_us=coalesce(handled_us,?4) WHERE id=?1",
        params![id, ERASED, to_json(&empty), Us(now)],
    )?;
    tx.execute(
        "UPDATE ticket SET state='closed', closed_us=?2, updated_us=?2
         WHERE inbox_id=?1 AND state IN('drafted','escalated','ready','failed')",
        params![id, Us(now)],
    )?;
    tx.execute("UPDATE ticket SET body=?2 WHERE inbox_id=?1 AND body<>''", params![id, ERASED])?;
    erase_advice(tx, "role='support' AND subject=?1", &name, notice, now)?;
    // One that is on its way is erased once its fate is known.
    tx.execute(
        "INSERT INTO erased(kind,ref,notice,at_us) SELECT 'effect',id,?2,?3 FROM effect
         WHERE kind='message' AND subject IN (SELECT id FROM ticket WHERE inbox_id=?1)
           AND NOT EXISTS(SELECT 1 FROM erased e WHERE e.kind='effect' AND e.ref=effect.id)",
        params![id, notice, Us(now)],
    )?;
    erase_deals(tx, id, notice, now)
}

/// Erases the words of deals that a message is part of, theirs and ours, and what a model was told of them; the prices stay.
fn erase_deals(tx: &Connection, inbox: i64, notice: &str, now: Timestamp) -> Result<()> {
    let mut query = tx.prepare_cached(
        "SELECT DISTINCT deal_id FROM deal_move
         WHERE inbox_id=?1 OR ticket_id IN (SELECT id FROM ticket WHERE inbox_id=?1) ORDER BY 1",
    )?;
    let deals = query.query_map([inbox], |row| row.get(0))?.collect::<rusqlite::Result<Vec<i64>>>()?;
    for deal in deals {
        erase_advice(tx, "role='negotiator' AND subject=?1", &format!("deal:{deal}"), notice, now)?;
    }
    const MOVES: &str =
        "detail IS NOT NULL AND (inbox_id=?1 OR ticket_id IN (SELECT id FROM ticket WHERE inbox_id=?1))";
    tx.execute(
        &format!(
            "INSERT INTO erased(kind,ref,notice,at_us) SELECT 'bid',id,?2,?3 FROM deal_move WHERE {MOVES}
               AND NOT EXISTS(SELECT 1 FROM erased e WHERE e.kind='bid' AND e.ref=deal_move.id)"
        ),
        params![inbox, notice, Us(now)],
    )?;
    tx.execute(&format!("UPDATE deal_move SET detail=?2 WHERE {MOVES}"), params![inbox, ERASED])?;
    Ok(())
}

/// Erases what a model was told and said; who was asked, when, and what it cost stays.
fn erase_advice(tx: &Connection, which: &str, subject: &str, notice: &str, now: Timestamp) -> Result<()> {
    tx.execute(
        &format!(
            "INSERT INTO erased(kind,ref,notice,at_us) SELECT 'advice',id,?2,?3 FROM advice_call WHERE {which}
               AND NOT EXISTS(SELECT 1 FROM erased e WHERE e.kind='advice' AND e.ref=advice_call.id)"
        ),
        params![subject, notice, Us(now)],
    )?;
    let json = to_json(&ERASED);
    tx.execute(
        &format!(
            "UPDATE advice_call SET bounds=?2, effective=?2, reply=CASE WHEN reply IS NOT NULL THEN ?3 END,
               act=CASE WHEN act IS NOT NULL THEN ?2 END, why=CASE WHEN why IS NOT NULL THEN ?3 END WHERE {which}"
        ),
        params![subject, json, ERASED],
    )?;
    Ok(())
}

/// Erases what is left of answers to forgotten people whose fate is known.
fn sweep(tx: &Connection) -> Result<()> {
    tx.execute(&format!("UPDATE effect SET request=?1 WHERE {DUE}"), [ERASED.as_bytes()])?;
    tx.execute(&format!("UPDATE ticket SET reason=?1 WHERE {TICKETS} AND reason IS NOT NULL"), [WHY])?;
    tx.execute(
        &format!(
            "UPDATE ticket SET payload=json_replace(payload,'$.talk.body',?1,'$.learned.words',json('[]'),'$.promises',json('[]'))
             WHERE {TICKETS} AND payload IS NOT NULL"
        ),
        [ERASED],
    )?;
    tx.execute(
        &format!(
            "UPDATE promise SET words=?1 WHERE words<>?1 AND ticket_id IN (SELECT id FROM ticket WHERE {TICKETS})"
        ),
        [ERASED],
    )?;
    Ok(())
}

fn pending(tx: &Connection) -> Result<usize> {
    let count: i64 = tx.query_row(PENDING, [], |row| row.get(0))?;
    Ok(usize::try_from(count)?)
}
