//! What may be spent: buckets that are taken and given back in the transaction of the purchase itself.
//!
//! Counters with a guarded `UPDATE … WHERE used+ask<=cap`: the day, the run, the source's day, the orders of the day; and
//! the tallies of replies, revisions and models. Worked out from the books, in the same transaction that takes
//! the counters and under the same write lock: seven and thirty days (sums of the day buckets), the seller, what is open
//! by category, brand, product and in all (they are given back by a sale), unknown outcomes, cash, losses, orders of an
//! hour.

mod accepted;
mod ask;
mod books;
mod buckets;
mod offers;
mod open_positions;
mod tally;
#[cfg(test)]
mod tests;
mod usage;
mod vendors;

use anyhow::Result;
use jiff::{Timestamp, tz::TimeZone};

pub use accepted::Accepted;
pub(super) use ask::{Asking, hold, refusal};
pub(super) use books::free_cash;
pub(super) use buckets::{release, settle};
pub use usage::Usage;

use super::{Store, values::Us};
use crate::{
    domain::{
        limits::{Caps, Denial},
        manners::Manners,
        money::{Currency, Money},
    },
    error,
};

/// What bounds the purchases of a run.
#[derive(Clone, Debug)]
pub struct Budget {
    /// The limits in force.
    pub caps: Caps,
    /// The zone whose midnight begins a day.
    pub zone: TimeZone,
    /// The run's name.
    pub run: String,
    /// How people are written to.
    pub manners: Manners,
}

impl Budget {
    /// These limits, for a run of this name.
    pub fn new(caps: Caps, zone: TimeZone, run: impl Into<String>) -> Self {
        Self { caps, zone, run: run.into(), manners: Manners::default() }
    }

    /// With these manners.
    #[must_use]
    pub fn mannered(self, manners: Manners) -> Self {
        Self { manners, ..self }
    }
}

/// The refusal of a limit that stops buying as such (L10, L19): exit 5.
pub(super) fn stop(denial: &Denial) -> anyhow::Error {
    error::refused(format!("buying is stopped: {denial}"))
        .code("limit_halts")
        .hint("`arb limits` shows every limit; what is unknown is settled by `arb sync` or by a person")
        .into()
}

impl Store {
    /// Cash that is neither owed nor held.
    pub fn free_cash(&self, currency: Currency) -> Result<Money> {
        self.read(|tx| Ok(Money::from_minor(free_cash(tx, currency)?, currency)))
    }

    /// When the last order to a source was made.
    pub fn last_order(&self, source: &str) -> Result<Option<Timestamp>> {
        self.read(|tx| {
            let mut query = tx.prepare_cached("SELECT max(reserved_us) FROM purchase WHERE source=?1")?;
            Ok(query.query_row([source], |row| row.get::<_, Option<Us>>(0))?.map(|us| us.0))
        })
    }

    /// What was spent, or is held, on a local day.
    pub fn spent_on(&self, day: &str, currency: Currency) -> Result<Money> {
        self.read(|tx| Ok(Money::from_minor(buckets::used(tx, "day", "all", day)?, currency)))
    }
}
