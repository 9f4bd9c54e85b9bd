//! Writing a call down.

use anyhow::Result;
use jiff::Timestamp;
use serde::Serialize;
use serde_json::Value;

use super::{Adviser, Heard};
use crate::store::{NewAdvice, Store};

/// A call with what came of it.
pub(super) struct Entry<'a, B, A, E> {
    /// `analyst`, `copywriter`, `support`.
    pub role: &'static str,
    /// The record, the SKU or the ticket.
    pub subject: &'a str,
    /// What it could not go beyond.
    pub bounds: &'a B,
    /// What was understood.
    pub act: &'a Result<A, String>,
    /// What held afterwards.
    pub effective: &'a E,
}

impl Adviser {
    /// Writes it down; returns its number.
    pub(super) fn log<B: Serialize, A: Serialize, E: Serialize>(
        &self,
        store: &mut Store,
        heard: &Heard,
        entry: &Entry<'_, B, A, E>,
        now: Timestamp,
    ) -> Result<i64> {
        let act: Result<Value, String> = match entry.act {
            Ok(act) => Ok(serde_json::to_value(act)?),
            Err(why) => Err(why.clone()),
        };
        let call = NewAdvice {
            role: entry.role,
            subject: entry.subject,
            provider: self.name(),
            model: self.model(),
            prompt_sha256: &heard.prompt_sha256,
            bounds: serde_json::to_value(entry.bounds)?,
            reply: heard.reply.as_deref().ok(),
            act,
            effective: serde_json::to_value(entry.effective)?,
            kept: heard.kept,
            input: heard.input,
            output: heard.output,
            cost_millionths: heard.cost_millionths,
        };
        store.log_advice(&call, now)
    }
}
