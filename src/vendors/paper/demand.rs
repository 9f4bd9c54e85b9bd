//! How many people come to a product page, and when. Integers only, so every machine sees the same customers.

use super::{draw::Dice, product::Product};

/// The day is cut into at least this many moments at which somebody may come.
const MOMENTS: u64 = 48;
/// And at most this many: what sells more than 240 a day sells 240.
const MOST_MOMENTS: u64 = 480;
/// Seconds of a day.
const DAY_SECONDS: u64 = 86_400;

/// A person who buys.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Buyer {
    /// Second of the day.
    pub second: u32,
}

/// Everybody who buys on a page during a day, in order of time.
///
/// `asked` is the best price on the page and `level` the usual one: a price 10 % higher keeps 15 % away.
pub fn buyers(entity: &str, dice: Dice, product: &Product, level: i64, asked: i64) -> Vec<Buyer> {
    let dearer = asked.saturating_mul(1000) / level.max(1) - 1000;
    let keen = u64::try_from((1000 - dearer * 3 / 2).clamp(100, 1800)).unwrap_or(1000);
    let daily_millionths = u64::from(product.monthly()) * 1_000_000 / 30 * keen / 1000;
    let moments = (daily_millionths / 500_000).clamp(MOMENTS, MOST_MOMENTS);
    let length = DAY_SECONDS / moments;
    (0..moments)
        .filter(|moment| dice.below(entity, &format!("comes {moment}"), 1_000_000 * moments) < daily_millionths)
        .map(|moment| {
            let second = moment * length + dice.below(entity, &format!("second {moment}"), length);
            Buyer { second: u32::try_from(second).expect("a second of a day fits") }
        })
        .collect()
}
