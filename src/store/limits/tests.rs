//! Every limit refuses by its name, at its cap and no sooner; and no sequence of moves leaves a counter wrong.

use jiff::{SignedDuration, Timestamp, tz::TimeZone};
use proptest::prelude::*;
use rust_decimal::{Decimal, dec};

use super::Budget;
use crate::{
    config::Limits,
    domain::{
        effect::{Kind, Receipt},
        limits::{Breaker, Caps, Denial, Limit, Measure},
        money::Currency,
        order::{OrderStatus, Quote},
    },
    store::{
        End, NewEffect, NewPurchase, Purchase, Reserved, Store,
        tests::{approved, budget, caps, end, funded, now, placed, record, submitting, usd, wanted},
    },
};

fn with(limit: Limit, value: Decimal) -> Budget {
    Budget::new(caps().with(limit, value).unwrap(), TimeZone::UTC, "run")
}

/// What the limits say of a purchase with one limit at this value.
fn ask(store: &mut Store, purchase: &Purchase, limit: Limit, value: Decimal) -> Option<Denial> {
    match store.reserve(purchase.id, &with(limit, value), None, now()).unwrap() {
        Reserved::Held(_) => None,
        Reserved::Denied(denial) => Some(denial),
    }
}

/// `new` passes where the limit is `enough`, and is refused by name and with these figures where it is `short`.
fn check(setup: &dyn Fn(&mut Store), new: &NewPurchase, limit: Limit, enough: Decimal, short: Decimal, figures: &str) {
    let mut store = funded();
    setup(&mut store);
    let purchase = approved(&mut store, new);
    let denial = ask(&mut store, &purchase, limit, short).unwrap_or_else(|| panic!("{limit} let it pass at {short}"));
    assert_eq!(denial.limit, limit, "{denial}");
    assert_eq!(format!("{} + {} of {}", denial.used, denial.ask, denial.cap), figures, "{limit}");
    let said = store.purchase_moves(purchase.id).unwrap().pop().unwrap();
    assert_eq!((said.1.as_str(), said.2), ("denied", Some(denial.to_string())));
    assert_eq!(ask(&mut store, &purchase, limit, enough), None, "{limit} refuses at {enough}");
    assert_eq!(store.verify().unwrap().problems, []);
}

/// 90.00 spent on other goods from the same source.
fn spent(store: &mut Store) {
    placed(store, &wanted("other", 1, 9_000), 9_000);
}

fn changed(new: NewPurchase, change: impl Fn(&mut serde_json::Value)) -> NewPurchase {
    let mut evidence = new.evidence.clone().unwrap();
    change(&mut evidence);
    NewPurchase { evidence: Some(evidence), ..new }
}

#[test]
fn money_limits_hold_to_the_cent() {
    let x = wanted("x", 2, 1_000);
    check(&|_| (), &x, Limit::PerItem, dec!(11), dec!(10.99), "$0.00 + $11.00 of $10.99");
    for limit in [Limit::PerDay, Limit::Per7Days, Limit::Per30Days, Limit::PerRun, Limit::PerSource] {
        check(&spent, &x, limit, dec!(101), dec!(100.99), "$90.00 + $11.00 of $100.99");
    }
    check(&|_| (), &x, Limit::CashFloor, dec!(4989), dec!(4989.01), "$5,000.00 + $11.00 of $4,989.01");
}

#[test]
fn a_new_seller_gets_less_than_a_known_one_and_no_seller_counts_for_its_source() {
    let of = |item: &str, cost| NewPurchase { seller: "mia".into(), ..wanted(item, 1, cost) };
    let open = |store: &mut Store| drop(placed(store, &of("other", 4_000), 4_000));
    check(&open, &of("x", 1_000), Limit::PerNewSeller, dec!(51), dec!(50.99), "$40.00 + $11.00 of $50.99");
    check(&open, &of("x", 1_000), Limit::PerSeller, dec!(51), dec!(50.99), "$40.00 + $11.00 of $50.99");
    let arrived = |store: &mut Store| {
        let purchase = placed(store, &of("other", 4_000), 4_000);
        store.record_status(purchase.id, OrderStatus::Received, now()).unwrap();
    };
    let mut store = funded();
    arrived(&mut store);
    let known = approved(&mut store, &of("x", 1_000));
    assert_eq!(ask(&mut store, &known, Limit::PerNewSeller, dec!(1)), None, "something of theirs arrived");
    check(&arrived, &of("x", 1_000), Limit::PerSeller, dec!(51), dec!(50.99), "$40.00 + $11.00 of $50.99");
    let nobody = approved(&mut store, &wanted("y", 1, 1_000));
    assert_eq!(ask(&mut store, &nobody, Limit::PerSeller, dec!(1)), None);
}

