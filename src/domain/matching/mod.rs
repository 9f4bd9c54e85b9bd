//! Matching: is what the source offers what the target listing sells, and at which cost for one unit?
//!
//! A false match costs money, a missed one only a chance, so there are three answers: exact, rejected, and the right to
//! abstain. The rules stand against the mistakes resellers pay for most:
//!
//! - **Pack** (fatal mistake 1): both sides are read; the cost of one sellable unit is cost × target pack ÷ source pack,
//!   kept as a fraction. Where a pack is unknown and the prices are near a whole multiple, nobody should guess.
//! - **Variation** (3): an axis both titles name must agree. One that is unconfirmed is settled only by a trade number
//!   (GTIN), which by its own rules names one variation; a catalogue number may name a whole family.
//! - **Condition** (13): never sold as better than it is.

pub mod condition;
pub mod pack;
pub mod variation;
mod words;

use rust_decimal::{Decimal, dec};
use serde::Serialize;

use self::{
    condition::{Condition, can_sell_as},
    pack::{Pack, content_of, pack_of},
    variation::{AxisVerdict, compare},
};
use super::money::Money;

/// One side of a comparison.
#[derive(Clone, Copy, Debug, Default)]
pub struct Side<'a> {
    /// Product keys: `gtin:` and 14 digits, or another namespaced id like `asin:B000000000`.
    pub keys: &'a [String],
    /// The title of the listing.
    pub title: Option<&'a str>,
    /// Units in the listing, where a field says it.
    pub pack: Option<u32>,
    /// The condition, where it is said.
    pub condition: Option<Condition>,
    /// The brand.
    pub brand: Option<&'a str>,
    /// The price of the listing; only its ratio to the other side's is used.
    pub price: Option<Money>,
}

/// What a comparison came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// The same product, in a known ratio of packs.
    Exact,
    /// It can't be told; a person may.
    Abstain,
    /// Not the same product, or not to be sold as it.
    Rejected,
}

/// By what two sides were matched.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Method {
    /// By a key both sides carry.
    Identifier,
    /// By title; reserved.
    Title,
    /// By nothing: no key in common.
    None,
}

impl Method {
    /// Its name in records.
    pub fn name(self) -> &'static str {
        match self {
            Self::Identifier => "identifier",
            Self::Title => "title",
            Self::None => "none",
        }
    }
}

/// Why a match is not exact, or not certain.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// Both carry a GTIN, and not the same.
    IdentifiersDiffer,
    /// A side has no key that the other could carry too.
    NoCommonIdentifier,
    /// The same GTIN but for its pack indicator: one is a case of the other.
    PackIndicatorDiffers,
    /// The target's condition is better than the source's.
    OffCondition,
    /// A condition is not understood.
    ConditionUnknown,
    /// The titles name different variations.
    WrongVariation,
    /// Only one title names the variation.
    VariationUnconfirmed,
    /// The titles name different contents of one unit.
    ContentDiffers,
    /// The brands differ.
    BrandDiffers,
    /// A pack is unknown, and no prices tell.
    PackUnknown,
    /// A pack is unknown, and one price is a whole multiple of the other.
    PackUnknownAtMultiple,
    /// A pack of one is assumed since no word says otherwise.
    PackAssumed,
}

impl Reason {
    /// Its name in records.
    pub fn name(self) -> &'static str {
        match self {
            Self::IdentifiersDiffer => "identifiers_differ",
            Self::NoCommonIdentifier => "no_common_identifier",
            Self::PackIndicatorDiffers => "pack_indicator_differs",
            Self::OffCondition => "off_condition",
            Self::ConditionUnknown => "condition_unknown",
            Self::WrongVariation => "wrong_variation",
            Self::VariationUnconfirmed => "variation_unconfirmed",
            Self::ContentDiffers => "content_differs",
            Self::BrandDiffers => "brand_differs",
            Self::PackUnknown => "pack_unknown",
            Self::PackUnknownAtMultiple => "pack_unknown_at_multiple",
            Self::PackAssumed => "pack_assumed",
        }
    }
}

/// The result of a comparison, as it goes into the record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Match {
    /// What it came to.
    pub outcome: Outcome,
    /// By what.
    pub method: Method,
    /// From 0 to 1: an order of trust, not a measured probability.
    pub confidence: Decimal,
    /// The source's pack.
    pub pack_source: Pack,
    /// The target's pack.
    pub pack_target: Pack,
    /// The cost of one unit of the target is the source's cost times this fraction: numerator and denominator.
    pub cost_ratio: Option<(u32, u32)>,
    /// What speaks for the outcome, in order.
    pub evidence: Vec<String>,
    /// Reason codes, in order.
    pub reasons: Vec<Reason>,
}

