//! Wishes: who wants no more messages on a channel. What came last holds; every one is kept, and of somebody who is forgotten
//! under a mark in the place of their name.

use anyhow::Result;
use jiff::{SignedDuration, Timestamp, tz::TimeZone};
use rusqlite::{Connection, OptionalExtension, params};

use super::{
    Store, Ticket,
    forgotten::{self, ERASED, mark},
    values::Us,
};
use crate::{
    domain::{
        manners::{Manners, Wish, person},
        message::Message,
    },
    error,
};

/// Writes down what a message wishes, where it wishes something.
pub(super) fn note(tx: &Connection, channel: &str, message: &Message) -> Result<()> {
    match Wish::in_message(message).filter(|_| !message.buyer.is_empty()) {
        Some(wish) => write_down(tx, channel, &message.buyer, wish, &message.id, message.at),
        None => Ok(()),
    }
}

fn write_down(tx: &Connection, channel: &str, address: &str, wish: Wish, id: &str, at: Timestamp) -> Result<()> {
    let (who, id) = if forgotten::is_forgotten(tx, channel, address)? {
        (mark::of(tx, address)?, mark::of(tx, id)?)
    } else {
        (person(address), id.to_owned())
    };
    tx.execute(
        "INSERT INTO wish(channel,person,wish,at_us,message) VALUES(?1,?2,?3,?4,?5) ON CONFLICT DO NOTHING",
        params![channel, who, wish.name(), Us(at), id],
    )?;
    Ok(())
}

/// Puts a mark in the place of a name that is to be forgotten, and of the messages that the wishes came in.
pub(super) fn unname(tx: &Connection, channel: &str, name: &str) -> Result<()> {
    let mut query = tx.prepare_cached("SELECT id,message FROM wish WHERE channel=?1 AND person=?2")?;
    let rows = query.query_map(params![channel, person(name)], |row| Ok((row.get(0)?, row.get(1)?)))?;
    for (id, message) in rows.collect::<rusqlite::Result<Vec<(i64, String)>>>()? {
        tx.execute(
            "UPDATE wish SET person=?2, message=?3 WHERE id=?1",
            params![id, mark::of(tx, name)?, mark::of(tx, &message)?],
        )?;
    }
    Ok(())
}

/// Since when somebody wants no messages, where they don't.
pub(super) fn stopped(tx: &Connection, channel: &str, address: &str) -> Result<Option<Timestamp>> {
    let last: Option<(String, Us)> = tx
        .query_row(
            "SELECT wish,at_us FROM wish WHERE channel=?1 AND person IN(?2,?3) ORDER BY at_us DESC,id DESC LIMIT 1",
            params![channel, person(address), mark::of(tx, address)?],
            |row| Ok((row.get(0)?, row.get(1)?)),
        )
        .optional()?;
    Ok(last.filter(|(wish, _)| wish == "stop").map(|(_, at)| at.0))
}

/// Refuses to write to somebody who wants no messages.
pub(super) fn refuse_unwanted(tx: &Connection, channel: &str, address: &str) -> Result<()> {
    match stopped(tx, channel, address)? {
        None => Ok(()),
        Some(since) => Err(error::refused(unwanted(address, since))
            .code("opted_out")
            .hint("they can write START; nothing is sent to them before")
            .into()),
    }
}

fn unwanted(address: &str, since: Timestamp) -> String {
    format!("{address} wants no more messages since {since}")
}

/// Why nothing is written to somebody now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Held {
    /// Not at all: they wish so.
    Unwanted(String),
    /// Not before then.
    Until(Timestamp, String),
}

impl Held {
    /// One sentence that says why and, where that is known, until when.
    pub fn sentence(&self) -> String {
        match self {
            Self::Unwanted(why) => why.clone(),
            Self::Until(at, why) => format!("held until {at}: {why}"),
        }
    }
}

impl Store {
    /// Writes down what a channel itself says that somebody wishes, under its own id of that.
    pub fn note_wish(&mut self, channel: &str, address: &str, wish: Wish, id: &str, at: Timestamp) -> Result<()> {
        self.write(|tx| write_down(tx, channel, address, wish, id, at))
    }

    /// Why the answer of a ticket does not go out now, where it does not.
    pub fn held(&self, ticket: &Ticket, manners: &Manners, now: Timestamp) -> Result<Option<Held>> {
        let (channel, address) = (ticket.source.as_str(), ticket.message.buyer.as_str());
        self.read(|tx| {
            if let Some(since) = stopped(tx, channel, address)? {
                return Ok(Some(Held::Unwanted(unwanted(address, since))));
            }
            if let Some((until, zone)) = manners.quiet_until(channel, address, now) {
                let local = until.to_zoned(zone.clone());
                let why = format!("it is night where they are; {} there", local.strftime("%H:%M"));
                return Ok(Some(Held::Until(until, named(&why, zone))));
            }
            let most = usize::try_from(manners.per_person_per_day)?;
            let day = SignedDuration::from_hours(24);
            let since = now.checked_sub(day).unwrap_or(Timestamp::MIN);
            // The last so many: when the first of them is a day old, there is room for one more.
            let sent = last_sent(tx, ticket, since, most)?;
            if sent.len() < most {
                return Ok(None);
            }
            let until = sent.last().copied().unwrap_or(now).checked_add(day).unwrap_or(Timestamp::MAX);
            let why = format!("{most} messages went to them in 24 hours (`support.manners.per_person_per_day`)");
            Ok(Some(Held::Until(until, why)))
        })
    }

