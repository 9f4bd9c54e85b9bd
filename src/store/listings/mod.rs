//! Listings: one per channel and SKU, never promising more than is on hand.

mod alone;
mod outcome;

use anyhow::Result;
use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, Row, params};

pub(super) use outcome::{back_to_draft, live, manual, publishing, refused, unknown};

use super::{
    Store,
    effects::refuse_unsettled,
    lots,
    values::{Ccy, Us, from_json, to_json},
};
use crate::{
    domain::{
        effect::{Draft, Kind},
        money::{Money, Rounding},
        shares::at_most,
    },
    error,
};

/// A listing to draft. `quantity` is what the channel shows in total.
#[derive(Clone, Debug)]
pub struct NewListing {
    /// The fee channel.
    pub channel: String,
    /// Our SKU.
    pub sku: String,
    /// The record that it belongs to.
    pub record_id: Option<String>,
    /// The product key.
    pub product: Option<String>,
    /// Units for sale.
    pub quantity: u32,
    /// The price a unit.
    pub price: Money,
    /// No price goes below it.
    pub floor: Money,
    /// No price goes above it.
    pub ceiling: Money,
    /// The condition.
    pub condition: String,
    /// The title.
    pub title: String,
    /// The description.
    pub description: String,
    /// What it was decided on.
    pub payload: Option<serde_json::Value>,
}

/// A listing as it stands.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
pub struct Listing {
    /// The row.
    pub id: i64,
    /// The fee channel.
    pub channel: String,
    /// Our SKU.
    pub sku: String,
    /// `draft`, `publishing`, `live`, `rejected`, `unknown`, `ending`, `ended`, …
    pub state: String,
    /// The record that it belongs to.
    pub record_id: Option<String>,
    /// The product key.
    pub product: Option<String>,
    /// The channel's listing id.
    pub ext_id: Option<String>,
    /// Units for sale.
    pub quantity: u32,
    /// The price that the channel shows.
    pub price: Money,
    /// The price that we want.
    pub wanted: Money,
    /// No price goes below it.
    pub floor: Money,
    /// No price goes above it.
    pub ceiling: Money,
    /// The condition.
    pub condition: String,
    /// The title.
    pub title: String,
    /// The description.
    pub description: String,
    /// The version of the wanted price.
    pub version: i64,
    /// The version that the channel is known to show.
    pub acked_version: i64,
    /// Why it stands where it stands.
    pub reason: Option<String>,
    /// When it was drafted.
    pub created_at: Timestamp,
    /// When it went live.
    pub live_at: Option<Timestamp>,
}

fn from_row(row: &Row<'_>) -> rusqlite::Result<Listing> {
    let currency = row.get::<_, Ccy>("ccy")?.0;
    let money = |column: &str| Ok::<_, rusqlite::Error>(Money::from_minor(row.get(column)?, currency));
    Ok(Listing {
        id: row.get("id")?,
        channel: row.get("channel")?,
        sku: row.get("sku")?,
        state: row.get("state")?,
        record_id: row.get("record_id")?,
        product: row.get("product")?,
        ext_id: row.get("ext_id")?,
        quantity: row.get("quantity")?,
        price: money("price")?,
        wanted: money("wanted")?,
        floor: money("floor")?,
        ceiling: money("ceiling")?,
        condition: row.get("condition")?,
        title: row.get("title")?,
        description: row.get("description")?,
        version: row.get("version")?,
        acked_version: row.get("acked_version")?,
        reason: row.get("reason")?,
        created_at: row.get::<_, Us>("created_us")?.0,
        live_at: row.get::<_, Option<Us>>("live_us")?.map(|us| us.0),
    })
}

pub(super) fn load(tx: &Connection, id: i64) -> Result<Listing> {
    tx.prepare_cached("SELECT * FROM listing WHERE id=?1")?
        .query_row([id], from_row)
        .optional()?
        .ok_or_else(|| error::usage(format!("there is no listing {id}")).code("no_such_listing").into())
}

fn active(tx: &Connection, channel: &str, sku: &str) -> Result<Option<Listing>> {
    Ok(tx
        .prepare_cached("SELECT * FROM listing WHERE channel=?1 AND sku=?2 AND state NOT IN('ended','rejected')")?
        .query_row([channel, sku], from_row)
        .optional()?)
}

/// The SKU of ours that already holds the listing: a product key that is a SKU of the channel has one there.
fn holder_of(tx: &Connection, new: &NewListing) -> Result<Option<String>> {
    let Some(product) = new.product.as_deref().filter(|key| key.starts_with(&format!("{}:sku:", new.channel))) else {
        return Ok(None);
    };
    Ok(tx
        .prepare_cached(
            "SELECT sku FROM listing WHERE channel=?1 AND product=?2 AND sku<>?3 AND state NOT IN('ended','rejected') LIMIT 1",
        )?
        .query_row([&new.channel, product, &new.sku], |row| row.get(0))
        .optional()?)
}

