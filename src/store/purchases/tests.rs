use super::*;
use crate::{
    domain::{
        effect::{Kind, Receipt},
        ledger::Account,
        money::Currency,
        order::OrderStatus,
    },
    store::{
        Claim, End,
        tests::{DAY, approved, budget, done, end, funded, now, placed, stocked, submitting, usd, wanted},
    },
};

#[test]
fn the_same_offer_is_one_intent_whoever_proposes_it() {
    let mut store = funded();
    let first = store.propose(&wanted("1", 2, 1000), now()).unwrap();
    let again = store.propose(&wanted("1", 2, 1000), now()).unwrap();
    assert!(matches!(first, Proposed::New(_)));
    assert_eq!(again, Proposed::Existing(first.purchase().clone()));
}

#[test]
fn another_price_is_another_intent_and_voids_the_approval() {
    let mut store = funded();
    let old = approved(&mut store, &wanted("1", 2, 1000));
    let new = store.propose(&wanted("1", 2, 1100), now()).unwrap();
    assert!(matches!(&new, Proposed::New(purchase) if purchase.state == PurchaseState::Proposed));
    assert_eq!(store.purchase(old.id).unwrap().state, PurchaseState::Voided);
    assert_ne!(new.purchase().reference, old.reference);
}

#[test]
fn what_was_sent_is_not_proposed_again_in_another_quantity() {
    let mut store = funded();
    let sent = submitting(&mut store, &wanted("1", 2, 1000));
    let again = store.propose(&wanted("1", 1, 500), now()).unwrap();
    assert_eq!(again, Proposed::Existing(sent));
}

#[test]
fn an_approval_binds_to_what_was_shown() {
    let mut store = funded();
    let id = store.propose(&wanted("1", 2, 1000), now()).unwrap().purchase().id;
    let why = store.approve(id, "another", "me", now(), None, now()).unwrap_err();
    assert_eq!(crate::ui::failure_in(&why).unwrap().code, "intent_changed");
}

#[test]
fn a_placed_purchase_owes_the_card_and_gives_the_rest_back() {
    let mut store = funded();
    placed(&mut store, &wanted("1", 2, 1000), 980);
    assert_eq!(store.balance(&Account::PayableCard, Currency::USD).unwrap(), usd(980));
    assert_eq!(store.balance(&Account::InTransit, Currency::USD).unwrap(), usd(980));
    assert_eq!(store.spent_on(DAY, Currency::USD).unwrap(), usd(980));
    assert_eq!(store.free_cash(Currency::USD).unwrap(), usd(500_000 - 980));
}

#[test]
fn placing_twice_books_once() {
    let mut store = funded();
    let first = placed(&mut store, &wanted("1", 2, 1000), 980);
    end(&mut store, Kind::Purchase, first.id, &done(first.vendor_order.as_deref().unwrap(), 980));
    assert_eq!(store.purchase(first.id).unwrap(), first);
    assert_eq!(store.halted().unwrap(), None);
    assert_eq!(store.balance(&Account::PayableCard, Currency::USD).unwrap(), usd(980));
}

#[test]
fn a_charge_above_the_cap_is_booked_and_buying_halts() {
    let mut store = funded();
    let over = placed(&mut store, &wanted("1", 2, 1000), 60_000);
    assert!(over.overrun);
    assert_eq!(store.spent_on(DAY, Currency::USD).unwrap(), usd(60_000));
    assert!(store.halted().unwrap().is_some());
    let next = approved(&mut store, &wanted("2", 1, 100));
    let why = store.reserve(next.id, &budget(), None, now()).unwrap_err();
    assert_eq!(crate::ui::failure_in(&why).unwrap().code, "halted");
}

#[test]
fn a_rejected_purchase_frees_its_budget() {
    let mut store = funded();
    let purchase = submitting(&mut store, &wanted("1", 2, 1000));
    assert_eq!(store.spent_on(DAY, Currency::USD).unwrap(), usd(1100));
    end(&mut store, Kind::Purchase, purchase.id, &End::Refused("sold out".into()));
    assert_eq!(store.spent_on(DAY, Currency::USD).unwrap(), usd(0));
}

#[test]
fn what_was_refused_is_proposed_again_only_as_another_offer() {
    let mut store = funded();
    let purchase = submitting(&mut store, &wanted("1", 2, 1000));
    end(&mut store, Kind::Purchase, purchase.id, &End::Refused("sold out".into()));
    let refused = store.purchase(purchase.id).unwrap();
    assert_eq!(store.propose(&wanted("1", 2, 1000), now()).unwrap(), Proposed::Existing(refused));
    let again = store.propose(&wanted("1", 2, 900), now()).unwrap();
    assert!(matches!(&again, Proposed::New(new) if new.reference != purchase.reference));
}

#[test]
fn an_unknown_purchase_keeps_its_budget() {
    let mut store = funded();
    let purchase = submitting(&mut store, &wanted("1", 2, 1000));
    let unknown = End::Unknown { why: "timeout".into(), next_check: now(), absent: false };
    end(&mut store, Kind::Purchase, purchase.id, &unknown);
    assert_eq!(store.spent_on(DAY, Currency::USD).unwrap(), usd(1100));
    end(&mut store, Kind::Purchase, purchase.id, &done("B-1", 1000));
    assert_eq!(store.purchase(purchase.id).unwrap().state, PurchaseState::Placed);
}

#[test]
fn what_was_left_to_a_person_is_claimed_by_no_program() {
    let mut store = funded();
    let purchase = submitting(&mut store, &wanted("1", 2, 1000));
    end(&mut store, Kind::Purchase, purchase.id, &End::Manual("two could be it".into()));
    let effect = store.effect_of(Kind::Purchase, purchase.id).unwrap().unwrap();
    // A process that listed it before another one left it to a person.
    let claimed = store.claim_effect(effect.id, now()).unwrap();
    assert!(matches!(&claimed, Claim::Settled(same) if *same == effect), "{claimed:?}");
}

