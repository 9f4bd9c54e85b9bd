//! What a vendor promises about one kind of effect: declared as data, never guessed.

use jiff::SignedDuration;
use serde::{Deserialize, Serialize};

/// The declaration of one vendor for one kind of effect. Every key must be there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Terms {
    /// How the vendor recognises a repeat.
    pub idem: Idempotency,
    /// How long it does; resends stop at four fifths of it. `0s` where it never does, long where the key is for good.
    pub idem_ttl: SignedDuration,
    /// How we find out what happened.
    pub lookup: Lookup,
    /// How long the vendor's reads may trail its writes, at the 99th percentile.
    pub lookup_lag_p99: SignedDuration,
    /// How long after the last send "not found" proves nothing.
    pub settle: SignedDuration,
    /// Whether it can be taken back.
    pub cancel: Cancel,
    /// Whether it can be tried without being done.
    pub trial: bool,
    /// Whether the vendor itself refuses a price above ours.
    pub price_guard: bool,
    /// The most that may happen without a person.
    pub autonomy_max: Autonomy,
    /// Whether a model may be shown what this vendor says; false until its licence was read.
    pub llm_may_read: bool,
}

impl Terms {
    /// The same promises, believed less: an operator may trust a vendor less than its declaration, never more.
    #[must_use]
    pub fn lowered(mut self, idem: Option<Idempotency>, lookup: Option<Lookup>, autonomy: Option<Autonomy>) -> Self {
        if idem == Some(Idempotency::None) {
            self.idem = Idempotency::None;
        }
        self.lookup = self.lookup.min(lookup.unwrap_or(self.lookup));
        self.autonomy_max = self.autonomy_max.min(autonomy.unwrap_or(self.autonomy_max));
        self
    }
}

/// How a vendor recognises the same request sent twice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Idempotency {
    /// By a key in a header.
    Header,
    /// By our reference in the body.
    BodyRef,
    /// By what it is: setting a price, replacing a listing.
    Natural,
    /// It does not: each request is done.
    None,
}

/// How we find out what became of a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Lookup {
    /// Not at all.
    None,
    /// From a list of what is there.
    List,
    /// By our reference.
    ByRef,
}

/// Whether a vendor takes an effect back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Cancel {
    /// It can't be cancelled.
    No,
    /// It can, for this long.
    Within(SignedDuration),
}

/// How far `arb` may go by itself, from least to most.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Autonomy {
    /// Not used.
    Off,
    /// `arb` prepares, a person does it, `arb` books it.
    Assist,
    /// A person approves each plan, exactly as it is.
    Approve,
    /// Within the limits.
    Auto,
}

impl Autonomy {
    /// The name in settings and records.
    pub fn name(self) -> &'static str {
        match self {
            Self::Off => "off",
            Self::Assist => "assist",
            Self::Approve => "approve",
            Self::Auto => "auto",
        }
    }
}
