//! What a listing says: title, bullet points, description, item specifics and condition note, made from facts by a template,
//! within what the channel takes.
//!
//! Says only what is known. Text from outside is data: markup, hidden characters, links, e-mail addresses and phone numbers
//! are taken out before anything is made of it.

pub mod contacts;
mod facts;
mod outside;
mod template;

use std::collections::BTreeMap;

pub use facts::Facts;
pub use template::{Template, TemplateError, Templates};

use self::{facts::Known, template::Line};
use super::listing_rules::{Field, Fit, RuleBook};

/// The item specific whose value only the search sees: Amazon's name for it.
pub const SEARCH_TERMS: &str = "generic_keyword";

/// What a listing says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Content {
    /// The title.
    pub title: String,
    /// The bullet points.
    pub bullets: Vec<String>,
    /// The description, one fact a line.
    pub description: String,
    /// The item specifics.
    pub aspects: BTreeMap<String, Vec<String>>,
    /// What is said about the condition; never of new goods.
    pub condition_note: Option<String>,
    /// The channel's category: some rules are for some goods.
    pub category: Option<String>,
    /// Whether the offer joins a page of the channel's own, so that title and description are not ours.
    pub joined: bool,
    /// What was taken out of the facts: `title: a link`.
    pub removed: Vec<String>,
}

/// The content of a listing on a channel. What can be made to fit is made to fit; [`super::listing_rules::check`] tells the
/// rest.
pub fn content(channel: &str, facts: &Facts, template: &Template) -> Content {
    let maker = Maker { known: Known::of(facts), fit: Fit { book: RuleBook::of(channel), category: facts.category } };
    let mut bullets: Vec<String> = template.bullets.iter().filter_map(|line| maker.line(Field::Bullet, line)).collect();
    let least = maker.fit.shortest(Field::Bullet);
    bullets.retain(|bullet| bullet.chars().count() >= least);
    bullets.truncate(maker.fit.most(Field::Bullets));
    let used = facts::used(facts.condition).is_some();
    Content {
        title: maker.title(&template.title),
        bullets,
        description: maker.description(&template.description),
        aspects: maker.aspects(&template.aspects),
        condition_note: used.then(|| maker.note(&template.condition_note)).flatten(),
        category: facts.category.map(str::to_owned),
        joined: joins(maker.fit.book, facts),
        removed: maker.known.removed.iter().map(|(name, contact)| format!("{name}: {contact}")).collect(),
    }
}

/// Whether an offer joins a page that the channel has already.
fn joins(book: &RuleBook, facts: &Facts) -> bool {
    match book.joins.as_deref() {
        Some("asin") => facts.product.asin.is_some(),
        Some(namespace) => facts.product.keys().iter().any(|key| key.starts_with(&format!("{namespace}:"))),
        None => false,
    }
}

struct Maker<'a> {
    known: Known,
    fit: Fit<'a>,
}

impl Maker<'_> {
    fn fill(&self, field: Field, line: &Line) -> Option<String> {
        line.fill(|name| self.known.get(name).filter(|_| !self.fit.leaves_out(field, name)))
    }

    fn line(&self, field: Field, line: &Line) -> Option<String> {
        let text = self.fit.line(field, &self.fill(field, line)?);
        (!text.is_empty()).then_some(text)
    }

    /// The parts of the title, the product's own shortened where they are too long together; where it would lose more than
    /// half of the room, the last parts are left out, that of the condition last of all.
    fn title(&self, lines: &[Line]) -> String {
        let own = self.fit.clean(Field::Title, self.known.get("title").unwrap_or_default());
        let said = own.to_lowercase();
        let mut parts: Vec<Part> = lines
            .iter()
            .filter_map(|line| {
                let text = self.fit.clean(Field::Title, &self.fill(Field::Title, line)?);
                let (main, keeps) = (line.holds("title"), line.holds("used") || line.holds("condition"));
                // A brand that the title names is not named twice.
                let twice = !main && !keeps && line.only().is_some() && holds_words(&said, &text.to_lowercase());
                (!text.is_empty() && !twice).then_some(Part { text, main, keeps })
            })
            .collect();
        let limit = self.fit.longest(Field::Title).unwrap_or(usize::MAX);
        loop {
            let beside: usize = parts.iter().filter(|part| !part.main).map(|part| part.text.chars().count() + 1).sum();
            let whole =
                beside + parts.iter().filter(|part| part.main).map(|part| part.text.chars().count()).sum::<usize>();
            if whole <= limit {
                break;
            }
            let droppable = |part: &Part| !part.main && !part.keeps;
            let last = parts.iter().rposition(droppable).or_else(|| parts.iter().rposition(|part| !part.main));
            match last.filter(|_| beside * 2 > limit) {
                Some(at) => drop(parts.remove(at)),
                None => {
                    let room = limit - beside;
                    for part in parts.iter_mut().filter(|part| part.main) {
                        part.text = super::listing_rules::cut(&part.text, room);
                    }
                    break;
                }
            }
        }
        let whole = parts.iter().map(|part| part.text.as_str()).collect::<Vec<_>>().join(" ");
        self.fit.line(Field::Title, &whole)
    }

    fn description(&self, lines: &[Line]) -> String {
        let mut made: Vec<String> = Vec::new();
        for line in lines {
            if let Some(text) = self.fill(Field::Description, line) {
                made.push(self.fit.clean(Field::Description, &text));
            }
        }
        self.fit.cut(Field::Description, &made.join("\n"))
    }

    fn aspects(&self, lines: &BTreeMap<String, Vec<Line>>) -> BTreeMap<String, Vec<String>> {
        let mut aspects = BTreeMap::new();
        for (name, values) in lines {
            let field = if name == SEARCH_TERMS { Field::SearchTerms } else { Field::AspectValue };
            // Elsewhere buyers would read them.
            if field == Field::SearchTerms && !self.fit.knows(field) {
                continue;
            }
            let values: Vec<String> = values.iter().filter_map(|line| self.line(field, line)).collect();
            if !values.is_empty() && aspects.len() < self.fit.most(Field::Aspects) {
                aspects.insert(self.fit.cut(Field::AspectName, name), values);
            }
        }
        aspects
    }

    fn note(&self, lines: &[Line]) -> Option<String> {
        let made: Vec<String> = lines.iter().filter_map(|line| self.fill(Field::ConditionNote, line)).collect();
        let text = self.fit.line(Field::ConditionNote, &made.join(" "));
        (!text.is_empty()).then_some(text)
    }
}

/// A part of a title.
struct Part {
    text: String,
    /// Holds the product's own title.
    main: bool,
    /// Tells the condition.
    keeps: bool,
}

/// Whether a text holds words as whole words.
fn holds_words(text: &str, words: &str) -> bool {
    let bare = |c: Option<char>| !c.is_some_and(char::is_alphanumeric);
    !words.is_empty()
        && text
            .match_indices(words)
            .any(|(at, _)| bare(text[..at].chars().next_back()) && bare(text[at + words.len()..].chars().next()))
}

#[cfg(test)]
mod tests;
