//! Prices that go round, and where they are frozen.

use super::*;

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
    // A floor above the median is where it is frozen then, and going there leaves no circle.
    moves.last_mut().unwrap().to = dec!(19);
    let floor = Some(usd(dec!(19)));
    let case = RepriceInput { floor, history: &moves, ..input(Strategy::Lowest, dec!(19), &rivals, &[]) };
    let Decision::Keep { why } = decide(&case) else { panic!("it moves") };
    assert!(why.contains("circle"), "{why}");
}
