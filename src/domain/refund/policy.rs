//! How much a line gets back for a reason: a table in data, a pure function over the books.

use std::{collections::BTreeMap, fmt};

use jiff::Timestamp;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::domain::money::{Money, MoneyError, Rounding};

/// The built-in policy, with its comments.
const DEFAULT_TOML: &str = include_str!("../../../data/support/refunds.toml");

/// Why a buyer gets money back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// It never came.
    NotReceived,
    /// It came broken.
    Damaged,
    /// It is not what the listing says.
    NotAsDescribed,
    /// Something else was sent.
    WrongItem,
    /// A part is missing.
    MissingPart,
    /// The buyer does not want it any more.
    ChangedMind,
    /// It came too late.
    Late,
    /// Cancelled before it was sent.
    Cancelled,
    /// To keep a good customer.
    Goodwill,
}

impl Reason {
    /// Every reason.
    pub const ALL: [Self; 9] = [
        Self::NotReceived,
        Self::Damaged,
        Self::NotAsDescribed,
        Self::WrongItem,
        Self::MissingPart,
        Self::ChangedMind,
        Self::Late,
        Self::Cancelled,
        Self::Goodwill,
    ];

    /// The code in the policy, the database and records.
    pub fn name(self) -> &'static str {
        match self {
            Self::NotReceived => "not_received",
            Self::Damaged => "damaged",
            Self::NotAsDescribed => "not_as_described",
            Self::WrongItem => "wrong_item",
            Self::MissingPart => "missing_part",
            Self::ChangedMind => "changed_mind",
            Self::Late => "late",
            Self::Cancelled => "cancelled",
            Self::Goodwill => "goodwill",
        }
    }

    /// The reason of this code; `-` and `_` are the same.
    pub fn parse(code: &str) -> Option<Self> {
        let code = code.replace('-', "_");
        Self::ALL.into_iter().find(|reason| reason.name() == code)
    }
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

/// Why a policy can't be used.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum PolicyError {
    /// It can't be read.
    #[error("{0}")]
    Unreadable(String),
    /// A percentage is none.
    #[error("`reasons.{reason}.{key}` is {value}, it must be between 0 and 100")]
    Percent {
        /// The reason.
        reason: Reason,
        /// The key.
        key: &'static str,
        /// Its value.
        value: Decimal,
    },
}

/// What each reason gives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Policy {
    /// Its version, kept with each decision.
    pub version: String,
    rules: BTreeMap<Reason, Rule>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    version: String,
    #[serde(default)]
    reasons: BTreeMap<Reason, Rule>,
}

#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Rule {
    percent: Decimal,
    #[serde(default)]
    restocking_fee_pct: Decimal,
    #[serde(default)]
    keep_postage: bool,
    #[serde(default)]
    after_days: i64,
    within_days: Option<i64>,
    #[serde(default)]
    auto: bool,
}

/// A sold line, as the books have it.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// What the buyer paid: item and shipping.
    pub gross: Money,
    /// The postage that we paid.
    pub postage: Money,
    /// What was given back, by us or by the marketplace.
    pub refunded: Money,
    /// What is held for refunds that are on their way.
    pub held: Money,
    /// When it was sold.
    pub sold_at: Timestamp,
}

impl Line {
    /// What can be given back at most: what was paid, less what was given back and what is held.
    pub fn left(&self) -> Result<Money, MoneyError> {
        self.gross.minus(&self.refunded)?.minus(&self.held)
    }
}

/// What a policy allows.
#[derive(Clone, Debug, PartialEq)]
pub struct Allowed {
    /// The most that the line gets back in total for this reason.
    pub total: Money,
    /// What of it is left to give now; never below nothing.
    pub amount: Money,
    /// Whether it may be given without a person.
    pub auto: bool,
    /// How it was worked out, in one sentence.
    pub why: String,
}

impl Policy {
    /// The built-in policy.
    pub fn built_in() -> Self {
        Self::parse(DEFAULT_TOML).expect("the built-in policy is valid: a test reads it")
    }

    /// The policy in `text`, reason by reason over the built-in one.
    pub fn parse(text: &str) -> Result<Self, PolicyError> {
        let mut whole = read(DEFAULT_TOML)?;
        let own = read(text)?;
        whole.version = own.version;
        whole.reasons.extend(own.reasons);
        for (reason, rule) in &whole.reasons {
            for (key, value) in [("percent", rule.percent), ("restocking_fee_pct", rule.restocking_fee_pct)] {
                if value < Decimal::ZERO || value > Decimal::ONE_HUNDRED {
                    return Err(PolicyError::Percent { reason: *reason, key, value });
                }
            }
        }
        Ok(Self { version: whole.version, rules: whole.reasons })
    }

