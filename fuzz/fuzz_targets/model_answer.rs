//! Any bytes as a model's answer: no panic, and what is understood lets nothing happen that the engine alone would not.

#![no_main]

use arb::{
    advice::{
        analyst::{Within, effective, understood},
        support,
    },
    config::OnFailure,
    domain::{
        advice::{Bounds, is_within, without},
        analysis::Verdict,
        money::{Currency, Money},
    },
};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let text = String::from_utf8_lossy(bytes);
    let engine = Bounds {
        verdict: Verdict::Buy,
        price: Money::from_minor(1_743, Currency::USD),
        cap: Some(Money::from_minor(2_182, Currency::USD)),
        quantity: 3,
        risk: Some(20.into()),
        max_risk: 60.into(),
    };
    let alone = without(&engine, OnFailure::Rules);
    let within = Within { engine, on_failure: OnFailure::Rules };
    let act = understood(&text, &within);
    assert!(is_within(&effective(&within, &act), &alone));
    let told = "Your order A-1 was placed on 2026-05-20.";
    let letter = support::within(told);
    let wrapped = serde_json::json!({ "text": text }).to_string();
    for answer in [text.as_ref(), &wrapped] {
        if let Ok(words) = support::understood(answer, &letter) {
            assert_eq!(words.text.matches(told).count(), 1);
            assert_eq!(words.text.replace(told, "").chars().filter(|c| c.is_numeric()).count(), 0);
        }
    }
});
