//! Whatever a model says, nothing happens that the engine alone would not have done.

use proptest::prelude::*;
use rust_decimal::Decimal;

use super::*;
use crate::domain::money::Currency;

fn verdict() -> impl Strategy<Value = Verdict> {
    prop_oneof![
        Just(Verdict::Buy),
        Just(Verdict::Negotiate),
        Just(Verdict::Watch),
        Just(Verdict::Review),
        Just(Verdict::Skip),
    ]
}

fn bounds() -> impl Strategy<Value = Bounds> {
    let cap = proptest::option::of(0_i64..200_000);
    let risk = proptest::option::of(0_i64..=1_000);
    (verdict(), 0_i64..200_000, cap, 0_u32..50, risk).prop_map(|(verdict, price, cap, quantity, risk)| Bounds {
        verdict,
        price: Money::from_minor(price, Currency::USD),
        cap: cap.map(|cap| Money::from_minor(cap, Currency::USD)),
        quantity,
        risk: risk.map(|risk| Decimal::new(risk, 1)),
        max_risk: Decimal::from(60),
    })
}

/// Mostly near the bounds, where mistakes live.
fn advice() -> impl Strategy<Value = BuyAdvice> {
    let doubt = (0..Doubt::ALL.len()).prop_map(|at| Doubt::ALL[at]);
    let minor = prop_oneof![-5_i64..250_000, any::<i64>()];
    let quantity = prop_oneof![0_u32..60, any::<u32>()];
    prop_oneof![
        Just(BuyAdvice::NoObjection {}),
        doubt.clone().prop_map(|reason| BuyAdvice::Veto { reason }),
        (minor, doubt.clone()).prop_map(|(minor, reason)| BuyAdvice::LowerCap { minor, reason }),
        (quantity, doubt.clone()).prop_map(|(quantity, reason)| BuyAdvice::LowerQuantity { quantity, reason }),
        (any::<u8>(), doubt).prop_map(|(points, reason)| BuyAdvice::AddRisk { points, reason }),
    ]
}

fn engine(bounds: &Bounds) -> Effective {
    meet(bounds, &BuyAdvice::NoObjection {}).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4_096))]

    #[test]
    fn the_meet_is_never_above_the_engine(bounds in bounds(), advice in advice()) {
        let alone = engine(&bounds);
        if let Ok(effective) = meet(&bounds, &advice) {
            prop_assert!(is_within(&effective, &alone), "{advice:?} on {bounds:?} is {effective:?}");
        }
        for way in [OnFailure::Rules, OnFailure::Tighter, OnFailure::Review] {
            prop_assert!(is_within(&without(&bounds, way), &alone), "{way:?} on {bounds:?}");
        }
    }

    #[test]
    fn what_is_bought_costs_no_more_than_its_cap(bounds in bounds(), advice in advice()) {
        // The engine calls nothing a buy that is dearer than its own cap; no advice makes one of it.
        let fits = |price: &Money, cap: Option<Money>| cap.is_some_and(|cap| price.amount() <= cap.amount());
        let sound = bounds.verdict != Verdict::Buy || fits(&bounds.price, bounds.cap);
        if let (true, Ok(effective)) = (sound, meet(&bounds, &advice)) {
            prop_assert!(effective.verdict != Verdict::Buy || fits(&bounds.price, effective.cap), "{advice:?}");
        }
    }

    #[test]
    fn the_same_advice_twice_is_the_advice_once(bounds in bounds(), advice in advice()) {
        // Risk adds up; all else is said once and for all.
        let adds_up = matches!(advice, BuyAdvice::AddRisk { .. });
        if let (false, Ok(Effective { verdict, cap, quantity, risk })) = (adds_up, meet(&bounds, &advice)) {
            let lower = Bounds { verdict, cap, quantity, risk, ..bounds };
            match meet(&lower, &advice) {
                Ok(again) => prop_assert_eq!(again, engine(&lower)),
                Err(_) => prop_assert!(false, "{:?} is beyond what it led to", advice),
            }
        }
    }
}

#[test]
fn who_asks_for_more_is_not_listened_to_for_less() {
    let bounds = Bounds {
        verdict: Verdict::Buy,
        price: Money::from_minor(1_000, Currency::USD),
        cap: Some(Money::from_minor(1_200, Currency::USD)),
        quantity: 3,
        risk: Some(Decimal::from(30)),
        max_risk: Decimal::from(60),
    };
    let reason = Doubt::Price;
    let check = |advice: BuyAdvice, expected: Result<(Verdict, Option<i64>, u32, i64), &str>| {
        let found = meet(&bounds, &advice).map_err(|why| why.to_string()).map(|it| {
            let cap = it.cap.map(|cap| cap.to_minor(Rounding::Down).unwrap());
            (it.verdict, cap, it.quantity, i64::try_from(it.risk.unwrap()).unwrap())
        });
        assert_eq!(found, expected.map_err(|why| format!("it {why}")), "{advice:?}");
    };
    check(BuyAdvice::NoObjection {}, Ok((Verdict::Buy, Some(1_200), 3, 30)));
    check(BuyAdvice::Veto { reason }, Ok((Verdict::Skip, None, 3, 30)));
    check(BuyAdvice::LowerCap { minor: 1_200, reason }, Ok((Verdict::Buy, Some(1_200), 3, 30)));
    check(BuyAdvice::LowerCap { minor: 1_000, reason }, Ok((Verdict::Buy, Some(1_000), 3, 30)));
    check(BuyAdvice::LowerCap { minor: 999, reason }, Ok((Verdict::Watch, Some(999), 3, 30)));
    check(BuyAdvice::LowerCap { minor: 1_201, reason }, Err("raises the cap"));
    check(BuyAdvice::LowerCap { minor: 0, reason }, Err("names a cap that is no price"));
    check(BuyAdvice::LowerCap { minor: i64::MIN, reason }, Err("names a cap that is no price"));
    check(BuyAdvice::LowerQuantity { quantity: 1, reason }, Ok((Verdict::Buy, Some(1_200), 1, 30)));
    check(BuyAdvice::LowerQuantity { quantity: 4, reason }, Err("raises the quantity"));
    check(BuyAdvice::LowerQuantity { quantity: 0, reason }, Err("names a quantity of nothing"));
    check(BuyAdvice::AddRisk { points: 30, reason }, Ok((Verdict::Buy, Some(1_200), 3, 60)));
    check(BuyAdvice::AddRisk { points: 31, reason }, Ok((Verdict::Skip, None, 3, 61)));
    check(BuyAdvice::AddRisk { points: 41, reason }, Err("adds more risk than an advice may"));
}
