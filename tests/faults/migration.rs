//! A database of an older schema, killed anywhere while it is brought up to date: what is in it stays as it is.

use arb::store::{Create, Store};

use super::{books::Verdict, place::Place};

/// Everything that an `arb` of schema 1 wrote.
const SCHEMA_1: &str = include_str!("schema1.sql");

/// A place with a database of schema 1, which holds a purchase that was being sent.
pub fn old() -> Place {
    let place = Place::new();
    let file = rusqlite::Connection::open(place.database()).unwrap();
    file.execute_batch(&format!("PRAGMA foreign_keys=OFF; BEGIN; {SCHEMA_1} COMMIT")).unwrap();
    place
}

/// What the books say, in a form that can be compared.
pub fn digest(place: &Place) -> String {
    let store = Store::open(&place.database(), Create::No).unwrap();
    let purchases = store.purchases(&[]).unwrap().into_iter();
    let bought: Vec<_> = purchases
        .map(|one| (one.id, one.record_id, one.state, one.vendor_order, one.est, one.cap, one.actual))
        .collect();
    let listings = store.listings(&[]).unwrap().into_iter();
    let listed: Vec<_> =
        listings.map(|one| (one.id, one.sku, one.state, one.ext_id, one.quantity, one.price)).collect();
    let balances = place.arb("ledger balances --format jsonl").run().code(&[0]).stdout;
    let held = place.arb("report purchases --format jsonl").run().code(&[0]).stdout.lines().count();
    format!("{bought:#?}\n{listed:#?}\n{balances}\n{held} purchases")
}

/// Whether everything is there as it was, in sound books.
pub fn judge(place: &Place, before: &str) -> Verdict {
    let verify = place.arb("verify").run();
    if verify.code != 0 {
        return Verdict::Wrong(format!("the books: {verify}"));
    }
    let after = digest(place);
    if after == before { Verdict::Once } else { Verdict::Wrong(format!("{before}\nbecame\n{after}")) }
}

#[test]
fn a_purchase_that_was_being_sent_before_the_upgrade_is_still_found_out_about() {
    let place = old();
    // The vendor never heard of it, and says so; settle time is over.
    for minute in ["12:00", "12:20", "12:40", "13:00"] {
        let ended = place.arb("sync").now(&format!("2026-07-11T{minute}:00Z")).run();
        assert!([0, 4].contains(&ended.code), "{ended}");
    }
    place.arb("verify").run().code(&[0]);
    let store = Store::open(&place.database(), Create::No).unwrap();
    let states: Vec<_> = store.purchases(&[]).unwrap().iter().map(|one| one.state.name()).collect();
    assert!(!states.contains(&"submitting"), "{states:?}");
}