/// Units of a SKU that all listings but `except` promise.
fn promised(tx: &Connection, sku: &str, except: i64) -> Result<i64> {
    Ok(tx.query_row(
        "SELECT coalesce(sum(quantity),0) FROM listing WHERE sku=?1 AND id<>?2 AND state NOT IN('ended','rejected')",
        params![sku, except],
        |row| row.get(0),
    )?)
}

/// Lowers the listings of a SKU, those first that promise most, until they promise no more than is on hand. What the channels
/// show is still more: they are told next ([`Store::overstated`]).
pub(super) fn promise_no_more(tx: &Connection, sku: &str, now: Timestamp) -> Result<()> {
    let on_hand = u32::try_from(lots::on_hand(tx, sku)?).unwrap_or(0);
    let mut query = tx.prepare_cached(
        "SELECT id,quantity FROM listing WHERE sku=?1 AND state NOT IN('ended','rejected') AND quantity>0 ORDER BY id",
    )?;
    let rows = query.query_map([sku], |row| Ok((row.get::<_, i64>(0)?, row.get::<_, u32>(1)?)))?;
    let (ids, promised): (Vec<i64>, Vec<u32>) = rows.collect::<rusqlite::Result<Vec<_>>>()?.into_iter().unzip();
    for ((id, before), left) in ids.iter().zip(&promised).zip(at_most(&promised, on_hand)) {
        if left < *before {
            tx.prepare_cached("UPDATE listing SET quantity=?2, updated_us=?3 WHERE id=?1")?.execute(params![
                id,
                left,
                Us(now)
            ])?;
        }
    }
    Ok(())
}

/// A listing promises fewer, and shows fewer by itself, unless the channel was told its quantity after the sale: then it
/// shows that, and is told again.
fn lower(tx: &Connection, id: i64, less: i64, sold_at: Timestamp, now: Timestamp) -> Result<()> {
    tx.prepare_cached(
        "UPDATE listing SET quantity=max(0,quantity-?2), updated_us=?3,
           shown=CASE WHEN json_extract(shown,'$.at_us')>?4 THEN shown
             ELSE json_set(shown,'$.quantity',max(0,json_extract(shown,'$.quantity')-?2)) END WHERE id=?1",
    )?
    .execute(params![id, less, Us(now), Us(sold_at)])?;
    Ok(())
}

/// Our SKU, where a channel names its listing in the place of it.
pub(super) fn ours(tx: &Connection, channel: &str, named: &str) -> Result<String> {
    let found = tx
        .prepare_cached(
            "SELECT sku FROM listing WHERE channel=?1 AND (sku=?2 OR ext_id=?2) ORDER BY sku=?2 DESC, id DESC LIMIT 1",
        )?
        .query_row([channel, named], |row| row.get(0))
        .optional()?;
    Ok(found.unwrap_or_else(|| named.to_owned()))
}

/// A channel sold units at this time: its listing promises that many fewer.
pub(super) fn sold(tx: &Connection, channel: &str, sku: &str, units: i64, at: Timestamp, now: Timestamp) -> Result<()> {
    match active(tx, channel, sku)? {
        Some(listing) => lower(tx, listing.id, units, at, now),
        None => Ok(()),
    }
}

