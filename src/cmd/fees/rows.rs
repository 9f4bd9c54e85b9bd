//! Rows of questions: columns by name and synonym, amounts and measures as sellers' files write them.

use std::{
    fs::File,
    io::{BufRead, BufReader, Read},
    path::Path,
};

use anyhow::{Context as _, Result};
use jiff::civil::Date;
use rust_decimal::Decimal;

use crate::{
    domain::fees::{CardClass, Catalog, Dims, FeeQuery, Program, Weight},
    pipe::InputFormat,
};

/// A column's names: ours, then the synonyms.
const COLUMNS: &[(&str, &[&str])] = &[
    ("id", &["case_id", "row_id", "sku"]),
    ("channel", &["marketplace"]),
    ("on", &["date", "effective_date", "sold_on"]),
    ("category", &["category_or_seller_type", "category_name", "seller_type", "service"]),
    ("price", &["item_price", "sale_price"]),
    ("shipping", &["shipping_charged", "shipping_price"]),
    ("giftwrap", &["gift_wrap"]),
    ("handling", &[]),
    ("tax", &["sales_tax"]),
    ("weight", &["item_weight", "package_weight"]),
    ("dims", &["dimensions", "size"]),
    ("program", &["fulfilment", "fulfillment"]),
    ("card", &["card_class"]),
    ("plan", &[]),
    ("store", &["store_level"]),
    ("quantity", &["qty", "units"]),
    ("options", &[]),
];

/// What is wrong with a row: its column (empty for the whole row) and the reason.
pub(super) type Wrong = (String, String);

/// The cells of a row by our column names.
#[derive(Clone, Debug)]
pub(super) struct Fields([String; COLUMNS.len()]);

impl Default for Fields {
    fn default() -> Self {
        Self(std::array::from_fn(|_| String::new()))
    }
}

impl Fields {
    pub(super) fn set(&mut self, name: &str, value: &str) {
        if let Some(place) = column(name) {
            value.trim().clone_into(&mut self.0[place]);
        }
    }

    fn get(&self, name: &str) -> &str {
        column(name).map_or("", |place| self.0[place].as_str())
    }

    /// These cells, the empty ones filled from `below`.
    pub(super) fn over(mut self, below: &Self) -> Self {
        for (cell, other) in self.0.iter_mut().zip(&below.0) {
            if cell.is_empty() {
                cell.clone_from(other);
            }
        }
        self
    }
}

fn column(name: &str) -> Option<usize> {
    let name = name.trim().trim_start_matches('\u{feff}').to_ascii_lowercase().replace([' ', '-'], "_");
    COLUMNS.iter().position(|(own, others)| *own == name || others.contains(&name.as_str()))
}

/// A question read from a row.
pub(super) struct Row {
    pub(super) id: String,
    pub(super) query: FeeQuery,
    pub(super) assumptions: Vec<String>,
}

