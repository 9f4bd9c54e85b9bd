//! The market under every class of vendor and every kind of effect: how often something is done, and what is seen of it.

use std::{cell::Cell, path::Path, pin::pin, rc::Rc, task};

use anyhow::Result;
use jiff::{SignedDuration, Timestamp};
use proptest::prelude::*;
use rust_decimal::dec;

use super::{Paper, charge::PlainFees, class::Behaviour, customers::Topic, deeds::deed_name, listings::Sale};
use crate::{
    config::{self, PaperClass},
    domain::{
        effect::{Change, Draft, Kind, Look, Lookup, Outcome, Receipt, RefundAsk},
        money::{Currency, Money},
        order::Order,
    },
    vendors::{Call, Gateway, Permit, Sealed},
};

const START: &str = "2026-06-01T08:00:00Z";
const MESSAGE: &str = "S1-shipping";

/// A market with everything that an effect needs, and a clock that is moved by hand.
struct Shop {
    paper: Paper,
    clock: Rc<Cell<Timestamp>>,
}

impl Shop {
    fn new(settings: &config::Paper) -> Self {
        let clock = Rc::new(Cell::new(START.parse::<Timestamp>().unwrap()));
        let now = Rc::clone(&clock);
        let paper = Paper::open(Path::new(":memory:"), Box::new(PlainFees)).unwrap().timed(move || now.get());
        let shop = Self { paper: paper.behaving(Behaviour::of(settings).unwrap()), clock };
        shop.paper.init(7, START.parse().unwrap(), &[]).unwrap();
        shop.paper
            .change(|world| {
                let Outcome::Done(live) = world.publish(&draft("OLD", dec!(20))) else { panic!("it is a good draft") };
                let sale = Sale {
                    listing: live.listing,
                    buyer: "b".into(),
                    quantity: 1,
                    gross: usd(dec!(20)),
                    referral: usd(dec!(3)),
                    returned: 0,
                };
                world.sales.insert("S1".into(), sale);
                world.write(Topic::Shipping, "S1", START.parse().unwrap());
                Ok(())
            })
            .unwrap();
        shop
    }

    fn later(&self, seconds: i64) {
        self.clock.set(self.clock.get() + SignedDuration::from_secs(seconds));
    }

    /// A request of a kind, sealed.
    fn sealed(&self, kind: Kind, key: &str) -> Sealed {
        let change = self.change_of(kind, key);
        Sealed { kind, key: key.into(), request: self.paper.encode(&change).unwrap(), first_sent: self.clock.get() }
    }

    fn change_of(&self, kind: Kind, key: &str) -> Change {
        match kind {
            Kind::Purchase => Change::Order(order(key)),
            Kind::Cancel => {
                let placed = self.paper.change(|world| Ok(world.place(&order("to be cancelled"))?)).unwrap();
                let Outcome::Done(placed) = placed else { panic!("seed 7 fills it") };
                Change::Cancel { vendor_order: placed.vendor_order }
            }
            Kind::Listing => Change::Listing(draft("NEW", dec!(30))),
            Kind::Price => {
                let listing = self.paper.read(|world| world.listings.keys().next().cloned()).unwrap().unwrap();
                Change::Price { listing, price: usd(dec!(19)), bounds: None }
            }
            Kind::Message => Change::Reply { message: MESSAGE.into(), body: "It is on its way.".into() },
            Kind::Refund => Change::Refund(ask(key, dec!(1.50))),
            Kind::Inbound => unreachable!("there are no warehouses on paper"),
        }
    }

    fn send(&self, sealed: &Sealed) -> Outcome {
        wait(self.paper.send(sealed, &Permit::new(|| Ok(())))).unwrap()
    }

    fn look(&self, sealed: &Sealed) -> Result<Look> {
        wait(self.paper.look(sealed))
    }

    fn count(&self, sealed: &Sealed) -> usize {
        let name = deed_name(sealed.kind, &sealed.key);
        self.paper.read(|world| world.deeds.get(&name).map_or(0, |deed| deed.acts.len())).unwrap()
    }
}

fn usd(amount: rust_decimal::Decimal) -> Money {
    Money::new(amount, Currency::USD)
}

fn order(reference: &str) -> Order {
    Order {
        reference: reference.into(),
        source: "toys".into(),
        item: "10281".into(),
        product: None,
        quantity: 2,
        expected: usd(dec!(20)),
        cap: usd(dec!(23)),
    }
}

