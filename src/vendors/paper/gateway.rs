//! Stand-in.
use anyhow::Result;

use super::{Paper, orders, ready};
use crate::{
    domain::effect::Idempotency,
    vendors::{Call, Change, Gateway, Kind, Look, Outcome, Permit, Receipt, Sealed, Terms},
};

static TERMS: std::sync::LazyLock<Terms> = std::sync::LazyLock::new(|| Terms {
    idem: Idempotency::BodyRef,
    idem_ttl: jiff::SignedDuration::from_hours(24 * 365),
    lookup: crate::domain::effect::Lookup::ByRef,
    lookup_lag_p99: jiff::SignedDuration::ZERO,
    settle: jiff::SignedDuration::ZERO,
    cancel: crate::domain::effect::Cancel::No,
    trial: false,
    price_guard: true,
    autonomy_max: crate::domain::effect::Autonomy::Auto,
    llm_may_read: true,
});

impl Gateway for Paper {
    fn name(&self) -> &'static str {
        "paper"
    }
    fn terms(&self, _: Kind) -> Option<&Terms> {
        Some(&TERMS)
    }
    fn encode(&self, change: &Change) -> Result<Vec<u8>> {
        Ok(serde_json::to_vec(change)?)
    }
    fn before<'a>(&'a self, _: &'a Change) -> Call<'a, Vec<String>> {
        ready(Ok(Vec::new()))
    }
    fn send<'a>(&'a self, sealed: &'a Sealed, permit: &'a Permit<'a>) -> Call<'a, Outcome> {
        let go = || -> Result<Outcome> {
            if let Err(why) = permit.check() {
                return Ok(Outcome::NotSent(format!("{why:#}")));
            }
            let now = self.now()?.unwrap_or(sealed.first_sent);
            let change: Change = serde_json::from_slice(&sealed.request)?;
            Ok(match change {
                Change::Order(order) => match self.change(|world| Ok(world.place(&order)?))? {
                    Outcome::Done(placed) => {
                        Outcome::Done(Receipt { id: placed.vendor_order, amount: Some(placed.charged), at: placed.at })
                    }
                    Outcome::Refused(why) => Outcome::Refused(why),
                    Outcome::NotSent(why) => Outcome::NotSent(why),
                    Outcome::Unknown { why, wait } => Outcome::Unknown { why, wait },
                },
                Change::Listing(draft) => match self.change(|world| Ok(world.publish(&draft)))? {
                    Outcome::Done(done) => Outcome::Done(Receipt { id: done.listing, amount: None, at: now }),
                    Outcome::Refused(why) => Outcome::Refused(why),
                    _ => Outcome::unknown(""),
                },
                Change::Price { listing, price } => match self.change(|world| Ok(world.set_price(&listing, &price)))? {
                    Outcome::Done(()) => Outcome::Done(Receipt { id: listing, amount: Some(price), at: now }),
                    Outcome::Refused(why) => Outcome::Refused(why),
                    _ => Outcome::unknown(""),
                },
                Change::Reply { message, body } => match self.change(|world| Ok(world.reply(&message, &body)))? {
                    Outcome::Done(()) => Outcome::Done(Receipt { id: message, amount: None, at: now }),
                    Outcome::Refused(why) => Outcome::Refused(why),
                    _ => Outcome::unknown(""),
                },
                _ => Outcome::Refused("not here".into()),
            })
        };
        ready(go())
    }
    fn look<'a>(&'a self, sealed: &'a Sealed) -> Call<'a, Look> {
        ready(self.read(|world| {
            world.orders.get(&sealed.key).and_then(orders::BuyOrder::found).map_or(Look::Absent, |placed| {
                Look::Ours(Receipt { id: placed.vendor_order, amount: Some(placed.charged), at: placed.at })
            })
        }))
    }
}
