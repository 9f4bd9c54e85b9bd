//! What the books say was done, and whether that is what the vendor did.

use std::collections::{BTreeMap, BTreeSet};

use arb::{
    domain::{
        effect::{EffectState, Kind},
        refund::RefundState,
    },
    store::{Create, PurchaseState, Store},
};

use super::{
    place::Place,
    vendor::{self, Deed},
};

/// How one run of a scene came out after its recovery.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Everything once, all of it booked.
    Once,
    /// A person has to say what became of something; nothing was done twice, and the money is held.
    Parked,
    /// Something was done twice.
    Double(String),
    /// The books and the vendor differ, something was lost, or the program failed.
    Wrong(String),
}

/// What the books hold.
#[derive(Default)]
struct Booked {
    done: Vec<Deed>,
    parked: BTreeSet<String>,
    open: BTreeMap<String, String>,
    refused: BTreeSet<String>,
}

/// What stands at the vendor, by name: what a run without faults should leave.
pub fn expected(place: &Place) -> BTreeSet<String> {
    vendor::deeds(place).into_iter().map(|deed| deed.what).collect()
}

/// Compares vendor, books and what should have come out; `may_park` where the vendor leaves no other way.
pub fn judge(place: &Place, expected: &BTreeSet<String>, may_park: bool) -> Verdict {
    let verify = place.arb("verify").run();
    if verify.code != 0 {
        return Verdict::Wrong(format!("the books: {verify}"));
    }
    let deeds = vendor::deeds(place);
    let booked = read(place);
    for deed in &deeds {
        let alike: Vec<String> = deeds.iter().filter(|other| other.what == deed.what).map(Deed::to_string).collect();
        if alike.len() > 1 {
            return Verdict::Double(alike.join(", "));
        }
        if !booked.done.contains(deed) && !booked.parked.contains(&deed.what) {
            let near: Vec<String> =
                booked.done.iter().filter(|other| other.what == deed.what).map(Deed::to_string).collect();
            return Verdict::Wrong(format!("the vendor has {deed}, the books have {near:?}"));
        }
    }
    for done in &booked.done {
        if !deeds.contains(done) {
            return Verdict::Wrong(format!("the books have {done}, the vendor has not"));
        }
    }
    if let Some((what, state)) = booked.open.first_key_value() {
        return Verdict::Wrong(format!("{what} ({state}) is neither done nor waiting for a person"));
    }
    for what in expected {
        let known = booked.done.iter().any(|deed| deed.what == *what)
            || booked.parked.contains(what)
            || booked.refused.contains(what);
        if !known {
            return Verdict::Wrong(format!("{what} was lost"));
        }
    }
    match booked.parked.first() {
        None => Verdict::Once,
        Some(_) if may_park => Verdict::Parked,
        Some(what) => Verdict::Wrong(format!("{what} waits for a person, although the vendor can be asked")),
    }
}

/// What is on its way: sent or just about to be, and not booked.
pub fn in_flight(place: &Place) -> BTreeSet<String> {
    let open = read(place).open.into_iter();
    open.filter(|(_, state)| ["submitting", "publishing", "sending"].contains(&state.as_str()))
        .map(|one| one.0)
        .collect()
}

/// What waits for a person.
pub fn parked(place: &Place) -> BTreeSet<String> {
    read(place).parked
}

/// The number of the purchase behind a name like `order toys:TY-1`.
pub fn purchase(place: &Place, what: &str) -> i64 {
    let store = Store::open(&place.database(), Create::No).unwrap();
    let mut all = store.purchases(&[]).unwrap().into_iter();
    all.find(|one| format!("order {}:{}", one.source, one.item) == what).expect("a purchase").id
}

/// What the vendor did and the books know no intent for.
pub fn without_intent(place: &Place) -> Vec<String> {
    let booked = read(place);
    let known = |what: &String| {
        let done = booked.done.iter().any(|deed| deed.what == *what);
        done || booked.parked.contains(what) || booked.open.contains_key(what)
    };
    expected(place).into_iter().filter(|what| !known(what)).collect()
}

fn read(place: &Place) -> Booked {
    let store = Store::open(&place.database(), Create::No).unwrap();
    let mut booked = Booked::default();
    let unsure = store.effects(&[EffectState::Unknown, EffectState::Manual]).unwrap();
    let is_unsure = |kind: Kind, id: i64| unsure.iter().any(|effect| effect.kind == kind && effect.subject == id);
    for purchase in store.purchases(&[]).unwrap() {
        let what = format!("order {}:{}", purchase.source, purchase.item);
        match purchase.state {
            PurchaseState::Unknown | PurchaseState::Manual => {
                booked.parked.insert(what);
            }
            PurchaseState::Rejected => {
                booked.refused.insert(what);
            }
            PurchaseState::Proposed | PurchaseState::Voided => {}
            PurchaseState::Approved | PurchaseState::Reserved | PurchaseState::Submitting => {
                booked.open.insert(what, purchase.state.name().to_owned());
            }
            _ => {
                let id = purchase.vendor_order.unwrap_or_default();
                let worth = purchase.actual.map(|paid| vendor::money(&serde_json::to_value(paid).unwrap()));
                booked.done.push(Deed { what, id, worth: worth.unwrap_or_default() });
            }
        }
    }
    for listing in store.listings(&[]).unwrap() {
        let what = format!("listing {} {}", listing.channel, listing.sku);
        match listing.state.as_str() {
            "live" if is_unsure(Kind::Price, listing.id) => {
                booked.parked.insert(what);
            }
            "live" if listing.acked_version < listing.version => {
                booked.open.insert(what, "with a price that is not acknowledged".to_owned());
            }
            "live" | "ended" => {
                let worth = vendor::money(&serde_json::to_value(listing.price).unwrap());
                booked.done.push(Deed { what, id: listing.ext_id.unwrap_or_default(), worth });
            }
            "unknown" | "manual" => {
                booked.parked.insert(what);
            }
            "rejected" => {
                booked.refused.insert(what);
            }
            state => {
                booked.open.insert(what, state.to_owned());
            }
        }
    }
    for ticket in store.tickets(&[]).unwrap() {
        let what = format!("reply {}", ticket.message.id);
        match ticket.state.as_str() {
            "sent" => booked.done.push(Deed { what, id: String::new(), worth: ticket.body }),
            "unknown" | "manual" => {
                booked.parked.insert(what);
            }
            "ready" | "sending" => {
                booked.open.insert(what, ticket.state);
            }
            _ => {}
        }
    }
    for refund in store.refunds(&[]).unwrap() {
        let what = format!("refund {}", refund.order);
        match refund.state {
            RefundState::Refunded => {
                let worth = vendor::money(&serde_json::to_value(refund.amount).unwrap());
                booked.done.push(Deed { what, id: refund.vendor_refund.unwrap_or_default(), worth });
            }
            RefundState::Unknown | RefundState::Manual | RefundState::PendingVendor => {
                booked.parked.insert(what);
            }
            RefundState::Refused => {
                booked.refused.insert(what);
            }
            RefundState::Submitting => {
                booked.open.insert(what, "submitting".to_owned());
            }
            RefundState::Authorised | RefundState::Held => {
                booked.open.insert(what, "held".to_owned());
            }
            RefundState::Requested | RefundState::Voided => {}
        }
    }
    booked
}
