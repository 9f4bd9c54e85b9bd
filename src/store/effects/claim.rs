//! Taking over what a dead process left behind.

use anyhow::Result;
use jiff::Timestamp;
use rusqlite::params;

use super::{Effect, LEASE, begin::owner, load};
use crate::{
    domain::effect::EffectState,
    store::{Store, lock::EffectLock, values::Us},
};

/// What became of the attempt to take an effect over.
#[derive(Debug)]
pub enum Claim {
    /// It is ours as long as the lock is held.
    Ours(Effect, EffectLock),
    /// Whoever sent it is alive, or another process is looking at it.
    Busy,
    /// No program needs to look at it any more: its end is known, or it waits for a person.
    Settled(Effect),
}

impl Store {
    /// Takes over an effect whose fate is unknown: its lock, its lease, and a new fence that shuts out the one before.
    pub fn claim_effect(&mut self, id: i64, now: Timestamp) -> Result<Claim> {
        let Some(lock) = EffectLock::try_take(&self.path, id)? else { return Ok(Claim::Busy) };
        let mine = owner();
        let (effect, taken) = self.write(|tx| {
            // A lease of another machine counts until it ends; on this one the lock has decided.
            let taken = tx.execute(
                "UPDATE effect SET fence=fence+1, lease_owner=?2, lease_until_us=?3
                 WHERE id=?1 AND state IN('submitting','unknown')
                   AND (lease_owner IS NULL OR lease_until_us<?4 OR substr(lease_owner,1,instr(lease_owner,':'))=substr(?2,1,instr(?2,':')))",
                params![id, mine, Us(now + LEASE), Us(now)],
            )?;
            Ok((load(tx, id)?, taken == 1))
        })?;
        Ok(match (taken, effect.state) {
            (true, _) => Claim::Ours(effect, lock),
            (false, EffectState::Submitting | EffectState::Unknown) => Claim::Busy,
            // What another process left to a person since it was listed is a person's.
            (false, _) => Claim::Settled(effect),
        })
    }
}
