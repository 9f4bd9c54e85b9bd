//! Puts the claims of all signals together: the product of the page, and the price that they agree on.

use rust_decimal::Decimal;
use scraper::{Html, Selector};
use url::Url;

use super::{
    About, Availability, Confidence, PageFacts, PagePrice, Said, Signal,
    claim::{Claim, Price, code_of},
    json_ld,
    labels::Label,
    markup::{self, Way},
    meta, product, text,
    visible::{self, Visible},
};
use crate::domain::{
    ids::{self, Identifier},
    money::Currency,
};

/// The longest title.
const TITLE: usize = 500;

/// What the page says about its product.
pub fn facts(html: &Html, about: &About<'_>) -> PageFacts {
    let tags = meta::tags(html);
    let values = json_ld::values(html);
    let known = currency_of(&tags, about.currency);
    let mut claims = product::claims(&values, Signal::JsonLd, known, about.url);
    for (way, signal) in [(Way::Microdata, Signal::Microdata), (Way::Rdfa, Signal::Rdfa)] {
        let (items, loose) = markup::items(html, way);
        claims.extend(product::claims(&items, signal, known, about.url));
        claims.extend(product::loose(&loose, signal, known, about.url));
    }
    claims.push(meta::claim(&tags, known));
    let known = known.or_else(|| claims.iter().find_map(|claim| claim.price.as_ref()?.currency));
    let visible = visible::read(html, known);
    let head = head_title(html);
    let mut best = best_of_each(claims, about.url, visible.title.as_deref(), head.as_deref());
    best.push(visible.claim());
    if let Some(selectors) = about.selectors {
        best.insert(0, selectors.claim(html, known));
    }
    let mut facts = fields(&best, about.url);
    facts.title = facts.title.or(head);
    price(&mut facts, &best, &visible, known);
    labelled(&mut facts, &visible);
    if facts.availability == Availability::Unknown {
        facts.availability = visible.availability.unwrap_or_default();
    }
    facts
}

fn currency_of(tags: &std::collections::BTreeMap<String, String>, shop: Option<Currency>) -> Option<Currency> {
    let named = ["product:price:currency", "og:price:currency", "currency", "pricecurrency"];
    shop.or_else(|| named.iter().find_map(|name| code_of(tags.get(*name)?, None)))
}

fn head_title(html: &Html) -> Option<String> {
    let title = html.select(&Selector::parse("title").ok()?).next()?;
    text::said(&text::of(title, TITLE), TITLE)
}

/// Of each signal the claim that is about the product of the page.
fn best_of_each(claims: Vec<Claim>, url: &str, heading: Option<&str>, head: Option<&str>) -> Vec<Claim> {
    let mut best: Vec<Claim> = Vec::new();
    for mut claim in claims {
        claim.fit += fit(&claim, url, heading, head);
        match best.iter_mut().find(|known| known.signal == claim.signal) {
            Some(known) if known.fit >= claim.fit => {}
            Some(known) => *known = claim,
            None => best.push(claim),
        }
    }
    best.sort_by_key(|claim| claim.signal);
    best
}

fn fit(claim: &Claim, url: &str, heading: Option<&str>, head: Option<&str>) -> i32 {
    let mut fit = i32::from(claim.price.is_some()) * 3;
    fit += claim.url.as_deref().map_or(0, |other| if product::same_page(other, url) { 4 } else { -1 });
    if let Some(title) = claim.title.as_deref() {
        fit += i32::from(heading.is_some_and(|heading| alike(title, heading))) * 3;
        fit += i32::from(head.is_some_and(|head| alike(title, head))) * 2;
    }
    fit + i32::from(claim.sku.is_some() || !claim.gtins.is_empty())
}

/// Whether one title stands in the other.
fn alike(one: &str, two: &str) -> bool {
    let plain =
        |text: &str| text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect::<String>();
    let (one, two) = (plain(one), plain(two));
    !one.is_empty() && !two.is_empty() && (one.contains(&two) || two.contains(&one))
}

fn fields(best: &[Claim], url: &str) -> PageFacts {
    fn pick<T>(best: &[Claim], get: impl Fn(&Claim) -> Option<T>) -> Option<T> {
        best.iter().filter(|claim| claim.fit > -3).find_map(get)
    }
    let gtin = |claim: &Claim| claim.gtins.iter().find_map(|text| gtin_of(text));
    let image = pick(best, |claim| claim.image.clone());
    PageFacts {
        title: pick(best, |claim| text::said(claim.title.as_deref()?, TITLE)),
        availability: pick(best, |claim| claim.availability).unwrap_or_default(),
        sku: pick(best, |claim| text::said(claim.sku.as_deref()?, 80)),
        gtin: pick(best, gtin),
        mpn: pick(best, |claim| text::said(claim.mpn.as_deref()?, 80)),
        brand: pick(best, |claim| text::said(claim.brand.as_deref()?, 120)),
        condition: pick(best, |claim| claim.condition.clone()),
        image: image.and_then(|image| Some(Url::parse(url).ok()?.join(image.trim()).ok()?.into())),
        category: pick(best, |claim| text::said(claim.category.as_deref()?, 200)),
        ..PageFacts::default()
    }
}

