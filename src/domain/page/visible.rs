//! What a person reads: which of the prices on the page is asked for the product, by its name, its sign and its place.

use ego_tree::iter::Edge;
use rust_decimal::Decimal;
use scraper::{Html, Node, node::Element};

use super::{
    Availability, Signal,
    claim::{Claim, Price},
    labels::{self, Label},
    meta, stock, text, words,
};
use crate::domain::money::Currency;

/// The longest text that is a price.
const LONGEST: usize = 90;
/// The most candidates of a page.
const MOST: usize = 400;

/// A price that stands on the page.
#[derive(Clone, Debug)]
pub struct Candidate {
    pub price: Price,
    pub score: i32,
    /// How many elements stand before it.
    place: usize,
}

/// What a person reads on the page.
#[derive(Debug, Default)]
pub struct Visible {
    /// The title at the top of the product.
    pub title: Option<String>,
    /// Prices, the likeliest first.
    pub prices: Vec<Candidate>,
    /// Prices in data attributes, in order.
    pub data: Vec<Price>,
    /// Prices that are shown as former ones.
    pub former: Vec<Decimal>,
    /// What stands behind labels, in order.
    pub labelled: Vec<(Label, String)>,
    /// Whether it can be had.
    pub availability: Option<Availability>,
}

impl Visible {
    /// As a claim.
    pub fn claim(&self) -> Claim {
        let best = self.prices.first().filter(|best| best.score >= 3);
        Claim {
            title: self.title.clone(),
            price: best.map(|best| best.price.clone()),
            availability: self.availability,
            ..Claim::of(Signal::Visible)
        }
    }
}

/// What is above an element.
#[derive(Clone, Copy, Debug, Default)]
struct Above {
    unseen: bool,
    former: bool,
    other: bool,
    elsewhere: bool,
    link: bool,
    priced: bool,
}

/// Reads the page from top to bottom.
pub fn read(html: &Html, known: Option<Currency>) -> Visible {
    let mut visible = Visible::default();
    let mut stack: Vec<Above> = Vec::new();
    let (mut place, mut heading, mut button) = (0_usize, None::<usize>, None::<usize>);
    let mut stocks: Vec<(usize, Availability)> = Vec::new();
    let mut label = None;
    for edge in html.tree.root().traverse() {
        let node = match edge {
            Edge::Close(node) => {
                if matches!(node.value(), Node::Element(_)) {
                    stack.pop();
                }
                continue;
            }
            Edge::Open(node) => node,
        };
        let above = stack.last().copied().unwrap_or_default();
        match node.value() {
            Node::Element(element) => {
                place += 1;
                let here = below(above, element);
                stack.push(here);
                if here.unseen {
                    continue;
                }
                if !here.elsewhere && visible.data.len() < 20 {
                    visible.data.extend(meta::data_price(element, known));
                }
                if element.name() == "h1" && !here.elsewhere || heading.is_none() && element.name() == "h1" {
                    let title = text::said(&text::below(node, 400, |_| false), 300);
                    if heading.is_none() && title.is_some() {
                        (heading, visible.title) = (Some(place), title);
                    }
                }
                if is_button(element) && stocks.len() < 200 {
                    let label =
                        [text::below(node, 120, |_| false), element.attr("value").unwrap_or_default().to_owned()];
                    if let Some(stock) = stock::of_people(&label.join(" ")).filter(|_| !here.elsewhere) {
                        button = button.or(Some(place));
                        stocks.push((place, stock));
                    }
                }
                let named = words::is_price(element);
                if visible.prices.len() < MOST && named && !above_former(here) {
                    let written =
                        text::below(node, LONGEST + 30, |inner| words::is_former(inner) || words::is_other(inner));
                    if written.len() <= LONGEST
                        && let Some(price) = Price::people(&written, known)
                    {
                        let score = score(element, &price, &written, here, true);
                        visible.prices.push(Candidate { price, score, place });
                    }
                }
            }
            Node::Text(written) if !above.unseen && written.len() <= 400 => {
                let written = text::squeezed(written);
                if written.is_empty() {
                    continue;
                }
                if !above.elsewhere && visible.labelled.len() < 100 {
                    let behind = label.take().filter(|_| written.chars().count() <= 60 && written != ":");
                    let found = behind.map(|label| (label, written.clone()));
                    let inside = || labels::with_value(&written).map(|(label, value)| (label, value.to_owned()));
                    visible.labelled.extend(found.or_else(inside));
                    label = labels::whole(&written);
                }
                if above.former && visible.former.len() < 100 && written.bytes().any(|b| b.is_ascii_digit()) {
                    visible.former.extend(Price::people(&written, known).map(|price| price.amount));
                }
                if written.len() <= 40
                    && written.bytes().any(|b| b.is_ascii_digit())
                    && !above.priced
                    && !above_former(above)
                {
                    if let Some(price) = Price::people(&written, known).filter(|price| price.written.is_some())
                        && visible.prices.len() < MOST
                    {
                        let score = bare_score(&price, &written, above);
                        visible.prices.push(Candidate { price, score, place });
                    }
                } else if !above.elsewhere
                    && written.len() <= 60
                    && stocks.len() < 200
                    && let Some(stock) = stock::of_people(&written)
                {
                    stocks.push((place, stock));
                }
            }
            _ => {}
        }
    }
    settle(&mut visible, heading, button, &stocks);
    visible
}

