//! The outcome: booked once, in one transaction with the thing the effect is about.

use anyhow::Result;
use jiff::Timestamp;
use rusqlite::{Connection, params};

use super::{Effect, load, subject};
use crate::{
    domain::{
        effect::{EffectState, Receipt},
        kept_words::{kept, masked},
    },
    error,
    store::{Scope, Store, halt, values::Us},
};

/// How an effect, or one look at it, ended.
#[derive(Clone, Debug, PartialEq)]
pub enum End {
    /// It happened.
    Done(Receipt),
    /// It was refused, and this is the proof.
    Refused(String),
    /// Not a byte left, and this is the proof.
    NotSent(String),
    /// It is proven that it never happened.
    Absent(String),
    /// Nobody knows.
    Unknown {
        /// What was seen.
        why: String,
        /// When to look again.
        next_check: Timestamp,
        /// Whether this was a not-found after the settle time.
        absent: bool,
    },
    /// A repeat was refused, which says nothing of the send before it: nobody knows, and it is not sent again.
    RepeatRefused(String),
    /// A person must find out.
    Manual(String),
}

impl End {
    /// The same as it is written down: what a server said names nobody in the books.
    fn kept(&self) -> Self {
        match self {
            Self::Done(receipt) => Self::Done(receipt.clone()),
            Self::Refused(proof) => Self::Refused(kept(proof)),
            Self::NotSent(proof) => Self::NotSent(kept(proof)),
            Self::Absent(proof) => Self::Absent(kept(proof)),
            Self::Unknown { why, next_check, absent } => {
                Self::Unknown { why: kept(why), next_check: *next_check, absent: *absent }
            }
            Self::RepeatRefused(why) => Self::RepeatRefused(kept(why)),
            Self::Manual(why) => Self::Manual(kept(why)),
        }
    }
}

/// What a person found out about a parked effect.
#[derive(Clone, Debug, PartialEq)]
pub enum Resolution {
    /// It happened.
    Happened(Receipt),
    /// It never did.
    Never,
}

impl Store {
    /// Books an outcome. Only the current owner can: a late answer under an older fence is kept as an observation, and a
    /// late success is never dropped. Saying the same twice changes nothing.
    pub fn finish_effect(&mut self, effect: &Effect, end: &End, now: Timestamp) -> Result<Effect> {
        let end = &end.kept();
        self.write(|tx| {
            let current = load(tx, effect.id)?;
            if !current.state.is_open() || current.fence != effect.fence {
                observe(tx, effect, end, now)?;
                // What happened is a fact, whoever reports it.
                if !matches!(end, End::Done(_)) {
                    return Ok(current);
                }
                if !current.state.is_open() {
                    return contradicted(tx, current, end, now);
                }
            }
            apply(tx, &current, end, now)
        })
    }

    /// A person settles an effect that waits for one. `evidence` says what they saw; it is kept.
    pub fn resolve_effect(
        &mut self,
        id: i64,
        resolution: &Resolution,
        evidence: &str,
        who: &str,
        now: Timestamp,
    ) -> Result<Effect> {
        let evidence = masked(evidence);
        self.write(|tx| {
            let effect = load(tx, id)?;
            if !effect.state.is_open() {
                let state = effect.state;
                return Err(error::refused(format!("effect {id} is {state}: there is nothing to settle"))
                    .code("illegal_move")
                    .into());
            }
            tx.execute("UPDATE effect SET evidence=?2 WHERE id=?1", params![id, format!("{who}: {evidence}")])?;
            match resolution {
                Resolution::Happened(receipt) => apply(tx, &effect, &End::Done(receipt.clone()), now),
                Resolution::Never => {
                    let why = format!("{who} says that it never happened: {evidence}");
                    subject::given_up(tx, &effect, &why, now)?;
                    close(tx, &effect, EffectState::Absent, None, Some(&why), now)
                }
            }
        })
    }
}

