//! Which parts of a judgement are worked out beside its verdict: a list of a million rows asks for few of them.

/// Parts of a judgement. One that is left out is as if it were unknown; the verdict and all else are the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Parts {
    /// The reasons that the economics give: `reasons`, `flags`, `reason`. Left out, only the reasons before them are there.
    pub reasons: bool,
    /// How each fee came about, who published it, what was assumed: `fees.lines.*.detail`, `fees.assumptions`, ….
    pub fee_words: bool,
    /// The parts of the landed cost: `landed.lines`.
    pub landed_lines: bool,
    /// How the sale price was found: `sell.basis`, `sell.source`, `sell.prices`.
    pub sell_words: bool,
    /// What is left along the price's distribution: `net_p10`, `net_p90`, `p_loss`.
    pub spread: bool,
    /// `breakeven_price`.
    pub breakeven: bool,
    /// `max_cost` and `negotiate_below`.
    pub max_cost: bool,
    /// `turns`.
    pub turns: bool,
    /// What speaks for the match: `match.evidence`.
    pub match_words: bool,
    /// `quantity`.
    pub quantity: bool,
    /// `risk`.
    pub risk: bool,
    /// How long it takes to sell, and what it earns a day: `days_to_sell`, `cash_days`, `usd_per_day`.
    pub days: bool,
    /// `roi_on_cost` and `margin_on_price`.
    pub ratios: bool,
}

/// Which part a field belongs to.
type Part = fn(&mut Parts) -> &mut bool;

/// Where parts stand in a record; `*` is any item.
pub(super) const FIELDS: [(&str, Part); 27] = [
    ("analysis.reasons", |parts| &mut parts.reasons),
    ("analysis.flags", |parts| &mut parts.reasons),
    ("analysis.reason", |parts| &mut parts.reasons),
    ("analysis.fees.lines.*.detail", |parts| &mut parts.fee_words),
    ("analysis.fees.lines.*.card", |parts| &mut parts.fee_words),
    ("analysis.fees.lines.*.source", |parts| &mut parts.fee_words),
    ("analysis.fees.assumptions", |parts| &mut parts.fee_words),
    ("analysis.fees.missing", |parts| &mut parts.fee_words),
    ("analysis.landed.lines", |parts| &mut parts.landed_lines),
    ("analysis.sell.basis", |parts| &mut parts.sell_words),
    ("analysis.sell.source", |parts| &mut parts.sell_words),
    ("analysis.sell.prices", |parts| &mut parts.sell_words),
    ("analysis.net_p10", |parts| &mut parts.spread),
    ("analysis.net_p90", |parts| &mut parts.spread),
    ("analysis.p_loss", |parts| &mut parts.spread),
    ("analysis.breakeven_price", |parts| &mut parts.breakeven),
    ("analysis.max_cost", |parts| &mut parts.max_cost),
    ("analysis.negotiate_below", |parts| &mut parts.max_cost),
    ("analysis.turns", |parts| &mut parts.turns),
    ("analysis.match.evidence", |parts| &mut parts.match_words),
    ("analysis.quantity", |parts| &mut parts.quantity),
    ("analysis.risk", |parts| &mut parts.risk),
    ("analysis.days_to_sell", |parts| &mut parts.days),
    ("analysis.cash_days", |parts| &mut parts.days),
    ("analysis.usd_per_day", |parts| &mut parts.days),
    ("analysis.roi_on_cost", |parts| &mut parts.ratios),
    ("analysis.margin_on_price", |parts| &mut parts.ratios),
];

impl Parts {
    /// Every part.
    pub const ALL: Self = Self {
        reasons: true,
        fee_words: true,
        landed_lines: true,
        sell_words: true,
        spread: true,
        breakeven: true,
        max_cost: true,
        turns: true,
        match_words: true,
        quantity: true,
        risk: true,
        days: true,
        ratios: true,
    };

    /// None of them: the verdict, and what it is made of.
    pub const NONE: Self = Self {
        reasons: false,
        fee_words: false,
        landed_lines: false,
        sell_words: false,
        spread: false,
        breakeven: false,
        max_cost: false,
        turns: false,
        match_words: false,
        quantity: false,
        risk: false,
        days: false,
        ratios: false,
    };

    /// The parts that stand in these dotted columns of a record; no columns are all of it.
    pub fn of_columns(columns: &[String]) -> Self {
        if columns.is_empty() {
            return Self::ALL;
        }
        let mut parts = Self::NONE;
        for (field, part) in FIELDS {
            *part(&mut parts) |= columns.iter().any(|column| touches(column, field));
        }
        parts
    }
}

/// Whether one of the two stands within the other.
fn touches(column: &str, field: &str) -> bool {
    column.split('.').zip(field.split('.')).all(|(a, b)| b == "*" || a == b)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_column_asks_for_what_is_within_it_and_around_it() {
        let check = |column: &str, change: &dyn Fn(&mut Parts)| {
            let mut expected = Parts::NONE;
            change(&mut expected);
            assert_eq!(Parts::of_columns(&[column.to_owned()]), expected, "{column}");
        };
        check("offer.title", &|_| {});
        check("analysis.net.amount", &|_| {});
        check("analysis.fees.lines.referral.amount", &|_| {});
        check("analysis.fees.lines.0.detail", &|parts| parts.fee_words = true);
        check("analysis.fees", &|parts| parts.fee_words = true);
        check("analysis.max_cost.amount", &|parts| parts.max_cost = true);
        check("analysis.reasons.0.text", &|parts| parts.reasons = true);
        check("analysis", &|parts| *parts = Parts::ALL);
        assert_eq!(Parts::of_columns(&[]), Parts::ALL);
    }
}
