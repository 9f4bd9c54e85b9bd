//! Publishing and pricing against a channel that answers badly: nothing is listed twice, nothing is lost.

use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};

use arb::{
    domain::money::{Currency, Money},
    effects::{self, PriceSet, Reach},
    store::{Listing, NewListing},
    vendors::{Change, Draft, Gateway, Look, Outcome, Receipt, Sealed},
};
use jiff::Timestamp;

use super::kit::{
    Sandbox,
    shop::Shop,
    stock::{NOW, Shelf},
    work::wait,
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

/// A channel whose mood can change: what it shows, whatever it says.
struct Store {
    mood: Cell<Mood>,
    published: RefCell<Vec<String>>,
    prices: RefCell<Vec<Money>>,
}

impl Store {
    fn take(&self, change: Change) -> Receipt {
        match change {
            Change::Listing(draft) => {
                let mut shown = self.published.borrow_mut();
                shown.retain(|sku| *sku != draft.sku);
                shown.push(draft.sku.clone());
                Receipt { id: format!("L-{}", draft.sku), amount: Some(draft.price), at: now() }
            }
            Change::Price { listing, price, .. } => {
                self.prices.borrow_mut().push(price);
                Receipt { id: listing, amount: Some(price), at: now() }
            }
            other => panic!("{other:?}"),
        }
    }

    fn shows(&self, change: Change) -> Look {
        match change {
            Change::Listing(draft) if self.published.borrow().contains(&draft.sku) => {
                Look::Ours(Receipt { id: format!("L-{}", draft.sku), amount: Some(draft.price), at: now() })
            }
            Change::Price { listing, price, .. } if self.prices.borrow().last() == Some(&price) => {
                Look::Ours(Receipt { id: listing, amount: Some(price), at: now() })
            }
            _ => Look::Absent,
        }
    }
}

fn change(sealed: &Sealed) -> Change {
    serde_json::from_slice(&sealed.request).unwrap()
}

fn open(mood: Mood) -> (Rc<Store>, Rc<Shop>) {
    let store = Rc::new(Store { mood: Cell::new(mood), published: RefCell::default(), prices: RefCell::default() });
    let (taking, showing) = (Rc::clone(&store), Rc::clone(&store));
    let send = move |sealed: &Sealed| {
        let mood = taking.mood.get();
        let done = matches!(mood, Mood::Good | Mood::Silent).then(|| taking.take(change(sealed)));
        match (mood, done) {
            (Mood::Good, Some(receipt)) => Ok(Outcome::Done(receipt)),
            (Mood::Refuses, _) => Ok(Outcome::Refused("not like this".into())),
            (Mood::Down, _) => Err(anyhow::anyhow!("the connection broke")),
            _ => Ok(Outcome::unknown("no answer in time")),
        }
    };
    let shop = Shop::new(send, move |sealed: &Sealed| Ok(showing.shows(change(sealed)))).idempotent();
    (store, Rc::new(shop))
}

fn recover(shelf: &mut Shelf, shop: &Rc<Shop>) {
    let same = Rc::clone(shop);
    let of = move |_: &str| Some(Rc::clone(&same) as Rc<dyn Gateway>);
    wait(effects::recover(shelf.store(), &of, Reach::EVERY_COMMAND, &now)).unwrap();
}

fn resend(shelf: &mut Shelf, shop: &Rc<Shop>) -> Vec<Listing> {
    let same = Rc::clone(shop);
    let of = move |_: &str| Some(Rc::clone(&same) as Rc<dyn Gateway>);
    wait(effects::resend_prices(shelf.store(), &of, &|_| Some("paper"), now())).unwrap()
}

/// Wants a price and sends it.
async fn set_price(
    store: &mut arb::store::Store,
    shop: &Shop,
    read: &Listing,
    price: Money,
) -> anyhow::Result<PriceSet> {
    let Some(wanted) = store.want_price(read.id, read.version, &price, "test", now())? else {
        return Ok(PriceSet::Overtaken);
    };
    effects::send_prices(store, shop, &[wanted], now()).await.remove(0)
}

const GTIN: &str = "00012345600012";

fn now() -> Timestamp {
    NOW.parse().unwrap()
}

fn usd(minor: i64) -> Money {
    Money::from_minor(minor, Currency::USD)
}

fn publish(shelf: &mut Shelf, shop: &Shop) -> Listing {
    publish_at(shelf, shop, 2000, 2)
}

fn publish_at(shelf: &mut Shelf, shop: &Shop, price: i64, quantity: u32) -> Listing {
    let sku = arb::domain::sku::of(&format!("gtin:{GTIN}"), None);
    let new = NewListing {
        channel: "amazon_us".into(),
        sku: sku.clone(),
        record_id: None,
        product: Some(format!("gtin:{GTIN}")),
        quantity,
        price: usd(price),
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
        quantity,
        price: new.price,
        floor: None,
        ceiling: None,
        condition: "new".into(),
        title: "Mug".into(),
        description: "Mug".into(),
        category: None,
        weight_g: None,
        dims: None,
        details: arb::domain::effect::Details::default(),
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
        let (channel, shop) = open(mood);
        let id = publish(&mut shelf, &shop).id;
        assert_eq!(shelf.store().listing(id).unwrap().state, "unknown");
        channel.mood.set(Mood::Good);
        recover(&mut shelf, &shop);
        let live = shelf.store().listing(id).unwrap();
        assert_eq!((live.state.as_str(), live.quantity), ("live", 2));
        assert_eq!(channel.published.borrow().len(), 1);
        assert_eq!(shelf.store().listings(&[]).unwrap().len(), 1);
        assert_eq!(shop.sent.get(), if mood == Mood::Silent { 1 } else { 2 });
    }
}

#[test]
fn a_refusal_is_kept_with_its_proof_and_the_goods_can_be_listed_again() {
    let (_sandbox, mut shelf) = stocked();
    let (channel, shop) = open(Mood::Refuses);
    let refused = publish(&mut shelf, &shop);
    assert_eq!((refused.state.as_str(), refused.reason.as_deref()), ("rejected", Some("not like this")));
    channel.mood.set(Mood::Good);
    assert_eq!(publish(&mut shelf, &shop).state, "live");
}

#[test]
fn a_revision_that_is_refused_leaves_the_listing_as_the_channel_shows_it() {
    let (_sandbox, mut shelf) = stocked();
    let (channel, shop) = open(Mood::Good);
    let live = publish_at(&mut shelf, &shop, 2000, 2);
    channel.mood.set(Mood::Refuses);
    let after = publish_at(&mut shelf, &shop, 2500, 1);
    assert_eq!((after.id, after.state.as_str(), after.reason.as_deref()), (live.id, "live", Some("not like this")));
    assert_eq!((after.price, after.wanted, after.quantity), (usd(2000), usd(2000), 2));
    assert!(shelf.store().prices_to_send().unwrap().is_empty());
    assert_eq!(shelf.store().verify().unwrap().problems, []);
}

#[test]
fn a_price_nobody_is_sure_of_is_sent_again_as_it_is_wanted_now() {
    let (_sandbox, mut shelf) = stocked();
    let (channel, shop) = open(Mood::Good);
    let live = publish(&mut shelf, &shop);
    channel.mood.set(Mood::Down);
    let set = wait(set_price(shelf.store(), &shop, &live, usd(1900))).unwrap();
    assert!(matches!(set, PriceSet::Unknown(_)), "{set:?}");
    // Whoever read the listing before that has been overtaken.
    let late = wait(set_price(shelf.store(), &shop, &live, usd(1800))).unwrap();
    assert_eq!(late, PriceSet::Overtaken);
    channel.mood.set(Mood::Good);
    assert!(resend(&mut shelf, &shop).is_empty());
    assert_eq!(*channel.prices.borrow(), [usd(1900)]);
    let shown = shelf.store().listing(live.id).unwrap();
    assert_eq!((shown.price, shown.acked_version), (usd(1900), shown.version));
    assert!(resend(&mut shelf, &shop).is_empty());
    assert_eq!(channel.prices.borrow().len(), 1);
}

#[test]
fn a_newer_price_takes_the_place_of_one_that_nobody_is_sure_of() {
    let (_sandbox, mut shelf) = stocked();
    let (channel, shop) = open(Mood::Good);
    let live = publish(&mut shelf, &shop);
    channel.mood.set(Mood::Silent);
    wait(set_price(shelf.store(), &shop, &live, usd(1900))).unwrap();
    channel.mood.set(Mood::Good);
    let read = shelf.store().listing(live.id).unwrap();
    let set = wait(set_price(shelf.store(), &shop, &read, usd(1800))).unwrap();
    assert!(matches!(set, PriceSet::Shown(_)), "{set:?}");
    // The old one is not sent again by a recovery that comes late.
    recover(&mut shelf, &shop);
    assert_eq!(*channel.prices.borrow(), [usd(1900), usd(1800)]);
    assert_eq!(shelf.store().listing(live.id).unwrap().price, usd(1800));
}

#[test]
fn a_refused_price_is_not_wanted_any_more() {
    let (_sandbox, mut shelf) = stocked();
    let (channel, shop) = open(Mood::Good);
    let live = publish(&mut shelf, &shop);
    channel.mood.set(Mood::Refuses);
    let set = wait(set_price(shelf.store(), &shop, &live, usd(1900))).unwrap();
    assert_eq!(set, PriceSet::Refused("not like this".into()));
    let shown = shelf.store().listing(live.id).unwrap();
    assert_eq!((shown.price, shown.wanted), (usd(2000), usd(2000)));
    assert!(shelf.store().prices_to_send().unwrap().is_empty());
}

#[test]
fn a_price_below_the_floor_never_leaves_the_house() {
    let (_sandbox, mut shelf) = stocked();
    let (channel, shop) = open(Mood::Good);
    let live = publish(&mut shelf, &shop);
    for minor in [1499, 3001] {
        let why = wait(set_price(shelf.store(), &shop, &live, usd(minor))).unwrap_err();
        assert!(why.to_string().contains("$"), "{why}");
    }
    assert!(channel.prices.borrow().is_empty());
}
