//! Reverb: what musical gear is offered for, what it went for where its price guide is known by its number, and selling it.
//!
//! The guide of a model is found by words alone, and words are no product key: so a product is priced where a key of it is
//! `reverb:guide:N`, and no other.

mod api;
mod asked;
mod feed;
mod given;
mod grades;
mod offers;
mod publish;
mod selling;
mod shop;
mod wire;

pub use selling::{bargain, seller};

use std::{rc::Rc, time::Duration};

use anyhow::Result;
use jiff::{SignedDuration, Timestamp};

use self::api::Api;
use super::{Call, Check, Estimate, Left, Market, Page, Pages, Query, Source, reader};
use crate::{
    config,
    domain::{
        evidence::Evidence,
        ids::{self, IdKind},
    },
    error,
    net::{Room, Trouble},
};

/// Listings on a page.
const PAGE: usize = 50;
/// The most pages that are followed: no search is wanted longer, and a page that names itself would never end.
const MOST_PAGES: u64 = 200;
/// What `own` of a search may narrow by, in Reverb's words.
const OWN: [&str; 14] = [
    "category",
    "product_type",
    "make",
    "model",
    "conditions",
    "decade",
    "finish",
    "year_min",
    "year_max",
    "item_region",
    "ships_to",
    "listing_type",
    "preferred_seller",
    "handmade",
];

/// Reverb.
pub struct Reverb {
    api: Api,
    max_age: Duration,
}

/// What is asked for a query.
#[derive(Debug, Default, PartialEq)]
struct Plan {
    /// Model pages by their numbers, each with its key; without one, all listings are searched.
    models: Vec<(String, String)>,
    /// What narrows the search.
    narrow: Vec<(String, String)>,
    /// Codes that Reverb can't be asked for, and why.
    left_out: Vec<String>,
}

impl Reverb {
    /// Checks the settings and reads the token.
    pub fn open(config: &config::Reverb, room: &Rc<Room>) -> Result<Self> {
        Ok(Self { api: Api::open(config, room)?, max_age: reader::max_age("reverb", &config.max_age)? })
    }

    /// The listings of a search, page by page. False where no more is wanted. A next page is known by its number, which is
    /// all that is taken of the address that Reverb gives: it may lead elsewhere.
    async fn follow(&self, path: &[&str], narrow: &[(&str, &str)], key: Option<&str>, pages: &Pages) -> Result<bool> {
        let per_page = pages.left().clamp(1, PAGE).to_string();
        let mut page = 1;
        while page <= MOST_PAGES {
            let number = page.to_string();
            let mut query = narrow.to_vec();
            query.extend([("page", number.as_str()), ("per_page", per_page.as_str())]);
            let (found, at): (wire::Found, Timestamp) = match self.api.get(path, &query, self.max_age).await {
                Err(why) if why.is_not_found() && key.is_some() => break,
                got => got.map_err(Trouble::failure)?,
            };
            let next = found.next_page();
            let listings = found.into_listings();
            if listings.is_empty() {
                break;
            }
            let mut sent = Page::default();
            for listing in listings {
                let id = listing.id();
                match listing.offer(key, at) {
                    Ok(offer) => sent.offers.push(offer),
                    Err(why) => {
                        sent.present.extend(id);
                        sent.left_out.push(why);
                    }
                }
            }
            if !pages.put(sent).await {
                return Ok(false);
            }
            match next {
                Some(next) if next > page => page = next,
                _ => return Ok(true),
            }
        }
        if page > MOST_PAGES {
            pages.missed();
        }
        Ok(true)
    }
}

fn plan(query: &Query) -> Result<Plan> {
    let mut plan = Plan::default();
    let mut put = |name: &str, value: Option<String>| {
        plan.narrow.extend(value.map(|value| (name.to_owned(), value)));
    };
    for (name, value) in &query.own {
        if !OWN.contains(&name.as_str()) {
            return Err(error::usage(format!("reverb knows no search by `{name}`"))
                .hint(format!("it has {}", OWN.map(|name| format!("`{name}`")).join(", ")))
                .into());
        }
        put(name, Some(value.as_str().map_or_else(|| value.to_string(), str::to_owned)));
    }
    let condition = query.condition.as_deref().map(str::to_ascii_lowercase);
    let is_own = |name: &str| query.own.contains_key(name);
    put("query", (!query.keywords.is_empty()).then(|| query.keywords.join(" ")));
    put("make", query.brand.clone().filter(|_| !is_own("make")));
    put("conditions", condition.filter(|_| !is_own("conditions")));
    put("shop", query.seller.clone());
    put("price_min", query.min_price.map(|price| price.to_string()));
    put("price_max", query.max_price.map(|price| price.to_string()));
    for code in &query.codes {
        match ids::parse_cell(code) {
            Ok(id) if id.kind == IdKind::ReverbCsp => {
                plan.models.push((id.value(), id.product_key().unwrap_or_default()));
            }
            Ok(_) => plan.left_out.push(format!("{code}: Reverb knows models by numbers of its own alone")),
            Err(why) => plan.left_out.push(format!("{code}: {why}")),
        }
    }
    Ok(plan)
}

