//! The cells of a row as one text, to be put away and taken apart again.

use std::borrow::Cow;

/// Stands between two cells: the unit separator, which hardly any text has.
const MARK: char = '\u{1F}';

/// The cells as one text; `None` where one of them holds the mark itself.
pub fn join(cells: &[Cow<'_, str>]) -> Option<String> {
    if cells.iter().any(|cell| cell.contains(MARK)) {
        return None;
    }
    let mut text = String::with_capacity(cells.iter().map(|cell| cell.len() + 1).sum());
    for (place, cell) in cells.iter().enumerate() {
        if place > 0 {
            text.push(MARK);
        }
        text.push_str(cell);
    }
    Some(text)
}

/// The cells of a text that [`join`] made.
pub fn split(text: &str) -> Vec<Cow<'_, str>> {
    text.split(MARK).map(Cow::Borrowed).collect()
}
