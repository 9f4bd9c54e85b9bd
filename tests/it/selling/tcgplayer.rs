//! TCGplayer: price and quantity are states, a card is sold by its SKU, and what was sold is booked.

use serde_json::json;

use super::super::kit::{reverb::Fault, selling::Selling, tcgplayer::Tcgplayer};

const CARD: &str = "tcgplayer:sku:77";
const ENV: [(&str, &str); 3] = [
    ("ARB_TCGPLAYER_PUBLIC_KEY", "pub"),
    ("ARB_TCGPLAYER_PRIVATE_KEY", "hunter2"),
    ("ARB_TCGPLAYER_ACCESS_TOKEN", "hunter3"),
];
const LATER: [&str; 3] = ["2026-06-01T12:16:00Z", "2026-06-01T12:17:00Z", "2026-06-01T12:18:00Z"];

fn place(key: &str, units: u32) -> (Tcgplayer, Selling) {
    let vendor = Tcgplayer::start();
    let place = Selling::new("tcgplayer", &vendor.section(), &ENV);
    let mut shelf = place.shelf();
    shelf
        .price_of(key, "tcgplayer", "31.90", |row| row.p50 = row.buy_box)
        .buy_of("acme", key, "", units, "16.00", true);
    drop(shelf);
    (vendor, place)
}

#[test]
fn a_card_is_listed_by_its_sku_and_sold_to_the_cent() {
    let (vendor, place) = place(CARD, 4);
    place.arb("list --yes").code(0).any_stdout().stderr_contains("1 live on 1 channel");
    let listing = place.listing();
    assert_eq!((listing.ext_id.as_deref(), vendor.books().shelf[&77].1), (Some("77"), 4));
    assert_eq!(vendor.books().shelf[&77].0.to_string(), listing.price.amount().normalize().to_string());

    // The order names TCGplayer's SKU alone: it is ours all the same.
    let order = vendor.books().sell(77, 2, "12.50");
    place.arb("sync").code(0).any_stdout().stderr_contains("1 sold");
    assert_eq!(place.listing().quantity, 2);
    // Two at 12.50 and 1.31 of shipping, less 2.05.
    assert_eq!(place.balance("A:Marketplace:tcgplayer"), "24.26");
    // Cancelled: it comes back, with its fees.
    vendor.books().orders[0].0["orderStatus"] = "Cancelled".into();
    for _ in 0..2 {
        place.arb("sync").any_stdout().any_stderr().exit();
    }
    assert_eq!(place.balance("A:Marketplace:tcgplayer"), "0.00", "{order}");
    place.agrees();
}

#[test]
fn a_product_alone_is_refused_before_anything_is_sent() {
    let (vendor, place) = place("tcgplayer:product:5", 1);
    place.arb("list --yes").any_stdout().any_stderr().exit();
    let listing = place.listing();
    assert!(listing.reason.as_deref().is_some_and(|why| why.contains("by its SKU")), "{listing:?}");
    assert!(vendor.books().shelf.is_empty() && vendor.stub.asked().iter().all(|asked| asked.method != "PUT"));
}

#[test]
fn a_lost_reply_is_found_and_a_failure_in_a_200_is_a_refusal() {
    for fault in [Fault::Lost, Fault::Fails, Fault::Down] {
        let (vendor, place) = place(CARD, 2);
        vendor.books().faults = vec![fault];
        place.arb("list --yes").any_stdout().any_stderr().exit();
        for now in LATER {
            place.arb_at(now, "list --yes").any_stdout().any_stderr().exit();
        }
        assert_eq!((place.listing().state.as_str(), vendor.books().shelf[&77].1), ("live", 2), "{fault:?}");
        place.agrees();
    }
    let (vendor, place) = place(CARD, 2);
    vendor.books().faults = vec![Fault::Refuses];
    place.arb("list --yes").any_stdout().any_stderr().exit();
    let listing = place.listing();
    assert_eq!(listing.state, "rejected");
    assert!(listing.reason.as_deref().is_some_and(|why| why.contains("The price is too low")), "{:?}", listing.reason);
}

#[test]
fn a_price_follows_the_lowest_offer_and_never_our_own() {
    let (vendor, place) = place(CARD, 2);
    place.arb("list --yes").code(0).any_stdout().any_stderr();
    let before = place.listing().price.amount();
    let asking = |price: rust_decimal::Decimal| {
        let price: serde_json::Value = serde_json::from_str(&price.to_string()).unwrap();
        json!({ "skuId": 77, "lowestListingPrice": price, "lowestShipping": 0, "lowPrice": price, "marketPrice": 99 })
    };
    // The lowest is ours: nothing moves.
    vendor.books().asking.insert(77, asking(before));
    place.arb_at("2026-06-02T12:00:00Z", "reprice --apply").any_stdout().any_stderr().exit();
    assert_eq!(place.listing().price.amount(), before);
    vendor.books().asking.insert(77, asking(before - rust_decimal::dec!(0.40)));
    vendor.books().faults = vec![Fault::Lost];
    place.arb_at("2026-06-02T12:00:00Z", "reprice --apply").any_stdout().any_stderr().exit();
    place.arb_at("2026-06-02T12:06:00Z", "reprice --apply").any_stdout().any_stderr().exit();
    let after = place.listing().price.amount();
    assert_eq!(before - after, rust_decimal::dec!(0.40));
    assert_eq!(vendor.books().shelf[&77].0.to_string(), after.normalize().to_string());
    place.agrees();
}
