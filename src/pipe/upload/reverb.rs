//! Reverb's bulk CSV.
//!
//! **Not confirmed**: Reverb shows the template to signed-in sellers only. The names here are those of its API (`POST /listings`)
//! and of public programs that fill the template (`product_type`, `offers_enabled`, `shipping_profile_name`,
//! `upc_does_not_apply`); compare them with the template of your account before the first upload. `new_listing` tells a listing
//! to create from one to change, which is found by `sku`.

use super::{
    item::{Item, NewPrice, plain, price},
    sheet::Sheet,
};

const LISTINGS: [&str; 14] = [
    "new_listing",
    "sku",
    "make",
    "model",
    "title",
    "description",
    "condition",
    "price",
    "inventory",
    "product_type",
    "offers_enabled",
    "shipping_profile_name",
    "upc",
    "upc_does_not_apply",
];

const PRICES: [&str; 3] = ["new_listing", "sku", "price"];

const UNCONFIRMED: &str =
    "rows are in columns that Reverb does not publish: compare the header with your account's template first";

pub(super) fn listings(items: &[Item]) -> Sheet {
    let nameless = items.iter().filter(|item| item.brand.is_none()).count();
    Sheet::new(b',', &LISTINGS, items.iter().map(row).collect())
        .remark(items.len(), UNCONFIRMED)
        .remark(nameless, "rows have no `make`: Reverb needs make and model")
        .remark(items.len(), "rows have no `product_type` and `shipping_profile_name`: fill them in before the upload")
}

pub(super) fn prices(prices: &[NewPrice]) -> Sheet {
    let row = |new: &NewPrice| vec!["FALSE".to_owned(), new.sku.clone(), price(&new.price)];
    Sheet::new(b',', &PRICES, prices.iter().map(row).collect()).remark(prices.len(), UNCONFIRMED)
}

fn row(item: &Item) -> Vec<String> {
    let Item { listing, ids, .. } = item;
    let make = item.brand.clone().unwrap_or_default();
    let upc = ids.printed_code().unwrap_or_default();
    vec![
        "TRUE".to_owned(),
        listing.sku.clone(),
        make.clone(),
        model(&listing.title, &make),
        listing.title.clone(),
        listing.description.clone(),
        condition(&listing.condition).to_owned(),
        price(&listing.price),
        listing.quantity.to_string(),
        String::new(),
        "TRUE".to_owned(),
        String::new(),
        upc.clone(),
        if upc.is_empty() { "TRUE" } else { "FALSE" }.to_owned(),
    ]
}

/// The title without the make before it.
fn model(title: &str, make: &str) -> String {
    let rest =
        title.get(make.len()..).filter(|_| !make.is_empty() && title.to_lowercase().starts_with(&make.to_lowercase()));
    rest.filter(|rest| rest.starts_with(' ')).map_or(title, str::trim).to_owned()
}

/// Reverb's names of conditions (`GET /listing_conditions`). What we can't name is sold as less than it may be.
fn condition(condition: &str) -> &'static str {
    match plain(condition).as_str() {
        "" | "new" | "brand new" => "Brand New",
        "mint" => "Mint",
        "like new" | "excellent" => "Excellent",
        "b stock" | "open box" => "B-Stock",
        "very good" => "Very Good",
        "good" | "used" => "Good",
        "poor" => "Poor",
        "for parts" | "non functioning" => "Non Functioning",
        _ => "Fair",
    }
}
