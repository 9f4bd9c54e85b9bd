//! What was sold elsewhere is taken off eBay: 25 listings in a call, each with an outcome of its own, and never a unit for sale
//! that is not there.

use std::{
    sync::atomic::Ordering,
    thread::sleep,
    time::{Duration, Instant},
};

use arb::domain::effect::Kind;

use super::{
    super::kit::ebay::bulk::Odd,
    prices::{gtins, is_sound},
    *,
};

const BULK: &str = "/bulk_update_price_quantity";

/// A seller of so many products with so many units each, all listed; then one unit of each is gone.
fn overstated(count: u32, units: u32) -> (Seller, Vec<String>) {
    let seller = Seller::with(|shelf| {
        for gtin in gtins(count) {
            shelf.price(&gtin, "ebay_us", "39.90", |_| {}).buy(&gtin, units, &format!("{units}0.00"), true);
        }
    });
    seller.list();
    let skus: Vec<String> = seller.ebay.live().into_iter().map(|(sku, ..)| sku).collect();
    assert_eq!(skus.len(), usize::try_from(count).unwrap());
    for sku in &skus {
        seller.gone(sku, 1, "dropped");
    }
    (seller, skus)
}

impl Seller {
    /// So many units are gone, without eBay knowing it.
    fn gone(&self, sku: &str, units: u32, why: &str) {
        Shelf::again(&self.sandbox).store().write_off(sku, units, why, self.now.get()).unwrap();
    }

    /// Syncs a minute later; what it says.
    fn synced(&self) -> Value {
        self.now.set(self.now.get() + SignedDuration::from_mins(1));
        let ran = self.arb("sync");
        ran.any_stderr().exit();
        ran.json_lines().swap_remove(0)
    }

    /// Units that eBay shows of each, in the order of the SKUs.
    fn units(&self, skus: &[String]) -> Vec<i64> {
        let live: BTreeMap<String, i64> = self.ebay.live().into_iter().map(|(sku, _, units)| (sku, units)).collect();
        skus.iter().map(|sku| live.get(sku).copied().unwrap_or(0)).collect()
    }

    /// How many questions with this in their path.
    fn reads(&self, method: &str, part: &str) -> usize {
        let all = self.ebay.stub.asked_for("/sell/");
        all.iter().filter(|asked| asked.method == method && asked.path.contains(part)).count()
    }
}

/// The states of the effects on listings.
fn states(seller: &Seller) -> Vec<&'static str> {
    let mut shelf = Shelf::again(&seller.sandbox);
    let all = shelf.store().effects(&[]).unwrap();
    all.iter().filter(|effect| effect.kind == Kind::Listing).map(|effect| effect.state.name()).collect()
}

#[test]
fn twenty_six_listings_take_two_calls() {
    let (seller, skus) = overstated(26, 2);
    let (offers, changes) = (seller.reads("GET", "/inventory/v1/offer"), seller.ebay.changes().len());
    let items = seller.reads("GET", "/inventory_item/");
    let synced = seller.synced();
    assert_eq!((&synced["lowered"], &synced["remarks"]), (&26.into(), &serde_json::json!([])), "{synced}");
    assert_eq!(seller.units(&skus), [1; 26]);
    // Two calls change all. Each offer is read for what is sealed, just before the call, and after it; the items twice, as
    // many as are in the call in one question.
    assert_eq!((seller.ebay.price_calls(), seller.ebay.changes().len() - changes), (vec![25, 1], 2));
    assert_eq!(seller.reads("GET", "/inventory/v1/offer") - offers, 3 * 26);
    assert_eq!(seller.reads("POST", "/bulk_get_inventory_item"), 2);
    assert_eq!(seller.reads("GET", "/inventory_item/") - items, 2);
    // Each has an effect of its own: the listing, and the units.
    assert_eq!(states(&seller), ["done"; 52]);
    assert_eq!(seller.synced()["lowered"], 0);
    assert_eq!(seller.ebay.price_calls().len(), 2, "what is shown already is not sent again");
    is_sound(&seller);
}

#[test]
fn one_that_is_refused_refuses_no_other_and_is_told_again() {
    let (seller, skus) = overstated(4, 2);
    seller.ebay.refuse_prices(&[&skus[1]]);
    let synced = seller.synced();
    assert_eq!(synced["lowered"], 3, "{synced}");
    let remark = synced["remarks"][0].as_str().unwrap();
    assert!(remark.contains(&skus[1]) && remark.contains("The price is not one that we like (25003)"), "{remark}");
    assert_eq!((seller.units(&skus), seller.ebay.price_calls()), (vec![1, 2, 1, 1], vec![4]));
    seller.ebay.answer_well();
    assert_eq!(seller.synced()["lowered"], 1);
    assert_eq!((seller.units(&skus), seller.ebay.price_calls()), (vec![1; 4], vec![4, 1]));
    is_sound(&seller);
}

