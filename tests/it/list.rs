//! `arb list`: the real binary over goods in stock.

use serde_json::Value;

use super::kit::{
    Ran, Sandbox,
    stock::{NOW, Shelf},
};

const MUG: &str = "00012345600012";
const PEN: &str = "00036000291452";

fn shelf() -> (Sandbox, Shelf) {
    let sandbox = Sandbox::new().now(NOW);
    let shelf = Shelf::new(&sandbox);
    (sandbox, shelf)
}

fn arb(sandbox: &Sandbox, line: &str) -> Ran {
    sandbox.arb(["--db", "arb.db"].into_iter().chain(line.split(' '))).stdin_null().run()
}

fn amount(record: &Value, name: &str) -> rust_decimal::Decimal {
    record["listing"][name]["amount"].as_str().unwrap().parse().unwrap()
}

#[test]
fn stock_is_published_once_within_its_bounds() {
    let (sandbox, mut shelf) = shelf();
    shelf.price(MUG, "amazon_us", "39.90", |_| {}).buy(MUG, 2, "20.00", true);
    drop(shelf);
    let ran = arb(&sandbox, "list --yes");
    ran.code(0).stderr_contains("list: 1 live on 1 channel");
    let record = &ran.json_lines()[0];
    let listing = &record["listing"];
    assert_eq!((listing["state"].as_str(), listing["quantity"].as_u64()), (Some("live"), Some(2)), "{listing}");
    assert_eq!(listing["channel"], "amazon_us");
    assert!(listing["listing"].is_string());
    assert!(amount(record, "floor") <= amount(record, "price") && amount(record, "price") <= amount(record, "ceiling"));
    assert!(amount(record, "net") >= rust_decimal::dec!(0.50));
    arb(&sandbox, "verify").any_stdout().any_stderr().code(0);

    arb(&sandbox, "list --yes").stdout_is("").stderr_contains("list: nothing to list");
    // The same record through a pipe is told that it is live.
    let again = sandbox.arb(["--db", "arb.db", "list", "--yes", "-"]).stdin(ran.stdout()).run();
    again.code(0).stderr_contains("1 live already");
    assert_eq!(again.json_lines()[0]["listing"]["replayed"], true);
}

#[test]
fn what_no_further_channel_takes_is_looked_at_again_when_something_has_changed() {
    let (sandbox, mut shelf) = shelf();
    sandbox.write("arb.toml", "[list]\nchannels = [\"amazon_us\", \"ebay_us\"]\nat_once = 2\n");
    shelf.price(MUG, "amazon_us", "39.90", |_| {}).buy(MUG, 2, "20.00", true);
    drop(shelf);
    arb(&sandbox, "list --yes").any_stdout().stderr_contains("list: 1 live on 1 channel");
    // It could be on two: looked at once more, and then left alone.
    arb(&sandbox, "list --yes").any_stdout().stderr_contains("1 live already");
    for _ in 0..2 {
        arb(&sandbox, "list --yes").stdout_is("").stderr_contains("list: nothing to list");
    }
    // The other channel is heard of.
    Shelf::again(&sandbox).price(MUG, "ebay_us", "39.90", |_| {});
    let ran = arb(&sandbox, "list --yes");
    let listed: Vec<String> =
        ran.any_stderr().json_lines().iter().map(|one| one["listing"]["channel"].to_string()).collect();
    assert!(listed.contains(&"\"ebay_us\"".to_owned()), "{listed:?}");
    arb(&sandbox, "verify").any_stdout().any_stderr().code(0);
}

#[test]
fn goods_on_their_way_get_a_draft_and_no_question() {
    let (sandbox, mut shelf) = shelf();
    shelf.price(MUG, "amazon_us", "39.90", |_| {}).buy(MUG, 2, "20.00", false);
    drop(shelf);
    for _ in 0..2 {
        let ran = arb(&sandbox, "list");
        ran.code(0).stderr_contains("1 draft waits for delivery");
        let listing = &ran.json_lines()[0]["listing"];
        assert_eq!(
            (listing["state"].as_str(), listing["why"][0].as_str()),
            (Some("draft"), Some("waiting for delivery"))
        );
    }
}

#[test]
fn nobody_to_ask_is_a_refusal_that_changes_nothing() {
    let (sandbox, mut shelf) = shelf();
    shelf.price(MUG, "amazon_us", "39.90", |_| {}).buy(MUG, 1, "10.00", true);
    drop(shelf);
    arb(&sandbox, "list").code(5).stdout_is("").stderr_contains("--yes");
    let dry = arb(&sandbox, "list --dry-run");
    dry.code(0).stderr_contains("1 draft");
    assert_eq!(dry.json_lines()[0]["listing"]["state"], "draft");
    arb(&sandbox, "list --yes").any_stdout().stderr_contains("1 live");
}

