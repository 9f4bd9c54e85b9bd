//! How dear a unit may be at most to be worth a judgement: what a million rows are told apart by before any is judged.

use rust_decimal::Decimal;

use crate::domain::rules::Rules;

/// The landed cost of a unit above which the verdict is `skip`, whatever else is known of the offer.
///
/// `after_fees` is the middle price less fees, or anything above that. Profit and return on landed cost must hold; what is
/// near counts as far as the rules say (`verdict.*_within_pct`). A price within so many percent of the highest buy has a
/// landed cost within as many percent, since the parts that do not grow with the price only bring the two closer. One
/// minor unit (`cent`) more is for rounding.
pub fn worth_a_look(after_fees: Decimal, rules: &Rules, cent: Decimal) -> Decimal {
    let by_profit = after_fees - rules.profit.min_profit;
    let whole = Decimal::ONE_HUNDRED + rules.profit.min_roi_pct;
    let by_roi = if whole > Decimal::ZERO { after_fees * Decimal::ONE_HUNDRED / whole } else { by_profit };
    let most = by_profit.min(by_roi).max(Decimal::ZERO);
    let near = rules.verdict.negotiate_within_pct.max(rules.verdict.watch_within_pct);
    most + most * near / Decimal::ONE_HUNDRED + cent
}
