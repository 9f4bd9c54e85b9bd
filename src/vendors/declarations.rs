//! What each vendor promises, from `data/vendors/*.toml`: one table for each kind of effect, every key required.
//!
//! A file that lacks a key is an error of configuration, before anything is done: a promise is never guessed.

use std::collections::BTreeMap;

use anyhow::Result;
use jiff::{SignedDuration, tz::TimeZone};
use rust_decimal::{Decimal, prelude::ToPrimitive as _};
use serde::Deserialize;
use toml::{Table, Value};

use crate::{
    domain::{
        effect::{Idempotency, Kind, Replies, Terms},
        limits::Quota,
    },
    error,
    net::Allowance,
};

/// The files that come with `arb`, by vendor; the simulated market reads its own, which has a table for each class.
const FILES: &[(&str, &str)] = &[
    ("amazon", include_str!("../../data/vendors/amazon.toml")),
    ("amazon_business", include_str!("../../data/vendors/amazon_business.toml")),
    ("anthropic", include_str!("../../data/vendors/anthropic.toml")),
    ("bookscouter", include_str!("../../data/vendors/bookscouter.toml")),
    ("booksrun", include_str!("../../data/vendors/booksrun.toml")),
    ("ebay", include_str!("../../data/vendors/ebay.toml")),
    ("files", include_str!("../../data/vendors/files.toml")),
    ("keepa", include_str!("../../data/vendors/keepa.toml")),
    ("local", include_str!("../../data/vendors/local.toml")),
    ("openai", include_str!("../../data/vendors/openai.toml")),
    ("reverb", include_str!("../../data/vendors/reverb.toml")),
    ("sendgrid", include_str!("../../data/vendors/sendgrid.toml")),
    ("smtp", include_str!("../../data/vendors/smtp.toml")),
    ("tcgplayer", include_str!("../../data/vendors/tcgplayer.toml")),
    ("telegram", include_str!("../../data/vendors/telegram.toml")),
    ("twilio", include_str!("../../data/vendors/twilio.toml")),
];

/// What a vendor promises.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Declaration {
    /// For each kind of effect it can do.
    pub terms: BTreeMap<Kind, Terms>,
    /// What its replies prove, where it is spoken to over the network.
    pub replies: BTreeMap<Kind, Replies>,
    /// How much of each kind of question it takes.
    pub quotas: BTreeMap<String, Allowance>,
}

/// A quota as the file has it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct DeclaredQuota {
    /// Calls, or tokens, that it gains in a second.
    per_second: Decimal,
    /// The most that it holds.
    burst: Decimal,
    /// The most calls in a day.
    #[serde(default)]
    per_day: Option<i64>,
    /// Where the vendor's day begins.
    #[serde(default)]
    day: Option<String>,
}

impl DeclaredQuota {
    fn allowance(&self) -> Result<Allowance, String> {
        let thousandths = |value: Decimal, what: &str| {
            let value = (value * Decimal::ONE_THOUSAND).trunc().to_i64().filter(|value| *value > 0);
            value.ok_or_else(|| format!("`{what}` is more than nothing"))
        };
        // The kept share may not be more than a whole call, else nothing could be asked.
        let quota =
            Quota { most: thousandths(self.burst, "burst")?, per_second: thousandths(self.per_second, "per_second")? };
        let zone = match &self.day {
            Some(name) => TimeZone::get(name).map_err(|why| format!("`day`: {why}"))?,
            None => TimeZone::UTC,
        };
        Ok(Allowance { quota, per_day: self.per_day, zone })
    }
}

/// The declaration of a vendor.
pub fn of(vendor: &str) -> Result<Declaration> {
    let (_, text) = FILES.iter().find(|(name, _)| *name == vendor).ok_or_else(|| {
        error::config(format!("`{vendor}` declares nothing"))
            .code("no_declaration")
            .hint(format!("write `data/vendors/{vendor}.toml`"))
    })?;
    parse(&format!("data/vendors/{vendor}.toml"), text)
}