#[test]
fn records_without_a_purchase_pass_through_untouched() {
    let (sandbox, shelf) = shelf();
    drop(shelf);
    let line = "{\"schema\":1,\"id\":\"a:1\",\"mine\":{\"x\":[1]}}\n";
    let denied = "{\"schema\":1,\"id\":\"a:2\",\"purchase\":{\"state\":\"denied\",\"quantity\":1,\
                  \"estimate\":{\"amount\":\"1.00\",\"currency\":\"USD\"},\"cap\":{\"amount\":\"1.00\",\"currency\":\"USD\"}}}\n";
    let both = format!("{line}{denied}");
    let ran = sandbox.arb(["--db", "arb.db", "list", "-"]).stdin(both.clone()).run();
    ran.code(0).stdout_is(&both).stderr_contains("nothing to list");
}

#[test]
fn what_no_price_covers_is_refused_with_its_reason() {
    let (sandbox, mut shelf) = shelf();
    shelf.price(MUG, "amazon_us", "39.90", |row| row.weight_g = None).buy(MUG, 1, "10.00", true);
    shelf.buy(PEN, 1, "10.00", true);
    drop(shelf);
    let ran = arb(&sandbox, "list --yes");
    ran.code(4).stderr_contains("2 refused").stderr_contains("no price is known");
    assert!(ran.json_lines().iter().all(|record| record.get("listing").is_none()));
}

#[test]
fn the_channel_with_the_best_net_wins_unless_the_preferred_one_is_near() {
    let check = |amazon: &str, ebay: &str, expected: &str| {
        let (sandbox, mut shelf) = shelf();
        shelf.price(MUG, "amazon_us", amazon, |_| {}).price(MUG, "ebay_us", ebay, |_| {}).buy(MUG, 1, "8.00", true);
        drop(shelf);
        let ran = arb(&sandbox, "list --yes");
        ran.any_stderr();
        assert_eq!(ran.json_lines()[0]["listing"]["channel"], expected, "amazon {amazon}, ebay {ebay}");
    };
    check("40.00", "80.00", "ebay_us");
    check("80.00", "40.00", "amazon_us");
}

#[test]
fn what_may_not_be_sold_there_is_not_listed_there() {
    let (sandbox, mut shelf) = shelf();
    let barred = |row: &mut arb::domain::evidence::Evidence| {
        row.restriction = Some(arb::domain::evidence::Restriction::NotEligible);
    };
    shelf.price(MUG, "amazon_us", "80.00", barred).price(MUG, "ebay_us", "40.00", |_| {}).buy(MUG, 1, "8.00", true);
    drop(shelf);
    let ran = arb(&sandbox, "list --yes");
    ran.any_stderr();
    assert_eq!(ran.json_lines()[0]["listing"]["channel"], "ebay_us");
}

#[test]
fn upload_files_are_in_the_marketplace_s_own_format() {
    let (sandbox, mut shelf) = shelf();
    let evil = |row: &mut arb::domain::evidence::Evidence| row.title = Some("=HYPERLINK(\"x\"), \"mug\"".into());
    shelf.price(MUG, "ebay_us", "40.00", evil).buy(MUG, 2, "16.00", true);
    shelf.price(PEN, "amazon_us", "40.00", |_| {}).buy(PEN, 1, "8.00", true);
    drop(shelf);
    let ran = arb(&sandbox, "list --export up.txt --format jsonl");
    ran.any_stderr().code(0);
    assert!(ran.json_lines().iter().all(|record| record["listing"]["state"] == "draft"));

    let amazon = sandbox.read("up-amazon_us.txt");
    let rows: Vec<Vec<&str>> = amazon.lines().map(|line| line.split('\t').collect()).collect();
    let cell = |name: &str| rows[1][rows[0].iter().position(|column| *column == name).unwrap()];
    assert_eq!((cell("product-id"), cell("product-id-type")), ("036000291452", "3"));
    assert_eq!((cell("item-condition"), cell("add-delete"), cell("fulfillment-center-id")), ("11", "a", "AMAZON_NA"));
    let price = |name: &str| cell(name).parse::<rust_decimal::Decimal>().unwrap();
    assert!(price("minimum-seller-allowed-price") <= price("price"));
    assert!(price("price") <= price("maximum-seller-allowed-price"));

    let mut ebay = csv::Reader::from_path(sandbox.path("up-ebay_us.txt")).unwrap();
    let header = ebay.headers().unwrap().clone();
    let row = ebay.records().next().unwrap().unwrap();
    let cell = |name: &str| &row[header.iter().position(|column| column == name).unwrap()];
    assert!(header[0].starts_with("*Action(SiteID=US|Country=US|Currency=USD|Version=1193"));
    assert_eq!((&row[0], cell("*Quantity"), cell("*ConditionID"), cell("*Format")), ("Add", "2", "1000", "FixedPrice"));
    assert!(cell("*Title").starts_with("'=HYPERLINK"), "{}", cell("*Title"));
    // Nothing was published.
    arb(&sandbox, "list --yes").any_stdout().stderr_contains("2 live on 2 channels");
}

