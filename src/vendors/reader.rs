//! What all vendors that are read from have in common: a host from their settings, an age, what is left of their quotas.

use std::{rc::Rc, time::Duration};

use anyhow::Result;
use jiff::SignedDuration;
use rust_decimal::Decimal;
use serde_json::value::RawValue;

use super::{Left, declarations};
use crate::{
    domain::{
        ids::{self, Identifier},
        offer::ProductIds,
    },
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

/// Every number that names the product, the ASIN among them; what is broken or names no product is left out.
pub fn product_ids<'a>(asin: Option<&'a str>, numbers: impl Iterator<Item = &'a str>) -> ProductIds {
    let read: Vec<Identifier> = numbers.chain(asin).filter_map(|number| ids::parse_cell(number).ok()).collect();
    let mut keys: Vec<String> = Vec::new();
    for key in read.iter().filter_map(Identifier::product_key) {
        if !keys.contains(&key) {
            keys.push(key);
        }
    }
    let gtin = read.iter().find(|id| id.product && id.gtin14().is_some()).and_then(Identifier::gtin14);
    let asin = asin.and_then(|asin| ids::parse_cell(asin).ok()).and_then(|id| id.asin());
    ProductIds {
        gtin: gtin.map(|gtin| gtin.to_string()),
        asin: asin.map(|asin| asin.to_string()),
        key: (!keys.is_empty()).then(|| keys.remove(0)),
        other: keys,
    }
}

/// The books among product keys as ISBN-13, each once.
pub fn isbns(keys: &[String]) -> Vec<String> {
    let mut books: Vec<String> = Vec::new();
    for gtin in keys.iter().filter_map(|key| key.strip_prefix("gtin:")) {
        if let Some(isbn) = ids::parse_cell(gtin).ok().filter(|id| id.product).and_then(|id| id.isbn13())
            && !books.contains(&isbn)
        {
            books.push(isbn);
        }
    }
    books
}

/// A number as a vendor wrote it, plain, scientific or as text, digit by digit and never through a float; `None` where it is
/// none.
pub fn decimal(raw: &RawValue) -> Option<Decimal> {
    let text = serde_json::from_str::<String>(raw.get()).unwrap_or_else(|_| raw.get().to_owned());
    let text = text.trim();
    let scientific = || if text.contains(['e', 'E']) { Decimal::from_scientific(text).ok() } else { None };
    text.parse::<Decimal>().ok().or_else(scientific)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_read_digit_by_digit() {
        let check = |text: &str, expected: Option<&str>| {
            let raw = RawValue::from_string(text.to_owned()).unwrap();
            assert_eq!(decimal(&raw).map(|value| value.to_string()).as_deref(), expected, "{text}");
        };
        check("24.99", Some("24.99"));
        check("\"24.90\"", Some("24.90"));
        check("0.1000000000000000055", Some("0.1000000000000000055"));
        check("1.5e1", Some("15"));
        check("null", None);
        check("\"none\"", None);
        check("{}", None);
        check("[1]", None);
    }

    #[test]
    fn books_are_told_from_other_barcodes() {
        let keys = ["gtin:09780439023481", "gtin:00036000291452", "gtin:09780439023481", "asin:B0D8W1YVBX"];
        assert_eq!(isbns(&keys.map(str::to_owned)), ["9780439023481"]);
    }

    #[test]
    fn a_product_goes_by_every_number_that_is_whole() {
        let ids = product_ids(Some("B0D8W1YVBX"), ["8809875456477", "4", "08809875456477"].into_iter());
        assert_eq!(ids.keys(), ["gtin:08809875456477", "asin:B0D8W1YVBX"]);
        assert_eq!((ids.gtin.as_deref(), ids.asin.as_deref()), (Some("08809875456477"), Some("B0D8W1YVBX")));
        assert!(product_ids(Some("?"), std::iter::empty()).is_empty());
    }
}
