//! The Selling Partner API's own words, as Amazon's published models have them: catalog items 2022-04-01, pricing v0 and
//! 2022-05-01, fees v0, listings and restrictions 2021-08-01, orders 2026-01-01, finances 2024-06-19, sellers v1, and the
//! notification ANY_OFFER_CHANGED.
//!
//! Amounts are read digit by digit. A word that is not known, a field that is `null` or missing, says nothing; it is never
//! taken for a price of zero, for no offers or for leave to sell.

pub mod amounts;
pub mod batch;
pub mod catalog;
pub mod competitive;
pub mod expected;
pub mod fees;
pub mod inbound;
pub mod issues;
pub mod item;
pub mod messaging;
pub mod notification;
pub mod orders;
mod places;
pub mod prices;
pub mod restrictions;
pub mod rivals;
pub mod sealed;
pub mod transactions;

use serde::{Deserialize, Deserializer};
use serde_json::value::RawValue;

use crate::{
    domain::money::{Currency, Money},
    net,
    store::Told,
    vendors::reader,
};

pub use self::places::{Marketplace, marketplace, marketplace_of};

/// An amount: `{"CurrencyCode": "USD", "Amount": 24.99}`.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "PascalCase", default)]
pub struct Amount {
    currency_code: Option<String>,
    amount: Option<Box<RawValue>>,
}

impl Amount {
    /// The money, where both parts say something.
    pub fn money(&self) -> Option<Money> {
        let currency = Currency::parse(self.currency_code.as_deref()?)?;
        Some(Money::new(reader::decimal(self.amount.as_deref()?)?, currency))
    }
}

/// A word of trouble: `{"code", "message", "details"}`.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Said {
    code: Option<String>,
    message: Option<String>,
    details: Option<String>,
}

impl Said {
    /// The code and the words, as one line; `None` where it is empty.
    pub fn line(self) -> Option<String> {
        let parts: Vec<String> = [self.code, self.message, self.details]
            .into_iter()
            .flatten()
            .filter(|part| !part.trim().is_empty())
            .collect();
        let line: String = parts.join(": ").split_whitespace().collect::<Vec<_>>().join(" ");
        (!parts.is_empty()).then(|| line.chars().filter(|c| !c.is_control()).take(200).collect())
    }
}

/// Whether a reply says that the access token has ended. Amazon answers 403 to that as it does to a missing right; only the
/// words tell which it is.
pub fn is_stale(reply: &net::Reply) -> bool {
    let of_the_token = |one: &Said| {
        let words = [&one.message, &one.details].map(|text| text.as_deref().unwrap_or_default().to_lowercase());
        one.code.as_deref() == Some("Unauthorized") && words.iter().any(|text| text.contains("access token"))
    };
    reply.status == 401 || reply.status == 403 && errors(&reply.body).is_some_and(|all| all.iter().any(of_the_token))
}

/// What stands in a body of errors: `{"errors": [...]}`, or the list right there, as the restrictions have it.
pub fn said(body: &[u8]) -> Option<String> {
    errors(body)?.into_iter().find_map(Said::line)
}

/// The code of the first error in a body of errors.
pub fn code(body: &[u8]) -> Option<String> {
    errors(body)?.into_iter().find_map(|error| error.code)
}

fn errors(body: &[u8]) -> Option<Vec<Said>> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Errors {
        Wrapped { errors: Vec<Said> },
        Bare(Vec<Said>),
    }
    match serde_json::from_slice(body).ok()? {
        Errors::Wrapped { errors } | Errors::Bare(errors) => Some(errors),
    }
}

/// What a reply says of the quota: the rate in force, where Amazon names it.
pub fn meter(reply: &net::Reply) -> Told {
    Told { per_second: reply.header("x-amzn-ratelimit-limit").and_then(per_second), ..Told::default() }
}

/// Calls in a second as thousandths of one; `None` for none and for what is no number.
fn per_second(text: &str) -> Option<i64> {
    use rust_decimal::{Decimal, prelude::ToPrimitive as _};
    let rate = text.trim().parse::<Decimal>().ok()?;
    (rate.checked_mul(Decimal::ONE_THOUSAND)?).trunc().to_i64().filter(|rate| *rate > 0)
}

/// The product types that a title may be of, the likeliest first.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ProductTypes {
    #[serde(default, deserialize_with = "or_empty")]
    product_types: Vec<ProductType>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct ProductType {
    name: Option<String>,
}

impl ProductTypes {
    /// The likeliest one whose name is one.
    pub fn first(self) -> Option<String> {
        let is_name = |name: &String| {
            !name.is_empty()
                && name.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit() || byte == b'_')
        };
        self.product_types.into_iter().find_map(|one| one.name.filter(is_name))
    }
}

