//! Wishes: who wants no more messages on a channel. What came last holds; every one is kept.

use anyhow::Result;
use jiff::{SignedDuration, Timestamp, tz::TimeZone};
use rusqlite::{Connection, OptionalExtension, params};

use super::{Store, Ticket, values::Us};
use crate::{
    domain::{
        manners::{Manners, Wish, person},
        message::Message,
    },
    error,
};

/// Writes down what a message wishes, where it wishes something.
pub(super) fn note(tx: &Connection, channel: &str, message: &Message) -> Result<()> {
    if let Some(wish) = Wish::in_message(message).filter(|_| !message.buyer.is_empty()) {
        tx.execute(
            "INSERT INTO wish(channel,person,wish,at_us,message) VALUES(?1,?2,?3,?4,?5) ON CONFLICT DO NOTHING",
            params![channel, person(&message.buyer), wish.name(), Us(message.at), message.id],
        )?;
    }
    Ok(())
}

/// Since when somebody wants no messages, where they don't.
fn stopped(tx: &Connection, channel: &str, address: &str) -> Result<Option<Timestamp>> {
    let last: Option<(String, Us)> = tx
        .query_row(
            "SELECT wish,at_us FROM wish WHERE channel=?1 AND person=?2 ORDER BY at_us DESC,id DESC LIMIT 1",
            params![channel, person(address)],
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
        self.write(|tx| {
            tx.execute(
                "INSERT INTO wish(channel,person,wish,at_us,message) VALUES(?1,?2,?3,?4,?5) ON CONFLICT DO NOTHING",
                params![channel, person(address), wish.name(), Us(at), id],
            )?;
            Ok(())
        })
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
            let most = i64::from(manners.per_person_per_day);
            let day = SignedDuration::from_hours(24);
            let since = now.checked_sub(day).unwrap_or(Timestamp::MIN);
            // The last so many: when the first of them is a day old, there is room for one more.
            let mut query = tx.prepare_cached(
                "SELECT t.first_sent_us FROM ticket t JOIN inbox i ON i.id=t.inbox_id
                 WHERE i.source=?1 AND lower(trim(i.buyer))=?2 AND t.first_sent_us>?3 AND t.id<>?4
                   AND t.state IN('sending','sent','unknown','manual','closed')
                 ORDER BY t.first_sent_us DESC LIMIT ?5",
            )?;
            let sent = query
                .query_map(params![channel, person(address), Us(since), ticket.id, most], |row| row.get::<_, Us>(0))?
                .collect::<rusqlite::Result<Vec<Us>>>()?;
            if i64::try_from(sent.len())? < most {
                return Ok(None);
            }
            let until = sent.last().map_or(now, |first| first.0).checked_add(day).unwrap_or(Timestamp::MAX);
            let why = format!("{most} messages went to them in 24 hours (`support.manners.per_person_per_day`)");
            Ok(Some(Held::Until(until, why)))
        })
    }

    /// Since when somebody wants no messages on a channel; `None` where they may be written to.
    pub fn unwanted_since(&self, channel: &str, address: &str) -> Result<Option<Timestamp>> {
        self.read(|tx| stopped(tx, channel, address))
    }
}

fn named(why: &str, zone: &TimeZone) -> String {
    zone.iana_name().map_or_else(|| why.to_owned(), |name| format!("{why} ({name})"))
}
