//! Keepa: price histories of Amazon's marketplaces.
//!
//! What is here reads Keepa's replies: `analyze --prices FILE` takes one that was saved as it came. Nothing is asked over
//! the network.

mod wire;

pub use wire::{Reply, WireError, looks_like_reply};
