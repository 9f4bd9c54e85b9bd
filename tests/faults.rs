//! The fault harness: the real binary is killed, stopped, starved of disk and lied to, and then the books are compared
//! with what the vendor did.
//!
//! `cargo test --test faults` tries a seeded sample of every combination in a few minutes. The whole sweep is
//! `ARB_SWEEP=full cargo test --test faults`, a larger sample `ARB_SWEEP=100` (points of each combination), another one
//! `ARB_FAULT_SEED=7`; one point is `ARB_FAULT='buy lookup pwrite64 17' cargo test --test faults kill`.

#![allow(clippy::unwrap_used, reason = "in a test an unwrap is an assertion")]

#[path = "it/kit/mod.rs"]
mod kit;

mod faults {
    mod books;
    mod clocks;
    mod damaged;
    mod dice;
    mod disk;
    mod migration;
    mod order;
    mod pause;
    mod place;
    mod scene;
    mod senders;
    mod sweep;
    mod trace;
    mod twice;
    mod vendor;
}
