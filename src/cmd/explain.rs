//! `arb explain ID`: every number of one record, where it came from, and at which price the verdict turns.
//!
//! Reads one record from the database; writes nothing.

use unicode_width::UnicodeWidthStr as _;

use crate::{
    domain::explain::{Explanation, Line, Mood},
    ui::{Tone, sanitize},
};

/// The explanation as aligned columns, at most `width` wide: what does not fit continues under its own column.
pub fn render(explanation: &Explanation, width: usize, color: bool) -> String {
    let column = |part: fn(&Line) -> &str| {
        explanation.lines.iter().map(|line| sanitize(part(line)).width()).max().unwrap_or_default()
    };
    let (label, value) = (column(|line| &line.label).min(20), column(|line| &line.value).min(24));
    let before = 2 + label + 2 + value + 2;
    let room = width.saturating_sub(before).max(20);
    let source = column(|line| &line.source).min(room * 2 / 5);
    // A terminal too narrow for a fourth column has the sources under the details.
    let beside = source > 0 && room >= 60;
    let detail_room = if beside { room - source - 2 } else { room };

    let mut text = wrap(&sanitize(&explanation.heading), width.max(20))
        .iter()
        .map(|line| format!("{}\n", Tone::Strong.paint(line, color)))
        .collect::<String>();
    for line in &explanation.lines {
        let details = wrap(&sanitize(&line.detail), detail_room);
        let sources = wrap(&sanitize(&line.source), if beside { source.max(12) } else { room });
        let (mut rows, mut dims): (Vec<String>, Vec<String>) = (details, sources);
        if !beside {
            let under = dims.drain(..).filter(|line| !line.is_empty()).map(|line| Tone::Dim.paint(&line, color));
            rows.retain(|row| !row.is_empty());
            rows.extend(under);
        }
        for index in 0..rows.len().max(dims.len()).max(1) {
            let first = index == 0;
            let name = if first { sanitize(&line.label) } else { String::new() };
            let shown = if first { sanitize(&line.value) } else { String::new() };
            let gap = " ".repeat(value.saturating_sub(shown.width()));
            let shown = format!("{gap}{}", paint(&shown, line.mood, color));
            let detail = rows.get(index).map_or("", String::as_str);
            let mut row = format!("  {}{}  {shown}  {detail}", name, " ".repeat(label.saturating_sub(name.width())));
            if let Some(dim) = dims.get(index).filter(|dim| !dim.is_empty()) {
                let pad = detail_room.saturating_sub(detail.width());
                row.push_str(&" ".repeat(pad + 2));
                row.push_str(&Tone::Dim.paint(dim, color));
            }
            text.push_str(row.trim_end());
            text.push('\n');
        }
    }
    text
}

fn paint(value: &str, mood: Mood, color: bool) -> String {
    match mood {
        Mood::Plain => value.to_owned(),
        Mood::Good => Tone::Good.paint(value, color),
        Mood::Care => Tone::Care.paint(value, color),
        Mood::Bad => Tone::Bad.paint(value, color),
    }
}

/// Breaks a text at spaces into lines of at most `width` columns; a longer word is broken where it must be.
fn wrap(text: &str, width: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in text.split_whitespace() {
        let mut word = word.to_owned();
        loop {
            let line = lines.last_mut().expect("there is always a line");
            let gap = usize::from(!line.is_empty());
            if line.width() + gap + word.width() <= width {
                line.push_str(&" ".repeat(gap));
                line.push_str(&word);
                break;
            }
            if line.is_empty() {
                let fits = word.char_indices().map(|(at, _)| at).take_while(|at| word[..*at].width() <= width).last();
                let cut = fits.filter(|at| *at > 0).unwrap_or(word.len());
                line.push_str(&word[..cut]);
                word.drain(..cut);
                if word.is_empty() {
                    break;
                }
            }
            lines.push(String::new());
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    fn explanation() -> Explanation {
        let line = |label: &str, value: &str, detail: &str, source: &str| Line {
            label: label.into(),
            value: value.into(),
            detail: detail.into(),
            source: source.into(),
            mood: Mood::Plain,
        };
        Explanation {
            heading: "LEGO 10281 Bonsai Tree · GTIN 00673419340557".into(),
            lines: vec![
                line("sell at", "$64.90", "median, the lower of it and buy box 66.99", "keepa, 3 h old"),
                line("landed", "$31.80", "31.20 price + 0.60 inbound", "supplier.csv row 812"),
                line("turns to", "skip", "above $39.20 cost", ""),
            ],
        }
    }

    #[test]
    fn columns_are_aligned_and_nothing_is_lost() {
        let wide = render(&explanation(), 100, false);
        let expected = "\
LEGO 10281 Bonsai Tree · GTIN 00673419340557
  sell at   $64.90  median, the lower of it and buy box 66.99                   keepa, 3 h old
  landed    $31.80  31.20 price + 0.60 inbound                                  supplier.csv row 812
  turns to    skip  above $39.20 cost
";
        assert_eq!(wide, expected);
        let narrow = render(&explanation(), 50, false);
        assert!(narrow.lines().all(|line| line.width() <= 50), "{narrow}");
        assert!(narrow.contains("supplier.csv row 812"), "{narrow}");
    }

    #[test]
    fn text_from_outside_can_not_drive_the_terminal() {
        let mut explanation = explanation();
        explanation.heading = "a\x1b[2Jb".into();
        assert!(!render(&explanation, 80, false).contains('\x1b'));
    }
}
