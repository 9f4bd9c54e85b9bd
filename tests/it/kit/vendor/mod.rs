//! A vendor to test against: it looks like the Amazon Business ordering API, counts what was ordered, and fails as told.
//!
//! It listens on a port of its own on loopback and stops when it is dropped. Beside the vendor's own paths it has
//! `GET /_orders` (what was ordered), `POST /_control` (a [`Plan`] as JSON, or the keys of it that change) and
//! `POST /_reset` (no orders, nothing seen, no faults). `examples/fake_vendor.rs` is the same code as a program.

mod gzip;
mod http;
mod plan;
mod shop;

use std::{
    net::{SocketAddr, TcpListener, TcpStream},
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    thread::{self, JoinHandle},
};

#[allow(unused_imports, reason = "the program that shares this file names fewer")]
pub use http::{Answers, Request, serve};
#[allow(unused_imports, reason = "the program that shares this file names fewer")]
pub use plan::{Endpoint, Fault, How, Plan};
#[allow(unused_imports, reason = "the program that shares this file names fewer")]
pub use shop::{Ordered, Reply, Stats};

use shop::Shop;

/// A running vendor.
pub struct Vendor {
    at: SocketAddr,
    shop: Arc<Shop>,
    stop: Arc<AtomicBool>,
    listener: Option<JoinHandle<()>>,
}

impl Vendor {
    /// Starts one that behaves like this.
    pub fn start(plan: Plan) -> Self {
        Self::listen("127.0.0.1:0", plan)
    }

    /// Starts one at this address.
    pub fn listen(at: &str, plan: Plan) -> Self {
        let listener = TcpListener::bind(at).expect("a port on loopback");
        let at = listener.local_addr().expect("an address");
        let shop = Arc::new(Shop::new(plan));
        let stop = Arc::new(AtomicBool::new(false));
        let (its_shop, its_stop) = (Arc::clone(&shop), Arc::clone(&stop));
        let listener = Some(thread::spawn(move || accept(&listener, &its_shop, &its_stop)));
        Self { at, shop, stop, listener }
    }

    /// `http://127.0.0.1:PORT`.
    pub fn url(&self) -> String {
        format!("http://{}", self.at)
    }

    /// The port.
    pub fn port(&self) -> u16 {
        self.at.port()
    }

    /// The section of `arb.toml` that lets `arb` order here; the credentials come from a file or the environment.
    pub fn settings(&self) -> String {
        let url = self.url();
        format!(
            "[vendors.amazon_business]\nenabled = true\ncredentials = \"live\"\nbase_url = \"{url}\"\n\
             token_url = \"{url}/auth/o2/token\"\n"
        )
    }

    /// Changes how it behaves from now on.
    pub fn plan(&self, change: impl FnOnce(&mut Plan)) {
        self.shop.change(change);
    }

    /// What was ordered, trials left out, oldest first.
    pub fn orders(&self) -> Vec<Ordered> {
        self.shop.orders()
    }

    /// What it saw: connections, bytes, requests.
    pub fn stats(&self) -> Stats {
        self.shop.stats()
    }

    /// Serves until the process ends.
    pub fn wait(mut self) {
        if let Some(listener) = self.listener.take() {
            listener.join().expect("the listener ends by itself");
        }
    }
}

impl Drop for Vendor {
    fn drop(&mut self) {
        self.stop.store(true, Ordering::SeqCst);
        // The listener waits for a connection: this is one.
        drop(TcpStream::connect(self.at));
        if let Some(listener) = self.listener.take() {
            drop(listener.join());
        }
    }
}

fn accept(listener: &TcpListener, shop: &Arc<Shop>, stop: &Arc<AtomicBool>) {
    for stream in listener.incoming() {
        if stop.load(Ordering::SeqCst) {
            return;
        }
        let Ok(stream) = stream else { continue };
        let (shop, stop) = (Arc::clone(shop), Arc::clone(stop));
        thread::spawn(move || serve(&stream, &*shop, &stop));
    }
}
