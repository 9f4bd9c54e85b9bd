//! Holding money for a refund: against what was paid, the day and the buyer, all seen and taken in one transaction.

use anyhow::Result;
use jiff::{Timestamp, ToSpan};
use rusqlite::{Connection, OptionalExtension, params};

use super::{Refund, load, note, step};
use crate::{
    domain::{
        effect::Kind,
        money::Rounding,
        refund::{RefundCaps, RefundLimit, RefundState, Stop},
    },
    error,
    store::{
        Store,
        values::{Ccy, Us},
    },
};

/// A hold that was not sent within this time is given up.
const HELD_MINUTES: i64 = 15;
/// How far back a buyer's refunds count.
const BUYER_DAYS: i64 = 90;
/// The day's counter in the account currency.
pub(super) const ALL: &str = "all";
/// The counters of refunds among all limits.
const SCOPE: &str = "refund_day";

/// What the limits said.
#[derive(Clone, Debug, PartialEq)]
#[expect(clippy::large_enum_variant, reason = "one at a time, never in a list")]
pub enum RefundHeld {
    /// The money is held.
    Held(Refund),
    /// A limit refuses; nothing changed.
    Denied(Stop),
}

impl Store {
    /// The first limit that would refuse a refund without a person, as things are; nothing is taken.
    pub fn refund_stop(&self, id: i64, caps: &RefundCaps, day: &str, now: Timestamp) -> Result<Option<Stop>> {
        self.read(|tx| {
            let refund = load(tx, id)?;
            refusal(tx, &refund, caps, day, false, now)
        })
    }

    /// Holds the money of an authorised refund. What was paid bounds it always; policy, day and buyer bound it unless a
    /// person with a name allowed it beyond them. `day` is the local date.
    ///
    /// Halted is an error (exit 5), and so is an authorisation that has expired; a limit that refuses is an answer.
    pub fn hold_refund(&mut self, id: i64, caps: &RefundCaps, day: &str, now: Timestamp) -> Result<RefundHeld> {
        let switch = self.switch();
        self.write(|tx| {
            switch.refuse(tx, Kind::Refund)?;
            let refund = load(tx, id)?;
            if refund.state != RefundState::Authorised {
                let state = refund.state;
                return Err(error::refused(format!("refund {id} is {state}: its money can't be held"))
                    .code("illegal_move")
                    .into());
            }
            if refund.authorised_until.is_some_and(|until| until < now) {
                return Err(error::refused(format!("the yes to refund {id} has expired"))
                    .code("approval_expired")
                    .hint("ask for it again")
                    .into());
            }
            if let Some(stop) = refusal(tx, &refund, caps, day, refund.beyond, now)? {
                note(tx, id, "denied", Some(&stop.to_string()), now)?;
                return Ok(RefundHeld::Denied(stop));
            }
            anyhow::ensure!(take_from_sale(tx, &refund, refund.minor()?)?, "the sale had less left than it said");
            take_from_day(tx, &refund, caps, day)?;
            step(tx, &refund, RefundState::Held, None, now)?;
            Ok(RefundHeld::Held(load(tx, id)?))
        })
    }

    /// Gives up what was held and not sent within 15 minutes; returns it.
    pub fn expire_refunds(&mut self, now: Timestamp) -> Result<Vec<Refund>> {
        let before = now - HELD_MINUTES.minutes();
        self.write(|tx| {
            let mut query = tx.prepare("SELECT id FROM refund WHERE state='held' AND updated_us<?1 ORDER BY id")?;
            let old = query.query_map([Us(before)], |row| row.get(0))?.collect::<rusqlite::Result<Vec<i64>>>()?;
            old.into_iter().map(|id| void(tx, id, "it was not sent in time", now)).collect()
        })
    }
}

