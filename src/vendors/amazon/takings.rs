//! What was sold, taken and paid out: orders and transactions since the last time, as facts.
//!
//! Amazon tells some things late: orders are asked for again from a few hours before the last one, money from some days before
//! it. Every fact goes by Amazon's own ids, so what is told twice is booked once.

use anyhow::{Result, anyhow};
use jiff::{SignedDuration, Timestamp, Unit};
use serde::de::DeserializeOwned;

use super::{
    Selling,
    wire::{orders, transactions},
};
use crate::{
    domain::limits::Purpose,
    net::{Ask, Request, Trouble},
    vendors::{Happened, SaleEvent},
};

/// How long an order may be told after it was changed.
const ORDERS_LATE: SignedDuration = SignedDuration::from_hours(6);
/// How long money may be told after it was posted: Amazon says 48 hours for an order's.
const MONEY_LATE: SignedDuration = SignedDuration::from_hours(4 * 24);
/// How far back the first sync goes where the settings name no date.
const FIRST: SignedDuration = SignedDuration::from_hours(7 * 24);
/// The span of orders that is asked for at once; the last one is open.
const SPAN: SignedDuration = SignedDuration::from_hours(3 * 24);
/// Amazon tells of nothing older.
const OLDEST: SignedDuration = SignedDuration::from_hours(2 * 365 * 24);
/// The longest span of transactions: beyond 180 days Amazon answers with none.
const MONEY_SPAN: SignedDuration = SignedDuration::from_hours(179 * 24);
/// The most pages of one question.
const PAGES: usize = 200;
/// What is asked of an order: no buyer and no address among it.
const INCLUDED: &str = "PROCEEDS,FULFILLMENT,CANCELLATION";

impl Selling {
    /// Everything since a microsecond, in order.
    pub(super) async fn takings(&self, after: u64) -> Result<Vec<SaleEvent>> {
        let now = Timestamp::now();
        let first = self.since.or_else(|| now.checked_sub(FIRST).ok()).unwrap_or(now);
        let last = i64::try_from(after).ok().and_then(|after| Timestamp::from_microsecond(after).ok());
        let last = last.filter(|_| after > 0).map(|last| last.min(now));
        let oldest = now.checked_sub(OLDEST).unwrap_or(Timestamp::UNIX_EPOCH);
        let from = |late: SignedDuration| {
            let begin = last.and_then(|last| last.checked_sub(late).ok()).unwrap_or(first);
            // Nothing from before the first day is ours to book.
            if last.is_some() && self.since.is_none() { begin.max(oldest) } else { begin.max(first).max(oldest) }
        };
        let money = self.money(from(MONEY_LATE), now).await?;
        let (sales, whole_until) = self.sales(from(ORDERS_LATE), now).await?;
        let mut events: Vec<SaleEvent> = Vec::new();
        for sale in sales {
            events.push(event(sale.at, sale.updated, sale.what));
        }
        for posted in money {
            events.push(event(posted.at, posted.at, posted.what));
        }
        // What lies beyond the orders that were read is told again with them; nobody has a future.
        let bound = whole_until.unwrap_or_else(|| now.checked_add(SignedDuration::from_hours(1)).unwrap_or(now));
        events.retain(|event| i64::try_from(event.cursor).is_ok_and(|cursor| cursor <= bound.as_microsecond()));
        events.sort_by_key(|event| event.cursor);
        Ok(events)
    }

    /// The sales of orders that were changed since then, and until when all of them were read where that is not now. A span
    /// that can't be read stops the ones after it, not those before.
    async fn sales(&self, from: Timestamp, now: Timestamp) -> Result<(Vec<orders::Sale>, Option<Timestamp>)> {
        let (mut found, mut from) = (Vec::new(), from);
        let mut is_first = true;
        loop {
            let to = from.checked_add(SPAN)?;
            let is_last = to >= now.checked_sub(SignedDuration::from_mins(5))?;
            match self.span(from, (!is_last).then_some(to)).await {
                Ok(sales) => found.extend(sales),
                Err(why) if is_first => return Err(why),
                Err(_) => return Ok((found, Some(from))),
            }
            if is_last {
                return Ok((found, None));
            }
            (from, is_first) = (to, false);
        }
    }

