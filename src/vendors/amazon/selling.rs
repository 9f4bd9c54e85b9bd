//! Amazon as a channel: what is opened, what it can do, what it is silent about.
//!
//! A listing is an offer on a page of Amazon's catalog, under our SKU. Money is given back to buyers by Amazon or in Seller
//! Central; the API has no call for it, so there is none here.

use std::{rc::Rc, time::Duration};

use anyhow::{Result, bail};
use jiff::{Timestamp, civil::Date, tz::TimeZone};

use super::{
    account,
    inbound::Sender,
    messaging, seller_id,
    wire::{
        Marketplace, ProductTypes,
        sealed::{Manner, Sealing},
    },
};
use crate::{
    config::{self, Vendors},
    domain::effect::{Change, Kind, Look, Outcome, Terms},
    error,
    net::{Ask, Host, Request, Room},
    vendors::{
        Call, Channel, Competition, Gateway, Permit, Posted, SaleEvent, Sealed,
        declarations::{self, Declaration},
        reader::bad,
        sellers::Seller,
    },
};

/// The product type that fits every offer on a product of the catalog.
const ANY_TYPE: &str = "PRODUCT";
/// How old it may be which type a title is of.
const WEEK: Duration = Duration::from_secs(7 * 24 * 3600);

/// Amazon, sold through.
pub struct Selling {
    pub(super) host: Host,
    pub(super) market: Marketplace,
    pub(super) seller: String,
    pub(super) declared: Declaration,
    pub(super) since: Option<Timestamp>,
    pub(super) read_back: Duration,
    manner: Manner,
    /// Whether Amazon is asked for the product type of each title.
    searches_type: bool,
    /// Where goods are sent to Amazon's warehouses from, where that is said.
    pub(super) sender: Option<Sender>,
    pub(super) label_owner: String,
    pub(super) prep_owner: String,
}

/// Opens it where the settings let it sell.
pub fn seller(vendors: &Vendors, room: &Rc<Room>) -> Result<Option<Seller>> {
    let config = &vendors.amazon;
    if !(config.enabled && config.sell) {
        return Ok(None);
    }
    let selling = Rc::new(Selling::open(config, room)?);
    Ok(Some(Seller {
        name: "amazon",
        channel: selling.market.channel.to_owned(),
        gateway: Rc::clone(&selling) as Rc<dyn Gateway>,
        shop: Rc::clone(&selling) as Rc<dyn Channel>,
        inbox: None,
        warehouse: Some(selling),
    }))
}

impl Selling {
    /// Checks the settings and reads the keys.
    pub fn open(config: &config::Amazon, room: &Rc<Room>) -> Result<Self> {
        let (host, market) = account(config, room)?;
        let Some(seller) = seller_id(config) else {
            return Err(error::config("`vendors.amazon` is to sell, and `seller_id` is not set")
                .code("bad_setting")
                .hint("Seller Central shows it under Account Info, as the merchant token")
                .into());
        };
        if config.read_back_s > 30 {
            return Err(bad("amazon", "read_back_s", &config.read_back_s.to_string(), "it is 30 seconds at most"));
        }
        let kind = config.product_type.trim();
        let searches = kind.eq_ignore_ascii_case("search");
        if kind.is_empty()
            || !searches && !kind.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit() || byte == b'_')
        {
            return Err(bad("amazon", "product_type", kind, "write it like `PRODUCT`"));
        }
        let since = config.sales_since.as_deref().map(day).transpose()?;
        Ok(Self {
            host,
            market,
            seller,
            declared: declarations::of("amazon")?,
            since,
            read_back: Duration::from_secs(config.read_back_s),
            manner: Manner {
                product_type: if searches { ANY_TYPE } else { kind }.to_owned(),
                handling_days: config.handling_days,
                shipping_group: config.shipping_group.clone(),
            },
            searches_type: searches,
            sender: config.ship_from.as_deref().map(Sender::read).transpose()?,
            label_owner: owner("label_owner", &config.label_owner)?,
            prep_owner: owner("prep_owner", &config.prep_owner)?,
        })
    }
}

