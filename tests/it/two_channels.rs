//! One SKU on two channels at once: the whole round against an Amazon and an eBay that remember, with kills in between. One live
//! listing a channel, never more units for sale than there are, the books to the cent.

use std::time::Instant;

use rust_decimal::Decimal;
use serde_json::Value;

use super::kit::{
    amazon::{self, Amazon, ago},
    ebay::{Ebay, Fault},
    selling::Selling,
};

const GTIN: &str = amazon::EAN;
const SKU: &str = "GTIN-08809875456477-NEW";
const BOTH: &str = "list --channel amazon_us,ebay_us --yes";

/// A shelf with something on it, and two places to sell it.
struct Shops {
    place: Selling,
    amazon: Amazon,
    ebay: Ebay,
}

impl Shops {
    fn new(units: u32) -> Self {
        let (amazon, ebay) = (Amazon::start(), Ebay::start());
        let sections = format!("{}\n{}", amazon.settings("amazon.toml", ""), ebay.settings());
        let keys = [
            ("amazon.toml", "client_id = \"id\"\nclient_secret = \"hunter2\"\nrefresh_token = \"Atzr|x\"\n"),
            ("ebay.toml", "client_id = \"id\"\nclient_secret = \"hunter2\"\nrefresh_token = \"canary-token\"\n"),
        ];
        let place = Selling::on(&["amazon_us", "ebay_us"], &sections, &[("USER", "kim")], &keys);
        let cost = format!("{units}0.00");
        let mut shelf = place.shelf();
        let gtin = format!("0{GTIN}");
        shelf
            .price(&gtin, "amazon_us", "39.90", |_| {})
            .price(&gtin, "ebay_us", "39.90", |_| {})
            .buy(&gtin, units, &cost, true);
        drop(shelf);
        amazon.memory().rivals = vec![("A2".into(), "39.90".into())];
        Self { place, amazon, ebay }
    }

    /// What both channels show: price and units.
    fn shown(&self) -> ((String, i64), (String, i64)) {
        let memory = self.amazon.memory();
        let item = memory.items.get(SKU).cloned().unwrap_or_default();
        let live = self.ebay.live();
        let (price, units) = live.first().map_or((String::new(), 0), |(_, price, units)| (price.clone(), *units));
        ((item.price, item.quantity.unwrap_or(0)), (price, units))
    }

    fn units(&self) -> (i64, i64) {
        let ((_, amazon), (_, ebay)) = self.shown();
        (amazon, ebay)
    }

    fn on_hand(&self) -> i64 {
        self.place.shelf().store().stock_of(SKU).unwrap().map_or(0, |stock| stock.units)
    }

    /// The books are right, each channel has one listing at most, and together they show no more than there is.
    #[track_caller]
    fn agrees(&self) {
        self.place.agrees();
        assert!(self.amazon.memory().items.len() <= 1 && self.ebay.offers() <= 1 && self.ebay.live().len() <= 1);
        let (shown, on_hand) = (self.units(), self.on_hand());
        assert!(shown.0 + shown.1 <= on_hand, "{shown:?} are for sale and {on_hand} are there");
        for channel in ["amazon_us", "ebay_us"] {
            let there = self.place.listings().iter().filter(|listing| listing.channel == channel).count();
            assert!(there <= 1, "{there} on {channel}");
        }
    }

    /// Runs a command, kills it at so many moments of its usual time, and lets the last one end; the clock goes on by three minutes
    /// each time, so that what was begun can be found out.
    fn with_kills(&self, hour: u32, words: &str, kills: u32) {
        let begin = Instant::now();
        self.place.arb_at(&format!("2026-06-01T{hour:02}:00:00Z"), "vendors").any_stdout().any_stderr().exit();
        let usual = begin.elapsed() * 3;
        for kill in 0..kills {
            let going = self.place.begin(words);
            std::thread::sleep(usual * kill / kills);
            going.signal("KILL");
            going.wait().any_stdout().any_stderr().exit();
            let now = format!("2026-06-01T{hour:02}:{:02}:00Z", 3 * (kill + 1));
            self.place.arb_at(&now, words).any_stdout().any_stderr().exit();
            self.agrees();
        }
        for minute in [40, 45] {
            let now = format!("2026-06-01T{hour:02}:{minute}:00Z");
            self.place.arb_at(&now, words).any_stdout().any_stderr().exit();
        }
        self.agrees();
    }

