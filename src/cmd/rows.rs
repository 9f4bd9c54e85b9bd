//! Rows of a report on stdout, in the format that was asked for.

use std::io::{IsTerminal, Write};

use anyhow::Result;
use comfy_table::{CellAlignment, ContentArrangement, Table, presets};
use serde::Serialize;
use serde_json::Value;

use crate::{
    context::Context,
    domain::money::Money,
    pipe::Format,
    ui::{Tone, sanitize},
};

/// Writes rows. `columns` are the keys that CSV and tables show, in order; JSON shows every key.
pub fn print<T: Serialize>(ctx: &Context, columns: &[&str], rows: &[T]) -> Result<()> {
    let rows = rows.iter().map(serde_json::to_value).collect::<serde_json::Result<Vec<_>>>()?;
    let mut out = std::io::stdout().lock();
    match (ctx.global.format, out.is_terminal()) {
        (Format::Jsonl, _) | (Format::Auto, false) => {
            for row in &rows {
                writeln!(out, "{row}")?;
            }
        }
        (Format::Json, _) => writeln!(out, "{}", serde_json::to_string_pretty(&rows)?)?,
        (Format::Csv, _) => {
            let mut csv = csv::Writer::from_writer(out);
            csv.write_record(columns)?;
            for row in &rows {
                csv.write_record(columns.iter().map(|column| harmless(&text(&row[*column]))))?;
            }
            csv.flush()?;
        }
        (Format::Table, _) | (Format::Auto, true) if rows.is_empty() => {}
        (Format::Table, _) | (Format::Auto, true) => writeln!(out, "{}", table(ctx, columns, &rows))?,
    }
    Ok(())
}

fn table(ctx: &Context, columns: &[&str], rows: &[Value]) -> Table {
    let color = ctx.global.color_stdout();
    let mut table = Table::new();
    table.load_style(presets::NOTHING).set_content_arrangement(ContentArrangement::Dynamic);
    table.set_header(columns.iter().map(|column| Tone::Strong.paint(column, color)));
    for row in rows {
        table.add_row(columns.iter().map(|column| sanitize(&shown(&row[*column]))));
    }
    for (place, column) in columns.iter().enumerate() {
        let number = rows.iter().any(|row| row[*column].is_number() || money(&row[*column]).is_some());
        if let (true, Some(column)) = (number, table.column_mut(place)) {
            column.set_cell_alignment(CellAlignment::Right);
        }
    }
    table
}

fn money(value: &Value) -> Option<Money> {
    serde_json::from_value(value.clone()).ok()
}

/// A cell for eyes: money with its sign, an object as `key value` pairs.
fn shown(value: &Value) -> String {
    match value {
        Value::Object(map) => money(value).map_or_else(
            || map.iter().map(|(key, value)| format!("{key} {}", text(value))).collect::<Vec<_>>().join(", "),
            |money| money.to_string(),
        ),
        other => text(other),
    }
}

/// A cell for programs.
fn text(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        Value::Object(map) if money(value).is_some() => {
            format!("{} {}", text(&map["amount"]), text(&map["currency"]))
        }
        other => other.to_string(),
    }
}

/// A cell that a spreadsheet can't take for a formula. A number stays a number.
fn harmless(cell: &str) -> String {
    let number = cell.split(' ').next().is_some_and(|word| word.parse::<rust_decimal::Decimal>().is_ok());
    if !number && cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\0', '＝', '＋', '－', '＠']) {
        return format!("'{cell}");
    }
    cell.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_is_no_formula_and_a_number_stays_one() {
        let check = |cell: &str, expected: &str| assert_eq!(harmless(cell), expected);
        check("=1+1", "'=1+1");
        check("-12.90 USD", "-12.90 USD");
        check("-cmd", "'-cmd");
        check("plain", "plain");
    }

    #[test]
    fn money_is_shown_with_its_sign() {
        let value = serde_json::json!({"amount": "12.90", "currency": "USD"});
        assert_eq!((shown(&value).as_str(), text(&value).as_str()), ("$12.90", "12.90 USD"));
    }
}
