//! What is left of each quota: one row a key, so that all processes that use the key share it (money-safety L24).

use anyhow::Result;
use jiff::{SignedDuration, Timestamp};
use rusqlite::{Connection, OptionalExtension, params};
use rust_decimal::Decimal;

use super::Cache;
use crate::{
    domain::limits::{Purpose, Quota, QuotaAnswer},
    store::values::Us,
};

/// A call that never said how it ended holds its tokens no longer than this.
const HELD: SignedDuration = SignedDuration::from_mins(3);

/// After this long without a complaint, half of a slowing is taken back.
const FORGIVEN: SignedDuration = SignedDuration::from_mins(10);

/// The most times that a rate is halved.
const SLOWEST: u8 = 4;

/// The quota of one key at one vendor.
#[derive(Clone, Copy, Debug)]
pub struct Bucket<'a> {
    /// Vendor, kind of call and the print of the key.
    pub key: &'a str,
    /// What the vendor declares.
    pub quota: Quota,
    /// The vendor's day, and the most calls in it where there is such a bound.
    pub day: Window<'a>,
}

/// A day as the vendor counts it.
#[derive(Clone, Copy, Debug)]
pub struct Window<'a> {
    /// Its name: `2026-06-01`.
    pub name: &'a str,
    /// When the next one begins.
    pub ends: Timestamp,
    /// The most calls in it.
    pub most: Option<i64>,
}

/// What a call may cost, in thousandths of a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cost {
    /// This.
    Exactly(i64),
    /// At most this; the reply says what it was. It is held until then.
    UpTo(i64),
}

/// Whether a call may be made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Allowed {
    /// Yes. What is held is settled by [`Cache::settle`].
    Yes(Grant),
    /// Not before then.
    From(Timestamp),
    /// It is larger than the bucket will ever be.
    Never,
}

/// The right to make one call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grant {
    hold: Option<i64>,
}

/// What a vendor says about its bucket in a reply.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Told {
    /// Tokens left, in thousandths; may be below zero.
    pub left: Option<i64>,
    /// Tokens gained in a second, in thousandths.
    pub per_second: Option<i64>,
    /// The most tokens it holds, in thousandths.
    pub most: Option<i64>,
    /// Tokens that the call cost, in thousandths.
    pub consumed: Option<i64>,
}

struct Row {
    tokens: i64,
    at: Timestamp,
    slowed: u8,
    slowed_at: Timestamp,
    shut: Timestamp,
    most: Option<i64>,
    per_second: Option<i64>,
}

impl Row {
    fn of(tx: &Connection, key: &str) -> Result<Option<Self>> {
        Ok(tx
            .prepare_cached("SELECT tokens,at_us,slowed,slowed_us,shut_us,most,per_second FROM bucket WHERE key=?1")?
            .query_row([key], |row| {
                Ok(Self {
                    tokens: row.get(0)?,
                    at: row.get::<_, Us>(1)?.0,
                    slowed: row.get(2)?,
                    slowed_at: row.get::<_, Us>(3)?.0,
                    shut: row.get::<_, Us>(4)?.0,
                    most: row.get(5)?,
                    per_second: row.get(6)?,
                })
            })
            .optional()?)
    }

    fn fresh(quota: Quota, now: Timestamp) -> Self {
        let (slowed_at, shut) = (Timestamp::UNIX_EPOCH, Timestamp::UNIX_EPOCH);
        Self { tokens: quota.most.max(0), at: now, slowed: 0, slowed_at, shut, most: None, per_second: None }
    }

    /// The quota as the vendor told it, halved as often as it complained.
    fn quota(&self, declared: Quota, now: Timestamp) -> (Quota, u8) {
        let forgiven = now.duration_since(self.slowed_at).as_secs() / FORGIVEN.as_secs();
        let slowed = self.slowed.saturating_sub(u8::try_from(forgiven.clamp(0, 200)).unwrap_or(u8::MAX));
        let per_second = self.per_second.unwrap_or(declared.per_second);
        let most = self.most.unwrap_or(declared.most);
        (Quota { most, per_second: (per_second >> slowed).max(1) }, slowed)
    }

