//! What each move of an effect means for the purchase, listing, ticket, refund or plan it is about.

use anyhow::Result;
use jiff::Timestamp;
use rusqlite::Connection;

use super::Effect;
use crate::{
    domain::effect::{Kind, Receipt},
    store::{inbound, listings, notices, prices, purchases, refunds, tickets},
};

/// Proof that it never happened allows one more try, and no third one.
fn may_try_again(tx: &Connection, effect: &Effect) -> Result<bool> {
    let tried: i64 = tx.query_row(
        "SELECT count(*) FROM effect WHERE kind=?1 AND subject=?2 AND state='absent'",
        (effect.kind.name(), effect.subject),
        |row| row.get(0),
    )?;
    Ok(tried == 0)
}

/// Why the bytes of an effect are not to leave, or leave again, where they are not: whoever they are for is forgotten, or wants
/// no messages by now.
pub(super) fn kept_back(tx: &Connection, effect: &Effect) -> Result<Option<String>> {
    match effect.kind {
        Kind::Message if !notices::is_one(effect.subject) => tickets::kept_back(tx, effect.subject),
        _ => Ok(None),
    }
}

/// It is about to be sent, in this version.
pub(super) fn began(tx: &Connection, kind: Kind, subject: i64, version: Option<i64>, now: Timestamp) -> Result<()> {
    match kind {
        Kind::Purchase => purchases::submitting(tx, subject, now),
        Kind::Cancel => purchases::cancelling(tx, subject, now),
        Kind::Listing => listings::publishing(tx, subject, now),
        Kind::Price => Ok(()),
        Kind::Message if notices::is_one(subject) => notices::sending(tx, subject, now),
        Kind::Message => tickets::sending(tx, subject, now),
        Kind::Refund => refunds::began(tx, subject, now),
        Kind::Inbound => inbound::began(tx, subject, version, now),
    }
}

/// It happened. Returns why a person must look at it all the same, where one must.
pub(super) fn done(tx: &Connection, effect: &Effect, receipt: &Receipt, now: Timestamp) -> Result<Option<String>> {
    let subject = effect.subject;
    match effect.kind {
        Kind::Purchase => return purchases::placed(tx, subject, receipt, now),
        Kind::Cancel => purchases::was_cancelled(tx, subject, now)?,
        Kind::Listing => listings::live(tx, subject, &receipt.id, now)?,
        Kind::Price => prices::shown(tx, subject, effect.version.unwrap_or(0), receipt.amount.as_ref(), now)?,
        Kind::Message if notices::is_one(subject) => notices::sent(tx, subject, &receipt.id, now)?,
        Kind::Message => tickets::sent(tx, subject, now)?,
        Kind::Refund => return refunds::done(tx, subject, receipt, now),
        Kind::Inbound => inbound::taken_on(tx, subject, &receipt.id, now)?,
    }
    Ok(None)
}

/// It was refused, with proof.
pub(super) fn refused(tx: &Connection, effect: &Effect, proof: &str, now: Timestamp) -> Result<()> {
    let subject = effect.subject;
    match effect.kind {
        Kind::Purchase => purchases::rejected(tx, subject, proof, now),
        Kind::Cancel => purchases::cancel_refused(tx, subject, proof, now),
        Kind::Listing => listings::refused(tx, subject, proof, now),
        Kind::Price => prices::refused(tx, subject, effect.version.unwrap_or(0), proof, now),
        Kind::Message if notices::is_one(subject) => notices::became(tx, subject, "failed", proof, now),
        Kind::Message => tickets::failed(tx, subject, proof, now),
        Kind::Refund => refunds::refused(tx, subject, proof, now),
        Kind::Inbound => inbound::refused(tx, subject, proof, now),
    }
}

