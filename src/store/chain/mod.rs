//! The chain: what decides about money is written down a second time, each link sealed over the one before.
//!
//! Triggers note what a transaction writes (`chain_due`); [`seal`] links it before the transaction commits, so a thing
//! and its link are there together or not at all. Who changes a row behind arb's back leaves a row that differs from
//! its link; who changes links too breaks the hashes after it; who rewrites the whole chain changes its head, which a
//! copy kept elsewhere shows.

mod check;
#[cfg(test)]
mod tests;
mod things;

use std::fmt;

use anyhow::Result;
use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, Row, params};
use serde_json::{Map, Value};

pub use check::{Audited, Finding};
pub(super) use check::{check, proven};

use super::{
    Store,
    values::{Us, sha256_hex},
};

/// What the first link follows.
const NOTHING: &str = "0000000000000000000000000000000000000000000000000000000000000000";

/// The newest link. Kept elsewhere, it proves later that everything up to it is unchanged.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Head {
    /// Its number; links are numbered from 1 without a gap.
    pub n: i64,
    /// When what it is about happened.
    pub at: Timestamp,
    /// SHA-256 over this link and, through the one before, over every earlier one.
    pub hash: String,
}

impl fmt::Display for Head {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.n, self.hash)
    }
}

/// A link of the chain.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
pub struct Link {
    /// Its number.
    pub n: i64,
    /// When what it is about happened.
    pub at: Timestamp,
    /// What kind of thing: `purchase`, `move`, `txn`, `approval`, …
    pub kind: String,
    /// Which one.
    #[serde(rename = "ref")]
    pub reference: String,
    /// What its row said.
    pub body: Value,
    /// The hash.
    pub hash: String,
}

/// Which links to list.
#[derive(Clone, Debug, Default)]
pub struct Wanted {
    /// Only of this kind.
    pub kind: Option<String>,
    /// Only about this one.
    pub reference: Option<String>,
    /// Only from this link on.
    pub from: i64,
    /// Only what happened then or later.
    pub since: Option<Timestamp>,
}

/// The hash of a link: `previous|n|at_us|kind|bytes in ref|ref|body`.
fn hash(previous: &str, n: i64, at: i64, kind: &str, reference: &str, body: &str) -> String {
    sha256_hex(format!("{previous}|{n}|{at}|{kind}|{}|{reference}|{body}", reference.len()).as_bytes())
}

/// A link as it stands in its row.
struct Stored {
    n: i64,
    at: i64,
    kind: String,
    reference: String,
    body: String,
    hash: String,
}

const COLUMNS: &str = "n,at_us,kind,ref,body,hash";

fn from_row(row: &Row<'_>) -> rusqlite::Result<Stored> {
    Ok(Stored {
        n: row.get(0)?,
        at: row.get(1)?,
        kind: row.get(2)?,
        reference: row.get(3)?,
        body: row.get(4)?,
        hash: row.get(5)?,
    })
}

fn last(tx: &Connection) -> Result<Option<Stored>> {
    let mut query = tx.prepare_cached(&format!("SELECT {COLUMNS} FROM chain ORDER BY n DESC LIMIT 1"))?;
    Ok(query.query_row([], from_row).optional()?)
}

/// Adds a link about something that is not a row of ours, or of a kind of its own. A thing whose row a trigger notes
/// needs no call.
pub(super) fn append(
    tx: &Connection,
    kind: &str,
    reference: &str,
    body: &Map<String, Value>,
    at: Timestamp,
) -> Result<()> {
    let previous = last(tx)?;
    add(tx, previous.as_ref(), kind, reference, &super::values::to_json(body), at.as_microsecond())?;
    Ok(())
}

fn add(tx: &Connection, previous: Option<&Stored>, kind: &str, reference: &str, body: &str, at: i64) -> Result<Stored> {
    let n = previous.map_or(0, |link| link.n) + 1;
    let hash = hash(previous.map_or(NOTHING, |link| &link.hash), n, at, kind, reference, body);
    tx.prepare_cached("INSERT INTO chain(n,at_us,kind,ref,body,hash) VALUES(?1,?2,?3,?4,?5,?6)")?
        .execute(params![n, at, kind, reference, body, hash])?;
    Ok(Stored { n, at, kind: kind.into(), reference: reference.into(), body: body.into(), hash })
}

