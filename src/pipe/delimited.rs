//! CSV, TSV and their cousins: one row at a time, quotes respected, damage confined to the line it is on.
//!
//! Rules (RFC 4180, made strict where leniency would swallow rows): a field that starts with a quote ends at the next
//! single quote, which a delimiter, a line end or blanks must follow; `""` inside is one quote. A quote inside an
//! unquoted field is text (`5" disk`). A row whose quotes don't come out is a reject of the line where it starts, and
//! reading goes on with the next line.

use std::{borrow::Cow, io};

use memchr::{memchr, memchr_iter};

use super::{
    bytes::{Bytes, added},
    lines::{skip_line, too_long},
    reader::{Fault, Step, Unit},
};

/// How the rows of a table are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Dialect {
    /// Between two fields.
    pub delimiter: u8,
    /// After a row: a line feed, or the carriage return of old Macs.
    pub line_end: u8,
}

/// Splits input into rows.
pub struct Delimited {
    bytes: Bytes,
    dialect: Dialect,
    /// Lines that have gone by.
    line: u64,
    max: usize,
}

/// How a scan over the start of the buffer came out.
enum Scan {
    /// A row of this many bytes, its line end not included.
    Row { length: usize },
    /// The quotes don't come out; the first line of the row has this many bytes.
    Broken { first_line: usize, reason: &'static str },
    /// More input is needed to know.
    Open,
}

impl Delimited {
    /// Rows of `bytes`, each at most `max` bytes; `lines_before` have been taken off already.
    pub fn new(bytes: Bytes, dialect: Dialect, lines_before: u64, max: usize) -> Self {
        Self { bytes, dialect, line: lines_before, max }
    }

    /// The next row that is not blank, added to `text`; with `block` off, only what has been read already.
    pub fn step(&mut self, block: bool, text: &mut Vec<u8>) -> io::Result<Step> {
        let mut ended = false;
        let mut looked_at = 0;
        loop {
            let available = self.bytes.available();
            // A row can only end where there is a line end, so nothing is scanned twice for nothing.
            let worth_it = ended || memchr(self.dialect.line_end, &available[looked_at..]).is_some();
            looked_at = available.len();
            match if worth_it { self.scan(ended) } else { Scan::Open } {
                Scan::Row { length } if length > self.max => return self.skip(),
                Scan::Row { length } => {
                    let row = &available[..length];
                    let line = self.line + 1;
                    let blank = row.trim_ascii().is_empty();
                    let unit = (!blank).then(|| Unit::Text { line, bytes: added(text, without_return(row)) });
                    self.line += 1 + memchr_iter(self.dialect.line_end, row).count() as u64;
                    self.bytes.consume((length + 1).min(available.len()));
                    looked_at = 0;
                    match unit {
                        Some(unit) => return Ok(Step::Unit(unit)),
                        None if self.bytes.is_spent() => return Ok(Step::End),
                        None => {}
                    }
                }
                Scan::Broken { first_line, reason } => return Ok(self.broken(first_line, reason)),
                Scan::Open if available.len() > self.max => return self.skip(),
                Scan::Open if ended => return Ok(Step::End),
                Scan::Open if !block => return Ok(Step::NotReady),
                Scan::Open => ended = !self.bytes.more()?,
            }
        }
    }

    /// Adds rows that stand whole on a line each, of what has been read already, until there are `most` units; the first
    /// that takes care is left for [`Delimited::step`].
    pub fn plain(&mut self, most: usize, units: &mut Vec<Unit>, text: &mut Vec<u8>) {
        let available = self.bytes.available();
        let Dialect { line_end, .. } = self.dialect;
        let (base, mut at) = (text.len(), 0);
        while units.len() < most {
            let rest = &available[at..];
            let Some(found) = memchr::memchr2(line_end, b'"', rest) else { break };
            let length = match rest[found] {
                b'"' => {
                    let Some(more) = memchr(line_end, &rest[found..]) else { break };
                    let length = found + more;
                    let whole = is_plainly_quoted(&rest[..length], self.dialect.delimiter)
                        || matches!(row_length(&rest[..=length], self.dialect, false), Ok(Some(row)) if row == length);
                    if !whole {
                        break;
                    }
                    length
                }
                _ => found,
            };
            if length > self.max {
                break;
            }
            self.line += 1;
            let row = without_return(&rest[..length]);
            if !row.trim_ascii().is_empty() {
                let from = base + at;
                units.push(Unit::Text { line: self.line, bytes: from..from + row.len() });
            }
            at += length + 1;
        }
        text.extend_from_slice(&available[..at]);
        self.bytes.consume(at);
    }

