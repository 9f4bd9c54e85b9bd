//! The fees of what market pages describe, for a million of them: looked up where they are known of a product alike, without
//! a question to the cards for each. A front of [`MarketFees`], which knows them all.

use std::sync::RwLock;

use foldhash::HashMap;
use jiff::civil::Date;
use rust_decimal::Decimal;

use super::{
    evidence::Evidence,
    feebook::FeeBook as _,
    fees::{Catalog, Dims, Kind, Schedules, Weight},
    market_fees::{MarketFees, class_of, warehouse_ships},
    money::whole_minor,
    rules::Rules,
};
use crate::config::Market;

/// More names of categories than this are not kept.
const MOST: usize = 100_000;

/// The fees of pages on one channel on one day. Any number of threads may ask.
pub struct PageFees<'a> {
    catalog: &'a Catalog,
    schedules: &'a Schedules<'a>,
    rules: &'a Rules,
    market: &'a Market,
    on: Date,
    channel: &'a str,
    /// Whether goods and price are all that the fees of a page depend on.
    plain: bool,
    /// What a category means to the cards: a page names few.
    kinds: RwLock<HashMap<Box<str>, Kind>>,
}

impl<'a> PageFees<'a> {
    /// The fees on a channel for a seller's terms there, on a day, from schedules made for the same.
    pub fn new(
        catalog: &'a Catalog,
        schedules: &'a Schedules<'a>,
        on: Date,
        channel: &'a str,
        market: &'a Market,
        rules: &'a Rules,
    ) -> Self {
        let fba = warehouse_ships(channel, &market.program);
        let plain =
            fba && !catalog.charges_on_tax(channel) && schedules.are_on(&MarketFees::terms(channel, on, market));
        Self { catalog, schedules, rules, market, on, channel, plain, kinds: RwLock::default() }
    }

    /// What [`MarketFees`] of a page takes of a price, both in the minor unit of the page's currency.
    pub fn at(&self, page: &Evidence, minor: i64) -> Option<i64> {
        self.known(page, minor).or_else(|| {
            let fees =
                MarketFees::of_page(self.catalog, self.on, page, self.market, self.rules).sharing(self.schedules);
            let places = page.currency.exponent();
            whole_minor(fees.total_at(Decimal::new(minor, places)), places)
        })
    }

    fn known(&self, page: &Evidence, minor: i64) -> Option<i64> {
        if !self.plain || page.channel != self.channel || self.catalog.currency(self.channel) != Some(page.currency) {
            return None;
        }
        let category = page.category.as_deref().or(self.market.category.as_deref())?;
        let Some(kind) = self.kind(category) else { return self.learn(category) };
        let kind =
            Kind { card: if page.hazmat == Some(true) { class_of(None, true, self.rules) } else { kind.card }, ..kind };
        let weight = page.weight_g.and_then(Weight::from_decimal_grams);
        let dims = page.dims.as_deref().and_then(Dims::parse);
        let (fees, _) = self.schedules.known(kind, weight, dims)?.at(minor)?;
        Some(fees)
    }

    fn kind(&self, category: &str) -> Option<Kind> {
        self.kinds.read().ok()?.get(category).copied()
    }

    /// Keeps what a category means, which is not known of this page yet.
    fn learn(&self, category: &str) -> Option<i64> {
        let reads = |name: &&str| self.catalog.reads_category(self.channel, name);
        let named = Some(category).filter(reads).or(self.market.category.as_deref().filter(reads));
        let kind =
            Kind { category: self.schedules.number_of(named)?, card: class_of(Some(category), false, self.rules) };
        let mut kinds = self.kinds.write().ok()?;
        if kinds.len() < MOST {
            kinds.insert(category.into(), kind);
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;
    use crate::domain::{money::Currency, offer::ProductIds};

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]
        #[test]
        fn what_is_looked_up_is_what_the_cards_say(
            pages in prop::collection::vec((0_usize..5, 0_i64..40_000, any::<bool>(), 0_usize..4, 1_i64..90_000), 12),
            program in prop::sample::select(vec!["fba", "fbm"]), category in prop::option::of(Just("Books".to_owned())),
        ) {
            let (catalog, on, rules) = (Catalog::builtin(), date(2026, 9, 1), Rules::built_in());
            let market = Market { program: program.to_owned(), category, ..Market::default() };
            let schedules = Schedules::new(catalog, MarketFees::terms("amazon_us", on, &market));
            let fees = PageFees::new(catalog, &schedules, on, "amazon_us", &market, &rules);
            for (category, grams, hazmat, dims, minor) in pages {
                let mut page = Evidence::of(ProductIds::default(), "amazon_us", Currency::USD, "book.csv");
                page.category = [None, Some("Books"), Some("Toys & Games"), Some("Men's shirts"), Some("?")][category].map(str::to_owned);
                page.weight_g = Some(Decimal::from(grams)).filter(|grams| !grams.is_zero());
                page.dims = [None, Some("10x8x3 in"), Some("6x4x0.5 in"), Some("90x10x10 cm")][dims].map(str::to_owned);
                page.hazmat = Some(hazmat);
                let own = MarketFees::of_page(catalog, on, &page, &market, &rules).total_at(Decimal::new(minor, 2));
                // The first time, when the category is new, and the second, when it is known.
                for _ in 0..2 {
                    prop_assert_eq!(fees.at(&page, minor).map(|fees| Decimal::new(fees, 2)), Some(own), "{:?}", page);
                }
            }
        }
    }
}
