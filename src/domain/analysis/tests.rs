//! The analyst on small, complete examples.

use proptest::prelude::*;
use rust_decimal::dec;

use super::*;
use crate::{
    config::{Costs, Limits},
    domain::{
        evidence::{Evidence, Restriction},
        feebook::{FeeAnswer, FeeBook, SimpleFees},
        money::Currency,
        offer::Offer,
        risk,
        rules::Rules,
    },
};

fn now() -> Timestamp {
    "2026-11-22T12:00:00Z".parse().unwrap()
}

/// The LEGO set of the tour: 31.20, sold for 64.90, 15 % and 7.28 of fees.
fn offer(price: Decimal) -> Offer {
    serde_json::from_value(serde_json::json!({
        "source": "supplier-b", "item": "10281", "observed_at": "2026-11-22T06:00:00Z", "title": "LEGO 10281 Bonsai Tree",
        "price": {"amount": price.to_string(), "currency": "USD"},
        "product": {"key": "gtin:00673419340557", "gtin": "00673419340557"},
        "row": {"file": "supplier.csv", "line": 812}
    }))
    .unwrap()
}

fn evidence() -> Evidence {
    let product = offer(dec!(1)).product;
    let mut evidence = Evidence::of(product, "amazon_us", Currency::USD, "keepa");
    evidence.as_of = Some("2026-11-22T09:00:00Z".parse().unwrap());
    evidence.category = Some("Toys & Games".into());
    (evidence.p10, evidence.p50, evidence.p90) = (Some(dec!(56.10)), Some(dec!(64.90)), Some(dec!(70)));
    (evidence.buy_box, evidence.points) = (Some(dec!(66.99)), Some(41));
    (evidence.monthly_sold, evidence.offers) = (Some(60), Some(5));
    (evidence.amazon_in_stock_pct, evidence.restriction) = (Some(dec!(12)), Some(Restriction::Allowed));
    evidence
}

fn fees() -> SimpleFees {
    SimpleFees { rate: dec!(0.15), minimum: dec!(0.30), fixed: dec!(7.28) }
}

struct Case {
    offer: Offer,
    evidence: Option<Evidence>,
    rules: Rules,
    limits: Option<Limits>,
    program: &'static str,
    now: Timestamp,
    matched: Matched,
}

fn case(price: Decimal) -> Case {
    Case {
        offer: offer(price),
        evidence: Some(evidence()),
        rules: Rules::built_in(),
        limits: None,
        program: "fba",
        now: now(),
        matched: Matched::by_identifier("gtin 00673419340557"),
    }
}

fn run_with(case: &Case, fees: &dyn FeeBook) -> Analysis {
    run_for(case, fees, Parts::ALL)
}

fn run_for(case: &Case, fees: &dyn FeeBook, parts: Parts) -> Analysis {
    analyze(&Input {
        offer: &case.offer,
        evidence: case.evidence.as_ref(),
        matched: case.matched.clone(),
        fees,
        rules: &case.rules,
        costs: &Costs::default(),
        account: Currency::USD,
        channel: "amazon_us",
        program: case.program,
        limits: case.limits.as_ref(),
        holdings: Holdings::default(),
        now: case.now,
        risk_counts: risk::counts(&case.rules),
        parts,
    })
}

fn run(case: &Case) -> Analysis {
    run_with(case, &fees())
}

fn usd(amount: Decimal) -> Option<Money> {
    Some(Money::new(amount, Currency::USD))
}

