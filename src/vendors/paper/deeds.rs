//! What the market did at our request, counted: a request that is done twice is two deeds of one key.
//!
//! A request is lost, recognised or done; the reply to it may be lost too. All of it depends on the seed, the key and
//! how often the key came, so every run is repeatable. Lags and lifetimes are on the clock of the one who sends, since
//! the world's own time stands still between two calls of `arb paper advance`.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::{class::Behaviour, world::World};
use crate::{
    domain::{
        effect::{Change, Kind, Outcome, Receipt},
        money::Money,
        purchase::hex,
    },
    vendors::Sealed,
};

/// What became of one key.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Deed {
    /// Requests that were sent, those among them that were lost.
    pub attempts: u32,
    /// The digest of the first request that arrived; empty while none did.
    pub request_sha256: String,
    /// When that was, on the sender's clock.
    pub arrived: Option<Timestamp>,
    /// What was done, once for each time.
    pub acts: Vec<Act>,
    /// The reasons of those that were refused.
    pub refusals: Vec<String>,
}

/// Something done.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Act {
    /// What it was about; those about the same thing are alike in a list.
    pub alike: String,
    /// What was answered.
    pub receipt: Receipt,
    /// When it was sent, on the sender's clock.
    pub sent: Timestamp,
    /// The price that was shown before it, where it set one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub before: Option<Money>,
}

/// A request on its way: what was sealed, what it says, and when it is sent.
#[derive(Clone, Copy, Debug)]
pub struct Request<'a> {
    /// Our key and the bytes.
    pub sealed: &'a Sealed,
    /// What the bytes say.
    pub change: &'a Change,
    /// The sender's clock.
    pub now: Timestamp,
}

impl World {
    /// Takes a request.
    pub fn take(&mut self, request: Request<'_>, vendor: &Behaviour) -> Outcome {
        let name = deed_name(request.sealed.kind, &request.sealed.key);
        let dice = self.dice().always();
        let deed = self.deeds.entry(name.clone()).or_default();
        deed.attempts = deed.attempts.saturating_add(1);
        let entity = format!("{name}|{}", deed.attempts);
        if dice.chance(&entity, "request lost", vendor.lost_requests_pct.saturating_mul(10)) {
            return Outcome::unknown("the connection broke while the request was sent");
        }
        let outcome = self.arrives(&name, request, vendor);
        if dice.chance(&entity, "reply lost", vendor.lost_replies_pct.saturating_mul(10)) {
            return Outcome::unknown("the connection broke before the reply came");
        }
        outcome
    }

    fn arrives(&mut self, name: &str, request: Request<'_>, vendor: &Behaviour) -> Outcome {
        let (kind, now) = (request.sealed.kind, request.now);
        let deed = self.deeds.entry(name.to_owned()).or_default();
        let digest = sha256(&request.sealed.request);
        if let Some(first) = deed.arrived.filter(|first| vendor.recognises(kind, *first, now)) {
            return deed.again(&digest, first);
        }
        if deed.arrived.is_none() {
            (deed.arrived, deed.request_sha256) = (Some(now), digest);
        }
        let before = self.shown_price(request.change);
        let first = vendor.recognises(kind, now, now) && self.deeds[name].acts.is_empty();
        let outcome = self.carry_out(request.change, first);
        let deed = self.deeds.entry(name.to_owned()).or_default();
        match &outcome {
            Outcome::Done(receipt) => {
                let alike = alike(request.change);
                deed.acts.push(Act { alike, receipt: receipt.clone(), sent: now, before });
            }
            Outcome::Refused(why) => deed.refusals.push(why.clone()),
            Outcome::NotSent(_) | Outcome::Unknown { .. } => {}
        }
        outcome
    }

