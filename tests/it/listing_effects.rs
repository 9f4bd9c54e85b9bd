//! Publishing and pricing against a channel that answers badly: nothing is listed twice, nothing is lost.

use std::cell::{Cell, RefCell};

use arb::{
    domain::money::{Currency, Money},
    effects::{self, PriceSet},
    store::{Listing, NewListing},
    vendors::{Call, Channel, Competition, Draft, Outcome, Published, SaleEvent},
};
use jiff::Timestamp;

use super::kit::{
    Sandbox,
    stock::{NOW, Shelf},
};

/// How the channel answers, and what it holds whatever it says.
#[derive(Clone, Copy, PartialEq)]
enum Mood {
    Good,
    /// Does it, and the answer is lost.
    Silent,
    /// Fails before it does anything.
    Down,
    Refuses,
}

struct Shop {
    mood: Cell<Mood>,
    published: RefCell<Vec<String>>,
    prices: RefCell<Vec<Money>>,
}

impl Shop {
    fn new(mood: Mood) -> Self {
        Self { mood: Cell::new(mood), published: RefCell::default(), prices: RefCell::default() }
    }

    fn answer<T: 'static>(&self, done: T, act: impl FnOnce()) -> Call<'_, Outcome<T>> {
        let mood = self.mood.get();
        if matches!(mood, Mood::Good | Mood::Silent) {
            act();
        }
        Box::pin(std::future::ready(match mood {
            Mood::Good => Ok(Outcome::Done(done)),
            Mood::Silent => Ok(Outcome::unknown("no answer in time")),
            Mood::Down => Err(anyhow::anyhow!("connection refused")),
            Mood::Refuses => Ok(Outcome::Refused("not like this".into())),
        }))
    }
}

impl Channel for Shop {
    fn publish<'a>(&'a self, draft: &'a Draft) -> Call<'a, Outcome<Published>> {
        self.answer(Published { listing: format!("L-{}", draft.sku) }, || {
            let mut shown = self.published.borrow_mut();
            shown.retain(|sku| *sku != draft.sku);
            shown.push(draft.sku.clone());
        })
    }

    fn set_price<'a>(&'a self, _: &'a str, price: &'a Money) -> Call<'a, Outcome<()>> {
        self.answer((), || self.prices.borrow_mut().push(*price))
    }

    fn competition<'a>(&'a self, _: &'a str) -> Call<'a, Competition> {
        Box::pin(std::future::ready(Ok(Competition::default())))
    }

    fn events<'a>(&'a self, _: u64) -> Call<'a, Vec<SaleEvent>> {
        Box::pin(std::future::ready(Ok(Vec::new())))
    }
}

const GTIN: &str = "00012345600012";

fn now() -> Timestamp {
    NOW.parse().unwrap()
}

fn usd(minor: i64) -> Money {
    Money::from_minor(minor, Currency::USD)
}

fn wait<T>(work: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(work)
}

fn publish(shelf: &mut Shelf, shop: &Shop) -> Listing {
    let sku = arb::domain::sku::of(&format!("gtin:{GTIN}"), None);
    let new = NewListing {
        channel: "amazon_us".into(),
        sku: sku.clone(),
        record_id: None,
        product: Some(format!("gtin:{GTIN}")),
        quantity: 2,
        price: usd(2000),
        floor: usd(1500),
        ceiling: usd(3000),
        condition: "new".into(),
        title: "Mug".into(),
        description: "Mug".into(),
        payload: None,
    };
    let draft = Draft {
        sku,
        channel: new.channel.clone(),
        product: format!("gtin:{GTIN}"),
        program: "fba".into(),
        quantity: 2,
        price: new.price,
        condition: "new".into(),
        title: "Mug".into(),
        description: "Mug".into(),
        category: None,
        weight_g: None,
        dims: None,
    };
    wait(effects::publish(shelf.store(), shop, &new, &draft, now())).unwrap()
}

fn stocked() -> (Sandbox, Shelf) {
    let sandbox = Sandbox::new().now(NOW);
    let mut shelf = Shelf::new(&sandbox);
    shelf.buy(GTIN, 2, "20.00", true);
    (sandbox, shelf)
}

