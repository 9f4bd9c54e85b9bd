//! Notices: plans shown to one person by message, each answered once, by that person, in that chat, about exactly that plan.

use anyhow::Result;
use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, Row, params};

use super::{Approval, Store, values::Us};
use crate::error;

/// The number of the first notice: no ticket will ever have one as high.
const FIRST: i64 = 1 << 40;

/// Whether the subject of a `message` effect is a notice, and no ticket.
pub(super) fn is_one(subject: i64) -> bool {
    subject >= FIRST
}

/// A plan to show.
#[derive(Clone, Debug)]
pub struct NewNotice<'a> {
    /// The plan.
    pub approval: &'a Approval,
    /// How: `telegram`.
    pub channel: &'a str,
    /// The one chat.
    pub chat: &'a str,
    /// The one person whose answer counts.
    pub person: &'a str,
    /// What the buttons carry: a word that nobody can guess.
    pub nonce: &'a str,
    /// The text.
    pub body: &'a str,
}

/// A plan that was, or will be, shown by message.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
pub struct Notice {
    /// The row.
    pub id: i64,
    /// The plan's row.
    pub approval_id: i64,
    /// The plan's hash.
    pub plan_hash: String,
    /// How: `telegram`.
    pub channel: String,
    /// The chat.
    pub chat: String,
    /// The person whose answer counts.
    pub person: String,
    /// What the buttons carry.
    #[serde(skip)]
    pub nonce: String,
    /// The text.
    pub body: String,
    /// `ready`, `sending`, `sent`, `unknown`, `manual`, `failed`.
    pub state: String,
    /// The channel's id of the message.
    pub ext_id: Option<String>,
    /// Why it stands where it stands.
    pub reason: Option<String>,
    /// `approved` or `rejected`, once that was answered.
    pub answer: Option<String>,
}

/// A button that was pressed.
#[derive(Clone, Debug, PartialEq)]
pub struct Pressed<'a> {
    /// How: `telegram`.
    pub channel: &'a str,
    /// The channel's id of the press.
    pub event_id: &'a str,
    /// The chat it came from.
    pub chat: &'a str,
    /// Who pressed.
    pub person: &'a str,
    /// The message under which the button was, in the channel's words.
    pub message: &'a str,
    /// What it carried, without yes or no.
    pub nonce: &'a str,
}

fn from_row(row: &Row<'_>) -> rusqlite::Result<Notice> {
    Ok(Notice {
        id: row.get("id")?,
        approval_id: row.get("approval_id")?,
        plan_hash: row.get("plan_hash")?,
        channel: row.get("channel")?,
        chat: row.get("chat")?,
        person: row.get("person")?,
        nonce: row.get("nonce")?,
        body: row.get("body")?,
        state: row.get("state")?,
        ext_id: row.get("ext_id")?,
        reason: row.get("reason")?,
        answer: row.get("answer")?,
    })
}

fn load(tx: &Connection, id: i64) -> Result<Notice> {
    let row = tx.query_row("SELECT * FROM notice WHERE id=?1", [id], from_row).optional()?;
    row.ok_or_else(|| error::usage(format!("there is no notice {id}")).code("no_such_notice").into())
}

/// The notice of a plan on a channel.
fn of_plan(tx: &Connection, approval: i64, channel: &str) -> Result<Option<Notice>> {
    let row = "SELECT * FROM notice WHERE approval_id=?1 AND channel=?2";
    Ok(tx.query_row(row, params![approval, channel], from_row).optional()?)
}

/// A notice is about to be sent.
pub(super) fn sending(tx: &Connection, id: i64, now: Timestamp) -> Result<()> {
    step(tx, id, &["ready"], "sending", None, now)?;
    tx.execute("UPDATE notice SET attempts=attempts+1 WHERE id=?1", [id])?;
    Ok(())
}

/// It was sent, and goes by this id there.
pub(super) fn sent(tx: &Connection, id: i64, ext_id: &str, now: Timestamp) -> Result<()> {
    step(tx, id, &["sending", "unknown", "manual"], "sent", None, now)?;
    tx.execute("UPDATE notice SET ext_id=?2 WHERE id=?1", params![id, ext_id])?;
    Ok(())
}

/// It stands otherwise; `why` says so.
pub(super) fn became(tx: &Connection, id: i64, state: &str, why: &str, now: Timestamp) -> Result<()> {
    step(tx, id, &["sending", "unknown", "manual"], state, Some(why), now)
}

