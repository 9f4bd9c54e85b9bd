//! A vendor on loopback that is only read from: what it answers is a closure of the request, what it was asked is kept.

use std::{
    io::{BufRead, BufReader, Write},
    net::{Shutdown, TcpStream},
    sync::{Arc, Mutex},
    time::Duration,
};

use super::vendor::Server;

/// The longest body of a request that is understood.
const LONGEST: usize = 1 << 20;

/// A request as it came.
#[derive(Clone, Debug)]
pub struct Asked {
    /// `GET` or `POST`.
    pub method: String,
    /// The path as it was sent, escapes and all.
    pub path: String,
    /// The query, decoded, in order.
    pub query: Vec<(String, String)>,
    /// The headers, names in lower case.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub body: String,
}

impl Asked {
    /// A value of the query; empty where there is none.
    pub fn query(&self, name: &str) -> &str {
        find(&self.query, name)
    }

    /// The body as JSON.
    #[track_caller]
    pub fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.body).unwrap_or_else(|why| panic!("{}: {why}", self.body))
    }

    /// A header, its name in lower case; empty where there is none.
    pub fn header(&self, name: &str) -> &str {
        find(&self.headers, name)
    }
}

fn find<'a>(pairs: &'a [(String, String)], name: &str) -> &'a str {
    pairs.iter().find(|(known, _)| known == name).map_or("", |(_, value)| value.as_str())
}

/// A reply.
#[derive(Clone, Debug)]
pub struct Answer {
    status: u16,
    headers: Vec<(&'static str, String)>,
    body: String,
}

impl Answer {
    /// JSON with status 200.
    pub fn json(body: impl Into<String>) -> Self {
        Self::of(200, body)
    }

    /// This status and JSON.
    pub fn of(status: u16, body: impl Into<String>) -> Self {
        Self { status, headers: vec![("content-type", "application/json".into())], body: body.into() }
    }

    /// A page for people.
    pub fn html(body: impl Into<String>) -> Self {
        Self { status: 200, headers: vec![("content-type", "text/html".into())], body: body.into() }
    }

    /// None: the connection ends without a word.
    pub fn lost() -> Self {
        Self { status: 0, headers: Vec::new(), body: String::new() }
    }

    /// With a header more.
    pub fn with(mut self, name: &'static str, value: &str) -> Self {
        self.headers.push((name, value.to_owned()));
        self
    }
}

/// The vendor; it stops when this goes out of scope.
pub struct Stub {
    server: Server,
    asked: Arc<Mutex<Vec<Asked>>>,
}

impl Stub {
    /// Starts one that answers like this.
    pub fn start(mut answer: impl FnMut(&Asked) -> Answer + Send + 'static) -> Self {
        let asked = Arc::new(Mutex::new(Vec::new()));
        let seen = Arc::clone(&asked);
        Self { server: Server::start(move |stream| serve(&stream, &seen, &mut answer)), asked }
    }

    /// Where it is: `http://127.0.0.1:PORT`.
    pub fn url(&self) -> String {
        self.server.url()
    }

    /// What it was asked so far, in order.
    pub fn asked(&self) -> Vec<Asked> {
        self.asked.lock().expect("no answer panicked").clone()
    }

    /// What it was asked at paths that begin like this.
    pub fn asked_for(&self, start: &str) -> Vec<Asked> {
        self.asked().into_iter().filter(|asked| asked.path.starts_with(start)).collect()
    }

    /// What it was asked at paths that end like this.
    pub fn asked_at(&self, end: &str) -> Vec<Asked> {
        self.asked().into_iter().filter(|asked| asked.path.ends_with(end)).collect()
    }
}

fn serve(
    mut stream: &TcpStream,
    seen: &Mutex<Vec<Asked>>,
    answer: &mut dyn FnMut(&Asked) -> Answer,
) -> std::io::Result<()> {
    stream.set_read_timeout(Some(Duration::from_secs(10)))?;
    let Some(asked) = read(&mut BufReader::new(stream))? else { return Ok(()) };
    let count = {
        let mut seen = seen.lock().expect("no answer panicked");
        seen.push(asked.clone());
        seen.len()
    };
    let Answer { status, headers, body } = answer(&asked);
    if status == 0 {
        return stream.shutdown(Shutdown::Both);
    }
    let mut head = format!("HTTP/1.1 {status} x\r\nconnection: close\r\nx-call: {count}\r\n");
    for (name, value) in headers {
        head += &format!("{name}: {value}\r\n");
    }
    if status != 204 {
        head += &format!("content-length: {}\r\n", body.len());
    }
    stream.write_all(format!("{head}\r\n{body}").as_bytes())?;
    stream.flush()?;
    stream.shutdown(Shutdown::Write)
}

fn read(stream: &mut impl BufRead) -> std::io::Result<Option<Asked>> {
    let mut line = String::new();
    stream.read_line(&mut line)?;
    let mut words = line.split_whitespace().map(str::to_owned);
    let (Some(method), Some(target)) = (words.next(), words.next()) else { return Ok(None) };
    let (path, query) = target.split_once('?').unwrap_or((&target, ""));
    let pairs = query.split('&').filter(|pair| !pair.is_empty());
    let query = pairs.map(|pair| pair.split_once('=').unwrap_or((pair, ""))).map(|(a, b)| (decoded(a), decoded(b)));
    let mut asked =
        Asked { method, path: path.to_owned(), query: query.collect(), headers: Vec::new(), body: String::new() };
    loop {
        let mut line = String::new();
        stream.read_line(&mut line)?;
        let Some((name, value)) = line.trim_end().split_once(':') else { break };
        asked.headers.push((name.to_ascii_lowercase(), value.trim().to_owned()));
    }
    let length: usize = asked.header("content-length").parse().unwrap_or(0);
    let mut body = vec![0; length.min(LONGEST)];
    stream.read_exact(&mut body)?;
    asked.body = String::from_utf8_lossy(&body).into_owned();
    Ok(Some(asked))
}

fn decoded(text: &str) -> String {
    let bytes = text.as_bytes();
    let (mut out, mut at) = (Vec::new(), 0);
    while at < bytes.len() {
        let escape = text.get(at + 1..at + 3).filter(|_| bytes[at] == b'%');
        match escape.and_then(|hex| u8::from_str_radix(hex, 16).ok()) {
            Some(byte) => {
                out.push(byte);
                at += 3;
            }
            None => {
                out.push(if bytes[at] == b'+' { b' ' } else { bytes[at] });
                at += 1;
            }
        }
    }
    String::from_utf8_lossy(&out).into_owned()
}
