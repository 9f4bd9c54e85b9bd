//! Microdata and RDFa: items in the marks of the page, as the same objects that JSON-LD writes.

use ego_tree::{NodeRef, iter::Edge};
use scraper::{Html, Node, node::Element};
use serde_json::{Map, Value};

use super::{text, words};

/// The longest text of a property.
const LONGEST: usize = 600;
/// The most properties of a page.
const MOST: usize = 20_000;

/// How a way of marking is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// `itemscope`, `itemtype`, `itemprop`.
    Microdata,
    /// `typeof`, `property`.
    Rdfa,
}

struct Open {
    depth: usize,
    names: Vec<String>,
    item: Map<String, Value>,
}

/// The items at the top, in order, and the properties that belong to none.
pub fn items(html: &Html, way: Way) -> (Vec<Value>, Map<String, Value>) {
    let (mut found, mut loose) = (Vec::new(), Map::new());
    let mut open: Vec<Open> = Vec::new();
    let (mut depth, mut count, mut former, mut away) = (0_usize, 0_usize, 0_usize, 0_usize);
    for edge in html.tree.root().traverse() {
        match edge {
            Edge::Open(node) => {
                let Node::Element(element) = node.value() else { continue };
                depth += 1;
                // Once inside a former price or another's place, all below is.
                former = if former == 0 && words::is_former(element) { depth } else { former };
                away = if away == 0 && open.is_empty() && words::is_elsewhere(element) { depth } else { away };
                let names = names(element, way);
                if count >= MOST {
                    continue;
                }
                if let Some(kind) = scope(element, way) {
                    count += 1;
                    let mut item = Map::new();
                    item.insert("@type".into(), kind.into());
                    if let Some(id) = element.attr("itemid").or(element.attr("resource")) {
                        item.insert("@id".into(), id.chars().take(LONGEST).collect::<String>().into());
                    }
                    open.push(Open { depth, names, item });
                } else if !names.is_empty() && (former == 0 || names.iter().all(|name| name != "price")) {
                    count += 1;
                    let Some(value) = value(element, node) else { continue };
                    if open.is_empty() && away > 0 {
                        continue;
                    }
                    let to = open.last_mut().map_or(&mut loose, |open| &mut open.item);
                    names.iter().for_each(|name| put(to, name, value.clone().into()));
                }
            }
            Edge::Close(node) => {
                if !matches!(node.value(), Node::Element(_)) {
                    continue;
                }
                if let Some(closed) = open.pop_if(|last| last.depth == depth) {
                    let item = Value::Object(closed.item);
                    match open.last_mut() {
                        Some(parent) if !closed.names.is_empty() => {
                            closed.names.iter().for_each(|name| put(&mut parent.item, name, item.clone()));
                        }
                        // An offer that hangs in the air inside a product is the product's.
                        Some(parent) if is_offer(&item) => put(&mut parent.item, "offers", item),
                        _ if is_offer(&item) => put(&mut loose, "offers", item),
                        _ => found.push(item),
                    }
                }
                former = if former == depth { 0 } else { former };
                away = if away == depth { 0 } else { away };
                depth -= 1;
            }
        }
    }
    (found, loose)
}

fn is_offer(item: &Value) -> bool {
    item["@type"].as_str().is_some_and(|kind| kind.ends_with("Offer"))
}

fn scope(element: &Element, way: Way) -> Option<String> {
    let kind = match way {
        Way::Microdata => element.attr("itemscope").map(|_| element.attr("itemtype").unwrap_or_default()),
        Way::Rdfa => element.attr("typeof"),
    };
    kind.map(|kind| kind.split_whitespace().next().unwrap_or_default().chars().take(200).collect())
}

fn names(element: &Element, way: Way) -> Vec<String> {
    let text = match way {
        Way::Microdata => element.attr("itemprop"),
        // The properties of OpenGraph stand in meta tags and are read there.
        Way::Rdfa => element.attr("property").filter(|name| !name.starts_with("og:") && !name.starts_with("product:")),
    };
    let name = |name: &str| name.rsplit(['/', ':', '#']).next().unwrap_or_default().to_owned();
    text.unwrap_or_default().split_whitespace().take(5).map(name).filter(|name| !name.is_empty()).collect()
}

fn put(item: &mut Map<String, Value>, name: &str, value: Value) {
    match item.get_mut(name) {
        Some(Value::Array(list)) => list.push(value),
        Some(one) => *one = Value::Array(vec![one.take(), value]),
        None => {
            item.insert(name.to_owned(), value);
        }
    }
}

/// The value of a property: what is written for programs, else what people read.
fn value(element: &Element, node: NodeRef<'_, Node>) -> Option<String> {
    let attribute = match element.name() {
        "a" | "area" | "link" => element.attr("content").or(element.attr("href")),
        "img" | "audio" | "embed" | "iframe" | "source" | "track" | "video" => {
            element.attr("content").or(element.attr("src")).or(element.attr("data-src"))
        }
        "object" => element.attr("data"),
        "data" | "meter" | "input" => element.attr("value").or(element.attr("content")),
        "time" => element.attr("datetime").or(element.attr("content")),
        _ => element.attr("content"),
    };
    match attribute {
        Some(value) if !value.trim().is_empty() => text::said(value, LONGEST),
        _ if element.name() == "meta" => None,
        _ => text::said(&text::below(node, LONGEST, words::is_former), LONGEST),
    }
}
