//! Tables for eyes: they fit the terminal, numbers stand at the right, text from outside is made harmless.
//!
//! Laid out here and not by comfy-table, which draws whole tables only, cuts text at words, knows no columns that may go,
//! and lets `NO_COLOR` win over `--color always`; it says how wide the terminal is and draws the tables of `arb fees`.

use rust_decimal::Decimal;
use serde_json::{Map, Value};
use unicode_width::UnicodeWidthStr;

use super::dotted;
use crate::{
    domain::money::Money,
    ui::{self, Tone},
};

/// Rows that are gathered before they are laid out and printed.
const BLOCK: usize = 500;

/// Blanks between two columns.
const GAP: usize = 2;

/// The narrowest a flexible column gets before another one is left out.
const EASY: usize = 20;

/// The narrowest a flexible column gets where no other one is left to go.
const NARROWEST: usize = 8;

/// The columns of a table.
#[derive(Clone, Copy, Debug)]
pub struct TableShape {
    /// From left to right.
    pub columns: &'static [TableColumn],
}

/// One column.
#[derive(Clone, Copy, Debug)]
pub struct TableColumn {
    title: &'static str,
    pub(super) path: &'static str,
    show: Show,
    tone: Option<fn(&str) -> Option<Tone>>,
    drop: u8,
    flex: bool,
    required: bool,
}

/// How a value is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Show {
    /// As it is, at the left.
    Text,
    /// As it is, at the right.
    Number,
    /// A ratio as a percentage, at the right.
    Percent,
}

impl TableColumn {
    /// Text, at the left. The title is short and lower case, the path is the dotted name of the value.
    pub const fn text(title: &'static str, path: &'static str) -> Self {
        Self { title, path, show: Show::Text, tone: None, drop: 0, flex: false, required: false }
    }

    /// Numbers and money, at the right.
    pub const fn number(title: &'static str, path: &'static str) -> Self {
        Self { show: Show::Number, ..Self::text(title, path) }
    }

    /// A ratio like `0.5132`, shown as `51.3 %`.
    pub const fn percent(title: &'static str, path: &'static str) -> Self {
        Self { show: Show::Percent, ..Self::text(title, path) }
    }

    /// With the tone of a value; the row stays readable without it.
    pub const fn tone(self, tone: fn(&str) -> Option<Tone>) -> Self {
        Self { tone: Some(tone), ..self }
    }

    /// Left out where the terminal is narrow: the highest rank goes first, 0 stays.
    pub const fn drop(self, rank: u8) -> Self {
        Self { drop: rank, ..self }
    }

    /// Long text may be cut with `…`.
    pub const fn flex(self) -> Self {
        Self { flex: true, ..self }
    }

    /// What the command adds: a record without it was not acted on, and is counted below the table instead of shown.
    pub const fn required(self) -> Self {
        Self { required: true, ..self }
    }
}

/// A table in the making.
pub struct Table {
    columns: Vec<Column>,
    rows: Vec<Vec<String>>,
    width: Option<usize>,
    color: bool,
    headed: bool,
    untouched: u64,
}

/// A column that the command does not document.
fn plain(path: &str) -> Column {
    let title = path.rsplit('.').next().unwrap_or(path).to_owned();
    Column { title, path: path.to_owned(), show: Show::Text, tone: None, drop: 0, flex: true, required: false }
}

struct Column {
    title: String,
    path: String,
    show: Show,
    tone: Option<fn(&str) -> Option<Tone>>,
    drop: u8,
    flex: bool,
    required: bool,
}

impl Table {
    /// A table of `shape`, or of the columns asked for.
    pub fn new(shape: &TableShape, asked: &[String], width: Option<usize>, color: bool) -> Self {
        let from = |column: &TableColumn| Column {
            title: column.title.to_owned(),
            path: column.path.to_owned(),
            show: column.show,
            tone: column.tone,
            drop: column.drop,
            flex: column.flex,
            required: column.required,
        };
        let chosen =
            |name: &String| shape.columns.iter().find(|column| column.path == name).map_or_else(|| plain(name), from);
        let columns = if asked.is_empty() {
            shape.columns.iter().map(from).collect()
        } else {
            asked.iter().map(chosen).collect()
        };
        Self { columns, rows: Vec::new(), width, color, headed: false, untouched: 0 }
    }

    /// Adds a row; gives a block to print once enough rows are there.
    pub fn add(&mut self, object: &Map<String, Value>) -> Option<String> {
        if self.columns.iter().any(|column| column.required && dotted::get(object, &column.path).is_none()) {
            self.untouched += 1;
            return None;
        }
        self.rows.push(self.columns.iter().map(|column| column.show.text(dotted::get(object, &column.path))).collect());
        (self.rows.len() >= BLOCK).then(|| self.rest())
    }

