//! Effects: one row per change to the outside world, written before it leaves and settled after.
//!
//! The row and the thing it is about (a purchase, a listing, a ticket, a refund) move in one transaction, so there is
//! no moment at which one knows what the other does not. [`begin`] writes the intent, [`finish`] the outcome, [`claim`]
//! takes over what a dead process left, [`subject`] says what each move means for the thing itself.

mod begin;
mod claim;
mod finish;
mod subject;

use anyhow::Result;
use jiff::{SignedDuration, Timestamp};
use rusqlite::{Connection, OptionalExtension, Row};

pub use begin::NewEffect;
pub(super) use begin::refuse_unsettled;
pub use claim::Claim;
pub use finish::{End, Resolution};

use super::{
    Store,
    lock::EffectLock,
    values::{Us, from_json, to_json},
};
use crate::{
    domain::effect::{EffectState, Facts, Kind},
    error,
};

/// How long a sender may take from writing its intent to the vendor's answer.
pub const LEASE: SignedDuration = SignedDuration::from_secs(120);

/// An effect as it stands.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
pub struct Effect {
    /// The row, and the place of its lock.
    pub id: i64,
    /// What it changes.
    pub kind: Kind,
    /// The row of the purchase, listing, ticket or refund.
    pub subject: i64,
    /// How often proof that it never happened allowed another one, and one.
    pub generation: u32,
    /// The version of the wanted price, or of the step that is wanted of a plan.
    pub version: Option<i64>,
    /// Who is asked.
    pub vendor: String,
    /// The idempotency key.
    pub key: String,
    /// Where it stands.
    pub state: EffectState,
    /// The exact bytes.
    #[serde(skip)]
    pub request: Vec<u8>,
    /// Ids that were at the vendor before.
    #[serde(skip)]
    pub pre_image: Vec<String>,
    /// The vendor's id, once it is known.
    pub result: Option<String>,
    /// How often the bytes were sent.
    pub attempts: u32,
    /// When they were first sent.
    pub first_sent: Timestamp,
    /// When they were last sent.
    pub last_sent: Timestamp,
    /// When to look again.
    pub next_check: Option<Timestamp>,
    /// The first of an unbroken row of not-founds after the settle time.
    pub absent_since: Option<Timestamp>,
    /// Since when its times are known to be by a clock that was wrong.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub undated: Option<Timestamp>,
    /// Whether a repeat of it was refused: it is not sent again.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub repeat_refused: bool,
    /// Who sends it or looks at it, as `machine:process`.
    pub owner: Option<String>,
    /// Until when they may.
    pub lease_until: Option<Timestamp>,
    /// Rises with each new owner.
    pub fence: i64,
    /// Why it stands where it stands.
    pub reason: Option<String>,
    /// When its end was known.
    pub ended: Option<Timestamp>,
}

impl Effect {
    /// What the resolver needs to know.
    pub fn facts(&self) -> Facts {
        Facts {
            first_sent: self.first_sent,
            last_sent: self.last_sent,
            absent_since: self.absent_since,
            attempts: self.attempts,
            undated: self.undated,
            repeat_refused: self.repeat_refused,
        }
    }
}

fn from_row(row: &Row<'_>) -> rusqlite::Result<(Effect, String)> {
    let (kind, state): (String, String) = (row.get("kind")?, row.get("state")?);
    let time = |column: &str| Ok::<_, rusqlite::Error>(row.get::<_, Option<Us>>(column)?.map(|us| us.0));
    let effect = Effect {
        id: row.get("id")?,
        kind: Kind::parse(&kind).expect("the column's CHECK lists exactly these kinds"),
        subject: row.get("subject")?,
        generation: row.get("generation")?,
        version: row.get("version")?,
        vendor: row.get("vendor")?,
        key: row.get("key")?,
        state: EffectState::parse(&state).expect("the column's CHECK lists exactly these states"),
        request: row.get("request")?,
        pre_image: Vec::new(),
        result: row.get("result")?,
        attempts: row.get("attempts")?,
        first_sent: row.get::<_, Us>("first_sent_us")?.0,
        last_sent: row.get::<_, Us>("last_sent_us")?.0,
        next_check: time("next_check_us")?,
        absent_since: time("absent_us")?,
        undated: time("undated_us")?,
        repeat_refused: row.get("repeat_refused")?,
        owner: row.get("lease_owner")?,
        lease_until: time("lease_until_us")?,
        fence: row.get("fence")?,
        reason: row.get("reason")?,
        ended: time("ended_us")?,
    };
    Ok((effect, row.get("pre_image")?))
}

fn whole((effect, pre_image): (Effect, String)) -> Result<Effect> {
    Ok(Effect { pre_image: from_json(&pre_image, "the ids seen before an effect")?, ..effect })
}

