//! Money that buyers got back, as the channel sees it: on our word, or because goods came back.
//!
//! The channel takes each request for a new refund, as most do, and refuses what goes beyond the price paid. A vendor
//! class that recognises a repeat looks for our reference first ([`World::refund_under`]).

use jiff::Timestamp;
use rust_decimal::{Decimal, dec};
use serde::{Deserialize, Serialize};

use super::world::World;
use crate::{
    domain::money::{Money, MoneyError, Rounding},
    vendors::{Happened, Outcome, Receipt, RefundAsk, SaleEvent},
};

/// Every order of this market has one line.
const LINE: &str = "1";

/// One refund that the channel made.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Issued {
    /// The channel's id.
    pub id: String,
    /// Our reference; `None` where the channel refunded by itself.
    pub reference: Option<String>,
    /// The line of the order.
    pub line: String,
    /// What the buyer got.
    pub amount: Money,
    /// When.
    pub at: Timestamp,
}

impl Issued {
    /// The answer to the one who asked for it.
    pub fn receipt(&self) -> Receipt {
        Receipt { id: self.id.clone(), amount: Some(self.amount), at: self.at }
    }
}

impl World {
    /// Gives a buyer money back; asked twice, it is done twice, up to the price paid.
    pub fn refund(&mut self, ask: &RefundAsk) -> Outcome {
        match self.refund_objection(ask) {
            Ok(None) => {}
            Ok(Some(why)) => return Outcome::Refused(why),
            Err(why) => return Outcome::Refused(why.to_string()),
        }
        let at = self.now();
        match self.issue(&ask.order, ask.amount, 0, Some(&ask.reference), at) {
            Ok(None) => Outcome::Refused(format!("there is no order {}", ask.order)),
            Ok(Some((issued, happened))) => {
                self.events.push(SaleEvent { cursor: self.events.len() as u64 + 1, at, what: happened });
                Outcome::Done(issued.receipt())
            }
            Err(why) => Outcome::Refused(why.to_string()),
        }
    }

    /// The refunds of an order, oldest first.
    pub fn refunds_of(&self, order: &str) -> &[Issued] {
        self.refunds.get(order).map_or(&[], Vec::as_slice)
    }

    /// The refund under our reference, if there is one.
    pub fn refund_under(&self, reference: &str) -> Option<&Issued> {
        self.refunds.values().flatten().find(|issued| issued.reference.as_deref() == Some(reference))
    }

    /// What of an order's price was not given back yet; `None` where there is no such order.
    pub fn refundable(&self, order: &str) -> Result<Option<Money>, MoneyError> {
        let Some(sale) = self.sales.get(order) else { return Ok(None) };
        self.refunds_of(order).iter().try_fold(sale.gross, |left, issued| left.minus(&issued.amount)).map(Some)
    }

    /// Writes a refund down and gives it with what the feed says about it. The caller puts it into the feed.
    pub(super) fn issue(
        &mut self,
        order: &str,
        amount: Money,
        restocked: u32,
        reference: Option<&str>,
        at: Timestamp,
    ) -> Result<Option<(Issued, Happened)>, MoneyError> {
        let Some(sale) = self.sales.get(order) else { return Ok(None) };
        let Some(channel) = self.listings.get(&sale.listing).map(|own| own.draft.channel.clone()) else {
            return Ok(None);
        };
        let fees_returned = fees_returned(&sale.referral, &amount, &sale.gross)?;
        self.owe(&channel, &fees_returned.minus(&amount)?)?;
        let number = self.refunds_of(order).len();
        let mut id =
            format!("R-{:010}", self.dice().always().below(order, &format!("refund {number}"), 10_000_000_000));
        // A channel gives no number twice.
        while self.refunds.values().flatten().any(|known| known.id == id) {
            id.push('+');
        }
        let issued = Issued { id, reference: reference.map(str::to_owned), line: LINE.into(), amount, at };
        let happened = Happened::Refunded {
            channel,
            order: order.to_owned(),
            line: LINE.into(),
            refund: Some(issued.id.clone()),
            amount,
            restocked,
            fees_returned,
        };
        self.refunds.entry(order.to_owned()).or_default().push(issued.clone());
        Ok(Some((issued, happened)))
    }

    fn refund_objection(&self, ask: &RefundAsk) -> Result<Option<String>, MoneyError> {
        let order = &ask.order;
        let (Some(sale), Some(left)) = (self.sales.get(order), self.refundable(order)?) else {
            return Ok(Some(format!("there is no order {order}")));
        };
        let channel = self.listings.get(&sale.listing).map_or("", |own| own.draft.channel.as_str());
        Ok(if channel != ask.channel {
            Some(format!("there is no order {order} on {}", ask.channel))
        } else if ask.line != LINE {
            Some(format!("order {order} has no line {}", ask.line))
        } else if ask.amount.currency() != left.currency() {
            Some(format!("order {order} was paid in {}", left.currency()))
        } else if ask.amount.to_minor(Rounding::Down)? < 1 {
            Some(format!("{} is nothing to refund", ask.amount))
        } else if left.minus(&ask.amount)?.is_negative() {
            Some(format!("{left} of order {order} is left to refund, {} was asked for", ask.amount))
        } else {
            None
        })
    }
}

