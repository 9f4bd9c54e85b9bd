//! The price that leaves enough: solved segment by segment, since fees jump and can fall while the price rises.
//!
//! eBay takes 15 % of jewelry up to 5,000 and 9 % of everything above; Amazon's fulfilment fee jumps at 10.00 and above
//! 50.00. So a price can leave enough while a higher one does not. Every answer is checked by working the fees out
//! forwards.

use rust_decimal::{Decimal, prelude::ToPrimitive};

use super::{
    catalog::Catalog,
    engine::Ask,
    file::{BasePart, Per},
    query::FeeQuery,
    rule::{Amount, Rule},
    tiers::Mode,
};

/// Bounds the walk over cents around a crossing: rounding can move a net by a cent or two per line.
const WINDOW: i64 = 400;

impl Catalog {
    /// The last prices, in whole minor units, before the fees jump or change their slope: edges of tiers and price bands,
    /// and where a minimum or cap takes hold. Sorted, each within `from` and `to`.
    pub fn breakpoints(&self, query: &FeeQuery, from: Decimal, to: Decimal) -> Vec<Decimal> {
        let Some(channel) = self.channel(&query.channel) else { return Vec::new() };
        let places = channel.currency.exponent();
        let cent = Decimal::new(1, places);
        let mut points = Vec::new();
        let ask = Ask::new(channel, query);
        for rule in ask.rules_at_any_price() {
            let bands = match &rule.amount {
                Amount::Rows(rows) => rows.iter().filter_map(|row| row.price).collect(),
                _ => Vec::new(),
            };
            for band in bands.into_iter().chain(rule.price) {
                // The last price of the band below, and the last of this one.
                points.extend(band.low.map(|(low, with)| if with { low - cent } else { low }));
                points.extend(band.high.map(|(high, with)| if with { high } else { high - cent }));
            }
            for (edge, inclusive) in edges(rule) {
                if let Some(price) = price_of_base(query, rule, edge) {
                    let floor =
                        price.round_dp_with_strategy(places, rust_decimal::RoundingStrategy::ToNegativeInfinity);
                    points.push(if inclusive || floor < price { floor } else { floor - cent });
                }
            }
        }
        points.retain(|point| *point >= from && *point <= to);
        points.sort();
        points.dedup();
        points
    }

    /// What one sale leaves: what the buyer pays for item, shipping, gift wrap and handling, less the fees.
    fn net(&self, query: &mut FeeQuery, price: Decimal) -> Option<Decimal> {
        query.price = Some(price);
        let fees = self.quote_total(query).ok()?;
        let unit = price.checked_add(query.shipping)?.checked_add(query.giftwrap)?.checked_add(query.handling)?;
        unit.checked_mul(Decimal::from(query.quantity))?.checked_sub(fees)
    }
}

/// The lowest price from which on, up to `upto`, every price leaves at least `net_at_least` after fees (for all units of
/// the query together). `None` when not even `upto` does, or when something is missing.
pub fn floor_price(catalog: &Catalog, query: &FeeQuery, net_at_least: Decimal, upto: Decimal) -> Option<Decimal> {
    let search = Search::new(catalog, query, net_at_least, upto)?;
    for (low, high) in search.segments.iter().rev() {
        // The search stands on the segment's upper end, from which all higher prices are good.
        if let Some(bad) = search.last_bad(*low, *high)? {
            return if bad == search.top { None } else { Some(search.price(bad + 1)) };
        }
    }
    Some(search.price(0))
}

/// The lowest price that leaves at least `net_at_least` after fees, though a higher one may leave less. `None` when no
/// price up to `upto` does, or when something is missing.
pub fn lowest_price(catalog: &Catalog, query: &FeeQuery, net_at_least: Decimal, upto: Decimal) -> Option<Decimal> {
    let search = Search::new(catalog, query, net_at_least, upto)?;
    for (low, high) in &search.segments {
        if let Some(good) = search.first_good(*low, *high)? {
            return Some(search.price(good));
        }
    }
    None
}

struct Search<'a> {
    catalog: &'a Catalog,
    query: std::cell::RefCell<FeeQuery>,
    target: Decimal,
    places: u32,
    top: i64,
    /// First and last price of each, in minor units.
    segments: Vec<(i64, i64)>,
}

