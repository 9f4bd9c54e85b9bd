//! Books in which something happened, written through the store itself.

use std::path::Path;

use arb::{
    config::Mode,
    domain::{
        effect::Kind,
        ledger::events::Minor,
        money::{Currency, Money},
        order::OrderStatus,
        sale::{Happened, SaleEvent},
    },
    store::{Create, NewPurchase, Reserved, Store},
};

use super::deal;

/// Makes a paper database: 5,000.00 in the bank, two units bought, received and one of them sold, a refund, a payout, a
/// cancelled order, and a sale in yen.
pub fn eventful(path: &Path) {
    let now = super::sandbox::NOW.parse().expect("a time");
    let usd = |minor| Money::from_minor(minor, Currency::USD);
    let mut store = Store::open(path, Create::IfMissing(Mode::Paper)).expect("a database");
    store.open_wallet(Minor { minor: 500_000, currency: Currency::USD }, now).expect("a wallet");
    let budget = deal::budget(&deal::roomy(), "test");
    let mut sku = String::new();
    for (item, status) in [("1", OrderStatus::Received), ("2", OrderStatus::Cancelled)] {
        let new = NewPurchase {
            record_id: format!("books:{item}"),
            source: "books".into(),
            item: item.into(),
            seller: String::new(),
            product: Some(format!("gtin:{item}")),
            sku: None,
            title: Some("A book".into()),
            condition: None,
            quantity: 2,
            units: 2,
            est: usd(1001),
            cap: usd(1100),
            vendor: "paper".into(),
            rebuy_slot: 0,
            evidence: Some(deal::record(&format!("books:{item}"), usd(1001), 2, now)),
        };
        let proposed = store.propose(&new, now).expect("a proposal").purchase().clone();
        let id = store.approve(proposed.id, &proposed.intent_hash, "test", now, None, now).expect("an approval").id;
        let reserved = store.reserve(id, &budget, None, now).expect("an answer");
        assert!(matches!(reserved, Reserved::Held(_)), "{reserved:?}");
        let effect = super::shop::begin(&mut store, Kind::Purchase, id, now);
        super::shop::placed(&mut store, &effect, &format!("B-{item}"), usd(1001), now);
        sku = match store.record_status(id, status, now).expect("a status") {
            bought if status == OrderStatus::Received => bought.sku,
            _ => sku,
        };
    }
    let yen = |minor| Money::from_minor(minor, Currency::JPY);
    let sold = |order: &str, gross: Money, fee: Money| Happened::Sold {
        channel: "amazon_us".into(),
        order: order.into(),
        line: "1".into(),
        sku: sku.clone(),
        buyer: None,
        quantity: 1,
        gross,
        fees: vec![("referral".into(), fee)],
        postage: Money::zero(gross.currency()),
    };
    let refund = Happened::Refunded {
        channel: "amazon_us".into(),
        order: "O-1".into(),
        line: "1".into(),
        refund: None,
        amount: usd(500),
        restocked: 0,
        fees_returned: usd(75),
    };
    let payout = Happened::PaidOut { channel: "amazon_us".into(), payout: "P-1".into(), amount: usd(1000) };
    let events: Vec<_> = [sold("O-1", usd(2000), usd(300)), refund, payout, sold("O-2", yen(3000), yen(450))]
        .into_iter()
        .zip(1..)
        .map(|(what, cursor)| SaleEvent { cursor, at: now, what })
        .collect();
    let applied = store.apply_sale_events("paper", &events, now).expect("booked events");
    assert_eq!((applied.booked, applied.remarks.len()), (4, 0), "{applied:?}");
    store.pay_card(Currency::USD, now).expect("a payment");
}
