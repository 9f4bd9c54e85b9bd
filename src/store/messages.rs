//! Messages from customers: stored raw before anything is understood.

use anyhow::Result;
use jiff::Timestamp;
use rusqlite::params;

use super::{
    Store, forgotten, sales,
    values::{Us, from_json, to_json},
    wishes,
};
use crate::domain::{card_number, message::Message};

/// A message in the database.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
pub struct StoredMessage {
    /// The row.
    pub id: i64,
    /// The vendor's inbox that it came from.
    pub source: String,
    /// The message as it came.
    pub message: Message,
}

impl Store {
    /// Stores messages, card numbers masked; one that is there already is left as it is. Returns how many are new.
    pub fn store_messages(&mut self, source: &str, messages: &[Message], now: Timestamp) -> Result<usize> {
        self.write(|tx| {
            let mut new = 0;
            for message in messages {
                // What somebody wishes counts whether the rest of it is kept or not.
                wishes::note(tx, source, message)?;
                if forgotten::is_forgotten(tx, source, &message.buyer)? {
                    sales::advance(tx, &feed(source), message.cursor, now)?;
                    continue;
                }
                // What a customer writes is a fact and is kept, but for a card number.
                let message = &Message {
                    body: card_number::masked("body", &message.body),
                    subject: message.subject.as_deref().map(|subject| card_number::masked("subject", subject)),
                    ..message.clone()
                };
                new += tx
                    .prepare_cached(
                        "INSERT INTO inbox(source,msg_id,at_us,buyer,ext_order,sku,body,raw,received_us)
                         VALUES(?1,?2,?3,?4,?5,?6,?7,?8,?9) ON CONFLICT DO NOTHING",
                    )?
                    .execute(params![
                        source,
                        message.id,
                        Us(message.at),
                        message.buyer,
                        message.order,
                        message.sku,
                        message.body,
                        to_json(message),
                        Us(now)
                    ])?;
                sales::advance(tx, &feed(source), message.cursor, now)?;
            }
            Ok(new)
        })
    }

    /// How far an inbox was read: the cursor to ask after.
    pub fn inbox_cursor(&self, source: &str) -> Result<u64> {
        self.read(|tx| sales::cursor(tx, &feed(source)))
    }

    /// Messages without a ticket, oldest first.
    pub fn open_messages(&self) -> Result<Vec<StoredMessage>> {
        self.read(|tx| {
            let mut query = tx.prepare("SELECT id,source,raw FROM inbox WHERE handled_us IS NULL ORDER BY id")?;
            let rows = query.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get::<_, String>(2)?)))?;
            rows.map(|row| {
                let (id, source, raw) = row?;
                Ok(StoredMessage { id, source, message: from_json(&raw, "a message")? })
            })
            .collect()
        })
    }

    /// A message needs no answer.
    pub fn mark_handled(&mut self, id: i64, now: Timestamp) -> Result<()> {
        self.write(|tx| {
            tx.execute("UPDATE inbox SET handled_us=?2 WHERE id=?1 AND handled_us IS NULL", params![id, Us(now)])?;
            Ok(())
        })
    }
}

fn feed(source: &str) -> String {
    format!("inbox:{source}")
}
