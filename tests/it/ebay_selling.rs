//! Selling on eBay, by the real program in live mode against an eBay on loopback that remembers: one live listing of a
//! SKU, never more units than there are, the ledger to the cent, whatever reply is lost.

mod fewer;
mod prices;

use std::{cell::Cell, collections::BTreeMap, fs, os::unix::fs::PermissionsExt as _};

use jiff::{SignedDuration, Timestamp};
use rust_decimal::Decimal;
use serde_json::Value;

use super::kit::{
    Going, Ran, Sandbox, deal,
    ebay::{Ebay, Fault},
    stock::{NOW, Shelf},
};

const MUG: &str = "00012345600012";
const SKU: &str = "GTIN-00012345600012-NEW";

/// A seller with two mugs in stock, and eBay.
struct Seller {
    sandbox: Sandbox,
    ebay: Ebay,
    now: Cell<Timestamp>,
}

impl Seller {
    fn new() -> Self {
        Self::with(|shelf| {
            shelf.price(MUG, "ebay_us", "39.90", |_| {}).buy(MUG, 2, "20.00", true);
        })
    }

    /// The same with other goods.
    fn with(fill: impl FnOnce(&mut Shelf)) -> Self {
        let (sandbox, ebay) = (Sandbox::new().now(NOW).env("USER", "kim"), Ebay::start());
        let text = "mode = \"live\"\ndb = \"arb.db\"\n[list]\nchannels = [\"ebay_us\"]\n";
        sandbox.write("arb.toml", format!("{text}{}{}", deal::settings(""), ebay.settings()));
        let keys = "client_id = \"canary-id\"\nclient_secret = \"canary-secret\"\nrefresh_token = \"canary-token\"\n";
        let file = sandbox.write("ebay.toml", keys);
        fs::set_permissions(file, fs::Permissions::from_mode(0o600)).unwrap();
        let mut shelf = Shelf::live(&sandbox);
        fill(&mut shelf);
        drop(shelf);
        let seller = Self { sandbox, ebay, now: Cell::new(NOW.parse().unwrap()) };
        seller.arb("limits accept --yes").any_stdout().any_stderr().exit();
        seller.arb("reconcile").any_stdout().any_stderr().exit();
        seller.arb("digest --ack").any_stdout().any_stderr().exit();
        seller
    }

    fn arb(&self, words: &str) -> Ran {
        let now = self.now.get().to_string();
        self.sandbox.arb(["--live"].into_iter().chain(words.split(' '))).env("ARB_NOW", &now).stdin_null().run()
    }

    /// The same, not waited for.
    fn start(&self, words: &str) -> Going<'_> {
        let now = self.now.get().to_string();
        self.sandbox.arb(["--live"].into_iter().chain(words.split(' '))).env("ARB_NOW", &now).stdin_null().start()
    }

    /// Syncs so many minutes later, which finds out about what is unknown.
    fn later(&self, minutes: i64) {
        self.now.set(self.now.get() + SignedDuration::from_mins(minutes));
        self.arb("sync").any_stdout().any_stderr().exit();
    }

    /// The one listing in the books.
    fn listing(&self) -> Value {
        self.arb("report listings --format jsonl").any_stderr().json_lines().remove(0)
    }

    /// Lists what can be; the listing in its record.
    fn list(&self) -> Value {
        let ran = self.arb("list --yes --format jsonl");
        ran.any_stderr().exit();
        ran.json_lines().first().map_or(Value::Null, |record| record["listing"].clone())
    }

    fn balances(&self) -> BTreeMap<String, Decimal> {
        let ran = self.arb("ledger balances --format jsonl");
        let amount = |row: &Value| row["amount"]["amount"].as_str().unwrap().parse().unwrap();
        let rows = ran.any_stderr().json_lines();
        rows.iter().map(|row| (row["account"].as_str().unwrap().to_owned(), amount(row))).collect()
    }

    /// The books are sound, and eBay shows at most one listing of the SKU.
    #[track_caller]
    fn agrees(&self) {
        self.arb("verify").code(0).any_stdout().stderr_contains(" 0 problems");
        assert!(self.ebay.live().len() <= 1 && self.ebay.offers() <= 1, "{:?}", self.ebay.live());
    }
}

fn cents(text: &str) -> Decimal {
    text.parse().unwrap()
}

