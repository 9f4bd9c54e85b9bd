//! The list price: a floor that fees leave enough of, a ceiling that no buyer is scared by, the market in between.

use rust_decimal::{Decimal, dec};
use serde::{Deserialize, Serialize};

use super::{
    analysis::Sell,
    distribution::Prices,
    feebook::FeeBook,
    floor::lowest_price,
    money::{Currency, Money, Rounding},
};

/// What a unit must leave, all at once: the strictest decides. Zero is no promise beyond not losing money.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Floors {
    /// Least return on landed cost, in percent.
    pub roi_pct: Decimal,
    /// Least margin on the price, in percent.
    pub margin_pct: Decimal,
    /// Least profit.
    pub profit: Decimal,
}

impl Floors {
    /// Whether a price keeps the promises for a unit of this landed cost.
    pub fn keeps(&self, landed: Decimal, price: Decimal, fees: Decimal) -> bool {
        let net = price - fees - landed;
        net >= self.profit
            && net * Decimal::ONE_HUNDRED >= self.roi_pct * landed
            && net * Decimal::ONE_HUNDRED >= self.margin_pct * price
    }

    /// The lowest price that keeps the promises, at it and up to `intended`; `None` when no price does, or a fee is
    /// missing at the price found: then nothing may be listed or repriced.
    pub fn price(&self, landed: Decimal, fees: &dyn FeeBook, intended: Decimal, currency: Currency) -> Option<Decimal> {
        let intended = intended.max(landed);
        let found = lowest_price(fees, intended, currency, |price, fees| self.keeps(landed, price, fees))?;
        fees.fees_at(found).missing.is_empty().then_some(found)
    }
}

/// What the market says about the price.
#[derive(Clone, Debug, PartialEq)]
pub struct Reference {
    /// The middle.
    pub p50: Decimal,
    /// One in ten sells for less.
    pub p10: Decimal,
    /// One in ten sells for more.
    pub p90: Decimal,
    /// The price that holds the buy box, or the lowest offer.
    pub now: Option<Decimal>,
    /// The marketplace's own price while it has stock.
    pub amazon: Option<Decimal>,
    /// The maker's minimum advertised price.
    pub map: Option<Decimal>,
}

impl Reference {
    /// What an analysis kept.
    pub fn of(sell: &Sell) -> Self {
        Self {
            p50: sell.price.amount(),
            p10: sell.p10.amount(),
            p90: sell.p90.amount(),
            now: None,
            amazon: None,
            map: None,
        }
    }

    fn quantile(&self, quantile: Decimal) -> Decimal {
        let prices = Prices {
            p10: self.p10,
            p50: self.p50,
            p90: self.p90,
            basis: String::new(),
            signals: 0,
            percentiles: true,
            now_to_usual: None,
            notes: Vec::new(),
        };
        prices.quantile(quantile)
    }
}

/// A list price with its bounds.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ListPrice {
    /// The price.
    pub price: Money,
    /// Never below.
    pub floor: Money,
    /// Never above, unless the floor is.
    pub ceiling: Money,
    /// What is left at the price.
    pub net: Money,
    /// How each came about.
    pub why: Vec<String>,
}

/// Why there is no list price.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NoPrice {
    /// No price leaves enough.
    #[error("no price leaves enough after fees: there is no floor, so nothing is listed")]
    NoFloor,
    /// A fee is unknown.
    #[error("a fee can't be worked out, so there is no floor: {0}")]
    FeeMissing(String),
    /// The market says nothing.
    #[error("the market names no price, so there is no ceiling")]
    NoReference,
}