/// What stands behind a label that people read fills what programs left out.
fn labelled(facts: &mut PageFacts, visible: &Visible) {
    for (label, value) in &visible.labelled {
        match label {
            Label::Gtin => facts.gtin = facts.gtin.take().or_else(|| gtin_of(value)),
            Label::Sku => facts.sku = facts.sku.take().or_else(|| text::said(value, 80)),
            Label::Brand => facts.brand = facts.brand.take().or_else(|| text::said(value, 120)),
        }
    }
}

/// A valid barcode of a product.
fn gtin_of(text: &str) -> Option<String> {
    let text = text.trim();
    let text = text.rsplit(':').next().unwrap_or(text);
    let read: Identifier = ids::parse_cell(text).ok()?;
    Some(read.gtin14().filter(|_| read.product)?.to_string())
}

fn price(facts: &mut PageFacts, best: &[Claim], visible: &Visible, known: Option<Currency>) {
    let claims: Vec<(Signal, &Price)> = best
        .iter()
        .filter(|claim| claim.fit > -3)
        .filter_map(|claim| Some((claim.signal, claim.price.as_ref()?)))
        .collect();
    facts.signals = claims
        .iter()
        .map(|(signal, price)| Said { signal: *signal, amount: price.amount, currency: price.currency })
        .collect();
    let Some((chosen, amount, confidence)) = settle(&claims, visible) else { return };
    let mut currency = chosen.currency;
    let mut written = chosen.written.clone();
    let high = chosen.high;
    // Whoever agrees on the amount may name the currency.
    let agreeing =
        claims.iter().map(|(_, price)| *price).chain(visible.prices.iter().map(|candidate| &candidate.price));
    for other in agreeing.filter(|other| other.amount == amount) {
        currency = currency.or(other.currency);
        written = written.or_else(|| other.written.clone());
    }
    let written = written.or_else(|| visible.prices.iter().find_map(|candidate| candidate.price.written.clone()));
    let currency = currency.or_else(|| code_of(written.as_deref()?, known)).or(known);
    facts.price = Some(PagePrice { amount, high: high.filter(|high| *high > amount), currency, written });
    facts.confidence = Some(confidence);
}

/// The price to take, its amount, and how far it is to be trusted.
fn settle<'a>(claims: &[(Signal, &'a Price)], visible: &'a Visible) -> Option<(&'a Price, Decimal, Confidence)> {
    if let Some((_, price)) = claims.iter().find(|(signal, _)| *signal == Signal::Selector) {
        return Some((price, price.amount, Confidence::Agreed));
    }
    // What stands on the page as a former price is none, whoever says it.
    let best = visible.prices.first();
    let now = best.map(|best| best.price.amount);
    let is_former = |price: &Price| now.is_some_and(|now| now < price.amount) && visible.former.contains(&price.amount);
    let kept: Vec<(Signal, &Price)> = claims.iter().copied().filter(|(_, price)| !is_former(price)).collect();
    let claims = if kept.is_empty() { claims } else { kept.as_slice() };
    for (place, (_, price)) in claims.iter().enumerate() {
        if let Some(amount) = claims[place + 1..].iter().find_map(|(_, other)| price.agrees(other)) {
            return Some((price, amount, Confidence::Agreed));
        }
    }
    // What a person can read near the title, though it is not what stands out most, counts as a second signal, too.
    let least = best.map_or(2, |best| (best.score - 3).max(2));
    for (_, price) in claims.iter().filter(|(signal, _)| *signal != Signal::Visible) {
        let readable = visible.prices.iter().filter(|candidate| candidate.score >= least);
        let mut readable = readable.map(|candidate| &candidate.price).chain(&visible.data);
        if let Some(amount) = readable.find_map(|other| price.agrees(other)) {
            return Some((price, amount, Confidence::Agreed));
        }
    }
    let (_, first) = claims.first()?;
    let confidence = if claims.len() > 1 { Confidence::Conflict } else { Confidence::Single };
    Some((first, first.amount, confidence))
}