#[test]
fn what_is_open_is_counted_by_category_brand_product_and_in_all_until_it_is_sold() {
    let toy = |item: &str, cost| {
        changed(wanted(item, 1, cost), |record| {
            record["offer"]["brand"] = "Brio ".into();
            record["analysis"]["category"] = "Toys &  Games".into();
        })
    };
    let open = |store: &mut Store| drop(placed(store, &toy("other", 4_000), 4_000));
    // One percent of 5,000.00 is 50.00.
    check(&open, &toy("x", 1_000), Limit::CategoryPct, dec!(1.02), dec!(1.01), "$40.00 + $11.00 of $50.50");
    check(&open, &toy("x", 1_000), Limit::BrandPct, dec!(1.02), dec!(1.01), "$40.00 + $11.00 of $50.50");
    check(&open, &wanted("x", 1, 1_000), Limit::OpenPct, dec!(1.02), dec!(1.01), "$40.00 + $11.00 of $50.50");
    // What nobody knows the category of is a category of its own.
    check(&|_| (), &wanted("x", 1, 1_000), Limit::CategoryPct, dec!(0.22), dec!(0.21), "$0.00 + $11.00 of $10.50");
    check(&open, &wanted("x", 1, 1_000), Limit::BrandPct, dec!(0.22), dec!(0.21), "$0.00 + $11.00 of $10.50");
    let mut store = funded();
    let unknown = approved(&mut store, &wanted("x", 1, 1_000));
    let denial = ask(&mut store, &unknown, Limit::CategoryPct, dec!(0)).unwrap();
    assert_eq!(denial.to_string(), "would bring the category `unknown` to $11.00, the limit is $0.00 (category_pct)");
}

#[test]
fn one_product_is_one_whatever_source_and_identifier_it_comes_under() {
    let keyed = |item: &str, key: &str, gtin: &str| {
        let new = NewPurchase { product: Some(key.into()), source: item.into(), ..wanted(item, 2, 2_000) };
        changed(new, |record| record["analysis"]["product"] = serde_json::json!({ "key": key, "gtin": gtin }))
    };
    let open = |store: &mut Store| drop(placed(store, &keyed("one", "asin:B000000001", "00012345600012"), 2_000));
    let same = keyed("two", "gtin:00012345600012", "00012345600012");
    check(&open, &same, Limit::UnitsPerProduct, dec!(4), dec!(3), "2 + 2 of 3");
    check(&open, &same, Limit::PerProduct, dec!(41), dec!(40.99), "$20.00 + $21.00 of $40.99");
    let stocked = |store: &mut Store| {
        let purchase = placed(store, &keyed("one", "asin:B000000001", "00012345600012"), 2_000);
        store.record_status(purchase.id, OrderStatus::Received, now()).unwrap();
    };
    check(&stocked, &same, Limit::UnitsPerProduct, dec!(4), dec!(3), "2 + 2 of 3");
}

