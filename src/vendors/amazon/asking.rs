//! The questions, each within its own quota and twenty items at a time.

use std::{collections::BTreeMap, time::Duration};

use anyhow::Result;
use jiff::Timestamp;
use serde_json::json;

use super::{
    Amazon,
    wire::{
        catalog::{Found, Item},
        competitive::Competitive,
        fees::{self, Estimated},
        prices::{Answer, Batch, Standing},
        restrictions,
    },
};
use crate::{
    domain::{
        evidence::{Evidence, Restriction},
        ids,
        money::Money,
    },
    net::{Ask, Content, Request, Trouble},
    vendors::FeeAsk,
};

/// The most items in one question.
pub const BATCH: usize = 20;
/// The most pages of items that one batch of codes may match.
const CODE_PAGES: usize = 5;
/// What is asked of a page of the catalog.
const INCLUDED: &str = "summaries,identifiers,salesRanks,dimensions";

/// Codes of one kind, as Amazon tells them apart.
pub struct Lookup {
    /// `ASIN`, `ISBN`, `UPC`, `EAN` or `GTIN`.
    pub kind: &'static str,
    /// The product key of each and the code as it is printed, each once.
    pub codes: Vec<(String, String)>,
}

impl Lookup {
    /// The lookups for these product keys, ASINs first; keys of other shops are left out.
    pub fn of(keys: &[String]) -> Vec<Self> {
        let mut kinds: Vec<Self> =
            ["ASIN", "ISBN", "UPC", "EAN", "GTIN"].map(|kind| Self { kind, codes: Vec::new() }).into();
        for key in keys {
            let (kind, code) = match key.split_once(':') {
                Some(("asin", asin)) => ("ASIN", asin.to_owned()),
                Some(("gtin", number)) => {
                    let Some(gtin) = ids::parse_cell(number).ok().and_then(|id| id.gtin14()) else { continue };
                    let code = gtin.short();
                    let kind = match code.len() {
                        _ if gtin.isbn13().is_some() => "ISBN",
                        8 | 13 => "EAN",
                        12 => "UPC",
                        _ => "GTIN",
                    };
                    (kind, code.to_owned())
                }
                _ => continue,
            };
            let lookup = kinds.iter_mut().find(|lookup| lookup.kind == kind).expect("every kind has its list");
            if !lookup.codes.iter().any(|(known, _)| known == key) {
                lookup.codes.push((key.clone(), code));
            }
        }
        kinds.retain(|lookup| !lookup.codes.is_empty());
        kinds
    }
}

/// What was answered for each ASIN, and when.
pub type Answers = BTreeMap<String, (Answer, Timestamp)>;

impl Amazon {
    /// Asks, with answers as old as the settings allow.
    fn ask<'a>(&self, what: &'static str, request: Request<'a>) -> Ask<'a> {
        Ask { what, request, fresh: self.max_age, ..Ask::default() }
    }

    /// A page of the catalog, by these parameters of the search.
    pub async fn catalog(&self, search: &[(&str, &str)]) -> Result<(Vec<Item>, Option<String>)> {
        let mut query = vec![("marketplaceIds", self.market.id), ("includedData", INCLUDED), ("pageSize", "20")];
        query.extend(search);
        let path = ["catalog", "2022-04-01", "items"];
        let request = Request { path: &path, query: &query, ..Request::default() };
        match self.host.json::<Found>(self.ask("catalog", request)).await {
            Err(why) if why.is_not_found() => Ok((Vec::new(), None)),
            got => Ok(got.map_err(Trouble::failure)?.0.into_parts()),
        }
    }

    /// The items of the catalog that go by these codes of one kind.
    pub async fn by_code(&self, kind: &str, codes: &[&str]) -> Result<Vec<Item>> {
        let list = codes.join(",");
        let mut found = Vec::new();
        let mut token: Option<String> = None;
        for _ in 0..CODE_PAGES {
            let mut search = vec![("identifiersType", kind), ("identifiers", list.as_str())];
            search.extend(token.as_deref().map(|token| ("pageToken", token)));
            let (items, next) = self.catalog(&search).await?;
            found.extend(items);
            token = next;
            if token.is_none() {
                break;
            }
        }
        Ok(found)
    }

    /// The competitive prices of these ASINs; what has no answer is left out.
    pub async fn prices(&self, asins: &[String]) -> Result<BTreeMap<String, (Standing, Timestamp)>> {
        let mut found = BTreeMap::new();
        // Amazon refuses a question that names one thing twice.
        let mut asins = asins.to_vec();
        asins.sort_unstable();
        asins.dedup();
        for chunk in asins.chunks(BATCH) {
            let list = chunk.join(",");
            let query = [
                ("MarketplaceId", self.market.id),
                ("ItemType", "Asin"),
                ("CustomerType", "Consumer"),
                ("Asins", list.as_str()),
            ];
            let path = ["products", "pricing", "v0", "competitivePrice"];
            let request = Request { path: &path, query: &query, ..Request::default() };
            let (reply, at) = match self.host.json::<Competitive>(self.ask("prices", request)).await {
                Err(why) if why.is_not_found() => continue,
                got => got.map_err(Trouble::failure)?,
            };
            let standings = reply.into_standings(&self.market).into_iter().filter(|(asin, _)| chunk.contains(asin));
            found.extend(standings.map(|(asin, standing)| (asin, (standing, at))));
        }
        Ok(found)
    }

