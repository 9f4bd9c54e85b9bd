//! The settings of `[reprice]` as a rule; a word that is none is an error that names its setting.

use std::str::FromStr;

use anyhow::Result;

use crate::{
    config,
    domain::repricing::{Fitness, Handicap, Rule, Scenarios, Sleep, Strategy, ladder::Rung},
    error,
};

/// The rule that the settings describe, with this strategy where one is named.
pub fn rule(settings: &config::Reprice, strategy: Option<Strategy>) -> Result<Rule> {
    let strategy = match strategy {
        Some(strategy) => strategy,
        None => Strategy::read(&settings.strategy).map_err(|why| bad("strategy", &why))?,
    };
    let sleep = settings.sleep.as_deref().map(Sleep::parse).transpose().map_err(|why| bad("sleep", &why))?;
    let ladder = settings.ladder.iter().map(|rung| {
        let strategy = Strategy::read(&rung.strategy).map_err(|why| bad("ladder", &why))?;
        Ok(Rung { from_day: rung.from_day, strategy, roi_pct: rung.roi_pct })
    });
    let ladder: Vec<Rung> = ladder.collect::<Result<_>>()?;
    if ladder.windows(2).any(|pair| pair[0].from_day >= pair[1].from_day) {
        return Err(bad("ladder", "its rungs go from the youngest to the oldest"));
    }
    Ok(Rule {
        strategy,
        target: word("target", &settings.target)?,
        marketplace: word("marketplace", &settings.marketplace)?,
        fitness: Fitness {
            rating_pct: settings.min_rating_pct,
            ratings: settings.min_ratings,
            handling_h: settings.max_handling_h,
        },
        handicap: Handicap { pct: settings.handicap_pct, fixed: settings.handicap },
        scenarios: Scenarios {
            no_competition: word("no_competition", &settings.no_competition)?,
            rival_below_floor: word("rival_below_floor", &settings.rival_below_floor)?,
            rival_at_floor: word("rival_at_floor", &settings.rival_at_floor)?,
            at_floor: word("at_floor", &settings.at_floor)?,
            suppressed: word("suppressed", &settings.suppressed)?,
        },
        below: word("below", &settings.below)?,
        above: word("above", &settings.above)?,
        default_price: settings.default_price,
        alone: word("alone", &settings.alone)?,
        sales: settings.sales,
        stock: settings.stock,
        ladder,
        sleep,
    })
}

fn word<T: FromStr<Err = String>>(key: &str, text: &str) -> Result<T> {
    text.parse().map_err(|why: String| bad(key, &why))
}

fn bad(key: &str, why: &str) -> anyhow::Error {
    error::config(format!("the setting `reprice.{key}`: {why}")).code("bad_setting").into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_usual_settings_are_a_rule_and_a_wrong_word_is_named() {
        let usual = rule(&config::Reprice::default(), None).unwrap();
        assert_eq!(usual, Rule::of(Strategy::MatchBuyBox));
        let check = |change: &dyn Fn(&mut config::Reprice), part: &str| {
            let mut settings = config::Reprice::default();
            change(&mut settings);
            let why = rule(&settings, None).unwrap_err().to_string();
            assert!(why.contains(part), "{why}");
        };
        check(&|s| s.strategy = "cheapest".into(), "`reprice.strategy`");
        check(&|s| s.target = "everyone".into(), "`reprice.target`: `everyone` is none of `all`");
        check(&|s| s.below = "jump".into(), "`reprice.below`");
        check(&|s| s.suppressed = "panic".into(), "`step-down`");
        check(&|s| s.sleep = Some("at night".into()), "`reprice.sleep`");
        let rung = |from_day| config::Rung { from_day, strategy: "lowest".into(), roi_pct: rust_decimal::dec!(5) };
        check(&|s| s.ladder = vec![rung(30), rung(30)], "youngest");
    }
}