#[test]
fn unknown_outcomes_stop_buying_until_they_are_resolved() {
    let stops = |limit: Limit, value: Decimal, stops: bool| {
        let mut store = funded();
        for item in ["a", "b"] {
            let sent = submitting(&mut store, &wanted(item, 1, 1_000));
            let unknown = End::Unknown { why: "timeout".into(), next_check: now(), absent: false };
            end(&mut store, Kind::Purchase, sent.id, &unknown);
        }
        let next = approved(&mut store, &wanted("x", 1, 1_000));
        let answer = store.reserve(next.id, &with(limit, value), None, now());
        match answer {
            Ok(_) => assert!(!stops, "{limit} {value}"),
            Err(why) => {
                assert!(stops, "{limit} {value}: {why:#}");
                let failure = crate::ui::failure_in(&why).unwrap();
                assert_eq!((failure.code, failure.kind.exit_code()), ("limit_halts", 5));
                assert!(failure.message.ends_with(&format!("({limit})")), "{failure}");
                // Resolved, it goes on.
                for unknown in store.purchases(&[crate::store::PurchaseState::Unknown]).unwrap() {
                    end(&mut store, Kind::Purchase, unknown.id, &End::Refused("not there".into()));
                }
                let answer = store.reserve(next.id, &with(limit, value), None, now()).unwrap();
                assert!(matches!(answer, Reserved::Held(_)), "{limit}");
            }
        }
    };
    stops(Limit::UnknownAmount, dec!(22.01), false);
    stops(Limit::UnknownAmount, dec!(22), true);
    stops(Limit::UnknownEffects, dec!(3), false);
    stops(Limit::UnknownEffects, dec!(2), true);
}

#[test]
fn a_bad_case_must_still_earn_and_what_nobody_knows_is_refused() {
    // At p25 a unit that costs 10.00 leaves 17.375; bought at the cap it costs 11.00: 6.375, or 57.9 %.
    let x = wanted("x", 1, 1_000);
    check(&|_| (), &x, Limit::MinRoiPct, dec!(57.9), dec!(58), "0 + 57.95 of 58");
    check(&|_| (), &x, Limit::MinProfit, dec!(6.37), dec!(6.38), "0 + $6.37 of $6.38");
    let unknown = changed(x.clone(), |record| drop(record["analysis"].as_object_mut().unwrap().remove("net_p10")));
    check(&|_| (), &x, Limit::MaxRisk, dec!(20), dec!(19.9), "0 + 20 of 19.9");
    for (new, limit) in [
        (unknown, Limit::MinRoiPct),
        (NewPurchase { evidence: None, ..x.clone() }, Limit::MinRoiPct),
        (changed(x, |record| drop(record["analysis"].as_object_mut().unwrap().remove("risk"))), Limit::MaxRisk),
    ] {
        let mut store = funded();
        let purchase = approved(&mut store, &new);
        let denial = ask(&mut store, &purchase, Limit::PerItem, dec!(150)).unwrap();
        assert_eq!((denial.limit, denial.ask), (limit, Measure::unknown()));
    }
}

#[test]
fn orders_come_no_faster_than_allowed_whatever_became_of_them() {
    let given_up = |store: &mut Store| {
        let purchase = submitting(store, &wanted("other", 1, 1_000));
        end(store, Kind::Purchase, purchase.id, &End::Refused("sold out".into()));
    };
    let x = wanted("x", 1, 1_000);
    check(&given_up, &x, Limit::OrdersPerDay, dec!(2), dec!(1), "1 + 1 of 1");
    check(&given_up, &x, Limit::OrdersPerHour, dec!(2), dec!(1), "1 + 1 of 1");
    check(&given_up, &x, Limit::OrderGapSeconds, dec!(0), dec!(30), "0 + 0 of 30");
    let mut store = funded();
    given_up(&mut store);
    let purchase = approved(&mut store, &x);
    let elsewhere = approved(&mut store, &NewPurchase { source: "toys".into(), ..wanted("y", 1, 1_000) });
    assert_eq!(ask(&mut store, &elsewhere, Limit::OrderGapSeconds, dec!(30)), None, "another source waits for nobody");
    let later = |seconds| now() + SignedDuration::from_secs(seconds);
    let budget = with(Limit::OrderGapSeconds, dec!(30));
    assert!(matches!(store.reserve(purchase.id, &budget, None, later(29)).unwrap(), Reserved::Denied(_)));
    assert!(matches!(store.reserve(purchase.id, &budget, None, later(30)).unwrap(), Reserved::Held(_)));
}

