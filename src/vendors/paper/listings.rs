//! Our listings as the channel sees them, and the orders that come in on them.

use serde::{Deserialize, Serialize};

use super::{
    draw::Dice,
    market::{Ask, Who},
};
use crate::{
    domain::money::{Money, Rounding},
    vendors::Draft,
};

/// The longest title a channel takes, in characters.
const TITLE_LIMITS: [(&str, usize); 2] = [("ebay_us", 80), ("amazon_us", 200)];

/// One of our listings.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct OwnListing {
    /// What was published last.
    pub draft: Draft,
    /// The page it is on: `channel|product key`.
    pub market: String,
    /// Units that can be bought now.
    pub available: u32,
    /// Units ever sold.
    pub sold: u32,
    /// Units that came back and are for sale again.
    pub restocked: u32,
    /// The first day on which it can be bought: goods travel to the marketplace's warehouse first.
    pub live: u32,
}

/// One line of a buyer's order.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Sale {
    /// The listing it came in on.
    pub listing: String,
    /// The buyer, as the channel names them.
    pub buyer: String,
    /// Units.
    pub quantity: u32,
    /// What the buyer paid.
    pub gross: Money,
    /// The part of the fees that is given back when the buyer is.
    pub referral: Money,
    /// Units that came back.
    pub returned: u32,
}

impl OwnListing {
    /// A new listing.
    pub fn new(draft: &Draft, market: &str, listing: &str, dice: Dice, today: u32) -> Self {
        let travel = if draft.program == "fba" { dice.always().between(listing, "travel", 2, 5) } else { 0 };
        let live = today + u32::try_from(travel).unwrap_or(0);
        Self { draft: draft.clone(), market: market.to_owned(), available: draft.quantity, sold: 0, restocked: 0, live }
    }

    /// Our offer on the page, while there is something to buy.
    pub fn ask(&self, listing: &str, today: u32) -> Option<Ask> {
        if self.available == 0 || today < self.live {
            return None;
        }
        let landed = self.draft.price.to_minor(Rounding::HalfUp).ok()?;
        Some(Ask { who: Who::Ours(listing.to_owned()), landed, fba: self.draft.program == "fba" })
    }
}

/// The id that a channel gives to a SKU: always the same one, so publishing twice is one listing.
pub fn listing_id(channel: &str, sku: &str, dice: Dice) -> String {
    format!("L{:010}", dice.always().below(&format!("{channel}|{sku}"), "listing", 10_000_000_000))
}

/// Why a channel would not take a draft.
pub fn objection(draft: &Draft) -> Option<String> {
    if draft.sku.trim().is_empty() {
        return Some("a listing needs a SKU".into());
    }
    if draft.title.trim().is_empty() {
        return Some("a listing needs a title".into());
    }
    if let Some(why) = price_objection(&draft.price) {
        return Some(why);
    }
    let (_, limit) = TITLE_LIMITS.iter().find(|(channel, _)| *channel == draft.channel)?;
    let length = draft.title.chars().count();
    (length > *limit).then(|| format!("the title has {length} characters, {} takes {limit}", draft.channel))
}

/// Why a channel would not take a price.
pub fn price_objection(price: &Money) -> Option<String> {
    let positive = price.to_minor(Rounding::Down).is_ok_and(|minor| minor > 0);
    (!positive).then(|| format!("{price} is no price"))
}
