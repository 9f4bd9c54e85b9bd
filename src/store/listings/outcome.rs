//! What publishing came to: each a move in the transaction of its effect.
//!
//! A revision that did not happen leaves the listing as the channel shows it; a first publication goes back to a draft.

use anyhow::Result;
use jiff::Timestamp;
use rusqlite::{Connection, params};

use super::{load, promise_no_more};
use crate::{
    error,
    store::{prices, values::Us},
};

/// It is about to be published.
pub(in crate::store) fn publishing(tx: &Connection, id: i64, now: Timestamp) -> Result<()> {
    step(tx, id, &["draft"], "publishing", None, now)?;
    tx.execute("UPDATE listing SET attempts=attempts+1 WHERE id=?1", [id])?;
    Ok(())
}

/// The channel shows it, at the price that was published.
pub(in crate::store) fn live(tx: &Connection, id: i64, ext_id: &str, now: Timestamp) -> Result<()> {
    tx.execute(
        "UPDATE listing SET ext_id=?2, live_us=coalesce(live_us,?3), acked_version=version, price=wanted WHERE id=?1",
        params![id, ext_id, Us(now)],
    )?;
    step(tx, id, &["publishing", "unknown", "manual"], "live", None, now)?;
    tx.execute(
        "UPDATE listing SET shown=json_object('quantity',quantity,'title',title,'description',description,'condition',condition,
           'floor',floor,'ceiling',ceiling,'at_us',?2) WHERE id=?1",
        params![id, Us(now)],
    )?;
    prices::remember(tx, &load(tx, id)?, "acked", None, now)
}

/// The channel refused it, with proof.
pub(in crate::store) fn refused(tx: &Connection, id: i64, proof: &str, now: Timestamp) -> Result<()> {
    let from = ["publishing", "unknown", "manual"];
    match load(tx, id)?.ext_id {
        Some(_) => as_shown(tx, id, &from, proof, now),
        None => step(tx, id, &from, "rejected", Some(proof), now),
    }
}

/// It did not happen, and may be tried again.
pub(in crate::store) fn back_to_draft(tx: &Connection, id: i64, proof: &str, now: Timestamp) -> Result<()> {
    let from = ["publishing", "unknown"];
    match load(tx, id)?.ext_id {
        Some(_) => as_shown(tx, id, &from, proof, now),
        None => step(tx, id, &from, "draft", Some(proof), now),
    }
}

/// Nobody knows whether the channel has it.
pub(in crate::store) fn unknown(tx: &Connection, id: i64, why: &str, now: Timestamp) -> Result<()> {
    step(tx, id, &["publishing", "unknown"], "unknown", Some(why), now)
}

/// A person must find out.
pub(in crate::store) fn manual(tx: &Connection, id: i64, why: &str, now: Timestamp) -> Result<()> {
    step(tx, id, &["publishing", "unknown"], "manual", Some(why), now)
}

/// The listing stands as the channel shows it: what was wanted of it is given up.
fn as_shown(tx: &Connection, id: i64, from: &[&str], why: &str, now: Timestamp) -> Result<()> {
    tx.execute(
        "UPDATE listing SET quantity=json_extract(shown,'$.quantity'), title=json_extract(shown,'$.title'),
           description=json_extract(shown,'$.description'), condition=json_extract(shown,'$.condition'),
           floor=json_extract(shown,'$.floor'), ceiling=json_extract(shown,'$.ceiling'), wanted=price, version=version+1,
           acked_version=version+1 WHERE id=?1 AND shown IS NOT NULL",
        [id],
    )?;
    step(tx, id, from, "live", Some(why), now)?;
    promise_no_more(tx, &load(tx, id)?.sku, now)
}

pub(super) fn step(
    tx: &Connection,
    id: i64,
    from: &[&str],
    to: &str,
    reason: Option<&str>,
    now: Timestamp,
) -> Result<()> {
    let listing = load(tx, id)?;
    if !from.contains(&listing.state.as_str()) {
        return Err(error::refused(format!("listing {id} is {}: it can't become {to}", listing.state))
            .code("illegal_move")
            .into());
    }
    tx.execute("UPDATE listing SET state=?2, reason=?3, updated_us=?4 WHERE id=?1", params![id, to, reason, Us(now)])?;
    Ok(())
}