fn above_former(above: Above) -> bool {
    above.former || above.other
}

fn below(above: Above, element: &Element) -> Above {
    Above {
        unseen: above.unseen || text::is_unseen(element),
        former: above.former || words::is_former(element),
        other: above.other || words::is_other(element),
        elsewhere: above.elsewhere || words::is_elsewhere(element),
        link: above.link || element.name() == "a",
        priced: above.priced || words::is_price(element),
    }
}

fn is_button(element: &Element) -> bool {
    let kind = element.attr("type").unwrap_or_default();
    element.name() == "button"
        || element.name() == "input" && matches!(kind, "submit" | "button")
        || element.attr("role") == Some("button")
        || element.name() == "a" && element.attr("class").is_some_and(|class| class.to_lowercase().contains("btn"))
}

fn score(element: &Element, price: &Price, written: &str, above: Above, named: bool) -> i32 {
    let mut score = bare_score(price, written, above);
    if named {
        score += 3;
    }
    if words::is_now(element) {
        score += 2;
    }
    if element.attr("itemprop") == Some("price") {
        score += 3;
    }
    score
}

fn bare_score(price: &Price, written: &str, above: Above) -> i32 {
    let mut score = 0;
    if price.written.is_some() {
        score += 2;
    }
    if above.elsewhere {
        score -= 5;
    }
    if above.link {
        score -= 2;
    }
    let letters = written.chars().filter(|c| c.is_alphabetic()).count();
    if letters > 8 {
        score -= 1 + i32::from(letters > 25);
    }
    score
}

/// Where things stand to one another: the price of a product is a little below its title and near its button.
fn settle(visible: &mut Visible, heading: Option<usize>, button: Option<usize>, stocks: &[(usize, Availability)]) {
    for candidate in &mut visible.prices {
        if let Some(heading) = heading {
            let behind = candidate.place.checked_sub(heading);
            candidate.score += match behind {
                Some(0..=60) => 3,
                Some(61..=200) => 2,
                Some(201..=500) => 1,
                Some(_) => -1,
                None => i32::from(heading - candidate.place < 80) - 1,
            };
        }
        if button.is_some_and(|button| button.abs_diff(candidate.place) < 60) {
            candidate.score += 1;
        }
    }
    let amounts: Vec<Decimal> = visible.prices.iter().filter(|c| c.score > 0).map(|c| c.price.amount).collect();
    for candidate in &mut visible.prices {
        if amounts.iter().filter(|amount| **amount == candidate.price.amount).count() > 1 {
            candidate.score += 1;
        }
    }
    visible.prices.sort_by_key(|candidate| (-candidate.score, candidate.place));
    let near = |place: usize| heading.is_none_or(|heading| place + 20 >= heading && place < heading + 600);
    let says = |wanted: Availability| stocks.iter().any(|(place, stock)| near(*place) && *stock == wanted);
    // A button that takes it away is worth more than a word that some size is sold out.
    visible.availability = match button.and_then(|at| stocks.iter().find(|(place, _)| *place == at)) {
        Some((_, stock)) => Some(*stock),
        None if says(Availability::OutOfStock) => Some(Availability::OutOfStock),
        None if says(Availability::Preorder) => Some(Availability::Preorder),
        None if says(Availability::InStock) => Some(Availability::InStock),
        None => None,
    };
}
