//! Upload files: listings to create and prices to set, for sellers without API keys.

use rust_decimal::Decimal;
use serde_json::Value;

use super::kit::{
    Ran, Sandbox,
    stock::{NOW, Shelf},
};

const GTINS: [&str; 3] = ["00012345600012", "00036000291452", "00049000006346"];

fn arb(sandbox: &Sandbox, line: &str) -> Ran {
    sandbox.arb(["--db", "arb.db"].into_iter().chain(line.split(' '))).stdin_null().run()
}

/// Three listings on Amazon, six days old.
fn listed() -> Sandbox {
    let sandbox = Sandbox::new().now(NOW);
    let mut shelf = Shelf::new(&sandbox);
    for gtin in GTINS {
        shelf.price(gtin, "amazon_us", "39.90", |row| row.monthly_sold = Some(1)).buy(gtin, 2, "20.00", true);
    }
    drop(shelf);
    arb(&sandbox, "list --yes").any_stdout().stderr_contains("3 live");
    arb(&sandbox, "paper advance --days 6").any_stdout().any_stderr();
    sandbox
}

fn changes(ran: &Ran) -> Vec<Value> {
    ran.any_stderr().json_lines().iter().map(|record| record["price_change"].clone()).collect()
}

fn prices(sandbox: &Sandbox) -> Vec<Value> {
    changes(&arb(sandbox, "reprice --suggest")).iter().map(|change| change["from"].clone()).collect()
}

/// The one line below the header of a file, by column.
fn only_row(text: &str) -> impl Fn(&str) -> String + use<> {
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let header = reader.headers().unwrap().clone();
    let rows: Vec<_> = reader.records().map(Result::unwrap).collect();
    assert_eq!(rows.len(), 1, "{text}");
    move |name| rows[0][header.iter().position(|column| column == name).unwrap()].to_owned()
}

/// One product in stock that a channel shows, listed nowhere.
fn in_stock(channel: &str, keys: &[&str]) -> Sandbox {
    let sandbox = Sandbox::new().now(NOW);
    let mut shelf = Shelf::new(&sandbox);
    let known = |row: &mut arb::domain::evidence::Evidence| {
        row.brand = Some("Acme".into());
        row.category = None;
        row.product.other = keys.iter().map(|key| (*key).to_owned()).collect();
    };
    shelf.price(GTINS[0], channel, "40.00", known).buy(GTINS[0], 2, "16.00", true);
    drop(shelf);
    sandbox.write("arb.toml", format!("[list]\nchannels = [\"{channel}\"]\npreferred = \"{channel}\"\n"));
    sandbox
}

#[test]
fn a_card_goes_into_tcgplayer_s_file_by_its_sku() {
    let sandbox = in_stock("tcgplayer", &["tcgplayer:product:7", "tcgplayer:sku:2953567"]);
    arb(&sandbox, "list --export up.csv").any_stdout().code(0).stderr_contains("upload the file once");
    let cell = only_row(&sandbox.read("up.csv"));
    assert_eq!((cell("TCGplayer Id"), cell("Add to Quantity")), ("2953567".to_owned(), "2".to_owned()));
    assert!(cell("TCG Marketplace Price").parse::<Decimal>().is_ok());

    let sandbox = in_stock("tcgplayer", &["tcgplayer:product:7"]);
    arb(&sandbox, "list --export up.csv").any_stdout().code(0).stderr_contains("1 cards are left out");
    assert_eq!(sandbox.read("up.csv").lines().count(), 1);
}

#[test]
fn gear_goes_into_reverb_s_file_with_make_and_model() {
    let sandbox = in_stock("reverb", &[]);
    arb(&sandbox, "list --export up.csv").any_stdout().code(0).stderr_contains("compare the header");
    let cell = only_row(&sandbox.read("up.csv"));
    assert_eq!((cell("make"), cell("condition"), cell("inventory")), ("Acme".into(), "Brand New".into(), "2".into()));
    assert!(cell("title").starts_with("Acme Walnut") && cell("model").starts_with("Walnut"), "{}", cell("model"));
}

