//! Keepa's `/product` reply, in Keepa's own names and shapes (keepacom/api_backend, `Product.java`), and the price evidence
//! in it.
//!
//! Time is in minutes since 2011-01-01; prices are whole minor units; −1 is "no offer" and −2 "not known". A history is one
//! flat array: time and value, or time, price and shipping for the kinds that have it, which are added up.

mod csv;
mod lists;
mod places;
mod split;

use rayon::prelude::*;
use rust_decimal::Decimal;
use serde::Deserialize;

use crate::{
    domain::{
        evidence::Evidence,
        offer::ProductIds,
        past::{self, KEPT_DAYS, Kind, Past, Usual},
        price_history::History,
    },
    vendors::reader,
};

use self::csv::Csv;
pub use self::{
    lists::{Deals, Found, Tokens, said},
    places::{domain_of, marketplace, page_of},
};

/// Why a reply is none.
#[derive(Debug, thiserror::Error)]
pub enum WireError {
    /// It is not JSON of the shape that Keepa writes.
    #[error("it is no reply of Keepa: {0}")]
    Shape(#[from] serde_json::Error),
    /// Keepa names a marketplace that is not known here.
    #[error("product {asin}: Keepa's domain {domain} is no marketplace that is known")]
    Domain {
        /// The product.
        asin: String,
        /// Keepa's number of the marketplace.
        domain: u8,
    },
}

/// A reply to `/product`.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Reply {
    /// The products that were asked for; one that is not known is `null`.
    #[serde(default)]
    products: Vec<Option<Product>>,
}

/// A product.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Product {
    asin: String,
    domain_id: u8,
    #[serde(default)]
    title: Option<String>,
    #[serde(default)]
    brand: Option<String>,
    #[serde(default)]
    ean_list: Option<Vec<String>>,
    #[serde(default)]
    upc_list: Option<Vec<String>>,
    #[serde(default)]
    gtin_list: Option<Vec<String>>,
    #[serde(default)]
    category_tree: Option<Vec<Category>>,
    #[serde(default)]
    last_update: Option<i32>,
    #[serde(default)]
    monthly_sold: Option<i64>,
    #[serde(default)]
    package_height: Option<i64>,
    #[serde(default)]
    package_length: Option<i64>,
    #[serde(default)]
    package_width: Option<i64>,
    #[serde(default)]
    package_weight: Option<i64>,
    #[serde(default)]
    is_heat_sensitive: Option<bool>,
    #[serde(default)]
    csv: Option<Csv>,
}

#[derive(Debug, Deserialize)]
struct Category {
    name: String,
}

/// Whether the beginning of a file is that of a reply: one JSON object that holds a list of products.
pub fn looks_like_reply(head: &[u8]) -> bool {
    let head = String::from_utf8_lossy(head);
    let list = head.split_once("\"products\"").and_then(|(_, rest)| rest.trim_start().strip_prefix(':'));
    head.trim_start().starts_with('{') && list.is_some_and(|list| list.trim_start().starts_with('['))
}

/// Reads a product: what is plain of its histories apart from the rest.
fn product(bytes: &[u8]) -> serde_json::Result<Option<Product>> {
    let plain = split::histories(bytes).and_then(|place| Some((csv::plainly(&bytes[place.clone()])?, place)));
    let Some((histories, place)) = plain else { return serde_json::from_slice(bytes) };
    let rest = [&bytes[..place.start], b"null", &bytes[place.end..]].concat();
    let product: Option<Product> = serde_json::from_slice(&rest)?;
    Ok(product.map(|product| Product { csv: Some(Csv(histories)), ..product }))
}

/// What is made of each product of a reply, read by whatever core is free; `None` where anything is out of the ordinary.
fn each_product<T: Send>(bytes: &[u8], make: impl Fn(Option<Product>) -> T + Sync) -> Option<Vec<T>> {
    let (rest, products) = split::products(bytes)?;
    if products.len() < 2 {
        return None;
    }
    serde_json::from_slice::<Reply>(&rest).ok()?;
    let made: Result<Vec<T>, _> = products.into_par_iter().map(|bytes| product(bytes).map(&make)).collect();
    made.ok()
}

impl Reply {
    /// Reads a reply.
    pub fn read(bytes: &[u8]) -> Result<Self, WireError> {
        if let Some(products) = each_product(bytes, |product| product) {
            return Ok(Self { products });
        }
        Ok(serde_json::from_slice(bytes)?)
    }

    /// How many products it holds.
    pub fn len(&self) -> usize {
        self.products.iter().flatten().count()
    }

    /// Whether it holds none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The products in it.
    pub fn into_products(self) -> Vec<Product> {
        self.products.into_iter().flatten().collect()
    }

