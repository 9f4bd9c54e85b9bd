//! What repricing remembers of a listing: earlier looks at its page, its rung on the aging ladder, a sale below its floor that
//! a person agreed to.

use anyhow::Result;
use jiff::{SignedDuration, Timestamp};
use rusqlite::{OptionalExtension, params};
use serde_json::{Value, json};

use super::{
    Store, chain, listings,
    values::{Ccy, Us, from_json, to_json},
};
use crate::{
    domain::{
        money::{Money, Rounding},
        repricing::{ladder::Standing, looks::Look},
    },
    error,
};

/// How long looks are kept: three times what any rule looks back.
const KEPT: SignedDuration = SignedDuration::from_hours(24 * 9);

/// A sale below the floor that a person agreed to.
#[derive(Clone, Debug, PartialEq)]
pub struct Liquidation {
    /// The floor until then.
    pub floor: Money,
    /// Until when.
    pub until: Timestamp,
    /// Why.
    pub reason: String,
}

impl Store {
    /// Keeps a look at the page of a listing.
    pub fn remember_look(&mut self, listing: i64, look: &Look) -> Result<()> {
        self.write(|tx| {
            tx.prepare_cached("INSERT OR REPLACE INTO look(listing_id,at_us,seen) VALUES(?1,?2,?3)")?
                .execute(params![listing, Us(look.at), to_json(look)])?;
            let old = look.at.checked_sub(KEPT).unwrap_or(Timestamp::MIN);
            tx.prepare_cached("DELETE FROM look WHERE listing_id=?1 AND at_us<?2")?
                .execute(params![listing, Us(old)])?;
            Ok(())
        })
    }

    /// The looks at a listing's page that are kept, the oldest first.
    pub fn looks(&self, listing: i64) -> Result<Vec<Look>> {
        self.read(|tx| {
            let mut query = tx.prepare_cached("SELECT seen FROM look WHERE listing_id=?1 ORDER BY at_us")?;
            let rows = query.query_map([listing], |row| row.get::<_, String>(0))?;
            rows.map(|row| from_json(&row?, "a look")).collect()
        })
    }

    /// Where a listing stands on the aging ladder.
    pub fn ladder_standing(&self, listing: i64) -> Result<Option<Standing>> {
        self.read(|tx| {
            let found = tx
                .prepare_cached("SELECT rung,since_us FROM ladder WHERE listing_id=?1")?
                .query_row([listing], |row| Ok((row.get::<_, i64>(0)?, row.get::<_, Us>(1)?.0)))
                .optional()?;
            Ok(found.map(|(rung, since)| Standing { rung: usize::try_from(rung).unwrap_or(0), since }))
        })
    }

    /// Puts a listing on a rung.
    pub fn stand_on(&mut self, listing: i64, standing: Standing) -> Result<()> {
        self.write(|tx| {
            tx.prepare_cached("INSERT OR REPLACE INTO ladder(listing_id,rung,since_us) VALUES(?1,?2,?3)")?
                .execute(params![listing, i64::try_from(standing.rung)?, Us(standing.since)])?;
            Ok(())
        })
    }

    /// Writes down that a listing may be sold below its floor, down to another one, until then. It is in the audit chain.
    /// Refused where the new floor is not below the one there is, or in another currency.
    pub fn agree_liquidation(&mut self, listing: i64, agreed: &Liquidation, now: Timestamp) -> Result<()> {
        self.write(|tx| {
            let one = listings::load(tx, listing)?;
            let floor = agreed.floor.to_minor(Rounding::Up)?;
            if one.floor.currency() != agreed.floor.currency() || agreed.floor.amount() >= one.floor.amount() {
                return Err(error::refused(format!(
                    "{}: {} is not below its floor of {}",
                    one.sku, agreed.floor, one.floor
                ))
                .code("no_liquidation")
                .into());
            }
            tx.execute(
                "INSERT OR REPLACE INTO liquidation(listing_id,floor,ccy,until_us,reason,agreed_us) VALUES(?1,?2,?3,?4,?5,?6)",
                params![listing, floor, Ccy(agreed.floor.currency()), Us(agreed.until), agreed.reason, Us(now)],
            )?;
            let body = json!({ "sku": one.sku, "floor": agreed.floor, "until": agreed.until, "reason": agreed.reason });
            let Value::Object(body) = body else { unreachable!("it is an object") };
            chain::append(tx, "liquidation", &listing.to_string(), &body, now)
        })
    }

    /// The sale below its floor that is agreed to for a listing now.
    pub fn liquidation(&self, listing: i64, now: Timestamp) -> Result<Option<Liquidation>> {
        self.read(|tx| liquidation(tx, listing, now))
    }

    /// Units that a channel sold of a SKU since then.
    pub fn units_sold(&self, channel: &str, sku: &str, since: Timestamp) -> Result<u32> {
        self.read(|tx| {
            let units: i64 = tx
                .prepare_cached(
                    "SELECT coalesce(sum(qty),0) FROM listing_sale WHERE source=?1 AND sku=?2 AND at_us>=?3",
                )?
                .query_row(params![channel, sku, Us(since)], |row| row.get(0))?;
            Ok(u32::try_from(units).unwrap_or(0))
        })
    }
}

/// The same within a transaction.
pub(super) fn liquidation(tx: &rusqlite::Connection, listing: i64, now: Timestamp) -> Result<Option<Liquidation>> {
    let found = tx
        .prepare_cached("SELECT floor,ccy,until_us,reason FROM liquidation WHERE listing_id=?1 AND until_us>?2")?
        .query_row(params![listing, Us(now)], |row| {
            let floor = Money::from_minor(row.get(0)?, row.get::<_, Ccy>(1)?.0);
            Ok(Liquidation { floor, until: row.get::<_, Us>(2)?.0, reason: row.get(3)? })
        })
        .optional()?;
    Ok(found)
}
