//! How long a sender may wait before its first byte: a process that was stopped in between must not send any more.

use std::time::Duration;

use anyhow::Result;

use crate::{
    error,
    store::{self, Store},
};

/// This much of the lease must be left when the first byte goes.
const LEFT: Duration = Duration::from_secs(30);

/// The time since an intent was written, counted by a clock that goes on while the machine sleeps.
pub(super) struct Lease<'a> {
    store: &'a Store,
    begun: Duration,
}

impl<'a> Lease<'a> {
    /// The lease of what was begun at this time since the machine started.
    pub(super) fn since(store: &'a Store, begun: Duration) -> Self {
        Self { store, begun }
    }

    /// An error where too little of the lease is left.
    pub(super) fn check(&self) -> Result<()> {
        let held = self.store.since_boot().saturating_sub(self.begun);
        if held + LEFT <= store::LEASE.unsigned_abs() {
            return Ok(());
        }
        Err(error::try_again(format!("{} s passed before the first byte could leave", held.as_secs()))
            .code("lease_over")
            .hint("nothing was sent; run the command again")
            .into())
    }
}
