//! What each channel takes in a listing: rules as data with a source and a date, and the checker that holds a text to them.
//!
//! The files are `data/listing/*.toml`; their format is in `data/listing/README.md`.

mod check;
mod fit;
mod markup;

use std::sync::LazyLock;

use jiff::civil::Date;
use serde::Deserialize;

pub use check::{Breach, check};
pub(super) use fit::{Fit, cut};

use super::fees::Confidence;

/// The rules that come with the program; the last is for every channel that has none.
const BUILTIN: [(&str, &str); 5] = [
    ("amazon_us.toml", include_str!("../../../data/listing/amazon_us.toml")),
    ("ebay_us.toml", include_str!("../../../data/listing/ebay_us.toml")),
    ("reverb.toml", include_str!("../../../data/listing/reverb.toml")),
    ("tcgplayer.toml", include_str!("../../../data/listing/tcgplayer.toml")),
    ("other.toml", include_str!("../../../data/listing/other.toml")),
];

static BOOKS: LazyLock<Vec<RuleBook>> = LazyLock::new(|| {
    BUILTIN.iter().map(|(_, text)| toml::from_str(text).expect("the built-in listing rules are tested")).collect()
});

/// What one channel takes.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RuleBook {
    /// `amazon_us`, `ebay_us`, …; `other` where nothing is known of the channel.
    pub channel: String,
    /// When it was last looked over.
    pub date: Date,
    /// The identifier by which an offer joins a page of the channel's own; `None` where every page is the seller's.
    #[serde(default)]
    pub joins: Option<String>,
    /// The rules.
    #[serde(rename = "rule")]
    pub rules: Vec<Rule>,
}

impl RuleBook {
    /// The rules of a channel: its own, else those of its family (`amazon_uk` → `amazon_us`), else the tightest.
    pub fn of(channel: &str) -> &'static Self {
        let family = |name: &str| name.split('_').next().unwrap_or_default().to_owned();
        let exact = BOOKS.iter().find(|book| book.channel == channel);
        let alike = || BOOKS.iter().find(|book| family(&book.channel) == family(channel));
        exact.or_else(alike).unwrap_or_else(|| BOOKS.last().expect("there are rules for all other channels"))
    }

    /// Every channel with rules of its own.
    pub fn channels() -> impl Iterator<Item = &'static Self> {
        BOOKS.iter().filter(|book| book.channel != "other")
    }

    /// The most characters of a field, whatever the goods; `usize::MAX` where no rule says so.
    pub fn longest(&self, field: Field) -> usize {
        let number = |rule: &Rule| if let Demand::MaxChars { number } = rule.demand { Some(number) } else { None };
        self.on(field, None).filter_map(number).min().unwrap_or(usize::MAX)
    }

    /// The rules of a field for goods of a category.
    pub(super) fn on<'a>(&'a self, field: Field, category: Option<&str>) -> impl Iterator<Item = &'a Rule> + use<'a> {
        let words = category.map(category_words).unwrap_or_default();
        self.rules.iter().filter(move |rule| rule.field == field && rule.is_for(&words))
    }
}

/// One rule.
#[derive(Clone, Debug, Deserialize)]
pub struct Rule {
    /// What it is about.
    pub field: Field,
    /// What it asks.
    #[serde(flatten)]
    pub demand: Demand,
    /// Whether the channel refuses or hides a listing that breaks it; else it advises.
    pub hard: bool,
    /// Words of categories that it is for; none is all.
    #[serde(default)]
    pub only: Vec<String>,
    /// Words of categories that it is not for.
    #[serde(default)]
    pub except: Vec<String>,
    /// Who says so.
    pub source: String,
    /// When it was said, or seen.
    pub date: Date,
    /// How sure it is.
    pub confidence: Confidence,
    /// What to do about it.
    pub say: String,
}

impl Rule {
    fn is_for(&self, category: &str) -> bool {
        let named = |words: &[String]| words.iter().any(|word| names(category, word));
        (self.only.is_empty() || named(&self.only)) && !named(&self.except)
    }
}

/// The parts of a listing that rules are about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Field {
    /// The title.
    Title,
    /// All bullet points.
    Bullets,
    /// One bullet point.
    Bullet,
    /// The description.
    Description,
    /// All item specifics.
    Aspects,
    /// The name of one.
    AspectName,
    /// The value of one.
    AspectValue,
    /// Words that only the search sees: Amazon's `generic_keyword`.
    SearchTerms,
    /// What is said about the condition of used goods.
    ConditionNote,
}

/// What a rule asks.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Demand {
    /// At most this many characters.
    MaxChars {
        /// How many.
        number: usize,
    },
    /// At most this many bytes of UTF-8.
    MaxBytes {
        /// How many.
        number: usize,
    },
    /// At least this many characters.
    MinChars {
        /// How many.
        number: usize,
    },
    /// At most this many of them.
    MaxCount {
        /// How many.
        number: usize,
    },
    /// At least this many of them.
    MinCount {
        /// How many.
        number: usize,
    },
    /// No word more often than this.
    MaxRepeats {
        /// How often.
        number: usize,
    },
    /// None of these characters.
    NoCharacters {
        /// Each as a text of its own.
        text: Vec<String>,
    },
    /// None of these words and phrases, in any case.
    NoWords {
        /// Whole words.
        text: Vec<String>,
    },
    /// No facts of these names: they have a field of their own.
    NoFacts {
        /// The names of placeholders.
        text: Vec<String>,
    },
    /// No markup but these tags.
    AllowHtml {
        /// The names of tags.
        text: Vec<String>,
    },
    /// No markup.
    NoHtml,
    /// No emoji and pictographs.
    NoSymbols,
    /// No links, e-mail addresses, phone numbers.
    NoContacts,
    /// Not all in capitals.
    NoCapitals,
}

/// A category as words with blanks around, so that ` word ` finds whole words.
pub(super) fn category_words(category: &str) -> String {
    let mut words = String::from(" ");
    for character in category.chars().take(400) {
        if character.is_alphanumeric() || character == '-' {
            words.extend(character.to_lowercase());
        } else if !words.ends_with(' ') {
            words.push(' ');
        }
    }
    words.push(' ');
    words
}

/// Whether a category's words hold a word or phrase, in the singular or with an `s`.
pub(super) fn names(words: &str, word: &str) -> bool {
    words.contains(&format!(" {word} ")) || words.contains(&format!(" {word}s "))
}

#[cfg(test)]
mod tests;
