//! Pages that a script builds, through a browser on this machine that speaks WebDriver (W3C): chromedriver, say.
//!
//! The browser is told to reach the shop's hosts alone: everything else goes to a proxy that is not there, this machine's own
//! addresses and numbers included, so that no script on a page opens a door that a link could not.

use std::{
    cell::RefCell,
    time::{Duration, Instant},
};

use serde::Deserialize;
use serde_json::{Value, json};
use url::Url;

use super::{
    client::{Client, Content, Limits, Request, Verb},
    origin::Origin,
};

/// A proxy where nobody listens: the discard port.
const NOWHERE: &str = "http://127.0.0.1:9";
/// How long a page may go on changing after it is loaded, how long nothing changes on one that is done, and how often that is
/// looked at.
const SETTLES: Duration = Duration::from_secs(12);
const QUIET: Duration = Duration::from_millis(1500);
const LOOK: Duration = Duration::from_millis(250);

/// A browser that is driven.
pub struct Driver {
    client: Client,
    hosts: Vec<String>,
    session: RefCell<Option<String>>,
}

/// What a driver answers: `{"value": ...}`.
#[derive(Deserialize)]
struct Answer {
    value: Value,
}

impl Driver {
    /// The browser behind this setting, for pages of these hosts (`host` or `host:port`).
    pub fn new(key: &str, url: &str, hosts: Vec<String>, limits: Limits) -> anyhow::Result<Self> {
        let origin = Origin::parse(key, url)?;
        if !origin.is_loopback() {
            let failure = crate::error::config(format!(
                "the setting `{key}` can't be `{url}`: a browser is driven on this machine"
            ));
            return Err(failure
                .code("bad_setting")
                .hint("start `chromedriver --port=9515` and write `http://127.0.0.1:9515`")
                .into());
        }
        Ok(Self { client: Client::new(origin, limits), hosts, session: RefCell::new(None) })
    }

    /// A page as its scripts left it, and where it is.
    pub async fn read(&self, url: &Url) -> Result<(Url, Vec<u8>), String> {
        let session = self.session().await?;
        self.post(&["session", &session, "url"], &json!({ "url": url.as_str() })).await?;
        // What is loaded may still be building itself.
        let ends = Instant::now() + SETTLES;
        let (mut source, mut since) = (self.source(&session).await?, Instant::now());
        while since.elapsed() < QUIET && Instant::now() < ends {
            tokio::time::sleep(LOOK).await;
            let next = self.source(&session).await?;
            if next != source {
                (source, since) = (next, Instant::now());
            }
        }
        let there = self.get(&["session", &session, "url"]).await?;
        let there =
            there.as_str().and_then(|text| Url::parse(text).ok()).ok_or("the browser does not say where it is")?;
        Ok((there, source.into_bytes()))
    }

    /// Ends the browser.
    pub async fn end(&self) {
        let session = self.session.borrow_mut().take();
        if let Some(session) = session {
            let path = ["session", session.as_str()];
            // A browser that can't be told any more has ended.
            drop(self.client.read(Request { path: &path, verb: Verb::Delete, ..Request::default() }).await);
        }
    }

    async fn session(&self) -> Result<String, String> {
        if let Some(session) = self.session.borrow().as_ref() {
            return Ok(session.clone());
        }
        let direct = std::iter::once("<-loopback>".to_owned()).chain(self.hosts.iter().cloned()).collect::<Vec<_>>();
        let mut args = vec![
            "--headless=new".to_owned(),
            "--disable-gpu".to_owned(),
            "--disable-dev-shm-usage".to_owned(),
            "--disable-extensions".to_owned(),
            "--blink-settings=imagesEnabled=false".to_owned(),
            format!("--proxy-server={NOWHERE}"),
            format!("--proxy-bypass-list={}", direct.join(";")),
        ];
        // Chromium's own cage can't be built by root.
        if nix::unistd::geteuid().is_root() {
            args.push("--no-sandbox".to_owned());
        }
        let wanted = json!({ "capabilities": { "alwaysMatch": {
            "browserName": "chrome", "pageLoadStrategy": "normal", "goog:chromeOptions": { "args": args },
            "timeouts": { "pageLoad": 20_000, "script": 5_000 } } } });
        let value = self.post(&["session"], &wanted).await?;
        let session = value["sessionId"].as_str().ok_or("the browser gives no session")?.to_owned();
        *self.session.borrow_mut() = Some(session.clone());
        Ok(session)
    }

    async fn source(&self, session: &str) -> Result<String, String> {
        let value = self.get(&["session", session, "source"]).await?;
        value.as_str().map(str::to_owned).ok_or_else(|| "the browser shows no page".to_owned())
    }

    async fn get(&self, path: &[&str]) -> Result<Value, String> {
        self.value(Request { path, ..Request::default() }).await
    }

    async fn post(&self, path: &[&str], body: &Value) -> Result<Value, String> {
        let bytes = body.to_string().into_bytes();
        self.value(Request { path, body: Some(Content::Json(&bytes)), ..Request::default() }).await
    }

    async fn value(&self, request: Request<'_>) -> Result<Value, String> {
        let reply = self.client.read(request).await.map_err(|why| format!("the browser does not answer: {why}"))?;
        let answer: Answer = serde_json::from_slice(&reply.body)
            .map_err(|_| "what answers for the browser is no WebDriver".to_owned())?;
        if reply.status == 200 {
            return Ok(answer.value);
        }
        let said = |name: &str| answer.value[name].as_str().unwrap_or_default().to_owned();
        // The message goes on for pages; its first line says it.
        let message = said("message");
        Err(format!("the browser refuses: {}: {:.200}", said("error"), message.lines().next().unwrap_or_default()))
    }
}
