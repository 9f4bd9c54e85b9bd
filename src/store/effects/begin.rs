//! The intent: written, with its lock held, before a byte leaves.

use anyhow::Result;
use jiff::Timestamp;
use rusqlite::{Connection, params};

use super::{Effect, LEASE, load, newest, subject};
use crate::{
    domain::effect::{EffectState, Kind},
    error,
    store::{
        Store, chain,
        lock::EffectLock,
        values::{Us, sha256_hex, to_json},
    },
};

/// An effect to begin.
#[derive(Clone, Debug)]
pub struct NewEffect {
    /// What it changes.
    pub kind: Kind,
    /// The row of the purchase, listing, ticket or refund.
    pub subject: i64,
    /// The version of the wanted price, or of the step that is wanted of a plan.
    pub version: Option<i64>,
    /// Who is asked.
    pub vendor: String,
    /// The idempotency key.
    pub key: String,
    /// The exact bytes that will be sent.
    pub request: Vec<u8>,
    /// Ids of alike things that are at the vendor now.
    pub pre_image: Vec<String>,
}

impl Store {
    /// Writes an intent down: its bytes, its key, the move of the thing it is about. Only after this returns may the
    /// first byte leave, and only while the lock is held.
    ///
    /// Refused when halted (exit 5), and `effect_open` (exit 75) when the same thing is being changed already.
    pub fn begin_effect(&mut self, new: &NewEffect, now: Timestamp) -> Result<(Effect, EffectLock)> {
        self.fit_to_act()?;
        let (path, switch) = (self.path.clone(), self.switch());
        self.write(|tx| {
            switch.refuse(tx, new.kind)?;
            let before = newest(tx, new.kind, new.subject)?;
            if let Some(before) = &before
                && before.state.is_open()
            {
                overtake(tx, &path, before, now)?;
            }
            subject::began(tx, new.kind, new.subject, new.version, now)?;
            tx.execute(
                "INSERT INTO effect(kind,subject,generation,version,vendor,key,state,request,request_sha256,pre_image,attempts,
                   begun_us,first_sent_us,last_sent_us,lease_owner,lease_until_us)
                 VALUES(?1,?2,?3,?4,?5,?6,'submitting',?7,?8,?9,1,?10,?10,?10,?11,?12)",
                params![
                    new.kind.name(),
                    new.subject,
                    before.map_or(1, |before| before.generation + 1),
                    new.version,
                    new.vendor,
                    new.key,
                    new.request,
                    sha256_hex(&new.request),
                    to_json(&new.pre_image),
                    Us(now),
                    owner(),
                    Us(now + LEASE)
                ],
            )?;
            let id = tx.last_insert_rowid();
            // Nobody else can see the row yet, so the lock is free; it is held before anybody can.
            let lock = EffectLock::try_take(&path, id)?
                .ok_or_else(|| error::try_again(format!("effect {id} is locked")).code("effect_open"))?;
            Ok((load(tx, id)?, lock))
        })
    }

    /// Why an effect's bytes are not to leave, or leave again, where they are not: whoever they are for was forgotten since they
    /// were written down, or wants no messages by now.
    pub fn kept_back(&self, effect: &Effect) -> Result<Option<String>> {
        self.read(|tx| subject::kept_back(tx, effect))
    }

    /// The same bytes are about to leave again; the lock is held by the caller. Refused where [`Store::kept_back`] says why.
    pub fn resend_effect(&mut self, effect: &Effect, now: Timestamp) -> Result<Effect> {
        self.fit_to_act()?;
        let switch = self.switch();
        self.write(|tx| {
            switch.refuse(tx, effect.kind)?;
            if let Some(why) = subject::kept_back(tx, effect)? {
                return Err(error::refused(format!("effect {} is not sent again: {why}", effect.id))
                    .code("person_left")
                    .into());
            }
            chain::proven(tx, "effect", effect.id)?;
            let moved = tx.execute(
                "UPDATE effect SET attempts=attempts+1, last_sent_us=max(last_sent_us,?3), absent_us=NULL, lease_owner=?4,
                   lease_until_us=?5 WHERE id=?1 AND fence=?2 AND state IN('submitting','unknown')",
                params![effect.id, effect.fence, Us(now), owner(), Us(now + LEASE)],
            )?;
            anyhow::ensure!(moved == 1, "effect {} was taken over by another process", effect.id);
            load(tx, effect.id)
        })
    }
}

/// Refuses to touch a thing whose last change is not settled: what is wanted of it now would hide what was sent.
pub(in crate::store) fn refuse_unsettled(tx: &Connection, kind: Kind, subject: i64) -> Result<()> {
    match newest(tx, kind, subject)? {
        Some(before) if before.state.is_open() => Err(busy(&before).into()),
        _ => Ok(()),
    }
}

fn busy(before: &Effect) -> error::Failure {
    let (kind, subject, state) = (before.kind, before.subject, before.state);
    error::try_again(format!("{kind} {subject} is being changed already: effect {} is {state}", before.id))
        .code("effect_open")
        .hint("run the command again; `arb reconcile` looks what became of it")
}

/// A price is a state: a newer one takes the place of one whose fate is unknown. Nothing else is overtaken.
fn overtake(tx: &Connection, path: &std::path::Path, before: &Effect, now: Timestamp) -> Result<()> {
    if before.kind != Kind::Price || before.state == EffectState::Manual {
        return Err(busy(before).into());
    }
    let _lock = EffectLock::try_take(path, before.id)?.ok_or_else(|| busy(before))?;
    tx.execute(
        "UPDATE effect SET state='absent', reason='a newer price takes its place', ended_us=?2, fence=fence+1 WHERE id=?1",
        params![before.id, Us(now)],
    )?;
    Ok(())
}

/// This process on this machine.
pub(super) fn owner() -> String {
    let host = nix::unistd::gethostname().map_or_else(|_| "host".into(), |name| name.to_string_lossy().into_owned());
    format!("{host}:{}", std::process::id())
}
