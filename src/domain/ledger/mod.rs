//! The ledger: double entry in minor units, one balanced transaction per event.
//!
//! A transaction that does not balance per currency cannot be built ([`Txn`]); what each event of the trade posts is in
//! [`events`]; how a cost is split over units is in [`split`]; how the journal leaves for other programs is in [`export`].
//! Nothing is ever edited: a mistake is reversed by a further transaction.

mod account;
pub mod events;
pub mod export;
pub mod split;
mod txn;

pub use account::{Account, AccountType, FeeGroup};
pub use txn::{Draft, Entry, Kind, LedgerError, Txn};
