//! Tests of the world as a whole: what it promises whatever the dice say.

use std::collections::BTreeMap;

use rust_decimal::{Decimal, dec};

use super::{charge::PlainFees, world::World};
use crate::{
    domain::money::{Currency, Money, Rounding},
    vendors::{Answer, Draft, Happened, Order, OrderStatus, Outcome, paper::haggle::Bid},
};

fn usd(amount: Decimal) -> Money {
    Money::new(amount, Currency::USD)
}

fn world(seed: u64) -> World {
    World::create(seed, "2026-06-01T08:00:00Z".parse().unwrap(), &[])
}

fn order(reference: &str) -> Order {
    Order {
        reference: reference.into(),
        source: "toys".into(),
        item: "10281".into(),
        product: None,
        quantity: 2,
        expected: usd(dec!(20)),
        cap: usd(dec!(21)),
    }
}

fn draft(sku: &str, product: &str, channel: &str, program: &str, price: Decimal) -> Draft {
    Draft {
        sku: sku.into(),
        channel: channel.into(),
        product: product.into(),
        program: program.into(),
        quantity: 6,
        price: usd(price),
        floor: None,
        ceiling: None,
        condition: "new".into(),
        title: format!("Thing {sku}"),
        description: String::new(),
        category: Some("Toys and Games".into()),
        weight_g: Some(dec!(500)),
        dims: None,
        details: crate::domain::effect::Details::default(),
    }
}

/// A world with twenty listings a little below the market.
pub(super) fn busy(seed: u64) -> World {
    let mut world = world(seed);
    let known: Vec<_> = world.products.values().map(|p| (p.key().to_owned(), p.level)).take(20).collect();
    for (number, (product, level)) in known.iter().enumerate() {
        let (channel, program) = if number % 3 == 0 { ("ebay_us", "fbm") } else { ("amazon_us", "fba") };
        let price = Decimal::new(level * 96 / 100, 2);
        let outcome = world.publish(&draft(&format!("SKU{number}"), product, channel, program, price));
        assert!(matches!(outcome, Outcome::Done(_)), "{outcome:?}");
    }
    world
}

fn text(world: &World) -> String {
    serde_json::to_string(world).unwrap()
}

#[test]
fn the_same_seed_and_calls_give_the_same_bytes() {
    let run = |seed| {
        let mut world = busy(seed);
        world.place(&order("r1")).unwrap();
        world.advance(30, &PlainFees).unwrap();
        text(&world)
    };
    assert_eq!(run(7), run(7));
    assert_ne!(run(7), run(8));
}

#[test]
fn seven_days_are_seven_times_one_day() {
    let (mut whole, mut steps) = (busy(7), busy(7));
    whole.advance(21, &PlainFees).unwrap();
    for _ in 0..21 {
        steps.advance(1, &PlainFees).unwrap();
        // What is on disk is the whole world: nothing is lost by reading it again.
        steps = World::read(&text(&steps)).unwrap();
    }
    assert_eq!(text(&whole), text(&steps));
}

#[test]
fn a_new_listing_leaves_the_fate_of_the_others_alone() {
    let (mut one, mut two) = (busy(7), busy(7));
    two.publish(&draft("NEW", "gtin:00000000000000", "ebay_us", "fbm", dec!(30)));
    one.advance(20, &PlainFees).unwrap();
    two.advance(20, &PlainFees).unwrap();
    let sold = |world: &World| -> BTreeMap<String, u32> {
        world
            .listings
            .values()
            .filter(|own| own.draft.sku != "NEW")
            .map(|own| (own.draft.sku.clone(), own.sold))
            .collect()
    };
    assert_eq!(sold(&one), sold(&two));
}

#[test]
fn placing_twice_is_one_order_and_a_reference_is_one_order() {
    let mut world = world(7);
    for number in 0..40 {
        let order = order(&format!("r{number}"));
        let first = world.place(&order).unwrap();
        world.advance(1, &PlainFees).unwrap();
        assert_eq!(world.place(&order).unwrap(), first);
    }
    assert_eq!(world.orders.len(), 40);
    let other = Order { quantity: 9, ..order("r1") };
    assert!(matches!(world.place(&other).unwrap(), Outcome::Refused(_)));
}

#[test]
fn no_two_orders_have_one_number() {
    let mut first = world(7);
    let Outcome::Done(known) = first.place(&order("r1")).unwrap() else { panic!("seed 7 fills r1") };
    let mut second = world(7);
    second.place(&order("r2")).unwrap();
    second.orders.get_mut("r2").unwrap().vendor_order.clone_from(&known.vendor_order);
    let Outcome::Done(other) = second.place(&order("r1")).unwrap() else { panic!("seed 7 fills r1") };
    assert_ne!(other.vendor_order, known.vendor_order);
}

#[test]
fn orders_are_filled_refused_or_lost_and_never_charged_above_the_cap() {
    let mut world = world(7);
    let mut ends: BTreeMap<String, u32> = BTreeMap::new();
    for number in 0..300 {
        let order = order(&format!("r{number}"));
        if let Outcome::Done(placed) = world.place(&order).unwrap() {
            assert!(placed.charged.amount() <= order.cap.amount());
        }
    }
    world.advance(20, &PlainFees).unwrap();
    for placed in world.orders.values() {
        *ends.entry(format!("{:?}", placed.status(world.day))).or_default() += 1;
    }
    let received = ends[&format!("{:?}", Some(OrderStatus::Received))];
    assert!(received > 240, "{ends:?}");
    assert_eq!(ends.len(), 3, "{ends:?}");
}

