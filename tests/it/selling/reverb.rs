//! Reverb: listed once whatever happens, sold, repriced, refunded, paid, and every cent of it in the books.

use serde_json::json;

use super::super::kit::{
    reverb::{Fault, Reverb},
    selling::{Selling, nap},
};

const MUG: &str = "00012345600012";
const SKU: &str = "GTIN-00012345600012-NEW";
/// When "not found" means something, and a little later.
const LATER: [&str; 3] = ["2026-06-01T12:16:00Z", "2026-06-01T12:17:00Z", "2026-06-01T12:18:00Z"];

fn place(units: u32) -> (Reverb, Selling) {
    let reverb = Reverb::start();
    let place = Selling::new("reverb", &reverb.section(), &[("ARB_REVERB_TOKEN", "hunter2")]);
    if units > 0 {
        let mut shelf = place.shelf();
        shelf.price(MUG, "reverb", "60.00", |row| row.p50 = row.buy_box).buy(MUG, units, "20.00", true);
    }
    (reverb, place)
}

/// How many POSTs created a listing, or might have.
fn created(reverb: &Reverb) -> usize {
    reverb.posted("/api/listings")
}

#[test]
fn what_is_in_stock_is_listed_once_and_read_back() {
    let (reverb, place) = place(2);
    place.arb("list --yes").code(0).any_stdout().stderr_contains("1 live on 1 channel");
    {
        let books = reverb.books();
        let live = books.live(SKU);
        assert_eq!(live.len(), 1, "{:?}", books.listings);
        assert_eq!((&live[0]["inventory"], &live[0]["has_inventory"]), (&json!(2), &json!(true)));
        assert_eq!(live[0]["shipping_profile_id"], "12", "the shop's only one");
        assert_eq!(live[0]["condition"]["uuid"], "7c3f45de-2ae0-4c81-8400-fdb6b1d74890");
        let listing = place.listing();
        assert_eq!(listing.ext_id, Some(live[0]["id"].to_string()));
        assert_eq!(live[0]["price"]["amount"].as_str().unwrap(), listing.price.amount().to_string());
    }
    // More of it is another quantity of the same listing.
    place.shelf().buy_of("acme", &format!("gtin:{MUG}"), "b", 1, "10.00", true);
    place.arb("list --yes").code(0).any_stdout().any_stderr();
    assert_eq!((created(&reverb), reverb.books().live(SKU)[0]["inventory"].clone()), (1, json!(3)));
    place.agrees();
}

#[test]
fn a_listing_whose_reply_is_lost_is_found_and_never_made_twice() {
    for fault in [Fault::Lost, Fault::Fails, Fault::Silent] {
        let (reverb, place) = place(1);
        reverb.books().faults = vec![fault];
        // Nor does the list show it at once.
        reverb.books().stale = 1;
        let ran = place.arb("list --yes");
        ran.any_stdout().any_stderr();
        assert!([0, 4].contains(&ran.exit()), "{fault:?}: {ran}");
        for now in LATER {
            place.arb_at(now, "list --yes").any_stdout().any_stderr().exit();
        }
        assert_eq!((created(&reverb), reverb.books().live(SKU).len()), (1, 1), "{fault:?}");
        assert_eq!(place.listing().state, "live", "{fault:?}");
        place.agrees();
    }
}

#[test]
fn a_listing_that_never_was_is_made_later_and_a_refusal_says_why() {
    let (reverb, place) = place(1);
    reverb.books().faults = vec![Fault::Down];
    place.arb("list --yes").code(4).any_stdout().any_stderr();
    for now in LATER {
        place.arb_at(now, "list --yes").any_stdout().any_stderr().exit();
    }
    assert_eq!((reverb.books().live(SKU).len(), place.listing().state.as_str()), (1, "live"));
    place.agrees();

    for (fault, why) in [(Fault::Refuses, "title: is too short"), (Fault::Locked, "credentials")] {
        let (reverb, place) = self::place(1);
        reverb.books().faults = vec![fault];
        place.arb("list --yes").any_stdout().any_stderr().exit();
        let listing = place.listing();
        assert_eq!((listing.state.as_str(), reverb.books().listings.len()), ("rejected", 0), "{fault:?}");
        assert!(listing.reason.as_deref().is_some_and(|reason| reason.contains(why)), "{:?}", listing.reason);
        place.agrees();
    }
}

#[test]
fn killed_at_any_moment_there_is_one_listing_in_the_end() {
    const KILLS: u64 = 6;
    for kill in 0..KILLS {
        let (reverb, place) = place(1);
        let going = place.begin("list --yes");
        nap(kill * 150);
        going.signal("KILL");
        going.wait().any_stdout().any_stderr().exit();
        for now in LATER {
            place.arb_at(now, "list --yes").any_stdout().any_stderr().exit();
        }
        assert_eq!(reverb.books().live(SKU).len(), 1, "killed after {} ms", kill * 150);
        assert!(created(&reverb) <= 1, "killed after {} ms", kill * 150);
        assert_eq!(place.listing().state, "live");
        place.agrees();
    }
}

#[test]
fn two_listings_of_one_sku_are_a_persons_business() {
    let (reverb, place) = place(1);
    let twin = |id: u64| {
        json!({ "id": id, "sku": SKU, "state": { "slug": "live" }, "has_inventory": true, "inventory": 1,
                "price": { "amount": "50.00", "currency": "USD" } })
    };
    reverb.books().listings = vec![twin(1), twin(2)];
    place.arb("list --yes").any_stdout().any_stderr().exit();
    let listing = place.listing();
    assert!(listing.reason.as_deref().is_some_and(|why| why.contains("both for sale")), "{:?}", listing.reason);
    assert_eq!((created(&reverb), reverb.books().listings.len()), (0, 2));
}

