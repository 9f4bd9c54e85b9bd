//! BookScouter's replies, as one customer's public client reads them (not published by the vendor): `status` must be
//! `success`; the quotes are `cachedPrices` or `prices`, in dollars, a price a number or text.

use std::collections::BTreeMap;

use jiff::{Timestamp, civil, tz::TimeZone};
use rust_decimal::Decimal;
use serde::Deserialize;
use serde_json::value::RawValue;

use crate::{domain::ids, vendors::reader};

/// The quotes for one book.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Book {
    #[serde(default)]
    status: Option<String>,
    #[serde(default)]
    cached_prices: Option<Vec<Quote>>,
    #[serde(default)]
    prices: Option<Vec<Quote>>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Quote {
    #[serde(default)]
    price: Option<Box<RawValue>>,
    #[serde(default)]
    updated_on: Option<String>,
}

/// The best quote.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bid {
    /// What the shop pays.
    pub price: Decimal,
    /// When the shop said so, where that can be read.
    pub at: Option<Timestamp>,
}

/// The quotes for several books.
#[derive(Debug, Deserialize)]
pub struct Books {
    #[serde(default)]
    status: Option<String>,
    #[serde(default)]
    isbns: Option<BTreeMap<String, Option<Book>>>,
}

fn failed(status: Option<&str>) -> Option<&str> {
    match status {
        Some(word) if word.eq_ignore_ascii_case("success") => None,
        Some(word) => Some(word),
        None => Some("not there"),
    }
}

impl Books {
    /// The status, where it is no success.
    pub fn failed(&self) -> Option<&str> {
        failed(self.status.as_deref())
    }

    /// The quotes for this ISBN-13, under it or its ISBN-10.
    pub fn of(&self, isbn: &str) -> Option<&Book> {
        let books = self.isbns.as_ref()?;
        let short = || ids::parse_cell(isbn).ok().and_then(|id| id.isbn10());
        books.get(isbn).or_else(|| books.get(&short()?))?.as_ref()
    }
}

impl Book {
    /// The status, where it is no success.
    pub fn failed(&self) -> Option<&str> {
        failed(self.status.as_deref())
    }

    /// The highest quote; `None` where nobody pays anything.
    pub fn best(&self) -> Option<Bid> {
        let quotes = [&self.cached_prices, &self.prices].into_iter().flatten().flatten();
        let bids = quotes.filter_map(|quote| {
            let price = reader::decimal(quote.price.as_deref()?).filter(|price| *price > Decimal::ZERO)?;
            Some(Bid { price, at: quote.updated_on.as_deref().and_then(moment) })
        });
        bids.max_by_key(|bid| bid.price)
    }
}

/// `2025-10-01 12:00:00`. No zone is written beside it: it is taken for UTC.
fn moment(text: &str) -> Option<Timestamp> {
    let at: civil::DateTime = text.trim().replacen(' ', "T", 1).parse().ok()?;
    Some(at.to_zoned(TimeZone::UTC).ok()?.timestamp())
}

/// What stands in an error.
pub fn said(body: &[u8]) -> Option<String> {
    #[derive(Deserialize)]
    struct Said {
        #[serde(default)]
        message: Option<String>,
        #[serde(default)]
        error: Option<String>,
        #[serde(default)]
        status: Option<String>,
    }
    let said: Said = serde_json::from_slice(body).ok()?;
    said.message.or(said.error).or(said.status).filter(|said| !said.trim().is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_best_quote_counts() {
        let check = |text: &str, expected: Option<(&str, Option<&str>)>| {
            let bid = serde_json::from_str::<Book>(text).unwrap().best();
            let shown = bid.map(|bid| (bid.price.to_string(), bid.at.map(|at| at.to_string())));
            let expected = expected.map(|(price, at)| (price.to_owned(), at.map(str::to_owned)));
            assert_eq!(shown, expected, "{text}");
        };
        check(
            r#"{"status":"success","cachedPrices":[{"VendorName":"a","VendorId":1,"Price":"3.10","UpdatedOn":"soon"},
            {"VendorId":"2","Price":4.25,"UpdatedOn":"2026-05-01 12:00:00"},{"Price":null},{"Price":"n/a"},{}]}"#,
            Some(("4.25", Some("2026-05-01T12:00:00Z"))),
        );
        check(r#"{"status":"success","prices":[{"Price":1.5}]}"#, Some(("1.5", None)));
        check(r#"{"status":"success","prices":[{"Price":0},{"Price":-2}],"cachedPrices":null}"#, None);
        check(r#"{"status":"success"}"#, None);
    }

    #[test]
    fn only_a_success_is_one_and_a_book_is_found_by_either_number() {
        let read = |text: &str| serde_json::from_str::<Books>(text).unwrap();
        let books = read(
            r#"{"status":"success","isbns":{"0439023483":{"status":"success","prices":[{"Price":2}]},"9780000000002":null}}"#,
        );
        assert_eq!(books.failed(), None);
        assert!(books.of("9780439023481").is_some_and(|book| book.failed().is_none()));
        assert!(books.of("9780000000002").is_none());
        assert_eq!(read(r#"{"status":"error"}"#).failed(), Some("error"));
        assert_eq!(read("{}").failed(), Some("not there"));
        assert!(read(r#"{"status":"success","isbns":null}"#).of("9780439023481").is_none());
    }

    #[test]
    fn errors_are_told_in_its_words() {
        assert_eq!(said(br#"{"status":"error","message":"Invalid API key"}"#).as_deref(), Some("Invalid API key"));
        assert_eq!(said(br#"{"status":"error"}"#).as_deref(), Some("error"));
        assert_eq!(said(b"<html>"), None);
    }
}
