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