#[test]
fn sold_repriced_refunded_and_paid_it_is_all_in_the_books_to_the_cent() {
    let (reverb, place) = place(3);
    place.arb("list --yes").code(0).any_stdout().any_stderr();
    let before = place.listing().price;

    // Sold: two of three.
    let order = reverb.books().sell(SKU, 2, "120.00", ["6.40", "4.57"]);
    place.arb("sync").code(0).any_stdout().stderr_contains("1 sold");
    // Gross 128.00, less 6.40 and 4.57.
    assert_eq!(place.balance("A:Marketplace:reverb"), "117.03");
    assert_eq!(place.listing().quantity, 1);

    // Repriced against the same thing of another shop; a lost reply is made good.
    let id = place.listing().ext_id.unwrap();
    {
        let mut books = reverb.books();
        let own = books.listings.iter_mut().find(|one| crate::it::kit::reverb::is(one, &id)).unwrap();
        own["make"] = "Maker".into();
        own["model"] = "Organizer".into();
        own["condition"]["display_name"] = "Brand New".into();
        let price = before.amount() - rust_decimal::dec!(1.50);
        books.rivals = vec![json!({
            "id": 5, "make": "Maker", "model": "Organizer", "shop_name": "Theirs", "state": { "slug": "live" },
            "condition": { "display_name": "Brand New" }, "price": { "amount": price.to_string(), "currency": "USD" },
            "shipping": { "user_region_rate": { "rate": { "amount": "0.00", "currency": "USD" } } },
        })];
        books.faults = vec![Fault::Lost];
    }
    place.arb_at("2026-06-02T12:00:00Z", "reprice --apply").any_stdout().any_stderr().exit();
    place.arb_at("2026-06-02T12:06:00Z", "reprice --apply").any_stdout().any_stderr().exit();
    let after = place.listing();
    assert_eq!(before.amount() - after.price.amount(), rust_decimal::dec!(1.50), "{after:?}");
    assert_eq!(reverb.books().live(SKU)[0]["price"]["amount"].as_str().unwrap(), after.price.amount().to_string());

    // Refunded in part, a tenth of 128.00; the reply is lost, and it is found and not sent again.
    {
        let mut books = reverb.books();
        (books.faults, books.now) = (vec![Fault::Lost], "2026-06-02T12:10:30Z".into());
    }
    let refund = format!("support refund {order} --reason late --yes");
    place.arb_at("2026-06-02T12:10:00Z", &refund).any_stdout().any_stderr().exit();
    for now in ["2026-06-02T12:26:00Z", "2026-06-02T12:27:00Z"] {
        place.arb_at(now, "reconcile").any_stdout().any_stderr().exit();
    }
    let asked = reverb.posted(&format!("/api/my/orders/selling/{order}/refund_requests"));
    assert_eq!((asked, reverb.books().refunds.len()), (1, 1));
    place.arb_at("2026-06-02T12:30:00Z", "sync").any_stdout().any_stderr().exit();
    assert_eq!(place.balance("A:Marketplace:reverb"), "104.23");

    // Paid: the order less a fee that it did not name, and a label.
    let usd = |amount: &str| json!({ "amount": amount, "currency": "USD" });
    let lines = vec![
        json!({ "order_number": order, "type": "order", "total": usd("116.03") }),
        json!({ "order_number": order, "type": "refund", "total": usd("-12.80") }),
        json!({ "id": 3, "type": "shipping_label", "total": usd("-7.25") }),
    ];
    let payout = json!({ "id": 54, "total": usd("95.98"), "created_at": "2026-06-03T12:00:00Z" });
    reverb.books().payouts = vec![(payout, lines)];
    for now in ["2026-06-03T13:00:00Z", "2026-06-03T14:00:00Z"] {
        place.arb_at(now, "sync").any_stdout().any_stderr().exit();
    }
    assert_eq!(place.balance("A:Marketplace:reverb"), "0.00", "nothing is owed any more");
    place.agrees();
}

#[test]
fn a_buyer_is_answered_once_in_the_conversation() {
    let (reverb, place) = place(1);
    place.arb("list --yes").code(0).any_stdout().any_stderr();
    let order = reverb.books().sell(SKU, 1, "60.00", ["3.40", "2.66"]);
    place.arb("sync").any_stdout().any_stderr().exit();
    reverb.books().talks = vec![json!({
        "id": 31, "order_number": order,
        "messages": [{ "id": 1, "body": "Where is my order? Has it shipped yet?", "created_at": "2026-06-01T12:00:00Z", "sender_id": 77 },
                     { "id": 2, "body": "Hello", "created_at": "2026-06-01T12:00:01Z", "sender_id": 1 }],
    })];
    reverb.books().faults = vec![Fault::Lost];
    let ran = place.arb("support");
    ran.any_stderr().exit();
    let tickets = ran.json_lines();
    assert_eq!(tickets.len(), 1, "ours is no message to us: {ran}");
    assert_eq!(tickets[0]["id"], "reverb:31:1");
    for now in LATER {
        place.arb_at(now, "support").any_stdout().any_stderr().exit();
    }
    let said = reverb.posted("/api/my/conversations/31/messages");
    let there = reverb.books().talks[0]["messages"].as_array().unwrap().len();
    assert!(said <= 1 && there == 2 + said, "{said} answers, {there} messages");
    place.agrees();
}
