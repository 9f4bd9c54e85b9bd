//! A vendor's own contract as a server: Prism on the vendor's specifications, and a recorder between it and `arb` that keeps
//! every request and what the contract said of it.

use std::{
    io::{BufRead, BufReader, Read, Write},
    net::TcpStream,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    sync::{Arc, Mutex},
    thread,
    time::{Duration, Instant},
};

use super::{ports, shared, tool, vendor::Server};

/// How long Prism takes to start at most: it reads large files.
const START: Duration = Duration::from_secs(90);

/// One request, and what the contract said.
#[derive(Clone, Debug)]
pub struct Exchange {
    /// The request as it was sent, head and body.
    pub request: String,
    /// The status of the answer.
    pub status: u16,
    /// What is against the contract, in Prism's words; empty where nothing is.
    pub violations: String,
}

impl Exchange {
    /// `GET /product?domain=1`.
    pub fn line(&self) -> &str {
        self.request.split(" HTTP/1.1").next().unwrap_or_default()
    }
}

/// Bodies that are handed on in the place of what Prism makes up, for paths that begin like this.
type Answers = Arc<Mutex<Vec<(String, String)>>>;

/// Servers of the contract, and the recorder before them.
pub struct Contract {
    server: Server,
    routes: Arc<Vec<(String, u16)>>,
    answers: Answers,
    prisms: Vec<Child>,
    seen: Arc<Mutex<Vec<Exchange>>>,
}

impl Contract {
    /// Starts servers of these specifications, each for the paths that begin like this; `None` with a message where the
    /// specifications or Prism are not here.
    pub fn start(specs: &[(&str, &str)]) -> Option<Self> {
        let mut files: Vec<(String, PathBuf)> = Vec::new();
        for (prefix, spec) in specs {
            files.push(((*prefix).to_owned(), shared(&format!("specs/{spec}"))?));
        }
        if !tool("prism") {
            return None;
        }
        let mut started: Vec<(Child, u16)> = files.iter().map(|(_, file)| prism(file)).collect();
        let begun = Instant::now();
        for ((prefix, file), (child, port)) in files.iter().zip(&mut started) {
            while TcpStream::connect(("127.0.0.1", *port)).is_err() {
                assert!(begun.elapsed() < START, "Prism for `{prefix}` did not start");
                // Somebody else took the port before Prism came to it: it gets another one.
                if child.try_wait().is_ok_and(|ended| ended.is_some()) {
                    (*child, *port) = prism(file);
                }
                thread::sleep(Duration::from_millis(100));
            }
        }
        let (prisms, ports): (Vec<Child>, Vec<u16>) = started.into_iter().unzip();
        let routes = files.into_iter().map(|(prefix, _)| prefix).zip(ports).collect::<Vec<_>>();
        let (answers, seen, routes) = (Answers::default(), Arc::new(Mutex::new(Vec::new())), Arc::new(routes));
        let (bodies, kept, to) = (Arc::clone(&answers), Arc::clone(&seen), Arc::clone(&routes));
        let server = Server::start(move |stream| pass_on(&stream, &to, &bodies, &kept));
        Some(Self { server, routes, answers, prisms, seen })
    }

    /// Where the recorder is: `http://127.0.0.1:PORT`.
    pub fn url(&self) -> String {
        self.server.url()
    }

    /// Hands on this body for paths that begin like this, from here on: the contract still looks at the question.
    pub fn answering(&self, path: &str, body: &str) {
        let mut answers = self.answers.lock().expect("no recording panicked");
        answers.retain(|(known, _)| known != path);
        answers.push((path.to_owned(), body.to_owned()));
    }

    /// What went through since the last time.
    pub fn take(&self) -> Vec<Exchange> {
        std::mem::take(&mut self.seen.lock().expect("no recording panicked"))
    }

    /// Sends a request as it stands and returns the status.
    pub fn send(&self, request: &str) -> u16 {
        forward(request.as_bytes(), &self.routes).map_or(0, |answer| status(&answer))
    }
}

