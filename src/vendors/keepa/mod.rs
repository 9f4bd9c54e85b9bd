//! Keepa: price histories of Amazon's marketplaces, deals, best sellers, the product finder.
//!
//! Keepa charges tokens: every reply says what it cost and what is left, and that is what is booked. A question holds the
//! most it can cost until its reply is there. A saved reply is read as a price book by `analyze --prices FILE`.

mod finding;
mod wire;

use std::{rc::Rc, time::Duration};

use anyhow::Result;
use jiff::SignedDuration;

use self::wire::Tokens;
pub use self::wire::{Reply, WireError, looks_like_reply};
use super::{
    Call, Check, Estimate, Left, Market, credentials,
    reader::{self, Place, bad},
};
use crate::{
    config,
    domain::{evidence::Evidence, money::Currency},
    net::{self, Ask, Auth, Host, Request, Room, Trouble, Why},
    store::{Cost, Told},
};

/// The most ASINs in one question; with offers, the most is fewer.
const BATCH: usize = 100;
const BATCH_WITH_OFFERS: usize = 20;
/// The most products that one barcode may match: without a bound a single one has cost a whole day's tokens.
const MATCHES: u64 = 10;
/// What is asked of a product's past, in days; the longest window of the evidence.
const STATS_DAYS: &str = "365";
/// A page of ten offers costs this many tokens.
const TOKENS_A_PAGE: u64 = 6;

/// Keepa.
pub struct Keepa {
    host: Host,
    domain: u8,
    currency: Currency,
    channel: &'static str,
    max_age: Duration,
    offers: u32,
    history_days: u32,
}

impl Keepa {
    /// Checks the settings and reads the key.
    pub fn open(config: &config::Keepa, room: &Rc<Room>) -> Result<Self> {
        let region = config.marketplace.to_ascii_uppercase();
        let domain = wire::domain_of(&region)
            .ok_or_else(|| bad("keepa", "marketplace", &config.marketplace, "Keepa has no such marketplace"))?;
        let (channel, currency) = wire::marketplace(domain).expect("every domain of the list is known");
        if !(config.offers == 0 || (20..=100).contains(&config.offers)) {
            return Err(bad("keepa", "offers", &config.offers.to_string(), "it is 0, or 20 to 100"));
        }
        let [key] = credentials::read("keepa", config.credentials_file.as_deref(), ["key"])?;
        // What was paid for is read whole: a hundred histories are tens of megabytes.
        let place =
            Place { vendor: "keepa", base_url: &config.base_url, deadline_s: config.deadline_s, longest: 128 << 20 };
        Ok(Self {
            host: place.host(room, Auth::Query("key", key))?.explaining(wire::said).metered(meter),
            domain,
            currency,
            channel,
            max_age: reader::max_age("keepa", &config.max_age)?,
            offers: config.offers,
            history_days: config.history_days,
        })
    }

    fn batch(&self) -> usize {
        if self.offers > 0 { BATCH_WITH_OFFERS } else { BATCH }
    }

    /// The most tokens that one product costs.
    fn dearest(&self) -> u64 {
        1 + u64::from(self.offers.div_ceil(10)) * TOKENS_A_PAGE
    }

    /// Asks, with the most it can cost in tokens.
    async fn ask(
        &self,
        path: &'static str,
        query: &[(&str, &str)],
        tokens: u64,
        fresh: Duration,
    ) -> Result<net::Got, Trouble> {
        let domain = self.domain.to_string();
        let mut all = vec![("domain", domain.as_str())];
        all.extend(query);
        let tokens = i64::try_from(tokens).unwrap_or(i64::MAX / 1000);
        self.host
            .ask(Ask {
                what: "tokens",
                request: Request { path: &[path], query: &all, ..Request::default() },
                cost: Cost::UpTo(tokens.saturating_mul(1000)),
                fresh,
                ..Ask::default()
            })
            .await
    }

