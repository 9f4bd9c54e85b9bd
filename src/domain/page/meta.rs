//! OpenGraph and other meta tags, and prices in data attributes.

use std::collections::BTreeMap;

use scraper::{Html, Node, node::Element};

use super::{
    Signal,
    claim::{Claim, Price},
    stock, text, words,
};
use crate::domain::money::Currency;

/// The meta tags of a page: the first of each name, in lower case.
pub fn tags(html: &Html) -> BTreeMap<String, String> {
    let mut tags = BTreeMap::new();
    for node in html.tree.nodes() {
        let Node::Element(element) = node.value() else { continue };
        if element.name() != "meta" {
            continue;
        }
        let name = element.attr("property").or(element.attr("name"));
        if let (Some(name), Some(content)) = (name, element.attr("content"))
            && let Some(content) = text::said(content, 2_000)
        {
            tags.entry(name.chars().take(60).collect::<String>().to_ascii_lowercase()).or_insert(content);
        }
    }
    tags
}

/// What the meta tags say.
pub fn claim(tags: &BTreeMap<String, String>, known: Option<Currency>) -> Claim {
    let get = |names: &[&str]| names.iter().find_map(|name| tags.get(*name).cloned());
    let currency = get(&[
        "product:sale_price:currency",
        "product:price:currency",
        "og:price:currency",
        "pricecurrency",
        "currency",
        "og:product:price:currency",
        "product:pretax_price:currency",
        "ia:markup_currency",
    ]);
    let amount = get(&[
        "product:sale_price:amount",
        "product:sale_price",
        "product:price:amount",
        "og:price:amount",
        "product:price",
        "og:product:price:amount",
        "og:price",
        "price",
        "ia:markup_price",
        "sailthru.price",
        "product_price",
        "product-price",
    ]);
    let labelled = (1..=2).find_map(|number| {
        let label = tags.get(&format!("twitter:label{number}"))?.to_lowercase();
        ["price", "preis", "prix", "precio", "prezzo"]
            .contains(&label.as_str())
            .then(|| tags.get(&format!("twitter:data{number}")))?
    });
    let price = amount
        .and_then(|amount| Price::machine(&amount, currency.as_deref(), known))
        .or_else(|| Price::people(labelled?, known))
        .filter(|price| !price.amount.is_zero());
    let codes = [
        "product:ean",
        "product:upc",
        "product:isbn",
        "product:gtin",
        "book:isbn",
        "gtin",
        "ean",
        "isbn",
        "og:upc",
        "og:ean",
    ];
    Claim {
        title: get(&["og:title", "twitter:title"]),
        url: get(&["og:url"]),
        brand: get(&["product:brand", "og:brand", "brand"]),
        sku: get(&["product:retailer_item_id", "product:retailer_part_no", "product:sku", "sku"]),
        mpn: get(&["product:mfr_part_no", "mpn"]),
        gtins: codes.iter().filter_map(|name| tags.get(*name).cloned()).collect(),
        condition: get(&["product:condition", "og:condition"]).and_then(|text| stock::condition(&text)),
        image: get(&["og:image", "og:image:secure_url", "twitter:image"]),
        category: get(&["product:category", "og:category"]),
        availability: get(&["product:availability", "og:availability"]).and_then(|text| stock::of_schema(&text)),
        price,
        fit: 1,
        ..Claim::of(Signal::Meta)
    }
}

/// What a data attribute says, where it is one that holds a price.
pub fn data_price(element: &Element, known: Option<Currency>) -> Option<Price> {
    const NAMES: &[&str] = &[
        "data-price",
        "data-product-price",
        "data-price-amount",
        "data-sale-price",
        "data-current-price",
        "data-final-price",
        "data-item-price",
        "data-value-price",
        "data-prod-price",
        "data-productprice",
    ];
    let text = NAMES.iter().find_map(|name| element.attr(name)).filter(|text| text.len() < 40)?;
    if words::is_former(element) || words::is_other(element) {
        return None;
    }
    let currency = element.attr("data-currency").or(element.attr("data-price-currency"));
    let mut price = Price::machine(text, currency, known).filter(|price| !price.amount.is_zero())?;
    // Some write hundredths, and nothing tells which.
    if price.or.is_none() && price.amount.scale() == 0 {
        price.or = price.amount.checked_div(rust_decimal::Decimal::ONE_HUNDRED).map(|minor| minor.normalize());
    }
    Some(price)
}
