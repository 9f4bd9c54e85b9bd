//! A refund is made once, booked once, and never above what was paid, whoever tells of it and in whichever order.

use jiff::SignedDuration;

use super::*;
use crate::{
    config::Mode,
    domain::{
        effect::Kind,
        ledger::Account,
        refund::{RefundCaps, RefundLimit},
        sale::{Happened, SaleEvent},
    },
    store::{
        Create, End, Resolution,
        tests::{DAY, begin, done, end, funded, now, stocked, usd},
    },
};

const CHANNEL: &str = "ebay_us";

fn caps() -> RefundCaps {
    RefundCaps { currency: Currency::USD, per_day: 10_000, per_buyer: 2 }
}

fn sold(cursor: u64, order: &str, sku: &str, quantity: u32, gross: i64) -> SaleEvent {
    let what = Happened::Sold {
        channel: CHANNEL.into(),
        order: order.into(),
        line: "1".into(),
        sku: sku.into(),
        buyer: Some("buyer-1".into()),
        quantity,
        gross: usd(gross),
        fees: Vec::new(),
        postage: usd(0),
    };
    SaleEvent { cursor, at: now(), what }
}

/// The feed tells of a refund.
fn told(cursor: u64, refund: Option<&str>, amount: i64, fees: i64, restocked: u32) -> SaleEvent {
    let what = Happened::Refunded {
        channel: CHANNEL.into(),
        order: "O-1".into(),
        line: "1".into(),
        refund: refund.map(str::to_owned),
        amount: usd(amount),
        restocked,
        fees_returned: usd(fees),
    };
    SaleEvent { cursor, at: now(), what }
}

fn feed(store: &mut Store, event: SaleEvent) -> Vec<String> {
    store.apply_sale_events("paper", &[event], now()).unwrap().remarks
}

/// Books with order O-1: one unit for $20.00.
pub(super) fn shop() -> Store {
    let mut store = funded();
    let sku = stocked(&mut store, "1", 3, 900);
    feed(&mut store, sold(1, "O-1", &sku, 1, 2000));
    store
}

fn wanted(store: &Store, order: &str, amount: i64) -> NewRefund {
    NewRefund {
        sold: store.sold_lines(order).unwrap().remove(0),
        amount: usd(amount),
        allowed: usd(2000),
        policy: "test".into(),
        code: Reason::Damaged,
        vendor: "paper".into(),
        again: false,
    }
}

fn agreed(store: &mut Store, new: &NewRefund, beyond: bool) -> Refund {
    let asked = store.request_refund(new, now()).unwrap().refund().clone();
    let until = now() + SignedDuration::from_mins(30);
    store.authorise_refund(asked.id, &asked.intent_hash, "kim", beyond, until, now()).unwrap()
}

fn held(store: &mut Store, amount: i64, again: bool) -> Refund {
    let new = NewRefund { again, ..wanted(store, "O-1", amount) };
    let refund = agreed(store, &new, false);
    match store.hold_refund(refund.id, &caps(), DAY, now()).unwrap() {
        RefundHeld::Held(refund) => refund,
        RefundHeld::Denied(stop) => panic!("{stop}"),
    }
}

/// A refund whose sender is dead.
pub(super) fn sent(store: &mut Store, amount: i64, again: bool) -> i64 {
    let id = held(store, amount, again).id;
    begin(store, Kind::Refund, id);
    id
}

#[track_caller]
fn denied(store: &mut Store, refund: &Refund, limit: RefundLimit) {
    match store.hold_refund(refund.id, &caps(), DAY, now()).unwrap() {
        RefundHeld::Denied(stop) => assert_eq!(stop.limit, limit),
        RefundHeld::Held(refund) => panic!("refund {} is held", refund.id),
    }
}

/// What the ledger gave back, what the sale says, and nothing wrong.
#[track_caller]
fn given(store: &Store, minor: i64, held: i64) {
    assert_eq!(store.balance(&Account::Refunds, Currency::USD).unwrap(), usd(-minor));
    let line = store.sold_lines("O-1").unwrap().remove(0).money;
    assert_eq!((line.refunded, line.held), (usd(minor), usd(held)));
    assert_eq!(store.verify().unwrap().problems, []);
}