    /// What stands below the table: how many records passed through untouched.
    pub fn footer(&self) -> String {
        match self.untouched {
            0 => String::new(),
            count => format!("{}\n", Tone::Dim.paint(&format!("… and {count} records passed through"), self.color)),
        }
    }

    /// The rows that wait, laid out; empty when there are none.
    pub fn rest(&mut self) -> String {
        let rows = std::mem::take(&mut self.rows);
        if rows.is_empty() {
            return String::new();
        }
        let layout = self.layout(&rows);
        let mut out = String::new();
        if !std::mem::replace(&mut self.headed, true) {
            let titles: Vec<&str> = self.columns.iter().map(|column| column.title.as_str()).collect();
            self.line(&mut out, &titles, &layout, |_, _| Some(Tone::Strong));
        }
        for row in &rows {
            let cells: Vec<&str> = row.iter().map(String::as_str).collect();
            self.line(&mut out, &cells, &layout, |column, text| match column.tone {
                Some(tone) => tone(text),
                None if text == UNKNOWN => Some(Tone::Dim),
                None => None,
            });
        }
        out
    }

    /// The width of each column; 0 is left out.
    fn layout(&self, rows: &[Vec<String>]) -> Vec<usize> {
        let mut natural: Vec<usize> = (0..self.columns.len())
            .map(|place| {
                let cells = rows.iter().map(|row| row[place].width());
                cells.chain([self.columns[place].title.width()]).max().unwrap_or(1).max(1)
            })
            .collect();
        let Some(limit) = self.width else { return natural };
        let mut widths = natural.clone();
        loop {
            let shown = widths.iter().filter(|width| **width > 0).count();
            let total = widths.iter().sum::<usize>() + GAP * shown.saturating_sub(1);
            let Some(over) = total.checked_sub(limit).filter(|over| *over > 0) else { return widths };
            let may_go = (0..widths.len()).any(|place| widths[place] > 0 && self.columns[place].drop > 0);
            let narrowest = if may_go { EASY } else { NARROWEST };
            let widest = (0..widths.len())
                .filter(|&place| self.columns[place].flex && widths[place] > narrowest)
                .max_by_key(|&place| widths[place]);
            if let Some(place) = widest {
                // Cut no further than the next widest, so two long columns share the loss.
                let next = (0..widths.len())
                    .filter(|&other| other != place && self.columns[other].flex)
                    .map(|other| widths[other])
                    .max()
                    .unwrap_or(0);
                let floor = next.max(narrowest).min(widths[place] - 1);
                widths[place] = widths[place].saturating_sub(over).max(floor);
                continue;
            }
            let least = (0..widths.len())
                .filter(|&place| widths[place] > 0 && self.columns[place].drop > 0)
                .max_by_key(|&place| self.columns[place].drop);
            match least {
                Some(place) => {
                    // The others share the room that it leaves.
                    natural[place] = 0;
                    widths.clone_from(&natural);
                }
                None => return widths,
            }
        }
    }

    fn line(&self, out: &mut String, cells: &[&str], layout: &[usize], tone: impl Fn(&Column, &str) -> Option<Tone>) {
        let shown: Vec<usize> = (0..layout.len()).filter(|&place| layout[place] > 0).collect();
        for (nth, &place) in shown.iter().enumerate() {
            let column = &self.columns[place];
            let text = cut(cells[place], layout[place]);
            let blanks = layout[place].saturating_sub(text.width());
            let painted = match tone(column, cells[place]) {
                Some(tone) => tone.paint(&text, self.color),
                None => text,
            };
            let (before, after) = if column.show == Show::Text { (0, blanks) } else { (blanks, 0) };
            out.extend(std::iter::repeat_n(' ', before));
            out.push_str(&painted);
            if nth + 1 < shown.len() {
                out.extend(std::iter::repeat_n(' ', after + GAP));
            }
        }
        out.push('\n');
    }
}

/// What stands for a value that is not there.
const UNKNOWN: &str = "–";

impl Show {
    fn text(self, value: Option<&Value>) -> String {
        let text = text(value);
        match text.parse::<Decimal>() {
            Ok(ratio) if self == Self::Percent => percent(ratio).unwrap_or(text),
            _ => text,
        }
    }
}