/// Who labels or prepares what is sent to the warehouses.
fn owner(key: &'static str, text: &str) -> Result<String> {
    let word = text.trim().to_ascii_uppercase();
    match word.as_str() {
        "SELLER" | "AMAZON" | "NONE" => Ok(word),
        _ => Err(bad("amazon", key, text, "it is `SELLER`, `AMAZON` or `NONE`")),
    }
}

/// The first moment of a date.
fn day(text: &str) -> Result<Timestamp> {
    let date = text.parse::<Date>().ok().and_then(|date| date.to_zoned(TimeZone::UTC).ok());
    date.map(|date| date.timestamp()).ok_or_else(|| bad("amazon", "sales_since", text, "write it like `2026-06-01`"))
}

impl Selling {
    /// The product type that Amazon finds for a title; `None` where it finds none, or can't be asked: the usual one fits, too.
    async fn type_of(&self, title: &str) -> Option<String> {
        let query = [("itemName", title), ("marketplaceIds", self.market.id)];
        let path = ["definitions", "2020-09-01", "productTypes"];
        let request = Request { path: &path, query: &query, ..Request::default() };
        let ask = Ask { what: "product_types", request, fresh: WEEK, ..Ask::default() };
        let (types, _): (ProductTypes, _) = self.host.json(ask).await.ok()?;
        types.first()
    }
}

impl Gateway for Selling {
    fn name(&self) -> &'static str {
        "amazon"
    }

    fn terms(&self, kind: Kind) -> Option<&Terms> {
        self.declared.terms.get(&kind)
    }

    fn encode(&self, change: &Change) -> Result<Vec<u8>> {
        let sealing = match change {
            Change::Reply { message, body } => return messaging::sealing(message, body),
            Change::Listing(draft) => Sealing::of_draft(draft, &self.market, &self.manner)?,
            Change::Price { listing, price, bounds } => {
                Sealing::of_price(listing, *price, *bounds, &self.market, &self.manner)?
            }
            Change::Inbound(ask) => return self.seal_inbound(ask),
            other => bail!("`amazon` can't do a {}", other.kind()),
        };
        Ok(serde_json::to_vec(&sealing)?)
    }

    fn compose<'a>(&'a self, change: &'a Change) -> Call<'a, Vec<u8>> {
        Box::pin(async move {
            match change {
                Change::Listing(draft) if self.searches_type => {
                    let product_type = self.type_of(&draft.title).await.unwrap_or_else(|| ANY_TYPE.to_owned());
                    let manner = Manner { product_type, ..self.manner.clone() };
                    Ok(serde_json::to_vec(&Sealing::of_draft(draft, &self.market, &manner)?)?)
                }
                other => self.encode(other),
            }
        })
    }

    /// A listing goes by our own SKU: none that is alike can be taken for it.
    fn before<'a>(&'a self, _: &'a Change) -> Call<'a, Vec<String>> {
        Box::pin(async { Ok(Vec::new()) })
    }

    fn send<'a>(&'a self, sealed: &'a Sealed, permit: &'a Permit<'a>) -> Call<'a, Outcome> {
        Box::pin(async move {
            match sealed.kind {
                Kind::Message => self.write(sealed, permit).await,
                Kind::Inbound => self.send_inbound(sealed, permit).await,
                _ => self.submit(sealed, permit).await,
            }
        })
    }

    fn look<'a>(&'a self, sealed: &'a Sealed) -> Call<'a, Look> {
        Box::pin(async move {
            match sealed.kind {
                Kind::Message => bail!("Amazon does not show what was written"),
                Kind::Inbound => self.look_inbound(sealed).await,
                _ => self.read_item(sealed).await,
            }
        })
    }
}

impl Channel for Selling {
    fn competition<'a>(&'a self, listings: &'a [Posted]) -> Call<'a, Vec<Result<Competition, String>>> {
        Box::pin(self.rivals(listings))
    }

    fn events<'a>(&'a self, after: u64) -> Call<'a, Vec<SaleEvent>> {
        Box::pin(self.takings(after))
    }
}
