//! Any text, in any kind, never panics, and what is found is valid when it is read again.

#![no_main]

use arb::domain::ids::{IdKind, Identifier, identify, parse_as, parse_cell, parse_isbn_cell};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let found = identify(text);
    assert_eq!(found.ids.is_empty(), found.reason.is_some());
    for id in &found.ids {
        let written = serde_json::to_string(id).expect("an identifier is JSON");
        let back: Identifier = serde_json::from_str(&written).expect("what was written is read again");
        assert_eq!(back.product_key(), id.product_key());
    }
    let _ = parse_cell(text);
    let _ = parse_isbn_cell(text);
    for kind in IdKind::ALL {
        let _ = parse_as(text, kind);
    }
});
