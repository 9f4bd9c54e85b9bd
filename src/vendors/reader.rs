//! What all vendors that are read from have in common: a host from their settings, an age, what is left of their quotas.

use std::{rc::Rc, time::Duration};

use anyhow::Result;
use jiff::SignedDuration;
use rust_decimal::Decimal;
use serde_json::value::RawValue;

use super::{Left, declarations};
use crate::{
    error,
    net::{Auth, Client, Host, Limits, Origin, Room},
};

/// Where a vendor is, by its settings.
#[derive(Clone, Copy)]
pub struct Place<'a> {
    /// The vendor.
    pub vendor: &'static str,
    /// Its host.
    pub base_url: &'a str,
    /// How long one call may take, in seconds.
    pub deadline_s: u64,
    /// The longest reply, in bytes, unpacked.
    pub longest: usize,
}

impl Place<'_> {
    /// The usual bound of a reply.
    pub const LONGEST: usize = 8 << 20;

    /// What a call there may take.
    pub fn limits(&self) -> Result<Limits> {
        if !(1..=60).contains(&self.deadline_s) {
            return Err(bad(self.vendor, "deadline_s", &self.deadline_s.to_string(), "it is between 1 and 60 seconds"));
        }
        Ok(Limits { body: self.longest, ..Limits::within(Duration::from_secs(self.deadline_s)) })
    }

    /// The host, with the quotas that the vendor declares.
    pub fn host(&self, room: &Rc<Room>, auth: Auth) -> Result<Host> {
        let origin = Origin::parse(&format!("vendors.{}.base_url", self.vendor), self.base_url)?;
        let quotas = declarations::of(self.vendor)?.quotas;
        Ok(Host::new(self.vendor, Client::new(origin, self.limits()?), Rc::clone(room), auth, quotas))
    }

    /// A client for another host of the vendor, where it logs in.
    pub fn login(&self, key: &str, url: &str) -> Result<Client> {
        Ok(Client::new(Origin::parse(&format!("vendors.{}.{key}", self.vendor), url)?, self.limits()?))
    }
}

/// A setting that can't be what it is.
pub fn bad(vendor: &str, key: &str, text: &str, why: &str) -> anyhow::Error {
    error::config(format!("the setting `vendors.{vendor}.{key}` can't be `{text}`: {why}")).code("bad_setting").into()
}

/// How old an answer may be.
pub fn max_age(vendor: &str, text: &str) -> Result<Duration> {
    let age = text.parse::<SignedDuration>().ok().and_then(|age| Duration::try_from(age).ok());
    age.ok_or_else(|| bad(vendor, "max_age", text, "write it like `12h`"))
}

/// What is left of the quotas of a host.
pub fn left(host: &Host) -> Result<Vec<Left>> {
    host.quotas()
        .map(|(what, allowance, key)| {
            let standing = host.room().standing(&key, allowance)?;
            let (now, quota) = standing.level.map_or((None, allowance.quota), |(now, quota)| (Some(now), quota));
            Ok(Left {
                what: what.to_owned(),
                now: now.map(whole),
                per_second: whole(quota.per_second),
                per_day: allowance.per_day,
                today: standing.calls,
                tokens_today: whole(standing.tokens),
            })
        })
        .collect()
}

/// An amount of JSON, exactly as it is written there, as a number or as text; `None` where it is none.
pub fn amount(raw: &RawValue) -> Option<Decimal> {
    let text = raw.get().trim_matches('"').trim();
    text.parse().or_else(|_| Decimal::from_scientific(text)).ok()
}

fn whole(thousandths: i64) -> Decimal {
    Decimal::new(thousandths, 3).normalize()
}
