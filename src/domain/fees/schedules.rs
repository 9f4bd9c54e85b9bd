//! Schedules of many products: those to whom the cards make no difference share one.
//!
//! Fees tell two toys apart by their size tier, by the rows of weight they fall into and by the weight steps they have
//! started, and by nothing else. That is the key; a list of a million products has some thousands of them.

use std::sync::{Arc, RwLock};

use foldhash::HashMap;

use super::{
    catalog::Catalog,
    query::{CardClass, FeeQuery},
    rule::{Amount, Row, Rule},
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
    /// The codes of fees that see weight or size, as a list.
    sized: Option<Sized>,
    categories: RwLock<HashMap<Box<str>, u32>>,
    /// The fees that see weight or size, and those that do not: a product's are the two together.
    parts: RwLock<HashMap<Part, Option<Arc<Schedule>>>>,
    kept: RwLock<HashMap<Key, Option<Arc<Schedule>>>>,
}

/// Which fees see weight or size.
#[derive(Debug)]
struct Sized {
    codes: String,
    /// Whether some of them see the category, too.
    by_category: bool,
}

/// A part of a product's fees.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct Part {
    category: Option<u32>,
    card: CardClass,
    class: Option<SizeClass>,
}

/// What fees depend on beside the price.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct Key {
    kind: Kind,
    class: SizeClass,
}

/// What fees depend on beside price, weight and size.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Kind {
    /// The number of a category ([`Schedules::number_of`]); `None` where none is known.
    pub category: Option<u32>,
    /// The class of fulfilment card.
    pub card: CardClass,
}

impl<'a> Schedules<'a> {
    /// For questions like this one: its channel, day, program, plan, store and options, whatever the product.
    pub fn new(catalog: &'a Catalog, terms: FeeQuery) -> Self {
        let measure = Measure::new(catalog, &terms);
        let sized = Sized::of(catalog, &terms);
        Self {
            catalog,
            terms,
            measure,
            sized,
            categories: RwLock::default(),
            parts: RwLock::default(),
            kept: RwLock::default(),
        }
    }

    /// The schedule of a question, whatever its price; `None` where it is asked on other terms, and where its fees can't
    /// be written as one.
    pub fn of(&self, query: &FeeQuery) -> Option<Arc<Schedule>> {
        if !self.terms.is_on_the_terms_of(query) {
            return None;
        }
        let class = self.measure.as_ref()?.class(query.weight, query.dims);
        let kind = Kind { category: self.number_of(query.category.as_deref())?, card: query.card };
        let key = Key { kind, class };
        if let Some(known) = self.kept.read().ok()?.get(&key) {
            return known.clone();
        }
        let made = self.of_parts(query, &key).or_else(|| self.catalog.schedule(query).map(Arc::new));
        let mut kept = self.kept.write().ok()?;
        if kept.len() < MOST {
            kept.insert(key, made.clone());
        }
        made
    }

    /// The schedule of goods of a kind, where it is known already.
    pub fn known(&self, kind: Kind, weight: Option<Weight>, dims: Option<Dims>) -> Option<Arc<Schedule>> {
        let class = self.measure.as_ref()?.class(weight, dims);
        self.kept.read().ok()?.get(&Key { kind, class }).cloned().flatten()
    }

    /// Whether they are made for questions on these terms.
    pub fn are_on(&self, terms: &FeeQuery) -> bool {
        self.terms.is_on_the_terms_of(terms)
    }

    /// The number of a category, or that of none; `None` where there are too many to number.
    pub fn number_of(&self, category: Option<&str>) -> Option<Option<u32>> {
        category.map(|name| self.number(name)).map_or(Some(None), |number| number.map(Some))
    }

    /// The schedule put together from its two parts; `None` where there are no two, or they do not add up.
    fn of_parts(&self, query: &FeeQuery, key: &Key) -> Option<Arc<Schedule>> {
        let sized = self.sized.as_ref()?;
        let of_size = Part {
            category: key.kind.category.filter(|_| sized.by_category),
            card: key.kind.card,
            class: Some(key.class.clone()),
        };
        let of_sale = Part { category: key.kind.category, card: key.kind.card, class: None };
        let of_size = self.part(query, of_size, "only", &sized.codes)?;
        let whole = self.part(query, of_sale, "without", &sized.codes)?.plus(&of_size);
        self.catalog.agrees(query, &whole).then(|| Arc::new(whole))
    }