    /// The evidence in a reply, product by product; `source` is who said so. Histories are gone when their product is done.
    pub fn evidence_in(bytes: &[u8], source: &str) -> Result<Vec<Result<Evidence, WireError>>, WireError> {
        let evidence = |product: Product| product.evidence(source, KEPT_DAYS);
        if let Some(all) = each_product(bytes, |product| product.map(evidence)) {
            return Ok(all.into_iter().flatten().collect());
        }
        let reply: Self = serde_json::from_slice(bytes)?;
        Ok(reply.into_products().into_par_iter().map(evidence).collect())
    }
}

impl Product {
    /// Amazon's number of it.
    pub fn asin(&self) -> &str {
        &self.asin
    }

    /// The price evidence in its histories, of which `days` are kept; `source` is who said so.
    pub fn evidence(self, source: &str, days: u32) -> Result<Evidence, WireError> {
        let Some((channel, currency)) = marketplace(self.domain_id) else {
            return Err(WireError::Domain { asin: self.asin, domain: self.domain_id });
        };
        let mut evidence = Evidence::of(self.ids(), channel, currency, source);
        let Csv(csv) = self.csv.unwrap_or_default();
        let money = |minor: i64| Some(Decimal::new(minor, currency.exponent()));
        let price = |history: &History| money(i64::from(history.now()?));
        let now = self.last_update.unwrap_or_default();
        evidence.as_of = self.last_update.and_then(past::moment);
        evidence.title = self.title.filter(|title| !title.trim().is_empty());
        evidence.brand = self.brand.filter(|brand| !brand.trim().is_empty());
        evidence.category = self.category_tree.and_then(|tree| tree.into_iter().next()).map(|root| root.name);
        evidence.weight_g = self.package_weight.filter(|grams| *grams > 0).map(Decimal::from);
        evidence.dims = [self.package_length, self.package_width, self.package_height]
            .into_iter()
            .map(|side| side.filter(|side| *side > 0))
            .collect::<Option<Vec<i64>>>()
            .map(|sides| format!("{}x{}x{} mm", sides[0], sides[1], sides[2]));
        evidence.meltable = self.is_heat_sensitive;
        evidence.monthly_sold = self.monthly_sold.and_then(|sold| u32::try_from(sold).ok());

        evidence.buy_box = price(csv.of(Kind::BuyBox));
        evidence.lowest_fba = price(csv.of(Kind::NewFba));
        evidence.lowest_fbm = price(csv.of(Kind::NewFbm));
        let usual = Usual::of(&csv, now);
        evidence.avg30 = usual.mean(30).and_then(money);
        evidence.avg90 = usual.mean(90).and_then(money);
        evidence.avg180 = usual.mean(180).and_then(money);
        if let Some([p10, p50, p90]) = usual.percentiles(90) {
            (evidence.p10, evidence.p50, evidence.p90) = (money(p10), money(p50), money(p90));
            evidence.points = Some(usual.points(90));
        }
        let count = |history: &History| history.now().and_then(|value| u32::try_from(value).ok());
        evidence.rank = count(csv.of(Kind::Rank)).filter(|rank| *rank > 0);
        evidence.rank_avg90 =
            csv.of(Kind::Rank).mean(now, 90).and_then(|rank| u32::try_from(rank).ok()).filter(|rank| *rank > 0);
        evidence.rank_drops30 = csv.of(Kind::Rank).now().map(|_| csv.of(Kind::Rank).falls_within(now, 30));
        evidence.offers = count(csv.of(Kind::NewCount));
        evidence.offers_avg90 = csv.of(Kind::NewCount).mean(now, 90).and_then(|offers| u32::try_from(offers).ok());
        let amazon = csv.of(Kind::Amazon);
        let share = amazon.presence(now, 90);
        let looked = amazon.points().last().is_some_and(|last| last.value >= -1);
        evidence.amazon_in_stock = share.filter(|_| looked).map(|_| amazon.now().is_some());
        evidence.amazon_in_stock_pct = share.map(|share| Decimal::new(share, 1).normalize());
        evidence.past = Some(Past::of(&csv, now, currency.exponent())).filter(|past| !past.is_unknown()).map(Box::new);
        evidence.recorded = past::recorded(&csv, now, days);
        Ok(evidence)
    }

    /// Every number that names the product; what is broken or names no product is left out.
    fn ids(&self) -> ProductIds {
        let lists = [&self.gtin_list, &self.ean_list, &self.upc_list];
        reader::product_ids(Some(&self.asin), lists.into_iter().flatten().flatten().map(String::as_str))
    }
}

#[cfg(test)]
mod tests {
    use rust_decimal::dec;

    use super::*;

