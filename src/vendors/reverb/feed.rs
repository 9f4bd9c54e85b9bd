//! What happened on Reverb: orders, refunds, payouts, and fees that came later.

use std::{collections::BTreeMap, time::Duration};

use anyhow::{Result, anyhow};
use jiff::{SignedDuration, Timestamp};
use rust_decimal::Decimal;

use super::{
    selling::{NAME, Selling},
    wire::{
        orders::{Order, Orders, Sale},
        payouts::{Lines, Part, Payouts},
    },
};
use crate::{
    domain::money::Money,
    net::Trouble,
    vendors::{Happened, SaleEvent},
};

/// The line of an order: on Reverb it has one.
const LINE: &str = "1";
/// How far before the last event is asked again: what was told late is told then.
const OVERLAP: SignedDuration = SignedDuration::from_hours(48);
/// How far back the first question goes.
const FIRST: SignedDuration = SignedDuration::from_hours(60 * 24);
/// How old an order may be that a payout is held against.
const ORDER_AGE: Duration = Duration::from_secs(3600);

impl Selling {
    /// Everything since a cursor, which is a time in microseconds; what was told before may come again.
    pub(super) async fn happened(&self, after: u64) -> Result<Vec<SaleEvent>> {
        let since = since(after).to_string();
        let mut events = Vec::new();
        let path = ["my", "orders", "selling", "all"];
        let orders =
            self.api.all::<Orders>(&path, &[("updated_start_date", &since)]).await.map_err(Trouble::failure)?;
        let mut sales: BTreeMap<String, Option<Sale>> = BTreeMap::new();
        for order in &orders {
            let sale = order.sale().map_err(|why| anyhow!(why))?;
            if let Some(sale) = &sale {
                let at = order.updated().unwrap_or(sale.at);
                events.push(SaleEvent { cursor: spread(at, &sale.order), at: sale.at, what: sold(sale) });
            }
            sales.extend(order.number().map(|number| (number, sale)));
        }
        for request in self.granted(("updated_start_date", &since)).await? {
            let Some(refund) = request.refunded().map_err(|why| anyhow!(why))? else { continue };
            let order = refund.order.ok_or_else(|| anyhow!("refund {} names no order", refund.id))?;
            let what = Happened::Refunded {
                channel: NAME.into(),
                order,
                line: LINE.into(),
                refund: Some(refund.id.clone()),
                amount: refund.amount,
                restocked: 0,
                fees_returned: Money::zero(refund.amount.currency()),
            };
            events.push(SaleEvent { cursor: spread(refund.created, &refund.id), at: refund.updated, what });
        }
        self.paid_out(&since, &mut sales, &mut events).await?;
        events.sort_by_key(|event| event.cursor);
        Ok(events)
    }

    async fn paid_out(
        &self,
        since: &str,
        sales: &mut BTreeMap<String, Option<Sale>>,
        events: &mut Vec<SaleEvent>,
    ) -> Result<()> {
        let query = [("created_start_date", since)];
        for payout in self.api.all::<Payouts>(&["my", "payouts"], &query).await.map_err(Trouble::failure)? {
            let (id, amount, at) = payout.read().map_err(|why| anyhow!(why))?;
            let path = ["my", "payouts", &id, "line_items"];
            let lines = self.api.all::<Lines>(&path, &[]).await.map_err(Trouble::failure)?;
            for (place, line) in lines.iter().enumerate() {
                let what = match line.part() {
                    None => None,
                    Some(Part::Other(own, code, total)) => {
                        let charge = format!("{id}:{}", own.unwrap_or_else(|| format!("line {}", place + 1)));
                        Some(Happened::Charged { channel: NAME.into(), charge, code, amount: total.negated() })
                    }
                    Some(Part::Order(order, total)) => self.difference(&id, &order, &total, sales).await?,
                };
                let name = format!("{id}:{place}");
                events.extend(what.map(|what| SaleEvent { cursor: spread(at, &name), at, what }));
            }
            let what = Happened::PaidOut { payout: id.clone(), channel: NAME.into(), amount };
            events.push(SaleEvent { cursor: spread(at, &id), at, what });
        }
        Ok(())
    }

