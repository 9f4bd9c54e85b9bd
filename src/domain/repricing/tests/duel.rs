//! Two of us on one page.

use super::*;

#[test]
fn no_two_of_our_kind_go_round_and_round() {
    for a in Strategy::ALL.iter().copied() {
        for b in Strategy::ALL.iter().copied() {
            let turns = turns_of(a, b);
            assert!(turns <= 8, "{a} against {b}: {turns} turns in the last three of ten days");
        }
    }
}

/// How often two of us turn round in the last three of ten days, each looking once an hour, half an hour apart.
fn turns_of(a: Strategy, b: Strategy) -> usize {
    let mut prices = [dec!(20), dec!(19)];
    let floors = [dec!(12), dec!(9)];
    let mut histories: [Vec<Move>; 2] = [Vec::new(), Vec::new()];
    let mut looks: [Vec<Seen>; 2] = [Vec::new(), Vec::new()];
    let rounds = 10 * 48;
    let late = now() + (7 * 24).hours();
    for round in 0..rounds {
        let me = round % 2;
        let now = now() + (i64::try_from(round).unwrap() * 30).minutes();
        let rivals = [rival("other", prices[1 - me])];
        let case = RepriceInput {
            floor: Some(usd(floors[me])),
            ours: prices[me] < prices[1 - me],
            buy_box: Some(usd(prices[me].min(prices[1 - me]))),
            history: &histories[me],
            seen: &looks[me],
            guards: Guards { step: dec!(0.10), ..Guards::of(&crate::config::Reprice::default()) },
            now,
            ..input([a, b][me], prices[me], &rivals, &[])
        };
        let decision = decide(&case);
        let look = Seen { at: now, price: prices[me], ours: case.ours, suppressed: false };
        looks[me].push(look);
        if let Decision::Set { price, .. } = decision {
            let (from, to) = (prices[me], price.amount());
            assert!(to >= floors[me] && to <= dec!(30), "{a} {b} {to}");
            histories[me].push(Move { at: now, who: Who::Own, from, to });
            histories[1 - me].push(Move { at: now, who: Who::Rival("other".into()), from, to });
            prices[me] = to;
        }
    }
    let own = |moves: &[Move]| {
        let own: Vec<bool> =
            moves.iter().filter(|one| one.who == Who::Own && one.at > late).map(|one| one.to < one.from).collect();
        own.windows(2).filter(|pair| pair[0] != pair[1]).count()
    };
    own(&histories[0]) + own(&histories[1])
}
