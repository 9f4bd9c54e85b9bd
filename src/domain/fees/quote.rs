//! The answer: lines with their card, source and formula, the total, what was assumed and what is missing.

use std::fmt::{Display, Write as _};

use rust_decimal::Decimal;
use serde::Serialize;

use super::{
    catalog::Catalog,
    engine::{Ask, Gap, How, Line, Out},
    file::{Confidence, Per},
    query::FeeQuery,
};
use crate::domain::money::{Currency, Money, amount_text};

/// What a sale costs in fees.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Quote {
    /// The channel's currency; none for an unknown channel.
    pub currency: Option<Currency>,
    /// The lines whose amount is known.
    pub lines: Vec<FeeLine>,
    /// Their sum; none for an unknown channel or a sum that does not fit.
    pub total: Option<Money>,
    /// Whether nothing is missing: otherwise the total is too low.
    pub complete: bool,
    /// What was taken for granted.
    pub assumptions: Vec<String>,
    /// What could not be worked out.
    pub missing: Vec<Missing>,
}

/// One line of a quote; what the seller pays is positive.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FeeLine {
    /// `referral`, `fba_base`, `fvf` …
    pub code: String,
    /// For all units, rounded to the minor unit.
    pub amount: Money,
    /// The card it comes from.
    pub card: String,
    /// Where the card comes from.
    pub source: String,
    /// How sure the rate is.
    pub confidence: Confidence,
    /// `15 % of 64.90`.
    pub formula: String,
    /// What else is known about the rate.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// Something that could not be worked out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, thiserror::Error)]
#[error("{code}: {what}")]
pub struct Missing {
    /// The line, or the column that is wrong.
    pub code: String,
    /// What is not known and what would help.
    pub what: String,
}

impl Catalog {
    /// Works out every line of a question.
    pub fn quote(&self, query: &FeeQuery) -> Quote {
        let mut quote = Quote {
            currency: None,
            lines: Vec::new(),
            total: None,
            complete: true,
            assumptions: Vec::new(),
            missing: Vec::new(),
        };
        let Some(channel) = self.channel(&query.channel) else {
            quote.missing.push(self.no_channel(&query.channel));
            quote.complete = false;
            return quote;
        };
        quote.currency = Some(channel.currency);
        Ask::new(channel, query).walk(&mut quote);
        let sum = quote.lines.iter().try_fold(Decimal::ZERO, |sum, line| sum.checked_add(line.amount.amount()));
        quote.total = sum.map(|sum| Money::new(sum, channel.currency));
        quote.complete = quote.missing.is_empty() && quote.total.is_some();
        quote
    }

    /// The total alone, in the channel's currency, decided by the same code; an error where anything is missing.
    pub fn quote_total(&self, query: &FeeQuery) -> Result<Decimal, Missing> {
        let Some(channel) = self.channel(&query.channel) else { return Err(self.no_channel(&query.channel)) };
        let mut total = Total(Ok(Decimal::ZERO));
        Ask::new(channel, query).walk(&mut total);
        total.0
    }

    fn no_channel(&self, name: &str) -> Missing {
        let near =
            self.channels().max_by(|a, b| strsim::jaro_winkler(a, name).total_cmp(&strsim::jaro_winkler(b, name)));
        let near = near
            .filter(|near| strsim::jaro_winkler(near, name) > 0.7)
            .map_or(String::new(), |near| format!(": did you mean `{near}`?"));
        Missing { code: "channel".into(), what: format!("no fee card for channel `{name}`{near}") }
    }
}

impl Out for Quote {
    fn line(&mut self, ask: &Ask<'_>, line: &Line<'_>) {
        let stated = matches!(line.how, How::Stated { known: false, .. });
        let rule = line.rule;
        self.lines.push(FeeLine {
            code: line.code.to_owned(),
            amount: Money::new(line.amount, ask.channel.currency),
            card: if stated { "stated".to_owned() } else { rule.card.id.clone() },
            source: if stated { "the question itself".to_owned() } else { rule.source.to_string() },
            confidence: match line.how {
                How::Row { row, .. } => row.confidence.unwrap_or(rule.confidence),
                _ => rule.confidence,
            },
            formula: formula(ask, line),
            note: rule.note.as_deref().filter(|_| !stated).map(str::to_owned),
        });
    }

    fn missing(&mut self, ask: &Ask<'_>, code: &str, gap: &Gap<'_>) {
        self.missing.push(Missing { code: code.to_owned(), what: what(ask, gap) });
    }

    fn assume(&mut self, text: &dyn Display) {
        let text = text.to_string();
        if !self.assumptions.contains(&text) {
            self.assumptions.push(text);
        }
    }
}

struct Total(Result<Decimal, Missing>);

impl Out for Total {
    fn line(&mut self, _: &Ask<'_>, line: &Line<'_>) {
        if let Ok(sum) = &mut self.0 {
            match sum.checked_add(line.amount) {
                Some(more) => *sum = more,
                None => self.0 = Err(Missing { code: line.code.to_owned(), what: "the amount is too large".into() }),
            }
        }
    }

    fn missing(&mut self, ask: &Ask<'_>, code: &str, gap: &Gap<'_>) {
        if self.0.is_ok() {
            self.0 = Err(Missing { code: code.to_owned(), what: what(ask, gap) });
        }
    }

