//! # The map of the house
//!
//! `arb` is one binary made of small tools that talk through pipes. Records come in, each stage adds one key, records
//! go out; the truth is one SQLite file. It spends real money, so the code is laid out to be checked by a reader.
//!
//! The rooms are a staircase. A file uses the rooms below it, never those above:
//!
//! ```text
//! main      the front door: parse, run, exit code
//! cli       global flags, the list of commands, one dispatch arm each
//! cmd       one file per subcommand: help text, flags, a call into a stage
//! stages    scan analyze buy list reprice ship support sync report: each a function over records; `cmd::run` chains them
//! advice    what a model may say, in typed acts that can only lower what the engine decided; words, held against the facts
//! effects   the one way to change the outside world: intent, send, settle
//! vendors   one folder per vendor: what it can do, and its own words for it; desk says who answers for what
//! net       the only room that speaks HTTP and mail: which hosts and addresses, how long, how much, when a request left; serve
//! store     the only room that knows a database: migrations, one file per noun
//! domain    pure: ids, money, fees, matching, rules, pricing, ledger
//!
//! pipe      (on top of domain) records in, records out: JSONL, CSV, XLSX, table
//! config error secret ui   (the corridor) anyone may walk through; they use nobody
//! process   what this process is to its machine: umask, no core, signals
//! context   what every command is given: settings, clock, store, voice
//! ```
//!
//! `tests/it/house.rs` reads these sources and fails with a sentence when an import climbs the stairs.
//!
//! What is deliberately absent: no global state, no clock or file in `domain`, no SQL outside `store`, no float on the
//! money path, no write to the outside that does not go through `effects`, no `utils`.
//!
//! Three ideas carry the rest:
//!
//! - **The record** (`domain::record`) is the contract between tools. A stage writes its own key and touches no other.
//! - **Unknown is a value.** A missing fee, dimension or restriction is said, never read as zero or as allowed.
//! - **Intent first, effect second, record third.** Every instruction boundary may be the last one.

pub mod advice;
pub mod cli;
pub mod cmd;
pub mod config;
pub mod context;
pub mod domain;
pub mod effects;
pub mod error;
pub mod net;
pub mod pipe;
pub mod process;
pub mod secret;
pub mod stages;
pub mod store;
pub mod ui;
pub mod vendors;

pub use cli::run;