    fn save(&self, tx: &Connection, key: &str) -> Result<()> {
        tx.prepare_cached(
            "INSERT OR REPLACE INTO bucket(key,tokens,at_us,slowed,slowed_us,shut_us,most,per_second)
             VALUES(?1,?2,?3,?4,?5,?6,?7,?8)",
        )?
        .execute(params![
            key,
            self.tokens,
            Us(self.at),
            self.slowed,
            Us(self.slowed_at),
            Us(self.shut),
            self.most,
            self.per_second
        ])?;
        Ok(())
    }
}

impl Cache {
    /// Takes what a call costs, and counts the call.
    pub fn take(
        &mut self,
        bucket: &Bucket<'_>,
        cost: Cost,
        purpose: Purpose,
        keep_pct: Decimal,
        now: Timestamp,
    ) -> Result<Allowed> {
        let most = match cost {
            Cost::Exactly(cost) | Cost::UpTo(cost) => cost.max(0),
        };
        self.write(|tx| {
            let mut row = Row::of(tx, bucket.key)?.unwrap_or_else(|| Row::fresh(bucket.quota, now));
            if row.shut > now {
                return Ok(Allowed::From(row.shut));
            }
            if let Some(in_a_day) = bucket.day.most
                && calls(tx, bucket)? >= purpose.share(in_a_day, keep_pct)
            {
                return Ok(Allowed::From(bucket.day.ends));
            }
            let (quota, _) = row.quota(bucket.quota, now);
            tx.prepare_cached("DELETE FROM hold WHERE until_us<=?1")?.execute([Us(now)])?;
            let held: i64 = tx
                .prepare_cached("SELECT coalesce(sum(cost),0) FROM hold WHERE key=?1")?
                .query_row([bucket.key], |row| row.get(0))?;
            let filled = quota.filled(row.tokens, row.at, now);
            match quota.ask(filled.saturating_sub(held), most, purpose, keep_pct, now) {
                QuotaAnswer::Wait(at) => return Ok(Allowed::From(at)),
                QuotaAnswer::Never => return Ok(Allowed::Never),
                QuotaAnswer::Taken => {}
            }
            // A clock that went back fills nothing until it has caught up.
            (row.tokens, row.at) = (filled, row.at.max(now));
            let hold = match cost {
                Cost::Exactly(cost) => {
                    row.tokens -= cost.max(0);
                    None
                }
                Cost::UpTo(_) => {
                    tx.prepare_cached("INSERT INTO hold(key,cost,until_us) VALUES(?1,?2,?3)")?.execute(params![
                        bucket.key,
                        most,
                        Us(now.checked_add(HELD).unwrap_or(now))
                    ])?;
                    Some(tx.last_insert_rowid())
                }
            };
            row.save(tx, bucket.key)?;
            spend(tx, bucket, 1, 0)?;
            Ok(Allowed::Yes(Grant { hold }))
        })
    }

    /// Books what a reply told of the bucket, and frees what was held for the call.
    pub fn settle(&mut self, bucket: &Bucket<'_>, grant: &Grant, told: Told, now: Timestamp) -> Result<()> {
        if grant.hold.is_none() && told == Told::default() {
            return Ok(());
        }
        self.write(|tx| {
            let mut row = Row::of(tx, bucket.key)?.unwrap_or_else(|| Row::fresh(bucket.quota, now));
            let mut held = 0;
            if let Some(hold) = grant.hold {
                held = tx
                    .prepare_cached("DELETE FROM hold WHERE id=?1 RETURNING cost")?
                    .query_row([hold], |row| row.get(0))
                    .optional()?
                    .unwrap_or(0);
            }
            row.per_second = told.per_second.or(row.per_second);
            row.most = told.most.or(row.most);
            let (quota, _) = row.quota(bucket.quota, now);
            row.tokens = match (told.left, told.consumed) {
                (Some(left), _) => left,
                (None, Some(consumed)) => quota.filled(row.tokens, row.at, now) - consumed,
                // Not a word about it: what was held is gone, that is on the safe side.
                (None, None) => quota.filled(row.tokens, row.at, now) - held,
            };
            row.at = row.at.max(now);
            row.save(tx, bucket.key)?;
            spend(tx, bucket, 0, told.consumed.unwrap_or(0))
        })
    }

