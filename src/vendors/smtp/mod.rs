//! Mail through a submission server. It recognises no repeat and shows nothing of what was sent: a letter whose last reply
//! was lost waits for a person. Its id is ours, so that a recipient's own server may know it again.

pub(super) mod wire;

use std::{collections::BTreeMap, time::Duration};

use anyhow::{Result, bail};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{
    Call, Change, Check, Gateway, Kind, Left, Look, Outcome, Permit, Receipt, Sealed, Terms, credentials, declarations,
    reader::bad, sendgrid,
};
use crate::{
    config::{self, MailServer, Security},
    net::{Account, Cover, Failed, Handed, MailHost},
    pipe::letter::is_address,
};

/// A submission server.
pub struct Smtp {
    host: MailHost,
    account: Option<Account>,
    from: String,
    name: Option<String>,
    terms: BTreeMap<Kind, Terms>,
}

/// A letter as it is sealed. Its date and its id are set when it is sent: both follow from what is on record.
#[derive(Debug, Serialize, Deserialize)]
struct Letter {
    to: String,
    subject: String,
    answers: Option<String>,
    body: String,
}

/// The server of mail that the settings of a vendor name.
pub(super) fn host_of(vendor: &'static str, server: MailServer<'_>) -> Result<MailHost> {
    let MailServer { host, port, security, ca_file, deadline_s } = server;
    let host = host.filter(|host| !host.trim().is_empty());
    let host = host.ok_or_else(|| bad(vendor, "host", "", "write it like `mail.example.com`"))?;
    if !(1..=60).contains(&deadline_s) {
        return Err(bad(vendor, "deadline_s", &deadline_s.to_string(), "it is between 1 and 60 seconds"));
    }
    let cover = match security {
        Security::Tls => Cover::Tls,
        Security::Starttls => Cover::StartTls,
        Security::None => Cover::None,
    };
    let host = MailHost::new(&format!("vendors.{vendor}.host"), host, port, cover, Duration::from_secs(deadline_s))?;
    let Some(file) = ca_file else { return Ok(host) };
    let told = |why: String| bad(vendor, "ca_file", &file.display().to_string(), &why);
    let pem = std::fs::read(file).map_err(|why| told(format!("it can't be read: {why}")))?;
    host.trusting(&pem).map_err(|why| told(format!("{why}; write the authority's certificate as PEM")))
}

impl Smtp {
    /// Checks the settings and reads the keys. A server without TLS, which is on this machine, may want none.
    pub fn open(config: &config::Smtp) -> Result<Self> {
        let file = config.credentials_file.as_deref();
        let open = config.security == Security::None && file.is_none();
        let account = if open {
            None
        } else {
            let [user, password] = credentials::read("smtp", file, ["user", "password"])?;
            Some(Account { user, password })
        };
        Ok(Self {
            host: host_of("smtp", config.server())?,
            account,
            from: sendgrid::sender("smtp", config.from.as_deref())?,
            name: config.from_name.clone(),
            terms: declarations::of("smtp")?.terms,
        })
    }

    async fn deliver(&self, sealed: &Sealed, permit: &Permit<'_>) -> Result<Outcome> {
        let letter: Letter = serde_json::from_slice(&sealed.request)?;
        if !is_address(&letter.to) {
            return Ok(Outcome::Refused(format!("`{:.80}` is no mail address", letter.to)));
        }
        let id = wire::id_of(&sealed.key, &self.from);
        let bytes = wire::Outgoing {
            from: &self.from,
            name: self.name.as_deref(),
            to: &letter.to,
            subject: &letter.subject,
            answers: letter.answers.as_deref(),
            body: &letter.body,
            id: &id,
            at: sealed.first_sent,
        }
        .bytes()?;
        let account = self.account.as_ref();
        Ok(match self.host.hand_over(account, &self.from, &letter.to, &bytes, &|| permit.check()).await {
            Ok(_) => Outcome::Done(Receipt { id, amount: None, at: Timestamp::now() }),
            Err(Handed::Refused(why)) => Outcome::Refused(why),
            Err(Handed::Failed(Failed::NotSent(why))) => Outcome::NotSent(why),
            Err(Handed::Failed(Failed::Broke(why))) => Outcome::unknown(why),
        })
    }
}

impl Gateway for Smtp {
    fn name(&self) -> &'static str {
        "smtp"
    }

    fn terms(&self, kind: Kind) -> Option<&Terms> {
        self.terms.get(&kind)
    }

    fn by_address(&self) -> bool {
        true
    }

    fn encode(&self, change: &Change) -> Result<Vec<u8>> {
        let Change::Write(writing) = change else { bail!("`smtp` can't do a {}", change.kind()) };
        let subject = writing.subject.as_deref().map_or("Your message", str::trim).to_owned();
        let (to, answers, body) = (writing.to.clone(), writing.answers.clone(), writing.body.clone());
        Ok(serde_json::to_vec(&Letter { to, subject, answers, body })?)
    }

    fn before<'a>(&'a self, _change: &'a Change) -> Call<'a, Vec<String>> {
        Box::pin(async { Ok(Vec::new()) })
    }

    fn send<'a>(&'a self, sealed: &'a Sealed, permit: &'a Permit<'a>) -> Call<'a, Outcome> {
        Box::pin(self.deliver(sealed, permit))
    }

    fn look<'a>(&'a self, _sealed: &'a Sealed) -> Call<'a, Look> {
        Box::pin(async { bail!("a submission server does not show what was sent") })
    }
}

impl Check for Smtp {
    fn check(&self) -> Call<'_, String> {
        Box::pin(async move {
            let greeted = self.host.greet(self.account.as_ref()).await;
            let name = greeted.map_err(|why| crate::error::config(format!("smtp: {why}")).code("mail_unreachable"))?;
            Ok(format!("{} takes letters", crate::ui::sanitize(&name)))
        })
    }

    fn quotas(&self) -> Result<Vec<Left>> {
        Ok(Vec::new())
    }
}
