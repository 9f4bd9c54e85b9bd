//! Counters of what is neither purchase nor refund: replies, revisions, models. Each is taken in the transaction of the thing
//! itself, by a guarded update, once for each subject however often it is asked.

use anyhow::Result;
use jiff::{SignedDuration, Timestamp};
use rusqlite::{Connection, OptionalExtension, params};
use rust_decimal::Decimal;

use super::{Budget, Denial, buckets};
use crate::{
    domain::{
        limits::{Limit, Measure},
        money::{Money, Rounding},
    },
    error,
    store::{Store, values::Us},
};

/// A counter, and how much of it is asked for.
struct Tally<'a> {
    limit: Limit,
    scope: &'static str,
    key: &'a str,
    period: &'a str,
    cap: i64,
    ask: i64,
}

impl Tally<'_> {
    fn used(&self, tx: &Connection) -> Result<i64> {
        Ok(tx
            .prepare_cached("SELECT used FROM tally WHERE scope=?1 AND key=?2 AND period=?3")?
            .query_row(params![self.scope, self.key, self.period], |row| row.get(0))
            .optional()?
            .unwrap_or(0))
    }

    /// What refuses, in the measure of the limit.
    fn refusal(&self, tx: &Connection, budget: &Budget) -> Result<Option<Denial>> {
        let used = self.used(tx)?;
        let over = used.saturating_add(self.ask) > self.cap;
        Ok(over.then(|| match self.limit.unit() {
            crate::domain::limits::Unit::Money => {
                Denial::money(self.limit, budget.caps.currency, used, self.cap, self.ask)
            }
            _ => Denial::units(self.limit, used, self.cap, self.ask),
        }))
    }

    fn take(&self, tx: &Connection, subject: &str, now: Timestamp) -> Result<()> {
        tx.prepare_cached(
            "INSERT INTO tally(scope,key,period,cap) VALUES(?1,?2,?3,?4)
             ON CONFLICT DO UPDATE SET cap=max(excluded.cap, used)",
        )?
        .execute(params![self.scope, self.key, self.period, self.cap])?;
        let taken = tx
            .prepare_cached("UPDATE tally SET used=used+?4 WHERE scope=?1 AND key=?2 AND period=?3 AND used+?4<=?5")?
            .execute(params![self.scope, self.key, self.period, self.ask, self.cap])?;
        anyhow::ensure!(taken == 1, "the limit `{}` refused after it had agreed", self.limit);
        tx.prepare_cached("INSERT INTO tally_link(subject,scope,key,period,amt,at_us) VALUES(?1,?2,?3,?4,?5,?6)")?
            .execute(params![subject, self.scope, self.key, self.period, self.ask, Us(now)])?;
        Ok(())
    }
}

/// Whether the subject has taken already.
fn has_taken(tx: &Connection, subject: &str) -> Result<bool> {
    Ok(tx
        .prepare_cached("SELECT EXISTS(SELECT 1 FROM tally_link WHERE subject=?1)")?
        .query_row([subject], |row| row.get(0))?)
}

