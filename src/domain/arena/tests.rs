//! Every strategy against everybody: no price leaves its bounds, nobody goes round and round, equal seeds are equal.

use super::*;
use crate::domain::repricing::Strategy;

fn terms() -> Terms {
    Terms {
        begin: "2026-11-02T00:00:00Z".parse().unwrap(),
        days: 14,
        price: 2500,
        floor: 1800,
        ceiling: 3200,
        cost: 1100,
        fee_bp: 1500,
        units: 20,
        buyers_milli: 2000,
        rival_floor: 1500,
        guards: Guards::of(&crate::config::Reprice::default()),
    }
}

fn rule(strategy: Strategy) -> Contender {
    Contender::Rule(Box::new(Rule::of(strategy)))
}

#[test]
fn no_strategy_leaves_its_bounds_or_goes_round_against_anybody() {
    let terms = terms();
    let rivals: Vec<Rival> = Strategy::ALL.iter().map(|strategy| Rival::Ours(*strategy)).chain(Rival::BOTS).collect();
    let mut decisions = 0;
    for strategy in Strategy::ALL.iter().copied() {
        for rival in &rivals {
            let us = rule(strategy);
            let score = play(&Match { us: &us, rival, terms: &terms, seed: 7 });
            assert_eq!((score.below_floor, score.above_ceiling), (0, 0), "{strategy} against {rival}");
            assert!(!score.loops(), "{strategy} against {rival} goes round and round");
            decisions += score.decisions;
        }
    }
    assert!(decisions > 100_000, "{decisions} decisions");
}

#[test]
fn a_seed_plays_one_match() {
    let (terms, us) = (terms(), rule(Strategy::Lowest));
    let play_with = |seed| play(&Match { us: &us, rival: &Rival::Undercutter, terms: &terms, seed });
    assert_eq!(play_with(1), play_with(1));
    assert_ne!(play_with(1), play_with(2));
}

#[test]
fn guards_keep_what_an_undercutter_takes_from_a_naive_bot() {
    let terms = terms();
    let of = |us: &Contender| {
        let scores: Vec<Score> =
            (0..20).map(|seed| play(&Match { us, rival: &Rival::Undercutter, terms: &terms, seed })).collect();
        Total::of(&scores)
    };
    let (naive, hold, shared) = (of(&Contender::Naive), of(&Contender::Hold), of(&rule(Strategy::MatchBuyBox)));
    assert!(naive.depth_pct > shared.depth_pct, "{naive:?} {shared:?}");
    assert!(hold.moves_a_day.is_zero());
    assert!(naive.share_pct > hold.share_pct, "{naive:?} {hold:?}");
}

#[test]
fn a_recorded_rival_asks_what_was_recorded() {
    let mut terms = terms();
    terms.days = 2;
    let series = vec![(terms.begin, 2400), (terms.begin + SignedDuration::from_hours(24), 2000)];
    let us = rule(Strategy::MatchBuyBox);
    let score = play(&Match { us: &us, rival: &Rival::Recorded(series), terms: &terms, seed: 1 });
    assert_eq!((score.depth, score.moves), (500, 2), "{score:?}");
}

#[test]
fn nobody_goes_round_beside_a_recorded_price_that_falls_or_rises_day_by_day() {
    for (first, permille) in [(30_000_i64, 997), (5_000, 997), (30_000, 994), (30_000, 1003), (5_000, 1012)] {
        let (floor, ceiling) = (first * 7 / 10, first * 3 / 2);
        let mut terms = Terms { price: first, floor, ceiling, cost: first * 6 / 10, days: 60, ..terms() };
        (terms.rival_floor, terms.buyers_milli) = (1, 500);
        let mut price = first;
        let day = |n: i32| {
            let point = (terms.begin + SignedDuration::from_hours(24) * n, price);
            price = price * permille / 1000;
            point
        };
        let rival = Rival::Recorded((0..60).map(day).collect());
        for strategy in Strategy::ALL.iter().copied() {
            for seed in 1..4 {
                let score = play(&Match { us: &rule(strategy), rival: &rival, terms: &terms, seed });
                assert!(!score.loops(), "{strategy} beside {first}, {permille} ‰ of it each day, seed {seed}");
            }
        }
    }
}
