//! Twilio: text messages. It recognises no repeat; what was sent is found again among the messages to the same number.

pub mod hook;
mod wire;

use std::{collections::BTreeMap, rc::Rc, time::Duration};

use anyhow::{Result, bail};
use base64::{Engine as _, prelude::BASE64_STANDARD};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{
    Call, Change, Check, Gateway, Kind, Left, Look, Outcome, Permit, Receipt, Sealed, Terms, credentials, declarations,
    reader::{self, Place, bad},
};
use crate::{
    config,
    domain::{
        effect::{Answer, Replies, Said, Signal, classify},
        limits::Purpose,
        manners::is_phone,
    },
    net::{Ask, Auth, Content, Failed, Host, Request, Room, Trouble},
    secret::{ExposeSecret as _, SecretString},
};

/// The longest text that is taken.
const LONGEST: usize = 1600;
/// Messages on a page, and the most pages to one number that are read.
const PAGE: &str = "200";
const PAGES: usize = 10;
/// How long Twilio may hold a message back, in seconds: what is an hour late answers nothing any more.
const VALID_S: &str = "3600";

/// Twilio.
pub struct Twilio {
    host: Host,
    account: String,
    token: SecretString,
    sender: Sender,
    terms: BTreeMap<Kind, Terms>,
    replies: Replies,
}

/// Whose number it comes from.
enum Sender {
    Number(String),
    Service(String),
}

/// What is sent, as it is sealed.
#[derive(Debug, Serialize, Deserialize)]
struct Sms {
    to: String,
    body: String,
    /// Why it can't be sent at all.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    refused: Option<String>,
}

impl Twilio {
    /// Checks the settings and reads the keys.
    pub fn open(config: &config::Twilio, room: &Rc<Room>) -> Result<Self> {
        let [account, token] =
            credentials::read("twilio", config.credentials_file.as_deref(), ["account_sid", "auth_token"])?;
        let pair = format!("{}:{}", account.expose_secret(), token.expose_secret());
        let basic = format!("Basic {}", BASE64_STANDARD.encode(pair)).into();
        let place = Place {
            vendor: "twilio",
            base_url: &config.base_url,
            deadline_s: config.deadline_s,
            longest: Place::LONGEST,
        };
        let sender = match (&config.messaging_service, &config.from) {
            (Some(service), _) => Sender::Service(service.clone()),
            (None, Some(number)) if is_phone(number) => Sender::Number(number.clone()),
            (None, from) => {
                return Err(bad("twilio", "from", from.as_deref().unwrap_or_default(), "write it like `+15005550006`"));
            }
        };
        let declared = declarations::of("twilio")?;
        Ok(Self {
            host: place.host(room, Auth::Header("authorization", basic))?.explaining(wire::said),
            account: account.expose_secret().to_owned(),
            token,
            sender,
            terms: declared.terms,
            replies: declared.replies.get(&Kind::Message).cloned().unwrap_or_default(),
        })
    }

    /// What signs the calls that Twilio makes to us.
    pub fn token(&self) -> &SecretString {
        &self.token
    }

    fn path(&self) -> [&str; 4] {
        ["2010-04-01", "Accounts", &self.account, "Messages.json"]
    }

    /// The messages to a number since a day; an error rather than a part of them.
    async fn sent_to(&self, to: &str, since: Option<Timestamp>) -> Result<Vec<wire::Message>> {
        let path = self.path();
        let day = since.map(|at| at.strftime("%Y-%m-%d").to_string());
        let mut found = Vec::new();
        let mut next: Option<(String, String)> = None;
        for _ in 0..PAGES {
            let mut query = vec![("To", to), ("PageSize", PAGE)];
            query.extend(day.as_deref().map(|day| ("DateSent>", day)));
            if let Some((page, token)) = &next {
                query.extend([("Page", page.as_str()), ("PageToken", token.as_str())]);
            }
            let request = Request { path: &path, query: &query, ..Request::default() };
            let ask = Ask { what: "reads", request, purpose: Purpose::Reconcile, ..Ask::default() };
            let (page, _): (wire::Messages, _) = self.host.json(ask).await.map_err(Trouble::failure)?;
            let more = page.next();
            let all = page.all().map_err(|why| self.host.unreadable(ask.what, why).failure())?;
            found.extend(all);
            match more {
                Some(more) => next = Some(more),
                None => return Ok(found),
            }
        }
        bail!("Twilio shows more than {PAGES} pages of messages to one number")
    }

