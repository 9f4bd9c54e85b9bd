//! Templates: what a listing's text is made of, by kind of goods. Data, read from TOML; the format is in
//! `data/listing/README.md`.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::facts;
use crate::domain::listing_rules::{category_words, names};

/// The templates that come with the program; the one for all other goods is last.
const BUILTIN: [(&str, &str); 4] = [
    ("books", include_str!("../../../data/listing/templates/books.toml")),
    ("cards", include_str!("../../../data/listing/templates/cards.toml")),
    ("music_gear", include_str!("../../../data/listing/templates/music_gear.toml")),
    ("general", include_str!("../../../data/listing/templates/general.toml")),
];

/// One template.
#[derive(Clone, Debug, PartialEq)]
pub struct Template {
    /// `books`, `general`, or the name of a user's file.
    pub name: String,
    categories: Vec<String>,
    pub(super) title: Vec<Line>,
    pub(super) bullets: Vec<Line>,
    pub(super) description: Vec<Line>,
    pub(super) condition_note: Vec<Line>,
    pub(super) aspects: BTreeMap<String, Vec<Line>>,
}

/// Why a template can't be used.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum TemplateError {
    /// It is no TOML, or not of this shape.
    #[error("line {line}: {why}")]
    Syntax {
        /// The line, from 1.
        line: usize,
        /// What the reader of TOML says.
        why: String,
    },
    /// A placeholder that stands for nothing.
    #[error("{place}: there is no fact `{{{name}}}`: did you mean `{{{nearest}}}`?")]
    Unknown {
        /// Where: `title`, `bullets`, `aspects.Brand`.
        place: String,
        /// The name as written.
        name: String,
        /// The nearest that exists.
        nearest: &'static str,
    },
    /// A `{` without its `}`, or the other way round.
    #[error("{place}: `{text}` has a brace without its other half: write `{{{{` or `}}}}` for a brace that is meant")]
    Open {
        /// Where.
        place: String,
        /// The line.
        text: String,
    },
    /// It makes no title.
    #[error("title: no part of it holds `{{title}}`, so a product would have none")]
    NoTitle,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    categories: Vec<String>,
    title: Vec<String>,
    #[serde(default)]
    bullets: Vec<String>,
    #[serde(default)]
    description: Vec<String>,
    #[serde(default)]
    condition_note: Vec<String>,
    #[serde(default)]
    aspects: BTreeMap<String, OneOrMore>,
}

#[derive(Deserialize)]
#[serde(untagged, expecting = "a text or a list of texts")]
enum OneOrMore {
    One(String),
    More(Vec<String>),
}

impl Template {
    /// Reads a template.
    pub fn parse(name: &str, text: &str) -> Result<Self, TemplateError> {
        let file: File = toml::from_str(text).map_err(|why| TemplateError::Syntax {
            line: why.span().map_or(1, |span| text[..span.start.min(text.len())].matches('\n').count() + 1),
            why: why.message().to_owned(),
        })?;
        let lines = |place: &str, texts: Vec<String>| -> Result<Vec<Line>, TemplateError> {
            texts.iter().map(|text| Line::parse(place, text)).collect()
        };
        let mut aspects = BTreeMap::new();
        for (aspect, values) in file.aspects {
            let values = match values {
                OneOrMore::One(value) => vec![value],
                OneOrMore::More(values) => values,
            };
            let place = format!("aspects.{aspect}");
            aspects.insert(aspect, lines(&place, values)?);
        }
        let title = lines("title", file.title)?;
        if !title.iter().any(|line| line.holds("title")) {
            return Err(TemplateError::NoTitle);
        }
        Ok(Self {
            name: name.to_owned(),
            categories: file.categories.iter().map(|word| category_words(word).trim().to_owned()).collect(),
            title,
            bullets: lines("bullets", file.bullets)?,
            description: lines("description", file.description)?,
            condition_note: lines("condition_note", file.condition_note)?,
            aspects,
        })
    }
}

/// One line of a template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Line(Vec<Piece>);

#[derive(Clone, Debug, PartialEq, Eq)]
enum Piece {
    Text(String),
    Fact(&'static str),
}

impl Line {
    fn parse(place: &str, text: &str) -> Result<Self, TemplateError> {
        let open = || TemplateError::Open { place: place.to_owned(), text: text.to_owned() };
        let (mut pieces, mut plain) = (Vec::new(), String::new());
        let mut rest = text;
        while let Some(at) = rest.find(['{', '}']) {
            plain.push_str(&rest[..at]);
            let brace = &rest[at..=at];
            rest = &rest[at + 1..];
            if let Some(after) = rest.strip_prefix(brace) {
                plain.push_str(brace);
                rest = after;
            } else if brace == "}" {
                return Err(open());
            } else {
                let (name, after) = rest.split_once('}').ok_or_else(open)?;
                if !plain.is_empty() {
                    pieces.push(Piece::Text(std::mem::take(&mut plain)));
                }
                pieces.push(Piece::Fact(known(place, name)?));
                rest = after;
            }
        }
        plain.push_str(rest);
        if !plain.is_empty() {
            pieces.push(Piece::Text(plain));
        }
        Ok(Self(pieces))
    }

