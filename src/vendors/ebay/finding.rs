//! Finding offers on eBay: by words, by code, by category, catalogue product or seller.
//!
//! `own` of a search is in eBay's words: `category_ids`, `epid`, `sort` and `filter` go into the question as they are,
//! `item` is one item by its id, and `details = true` asks for each offer's own page: it names barcode, brand and
//! quantity, and costs one call an offer.

use anyhow::Result;
use jiff::Timestamp;

use super::{Ebay, MOST, PAGE, by_gtin, wire};
use crate::{
    domain::ids::{self, Gtin, IdKind},
    error,
    net::Trouble,
    vendors::{Call, Estimate, Page, Pages, Query, Source},
};

/// Parts of a question that `own` may give.
const OWN: [&str; 4] = ["category_ids", "epid", "sort", "filter"];

/// The most pages of single offers that are asked for one code: its offers are not known to be the product otherwise.
const DETAILS: usize = 50;

/// One search.
#[derive(Debug, PartialEq)]
struct Search {
    /// What goes into the question, and the page is not among it.
    query: Vec<(&'static str, String)>,
    /// The barcode that eBay itself searches by.
    gtin: Option<Gtin>,
    /// How many offers are asked for their own pages.
    details: usize,
}

/// What is asked for a query.
#[derive(Debug, Default, PartialEq)]
struct Plan {
    searches: Vec<Search>,
    /// Single items.
    items: Vec<String>,
    /// Codes that eBay can't be asked for, and why.
    left_out: Vec<String>,
}

impl Ebay {
    /// What narrows a search, in eBay's words.
    fn filter(&self, query: &Query, own: Option<&str>) -> Result<Option<String>> {
        let mut parts: Vec<String> = Vec::new();
        if query.min_price.is_some() || query.max_price.is_some() {
            let end = |price: Option<rust_decimal::Decimal>| price.map(|price| price.to_string()).unwrap_or_default();
            parts.push(format!("price:[{}..{}]", end(query.min_price), end(query.max_price)));
            parts.push(format!("priceCurrency:{}", self.site.currency));
        }
        match query.condition.as_deref().map(str::to_ascii_lowercase).as_deref() {
            None => {}
            Some("new") => parts.push("conditions:{NEW}".into()),
            Some("used") => parts.push("conditions:{USED}".into()),
            Some(other) => {
                return Err(error::usage(format!("ebay can't be asked for the condition `{other}`"))
                    .hint("it has `new` and `used`; finer ones go into `own.ebay.filter`: `conditionIds:{3000|4000}`")
                    .into());
            }
        }
        if let Some(seller) = &query.seller {
            let plain = |c: char| c.is_alphanumeric() || "._-*!@$".contains(c);
            if seller.is_empty() || !seller.chars().all(plain) {
                return Err(error::usage(format!("`{seller}` is no name of a seller on eBay")).into());
            }
            parts.push(format!("sellers:{{{seller}}}"));
        }
        parts.extend(own.map(str::to_owned));
        Ok((!parts.is_empty()).then(|| parts.join(",")))
    }

