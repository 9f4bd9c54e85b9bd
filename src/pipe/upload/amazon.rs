//! Amazon's flat files: tab-delimited text.
//!
//! Listings: the Inventory Loader (Seller Central help "Upload inventory using the Inventory Loader" and its template, whose
//! field definitions are public). Prices: the Price & Quantity file (Seller Central help 200385490 "Price & Quantity file":
//! `sku` and at least one of `price` and `quantity`, the rest may be left out; the template says that a blank cell keeps what is
//! there). Its columns are those of the template in public use.

use super::{
    item::{Item, NewPrice, is_book, plain, price},
    sheet::Sheet,
};
use crate::domain::offer::ProductIds;

const LISTINGS: [&str; 12] = [
    "sku",
    "product-id",
    "product-id-type",
    "price",
    "minimum-seller-allowed-price",
    "maximum-seller-allowed-price",
    "item-condition",
    "quantity",
    "add-delete",
    "will-ship-internationally",
    "item-note",
    "fulfillment-center-id",
];

const PRICES: [&str; 7] = [
    "sku",
    "price",
    "minimum-seller-allowed-price",
    "maximum-seller-allowed-price",
    "quantity",
    "handling-time",
    "fulfillment-channel",
];

pub(super) fn listings(items: &[Item]) -> Sheet {
    let nameless = items.iter().filter(|item| id(&item.ids).is_none()).count();
    Sheet::new(b'\t', &LISTINGS, items.iter().map(row).collect())
        .remark(nameless, "rows have no `product-id`: Amazon matches them only where the SKU exists already")
}

/// Only the price moves: quantity, handling time and who ships stay as they are.
pub(super) fn prices(prices: &[NewPrice]) -> Sheet {
    let bound = |money: &Option<crate::domain::money::Money>| money.as_ref().map(price).unwrap_or_default();
    let row = |new: &NewPrice| {
        let (floor, ceiling) = (bound(&new.floor), bound(&new.ceiling));
        vec![new.sku.clone(), price(&new.price), floor, ceiling, String::new(), String::new(), String::new()]
    };
    Sheet::new(b'\t', &PRICES, prices.iter().map(row).collect())
}

fn row(item: &Item) -> Vec<String> {
    let Item { listing, ids, fba, .. } = item;
    let (id, kind) = id(ids).unwrap_or_default();
    vec![
        listing.sku.clone(),
        id,
        kind.to_owned(),
        price(&listing.price),
        price(&listing.floor),
        price(&listing.ceiling),
        condition(&listing.condition).to_owned(),
        // Amazon counts what lies in its own warehouse itself; a quantity would turn the offer into a merchant's.
        if *fba { String::new() } else { listing.quantity.to_string() },
        "a".to_owned(),
        "n".to_owned(),
        item.condition_note.clone().unwrap_or_default(),
        if *fba { "AMAZON_NA".to_owned() } else { String::new() },
    ]
}

/// The identifier and its type: 1 ASIN, 2 ISBN, 3 UPC, 4 EAN.
fn id(ids: &ProductIds) -> Option<(String, &'static str)> {
    if let Some(asin) = &ids.asin {
        return Some((asin.clone(), "1"));
    }
    let code = ids.printed_code()?;
    let kind = match code.len() {
        12 => "3",
        _ if is_book(&code) => "2",
        _ => "4",
    };
    Some((code, kind))
}

/// Amazon's condition codes: 1 to 4 used, 5 to 8 collectible, 10 refurbished, 11 new.
fn condition(condition: &str) -> &'static str {
    match plain(condition).as_str() {
        "" | "new" => "11",
        "like new" => "1",
        "very good" => "2",
        "good" | "used" => "3",
        "refurbished" | "renewed" => "10",
        // What we can't name is sold as the worst that it could be.
        _ => "4",
    }
}
