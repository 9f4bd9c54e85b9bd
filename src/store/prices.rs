//! Prices as a wish with a version: the highest version is what we want, the acknowledged one is what is shown.

use anyhow::Result;
use jiff::Timestamp;
use rusqlite::{Connection, params};

use super::{
    Store,
    listings::{self, Listing},
    values::{Ccy, Us},
};
use crate::{
    domain::money::{Currency, Money, Rounding},
    error,
};

/// One step in a listing's price history.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
pub struct PriceStep {
    /// When.
    pub at: Timestamp,
    /// `wanted` or `acked`.
    pub what: String,
    /// The version of the wish.
    pub version: i64,
    /// The price.
    pub price: Money,
    /// Why.
    pub reason: Option<String>,
}

/// Refuses a price below the floor or above the ceiling.
pub(super) fn in_bounds(name: &str, price: i64, floor: i64, ceiling: i64, currency: Currency) -> Result<()> {
    let shown = |minor| Money::from_minor(minor, currency);
    if price < floor {
        return Err(error::refused(format!("{name}: {} is below the floor of {}", shown(price), shown(floor)))
            .code("below_floor")
            .into());
    }
    if price > ceiling {
        return Err(error::refused(format!("{name}: {} is above the ceiling of {}", shown(price), shown(ceiling)))
            .code("above_ceiling")
            .into());
    }
    Ok(())
}

pub(super) fn remember(
    tx: &Connection,
    listing: &Listing,
    what: &str,
    reason: Option<&str>,
    now: Timestamp,
) -> Result<()> {
    let (version, price) = match what {
        "acked" => (listing.acked_version, listing.price),
        _ => (listing.version, listing.wanted),
    };
    tx.prepare_cached(
        "INSERT INTO listing_price(listing_id,version,what,price,ccy,at_us,reason) VALUES(?1,?2,?3,?4,?5,?6,?7)",
    )?
    .execute(params![
        listing.id,
        version,
        what,
        price.to_minor(Rounding::HalfEven)?,
        Ccy(price.currency()),
        Us(now),
        reason
    ])?;
    Ok(())
}

/// The channel shows the price of this version. A late answer about an older one changes nothing.
pub(super) fn shown(tx: &Connection, id: i64, version: i64, price: Option<&Money>, now: Timestamp) -> Result<()> {
    let before = listings::load(tx, id)?;
    let price = price.filter(|price| price.currency() == before.wanted.currency()).unwrap_or(&before.wanted);
    let moved = tx.execute(
        "UPDATE listing SET acked_version=?2, price=?3, updated_us=?4 WHERE id=?1 AND acked_version<?2 AND ?2<=version",
        params![id, version, price.to_minor(Rounding::HalfEven)?, Us(now)],
    )?;
    if moved == 1 {
        remember(tx, &listings::load(tx, id)?, "acked", None, now)?;
    }
    Ok(())
}

/// The channel refused the price of this version: the one that it shows stands, so it is what we want. Else the refused
/// one would be sent for ever.
pub(super) fn refused(tx: &Connection, id: i64, version: i64, proof: &str, now: Timestamp) -> Result<()> {
    want_what_is_shown(tx, id, version, &format!("refused: {proof}"), now)
}

/// The wish of this version is given up for the price that is shown; a later wish stays.
fn want_what_is_shown(tx: &Connection, id: i64, version: i64, why: &str, now: Timestamp) -> Result<()> {
    let moved = tx.execute(
        "UPDATE listing SET version=version+1, acked_version=version+1, wanted=price, computed_us=?3, updated_us=?3
         WHERE id=?1 AND version=?2",
        params![id, version, Us(now)],
    )?;
    if moved == 1 {
        let listing = listings::load(tx, id)?;
        remember(tx, &listing, "wanted", Some(why), now)?;
        remember(tx, &listing, "acked", None, now)?;
    }
    Ok(())
}