    /// The line with its facts; `None` where one of them is not known.
    pub(super) fn fill<'a>(&self, fact: impl Fn(&str) -> Option<&'a str>) -> Option<String> {
        let mut text = String::new();
        for piece in &self.0 {
            match piece {
                Piece::Text(plain) => text.push_str(plain),
                Piece::Fact(name) => text.push_str(fact(name)?),
            }
        }
        let text = text.trim();
        (!text.is_empty()).then(|| text.to_owned())
    }

    /// Whether it holds a fact.
    pub(super) fn holds(&self, fact: &str) -> bool {
        self.0.iter().any(|piece| matches!(piece, Piece::Fact(name) if *name == fact))
    }

    /// The only fact of a line that holds nothing else.
    pub(super) fn only(&self) -> Option<&'static str> {
        match self.0[..] {
            [Piece::Fact(name)] => Some(name),
            _ => None,
        }
    }
}

fn known(place: &str, name: &str) -> Result<&'static str, TemplateError> {
    let bare = name.trim();
    facts::names().find(|known| *known == bare).ok_or_else(|| TemplateError::Unknown {
        place: place.to_owned(),
        name: bare.to_owned(),
        nearest: facts::names().min_by_key(|known| strsim::damerau_levenshtein(known, bare)).expect("there are names"),
    })
}

/// The templates in force.
#[derive(Clone, Debug)]
pub struct Templates(Vec<Template>);

impl Templates {
    /// The ones that come with the program.
    pub fn built_in() -> Self {
        let read =
            |(name, text): &(&str, &str)| Template::parse(name, text).expect("the built-in templates are tested");
        Self(BUILTIN.iter().map(read).collect())
    }

    /// These and a user's own: one with a known name replaces it, others go before the built-in ones.
    pub fn with(mut self, own: Vec<Template>) -> Self {
        let mut new = Vec::new();
        for template in own {
            match self.0.iter_mut().find(|known| known.name == template.name) {
                Some(known) => *known = template,
                None => new.push(template),
            }
        }
        new.append(&mut self.0);
        Self(new)
    }

    /// The template for goods of a category: the first that names it, else the one for everything else.
    pub fn of(&self, category: Option<&str>) -> &Template {
        let words = category.map(category_words).unwrap_or_default();
        let named = |template: &&Template| template.categories.iter().any(|word| names(&words, word));
        let rest = || self.0.iter().rfind(|template| template.categories.is_empty());
        self.0.iter().find(named).or_else(rest).or(self.0.last()).expect("there are built-in templates")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn goods_get_the_template_of_their_category() {
        let templates = Templates::built_in();
        let check =
            |category: Option<&str>, expected: &str| assert_eq!(templates.of(category).name, expected, "{category:?}");
        check(None, "general");
        check(Some("Books"), "books");
        check(Some("Books > Textbooks"), "books");
        check(Some("Notebooks & Laptops"), "general");
        check(Some("Collectible Card Games:CCG Individual Cards"), "cards");
        check(Some("Magic: The Gathering"), "cards");
        check(Some("Musical Instruments"), "music_gear");
        check(Some("Guitars & Basses"), "music_gear");
        check(Some("Home and Kitchen"), "general");
    }

    #[test]
    fn a_user_s_template_replaces_or_goes_first() {
        let own = |name: &str, words: &str| {
            Template::parse(name, &format!("categories = [{words}]\ntitle = [\"{{title}}\"]")).unwrap()
        };
        let templates = Templates::built_in().with(vec![own("books", "\"novel\""), own("mugs", "\"Mug\"")]);
        assert_eq!(templates.of(Some("Mugs")).name, "mugs");
        assert_eq!(templates.of(Some("Novels")).bullets.len(), 0);
        assert_eq!(templates.of(Some("Books")).name, "general");
    }

    #[test]
    fn a_template_that_can_t_be_used_is_refused_with_its_place() {
        let check = |text: &str, expected: &str| {
            let why = Template::parse("x", text).unwrap_err().to_string();
            assert!(why.contains(expected), "{text}: {why}");
        };
        check("title = [\"{titel}\"]", "title: there is no fact `{titel}`: did you mean `{title}`?");
        check("title = [\"{title}\"]\n[aspects]\nBrand = \"{brnd}\"", "aspects.Brand: there is no fact `{brnd}`");
        check("title = [\"{title\"]", "has a brace without its other half");
        check("title = [\"title}\"]", "has a brace without its other half");
        check("title = [\"{brand}\"]", "no part of it holds `{title}`");
        check("title = [\"{title}\"]\nbulets = []", "line 2: unknown field `bulets`");
        check("title = \n", "line 1");
        check("bullets = []", "missing field `title`");
        check("title = [\"{title}\"]\naspects = { Brand = 1 }", "a text or a list of texts");
    }

    #[test]
    fn a_line_is_filled_whole_or_not_at_all() {
        let check = |line: &str, expected: Option<&str>| {
            let fact = |name: &str| (name == "brand").then_some("Acme");
            assert_eq!(Line::parse("x", line).unwrap().fill(fact).as_deref(), expected, "{line}");
        };
        check("Brand: {brand}", Some("Brand: Acme"));
        check("{brand} {model}", None);
        check("{{brand}} by { brand }", Some("{brand} by Acme"));
        check("no facts", Some("no facts"));
        check(" ", None);
    }
}
