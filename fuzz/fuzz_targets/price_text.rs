//! Any text, any hint: no panic, and what comes out keeps its promises.

#![no_main]

use arb::domain::{
    money::Currency,
    price_text::{PriceHint, parse_price},
};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: (&str, Option<&str>, u8)| {
    let (text, near, settings) = input;
    let hint = PriceHint {
        currency: (settings & 1 != 0).then_some(Currency::USD),
        text: near,
        decimal: [None, Some('.'), Some(','), None][usize::from(settings >> 1 & 3)],
    };
    let price = parse_price(text, &hint);
    if price.free {
        assert!(price.amount.is_some_and(|amount| amount.is_zero()));
    }
    if let (Some(low), Some(high)) = (price.amount, price.high) {
        assert!(low <= high);
    }
    assert!(price.amount.is_some() || price.note.is_some(), "no amount needs a reason");
});