#[test]
fn what_was_read_too_long_ago_is_refused_unless_it_is_read_again() {
    let mut store = funded();
    let purchase = approved(&mut store, &wanted("x", 1, 1_000));
    let at = |minutes: i64| now() + SignedDuration::from_mins(minutes);
    let refused = |store: &Store, quote: Option<&Quote>, moment: Timestamp| -> Vec<Limit> {
        let denials = store.would_refuse(purchase.id, &budget(), quote, moment).unwrap();
        denials.iter().map(|denial| denial.limit).collect()
    };
    assert_eq!(refused(&store, None, at(5)), []);
    assert_eq!(refused(&store, None, at(5) + SignedDuration::from_secs(1)), [Limit::PriceAgeMinutes]);
    assert_eq!(refused(&store, None, at(-2)), [Limit::PriceAgeMinutes], "a price from the future");
    let quote = |total, minutes| Quote { landed: usd(total), in_stock: true, at: at(minutes) };
    assert_eq!(refused(&store, Some(&quote(1_020, 10)), at(10)), []);
    assert_eq!(refused(&store, Some(&quote(1_021, 10)), at(10)), [Limit::DriftPct]);
    assert_eq!(refused(&store, Some(&quote(10_000, 10)), at(10)), [Limit::DriftPct]);
    assert_eq!(refused(&store, Some(&quote(1_000, 1)), at(10)), [Limit::PriceAgeMinutes]);
    let day_later = 24 * 60 + 1;
    assert_eq!(refused(&store, Some(&quote(1_000, day_later)), at(day_later)), [Limit::CompsAgeHours]);
    store.reserve(purchase.id, &budget(), Some(&quote(1_020, 10)), at(10)).unwrap();
}

#[test]
fn what_is_odd_needs_a_person_and_a_flag_is_none() {
    let x = wanted("x", 2, 1_000);
    check(&|_| (), &x, Limit::AnomalyPricePct, dec!(50), dec!(50.1), "0 + 50 of 50.1");
    check(&|_| (), &NewPurchase { quantity: 6, ..x.clone() }, Limit::AnomalyQuantity, dec!(6), dec!(5), "0 + 6 of 5");
    let wide = changed(x.clone(), |record| record["analysis"]["sell"]["p90"]["amount"] = "39.50".into());
    check(&|_| (), &wide, Limit::AnomalySpreadPct, dec!(300), dec!(299.9), "0 + 300 of 299.9");
    for (who, agreed) in [("--yes", false), ("mia", true)] {
        let mut store = funded();
        let purchase = store.propose(&x, now()).unwrap().purchase().clone();
        let until = now() + SignedDuration::from_mins(30);
        store.open_plan("aa", &[purchase.id], &usd(1_000), &serde_json::json!({}), until, now()).unwrap();
        store.approve_plan("aa", who, now()).unwrap();
        let denial = ask(&mut store, &purchase, Limit::AnomalyPricePct, dec!(60));
        assert_eq!(denial.is_none(), agreed, "{who}");
        assert!(denial.is_none_or(|denial| denial.needs_person()));
    }
}

#[test]
fn a_vendor_that_does_not_answer_is_shut_off_until_a_probe_comes_back() {
    let mut store = funded();
    let purchase = approved(&mut store, &wanted("x", 1, 1_000));
    for _ in 0..4 {
        assert_eq!(store.vendor_call("paper", false, &caps(), now()).unwrap(), Breaker::Closed);
    }
    let until = now() + SignedDuration::from_mins(15);
    assert_eq!(store.vendor_call("paper", false, &caps(), now()).unwrap(), Breaker::Open { until });
    let denial = ask(&mut store, &purchase, Limit::PerItem, dec!(150)).unwrap();
    assert_eq!((denial.limit, denial.key.as_deref()), (Limit::BreakerFailures, Some("paper")));
    assert!(!store.take_probe("paper", now()).unwrap());
    assert_eq!(store.breaker("other", now()).unwrap(), Breaker::Closed);
    assert_eq!(store.breaker("paper", until).unwrap(), Breaker::HalfOpen);
    assert!(store.take_probe("paper", until).unwrap());
    assert!(!store.take_probe("paper", until).unwrap(), "one probe, not two");
    let until = until + SignedDuration::from_mins(30);
    assert_eq!(
        store.vendor_call("paper", false, &caps(), until - SignedDuration::from_mins(30)).unwrap(),
        Breaker::Open { until }
    );
    assert!(store.take_probe("paper", until).unwrap());
    assert_eq!(store.vendor_call("paper", true, &caps(), until).unwrap(), Breaker::Closed);
    assert_eq!(ask(&mut store, &purchase, Limit::PerItem, dec!(150)), None);
}

