//! A month of trading in which everything happens, written through the store itself.

use std::path::Path;

use arb::{
    config::Mode,
    domain::{
        effect::Kind,
        ledger::{
            Account,
            events::{self, Minor},
        },
        money::{Currency, Money},
        order::OrderStatus,
        sale::{Happened, SaleEvent},
    },
    store::{Create, NewPurchase, Purchase, Reserved, Store},
};
use jiff::{SignedDuration, Timestamp};

use super::deal::{budget, roomy};

const CHANNEL: &str = "amazon_us";

fn usd(minor: i64) -> Money {
    Money::from_minor(minor, Currency::USD)
}

fn yen(minor: i64) -> Money {
    Money::from_minor(minor, Currency::JPY)
}

fn day(number: i64) -> Timestamp {
    super::sandbox::NOW.parse::<Timestamp>().expect("a time") + SignedDuration::from_hours(24 * number)
}

/// A purchase that was approved for up to `cap`.
pub fn approved(store: &mut Store, item: &str, units: u32, cost: i64, cap: i64, at: Timestamp) -> Purchase {
    let new = NewPurchase {
        record_id: format!("books:{item}"),
        source: "books".into(),
        item: item.into(),
        seller: String::new(),
        product: Some(format!("gtin:{item}")),
        sku: None,
        title: Some("A book".into()),
        condition: None,
        quantity: units,
        units,
        est: usd(cost),
        cap: usd(cap),
        vendor: "paper".into(),
        rebuy_slot: 0,
        evidence: Some(super::deal::record(&format!("books:{item}"), usd(cost), units, at)),
    };
    let proposed = store.propose(&new, at).expect("a proposal").purchase().clone();
    let until = at + SignedDuration::from_mins(30);
    store.approve(proposed.id, &proposed.intent_hash, "test", until, None, at).expect("an approval")
}

fn bought(store: &mut Store, item: &str, units: u32, cost: i64, charged: i64, number: i64) -> Purchase {
    let at = day(number);
    let id = approved(store, item, units, cost, cost + 100, at).id;
    let reserved = store.reserve(id, &budget(&roomy(), "test"), None, at).expect("an answer");
    assert!(matches!(reserved, Reserved::Held(_)), "{reserved:?}");
    let effect = super::shop::begin(store, Kind::Purchase, id, at);
    super::shop::placed(store, &effect, &format!("B-{item}"), usd(charged), at);
    store.purchase(id).expect("a purchase")
}

fn sold(order: &str, sku: &str, units: u32, gross: Money, fee: Money, postage: Money) -> Happened {
    let (channel, order, line) = (CHANNEL.into(), order.into(), "1".into());
    let fees = vec![("referral".into(), fee)];
    Happened::Sold { channel, order, line, sku: sku.into(), buyer: None, quantity: units, gross, fees, postage }
}

fn refunded(order: &str, amount: Money, restocked: u32, fees_returned: Money) -> Happened {
    let (channel, order, line) = (CHANNEL.into(), order.into(), "1".into());
    Happened::Refunded { channel, order, line, refund: None, amount, restocked, fees_returned }
}

fn paid_out(payout: &str, amount: Money) -> Happened {
    Happened::PaidOut { channel: CHANNEL.into(), payout: payout.into(), amount }
}

/// Purchases, a cancelled one after the card was paid, one charged above its cap, sales over two lots and in yen,
/// refunds (one whose fee is in another currency), goods back from a buyer and to a vendor, payouts, payments of the
/// card in two currencies, a loss, a sale of what was not there and its settlement, a fact that can't be booked until a
/// person settles it.
pub fn month(path: &Path) {
    let mut store = Store::open(path, Create::IfMissing(Mode::Paper)).expect("a database");
    store.open_wallet(Minor { minor: 500_000, currency: Currency::USD }, day(0)).expect("a wallet");
    let first = bought(&mut store, "1", 3, 1500, 1501, 0);
    let gone = bought(&mut store, "2", 1, 900, 900, 0);
    store.pay_cards(day(1)).expect("a payment");
    store.record_status(first.id, OrderStatus::Received, day(2)).expect("a status");
    store.record_status(gone.id, OrderStatus::Cancelled, day(2)).expect("a status");
    let over = bought(&mut store, "3", 2, 1000, 1250, 3);
    assert!(over.overrun && store.halted().expect("an answer").is_some());
    store.resume("test", "known", day(3)).expect("a resumption");
    store.record_status(over.id, OrderStatus::Received, day(4)).expect("a status");
    let again = bought(&mut store, "4", 2, 800, 800, 5);
    store.record_status(again.id, OrderStatus::Received, day(6)).expect("a status");
    store.begin_return(again.id, "damaged", day(7)).expect("a return");
    store
        .record_returned(again.id, Minor { minor: 800, currency: Currency::USD }, day(9))
        .expect("the money of a return");
    let no = Money::zero(Currency::USD);
    let events = [
        sold("O-1", &first.sku, 2, usd(4001), usd(601), usd(350)),
        refunded("O-1", usd(1500), 1, usd(100)),
        sold("O-2", &first.sku, 1, yen(3000), yen(450), yen(700)),
        refunded("O-2", yen(1000), 0, usd(-25)),
        paid_out("P-1", usd(1000)),
        paid_out("P-2", yen(800)),
        sold("O-3", "never-bought", 1, usd(2000), usd(300), no),
        sold("O-4", &over.sku, 1, usd(3000), Money::from_minor(200, Currency::EUR), no),
        paid_out("P-3", usd(-150)),
    ];
    let events: Vec<_> = events
        .into_iter()
        .zip(1..)
        .map(|(what, cursor)| SaleEvent { cursor, at: day(10 + i64::try_from(cursor).expect("few events")), what })
        .collect();
    let applied = store.apply_sale_events("paper", &events, day(20)).expect("booked events");
    assert_eq!((applied.booked, applied.remarks.len()), (8, 2), "{applied:?}");
    assert_eq!(store.pay_cards(day(21)).expect("payments").len(), 2);
    store.write_off(&over.sku, 1, "dropped", day(22)).expect("a loss");
    let settled = |name: &str, debit, credit, minor, number| {
        events::settle(name, debit, credit, Minor { minor, currency: Currency::USD }, day(number)).expect("a posting")
    };
    let market = Account::Marketplace(CHANNEL.into());
    let found = settled("o-3", Account::Suspense, Account::Sales, 2000, 23);
    store.settle(&found, None, "sold from the owner's shelf", day(23)).expect("a settlement");
    let odd = settled("o-4", market, Account::OtherIncome, 3000, 24);
    store
        .settle(&odd, Some("paper/sold:amazon_us:3:O-4:1"), "the fee is billed apart, in euros", day(24))
        .expect("a settlement");
}
