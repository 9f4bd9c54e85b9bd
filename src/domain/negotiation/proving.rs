//! The proving ground of haggling: the engine against sellers fitted to people, beside buyers with a fixed discount.

use jiff::{SignedDuration, Timestamp};
use rust_decimal::Decimal;
use serde::Serialize;

use super::{Event, Evidence, Ladder, Move, Next, Ours, Terms, agreed_price, ladder::share_of, next, seller::Seller};
use crate::domain::money::{Currency, Money};

/// A listing, its seller, and what it is worth to us.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Listing {
    /// The seller.
    pub seller: Seller,
    /// The highest price at which it is a buy.
    pub reservation: i64,
}

/// Who buys.
#[derive(Clone, Debug, PartialEq)]
pub enum Buyer {
    /// The engine.
    Engine(Terms),
    /// One offer, so many percent below what is asked, and nothing else.
    Discount(u32),
}

impl Buyer {
    /// Its name in a table.
    pub fn name(&self) -> String {
        match self {
            Self::Engine(_) => "engine".to_owned(),
            Self::Discount(percent) => format!("fixed {percent} % off"),
        }
    }

    /// What comes of it: the price, where there is a deal, and the offers that were made, the highest of them.
    pub fn haggle(&self, listing: &Listing) -> Haggled {
        match self {
            Self::Engine(terms) => play(listing, terms),
            Self::Discount(percent) => {
                let share = Decimal::from(100_u32.saturating_sub(*percent)) / Decimal::ONE_HUNDRED;
                let offer = share_of(listing.seller.asked, share).clamp(1, listing.reservation);
                let price = (listing.seller.answer(offer, 1) == super::Said::Agreed).then_some(offer);
                Haggled { price, offers: 1, highest: offer }
            }
        }
    }
}

/// What came of a talk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Haggled {
    /// What it was bought for.
    pub price: Option<i64>,
    /// How many offers it took.
    pub offers: u32,
    /// The highest offer that was made or agreed to.
    pub highest: i64,
}

/// The engine against a seller, move by move.
fn play(listing: &Listing, terms: &Terms) -> Haggled {
    let money = |minor| Money::from_minor(minor, Currency::USD);
    let evidence = Evidence {
        asked: money(listing.seller.asked),
        max_cost: money(listing.reservation),
        market: None,
        days_listed: None,
        drops: 0,
    };
    let mut now = Timestamp::UNIX_EPOCH;
    let Ok(ladder) = Ladder::new(&evidence, terms, now) else { return Haggled { price: None, offers: 0, highest: 0 } };
    let mut history: Vec<Event> = Vec::new();
    let (mut made, mut highest) = (0, 0);
    // No ladder is longer than this; a talk that is would be a loop.
    for _ in 0..64 {
        let Next::Say(ours) = next(&ladder, &history, now) else { break };
        history.push(Event { at: now, what: Move::Ours(ours) });
        highest = ours.price().unwrap_or(0).max(highest);
        let Ours::Offer(offer) = ours else { break };
        made += 1;
        now = now.saturating_add(SignedDuration::from_hours(1)).unwrap_or(now);
        history.push(Event { at: now, what: Move::Seller(listing.seller.answer(offer, made)) });
    }
    Haggled { price: agreed_price(&history), offers: made, highest }
}

/// What one buyer came to.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Row {
    /// Who bought.
    pub buyer: String,
    /// Listings.
    pub listings: u64,
    /// Those that could be bought: the seller takes what it is worth to us.
    pub feasible: u64,
    /// Deals.
    pub deals: u64,
    /// Deals above the reservation price, and offers above it: never any.
    pub beyond: u64,
    /// Deals in a hundred that could be.
    pub deal_rate_pct: Decimal,
    /// Of what lies between the seller's lowest price and our highest, the share that we kept, over all that could be bought.
    pub surplus_pct: Decimal,
    /// The same over the deals that were made.
    pub surplus_of_deals_pct: Decimal,
    /// Price ÷ what was asked, over the deals.
    pub price_of_asked_pct: Decimal,
    /// Offers for a listing.
    pub offers: Decimal,
}

/// Lets a buyer haggle over all of these.
pub fn prove(buyer: &Buyer, listings: &[Listing]) -> Row {
    let mut row = Row { buyer: buyer.name(), listings: listings.len() as u64, ..Row::default() };
    let (mut surplus, mut shares, mut offers, mut zones) = (Decimal::ZERO, Decimal::ZERO, 0_u64, 0_u64);
    for listing in listings {
        let feasible = listing.seller.lowest <= listing.reservation;
        row.feasible += u64::from(feasible);
        let zone = listing.reservation - listing.seller.lowest;
        zones += u64::from(feasible && zone > 0);
        let haggled = buyer.haggle(listing);
        offers += u64::from(haggled.offers);
        row.beyond += u64::from(haggled.highest > listing.reservation);
        let Some(price) = haggled.price else { continue };
        row.deals += 1;
        row.beyond += u64::from(price > listing.reservation);
        shares += Decimal::from(price) / Decimal::from(listing.seller.asked);
        if zone > 0 {
            surplus += Decimal::from(listing.reservation - price) / Decimal::from(zone);
        }
    }
    let percent = |part: Decimal, whole: u64| {
        let whole = Decimal::from(whole);
        if whole.is_zero() { Decimal::ZERO } else { (part * Decimal::ONE_HUNDRED / whole).round_dp(1) }
    };
    row.deal_rate_pct = percent(Decimal::from(row.deals), row.feasible);
    row.surplus_pct = percent(surplus, zones);
    row.surplus_of_deals_pct = percent(surplus, row.deals);
    row.price_of_asked_pct = percent(shares, row.deals);
    row.offers = percent(Decimal::from(offers), row.listings) / Decimal::ONE_HUNDRED;
    row
}
