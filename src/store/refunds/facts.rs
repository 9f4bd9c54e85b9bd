//! Every refund that was made, booked once, whoever tells of it first: our vendor's answer, or the marketplace's feed.
//!
//! The two reports of one refund meet by the channel's id of it. Where the feed gives no id, they meet by line and amount
//! within a day, oldest first, each report once: two equal refunds have two reports of each kind and stay two. Reports
//! with different ids are never the same refund.

use anyhow::Result;
use jiff::{SignedDuration, Timestamp};
use rusqlite::{Connection, OptionalExtension, params};

use super::{Refund, load, settle};
use crate::{
    domain::money::Currency,
    store::{
        sales::back::Line,
        values::{Ccy, Us},
    },
};

/// How far the times of two reports of one refund may lie apart: feeds say when it was posted, answers when it was made.
const APART: SignedDuration = SignedDuration::from_hours(24);
/// How far the vendor's clock may be behind ours.
const CLOCK: SignedDuration = SignedDuration::from_mins(5);

/// What a feed tells of a refund.
#[derive(Clone, Copy, Debug)]
pub(in crate::store) struct Told<'a> {
    /// The feed.
    pub feed: &'a str,
    /// The name of the event in it.
    pub feed_id: &'a str,
    /// The channel's id of the refund, where the feed gives it.
    pub vendor_refund: Option<&'a str>,
    /// What was given back, in minor units; more than nothing.
    pub minor: i64,
    /// Its currency.
    pub currency: Currency,
}

/// A refund that is on the books already.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::store) struct Known {
    /// Its transaction.
    pub txn: Option<i64>,
    /// What the feed says beyond what was booked, in minor units.
    pub new: i64,
}

/// The feed tells of a refund. One that our vendor told of before is known; any other is a new fact, which the caller
/// books and then gives its transaction by [`booked`].
pub(in crate::store) fn told(
    tx: &Connection,
    line: Line<'_>,
    told: &Told<'_>,
    at: Timestamp,
    now: Timestamp,
) -> Result<Option<Known>> {
    let by_id = match told.vendor_refund {
        Some(id) => tx
            .prepare_cached(
                "SELECT id,amt,txn_id FROM refund_fact
                 WHERE channel=?1 AND vendor_refund=?2 AND ext_order=?3 AND ext_line=?4 AND ccy=?5",
            )?
            .query_row(params![line.channel, id, line.order, line.line, Ccy(told.currency)], three)
            .optional()?,
        None => None,
    };
    let known = match by_id {
        Some(known) => Some(known),
        None => tx
            .prepare_cached(
                "SELECT id,amt,txn_id FROM refund_fact WHERE channel=?1 AND ext_order=?2 AND ext_line=?3 AND ccy=?4 AND amt=?5
                   AND feed_id IS NULL AND (vendor_refund IS NULL OR ?6 IS NULL) AND abs(at_us-?7)<=?8 ORDER BY at_us,id LIMIT 1",
            )?
            .query_row(
                params![
                    line.channel,
                    line.order,
                    line.line,
                    Ccy(told.currency),
                    told.minor,
                    told.vendor_refund,
                    Us(at),
                    micros(APART)
                ],
                three,
            )
            .optional()?,
    };
    if let Some((fact, amt, txn)) = known {
        tx.execute(
            "UPDATE refund_fact SET feed=coalesce(feed,?2), feed_id=coalesce(feed_id,?3), amt=?4,
               vendor_refund=coalesce(vendor_refund,?5) WHERE id=?1",
            params![fact, told.feed, told.feed_id, told.minor, told.vendor_refund],
        )?;
        return Ok(Some(Known { txn, new: told.minor - amt }));
    }
    let waiting = pending(tx, line, told)?;
    if let Some(refund) = &waiting {
        let id = refund.vendor_refund.as_deref().unwrap_or(told.feed_id);
        settle::came_true(tx, refund, id, told.minor, at, now)?;
    }
    let id = told.vendor_refund.or(waiting.as_ref().and_then(|refund| refund.vendor_refund.as_deref()));
    tx.execute(
        "INSERT INTO refund_fact(channel,ext_order,ext_line,ccy,amt,vendor_refund,refund_id,feed,feed_id,at_us)
         VALUES(?1,?2,?3,?4,?5,CASE WHEN EXISTS(SELECT 1 FROM refund_fact WHERE channel=?1 AND vendor_refund=?6) THEN NULL ELSE ?6 END,
           ?7,?8,?9,?10)",
        params![
            line.channel,
            line.order,
            line.line,
            Ccy(told.currency),
            told.minor,
            id,
            waiting.as_ref().map(|refund| refund.id),
            told.feed,
            told.feed_id,
            Us(at)
        ],
    )?;
    Ok(None)
}

/// The transaction that a fact of a feed stands for, where it has none yet.
pub(in crate::store) fn booked(tx: &Connection, feed: &str, feed_id: &str, txn: Option<i64>) -> Result<()> {
    tx.prepare_cached("UPDATE refund_fact SET txn_id=coalesce(txn_id,?3) WHERE feed=?1 AND feed_id=?2")?
        .execute(params![feed, feed_id, txn])?;
    Ok(())
}

