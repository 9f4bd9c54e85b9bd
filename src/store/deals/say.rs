//! What we say in a deal: the words, the price and the money that it may cost, written down in one transaction.

use anyhow::Result;
use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, params};
use serde_json::json;

use super::{Deal, heard::keep_message, load, step};
use crate::{
    domain::{
        effect::Kind,
        limits::{Deal as Known, Denial},
        money::Rounding,
        negotiation::{Ours, Talk},
        order::Quote,
        record::Record,
    },
    error,
    store::{
        Budget, NewPurchase, Store, Ticket, limits, tickets,
        values::{Us, to_json},
    },
};

/// Something to say.
#[derive(Clone, Debug)]
pub struct Saying<'a> {
    /// The deal.
    pub deal: i64,
    /// What.
    pub ours: Ours,
    /// The words.
    pub body: &'a str,
    /// Whose words: `template`, `model` or `person`.
    pub worded: &'a str,
    /// Through whom it goes out, or the name of the source where a person sends it.
    pub vendor: &'a str,
    /// Whether that vendor carries it, not a person.
    pub carried: bool,
    /// Whether it may go out at once; else it waits for a person, for this reason.
    pub waits: Option<&'a str>,
    /// The purchase that it would lead to: needed where it names a price.
    pub purchase: Option<&'a NewPurchase>,
}

/// What came of it.
#[derive(Clone, Debug, PartialEq)]
#[expect(clippy::large_enum_variant, reason = "one at a time, never in a list")]
pub enum Spoken {
    /// It is written down, and its money put aside.
    Written(Ticket),
    /// A limit refuses; nothing changed.
    Denied(Denial),
}

impl Store {
    /// Writes down what we say, with the money that it may cost. Refused above the ladder's top, where a purchase is halted,
    /// and where the last word is ours already.
    pub fn say(&mut self, saying: &Saying<'_>, budget: &Budget, now: Timestamp) -> Result<Spoken> {
        let switch = self.switch();
        self.write(|tx| {
            let deal = load(tx, saying.deal)?;
            let (price, id) = (saying.ours.price(), deal.id);
            if !matches!(deal.state.as_str(), "open" | "person") {
                return Err(refused(format!("deal {id} is {}: nothing more is said in it", deal.state)).into());
            }
            if price.is_some_and(|price| price > deal.ladder.top) {
                return Err(refused(format!("deal {id} ends at {}: nothing above it is said", deal.top)).into());
            }
            let (message, slot) = answers(tx, &deal, saying.ours, saying.vendor, now)?;
            let mut held = 0;
            if let Some(price) = price {
                switch.refuse(tx, Kind::Purchase)?;
                let new =
                    saying.purchase.ok_or_else(|| anyhow::anyhow!("a price without the purchase that it leads to"))?;
                let purchase = new.draft(now)?;
                let known = new.evidence.as_ref().and_then(|evidence| evidence.as_object());
                let known = known.map(|record| Known::read(&Record(record.clone()))).unwrap_or_default();
                // The price is our own, so it is as fresh as can be; what it is worth to us must be.
                let quote = Quote { landed: purchase.est, in_stock: true, at: now };
                let asking = limits::Asking::over(tx, &purchase, known, budget, Some(&quote), now)?;
                if let Some(denial) = limits::refusal(tx, &asking)? {
                    if denial.halts() {
                        return Err(limits::stop(&denial));
                    }
                    return Ok(Spoken::Denied(denial));
                }
                held = purchase.cap.to_minor(Rounding::Up)?;
                tx.execute("UPDATE deal SET offer=?2 WHERE id=?1", params![id, price])?;
            }
            let ticket = write_ticket(tx, &deal, saying, message, slot, now)?;
            tx.execute(
                "INSERT INTO deal_move(deal_id,at_us,who,act,price,ticket_id,detail) VALUES(?1,?2,'us',?3,?4,?5,?6)",
                params![id, Us(now), saying.ours.name(), price, ticket, saying.body],
            )?;
            tx.execute("UPDATE deal SET held=?2, updated_us=?3 WHERE id=?1", params![id, held, Us(now)])?;
            match saying.ours {
                Ours::Walk => step(tx, &deal, "walked", Some("it asks more than it is worth to us"), now)?,
                Ours::Accept(price) => {
                    tx.execute(
                        "UPDATE deal SET agreed=?2, state='agreed', reason='we take what the seller asks' WHERE id=?1",
                        params![id, price],
                    )?;
                }
                Ours::Offer(_) | Ours::Nudge(_) if deal.state == "person" => step(tx, &deal, "open", None, now)?,
                Ours::Offer(_) | Ours::Nudge(_) => {}
            }
            Ok(Spoken::Written(tickets::load(tx, ticket)?))
        })
    }