    /// What a payout says that the order did not: a fee more, or less.
    async fn difference(
        &self,
        payout: &str,
        order: &str,
        total: &Money,
        sales: &mut BTreeMap<String, Option<Sale>>,
    ) -> Result<Option<Happened>> {
        if !sales.contains_key(order) {
            let path = ["my", "orders", "selling", order];
            let (found, _): (Order, _) = self.api.get(&path, &[], ORDER_AGE).await.map_err(Trouble::failure)?;
            sales.insert(order.to_owned(), found.sale().map_err(|why| anyhow!(why))?);
        }
        let Some(sale) = sales.get(order).and_then(Option::as_ref) else { return Ok(None) };
        let missing = sale.net().and_then(|net| net.minus(total).ok()).filter(|missing| !missing.is_zero());
        // More than a quarter of the price is no fee: it was paid in parts, or is about something else.
        let is_fee = |missing: &Money| missing.amount().abs() * Decimal::from(4) <= sale.gross.amount();
        Ok(missing.filter(is_fee).map(|missing| Happened::FeesTaken {
            channel: NAME.into(),
            order: order.to_owned(),
            line: LINE.into(),
            id: format!("{payout}:{order}"),
            fees: vec![("payout_difference".into(), missing)],
        }))
    }
}

fn sold(sale: &Sale) -> Happened {
    Happened::Sold {
        channel: NAME.into(),
        order: sale.order.clone(),
        line: LINE.into(),
        sku: sale.sku.clone(),
        buyer: sale.buyer.clone(),
        quantity: sale.quantity,
        gross: sale.gross,
        fees: sale.fees.clone(),
        postage: Money::zero(sale.gross.currency()),
    }
}

/// From when to ask.
fn since(after: u64) -> Timestamp {
    let last = i64::try_from(after).ok().filter(|after| *after > 0).and_then(|us| Timestamp::from_microsecond(us).ok());
    let (from, back) = last.map_or((Timestamp::now(), FIRST), |last| (last, OVERLAP));
    from.checked_sub(back).unwrap_or(Timestamp::UNIX_EPOCH)
}

/// The cursor of something: its second, and within it a place of its own. Reverb's times are whole seconds, and two things of
/// one second are told apart by their cursors.
pub(super) fn spread(at: Timestamp, name: &str) -> u64 {
    // FNV-1a: the same place in every release.
    let fold = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    let place = name.bytes().fold(0xcbf2_9ce4_8422_2325, fold) % 1_000_000;
    let second = u64::try_from(at.as_second()).unwrap_or(0);
    second.saturating_mul(1_000_000).saturating_add(place)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn things_of_one_second_have_places_of_their_own_and_keep_them() {
        let at: Timestamp = "2026-06-01T12:00:00Z".parse().unwrap();
        let second = at.as_second() as u64 * 1_000_000;
        let (one, other) = (spread(at, "R-1"), spread(at, "R-2"));
        assert!(
            one != other
                && (second..second + 1_000_000).contains(&one)
                && (second..second + 1_000_000).contains(&other)
        );
        assert_eq!(spread(at, "R-1"), one);
        assert_eq!(spread(Timestamp::MIN, "x"), spread(Timestamp::MIN, "x"));
    }

    #[test]
    fn what_was_told_late_is_asked_for_again() {
        let at: Timestamp = "2026-06-03T12:00:00Z".parse().unwrap();
        assert_eq!(since(at.as_microsecond() as u64).to_string(), "2026-06-01T12:00:00Z");
        assert!(since(0) < Timestamp::now() && since(u64::MAX) < Timestamp::now());
    }
}
