//! Sellers who never were, fitted to people who haggled: how low they go, how often they give way, whom they send away.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::{Said, ladder::share_of};
use crate::domain::arena::chance::Chance;

/// What came of one talk between two people.
#[derive(Clone, Debug, PartialEq)]
pub struct Outcome {
    /// What kind of goods.
    pub category: String,
    /// What it was sold for ÷ what was asked; `None` where it was not sold.
    pub sold_share: Option<Decimal>,
    /// How often the seller named a price.
    pub seller_prices: u32,
}

/// The habits of sellers by category: what is drawn from.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Habits {
    by_category: BTreeMap<String, Habit>,
    all: Habit,
}

#[derive(Clone, Debug, Default, PartialEq)]
struct Habit {
    /// The lowest prices ÷ what was asked, in order; a talk that came to nothing is a seller who stays.
    lowest: Vec<Decimal>,
    /// How often sellers named a price, in order.
    patience: Vec<u32>,
}

impl Habit {
    fn learn(&mut self, outcome: &Outcome) {
        // Nobody takes less than this for what they ask a hundred for: lower is a slip of the pen, and so is more.
        let share = outcome.sold_share.filter(|share| *share >= Decimal::new(2, 1)).unwrap_or(Decimal::ONE);
        self.lowest.push(share.min(Decimal::ONE));
        self.patience.push(outcome.seller_prices.clamp(1, 5));
    }
}

impl Habits {
    /// Learns from what people did.
    pub fn of<'a>(outcomes: impl IntoIterator<Item = &'a Outcome>) -> Self {
        let mut habits = Self::default();
        for outcome in outcomes {
            habits.all.learn(outcome);
            habits.by_category.entry(outcome.category.clone()).or_default().learn(outcome);
        }
        habits
    }

    /// The seller of a listing: the same seed is the same seller.
    pub fn seller(&self, category: &str, asked: i64, seed: u64) -> Seller {
        let habit = self.by_category.get(category).filter(|habit| habit.lowest.len() >= 20).unwrap_or(&self.all);
        let mut chance = Chance::of(seed);
        let mut place = |length: usize| usize::try_from(chance.below(length as u64)).unwrap_or(0);
        let share = habit.lowest.get(place(habit.lowest.len())).copied().unwrap_or(Decimal::ONE);
        let patience = habit.patience.get(place(habit.patience.len())).copied().unwrap_or(1);
        let insulted_below = share_of(asked, Decimal::new(35 + i64::try_from(chance.below(21)).unwrap_or(0), 2));
        Seller { asked, lowest: share_of(asked, share).clamp(1, asked), patience, insulted_below }
    }
}

/// A seller.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Seller {
    /// What is asked.
    pub asked: i64,
    /// The lowest price that is taken, which nobody is told.
    pub lowest: i64,
    /// Offers after which the lowest price is said.
    pub patience: u32,
    /// Who offers less is sent away.
    pub insulted_below: i64,
}

impl Seller {
    /// What is said to an offer, the how-manieth of this buyer, from 1.
    pub fn answer(&self, offer: i64, round: u32) -> Said {
        let steps = Decimal::from(round.min(self.patience)) / Decimal::from(self.patience.max(1));
        let wanted = self.asked - share_of(self.asked - self.lowest, steps);
        if offer >= wanted {
            Said::Agreed
        } else if offer < self.insulted_below || round > self.patience + 1 {
            Said::Declined
        } else if round > self.patience || wanted == self.asked {
            Said::Firm
        } else {
            Said::Counter(wanted)
        }
    }
}