fn step(tx: &Connection, id: i64, from: &[&str], to: &str, reason: Option<&str>, now: Timestamp) -> Result<()> {
    let notice = load(tx, id)?;
    if !from.contains(&notice.state.as_str()) {
        let why = format!("notice {id} is {}: it can't become {to}", notice.state);
        return Err(error::refused(why).code("illegal_move").into());
    }
    tx.execute(
        "UPDATE notice SET state=?2, reason=coalesce(?3,reason), updated_us=?4 WHERE id=?1",
        params![id, to, reason, Us(now)],
    )?;
    Ok(())
}

impl Store {
    /// Writes a notice down so that it can be sent; the one that a plan has already is returned as it is.
    pub fn open_notice(&mut self, new: &NewNotice<'_>, now: Timestamp) -> Result<Notice> {
        self.write(|tx| {
            tx.execute(
                "INSERT INTO notice(id,approval_id,plan_hash,channel,chat,person,nonce,body,state,created_us,updated_us)
                 VALUES((SELECT coalesce(max(id)+1,?1) FROM notice),?2,?3,?4,?5,?6,?7,?8,'ready',?9,?9)
                 ON CONFLICT(approval_id,channel) DO NOTHING",
                params![
                    FIRST,
                    new.approval.id,
                    new.approval.plan_hash,
                    new.channel,
                    new.chat,
                    new.person,
                    new.nonce,
                    new.body,
                    Us(now)
                ],
            )?;
            let opened = of_plan(tx, new.approval.id, new.channel)?;
            opened.ok_or_else(|| {
                error::usage(format!("plan {} has no notice", new.approval.id)).code("no_such_notice").into()
            })
        })
    }

    /// The notice of a plan on a channel.
    pub fn notice_of(&self, approval: i64, channel: &str) -> Result<Option<Notice>> {
        self.read(|tx| of_plan(tx, approval, channel))
    }

    /// A notice by its row.
    pub fn notice(&self, id: i64) -> Result<Notice> {
        self.read(|tx| load(tx, id))
    }

    /// The notice that a press is an answer to: shown by us, in this chat, to this person, in this message, not answered
    /// yet. Else one sentence about why it counts for nothing. Whatever it is, the press is not known yet; one that is known
    /// is `None`.
    pub fn pressed(&self, press: &Pressed<'_>) -> Result<Option<Result<Notice, String>>> {
        self.read(|tx| {
            let known = tx
                .query_row(
                    "SELECT 1 FROM answer WHERE channel=?1 AND event_id=?2",
                    params![press.channel, press.event_id],
                    |_| Ok(()),
                )
                .optional()?;
            if known.is_some() {
                return Ok(None);
            }
            let notice = tx
                .query_row(
                    "SELECT * FROM notice WHERE channel=?1 AND nonce=?2",
                    params![press.channel, press.nonce],
                    from_row,
                )
                .optional()?;
            Ok(Some(bound(notice, press)))
        })
    }

    /// Keeps what came of a press, once.
    pub fn keep_answer(
        &mut self,
        press: &Pressed<'_>,
        notice: Option<i64>,
        outcome: &str,
        now: Timestamp,
    ) -> Result<()> {
        self.write(|tx| {
            tx.execute(
                "INSERT INTO answer(channel,event_id,notice_id,chat,person,at_us,outcome) VALUES(?1,?2,?3,?4,?5,?6,?7)
                 ON CONFLICT DO NOTHING",
                params![press.channel, press.event_id, notice, press.chat, press.person, Us(now), outcome],
            )?;
            Ok(())
        })
    }

    /// A notice has its answer; it takes no other. False where it had one.
    pub fn answer_notice(&mut self, id: i64, answer: &str, now: Timestamp) -> Result<bool> {
        self.write(|tx| {
            let taken = tx.execute(
                "UPDATE notice SET answer=?2, updated_us=?3 WHERE id=?1 AND answer IS NULL",
                params![id, answer, Us(now)],
            )?;
            Ok(taken == 1)
        })
    }
}

fn bound(notice: Option<Notice>, press: &Pressed<'_>) -> Result<Notice, String> {
    let notice = notice.ok_or("no plan goes by what the button carries")?;
    if notice.chat != press.chat {
        return Err("it came from another chat".into());
    }
    if notice.person != press.person {
        return Err("somebody else pressed it".into());
    }
    // Where the reply to our message was lost, the press itself says which one it was.
    if notice.ext_id.as_deref().is_some_and(|ours| ours != press.message) {
        return Err("the button is under a message that is not ours".into());
    }
    match &notice.answer {
        Some(answer) => Err(format!("the plan was {answer} by message already")),
        None => Ok(notice),
    }
}
