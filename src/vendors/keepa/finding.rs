//! Finding offers with Keepa: by words, by code, and by Keepa's own deals, product finder, best sellers and sellers.
//!
//! `own` of a search is in Keepa's words: `finder` and `deals` are its selections, `bestsellers` a category's number,
//! `seller` a seller id whose storefront is read.

use std::time::Duration;

use anyhow::Result;
use serde_json::{Value, json};

use super::{Keepa, wire};
use crate::{
    domain::{
        ids,
        money::Money,
        offer::{Offer, ProductIds},
    },
    error,
    net::Trouble,
    vendors::{Call, Estimate, Page, Pages, Query, Source},
};

/// ASINs and barcodes among product keys, each once.
pub fn ids(keys: &[String]) -> (Vec<String>, Vec<String>) {
    let (mut asins, mut codes): (Vec<String>, Vec<String>) = (Vec::new(), Vec::new());
    for key in keys {
        match key.split_once(':') {
            Some(("asin", asin)) if !asins.iter().any(|known| known == asin) => asins.push(asin.to_owned()),
            Some(("gtin", gtin)) if !codes.iter().any(|known| known == gtin) => codes.push(gtin.to_owned()),
            _ => {}
        }
    }
    (asins, codes)
}

/// A GTIN-14 as it is printed: thirteen digits, or twelve where the first is a zero.
pub fn as_barcode(gtin: &str) -> String {
    let digits = gtin.strip_prefix('0').unwrap_or(gtin);
    digits.strip_prefix('0').unwrap_or(digits).to_owned()
}

/// What is asked of Keepa for a query.
enum Way {
    /// Products by ASIN and by barcode.
    Codes(Vec<String>, Vec<String>),
    /// Words in a title.
    Words(String),
    /// The product finder, with its selection.
    Finder(Value),
    /// Deals, with their selection.
    Deals(Value),
    /// The best sellers of a category.
    BestSellers(String),
    /// What a seller sells.
    Seller(String),
}

/// A page of deals.
const DEALS_A_PAGE: usize = 150;
/// Pages of a search by words.
const SEARCH_PAGES: u64 = 10;

impl Keepa {
    fn way(&self, query: &Query) -> Result<Way> {
        let number = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        let mut ways: Vec<Way> = Vec::new();
        for (name, value) in &query.own {
            ways.push(match name.as_str() {
                "finder" => Way::Finder(self.narrowed(value, query)),
                "deals" => Way::Deals(self.of_domain(value)),
                "bestsellers" => Way::BestSellers(number(value)),
                "seller" => Way::Seller(number(value)),
                other => {
                    return Err(error::usage(format!("keepa knows no search by `{other}`"))
                        .hint("it has `finder`, `deals`, `bestsellers` and `seller`")
                        .into());
                }
            });
        }
        if let Some(seller) = &query.seller {
            ways.push(Way::Seller(seller.clone()));
        }
        if !query.codes.is_empty() {
            let keys: Vec<String> = query.codes.iter().filter_map(|code| key_of(code)).collect();
            let (asins, codes) = ids(&keys);
            ways.push(Way::Codes(asins, codes.iter().map(|code| as_barcode(code)).collect()));
        }
        if ways.is_empty() && !query.keywords.is_empty() {
            ways.push(Way::Words(query.keywords.join(" ")));
        }
        if ways.len() > 1 {
            return Err(error::usage("keepa looks for one thing at a time")
                .hint("give each its own search: codes, a seller, or one of `finder`, `deals`, `bestsellers`")
                .into());
        }
        ways.pop().ok_or_else(|| {
            error::usage("keepa can't show everything there is")
                .hint("give `--keyword` or `--code`, or a saved search with `own.keepa`: `finder`, `deals`, `bestsellers`")
                .into()
        })
    }

    fn of_domain(&self, selection: &Value) -> Value {
        let mut selection = selection.clone();
        if let Some(map) = selection.as_object_mut() {
            map.insert("domainId".into(), json!(self.domain));
        }
        selection
    }

    /// The finder's selection with what the query narrows, where the selection does not say so itself.
    fn narrowed(&self, selection: &Value, query: &Query) -> Value {
        let mut selection = selection.clone();
        let minor = |price: rust_decimal::Decimal| {
            Money::new(price, self.currency).to_minor(crate::domain::money::Rounding::HalfEven).ok()
        };
        if let Some(map) = selection.as_object_mut() {
            let mut put = |key: &str, value: Option<Value>| {
                if let (Some(value), false) = (value, map.contains_key(key)) {
                    map.insert(key.into(), value);
                }
            };
            put("current_NEW_gte", query.min_price.and_then(minor).map(Value::from));
            put("current_NEW_lte", query.max_price.and_then(minor).map(Value::from));
            put("title", (!query.keywords.is_empty()).then(|| query.keywords.join(" ").into()));
            put("perPage", Some(json!(query.limit.unwrap_or(50).clamp(50, 10_000))));
        }
        selection
    }

