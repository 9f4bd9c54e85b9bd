//! The risk score: 0 safe … 100 risky, a weighted sum of five parts. It never hides a veto.

use rust_decimal::Decimal;

use super::{
    distribution::Prices,
    evidence::Evidence,
    money::Rounding,
    rules::{Band, CategoryGroup, Rules},
    velocity::Velocity,
};

/// A score and what it is made of.
#[derive(Clone, Debug, PartialEq)]
pub struct Risk {
    /// The weighted sum, one decimal, rounded half up.
    pub score: Decimal,
    /// Its parts.
    pub parts: Vec<Part>,
}

/// One part of a risk score.
#[derive(Clone, Debug, PartialEq)]
pub struct Part {
    /// `velocity`, `competition`, `amazon`, `stability`, `category`.
    pub code: &'static str,
    /// 0 … 100.
    pub score: Decimal,
    /// How much it counts, 0 … 1.
    pub weight: Decimal,
    /// What it was read from; `unknown` where nothing was.
    pub from: String,
}

/// Scores what is known; a part that nothing is known about gets the rules' score for the unknown.
pub fn risk(evidence: &Evidence, prices: Option<&Prices>, velocity: Option<&Velocity>, rules: &Rules) -> Risk {
    let seen = Seen::of(evidence, prices, rules);
    let from = [
        velocity.map(|velocity| velocity.basis.to_string()),
        evidence.offers.map(|offers| format!("{offers} offers")),
        seen.amazon.map(|pct| format!("in stock {} %", pct.normalize())),
        seen.stability.map(|pct| format!("p10…p90 is {} % of the middle", pct.normalize())),
        seen.group.map(|group| group.group.clone()),
    ];
    let scored = seen.scored(evidence, velocity, rules);
    let parts = scored
        .into_iter()
        .zip(from)
        .map(|((code, weight, score), from)| Part {
            code,
            score,
            weight,
            from: from.unwrap_or_else(|| "unknown".to_owned()),
        })
        .collect();
    Risk { score: total(&scored), parts }
}

/// The score of [`risk`] alone.
pub fn score_of(evidence: &Evidence, prices: Option<&Prices>, velocity: Option<&Velocity>, rules: &Rules) -> Decimal {
    total(&Seen::of(evidence, prices, rules).scored(evidence, velocity, rules))
}

/// Whether any score at all counts by the rules: refuses, or asks for a test first.
pub fn counts(rules: &Rules) -> bool {
    highest(rules) >= rules.risk.elevated_from.min(rules.risk.max_score)
}

/// The highest score that anything can have.
pub fn highest(rules: &Rules) -> Decimal {
    let (weights, bands) = (&rules.risk.weights, &rules.risk.bands);
    let banded = |rows: &'_ [Band]| rows.iter().map(|row| row.score).collect::<Vec<_>>();
    let parts = [
        (weights.velocity, banded(&bands.velocity)),
        (weights.competition, banded(&bands.competition)),
        (weights.amazon, banded(&bands.amazon)),
        (weights.stability, banded(&bands.stability)),
        (weights.category, rules.risk.category.iter().map(|group| group.score).collect()),
    ];
    let most = |(weight, scores): &(Decimal, Vec<Decimal>)| {
        scores.iter().chain([&rules.risk.unknown]).map(|score| *score * *weight).max().unwrap_or_default()
    };
    Rounding::HalfUp.apply(parts.iter().map(most).sum(), 1)
}

/// A part's code, weight and score.
type Scored = (&'static str, Decimal, Decimal);

fn total(parts: &[Scored; 5]) -> Decimal {
    Rounding::HalfUp.apply(parts.iter().map(|(_, weight, score)| score * weight).sum(), 1)
}

/// What the parts are read from.
struct Seen<'a> {
    amazon: Option<Decimal>,
    stability: Option<Decimal>,
    group: Option<&'a CategoryGroup>,
}

impl<'a> Seen<'a> {
    fn of(evidence: &Evidence, prices: Option<&Prices>, rules: &'a Rules) -> Self {
        let amazon = evidence.amazon_in_stock_pct.or(match evidence.amazon_in_stock {
            Some(true) => Some(Decimal::ONE_HUNDRED),
            Some(false) => Some(Decimal::ZERO),
            None => None,
        });
        let stability = prices.filter(|prices| prices.percentiles || prices.signals > 1).and_then(|prices| {
            let width = ((prices.p90 - prices.p10) * Decimal::ONE_HUNDRED).checked_div(prices.p50)?;
            Some(Rounding::HalfUp.apply(width, 1))
        });
        let group = evidence.category.as_deref().and_then(|category| rules.group_of(category));
        Self { amazon, stability, group }
    }

    fn scored(&self, evidence: &Evidence, velocity: Option<&Velocity>, rules: &Rules) -> [Scored; 5] {
        let (weights, bands) = (&rules.risk.weights, &rules.risk.bands);
        let banded =
            |rows: &[Band], value: Option<Decimal>| value.map_or(rules.risk.unknown, |value| score(rows, value));
        [
            ("velocity", weights.velocity, banded(&bands.velocity, velocity.map(|velocity| velocity.mid))),
            ("competition", weights.competition, banded(&bands.competition, evidence.offers.map(Decimal::from))),
            ("amazon", weights.amazon, banded(&bands.amazon, self.amazon)),
            ("stability", weights.stability, banded(&bands.stability, self.stability)),
            ("category", weights.category, self.group.map_or(rules.risk.unknown, |group| group.score)),
        ]
    }
}

fn score(rows: &[Band], value: Decimal) -> Decimal {
    let row = rows.iter().find(|row| row.to.is_none_or(|to| value <= to));
    row.expect("the last row has no bound: rules are checked when read").score
}

#[cfg(test)]
mod tests {
    use rust_decimal::dec;

    use super::*;
    use crate::domain::{money::Currency, offer::ProductIds};

    #[test]
    fn a_part_that_nothing_is_known_about_is_not_safe() {
        let rules = Rules::built_in();
        let mut evidence = Evidence::of(ProductIds::default(), "amazon_us", Currency::USD, "book.csv");
        assert_eq!(risk(&evidence, None, None, &rules).score, dec!(60));
        (evidence.offers, evidence.amazon_in_stock_pct, evidence.category) =
            (Some(2), Some(dec!(0)), Some("Books".into()));
        // .35·60 + .25·10 + .20·5 + .10·60 + .10·20
        assert_eq!(risk(&evidence, None, None, &rules).score, dec!(32.5));
    }
}
