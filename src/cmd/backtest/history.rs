//! Price histories: from files, whatever their columns are called, or from what `reprice` saw.

use std::{collections::BTreeMap, path::PathBuf};

use anyhow::Result;
use jiff::{Timestamp, civil::Date, civil::DateTime, tz::TimeZone};
use rust_decimal::{Decimal, prelude::ToPrimitive as _};
use serde_json::{Map, Value};

use crate::{
    context::Context,
    error,
    pipe::{
        plain_rows::{Plain, PlainRows},
        reader::{InputSpec, Reader},
        source::Place,
    },
    stages::arena::Series,
};

/// The columns that the user named.
pub(super) struct Columns {
    pub product: Option<String>,
    pub time: Option<String>,
    pub price: Option<String>,
}

/// The usual names, the surest first.
const PRODUCT: [&str; 8] = ["asin", "sku", "itemid", "item", "product", "id", "name", "title"];
const TIME: [&str; 6] = ["ts", "at", "time", "timestamp", "date", "period_start_date"];
const PRICE: [&str; 4] = ["price", "buy_box", "lowest", "holofoil_price"];

/// What was read.
#[derive(Default)]
pub(super) struct Histories {
    /// One for each product.
    pub series: Vec<Series>,
    /// Prices.
    pub rows: u64,
    /// Rows that are no price at a time.
    pub rejected: u64,
}

/// Reads files. A row without a price above nothing or a time is said and left out.
pub(super) fn read(ctx: &Context, files: &[PathBuf], columns: &Columns) -> Result<Histories> {
    let spec = InputSpec::new(files.iter().map(|file| Place::new(file)).collect());
    let mut found: BTreeMap<String, Vec<(Timestamp, i64)>> = BTreeMap::new();
    let mut histories = Histories::default();
    for item in Reader::open(spec, PlainRows)? {
        match item?.map_err(|reject| reject.to_string()).and_then(|plain| point(&plain, columns)) {
            Ok((product, at, price)) => {
                found.entry(product).or_default().push((at, price));
                histories.rows += 1;
            }
            Err(why) => {
                histories.rejected += 1;
                // The first few are named; the rest is counted.
                if histories.rejected <= 5 {
                    ctx.ui.warn(&why);
                }
            }
        }
    }
    if histories.rejected > 5 {
        ctx.ui.warn(&format!("{} rows in all are no price at a time", histories.rejected));
    }
    if histories.rows == 0 {
        return Err(error::usage("no row has a product, a time and a price")
            .code("no_history")
            .hint("name the columns: `--product`, `--time`, `--price`")
            .into());
    }
    histories.series = series(found);
    Ok(histories)
}

/// What `reprice` saw on the user's own pages: the lowest price of others at each look.
pub(super) fn own(ctx: &mut Context) -> Result<Histories> {
    let mut found: BTreeMap<String, Vec<(Timestamp, i64)>> = BTreeMap::new();
    let mut histories = Histories::default();
    let books = ctx.books()?;
    for listing in books.listings(&[])? {
        for look in books.looks(listing.id)? {
            if let Some(price) = look.rivals.values().min().and_then(|price| hundredths(*price)) {
                found.entry(format!("{} on {}", listing.sku, listing.channel)).or_default().push((look.at, price));
                histories.rows += 1;
            }
        }
    }
    if histories.rows == 0 {
        return Err(error::usage("`reprice` has seen no prices of others yet")
            .code("no_history")
            .hint("name a file of price histories, or run `arb reprice` for some days")
            .into());
    }
    histories.series = series(found);
    Ok(histories)
}

fn series(found: BTreeMap<String, Vec<(Timestamp, i64)>>) -> Vec<Series> {
    let in_order = |(product, mut points): (String, Vec<(Timestamp, i64)>)| {
        points.sort_unstable();
        Series { product, points }
    };
    found.into_iter().map(in_order).collect()
}

fn point(plain: &Plain, columns: &Columns) -> Result<(String, Timestamp, i64), String> {
    let here = |why: String| format!("{}, line {}: {why}", plain.file, plain.line);
    let cell = |named: &Option<String>, usual: &[&str], what: &str| {
        cell(&plain.cells, named.as_deref(), usual).ok_or_else(|| here(format!("it has no {what}")))
    };
    let product = cell(&columns.product, &PRODUCT, "product")?;
    let time = cell(&columns.time, &TIME, "time")?;
    let at = moment(&time).ok_or_else(|| here(format!("`{time}` is no time")))?;
    let text = cell(&columns.price, &PRICE, "price")?;
    let price = text.parse::<Decimal>().ok().filter(|price| *price > Decimal::ZERO).and_then(hundredths);
    let price = price.ok_or_else(|| here(format!("`{text}` is no price")))?;
    Ok((product, at, price))
}

fn cell(cells: &Map<String, Value>, named: Option<&str>, usual: &[&str]) -> Option<String> {
    let text = |value: &Value| match value {
        Value::String(text) => Some(text.trim().to_owned()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    };
    let find =
        |name: &str| cells.iter().find(|(key, _)| key.eq_ignore_ascii_case(name)).and_then(|(_, value)| text(value));
    match named {
        Some(name) => find(name),
        None => usual.iter().find_map(|name| find(name)),
    }
}

/// A time as histories write it: `2011-03-01 06`, `20211127`, `2025-07-27`, or in full.
fn moment(text: &str) -> Option<Timestamp> {
    if let Ok(at) = text.parse() {
        return Some(at);
    }
    let civil = text
        .parse::<DateTime>()
        .or_else(|_| DateTime::strptime("%Y-%m-%d %H", text))
        .or_else(|_| Date::strptime("%Y%m%d", text).map(Into::into));
    civil.ok()?.to_zoned(TimeZone::UTC).ok().map(|zoned| zoned.timestamp())
}

fn hundredths(price: Decimal) -> Option<i64> {
    (price * Decimal::ONE_HUNDRED).round().to_i64().filter(|price| *price > 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_read_as_histories_write_them() {
        let check = |text: &str, expected: Option<&str>| {
            assert_eq!(moment(text).map(|at| at.to_string()).as_deref(), expected, "{text}");
        };
        check("2011-03-01 06", Some("2011-03-01T06:00:00Z"));
        check("20211127", Some("2021-11-27T00:00:00Z"));
        check("2025-07-27", Some("2025-07-27T00:00:00Z"));
        check("2025-07-27T10:11:12Z", Some("2025-07-27T10:11:12Z"));
        check("2025-07-27 10:11:12", Some("2025-07-27T10:11:12Z"));
        check("yesterday", None);
        check("2025-13-01", None);
    }
}