fn ask(reference: &str, amount: rust_decimal::Decimal) -> RefundAsk {
    RefundAsk {
        reference: reference.into(),
        channel: "ebay_us".into(),
        order: "S1".into(),
        line: "1".into(),
        amount: usd(amount),
        reason: "damaged".into(),
    }
}

fn draft(sku: &str, price: rust_decimal::Decimal) -> Draft {
    Draft {
        sku: sku.into(),
        channel: "ebay_us".into(),
        product: format!("gtin:{sku}"),
        program: "fbm".into(),
        quantity: 6,
        price: usd(price),
        floor: None,
        ceiling: None,
        condition: "new".into(),
        title: format!("Thing {sku}"),
        description: String::new(),
        category: None,
        weight_g: Some(dec!(500)),
        dims: None,
        details: crate::domain::effect::Details::default(),
    }
}

fn class(class: PaperClass) -> config::Paper {
    config::Paper { class, ..config::Paper::default() }
}

/// The answer of a call that never waits.
fn wait<T>(call: Call<'_, T>) -> Result<T> {
    match pin!(call).poll(&mut task::Context::from_waker(task::Waker::noop())) {
        task::Poll::Ready(answer) => answer,
        task::Poll::Pending => panic!("paper never waits"),
    }
}

fn receipt(outcome: Outcome) -> Receipt {
    match outcome {
        Outcome::Done(receipt) => receipt,
        other => panic!("{other:?}"),
    }
}

/// Whether a look found something.
fn found(look: &Look) -> bool {
    !matches!(look, Look::Absent)
}

#[test]
fn the_same_bytes_twice_are_one_effect_only_where_the_key_is_known() {
    for class in PaperClass::ALL.map(class) {
        let shop = Shop::new(&class);
        for kind in super::class::KINDS {
            let sealed = shop.sealed(kind, "k1");
            let first = receipt(shop.send(&sealed));
            shop.later(600);
            let second = receipt(shop.send(&sealed));
            let idempotent = class.class == PaperClass::Idempotent;
            assert_eq!(shop.count(&sealed), if idempotent { 1 } else { 2 }, "{:?} {kind}", class.class);
            let separate = matches!(kind, Kind::Purchase | Kind::Message | Kind::Refund) && !idempotent;
            assert_eq!(first.id != second.id, separate, "{:?} {kind}", class.class);
        }
    }
}

#[test]
fn a_look_finds_what_was_sent_when_the_lag_is_over_and_not_before() {
    for (class, lag) in PaperClass::ALL.map(class).into_iter().zip([0, 0, 30, 0]) {
        let shop = Shop::new(&class);
        for kind in super::class::KINDS {
            let sealed = shop.sealed(kind, "k1");
            if class.class == PaperClass::None {
                receipt(shop.send(&sealed));
                assert!(shop.look(&sealed).is_err(), "{kind}");
                continue;
            }
            assert_eq!(shop.look(&sealed).unwrap(), Look::Absent, "{kind}");
            let sent = receipt(shop.send(&sealed));
            if lag > 0 {
                shop.later(lag - 1);
                assert_eq!(shop.look(&sealed).unwrap(), Look::Absent, "{kind}");
                shop.later(1);
            }
            let expected = match shop.paper.terms(kind).unwrap().lookup {
                Lookup::List => Look::Alike(vec![sent]),
                _ => Look::Ours(sent),
            };
            assert_eq!(shop.look(&sealed).unwrap(), expected, "{:?} {kind}", class.class);
        }
    }
}

#[test]
fn a_lost_reply_was_done_and_a_lost_request_was_not() {
    for class in [PaperClass::Idempotent, PaperClass::Lookup].map(class) {
        let replies = Shop::new(&config::Paper { lost_replies_pct: 100, ..class.clone() });
        let requests = Shop::new(&config::Paper { lost_requests_pct: 100, ..class });
        for kind in super::class::KINDS {
            for (shop, done) in [(&replies, true), (&requests, false)] {
                let sealed = shop.sealed(kind, "k1");
                assert!(matches!(shop.send(&sealed), Outcome::Unknown { .. }), "{kind}");
                assert_eq!(shop.count(&sealed), usize::from(done), "{kind}");
                assert_eq!(found(&shop.look(&sealed).unwrap()), done, "{kind}");
            }
        }
    }
}

#[test]
fn two_under_our_reference_are_not_chosen_between() {
    let shop = Shop::new(&class(PaperClass::Lookup));
    let sealed = shop.sealed(Kind::Purchase, "k1");
    let both = vec![receipt(shop.send(&sealed)), receipt(shop.send(&sealed))];
    assert_eq!(shop.look(&sealed).unwrap(), Look::Alike(both));
}

