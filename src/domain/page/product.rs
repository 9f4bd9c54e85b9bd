//! Products and their offers among schema.org's objects, however they are nested.

use rust_decimal::Decimal;
use serde_json::{Map, Value};

use super::{
    Availability, Signal,
    claim::{Claim, Price},
    stock, text,
};
use crate::domain::money::Currency;

/// How deep objects are followed.
const DEEPEST: usize = 24;
/// The most objects that are looked at.
const MOST: usize = 50_000;

const PRODUCTS: &[&str] = &[
    "product",
    "individualproduct",
    "someproducts",
    "productmodel",
    "productgroup",
    "vehicle",
    "car",
    "motorcycle",
    "book",
    "softwareapplication",
    "apartment",
    "hotelroom",
    "videogame",
    "movie",
    "course",
];
/// What points at other things than the product of the page.
const OTHERS: &[&str] = &[
    "isrelatedto",
    "issimilarto",
    "isaccessoryorsparepartfor",
    "isconsumablefor",
    "review",
    "reviews",
    "itemlistelement",
    "haspart",
    "seller",
    "publisher",
    "author",
    "breadcrumb",
    "itemreviewed",
    "itemoffered",
    "recommendations",
    "hasofferecatalog",
    "hasoffercatalog",
];

/// Everything in these values that is a product, each a claim.
pub fn claims(values: &[Value], signal: Signal, known: Option<Currency>, url: &str) -> Vec<Claim> {
    let mut walk = Walk { signal, known, url, found: Vec::new(), seen: 0 };
    values.iter().for_each(|value| walk.visit(value, 0, 0));
    walk.found
}

/// A claim from properties that belong to no item.
pub fn loose(map: &Map<String, Value>, signal: Signal, known: Option<Currency>, url: &str) -> Option<Claim> {
    let walk = Walk { signal, known, url, found: Vec::new(), seen: 0 };
    let mut claim = walk.product(map);
    claim.fit -= 2;
    (claim.price.is_some() || claim.sku.is_some() || !claim.gtins.is_empty()).then_some(claim)
}

struct Walk<'a> {
    signal: Signal,
    known: Option<Currency>,
    url: &'a str,
    found: Vec<Claim>,
    seen: usize,
}

