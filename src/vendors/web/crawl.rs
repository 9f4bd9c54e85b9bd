//! From page to page: breadth first, within the bounds of the settings; what is broken is named and the rest goes on.

use std::collections::{BTreeSet, VecDeque};

use anyhow::Result;
use url::{Position, Url};

use super::{Web, wire};
use crate::{
    domain::{
        offer::Offer,
        page::{self, About},
    },
    error,
    net::{Astray, Fetched},
    vendors::{Page, Pages},
};

/// The most sitemaps of a run.
const SITEMAPS: usize = 50;
/// The most addresses that wait.
const WAITING: usize = 100_000;

/// What is still to be read, and what was seen.
#[derive(Default)]
struct Ways {
    waiting: VecDeque<(Url, u32)>,
    seen: BTreeSet<String>,
}

impl Ways {
    fn add(&mut self, url: Url, depth: u32) {
        if self.waiting.len() < WAITING && self.seen.insert(url.to_string()) {
            self.waiting.push_back((url, depth));
        }
    }
}

impl Web {
    /// Reads the shop; `keys` are the products that are wanted, all where there are none.
    pub(super) async fn crawl(&self, keys: &BTreeSet<String>, pages: &Pages) -> Result<()> {
        let mut ways = Ways::default();
        for start in &self.starts {
            let mut start = start.clone();
            start.set_fragment(None);
            ways.add(start, 0);
        }
        let mut left_out = self.sitemaps(&mut ways, pages).await?;
        let mut read = 0;
        while let Some((url, depth)) = ways.waiting.pop_front() {
            if read >= self.max_pages {
                pages.missed();
                break;
            }
            read += 1;
            let mut sent = Page { left_out: std::mem::take(&mut left_out), ..Page::default() };
            match self.browser.page(&url).await {
                Ok(found) if wire::is_html(&found) => {
                    ways.seen.insert(found.url.to_string());
                    match self.take(&found, depth, &mut ways) {
                        Some(Ok(offer)) if is_wanted(&offer, keys) => sent.offers.push(offer),
                        Some(Err(why)) => sent.left_out.push(format!("{url}: {why}")),
                        _ => {}
                    }
                }
                Ok(_) => {}
                Err(Astray::Budget) => return Err(spent()),
                // A link that machines leave alone is no fault; a page that the settings name is.
                Err(Astray::Robots | Astray::Refused(_)) if depth > 0 => {}
                Err(why) => {
                    pages.missed();
                    sent.left_out.push(format!("{url}: {why}"));
                }
            }
            let says = !sent.offers.is_empty() || !sent.left_out.is_empty();
            if says && !pages.put(sent).await {
                return Ok(());
            }
        }
        if !left_out.is_empty() {
            pages.put(Page { left_out, ..Page::default() }).await;
        }
        Ok(())
    }

    /// The pages that sitemaps list, sitemaps of sitemaps included; returns what was broken.
    async fn sitemaps(&self, ways: &mut Ways, pages: &Pages) -> Result<Vec<String>> {
        let (mut left_out, mut read) = (Vec::new(), 0);
        let mut waiting: VecDeque<Url> = self.sitemaps.iter().cloned().collect();
        let mut seen: BTreeSet<Url> = waiting.iter().cloned().collect();
        while let Some(url) = waiting.pop_front().filter(|_| read < SITEMAPS) {
            read += 1;
            let found = match self.browser.plain(&url).await {
                Ok(found) => found,
                Err(Astray::Budget) => return Err(spent()),
                Err(why) => {
                    pages.missed();
                    left_out.push(format!("{url}: {why}"));
                    continue;
                }
            };
            for (is_index, address) in page::sitemap(&wire::text_of(&found)) {
                let Ok(link) = Url::parse(&address) else { continue };
                if !self.browser.is_ours(&link) {
                    continue;
                }
                if is_index {
                    if seen.insert(link.clone()) {
                        waiting.push_back(link);
                    }
                } else if self.is_meant(&link) {
                    ways.add(link, self.max_depth.max(1));
                }
            }
        }
        Ok(left_out)
    }

    /// Takes one page in: its links, and the offer in it; `None` where it is no product.
    fn take(&self, found: &Fetched, depth: u32, ways: &mut Ways) -> Option<Result<Offer, String>> {
        let parsed = page::Page::parse(&wire::text_of(found));
        let links = parsed.links(found.url.as_str());
        if depth < self.max_depth && !links.nofollow {
            for link in links.to.iter().filter_map(|link| Url::parse(link).ok()) {
                if self.browser.is_ours(&link) && self.is_meant(&link) {
                    ways.add(link, depth + 1);
                }
            }
        }
        let named = self.products.has(&found.url[Position::BeforePath..]);
        if links.noindex || !self.products.is_empty() && !named {
            return None;
        }
        let about = About { url: found.url.as_str(), currency: self.currency, selectors: Some(&self.selectors) };
        let facts = parsed.facts(&about);
        if !named && !wire::is_product(&facts) {
            return None;
        }
        Some(wire::offer(&self.name, found, facts, self.currency, found.at))
    }

    /// Whether the settings mean this link.
    fn is_meant(&self, link: &Url) -> bool {
        let path = &link[Position::BeforePath..];
        let wanted = self.follow.is_empty() || self.follow.has(path) || self.products.has(path);
        wanted && !self.skip.has(path)
    }
}

fn is_wanted(offer: &Offer, keys: &BTreeSet<String>) -> bool {
    keys.is_empty() || offer.product.keys().iter().any(|key| keys.contains(key))
}

fn spent() -> anyhow::Error {
    error::try_again("the budget of this run is spent before the shop is read to its end")
        .code("budget_spent")
        .hint("raise `--budget`, or lower `max_pages` of the shop")
        .into()
}
