//! Calls from outside: a small HTTP server that takes one request a connection, in bounds, and stops in order.
//!
//! What is asked of it is slow, huge, or never ends, so there is a bound to each: connections at once, the time of a head and
//! of a body, the length of both. It says nothing about itself.

use std::{cell::Cell, convert::Infallible, net::SocketAddr, pin::pin, time::Duration};

use anyhow::{Context as _, Result};
use futures_util::{StreamExt as _, stream::FuturesUnordered};
use http::StatusCode;
use http_body_util::{BodyExt as _, Full, LengthLimitError, Limited};
use hyper::{
    Response,
    body::{Bytes, Incoming},
    server::conn::http1,
    service::service_fn,
};
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::{
    net::{TcpListener, TcpStream},
    signal::unix::{SignalKind, signal},
    sync::{Mutex, watch},
};

/// The longest head of a request, in bytes.
const LONGEST_HEAD: usize = 16 << 10;
/// The most headers.
const MOST_HEADERS: usize = 100;

/// What a server takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bounds {
    /// Connections at once; more wait in the system's queue.
    pub connections: usize,
    /// The longest body, in bytes.
    pub body: usize,
    /// How long a head may take, and a body.
    pub request: Duration,
    /// How long requests in work may take to end when the server stops.
    pub stop: Duration,
}

/// A request, whole.
#[derive(Clone, Debug)]
pub struct Call {
    /// `GET`, `POST`, …
    pub method: String,
    /// The path, as it was sent.
    pub path: String,
    /// The query, as it was sent.
    pub query: String,
    headers: http::HeaderMap,
    /// The body.
    pub body: Vec<u8>,
}

impl Call {
    /// A request of these parts; a header that is none is left out.
    pub fn of(method: &str, path: &str, headers: &[(&str, &str)], body: Vec<u8>) -> Self {
        let mut all = http::HeaderMap::new();
        for (name, value) in headers {
            if let (Ok(name), Ok(value)) = (http::HeaderName::try_from(*name), http::HeaderValue::try_from(*value)) {
                all.append(name, value);
            }
        }
        let (path, query) = path.split_once('?').unwrap_or((path, ""));
        Self { method: method.to_owned(), path: path.to_owned(), query: query.to_owned(), headers: all, body }
    }

    /// A header as text; `None` where there is none, more than one, or it is no text.
    pub fn header(&self, name: &str) -> Option<&str> {
        let mut values = self.headers.get_all(name).iter();
        let value = values.next()?.to_str().ok()?;
        values.next().is_none().then_some(value)
    }
}

/// What a request is answered with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reply {
    /// The status.
    pub status: u16,
    /// The media type of the body.
    pub kind: &'static str,
    /// The body.
    pub body: String,
}

impl Reply {
    /// A status without a body.
    pub fn bare(status: u16) -> Self {
        Self { status, kind: "text/plain", body: String::new() }
    }

    /// A body with status 200.
    pub fn of(kind: &'static str, body: impl Into<String>) -> Self {
        Self { status: 200, kind, body: body.into() }
    }
}

/// What answers.
pub trait Service {
    /// Answers a request. What it says is done must be done.
    fn answer(&mut self, call: Call) -> impl Future<Output = Reply>;
    /// Does what follows from a request, once its answer is out.
    fn afterwards(&mut self) -> impl Future<Output = ()>;
}

/// A server that listens.
pub struct Server {
    listener: TcpListener,
    bounds: Bounds,
}

impl Server {
    /// Listens at an address.
    pub async fn bind(address: &str, bounds: Bounds) -> Result<Self> {
        let listener = TcpListener::bind(address).await.with_context(|| format!("can't listen at `{address}`"))?;
        Ok(Self { listener, bounds })
    }

    /// Where it listens.
    pub fn address(&self) -> Result<SocketAddr> {
        Ok(self.listener.local_addr()?)
    }