impl Walk<'_> {
    fn visit(&mut self, value: &Value, depth: usize, penalty: i32) {
        self.seen += 1;
        if depth > DEEPEST || self.seen > MOST {
            return;
        }
        match value {
            Value::Array(list) => list.iter().for_each(|item| self.visit(item, depth + 1, penalty)),
            Value::Object(map) => {
                let is_product = kinds(map).any(|kind| PRODUCTS.contains(&kind.as_str()));
                let is_event = map.contains_key("offers") && !is_product;
                if is_product || is_event {
                    let mut claim = self.product(map);
                    claim.fit -= penalty + i32::from(is_event) * 2;
                    self.found.push(claim);
                }
                for (name, inner) in map.iter().filter(|(_, inner)| inner.is_object() || inner.is_array()) {
                    let name = name.to_ascii_lowercase();
                    // Variants and offers were read with their product.
                    if (is_product || is_event) && ["offers", "hasvariant"].contains(&name.as_str()) {
                        continue;
                    }
                    let aside = OTHERS.contains(&name.as_str()) || is_product;
                    self.visit(inner, depth + 1, penalty + if aside { 6 } else { 0 });
                }
            }
            _ => {}
        }
    }

    fn product(&self, map: &Map<String, Value>) -> Claim {
        let mut claim = self.plain(map);
        let mut offers = Vec::new();
        collect_offers(map.get("offers"), 0, &mut offers);
        let offers: Vec<Offer> = offers.into_iter().filter_map(|offer| self.offer(offer)).collect();
        if let Some(offer) = self.best(&offers) {
            self.take(&mut claim, offer);
            let several: Vec<&Price> = offers.iter().filter_map(|offer| offer.price.as_ref()).collect();
            spread(&mut claim, &several, offer.url.as_deref().is_some_and(|url| same_page(url, self.url)));
        }
        // A price may stand on the product itself.
        if claim.price.is_none() && map.keys().any(|key| key.to_ascii_lowercase().contains("price")) {
            if let Some(own) = self.offer(map) {
                self.take(&mut claim, &own);
            }
        } else if claim.availability.is_none() {
            claim.availability = first(map, "availability").and_then(|text| stock::of_schema(&text));
        }
        if let Some(Value::Array(variants)) = map.get("hasVariant") {
            self.variants(&mut claim, variants);
        }
        claim
    }

    /// A group says what its variants have in common; the one that the page is about has the price.
    fn variants(&self, claim: &mut Claim, variants: &[Value]) {
        let read: Vec<Claim> =
            variants.iter().filter_map(Value::as_object).take(500).map(|variant| self.product(variant)).collect();
        let here = read.iter().find(|variant| variant.url.as_deref().is_some_and(|url| is_exactly(url, self.url)));
        let stocked = read.iter().find(|variant| variant.availability == Some(Availability::InStock));
        let Some(chosen) = here.or(stocked).or(read.first()) else { return };
        let several: Vec<&Price> = read.iter().filter_map(|variant| variant.price.as_ref()).collect();
        claim.price = claim.price.take().or(chosen.price.clone());
        claim.availability = claim.availability.or(chosen.availability);
        claim.image = claim.image.take().or(chosen.image.clone());
        if here.is_some() || read.len() == 1 {
            claim.sku = chosen.sku.clone().or(claim.sku.take());
            claim.mpn = claim.mpn.take().or(chosen.mpn.clone());
            claim.gtins.extend(chosen.gtins.iter().cloned());
        }
        spread(claim, &several, here.is_some());
    }

    fn plain(&self, map: &Map<String, Value>) -> Claim {
        let text = |key: &str| first(map, key);
        let gtins = ["gtin13", "gtin14", "gtin12", "gtin8", "gtin", "isbn", "ean", "upc", "productID", "sku"];
        let brand = ["brand", "manufacturer"].iter().find_map(|key| named(map.get(*key)?));
        Claim {
            title: named_in(map, "name"),
            url: text("url").or_else(|| text("@id").filter(|id| id.starts_with("http"))),
            brand,
            sku: text("sku").or_else(|| text("productID").map(|id| without_scheme(&id))),
            mpn: text("mpn").or_else(|| text("model").filter(|model| model.len() < 40)),
            gtins: gtins.iter().filter_map(|key| text(key)).collect(),
            condition: text("itemCondition").and_then(|text| stock::condition(&text)),
            image: map.get("image").and_then(address),
            category: named_in(map, "category"),
            ..Claim::of(self.signal)
        }
    }

    fn offer(&self, map: &Map<String, Value>) -> Option<Offer> {
        let currency = first(map, "priceCurrency").or_else(|| first(map, "currency"));
        let (mut price, mut code) = (None, currency);
        for key in ["price", "lowPrice", "Price", "lowprice", "minPrice"] {
            let Some(text) = first(map, key) else { continue };
            price = Price::machine(&text, code.as_deref(), self.known);
            if price.is_some() {
                break;
            }
        }
        if price.is_none() {
            let mut specs = Vec::new();
            collect_offers(map.get("priceSpecification"), 0, &mut specs);
            let asked = |spec: &&Map<String, Value>| {
                let kind = first(spec, "priceType").unwrap_or_default().to_ascii_lowercase();
                let former = ["list", "strikethrough", "srp", "msrp", "regular", "minimumadvertised"];
                !former.iter().any(|word| kind.contains(word)) && !spec.contains_key("referenceQuantity")
            };
            let spec = specs.iter().copied().find(asked).or(specs.first().copied());
            if let Some(spec) = spec {
                code = first(spec, "priceCurrency").or(code);
                let text = first(spec, "price").or_else(|| first(spec, "minPrice"));
                price = text.and_then(|text| Price::machine(&text, code.as_deref(), self.known));
            }
        }
        if let Some(price) = &mut price {
            let high = first(map, "highPrice").and_then(|text| Price::machine(&text, code.as_deref(), self.known));
            price.high = high.map(|high| high.amount).filter(|high| *high > price.amount);
        }
        let availability = first(map, "availability").and_then(|text| stock::of_schema(&text));
        (price.is_some() || availability.is_some()).then(|| Offer {
            price: price.filter(|price| !price.amount.is_zero()),
            availability,
            condition: first(map, "itemCondition").and_then(|text| stock::condition(&text)),
            url: first(map, "url"),
            claim: self.plain(map),
        })
    }

    fn best<'o>(&self, offers: &'o [Offer]) -> Option<&'o Offer> {
        let here = offers.iter().find(|o| {
            o.price.is_some() && offers.len() > 1 && o.url.as_deref().is_some_and(|url| is_exactly(url, self.url))
        });
        let stocked =
            offers.iter().find(|offer| offer.price.is_some() && offer.availability != Some(Availability::OutOfStock));
        here.or(stocked).or_else(|| offers.iter().find(|offer| offer.price.is_some())).or(offers.first())
    }

    fn take(&self, claim: &mut Claim, offer: &Offer) {
        claim.price.clone_from(&offer.price);
        claim.availability = offer.availability;
        claim.condition = claim.condition.take().or(offer.condition.clone());
        claim.sku = claim.sku.take().or(offer.claim.sku.clone());
        claim.mpn = claim.mpn.take().or(offer.claim.mpn.clone());
        claim.gtins.extend(offer.claim.gtins.iter().cloned());
    }
}

struct Offer {
    price: Option<Price>,
    availability: Option<Availability>,
    condition: Option<String>,
    url: Option<String>,
    claim: Claim,
}

