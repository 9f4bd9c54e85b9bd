//! One call to one host, within its limits.
//!
//! A redirect is never followed, a connection never used twice, the system's proxy never asked. A call ends by its
//! deadline, and a failed one says whether a byte of it may have left.

use std::{sync::Once, time::Duration};

use anyhow::Result;
use reqwest::{
    Method, Response,
    header::{ACCEPT_ENCODING, CONTENT_ENCODING, CONTENT_TYPE, HeaderMap, HeaderName, HeaderValue, RETRY_AFTER},
    redirect::Policy,
    tls::Version,
};
use secrecy::{ExposeSecret, SecretString};

use super::{body::Body, gate::Gate, origin::Origin, resolver::Guarded};
use crate::{error, secret};

/// What a call may take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Until the connection stands, TLS included.
    pub connect: Duration,
    /// Until the last byte of the reply.
    pub total: Duration,
    /// The longest body, in bytes, unpacked.
    pub body: usize,
    /// How many times its packed size a body may be.
    pub ratio: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { connect: Duration::from_secs(5), total: Duration::from_secs(60), body: 8 * 1024 * 1024, ratio: 100 }
    }
}

impl Limits {
    /// The usual limits with an earlier deadline; a later one is not taken.
    pub fn within(total: Duration) -> Self {
        let usual = Self::default();
        let total = total.min(usual.total);
        Self { connect: usual.connect.min(total), total, ..usual }
    }
}

/// What is asked.
#[derive(Clone, Copy, Default)]
pub struct Request<'a> {
    /// Path segments below the host's base; each is escaped.
    pub path: &'a [&'a str],
    /// The query.
    pub query: &'a [(&'a str, &'a str)],
    /// What stands in the query and is a secret: some vendors know no other place for a key.
    pub secret_query: &'a [(&'a str, &'a SecretString)],
    /// Headers that are no secret; names in lower case.
    pub headers: &'a [(&'static str, &'a str)],
    /// Headers that are.
    pub secrets: &'a [(&'static str, &'a SecretString)],
    /// What is sent along.
    pub body: Option<Content<'a>>,
    /// The method.
    pub verb: Verb,
}

/// The method of a call.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Verb {
    /// `POST` with a body, `GET` without.
    #[default]
    Usual,
    /// `POST`, with a body or without.
    Post,
    /// `PUT`.
    Put,
    /// `PATCH`.
    Patch,
    /// `DELETE`.
    Delete,
}

/// What is sent along.
#[derive(Clone, Copy)]
pub enum Content<'a> {
    /// These bytes of JSON, exactly.
    Json(&'a [u8]),
    /// These bytes, of a media type of their own.
    Typed(&'static str, &'a [u8]),
    /// A form.
    Form(&'a [(&'a str, &'a str)]),
}

/// A whole reply.
#[derive(Clone, Debug, Default)]
pub struct Reply {
    /// The status.
    pub status: u16,
    /// The header `Retry-After`.
    pub retry_after: Option<String>,
    /// All headers.
    pub headers: HeaderMap,
    /// The body, unpacked.
    pub body: Vec<u8>,
}

impl Reply {
    /// A header as text; `None` where there is none or it is no text.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }
}

/// A call without a whole reply.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Failed {
    /// Not one byte of the request was written.
    #[error("{0}")]
    NotSent(String),
    /// It was, or may have been, written in part.
    #[error("{0}")]
    Broke(String),
}

/// Calls to one host.
#[derive(Clone, Debug)]
pub struct Client {
    origin: Origin,
    limits: Limits,
}

impl Client {
    /// For this host, within these limits.
    pub fn new(origin: Origin, limits: Limits) -> Self {
        Self { origin, limits }
    }

    /// The same, with no more than this time left.
    #[must_use]
    pub fn within(&self, left: Duration) -> Self {
        let total = self.limits.total.min(left);
        let limits = Limits { total, connect: self.limits.connect.min(total), ..self.limits };
        Self { origin: self.origin.clone(), limits }
    }

    /// The name or address of the host.
    pub fn host(&self) -> String {
        self.origin.to_string()
    }

    /// How long a call may take.
    pub fn deadline(&self) -> Duration {
        self.limits.total
    }

    /// Asks for something that changes nothing.
    pub async fn read(&self, request: Request<'_>) -> Result<Reply, Failed> {
        self.send(request, &|| Ok(())).await
    }

    /// Sends. `permit` is asked when the connection stands, before a byte of the request is written.
    pub async fn send(&self, request: Request<'_>, permit: &dyn Fn() -> Result<()>) -> Result<Reply, Failed> {
        let gate = Gate::default();
        let built = build(&self.origin, self.limits, gate.clone())
            .and_then(|client| Ok((prepared(&client, &self.origin, &request)?, client)));
        let (prepared, client) = built.map_err(|why| Failed::NotSent(format!("{why:#}")))?;
        let call = gate.guard(permit, async {
            let response = client.execute(prepared).await.map_err(told)?;
            let reply = whole(response, self.limits).await?;
            // Some vendors repeat the key that they refuse: from here on nobody has it to show it or to keep it.
            let shown = request.secrets.iter().map(|(_, secret)| *secret);
            let shown: Vec<&SecretString> =
                shown.chain(request.secret_query.iter().map(|(_, secret)| *secret)).collect();
            Ok(without_secrets(reply, &shown))
        });
        let outcome = match tokio::time::timeout(self.limits.total, call).await {
            Ok(outcome) => outcome,
            Err(_) => Err(format!("no whole reply within {} s", self.limits.total.as_secs_f64())),
        };
        outcome.map_err(|why| {
            let host = &self.origin;
            match (gate.passed(), gate.refusal()) {
                (true, _) => Failed::Broke(format!("{host}: {why}")),
                (false, Some(refusal)) => Failed::NotSent(refusal),
                (false, None) => Failed::NotSent(format!("{host}: {why}")),
            }
        })
    }
}