#[test]
fn a_lost_reply_leaves_every_one_unknown_and_each_is_read_back() {
    for fault in [Fault::Lost, Fault::Failed, Fault::Down] {
        let (seller, skus) = overstated(3, 2);
        seller.ebay.fault("POST", BULK, fault, 1);
        let synced = seller.synced();
        assert_eq!((&synced["lowered"], &synced["unknown"]), (&0.into(), &3.into()), "{fault:?}: {synced}");
        seller.later(1);
        seller.later(1);
        assert_eq!(seller.units(&skus), [1; 3], "{fault:?}");
        let again: &[usize] = if fault == Fault::Down { &[3, 1, 1, 1] } else { &[3] };
        assert_eq!(seller.ebay.price_calls(), again, "{fault:?}: what was done is found, what was not is sent again");
        assert_eq!(states(&seller), ["done"; 6], "{fault:?}");
        is_sound(&seller);
    }
}

#[test]
fn where_a_call_takes_one_sku_alone_each_goes_alone() {
    let (seller, skus) = overstated(3, 2);
    seller.ebay.one_sku_a_call();
    assert_eq!(seller.synced()["lowered"], 3);
    assert_eq!((seller.ebay.price_calls(), seller.units(&skus)), (vec![3, 1, 1, 1], vec![1; 3]));
    is_sound(&seller);
}

#[test]
fn killed_before_the_reply_every_one_is_read_back_and_none_sent_twice() {
    let (seller, skus) = overstated(3, 2);
    let free = seller.ebay.hold_prices();
    seller.now.set(seller.now.get() + SignedDuration::from_mins(1));
    let going = seller.start("sync");
    let begin = Instant::now();
    while seller.ebay.stub.asked_at(BULK).is_empty() {
        assert!(begin.elapsed() < Duration::from_secs(60), "nothing was sent");
        sleep(Duration::from_millis(5));
    }
    going.signal("KILL");
    going.wait().any_stdout().any_stderr().exit();
    free.store(true, Ordering::SeqCst);
    seller.later(1);
    seller.later(1);
    assert_eq!((seller.ebay.price_calls(), seller.units(&skus)), (vec![3], vec![1; 3]));
    assert_eq!(states(&seller), ["done"; 6]);
    is_sound(&seller);
}

/// A unit is sold at every moment from the reading of the orders to the call itself: what it leaves is what is for sale in the end.
#[test]
fn a_unit_that_is_sold_meanwhile_is_not_for_sale_again() {
    let moments = [
        ("before it is sealed", ("GET", "/inventory/v1/offer", 0), 2),
        ("before the last look", ("GET", "/inventory/v1/offer/", 0), 2),
        ("before the call", ("POST", BULK, 0), 3),
        ("before it is read back", ("GET", "/inventory/v1/offer/", 2), 3),
    ];
    for (name, moment, calls) in moments {
        let (seller, skus) = overstated(2, 4);
        // Four were there, one is gone; one is sold now.
        seller.ebay.sell_at(moment, &skus[0], 1);
        let first = seller.synced();
        let after = seller.units(&skus);
        assert!(after[0] <= 3 && after[1] == 3, "{name}: {after:?} {first}");
        for minutes in [1, 16, 1, 1] {
            seller.later(minutes);
        }
        assert_eq!(seller.units(&skus), [2, 3], "{name}: {first}");
        assert!(seller.ebay.price_calls().len() <= calls, "{name}: {:?}", seller.ebay.price_calls());
        let mut shelf = Shelf::again(&seller.sandbox);
        assert_eq!(shelf.store().stock_of(&skus[0]).unwrap().unwrap().units, 2, "{name}");
        assert!(shelf.store().overstated().unwrap().is_empty(), "{name}");
        drop(shelf);
        is_sound(&seller);
    }
}

/// Two of three are sold and one is gone before the books know of a sale: eBay shows one, and is not told to show two.
#[test]
fn nothing_is_raised_over_what_ebay_shows() {
    let (seller, skus) = overstated(2, 3);
    seller.ebay.sell_at(("GET", "/inventory/v1/offer", 0), &skus[0], 2);
    seller.synced();
    assert_eq!(seller.units(&skus), [1, 2]);
    // None is left, though eBay shows one: the listing is ended.
    seller.later(1);
    assert_eq!(seller.units(&skus), [0, 2]);
    is_sound(&seller);

    // All are sold before the books know of it: nothing is sent of it.
    let (seller, skus) = overstated(2, 3);
    seller.ebay.sell_at(("GET", "/inventory/v1/offer", 0), &skus[0], 3);
    let synced = seller.synced();
    assert!(synced["remarks"][0].as_str().unwrap().contains("eBay has none of it for sale any more"), "{synced}");
    assert_eq!((seller.ebay.price_calls(), seller.units(&skus)), (vec![1], vec![0, 2]));
}