/// Reads one file; `file` is its name in errors.
pub fn parse(file: &str, text: &str) -> Result<Declaration> {
    let bad = |why: String| {
        error::config(format!("{file}: {why}"))
            .code("bad_declaration")
            .hint("each kind of effect is a table with every key; `data/vendors/amazon_business.toml` is an example")
    };
    let table: Table = text.parse().map_err(|why: toml::de::Error| bad(why.message().to_owned()))?;
    let mut found = Declaration::default();
    for (name, value) in table {
        if name == "quota" {
            let Value::Table(kinds) = value else { return Err(bad("`quota` is a table".into()).into()) };
            for (name, value) in kinds {
                let declared: DeclaredQuota = value
                    .try_into()
                    .map_err(|why: toml::de::Error| bad(format!("[quota.{name}]: {}", why.message())))?;
                let allowance = declared.allowance().map_err(|why| bad(format!("[quota.{name}]: {why}")))?;
                found.quotas.insert(name, allowance);
            }
            continue;
        }
        if name == "replies" {
            let Value::Table(kinds) = value else { return Err(bad("`replies` is a table".into()).into()) };
            for (name, value) in kinds {
                let kind = Kind::parse(&name).ok_or_else(|| bad(format!("`{name}` is no kind of effect")))?;
                let replies = value
                    .try_into()
                    .map_err(|why: toml::de::Error| bad(format!("[replies.{name}]: {}", why.message())))?;
                found.replies.insert(kind, replies);
            }
            continue;
        }
        let kind = Kind::parse(&name).ok_or_else(|| bad(format!("`{name}` is no kind of effect")))?;
        let terms = value.try_into().map_err(|why: toml::de::Error| bad(format!("[{name}]: {}", why.message())))?;
        if let Some(why) = contradiction(&terms) {
            return Err(bad(format!("[{name}]: {why}")).into());
        }
        found.terms.insert(kind, terms);
    }
    if found.terms.is_empty() && found.quotas.is_empty() {
        return Err(bad("it declares no kind of effect and no quota".into()).into());
    }
    if let Some(kind) = found.replies.keys().find(|kind| !found.terms.contains_key(kind)) {
        return Err(bad(format!("[replies.{kind}] stands without [{kind}]")).into());
    }
    Ok(found)
}

/// Two promises that can't both be kept.
fn contradiction(terms: &Terms) -> Option<&'static str> {
    if terms.idem != Idempotency::None && terms.idem_ttl <= SignedDuration::ZERO {
        return Some("a repeat is recognised, but `idem_ttl` says for no time");
    }
    if [terms.idem_ttl, terms.lookup_lag_p99, terms.settle].iter().any(SignedDuration::is_negative) {
        return Some("a time is below zero");
    }
    (terms.settle < terms.lookup_lag_p99 * 2).then_some("`settle` is shorter than twice `lookup_lag_p99`")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{domain::effect::Cancel, error::Failure};

    const GOOD: &str = "[purchase]\nidem = \"none\"\nidem_ttl = \"0s\"\nlookup = \"by_ref\"\nlookup_lag_p99 = \"1s\"\n\
                        settle = \"15m\"\ncancel = { within = \"30m\" }\ntrial = false\nprice_guard = false\n\
                        autonomy_max = \"approve\"\nllm_may_read = false\n";
    const REPLIES: &str = "[replies.purchase]\nvalidation = []\nduplicate = []\nauth_precedes_execution = false\n\
                           limiter_precedes_execution = false\n";

    fn refused(text: &str) -> String {
        let why = parse("x.toml", text).expect_err(text);
        let failure = why.downcast_ref::<Failure>().unwrap();
        assert_eq!(failure.kind.exit_code(), 3, "{failure}");
        failure.to_string()
    }

    #[test]
    fn every_file_that_comes_with_arb_can_be_read() {
        for (vendor, _) in FILES {
            let found = of(vendor).unwrap();
            assert!(!found.terms.is_empty() || !found.quotas.is_empty(), "{vendor}");
        }
        assert!(of("nobody").is_err());
    }

    #[test]
    fn a_missing_key_stops_the_start_with_exit_3() {
        let whole = format!("{GOOD}{REPLIES}");
        let read = parse("x.toml", &whole).unwrap();
        assert_eq!(read.terms[&Kind::Purchase].cancel, Cancel::Within(SignedDuration::from_mins(30)));
        for line in whole.lines().filter(|line| line.contains('=')) {
            let key = line.split(' ').next().unwrap();
            let why = refused(&whole.replace(&format!("{line}\n"), ""));
            assert!(why.contains(&format!("missing field `{key}`")), "{key}: {why}");
        }
        // The same for every file that comes with arb; a day and its bound are not everywhere.
        let needed = |line: &&str| {
            let optional = ["#", "per_day = ", "day = "];
            line.contains(" = ") && !optional.iter().any(|start| line.starts_with(start))
        };
        for (_, text) in FILES {
            for line in text.lines().filter(needed) {
                refused(&text.replace(&format!("{line}\n"), ""));
            }
        }
    }

    #[test]
    fn what_is_not_known_or_contradicts_itself_is_refused() {
        let check = |text: &str, part: &str| {
            let why = refused(text);
            assert!(why.contains(part), "{why}");
        };
        check("", "declares no kind");
        check(&GOOD.replace("[purchase]", "[purchases]"), "`purchases` is no kind");
        check(&format!("{GOOD}more = 1\n"), "unknown field `more`");
        check(&GOOD.replace("\"by_ref\"", "\"maybe\""), "unknown variant `maybe`");
        check(&GOOD.replace("idem = \"none\"", "idem = \"header\""), "for no time");
        check(&GOOD.replace("settle = \"15m\"", "settle = \"1s\""), "twice `lookup_lag_p99`");
        check(&GOOD.replace("settle = \"15m\"", "settle = \"soon\""), "[purchase]");
        check(&format!("{GOOD}{}", REPLIES.replace("purchase", "refund")), "without [refund]");
    }
}
