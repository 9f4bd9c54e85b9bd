//! The chance that a seller's offer is a fraud. A chance, not money: the one place in the domain where floats are right.
//!
//! Formula: a prior from the seller's feedback (mean plus one standard deviation of a beta distribution), raised by a price
//! far below the median of sales (a ratio of two normal densities, at most 25), tempered by trust; never above 0.85.

/// What is known about a seller and the price.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Seller {
    /// Ratings; absent is none.
    pub ratings: Option<u32>,
    /// The share of them that is negative, 0 … 1.
    pub negative_share: f64,
    /// The price ÷ the median of what was sold; absent says nothing.
    pub price_to_median: Option<f64>,
    /// Standard deviation ÷ mean of the sold prices.
    pub variation: f64,
    /// The marketplace checks every item itself.
    pub authenticated: bool,
}

/// A seller above this is flagged.
pub const FLAG_ABOVE: f64 = 0.40;

/// The chance of fraud, 0 … 0.85.
pub fn chance(seller: &Seller) -> f64 {
    let n = seller.ratings.map_or(0.0, f64::from);
    let negative = if seller.negative_share.is_finite() { seller.negative_share.clamp(0.0, 1.0) } else { 1.0 };
    let (good, bad) = (5.0 + n * (1.0 - negative), 0.05 + n * negative);
    let sum = good + bad;
    let prior = bad / sum + (good * bad / (sum * sum * (sum + 1.0))).sqrt();
    let trust = if seller.authenticated { 1.0 } else { (1.0 - 10.0 * negative).max(0.0) * n / (n + 20.0) };
    let factor = seller.price_to_median.map_or(1.0, |ratio| price_factor(ratio, seller.variation));
    let odds = prior / (1.0 - prior) * (1.0 + (1.0 - trust) * (factor - 1.0));
    (odds / (1.0 + odds)).min(0.85)
}

/// How much more likely a price is asked by a fraud than by an honest seller, 1 … 25.
fn price_factor(ratio: f64, variation: f64) -> f64 {
    if !ratio.is_finite() || ratio >= 1.0 {
        return 1.0;
    }
    let spread = if variation.is_finite() { variation.max(0.15) } else { 0.15 };
    (normal(ratio.max(0.5), 0.5, 0.2) / normal(ratio, 1.0, spread)).clamp(1.0, 25.0)
}

fn normal(x: f64, mean: f64, deviation: f64) -> f64 {
    let z = (x - mean) / deviation;
    (-z * z / 2.0).exp() / (deviation * std::f64::consts::TAU.sqrt())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_formula_gives_its_anchors() {
        let check = |ratings: u32, negative_share: f64, price: Option<(f64, f64)>, expected: f64| {
            let (price_to_median, variation) = (price.map(|(ratio, _)| ratio), price.map_or(0.0, |(_, cv)| cv));
            let seller =
                Seller { ratings: Some(ratings), negative_share, price_to_median, variation, authenticated: false };
            let found = chance(&seller);
            assert!((found - expected).abs() < 0.000_06, "{seller:?}: {found}");
        };
        check(0, 0.0, None, 0.0502);
        check(1, 0.0, None, 0.0424);
        check(10, 0.0, None, 0.0177);
        check(100, 0.0, None, 0.0026);
        check(100, 0.05, None, 0.0688);
        check(100, 0.10, None, 0.1242);
        check(0, 0.0, Some((1.0, 0.2)), 0.0502);
        check(0, 0.0, Some((0.7, 0.2)), 0.0898);
        check(0, 0.0, Some((0.5, 0.2)), 0.5458);
        check(0, 0.0, Some((0.5, 0.5)), 0.1787);
        check(0, 0.0, Some((0.3, 0.2)), 0.5690);
        check(100, 0.02, Some((0.5, 0.2)), 0.2195);
    }

    #[test]
    fn garbage_is_never_safe() {
        let seller = Seller { negative_share: f64::NAN, price_to_median: Some(f64::NAN), ..Seller::default() };
        assert!(chance(&seller) > 0.0 && chance(&seller) <= 0.85);
    }
}
