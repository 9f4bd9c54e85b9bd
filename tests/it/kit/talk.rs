//! A place where people are written to: a live database, messages in its inboxes, and whoever carries the answers on loopback.

use std::{
    io::{Read as _, Write as _},
    net::{SocketAddr, TcpStream},
    time::{Duration, Instant},
};

use arb::{
    domain::message::Message,
    store::{Create, Store, Ticket},
};

use super::{Run, Sandbox, run::Going, sandbox::NOW};

/// A place of one test.
pub struct Talk {
    /// The folder with `arb.toml` and `arb.db`.
    pub sandbox: Sandbox,
}

impl Talk {
    /// With these sections of settings and these variables.
    pub fn new(settings: &str, env: &[(&str, &str)]) -> Self {
        let mut sandbox = Sandbox::new();
        for (name, value) in env {
            sandbox = sandbox.env(name, value);
        }
        sandbox.write("arb.toml", format!("mode = \"live\"\ndb = \"arb.db\"\n{settings}"));
        let talk = Self { sandbox };
        talk.arb("db init").run().code(0).any_stdout().any_stderr();
        talk
    }

    /// `arb --live` with these words.
    pub fn arb(&self, words: &str) -> Run<'_> {
        self.sandbox.arb(["--live"].into_iter().chain(words.split_whitespace()))
    }

    /// The books.
    pub fn store(&self) -> Store {
        Store::open(&self.sandbox.path("arb.db"), Create::No).unwrap()
    }

    /// Puts messages of one person into an inbox.
    pub fn receives(&self, inbox: &str, from: &str, messages: &[(&str, &str)]) {
        let messages: Vec<Message> = messages
            .iter()
            .enumerate()
            .map(|(place, (id, body))| Message {
                id: (*id).to_owned(),
                at: at(NOW) + jiff::SignedDuration::from_secs(place.try_into().unwrap()),
                buyer: from.to_owned(),
                body: (*body).to_owned(),
                subject: (inbox == "mail").then(|| "Where is it?".to_owned()),
                ..Message::default()
            })
            .collect();
        self.store().store_messages(inbox, &messages, at(NOW)).unwrap();
    }

    /// Every ticket.
    pub fn tickets(&self) -> Vec<Ticket> {
        self.store().tickets(&[]).unwrap()
    }

    /// The state of the n-th ticket.
    pub fn state(&self, place: usize) -> String {
        self.tickets()[place].state.clone()
    }

    /// Opens the tickets of what is there, and sends the first one's answer in our own words.
    pub fn answers(&self) -> Run<'_> {
        self.sandbox.write("answer.txt", "It is on its way.\n");
        self.arb("support").run().code(0).any_stdout().any_stderr();
        self.arb("support approve 1 --body answer.txt")
    }

    /// `arb serve` as it runs, at a port of its own choice.
    pub fn serves(&self) -> Serving<'_> {
        let place = self.sandbox.path("serve.out");
        drop(std::fs::remove_file(&place));
        let mut going = self.arb("serve --listen 127.0.0.1:0").stdout_to(&place).start();
        let begun = Instant::now();
        loop {
            let said = std::fs::read_to_string(&place).unwrap_or_default();
            if let Some(line) = said.lines().next().filter(|_| said.ends_with('\n')) {
                let said: serde_json::Value = serde_json::from_str(line).unwrap();
                let address = said["listening"].as_str().unwrap().parse().unwrap();
                return Serving { going, address };
            }
            assert!(going.is_running(), "{}", going.wait());
            assert!(begun.elapsed() < Duration::from_secs(60), "it does not begin to listen");
            std::thread::sleep(Duration::from_millis(10));
        }
    }
}

/// A server that runs.
pub struct Serving<'a> {
    /// The process.
    pub going: Going<'a>,
    /// Where it listens.
    pub address: SocketAddr,
}

impl Serving<'_> {
    /// A connection to it.
    pub fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(self.address).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(60))).unwrap();
        stream
    }

    /// Sends a request and returns the status and the body; 0 where there was no answer.
    pub fn call(&self, method: &str, target: &str, headers: &[(&str, &str)], body: &[u8]) -> (u16, String) {
        let mut stream = self.connect();
        let mut head =
            format!("{method} {target} HTTP/1.1\r\nhost: hooks.example.com\r\ncontent-length: {}\r\n", body.len());
        for (name, value) in headers {
            head += &format!("{name}: {value}\r\n");
        }
        // A server that has had enough may close before all of it is written.
        drop(stream.write_all(format!("{head}\r\n").as_bytes()).and_then(|()| stream.write_all(body)));
        let mut answer = Vec::new();
        drop(stream.read_to_end(&mut answer));
        let answer = String::from_utf8_lossy(&answer).into_owned();
        let status = answer.split(' ').nth(1).and_then(|code| code.parse().ok()).unwrap_or(0);
        (status, answer.split_once("\r\n\r\n").map(|(_, body)| body.to_owned()).unwrap_or_default())
    }
}

/// A moment.
pub fn at(text: &str) -> jiff::Timestamp {
    text.parse().unwrap()
}
