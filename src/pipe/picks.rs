//! The columns that are asked for, taken straight from what is written: nothing else of it is made into anything.
//!
//! A front of [`dotted::get`] and [`dotted::put`](super::dotted::put): where a value has no JSON form of its own yet, its
//! columns are found while it is written, as text. What the names can't say without a doubt (one column within another)
//! has no picks and goes the long way.

mod serializer;

use serde::Serialize;
use serde_json::Value;

use self::serializer::{Pick, Sink};
use super::{dotted, eight};

/// The most columns that are picked, and the most keys beside each other.
const MOST: usize = 64;

/// Columns as a tree: what stands where.
#[derive(Clone, Debug)]
pub struct Picks {
    top: Level,
    columns: usize,
}

/// The keys beside each other in an object.
#[derive(Clone, Debug, Default)]
struct Level {
    nodes: Vec<Node>,
    /// A bit for each [`mark`] that any key has: most keys of an object are none of these, and are told by it.
    marks: u64,
}

impl Level {
    fn find(&self, key: &str) -> Option<&Node> {
        if self.marks & mark(key) == 0 { None } else { self.nodes.iter().find(|node| node.key == key) }
    }
}

/// One of 64 bits, by how long a key is and what it begins with.
fn mark(key: &str) -> u64 {
    1 << ((key.len() + 7 * usize::from(key.as_bytes().first().copied().unwrap_or_default())) & 63)
}

/// A key on the way to columns.
#[derive(Clone, Debug)]
struct Node {
    key: String,
    /// The same as JSON.
    quoted: String,
    /// What it begins with behind another one in JSON: a comma, the key, a colon.
    begin: String,
    /// The same as an item's place, where it is a number.
    item: Option<usize>,
    /// The column that ends here; nothing is within it.
    column: Option<usize>,
    /// A bit for each column that ends here or within.
    columns: u64,
    inner: Level,
}

impl Node {
    fn new(key: &str) -> Self {
        let quoted = serde_json::to_string(key).expect("text serializes");
        let begin = format!(",{quoted}:");
        Self {
            key: key.to_owned(),
            quoted,
            begin,
            item: key.parse().ok(),
            column: None,
            columns: 0,
            inner: Level::default(),
        }
    }
}

/// Stands after each value of an object's columns: JSON writes no such character as it is.
pub(super) const MARK: char = '\u{1F}';

/// The columns of one object.
pub struct Picked<'p> {
    picks: &'p Picks,
    /// The value of each column as JSON, one after another.
    text: &'p str,
    spans: [(u32, u32); MOST],
    /// A bit for each column that is there.
    there: u64,
}

impl Picks {
    /// The columns with these dotted names; `None` where they are too many, or one stands within another.
    pub fn of(columns: &[String]) -> Option<Self> {
        let mut picks = Self { top: Level::default(), columns: columns.len() };
        if columns.is_empty() || columns.len() > MOST {
            return None;
        }
        for (column, name) in columns.iter().enumerate() {
            let mut path = dotted::segments(name).peekable();
            let mut level = &mut picks.top;
            while let Some(key) = path.next() {
                let nodes = &mut level.nodes;
                level.marks |= mark(&key);
                let place = nodes.iter().position(|node| node.key == *key).unwrap_or_else(|| {
                    nodes.push(Node::new(&key));
                    nodes.len() - 1
                });
                let node = &mut nodes[place];
                node.columns |= 1 << column;
                let last = path.peek().is_none();
                if node.column.is_some() || (last && !node.inner.nodes.is_empty()) {
                    return None;
                }
                if last {
                    node.column = Some(column);
                }
                level = &mut level.nodes[place].inner;
            }
        }
        Some(picks)
    }

