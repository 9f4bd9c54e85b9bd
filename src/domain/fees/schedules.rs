//! Schedules of many products: those to whom the cards make no difference share one.
//!
//! Fees tell two toys apart by their size tier, by the rows of weight they fall into and by the weight steps they have
//! started, and by nothing else. That is the key; a list of a million products has some thousands of them.

use std::{
    collections::HashMap,
    sync::{Arc, RwLock},
};

use super::{
    catalog::Catalog,
    query::{CardClass, FeeQuery},
    rule::{Amount, Row},
    schedule::Schedule,
    size::{Dims, Exact, Fit, TierSet, Weight},
};

/// More than this many are not kept: every product would be a kind of its own.
const MOST: usize = 200_000;

/// The schedules of one channel on one day, made when they are first asked for. Any number of threads may ask.
#[derive(Debug)]
pub struct Schedules<'a> {
    catalog: &'a Catalog,
    terms: FeeQuery,
    measure: Option<Measure<'a>>,
    categories: RwLock<HashMap<Box<str>, u32>>,
    kept: RwLock<HashMap<Key, Option<Arc<Schedule>>>>,
}

/// What fees depend on beside the price.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct Key {
    category: Option<u32>,
    card: CardClass,
    class: SizeClass,
}

impl<'a> Schedules<'a> {
    /// For questions like this one: its channel, day, program, plan, store and options, whatever the product.
    pub fn new(catalog: &'a Catalog, terms: FeeQuery) -> Self {
        let measure = Measure::new(catalog, &terms);
        Self { catalog, terms, measure, categories: RwLock::default(), kept: RwLock::default() }
    }

    /// The schedule of a question, whatever its price; `None` where it is asked on other terms, and where its fees can't
    /// be written as one.
    pub fn of(&self, query: &FeeQuery) -> Option<Arc<Schedule>> {
        if !self.terms.is_on_the_terms_of(query) {
            return None;
        }
        let class = self.measure.as_ref()?.class(query.weight, query.dims);
        let category = match query.category.as_deref() {
            Some(name) => Some(self.number(name)?),
            None => None,
        };
        let key = Key { category, card: query.card, class };
        if let Some(known) = self.kept.read().ok()?.get(&key) {
            return known.clone();
        }
        let made = self.catalog.schedule(query).map(Arc::new);
        let mut kept = self.kept.write().ok()?;
        if kept.len() < MOST {
            kept.insert(key, made.clone());
        }
        made
    }

    /// A small number for a category's name.
    fn number(&self, name: &str) -> Option<u32> {
        if let Some(number) = self.categories.read().ok()?.get(name) {
            return Some(*number);
        }
        let mut categories = self.categories.write().ok()?;
        let next = u32::try_from(categories.len()).ok().filter(|next| (*next as usize) < MOST)?;
        Some(*categories.entry(name.into()).or_insert(next))
    }
}

/// What the cards of a channel measure on a day.
#[derive(Debug)]
struct Measure<'a> {
    tiers: Option<&'a TierSet>,
    /// Edges of weight in any row, rising, in nanograms.
    edges: Vec<i64>,
    /// Steps of weight: above, step.
    steps: Vec<(i64, i64)>,
    /// Longest side and length plus girth above which a rule applies.
    over: Vec<(i64, i64)>,
    /// Some amount follows the volume itself.
    volume: bool,
}

/// What the cards see of a weight and a size.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct SizeClass {
    fit: Fitted,
    unit: Option<Weighed>,
    billed: Option<Weighed>,
    /// A bit for each bound that the sides are over.
    over: Option<u32>,
    volume: Option<Dims>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Fitted {
    NoDims,
    NoTiers,
    TooLarge,
    Tier(u16),
}

/// How many edges a weight is above, and the steps it has started.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct Weighed {
    edges: usize,
    steps: Box<[i64]>,
}

