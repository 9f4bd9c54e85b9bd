//! One connection: a request is looked at before it is taken off the socket, so that a reset can follow it.

use std::{
    io::{ErrorKind, Read, Write},
    net::{Shutdown, TcpStream},
    sync::atomic::{AtomicBool, Ordering},
    thread::sleep,
    time::Duration,
};

use super::{gzip, plan::How, shop::Reply};

/// The longest request that is understood.
const LONGEST: usize = 60_000;
const TICK: Duration = Duration::from_millis(2);

/// A request.
pub struct Request {
    pub method: String,
    pub path: String,
    pub query: String,
    pub headers: Vec<(String, String)>,
    pub body: Vec<u8>,
}

impl Request {
    /// The value of a header, its name in lower case.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// A value of the query, decoded.
    pub fn query(&self, name: &str) -> Option<String> {
        let pair = self.query.split('&').filter_map(|pair| pair.split_once('=')).find(|(known, _)| *known == name)?;
        Some(decoded(pair.1))
    }
}

/// Whoever answers the requests of connections, and says what goes wrong with each.
pub trait Answers {
    /// A connection came.
    fn connected(&self) {}
    /// Bytes came.
    fn received(&self, _: usize) {}
    /// What is done before the request is known.
    fn before_reading(&self) -> Option<How> {
        None
    }
    /// The reply to a request, and what goes wrong with it.
    fn answer(&self, request: &Request) -> (Reply, Option<How>);
}

/// Serves one connection and closes it.
pub fn serve(stream: &TcpStream, shop: &dyn Answers, stop: &AtomicBool) {
    shop.connected();
    if let Some(How::Hang) = shop.before_reading() {
        return hang(stream, stop);
    }
    let Some((request, length)) = peek(stream, shop, stop) else { return };
    let (reply, how) = shop.answer(&request);
    match how {
        // What was looked at is still unread: closing now is a reset.
        Some(How::Reset) => return,
        Some(How::Silent | How::Hang) => return hang(stream, stop),
        _ => {}
    }
    let mut taken = vec![0; length];
    let mut socket = stream;
    if socket.read_exact(&mut taken).is_ok() {
        drop(send(stream, &reply, how, stop));
    }
}

fn send(mut stream: &TcpStream, reply: &Reply, how: Option<How>, stop: &AtomicBool) -> std::io::Result<()> {
    let body = reply.body.as_bytes();
    match how {
        None => whole(stream, reply, &[], body),
        Some(How::Close | How::Hang | How::Silent | How::Reset) => Ok(()),
        Some(How::Reply { status, headers, body }) => {
            whole(stream, &Reply { status, ..Reply::default() }, &headers, body.as_bytes())
        }
        Some(How::With(name, value)) => whole(stream, reply, &[(name, value)], body),
        Some(How::Replace(from, to)) => whole(stream, reply, &[], reply.body.replace(&from, &to).as_bytes()),
        Some(How::HangBody(bytes)) => {
            stream.write_all(head(reply.status, body.len(), &reply.headers).as_bytes())?;
            stream.write_all(&body[..bytes.min(body.len())])?;
            stream.flush()?;
            hang(stream, stop);
            Ok(())
        }
        Some(How::ResetBody(bytes)) => {
            stream.write_all(head(reply.status, body.len(), &reply.headers).as_bytes())?;
            stream.write_all(&body[..bytes.min(body.len())])
        }
        Some(How::TruncatedGzip) => {
            let packed = gzip::stored(body);
            let half = &packed[..packed.len() / 2];
            whole(stream, reply, &[("Content-Encoding".into(), "gzip".into())], half)
        }
        Some(How::GzipBomb(megabytes)) => {
            whole(stream, reply, &[("Content-Encoding".into(), "gzip".into())], &gzip::bomb(megabytes))
        }
        Some(How::WrongLength(off)) => {
            let said = i64::try_from(body.len()).expect("a short body") + off;
            stream.write_all(head(reply.status, usize::try_from(said).unwrap_or(0), &reply.headers).as_bytes())?;
            stream.write_all(body)
        }
        Some(How::Slow(pause)) => {
            for byte in [head(reply.status, body.len(), &reply.headers).as_bytes(), body].concat() {
                stream.write_all(&[byte])?;
                stream.flush()?;
                sleep(Duration::from_millis(pause));
            }
            Ok(())
        }
        Some(How::Late(pause)) => {
            sleep(Duration::from_millis(pause));
            whole(stream, reply, &[], body)
        }
        Some(How::Endless) => {
            stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n{\"a\":\"")?;
            while !stop.load(Ordering::SeqCst) {
                stream.write_all(&[b'x'; 16 * 1024])?;
            }
            Ok(())
        }
        Some(How::Twice) => {
            whole(stream, reply, &[], body)?;
            whole(stream, reply, &[], body)
        }
    }
}

