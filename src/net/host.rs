//! Questions to a vendor that change nothing: from the cache where that is fresh enough, within the quota, again where an
//! answer failed, and never for longer than the room is patient.
//!
//! A vendor says what to ask, what it may cost and how its errors read; nothing here is its business.

use std::{
    collections::BTreeMap,
    rc::Rc,
    time::{Duration, Instant},
};

use backon::{BackoffBuilder as _, ExponentialBuilder};
use jiff::Timestamp;
use reqwest::header::{HeaderName, HeaderValue};
use secrecy::{ExposeSecret as _, SecretString};

use super::{
    client::{Client, Failed, Reply, Request},
    login::Login,
    replies::{Kept, Question},
    room::{Allowance, NoTurn, Room, print_of},
    trouble::{Trouble, Why},
};
use crate::{
    domain::{effect::retry_after, limits::Purpose},
    store::{Cost, Grant, Stored, Told},
};

/// How often a question is asked before it counts as unanswered.
const TRIES: usize = 4;

/// How we show who we are.
#[derive(Clone)]
pub enum Auth {
    /// Not at all.
    Nobody,
    /// By this header.
    Header(&'static str, SecretString),
    /// By this parameter of the query.
    Query(&'static str, SecretString),
    /// By a token, in this header, after this word (`Bearer `).
    Token(&'static str, &'static str, Rc<Login>),
}

/// A vendor's host.
#[derive(Clone)]
pub struct Host {
    vendor: &'static str,
    client: Client,
    room: Rc<Room>,
    auth: Auth,
    print: String,
    quotas: BTreeMap<String, Allowance>,
    said: fn(&[u8]) -> Option<String>,
    meter: fn(&Reply) -> Told,
    stale: fn(&Reply) -> bool,
}

/// A question.
#[derive(Clone, Copy)]
pub struct Ask<'a> {
    /// Which of the vendor's quotas it takes from; it names the question in errors, too.
    pub what: &'static str,
    /// The request.
    pub request: Request<'a>,
    /// What it costs.
    pub cost: Cost,
    /// How old an answer may be.
    pub fresh: Duration,
    /// What it is for.
    pub purpose: Purpose,
    /// Whether it is asked only once: a question without an answer may have cost already.
    pub once: bool,
}

impl Default for Ask<'_> {
    fn default() -> Self {
        Self {
            what: "calls",
            request: Request::default(),
            cost: Cost::Exactly(1000),
            fresh: Duration::ZERO,
            purpose: Purpose::Other,
            once: false,
        }
    }
}

/// An answer.
#[derive(Clone, Debug)]
pub struct Got {
    /// The reply; its status is 2xx.
    pub reply: Reply,
    /// When the vendor said so.
    pub at: Timestamp,
    /// Whether the cache answered.
    pub cached: bool,
}

impl Host {
    /// A vendor's host with its quotas, by kind of question.
    pub fn new(
        vendor: &'static str,
        client: Client,
        room: Rc<Room>,
        auth: Auth,
        quotas: BTreeMap<String, Allowance>,
    ) -> Self {
        let print = match &auth {
            Auth::Nobody => "-".to_owned(),
            Auth::Header(_, secret) | Auth::Query(_, secret) => print_of(secret),
            Auth::Token(_, _, login) => login.print().to_owned(),
        };
        let (said, meter, stale) = (|_: &[u8]| None, |_: &Reply| Told::default(), |reply: &Reply| reply.status == 401);
        Self { vendor, client, room, auth, print, quotas, said, meter, stale }
    }

    /// With a reader of the vendor's error bodies.
    #[must_use]
    pub fn explaining(mut self, said: fn(&[u8]) -> Option<String>) -> Self {
        self.said = said;
        self
    }

    /// With a reader of what its replies say about the quota.
    #[must_use]
    pub fn metered(mut self, meter: fn(&Reply) -> Told) -> Self {
        self.meter = meter;
        self
    }

    /// With a reader of what says that a token has ended, where a vendor says that by more than 401.
    #[must_use]
    pub fn expiring(mut self, stale: fn(&Reply) -> bool) -> Self {
        self.stale = stale;
        self
    }

    /// The room it belongs to.
    pub fn room(&self) -> &Room {
        &self.room
    }