#[test]
fn replies_revisions_and_models_are_counted() {
    let mut store = funded();
    let budget = budget();
    let named = |denial: Option<Denial>| denial.map(|denial| denial.limit);
    assert_eq!(store.take_reply("paper:1", "thread", 1, &budget, now()).unwrap(), None);
    assert_eq!(store.take_reply("paper:1", "thread", 1, &budget, now()).unwrap(), None, "the same answer again");
    let second = store.take_reply("paper:1", "thread", 2, &budget, now()).unwrap();
    assert_eq!(named(second), Some(Limit::RepliesPerMessage));
    for message in 2..=5 {
        assert_eq!(store.take_reply(&format!("paper:{message}"), "thread", 1, &budget, now()).unwrap(), None);
    }
    let sixth = store.take_reply("paper:6", "thread", 1, &budget, now()).unwrap();
    assert_eq!(named(sixth), Some(Limit::RepliesPerThread));
    let tomorrow = now() + SignedDuration::from_hours(24);
    assert_eq!(store.take_reply("paper:6", "thread", 1, &budget, tomorrow).unwrap(), None);

    for version in 1..=200 {
        assert_eq!(store.take_revision(1, version, &usd(1_000), &budget, now()).unwrap(), None);
    }
    let late = store.take_revision(1, 201, &usd(1_000), &budget, now()).unwrap();
    assert_eq!(named(late), Some(Limit::RevisionsPerDay));
    assert_eq!(store.take_revision(2, 1, &usd(1_000), &budget, now()).unwrap(), None, "another listing");

    let mut llm = |subject: &str, cost, tokens, turn| {
        named(store.take_llm(subject, &usd(cost), tokens, turn, &budget, now()).unwrap())
    };
    assert_eq!(llm("call:1", 499, 8_000, 4), None);
    assert_eq!(llm("call:2", 2, 100, 1), Some(Limit::LlmPerDay));
    assert_eq!(llm("call:2", 1, 8_001, 1), Some(Limit::LlmCallTokens));
    assert_eq!(llm("call:2", 1, 100, 5), Some(Limit::LlmTurns));
    assert_eq!(llm("call:2", 1, 100, 1), None);
    // Without a price the tokens are the bound; what a call took beyond its share counts, up to the cap.
    assert_eq!(llm("call:3", 0, 8_000, 1), None);
    store.take_llm_beyond("call:3", &usd(0), 600_000, &budget, now()).unwrap();
    let over = store.take_llm("call:4", &usd(0), 1, 1, &budget, now()).unwrap();
    assert_eq!(named(over), Some(Limit::LlmTokensPerDay));
    assert_eq!(store.take_llm("call:4", &usd(0), 1, 1, &budget, tomorrow).unwrap(), None);
    assert_eq!(store.verify().unwrap().problems, []);
}

