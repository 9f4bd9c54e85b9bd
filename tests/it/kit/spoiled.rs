//! A vendor of a few paths on loopback, one of which answers badly.

use std::{
    net::SocketAddr,
    sync::{
        Arc, Mutex,
        atomic::{AtomicUsize, Ordering},
    },
    thread,
};

use super::vendor::{Answers, How, Reply, Request, Server, serve};

/// What goes wrong: on requests with this method and this in their path.
#[derive(Clone, Debug)]
pub struct Spoil {
    /// The method.
    pub method: &'static str,
    /// The end of the path; with a `?`, of the path and its query.
    pub path: &'static str,
    /// How.
    pub how: How,
}

impl Spoil {
    fn fits(&self, request: &Request) -> bool {
        let Request { method, path, query, .. } = request;
        let ends = if self.path.contains('?') {
            format!("{path}?{query}").ends_with(self.path)
        } else {
            path.ends_with(self.path)
        };
        method == self.method && ends
    }
}

struct Told {
    usual: fn(&Request) -> Option<Reply>,
    spoil: Option<Spoil>,
    hits: AtomicUsize,
    asked: Mutex<Vec<String>>,
}

impl Answers for Told {
    fn before_reading(&self) -> Option<How> {
        let spoil = self.spoil.as_ref().filter(|spoil| matches!(spoil.how, How::Hang))?;
        self.hits.fetch_add(1, Ordering::SeqCst);
        Some(spoil.how.clone())
    }

    fn answer(&self, request: &Request) -> (Reply, Option<How>) {
        self.asked.lock().expect("no answer panicked").push(format!("{} {}", request.method, request.path));
        let how = self.spoil.as_ref().filter(|spoil| spoil.fits(request)).map(|spoil| spoil.how.clone());
        self.hits.fetch_add(usize::from(how.is_some()), Ordering::SeqCst);
        ((self.usual)(request).unwrap_or_else(|| Reply::of(418, "no such path")), how)
    }
}

/// The vendor; it stops when this goes out of scope.
pub struct Spoiled {
    server: Server,
    told: Arc<Told>,
}

impl Spoiled {
    /// Starts one that answers like this, but for what goes wrong.
    pub fn start(usual: fn(&Request) -> Option<Reply>, spoil: Option<Spoil>) -> Self {
        let told = Arc::new(Told { usual, spoil, hits: AtomicUsize::new(0), asked: Mutex::default() });
        let its_told = Arc::clone(&told);
        let server = Server::listen("127.0.0.1:0", move |stream, stop| {
            let (told, stop) = (Arc::clone(&its_told), Arc::clone(stop));
            thread::spawn(move || serve(&stream, &*told, &stop));
        });
        Self { server, told }
    }

    /// Where it is: `127.0.0.1:PORT`.
    pub fn at(&self) -> SocketAddr {
        self.server.at()
    }

    /// How often something went wrong.
    pub fn hits(&self) -> usize {
        self.told.hits.load(Ordering::SeqCst)
    }

    /// What it was asked: `GET /path`.
    pub fn asked(&self) -> Vec<String> {
        self.told.asked.lock().expect("no answer panicked").clone()
    }
}
