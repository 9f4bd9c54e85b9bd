//! Landed cost: everything paid to have one sellable unit in hand.
//!
//! Price, pack-adjusted (× target pack ÷ source pack), − discount + tax + inbound + prep − cashback. Tax and cashback are
//! taken on the discounted price. The exact sum is rounded once, half up, to the currency's minor unit.

use rust_decimal::Decimal;

use super::{
    money::{Currency, Money, Rounding, percent},
    offer::Offer,
};
use crate::config::Costs;

const HUNDRED: Decimal = Decimal::ONE_HUNDRED;

/// How a price becomes a landed cost; everything but the price.
#[derive(Clone, Debug, PartialEq)]
pub struct Recipe {
    /// Units in a purchase unit and units in what the page sells.
    pub packs: (u32, u32),
    currency: Currency,
    discount: Decimal,
    tax: Decimal,
    cashback: Decimal,
    inbound: Decimal,
    inbound_from: String,
    prep: Decimal,
    price_from: String,
}

/// What a unit in hand costs at least, in whole minor units, for offers that are only known by their price.
#[derive(Clone, Debug)]
pub struct AtLeast {
    /// What is paid of a price, taxes and cashback included.
    rate: Decimal,
    /// Inbound and preparation.
    fixed: i64,
    /// Preparation alone, where the offer says what shipping costs.
    without_inbound: i64,
}

impl AtLeast {
    /// For these costs in the account currency.
    pub fn new(costs: &Costs, account: Currency) -> Self {
        let Rates { discount, tax, cashback } = Rates::of(costs);
        let rate = (Decimal::ONE - discount) * (Decimal::ONE + tax - cashback);
        let scale = Decimal::from(10_i64.pow(account.exponent()));
        let whole = |amount: Decimal| i64::try_from((amount * scale).floor()).unwrap_or_default();
        Self { rate, fixed: whole(costs.inbound + costs.prep), without_inbound: whole(costs.prep) }
    }

    /// A unit of a purchase unit that holds `units` and costs `price` minor units; never above [`Recipe::total`].
    pub fn of(&self, price: i64, units: u32, ships: bool) -> i64 {
        let unit = price / i64::from(units.max(1));
        let paid = if self.rate == Decimal::ONE {
            unit
        } else {
            i64::try_from((Decimal::from(unit) * self.rate).floor()).unwrap_or_default()
        };
        paid.saturating_add(if ships { self.without_inbound } else { self.fixed })
    }
}

/// Shares of a price. More than everything can't be given back: a landed cost never falls as the price rises.
struct Rates {
    discount: Decimal,
    tax: Decimal,
    cashback: Decimal,
}

impl Rates {
    fn of(costs: &Costs) -> Self {
        Self {
            discount: percent(costs.discount_pct).clamp(Decimal::ZERO, Decimal::ONE),
            tax: percent(costs.tax_pct).max(Decimal::ZERO),
            cashback: percent(costs.cashback_pct).clamp(Decimal::ZERO, Decimal::ONE),
        }
    }
}

/// One part of a landed cost.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// `price`, `discount`, `tax`, `inbound`, `prep`, `cashback`, `rounding`.
    pub code: &'static str,
    /// For one sellable unit, rounded half up; negative where it lowers the cost.
    pub amount: Decimal,
    /// How it came about.
    pub detail: String,
    /// Where it came from.
    pub source: String,
}

impl Recipe {
    /// The recipe of an offer with `source` units in a purchase unit, sold on a page of `target` units.
    ///
    /// The offer's own shipping is for a purchase unit; `costs.inbound` stands in where the offer names none.
    pub fn new(offer: &Offer, source: u32, target: u32, costs: &Costs) -> Self {
        let place =
            offer.row.as_ref().map_or_else(|| offer.source.clone(), |row| format!("{} row {}", row.file, row.line));
        let (inbound, inbound_from) = match &offer.shipping {
            Some(shipping) => {
                (shipping.amount() * Decimal::from(target.max(1)) / Decimal::from(source.max(1)), place.clone())
            }
            None => (costs.inbound, "costs.inbound".to_owned()),
        };
        let Rates { discount, tax, cashback } = Rates::of(costs);
        Self {
            packs: (source.max(1), target.max(1)),
            currency: offer.price.currency(),
            discount,
            tax,
            cashback,
            inbound,
            inbound_from,
            prep: costs.prep,
            price_from: place,
        }
    }

    /// What one sellable unit costs after discount, exactly; the base of `roi_on_cost`.
    pub fn paid(&self, price: Decimal) -> Decimal {
        self.unit_price(price) * (Decimal::ONE - self.discount)
    }

