//! Where a refund stands, and where it may go from there.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::domain::moves;

/// Where a refund stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RefundState {
    /// Wanted; nobody has agreed to it.
    Requested,
    /// A person or a standing rule agreed to exactly this.
    Authorised,
    /// Its amount is held against the sale and the day's limit.
    Held,
    /// It may have been sent.
    Submitting,
    /// Nobody knows whether it was made; the amount stays held.
    Unknown,
    /// A person must find out; the amount stays held.
    Manual,
    /// The vendor took it and has not made it yet; the amount stays held.
    PendingVendor,
    /// The buyer has the money.
    Refunded,
    /// The vendor refused, with proof.
    Refused,
    /// Given up before anything was sent.
    Voided,
}

impl RefundState {
    /// Every state.
    pub const ALL: [Self; 10] = [
        Self::Requested,
        Self::Authorised,
        Self::Held,
        Self::Submitting,
        Self::Unknown,
        Self::Manual,
        Self::PendingVendor,
        Self::Refunded,
        Self::Refused,
        Self::Voided,
    ];

    /// The name in the database and in records.
    pub fn name(self) -> &'static str {
        match self {
            Self::Requested => "requested",
            Self::Authorised => "authorised",
            Self::Held => "held",
            Self::Submitting => "submitting",
            Self::Unknown => "unknown",
            Self::Manual => "manual",
            Self::PendingVendor => "pending_vendor",
            Self::Refunded => "refunded",
            Self::Refused => "refused",
            Self::Voided => "voided",
        }
    }

    /// The state of this name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.name() == name)
    }

    /// Whether a refund in this state may go to that one. What may have been sent never goes back to where a person's
    /// word alone could end it: only proof leads from there to `held`, `refused` or `voided`.
    pub fn may_become(self, to: Self) -> bool {
        if self == to {
            // Said again: by a person, where a rule's yes was not enough; by another look at what is in flight.
            return self == Self::Authorised || self.is_in_flight();
        }
        moves::REFUND.allows(self.name(), to.name())
    }

    /// Whether nothing will happen to it any more.
    pub fn is_over(self) -> bool {
        matches!(self, Self::Refunded | Self::Refused | Self::Voided)
    }

    /// Whether the vendor may have made it, and nobody has said so.
    pub fn is_in_flight(self) -> bool {
        matches!(self, Self::Submitting | Self::Unknown | Self::Manual | Self::PendingVendor)
    }

    /// Whether nothing of it has left yet.
    pub fn is_unsent(self) -> bool {
        matches!(self, Self::Requested | Self::Authorised | Self::Held)
    }

    /// Whether its amount is held.
    pub fn holds(self) -> bool {
        self == Self::Held || self.is_in_flight()
    }
}

impl fmt::Display for RefundState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_lead_back_to_their_states() {
        for state in RefundState::ALL {
            assert_eq!(RefundState::parse(state.name()), Some(state));
        }
        assert_eq!(RefundState::parse("done"), None);
    }

    #[test]
    fn nothing_leaves_the_end_and_nothing_is_sent_without_a_hold() {
        for from in RefundState::ALL {
            for to in RefundState::ALL {
                assert!(!(from.is_over() && from.may_become(to)), "{from} → {to}");
                let unsent = !from.is_in_flight() && from != RefundState::Held;
                assert!(!(unsent && to.is_in_flight() && from.may_become(to)), "{from} → {to}");
                assert!(!(unsent && to == RefundState::Refunded && from.may_become(to)), "{from} → {to}");
            }
        }
    }

    #[test]
    fn what_waits_for_a_person_is_never_sent_again() {
        assert!(!RefundState::Manual.may_become(RefundState::Held));
        assert!(!RefundState::Manual.may_become(RefundState::Submitting));
    }
}
