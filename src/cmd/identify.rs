//! `arb identify`: which product a text names.
//!
//! Reads texts from the command line or one a line from stdin; writes one JSON object for each, in order, as soon as it is
//! known. Changes nothing. A line that can't be read gets its reason in its own object and the exit code 4.

use std::io::{BufRead, BufReader, BufWriter, ErrorKind, IsTerminal, Read, Write};

use anyhow::{Context as _, Result};
use serde::Serialize;

use crate::{
    context::Context,
    domain::ids::{Ask, Findings, Identifier, Reason},
    error::{Exit, usage},
};

/// The longest line that is read, in bytes.
const LONGEST_LINE: usize = 1 << 20;

/// How much of an unreadable line is shown, in bytes.
const SHOWN: usize = 200;

/// Tell which product a text names: ISBN, UPC, EAN, GTIN, ASIN, eBay, TCGplayer, Reverb
///
/// Writes one JSON object for each text, with `ids` and, when there is none, the `reason`.
#[derive(clap::Args, Debug)]
#[command(after_help = "Examples:
  arb identify 0439023483 'LEGO, UPC 036000291452'
  cut -f3 offers.tsv | arb identify --as isbn")]
pub struct Args {
    /// The texts; `-`, or nothing in a pipe, reads one a line from stdin
    #[arg(value_name = "TEXT")]
    texts: Vec<String>,
    /// Read the whole text as this: any, isbn, ean, gtin, isbn10, isbn13, sbn, upca, upce, ean8, ean13, gtin14, asin, …;
    /// `product_` before a kind demands a product
    #[arg(long = "as", value_name = "KIND", default_value = "any", hide_default_value = true)]
    ask: Ask,
}

#[derive(Serialize)]
struct Row<'a> {
    input: &'a str,
    ids: &'a [Identifier],
    reason: Option<Reason>,
    reason_code: Option<&'static str>,
}

/// Runs `arb identify`.
#[expect(clippy::unused_async, reason = "every command has the same shape")]
pub async fn run(_ctx: &mut Context, args: Args) -> Result<Exit> {
    let mut out = BufWriter::new(std::io::stdout().lock());
    let from_stdin = args.texts.is_empty() || args.texts == ["-"];
    if !from_stdin {
        for text in &args.texts {
            write_row(&mut out, text, &args.ask.read(text))?;
        }
        out.flush()?;
        return Ok(Exit::Done);
    }
    if args.texts.is_empty() && std::io::stdin().is_terminal() {
        return Err(usage("there is no text to identify")
            .hint("give it as an argument, like `arb identify 0439023483`, or one a line on stdin")
            .into());
    }
    let exit = each_line(BufReader::with_capacity(1 << 16, std::io::stdin().lock()), &mut out, args.ask)?;
    out.flush()?;
    Ok(exit)
}

fn each_line(mut input: BufReader<impl Read>, out: &mut impl Write, ask: Ask) -> Result<Exit> {
    let (mut line, mut exit, mut number) = (Vec::new(), Exit::Done, 0_u64);
    loop {
        number += 1;
        let read = read_line(&mut input, &mut line).with_context(|| format!("stdin can't be read at line {number}"))?;
        let fits = match read {
            Line::End => return Ok(exit),
            Line::Whole => true,
            Line::Cut => false,
        };
        match std::str::from_utf8(&line) {
            Ok(text) if fits => write_row(out, text, &ask.read(text))?,
            _ => {
                exit = Exit::Partial;
                let reason = if fits { Reason::NotUtf8 } else { Reason::TooLong };
                let shown = String::from_utf8_lossy(&line[..line.len().min(SHOWN)]);
                write_row(out, &shown, &Findings { ids: Vec::new(), reason: Some(reason) })?;
            }
        }
        // What is known goes out before waiting for more; lines that are already here share one write.
        if !input.buffer().contains(&b'\n') {
            out.flush()?;
        }
    }
}

enum Line {
    Whole,
    Cut,
    End,
}

/// Reads a line without its end. Of one longer than [`LONGEST_LINE`] the rest is skipped, not kept.
fn read_line(input: &mut impl BufRead, line: &mut Vec<u8>) -> std::io::Result<Line> {
    line.clear();
    let (mut cut, mut any) = (false, false);
    loop {
        let part = match input.fill_buf() {
            Ok(part) => part,
            Err(why) if why.kind() == ErrorKind::Interrupted => continue,
            Err(why) => return Err(why),
        };
        let end = memchr::memchr(b'\n', part);
        let text = &part[..end.unwrap_or(part.len())];
        any |= !part.is_empty();
        let room = LONGEST_LINE - line.len();
        cut |= text.len() > room;
        line.extend_from_slice(&text[..text.len().min(room)]);
        let used = end.map_or(text.len(), |place| place + 1);
        input.consume(used);
        if end.is_some() || used == 0 {
            break;
        }
    }
    if line.last() == Some(&b'\r') {
        line.pop();
    }
    Ok(match (any, cut) {
        (false, _) => Line::End,
        (true, true) => Line::Cut,
        (true, false) => Line::Whole,
    })
}

fn write_row(out: &mut impl Write, input: &str, found: &Findings) -> std::io::Result<()> {
    let row = Row { input, ids: &found.ids, reason: found.reason, reason_code: found.reason.map(Reason::code) };
    serde_json::to_writer(&mut *out, &row)?;
    out.write_all(b"\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(input: &[u8]) -> (Vec<serde_json::Value>, Exit) {
        let mut out = Vec::new();
        let exit = each_line(BufReader::new(input), &mut out, Ask::Any).unwrap();
        (out.split(|b| *b == b'\n').filter_map(|line| serde_json::from_slice(line).ok()).collect(), exit)
    }

    #[test]
    fn every_line_has_its_object() {
        let (rows, exit) = lines(b"0439023483\r\n\nnothing");
        assert_eq!(exit, Exit::Done);
        assert_eq!(rows.len(), 3);
        assert_eq!(rows[0]["input"], "0439023483");
        assert_eq!(rows[0]["reason"], serde_json::Value::Null);
        assert_eq!(rows[1]["reason_code"], "empty");
        assert_eq!(rows[2]["reason_code"], "none_found");
    }

    #[test]
    fn an_unreadable_line_does_not_stop_the_rest() {
        let mut input = vec![b'9'; LONGEST_LINE + 1];
        input.extend_from_slice(b"\n\xff\xfe\n036000291452\n");
        let (rows, exit) = lines(&input);
        assert_eq!(exit, Exit::Partial);
        let codes: Vec<_> = rows.iter().map(|row| row["reason_code"].as_str()).collect();
        assert_eq!(codes, [Some("too_long"), Some("not_utf8"), None]);
        assert_eq!(rows[0]["input"].as_str().unwrap().len(), SHOWN);
    }

    #[test]
    fn a_line_of_the_longest_length_is_read() {
        let (rows, exit) = lines(&vec![b' '; LONGEST_LINE]);
        assert_eq!((rows.len(), exit), (1, Exit::Done));
    }
}
