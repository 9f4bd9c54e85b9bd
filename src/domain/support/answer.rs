//! The answers: standing texts with typed slots.
//!
//! No slot takes the customer's words, no answer promises money, and none names a date that the books don't know.

use jiff::civil::Date;

use super::classify::Category;

/// The longest title that is named.
const LONGEST_TITLE: usize = 80;

/// What is known of the message's order, from our own books alone.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facts {
    /// The buyer's name, as the channel has it; used only where it is one plain word.
    pub buyer: String,
    /// The order, where our books have it.
    pub order: Option<String>,
    /// The product's title.
    pub product: Option<String>,
    /// When it was sold.
    pub sold: Option<Date>,
    /// Days since then.
    pub days: Option<i64>,
    /// When it was sent.
    pub shipped: Option<Date>,
    /// When it should be there at the latest.
    pub expected: Option<Date>,
    /// The days in which it can be sent back.
    pub return_days: Option<u32>,
    /// Whether the buyer got money back already.
    pub refunded: bool,
}

/// An answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// The text.
    pub body: String,
    /// Whether it promises something.
    pub commitment: bool,
    /// Why it may not go out by itself; `None`: it may.
    pub waits: Option<&'static str>,
}

/// A delivery that takes longer needs a person, in days.
const LATE_DAYS: i64 = 10;

/// The answer to a message of this category.
pub fn answer(category: Category, facts: &Facts, signature: &str) -> Answer {
    let (text, waits) = match category {
        Category::Shipping => (shipping(facts), unsure(facts).or_else(|| late(facts))),
        Category::Return => (returning(facts), unsure(facts)),
        Category::Thanks => {
            ("Thank you for your message. We are glad to hear from you, and are here if you need anything.".to_owned(), None)
        }
        Category::Refund => (
            "Thank you for your message. A person on our side looks at your order and the money side of it, and comes back to \
             you here."
                .to_owned(),
            Some("it is about money"),
        ),
        Category::Cancel => (
            "Thank you for your message. We are checking whether your order can still be stopped, and tell you here as soon \
             as we know."
                .to_owned(),
            Some("the order must be stopped or not, by a person"),
        ),
        Category::Change => (
            "Thank you for your message. An order can't always be changed once it is placed; we are checking yours and tell \
             you here."
                .to_owned(),
            Some("it asks for a change of the order"),
        ),
        Category::Problem => (
            "Thank you for telling us, and we are sorry about the trouble. A person on our side looks into it and comes back \
             to you here. A photo of what arrived would help, if you have one."
                .to_owned(),
            Some("something went wrong with the order"),
        ),
        Category::Question => (
            "Thank you for your question. We are looking it up and come back to you here.".to_owned(),
            Some("the books don't know the product well enough to answer"),
        ),
        Category::Billing | Category::Other => (
            "Thank you for your message. A person on our side reads it and comes back to you here.".to_owned(),
            Some("no standing answer fits"),
        ),
    };
    Answer { body: letter(&facts.buyer, &text, signature), commitment: false, waits }
}

fn unsure(facts: &Facts) -> Option<&'static str> {
    match facts {
        Facts { order: None, .. } => Some("the books don't know the order"),
        Facts { refunded: true, .. } => Some("money was returned on this order"),
        _ => None,
    }
}

fn late(facts: &Facts) -> Option<&'static str> {
    facts.days.filter(|days| *days > LATE_DAYS).map(|_| "the order is late")
}

fn shipping(facts: &Facts) -> String {
    let mut text = "Thank you for your message. ".to_owned();
    text.push_str(&order(facts));
    text.push_str(&match (facts.shipped, facts.expected) {
        (Some(shipped), Some(expected)) => format!(" was sent on {shipped} and should be with you by {expected}."),
        (Some(shipped), None) => format!(" was sent on {shipped}."),
        (None, _) => {
            facts.sold.map_or_else(|| " is in our records.".to_owned(), |sold| format!(" was placed on {sold}."))
        }
    });
    text.push_str(
        " The tracking in your order details comes straight from the carrier and shows where the parcel is now. If it has \
         not moved for five days, write to us here and a person looks into it.",
    );
    text
}

fn returning(facts: &Facts) -> String {
    let window = facts.return_days.map_or_else(
        || "It shows how long that is possible and what the label is.".to_owned(),
        |days| format!("That is possible within {days} days, and you get the label there."),
    );
    format!(
        "Thank you for your message. {} can be sent back through the marketplace: open the order there and choose to return \
         the item. {window} What happens then follows the marketplace's rules for returns.",
        order(facts)
    )
}

/// `Your order 123 (LEGO 10281)`, as far as the books know.
fn order(facts: &Facts) -> String {
    let mut text = "Your order".to_owned();
    if let Some(order) = facts.order.as_deref().filter(|order| is_number(order)) {
        text.push_str(&format!(" {order}"));
    }
    if let Some(title) = facts.product.as_deref().and_then(title) {
        text.push_str(&format!(" ({title})"));
    }
    text
}

fn letter(buyer: &str, text: &str, signature: &str) -> String {
    let hello = name(buyer).map_or_else(|| "Hello,".to_owned(), |name| format!("Hello {name},"));
    format!("{hello}\n\n{text}\n\n{signature}")
}

/// A buyer chooses their own name: only one plain word is repeated.
fn name(buyer: &str) -> Option<&str> {
    let is_name = (2..=20).contains(&buyer.chars().count()) && buyer.chars().all(char::is_alphabetic);
    is_name.then_some(buyer)
}

fn is_number(order: &str) -> bool {
    order.len() <= 40 && order.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '#'))
}

/// A supplier wrote the title: it is cut, and left out where it holds more than a name.
fn title(title: &str) -> Option<String> {
    let lower = title.to_lowercase();
    let harmless =
        !["http", "www.", "@", "://", "<", ">", "{", "refund", "ignore"].iter().any(|part| lower.contains(part))
            && !title.chars().any(char::is_control);
    let cut: String = title.trim().chars().take(LONGEST_TITLE).collect();
    (harmless && !cut.is_empty()).then_some(cut)
}