    /// The columns of an object, to be put away; an error where it has to go the long way.
    pub fn pick(&self, object: &impl Serialize) -> Result<String, serde_json::Error> {
        let mut sink = Sink::new();
        object.serialize(Pick::new(&self.top, &mut sink))?;
        let mut packed = Vec::with_capacity(sink.text.len() + self.columns);
        for (from, to) in &sink.spans[..self.columns] {
            packed.extend_from_slice(&sink.text[*from as usize..*to as usize]);
            packed.push(MARK as u8);
        }
        Ok(String::from_utf8(packed).expect("JSON is written as UTF-8"))
    }

    /// The columns that were put away.
    pub fn unpack<'p>(&'p self, packed: &'p str) -> Picked<'p> {
        let mut picked = Picked { picks: self, text: packed, spans: [(0, 0); MOST], there: 0 };
        let (mut column, mut from) = (0, 0);
        eight::each_place(packed.as_bytes(), MARK as u8, |at| {
            let to = u32::try_from(at).unwrap_or(u32::MAX);
            *picked.spans.get_mut(column)? = (from, to);
            picked.there |= u64::from(from < to) << column;
            (column, from) = (column + 1, to + 1);
            Some(())
        });
        picked
    }
}

impl Picked<'_> {
    /// The value of a column as JSON.
    fn json(&self, column: usize) -> Option<&str> {
        let (from, to) = self.spans[column];
        (self.there & (1 << column) != 0).then(|| &self.text[from as usize..to as usize])
    }

    /// Adds the object that holds these columns and nothing else.
    pub fn object(&self, out: &mut String) {
        if self.there == 0 {
            out.push_str("{}");
        } else {
            self.level(&self.picks.top.nodes, out);
        }
    }

    /// An object of what is there, in the order in which the columns name it.
    fn level(&self, nodes: &[Node], out: &mut String) {
        out.push('{');
        // The first has no comma before it.
        let mut from = 1;
        let mut each = |node: &Node, out: &mut String| {
            out.push_str(&node.begin[std::mem::take(&mut from)..]);
            match node.column.and_then(|column| self.json(column)) {
                Some(json) => out.push_str(json),
                None => self.level(&node.inner.nodes, out),
            }
        };
        // Where all of them are there, they are in the order in which they were named.
        if nodes.iter().all(|node| node.columns & !self.there == 0) {
            nodes.iter().for_each(|node| each(node, out));
            return out.push('}');
        }
        // The first column that is there, by which keys are ordered; as a rule, all of them are, and in order.
        let first = |node: &Node| (node.columns & self.there).trailing_zeros();
        let mut before = 0;
        let in_order = nodes.iter().all(|node| {
            let first = first(node);
            first == u64::BITS || std::mem::replace(&mut before, first) <= first
        });
        let there = nodes.iter().filter(|node| node.columns & self.there != 0);
        if in_order {
            there.for_each(|node| each(node, out));
        } else {
            let mut sorted: Vec<&Node> = there.collect();
            sorted.sort_by_key(|node| first(node));
            sorted.into_iter().for_each(|node| each(node, out));
        }
        out.push('}');
    }

    /// Hands each column on as the text of a cell, in order; an absent one is empty.
    pub fn cells(&self, mut each: impl FnMut(&str)) {
        for column in 0..self.picks.columns {
            let json = self.json(column).unwrap_or("null");
            match json.as_bytes()[0] {
                b'n' => each(""),
                // Text is what stands between the quotes, if nothing in it was escaped and it could not be read as JSON.
                b'"' if json.len() > 2 && plain(&json[1..json.len() - 1]) => each(&json[1..json.len() - 1]),
                b'{' if let Some(amount) = amount(json) => each(amount),
                b'"' | b'{' | b'[' => {
                    let value: Value = serde_json::from_str(json).expect("it was written as JSON");
                    each(&dotted::shown(&value));
                }
                _ => each(json),
            }
        }
    }
}

/// Whether a text in JSON is itself, in JSON and in a cell.
fn plain(text: &str) -> bool {
    !text.bytes().fold(false, |seen, byte| seen | (byte == b'\\')) && !matches!(text.as_bytes(), [b'[' | b'{', ..])
}