impl<'a> Search<'a> {
    fn new(catalog: &'a Catalog, query: &FeeQuery, target: Decimal, upto: Decimal) -> Option<Self> {
        let places = catalog.currency(&query.channel)?.exponent();
        let minor = |price: Decimal| price.checked_mul(Decimal::from(10_i64.pow(places)))?.floor().to_i64();
        let top = minor(upto).filter(|top| *top >= 0)?;
        let mut segments = Vec::new();
        let mut low = 0;
        for point in catalog.breakpoints(query, Decimal::ZERO, upto) {
            let high = minor(point)?;
            if high >= low && high < top {
                segments.push((low, high));
                low = high + 1;
            }
        }
        segments.push((low, top));
        Some(Self { catalog, query: query.clone().into(), target, places, top, segments })
    }

    fn price(&self, minor: i64) -> Decimal {
        Decimal::new(minor, self.places)
    }

    /// Whether a price leaves enough; `None` when it can't be worked out.
    fn good(&self, minor: i64) -> Option<bool> {
        let net = self.catalog.net(&mut self.query.borrow_mut(), self.price(minor))?;
        Some(net >= self.target)
    }

    /// The place where a segment turns from bad to good, give or take the rounding.
    fn crossing(&self, mut low: i64, mut high: i64) -> Option<i64> {
        while high - low > 1 {
            let middle = low + (high - low) / 2;
            if self.good(middle)? { high = middle } else { low = middle }
        }
        Some(low)
    }

    /// The last price of a segment that leaves too little.
    fn last_bad(&self, low: i64, high: i64) -> Option<Option<i64>> {
        if !self.good(high)? {
            return Some(Some(high));
        }
        let near = if self.good(low)? { low } else { self.crossing(low, high)? };
        let mut last = None;
        for minor in (near.saturating_sub(2)).max(low)..=(near + WINDOW).min(high) {
            if !self.good(minor)? {
                last = Some(minor);
            }
        }
        Some(last)
    }

    /// The first price of a segment that leaves enough.
    fn first_good(&self, low: i64, high: i64) -> Option<Option<i64>> {
        let near = match (self.good(low)?, self.good(high)?) {
            (true, _) => return Some(Some(low)),
            (false, true) => self.crossing(low, high)? + 1,
            // Only within the rounding of the upper end.
            (false, false) => high,
        };
        for minor in (near - WINDOW).max(low)..=near {
            if self.good(minor)? {
                return Some(Some(minor));
            }
        }
        Some(None)
    }
}

/// The edges of a rule in terms of its base, and whether the edge itself still belongs below.
fn edges(rule: &Rule) -> Vec<(Decimal, bool)> {
    let Amount::Tiers { mode, tiers, .. } = &rule.amount else { return Vec::new() };
    if rule.base.is_empty() {
        return Vec::new();
    }
    let mut edges: Vec<_> = tiers.iter().filter_map(|tier| Some((tier.to?, tier.inclusive))).collect();
    let hundred = Decimal::ONE_HUNDRED;
    for bound in rule.min.into_iter().chain(rule.cap) {
        // The charge at the start of each tier, where it grows from there at the tier's rate.
        let mut start = (Decimal::ZERO, Decimal::ZERO);
        for tier in tiers {
            let marginal = matches!(mode, Mode::Marginal) || (*mode == Mode::Mixed && !tier.total);
            let (base, charge) = if marginal { start } else { (Decimal::ZERO, Decimal::ZERO) };
            if !tier.rate.is_zero()
                && let Some(rise) = (bound - charge - tier.fixed).checked_mul(hundred)
                && let Some(at) = rise.checked_div(tier.rate).and_then(|rise| rise.checked_add(base))
            {
                edges.push((at, true));
            }
            if let Some(to) = tier.to.filter(|_| marginal) {
                let grown = super::tiers::percent(tier.rate, to - base).unwrap_or_default();
                start = (to, charge + tier.fixed + grown);
            }
        }
    }
    edges
}