fn whole(mut stream: &TcpStream, reply: &Reply, headers: &[(String, String)], body: &[u8]) -> std::io::Result<()> {
    let all: Vec<_> = reply.headers.iter().chain(headers).cloned().collect();
    stream.write_all(head(reply.status, body.len(), &all).as_bytes())?;
    stream.write_all(body)?;
    stream.flush()?;
    stream.shutdown(Shutdown::Write)
}

fn head(status: u16, length: usize, headers: &[(String, String)]) -> String {
    let mut head = format!("HTTP/1.1 {status} {status}\r\nContent-Length: {length}\r\nConnection: close\r\n");
    if !headers.iter().any(|(name, _)| name.eq_ignore_ascii_case("content-type")) {
        head += "Content-Type: application/json\r\n";
    }
    for (name, value) in headers {
        head += &format!("{name}: {value}\r\n");
    }
    head + "\r\n"
}

/// The request that stands in the socket, and how many bytes it is; it is not taken off.
fn peek(stream: &TcpStream, shop: &dyn Answers, stop: &AtomicBool) -> Option<(Request, usize)> {
    stream.set_read_timeout(Some(Duration::from_millis(50))).ok()?;
    let mut buffer = vec![0; LONGEST];
    let mut seen = 0;
    while !stop.load(Ordering::SeqCst) {
        match stream.peek(&mut buffer) {
            Ok(0) => return None,
            Ok(there) => {
                shop.received(there - seen);
                if let Some(found) = parsed(&buffer[..there]) {
                    return Some(found);
                }
                if there == seen {
                    sleep(TICK);
                }
                seen = there;
            }
            Err(why) if matches!(why.kind(), ErrorKind::WouldBlock | ErrorKind::TimedOut) => {}
            Err(_) => return None,
        }
    }
    None
}

fn parsed(bytes: &[u8]) -> Option<(Request, usize)> {
    let end = bytes.windows(4).position(|four| four == b"\r\n\r\n")? + 4;
    let text = std::str::from_utf8(&bytes[..end]).ok()?;
    let mut lines = text.split("\r\n");
    let mut first = lines.next()?.split(' ');
    let (method, target) = (first.next()?.to_owned(), first.next()?);
    let (path, query) = target.split_once('?').unwrap_or((target, ""));
    let headers: Vec<(String, String)> = lines
        .filter_map(|line| line.split_once(':'))
        .map(|(name, value)| (name.to_ascii_lowercase(), value.trim().to_owned()))
        .collect();
    let length = headers.iter().find(|(name, _)| name == "content-length").map_or(Some(0), |(_, n)| n.parse().ok())?;
    let body = bytes.get(end..end + length)?.to_vec();
    let request = Request { method, path: decoded(path), query: query.to_owned(), headers, body };
    Some((request, end + length))
}

fn decoded(text: &str) -> String {
    let mut out = Vec::new();
    let mut bytes = text.bytes();
    while let Some(byte) = bytes.next() {
        match byte {
            b'%' => {
                let hex: String = bytes.by_ref().take(2).map(char::from).collect();
                out.push(u8::from_str_radix(&hex, 16).unwrap_or(b'?'));
            }
            b'+' => out.push(b' '),
            _ => out.push(byte),
        }
    }
    String::from_utf8_lossy(&out).into_owned()
}

/// Keeps the connection open until the other side goes or the vendor stops.
fn hang(stream: &TcpStream, stop: &AtomicBool) {
    drop(stream.set_read_timeout(Some(Duration::from_millis(50))));
    let mut socket = stream;
    let mut byte = [0; 1024];
    while !stop.load(Ordering::SeqCst) {
        match socket.read(&mut byte) {
            Ok(0) => return,
            Err(why) if !matches!(why.kind(), ErrorKind::WouldBlock | ErrorKind::TimedOut) => return,
            _ => {}
        }
    }
}