    /// The tickets of what we said in a deal, oldest first.
    pub fn deal_tickets(&self, deal: i64) -> Result<Vec<Ticket>> {
        self.read(|tx| {
            let mut query =
                tx.prepare("SELECT ticket_id FROM deal_move WHERE deal_id=?1 AND ticket_id IS NOT NULL ORDER BY id")?;
            let ids = query.query_map([deal], |row| row.get(0))?.collect::<rusqlite::Result<Vec<i64>>>()?;
            ids.into_iter().map(|id| tickets::load(tx, id)).collect()
        })
    }
}

/// The row of the message that is answered, and the how-manieth answer to it this is. Only the same offer again is a second one.
fn answers(tx: &Connection, deal: &Deal, ours: Ours, vendor: &str, now: Timestamp) -> Result<(i64, i64)> {
    let last: Option<(String, Option<i64>)> = tx
        .query_row("SELECT who,inbox_id FROM deal_move WHERE deal_id=?1 ORDER BY id DESC LIMIT 1", [deal.id], |row| {
            Ok((row.get(0)?, row.get(1)?))
        })
        .optional()?;
    match last {
        None => Ok((keep_message(tx, vendor, &format!("deal:{}", deal.id), deal, &deal.title, now)?, 1)),
        Some((_, Some(inbox))) => Ok((inbox, 1)),
        Some(_) if matches!(ours, Ours::Nudge(_)) => {
            let inbox = tx.query_row(
                "SELECT t.inbox_id FROM deal_move m JOIN ticket t ON t.id=m.ticket_id WHERE m.deal_id=?1 ORDER BY m.id DESC LIMIT 1",
                [deal.id],
                |row| row.get(0),
            )?;
            Ok((inbox, 2))
        }
        Some(_) => {
            Err(refused(format!("the last word in deal {} is ours: nobody bids against himself", deal.id)).into())
        }
    }
}

fn write_ticket(
    tx: &Connection,
    deal: &Deal,
    saying: &Saying<'_>,
    inbox: i64,
    slot: i64,
    now: Timestamp,
) -> Result<i64> {
    let (source, message): (String, String) =
        tx.query_row("SELECT source,msg_id FROM inbox WHERE id=?1", [inbox], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let made: u32 =
        tx.query_row("SELECT count(*) FROM deal_move WHERE deal_id=?1 AND act='offer'", [deal.id], |row| row.get(0))?;
    let talk = Talk {
        message: message.clone(),
        source: deal.source.clone(),
        item: deal.item.clone(),
        asked: deal.asked,
        quantity: deal.quantity,
        ours: saying.ours,
        round: made + u32::from(matches!(saying.ours, Ours::Offer(_))),
        body: saying.body.to_owned(),
    };
    tx.execute(
        "INSERT INTO ticket(inbox_id,slot,dedup,state,category,class,confidence,body,reason,payload,worded,created_us,updated_us)
         VALUES(?1,?2,?3,?4,'negotiation','commitment','100',?5,?6,?7,?8,?9,?9)",
        params![
            inbox,
            slot,
            format!("reply:{source}:{message}:{slot}"),
            if saying.waits.is_some() { "drafted" } else { "ready" },
            saying.body,
            saying.waits,
            to_json(&json!({ "deal": deal.id, "talk": talk, "carried": saying.carried })),
            saying.worded,
            Us(now)
        ],
    )?;
    Ok(tx.last_insert_rowid())
}

fn refused(why: String) -> error::Failure {
    error::refused(why).code("illegal_move")
}
