//! What a look at the market shows: by our reference, in a list, or as the state that is there; late, where it lags.

use jiff::Timestamp;

use super::{
    class::Behaviour,
    deeds::{Act, Request, alike, deed_name},
    orders::BuyOrder,
    refunds::Issued,
    world::{World, reply_id},
};
use crate::{
    domain::{
        effect::{Change, Kind, Look, Lookup, Receipt},
        money::Money,
    },
    vendors::OrderStatus,
};

impl World {
    /// What is there of a request; `None` where this class of vendor says nothing.
    pub fn look(&self, request: Request<'_>, vendor: &Behaviour) -> Option<Look> {
        let lookup = vendor.terms(request.sealed.kind).lookup;
        Some(match (lookup, request.change) {
            (Lookup::None, _) => return None,
            (_, Change::Price { listing, price, .. }) => self.priced(listing, price, request.now, vendor),
            (_, Change::Cancel { vendor_order }) => self.cancelled(vendor_order, request.now, vendor),
            (Lookup::List, change) => match self.alike_shown(change, request.now, vendor) {
                none if none.is_empty() => Look::Absent,
                some => Look::Alike(some),
            },
            (Lookup::ByRef, _) => self.under_our_reference(request, vendor),
        })
    }

    /// The ids of what is there already and could be taken for a change that is about to be sent.
    pub fn before(&self, change: &Change, now: Timestamp, vendor: &Behaviour) -> Vec<String> {
        match change {
            // Whatever the amount: what the channel gave back by itself is not ours either.
            Change::Refund(ask) => {
                self.refunds_shown(&ask.order, now, vendor).map(|issued| issued.id.clone()).collect()
            }
            _ => self.alike_shown(change, now, vendor).into_iter().map(|receipt| receipt.id).collect(),
        }
    }

    /// What is shown that is alike: an answer with the same words on the same message, a refund of the same amount of
    /// the same line, the rest by what it is about.
    fn alike_shown(&self, change: &Change, now: Timestamp, vendor: &Behaviour) -> Vec<Receipt> {
        let (kind, wanted) = (change.kind(), alike(change));
        match change {
            Change::Refund(ask) => self
                .refunds_shown(&ask.order, now, vendor)
                .filter(|issued| issued.line == ask.line && issued.amount == ask.amount)
                .map(Issued::receipt)
                .collect(),
            Change::Reply { message, .. } => {
                let of_it = self.replies.iter().filter(|(slot, _)| {
                    slot.strip_prefix(message.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with('#'))
                });
                let shown = of_it.filter(|(slot, reply)| {
                    let same = Change::Reply { message: message.clone(), body: reply.body.clone() };
                    alike(&same) == wanted && self.is_shown(kind, &reply_id(slot), now, vendor)
                });
                shown.map(|(slot, reply)| Receipt { id: reply_id(slot), amount: None, at: reply.at }).collect()
            }
            _ => {
                let acts = self.acts(kind).filter(|act| act.alike == wanted && vendor.shows(kind, act.sent, now));
                acts.map(|act| act.receipt.clone()).collect()
            }
        }
    }

    fn refunds_shown<'a>(
        &'a self,
        order: &str,
        now: Timestamp,
        vendor: &'a Behaviour,
    ) -> impl Iterator<Item = &'a Issued> {
        let all = self.refunds_of(order).iter();
        all.filter(move |issued| self.is_shown(Kind::Refund, &issued.id, now, vendor))
    }

    /// Whether something with this id shows: what we never asked for always does.
    fn is_shown(&self, kind: Kind, id: &str, now: Timestamp, vendor: &Behaviour) -> bool {
        let act = self.acts(kind).find(|act| act.receipt.id == id);
        act.is_none_or(|act| vendor.shows(kind, act.sent, now))
    }

    fn under_our_reference(&self, request: Request<'_>, vendor: &Behaviour) -> Look {
        let kind = request.sealed.kind;
        let mut found: Vec<Receipt> = Vec::new();
        match (self.deeds.get(&deed_name(kind, &request.sealed.key)), request.change) {
            (Some(deed), _) => {
                for act in deed.acts.iter().filter(|act| vendor.shows(kind, act.sent, request.now)) {
                    // Replacing a listing twice leaves one listing.
                    if !found.iter().any(|known| known.id == act.receipt.id) {
                        found.push(act.receipt.clone());
                    }
                }
            }
            // A world from before requests were counted.
            (None, Change::Order(order)) => {
                let placed = self.orders.get(&order.reference).and_then(BuyOrder::found);
                found.extend(placed.map(|placed| Receipt {
                    id: placed.vendor_order,
                    amount: Some(placed.charged),
                    at: placed.at,
                }));
            }
            (None, _) => {}
        }
        match found.len() {
            0 => Look::Absent,
            1 => Look::Ours(found.remove(0)),
            // Our reference stands on several: which one is wanted is not for a program to say.
            _ => Look::Alike(found),
        }
    }

    /// A price is ours when it is the one that is shown.
    fn priced(&self, listing: &str, wanted: &Money, now: Timestamp, vendor: &Behaviour) -> Look {
        let Some(own) = self.listings.get(listing) else { return Look::Absent };
        let hidden = [Kind::Price, Kind::Listing].into_iter().flat_map(|kind| {
            self.acts(kind).filter(move |act| act.receipt.id == listing && !vendor.shows(kind, act.sent, now))
        });
        // What was shown before the first thing that does not show yet.
        let shown = match hidden.min_by_key(|act| act.sent) {
            Some(act) => act.before,
            None => Some(own.draft.price),
        };
        match shown {
            Some(shown) if shown == *wanted => {
                Look::Ours(Receipt { id: listing.to_owned(), amount: Some(shown), at: self.now() })
            }
            _ => Look::Absent,
        }
    }

    /// A cancel is ours when the order is cancelled, whoever did it.
    fn cancelled(&self, vendor_order: &str, now: Timestamp, vendor: &Behaviour) -> Look {
        let order = self.orders.values().find(|order| order.vendor_order == vendor_order);
        let Some(order) = order.filter(|order| order.status(self.day) == Some(OrderStatus::Cancelled)) else {
            return Look::Absent;
        };
        let ours = self.acts(Kind::Cancel).filter(|act| act.alike == vendor_order).min_by_key(|act| act.sent);
        match ours {
            Some(act) if !vendor.shows(Kind::Cancel, act.sent, now) => Look::Absent,
            Some(act) => Look::Ours(act.receipt.clone()),
            None => {
                let at = self.now();
                Look::Ours(Receipt { id: vendor_order.to_owned(), amount: Some(order.charged), at })
            }
        }
    }

    /// Everything of a kind that was done.
    fn acts(&self, kind: Kind) -> impl Iterator<Item = &Act> {
        let prefix = deed_name(kind, "");
        self.deeds.iter().filter(move |(name, _)| name.starts_with(&prefix)).flat_map(|(_, deed)| &deed.acts)
    }
}
