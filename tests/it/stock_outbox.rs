//! What is gone is taken off every channel that still shows it, once, through the same protocol as a listing.

use serde_json::Value;

use super::kit::{
    Ran, Sandbox,
    stock::{NOW, Shelf},
};

const GTIN: &str = "00012345600012";

fn arb(sandbox: &Sandbox, line: &str) -> Ran {
    sandbox.arb(["--db", "arb.db"].into_iter().chain(line.split(' '))).stdin_null().run()
}

fn synced(sandbox: &Sandbox) -> Value {
    arb(sandbox, "sync").any_stderr().json_lines().swap_remove(0)
}

#[test]
fn a_unit_that_is_gone_is_taken_off_its_channel_once() {
    let sandbox = Sandbox::new().now(NOW);
    let mut shelf = Shelf::new(&sandbox);
    shelf.price(GTIN, "amazon_us", "39.90", |row| row.monthly_sold = Some(1)).buy(GTIN, 3, "20.00", true);
    drop(shelf);
    arb(&sandbox, "list --yes").any_stdout().stderr_contains("1 live");
    assert_eq!(synced(&sandbox)["lowered"], 0);

    let mut shelf = Shelf::new(&sandbox);
    let sku = shelf.store().live_listings().unwrap()[0].sku.clone();
    shelf.store().write_off(&sku, 1, "dropped", NOW.parse().unwrap()).unwrap();
    assert_eq!(shelf.store().overstated().unwrap().len(), 1);
    drop(shelf);

    assert_eq!(synced(&sandbox)["lowered"], 1);
    assert_eq!(synced(&sandbox)["lowered"], 0);
    let mut shelf = Shelf::new(&sandbox);
    let live = shelf.store().live_listings().unwrap();
    assert_eq!((live.len(), live[0].quantity, live[0].version), (1, 2, live[0].acked_version));
    assert!(shelf.store().overstated().unwrap().is_empty());
    assert_eq!(shelf.store().verify().unwrap().problems, []);
}

#[test]
fn nothing_is_told_while_listing_is_halted_and_all_of_it_after() {
    let sandbox = Sandbox::new().now(NOW);
    let mut shelf = Shelf::new(&sandbox);
    shelf.price(GTIN, "amazon_us", "39.90", |row| row.monthly_sold = Some(1)).buy(GTIN, 2, "20.00", true);
    drop(shelf);
    arb(&sandbox, "list --yes").any_stdout().stderr_contains("1 live");
    let mut shelf = Shelf::new(&sandbox);
    let sku = shelf.store().live_listings().unwrap()[0].sku.clone();
    shelf.store().write_off(&sku, 2, "stolen", NOW.parse().unwrap()).unwrap();
    drop(shelf);
    arb(&sandbox, "halt a test").any_stdout().any_stderr();
    let halted = arb(&sandbox, "sync").any_stderr().code(4).json();
    assert_eq!(halted["lowered"], 0);
    assert!(halted["remarks"][0].as_str().unwrap().contains("still shows more than is left"), "{halted}");
    arb(&sandbox, "resume --reason tested --yes").any_stdout().any_stderr();
    assert_eq!(synced(&sandbox)["lowered"], 1);
    let mut shelf = Shelf::new(&sandbox);
    assert!(shelf.store().live_listings().unwrap().is_empty(), "nothing of it is left to sell");
}
