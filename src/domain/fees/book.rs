//! The fee cards as the analyst asks them: one product on one channel, at any price.

use rust_decimal::{Decimal, dec};

use super::{Catalog, Dims, FeeQuery, Program, Weight};
use crate::domain::{
    evidence::Evidence,
    feebook::{FeeAmount, FeeAnswer, FeeBook},
};

/// What the seller's account says about fees.
#[derive(Clone, Debug, Default)]
pub struct Seller {
    /// `fba` or `fbm`.
    pub program: String,
    /// The selling plan.
    pub plan: String,
    /// The store level.
    pub store: String,
    /// The category where the evidence names none.
    pub category: Option<String>,
}

/// The cards of one channel, asked for one product.
#[derive(Debug)]
pub struct CardFees<'a> {
    catalog: &'a Catalog,
    query: FeeQuery,
}

impl<'a> CardFees<'a> {
    /// The question for a product on a channel, on a day; what is unknown stays unknown and will be missing.
    pub fn new(
        catalog: &'a Catalog,
        channel: &str,
        on: jiff::civil::Date,
        seller: &Seller,
        product: &Evidence,
    ) -> Self {
        let mut query = FeeQuery::new(channel, on);
        query.category = product.category.clone().or_else(|| seller.category.clone());
        query.weight = product.weight_g.and_then(|grams| Weight::parse(&format!("{grams} g")));
        query.dims = product.dims.as_deref().and_then(Dims::parse);
        query.program = program(channel, &seller.program);
        query.plan = Some(seller.plan.clone()).filter(|plan| !plan.is_empty());
        query.store = Some(seller.store.clone()).filter(|store| !store.is_empty());
        Self { catalog, query }
    }

    /// The question itself.
    pub fn query(&self) -> &FeeQuery {
        &self.query
    }
}

/// Only Amazon has programs.
fn program(channel: &str, program: &str) -> Option<Program> {
    if !channel.starts_with("amazon") {
        return None;
    }
    match program {
        "fba" => Some(Program::Fba),
        "fbm" => Some(Program::Fbm),
        _ => None,
    }
}

impl FeeBook for CardFees<'_> {
    fn fees_at(&self, price: Decimal) -> FeeAnswer {
        let quote = self.catalog.quote(&FeeQuery { price: Some(price), ..self.query.clone() });
        FeeAnswer {
            total: quote.lines.iter().map(|line| line.amount.amount()).sum(),
            lines: quote
                .lines
                .into_iter()
                .map(|line| FeeAmount {
                    code: line.code,
                    amount: line.amount.amount(),
                    detail: line.formula,
                    card: line.card,
                    source: line.source,
                })
                .collect(),
            assumptions: quote.assumptions,
            missing: quote.missing.iter().map(ToString::to_string).collect(),
        }
    }

    fn breakpoints(&self, low: Decimal, high: Decimal) -> Vec<Decimal> {
        // The catalogue names the last price of a stretch; the analyst wants the first of the next one.
        let cent = dec!(0.01);
        let ends = self.catalog.breakpoints(&self.query, low - cent, high);
        ends.into_iter().map(|end| end + cent).filter(|price| *price >= low && *price <= high).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{money::Currency, offer::ProductIds};

    #[test]
    fn the_same_product_costs_what_the_cards_say_and_jumps_at_their_edges() {
        let mut product = Evidence::of(ProductIds::default(), "amazon_us", Currency::USD, "book");
        product.category = Some("Home and Kitchen".into());
        product.weight_g = Some(dec!(453.59237));
        product.dims = Some("10x6x2 in".into());
        let seller = Seller { program: "fba".into(), plan: "professional".into(), ..Seller::default() };
        let fees = CardFees::new(Catalog::builtin(), "amazon_us", jiff::civil::date(2026, 6, 1), &seller, &product);
        assert_eq!(fees.fees_at(dec!(20)).total, dec!(7.76));
        assert!(fees.fees_at(dec!(20)).missing.is_empty());
        let edges = fees.breakpoints(dec!(9), dec!(60));
        assert!(edges.contains(&dec!(10.00)) && edges.contains(&dec!(50.01)), "{edges:?}");
    }

    #[test]
    fn an_unknown_weight_is_missing_not_free() {
        let product = Evidence::of(ProductIds::default(), "amazon_us", Currency::USD, "book");
        let seller = Seller { program: "fba".into(), ..Seller::default() };
        let fees = CardFees::new(Catalog::builtin(), "amazon_us", jiff::civil::date(2026, 6, 1), &seller, &product);
        assert!(!fees.fees_at(dec!(20)).missing.is_empty());
    }
}
