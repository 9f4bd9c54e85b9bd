//! `arb price`: price text to exact amounts.
//!
//! Reads texts from the command line or lines from stdin; writes one JSON object each, as soon as it is read; changes
//! nothing.

use std::io::{BufRead, Write};

use anyhow::{Context as _, Result};
use rust_decimal::Decimal;
use serde::Serialize;

use crate::{
    context::Context,
    domain::{
        money::{Currency, amount_text},
        price_text::{PriceHint, parse_price},
    },
    error::Exit,
};

/// A longer line is no price; what follows in it is read over.
const LONGEST_LINE: u64 = 1 << 20;

/// Read any price text as an exact amount and a currency
///
/// Writes one JSON object per input line: `input`, `amount` and `high` (the upper end of a range) as decimal text,
/// `currency` as an ISO code, `symbol` as written, `free`, and `note`: what was assumed, or why there is no amount.
/// What is not known is `null`.
#[derive(clap::Args, Debug)]
#[command(after_long_help = "\
Examples:
  arb price \"CHF 1'049,95\" '$29.99 – $74.99'
  arb price --hint 'Price €' '1.234,50'
  arb price -- '-5,00 €'
  cut -f3 listings.tsv | arb price --currency AUD | jq -r .amount")]
pub struct Args {
    /// The texts to read; `-`, or none with input from a pipe, reads lines from stdin
    #[arg(value_name = "TEXT", allow_negative_numbers = true)]
    texts: Vec<String>,
    /// Assume this currency where the text names none, or one of its kind (`$`, `kr`)
    #[arg(long, value_name = "CODE")]
    currency: Option<Currency>,
    /// Text near the price: a column header, a label
    #[arg(long, value_name = "TEXT")]
    hint: Option<String>,
    /// The decimal mark, where it is known
    #[arg(long, value_name = "MARK", value_parser = decimal_mark)]
    decimal: Option<char>,
}

fn decimal_mark(text: &str) -> Result<char, String> {
    match text {
        "." => Ok('.'),
        "," => Ok(','),
        _ => Err("the decimal mark is `.` or `,`".into()),
    }
}

/// One line of output.
#[derive(Serialize)]
struct Line<'a> {
    input: &'a str,
    amount: Option<String>,
    currency: Option<Currency>,
    symbol: Option<String>,
    high: Option<String>,
    free: bool,
    note: Option<String>,
}

/// Runs `arb price`.
pub async fn run(_ctx: &mut Context, args: Args) -> Result<Exit> {
    let hint = PriceHint { currency: args.currency, text: args.hint.as_deref(), decimal: args.decimal };
    let mut out = std::io::stdout().lock();
    if args.texts.is_empty() {
        read_lines(&hint, &mut out)?;
    }
    for text in &args.texts {
        if text == "-" {
            read_lines(&hint, &mut out)?;
        } else {
            write_line(text, &hint, &mut out)?;
        }
    }
    Ok(Exit::Done)
}

fn read_lines(hint: &PriceHint<'_>, out: &mut impl Write) -> Result<()> {
    let mut input = std::io::stdin().lock();
    let mut line = Vec::new();
    loop {
        line.clear();
        let read =
            std::io::Read::take(&mut input, LONGEST_LINE).read_until(b'\n', &mut line).context("reading stdin")?;
        if read == 0 {
            return Ok(());
        }
        let cut = !line.ends_with(b"\n") && line.len() as u64 == LONGEST_LINE;
        if cut {
            skip_line(&mut input)?;
        }
        let text = String::from_utf8_lossy(&line);
        write_line(text.trim_end_matches(['\r', '\n']), hint, out)?;
    }
}

/// Reads over the rest of a line without keeping it.
fn skip_line(input: &mut impl BufRead) -> Result<()> {
    loop {
        let ready = input.fill_buf().context("reading stdin")?;
        if ready.is_empty() {
            return Ok(());
        }
        let newline = ready.iter().position(|byte| *byte == b'\n');
        let used = newline.map_or(ready.len(), |at| at + 1);
        input.consume(used);
        if newline.is_some() {
            return Ok(());
        }
    }
}

fn write_line(text: &str, hint: &PriceHint<'_>, out: &mut impl Write) -> Result<()> {
    let price = parse_price(text, hint);
    let show = |amount: Decimal| match price.currency {
        Some(currency) => amount_text(amount, currency),
        None => amount.to_string(),
    };
    let line = Line {
        input: text,
        amount: price.amount.map(show),
        high: price.high.map(show),
        currency: price.currency,
        symbol: price.symbol,
        free: price.free,
        note: price.note,
    };
    serde_json::to_writer(&mut *out, &line).map_err(std::io::Error::from)?;
    out.write_all(b"\n")?;
    out.flush()?;
    Ok(())
}
