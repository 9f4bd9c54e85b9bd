//! eBay: offers of others, and what they ask for a product, through the Browse API; selling there is [`selling`].
//!
//! What stands on eBay is asked, not paid: sold prices are in an API that few are let into. So the evidence says how many
//! offer a product new, what the cheapest asks and how the asks are spread, and names no buy box and no average. A barcode
//! that is no UPC is found by words: a lot or a part that names it is among the asks, and makes the cheapest too low rather
//! than too high.

mod finding;
pub mod notice;
pub mod selling;
mod wire;

use std::{rc::Rc, time::Duration};

use anyhow::Result;
use jiff::{SignedDuration, Timestamp};
use serde::de::DeserializeOwned;

use self::wire::Site;
use super::{
    Call, Check, Estimate, Left, Market, credentials,
    reader::{self, Place, bad},
};
use crate::{
    config,
    domain::{
        evidence::Evidence,
        ids::{self, Gtin, IdKind},
        offer::ProductIds,
    },
    net::{Ask, Auth, Host, Login, Request, Room, Trouble},
};

/// What an application may do without a person: read what is public.
const SCOPE: &str = "https://api.ebay.com/oauth/api_scope";
/// What may stand in the file beside the keys that everything needs: to sell, and to sign calls about money.
const MORE_KEYS: [&str; 3] = ["refresh_token", "signing_key", "signing_key_jwe"];
/// Where tokens come from, below the host.
const TOKEN_PATH: &str = "identity/v1/oauth2/token";
/// The most offers on a page.
const PAGE: usize = 200;
/// The most offers that one search shows.
const MOST: usize = 10_000;

/// eBay.
pub struct Ebay {
    host: Host,
    site: Site,
    /// Where goods are sent to, as eBay's header has it.
    ship_to: Option<String>,
    max_age: Duration,
}

impl Ebay {
    /// Checks the settings and reads the keys.
    pub fn open(config: &config::Ebay, room: &Rc<Room>) -> Result<Self> {
        let site = wire::site(&config.marketplace.to_ascii_uppercase())
            .ok_or_else(|| bad("ebay", "marketplace", &config.marketplace, "it is no site of eBay that is known"))?;
        let ship_to = ship_to(config)?;
        let file = config.credentials_file.as_deref();
        let ([id, secret], _) = credentials::read_some("ebay", file, ["client_id", "client_secret"], MORE_KEYS)?;
        let place = Place {
            vendor: "ebay",
            base_url: &config.base_url,
            deadline_s: config.deadline_s,
            longest: Place::LONGEST,
        };
        let token_url = format!("{}/{TOKEN_PATH}", config.base_url.trim_end_matches('/'));
        let form = vec![("grant_type", "client_credentials".into()), ("scope", SCOPE.into())];
        let login = Login::new(place.login("base_url", &token_url)?, form).basic(&id, &secret).shared(Rc::clone(room));
        let auth = Auth::Token("authorization", "Bearer ", Rc::new(login));
        Ok(Self {
            host: place.host(room, auth)?.explaining(wire::said),
            site,
            ship_to,
            max_age: reader::max_age("ebay", &config.max_age)?,
        })
    }

    /// Asks; `None` where eBay found nothing.
    async fn ask<T: DeserializeOwned>(
        &self,
        what: &'static str,
        path: &[&str],
        query: &[(&str, &str)],
        fresh: Duration,
    ) -> Result<Option<(T, Timestamp)>, Trouble> {
        let mut headers = vec![("accept", "application/json"), ("x-ebay-c-marketplace-id", self.site.name)];
        headers.extend(self.ship_to.as_deref().map(|place| ("x-ebay-c-enduserctx", place)));
        let request = Request { path, query, headers: &headers, ..Request::default() };
        self.host.json_if_any(Ask { what, request, fresh, ..Ask::default() }).await
    }