impl Match {
    /// What one sellable unit of the target costs, not rounded; `None` where the match is not exact.
    pub fn unit_cost(&self, cost: &Money) -> Option<Money> {
        let (target, source) = self.cost_ratio.filter(|_| self.outcome == Outcome::Exact)?;
        let total = cost.times(Decimal::from(target)).ok()?;
        Some(Money::new(total.amount().checked_div(Decimal::from(source))?, cost.currency()))
    }
}

/// Compares what a source offers with what a target listing sells.
pub fn match_products(source: &Side<'_>, target: &Side<'_>) -> Match {
    found(source, target, true)
}

/// The same without its evidence, which is for people.
pub fn match_without_words(source: &Side<'_>, target: &Side<'_>) -> Match {
    found(source, target, false)
}

fn found(source: &Side<'_>, target: &Side<'_>, worded: bool) -> Match {
    let pack_source = pack_of(source.title.unwrap_or_default(), source.pack);
    let pack_target = pack_of(target.title.unwrap_or_default(), target.pack);
    let mut findings = Findings { worded, ..Findings::default() };

    let shared = shared_key(source.keys, target.keys, &mut findings);
    conditions(source.condition, target.condition, &mut findings);
    variations(source, target, shared, &mut findings);
    brands(source.brand, target.brand, &mut findings);
    let cost_ratio = packs(&pack_source, &pack_target, source.price.zip(target.price), &mut findings);

    let method = if shared.is_some() { Method::Identifier } else { Method::None };
    let assumed = findings.reasons.contains(&Reason::PackAssumed);
    let (outcome, confidence) = match (findings.rejected, findings.abstains) {
        (true, _) => (Outcome::Rejected, Decimal::ZERO),
        (false, true) => (Outcome::Abstain, Decimal::ZERO),
        (false, false) if findings.guessed => (Outcome::Exact, dec!(0.6)),
        (false, false) if assumed => (Outcome::Exact, dec!(0.9)),
        (false, false) => (Outcome::Exact, dec!(0.98)),
    };
    let cost_ratio = cost_ratio.filter(|_| outcome == Outcome::Exact);
    let Findings { evidence, reasons, .. } = findings;
    Match { outcome, method, confidence, pack_source, pack_target, cost_ratio, evidence, reasons }
}

/// What the rules have found so far.
#[derive(Debug, Default)]
struct Findings {
    /// Whether evidence is put into words.
    worded: bool,
    evidence: Vec<String>,
    reasons: Vec<Reason>,
    rejected: bool,
    abstains: bool,
    guessed: bool,
}

impl Findings {
    fn say(&mut self, evidence: impl FnOnce() -> String) {
        if self.worded {
            self.evidence.push(evidence());
        }
    }

    fn reject(&mut self, reason: Reason, evidence: impl FnOnce() -> String) {
        self.rejected = true;
        self.reasons.push(reason);
        self.say(evidence);
    }

    fn abstain(&mut self, reason: Reason, evidence: impl FnOnce() -> String) {
        self.abstains = true;
        self.reasons.push(reason);
        self.say(evidence);
    }
}

/// A key that is a GTIN-14.
fn is_gtin(key: &str) -> bool {
    key.starts_with("gtin:")
}

fn shared_key<'a>(source: &'a [String], target: &[String], findings: &mut Findings) -> Option<&'a str> {
    // A GTIN both carry is the better proof: it names one variation.
    let common = || source.iter().filter(|key| target.contains(key));
    if let Some(key) = common().find(|key| is_gtin(key)).or_else(|| common().next()) {
        findings.say(|| format!("both carry {key}"));
        return Some(key);
    }
    let gtin = |keys: &'_ [String]| keys.iter().find(|key| is_gtin(key)).cloned();
    match (gtin(source), gtin(target)) {
        // After `gtin:` the first digit is the pack indicator, the last the check digit.
        (Some(a), Some(b)) if a.get(6..18).is_some_and(|body| Some(body) == b.get(6..18)) => {
            findings.abstain(Reason::PackIndicatorDiffers, || format!("{a} and {b} are packs of one item"));
        }
        (Some(a), Some(b)) => findings.reject(Reason::IdentifiersDiffer, || format!("{a} is not {b}")),
        _ => findings.abstain(Reason::NoCommonIdentifier, || "no key in common".into()),
    }
    None
}

