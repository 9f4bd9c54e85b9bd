//! Upload files of marketplaces, for sellers without API keys.
//!
//! Amazon: the Inventory Loader, tab-delimited text (help page "Upload inventory using the Inventory Loader").
//! eBay: the bulk listing CSV of Seller Hub Reports, template version 1193 ("File Exchange template instructions").

use super::{delimited::quoted, dotted::formula_safe};
use crate::domain::{
    listing::Listing,
    money::{Money, Rounding},
    offer::ProductIds,
};

/// A marketplace's upload format.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, clap::ValueEnum)]
pub enum Upload {
    /// Inventory Loader: tab-delimited text.
    Amazon,
    /// Bulk listing CSV.
    Ebay,
}

/// One listing to upload.
#[derive(Clone, Debug)]
pub struct Item {
    /// The listing.
    pub listing: Listing,
    /// The identifiers.
    pub ids: ProductIds,
    /// The channel's category.
    pub category: Option<String>,
    /// Whether the marketplace's warehouse ships.
    pub fba: bool,
}

const AMAZON: [&str; 12] = [
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

const EBAY: [&str; 16] = [
    "*Action(SiteID=US|Country=US|Currency=USD|Version=1193|CC=UTF-8)",
    "CustomLabel",
    "*Category",
    "*Title",
    "UPC",
    "EAN",
    "ISBN",
    "*ConditionID",
    "ConditionDescription",
    "*Description",
    "*Format",
    "*Duration",
    "*StartPrice",
    "*Quantity",
    "*Location",
    "*DispatchTimeMax",
];

impl Upload {
    /// The format of a channel; `None` where it takes none of these.
    pub fn of(channel: &str) -> Option<Self> {
        if channel.starts_with("amazon") {
            Some(Self::Amazon)
        } else if channel.starts_with("ebay") {
            Some(Self::Ebay)
        } else {
            None
        }
    }

    /// The whole file.
    pub fn file(self, items: &[Item]) -> String {
        let (delimiter, header) = match self {
            Self::Amazon => (b'\t', &AMAZON[..]),
            Self::Ebay => (b',', &EBAY[..]),
        };
        let mut text = line(header.iter().map(|name| (*name).to_owned()), delimiter);
        for item in items {
            let cells = match self {
                Self::Amazon => amazon(item),
                Self::Ebay => ebay(item),
            };
            // Only text from outside can look like a formula; a tab or line break would end the cell.
            let safe = cells.into_iter().map(|cell| formula_safe(&cell.replace(['\t', '\r', '\n'], " ")));
            text.push_str(&line(safe, delimiter));
        }
        text
    }

    /// What a person must add before the upload works, where there is something.
    pub fn remark(self, items: &[Item]) -> Option<String> {
        let (count, what) = match self {
            Self::Amazon => (
                items.iter().filter(|item| amazon_id(&item.ids).is_none()).count(),
                "rows have no `product-id`: Amazon matches them only where the SKU exists already",
            ),
            Self::Ebay => (
                items.iter().filter(|item| ebay_category(item).is_empty()).count(),
                "rows have no `*Category`: fill in eBay's category number before the upload",
            ),
        };
        (count > 0).then(|| format!("{count} {what}"))
    }
}

fn line(cells: impl Iterator<Item = String>, delimiter: u8) -> String {
    let cells: Vec<String> = cells.map(|cell| quoted(&cell, delimiter).into_owned()).collect();
    cells.join(if delimiter == b'\t' { "\t" } else { "," }) + "\n"
}

fn amazon(item: &Item) -> Vec<String> {
    let Item { listing, ids, fba, .. } = item;
    let (id, kind) = amazon_id(ids).unwrap_or_default();
    vec![
        listing.sku.clone(),
        id,
        kind.to_owned(),
        price(&listing.price),
        price(&listing.floor),
        price(&listing.ceiling),
        amazon_condition(&listing.condition).to_owned(),
        // Amazon counts what lies in its own warehouse itself; a quantity would turn the offer into a merchant's.
        if *fba { String::new() } else { listing.quantity.to_string() },
        "a".to_owned(),
        "n".to_owned(),
        String::new(),
        if *fba { "AMAZON_NA".to_owned() } else { String::new() },
    ]
}

/// The identifier and its type: 1 ASIN, 2 ISBN, 3 UPC, 4 EAN.
fn amazon_id(ids: &ProductIds) -> Option<(String, &'static str)> {
    if let Some(asin) = &ids.asin {
        return Some((asin.clone(), "1"));
    }
    let code = short(ids)?;
    let kind = match code.len() {
        12 => "3",
        _ if is_book(&code) => "2",
        _ => "4",
    };
    Some((code, kind))
}

/// The GTIN as it is printed: 12 digits where two zeros lead, else 13. A case of many (GTIN-14) has no unit barcode.
fn short(ids: &ProductIds) -> Option<String> {
    let gtin = ids.gtin.as_deref().filter(|gtin| gtin.len() == 14 && gtin.bytes().all(|byte| byte.is_ascii_digit()))?;
    gtin.strip_prefix("00").or_else(|| gtin.strip_prefix('0')).map(str::to_owned)
}

fn is_book(code: &str) -> bool {
    code.len() == 13 && (code.starts_with("978") || code.starts_with("979"))
}

fn plain(condition: &str) -> String {
    condition.trim().to_lowercase().replace(['_', '-'], " ")
}

/// Amazon's condition codes: 1 to 4 used, 5 to 8 collectible, 10 refurbished, 11 new.
fn amazon_condition(condition: &str) -> &'static str {
    match plain(condition).trim_start_matches("used ").trim() {
        "" | "new" => "11",
        "like new" => "1",
        "very good" => "2",
        "good" | "used" => "3",
        "refurbished" | "renewed" => "10",
        // What we can't name is sold as the worst that it could be.
        _ => "4",
    }
}

