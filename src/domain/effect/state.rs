//! Where an effect stands.

use std::fmt;

use serde::{Deserialize, Serialize};

/// Where an effect stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EffectState {
    /// Its bytes are on disk and may have left.
    Submitting,
    /// It may have happened.
    Unknown,
    /// A person must find out.
    Manual,
    /// It happened.
    Done,
    /// It was refused, with proof.
    Refused,
    /// It is proven that it never happened, though it was sent.
    Absent,
    /// Not a byte of it left.
    Unsent,
}

impl EffectState {
    /// Every state.
    pub const ALL: [Self; 7] =
        [Self::Submitting, Self::Unknown, Self::Manual, Self::Done, Self::Refused, Self::Absent, Self::Unsent];

    /// The name in the database and in records.
    pub fn name(self) -> &'static str {
        match self {
            Self::Submitting => "submitting",
            Self::Unknown => "unknown",
            Self::Manual => "manual",
            Self::Done => "done",
            Self::Refused => "refused",
            Self::Absent => "absent",
            Self::Unsent => "unsent",
        }
    }

    /// The state of this name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.name() == name)
    }

    /// Whether nobody knows yet what became of it.
    pub fn is_open(self) -> bool {
        matches!(self, Self::Submitting | Self::Unknown | Self::Manual)
    }
}

impl fmt::Display for EffectState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}
