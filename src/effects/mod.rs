//! The one way to change the outside world: intent written and synced first, then the effect, then its outcome.
//!
//! An outcome is done, refused with proof, or unknown. What is unknown keeps its budget and is looked up later
//! ([`recover`]); it is never sent again on a guess. A vendor's write is called from here and from nowhere else.

mod listing;
mod purchase;
mod reply;

pub use listing::{PriceSet, publish, resend_prices, set_price};
pub use purchase::{Followed, follow, is_overtaken, place, recover};
pub use reply::reply;
