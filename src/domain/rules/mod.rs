//! The rules of the analyst: thresholds, policies, weights. Data with a version, read from TOML.
//!
//! The built-in file explains every key; a user's file is laid over it, key by key.

mod parse;

use std::{collections::BTreeMap, sync::RwLock};

use foldhash::HashMap;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

pub use parse::{DEFAULT_TOML, RulesError};

/// Everything that turns numbers and facts into a verdict.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rules {
    /// What the rules are called.
    pub name: String,
    /// Written into every analysis.
    pub version: String,
    /// What a unit must earn.
    pub profit: Profit,
    /// When a result is more likely an error.
    pub too_good: TooGood,
    /// What counts as price evidence.
    pub price: Price,
    /// How fast it must sell.
    pub demand: Demand,
    /// The marketplace as a competitor.
    pub amazon: Amazon,
    /// What the past must not show.
    pub history: History,
    /// When two products are one.
    pub matching: Matching,
    /// What fee cards are asked with.
    pub fees: FeeFacts,
    /// What sending a unit costs.
    pub postage: Postage,
    /// What facts do to the verdict.
    pub facts: Facts,
    /// When heat-sensitive goods are refused.
    pub meltable: Window,
    /// Where `negotiate` and `watch` end.
    pub verdict: Near,
    /// The days around a sale.
    pub cycle: Cycle,
    /// The risk score.
    pub risk: Risk,
    /// The groups of categories that were asked for.
    #[serde(skip)]
    found: Found,
}

/// Which group each category was found in. A list of a million rows has some dozens of categories; a copy of the rules, which
/// may be changed, remembers none.
#[derive(Debug, Default)]
struct Found(RwLock<HashMap<Box<str>, Option<usize>>>);

/// More categories than these are not remembered.
const REMEMBERED: usize = 4096;

impl Clone for Found {
    fn clone(&self) -> Self {
        Self::default()
    }
}

impl PartialEq for Found {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

/// What a fact does to the verdict.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Policy {
    /// Never bought.
    Veto,
    /// A person must look.
    Review,
    /// Shown, decides nothing.
    Flag,
    /// Not shown.
    Ignore,
}

/// `[profit]`: what a unit must earn.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Profit {
    /// Least return on landed cost, in percent.
    pub min_roi_pct: Decimal,
    /// Least profit a unit, in the market's currency.
    pub min_profit: Decimal,
    /// Largest chance of a loss, in percent.
    pub max_loss_chance_pct: Decimal,
}

/// `[too_good]`: when a result is more likely an error.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TooGood {
    /// A return on landed cost above this, in percent.
    pub roi_pct: Decimal,
    /// Today's price and the usual one differ by more than this factor.
    pub price_ratio: Decimal,
}

/// `[price]`: what counts as price evidence.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Price {
    /// Which price a unit is expected to sell for.
    pub basis: Basis,
    /// Ceiling while the marketplace itself sells, in percent of its price.
    pub amazon_cap_pct: Decimal,
    /// Least price points behind percentiles.
    pub min_points: u32,
    /// Least number of prices that speak.
    pub min_signals: u32,
    /// What fewer do.
    pub thin: Policy,
    /// Distance of p10 and p90 from the middle where percentiles are not given, in percent.
    pub spread_pct: Decimal,
    /// The same where a single price is known.
    pub single_spread_pct: Decimal,
    /// Age of fresh evidence, in days.
    pub max_age_days: i64,
    /// What older evidence does.
    pub stale: Policy,
    /// What evidence without a date does.
    pub age_unknown: Policy,
}

/// Which price a unit is expected to sell for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Basis {
    /// The lower of the price now and the usual one.
    Lower,
    /// The price now alone; without one there is no market.
    Now,
}

/// When a sales rank is held against `max_rank`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RankUse {
    /// Where no sales were counted.
    Uncounted,
    /// Always.
    Always,
}

