//! Reads bytes the way `scan` reads a file.

use arb::{
    domain::{offer::Offer, record::Stage},
    pipe::{
        InputFormat,
        offer_rows::OfferRows,
        reader::{InputSpec, Reader},
        source::Place,
    },
};

/// The largest record here, in bytes: small, so that the fuzzer finds the way past it.
const MAX_RECORD: usize = 1 << 12;

/// Reads all of `bytes` and checks what comes out.
pub fn all(bytes: &[u8], format: InputFormat) {
    let path = std::env::temp_dir().join(format!("arb-fuzz-{}", std::process::id()));
    std::fs::write(&path, bytes).expect("a file in the temporary folder");
    let spec = InputSpec { format, max_record: MAX_RECORD, ..InputSpec::new(vec![Place::File(path)]) };
    let seen_at = jiff::Timestamp::from_second(1_780_000_000).expect("a time");
    let Ok(mut reader) = Reader::open(spec, OfferRows::new(seen_at)) else { return };
    let (mut kept, mut rejected) = (0, 0);
    // An error ends the reading: bytes that are no text at all are refused whole.
    while let Ok(Some(batch)) = reader.next_batch() {
        for value in batch {
            match value {
                Ok(record) => {
                    kept += 1;
                    let written = serde_json::to_string(&record.0).expect("a record is JSON");
                    let back: serde_json::Map<_, _> = serde_json::from_str(&written).expect("and read again");
                    assert_eq!(back, record.0);
                    // Whether the offer in it is one is for the stage to say; asking does not panic.
                    let _ = record.get::<Offer>(Stage::Offer);
                }
                Err(reject) => {
                    rejected += 1;
                    assert!(!reject.to_json().is_null());
                }
            }
        }
    }
    let counts = reader.counts();
    assert_eq!((counts.kept, counts.rejected), (kept, rejected));
    assert_eq!(counts.read, counts.kept + counts.rejected + counts.left_out);
}
