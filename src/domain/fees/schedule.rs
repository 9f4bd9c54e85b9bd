//! A product's fees at every price, worked out once: stretches of price in each of which a line is an amount or a
//! percentage.
//!
//! Nothing is decided here. The engine is asked at the ends of every stretch, and what comes out is held against its
//! answers; where it does not agree to the minor unit there is no schedule, and the engine is asked each time.

use rust_decimal::{Decimal, prelude::ToPrimitive};

use super::{
    catalog::Catalog,
    engine::{Ask, Gap, How, Line, Out},
    file::Per,
    query::FeeQuery,
    rule::{Amount, Rule},
};
use crate::domain::money::{Rounding, whole_minor as minor};

/// The highest price in a schedule, in minor units: above it the engine is asked.
const TOP: i64 = 100_000_000_000;
/// Parts of a minor unit that exact amounts are counted in.
const PARTS: i64 = 1_000_000;

/// The fees of one product on one day, as a function of its price.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Schedule {
    places: u32,
    stretches: Vec<Stretch>,
}

/// Prices between two changes of the fees.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Stretch {
    /// The first price, in minor units.
    from: i64,
    /// Its lines, in the order of their codes.
    lines: Vec<Told>,
    /// Whether no line is missing.
    complete: bool,
}

/// A line.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Told {
    /// The number of its code on the channel.
    code: u16,
    amount: Follows,
}

/// What a line is.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Follows {
    /// So many minor units, whatever the price.
    Nothing(i64),
    /// The price.
    Price(Slope),
}

impl Follows {
    fn at(&self, price: i64) -> i64 {
        match self {
            Self::Nothing(fixed) => *fixed,
            Self::Price(slope) => slope.at(price),
        }
    }
}

impl Stretch {
    fn total(&self, price: i64) -> i64 {
        self.lines.iter().map(|line| line.amount.at(price)).sum()
    }
}

/// A line that follows the price. Exact amounts are in millionths of a minor unit.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Slope {
    at_zero: i64,
    per_minor: i64,
    least: Option<i64>,
    most: Option<i64>,
    rounding: Rounding,
    units: i64,
}

impl Slope {
    fn at(&self, price: i64) -> i64 {
        let exact = self.at_zero + self.per_minor * price;
        let least = self.least.map_or(exact, |least| exact.max(least));
        self.rounding.apply_parts(self.most.map_or(least, |most| least.min(most)), PARTS) * self.units
    }
}

impl Schedule {
    /// The fees at a price in minor units, and whether they are all of them; `None` above the last price that is known.
    pub fn at(&self, price: i64) -> Option<(i64, bool)> {
        let stretch = self.stretch(price)?;
        Some((stretch.total(price), stretch.complete))
    }

    fn stretch(&self, price: i64) -> Option<&Stretch> {
        let place = self.stretches.partition_point(|stretch| stretch.from <= price);
        if (0..=TOP).contains(&price) { self.stretches.get(place.checked_sub(1)?) } else { None }
    }

    /// The lines at a price, where none is missing: the number of the code of each on the channel, and its amount.
    pub(super) fn lines(&self, price: Decimal) -> Option<impl Iterator<Item = (u16, Decimal)>> {
        let price = minor(price, self.places)?;
        let stretch = self.stretch(price).filter(|stretch| stretch.complete)?;
        Some(stretch.lines.iter().map(move |line| (line.code, Decimal::new(line.amount.at(price), self.places))))
    }

    /// The same in the channel's currency; a price finer than the minor unit is not known here.
    pub fn total(&self, price: Decimal) -> Option<(Decimal, bool)> {
        let (fees, complete) = self.at(minor(price, self.places)?)?;
        Some((Decimal::new(fees, self.places), complete))
    }

    /// The first prices of the stretches that end one between two prices.
    pub fn starts(&self, low: Decimal, high: Decimal) -> Option<Vec<Decimal>> {
        let (low, high) = (minor(low, self.places)?, minor(high, self.places)?);
        let starts = self.stretches.iter().map(|stretch| stretch.from).filter(|from| *from > 0);
        Some(
            starts
                .filter(|from| (low..=high).contains(&(from - 1)))
                .map(|from| Decimal::new(from, self.places))
                .collect(),
        )
    }
}

impl Schedule {
    /// The fees of two parts of a question together.
    pub(super) fn plus(&self, other: &Self) -> Self {
        let mut starts: Vec<i64> = self.stretches.iter().chain(&other.stretches).map(|stretch| stretch.from).collect();
        starts.sort_unstable();
        starts.dedup();
        let within = |schedule: &Self, from: i64| {
            schedule.stretches[schedule.stretches.partition_point(|stretch| stretch.from <= from) - 1].clone()
        };
        let stretches = starts
            .into_iter()
            .map(|from| {
                let (a, b) = (within(self, from), within(other, from));
                let mut lines: Vec<Told> = a.lines.into_iter().chain(b.lines).collect();
                lines.sort_by_key(|line| line.code);
                Stretch { from, lines, complete: a.complete && b.complete }
            })
            .collect();
        Self { places: self.places, stretches }
    }

