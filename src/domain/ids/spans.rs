//! Runs of digits in running text, with how they hang together.

use super::digits::is_separator;

/// Digits without a gap, perhaps with an `X` at the end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Chunk {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// Joined to the chunk before by a hyphen or a dot.
    pub tied: bool,
    /// Follows the chunk before after one space.
    pub near: bool,
    /// A letter or a foreign digit touches it in front, directly or by a hyphen.
    pub glued_before: bool,
    /// A letter or a foreign digit touches it behind, directly or by a hyphen.
    pub glued_after: bool,
}

/// All chunks of the text in order.
pub(super) fn chunks(text: &str) -> Vec<Chunk> {
    let bytes = text.as_bytes();
    let mut found: Vec<Chunk> = Vec::new();
    let mut place = 0;
    while place < bytes.len() {
        if !bytes[place].is_ascii_digit() {
            place += 1;
            continue;
        }
        let start = place;
        while place < bytes.len() && bytes[place].is_ascii_digit() {
            place += 1;
        }
        if place < bytes.len() && matches!(bytes[place], b'x' | b'X') && !touches(text[place + 1..].chars().next()) {
            place += 1;
        }
        let gap = found.last().map(|last| &text[last.end..start]);
        found.push(Chunk {
            start,
            end: place,
            tied: gap.is_some_and(is_tie),
            near: gap.is_some_and(|gap| is_tie(gap) || matches!(gap, " " | "\u{A0}" | "\t")),
            glued_before: is_glued(&mut text[..start].chars().rev()),
            glued_after: is_glued(&mut text[place..].chars()),
        });
        if let Some(x) = lone_x(text, place) {
            // 0-8412-0473-X: the check character is a chunk of its own.
            let digits = found.last_mut().expect("a chunk was just added");
            digits.glued_after = false;
            let glued_after = is_glued(&mut text[x + 1..].chars());
            found.push(Chunk { start: x, end: x + 1, tied: true, near: true, glued_before: false, glued_after });
            place = x + 1;
        }
    }
    found
}

/// Where a single `X` stands behind a hyphen.
fn lone_x(text: &str, place: usize) -> Option<usize> {
    let mut rest = text[place..].char_indices();
    let (_, gap) = rest.next()?;
    let (offset, x) = rest.next()?;
    let tied = is_separator(gap) && !gap.is_whitespace();
    (tied && matches!(x, 'x' | 'X') && !touches(rest.next().map(|(_, c)| c))).then_some(place + offset)
}

fn is_tie(gap: &str) -> bool {
    let mut characters = gap.chars();
    let Some(one) = characters.next() else { return false };
    characters.next().is_none() && (one == '.' || (is_separator(one) && !one.is_whitespace()))
}

fn touches(character: Option<char>) -> bool {
    character.is_some_and(|c| c.is_alphanumeric() || c == '_')
}

/// Whether a letter or a foreign digit follows, directly or behind one hyphen. Digits behind a hyphen are chunks themselves.
fn is_glued(outwards: &mut impl Iterator<Item = char>) -> bool {
    let strange = |c: char| (c.is_alphanumeric() && !c.is_ascii_digit()) || c == '_';
    match outwards.next() {
        Some(first) if strange(first) => true,
        Some(first) if first == '/' || (is_separator(first) && !first.is_whitespace()) => {
            outwards.next().is_some_and(|c| strange(c) && first != '/')
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chunks_know_their_neighbours() {
        let check = |text: &str, expected: &[(&str, bool, bool, bool)]| {
            let found = chunks(text);
            let shown: Vec<_> =
                found.iter().map(|c| (&text[c.start..c.end], c.tied, c.glued_before, c.glued_after)).collect();
            assert_eq!(shown, expected, "{text}");
        };
        check(
            "978-0439 12",
            &[("978", false, false, false), ("0439", true, false, false), ("12", false, false, false)],
        );
        check("SKU-0593440412A", &[("0593440412", false, true, true)]);
        check(
            "0-8412-0473-X!",
            &[
                ("0", false, false, false),
                ("8412", true, false, false),
                ("0473", true, false, false),
                ("X", true, false, false),
            ],
        );
        check("043965548X.", &[("043965548X", false, false, false)]);
        check("90245᭓8270", &[("90245", false, false, true), ("8270", false, true, false)]);
    }
}
