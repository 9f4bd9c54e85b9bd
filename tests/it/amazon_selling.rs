//! Amazon as a channel: the real binary where real money could be spent, against an Amazon with a memory.

mod contract;
mod round;
mod ship;

use std::{cell::RefCell, fs, os::unix::fs::PermissionsExt as _};

use arb::{
    config,
    net::Room,
    store::{Create, Listing, Store},
    vendors::amazon::Selling,
};

use super::kit::{
    Ran, Sandbox,
    amazon::{Amazon, SELLER},
    deal,
    stock::{NOW, Shelf},
    work::wait,
};

/// The product key of what is in stock, and our SKU of it.
const GTIN: &str = "08809875456477";
const SKU: &str = "GTIN-08809875456477-NEW";

const KEYS: &str = "client_id = \"id\"\nclient_secret = \"hunter2\"\nrefresh_token = \"Atzr|x\"\n";

/// A live database with two of the product in stock, and an Amazon that knows it.
struct Place {
    amazon: Amazon,
    sandbox: Sandbox,
    /// The time of the last run: no clock goes back.
    clock: RefCell<String>,
}

impl Place {
    fn new(more: &str) -> Self {
        let (amazon, sandbox) = (Amazon::start(), Sandbox::new().now(NOW));
        let keys = sandbox.write("amazon.toml", KEYS);
        fs::set_permissions(keys, fs::Permissions::from_mode(0o600)).unwrap();
        sandbox.write(
            "arb.toml",
            format!(
                "mode = \"live\"\ndb = \"arb.db\"\n{}\n[autonomy]\ndefault = \"auto\"\n[market]\nprogram = \"fbm\"\n\
                 [list]\nchannels = [\"amazon_us\"]\n{}\n",
                deal::settings(""),
                amazon.settings("amazon.toml", more)
            ),
        );
        let mut shelf = Shelf::live(&sandbox);
        shelf.price(GTIN, "amazon_us", "39.90", |_| {}).buy(GTIN, 2, "20.00", true);
        drop(shelf);
        let place = Self { amazon, sandbox, clock: RefCell::new(NOW.to_owned()) };
        place.amazon.memory().rivals = vec![("A2".into(), "39.90".into())];
        place.arb("limits accept --yes").any_stdout().any_stderr().code(0);
        place
    }

    fn arb(&self, line: &str) -> Ran {
        let now = self.clock.borrow().clone();
        self.at(&now, line)
    }

    fn at(&self, now: &str, line: &str) -> Ran {
        *self.clock.borrow_mut() = now.to_owned();
        let words = ["--live"].into_iter().chain(line.split(' '));
        self.sandbox.arb(words).now(now).stdin_null().run()
    }

    fn store(&self) -> Store {
        Store::open(&self.sandbox.path("arb.db"), Create::No).unwrap()
    }

    fn listings(&self) -> Vec<Listing> {
        self.store().listings(&[]).unwrap()
    }

    /// The books are right and there is one listing, here and at Amazon.
    #[track_caller]
    fn is_one_listing(&self, state: &str) -> Listing {
        self.arb("verify").any_stdout().code(0).stderr_contains(" 0 problems");
        let mut listings = self.listings();
        assert_eq!(listings.len(), 1, "{listings:?}");
        let listing = listings.remove(0);
        assert_eq!(listing.state, state, "{listing:?}");
        assert!(self.amazon.memory().items.len() <= 1);
        listing
    }
}

/// Amazon as it is sold through, from a host on loopback, for tests that ask it directly.
fn selling(url: &str, sandbox: &Sandbox) -> Selling {
    let keys = sandbox.write("amazon.toml", KEYS);
    fs::set_permissions(&keys, fs::Permissions::from_mode(0o600)).unwrap();
    let config = config::Amazon {
        enabled: true,
        sell: true,
        base_url: url.to_owned(),
        token_url: format!("{url}/auth/o2/token"),
        credentials_file: Some(keys),
        seller_id: Some(SELLER.into()),
        read_back_s: 0,
        product_type: "search".into(),
        ship_from: Some(sandbox.write("ship_from.toml", ship::SENDER)),
        ..config::Amazon::default()
    };
    Selling::open(&config, &std::rc::Rc::new(Room::in_memory().unwrap())).unwrap()
}

#[test]
fn without_a_seller_id_nothing_is_sold() {
    let place = Place::new("");
    let settings = place.sandbox.read("arb.toml").replace(&format!("seller_id = \"{SELLER}\""), "");
    place.sandbox.write("arb.toml", settings);
    place.arb("list --yes").code(3).stdout_is("").stderr_contains("`seller_id` is not set");
}

#[test]
fn settings_that_can_not_be_are_said() {
    let check = |more: &str, part: &str| {
        let place = Place::new("");
        let settings = place.sandbox.read("arb.toml");
        let (name, _) = more.split_once(" = ").unwrap();
        let kept = settings.lines().filter(|line| !line.starts_with(name)).collect::<Vec<_>>().join("\n");
        place.sandbox.write("arb.toml", format!("{kept}\n{more}\n"));
        place.arb("list --yes").code(3).stdout_is("").stderr_contains(part);
    };
    check("read_back_s = 99", "30 seconds at most");
    check("product_type = \"a b\"", "write it like `PRODUCT`");
    check("sales_since = \"soon\"", "write it like `2026-06-01`");
}