    /// Some of its prices: the first, one in the middle, and one far out.
    fn told(&self) -> [i64; 3] {
        let from = |place: usize| self.stretches.get(place).map_or(0, |stretch| stretch.from);
        [from(0) + 1, from(self.stretches.len() / 2) + 7, from(self.stretches.len() - 1) + PARTS]
    }
}

impl Catalog {
    /// Whether a schedule says what the engine says, at some prices.
    pub(super) fn agrees(&self, query: &FeeQuery, schedule: &Schedule) -> bool {
        let Some(channel) = self.channel(&query.channel) else { return false };
        let mut query = query.clone();
        schedule.told().into_iter().all(|at| {
            query.price = Some(Decimal::new(at, schedule.places));
            let said = Sample::take(&Ask::new(channel, &query), schedule.places);
            said.is_some_and(|said| schedule.stretch(at).is_some_and(|stretch| said.agrees(stretch, at)))
        })
    }

    /// The schedule of a question without its price; `None` where its fees can't be written as one.
    pub fn schedule(&self, query: &FeeQuery) -> Option<Schedule> {
        let channel = self.channel(&query.channel)?;
        let places = channel.currency.exponent();
        let mut query = FeeQuery { price: None, ..query.clone() };
        let lasts = self.breakpoints(&query, Decimal::ZERO, Decimal::new(TOP, places));
        let mut stretches = Vec::new();
        let mut from = 0;
        for last in lasts.into_iter().filter_map(|last| minor(last, places)).chain([TOP]) {
            if last < from {
                continue;
            }
            // Where the prices go on without end, two of them say how.
            let far = if last == TOP { TOP.min(from + PARTS) } else { last };
            let mut sample = |at: i64| {
                query.price = Some(Decimal::new(at, places));
                Sample::take(&Ask::new(channel, &query), places)
            };
            let (low, high) = (sample(from)?, sample(far)?);
            let stretch = stretch(from, far, &low, &high)?;
            let told = [from, far, from + (far - from) / 2, (from + 1).min(far), (far - 1).max(from)];
            for at in told {
                if !sample(at)?.agrees(&stretch, at) {
                    return None;
                }
            }
            stretches.push(stretch);
            from = last + 1;
        }
        Some(Schedule { places, stretches })
    }
}

/// What lies between two samples, where both have the same lines.
fn stretch(from: i64, to: i64, low: &Sample, high: &Sample) -> Option<Stretch> {
    if low.lines.len() != high.lines.len() || low.complete != high.complete {
        return None;
    }
    let mut stretch = Stretch { from, lines: Vec::new(), complete: low.complete };
    for (a, b) in low.lines.iter().zip(&high.lines) {
        if a.code != b.code {
            return None;
        }
        let amount = match (&a.rate, &b.rate) {
            (Some(x), Some(y)) if x.exact != y.exact => {
                let (rise, run) = (y.exact - x.exact, to - from);
                let per_minor = rise / run;
                if per_minor * run != rise || !x.is_like(y) {
                    return None;
                }
                Follows::Price(Slope {
                    at_zero: x.exact - per_minor * from,
                    per_minor,
                    least: x.least,
                    most: x.most,
                    rounding: x.rounding,
                    units: x.units,
                })
            }
            _ if a.amount == b.amount => Follows::Nothing(a.amount),
            _ => return None,
        };
        stretch.lines.push(Told { code: a.code, amount });
    }
    Some(stretch)
}

/// The engine's answer at one price, in minor units.
struct Sample {
    lines: Vec<Sampled>,
    complete: bool,
}

struct Sampled {
    code: u16,
    amount: i64,
    rate: Option<Rate>,
}

/// A percentage before its bounds and its rounding, in millionths of a minor unit.
struct Rate {
    exact: i64,
    least: Option<i64>,
    most: Option<i64>,
    rounding: Rounding,
    units: i64,
}

impl Rate {
    fn of(ask: &Ask<'_>, rule: &Rule, base: Decimal, places: u32) -> Option<Self> {
        let Amount::Tiers { mode, tiers, extra } = &rule.amount else { return None };
        let (least, most) = ask.bounds(rule);
        let bound = |bound: Option<Decimal>| bound.map_or(Some(None), |bound| parts(bound, places).map(Some));
        Some(Self {
            exact: parts(ask.charge(*mode, tiers, extra, base)?, places)?,
            least: bound(least)?,
            most: bound(most)?,
            rounding: rule.rounding,
            units: if rule.per == Per::Unit { i64::from(ask.query.quantity) } else { 1 },
        })
    }

    fn is_like(&self, other: &Self) -> bool {
        (self.least, self.most, self.rounding, self.units) == (other.least, other.most, other.rounding, other.units)
    }
}

impl Sample {
    fn take(ask: &Ask<'_>, places: u32) -> Option<Self> {
        let mut taking = Taking { places, sample: Some(Self { lines: Vec::new(), complete: true }) };
        ask.walk(&mut taking);
        taking.sample
    }

