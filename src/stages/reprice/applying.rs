//! Carrying decisions out: each price within its limits, wanted in the books, and sent with as many others as its vendor takes
//! in one call.

use std::rc::Rc;

use anyhow::Result;
use jiff::Timestamp;

use super::Decided;
use crate::{
    domain::{
        effect::Kind,
        listing::{PriceChange, PriceChangeState},
        repricing::Decision,
    },
    effects::{self, PriceSet},
    store::{Budget, Listing, Store},
    vendors::{Gateway, desk::Desk},
};

/// The decisions of a run as they are carried out.
pub struct Applying<'a> {
    decided: &'a [Decided],
    desk: &'a Desk,
    budget: &'a Budget,
    now: Timestamp,
    ended: Vec<Option<PriceChange>>,
}

impl<'a> Applying<'a> {
    /// None of them is carried out yet.
    pub fn new(decided: &'a [Decided], desk: &'a Desk, budget: &'a Budget, now: Timestamp) -> Self {
        Self { decided, desk, budget, now, ended: vec![None; decided.len()] }
    }

    /// Sets a decided price, within the limits on revisions, and says how that ended; what was to be kept is kept. Others of the
    /// same vendor, that come after it, go in the same call.
    pub async fn part(&mut self, store: &mut Store, place: usize) -> Result<PriceChange> {
        if self.ended[place].is_none() {
            self.carry_out(store, place).await?;
        }
        Ok(self.ended[place].clone().unwrap_or_else(|| self.decided[place].part()))
    }

    async fn carry_out(&mut self, store: &mut Store, place: usize) -> Result<()> {
        let first = &self.decided[place];
        if !matches!(first.decision, Decision::Set { .. }) {
            return Ok(());
        }
        let seller = self.desk.seller_on(&first.listing.channel);
        let Some(gateway) = seller.and_then(|vendor| self.desk.gateway(vendor)) else {
            let why = "no vendor sets prices there".to_owned();
            self.ended[place] = Some(first.ended(PriceChangeState::Refused, Some(why)));
            return Ok(());
        };
        // What may not be sent is not wanted either.
        store.permit_check(Kind::Price)?;
        let mut wanted = Vec::new();
        // What was wanted before something failed is sent all the same.
        let mut failed = self.want(store, place, seller, (&gateway, &mut wanted)).err();
        let (places, wanted): (Vec<usize>, Vec<Listing>) = wanted.into_iter().unzip();
        let sent = effects::send_prices(store, gateway.as_ref(), &wanted, self.now).await;
        for (place, set) in places.into_iter().zip(sent) {
            match set {
                Ok(set) => self.ended[place] = Some(ended(&self.decided[place], set, gateway.as_ref())),
                Err(why) => failed = failed.or(Some(why)),
            }
        }
        failed.map_or(Ok(()), Err)
    }

    /// Wants the price of this decision and of those after it, until its vendor takes no more in one call. What a limit or a
    /// guard refuses takes no place in it.
    fn want(
        &mut self,
        store: &mut Store,
        from: usize,
        seller: Option<&str>,
        (gateway, wanted): (&Rc<dyn Gateway>, &mut Vec<(usize, Listing)>),
    ) -> Result<()> {
        for (place, one) in self.decided.iter().enumerate().skip(from) {
            let Decision::Set { price, why, .. } = &one.decision else { continue };
            if self.ended[place].is_some() || self.desk.seller_on(&one.listing.channel) != seller {
                continue;
            }
            if wanted.len() == gateway.at_once(Kind::Price).max(1) {
                break;
            }
            let listing = &one.listing;
            let refused = |why: String| Some(one.ended(PriceChangeState::Refused, Some(why)));
            if let Some(denial) = store.take_revision(listing.id, listing.version + 1, price, self.budget, self.now)? {
                self.ended[place] = refused(denial.to_string());
                continue;
            }
            match store.want_price(listing.id, listing.version, price, why, self.now) {
                Ok(Some(listing)) => wanted.push((place, listing)),
                Ok(None) => self.ended[place] = refused("another process changed it meanwhile".to_owned()),
                // The store's own guards (floor, ceiling, jump) refuse one price, not the run.
                Err(why) if is_guard(&why) => self.ended[place] = refused(format!("{why:#}")),
                Err(why) => return Err(why),
            }
        }
        Ok(())
    }
}

/// How a decision that was sent ended.
fn ended(decided: &Decided, set: PriceSet, gateway: &dyn Gateway) -> PriceChange {
    match set {
        PriceSet::Shown(_) => {
            let mut part = decided.ended(PriceChangeState::Applied, None);
            part.why.extend(gateway.remarks());
            part
        }
        PriceSet::Overtaken => {
            let why = "another process changed it meanwhile".to_owned();
            decided.ended(PriceChangeState::Refused, Some(why))
        }
        PriceSet::Refused(proof) => {
            decided.ended(PriceChangeState::Refused, Some(format!("the channel refused: {proof}")))
        }
        PriceSet::Unknown(why) => decided.ended(PriceChangeState::Unknown, Some(why)),
    }
}

fn is_guard(why: &anyhow::Error) -> bool {
    crate::ui::failure_in(why)
        .is_some_and(|failure| matches!(failure.code, "below_floor" | "above_ceiling" | "price_jump"))
}