    fn part(&self, query: &FeeQuery, part: Part, option: &str, codes: &str) -> Option<Arc<Schedule>> {
        if let Some(known) = self.parts.read().ok()?.get(&part) {
            return known.clone();
        }
        let mut asked = query.clone().option(option, codes);
        // What one part sees of the category only, the other must not break at.
        asked.category = asked.category.filter(|_| part.category.is_some());
        let made = self.catalog.schedule(&asked).map(Arc::new);
        let mut parts = self.parts.write().ok()?;
        if parts.len() < MOST {
            parts.insert(part, made.clone());
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

impl Sized {
    /// The codes with a table by weight or size, and those that follow them; `None` where a question already picks codes.
    fn of(catalog: &Catalog, terms: &FeeQuery) -> Option<Self> {
        let channel = catalog.channel(&terms.channel)?;
        if terms.options.get("only").is_some() || terms.options.get("without").is_some() {
            return None;
        }
        let sale = terms.operation();
        let rules =
            || channel.rules.iter().filter(|rule| rule.covers(terms.on) && rule.ops.iter().any(|op| &**op == sale));
        let sees = |rule: &Rule| {
            !rule.sizes.is_empty()
                || rule.over.is_some()
                || !matches!(rule.amount, Amount::Tiers { .. } | Amount::RateFrom(_))
        };
        let mut codes: Vec<u16> = rules().filter(|rule| sees(rule)).map(|rule| rule.code).collect();
        // What follows a line sees what that line sees; chains are short.
        for _ in 0..channel.codes.len() {
            let follows = |rule: &&Rule| rule.of.is_some_and(|of| codes.contains(&of)) && !codes.contains(&rule.code);
            let further: Vec<u16> = rules().filter(follows).map(|rule| rule.code).collect();
            if further.is_empty() {
                break;
            }
            codes.extend(further);
        }
        codes.sort_unstable();
        codes.dedup();
        let by_category = channel
            .rules
            .iter()
            .any(|rule| codes.contains(&rule.code) && !(rule.categories.is_empty() && rule.except.is_empty()));
        let names: Vec<&str> = codes.iter().map(|code| channel.codes[usize::from(*code)].as_str()).collect();
        (!names.is_empty() && names.len() < channel.codes.len()).then(|| Self { codes: names.join("+"), by_category })
    }
}

/// What the cards of a channel measure on a day.
#[derive(Debug)]
struct Measure<'a> {
    tiers: Option<&'a TierSet>,
    /// What rows without a size see of the unit's own weight.
    unit: Scale,
    /// What the rows of a size see of the weight that is billed there.
    billed: HashMap<u16, Scale>,
    /// Longest side and length plus girth above which a rule applies.
    over: Vec<(i64, i64)>,
    /// Some amount follows the volume itself.
    volume: bool,
}

/// What some rows see of a weight.
#[derive(Debug, Default)]
struct Scale {
    /// Edges, rising, in nanograms.
    edges: Vec<i64>,
    /// Steps: above, step.
    steps: Vec<(i64, i64)>,
}

impl Scale {
    fn add(&mut self, row: &Row) {
        self.edges.extend(row.over.into_iter().chain(row.up_to));
        self.steps.extend(row.add.map(|add| (add.above, add.step)));
    }

    fn settle(&mut self) {
        self.edges.sort_unstable();
        self.edges.dedup();
        self.steps.sort_unstable();
        self.steps.dedup();
    }

    fn weighed(&self, weight: Exact) -> Weighed {
        Weighed {
            edges: self.edges.partition_point(|edge| !weight.at_most(*edge)),
            steps: self.steps.iter().map(|(above, step)| weight.started_steps(*above, *step)).collect(),
        }
    }
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
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
struct Weighed {
    edges: usize,
    steps: Box<[i64]>,
}

impl<'a> Measure<'a> {
    fn new(catalog: &'a Catalog, terms: &FeeQuery) -> Option<Self> {
        let channel = catalog.channel(&terms.channel)?;
        let on = terms.on;
        let tiers = channel.sizes.iter().find(|set| set.from <= on && on <= set.to);
        let mut measure =
            Self { tiers, unit: Scale::default(), billed: HashMap::default(), over: Vec::new(), volume: false };
        let sale = terms.operation();
        for rule in channel.rules.iter().filter(|rule| rule.covers(on) && rule.ops.iter().any(|op| &**op == sale)) {
            measure.over.extend(rule.over);
            match &rule.amount {
                Amount::Rows(rows) | Amount::Unknown { rows, .. } => measure.rows(rows),
                Amount::CubicFoot(_) => measure.volume = true,
                Amount::Tiers { .. } | Amount::RateFrom(_) => {}
            }
        }
        measure.unit.settle();
        measure.billed.values_mut().for_each(Scale::settle);
        measure.over.sort_unstable();
        measure.over.dedup();
        (measure.over.len() <= 32).then_some(measure)
    }

    fn rows(&mut self, rows: &[Row]) {
        for row in rows {
            match row.size {
                Some(size) => self.billed.entry(size).or_default().add(row),
                None => self.unit.add(row),
            }
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
            unit: weight.map(|weight| self.unit.weighed(Exact::of(weight))),
            billed: fitted.ok().and_then(|fit| {
                let weight = fit.billed?;
                Some(self.billed.get(&fit.name).map_or_else(Weighed::default, |scale| scale.weighed(weight)))
            }),
            over,
            volume: dims.filter(|_| self.volume),
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
                    let own = Catalog::builtin().schedule(&query);
                    prop_assert_eq!(shared.is_some(), own.is_some());
                    let prices = (0..20_000).step_by(97).chain([99_999, 100_000, 5_000_000]);
                    for price in prices {
                        let at = |schedule: &Option<Schedule>| schedule.as_ref().and_then(|it| it.at(price));
                        prop_assert_eq!(at(&shared.as_deref().cloned()), at(&own), "{}", price);
                    }
                    let starts = |schedule: &Option<Schedule>| {
                        schedule.as_ref().and_then(|it| it.starts(Decimal::ZERO, Decimal::ONE_THOUSAND))
                    };
                    prop_assert_eq!(starts(&shared.as_deref().cloned()), starts(&own));
                }
            }
        }
    }
}