/// What the channel gives back of its fees: their share of the refund, less a fifth of it, 5.00 at most, for the trouble.
fn fees_returned(referral: &Money, amount: &Money, gross: &Money) -> Result<Money, MoneyError> {
    if gross.is_zero() {
        return Ok(Money::zero(gross.currency()));
    }
    let share = amount.amount().checked_div(gross.amount()).ok_or(MoneyError::Overflow)?;
    let part = referral.times(share)?.round(Rounding::HalfUp);
    let kept = part.times(dec!(0.2))?.amount().min(Decimal::from(5));
    Ok(part.minus(&Money::new(kept, part.currency()))?.round(Rounding::HalfUp))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        domain::money::Currency,
        vendors::paper::{charge::PlainFees, tests::busy},
    };

    /// A world with a sale, and what was paid for it.
    fn sold() -> (World, String, Money) {
        let mut world = busy(7);
        world.advance(12, &PlainFees).unwrap();
        let order = world.sales.iter().find(|(order, _)| world.refunds_of(order).is_empty()).unwrap();
        let (order, gross) = (order.0.clone(), order.1.gross);
        (world, order, gross)
    }

    fn ask(world: &World, order: &str, amount: Money) -> RefundAsk {
        let channel = world.listings[&world.sales[order].listing].draft.channel.clone();
        let reference = format!("arb1-{amount}");
        RefundAsk { reference, channel, order: order.into(), line: "1".into(), amount, reason: "damaged".into() }
    }

    #[test]
    fn a_refund_is_in_the_feed_and_never_above_the_price() {
        let (mut world, order, gross) = sold();
        let (events, owed) = (world.events.len(), world.owed.values().sum::<i64>());
        let some = Money::new(dec!(1.50), gross.currency());
        let asked = ask(&world, &order, some);
        let Outcome::Done(first) = world.refund(&asked) else { panic!("refused") };
        let Outcome::Done(second) = world.refund(&asked) else { panic!("refused") };
        assert_ne!(first.id, second.id);
        assert_eq!(world.refunds_of(&order).len(), 2);
        assert_eq!(world.refund_under(&asked.reference).unwrap().receipt(), first);
        let left = world.refundable(&order).unwrap().unwrap();
        let too_much = left.plus(&Money::new(dec!(0.01), gross.currency())).unwrap();
        let asked = ask(&world, &order, too_much);
        assert!(matches!(world.refund(&asked), Outcome::Refused(_)));
        let asked = ask(&world, &order, left);
        assert!(matches!(world.refund(&asked), Outcome::Done(_)));
        let told: Vec<_> = world.events[events..]
            .iter()
            .map(|event| match &event.what {
                Happened::Refunded { amount, fees_returned, .. } => (*amount, *fees_returned),
                other => panic!("{other:?}"),
            })
            .collect();
        let sum = told.iter().map(|(amount, fees)| fees.minus(amount).unwrap().to_minor(Rounding::HalfEven).unwrap());
        assert_eq!(world.owed.values().sum::<i64>(), owed + sum.sum::<i64>());
        assert_eq!(told.len(), 3);
    }

    #[test]
    fn what_does_not_fit_the_order_is_refused_with_the_reason() {
        let (mut world, order, gross) = sold();
        let good = ask(&world, &order, gross);
        let check = |world: &mut World, ask: RefundAsk, reason: &str| match world.refund(&ask) {
            Outcome::Refused(why) => assert!(why.contains(reason), "{why}"),
            other => panic!("{other:?}"),
        };
        check(&mut world, RefundAsk { order: "S".into(), ..good.clone() }, "no order S");
        check(&mut world, RefundAsk { line: "2".into(), ..good.clone() }, "no line 2");
        check(&mut world, RefundAsk { channel: "etsy".into(), ..good.clone() }, "on etsy");
        check(&mut world, RefundAsk { amount: Money::zero(gross.currency()), ..good.clone() }, "nothing to refund");
        let euros = Money::new(gross.amount(), Currency::parse("EUR").unwrap());
        check(&mut world, RefundAsk { amount: euros, ..good }, "was paid in");
    }

    #[test]
    fn goods_that_come_back_later_bring_only_what_is_left() {
        for seed in 0..4 {
            let mut world = busy(seed);
            world.advance(10, &PlainFees).unwrap();
            for order in world.sales.keys().cloned().collect::<Vec<_>>() {
                let left = world.refundable(&order).unwrap().unwrap();
                if !left.is_zero() {
                    let asked = ask(&world, &order, left);
                    assert!(matches!(world.refund(&asked), Outcome::Done(_)));
                }
            }
            world.advance(40, &PlainFees).unwrap();
            for order in world.sales.keys() {
                assert!(!world.refundable(order).unwrap().unwrap().is_negative(), "{order}");
            }
        }
    }
}