/// Reads one page without credentials, by its whole address; `headers` are conditions.
pub(super) async fn page(
    origin: &Origin,
    url: reqwest::Url,
    headers: &[(HeaderName, HeaderValue)],
    limits: Limits,
) -> Result<Reply, Failed> {
    let gate = Gate::default();
    let client = build(origin, limits, gate.clone()).map_err(|why| Failed::NotSent(format!("{why:#}")))?;
    let mut call = client.get(url).header(ACCEPT_ENCODING, "gzip");
    for (name, value) in headers {
        call = call.header(name, value);
    }
    let call = gate.guard(&|| Ok(()), async { whole(call.send().await.map_err(told)?, limits).await });
    match tokio::time::timeout(limits.total, call).await {
        Ok(outcome) => outcome.map_err(Failed::Broke),
        Err(_) => Err(Failed::Broke(format!("no whole reply within {} s", limits.total.as_secs_f64()))),
    }
}

/// Makes the one cryptography of TLS known; once, whoever comes first.
pub(super) fn install_provider() {
    static PROVIDER: Once = Once::new();
    PROVIDER.call_once(|| {
        // An error means that one is installed already, which is what is wanted.
        drop(rustls::crypto::ring::default_provider().install_default());
    });
}

/// The only place where a client of the HTTP library is made.
fn build(origin: &Origin, limits: Limits, gate: Gate) -> Result<reqwest::Client> {
    install_provider();
    let builder = reqwest::Client::builder()
        .user_agent(concat!("arb/", env!("CARGO_PKG_VERSION"), " (automated)"))
        .redirect(Policy::none())
        .retry(reqwest::retry::never())
        .referer(false)
        .no_proxy()
        .no_gzip()
        .http1_only()
        .pool_max_idle_per_host(0)
        .connect_timeout(limits.connect)
        .timeout(limits.total)
        .dns_resolver(Guarded::new(origin))
        .connector_layer(gate);
    let builder = if origin.is_encrypted() {
        builder.https_only(true).tls_version_min(Version::TLS_1_2)
    } else {
        // Plain http, to this machine or for a page that anyone may read: no certificates are needed.
        builder.tls_certs_only([])
    };
    builder.build().map_err(|why| error::failed("the HTTP client can't be made").because(why).into())
}

fn prepared(client: &reqwest::Client, origin: &Origin, request: &Request<'_>) -> Result<reqwest::Request> {
    let method = match request.verb {
        Verb::Usual if request.body.is_none() => Method::GET,
        Verb::Usual | Verb::Post => Method::POST,
        Verb::Put => Method::PUT,
        Verb::Patch => Method::PATCH,
        Verb::Delete => Method::DELETE,
    };
    let mut url = origin.url(request.path, request.query);
    if !request.secret_query.is_empty() {
        url.query_pairs_mut()
            .extend_pairs(request.secret_query.iter().map(|(name, value)| (name, value.expose_secret())));
    }
    let mut call = client.request(method, url);
    call = call.header(ACCEPT_ENCODING, "gzip");
    for (name, value) in request.headers {
        call = call.header(HeaderName::from_static(name), *value);
    }
    for (name, value) in request.secrets {
        let mut value = HeaderValue::from_str(value.expose_secret()).map_err(|_| {
            error::config(format!("the secret for the header `{name}` holds a character no header has"))
        })?;
        value.set_sensitive(true);
        call = call.header(HeaderName::from_static(name), value);
    }
    call = match request.body {
        Some(Content::Json(bytes)) => call.header(CONTENT_TYPE, "application/json").body(bytes.to_vec()),
        Some(Content::Typed(kind, bytes)) => call.header(CONTENT_TYPE, kind).body(bytes.to_vec()),
        Some(Content::Form(fields)) => call.form(fields),
        None => call,
    };
    call.build().map_err(|why| error::failed("the request can't be made").because(why.without_url()).into())
}

async fn whole(mut response: Response, limits: Limits) -> Result<Reply, String> {
    let text = |name: HeaderName| {
        let value = response.headers().get(name)?;
        Some(String::from_utf8_lossy(value.as_bytes()).into_owned())
    };
    let (status, retry_after) = (response.status().as_u16(), text(RETRY_AFTER));
    let mut body = Body::new(text(CONTENT_ENCODING).as_deref(), limits)?;
    while let Some(piece) = response.chunk().await.map_err(told)? {
        body.take(&piece)?;
    }
    let headers = std::mem::take(response.headers_mut());
    Ok(Reply { status, retry_after, headers, body: body.finish()? })
}

/// A reply in whose body and headers none of our secrets stands.
fn without_secrets(mut reply: Reply, shown: &[&SecretString]) -> Reply {
    reply.body = secret::taken_out(reply.body, shown);
    for value in reply.headers.values_mut() {
        let left = secret::taken_out(value.as_bytes().to_vec(), shown);
        if left != value.as_bytes() {
            *value = HeaderValue::from_bytes(&left).unwrap_or_else(|_| HeaderValue::from_static("[secret]"));
        }
    }
    reply
}

/// An error and its causes in one sentence, without the URL.
fn told(error: reqwest::Error) -> String {
    let error = error.without_url();
    let mut words = vec![error.to_string()];
    let mut cause = std::error::Error::source(&error);
    while let Some(inner) = cause {
        let text = inner.to_string();
        if words.last() != Some(&text) {
            words.push(text);
        }
        cause = inner.source();
    }
    words.join(": ")
}
