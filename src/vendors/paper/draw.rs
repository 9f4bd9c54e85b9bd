//! Chance without a state: every draw depends on the seed, the day, who it is about and what for, and on nothing else.
//!
//! So the order in which things are looked at changes nothing, a new listing leaves the fate of all others alone,
//! and seven days are seven times one day.

use sha2::{Digest, Sha256};

/// The dice of one world on one day.
#[derive(Clone, Copy, Debug)]
pub struct Dice {
    seed: u64,
    day: u32,
}

impl Dice {
    /// The dice of a day.
    pub fn new(seed: u64, day: u32) -> Self {
        Self { seed, day }
    }

    /// The same dice for what does not depend on a day.
    pub fn always(self) -> Self {
        Self { day: 0, ..self }
    }

    /// A number that looks random: the first 8 bytes of SHA-256 over everything it may depend on.
    pub fn draw(self, entity: &str, purpose: &str) -> u64 {
        let mut hash = Sha256::new();
        hash.update(self.seed.to_le_bytes());
        hash.update(self.day.to_le_bytes());
        // The length keeps `ab`+`c` and `a`+`bc` apart.
        hash.update((entity.len() as u64).to_le_bytes());
        hash.update(entity.as_bytes());
        hash.update(purpose.as_bytes());
        let bytes: [u8; 32] = hash.finalize().into();
        u64::from_le_bytes(bytes[..8].try_into().expect("a digest has 32 bytes"))
    }

    /// Whether something with this chance per thousand happens.
    pub fn chance(self, entity: &str, purpose: &str, per_mille: u32) -> bool {
        self.below(entity, purpose, 1000) < u64::from(per_mille)
    }

    /// A number from 0 up to but without `bound`; 0 for a bound of 0.
    pub fn below(self, entity: &str, purpose: &str, bound: u64) -> u64 {
        // The bias of the remainder is below 2⁻⁴⁰ for every bound used here.
        self.draw(entity, purpose) % bound.max(1)
    }

    /// A number between two ends, both included.
    pub fn between(self, entity: &str, purpose: &str, low: i64, high: i64) -> i64 {
        let span = high.saturating_sub(low).max(0).unsigned_abs() + 1;
        low.saturating_add_unsigned(self.below(entity, purpose, span))
    }

    /// One of a list that is not empty.
    pub fn pick<'a, T>(self, entity: &str, purpose: &str, list: &'a [T]) -> &'a T {
        let place = self.below(entity, purpose, list.len() as u64);
        &list[usize::try_from(place).expect("a place in a list fits a usize")]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_question_has_the_same_answer_and_no_other() {
        let dice = Dice::new(7, 3);
        assert_eq!(dice.draw("a", "price"), Dice::new(7, 3).draw("a", "price"));
        for other in [Dice::new(8, 3).draw("a", "price"), Dice::new(7, 4).draw("a", "price"), dice.draw("ap", "rice")] {
            assert_ne!(dice.draw("a", "price"), other);
        }
    }

    #[test]
    fn draws_spread_over_their_range() {
        let mut seen = [0_u32; 10];
        for day in 0..2000 {
            let value = Dice::new(1, day).between("x", "spread", 5, 14);
            seen[usize::try_from(value - 5).unwrap()] += 1;
        }
        assert!(seen.iter().all(|&count| (140..260).contains(&count)), "{seen:?}");
    }
}
