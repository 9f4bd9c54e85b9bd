//! A vendor made of two answers, and effects begun and ended by hand.

use std::cell::Cell;

use anyhow::Result;
use arb::{
    domain::{
        effect::{Autonomy, Cancel, Idempotency, Lookup},
        order::Order,
    },
    store::{Effect, End, NewEffect, Store},
    vendors::{Call, Change, Gateway, Kind, Look, Outcome, Permit, Receipt, Sealed, Terms},
};
use jiff::{SignedDuration, Timestamp};

type Answer<T> = Box<dyn Fn(&Sealed) -> Result<T>>;

/// A vendor that answers as it is told.
pub struct Shop {
    /// What it promises.
    pub terms: Terms,
    /// How often it was sent something.
    pub sent: Cell<u32>,
    send: Answer<Outcome>,
    look: Answer<Look>,
}

impl Shop {
    /// A vendor that recognises no repeat, shows orders by our reference, and settles within 15 minutes.
    pub fn new(
        send: impl Fn(&Sealed) -> Result<Outcome> + 'static,
        look: impl Fn(&Sealed) -> Result<Look> + 'static,
    ) -> Self {
        Self { terms: terms(Idempotency::None), sent: Cell::new(0), send: Box::new(send), look: Box::new(look) }
    }

    /// The same, and it recognises a repeat.
    pub fn idempotent(mut self) -> Self {
        self.terms = terms(Idempotency::BodyRef);
        self
    }
}

/// The promises of a vendor that can be looked up by our reference.
pub fn terms(idem: Idempotency) -> Terms {
    Terms {
        idem,
        idem_ttl: if idem == Idempotency::None { SignedDuration::ZERO } else { SignedDuration::from_hours(720) },
        lookup: Lookup::ByRef,
        lookup_lag_p99: SignedDuration::ZERO,
        settle: SignedDuration::from_mins(15),
        cancel: Cancel::No,
        trial: false,
        price_guard: false,
        autonomy_max: Autonomy::Auto,
        llm_may_read: false,
    }
}

impl Gateway for Shop {
    fn name(&self) -> &'static str {
        "paper"
    }

    fn terms(&self, _: Kind) -> Option<&Terms> {
        Some(&self.terms)
    }

    fn encode(&self, change: &Change) -> Result<Vec<u8>> {
        Ok(serde_json::to_vec(change)?)
    }

    fn before<'a>(&'a self, _: &'a Change) -> Call<'a, Vec<String>> {
        Box::pin(std::future::ready(Ok(Vec::new())))
    }

    fn send<'a>(&'a self, sealed: &'a Sealed, permit: &'a Permit<'a>) -> Call<'a, Outcome> {
        if let Err(why) = permit.check() {
            return Box::pin(std::future::ready(Ok(Outcome::NotSent(format!("{why:#}")))));
        }
        self.sent.set(self.sent.get() + 1);
        Box::pin(std::future::ready((self.send)(sealed)))
    }

    fn look<'a>(&'a self, sealed: &'a Sealed) -> Call<'a, Look> {
        Box::pin(std::future::ready((self.look)(sealed)))
    }
}

/// The intent of a purchase, written down and not sent; whoever wrote it is dead.
pub fn begin(store: &mut Store, kind: Kind, subject: i64, now: Timestamp) -> Effect {
    let (key, request) = match kind {
        Kind::Purchase => {
            let purchase = store.purchase(subject).expect("a purchase");
            let order = Change::Order(Order {
                reference: purchase.reference.clone(),
                source: purchase.source,
                item: purchase.item,
                product: purchase.product,
                quantity: purchase.quantity,
                expected: purchase.est,
                cap: purchase.cap,
            });
            (purchase.reference, serde_json::to_vec(&order).expect("an order serializes"))
        }
        _ => (format!("{kind}:{subject}"), b"{}".to_vec()),
    };
    let vendor = "paper".into();
    let new = NewEffect { kind, subject, version: None, vendor, key, request, pre_image: Vec::new() };
    store.begin_effect(&new, now).expect("an intent").0
}

/// The vendor took the order.
pub fn placed(
    store: &mut Store,
    effect: &Effect,
    order: &str,
    charged: arb::domain::money::Money,
    now: Timestamp,
) -> Effect {
    let receipt = Receipt { id: order.into(), amount: Some(charged), at: now };
    store.finish_effect(effect, &End::Done(receipt), now).expect("an order")
}