/// Turns cells into a question.
pub(super) fn read(catalog: &Catalog, fields: &Fields, today: Date) -> Result<Row, Wrong> {
    let mut assumptions = Vec::new();
    let on = match fields.get("on") {
        "" => {
            assumptions.push(format!("date not given: the cards of {today}"));
            today
        }
        text => text.parse().map_err(|_| wrong("on", text, "is not a date: write it like `2026-06-01`"))?,
    };
    let channel = fields.get("channel");
    if channel.is_empty() {
        return Err(("channel".into(), "the channel isn't given, like `amazon_us`".into()));
    }
    let mut query = FeeQuery::new(channel, on);
    query.price = amount(fields, "price")?;
    query.shipping = amount(fields, "shipping")?.unwrap_or_default();
    query.giftwrap = amount(fields, "giftwrap")?.unwrap_or_default();
    query.handling = amount(fields, "handling")?.unwrap_or_default();
    query.tax = amount(fields, "tax")?;
    query.weight = measure(fields, "weight", Weight::parse, "is no weight: write it like `1.25 lb` or `141 g`")?;
    query.dims = measure(fields, "dims", Dims::parse, "are no sides: write them like `6x4x0.5 in`")?;
    query.quantity = match fields.get("quantity") {
        "" => 1,
        text => {
            text.parse().ok().filter(|n| *n > 0).ok_or_else(|| wrong("quantity", text, "is not a number of units"))?
        }
    };
    let unread = catalog.understand(&mut query, fields.get("category"), fields.get("options"));
    match fields.get("program").to_ascii_lowercase().as_str() {
        "" => {}
        "fba" => query.program = Some(Program::Fba),
        "fbm" | "mfn" => query.program = Some(Program::Fbm),
        text => return Err(wrong("program", text, "is neither `fba` nor `fbm`")),
    }
    match fields.get("card").to_ascii_lowercase().replace([' ', '-'], "_").as_str() {
        "" => {}
        "standard" | "non_apparel" => query.card = CardClass::Standard,
        "apparel" => query.card = CardClass::Apparel,
        "dangerous_goods" | "dg" | "hazmat" => query.card = CardClass::DangerousGoods,
        text => return Err(wrong("card", text, "is none of `standard`, `apparel`, `dangerous_goods`")),
    }
    // The columns read the same words as the options: `no store`, `Basic store`, `Professional`.
    for (name, slot) in [("plan", &mut query.plan), ("store", &mut query.store)] {
        let text = fields.get(name).to_ascii_lowercase();
        if !text.is_empty() {
            *slot = Some(said_in_words(catalog, channel, on, name, &text).unwrap_or(text));
        }
    }
    assumptions.extend(unread.iter().map(|part| format!("option text not used: `{part}`")));
    Ok(Row { id: fields.get("id").to_owned(), query, assumptions })
}

/// What a plan or store column means where it holds words.
fn said_in_words(catalog: &Catalog, channel: &str, on: Date, name: &str, text: &str) -> Option<String> {
    let mut probe = FeeQuery::new(channel, on);
    catalog.understand(&mut probe, "", text);
    if name == "plan" { probe.plan } else { probe.store }
}

fn wrong(column: &str, text: &str, why: &str) -> Wrong {
    (column.to_owned(), format!("`{text}` {why}"))
}

/// `12.90`, `$1,234.50`, `66.30 subtotal`; `(in subtotal)` is nothing more, and empty is unknown.
fn amount(fields: &Fields, name: &str) -> Result<Option<Decimal>, Wrong> {
    let text = fields.get(name);
    if text.is_empty() {
        return Ok(None);
    }
    if text.starts_with("(in") && text.ends_with(')') {
        return Ok(Some(Decimal::ZERO));
    }
    let (number, rest) = text.split_once(' ').unwrap_or((text, ""));
    let plain = number.trim_start_matches(['$', '€', '£', '¥']);
    let thousands = plain.split('.').next().is_some_and(|whole| whole.split(',').skip(1).all(|group| group.len() == 3));
    let plain = if thousands { plain.replace(',', "") } else { plain.to_owned() };
    let words_follow = rest.chars().all(|c| c.is_ascii_alphabetic() || c == ' ');
    match Decimal::from_str_exact(&plain) {
        Ok(number) if words_follow && number >= Decimal::ZERO => Ok(Some(number)),
        Ok(number) if words_follow && number < Decimal::ZERO => Err(wrong(name, text, "is below zero")),
        _ => Err(wrong(name, text, "is no amount: write it like `12.90`")),
    }
}

/// A weight or sides; 0 and −1 mean unknown, as in Keepa's data.
fn measure<T>(fields: &Fields, name: &str, parse: fn(&str) -> Option<T>, why: &str) -> Result<Option<T>, Wrong> {
    let text = fields.get(name);
    if text.is_empty() {
        return Ok(None);
    }
    if let Some(value) = parse(text) {
        return Ok(Some(value));
    }
    let mut numbers =
        text.split(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | '-'))).filter(|part| !part.is_empty());
    let unknown = numbers.any(|part| Decimal::from_str_exact(part).is_ok_and(|number| number <= Decimal::ZERO));
    if unknown { Ok(None) } else { Err(wrong(name, text, why)) }
}

