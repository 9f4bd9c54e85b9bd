//! An effect: one change to the outside world, with all that must be known to make it exactly once.
//!
//! [`Change`] is what we want, [`Terms`] what the vendor promises, [`Outcome`] how a send ended, [`Look`] what a look
//! at the vendor showed, and [`resolve`] what follows from it. All of it is pure; the store keeps it, `effects` does it.

mod change;
mod classify;
mod inbound;
mod outcome;
mod resolve;
mod state;
mod terms;

pub use change::{Button, Change, Details, Draft, Kind, RefundAsk, Writing};
pub use classify::{Answer, Replies, Said, Signal, classify, retry_after};
pub use inbound::{BoxKind, InboundAsk, InboundBox, InboundCarrier, InboundItem, InboundStep, units_in};
pub use outcome::{Look, Outcome, Receipt};
pub use resolve::{ClockTrust, Facts, Seen, Verdict, counts_as_absent, resolve};
pub use state::EffectState;
pub use terms::{Autonomy, Cancel, Idempotency, Lookup, Terms};
