//! What a message is about, and how sure that is.

use std::collections::{HashMap, HashSet};

use super::{
    escalation::{self, Escalation},
    text::Folded,
    words::{PHRASES, PLAIN},
};

/// A longer message has more in it than one standing answer covers.
const LONGEST: usize = 400;
/// The most that can be made of it, in percent.
const LONG_PCT: u32 = 50;
/// From this share of words on, in percent, a text is understood.
const CLEAR_PCT: u32 = 85;

/// What a message is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Category {
    /// Where is it, when does it come?
    Shipping,
    /// It goes back, or is exchanged.
    Return,
    /// Money back.
    Refund,
    /// Something about the product.
    Question,
    /// The order is to be cancelled.
    Cancel,
    /// The order or its address is to be changed.
    Change,
    /// It came broken, incomplete, wrong, or not at all though the carrier says so.
    Problem,
    /// Invoices, payments, taxes.
    Billing,
    /// A word of thanks.
    Thanks,
    /// Anything else.
    Other,
}

impl Category {
    /// Every category.
    pub const ALL: [Self; 10] = [
        Self::Shipping,
        Self::Return,
        Self::Refund,
        Self::Question,
        Self::Cancel,
        Self::Change,
        Self::Problem,
        Self::Billing,
        Self::Thanks,
        Self::Other,
    ];

    /// The category of this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|category| category.name() == name)
    }

    /// Its name in records.
    pub fn name(self) -> &'static str {
        match self {
            Self::Shipping => "shipping",
            Self::Return => "return",
            Self::Refund => "refund",
            Self::Question => "question",
            Self::Cancel => "cancel",
            Self::Change => "change",
            Self::Problem => "problem",
            Self::Billing => "billing",
            Self::Thanks => "thanks",
            Self::Other => "other",
        }
    }
}

/// What was made of a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Classified {
    /// What it is about.
    pub category: Category,
    /// How sure that is, in percent: how clearly one category leads, and how much of the text is understood.
    pub confidence_pct: u8,
    /// The most that anybody can make of this text, in percent: how much of it is understood, and how long it is.
    pub ceiling_pct: u8,
    /// What brings in a person.
    pub escalation: Option<Escalation>,
}

/// Reads a message. `known` are texts whose words it may use without being unclear: the order's number, the product's
/// title. `own` are words of the seller's own that bring in a person.
pub fn classify(text: &str, known: &[&str], own: &[String]) -> Classified {
    let folded = Folded::new(text);
    let mut scores: HashMap<Category, u32> = HashMap::new();
    for (category, weight, phrases) in PHRASES {
        for phrase in *phrases {
            if folded.has(phrase) {
                *scores.entry(*category).or_default() += weight;
            }
        }
    }
    let mut ranked: Vec<(Category, u32)> = scores.into_iter().collect();
    // The name breaks a tie, so that the same text always reads the same.
    ranked.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(&b.0)));
    let (category, best) = ranked.first().copied().unwrap_or((Category::Other, 0));
    let second = ranked.get(1).map_or(0, |(_, score)| *score);
    let understood_pct = understood(&folded, known);
    Classified {
        category,
        confidence_pct: confidence(best, second, understood_pct, folded.length),
        ceiling_pct: ceiling(understood_pct, folded.length),
        escalation: escalation::find(text, &folded, own),
    }
}

/// Percent: a clear leader with enough behind it, in a text that is understood and short.
fn confidence(best: u32, second: u32, understood_pct: u32, length: usize) -> u8 {
    if best == 0 {
        return 0;
    }
    let lead = 100 * best / (best + second);
    let backing = (60 + best * 10).min(100);
    let mut percent = lead * backing / 100;
    if understood_pct < CLEAR_PCT {
        percent = percent * understood_pct / 100;
    }
    if length > LONGEST {
        percent = percent.min(LONG_PCT);
    }
    u8::try_from(percent.min(99)).unwrap_or(99)
}

fn ceiling(understood_pct: u32, length: usize) -> u8 {
    let understood = if understood_pct < CLEAR_PCT { understood_pct } else { 100 };
    let most = if length > LONGEST { understood.min(LONG_PCT) } else { understood };
    u8::try_from(most).unwrap_or(100)
}

/// The share of words that are plain English, of the trade, or known from the order, in percent.
fn understood(folded: &Folded, known: &[&str]) -> u32 {
    let known: Vec<Folded> = known.iter().map(|text| Folded::new(text)).collect();
    let known: HashSet<&str> = known.iter().flat_map(Folded::words).collect();
    let plain: HashSet<&str> = PLAIN.split_whitespace().collect();
    let (mut all, mut clear) = (0_u32, 0_u32);
    for word in folded.words() {
        all += 1;
        clear += u32::from(plain.contains(word) || known.contains(word));
    }
    (clear * 100).checked_div(all).unwrap_or(0)
}
