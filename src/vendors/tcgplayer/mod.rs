//! TCGplayer: trading cards, what they are offered for and what they went for of late.
//!
//! A product has a price for each printing of it, and a key names the product alone. So the evidence is that of the printing
//! that goes for the least: a foil is never taken for what its plain sister costs, nor the other way round.

mod api;
mod asked;
mod selling;
mod shop;
mod wire;

pub use selling::seller;

use std::{rc::Rc, time::Duration};

use anyhow::Result;
use jiff::{SignedDuration, Timestamp};
use serde::de::DeserializeOwned;
use serde_json::json;

use self::api::Api;
use super::{
    Call, Check, Estimate, Left, Market, Page, Pages, Query, Source,
    reader::{self, bad},
};
use crate::{
    config,
    domain::{
        evidence::Evidence,
        ids::{self, IdKind},
    },
    error,
    net::{Room, Trouble},
};

/// Products in one question, and on one page of a search.
const BATCH: usize = 100;
/// The most products that one search shows.
const MOST: usize = 10_000;

/// TCGplayer.
pub struct Tcgplayer {
    api: Api,
    category: String,
    max_age: Duration,
}

impl Tcgplayer {
    /// Checks the settings and reads the keys.
    pub fn open(config: &config::Tcgplayer, room: &Rc<Room>) -> Result<Self> {
        if config.category == 0 {
            return Err(bad("tcgplayer", "category", "0", "1 is Magic, 3 Pokémon"));
        }
        Ok(Self {
            api: Api::open(config, room)?,
            category: config.category.to_string(),
            max_age: reader::max_age("tcgplayer", &config.max_age)?,
        })
    }

    /// The rows of a question by ids; ids that nobody knows have none.
    async fn rows<T: DeserializeOwned>(&self, path: [&str; 2], ids: &[u64]) -> Result<(Vec<T>, Timestamp), Trouble> {
        let list = ids.iter().map(u64::to_string).collect::<Vec<_>>().join(",");
        match self.api.ask(&[path[0], path[1], &list], &[], None, self.max_age).await {
            Ok((reply, at)) => Ok((reply.into_rows(), at)),
            Err(why) if why.is_not_found() => Ok((Vec::new(), Timestamp::now())),
            Err(why) => Err(why),
        }
    }

    /// The products of these ids, with their prices, as offers and as evidence. `searched` is the barcode they were found by.
    async fn page(&self, ids: &[u64], searched: Option<ids::Gtin>) -> Result<Page, Trouble> {
        let (products, _) = self.rows::<wire::Product>(["catalog", "products"], ids).await?;
        let (prices, at) = self.rows::<wire::Price>(["pricing", "product"], ids).await?;
        let mut page = Page::default();
        for product in products {
            let prices: Vec<&wire::Price> =
                prices.iter().filter(|price| price.product_id == product.product_id).collect();
            let evidence = product.evidence(&prices, searched, at);
            let number = product.product_id;
            match product.offer(&prices, searched, at) {
                Ok(offer) => page.offers.push(offer),
                Err(why) => {
                    page.present.push(number.to_string());
                    page.left_out.push(why);
                }
            }
            page.evidence.extend(evidence);
        }
        Ok(page)
    }

    /// The products whose names have these words, a page at a time.
    async fn words(&self, words: &str, pages: &Pages) -> Result<(), Trouble> {
        let limit = pages.left().clamp(1, BATCH);
        for offset in (0..MOST).step_by(limit) {
            let filters = json!([{ "name": "ProductName", "values": [words] }]);
            let body = json!({ "sort": "ProductName ASC", "limit": limit, "offset": offset, "filters": filters });
            let path = ["catalog", "categories", &self.category, "search"];
            let (found, _) =
                match self.api.ask::<u64>(&path, &[], Some(body.to_string().as_bytes()), self.max_age).await {
                    Err(why) if why.is_not_found() => return Ok(()),
                    got => got?,
                };
            let total = found.total();
            let ids = found.into_rows();
            if ids.is_empty() || !pages.put(self.page(&ids, None).await?).await {
                return Ok(());
            }
            if total.is_some_and(|total| (offset + limit) as u64 >= total) {
                return Ok(());
            }
        }
        pages.missed();
        Ok(())
    }