impl Store {
    /// Writes a listing down before it is published. An active listing of the SKU on the channel is revised, so there is
    /// never a second one. Refused (`oversell`) when all listings together would promise more than is on hand, and
    /// (`below_floor`, `above_ceiling`) when the price is out of bounds.
    pub fn draft_listing(&mut self, new: &NewListing, now: Timestamp) -> Result<Listing> {
        let minor = |money: &Money, rounding| money.to_minor(rounding);
        let price = minor(&new.price, Rounding::HalfEven)?;
        let (floor, ceiling) = (minor(&new.floor, Rounding::Up)?, minor(&new.ceiling, Rounding::Down)?);
        super::prices::in_bounds(&new.sku, price, floor, ceiling, new.price.currency())?;
        self.write(|tx| {
            let before = active(tx, &new.channel, &new.sku)?;
            if let Some(before) = &before {
                refuse_unsettled(tx, Kind::Listing, before.id)?;
            }
            let others = promised(tx, &new.sku, before.as_ref().map_or(0, |listing| listing.id))?;
            let on_hand = lots::on_hand(tx, &new.sku)?;
            if others + i64::from(new.quantity) > on_hand {
                return Err(error::refused(format!(
                    "{}: {} units can't be listed, {on_hand} are on hand and {others} are listed",
                    new.sku, new.quantity
                ))
                .code("oversell")
                .into());
            }
            if let Some(other) = holder_of(tx, new)? {
                return Err(error::refused(format!(
                    "{} is for sale there as {other}: {} would be the same listing",
                    new.product.as_deref().unwrap_or_default(),
                    new.sku
                ))
                .code("same_listing")
                .hint("a channel whose own SKU is the product key has one listing of it: end the other one first")
                .into());
            }
            let payload = new.payload.as_ref().map(to_json);
            let id = if let Some(before) = before {
                tx.execute(
                    "UPDATE listing SET state='draft', quantity=?2, version=version+1, wanted=?3, floor=?4, ceiling=?5, ccy=?6,
                       condition=?7, title=?8, description=?9, payload=?10, record_id=?11, computed_us=?12, updated_us=?12, reason=NULL
                     WHERE id=?1",
                    params![
                        before.id, new.quantity, price, floor, ceiling, Ccy(new.price.currency()), new.condition, new.title,
                        new.description, payload, new.record_id, Us(now)
                    ],
                )?;
                before.id
            } else {
                tx.execute(
                    "INSERT INTO listing(channel,sku,state,record_id,product,quantity,ccy,price,wanted,floor,ceiling,condition,title,
                       description,payload,computed_us,created_us,updated_us)
                     VALUES(?1,?2,'draft',?3,?4,?5,?6,?7,?7,?8,?9,?10,?11,?12,?13,?14,?14,?14)",
                    params![
                        new.channel, new.sku, new.record_id, new.product, new.quantity, Ccy(new.price.currency()), price,
                        floor, ceiling, new.condition, new.title, new.description, payload, Us(now)
                    ],
                )?;
                tx.last_insert_rowid()
            };
            let listing = load(tx, id)?;
            super::prices::remember(tx, &listing, "wanted", Some("listed"), now)?;
            Ok(listing)
        })
    }

    /// It is no longer for sale.
    pub fn record_ended(&mut self, id: i64, why: &str, now: Timestamp) -> Result<Listing> {
        self.write(|tx| {
            outcome::step(tx, id, &["draft", "live", "ending", "manual"], "ended", Some(why), now)?;
            tx.execute("UPDATE listing SET ended_us=?2, quantity=0 WHERE id=?1", params![id, Us(now)])?;
            load(tx, id)
        })
    }

    /// A listing by its row.
    pub fn listing(&self, id: i64) -> Result<Listing> {
        self.read(|tx| load(tx, id))
    }

    /// Live listings with something to sell, oldest first.
    pub fn live_listings(&self) -> Result<Vec<Listing>> {
        Ok(self.listings(&["live"])?.into_iter().filter(|listing| listing.quantity > 0).collect())
    }

    /// Listings whose channel shows more than they promise: something was sold elsewhere, and their channel must be told. With what
    /// was published last, where that is known.
    pub fn overstated(&self) -> Result<Vec<(Listing, Option<Draft>)>> {
        self.read(|tx| {
            let mut query = tx.prepare_cached(
                "SELECT *, json_extract(payload,'$.draft') AS draft FROM listing
                 WHERE state IN('live','draft') AND live_us IS NOT NULL AND json_extract(shown,'$.quantity')>quantity ORDER BY id",
            )?;
            let rows = query.query_map([], |row| Ok((from_row(row)?, row.get::<_, Option<String>>("draft")?)))?;
            rows.map(|row| {
                let (listing, draft) = row?;
                let draft = draft.map(|text| from_json(&text, "a draft")).transpose()?;
                Ok((listing, draft))
            })
            .collect()
        })
    }

    /// Live listings of an Amazon page on a channel.
    pub fn listings_of_asin(&self, channel: &str, asin: &str) -> Result<Vec<Listing>> {
        self.read(|tx| {
            let mut query = tx.prepare_cached(
                "SELECT * FROM listing WHERE state='live' AND quantity>0 AND channel=?1
                   AND (product='asin:'||?2 OR json_extract(payload,'$.draft.details.asin')=?2) ORDER BY id",
            )?;
            let rows = query.query_map([channel, asin], from_row)?;
            Ok(rows.collect::<rusqlite::Result<Vec<_>>>()?)
        })
    }

    /// Listings in one of these states, oldest first; all of them where none is named.
    pub fn listings(&self, states: &[&str]) -> Result<Vec<Listing>> {
        self.read(|tx| {
            let mut query = tx.prepare(
                "SELECT * FROM listing WHERE ?1='[]' OR state IN (SELECT value FROM json_each(?1)) ORDER BY id",
            )?;
            let rows = query.query_map([to_json(&states)], from_row)?;
            Ok(rows.collect::<rusqlite::Result<Vec<_>>>()?)
        })
    }
}