fn conditions(source: Option<Condition>, target: Option<Condition>, findings: &mut Findings) {
    let (Some(source), Some(target)) = (source, target) else { return };
    if source == Condition::Unknown || target == Condition::Unknown {
        findings.abstain(Reason::ConditionUnknown, || "a condition is not understood".into());
    } else if !can_sell_as(source, target) {
        findings.reject(Reason::OffCondition, || format!("{source:?} is not sold as {target:?}"));
    }
}

fn variations(source: &Side<'_>, target: &Side<'_>, shared: Option<&str>, findings: &mut Findings) {
    let (Some(a), Some(b)) = (source.title, target.title) else { return };
    match compare(a, b) {
        AxisVerdict::Agree => {}
        AxisVerdict::Conflict { axis, a, b } => {
            findings.reject(Reason::WrongVariation, || format!("{axis:?}: {a} is not {b}"));
        }
        AxisVerdict::Unconfirmed { axis } if shared.is_some_and(is_gtin) => {
            findings.say(|| format!("{axis:?} is named by one title, settled by the GTIN"));
        }
        AxisVerdict::Unconfirmed { axis } => {
            findings.abstain(Reason::VariationUnconfirmed, || format!("{axis:?} is named by one title only"));
        }
    }
    if let (Some(a), Some(b)) = (content_of(a), content_of(b))
        && a != b
    {
        findings.reject(Reason::ContentDiffers, || format!("{a} pieces are not {b}"));
    }
}

fn brands(source: Option<&str>, target: Option<&str>, findings: &mut Findings) {
    let (Some(a), Some(b)) = (source, target) else { return };
    let plain =
        |brand: &str| brand.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect::<String>();
    let (left, right) = (plain(a), plain(b));
    // `Sony` and `Sony Music` are one; `Sony` and `Bose` are not.
    if !left.is_empty() && !right.is_empty() && !left.starts_with(&right) && !right.starts_with(&left) {
        findings.abstain(Reason::BrandDiffers, || format!("brand {a} is not {b}"));
    }
}

/// The ratio of packs, reduced; abstains where it can't be known.
fn packs(source: &Pack, target: &Pack, prices: Option<(Money, Money)>, findings: &mut Findings) -> Option<(u32, u32)> {
    for (name, pack) in [("source", source), ("target", target)] {
        match pack {
            Pack::Known { count, .. } => findings.say(|| format!("{name} pack {count}")),
            Pack::Unknown { because } => findings.say(|| format!("{name} pack unknown: {because}")),
        }
    }
    if let (Some(source_count), Some(target_count)) = (source.count(), target.count()) {
        if source.is_assumed() || target.is_assumed() {
            findings.reasons.push(Reason::PackAssumed);
        }
        let divisor = greatest_common_divisor(source_count, target_count).max(1);
        return Some((target_count / divisor, source_count / divisor));
    }
    match prices.and_then(|(a, b)| ratio(&a, &b)) {
        None => findings.abstain(Reason::PackUnknown, || "no prices to compare".into()),
        Some(ratio) if near_multiple(ratio) => {
            let times = ratio.round_dp(2).normalize();
            findings.abstain(Reason::PackUnknownAtMultiple, || format!("one price is {times} times the other"));
        }
        Some(_) => {
            findings.guessed = true;
            findings.reasons.push(Reason::PackUnknown);
            findings.say(|| "the prices are no multiple of each other: equal packs".into());
        }
    }
    Some((1, 1))
}

/// The larger price over the smaller, in one currency.
fn ratio(a: &Money, b: &Money) -> Option<Decimal> {
    if a.currency() != b.currency() {
        return None;
    }
    let (small, large) = (a.amount().min(b.amount()), a.amount().max(b.amount()));
    if small > Decimal::ZERO { large.checked_div(small) } else { None }
}

/// Whether a ratio lies within a tenth of a whole number of two or more.
fn near_multiple(ratio: Decimal) -> bool {
    let whole = ratio.round();
    whole >= Decimal::TWO && (ratio - whole).abs() <= whole * dec!(0.1)
}

fn greatest_common_divisor(a: u32, b: u32) -> u32 {
    if b == 0 { a } else { greatest_common_divisor(b, a % b) }
}

#[cfg(test)]
mod tests;
