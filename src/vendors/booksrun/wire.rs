//! BooksRun's reply to `/price/sell/ISBN`: `{"result": {"status": "success", "text": {"Average", "Good", "New"}}}`, in dollars.
//!
//! Documented on the vendor's page of its API and nowhere else, so it is read leniently: a price may be a number or text, a
//! sentence may stand where the prices do.

use rust_decimal::Decimal;
use serde::Deserialize;
use serde_json::value::RawValue;

use crate::vendors::reader;

/// A reply.
#[derive(Debug, Deserialize)]
pub struct Reply {
    #[serde(default)]
    result: Option<Outcome>,
}

#[derive(Debug, Deserialize)]
struct Outcome {
    #[serde(default)]
    status: Option<String>,
    #[serde(default)]
    text: Option<Box<RawValue>>,
}

/// The prices by the condition of the book.
#[derive(Debug, Deserialize)]
struct Prices {
    #[serde(default, rename = "New", alias = "new")]
    new: Option<Box<RawValue>>,
    #[serde(default, rename = "Good", alias = "good")]
    good: Option<Box<RawValue>>,
    #[serde(default, rename = "Average", alias = "average")]
    average: Option<Box<RawValue>>,
}

impl Reply {
    /// What it pays for one in the best condition that it takes; `None` where it pays nothing or does not say.
    pub fn bid(&self) -> Option<Decimal> {
        let outcome = self.result.as_ref()?;
        if !outcome.status.as_deref()?.eq_ignore_ascii_case("success") {
            return None;
        }
        let prices: Prices = serde_json::from_str(outcome.text.as_deref()?.get()).ok()?;
        let best = [prices.new, prices.good, prices.average].into_iter().flatten();
        best.filter_map(|raw| reader::decimal(&raw)).find(|price| *price > Decimal::ZERO)
    }

    /// The sentence that stands where the prices do.
    pub fn refusal(&self) -> Option<String> {
        let outcome = self.result.as_ref()?;
        let said = outcome.text.as_deref().and_then(|text| serde_json::from_str::<String>(text.get()).ok());
        let unknown = || outcome.status.clone().filter(|status| !status.eq_ignore_ascii_case("success"));
        said.filter(|said| !said.trim().is_empty()).or_else(unknown)
    }
}

/// What stands in an error: the sentence of a reply.
pub fn said(body: &[u8]) -> Option<String> {
    serde_json::from_slice::<Reply>(body).ok()?.refusal()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bid_is_that_for_the_best_condition_it_takes() {
        let check = |text: &str, bid: Option<&str>, refusal: Option<&str>| {
            let reply: Reply = serde_json::from_str(text).unwrap();
            assert_eq!(reply.bid().map(|bid| bid.to_string()).as_deref(), bid, "{text}");
            assert_eq!(reply.refusal().as_deref(), refusal, "{text}");
        };
        let success = |text: &str| format!(r#"{{"result":{{"status":"success","text":{text}}}}}"#);
        check(&success(r#"{"Average":2.5,"Good":"4.10","New":5.25}"#), Some("5.25"), None);
        check(&success(r#"{"Average":2.5,"Good":"4.10","New":0}"#), Some("4.10"), None);
        check(&success(r#"{"Average":2.5,"Good":null,"New":"none","Mint":9}"#), Some("2.5"), None);
        check(&success(r#"{"Average":0,"Good":-1}"#), None, None);
        check(&success(r#""Book is not found""#), None, Some("Book is not found"));
        check(&success("null"), None, None);
        check(r#"{"result":{"status":"error","text":{"New":5}}}"#, None, Some("error"));
        check(r#"{"result":{"status":null,"text":{"New":5}}}"#, None, None);
        check(r#"{"result":null}"#, None, None);
        check("{}", None, None);
        assert_eq!(said(br#"{"result":{"status":"error","text":"Wrong key"}}"#).as_deref(), Some("Wrong key"));
        assert_eq!(said(b"<html>"), None);
    }
}