#[track_caller]
fn stands(store: &Store, id: i64, state: RefundState) {
    let refund = store.refund(id).unwrap();
    assert_eq!(refund.state, state, "{:?}", refund.reason);
}

#[test]
fn a_refund_is_held_made_and_booked() {
    let mut store = shop();
    let id = sent(&mut store, 1500, false);
    given(&store, 0, 1500);
    assert_eq!(store.refunded_on(DAY, Currency::USD).unwrap(), usd(1500));
    end(&mut store, Kind::Refund, id, &done("R-1", 1500));
    stands(&store, id, RefundState::Refunded);
    given(&store, 1500, 0);
    assert_eq!(store.balance(&Account::Marketplace(CHANNEL.into()), Currency::USD).unwrap(), usd(500));
    let moves: Vec<String> = store.refund_moves(id).unwrap().into_iter().map(|(_, state, _)| state).collect();
    assert_eq!(moves, ["requested", "authorised", "held", "submitting", "refunded"]);
}

#[test]
fn asked_twice_it_is_one_refund_and_again_is_another() {
    let mut store = shop();
    let first = held(&mut store, 500, false);
    let same = store.request_refund(&wanted(&store, "O-1", 500), now()).unwrap();
    assert!(matches!(&same, Requested::Existing(old) if old.id == first.id), "{same:?}");
    let second = held(&mut store, 500, true);
    assert_eq!((second.slot, second.id == first.id), (2, false));
    assert_ne!(second.reference, first.reference);
    given(&store, 0, 1000);
}

#[test]
fn what_was_agreed_to_and_not_sent_is_never_sent_as_another_amount() {
    let mut store = shop();
    let first = held(&mut store, 1500, false);
    let other = store.request_refund(&wanted(&store, "O-1", 500), now()).unwrap();
    assert!(matches!(&other, Requested::New(new) if new.amount == usd(500)), "{other:?}");
    stands(&store, first.id, RefundState::Voided);
    given(&store, 0, 0);
    // A yes that has ended is asked for anew.
    let new = wanted(&store, "O-1", 500);
    let yes = agreed(&mut store, &new, false);
    let later = now() + SignedDuration::from_mins(31);
    let again = store.request_refund(&wanted(&store, "O-1", 500), later).unwrap();
    assert!(matches!(&again, Requested::New(new) if new.id != yes.id), "{again:?}");
}

#[test]
fn what_nobody_agreed_to_makes_room_for_another_amount() {
    let mut store = shop();
    let new = wanted(&store, "O-1", 500);
    let first = store.request_refund(&new, now()).unwrap().refund().clone();
    let same = store.request_refund(&new, now()).unwrap();
    assert_eq!(same, Requested::Existing(first.clone()));
    let other = store.request_refund(&NewRefund { amount: usd(600), ..new }, now()).unwrap();
    assert!(matches!(&other, Requested::New(new) if new.slot == 2));
    stands(&store, first.id, RefundState::Voided);
    let until = now() + SignedDuration::from_mins(30);
    let why = store.authorise_refund(other.refund().id, &first.intent_hash, "kim", false, until, now()).unwrap_err();
    assert_eq!(crate::ui::failure_in(&why).unwrap().code, "illegal_move");
}

#[test]
fn nobody_goes_beyond_what_was_paid() {
    let mut store = shop();
    feed(&mut store, told(2, Some("M-1"), 600, 0, 0));
    let new = NewRefund { allowed: usd(9000), ..wanted(&store, "O-1", 1401) };
    let refund = agreed(&mut store, &new, true);
    denied(&mut store, &refund, RefundLimit::RefundOrder);
    given(&store, 600, 0);
}

