//! `arb explain ID`: every number of one record, where it came from, and at which price the verdict turns.
//!
//! Reads one record from the database, or records from a pipe; writes nothing.

use std::io::Write as _;

use anyhow::Result;
use unicode_width::UnicodeWidthStr as _;

use super::input::{self, InputArgs};
use crate::{
    context::Context,
    domain::{
        explain::{Explanation, Line, Mood, explain},
        record::Record,
    },
    error::{self, Exit},
    pipe::{Format, source::Place, table::terminal_width},
    ui::{Tone, sanitize},
};

/// The most ids that are suggested.
const SUGGESTED: usize = 3;

/// Show every number of a record: where it came from, which rule decided, at which price the verdict turns
#[derive(clap::Args, Debug)]
#[command(after_help = "Examples:
  arb explain supplier-b:10281
  arb analyze list.csv --prices book.csv --only buy | arb explain -
  arb explain supplier-b:10281 --format json | jq '.lines[] | select(.label == \"net\")'")]
pub struct Args {
    /// The record's id; may be given again. `-` explains each record of a pipe
    #[arg(value_name = "ID", required = true)]
    ids: Vec<String>,
}

/// Runs `arb explain`.
#[expect(clippy::unused_async, reason = "every command is called the same way")]
pub async fn run(ctx: &mut Context, args: Args) -> Result<Exit> {
    let mut exit = Exit::Done;
    let mut first = true;
    for id in &args.ids {
        if id == "-" {
            exit = piped(ctx, &mut first)?;
            continue;
        }
        match ctx.books()?.record(id)? {
            Some(record) => print(ctx, &record, &mut first)?,
            None => return Err(unknown(ctx, id)?),
        }
    }
    Ok(exit)
}

/// Explains each record that comes through the pipe, as soon as it is there.
fn piped(ctx: &Context, first: &mut bool) -> Result<Exit> {
    let mut rejecting = InputArgs::default().rejecting()?;
    let mut reader = input::records(ctx, vec![Place::new(std::path::Path::new("-"))])?;
    while let Some(batch) = reader.next_batch()? {
        for item in batch {
            match item {
                Ok(record) => print(ctx, &record, first)?,
                Err(reject) => rejecting.reject(ctx, &reject)?,
            }
        }
    }
    rejecting.finish()
}

fn print(ctx: &Context, record: &Record, first: &mut bool) -> Result<()> {
    let explanation = explain(record)?;
    let mut out = std::io::stdout().lock();
    match ctx.global.format {
        Format::Jsonl | Format::Json => {
            let mut object = serde_json::Map::new();
            object.insert("id".into(), record.id().into());
            if let serde_json::Value::Object(parts) = serde_json::to_value(&explanation)? {
                object.extend(parts);
            }
            writeln!(out, "{}", serde_json::Value::Object(object))?;
        }
        Format::Csv => {
            return Err(error::usage("an explanation is no table of values")
                .hint("`--format jsonl` writes it for programs")
                .into());
        }
        Format::Auto | Format::Table => {
            if !*first {
                writeln!(out)?;
            }
            let text = render(&explanation, terminal_width().unwrap_or(120), ctx.global.color_stdout());
            out.write_all(text.as_bytes())?;
        }
    }
    *first = false;
    Ok(())
}

/// There is no such record; those with ids like it are named.
fn unknown(ctx: &mut Context, id: &str) -> Result<anyhow::Error> {
    let near = nearest(id, ctx.books()?.by_verdict(&[])?.iter().filter_map(Record::id));
    let failure = error::failed(format!("there is no record `{}`", sanitize(id))).code("no_such_record");
    Ok(if near.is_empty() {
        failure.hint("`arb report opportunities` lists what was judged; ids are `supplier:item`").into()
    } else {
        let near: Vec<String> = near.iter().map(|id| format!("`{}`", sanitize(id))).collect();
        failure.hint(format!("did you mean {}?", near.join(", "))).into()
    })
}

/// The ids most like this one: those that contain it, then those a few letters away.
fn nearest<'a>(id: &str, known: impl Iterator<Item = &'a str>) -> Vec<String> {
    let wanted = id.to_lowercase();
    let mut near: Vec<(usize, &str)> = known
        .filter_map(|other| {
            let lower = other.to_lowercase();
            if !wanted.is_empty() && lower.contains(&wanted) {
                return Some((0, other));
            }
            let away = strsim::damerau_levenshtein(&wanted, &lower);
            (away <= 1 + wanted.len() / 6).then_some((away, other))
        })
        .collect();
    near.sort();
    near.dedup();
    near.into_iter().take(SUGGESTED).map(|(_, id)| id.to_owned()).collect()
}

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

    #[test]
    fn ids_that_are_nearly_right_are_suggested() {
        let check = |id: &str, expected: &[&str]| {
            assert_eq!(nearest(id, ["acme:10281", "acme:10282", "books:9780393356687"].into_iter()), expected, "{id}");
        };
        check("acme:1028", &["acme:10281", "acme:10282"]);
        check("acme:10218", &["acme:10281", "acme:10282"]);
        check("9780393356687", &["books:9780393356687"]);
        check("nothing like it", &[]);
    }

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