    async fn asins(&self, query: &Query) -> Result<Vec<String>> {
        let fail = Trouble::failure;
        let body = |got: crate::net::Got| got.reply.body;
        let read = |bytes: Vec<u8>| {
            serde_json::from_slice::<wire::Found>(&bytes).map_err(|why| self.host.unreadable("tokens", why).failure())
        };
        Ok(match self.way(query)? {
            Way::Finder(selection) => {
                let text = selection.to_string();
                let got = self.ask("query", &[("selection", &text)], 10 + 1, self.max_age).await.map_err(fail)?;
                read(body(got))?.asin_list.unwrap_or_default()
            }
            Way::BestSellers(category) => {
                let got = self.ask("bestsellers", &[("category", &category)], 50, self.max_age).await.map_err(fail)?;
                read(body(got))?.best_sellers_list.and_then(|list| list.asin_list).unwrap_or_default()
            }
            Way::Seller(seller) => {
                let query = [("seller", seller.as_str()), ("storefront", "1")];
                let got = self.ask("seller", &query, 10, self.max_age).await.map_err(fail)?;
                let sellers = read(body(got))?.sellers.unwrap_or_default();
                sellers.into_values().filter_map(|seller| seller.asin_list).flatten().collect()
            }
            Way::Codes(..) | Way::Words(_) | Way::Deals(_) => Vec::new(),
        })
    }

    async fn words(&self, words: &str, pages: &Pages) -> Result<()> {
        for page in 0..SEARCH_PAGES {
            let page = page.to_string();
            let query = [("type", "product"), ("term", words), ("stats", super::STATS_DAYS), ("page", &page)];
            let got = match self.ask("search", &query, 10, self.max_age).await {
                Err(why) if why.is_not_found() => return Ok(()),
                got => got.map_err(Trouble::failure)?,
            };
            let reply = wire::Reply::read(&got.reply.body);
            let products = reply.map_err(|why| self.host.unreadable("tokens", why).failure())?.into_products();
            if products.is_empty() || !pages.put(self.page(products)?).await {
                return Ok(());
            }
        }
        pages.missed();
        Ok(())
    }

    async fn deals(&self, selection: &Value, pages: &Pages) -> Result<()> {
        for page in 0.. {
            let mut selection = selection.clone();
            if let Some(map) = selection.as_object_mut() {
                map.insert("page".into(), json!(page));
            }
            let text = selection.to_string();
            let request = [("selection", text.as_str())];
            // A deal is gone in minutes: Keepa itself looks anew every two.
            let got = self.ask("deal", &request, 5, Duration::from_secs(120)).await.map_err(Trouble::failure)?;
            let reply = serde_json::from_slice::<wire::Deals>(&got.reply.body);
            let deals = reply.map_err(|why| self.host.unreadable("tokens", why).failure())?.into_rows();
            let whole = deals.len() >= DEALS_A_PAGE;
            let mut sent = Page::default();
            for deal in deals {
                match deal.price(self.currency) {
                    Some(price) => sent.offers.push(self.offer(&deal.asin, deal.title, price, got.at)),
                    None => sent.left_out.push(format!("{}: the deal names no price that is there now", deal.asin)),
                }
            }
            if !pages.put(sent).await || !whole {
                return Ok(());
            }
        }
        Ok(())
    }

    fn offer(&self, asin: &str, title: Option<String>, price: Money, at: jiff::Timestamp) -> Offer {
        let id = format!("asin:{asin}");
        Offer {
            url: wire::page_of(self.domain, asin),
            title,
            condition: Some("new".into()),
            product: ProductIds { key: Some(id), asin: Some(asin.to_owned()), ..ProductIds::default() },
            ..Offer::of("keepa", asin.to_owned(), at, price)
        }
    }

