//! What may be spent and done: the limits, their caps in the units that the store counts, and how a refusal reads.
//!
//! Everything here is pure. [`limit`] is the list, [`caps`] what a run goes by, [`denial`] the refusal, [`deal`] what a
//! record says about a purchase, [`quote`] the price read again, [`day`] the local day, [`breaker`] a vendor shut off,
//! [`quota`] a vendor's shared request budget.

mod breaker;
mod caps;
mod day;
mod deal;
mod denial;
mod limit;
mod quota;
mod quote;

pub use breaker::{Breaker, BreakerState};
pub use caps::{Caps, CapsError};
pub use day::Day;
pub use deal::{Deal, UNKNOWN, Worst};
pub use denial::{Denial, Measure};
pub use limit::{Limit, Tighter, Unit};
pub use quota::{Purpose, Quota, QuotaAnswer};
pub use quote::drift;