    /// The vendor said that it was too much: nothing before `until`, and where `slower`, half the rate from then on for a
    /// while.
    pub fn complain(&mut self, bucket: &Bucket<'_>, until: Timestamp, slower: bool, now: Timestamp) -> Result<()> {
        self.write(|tx| {
            let mut row = Row::of(tx, bucket.key)?.unwrap_or_else(|| Row::fresh(bucket.quota, now));
            let (quota, slowed) = row.quota(bucket.quota, now);
            // One call more may find out, and no burst: the share that is kept and a whole call.
            row.tokens = quota.filled(row.tokens, row.at, now).min(quota.most / 5 + 1000);
            row.at = row.at.max(now);
            row.shut = row.shut.max(until);
            if slower {
                (row.slowed, row.slowed_at) = ((slowed + 1).min(SLOWEST), now);
            }
            row.save(tx, bucket.key)
        })
    }

    /// Calls and thousandths of a token of a key on a day.
    pub fn spent(&self, key: &str, day: &str) -> Result<(i64, i64)> {
        self.read(|conn| {
            Ok(conn
                .prepare_cached("SELECT calls,tokens FROM spent WHERE key=?1 AND day=?2")?
                .query_row(params![key, day], |row| Ok((row.get(0)?, row.get(1)?)))
                .optional()?
                .unwrap_or_default())
        })
    }

    /// What the bucket is taken to hold now, in thousandths; `None` where it was never used.
    pub fn level(&self, bucket: &Bucket<'_>, now: Timestamp) -> Result<Option<(i64, Quota)>> {
        self.read(|conn| {
            Ok(Row::of(conn, bucket.key)?.map(|row| {
                let (quota, _) = row.quota(bucket.quota, now);
                (quota.filled(row.tokens, row.at, now), quota)
            }))
        })
    }
}

fn calls(tx: &Connection, bucket: &Bucket<'_>) -> Result<i64> {
    Ok(tx
        .prepare_cached("SELECT calls FROM spent WHERE key=?1 AND day=?2")?
        .query_row(params![bucket.key, bucket.day.name], |row| row.get(0))
        .optional()?
        .unwrap_or(0))
}