impl Drop for Contract {
    fn drop(&mut self) {
        for prism in &mut self.prisms {
            drop(prism.kill());
            drop(prism.wait());
        }
    }
}

fn prism(file: &Path) -> (Child, u16) {
    let port = ports::free().port();
    let child = Command::new("prism")
        .args(["mock", "-h", "127.0.0.1", "-p", &port.to_string()])
        .arg(file)
        .env("NO_COLOR", "1")
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn();
    (child.expect("Prism starts"), port)
}

fn pass_on(
    mut stream: &TcpStream,
    routes: &[(String, u16)],
    answers: &Mutex<Vec<(String, String)>>,
    seen: &Mutex<Vec<Exchange>>,
) -> std::io::Result<()> {
    stream.set_read_timeout(Some(Duration::from_secs(10)))?;
    let mut reader = BufReader::new(stream);
    let mut request = Vec::new();
    let mut length = 0;
    loop {
        let mut line = Vec::new();
        if reader.read_until(b'\n', &mut line)? == 0 {
            return Ok(());
        }
        let text = String::from_utf8_lossy(&line).to_ascii_lowercase();
        if let Some(value) = text.strip_prefix("content-length:") {
            length = value.trim().parse().unwrap_or(0);
        }
        // A packed answer could not be read here.
        if !text.starts_with("accept-encoding:") {
            request.extend_from_slice(&line);
        }
        if line == b"\r\n" {
            break;
        }
    }
    let mut body = vec![0; length];
    reader.read_exact(&mut body)?;
    request.extend_from_slice(&body);
    let answer = forward(&request, routes)?;
    let head = String::from_utf8_lossy(&answer);
    let head = head.split("\r\n\r\n").next().unwrap_or_default();
    let violations = head
        .lines()
        .find_map(|line| line.to_ascii_lowercase().starts_with("sl-violations:").then(|| line[14..].trim().to_owned()))
        .unwrap_or_default();
    let request = String::from_utf8_lossy(&request).into_owned();
    let exchange = Exchange { request, status: status(&answer), violations };
    let body = answers.lock().expect("no recording panicked").iter().find_map(|(path, body)| {
        let asked = exchange.request.split(' ').nth(1).unwrap_or_default();
        (exchange.status < 300 && asked.starts_with(path.as_str())).then(|| body.clone())
    });
    let answer = match body {
        None => answer,
        Some(body) => {
            let length = body.len();
            format!("HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: {length}\r\nconnection: close\r\n\r\n{body}")
                .into_bytes()
        }
    };
    seen.lock().expect("no recording panicked").push(exchange);
    stream.write_all(&answer)?;
    stream.flush()
}

fn forward(request: &[u8], routes: &[(String, u16)]) -> std::io::Result<Vec<u8>> {
    let text = String::from_utf8_lossy(request);
    let path = text.split(' ').nth(1).unwrap_or_default();
    let route =
        routes.iter().filter(|(prefix, _)| path.starts_with(prefix.as_str())).max_by_key(|(prefix, _)| prefix.len());
    let Some((_, port)) = route else {
        return Ok(b"HTTP/1.1 404 no contract\r\ncontent-length: 0\r\nconnection: close\r\n\r\n".to_vec());
    };
    let mut stream = TcpStream::connect(("127.0.0.1", *port))?;
    stream.set_read_timeout(Some(Duration::from_secs(20)))?;
    let end = text.find("\r\n").unwrap_or(0) + 2;
    stream.write_all(&request[..end])?;
    stream.write_all(b"connection: close\r\n")?;
    stream.write_all(&request[end..])?;
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer)?;
    Ok(answer)
}

fn status(answer: &[u8]) -> u16 {
    String::from_utf8_lossy(&answer[..answer.len().min(16)])
        .split(' ')
        .nth(1)
        .and_then(|code| code.trim().parse().ok())
        .unwrap_or(0)
}