    fn scan(&self, ended: bool) -> Scan {
        let available = self.bytes.available();
        let first_line = memchr(self.dialect.line_end, available).unwrap_or(available.len());
        let whole_line = first_line < available.len() || (ended && !available.is_empty());
        if whole_line && memchr(b'"', &available[..first_line]).is_none() {
            return Scan::Row { length: first_line };
        }
        match row_length(available, self.dialect, ended) {
            Ok(Some(length)) => Scan::Row { length },
            Ok(None) => Scan::Open,
            Err(reason) => Scan::Broken { first_line, reason },
        }
    }

    fn broken(&mut self, first_line: usize, reason: &'static str) -> Step {
        let available = self.bytes.available();
        let raw = without_return(&available[..first_line]).to_vec();
        self.bytes.consume((first_line + 1).min(available.len()));
        self.line += 1;
        let fault = Fault::new(reason).hint("inside quotes, write a quote twice: `\"5\"\" disk\"`");
        Step::Unit(Unit::Bad { line: self.line, fault: Box::new(fault), raw })
    }

    /// Lets an over-long row pass by without holding it: to the end of its first line.
    fn skip(&mut self) -> io::Result<Step> {
        self.line += 1;
        let first_line = memchr(self.dialect.line_end, self.bytes.available());
        let (raw, length) = skip_line(&mut self.bytes, self.dialect.line_end)?;
        let fault = match first_line {
            Some(at) if at <= self.max => Fault::new(NEVER_CLOSED),
            _ => too_long(length, self.max),
        };
        Ok(Step::Unit(Unit::Bad { line: self.line, fault: Box::new(fault), raw }))
    }
}

const NEVER_CLOSED: &str = "a quote opens here and is never closed";
const STRAY: &str = "a closing quote is followed by more text";

fn without_return(row: &[u8]) -> &[u8] {
    row.strip_suffix(b"\r").unwrap_or(row)
}

/// Whether every quote of a line opens a field or closes it, a delimiter or the end beside it: then the line is a row.
fn is_plainly_quoted(line: &[u8], delimiter: u8) -> bool {
    let mut at = 0;
    while let Some(open) = memchr(b'"', &line[at..]).map(|found| at + found) {
        if open > at && line[open - 1] != delimiter {
            return false;
        }
        let Ok(Some(close)) = closing_quote(line, open + 1, true) else { return false };
        match line.get(close + 1) {
            None => return true,
            Some(next) if *next == delimiter => at = close + 2,
            Some(_) => return false,
        }
    }
    true
}

/// The length of the first row of `bytes`; `None` when its end is not there yet.
fn row_length(bytes: &[u8], dialect: Dialect, ended: bool) -> Result<Option<usize>, &'static str> {
    let mut at = 0;
    loop {
        if bytes.get(at) == Some(&b'"') {
            at = match closing_quote(bytes, at + 1, ended)? {
                Some(close) => close + 1,
                None => return Ok(None),
            };
            while matches!(bytes.get(at), Some(b' ' | b'\r')) && bytes[at] != dialect.delimiter {
                if bytes[at] == dialect.line_end {
                    break;
                }
                at += 1;
            }
            match bytes.get(at) {
                Some(&next) if next == dialect.delimiter || next == dialect.line_end => {}
                Some(_) => return Err(STRAY),
                None if ended => return Ok(Some(at)),
                None => return Ok(None),
            }
        }
        match memchr::memchr2(dialect.delimiter, dialect.line_end, &bytes[at..]) {
            Some(next) if bytes[at + next] == dialect.line_end => return Ok(Some(at + next)),
            Some(next) => at += next + 1,
            None if ended && !bytes.is_empty() => return Ok(Some(bytes.len())),
            None => return Ok(None),
        }
    }
}

