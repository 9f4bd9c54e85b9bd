//! `[advice]`: which models are asked for what, and what they may read.

use serde::{Deserialize, Serialize};

/// `[advice]`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Advice {
    /// Who looks at what the rules would buy: `rules` is nobody.
    pub analyst: Adviser,
    /// Who words the text of a listing.
    pub copywriter: Adviser,
    /// Who words the answers to customers.
    pub support: Adviser,
    /// Who words what is said to sellers, and may say less than the ladder would.
    pub negotiator: Adviser,
    /// The sources, price books and inboxes whose text a model may be shown, by name.
    pub may_read: Vec<String>,
    /// What holds for an offer over which no model could be heard.
    pub on_failure: OnFailure,
}

/// Who is asked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Adviser {
    /// Nobody: the rules and the templates.
    #[default]
    Rules,
    /// The model of `[vendors.openai]`.
    Openai,
    /// The model of `[vendors.anthropic]`.
    Anthropic,
    /// The model of `[vendors.local]`.
    Local,
}

impl Adviser {
    /// The vendor; `None` for the rules.
    pub fn vendor(self) -> Option<&'static str> {
        match self {
            Self::Rules => None,
            Self::Openai => Some("openai"),
            Self::Anthropic => Some("anthropic"),
            Self::Local => Some("local"),
        }
    }
}

/// What holds for an offer over which no model could be heard. None of it lets through what the rules alone would not.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OnFailure {
    /// What the rules say.
    #[default]
    Rules,
    /// What the rules say, with a cap a fifth lower.
    Tighter,
    /// A person looks: at best `review`.
    Review,
}
