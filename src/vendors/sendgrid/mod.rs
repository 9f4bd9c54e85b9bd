//! SendGrid: mail. It recognises no repeat and shows nothing of what was sent without a paid addition, so a letter whose
//! reply was lost waits for a person; its own events may settle it before.

pub mod hook;
mod wire;

pub use wire::letter_name;

use std::{collections::BTreeMap, rc::Rc, time::Duration};

use anyhow::{Result, bail};
use jiff::Timestamp;

use super::{
    Call, Change, Check, Gateway, Kind, Left, Look, Outcome, Permit, Receipt, Sealed, Terms, credentials, declarations,
    reader::{self, Place, bad},
};
use crate::{
    config,
    domain::effect::{Answer, Replies, Said, Signal, classify},
    net::{Ask, Auth, Content, Failed, Host, Request, Room, Trouble},
    pipe::letter::is_address,
    secret::ExposeSecret as _,
};

/// SendGrid.
pub struct Sendgrid {
    host: Host,
    from: String,
    name: Option<String>,
    terms: BTreeMap<Kind, Terms>,
    replies: Replies,
}

impl Sendgrid {
    /// Checks the settings and reads the key.
    pub fn open(config: &config::Sendgrid, room: &Rc<Room>) -> Result<Self> {
        let [key] = credentials::read("sendgrid", config.credentials_file.as_deref(), ["key"])?;
        let bearer = format!("Bearer {}", key.expose_secret()).into();
        let place = Place {
            vendor: "sendgrid",
            base_url: &config.base_url,
            deadline_s: config.deadline_s,
            longest: Place::LONGEST,
        };
        let declared = declarations::of("sendgrid")?;
        Ok(Self {
            host: place.host(room, Auth::Header("authorization", bearer))?.explaining(wire::said),
            from: sender("sendgrid", config.from.as_deref())?,
            name: config.from_name.clone(),
            terms: declared.terms,
            replies: declared.replies.get(&Kind::Message).cloned().unwrap_or_default(),
        })
    }

    async fn deliver(&self, sealed: &Sealed, permit: &Permit<'_>) -> Result<Outcome> {
        if let Some(refused) = wire::refusal(&sealed.request) {
            return Ok(Outcome::Refused(refused));
        }
        let body = Some(Content::Json(&sealed.request));
        let request = Request { path: &["mail", "send"], body, ..Request::default() };
        let reply = match self.host.send("mail", request, &|| permit.check()).await {
            Err(Failed::NotSent(why)) => return Ok(Outcome::NotSent(why)),
            Err(Failed::Broke(why)) => return Ok(Outcome::unknown(why)),
            Ok(reply) => reply,
        };
        let body = match reply.header("x-message-id").filter(|id| !id.is_empty() && id.len() <= 200) {
            Some(id) if reply.status == 202 => {
                Said::Done(Receipt { id: id.to_owned(), amount: None, at: Timestamp::now() })
            }
            _ => Said::Unclear("it gives the letter no id".into()),
        };
        let (code, words) =
            (wire::is_validation(&reply.body).then(|| "validation".to_owned()), wire::said(&reply.body));
        let answer = Answer { status: reply.status, retry_after: reply.retry_after, code, body };
        Ok(match (classify(Signal::Reply(answer), &self.replies, Timestamp::now()), words) {
            (Outcome::Refused(why), Some(words)) => Outcome::Refused(format!("{why} ({words})")),
            (outcome, _) => outcome,
        })
    }
}

/// Our own address in a vendor's settings.
pub(super) fn sender(vendor: &str, from: Option<&str>) -> Result<String> {
    match from {
        Some(from) if is_address(from) => Ok(from.to_owned()),
        from => Err(bad(vendor, "from", from.unwrap_or_default(), "write it like `shop@example.com`")),
    }
}

impl Gateway for Sendgrid {
    fn name(&self) -> &'static str {
        "sendgrid"
    }

    fn terms(&self, kind: Kind) -> Option<&Terms> {
        self.terms.get(&kind)
    }

    fn by_address(&self) -> bool {
        true
    }

    fn encode(&self, change: &Change) -> Result<Vec<u8>> {
        let Change::Write(writing) = change else { bail!("`sendgrid` can't do a {}", change.kind()) };
        wire::letter(writing, &self.from, self.name.as_deref())
    }

    fn before<'a>(&'a self, _change: &'a Change) -> Call<'a, Vec<String>> {
        Box::pin(async { Ok(Vec::new()) })
    }

    fn send<'a>(&'a self, sealed: &'a Sealed, permit: &'a Permit<'a>) -> Call<'a, Outcome> {
        Box::pin(self.deliver(sealed, permit))
    }

    fn look<'a>(&'a self, _sealed: &'a Sealed) -> Call<'a, Look> {
        Box::pin(async { bail!("SendGrid does not show what was sent") })
    }
}

impl Check for Sendgrid {
    fn check(&self) -> Call<'_, String> {
        Box::pin(async move {
            let request = Request { path: &["scopes"], ..Request::default() };
            let ask = Ask { what: "reads", request, fresh: Duration::ZERO, ..Ask::default() };
            let (scopes, _): (wire::Scopes, _) = self.host.json(ask).await.map_err(Trouble::failure)?;
            let sends = if scopes.scopes.iter().any(|scope| scope == "mail.send") { "may" } else { "may not" };
            Ok(format!("the key has {} scopes and {sends} send mail", scopes.scopes.len()))
        })
    }

    fn quotas(&self) -> Result<Vec<Left>> {
        reader::left(&self.host)
    }
}
