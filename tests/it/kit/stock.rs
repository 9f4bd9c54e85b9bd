//! Goods in a sandbox's database, bought and received as `buy` and `sync` would, without waiting for a parcel.

use arb::{
    config::Mode,
    domain::{
        effect::Kind,
        evidence::Evidence,
        found::Found,
        ledger::events::Minor,
        money::{Currency, Money},
        offer::{Offer, ProductIds},
        order::OrderStatus,
    },
    store::{Create, NewPurchase, Reserved, Store},
};
use jiff::Timestamp;
use rust_decimal::Decimal;

use super::{
    Sandbox,
    deal::{self, budget, roomy},
};

/// The time of everything here.
pub const NOW: &str = "2026-06-01T12:00:00Z";

fn now() -> Timestamp {
    NOW.parse().unwrap()
}

fn usd(amount: &str) -> Money {
    Money::new(amount.parse().unwrap(), Currency::USD)
}

fn gtin_of(key: &str) -> Option<String> {
    key.strip_prefix("gtin:").map(str::to_owned)
}

/// A database that can be filled; the programs under test open it afterwards.
pub struct Shelf(Store);

impl Shelf {
    /// `arb.db` in the sandbox, with money to buy from.
    pub fn new(sandbox: &Sandbox) -> Self {
        Self::of(sandbox, Mode::Paper)
    }

    /// The same where real money could be spent.
    pub fn live(sandbox: &Sandbox) -> Self {
        Self::of(sandbox, Mode::Live)
    }

    /// The one that is there.
    pub fn again(sandbox: &Sandbox) -> Self {
        Self(Store::open(&sandbox.path("arb.db"), Create::No).unwrap())
    }

    fn of(sandbox: &Sandbox, mode: Mode) -> Self {
        let mut store = Store::open(&sandbox.path("arb.db"), Create::IfMissing(mode)).unwrap();
        store.capital("opening", Minor { minor: 500_000, currency: Currency::USD }, now()).unwrap();
        Self(store)
    }

    /// What a market says about a product: its price, and enough to work out fees.
    pub fn price(&mut self, gtin: &str, channel: &str, price: &str, change: impl Fn(&mut Evidence)) -> &mut Self {
        self.price_of(&format!("gtin:{gtin}"), channel, price, change)
    }

    /// The same of a product by its key.
    pub fn price_of(&mut self, key: &str, channel: &str, price: &str, change: impl Fn(&mut Evidence)) -> &mut Self {
        let gtin = key.rsplit(':').next().unwrap_or_default();
        let ids = ProductIds { key: Some(key.into()), gtin: gtin_of(key), ..ProductIds::default() };
        let price: Decimal = price.parse().unwrap();
        let mut row = Evidence::of(ids, channel, Currency::USD, "book");
        row.as_of = Some(now());
        row.title = Some(format!("Walnut organizer {gtin}"));
        let category = if channel.starts_with("ebay") { "Home & Garden" } else { "Home and Kitchen" };
        row.category = Some(category.into());
        row.weight_g = Some(Decimal::from(300));
        row.dims = Some("9x6x2 in".into());
        (row.buy_box, row.avg90, row.monthly_sold) = (Some(price), Some(price), Some(60));
        change(&mut row);
        self.0.save_evidence(&[row], now()).unwrap();
        self
    }

    /// Buys units of a product for `cost` in total; `arrived` puts them in stock. Returns the record's id.
    pub fn buy(&mut self, gtin: &str, units: u32, cost: &str, arrived: bool) -> String {
        self.buy_of("acme", &format!("gtin:{gtin}"), "", units, cost, arrived)
    }

    /// The same from another source.
    pub fn buy_from(&mut self, source: &str, gtin: &str, units: u32, cost: &str, arrived: bool) -> String {
        self.buy_of(source, &format!("gtin:{gtin}"), "", units, cost, arrived)
    }

    /// The same of a product by its key; `more` tells several purchases of one product apart.
    pub fn buy_of(&mut self, source: &str, key: &str, more: &str, units: u32, cost: &str, arrived: bool) -> String {
        let gtin = &format!("{}{more}", key.rsplit(':').next().unwrap_or_default());
        let id = format!("{source}:{gtin}");
        let cost = usd(cost);
        let offer: Offer = serde_json::from_value(serde_json::json!({
            "source": source, "item": gtin, "observed_at": NOW, "price": cost, "title": "Organizer, walnut",
            "product": { "key": key, "gtin": gtin_of(key) },
        }))
        .unwrap();
        self.0.save_offers(&[Found::fresh(offer)], None, now()).unwrap();
        let new = NewPurchase {
            record_id: id.clone(),
            source: source.into(),
            item: gtin.into(),
            seller: String::new(),
            product: Some(key.into()),
            sku: None,
            title: Some("Organizer, walnut".into()),
            condition: None,
            quantity: units,
            units,
            est: cost,
            cap: cost,
            vendor: "paper".into(),
            rebuy_slot: 0,
            evidence: Some(deal::record(&id, cost, units, now())),
        };
        let purchase = self.0.propose(&new, now()).unwrap().purchase().clone();
        let until = now() + jiff::SignedDuration::from_mins(30);
        let approved = self.0.approve(purchase.id, &purchase.intent_hash, "test", until, None, now()).unwrap();
        let Reserved::Held(held) = self.0.reserve(approved.id, &budget(&roomy(), "run"), None, now()).unwrap() else {
            panic!("the limits of the test are too tight");
        };
        let effect = super::shop::begin(&mut self.0, Kind::Purchase, held.id, now());
        super::shop::placed(&mut self.0, &effect, &format!("B-{source}-{gtin}"), cost, now());
        if arrived {
            self.0.record_status(held.id, OrderStatus::Received, now()).unwrap();
        }
        id
    }

    /// The store itself.
    pub fn store(&mut self) -> &mut Store {
        &mut self.0
    }
}
