//! Facts are booked once, whatever the channel says.

use crate::{
    domain::{
        effect::Kind,
        ledger::{Account, FeeGroup},
        money::Currency,
        sale::{Happened, SaleEvent},
    },
    store::{
        NewListing, Store,
        tests::{begin, done, end, funded, now, stocked, usd},
    },
};

const CHANNEL: &str = "amazon_us";

fn event(cursor: u64, what: Happened) -> SaleEvent {
    SaleEvent { cursor, at: now(), what }
}

fn sold(cursor: u64, order: &str, sku: &str, quantity: u32, gross: i64) -> SaleEvent {
    let fees = vec![("referral".into(), usd(gross * 15 / 100)), ("fba_base".into(), usd(300))];
    let (order, line) = (order.into(), "1".into());
    let what = Happened::Sold {
        channel: CHANNEL.into(),
        order,
        line,
        sku: sku.into(),
        buyer: None,
        quantity,
        gross: usd(gross),
        fees,
        postage: usd(0),
    };
    event(cursor, what)
}

fn refunded(cursor: u64, order: &str, amount: i64, restocked: u32) -> SaleEvent {
    let (order, line) = (order.into(), "1".into());
    let (amount, fees_returned) = (usd(amount), usd(50));
    event(
        cursor,
        Happened::Refunded { channel: CHANNEL.into(), order, line, refund: None, amount, restocked, fees_returned },
    )
}

fn paid_out(cursor: u64, payout: &str, amount: i64) -> SaleEvent {
    event(cursor, Happened::PaidOut { channel: CHANNEL.into(), payout: payout.into(), amount: usd(amount) })
}

#[track_caller]
fn holds(store: &Store, account: &Account, minor: i64) {
    assert_eq!(store.balance(account, Currency::USD).unwrap(), usd(minor), "{account:?}");
}

#[track_caller]
fn sound(store: &Store) {
    assert_eq!(store.verify().unwrap().problems, []);
}

fn market() -> Account {
    Account::Marketplace(CHANNEL.into())
}

#[test]
fn a_sale_books_price_fees_and_the_cost_of_the_oldest_units() {
    let mut store = funded();
    let sku = stocked(&mut store, "1", 3, 1000);
    store.apply_sale_events("paper", &[sold(1, "O-1", &sku, 1, 2000)], now()).unwrap();
    holds(&store, &Account::Sales, 2000);
    holds(&store, &Account::Fees(FeeGroup::FinalValue), 300);
    holds(&store, &Account::Fees(FeeGroup::Fulfilment), 300);
    holds(&store, &market(), 1400);
    holds(&store, &Account::Cogs, 334);
    holds(&store, &Account::Inventory, 666);
    sound(&store);
}

#[test]
fn the_same_feed_again_changes_nothing() {
    let mut store = funded();
    let sku = stocked(&mut store, "1", 3, 1000);
    let feed = [
        sold(1, "O-1", &sku, 1, 2000),
        refunded(2, "O-1", 500, 0),
        paid_out(3, "P-1", 800),
        sold(4, "O-2", &sku, 1, 1900),
    ];
    let first = store.apply_sale_events("paper", &feed, now()).unwrap();
    assert_eq!((first.booked, first.known, store.sales_cursor("paper").unwrap()), (4, 0, 4));
    let balances = store.balances().unwrap();
    for _ in 0..3 {
        let again = store.apply_sale_events("paper", &feed, now()).unwrap();
        assert_eq!((again.booked, again.known), (0, 4));
    }
    assert_eq!(store.balances().unwrap(), balances);
    sound(&store);
}

#[test]
fn a_lot_that_is_sold_out_is_worth_exactly_nothing() {
    let mut store = funded();
    let sku = stocked(&mut store, "1", 3, 1000);
    let feed: Vec<_> = (1..=3).map(|unit| sold(unit, &format!("O-{unit}"), &sku, 1, 2000)).collect();
    store.apply_sale_events("paper", &feed, now()).unwrap();
    holds(&store, &Account::Inventory, 0);
    holds(&store, &Account::Cogs, 1000);
    assert_eq!(store.stock().unwrap(), []);
    sound(&store);
}

#[test]
fn goods_that_come_back_are_worth_what_they_cost() {
    let mut store = funded();
    let sku = stocked(&mut store, "1", 3, 1000);
    store.apply_sale_events("paper", &[sold(1, "O-1", &sku, 3, 6000), refunded(2, "O-1", 2000, 1)], now()).unwrap();
    holds(&store, &Account::Inventory, 334);
    holds(&store, &Account::Cogs, 666);
    // Money given back reduces income: the account's normal side is income, so its balance is below nothing.
    holds(&store, &Account::Refunds, -2000);
    store.apply_sale_events("paper", &[refunded(3, "O-1", 4000, 2)], now()).unwrap();
    holds(&store, &Account::Inventory, 1000);
    holds(&store, &Account::Cogs, 0);
    sound(&store);
}