    /// The products of these codes.
    async fn codes(&self, codes: &[String], pages: &Pages) -> Result<(), Trouble> {
        let (mut numbers, mut gtins) = (Vec::new(), Vec::new());
        let mut first = Page::default();
        for code in codes {
            match ids::parse_cell(code) {
                Ok(id) if id.kind == IdKind::TcgplayerProduct => numbers.extend(id.value().parse::<u64>()),
                Ok(id) => match id.gtin14().filter(|gtin| id.product && gtin.is_each()) {
                    Some(gtin) => gtins.push(gtin),
                    None => first.left_out.push(format!("{code}: TCGplayer can't be asked for it")),
                },
                Err(why) => first.left_out.push(format!("{code}: {why}")),
            }
        }
        if !pages.put(first).await {
            return Ok(());
        }
        for chunk in numbers.chunks(BATCH) {
            if !pages.put(self.page(chunk, None).await?).await {
                return Ok(());
            }
        }
        for gtin in gtins {
            // Documented as the thirteen digits.
            let path = ["catalog", "products", "gtin", &gtin.as_str()[1..]];
            let (found, _) = match self.api.ask::<wire::Product>(&path, &[], None, self.max_age).await {
                Err(why) if why.is_not_found() => continue,
                got => got?,
            };
            let ids: Vec<u64> = found.into_rows().into_iter().map(|product| product.product_id).collect();
            if ids.is_empty() {
                continue;
            }
            if !pages.put(self.page(&ids, Some(gtin)).await?).await {
                return Ok(());
            }
        }
        Ok(())
    }
}

/// The number in a product's key.
fn number(key: &str) -> Option<u64> {
    key.strip_prefix("tcgplayer:product:")?.parse().ok()
}

impl Check for Tcgplayer {
    fn check(&self) -> Call<'_, String> {
        Box::pin(async move {
            let path = ["catalog", "categories", &self.category];
            let (found, _) =
                self.api.ask::<wire::Category>(&path, &[], None, Duration::ZERO).await.map_err(Trouble::failure)?;
            let name = found.into_rows().into_iter().find_map(|category| category.name);
            Ok(name.map_or_else(|| "the keys are taken".to_owned(), |name| format!("category {name}")))
        })
    }

    fn quotas(&self) -> Result<Vec<Left>> {
        reader::left(self.api.host())
    }
}

impl Source for Tcgplayer {
    fn search<'a>(&'a self, query: &'a Query, pages: &'a Pages) -> Call<'a, ()> {
        Box::pin(async move {
            if let Some(own) = query.own.keys().next() {
                return Err(error::usage(format!("tcgplayer knows no search by `{own}`"))
                    .hint("it has words and codes; the category is a setting")
                    .into());
            }
            if !query.codes.is_empty() {
                return self.codes(&query.codes, pages).await.map_err(|why| why.failure().into());
            }
            if query.keywords.is_empty() {
                return Err(error::usage("tcgplayer can't show everything there is")
                    .hint("give `--keyword` or `--code`")
                    .into());
            }
            self.words(&query.keywords.join(" "), pages).await.map_err(|why| why.failure().into())
        })
    }

    fn estimate(&self, query: &Query) -> Estimate {
        let codes = query.codes.len() as u64;
        let pages = query.limit.unwrap_or(MOST).min(MOST).div_ceil(BATCH) as u64;
        let (calls, at_most) = if codes > 0 { (2, 3 * codes) } else { (1, 3 * pages) };
        Estimate {
            calls,
            calls_at_most: Some(at_most),
            tokens_at_most: None,
            notes: vec!["a page of a hundred products is three calls: search, names, prices".into()],
        }
    }
}

impl Market for Tcgplayer {
    fn snapshot<'a>(&'a self, keys: &'a [String]) -> Call<'a, Vec<Evidence>> {
        Box::pin(async move {
            let numbers: Vec<u64> = keys.iter().filter_map(|key| number(key)).collect();
            let mut found = Vec::new();
            for chunk in numbers.chunks(BATCH) {
                let (prices, at) =
                    self.rows::<wire::Price>(["pricing", "product"], chunk).await.map_err(Trouble::failure)?;
                for id in chunk {
                    let own: Vec<&wire::Price> = prices.iter().filter(|price| price.product_id == *id).collect();
                    found.extend(wire::evidence(*id, &own, None, at));
                }
            }
            Ok(found)
        })
    }

    fn max_age(&self) -> Option<SignedDuration> {
        SignedDuration::try_from(self.max_age).ok()
    }

    fn estimate(&self, products: usize) -> Estimate {
        Estimate {
            calls: 0,
            calls_at_most: Some(products.div_ceil(BATCH) as u64),
            tokens_at_most: None,
            notes: vec!["one call for a hundred products that TCGplayer has a number for".into()],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_products_own_number_is_asked_for() {
        assert_eq!(number("tcgplayer:product:516980"), Some(516_980));
        for other in ["tcgplayer:sku:1", "gtin:00036000291452", "tcgplayer:product:", "tcgplayer:product:x"] {
            assert_eq!(number(other), None, "{other}");
        }
    }
}
