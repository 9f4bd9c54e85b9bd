//! What is done to the outside world, from a prepared state: buying, listing, repricing, answering.

use std::{collections::BTreeMap, sync::OnceLock};

use super::place::{Place, Snapshot, Step};
use crate::kit::checkout;

/// What a vendor promises.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Class {
    /// The same reference never does a thing twice.
    Idempotent,
    /// A repeat is a second deed, and everything can be looked up.
    Lookup,
    /// The same, and what was done shows only after a while.
    Lagged,
    /// A repeat is a second deed, and nothing can be looked up.
    None,
}

impl Class {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Idempotent, Self::Lookup, Self::Lagged, Self::None];

    /// The name in the settings.
    pub fn name(self) -> &'static str {
        match self {
            Self::Idempotent => "idempotent",
            Self::Lookup => "lookup",
            Self::Lagged => "lagged",
            Self::None => "none",
        }
    }

    /// Whether something may end up waiting for a person.
    pub fn may_park(self) -> bool {
        self == Self::None
    }
}

/// A command that changes the outside world, and the state it begins in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Scene {
    /// Buys two items.
    Buy,
    /// Lists what arrived.
    List,
    /// Sets the prices of what is listed.
    Reprice,
    /// Answers customers.
    Support,
    /// Opens a database of schema 1, which brings it up to date.
    Migrate,
}

impl Scene {
    /// Those that change something at a vendor.
    pub const ALL: [Self; 4] = [Self::Buy, Self::List, Self::Reprice, Self::Support];

    /// The name on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Buy => "buy",
            Self::List => "list",
            Self::Reprice => "reprice",
            Self::Support => "support",
            Self::Migrate => "migrate",
        }
    }

    /// The command itself.
    pub fn step(self, place: &Place) -> Step<'_> {
        match self {
            Self::Buy => place.arb("buy buys.jsonl --yes"),
            Self::List => place.arb("list --yes"),
            Self::Reprice => place.arb("reprice --strategy lowest --apply"),
            Self::Support => place.arb("support"),
            Self::Migrate => place.arb("verify"),
        }
    }

    /// What cron would do afterwards: the same command again, until every vendor's "not found" means something. Gives
    /// the last exit code.
    pub fn recover(self, place: &Place) -> Result<i32, String> {
        let mut code = 0;
        for minute in ["12:01", "12:20", "12:40"] {
            if minute != "12:01" && place.path("paper.db").exists() {
                // The simulated market has a clock of its own, which stands still between these.
                let advanced = place.arb("paper advance --days 1").run();
                if advanced.code != 0 {
                    return Err(advanced.to_string());
                }
            }
            let ended = self.step(place).now(&format!("2026-06-01T{minute}:00Z")).run();
            if ![0, 4].contains(&ended.code) || ended.stderr.contains("panicked") {
                return Err(ended.to_string());
            }
            code = ended.code;
        }
        Ok(code)
    }
}

/// The state that each scene begins in, one after the other in the life of two goods. Made once.
pub fn states(class: Class) -> &'static BTreeMap<Scene, Snapshot> {
    static STATES: [OnceLock<BTreeMap<Scene, Snapshot>>; Class::ALL.len()] =
        [const { OnceLock::new() }; Class::ALL.len()];
    STATES[class as usize].get_or_init(|| live(class))
}

fn live(class: Class) -> BTreeMap<Scene, Snapshot> {
    let place = judged(class);
    let mut states = BTreeMap::from([(Scene::Buy, place.snapshot())]);
    let run = |line: &str| {
        place.arb(line).run().code(&[0]);
    };
    run("buy buys.jsonl --yes");
    run("paper advance --days 9");
    run("sync");
    states.insert(Scene::List, place.snapshot());
    run("list --yes");
    run("paper advance --days 6");
    states.insert(Scene::Reprice, place.snapshot());
    for _ in 0..24 {
        run("paper advance --days 3");
        run("sync");
        let before = place.snapshot();
        let answered = before.place().arb("support").run().code(&[0, 4]);
        if answered.stdout.contains(r#""state":"sent""#) {
            states.insert(Scene::Support, before);
            return states;
        }
    }
    panic!("in 72 days no customer asked what may be answered");
}

/// The settings of every place: answers are sent, and the market plays this class of vendor.
fn settings(class: Class) -> String {
    format!("[support]\nsend = true\n[paper]\nclass = \"{}\"\n", class.name())
}

/// A place where two toys are judged a buy.
pub fn judged(class: Class) -> Place {
    let place = Place::new();
    place.write("arb.toml", settings(class));
    let toys = std::fs::read_to_string(checkout("examples/suppliers/toys.csv")).unwrap();
    let mut lines = toys.lines();
    let head = lines.next().unwrap();
    let rows: Vec<&str> = lines.filter(|line| line.contains("TY-1000,") || line.contains("TY-1014,")).collect();
    assert_eq!(rows.len(), 2, "the example list has other rows now");
    place.write("toys.csv", format!("{head}\n{}\n", rows.join("\n")));
    std::fs::copy(checkout("examples/pricebook.csv"), place.path("pricebook.csv")).unwrap();
    let scanned = place.arb("scan toys.csv").run().code(&[0]);
    place.write("offers.jsonl", scanned.stdout);
    let judged = place.arb("analyze --prices pricebook.csv offers.jsonl").run().code(&[0]);
    let buys: Vec<&str> = judged.stdout.lines().filter(|line| line.contains(r#""verdict":"buy""#)).collect();
    assert_eq!(buys.len(), 2, "{judged}");
    place.write("buys.jsonl", buys.join("\n") + "\n");
    for file in ["toys.csv", "pricebook.csv", "offers.jsonl"] {
        std::fs::remove_file(place.path(file)).unwrap();
    }
    place
}
