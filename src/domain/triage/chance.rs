//! Chance that is the same every time: a seeded order, and parts of equal make-up.

/// SplitMix64 (Steele, Lea, Flood 2014): small, seeded, the same on every machine.
#[derive(Clone, Debug)]
pub struct Chance(u64);

impl Chance {
    /// From a seed.
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ mixed >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ mixed >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ mixed >> 31
    }

    /// Puts these in an order by chance (Fisher–Yates).
    pub fn shuffle<T>(&mut self, items: &mut [T]) {
        for end in (1..items.len()).rev() {
            let at = self.next() % (end as u64 + 1);
            items.swap(end, usize::try_from(at).expect("it is below a length"));
        }
    }
}

/// The part, of `parts`, that each item belongs to: every class is spread over all parts as evenly as it can be.
pub fn parts(classes: &[u32], parts: usize, seed: u64) -> Vec<usize> {
    let mut order: Vec<usize> = (0..classes.len()).collect();
    Chance::new(seed).shuffle(&mut order);
    // The sort is stable: within a class the order by chance stays.
    order.sort_by_key(|at| classes[*at]);
    let mut part = vec![0; classes.len()];
    for (turn, at) in order.into_iter().enumerate() {
        part[at] = turn % parts;
    }
    part
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_gives_the_same_order() {
        let order = |seed| {
            let mut items: Vec<u32> = (0..100).collect();
            Chance::new(seed).shuffle(&mut items);
            items
        };
        assert_eq!(order(1), order(1));
        assert_ne!(order(1), order(2));
        let mut sorted = order(1);
        sorted.sort_unstable();
        assert_eq!(sorted, (0..100).collect::<Vec<u32>>());
    }

    #[test]
    fn every_class_is_in_every_part() {
        let classes: Vec<u32> = (0..90).map(|at| at % 9).collect();
        let parts = parts(&classes, 3, 7);
        for class in 0..9 {
            for part in 0..3 {
                let here = classes.iter().zip(&parts).filter(|(c, p)| **c == class && **p == part).count();
                assert!((3..=4).contains(&here), "class {class}, part {part}: {here}");
            }
        }
    }
}
