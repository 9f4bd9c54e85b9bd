//! Chance that can be had again: the same seed draws the same sample.

/// The seed of this run: `ARB_FAULT_SEED`, or always the same.
pub fn seed() -> u64 {
    std::env::var("ARB_FAULT_SEED").ok().and_then(|text| text.parse().ok()).unwrap_or(20_260_601)
}

/// How much is tried.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Size {
    /// So much of everything.
    Sample(usize),
    /// Everything.
    Full,
}

/// How much this run tries of everything: `ARB_SWEEP=full`, or a number of points; unset is a sample for every day.
pub fn size() -> Size {
    match std::env::var("ARB_SWEEP").ok().as_deref() {
        Some("full") => Size::Full,
        Some(number) => Size::Sample(number.parse().expect("ARB_SWEEP is `full` or a number")),
        None => Size::Sample(8),
    }
}

/// As many of `all` as this run tries: a part of them, at least one.
pub fn some(all: usize, every_day: usize) -> usize {
    if size() == Size::Full { all } else { every_day.min(all) }
}

/// SplitMix64 (Steele, Lea, Flood: Fast Splittable Pseudorandom Number Generators, 2014).
pub struct Dice(u64);

impl Dice {
    /// Dice for one purpose: another name, other draws.
    pub fn new(name: &str) -> Self {
        Self(name.bytes().fold(seed(), |sum, byte| sum.wrapping_mul(31).wrapping_add(u64::from(byte))))
    }

    /// A number below `end`.
    pub fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^= mixed >> 31;
        usize::try_from(mixed % end.max(1) as u64).unwrap()
    }

    /// At most `count` of these, in a random order.
    pub fn sample<T>(&mut self, mut from: Vec<T>, count: usize) -> Vec<T> {
        let mut drawn = Vec::new();
        while drawn.len() < count && !from.is_empty() {
            drawn.push(from.swap_remove(self.below(from.len())));
        }
        drawn
    }
}