/// Takes from all of these, or from none: the first that refuses is the answer. Nothing is asked of a counter for nothing.
fn take_all(
    tx: &Connection,
    subject: &str,
    tallies: &[Tally<'_>],
    budget: &Budget,
    now: Timestamp,
) -> Result<Option<Denial>> {
    if has_taken(tx, subject)? {
        return Ok(None);
    }
    let asked = || tallies.iter().filter(|tally| tally.ask > 0);
    for tally in asked() {
        if let Some(denial) = tally.refusal(tx, budget)? {
            return Ok(Some(denial));
        }
    }
    for tally in asked() {
        tally.take(tx, subject, now)?;
    }
    Ok(None)
}

impl Store {
    /// L22: one more revision of a listing, to this price. `version` is the one that is about to be sent, and is counted
    /// once. Refuses the revision that is one too many today, and a price too far below any of the last 24 hours.
    pub fn take_revision(
        &mut self,
        listing: i64,
        version: i64,
        price: &Money,
        budget: &Budget,
        now: Timestamp,
    ) -> Result<Option<Denial>> {
        self.write(|tx| {
            if let Some(denial) = fell_too_far(tx, listing, price, budget, now)? {
                return Ok(Some(denial));
            }
            let day = buckets::day_of(tx, &budget.zone, now)?;
            let tally = Tally {
                limit: Limit::RevisionsPerDay,
                scope: "revision",
                key: &listing.to_string(),
                period: &day.name,
                cap: budget.caps.count(Limit::RevisionsPerDay),
                ask: 1,
            };
            let denial = take_all(tx, &format!("revision:{listing}:{version}"), &[tally], budget, now)?;
            buckets::begin_day(tx, &day)?;
            Ok(denial)
        })
    }

    /// L22: one more answer without a person, to this message in this thread. `slot` tells the answers to one message apart.
    pub fn take_reply(
        &mut self,
        message: &str,
        thread: &str,
        slot: u32,
        budget: &Budget,
        now: Timestamp,
    ) -> Result<Option<Denial>> {
        self.write(|tx| {
            let (day, caps) = (buckets::day_of(tx, &budget.zone, now)?, &budget.caps);
            let tallies = [
                Tally {
                    limit: Limit::RepliesPerMessage,
                    scope: "reply",
                    key: message,
                    period: "ever",
                    cap: caps.count(Limit::RepliesPerMessage),
                    ask: 1,
                },
                Tally {
                    limit: Limit::RepliesPerThread,
                    scope: "thread",
                    key: thread,
                    period: &day.name,
                    cap: caps.count(Limit::RepliesPerThread),
                    ask: 1,
                },
            ];
            let denial = take_all(tx, &format!("reply:{message}:{slot}"), &tallies, budget, now)?;
            buckets::begin_day(tx, &day)?;
            Ok(denial)
        })
    }

    /// L23: before one call of a model. `subject` names the call and is counted once; `cost` and `tokens` are the most that
    /// it may take, `turn` counts from 1. A refusal means that the model is off and its caller falls back to refusing.
    pub fn take_llm(
        &mut self,
        subject: &str,
        cost: &Money,
        tokens: u32,
        turn: u32,
        budget: &Budget,
        now: Timestamp,
    ) -> Result<Option<Denial>> {
        let caps = &budget.caps;
        for (limit, ask) in [(Limit::LlmCallTokens, tokens), (Limit::LlmTurns, turn)] {
            let (most, ask) = (caps.count(limit), i64::from(ask));
            if ask > most {
                return Ok(Some(Denial::units(limit, 0, most, ask)));
            }
        }
        if cost.currency() != caps.currency {
            return Err(error::refused(format!(
                "a model costs {}, the limits are in {}",
                cost.currency(),
                caps.currency
            ))
            .code("limit_currency")
            .into());
        }
        self.write(|tx| {
            let day = buckets::day_of(tx, &budget.zone, now)?;
            let tallies = llm_tallies(&day.name, cost.to_minor(Rounding::Up)?, i64::from(tokens), budget);
            let denial = take_all(tx, subject, &tallies, budget, now)?;
            buckets::begin_day(tx, &day)?;
            Ok(denial)
        })
    }
}

impl Store {
    /// L23: what a call took beyond what was put aside for it before. It was spent, so it counts, up to the caps: the day is
    /// over for models then.
    pub fn take_llm_beyond(
        &mut self,
        subject: &str,
        cost: &Money,
        tokens: u32,
        budget: &Budget,
        now: Timestamp,
    ) -> Result<()> {
        self.write(|tx| {
            let day = buckets::day_of(tx, &budget.zone, now)?;
            let mut tallies = llm_tallies(&day.name, cost.to_minor(Rounding::Up)?, i64::from(tokens), budget);
            for tally in &mut tallies {
                tally.ask = tally.ask.min(tally.cap.saturating_sub(tally.used(tx)?)).max(0);
            }
            take_all(tx, &format!("{subject}:beyond"), &tallies, budget, now)?;
            buckets::begin_day(tx, &day)
        })
    }
}

/// The counters of models: what they cost, and their tokens.
fn llm_tallies<'a>(day: &'a str, cost: i64, tokens: i64, budget: &Budget) -> [Tally<'a>; 2] {
    let caps = &budget.caps;
    let of = |limit, scope, cap, ask| Tally { limit, scope, key: "all", period: day, cap, ask };
    [
        of(Limit::LlmPerDay, "llm", caps.minor(Limit::LlmPerDay), cost),
        of(Limit::LlmTokensPerDay, "llm_tokens", caps.count(Limit::LlmTokensPerDay), tokens),
    ]
}

/// Whether a price lies too far below the highest that the listing had in 24 hours.
fn fell_too_far(
    tx: &Connection,
    listing: i64,
    price: &Money,
    budget: &Budget,
    now: Timestamp,
) -> Result<Option<Denial>> {
    let since = now.checked_sub(SignedDuration::from_hours(24)).unwrap_or(Timestamp::MIN);
    // The price that stood when the 24 hours began counts too.
    let highest: Option<i64> = tx
        .prepare_cached(
            "SELECT max(price) FROM listing_price WHERE listing_id=?1 AND what='acked' AND (at_us>?2 OR id=(
               SELECT max(id) FROM listing_price WHERE listing_id=?1 AND what='acked' AND at_us<=?2))",
        )?
        .query_row(params![listing, Us(since)], |row| row.get(0))?;
    let Some(highest) = highest.filter(|highest| *highest > 0) else { return Ok(None) };
    let asked = Decimal::from(price.to_minor(Rounding::HalfEven)?);
    let fall = (Decimal::from(highest) - asked) * Decimal::ONE_HUNDRED / Decimal::from(highest);
    let most = budget.caps.value(Limit::PriceDropPct);
    Ok((fall > most).then(|| Denial::number(Limit::PriceDropPct, most, Measure::number(Rounding::Up.apply(fall, 2)))))
}
