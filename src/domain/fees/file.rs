//! A card file as it is written: TOML, numbers as text (`"15.3"`), unknown keys refused.
//!
//! What each key means is in `data/fees/README.md`; `card.rs` turns a file into rules.

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use serde::{Deserialize, Deserializer, de::Error as _};

use super::tiers::Mode;
use crate::domain::money::{Currency, Rounding};

/// A card file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct CardFile {
    pub(crate) channel: String,
    #[serde(default)]
    pub(crate) aliases: Vec<String>,
    pub(crate) currency: Option<Currency>,
    pub(crate) main: Option<String>,
    #[serde(default)]
    pub(crate) codes: Vec<String>,
    pub(crate) category_is: Option<String>,
    pub(crate) say_without_tax: Option<String>,
    #[serde(default)]
    pub(crate) facts: BTreeMap<String, FactSpec>,
    #[serde(default)]
    pub(crate) categories: toml::Table,
    #[serde(default)]
    pub(crate) ambiguous: BTreeMap<String, Vec<String>>,
    #[serde(default)]
    pub(crate) sizes: Vec<SizesSpec>,
    #[serde(default, rename = "card")]
    pub(crate) cards: Vec<CardSpec>,
}

/// A question the rules ask: program, store, level …
#[derive(Deserialize, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub(crate) struct FactSpec {
    pub(crate) values: Vec<String>,
    pub(crate) default: Option<String>,
    #[serde(default)]
    pub(crate) required: bool,
    pub(crate) say: Option<String>,
    #[serde(default)]
    pub(crate) windows: Vec<WindowSpec>,
    #[serde(default)]
    pub(crate) same: BTreeMap<String, Vec<String>>,
}

/// A season: every year from one month-day to another, both included, over New Year where `to` is before `from`.
#[derive(Deserialize, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub(crate) struct WindowSpec {
    pub(crate) value: String,
    pub(crate) from: String,
    pub(crate) to: String,
    pub(crate) since: String,
}

/// A category's other names and the category it falls back to.
#[derive(Deserialize)]
#[serde(untagged)]
pub(crate) enum CategorySpec {
    Same(Vec<String>),
    #[serde(rename_all = "snake_case")]
    Full {
        #[serde(default)]
        same: Vec<String>,
        under: Option<String>,
    },
}

/// Size tiers of a period.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct SizesSpec {
    pub(crate) effective_from: String,
    pub(crate) effective_to: Option<String>,
    pub(crate) dim_volume: Option<String>,
    pub(crate) dim_weight: Option<String>,
    #[serde(rename = "source")]
    pub(crate) _source: String,
    #[serde(rename = "confidence")]
    pub(crate) _confidence: Confidence,
    pub(crate) rows: String,
}

/// A card: rules with one period and source.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct CardSpec {
    pub(crate) id: String,
    pub(crate) title: String,
    pub(crate) effective_from: Option<String>,
    pub(crate) effective_to: Option<String>,
    pub(crate) source: String,
    pub(crate) confidence: Confidence,
    #[serde(rename = "rule")]
    pub(crate) rules: Vec<RuleSpec>,
}

/// A rule.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RuleSpec {
    pub(crate) code: String,
    #[serde(default)]
    pub(crate) op: Many,
    #[serde(default)]
    pub(crate) category: Many,
    #[serde(default)]
    pub(crate) except: Many,
    #[serde(default)]
    pub(crate) when: BTreeMap<String, Many>,
    #[serde(default)]
    pub(crate) unless: BTreeMap<String, Many>,
    #[serde(default)]
    pub(crate) range: BTreeMap<String, Vec<Number>>,
    pub(crate) price: Option<String>,
    pub(crate) over_longest: Option<String>,
    pub(crate) over_girth: Option<String>,
    #[serde(default)]
    pub(crate) base: Vec<BasePart>,
    pub(crate) of: Option<String>,
    #[serde(default)]
    pub(crate) per: Per,
    #[serde(default)]
    pub(crate) mode: Mode,
    pub(crate) rate: Option<Number>,
    pub(crate) fixed: Option<Number>,
    #[serde(default)]
    pub(crate) tiers: Vec<TierSpec>,
    #[serde(default)]
    pub(crate) extra: BTreeMap<String, Number>,
    pub(crate) rate_from: Option<String>,
    pub(crate) per_cubic_foot: Option<Number>,
    pub(crate) rows: Option<String>,
    pub(crate) unknown: Option<String>,
    pub(crate) min: Option<Number>,
    pub(crate) cap: Option<Number>,
    #[serde(default)]
    pub(crate) cap_per_product: bool,
    #[serde(default)]
    pub(crate) rounding: Rounding,
    #[serde(default)]
    pub(crate) only_here: bool,
    #[serde(default)]
    pub(crate) off_peak: bool,
    pub(crate) assume: Option<String>,
    pub(crate) note: Option<String>,
    pub(crate) effective_from: Option<String>,
    pub(crate) effective_to: Option<String>,
    pub(crate) source: Option<String>,
    pub(crate) confidence: Option<Confidence>,
}

/// A tier as written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct TierSpec {
    pub(crate) to: Option<Number>,
    pub(crate) below: Option<Number>,
    pub(crate) rate: Option<Number>,
    pub(crate) fixed: Option<Number>,
    pub(crate) mode: Option<Mode>,
}

/// How sure a rate is: high = two independent public sources or the vendor's own text, medium = one third-party source,
/// low = general knowledge or one doubtful source.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Confidence {
    /// General knowledge or one doubtful source.
    Low,
    /// One third-party source.
    Medium,
    /// Two independent sources or the vendor's own text.
    High,
}

/// What part of a sale a percentage is taken of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum BasePart {
    Item,
    Shipping,
    Giftwrap,
    Handling,
    Tax,
}

/// Whether a line is charged for each unit or once for the order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Per {
    #[default]
    Unit,
    Order,
}

/// One text or several.
#[derive(Default)]
pub(crate) struct Many(pub(crate) Vec<String>);

impl<'de> Deserialize<'de> for Many {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(untagged, expecting = "a text or a list of texts")]
        enum Shape {
            One(String),
            Several(Vec<String>),
        }
        Ok(match Shape::deserialize(deserializer)? {
            Shape::One(text) => Self(vec![text]),
            Shape::Several(list) => Self(list),
        })
    }
}

/// An exact number: text or a whole number, since a TOML fraction may already be rounded.
#[derive(Clone, Copy)]
pub(crate) struct Number(pub(crate) Decimal);

impl<'de> Deserialize<'de> for Number {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(untagged, expecting = "a number as text, like \"15.3\"")]
        enum Shape {
            Whole(i64),
            Text(String),
        }
        match Shape::deserialize(deserializer)? {
            Shape::Whole(whole) => Ok(Self(Decimal::from(whole))),
            Shape::Text(text) => Decimal::from_str_exact(&text)
                .map(Self)
                .map_err(|_| D::Error::custom(format!("`{text}` is not a number: write it like \"15.3\""))),
        }
    }
}