fn apply(tx: &Connection, effect: &Effect, end: &End, now: Timestamp) -> Result<Effect> {
    match end {
        End::Done(receipt) => match subject::done(tx, effect, receipt, now)? {
            None => close(tx, effect, EffectState::Done, Some(&receipt.id), None, now),
            Some(why) => wait(tx, effect, EffectState::Manual, &why, None, false, now),
        },
        End::Refused(proof) => {
            subject::refused(tx, effect, proof, now)?;
            close(tx, effect, EffectState::Refused, None, Some(proof), now)
        }
        End::NotSent(proof) => {
            subject::not_sent(tx, effect, proof, now)?;
            close(tx, effect, EffectState::Unsent, None, Some(proof), now)
        }
        End::Absent(proof) => match subject::absent(tx, effect, proof, now)? {
            None => close(tx, effect, EffectState::Absent, None, Some(proof), now),
            Some(why) => wait(tx, effect, EffectState::Manual, &why, None, false, now),
        },
        End::Unknown { why, next_check, absent } => {
            subject::unknown(tx, effect, why, now)?;
            wait(tx, effect, EffectState::Unknown, why, Some(*next_check), *absent, now)
        }
        End::RepeatRefused(why) => {
            subject::unknown(tx, effect, why, now)?;
            tx.execute("UPDATE effect SET repeat_refused=1 WHERE id=?1", [effect.id])?;
            wait(tx, effect, EffectState::Unknown, why, Some(now), false, now)
        }
        End::Manual(why) => {
            subject::manual(tx, effect, why, now)?;
            wait(tx, effect, EffectState::Manual, why, None, false, now)
        }
    }
}

fn close(
    tx: &Connection,
    effect: &Effect,
    state: EffectState,
    result: Option<&str>,
    reason: Option<&str>,
    now: Timestamp,
) -> Result<Effect> {
    tx.execute(
        "UPDATE effect SET state=?2, result=?3, reason=?4, ended_us=?5, next_check_us=NULL, lease_owner=NULL, lease_until_us=NULL
         WHERE id=?1",
        params![effect.id, state.name(), result, reason, Us(now)],
    )?;
    load(tx, effect.id)
}

fn wait(
    tx: &Connection,
    effect: &Effect,
    state: EffectState,
    why: &str,
    next_check: Option<Timestamp>,
    absent: bool,
    now: Timestamp,
) -> Result<Effect> {
    tx.execute(
        "UPDATE effect SET state=?2, reason=?3, next_check_us=?4, absent_us=CASE WHEN ?5 THEN coalesce(absent_us,?6) END,
           lease_owner=NULL, lease_until_us=NULL WHERE id=?1",
        params![effect.id, state.name(), why, next_check.map(Us), absent, Us(now)],
    )?;
    load(tx, effect.id)
}

fn observe(tx: &Connection, effect: &Effect, end: &End, now: Timestamp) -> Result<()> {
    tx.execute(
        "INSERT INTO effect_observation(kind,effect_id,fence,at_us,outcome) VALUES(?1,?2,?3,?4,?5)",
        params![effect.kind.name(), effect.id, effect.fence, Us(now), format!("{end:?}")],
    )?;
    Ok(())
}

/// It was taken to have ended otherwise, and it happened: nothing more is done until a person has looked.
fn contradicted(tx: &Connection, current: Effect, end: &End, now: Timestamp) -> Result<Effect> {
    let End::Done(receipt) = end else { return Ok(current) };
    if current.state == EffectState::Done && current.result.as_deref() == Some(receipt.id.as_str()) {
        return Ok(current);
    }
    let (id, kind, state) = (current.id, current.kind, current.state);
    let reason = format!("effect {id} ({kind}) was taken as {state}, and the vendor did it: {}", receipt.id);
    halt::set(tx, Scope::All, &reason, None, now)?;
    Ok(current)
}
