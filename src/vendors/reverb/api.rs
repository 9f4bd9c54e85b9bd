//! What every call to Reverb has in common: its headers, its token, pages that are followed on its own host alone.

use std::{rc::Rc, time::Duration};

use anyhow::Result;
use jiff::Timestamp;
use serde::de::DeserializeOwned;

use super::wire::{self, Rows};
use crate::{
    config,
    domain::limits::Purpose,
    net::{Ask, Auth, Content, Failed, Host, Reply, Request, Room, Trouble, Verb, Why},
    secret::ExposeSecret as _,
    vendors::{credentials, reader::Place},
};

/// Rows on a page of a list that is read whole.
const PAGE: &str = "50";
/// The most pages of such a list.
const MOST_PAGES: u64 = 200;
/// What bodies are, by Reverb's guide.
const MEDIA: &str = "application/hal+json";

/// Reverb's API.
#[derive(Clone)]
pub struct Api {
    host: Host,
    region: Option<String>,
}

impl Api {
    /// Checks the settings and reads the token.
    pub fn open(config: &config::Reverb, room: &Rc<Room>) -> Result<Self> {
        let [token] = credentials::read("reverb", config.credentials_file.as_deref(), ["token"])?;
        let bearer = format!("Bearer {}", token.expose_secret()).into();
        let place = Place {
            vendor: "reverb",
            base_url: &config.base_url,
            deadline_s: config.deadline_s,
            longest: Place::LONGEST,
        };
        let host = place.host(room, Auth::Header("authorization", bearer))?.explaining(wire::said);
        Ok(Self { host, region: config.shipping_region.clone() })
    }

    /// The host.
    pub fn host(&self) -> &Host {
        &self.host
    }

    /// Asks for something that changes nothing; an answer from the cache may be this old.
    pub async fn get<T: DeserializeOwned>(
        &self,
        path: &[&str],
        query: &[(&str, &str)],
        fresh: Duration,
    ) -> Result<(T, Timestamp), Trouble> {
        let headers = self.headers();
        let request = Request { path, query, headers: &headers, ..Request::default() };
        let purpose = if fresh.is_zero() { Purpose::Reconcile } else { Purpose::Other };
        self.host.json(Ask { request, fresh, purpose, ..Ask::default() }).await
    }

    /// Every row of a list, an error rather than a part of it. A next page is known by its number, which is all that is
    /// taken of the address that Reverb gives.
    pub async fn all<P: Rows>(&self, path: &[&str], query: &[(&str, &str)]) -> Result<Vec<P::Row>, Trouble> {
        let (mut rows, mut page) = (Vec::new(), 1_u64);
        while page <= MOST_PAGES {
            let number = page.to_string();
            let mut asked = query.to_vec();
            asked.extend([("page", number.as_str()), ("per_page", PAGE)]);
            let (got, _): (P, Timestamp) = self.get(path, &asked, Duration::ZERO).await?;
            let (more, next) = got.into_page();
            rows.extend(more);
            match next {
                Some(next) if next > page => page = next,
                _ => return Ok(rows),
            }
        }
        Err(self.trouble(Why::Unreadable(format!("a list has more than {MOST_PAGES} pages"))))
    }

    /// Sends what changes something: once, `permit` asked before its first byte leaves.
    pub async fn change(
        &self,
        verb: Verb,
        path: &[&str],
        body: &[u8],
        permit: &dyn Fn() -> Result<()>,
    ) -> Result<Reply, Failed> {
        let headers = self.headers();
        let body = Some(Content::Typed(MEDIA, body));
        let request = Request { path, headers: &headers, body, verb, ..Request::default() };
        self.host.send("calls", request, permit).await
    }

    /// Trouble with a call.
    pub fn trouble(&self, why: Why) -> Trouble {
        self.host.trouble("calls", why)
    }

    fn headers(&self) -> Vec<(&'static str, &str)> {
        let region = self.region.as_deref().map(|region| ("x-shipping-region", region));
        [("accept", MEDIA), ("accept-version", "3.0")].into_iter().chain(region).collect()
    }
}