fn spend(tx: &Connection, bucket: &Bucket<'_>, calls: i64, tokens: i64) -> Result<()> {
    tx.prepare_cached(
        "INSERT INTO spent(key,day,calls,tokens) VALUES(?1,?2,?3,?4)
         ON CONFLICT DO UPDATE SET calls=calls+excluded.calls, tokens=tokens+excluded.tokens",
    )?
    .execute(params![bucket.key, bucket.day.name, calls, tokens])?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use rust_decimal::dec;

    use super::*;

    const QUOTA: Quota = Quota { most: 10_000, per_second: 1_000 };

    fn now() -> Timestamp {
        "2026-06-01T12:00:00Z".parse().unwrap()
    }

    fn bucket(most: Option<i64>) -> Bucket<'static> {
        let ends = "2026-06-02T00:00:00Z".parse().unwrap();
        Bucket { key: "keepa:k", quota: QUOTA, day: Window { name: "2026-06-01", ends, most } }
    }

    fn after(seconds: i64) -> Timestamp {
        now() + SignedDuration::from_secs(seconds)
    }

    fn is_yes(answer: &Allowed) -> bool {
        matches!(answer, Allowed::Yes(_))
    }

    #[test]
    fn a_quota_is_shared_and_a_fifth_of_it_is_kept() {
        let mut cache = Cache::in_memory().unwrap();
        let mut take = |cost, purpose, seconds| {
            cache.take(&bucket(None), Cost::Exactly(cost), purpose, dec!(20), after(seconds)).unwrap()
        };
        for _ in 0..8 {
            assert!(is_yes(&take(1_000, Purpose::Other, 0)));
        }
        assert_eq!(take(1_000, Purpose::Other, 0), Allowed::From(after(1)));
        assert!(is_yes(&take(2_000, Purpose::Reconcile, 0)));
        assert_eq!(take(1_000, Purpose::Reconcile, -3_600), Allowed::From(after(-3_599)), "a clock that went back");
        assert!(is_yes(&take(1_000, Purpose::Other, 3)));
        assert_eq!(take(9_000, Purpose::Other, 100), Allowed::Never);
    }

    #[test]
    fn what_is_held_is_not_there_until_the_reply_says_what_it_cost() {
        let mut cache = Cache::in_memory().unwrap();
        let bucket = bucket(None);
        let take = |cache: &mut Cache, seconds| {
            cache.take(&bucket, Cost::UpTo(5_000), Purpose::Reconcile, dec!(20), after(seconds)).unwrap()
        };
        let (Allowed::Yes(first), Allowed::Yes(_)) = (take(&mut cache, 0), take(&mut cache, 0)) else { panic!() };
        assert_eq!(take(&mut cache, 0), Allowed::From(after(5)));
        let told = Told { left: Some(9_000), consumed: Some(1_000), ..Told::default() };
        cache.settle(&bucket, &first, told, after(0)).unwrap();
        // 9 are left, 5 of them are held by the second.
        assert_eq!(take(&mut cache, 0), Allowed::From(after(1)));
        assert_eq!(cache.spent("keepa:k", "2026-06-01").unwrap(), (2, 1_000));
        // The second never came back: after a while nothing is held for it.
        assert!(is_yes(&take(&mut cache, 181)));
        let debt = Told { left: Some(-3_000), consumed: Some(12_000), ..Told::default() };
        cache.settle(&bucket, &first, debt, after(181)).unwrap();
        assert_eq!(cache.level(&bucket, after(182)).unwrap().unwrap().0, -2_000);
    }

    #[test]
    fn a_complaint_shuts_and_halves_and_is_forgiven() {
        let mut cache = Cache::in_memory().unwrap();
        let bucket = bucket(None);
        cache.complain(&bucket, after(30), true, now()).unwrap();
        let mut take =
            |seconds| cache.take(&bucket, Cost::Exactly(1_000), Purpose::Reconcile, dec!(20), after(seconds)).unwrap();
        assert_eq!(take(29), Allowed::From(after(30)));
        // Half a token a second since then: 15 of them are more than the bucket holds.
        for _ in 0..10 {
            assert!(is_yes(&take(30)));
        }
        assert_eq!(take(30), Allowed::From(after(32)));
        assert!(is_yes(&take(610)));
        assert_eq!(cache.level(&bucket, after(640)).unwrap().unwrap().1.per_second, 1_000);
    }

    #[test]
    fn a_day_has_its_own_bound() {
        let mut cache = Cache::in_memory().unwrap();
        let bucket = bucket(Some(10));
        let mut take =
            |purpose, seconds| cache.take(&bucket, Cost::Exactly(1), purpose, dec!(20), after(seconds)).unwrap();
        for _ in 0..8 {
            assert!(is_yes(&take(Purpose::Other, 0)));
        }
        assert_eq!(take(Purpose::Other, 5), Allowed::From(bucket.day.ends));
        assert!(is_yes(&take(Purpose::Reconcile, 5)));
    }
}
