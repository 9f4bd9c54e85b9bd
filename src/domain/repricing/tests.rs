//! Strategies, guards, and what must never happen.

mod circles;
mod duel;

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
    Competitor::of(seller, usd(price), true)
}

/// The usual rule of a strategy.
fn usual(strategy: Strategy) -> &'static Rule {
    static RULES: std::sync::OnceLock<Vec<Rule>> = std::sync::OnceLock::new();
    let rules = RULES.get_or_init(|| Strategy::ALL.iter().map(|strategy| Rule::of(*strategy)).collect());
    rules.iter().find(|rule| rule.strategy == strategy).unwrap()
}

fn input<'a>(strategy: Strategy, price: Decimal, rivals: &'a [Competitor], own: &'a [String]) -> RepriceInput<'a> {
    RepriceInput {
        rule: usual(strategy),
        price: usd(price),
        fba: true,
        floor: Some(usd(dec!(12))),
        ceiling: Some(usd(dec!(30))),
        liquidation: None,
        rivals,
        own_sellers: own,
        buy_box: None,
        ours: false,
        suppressed: false,
        threshold: None,
        quantity: 3,
        age_days: 0,
        sold: None,
        cover_days: None,
        history: &[],
        seen: &[],
        guards: Guards { max_drop_pct: dec!(50), ..Guards::of(&crate::config::Reprice::default()) },
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
    use Strategy::*;
    let rivals = [rival("a", dec!(18)), rival("b", dec!(19)), rival("us", dec!(15))];
    let own = ["us".to_owned()];
    let check = |strategy, price, buy_box: Option<Decimal>, ours, expected| {
        let case = RepriceInput { buy_box: buy_box.map(usd), ours, ..input(strategy, price, &rivals, &own) };
        assert_eq!(outcome(&case), expected, "{strategy:?} {price} {buy_box:?} {ours}");
    };
    check(MatchBuyBox, dec!(20), Some(dec!(19)), false, Ok(dec!(19)));
    check(MatchBuyBox, dec!(20), None, false, Ok(dec!(18)));
    check(MatchBuyBox, dec!(17), Some(dec!(17)), true, Err("keep"));
    check(UndercutBuyBox, dec!(20), Some(dec!(19)), false, Ok(dec!(18.99)));
    check(UndercutBuyBox, dec!(17), Some(dec!(17)), true, Ok(dec!(17.99)));
    check(UndercutBuyBox, dec!(17.99), Some(dec!(17.99)), true, Err("keep"));
    check(Oscillate, dec!(20), Some(dec!(19)), false, Ok(dec!(18.99)));
    check(Oscillate, dec!(20), Some(dec!(12)), false, Ok(dec!(30)));
    check(Oscillate, dec!(20), Some(dec!(11)), false, Ok(dec!(30)));
    check(Oscillate, dec!(30), Some(dec!(13)), false, Ok(dec!(15))); // half a day's fall of 12.99
    check(Oscillate, dec!(20), Some(dec!(20)), true, Err("keep"));
    check(Lowest, dec!(20), Some(dec!(19)), false, Ok(dec!(17.99)));
    check(Lowest, dec!(17.99), None, false, Err("keep"));
    check(LowestFba, dec!(20), Some(dec!(19)), false, Ok(dec!(17.99)));
    check(Cooperative, dec!(20), Some(dec!(19)), false, Ok(dec!(19)));
    check(Cooperative, dec!(20), Some(dec!(20)), true, Ok(dec!(20.20)));
    check(Equilibrium, dec!(20), Some(dec!(19)), false, Ok(dec!(19)));
    check(ProbeCeiling, dec!(20), Some(dec!(19)), false, Ok(dec!(19)));
    check(ProbeCeiling, dec!(20), Some(dec!(20)), true, Err("keep"));
    check(TimeLadder, dec!(30), None, false, Err("keep"));
    check(StockAware, dec!(20), Some(dec!(19)), false, Ok(dec!(19)));
    check(Standalone, dec!(20), Some(dec!(19)), false, Err("keep"));
    check(SalesRule, dec!(20), Some(dec!(19)), false, Ok(dec!(19)));
    check(Liquidate, dec!(20), Some(dec!(19)), false, Ok(dec!(17.99)));
}

#[test]
fn auto_compete_leaves_who_is_below_the_floor_to_sell_out() {
    let check = |prices: &[i64], price, expected| {
        let rivals: Vec<_> = prices.iter().map(|price| rival("a", Decimal::from(*price))).collect();
        assert_eq!(outcome(&input(Strategy::AutoCompete, price, &rivals, &[])), expected, "{prices:?}");
    };
    check(&[11, 12, 13, 14], dec!(20), Ok(dec!(12.99)));
    check(&[14, 13, 12, 11], dec!(20), Ok(dec!(12.99)));
    check(&[11, 12], dec!(20), Ok(dec!(12)));
    check(&[], dec!(20), Err("keep"));
    let deep: Vec<i64> = [11; 20].into_iter().chain([15]).collect();
    check(&deep, dec!(20), Ok(dec!(12)));
}

#[test]
fn a_probe_goes_up_while_it_holds_and_back_to_where_it_held() {
    let look = |hours: i64, price, ours| Seen { at: now() - hours.hours(), price, ours, suppressed: false };
    let rivals = [rival("a", dec!(22))];
    let check = |strategy, price, ours, seen: &[Seen], expected| {
        let case = RepriceInput { ours, seen, buy_box: Some(usd(price)), ..input(strategy, price, &rivals, &[]) };
        assert_eq!(outcome(&case), expected, "{strategy} {price} {ours} {seen:?}");
    };
    let held = [look(3, dec!(20), true), look(2, dec!(20), true), look(1, dec!(20), true)];
    check(Strategy::ProbeCeiling, dec!(20), true, &held, Ok(dec!(20.20)));
    let shared = [look(3, dec!(20), true), look(2, dec!(20), false), look(1, dec!(20), true)];
    check(Strategy::ProbeCeiling, dec!(20), true, &shared, Err("keep"));
    let tipped =
        [look(5, dec!(20.15), false), look(3, dec!(20), true), look(2, dec!(20), true), look(1, dec!(20), true)];
    check(Strategy::ProbeCeiling, dec!(20), true, &tipped, Ok(dec!(20.14)));
    check(Strategy::Cooperative, dec!(20), true, &tipped, Ok(dec!(20.14)));
    check(Strategy::ProbeCeiling, dec!(20.20), false, &held, Ok(dec!(20)));
    let long_ago = [look(30, dec!(20), true)];
    check(Strategy::ProbeCeiling, dec!(20.20), false, &long_ago, Err("keep"));
}

#[test]
fn how_a_rival_answered_decides_whether_it_is_shared_with() {
    let own = |minutes: i64, from, to| Move { at: now() - minutes.minutes(), who: Who::Own, from, to };
    let theirs = |minutes: i64, from, to| Move { at: now() - minutes.minutes(), who: Who::Rival("a".into()), from, to };
    let rivals = [rival("a", dec!(19))];
    let check = |strategy, history: &[Move], expected| {
        let case = RepriceInput { history, buy_box: Some(usd(dec!(19))), ..input(strategy, dec!(20), &rivals, &[]) };
        assert_eq!(outcome(&case), expected, "{strategy} {history:?}");
    };
    let undercuts = [own(300, dec!(21), dec!(20)), theirs(250, dec!(20.5), dec!(19))];
    check(Strategy::Cooperative, &undercuts, Ok(dec!(18.99)));
    check(Strategy::Equilibrium, &undercuts, Ok(dec!(19)));
    let matches = [own(300, dec!(21), dec!(20)), theirs(250, dec!(20.5), dec!(20)), theirs(100, dec!(20), dec!(19))];
    check(Strategy::Cooperative, &matches, Ok(dec!(19)));
    check(Strategy::Equilibrium, &matches, Ok(dec!(19)));
    let still = [own(300, dec!(21), dec!(20))];
    check(Strategy::Equilibrium, &still, Ok(dec!(18.99)));
    // It answered once and then no more: 18.50 is where it stops, and a step below that ends it.
    let stopped = [
        own(600, dec!(21), dec!(20)),
        theirs(590, dec!(20.5), dec!(18.50)),
        own(400, dec!(20), dec!(18.40)),
        own(300, dec!(18.40), dec!(20)),
    ];
    check(Strategy::Equilibrium, &stopped, Ok(dec!(18.49)));
}

#[test]
fn sales_and_stock_move_a_price_where_they_are_known() {
    let check = |strategy, sold, cover_days, age_days, rivals: &[Competitor], expected| {
        let case = RepriceInput { sold, cover_days, age_days, ..input(strategy, dec!(20), rivals, &[]) };
        assert_eq!(outcome(&case), expected, "{strategy} {sold:?} {cover_days:?} {age_days}");
    };
    let others = [rival("a", dec!(19))];
    check(Strategy::SalesRule, Some(4), None, 0, &[], Ok(dec!(20.40)));
    check(Strategy::SalesRule, Some(2), None, 0, &[], Err("keep"));
    check(Strategy::SalesRule, Some(0), None, 0, &[], Ok(dec!(19.60)));
    check(Strategy::SalesRule, None, None, 0, &[], Err("keep"));
    check(Strategy::StockAware, None, Some(dec!(3)), 0, &others, Ok(dec!(20.40)));
    check(Strategy::StockAware, None, Some(dec!(90)), 0, &others, Ok(dec!(18.99)));
    check(Strategy::StockAware, None, None, 91, &others, Ok(dec!(18.99)));
    check(Strategy::StockAware, None, None, 0, &others, Ok(dec!(19)));
    let moved = [Move { at: now() - 20.hours(), who: Who::Own, from: dec!(19), to: dec!(20) }];
    let case = RepriceInput { history: &moved, sold: Some(9), ..input(Strategy::SalesRule, dec!(20), &[], &[]) };
    assert_eq!(outcome(&case), Err("keep"), "locked after a move");
}

#[test]
fn who_counts_is_the_rule_s() {
    let fba = |price| rival("fba", price);
    let fbm = |price| Competitor { fba: false, ..rival("fbm", price) };
    let amazon = |price| Competitor { fba: false, marketplace: true, ..rival("amazon", price) };
    let check = |change: &dyn Fn(&mut Rule), rivals: &[Competitor], buy_box: Option<Decimal>, expected| {
        let mut rule = Rule::of(Strategy::Lowest);
        change(&mut rule);
        let case =
            RepriceInput { rule: &rule, buy_box: buy_box.map(usd), ..input(Strategy::Lowest, dec!(25), rivals, &[]) };
        assert_eq!(outcome(&case), expected, "{rule:?} {rivals:?}");
    };
    let both = [fba(dec!(20)), fbm(dec!(18))];
    check(&|_| {}, &both, None, Ok(dec!(17.99)));
    check(&|r| r.target = Target::Fba, &both, None, Ok(dec!(19.99)));
    check(&|r| r.target = Target::Fbm, &both, None, Ok(dec!(17.99)));
    check(&|r| r.target = Target::Fba, &both[1..], None, Err("keep"));
    check(&|r| r.target = Target::FbaThenFbm, &both, None, Ok(dec!(19.99)));
    check(&|r| r.target = Target::FbaThenFbm, &both[1..], None, Ok(dec!(17.99)));
    check(&|r| r.target = Target::BuyBox, &both, Some(dec!(20)), Ok(dec!(19.99)));
    check(&|r| r.target = Target::FbaThenBuyBox, &both[1..], Some(dec!(18)), Ok(dec!(17.99)));
    check(&|r| r.target = Target::BuyBox, &both, None, Err("keep"));
    // Five percent more than who ships by themselves, and still the buy box.
    check(&|r| r.handicap.pct = dec!(5), &both, None, Ok(dec!(18.89)));
    check(&|r| r.handicap = Handicap { pct: dec!(0), fixed: dec!(1) }, &both, None, Ok(dec!(18.99)));
    check(&|_| {}, &[amazon(dec!(18))], None, Ok(dec!(17.99)));
    check(&|r| r.marketplace = Marketplace::Ignore, &[amazon(dec!(18))], None, Err("keep"));
    check(&|r| r.marketplace = Marketplace::Match, &[amazon(dec!(18))], None, Ok(dec!(18)));
    let poor = Competitor { rating_pct: Some(dec!(70)), ratings: Some(3), handling_h: Some(96), ..fba(dec!(15)) };
    let field = [poor, fba(dec!(20))];
    check(&|_| {}, &field, None, Ok(dec!(14.99)));
    check(&|r| r.fitness.rating_pct = Some(dec!(90)), &field, None, Ok(dec!(19.99)));
    check(&|r| r.fitness.ratings = Some(10), &field, None, Ok(dec!(19.99)));
    check(&|r| r.fitness.handling_h = Some(48), &field, None, Ok(dec!(19.99)));
    let used = [Competitor { comparable: false, ..fba(dec!(15)) }, fba(dec!(20))];
    check(&|_| {}, &used, Some(dec!(15)), Ok(dec!(19.99)));
}

#[test]
fn situations_and_edges_are_the_rule_s_and_the_bounds_hold_after_them() {
    let at = |price| [rival("a", price)];
    let check = |change: &dyn Fn(&mut Rule), price, theirs: Option<Decimal>, expected| {
        let mut rule = Rule::of(Strategy::Lowest);
        change(&mut rule);
        let rivals: Vec<_> = theirs.into_iter().flat_map(at).collect();
        let case = RepriceInput { rule: &rule, ..input(Strategy::Lowest, price, &rivals, &[]) };
        assert_eq!(outcome(&case), expected, "{rule:?} {theirs:?}");
    };
    check(&|r| r.scenarios.no_competition = Action::Max, dec!(20), None, Ok(dec!(30)));
    check(&|r| r.scenarios.no_competition = Action::Min, dec!(20), None, Ok(dec!(12)));
    check(&|r| r.scenarios.rival_below_floor = Action::Keep, dec!(20), Some(dec!(11)), Err("keep"));
    check(&|r| r.scenarios.rival_below_floor = Action::Max, dec!(20), Some(dec!(11)), Ok(dec!(30)));
    check(&|r| r.scenarios.rival_at_floor = Action::Keep, dec!(20), Some(dec!(12)), Err("keep"));
    check(&|r| r.scenarios.at_floor = Action::Max, dec!(12), Some(dec!(13)), Ok(dec!(24))); // no more than double at once
    check(&|r| r.scenarios.at_floor = Action::Keep, dec!(12), Some(dec!(20)), Err("keep"));
    for (boundary, expected) in [
        (Boundary::JumpToMin, Ok(dec!(12))),
        (Boundary::JumpToMax, Ok(dec!(30))),
        (Boundary::JumpToAvg, Ok(dec!(21))),
        (Boundary::DefaultPrice, Ok(dec!(25))),
        (Boundary::DoNothing, Err("keep")),
        // The rival's own price is below the floor: matched, and then the floor holds.
        (Boundary::MatchCompetitor, Ok(dec!(12))),
    ] {
        let change = |rule: &mut Rule| (rule.below, rule.default_price) = (boundary, Some(dec!(25)));
        check(&change, dec!(20), Some(dec!(11)), expected);
    }
    check(&|r| r.above = Boundary::JumpToAvg, dec!(20), Some(dec!(35)), Ok(dec!(21)));
    check(&|_| {}, dec!(20), Some(dec!(35)), Ok(dec!(30)));
}

#[test]
fn a_suppressed_buy_box_steps_down_and_is_never_no_competition() {
    let rivals = [rival("a", dec!(28))];
    let check = |seen: &[Seen], history: &[Move], expected| {
        let case = RepriceInput { suppressed: true, seen, history, ..input(Strategy::Lowest, dec!(20), &rivals, &[]) };
        assert_eq!(outcome(&case), expected, "{seen:?}");
    };
    let look = |hours: i64, price, suppressed| Seen { at: now() - hours.hours(), price, ours: false, suppressed };
    check(&[], &[], Ok(dec!(19.80)));
    check(&[look(2, dec!(18.50), false), look(1, dec!(20), true)], &[], Ok(dec!(18.50)));
    let moved = [Move { at: now() - 10.minutes(), who: Who::Own, from: dec!(20.20), to: dec!(20) }];
    check(&[], &moved, Err("keep"));
    let case = RepriceInput { threshold: Some(usd(dec!(18))), ..input(Strategy::Lowest, dec!(20), &[], &[]) };
    assert_eq!(outcome(&case), Ok(dec!(18)), "above its threshold the channel shows no buy box");
}

#[test]
fn a_sale_below_the_floor_needs_its_strategy_and_an_agreement() {
    let rivals = [rival("a", dec!(11))];
    let check = |strategy, liquidation: Option<Decimal>, expected| {
        let case = RepriceInput { liquidation: liquidation.map(usd), ..input(strategy, dec!(15), &rivals, &[]) };
        assert_eq!(outcome(&case), expected, "{strategy} {liquidation:?}");
    };
    check(Strategy::Liquidate, None, Ok(dec!(12)));
    check(Strategy::Liquidate, Some(dec!(9)), Ok(dec!(10.99)));
    check(Strategy::Liquidate, Some(dec!(14)), Ok(dec!(12)));
    check(Strategy::Lowest, Some(dec!(9)), Ok(dec!(12)));
}

#[test]
fn hours_moves_and_means_slow_a_price() {
    let rivals = [rival("a", dec!(13))];
    let check = |change: &dyn Fn(&mut RepriceInput), expected| {
        let mut case = input(Strategy::Lowest, dec!(20), &rivals, &[]);
        change(&mut case);
        assert_eq!(outcome(&case), expected);
    };
    let asleep = Rule { sleep: Some(Sleep::parse("11:00-13:00").unwrap()), ..Rule::of(Strategy::Lowest) };
    check(&|case| case.rule = usual(Strategy::Lowest), Ok(dec!(12.99)));
    let mut sleeping = input(Strategy::Lowest, dec!(20), &rivals, &[]);
    sleeping.rule = &asleep;
    assert_eq!(outcome(&sleeping), Err("keep"));
    let moves: Vec<Move> = (1..=4)
        .map(|n: i64| Move { at: now() - (n * 10).minutes(), who: Who::Own, from: dec!(20.01), to: dec!(20) })
        .rev()
        .collect();
    let busy = RepriceInput { history: &moves, ..input(Strategy::Lowest, dec!(20), &rivals, &[]) };
    assert_eq!(outcome(&busy), Err("keep"));
    let seen = [Seen { at: now() - 50.hours(), price: dec!(25), ours: true, suppressed: false }];
    let fallen = RepriceInput { seen: &seen, ..input(Strategy::Lowest, dec!(20), &rivals, &[]) };
    assert_eq!(outcome(&fallen), Ok(dec!(15)), "60 % of the mean of three days");
    check(&|case| (case.guards.max_rise_pct, case.rivals) = (dec!(10), &[]), Err("keep"));
    let high = [rival("a", dec!(29))];
    let mut rising = input(Strategy::Lowest, dec!(20), &high, &[]);
    rising.guards.max_rise_pct = dec!(10);
    assert_eq!(outcome(&rising), Ok(dec!(22)));
}

#[test]
fn a_run_that_is_told_what_cannot_be_is_stopped_before_it_begins() {
    let sound = Feed {
        price: dec!(20),
        currency: Currency::USD,
        lowest: Some((dec!(19), Currency::USD)),
        floor: Some(dec!(12)),
        cost: Some((dec!(8), Currency::USD)),
        known: Some((dec!(8), Currency::USD)),
    };
    let corrupt = |feeds: &[Feed], odd_pct| {
        let mut watch = Watch::default();
        feeds.iter().for_each(|feed| watch.see(feed, None));
        watch.stop(&Tolerance { odd_pct, large_pct: dec!(5), floor_pct: None })
    };
    let check = |odd: Feed, part: Option<&str>| {
        let feeds: Vec<Feed> = std::iter::repeat_n(odd, 2).chain(std::iter::repeat_n(sound, 18)).collect();
        let why = corrupt(&feeds, dec!(5));
        assert_eq!(why.is_some(), part.is_some(), "{odd:?}: {why:?}");
        assert!(why.iter().all(|why| why.contains(part.unwrap_or_default())), "{why:?}");
        assert_eq!(corrupt(&feeds[1..], dec!(5)), None, "one listing never stops a run");
    };
    check(sound, None);
    check(Feed { lowest: None, known: None, ..sound }, None);
    check(Feed { lowest: Some((dec!(0.01), Currency::USD)), ..sound }, Some("less than a tenth"));
    check(Feed { lowest: Some((dec!(1900), Currency::USD)), ..sound }, Some("more than ten times"));
    check(Feed { lowest: Some((dec!(19), Currency::JPY)), ..sound }, Some("another currency"));
    check(Feed { floor: None, ..sound }, Some("no floor"));
    check(Feed { floor: Some(dec!(0)), ..sound }, Some("no floor"));
    let costs = |cost: Decimal| Feed { cost: Some((cost, Currency::USD)), ..sound };
    check(costs(dec!(0.01)), Some("costs"));
    check(costs(dec!(800)), Some("costs"));
    check(costs(dec!(0)), Some("costs"));
    check(Feed { known: None, ..costs(dec!(0.01)) }, Some("less than a tenth of the floor"));
    check(Feed { known: None, ..costs(dec!(800)) }, Some("above ten times our price"));
    let cheap = |known: Decimal| Feed { known: Some((known, Currency::USD)), ..sound };
    check(cheap(dec!(0.08)), Some("above ten times, of what was known"));
    check(cheap(dec!(800)), Some("less than a tenth, or above ten times, of what was known"));
    check(cheap(dec!(12)), None);
    check(Feed { known: Some((dec!(8), Currency::JPY)), ..sound }, Some("costs are in another currency"));
    check(Feed { cost: Some((dec!(8), Currency::JPY)), ..sound }, Some("costs are in another currency"));
    check(Feed { cost: None, ..sound }, Some("costs are missing that were known"));
    check(Feed { cost: None, known: None, ..sound }, Some("no cost, and the others have one"));
    assert_eq!(corrupt(&[Feed { cost: None, known: None, ..sound }; 20], dec!(5)), None, "no costs were told at all");
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
    check(&|c| c.guards.max_drop_pct = dec!(20), Ok(dec!(16))); // not more than 20 % a day
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
fn a_run_that_moves_many_prices_far_is_stopped() {
    let calm = Step { old: dec!(20), new: dec!(19), floor: dec!(10) };
    let far = Step { new: dec!(10.5), ..calm };
    let floor = Step { new: dec!(10), old: dec!(11), ..calm };
    let check = |steps: &[Step], floor_pct, expected: bool| {
        let told = Feed {
            price: dec!(20),
            currency: Currency::USD,
            lowest: None,
            floor: Some(dec!(10)),
            cost: None,
            known: None,
        };
        let mut watch = Watch::default();
        (0..20).for_each(|place| watch.see(&told, steps.get(place)));
        let bounds = Tolerance { odd_pct: dec!(5), large_pct: dec!(5), floor_pct };
        assert_eq!(watch.stop(&bounds).is_some(), expected, "{steps:?}");
    };
    check(&[calm; 20], None, false);
    check(&[calm, far], None, false);
    check(&[calm, far, far], None, true);
    check(&[floor, floor, calm], None, false);
    check(&[floor, floor, calm], Some(dec!(5)), true);
}

fn cents(minor: i64) -> Decimal {
    Decimal::new(minor, 2)
}

proptest! {
    #[test]
    fn a_new_price_is_never_outside_its_bounds(
        kind in 0..Strategy::ALL.len(), price in 1i64..10_000, floor in proptest::option::of(1i64..10_000),
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
            ..input(Strategy::ALL[kind], cents(price), &rivals, &[])
        };
        match decide(&case) {
            Decision::Set { price, why, .. } => {
                let (floor, ceiling) = (cents(floor.unwrap()), cents(ceiling.unwrap()));
                prop_assert!(price.amount() >= floor);
                prop_assert!(price.amount() <= ceiling.max(floor));
                prop_assert_ne!(price, case.price);
                prop_assert_eq!(price.round(Rounding::HalfUp), price);
                // Nothing changed but our price: once is enough, unless it was forced or slowed.
                let whole = case.price.amount() >= floor && case.price.amount() <= ceiling && !why.contains("slowed");
                let again = RepriceInput { price, ..case.clone() };
                let climbs = ["up", "down"].iter().any(|word| why.contains(word));
                if moves.is_empty() && whole && !climbs {
                    let second = decide(&again);
                    prop_assert!(matches!(second, Decision::Keep { .. }), "{second:?}");
                }
            }
            Decision::Keep { .. } | Decision::Refuse { .. } => {}
        }
    }
}