#[test]
fn what_was_sold_without_stock_waits_in_suspense_and_the_books_say_so() {
    let mut store = funded();
    let sku = stocked(&mut store, "1", 1, 1000);
    let applied = store.apply_sale_events("paper", &[sold(1, "O-1", &sku, 2, 4000)], now()).unwrap();
    assert_eq!(applied.remarks.len(), 1, "{:?}", applied.remarks);
    holds(&store, &Account::Sales, 2000);
    holds(&store, &Account::Suspense, -2000);
    let checks: Vec<_> = store.verify().unwrap().problems.into_iter().map(|problem| problem.check).collect();
    assert_eq!(checks, ["I20"]);
}

#[test]
fn a_refund_beyond_the_price_waits_in_suspense() {
    let mut store = funded();
    let sku = stocked(&mut store, "1", 1, 1000);
    let feed = [sold(1, "O-1", &sku, 1, 2000), refunded(2, "O-1", 2500, 1), refunded(3, "O-9", 100, 1)];
    let applied = store.apply_sale_events("paper", &feed, now()).unwrap();
    // Too much money for O-1, no sale O-9, and its unit that never was sold.
    assert_eq!(applied.remarks.len(), 3, "{:?}", applied.remarks);
    holds(&store, &Account::Suspense, 600);
}

#[test]
fn a_payout_moves_money_from_its_channel_to_the_bank() {
    let mut store = funded();
    store.apply_sale_events("paper", &[paid_out(1, "P-1", 1234), paid_out(2, "P-2", 0)], now()).unwrap();
    assert_eq!(store.cash(Currency::USD).unwrap(), usd(501_234));
    holds(&store, &market(), -1234);
    sound(&store);
}

#[test]
fn orders_whose_names_run_together_are_two_orders() {
    let mut store = funded();
    let sku = stocked(&mut store, "1", 3, 1000);
    let line = |cursor, order: &str, line: &str| {
        let mut event = sold(cursor, order, &sku, 1, 2000);
        if let Happened::Sold { line: name, .. } = &mut event.what {
            *name = line.into();
        }
        event
    };
    let applied = store.apply_sale_events("paper", &[line(1, "a:b", "c"), line(2, "a", "b:c")], now()).unwrap();
    assert_eq!(applied.booked, 2);
    sound(&store);
}

/// A listing of a SKU, of everything that is there.
fn offered(sku: &str, quantity: u32) -> NewListing {
    NewListing {
        channel: CHANNEL.into(),
        sku: sku.to_owned(),
        record_id: None,
        product: None,
        quantity,
        price: usd(2000),
        floor: usd(900),
        ceiling: usd(3000),
        condition: "new".into(),
        title: "A book".into(),
        description: String::new(),
        payload: None,
    }
}

#[test]
fn a_sale_before_the_channel_was_told_a_quantity_leaves_it_showing_too_much() {
    for (minutes, overstated) in [(-5, 1), (5, 0)] {
        let mut store = funded();
        let sku = stocked(&mut store, "1", 3, 1000);
        let drafted = store.draft_listing(&offered(&sku, 3), now()).unwrap();
        begin(&mut store, Kind::Listing, drafted.id);
        end(&mut store, Kind::Listing, drafted.id, &done("L-1", 2000));
        let at = now() + jiff::SignedDuration::from_mins(minutes);
        let event = SaleEvent { at, ..sold(1, "O-1", &sku, 2, 4000) };
        store.apply_sale_events("paper", &[event], now()).unwrap();
        assert_eq!(store.live_listings().unwrap()[0].quantity, 1);
        assert_eq!(store.overstated().unwrap().len(), overstated, "{minutes} minutes after it was told");
        sound(&store);
    }
}

