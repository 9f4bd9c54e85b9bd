//! Settings: built-in, then the user's file, then `./arb.toml`, then `ARB_*`, then flags; each with its origin.

mod advice;
mod limits;
mod load;
mod manners;
mod messengers;
mod negotiation;
mod readers;
mod reprice;
mod sections;
mod support;
mod vendors;

pub use advice::{Advice, Adviser, OnFailure};
pub use limits::Limits;
pub use load::{Loaded, Origin, load};
pub use manners::Manners;
pub use messengers::*;
pub use negotiation::Negotiation;
pub use readers::*;
pub use reprice::*;
pub use sections::*;
pub use support::{InboxClock, Promises};
pub use vendors::*;
