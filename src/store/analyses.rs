//! Judgements: the latest one of each record, and all before it.

use std::collections::HashSet;

use anyhow::{Result, anyhow};
use jiff::Timestamp;
use rusqlite::{OptionalExtension, Transaction, params};
use serde_json::Value;

use super::{
    Store, evidence,
    values::{Us, from_json, sha256_hex, to_json},
};
use crate::domain::{
    evidence::Evidence,
    record::{Record, Stage},
};

/// Judgements in one transaction.
const BATCH: usize = 1_000;

impl Store {
    /// Remembers judgements. One that says what the last one of its record said only confirms it.
    pub fn save_analyses<'a>(&mut self, records: impl IntoIterator<Item = &'a Record>, now: Timestamp) -> Result<()> {
        let mut records = records.into_iter();
        loop {
            let batch: Vec<&Record> = records.by_ref().take(BATCH).collect();
            if batch.is_empty() {
                return Ok(());
            }
            self.write(|tx| batch.iter().try_for_each(|record| save(tx, record, now)))?;
        }
    }

    /// Remembers judgements and the evidence they went by, all at once where they are few.
    pub fn save_judged(&mut self, used: &[Evidence], records: &[&Record], now: Timestamp) -> Result<()> {
        if used.len() + records.len() > BATCH {
            self.save_evidence(used, now)?;
            return self.save_analyses(records.iter().copied(), now);
        }
        self.write(|tx| {
            used.iter().try_for_each(|snapshot| evidence::save(tx, snapshot, now).map(drop))?;
            records.iter().try_for_each(|record| save(tx, record, now))
        })
    }

    /// The latest judgement of a record, with the offer it judged.
    pub fn analysis(&self, id: &str) -> Result<Option<Record>> {
        self.read(|tx| {
            tx.query_row(
                "SELECT a.record FROM analysis_latest l JOIN analysis a ON a.id=l.analysis_id WHERE l.record_id=?1",
                [id],
                |row| row.get::<_, String>(0),
            )
            .optional()?
            .map(|text| Ok(Record(from_json(&text, "an analysis")?)))
            .transpose()
        })
    }

    /// The ids of offers whose latest judgement is more than a skip.
    pub fn judged_above_skip(&self) -> Result<HashSet<String>> {
        self.read(|tx| {
            let mut found = tx.prepare_cached("SELECT record_id FROM analysis_latest WHERE verdict<>'skip'")?;
            let ids = found.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
            Ok(ids)
        })
    }

    /// The latest judgements with one of these verdicts, oldest first; all of them where none is named.
    pub fn by_verdict(&self, verdicts: &[&str]) -> Result<Vec<Record>> {
        let wanted = to_json(&verdicts);
        self.records(
            "SELECT a.record FROM analysis_latest l JOIN analysis a ON a.id=l.analysis_id
             WHERE ?1='[]' OR l.verdict IN (SELECT value FROM json_each(?1)) ORDER BY a.id",
            &wanted,
        )
    }

    /// Judged `buy` or `negotiate`, still offered, and not bought: without a purchase that was sent or came to an end at
    /// its vendor. Proposed and approved purchases are still pending; what a person said no to is not, until it is judged anew.
    pub fn pending_purchases(&self) -> Result<Vec<Record>> {
        self.records(
            "SELECT a.record FROM analysis_latest l JOIN analysis a ON a.id=l.analysis_id LEFT JOIN offer o ON o.id=l.record_id
             WHERE l.verdict IN (SELECT value FROM json_each(?1)) AND o.gone_us IS NULL
               AND NOT EXISTS(SELECT 1 FROM purchase p WHERE p.record_id=l.record_id AND (p.state NOT IN('proposed','approved','voided','rejected','cancelled')
                 OR (p.state IN('rejected','cancelled') AND p.updated_us>=a.at_us)
                 OR (p.state='voided' AND p.reason LIKE 'rejected by %' AND p.updated_us>=a.at_us)))
             ORDER BY a.id",
            r#"["buy","negotiate"]"#,
        )
    }

    fn records(&self, sql: &str, argument: &str) -> Result<Vec<Record>> {
        self.read(|tx| {
            let mut query = tx.prepare(sql)?;
            let texts = query.query_map([argument], |row| row.get::<_, String>(0))?;
            texts.map(|text| Ok(Record(from_json(&text?, "an analysis")?))).collect()
        })
    }
}

fn save(tx: &Transaction<'_>, record: &Record, now: Timestamp) -> Result<()> {
    let id = record.id().ok_or_else(|| anyhow!("a record has no `id`"))?;
    let analysis = record.0.get(Stage::Analysis.key()).ok_or_else(|| anyhow!("`{id}` has no `analysis`"))?;
    let verdict = analysis.get("verdict").and_then(Value::as_str).unwrap_or("unknown");
    let text = to_json(&record.0);
    let sha = sha256_hex(text.as_bytes());
    let revision: Option<i64> =
        tx.prepare_cached("SELECT revision FROM offer WHERE id=?1")?.query_row([id], |row| row.get(0)).optional()?;
    let latest: Option<(i64, String)> = tx
        .prepare_cached(
            "SELECT a.id,a.sha256 FROM analysis_latest l JOIN analysis a ON a.id=l.analysis_id WHERE l.record_id=?1",
        )?
        .query_row([id], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    let analysis_id = match latest {
        Some((known, same)) if same == sha => known,
        _ => {
            tx.prepare_cached(
                "INSERT INTO analysis(record_id,at_us,verdict,offer_revision,record,sha256) VALUES(?1,?2,?3,?4,?5,?6)",
            )?
            .execute(params![id, Us(now), verdict, revision, text, sha])?;
            tx.last_insert_rowid()
        }
    };
    tx.prepare_cached(
        "INSERT INTO analysis_latest(record_id,analysis_id,verdict,offer_revision,confirmed_us) VALUES(?1,?2,?3,?4,?5)
         ON CONFLICT(record_id) DO UPDATE SET analysis_id=excluded.analysis_id, verdict=excluded.verdict,
           offer_revision=excluded.offer_revision, confirmed_us=excluded.confirmed_us",
    )?
    .execute(params![id, analysis_id, verdict, revision, Us(now)])
    .map(drop)
    .map_err(Into::into)
}