/// Calls `visit` with every row of a file and its place; the error of a row that can't even be split comes with it.
pub(super) fn each(
    path: &Path,
    format: InputFormat,
    mut visit: impl FnMut(String, Result<Fields, Wrong>) -> Result<()>,
) -> Result<()> {
    let input: Box<dyn Read> = if path == Path::new("-") {
        Box::new(std::io::stdin().lock())
    } else {
        Box::new(File::open(path).context("can't open it")?)
    };
    let mut input = BufReader::new(input);
    let first =
        input.fill_buf()?.iter().copied().find(|byte| !byte.is_ascii_whitespace() && !b"\xef\xbb\xbf".contains(byte));
    let json = match format {
        InputFormat::Jsonl => Some(false),
        InputFormat::Json => Some(true),
        InputFormat::Auto if first == Some(b'{') => Some(false),
        InputFormat::Auto if first == Some(b'[') => Some(true),
        _ => None,
    };
    match json {
        Some(true) => {
            let rows: Vec<serde_json::Value> = serde_json::from_reader(input).context("it is not a JSON array")?;
            rows.iter().enumerate().try_for_each(|(place, row)| visit(format!("row {}", place + 1), from_json(row)))
        }
        Some(false) => lines(input, visit),
        None => {
            let delimiter = if format == InputFormat::Tsv { b'\t' } else { b',' };
            let mut reader = csv::ReaderBuilder::new().delimiter(delimiter).flexible(true).from_reader(input);
            let places: Vec<Option<usize>> = reader.headers()?.iter().map(column).collect();
            if places.iter().all(Option::is_none) {
                anyhow::bail!("none of its columns is known: name them `id`, `channel`, `price` …");
            }
            for record in reader.byte_records() {
                let record = record?;
                let line = record.position().map_or(0, csv::Position::line);
                let mut fields = Fields::default();
                let mut read = Ok(());
                for (cell, place) in record.iter().zip(&places) {
                    match (std::str::from_utf8(cell), place) {
                        (Ok(text), Some(place)) => text.trim().clone_into(&mut fields.0[*place]),
                        (Err(_), Some(place)) => {
                            read = Err((COLUMNS[*place].0.to_owned(), "the text is not UTF-8".to_owned()));
                        }
                        (_, None) => {}
                    }
                }
                visit(format!("line {line}"), read.map(|()| fields))?;
            }
            Ok(())
        }
    }
}

fn lines(mut input: impl BufRead, mut visit: impl FnMut(String, Result<Fields, Wrong>) -> Result<()>) -> Result<()> {
    let mut line = Vec::new();
    let mut number = 0_u64;
    while input.read_until(b'\n', &mut line)? > 0 {
        number += 1;
        if !line.trim_ascii().is_empty() {
            let read =
                serde_json::from_slice(&line).map_err(|why| (String::new(), format!("not a JSON object: {why}")));
            visit(format!("line {number}"), read.and_then(|value| from_json(&value)))?;
        }
        line.clear();
    }
    Ok(())
}

fn from_json(value: &serde_json::Value) -> Result<Fields, Wrong> {
    let serde_json::Value::Object(map) = value else { return Err((String::new(), "not a JSON object".into())) };
    let mut fields = Fields::default();
    for (name, value) in map {
        fields.set(name, &cell(value));
    }
    Ok(fields)
}

/// A JSON value as a cell: money by its amount, lists and maps as option tokens.
fn cell(value: &serde_json::Value) -> String {
    use serde_json::Value;
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        Value::Array(list) => list.iter().map(cell).collect::<Vec<_>>().join(", "),
        Value::Object(map) => match map.get("amount") {
            Some(amount) => cell(amount),
            None => map.iter().map(|(key, value)| format!("{key}={}", cell(value))).collect::<Vec<_>>().join(", "),
        },
        Value::Bool(yes) => if *yes { "yes" } else { "no" }.to_owned(),
        Value::Number(number) => number.to_string(),
    }
}
