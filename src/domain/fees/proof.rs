//! The price solvers held against working every price out: all cards, all categories that they name, and by name the places
//! where fees jump.

use std::sync::LazyLock;

use jiff::civil::{Date, date};
use proptest::prelude::*;
use rust_decimal::{Decimal, dec, prelude::ToPrimitive};

use super::{Catalog, Dims, FeeQuery, Program, Weight, floor_price, lowest_price};
use crate::domain::{
    feebook::{FeeAnswer, FeeBook},
    money::Currency,
    pricing::Floors,
};

/// Prices that are tried one by one, in minor units; above them only around the edges of tiers.
const BRUTE: i64 = 4_000;

/// One product on one channel: everything about a fee but the price.
#[derive(Clone, Debug)]
struct Goods {
    query: FeeQuery,
    currency: Currency,
}

impl Goods {
    fn new(channel: &str, category: Option<&str>, program: Program, on: Date) -> Self {
        let mut query =
            FeeQuery::new(channel, on).program(program).measured(Weight::parse("10 oz"), Dims::parse("9x6x2 in"));
        query.category = category.map(str::to_owned);
        let currency = Catalog::builtin().currency(channel).expect("a channel has a currency");
        Self { query, currency }
    }

    fn price(&self, minor: i64) -> Decimal {
        Decimal::new(minor, self.currency.exponent())
    }

    fn minor(&self, price: Decimal) -> i64 {
        (price * Decimal::from(10_i64.pow(self.currency.exponent()))).to_i64().expect("a price of a test is small")
    }

    fn fees(&self, minor: i64) -> Option<Decimal> {
        Catalog::builtin().quote_total(&self.query.clone().price(self.price(minor))).ok()
    }

    /// What a sale leaves at a price.
    fn net(&self, minor: i64) -> Decimal {
        self.price(minor) - self.fees(minor).expect("the fees of these goods are known at every price")
    }

    /// The last prices before the fees jump or change their slope, in minor units.
    fn edges(&self, to: i64) -> Vec<i64> {
        let points = Catalog::builtin().breakpoints(&self.query, Decimal::ZERO, self.price(to));
        points.into_iter().map(|point| self.minor(point)).filter(|point| *point > 1).collect()
    }

    fn name(&self) -> String {
        format!("{} {:?} {:?} {}", self.query.channel, self.query.category, self.query.program, self.query.on)
    }
}

impl FeeBook for Goods {
    fn fees_at(&self, price: Decimal) -> FeeAnswer {
        let total = Catalog::builtin().quote_total(&self.query.clone().price(price)).unwrap_or_default();
        FeeAnswer { total, ..FeeAnswer::default() }
    }

    fn breakpoints(&self, low: Decimal, high: Decimal) -> Vec<Decimal> {
        let cent = Decimal::new(1, self.currency.exponent());
        Catalog::builtin().breakpoints(&self.query, low, high).into_iter().map(|last| last + cent).collect()
    }
}

/// All goods that the cards can work out: every channel, every category, both programs, before and after the cards of autumn.
static ALL: LazyLock<Vec<Goods>> = LazyLock::new(|| {
    let mut all = Vec::new();
    let catalog = Catalog::builtin();
    let channels = catalog.channels().filter(|name| *name != "usps");
    for channel in channels.filter_map(|name| catalog.channel(name)) {
        let names = channel.categories.all().iter().map(|name| Some(name.as_str()));
        for category in names.chain([None]) {
            let days = [date(2026, 6, 1), date(2026, 11, 1)];
            for (program, on) in
                [Program::Fba, Program::Fbm].into_iter().flat_map(|program| days.map(|on| (program, on)))
            {
                let goods = Goods::new(&channel.name, category, program, on);
                if [1, 999, 2_000, 100_000].into_iter().all(|minor| goods.fees(minor).is_some()) {
                    all.push(goods);
                }
            }
        }
    }
    all
});

/// What a price may be asked to leave: no promise is to lose.
fn promise(goods: &Goods, minor: i64) -> Decimal {
    goods.net(minor.max(1)).max(Decimal::ZERO)
}