#[test]
fn an_answer_that_says_nothing_certain_is_decided_by_what_is_shown() {
    for odd in [Odd::Unsaid, Odd::Twice, Odd::Foreign] {
        let (seller, skus) = overstated(3, 2);
        seller.ebay.answer_oddly(&skus[1], odd);
        let synced = seller.synced();
        assert_eq!((&synced["lowered"], seller.units(&skus)), (&3.into(), vec![1; 3]), "{odd:?}: {synced}");
        is_sound(&seller);
    }
    for odd in [Odd::Undone, Odd::Lying] {
        let (seller, skus) = overstated(3, 2);
        seller.ebay.answer_oddly(&skus[1], odd);
        let synced = seller.synced();
        assert_eq!((&synced["lowered"], &synced["unknown"]), (&2.into(), &1.into()), "{odd:?}: {synced}");
        assert_eq!(seller.units(&skus), [1, 2, 1]);
        seller.ebay.answer_well();
        seller.later(1);
        assert_eq!((seller.ebay.price_calls(), seller.units(&skus)), (vec![3, 1], vec![1; 3]), "{odd:?}");
        is_sound(&seller);
    }
}

#[test]
fn what_is_half_taken_is_neither_done_nor_refused() {
    let (seller, skus) = overstated(2, 4);
    seller.ebay.answer_oddly(&skus[0], Odd::Half);
    // The total of the item is lower, the price of the offer is another one: it is not as it was to be.
    let text = "UPDATE listing SET price=price-100, wanted=wanted-100 WHERE sku=?1";
    let conn = rusqlite::Connection::open(seller.sandbox.path("arb.db")).unwrap();
    assert_eq!(conn.execute(text, [&skus[0]]), Ok(1));
    drop(conn);
    let synced = seller.synced();
    assert_eq!((&synced["lowered"], &synced["unknown"]), (&1.into(), &1.into()), "{synced}");
    let remark = synced["remarks"].to_string();
    assert!(remark.contains("a part of it was taken, and then: eBay refuses it"), "{remark}");
    seller.ebay.answer_well();
    seller.later(1);
    assert_eq!(seller.units(&skus), [3, 3]);
    assert_eq!(states(&seller), ["done"; 4]);
}

#[test]
fn a_listing_of_which_nothing_is_left_is_ended_by_itself() {
    let (seller, skus) = overstated(3, 2);
    seller.gone(&skus[2], 1, "stolen");
    let changes = seller.ebay.changes().len();
    assert_eq!(seller.synced()["lowered"], 3);
    assert_eq!((seller.units(&skus), seller.ebay.price_calls()), (vec![1, 1, 0], vec![2]));
    let made = seller.ebay.changes().split_off(changes);
    assert!(made.len() == 2 && made[0].ends_with("/withdraw") && made[1].ends_with(BULK), "{made:?}");
    is_sound(&seller);
}

#[test]
fn an_item_whose_units_are_counted_by_place_is_published_again() {
    let (seller, skus) = overstated(3, 2);
    seller.ebay.spread(&skus[0]);
    let changes = seller.ebay.changes().len();
    assert_eq!(seller.synced()["lowered"], 3);
    assert_eq!((seller.units(&skus), seller.ebay.price_calls()), (vec![1; 3], vec![2]));
    let made = seller.ebay.changes().split_off(changes);
    assert_eq!(made.iter().filter(|call| call.starts_with("PUT ")).count(), 2, "{made:?}");
    is_sound(&seller);
}

#[test]
fn nothing_of_a_call_leaves_while_listing_is_halted() {
    let (seller, skus) = overstated(2, 2);
    seller.arb("halt a test").any_stdout().any_stderr().exit();
    let halted = seller.synced();
    assert_eq!((&halted["lowered"], halted["remarks"].as_array().unwrap().len()), (&0.into(), 2), "{halted}");
    seller.arb("resume --reason tested --yes").any_stdout().any_stderr().exit();
    assert_eq!(seller.synced()["lowered"], 2);
    assert_eq!((seller.ebay.price_calls(), seller.units(&skus)), (vec![2], vec![1; 2]));
    is_sound(&seller);
}