#[test]
fn a_makers_minimum_price_holds_for_the_listing_and_for_every_price_after_it() {
    let (sandbox, mut shelf) = shelf();
    sandbox.write(
        "arb.toml",
        "[list]\nmap = [{ brand = \"ACME\", price = \"44.00\" }, { sku = \"other\", price = \"99\" }]\n",
    );
    shelf.price(MUG, "amazon_us", "39.90", |row| row.brand = Some("Acme".into())).buy(MUG, 2, "20.00", true);
    drop(shelf);
    let ran = arb(&sandbox, "list --yes");
    let record = ran.code(0).any_stderr().json_lines().remove(0);
    assert_eq!((amount(&record, "price"), amount(&record, "floor")), (rust_decimal::dec!(44), rust_decimal::dec!(44)));
    assert!(record["listing"]["why"].to_string().contains("minimum advertised price"), "{record}");
    // It is set for the SKU afterwards: no new price goes below it, whatever the others ask.
    let listed = record["listing"].clone();
    let sku = listed["sku"].as_str().unwrap();
    let change = |map: &str| {
        sandbox.write("arb.toml", format!("[list]\nmap = [{map}]\n"));
        sandbox.write("offers.csv", format!("sku,seller,landed,currency,fba,buy_box\n{sku},R,46.00,USD,true,true\n"));
        let mut part = listed.clone();
        part["price"]["amount"] = "50.00".into();
        part["ceiling"]["amount"] = "60.00".into();
        sandbox.write(
            "listings.jsonl",
            serde_json::json!({ "schema": 1, "id": "stock:a", "listing": part }).to_string() + "\n",
        );
        let rows = arb(&sandbox, "reprice listings.jsonl --competition offers.csv --strategy match-bb")
            .any_stderr()
            .json_lines();
        rows[0]["price_change"]["to"]["amount"].as_str().unwrap().to_owned()
    };
    assert_eq!(change(""), "46.00");
    assert_eq!(change(&format!("{{ sku = \"{sku}\", price = \"48.50\" }}")), "48.50");
    sandbox.write("arb.toml", "[list]\nmap = [{ price = \"9\" }]\n");
    arb(&sandbox, "list --yes").stdout_is("").code(3).stderr_contains("needs a `brand` or a `sku`");
}

#[test]
fn two_channels_share_the_units_and_a_setting_does_it_by_net() {
    let (sandbox, mut shelf) = shelf();
    sandbox.write("arb.toml", "[list]\nat_once = 2\n");
    shelf.price(MUG, "amazon_us", "39.90", |_| {}).price(MUG, "ebay_us", "39.90", |_| {}).buy(MUG, 3, "30.00", true);
    shelf.price(PEN, "amazon_us", "39.90", |_| {}).price(PEN, "ebay_us", "39.90", |_| {}).buy(PEN, 1, "10.00", true);
    drop(shelf);
    let ran = arb(&sandbox, "list --yes");
    let mut units: Vec<(String, u64)> = ran
        .code(0)
        .stderr_contains("3 live on 2 channels")
        .json_lines()
        .iter()
        .map(|record| &record["listing"])
        .map(|listing| (listing["channel"].as_str().unwrap().to_owned(), listing["quantity"].as_u64().unwrap()))
        .collect();
    units.sort();
    assert_eq!(units.iter().map(|(_, units)| units).sum::<u64>(), 4, "{units:?}");
    assert_eq!(units.len(), 3, "the pen is one, and on one channel: {units:?}");
    arb(&sandbox, "verify").any_stdout().any_stderr().code(0);
    arb(&sandbox, "list --yes").stdout_is("").stderr_contains("nothing to list");
}
