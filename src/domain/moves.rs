//! Where each thing that money hangs on may go from where it stands: the state machines, as data.
//!
//! The schema holds the same tables as triggers, so that no code and no hand can write another move; a test holds the
//! two against each other. A state that is not named has no way on: it is an end.

/// A state and the states it may become.
pub type Moves = &'static [(&'static str, &'static [&'static str])];

/// The machine of one table.
#[derive(Clone, Copy, Debug)]
pub struct Machine {
    /// The table, and the word for it.
    pub table: &'static str,
    /// The states in which a row may begin.
    pub begins: &'static [&'static str],
    /// The moves.
    pub moves: Moves,
}

/// A purchase. `placed` is where one begins that was found in the vendor's list and not in the books.
pub const PURCHASE: Machine = Machine {
    table: "purchase",
    begins: &["proposed", "placed"],
    moves: &[
        ("proposed", &["approved", "voided"]),
        ("approved", &["reserved", "voided"]),
        // To `manual` where a person is to place it.
        ("reserved", &["submitting", "manual", "voided"]),
        // Back to `reserved` where nothing left, or where it is proven that nothing was bought.
        ("submitting", &["placed", "rejected", "unknown", "manual", "reserved", "voided"]),
        ("unknown", &["placed", "rejected", "manual", "reserved", "voided"]),
        ("manual", &["placed", "voided"]),
        // What the vendor does with an order is a fact, in whatever order it is heard of.
        ("placed", &["confirmed", "shipped", "received", "cancelling", "cancelled"]),
        ("confirmed", &["shipped", "received", "cancelling", "cancelled"]),
        ("shipped", &["received", "cancelled"]),
        ("cancelling", &["cancelled", "cancel_refused", "received"]),
        ("cancel_refused", &["shipped", "received", "cancelling", "cancelled"]),
        ("received", &["returning"]),
        ("returning", &["returned"]),
    ],
};

/// A listing.
pub const LISTING: Machine = Machine {
    table: "listing",
    begins: &["draft"],
    moves: &[
        ("draft", &["publishing", "ended"]),
        // Back to `draft` where nothing left or nothing came of it; to `live` where the one before it still stands.
        ("publishing", &["live", "rejected", "unknown", "manual", "draft"]),
        ("unknown", &["live", "rejected", "manual", "draft"]),
        ("manual", &["live", "rejected", "ended"]),
        // Back to `draft` to be revised.
        ("live", &["draft", "ended", "ending"]),
        ("ending", &["ended"]),
    ],
};

/// A ticket and its answer.
pub const TICKET: Machine = Machine {
    table: "ticket",
    begins: &["drafted", "escalated", "ready", "closed"],
    moves: &[
        ("drafted", &["ready", "escalated", "closed"]),
        ("escalated", &["drafted", "ready", "closed"]),
        ("ready", &["sending", "escalated", "closed"]),
        // Back to `ready` where nothing left, or where it is proven that nothing arrived.
        ("sending", &["sent", "failed", "unknown", "manual", "ready"]),
        ("unknown", &["sent", "failed", "manual", "ready", "closed"]),
        ("manual", &["sent", "failed", "closed"]),
        ("sent", &["closed"]),
        ("failed", &["closed"]),
    ],
};

/// A deal: what is haggled over.
pub const DEAL: Machine = Machine {
    table: "deal",
    begins: &["open"],
    moves: &[
        // To `person` where what the seller said is not understood; back where the person says what it means.
        ("open", &["person", "agreed", "walked", "declined", "gone", "lapsed"]),
        ("person", &["open", "agreed", "walked", "declined", "gone", "lapsed"]),
        ("agreed", &["bought", "gone", "lapsed"]),
    ],
};

/// A refund.
pub const REFUND: Machine = Machine {
    table: "refund",
    begins: &["requested"],
    moves: &[
        ("requested", &["authorised", "voided"]),
        ("authorised", &["held", "voided"]),
        ("held", &["submitting", "voided"]),
        ("submitting", &["unknown", "manual", "pending_vendor", "refunded", "refused", "held", "voided"]),
        ("unknown", &["submitting", "manual", "pending_vendor", "refunded", "refused", "held", "voided"]),
        ("manual", &["pending_vendor", "refunded", "refused", "voided"]),
        ("pending_vendor", &["manual", "refunded", "refused"]),
    ],
};

/// A change to the outside world.
pub const EFFECT: Machine = Machine {
    table: "effect",
    begins: &["submitting"],
    moves: &[
        ("submitting", &["unknown", "manual", "done", "refused", "absent", "unsent"]),
        // Again `submitting` where the vendor recognises a repeat.
        ("unknown", &["submitting", "manual", "done", "refused", "absent", "unsent"]),
        ("manual", &["done", "refused", "absent"]),
    ],
};

/// Budget put aside. What was found at the vendor is `posted` from the start.
pub const RESERVATION: Machine = Machine {
    table: "reservation",
    begins: &["held", "posted"],
    // From `posted` to `released` where the order was cancelled, or the goods are sold.
    moves: &[("held", &["posted", "released"]), ("posted", &["released"])],
};

/// All of them.
pub const ALL: [Machine; 7] = [PURCHASE, LISTING, TICKET, REFUND, EFFECT, RESERVATION, DEAL];

impl Machine {
    /// Whether a row may go from one state to another; to stand still is no move.
    pub fn allows(&self, from: &str, to: &str) -> bool {
        from == to || self.moves.iter().any(|(state, next)| *state == from && next.contains(&to))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{effect::EffectState, refund::RefundState};

    #[test]
    fn every_state_named_can_be_reached_and_no_move_is_named_twice() {
        for machine in ALL {
            let mut reached: Vec<&str> = machine.begins.to_vec();
            let mut at = 0;
            while at < reached.len() {
                let next =
                    machine.moves.iter().find(|(from, _)| *from == reached[at]).map_or(&[][..], |(_, next)| next);
                for to in next {
                    if !reached.contains(to) {
                        reached.push(to);
                    }
                }
                at += 1;
            }
            // `ending` is the channel's to come.
            for (from, next) in machine.moves {
                assert!(reached.contains(from), "no {} is ever {from}", machine.table);
                let mut once = next.to_vec();
                once.sort_unstable();
                once.dedup();
                assert_eq!(once.len(), next.len(), "{} {from}", machine.table);
                assert!(!next.contains(from), "{} {from} moves to itself", machine.table);
            }
        }
    }

    #[test]
    fn what_ended_stays_ended() {
        let check = |machine: Machine, ends: &[&str]| {
            for end in ends {
                assert!(machine.moves.iter().all(|(from, _)| from != end), "{} {end}", machine.table);
            }
        };
        check(PURCHASE, &["rejected", "voided", "cancelled", "returned"]);
        check(LISTING, &["ended", "rejected"]);
        check(TICKET, &["closed"]);
        check(REFUND, &["refunded", "refused", "voided"]);
        check(EFFECT, &["done", "refused", "absent", "unsent"]);
        check(RESERVATION, &["released"]);
        check(DEAL, &["bought", "walked", "declined", "gone", "lapsed"]);
    }

    #[test]
    fn an_effect_is_open_as_long_as_it_may_move() {
        for state in EffectState::ALL {
            assert_eq!(state.is_open(), EFFECT.moves.iter().any(|(from, _)| *from == state.name()), "{state}");
        }
        for state in RefundState::ALL {
            assert_eq!(state.is_over(), REFUND.moves.iter().all(|(from, _)| *from != state.name()), "{state}");
        }
    }
}