    fn sold_on_amazon(&self, id: &str, units: u32, gross: &str, placed: &str) {
        let mut memory = self.amazon.memory();
        memory.orders.push(amazon::order(SKU, id, "UNSHIPPED", (units, gross), placed, 1));
    }
}

fn cents(text: &str) -> Decimal {
    text.parse().unwrap()
}

#[test]
fn the_whole_round_on_two_channels_with_kills_in_between() {
    let shops = Shops::new(5);
    // Listed: five units are three and two.
    shops.with_kills(13, BOTH, 3);
    assert_eq!(shops.units(), (3, 2));
    let ((amazon_price, _), (ebay_price, _)) = shops.shown();

    // Sold: two on eBay in two orders, one on Amazon.
    let (kept, _) = shops.ebay.sell(SKU, 1, "5.00");
    let (called_off, _) = shops.ebay.sell(SKU, 1, "5.00");
    shops.amazon.memory().sell(SKU, 1);
    shops.sold_on_amazon("114-1", 1, &amazon_price, &ago(2));
    shops.with_kills(14, "sync", 3);
    assert_eq!((shops.units(), shops.on_hand()), ((2, 0), 2));

    // Changed elsewhere: one is dropped, and Amazon hears of it.
    shops.place.shelf().store().write_off(SKU, 1, "dropped", "2026-06-01T14:50:00Z".parse().unwrap()).unwrap();
    shops.with_kills(15, "sync", 3);
    assert_eq!((shops.units(), shops.on_hand()), ((1, 0), 1));

    // Restocked: an order is called off, and eBay has a unit again, in the same listing.
    shops.ebay.call_off(&called_off);
    shops.with_kills(16, "sync", 2);
    assert_eq!(shops.on_hand(), 2);
    shops.with_kills(17, BOTH, 2);
    assert_eq!(shops.units(), (1, 1));

    // Repriced: each follows its own rivals, and each price is read back.
    let lower = |price: &str, share: &str| (cents(price) * cents(share)).round_dp(2).to_string();
    let (on_amazon, on_ebay) = (lower(&amazon_price, "0.97"), lower(&ebay_price, "0.95"));
    shops.amazon.memory().rivals = vec![("A2".into(), on_amazon.clone())];
    shops.ebay.rivals(&[("rival-example", on_ebay.as_str())]);
    shops.with_kills(18, "reprice --strategy match --apply", 3);
    assert_eq!(shops.shown(), ((on_amazon, 1), (on_ebay, 1)));
    assert!(shops.place.listings().iter().all(|listing| listing.version == listing.acked_version));

    // Refunded: the buyer of the other order on eBay, once.
    let asked = shops.place.arb_at("2026-06-01T19:00:00Z", &format!("support refund {kept} --reason damaged"));
    asked.any_stderr().any_stdout().exit();
    if let Some(plan) = asked
        .stdout()
        .lines()
        .find_map(|line| serde_json::from_str::<Value>(line).ok()?["plan"].as_str().map(str::to_owned))
    {
        shops.place.arb(&format!("support refund --approve {plan}")).any_stdout().any_stderr().exit();
    }
    shops.with_kills(20, "sync", 2);
    assert_eq!(shops.ebay.refunds(&kept), 1);

    // Paid out, by both.
    shops.ebay.pay("1.23");
    shops.amazon.memory().transactions = vec![
        amazon::transaction(
            SKU,
            "T1",
            "Shipment",
            Some("114-1"),
            &[("ProductCharges", &amazon_price), ("Commission", "-5.99")],
            5,
        ),
        amazon::transaction(SKU, "T2", "Transfer", None, &[("Transfer", "-20.00")], 1),
    ];
    shops.with_kills(21, "sync", 3);
    let refunded = cents(&ebay_price);
    let balance = |account: &str| cents(&shops.place.balance(account));
    assert_eq!(balance("A:Marketplace:amazon_us"), cents(&amazon_price) - cents("25.99"));
    // Both sales were given back, their fees were not.
    assert_eq!(balance("A:Marketplace:ebay_us"), cents("-11.23"));
    assert_eq!(balance("I:Refunds"), -(refunded + refunded));
    assert_eq!(balance("A:Inventory"), cents("20.00"));
    assert_eq!(balance("X:Shrinkage"), cents("10.00"));
    assert_eq!((shops.units(), shops.on_hand()), ((1, 1), 2));
}

