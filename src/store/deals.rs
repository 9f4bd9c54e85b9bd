//! Deals: what is haggled over, move by move. An offer and the money that it may cost are written down together.
//!
//! What we say is the answer to one message, the listing's own page at first, and a message has one answer: a second offer
//! without a move of the seller's can't be written down. It is sent as any answer is, by the ticket of its move.

mod heard;
mod say;
#[cfg(test)]
mod tests;

use anyhow::Result;
use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, Row, params};

pub use say::{Saying, Spoken};

use super::{
    Store,
    purchases::Purchase,
    values::{Ccy, Us, from_json, to_json},
};
use crate::{
    domain::{
        money::Money,
        negotiation::{End, Event, Ladder, Move, Ours, Said},
    },
    error,
};

/// A deal to open.
#[derive(Clone, Debug)]
pub struct NewDeal {
    /// The record that it comes from.
    pub record_id: String,
    /// The offer's source.
    pub source: String,
    /// The source's item id.
    pub item: String,
    /// The seller at a marketplace, or empty.
    pub seller: String,
    /// The product key.
    pub product: Option<String>,
    /// The title.
    pub title: String,
    /// The category that the limits count it under.
    pub category: String,
    /// The brand that the limits count it under.
    pub brand: String,
    /// Purchase units.
    pub quantity: u32,
    /// Sellable units in them.
    pub units: u32,
    /// The ladder.
    pub ladder: Ladder,
}

/// A deal as it stands. Prices are of one purchase unit.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
pub struct Deal {
    /// The row.
    pub id: i64,
    /// The record that it comes from.
    pub record_id: String,
    /// The offer's source.
    pub source: String,
    /// The source's item id.
    pub item: String,
    /// The seller at a marketplace, or empty.
    pub seller: String,
    /// The title.
    pub title: String,
    /// `open`, `person`, `agreed`, `bought`, `walked`, `declined`, `gone`, `lapsed`.
    pub state: String,
    /// Purchase units.
    pub quantity: u32,
    /// What the seller asked at first.
    pub asked: Money,
    /// The highest price that is ever offered or agreed to. It is told to nobody.
    pub top: Money,
    /// What we offer now.
    pub offer: Option<Money>,
    /// What was agreed.
    pub agreed: Option<Money>,
    /// What is put aside for it, in all.
    pub held: Money,
    /// Why it stands where it stands.
    pub reason: Option<String>,
    /// When it began.
    pub opened_at: Timestamp,
    /// When it is over.
    pub deadline: Timestamp,
    /// The ladder.
    #[serde(skip)]
    pub ladder: Ladder,
}

impl Deal {
    /// Whether something may still come of it.
    pub fn is_open(&self) -> bool {
        matches!(self.state.as_str(), "open" | "person" | "agreed")
    }
}

/// A move of either side.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
pub struct DealMove {
    /// The row.
    pub id: i64,
    /// When.
    pub at: Timestamp,
    /// `us` or `seller`.
    pub who: String,
    /// `offer`, `nudge`, `accept`, `walk`; `agreed`, `counter`, `firm`, `declined`, `gone`, `unclear`.
    pub act: String,
    /// The price that it names, of one purchase unit.
    pub price: Option<Money>,
    /// The ticket of what we said.
    pub ticket: Option<i64>,
    /// The message that the seller's came in.
    #[serde(skip)]
    pub inbox: Option<i64>,
    /// The words.
    pub words: Option<String>,
}

/// What came of opening a deal.
#[derive(Clone, Debug, PartialEq)]
pub enum Opened {
    /// It is new.
    New(Deal),
    /// It is open already.
    Existing(Deal),
    /// The same was haggled over before, and nothing has changed since.
    Over(Deal),
}

const DEAL: &str = "SELECT * FROM deal";

fn from_row(row: &Row<'_>) -> rusqlite::Result<(Deal, String)> {
    let currency = row.get::<_, Ccy>("ccy")?.0;
    let money = |minor: i64| Money::from_minor(minor, currency);
    let ladder = Ladder {
        currency,
        asked: row.get("asked")?,
        top: row.get("top")?,
        rungs: Vec::new(),
        deadline: row.get::<_, Us>("deadline_us")?.0,
        nudge_hours: 0,
    };
    let deal = Deal {
        id: row.get("id")?,
        record_id: row.get("record_id")?,
        source: row.get("source")?,
        item: row.get("item")?,
        seller: row.get("seller")?,
        title: row.get("title")?,
        state: row.get("state")?,
        quantity: row.get("quantity")?,
        asked: money(ladder.asked),
        top: money(ladder.top),
        offer: row.get::<_, Option<i64>>("offer")?.map(money),
        agreed: row.get::<_, Option<i64>>("agreed")?.map(money),
        held: money(row.get("held")?),
        reason: row.get("reason")?,
        opened_at: row.get::<_, Us>("opened_us")?.0,
        deadline: ladder.deadline,
        ladder,
    };
    Ok((deal, row.get("ladder")?))
}

