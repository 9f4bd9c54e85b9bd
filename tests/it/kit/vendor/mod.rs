//! A vendor to test against: it looks like the Amazon Business ordering API, counts what was ordered, and fails as told.
//!
//! It listens on a port of its own on loopback and stops when it is dropped. Beside the vendor's own paths it has
//! `GET /_orders` (what was ordered), `POST /_control` (a [`Plan`] as JSON, or the keys of it that change) and
//! `POST /_reset` (no orders, nothing seen, no faults). `examples/fake_vendor.rs` is the same code as a program.

mod gzip;
mod http;
mod plan;
mod server;
mod shop;

use std::{sync::Arc, thread};

#[allow(unused_imports, reason = "the program that shares this file names fewer")]
pub use http::{Answers, Request, serve};
#[allow(unused_imports, reason = "the program that shares this file names fewer")]
pub use plan::{Endpoint, Fault, How, Plan};
#[allow(unused_imports, reason = "the program that shares this file names fewer")]
pub use server::Server;
#[allow(unused_imports, reason = "the program that shares this file names fewer")]
pub use shop::{Ordered, Reply, Stats};

use shop::Shop;

/// A running vendor.
pub struct Vendor {
    server: Server,
    shop: Arc<Shop>,
}

impl Vendor {
    /// Starts one that behaves like this.
    pub fn start(plan: Plan) -> Self {
        Self::listen("127.0.0.1:0", plan)
    }

    /// Starts one at this address.
    pub fn listen(at: &str, plan: Plan) -> Self {
        let shop = Arc::new(Shop::new(plan));
        let its_shop = Arc::clone(&shop);
        let server = Server::listen(at, move |stream, stop| {
            let (shop, stop) = (Arc::clone(&its_shop), Arc::clone(stop));
            thread::spawn(move || serve(&stream, &*shop, &stop));
        });
        Self { server, shop }
    }

    /// `http://127.0.0.1:PORT`.
    pub fn url(&self) -> String {
        self.server.url()
    }

    /// The port.
    pub fn port(&self) -> u16 {
        self.server.at().port()
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
    pub fn wait(self) {
        self.server.wait();
    }
}
