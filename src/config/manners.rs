//! `[support.manners]`: when people are left alone, and how often one is written to.

use serde::{Deserialize, Serialize};

/// `[support.manners]`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Manners {
    /// The hours in which nobody is written to, where the recipient is; empty is none.
    pub quiet: String,
    /// The inboxes that this is about: `twilio`, `mail`.
    pub quiet_channels: Vec<String>,
    /// The most messages to one person in 24 hours.
    pub per_person_per_day: u32,
    /// The zones of addresses by how they begin or end: `+44 Europe/London`, `.uk Europe/London`.
    pub zones: Vec<String>,
}

impl Default for Manners {
    fn default() -> Self {
        Self {
            quiet: "21:00-08:00".into(),
            quiet_channels: vec!["twilio".into()],
            per_person_per_day: 10,
            zones: Vec::new(),
        }
    }
}