/// Where the quoted text that starts at `at` ends.
fn closing_quote(bytes: &[u8], mut at: usize, ended: bool) -> Result<Option<usize>, &'static str> {
    loop {
        match memchr(b'"', bytes.get(at..).unwrap_or_default()) {
            Some(found) if bytes.get(at + found + 1) == Some(&b'"') => at += found + 2,
            Some(found) if at + found + 1 == bytes.len() && !ended => return Ok(None),
            Some(found) => return Ok(Some(at + found)),
            None if ended => return Err(NEVER_CLOSED),
            None => return Ok(None),
        }
    }
}

/// The fields of one row, quotes taken off.
pub fn fields(row: &str, delimiter: u8) -> Vec<Cow<'_, str>> {
    let mut fields = Vec::with_capacity(16);
    let mut rest = row;
    loop {
        if let Some(quoted) = rest.strip_prefix('"') {
            let close = closing_quote(quoted.as_bytes(), 0, true).ok().flatten().unwrap_or(quoted.len());
            let inside = &quoted[..close];
            let doubled = memchr(b'"', inside.as_bytes()).is_some();
            fields.push(if doubled { inside.replace("\"\"", "\"").into() } else { inside.into() });
            let after = quoted.get(close + 1..).unwrap_or_default();
            match memchr(delimiter, after.as_bytes()) {
                Some(at) => rest = &after[at + 1..],
                None => return fields,
            }
        } else {
            match memchr(delimiter, rest.as_bytes()) {
                Some(at) => {
                    fields.push(rest[..at].into());
                    rest = &rest[at + 1..];
                }
                None => {
                    fields.push(rest.strip_suffix('\r').unwrap_or(rest).into());
                    return fields;
                }
            }
        }
    }
}

/// One field as it is written in a row: in quotes where it has to be.
pub fn quoted(field: &str, delimiter: u8) -> Cow<'_, str> {
    if !needs_quotes(field, delimiter) {
        return field.into();
    }
    let mut text = String::with_capacity(field.len() + field.len() / 8 + 2);
    add_quoted(&mut text, field, delimiter);
    text.into()
}

/// Adds one field to a row, in quotes where it has to be.
pub fn add_quoted(row: &mut String, field: &str, delimiter: u8) {
    if !needs_quotes(field, delimiter) {
        return row.push_str(field);
    }
    row.push('"');
    let mut from = 0;
    for quote in memchr_iter(b'"', field.as_bytes()) {
        // The quote is written with what stands before it, and again with what comes after it.
        row.push_str(&field[from..=quote]);
        from = quote;
    }
    row.push_str(&field[from..]);
    row.push('"');
}

