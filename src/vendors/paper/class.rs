//! What kind of vendor the simulated market plays: what it promises, how it takes a repeat, what it loses.
//!
//! The promises are data (`data/vendors/paper.toml`); the settings choose a class and may change its figures.

use std::collections::BTreeMap;

use anyhow::{Context, Result};
use jiff::{SignedDuration, Timestamp};
use toml::{Table, Value};

use crate::{
    config,
    domain::effect::{Idempotency, Kind, Terms},
    error,
};

/// The promises of every class.
const DECLARED: &str = include_str!("../../../data/vendors/paper.toml");

/// How the simulated market behaves towards the one who sends.
#[derive(Clone, Debug, PartialEq)]
pub struct Behaviour {
    terms: BTreeMap<Kind, Terms>,
    /// Requests that never arrive, in percent.
    pub lost_requests_pct: u32,
    /// Replies that never come back, in percent.
    pub lost_replies_pct: u32,
}

impl Behaviour {
    /// The behaviour that the settings ask for.
    pub fn of(settings: &config::Paper) -> Result<Self> {
        for (name, value) in [("lookup_lag", settings.lookup_lag), ("idem_ttl", settings.idem_ttl)] {
            if value.is_some_and(|value| value.is_negative()) {
                return Err(error::config(format!("the setting `paper.{name}` is below zero"))
                    .hint("write it like `30s`")
                    .into());
            }
        }
        let (lost_requests_pct, lost_replies_pct) = (settings.lost_requests_pct, settings.lost_replies_pct);
        for (name, value) in [("lost_requests_pct", lost_requests_pct), ("lost_replies_pct", lost_replies_pct)] {
            if value > 100 {
                return Err(error::config(format!("the setting `paper.{name}` is above 100")).into());
            }
        }
        let mut terms = declared(settings.class.name())?;
        for one in terms.values_mut() {
            if let Some(lag) = settings.lookup_lag {
                one.lookup_lag_p99 = lag;
                one.settle = lag.checked_mul(3).unwrap_or(SignedDuration::MAX);
            }
            if let Some(ttl) = settings.idem_ttl.filter(|_| one.idem != Idempotency::None) {
                one.idem_ttl = ttl;
            }
        }
        Ok(Self { terms, lost_requests_pct, lost_replies_pct })
    }

    /// What is promised about a kind of effect.
    pub fn terms(&self, kind: Kind) -> &Terms {
        self.terms.get(&kind).expect("every class declares every kind")
    }

    /// The same where it takes part in it at all.
    pub fn promised(&self, kind: Kind) -> Option<&Terms> {
        self.terms.get(&kind)
    }

    /// Whether a key that was first seen at a moment is still recognised at another.
    pub fn recognises(&self, kind: Kind, first: Timestamp, now: Timestamp) -> bool {
        let terms = self.terms(kind);
        terms.idem != Idempotency::None && now.duration_since(first) < terms.idem_ttl
    }

    /// Whether what was done at a moment shows at another.
    pub fn shows(&self, kind: Kind, done: Timestamp, now: Timestamp) -> bool {
        now.duration_since(done) >= self.terms(kind).lookup_lag_p99
    }
}

/// What the simulated market takes part in: it has no warehouses.
pub(super) const KINDS: [Kind; 6] =
    [Kind::Purchase, Kind::Cancel, Kind::Listing, Kind::Price, Kind::Message, Kind::Refund];

/// The promises of a class: `[CLASS.all]`, changed by `[CLASS.KIND]`.
fn declared(class: &str) -> Result<BTreeMap<Kind, Terms>> {
    let all: Table = DECLARED.parse().context("the declaration of paper is no TOML")?;
    let of = |part: &str| all.get(class).and_then(|tables| tables.get(part)).and_then(Value::as_table);
    let base = of("all").with_context(|| format!("the declaration of paper has no class `{class}`"))?;
    let read = |kind: Kind| {
        let mut table = base.clone();
        table.extend(of(kind.name()).cloned().unwrap_or_default());
        let terms = Value::Table(table).try_into::<Terms>();
        Ok((kind, terms.with_context(|| format!("the declaration of paper, `{class}.{kind}`"))?))
    };
    KINDS.into_iter().map(read).collect()
}

impl Default for Behaviour {
    fn default() -> Self {
        Self::of(&config::Paper::default()).expect("what is built in is declared")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        config::PaperClass,
        domain::effect::{Cancel, Lookup},
    };

    fn settings(class: PaperClass) -> config::Paper {
        config::Paper { class, ..config::Paper::default() }
    }

    #[test]
    fn every_class_declares_every_kind() {
        for class in PaperClass::ALL {
            let behaviour = Behaviour::of(&settings(class)).unwrap();
            for kind in KINDS {
                let terms = behaviour.terms(kind);
                assert_eq!(terms.idem == Idempotency::None, class != PaperClass::Idempotent, "{class:?} {kind}");
                assert_eq!(terms.lookup == Lookup::None, class == PaperClass::None, "{class:?} {kind}");
                assert_eq!(terms.cancel != Cancel::No, kind == Kind::Purchase, "{class:?} {kind}");
                assert_eq!(terms.settle, terms.lookup_lag_p99 * 3, "{class:?} {kind}");
            }
        }
    }

    #[test]
    fn the_settings_change_the_figures_and_nothing_else() {
        let lag = SignedDuration::from_secs(5);
        let ttl = Some(SignedDuration::from_mins(1));
        for class in PaperClass::ALL {
            let plain = Behaviour::of(&settings(class)).unwrap();
            let changed =
                Behaviour::of(&config::Paper { lookup_lag: Some(lag), idem_ttl: ttl, ..settings(class) }).unwrap();
            for kind in KINDS {
                let (was, is) = (plain.terms(kind), changed.terms(kind));
                assert_eq!((is.lookup_lag_p99, is.settle), (lag, lag * 3));
                assert_eq!((was.idem, was.lookup), (is.idem, is.lookup));
                let forgets = is.idem_ttl == SignedDuration::from_mins(1);
                assert_eq!(forgets, class == PaperClass::Idempotent);
            }
        }
    }
}