#[test]
fn a_mug_is_listed_sold_repriced_refunded_and_paid_out() {
    let seller = Seller::new();
    let listed = seller.list();
    assert_eq!(listed["state"], "live", "{listed}");
    let price = listed["price"]["amount"].as_str().unwrap().to_owned();
    assert_eq!(seller.ebay.live(), [(SKU.to_owned(), price.clone(), 2)]);
    let name = listed["listing"].as_str().unwrap();
    assert!(name.starts_with("11") && name.contains("@80"), "{name}");
    assert!(listed["why"].to_string().contains("eBay warns: A subtitle costs extra (25401)"), "{listed}");
    let changes = seller.ebay.changes();
    assert_eq!(changes.len(), 3, "{changes:?}");
    // A second run finds it live.
    assert_eq!(seller.list()["replayed"], Value::Null);
    assert_eq!(seller.ebay.changes().len(), 3);
    seller.agrees();

    // One is sold: the books know it, and one is left on both sides.
    let (order, _) = seller.ebay.sell(SKU, 1, "5.00");
    seller.ebay.book("SHIPPING_LABEL", "DEBIT", "4.10");
    seller.arb("sync").code(0).stdout_contains("\"sold\":1").any_stderr();
    seller.arb("sync").code(0).any_stdout().any_stderr();
    let sold = seller.balances();
    assert_eq!(sold["A:Marketplace:ebay_us"], cents(&price) - cents("9.10"), "{sold:?}");
    seller.agrees();

    // A rival is cheaper: the price follows, and is what eBay shows.
    let lower = (cents(&price) * cents("0.95")).round_dp(2);
    seller.ebay.rivals(&[("rival-example", lower.to_string().as_str())]);
    let ran = seller.arb("reprice --strategy match --apply --format jsonl");
    let change = ran.any_stderr().json_lines()[0]["price_change"].clone();
    assert_eq!(change["state"], "applied", "{change}");
    assert_eq!(seller.ebay.live(), [(SKU.to_owned(), change["to"]["amount"].as_str().unwrap().to_owned(), 1)]);
    seller.agrees();

    // More stock: the listing is revised, not made anew.
    Shelf::again(&seller.sandbox).buy_from("bodega", MUG, 1, "10.00", true);
    let calls = seller.ebay.changes().len();
    assert_eq!(seller.list()["state"], "live");
    assert_eq!(seller.ebay.live()[0].2, 2);
    let changes = seller.ebay.changes();
    assert!(changes[calls..].iter().all(|call| call.starts_with("PUT ")), "{changes:?}");
    seller.agrees();

    // The buyer gets money back, once: eBay takes it now and makes it later.
    seller.ebay.slow_refunds(true);
    let asked = seller.arb(&format!("support refund {order} --reason damaged"));
    asked.any_stderr().exit();
    let plan = asked.json_lines()[0]["plan"].as_str().expect("it waits for a person").to_owned();
    let given = seller.arb(&format!("support refund --approve {plan}"));
    given.any_stdout().any_stderr().exit();
    seller.ebay.make_refunds();
    seller.later(5);
    seller.later(1);
    assert_eq!(seller.ebay.refunds(&order), 1);
    let back = seller.balances();
    assert_eq!(back["A:Marketplace:ebay_us"], cents("-9.10"), "{back:?}");

    // eBay pays out what is there.
    seller.ebay.pay("1.23");
    seller.arb("sync").any_stdout().any_stderr().exit();
    assert_eq!(seller.balances()["A:Marketplace:ebay_us"], cents("-10.33"));
    seller.agrees();
    let shown = format!("{}{}", given.stdout(), given.stderr());
    assert!(!shown.contains("canary"), "{shown}");
}

#[test]
fn whatever_reply_is_lost_there_is_one_live_listing() {
    let steps = [("PUT", "/inventory_item/"), ("POST", "/offer"), ("POST", "/publish")];
    for (method, part) in steps {
        for fault in [Fault::Lost, Fault::Failed, Fault::Down] {
            let seller = Seller::new();
            seller.ebay.fault(method, part, fault, 1);
            let listed = seller.list();
            assert_eq!(listed["state"], "unknown", "{method} {part} {fault:?}: {listed}");
            seller.later(1);
            seller.later(1);
            let live = seller.ebay.live();
            assert!(live.len() == 1 && live[0].2 == 2, "{method} {part} {fault:?}: {live:?}");
            assert_eq!(seller.listing()["state"], "live", "{method} {part} {fault:?}");
            seller.agrees();
        }
    }
}

#[test]
fn a_listing_that_is_shown_late_is_unknown_until_it_is() {
    let seller = Seller::new();
    // The two reads before anything is sent, and the one after it.
    seller.ebay.late(3);
    assert_eq!(seller.list()["state"], "unknown");
    seller.later(1);
    assert_eq!(seller.listing()["state"], "live");
    assert_eq!(seller.ebay.changes().len(), 3, "it was there: nothing is sent again");
    seller.agrees();
}

#[test]
fn units_that_were_sold_while_a_reply_was_lost_are_not_for_sale_again() {
    let seller = Seller::new();
    seller.ebay.fault("POST", "/publish", Fault::Lost, 1);
    assert_eq!(seller.list()["state"], "unknown");
    seller.ebay.sell(SKU, 1, "5.00");
    seller.later(1);
    assert_eq!(seller.ebay.live()[0].2, 1);
    let row = seller.listing();
    assert_eq!((row["state"].as_str(), row["quantity"].as_i64()), (Some("live"), Some(1)), "{row}");
    seller.agrees();
}

