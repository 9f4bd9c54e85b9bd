//! A place where real money could be spent: a live database, a vendor on loopback that takes orders, things worth buying.
//!
//! It is set up once, by the commands of the README's "Buying for real", and then copied for each test.

use std::{
    fs,
    os::unix::fs::PermissionsExt as _,
    path::Path,
    sync::{OnceLock, atomic::AtomicUsize, atomic::Ordering},
};

use arb::store::{Create, Purchase, Store};

use super::{
    Run, Sandbox, deal,
    sandbox::NOW,
    vendor::{Ordered, Plan, Vendor},
};

/// How many things are worth buying.
pub const ITEMS: usize = 100;

/// What each of them costs, in cents.
pub const PRICE: i64 = 1400;

/// The most that may be paid for one, in cents.
pub const CAP: i64 = 1428;

/// How long one call of the vendor may take, in seconds.
pub const DEADLINE: u64 = 1;

/// What a test wants otherwise.
#[derive(Clone, Copy, Default)]
pub struct Wish<'a> {
    /// Lines of `[limits]` that are tighter than roomy.
    pub limits: &'a str,
    /// Lines of `[vendors.amazon_business]`.
    pub vendor: &'a str,
    /// `autonomy.default`; unset is `auto`.
    pub autonomy: Option<&'a str>,
}

/// A place of one test.
pub struct Live {
    /// The folder with `arb.toml`, `arb.db` and the records.
    pub sandbox: Sandbox,
    /// Who takes the orders.
    pub vendor: Vendor,
}

impl Live {
    /// With a vendor that behaves like this.
    pub fn new(plan: Plan) -> Self {
        Self::with(plan, Wish::default())
    }

    /// With other settings too.
    pub fn with(plan: Plan, wish: Wish<'_>) -> Self {
        let (sandbox, vendor) = (Sandbox::new(), Vendor::start(priced(plan)));
        copy_to(&sandbox.path(""));
        sandbox.write("arb.toml", settings(&vendor, wish));
        Self { sandbox, vendor }
    }

    /// `arb --live` with these words.
    pub fn arb(&self, words: &str) -> Run<'_> {
        self.sandbox.arb(["--live"].into_iter().chain(words.split_whitespace()))
    }

    /// `arb --live buy FILE --yes` of the first `count` things; the file is made for this.
    pub fn buy(&self, count: usize) -> Run<'_> {
        self.buy_some(0, count)
    }

    /// The same of `count` things from a place in the list on.
    pub fn buy_some(&self, from: usize, count: usize) -> Run<'_> {
        static NAMES: AtomicUsize = AtomicUsize::new(0);
        let name = format!("buys-{}.jsonl", NAMES.fetch_add(1, Ordering::Relaxed));
        self.write_records(from, count, &name);
        self.arb(&format!("buy {name} --yes"))
    }

    /// A file with the records of `count` things from a place in the list on.
    pub fn write_records(&self, from: usize, count: usize, name: &str) {
        let lines: Vec<&str> = records().lines().skip(from).take(count).collect();
        self.sandbox.write(name, lines.join("\n") + "\n");
    }

    /// Writes what the records of the first `count` things are made from: `amazon.csv`, `book.csv`.
    pub fn write_lists(&self, count: usize) {
        write_lists(&self.sandbox, count);
    }

    /// What the vendor has taken.
    pub fn orders(&self) -> Vec<Ordered> {
        self.vendor.orders()
    }

    /// Every purchase in the books.
    pub fn purchases(&self) -> Vec<Purchase> {
        Store::open(&self.sandbox.path("arb.db"), Create::No).unwrap().purchases(&[]).unwrap()
    }

    /// How many purchases stand so.
    pub fn count(&self, state: &str) -> usize {
        self.purchases().iter().filter(|purchase| purchase.state.name() == state).count()
    }

    /// The books are right, and every order of the vendor is in them with what was charged, once and under our reference;
    /// all but those that nobody knows of yet.
    #[track_caller]
    pub fn agrees(&self) {
        let verify = self.arb("verify").run();
        verify.code(0).any_stdout().stderr_contains(" 0 problems");
        let (purchases, orders) = (self.purchases(), self.orders());
        let mut booked = 0;
        for order in &orders {
            let twice = orders.iter().filter(|other| other.asin == order.asin).count();
            assert_eq!(twice, 1, "{} was bought {twice} times", order.asin);
            let found = purchases.iter().find(|purchase| purchase.item == order.asin).expect("a purchase");
            if ["submitting", "unknown", "manual"].contains(&found.state.name()) {
                continue;
            }
            let charged = found.actual.map(|actual| actual.amount().to_string());
            let theirs = format!("{}.{:02}", order.charged / 100, order.charged % 100);
            assert_eq!((found.vendor_order.as_deref(), charged), (Some(order.id.as_str()), Some(theirs)), "{found:?}");
            booked += 1;
        }
        let placed = purchases.iter().filter(|purchase| purchase.vendor_order.is_some()).count();
        assert_eq!(placed, booked, "the books have orders that the vendor has not");
    }
}