#[test]
fn policy_day_and_buyer_yield_to_a_person_and_to_nobody_else() {
    let mut store = shop();
    let new = NewRefund { allowed: usd(100), ..wanted(&store, "O-1", 101) };
    let refund = agreed(&mut store, &new, false);
    denied(&mut store, &refund, RefundLimit::RefundPolicy);
    let until = now() + SignedDuration::from_mins(30);
    let flag = store.authorise_refund(refund.id, &refund.intent_hash, "--yes", true, until, now()).unwrap_err();
    assert_eq!(crate::ui::failure_in(&flag).unwrap().code, "needs_person");
    store.authorise_refund(refund.id, &refund.intent_hash, "kim", true, until, now()).unwrap();
    assert!(matches!(store.hold_refund(refund.id, &caps(), DAY, now()).unwrap(), RefundHeld::Held(_)));

    let mut store = shop();
    let small = RefundCaps { per_day: 900, ..caps() };
    let new = wanted(&store, "O-1", 901);
    let refund = agreed(&mut store, &new, false);
    let answer = store.hold_refund(refund.id, &small, DAY, now()).unwrap();
    assert!(matches!(answer, RefundHeld::Denied(stop) if stop.limit == RefundLimit::RefundDay));
    store.authorise_refund(refund.id, &refund.intent_hash, "kim", true, until, now()).unwrap();
    assert!(matches!(store.hold_refund(refund.id, &small, DAY, now()).unwrap(), RefundHeld::Held(_)));
    // What a person allowed beyond the limit leaves nothing of it for others.
    let new = NewRefund { again: true, ..wanted(&store, "O-1", 1) };
    let next = agreed(&mut store, &new, false);
    let answer = store.hold_refund(next.id, &small, DAY, now()).unwrap();
    assert!(matches!(answer, RefundHeld::Denied(stop) if stop.limit == RefundLimit::RefundDay));
    assert_eq!(store.verify().unwrap().problems, []);

    let mut store = shop();
    feed(&mut store, told(2, None, 100, 0, 0));
    feed(&mut store, told(3, None, 100, 0, 0));
    let new = wanted(&store, "O-1", 100);
    let refund = agreed(&mut store, &new, false);
    denied(&mut store, &refund, RefundLimit::RefundBuyer);
}

#[test]
fn a_refusal_frees_what_was_held_and_the_line_may_be_asked_again() {
    let mut store = shop();
    let id = sent(&mut store, 1500, false);
    end(&mut store, Kind::Refund, id, &End::Refused("no such order".into()));
    stands(&store, id, RefundState::Refused);
    given(&store, 0, 0);
    assert_eq!(store.refunded_on(DAY, Currency::USD).unwrap(), usd(0));
    let next = held(&mut store, 1500, false);
    assert_eq!(next.slot, 2);
}

#[test]
fn what_nobody_knows_stays_held() {
    let mut store = shop();
    let id = sent(&mut store, 1500, false);
    let unknown = End::Unknown { why: "timeout".into(), next_check: now(), absent: false };
    end(&mut store, Kind::Refund, id, &unknown);
    given(&store, 0, 1500);
    end(&mut store, Kind::Refund, id, &End::Manual("two could be it".into()));
    stands(&store, id, RefundState::Manual);
    given(&store, 0, 1500);
    let effect = store.effect_of(Kind::Refund, id).unwrap().unwrap();
    store.resolve_effect(effect.id, &Resolution::Never, "looked", "kim", now()).unwrap();
    stands(&store, id, RefundState::Voided);
    given(&store, 0, 0);
}

#[test]
fn proof_of_absence_allows_one_more_try_under_another_reference() {
    let mut store = shop();
    let id = sent(&mut store, 1500, false);
    let first = store.refund(id).unwrap().reference;
    end(&mut store, Kind::Refund, id, &End::Absent("not there".into()));
    stands(&store, id, RefundState::Held);
    assert_ne!(store.refund(id).unwrap().reference, first);
    given(&store, 0, 1500);
    begin(&mut store, Kind::Refund, id);
    let effect = end(&mut store, Kind::Refund, id, &End::Absent("not there".into()));
    stands(&store, id, RefundState::Manual);
    assert_eq!(effect.state.name(), "manual");
    given(&store, 0, 1500);
}

#[test]
fn told_by_id_after_our_vendor_it_brings_only_what_is_new() {
    let mut store = shop();
    let id = sent(&mut store, 2000, false);
    end(&mut store, Kind::Refund, id, &done("R-1", 2000));
    let market = store.balance(&Account::Marketplace(CHANNEL.into()), Currency::USD).unwrap();
    assert_eq!(feed(&mut store, told(2, Some("R-1"), 2000, 150, 1)), [""; 0]);
    given(&store, 2000, 0);
    let after = store.balance(&Account::Marketplace(CHANNEL.into()), Currency::USD).unwrap();
    assert_eq!(after.minus(&market).unwrap(), usd(150));
    assert_eq!(store.sold_lines("O-1").unwrap()[0].restocked, 1);
    feed(&mut store, told(3, Some("R-1"), 2000, 150, 1));
    given(&store, 2000, 0);
}