fn load(tx: &Connection, id: i64) -> Result<Effect> {
    let row = tx.prepare_cached("SELECT * FROM effect WHERE id=?1")?.query_row([id], from_row).optional()?;
    let row = row.ok_or_else(|| error::usage(format!("there is no effect {id}")).code("no_such_effect"))?;
    whole(row)
}

/// The newest effect of a subject.
fn newest(tx: &Connection, kind: Kind, subject: i64) -> Result<Option<Effect>> {
    tx.prepare_cached("SELECT * FROM effect WHERE kind=?1 AND subject=?2 ORDER BY generation DESC LIMIT 1")?
        .query_row((kind.name(), subject), from_row)
        .optional()?
        .map(whole)
        .transpose()
}

impl Store {
    /// An effect by its row.
    pub fn effect(&self, id: i64) -> Result<Effect> {
        self.read(|tx| load(tx, id))
    }

    /// The newest effect about a purchase, listing, ticket or refund.
    pub fn effect_of(&self, kind: Kind, subject: i64) -> Result<Option<Effect>> {
        self.read(|tx| newest(tx, kind, subject))
    }

    /// Effects in one of these states, oldest first; all of them where none is named.
    pub fn effects(&self, states: &[EffectState]) -> Result<Vec<Effect>> {
        let names: Vec<&str> = states.iter().map(|state| state.name()).collect();
        self.effect_rows("WHERE ?1='[]' OR state IN (SELECT value FROM json_each(?1)) ORDER BY id", &[&to_json(&names)])
    }

    /// Effects that may have happened and are due to be looked at, longest waiting first. No wait is longer than a day:
    /// one that is was set by a clock that was wrong.
    pub fn due_effects(&self, now: Timestamp, limit: usize) -> Result<Vec<Effect>> {
        let longest = now.saturating_add(SignedDuration::from_hours(24)).unwrap_or(now);
        self.effect_rows(
            "WHERE state IN('submitting','unknown') AND (coalesce(next_check_us,0)<=?1 OR next_check_us>?3)
             ORDER BY coalesce(next_check_us,0),id LIMIT ?2",
            &[&Us(now), &i64::try_from(limit).unwrap_or(i64::MAX), &Us(longest)],
        )
    }

    /// The vendor's ids of effects of this kind that are ours already.
    pub fn adopted(&self, vendor: &str, kind: Kind) -> Result<Vec<String>> {
        self.read(|tx| {
            let mut query =
                tx.prepare_cached("SELECT result FROM effect WHERE vendor=?1 AND kind=?2 AND result IS NOT NULL")?;
            let rows = query.query_map((vendor, kind.name()), |row| row.get(0))?;
            Ok(rows.collect::<rusqlite::Result<_>>()?)
        })
    }

    /// Whether a living process, running or stopped, is at an effect.
    pub fn is_at_work(&self, effect: i64) -> Result<bool> {
        Ok(EffectLock::try_take(&self.path, effect)?.is_none())
    }

    fn effect_rows(&self, condition: &str, arguments: &[&dyn rusqlite::ToSql]) -> Result<Vec<Effect>> {
        self.read(|tx| {
            let mut query = tx.prepare(&format!("SELECT * FROM effect {condition}"))?;
            let rows = query.query_map(arguments, from_row)?;
            rows.map(|row| whole(row?)).collect()
        })
    }
}

#[cfg(test)]
mod tests {
    use crate::{
        domain::effect::Kind,
        store::tests::{done, end, funded, submitting, wanted},
    };

    #[test]
    fn an_effect_is_not_replaced() {
        let mut store = funded();
        let first = submitting(&mut store, &wanted("x", 1, 1_000));
        end(&mut store, Kind::Purchase, first.id, &done("B-1", 1_000));
        let second = submitting(&mut store, &wanted("y", 1, 1_000));
        let columns = "kind,subject,generation,vendor,key,state,request,request_sha256,result,attempts,begun_us,first_sent_us,last_sent_us,ended_us";
        let from = |changed: &str| {
            format!("INSERT OR REPLACE INTO effect({columns}) SELECT {changed} FROM effect WHERE subject={}", first.id)
        };
        for sql in [
            // By its row, by its subject and generation, by the vendor's id of it, and an open one by another open one.
            "INSERT OR REPLACE INTO effect SELECT * FROM effect".to_owned(),
            from(&columns.replace("result", "'B-2'")),
            from(&columns.replace("subject", "99")),
            from(
                &columns
                    .replace("subject", &second.id.to_string())
                    .replace("generation", "2")
                    .replace("state", "'unknown'")
                    .replace("result", "NULL")
                    .replace("ended_us", "NULL"),
            ),
        ] {
            let why = store.conn.execute(&sql, []).expect_err(&sql);
            assert!(why.to_string().contains("never deleted"), "{sql}: {why}");
        }
        let count = |store: &crate::store::Store| store.effects(&[]).unwrap().len();
        assert_eq!(count(&store), 2);
        submitting(&mut store, &wanted("z", 1, 1_000));
        assert_eq!(count(&store), 3, "others begin as ever");
    }
}
