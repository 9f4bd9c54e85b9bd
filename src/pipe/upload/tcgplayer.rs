//! TCGplayer's pricing CSV: what the Seller Portal exports on its Pricing page and imports again ("Import to Staged").
//!
//! The columns are those of the export, as public readers of it have them (the vendor's own help names the export and not its
//! columns; exports of Pro sellers have `My Store …` columns more). The import goes by `TCGplayer Id`, the number of a SKU:
//! one card in one printing, language and condition. So a card of which only the product is known has no row: any number we
//! chose would be a guess. `Add to Quantity` is a step, not a count: a file uploaded twice counts twice.

use super::{
    item::{Item, NewPrice, price},
    sheet::Sheet,
};
use crate::domain::{ids::IdKind, offer::ProductIds};

const COLUMNS: [&str; 16] = [
    "TCGplayer Id",
    "Product Line",
    "Set Name",
    "Product Name",
    "Title",
    "Number",
    "Rarity",
    "Condition",
    "TCG Market Price",
    "TCG Direct Low",
    "TCG Low Price With Shipping",
    "TCG Low Price",
    "Total Quantity",
    "Add to Quantity",
    "TCG Marketplace Price",
    "Photo URL",
];

pub(super) fn listings(items: &[Item]) -> Sheet {
    let row = |item: &Item| {
        let listing = &item.listing;
        Some(row(&sku(&item.ids)?, &listing.title, &listing.condition, listing.quantity, price(&listing.price)))
    };
    let rows: Vec<_> = items.iter().filter_map(row).collect();
    let (there, unknown) = (rows.len(), items.len() - rows.len());
    Sheet::new(b',', &COLUMNS, rows)
        .remark(unknown, UNKNOWN)
        .remark(there, "rows add to what is listed already: upload the file once")
}

/// Only the price moves: nothing is added to what is listed.
pub(super) fn prices(prices: &[NewPrice]) -> Sheet {
    let row = |new: &NewPrice| Some(row(&sku(&new.ids)?, &new.title, &new.condition, 0, price(&new.price)));
    let rows: Vec<_> = prices.iter().filter_map(row).collect();
    let unknown = prices.len() - rows.len();
    Sheet::new(b',', &COLUMNS, rows).remark(unknown, UNKNOWN)
}

const UNKNOWN: &str =
    "cards are left out: no `tcgplayer:sku:` key says which printing, language and condition of them it is";

fn row(sku: &str, name: &str, condition: &str, add: u32, price: String) -> Vec<String> {
    let mut cells = vec![String::new(); COLUMNS.len()];
    for (column, cell) in [
        ("TCGplayer Id", sku.to_owned()),
        ("Product Name", name.to_owned()),
        ("Condition", condition.to_owned()),
        ("Add to Quantity", add.to_string()),
        ("TCG Marketplace Price", price),
    ] {
        let at = COLUMNS.iter().position(|name| *name == column).expect("it is one of the columns");
        cells[at] = cell;
    }
    cells
}

/// The number of the SKU, where exactly one is known.
fn sku(ids: &ProductIds) -> Option<String> {
    let prefix = IdKind::TcgplayerSku.namespace().expect("it is a marketplace's own number");
    let keys = ids.keys();
    let mut numbers = keys.iter().filter_map(|key| key.strip_prefix(prefix));
    let number = numbers.next().filter(|number| !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit()))?;
    numbers.next().is_none().then(|| number.to_owned())
}
