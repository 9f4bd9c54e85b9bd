//! What an upload file is made from: a listing to create, or a price to set.

use crate::domain::{
    listing::Listing,
    money::{Money, Rounding},
    offer::ProductIds,
};

/// One listing to upload.
#[derive(Clone, Debug)]
pub struct Item {
    /// The listing.
    pub listing: Listing,
    /// The identifiers.
    pub ids: ProductIds,
    /// The channel's category.
    pub category: Option<String>,
    /// The brand.
    pub brand: Option<String>,
    /// What is said about the condition.
    pub condition_note: Option<String>,
    /// Whether the marketplace's warehouse ships.
    pub fba: bool,
}

/// One price to set.
#[derive(Clone, Debug)]
pub struct NewPrice {
    /// The channel.
    pub channel: String,
    /// Our SKU.
    pub sku: String,
    /// The channel's own number of the listing.
    pub listing: Option<String>,
    /// The title.
    pub title: String,
    /// The condition.
    pub condition: String,
    /// The identifiers.
    pub ids: ProductIds,
    /// The price to set.
    pub price: Money,
    /// No lower.
    pub floor: Option<Money>,
    /// No higher.
    pub ceiling: Option<Money>,
}

/// An amount as marketplaces read it: `24.50`, with all of the currency's places and no sign of it.
pub(super) fn price(money: &Money) -> String {
    let mut amount = money.round(Rounding::HalfEven).amount();
    amount.rescale(money.currency().exponent());
    amount.to_string()
}

pub(super) fn is_book(code: &str) -> bool {
    code.len() == 13 && (code.starts_with("978") || code.starts_with("979"))
}

/// A condition in lower case, without what marks it as used: `Used - Very Good` is `very good`.
pub(super) fn plain(condition: &str) -> String {
    let words = condition.trim().to_lowercase().replace(['_', '-'], " ");
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    match words.strip_prefix("used ") {
        Some(rest) => rest.to_owned(),
        None => words,
    }
}
