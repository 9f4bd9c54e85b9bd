//! Reprice: live listings against their competition; suggestions, or prices set through `effects`.
//!
//! All decisions are made before any is carried out: a run that would move too much, or is told what can't be, is stopped whole.

mod applying;
mod looking;
mod rule;

use anyhow::Result;
use jiff::Timestamp;
use rust_decimal::Decimal;

pub use applying::Applying;
pub use looking::{Place, decided, judge, landed_of, look, map_of};
pub use rule::rule;

use crate::{
    config,
    domain::{
        listing::{PriceChange, PriceChangeState},
        money::Money,
        repricing::{Decision, Feed, Note, Step, Strategy, Tolerance, Watch},
    },
    effects,
    store::{Listing, Store},
    vendors::desk::Desk,
};

/// A decision about one live listing.
#[derive(Clone, Debug)]
pub struct Decided {
    /// The listing as it stood.
    pub listing: Listing,
    /// The strategy.
    pub strategy: Strategy,
    /// The buy box, as seen.
    pub buy_box: Option<Money>,
    /// The lowest price that others ask, as seen; `None` where nobody does, or nothing was seen.
    pub lowest: Option<Money>,
    /// What one unit cost us; `None` where that is not known.
    pub cost: Option<Money>,
    /// What the analysis took a unit to cost; `None` where there was none.
    pub known: Option<Money>,
    /// What to do.
    pub decision: Decision,
    /// How it came about.
    pub notes: Vec<Note>,
}

impl Decided {
    /// The price it asks for; `None` to leave it.
    pub fn price(&self) -> Option<Money> {
        match &self.decision {
            Decision::Set { price, .. } => Some(*price),
            Decision::Keep { .. } | Decision::Refuse { .. } => None,
        }
    }

    /// The decision in the shape of the record: a suggestion, kept, or refused.
    pub fn part(&self) -> PriceChange {
        let (state, to, why) = match &self.decision {
            Decision::Set { price, why, .. } => (PriceChangeState::Suggested, *price, why),
            Decision::Keep { why } => (PriceChangeState::Kept, self.listing.price, why),
            Decision::Refuse { why, .. } => (PriceChangeState::Refused, self.listing.price, why),
        };
        PriceChange {
            state,
            sku: self.listing.sku.clone(),
            channel: self.listing.channel.clone(),
            from: self.listing.price,
            to,
            floor: Some(self.listing.floor),
            ceiling: Some(self.listing.ceiling),
            buy_box: self.buy_box,
            strategy: self.strategy.name().to_owned(),
            why: vec![why.clone()],
        }
    }

    /// What it was told, for the guard of the whole run.
    pub fn feed(&self) -> Feed {
        let listing = &self.listing;
        Feed {
            price: listing.price.amount(),
            currency: listing.price.currency(),
            lowest: self.lowest.map(|price| (price.amount(), price.currency())),
            floor: (listing.floor.amount() > Decimal::ZERO).then_some(listing.floor.amount()),
            cost: self.cost.map(|cost| (cost.amount(), cost.currency())),
            known: self.known.map(|cost| (cost.amount(), cost.currency())),
        }
    }

    /// The change it asks for, for the guard of the whole run.
    pub fn step(&self) -> Option<Step> {
        let Decision::Set { aim, .. } = &self.decision else { return None };
        Some(Step { old: self.listing.price.amount(), new: aim.amount(), floor: self.listing.floor.amount() })
    }

    /// The same, changed by what came after the decision.
    fn ended(&self, state: PriceChangeState, why: Option<String>) -> PriceChange {
        let mut part = self.part();
        part.state = state;
        if state == PriceChangeState::Refused {
            part.to = part.from;
        }
        part.why.extend(why);
        part
    }
}

/// Why none of these decisions may be carried out: too many prices would move too far.
pub fn stop(decided: &[Decided], settings: &config::Reprice) -> Option<String> {
    let mut watch = Watch::default();
    decided.iter().for_each(|one| watch.see(&one.feed(), one.step().as_ref()));
    watch.stop(&tolerance(settings))
}

