//! Any bytes as JSON, a line or a value at a time: no panic, and every object is counted once.

#![no_main]

use std::io::Cursor;

use arb::{
    domain::money::Currency,
    pipe::{
        InputFormat,
        offer_rows::OfferRows,
        reader::{InputSpec, Reader},
    },
};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: &[u8]| {
    let mut rows = OfferRows::new("2026-06-01T12:00:00Z".parse().expect("a time"));
    rows.currency = Some(Currency::USD);
    let mut spec = InputSpec::new(Vec::new());
    spec.format = if input.first().is_some_and(|byte| byte % 2 == 0) { InputFormat::Json } else { InputFormat::Jsonl };
    spec.max_record = 4096;
    let Ok(mut reader) = Reader::over(Box::new(Cursor::new(input.to_vec())), spec, rows) else { return };
    let mut seen = 0;
    while let Ok(Some(batch)) = reader.next_batch() {
        seen += batch.len() as u64;
        for record in batch.into_iter().flatten() {
            assert!(record.id().is_some_and(|id| !id.is_empty()));
        }
    }
    let counts = reader.counts();
    assert_eq!(counts.read, counts.kept + counts.rejected + counts.left_out);
    assert_eq!(seen, counts.kept + counts.rejected);
});