    /// Does it. `first` where the vendor knows its keys and this one is new.
    fn carry_out(&mut self, change: &Change, first: bool) -> Outcome {
        let at = self.now();
        match change {
            Change::Order(order) => {
                let placed = if first { self.place(order) } else { self.place_another(order) };
                match placed {
                    Ok(outcome) => answer(outcome, |placed| (placed.vendor_order, Some(placed.charged), placed.at)),
                    Err(why) => Outcome::Refused(format!("the order can't be counted: {why}")),
                }
            }
            Change::Cancel { vendor_order } => self.cancel(vendor_order),
            Change::Listing(draft) | Change::Fewer { draft, .. } => {
                answer(self.publish(draft), |live| (live.listing, Some(draft.price), at))
            }
            Change::Price { listing, price, .. } => {
                answer(self.set_price(listing, price), |()| (listing.clone(), Some(*price), at))
            }
            Change::Reply { message, body } => {
                if !self.messages.iter().any(|known| known.id == *message) {
                    return Outcome::Refused(format!("there is no message {message}"));
                }
                done(self.answer(message, body), None, at)
            }
            Change::Write(writing) => {
                Outcome::Refused(format!("the simulated market knows no address `{}`", writing.to))
            }
            Change::Bid(talk) => match self.talk(talk) {
                Ok(id) => done(id, None, at),
                Err(why) => Outcome::Refused(format!("the offer can't be counted: {why}")),
            },
            Change::Refund(ask) => match self.refund_under(&ask.reference).filter(|_| first) {
                Some(known) => Outcome::Done(known.receipt()),
                None => self.refund(ask),
            },
            Change::Inbound(_) => Outcome::Refused("there are no warehouses here".to_owned()),
        }
    }

    /// Takes an order back that has not been sent. What is cancelled already stays so, and that is an answer too.
    fn cancel(&mut self, vendor_order: &str) -> Outcome {
        let (at, today) = (self.now(), self.day);
        let mut orders = self.orders.values_mut();
        let Some(order) = orders.find(|order| !vendor_order.is_empty() && order.vendor_order == vendor_order) else {
            return Outcome::Refused(format!("there is no order {vendor_order}"));
        };
        match order.cancel(today) {
            Ok(()) => done(order.vendor_order.clone(), Some(order.charged), at),
            Err(why) => Outcome::Refused(why),
        }
    }

    /// The price that is shown where a change would set one.
    fn shown_price(&self, change: &Change) -> Option<Money> {
        let listing = match change {
            Change::Price { listing, .. } => listing.clone(),
            Change::Listing(draft) | Change::Fewer { draft, .. } => {
                super::listings::listing_id(&draft.channel, &draft.sku, self.dice())
            }
            _ => return None,
        };
        self.listings.get(&listing).map(|own| own.draft.price)
    }
}

impl Deed {
    /// The answer to a key that is known: the same one, or that it belongs to another request, which says nothing about
    /// what became of that one.
    fn again(&self, digest: &str, first: Timestamp) -> Outcome {
        if self.request_sha256 != digest {
            return Outcome::unknown(format!("the key came with another request at {first}"));
        }
        match (self.acts.first(), self.refusals.first()) {
            (Some(act), _) => Outcome::Done(act.receipt.clone()),
            (None, Some(why)) => Outcome::Refused(why.clone()),
            (None, None) => Outcome::unknown("the first request is still being worked on"),
        }
    }
}

/// The name under which a key's deeds are kept.
pub fn deed_name(kind: Kind, key: &str) -> String {
    format!("{kind}|{key}")
}

/// What a change is about: a list shows those with the same answer as alike.
pub fn alike(change: &Change) -> String {
    match change {
        Change::Order(order) => format!("{}|{}|{}", order.source, order.item, order.quantity),
        Change::Cancel { vendor_order } => vendor_order.clone(),
        Change::Listing(draft) | Change::Fewer { draft, .. } => format!("{}|{}", draft.channel, draft.sku),
        Change::Price { listing, .. } => listing.clone(),
        Change::Reply { message, body } => {
            let words: Vec<&str> = body.split_whitespace().collect();
            format!("{message}|{}", sha256(words.join(" ").as_bytes()))
        }
        Change::Write(writing) => format!("{}|{}", writing.to, sha256(writing.body.as_bytes())),
        Change::Bid(talk) => format!("{}|{}|{}|{}", talk.source, talk.item, talk.message, talk.ours.name()),
        Change::Refund(ask) => format!("{}|{}|{}|{}", ask.channel, ask.order, ask.line, ask.amount),
        Change::Inbound(ask) => ask.name.clone(),
    }
}

/// The answer of a part of the world as a receipt: its id, its amount, when.
fn answer<T>(outcome: Outcome<T>, receipt: impl FnOnce(T) -> (String, Option<Money>, Timestamp)) -> Outcome {
    match outcome {
        Outcome::Done(answer) => {
            let (id, amount, at) = receipt(answer);
            Outcome::Done(Receipt { id, amount, at })
        }
        Outcome::Refused(why) => Outcome::Refused(why),
        Outcome::NotSent(why) => Outcome::NotSent(why),
        Outcome::Unknown { why, wait } => Outcome::Unknown { why, wait },
    }
}

fn done(id: String, amount: Option<Money>, at: Timestamp) -> Outcome {
    Outcome::Done(Receipt { id, amount, at })
}

fn sha256(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}
