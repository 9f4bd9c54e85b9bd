//! What is done to the outside world, from a prepared state: buying, listing, repricing, answering.

use std::{collections::BTreeMap, sync::OnceLock};

use super::{
    books,
    place::{Place, Snapshot, Step},
    trace, vendor,
};
use crate::kit::{checkout, deal};

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
    /// Gives a buyer money back.
    Refund,
    /// Says what became of an order that the vendor can't be asked about.
    Resolve,
    /// Opens a database of schema 1, which brings it up to date.
    Migrate,
}

impl Scene {
    /// Those that change something at a vendor.
    pub const ALL: [Self; 6] = [Self::Buy, Self::List, Self::Reprice, Self::Support, Self::Refund, Self::Resolve];

    /// The name on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Buy => "buy",
            Self::List => "list",
            Self::Reprice => "reprice",
            Self::Support => "support",
            Self::Refund => "refund",
            Self::Resolve => "resolve",
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
            // Which order that is, the state knows.
            Self::Refund | Self::Resolve => place.arb(&std::fs::read_to_string(place.path(WORDS)).unwrap()),
            Self::Migrate => place.arb("verify"),
        }
    }

    /// What cron would do afterwards: the same command again, until every vendor's "not found" means something. Gives
    /// the last exit code.
    pub fn recover(self, place: &Place) -> Result<i32, String> {
        let mut code = 0;
        // A refund that is proven absent stays held until its hold runs out, and is asked for anew by the run after that.
        let runs = if self == Self::Refund { 4 } else { 3 };
        for minute in ["12:01", "12:20", "12:40", "13:00"].into_iter().take(runs) {
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
            states.insert(Scene::Refund, money_back(&place));
            if class == Class::None && trace::is_possible() {
                states.insert(Scene::Resolve, unsure(&states[&Scene::Buy]));
            }
            return states;
        }
    }
    panic!("in 72 days no customer asked what may be answered");
}

/// The file with the command of a scene that names an order.
const WORDS: &str = "words.txt";

/// A state in which a buyer is to get money back.
fn money_back(place: &Place) -> Snapshot {
    place.write(WORDS, format!("support refund {} --reason damaged --yes", vendor::sold(place)));
    place.snapshot()
}

/// A state in which a run died between an order and its record, at a vendor that can't be asked.
fn unsure(buy: &Snapshot) -> Snapshot {
    let (_, lines) = trace::record(Scene::Buy.step(&buy.place()), &["pwrite64"]);
    let heard = lines.iter().rposition(|line| line.contains("/paper.db-wal>")).expect("the vendor heard something");
    let place = buy.place();
    let died = Scene::Buy.step(&place).within(&trace::kill_at("pwrite64", heard + 2)).run();
    assert!(died.is_killed(), "{died}");
    Scene::Buy.recover(&place).unwrap();
    let what = books::parked(&place).pop_first().expect("an order waits for a person");
    let deed = vendor::deeds(&place).into_iter().find(|deed| deed.what == what).expect("the vendor has the order");
    let (charged, _) = deed.worth.split_once(' ').unwrap();
    let purchase = books::purchase(&place, &what);
    let order = deed.id;
    place.write(WORDS, format!("resolve {purchase} --placed {order} --charged {charged} --evidence seen --yes"));
    place.snapshot()
}

/// The settings of every place: answers are sent, and the market plays this class of vendor.
fn settings(class: Class) -> String {
    let class = class.name();
    deal::settings("anomaly_price_pct = 0")
        + &format!("[support]\nsend = true\nrefunds = \"auto\"\n[paper]\nclass = \"{class}\"\n")
}

/// Puts the place's own limits in force.
pub fn accept(place: &Place) {
    place.arb("limits accept --yes --quiet").run().code(&[0]);
}

/// A place where two toys are judged a buy.
pub fn judged(class: Class) -> Place {
    let place = Place::new();
    place.write("arb.toml", settings(class));
    accept(&place);
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
