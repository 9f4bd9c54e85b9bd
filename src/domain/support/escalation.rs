//! Words and situations that bring in a person, whatever the category.

use serde::{Deserialize, Serialize};

/// Why a person must answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Escalation(pub String);

impl Escalation {
    pub(super) fn of(reason: &str) -> Self {
        Self(reason.to_owned())
    }
}

/// Beginnings of words, with what they mean.
const STEMS: &[(&str, &str)] = &[
    ("chargeback", "chargeback"),
    ("dispute", "dispute"),
    ("lawyer", "legal"),
    ("attorney", "legal"),
    ("solicitor", "legal"),
    ("lawsuit", "legal"),
    ("litigat", "legal"),
    ("sue", "legal"),
    ("suing", "legal"),
    ("court", "legal"),
    ("legal", "legal"),
    ("illegal", "legal"),
    ("police", "police"),
    ("fraud", "fraud"),
    ("scam", "fraud"),
    ("stolen", "fraud"),
    ("thief", "fraud"),
    ("thieves", "fraud"),
    ("counterfeit", "counterfeit"),
    ("fake", "counterfeit"),
    ("knockoff", "counterfeit"),
    ("replica", "counterfeit"),
    ("injur", "safety"),
    ("hospital", "safety"),
    ("burned", "safety"),
    ("burnt", "safety"),
    ("bleed", "safety"),
    ("poison", "safety"),
    ("allerg", "safety"),
    ("explod", "safety"),
    ("smoke", "safety"),
    ("choke", "safety"),
    ("choking", "safety"),
    ("unsafe", "safety"),
    ("dangerous", "safety"),
    ("electrocut", "safety"),
    ("recall", "recall"),
    ("recalled", "recall"),
    ("bbb", "authority"),
    ("ftc", "authority"),
    ("ombudsman", "authority"),
    ("journalist", "media"),
    ("reporter", "media"),
    ("newspaper", "media"),
    ("kill", "threat"),
    ("bomb", "threat"),
    ("suicid", "threat"),
    ("gdpr", "privacy"),
    ("ccpa", "privacy"),
    ("infring", "rights"),
    ("trademark", "rights"),
    ("copyright", "rights"),
    ("discriminat", "discrimination"),
    ("racist", "discrimination"),
];

/// Phrases in the plain text, lower-case and single-spaced.
const PHRASES: &[(&str, &str)] = &[
    ("charge back", "chargeback"),
    ("charge-back", "chargeback"),
    ("contact my bank", "chargeback"),
    ("credit card company", "chargeback"),
    ("paypal claim", "dispute"),
    ("a-to-z", "dispute"),
    ("a to z claim", "dispute"),
    ("open a case", "dispute"),
    ("better business", "authority"),
    ("attorney general", "authority"),
    ("consumer protection", "authority"),
    ("trading standards", "authority"),
    ("report you", "authority"),
    ("social media", "media"),
    ("go viral", "media"),
    ("to the press", "media"),
    ("to the media", "media"),
    ("caught fire", "safety"),
    ("on fire", "safety"),
    ("got hurt", "safety"),
    ("got sick", "safety"),
    ("electric shock", "safety"),
    ("where you live", "threat"),
    ("come to your", "threat"),
    ("you will regret", "threat"),
    ("you'll regret", "threat"),
    ("or else", "threat"),
    ("delete my data", "privacy"),
    ("my personal data", "privacy"),
    ("data protection", "privacy"),
    ("speak to a human", "wants a person"),
    ("talk to a human", "wants a person"),
    ("real person", "wants a person"),
    ("your manager", "wants a person"),
    ("your supervisor", "wants a person"),
    ("a supervisor", "wants a person"),
    ("a manager", "wants a person"),
];

/// The first reason found: the user's own words, then the built-in ones.
pub(super) fn find(text: &str, words: &[String], own: &[String]) -> Option<Escalation> {
    let plain = text.to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ").replace('’', "'");
    let own_word = own
        .iter()
        .map(|word| word.trim().to_lowercase())
        .find(|word| !word.is_empty() && plain.contains(word.as_str()));
    if let Some(word) = own_word {
        return Some(Escalation(format!("your word `{word}`")));
    }
    // Letters set apart to slip through are read together.
    let letters: String = words.iter().filter(|word| word.chars().count() == 1).map(String::as_str).collect();
    let hit = |word: &str, stem: &str| if stem.len() <= 4 { word == stem } else { word.starts_with(stem) };
    let by_word = STEMS
        .iter()
        .find(|(stem, _)| words.iter().any(|word| hit(word, stem)) || stem.len() > 4 && letters.contains(stem));
    let by_phrase = PHRASES.iter().find(|(phrase, _)| plain.contains(phrase));
    by_word.or(by_phrase).map(|(_, reason)| Escalation::of(reason))
}