/// `[demand]`: how fast it must sell.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Demand {
    /// Longest wait for our next sale, in days.
    pub max_days: u32,
    /// Stock for at most this many days.
    pub cover_days: u32,
    /// What unknown demand does.
    pub unknown: Policy,
    /// Competitors assumed where unknown.
    pub assumed_offers: u32,
    /// When a rank is held against `max_rank`.
    pub rank_counts: RankUse,
    /// What an unknown rank does.
    pub rank_unknown: Policy,
    /// Worst rank bought on rank alone, by category group.
    pub max_rank: BTreeMap<String, u32>,
    /// Rank bands.
    pub rank: Vec<RankBand>,
}

/// Sales of a whole page in 30 days, for ranks up to `to`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RankBand {
    /// The category group.
    pub group: String,
    /// The worst rank of the band.
    pub to: u32,
    /// Cautious.
    pub low: Decimal,
    /// In between.
    pub mid: Decimal,
    /// Hopeful.
    pub high: Decimal,
}

/// `[amazon]`: the marketplace as a competitor.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Amazon {
    /// Shown above this share of 90 days, in percent.
    pub flag_pct: Decimal,
    /// Refused from this share, in percent.
    pub max_pct: Decimal,
}

/// `[history]`: what the past must not show, where somebody recorded it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct History {
    /// The most new offers that may join in a month.
    pub max_offers_joining: Decimal,
    /// What more do.
    pub offers_joining: Policy,
    /// The largest share of 90 days without any new offer, in percent.
    pub max_out_of_stock_pct: Decimal,
    /// What more does.
    pub out_of_stock: Policy,
    /// The least that the price of the month in which it would sell may be, in percent of the year's.
    pub min_season_pct: Decimal,
    /// What less does.
    pub off_season: Policy,
    /// The fewest stars of five.
    pub min_rating: Decimal,
    /// What fewer do.
    pub low_rating: Policy,
}

/// `[matching]`: when two products are one.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Matching {
    /// Least confidence, 0 … 1; below it a person looks.
    pub min_confidence: Decimal,
    /// Whether titles are read for packs, variations and contents; identifiers alone decide otherwise.
    pub titles: bool,
    /// Whether what is sold must be in the condition of the page, or better.
    pub conditions: bool,
}

/// `[fees]`: what fee cards are asked with.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FeeFacts {
    /// Sales tax that a US buyer pays, in percent, on channels that take fees on it.
    pub buyer_tax_pct: Decimal,
    /// A category with one of these words is apparel.
    pub apparel_words: Vec<String>,
}

/// `[postage]`: what sending a unit to the buyer costs, where the seller ships.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Postage {
    /// A unit, in the market's currency, instead of any card.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fixed: Option<Decimal>,
    /// The zone that buyers live in.
    pub zone: u8,
    /// Channels that pay for it themselves.
    pub none_on: Vec<String>,
    /// Price lists, tried in order: `commercial`, `retail`.
    pub price_types: Vec<String>,
    /// Days whose lists stand in where today's has no rate, tried in order.
    pub stand_in_on: Vec<jiff::civil::Date>,
    /// What a rate that stands in is raised by, in percent.
    pub stand_in_raise_pct: Decimal,
    /// Services by category group, tried in order.
    pub services: BTreeMap<String, Vec<String>>,
}

/// `[facts]`: what facts do to the verdict.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Facts {
    /// The source has none left: `veto` is a skip.
    pub sold_out: Policy,
    /// Recalled.
    pub recalled: Policy,
    /// An approval is missing.
    pub needs_approval: Policy,
    /// We may not sell it.
    pub not_eligible: Policy,
    /// Nobody said whether we may sell it.
    pub restriction_unknown: Policy,
    /// Dangerous goods in the marketplace's warehouse.
    pub hazmat: Policy,
    /// Heat-sensitive goods in the warm months in the marketplace's warehouse.
    pub meltable: Policy,
    /// A known complaint of a rights owner.
    pub ip_alert: Policy,
    /// One seller only.
    pub private_label: Policy,
    /// A tool whose export was read would not buy it.
    pub tool_says_no: Policy,
}

