//! What others ask for a card on TCGplayer, and what our store sold.

use std::time::Duration;

use anyhow::{Result, anyhow};
use jiff::{SignedDuration, Timestamp};

use super::{
    BATCH,
    selling::{NAME, Selling},
    wire::{
        orders::{Details, Item, Line, Order},
        store::{Asking, id_text},
    },
};
use crate::{
    domain::money::{Currency, Money},
    net::Trouble,
    vendors::{Call, Channel, Competition, Happened, Posted, Rival, SaleEvent},
};

/// Orders on a page.
const PAGE: usize = 100;
/// Orders whose details are asked for at once.
const DETAILS: usize = 25;
/// The most pages of orders that one question goes back.
const MOST: usize = 50;
/// How far before the last event is asked again: what was told late, or cancelled since, is told then.
const OVERLAP: SignedDuration = SignedDuration::from_hours(7 * 24);
/// How far back the first question goes.
const FIRST: SignedDuration = SignedDuration::from_hours(60 * 24);

impl Selling {
    async fn asking(&self, numbers: &[u64]) -> Result<Vec<Asking>> {
        let mut found = Vec::new();
        for chunk in numbers.chunks(BATCH) {
            let list = chunk.iter().map(u64::to_string).collect::<Vec<_>>().join(",");
            match self.api.ask::<Asking>(&["pricing", "sku", &list], &[], None, Duration::ZERO).await {
                Ok((rows, _)) => found.extend(rows.into_rows()),
                Err(why) if why.says_not_found() => {}
                Err(why) => return Err(why.failure().into()),
            }
        }
        Ok(found)
    }

    /// The lowest offer of a SKU, as one rival without a name.
    async fn competing(&self, number: u64, asking: &[Asking]) -> Result<Competition> {
        let row = asking.iter().find(|row| row.sku_id == number);
        let Some((card, landed)) = row.and_then(Asking::lowest) else { return Ok(Competition::default()) };
        // TCGplayer does not say whose it is, and against ourselves we would go down for ever.
        if self.shown(number).await?.price == Some(card) {
            return Err(anyhow!("the lowest offer of SKU {number} has our own price: it may be ours"));
        }
        let rival = Rival::of("the lowest offer", Money::new(landed, Currency::USD), false);
        Ok(Competition { rivals: vec![rival], ..Competition::default() })
    }

    async fn happened(&self, after: u64) -> Result<Vec<SaleEvent>> {
        let (store, since) = (self.key().await?, since(after));
        let mut events = Vec::new();
        for page in 0..MOST {
            let (offset, limit) = ((page * PAGE).to_string(), PAGE.to_string());
            let query = [("sort", "OrderDate Desc"), ("limit", limit.as_str()), ("offset", offset.as_str())];
            let path = ["stores", &store, "orders"];
            let (found, _) = match self.api.ask::<serde_json::Value>(&path, &query, None, Duration::ZERO).await {
                Err(why) if why.says_not_found() => return Ok(in_order(events)),
                got => got.map_err(Trouble::failure)?,
            };
            let total = found.total();
            let numbers: Vec<String> = found.into_rows().iter().filter_map(|row| id_text(Some(row))).collect();
            let orders = self.orders(&store, &numbers).await?;
            let older = orders.iter().any(|order| order.at < since);
            for order in orders.iter().filter(|order| order.at >= since) {
                self.told(&store, order, &mut events).await?;
            }
            if older || numbers.len() < PAGE || total.is_some_and(|total| ((page + 1) * PAGE) as u64 >= total) {
                return Ok(in_order(events));
            }
        }
        Err(anyhow!("TCGplayer has more than {} orders since {since}", MOST * PAGE))
    }

    async fn orders(&self, store: &str, numbers: &[String]) -> Result<Vec<Order>> {
        let mut orders = Vec::new();
        for chunk in numbers.chunks(DETAILS) {
            let list = chunk.join(",");
            let path = ["stores", store, "orders", &list];
            let (found, _) =
                self.api.ask::<Details>(&path, &[], None, Duration::ZERO).await.map_err(Trouble::failure)?;
            let read = found.into_rows().iter().map(Details::read).collect::<Result<Vec<_>, _>>();
            let read = read.map_err(|why| anyhow!(why))?;
            if let Some(missing) = chunk.iter().find(|number| !read.iter().any(|order| order.number == **number)) {
                return Err(anyhow!("TCGplayer lists order {missing} and shows no details of it"));
            }
            orders.extend(read);
        }
        Ok(orders)
    }

