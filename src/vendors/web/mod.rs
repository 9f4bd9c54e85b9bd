//! Any shop: its pages are read as robots.txt allows, and each says by itself what it sells (`domain::page`).
//!
//! A shop is a section `[shops.NAME]` and a source of that name. It changes nothing anywhere, signs in nowhere and sends no
//! credentials.

mod crawl;
mod paths;
mod wire;

use std::{rc::Rc, time::Duration};

use anyhow::Result;
use jiff::SignedDuration;
use url::{Position, Url};

use self::paths::Paths;
use super::{Call, Estimate, Pages, Query, Source};
use crate::{
    config::Shop,
    domain::{
        money::Currency,
        page::{Picked, Selectors},
    },
    error,
    net::{Browser, Driver, Limits, Manners, Room},
};

/// The most pages of a run, whatever the settings say.
const MOST_PAGES: u32 = 20_000;

/// A shop.
pub struct Web {
    name: String,
    browser: Browser,
    starts: Vec<Url>,
    sitemaps: Vec<Url>,
    follow: Paths,
    skip: Paths,
    products: Paths,
    selectors: Selectors,
    currency: Option<Currency>,
    max_depth: u32,
    max_pages: usize,
}

impl Web {
    /// Checks the settings of a shop.
    pub fn open(name: &str, shop: &Shop, room: &Rc<Room>) -> Result<Self> {
        let bad = |key: &str, text: &str, why: &str| {
            error::config(format!("the setting `shops.{name}.{key}` can't be `{text}`: {why}")).code("bad_setting")
        };
        let urls = |key: &str, texts: &[String]| -> Result<Vec<Url>> {
            let parse = |text: &String| Url::parse(text).map_err(|why| bad(key, text, &why.to_string()).into());
            texts.iter().map(parse).collect()
        };
        let (starts, sitemaps) = (urls("start", &shop.start)?, urls("sitemaps", &shop.sitemaps)?);
        if starts.is_empty() {
            return Err(bad("start", "", "it names no page")
                .hint("write `start = [\"https://shop.example/\"]`")
                .into());
        }
        let time = |key: &str, text: &str| -> Result<Duration> {
            let read = text.parse::<SignedDuration>().ok().and_then(|time| Duration::try_from(time).ok());
            read.ok_or_else(|| bad(key, text, "write it like `2s` or `6h`").into())
        };
        let delay = time("delay", &shop.delay)?;
        if delay > Duration::from_secs(60) {
            return Err(bad("delay", &shop.delay, "it is a minute at most").into());
        }
        if !(1..=60).contains(&shop.deadline_s) {
            return Err(bad("deadline_s", &shop.deadline_s.to_string(), "it is between 1 and 60 seconds").into());
        }
        if !(1..=MOST_PAGES).contains(&shop.max_pages) {
            let why = format!("it is between 1 and {MOST_PAGES}");
            return Err(bad("max_pages", &shop.max_pages.to_string(), &why).into());
        }
        let mut selectors = Selectors::default();
        for (field, css) in &shop.selectors {
            let picked = Picked::of(field).ok_or_else(|| bad("selectors", field, "no such field can be picked"))?;
            selectors.add(picked, css).map_err(|why| bad("selectors", css, &why))?;
        }
        let currency = match &shop.currency {
            Some(text) => Some(text.parse::<Currency>().map_err(|why| bad("currency", text, &why.to_string()))?),
            None => None,
        };
        let manners = Manners {
            delay,
            fresh: time("max_age", &shop.max_age)?,
            limits: Limits::within(Duration::from_secs(shop.deadline_s)),
        };
        let browser = Browser::new(room, &starts, manners).map_err(|why| bad("start", &shop.start.join(", "), &why))?;
        let browser = match &shop.webdriver {
            Some(url) => {
                let bare =
                    |url: &Url| url[Position::BeforeHost..Position::AfterPort].trim_start_matches("www.").to_owned();
                let hosts = starts.iter().map(bare).flat_map(|host| [format!("www.{host}"), host]).collect();
                browser.driven(Driver::new(&format!("shops.{name}.webdriver"), url, hosts, manners.limits)?)
            }
            None => browser,
        };
        Ok(Self {
            name: name.to_owned(),
            browser,
            starts,
            sitemaps,
            follow: Paths::new(&shop.follow),
            skip: Paths::new(&shop.skip),
            products: Paths::new(&shop.products),
            selectors,
            currency,
            max_depth: shop.max_depth,
            max_pages: usize::try_from(shop.max_pages).unwrap_or(usize::MAX),
        })
    }
}

impl Source for Web {
    fn search<'a>(&'a self, query: &'a Query, pages: &'a Pages) -> Call<'a, ()> {
        Box::pin(async move {
            if let Some(own) = query.own.keys().next() {
                return Err(error::usage(format!("a shop knows no search by `{own}`"))
                    .hint(format!("`[shops.{}]` in arb.toml says which pages are read", self.name))
                    .into());
            }
            let read = self.crawl(&query.product_keys().into_iter().collect(), pages).await;
            self.browser.end().await;
            read
        })
    }

    fn estimate(&self, _query: &Query) -> Estimate {
        let most = self.max_pages as u64;
        Estimate {
            calls: (self.starts.len() as u64 + 1).min(most),
            // Each page may be sent on five times, and every host has its robots.txt.
            calls_at_most: Some((most + self.starts.len() as u64 + self.sitemaps.len() as u64) * 6),
            notes: vec!["pages that the cache has are not asked for again".into()],
            ..Estimate::default()
        }
    }
}
