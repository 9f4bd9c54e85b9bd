//! The cards themselves: what there is, and what changed between two days.

use std::{collections::BTreeMap, fmt::Write as _};

use jiff::civil::Date;
use serde::Serialize;

use super::{
    catalog::{Catalog, Channel},
    file::Confidence,
    rule::{Amount, Row, Rule},
    size::Weight,
    tiers::Mode,
};

/// A card, or the part of it with one period and source.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CardSummary {
    /// The channel.
    pub channel: String,
    /// `amazon_us/fba-2026`.
    pub card: String,
    /// For people.
    pub title: String,
    /// The fee codes it has rules for.
    pub codes: Vec<String>,
    /// First day; none is open.
    pub effective_from: Option<Date>,
    /// Last day; none is open.
    pub effective_to: Option<Date>,
    /// How sure the rates are.
    pub confidence: Confidence,
    /// Where they come from.
    pub source: String,
    /// How many rules and table rows.
    pub rates: usize,
    /// The file it was read from.
    pub file: String,
}

/// A rate that is not the same on two days.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Change {
    /// The channel.
    pub channel: String,
    /// The fee code.
    pub code: String,
    /// For what: category, conditions, table row.
    pub rule: String,
    /// `added`, `ended` or `changed`.
    pub change: &'static str,
    /// The rate on the first day.
    pub old: Option<String>,
    /// The rate on the second day.
    pub new: Option<String>,
    /// The card on the first day.
    pub old_card: Option<String>,
    /// The card on the second day.
    pub new_card: Option<String>,
}

impl Catalog {
    /// Every card, in the order of the files; of one channel where named.
    pub fn cards(&self, channel: Option<&str>) -> Vec<CardSummary> {
        let mut cards: Vec<CardSummary> = Vec::new();
        for (channel, rule) in self.rules(channel) {
            let open = |date: Date| (date != Date::MIN && date != Date::MAX).then_some(date);
            let (from, to) = (open(rule.from), open(rule.to));
            let code = &channel.codes[usize::from(rule.code)];
            let rates = match &rule.amount {
                Amount::Rows(rows) => rows.len(),
                Amount::Unknown { .. } => 0,
                _ => 1,
            };
            let same = cards.iter_mut().find(|card| {
                card.card == rule.card.id
                    && card.effective_from == from
                    && card.effective_to == to
                    && card.confidence == rule.confidence
                    && *card.source == *rule.source
            });
            match same {
                Some(card) => {
                    card.rates += rates;
                    if !card.codes.contains(code) {
                        card.codes.push(code.clone());
                    }
                }
                None => cards.push(CardSummary {
                    channel: channel.name.clone(),
                    card: rule.card.id.clone(),
                    title: rule.card.title.clone(),
                    codes: vec![code.clone()],
                    effective_from: from,
                    effective_to: to,
                    confidence: rule.confidence,
                    source: rule.source.to_string(),
                    rates,
                    file: rule.card.file.clone(),
                }),
            }
        }
        cards
    }

    /// What changed from one day to another, in the order of channel, code and rule.
    pub fn diff(&self, old: Date, new: Date, channel: Option<&str>) -> Vec<Change> {
        let (before, after) = (self.rates(old, channel), self.rates(new, channel));
        let mut changes = Vec::new();
        let mut keys: Vec<_> = before.keys().chain(after.keys()).collect();
        keys.sort();
        keys.dedup();
        for key in keys {
            let (was, is) = (before.get(key), after.get(key));
            let change = match (was, is) {
                (Some((was, _)), Some((is, _))) if was == is => continue,
                (Some(_), Some(_)) => "changed",
                (None, _) => "added",
                (_, None) => "ended",
            };
            let (channel, code, rule) = key.clone();
            changes.push(Change {
                channel,
                code,
                rule,
                change,
                old: was.map(|(rate, _)| rate.clone()),
                new: is.map(|(rate, _)| rate.clone()),
                old_card: was.map(|(_, card)| card.clone()),
                new_card: is.map(|(_, card)| card.clone()),
            });
        }
        changes
    }

