//! A refund to a buyer: where it stands, why it is given, and how much a policy allows.
//!
//! The amount comes from a line of the books and a reason code ([`Policy::allowed`]) or from a person, never from a
//! text. All of it is pure: the store keeps it, `effects` does it.

mod policy;
mod state;
mod stop;

pub use policy::{Allowed, Line, Policy, PolicyError, Reason};
pub use state::RefundState;
pub use stop::{RefundCaps, RefundLimit, Stop};

/// Whether a yes was said by somebody with a name: a flag or a rule is nobody.
pub fn is_person(who: &str) -> bool {
    let who = who.trim();
    let nobody = [BY_POLICY, "terminal", "somebody"].contains(&who) || who.starts_with("somebody at ");
    !who.is_empty() && !who.starts_with('-') && !nobody
}

/// Who authorises a refund where the settings let the policy do it.
pub const BY_POLICY: &str = "policy";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_flag_or_a_rule_is_nobody() {
        let check = |who, expected| assert_eq!(is_person(who), expected, "{who}");
        check("kim", true);
        check("--yes", false);
        check("policy", false);
        check("terminal", false);
        check("somebody at `arb approvals`", false);
        check("kim at `arb approvals`", true);
        check(" ", false);
    }
}