#[test]
fn a_channels_own_sku_is_one_listing_of_ours() {
    let mut store = funded();
    let (one, two) = (stocked(&mut store, "1", 3, 1000), stocked(&mut store, "2", 3, 1000));
    let on = |channel: &str, sku: &str, product: &str| NewListing {
        channel: channel.into(),
        product: Some(product.into()),
        ..offered(sku, 1)
    };
    store.draft_listing(&on("tcgplayer", &one, "tcgplayer:sku:77"), now()).unwrap();
    let why = store.draft_listing(&on("tcgplayer", &two, "tcgplayer:sku:77"), now()).unwrap_err();
    assert_eq!(crate::ui::failure_in(&why).unwrap().code, "same_listing");
    // Itself again, another one of the channel's, and a key that is no SKU of the channel's are no matter.
    store.draft_listing(&on("tcgplayer", &one, "tcgplayer:sku:77"), now()).unwrap();
    store.draft_listing(&on("tcgplayer", &two, "tcgplayer:sku:78"), now()).unwrap();
    store.draft_listing(&on("ebay_us", &one, "gtin:1"), now()).unwrap();
    store.draft_listing(&on("ebay_us", &two, "gtin:1"), now()).unwrap();
}

#[test]
fn a_sale_lowers_what_the_listing_promises() {
    let mut store = funded();
    let sku = stocked(&mut store, "1", 3, 1000);
    let listing = offered(&sku, 3);
    let other = NewListing { channel: "ebay_us".into(), quantity: 1, ..listing.clone() };
    let drafted = store.draft_listing(&listing, now()).unwrap();
    begin(&mut store, Kind::Listing, drafted.id);
    end(&mut store, Kind::Listing, drafted.id, &done("L-1", 2000));
    let why = store.draft_listing(&other, now()).unwrap_err();
    assert_eq!(crate::ui::failure_in(&why).unwrap().code, "oversell");
    assert_eq!(store.lots_to_list().unwrap(), []);
    store.apply_sale_events("paper", &[sold(1, "O-1", &sku, 2, 4000)], now()).unwrap();
    assert_eq!(store.live_listings().unwrap()[0].quantity, 1);
    store.write_off(&sku, 1, "dropped", now()).unwrap();
    assert_eq!(store.live_listings().unwrap(), []);
    sound(&store);
}

mod any_life_of_a_lot {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]
        #[test]
        fn leaves_the_books_sound(
            lots in prop::collection::vec((1_u32..6, 1_i64..4000), 1..4),
            steps in prop::collection::vec((0_u8..3, 1_u32..5, 0_i64..5000), 0..12),
        ) {
            let mut store = funded();
            let mut sku = String::new();
            for (place, (units, cost)) in lots.iter().enumerate() {
                let new = crate::store::NewPurchase { source: format!("s{place}"), ..crate::store::tests::wanted("1", *units, *cost) };
                let bought = crate::store::tests::placed(&mut store, &new, *cost);
                sku = store.record_status(bought.id, crate::domain::order::OrderStatus::Received, now()).unwrap().sku;
            }
            for (cursor, (what, units, amount)) in steps.iter().enumerate() {
                let cursor = cursor as u64 + 1;
                let have = store.stock_of(&sku).unwrap().map_or(0, |stock| u32::try_from(stock.units).unwrap());
                let event = match what {
                    0 if *units <= have => sold(cursor, &format!("O-{cursor}"), &sku, *units, *amount),
                    1 => refunded(cursor, &format!("O-{}", cursor / 2), 0, *units),
                    _ => paid_out(cursor, &format!("P-{cursor}"), *amount),
                };
                store.apply_sale_events("paper", &[event], now()).unwrap();
            }
            let problems = store.verify().unwrap().problems;
            // A refund that fits no sale is meant to stand in suspense; nothing else may be wrong.
            prop_assert!(problems.iter().all(|problem| problem.check == "I20"), "{problems:?}");
        }
    }
}

#[test]
fn a_fee_of_a_refund_is_booked_in_its_own_currency() {
    let mut store = funded();
    let sku = stocked(&mut store, "1", 1, 1000);
    let what = Happened::Refunded {
        channel: CHANNEL.into(),
        order: "O-1".into(),
        line: "1".into(),
        refund: None,
        amount: usd(500),
        restocked: 0,
        fees_returned: crate::domain::money::Money::from_minor(70, Currency::EUR),
    };
    store.apply_sale_events(CHANNEL, &[sold(1, "O-1", &sku, 1, 2000), event(2, what)], now()).unwrap();
    let euros = |account: &Account| store.balance(account, Currency::EUR).unwrap().to_string();
    assert_eq!(euros(&market()), "€0.70");
    assert_eq!(euros(&Account::Fees(FeeGroup::Refund)), "−€0.70");
    holds(&store, &Account::Fees(FeeGroup::Refund), 0);
    sound(&store);
}