#[test]
fn a_day_is_that_of_the_reservation_and_not_of_the_runs_beginning() {
    let check = |zone: &str, before: &str, after: &str| {
        let mut store = funded();
        let zone = TimeZone::get(zone).unwrap();
        let budget = Budget::new(caps().with(Limit::PerDay, dec!(15)).unwrap(), zone, "one run");
        let mut buy = |item: &str, at: &str| {
            let at: Timestamp = at.parse().unwrap();
            let mut new = wanted(item, 1, 1_000);
            for (part, key) in [("offer", "observed_at"), ("analysis", "analyzed_at")] {
                new.evidence.as_mut().unwrap()[part][key] = at.to_string().into();
            }
            let purchase = store.propose(&new, at).unwrap().purchase().clone();
            store.approve(purchase.id, &purchase.intent_hash, "me", at, None, at).unwrap();
            match store.reserve(purchase.id, &budget, None, at).unwrap() {
                Reserved::Held(_) => None,
                Reserved::Denied(denial) => Some(denial.limit),
            }
        };
        assert_eq!(buy("1", before), None, "{before}");
        assert_eq!(buy("2", before), Some(Limit::PerDay), "{before}");
        assert_eq!(buy("3", after), None, "{after}");
        assert_eq!(buy("4", after), Some(Limit::PerDay), "{after}");
        assert_eq!(store.verify().unwrap().problems, []);
    };
    check("UTC", "2026-06-01T23:59:59Z", "2026-06-02T00:00:00Z");
    check("America/New_York", "2026-03-08T04:59:59Z", "2026-03-08T05:00:00Z");
    check("America/New_York", "2026-03-09T03:59:59Z", "2026-03-09T04:00:00Z");
    check("Europe/Zurich", "2026-10-25T22:59:59Z", "2026-10-25T23:00:00Z");
    check("UTC", "2028-02-28T23:59:59Z", "2028-02-29T00:00:00Z");
    check("UTC", "2028-02-29T23:59:59Z", "2028-03-01T00:00:00Z");
}

#[test]
fn another_time_zone_opens_no_second_budget() {
    let mut store = funded();
    let caps = caps().with(Limit::PerDay, dec!(15)).unwrap();
    let at = "2026-06-01T20:00:00Z".parse().unwrap();
    let mut buy = |item: &str, zone: &str| {
        let mut new = wanted(item, 1, 1_000);
        new.evidence = Some(record(&new.record_id, 1, 1_000));
        let purchase = store.propose(&new, at).unwrap().purchase().clone();
        store.approve(purchase.id, &purchase.intent_hash, "me", at, None, at).unwrap();
        let budget = Budget::new(caps.clone(), TimeZone::get(zone).unwrap(), "run");
        let quote = Quote { landed: usd(1_000), in_stock: true, at };
        matches!(store.reserve(purchase.id, &budget, Some(&quote), at).unwrap(), Reserved::Held(_))
    };
    assert!(buy("1", "UTC"));
    for zone in ["Asia/Tokyo", "Pacific/Kiritimati", "America/New_York", "Pacific/Pago_Pago", "UTC"] {
        assert!(!buy("2", zone), "{zone}");
    }
}

#[test]
fn the_first_opening_accepts_no_more_than_is_built_in() {
    let mut store = funded();
    let limits = Limits { per_day: dec!(900), per_item: dec!(20), cash_floor: dec!(1), ..Limits::default() };
    store.accept_first_limits(&limits, now()).unwrap();
    store.accept_first_limits(&Limits { per_item: dec!(10), ..limits.clone() }, now()).unwrap();
    let force = |store: &Store, limits: &Limits| Caps::in_force(limits, &store.accepted_limits().unwrap());
    let now_in_force = force(&store, &limits);
    assert_eq!(
        (now_in_force.per_day, now_in_force.per_item, now_in_force.cash_floor),
        (dec!(500), dec!(20), dec!(500))
    );
    // Back to the built-in value is a raise too: less was accepted.
    assert_eq!(force(&store, &Limits::default()).per_item, dec!(20));
    let changes = store.accept_limits(&[(Limit::PerDay, dec!(900))], "mia", now()).unwrap();
    assert_eq!((changes[0].old, changes[0].new, changes[0].who.as_str()), (Some(dec!(500)), dec!(900), "mia"));
    assert_eq!(force(&store, &limits).per_day, dec!(900));
    assert_eq!(force(&store, &Limits::default()).per_day, dec!(500), "lower is in force at once");
    assert_eq!(store.accept_limits(&[(Limit::PerDay, dec!(900))], "mia", now()).unwrap(), []);
    assert_eq!(store.limit_history().unwrap().len(), Limit::ALL.len() + 1);
}

/// What became of a purchase that was sent; nothing where it was not.
fn finish(store: &mut Store, id: i64, end: &End, at: Timestamp) {
    if let Ok(Some(effect)) = store.effect_of(Kind::Purchase, id) {
        let _ = store.finish_effect(&effect, end, at);
    }
}

