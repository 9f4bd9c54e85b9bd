//! Why a question to a vendor has no answer, and what a person can do about it.

use std::fmt;

use jiff::{Timestamp, Unit};

use crate::error::{self, Failure};

/// A question without an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trouble {
    /// Who was asked.
    pub vendor: &'static str,
    /// What for, as the vendor's quotas name it: `search`.
    pub what: &'static str,
    /// Why.
    pub why: Why,
}

/// The kinds of trouble.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Why {
    /// No connection, no whole reply, or a 5xx, as often as it was tried.
    Unreachable(String),
    /// Too many questions: none before then.
    Throttled(Timestamp),
    /// Our own quota of it is used up until then.
    Quota(Timestamp),
    /// The question costs more than its quota ever holds.
    TooDear,
    /// The budget of this run is spent.
    Budget,
    /// The vendor wants to be paid first.
    Payment(String),
    /// The credentials were not taken, or do not reach that far.
    Credentials(String),
    /// There is no such thing.
    NotFound(String),
    /// The vendor says that the question is wrong.
    Refused(u16, String),
    /// The reply is not what the vendor documents.
    Unreadable(String),
}

impl fmt::Display for Trouble {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { vendor, what, why } = self;
        match why {
            Why::Unreachable(why) => write!(f, "{vendor} did not answer ({what}): {why}"),
            Why::Throttled(until) => write!(f, "{vendor} takes no more questions ({what}) until {}", short(*until)),
            Why::Quota(until) => write!(f, "the quota of {vendor} ({what}) is used up until {}", short(*until)),
            Why::TooDear => write!(f, "the question to {vendor} ({what}) costs more than its quota ever holds"),
            Why::Budget => write!(f, "the budget of this run is spent before {vendor} ({what}) is asked"),
            Why::Payment(said) => write!(f, "{vendor} wants to be paid first ({what}): {said}"),
            Why::Credentials(said) => write!(f, "{vendor} does not take the credentials ({what}): {said}"),
            Why::NotFound(said) => write!(f, "{vendor} knows no such thing ({what}): {said}"),
            Why::Refused(status, said) => write!(f, "{vendor} refused the question ({what}) with {status}: {said}"),
            Why::Unreadable(why) => write!(f, "the reply of {vendor} ({what}) can't be read: {why}"),
        }
    }
}

impl std::error::Error for Trouble {}

fn short(at: Timestamp) -> Timestamp {
    at.round(Unit::Second).unwrap_or(at)
}

impl Trouble {
    /// Of this vendor and question.
    pub fn new(vendor: &'static str, what: &'static str, why: Why) -> Self {
        Self { vendor, what, why }
    }

    /// Whether there is no such thing.
    pub fn is_not_found(&self) -> bool {
        matches!(self.why, Why::NotFound(_))
    }

    /// Whether the vendor says so in its own words: a bare 404 may come from anything between us and it, and shows nothing of
    /// what the vendor has.
    pub fn says_not_found(&self) -> bool {
        matches!(&self.why, Why::NotFound(said) if !said.starts_with("status "))
    }

    /// Whether no other question to this vendor would fare better now.
    pub fn is_final(&self) -> bool {
        !matches!(self.why, Why::NotFound(_) | Why::Refused(..) | Why::Unreadable(_))
    }

    /// As what a command ends with.
    pub fn failure(self) -> Failure {
        let vendor = self.vendor;
        let text = self.to_string();
        match self.why {
            Why::Unreachable(_) => {
                error::try_again(text).code("vendor_unreachable").hint("run the command again later")
            }
            Why::Throttled(_) | Why::Quota(_) => error::try_again(text)
                .code("vendor_quota")
                .hint(format!("`arb vendors` shows what is left of the quotas of {vendor}")),
            Why::TooDear => error::failed(text).code("vendor_quota").hint("ask for less at a time"),
            Why::Budget => error::try_again(text).code("budget_spent").hint("raise `--budget`, or ask for less"),
            Why::Payment(_) => error::config(text).code("vendor_payment").hint("look at the account at the vendor"),
            Why::Credentials(_) => error::config(text)
                .code("vendor_credentials")
                .hint(format!("`arb vendors check {vendor}` proves a key without changing anything")),
            Why::NotFound(_) => error::failed(text).code("vendor_not_found"),
            Why::Refused(..) => error::failed(text).code("vendor_refused"),
            Why::Unreadable(_) => error::failed(text)
                .code("vendor_unreadable")
                .hint("the vendor may have changed its replies: look for a newer arb"),
        }
    }
}
