//! The text of an element as a person reads it, bounded: a page may hold megabytes where a price is expected.

use ego_tree::{NodeRef, iter::Edge};
use scraper::{ElementRef, Node, node::Element};

use super::words;

/// Nodes looked at for one text.
const NODES: usize = 400;

/// Elements whose content nobody reads.
const UNSEEN: &[&str] = &["script", "style", "noscript", "template", "svg", "head", "iframe", "textarea"];

/// Whether nobody reads what is in this element.
pub fn is_unseen(element: &Element) -> bool {
    UNSEEN.contains(&element.name())
        || element.attr("hidden").is_some()
        || element.attr("aria-hidden") == Some("true") && !words::is_price(element)
        || element.attr("style").is_some_and(|style| {
            let style: String = style.chars().take(200).filter(|c| !c.is_whitespace()).collect();
            style.contains("display:none") || style.contains("visibility:hidden")
        })
}

/// Whether a browser puts it on a line of its own.
pub fn is_block(name: &str) -> bool {
    matches!(
        name,
        "address"
            | "article"
            | "aside"
            | "br"
            | "button"
            | "dd"
            | "div"
            | "dl"
            | "dt"
            | "fieldset"
            | "figure"
            | "footer"
            | "form"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "header"
            | "hr"
            | "li"
            | "main"
            | "nav"
            | "ol"
            | "option"
            | "p"
            | "section"
            | "select"
            | "table"
            | "tbody"
            | "td"
            | "th"
            | "tr"
            | "ul"
    )
}

/// The text below a node, at most about `longest` bytes, without the parts that `skip` names.
pub fn below(node: NodeRef<'_, Node>, longest: usize, skip: impl Fn(&Element) -> bool) -> String {
    let mut out = String::new();
    let mut skipped = 0_usize;
    for edge in node.traverse().take(NODES) {
        match edge {
            Edge::Open(open) => match open.value() {
                Node::Element(element) => {
                    if skipped > 0 || open.id() != node.id() && (is_unseen(element) || skip(element)) {
                        skipped += 1;
                    } else if is_block(element.name()) {
                        out.push(' ');
                    } else if out.ends_with(|c: char| c.is_ascii_digit()) && words::is_cents(element) {
                        out.push('.');
                    }
                }
                Node::Text(text) if skipped == 0 => out.extend(text.chars().take(longest)),
                _ => {}
            },
            Edge::Close(close) => {
                if let Node::Element(element) = close.value() {
                    if skipped > 0 {
                        skipped -= 1;
                    } else if is_block(element.name()) {
                        out.push(' ');
                    }
                }
            }
        }
        if out.len() > longest {
            break;
        }
    }
    squeezed(&out)
}

/// The whole text of an element, bounded.
pub fn of(element: ElementRef<'_>, longest: usize) -> String {
    below(*element, longest, |_| false)
}

/// With single spaces, without control characters.
pub fn squeezed(text: &str) -> String {
    let words = text.split(|c: char| c.is_whitespace() || c.is_control()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join(" ")
}

/// A text that says something, at most this many characters; `None` where it says nothing.
pub fn said(text: &str, longest: usize) -> Option<String> {
    let text = squeezed(&text.chars().take(longest * 4).collect::<String>());
    let text: String = text.chars().take(longest).collect();
    let nothing = ["", "null", "undefined", "none", "n/a", "-", "nan", "false", "true", "[object object]"];
    (!nothing.contains(&text.to_lowercase().as_str())).then_some(text)
}