    async fn span(&self, from: Timestamp, to: Option<Timestamp>) -> Result<Vec<orders::Sale>> {
        let (from, to) = (time(from), to.map(time));
        let mut filter = vec![
            ("marketplaceIds", self.market.id),
            ("lastUpdatedAfter", from.as_str()),
            ("maxResultsPerPage", "100"),
            ("includedData", INCLUDED),
        ];
        filter.extend(to.as_deref().map(|to| ("lastUpdatedBefore", to)));
        let pages: Vec<orders::Page> = self
            .pages("orders", &["orders", "2026-01-01", "orders"], &filter, "paginationToken", orders::Page::next)
            .await?;
        let mut found = Vec::new();
        for page in pages {
            found.extend(page.sales(&self.market).map_err(|why| anyhow!("Amazon's orders can't be read: {why}"))?);
        }
        Ok(found)
    }

    /// What was posted since then. The marketplace is not named: with it Amazon leaves out what we send ourselves.
    async fn money(&self, from: Timestamp, now: Timestamp) -> Result<Vec<transactions::Posted>> {
        let (mut found, mut from) = (Vec::new(), from);
        loop {
            let to = from.checked_add(MONEY_SPAN)?;
            let (begin, end) = (time(from), time(to));
            let mut filter = vec![("postedAfter", begin.as_str())];
            if to < now {
                filter.push(("postedBefore", end.as_str()));
            }
            let path = ["finances", "2024-06-19", "transactions"];
            let pages: Vec<transactions::Page> =
                self.pages("transactions", &path, &filter, "nextToken", transactions::Page::next).await?;
            found.extend(pages.iter().flat_map(|page| page.facts(&self.market)));
            if to >= now {
                return Ok(found);
            }
            from = to;
        }
    }

    /// Every page of a question; an error rather than a part of them.
    pub(super) async fn pages<T: DeserializeOwned>(
        &self,
        what: &'static str,
        path: &[&str],
        filter: &[(&str, &str)],
        token_name: &str,
        next: fn(&T) -> Option<String>,
    ) -> Result<Vec<T>> {
        let (mut found, mut token) = (Vec::new(), None::<String>);
        for _ in 0..PAGES {
            let mut query = filter.to_vec();
            query.extend(token.as_deref().map(|token| (token_name, token)));
            let request = Request { path, query: &query, ..Request::default() };
            let ask = Ask { what, request, purpose: Purpose::Reconcile, ..Ask::default() };
            let (page, _) = self.host.json::<T>(ask).await.map_err(Trouble::failure)?;
            let following = next(&page);
            found.push(page);
            if following.is_none() {
                return Ok(found);
            }
            // A token that leads to itself would never end.
            if following == token {
                return Err(self.host.unreadable(what, "its pages lead to themselves").failure().into());
            }
            token = following;
        }
        Err(anyhow!("amazon ({what}) has more than {PAGES} pages"))
    }
}

/// A fact with its place: the moment in which Amazon told of it, and in its last digits what it is about, so that two facts of
/// one moment have two places and one fact always has the same.
fn event(at: Timestamp, told: Timestamp, what: Happened) -> SaleEvent {
    let name = match &what {
        Happened::Sold { order, line, .. } => format!("sold {order} {line}"),
        Happened::Refunded { order, line, refund, .. } => format!("refunded {order} {line} {refund:?}"),
        Happened::FeesTaken { id, .. } => format!("fees {id}"),
        Happened::Charged { charge, .. } => format!("charged {charge}"),
        Happened::PaidOut { payout, .. } => format!("paid {payout}"),
    };
    // FNV-1a, 64 bits.
    let hash = name
        .bytes()
        .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3));
    let moment = u64::try_from(told.as_microsecond()).unwrap_or(0) / 1000 * 1000;
    SaleEvent { cursor: moment + hash % 1000, at, what }
}

fn time(at: Timestamp) -> String {
    at.round(Unit::Second).unwrap_or(at).to_string()
}