#[test]
fn goods_that_arrive_are_a_lot_and_arrive_once() {
    let mut store = funded();
    stocked(&mut store, "1", 3, 1000);
    let purchase = store.purchases(&[PurchaseState::Received]).unwrap().remove(0);
    store.record_status(purchase.id, OrderStatus::Received, now()).unwrap();
    store.record_status(purchase.id, OrderStatus::Shipped, now()).unwrap();
    assert_eq!(store.purchase(purchase.id).unwrap().state, PurchaseState::Received);
    assert_eq!(store.balance(&Account::Inventory, Currency::USD).unwrap(), usd(1000));
    assert_eq!(store.balance(&Account::InTransit, Currency::USD).unwrap(), usd(0));
}

#[test]
fn a_cancelled_purchase_leaves_nothing_behind_even_when_it_was_paid() {
    let check = |paid: bool| {
        let mut store = funded();
        let purchase = placed(&mut store, &wanted("1", 2, 1000), 1000);
        if paid {
            store.pay_card(Currency::USD, now()).unwrap();
        }
        store.record_status(purchase.id, OrderStatus::Cancelled, now()).unwrap();
        for account in [Account::PayableCard, Account::InTransit] {
            assert_eq!(store.balance(&account, Currency::USD).unwrap(), usd(0), "{account:?} paid {paid}");
        }
        assert_eq!(store.cash(Currency::USD).unwrap(), usd(500_000));
        assert_eq!(store.spent_on(DAY, Currency::USD).unwrap(), usd(0));
    };
    check(false);
    check(true);
}

#[test]
fn a_move_that_the_state_does_not_allow_is_an_error() {
    let mut store = funded();
    let id = store.propose(&wanted("1", 2, 1000), now()).unwrap().purchase().id;
    let why = store.reserve(id, &budget(), None, now()).unwrap_err();
    assert_eq!(why.to_string(), format!("purchase {id} is proposed: it can't be reserved"));
    assert!(store.record_status(id, OrderStatus::Received, now()).is_err());
    let new = crate::store::NewEffect {
        kind: Kind::Purchase,
        subject: id,
        version: None,
        vendor: "paper".into(),
        key: "k".into(),
        request: b"{}".to_vec(),
        pre_image: Vec::new(),
    };
    assert!(store.begin_effect(&new, now()).is_err());
}

#[test]
fn a_reservation_that_is_not_sent_expires_and_the_offer_may_be_proposed_again() {
    let mut store = funded();
    let purchase = approved(&mut store, &wanted("1", 2, 1000));
    store.reserve(purchase.id, &budget(), None, now()).unwrap();
    let later = now() + jiff::SignedDuration::from_mins(16);
    assert_eq!(store.expire_reservations(now()).unwrap().len(), 0);
    assert_eq!(store.expire_reservations(later).unwrap()[0].state, PurchaseState::Voided);
    assert_eq!(store.spent_on(DAY, Currency::USD).unwrap(), usd(0));
    assert!(matches!(store.propose(&wanted("1", 2, 1000), later).unwrap(), Proposed::New(_)));
}

#[test]
fn an_expired_approval_reserves_nothing() {
    let mut store = funded();
    let purchase = approved(&mut store, &wanted("1", 2, 1000));
    let later = now() + jiff::SignedDuration::from_mins(31);
    let why = store.reserve(purchase.id, &budget(), None, later).unwrap_err();
    assert_eq!(crate::ui::failure_in(&why).unwrap().code, "approval_expired");
}

#[test]
fn a_charge_that_cannot_be_booked_waits_for_a_person_with_its_budget_held() {
    for charged in [usd(0), Money::from_minor(980, Currency::EUR)] {
        let mut store = funded();
        let purchase = submitting(&mut store, &wanted("1", 2, 1000));
        let answer = End::Done(Receipt { id: "B-1".into(), amount: Some(charged), at: now() });
        end(&mut store, Kind::Purchase, purchase.id, &answer);
        let parked = store.purchase(purchase.id).unwrap();
        assert_eq!((parked.state, parked.vendor_order.as_deref()), (PurchaseState::Manual, Some("B-1")), "{charged}");
        assert_eq!(store.spent_on(DAY, Currency::USD).unwrap(), usd(1100));
        end(&mut store, Kind::Purchase, purchase.id, &answer);
        assert_eq!(store.purchase(purchase.id).unwrap(), parked);
        assert_eq!(store.verify().unwrap().problems, []);
    }
}

#[test]
fn money_that_was_put_aside_is_approved_again_as_it_is_or_given_back() {
    for yes in [true, false] {
        let mut store = funded();
        let purchase = approved(&mut store, &wanted("1", 2, 1000));
        store.reserve(purchase.id, &budget(), None, now()).unwrap();
        let until = now() + jiff::SignedDuration::from_mins(30);
        store.open_plan("aa", &[purchase.id], &usd(1000), &serde_json::json!({}), until, now()).unwrap();
        let (state, held) = if yes {
            store.approve_plan("aa", "me", now()).unwrap();
            (PurchaseState::Reserved, usd(1100))
        } else {
            store.reject_plan("aa", "me", now()).unwrap();
            (PurchaseState::Voided, usd(0))
        };
        assert_eq!(store.purchase(purchase.id).unwrap().state, state);
        assert_eq!(store.spent_on(DAY, Currency::USD).unwrap(), held);
        assert_eq!(store.verify().unwrap().problems, []);
    }
}
