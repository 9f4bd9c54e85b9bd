//! eBay's bulk CSV, uploaded in Seller Hub Reports.
//!
//! Listings: `Add` with the columns of template version 1193 ("File Exchange Basic Template Instructions", required fields).
//! Prices: `Revise` with `ItemID` and the one field that changes, as in "File Exchange Advanced Template Instructions" (using
//! Action values) and in files that sellers upload today. Where eBay's number of the listing is not known the row names it by
//! `CustomLabel`; that eBay then finds it by the label alone is not confirmed for every account, so it is remarked.

use super::{
    item::{Item, NewPrice, is_book, plain, price},
    sheet::Sheet,
};

const ACTION: &str = "*Action(SiteID=US|Country=US|Currency=USD|Version=1193|CC=UTF-8)";

const LISTINGS: [&str; 16] = [
    ACTION,
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

const PRICES: [&str; 4] = [ACTION, "ItemID", "CustomLabel", "*StartPrice"];

pub(super) fn listings(items: &[Item]) -> Sheet {
    let homeless = items.iter().filter(|item| category(item).is_empty()).count();
    Sheet::new(b',', &LISTINGS, items.iter().map(row).collect())
        .remark(homeless, "rows have no `*Category`: fill in eBay's category number before the upload")
}

pub(super) fn prices(prices: &[NewPrice]) -> Sheet {
    let number = |new: &NewPrice| new.listing.as_deref().filter(|id| is_item_number(id)).unwrap_or_default().to_owned();
    let row = |new: &NewPrice| vec!["Revise".to_owned(), number(new), new.sku.clone(), price(&new.price)];
    let unnumbered = prices.iter().filter(|new| number(new).is_empty()).count();
    Sheet::new(b',', &PRICES, prices.iter().map(row).collect()).remark(
        unnumbered,
        "rows have no `ItemID`: eBay finds them only where your listings are tracked by `CustomLabel`",
    )
}

/// eBay's numbers of listings have nine digits or more.
fn is_item_number(id: &str) -> bool {
    (9..=19).contains(&id.len()) && id.bytes().all(|byte| byte.is_ascii_digit())
}

fn row(item: &Item) -> Vec<String> {
    let Item { listing, ids, .. } = item;
    let code = ids.printed_code().unwrap_or_default();
    let (upc, ean, isbn) = match code.len() {
        12 => (code, String::new(), String::new()),
        _ if is_book(&code) => (String::new(), String::new(), code),
        _ => (String::new(), code, String::new()),
    };
    let condition = condition(&listing.condition);
    // Of new goods eBay takes no description of the condition.
    let about = item.condition_note.clone().unwrap_or_else(|| listing.condition.clone());
    vec![
        "Add".to_owned(),
        listing.sku.clone(),
        category(item),
        listing.title.clone(),
        upc,
        ean,
        isbn,
        condition.to_owned(),
        if condition == "1000" { String::new() } else { about },
        html(&listing.description),
        "FixedPrice".to_owned(),
        "GTC".to_owned(),
        price(&listing.price),
        listing.quantity.to_string(),
        "United States".to_owned(),
        "2".to_owned(),
    ]
}

/// eBay's condition numbers: 1000 new, 2000 and 2500 refurbished, 2750 to 6000 used.
fn condition(condition: &str) -> &'static str {
    match plain(condition).as_str() {
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

fn category(item: &Item) -> String {
    let number = |text: &&String| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    item.category.as_ref().filter(number).cloned().unwrap_or_default()
}

/// The description is HTML: what we write is text.
fn html(text: &str) -> String {
    let escaped = text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    format!("<p>{}</p>", escaped.replace('\n', "<br>"))
}
