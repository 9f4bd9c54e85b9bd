//! Decisions: fees, rules, prices.

use std::hint::black_box;

use arb::{
    config::{Costs, Limits, Market, Reprice},
    domain::{
        analysis::Parts,
        fees::{Catalog, Dims, FeeQuery, Program, Schedules, Weight},
        market_fees::MarketFees,
        money::{Currency, Money},
        repricing::{Competitor, Guards, RepriceInput, Rule, Strategy, decide},
        risk,
        rules::Rules,
    },
    stages::analyze::Analyst,
};
use criterion::Criterion;
use jiff::civil::date;
use rust_decimal::{Decimal, dec};

use super::goods;

pub fn fees(criterion: &mut Criterion) {
    let on = date(2026, 11, 22);
    let (weight, dims) = (Weight::from_grams(900), Dims::from_mm([305, 229, 76]));
    let query = FeeQuery::new("amazon_us", on).program(Program::Fba).category("Toys & Games").measured(weight, dims);
    let asked = query.clone().price(dec!(64.90));
    let catalog = Catalog::builtin();
    let schedules = Schedules::new(catalog, FeeQuery::new("amazon_us", on).program(Program::Fba));
    let mut group = criterion.benchmark_group("fees");
    group.bench_function("every line, in words", |bencher| bencher.iter(|| catalog.quote(black_box(&asked))));
    group.bench_function("their sum", |bencher| bencher.iter(|| catalog.quote_total(black_box(&asked))));
    group.bench_function("their sum, shared by products alike", |bencher| {
        bencher.iter(|| schedules.of(black_box(&query)).and_then(|schedule| schedule.total(dec!(64.90))));
    });
    group.finish();
}

pub fn judgement(criterion: &mut Criterion) {
    let (catalog, rules, costs, limits) = (Catalog::builtin(), Rules::built_in(), Costs::default(), Limits::default());
    let market = Market::default();
    let schedules = Schedules::new(catalog, MarketFees::terms(&market.channel, date(2026, 11, 22), &market));
    let analyst = |parts: Parts| Analyst {
        fees: catalog,
        schedules: &schedules,
        rules: &rules,
        costs: &costs,
        limits: &limits,
        account: Currency::USD,
        channel: &market.channel,
        market: &market,
        cash: Some(Decimal::from(1_000)),
        now: goods::now(),
        risk_counts: risk::counts(&rules),
        parts,
    };
    let (offer, evidence) = (goods::offer(1), goods::evidence());
    let (full, bare) = (analyst(Parts::ALL), analyst(Parts::NONE));
    let mut group = criterion.benchmark_group("judgement");
    group
        .bench_function("with every reason", |bencher| bencher.iter(|| full.judge(black_box(&offer), Some(&evidence))));
    group.bench_function("bare", |bencher| bencher.iter(|| bare.judge(black_box(&offer), Some(&evidence))));
    group.finish();
}

pub fn repricing(criterion: &mut Criterion) {
    let usd = |amount: Decimal| Money::new(amount, Currency::USD);
    let rivals = [dec!(18), dec!(19.49), dec!(21)].map(|price| Competitor::of("rival", usd(price), true));
    let own = ["us".to_owned()];
    let mut group = criterion.benchmark_group("repricing");
    for strategy in [Strategy::MatchBuyBox, Strategy::Lowest, Strategy::Equilibrium] {
        let rule = Rule::of(strategy);
        let input = RepriceInput {
            rule: &rule,
            price: usd(dec!(20)),
            fba: true,
            floor: Some(usd(dec!(12))),
            ceiling: Some(usd(dec!(30))),
            liquidation: None,
            rivals: &rivals,
            own_sellers: &own,
            buy_box: Some(usd(dec!(18))),
            ours: false,
            suppressed: false,
            threshold: None,
            quantity: 3,
            age_days: 20,
            sold: None,
            cover_days: None,
            history: &[],
            seen: &[],
            guards: Guards::of(&Reprice::default()),
            now: goods::now(),
        };
        group.bench_function(strategy.name(), |bencher| bencher.iter(|| decide(black_box(&input))));
    }
    group.finish();
}
