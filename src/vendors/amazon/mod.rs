//! Amazon's Selling Partner API. Read from: the catalog, what new ones are offered for, what fees are estimated, what the
//! account may sell. Sold through, where the settings say so: [`Selling`].
//!
//! Each operation has a quota of its own. Where Amazon does not answer for a single item, that item is left out; whether it
//! may be sold is unknown until an answer says so.

mod asking;
mod contest;
mod finding;
mod inbound;
mod messaging;
mod publishing;
mod selling;
mod takings;
pub mod wire;

use std::{cell::RefCell, collections::BTreeMap, rc::Rc, time::Duration};

use anyhow::Result;
use jiff::SignedDuration;

use self::{
    asking::{BATCH, Lookup},
    wire::{Marketplace, catalog::Item, prices::Answer},
};
pub use self::{
    selling::{Selling, seller},
    wire::notification::{Noticed, competitions_from_notification},
};
use super::{
    Call, Check, Estimate, FeeAsk, Left, Market, credentials,
    reader::{self, Place, bad},
};
use crate::{
    config,
    domain::{evidence::Evidence, money::Money, offer::ProductIds},
    net::{Ask, Auth, Host, Login, Request, Room, Trouble},
};

/// Amazon.
pub struct Amazon {
    host: Host,
    market: Marketplace,
    seller: Option<String>,
    max_age: Duration,
    unanswered: RefCell<Vec<(ProductIds, String)>>,
}

impl Amazon {
    /// Checks the settings and reads the keys.
    pub fn open(config: &config::Amazon, room: &Rc<Room>) -> Result<Self> {
        let (host, market) = account(config, room)?;
        Ok(Self {
            host,
            market,
            seller: seller_id(config),
            max_age: reader::max_age("amazon", &config.max_age)?,
            unanswered: RefCell::default(),
        })
    }

    /// The pages of these products, each once; what only holds variations together is no product.
    async fn pages_of(&self, keys: &[String]) -> Result<Vec<Item>> {
        let (asins, codes): (Vec<Lookup>, Vec<Lookup>) =
            Lookup::of(keys).into_iter().partition(|lookup| lookup.kind == "ASIN");
        let mut found: BTreeMap<String, Item> = BTreeMap::new();
        let mut known: Vec<String> = Vec::new();
        for lookup in asins.into_iter().chain(codes) {
            // A barcode whose page came by its ASIN is not looked up again.
            let wanted: Vec<&str> =
                lookup.codes.iter().filter(|(key, _)| !known.contains(key)).map(|(_, code)| code.as_str()).collect();
            for chunk in wanted.chunks(BATCH) {
                for item in self.by_code(lookup.kind, chunk).await? {
                    known.extend(item.ids(&self.market).keys());
                    if !item.is_parent(&self.market) {
                        found.insert(item.asin().to_owned(), item);
                    }
                }
            }
        }
        Ok(found.into_values().collect())
    }
}

/// The host of an account and its marketplace, by the settings.
fn account(config: &config::Amazon, room: &Rc<Room>) -> Result<(Host, Marketplace)> {
    let region = config.marketplace.to_ascii_uppercase();
    let market = wire::marketplace(&region)
        .ok_or_else(|| bad("amazon", "marketplace", &config.marketplace, "Amazon has no such marketplace"))?;
    let regions = ["na", "eu", "fe"].map(|region| (region, format!("sellingpartnerapi-{region}.")));
    if let Some((served, _)) = regions.iter().find(|(_, name)| config.base_url.contains(name.as_str()))
        && *served != market.host
    {
        let why = format!("{region} is served by `https://sellingpartnerapi-{}.amazon.com`", market.host);
        return Err(bad("amazon", "base_url", &config.base_url, &why));
    }
    let names = ["client_id", "client_secret", "refresh_token"];
    let secrets = credentials::read("amazon", config.credentials_file.as_deref(), names)?;
    let place =
        Place { vendor: "amazon", base_url: &config.base_url, deadline_s: config.deadline_s, longest: Place::LONGEST };
    let mut form = vec![("grant_type", "refresh_token".into())];
    form.extend(names.into_iter().zip(secrets));
    let login = Login::new(place.login("token_url", &config.token_url)?, form).shared(Rc::clone(room));
    let auth = Auth::Token("x-amz-access-token", "", Rc::new(login));
    Ok((place.host(room, auth)?.explaining(wire::said).metered(wire::meter).expiring(wire::is_stale), market))
}

/// Our seller id, where the settings name one.
fn seller_id(config: &config::Amazon) -> Option<String> {
    config.seller_id.as_deref().map(str::trim).filter(|seller| !seller.is_empty()).map(str::to_owned)
}

impl Check for Amazon {
    fn check(&self) -> Call<'_, String> {
        Box::pin(async move {
            let path = ["sellers", "v1", "marketplaceParticipations"];
            let request = Request { path: &path, ..Request::default() };
            let ask = Ask { what: "sellers", request, ..Ask::default() };
            let (sells, _): (wire::Participations, _) = self.host.json(ask).await.map_err(Trouble::failure)?;
            let (ids, region) = (sells.into_ids(), self.market.region);
            let places = if ids.len() == 1 { "marketplace" } else { "marketplaces" };
            Ok(match ids.iter().any(|id| id == self.market.id) {
                true => format!("the account sells in {} {places}, {region} among them", ids.len()),
                false => {
                    format!("the key is good, but the account sells in {} {places} and not in {region}", ids.len())
                }
            })
        })
    }

    fn quotas(&self) -> Result<Vec<Left>> {
        reader::left(&self.host)
    }
}

impl Market for Amazon {
    fn snapshot<'a>(&'a self, keys: &'a [String]) -> Call<'a, Vec<Evidence>> {
        Box::pin(async move {
            let items = self.pages_of(keys).await?;
            let asins: Vec<String> = items.iter().map(|item| item.asin().to_owned()).collect();
            let mut answers = self.offers_or_prices(&asins).await?;
            let (mut found, mut unanswered) = (Vec::new(), Vec::new());
            for item in items {
                match answers.remove(item.asin()) {
                    Some((Answer::Standing(standing), at)) => {
                        let mut evidence = item.evidence(&self.market);
                        standing.tell(&mut evidence);
                        evidence.as_of = Some(at);
                        found.push(evidence);
                    }
                    // It is left out: what was known of it before is not replaced by nothing.
                    Some((Answer::Busy(why) | Answer::Failed(why), _)) => {
                        unanswered.push((item.ids(&self.market), why));
                    }
                    None => {}
                }
            }
            *self.unanswered.borrow_mut() = unanswered;
            self.tell_restrictions(&mut found).await;
            Ok(found)
        })
    }

    fn fees<'a>(&'a self, sales: &'a [FeeAsk]) -> Call<'a, Vec<Option<Money>>> {
        Box::pin(self.estimates(sales))
    }

    fn unanswered(&self) -> Vec<(ProductIds, String)> {
        self.unanswered.take()
    }

    fn max_age(&self) -> Option<SignedDuration> {
        SignedDuration::try_from(self.max_age).ok()
    }

    fn estimate(&self, products: usize) -> Estimate {
        let batches = products.div_ceil(BATCH) as u64;
        let restrictions = if self.seller.is_some() { products as u64 } else { 0 };
        Estimate {
            calls: batches * 2 + restrictions,
            notes: vec!["a barcode may stand on several pages, and each takes its share of the calls".into()],
            ..Estimate::default()
        }
    }
}