/// The first limit that refuses, all of them seen at one moment.
fn refusal(
    tx: &Connection,
    refund: &Refund,
    caps: &RefundCaps,
    day: &str,
    beyond: bool,
    now: Timestamp,
) -> Result<Option<Stop>> {
    let (currency, ask) = (refund.amount.currency(), refund.minor()?);
    let (gross, gone): (i64, i64) = tx
        .prepare_cached(
            "SELECT coalesce(sum(gross),0), coalesce(sum(refunded+held),0) FROM listing_sale
             WHERE source=?1 AND ext_order=?2 AND ext_line=?3 AND ccy=?4",
        )?
        .query_row(params![refund.channel, refund.order, refund.line, Ccy(currency)], |row| {
            Ok((row.get(0)?, row.get(1)?))
        })?;
    if gone.saturating_add(ask) > gross {
        return Ok(Some(Stop::money(RefundLimit::RefundOrder, currency, gone, gross, ask)));
    }
    if beyond {
        return Ok(None);
    }
    let allowed = refund.allowed.to_minor(Rounding::Down)?;
    if ask > allowed {
        return Ok(Some(Stop::money(RefundLimit::RefundPolicy, currency, gone, allowed.saturating_add(gone), ask)));
    }
    let used = day_used(tx, ALL, day)?;
    if currency != caps.currency {
        // A day's limit says nothing about another currency, so nothing is within it.
        return Ok(Some(Stop::money(RefundLimit::RefundDay, currency, 0, 0, ask)));
    }
    if used.saturating_add(ask) > caps.per_day {
        return Ok(Some(Stop::money(RefundLimit::RefundDay, currency, used, caps.per_day, ask)));
    }
    let had = had_by_buyer(tx, refund, now)?;
    Ok((had >= caps.per_buyer).then(|| Stop::count(had, caps.per_buyer)))
}

/// Refunds that the buyer had, or may still get, in 90 days: ours and the marketplace's own.
fn had_by_buyer(tx: &Connection, refund: &Refund, now: Timestamp) -> Result<i64> {
    let since = Us(now - jiff::SignedDuration::from_hours(24 * BUYER_DAYS));
    Ok(tx
        .prepare_cached(
            "SELECT (SELECT count(*) FROM refund o WHERE o.channel=r.channel AND o.buyer=r.buyer AND o.id<>r.id
                AND o.updated_us>=?2 AND o.state IN('held','submitting','unknown','manual','pending_vendor'))
              + (SELECT count(*) FROM refund_fact f WHERE f.channel=r.channel AND f.at_us>=?2 AND (f.ext_order=r.buyer
                OR EXISTS(SELECT 1 FROM listing_sale s WHERE s.source=f.channel AND s.ext_order=f.ext_order
                  AND s.ext_line=f.ext_line AND s.buyer=r.buyer)))
             FROM refund r WHERE r.id=?1",
        )?
        .query_row(params![refund.id, since], |row| row.get(0))?)
}

pub(super) fn day_used(tx: &Connection, key: &str, day: &str) -> Result<i64> {
    Ok(tx
        .prepare_cached("SELECT used FROM limit_bucket WHERE scope=?1 AND key=?2 AND period=?3")?
        .query_row(params![SCOPE, key, day], |row| row.get(0))
        .optional()?
        .unwrap_or(0))
}

/// Takes from the rows of the sale, in their order. `false`, with nothing taken, where they have too little left.
pub(super) fn take_from_sale(tx: &Connection, refund: &Refund, mut amount: i64) -> Result<bool> {
    let mut query = tx.prepare_cached(
        "SELECT id,gross-refunded-held FROM listing_sale
         WHERE source=?1 AND ext_order=?2 AND ext_line=?3 AND ccy=?4 AND gross>refunded+held ORDER BY part",
    )?;
    let line = params![refund.channel, refund.order, refund.line, Ccy(refund.amount.currency())];
    let rows = query.query_map(line, |row| Ok((row.get(0)?, row.get(1)?)))?;
    let rows = rows.collect::<rusqlite::Result<Vec<(i64, i64)>>>()?;
    if rows.iter().map(|(_, left)| left).sum::<i64>() < amount {
        return Ok(false);
    }
    for (sale, left) in rows {
        let share = left.min(amount);
        if share == 0 {
            break;
        }
        tx.execute("UPDATE listing_sale SET held=held+?2 WHERE id=?1", params![sale, share])?;
        tx.execute(
            "INSERT INTO refund_hold(refund_id,sale_id,amt) VALUES(?1,?2,?3) ON CONFLICT DO UPDATE SET amt=amt+excluded.amt",
            params![refund.id, sale, share],
        )?;
        amount -= share;
    }
    Ok(true)
}

