//! What sellers said: each message counts once, whoever brought it.

use anyhow::Result;
use jiff::Timestamp;
use rusqlite::{Connection, params};

use super::{DEAL, Deal, from_row, load, step, whole};
use crate::{
    domain::{card_number, manners::person, message::Message, negotiation::Said},
    error,
    store::{
        Store, StoredMessage,
        values::{Us, to_json},
    },
};

impl Store {
    /// Writes down what the seller said, once for a message; what is known already changes nothing. `message` is its name in
    /// the vendor's inbox, `text` its words.
    pub fn seller_said(
        &mut self,
        deal: i64,
        said: Said,
        vendor: &str,
        message: &str,
        text: &str,
        now: Timestamp,
    ) -> Result<Deal> {
        self.write(|tx| {
            let deal = load(tx, deal)?;
            let known = tx.query_row(
                "SELECT EXISTS(SELECT 1 FROM inbox WHERE source=?1 AND msg_id=?2)",
                params![vendor, message],
                |row| row.get(0),
            )?;
            if known {
                return Ok(deal);
            }
            let inbox = keep_message(tx, vendor, message, &deal, text, now)?;
            note(tx, &deal, said, inbox, text, now)
        })
    }

    /// Writes down what a message says that is in an inbox already; it needs no ticket then. One that was counted before
    /// changes nothing.
    pub fn seller_wrote(&mut self, deal: i64, said: Said, stored: &StoredMessage, now: Timestamp) -> Result<Deal> {
        self.write(|tx| {
            let deal = load(tx, deal)?;
            let counted =
                tx.query_row("SELECT EXISTS(SELECT 1 FROM deal_move WHERE inbox_id=?1)", [stored.id], |row| {
                    row.get(0)
                })?;
            tx.execute(
                "UPDATE inbox SET handled_us=?2 WHERE id=?1 AND handled_us IS NULL",
                params![stored.id, Us(now)],
            )?;
            if counted { Ok(deal) } else { note(tx, &deal, said, stored.id, &stored.message.body, now) }
        })
    }

    /// The deals that a message can be about, done ones left out: the one that a file names (`deal:3` as its order), those over
    /// the listing that it is about, those with the seller who wrote it. A subject that names one of these (`[deal 3]`) leaves
    /// that one alone.
    pub fn deals_of(&self, inbox: &str, message: &Message, from_files: bool) -> Result<Vec<Deal>> {
        let named = message.order.as_deref().and_then(|order| order.strip_prefix("deal:")).filter(|_| from_files);
        let writer =
            Some(message.buyer.trim()).filter(|writer| message.order.is_none() && (writer.contains('@') || from_files));
        self.read(|tx| {
            let sql = format!(
                "{DEAL} WHERE state IN('open','person','agreed') AND CASE WHEN ?1 IS NOT NULL THEN id=CAST(?1 AS INTEGER)
                   WHEN ?2 IS NOT NULL THEN source=?3 AND item=?2
                   ELSE seller<>'' AND ?4 IS NOT NULL END ORDER BY id"
            );
            let mut query = tx.prepare_cached(&sql)?;
            let rows = query.query_map(params![named, message.listing, inbox, writer], from_row)?;
            let mut found = rows.map(|row| whole(row?)).collect::<Result<Vec<Deal>>>()?;
            // Names are compared as everywhere; the database folds ASCII alone.
            if named.is_none()
                && message.listing.is_none()
                && let Some(writer) = writer.map(person)
            {
                found.retain(|deal| person(&deal.seller) == writer);
            }
            let subject = message.subject.as_deref().unwrap_or_default();
            let tagged = found.iter().find(|deal| subject.contains(&format!("[deal {}]", deal.id))).cloned();
            Ok(tagged.map_or(found, |one| vec![one]))
        })
    }
}

/// Writes down a move of the seller's, with what follows from it.
fn note(tx: &Connection, deal: &Deal, said: Said, inbox: i64, text: &str, now: Timestamp) -> Result<Deal> {
    if !matches!(deal.state.as_str(), "open" | "person") {
        return Err(error::refused(format!("deal {} is {}: nothing more is said in it", deal.id, deal.state))
            .code("illegal_move")
            .into());
    }
    // A person sent what lay ready for them, or there would be no answer; what a vendor carries waits on.
    tx.execute(
        "UPDATE ticket SET state='closed', reason='sent by hand', closed_us=?2, updated_us=?2
         WHERE state='drafted' AND coalesce(json_extract(payload,'$.carried'),0)=0
           AND id IN (SELECT ticket_id FROM deal_move WHERE deal_id=?1)",
        params![deal.id, Us(now)],
    )?;
    let words = card_number::masked("body", text);
    tx.execute(
        "INSERT INTO deal_move(deal_id,at_us,who,act,price,inbox_id,detail) VALUES(?1,?2,'seller',?3,?4,?5,?6)",
        params![deal.id, Us(now), said.name(), said.price().filter(|price| *price > 0), inbox, words],
    )?;
    match said {
        Said::Agreed => {
            let price = deal.offer.ok_or_else(|| nothing_offered(deal))?;
            tx.execute(
                "UPDATE deal SET agreed=offer, state='agreed', reason=?2, updated_us=?3 WHERE id=?1",
                params![deal.id, format!("the seller takes {price}"), Us(now)],
            )?;
        }
        Said::Declined => step(tx, deal, "declined", Some("the seller will not"), now)?,
        Said::Gone => step(tx, deal, "gone", Some("it is not there any more"), now)?,
        Said::Unclear if deal.state == "open" => {
            step(tx, deal, "person", Some("what the seller wrote needs a person"), now)?;
        }
        Said::Unclear => {}
        Said::Counter(_) | Said::Firm if deal.state == "person" => step(tx, deal, "open", None, now)?,
        Said::Counter(_) | Said::Firm => {}
    }
    load(tx, deal.id)
}

fn nothing_offered(deal: &Deal) -> error::Failure {
    error::refused(format!("nothing was offered in deal {} that the seller could agree to", deal.id))
        .code("illegal_move")
}

/// Keeps a message of a seller's, or the page that the first offer answers, as any message is kept. It gets no ticket of its own.
pub(super) fn keep_message(
    tx: &Connection,
    vendor: &str,
    name: &str,
    deal: &Deal,
    text: &str,
    now: Timestamp,
) -> Result<i64> {
    let message = Message {
        cursor: 0,
        id: name.to_owned(),
        at: now,
        buyer: deal.seller.clone(),
        order: None,
        sku: None,
        listing: None,
        body: card_number::masked("body", text),
        subject: None,
        automatic: None,
    };
    tx.execute(
        "INSERT INTO inbox(source,msg_id,at_us,buyer,body,raw,received_us,handled_us) VALUES(?1,?2,?3,?4,?5,?6,?3,?3)
         ON CONFLICT DO NOTHING",
        params![vendor, name, Us(now), message.buyer, message.body, to_json(&message)],
    )?;
    Ok(tx.query_row("SELECT id FROM inbox WHERE source=?1 AND msg_id=?2", params![vendor, name], |row| row.get(0))?)
}