    /// The products of these ASINs or, with `by` = `code`, of these barcodes.
    async fn products(&self, by: &'static str, ids: &[String]) -> Result<Vec<wire::Product>> {
        let mut found = Vec::new();
        let matches = if by == "code" { MATCHES } else { 1 };
        for chunk in ids.chunks(self.batch() / usize::try_from(matches).unwrap_or(1)) {
            let (list, offers) = (chunk.join(","), self.offers.to_string());
            let limit = MATCHES.to_string();
            let mut query = vec![(by, list.as_str()), ("stats", STATS_DAYS)];
            if self.offers > 0 {
                query.push(("offers", &offers));
            }
            if by == "code" {
                query.push(("code-limit", &limit));
            }
            let most = chunk.len() as u64 * matches * self.dearest();
            let got = match self.ask("product", &query, most, self.max_age).await {
                Err(why) if why.is_not_found() => continue,
                got => got.map_err(Trouble::failure)?,
            };
            let reply = Reply::read(&got.reply.body);
            found.extend(reply.map_err(|why| self.host.unreadable("tokens", why).failure())?.into_products());
        }
        Ok(found)
    }

    fn evidence(&self, product: wire::Product) -> Result<Evidence> {
        product.evidence("keepa", self.history_days).map_err(|why| self.host.unreadable("tokens", why).failure().into())
    }
}

/// What a reply says of the tokens.
fn meter(reply: &net::Reply) -> Told {
    let Ok(tokens) = serde_json::from_slice::<Tokens>(&reply.body) else { return Told::default() };
    // A rate of nothing would end the key for good: it is not believed.
    let rate = tokens.refill_rate.filter(|rate| *rate > 0);
    let per_second = rate.map(|rate| rate.saturating_mul(1000) / 60);
    Told {
        left: tokens.tokens_left.map(|left| left.saturating_mul(1000)),
        per_second,
        // What was not used for an hour ends.
        most: rate.map(|rate| rate.saturating_mul(60 * 1000)),
        consumed: tokens.tokens_consumed.map(|consumed| consumed.saturating_mul(1000)),
    }
}

impl Check for Keepa {
    fn check(&self) -> Call<'_, String> {
        Box::pin(async move {
            let request = Request { path: &["token"], ..Request::default() };
            let ask = Ask { what: "tokens", request, cost: Cost::UpTo(0), ..Ask::default() };
            let (tokens, _): (Tokens, _) = self.host.json(ask).await.map_err(Trouble::failure)?;
            let (Some(left), Some(rate)) = (tokens.tokens_left, tokens.refill_rate) else {
                let why = Why::Unreadable("it names no tokens".into());
                return Err(self.host.trouble("tokens", why).failure().into());
            };
            Ok(format!("{left} tokens left, {rate} a minute come back"))
        })
    }

    fn quotas(&self) -> Result<Vec<Left>> {
        reader::left(&self.host)
    }
}

impl Market for Keepa {
    fn snapshot<'a>(&'a self, keys: &'a [String]) -> Call<'a, Vec<Evidence>> {
        Box::pin(async move {
            let (asins, codes) = finding::ids(keys);
            let mut found = Vec::new();
            for product in self.products("asin", &asins).await? {
                found.push(self.evidence(product)?);
            }
            // A barcode whose product came by its ASIN is not paid for twice.
            let known: Vec<String> = found.iter().flat_map(|evidence| evidence.product.keys()).collect();
            let codes: Vec<String> =
                codes.into_iter().filter(|code| !known.contains(&format!("gtin:{code}"))).collect();
            let codes: Vec<String> = codes.iter().map(|code| finding::as_barcode(code)).collect();
            for product in self.products("code", &codes).await? {
                found.push(self.evidence(product)?);
            }
            Ok(found)
        })
    }

    fn max_age(&self) -> Option<SignedDuration> {
        SignedDuration::try_from(self.max_age).ok()
    }

    fn estimate(&self, products: usize) -> Estimate {
        let calls = products.div_ceil(self.batch()) as u64;
        Estimate {
            calls,
            calls_at_most: Some(products.div_ceil((self.batch() / 10).max(1)) as u64),
            tokens_at_most: Some(products as u64 * MATCHES * self.dearest()),
            notes: vec!["a product with an ASIN costs one token, a barcode as many as it matches".into()],
        }
    }
}