/// One move of a random life of purchases.
#[derive(Clone, Debug)]
enum Move {
    Reserve(u8, i64),
    Place(u8, i64),
    Reject(u8),
    Unknown(u8),
    Void(u8),
    Cancel(u8),
    Receive(u8),
    Expire,
    Wait(u16),
}

fn moves() -> impl Strategy<Value = Vec<Move>> {
    let one = (0_u8..6, 100_i64..6_000, 0_u8..12, 1_u16..900).prop_map(|(item, cost, what, minutes)| match what {
        0..=2 => Move::Reserve(item, cost),
        3 | 4 => Move::Place(item, cost),
        5 => Move::Reject(item),
        6 => Move::Unknown(item),
        7 => Move::Void(item),
        8 => Move::Cancel(item),
        9 => Move::Receive(item),
        10 => Move::Expire,
        _ => Move::Wait(minutes),
    });
    proptest::collection::vec(one, 1..40)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn no_life_of_purchases_leaves_a_counter_wrong_or_over_its_cap(moves in moves()) {
        let mut store = funded();
        let limits = Limits { per_day: dec!(120), orders_per_day: 4, ..caps().limits().clone() };
        let budget = Budget::new(Caps::new(&limits, Currency::USD).unwrap(), TimeZone::UTC, "run");
        let mut at = now();
        let mut ids = std::collections::BTreeMap::<u8, i64>::new();
        for step in moves {
            let id = |item: &u8| ids.get(item).copied().unwrap_or(0);
            // A move that the state does not allow is refused; that is not what this is about.
            match &step {
                Move::Wait(minutes) => at += SignedDuration::from_mins(i64::from(*minutes)),
                Move::Expire => drop(store.expire_reservations(at).unwrap()),
                Move::Reserve(item, cost) => {
                    let mut new = wanted(&item.to_string(), 1, *cost);
                    new.evidence.as_mut().unwrap()["analysis"]["analyzed_at"] = at.to_string().into();
                    let purchase = store.propose(&new, at).unwrap().purchase().clone();
                    ids.insert(*item, purchase.id);
                    let _ = store.approve(purchase.id, &purchase.intent_hash, "me", at, None, at);
                    let _ = store.reserve(purchase.id, &budget, Some(&Quote { landed: usd(*cost), in_stock: true, at }), at);
                }
                Move::Place(item, charged) => {
                    let new = NewEffect {
                        kind: Kind::Purchase,
                        subject: id(item),
                        version: None,
                        vendor: "paper".into(),
                        key: format!("p:{}", id(item)),
                        request: b"{}".to_vec(),
                        pre_image: Vec::new(),
                    };
                    let _ = store.begin_effect(&new, at);
                    let charged = usd(*charged);
                    let receipt = Receipt { id: format!("B-{}", id(item)), amount: Some(charged), at };
                    if store.purchase(id(item)).is_ok_and(|purchase| charged.amount() <= purchase.cap.amount()) {
                        finish(&mut store, id(item), &End::Done(receipt), at);
                    }
                }
                Move::Reject(item) => finish(&mut store, id(item), &End::Refused("no".into()), at),
                Move::Unknown(item) => {
                    let unknown = End::Unknown { why: "?".into(), next_check: at, absent: false };
                    finish(&mut store, id(item), &unknown, at);
                }
                Move::Void(item) => drop(store.void(id(item), "no more", at)),
                Move::Cancel(item) => drop(store.record_status(id(item), OrderStatus::Cancelled, at)),
                Move::Receive(item) => drop(store.record_status(id(item), OrderStatus::Received, at)),
            }
            let usage = store.limit_usage(&budget, at).unwrap();
            for limit in [Limit::PerDay, Limit::OrdersPerDay, Limit::PerRun] {
                let row = usage.iter().find(|row| row.limit == limit).unwrap();
                prop_assert!(row.used_pct <= Some(Decimal::ONE_HUNDRED), "{row:?} after {step:?}");
            }
        }
        prop_assert_eq!(store.verify().unwrap().problems, vec![]);
    }
}
