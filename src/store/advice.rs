//! Calls of models: every question, what was answered, what was understood and what came of it. Written once, never changed.

use anyhow::Result;
use jiff::Timestamp;
use rusqlite::{OptionalExtension, Row, params};
use serde_json::Value;

use super::{
    Store,
    forgotten::ERASED,
    values::{Us, from_json, to_json},
};

/// A call to write down.
#[derive(Clone, Debug, PartialEq)]
pub struct NewAdvice<'a> {
    /// `analyst`, `copywriter`, `support`, `negotiator`.
    pub role: &'static str,
    /// The record, the SKU, the ticket or the deal that it is about.
    pub subject: &'a str,
    /// Who was asked.
    pub provider: &'a str,
    /// The model.
    pub model: &'a str,
    /// The hash of the question, in hexadecimal.
    pub prompt_sha256: &'a str,
    /// What the advice could not go beyond.
    pub bounds: Value,
    /// The answer as it came.
    pub reply: Option<&'a str>,
    /// What was understood, or why nothing was.
    pub act: Result<Value, String>,
    /// What held afterwards.
    pub effective: Value,
    /// The earlier call whose answer was used again.
    pub kept: Option<i64>,
    /// Tokens that were read.
    pub input: Option<u64>,
    /// Tokens that were written.
    pub output: Option<u64>,
    /// What it cost, in millionths of the account currency.
    pub cost_millionths: Option<i64>,
}

/// A call as it was written down.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
pub struct AdviceCall {
    /// Its number.
    pub call: i64,
    /// When it was made.
    pub at: Timestamp,
    /// `analyst`, `copywriter`, `support`.
    pub role: String,
    /// The record, the SKU or the ticket that it is about.
    pub subject: String,
    /// Who was asked.
    pub provider: String,
    /// The model.
    pub model: String,
    /// The hash of the question.
    pub prompt_sha256: String,
    /// What the advice could not go beyond.
    pub bounds: Value,
    /// The answer as it came.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reply: Option<String>,
    /// What was understood.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub act: Option<Value>,
    /// What held afterwards.
    pub effective: Value,
    /// Why nothing was understood.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub why: Option<String>,
    /// The earlier call whose answer was used again.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kept: Option<i64>,
    /// Tokens that were read.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub input_tokens: Option<i64>,
    /// Tokens that were written.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub output_tokens: Option<i64>,
    /// What it cost, in millionths of the account currency.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cost_millionths: Option<i64>,
}

/// An answer that was understood before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptReply {
    /// The call.
    pub call: i64,
    /// The answer as it came.
    pub reply: String,
}

impl AdviceCall {
    /// Whether its texts were erased, for they were about a person who wanted it so.
    pub fn is_erased(&self) -> bool {
        self.bounds == ERASED
    }
}

