//! The limits that a person accepted. They only grow by a person's word; every change is kept.

use std::collections::BTreeMap;

use anyhow::{Context as _, Result};
use jiff::Timestamp;
use rusqlite::{Connection, params};
use rust_decimal::Decimal;

use crate::{
    config::Limits,
    domain::limits::Limit,
    store::{Store, values::Us},
};

/// One limit as it was accepted.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
pub struct Accepted {
    /// The limit.
    pub limit: Limit,
    /// What was in force before.
    pub old: Option<Decimal>,
    /// What is accepted.
    pub new: Decimal,
    /// When.
    pub at: Timestamp,
    /// By whom.
    pub who: String,
}

fn accepted(tx: &Connection) -> Result<BTreeMap<Limit, Decimal>> {
    let mut query = tx.prepare_cached("SELECT name,value FROM limit_accepted ORDER BY id")?;
    let rows = query.query_map([], |row| Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?)))?;
    let mut values = BTreeMap::new();
    for row in rows {
        let (name, value) = row?;
        // A limit that a later version dropped bounds nothing here.
        let Some(limit) = Limit::parse(&name) else { continue };
        values.insert(limit, value.parse().with_context(|| format!("the accepted limit `{name}` is not readable"))?);
    }
    Ok(values)
}

fn insert(tx: &Connection, limit: Limit, new: Decimal, old: Option<Decimal>, who: &str, now: Timestamp) -> Result<()> {
    tx.prepare_cached("INSERT INTO limit_accepted(name,value,previous,accepted_us,who) VALUES(?1,?2,?3,?4,?5)")?
        .execute(params![limit.name(), new.to_string(), old.map(|old| old.to_string()), Us(now), who])?;
    Ok(())
}

impl Store {
    /// The limits that are accepted; a limit that is not among them is accepted at its built-in value.
    pub fn accepted_limits(&self) -> Result<BTreeMap<Limit, Decimal>> {
        self.read(accepted)
    }

    /// Every acceptance, oldest first.
    pub fn limit_history(&self) -> Result<Vec<Accepted>> {
        self.read(|tx| {
            let mut query = tx.prepare("SELECT name,previous,value,accepted_us,who FROM limit_accepted ORDER BY id")?;
            let rows = query.query_map([], |row| {
                let decimal = |text: String| text.parse().unwrap_or_default();
                Ok((
                    row.get::<_, String>(0)?,
                    Accepted {
                        limit: Limit::PerItem,
                        old: row.get::<_, Option<String>>(1)?.map(decimal),
                        new: decimal(row.get(2)?),
                        at: row.get::<_, Us>(3)?.0,
                        who: row.get(4)?,
                    },
                ))
            })?;
            let mut history = Vec::new();
            for row in rows {
                let (name, accepted) = row?;
                history.extend(Limit::parse(&name).map(|limit| Accepted { limit, ..accepted }));
            }
            Ok(history)
        })
    }

    /// The first opening accepts what the settings say where it is no more than built in, and the built-in value
    /// elsewhere. Once anything is accepted this changes nothing.
    pub fn accept_first_limits(&mut self, configured: &Limits, now: Timestamp) -> Result<()> {
        // Looked at without the write lock: every run comes by here.
        if self.read(|tx| Ok(!accepted(tx)?.is_empty()))? {
            return Ok(());
        }
        let built_in = Limits::default();
        self.write(|tx| {
            if !accepted(tx)?.is_empty() {
                return Ok(());
            }
            for limit in Limit::ALL.iter().copied() {
                let value = limit.tighter_of(limit.of(configured), limit.of(&built_in));
                insert(tx, limit, value, None, "first opening", now)?;
            }
            Ok(())
        })
    }

    /// A person accepts these values. What is accepted already is left as it is; the changes are returned.
    pub fn accept_limits(&mut self, values: &[(Limit, Decimal)], who: &str, now: Timestamp) -> Result<Vec<Accepted>> {
        let built_in = Limits::default();
        self.write(|tx| {
            let before = accepted(tx)?;
            let mut changes = Vec::new();
            for (limit, new) in values.iter().copied() {
                let old = before.get(&limit).copied().unwrap_or_else(|| limit.of(&built_in));
                if old == new {
                    continue;
                }
                insert(tx, limit, new, Some(old), who, now)?;
                changes.push(Accepted { limit, old: Some(old), new, at: now, who: who.to_owned() });
            }
            Ok(changes)
        })
    }
}