/// The amount of money, as [`dotted::shown`] finds it in an object that has it first.
fn amount(json: &str) -> Option<&str> {
    let rest = json.strip_prefix("{\"amount\":\"")?;
    let (amount, after) = rest.split_once('"')?;
    (plain(amount) && after.starts_with([',', '}'])).then_some(amount)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::{Map, json};

    use super::*;

    const COLUMNS: [&str; 14] = [
        "id",
        "offer.title",
        "offer.price",
        "offer.price.amount",
        "analysis.fees.lines.referral.amount",
        "analysis.fees.lines.1.amount",
        "analysis.fees.lines.0",
        "analysis.verdict",
        "offer.extra.a\\.b",
        "analysis.notes",
        "nothing.here",
        "offer.quantity",
        "offer.title.deep",
        "analysis.fees.total.amount",
    ];

    fn object() -> impl Strategy<Value = Value> {
        let text = prop::sample::select(vec![
            "",
            "plain",
            "=x",
            "a \"quote\"",
            "[1]",
            "{}",
            "null",
            "é\n",
            "{\"amount\":\"1\"}",
            "\\",
        ]);
        let money = |amount: String| json!({"amount": amount, "currency": "USD"});
        let line = prop::sample::select(vec!["referral", "fba", "1"]).prop_flat_map(move |code| {
            "[0-9]{1,3}\\.[0-9]{2}".prop_map(move |it| json!({"code": code, "amount": money(it)}))
        });
        (text, prop::option::of(any::<u32>()), prop::collection::vec(line, 0..4), any::<[bool; 4]>()).prop_map(
            move |(text, quantity, lines, there)| {
                let mut offer = json!({"title": text, "price": money("12.90".into()), "extra": {"a.b": text}, "quantity": quantity});
                if there[0] {
                    offer.as_object_mut().unwrap().shift_remove("price");
                }
                let mut all = json!({"id": "a:1", "analysis": {"verdict": "buy", "notes": [text]}, "mine": 1});
                if there[1] {
                    all["analysis"]["fees"] = json!({"lines": lines, "total": money("3.00".into())});
                }
                if there[2] {
                    all["offer"] = offer;
                }
                all
            },
        )
    }

    proptest! {
        #[test]
        fn what_is_picked_is_what_the_whole_object_holds(
            object in object(),
            columns in prop::sample::subsequence(COLUMNS.to_vec(), 1..COLUMNS.len()).prop_shuffle(),
        ) {
            let columns: Vec<String> = columns.into_iter().map(str::to_owned).collect();
            let Some(picks) = Picks::of(&columns) else { return Ok(()) };
            let whole = object.as_object().unwrap();
            let mut part = Map::new();
            let mut cells = Vec::new();
            for name in &columns {
                let value = dotted::get(whole, name);
                cells.push(value.map(dotted::shown).unwrap_or_default());
                if let Some(value) = value {
                    dotted::put(&mut part, name, value.clone());
                }
            }
            let packed = picks.pick(&object).unwrap();
            let picked = picks.unpack(&packed);
            let (mut json, mut seen) = (String::new(), Vec::new());
            picked.object(&mut json);
            picked.cells(|cell| seen.push(cell.to_owned()));
            prop_assert_eq!(json, serde_json::to_string(&part).unwrap());
            prop_assert_eq!(seen, cells);
        }
    }

    #[test]
    fn columns_within_each_other_are_not_picked() {
        let check = |columns: &[&str], expected: bool| {
            let columns: Vec<String> = columns.iter().map(|name| (*name).to_owned()).collect();
            assert_eq!(Picks::of(&columns).is_some(), expected, "{columns:?}");
        };
        check(&["offer.price.amount", "offer.price.currency"], true);
        check(&["offer.price", "offer.price.amount"], false);
        check(&["offer.price.amount", "offer.price"], false);
        check(&["id", "id"], false);
        check(&[], false);
    }
}
