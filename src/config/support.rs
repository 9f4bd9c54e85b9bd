//! `[support.promises]` and `[support.inboxes.NAME]`: how long things may take.

use serde::{Deserialize, Serialize};

/// `[support.promises]`: hours in which a promise is to be kept, where its words name no time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Promises {
    /// Money goes back.
    pub refund_hours: u32,
    /// The goods go out.
    pub ship_hours: u32,
    /// Other goods go out for them.
    pub replacement_hours: u32,
    /// The order is stopped.
    pub cancel_hours: u32,
    /// Another answer comes.
    pub reply_hours: u32,
}

impl Default for Promises {
    fn default() -> Self {
        Self { refund_hours: 72, ship_hours: 48, replacement_hours: 120, cancel_hours: 24, reply_hours: 24 }
    }
}

/// `[support.inboxes.NAME]`: the clock of one inbox.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct InboxClock {
    /// Hours to the first answer.
    pub first_answer_hours: Option<u32>,
    /// Hours until nothing more is needed about a message.
    pub resolve_hours: Option<u32>,
}
