//! Telegram's bots: plans are shown in one chat, with a button for yes and one for no. It recognises no repeat and shows
//! nothing of what was sent; a button that is pressed proves that its message arrived.

pub mod wire;

use std::{collections::BTreeMap, rc::Rc};

use anyhow::{Result, bail};
use jiff::{SignedDuration, Timestamp};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use super::{
    Call, Change, Check, Gateway, Kind, Left, Look, Outcome, Permit, Receipt, Sealed, Terms, credentials, declarations,
    reader::{self, Place, bad},
};
use crate::{
    config,
    domain::effect::{Answer, Replies, Said, Signal, classify},
    error,
    net::{Ask, Auth, Content, Failed, Host, Request, Room, Trouble, Why},
    secret::{ExposeSecret as _, SecretString},
};

/// The longest text that is taken.
pub const LONGEST: usize = 4096;
/// The most bytes that a button carries.
const LONGEST_DATA: usize = 64;
/// Updates asked for at once.
const BATCH: u32 = 100;

/// A bot.
pub struct Telegram {
    host: Host,
    /// `bot<token>`: Telegram knows no other place for the key than the path.
    bot: SecretString,
    chat: i64,
    user: i64,
    webhook: Option<SecretString>,
    terms: BTreeMap<Kind, Terms>,
    replies: Replies,
}

impl Telegram {
    /// Checks the settings and reads the token.
    pub fn open(config: &config::Telegram, room: &Rc<Room>) -> Result<Self> {
        let file = config.credentials_file.as_deref();
        let ([token], [webhook]) = credentials::read_some("telegram", file, ["token"], ["webhook_secret"])?;
        if !wire::is_token(token.expose_secret()) {
            return Err(error::config("the token of `telegram` is none").code("bad_credentials").into());
        }
        let id = |key: &str, id: Option<i64>| {
            id.filter(|id| *id != 0)
                .ok_or_else(|| bad("telegram", key, "", "write its number; `arb vendors check telegram` helps"))
        };
        let place = Place {
            vendor: "telegram",
            base_url: &config.base_url,
            deadline_s: config.deadline_s,
            longest: Place::LONGEST,
        };
        let declared = declarations::of("telegram")?;
        Ok(Self {
            host: place.host(room, Auth::Nobody)?.explaining(wire::said),
            bot: format!("bot{}", token.expose_secret()).into(),
            chat: id("chat", config.chat)?,
            user: id("user", config.user)?,
            webhook,
            terms: declared.terms,
            replies: declared.replies.get(&Kind::Message).cloned().unwrap_or_default(),
        })
    }

    /// The one chat.
    pub fn chat(&self) -> String {
        self.chat.to_string()
    }

    /// The one user whose answer counts.
    pub fn user(&self) -> String {
        self.user.to_string()
    }

    /// Whether a webhook was agreed on.
    pub fn has_webhook(&self) -> bool {
        self.webhook.is_some()
    }

    /// Whether a call comes from Telegram: it carries the word that we gave it with the webhook. Without one, none does.
    pub fn is_genuine(&self, shown: Option<&str>) -> bool {
        let Some(ours) = &self.webhook else { return false };
        shown.is_some_and(|shown| same(ours.expose_secret().as_bytes(), shown.as_bytes()))
    }

    async fn ask<T: DeserializeOwned>(&self, what: &'static str, method: &str, body: &Value) -> Result<T, Trouble> {
        let path = [self.bot.expose_secret(), method];
        let bytes = body.to_string().into_bytes();
        let request = Request { path: &path, body: Some(Content::Json(&bytes)), ..Request::default() };
        let (reply, _): (wire::Reply<T>, Timestamp) = self.host.json(Ask { what, request, ..Ask::default() }).await?;
        reply.result.ok_or_else(|| self.host.unreadable(what, "it says neither yes nor no"))
    }

    /// What happened since an update, in order, each with its number and as it came.
    pub async fn updates(&self, after: u64) -> Result<Vec<(u64, Vec<u8>)>> {
        let body = json!({ "offset": after + 1, "limit": BATCH, "timeout": 0, "allowed_updates": ["callback_query"] });
        let found: Result<Vec<Value>, Trouble> = self.ask("updates", "getUpdates", &body).await;
        let found = found.map_err(|why| match why.why {
            Why::Refused(409, _) => error::try_again("somebody else is reading the bot's updates")
                .code("updates_taken")
                .hint("where a webhook is set, `arb serve` gets the answers; one `arb approvals pull` at a time reads them"),
            _ => why.failure(),
        })?;
        let mut updates: Vec<(u64, Vec<u8>)> =
            found.iter().filter_map(|one| Some((one["update_id"].as_u64()?, one.to_string().into_bytes()))).collect();
        updates.sort();
        Ok(updates)
    }