    async fn deliver(&self, sealed: &Sealed, permit: &Permit<'_>) -> Result<Outcome> {
        let sms: Sms = serde_json::from_slice(&sealed.request)?;
        if let Some(refused) = sms.refused {
            return Ok(Outcome::Refused(refused));
        }
        let path = self.path();
        let mut form = vec![("To", sms.to.as_str()), ("Body", sms.body.as_str()), ("ValidityPeriod", VALID_S)];
        form.push(match &self.sender {
            Sender::Number(number) => ("From", number),
            Sender::Service(service) => ("MessagingServiceSid", service),
        });
        let request = Request { path: &path, body: Some(Content::Form(&form)), ..Request::default() };
        let reply = match self.host.send("messages", request, &|| permit.check()).await {
            Err(Failed::NotSent(why)) => return Ok(Outcome::NotSent(why)),
            Err(Failed::Broke(why)) => return Ok(Outcome::unknown(why)),
            Ok(reply) => reply,
        };
        let sent: wire::Message = serde_json::from_slice(&reply.body).unwrap_or_default();
        let body = match sent.sid.filter(|sid| wire::is_sid(sid)) {
            Some(id) => Said::Done(Receipt { id, amount: None, at: Timestamp::now() }),
            None => Said::Unclear("it shows no message".into()),
        };
        let code = wire::code(&reply.body);
        let words = wire::said(&reply.body);
        let answer = Answer { status: reply.status, retry_after: reply.retry_after, code, body };
        Ok(match (classify(Signal::Reply(answer), &self.replies, Timestamp::now()), words) {
            (Outcome::Refused(why), Some(words)) => Outcome::Refused(format!("{why} ({words})")),
            (outcome, _) => outcome,
        })
    }
}

impl Gateway for Twilio {
    fn name(&self) -> &'static str {
        "twilio"
    }

    fn terms(&self, kind: Kind) -> Option<&Terms> {
        self.terms.get(&kind)
    }

    fn by_address(&self) -> bool {
        true
    }

    fn encode(&self, change: &Change) -> Result<Vec<u8>> {
        let Change::Write(writing) = change else { bail!("`twilio` can't do a {}", change.kind()) };
        let length = writing.body.chars().count();
        let refused = match (is_phone(&writing.to), (1..=LONGEST).contains(&length)) {
            (false, _) => Some(format!("`{:.40}` is no telephone number", writing.to)),
            (_, false) => Some(format!("the text has {length} characters, a text message has 1 to {LONGEST}")),
            (true, true) => None,
        };
        Ok(serde_json::to_vec(&Sms { to: writing.to.clone(), body: writing.body.clone(), refused })?)
    }

    fn before<'a>(&'a self, change: &'a Change) -> Call<'a, Vec<String>> {
        Box::pin(async move {
            let Change::Write(writing) = change else { return Ok(Vec::new()) };
            if !is_phone(&writing.to) {
                return Ok(Vec::new());
            }
            // A day back is more than enough: what is found later was sent later.
            let since = Timestamp::now().checked_sub(jiff::SignedDuration::from_hours(48)).ok();
            let there = self.sent_to(&writing.to, since).await?;
            Ok(there.into_iter().filter_map(|one| one.sid).collect())
        })
    }

    fn send<'a>(&'a self, sealed: &'a Sealed, permit: &'a Permit<'a>) -> Call<'a, Outcome> {
        Box::pin(self.deliver(sealed, permit))
    }

    fn look<'a>(&'a self, sealed: &'a Sealed) -> Call<'a, Look> {
        Box::pin(async move {
            let sms: Sms = serde_json::from_slice(&sealed.request)?;
            if sms.refused.is_some() {
                return Ok(Look::Absent);
            }
            // Their day begins in UTC, and a clock may be off.
            let since = sealed.first_sent.checked_sub(jiff::SignedDuration::from_hours(24)).ok();
            let there = self.sent_to(&sms.to, since).await?;
            let alike = there.into_iter().filter(|one| one.is_ours(&sms.body)).filter_map(|one| {
                Some(Receipt { at: one.at().unwrap_or(sealed.first_sent), id: one.sid?, amount: None })
            });
            Ok(Look::Alike(alike.collect()))
        })
    }
}

impl Check for Twilio {
    fn check(&self) -> Call<'_, String> {
        Box::pin(async move {
            let path = ["2010-04-01", "Accounts", &self.account, "Balance.json"];
            let request = Request { path: &path, ..Request::default() };
            let ask = Ask { what: "reads", request, fresh: Duration::ZERO, ..Ask::default() };
            let (balance, _): (wire::Balance, _) = self.host.json(ask).await.map_err(Trouble::failure)?;
            Ok(format!("the account holds {} {}", balance.balance, balance.currency))
        })
    }

    fn quotas(&self) -> Result<Vec<Left>> {
        reader::left(&self.host)
    }
}
