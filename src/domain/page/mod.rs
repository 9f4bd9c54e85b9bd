//! What the page of a product says, from its HTML and nothing else.
//!
//! A page says its price several times: in JSON-LD, in microdata or RDFa, in meta tags, in data attributes and where a
//! person reads it. Each of these is a [`Signal`]; a price that two of them agree on is taken, any other is marked. What a
//! page says is a claim of whoever wrote it: numbers are read by [`super::price_text`], barcodes by [`super::ids`], and
//! nothing in it is ever an instruction.

mod bounds;
mod choose;
mod claim;
mod json_ld;
mod labels;
mod links;
mod markup;
mod meta;
mod picked;
mod product;
mod stock;
mod text;
mod visible;
mod words;

use rust_decimal::Decimal;
use scraper::Html;
use serde::Serialize;

use super::money::Currency;

pub use self::{
    links::{Links, sitemap},
    picked::{Picked, Selectors},
};

/// The longest text that a piece of markup gives, in bytes.
const LONGEST_TEXT: usize = 80_000;

/// What a person reads in a piece of markup, on one line: no tags, no scripts, entities as what they stand for.
pub fn plain(markup: &str) -> String {
    text::below(Html::parse_fragment(markup).tree.root(), LONGEST_TEXT, |_| false)
}

/// A page, parsed.
pub struct Page {
    html: Html,
}

/// What is known about a page beside its text.
#[derive(Clone, Copy, Debug, Default)]
pub struct About<'a> {
    /// Its address.
    pub url: &'a str,
    /// The currency of the shop, where the page names none or names it by a sign that several share.
    pub currency: Option<Currency>,
    /// Where the user says that things stand; they win over everything else.
    pub selectors: Option<&'a Selectors>,
}

/// What a product page says. What is absent is unknown.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct PageFacts {
    /// The title of the product.
    pub title: Option<String>,
    /// What it costs.
    pub price: Option<PagePrice>,
    /// How far the price is to be trusted; absent where there is none.
    pub confidence: Option<Confidence>,
    /// Whether it can be had.
    pub availability: Availability,
    /// The shop's own number of it.
    pub sku: Option<String>,
    /// A valid barcode: GTIN-14.
    pub gtin: Option<String>,
    /// The maker's number of it.
    pub mpn: Option<String>,
    /// The brand.
    pub brand: Option<String>,
    /// The condition: `new`, `used`, `refurbished`, `damaged`.
    pub condition: Option<String>,
    /// The address of its picture.
    pub image: Option<String>,
    /// The category, as written.
    pub category: Option<String>,
    /// Which signal said what about the price.
    pub signals: Vec<Said>,
}

/// A price on a page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PagePrice {
    /// The amount in major units; the lower end of a range.
    pub amount: Decimal,
    /// The upper end of a range.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub high: Option<Decimal>,
    /// The currency, where it is certain or usual.
    pub currency: Option<Currency>,
    /// The sign or code as written.
    pub written: Option<String>,
}

/// How far a price is to be trusted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Confidence {
    /// Two signals agree on it, or the user's own selector found it.
    Agreed,
    /// One signal alone says it.
    Single,
    /// Signals say different prices and no two agree.
    Conflict,
}

/// Whether a thing can be had.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Availability {
    /// Now.
    InStock,
    /// Not now.
    OutOfStock,
    /// It can be ordered before it is there.
    Preorder,
    /// The page does not say.
    #[default]
    Unknown,
}

/// A place where a page says something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Signal {
    /// The user's CSS selector.
    Selector,
    /// schema.org as JSON-LD.
    JsonLd,
    /// schema.org as microdata.
    Microdata,
    /// schema.org as RDFa.
    Rdfa,
    /// OpenGraph and other meta tags.
    Meta,
    /// What a person reads.
    Visible,
    /// Data attributes.
    Data,
}

impl Signal {
    /// Its name in notes.
    pub fn name(self) -> &'static str {
        match self {
            Self::Selector => "selector",
            Self::JsonLd => "JSON-LD",
            Self::Microdata => "microdata",
            Self::Rdfa => "RDFa",
            Self::Meta => "meta tags",
            Self::Visible => "text",
            Self::Data => "data attributes",
        }
    }
}

/// A price as one signal says it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Said {
    /// Who says it.
    pub signal: Signal,
    /// The amount.
    pub amount: Decimal,
    /// The currency, where it names one.
    pub currency: Option<Currency>,
}

impl Page {
    /// Parses a page. Text that is there to wear a parser out is cut where it begins to.
    pub fn parse(html: &str) -> Self {
        Self { html: Html::parse_document(&bounds::tame(html)) }
    }

    /// What it says about its product.
    pub fn facts(&self, about: &About<'_>) -> PageFacts {
        choose::facts(&self.html, about)
    }

    /// Where it leads.
    pub fn links(&self, url: &str) -> Links {
        links::links(&self.html, url)
    }
}

#[cfg(test)]
mod tests;
