//! Strategies, guards, and what must never happen.

use jiff::ToSpan as _;
use proptest::prelude::*;
use rust_decimal::dec;

use super::{Strategy, *};
use crate::domain::money::Currency;

fn usd(amount: Decimal) -> Money {
    Money::new(amount, Currency::USD)
}

fn now() -> Timestamp {
    "2026-11-22T12:00:00Z".parse().unwrap()
}

fn rival(seller: &str, price: Decimal) -> Competitor {
    Competitor { seller: seller.into(), landed: usd(price), fba: true }
}

fn input<'a>(strategy: Strategy, price: Decimal, rivals: &'a [Competitor], own: &'a [String]) -> RepriceInput<'a> {
    RepriceInput {
        strategy,
        price: usd(price),
        floor: Some(usd(dec!(12))),
        ceiling: Some(usd(dec!(30))),
        rivals,
        own_sellers: own,
        buy_box: None,
        ours: false,
        quantity: 3,
        age_days: 0,
        history: &[],
        guards: Guards::of(&crate::config::Reprice::default()),
        now: now(),
    }
}

/// What comes of it: the new price, or the word for none.
fn outcome(input: &RepriceInput) -> Result<Decimal, &'static str> {
    match decide(input) {
        Decision::Set { price, .. } => Ok(price.amount()),
        Decision::Keep { .. } => Err("keep"),
        Decision::Refuse { .. } => Err("refuse"),
    }
}

#[test]
fn each_strategy_follows_its_table() {
    let rivals = [rival("a", dec!(18)), rival("b", dec!(19)), rival("us", dec!(15))];
    let own = ["us".to_owned()];
    let check = |strategy, price, buy_box: Option<Decimal>, ours, expected| {
        let case = RepriceInput { buy_box: buy_box.map(usd), ours, ..input(strategy, price, &rivals, &own) };
        assert_eq!(outcome(&case), expected, "{strategy:?} {price} {buy_box:?} {ours}");
    };
    check(Strategy::Match, dec!(20), Some(dec!(19)), false, Ok(dec!(19)));
    check(Strategy::Match, dec!(20), None, false, Ok(dec!(18)));
    check(Strategy::Match, dec!(17), Some(dec!(17)), true, Err("keep"));
    check(Strategy::Undercut, dec!(20), Some(dec!(19)), false, Ok(dec!(18.99)));
    check(Strategy::Undercut, dec!(17), Some(dec!(17)), true, Ok(dec!(17.99)));
    check(Strategy::Undercut, dec!(17.99), Some(dec!(17.99)), true, Err("keep"));
    check(Strategy::Lowest, dec!(20), Some(dec!(19)), false, Ok(dec!(17.99)));
    check(Strategy::Lowest, dec!(17.99), None, false, Err("keep"));
    check(Strategy::TimeLadder, dec!(30), None, false, Err("keep"));
}

#[test]
fn the_ladder_goes_down_by_rungs() {
    let check = |age_days, price, expected| {
        let case = RepriceInput { age_days, ..input(Strategy::TimeLadder, price, &[], &[]) };
        assert_eq!(outcome(&case), expected, "day {age_days}");
    };
    check(6, dec!(30), Err("keep"));
    check(7, dec!(30), Ok(dec!(28.62))); // 30 − 18 · 7 ÷ 91
    check(13, dec!(28.62), Err("keep"));
    check(200, dec!(13), Ok(dec!(12)));
}

#[test]
fn the_guards_hold() {
    let cheap = [rival("a", dec!(1))];
    let check = |change: &dyn Fn(&mut RepriceInput), expected| {
        let mut case = input(Strategy::Lowest, dec!(20), &cheap, &[]);
        change(&mut case);
        assert_eq!(outcome(&case), expected);
    };
    check(&|_| {}, Ok(dec!(16))); // not more than 20 % a day
    check(&|c| c.price = usd(dec!(14)), Ok(dec!(12))); // the floor
    check(&|c| c.floor = None, Err("refuse"));
    check(&|c| c.floor = Some(usd(dec!(0))), Err("refuse"));
    check(&|c| c.ceiling = None, Err("refuse"));
    check(&|c| c.floor = Some(Money::new(dec!(12), Currency::EUR)), Err("refuse"));
    check(&|c| c.quantity = 0, Err("keep"));
    check(&|c| (c.floor, c.ceiling) = (Some(usd(dec!(20))), Some(usd(dec!(20)))), Err("keep"));
    check(&|c| c.floor = Some(usd(dec!(25))), Ok(dec!(25))); // a floor that rose lifts the price
    check(&|c| c.floor = Some(usd(dec!(45))), Err("refuse")); // more than twice the price: somebody looks
    check(&|c| (c.floor, c.ceiling) = (Some(usd(dec!(22))), Some(usd(dec!(21)))), Ok(dec!(22))); // the floor wins
}

/// Cuts of ours on the hour, each answered half an hour later.
fn war_moves(hours_ago: i64, cuts: i64) -> Vec<Move> {
    let mut moves = Vec::new();
    for cut in 0..cuts {
        let at = now() - (hours_ago - cut).hours();
        let price = dec!(20) - Decimal::from(cut) / dec!(2);
        moves.push(Move { at, who: Who::Own, from: price, to: price - dec!(0.26) });
        let answer = at + 30.minutes();
        moves.push(Move { at: answer, who: Who::Rival("a".into()), from: price - dec!(0.25), to: price - dec!(0.50) });
    }
    moves
}