/// Holds the floor of a unit that must leave `target` against all prices up to `intended`.
fn prove(goods: &Goods, target: Decimal, intended: i64) -> Result<(), String> {
    let floors = Floors { profit: target, ..Floors::default() };
    let keeps = |minor: i64| goods.net(minor) >= target;
    let said =
        |what: &str| Err(format!("{}: {what} (leave {target}, intended {})", goods.name(), goods.price(intended)));
    let Some(found) = floors.price(Decimal::ZERO, goods, goods.price(intended), goods.currency) else {
        return if keeps(intended) { said("no floor although the intended price keeps the promise") } else { Ok(()) };
    };
    if found.scale() > goods.currency.exponent() {
        return said(&format!("{found} is no price: it has a part of a tick"));
    }
    let found = goods.minor(found);
    if !keeps(found) {
        return said(&format!("{} leaves {}", goods.price(found), goods.net(found)));
    }
    if found > 1 && keeps(found - 1) {
        return said(&format!("{} is a tick higher than needed", goods.price(found)));
    }
    if keeps(intended) && found > intended {
        return said(&format!("{} is above the intended price, which keeps the promise", goods.price(found)));
    }
    // Every price where there are few; else those around the edges, both ends, and a few between.
    let (low, high) = (found, intended.max(found));
    let near = |edge: i64| (edge - 3).max(low)..=(edge + 3).min(high);
    let tried: Vec<i64> = if high - low <= BRUTE {
        (low..=high).collect()
    } else {
        let step = ((high - low) / 97) as usize;
        let ends = (low..=low + 400).chain(high - 100..=high).chain((low..=high).step_by(step.max(1)));
        goods.edges(high).into_iter().filter(|edge| *edge >= low - 3).flat_map(near).chain(ends).collect()
    };
    match tried.into_iter().find(|minor| !keeps(*minor)) {
        Some(bad) => said(&format!(
            "{} is the floor, and {} above it leaves {}",
            goods.price(found),
            goods.price(bad),
            goods.net(bad)
        )),
        None => Ok(()),
    }
}

/// The same by trying every price from one on: the floor, where it is not below the first.
fn by_trying(goods: &Goods, target: Decimal, from: i64, intended: i64) -> Option<i64> {
    let bad = (from..=intended).rev().find(|minor| goods.net(*minor) < target)?;
    (bad < intended).then_some(bad + 1)
}

#[test]
fn the_cards_work_out_every_channel_and_most_of_their_categories() {
    let all = &*ALL;
    let with = |channel: &str| all.iter().filter(|goods| goods.query.channel == channel).count();
    for channel in Catalog::builtin().channels().filter(|channel| *channel != "usps") {
        assert!(with(channel) > 0, "{channel}: no goods of it can be worked out");
    }
    assert!(with("amazon_us") > 60 && with("ebay_us") > 20, "{} {}", with("amazon_us"), with("ebay_us"));
}

#[test]
fn the_floor_holds_around_every_edge_of_every_card() {
    let mut wrong = Vec::new();
    for goods in ALL.iter() {
        for edge in goods.edges(800_000) {
            for (intended, of) in
                [(edge, edge), (edge + 1, edge), (edge + 40, edge), (edge + 1, edge + 1), (edge, edge - 1)]
            {
                if let Err(why) = prove(goods, promise(goods, of), intended.max(1)) {
                    wrong.push(why);
                }
            }
        }
        for (intended, of) in [(2_499, 1_250), (1_250, 2_499), (999, 30), (30, 999)] {
            if let Err(why) = prove(goods, promise(goods, of), intended) {
                wrong.push(why);
            }
        }
    }
    assert!(wrong.is_empty(), "{} wrong, among them:\n{}", wrong.len(), wrong[..wrong.len().min(12)].join("\n"));
}

/// A place where fees jump, and whether the price just above leaves less.
struct Cliff {
    name: &'static str,
    goods: Goods,
    /// The last price before the jump.
    edge: Decimal,
    falls: bool,
}

fn cliffs() -> Vec<Cliff> {
    let cliff = |name, channel: &str, category: &str, program, edge, falls| Cliff {
        name,
        goods: Goods::new(channel, Some(category), program, date(2026, 6, 1)),
        edge,
        falls,
    };
    use Program::{Fba, Fbm};
    vec![
        cliff("eBay jewelry, 15 % to 9 % above 5,000", "ebay_us", "Jewelry", Fbm, dec!(5000.00), false),
        cliff("Amazon clothing, 5 % to 10 % above 15", "amazon_us", "Clothing", Fbm, dec!(15.00), true),
        cliff("Amazon clothing, 10 % to 17 % above 20", "amazon_us", "Clothing", Fbm, dec!(20.00), true),
        cliff("fulfilment by Amazon, from 10.00 on", "amazon_us", "Books", Fba, dec!(9.99), true),
        cliff("fulfilment by Amazon, above 50.00", "amazon_us", "Books", Fba, dec!(50.00), true),
        cliff("Amazon baby, 8 % to 15 % above 10", "amazon_us", "Baby", Fbm, dec!(10.00), true),
        cliff("Amazon beauty, 8 % to 15 % above 10", "amazon_us", "Beauty", Fbm, dec!(10.00), true),
        cliff("Amazon grocery, 8 % to 15 % above 15", "amazon_us", "Grocery", Fbm, dec!(15.00), true),
        cliff("Amazon lawn mowers, 15 % to 8 % above 500", "amazon_us", "Lawn Mowers", Fbm, dec!(500.00), false),
        cliff("eBay athletic shoes, from 150 on", "ebay_us", "Athletic Shoes", Fbm, dec!(149.99), false),
        cliff("eBay's fee per order, above 10.00", "ebay_us", "Books", Fbm, dec!(10.00), true),
    ]
}