    /// The landed cost of one sellable unit for a price of a purchase unit, rounded half up.
    pub fn total(&self, price: Decimal) -> Decimal {
        let paid = self.paid(price);
        let exact = paid + paid * self.tax + self.inbound + self.prep - paid * self.cashback;
        Rounding::HalfUp.apply(exact, self.currency.exponent())
    }

    /// The parts; they add up to [`Recipe::total`], with a `rounding` line where the rounded parts do not.
    pub fn lines(&self, price: Decimal) -> Vec<Line> {
        let unit = self.unit_price(price);
        let paid = self.paid(price);
        let pct = |rate: Decimal| (rate * HUNDRED).normalize();
        let text = |amount: Decimal| super::money::amount_text(amount, self.currency);
        let price_detail = match self.packs {
            (source, target) if source == target => String::new(),
            (source, target) => format!("{} × {target} ÷ {source} units", text(price)),
        };
        let shown = text(self.rounded(paid));
        let mut lines = vec![self.line("price", unit, price_detail, &self.price_from)];
        let extras = [
            (
                "discount",
                -(unit * self.discount),
                format!("{} % of {}", pct(self.discount), text(self.rounded(unit))),
                "costs.discount_pct",
            ),
            ("tax", paid * self.tax, format!("{} % of {shown}", pct(self.tax)), "costs.tax_pct"),
            ("inbound", self.inbound, String::new(), self.inbound_from.as_str()),
            ("prep", self.prep, String::new(), "costs.prep"),
            ("cashback", -(paid * self.cashback), format!("{} % of {shown}", pct(self.cashback)), "costs.cashback_pct"),
        ];
        for (code, amount, detail, source) in extras {
            if !amount.is_zero() {
                lines.push(self.line(code, amount, detail, source));
            }
        }
        let sum: Decimal = lines.iter().map(|line| line.amount).sum();
        let rounding = self.total(price) - sum;
        if !rounding.is_zero() {
            lines.push(self.line("rounding", rounding, "the sum is rounded once, half up".to_owned(), "arb"));
        }
        lines
    }

    /// The landed cost as money.
    pub fn money(&self, price: Decimal) -> Money {
        Money::new(self.total(price), self.currency)
    }

    fn unit_price(&self, price: Decimal) -> Decimal {
        if self.packs.0 == self.packs.1 {
            return price;
        }
        // Multiplied before it is divided, so that 10.00 for a pack of 3 stays exact as long as it can.
        price * Decimal::from(self.packs.1) / Decimal::from(self.packs.0)
    }

    fn rounded(&self, amount: Decimal) -> Decimal {
        Rounding::HalfUp.apply(amount, self.currency.exponent())
    }

    fn line(&self, code: &'static str, amount: Decimal, detail: String, source: &str) -> Line {
        Line { code, amount: self.rounded(amount), detail, source: source.to_owned() }
    }
}

#[cfg(test)]
mod tests {
    use rust_decimal::dec;

    use super::*;

    fn offer(price: Decimal) -> Offer {
        serde_json::from_value(serde_json::json!({
            "source": "s", "item": "1", "observed_at": "2026-11-01T00:00:00Z",
            "price": {"amount": price.to_string(), "currency": "USD"}
        }))
        .unwrap()
    }

    fn costs(discount: Decimal, tax: Decimal, cashback: Decimal) -> Costs {
        Costs { inbound: dec!(0.60), prep: dec!(0.25), tax_pct: tax, cashback_pct: cashback, discount_pct: discount }
    }

    #[test]
    fn a_unit_costs_its_price_and_what_comes_with_it() {
        let check = |price, packs: (u32, u32), costs: Costs, expected| {
            let recipe = Recipe::new(&offer(price), packs.0, packs.1, &costs);
            assert_eq!(recipe.total(price), expected, "{price} {packs:?}");
            let sum: Decimal = recipe.lines(price).iter().map(|line| line.amount).sum();
            assert_eq!(sum, expected, "the lines of {price} {packs:?} add up");
        };
        check(dec!(31.20), (1, 1), Costs::default(), dec!(31.80));
        check(dec!(100), (1, 1), costs(dec!(10), dec!(8.25), dec!(2)), dec!(96.48)); // 90 + 7.425 + 0.85 − 1.80 = 96.475
        check(dec!(24), (12, 1), Costs::default(), dec!(2.60));
        check(dec!(24), (12, 2), Costs::default(), dec!(4.60));
        check(dec!(10), (3, 1), Costs::default(), dec!(3.93));
    }

    #[test]
    fn the_offers_own_shipping_is_shared_by_the_units_of_the_pack() {
        let mut offer = offer(dec!(24));
        offer.shipping = Some(Money::new(dec!(6), Currency::USD));
        let recipe = Recipe::new(&offer, 12, 1, &Costs::default());
        assert_eq!(recipe.total(dec!(24)), dec!(2.50));
    }
}
