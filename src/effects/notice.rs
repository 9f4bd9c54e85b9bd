//! Plans shown to a person by message: sent at most once, each with buttons that carry what nobody can guess.

use anyhow::Result;
use jiff::Timestamp;

use super::kernel::{Intent, send};
use crate::{
    domain::effect::{Button, Change, Writing},
    store::{Notice, Store},
    vendors::Gateway,
};

/// What stands before the nonce in the button for yes.
pub const YES: &str = "yes:";
/// What stands before it in the button for no.
pub const NO: &str = "no:";

/// Sends a notice that is `ready`. One whose fate nobody knows is not sent again: it waits for a person, or for one of its
/// buttons to be pressed.
pub async fn notify(store: &mut Store, gateway: &dyn Gateway, notice: &Notice, now: Timestamp) -> Result<Notice> {
    let button = |label: &str, begins: &str| Button { label: label.into(), data: format!("{begins}{}", notice.nonce) };
    let key = format!("notice:{}:{}:{}", notice.channel, notice.approval_id, notice.plan_hash);
    let writing = Writing {
        name: key.clone(),
        to: notice.chat.clone(),
        body: notice.body.clone(),
        buttons: vec![button("Approve", YES), button("Reject", NO)],
        ..Writing::default()
    };
    send(store, gateway, &Intent { subject: notice.id, version: None, key, change: Change::Write(writing) }, now)
        .await?;
    store.notice(notice.id)
}
