//! What we order from suppliers: it is filled, refused, late or lost.

use jiff::Timestamp;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::draw::Dice;
use crate::{
    domain::money::{Money, MoneyError, Rounding},
    vendors::{Order, OrderStatus, Outcome, Placed},
};

/// Per thousand orders: nothing left at the supplier.
const OUT_OF_STOCK: u32 = 40;
/// Per thousand orders: the price has gone up since the offer was seen.
const DEARER: u32 = 60;
/// Per thousand orders: accepted, and never sent.
const NEVER_COMES: u32 = 40;

/// One order as the supplier sees it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct BuyOrder {
    /// What was asked.
    pub order: Order,
    /// The supplier's number; empty where it was refused.
    pub vendor_order: String,
    /// What was charged.
    pub charged: Money,
    /// When.
    pub at: Timestamp,
    /// What becomes of it.
    pub fate: Fate,
}

/// What becomes of an order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "fate", rename_all = "snake_case")]
pub enum Fate {
    /// It was not accepted.
    Refused {
        /// The proof.
        why: String,
    },
    /// It is sent on one day of the world and arrives on another.
    Comes {
        /// The day it is sent.
        sent: u32,
        /// The day it arrives.
        arrives: u32,
    },
    /// It is cancelled and refunded on that day.
    Lost {
        /// The day.
        cancelled: u32,
    },
    /// We cancelled it on that day, and the money came back.
    Cancelled {
        /// The day.
        on: u32,
    },
}

impl BuyOrder {
    /// Decides about an order. `asked` is what the supplier asks today where the world knows it.
    pub fn decide(
        order: &Order,
        asked: Option<Money>,
        dice: Dice,
        today: u32,
        at: Timestamp,
    ) -> Result<Self, MoneyError> {
        let dice = dice.always();
        let who = order.reference.as_str();
        let charged = match asked {
            Some(asked) => asked,
            None if dice.chance(who, "dearer", DEARER) => {
                let percent = Decimal::from(100 + dice.between(who, "by", 1, 12));
                order.expected.times(percent / Decimal::ONE_HUNDRED)?.round(Rounding::HalfUp)
            }
            None => order.expected,
        };
        let fate = if order.quantity == 0 || charged.is_zero() || charged.is_negative() {
            Fate::Refused { why: "there is nothing to order".into() }
        } else if dice.chance(who, "out of stock", OUT_OF_STOCK) {
            Fate::Refused { why: "out of stock".into() }
        } else if charged.minus(&order.cap).map_or(true, |over| !over.is_zero() && !over.is_negative()) {
            Fate::Refused { why: format!("it costs {charged} now, the most allowed is {}", order.cap) }
        } else if dice.chance(who, "never comes", NEVER_COMES) {
            Fate::Lost { cancelled: today + days(dice.between(who, "cancelled", 9, 15)) }
        } else {
            let arrives = dice.between(who, "arrives", 2, 9);
            Fate::Comes {
                sent: today + days(dice.between(who, "sent", 1, arrives - 1)),
                arrives: today + days(arrives),
            }
        };
        let vendor_order = match fate {
            Fate::Refused { .. } => String::new(),
            _ => format!("B-{:08}", dice.below(who, "number", 100_000_000)),
        };
        Ok(Self { order: order.clone(), vendor_order, charged, at, fate })
    }

    /// The answer to the one who placed it.
    pub fn answer(&self) -> Outcome<Placed> {
        match &self.fate {
            Fate::Refused { why } => Outcome::Refused(why.clone()),
            _ => Outcome::Done(self.placed()),
        }
    }

    /// The order as the supplier shows it; `None` where it was refused.
    pub fn found(&self) -> Option<Placed> {
        (!matches!(self.fate, Fate::Refused { .. })).then(|| self.placed())
    }

    /// Where it stands on a day; `None` where it was refused.
    pub fn status(&self, today: u32) -> Option<OrderStatus> {
        Some(match self.fate {
            Fate::Refused { .. } => return None,
            Fate::Comes { arrives, .. } if today >= arrives => OrderStatus::Received,
            Fate::Comes { sent, .. } if today >= sent => OrderStatus::Shipped,
            Fate::Lost { cancelled } if today >= cancelled => OrderStatus::Cancelled,
            Fate::Cancelled { .. } => OrderStatus::Cancelled,
            Fate::Comes { .. } | Fate::Lost { .. } => OrderStatus::Placed,
        })
    }

    /// Takes the order back, while it has not been sent; an order that is cancelled stays cancelled. The error is why not.
    pub fn cancel(&mut self, today: u32) -> Result<(), String> {
        match self.status(today) {
            Some(OrderStatus::Cancelled) => Ok(()),
            Some(OrderStatus::Placed) => {
                self.fate = Fate::Cancelled { on: today };
                Ok(())
            }
            Some(OrderStatus::Shipped | OrderStatus::Received) => {
                Err(format!("order {} has been sent", self.vendor_order))
            }
            None => Err("it was never accepted".to_owned()),
        }
    }

    /// The day on which its fate is known, where it was accepted: it arrives, or it is cancelled.
    pub fn settles(&self) -> Option<u32> {
        match self.fate {
            Fate::Refused { .. } => None,
            Fate::Comes { arrives: day, .. } | Fate::Lost { cancelled: day } | Fate::Cancelled { on: day } => Some(day),
        }
    }

    fn placed(&self) -> Placed {
        Placed { vendor_order: self.vendor_order.clone(), charged: self.charged, at: self.at }
    }
}

fn days(count: i64) -> u32 {
    u32::try_from(count).unwrap_or(1)
}