    /// The public key that eBay signs notices with, by its id: asked for once an hour.
    pub async fn notice_key(&self, id: &str) -> Result<String> {
        #[derive(serde::Deserialize)]
        struct Shown {
            key: String,
        }
        let path = ["commerce", "notification", "v1", "public_key", id];
        let found = self.ask::<Shown>("notification", &path, &[], Duration::from_secs(3600)).await;
        let (shown, _) = found.map_err(Trouble::failure)?.ok_or_else(|| anyhow::anyhow!("eBay shows no key `{id}`"))?;
        Ok(shown.key)
    }

    /// One page of a search.
    async fn search_page(
        &self,
        search: &[(&'static str, String)],
        limit: usize,
        offset: usize,
    ) -> Result<Option<(wire::Found, Timestamp)>, Trouble> {
        let (limit, offset) = (limit.to_string(), offset.to_string());
        let mut query: Vec<(&str, &str)> = search.iter().map(|(name, value)| (*name, value.as_str())).collect();
        query.extend([("limit", limit.as_str()), ("offset", offset.as_str())]);
        self.ask("browse", &["buy", "browse", "v1", "item_summary", "search"], &query, self.max_age).await
    }

    /// One item, with the numbers of its product; `None` where it is gone.
    async fn item(&self, id: &str) -> Result<Option<(wire::Item, Timestamp)>, Trouble> {
        match self.ask("browse", &["buy", "browse", "v1", "item", id], &[], self.max_age).await {
            Err(why) if why.is_not_found() => Ok(None),
            got => got,
        }
    }

    /// What others ask for a product that is new: the cheapest first, so that a page shows the cheapest there is.
    async fn asked_for(&self, product: ProductIds, how: (&'static str, String)) -> Result<Option<Evidence>, Trouble> {
        let search = [how, ("filter", "conditions:{NEW},buyingOptions:{FIXED_PRICE}".into()), ("sort", "price".into())];
        match self.search_page(&search, PAGE, 0).await {
            Ok(Some((found, at))) => Ok(found.asked(product, &self.site, at)),
            Ok(None) => Ok(None),
            Err(why) if why.is_not_found() => Ok(None),
            Err(why) => Err(why),
        }
    }
}

/// How a barcode is asked for: eBay documents `gtin` for UPCs alone, all others are words.
fn by_gtin(gtin: Gtin) -> (&'static str, String) {
    let short = gtin.short();
    (if short.len() == 12 { "gtin" } else { "q" }, short.to_owned())
}

/// The product of a key, and how it is asked for; `None` where eBay can't be asked by it.
fn by_key(key: &str) -> Option<(ProductIds, (&'static str, String))> {
    let product = ProductIds { key: Some(key.to_owned()), ..ProductIds::default() };
    if let Some(digits) = key.strip_prefix("gtin:") {
        // A case is sold under the same words as what is in it: its asks would be those of the single item.
        let gtin = Gtin::parse(digits).ok().filter(Gtin::is_each)?;
        return Some((ProductIds { gtin: Some(gtin.to_string()), ..product }, by_gtin(gtin)));
    }
    let id = ids::parse_cell(key).ok().filter(|id| id.kind == IdKind::EbayEpid)?;
    Some((product, ("epid", id.value())))
}

/// Where goods are sent to, as the header has it: its value is escaped as in a URL.
fn ship_to(config: &config::Ebay) -> Result<Option<String>> {
    let Some(country) = &config.ship_to_country else {
        return match &config.ship_to_postal_code {
            Some(code) => Err(bad("ebay", "ship_to_postal_code", code, "a postal code needs `ship_to_country`")),
            None => Ok(None),
        };
    };
    if !(country.len() == 2 && country.bytes().all(|byte| byte.is_ascii_alphabetic())) {
        return Err(bad("ebay", "ship_to_country", country, "write two letters, like `US`"));
    }
    let mut place = format!("contextualLocation=country%3D{}", country.to_ascii_uppercase());
    if let Some(code) = &config.ship_to_postal_code {
        let plain = |byte: u8| byte.is_ascii_alphanumeric() || byte == b' ' || byte == b'-';
        if !((1..=12).contains(&code.len()) && code.bytes().all(plain)) {
            return Err(bad("ebay", "ship_to_postal_code", code, "it has letters, digits, spaces and hyphens"));
        }
        place.push_str(&format!("%2Czip%3D{}", code.replace(' ', "%20")));
    }
    Ok(Some(place))
}

impl Check for Ebay {
    fn check(&self) -> Call<'_, String> {
        Box::pin(async move {
            let path = ["developer", "analytics", "v1_beta", "rate_limit", ""];
            let limits: Option<(wire::Limits, Timestamp)> = self
                .ask("analytics", &path, &[("api_name", "browse")], Duration::ZERO)
                .await
                .map_err(Trouble::failure)?;
            Ok(limits.and_then(|(limits, _)| limits.words()).unwrap_or_else(|| "the keys are taken".into()))
        })
    }

    fn quotas(&self) -> Result<Vec<Left>> {
        reader::left(&self.host)
    }
}

impl Market for Ebay {
    fn snapshot<'a>(&'a self, keys: &'a [String]) -> Call<'a, Vec<Evidence>> {
        Box::pin(async move {
            let mut found = Vec::new();
            for (product, how) in keys.iter().filter_map(|key| by_key(key)) {
                found.extend(self.asked_for(product, how).await.map_err(Trouble::failure)?);
            }
            Ok(found)
        })
    }

    fn max_age(&self) -> Option<SignedDuration> {
        SignedDuration::try_from(self.max_age).ok()
    }

    fn estimate(&self, products: usize) -> Estimate {
        let calls = products as u64;
        Estimate {
            calls: 0,
            calls_at_most: Some(calls),
            notes: vec!["one call a product".into()],
            ..Estimate::default()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_upc_is_asked_for_by_number_and_all_others_by_words() {
        let check = |key: &str, expected: Option<(&'static str, &str)>| {
            let how = by_key(key).map(|(_, how)| how);
            assert_eq!(how.as_ref().map(|(name, value)| (*name, value.as_str())), expected, "{key}");
        };
        check("gtin:00036000291452", Some(("gtin", "036000291452")));
        check("gtin:09780439023481", Some(("q", "9780439023481")));
        check("gtin:10036000291459", None);
        check("ebay:epid:1234567", Some(("epid", "1234567")));
        check("ebay:item:1234567", None);
        check("asin:B0D8W1YVBX", None);
        check("gtin:00036000291453", None);
    }

    #[test]
    fn the_place_that_goods_go_to_is_escaped_or_refused() {
        let check = |country: Option<&str>, code: Option<&str>, expected: Result<Option<&str>, &str>| {
            let config = config::Ebay {
                ship_to_country: country.map(str::to_owned),
                ship_to_postal_code: code.map(str::to_owned),
                ..config::Ebay::default()
            };
            match (ship_to(&config), expected) {
                (Ok(place), Ok(expected)) => assert_eq!(place.as_deref(), expected),
                (Err(why), Err(part)) => assert!(why.to_string().contains(part), "{why}"),
                (found, expected) => panic!("{found:?} is not {expected:?}"),
            }
        };
        check(None, None, Ok(None));
        check(Some("us"), Some("98101"), Ok(Some("contextualLocation=country%3DUS%2Czip%3D98101")));
        check(Some("GB"), Some("SW1A 1AA"), Ok(Some("contextualLocation=country%3DGB%2Czip%3DSW1A%201AA")));
        check(Some("DE"), None, Ok(Some("contextualLocation=country%3DDE")));
        check(None, Some("98101"), Err("needs `ship_to_country`"));
        check(Some("USA"), None, Err("two letters"));
        check(Some("US"), Some("9\r\nx"), Err("letters, digits"));
    }
}
