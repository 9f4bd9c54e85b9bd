//! The store: the only room that knows SQL. One SQLite file, one file here per noun, methods named after what they mean.
//!
//! Every change is one `BEGIN IMMEDIATE` transaction, durable before the method returns; nothing is held open while the
//! world outside is asked. Several `arb` processes may use one file at once. Money is an integer of minor units.

mod advice;
mod analyses;
mod approvals;
mod assertions;
mod backup;
mod cache;
mod chain;
mod clock;
mod deals;
mod effects;
mod evidence;
mod failure;
mod folder;
mod forgotten;
pub mod halt;
mod health;
mod histories;
mod hooks;
mod inbound;
mod ledger;
mod limits;
mod listings;
mod lock;
mod looks;
mod lots;
mod messages;
mod migrate;
mod near_misses;
mod notices;
mod offers;
mod open;
mod parts;
mod payouts;
mod place;
mod prices;
mod promises;
mod purchases;
mod reconcile;
mod refunds;
mod report;
mod runs;
mod sales;
mod searches;
#[cfg(test)]
mod tests;
mod tickets;
mod triage_model;
mod values;
mod verify;
pub mod watch;
mod wishes;
pub mod world;

use std::{
    path::{Path, PathBuf},
    time::Duration,
};

use anyhow::Result;
use rusqlite::{Connection, Transaction, TransactionBehavior};

pub use advice::{AdviceCall, KeptReply, NewAdvice};
pub use approvals::{Approval, BY_RULE};
pub use assertions::{Assertion, Stated};
pub use backup::{Info, restore};
pub use cache::{Allowed, Bucket, Cache, Cost, Grant, Stored, Told, Window};
pub use chain::{Audited, Finding, Head, Link, Wanted};
pub use clock::sighting;
pub use deals::{Deal, DealMove, NewDeal, Opened, Saying, Spoken};
pub use effects::{Claim, Effect, End, LEASE, NewEffect, Resolution};
pub use forgotten::Forgotten;
pub use halt::{Halted, Scope};
pub use health::Health;
pub use histories::Kept as KeptHistories;
pub use hooks::Hook;
pub use inbound::{InWarehouse, Inbound};
pub use ledger::Balance;
pub use limits::{Accepted, Budget, Usage};
pub use listings::{Listing, NewListing};
pub use lock::EffectLock;
pub use looks::Liquidation;
pub use lots::Stock;
pub use messages::StoredMessage;
pub use near_misses::NearMiss;
pub use notices::{NewNotice, Notice, Pressed};
pub use offers::{OfferChange, ScanId};
pub use open::{Create, sqlite_is_sound, sqlite_version};
pub use payouts::PayoutRow;
pub use place::{Place, place, refuse_network};
pub use prices::PriceStep;
pub use promises::{Going, PromiseRow};
pub use purchases::{NewPurchase, Proposed, Purchase, PurchaseState, Reserved};
pub use reconcile::AccountLine;
pub use refunds::{NewRefund, Refund, RefundFact, RefundHeld, Requested, SoldLine};
pub use report::{LotRow, PnlRow, SaleRow};
pub use runs::RunLock;
pub use sales::{Applied, Identified, SaleLine};
pub use searches::SearchRun;
pub use tickets::{NewTicket, Ticket};
pub use triage_model::{forget_triage, read_triage, triage_path, write_triage};
pub use verify::{Problem, Verified};
pub use wishes::Held;

use crate::config::Mode;

/// Whether the books refused a change, where the database itself did not fail.
pub fn is_refusal(why: &anyhow::Error) -> bool {
    !failure::is_the_database(why)
}

/// The machine under a process: the seam at which a simulation lets the disk fail, or the process die, around a commit,
/// and counts the time.
pub trait Machine: std::fmt::Debug {
    /// Before a commit; an error means that nothing was written.
    fn before_commit(&self) -> Result<()>;
    /// After a commit; an error means that it was written and nobody was told.
    fn after_commit(&self) -> Result<()>;
    /// The time since the machine started, sleep included.
    fn since_boot(&self) -> Duration;
}

/// An open database.
#[derive(Debug)]
pub struct Store {
    machine: Option<Box<dyn Machine>>,
    conn: Connection,
    path: PathBuf,
    mode: Mode,
    env_halt: bool,
    /// Whether the file was found fit to act on by this process.
    fit: std::cell::Cell<bool>,
}

impl Store {
    /// The same database on a machine that fails as it is told, for a process that has looked at nothing yet.
    #[must_use]
    pub fn on(mut self, machine: Box<dyn Machine>) -> Self {
        self.machine = Some(machine);
        self.fit.set(false);
        self
    }

    /// The time since the machine started, by a clock that goes on while it sleeps.
    pub fn since_boot(&self) -> Duration {
        self.machine.as_ref().map_or_else(clock::since_boot, |machine| machine.since_boot())
    }

    /// The file.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Whether it holds paper or live records; written when it was made, never changed.
    pub fn mode(&self) -> Mode {
        self.mode
    }

    /// Reads; sees one state of the database throughout.
    fn read<T>(&self, work: impl FnOnce(&Connection) -> Result<T>) -> Result<T> {
        let seen = || {
            let tx = self.conn.unchecked_transaction()?;
            work(&tx)
        };
        seen().map_err(|why| failure::explain(&self.path, why))
    }

    /// Changes: everything that `work` does happens, durably, or nothing does. When another process keeps the file
    /// busy beyond the timeout, `work` is done again, three times at most.
    fn write<T>(&mut self, mut work: impl FnMut(&Transaction<'_>) -> Result<T>) -> Result<T> {
        let mut attempt = 0;
        loop {
            let done = (|| {
                let tx = Transaction::new(&mut self.conn, TransactionBehavior::Immediate)?;
                chain::outside(&tx)?;
                let result = work(&tx)?;
                chain::seal(&tx)?;
                self.machine.as_ref().map_or(Ok(()), |machine| machine.before_commit())?;
                tx.commit()?;
                self.machine.as_ref().map_or(Ok(()), |machine| machine.after_commit())?;
                Ok(result)
            })();
            match done {
                Err(why) if failure::is_busy(&why) && attempt < 3 => {
                    attempt += 1;
                    failure::pause(attempt);
                }
                done => return done.map_err(|why| failure::explain(&self.path, why)),
            }
        }
    }
}