    /// The quotas and their rows in the cache, by kind of question.
    pub fn quotas(&self) -> impl Iterator<Item = (&str, &Allowance, String)> {
        self.quotas.iter().map(|(what, allowance)| (what.as_str(), allowance, self.bucket(what)))
    }

    fn bucket(&self, what: &str) -> String {
        format!("{}:{what}:{}", self.vendor, self.print)
    }

    /// Trouble with a question.
    pub fn trouble(&self, what: &'static str, why: Why) -> Trouble {
        Trouble::new(self.vendor, what, why)
    }

    /// A reply that is not what the vendor documents.
    pub fn unreadable(&self, what: &'static str, why: impl std::fmt::Display) -> Trouble {
        self.trouble(what, Why::Unreadable(why.to_string()))
    }

    /// Asks, and reads the answer as JSON.
    pub async fn json<T: serde::de::DeserializeOwned>(&self, ask: Ask<'_>) -> Result<(T, Timestamp), Trouble> {
        let got = self.ask(ask).await?;
        self.parsed(&ask, &got)
    }

    /// The same of a vendor that says "nothing found" with 204.
    pub async fn json_if_any<T: serde::de::DeserializeOwned>(
        &self,
        ask: Ask<'_>,
    ) -> Result<Option<(T, Timestamp)>, Trouble> {
        let got = self.ask(ask).await?;
        if got.reply.status == 204 { Ok(None) } else { self.parsed(&ask, &got).map(Some) }
    }

    fn parsed<T: serde::de::DeserializeOwned>(&self, ask: &Ask<'_>, got: &Got) -> Result<(T, Timestamp), Trouble> {
        match serde_json::from_slice(&got.reply.body) {
            Ok(value) => Ok((value, got.at)),
            Err(why) => Err(self.unreadable(ask.what, not_json(&got.reply, &why))),
        }
    }

    /// Asks.
    pub async fn ask(&self, ask: Ask<'_>) -> Result<Got, Trouble> {
        let store = |why: anyhow::Error| self.trouble(ask.what, Why::Unreachable(format!("the cache: {why:#}")));
        let fresh = if self.room.refreshes() { Duration::ZERO } else { ask.fresh };
        let question = Question::new(&self.client.host(), &self.print, &ask.request, fresh);
        let mut old = None;
        match self.room.with_cache(|cache| question.look(cache)).map_err(store)? {
            Kept::Fresh(reply, at) => {
                self.room.count(self.vendor, |spent| spent.cached += 1);
                return Ok(Got { reply, at, cached: true });
            }
            Kept::Old(stored, conditions) => old = Some((*stored, conditions)),
            Kept::Nothing => {}
        }
        let conditions = old.as_ref().map(|(_, conditions)| conditions.as_slice()).unwrap_or_default();
        let reply = self.until_answered(&ask, conditions).await?;
        let old: Option<Stored> = old.map(|(stored, _)| stored);
        let reply = self.room.with_cache(|cache| question.take(cache, self.vendor, old, reply)).map_err(store)?;
        Ok(Got { reply, at: Timestamp::now(), cached: false })
    }