#[test]
fn told_before_our_vendor_answers_it_is_booked_once() {
    for name in [Some("R-1"), None] {
        let mut store = shop();
        let id = sent(&mut store, 2000, false);
        // A fact comes before what is held.
        assert_eq!(feed(&mut store, told(2, name, 2000, 150, 0)), [""; 0]);
        given(&store, 2000, 0);
        stands(&store, id, RefundState::Submitting);
        end(&mut store, Kind::Refund, id, &done("R-1", 2000));
        stands(&store, id, RefundState::Refunded);
        given(&store, 2000, 0);
    }
}

#[test]
fn told_without_an_id_after_our_vendor_it_is_the_same_refund_once() {
    let mut store = shop();
    let id = sent(&mut store, 700, false);
    end(&mut store, Kind::Refund, id, &done("R-1", 700));
    feed(&mut store, told(2, None, 700, 0, 0));
    given(&store, 700, 0);
    // The same words again are another refund: the marketplace's own.
    feed(&mut store, told(3, None, 700, 0, 0));
    given(&store, 1400, 0);
}

#[test]
fn two_equal_partial_refunds_are_two_in_every_order() {
    let orders: &[&[usize]] =
        &[&[0, 1, 2, 3], &[2, 3, 0, 1], &[2, 0, 3, 1], &[0, 2, 1, 3], &[3, 0, 1, 2], &[1, 3, 2, 0]];
    for with_id in [true, false] {
        for order in orders {
            let mut store = shop();
            let ids = [sent(&mut store, 700, false), sent(&mut store, 700, true)];
            for step in *order {
                let name = if with_id { [Some("R-0"), Some("R-1")][step % 2] } else { None };
                match step {
                    0 | 1 => {
                        end(&mut store, Kind::Refund, ids[*step], &done(&format!("R-{step}"), 700));
                    }
                    _ => {
                        feed(&mut store, told(10 + *step as u64, name, 700, 0, 0));
                    }
                }
            }
            given(&store, 1400, 0);
            ids.iter().for_each(|id| stands(&store, *id, RefundState::Refunded));
        }
    }
}

#[test]
fn a_refund_of_the_marketplace_uses_up_the_price_first() {
    let mut store = shop();
    let unsent = held(&mut store, 1500, false);
    feed(&mut store, told(2, Some("M-1"), 2000, 0, 1));
    stands(&store, unsent.id, RefundState::Voided);
    given(&store, 2000, 0);

    // One in flight keeps its place in the books; if it comes true all the same, what is too much waits for a person.
    let mut store = shop();
    let id = sent(&mut store, 1500, false);
    feed(&mut store, told(2, Some("M-1"), 1800, 0, 0));
    given(&store, 1800, 200);
    end(&mut store, Kind::Refund, id, &done("R-1", 1500));
    let line = store.sold_lines("O-1").unwrap().remove(0).money;
    assert_eq!((line.refunded, line.held), (usd(2000), usd(0)));
    assert_eq!(store.balance(&Account::Suspense, Currency::USD).unwrap(), usd(1300));
}

#[test]
fn an_equal_refund_in_the_feed_forbids_a_second_try() {
    let mut store = shop();
    let id = sent(&mut store, 700, false);
    feed(&mut store, told(2, None, 700, 0, 0));
    end(&mut store, Kind::Refund, id, &End::Absent("not there".into()));
    stands(&store, id, RefundState::Manual);
    assert_eq!(store.verify().unwrap().problems, []);
}

#[test]
fn a_second_try_that_no_longer_fits_is_given_up() {
    let mut store = shop();
    let id = sent(&mut store, 1500, false);
    feed(&mut store, told(2, Some("M-1"), 1800, 0, 0));
    end(&mut store, Kind::Refund, id, &End::Absent("not there".into()));
    stands(&store, id, RefundState::Voided);
    given(&store, 1800, 0);
}

#[test]
fn more_than_was_asked_for_is_booked_and_everything_halts() {
    let mut store = shop();
    let id = sent(&mut store, 500, false);
    end(&mut store, Kind::Refund, id, &done("R-1", 900));
    given(&store, 900, 0);
    assert!(store.refund(id).unwrap().overrun);
    assert!(store.halted().unwrap().is_some());
}

