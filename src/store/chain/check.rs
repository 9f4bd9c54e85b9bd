//! Is the chain whole, and do the rows still say what their links say?

use std::collections::HashMap;

use anyhow::Result;
use rusqlite::{Connection, OptionalExtension};
use serde_json::{Map, Value};

use super::{COLUMNS, Head, NOTHING, Stored, from_row, hash, head, newest_body, things};
use crate::{
    error,
    store::{Store, forgotten::ERASED, values::sha256_hex},
};

/// Something that is not as it was written down.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Finding {
    /// The link, where there is one.
    pub link: Option<i64>,
    /// What kind of thing it is about.
    pub kind: String,
    /// Which one.
    #[serde(rename = "ref")]
    pub reference: String,
    /// What is wrong: one sentence.
    pub what: String,
}

/// What an audit found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Audited {
    /// Links looked at.
    pub links: u64,
    /// The newest of them.
    pub head: Option<Head>,
    /// What is wrong; nothing in a whole chain.
    pub findings: Vec<Finding>,
}

impl Store {
    /// Recomputes the chain from the rows themselves. `kept` are heads that were kept elsewhere: each must still be part
    /// of the chain.
    pub fn audit(&self, kept: &[(i64, String)]) -> Result<Audited> {
        self.read(|tx| {
            let mut audited = check(tx)?;
            for (n, hash) in kept {
                let now: Option<String> =
                    tx.query_row("SELECT hash FROM chain WHERE n=?1", [n], |row| row.get(0)).optional()?;
                let what = match now {
                    None => "the head that was kept is missing: links were taken away".to_owned(),
                    Some(now) if now != *hash => format!("the head that was kept is {hash}, now it is {now}"),
                    Some(_) => continue,
                };
                audited.findings.push(Finding { link: Some(*n), kind: "head".into(), reference: "-".into(), what });
            }
            Ok(audited)
        })
    }
}

/// Refuses a thing whose row does not say what its newest link says: nothing is done about it until a person has looked.
/// One that this transaction has changed already is left to [`super::seal`].
pub(in crate::store) fn proven(tx: &Connection, kind: &str, id: i64) -> Result<()> {
    let reference = id.to_string();
    let due = tx.prepare_cached("SELECT 1 FROM chain_due WHERE kind=?1 AND ref=?2")?.exists([kind, &reference])?;
    let Some(thing) = things::thing(kind).filter(|_| !due) else { return Ok(()) };
    let linked = newest_body(tx, kind, &reference)?;
    let now = things::said(tx, thing, &reference)?.map(|body| crate::store::values::to_json(&body));
    if now.is_some() && now == linked {
        return Ok(());
    }
    let what = difference(linked.as_deref(), now.as_deref());
    Err(error::refused(format!("{} {id} is not as arb wrote it down: {what}", thing.noun))
        .code("row_not_proven")
        .hint("`arb audit verify` lists what differs; bring back a backup with `arb db restore`")
        .into())
}

/// Walks the chain and everything that it is about.
pub(in crate::store) fn check(tx: &Connection) -> Result<Audited> {
    let mut findings = Vec::new();
    let (links, newest) = walk(tx, &mut findings)?;
    for thing in things::THINGS {
        compare(tx, thing, newest.get(thing.kind), &mut findings)?;
    }
    due(tx, &mut findings)?;
    Ok(Audited { links, head: head(tx)?, findings })
}

/// The newest link of each thing: its number and how many there are, by kind and reference.
type Newest = HashMap<String, HashMap<String, (i64, u32)>>;

/// Recomputes every hash from what the links say.
fn walk(tx: &Connection, findings: &mut Vec<Finding>) -> Result<(u64, Newest)> {
    let mut newest = Newest::new();
    let mut previous = (0, NOTHING.to_owned());
    let mut links = 0;
    let mut query = tx.prepare(&format!("SELECT {COLUMNS} FROM chain ORDER BY n"))?;
    let mut rows = query.query([])?;
    while let Some(row) = rows.next()? {
        let link = from_row(row)?;
        links += 1;
        let mut wrong = |what: String| {
            findings.push(Finding {
                link: Some(link.n),
                kind: link.kind.clone(),
                reference: link.reference.clone(),
                what,
            });
        };
        if link.n != previous.0 + 1 {
            wrong(format!("links {} to {} are missing", previous.0 + 1, link.n - 1));
        } else if link.hash != sealed(&previous.1, &link) {
            wrong("the hash does not follow from the link and the one before: one of the two was changed".into());
        }
        if link.kind == "outside" {
            wrong(format!("something else than arb wrote to the database: {}", link.body));
        }
        if link.n == 1 && link.kind != "genesis" {
            wrong("the first link is not the beginning of a chain".into());
        }
        let thing = newest.entry(link.kind).or_default().entry(link.reference).or_insert((0, 0));
        *thing = (link.n, thing.1 + 1);
        previous = (link.n, link.hash);
    }
    if links == 0 {
        let what = "the chain is empty".to_owned();
        findings.push(Finding { link: None, kind: "genesis".into(), reference: "arb".into(), what });
    }
    Ok((links, newest))
}

fn sealed(previous: &str, link: &Stored) -> String {
    hash(previous, link.n, link.at, &link.kind, &link.reference, &link.body)
}