    async fn until_answered(&self, ask: &Ask<'_>, conditions: &[(HeaderName, HeaderValue)]) -> Result<Reply, Trouble> {
        let trouble = |why| self.trouble(ask.what, why);
        let ends = Instant::now() + self.room.patience();
        let mut pauses = ExponentialBuilder::default()
            .with_min_delay(Duration::from_millis(500))
            .with_max_delay(Duration::from_secs(30))
            .with_max_times(if ask.once { 0 } else { TRIES - 1 })
            .with_jitter()
            .build();
        let mut renewed = false;
        loop {
            let grant = self.turn(ask, ends).await?;
            let outcome = self.signed(ask, conditions, ends, &|| Ok(())).await;
            let (why, wait) = match outcome {
                Err(Unsent::Login(why)) => return Err(trouble(Why::Credentials(why))),
                Err(Unsent::Failed(why)) => {
                    self.settle(ask, &grant, Told::default())?;
                    (Why::Unreachable(why.to_string()), None)
                }
                Ok(reply) => {
                    let mut told = (self.meter)(&reply);
                    if reply.status == 429 {
                        // What was not taken costs nothing.
                        told.consumed = told.consumed.or(Some(0));
                    }
                    self.settle(ask, &grant, told)?;
                    let now = Timestamp::now();
                    let said = || self.said(&reply);
                    match reply.status {
                        200..=299 => return Ok(reply),
                        304 if !conditions.is_empty() => return Ok(reply),
                        401 | 403 if (self.stale)(&reply) && self.forgets() && !renewed => {
                            renewed = true;
                            continue;
                        }
                        401 | 403 => return Err(trouble(Why::Credentials(said()))),
                        402 => return Err(trouble(Why::Payment(said()))),
                        404 | 410 => return Err(trouble(Why::NotFound(said()))),
                        429 => {
                            let wait = reply.retry_after.as_deref().and_then(|text| retry_after(text, now));
                            let wait = wait.or_else(|| refill(told)).and_then(|wait| Duration::try_from(wait).ok());
                            let wait = wait.unwrap_or(Duration::from_secs(1));
                            let until = now.checked_add(wait).unwrap_or(Timestamp::MAX);
                            self.complain(ask, until, told.left.is_none())?;
                            (Why::Throttled(until), Some(wait))
                        }
                        408 | 500..=599 => {
                            let wait = reply.retry_after.as_deref().and_then(|text| retry_after(text, now));
                            let wait = wait.and_then(|wait| Duration::try_from(wait).ok());
                            (Why::Unreachable(format!("it answers {}: {}", reply.status, said())), wait)
                        }
                        300..=399 => {
                            let why = format!("it sends us elsewhere with {}, which is not followed", reply.status);
                            return Err(trouble(Why::Refused(reply.status, why)));
                        }
                        status => return Err(trouble(Why::Refused(status, said()))),
                    }
                }
            };
            let Some(pause) = pauses.next() else { return Err(trouble(why)) };
            let pause = wait.map_or(pause, |wait| wait.max(Duration::from_millis(50)));
            if pause > ends.saturating_duration_since(Instant::now()) {
                return Err(trouble(why));
            }
            tokio::time::sleep(pause).await;
        }
    }

    /// Sends what changes something: once, in its turn, `permit` asked before its first byte leaves. Nothing is kept and
    /// nothing sent again; what a reply proves is for the vendor to say.
    pub async fn send(
        &self,
        what: &'static str,
        request: Request<'_>,
        permit: &dyn Fn() -> anyhow::Result<()>,
    ) -> Result<Reply, Failed> {
        let ask = Ask { what, request, ..Ask::default() };
        let ends = Instant::now() + self.room.patience();
        let not_sent = |trouble: Trouble| Failed::NotSent(trouble.to_string());
        let grant = self.turn(&ask, ends).await.map_err(not_sent)?;
        let outcome = self.signed(&ask, &[], ends, permit).await;
        // The books of the quota are the cache's; that they can't be kept changes nothing about what was sent.
        match outcome {
            Ok(reply) => {
                drop(self.settle(&ask, &grant, (self.meter)(&reply)));
                if reply.status == 429 {
                    let now = Timestamp::now();
                    let wait = reply.retry_after.as_deref().and_then(|text| retry_after(text, now));
                    let until = now.checked_add(wait.unwrap_or(jiff::SignedDuration::from_secs(1)));
                    drop(self.complain(&ask, until.unwrap_or(Timestamp::MAX), true));
                }
                if matches!(reply.status, 401 | 403) && (self.stale)(&reply) {
                    self.forgets();
                }
                Ok(reply)
            }
            Err(Unsent::Login(why)) => {
                drop(self.settle(&ask, &grant, Told::default()));
                Err(Failed::NotSent(why))
            }
            Err(Unsent::Failed(why)) => {
                drop(self.settle(&ask, &grant, Told::default()));
                Err(why)
            }
        }
    }

    /// Waits for the right to ask once.
    async fn turn(&self, ask: &Ask<'_>, ends: Instant) -> Result<Grant, Trouble> {
        let trouble = |why| self.trouble(ask.what, why);
        let Some(allowance) = self.quotas.get(ask.what) else {
            return Err(trouble(Why::Unreadable("no quota is declared for it".into())));
        };
        let turn = self.room.turn(&self.bucket(ask.what), allowance, ask.cost, ask.purpose, ends).await;
        let turn = turn.map_err(|why| trouble(Why::Unreachable(format!("the cache: {why:#}"))))?;
        turn.map_err(|none| match none {
            NoTurn::Budget => trouble(Why::Budget),
            NoTurn::Never => trouble(Why::TooDear),
            NoTurn::Before(at) => trouble(Why::Quota(at)),
        })
    }