    /// A product with these histories, by slot.
    fn reply(histories: &[(usize, &str)], more: &str) -> Vec<Evidence> {
        let last = histories.iter().map(|(slot, _)| *slot).max().unwrap_or_default();
        let slots: Vec<&str> = (0..=last)
            .map(|slot| histories.iter().find(|(at, _)| *at == slot).map_or("null", |(_, text)| *text))
            .collect();
        let text = format!(
            r#"{{"timestamp":1,"tokensLeft":-3,"products":[null,{{"asin":"B0D8W1YVBX","domainId":1,"lastUpdate":8000000,
            "csv":[{}],"newThing":{{"a":[1]}}{more}}}]}}"#,
            slots.join(",")
        );
        assert!(looks_like_reply(text.as_bytes()));
        let read = Reply::read(text.as_bytes()).unwrap();
        assert_eq!((read.len(), read.is_empty()), (1, false));
        // A reply taken apart is the reply as a whole.
        let whole: Reply = serde_json::from_str(&text).unwrap();
        assert_eq!(format!("{read:?}"), format!("{whole:?}"));
        let found: Vec<Evidence> =
            Reply::evidence_in(text.as_bytes(), "keepa").unwrap().into_iter().map(Result::unwrap).collect();
        let products = whole.into_products().into_iter();
        assert_eq!(found, products.map(|product| product.evidence("keepa", KEPT_DAYS).unwrap()).collect::<Vec<_>>());
        found
    }

    #[test]
    fn histories_become_evidence() {
        // 7,870,400 is 90 days before the last update; 7,956,800 is 30.
        let seen = reply(
            &[
                (0, "[7000000,-1,7956800,2500]"),
                (3, "[7000000,5000,7990000,900,7995000,1200,7999000,800]"),
                (10, "[7990000,1999]"),
                (11, "[7000000,4,7999999,7]"),
                (18, "[7000000,2000,0,7956800,1499,500,7998560,-1,-1]"),
            ],
            r#","monthlySold":-1,"packageWeight":141,"packageLength":104,"packageWidth":55,"packageHeight":35,
               "eanList":["8809875456477","4"],"upcList":null,"categoryTree":[{"catId":1,"name":"Beauty"},{"catId":2,"name":"Skin"}]"#,
        )
        .remove(0);
        assert_eq!(seen.product.keys(), ["gtin:08809875456477", "asin:B0D8W1YVBX"]);
        // Without a buy box there is none, and its usual price stays.
        assert_eq!((seen.buy_box, seen.lowest_fba, seen.lowest_fbm), (None, Some(dec!(19.99)), None));
        assert_eq!(
            (seen.avg30, seen.p10, seen.p50, seen.p90),
            (Some(dec!(19.99)), Some(dec!(19.99)), Some(dec!(20.00)), Some(dec!(20.00)))
        );
        assert_eq!(seen.points, Some(3));
        assert_eq!((seen.rank, seen.rank_drops30, seen.offers), (Some(800), Some(2), Some(7)));
        assert_eq!((seen.amazon_in_stock, seen.amazon_in_stock_pct), (Some(true), Some(dec!(33.3))));
        assert_eq!((seen.monthly_sold, seen.weight_g), (None, Some(dec!(141))));
        assert_eq!((seen.dims.as_deref(), seen.category.as_deref()), (Some("104x55x35 mm"), Some("Beauty")));
        assert_eq!(seen.as_of.unwrap().to_string(), "2026-03-18T13:20:00Z");
    }

    #[test]
    fn shipping_that_is_not_known_is_no_cent_off() {
        let seen = reply(&[(18, "[7999000,1499,-1]"), (7, "[7999000,1000,399]")], "").remove(0);
        assert_eq!((seen.buy_box, seen.lowest_fbm), (Some(dec!(14.99)), Some(dec!(13.99))));
    }

    #[test]
    fn what_is_cut_off_empty_or_nothing_says_nothing() {
        let seen = reply(&[(0, "[]"), (3, "[7999000]"), (18, "[7999000,1499]"), (35, "[1,2,3]")], "").remove(0);
        assert_eq!((seen.buy_box, seen.rank, seen.amazon_in_stock), (None, None, None));
        assert!(!looks_like_reply(b"{\"asin\":\"B0D8W1YVBX\"}"));
        assert!(Reply::read(b"{\"products\":[{\"asin\":\"B0D8W1YVBX\",\"domainId\":1,\"csv\":[[1.5,2]]}]}").is_err());
        let elsewhere = br#"{"products":[{"asin":"B0D8W1YVBX","domainId":7}]}"#;
        let why = Reply::evidence_in(elsewhere, "keepa").unwrap().remove(0).unwrap_err().to_string();
        assert_eq!(why, "product B0D8W1YVBX: Keepa's domain 7 is no marketplace that is known");
    }
}