#[test]
fn a_price_file_holds_the_suggested_prices_and_no_other() {
    let sandbox = listed();
    let before = prices(&sandbox);
    let ran = arb(&sandbox, "reprice --strategy undercut --export prices.txt --format jsonl");
    ran.stderr_contains("for amazon_us in prices.txt");
    let suggested: Vec<(String, String)> = changes(&ran)
        .iter()
        .filter(|change| change["state"] == "suggested")
        .map(|change| (change["sku"].as_str().unwrap().to_owned(), change["to"]["amount"].as_str().unwrap().to_owned()))
        .collect();
    assert!(!suggested.is_empty(), "the simulated rivals move every day");
    let file = sandbox.read("prices.txt");
    let mut lines = file.lines().map(|line| line.split('\t').map(str::to_owned).collect::<Vec<_>>());
    assert_eq!(
        lines.next().unwrap(),
        [
            "sku",
            "price",
            "minimum-seller-allowed-price",
            "maximum-seller-allowed-price",
            "quantity",
            "handling-time",
            "fulfillment-channel"
        ]
    );
    let rows: Vec<Vec<String>> = lines.collect();
    assert_eq!(rows.iter().map(|row| (row[0].clone(), row[1].clone())).collect::<Vec<_>>(), suggested);
    for row in &rows {
        let amount = |at: usize| row[at].parse::<Decimal>().unwrap();
        assert!(amount(2) <= amount(1) && amount(1) <= amount(3), "{row:?}");
        assert_eq!(row[4..], ["", "", ""]);
    }
    // Nothing was set.
    assert_eq!(prices(&sandbox), before);
}

#[test]
fn kept_and_refused_prices_are_in_no_file() {
    let sandbox = listed();
    // A deadband of the whole price keeps every price.
    sandbox.write("arb.toml", "[reprice]\ndeadband_pct = \"100\"\n");
    let ran = arb(&sandbox, "reprice --strategy undercut --export prices.txt");
    assert!(changes(&ran).iter().all(|change| change["state"] == "kept"), "{:?}", changes(&ran));
    assert_eq!(sandbox.read("prices.txt").lines().count(), 1);
}

#[test]
fn a_run_that_is_stopped_writes_no_file() {
    let sandbox = listed();
    sandbox.write("arb.toml", "[reprice]\nstep = \"12\"\nmax_drop_pct = \"90\"\n");
    sandbox.write("prices.txt", "before");
    let ran = arb(&sandbox, "reprice --strategy undercut --export prices.txt");
    ran.code(5).any_stdout().stderr_contains("would move by more than 20 %");
    assert_eq!(sandbox.read("prices.txt"), "before");
}

#[test]
fn an_export_sets_nothing_and_a_dry_run_writes_nothing() {
    let sandbox = listed();
    sandbox.write("arb.toml", "[reprice]\napply = true\n");
    let before = prices(&sandbox);
    arb(&sandbox, "reprice --strategy undercut --export a.csv --export-format ebay").any_stdout().any_stderr();
    assert!(sandbox.read("a.csv").starts_with("*Action(SiteID=US"));
    assert_eq!(prices(&sandbox), before);
    arb(&sandbox, "reprice --strategy undercut --export b.txt --dry-run")
        .any_stdout()
        .stderr_contains("would be in b.txt");
    assert!(!sandbox.exists("b.txt"));
}

#[test]
fn an_export_that_can_t_be_is_refused() {
    let sandbox = Sandbox::new().now(NOW);
    arb(&sandbox, "reprice --export p.txt --apply").code(2).stdout_is("").any_stderr();
    arb(&sandbox, "reprice --export-format ebay").code(2).stdout_is("").any_stderr();
    arb(&sandbox, "reprice --export -").code(2).stdout_is("").stderr_contains("needs the name of a file");
    arb(&sandbox, "reprice --export no/p.txt")
        .code(1)
        .stdout_is("")
        .stderr_contains("can't write the upload file `no/p.txt`");
    arb(&sandbox, "list --export no/p.txt")
        .code(1)
        .stdout_is("")
        .stderr_contains("can't write the upload file `no/p.txt`");
}