#[test]
fn the_id_of_another_refund_is_no_proof() {
    let mut store = shop();
    let ids = [sent(&mut store, 500, false), sent(&mut store, 500, true)];
    end(&mut store, Kind::Refund, ids[0], &done("R-1", 500));
    let effect = end(&mut store, Kind::Refund, ids[1], &done("R-1", 500));
    assert_eq!(effect.state.name(), "manual");
    stands(&store, ids[1], RefundState::Manual);
    given(&store, 500, 500);
}

#[test]
fn a_vendor_that_takes_its_time_is_waited_for() {
    let mut store = shop();
    let id = sent(&mut store, 500, false);
    store.record_refund_pending(id, "R-1", now()).unwrap();
    given(&store, 0, 500);
    feed(&mut store, told(2, Some("R-1"), 500, 0, 0));
    stands(&store, id, RefundState::Refunded);
    given(&store, 500, 0);
}

#[test]
fn what_was_not_sent_in_time_is_given_up() {
    let mut store = shop();
    let id = held(&mut store, 500, false).id;
    assert_eq!(store.expire_refunds(now() + SignedDuration::from_mins(14)).unwrap(), []);
    assert_eq!(store.expire_refunds(now() + SignedDuration::from_mins(16)).unwrap().len(), 1);
    stands(&store, id, RefundState::Voided);
    given(&store, 0, 0);
}

#[test]
fn a_line_from_several_lots_is_one_price() {
    let mut store = funded();
    stocked(&mut store, "1", 1, 900);
    let other = crate::store::NewPurchase { source: "other".into(), ..crate::store::tests::wanted("1", 1, 800) };
    let bought = crate::store::tests::placed(&mut store, &other, 800);
    let received = crate::domain::order::OrderStatus::Received;
    let sku = store.record_status(bought.id, received, now()).unwrap().sku;
    feed(&mut store, sold(1, "O-1", &sku, 2, 4001));
    let new = NewRefund { allowed: usd(9000), ..wanted(&store, "O-1", 4001) };
    let refund = agreed(&mut store, &new, false);
    assert!(matches!(store.hold_refund(refund.id, &caps(), DAY, now()).unwrap(), RefundHeld::Held(_)));
    begin(&mut store, Kind::Refund, refund.id);
    end(&mut store, Kind::Refund, refund.id, &done("R-1", 4001));
    given(&store, 4001, 0);
}

#[test]
fn processes_that_ask_at_once_never_pass_the_price_or_the_day() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("arb.db");
    {
        let mut store = Store::open(&path, Create::IfMissing(Mode::Paper)).unwrap();
        let amount = crate::domain::ledger::events::Minor { minor: 500_000, currency: Currency::USD };
        store.capital("opening", amount, now()).unwrap();
        let sku = stocked(&mut store, "1", 3, 900);
        feed(&mut store, sold(1, "O-1", &sku, 1, 2000));
    }
    let caps = RefundCaps { per_buyer: 1000, ..caps() };
    let taken: usize = std::thread::scope(|scope| {
        let workers: Vec<_> = (0..6)
            .map(|_| {
                let path = &path;
                scope.spawn(move || {
                    let mut store = Store::open(path, Create::No).unwrap();
                    let mut taken = 0;
                    for _ in 0..5 {
                        let new = NewRefund { again: true, ..wanted(&store, "O-1", 150) };
                        let asked = store.request_refund(&new, now()).unwrap().refund().clone();
                        let until = now() + SignedDuration::from_mins(30);
                        // Another process may have taken the place of what this one asked for.
                        let yes = store.authorise_refund(asked.id, &asked.intent_hash, "kim", false, until, now());
                        let Ok(yes) = yes else { continue };
                        if matches!(store.hold_refund(yes.id, &caps, DAY, now()), Ok(RefundHeld::Held(_))) {
                            taken += 1;
                        }
                    }
                    taken
                })
            })
            .collect();
        workers.into_iter().map(|worker| worker.join().unwrap()).sum()
    });
    let store = Store::open(&path, Create::No).unwrap();
    assert_eq!(taken, 13, "13 × $1.50 fit into $20.00");
    given(&store, 0, 13 * 150);
}
