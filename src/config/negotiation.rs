//! `[negotiation]`: how prices are haggled over.

use std::path::PathBuf;

use rust_decimal::{Decimal, dec};
use serde::{Deserialize, Serialize};

/// `[negotiation]`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Negotiation {
    /// The first offer, in percent of what is asked.
    pub opening_pct: Decimal,
    /// The most offers for one thing.
    pub rounds: u32,
    /// Days after which a deal is over.
    pub days: u32,
    /// Hours of silence after which the same offer is repeated once; 0 repeats nothing.
    pub nudge_hours: u32,
    /// A file of texts over the built-in ones.
    pub messages: Option<PathBuf>,
}

impl Default for Negotiation {
    fn default() -> Self {
        Self { opening_pct: dec!(75), rounds: 4, days: 7, nudge_hours: 48, messages: None }
    }
}