/// `0.5132` as `51.3 %`; `None` is too large to be a ratio.
fn percent(ratio: Decimal) -> Option<String> {
    let percent = ratio.checked_mul(Decimal::ONE_HUNDRED)?.round_dp(1);
    let sign = if percent.is_sign_negative() && !percent.is_zero() { "−" } else { "" };
    Some(format!("{sign}{:.1} %", percent.abs()))
}

/// A value as a person reads it, on one line, harmless.
fn text(value: Option<&Value>) -> String {
    match value {
        None | Some(Value::Null) => UNKNOWN.to_owned(),
        Some(Value::Bool(yes)) => if *yes { "yes" } else { "no" }.to_owned(),
        Some(Value::String(text)) => ui::sanitize(text.trim()),
        Some(Value::Number(number)) => number.to_string(),
        Some(Value::Array(items)) => {
            let parts: Vec<String> = items.iter().map(|item| text(Some(item))).collect();
            parts.join(", ")
        }
        Some(value @ Value::Object(map)) => match serde_json::from_value::<Money>(value.clone()) {
            Ok(money) => money.to_string(),
            Err(_) => {
                let pair = |(key, value): (&String, &Value)| format!("{} {}", ui::sanitize(key), text(Some(value)));
                map.iter().map(pair).collect::<Vec<_>>().join(", ")
            }
        },
    }
}

/// At most `width` columns wide; what is cut shows as `…`.
fn cut(text: &str, width: usize) -> String {
    if text.width() <= width {
        return text.to_owned();
    }
    let mut out = String::new();
    let mut used = 1;
    for character in text.chars() {
        used += unicode_width::UnicodeWidthChar::width(character).unwrap_or(0);
        if used > width {
            break;
        }
        out.push(character);
    }
    out.push('…');
    out
}

/// How many characters fit in a line of the terminal: `COLUMNS`, or what the terminal says; `None` is no terminal.
pub fn terminal_width() -> Option<usize> {
    let set = std::env::var("COLUMNS").ok().and_then(|text| text.parse().ok()).filter(|width| *width >= 20);
    set.or_else(|| comfy_table::Table::new().width().map(usize::from))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    static SHAPE: TableShape = TableShape {
        columns: &[
            TableColumn::text("verdict", "v").tone(verdict),
            TableColumn::text("product", "t").flex(),
            TableColumn::number("net", "n"),
            TableColumn::number("days", "d").drop(2),
        ],
    };

    fn verdict(text: &str) -> Option<Tone> {
        Some(if text == "buy" { Tone::Good } else { Tone::Dim })
    }

    fn table(width: Option<usize>, color: bool) -> String {
        let mut table = Table::new(&SHAPE, &[], width, color);
        for row in [
            json!({"v": "buy", "t": "LEGO 10281 Bonsai Tree with a very long name", "n": {"amount": "16.08", "currency": "USD"}, "d": 9}),
            json!({"v": "skip", "t": "evil \u{1b}[2J", "n": null, "d": 21}),
        ] {
            assert_eq!(table.add(row.as_object().unwrap()), None);
        }
        table.rest()
    }

    #[test]
    fn a_table_fits_and_drops_what_matters_least() {
        assert_eq!(
            table(None, false),
            "verdict  product                                          net  days\n\
             buy      LEGO 10281 Bonsai Tree with a very long name  $16.08     9\n\
             skip     evil \\u{1b}[2J                                     –    21\n"
        );
        assert_eq!(
            table(Some(40), false),
            "verdict  product                     net\n\
             buy      LEGO 10281 Bonsai Tree…  $16.08\n\
             skip     evil \\u{1b}[2J                –\n"
        );
        let narrow = table(Some(30), false);
        assert!(narrow.lines().all(|line| line.width() <= 30) && !narrow.contains("days"), "{narrow}");
    }

    #[test]
    fn a_ratio_is_read_as_percent() {
        let check = |value: Value, expected: &str| assert_eq!(Show::Percent.text(Some(&value)), expected, "{value}");
        check(json!("0.5132"), "51.3 %");
        check(json!("-0.0001"), "0.0 %");
        check(json!("-1.2"), "−120.0 %");
        check(json!(0.05), "5.0 %");
        check(Value::Null, "–");
        check(json!("79228162514264337593543950335"), "79228162514264337593543950335");
    }

    #[test]
    fn an_object_is_read_as_pairs() {
        assert_eq!(text(Some(&json!({"offers": 3, "lots": null}))), "offers 3, lots –");
    }

    #[test]
    fn colour_goes_by_the_value_and_can_be_off() {
        assert!(table(None, true).contains("\u{1b}[32mbuy\u{1b}[0m"));
        assert!(!table(None, false).contains('\u{1b}'));
    }
}