impl<'a> Measure<'a> {
    fn new(catalog: &'a Catalog, terms: &FeeQuery) -> Option<Self> {
        let channel = catalog.channel(&terms.channel)?;
        let on = terms.on;
        let tiers = channel.sizes.iter().find(|set| set.from <= on && on <= set.to);
        let mut measure = Self { tiers, edges: Vec::new(), steps: Vec::new(), over: Vec::new(), volume: false };
        let sale = terms.operation();
        for rule in channel.rules.iter().filter(|rule| rule.covers(on) && rule.ops.iter().any(|op| &**op == sale)) {
            measure.over.extend(rule.over);
            match &rule.amount {
                Amount::Rows(rows) | Amount::Unknown { rows, .. } => measure.rows(rows),
                Amount::CubicFoot(_) => measure.volume = true,
                Amount::Tiers { .. } | Amount::RateFrom(_) => {}
            }
        }
        measure.edges.sort_unstable();
        measure.edges.dedup();
        measure.steps.sort_unstable();
        measure.steps.dedup();
        measure.over.sort_unstable();
        measure.over.dedup();
        (measure.over.len() <= 32).then_some(measure)
    }

    fn rows(&mut self, rows: &[Row]) {
        for row in rows {
            self.edges.extend(row.over.into_iter().chain(row.up_to));
            self.steps.extend(row.add.map(|add| (add.above, add.step)));
        }
    }

    fn class(&self, weight: Option<Weight>, dims: Option<Dims>) -> SizeClass {
        let fitted = match (dims, self.tiers) {
            (None, _) => Err(Fitted::NoDims),
            (_, None) => Err(Fitted::NoTiers),
            (Some(dims), Some(tiers)) => tiers.fit(&dims, weight).ok_or(Fitted::TooLarge),
        };
        let over = dims.map(|dims| {
            let is_over =
                |(longest, girth): &(i64, i64)| dims.longest() > *longest || dims.length_plus_girth() > *girth;
            self.over.iter().enumerate().fold(0, |bits, (at, bound)| bits | u32::from(is_over(bound)) << at)
        });
        SizeClass {
            fit: fitted.map_or_else(|none| none, |fit: Fit| Fitted::Tier(fit.name)),
            unit: weight.map(|weight| self.weighed(Exact::of(weight))),
            billed: fitted.ok().and_then(|fit| fit.billed).map(|billed| self.weighed(billed)),
            over,
            volume: dims.filter(|_| self.volume),
        }
    }

    fn weighed(&self, weight: Exact) -> Weighed {
        Weighed {
            edges: self.edges.partition_point(|edge| !weight.at_most(*edge)),
            steps: self.steps.iter().map(|(above, step)| weight.started_steps(*above, *step)).collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;
    use rust_decimal::Decimal;

    use super::*;
    use crate::domain::fees::Program;

    fn terms() -> FeeQuery {
        FeeQuery::new("amazon_us", date(2026, 9, 1)).program(Program::Fba)
    }

    #[test]
    fn products_that_the_cards_do_not_tell_apart_share_a_schedule() {
        let schedules = Schedules::new(Catalog::builtin(), terms());
        let query =
            |grams, sides| terms().category("Toys & Games").measured(Weight::from_grams(grams), Dims::from_mm(sides));
        let of = |grams, sides| schedules.of(&query(grams, sides));
        let one = of(300, [250, 200, 40]).unwrap();
        assert!(Arc::ptr_eq(&one, &of(301, [251, 199, 40]).unwrap()));
        assert!(!Arc::ptr_eq(&one, &of(900, [250, 200, 40]).unwrap()));
        assert_ne!(one, of(900, [250, 200, 40]).unwrap());
        let elsewhere = FeeQuery { store: Some("basic".into()), ..query(300, [250, 200, 40]) };
        assert!(schedules.of(&elsewhere).is_none());
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(12))]
        #[test]
        fn a_shared_schedule_is_the_one_of_the_product_itself(
            products in prop::collection::vec((0_i64..40_000, [1_i64..900, 1_i64..600, 1_i64..300]), 24),
        ) {
            let schedules = Schedules::new(Catalog::builtin(), terms());
            for (grams, sides) in products {
                let (weight, dims) = (Weight::from_grams(grams), Dims::from_mm(sides));
                for category in ["Books", "Clothing"] {
                    let query = terms().category(category).measured(weight, dims).price(Decimal::TEN);
                    let shared = schedules.of(&query);
                    prop_assert_eq!(shared.as_deref().cloned(), Catalog::builtin().schedule(&query));
                }
            }
        }
    }
}