    /// Tells whoever pressed a button what came of it, and takes the buttons away. That changes nothing that counts: where
    /// it fails, the button is pressed again and does nothing.
    pub async fn settle(&self, press: &wire::Press, words: &str) -> Result<()> {
        let told = json!({ "callback_query_id": press.query, "text": words });
        let answered: Result<Value, Trouble> = self.ask("calls", "answerCallbackQuery", &told).await;
        answered.map_err(Trouble::failure)?;
        let bare =
            json!({ "chat_id": self.chat, "message_id": press.message, "reply_markup": { "inline_keyboard": [] } });
        let cleared: Result<Value, Trouble> = self.ask("calls", "editMessageReplyMarkup", &bare).await;
        cleared.map_err(Trouble::failure)?;
        Ok(())
    }

    async fn deliver(&self, sealed: &Sealed, permit: &Permit<'_>) -> Result<Outcome> {
        let path = [self.bot.expose_secret(), "sendMessage"];
        let request = Request { path: &path, body: Some(Content::Json(&sealed.request)), ..Request::default() };
        let reply = match self.host.send("messages", request, &|| permit.check()).await {
            Err(Failed::NotSent(why)) => return Ok(Outcome::NotSent(why)),
            Err(Failed::Broke(why)) => return Ok(Outcome::unknown(why)),
            Ok(reply) => reply,
        };
        let sent: Option<wire::Message> =
            serde_json::from_slice::<wire::Reply<wire::Message>>(&reply.body).ok().and_then(|reply| reply.result);
        let body = match sent {
            Some(sent) if sent.chat.id == self.chat => {
                Said::Done(Receipt { id: name_of(sent.chat.id, sent.message_id), amount: None, at: Timestamp::now() })
            }
            _ => Said::Unclear("it does not show the message".into()),
        };
        let error = wire::error(&reply.body);
        let retry_after =
            error.as_ref().and_then(|error| error.retry_after).map(|s| s.to_string()).or(reply.retry_after);
        let code = error.as_ref().map(|error| error.code.to_string());
        let answer = Answer { status: reply.status, retry_after, code, body };
        Ok(match (classify(Signal::Reply(answer), &self.replies, Timestamp::now()), error) {
            (Outcome::Refused(why), Some(error)) => Outcome::Refused(format!("{why} ({})", error.description)),
            (Outcome::Unknown { why, wait }, Some(error)) => Outcome::Unknown {
                why: format!("{why} ({})", error.description),
                wait: wait.or(Some(SignedDuration::ZERO)),
            },
            (outcome, _) => outcome,
        })
    }
}

/// A message by its chat and its number in it.
pub fn name_of(chat: i64, message: i64) -> String {
    format!("{chat}/{message}")
}

/// Whether two texts are the same, in a time that says nothing of where they differ.
fn same(one: &[u8], other: &[u8]) -> bool {
    use sha2::{Digest as _, Sha256};
    Sha256::digest(one) == Sha256::digest(other)
}

impl Gateway for Telegram {
    fn name(&self) -> &'static str {
        "telegram"
    }

    fn terms(&self, kind: Kind) -> Option<&Terms> {
        self.terms.get(&kind)
    }

    fn by_address(&self) -> bool {
        true
    }

    fn encode(&self, change: &Change) -> Result<Vec<u8>> {
        let Change::Write(writing) = change else { bail!("`telegram` can't do a {}", change.kind()) };
        anyhow::ensure!(
            writing.to == self.chat(),
            "`telegram` writes to the one chat of its settings, and not to another"
        );
        let length = writing.body.chars().count();
        anyhow::ensure!((1..=LONGEST).contains(&length), "the text has {length} characters, a message 1 to {LONGEST}");
        let long = writing.buttons.iter().any(|button| button.data.len() > LONGEST_DATA);
        anyhow::ensure!(!long, "a button carries at most {LONGEST_DATA} bytes");
        let row: Vec<Value> = writing
            .buttons
            .iter()
            .map(|button| json!({ "text": button.label, "callback_data": button.data }))
            .collect();
        // No marks are read in the text: it is shown as it is.
        let mut message = json!({ "chat_id": self.chat, "text": writing.body, "protect_content": true,
            "link_preview_options": { "is_disabled": true } });
        if !row.is_empty() {
            message["reply_markup"] = json!({ "inline_keyboard": [row] });
        }
        Ok(serde_json::to_vec(&message)?)
    }

    fn before<'a>(&'a self, _change: &'a Change) -> Call<'a, Vec<String>> {
        Box::pin(async { Ok(Vec::new()) })
    }

    fn send<'a>(&'a self, sealed: &'a Sealed, permit: &'a Permit<'a>) -> Call<'a, Outcome> {
        Box::pin(self.deliver(sealed, permit))
    }

    fn look<'a>(&'a self, _sealed: &'a Sealed) -> Call<'a, Look> {
        Box::pin(async { bail!("a bot can't list what it sent") })
    }
}

impl Check for Telegram {
    fn check(&self) -> Call<'_, String> {
        Box::pin(async move {
            let me: Result<wire::Me, Trouble> = self.ask("calls", "getMe", &json!({})).await;
            let me = me.map_err(Trouble::failure)?;
            Ok(format!("the bot is {}; plans go to chat {}", crate::ui::sanitize(&me.first_name), self.chat))
        })
    }

    fn quotas(&self) -> Result<Vec<Left>> {
        reader::left(&self.host)
    }
}