impl Check for Reverb {
    fn check(&self) -> Call<'_, String> {
        Box::pin(async move {
            // Listings are open to all, but a token that is none is refused there, too.
            let query = [("per_page", "1")];
            let (found, _): (wire::Found, _) =
                self.api.get(&["listings", "all"], &query, Duration::ZERO).await.map_err(Trouble::failure)?;
            Ok(found.total.map_or_else(|| "the token is taken".to_owned(), |total| format!("{total} listings")))
        })
    }

    fn quotas(&self) -> Result<Vec<Left>> {
        reader::left(self.api.host())
    }
}

impl Source for Reverb {
    fn search<'a>(&'a self, query: &'a Query, pages: &'a Pages) -> Call<'a, ()> {
        Box::pin(async move {
            let plan = plan(query)?;
            if plan.narrow.is_empty() && query.codes.is_empty() {
                return Err(error::usage("reverb can't show everything there is")
                    .hint("give `--keyword` or `--brand`, or a saved search with `own.reverb`: `category`, `model`, …")
                    .into());
            }
            let left_out = Page { left_out: plan.left_out, ..Page::default() };
            if !pages.put(left_out).await {
                return Ok(());
            }
            let narrow: Vec<(&str, &str)> =
                plan.narrow.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
            if query.codes.is_empty() {
                self.follow(&["listings", "all"], &narrow, None, pages).await?;
                return Ok(());
            }
            // A model's page shows new or used, and takes no other word.
            let condition = query.condition.as_deref().unwrap_or("used").to_ascii_lowercase();
            for (number, key) in &plan.models {
                let path = ["comparison_shopping_pages", number, "listings"];
                if !self.follow(&path, &[("condition", &condition)], Some(key), pages).await? {
                    break;
                }
            }
            Ok(())
        })
    }

    fn estimate(&self, query: &Query) -> Estimate {
        match plan(query) {
            Err(why) => Estimate { notes: vec![format!("{why:#}")], ..Estimate::default() },
            Ok(plan) => {
                let searches = if query.codes.is_empty() { 1 } else { plan.models.len() as u64 };
                let pages = query.limit.map(|limit| (limit as u64).div_ceil(PAGE as u64));
                Estimate {
                    calls: searches,
                    calls_at_most: Some(searches * pages.unwrap_or(MOST_PAGES).clamp(1, MOST_PAGES)),
                    tokens_at_most: None,
                    notes: vec!["a page of 50 listings is one call".into()],
                }
            }
        }
    }
}

impl Market for Reverb {
    fn snapshot<'a>(&'a self, keys: &'a [String]) -> Call<'a, Vec<Evidence>> {
        Box::pin(async move {
            let months = wire::guide::MONTHS.to_string();
            let query = [("number_of_months", months.as_str()), ("condition", "used")];
            let mut found = Vec::new();
            for key in keys {
                let Some(number) = key.strip_prefix("reverb:guide:") else { continue };
                let path = ["priceguide", number, "transactions", "summary"];
                match self.api.get::<wire::guide::Summary>(&path, &query, self.max_age).await {
                    Ok((summary, at)) => found.extend(summary.evidence(key, at)),
                    Err(why) if why.is_not_found() => {}
                    Err(why) => return Err(why.failure().into()),
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
            calls_at_most: Some(products as u64),
            tokens_at_most: None,
            notes: vec!["one call for each product that has the number of a price guide".into()],
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn what_is_looked_for_is_said_in_reverbs_words() {
        let query = Query {
            keywords: vec!["jazz".into(), "bass".into()],
            brand: Some("Maker".into()),
            max_price: Some(rust_decimal::dec!(900)),
            condition: Some("Used".into()),
            codes: vec!["reverb:csp:8127".into(), "036000291452".into(), "??".into()],
            own: [("year_min".to_owned(), json!(1990)), ("make".to_owned(), json!("Other"))].into(),
            ..Query::default()
        };
        let plan = plan(&query).unwrap();
        let narrow: Vec<String> = plan.narrow.iter().map(|(name, value)| format!("{name}={value}")).collect();
        assert_eq!(narrow.join("&"), "make=Other&year_min=1990&query=jazz bass&conditions=used&price_max=900");
        assert_eq!(plan.models, [("8127".to_owned(), "reverb:csp:8127".to_owned())]);
        assert_eq!(plan.left_out.len(), 2, "{:?}", plan.left_out);
        let odd = Query { own: [("colour".to_owned(), json!("red"))].into(), ..Query::default() };
        assert!(super::plan(&odd).unwrap_err().to_string().contains("no search by `colour`"));
    }
}
