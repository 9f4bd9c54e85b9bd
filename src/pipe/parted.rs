//! The cells of a row as one text, to be put away and taken apart again.

use std::borrow::Cow;

use super::eight;

/// Stands between two cells: the unit separator, which hardly any text has.
pub(super) const MARK: char = '\u{1F}';

/// The cells as one text; `None` where one of them holds the mark itself.
pub fn join(cells: &[Cow<'_, str>]) -> Option<String> {
    let mut text = String::with_capacity(cells.iter().map(|cell| cell.len() + 1).sum());
    for (place, cell) in cells.iter().enumerate() {
        if place > 0 {
            text.push(MARK);
        }
        text.push_str(cell);
    }
    let marks = memchr::memchr_iter(MARK as u8, text.as_bytes()).count();
    (marks + 1 == cells.len().max(1)).then_some(text)
}

/// The cells of a text that [`join`] made.
pub fn split(text: &str) -> Vec<Cow<'_, str>> {
    let mut cells = Vec::with_capacity(16);
    each_cell(text, |_, cell| cells.push(Cow::Borrowed(cell)));
    cells
}

/// The same, one after another, each with its place.
#[inline]
pub fn each_cell<'t>(text: &'t str, mut take: impl FnMut(usize, &'t str)) {
    let (mut place, mut from) = (0, 0);
    eight::each_place(text.as_bytes(), MARK as u8, |at| {
        take(place, &text[from..at]);
        (place, from) = (place + 1, at + 1);
        Some(())
    });
    take(place, &text[from..]);
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn cells_come_back(cells in prop::collection::vec("[a-é,\u{1E}\u{1F}]{0,5}", 1..20)) {
            let cells: Vec<Cow<'_, str>> = cells.iter().map(|cell| Cow::Borrowed(cell.as_str())).collect();
            match join(&cells) {
                Some(text) => prop_assert_eq!(split(&text), cells),
                None => prop_assert!(cells.iter().any(|cell| cell.contains(MARK))),
            }
        }
    }
}