/// The marketplaces that an account sells in.
#[derive(Debug, Deserialize)]
pub struct Participations {
    #[serde(default, deserialize_with = "or_empty")]
    payload: Vec<Participation>,
}

#[derive(Debug, Deserialize)]
struct Participation {
    marketplace: Named,
    #[serde(default)]
    participation: Option<Part>,
}

#[derive(Debug, Deserialize)]
struct Named {
    id: String,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Part {
    #[serde(default)]
    is_participating: Option<bool>,
}

impl Participations {
    /// The ids of the marketplaces that the account sells in.
    pub fn into_ids(self) -> Vec<String> {
        let sells =
            |one: &Participation| one.participation.as_ref().and_then(|part| part.is_participating) == Some(true);
        self.payload.into_iter().filter(sells).map(|one| one.marketplace.id).collect()
    }
}

/// `null` is an empty list.
fn or_empty<'de, D: Deserializer<'de>, T: Deserialize<'de> + Default>(deserializer: D) -> Result<T, D::Error> {
    Ok(Option::<T>::deserialize(deserializer)?.unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_amount_is_exact_and_half_of_one_is_none() {
        let check = |text: &str, expected: Option<&str>| {
            let amount: Amount = serde_json::from_str(text).unwrap();
            assert_eq!(amount.money().map(|money| money.to_string()).as_deref(), expected, "{text}");
        };
        check(r#"{"CurrencyCode":"USD","Amount":24.99}"#, Some("$24.99"));
        check(r#"{"CurrencyCode":"USD","Amount":"7.10"}"#, Some("$7.10"));
        check(r#"{"CurrencyCode":"USD","Amount":null}"#, None);
        check(r#"{"CurrencyCode":null,"Amount":3}"#, None);
        check(r#"{"CurrencyCode":"string","Amount":0}"#, None);
        check(r#"{"Amount":{"new":1},"CurrencyCode":"USD"}"#, None);
        check("{}", None);
    }

    #[test]
    fn errors_are_told_in_amazons_words() {
        let check =
            |body: &str, expected: Option<&str>| assert_eq!(said(body.as_bytes()).as_deref(), expected, "{body}");
        check(
            r#"{"errors":[{"code":"InvalidInput","message":"no such marketplace","details":""}]}"#,
            Some("InvalidInput: no such marketplace"),
        );
        check(r#"[{"code":"BAD_REQUEST","message":"asin"},{"code":"B"}]"#, Some("BAD_REQUEST: asin"));
        check(r#"{"errors":[{"code":null},{"message":"late","more":[1]}]}"#, Some("late"));
        check(r#"{"errors":[]}"#, None);
        check("<html>", None);
    }

    #[test]
    fn a_token_that_ended_is_told_from_a_missing_right() {
        let check = |status: u16, body: &str, expected: bool| {
            let reply = net::Reply { status, body: body.as_bytes().to_vec(), ..net::Reply::default() };
            assert_eq!(is_stale(&reply), expected, "{status} {body}");
        };
        let denied = |details: &str| {
            format!(
                r#"{{"errors":[{{"code":"Unauthorized","message":"Access to requested resource is denied.","details":"{details}"}}]}}"#
            )
        };
        check(403, &denied("The access token you provided has expired."), true);
        check(403, &denied("The access token you provided is revoked, malformed or invalid."), true);
        check(403, &denied(""), false);
        check(403, r#"{"errors":[{"code":"InvalidInput","message":"access token"}]}"#, false);
        check(403, "<html>", false);
        check(401, "", true);
        check(400, &denied("The access token you provided has expired."), false);
    }

    #[test]
    fn the_rate_in_force_is_read() {
        assert_eq!(per_second("0.1"), Some(100));
        assert_eq!(per_second(" 5.0 "), Some(5000));
        for nothing in ["0", "-1", "soon", "", "0.0001"] {
            assert_eq!(per_second(nothing), None, "{nothing}");
        }
    }

    #[test]
    fn an_account_sells_where_it_says_so() {
        let text = r#"{"payload":[
            {"marketplace":{"id":"A"},"participation":{"isParticipating":true,"hasSuspendedListings":false}},
            {"marketplace":{"id":"B"},"participation":{"isParticipating":false}},
            {"marketplace":{"id":"C"}}]}"#;
        assert_eq!(serde_json::from_str::<Participations>(text).unwrap().into_ids(), ["A"]);
        assert!(serde_json::from_str::<Participations>(r#"{"payload":null}"#).unwrap().into_ids().is_empty());
    }
}