/// A yearly window, both days included, as `MM-DD`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Window {
    /// First day.
    pub from: String,
    /// Last day.
    pub to: String,
}

impl Window {
    /// Whether `month_day` (`MM-DD`) lies inside; a window may span the new year.
    pub fn contains(&self, month_day: &str) -> bool {
        let (from, to) = (self.from.as_str(), self.to.as_str());
        if from <= to { from <= month_day && month_day <= to } else { month_day >= from || month_day <= to }
    }
}

/// `[verdict]`: where `negotiate` and `watch` end, in percent above the highest price that is a buy.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Near {
    /// Worth an offer.
    pub negotiate_within_pct: Decimal,
    /// Worth watching.
    pub watch_within_pct: Decimal,
}

/// `[cycle]`: the days around a sale in which the money is bound.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cycle {
    /// On the way in.
    pub inbound_days: u32,
    /// Preparing.
    pub prep_days: u32,
    /// On the way to the buyer.
    pub outbound_days: u32,
    /// Claims.
    pub claim_days: u32,
}

impl Cycle {
    /// All days but those of waiting for the sale.
    pub fn fixed_days(&self) -> u32 {
        [self.prep_days, self.outbound_days, self.claim_days].into_iter().fold(self.inbound_days, u32::saturating_add)
    }
}

/// `[risk]`: the risk score.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Risk {
    /// Above it nothing is bought.
    pub max_score: Decimal,
    /// From it a single test unit is.
    pub elevated_from: Decimal,
    /// The score of a part that is unknown.
    pub unknown: Decimal,
    /// How much each part counts.
    pub weights: Weights,
    /// Value → score.
    pub bands: Bands,
    /// Category groups.
    pub category: Vec<CategoryGroup>,
}

/// How much each part of the risk counts; the sum is 1.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Weights {
    /// Slow sales.
    pub velocity: Decimal,
    /// Many offers.
    pub competition: Decimal,
    /// The marketplace itself.
    pub amazon: Decimal,
    /// A moving price.
    pub stability: Decimal,
    /// The kind of goods.
    pub category: Decimal,
}

/// Value → score, per part.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Bands {
    /// Sales in 30 days.
    pub velocity: Vec<Band>,
    /// Offers.
    pub competition: Vec<Band>,
    /// Percent of 90 days.
    pub amazon: Vec<Band>,
    /// (p90 − p10) in percent of the middle.
    pub stability: Vec<Band>,
}

/// One row of a band table.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Band {
    /// The largest value of the row; absent in the last row.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<Decimal>,
    /// 0 safe … 100 risky.
    pub score: Decimal,
}

/// A group of categories.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CategoryGroup {
    /// Its name.
    pub group: String,
    /// A category belongs to it when it holds one of these, in any case; kept in lower case.
    pub words: Vec<String>,
    /// 0 safe … 100 risky.
    pub score: Decimal,
}

impl Rules {
    /// The built-in rules where money is real: what nobody knows to be allowed is no buy before a person has looked.
    #[must_use]
    pub fn for_real_money(mut self) -> Self {
        self.facts.restriction_unknown = Policy::Review;
        self.version.push_str("+live");
        self
    }

    /// The group of a category as a channel writes it.
    pub fn group_of(&self, category: &str) -> Option<&CategoryGroup> {
        let known = self.found.0.read().ok().and_then(|found| found.get(category).copied());
        let place = known.unwrap_or_else(|| {
            let place = self.look_for(&category.to_lowercase());
            if let Ok(mut found) = self.found.0.write()
                && found.len() < REMEMBERED
            {
                found.insert(category.into(), place);
            }
            place
        });
        self.risk.category.get(place?)
    }

    fn look_for(&self, category: &str) -> Option<usize> {
        self.risk.category.iter().position(|group| group.words.iter().any(|word| category.contains(word.as_str())))
    }
}
