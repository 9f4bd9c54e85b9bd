//! What was sold and what became of the money: orders by the time they last changed, transactions, payouts.
//!
//! A sale is told without fees: they come from the account's own bookkeeping, each once, whenever it has them. Where that
//! can't be asked (Europe, without a key to sign with), an order's own sum of fees is told, and payouts are not known.

use anyhow::{Context as _, Result, bail};
use jiff::{SignedDuration, Timestamp};
use serde::de::DeserializeOwned;

use super::{
    Selling,
    wire::{
        money::{Payouts, Transactions},
        order::Orders,
    },
};
use crate::{
    net::{Host, Trouble},
    vendors::{Call, Channel, Competition, Happened, Posted, SaleEvent},
};

/// Rows on a page.
const PAGE: usize = 200;
/// The most pages of one list.
const PAGES: usize = 100;
/// How long before the cursor orders are asked for again: some are shown late.
const ORDERS_AGAIN: SignedDuration = SignedDuration::from_hours(24);
/// The same of money: it is booked after the sale, and a payout after it was begun.
const MONEY_AGAIN: SignedDuration = SignedDuration::from_hours(14 * 24);

/// A time before a cursor, and none where nothing was read yet.
pub(super) fn before(cursor: u64, by: SignedDuration) -> Result<Option<Timestamp>> {
    if cursor == 0 {
        return Ok(None);
    }
    let at = Timestamp::from_microsecond(i64::try_from(cursor)?).context("the cursor is no time")?;
    Ok(Some(at.checked_sub(by)?))
}

/// `name:[2026-06-01T12:00:00.000Z..]`.
fn since(name: &str, at: Option<Timestamp>) -> Option<String> {
    at.map(|at| format!("{name}:[{at:.3}..]"))
}

impl Selling {
    /// All rows of a list, page by page; an error rather than a part of them.
    async fn rows<T: DeserializeOwned + Default, R>(
        &self,
        host: &Host,
        what: &'static str,
        path: &[&str],
        filter: Option<&str>,
        parts: fn(T) -> (Vec<R>, bool),
    ) -> Result<Vec<R>> {
        let mut all = Vec::new();
        for page in 0..PAGES {
            let (offset, limit) = ((page * PAGE).to_string(), PAGE.to_string());
            let mut query = vec![("limit", limit.as_str()), ("offset", offset.as_str())];
            query.extend(filter.map(|filter| ("filter", filter)));
            let found: Option<T> = self.ask(host, what, path, &query).await.map_err(Trouble::failure)?;
            let (rows, more) = parts(found.unwrap_or_default());
            let none = rows.is_empty();
            all.extend(rows);
            if !more || none {
                return Ok(all);
            }
        }
        bail!("eBay has more than {} rows of {what}: run it more often", PAGE * PAGES)
    }

    async fn orders(&self, after: u64) -> Result<Vec<SaleEvent>> {
        let filter = since("lastmodifieddate", before(after, ORDERS_AGAIN)?);
        let path = ["sell", "fulfillment", "v1", "order"];
        let orders = self.rows(&self.host, "fulfillment", &path, filter.as_deref(), Orders::into_parts).await?;
        let site = &self.site;
        let mut told = Vec::new();
        for order in orders {
            let events = order.events(site.channel, site.name, site.currency, !self.moneyed());
            let changed = order.modified();
            told.extend(events.into_iter().map(|(at, what)| event(changed.unwrap_or(at), at, what)));
        }
        Ok(told)
    }

    async fn money(&self, after: u64) -> Result<Vec<SaleEvent>> {
        let from = before(after, MONEY_AGAIN)?;
        let (channel, currency) = (self.site.channel, self.site.currency);
        let path = ["sell", "finances", "v1", "transaction"];
        let filter = since("transactionDate", from);
        let transactions =
            self.rows(&self.money, "finances", &path, filter.as_deref(), Transactions::into_parts).await?;
        let mut told = Vec::new();
        for transaction in transactions {
            let Some(at) = transaction.at() else { continue };
            told.extend(transaction.events(channel, currency).into_iter().map(|what| event(at, at, what)));
        }
        let path = ["sell", "finances", "v1", "payout"];
        let filter = since("payoutDate", from);
        let payouts = self.rows(&self.money, "finances", &path, filter.as_deref(), Payouts::into_parts).await?;
        let made = payouts.iter().filter_map(|payout| payout.event(channel, currency));
        told.extend(made.map(|(at, what)| event(at, at, what)));
        Ok(told)
    }
}

fn event(changed: Timestamp, at: Timestamp, what: Happened) -> SaleEvent {
    SaleEvent { cursor: u64::try_from(changed.as_microsecond()).unwrap_or(0), at, what }
}

impl Channel for Selling {
    fn competition<'a>(&'a self, listings: &'a [Posted]) -> Call<'a, Vec<Result<Competition, String>>> {
        Box::pin(async move {
            let mut all = Vec::with_capacity(listings.len());
            for posted in listings {
                all.push(self.rivals(posted).await);
            }
            Ok(all)
        })
    }

    fn events<'a>(&'a self, after: u64) -> Call<'a, Vec<SaleEvent>> {
        Box::pin(async move {
            let mut told = self.orders(after).await?;
            if self.moneyed() {
                told.extend(self.money(after).await?);
            }
            told.sort_by_key(|event| event.cursor);
            Ok(told)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_asked_for_again_begins_before_the_cursor() {
        let at: Timestamp = "2026-06-02T12:00:00.123456Z".parse().unwrap();
        let cursor = u64::try_from(at.as_microsecond()).unwrap();
        let from = before(cursor, ORDERS_AGAIN).unwrap();
        assert_eq!(since("lastmodifieddate", from).as_deref(), Some("lastmodifieddate:[2026-06-01T12:00:00.123Z..]"));
        assert_eq!(before(0, MONEY_AGAIN).unwrap(), None);
        assert!(before(u64::MAX, MONEY_AGAIN).is_err());
    }
}
