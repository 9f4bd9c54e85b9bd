//! The last guard looks at a whole run: a feed gone wrong moves many prices at once.

use rust_decimal::{Decimal, dec};

/// One price change of a run.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Step {
    /// Before.
    pub old: Decimal,
    /// After.
    pub new: Decimal,
    /// The floor it may not pass.
    pub floor: Decimal,
}

/// A change counts as large above this share of the old price.
const LARGE: Decimal = dec!(0.20);

/// Why the whole run must stop: more than `large_pct` percent of the listings would move by more than 20 %, or more than
/// `floor_pct` percent (`None` does not look) would land on their floor. A single listing never stops a run.
pub fn batch_stop(steps: &[Step], listings: usize, large_pct: Decimal, floor_pct: Option<Decimal>) -> Option<String> {
    let over = |count: usize, pct: Decimal| {
        count > 1 && Decimal::from(count) * Decimal::ONE_HUNDRED > pct * Decimal::from(listings.max(steps.len()))
    };
    let large = steps.iter().filter(|step| (step.new - step.old).abs() > step.old * LARGE).count();
    if over(large, large_pct) {
        return Some(format!("{large} of {listings} prices would move by more than 20 %"));
    }
    let landed = steps.iter().filter(|step| step.new != step.old && step.new <= step.floor).count();
    match floor_pct {
        Some(pct) if over(landed, pct) => Some(format!("{landed} of {listings} prices would land on their floor")),
        _ => None,
    }
}
