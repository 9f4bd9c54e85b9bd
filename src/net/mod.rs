//! Calls to vendors that carry our credentials: one host each, no detours, and a proof of whether a request left.
//!
//! [`Origin`] is the one host a client may speak to, [`address`] which addresses it may be at, [`Client`] a call
//! with its limits, [`gate`] the moment at which the permit is asked: when the connection stands and before a byte of the
//! request is written.

pub mod address;
mod body;
mod client;
mod gate;
mod origin;
mod resolver;

pub use client::{Client, Content, Failed, Limits, Reply, Request};
pub use origin::Origin;
