//! Who else sells what we list: our own listings' offers twenty at a time, and, where a call is free, what Amazon expects.

use std::collections::BTreeMap;

use anyhow::{Result, anyhow};
use serde_json::{Value, json};

use super::{
    Selling,
    wire::{
        expected,
        rivals::{Batch, Contest},
        sealed::family,
    },
};
use crate::{
    domain::money::Money,
    net::{Ask, Content, Request, Trouble},
    vendors::{Competition, Posted},
};

/// The most listings in one question about offers, and the most ASINs in one about thresholds.
const BATCH: usize = 20;
/// The most listings in one question about what is expected.
const EXPECTED: usize = 40;

/// What is said of each SKU.
type Contests = BTreeMap<String, Result<Contest, String>>;

impl Selling {
    /// The competition of each listing, in their order.
    pub(super) async fn rivals(&self, listings: &[Posted]) -> Result<Vec<Result<Competition, String>>> {
        let contests = self.contests(listings).await?;
        let mut found: Vec<Result<Competition, String>> = listings
            .iter()
            .map(|listing| match (contests.get(&listing.sku), family(&listing.condition)) {
                (_, None) => Err(format!("Amazon has no offers in the condition `{}`", listing.condition)),
                (None, _) => Err("Amazon says nothing about it".to_owned()),
                (Some(Err(why)), _) => Err(why.clone()),
                (Some(Ok(contest)), Some(family)) => contest.competition(&self.seller, family, &self.market),
            })
            .collect();
        self.add_expected(listings, &mut found).await;
        self.add_thresholds(listings, &mut found).await;
        Ok(found)
    }

    /// The offers of each SKU once: Amazon refuses a batch that names one twice. An error where nothing at all was answered.
    async fn contests(&self, listings: &[Posted]) -> Result<Contests> {
        let mut wanted: BTreeMap<&str, &str> = BTreeMap::new();
        for listing in listings {
            if let Some(family) = family(&listing.condition) {
                wanted.entry(&listing.sku).or_insert(family);
            }
        }
        let wanted: Vec<(&str, &str)> = wanted.into_iter().collect();
        let mut found = Contests::new();
        let mut answered = wanted.is_empty();
        for chunk in wanted.chunks(BATCH) {
            let requests: Vec<Value> = chunk
                .iter()
                .map(|(sku, family)| {
                    json!({
                        "uri": format!("/products/pricing/v0/listings/{}/offers", escaped(sku)),
                        "method": "GET",
                        "MarketplaceId": self.market.id,
                        "ItemCondition": family,
                        "CustomerType": "Consumer",
                    })
                })
                .collect();
            let path = ["batches", "products", "pricing", "v0", "listingOffers"];
            match self.batch::<Batch>("rivals", &path, &requests).await {
                Ok(batch) => {
                    answered = true;
                    found.extend(
                        batch.into_contests().into_iter().filter(|(sku, _)| chunk.iter().any(|(one, _)| one == sku)),
                    );
                }
                Err(why) if why.is_final() && !answered => return Err(why.failure().into()),
                Err(why) => {
                    let sentence = why.to_string();
                    found.extend(chunk.iter().map(|(sku, _)| ((*sku).to_owned(), Err(sentence.clone()))));
                }
            }
        }
        if !answered {
            let why = found.into_values().find_map(Result::err);
            return Err(anyhow!(why.unwrap_or_else(|| "Amazon shows no offers".to_owned())));
        }
        Ok(found)
    }

