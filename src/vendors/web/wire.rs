//! A page's bytes as text, and what it says as an offer.

use encoding_rs::{Encoding, UTF_8};
use jiff::Timestamp;
use rust_decimal::Decimal;

use crate::{
    domain::{
        ids,
        money::{Currency, Money},
        offer::{Offer, ProductIds},
        page::{Availability, Confidence, PageFacts, Signal},
    },
    net::Fetched,
};

/// Whether it is a page at all.
pub fn is_html(page: &Fetched) -> bool {
    let kind = page.kind.to_ascii_lowercase();
    kind.is_empty() || kind.contains("html")
}

/// The text of a page, by its mark, its header or its head.
pub fn text_of(page: &Fetched) -> String {
    let named = charset(page.kind.as_bytes()).or_else(|| charset(&page.body[..page.body.len().min(2048)]));
    let (text, ..) = named.unwrap_or(UTF_8).decode(&page.body);
    text.into_owned()
}

fn charset(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = String::from_utf8_lossy(bytes).to_ascii_lowercase();
    let (_, behind) = head.split_once("charset=")?;
    let behind = behind.trim_start_matches(['"', '\'', ' ']);
    let end = behind.find(|c: char| !c.is_ascii_alphanumeric() && c != '-' && c != '_').unwrap_or(behind.len());
    Encoding::for_label(&behind.as_bytes()[..end])
}

/// Whether programs are told what the page sells, or the user said where it stands: not a list, not a text about prices.
pub fn is_product(facts: &PageFacts) -> bool {
    facts.price.is_some() && facts.signals.iter().any(|said| !matches!(said.signal, Signal::Visible | Signal::Data))
}

/// What a page says as an offer; why not, where it is none.
pub fn offer(
    shop: &str,
    page: &Fetched,
    facts: PageFacts,
    known: Option<Currency>,
    at: Timestamp,
) -> Result<Offer, String> {
    let price = facts.price.as_ref().ok_or("no price was found on it")?;
    let currency =
        price.currency.or(known).ok_or("its price names no currency; `currency` in the shop's section does")?;
    if price.amount <= Decimal::ZERO {
        return Err("its price is nothing".into());
    }
    let path = &page.url[url::Position::BeforePath..];
    let item = facts.sku.clone().or(facts.gtin.clone()).unwrap_or_else(|| path.trim_matches('/').to_owned());
    let (notes, unsure) = (notes(&facts), unsure(&facts));
    let quantity = (facts.availability == Availability::OutOfStock).then_some(0);
    let key = facts.gtin.as_deref().and_then(|gtin| ids::parse_cell(gtin).ok()).and_then(|id| id.product_key());
    Ok(Offer {
        url: Some(page.url.to_string()),
        title: facts.title,
        brand: facts.brand,
        category: facts.category,
        condition: facts.condition,
        quantity,
        product: ProductIds { key, gtin: facts.gtin, ..ProductIds::default() },
        unsure,
        notes,
        extra: facts.mpn.map(|mpn| ("mpn".to_owned(), mpn.into())).into_iter().collect(),
        ..Offer::of(shop.to_owned(), item, at, Money::new(price.amount, currency))
    })
}

/// Why the price may not be the one that is asked.
fn unsure(facts: &PageFacts) -> Option<String> {
    let said = |said: &crate::domain::page::Said| format!("{} {}", said.signal.name(), said.amount);
    match facts.confidence {
        Some(Confidence::Conflict) => {
            let all: Vec<String> = facts.signals.iter().map(said).collect();
            Some(format!("the page says several prices: {}", all.join(", ")))
        }
        Some(Confidence::Single) => {
            let one = facts.signals.first().map_or("one place", |said| said.signal.name());
            Some(format!("{one} alone says the price"))
        }
        Some(Confidence::Agreed) | None => None,
    }
}

fn notes(facts: &PageFacts) -> Vec<String> {
    let mut notes: Vec<String> = unsure(facts).map(|why| format!("low confidence: {why}")).into_iter().collect();
    if let Some(high) = facts.price.as_ref().and_then(|price| price.high) {
        notes.push(format!("the price is from a range up to {high}"));
    }
    match facts.availability {
        Availability::OutOfStock => notes.push("out of stock".into()),
        Availability::Preorder => notes.push("not there yet: it can be ordered before it is".into()),
        Availability::InStock | Availability::Unknown => {}
    }
    notes
}