    /// Refuses to write first about an order whose buyer is forgotten or wants no more messages, wherever they said so.
    pub fn refuse_first_word(&self, channel: &str, address: &str, order: &str) -> Result<()> {
        self.read(|tx| {
            let mut query = tx.prepare_cached("SELECT DISTINCT source,buyer FROM inbox WHERE ext_order=?1")?;
            let rows = query.query_map([order], |row| Ok((row.get(0)?, row.get(1)?)))?;
            let mut known = rows.collect::<rusqlite::Result<Vec<(String, String)>>>()?;
            known.push((channel.to_owned(), address.to_owned()));
            for (source, buyer) in &known {
                refuse_unwanted(tx, source, buyer)?;
            }
            if known.iter().any(|(_, buyer)| buyer == ERASED) || forgotten::is_forgotten(tx, channel, address)? {
                let why = format!("the buyer of {order} is forgotten: nothing is sent to them");
                return Err(error::refused(why).code("person_forgotten").into());
            }
            Ok(())
        })
    }

    /// Since when somebody wants no messages on a channel; `None` where they may be written to.
    pub fn unwanted_since(&self, channel: &str, address: &str) -> Result<Option<Timestamp>> {
        self.read(|tx| stopped(tx, channel, address))
    }
}

/// When messages were last sent to whoever a ticket's answer goes to, latest first, no more than `most`. Names are compared as
/// [`person`] writes them, for the database folds ASCII alone.
fn last_sent(tx: &Connection, ticket: &Ticket, since: Timestamp, most: usize) -> Result<Vec<Timestamp>> {
    let who = person(&ticket.message.buyer);
    let mut query = tx.prepare_cached(
        "SELECT t.first_sent_us,i.buyer FROM ticket t JOIN inbox i ON i.id=t.inbox_id
         WHERE i.source=?1 AND t.first_sent_us>?2 AND t.id<>?3 AND t.state IN('sending','sent','unknown','manual','closed')
         ORDER BY t.first_sent_us DESC",
    )?;
    let mut rows = query.query(params![ticket.source, Us(since), ticket.id])?;
    let mut sent = Vec::new();
    while sent.len() < most
        && let Some(row) = rows.next()?
    {
        if person(row.get_ref(1)?.as_str()?) == who {
            sent.push(row.get::<_, Us>(0)?.0);
        }
    }
    Ok(sent)
}

fn named(why: &str, zone: &TimeZone) -> String {
    zone.iana_name().map_or_else(|| why.to_owned(), |name| format!("{why} ({name})"))
}

#[cfg(test)]
mod tests {
    use rust_decimal::Decimal;

    use super::*;
    use crate::{
        domain::effect::Kind,
        store::{
            NewTicket,
            tests::{begin, funded, now},
        },
    };

    fn ready(store: &mut Store, id: &str, buyer: &str) -> Ticket {
        let message = Message { id: id.into(), at: now(), buyer: buyer.into(), body: "x".into(), ..Message::default() };
        store.store_messages("paper", &[message], now()).unwrap();
        let new = NewTicket {
            inbox_id: store.open_messages().unwrap()[0].id,
            state: "ready",
            category: "shipping".into(),
            commitment: false,
            confidence: Decimal::ONE_HUNDRED,
            body: "x".into(),
            reason: None,
            payload: None,
        };
        store.open_ticket(&new, now()).unwrap()
    }

    #[test]
    fn a_person_is_one_however_their_name_is_written() {
        let (mut store, manners) = (funded(), Manners { per_person_per_day: 2, ..Manners::default() });
        let day = SignedDuration::from_hours(24);
        for (place, name) in ["ØRSTED@example.com", " Ørsted@Example.com"].into_iter().enumerate() {
            let ticket = ready(&mut store, &format!("m{place}"), name);
            assert_eq!(store.held(&ticket, &manners, now()).unwrap(), None, "{name}");
            begin(&mut store, Kind::Message, ticket.id);
        }
        let third = ready(&mut store, "m3", "ørsted@example.com");
        let Some(Held::Until(until, _)) = store.held(&third, &manners, now()).unwrap() else { panic!("a third one") };
        assert_eq!(until, now() + day);
        assert_eq!(store.held(&third, &manners, now() + day).unwrap(), None);
        let other = ready(&mut store, "m4", "orsted@example.com");
        assert_eq!(store.held(&other, &manners, now()).unwrap(), None);
    }
}