/// The first link of a database: what it is. Before it nothing is linked.
pub(super) fn begin(tx: &Connection, schema: i32) -> Result<()> {
    if last(tx)?.is_some() {
        return Ok(());
    }
    let mode: Option<String> =
        tx.query_row("SELECT value FROM meta WHERE key='mode'", [], |row| row.get(0)).optional()?;
    let (postings, at): (i64, i64) =
        tx.query_row("SELECT count(*),coalesce(max(at_us),0) FROM txn", [], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let body = serde_json::json!({"schema": schema, "mode": mode, "postings": postings});
    add(tx, None, "genesis", "arb", &body.to_string(), at)?;
    seal(tx)
}

/// Notes, before a transaction of ours begins to write, what something else wrote to the file. It is not linked: its row
/// goes on to differ from its link, and the note stays.
pub(super) fn outside(tx: &Connection) -> Result<()> {
    if !tx.prepare_cached("SELECT 1 FROM chain_due LIMIT 1")?.exists([])? {
        return Ok(());
    }
    let mut query = tx.prepare("SELECT kind,ref FROM chain_due ORDER BY id LIMIT 100")?;
    let things = query
        .query_map([], |row| Ok(Value::from(format!("{} {}", row.get::<_, String>(0)?, row.get::<_, String>(1)?))))?
        .collect::<rusqlite::Result<Vec<_>>>()?;
    let body = serde_json::json!({"things": things});
    let previous = last(tx)?;
    let at = previous.as_ref().map_or(0, |link| link.at);
    add(tx, previous.as_ref(), "outside", "-", &body.to_string(), at)?;
    tx.execute("DELETE FROM chain_due", [])?;
    Ok(())
}

/// Links everything that this transaction wrote.
pub(super) fn seal(tx: &Connection) -> Result<()> {
    let mut query = tx.prepare_cached("SELECT kind,ref FROM chain_due ORDER BY id")?;
    let due = query
        .query_map([], |row| Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?)))?
        .collect::<rusqlite::Result<Vec<_>>>()?;
    if due.is_empty() {
        return Ok(());
    }
    let mut previous = last(tx)?;
    for (kind, reference) in due {
        let thing = things::thing(&kind)
            .ok_or_else(|| anyhow::anyhow!("a trigger links `{kind}`, which this arb does not know"))?;
        // What was written and taken away again in one transaction never was.
        let Some(body) = things::said(tx, thing, &reference)? else { continue };
        let at = body.get("at_us").and_then(Value::as_i64).or(previous.as_ref().map(|link| link.at)).unwrap_or(0);
        let text = super::values::to_json(&body);
        if newest_body(tx, &kind, &reference)?.as_deref() != Some(&text) {
            previous = Some(add(tx, previous.as_ref(), &kind, &reference, &text, at)?);
        }
    }
    tx.prepare_cached("DELETE FROM chain_due")?.execute([])?;
    Ok(())
}

/// What the newest link about a thing says.
fn newest_body(tx: &Connection, kind: &str, reference: &str) -> Result<Option<String>> {
    let mut query = tx.prepare_cached("SELECT body FROM chain WHERE kind=?1 AND ref=?2 ORDER BY n DESC LIMIT 1")?;
    Ok(query.query_row([kind, reference], |row| row.get(0)).optional()?)
}

impl Store {
    /// The newest link.
    pub fn head(&self) -> Result<Option<Head>> {
        self.read(head)
    }

    /// The links that are wanted, oldest first, one call of `each` a link.
    pub fn links(&self, wanted: &Wanted, mut each: impl FnMut(Link) -> Result<()>) -> Result<()> {
        self.read(|tx| {
            let mut query = tx.prepare(&format!(
                "SELECT {COLUMNS} FROM chain WHERE n>=?1 AND (?2 IS NULL OR kind=?2) AND (?3 IS NULL OR ref=?3)
                   AND (?4 IS NULL OR at_us>=?4) ORDER BY n"
            ))?;
            let mut rows = query.query(params![wanted.from, wanted.kind, wanted.reference, wanted.since.map(Us)])?;
            while let Some(row) = rows.next()? {
                let link = from_row(row)?;
                each(Link {
                    n: link.n,
                    at: time(link.at),
                    kind: link.kind,
                    reference: link.reference,
                    body: serde_json::from_str(&link.body).unwrap_or(Value::String(link.body)),
                    hash: link.hash,
                })?;
            }
            Ok(())
        })
    }
}

fn head(tx: &Connection) -> Result<Option<Head>> {
    Ok(last(tx)?.map(|link| Head { n: link.n, at: time(link.at), hash: link.hash }))
}

/// A time of a link; one that was tampered with beyond the calendar is shown as the calendar's beginning.
fn time(us: i64) -> Timestamp {
    Timestamp::from_microsecond(us).unwrap_or(Timestamp::MIN)
}
