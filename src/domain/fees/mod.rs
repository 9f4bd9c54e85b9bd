//! What a channel charges: fees as data with a date, worked out exactly.
//!
//! Cards are TOML files (`data/fees/`, and a user's own). A [`Catalog`] compiles them once; [`Catalog::quote`] answers a
//! [`FeeQuery`] with lines, assumptions and gaps. A rule, date, category or measure that is not known is a gap, never
//! zero. Fees can jump and can fall while the price rises, so [`solve`] searches every segment.

mod amount;
mod applies;
mod card;
mod catalog;
mod category;
mod diff;
mod engine;
mod file;
#[cfg(test)]
mod proof;
mod query;
mod quote;
mod rule;
mod schedule;
mod schedules;
mod size;
mod solve;
mod tiers;
mod words;

pub use card::CardError;
pub use catalog::Catalog;
pub use diff::{CardSummary, Change};
pub use file::Confidence;
pub use query::{CardClass, FeeQuery, Options, Program};
pub use quote::{FeeLine, Missing, Quote};
pub use rule::Card;
pub use schedule::Schedule;
pub use schedules::{Kind, Schedules};
pub use size::{Dims, Weight};
pub use solve::{floor_price, lowest_price};
pub use tiers::Mode;
pub use words::OPTIONS;
