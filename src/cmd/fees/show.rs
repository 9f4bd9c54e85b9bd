//! How fees are written: JSON Lines, JSON, CSV (a row for each line of a quote) or a table for eyes.

use std::io::{BufWriter, IsTerminal, Write};

use anyhow::Result;
use comfy_table::{CellAlignment, ContentArrangement, Table, presets::NOTHING};
use serde::Serialize;

use super::rows::Row;
use crate::{
    context::Context,
    domain::{
        fees::{CardSummary, Change, Quote},
        money::amount_text,
    },
    pipe::Format,
    ui::{Tone, sanitize},
};

/// Where and how to write.
pub(super) struct Output {
    out: BufWriter<Box<dyn Write>>,
    format: Format,
    color: bool,
    /// A record has been written: JSON needs a comma, CSV its heading no more.
    begun: bool,
}

/// Stdout, in the format asked for.
pub(super) fn output(ctx: &Context) -> Output {
    let format = match ctx.global.format {
        Format::Auto if std::io::stdout().is_terminal() => Format::Table,
        Format::Auto => Format::Jsonl,
        chosen => chosen,
    };
    Output { out: BufWriter::new(Box::new(std::io::stdout())), format, color: ctx.global.color_stdout(), begun: false }
}

impl Output {
    fn json(&mut self, value: &impl Serialize) -> Result<()> {
        let lead = match (self.format, self.begun) {
            (Format::Json, false) => "[",
            (Format::Json, true) => ",",
            _ => "",
        };
        self.begun = true;
        write!(self.out, "{lead}")?;
        // As an I/O error, so that a closed pipe is known for what it is.
        serde_json::to_writer(&mut self.out, value).map_err(std::io::Error::from)?;
        if self.format != Format::Json {
            writeln!(self.out)?;
        }
        // The next tool of a pipe can start on it.
        Ok(self.out.flush()?)
    }

    fn csv(&mut self, heading: &[&str], row: &[String]) -> Result<()> {
        let mut writer = csv::Writer::from_writer(&mut self.out);
        if !self.begun {
            writer.write_record(heading)?;
        }
        writer.write_record(row.iter().map(|cell| safe(cell)))?;
        writer.flush()?;
        drop(writer);
        self.begun = true;
        Ok(())
    }

    /// Writes what is still open.
    pub(super) fn finish(&mut self) -> Result<()> {
        if self.format == Format::Json {
            writeln!(self.out, "{}", if self.begun { "]" } else { "[]" })?;
        }
        Ok(self.out.flush()?)
    }
}

/// A cell that no spreadsheet takes for a formula; plain negative numbers stay as they are.
fn safe(cell: &str) -> String {
    let formula = cell.starts_with(['=', '+', '-', '@', '\t', '\r']) && cell.parse::<rust_decimal::Decimal>().is_err();
    if formula { format!("'{cell}") } else { cell.to_owned() }
}

/// A quote with the row it answers.
#[derive(Serialize)]
pub(super) struct Shown {
    id: String,
    channel: String,
    on: String,
    #[serde(flatten)]
    quote: Quote,
}

impl Shown {
    pub(super) fn new(row: &Row, mut quote: Quote) -> Self {
        quote.assumptions.splice(0..0, row.assumptions.iter().cloned());
        Self { id: row.id.clone(), channel: row.query.channel.clone(), on: row.query.on.to_string(), quote }
    }
}

/// Writes one quote.
pub(super) fn quote(out: &mut Output, shown: &Shown) -> Result<()> {
    match out.format {
        Format::Csv => quote_csv(out, shown),
        Format::Table => quote_table(out, shown),
        _ => out.json(shown),
    }
}