/// The list price of a unit: min(price now or median, p75, a share of the marketplace's own), inside floor and ceiling.
///
/// The ceiling is min(`ceiling_pct` of the median, the 95th percentile, the marketplace's own price × `amazon_cap_pct`). If
/// the floor lies above it, the floor wins and `why` says so.
pub fn list_price(
    landed: Money,
    fees: &dyn FeeBook,
    reference: &Reference,
    floors: &Floors,
    ceiling_pct: Decimal,
    amazon_cap_pct: Decimal,
) -> Result<ListPrice, NoPrice> {
    let currency = landed.currency();
    if reference.p50 <= Decimal::ZERO {
        return Err(NoPrice::NoReference);
    }
    let answer = fees.fees_at(reference.p50);
    if !answer.missing.is_empty() {
        return Err(NoPrice::FeeMissing(answer.missing.join("; ")));
    }
    let money = |amount| Money::new(amount, currency);
    let down = |price: Decimal| Rounding::Down.apply(price, currency.exponent());
    let amazon = reference.amazon.map(|price| down(price * amazon_cap_pct / Decimal::ONE_HUNDRED));
    let amazon_name = format!("{} % of the marketplace's own price", amazon_cap_pct.normalize());

    let targets = [
        (reference.now, "the price now"),
        (reference.now.is_none().then_some(reference.p50), "the median"),
        (Some(down(reference.quantile(dec!(0.75)))), "the 75th percentile"),
        (amazon, amazon_name.as_str()),
    ];
    let (target, target_name) = least(&targets).ok_or(NoPrice::NoReference)?;
    let of_median = format!("{} % of the median", ceiling_pct.normalize());
    let ceilings = [
        (Some(down(reference.p50 * ceiling_pct / Decimal::ONE_HUNDRED)), of_median.as_str()),
        (Some(down(reference.quantile(dec!(0.95)))), "the 95th percentile"),
        (amazon, amazon_name.as_str()),
    ];
    let (ceiling, ceiling_name) = least(&ceilings).ok_or(NoPrice::NoReference)?;
    let mut floor = floors.price(landed.amount(), fees, target, currency).ok_or(NoPrice::NoFloor)?;
    let mut why = vec![
        format!("target {}: {target_name}", money(target)),
        format!("ceiling {}: {ceiling_name}", money(ceiling)),
        format!("floor {}: {}", money(floor), floors.binding(landed.amount(), fees, target, currency)),
    ];
    if let Some(map) = reference.map.filter(|map| *map > floor) {
        floor = map;
        why.push(format!("floor {}: the maker's minimum advertised price", money(map)));
    }
    let mut price = target.min(ceiling);
    if price < floor {
        price = floor;
        why.push(
            if floor > ceiling { "the floor is above the ceiling: the floor wins" } else { "raised to the floor" }
                .to_owned(),
        );
    }
    let net = money(price - fees.fees_at(price).total - landed.amount());
    Ok(ListPrice { price: money(price), floor: money(floor), ceiling: money(ceiling.max(floor)), net, why })
}

impl Floors {
    /// Which promise set the floor.
    fn binding(&self, landed: Decimal, fees: &dyn FeeBook, intended: Decimal, currency: Currency) -> String {
        let alone = [
            (Self { roi_pct: self.roi_pct, ..Self::default() }, format!("ROI {} %", self.roi_pct.normalize())),
            (
                Self { margin_pct: self.margin_pct, ..Self::default() },
                format!("margin {} %", self.margin_pct.normalize()),
            ),
            (Self { profit: self.profit, ..Self::default() }, format!("profit {}", Money::new(self.profit, currency))),
        ];
        alone
            .into_iter()
            .filter_map(|(floors, name)| Some((floors.price(landed, fees, intended, currency)?, name)))
            .max_by_key(|(price, _)| *price)
            .map(|(_, name)| name)
            .unwrap_or_default()
    }
}

fn least<'a>(named: &[(Option<Decimal>, &'a str)]) -> Option<(Decimal, &'a str)> {
    named.iter().filter_map(|(price, name)| Some(((*price)?, *name))).min_by_key(|(price, _)| *price)
}

/// One channel that a unit could be listed on.
#[derive(Clone, Debug, PartialEq)]
pub struct ChannelOffer {
    /// The fee channel.
    pub channel: String,
    /// What is left there.
    pub net: Money,
}