/// How much of a run may be odd, by the settings.
pub fn tolerance(settings: &config::Reprice) -> Tolerance {
    Tolerance {
        odd_pct: settings.batch_odd_pct,
        large_pct: settings.batch_stop_pct,
        floor_pct: settings.batch_floor_pct,
    }
}

/// A decision that the stop of the whole run took back.
pub fn stopped(decided: &Decided, why: &str) -> PriceChange {
    match decided.price() {
        Some(_) => decided.ended(PriceChangeState::Refused, Some(format!("the whole run is stopped: {why}"))),
        None => decided.part(),
    }
}

/// Sends again what an earlier run wanted and nobody knows the fate of.
pub async fn catch_up(store: &mut Store, desk: &Desk, now: Timestamp) -> Result<usize> {
    let (gateway, seller) = (|vendor: &str| desk.gateway(vendor), |channel: &str| desk.seller_on(channel));
    Ok(effects::resend_prices(store, &gateway, &seller, now).await?.len())
}

#[cfg(test)]
mod tests {
    use rust_decimal::dec;

    use super::*;
    use crate::{
        domain::{money::Currency, repricing::Rule},
        vendors::{Competition, Rival},
    };

    fn usd(amount: Decimal) -> Money {
        Money::new(amount, Currency::USD)
    }

    fn listing(price: Decimal, floor: Decimal, ceiling: Decimal) -> Listing {
        let at: Timestamp = "2026-06-01T00:00:00Z".parse().unwrap();
        Listing {
            id: 1,
            channel: "amazon_us".into(),
            sku: "A".into(),
            state: "live".into(),
            record_id: None,
            product: None,
            ext_id: Some("L1".into()),
            quantity: 2,
            price: usd(price),
            wanted: usd(price),
            floor: usd(floor),
            ceiling: usd(ceiling),
            condition: "new".into(),
            title: "A".into(),
            description: String::new(),
            version: 1,
            acked_version: 1,
            reason: None,
            created_at: at,
            live_at: Some(at),
        }
    }

    fn decide_on(strategy: Strategy, listing: &Listing, rival: Decimal) -> Decided {
        let rule = Rule::of(strategy);
        let page = Competition {
            rivals: vec![Rival::of("R", usd(rival), true)],
            buy_box: Some(usd(rival)),
            ..Competition::default()
        };
        let now: Timestamp = "2026-06-20T00:00:00Z".parse().unwrap();
        decided(listing, &rule, &config::Reprice::default(), &page, &Place::default(), now)
    }

    #[test]
    fn no_strategy_leaves_the_bounds() {
        for strategy in Strategy::ALL.iter().copied() {
            for cents in (500..6000).step_by(37) {
                let listing = listing(dec!(20), dec!(17.55), dec!(24.10));
                let part = decide_on(strategy, &listing, Decimal::new(cents, 2)).part();
                assert!(
                    part.to.amount() >= dec!(17.55) && part.to.amount() <= dec!(24.10),
                    "{strategy:?} {cents}: {part:?}"
                );
            }
        }
    }

    #[test]
    fn without_a_floor_nothing_is_repriced() {
        let listing = listing(dec!(20), Decimal::ZERO, dec!(24));
        let decided = decide_on(Strategy::MatchBuyBox, &listing, dec!(18));
        assert_eq!(decided.part().state, PriceChangeState::Refused);
        assert_eq!(decided.part().to, usd(dec!(20)));
    }

    #[test]
    fn a_feed_gone_wrong_stops_the_whole_run() {
        let far = decide_on(Strategy::MatchBuyBox, &listing(dec!(20), dec!(5), dec!(40)), dec!(30));
        let near = decide_on(Strategy::MatchBuyBox, &listing(dec!(20), dec!(5), dec!(40)), dec!(19.50));
        let settings = config::Reprice::default();
        assert!(stop(&[near.clone(), near.clone()], &settings).is_none());
        let why = stop(&[far.clone(), far.clone(), near], &settings).unwrap();
        assert!(why.contains("2 of 3"), "{why}");
        assert_eq!(stopped(&far, &why).state, PriceChangeState::Refused);
    }
}