#[test]
fn without_a_permit_nothing_is_sent() {
    let shop = Shop::new(&config::Paper::default());
    for kind in super::class::KINDS {
        let sealed = shop.sealed(kind, "k1");
        let halted = Permit::new(|| anyhow::bail!("halted"));
        let outcome = wait(shop.paper.send(&sealed, &halted)).unwrap();
        assert_eq!(outcome, Outcome::NotSent("halted".into()), "{kind}");
        assert_eq!((shop.count(&sealed), found(&shop.look(&sealed).unwrap())), (0, false), "{kind}");
    }
}

#[test]
fn a_key_with_other_bytes_proves_nothing() {
    let shop = Shop::new(&config::Paper::default());
    let sealed = shop.sealed(Kind::Purchase, "k1");
    receipt(shop.send(&sealed));
    let other = Change::Order(Order { quantity: 9, ..order("k1") });
    let other = Sealed { request: shop.paper.encode(&other).unwrap(), ..sealed.clone() };
    assert!(matches!(shop.send(&other), Outcome::Unknown { .. }));
    assert_eq!(shop.count(&sealed), 1);
}

#[test]
fn a_key_is_forgotten_when_its_time_is_over() {
    let ttl = Some(SignedDuration::from_mins(1));
    let shop = Shop::new(&config::Paper { idem_ttl: ttl, ..config::Paper::default() });
    let sealed = shop.sealed(Kind::Purchase, "k1");
    for (wait, count) in [(0, 1), (59, 1), (1, 2)] {
        shop.later(wait);
        receipt(shop.send(&sealed));
        assert_eq!(shop.count(&sealed), count, "after {wait} more");
    }
}

#[test]
fn what_is_refused_is_refused_with_proof_and_remembered() {
    let shop = Shop::new(&config::Paper::default());
    let sealed = |key: &str, change: &Change| Sealed {
        kind: change.kind(),
        key: key.into(),
        request: shop.paper.encode(change).unwrap(),
        first_sent: shop.clock.get(),
    };
    let live = receipt(shop.send(&sealed("good", &Change::Listing(draft("NEW", dec!(30))))));
    let cases = [
        (Change::Price { listing: "L0".into(), price: usd(dec!(19)), bounds: None }, "no listing L0"),
        (Change::Price { listing: live.id.clone(), price: usd(dec!(0)), bounds: None }, "is no price"),
        (Change::Listing(Draft { title: "x".repeat(81), ..draft("NEW", dec!(25)) }), "81 characters"),
        (Change::Listing(Draft { product: "gtin:x".into(), ..draft("NEW", dec!(25)) }), "another product"),
        (
            Change::Listing(Draft { price: Money::new(dec!(25), Currency::EUR), ..draft("NEW", dec!(25)) }),
            "sold in USD",
        ),
        (Change::Reply { message: "nobody".into(), body: "Hello".into() }, "no message"),
        (Change::Cancel { vendor_order: "B-0".into() }, "no order B-0"),
        (Change::Cancel { vendor_order: String::new() }, "no order"),
    ];
    for (number, (change, reason)) in cases.iter().enumerate() {
        let request = sealed(&format!("bad {number}"), change);
        for _ in 0..2 {
            let Outcome::Refused(why) = shop.send(&request) else { panic!("{change:?}") };
            assert!(why.contains(reason), "{why}");
        }
        assert_eq!(shop.count(&request), 0);
        let name = deed_name(request.kind, &request.key);
        assert_eq!(shop.paper.read(|world| world.deeds[&name].refusals.len()).unwrap(), 1, "{change:?}");
    }
    // A revision that was refused leaves the listing as it was.
    let own = shop.paper.read(|world| world.listings[&live.id].clone()).unwrap();
    assert_eq!(own.draft, draft("NEW", dec!(30)));
    assert!(shop.paper.read(|world| !world.products.contains_key("ebay_us|gtin:x")).unwrap());
}

#[test]
fn an_order_is_cancelled_until_it_is_sent() {
    for (days, cancelled) in [(0, true), (30, false)] {
        let shop = Shop::new(&config::Paper::default());
        let sealed = shop.sealed(Kind::Cancel, "c1");
        shop.paper.advance(days).map_or_else(|why| assert_eq!(days, 0, "{why}"), |_| ());
        assert_eq!(matches!(shop.send(&sealed), Outcome::Done(_)), cancelled, "after {days} days");
        assert_eq!(found(&shop.look(&sealed).unwrap()), cancelled, "after {days} days");
    }
}