    fn rules<'a>(&'a self, channel: Option<&str>) -> impl Iterator<Item = (&'a Channel, &'a Rule)> {
        let wanted = channel.map(|name| self.channel(name).map_or("", |channel| channel.name.as_str()));
        self.every_channel()
            .filter(move |channel| wanted.is_none_or(|name| channel.name == name))
            .flat_map(|channel| channel.rules.iter().map(move |rule| (channel, rule)))
    }

    fn rates(&self, on: Date, channel: Option<&str>) -> BTreeMap<(String, String, String), (String, String)> {
        let mut rates = BTreeMap::new();
        for (channel, rule) in self.rules(channel).filter(|(_, rule)| rule.covers(on)) {
            let code = &channel.codes[usize::from(rule.code)];
            let categories: Vec<&str> = rule.categories.iter().map(|id| channel.categories.name(*id)).collect();
            let categories = if categories.is_empty() { vec![""] } else { categories };
            for category in categories {
                let what = conditions(channel, rule, category);
                let mut put = |what: String, rate: String| {
                    rates.insert((channel.name.clone(), code.clone(), what), (rate, rule.card.id.clone()));
                };
                match &rule.amount {
                    Amount::Rows(rows) | Amount::Unknown { rows, .. } if !rows.is_empty() => {
                        for row in rows {
                            put(join(&what, &row_name(channel, row)), row_rate(row));
                        }
                    }
                    _ => put(what, rate(rule)),
                }
            }
        }
        rates
    }
}

fn join(left: &str, right: &str) -> String {
    if left.is_empty() { right.to_owned() } else { format!("{left}, {right}") }
}

fn conditions(channel: &Channel, rule: &Rule, category: &str) -> String {
    let mut text = category.to_owned();
    if rule.ops.first().is_some_and(|op| &**op != "sale") {
        text = join(&text, &rule.ops.join("/"));
    }
    for (key, values) in &rule.when {
        text = join(&text, &format!("{key} {}", values.join("/")));
    }
    if !rule.sizes.is_empty() {
        let sizes: Vec<&str> = rule.sizes.iter().map(|size| channel.size_names[usize::from(*size)].as_str()).collect();
        text = join(&text, &sizes.join("/"));
    }
    if rule.months != 0 {
        let months: Vec<String> =
            (1..=12).filter(|month| rule.months & (1 << (month - 1)) != 0).map(|month| month.to_string()).collect();
        text = join(&text, &format!("months {}", months.join("/")));
    }
    for (key, low, high) in &rule.ranges {
        let high = high.map_or(String::new(), |high| format!(" to below {high}"));
        text = join(&text, &format!("{key} {low}{high}"));
    }
    if let Some(band) = rule.price {
        text = join(&text, &format!("price {band}"));
    }
    text
}

fn rate(rule: &Rule) -> String {
    let mut text = match &rule.amount {
        Amount::Tiers { mode, tiers, .. } => {
            let mut text = String::new();
            for tier in tiers {
                if !text.is_empty() {
                    text.push_str(if *mode == Mode::Total { ", whole amount " } else { ", then " });
                }
                if !tier.rate.is_zero() || tier.fixed.is_zero() {
                    let _ = write!(text, "{} %", tier.rate);
                }
                if !tier.fixed.is_zero() {
                    let _ = write!(text, "{}{}", if tier.rate.is_zero() { "" } else { " + " }, tier.fixed);
                }
                if let Some(to) = tier.to {
                    let _ = write!(text, " {} {to}", if tier.inclusive { "to" } else { "below" });
                }
            }
            text
        }
        Amount::RateFrom(key) => format!("`{key}` %"),
        Amount::CubicFoot(each) => format!("{each} per cubic foot"),
        Amount::Rows(_) => "table".to_owned(),
        Amount::Unknown { why, .. } => format!("unknown: {why}"),
    };
    if let Some(min) = rule.min {
        let _ = write!(text, ", at least {min}");
    }
    if let Some(cap) = rule.cap {
        let _ = write!(text, ", at most {cap}");
    }
    text
}

fn row_name(channel: &Channel, row: &Row) -> String {
    let mut text = row.size.map_or(String::new(), |size| channel.size_names[usize::from(size)].clone());
    if let Some(band) = row.price {
        text = join(&text, &format!("price {band}"));
    }
    if let Some(zone) = &row.zone {
        text = join(&text, &format!("zone {zone}"));
    }
    let weight = |ng: i64| Weight::from_nanograms(ng).map_or("0 g".to_owned(), |weight| weight.to_string());
    match (row.over, row.up_to) {
        (over, Some(to)) => join(&text, &format!("over {} to {}", weight(over.unwrap_or(0)), weight(to))),
        (Some(over), None) => join(&text, &format!("over {}", weight(over))),
        (None, None) => text,
    }
}

fn row_rate(row: &Row) -> String {
    let mut text = row.fee.to_string();
    if let Some(high) = row.high {
        let _ = write!(text, " to {high}");
    }
    if let Some(add) = row.add {
        let step = Weight::from_nanograms(add.step).map_or(String::new(), |weight| weight.to_string());
        let _ = write!(text, " + {} per started {step}", add.fee);
    }
    text
}