    /// The offers of these ASINs, with the end that each came to.
    async fn offers(&self, asins: &[String], fresh: Duration) -> Result<Answers> {
        let mut found = Answers::new();
        // Amazon refuses a batch that asks twice for the same.
        let mut once = asins.to_vec();
        once.sort_unstable();
        once.dedup();
        for chunk in once.chunks(BATCH) {
            let requests: Vec<serde_json::Value> = chunk
                .iter()
                .map(|asin| {
                    json!({
                        "uri": format!("/products/pricing/v0/items/{asin}/offers"),
                        "method": "GET",
                        "MarketplaceId": self.market.id,
                        "ItemCondition": "New",
                        "CustomerType": "Consumer",
                    })
                })
                .collect();
            let body = json!({ "requests": requests }).to_string();
            let path = ["batches", "products", "pricing", "v0", "itemOffers"];
            let request = Request { path: &path, body: Some(Content::Json(body.as_bytes())), ..Request::default() };
            let ask = Ask { fresh, ..self.ask("offers", request) };
            let (batch, at) = self.host.json::<Batch>(ask).await.map_err(Trouble::failure)?;
            for (asin, answer) in batch.into_answers(&self.market) {
                if chunk.contains(&asin) {
                    found.insert(asin, (answer, at));
                }
            }
            for asin in chunk {
                let silence = || (Answer::Busy("Amazon says nothing about it".into()), at);
                found.entry(asin.clone()).or_insert_with(silence);
            }
        }
        Ok(found)
    }

    /// The offers of these ASINs. What Amazon was too busy for is asked once more, and after that for its price alone.
    pub async fn offers_or_prices(&self, asins: &[String]) -> Result<Answers> {
        let mut found = self.offers(asins, self.max_age).await?;
        let again = busy(&found);
        // The cache holds the answer that was none.
        found.extend(self.offers(&again, Duration::ZERO).await?);
        // These show the buy box alone: without one they say nothing of the other offers.
        let mut prices = self.prices(&busy(&found)).await?;
        prices.retain(|_, (standing, _)| standing.price().is_some());
        found.extend(prices.into_iter().map(|(asin, (standing, at))| (asin, (Answer::Standing(standing), at))));
        Ok(found)
    }

    /// Asks for each whether it may be sold, where the seller is known. An answer that does not come leaves it unknown,
    /// which is no leave.
    pub async fn tell_restrictions(&self, found: &mut [Evidence]) {
        let Some(seller) = &self.seller else { return };
        // Until it is answered, nobody could say.
        found.iter_mut().for_each(|evidence| evidence.restriction = Some(Restriction::Unknown));
        for evidence in found {
            let Some(asin) = evidence.product.asin.clone() else { continue };
            let query = [
                ("asin", asin.as_str()),
                ("sellerId", seller.as_str()),
                ("marketplaceIds", self.market.id),
                ("conditionType", restrictions::CONDITION),
            ];
            let path = ["listings", "2021-08-01", "restrictions"];
            let request = Request { path: &path, query: &query, ..Request::default() };
            match self.host.ask(self.ask("restrictions", request)).await {
                Ok(got) => {
                    let said = restrictions::read(&got.reply.body, &self.market, restrictions::CONDITION);
                    evidence.restriction = said.or(evidence.restriction);
                }
                Err(why) if why.is_final() => return,
                Err(_) => {}
            }
        }
    }

    /// What Amazon would charge for these sales, each with its total; `None` where it does not say. It is an estimate: what
    /// was charged in the end is in the account's own statements.
    pub async fn estimates(&self, asks: &[FeeAsk]) -> Result<Vec<Option<Money>>> {
        let mut once: Vec<&FeeAsk> = Vec::new();
        for ask in asks {
            if !once.contains(&ask) {
                once.push(ask);
            }
        }
        let mut totals: Vec<(&FeeAsk, Money)> = Vec::new();
        for chunk in once.chunks(BATCH) {
            let body = fees::request(chunk, &self.market);
            let path = ["products", "fees", "v0", "feesEstimate"];
            let request = Request { path: &path, body: Some(Content::Json(&body)), ..Request::default() };
            let got = self.host.json::<Vec<Estimated>>(self.ask("fees", request)).await;
            let (estimated, _) = got.map_err(Trouble::failure)?;
            let found = estimated.iter().filter_map(|one| one.total(chunk));
            totals.extend(found.map(|(at, total)| (chunk[at], total)));
        }
        let total = |ask: &FeeAsk| totals.iter().find(|(known, _)| *known == ask).map(|(_, total)| *total);
        Ok(asks.iter().map(total).collect())
    }
}

/// The ASINs that Amazon was too busy for.
fn busy(answers: &Answers) -> Vec<String> {
    let those = answers.iter().filter(|(_, (answer, _))| matches!(answer, Answer::Busy(_)));
    those.map(|(asin, _)| asin.clone()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_told_apart_as_amazon_does() {
        let keys = [
            "gtin:08809875456477",
            "asin:B0D8W1YVBX",
            "gtin:00036000291452",
            "gtin:09780439023481",
            "gtin:10036000291459",
            "tcgplayer:product:1",
            "asin:B0D8W1YVBX",
            "gtin:1",
        ];
        let shown: Vec<(&str, Vec<String>)> = Lookup::of(&keys.map(str::to_owned))
            .into_iter()
            .map(|lookup| (lookup.kind, lookup.codes.into_iter().map(|(_, code)| code).collect()))
            .collect();
        let one = |code: &str| vec![code.to_owned()];
        assert_eq!(
            shown,
            [
                ("ASIN", one("B0D8W1YVBX")),
                ("ISBN", one("9780439023481")),
                ("UPC", one("036000291452")),
                ("EAN", one("8809875456477")),
                ("GTIN", one("10036000291459")),
            ]
        );
    }
}