/// A refund of ours that the vendor said it would make, and that this report says was made.
fn pending(tx: &Connection, line: Line<'_>, told: &Told<'_>) -> Result<Option<Refund>> {
    let id: Option<i64> = tx
        .prepare_cached(
            "SELECT id FROM refund WHERE state='pending_vendor' AND channel=?1 AND ext_order=?2 AND ext_line=?3 AND ccy=?4
               AND (vendor_refund=?5 OR (?5 IS NULL AND amount=?6)) ORDER BY id LIMIT 1",
        )?
        .query_row(
            params![line.channel, line.order, line.line, Ccy(told.currency), told.vendor_refund, told.minor],
            |row| row.get(0),
        )
        .optional()?;
    id.map(|id| load(tx, id)).transpose()
}

/// Our vendor says that it made this refund. Returns the new fact, to be booked and given its transaction by
/// [`stands_for`]; `None` where the feed told of it before.
pub(super) fn ours(
    tx: &Connection,
    refund: &Refund,
    vendor_refund: &str,
    minor: i64,
    at: Timestamp,
) -> Result<Option<i64>> {
    let sent = refund.first_sent_at.unwrap_or(at);
    let known: Option<i64> = tx
        .prepare_cached(
            "SELECT id FROM refund_fact WHERE channel=?1 AND ext_order=?2 AND ext_line=?3 AND ccy=?4 AND refund_id IS NULL
               AND (vendor_refund=?5 OR (vendor_refund IS NULL AND amt=?6 AND at_us>=?7 AND abs(at_us-?8)<=?9))
             ORDER BY vendor_refund IS NULL, at_us, id LIMIT 1",
        )?
        .query_row(
            params![
                refund.channel,
                refund.order,
                refund.line,
                Ccy(refund.amount.currency()),
                vendor_refund,
                minor,
                Us(sent - CLOCK),
                Us(at),
                micros(APART)
            ],
            |row| row.get(0),
        )
        .optional()?;
    if let Some(fact) = known {
        tx.execute(
            "UPDATE refund_fact SET refund_id=?2, vendor_refund=coalesce(vendor_refund,?3) WHERE id=?1",
            params![fact, refund.id, vendor_refund],
        )?;
        return Ok(None);
    }
    tx.execute(
        "INSERT INTO refund_fact(channel,ext_order,ext_line,ccy,amt,vendor_refund,refund_id,at_us) VALUES(?1,?2,?3,?4,?5,?6,?7,?8)",
        params![
            refund.channel,
            refund.order,
            refund.line,
            Ccy(refund.amount.currency()),
            minor,
            vendor_refund,
            refund.id,
            Us(at)
        ],
    )?;
    Ok(Some(tx.last_insert_rowid()))
}

/// The transaction that a fact stands for.
pub(super) fn stands_for(tx: &Connection, fact: i64, txn: Option<i64>) -> Result<()> {
    tx.execute("UPDATE refund_fact SET txn_id=?2 WHERE id=?1", params![fact, txn])?;
    Ok(())
}

/// Whether the vendor's id is that of another refund: of ours, or of another line.
pub(super) fn belongs_to_another(tx: &Connection, refund: &Refund, vendor_refund: &str) -> Result<bool> {
    Ok(tx
        .prepare_cached(
            "SELECT EXISTS(SELECT 1 FROM refund WHERE channel=?1 AND vendor_refund=?2 AND id<>?3)
               OR EXISTS(SELECT 1 FROM refund_fact WHERE channel=?1 AND vendor_refund=?2
                 AND (refund_id<>?3 OR ext_order<>?4 OR ext_line<>?5 OR ccy<>?6))",
        )?
        .query_row(
            params![refund.channel, vendor_refund, refund.id, refund.order, refund.line, Ccy(refund.amount.currency())],
            |row| row.get(0),
        )?)
}

/// Whether the feed shows a refund, equal to this one and nobody's, since it was first sent.
pub(super) fn may_be_this_one(tx: &Connection, refund: &Refund) -> Result<bool> {
    let sent = refund.first_sent_at.unwrap_or(refund.requested_at);
    Ok(tx
        .prepare_cached(
            "SELECT EXISTS(SELECT 1 FROM refund_fact WHERE channel=?1 AND ext_order=?2 AND ext_line=?3 AND ccy=?4 AND amt=?5
               AND refund_id IS NULL AND at_us>=?6)",
        )?
        .query_row(
            params![
                refund.channel,
                refund.order,
                refund.line,
                Ccy(refund.amount.currency()),
                refund.minor()?,
                Us(sent - CLOCK)
            ],
            |row| row.get(0),
        )?)
}

fn three(row: &rusqlite::Row<'_>) -> rusqlite::Result<(i64, i64, Option<i64>)> {
    Ok((row.get(0)?, row.get(1)?, row.get(2)?))
}

fn micros(length: SignedDuration) -> i64 {
    i64::try_from(length.as_micros()).unwrap_or(i64::MAX)
}
