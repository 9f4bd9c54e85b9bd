//! Which format an input is in: by its name and its first bytes.

use anyhow::Result;
use memchr::memchr;

use super::{InputFormat, delimited::Dialect};
use crate::error;

/// A format, with what is needed to read it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// One JSON object a line.
    JsonLines,
    /// JSON in any other arrangement.
    JsonValues,
    /// A table as text.
    Table(Dialect),
    /// Excel.
    Xlsx,
}

/// The delimiters that are looked for, the likeliest first.
const DELIMITERS: [u8; 4] = [b',', b';', b'\t', b'|'];

/// Decides on the format; an error names what the input seems to be when it is none we read.
pub fn sniff(head: &[u8], name: &str, asked: InputFormat) -> Result<Kind> {
    let extension = name.rsplit_once('.').map(|(_, ext)| ext.to_ascii_lowercase()).unwrap_or_default();
    if head.starts_with(b"PK\x03\x04") && matches!(asked, InputFormat::Auto | InputFormat::Xlsx) {
        return Ok(Kind::Xlsx);
    }
    if let Some((what, hint)) = foreign(head) {
        return Err(error::failed(format!("{} is {what}", shown(name))).hint(hint).into());
    }
    match asked {
        InputFormat::Jsonl => return Ok(Kind::JsonLines),
        InputFormat::Json => return Ok(Kind::JsonValues),
        InputFormat::Csv => return Ok(Kind::Table(dialect(head))),
        InputFormat::Tsv => return Ok(Kind::Table(Dialect { delimiter: b'\t', ..dialect(head) })),
        InputFormat::Xlsx => {
            let failure = error::failed(format!("{} is not an Excel workbook", shown(name)));
            return Err(failure.hint("leave out `--input-format` and it is looked at").into());
        }
        InputFormat::Auto => {}
    }
    let text = head.trim_ascii_start();
    Ok(match (extension.as_str(), text.first()) {
        ("csv" | "txt", _) => Kind::Table(dialect(head)),
        ("tsv" | "tab", _) => Kind::Table(Dialect { delimiter: b'\t', ..dialect(head) }),
        ("jsonl" | "ndjson", Some(b'{')) => Kind::JsonLines,
        (_, Some(b'{')) if first_line_is_whole(text) => Kind::JsonLines,
        (_, Some(b'{' | b'[')) => Kind::JsonValues,
        ("jsonl" | "ndjson", _) => Kind::JsonLines,
        ("json", _) => Kind::JsonValues,
        _ => Kind::Table(dialect(head)),
    })
}

fn shown(name: &str) -> &str {
    if name == "-" { "stdin" } else { name }
}

/// What is told by its first bytes and is not ours to read.
fn foreign(head: &[u8]) -> Option<(&'static str, &'static str)> {
    match head {
        [0x1F, 0x8B, ..] => Some(("compressed with gzip", "unpack it on the way in: `gunzip -c FILE | arb scan -`")),
        [0x28, 0xB5, 0x2F, 0xFD, ..] => {
            Some(("compressed with zstd", "unpack it on the way in: `zstdcat FILE | arb scan -`"))
        }
        [0xD0, 0xCF, 0x11, 0xE0, ..] => Some(("an old Excel file (.xls)", "save it as .xlsx or .csv")),
        [b'P', b'K', 3, 4, ..] => {
            Some(("a zip archive or a workbook", "leave out `--input-format` and it is looked at"))
        }
        [b'%', b'P', b'D', b'F', ..] => {
            Some(("a PDF", "ask the supplier for a spreadsheet, or copy the table into one"))
        }
        _ if is_binary(head) => Some(("neither text nor an Excel workbook", "CSV, JSON and XLSX are read")),
        _ => None,
    }
}

/// More than one byte in ten is a control character that no text has.
fn is_binary(head: &[u8]) -> bool {
    let head = &head[..head.len().min(4096)];
    let odd = head.iter().filter(|&&byte| byte < 0x20 && !matches!(byte, b'\t' | b'\n' | b'\r' | 0x1E)).count();
    head.len() >= 32 && odd * 20 > head.len()
}

