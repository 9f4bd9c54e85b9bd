//! The protocol of `effects` as the simulated market speaks it. What is sent is the change itself, as JSON; our
//! reference is in an order and in a refund, and goes beside everything else, as in a header.

use anyhow::{Context, Result, bail};
use jiff::Timestamp;

use super::{Paper, deeds::Request, ready};
use crate::{
    domain::effect::{Change, Kind, Look, Outcome, Terms},
    vendors::{Call, Gateway, Permit, Sealed},
};

impl Gateway for Paper {
    fn name(&self) -> &'static str {
        "paper"
    }

    fn terms(&self, kind: Kind) -> Option<&Terms> {
        self.behaviour.promised(kind)
    }

    fn encode(&self, change: &Change) -> Result<Vec<u8>> {
        Ok(serde_json::to_vec(change)?)
    }

    fn before<'a>(&'a self, change: &'a Change) -> Call<'a, Vec<String>> {
        let seen = self.instant().and_then(|now| self.read(|world| world.before(change, now, &self.behaviour)));
        ready(seen)
    }

    fn send<'a>(&'a self, sealed: &'a Sealed, permit: &'a Permit<'a>) -> Call<'a, Outcome> {
        ready(self.sent(sealed, permit))
    }

    fn look<'a>(&'a self, sealed: &'a Sealed) -> Call<'a, Look> {
        ready(self.instant().and_then(|now| self.looked(sealed, now)))
    }
}

impl Paper {
    fn sent(&self, sealed: &Sealed, permit: &Permit<'_>) -> Result<Outcome> {
        let change = match parse(sealed) {
            Ok(change) => change,
            Err(why) => return Ok(Outcome::NotSent(format!("{why:#}"))),
        };
        // Not with the world in hand: whoever is asked may want to know what time it is in it.
        if let Err(why) = permit.check() {
            return Ok(Outcome::NotSent(format!("{why:#}")));
        }
        let request = Request { sealed, change: &change, now: self.instant()? };
        self.change(|world| Ok(world.take(request, &self.behaviour)))
    }

    fn looked(&self, sealed: &Sealed, now: Timestamp) -> Result<Look> {
        let change = parse(sealed)?;
        let request = Request { sealed, change: &change, now };
        let look = self.read(|world| world.look(request, &self.behaviour))?;
        look.with_context(|| format!("paper says nothing about a {} afterwards", sealed.kind))
    }
}

/// The change that was sealed.
fn parse(sealed: &Sealed) -> Result<Change> {
    let change: Change = serde_json::from_slice(&sealed.request).context("the stored request can't be read")?;
    if change.kind() != sealed.kind {
        bail!("the stored request is a {}, not a {}", change.kind(), sealed.kind);
    }
    let inside = match &change {
        Change::Order(order) => Some(&order.reference),
        Change::Refund(ask) => Some(&ask.reference),
        _ => None,
    };
    match inside {
        Some(reference) if *reference != sealed.key => {
            bail!("the stored request has the reference {reference}, its key is {}", sealed.key)
        }
        _ => Ok(change),
    }
}