impl Store {
    /// Writes a call down; returns its number.
    pub fn log_advice(&mut self, call: &NewAdvice<'_>, now: Timestamp) -> Result<i64> {
        let whole = |tokens: Option<u64>| tokens.map(|tokens| i64::try_from(tokens).unwrap_or(i64::MAX));
        self.write(|tx| {
            tx.prepare_cached(
                "INSERT INTO advice_call(at_us,role,subject,provider,model,prompt_sha256,bounds,reply,act,effective,why,
                   kept_id,input_tokens,output_tokens,cost_millionths)
                 VALUES(?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11,?12,?13,?14,?15)",
            )?
            .execute(params![
                Us(now),
                call.role,
                call.subject,
                call.provider,
                call.model,
                call.prompt_sha256,
                to_json(&call.bounds),
                call.reply,
                call.act.as_ref().ok().map(to_json),
                to_json(&call.effective),
                call.act.as_ref().err(),
                call.kept,
                whole(call.input),
                whole(call.output),
                call.cost_millionths,
            ])?;
            Ok(tx.last_insert_rowid())
        })
    }

    /// The answer to the same question of the same model, where one was understood before.
    pub fn kept_reply(&self, provider: &str, model: &str, prompt_sha256: &str) -> Result<Option<KeptReply>> {
        self.read(|tx| {
            let found = tx
                .prepare_cached(
                    "SELECT id,reply FROM advice_call WHERE prompt_sha256=?1 AND provider=?2 AND model=?3 AND act IS NOT NULL
                       AND kept_id IS NULL
                       AND NOT EXISTS(SELECT 1 FROM erased e WHERE e.kind='advice' AND e.ref=advice_call.id) ORDER BY id DESC LIMIT 1",
                )?
                .query_row(params![prompt_sha256, provider, model], |row| {
                    Ok(KeptReply { call: row.get(0)?, reply: row.get(1)? })
                })
                .optional()?;
            Ok(found)
        })
    }

    /// Every call, oldest first; about one subject where it is named.
    pub fn advice_calls(&self, subject: Option<&str>) -> Result<Vec<AdviceCall>> {
        self.read(|tx| {
            let mut query =
                tx.prepare_cached("SELECT * FROM advice_call WHERE ?1 IS NULL OR subject=?1 ORDER BY id")?;
            let rows = query.query_map([subject], |row| Ok(call_of(row)))?;
            rows.map(|row| row?).collect()
        })
    }
}

fn call_of(row: &Row<'_>) -> Result<AdviceCall> {
    let json = |text: String| from_json(&text, "a call of a model");
    Ok(AdviceCall {
        call: row.get("id")?,
        at: row.get::<_, Us>("at_us")?.0,
        role: row.get("role")?,
        subject: row.get("subject")?,
        provider: row.get("provider")?,
        model: row.get("model")?,
        prompt_sha256: row.get("prompt_sha256")?,
        bounds: json(row.get("bounds")?)?,
        reply: row.get("reply")?,
        act: row.get::<_, Option<String>>("act")?.map(json).transpose()?,
        effective: json(row.get("effective")?)?,
        why: row.get("why")?,
        kept: row.get("kept_id")?,
        input_tokens: row.get("input_tokens")?,
        output_tokens: row.get("output_tokens")?,
        cost_millionths: row.get("cost_millionths")?,
    })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::{config::Mode, store::Create};

    #[test]
    fn a_call_is_written_once_and_an_understood_answer_is_found_again() {
        let dir = tempfile::tempdir().unwrap();
        let mut store = Store::open(&dir.path().join("arb.db"), Create::IfMissing(Mode::Paper)).unwrap();
        let now: Timestamp = "2026-06-01T12:00:00Z".parse().unwrap();
        let sha = "a".repeat(64);
        let mut call = NewAdvice {
            role: "analyst",
            subject: "x:1",
            provider: "local",
            model: "m",
            prompt_sha256: &sha,
            bounds: json!({}),
            reply: Some("nonsense"),
            act: Err("it is no JSON".into()),
            effective: json!({}),
            kept: None,
            input: Some(5),
            output: None,
            cost_millionths: None,
        };
        store.log_advice(&call, now).unwrap();
        assert_eq!(store.kept_reply("local", "m", &sha).unwrap(), None, "nonsense is asked again");
        (call.reply, call.act) = (Some("{}"), Ok(json!({"act": "veto"})));
        let number = store.log_advice(&call, now).unwrap();
        let kept = store.kept_reply("local", "m", &sha).unwrap().unwrap();
        assert_eq!((kept.call, kept.reply.as_str()), (number, "{}"));
        assert_eq!(store.kept_reply("local", "other", &sha).unwrap(), None);
        let all = store.advice_calls(Some("x:1")).unwrap();
        assert_eq!((all.len(), all[0].why.as_deref(), all[1].input_tokens), (2, Some("it is no JSON"), Some(5)));
        assert_eq!(store.advice_calls(Some("x:2")).unwrap(), []);
        assert!(store.conn.execute("UPDATE advice_call SET reply='x'", []).is_err());
        assert!(store.conn.execute("DELETE FROM advice_call", []).is_err());
    }
}