fn whole((deal, ladder): (Deal, String)) -> Result<Deal> {
    let ladder: Ladder = from_json(&ladder, "the ladder of a deal")?;
    // What bounds it is in columns of its own, which the schema guards.
    let Ladder { currency, asked, top, deadline, .. } = deal.ladder;
    Ok(Deal { ladder: Ladder { currency, asked, top, deadline, ..ladder }, ..deal })
}

fn load(tx: &Connection, id: i64) -> Result<Deal> {
    let row = tx.prepare_cached(&format!("{DEAL} WHERE id=?1"))?.query_row([id], from_row).optional()?;
    row.map(whole).transpose()?.ok_or_else(|| {
        error::usage(format!("there is no deal {id}"))
            .code("no_such_deal")
            .hint("`arb negotiate list --all` lists them")
            .into()
    })
}

fn moves(tx: &Connection, deal: &Deal) -> Result<Vec<DealMove>> {
    let mut query = tx.prepare_cached("SELECT * FROM deal_move WHERE deal_id=?1 ORDER BY id")?;
    let rows = query.query_map([deal.id], |row| {
        Ok(DealMove {
            id: row.get("id")?,
            at: row.get::<_, Us>("at_us")?.0,
            who: row.get("who")?,
            act: row.get("act")?,
            price: row.get::<_, Option<i64>>("price")?.map(|minor| deal.ladder.money(minor)),
            ticket: row.get("ticket_id")?,
            inbox: row.get("inbox_id")?,
            words: row.get("detail")?,
        })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// The moves as the engine reads them.
fn history(tx: &Connection, deal: &Deal) -> Result<Vec<Event>> {
    let mut query = tx.prepare_cached("SELECT at_us,act,price FROM deal_move WHERE deal_id=?1 ORDER BY id")?;
    let rows = query.query_map([deal.id], |row| {
        Ok((row.get::<_, Us>(0)?.0, row.get::<_, String>(1)?, row.get::<_, Option<i64>>(2)?.unwrap_or(0)))
    })?;
    rows.map(|row| {
        let (at, act, price) = row?;
        let what = match act.as_str() {
            "offer" => Move::Ours(Ours::Offer(price)),
            "nudge" => Move::Ours(Ours::Nudge(price)),
            "accept" => Move::Ours(Ours::Accept(price)),
            "walk" => Move::Ours(Ours::Walk),
            "agreed" => Move::Seller(Said::Agreed),
            "counter" => Move::Seller(Said::Counter(price)),
            "firm" => Move::Seller(Said::Firm),
            "declined" => Move::Seller(Said::Declined),
            "gone" => Move::Seller(Said::Gone),
            _ => Move::Seller(Said::Unclear),
        };
        Ok(Event { at, what })
    })
    .collect()
}

/// Moves a deal; money is put aside only while something may come of it.
fn step(tx: &Connection, deal: &Deal, to: &str, reason: Option<&str>, now: Timestamp) -> Result<()> {
    let holds = matches!(to, "open" | "person" | "agreed");
    let moved = tx.execute(
        "UPDATE deal SET state=?2, reason=?3, held=CASE WHEN ?4 THEN held ELSE 0 END, updated_us=?5 WHERE id=?1 AND state=?6",
        params![deal.id, to, reason, holds, Us(now), deal.state],
    )?;
    anyhow::ensure!(moved == 1, "deal {} was moved by another process", deal.id);
    Ok(())
}

/// A purchase of the same goods has put its money aside: the deal needs none any more.
pub(super) fn taken_over(tx: &Connection, purchase: &Purchase, now: Timestamp) -> Result<()> {
    let found = tx
        .prepare_cached(&format!(
            "{DEAL} WHERE source=?1 AND item=?2 AND seller=?3 AND state IN('open','person','agreed')"
        ))?
        .query_row(params![purchase.source, purchase.item, purchase.seller], from_row)
        .optional()?;
    let Some(deal) = found.map(whole).transpose()? else { return Ok(()) };
    match deal.state.as_str() {
        "agreed" => step(tx, &deal, "bought", Some(&format!("purchase {}", purchase.id)), now),
        _ => step(tx, &deal, "gone", Some(&format!("bought as purchase {}, before it was agreed", purchase.id)), now),
    }
}

impl Store {
    /// Opens a deal. Goods have one that is open; what was haggled over before is not begun again while the seller asks the
    /// same and it is worth the same to us.
    pub fn open_deal(&mut self, new: &NewDeal, now: Timestamp) -> Result<Opened> {
        self.write(|tx| {
            let last = tx
                .prepare_cached(&format!("{DEAL} WHERE source=?1 AND item=?2 AND seller=?3 ORDER BY id DESC LIMIT 1"))?
                .query_row(params![new.source, new.item, new.seller], from_row)
                .optional()?
                .map(whole)
                .transpose()?;
            match last {
                Some(deal) if deal.is_open() => return Ok(Opened::Existing(deal)),
                Some(deal) if deal.ladder.asked <= new.ladder.asked && deal.ladder.top >= new.ladder.top => {
                    return Ok(Opened::Over(deal));
                }
                _ => {}
            }
            let Ladder { currency, asked, top, deadline, .. } = &new.ladder;
            tx.execute(
                "INSERT INTO deal(record_id,source,item,seller,product,title,category,brand,state,quantity,units,ccy,asked,top,
                   ladder,opened_us,deadline_us,updated_us)
                 VALUES(?1,?2,?3,?4,?5,?6,?7,?8,'open',?9,?10,?11,?12,?13,?14,?15,?16,?15)",
                params![
                    new.record_id,
                    new.source,
                    new.item,
                    new.seller,
                    new.product,
                    new.title,
                    new.category,
                    new.brand,
                    new.quantity,
                    new.units,
                    Ccy(*currency),
                    asked,
                    top,
                    to_json(&new.ladder),
                    Us(now),
                    Us(*deadline)
                ],
            )?;
            load(tx, tx.last_insert_rowid()).map(Opened::New)
        })
    }

    /// A person must look at a deal.
    pub fn ask_about_deal(&mut self, id: i64, why: &str, now: Timestamp) -> Result<Deal> {
        self.write(|tx| {
            let deal = load(tx, id)?;
            if deal.state == "open" {
                step(tx, &deal, "person", Some(why), now)?;
            }
            load(tx, id)
        })
    }

    /// A deal is over without a word from us: nobody answered, or a person says so.
    pub fn end_deal(&mut self, id: i64, end: End, why: &str, now: Timestamp) -> Result<Deal> {
        self.write(|tx| {
            let deal = load(tx, id)?;
            let to = match end {
                End::Agreed(_) => return Ok(deal),
                End::Walked => "walked",
                End::Declined => "declined",
                End::Gone => "gone",
                End::Lapsed => "lapsed",
            };
            if !deal.is_open() {
                return Ok(deal);
            }
            // What waits to be sent is not sent any more.
            tx.execute(
                "UPDATE ticket SET state='closed', reason=?2, closed_us=?3, updated_us=?3 WHERE state IN('drafted','ready')
                   AND id IN (SELECT ticket_id FROM deal_move WHERE deal_id=?1)",
                params![id, why, Us(now)],
            )?;
            step(tx, &deal, if deal.state == "agreed" && to != "gone" { "lapsed" } else { to }, Some(why), now)?;
            load(tx, id)
        })
    }

    /// A deal by its row.
    pub fn deal(&self, id: i64) -> Result<Deal> {
        self.read(|tx| load(tx, id))
    }

    /// Deals in one of these states, oldest first; all of them where none is named.
    pub fn deals(&self, states: &[&str]) -> Result<Vec<Deal>> {
        self.read(|tx| {
            let sql = format!("{DEAL} WHERE ?1='[]' OR state IN (SELECT value FROM json_each(?1)) ORDER BY id");
            let mut query = tx.prepare(&sql)?;
            let rows = query.query_map([to_json(&states)], from_row)?;
            rows.map(|row| whole(row?)).collect()
        })
    }

    /// The moves of a deal, oldest first.
    pub fn deal_moves(&self, id: i64) -> Result<Vec<DealMove>> {
        self.read(|tx| moves(tx, &load(tx, id)?))
    }

    /// The moves of a deal as the engine reads them.
    pub fn deal_history(&self, id: i64) -> Result<Vec<Event>> {
        self.read(|tx| history(tx, &load(tx, id)?))
    }
}