fn take_from_day(tx: &Connection, refund: &Refund, caps: &RefundCaps, day: &str) -> Result<()> {
    let (currency, ask) = (refund.amount.currency(), refund.minor()?);
    let (key, cap) = if currency == caps.currency { (ALL, caps.per_day) } else { (currency.code(), 0) };
    tx.prepare_cached(
        "INSERT INTO limit_bucket(scope,key,period,cap) VALUES(?1,?2,?3,?4)
         ON CONFLICT DO UPDATE SET cap=max(excluded.cap, used-forced)",
    )?
    .execute(params![SCOPE, key, day, cap])?;
    if refund.beyond {
        // A person raised the limit of this day, by exactly this refund.
        tx.execute(
            "UPDATE limit_bucket SET cap=max(cap,used+?4) WHERE scope=?1 AND key=?2 AND period=?3",
            params![SCOPE, key, day, ask],
        )?;
    }
    let taken = tx
        .prepare_cached(
            "UPDATE limit_bucket SET used=used+?4 WHERE scope=?1 AND key=?2 AND period=?3 AND used+?4<=cap",
        )?
        .execute(params![SCOPE, key, day, ask])?;
    anyhow::ensure!(taken == 1, "the limit `refund_day` refused after it had agreed");
    tx.execute("UPDATE refund SET day=?2, day_key=?3, day_amt=?4 WHERE id=?1", params![refund.id, day, key, ask])?;
    Ok(())
}

/// Gives back what a refund holds of its sale and of the day's limit, if it holds any.
pub(super) fn release(tx: &Connection, refund: &Refund) -> Result<()> {
    release_sale(tx, refund.id)?;
    change_day(tx, refund.id, 0)
}

/// Gives back what a refund holds of its sale.
pub(super) fn release_sale(tx: &Connection, id: i64) -> Result<()> {
    tx.execute(
        "UPDATE listing_sale SET held=held-(SELECT h.amt FROM refund_hold h WHERE h.refund_id=?1 AND h.sale_id=listing_sale.id)
         WHERE id IN (SELECT sale_id FROM refund_hold WHERE refund_id=?1)",
        [id],
    )?;
    tx.execute("DELETE FROM refund_hold WHERE refund_id=?1", [id])?;
    Ok(())
}

/// A refund takes this much of its day from now on. What is above the limit is taken by force, since it is a fact.
pub(super) fn change_day(tx: &Connection, id: i64, amount: i64) -> Result<()> {
    tx.execute(
        "UPDATE limit_bucket SET forced=max(forced, used+?2-r.day_amt-cap), used=used+?2-r.day_amt
         FROM (SELECT day,day_key,day_amt FROM refund WHERE id=?1 AND day IS NOT NULL) r
         WHERE scope=?3 AND key=r.day_key AND period=r.day",
        params![id, amount, SCOPE],
    )?;
    tx.execute("UPDATE refund SET day_amt=?2 WHERE id=?1 AND day IS NOT NULL", params![id, amount])?;
    Ok(())
}

/// Makes room on a sale row for money that was given back: a fact comes before what is held. First whoever may be this
/// very refund gives way, then what was not sent (it is given up), then the rest.
pub(in crate::store) fn make_room(tx: &Connection, sale: i64, share: i64, whole: i64, now: Timestamp) -> Result<()> {
    loop {
        let (held, room): (i64, i64) = tx
            .prepare_cached("SELECT held,gross-refunded-?2 FROM listing_sale WHERE id=?1")?
            .query_row([sale, share], |row| Ok((row.get(0)?, row.get(1)?)))?;
        if held <= room {
            return Ok(());
        }
        let (id, amount): (i64, i64) = tx
            .prepare_cached(
                "SELECT h.refund_id,h.amt FROM refund_hold h JOIN refund r ON r.id=h.refund_id WHERE h.sale_id=?1
                 ORDER BY CASE WHEN r.state<>'held' AND r.amount=?2 THEN 0 WHEN r.state='held' THEN 1 ELSE 2 END,
                   CASE WHEN r.state='held' THEN -r.id ELSE r.id END LIMIT 1",
            )?
            .query_row([sale, whole], |row| Ok((row.get(0)?, row.get(1)?)))?;
        if load(tx, id)?.state == RefundState::Held {
            void(tx, id, "the marketplace gave the money back first", now)?;
            continue;
        }
        let less = amount.min(held - room);
        tx.execute("UPDATE listing_sale SET held=held-?2 WHERE id=?1", [sale, less])?;
        tx.execute("DELETE FROM refund_hold WHERE refund_id=?1 AND sale_id=?2 AND amt=?3", [id, sale, less])?;
        tx.execute("UPDATE refund_hold SET amt=amt-?3 WHERE refund_id=?1 AND sale_id=?2 AND amt>?3", [id, sale, less])?;
    }
}

/// Gives a refund up, with all that it holds.
pub(super) fn void(tx: &Connection, id: i64, why: &str, now: Timestamp) -> Result<Refund> {
    let refund = load(tx, id)?;
    release(tx, &refund)?;
    step(tx, &refund, RefundState::Voided, Some(why), now)?;
    load(tx, id)
}
