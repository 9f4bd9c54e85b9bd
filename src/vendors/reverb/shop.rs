//! Who else sells the same on Reverb, what happened there, and what buyers write.

use std::time::Duration;

use anyhow::{Result, anyhow};
use jiff::{SignedDuration, Timestamp};

use super::{
    feed::spread,
    selling::Selling,
    wire::{Found, own::Model, talk},
};
use crate::{
    net::Trouble,
    vendors::{Call, Channel, Competition, Inbox, Message, Posted, Rival, SaleEvent},
};

/// Listings on a page.
const PAGE: &str = "50";
/// The most pages of competing listings that are read.
const MOST: u64 = 4;
/// A message this young is left for the next time: others of its second may still come.
const SETTLED: SignedDuration = SignedDuration::from_secs(10);

impl Selling {
    async fn competing(&self, posted: &Posted) -> Result<Competition> {
        let own =
            self.own(&posted.listing).await?.ok_or_else(|| anyhow!("Reverb knows no listing {}", posted.listing))?;
        let ours = own.model().map_err(|why| anyhow!("listing {}: {why}", posted.listing))?;
        if ours.shop.is_none() || ours.condition.1.is_none() {
            return Err(anyhow!("listing {} does not say whose it is, or in which condition", posted.listing));
        }
        let model = posted.product.as_deref().and_then(|product| product.strip_prefix("reverb:csp:"));
        let rivals = match model {
            Some(number) => {
                let condition = if ours.condition.1.as_deref() == Some("Brand New") { "new" } else { "used" };
                let path = ["comparison_shopping_pages", number, "listings"];
                self.listed(&path, &[("condition", condition)], &ours).await?
            }
            None => {
                let query = [("make", ours.make.as_str()), ("model", &ours.model), ("exclude_auctions", "true")];
                self.listed(&["listings", "all"], &query, &ours).await?
            }
        };
        Ok(Competition { rivals, ..Competition::default() })
    }

    async fn listed(&self, path: &[&str], narrow: &[(&str, &str)], ours: &Model) -> Result<Vec<Rival>> {
        let (mut rivals, mut page) = (Vec::new(), 1_u64);
        while page <= MOST {
            let number = page.to_string();
            let mut query = narrow.to_vec();
            query.extend([("page", number.as_str()), ("per_page", PAGE)]);
            let (found, _): (Found, Timestamp) =
                self.api.get(path, &query, Duration::ZERO).await.map_err(Trouble::failure)?;
            let next = found.next_page();
            rivals.extend(found.into_listings().iter().filter_map(|listing| listing.rival(ours)));
            match next {
                Some(next) if next > page => page = next,
                _ => break,
            }
        }
        Ok(rivals)
    }

    async fn written(&self, after: u64) -> Result<Vec<Message>> {
        let us = self.us().await?;
        let path = ["my", "conversations"];
        let talks = self.api.all::<talk::Conversations>(&path, &[]).await.map_err(Trouble::failure)?;
        let until = Timestamp::now().checked_sub(SETTLED)?;
        let mut messages = Vec::new();
        for talk in talks {
            let id = talk.id().ok_or_else(|| anyhow!("a conversation without an id"))?;
            // One in which nothing was said since is not opened; one that does not say so is.
            if talk.latest().is_some_and(|latest| spread(latest, "") / 1_000_000 < after / 1_000_000) {
                continue;
            }
            // What it is about may stand in the list or in the conversation alone.
            let whole = self.conversation(&id).await?;
            let (order, listing) = (talk.order().or(whole.order()), talk.listing().or(whole.listing()));
            for line in whole.lines().map_err(|why| anyhow!(why))? {
                let name = format!("{id}:{}", line.id);
                let cursor = spread(line.at, &name);
                if line.sender != us && cursor > after && line.at <= until {
                    let (at, buyer, body) = (line.at, line.sender, line.body);
                    let (order, listing) = (order.clone(), listing.clone());
                    messages.push(Message { cursor, id: name, at, buyer, order, listing, body, ..Message::default() });
                }
            }
        }
        messages.sort_by_key(|message| message.cursor);
        Ok(messages)
    }
}

impl Channel for Selling {
    fn competition<'a>(&'a self, listings: &'a [Posted]) -> Call<'a, Vec<Result<Competition, String>>> {
        Box::pin(async move {
            let mut pages = Vec::with_capacity(listings.len());
            for posted in listings {
                pages.push(self.competing(posted).await.map_err(|why| format!("{why:#}")));
            }
            Ok(pages)
        })
    }

    fn events<'a>(&'a self, after: u64) -> Call<'a, Vec<SaleEvent>> {
        Box::pin(self.happened(after))
    }
}

impl Inbox for Selling {
    fn messages<'a>(&'a self, after: u64) -> Call<'a, Vec<Message>> {
        Box::pin(self.written(after))
    }
}
