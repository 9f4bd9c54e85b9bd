//! A shop of pages on loopback: it answers what it was told to and remembers what it was asked. It stops when dropped.

use std::{
    collections::BTreeMap,
    io::{BufRead, BufReader, Write},
    net::TcpStream,
    sync::{Arc, Mutex},
};

use super::vendor::Server;

/// A page.
#[derive(Clone, Debug)]
pub struct Answer {
    pub status: u16,
    pub headers: Vec<(&'static str, String)>,
    pub body: String,
}

impl Answer {
    /// A page of HTML.
    pub fn html(body: impl Into<String>) -> Self {
        Self { status: 200, headers: vec![("Content-Type", "text/html; charset=utf-8".into())], body: body.into() }
    }

    /// Text.
    pub fn text(body: impl Into<String>) -> Self {
        Self { status: 200, headers: vec![("Content-Type", "text/plain".into())], body: body.into() }
    }

    /// Nothing but a status.
    pub fn status(status: u16) -> Self {
        Self { status, headers: Vec::new(), body: String::new() }
    }

    /// A way elsewhere.
    pub fn to(place: impl Into<String>) -> Self {
        Self { status: 302, headers: vec![("Location", place.into())], body: String::new() }
    }

    /// With a mark that a later question can name.
    pub fn tagged(mut self, tag: &str) -> Self {
        self.headers.push(("ETag", format!("\"{tag}\"")));
        self
    }
}

/// What was asked: the path and the headers, names in lower case.
#[derive(Clone, Debug)]
pub struct Asked {
    pub path: String,
    pub headers: BTreeMap<String, String>,
    pub status: u16,
}

/// A running shop.
pub struct Pages {
    server: Server,
    answers: Arc<Mutex<BTreeMap<String, Answer>>>,
    asked: Arc<Mutex<Vec<Asked>>>,
}

impl Pages {
    /// Starts one without a page.
    pub fn start() -> Self {
        let answers = Arc::new(Mutex::new(BTreeMap::<String, Answer>::new()));
        let asked = Arc::new(Mutex::new(Vec::new()));
        let (its_answers, its_asked) = (Arc::clone(&answers), Arc::clone(&asked));
        let server = Server::start(move |stream| serve(&stream, &its_answers, &its_asked));
        Self { server, answers, asked }
    }

    /// `http://127.0.0.1:PORT` and this path.
    pub fn url(&self, path: &str) -> String {
        format!("{}{path}", self.server.url())
    }

    /// Puts a page there.
    pub fn put(&self, path: &str, answer: Answer) {
        self.answers.lock().expect("no test panics here").insert(path.to_owned(), answer);
    }

    /// What was asked so far, in order.
    pub fn asked(&self) -> Vec<Asked> {
        self.asked.lock().expect("no test panics here").clone()
    }

    /// The paths that were asked so far, in order; the list begins anew.
    pub fn paths(&self) -> Vec<String> {
        std::mem::take(&mut *self.asked.lock().expect("no test panics here")).into_iter().map(|one| one.path).collect()
    }
}

fn serve(
    stream: &TcpStream,
    answers: &Mutex<BTreeMap<String, Answer>>,
    asked: &Mutex<Vec<Asked>>,
) -> std::io::Result<()> {
    let mut reader = BufReader::new(stream);
    let mut line = String::new();
    reader.read_line(&mut line)?;
    let Some(path) = line.split_whitespace().nth(1).map(str::to_owned) else { return Ok(()) };
    let mut headers = BTreeMap::new();
    loop {
        let mut line = String::new();
        if reader.read_line(&mut line)? == 0 || line.trim().is_empty() {
            break;
        }
        if let Some((name, value)) = line.split_once(':') {
            headers.insert(name.to_ascii_lowercase(), value.trim().to_owned());
        }
    }
    let known = answers.lock().expect("no test panics here").get(&path).cloned();
    let mut answer = known.unwrap_or_else(|| Answer::status(404));
    let tag = answer.headers.iter().find(|(name, _)| *name == "ETag").map(|(_, tag)| tag.clone());
    if tag.is_some() && headers.get("if-none-match") == tag.as_ref() {
        answer = Answer { status: 304, body: String::new(), ..answer };
    }
    asked.lock().expect("no test panics here").push(Asked { path, headers, status: answer.status });
    let mut head =
        format!("HTTP/1.1 {} x\r\nContent-Length: {}\r\nConnection: close\r\n", answer.status, answer.body.len());
    for (name, value) in &answer.headers {
        head += &format!("{name}: {value}\r\n");
    }
    let mut stream = stream;
    stream.write_all((head + "\r\n" + &answer.body).as_bytes())
}