    fn plan(&self, query: &Query) -> Result<Plan> {
        let mut plan = Plan::default();
        let (mut shared, mut details): (Vec<(&'static str, String)>, bool) = (Vec::new(), query.brand.is_some());
        let mut own_filter = None;
        for (name, value) in &query.own {
            let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
            match (name.as_str(), OWN.into_iter().find(|known| known == name)) {
                ("details", _) => details |= value.as_bool().unwrap_or(false),
                // The number in the address of a listing will do, too.
                ("item", _) if text.bytes().all(|byte| byte.is_ascii_digit()) => {
                    plan.items.push(format!("v1|{text}|0"));
                }
                ("item", _) => plan.items.push(text),
                (_, Some("filter")) => own_filter = Some(text),
                (_, Some(known)) => shared.push((known, text)),
                (other, None) => {
                    return Err(error::usage(format!("ebay knows no search by `{other}`"))
                        .hint("it has `category_ids`, `epid`, `sort`, `filter`, `item` and `details`")
                        .into());
                }
            }
        }
        let filter = self.filter(query, own_filter.as_deref())?;
        shared.extend(filter.map(|filter| ("filter", filter)));
        let details = if details { MOST } else { 0 };
        let mut put = |how: Option<(&'static str, String)>, gtin: Option<Gtin>, details: usize| {
            let query = how.into_iter().chain(shared.clone()).collect();
            plan.searches.push(Search { query, gtin, details });
        };
        for code in &query.codes {
            match ids::parse_cell(code) {
                Ok(id) if id.kind == IdKind::EbayEpid => put(Some(("epid", id.value())), None, details),
                Ok(id) if id.kind == IdKind::EbayItem => plan.items.push(format!("v1|{}|0", id.value())),
                Ok(id) => match id.gtin14().filter(|_| id.product) {
                    Some(gtin) => {
                        let how = by_gtin(gtin);
                        // What words found is the product only where its own page says so.
                        let (known, least) = if how.0 == "gtin" { (Some(gtin), 0) } else { (None, DETAILS) };
                        put(Some(how), known, details.max(least));
                    }
                    None => plan.left_out.push(format!("{code}: eBay can't be asked for it")),
                },
                Err(why) => plan.left_out.push(format!("{code}: {why}")),
            }
        }
        if query.codes.is_empty() && plan.items.is_empty() {
            let words = (!query.keywords.is_empty()).then(|| ("q", query.keywords.join(" ")));
            let is_free = words.is_none() && !shared.iter().any(|(name, _)| matches!(*name, "category_ids" | "epid"));
            if is_free {
                return Err(error::usage("ebay can't show everything there is")
                    .hint("give `--keyword` or `--code`, or a saved search with `own.ebay`: `category_ids`, `epid`, `item`")
                    .into());
            }
            plan.searches.push(Search { query: words.into_iter().chain(shared).collect(), gtin: None, details });
        }
        Ok(plan)
    }

    /// The offers of a search, page by page. False where no more is wanted.
    async fn follow(&self, search: &Search, pages: &Pages) -> Result<bool> {
        let limit = pages.left().clamp(1, PAGE);
        let mut details = search.details;
        for offset in (0..MOST).step_by(limit) {
            let got = self.search_page(&search.query, limit, offset).await.map_err(Trouble::failure)?;
            let Some((found, at)) = got else { return Ok(true) };
            let last = !found.goes_on();
            let items = found.into_items();
            if items.is_empty() {
                return Ok(true);
            }
            let mut page = Page::default();
            for item in items {
                let (item, at) = match item.id().filter(|_| details > 0) {
                    Some(id) => {
                        details -= 1;
                        // One that was sold meanwhile has no page any more.
                        match self.item(id).await.map_err(Trouble::failure)? {
                            Some(found) => found,
                            None => continue,
                        }
                    }
                    None => (item, at),
                };
                put(&mut page, &item, search.gtin, at);
            }
            if !pages.put(page).await {
                return Ok(false);
            }
            if last {
                return Ok(true);
            }
        }
        // The pages ended before the search did.
        pages.missed();
        Ok(true)
    }
}

fn put(page: &mut Page, item: &wire::Item, gtin: Option<Gtin>, at: Timestamp) {
    match item.offer(gtin, at) {
        Ok(offer) => page.offers.push(offer),
        Err(why) => {
            page.present.extend(item.id().map(str::to_owned));
            page.left_out.push(why);
        }
    }
}

impl Source for Ebay {
    fn search<'a>(&'a self, query: &'a Query, pages: &'a Pages) -> Call<'a, ()> {
        Box::pin(async move {
            let plan = self.plan(query)?;
            let mut first = Page { left_out: plan.left_out, ..Page::default() };
            for id in &plan.items {
                match self.item(id).await.map_err(Trouble::failure)? {
                    Some((item, at)) => put(&mut first, &item, None, at),
                    None => first.left_out.push(format!("{id}: eBay has no such item")),
                }
            }
            if !pages.put(first).await {
                return Ok(());
            }
            for search in &plan.searches {
                if !self.follow(search, pages).await? {
                    break;
                }
            }
            Ok(())
        })
    }

    fn estimate(&self, query: &Query) -> Estimate {
        let plan = match self.plan(query) {
            Ok(plan) => plan,
            Err(why) => return Estimate { notes: vec![format!("{why:#}")], ..Estimate::default() },
        };
        let most = query.limit.unwrap_or(MOST).min(MOST);
        let pages = most.div_ceil(PAGE);
        let at_most: usize = plan.searches.iter().map(|search| pages + search.details.min(most)).sum();
        let mut notes = vec!["a page of 200 offers is one call".to_owned()];
        if plan.searches.iter().any(|search| search.details > 0) {
            notes.push("an offer's own page is one more".to_owned());
        }
        Estimate {
            calls: (plan.searches.len() + plan.items.len()) as u64,
            calls_at_most: Some((at_most + plan.items.len()) as u64),
            tokens_at_most: None,
            notes,
        }
    }
}