/// Nobody knows.
pub(super) fn unknown(tx: &Connection, effect: &Effect, why: &str, now: Timestamp) -> Result<()> {
    let subject = effect.subject;
    match effect.kind {
        Kind::Purchase => purchases::unknown(tx, subject, why, now),
        // The order stands as it stood; the cancel is what is unknown.
        Kind::Cancel | Kind::Price => Ok(()),
        Kind::Listing => listings::unknown(tx, subject, why, now),
        Kind::Message if notices::is_one(subject) => notices::became(tx, subject, "unknown", why, now),
        Kind::Message => tickets::unknown(tx, subject, why, now),
        Kind::Refund => refunds::unknown(tx, subject, why, now),
        Kind::Inbound => inbound::step(tx, subject, "unknown", Some(why), now),
    }
}

/// A person must find out.
pub(super) fn manual(tx: &Connection, effect: &Effect, why: &str, now: Timestamp) -> Result<()> {
    let subject = effect.subject;
    match effect.kind {
        Kind::Purchase => purchases::manual(tx, subject, why, now),
        Kind::Cancel | Kind::Price => Ok(()),
        Kind::Listing => listings::manual(tx, subject, why, now),
        Kind::Message if notices::is_one(subject) => notices::became(tx, subject, "manual", why, now),
        Kind::Message => tickets::manual(tx, subject, why, now),
        Kind::Refund => refunds::manual(tx, subject, why, now),
        Kind::Inbound => inbound::step(tx, subject, "manual", Some(why), now),
    }
}

/// Not a byte left: it may be sent again, whenever.
pub(super) fn not_sent(tx: &Connection, effect: &Effect, proof: &str, now: Timestamp) -> Result<()> {
    let subject = effect.subject;
    match effect.kind {
        Kind::Purchase => purchases::back_to_reserved(tx, subject, proof, now),
        Kind::Cancel => purchases::cancel_refused(tx, subject, proof, now),
        Kind::Listing => listings::back_to_draft(tx, subject, proof, now),
        Kind::Price => Ok(()),
        Kind::Message if notices::is_one(subject) => notices::became(tx, subject, "ready", proof, now),
        Kind::Message => tickets::back_to_ready(tx, subject, proof, now),
        Kind::Refund => refunds::not_sent(tx, subject, proof, now),
        Kind::Inbound => inbound::not_sent(tx, subject, proof, now),
    }
}

/// It is proven that it never happened: once it may be tried again, then it is given up or a person looks. Returns why a
/// person must look, where the effect itself waits for one.
pub(super) fn absent(tx: &Connection, effect: &Effect, proof: &str, now: Timestamp) -> Result<Option<String>> {
    let subject = effect.subject;
    let again = may_try_again(tx, effect)?;
    match effect.kind {
        Kind::Purchase if again => purchases::next_generation(tx, subject, proof, now)?,
        Kind::Purchase => purchases::rejected(tx, subject, proof, now)?,
        Kind::Message if notices::is_one(subject) => {
            let next = if again { "ready" } else { "manual" };
            notices::became(tx, subject, next, proof, now)?;
            return Ok((!again).then(|| proof.to_owned()));
        }
        Kind::Message if again && !tickets::is_commitment(tx, subject)? => {
            tickets::back_to_ready(tx, subject, proof, now)?;
        }
        Kind::Message => {
            tickets::manual(tx, subject, proof, now)?;
            return Ok(Some(proof.to_owned()));
        }
        Kind::Refund => return refunds::absent(tx, subject, again, proof, now),
        Kind::Cancel | Kind::Listing | Kind::Price | Kind::Inbound => not_sent(tx, effect, proof, now)?,
    }
    Ok(None)
}

/// A person says that it never happened.
pub(super) fn given_up(tx: &Connection, effect: &Effect, why: &str, now: Timestamp) -> Result<()> {
    let subject = effect.subject;
    match effect.kind {
        Kind::Purchase => purchases::voided(tx, subject, why, now),
        Kind::Cancel => purchases::cancel_refused(tx, subject, why, now),
        Kind::Listing => listings::refused(tx, subject, why, now),
        Kind::Price => Ok(()),
        Kind::Message if notices::is_one(subject) => notices::became(tx, subject, "failed", why, now),
        Kind::Message => tickets::failed(tx, subject, why, now),
        Kind::Refund => refunds::given_up(tx, subject, why, now),
        Kind::Inbound => inbound::refused(tx, subject, why, now),
    }
}