    /// Products as offers, and as evidence.
    fn page(&self, products: Vec<wire::Product>) -> Result<Page> {
        let mut page = Page::default();
        for product in products {
            let asin = product.asin().to_owned();
            let mut evidence = self.evidence(product)?;
            evidence.channel = self.channel.to_owned();
            let price = [evidence.buy_box, evidence.lowest_fba, evidence.lowest_fbm].into_iter().flatten().min();
            match (price, evidence.as_of) {
                (Some(price), Some(at)) => {
                    let title = evidence.title.clone();
                    let offer = self.offer(&asin, title, Money::new(price, self.currency), at);
                    page.offers.push(Offer {
                        brand: evidence.brand.clone(),
                        category: evidence.category.clone(),
                        product: evidence.product.clone(),
                        weight_g: evidence.weight_g,
                        dims: evidence.dims.clone(),
                        ..offer
                    });
                }
                _ => page.left_out.push(format!("{asin}: nobody offers it new now")),
            }
            page.evidence.push(evidence);
        }
        Ok(page)
    }
}

/// The key of a code as a person writes it.
fn key_of(code: &str) -> Option<String> {
    let id = ids::parse_cell(code).ok()?;
    id.asin().map(|asin| format!("asin:{asin}")).or_else(|| id.product_key())
}

impl Source for Keepa {
    fn search<'a>(&'a self, query: &'a Query, pages: &'a Pages) -> Call<'a, ()> {
        Box::pin(async move {
            let way = self.way(query)?;
            let most = if let Way::Finder(selection) = &way { selection["perPage"].as_u64() } else { None };
            let asins = match way {
                Way::Words(words) => return self.words(&words, pages).await,
                Way::Deals(selection) => return self.deals(&selection, pages).await,
                Way::Codes(asins, codes) => {
                    for chunk in codes.chunks(self.batch() / 10) {
                        if !pages.put(self.page(self.products("code", chunk).await?)?).await {
                            return Ok(());
                        }
                    }
                    asins
                }
                _ => self.asins(query).await?,
            };
            if most.is_some_and(|most| asins.len() as u64 >= most) {
                pages.missed();
            }
            // A finder's answer may be thousands long: only what is wanted is paid for.
            for chunk in asins.chunks(self.batch()) {
                let wanted = &chunk[..chunk.len().min(pages.left())];
                if wanted.is_empty() || !pages.put(self.page(self.products("asin", wanted).await?)?).await {
                    break;
                }
            }
            Ok(())
        })
    }

    fn estimate(&self, query: &Query) -> Estimate {
        let limit = query.limit.map(|limit| limit as u64);
        let batches = |products: u64| products.div_ceil(self.batch() as u64);
        let of = |first: u64, products: Option<u64>, note: &str| Estimate {
            calls: 1,
            calls_at_most: products.map(|products| 1 + batches(products)),
            tokens_at_most: products.map(|products| first + products * self.dearest()),
            notes: vec![note.to_owned()],
        };
        match self.way(query) {
            Err(why) => Estimate { notes: vec![format!("{why:#}")], ..Estimate::default() },
            Ok(Way::Codes(asins, codes)) => Estimate {
                calls: batches((asins.len() + codes.len()) as u64),
                calls_at_most: Some(
                    batches(asins.len() as u64) + (codes.len() as u64).div_ceil(self.batch() as u64 / 10),
                ),
                tokens_at_most: Some((asins.len() as u64 + codes.len() as u64 * super::MATCHES) * self.dearest()),
                notes: vec!["an ASIN costs one token, a barcode as many as it matches".into()],
            },
            Ok(Way::Words(_)) => Estimate {
                calls: 1,
                calls_at_most: Some(SEARCH_PAGES),
                tokens_at_most: Some(SEARCH_PAGES * 10),
                notes: vec!["ten tokens a page of ten products".into()],
            },
            Ok(Way::Deals(_)) => Estimate {
                calls: 1,
                calls_at_most: limit.map(|limit| limit.div_ceil(DEALS_A_PAGE as u64)),
                tokens_at_most: limit.map(|limit| limit.div_ceil(DEALS_A_PAGE as u64) * 5),
                notes: vec!["five tokens for 150 deals".into()],
            },
            Ok(Way::Finder(_)) => of(11, limit.or(Some(50)), "about eleven tokens for the finder, then one a product"),
            Ok(Way::BestSellers(_)) => of(50, limit, "fifty tokens for the list, then one a product"),
            Ok(Way::Seller(_)) => of(10, limit, "ten tokens for the storefront, then one a product"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_asins_or_barcodes_each_once() {
        let keys = ["asin:B0D8W1YVBX", "gtin:08809875456477", "asin:B0D8W1YVBX", "tcgplayer:product:1"];
        let (asins, codes) = ids(&keys.map(str::to_owned));
        assert_eq!((asins, codes), (vec!["B0D8W1YVBX".to_owned()], vec!["08809875456477".to_owned()]));
        assert_eq!(as_barcode("08809875456477"), "8809875456477");
        assert_eq!(as_barcode("00036000291452"), "036000291452");
    }
}