#[test]
fn an_event_that_cannot_be_booked_is_kept_and_stops_no_other() {
    let mut store = funded();
    let sku = stocked(&mut store, "1", 2, 1000);
    let mut odd = sold(1, "O-1", &sku, 1, 2000);
    if let Happened::Sold { fees, .. } = &mut odd.what {
        fees.push(("fixed".into(), crate::domain::money::Money::from_minor(30, Currency::EUR)));
    }
    let huge = event(
        3,
        Happened::PaidOut {
            channel: CHANNEL.into(),
            payout: "P-9".into(),
            amount: crate::domain::money::Money::new(rust_decimal::Decimal::MAX, Currency::USD),
        },
    );
    let events = [odd, sold(2, "O-2", &sku, 1, 2000), huge];
    let applied = store.apply_sale_events(CHANNEL, &events, now()).unwrap();
    assert_eq!((applied.booked, applied.remarks.len()), (1, 2), "{:?}", applied.remarks);
    assert!(applied.remarks[0].contains("a fee is in EUR, the sale in USD"), "{:?}", applied.remarks);
    assert_eq!(store.sales_cursor(CHANNEL).unwrap(), 3);
    let open = |store: &Store| -> Vec<String> {
        let problems = store.verify().unwrap().problems;
        problems.iter().map(|problem| format!("{} {}", problem.check, problem.details["ext_id"])).collect()
    };
    assert_eq!(open(&store).len(), 2, "{:?}", open(&store));
    assert!(open(&store)[0].starts_with("I14 "));
    // It is tried again, and a person may settle it.
    assert_eq!(store.apply_sale_events(CHANNEL, &[], now()).unwrap().remarks.len(), 2);
    for (name, fact) in [("a", "amazon_us/sold:amazon_us:3:O-1:1"), ("b", "amazon_us/paid_out:amazon_us:P-9")] {
        let amount = crate::domain::ledger::events::Minor { minor: 2000, currency: Currency::USD };
        let txn = crate::domain::ledger::events::settle(name, market(), Account::OtherIncome, amount, now()).unwrap();
        assert!(store.settle(&txn, Some(fact), "the fee is billed apart", now()).unwrap());
        assert!(!store.settle(&txn, Some(fact), "again", now()).unwrap());
    }
    sound(&store);
    assert_eq!(store.apply_sale_events(CHANNEL, &[], now()).unwrap().remarks.len(), 0);
}

#[test]
fn a_fact_is_booked_as_soon_as_it_can_be() {
    let mut store = funded();
    let sku = stocked(&mut store, "1", 2, 1000);
    let events = [sold(1, "O-1", &sku, 1, 2000)];
    store
        .conn
        .execute_batch("CREATE TRIGGER no BEFORE INSERT ON listing_sale BEGIN SELECT RAISE(ABORT,'not now'); END")
        .unwrap();
    let applied = store.apply_sale_events(CHANNEL, &events, now()).unwrap();
    assert_eq!((applied.booked, applied.remarks.len()), (0, 1));
    assert_eq!(store.stock().unwrap()[0].units, 2);
    store.conn.execute_batch("DROP TRIGGER no").unwrap();
    let applied = store.apply_sale_events(CHANNEL, &[], now()).unwrap();
    assert_eq!((applied.booked, applied.remarks.len()), (1, 0));
    sound(&store);
}

#[test]
fn the_card_is_paid_in_each_currency_as_far_as_its_cash_goes() {
    let mut store = funded();
    let sku = stocked(&mut store, "1", 1, 1000);
    let yen = |minor| crate::domain::money::Money::from_minor(minor, Currency::JPY);
    let what = Happened::Sold {
        channel: CHANNEL.into(),
        order: "O-1".into(),
        line: "1".into(),
        sku,
        buyer: None,
        quantity: 1,
        gross: yen(3000),
        fees: vec![],
        postage: yen(700),
    };
    let payout = Happened::PaidOut { channel: CHANNEL.into(), payout: "P-1".into(), amount: yen(500) };
    store.apply_sale_events(CHANNEL, &[event(1, what), event(2, payout)], now()).unwrap();
    assert_eq!(store.pay_cards(now()).unwrap(), [yen(500), usd(1000)]);
    assert_eq!(store.balance(&Account::PayableCard, Currency::JPY).unwrap(), yen(200));
    assert_eq!(store.pay_cards(now()).unwrap(), []);
    sound(&store);
}

fn fees_later(cursor: u64, order: &str, id: &str, fees: &[(&str, i64)]) -> SaleEvent {
    let fees = fees.iter().map(|(code, minor)| ((*code).to_owned(), usd(*minor))).collect();
    let (order, line, id) = (order.into(), "1".into(), id.into());
    event(cursor, Happened::FeesTaken { channel: CHANNEL.into(), order, line, id, fees })
}