    async fn told(&self, store: &str, order: &Order, events: &mut Vec<SaleEvent>) -> Result<()> {
        let path = ["stores", store, "orders", &order.number, "items"];
        let (items, _) = self.api.ask::<Item>(&path, &[], None, Duration::ZERO).await.map_err(Trouble::failure)?;
        for line in order.lines(&items.into_rows()).map_err(|why| anyhow!(why))? {
            let cursor = cursor(order, &line);
            events.push(SaleEvent { cursor, at: order.at, what: sold(order, &line) });
            // One that was cancelled was sold first, so that both cancel out whenever each is told.
            events.extend(order.cancelled.then(|| SaleEvent {
                cursor: cursor + 1,
                at: order.at,
                what: undone(order, &line),
            }));
        }
        Ok(())
    }
}

fn in_order(mut events: Vec<SaleEvent>) -> Vec<SaleEvent> {
    events.sort_by_key(|event| event.cursor);
    events
}

fn sold(order: &Order, line: &Line) -> Happened {
    Happened::Sold {
        channel: NAME.into(),
        order: order.number.clone(),
        line: line.line.clone(),
        // An order knows TCGplayer's SKU alone, which is the id of our listing.
        sku: line.sku.to_string(),
        buyer: order.buyer.clone(),
        quantity: line.quantity,
        gross: line.gross,
        fees: line.fees.clone(),
        postage: Money::zero(Currency::USD),
    }
}

fn undone(order: &Order, line: &Line) -> Happened {
    let zero = Money::zero(Currency::USD);
    let fees = line.fees.iter().try_fold(zero, |sum, (_, fee)| sum.plus(fee)).unwrap_or(zero);
    Happened::Refunded {
        channel: NAME.into(),
        order: order.number.clone(),
        line: line.line.clone(),
        refund: Some(format!("{}:{}:cancelled", order.number, line.line)),
        amount: line.gross,
        restocked: line.quantity,
        fees_returned: fees,
    }
}

/// The time of the order in microseconds, with places of their own for its lines.
fn cursor(order: &Order, line: &Line) -> u64 {
    let name = order.number.bytes().chain(line.line.bytes());
    let place = name.fold(0_u64, |sum, byte| (sum.wrapping_mul(131).wrapping_add(u64::from(byte))) % 499_979);
    u64::try_from(order.at.as_second()).unwrap_or(0).saturating_mul(1_000_000).saturating_add(place * 2)
}

/// From when to ask.
fn since(after: u64) -> Timestamp {
    let last = i64::try_from(after).ok().filter(|after| *after > 0).and_then(|us| Timestamp::from_microsecond(us).ok());
    let (from, back) = last.map_or((Timestamp::now(), FIRST), |last| (last, OVERLAP));
    from.checked_sub(back).unwrap_or(Timestamp::UNIX_EPOCH)
}

impl Channel for Selling {
    fn competition<'a>(&'a self, listings: &'a [Posted]) -> Call<'a, Vec<Result<Competition, String>>> {
        Box::pin(async move {
            let numbers: Vec<Option<u64>> = listings.iter().map(|posted| posted.listing.parse().ok()).collect();
            let known: Vec<u64> = numbers.iter().flatten().copied().collect();
            let asking = self.asking(&known).await?;
            let mut pages = Vec::with_capacity(listings.len());
            for (posted, number) in listings.iter().zip(numbers) {
                pages.push(match number {
                    Some(number) => self.competing(number, &asking).await.map_err(|why| format!("{why:#}")),
                    None => Err(format!("`{}` is no SKU of TCGplayer", posted.listing)),
                });
            }
            Ok(pages)
        })
    }

    fn events<'a>(&'a self, after: u64) -> Call<'a, Vec<SaleEvent>> {
        Box::pin(self.happened(after))
    }
}