fn needs_quotes(field: &str, delimiter: u8) -> bool {
    let special = |found, byte: u8| found | matches!(byte, b'"' | b'\n' | b'\r') | (byte == delimiter);
    field.starts_with(' ') || field.ends_with(' ') || field.bytes().fold(false, special)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const COMMA: Dialect = Dialect { delimiter: b',', line_end: b'\n' };

    /// Rows as `line: field|field`, rejects as `line! reason`.
    fn rows(input: &[u8], max: usize) -> Vec<String> {
        let bytes = Bytes::new(Box::new(io::Cursor::new(input.to_vec())));
        let mut rows = Delimited::new(bytes, COMMA, 0, max);
        let (mut seen, mut text) = (Vec::new(), Vec::new());
        loop {
            match rows.step(true, &mut text).unwrap() {
                Step::Unit(Unit::Text { line, bytes }) => {
                    let row = super::super::bytes::text(&text[bytes]);
                    seen.push(format!("{line}: {}", fields(&row, b',').join("|")));
                }
                Step::Unit(Unit::Bad { line, fault, .. }) => seen.push(format!("{line}! {}", fault.reason)),
                Step::Unit(Unit::Cells { .. }) | Step::NotReady | Step::End => return seen,
            }
        }
    }

    fn check(input: &str, expected: &[&str]) {
        assert_eq!(rows(input.as_bytes(), 1000), expected, "{input:?}");
    }

    #[test]
    fn rows_are_split_at_delimiters_outside_quotes() {
        check("a,b\n1,2\n", &["1: a|b", "2: 1|2"]);
        check("a,\"x, y\"\r\n1,\"say \"\"hi\"\"\"\r\n", &["1: a|x, y", "2: 1|say \"hi\""]);
        check("\"two\nlines\",b\nc,d", &["1: two\nlines|b", "3: c|d"]);
        check("5\" disk,3\n", &["1: 5\" disk|3"]);
        check("\n\n a \n\n", &["3:  a "]);
        check("\"a\" ,b\n", &["1: a|b"]);
        check("a,\n,\n", &["1: a|", "2: |"]);
        check("", &[]);
    }

    #[test]
    fn broken_quotes_cost_one_line() {
        check("a,\"b\nc,d\ne,f", &["1! a quote opens here and is never closed", "2: c|d", "3: e|f"]);
        check("a,\"b\nc,\"d\"\ne,f\n", &["1! a closing quote is followed by more text", "2: c|d", "3: e|f"]);
        check("a,\"5\" disk\",1\nb,c\n", &["1! a closing quote is followed by more text", "2: b|c"]);
    }

    #[test]
    fn a_row_beyond_the_bound_is_skipped() {
        let long = format!("a\n{}\nb\n", "x".repeat(2000));
        let seen = rows(long.as_bytes(), 1000);
        assert_eq!((seen.len(), seen[0].as_str(), seen[2].as_str()), (3, "1: a", "3: b"));
        assert!(seen[1].starts_with("2! the record is too long: 2000 bytes"), "{seen:?}");
    }

    proptest! {
        #[test]
        fn what_is_written_reads_back(table in prop::collection::vec(prop::collection::vec("[a-c\", \n\r\t'é=]{0,6}", 2..4), 1..5)) {
            let written: String = table
                .iter()
                .map(|row| row.iter().map(|field| quoted(field, b',').into_owned()).collect::<Vec<_>>().join(",") + "\n")
                .collect();
            let bytes = Bytes::new(Box::new(io::Cursor::new(written.clone().into_bytes())));
            let mut reader = Delimited::new(bytes, COMMA, 0, 1000);
            let (mut back, mut text) = (Vec::new(), Vec::new());
            while let Step::Unit(Unit::Text { bytes, .. }) = reader.step(true, &mut text).unwrap() {
                let row = std::str::from_utf8(&text[bytes]).unwrap();
                back.push(fields(row, b',').into_iter().map(Cow::into_owned).collect::<Vec<_>>());
            }
            prop_assert_eq!(back, table, "{:?}", written);
        }

        #[test]
        fn rows_that_need_no_care_are_those_of_the_careful_reader(
            input in "([ab,\\r]|\"|\"\"|,\"a\"|\n|,\"a,\nb\"\n){0,60}", most in 1_usize..9, max in 3_usize..40,
        ) {
            let reader = || Delimited::new(Bytes::new(Box::new(io::Cursor::new(input.clone().into_bytes()))), COMMA, 0, max);
            let (mut careful, mut quick) = (reader(), reader());
            let told = |unit: &Unit, text: &[u8]| match unit {
                Unit::Text { line, bytes } => (*line, text[bytes.clone()].to_vec()),
                Unit::Bad { line, raw, fault } => (*line, [raw.as_slice(), fault.reason.as_bytes()].concat()),
                Unit::Cells { line, .. } => (*line, Vec::new()),
            };
            let (mut expected, mut text) = (Vec::new(), Vec::new());
            while let Step::Unit(unit) = careful.step(true, &mut text).unwrap() {
                expected.push(told(&unit, &text));
            }
            let (mut seen, mut text) = (Vec::new(), Vec::new());
            loop {
                let mut units = Vec::new();
                quick.plain(most, &mut units, &mut text);
                prop_assert!(units.len() <= most);
                seen.extend(units.iter().map(|unit| told(unit, &text)));
                match quick.step(true, &mut text).unwrap() {
                    Step::Unit(unit) => seen.push(told(&unit, &text)),
                    _ => break,
                }
            }
            prop_assert_eq!(seen, expected);
        }

        #[test]
        fn any_bytes_give_rows_or_rejects(input in prop::collection::vec(any::<u8>(), 0..300), max in 1_usize..50) {
            rows(&input, max);
        }
    }
}