fn quote_csv(out: &mut Output, shown: &Shown) -> Result<()> {
    const HEADING: &[&str] =
        &["id", "channel", "on", "code", "amount", "currency", "card", "confidence", "formula", "missing"];
    let row = |rest: [String; 7]| {
        let mut row = vec![shown.id.clone(), shown.channel.clone(), shown.on.clone()];
        row.extend(rest);
        row
    };
    let currency = shown.quote.currency.map_or(String::new(), |currency| currency.to_string());
    for line in &shown.quote.lines {
        let amount = amount_text(line.amount.amount(), line.amount.currency());
        let confidence = format!("{:?}", line.confidence).to_lowercase();
        let cells = [
            line.code.clone(),
            amount,
            currency.clone(),
            line.card.clone(),
            confidence,
            line.formula.clone(),
            String::new(),
        ];
        out.csv(HEADING, &row(cells))?;
    }
    for missing in &shown.quote.missing {
        let mut cells: [String; 7] = Default::default();
        cells[0].clone_from(&missing.code);
        cells[6].clone_from(&missing.what);
        out.csv(HEADING, &row(cells))?;
    }
    let total = shown.quote.total.map_or(String::new(), |total| amount_text(total.amount(), total.currency()));
    let incomplete = if shown.quote.complete { String::new() } else { "incomplete".to_owned() };
    out.csv(HEADING, &row(["total".into(), total, currency, String::new(), String::new(), String::new(), incomplete]))
}

fn quote_table(out: &mut Output, shown: &Shown) -> Result<()> {
    let color = out.color;
    if !shown.id.is_empty() {
        writeln!(out.out, "{}", Tone::Strong.paint(&sanitize(&shown.id), color))?;
    }
    let mut table = plain();
    for line in &shown.quote.lines {
        table.add_row([line.code.clone(), line.amount.to_string(), sanitize(&line.formula), line.card.clone()]);
    }
    if let Some(total) = shown.quote.total {
        let note = if shown.quote.complete { "" } else { "without what is missing" };
        table.add_row(["total".to_owned(), total.to_string(), note.to_owned(), String::new()]);
    }
    if let Some(column) = table.column_mut(1) {
        column.set_cell_alignment(CellAlignment::Right);
    }
    if !table.is_empty() {
        writeln!(out.out, "{table}")?;
    }
    for missing in &shown.quote.missing {
        writeln!(out.out, "{} {}: {}", Tone::Care.paint("missing", color), missing.code, sanitize(&missing.what))?;
    }
    for assumption in &shown.quote.assumptions {
        writeln!(out.out, "{}", Tone::Dim.paint(&format!("assumed {}", sanitize(assumption)), color))?;
    }
    Ok(out.out.flush()?)
}

fn plain() -> Table {
    let mut table = Table::new();
    table.load_style(NOTHING).set_content_arrangement(ContentArrangement::Dynamic);
    table
}

/// Writes the list of cards.
pub(super) fn cards(out: &mut Output, cards: &[CardSummary]) -> Result<()> {
    let cells = |card: &CardSummary| {
        let day = |day: Option<jiff::civil::Date>| day.map_or(String::new(), |day| day.to_string());
        let confidence = format!("{:?}", card.confidence).to_lowercase();
        vec![
            card.card.clone(),
            card.codes.join(" "),
            day(card.effective_from),
            day(card.effective_to),
            confidence,
            card.rates.to_string(),
            card.source.clone(),
        ]
    };
    list(out, &["card", "codes", "from", "to", "confidence", "rates", "source"], cards, cells)
}

/// Writes what changed.
pub(super) fn changes(out: &mut Output, changes: &[Change]) -> Result<()> {
    let cells = |change: &Change| {
        let text = |text: &Option<String>| text.clone().unwrap_or_default();
        vec![
            change.change.to_owned(),
            change.channel.clone(),
            change.code.clone(),
            change.rule.clone(),
            text(&change.old),
            text(&change.new),
        ]
    };
    list(out, &["change", "channel", "code", "rule", "old", "new"], changes, cells)
}

fn list<T: Serialize>(out: &mut Output, heading: &[&str], rows: &[T], cells: impl Fn(&T) -> Vec<String>) -> Result<()> {
    match out.format {
        Format::Csv => {
            for row in rows {
                out.csv(heading, &cells(row))?;
            }
        }
        Format::Table => {
            let mut table = plain();
            let color = out.color;
            table.set_header(heading.iter().map(|name| Tone::Strong.paint(name, color)));
            for row in rows {
                table.add_row(cells(row).iter().map(|cell| sanitize(cell)));
            }
            writeln!(out.out, "{table}")?;
        }
        _ => rows.iter().try_for_each(|row| out.json(row))?,
    }
    out.finish()
}