#[test]
fn the_lego_set_of_the_tour_is_a_buy() {
    let found = run(&case(dec!(31.20)));
    assert_eq!((found.verdict, found.reason), (Verdict::Buy, ReasonCode::Cleared), "{:#?}", found.reasons);
    assert_eq!(found.landed.as_ref().map(|landed| landed.total), usd(dec!(31.80)));
    assert_eq!(found.fees.as_ref().map(|fees| fees.total), usd(dec!(17.02)));
    assert_eq!(found.net, usd(dec!(16.08)));
    assert_eq!(found.roi_on_landed, Some(dec!(0.5057)));
    assert_eq!(found.roi_on_cost, Some(dec!(0.5154)));
    assert_eq!(found.margin_on_price, Some(dec!(0.2478)));
    // (64.90 − 17.02) ÷ 1.3 − 0.60 = 36.23
    assert_eq!(found.max_cost, usd(dec!(36.23)));
    assert_eq!(found.net_p10, usd(dec!(56.10) - dec!(8.42) - dec!(7.28) - dec!(31.80)));
    // 0.85 p − 7.28 ≥ 31.80 from 45.98 on
    assert_eq!(found.breakeven_price, usd(dec!(45.98)));
    assert_eq!(found.days_to_sell.as_ref().map(|days| (days.low, days.mid, days.high)), Some((2, 3, 3)));
    assert_eq!((found.cash_days, found.usd_per_day), (Some(14), Some(dec!(1.15))));
    assert_eq!(found.quantity.as_ref().map(|quantity| quantity.suggested), Some(10));
}

#[test]
fn each_thing_that_speaks_against_it_has_its_code() {
    let check = |change: &dyn Fn(&mut Case), verdict: Verdict, reason: ReasonCode, also: &[ReasonCode]| {
        let mut case = case(dec!(31.20));
        change(&mut case);
        let found = run(&case);
        assert_eq!((found.verdict, found.reason), (verdict, reason), "{:#?}", found.reasons);
        for code in also {
            assert!(found.flags.contains(code), "{code:?} in {:?}", found.flags);
        }
        if verdict != Verdict::Buy && verdict != Verdict::Negotiate && reason != ReasonCode::TooGood {
            assert!(found.max_cost.is_none() || verdict == Verdict::Watch || reason == ReasonCode::BelowMinNet);
        }
    };
    let set = |change: fn(&mut Evidence)| move |case: &mut Case| change(case.evidence.as_mut().unwrap());
    use ReasonCode as R;
    use Verdict as V;
    check(&|c| c.evidence = None, V::Skip, R::NoMarket, &[R::NoMarket]);
    check(&|c| c.offer.price = Money::new(dec!(0), Currency::USD), V::Skip, R::Invalid, &[]);
    check(&|c| c.offer.price = Money::new(dec!(9), Currency::EUR), V::Skip, R::CurrencyMismatch, &[]);
    check(&|c| (c.offer.product, c.evidence) = (ProductIds::default(), None), V::Skip, R::NoProductId, &[]);
    check(&set(|e| e.recalled = Some(true)), V::Skip, R::Vetoed, &[R::Recalled]);
    check(&set(|e| e.restriction = Some(Restriction::NeedsApproval)), V::Skip, R::Vetoed, &[R::Gated]);
    check(&set(|e| e.restriction = Some(Restriction::NotEligible)), V::Skip, R::Vetoed, &[R::NotEligible]);
    check(&set(|e| e.restriction = None), V::Buy, R::Cleared, &[R::UnknownRestriction]);
    check(&set(|e| e.hazmat = Some(true)), V::Skip, R::Vetoed, &[R::Hazmat]);
    check(&set(|e| e.meltable = Some(true)), V::Buy, R::Cleared, &[R::Meltable]);
    check(&set(|e| e.ip_alert = Some(true)), V::Skip, R::Vetoed, &[R::IpAlert]);
    check(&set(|e| e.private_label = Some(true)), V::Skip, R::Vetoed, &[R::PrivateLabel]);
    check(&set(|e| e.points = Some(3)), V::Skip, R::InsufficientData, &[]);
    check(&set(|e| (e.p10, e.p50, e.p90) = (None, None, None)), V::Review, R::LowConfidence, &[R::ThinPrice]);
    check(&set(|e| e.as_of = Some("2026-10-01T00:00:00Z".parse().unwrap())), V::Review, R::LowConfidence, &[R::Stale]);
    check(&set(|e| e.as_of = None), V::Buy, R::Cleared, &[R::AgeUnknown]);
    check(&set(|e| e.buy_box = Some(dec!(250))), V::Review, R::LowConfidence, &[R::PricesDisagree]);
    check(&set(|e| e.amazon_in_stock_pct = Some(dec!(80))), V::Skip, R::AmazonShare, &[]);
    check(&set(|e| e.amazon_in_stock_pct = Some(dec!(60))), V::Buy, R::Cleared, &[R::AmazonShare]);
    check(&set(|e| e.monthly_sold = Some(3)), V::Skip, R::TooSlow, &[]);
    check(&set(|e| e.monthly_sold = None), V::Review, R::LowConfidence, &[R::VelocityUnknown]);
    check(&set(|e| (e.monthly_sold, e.rank) = (None, Some(9000))), V::Buy, R::Cleared, &[R::VelocityUnknown]);
    check(&set(|e| (e.monthly_sold, e.rank) = (None, Some(900_000))), V::Skip, R::RankOverMax, &[]);
    check(&|c| c.matched.outcome = Outcome::Abstained, V::Skip, R::Vetoed, &[R::MatchAbstained]);
    check(&|c| c.offer.price = Money::new(dec!(20), Currency::USD), V::Review, R::TooGood, &[]);
    check(&|c| c.offer.price = Money::new(dec!(40), Currency::USD), V::Negotiate, R::BelowMinNet, &[R::Roi]);
    check(&|c| c.offer.price = Money::new(dec!(44), Currency::USD), V::Watch, R::BelowMinNet, &[R::Roi]);
    check(&|c| c.offer.price = Money::new(dec!(90), Currency::USD), V::Skip, R::BelowMinNet, &[R::Profit]);
    check(&|c| c.limits = Some(Limits { per_item: dec!(20), ..Limits::default() }), V::Watch, R::OverLimit, &[]);
    check(&|c| c.limits = Some(Limits { units_per_product: 0, ..Limits::default() }), V::Watch, R::OverLimit, &[]);
    check(&|c| c.offer.quantity = Some(0), V::Skip, R::SoldOut, &[]);
}

