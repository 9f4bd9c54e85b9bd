//! What is written to a seller: standing texts with three slots, and the check that nothing else leaves.
//!
//! The texts are data (`data/negotiation/messages.toml`), the user's own lie over them. Whoever worded a message, a template
//! or a model, [`leaves`] looks at it last: the one price is in it once, and no other number, link, address or handle.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::Ours;
use crate::domain::{money::Money, support::is_hidden};

const BUILT_IN: &str = include_str!("../../../data/negotiation/messages.toml");
/// The longest message, in characters.
pub const LONGEST: usize = 600;
/// The longest title that is named.
const LONGEST_TITLE: usize = 80;

/// What a message does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Form {
    /// The first offer.
    Opening,
    /// Another offer.
    Counter,
    /// The highest offer.
    Last,
    /// The same offer again.
    Nudge,
    /// A yes.
    Accept,
    /// A no.
    Walk,
}

impl Form {
    const ALL: [Self; 6] = [Self::Opening, Self::Counter, Self::Last, Self::Nudge, Self::Accept, Self::Walk];

    fn name(self) -> &'static str {
        match self {
            Self::Opening => "opening",
            Self::Counter => "counter",
            Self::Last => "last",
            Self::Nudge => "nudge",
            Self::Accept => "accept",
            Self::Walk => "walk",
        }
    }

    /// The form of a move. `made` is the number of offers before it; `highest` is whether no higher one can follow.
    pub fn of(ours: Ours, made: usize, highest: bool) -> Self {
        match ours {
            Ours::Offer(_) if made == 0 => Self::Opening,
            Ours::Offer(_) if highest => Self::Last,
            Ours::Offer(_) => Self::Counter,
            Ours::Nudge(_) => Self::Nudge,
            Ours::Accept(_) => Self::Accept,
            Ours::Walk => Self::Walk,
        }
    }
}

/// The texts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Messages(BTreeMap<Form, String>);

/// Why a file of texts can't be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MessageError {
    /// It is no TOML of texts.
    #[error("{0}")]
    Syntax(String),
    /// A key that is none.
    #[error("there is no text `{0}`: the texts are opening, counter, last, nudge, accept, walk")]
    Key(String),
    /// A text that may not be.
    #[error("`{name}` {why}")]
    Text {
        /// Its key.
        name: &'static str,
        /// What is wrong.
        why: String,
    },
}

impl Messages {
    /// Those that come with the program.
    pub fn built_in() -> Self {
        Self(BTreeMap::new()).with(BUILT_IN).expect("the built-in messages are sound")
    }

    /// With the texts of a file over them.
    pub fn with(mut self, file: &str) -> Result<Self, MessageError> {
        let texts: BTreeMap<String, String> =
            toml::from_str(file).map_err(|why| MessageError::Syntax(why.message().to_owned()))?;
        for (key, text) in texts {
            let form = Form::ALL.into_iter().find(|form| form.name() == key).ok_or(MessageError::Key(key))?;
            sound(form, &text).map_err(|why| MessageError::Text { name: form.name(), why })?;
            self.0.insert(form, text);
        }
        Ok(self)
    }

    /// The text of a message.
    pub fn text(&self, form: Form, slots: &Slots) -> String {
        let text = self.0.get(&form).map_or("", String::as_str);
        let text = text.replace("{title}", &slots.title).replace("{until}", &slots.until.to_string());
        slots.price.as_ref().map_or(text.clone(), |price| text.replace("{price}", price))
    }
}

/// A text of the user's own: known slots, its price once, nothing that must not leave.
fn sound(form: Form, text: &str) -> Result<(), String> {
    let prices = text.matches("{price}").count();
    let wanted = usize::from(form != Form::Walk);
    if prices != wanted {
        return Err(format!("holds `{{price}}` {prices} times, {wanted} is needed"));
    }
    for slot in ["{title}", "{until}"] {
        if text.matches(slot).count() > 1 {
            return Err(format!("holds `{slot}` more than once"));
        }
    }
    let bare = text.replace("{price}", " ").replace("{title}", " ").replace("{until}", " ");
    if bare.contains(['{', '}']) {
        return Err("holds a slot that is none: there are {title}, {price} and {until}".to_owned());
    }
    plain(&bare).map_err(|why| format!("{why}: the numbers come from the ladder"))
}

/// What is put into a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slots {
    /// The goods.
    pub title: String,
    /// The price, in words.
    pub price: Option<String>,
    /// The day up to which an offer stands.
    pub until: Date,
}

impl Slots {
    /// The slots of a message about these goods. A title with more than a name in it is not repeated to anybody.
    pub fn new(title: &str, price: Option<Money>, quantity: u32, until: Date) -> Self {
        let price = price.map(|price| match quantity {
            1 => price.to_string(),
            several => format!("{price} each for {several} of them"),
        });
        Self { title: harmless(title).unwrap_or_else(|| "your item".to_owned()), price, until }
    }
}

/// A title that is nothing but one.
fn harmless(title: &str) -> Option<String> {
    let cut: String = title.trim().chars().take(LONGEST_TITLE).collect();
    let lower = cut.to_lowercase();
    let more = ["http", "www.", "@", "://", "<", ">", "{", "}", "ignore", "$", "€", "£"];
    let harmless =
        !more.iter().any(|part| lower.contains(part)) && !cut.chars().any(|c| c.is_control() || is_hidden(c));
    (harmless && !cut.is_empty()).then_some(cut)
}

/// Whether a message may leave: what its slots hold once, and beside it no number, link, address, handle or amount.
pub fn leaves(text: &str, slots: &Slots) -> Result<(), String> {
    if text.trim().is_empty() || text.chars().count() > LONGEST + 2 * LONGEST_TITLE {
        return Err("it is empty or too long".to_owned());
    }
    let mut rest = text.to_owned();
    if let Some(price) = &slots.price {
        if text.matches(price.as_str()).count() != 1 {
            return Err(format!("it does not name {price} once"));
        }
        rest = rest.replacen(price.as_str(), " ", 1);
    }
    rest = rest.replacen(&slots.until.to_string(), " ", 1).replacen(&slots.title, " ", 1);
    plain(&rest)
}

/// No number, link, address, handle or amount.
fn plain(text: &str) -> Result<(), String> {
    let fault = if text.chars().any(|c| c != '\n' && (c.is_control() || is_hidden(c))) {
        "it holds a hidden character"
    } else if text.chars().any(char::is_numeric) {
        "it holds a number"
    } else if text.contains('@') {
        "it holds an address"
    } else if text.contains("://") || text.to_lowercase().contains("www.") {
        "it holds a link"
    } else if text.contains(['$', '€', '£', '¥', '%']) {
        "it holds an amount"
    } else {
        return Ok(());
    };
    Err(fault.to_owned())
}
