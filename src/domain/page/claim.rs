//! What one signal says about one product.

use rust_decimal::Decimal;

use super::{Availability, Signal, text};
use crate::domain::{
    money::Currency,
    price_text::{PriceHint, parse_price},
};

/// A product as one signal describes it.
#[derive(Clone, Debug)]
pub struct Claim {
    /// Who says it.
    pub signal: Signal,
    /// How well it fits the page: the product of the page, or another that stands on it.
    pub fit: i32,
    pub title: Option<String>,
    pub url: Option<String>,
    pub brand: Option<String>,
    pub sku: Option<String>,
    pub mpn: Option<String>,
    pub gtins: Vec<String>,
    pub condition: Option<String>,
    pub image: Option<String>,
    pub category: Option<String>,
    pub availability: Option<Availability>,
    pub price: Option<Price>,
}

impl Claim {
    /// An empty one.
    pub fn of(signal: Signal) -> Self {
        Self {
            signal,
            fit: 0,
            title: None,
            url: None,
            brand: None,
            sku: None,
            mpn: None,
            gtins: Vec::new(),
            condition: None,
            image: None,
            category: None,
            availability: None,
            price: None,
        }
    }
}

/// A price as one signal says it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Price {
    /// The amount.
    pub amount: Decimal,
    /// Another way to read the same text: `1.299` is twelve hundred where people write it so.
    pub or: Option<Decimal>,
    /// The upper end of a range.
    pub high: Option<Decimal>,
    /// The currency.
    pub currency: Option<Currency>,
    /// The sign or code as written.
    pub written: Option<String>,
}

impl Price {
    /// Reads a price that a program wrote for programs: a plain decimal has a point, whatever the country. `currency` is
    /// what stands beside it.
    pub fn machine(amount: &str, currency: Option<&str>, known: Option<Currency>) -> Option<Self> {
        let amount = amount.trim();
        let named = currency.and_then(|code| code_of(code, known));
        let hint = PriceHint { currency: named.or(known), ..PriceHint::default() };
        let people = parse_price(amount, &hint);
        let plain = amount.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.')
            && amount.bytes().filter(|byte| *byte == b'.').count() <= 1;
        let exact = if plain { Decimal::from_str_exact(amount.trim_end_matches('.')).ok() } else { None };
        let value = exact.or(people.amount).filter(|value| !value.is_sign_negative())?;
        Some(Self {
            amount: value.normalize(),
            or: people.amount.map(|other| other.normalize()).filter(|other| *other != value),
            high: people.high,
            currency: named.or(people.symbol.as_ref().and(people.currency)),
            written: currency.and_then(|code| text::said(code, 12)).or(people.symbol),
        })
    }

    /// Reads a price that was written for people.
    pub fn people(written: &str, known: Option<Currency>) -> Option<Self> {
        let read = parse_price(written, &PriceHint { currency: known, ..PriceHint::default() });
        let amount = read.amount.filter(|amount| *amount > Decimal::ZERO)?;
        Some(Self {
            amount: amount.normalize(),
            or: None,
            high: read.high,
            currency: read.symbol.as_ref().and(read.currency),
            written: read.symbol,
        })
    }

    /// Whether both can be the same price, and the amount that they agree on.
    pub fn agrees(&self, other: &Self) -> Option<Decimal> {
        let clash = matches!((self.currency, other.currency), (Some(one), Some(two)) if one != two);
        if clash && !(self.amount == other.amount && shares_sign(self, other)) {
            return None;
        }
        let within = |range: &Self, one: &Self| {
            range.high.is_some() && one.high.is_none() && (range.amount == one.amount || range.high == Some(one.amount))
        };
        if self.amount == other.amount || within(self, other) || within(other, self) {
            return Some(self.amount);
        }
        if self.or == Some(other.amount) { self.or } else { other.or.filter(|or| *or == self.amount) }
    }
}

/// A sign that several currencies share is no proof of another one.
fn shares_sign(one: &Price, two: &Price) -> bool {
    let fits = |sign: &Price, code: &Price| {
        let (Some(written), Some(currency)) = (&sign.written, code.currency) else { return false };
        code_of(written, Some(currency)) == Some(currency)
    };
    fits(one, two) || fits(two, one)
}

/// The currency of a code or sign.
pub fn code_of(written: &str, known: Option<Currency>) -> Option<Currency> {
    let written = written.trim();
    if written.is_empty() || written.len() > 20 {
        return None;
    }
    let read = parse_price(&format!("1 {written}"), &PriceHint { currency: known, ..PriceHint::default() });
    read.symbol.and(read.currency)
}