fn charged(cursor: u64, charge: &str, code: &str, minor: i64) -> SaleEvent {
    let what =
        Happened::Charged { channel: CHANNEL.into(), charge: charge.into(), code: code.into(), amount: usd(minor) };
    event(cursor, what)
}

/// Every balance, and what each sale says of its fees and refunds.
fn picture(store: &Store) -> (Vec<String>, Vec<String>) {
    let balances = store.balances().unwrap();
    let balances = balances.iter().filter(|row| !row.amount.is_zero()).map(|row| format!("{row:?}")).collect();
    let sales = store
        .sales(jiff::Timestamp::MIN, jiff::Timestamp::MAX)
        .unwrap()
        .iter()
        .map(|sale| format!("{sale:?}"))
        .collect();
    (balances, sales)
}

#[test]
fn fees_refunds_and_sales_come_to_the_same_in_every_order_and_however_often() {
    let facts = |sku: &str| {
        [
            sold(1, "O-1", sku, 2, 4000),
            fees_later(2, "O-1", "F-1", &[("storage", 120), ("referral", -50)]),
            refunded(3, "O-1", 2000, 1),
            charged(4, "C-1", "subscription", 3999),
            charged(5, "C-2", "reimbursement_lost", -1500),
        ]
    };
    let mut expected = None;
    for order in [[0, 1, 2, 3, 4], [1, 0, 2, 3, 4], [2, 1, 0, 4, 3], [4, 3, 2, 1, 0], [2, 0, 1, 0, 2]] {
        let mut store = funded();
        let sku = stocked(&mut store, "1", 3, 900);
        let facts = facts(&sku);
        for place in order.into_iter().chain(0..facts.len()) {
            store.apply_sale_events("paper", &facts[place..=place], now()).unwrap();
        }
        sound(&store);
        let picture = picture(&store);
        assert_eq!(*expected.get_or_insert_with(|| picture.clone()), picture, "{order:?}");
        holds(&store, &Account::OtherIncome, 1500);
    }
}

#[test]
fn fees_in_two_currencies_are_kept_and_not_booked() {
    let mut store = funded();
    let sku = stocked(&mut store, "1", 1, 900);
    let mut odd = fees_later(2, "O-1", "F-1", &[("storage", 120), ("referral", 5)]);
    if let Happened::FeesTaken { fees, .. } = &mut odd.what {
        fees[1].1 = crate::domain::money::Money::from_minor(5, Currency::EUR);
    }
    let told = store.apply_sale_events("paper", &[sold(1, "O-1", &sku, 1, 2000), odd], now()).unwrap();
    assert!(told.remarks.iter().any(|why| why.contains("USD") && why.contains("EUR")), "{:?}", told.remarks);
    assert_eq!(store.verify().unwrap().problems.iter().map(|problem| problem.check).collect::<Vec<_>>(), ["I14"]);
}

#[test]
fn the_bridge_from_buyers_to_the_bank_closes_in_every_period() {
    let mut store = funded();
    let sku = stocked(&mut store, "1", 3, 900);
    let day = |n: i64, mut event: SaleEvent| {
        event.at = now() + jiff::SignedDuration::from_hours(24 * n);
        event
    };
    let facts = [
        day(0, sold(1, "O-1", &sku, 2, 4000)),
        day(1, fees_later(2, "O-1", "F-1", &[("storage", 120)])),
        day(2, refunded(3, "O-1", 2000, 1)),
        day(3, charged(4, "C-1", "subscription", 3999)),
        day(4, charged(5, "C-2", "reimbursement_lost", -1500)),
        day(5, paid_out(6, "P-1", 700)),
    ];
    store.apply_sale_events("paper", &facts, now()).unwrap();
    let at = |n: i64| now() + jiff::SignedDuration::from_hours(24 * n);
    let whole = store.payouts(jiff::Timestamp::MIN, jiff::Timestamp::MAX).unwrap().swap_remove(0);
    assert_eq!((whole.gross, whole.orders, whole.fees), (usd(4000), 1, usd(600 + 300 + 120)), "{whole:?}");
    assert_eq!((whole.charges, whole.refunds, whole.payouts), (usd(3999 - 1500), usd(1950), usd(700)));
    assert_eq!(whole.closing, store.balance(&market(), Currency::USD).unwrap());
    // What one period closes with, the next one opens with.
    for cut in 0..7 {
        let first = store.payouts(jiff::Timestamp::MIN, at(cut)).unwrap();
        let second = store.payouts(at(cut), jiff::Timestamp::MAX).unwrap().swap_remove(0);
        assert_eq!(first.first().map_or(usd(0), |row| row.closing), second.opening, "{cut}");
        assert_eq!(second.closing, whole.closing, "{cut}");
    }
}