    fn assume(&mut self, _: &dyn Display) {}
}

/// Says how a line came about: `15 % of 64.90`, `20 % of 250.00 + 5 % of 750.00, at least 0.30`.
fn formula(ask: &Ask<'_>, line: &Line<'_>) -> String {
    let currency = ask.channel.currency;
    let money = |amount: Decimal| amount_text(amount, currency);
    let rule = line.rule;
    let mut text = String::new();
    match line.how {
        How::Rate { base } => {
            ask.parts_of(rule, base, |part| {
                if !part.rate.is_zero() {
                    let _ = write!(text, "{}{} % of {}", plus(&text), part.rate, money(part.of));
                }
                if !part.fixed.is_zero() {
                    let _ = write!(text, "{}{}", plus(&text), money(part.fixed));
                }
            });
            if text.is_empty() {
                text = money(Decimal::ZERO);
            }
        }
        How::Stated { rate, fixed, base, .. } => {
            let _ = write!(text, "{rate} % of {}", money(base));
            if !fixed.is_zero() {
                let _ = write!(text, " + {}", money(fixed));
            }
        }
        How::Feet { each, feet } => {
            let _ = write!(text, "{each} x {} cubic feet", feet.round_dp(4).normalize());
        }
        How::Row { row, steps, fit } => {
            text.push_str(&money(row.fee));
            if let Some(add) = row.add.filter(|_| steps > 0) {
                let _ = write!(text, " + {steps} x {}", add.fee);
            }
            if let Some((size, weight)) = fit {
                let _ = write!(text, " ({size}{}{weight})", if size.is_empty() { "" } else { ", " });
            }
            if let Some(band) = row.price {
                let _ = write!(text, ", price {band}");
            }
        }
        How::Sum { base, fuel } => {
            let _ = write!(text, "{} + {} fuel surcharge", money(base), money(fuel));
        }
    }
    if !matches!(line.how, How::Stated { known: false, .. } | How::Sum { .. }) {
        if let Some(min) = rule.min {
            let _ = write!(text, ", at least {}", money(min));
        }
        if let Some(cap) = rule.cap {
            let _ = write!(text, ", at most {}", money(cap));
        }
    }
    if rule.per == Per::Unit && ask.query.quantity > 1 && !matches!(line.how, How::Sum { .. }) {
        let _ = write!(text, ", x {} units", ask.query.quantity);
    }
    text
}

fn plus(text: &str) -> &'static str {
    if text.is_empty() { "" } else { " + " }
}

/// Says what is not known and what would help.
fn what(ask: &Ask<'_>, gap: &Gap<'_>) -> String {
    let on = ask.query.on;
    match gap {
        Gap::Price => "the item price isn't given".into(),
        Gap::NegativePrice => "an amount is below zero".into(),
        Gap::Quantity => "the quantity is zero".into(),
        Gap::Dims => "the sides of the packed item aren't known: give `dims`, like `6x4x0.5 in`".into(),
        Gap::Weight => "the weight of the packed item isn't known: give `weight`, like `1.25 lb`".into(),
        Gap::NoSizes => format!("no size tiers are known on {on}"),
        Gap::TooLarge => "the item is larger or heavier than every known size tier".into(),
        Gap::NoRow { size: Some(size) } => {
            format!("the card of {on} has no rate for `{size}` at this price and weight")
        }
        Gap::NoRow { size: None } => format!("the card of {on} has no rate for this weight, price or zone"),
        Gap::Option(key) => match ask.channel.fact(key) {
            Some(fact) => format!("`{key}` isn't given: {}", fact.spec.values.join(" or ")),
            None => format!("`{key}` isn't given"),
        },
        Gap::BadOption { key, value } => match ask.channel.fact(key) {
            Some(fact) => format!("`{value}` is none of {}", fact.spec.values.join(", ")),
            None => format!("`{value}` is not something `{}` knows", ask.channel.name),
        },
        Gap::NoCategory => "the category isn't given".into(),
        Gap::UnknownCategory(text) => {
            let near = ask.channel.categories.nearest(text);
            let hint =
                if near.is_empty() { String::new() } else { format!(": did you mean `{}`?", near.join("` or `")) };
            format!("`{text}` is not a category of {}{hint}", ask.channel.name)
        }
        Gap::AmbiguousCategory(text, choice) => {
            format!("`{text}` holds several fee categories: say `{}`", choice.join("` or `"))
        }
        Gap::NoDate(rule) => {
            let from = if rule.from == jiff::civil::Date::MIN { String::new() } else { format!(" from {}", rule.from) };
            let to = if rule.to == jiff::civil::Date::MAX { String::new() } else { format!(" to {}", rule.to) };
            format!("no rate is known on {on}: `{}` holds{from}{to}", rule.card.id)
        }
        Gap::NoRule => "no rate is known for this".into(),
        Gap::Follows(code) => format!("it follows `{code}`, which isn't known"),
        Gap::Unknown { why, row } => match row {
            Some(row) => match row.high.filter(|high| *high != row.fee) {
                Some(high) => format!("{why}: {} to {high}", row.fee),
                None => format!("{why}: about {}", row.fee),
            },
            None => (*why).to_owned(),
        },
        Gap::TooBig => "the amount is too large".into(),
    }
}
