//! What to do about an effect whose fate nobody knows: the rules R1 to R6 of the protocol, as one function.

use jiff::{SignedDuration, Timestamp};

use super::{
    outcome::Receipt,
    terms::{Idempotency, Lookup, Terms},
};

/// Two not-founds prove something only when they are this far apart.
const APART: SignedDuration = SignedDuration::from_secs(30);

/// What is known of an effect that may have been sent.
#[derive(Clone, Debug, PartialEq)]
pub struct Facts {
    /// When it was first sent.
    pub first_sent: Timestamp,
    /// When it was last sent; settling begins again with each send.
    pub last_sent: Timestamp,
    /// The first of an unbroken row of not-founds after the settle time.
    pub absent_since: Option<Timestamp>,
    /// How often it was sent.
    pub attempts: u32,
    /// Since when it is known that its times are by a clock that was wrong: its age is unknown, and not less than the time
    /// since then.
    pub undated: Option<Timestamp>,
    /// Whether it is not to be sent again, even to a vendor that would recognise the repeat: one was refused, so another would be
    /// and prove as little; or whoever it is for is not to be written to any more.
    pub repeat_refused: bool,
}

impl Facts {
    /// When it was last sent, or the latest that this can have been.
    fn sent(&self) -> Timestamp {
        self.undated.unwrap_or(self.last_sent)
    }

    fn is_settled(&self, terms: &Terms, now: Timestamp) -> bool {
        self.sent().checked_add(terms.settle).is_ok_and(|settled| settled <= now)
    }
}

/// What a look came to, after everything that is not ours was taken out.
#[derive(Clone, Debug, PartialEq)]
pub enum Seen {
    /// Exactly one, and it is ours.
    Ours(Receipt),
    /// More than one that could be ours.
    Several(usize),
    /// None.
    Absent,
    /// The vendor can't be asked now; this is why.
    Unreadable(String),
    /// Ours is there, and is nothing that can be booked as it was asked for; this is what.
    Unclear(String),
    /// The vendor can't be asked at all.
    NoLookup,
}

/// Whether the clock can be trusted with a deadline.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClockTrust {
    /// It agrees with the machine's own count and with the last time on record.
    Sound,
    /// It jumped: nothing that rests on elapsed time may be decided.
    Suspect,
}

/// What follows.
#[derive(Clone, Debug, PartialEq)]
pub enum Verdict {
    /// It happened (R1, R2).
    Adopt(Receipt),
    /// Send the same bytes under the same key again (R3).
    Resend,
    /// It is proven that it never happened (R4).
    NeverHappened,
    /// Look again at this time, for this reason.
    Wait(Timestamp, String),
    /// A person must find out (R2, R5, R6).
    Person(String),
}

/// Decides about an effect whose fate is unknown. Nothing becomes "no" without proof, and nothing is sent again on a
/// guess: only a vendor that recognises the repeat is sent the same bytes again.
pub fn resolve(facts: &Facts, terms: &Terms, seen: Seen, clock: ClockTrust, now: Timestamp) -> Verdict {
    // A vendor forgets a key some time, so one of unknown age is none.
    let usable_key = terms.idem != Idempotency::None
        && facts.undated.is_none()
        && !facts.repeat_refused
        && facts.first_sent.checked_add(four_fifths(terms.idem_ttl)).is_ok_and(|forgotten| now < forgotten);
    let settled = facts.is_settled(terms, now);
    // A clock that jumped sets no time to wait for: it may be hours away.
    let again = if clock == ClockTrust::Suspect { facts.last_sent.min(now) } else { now + APART };
    match seen {
        Seen::Ours(receipt) => Verdict::Adopt(receipt),
        Seen::Several(count) => {
            Verdict::Person(format!("{count} at the vendor could be this one, and nothing says which"))
        }
        Seen::Unreadable(why) => Verdict::Wait(again, why),
        Seen::Unclear(why) if settled && clock == ClockTrust::Sound => Verdict::Person(why),
        Seen::Unclear(why) => Verdict::Wait(again, why),
        Seen::Absent | Seen::NoLookup if clock == ClockTrust::Suspect => {
            Verdict::Wait(again, "the clock jumped: nothing is decided by time until it is steady".to_owned())
        }
        Seen::Absent | Seen::NoLookup if usable_key => Verdict::Resend,
        Seen::Absent if !settled => {
            let settles = facts.sent().checked_add(terms.settle).unwrap_or(Timestamp::MAX);
            // A look is free, so it is not put off until then.
            Verdict::Wait(again.min(settles.max(now)), "not found yet, which proves nothing so early".to_owned())
        }
        // One that a wrong clock dated ahead counts as none.
        Seen::Absent => match facts.absent_since.filter(|since| *since <= now) {
            Some(since) if now.duration_since(since) >= APART => Verdict::NeverHappened,
            Some(since) => Verdict::Wait(since + APART, "not found once after the settle time".to_owned()),
            None => Verdict::Wait(again, "not found once after the settle time".to_owned()),
        },
        Seen::NoLookup if terms.lookup == Lookup::None => {
            Verdict::Person("the vendor neither recognises a repeat nor says what it has".to_owned())
        }
        Seen::NoLookup => Verdict::Wait(again, "the vendor could not be asked".to_owned()),
    }
}

/// Whether a not-found now is one after the settle time: the first of these is remembered.
pub fn counts_as_absent(facts: &Facts, terms: &Terms, now: Timestamp) -> bool {
    facts.is_settled(terms, now)
}

fn four_fifths(ttl: SignedDuration) -> SignedDuration {
    ttl / 5 * 4
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::effect::{Autonomy, Cancel};

    const SENT: &str = "2026-06-01T12:00:00Z";

    fn terms() -> Terms {
        Terms {
            idem: Idempotency::BodyRef,
            idem_ttl: SignedDuration::from_hours(24),
            lookup: Lookup::ByRef,
            lookup_lag_p99: SignedDuration::from_mins(5),
            settle: SignedDuration::from_mins(15),
            cancel: Cancel::No,
            trial: true,
            price_guard: true,
            autonomy_max: Autonomy::Auto,
            llm_may_read: false,
        }
    }

    fn after(minutes: i64, undated: bool, seen: Seen) -> Verdict {
        let sent: Timestamp = SENT.parse().unwrap();
        let at = |minutes| sent + SignedDuration::from_mins(minutes);
        // By a clock that was a day ahead.
        let dated = if undated { at(24 * 60) } else { sent };
        let facts = Facts {
            first_sent: dated,
            last_sent: dated,
            absent_since: None,
            attempts: 1,
            undated: undated.then_some(at(10)),
            repeat_refused: false,
        };
        resolve(&facts, &terms(), seen, ClockTrust::Sound, at(minutes))
    }

    #[test]
    fn what_can_not_be_booked_as_it_was_asked_for_is_a_persons_after_the_settle_time() {
        let seen = || Seen::Unclear("2 of 3 units were accepted".into());
        assert!(matches!(after(14, false, seen()), Verdict::Wait(..)));
        assert_eq!(after(15, false, seen()), Verdict::Person("2 of 3 units were accepted".into()));
    }

    #[test]
    fn an_effect_of_unknown_age_uses_no_key_and_settles_from_when_that_was_known() {
        assert_eq!(after(11, false, Seen::Absent), Verdict::Resend);
        assert!(matches!(after(11, true, Seen::Absent), Verdict::Wait(_, why) if why.contains("so early")));
        assert!(
            matches!(after(25, true, Seen::Absent), Verdict::Wait(_, why) if why.contains("after the settle time"))
        );
    }
}
