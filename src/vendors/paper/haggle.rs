//! How sellers take an offer: some never move, others come down by steps to a price that they keep to themselves.

use rust_decimal::Decimal;

use super::draw::Dice;
use crate::domain::{
    money::{Money, MoneyError, Rounding},
    negotiation::{Answer, Ours, Talk},
};

/// An offer to a seller.
#[derive(Clone, Debug, PartialEq)]
pub struct Bid {
    /// The source: the first half of the record's id.
    pub source: String,
    /// The source's item id: the second half.
    pub item: String,
    /// What the seller asks for one purchase unit.
    pub asked: Money,
    /// What we offer for it.
    pub price: Money,
    /// Our offers on this item so far, this one included.
    pub round: u32,
}

impl Bid {
    /// The offer in what was said, where there is one.
    pub fn of(talk: &Talk) -> Option<Self> {
        let price = talk.ours.price().filter(|_| talk.ours != Ours::Walk)?;
        Some(Self {
            source: talk.source.clone(),
            item: talk.item.clone(),
            asked: talk.asked,
            price: Money::from_minor(price, talk.asked.currency()),
            round: talk.round,
        })
    }
}

/// Per thousand sellers: the price is the price.
const FIRM: u32 = 350;
/// After so many offers a seller says its last price.
const PATIENCE: u32 = 3;

/// What the seller says. It depends on the item, the round and the prices alone, so asking again changes nothing.
pub fn answer(bid: &Bid, dice: Dice) -> Result<Answer, MoneyError> {
    let seller = format!("{}|{}", bid.source, bid.item);
    let dice = dice.always();
    if bid.price.minus(&bid.asked)?.amount() >= Decimal::ZERO {
        return Ok(Answer::Agreed { price: bid.price });
    }
    if bid.price.is_zero() || bid.price.is_negative() || dice.chance(&seller, "firm", FIRM) {
        return Ok(Answer::Declined);
    }
    let lowest = Decimal::new(dice.between(&seller, "lowest", 800, 970), 3);
    let room = bid.asked.minus(&bid.asked.times(lowest)?)?;
    let steps = Decimal::from(bid.round.min(PATIENCE)) / Decimal::from(PATIENCE);
    let wanted = bid.asked.minus(&room.times(steps)?)?.round(Rounding::Up);
    Ok(match bid.price.minus(&wanted)?.is_negative() {
        true => Answer::Counter { price: wanted },
        false => Answer::Agreed { price: bid.price },
    })
}