/// Where several prices differ and none is the page's own, the price is a range from the lowest.
fn spread(claim: &mut Claim, several: &[&Price], is_chosen: bool) {
    let Some(price) = &mut claim.price else { return };
    let amounts: Vec<Decimal> = several.iter().map(|price| price.amount).collect();
    if is_chosen || amounts.iter().all(|amount| *amount == price.amount) {
        return;
    }
    let high = amounts.iter().max().copied().filter(|high| *high > price.amount);
    price.high = price.high.or(high);
}

fn collect_offers<'v>(value: Option<&'v Value>, depth: usize, found: &mut Vec<&'v Map<String, Value>>) {
    match value {
        Some(Value::Array(list)) if depth < 4 => {
            list.iter().take(500).for_each(|item| collect_offers(Some(item), depth + 1, found));
        }
        Some(Value::Object(map)) => {
            let own =
                ["price", "lowPrice", "priceSpecification", "availability"].iter().any(|key| map.contains_key(*key));
            match map.get("offers") {
                Some(inner) if !own && depth < 4 => collect_offers(Some(inner), depth + 1, found),
                _ => found.push(map),
            }
        }
        _ => {}
    }
}

fn kinds(map: &Map<String, Value>) -> impl Iterator<Item = String> {
    let kinds = match map.get("@type").or(map.get("type")) {
        Some(Value::Array(list)) => list.iter().filter_map(Value::as_str).take(10).collect(),
        Some(Value::String(one)) => vec![one.as_str()],
        _ => Vec::new(),
    };
    kinds.into_iter().map(|kind| kind.rsplit(['/', '#', ':']).next().unwrap_or_default().to_ascii_lowercase())
}

/// The first text of a property, a number as its text.
fn first(map: &Map<String, Value>, key: &str) -> Option<String> {
    texts(map.get(key)?, 0)
}

fn texts(value: &Value, depth: usize) -> Option<String> {
    match value {
        Value::String(text) => text::said(&plain(text), 300),
        Value::Number(number) => Some(number.to_string()),
        Value::Array(list) if depth < 3 => list.iter().take(20).find_map(|item| texts(item, depth + 1)),
        Value::Object(map) if depth < 3 => {
            ["@value", "value", "@id"].iter().find_map(|key| texts(map.get(*key)?, depth + 1))
        }
        _ => None,
    }
}

/// The name of a thing: its text, or the `name` of the object.
fn named(value: &Value) -> Option<String> {
    match value {
        Value::Object(map) => map.get("name").and_then(named),
        Value::Array(list) => list.iter().take(20).find_map(named),
        Value::String(text) if text.starts_with("http") => None,
        other => texts(other, 0),
    }
}

fn named_in(map: &Map<String, Value>, key: &str) -> Option<String> {
    named(map.get(key)?)
}

fn address(value: &Value) -> Option<String> {
    match value {
        Value::Object(map) => ["contentUrl", "url", "@id"].iter().find_map(|key| address(map.get(*key)?)),
        Value::Array(list) => list.iter().find_map(address),
        Value::String(text) => text::said(text, 2_000),
        _ => None,
    }
}

/// Without the entities that shops leave in their JSON.
fn plain(text: &str) -> String {
    if !text.contains('&') {
        return text.to_owned();
    }
    let pairs = [
        ("&quot;", "\""),
        ("&#39;", "'"),
        ("&#039;", "'"),
        ("&apos;", "'"),
        ("&nbsp;", " "),
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&euro;", "€"),
        ("&pound;", "£"),
        ("&amp;", "&"),
    ];
    pairs.iter().fold(text.to_owned(), |text, (from, to)| text.replace(from, to))
}

/// `mpn:ABC`, `sku:1` and the like.
fn without_scheme(id: &str) -> String {
    const SCHEMES: [&str; 7] = ["sku", "mpn", "isbn", "ean", "upc", "gtin", "id"];
    let named = id.split_once(':').filter(|(name, _)| SCHEMES.contains(&name.to_lowercase().as_str()));
    named.map_or(id, |(_, rest)| rest.trim()).to_owned()
}

/// The same page, whatever stands behind `?` or `#`.
pub fn same_page(one: &str, two: &str) -> bool {
    let path = |url: &str| {
        let url = url.split(['?', '#']).next().unwrap_or_default();
        let url = url.split_once("://").map_or(url, |(_, rest)| rest);
        url.trim_start_matches("www.").trim_end_matches('/').to_lowercase()
    };
    let (one, two) = (path(one), path(two));
    !one.is_empty() && (one == two || one.starts_with('/') && two.ends_with(&one) && one.len() > 3)
}

/// The same page with the same query: a variant has an address of its own.
fn is_exactly(one: &str, two: &str) -> bool {
    let rest = |url: &str| url.find(['?', '#']).map_or("", |at| &url[at..]).to_lowercase();
    same_page(one, two) && rest(one) == rest(two)
}
