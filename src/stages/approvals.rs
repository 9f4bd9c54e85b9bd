//! Plans shown by message, and the answers to them. An answer counts for exactly the plan that was shown, given by the one
//! person in the one chat; everything else changes nothing and is written down.

use anyhow::Result;
use jiff::Timestamp;

use super::buy::Ground;
use crate::{
    domain::effect::{Kind, Receipt},
    effects::{self, NO, YES},
    error, secret,
    store::{Approval, End, NewNotice, Notice, Pressed, Store},
    ui,
    vendors::{
        Gateway as _,
        telegram::{self, Telegram, wire::Press},
    },
};

/// The channel's name in the books.
const CHANNEL: &str = "telegram";

/// Shows a plan in the chat, once. `None` where it was shown before, or another process is at it.
pub async fn show(
    store: &mut Store,
    telegram: &Telegram,
    approval: &Approval,
    body: &str,
    now: Timestamp,
) -> Result<Option<Notice>> {
    let notice = match store.notice_of(approval.id, CHANNEL)? {
        Some(notice) => notice,
        None => {
            let (chat, person, nonce) = (telegram.chat(), telegram.user(), secret::word()?);
            let new = NewNotice { approval, channel: CHANNEL, chat: &chat, person: &person, nonce: &nonce, body };
            store.open_notice(&new, now)?
        }
    };
    // The chat of the settings may be another one by now: what was to be shown there is shown nowhere.
    if notice.state != "ready" || notice.chat != telegram.chat() || notice.person != telegram.user() {
        return Ok(None);
    }
    match effects::notify(store, telegram, &notice, now).await {
        Ok(sent) => Ok(Some(sent)),
        Err(why) if effects::is_overtaken(&why) => Ok(None),
        Err(why) => Err(why),
    }
}

/// What came of an update.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answered {
    /// Whether a plan was decided by it.
    pub counted: bool,
    /// One sentence.
    pub outcome: String,
}

/// Takes an update of the bot. Where a plan was decided, or could have been, the chat is told.
pub async fn take(
    store: &mut Store,
    ground: &Ground<'_>,
    telegram: Option<&Telegram>,
    update: &[u8],
    now: Timestamp,
) -> Result<Answered> {
    let Some(press) = telegram::wire::press(update) else {
        return Ok(Answered { counted: false, outcome: "it is no press of a button".into() });
    };
    let Some((answered, from_us)) = decide(store, ground, &press, now)? else {
        return Ok(Answered { counted: false, outcome: "it was taken before".into() });
    };
    // A stranger is told nothing, not even that there is something.
    if let Some(telegram) = telegram.filter(|_| from_us) {
        // The decision is on record; that the chat could not be told of it changes nothing.
        drop(telegram.settle(&press, &answered.outcome.chars().take(190).collect::<String>()).await);
    }
    Ok(answered)
}

/// Decides by a press. The second half says whether it came from the person and the chat that the plan was shown to.
fn decide(store: &mut Store, ground: &Ground<'_>, press: &Press, now: Timestamp) -> Result<Option<(Answered, bool)>> {
    let (event, chat, person) = (press.update.to_string(), press.chat.to_string(), press.user.to_string());
    let message = telegram::name_of(press.chat, press.message);
    let (yes, nonce) = match (press.data.strip_prefix(YES), press.data.strip_prefix(NO)) {
        (Some(nonce), _) => (true, nonce),
        (None, Some(nonce)) => (false, nonce),
        (None, None) => (false, ""),
    };
    let pressed =
        Pressed { channel: CHANNEL, event_id: &event, chat: &chat, person: &person, message: &message, nonce };
    let (answered, notice) = match store.pressed(&pressed)? {
        None => return Ok(None),
        Some(Err(why)) => (Answered { counted: false, outcome: why }, None),
        Some(Ok(notice)) => {
            arrived(store, &notice, &message, now)?;
            let who = format!("Telegram user {person} in chat {chat}");
            let answered = match carry_out(store, ground, &notice, yes, &who, now) {
                Ok(outcome) => Answered { counted: true, outcome },
                // A no of the books is an answer to the press; trouble with them is not.
                Err(why) if ui::failure_in(&why).is_some_and(|why| why.kind == error::Kind::Refused) => {
                    Answered { counted: false, outcome: format!("{why:#}") }
                }
                Err(why) => return Err(why),
            };
            (answered, Some(notice))
        }
    };
    store.keep_answer(&pressed, notice.as_ref().map(|notice| notice.id), &answered.outcome, now)?;
    Ok(Some((answered, notice.is_some())))
}

fn carry_out(
    store: &mut Store,
    ground: &Ground<'_>,
    notice: &Notice,
    yes: bool,
    who: &str,
    now: Timestamp,
) -> Result<String> {
    // The hash may have been planned again since: that is another plan, with a message of its own.
    let approval = store.approval(&notice.plan_hash)?;
    if approval.id != notice.approval_id {
        return Err(error::refused("the plan was made anew since: answer the newer message")
            .code("intent_changed")
            .into());
    }
    let short = &notice.plan_hash[..notice.plan_hash.len().min(8)];
    let (answer, outcome) = if yes {
        if approval.state == "waiting" {
            ground.refuse_what_moved(store, &approval, now)?;
        }
        store.approve_plan(&notice.plan_hash, who, now)?;
        ("approved", format!("plan {short} is approved: {}", approval.total))
    } else {
        store.reject_plan(&notice.plan_hash, who, now)?;
        ("rejected", format!("plan {short} is rejected"))
    };
    store.answer_notice(notice.id, answer, now)?;
    Ok(outcome)
}

/// A button was pressed, so the message arrived: where the reply to it was lost, this is its end.
fn arrived(store: &mut Store, notice: &Notice, message: &str, now: Timestamp) -> Result<()> {
    if let Some(effect) = store.effect_of(Kind::Message, notice.id)?.filter(|effect| effect.state.is_open()) {
        let receipt = Receipt { id: message.to_owned(), amount: None, at: now };
        store.finish_effect(&effect, &End::Done(receipt), now)?;
    }
    Ok(())
}

/// Reads the bot's updates and writes them down. Returns how many are new. Telegram forgets them once the next ones are
/// asked for, and they are on disk by then.
pub async fn pull(store: &mut Store, telegram: &Telegram, now: Timestamp) -> Result<usize> {
    let feed = format!("updates:{}", telegram.name());
    let mut new = 0;
    for _ in 0..100 {
        let updates = telegram.updates(store.feed_cursor(&feed)?).await?;
        let Some((last, _)) = updates.last() else { break };
        let last = *last;
        let kept: Vec<(String, Vec<u8>)> =
            updates.into_iter().map(|(number, bytes)| (number.to_string(), bytes)).collect();
        new += store.keep_hooks(CHANNEL, &kept, now)?;
        store.advance_feed(&feed, last, now)?;
    }
    Ok(new)
}