    /// Answers until the process is told to stop (SIGINT, SIGTERM): then no new connection is taken, and what is in work may
    /// end. The service is asked for one thing at a time.
    pub async fn run(self, service: &mut impl Service) -> Result<()> {
        let (mut interrupt, mut terminate) = (signal(SignalKind::interrupt())?, signal(SignalKind::terminate())?);
        let (stop, stopping) = watch::channel(false);
        let service = Mutex::new(service);
        let (listener, bounds) = (self.listener, self.bounds);
        let most = bounds.connections.max(1);
        let mut open = FuturesUnordered::new();
        loop {
            tokio::select! {
                accepted = listener.accept(), if open.len() < most => match accepted {
                    Ok((stream, _)) => open.push(connection(stream, bounds, &service, stopping.clone())),
                    // Too many files, or a caller that is gone again: neither is a reason to stop.
                    Err(_) => tokio::time::sleep(Duration::from_millis(50)).await,
                },
                Some(()) = open.next() => {}
                _ = interrupt.recv() => break,
                _ = terminate.recv() => break,
            }
        }
        drop(listener);
        // An error means that nobody is left who would have to stop.
        let _ = stop.send(true);
        let ending = async { while open.next().await.is_some() {} };
        drop(tokio::time::timeout(bounds.stop, ending).await);
        Ok(())
    }
}

/// One connection: a request, its answer, and the work that follows from it once the answer is out.
async fn connection<S: Service>(
    stream: TcpStream,
    bounds: Bounds,
    service: &Mutex<&mut S>,
    mut stopping: watch::Receiver<bool>,
) {
    let answered = Cell::new(false);
    {
        let answering = service_fn(|request| {
            let answered = &answered;
            async move {
                let reply = take(request, bounds, service).await;
                answered.set(true);
                Ok::<_, Infallible>(written(&reply))
            }
        });
        let connection = http1::Builder::new()
            .timer(TokioTimer::new())
            .header_read_timeout(bounds.request)
            .max_buf_size(LONGEST_HEAD)
            .max_headers(MOST_HEADERS)
            .keep_alive(false)
            .serve_connection(TokioIo::new(stream), answering);
        let mut connection = pin!(connection);
        // A reply that is not taken holds the connection no longer than a request and its answer may.
        let mut longest = pin!(tokio::time::sleep(bounds.request * 3 + Duration::from_secs(5)));
        // How a connection ends is the caller's affair.
        tokio::select! {
            ended = connection.as_mut() => drop(ended),
            () = longest.as_mut() => {}
            _ = stopping.changed() => {
                connection.as_mut().graceful_shutdown();
                tokio::select! { ended = connection.as_mut() => drop(ended), () = longest.as_mut() => {} }
            }
        }
    }
    if answered.get() {
        service.lock().await.afterwards().await;
    }
}

/// A request, read within its bounds, and its answer.
async fn take<S: Service>(request: hyper::Request<Incoming>, bounds: Bounds, service: &Mutex<&mut S>) -> Reply {
    let (head, body) = request.into_parts();
    let announced = head.headers.get(http::header::CONTENT_LENGTH).and_then(|value| value.to_str().ok()?.parse().ok());
    if announced.is_some_and(|length: usize| length > bounds.body) {
        return Reply::bare(413);
    }
    let body = match tokio::time::timeout(bounds.request, Limited::new(body, bounds.body).collect()).await {
        Ok(Ok(body)) => body.to_bytes().to_vec(),
        Ok(Err(why)) => return Reply::bare(if why.is::<LengthLimitError>() { 413 } else { 400 }),
        Err(_) => return Reply::bare(408),
    };
    let call = Call {
        method: head.method.as_str().to_owned(),
        path: head.uri.path().to_owned(),
        query: head.uri.query().unwrap_or_default().to_owned(),
        headers: head.headers,
        body,
    };
    service.lock().await.answer(call).await
}

fn written(reply: &Reply) -> Response<Full<Bytes>> {
    let mut response = Response::new(Full::new(Bytes::from(reply.body.clone())));
    *response.status_mut() = StatusCode::from_u16(reply.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    if !reply.body.is_empty() {
        response.headers_mut().insert(http::header::CONTENT_TYPE, http::HeaderValue::from_static(reply.kind));
    }
    response
}
