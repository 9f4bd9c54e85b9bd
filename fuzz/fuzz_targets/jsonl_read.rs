//! Any bytes as JSON Lines: no panic, every line is accounted for, and what is kept can be written and read again.

#![no_main]

use arb::pipe::InputFormat;
use libfuzzer_sys::fuzz_target;

mod read;

fuzz_target!(|bytes: &[u8]| read::all(bytes, InputFormat::Jsonl));