#[test]
fn an_answer_that_is_lost_leads_to_one_live_listing() {
    for mood in [Mood::Silent, Mood::Down] {
        let (_sandbox, mut shelf) = stocked();
        let shop = Shop::new(mood);
        assert_eq!(publish(&mut shelf, &shop).state, "unknown");
        shop.mood.set(Mood::Good);
        let live = publish(&mut shelf, &shop);
        assert_eq!((live.state.as_str(), live.quantity), ("live", 2));
        assert_eq!(shop.published.borrow().len(), 1);
        assert_eq!(shelf.store().listings(&[]).unwrap().len(), 1);
    }
}

#[test]
fn a_run_that_died_while_publishing_is_finished_by_the_next() {
    let (sandbox, mut shelf) = stocked();
    shelf.price(GTIN, "amazon_us", "39.90", |_| {});
    let id = publish(&mut shelf, &Shop::new(Mood::Silent)).id;
    shelf.store().begin_publish(id, now()).unwrap();
    drop(shelf);
    let ran = sandbox.arb(["--db", "arb.db", "list", "--yes"]).stdin_null().run();
    ran.code(0).stderr_contains("1 live");
    assert_eq!(ran.json_lines()[0]["listing"]["state"], "live");
}

#[test]
fn a_refusal_is_kept_with_its_proof_and_the_goods_can_be_listed_again() {
    let (_sandbox, mut shelf) = stocked();
    let shop = Shop::new(Mood::Refuses);
    let refused = publish(&mut shelf, &shop);
    assert_eq!((refused.state.as_str(), refused.reason.as_deref()), ("rejected", Some("not like this")));
    shop.mood.set(Mood::Good);
    assert_eq!(publish(&mut shelf, &shop).state, "live");
}

#[test]
fn a_price_nobody_is_sure_of_is_sent_again_as_it_is_wanted_now() {
    let (_sandbox, mut shelf) = stocked();
    let shop = std::rc::Rc::new(Shop::new(Mood::Good));
    let live = publish(&mut shelf, &shop);
    shop.mood.set(Mood::Down);
    let set = wait(effects::set_price(shelf.store(), &*shop, &live, &usd(1900), "test", now())).unwrap();
    assert!(matches!(set, PriceSet::Unknown(_)), "{set:?}");
    // Whoever read the listing before that has been overtaken.
    let late = wait(effects::set_price(shelf.store(), &*shop, &live, &usd(1800), "test", now())).unwrap();
    assert_eq!(late, PriceSet::Overtaken);
    shop.mood.set(Mood::Good);
    let same = std::rc::Rc::clone(&shop);
    let of = move |_: &str| Some(std::rc::Rc::clone(&same) as std::rc::Rc<dyn Channel>);
    assert!(wait(effects::resend_prices(shelf.store(), &of, now())).unwrap().is_empty());
    assert_eq!(*shop.prices.borrow(), [usd(1900)]);
    let shown = shelf.store().listing(live.id).unwrap();
    assert_eq!((shown.price, shown.acked_version), (usd(1900), shown.version));
    assert!(wait(effects::resend_prices(shelf.store(), &of, now())).unwrap().is_empty());
    assert_eq!(shop.prices.borrow().len(), 1);
}

#[test]
fn a_refused_price_is_not_wanted_any_more() {
    let (_sandbox, mut shelf) = stocked();
    let shop = Shop::new(Mood::Good);
    let live = publish(&mut shelf, &shop);
    shop.mood.set(Mood::Refuses);
    let set = wait(effects::set_price(shelf.store(), &shop, &live, &usd(1900), "test", now())).unwrap();
    assert_eq!(set, PriceSet::Refused("not like this".into()));
    let shown = shelf.store().listing(live.id).unwrap();
    assert_eq!((shown.price, shown.wanted), (usd(2000), usd(2000)));
    assert!(shelf.store().prices_to_send().unwrap().is_empty());
}

#[test]
fn a_price_below_the_floor_never_leaves_the_house() {
    let (_sandbox, mut shelf) = stocked();
    let shop = Shop::new(Mood::Good);
    let live = publish(&mut shelf, &shop);
    for minor in [1499, 3001] {
        let why = wait(effects::set_price(shelf.store(), &shop, &live, &usd(minor), "test", now())).unwrap_err();
        assert!(why.to_string().contains("$"), "{why}");
    }
    assert!(shop.prices.borrow().is_empty());
}