#[test]
fn the_cliffs_are_where_they_are_said_to_be() {
    for Cliff { name, goods, edge, falls } in cliffs() {
        let edge = goods.minor(edge);
        let step = goods.net(edge + 1) - goods.net(edge);
        // A cent more brings less than a cent without a jump.
        assert!(if falls { step < Decimal::ZERO } else { step > dec!(0.05) }, "{name}: {step}");
        assert!(goods.edges(edge + 10).contains(&edge), "{name}: the search does not know of it");
    }
}

#[test]
fn the_floor_across_a_cliff_is_that_of_trying_every_price() {
    for Cliff { name, goods, edge, .. } in cliffs() {
        let edge = goods.minor(edge);
        let from = (edge - 900).max(1);
        for intended in [edge - 1, edge, edge + 1, edge + 250] {
            for of in [edge - 120, edge - 1, edge, edge + 1, edge + 2, edge + 77] {
                let target = promise(&goods, of);
                if let Err(why) = prove(&goods, target, intended) {
                    panic!("{name}: {why}");
                }
                let floors = Floors { profit: target, ..Floors::default() };
                let found = floors.price(Decimal::ZERO, &goods, goods.price(intended), goods.currency);
                if let Some(expected) = by_trying(&goods, target, from, intended) {
                    assert_eq!(found, Some(goods.price(expected)), "{name}: leave {target}, intended {intended}");
                }
            }
        }
    }
}

#[test]
fn all_promises_at_once_hold_across_the_cliffs() {
    for Cliff { name, goods, edge, .. } in cliffs() {
        for landed in [edge * dec!(0.3), edge * dec!(0.62), edge * dec!(0.8)].map(|landed| landed.round_dp(2)) {
            let floors = Floors { roi_pct: dec!(12.5), margin_pct: dec!(7), profit: dec!(0.75) };
            let keeps = |minor: i64| {
                let fees = goods.fees(minor).expect("the fees of a cliff are known");
                floors.keeps(landed, goods.price(minor), fees)
            };
            for intended in [edge, edge + dec!(0.01), edge * dec!(1.3)] {
                let Some(found) = floors.price(landed, &goods, intended, goods.currency) else {
                    panic!("{name}: no floor for {landed}, intended {intended}");
                };
                let (found, intended) = (goods.minor(found), goods.minor(intended.max(landed)));
                assert!(keeps(found) && !keeps(found - 1), "{name}: {landed} {intended} {found}");
                let above = (found..=intended.max(found)).step_by(if intended > 20_000 { 37 } else { 1 });
                assert_eq!(above.into_iter().find(|minor| !keeps(*minor)), None, "{name}: {landed} {intended} {found}");
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn any_goods_any_target_any_intended_price(which in any::<prop::sample::Index>(), of in 1_i64..3_000, intended in 1_i64..3_000) {
        let goods = which.get(ALL.as_slice());
        let target = promise(goods, of);
        if let Err(why) = prove(goods, target, intended) {
            return Err(TestCaseError::fail(why));
        }
        if let Some(expected) = by_trying(goods, target, 1, intended) {
            let floors = Floors { profit: target, ..Floors::default() };
            let found = floors.price(Decimal::ZERO, goods, goods.price(intended), goods.currency);
            prop_assert_eq!(found, Some(goods.price(expected)), "{}", goods.name());
        }
    }

    #[test]
    fn the_search_of_the_cards_is_that_of_trying_every_price(which in any::<prop::sample::Index>(), of in 1_i64..2_500, upto in 1_i64..2_500) {
        let goods = which.get(ALL.as_slice());
        let target = goods.net(of);
        let good: Vec<bool> = (0..=upto).map(|minor| goods.net(minor) >= target).collect();
        let at = |place: usize| goods.price(place as i64);
        let first = good.iter().position(|good| *good).map(at);
        let stays = match good.iter().rposition(|good| !*good) {
            Some(bad) if bad as i64 == upto => None,
            Some(bad) => Some(at(bad + 1)),
            None => Some(at(0)),
        };
        let top = goods.price(upto);
        prop_assert_eq!(lowest_price(Catalog::builtin(), &goods.query, target, top), first, "{}", goods.name());
        prop_assert_eq!(floor_price(Catalog::builtin(), &goods.query, target, top), stays, "{}", goods.name());
    }
}