/// The channel with the best net; the preferred one where its net is within `within_pct` of the best. `None` when no net is
/// above zero, or the nets are in several currencies.
pub fn choose_channel(offers: &[ChannelOffer], preferred: &str, within_pct: Decimal) -> Option<(usize, String)> {
    let first = offers.first()?;
    if offers.iter().any(|offer| offer.net.currency() != first.net.currency()) {
        return None;
    }
    let (best, offer) = offers
        .iter()
        .enumerate()
        .filter(|(_, offer)| offer.net.amount() > Decimal::ZERO)
        // The first of equals, so that the order in the settings decides.
        .rev()
        .max_by_key(|(_, offer)| offer.net.amount())?;
    let bound = offer.net.amount() * (Decimal::ONE_HUNDRED - within_pct) / Decimal::ONE_HUNDRED;
    let near = |candidate: &ChannelOffer| {
        candidate.channel == preferred && candidate.net.amount() > Decimal::ZERO && candidate.net.amount() >= bound
    };
    match offers.iter().position(near) {
        Some(index) if index != best => {
            let why = format!(
                "{preferred} is preferred: {} is within {within_pct} % of {} on {}",
                offers[index].net, offer.net, offer.channel
            );
            Some((index, why))
        }
        _ => Some((best, format!("best net after fees: {} on {}", offer.net, offer.channel))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::feebook::{FeeAnswer, SimpleFees};

    fn fees() -> SimpleFees {
        SimpleFees { rate: dec!(0.15), minimum: dec!(0.30), fixed: dec!(5.50) }
    }

    fn usd(amount: Decimal) -> Money {
        Money::new(amount, Currency::USD)
    }

    /// The formulas of the handbook know no rounding of fees.
    struct Exact(SimpleFees);

    impl FeeBook for Exact {
        fn fees_at(&self, price: Decimal) -> FeeAnswer {
            let total = (price * self.0.rate).max(self.0.minimum) + self.0.fixed;
            FeeAnswer { total, ..FeeAnswer::default() }
        }

        fn breakpoints(&self, low: Decimal, high: Decimal) -> Vec<Decimal> {
            self.0.breakpoints(low, high)
        }
    }

    #[test]
    fn floors_follow_their_formulas() {
        // The worked examples of the handbook: C 20, F 5.50, r 15 %, m 0.30.
        let check = |floors: Floors, expected| {
            let exact = Exact(fees());
            assert_eq!(floors.price(dec!(20), &exact, dec!(60), Currency::USD), expected, "{floors:?}");
            assert_eq!(floors.price(dec!(20), &exact, dec!(1), Currency::USD), expected, "{floors:?} from below");
        };
        check(Floors { roi_pct: dec!(30), ..Floors::default() }, Some(dec!(37.06)));
        check(Floors { margin_pct: dec!(15), ..Floors::default() }, Some(dec!(36.43)));
        check(Floors { profit: dec!(5), ..Floors::default() }, Some(dec!(35.89)));
        check(Floors { roi_pct: dec!(30), margin_pct: dec!(15), profit: dec!(5) }, Some(dec!(37.06)));
        check(Floors { margin_pct: dec!(85), ..Floors::default() }, None);
        // A card that rounds 5.382 to 5.38 leaves the same profit a cent lower.
        let profit = Floors { profit: dec!(5), ..Floors::default() };
        assert_eq!(profit.price(dec!(20), &fees(), dec!(60), Currency::USD), Some(dec!(35.88)));
    }

    /// 5 % up to 15.00, 10 % up to 20.00, 17 % above, of the whole price: the net falls at each step.
    struct Cliffs;

    impl FeeBook for Cliffs {
        fn fees_at(&self, price: Decimal) -> FeeAnswer {
            let rate = if price <= dec!(15) {
                dec!(0.05)
            } else if price <= dec!(20) {
                dec!(0.10)
            } else {
                dec!(0.17)
            };
            FeeAnswer { total: Rounding::HalfUp.apply(price * rate, 2), ..FeeAnswer::default() }
        }

        fn breakpoints(&self, _: Decimal, _: Decimal) -> Vec<Decimal> {
            vec![dec!(15.01), dec!(20.01)]
        }
    }

    #[test]
    fn a_floor_holds_up_to_the_intended_price_across_cliffs() {
        let check = |target, intended, expected| {
            let floors = Floors { profit: target, ..Floors::default() };
            assert_eq!(floors.price(dec!(10), &Cliffs, intended, Currency::USD), Some(expected), "{target} {intended}");
        };
        check(dec!(4), dec!(14.90), dec!(14.74)); // 5 %: 14.74 − 0.74 = 14.00
        check(dec!(4), dec!(19), dec!(15.56)); // at 15.01 the net falls to 3.51 again; 15.55 leaves 3.99
        check(dec!(4), dec!(25), dec!(15.56)); // at 20.01 the net falls to 6.61, still enough
        check(dec!(7), dec!(20), dec!(18.89)); // 18.89 − 1.89 = 17.00
        check(dec!(7), dec!(25), dec!(20.48)); // 20.48 × 0.83 = 17.00
    }

    #[test]
    fn a_list_price_lies_between_its_bounds() {
        let reference = Reference {
            p50: dec!(64.90),
            p10: dec!(56.10),
            p90: dec!(70),
            now: Some(dec!(66.99)),
            amazon: None,
            map: None,
        };
        let floors = Floors { roi_pct: dec!(5), margin_pct: Decimal::ZERO, profit: dec!(0.50) };
        let check = |landed, amazon, expected: (Decimal, Decimal, Decimal)| {
            let reference = Reference { amazon, ..reference.clone() };
            let found = list_price(usd(landed), &fees(), &reference, &floors, dec!(150), dec!(90)).unwrap();
            let amounts = (found.price.amount(), found.floor.amount(), found.ceiling.amount());
            assert_eq!(amounts, expected, "{:?}", found.why);
        };
        // (20 × 1.05 + 5.50) ÷ 0.85 = 31.18; p95 = 70 + 5.10 ÷ 8
        check(dec!(20), None, (dec!(66.99), dec!(31.18), dec!(70.63)));
        check(dec!(20), Some(dec!(60)), (dec!(54), dec!(31.18), dec!(54)));
        check(dec!(60), None, (dec!(80.59), dec!(80.59), dec!(80.59)));
    }

    #[test]
    fn the_preferred_channel_wins_when_it_is_near_the_best() {
        let offers = |a, b| {
            vec![
                ChannelOffer { channel: "amazon_us".into(), net: usd(a) },
                ChannelOffer { channel: "ebay_us".into(), net: usd(b) },
            ]
        };
        let check = |a, b, expected: Option<usize>| {
            assert_eq!(
                choose_channel(&offers(a, b), "amazon_us", dec!(10)).map(|(index, _)| index),
                expected,
                "{a} {b}"
            );
        };
        check(dec!(9), dec!(10), Some(0));
        check(dec!(8.99), dec!(10), Some(1));
        check(dec!(10), dec!(9), Some(0));
        check(dec!(-1), dec!(-2), None);
        check(dec!(0), dec!(2), Some(1));
    }
}