#[test]
fn units_and_money_are_conserved() {
    for seed in 0..6 {
        let mut world = busy(seed);
        world.advance(45, &PlainFees).unwrap();
        let (mut owed, mut paid) = (0, 0);
        let minor = |money: &Money| money.to_minor(Rounding::HalfEven).unwrap();
        let mut gross = BTreeMap::new();
        for (place, event) in world.events.iter().enumerate() {
            assert_eq!(event.cursor, place as u64 + 1);
            assert!(event.at <= world.now());
            match &event.what {
                Happened::Sold { order, gross: amount, fees, .. } => {
                    owed += minor(amount) - fees.iter().map(|(_, fee)| minor(fee)).sum::<i64>();
                    assert!(gross.insert(order.clone(), minor(amount)).is_none(), "{order} twice");
                }
                Happened::Refunded { order, amount, fees_returned, .. } => {
                    owed += minor(fees_returned) - minor(amount);
                    let left = gross.get_mut(order).unwrap();
                    *left -= minor(amount);
                    assert!(*left >= 0, "{order} refunded above what was paid");
                }
                Happened::PaidOut { amount, .. } => paid += minor(amount),
                Happened::FeesTaken { .. } | Happened::Charged { .. } => panic!("paper takes its fees with the sale"),
            }
        }
        assert_eq!(owed - paid, world.owed.values().sum::<i64>());
        for own in world.listings.values() {
            assert_eq!(own.available + own.sold, own.draft.quantity + own.restocked, "{}", own.draft.sku);
        }
        assert!(world.events.windows(2).all(|pair| pair[0].at <= pair[1].at));
    }
}

#[test]
fn a_fair_price_sells_and_a_silly_one_does_not() {
    let mut fair = busy(7);
    let brought = fair.advance(30, &PlainFees).unwrap();
    assert!(brought.sold >= 20, "{brought:?}");
    assert!(brought.messages >= 3 && brought.payouts >= 2, "{brought:?}");
    let mut silly = busy(7);
    for listing in silly.listings.keys().cloned().collect::<Vec<_>>() {
        silly.set_price(&listing, &usd(dec!(999)));
    }
    assert_eq!(silly.advance(30, &PlainFees).unwrap().sold, 0);
}

#[test]
fn our_own_offer_is_no_competitor() {
    let mut world = busy(7);
    world.advance(6, &PlainFees).unwrap();
    for (id, own) in &world.listings {
        let page = world.competition(id).unwrap();
        assert!(page.rivals.iter().all(|rival| !rival.seller.contains(&own.draft.sku)));
        assert!(page.rivals.len() >= 2, "{page:?}");
        assert!(page.ours || page.rivals.iter().any(|rival| Some(rival.landed) == page.buy_box));
    }
}

#[test]
fn a_message_is_answered_once() {
    let mut world = busy(7);
    world.advance(30, &PlainFees).unwrap();
    let message = world.messages[0].id.clone();
    assert_eq!(world.reply(&message, "On its way."), Outcome::Done(()));
    assert_eq!(world.reply(&message, "On its way."), Outcome::Done(()));
    assert!(matches!(world.reply(&message, "Something else."), Outcome::Refused(_)));
    assert!(matches!(world.reply("nobody", "Hello."), Outcome::Refused(_)));
    assert_eq!(world.replies.len(), 1);
}

#[test]
fn a_channel_takes_no_nonsense() {
    let mut world = world(7);
    let good = draft("A", "gtin:1", "ebay_us", "fbm", dec!(20));
    let check = |world: &mut World, draft: Draft, reason: &str| match world.publish(&draft) {
        Outcome::Refused(why) => assert!(why.contains(reason), "{why}"),
        other => panic!("{other:?}"),
    };
    check(&mut world, Draft { title: "x".repeat(81), ..good.clone() }, "81 characters");
    check(&mut world, Draft { price: usd(dec!(0)), ..good.clone() }, "no price");
    check(&mut world, Draft { sku: " ".into(), ..good.clone() }, "SKU");
    assert!(matches!(world.publish(&good), Outcome::Done(_)));
    check(&mut world, Draft { product: "gtin:2".into(), ..good }, "another product");
}

#[test]
fn a_seller_agrees_or_not_but_never_changes_the_answer() {
    let mut world = world(7);
    let (mut agreed, mut declined) = (0, 0);
    for number in 0..60 {
        let bid = |round, price| Bid {
            source: "toys".into(),
            item: format!("item {number}"),
            asked: usd(dec!(20)),
            price: usd(price),
            round,
        };
        for (round, price) in [(1, dec!(16)), (2, dec!(17)), (3, dec!(18))] {
            let answer = world.haggle(&bid(round, price)).unwrap();
            assert_eq!(world.haggle(&bid(round, price)).unwrap(), answer);
            match answer {
                Answer::Agreed { price: at } => {
                    assert_eq!(at, usd(price));
                    agreed += 1;
                    break;
                }
                Answer::Counter { price: at } => assert!(at.amount() > price && at.amount() <= dec!(20), "{at}"),
                Answer::Declined => declined += 1,
                Answer::Unclear { why } => panic!("{why}"),
            }
        }
    }
    assert!(agreed >= 15 && declined >= 10, "{agreed} {declined}");
}