/// eBay's condition numbers: 1000 new, 2000 and 2500 refurbished, 2750 to 6000 used.
fn ebay_condition(condition: &str) -> &'static str {
    match plain(condition).trim_start_matches("used ").trim() {
        "" | "new" => "1000",
        "open box" | "new other" => "1500",
        "refurbished" | "renewed" => "2500",
        "like new" => "2750",
        "used" => "3000",
        "very good" => "4000",
        "good" => "5000",
        "for parts" => "7000",
        _ => "6000",
    }
}

fn ebay_category(item: &Item) -> String {
    let number = |text: &&String| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    item.category.as_ref().filter(number).cloned().unwrap_or_default()
}

fn ebay(item: &Item) -> Vec<String> {
    let Item { listing, ids, .. } = item;
    let code = short(ids).unwrap_or_default();
    let (upc, ean, isbn) = match code.len() {
        12 => (code, String::new(), String::new()),
        _ if is_book(&code) => (String::new(), String::new(), code),
        _ => (String::new(), code, String::new()),
    };
    let condition = ebay_condition(&listing.condition);
    vec![
        "Add".to_owned(),
        listing.sku.clone(),
        ebay_category(item),
        listing.title.clone(),
        upc,
        ean,
        isbn,
        condition.to_owned(),
        if condition == "1000" { String::new() } else { listing.condition.clone() },
        html(&listing.description),
        "FixedPrice".to_owned(),
        "GTC".to_owned(),
        price(&listing.price),
        listing.quantity.to_string(),
        "United States".to_owned(),
        "2".to_owned(),
    ]
}

fn price(money: &Money) -> String {
    money.round(Rounding::HalfEven).amount().to_string()
}

/// The description is HTML: what we write is text.
fn html(text: &str) -> String {
    let escaped = text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    format!("<p>{}</p>", escaped.replace('\n', "<br>"))
}