    /// Sends with our credentials.
    async fn signed(
        &self,
        ask: &Ask<'_>,
        conditions: &[(HeaderName, HeaderValue)],
        ends: Instant,
        permit: &dyn Fn() -> anyhow::Result<()>,
    ) -> Result<Reply, Unsent> {
        let token = match &self.auth {
            Auth::Token(_, word, login) => {
                let token = login.token().await.map_err(Unsent::Login)?;
                Some(SecretString::from(format!("{word}{}", token.expose_secret())))
            }
            _ => None,
        };
        let mut secrets = ask.request.secrets.to_vec();
        let mut secret_query = ask.request.secret_query.to_vec();
        match (&self.auth, &token) {
            (Auth::Nobody, _) => {}
            (Auth::Header(name, secret), _) => secrets.push((name, secret)),
            (Auth::Query(name, secret), _) => secret_query.push((name, secret)),
            (Auth::Token(name, ..), token) => secrets.extend(token.iter().map(|token| (*name, token))),
        }
        let known = ["if-none-match", "if-modified-since"];
        let extra = known.into_iter().filter_map(|known| {
            let (_, value) = conditions.iter().find(|(name, _)| name.as_str() == known)?;
            Some((known, value.to_str().ok()?))
        });
        let headers: Vec<(&'static str, &str)> = ask.request.headers.iter().copied().chain(extra).collect();
        let request = Request { headers: &headers, secrets: &secrets, secret_query: &secret_query, ..ask.request };
        self.room.count(self.vendor, |spent| spent.calls += 1);
        let left = ends.saturating_duration_since(Instant::now());
        self.client.within(left).send(request, permit).await.map_err(Unsent::Failed)
    }

    /// Forgets the token, where there is one: the next question takes a new one. Whether there was.
    fn forgets(&self) -> bool {
        let Auth::Token(_, _, login) = &self.auth else { return false };
        login.forget();
        true
    }

    fn settle(&self, ask: &Ask<'_>, grant: &Grant, told: Told) -> Result<(), Trouble> {
        self.room.count(self.vendor, |spent| spent.tokens += told.consumed.unwrap_or(0));
        let Some(allowance) = self.quotas.get(ask.what) else { return Ok(()) };
        self.room
            .settle(&self.bucket(ask.what), allowance, grant, told)
            .map_err(|why| self.trouble(ask.what, Why::Unreachable(format!("the cache: {why:#}"))))
    }

    /// Books that the vendor takes no more until then; `slower` where it does not say how many are left.
    fn complain(&self, ask: &Ask<'_>, until: Timestamp, slower: bool) -> Result<(), Trouble> {
        let Some(allowance) = self.quotas.get(ask.what) else { return Ok(()) };
        self.room
            .complain(&self.bucket(ask.what), allowance, until, slower)
            .map_err(|why| self.trouble(ask.what, Why::Unreachable(format!("the cache: {why:#}"))))
    }

    /// What the vendor says about an error, in one line.
    fn said(&self, reply: &Reply) -> String {
        let text = (self.said)(&reply.body).unwrap_or_else(|| format!("status {}", reply.status));
        let line: String = text.split_whitespace().collect::<Vec<_>>().join(" ");
        line.chars().filter(|c| !c.is_control()).take(300).collect()
    }
}

/// Why there is no reply at all.
enum Unsent {
    Login(String),
    Failed(Failed),
}

/// How long a bucket below zero needs to come up again.
fn refill(told: Told) -> Option<jiff::SignedDuration> {
    let (left, per_second) = (told.left?, told.per_second.filter(|rate| *rate > 0)?);
    let missing = 1000_i64.saturating_sub(left).max(0);
    Some(jiff::SignedDuration::from_millis(missing.saturating_mul(1000) / per_second))
}

/// Why a reply is no JSON, in words for a person.
fn not_json(reply: &Reply, why: &serde_json::Error) -> String {
    let looks = reply.body.trim_ascii_start();
    if looks.starts_with(b"<") {
        return "it is a web page, not JSON: something between us and the vendor answered".into();
    }
    if looks.is_empty() {
        return "it is empty".into();
    }
    why.to_string()
}