impl Store {
    /// Wants another price for a listing whose wish was `version` when it was read. `None` when another process wanted
    /// something since: read again. Refused below the floor (or the one of a sale that a person agreed to), above the ceiling, and when the price would more than
    /// double or halve (`price_jump`: that is how cents become dollars).
    pub fn want_price(
        &mut self,
        id: i64,
        version: i64,
        price: &Money,
        reason: &str,
        now: Timestamp,
    ) -> Result<Option<Listing>> {
        self.write(|tx| {
            let listing = listings::load(tx, id)?;
            let currency = listing.price.currency();
            anyhow::ensure!(price.currency() == currency, "listing {id} is priced in {currency}, not in {}", price.currency());
            let new = price.to_minor(Rounding::HalfEven)?;
            let agreed = super::looks::liquidation(tx, id, now)?.map(|agreed| agreed.floor);
            let floor = agreed.unwrap_or(listing.floor).to_minor(Rounding::Up)?.min(listing.floor.to_minor(Rounding::Up)?);
            in_bounds(&listing.sku, new, floor, listing.ceiling.to_minor(Rounding::Down)?, currency)?;
            let old = listing.price.to_minor(Rounding::HalfEven)?;
            if new > old.saturating_mul(2) || new.saturating_mul(2) < old {
                return Err(error::refused(format!("{}: from {} to {price} is too far at once", listing.sku, listing.price))
                    .code("price_jump")
                    .hint("go there in smaller steps")
                    .into());
            }
            let moved = tx.execute(
                "UPDATE listing SET version=version+1, wanted=?3, computed_us=?4, updated_us=?4 WHERE id=?1 AND version=?2",
                params![id, version, new, Us(now)],
            )?;
            if moved == 0 {
                return Ok(None);
            }
            let listing = listings::load(tx, id)?;
            remember(tx, &listing, "wanted", Some(reason), now)?;
            Ok(Some(listing))
        })
    }

    /// Live listings whose wanted price is not known to be shown.
    pub fn prices_to_send(&self) -> Result<Vec<Listing>> {
        Ok(self.listings(&["live"])?.into_iter().filter(|listing| listing.acked_version < listing.version).collect())
    }

    /// Prices that were wanted before `oldest` and never sent are not wanted any more: the one that is shown is. Returns how
    /// many.
    pub fn forget_old_wishes(&mut self, oldest: Timestamp, now: Timestamp) -> Result<usize> {
        self.write(|tx| {
            let old: Vec<(i64, i64)> = tx
                .prepare(
                    "SELECT id,version FROM listing l WHERE state='live' AND acked_version<version AND computed_us<?1
                       AND NOT EXISTS(SELECT 1 FROM effect e WHERE e.kind='price' AND e.subject=l.id AND e.version=l.version
                         AND e.state<>'unsent')",
                )?
                .query_map([Us(oldest)], |row| Ok((row.get(0)?, row.get(1)?)))?
                .collect::<rusqlite::Result<_>>()?;
            for (id, version) in &old {
                want_what_is_shown(tx, *id, *version, "the price wanted before was not sent in time", now)?;
            }
            Ok(old.len())
        })
    }

    /// A listing's prices, oldest first.
    pub fn price_history(&self, id: i64) -> Result<Vec<PriceStep>> {
        self.read(|tx| {
            let mut query = tx.prepare(
                "SELECT at_us,what,version,price,ccy,reason FROM listing_price WHERE listing_id=?1 ORDER BY id",
            )?;
            let rows = query.query_map([id], |row| {
                Ok(PriceStep {
                    at: row.get::<_, Us>(0)?.0,
                    what: row.get(1)?,
                    version: row.get(2)?,
                    price: Money::from_minor(row.get(3)?, row.get::<_, Ccy>(4)?.0),
                    reason: row.get(5)?,
                })
            })?;
            Ok(rows.collect::<rusqlite::Result<Vec<_>>>()?)
        })
    }
}
