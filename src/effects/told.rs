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

/// Settles the one open message of a vendor that `is_it` picks; `None` where there is none, or more than one, or another
/// process is at it. `evidence` is what the vendor said.
pub fn told(
    store: &mut Store,
    vendor: &str,
    is_it: &dyn Fn(&Effect) -> bool,
    fate: &Fate,
    evidence: &str,
    now: Timestamp,
) -> Result<Option<Effect>> {
    let open = store.effects(&[Submitting, Unknown, Manual])?;
    let ours: Vec<Effect> =
        open.into_iter().filter(|one| one.vendor == vendor && one.kind == Kind::Message && is_it(one)).collect();
    let [one] = ours.as_slice() else { return Ok(None) };
    if one.state == Manual {
        let resolution = match fate {
            Fate::Happened(receipt) => Resolution::Happened(receipt.clone()),
            Fate::Never(_) => Resolution::Never,
        };
        return store.resolve_effect(one.id, &resolution, evidence, vendor, now).map(Some);
    }
    let Claim::Ours(effect, _lock) = store.claim_effect(one.id, now)? else { return Ok(None) };
    let end = match fate {
        Fate::Happened(receipt) => End::Done(receipt.clone()),
        Fate::Never(why) => End::Refused(why.clone()),
    };
    store.finish_effect(&effect, &end, now).map(Some)
}
