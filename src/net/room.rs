//! What all hosts of a run share: the cache, the quotas, the budget of the run and what was spent of it.

use std::{
    cell::{Cell, RefCell},
    collections::BTreeMap,
    time::{Duration, Instant},
};

use anyhow::Result;
use jiff::{Timestamp, ToSpan, tz::TimeZone};
use rust_decimal::{Decimal, dec};
use secrecy::{ExposeSecret, SecretString};
use sha2::{Digest, Sha256};

use crate::{
    domain::limits::{Purpose, Quota},
    store::{Allowed, Bucket, Cache, Cost, Grant, Told, Window},
};

/// How much of one kind of question a vendor takes.
#[derive(Clone, Debug, PartialEq)]
pub struct Allowance {
    /// The bucket.
    pub quota: Quota,
    /// The most in a day.
    pub per_day: Option<i64>,
    /// Where the vendor's day begins at midnight.
    pub zone: TimeZone,
}

/// What a run spent at a vendor.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Spent {
    /// Questions that went out.
    pub calls: u64,
    /// Questions that the cache answered.
    pub cached: u64,
    /// Thousandths of a token that the vendor charged, where it charges in tokens.
    pub tokens: i64,
}

/// Where a quota stands. Tokens are in thousandths.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    /// What the bucket holds and the quota as the vendor last told it; `None` where it was never used.
    pub level: Option<(i64, Quota)>,
    /// Calls on the vendor's day.
    pub calls: i64,
    /// Tokens charged on it.
    pub tokens: i64,
}

/// Why there is no turn in time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoTurn {
    /// The budget of the run is spent.
    Budget,
    /// The call is larger than its quota will ever be.
    Never,
    /// None before then.
    Before(Timestamp),
}

/// What all hosts of a run share.
pub struct Room {
    cache: RefCell<Cache>,
    keep_pct: Decimal,
    patience: Duration,
    refresh: bool,
    budget: Cell<Option<u64>>,
    spent: RefCell<BTreeMap<&'static str, Spent>>,
}

impl Room {
    /// Over this cache. `keep_pct` of every quota stay for finding out what became of an effect.
    pub fn new(cache: Cache, keep_pct: Decimal) -> Self {
        Self {
            cache: RefCell::new(cache),
            keep_pct,
            patience: Duration::from_secs(120),
            refresh: false,
            budget: Cell::new(None),
            spent: RefCell::default(),
        }
    }

    /// A room without a file, for tests.
    pub fn in_memory() -> Result<Self> {
        Ok(Self::new(Cache::in_memory()?, dec!(20)))
    }

    /// No more questions than this go out.
    pub fn limit_calls(&self, most: Option<u64>) {
        self.budget.set(most);
    }

    /// How long one question waits for its turn and for an answer, all tries together.
    #[must_use]
    pub fn patient(mut self, patience: Duration) -> Self {
        self.patience = patience;
        self
    }

    /// Answers come from the vendors, not from the cache.
    #[must_use]
    pub fn refreshing(mut self, refresh: bool) -> Self {
        self.refresh = refresh;
        self
    }

    /// What was spent so far, by vendor.
    pub fn spent(&self) -> BTreeMap<&'static str, Spent> {
        self.spent.borrow().clone()
    }

    /// The cache, for a moment.
    pub fn with_cache<T>(&self, act: impl FnOnce(&mut Cache) -> Result<T>) -> Result<T> {
        act(&mut self.cache.borrow_mut())
    }

    pub(super) fn patience(&self) -> Duration {
        self.patience
    }

    pub(super) fn refreshes(&self) -> bool {
        self.refresh
    }

    pub(super) fn count(&self, vendor: &'static str, add: impl FnOnce(&mut Spent)) {
        add(self.spent.borrow_mut().entry(vendor).or_default());
    }

    /// Takes the right to one call.
    fn take(&self, key: &str, allowance: &Allowance, cost: Cost, purpose: Purpose) -> Result<Allowed> {
        let now = Timestamp::now();
        let allowed = with_bucket(key, allowance, now, |bucket| {
            self.cache.borrow_mut().take(bucket, cost, purpose, self.keep_pct, now)
        })?;
        if matches!(allowed, Allowed::Yes(_)) {
            self.budget.set(self.budget.get().map(|left| left.saturating_sub(1)));
        }
        Ok(allowed)
    }

    /// Waits for the right to one call, until `ends`. The outer error is the cache's.
    pub async fn turn(
        &self,
        key: &str,
        allowance: &Allowance,
        cost: Cost,
        purpose: Purpose,
        ends: Instant,
    ) -> Result<Result<Grant, NoTurn>> {
        loop {
            if self.budget.get() == Some(0) {
                return Ok(Err(NoTurn::Budget));
            }
            match self.take(key, allowance, cost, purpose)? {
                Allowed::Yes(grant) => return Ok(Ok(grant)),
                Allowed::Never => return Ok(Err(NoTurn::Never)),
                Allowed::From(at) => {
                    let wait = Duration::try_from(at.duration_since(Timestamp::now())).unwrap_or_default();
                    if wait > ends.saturating_duration_since(Instant::now()) {
                        return Ok(Err(NoTurn::Before(at)));
                    }
                    tokio::time::sleep(wait.max(Duration::from_millis(1))).await;
                }
            }
        }
    }

    /// Slows down after a vendor said that it was too much.
    pub fn too_much(&self, key: &str, allowance: &Allowance, until: Timestamp) -> Result<()> {
        self.complain(key, allowance, until, true)
    }

    /// Books what a reply told.
    pub(super) fn settle(&self, key: &str, allowance: &Allowance, grant: &Grant, told: Told) -> Result<()> {
        let now = Timestamp::now();
        with_bucket(key, allowance, now, |bucket| self.cache.borrow_mut().settle(bucket, grant, told, now))
    }

    /// Slows down after a complaint.
    pub(super) fn complain(&self, key: &str, allowance: &Allowance, until: Timestamp, slower: bool) -> Result<()> {
        let now = Timestamp::now();
        with_bucket(key, allowance, now, |bucket| self.cache.borrow_mut().complain(bucket, until, slower, now))
    }

    /// What is left of a quota and what was spent on the vendor's day.
    pub fn standing(&self, key: &str, allowance: &Allowance) -> Result<Standing> {
        let now = Timestamp::now();
        with_bucket(key, allowance, now, |bucket| {
            let cache = self.cache.borrow();
            let (calls, tokens) = cache.spent(bucket.key, bucket.day.name)?;
            Ok(Standing { level: cache.level(bucket, now)?, calls, tokens })
        })
    }
}

fn with_bucket<T>(
    key: &str,
    allowance: &Allowance,
    now: Timestamp,
    act: impl FnOnce(&Bucket<'_>) -> Result<T>,
) -> Result<T> {
    let local = now.to_zoned(allowance.zone.clone());
    let name = local.date().to_string();
    let ends = local.start_of_day()?.checked_add(1.day())?.timestamp();
    act(&Bucket { key, quota: allowance.quota, day: Window { name: &name, ends, most: allowance.per_day } })
}

/// A short print of a secret: the same for the same one, and no way back.
pub fn print_of(secret: &SecretString) -> String {
    let digest = Sha256::digest(format!("arb cache key {}", secret.expose_secret()));
    digest[..8].iter().map(|byte| format!("{byte:02x}")).collect()
}
