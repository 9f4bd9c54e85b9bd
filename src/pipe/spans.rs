//! A row split into cells without copying any of them: sixteen bytes are looked at together, and what is odd is left to the
//! full reader.

use std::borrow::Cow;

use super::{
    cells::{is_nothing_trimmed, trimmed},
    sixteen::each_block,
};

/// The most cells of a row that is looked at.
pub(super) const WIDEST: usize = 64;

/// Where the cells of a row stand.
pub(super) struct Spans {
    pub(super) count: usize,
    /// From and to, quotes not included.
    cells: [(u16, u16); WIDEST],
    /// A bit for each cell in which a quote is written twice.
    pub(super) odd: u64,
    /// Whether any cell is in quotes.
    quoted: bool,
}

/// What is known of the cell that is being read.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Cell {
    /// It is not in quotes, so far.
    Bare,
    /// It is within its quotes.
    Open,
    /// The quote at the next place belongs to the one before it.
    Twice,
    /// Its quotes were closed here.
    Closed(u16),
}

impl Spans {
    /// No cell yet.
    pub(super) fn new() -> Self {
        Self { count: 0, cells: [(0, 0); WIDEST], odd: 0, quoted: false }
    }

    /// Splits a row, the first of these spans; `None` where it is long, has too many cells, quotes that don't come out, or
    /// bytes that no text has.
    pub(super) fn split(&mut self, row: &[u8], delimiter: u8) -> Option<()> {
        let spans = self;
        let length = u16::try_from(row.len()).ok()?;
        let (mut from, mut cell, mut zeros) = (0, Cell::Bare, 0);
        each_block(row, |at, block| {
            zeros |= block.equal(0);
            let (quotes, mut marks) = (block.equal(b'"'), block.equal(delimiter));
            if quotes == 0 && cell == Cell::Bare {
                while marks != 0 {
                    let place = place_in(at, marks);
                    marks &= marks - 1;
                    *spans.cells.get_mut(spans.count)? = (from, place);
                    spans.count += 1;
                    from = place + 1;
                }
                return Some(());
            }
            marks |= quotes;
            spans.quoted = true;
            while marks != 0 {
                let place = place_in(at, marks);
                marks &= marks - 1;
                let is_quote = row[usize::from(place)] == b'"';
                cell = match (cell, is_quote) {
                    (Cell::Bare, true) if place == from => Cell::Open,
                    // A quote inside a cell that is not quoted is text; how much of it is for the full reader.
                    (Cell::Bare | Cell::Closed(_), true) => return None,
                    (Cell::Open, true) if row.get(usize::from(place) + 1) == Some(&b'"') => {
                        spans.odd |= 1_u64.checked_shl(u32::try_from(spans.count).ok()?)?;
                        Cell::Twice
                    }
                    (Cell::Open, true) => Cell::Closed(place),
                    (Cell::Twice, _) | (Cell::Open, false) => Cell::Open,
                    (Cell::Bare | Cell::Closed(_), false) => {
                        spans.end(from, place, cell)?;
                        from = place + 1;
                        Cell::Bare
                    }
                };
            }
            Some(())
        })?;
        spans.end(from, length, cell)?;
        (zeros == 0).then_some(())
    }

    /// Ends a cell before `to`, where a delimiter stands or the row ends.
    fn end(&mut self, from: u16, to: u16, cell: Cell) -> Option<()> {
        let span = match cell {
            Cell::Bare => (from, to),
            Cell::Closed(close) if close + 1 == to => (from + 1, close),
            _ => return None,
        };
        *self.cells.get_mut(self.count)? = span;
        self.count += 1;
        Some(())
    }

    /// The text of a cell without blanks around it, where it says something.
    #[inline]
    pub(super) fn filled<'a>(&self, row: &'a str, place: usize) -> Option<&'a str> {
        Some(self.text(row, place)).filter(|text| !is_nothing_trimmed(text))
    }

    /// The text of a cell without blanks around it.
    #[inline]
    pub(super) fn text<'a>(&self, row: &'a str, place: usize) -> &'a str {
        trimmed(self.untrimmed(row, place))
    }

    /// The text of a cell.
    #[inline]
    pub(super) fn untrimmed<'a>(&self, row: &'a str, place: usize) -> &'a str {
        let (from, to) = self.cells[place];
        &row[usize::from(from)..usize::from(to)]
    }

    /// Adds the text of every cell as it stands, this mark between any two.
    pub(super) fn join(&self, row: &str, mark: u8, text: &mut Vec<u8>) {
        if self.quoted {
            for place in 0..self.count {
                text.extend(self.untrimmed(row, place).as_bytes());
                text.push(mark);
            }
            text.pop();
            return;
        }
        let start = text.len();
        text.extend(row.as_bytes());
        for (_, to) in &self.cells[..self.count.saturating_sub(1)] {
            text[start + usize::from(*to)] = mark;
        }
    }

    /// The text of a cell, quotes that are written twice made one.
    pub(super) fn unquoted<'a>(&self, place: usize, text: &'a str) -> Cow<'a, str> {
        if self.odd & (1 << place) == 0 { text.into() } else { text.replace("\"\"", "\"").into() }
    }
}

/// Where the first mark of a block stands, which begins at `at` in a row of a length that fits.
#[inline]
fn place_in(at: usize, marks: u32) -> u16 {
    u16::try_from(at).unwrap_or(u16::MAX) + marks.trailing_zeros() as u16
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::pipe::delimited;

    /// The cells of a row, one after another; `-` where it takes a closer look.
    fn cells(row: &str) -> String {
        let mut spans = Spans::new();
        let Some(()) = spans.split(row.as_bytes(), b',') else { return "-".to_owned() };
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
            let mut spans = Spans::new();
            if spans.split(row.as_bytes(), b',').is_some() {
                let full = delimited::fields(&row, b',');
                let mut joined = Vec::new();
                spans.join(&row, 0x1F, &mut joined);
                let untrimmed: Vec<_> = (0..spans.count).map(|at| spans.untrimmed(&row, at)).collect();
                prop_assert_eq!(String::from_utf8(joined).unwrap(), untrimmed.join("\u{1F}"), "{}", row);
                let cells: Vec<_> = (0..spans.count).map(|at| spans.unquoted(at, spans.text(&row, at))).collect();
                prop_assert_eq!(cells, full.iter().map(|cell| cell.trim()).collect::<Vec<_>>(), "{}", row);
            }
        }
    }
}
