//! A row split into cells without copying any of them: eight bytes are looked at together, and what is odd is left to the
//! full reader.

use std::borrow::Cow;

use super::cells::trimmed;

/// The most cells of a row that is looked at.
pub(super) const WIDEST: usize = 64;

/// Where the cells of a row stand.
pub(super) struct Spans {
    pub(super) count: usize,
    /// From and to, quotes not included.
    cells: [(u32, u32); WIDEST],
    /// A bit for each cell in which a quote is written twice.
    pub(super) odd: u64,
}

impl Spans {
    /// Splits a row; `None` where it has too many cells, quotes that don't come out, or bytes that no text has.
    pub(super) fn of(row: &[u8], delimiter: u8) -> Option<Self> {
        let length = u32::try_from(row.len()).ok()?;
        let mut spans = Self { count: 0, cells: [(0, 0); WIDEST], odd: 0 };
        let mut from = 0_u32;
        let mut marks = Marks::of(row, delimiter);
        loop {
            let quoted = row.get(from as usize) == Some(&b'"');
            let (to, next) = if quoted {
                marks.next()?;
                let close = spans.closing(&mut marks, row)?;
                // A delimiter follows, or nothing.
                match marks.next() {
                    Some(next) if next == close + 1 => (close, Some(next)),
                    None if close + 1 == length => (close, None),
                    _ => return None,
                }
            } else {
                let next = marks.next();
                (next.unwrap_or(length), next)
            };
            *spans.cells.get_mut(spans.count)? = (from + u32::from(quoted), to);
            spans.count += 1;
            match next {
                None if marks.any_zero => return None,
                None => return Some(spans),
                // A quote inside a cell that is not quoted is text; how much of it is for the full reader.
                Some(next) if row[next as usize] != delimiter => return None,
                Some(next) => from = next + 1,
            }
        }
    }

    /// The quote that closes a cell: one that stands alone.
    fn closing(&mut self, marks: &mut Marks<'_>, row: &[u8]) -> Option<u32> {
        loop {
            let quote = marks.by_ref().find(|at| row[*at as usize] == b'"')?;
            if row.get(quote as usize + 1) != Some(&b'"') {
                return Some(quote);
            }
            marks.next()?;
            self.odd |= 1_u64.checked_shl(u32::try_from(self.count).ok()?)?;
        }
    }

    /// The text of a cell without blanks around it.
    pub(super) fn text<'a>(&self, row: &'a str, place: usize) -> &'a str {
        let (from, to) = self.cells[place];
        trimmed(&row[from as usize..to as usize])
    }

    /// The text of a cell, quotes that are written twice made one.
    pub(super) fn unquoted<'a>(&self, place: usize, text: &'a str) -> Cow<'a, str> {
        if self.odd & (1 << place) == 0 { text.into() } else { text.replace("\"\"", "\"").into() }
    }
}

/// Where delimiters and quotes stand, eight bytes looked at together.
struct Marks<'a> {
    row: &'a [u8],
    delimiter: u64,
    /// The start of the bytes that are looked at next.
    at: usize,
    /// The top bit of each byte of the last eight that is a mark.
    found: u64,
    any_zero: bool,
}

const ONES: u64 = 0x0101_0101_0101_0101;
const TOPS: u64 = 0x8080_8080_8080_8080;

/// The top bit of every byte that is zero.
fn zeros(word: u64) -> u64 {
    !(((word & !TOPS) + !TOPS) | word) & TOPS
}

impl<'a> Marks<'a> {
    fn of(row: &'a [u8], delimiter: u8) -> Self {
        Self { row, delimiter: ONES * u64::from(delimiter), at: 0, found: 0, any_zero: false }
    }

    /// Looks at the next eight bytes; false at the end.
    fn more(&mut self) -> bool {
        let Some(rest) = self.row.get(self.at..).filter(|rest| !rest.is_empty()) else { return false };
        let word = match rest.first_chunk() {
            Some(eight) => u64::from_le_bytes(*eight),
            None => {
                // What is beyond the end looks like no mark.
                let mut eight = [b'.'; 8];
                eight[..rest.len()].copy_from_slice(rest);
                u64::from_le_bytes(eight)
            }
        };
        self.found = zeros(word ^ self.delimiter) | zeros(word ^ (ONES * u64::from(b'"')));
        self.any_zero |= zeros(word) != 0;
        self.at += 8;
        true
    }
}

impl Iterator for Marks<'_> {
    type Item = u32;

    fn next(&mut self) -> Option<u32> {
        while self.found == 0 {
            if !self.more() {
                return None;
            }
        }
        let place = self.found.trailing_zeros() / 8;
        self.found &= self.found - 1;
        Some(u32::try_from(self.at - 8).ok()? + place)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::pipe::delimited;

    /// The cells of a row, one after another; `-` where it takes a closer look.
    fn cells(row: &str) -> String {
        let Some(spans) = Spans::of(row.as_bytes(), b',') else { return "-".to_owned() };
        (0..spans.count).map(|place| spans.unquoted(place, spans.text(row, place))).collect::<Vec<_>>().join("|")
    }

    #[test]
    fn rows_are_split_where_nothing_is_odd() {
        let check = |row: &str, expected: &str| assert_eq!(cells(row), expected, "{row:?}");
        check("a,b,,c", "a|b||c");
        check("", "");
        check(",", "|");
        check("12345678,1234567,\"a, b\",\"\"", "12345678|1234567|a, b|");
        check("\"a \"\"b\"\"\",c", "a \"b\"|c");
        check("\"a\"x,c", "-");
        check("\"a,c", "-");
        check("5\" disk,c", "-");
        check("a\0,c", "-");
        check("é,宝可梦,x", "é|宝可梦|x");
    }

    proptest! {
        #[test]
        fn a_row_is_split_as_the_full_reader_splits_it(row in "([ab1,\"]|\"\"|,\"[a,]{0,9}\"|é){0,24}") {
            if let Some(spans) = Spans::of(row.as_bytes(), b',') {
                let full = delimited::fields(&row, b',');
                let cells: Vec<_> = (0..spans.count).map(|at| spans.unquoted(at, spans.text(&row, at))).collect();
                prop_assert_eq!(cells, full.iter().map(|cell| cell.trim()).collect::<Vec<_>>(), "{}", row);
            }
        }
    }
}