fn first_line_is_whole(text: &[u8]) -> bool {
    let end = memchr(b'\n', text).unwrap_or(text.len());
    let line = &text[..end];
    serde_json::from_slice::<serde::de::IgnoredAny>(line).is_ok()
        || (!line.trim_ascii().ends_with(b"{") && end > 2 && text[end..].trim_ascii_start().starts_with(b"{"))
}

/// The delimiter that splits the first lines most evenly, and the line ending.
fn dialect(head: &[u8]) -> Dialect {
    let line_end = if memchr(b'\n', head).is_none() && memchr(b'\r', head).is_some() { b'\r' } else { b'\n' };
    let lines: Vec<&[u8]> =
        head.split(|&byte| byte == line_end).filter(|line| !line.trim_ascii().is_empty()).take(20).collect();
    // How many lines have the most frequent count of it, and that count: title lines above a table have none or few.
    let score = |delimiter: u8| {
        let counts: Vec<usize> = lines.iter().map(|line| count(line, delimiter)).filter(|count| *count > 0).collect();
        counts.iter().map(|wanted| (counts.iter().filter(|count| *count == wanted).count(), *wanted)).max()
    };
    let best = DELIMITERS.into_iter().rev().max_by_key(|&delimiter| score(delimiter));
    Dialect { delimiter: best.filter(|&best| score(best).is_some()).unwrap_or(b','), line_end }
}

/// Delimiters outside quotes.
fn count(line: &[u8], delimiter: u8) -> usize {
    let mut inside = false;
    let mut found = 0;
    for &byte in line {
        match byte {
            b'"' => inside = !inside,
            _ if byte == delimiter && !inside => found += 1,
            _ => {}
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_are_told_by_name_and_first_bytes() {
        let check = |head: &str, name: &str, expected: &str| {
            let kind = sniff(head.as_bytes(), name, InputFormat::Auto).map_err(|why| why.to_string());
            let text = match kind {
                Ok(Kind::Table(dialect)) => format!("table {}", dialect.delimiter.escape_ascii()),
                other => format!("{other:?}"),
            };
            assert_eq!(text, expected, "{name} {head:?}");
        };
        check("{\"a\":1}\n{\"a\":2}\n", "-", "Ok(JsonLines)");
        check("{\n \"a\":1\n}\n", "-", "Ok(JsonValues)");
        check("[{\"a\":1}]", "-", "Ok(JsonValues)");
        check("{\"a\":1\n{\"a\":2}\n", "-", "Ok(JsonLines)");
        check("{broken\n", "x.jsonl", "Ok(JsonLines)");
        check("sku,cost\n1,2\n", "-", "table ,");
        check("sku;cost\n1;2,50\n2;3,50\n", "-", "table ;");
        check("a,b;c,d\n1;2\n3;4\n", "x.csv", "table ;");
        check("sku\tcost\n1\t2,50\n", "x.txt", "table \\t");
        check("sku|cost|x\n1|2|3\n", "x", "table |");
        check("\"a;b\",c\n1,2\n", "x", "table ,");
        check("isbn\n1\n", "x", "table ,");
        check("Price list, 2026\nsku;cost\n1;2,50\n2;3\n", "x", "table ;");
        check("[x],cost\n", "x.csv", "table ,");
        check("", "x", "table ,");
    }

    #[test]
    fn what_is_not_ours_is_named() {
        let why = sniff(&[0x1F, 0x8B, 8, 0], "list.csv.gz", InputFormat::Auto).unwrap_err();
        assert_eq!(why.to_string(), "list.csv.gz is compressed with gzip");
        let noise: Vec<u8> = (0..=255).collect();
        assert_eq!(
            sniff(&noise, "-", InputFormat::Auto).unwrap_err().to_string(),
            "stdin is neither text nor an Excel workbook"
        );
    }
}