#[test]
fn heat_sensitive_goods_are_refused_in_the_warm_months_and_by_the_warehouse_only() {
    let check = |now: &str, program, expected| {
        let mut case = case(dec!(31.20));
        case.evidence.as_mut().unwrap().meltable = Some(true);
        (case.now, case.program) = (now.parse().unwrap(), program);
        case.evidence.as_mut().unwrap().as_of = Some(case.now);
        assert_eq!(run(&case).verdict, expected, "{now} {program}");
    };
    check("2026-04-14T23:00:00Z", "fba", Verdict::Buy);
    check("2026-04-15T00:00:00Z", "fba", Verdict::Skip);
    check("2026-10-15T23:00:00Z", "fba", Verdict::Skip);
    check("2026-10-16T00:00:00Z", "fba", Verdict::Buy);
    check("2026-07-01T00:00:00Z", "fbm", Verdict::Buy);
}

/// Fees that lack one: the net is unknown, never the price less what happens to be known.
struct Lacking(SimpleFees);

impl FeeBook for Lacking {
    fn fees_at(&self, price: Decimal) -> FeeAnswer {
        FeeAnswer { missing: vec!["fba_base: the weight is unknown".into()], ..self.0.fees_at(price) }
    }

    fn breakpoints(&self, _: Decimal, _: Decimal) -> Vec<Decimal> {
        Vec::new()
    }
}

#[test]
fn a_missing_fee_is_never_a_buy_and_no_net() {
    let check = |price, verdict, reason| {
        let found = run_with(&case(price), &Lacking(fees()));
        assert_eq!((found.verdict, found.reason), (verdict, reason));
        assert_eq!((found.net, found.max_cost, found.p_loss), (None, None, None));
        assert!(found.flags.contains(&ReasonCode::FeeMissing));
    };
    check(dec!(31.20), Verdict::Review, ReasonCode::FeeMissing);
    // Even without the missing fee it earns too little: nobody needs to look.
    check(dec!(90), Verdict::Skip, ReasonCode::BelowMinNet);
}