    /// What a line gets back for a reason, at a time. Nothing here reads a text: a buyer's words change no amount.
    pub fn allowed(&self, line: &Line, reason: Reason, now: Timestamp) -> Result<Allowed, MoneyError> {
        let currency = line.gross.currency();
        let nothing =
            |why: String| Allowed { total: Money::zero(currency), amount: Money::zero(currency), auto: false, why };
        let Some(rule) = self.rules.get(&reason) else {
            return Ok(nothing(format!("the policy has no rule for {reason}")));
        };
        let days = now.duration_since(line.sold_at).as_hours().div_euclid(24);
        if days < rule.after_days {
            return Ok(nothing(format!("sold {days} days ago, {reason} begins after {}", rule.after_days)));
        }
        if let Some(within) = rule.within_days.filter(|within| days > *within) {
            return Ok(nothing(format!("sold {days} days ago, {reason} ends after {within}")));
        }
        let share = rule.percent / Decimal::ONE_HUNDRED;
        let kept = Decimal::ONE - rule.restocking_fee_pct / Decimal::ONE_HUNDRED;
        let mut total = line.gross.times(share)?.times(kept)?.round(Rounding::HalfEven);
        let mut why = format!("{} % of {}", rule.percent.normalize(), line.gross);
        if !rule.restocking_fee_pct.is_zero() {
            why += &format!(", less {} % for restocking", rule.restocking_fee_pct.normalize());
        }
        if rule.keep_postage && !line.postage.is_zero() {
            total = total.minus(&line.postage)?;
            why += &format!(", less {} postage", line.postage);
        }
        let total = at_least_nothing(total);
        let given = line.refunded.plus(&line.held)?;
        if !given.is_zero() {
            why += &format!(", {given} given or held before");
        }
        let amount = at_least_nothing(total.minus(&given)?);
        Ok(Allowed { total, amount, auto: rule.auto, why })
    }
}

fn read(text: &str) -> Result<File, PolicyError> {
    toml::from_str(text).map_err(|why| PolicyError::Unreadable(why.to_string().trim_end().replace('\n', " ")))
}

fn at_least_nothing(money: Money) -> Money {
    if money.is_negative() { Money::zero(money.currency()) } else { money }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::domain::money::Currency;

    fn usd(minor: i64) -> Money {
        Money::from_minor(minor, Currency::USD)
    }

    fn line(gross: i64, postage: i64, refunded: i64, held: i64) -> Line {
        Line {
            gross: usd(gross),
            postage: usd(postage),
            refunded: usd(refunded),
            held: usd(held),
            sold_at: "2026-06-01T12:00:00Z".parse().unwrap(),
        }
    }

    fn on_day(day: i64) -> Timestamp {
        line(0, 0, 0, 0).sold_at + jiff::SignedDuration::from_hours(24 * day)
    }

    #[test]
    fn each_reason_gives_what_the_file_says() {
        let check = |reason, line: Line, day, amount| {
            let allowed = Policy::built_in().allowed(&line, reason, on_day(day)).unwrap();
            assert_eq!(allowed.amount, usd(amount), "{reason}: {}", allowed.why);
        };
        check(Reason::Damaged, line(1999, 400, 0, 0), 3, 1999);
        check(Reason::MissingPart, line(1999, 0, 0, 0), 3, 500);
        check(Reason::ChangedMind, line(2000, 400, 0, 0), 3, 1300);
        check(Reason::ChangedMind, line(400, 400, 0, 0), 3, 0);
        check(Reason::NotReceived, line(2000, 0, 0, 0), 6, 0);
        check(Reason::NotReceived, line(2000, 0, 0, 0), 7, 2000);
        check(Reason::Damaged, line(2000, 0, 0, 0), 31, 0);
    }

    #[test]
    fn what_was_given_or_is_held_counts_against_the_whole() {
        let check = |reason, line: Line, amount| {
            assert_eq!(Policy::built_in().allowed(&line, reason, on_day(3)).unwrap().amount, usd(amount));
        };
        check(Reason::Damaged, line(2000, 0, 500, 300), 1200);
        check(Reason::Goodwill, line(2000, 0, 200, 0), 0);
        check(Reason::Goodwill, line(2000, 0, 0, 150), 50);
        check(Reason::Goodwill, line(2000, 0, 2000, 0), 0);
    }

    #[test]
    fn a_file_changes_the_reasons_it_names_and_no_other() {
        let text = "version = \"mine\"\n[reasons.goodwill]\npercent = \"20\"\nwithin_days = 5\n";
        let policy = Policy::parse(text).unwrap();
        let amount = |reason| policy.allowed(&line(1000, 0, 0, 0), reason, on_day(1)).unwrap().amount;
        assert_eq!(policy.version, "mine");
        assert_eq!((amount(Reason::Goodwill), amount(Reason::Damaged)), (usd(200), usd(1000)));
        let refused = |text: &str, word: &str| {
            let why = Policy::parse(text).unwrap_err().to_string();
            assert!(why.contains(word), "{why}");
        };
        refused("version = \"1\"\n[reasons.goodwill]\npercent = \"120\"\n", "between 0 and 100");
        refused("version = \"1\"\n[reasons.bribe]\npercent = \"10\"\n", "bribe");
        refused("version = \"1\"\n[reasons.late]\npercent = \"10\"\nmost = 3\n", "most");
    }

    #[test]
    fn every_reason_has_a_rule_and_a_name() {
        for reason in Reason::ALL {
            assert_eq!(Reason::parse(&reason.name().replace('_', "-")), Some(reason));
            assert!(Policy::built_in().rules.contains_key(&reason), "{reason}");
        }
    }

    proptest! {
        #[test]
        fn the_policy_never_gives_more_than_is_left(
            gross in 0_i64..100_000, postage in 0_i64..3000, parts in (0_i64..=100, 0_i64..=100),
            day in -3_i64..100, reason in prop::sample::select(Reason::ALL.to_vec()),
        ) {
            let refunded = gross * parts.0 / 100;
            let held = (gross - refunded) * parts.1 / 100;
            let line = line(gross, postage, refunded, held);
            let allowed = Policy::built_in().allowed(&line, reason, on_day(day)).unwrap();
            prop_assert!(!allowed.amount.is_negative());
            prop_assert!(!line.left().unwrap().minus(&allowed.amount).unwrap().is_negative());
        }
    }
}