#[test]
fn a_price_war_is_damped_and_ends() {
    let rivals = [rival("a", dec!(18))];
    let check = |moves: &[Move], expected| {
        let case = RepriceInput { history: moves, ..input(Strategy::Lowest, dec!(18.24), &rivals, &[]) };
        assert_eq!(outcome(&case), expected, "{moves:?}");
    };
    check(&war_moves(5, 4), Err("keep"));
    check(&war_moves(5, 2), Ok(dec!(17.99)));
    check(&war_moves(60, 4), Ok(dec!(17.99))); // a quiet day since
}

#[test]
fn a_circle_is_frozen_at_its_median() {
    let mut moves = Vec::new();
    for (index, pair) in [20, 16, 20, 16, 20].windows(2).enumerate() {
        let at = now() - (10 - i64::try_from(index).unwrap()).hours();
        moves.push(Move { at, who: Who::Own, from: pair[0].into(), to: pair[1].into() });
    }
    let rivals = [rival("a", dec!(16))];
    let case = RepriceInput { history: &moves, ..input(Strategy::Lowest, dec!(20), &rivals, &[]) };
    assert_eq!(outcome(&case), Ok(dec!(18)));
    moves.push(Move { at: now(), who: Who::Own, from: dec!(20), to: dec!(18) });
    let case = RepriceInput { history: &moves, ..input(Strategy::Lowest, dec!(18), &rivals, &[]) };
    assert_eq!(outcome(&case), Err("keep"));
}

#[test]
fn a_run_that_moves_many_prices_far_is_stopped() {
    let calm = Step { old: dec!(20), new: dec!(19), floor: dec!(10) };
    let far = Step { new: dec!(10.5), ..calm };
    let floor = Step { new: dec!(10), old: dec!(11), ..calm };
    let check = |steps: &[Step], floor_pct, expected: bool| {
        assert_eq!(batch_stop(steps, 20, dec!(5), floor_pct).is_some(), expected, "{steps:?}");
    };
    check(&[calm; 20], None, false);
    check(&[calm, far], None, false);
    check(&[calm, far, far], None, true);
    check(&[floor, floor, calm], None, false);
    check(&[floor, floor, calm], Some(dec!(5)), true);
}

const ALL: [Strategy; 4] = [Strategy::Match, Strategy::Undercut, Strategy::Lowest, Strategy::TimeLadder];

fn cents(minor: i64) -> Decimal {
    Decimal::new(minor, 2)
}

proptest! {
    #[test]
    fn a_new_price_is_never_outside_its_bounds(
        kind in 0usize..4, price in 1i64..10_000, floor in proptest::option::of(1i64..10_000),
        ceiling in proptest::option::of(1i64..10_000), others in proptest::collection::vec(-5i64..10_000, 0..5),
        ours in any::<bool>(), buy_box in proptest::option::of(-5i64..10_000), age_days in 0u32..400,
        walk in proptest::collection::vec((0i64..48, 1i64..10_000, 1i64..10_000, any::<bool>()), 0..10),
    ) {
        let rivals: Vec<_> = others.iter().map(|price| rival("a", cents(*price))).collect();
        let mut moves: Vec<_> = walk.iter().map(|(hours, from, to, own)| Move {
            at: now() - hours.hours(), who: if *own { Who::Own } else { Who::Rival("a".into()) }, from: cents(*from), to: cents(*to),
        }).collect();
        moves.sort_by_key(|step| step.at);
        let case = RepriceInput {
            floor: floor.map(|c| usd(cents(c))), ceiling: ceiling.map(|c| usd(cents(c))), ours,
            buy_box: buy_box.map(|c| usd(cents(c))), age_days, history: &moves,
            ..input(ALL[kind], cents(price), &rivals, &[])
        };
        match decide(&case) {
            Decision::Set { price, why } => {
                let (floor, ceiling) = (cents(floor.unwrap()), cents(ceiling.unwrap()));
                prop_assert!(price.amount() >= floor);
                prop_assert!(price.amount() <= ceiling.max(floor));
                prop_assert_ne!(price, case.price);
                prop_assert_eq!(price.round(Rounding::HalfUp), price);
                // Nothing changed but our price: once is enough, unless it was forced or slowed.
                let whole = case.price.amount() >= floor && case.price.amount() <= ceiling && !why.contains("slowed");
                let again = RepriceInput { price, ..case.clone() };
                if moves.is_empty() && whole {
                    let second = decide(&again);
                    prop_assert!(matches!(second, Decision::Keep { .. }), "{second:?}");
                }
            }
            Decision::Keep { .. } | Decision::Refuse { .. } => {}
        }
    }

    #[test]
    fn two_of_our_kind_against_each_other_stop(
        a in 0usize..4, b in 0usize..4, first in 1_200i64..3_000, second in 1_200i64..3_000,
        floor_a in 600i64..1_200, floor_b in 600i64..1_200,
    ) {
        let mut prices = [cents(first), cents(second)];
        let floors = [cents(floor_a), cents(floor_b)];
        let mut last_move = 0;
        for round in 0..1_200 {
            let me = round % 2;
            let rivals = [rival("other", prices[1 - me])];
            let case = RepriceInput {
                floor: Some(usd(floors[me])),
                ours: prices[me] < prices[1 - me],
                buy_box: Some(usd(prices[me].min(prices[1 - me]))),
                guards: Guards { step: dec!(0.10), ..Guards::of(&crate::config::Reprice::default()) },
                ..input(ALL[[a, b][me]], prices[me], &rivals, &[])
            };
            if let Decision::Set { price, .. } = decide(&case) {
                prices[me] = price.amount();
                last_move = round;
            }
        }
        prop_assert!(last_move < 1_000, "still moving in round {last_move}: {prices:?}");
    }
}
