//! What a match came to.

use jiff::{SignedDuration, Timestamp};
use rust_decimal::Decimal;
use serde::Serialize;

use super::Terms;

/// Turns of direction in the last three days that make a loop: one circle a week is found and frozen.
const LOOP: usize = 8;

/// What a match came to.
#[derive(Clone, Debug, PartialEq)]
pub struct Score {
    /// Decisions made by our code, on both sides where both are ours.
    pub decisions: u64,
    /// Prices below a floor.
    pub below_floor: u64,
    /// Prices above a ceiling.
    pub above_ceiling: u64,
    /// Our moves.
    pub moves: u64,
    /// The deepest that the lowest price fell below the first, in cents.
    pub depth: i64,
    /// Looks at which we held the buy box, and all.
    pub held: u64,
    /// All looks.
    pub looks: u64,
    /// Units sold, and when.
    pub sold: u32,
    /// Units at the beginning.
    pub units: u32,
    /// What was left after fees and cost, in cents.
    pub profit: i64,
    first: i64,
    end: Timestamp,
    turns: [Vec<(Timestamp, bool)>; 2],
    sales: Vec<u64>,
    ticks: u64,
}

impl Score {
    /// Nothing yet.
    pub(super) fn new(terms: &Terms) -> Self {
        Self {
            decisions: 0,
            below_floor: 0,
            above_ceiling: 0,
            moves: 0,
            depth: 0,
            held: 0,
            looks: 0,
            sold: 0,
            units: terms.units,
            profit: 0,
            first: terms.price,
            end: terms.begin + SignedDuration::from_hours(24 * i64::from(terms.days)),
            turns: [Vec::new(), Vec::new()],
            sales: Vec::new(),
            ticks: 0,
        }
    }

    pub(super) fn decided(&mut self, price: i64, (floor, ceiling): (i64, i64)) {
        self.decisions += 1;
        self.below_floor += u64::from(price < floor);
        self.above_ceiling += u64::from(price > ceiling);
    }

    pub(super) fn moved(&mut self, who: usize, from: i64, to: i64, at: Timestamp) {
        self.moves += u64::from(who == 0);
        if self.end.duration_since(at) <= SignedDuration::from_hours(72) {
            self.turns[who].push((at, to < from));
        }
    }

    pub(super) fn looked(&mut self, held: bool, ours: i64, theirs: i64) {
        self.ticks += 1;
        self.looks += 1;
        self.held += u64::from(held);
        self.depth = self.depth.max(self.first - ours.min(theirs));
    }

    pub(super) fn sold(&mut self, price: i64, terms: &Terms) {
        self.sold += 1;
        self.sales.push(self.ticks);
        // Half a cent is rounded up: the channel's favour.
        let fee = (price * terms.fee_bp + 5_000) / 10_000;
        self.profit += price - fee - terms.cost;
    }

    /// Units sold in the last day.
    pub(super) fn sold_today(&self) -> u32 {
        let since = self.ticks.saturating_sub(48);
        u32::try_from(self.sales.iter().rev().take_while(|tick| **tick >= since).count()).unwrap_or(u32::MAX)
    }

    /// Days until the rest is sold, as it went so far; `None` before the first sale.
    pub(super) fn cover_days(&self, units: u32, now: Timestamp, begin: Timestamp) -> Option<Decimal> {
        let days = Decimal::from(now.duration_since(begin).as_hours().max(1)) / Decimal::from(24);
        (Decimal::from(units.min(9999)) * days).checked_div(Decimal::from(self.sold))
    }

    /// Whether we went round and round at its end.
    pub fn loops(&self) -> bool {
        let turned = |moves: &Vec<(Timestamp, bool)>| moves.windows(2).filter(|pair| pair[0].1 != pair[1].1).count();
        turned(&self.turns[0]) > LOOP
    }
}

/// Many matches together.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Total {
    /// Matches.
    pub matches: u64,
    /// Decisions by our code.
    pub decisions: u64,
    /// Prices below a floor.
    pub below_floor: u64,
    /// Prices above a ceiling.
    pub above_ceiling: u64,
    /// Matches that went round and round at their end.
    pub loops: u64,
    /// Our moves a day.
    pub moves_a_day: Decimal,
    /// How deep the lowest price fell, on average, in percent of the first.
    pub depth_pct: Decimal,
    /// Our share of the buy box, in percent.
    pub share_pct: Decimal,
    /// The share of our stock that was sold, in percent.
    pub sold_pct: Decimal,
    /// What was left after fees and cost, a match on average, in the currency.
    pub profit: Decimal,
}

impl Total {
    /// Of these matches.
    pub fn of(scores: &[Score]) -> Self {
        let count = |of: fn(&Score) -> u64| scores.iter().map(of).sum::<u64>();
        let share = |part: u64, all: u64| percent(Decimal::from(part), Decimal::from(all));
        let matches = scores.len() as u64;
        let mean = |sum: Decimal| sum.checked_div(Decimal::from(matches)).unwrap_or_default().round_dp(2);
        let depth: Decimal = scores.iter().map(|one| percent(Decimal::from(one.depth), Decimal::from(one.first))).sum();
        let days = Decimal::from(count(|one| one.looks)) / Decimal::from(48);
        Self {
            matches,
            decisions: count(|one| one.decisions),
            below_floor: count(|one| one.below_floor),
            above_ceiling: count(|one| one.above_ceiling),
            loops: count(|one| u64::from(one.loops())),
            moves_a_day: Decimal::from(count(|one| one.moves)).checked_div(days).unwrap_or_default().round_dp(2),
            depth_pct: mean(depth),
            share_pct: share(count(|one| one.held), count(|one| one.looks)),
            sold_pct: share(count(|one| u64::from(one.sold)), count(|one| u64::from(one.units))),
            profit: mean(scores.iter().map(|one| Decimal::new(one.profit, 2)).sum()),
        }
    }
}

impl Total {
    /// Of these together, each with the weight of its matches.
    pub fn together(totals: &[&Self]) -> Self {
        let count = |of: fn(&Self) -> u64| totals.iter().map(|one| of(one)).sum::<u64>();
        let matches = count(|one| one.matches);
        let mean = |of: fn(&Self) -> Decimal| {
            let sum: Decimal = totals.iter().map(|one| of(one) * Decimal::from(one.matches)).sum();
            sum.checked_div(Decimal::from(matches)).unwrap_or_default().round_dp(2)
        };
        Self {
            matches,
            decisions: count(|one| one.decisions),
            below_floor: count(|one| one.below_floor),
            above_ceiling: count(|one| one.above_ceiling),
            loops: count(|one| one.loops),
            moves_a_day: mean(|one| one.moves_a_day),
            depth_pct: mean(|one| one.depth_pct),
            share_pct: mean(|one| one.share_pct),
            sold_pct: mean(|one| one.sold_pct),
            profit: mean(|one| one.profit),
        }
    }
}

fn percent(part: Decimal, all: Decimal) -> Decimal {
    (part * Decimal::ONE_HUNDRED).checked_div(all).unwrap_or_default().round_dp(1)
}
