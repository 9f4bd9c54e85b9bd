//! A place where goods are sold for real: a live database with something in stock, and one channel on loopback.

use std::{cell::RefCell, fs, os::unix::fs::PermissionsExt as _, time::Duration};

use arb::store::{Create, Listing, Store};

use super::{Going, Ran, Sandbox, deal, sandbox::NOW, stock::Shelf};

/// A place of one test.
pub struct Selling {
    /// The folder with `arb.toml` and `arb.db`.
    pub sandbox: Sandbox,
    now: RefCell<String>,
}

impl Selling {
    /// A live database whose only channel is this one, with the vendor's section of the settings.
    pub fn new(channel: &str, section: &str, env: &[(&str, &str)]) -> Self {
        Self::on(&[channel], section, env, &[])
    }

    /// The same with several channels, the first one preferred, and files of keys by their name.
    pub fn on(channels: &[&str], section: &str, env: &[(&str, &str)], keys: &[(&str, &str)]) -> Self {
        let mut sandbox = Sandbox::new();
        for (name, value) in env {
            sandbox = sandbox.env(name, value);
        }
        let settings = format!(
            "mode = \"live\"\ndb = \"arb.db\"\n{}\n[autonomy]\ndefault = \"auto\"\n[list]\nchannels = {channels:?}\n\
             preferred = {:?}\n[market]\nprogram = \"fbm\"\n[reprice]\napply = true\n\
             [support]\nsend = true\nsend_confidence_pct = \"50\"\nrefunds = \"auto\"\n{section}",
            deal::settings(""),
            channels[0],
        );
        sandbox.write("arb.toml", settings);
        for (name, text) in keys {
            fs::set_permissions(sandbox.write(name, text), fs::Permissions::from_mode(0o600)).expect("a file of ours");
        }
        let place = Self { sandbox, now: RefCell::new(NOW.to_owned()) };
        let steps =
            ["db init", "limits accept --yes", "ledger capital 5000 --name opening", "reconcile", "digest --ack"];
        for words in steps {
            place.arb(words).code(0).any_stdout().any_stderr();
        }
        place
    }

    /// The database, to put something in stock.
    pub fn shelf(&self) -> Shelf {
        Shelf::again(&self.sandbox)
    }

    /// `arb --live` with these words, its quotas untouched by what ran before, at the time of the last one.
    pub fn arb(&self, words: &str) -> Ran {
        self.fresh_quota();
        self.run(words).run()
    }

    /// The same later: a clock that goes back halts everything.
    pub fn arb_at(&self, now: &str, words: &str) -> Ran {
        now.clone_into(&mut self.now.borrow_mut());
        self.arb(words)
    }

    /// The same, begun and not waited for.
    pub fn begin(&self, words: &str) -> Going<'_> {
        self.fresh_quota();
        self.run(words).start()
    }

    fn run(&self, words: &str) -> super::Run<'_> {
        self.sandbox.arb(["--live"].into_iter().chain(words.split_whitespace())).now(&self.now.borrow()).patience(120)
    }

    fn fresh_quota(&self) {
        for name in ["cache.db", "cache.db-wal", "cache.db-shm"] {
            drop(fs::remove_file(self.sandbox.path(name)));
        }
    }

    /// Every listing in the books.
    pub fn listings(&self) -> Vec<Listing> {
        let store = Store::open(&self.sandbox.path("arb.db"), Create::No).unwrap();
        store.listings(&["draft", "publishing", "unknown", "live", "manual", "rejected", "ended"]).unwrap()
    }

    /// The only listing in the books.
    #[track_caller]
    pub fn listing(&self) -> Listing {
        let mut all = self.listings();
        assert_eq!(all.len(), 1, "{all:?}");
        all.remove(0)
    }

    /// The balance of an account, plus on its normal side; nothing is `0.00`.
    pub fn balance(&self, account: &str) -> String {
        let ran = self.arb("ledger balances");
        ran.any_stderr().code(0);
        let rows = ran.json_lines();
        let row = rows.iter().find(|row| row["account"] == account);
        row.and_then(|row| row["amount"]["amount"].as_str()).unwrap_or("0.00").to_owned()
    }

    /// The books are right.
    #[track_caller]
    pub fn agrees(&self) {
        self.arb("verify").code(0).any_stdout().stderr_contains(" 0 problems");
    }
}

/// A pause between two kills.
pub fn nap(milliseconds: u64) {
    std::thread::sleep(Duration::from_millis(milliseconds));
}
