//! People who are to be forgotten, as those whose account at a marketplace was closed: what they wrote, what was answered and
//! what a model was asked about it is erased, and not taken in again.
//!
//! Orders, refunds and the ledger stay: they hold numbers and amounts, and the law asks for them.

use anyhow::Result;
use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, params};

use super::{
    Store,
    values::{Us, from_json, sha256_hex, to_json},
};
use crate::domain::{manners::person, message::Message};

/// What stands in the place of what was erased.
pub(super) const ERASED: &str = "(erased)";

/// Whether somebody is to stay forgotten.
pub(super) fn is_forgotten(tx: &Connection, source: &str, name: &str) -> Result<bool> {
    let known = tx
        .prepare_cached("SELECT 1 FROM forgotten WHERE source=?1 AND person_sha256=?2")?
        .query_row(params![source, mark(name)], |_| Ok(()))
        .optional()?;
    Ok(known.is_some())
}

fn mark(name: &str) -> String {
    sha256_hex(person(name).as_bytes())
}

impl Store {
    /// Erases the messages of somebody, and the answers to them, under any of these names. Returns how many messages that
    /// was. An answer that waited is given up.
    pub fn forget(&mut self, source: &str, names: &[&str], notice: &str, now: Timestamp) -> Result<usize> {
        self.write(|tx| {
            let mut erased = 0;
            for name in names {
                tx.execute(
                    "INSERT INTO forgotten(source,person_sha256,at_us,notice) VALUES(?1,?2,?3,?4) ON CONFLICT DO NOTHING",
                    params![source, mark(name), Us(now), notice],
                )?;
                let mut query =
                    tx.prepare("SELECT id,raw FROM inbox WHERE source=?1 AND lower(trim(buyer))=?2 ORDER BY id")?;
                let rows = query
                    .query_map(params![source, person(name)], |row| Ok((row.get(0)?, row.get(1)?)))?
                    .collect::<rusqlite::Result<Vec<(i64, String)>>>()?;
                for (id, raw) in rows {
                    erase(tx, source, id, &raw, notice, now)?;
                    erased += 1;
                }
                tx.execute("DELETE FROM wish WHERE channel=?1 AND person=?2", params![source, person(name)])?;
            }
            Ok(erased)
        })
    }

    /// Takes what was erased off the disk, too: out of free pages and out of the write-ahead log.
    pub fn scrub(&mut self) -> Result<()> {
        self.conn.execute_batch("PRAGMA secure_delete=ON; VACUUM; PRAGMA wal_checkpoint(TRUNCATE)")?;
        Ok(())
    }
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
        "UPDATE ticket SET state='closed', reason='the account was closed', updated_us=?2
         WHERE inbox_id=?1 AND state IN('drafted','escalated','ready')",
        params![id, Us(now)],
    )?;
    tx.execute("UPDATE ticket SET body=?2 WHERE inbox_id=?1 AND body<>''", params![id, ERASED])?;
    erase_advice(tx, &name, notice, now)?;
    erase_sent(tx, id, notice, now)
}

/// Erases what a model was told and said about a message; who was asked, when, and what it cost stays.
fn erase_advice(tx: &Connection, name: &str, notice: &str, now: Timestamp) -> Result<()> {
    tx.execute(
        "INSERT INTO erased(kind,ref,notice,at_us) SELECT 'advice',id,?2,?3 FROM advice_call WHERE subject=?1 AND role='support'
         ON CONFLICT DO NOTHING",
        params![name, notice, Us(now)],
    )?;
    let json = to_json(&ERASED);
    tx.execute(
        "UPDATE advice_call SET bounds=?2, effective=?2, reply=CASE WHEN reply IS NOT NULL THEN ?3 END,
           act=CASE WHEN act IS NOT NULL THEN ?2 END, why=CASE WHEN why IS NOT NULL THEN ?3 END
         WHERE subject=?1 AND role='support'",
        params![name, json, ERASED],
    )?;
    Ok(())
}

/// Erases the bytes of answers that are settled: one whose fate is open keeps them until it is known.
fn erase_sent(tx: &Connection, inbox: i64, notice: &str, now: Timestamp) -> Result<()> {
    const SETTLED: &str = "kind='message' AND state IN('done','refused','absent','unsent')
           AND subject IN (SELECT id FROM ticket WHERE inbox_id=?1)";
    tx.execute(
        &format!(
            "INSERT INTO erased(kind,ref,notice,at_us) SELECT 'effect',id,?2,?3 FROM effect WHERE {SETTLED} ON CONFLICT DO NOTHING"
        ),
        params![inbox, notice, Us(now)],
    )?;
    tx.execute(&format!("UPDATE effect SET request=?2 WHERE {SETTLED}"), params![inbox, ERASED.as_bytes()])?;
    Ok(())
}
