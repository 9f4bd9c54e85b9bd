//! Orders of the Fulfillment API: what was sold, what was given back, what was cancelled.
//!
//! Certain, by eBay's contract: every line has a list of its refunds, empty where there is none; the status of a refund
//! stands in `paymentSummary` alone; taxes that eBay collects and remits are in no total unless asked for. Read so that a
//! wrong guess books nothing: an order whose payment is in a state that is not known counts as not paid, and a refund that
//! is not known to be made is not told.

use jiff::Timestamp;
use rust_decimal::Decimal;
use serde::Deserialize;

use super::{Amount, leads_on};
use crate::domain::{
    ledger::split,
    money::{Currency, Money, Rounding},
    sale::Happened,
};

/// A page of orders.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Orders {
    orders: Option<Vec<Order>>,
    next: Option<String>,
}

impl Orders {
    /// The orders, and whether there are more.
    pub fn into_parts(self) -> (Vec<Order>, bool) {
        (self.orders.unwrap_or_default(), leads_on(self.next.as_deref()))
    }
}

/// An order.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Order {
    order_id: Option<String>,
    creation_date: Option<String>,
    last_modified_date: Option<String>,
    order_payment_status: Option<String>,
    buyer: Option<Buyer>,
    cancel_status: Option<Cancel>,
    payment_summary: Option<Payments>,
    total_marketplace_fee: Option<Amount>,
    line_items: Option<Vec<Line>>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Buyer {
    username: Option<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct Cancel {
    cancel_state: Option<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Payments {
    refunds: Option<Vec<Refund>>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct Line {
    line_item_id: Option<String>,
    sku: Option<String>,
    quantity: Option<i64>,
    listing_marketplace_id: Option<String>,
    line_item_cost: Option<Amount>,
    discounted_line_item_cost: Option<Amount>,
    delivery_cost: Option<Delivery>,
    total: Option<Amount>,
    refunds: Option<Vec<Refund>>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct Delivery {
    shipping_cost: Option<Amount>,
    handling_cost: Option<Amount>,
    discount_amount: Option<Amount>,
}

/// A refund, at a line or at the whole order.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct Refund {
    amount: Option<Amount>,
    refund_date: Option<String>,
    refund_id: Option<String>,
    refund_reference_id: Option<String>,
    refund_status: Option<String>,
}

/// A refund of one line.
#[derive(Clone, Debug, PartialEq)]
pub struct Refunded {
    /// eBay's id of it.
    pub id: String,
    /// What the buyer gets.
    pub amount: Money,
    /// When.
    pub at: Timestamp,
    /// Whether it is made; false while eBay is at it.
    pub made: bool,
}

/// Whether a refund is made; `None` where it failed.
fn is_made(status: Option<&str>) -> Option<bool> {
    match status {
        Some("REFUNDED") => Some(true),
        Some("FAILED") => None,
        _ => Some(false),
    }
}

/// The id of a refund that has none.
fn moment_id(at: Timestamp) -> String {
    format!("at-{}", at.as_microsecond())
}

impl Refund {
    fn id(&self) -> Option<&str> {
        let ids = [self.refund_id.as_deref(), self.refund_reference_id.as_deref()];
        ids.into_iter().flatten().find(|id| !id.is_empty())
    }

    fn is(&self, other: &Self) -> bool {
        let same =
            |a: &Option<String>, b: &Option<String>| a.as_ref().is_some_and(|a| !a.is_empty() && b.as_ref() == Some(a));
        same(&self.refund_id, &other.refund_id)
            || same(&self.refund_reference_id, &other.refund_reference_id)
            || same(&self.refund_date, &other.refund_date)
    }

    fn moment(&self) -> Option<Timestamp> {
        self.refund_date.as_deref()?.parse().ok()
    }

    fn read(&self, currency: Currency, made: bool) -> Option<Refunded> {
        let amount = self.amount.as_ref()?.signed(currency)?;
        let at = self.moment()?;
        // One that eBay gives no id, such as its own, is told apart by its moment.
        let id = self.id().map_or_else(|| moment_id(at), str::to_owned);
        (!amount.is_zero() && !amount.is_negative()).then_some(Refunded { id, amount, at, made })
    }
}

impl Line {
    /// Item and shipping as the buyer paid them, without what eBay collects for others.
    fn gross(&self, currency: Currency) -> Option<Money> {
        if let Some(total) = &self.total {
            return total.signed(currency).filter(|total| !total.is_negative());
        }
        let cost = self.discounted_line_item_cost.as_ref().or(self.line_item_cost.as_ref())?.signed(currency)?;
        let Some(delivery) = &self.delivery_cost else { return Some(cost) };
        let part = |amount: &Option<Amount>| match amount {
            Some(amount) => amount.signed(currency),
            None => Some(Money::zero(currency)),
        };
        let (shipping, handling) = (part(&delivery.shipping_cost)?, part(&delivery.handling_cost)?);
        let off = part(&delivery.discount_amount)?;
        let gross = cost.plus(&shipping).ok()?.plus(&handling).ok()?.minus(&off).ok()?;
        (!gross.is_negative()).then_some(gross)
    }

    fn id(&self) -> Option<&str> {
        self.line_item_id.as_deref().filter(|id| !id.is_empty())
    }
}

impl Order {
    /// When it changed last.
    pub fn modified(&self) -> Option<Timestamp> {
        self.last_modified_date.as_deref()?.parse().ok()
    }

    /// Whether it shows all of its refunds, those of this line among them; an error says what is missing. By eBay's contract
    /// every line and the payments have a list of refunds, empty where there is none: without one nothing can be concluded.
    pub fn shows_refunds(&self, order: &str, line: Option<&str>, currency: Currency) -> Result<(), String> {
        if self.order_id.as_deref() != Some(order) {
            return Err(format!("eBay answers with another order than {order}"));
        }
        let lines = self.line_items.as_deref().unwrap_or_default();
        let missing = |what: &str| Err(format!("eBay shows order {order} without {what}"));
        let whole = |line: &Line| line.id().is_some() && line.refunds.is_some();
        if lines.is_empty() || !lines.iter().all(whole) {
            return missing("the refunds of its lines");
        }
        if line.is_some_and(|line| !lines.iter().any(|one| one.id() == Some(line))) {
            return missing("the line");
        }
        let Some(of_all) = self.payment_summary.as_ref().and_then(|payments| payments.refunds.as_deref()) else {
            return missing("the refunds of its payments");
        };
        let readable = |refund: &Refund| {
            let amount = refund.amount.as_ref().is_some_and(|amount| amount.signed(currency).is_some());
            amount && refund.moment().is_some()
        };
        let all = lines.iter().flat_map(|line| line.refunds.iter().flatten()).chain(of_all);
        if all.into_iter().all(readable) { Ok(()) } else { missing("the amount or the time of a refund") }
    }

    /// Every id that a refund of it goes by, those of its share of a line among them.
    pub fn refund_ids(&self) -> Vec<String> {
        let lines: Vec<&Line> = self.line_items.iter().flatten().collect();
        let of_lines = lines.iter().flat_map(|line| line.refunds.iter().flatten());
        let mut all: Vec<String> = Vec::new();
        for refund in of_lines.chain(self.summary()) {
            let named = [refund.refund_id.clone(), refund.refund_reference_id.clone()].into_iter().flatten();
            let named = named.filter(|id| !id.is_empty()).chain(refund.moment().map(moment_id));
            for id in named {
                all.extend(lines.iter().filter_map(|line| Some(format!("{id}:{}", line.id()?))));
                all.push(id);
            }
        }
        all
    }

    /// The refunds of a line, those that failed left out.
    ///
    /// Where no line names one, those of the whole order are split over its lines by what each cost, their ids by line.
    pub fn refunds_of(&self, line: &str, currency: Currency) -> Vec<Refunded> {
        let lines: Vec<&Line> = self.line_items.iter().flatten().collect();
        let Some(place) = lines.iter().position(|one| one.id() == Some(line)) else { return Vec::new() };
        let at_lines = lines.iter().any(|one| one.refunds.iter().flatten().next().is_some());
        if at_lines {
            let several = |id: &str| {
                let has = |one: &&&Line| one.refunds.iter().flatten().any(|refund| refund.id() == Some(id));
                lines.iter().filter(has).count() > 1
            };
            let own = lines[place].refunds.iter().flatten();
            let read = own.filter_map(|refund| refund.read(currency, self.made(refund)?));
            return read
                .map(|refund| match several(&refund.id) {
                    true => Refunded { id: format!("{}:{line}", refund.id), ..refund },
                    false => refund,
                })
                .collect();
        }
        let whole =
            self.summary().filter_map(|refund| refund.read(currency, is_made(refund.refund_status.as_deref())?));
        if lines.len() == 1 {
            return whole.collect();
        }
        let minor = |line: &&Line| line.gross(currency).and_then(|gross| gross.to_minor(Rounding::HalfEven).ok());
        let weights: Vec<u64> = lines.iter().map(|line| minor(line).unwrap_or(0).unsigned_abs()).collect();
        let share = |refund: Refunded| {
            let shares = split::by_weight(refund.amount.to_minor(Rounding::HalfEven).ok()?, &weights);
            let amount = Money::from_minor(*shares.get(place)?, currency);
            (!amount.is_zero()).then(|| Refunded { id: format!("{}:{line}", refund.id), amount, ..refund })
        };
        whole.filter_map(share).collect()
    }

    fn summary(&self) -> impl Iterator<Item = &Refund> {
        self.payment_summary.iter().flat_map(|summary| summary.refunds.iter().flatten())
    }

    /// Whether a refund of a line is made: as the summary says of it, and where that does not know it, once nothing of the
    /// order is pending.
    fn made(&self, refund: &Refund) -> Option<bool> {
        match self.summary().find(|other| other.is(refund)) {
            Some(known) => is_made(known.refund_status.as_deref()),
            None => Some(self.summary().all(|other| is_made(other.refund_status.as_deref()) != Some(false))),
        }
    }

    /// Whether the buyer paid, whatever came of it later. A state that is not known is none of these.
    fn is_paid(&self) -> bool {
        matches!(self.order_payment_status.as_deref(), Some("PAID" | "PARTIALLY_REFUNDED" | "FULLY_REFUNDED"))
    }

    fn cancelled(&self) -> Option<&str> {
        self.cancel_status.as_ref()?.cancel_state.as_deref()
    }

    /// What happened to it on this site, each with its time: its lines were sold, were given back.
    ///
    /// A cancelled order's goods never left, so they are for sale again. Until a cancel is decided its refunds wait: what
    /// comes back with them is not known before. `with_fees`: its own sum of fees is told, where nobody else names them.
    pub fn events(&self, channel: &str, site: &str, currency: Currency, with_fees: bool) -> Vec<(Timestamp, Happened)> {
        let created = self.creation_date.as_deref().and_then(|at| at.parse::<Timestamp>().ok());
        let (Some(order), Some(created), true) = (&self.order_id, created, self.is_paid()) else { return Vec::new() };
        let lines: Vec<&Line> = self.line_items.iter().flatten().collect();
        let grosses: Vec<Option<Money>> = lines.iter().map(|line| line.gross(currency)).collect();
        let mut told = Vec::new();
        for (line, gross) in lines.iter().zip(&grosses) {
            let here = line.listing_marketplace_id.as_deref().is_none_or(|id| id == site);
            let quantity = line.quantity.and_then(|count| u32::try_from(count).ok()).filter(|count| *count > 0);
            let (Some(id), Some(gross), Some(quantity), true) = (line.id(), *gross, quantity, here) else { continue };
            told.push((
                created,
                Happened::Sold {
                    channel: channel.to_owned(),
                    order: order.clone(),
                    line: id.to_owned(),
                    sku: line.sku.clone().unwrap_or_default(),
                    buyer: self.buyer.as_ref().and_then(|buyer| buyer.username.clone()),
                    quantity,
                    gross,
                    fees: Vec::new(),
                    postage: Money::zero(currency),
                },
            ));
            told.extend(self.given_back(channel, order, id, quantity, currency));
        }
        if with_fees {
            told.extend(self.fees(channel, order, created, &lines, &grosses, currency));
        }
        told
    }

    fn given_back(
        &self,
        channel: &str,
        order: &str,
        line: &str,
        quantity: u32,
        currency: Currency,
    ) -> Vec<(Timestamp, Happened)> {
        if self.cancelled() == Some("IN_PROGRESS") {
            return Vec::new();
        }
        let mut restocked = if self.cancelled() == Some("CANCELED") { quantity } else { 0 };
        let made = self.refunds_of(line, currency).into_iter().filter(|refund| refund.made);
        made.map(|refund| {
            let happened = Happened::Refunded {
                channel: channel.to_owned(),
                order: order.to_owned(),
                line: line.to_owned(),
                refund: Some(refund.id),
                amount: refund.amount,
                restocked: std::mem::take(&mut restocked),
                fees_returned: Money::zero(currency),
            };
            (refund.at, happened)
        })
        .collect()
    }

    /// The fees that the order names in one sum, over its lines by what each cost.
    fn fees(
        &self,
        channel: &str,
        order: &str,
        at: Timestamp,
        lines: &[&Line],
        grosses: &[Option<Money>],
        currency: Currency,
    ) -> Vec<(Timestamp, Happened)> {
        let fee = self.total_marketplace_fee.as_ref().and_then(|fee| fee.signed(currency));
        let Some(Ok(fee)) = fee.filter(|fee| fee.amount() > Decimal::ZERO).map(|fee| fee.to_minor(Rounding::HalfEven))
        else {
            return Vec::new();
        };
        let weight =
            |gross: &Option<Money>| gross.and_then(|gross| gross.to_minor(Rounding::HalfEven).ok()).unwrap_or(0);
        let weights: Vec<u64> = grosses.iter().map(|gross| weight(gross).unsigned_abs()).collect();
        let shares = split::by_weight(fee, &weights);
        let line = |(line, share): (&&Line, i64)| {
            let id = line.id().filter(|_| share != 0)?;
            let fees = vec![("fvf".to_owned(), Money::from_minor(share, currency))];
            let (channel, order, line) = (channel.to_owned(), order.to_owned(), id.to_owned());
            Some((at, Happened::FeesTaken { channel, id: format!("order:{order}:{id}"), order, line, fees }))
        };
        lines.iter().zip(shares).filter_map(line).collect()
    }
}

#[cfg(test)]
mod tests;
