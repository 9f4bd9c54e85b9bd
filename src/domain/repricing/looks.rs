//! Looks at a page, one after another: what rivals did between them.

use std::collections::BTreeMap;

use jiff::Timestamp;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::{Move, Seen, Who};

/// One look at a page: our side of it, and what each rival asked.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Look {
    /// When.
    pub at: Timestamp,
    /// Our price.
    pub price: Decimal,
    /// Whether we held the buy box.
    pub ours: bool,
    /// Whether the channel showed none.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub suppressed: bool,
    /// The lowest price of each rival, by its name.
    pub rivals: BTreeMap<String, Decimal>,
}

impl Look {
    /// Our side of it.
    pub fn seen(&self) -> Seen {
        Seen { at: self.at, price: self.price, ours: self.ours, suppressed: self.suppressed }
    }
}

/// What rivals moved between these looks, the oldest first; it is dated by the look that saw it.
fn rival_moves(looks: &[Look]) -> Vec<Move> {
    let mut moves = Vec::new();
    for pair in looks.windows(2) {
        for (seller, to) in &pair[1].rivals {
            if let Some(from) = pair[0].rivals.get(seller).filter(|from| *from != to) {
                moves.push(Move { at: pair[1].at, who: Who::Rival(seller.clone()), from: *from, to: *to });
            }
        }
    }
    moves
}

/// All moves on the page, the oldest first: ours as they were shown, rivals' as they were seen.
pub fn moves(own: Vec<Move>, looks: &[Look]) -> Vec<Move> {
    let mut all = own;
    all.extend(rival_moves(looks));
    // What was seen at the moment of a move of ours was there before it.
    all.sort_by_key(|step| (step.at, step.who == Who::Own));
    all
}

#[cfg(test)]
mod tests {
    use rust_decimal::dec;

    use super::*;

    #[test]
    fn moves_are_read_from_one_look_to_the_next() {
        let at = |hour: i64| Timestamp::from_second(hour * 3600).unwrap();
        let look = |hour, rivals: &[(&str, Decimal)]| Look {
            at: at(hour),
            price: dec!(20),
            ours: false,
            suppressed: false,
            rivals: rivals.iter().map(|(name, price)| ((*name).to_owned(), *price)).collect(),
        };
        let looks = [
            look(1, &[("a", dec!(19)), ("b", dec!(25))]),
            look(2, &[("a", dec!(18))]),
            look(3, &[("a", dec!(18)), ("b", dec!(17))]),
        ];
        let own = vec![Move { at: at(2), who: Who::Own, from: dec!(21), to: dec!(20) }];
        let found: Vec<(i64, bool, Decimal)> =
            moves(own, &looks).iter().map(|step| (step.at.as_second() / 3600, step.who == Who::Own, step.to)).collect();
        // Who came back at another price did not move while it was away.
        assert_eq!(found, [(2, false, dec!(18)), (2, true, dec!(20))]);
    }
}