/// A plan in which everything costs what the records say, by the clock of the tests.
pub fn priced(plan: Plan) -> Plan {
    Plan { price: PRICE, clock: plan.clock.or_else(|| Some(NOW.into())), ..plan }
}

/// The settings of a place: this vendor, roomy limits, and what a test wants otherwise.
pub fn settings(vendor: &Vendor, wish: Wish<'_>) -> String {
    let named: Vec<&str> =
        wish.vendor.lines().filter_map(|line| line.split_once(" = ")).map(|(name, _)| name).collect();
    let rest = format!("credentials_file = \"credentials.toml\"\ndeadline_s = {DEADLINE}\n");
    let rest = rest.lines().filter(|line| !named.contains(&line.split_once(" = ").map_or("", |(name, _)| name)));
    format!(
        "mode = \"live\"\ndb = \"arb.db\"\n{}\n[autonomy]\ndefault = \"{}\"\n{}{}\n{}\n",
        deal::settings(wish.limits),
        wish.autonomy.unwrap_or("auto"),
        vendor.settings(),
        rest.collect::<Vec<_>>().join("\n"),
        wish.vendor
    )
}

/// The records of the things worth buying, one a line.
pub fn records() -> &'static str {
    &template().records
}

/// The ASIN of the n-th thing.
pub fn asin(place: usize) -> String {
    format!("B0{:08}", place + 1)
}

/// Copies a place that is ready to buy, but for its settings.
pub fn copy_to(folder: &Path) {
    for name in ["arb.db", "credentials.toml"] {
        fs::copy(template().sandbox.path(name), folder.join(name)).unwrap();
    }
}

struct Template {
    sandbox: Sandbox,
    records: String,
}

fn template() -> &'static Template {
    static TEMPLATE: OnceLock<Template> = OnceLock::new();
    TEMPLATE.get_or_init(|| {
        let (sandbox, vendor) = (Sandbox::new(), Vendor::start(priced(Plan::default())));
        let credentials = sandbox.write("credentials.toml", CREDENTIALS);
        fs::set_permissions(credentials, fs::Permissions::from_mode(0o600)).unwrap();
        sandbox.write("arb.toml", settings(&vendor, Wish::default()));
        write_lists(&sandbox, ITEMS);
        let run = |line: &str| {
            let ran = sandbox.sh(line).run();
            ran.code(0).any_stderr();
            ran.stdout()
        };
        run("arb --live db init");
        run("arb --live limits accept --yes");
        run("arb --live ledger capital 5000 --name opening");
        run("arb --live reconcile");
        run("arb --live digest --ack");
        let records =
            run("arb --live scan amazon.csv --source amazon | arb --live analyze --prices book.csv --only buy");
        assert_eq!(records.lines().count(), ITEMS, "all of them are worth buying");
        Template { sandbox, records }
    })
}

const CREDENTIALS: &str =
    "client_id = \"canary-id\"\nclient_secret = \"canary-secret\"\nrefresh_token = \"canary-token\"\n";

const BOOK: &str = "asin,title,brand,category,buy_box,avg90,p10,p50,p90,points,rank,monthly_sold,offers,amazon_in_stock_pct,weight,dims,restriction,hazmat";

/// Writes what the first `count` things are offered for and sell for: `amazon.csv`, `book.csv`.
fn write_lists(sandbox: &Sandbox, count: usize) {
    let (list, book): (Vec<String>, Vec<String>) = (0..count).map(rows).unzip();
    sandbox.write("amazon.csv", format!("ASIN,Title,Brand,Category,Cost,Stock,Condition\n{}\n", list.join("\n")));
    sandbox.write("book.csv", format!("{BOOK}\n{}\n", book.join("\n")));
}

/// A row of the list and one of the price book.
fn rows(place: usize) -> (String, String) {
    let (asin, what) = (asin(place), "Home and Kitchen");
    let (whole, part) = (PRICE / 100, PRICE % 100);
    (
        format!("{asin},Thing {place},Brand {place},{what},{whole}.{part:02},1,new"),
        format!(
            "{asin},Thing {place},Brand {place},{what},34.80,34.56,32.27,33.99,36.71,60,2546,140,4,9,1.12 lb,9x6x3 in,allowed,no"
        ),
    )
}
