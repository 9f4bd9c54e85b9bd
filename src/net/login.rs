//! Logging in: credentials become an access token, which is kept until shortly before it ends.

use std::{cell::RefCell, rc::Rc};

use base64::{Engine as _, prelude::BASE64_STANDARD};
use jiff::{SignedDuration, Timestamp};
use secrecy::{ExposeSecret, SecretString};
use serde::Deserialize;

use super::{
    client::{Client, Content, Request},
    room::{Room, print_of},
};

/// Taken off the life of a token, so that none ends on its way.
const EARLY: SignedDuration = SignedDuration::from_secs(30);

/// No token is believed to live longer.
const LONGEST: i64 = 14 * 24 * 3600;

/// A grant of OAuth 2: what is posted to the token host.
pub struct Login {
    host: Client,
    form: Vec<(&'static str, SecretString)>,
    shown: Vec<(&'static str, SecretString)>,
    room: Option<Rc<Room>>,
    key: String,
    held: RefCell<Option<(SecretString, Timestamp)>>,
}

/// The reply to a login, as RFC 6749 has it.
#[derive(Deserialize)]
struct Granted {
    access_token: SecretString,
    #[serde(default)]
    expires_in: Option<i64>,
}

impl Login {
    /// Not logged in yet. `form` is what is posted.
    pub fn new(host: Client, form: Vec<(&'static str, SecretString)>) -> Self {
        let all: String = form.iter().map(|(name, value)| format!("{name}={}\n", value.expose_secret())).collect();
        let key = print_of(&format!("{}\n{all}", host.host()).into());
        Self { host, form, shown: Vec::new(), room: None, key, held: RefCell::new(None) }
    }

    /// With a name and a password in the header, too.
    #[must_use]
    pub fn basic(mut self, name: &SecretString, password: &SecretString) -> Self {
        let pair = format!("{}:{}", name.expose_secret(), password.expose_secret());
        self.key = print_of(&format!("{}\n{pair}", self.key).into());
        self.shown.push(("authorization", format!("Basic {}", BASE64_STANDARD.encode(pair)).into()));
        self
    }

    /// With a secret in a header of the vendor's own, too; its name in lower case.
    #[must_use]
    pub fn showing(mut self, header: &'static str, secret: SecretString) -> Self {
        self.key = print_of(&format!("{}\n{header}={}", self.key, secret.expose_secret()).into());
        self.shown.push((header, secret));
        self
    }

    /// With tokens shared by all processes: vendors count logins.
    #[must_use]
    pub fn shared(mut self, room: Rc<Room>) -> Self {
        self.room = Some(room);
        self
    }

    /// Tells one account from another, and is no secret.
    pub fn print(&self) -> &str {
        &self.key
    }

    /// An access token; the error is one sentence and holds no secret.
    pub async fn token(&self) -> Result<SecretString, String> {
        let now = Timestamp::now();
        let good = |(_, ends): &&(SecretString, Timestamp)| now < *ends;
        if let Some((token, _)) = self.held.borrow().as_ref().filter(good) {
            return Ok(token.clone());
        }
        let shared = self.room.as_ref().and_then(|room| room.with_cache(|cache| cache.token(&self.key, now)).ok()?);
        if let Some((token, ends)) = shared {
            *self.held.borrow_mut() = Some((token.clone(), ends));
            return Ok(token);
        }
        let fields: Vec<(&str, &str)> = self.form.iter().map(|(name, value)| (*name, value.expose_secret())).collect();
        let secrets: Vec<(&'static str, &SecretString)> =
            self.shown.iter().map(|(name, secret)| (*name, secret)).collect();
        let request = Request { body: Some(Content::Form(&fields)), secrets: &secrets, ..Request::default() };
        let reply = self.host.read(request).await.map_err(|why| format!("the login failed: {why}"))?;
        if reply.status != 200 {
            let code = said(&reply.body).map(|code| format!(" ({code})")).unwrap_or_default();
            return Err(format!("the login was refused with {}{code}: check the credentials", reply.status));
        }
        let granted: Granted =
            serde_json::from_slice(&reply.body).map_err(|_| "the reply to the login can't be read".to_owned())?;
        let life = SignedDuration::from_secs(granted.expires_in.unwrap_or(300).clamp(0, LONGEST)) - EARLY;
        let ends = now.checked_add(life).unwrap_or(now);
        if let Some(room) = &self.room {
            // A cache that can't be written costs a login more, no answer.
            drop(room.with_cache(|cache| cache.keep_token(&self.key, granted.access_token.clone(), ends)));
        }
        *self.held.borrow_mut() = Some((granted.access_token.clone(), ends));
        Ok(granted.access_token)
    }

    /// Forgets the token: the vendor did not take it.
    pub fn forget(&self) {
        *self.held.borrow_mut() = None;
        if let Some(room) = &self.room {
            drop(room.with_cache(|cache| cache.forget_token(&self.key)));
        }
    }
}

/// The code of a refusal, as RFC 6749 has it: a word, never the credentials.
fn said(body: &[u8]) -> Option<String> {
    #[derive(Deserialize)]
    struct Refusal {
        error: String,
    }
    let refusal: Refusal = serde_json::from_slice(body).ok()?;
    let is_word =
        refusal.error.len() <= 60 && refusal.error.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_');
    is_word.then_some(refusal.error)
}