    /// Whether a stretch has these lines at a price.
    fn agrees(&self, stretch: &Stretch, price: i64) -> bool {
        let told = stretch.lines.iter().map(|line| (line.code, line.amount.at(price)));
        self.complete == stretch.complete && told.eq(self.lines.iter().map(|line| (line.code, line.amount)))
    }
}

struct Taking {
    places: u32,
    sample: Option<Sample>,
}

impl Out for Taking {
    fn line(&mut self, ask: &Ask<'_>, line: &Line<'_>) {
        self.sample = self.sample.take().and_then(|mut sample| {
            let amount = minor(line.amount, self.places)?;
            let rate = match line.how {
                How::Rate { base } => Rate::of(ask, line.rule, base, self.places),
                _ => None,
            };
            let code = ask.channel.codes.iter().position(|code| *code == line.code)?;
            sample.lines.push(Sampled { code: u16::try_from(code).ok()?, amount, rate });
            Some(sample)
        });
    }

    fn missing(&mut self, _: &Ask<'_>, _: &str, _: &Gap<'_>) {
        if let Some(sample) = &mut self.sample {
            sample.complete = false;
        }
    }

    fn assume(&mut self, _: &dyn std::fmt::Display) {}
}

/// An amount in millionths of a minor unit, where it is a whole number of them and small enough to be multiplied.
fn parts(amount: Decimal, places: u32) -> Option<i64> {
    let parts = amount.checked_mul(Decimal::from(10_i64.pow(places)))?.checked_mul(Decimal::from(PARTS))?;
    parts.is_integer().then(|| parts.to_i64()).flatten().filter(|parts| parts.abs() < i64::MAX / 4)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;
    use crate::domain::fees::{CardClass, Dims, Program, Weight};

    const CATEGORIES: [&str; 8] =
        ["Books", "Jewelry", "Clothing", "Athletic Shoes", "Toys & Games", "Baby", "no such thing", "Electronics"];

    fn query(channel: &str, category: &str, ounces: i64, sides: [i64; 3]) -> FeeQuery {
        let (weight, dims) = (Weight::parse(&format!("{ounces} oz")), Dims::from_mm(sides));
        let query = FeeQuery::new(channel, date(2026, 9, 1)).category(category).measured(weight, dims);
        query.program(Program::Fba)
    }

    #[test]
    fn the_fees_of_most_products_are_a_schedule() {
        for channel in ["amazon_us", "ebay_us", "tcgplayer", "reverb", "amazon_uk"] {
            for category in ["Books", "Toys & Games", "Clothing"] {
                let query = query(channel, category, 12, [250, 200, 40]);
                assert!(Catalog::builtin().schedule(&query).is_some(), "{channel} {category}");
            }
        }
    }

    #[test]
    fn a_schedule_knows_nothing_between_minor_units_and_above_its_last_price() {
        let schedule = Catalog::builtin().schedule(&query("amazon_us", "Books", 12, [250, 200, 40])).unwrap();
        assert_eq!(schedule.total(Decimal::new(10_005, 3)), None);
        assert_eq!(schedule.at(-1), None);
        assert_eq!(schedule.at(TOP + 1), None);
        assert!(schedule.at(TOP).is_some());
    }

    proptest! {
        #[test]
        fn a_schedule_says_what_the_engine_says(
            channel in prop::sample::select(Catalog::builtin().channels().map(str::to_owned).collect::<Vec<_>>()),
            category in prop::sample::select(CATEGORIES.to_vec()), ounces in 0_i64..900,
            sides in [1_i64..900, 1_i64..600, 1_i64..300], card in 0_usize..3, quantity in 1_u32..4,
            prices in prop::collection::vec(prop_oneof![0_i64..12_000, 0_i64..400_000, 0_i64..2_000_000_000], 24),
        ) {
            let mut query = query(&channel, category, ounces, sides);
            query.card = [CardClass::Standard, CardClass::Apparel, CardClass::DangerousGoods][card];
            query.quantity = quantity;
            let places = Catalog::builtin().currency(&channel).unwrap().exponent();
            if let Some(schedule) = Catalog::builtin().schedule(&query) {
                for price in prices {
                    query.price = Some(Decimal::new(price, places));
                    let quote = Catalog::builtin().quote(&query);
                    let (total, complete) = schedule.at(price).unwrap();
                    prop_assert_eq!(
                        (quote.total.map(|total| total.amount()), quote.complete),
                        (Some(Decimal::new(total, places)), complete), "{} at {}", category, price
                    );
                    let lines = schedule.lines(Decimal::new(price, places)).map(|lines| lines.collect::<Vec<_>>());
                    let codes = |code: u16| Catalog::builtin().channel(&channel).unwrap().codes[usize::from(code)].clone();
                    let told = lines.map(|lines| lines.into_iter().map(|(code, amount)| (codes(code), amount)).collect::<Vec<_>>());
                    let said = quote.lines.iter().map(|line| (line.code.clone(), line.amount.amount())).collect();
                    prop_assert_eq!(told, complete.then_some(said));
                }
            }
        }
    }
}