    /// The price at which Amazon expects us to hold the buy box, where it says so. The question is a rare one: it is left out
    /// where its turn is not now, and then nothing is expected.
    async fn add_expected(&self, listings: &[Posted], found: &mut [Result<Competition, String>]) {
        let mut skus: Vec<&str> = listings
            .iter()
            .zip(found.iter())
            .filter(|(_, seen)| seen.is_ok())
            .map(|(one, _)| one.sku.as_str())
            .collect();
        skus.sort_unstable();
        skus.dedup();
        let uri = "/products/pricing/2022-05-01/offer/featuredOfferExpectedPrice";
        for chunk in skus.chunks(EXPECTED) {
            if !self.is_free("expected") {
                return;
            }
            let requests: Vec<Value> = chunk
                .iter()
                .map(|sku| json!({ "marketplaceId": self.market.id, "sku": sku, "method": "GET", "uri": uri }))
                .collect();
            let path = ["batches", "products", "pricing", "2022-05-01", "offer", "featuredOfferExpectedPrice"];
            let Ok(batch) = self.batch::<expected::Batch>("expected", &path, &requests).await else { return };
            let prices: BTreeMap<String, Money> = batch.expected(&self.market).into_iter().collect();
            for (listing, seen) in listings.iter().zip(found.iter_mut()) {
                if let (Ok(seen), Some(price)) = (seen, prices.get(&listing.sku)) {
                    seen.expected = Some(*price);
                }
            }
        }
    }

    /// The price above which there is no buy box, for those whose offers did not name it.
    async fn add_thresholds(&self, listings: &[Posted], found: &mut [Result<Competition, String>]) {
        let asin = |listing: &Posted| listing.product.as_deref()?.strip_prefix("asin:").map(str::to_owned);
        let open = listings.iter().zip(found.iter());
        let open = open.filter(|(_, seen)| seen.as_ref().is_ok_and(|seen| seen.threshold.is_none()));
        let mut asins: Vec<String> = open.filter_map(|(listing, _)| asin(listing)).collect();
        asins.sort_unstable();
        asins.dedup();
        let uri = "/products/pricing/2022-05-01/items/competitiveSummary";
        for chunk in asins.chunks(BATCH) {
            if !self.is_free("summary") {
                return;
            }
            let requests: Vec<Value> = chunk
                .iter()
                .map(|asin| {
                    json!({ "asin": asin, "marketplaceId": self.market.id, "includedData": ["referencePrices"],
                            "method": "GET", "uri": uri })
                })
                .collect();
            let path = ["batches", "products", "pricing", "2022-05-01", "items", "competitiveSummary"];
            let Ok(batch) = self.batch::<expected::Batch>("summary", &path, &requests).await else { return };
            let prices: BTreeMap<String, Money> = batch.thresholds(&self.market).into_iter().collect();
            for (listing, seen) in listings.iter().zip(found.iter_mut()) {
                let price = asin(listing).and_then(|asin| prices.get(&asin).copied());
                if let Ok(seen) = seen
                    && seen.threshold.is_none()
                {
                    seen.threshold = price;
                }
            }
        }
    }

    async fn batch<T: serde::de::DeserializeOwned>(
        &self,
        what: &'static str,
        path: &[&str],
        requests: &[Value],
    ) -> Result<T, Trouble> {
        let body = json!({ "requests": requests }).to_string();
        let request = Request { path, body: Some(Content::Json(body.as_bytes())), ..Request::default() };
        Ok(self.host.json::<T>(Ask { what, request, ..Ask::default() }).await?.0)
    }

    /// Whether a call of this kind may go out at once.
    fn is_free(&self, what: &str) -> bool {
        let Some((_, allowance, key)) = self.host.quotas().find(|(name, ..)| *name == what) else { return false };
        let standing = self.host.room().standing(&key, allowance);
        standing.is_ok_and(|standing| standing.level.is_none_or(|(level, _)| level >= 1000))
    }
}

/// A SKU as a segment of a path.
fn escaped(sku: &str) -> String {
    let mut escaped = String::with_capacity(sku.len());
    for byte in sku.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            escaped.push(char::from(byte));
        } else {
            escaped.push_str(&format!("%{byte:02X}"));
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sku_is_one_segment_of_a_path() {
        assert_eq!(escaped("GTIN-00036000291452-NEW"), "GTIN-00036000291452-NEW");
        assert_eq!(escaped("a b/ü?"), "a%20b%2F%C3%BC%3F");
    }
}