/// Compares the rows of a kind with their newest links, both ways.
fn compare(
    tx: &Connection,
    thing: &things::Thing,
    linked: Option<&HashMap<String, (i64, u32)>>,
    findings: &mut Vec<Finding>,
) -> Result<()> {
    let mut wrong = |link: Option<i64>, reference: &str, what: String| {
        findings.push(Finding { link, kind: thing.kind.into(), reference: reference.into(), what });
    };
    let mut query = tx.prepare(thing.all)?;
    let mut rows = query.query([])?;
    while let Some(row) = rows.next()? {
        let reference: String = row.get(0)?;
        if !linked.is_some_and(|linked| linked.contains_key(&reference)) {
            wrong(None, &reference, format!("this {} is in no link: arb did not write it", thing.noun));
        }
    }
    let mut linked: Vec<_> = linked.into_iter().flatten().collect();
    linked.sort_by_key(|(_, (n, _))| *n);
    for (reference, (n, count)) in linked {
        if thing.once && *count > 1 {
            wrong(Some(*n), reference, format!("this {} is written once, and has {count} links", thing.noun));
        }
        let body: String = tx.prepare_cached("SELECT body FROM chain WHERE n=?1")?.query_row([n], |row| row.get(0))?;
        let now = things::said(tx, thing, reference)?.map(|body| crate::store::values::to_json(&body));
        let erased = matches!(thing.kind, "advice" | "bid") && is_erased(tx, thing.kind, reference)?;
        let same = match &now {
            Some(now) if erased => without_texts(now) == without_texts(&body) && has_texts_erased(now),
            _ => now.as_deref() == Some(&body),
        };
        if !same {
            let what = difference(Some(&body), now.as_deref());
            wrong(Some(*n), reference, format!("this {} differs from its link: {what}", thing.noun));
        }
    }
    Ok(())
}

/// Whether the texts of a call or a move were erased; that they were has a link of its own.
fn is_erased(tx: &Connection, kind: &str, reference: &str) -> Result<bool> {
    let mut query = tx.prepare_cached("SELECT 1 FROM erased WHERE kind=?1 AND CAST(ref AS TEXT)=?2")?;
    Ok(query.exists([kind, reference])?)
}

/// The mark that a text is linked by its hash.
const TEXT: &str = "sha256:";

/// What a link says but for texts.
fn without_texts(body: &str) -> Map<String, Value> {
    let mut fields: Map<String, Value> = serde_json::from_str(body).unwrap_or_default();
    fields.retain(|_, value| !value.as_str().is_some_and(|text| text.starts_with(TEXT)));
    fields
}

/// Whether every text is what stands in the place of an erased one.
fn has_texts_erased(body: &str) -> bool {
    let fields: Map<String, Value> = serde_json::from_str(body).unwrap_or_default();
    let place =
        [ERASED.to_owned(), format!("\"{ERASED}\"")].map(|text| format!("{TEXT}{}", sha256_hex(text.as_bytes())));
    let texts = fields.values().filter_map(Value::as_str).filter(|text| text.starts_with(TEXT));
    texts.into_iter().all(|text| place.iter().any(|erased| erased == text))
}

/// What waits for a link that no transaction of ours gave it.
fn due(tx: &Connection, findings: &mut Vec<Finding>) -> Result<()> {
    let mut query = tx.prepare("SELECT kind,ref FROM chain_due ORDER BY id")?;
    let mut rows = query.query([])?;
    while let Some(row) = rows.next()? {
        let what = "something else than arb wrote this row".to_owned();
        findings.push(Finding { link: None, kind: row.get(0)?, reference: row.get(1)?, what });
    }
    Ok(())
}

/// Names each field that differs: `amt was 1001, is 1002`.
fn difference(linked: Option<&str>, now: Option<&str>) -> String {
    let (Some(linked), Some(now)) = (linked, now) else {
        return if now.is_none() { "the row is gone" } else { "it was never written down" }.to_owned();
    };
    let read = |text: &str| serde_json::from_str::<Map<String, Value>>(text).unwrap_or_default();
    let (linked, now) = (read(linked), read(now));
    let mut fields = Vec::new();
    for name in linked.keys().chain(now.keys().filter(|name| !linked.contains_key(*name))) {
        let (was, is) = (linked.get(name), now.get(name));
        if was == is {
            continue;
        }
        match (was, is) {
            (Some(Value::Array(was)), Some(Value::Array(is))) => lines(was, is, &mut fields),
            _ => fields.push(format!("{name} was {}, is {}", short(was), short(is))),
        }
    }
    fields.truncate(6);
    if fields.is_empty() { "it is written in another way".to_owned() } else { fields.join("; ") }
}

/// Names the lines that differ.
fn lines(was: &[Value], is: &[Value], fields: &mut Vec<String>) {
    for place in 0..was.len().max(is.len()) {
        match (was.get(place), is.get(place)) {
            (Some(Value::Object(was)), Some(Value::Object(is))) => {
                for (name, value) in was {
                    if is.get(name) != Some(value) {
                        let (was, is) = (short(Some(value)), short(is.get(name)));
                        fields.push(format!("line {}: {name} was {was}, is {is}", place + 1));
                    }
                }
            }
            (Some(_), None) => fields.push(format!("line {} is gone", place + 1)),
            (None, Some(_)) => fields.push(format!("line {} is new", place + 1)),
            _ => {}
        }
    }
}

/// A value short enough for a sentence.
fn short(value: Option<&Value>) -> String {
    let text = match value {
        None | Some(Value::Null) => return "nothing".into(),
        Some(Value::String(text)) => text.clone(),
        Some(value) => value.to_string(),
    };
    if text.chars().count() <= 60 { text } else { text.chars().take(57).chain("…".chars()).collect() }
}
