//! Where the user says that things stand: CSS selectors.

use scraper::{Html, Selector};

use super::{
    Signal,
    claim::{Claim, Price},
    stock, text, words,
};
use crate::domain::money::Currency;

/// The longest selector.
const LONGEST: usize = 500;

/// CSS selectors of a shop, by field, checked.
#[derive(Clone, Debug, Default)]
pub struct Selectors {
    picks: Vec<(Picked, Selector, Option<String>)>,
}

/// A field that can be picked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Picked {
    /// The title.
    Title,
    /// The price.
    Price,
    /// Whether it can be had.
    Availability,
    /// The shop's number of it.
    Sku,
    /// The barcode.
    Gtin,
    /// The maker's number of it.
    Mpn,
    /// The brand.
    Brand,
    /// The condition.
    Condition,
    /// The picture.
    Image,
}

impl Picked {
    /// A field by its name.
    pub fn of(name: &str) -> Option<Self> {
        let all = [
            ("title", Self::Title),
            ("price", Self::Price),
            ("availability", Self::Availability),
            ("sku", Self::Sku),
            ("gtin", Self::Gtin),
            ("mpn", Self::Mpn),
            ("brand", Self::Brand),
            ("condition", Self::Condition),
            ("image", Self::Image),
        ];
        all.into_iter().find(|(known, _)| *known == name).map(|(_, field)| field)
    }
}

impl Selectors {
    /// Adds a selector. `h1.title` takes the text of the first element that it finds, `meta.x @content` an attribute.
    pub fn add(&mut self, field: Picked, css: &str) -> Result<(), String> {
        if css.len() > LONGEST {
            return Err(format!("it is longer than {LONGEST} bytes"));
        }
        let (css, attribute) = match css.rsplit_once(" @") {
            Some((css, name)) => (css, Some(name.trim().to_owned())),
            None => (css, None),
        };
        let selector = Selector::parse(css).map_err(|why| format!("it is no CSS selector: {why}"))?;
        self.picks.push((field, selector, attribute));
        Ok(())
    }

    /// What they find.
    pub(super) fn claim(&self, html: &Html, known: Option<Currency>) -> Claim {
        let mut claim = Claim { fit: 100, ..Claim::of(Signal::Selector) };
        for (field, selector, attribute) in &self.picks {
            let Some(element) = html.select(selector).next() else { continue };
            let written = match attribute {
                Some(name) => element.attr(name).and_then(|value| text::said(value, 600)),
                None => text::said(&text::below(*element, 600, words::is_former), 600),
            };
            let Some(written) = written else { continue };
            match field {
                Picked::Title => claim.title = Some(written),
                Picked::Price => claim.price = Price::people(&written, known),
                Picked::Availability => {
                    claim.availability = stock::of_schema(&written).or_else(|| stock::of_people(&written));
                }
                Picked::Sku => claim.sku = Some(written),
                Picked::Gtin => claim.gtins = vec![written],
                Picked::Mpn => claim.mpn = Some(written),
                Picked::Brand => claim.brand = Some(written),
                Picked::Condition => claim.condition = stock::condition(&written).or(Some(written)),
                Picked::Image => {
                    claim.image = element.attr("src").or(element.attr("href")).map(str::to_owned).or(Some(written));
                }
            }
        }
        claim
    }
}