/// The item price at which a rule's base is `base`.
fn price_of_base(query: &FeeQuery, rule: &Rule, base: Decimal) -> Option<Decimal> {
    if !rule.base.has(BasePart::Item) {
        return None;
    }
    let unit = if rule.per == Per::Order { base.checked_div(Decimal::from(query.quantity))? } else { base };
    let rest = [
        (BasePart::Shipping, query.shipping),
        (BasePart::Giftwrap, query.giftwrap),
        (BasePart::Handling, query.handling),
        (BasePart::Tax, query.tax.unwrap_or_default()),
    ];
    rest.into_iter()
        .filter(|(part, _)| rule.base.has(*part))
        .try_fold(unit, |unit, (_, amount)| unit.checked_sub(amount))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;
    use rust_decimal::dec;

    use super::*;
    use crate::domain::fees::{Dims, Program, Weight};

    fn net(query: &FeeQuery, price: Decimal) -> Decimal {
        Catalog::builtin().net(&mut query.clone(), price).unwrap()
    }

    fn queries() -> Vec<FeeQuery> {
        let amazon = FeeQuery::new("amazon_us", date(2026, 6, 1))
            .program(Program::Fba)
            .measured(Weight::parse("10 oz"), Dims::parse("9x6x2 in"));
        let ebay = FeeQuery::new("ebay_us", date(2026, 6, 1));
        vec![
            amazon.clone().category("Clothing"),
            amazon.clone().category("Books"),
            FeeQuery { quantity: 3, shipping: dec!(2), ..amazon.category("Baby") },
            ebay.clone().category("Athletic Shoes"),
            FeeQuery { tax: Some(dec!(1.37)), shipping: dec!(4.99), ..ebay.clone().category("Jewelry") },
            FeeQuery { quantity: 2, ..ebay.category("Watches") },
            FeeQuery::new("tcgplayer", date(2026, 6, 1)),
            FeeQuery::new("reverb", date(2026, 6, 1)),
            FeeQuery::new("amazon_jp", date(2026, 6, 1)).category("clothing"),
        ]
    }

    #[test]
    fn break_points_are_the_last_prices_before_a_change() {
        let points = Catalog::builtin().breakpoints(&queries()[0], Decimal::ZERO, dec!(100));
        for edge in [dec!(9.99), dec!(15), dec!(20), dec!(50)] {
            assert!(points.contains(&edge), "{edge} {points:?}");
        }
        assert!(Catalog::builtin().breakpoints(&queries()[3], Decimal::ZERO, dec!(200)).contains(&dec!(149.99)));
    }

    #[test]
    fn a_price_that_stays_good_is_above_a_price_that_is_good_once() {
        // Clothing on FBA: 20.00 leaves 13.65 after 10 %, while just above it 17 % is due and 20.43 leaves less.
        let query = &queries()[0];
        let target = net(query, dec!(20));
        let once = lowest_price(Catalog::builtin(), query, target, dec!(100)).unwrap();
        let stays = floor_price(Catalog::builtin(), query, target, dec!(100)).unwrap();
        assert_eq!(once, dec!(20.00));
        assert!(stays > dec!(21) && stays < dec!(22), "{stays}");
        assert_eq!(floor_price(Catalog::builtin(), query, dec!(1000), dec!(100)), None);
        assert_eq!(lowest_price(Catalog::builtin(), query, dec!(1000), dec!(100)), None);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(40))]
        #[test]
        fn prices_found_hold_when_the_fees_are_worked_out_forwards(which in 0_usize..9, target in 1_i64..6_000, upto in 2_000_i64..9_000) {
            let query = &queries()[which];
            let places = Catalog::builtin().currency(&query.channel).unwrap().exponent();
            let (target, top) = (Decimal::new(target, places), upto);
            let price = |minor: i64| Decimal::new(minor, places);
            let nets: Vec<bool> = (0..=top).map(|minor| net(query, price(minor)) >= target).collect();
            let first = nets.iter().position(|good| *good).map(|at| price(at as i64));
            let stays = match nets.iter().rposition(|good| !*good) {
                Some(bad) if bad as i64 == top => None,
                Some(bad) => Some(price(bad as i64 + 1)),
                None => Some(price(0)),
            };
            prop_assert_eq!(lowest_price(Catalog::builtin(), query, target, price(top)), first);
            prop_assert_eq!(floor_price(Catalog::builtin(), query, target, price(top)), stays);
        }
    }
}