/// Amazon was told a quantity after it had sold: it shows what it was told, and is told again.
#[test]
fn what_was_sold_before_a_channel_was_told_is_taken_off_again() {
    let shops = Shops::new(3);
    shops.place.arb("list --channel amazon_us --yes").any_stdout().any_stderr().code(0);
    assert_eq!(shops.units(), (3, 0));
    // Two orders come in, and before anybody reads them the SKU goes to eBay, too.
    shops.amazon.memory().sell(SKU, 2);
    shops.sold_on_amazon("114-1", 2, "79.80", "2026-06-01T12:01:00Z");
    shops.place.arb_at("2026-06-01T12:10:00Z", BOTH).any_stdout().any_stderr().code(0);
    assert_eq!(shops.units(), (2, 1));
    shops.place.arb_at("2026-06-01T12:11:00Z", "sync").any_stdout().any_stderr().exit();
    assert_eq!(shops.units(), (0, 1), "one is left, and eBay has it");
    shops.agrees();
}

/// A unit changes its channel only when the one that gives it up is known to show less.
#[test]
fn a_unit_that_a_channel_still_shows_is_not_promised_to_another() {
    let shops = Shops::new(3);
    shops.place.arb("list --channel amazon_us --yes").any_stdout().any_stderr().code(0);
    shops.amazon.memory().moods = vec![amazon::Mood::FailedBefore];
    let ran = shops.place.arb_at("2026-06-01T12:10:00Z", BOTH);
    let rows = ran.any_stderr().code(4).json_lines();
    let of = |channel: &str| rows.iter().find(|row| row["listing"]["channel"] == channel).unwrap()["listing"].clone();
    assert_eq!(of("amazon_us")["state"], "unknown");
    assert_eq!(of("ebay_us")["state"], "draft");
    assert!(of("ebay_us")["why"].to_string().contains("still shown elsewhere"), "{rows:?}");
    assert_eq!(shops.units(), (3, 0));
    for later in ["2026-06-01T12:15:00Z", "2026-06-01T12:20:00Z"] {
        shops.place.arb_at(later, BOTH).any_stdout().any_stderr().exit();
    }
    assert_eq!(shops.units(), (2, 1));
    shops.agrees();
}

/// A second channel that can't be had is a refusal where it was named, and none where it was only allowed.
#[test]
fn a_channel_that_was_named_and_cannot_be_is_said() {
    let shops = Shops::new(2);
    shops
        .place
        .arb("list --channel amazon_us,etsy_moon --yes")
        .any_stdout()
        .code(2)
        .stderr_contains("there is no channel `etsy_moon`");
    shops
        .place
        .arb("list --channel amazon_us,reverb --yes")
        .any_stdout()
        .code(4)
        .stderr_contains("no price is known there");
    assert_eq!(shops.units(), (2, 0), "what can be is done");
    shops.ebay.fault("POST", "/publish", Fault::Refused, 1);
    shops.place.arb_at("2026-06-01T12:10:00Z", BOTH).any_stdout().code(4).stderr_contains("rejected");
    assert_eq!(shops.units(), (1, 0));
    shops.agrees();
    // The unit goes back to where it can be sold.
    shops.place.arb_at("2026-06-01T12:20:00Z", "list --yes").any_stdout().any_stderr().code(0);
    assert_eq!(shops.units(), (2, 0));
}
