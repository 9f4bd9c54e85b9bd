//! What a vendor tells by itself about a change that nobody knew the fate of.

use anyhow::Result;
use jiff::Timestamp;

use crate::{
    domain::effect::{
        EffectState::{Manual, Submitting, Unknown},
        Kind, Receipt,
    },
    store::{Claim, Effect, End, Resolution, Store},
};

/// What became of it.
#[derive(Clone, Debug, PartialEq)]
pub enum Fate {
    /// It happened.
    Happened(Receipt),
    /// It came to nothing, for this reason.
    Never(String),
}

/// What came of what a vendor told.
#[derive(Clone, Debug, PartialEq)]
pub enum Told {
    /// It settled this change.
    Settled(Box<Effect>),
    /// It is about none that is open, or it can't be said which.
    Nothing,
    /// Whoever sends it is still waiting for the answer: it has to be told again.
    Busy,
}

/// Settles the one open message of a vendor that `is_it` picks. `evidence` is what the vendor said.
pub fn told(
    store: &mut Store,
    vendor: &str,
    is_it: &dyn Fn(&Effect) -> bool,
    fate: &Fate,
    evidence: &str,
    now: Timestamp,
) -> Result<Told> {
    let open = store.effects(&[Submitting, Unknown, Manual])?;
    let ours: Vec<Effect> =
        open.into_iter().filter(|one| one.vendor == vendor && one.kind == Kind::Message && is_it(one)).collect();
    let [one] = ours.as_slice() else { return Ok(Told::Nothing) };
    let settled = |effect| Told::Settled(Box::new(effect));
    if one.state == Manual {
        let resolution = match fate {
            Fate::Happened(receipt) => Resolution::Happened(receipt.clone()),
            Fate::Never(_) => Resolution::Never,
        };
        return store.resolve_effect(one.id, &resolution, evidence, vendor, now).map(settled);
    }
    let (effect, _lock) = match store.claim_effect(one.id, now)? {
        Claim::Ours(effect, lock) => (effect, lock),
        Claim::Busy => return Ok(Told::Busy),
        Claim::Settled(_) => return Ok(Told::Nothing),
    };
    let end = match fate {
        Fate::Happened(receipt) => End::Done(receipt.clone()),
        Fate::Never(why) => End::Refused(why.clone()),
    };
    store.finish_effect(&effect, &end, now).map(settled)
}
