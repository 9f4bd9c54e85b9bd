//! The strategies: what price each would like, before the guards.

use std::str::FromStr;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::RepriceInput;
use crate::domain::money::Rounding;

/// How to follow the market.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Strategy {
    /// The buy box price, else the lowest rival's; never moves while the buy box is ours.
    Match,
    /// A step below the buy box; holding it, up to a step below the next rival.
    Undercut,
    /// A step below the lowest rival, whoever holds the buy box; alone at the bottom, up to a step below the next.
    Lowest,
    /// From ceiling to floor by age, in rungs, whatever the rivals do.
    TimeLadder,
}

impl Strategy {
    /// All of them, for messages.
    pub const NAMES: [&str; 4] = ["match", "undercut", "lowest", "time-ladder"];
}

impl FromStr for Strategy {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match text {
            "match" => Ok(Self::Match),
            "undercut" => Ok(Self::Undercut),
            "lowest" => Ok(Self::Lowest),
            "time-ladder" => Ok(Self::TimeLadder),
            _ => Err(format!("there is no strategy `{text}`: use one of `{}`", Self::NAMES.join("`, `"))),
        }
    }
}

/// The price a strategy would like and why, or why it would not move. In a war nobody undercuts: it matches.
pub(super) fn propose(
    input: &RepriceInput,
    floor: Decimal,
    ceiling: Decimal,
    war: bool,
) -> Result<(Decimal, String), String> {
    let currency = input.price.currency();
    if input.strategy == Strategy::TimeLadder {
        return Ok(ladder(input, floor, ceiling));
    }
    let lowest = input
        .rivals
        .iter()
        .filter(|rival| !input.own_sellers.contains(&rival.seller))
        .filter(|rival| rival.landed.currency() == currency && rival.landed.amount() > Decimal::ZERO)
        .map(|rival| rival.landed.amount())
        .min();
    let box_of_another = input
        .buy_box
        .filter(|price| !input.ours && price.currency() == currency && price.amount() > Decimal::ZERO)
        .map(|price| price.amount());
    let step = if war { Decimal::ZERO } else { input.guards.step };
    let below = |price: Decimal| Rounding::HalfUp.apply(price - step, currency.exponent());
    let how = if war { "price war: matching " } else { "a step below " };
    let price = input.price.amount();
    match input.strategy {
        Strategy::Match if input.ours => Err("the buy box is ours".to_owned()),
        Strategy::Match => match box_of_another.or(lowest) {
            Some(target) => Ok((target, "matching the buy box or the lowest offer".to_owned())),
            None => Err("nobody else sells it".to_owned()),
        },
        Strategy::Undercut => match (input.ours, box_of_another, lowest) {
            (true, _, Some(next)) if below(next) > price => Ok((below(next), "ours: up to the next offer".to_owned())),
            (true, ..) => Err("the buy box is ours".to_owned()),
            (false, Some(target), _) => Ok((below(target), format!("{how}the buy box"))),
            (false, None, Some(target)) => Ok((below(target), format!("{how}the lowest offer"))),
            (false, None, None) => Err("nobody else sells it".to_owned()),
        },
        Strategy::Lowest => match lowest {
            Some(target) => Ok((below(target), format!("{how}the lowest offer"))),
            None => Err("nobody else sells it".to_owned()),
        },
        Strategy::TimeLadder => unreachable!("answered above"),
    }
}

/// U − (U − L) · age ÷ ladder, age in whole rungs.
fn ladder(input: &RepriceInput, floor: Decimal, ceiling: Decimal) -> (Decimal, String) {
    let rung = input.guards.rung_days.max(1);
    let whole = Decimal::from(input.guards.ladder_days.max(1));
    let age = input.age_days / rung * rung;
    let gone = (Decimal::from(age) / whole).min(Decimal::ONE);
    let wanted = Rounding::HalfUp.apply(ceiling - (ceiling - floor) * gone, input.price.currency().exponent());
    (wanted, format!("day {} of {} on the ladder", input.age_days, input.guards.ladder_days))
}