#[test]
fn a_price_whose_reply_is_lost_is_read_back() {
    for fault in [Fault::Lost, Fault::Failed, Fault::Down] {
        let seller = Seller::new();
        let price = seller.list()["price"]["amount"].as_str().unwrap().to_owned();
        let lower = (cents(&price) * cents("0.95")).round_dp(2).to_string();
        seller.ebay.rivals(&[("rival-example", lower.as_str())]);
        seller.ebay.fault("POST", "/bulk_update_price_quantity", fault, 1);
        let ran = seller.arb("reprice --strategy match --apply --format jsonl");
        assert_eq!(ran.code(4).any_stderr().json_lines()[0]["price_change"]["state"], "unknown", "{fault:?}");
        seller.later(1);
        seller.later(1);
        assert_eq!(seller.ebay.live()[0].1, lower, "{fault:?}");
        seller.agrees();
    }
}

#[test]
fn a_refund_whose_reply_is_lost_is_made_once() {
    for fault in [Fault::Lost, Fault::Failed] {
        let seller = Seller::new();
        seller.list();
        let (order, _) = seller.ebay.sell(SKU, 1, "5.00");
        seller.arb("sync").any_stdout().any_stderr().exit();
        let asked = seller.arb(&format!("support refund {order} --reason damaged"));
        asked.any_stderr().exit();
        let plan = asked.json_lines()[0]["plan"].as_str().expect("a plan").to_owned();
        seller.ebay.fault("POST", "/issue_refund", fault, 1);
        seller.arb(&format!("support refund --approve {plan}")).any_stdout().any_stderr().exit();
        for minutes in [1, 40, 40] {
            seller.later(minutes);
        }
        assert_eq!(seller.ebay.refunds(&order), 1, "{fault:?}");
        assert_eq!(seller.balances()["A:Marketplace:ebay_us"], cents("-5.00"), "{fault:?}");
        seller.agrees();
    }
}

#[test]
fn a_buyer_is_answered_once_in_their_conversation() {
    for fault in [None, Some(Fault::Lost), Some(Fault::Failed)] {
        let seller = Seller::new();
        seller.ebay.write("c1", "Does the mug fit into a dishwasher?");
        seller.arb("support --format jsonl").any_stdout().any_stderr().exit();
        seller.arb("support --format jsonl").any_stdout().any_stderr().exit();
        let open = seller.arb("support list --format jsonl").any_stderr().json_lines();
        assert_eq!(open.len(), 1, "{open:?}");
        assert_eq!(open[0]["id"].as_str().map(|id| id.starts_with("ebay:c1/m")), Some(true), "{open:?}");
        seller.sandbox.write("answer.txt", "It does.\nBest regards");
        if let Some(fault) = fault {
            seller.ebay.fault("POST", "/send_message", fault, 1);
        }
        let number = open[0]["ticket"]["number"].to_string();
        seller.arb(&format!("support approve {number} --body answer.txt --yes")).any_stdout().any_stderr().exit();
        seller.later(1);
        seller.later(1);
        assert_eq!(seller.ebay.ours("c1").len(), 1, "{fault:?}");
        let all = seller.arb("support list --all --format jsonl").any_stderr().json_lines();
        assert_eq!(all[0]["ticket"]["state"], "sent", "{fault:?}: {all:?}");
        seller.agrees();
    }
}

#[test]
fn what_ebay_would_refuse_is_refused_with_the_reason_and_nothing_is_for_sale() {
    let check = |prepare: fn(&Seller), part: &str| {
        let seller = Seller::new();
        prepare(&seller);
        let listed = seller.list();
        assert_eq!(listed["state"], "rejected", "{listed}");
        assert!(listed["why"].to_string().contains(part), "{listed}");
        assert!(seller.ebay.live().is_empty());
        seller.agrees();
    };
    check(|seller| seller.ebay.required(&["Brand", "Type"]), "asks for item specifics that are not known: Brand, Type");
    check(
        |seller| seller.ebay.fault("POST", "/publish", Fault::Refused, 1),
        "The price is not one that we like (25003)",
    );
}

#[test]
fn selling_needs_the_sellers_consent() {
    let seller = Seller::new();
    let file = seller.sandbox.write("ebay.toml", "client_id = \"a\"\nclient_secret = \"b\"\n");
    fs::set_permissions(file, fs::Permissions::from_mode(0o600)).unwrap();
    seller.arb("sync").code(3).any_stdout().stderr_contains("there is no `refresh_token` for `ebay`");
    let ran = seller.arb("vendors --format jsonl");
    let rows = ran.any_stderr().json_lines();
    let ebay = rows.iter().find(|row| row["vendor"] == "ebay").unwrap();
    assert!(ebay["can"].to_string().contains("channel"), "{ebay}");
}