#[test]
fn a_pack_of_twelve_is_priced_by_the_unit_and_capped_by_the_pack() {
    let mut case = case(dec!(374.40));
    case.matched.pack_source = 12;
    let found = run(&case);
    assert_eq!(found.landed.map(|landed| landed.total), usd(dec!(31.80)));
    assert_eq!(found.max_cost, usd(dec!(434.81)));
    assert_eq!(found.quantity.map(|quantity| (quantity.suggested, quantity.units)), Some((1, 12)));
}

#[test]
fn it_says_where_the_verdict_turns() {
    let turns: Vec<_> = run(&case(dec!(31.20))).turns.iter().map(|t| (t.to, t.when, t.at_cost.amount())).collect();
    let expected = [
        (Verdict::Review, Side::Below, dec!(26.00)),
        (Verdict::Negotiate, Side::Above, dec!(36.23)),
        (Verdict::Watch, Side::Above, dec!(40.57)),
        (Verdict::Skip, Side::Above, dec!(47.09)),
    ];
    assert_eq!(turns, expected);
}

#[test]
fn an_analysis_survives_its_json() {
    let found = run(&case(dec!(31.20)));
    let json = serde_json::to_string(&found).unwrap();
    assert!(json.contains(r#""roi_on_landed":"0.5057""#), "{json}");
    assert!(json.contains(r#""max_cost":{"amount":"36.23","currency":"USD"}"#));
    assert_eq!(serde_json::from_str::<Analysis>(&json).unwrap(), found);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn max_cost_is_the_last_price_that_is_a_buy(
        price in 100i64..20_000, sell in 500i64..30_000, low in 40i64..100, fixed in 0i64..1_000, pack in 1u32..13,
        limited in any::<bool>(),
    ) {
        let fees = SimpleFees { rate: dec!(0.15), minimum: dec!(0.30), fixed: Decimal::new(fixed, 2) };
        let mut case = case(Decimal::new(price, 2));
        let sell = Decimal::new(sell, 2);
        let evidence = case.evidence.as_mut().unwrap();
        (evidence.p10, evidence.p50, evidence.p90) =
            (Some((sell * Decimal::new(low, 2)).round_dp(2)), Some(sell), Some((sell * dec!(1.1)).round_dp(2)));
        evidence.buy_box = Some(sell);
        case.matched.pack_source = pack;
        case.limits = limited.then(|| Limits { units_per_product: 100, ..Limits::default() });
        let found = run_with(&case, &fees);
        if let Some(most) = found.max_cost {
            case.offer.price = most;
            prop_assert_eq!(run_with(&case, &fees).verdict, Verdict::Buy);
            case.offer.price = Money::new(most.amount() + dec!(0.01), Currency::USD);
            prop_assert_ne!(run_with(&case, &fees).verdict, Verdict::Buy);
        } else {
            prop_assert_ne!(found.verdict, Verdict::Buy);
        }
    }
}

#[test]
fn an_explanation_holds_every_number_of_the_record() {
    let mut record = crate::domain::record::Record::new("supplier-b:10281");
    record.set(crate::domain::record::Stage::Offer, &offer(dec!(31.20)));
    record.set(crate::domain::record::Stage::Analysis, &run(&case(dec!(31.20))));
    let said = crate::domain::explain::explain(&record).unwrap();
    let all: String =
        said.lines.iter().map(|l| format!("{} | {} | {} | {}\n", l.label, l.value, l.detail, l.source)).collect();
    for part in [
        "sell at | $64.90 | median 64.90, the lower of it and buy box 66.99, 41 points | keepa, 3 h old",
        "landed | $31.80 | 31.20 price + 0.60 inbound | supplier.csv row 812",
        "referral | −$9.74",
        "net | $16.08 | p10",
        "ROI | 50.57 %",
        "verdict | buy",
        "turns to | negotiate | above $36.23 cost, $5.03 dearer",
        "turns to | review | below $26.00 cost, $5.20 cheaper",
        "rules default 2026-11.1",
    ] {
        assert!(all.contains(part), "{part} in\n{all}");
    }
}

fn card_fees(case: &Case) -> crate::domain::market_fees::MarketFees<'static> {
    crate::domain::market_fees::MarketFees::new(
        crate::domain::fees::Catalog::builtin(),
        jiff::civil::date(2026, 9, 1),
        &case.offer,
        case.evidence.as_ref().unwrap(),
        1,
        &crate::config::Market::default(),
        &case.rules,
    )
}

fn measured(price: Decimal) -> Case {
    let mut case = case(price);
    let evidence = case.evidence.as_mut().unwrap();
    (evidence.weight_g, evidence.dims) = (Some(dec!(567)), Some("10x8x3 in".into()));
    case
}

#[test]
fn the_fee_cards_and_the_analyst_agree() {
    let mut case = measured(dec!(31.20));
    let found = run_with(&case, &card_fees(&case));
    assert_eq!(found.verdict, Verdict::Buy, "{:#?}", found.reasons);
    let most = found.max_cost.unwrap();
    case.offer.price = Money::new(most.amount() + dec!(0.01), Currency::USD);
    assert_eq!(run_with(&case, &card_fees(&case)).verdict, Verdict::Negotiate);
    case.offer.price = most;
    case.evidence.as_mut().unwrap().weight_g = None;
    let found = run_with(&case, &card_fees(&case));
    assert!(found.flags.contains(&ReasonCode::DimsUnknown) && found.flags.contains(&ReasonCode::FeeMissing));
    assert_eq!((found.verdict, found.net), (Verdict::Review, None));
}

proptest! {
    #[test]
    fn a_part_that_is_asked_for_is_that_of_the_whole_and_nothing_else_changes(
        cents in 1_i64..9_000, sold in prop::option::of(0_u32..90), pct in 0_u32..100, loss in prop::sample::select(vec![5, 40, 100]),
        per_item in 1_i64..200, units in 0_u32..3,
    ) {
        let mut case = case(Decimal::new(cents, 2));
        let evidence = case.evidence.as_mut().unwrap();
        (evidence.monthly_sold, evidence.amazon_in_stock_pct) = (sold, Some(Decimal::from(pct)));
        case.rules.profit.max_loss_chance_pct = Decimal::from(loss);
        case.limits = Some(Limits { per_item: Decimal::from(per_item), units_per_product: units, ..Limits::default() });
        let whole = serde_json::to_value(run(&case)).unwrap();
        for (field, part) in parts::FIELDS {
            let mut parts = Parts::NONE;
            *part(&mut parts) = true;
            let asked = serde_json::to_value(run_for(&case, &fees(), parts)).unwrap();
            let name = field.strip_prefix("analysis.").unwrap();
            let at = |value: &serde_json::Value| match name.split_once(".lines.*.") {
                Some((of, last)) => {
                    let lines = value[of]["lines"].as_array().cloned().unwrap_or_default();
                    serde_json::Value::Array(lines.iter().map(|line| line[last].clone()).collect())
                }
                None => value.pointer(&format!("/{}", name.replace('.', "/"))).cloned().unwrap_or_default(),
            };
            prop_assert_eq!(at(&asked), at(&whole), "{}", field);
        }
        let least = serde_json::to_value(run_for(&case, &fees(), Parts::NONE)).unwrap();
        let verdict = |value: &serde_json::Value| value["verdict"].clone();
        prop_assert_eq!(verdict(&least), verdict(&whole));
        for (key, value) in least.as_object().unwrap() {
            let parted = parts::FIELDS.iter().any(|(field, _)| field.split('.').nth(1) == Some(key));
            prop_assert!(parted || *value == whole[key], "{}", key);
        }
        let path = |value: &serde_json::Value, path: &str| value.pointer(path).cloned();
        for field in ["/landed/total", "/fees/total", "/sell/price", "/sell/p10", "/sell/as_of", "/fees/lines/0/amount"] {
            prop_assert_eq!(path(&least, field), path(&whole, field), "{}", field);
        }
        for key in whole.as_object().unwrap().keys() {
            let parted = parts::FIELDS.iter().any(|(field, _)| field.split('.').nth(1) == Some(key));
            prop_assert!(parted || least.get(key).is_some(), "{}", key);
        }
    }
}
