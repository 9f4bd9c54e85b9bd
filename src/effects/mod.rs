//! The one way to change the outside world: intent written and synced first, then the effect, then its outcome.
//!
//! [`kernel`] is the protocol, the same for every kind of effect; the other files say what is sent for an order, a
//! listing, a price, an answer, an offer to a seller. An outcome is done, refused with proof, not sent, or unknown. What is unknown keeps its
//! budget and is looked up later ([`recover`]); it is never sent again on a guess. A vendor's write is called from here
//! and from nowhere else.

mod bid;
mod fewer;
mod inbound;
mod kernel;
mod lease;
mod listing;
mod notice;
mod purchase;
mod refund;
mod reply;
mod told;

pub use bid::{bid, talk_of};
pub use fewer::lower;
pub use inbound::inbound;
pub use kernel::{Gateways, Intent, Reach, Recovered, recover, send};
pub use listing::{PriceSet, publish, resend_prices, send_prices};
pub use notice::{NO, YES, notify};
pub use purchase::{Followed, cancel, follow, is_overtaken, place};
pub use refund::refund;
pub use reply::reply;
pub use told::{Fate, Told, told};