#[test]
fn a_price_that_was_overtaken_is_no_longer_ours() {
    let shop = Shop::new(&class(PaperClass::Lagged));
    let first = shop.sealed(Kind::Price, "p1");
    receipt(shop.send(&first));
    shop.later(60);
    assert!(found(&shop.look(&first).unwrap()));
    let Change::Price { listing, .. } = shop.change_of(Kind::Price, "p2") else { panic!("it is a price") };
    let change = Change::Price { listing, price: usd(dec!(18)), bounds: None };
    let request = shop.paper.encode(&change).unwrap();
    let second = Sealed { kind: Kind::Price, key: "p2".into(), request, first_sent: shop.clock.get() };
    receipt(shop.send(&second));
    // The new price does not show yet, the old one does.
    assert_eq!((found(&shop.look(&first).unwrap()), found(&shop.look(&second).unwrap())), (true, false));
    shop.later(30);
    assert_eq!((found(&shop.look(&first).unwrap()), found(&shop.look(&second).unwrap())), (false, true));
}

#[test]
fn what_is_there_before_we_send_is_named() {
    let shop = Shop::new(&class(PaperClass::Lookup));
    let change = shop.change_of(Kind::Message, "m1");
    let before = |change| wait(shop.paper.before(change)).unwrap();
    assert!(before(&change).is_empty());
    let first = receipt(shop.send(&shop.sealed(Kind::Message, "m1")));
    assert_eq!(before(&change), [first.id]);
    let other = Change::Reply { message: MESSAGE.into(), body: "Something else".into() };
    assert!(before(&other).is_empty());
}

#[test]
fn every_refund_of_an_order_is_there_before_we_send() {
    for class in [PaperClass::Lookup, PaperClass::Lagged].map(class) {
        let shop = Shop::new(&class);
        let first = receipt(shop.send(&shop.sealed(Kind::Refund, "r1")));
        shop.later(30);
        let change = Change::Refund(ask("r2", dec!(4)));
        assert_eq!(wait(shop.paper.before(&change)).unwrap(), [first.id]);
        let request = shop.paper.encode(&change).unwrap();
        let sealed = Sealed { kind: Kind::Refund, key: "r2".into(), request, first_sent: shop.clock.get() };
        assert_eq!(shop.look(&sealed).unwrap(), Look::Absent, "the amount is another");
        let second = receipt(shop.send(&sealed));
        shop.later(30);
        assert_eq!(shop.look(&sealed).unwrap(), Look::Alike(vec![second]));
        // What is left of 20.00 is less than that.
        let change = Change::Refund(ask("r3", dec!(14.51)));
        let request = shop.paper.encode(&change).unwrap();
        let sealed = Sealed { kind: Kind::Refund, key: "r3".into(), request, first_sent: shop.clock.get() };
        assert!(matches!(shop.send(&sealed), Outcome::Refused(_)));
    }
}

#[test]
fn a_world_from_before_requests_were_counted_is_still_read() {
    let shop = Shop::new(&config::Paper::default());
    shop.paper.change(|world| Ok(world.place(&order("k1"))?)).unwrap();
    let mut old = shop.paper.read(|world| serde_json::to_value(world).unwrap()).unwrap();
    old.as_object_mut().unwrap().remove("deeds");
    let read = super::world::World::read(&old.to_string()).unwrap();
    assert!(read.deeds.is_empty());
    assert!(found(&shop.look(&shop.sealed(Kind::Purchase, "k1")).unwrap()));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn an_idempotent_market_does_nothing_twice(
        sends in prop::collection::vec((0_usize..6, 0_u8..3, 0_i64..100), 1..25),
        requests in 0_u32..80,
        replies in 0_u32..80,
    ) {
        let settings =
            config::Paper { lost_requests_pct: requests, lost_replies_pct: replies, ..config::Paper::default() };
        let shop = Shop::new(&settings);
        let kinds = super::class::KINDS;
        for (kind, key, wait) in sends {
            let sealed = shop.sealed(kinds[kind], &format!("k{key}"));
            let outcome = shop.send(&sealed);
            shop.later(wait);
            prop_assert!(shop.count(&sealed) <= 1);
            if let Outcome::Done(receipt) = outcome {
                prop_assert_eq!(shop.count(&sealed), 1);
                if kinds[kind] == Kind::Purchase {
                    prop_assert_eq!(shop.look(&sealed).unwrap(), Look::Ours(receipt));
                }
            }
        }
    }
}
